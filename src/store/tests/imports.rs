use super::*;
use proptest::prelude::*;

#[test]
fn a_file_read_twice_changes_nothing() {
    let (_dir, mut store) = pool();
    let mut rows: Vec<_> = (0..700)
        .map(|i| {
            row(
                &format!("c{i}"),
                &format!("{}", 9000 + i),
                &[(Metric::Followers, i)],
            )
        })
        .collect();
    rows[3].tags = vec!["核心达人".into(), "Fast".into(), " ".into()];
    rows[3].note = Some("samples first".into());
    rows[4].tags = vec!["fast".into()];
    let (first, _) = import(&mut store, "a", &rows);
    assert_eq!((first.created, first.updated, first.unchanged), (700, 0, 0));
    let (before, position) = (dump(&store), store.position().unwrap());
    let (again, effects) = import(&mut store, "a", &rows);
    assert_eq!((again.created, again.updated, again.unchanged), (0, 0, 700));
    assert_eq!(again.import, None);
    assert_eq!(again.previous_creators, Some(700));
    assert!(effects.iter().all(|e| *e == Effect::Unchanged));
    assert_eq!(dump(&store), before);
    assert_eq!(store.position().unwrap(), position);
    assert_eq!(store.imports().unwrap().len(), 1);
    let c = only(&store, "c3");
    assert_eq!(c.tags, ["核心达人", "Fast"]);
    assert_eq!(c.notes[0].body, "samples first");
    assert_eq!(only(&store, "c4").tags, ["Fast"]);
}

#[test]
fn of_several_rows_the_first_wins_and_the_rest_fill() {
    let (_dir, mut store) = pool();
    let rows = [
        row("anna", "", &[(Metric::Followers, 10)]),
        row("Anna", "", &[(Metric::Followers, 11), (Metric::Views, 5)]),
        row("ANNA", "", &[(Metric::Followers, 10), (Metric::Views, 5)]),
        row("bo", "", &[]),
    ];
    let (n, effects) = import(&mut store, "a", &rows);
    assert_eq!(
        effects,
        [
            Effect::Created,
            Effect::Duplicate { conflict: true },
            Effect::Duplicate { conflict: false },
            Effect::Created
        ]
    );
    assert_eq!((n.created, n.updated, n.unchanged), (2, 0, 0));
    assert_eq!((n.skipped_duplicates, n.duplicate_conflicts), (2, 1));
    let c = only(&store, "@anna");
    assert_eq!(&*c.identity.handle, "anna");
    assert_eq!(c.profile.metric(Metric::Followers), Some(10));
    assert_eq!(c.profile.metric(Metric::Views), Some(5));
    let before = dump(&store);
    let (n, _) = import(&mut store, "a", &rows);
    assert_eq!((n.created, n.updated, n.unchanged), (0, 0, 2));
    assert_eq!(dump(&store), before);
    // what a later row fills replaces an older file's value, as a value of the first row would
    let mut rows = rows.to_vec();
    rows[1].observation.metrics.set(Metric::Views, Some(6));
    rows[2].observation.metrics.set(Metric::Views, Some(6));
    let (n, _) = import(&mut store, "b", &rows);
    assert_eq!((n.updated, n.unchanged), (1, 1));
    let c = only(&store, "anna");
    assert_eq!(c.profile.metric(Metric::Views), Some(6));
    assert_eq!(c.profile.metric(Metric::Followers), Some(10));
}

#[test]
fn periods_stand_side_by_side_and_missing_keeps_what_was_there() {
    let (_dir, mut store) = pool();
    let mut october = row("anna", "", &[(Metric::Followers, 10), (Metric::Orders, 3)]);
    october.period = Period::parse("2026-10-01..2026-10-31");
    let november = row("anna", "", &[(Metric::Followers, 20)]);
    let (n, effects) = import(&mut store, "a", &[october.clone(), november]);
    assert_eq!(effects, [Effect::Created, Effect::Updated]);
    assert_eq!((n.created, n.updated, n.skipped_duplicates), (1, 0, 0));
    let c = only(&store, "anna");
    assert_eq!(c.dated.len(), 2);
    assert_eq!(c.profile.metric(Metric::Followers), Some(20));
    assert_eq!(c.profile.metric(Metric::Orders), Some(3));
    // a corrected October without orders
    october.observation.metrics.set(Metric::Orders, None);
    october.observation.metrics.set(Metric::Followers, Some(12));
    import(&mut store, "b", &[october]);
    let c = only(&store, "anna");
    assert_eq!(
        c.dated[1].observation.metrics.get(Metric::Followers),
        Some(12)
    );
    assert_eq!(c.dated[1].observation.metrics.get(Metric::Orders), Some(3));
    assert_eq!(c.dated[1].import, 2);
}

#[test]
fn money_never_changes_its_currency() {
    let (_dir, mut store) = pool();
    let cur = |c: &str| Currency::parse(c).unwrap();
    let mut usd = row(
        "anna",
        "",
        &[(Metric::Gmv, 50_000), (Metric::PriceLow, 10_000)],
    );
    usd.observation.currency = cur("USD");
    let mut php = row(
        "anna",
        "",
        &[(Metric::Gmv, 2_900_000), (Metric::Refunds, 7)],
    );
    php.observation.currency = cur("PHP");
    // within one file the first row's currency holds
    let (n, _) = import(&mut store, "a", &[usd.clone(), php.clone()]);
    assert_eq!(n.duplicate_conflicts, 1);
    let c = only(&store, "anna");
    assert_eq!(c.profile.currency(Metric::Gmv), cur("USD"));
    assert_eq!(c.profile.metric(Metric::Refunds), None);
    // a file read again under another currency takes the old money with it
    import(&mut store, "b", &[php]);
    let c = only(&store, "anna");
    assert_eq!(c.profile.currency(Metric::Gmv), cur("PHP"));
    assert_eq!(c.profile.metric(Metric::Gmv), Some(2_900_000));
    assert_eq!(c.profile.metric(Metric::PriceLow), None);
    // a row without money says nothing about it
    let mut bare = row("anna", "", &[(Metric::Followers, 1)]);
    bare.observation.currency = cur("USD");
    import(&mut store, "c", &[bare]);
    assert_eq!(
        only(&store, "anna").profile.currency(Metric::Gmv),
        cur("PHP")
    );
}

#[test]
fn a_platform_id_beats_the_handle() {
    let (_dir, mut store) = pool();
    import(
        &mut store,
        "a",
        &[row("anna", "0600", &[(Metric::Followers, 1)])],
    );
    let (n, _) = import(
        &mut store,
        "b",
        &[row("anna.new", "0600", &[(Metric::Followers, 2)])],
    );
    assert_eq!((n.created, n.updated), (0, 1));
    let c = only(&store, "anna.new");
    assert_eq!(c.former_handles, ["anna"]);
    assert_eq!(store.find("ANNA", None).unwrap(), [c.id]);
    assert_eq!(store.find("0600", None).unwrap(), [c.id]);
    assert!(
        store
            .find("0600", Some(Platform::Douyin))
            .unwrap()
            .is_empty()
    );
    assert_eq!(c.profile.metric(Metric::Followers), Some(2));
    // "600" is another id than "0600"
    let (n, _) = import(&mut store, "c", &[row("zoe", "600", &[])]);
    assert_eq!(n.created, 1);
}

#[test]
fn a_handle_found_without_an_id_learns_it() {
    let (_dir, mut store) = pool();
    import(
        &mut store,
        "a",
        &[row("anna", "", &[(Metric::Followers, 1)])],
    );
    let (n, effects) = import(
        &mut store,
        "b",
        &[row("anna", "77", &[(Metric::Followers, 1)])],
    );
    assert_eq!(effects, [Effect::Updated]);
    assert_eq!((n.created, n.updated), (0, 1));
    assert_eq!(
        only(&store, "anna").identity.platform_id.as_deref(),
        Some("77")
    );
    // a file without ids still finds her
    let (n, _) = import(
        &mut store,
        "c",
        &[row("anna", "", &[(Metric::Followers, 1)])],
    );
    assert_eq!(n.unchanged, 1);
}

#[test]
fn a_handle_that_went_to_somebody_else_keeps_two_people_apart() {
    let (_dir, mut store) = pool();
    import(
        &mut store,
        "a",
        &[row("star", "1", &[(Metric::Followers, 9)])],
    );
    let (n, _) = import(
        &mut store,
        "b",
        &[row("star", "2", &[(Metric::Followers, 5)])],
    );
    assert_eq!((n.created, n.updated), (1, 0));
    let now_star = only(&store, "star");
    assert_eq!(now_star.identity.platform_id.as_deref(), Some("2"));
    let earlier = only(&store, "1");
    assert_eq!(&*earlier.identity.handle, "id:1");
    assert_eq!(earlier.former_handles, ["star"]);
    assert_eq!(earlier.profile.metric(Metric::Followers), Some(9));
    // the earlier one comes back under a new handle; the substitute was never a handle
    import(&mut store, "c", &[row("star.old", "1", &[])]);
    let earlier = only(&store, "1");
    assert_eq!(&*earlier.identity.handle, "star.old");
    assert_eq!(earlier.former_handles, ["star"]);
    // renamed onto a handle that a creator without an id holds
    import(
        &mut store,
        "d",
        &[row("loner", "", &[(Metric::Followers, 3)])],
    );
    import(&mut store, "e", &[row("loner", "1", &[])]);
    assert_eq!(only(&store, "loner").id, earlier.id);
    assert_eq!(store.find("loner", None).unwrap().len(), 2);
}

#[test]
fn an_import_that_is_dropped_or_tried_leaves_nothing() {
    let (_dir, mut store) = pool();
    let rows = [
        row("anna", "1", &[(Metric::Followers, 1)]),
        row("bo", "", &[]),
    ];
    let before = dump(&store);
    {
        let mut importing = store.begin_import(meta("a")).unwrap();
        importing.add(&rows[0]).unwrap();
    }
    assert_eq!(dump(&store), before);
    let mut importing = store.begin_import(meta("a")).unwrap();
    for r in &rows {
        importing.add(r).unwrap();
    }
    let tried = importing.finish_dry().unwrap();
    assert_eq!((tried.created, tried.import), (2, None));
    assert_eq!(dump(&store), before);
    assert_eq!(store.position().unwrap(), 0);
    let (done, _) = import(&mut store, "a", &rows);
    assert_eq!(
        ImportCounts {
            import: None,
            ..done
        },
        tried
    );
}

#[test]
fn a_file_of_the_day_keeps_the_day_of_its_first_import() {
    let (_dir, mut store) = pool();
    assert_eq!(store.period_of_digest("a").unwrap(), None);
    let (n, _) = import(&mut store, "a", &[row("anna", "", &[])]);
    let period = store.period_of_digest("a").unwrap();
    assert_eq!(period, Period::parse("2026-11-20"));
    store.undo_import(n.import.unwrap(), now()).unwrap();
    assert_eq!(store.period_of_digest("a").unwrap(), None);
}

/// A real creator list, one row per video: every creator counts once.
#[test]
#[allow(clippy::print_stderr, reason = "says that it did not run")]
fn a_real_creator_list_counts_its_creators_once() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let file = data.join("creator_list_ph_x_fastmoss.csv");
    if !file.exists() {
        eprintln!("skipped: {} is not here", file.display());
        return;
    }
    let mut reader = csv::Reader::from_path(file).unwrap();
    let at = |name: &str| {
        let mut header =
            csv::Reader::from_path(data.join("creator_list_ph_x_fastmoss.csv")).unwrap();
        header
            .headers()
            .unwrap()
            .iter()
            .position(|h| h.trim_start_matches('\u{feff}') == name)
            .unwrap()
    };
    let (handle, followers) = (at("Creator username"), at("Affiliate followers"));
    let rows: Vec<_> = reader
        .records()
        .map(|r| {
            let r = r.unwrap();
            row(
                &r[handle],
                "",
                &[(Metric::Followers, r[followers].parse().unwrap())],
            )
        })
        .collect();
    let (_dir, mut store) = pool();
    let (n, _) = import(&mut store, "a", &rows);
    assert_eq!((n.created, n.skipped_duplicates), (800, 781));
    let (n, _) = import(&mut store, "a", &rows);
    assert_eq!((n.created, n.updated, n.unchanged), (0, 0, 800));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// However rows repeat: no creator counts twice, and the second reading finds nothing to do.
    #[test]
    fn counts_are_of_creators_and_reading_again_is_idle(
        rows in prop::collection::vec((0u8..6, 0u8..3, prop::option::of(0i64..3), prop::option::of(0i64..3)), 1..40)
    ) {
        let (_dir, mut store) = pool();
        let rows: Vec<_> = rows.iter().map(|(who, day, followers, views)| {
            let mut r = row(&format!("c{who}"), if who % 2 == 0 { "" } else { ["1", "3", "5"][usize::from(who / 2)] }, &[]);
            r.observation.metrics.set(Metric::Followers, *followers);
            r.observation.metrics.set(Metric::Views, *views);
            r.period = Period::parse(&format!("2026-11-{:02}", day + 1));
            r
        }).collect();
        let names: std::collections::BTreeSet<_> = rows.iter().map(|r| r.identity.handle.clone()).collect();
        let (n, effects) = import(&mut store, "a", &rows);
        prop_assert_eq!(n.created, names.len() as u64);
        prop_assert_eq!(n.updated + n.unchanged, 0);
        let duplicates = effects.iter().filter(|e| matches!(e, Effect::Duplicate { .. })).count();
        prop_assert_eq!(n.skipped_duplicates, duplicates as u64);
        let before = dump(&store);
        let (n, _) = import(&mut store, "a", &rows);
        prop_assert_eq!(n.unchanged, names.len() as u64);
        prop_assert_eq!(dump(&store), before);
    }
}

#[test]
fn the_largest_are_known_before_the_pool_is_read() {
    let (_dir, mut store) = pool();
    assert!(store.largest().unwrap().is_empty());
    let rows: Vec<_> = (0..500)
        .map(|i| row(&format!("c{i}"), "", &[(Metric::Followers, i * 7 % 500)]))
        .collect();
    import(&mut store, "a", &rows);
    let by_followers = |store: &Store| {
        let ids: Vec<u32> = (1..=store.last_id().unwrap()).collect();
        let mut all = store.creators(&ids).unwrap();
        all.sort_by_key(|r| (std::cmp::Reverse(r.profile.metric(Metric::Followers)), r.id));
        all.into_iter().map(|r| r.id).collect::<Vec<_>>()
    };
    let largest = store.largest().unwrap();
    assert_eq!(largest.len(), 200);
    assert_eq!(largest, by_followers(&store)[..200]);
    // a later file with somebody larger, and somebody who has shrunk
    let shrunk = store
        .creators(&largest[..1])
        .unwrap()
        .remove(0)
        .identity
        .handle;
    import(
        &mut store,
        "b",
        &[
            row("huge", "", &[(Metric::Followers, 9_000)]),
            row(&shrunk, "", &[(Metric::Followers, 3)]),
        ],
    );
    assert_eq!(store.largest().unwrap()[..100], by_followers(&store)[..100]);
    // after taking one back nobody knows
    store.undo_import(2, now()).unwrap();
    assert!(store.largest().unwrap().is_empty());
    import(
        &mut store,
        "c",
        &[row("small", "", &[(Metric::Followers, 1)])],
    );
    assert!(store.largest().unwrap().is_empty());
}
