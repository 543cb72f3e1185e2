//! Creators that are one person: merged, read as one, separated without loss.

use proptest::prelude::*;

use super::*;
use crate::domain::twin::Sign;

fn face(handle: &str, platform: Platform, id: &str, followers: i64, email: &str) -> Incoming {
    let mut r = row(handle, id, &[(Metric::Followers, followers)]);
    r.identity.platform = platform;
    r.observation.set_attr(Attr::Email, email);
    r
}

/// Six creators; the first three are one person.
fn filled() -> (tempfile::TempDir, Store) {
    let (dir, mut store) = pool();
    let mut rows = vec![
        face("anna.review", Platform::TikTok, "", 100, "anna@x.com"),
        face("anna_review2", Platform::TikTok, "", 200, "anna@x.com"),
        face("anna.review", Platform::Douyin, "", 7_000, ""),
        face("bo", Platform::TikTok, "", 5, "bo@x.com"),
        face("cy", Platform::TikTok, "", 6, ""),
        face("dora", Platform::TikTok, "", 8, ""),
    ];
    rows[1].tags = vec!["from file".into()];
    rows[1].note = Some("from the file".into());
    import(&mut store, "a", &rows);
    store.add_tag(&[1, 2], "both", now()).unwrap();
    store.add_tag(&[2], "second", now()).unwrap();
    store.add_to_list(&[4, 2, 5], "Nov", now()).unwrap();
    store.set_reason(2, "Nov", "cheap", "", now()).unwrap();
    store.add_note(1, "on the first", now()).unwrap();
    store.add_note(2, "on the second", now()).unwrap();
    (dir, store)
}

fn twins(store: &Store) -> Vec<((u32, u32), Vec<Sign>)> {
    let pairs = store.twins(100, &|| false).unwrap();
    pairs.into_iter().map(|p| (p.ids, p.signs)).collect()
}

/// What is kept of the creators for the pool in memory: ids, handles, followers, tags.
fn sketched(store: &Store) -> Vec<(u32, Option<i64>, usize, usize)> {
    let mut all = Vec::new();
    store
        .view(|v| {
            v.sketches(0..=u32::MAX, |s| {
                let labels = s.labels;
                all.push((
                    s.id,
                    s.metrics.get(Metric::Followers),
                    labels.tags.len(),
                    labels.notes.len(),
                ));
                std::ops::ControlFlow::Continue(())
            })
        })
        .unwrap();
    let mut labelled = Vec::new();
    store
        .view(|v| {
            v.labels(0..=u32::MAX, |id, l| {
                labelled.push((id, l.tags.len(), l.notes.len()))
            })
        })
        .unwrap();
    let short: Vec<_> = all.iter().map(|(id, _, t, n)| (*id, *t, *n)).collect();
    assert_eq!(short, labelled);
    for (id, followers, tags, notes) in &all {
        let r = &store.creators(&[*id]).unwrap()[0];
        assert_eq!(r.profile.metric(Metric::Followers), *followers);
        assert_eq!((r.tags.len(), r.notes.len()), (*tags, *notes));
    }
    all
}

#[test]
fn one_of_two_has_all_that_both_had_and_separated_each_has_its_own() {
    let (dir, mut store) = filled();
    let before = dump(&store);
    assert_eq!(
        twins(&store),
        [
            ((2, 1), vec![Sign::Email, Sign::NearHandle]),
            ((3, 1), vec![Sign::Handle]),
            ((3, 2), vec![Sign::NearHandle]),
        ]
    );
    let state = store.state().unwrap();
    let done = store.merge(2, 1, now()).unwrap();
    assert_eq!(
        (&*done.deed.name, &*done.deed.to),
        ("@anna_review2", "@anna.review")
    );
    assert_eq!(store.view(|v| v.since(&state)).unwrap(), Since::Everything);
    store.merge(3, 1, now()).unwrap();
    let r = only(&store, "anna_review2");
    assert_eq!(r.id, 1);
    assert_eq!(r.tags, ["from file", "both", "second"]);
    assert_eq!(r.lists, ["Nov"]);
    let notes: Vec<&str> = r.notes.iter().map(|n| n.body.as_str()).collect();
    assert_eq!(notes, ["from the file", "on the first", "on the second"]);
    assert_eq!(r.former_handles, ["anna_review2"]);
    // of the same platform what files say is read as one, of another one it stands beside
    assert_eq!(r.dated.len(), 2);
    assert_eq!(r.elsewhere.len(), 1);
    assert_eq!(
        r.elsewhere[0].profile.metric(Metric::Followers),
        Some(7_000)
    );
    assert_eq!(store.count().unwrap(), 4);
    let ids: Vec<u32> = sketched(&store).iter().map(|s| s.0).collect();
    assert_eq!(ids, [1, 4, 5, 6]);
    let on = store.on_list("Nov").unwrap();
    assert_eq!((on[1].id, on[1].reason.as_str()), (1, "cheap"));
    assert!(twins(&store).is_empty());
    assert!(matches!(
        store.merge(3, 2, now()),
        Err(StoreError::SameCreator)
    ));
    // whoever is named, the one that stays is meant; a file about one that went is about it
    store.add_tag(&[2], "late", now()).unwrap();
    store.add_note(3, "late note", now()).unwrap();
    store.add_to_list(&[3], "Dec", now()).unwrap();
    let r = only(&store, "anna.review");
    assert!(r.tags.contains(&"late".to_owned()) && r.lists.contains(&"Dec".to_owned()));
    let mut newer = face("anna_review2", Platform::TikTok, "", 300, "");
    newer.tags = vec!["by file".into()];
    newer.period = Some(Period {
        start: None,
        end: date(2026, 11, 21),
    });
    let counts = import(&mut store, "b", &[newer]).0;
    assert_eq!((counts.created, counts.updated), (0, 1));
    let r = only(&store, "anna.review");
    assert_eq!(r.profile.metric(Metric::Followers), Some(300));
    assert!(r.tags.contains(&"by file".to_owned()));
    sketched(&store);
    // history of one is that of all
    let kinds: Vec<_> = store
        .history(1)
        .unwrap()
        .iter()
        .map(|e| e.deed.kind.key())
        .collect();
    assert_eq!(
        kinds.iter().filter(|k| **k == "merge").count(),
        2,
        "{kinds:?}"
    );
    // a colleague separates them again, long after and whoever did it
    let mut bo = Store::open(&dir.path().join("pool.db"), "bo").unwrap();
    assert_eq!(bo.separate(2, now()).unwrap().conflicts, 0);
    assert_eq!(bo.separate(3, now()).unwrap().conflicts, 0);
    assert!(matches!(bo.separate(3, now()), Err(StoreError::NotMerged)));
    let r = only(&store, "anna_review2");
    assert_eq!((r.id, r.profile.metric(Metric::Followers)), (2, Some(300)));
    assert_eq!(r.tags, ["from file", "both", "second"]);
    assert_eq!((r.lists.len(), r.notes.len()), (1, 2));
    let first = only(&store, "anna.review");
    assert_eq!(first.tags, ["both", "late", "by file"]);
    // everything but what came later is where it was
    let mut anna = store;
    for entry in anna.imports().unwrap().iter().take(1) {
        anna.undo_import(entry.id, now()).unwrap();
    }
    for _ in 0..3 {
        anna.undo(now()).unwrap();
    }
    let plain = |text: &str| -> Vec<String> {
        // versions count on
        let mut all: Vec<String> = text
            .lines()
            .map(|l| {
                if l.starts_with("note") {
                    l.rsplit_once('|').unwrap().0.to_owned()
                } else {
                    l.to_owned()
                }
            })
            .collect();
        all.sort();
        all
    };
    assert_eq!(plain(&dump(&anna)), plain(&before));
}

#[test]
fn what_was_changed_since_stays_with_the_one_that_stays() {
    let (_dir, mut store) = filled();
    store.merge(2, 1, now()).unwrap();
    let note = only(&store, "anna.review").notes[2].clone();
    store
        .edit_note(note.id, "changed since", note.version, now())
        .unwrap();
    let back = store.separate(2, now()).unwrap();
    assert_eq!(back.conflicts, 1);
    let (first, second) = (only(&store, "anna.review"), only(&store, "anna_review2"));
    assert!(first.notes.iter().any(|n| n.body == "changed since"));
    assert_eq!(second.notes.len(), 1);
    // its versions are told wherever it has been
    let versions = store.note_versions(1, note.id).unwrap();
    assert_eq!(
        versions.last().unwrap().body.as_deref(),
        Some("changed since")
    );
}

#[test]
fn a_merge_that_was_built_upon_is_not_taken_back_from_under_it() {
    let (dir, mut anna) = filled();
    let mut bo = Store::open(&dir.path().join("pool.db"), "bo").unwrap();
    anna.merge(2, 1, now()).unwrap();
    bo.merge(1, 3, now()).unwrap();
    // all three are one, the last one stays
    assert_eq!(only(&anna, "anna_review2").id, 3);
    assert_eq!(anna.count().unwrap(), 4);
    assert!(matches!(anna.undo(now()), Err(StoreError::Conflict { .. })));
    assert_eq!(only(&anna, "anna_review2").id, 3);
    bo.undo(now()).unwrap();
    assert_eq!(only(&anna, "anna_review2").id, 1);
    bo.redo(now()).unwrap();
    assert_eq!(only(&anna, "anna_review2").id, 3);
    // an import that brought one of them is not taken back either
    let import = anna.imports().unwrap()[0].id;
    assert!(matches!(
        anna.undo_import(import, now()),
        Err(StoreError::WorkedOn { .. })
    ));
}

#[test]
fn two_that_are_said_to_be_two_are_not_offered_again() {
    let (_dir, mut store) = filled();
    store.keep_apart(3, 1, now()).unwrap();
    assert!(store.keep_apart(1, 3, now()).unwrap().change.is_none());
    assert_eq!(twins(&store).len(), 2);
    store.undo(now()).unwrap();
    assert_eq!(twins(&store).len(), 3);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    /// Whatever is merged, labelled, separated and taken back: tables agree, nobody is lost, nothing is shown twice.
    #[test]
    fn merging_keeps_everybody(acts in prop::collection::vec((0u8..6, 1u32..7, 1u32..7), 1..30)) {
        let (_dir, mut store) = filled();
        for (what, a, b) in acts {
            let done = match what {
                0 | 1 => store.merge(a, b, now()).map(|_| ()),
                2 => store.separate(a, now()).map(|_| ()),
                3 => store.add_tag(&[a, b], "x", now()).map(|_| ()),
                4 => store.add_to_list(&[a], "L", now()).map(|_| ()),
                _ => match store.next_undo().unwrap() {
                    Some(next) if next.import.is_none() => store.undo(now()).map(|_| ()),
                    _ => Ok(()),
                },
            };
            match done {
                Ok(())
                | Err(StoreError::SameCreator | StoreError::NotMerged | StoreError::Conflict { .. }) => {}
                Err(e) => prop_assert!(false, "{:?}", e),
            }
            let seen = sketched(&store);
            prop_assert_eq!(seen.len() as u64, store.count().unwrap());
            // labels lie only on those that are shown
            let hidden: u32 = store.conn.query_row(
                "SELECT count(*) FROM merged m WHERE EXISTS (SELECT 1 FROM creator_tag t WHERE t.creator_id = m.creator_id) \
                 OR EXISTS (SELECT 1 FROM note t WHERE t.creator_id = m.creator_id) \
                 OR EXISTS (SELECT 1 FROM list_member t WHERE t.creator_id = m.creator_id) \
                 OR EXISTS (SELECT 1 FROM merged o WHERE o.creator_id = m.into_id)", [], |r| r.get(0)).unwrap();
            prop_assert_eq!(hidden, 0);
            let notes: u32 = store.conn.query_row("SELECT count(*) FROM note", [], |r| r.get(0)).unwrap();
            prop_assert!(notes <= 3);
        }
        prop_assert_eq!(store.integrity().unwrap(), Vec::<String>::new());
    }
}

#[test]
fn two_that_stand_in_one_file_of_a_platform_are_two() {
    let alike = |handle: &str| face(handle, Platform::TikTok, "", 1, "");
    let found = |source: Source, apart: bool| {
        let (_dir, mut store) = pool();
        let rows = [alike("anna.review"), alike("anna_review2")];
        let files: Vec<&[Incoming]> = if apart {
            rows.chunks(1).collect()
        } else {
            vec![&rows]
        };
        for (nth, rows) in files.into_iter().enumerate() {
            let mut importing = store
                .begin_import(ImportMeta {
                    source,
                    ..meta(&nth.to_string())
                })
                .unwrap();
            for r in rows {
                importing.add(r).unwrap();
            }
            importing.finish().unwrap();
        }
        twins(&store).len()
    };
    assert_eq!(found(Source::CreatorList, false), 0);
    // the account has another handle by the time of the next download
    assert_eq!(found(Source::CreatorList, true), 1);
    // in a list kept by hand one stands under both
    assert_eq!(found(Source::Native, false), 1);
}
