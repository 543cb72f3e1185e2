use super::*;
use crate::domain::creator::Platform;
use crate::domain::field::Attr;

/// A real file, where the folder with them is at hand.
#[allow(clippy::print_stderr, reason = "a skipped test says so")]
fn sample(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/data")
        .join(name);
    if !path.exists() {
        eprintln!("skipped: {} is not here", path.display());
        return None;
    }
    Some(path)
}

fn mapped(map: &[(&str, &str)]) -> Options {
    Options {
        map: map
            .iter()
            .map(|(t, c)| (Target::parse(t).unwrap(), (*c).to_owned()))
            .collect(),
        ..options()
    }
}

#[test]
fn a_creator_list_joined_to_another_tool() {
    let Some(path) = sample("creator_list_ph_x_fastmoss.csv") else {
        return;
    };
    let got = all(&path, &options()).unwrap();
    assert_eq!(got.plan.kind, Kind::CreatorList);
    assert_eq!(
        (got.plan.encoding.as_str(), got.plan.header_row),
        ("UTF-8", 1)
    );
    assert_eq!((got.good.len(), got.bad.len()), (1581, 0));
    let mut handles: Vec<String> = got.good.iter().map(|g| g.identity.handle_key()).collect();
    handles.sort_unstable();
    handles.dedup();
    assert_eq!(handles.len(), 800);
    let first = &got.good[0];
    assert_eq!(&*first.identity.handle, "jomaryeedump_");
    assert_eq!(got.metric(0, Metric::Gmv), Some(6_342_531_200));
    assert_eq!(got.metric(0, Metric::PlatformCtr), Some(2_220_000));
    assert_eq!(
        got.metric(0, Metric::Followers),
        Some(2_561_482),
        "not the other tool's count"
    );
    assert_eq!(got.metric(0, Metric::Views), None);
    assert_eq!(first.observation.attr(Attr::Region), Some("PH"));
    assert_eq!(first.observation.attr(Attr::Url), None);
    for column in ["播放量", "点赞数", "互动率", "达人粉丝数", "ROI"] {
        assert!(got.plan.unmapped.iter().any(|u| u == column), "{column}");
    }
    assert!(!got.warned("gmv_parts_mismatch"));
    assert!(got.warned("encoding_damage") && got.warned("no_currency"));
    let damage = got
        .outcome
        .warnings
        .iter()
        .find(|w| w.code == "encoding_damage")
        .unwrap();
    assert_eq!(damage.message.args[0].1, 2304u64.into());
}

#[test]
fn a_scrape_with_short_numbers() {
    let Some(path) = sample("tiktok_1000_with_category.csv") else {
        return;
    };
    let got = all(&path, &options()).unwrap();
    assert_eq!(got.plan.kind, Kind::Mapped);
    assert_eq!((got.good.len(), got.bad.len()), (1000, 0));
    assert_eq!(got.sum(Metric::Followers), 6_943_206_300);
    assert_eq!(
        got.good[0].observation.attr(Attr::Categories),
        Some("Lifestyle & Travel")
    );
    assert_eq!(got.metric(0, Metric::AvgViews), Some(26_000_000 * 20_000));
    assert!(got.warned("round_row_count"));
}

#[test]
fn of_two_columns_the_exact_one() {
    let Some(path) = sample("tiktok_2022_dup_headers.csv") else {
        return;
    };
    let got = all(&path, &options()).unwrap();
    assert_eq!(got.good.len(), 1000);
    let followers: Vec<usize> = got
        .plan
        .columns
        .iter()
        .filter(|c| c.target == Some(Target::Metric(Metric::Followers)))
        .map(|c| c.index)
        .collect();
    assert_eq!(followers, [3]);
    assert_eq!(got.metric(0, Metric::Followers), Some(221_700));
    assert!(got.warned("duplicate_header"));
}

#[test]
fn a_douyin_scrape_mapped_by_hand() {
    let Some(path) = sample("douyin_5025_creators.csv") else {
        return;
    };
    let got = all(&path, &mapped(&[("handle", "name")])).unwrap();
    assert_eq!(got.plan.encoding, "UTF-8 BOM");
    assert_eq!(got.plan.platform, Platform::Douyin);
    assert_eq!(got.outcome.rows, 5025);
    assert_eq!(got.bad.len(), 3);
    for r in &got.bad {
        assert_eq!((r.column.as_str(), r.value.as_str()), ("name", "#NAME?"));
        assert_eq!(r.reason.id, "intake-reject-handle");
    }
    assert_eq!(got.metric(0, Metric::Followers), Some(117_259_000));
    assert_eq!(
        got.metric(0, Metric::Likes),
        None,
        "a lifetime's or a month's: nobody said"
    );
    assert!(got.good.iter().all(|g| !g.identity.handle.starts_with('@')));
    // without a mapping the display name has to do, loudly
    assert!(all(&path, &options()).unwrap().warned("handle_from_name"));
}

#[test]
fn ids_of_19_digits() {
    let Some(path) = sample("affiliate_center_gb_80.csv") else {
        return;
    };
    let got = all(&path, &options()).unwrap();
    assert_eq!((got.good.len(), got.bad.len()), (80, 0));
    let first = &got.good[0];
    assert_eq!(
        first.identity.platform_id.as_deref(),
        Some("6726567136771015686")
    );
    assert_eq!(&*first.identity.handle, "jesswalters24");
    assert_eq!(first.observation.attr(Attr::Name), Some("jess"));
    assert_eq!(
        first.observation.attr(Attr::Categories),
        Some("女装与女士内衣|箱包")
    );
    assert_eq!(got.metric(0, Metric::Followers), Some(1263));
}

#[test]
fn header_samples() {
    let Some(list) = sample("header_samples/creator_list_en_24col.csv") else {
        return;
    };
    let got = all(&list, &options()).unwrap();
    assert_eq!((got.plan.kind, got.good.len()), (Kind::CreatorList, 1));
    assert_eq!(got.plan.unmapped, Vec::<String>::new());
    assert_eq!(got.metric(0, Metric::Gmv), Some(21_119_280_810_000));
    assert_eq!(got.metric(0, Metric::FlatFee), None);
    assert_eq!(got.metric(0, Metric::PlatformCtr), Some(400_000));

    let data = sample("header_samples/creator_data_en_23col_definition_row2.csv").unwrap();
    let got = all(&data, &options()).unwrap();
    assert_eq!(
        (got.plan.kind, got.plan.definition_row),
        (Kind::CreatorData, true)
    );
    assert_eq!((got.good.len(), got.bad.len()), (3, 0));
    assert_eq!(got.plan.currency.code(), "USD");
    assert_eq!(got.good[1].line, 4);
    assert_eq!(got.metric(1, Metric::Gmv), Some(12_345_000));
    assert_eq!(got.metric(1, Metric::GivenCvr), Some(1_186_000));
    assert_eq!(got.metric(1, Metric::PlatformCtr), Some(40_000_000));
    assert_eq!(got.metric(2, Metric::Refunds), Some(1_279_900));
    assert!(!got.warned("gmv_parts_mismatch"));
}

#[test]
fn order_lines_under_the_real_header() {
    let Some(path) = sample("header_samples/affiliate_orders_us_en_30col.csv") else {
        return;
    };
    let got = all(&path, &options()).unwrap();
    assert_eq!(got.plan.kind, Kind::AffiliateOrders);
    assert!(got.plan.unmapped.is_empty(), "{:?}", got.plan.unmapped);
    assert_eq!((got.orders.len(), got.bad.len()), (4, 0));
    let cents = |n: i64| n * 100;
    let [a, b, c, d] = got.orders.as_slice() else {
        return;
    };
    assert_eq!(a.order, b.order);
    assert_ne!(a.product, b.product);
    assert_eq!(a.order.to_string(), "577000000000000001");
    assert_eq!(
        (a.line.paid, a.line.commissions()),
        (cents(1_799), cents(270))
    );
    // standard, shop ads and bonus, each as estimated where nothing was paid
    assert_eq!(c.line.commissions(), cents(200 + 240 + 100));
    assert_eq!((c.line.refunded, c.line.flags), (cents(1_999), 7));
    assert!(c.line.counts() && !d.line.counts());
    // the day stands first in this kind of file, and 31/01 proves it
    assert_eq!(a.line.day(), Some(20_731));
    assert_eq!(&*d.handle, "🌻 Xuyến Miền Tây");
    assert_eq!(d.content, None);
}

#[test]
fn videos_under_the_real_header() {
    let Some(path) = sample("header_samples/video_list_en_trailing_space_header.csv") else {
        return;
    };
    let got = all(&path, &options()).unwrap();
    assert_eq!(
        (got.plan.kind, got.bad.len()),
        (Kind::Videos, 1),
        "money without a currency"
    );
    let vnd = crate::domain::money::Currency::parse("VND");
    let got = all(
        &path,
        &Options {
            currency: vnd,
            ..options()
        },
    )
    .unwrap();
    let row = &got.work[0];
    let at = |key: &str| crate::domain::collab::native::CONTENTS.place(key).unwrap();
    let text = |key: &str| row.values[at(key)].as_ref().unwrap().text().unwrap();
    assert_eq!(
        (text("content_id"), text("kind")),
        ("7640570208339512584", "video")
    );
    let number = |key: &str| row.values[at(key)].as_ref().unwrap().number().unwrap();
    assert_eq!((number("likes"), number("orders")), (645, 357));
    assert_eq!(number("gmv"), 299_669_037 * 10_000);
}
