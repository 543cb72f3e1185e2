use std::ops::ControlFlow;

use super::*;

#[test]
fn tags_lists_and_notes_are_journalled_once() {
    let (_dir, mut store) = pool();
    import(&mut store, "a", &[row("anna", "", &[]), row("bo", "", &[])]);
    let start = store.position().unwrap();
    assert_eq!(
        store
            .add_tag(&[1, 2], " 核心达人 ", now())
            .unwrap()
            .creators(),
        2
    );
    assert_eq!(
        store.add_tag(&[2], "核心达人", now()).unwrap().creators(),
        0
    );
    assert_eq!(
        store
            .add_to_list(&[2, 1], "November", now())
            .unwrap()
            .creators(),
        2
    );
    assert_eq!(
        store
            .add_to_list(&[1], "november", now())
            .unwrap()
            .creators(),
        0
    );
    assert!(
        store
            .add_note(1, "call in may", now())
            .unwrap()
            .change
            .is_some()
    );
    assert!(
        store
            .add_note(1, "call in may", now())
            .unwrap()
            .change
            .is_none()
    );
    assert_eq!(store.position().unwrap(), start + 3);
    let all = store.creators(&[2, 1, 9]).unwrap();
    assert_eq!(all.iter().map(|c| c.id).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(all[1].tags, ["核心达人"]);
    assert_eq!(all[1].lists, ["November"]);
    assert_eq!(all[1].notes[0].by, "anna");
    assert_eq!(all[1].notes[0].at, "2026-11-20T08:00:00Z");
    let rows: i64 = store
        .conn
        .query_row("SELECT count(*) FROM change_row", [], |r| r.get(0))
        .unwrap();
    // the tag and the list themselves among them
    assert_eq!(rows, 7);
    assert!(matches!(
        store.add_tag(&[77], "x", now()),
        Err(StoreError::NoSuchCreator(77))
    ));
    // of many, those that somebody has taken back meanwhile are left out
    assert_eq!(store.add_tag(&[1, 77], "x", now()).unwrap().creators(), 1);
    assert_eq!(store.creators(&[1]).unwrap()[0].tags, ["核心达人", "x"]);
    assert!(matches!(
        store.add_tag(&[1], "  ", now()),
        Err(StoreError::EmptyName)
    ));
}

#[test]
fn the_stream_shows_what_the_window_shows() {
    let (_dir, mut store) = pool();
    let mut rows: Vec<_> = (0..50)
        .map(|i| row(&format!("c{i}"), "", &[(Metric::Followers, i)]))
        .collect();
    for (i, r) in rows.iter_mut().enumerate() {
        if i % 3 == 0 {
            r.tags = vec![format!("t{}", i % 4), "all".into()];
        }
        if i % 7 == 0 {
            r.note = Some(format!("note {i}").into());
        }
        r.observation.set_attr(Attr::Name, "小美");
    }
    let mut older = rows[10].clone();
    older.period = Period::parse("2026-10-31");
    rows.push(older);
    import(&mut store, "a", &rows);
    store.add_to_list(&[50, 3], "list", now()).unwrap();
    let ids: Vec<u32> = (1..=50).collect();
    let window = store.creators(&ids).unwrap();
    let mut met = 0;
    // in one piece, and as several threads read it
    for ranges in [vec![1..=50], vec![1..=20, 21..=21, 22..=9_000]] {
        let mut left = window.iter();
        for range in ranges {
            let see = |view: &View<'_>| {
                view.sketches(range, |s| {
                    let record = left.next().unwrap();
                    met += 1;
                    crate::domain::sketch::of_record(record, |want| {
                        assert_eq!(format!("{s:?}"), format!("{want:?}"));
                    });
                    ControlFlow::Continue(())
                })?;
                Ok::<_, StoreError>(view.state().clone())
            };
            assert_eq!(store.view(see).unwrap(), store.state().unwrap());
        }
    }
    assert_eq!((met, store.last_id().unwrap()), (100, 50));
    assert_eq!(window[10].dated.len(), 2);
    assert_eq!(window[49].lists, ["list"]);
    let mut first = 0;
    let one = |view: &View<'_>| {
        view.sketches(0..=u32::MAX, |_| {
            first += 1;
            ControlFlow::Break(())
        })
    };
    store.view(one).unwrap();
    assert_eq!(first, 1);
}

#[test]
fn two_people_write_at_once_and_see_each_other() {
    let (dir, mut store) = pool();
    import(&mut store, "a", &[row("anna", "", &[])]);
    let path = dir.path().join("pool.db");
    let reader = Store::open_reader(&path).unwrap();
    let (seen, position) = (reader.data_version().unwrap(), reader.position().unwrap());
    let threads: Vec<_> = ["bo", "chen"]
        .map(|who| {
            let path = path.clone();
            std::thread::spawn(move || {
                let mut store = Store::open(&path, who).unwrap();
                for i in 0..25 {
                    store.add_note(1, &format!("{who} {i}"), now()).unwrap();
                    let name = format!("{who}{i}");
                    import(&mut store, &name, &[row(&name, "", &[(Metric::Views, i)])]);
                }
            })
        })
        .into();
    for t in threads {
        t.join().unwrap();
    }
    assert_ne!(reader.data_version().unwrap(), seen);
    assert_eq!(reader.position().unwrap(), position + 100);
    assert_eq!(reader.creators(&[1]).unwrap()[0].notes.len(), 50);
    assert_eq!(reader.count().unwrap(), 51);
    let mut reader = reader;
    assert!(matches!(
        reader.add_tag(&[1], "x", now()),
        Err(StoreError::Permission(_))
    ));
}
