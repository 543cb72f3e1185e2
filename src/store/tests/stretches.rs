use std::io::Read as _;

use super::*;

fn stretch(id: u32) -> Stretch {
    Stretch {
        id,
        columns: Some(columns(id)),
        labels: StretchLabels {
            head: vec![4, id as u8],
            bytes: vec![5; 70 + id as usize],
        },
    }
}

fn columns(id: u32) -> StretchColumns {
    StretchColumns {
        head: vec![1, id as u8],
        numbers: vec![2; 100 + id as usize],
        rest: vec![3; 50_000],
    }
}

/// A hundred creators, and columns of all of them.
fn kept() -> (tempfile::TempDir, Store) {
    let (dir, mut store) = pool();
    let rows: Vec<_> = (0..100)
        .map(|i| row(&format!("c{i}"), &format!("{i}"), &[]))
        .collect();
    import(&mut store, "a", &rows);
    keep(&mut store);
    (dir, store)
}

fn all() -> std::ops::RangeInclusive<u32> {
    0..=stretch_of(100)
}

fn keep(store: &mut Store) {
    let state = store.state().unwrap();
    let stretches: Vec<Stretch> = all().map(stretch).collect();
    assert!(store.keep_stretches(&state, &stretches).unwrap());
}

fn held(store: &Store) -> Vec<u32> {
    let stretches = store.view(|view| view.stretches()).unwrap();
    stretches.into_iter().map(|(id, _)| id).collect()
}

fn labelled(store: &Store) -> Vec<u32> {
    let stretches = store.view(|view| view.label_stretches()).unwrap();
    stretches.into_iter().map(|(id, _)| id).collect()
}

#[test]
fn what_is_kept_is_read_again() {
    let (_dir, store) = kept();
    assert!(all().count() > 3);
    store
        .view(|view| {
            for (id, head) in view.stretches()? {
                let want = columns(id);
                assert_eq!(head, want.head);
                assert_eq!(view.stretch_labels(id)?, stretch(id).labels.bytes);
                for (part, bytes) in [(Part::Numbers, want.numbers), (Part::Rest, want.rest)] {
                    let mut found = Vec::new();
                    view.part(id, part)?.read_to_end(&mut found).unwrap();
                    assert_eq!(found, bytes);
                }
            }
            assert!(view.part(stretch_of(100) + 1, Part::Rest).is_err());
            Ok::<_, StoreError>(())
        })
        .unwrap();
    assert_eq!(held(&store), all().collect::<Vec<_>>());
    assert_eq!(labelled(&store), all().collect::<Vec<_>>());
}

#[test]
fn every_change_voids_the_stretches_of_its_creators() {
    type Change = fn(&mut Store);
    let changes: [(&str, Change, &[u32]); 8] = [
        (
            "tag",
            |s| assert_eq!(s.add_tag(&[20, 70], "vip", now()).unwrap().creators(), 2),
            &[20, 70],
        ),
        (
            "list",
            |s| assert_eq!(s.add_to_list(&[33], "l", now()).unwrap().creators(), 1),
            &[33],
        ),
        (
            "note",
            |s| assert!(s.add_note(50, "hello", now()).unwrap().change.is_some()),
            &[50],
        ),
        (
            "values",
            |s| drop(import(s, "b", &[row("c9", "9", &[(Metric::Likes, 1)])])),
            &[10],
        ),
        (
            "a new handle, which somebody else had",
            |s| drop(import(s, "b", &[row("c80", "40", &[])])),
            &[41, 81],
        ),
        (
            "a newcomer",
            |s| drop(import(s, "b", &[row("new", "", &[])])),
            &[100, 101],
        ),
        (
            "a newcomer with the handle of another",
            |s| drop(import(s, "b", &[row("c60", "999", &[])])),
            &[61, 100, 101],
        ),
        (
            "a tag that comes with a row",
            |s| {
                let mut r = row("c30", "30", &[]);
                r.tags = vec!["vip".into()];
                import(s, "b", &[r]);
            },
            &[31],
        ),
    ];
    for (what, change, creators) in changes {
        let (_dir, mut store) = kept();
        change(&mut store);
        let touched: Vec<u32> = creators.iter().map(|id| stretch_of(*id)).collect();
        let want: Vec<u32> = all().filter(|s| !touched.contains(s)).collect();
        assert_eq!(labelled(&store), want, "{what}");
        if ["tag", "list", "note"].contains(&what) {
            // what files say is what it was
            assert_eq!(held(&store).len(), all().count(), "{what}");
            continue;
        }
        assert_eq!(held(&store), want, "{what}");
        // taken back, the same ones are not what they are made of
        let last = store.imports().unwrap().remove(0);
        keep(&mut store);
        if last.path.ends_with("b.csv") {
            store.undo_import(last.id, now()).unwrap();
            assert_eq!(held(&store), want, "{what}, taken back");
        }
    }
}

#[test]
fn what_changes_nothing_voids_nothing() {
    let (_dir, mut store) = kept();
    let state = store.state().unwrap();
    import(&mut store, "b", &[row("c9", "9", &[])]);
    store.add_tag(&[], "vip", now()).unwrap();
    assert_eq!(store.state().unwrap(), state);
    assert_eq!(held(&store).len(), all().count());
}

#[test]
fn a_change_that_does_not_say_what_it_touched_voids_all() {
    let (_dir, mut store) = kept();
    store
        .conn
        .execute_batch(
            "INSERT INTO change (at, by, kind, summary) VALUES (1, 1, 'unheard of', '{}')",
        )
        .unwrap();
    assert!(held(&store).is_empty() && labelled(&store).is_empty());
    // and so does a later one that does
    store.add_tag(&[5], "vip", now()).unwrap();
    assert!(held(&store).is_empty());
    keep(&mut store);
    assert_eq!(held(&store).len(), all().count());
}

#[test]
fn columns_of_an_earlier_state_are_not_kept() {
    let (_dir, mut store) = kept();
    let before = store.state().unwrap();
    store.add_tag(&[5], "vip", now()).unwrap();
    let held_now = held(&store);
    assert!(!store.keep_stretches(&before, &[stretch(0)]).unwrap());
    assert_eq!(held(&store), held_now);
}

#[test]
fn an_import_keeps_those_of_its_newcomers_unless_more_comes_for_them() {
    let (_dir, mut store) = pool();
    let rows: Vec<_> = (0..100).map(|i| row(&format!("c{i}"), "", &[])).collect();
    let mut importing = store.begin_import(meta("a")).unwrap();
    assert!(importing.newcomers().is_empty());
    let mut met = Vec::new();
    for part in rows.chunks(30) {
        for r in part {
            importing.add(r).unwrap();
        }
        assert!(importing.newcomers().sketches(|s| met.push(s.id)));
    }
    assert_eq!(met, (1..=100).collect::<Vec<_>>());
    for id in all() {
        importing.keep_stretch(&stretch(id)).unwrap();
    }
    // the same creator once more: nothing new, then something
    importing.add(&rows[9]).unwrap();
    assert!(importing.newcomers().is_empty());
    importing
        .add(&row("c49", "", &[(Metric::Likes, 1)]))
        .unwrap();
    importing.finish().unwrap();
    let want: Vec<u32> = all().filter(|s| *s != stretch_of(50)).collect();
    assert_eq!(held(&store), want);
    // one that is given up leaves nothing
    let mut importing = store.begin_import(meta("b")).unwrap();
    importing.add(&row("late", "", &[])).unwrap();
    importing.keep_stretch(&stretch(stretch_of(50))).unwrap();
    drop(importing);
    assert_eq!(held(&store), want);
}
