use super::*;
use crate::domain::message::Arg;

const CATALOGUES: [&str; 2] = [
    include_str!("../../words/en/store.ftl"),
    include_str!("../../words/zh/store.ftl"),
];

#[test]
fn what_is_acknowledged_survives_and_what_is_not_does_not() {
    let (dir, mut store) = pool();
    import(&mut store, "a", &[row("anna", "", &[])]);
    let mut importing = store.begin_import(meta("b")).unwrap();
    importing.add(&row("bo", "", &[])).unwrap();
    // what a killed process leaves behind
    let after = tempfile::tempdir().unwrap();
    copy_of(dir.path(), after.path());
    let found = Store::open(&after.path().join("pool.db"), "anna").unwrap();
    assert_eq!(found.count().unwrap(), 1);
    assert!(found.find("bo", None).unwrap().is_empty());
    assert_eq!(found.integrity().unwrap(), Vec::<String>::new());
}

#[test]
fn other_files_are_refused_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let text = dir.path().join("notes.txt");
    let words =
        "this is not a database, it is a shopping list with more than a page of text\n".repeat(90);
    std::fs::write(&text, &words).unwrap();
    assert!(matches!(
        Store::open(&text, "a"),
        Err(StoreError::NotAPool(_))
    ));
    assert_eq!(std::fs::read_to_string(&text).unwrap(), words);

    let foreign = dir.path().join("browser.db");
    let conn = Connection::open(&foreign).unwrap();
    conn.execute_batch("CREATE TABLE bookmark (id)").unwrap();
    drop(conn);
    let bytes = std::fs::read(&foreign).unwrap();
    for open in [
        Store::open(&foreign, "a").err(),
        Store::open_reader(&foreign).err(),
    ] {
        assert!(matches!(open, Some(StoreError::NotAPool(_))), "{open:?}");
    }
    assert_eq!(std::fs::read(&foreign).unwrap(), bytes);
    assert!(matches!(
        Store::open_reader(&dir.path().join("none.db")),
        Err(StoreError::NotFound(_))
    ));
}

#[test]
fn a_newer_pool_is_refused_with_a_sentence() {
    let (dir, store) = pool();
    store
        .conn
        .execute_batch("PRAGMA user_version = 41")
        .unwrap();
    drop(store);
    let error = Store::open(&dir.path().join("pool.db"), "a").err().unwrap();
    let message = error.message();
    assert_eq!(message.id, "store-newer");
    assert!(message.args.contains(&("found", Arg::Text("41".into()))));
}

#[test]
fn every_error_has_its_sentence_in_both_languages() {
    let path = || PathBuf::from("/team/pool.db");
    let detail = || "detail".to_owned();
    let all = [
        StoreError::NotFound(path()),
        StoreError::Newer {
            path: path(),
            found: 7,
            known: 1,
        },
        StoreError::NotAPool(path()),
        StoreError::NetworkDrive {
            path: path(),
            kind: "nfs4".into(),
        },
        StoreError::Locked(path()),
        StoreError::Damaged {
            path: path(),
            detail: detail(),
        },
        StoreError::DiskFull(path()),
        StoreError::Permission(path()),
        StoreError::NoSuchImport(3),
        StoreError::AlreadyUndone(3),
        StoreError::LaterImport {
            import: 3,
            later: 4,
            path: "b.csv".into(),
        },
        StoreError::WorkedOn {
            import: 3,
            creators: 1200,
        },
        StoreError::NoSuchCreator(5),
        StoreError::EmptyName,
        StoreError::Other {
            path: path(),
            detail: detail(),
        },
    ];
    for catalogue in CATALOGUES {
        for error in &all {
            let message = error.message();
            let start = format!("\n{} = ", message.id);
            let (_, sentence) = catalogue.split_once(&start).expect(message.id);
            let sentence = sentence.split("\nstore-").next().unwrap();
            let shown = sentence.matches('$').count();
            for (name, value) in &message.args {
                let variable = match value {
                    Arg::Text(_) | Arg::Word(_) => format!("{{ ${name} }}"),
                    Arg::Count(_) => format!("{{ ${name} ->"),
                };
                assert!(sentence.contains(&variable), "{} lacks {name}", message.id);
            }
            assert!(shown >= message.args.len());
        }
    }
}

#[test]
fn a_damaged_file_is_said_to_be_damaged() {
    let (dir, mut store) = pool();
    let rows: Vec<_> = (0..400).map(|i| row(&format!("c{i}"), "", &[])).collect();
    import(&mut store, "a", &rows);
    store
        .conn
        .execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")
        .unwrap();
    drop(store);
    let path = dir.path().join("pool.db");
    let mut bytes = std::fs::read(&path).unwrap();
    let len = bytes.len();
    bytes[len / 2..].fill(0xA5);
    std::fs::write(&path, bytes).unwrap();
    match Store::open(&path, "anna") {
        Ok(store) => assert!(!store.integrity().unwrap().is_empty()),
        Err(e) => assert!(matches!(e, StoreError::Damaged { .. }), "{e:?}"),
    }
}

#[cfg(unix)]
#[test]
fn the_log_has_the_mode_of_the_file() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("pool.db");
    std::fs::write(&path, b"").unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o660)).unwrap();
    let mut store = Store::open(&path, "anna").unwrap();
    import(&mut store, "a", &[row("anna", "", &[])]);
    for name in ["pool.db-wal", "pool.db-shm"] {
        let mode = std::fs::metadata(dir.path().join(name))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o660, "{name}");
    }
    let facts = store.file_facts().unwrap();
    assert_eq!(facts.mode, Some(0o660));
    assert_eq!(
        (facts.creators, facts.observations, facts.imports),
        (1, 1, 1)
    );
    assert_eq!(facts.journal_mode, "wal");
    assert!(facts.log_bytes > 0 && facts.schema.0 == facts.schema.1);
}

#[test]
fn mappings_are_remembered() {
    let (_dir, mut store) = pool();
    assert_eq!(store.mapping("f").unwrap(), None);
    store.set_mapping("f", "{\"handle\":0}", now()).unwrap();
    store.set_mapping("f", "{\"handle\":1}", now()).unwrap();
    assert_eq!(
        store.mapping("f").unwrap().as_deref(),
        Some("{\"handle\":1}")
    );
}

#[test]
fn several_people_may_open_a_new_pool_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("pool.db");
    let threads: Vec<_> = (0..6)
        .map(|i| {
            let path = path.clone();
            std::thread::spawn(move || Store::open(&path, &format!("m{i}")).map(|s| s.count()))
        })
        .collect();
    for t in threads {
        assert_eq!(t.join().unwrap().unwrap().unwrap(), 0);
    }
}

/// Whether this process holds a lock on a file, as the system tells.
#[cfg(target_os = "linux")]
fn is_locked(path: &std::path::Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let inode = std::fs::metadata(path).unwrap().ino();
    let own = std::process::id().to_string();
    let locks = std::fs::read_to_string("/proc/locks").unwrap();
    locks.lines().any(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let file = words.iter().find(|w| w.matches(':').count() == 2);
        let of = file.is_some_and(|f| f.rsplit(':').next() == Some(&inode.to_string()));
        words.get(4) == Some(&own.as_str()) && of
    })
}

#[cfg(target_os = "linux")]
#[test]
fn the_locks_on_a_pool_stay_whatever_else_opens_it_here() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("pool.db");
    let store = Store::open(&path, "anna").unwrap();
    store.position().unwrap();
    assert!(is_locked(&path), "the test sees no lock at all");
    // readers come and go, files are warmed, a second writer opens
    drop(Store::open_reader(&path).unwrap());
    assert!(
        is_locked(&path),
        "a reader that was closed took the locks with it"
    );
    store.warm();
    store.warm();
    assert!(is_locked(&path), "warming took the locks");
    drop(Store::open(&path, "bo").unwrap());
    assert!(
        is_locked(&path),
        "a writer that was closed took the locks with it"
    );
    // somebody else who closes the pool last but one leaves the log alone
    store.position().unwrap();
    assert!(dir.path().join("pool.db-wal").exists());
}
