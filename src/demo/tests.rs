//! The files are what the generator makes, and what they promise.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::*;

fn generated() -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    generate(&mut |name, bytes| all.push((name.to_owned(), bytes.to_vec())));
    all
}

#[test]
fn the_files_are_what_the_generator_makes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("demo-data");
    let made = generated();
    if std::env::var_os("DAREN_WRITE_DEMO").is_some() {
        for (name, bytes) in &made {
            std::fs::write(folder.join(name), bytes).unwrap();
        }
    }
    for (name, bytes) in &made {
        let kept = std::fs::read(folder.join(name)).unwrap();
        assert!(
            kept == *bytes,
            "demo-data/{name} differs from what is generated; DAREN_WRITE_DEMO=1 cargo test --lib demo writes it anew"
        );
    }
    let mut names: Vec<_> = made.iter().map(|(name, _)| name.clone()).collect();
    let mut on_disk: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with('.'))
        .collect();
    names.sort();
    on_disk.sort();
    assert_eq!(names, on_disk, "a file that nothing makes");
    assert!(made.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() < 2_200_000);
}

#[test]
fn making_them_twice_gives_the_same_bytes() {
    assert!(generated() == generated());
}

#[test]
fn rows_are_consistent_in_themselves() {
    for c in roster::roster() {
        assert_eq!(c.ages.iter().sum::<u64>(), 1_000, "{}", c.handle);
        assert!(c.female <= 1_000);
        for m in &c.months {
            let who = &c.handle;
            assert!(
                m.likes <= m.views && m.comments <= m.views && m.shares <= m.views,
                "{who} {m:?}"
            );
            assert!(m.orders <= m.items && m.orders <= m.clicks, "{who} {m:?}");
            assert!(
                m.clicks <= m.impressions && m.customers <= m.orders,
                "{who} {m:?}"
            );
            assert!(
                m.target_gmv <= m.gmv() && m.commission() <= m.gmv(),
                "{who} {m:?}"
            );
            assert!(
                m.shoppable_videos <= m.videos && m.shoppable_lives <= m.lives,
                "{who}"
            );
            assert_eq!(m.orders == 0, m.gmv() == 0, "{who} {m:?}");
            assert!(m.video_gmv == 0 || m.shoppable_videos > 0, "{who} {m:?}");
            assert!(m.live_gmv == 0 || m.shoppable_lives > 0, "{who} {m:?}");
        }
    }
}

#[test]
fn the_pool_looks_like_a_merchants() {
    let roster = roster::roster();
    assert!((2_900..3_200).contains(&roster.len()));
    let handles: HashSet<_> = roster.iter().map(|c| c.handle.to_lowercase()).collect();
    assert_eq!(
        handles.len(),
        roster.len(),
        "handles differ by more than case"
    );
    let ids: HashSet<_> = roster.iter().map(|c| &c.platform_id).collect();
    assert_eq!(ids.len(), roster.len());
    let share = |of: &dyn Fn(&roster::Creator) -> bool| {
        roster.iter().filter(|c| of(c)).count() * 100 / roster.len()
    };
    assert!(
        (55..80).contains(&share(&|c| c.months[2].orders == 0)),
        "most sell nothing"
    );
    assert!((30..60).contains(&share(&|c| c.months[2].followers < 20_000)));
    let million = roster
        .iter()
        .filter(|c| c.months[2].followers >= 1_000_000)
        .count();
    assert!((8..60).contains(&million), "{million}");
    let late = roster
        .iter()
        .filter(|c| c.listed[2] && c.months[2].refunds > c.months[2].gmv())
        .count();
    assert!(
        (3..20).contains(&late),
        "a handful refunds more than it sells: {late}"
    );
    let mean_female = |niche| {
        let of: Vec<_> = roster
            .iter()
            .filter(|c| c.niche == niche)
            .map(|c| c.female)
            .collect();
        of.iter().sum::<u64>() / of.len() as u64
    };
    assert!(mean_female(market::Niche::Beauty) > mean_female(market::Niche::Tech) + 400);
}

/// Rows of a comma-separated UTF-8 file, by column name.
fn rows(name: &str) -> Vec<HashMap<String, String>> {
    let (_, bytes) = files().iter().find(|(n, _)| *n == name).unwrap();
    let text = std::str::from_utf8(bytes)
        .unwrap()
        .trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            let pairs = header.iter().zip(row.iter());
            pairs
                .map(|(h, v)| (h.trim().to_owned(), v.to_owned()))
                .collect()
        })
        .collect()
}

#[test]
fn shop_exports_add_up_to_the_cent() {
    let cents = |text: &str| -> Option<i64> {
        text.trim_start_matches(['$', '£'])
            .replace([',', '.'], "")
            .trim_end_matches('₫')
            .parse()
            .ok()
    };
    let mut unreadable = 0;
    for (name, _) in files()
        .iter()
        .filter(|(n, _)| n.starts_with("Creator_List") && n.ends_with("csv"))
    {
        for row in rows(name) {
            if row["Affiliate GMV"].is_empty() {
                continue;
            }
            let Some(gmv) = cents(&row["Affiliate GMV"]) else {
                unreadable += 1;
                continue;
            };
            let part = |column: &str| cents(&row[column]).unwrap();
            assert_eq!(
                gmv,
                part("Affiliate LIVE GMV")
                    + part("Affiliate shoppable video GMV")
                    + part("Affiliate product card GMV"),
                "{name} {}",
                row["Creator username"]
            );
            assert_eq!(
                gmv,
                part("Target collaboration GMV") + part("Open collaboration GMV")
            );
            let orders: i64 = row["Affiliate orders"].parse().unwrap();
            let value = if orders == 0 {
                0
            } else {
                (gmv + orders / 2) / orders
            };
            assert_eq!(
                part("Avg. order value"),
                value,
                "{name} {}",
                row["Creator username"]
            );
        }
    }
    assert_eq!(unreadable, 1, "the row with a letter in its number");
}

#[test]
fn months_tell_a_story_about_the_same_creators() {
    let month = |name| -> HashMap<String, u64> {
        rows(name)
            .into_iter()
            .filter_map(|row| {
                let handle = row["Creator username"].trim_start_matches('@').to_owned();
                let followers = row["Affiliate followers"].parse().ok()?;
                (!handle.is_empty()).then_some((handle, followers))
            })
            .collect()
    };
    let august = month("Creator_List_US_20260801-20260831.csv");
    let october = month("Creator_List_US_20261001-20261031.csv");
    let both: Vec<_> = august
        .iter()
        .filter_map(|(handle, before)| october.get(handle).map(|after| (before, after)))
        .collect();
    let grew = both.iter().filter(|(before, after)| after > before).count();
    assert!(both.len() > 400, "{}", both.len());
    assert!(
        both.len() < august.len() && both.len() < october.len(),
        "some leave, some join"
    );
    assert!(
        grew > both.len() / 2 && grew < both.len(),
        "most grow, not all"
    );
    let own: HashSet<_> = rows("creators_20261115.csv")
        .into_iter()
        .map(|row| row["handle"].clone())
        .collect();
    assert!(october.keys().filter(|h| own.contains(*h)).count() > 300);
}
