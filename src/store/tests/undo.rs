use super::*;
use proptest::prelude::*;

#[test]
fn undo_restores_exactly_and_only_once() {
    let (_dir, mut store) = pool();
    import(
        &mut store,
        "a",
        &[
            row("anna", "1", &[(Metric::Followers, 1), (Metric::Views, 2)]),
            row("bo", "", &[(Metric::Followers, 1)]),
        ],
    );
    let before = dump(&store);
    let mut second = [
        row("anna.b", "1", &[(Metric::Followers, 3)]),
        row("bo", "2", &[(Metric::Likes, 4)]),
        row("chen", "", &[]),
    ];
    second[0].observation.set_attr(Attr::Region, "TH");
    second[1].tags = vec!["new".into()];
    second[2].note = Some("hello".into());
    let (n, _) = import(&mut store, "b", &second);
    assert_eq!((n.created, n.updated), (1, 2));
    assert_ne!(dump(&store), before);
    let id = n.import.unwrap();
    let report = store.undo_import(id, now()).unwrap();
    assert_eq!(report.creators_removed, 1);
    assert_eq!(report.observations_removed, 1);
    assert_eq!(report.restored, 4);
    assert_eq!(dump(&store), before);
    assert!(store.imports().unwrap()[0].undone_at.is_some());
    assert!(matches!(
        store.undo_import(id, now()),
        Err(StoreError::AlreadyUndone(_))
    ));
    assert!(matches!(
        store.undo_import(99, now()),
        Err(StoreError::NoSuchImport(99))
    ));
    // nobody gets the number of one who has gone
    let gone = store
        .conn
        .query_row("SELECT max(id) FROM creator", [], |r| r.get(0));
    assert_eq!(gone, Ok(2));
    import(&mut store, "c", &[row("dora", "", &[])]);
    assert_eq!(only(&store, "dora").id, 4);
    assert_eq!(store.integrity().unwrap(), Vec::<String>::new());
}

#[test]
fn later_work_stands_in_the_way_until_it_is_undone() {
    let (_dir, mut store) = pool();
    let empty = dump(&store);
    let (first, _) = import(
        &mut store,
        "a",
        &[row("anna", "", &[(Metric::Followers, 1)])],
    );
    let (second, _) = import(
        &mut store,
        "b",
        &[row("anna", "", &[(Metric::Followers, 2)])],
    );
    let (other, _) = import(&mut store, "c", &[row("bo", "", &[])]);
    let (first, second) = (first.import.unwrap(), second.import.unwrap());
    match store.undo_import(first, now()) {
        Err(StoreError::LaterImport { later, path, .. }) => {
            assert_eq!((later, path.as_str()), (second, "b.csv"));
        }
        result => panic!("{result:?}"),
    }
    store.undo_import(second, now()).unwrap();
    let anna = only(&store, "anna").id;
    store.add_tag(&[anna], "blacklist", now()).unwrap();
    assert!(matches!(
        store.undo_import(first, now()),
        Err(StoreError::WorkedOn { creators: 1, .. })
    ));
    store.undo_import(other.import.unwrap(), now()).unwrap();
    store
        .conn
        .execute_batch("DELETE FROM creator_tag; DELETE FROM tag")
        .unwrap();
    store.undo_import(first, now()).unwrap();
    assert_eq!(dump(&store), empty);
}

#[test]
fn a_handle_given_away_later_is_not_taken_from_its_holder() {
    let (_dir, mut store) = pool();
    import(&mut store, "a", &[row("anna", "1", &[])]);
    let (renamed, _) = import(&mut store, "b", &[row("anna.b", "1", &[])]);
    let (taken, _) = import(&mut store, "c", &[row("anna", "2", &[])]);
    match store.undo_import(renamed.import.unwrap(), now()) {
        Err(StoreError::LaterImport { later, .. }) => assert_eq!(Some(later), taken.import),
        result => panic!("{result:?}"),
    }
}

#[derive(Debug, Clone)]
struct Line {
    who: u8,
    id: u8,
    day: u8,
    followers: Option<i64>,
    region: Option<bool>,
    tag: Option<u8>,
}

fn lines() -> impl Strategy<Value = Vec<Line>> {
    let line = (
        0u8..5,
        0u8..5,
        1u8..3,
        prop::option::of(0i64..3),
        prop::option::of(any::<bool>()),
        prop::option::of(0u8..3),
    );
    let line = line.prop_map(|(who, id, day, followers, region, tag)| Line {
        who,
        id,
        day,
        followers,
        region,
        tag,
    });
    prop::collection::vec(line, 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Any files, with handles and ids wandering as they like: undone backwards, each leaves what it found.
    #[test]
    fn imports_undone_backwards_lead_back_to_the_empty_pool(files in prop::collection::vec(lines(), 1..5)) {
        let (_dir, mut store) = pool();
        let mut states = Vec::new();
        for (i, file) in files.iter().enumerate() {
            let rows: Vec<_> = file.iter().map(|l| {
                let id = if l.id == 0 { String::new() } else { l.id.to_string() };
                let mut r = row(&format!("h{}", l.who), &id, &[]);
                r.observation.metrics.set(Metric::Followers, l.followers);
                if let Some(us) = l.region {
                    r.observation.set_attr(Attr::Region, if us { "US" } else { "GB" });
                }
                r.period = Period::parse(&format!("2026-11-{:02}", l.day));
                r.tags = l.tag.iter().map(|t| format!("t{t}")).collect();
                r.note = l.tag.map(|t| format!("n{t}").into());
                r
            }).collect();
            let before = dump(&store);
            let (n, _) = import(&mut store, &format!("f{i}"), &rows);
            if let Some(id) = n.import {
                states.push((id, before));
            } else {
                prop_assert_eq!(dump(&store), before);
            }
        }
        for (id, before) in states.into_iter().rev() {
            store.undo_import(id, now()).unwrap();
            prop_assert_eq!(dump(&store), before);
        }
        prop_assert_eq!(store.integrity().unwrap(), Vec::<String>::new());
    }
}
