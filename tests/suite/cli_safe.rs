//! Copies, carrying and rescue as scripts use them.

use std::fs;
use std::path::PathBuf;

use crate::cli_home::Home;

fn pool() -> Home {
    let home = Home::new();
    let rows: String = (0..300).map(|i| format!("c{i},{}\n", i * 10)).collect();
    let file = home.write("c.csv", format!("handle,followers\n{rows}"));
    home.import(&file, &["--yes"]);
    home.run(["tag", "add", "vip", "followers>=2000"]).ok();
    home.run(["note", "add", "c7", "answers on Mondays"]).ok();
    home
}

fn backups(home: &Home) -> Vec<PathBuf> {
    let folder = home.pool().with_extension("backups");
    let mut all: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|f| f.unwrap().path())
        .collect();
    all.sort();
    all
}

#[test]
fn a_copy_is_made_listed_and_brought_back() {
    let home = pool();
    assert!(home.run(["restore"]).ok().out.contains("no copies of"));
    let made = home.run(["backup", "--format", "json"]).ok().json();
    assert_eq!(made["creators"], 300);
    home.run(["tag", "delete", "vip"]).ok();
    assert_eq!(home.count(&["tag:vip"]), 0);
    let listed = home.run(["restore", "--format", "json"]).ok().json();
    assert_eq!(listed[0]["path"], made["path"]);
    assert_eq!(listed[0]["why"], "by-hand");
    let said = home.run(["restore", "1", "--yes"]).ok().out;
    assert!(
        said.contains("Brought back") && said.contains("What was there before is kept"),
        "{said}"
    );
    assert_eq!(home.count(&["tag:vip"]), 100);
    // the way back is open as well: what was there before is the newest copy now
    home.run(["restore", "1", "-y"]).ok();
    assert_eq!(home.count(&["tag:vip"]), 0);
    let named = made["path"].as_str().unwrap();
    home.run(["restore", named, "--yes"]).ok();
    assert_eq!(home.count(&["tag:vip"]), 100);
    let e = home.run(["restore", "99"]).fails(1).err;
    assert!(e.contains("There is no copy 99"), "{e}");
    let e = home.run(["backup", named]).fails(1).err;
    assert!(e.contains("There is a file"), "{e}");
    // a file that is no pool is not brought back, and nothing is touched
    let nonsense = home.write("x.db", "handle,followers\n");
    home.run(["restore", nonsense.to_str().unwrap(), "--yes"])
        .fails(1);
    assert_eq!(home.count(&["tag:vip"]), 100);
}

#[test]
fn imports_make_copies_by_themselves_as_many_as_the_settings_say() {
    let home = pool();
    // of an empty pool there was nothing to copy
    assert!(backups(&home).is_empty());
    let more = |name: &str| {
        let file = home.write(
            &format!("{name}.csv"),
            format!("handle,followers\n{name},5\n"),
        );
        home.import(&file, &["--yes"]);
    };
    for name in ["n1", "n2", "n3", "n4", "n5", "n6", "n7"] {
        more(name);
    }
    assert_eq!(backups(&home).len(), 5);
    home.run(["restore", "1", "--yes"]).ok();
    assert_eq!(home.count(&["n6"]), 1);
    assert_eq!(home.count(&["n7"]), 0);
    fs::create_dir_all(home.path().join("config/daren")).unwrap();
    home.write("config/daren/config.toml", "backups = 0\n");
    let before = backups(&home).len();
    more("n8");
    assert_eq!(backups(&home).len(), before);
    home.write("config/daren/config.toml", "backups = \"all\"\n");
    let e = home.run(["list"]).fails(2).err;
    assert!(e.contains("a number from 0 to 1000"), "{e}");
}

#[test]
fn a_whole_pool_goes_to_another_machine_and_back() {
    let home = pool();
    let e = home.run(["export"]).fails(2).err;
    assert!(e.contains("--all"), "{e}");
    let done = home
        .run(["export", "--all", "pool.jsonl.gz", "--format", "json"])
        .ok()
        .json();
    assert_eq!(
        (done["creators"].as_u64(), done["notes"].as_u64()),
        (Some(300), Some(1))
    );
    let there = Home::new();
    let file = there.path().join("pool.jsonl.gz");
    fs::copy(home.path().join("pool.jsonl.gz"), &file).unwrap();
    let said = there.run(["import", "pool.jsonl.gz"]).ok().out;
    assert!(said.contains("Taken in whole"), "{said}");
    assert_eq!(there.count(&["tag:vip"]), 100);
    let notes = there.run(["show", "c7"]).ok().out;
    assert!(notes.contains("answers on Mondays"), "{notes}");
    // plain text says the same, and from there it says the same again
    let text = home.run(["export", "--all", "-"]).ok().out;
    assert!(text.starts_with("{\"daren\":\"pool\""));
    assert_eq!(there.run(["export", "--all", "-"]).ok().out, text);
    // never over something
    let e = there.run(["import", "pool.jsonl.gz"]).fails(1).err;
    assert!(e.contains("not empty"), "{e}");
    // cut off on its way: said, and no empty pool is left behind
    let bytes = fs::read(&file).unwrap();
    let cut = there.write("cut.jsonl.gz", "");
    fs::write(&cut, &bytes[..bytes.len() / 2]).unwrap();
    let elsewhere = Home::new();
    let cut = cut.to_str().unwrap();
    let e = elsewhere.run(["import", cut]).fails(1).err;
    assert!(e.contains("cut off"), "{e}");
    assert!(!elsewhere.pool().exists());
}

#[test]
fn damage_is_found_and_what_can_be_read_is_saved() {
    let home = pool();
    home.run(["backup"]).ok();
    let mut bytes = fs::read(home.pool()).unwrap();
    let at = bytes.len() / 2 / 16_384 * 16_384;
    bytes[at..at + 16_384].fill(0xa5);
    bytes.truncate(bytes.len() - 16_384);
    fs::write(home.pool(), &bytes).unwrap();
    let ran = home.run(["doctor"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.out.contains("daren doctor --rescue NEW.db") && ran.out.contains("daren restore 1"),
        "{}",
        ran.out
    );
    let said = home.run(["doctor", "--rescue", "saved.db"]).ok().out;
    assert!(said.contains("Saved into saved.db"), "{said}");
    let ran = home.run(["--db", "saved.db", "doctor"]).ok();
    assert!(ran.out.contains("All is well"), "{}", ran.out);
    // and the copy comes back; the damaged file is put aside
    let said = home.run(["restore", "1", "--yes"]).ok().out;
    assert!(said.contains("damaged-"), "{said}");
    assert_eq!(home.count(&["tag:vip"]), 100);
}

#[test]
fn order_lines_are_carried_and_saved_with_what_they_come_to() {
    let home = Home::new();
    home.write(
        "collaborations.csv",
        "ref,handle,commission_rate,fixed_fee,currency,started\nA1,anna,0.1,10,USD,2026-10-01\n",
    );
    let orders: String = (0..3_000)
        .map(|i| {
            format!(
                "{},17,a,{},2026-10-05T10:00:00,2.50,USD,,ANNA{},no\n",
                9_000 + i,
                ["anna", "bo"][i % 2],
                i % 3
            )
        })
        .collect();
    home.write(
        "orders.csv",
        format!("order_id,product_id,sku_id,handle,ordered_at,paid,currency,content_id,discount_code,refunded\n{orders}"),
    );
    home.write("margins.csv", "starts,margin_rate\n2026-01-01,0.4\n");
    home.run([
        "import",
        "collaborations.csv",
        "orders.csv",
        "margins.csv",
        "--yes",
    ])
    .ok();
    let roi = |home: &Home, db: &str| {
        let args = ["--db", db, "roi", "--by", "creator", "--format", "csv"];
        home.run(args).ok().out
    };
    let db = home.pool().display().to_string();
    let before = roi(&home, &db);
    assert!(
        before.contains("anna") && before.contains("3750.00"),
        "{before}"
    );
    home.run(["export", "--all", "all.jsonl"]).ok();
    home.run(["--db", "there.db", "import", "all.jsonl"]).ok();
    assert_eq!(roi(&home, "there.db"), before);
    // the same file has nothing new to say there
    let again = home.run([
        "--db",
        "there.db",
        "import",
        "orders.csv",
        "--yes",
        "--format",
        "json",
    ]);
    let again = again.ok().json();
    assert_eq!(
        crate::cli_home::counts(&again["files"][0])[..3],
        [0, 0, 3_000]
    );
    home.run(["doctor", "--rescue", "saved.db"]).ok();
    assert_eq!(roi(&home, "saved.db"), before);
    // whichever page is destroyed, what is left is a sound pool
    let bytes = fs::read(home.pool()).unwrap();
    let pages = bytes.len() / 16_384;
    let mut kept = Vec::new();
    for page in 2..pages {
        let mut bytes = bytes.clone();
        bytes[page * 16_384..(page + 1) * 16_384].fill(0xa5);
        let name = format!("page-{page}.db");
        let saved = format!("saved-{page}.db");
        home.write(&name, bytes);
        if home.run(["--db", &name, "doctor", "--rescue", &saved]).code != 0 {
            continue;
        }
        let said = home.run(["--db", &saved, "doctor"]).out;
        assert!(said.contains("All is well"), "page {page}: {said}");
        kept.push(roi(&home, &saved) == before);
    }
    // most pages hold something that can be made again, or nothing of these
    let whole = kept.iter().filter(|same| **same).count();
    assert!(
        whole * 2 > pages && kept.len() + 8 > pages,
        "{whole} {} {pages}",
        kept.len()
    );
}
