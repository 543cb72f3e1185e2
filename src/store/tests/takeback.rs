//! Whatever people do can be taken back and done again.

use proptest::prelude::*;

use super::*;
use crate::domain::view::Shown;

fn filled() -> (tempfile::TempDir, Store) {
    let (dir, mut store) = pool();
    let mut rows: Vec<_> = (0..30).map(|i| row(&format!("c{i}"), "", &[])).collect();
    for r in rows.iter_mut().take(5) {
        r.tags = vec!["vip".into(), "imported".into()];
        r.note = Some("from the file".into());
    }
    import(&mut store, "a", &rows);
    (dir, store)
}

fn as_other(dir: &tempfile::TempDir, who: &str) -> Store {
    Store::open(&dir.path().join("pool.db"), who).unwrap()
}

/// All that people see, without what counts changes.
fn seen(store: &Store) -> String {
    let ids: Vec<u32> = (1..=30).collect();
    let mut all = store.creators(&ids).unwrap();
    for r in &mut all {
        r.notes.iter_mut().for_each(|n| n.version = 0);
        r.notes.sort_by_key(|n| n.id);
    }
    let lists = store.lists().unwrap();
    let on: Vec<_> = lists
        .iter()
        .map(|l| store.on_list(&l.name).unwrap())
        .collect();
    let views = store.views().unwrap();
    format!(
        "{all:?}\n{:?}\n{lists:?}\n{on:?}\n{views:?}",
        store.tags().unwrap()
    )
}

/// Something that a person does. The numbers pick creators, names, notes.
#[derive(Debug, Clone)]
enum Act {
    Tag(Vec<u32>, usize),
    Untag(Vec<u32>, usize),
    Rename(usize, usize),
    Merge(usize, usize),
    Delete(usize),
    Group(usize, usize),
    Colour(usize, u8),
    Note(u32, usize),
    Edit(u32, usize),
    Unnote(u32),
    List(Vec<u32>, usize),
    Unlist(Vec<u32>, usize),
    RenameList(usize, usize),
    DeleteList(usize),
    Target(usize, u32),
    Reason(u32, usize, usize),
    Move(u32, usize, usize),
    Freeze(usize, usize),
    Dismiss(u32),
    View(usize, usize, bool),
    ViewName(usize, usize),
    ViewKey(usize, usize),
    ViewShare(usize, bool),
    ViewDelete(usize),
}

const WORDS: [&str; 5] = ["vip", "核心达人", "imported", "Ｎew", "late"];

fn act() -> impl Strategy<Value = Act> {
    let ids = || prop::collection::vec(1u32..31, 1..6);
    let w = || 0usize..WORDS.len();
    prop_oneof![
        3 => (ids(), w()).prop_map(|(i, t)| Act::Tag(i, t)),
        2 => (ids(), w()).prop_map(|(i, t)| Act::Untag(i, t)),
        1 => (w(), w()).prop_map(|(a, b)| Act::Rename(a, b)),
        1 => (w(), w()).prop_map(|(a, b)| Act::Merge(a, b)),
        1 => w().prop_map(Act::Delete),
        1 => (w(), w()).prop_map(|(a, b)| Act::Group(a, b)),
        1 => (w(), 0u8..6).prop_map(|(a, c)| Act::Colour(a, c)),
        2 => (1u32..31, w()).prop_map(|(i, b)| Act::Note(i, b)),
        2 => (1u32..8, w()).prop_map(|(i, b)| Act::Edit(i, b)),
        1 => (1u32..8).prop_map(Act::Unnote),
        3 => (ids(), w()).prop_map(|(i, l)| Act::List(i, l)),
        2 => (ids(), w()).prop_map(|(i, l)| Act::Unlist(i, l)),
        1 => (w(), w()).prop_map(|(a, b)| Act::RenameList(a, b)),
        1 => w().prop_map(Act::DeleteList),
        1 => (w(), 0u32..9).prop_map(|(l, n)| Act::Target(l, n)),
        1 => (1u32..31, w(), w()).prop_map(|(i, l, r)| Act::Reason(i, l, r)),
        1 => (1u32..31, w(), 0usize..5).prop_map(|(i, l, p)| Act::Move(i, l, p)),
        1 => (w(), w()).prop_map(|(a, b)| Act::Freeze(a, b)),
        1 => (1u32..31).prop_map(Act::Dismiss),
        2 => (w(), w(), any::<bool>()).prop_map(|(n, q, p)| Act::View(n, q, p)),
        1 => (w(), w()).prop_map(|(n, to)| Act::ViewName(n, to)),
        1 => (w(), w()).prop_map(|(n, k)| Act::ViewKey(n, k)),
        1 => (w(), any::<bool>()).prop_map(|(n, p)| Act::ViewShare(n, p)),
        1 => w().prop_map(Act::ViewDelete),
    ]
}

/// Does it. Whether anything was changed; what cannot be done changes nothing.
fn perform(store: &mut Store, act: &Act) -> bool {
    let at = now();
    let note = |store: &Store, id: u32| {
        let found = store.creators(&[id]).unwrap();
        found.first()?.notes.first().cloned()
    };
    let view = |store: &Store, n: usize| {
        let views = store.views().unwrap();
        views.get(n.checked_rem(views.len())?).map(|v| v.id)
    };
    let done = match act {
        Act::Tag(ids, t) => store.add_tag(ids, WORDS[*t], at),
        Act::Untag(ids, t) => store.remove_tag(ids, WORDS[*t], at),
        Act::Rename(a, b) => store.rename_tag(WORDS[*a], WORDS[*b], at),
        Act::Merge(a, b) => store.merge_tags(WORDS[*a], WORDS[*b], at),
        Act::Delete(a) => store.delete_tag(WORDS[*a], at),
        Act::Group(a, g) => store.group_tag(WORDS[*a], if *g == 0 { "" } else { WORDS[*g] }, at),
        Act::Colour(g, c) => store.colour_group(WORDS[*g], *c, at),
        Act::Note(id, b) => store.add_note(*id, WORDS[*b], at),
        Act::Edit(id, b) => match note(store, *id) {
            Some(n) => store.edit_note(n.id, WORDS[*b], n.version, at),
            None => return false,
        },
        Act::Unnote(id) => match note(store, *id) {
            Some(n) => store.delete_note(n.id, n.version, at),
            None => return false,
        },
        Act::List(ids, l) => store.add_to_list(ids, WORDS[*l], at),
        Act::Unlist(ids, l) => store.remove_from_list(ids, WORDS[*l], at),
        Act::RenameList(a, b) => store.rename_list(WORDS[*a], WORDS[*b], at),
        Act::DeleteList(l) => store.delete_list(WORDS[*l], at),
        Act::Target(l, n) => store.set_target(WORDS[*l], (*n > 0).then_some(*n), at),
        Act::Reason(id, l, r) => {
            let on = store.on_list(WORDS[*l]).unwrap_or_default();
            let seen = on.iter().find(|c| c.id == *id).map(|c| c.reason.clone());
            store.set_reason(*id, WORDS[*l], WORDS[*r], &seen.unwrap_or_default(), at)
        }
        Act::Move(id, l, place) => store.move_on_list(*id, WORDS[*l], *place, at),
        Act::Freeze(a, b) => store.freeze_list(WORDS[*a], WORDS[*b], at),
        Act::Dismiss(id) => store.dismiss(&[*id], 1, "x", at),
        Act::View(n, q, private) => {
            let shows = Shown {
                query: format!("tag:{} like>5", WORDS[*q]),
                ..Shown::default()
            };
            store.save_view(WORDS[*n], &shows, *private, at)
        }
        Act::ViewName(n, to) => match view(store, *n) {
            Some(id) => store.rename_view(id, WORDS[*to], at),
            None => return false,
        },
        Act::ViewKey(n, k) => match view(store, *n) {
            Some(id) => store.key_view(id, "abc".chars().nth(*k), at),
            None => return false,
        },
        Act::ViewShare(n, private) => match view(store, *n) {
            Some(id) => store.share_view(id, *private, at),
            None => return false,
        },
        Act::ViewDelete(n) => match view(store, *n) {
            Some(id) => store.delete_view(id, at),
            None => return false,
        },
    };
    match done {
        Ok(outcome) => outcome.change.is_some(),
        Err(StoreError::Other { detail, .. }) => panic!("{act:?}: {detail}"),
        Err(StoreError::Damaged { detail, .. }) => panic!("{act:?}: {detail}"),
        Err(_) => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn whatever_was_done_is_taken_back_step_by_step_and_done_again(acts in prop::collection::vec(act(), 1..25)) {
        let (dir, mut store) = filled();
        let mut states = vec![seen(&store)];
        for act in &acts {
            let before = store.position().unwrap();
            if perform(&mut store, act) {
                states.push(seen(&store));
            } else {
                prop_assert_eq!(store.position().unwrap(), before);
                prop_assert_eq!(&seen(&store), states.last().unwrap());
            }
        }
        let done = states.len() - 1;
        // after a restart as well
        let mut store = as_other(&dir, "anna");
        for _ in 0..2 {
            for want in states[..done].iter().rev() {
                let back = store.undo(now()).unwrap();
                prop_assert_eq!(back.conflicts, 0);
                prop_assert_eq!(&seen(&store), want, "{:?}", back.deed);
            }
            for want in &states[1..] {
                let again = store.redo(now()).unwrap();
                prop_assert_eq!(&seen(&store), want, "{:?}", again.deed);
            }
            prop_assert!(matches!(store.redo(now()), Err(StoreError::NothingToRedo)));
        }
    }

    #[test]
    fn with_others_at_work_nothing_breaks_and_nothing_of_theirs_is_lost(
        acts in prop::collection::vec((any::<bool>(), 0u8..5, act()), 1..40),
    ) {
        let (dir, mut anna) = filled();
        let mut bo = as_other(&dir, "bo");
        for (first, what, act) in &acts {
            let (own, other) = if *first { (&mut anna, &mut bo) } else { (&mut bo, &mut anna) };
            match what {
                0 => {
                    // nobody else's last change goes with it
                    let theirs = other.next_undo().unwrap();
                    match own.undo(now()) {
                        Ok(_) | Err(StoreError::NothingToUndo | StoreError::Conflict { .. } | StoreError::LaterImport { .. } | StoreError::WorkedOn { .. }) => {}
                        Err(e) => prop_assert!(false, "{e:?}"),
                    }
                    prop_assert_eq!(other.next_undo().unwrap(), theirs);
                }
                1 => match own.redo(now()) {
                    Ok(_)
                    | Err(
                        StoreError::NothingToRedo
                        | StoreError::ImportAgain(_)
                        | StoreError::Conflict { .. },
                    ) => {}
                    Err(e) => prop_assert!(false, "{e:?}"),
                },
                _ => drop(perform(own, act)),
            }
        }
        let sound: String = anna.conn.query_row("PRAGMA integrity_check", [], |r| r.get(0)).unwrap();
        prop_assert_eq!(sound, "ok");
        let orphans: usize = anna.conn.prepare("PRAGMA foreign_key_check").unwrap().query_map([], |_| Ok(())).unwrap().count();
        prop_assert_eq!(orphans, 0);
    }
}

#[test]
fn a_taking_back_says_what_it_took_back() {
    let (_dir, mut store) = filled();
    store.add_tag(&[7, 8, 9], "late", now()).unwrap();
    store.add_note(7, "call in may", now()).unwrap();
    let back = store.undo(now()).unwrap();
    assert_eq!((back.deed.kind.key(), &*back.deed.who), ("note", "c6"));
    let back = store.undo(now()).unwrap();
    assert_eq!((&*back.deed.name, back.deed.creators), ("late", 3));
    assert!(store.tags().unwrap().iter().all(|t| t.name != "late"));
    // the import itself is one step as well
    let next = store.next_undo().unwrap().unwrap();
    assert_eq!((next.deed.name.as_str(), next.import), ("a.csv", Some(1)));
    store.undo(now()).unwrap();
    assert_eq!(store.count().unwrap(), 0);
    assert!(matches!(store.undo(now()), Err(StoreError::NothingToUndo)));
}

#[test]
fn what_somebody_has_changed_since_stays_and_is_said() {
    let (dir, mut anna) = filled();
    let mut bo = as_other(&dir, "bo");
    let note = anna
        .add_note(7, "likes samples", now())
        .unwrap()
        .made
        .unwrap();
    let version = anna.creators(&[7]).unwrap()[0].notes[0].version;
    bo.edit_note(note, "hates samples", version, now()).unwrap();
    assert!(matches!(anna.undo(now()), Err(StoreError::Conflict { by }) if by == "bo"));
    assert_eq!(
        anna.creators(&[7]).unwrap()[0].notes[0].body,
        "hates samples"
    );
    // what was before it can be taken back nevertheless
    let next = anna.next_undo().unwrap().unwrap();
    assert_eq!(next.import, Some(1));
    let all = Wanted {
        most: 9,
        ..Wanted::default()
    };
    assert!(anna.journal(&all).unwrap().iter().all(|e| !e.undone));
    // and the version anna saw is not the one that is there
    assert!(matches!(
        anna.edit_note(note, "x", version, now()),
        Err(StoreError::NoteChanged { by, theirs: Some((body, _)) }) if by == "bo" && body == "hates samples"
    ));
    // of many, the others are taken back
    anna.add_to_list(&[1, 2, 3], "q4", now()).unwrap();
    bo.set_reason(2, "q4", "best fit", "", now()).unwrap();
    let back = anna.undo(now()).unwrap();
    assert_eq!((back.conflicts, back.by.as_str()), (1, "bo"));
    let left: Vec<u32> = anna.on_list("q4").unwrap().iter().map(|c| c.id).collect();
    assert_eq!(left, [2]);
    // something else that a colleague did is no hindrance
    anna.add_tag(&[1, 2], "late", now()).unwrap();
    bo.add_tag(&[5], "other", now()).unwrap();
    bo.remove_tag(&[2], "late", now()).unwrap();
    assert_eq!(anna.undo(now()).unwrap().conflicts, 0);
    assert_eq!(anna.creators(&[1]).unwrap()[0].tags, ["vip", "imported"]);
    // a tag that others use stays
    anna.add_tag(&[1], "ours", now()).unwrap();
    bo.add_tag(&[3], "ours", now()).unwrap();
    anna.undo(now()).unwrap();
    assert_eq!(
        anna.creators(&[3]).unwrap()[0].tags,
        ["vip", "imported", "other", "ours"]
            .map(String::from)
            .into_iter()
            .filter(|t| t != "other")
            .collect::<Vec<_>>()
    );
}

#[test]
fn every_version_of_a_note_is_kept() {
    let (dir, mut anna) = filled();
    let mut bo = as_other(&dir, "bo");
    let n = anna.creators(&[1]).unwrap()[0].notes[0].clone();
    let said = |store: &Store, n: i64| -> Vec<(String, Option<String>)> {
        let all = store.note_versions(1, n).unwrap();
        all.into_iter().map(|v| (v.by, v.body)).collect()
    };
    let own = |by: &str, body: &str| (by.to_owned(), Some(body.to_owned()));
    assert_eq!(said(&anna, n.id), [own("anna", "from the file")]);
    bo.edit_note(n.id, "second", n.version, now()).unwrap();
    let n = anna.creators(&[1]).unwrap()[0].notes[0].clone();
    anna.delete_note(n.id, n.version, now()).unwrap();
    anna.undo(now()).unwrap();
    let versions = said(&anna, n.id);
    let want = [
        own("anna", "from the file"),
        own("bo", "second"),
        ("anna".to_owned(), None),
        own("anna", "second"),
    ];
    assert_eq!(versions, want);
}

#[test]
fn the_journal_and_a_creators_history_tell_who_did_what() {
    let (dir, mut anna) = filled();
    let mut bo = as_other(&dir, "bo");
    anna.add_tag(&[7, 8], "late", now()).unwrap();
    bo.add_note(8, "hello", now()).unwrap();
    bo.undo(now()).unwrap();
    let kinds = |all: Vec<crate::domain::deed::Entry>| -> Vec<(String, &str, bool)> {
        all.into_iter()
            .map(|e| (e.by, e.deed.kind.key(), e.undone))
            .collect()
    };
    let all = Wanted {
        most: 99,
        ..Wanted::default()
    };
    let line = |by: &str, kind, undone| (by.to_owned(), kind, undone);
    let journal = kinds(anna.journal(&all).unwrap());
    let want = [
        line("bo", "undo", false),
        line("bo", "note", true),
        line("anna", "tag", false),
        line("anna", "import", false),
    ];
    assert_eq!(journal, want);
    assert_eq!(kinds(anna.history(8).unwrap()), want);
    assert_eq!(kinds(anna.history(7).unwrap()), want[2..]);
    assert_eq!(kinds(anna.history(9).unwrap()), want[3..]);
    let of = anna.journal(&all).unwrap()[0].of.clone().unwrap();
    assert_eq!((of.kind.key(), &*of.who), ("note", "c7"));
    let bos = Wanted {
        by: Some("bo".into()),
        most: 1,
        ..Wanted::default()
    };
    assert_eq!(kinds(anna.journal(&bos).unwrap()), want[..1]);
    let later = Wanted {
        from: Some(now() + jiff::Span::new().hours(1)),
        ..all
    };
    assert!(anna.journal(&later).unwrap().is_empty());
    assert_eq!(anna.members().unwrap(), ["anna", "bo"]);
}

#[test]
fn a_creators_history_is_found_by_an_index() {
    let (_dir, store) = pool();
    let plan = read::plan(&store.conn, super::super::history::PEOPLE);
    assert!(plan.contains("change_row_creator"), "{plan}");
}

#[test]
fn since_a_state_only_what_was_touched_is_other() {
    let (dir, anna) = filled();
    let mut bo = as_other(&dir, "bo");
    let since = |store: &Store, seen: &PoolState| store.view(|view| view.since(seen)).unwrap();
    let seen = anna.state().unwrap();
    assert_eq!(since(&anna, &seen), Since::Nothing);
    bo.add_tag(&[20, 7], "late", now()).unwrap();
    bo.add_note(9, "hello", now()).unwrap();
    assert_eq!(since(&anna, &seen), Since::Labels(vec![7, 9, 20]));
    let seen = anna.state().unwrap();
    bo.rename_tag("vip", "VIP!", now()).unwrap();
    assert_eq!(since(&anna, &seen), Since::Labels(vec![1, 2, 3, 4, 5]));
    let seen = anna.state().unwrap();
    bo.group_tag("late", "time", now()).unwrap();
    assert_eq!(since(&anna, &seen), Since::Nothing);
    bo.undo(now()).unwrap();
    bo.undo(now()).unwrap();
    assert_eq!(since(&anna, &seen), Since::Labels(vec![1, 2, 3, 4, 5]));
    import(&mut bo, "b", &[row("c3", "", &[(Metric::Likes, 1)])]);
    assert_eq!(since(&anna, &seen), Since::Everything);
    let elsewhere = PoolState {
        pool: "x".into(),
        ..seen
    };
    assert_eq!(since(&anna, &elsewhere), Since::Everything);
    let labels = anna.view(|view| view.labels_of(&[1, 9, 77])).unwrap();
    assert_eq!(labels[0].tags.len(), 2);
    assert_eq!(&*labels[1].notes[0], "hello");
    assert_eq!(
        labels[2],
        crate::domain::sketch::Relabelled {
            id: 77,
            ..Default::default()
        }
    );
}
