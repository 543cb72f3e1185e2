//! `daren import` on the sample files as people have them: what comes in, that it comes in once, and that it goes again.

use serde_json::json;

use crate::cli_home::{Home, codes, counts, sample};

#[test]
fn a_creator_list_with_a_row_for_each_video_gives_its_creators_once() {
    let home = Home::new();
    let Some(file) = sample(&home, "creator_list_ph_x_fastmoss.csv") else {
        return;
    };
    let report = home.import(&file, &["--currency", "PHP"]);
    assert_eq!(counts(&report), [800, 0, 0, 0, 781]);
    assert_eq!(report["kind"], "creator_list");
    assert_eq!(report["encoding"], "UTF-8");
    assert_eq!(report["header_row"], 1);
    assert_eq!(report["rows"], 1_581);
    assert_eq!(report["currency"], "PHP");
    assert_eq!(report["dry_run"], false);
    let unmapped = report["unmapped"].as_array().unwrap();
    assert!(unmapped.contains(&json!("播放量")) && unmapped.contains(&json!("互动率")));

    let tiers = home.facets(&[])["tier"].take();
    assert_eq!(
        tiers,
        json!({"unranked": 58, "1k-20k": 600, "20k-100k": 96, "100k-500k": 35, "500k-1m": 5, "1m+": 6})
    );
    assert_eq!(home.count(&["gmv:0"]), 704);
    assert_eq!(home.count(&[]), 800);

    // refunds book in the period in which they appear, so they may exceed sales: kept as they are
    let rows = home
        .run([
            "list",
            "--format",
            "json",
            "--columns",
            "handle,gmv,refunds",
        ])
        .ok()
        .json();
    let over = rows.as_array().unwrap().iter().filter(|r| {
        assert_eq!(r["currency"], "PHP");
        r["refunds"].as_f64() > r["gmv"].as_f64()
    });
    assert_eq!(over.count(), 6);
    let one = home
        .run(["show", "@jomaryeedump_", "--format", "json"])
        .ok();
    assert!(one.out.contains("\"value\": 634253.12"), "{}", one.out);
    assert!(one.out.contains("\"value\": 0.111"), "{}", one.out);
}

#[test]
fn every_sample_changes_nothing_the_second_time() {
    let samples: [(&str, &[&str], u64, u64); 6] = [
        ("creator_list_ph_x_fastmoss.csv", &[], 800, 781),
        ("tiktok_1000_with_category.csv", &[], 987, 13),
        (
            "douyin_5025_creators.csv",
            &["--map", "handle=name"],
            5_012,
            10,
        ),
        ("affiliate_center_gb_80.csv", &[], 80, 0),
        ("header_samples/creator_list_en_24col.csv", &[], 1, 0),
        (
            "header_samples/creator_data_en_23col_definition_row2.csv",
            &[],
            3,
            0,
        ),
    ];
    for (name, options, creators, repeated) in samples {
        let home = Home::new();
        let Some(file) = sample(&home, name) else {
            return;
        };
        let first = home.import(&file, options);
        let [created, updated, unchanged, _, skipped] = counts(&first);
        assert_eq!(
            (created, updated, unchanged, skipped),
            (creators, 0, 0, repeated),
            "{name}"
        );
        assert!(first["import"].is_i64(), "{name}");
        let before = home.run(["list", "--format", "json"]).ok().out;
        let second = home.import(&file, options);
        let [created, updated, unchanged, _, _] = counts(&second);
        assert_eq!((created, updated, unchanged), (0, 0, creators), "{name}");
        assert!(second["import"].is_null(), "{name}");
        assert!(!codes(&second).contains(&"fewer_creators".to_owned()));
        assert_eq!(
            home.run(["list", "--format", "json"]).ok().out,
            before,
            "{name}"
        );
    }
}

#[test]
fn a_scrape_keeps_its_first_rows_and_says_that_others_disagree() {
    let home = Home::new();
    let Some(file) = sample(&home, "tiktok_1000_with_category.csv") else {
        return;
    };
    let report = home.import(&file, &[]);
    assert_eq!(counts(&report), [987, 0, 0, 0, 13]);
    let codes = codes(&report);
    assert!(
        codes.contains(&"duplicate_conflict".to_owned()),
        "{codes:?}"
    );
    assert!(codes.contains(&"round_row_count".to_owned()), "{codes:?}");
}

#[test]
fn a_table_without_handles_is_mapped_by_hand_once() {
    let home = Home::new();
    let Some(file) = sample(&home, "douyin_5025_creators.csv") else {
        return;
    };
    let report = home.import(&file, &["--map", "handle=name"]);
    assert_eq!(report["encoding"], "UTF-8 BOM");
    assert_eq!(counts(&report), [5_012, 0, 0, 3, 10]);
    let rejects = report["rejects"].as_array().unwrap();
    assert!(rejects.iter().all(|r| r["value"] == "#NAME?"));
    assert_eq!(rejects[0]["line"], 922);
    assert_eq!(home.facets(&[])["platform"], json!({"douyin": 5_012}));
    // two of them have more than a hundred million followers
    assert_eq!(home.count(&["tier:1m+", "followers>=100000000"]), 2);

    // the rejected rows read again as the same kind, and are rejected again until somebody repairs them
    let rejects = report["rejects_file"].as_str().unwrap().to_owned();
    let text = std::fs::read_to_string(home.path().join(&rejects)).unwrap();
    assert!(text.contains("daren_line,daren_reason"), "{text}");
    let repaired = text.replace("#NAME?", "mended one");
    let again = home.write("mended.csv", repaired);
    // the mapping by hand is remembered under the header
    let report = home.import(&again, &[]);
    assert_eq!(report["mapping"]["handle"], "name");
    assert_eq!(counts(&report)[0], 1, "{report}");
    assert!(!codes(&report).contains(&"fewer_creators".to_owned()));
}

#[test]
fn ids_of_nineteen_digits_stay_whole() {
    let home = Home::new();
    let Some(file) = sample(&home, "affiliate_center_gb_80.csv") else {
        return;
    };
    home.import(&file, &[]);
    let shown = home
        .run(["show", "6726567136771015686", "--format", "json"])
        .ok()
        .json();
    assert_eq!(shown["handle"], "jesswalters24");
    assert_eq!(shown["platform_id"], "6726567136771015686");
    assert_eq!(shown["categories"], json!(["女装与女士内衣", "箱包"]));
    assert_eq!(shown["metrics"]["followers"]["value"], 1_263);
    assert_eq!(shown["metrics"]["followers"]["source"], "mapped");
}

#[test]
fn the_definition_row_is_no_creator() {
    let home = Home::new();
    let Some(file) = sample(
        &home,
        "header_samples/creator_data_en_23col_definition_row2.csv",
    ) else {
        return;
    };
    let report = home.import(&file, &[]);
    assert_eq!(
        (&report["kind"], &report["rows"]),
        (&json!("creator_data"), &json!(3))
    );
    let shown = home
        .run(["show", "cashville_1975", "--format", "json"])
        .ok()
        .json();
    let gmv = &shown["metrics"]["gmv"];
    assert_eq!(
        (&gmv["value"], &gmv["currency"]),
        (&json!(1_234.5), &json!("USD"))
    );
}

#[test]
fn a_dry_run_writes_nothing_not_even_a_pool() {
    let home = Home::new();
    let file = home.write("x.csv", "handle,followers\nanna,10\nbo,many\n");
    let report = home.import(&file, &["--dry-run"]);
    assert_eq!(counts(&report), [1, 0, 0, 1, 0]);
    assert_eq!(
        (&report["dry_run"], &report["import"]),
        (&json!(true), &json!(null))
    );
    assert_eq!(report["rejects_file"], json!(null));
    let left: Vec<_> = std::fs::read_dir(home.path())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert_eq!(left, ["x.csv"]);

    let text = home.run(["import", "--dry-run", "x.csv"]).ok().out;
    for part in [
        "UTF-8",
        "line 1",
        "followers = followers",
        "@anna",
        "Nothing was written",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    // and neither with a pool
    home.import(&file, &["--rejects", "r.csv"]);
    let more = home.write("y.csv", "handle,followers\ncleo,10\n");
    assert_eq!(counts(&home.import(&more, &["--dry-run"]))[0], 1);
    assert_eq!(home.count(&[]), 1);
}

#[test]
fn an_import_is_taken_back_whole() {
    let home = Home::new();
    let first = "handle,followers,tags,note\nanna,10,vip,likes tea\nbo,20,,\n";
    home.import(&home.write("one.csv", first), &["--period", "2026-10-31"]);
    let before = home.run(["list", "--format", "json"]).ok().out;
    let second = "handle,followers,tags,note\nanna,11,vip|new,\ncleo,30,,hello\n";
    let report = home.import(&home.write("two.csv", second), &["--period", "2026-10-31"]);
    assert_eq!(counts(&report), [1, 1, 0, 0, 0]);
    assert_eq!(home.count(&["tag:new"]), 1);

    let said = home.run(["imports", "undo"]).ok().out;
    assert!(
        said.contains("two.csv") && said.contains("1 creator removed"),
        "{said}"
    );
    assert_eq!(home.run(["list", "--format", "json"]).ok().out, before);
    let past = home.run(["imports", "--format", "json"]).ok().json();
    assert!(past[0]["undone_at"].is_string() && past[1]["undone_at"].is_null());
    assert_eq!(past[1]["created"], 2);
    assert_eq!(past[1]["by"], "anna");

    home.run(["imports", "undo", "2"]).fails(1);
    home.run(["imports", "undo", "9"]).fails(1);
    home.run(["imports", "undo", "1"]).ok();
    assert_eq!(home.count(&[]), 0);
    home.run(["imports", "undo"]).fails(1);
    // what was taken back can come again
    assert_eq!(
        counts(&home.import(&home.path().join("two.csv"), &[]))[0],
        2
    );
}

#[test]
fn periods_come_from_option_name_or_day_of_import() {
    let home = Home::new();
    let text = "handle,followers\nanna,10\n";
    let named = home.write("list_20260801-20260831.csv", text);
    assert_eq!(home.import(&named, &[])["period"], "2026-08-01..2026-08-31");
    let said = home.import(&named, &["--period", "2026-07-01..2026-07-31"]);
    assert_eq!(said["period"], "2026-07-01..2026-07-31");
    let shown = home.run(["show", "anna", "--format", "json"]).ok().json();
    let periods: Vec<_> = shown["history"]
        .as_array()
        .unwrap()
        .iter()
        .map(|h| h["period"].as_str().unwrap())
        .collect();
    assert_eq!(
        periods,
        ["2026-08-01..2026-08-31", "2026-07-01..2026-07-31"]
    );
}

#[test]
fn far_fewer_creators_than_the_last_file_like_it_are_told() {
    let home = Home::new();
    let list = |n: usize| {
        let rows: String = (0..n).map(|i| format!("c{i},{i}\n")).collect();
        format!("Creator username,Affiliate GMV\n{rows}")
    };
    let fewer = |name: &str, n: usize, currency: &str| {
        let file = home.write(name, list(n));
        let report = home.import(&file, &["--currency", currency]);
        codes(&report).contains(&"fewer_creators".to_owned())
    };
    assert!(!fewer("Creator_List_US_20260801-20260831.csv", 100, "USD"));
    // another market is another sort of file
    assert!(!fewer("Creator_List_GB_20260801-20260831.csv", 20, "GBP"));
    assert!(!fewer("creators eu.csv", 20, "EUR"));
    // 95 of 100 are not over 5 % fewer, 94 are
    assert!(!fewer("Creator_List_US_20260901-20260930.csv", 95, "USD"));
    home.run(["imports", "undo"]).ok();
    assert!(fewer("Creator_List_US_20261001-20261031.csv", 94, "USD"));
}

#[test]
fn rejected_rows_go_where_they_are_wished_and_never_over_other_work() {
    let home = Home::new();
    let file = home.write("x.csv", "handle,followers\nanna,many\nbo,2\n");
    let report = home.import(&file, &[]);
    assert_eq!(report["rejected"], 1);
    let place = home.path().join("x.csv.rejects.csv");
    assert_eq!(report["rejects_file"], place.to_str().unwrap());
    // the same rows again are the same file
    home.import(&file, &[]);
    assert!(!home.path().join("x.csv.rejects-2.csv").exists());
    // somebody is repairing it
    std::fs::write(&place, "half repaired").unwrap();
    let report = home.import(&file, &[]);
    let second = home.path().join("x.csv.rejects-2.csv");
    assert_eq!(report["rejects_file"], second.to_str().unwrap());
    assert_eq!(std::fs::read_to_string(&place).unwrap(), "half repaired");

    let at = home.path().join("elsewhere.csv");
    home.import(&file, &["--rejects", at.to_str().unwrap()]);
    assert!(
        std::fs::read_to_string(&at)
            .unwrap()
            .contains("anna,many,2,")
    );

    let before = std::fs::read(&file).unwrap();
    home.run(["import", "x.csv", "--rejects", "x.csv"]).fails(1);
    assert_eq!(std::fs::read(&file).unwrap(), before);
}
