//! Copies, carrying, rescue.

use std::io::Write as _;

use super::*;
use crate::domain::view::Shown;

/// A pool with something in every table that people fill.
fn filled(many: u32) -> (tempfile::TempDir, Store) {
    let (dir, mut store) = pool();
    let mut rows: Vec<_> = (0..many)
        .map(|i| {
            let mut r = row(
                &format!("Creator.{i}"),
                &format!("70{i}"),
                &[(Metric::Followers, i64::from(i) * 10), (Metric::Gmv, -5)],
            );
            r.observation.set_attr(Attr::Name, &format!("小美 {i} 🍼"));
            r.observation.currency = Currency::parse("USD").unwrap();
            r
        })
        .collect();
    rows[0].tags = vec!["vip".into()];
    rows[1].note = Some("from the file".into());
    import(&mut store, "a", &rows);
    rows[2].identity.handle = "renamed".into();
    rows[3].observation.metrics.set(Metric::Followers, Some(1));
    import(&mut store, "b", &rows[..4]);
    let at = now();
    store.add_tag(&[3, 4, 5], "核心达人", at).unwrap();
    store.group_tag("vip", "quality", at).unwrap();
    store
        .add_note(3, "likes \"quotes\"\nand lines\u{7f}", at)
        .unwrap();
    store.add_to_list(&[9, 3, 4], "Nov", at).unwrap();
    store.set_reason(3, "Nov", "cheap", "", at).unwrap();
    store.freeze_list("Nov", "Nov frozen", at).unwrap();
    store.dismiss(&[5], 1, "x", at).unwrap();
    let shows = Shown {
        query: "tag:vip".into(),
        sort: "followers:desc".into(),
        columns: "handle,name:20".into(),
    };
    store.save_view("best", &shows, false, at).unwrap();
    store.delete_list("Nov", at).unwrap();
    store.undo(at).unwrap();
    (dir, store)
}

/// All there is, as it is carried.
fn whole(store: &Store) -> String {
    let mut out = Vec::new();
    store.carry_out(&mut out, Path::new("x")).unwrap();
    String::from_utf8(out).unwrap()
}

fn other(dir: &tempfile::TempDir) -> Store {
    Store::open(&dir.path().join("other.db"), "bo").unwrap()
}

#[test]
fn a_pool_is_carried_whole_and_byte_for_byte() {
    let (dir, store) = filled(200);
    let text = whole(&store);
    assert!(text.as_bytes().starts_with(MARK));
    let mut to = other(&dir);
    let carried = to.carry_in(&mut text.as_bytes(), Path::new("x")).unwrap();
    assert_eq!((carried.of("creator"), carried.of("note")), (200, 2));
    // whoever takes it in is a member from then on, and has no other number than it would have had
    let again = whole(&to);
    let lines = |t: &str| -> Vec<String> {
        t.lines()
            .filter(|l| !l.contains(",\"bo\",null") && !l.starts_with("{\"end\""))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(lines(&again), lines(&text));
    assert!(to.integrity().unwrap().is_empty());
    let ids: Vec<u32> = (1..=200).collect();
    assert_eq!(
        format!("{:?}", to.creators(&ids).unwrap()),
        format!("{:?}", store.creators(&ids).unwrap())
    );
    assert_eq!(to.views_of("cy").unwrap(), store.views_of("cy").unwrap());
    // it is a pool of its own, and goes on counting where the other was
    assert_ne!(to.state().unwrap().pool, store.state().unwrap().pool);
    import(&mut to, "c", &[row("new", "", &[])]);
    assert_eq!(to.find("new", None).unwrap(), [201]);
    // what was done there can be taken back here by who did it
    drop(to);
    let mut anna = Store::open(&dir.path().join("other.db"), "anna").unwrap();
    assert_eq!(anna.undo(now()).unwrap().deed.name, "best");
    // and nothing is ever taken in over something
    let again = anna.carry_in(&mut text.as_bytes(), Path::new("x"));
    assert!(matches!(again, Err(StoreError::NotEmpty(_))), "{again:?}");
}

#[test]
fn what_was_cut_off_or_is_wrong_is_refused_and_leaves_the_pool_empty() {
    let (dir, store) = filled(30);
    let text = whole(&store);
    let mut to = other(&dir);
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    for keep in (1..lines.len()).step_by(7) {
        let part = lines[..keep].concat();
        let done = to.carry_in(&mut part.as_bytes(), Path::new("x"));
        assert!(
            matches!(done, Err(StoreError::CutOff(_))),
            "{keep}: {done:?}"
        );
        let middle = &part.as_bytes()[..part.len() - 2];
        assert!(to.carry_in(&mut &*middle, Path::new("x")).is_err());
    }
    // a row went astray
    let fewer: String = lines
        .iter()
        .filter(|l| !l.starts_with("[7,"))
        .copied()
        .collect();
    assert!(matches!(
        to.carry_in(&mut fewer.as_bytes(), Path::new("x")),
        Err(StoreError::CutOff(_))
    ));
    for (from, to_be) in [
        ("\"followers\":50", "\"followers\":\"many\""),
        ("\"followers\":50", "\"folowers\":50"),
        ("{\"table\":\"note\"", "{\"table\":\"nothing\""),
        ("\"columns\":[\"creator_id\"", "\"columns\":[\"creator\""),
        ("\"schema\":", "\"schema\":9"),
    ] {
        assert!(text.contains(from), "{from}");
        let bad = text.replacen(from, to_be, 1);
        let done = to.carry_in(&mut bad.as_bytes(), Path::new("x"));
        assert!(
            matches!(
                done,
                Err(StoreError::NotCarried { .. } | StoreError::Newer { .. })
            ),
            "{to_be}: {done:?}"
        );
    }
    assert_eq!((to.count().unwrap(), to.position().unwrap()), (0, 0));
    let left: Vec<_> = std::fs::read_dir(dir.path()).unwrap().flatten().collect();
    assert!(
        left.iter()
            .all(|f| !f.file_name().to_string_lossy().contains("carried")),
        "{left:?}"
    );
    to.carry_in(&mut text.as_bytes(), Path::new("x")).unwrap();
}

#[test]
fn a_copy_is_one_moment_and_comes_back_under_open_eyes() {
    let (dir, mut anna) = filled(50);
    let mut bo = Store::open(&dir.path().join("pool.db"), "bo").unwrap();
    let before = whole(&anna);
    let copy = anna.keep_backup(Why::Wished, 0, now()).unwrap().unwrap();
    assert_eq!(check_backup(&copy).unwrap().0, 50);
    bo.add_tag(&[1, 2], "late", now()).unwrap();
    let mut newcomers = vec![row("late one", "", &[])];
    newcomers.push(row("late two", "", &[]));
    import(&mut bo, "late", &newcomers);
    let seen = bo.state().unwrap();
    assert_eq!(bo.find("late two", None).unwrap(), [52]);
    anna.bring_back(&copy, now()).unwrap();
    // everybody has it at once, and knows that what they had in memory is void
    assert_eq!(bo.count().unwrap(), 50);
    assert!(bo.tags().unwrap().iter().all(|t| t.name != "late"));
    let since = bo.view(|v| v.since(&seen)).unwrap();
    assert_eq!(since, Since::Everything);
    // numbers go on: nobody on screen is ever taken for a newcomer
    import(&mut bo, "later", &[row("later", "", &[])]);
    assert_eq!(bo.find("later", None).unwrap(), [53]);
    assert!(bo.position().unwrap() > seen.position.0);
    // but for that it is what it was
    anna.undo_import(bo.imports().unwrap()[0].id, now())
        .unwrap();
    let own = |t: &str| -> Vec<String> {
        let keep = |l: &&str| {
            !l.contains("last_")
                && !l.contains("restore")
                && !l.contains("later")
                && !l.starts_with("{\"end\"")
                && !l.contains("undo_import")
        };
        t.lines().filter(keep).map(str::to_owned).collect()
    };
    let lost: Vec<_> = own(&before)
        .into_iter()
        .filter(|l| !own(&whole(&bo)).contains(l))
        .collect();
    assert!(lost.len() <= 1, "{lost:?}");
    assert!(bo.integrity().unwrap().is_empty());
    // one's own last change can still be taken back, the bringing back itself is no such thing
    assert_eq!(anna.undo(now()).unwrap().deed.name, "best");
}

#[test]
fn copies_before_imports_are_made_once_and_only_the_newest_stay() {
    let (dir, mut store) = pool();
    let path = dir.path().join("pool.db");
    assert_eq!(store.keep_backup(Why::Import, 2, now()).unwrap(), None);
    for i in 0..4 {
        import(
            &mut store,
            &format!("f{i}"),
            &[row(&format!("c{i}"), "", &[])],
        );
        assert!(store.keep_backup(Why::Import, 2, now()).unwrap().is_some());
        // nothing has changed since
        assert_eq!(store.keep_backup(Why::Import, 2, now()).unwrap(), None);
    }
    let kept = backups_of(&path.canonicalize().unwrap());
    assert_eq!(kept.len(), 2);
    assert_eq!(check_backup(&kept[0].path).unwrap().0, 4);
    assert_eq!(check_backup(&kept[1].path).unwrap().0, 3);
    // those that somebody wished are nobody's to take away
    for _ in 0..3 {
        store.keep_backup(Why::Wished, 1, now()).unwrap();
    }
    assert_eq!(backups_of(&path.canonicalize().unwrap()).len(), 5);
    let taken = dir.path().join("mine.db");
    store.back_up(&taken).unwrap();
    assert!(matches!(store.back_up(&taken), Err(StoreError::Exists(_))));
    std::fs::write(&taken, b"SQLite format 3\0 and no more").unwrap();
    assert!(check_backup(&taken).is_err());
}

#[test]
fn an_older_file_is_copied_before_it_is_brought_up_to_date() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("pool.db");
    let conn = rusqlite::Connection::open(&path).unwrap();
    schema::make(&conn, &path, 3).unwrap();
    conn.execute_batch(
        "INSERT INTO member VALUES (1, 'anna'); INSERT INTO change (id, at, by, kind, summary) VALUES (1, 0, 1, 'tag', '{}')",
    )
    .unwrap();
    drop(conn);
    drop(Store::open(&path, "anna").unwrap());
    let kept = backups_of(&path.canonicalize().unwrap());
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].why, Why::Upgrade);
    let conn = rusqlite::Connection::open(&kept[0].path).unwrap();
    assert_eq!(schema::version(&conn).unwrap(), 3);
    drop(Store::open(&path, "anna").unwrap());
    assert_eq!(backups_of(&path.canonicalize().unwrap()).len(), 1);
}

/// Pages of a table or an index, leaves first.
fn pages_of(store: &Store, name: &str) -> u32 {
    store
        .conn
        .query_row(
            "SELECT rootpage FROM sqlite_schema WHERE name = ?1",
            [name],
            |r| r.get(0),
        )
        .unwrap()
}

#[test]
fn what_can_be_read_of_a_damaged_pool_is_saved() {
    let (dir, store) = filled(12_000);
    store.tidy().unwrap();
    let path = dir.path().join("pool.db");
    let roots = [
        "creator",
        "creator_handle",
        "observation",
        "creator_tag",
        "note",
        "change",
    ]
    .map(|t| pages_of(&store, t));
    drop(store);
    let size = std::fs::metadata(&path).unwrap().len();
    let page = u64::try_from(PAGE).unwrap();
    let pages = size / page;
    assert!(pages > 60, "{pages}");
    let sound = std::fs::read(&path).unwrap();
    let (mut lost_names, mut found_names) = (0, 0);
    for round in 0..12u64 {
        // a page in sixteen becomes nonsense; roots stay, or there would be nothing to find anything by
        let mut bytes = sound.clone();
        let mut broken = 0;
        for p in 1..pages {
            if p % 16 == round && !roots.contains(&u32::try_from(p + 1).unwrap()) {
                let from = usize::try_from(p * page).unwrap();
                for (i, b) in bytes[from..from + usize::try_from(page).unwrap()]
                    .iter_mut()
                    .enumerate()
                {
                    *b = u8::try_from((i * 31 + 7) % 251).unwrap();
                }
                broken += 1;
            }
        }
        std::fs::File::create(&path)
            .unwrap()
            .write_all(&bytes)
            .unwrap();
        let to = dir.path().join(format!("saved-{round}.db"));
        let rescued = match rescue(&path, &to) {
            Ok(rescued) => rescued,
            // the list of tables itself was hit
            Err(StoreError::Damaged { .. }) => continue,
            Err(e) => panic!("{round}: {e:?}"),
        };
        assert_eq!(
            std::fs::read(&path).unwrap(),
            bytes,
            "the damaged file is as it was"
        );
        assert!(!rescued.is_whole());
        let saved = Store::open(&to, "anna").unwrap();
        assert_eq!(saved.integrity().unwrap(), Vec::<String>::new(), "{round}");
        // a page holds some two hundred of the one or the other
        let most = 400 * broken;
        assert!(
            rescued.of("creator").rows + most >= 12_000,
            "{round}: {rescued:?}"
        );
        assert!(
            rescued.of("observation").rows + most >= 12_000,
            "{round}: {rescued:?}"
        );
        lost_names += rescued.nameless;
        found_names += rescued.from_index;
        // nothing that was saved says anything else than it did
        for id in saved.find("creator.17", None).unwrap() {
            let r = &saved.creators(&[id]).unwrap()[0];
            assert!(r.profile.metric(Metric::Followers).is_none_or(|f| f == 170));
        }
        std::fs::remove_file(&to).unwrap();
    }
    // handles stand twice, and seldom are both places hit
    assert!(lost_names * 5 < found_names, "{lost_names} {found_names}");
    // a sound one is saved whole, one that was cut off as far as it goes
    std::fs::write(&path, &sound).unwrap();
    let to = dir.path().join("sound.db");
    assert!(rescue(&path, &to).unwrap().is_whole());
    assert!(matches!(rescue(&path, &to), Err(StoreError::Exists(_))));
    std::fs::write(&path, &sound[..sound.len() / 2 - 1_000]).unwrap();
    assert!(Store::open(&path, "anna").is_err());
    let to = dir.path().join("half.db");
    let rescued = rescue(&path, &to).unwrap();
    assert!(rescued.of("creator").rows > 500, "{rescued:?}");
    assert!(
        Store::open(&to, "anna")
            .unwrap()
            .integrity()
            .unwrap()
            .is_empty()
    );
    // what is no pool at all is said to be none
    std::fs::write(&path, b"nonsense".repeat(4_000)).unwrap();
    assert!(rescue(&path, &dir.path().join("x.db")).is_err());
    assert!(!dir.path().join("x.db").exists());
}
