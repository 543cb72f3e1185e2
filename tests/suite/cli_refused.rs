//! What is not taken: whole files with a reason, one line each, and the pool as before.

use serde_json::json;

use crate::cli_home::{Home, ran};

#[test]
fn a_refused_file_does_not_stop_the_others() {
    let home = Home::new();
    home.write("bad.csv", [0u8, 159, 146, 150, 0, 1, 2, 3].repeat(64));
    home.write("good.csv", "handle,followers\nanna,10\n");
    let ran = ran(home.command().args([
        "import", "bad.csv", "good.csv", "none.csv", "--format", "json",
    ]));
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    let json = ran.json();
    let files = json["files"].as_array().unwrap();
    assert_eq!(files[0]["error"]["code"], "binary");
    assert_eq!(files[1]["created"], 1);
    assert!(files[1].get("error").is_none());
    assert_eq!(files[2]["error"]["code"], "not_found");
    for file in files {
        for key in [
            "path",
            "kind",
            "encoding",
            "header_row",
            "rows",
            "created",
            "updated",
            "unchanged",
            "rejected",
            "warnings",
            "unmapped",
            "skipped_duplicates",
        ] {
            assert!(file.get(key).is_some(), "{key} in {file}");
        }
    }
    assert_eq!(home.count(&[]), 1);

    let ran = home.run(["import", "none.csv", "good.csv"]).fails(1);
    assert!(ran.err.contains("none.csv") && ran.out.contains("good.csv"));
}

#[test]
fn a_file_cut_in_the_middle_leaves_the_pool_as_it_was() {
    let home = Home::new();
    home.write("good.csv", "handle,followers\nanna,10\n");
    home.run(["import", "good.csv"]).ok();
    let before = home.run(["list", "--format", "json"]).ok().out;
    let rows: String = (0..20_000).map(|i| format!("c{i},{i}\n")).collect();
    home.write(
        "cut.csv",
        format!("handle,followers\n{rows}\"never closed,1\n"),
    );
    let ran = home.run(["import", "cut.csv"]).fails(1);
    assert!(ran.err.contains("20002"), "names the line: {}", ran.err);
    assert_eq!(home.run(["list", "--format", "json"]).ok().out, before);
    let past = home.run(["imports", "--format", "json"]).ok().json();
    assert_eq!(past.as_array().unwrap().len(), 1);
}

#[test]
fn wrong_usage_ends_with_2_and_one_line() {
    let home = Home::new();
    home.write("x.csv", "handle,followers\nanna,10\n");
    let wrong: &[(&[&str], &str)] = &[
        (&["lst"], "list"),
        (&["list", "--sorted", "x"], "--sort"),
        (&["list", "folowers>3"], "followers"),
        (&["list", "--columns", "folowers"], "followers"),
        (&["list", "--sort", "gmv:up"], "gmv:up"),
        (&["list", "--sort", "note"], "note"),
        (&["list", "--format", "xml"], "csv"),
        (&["list", "--limit", "few"], "few"),
        (&["import"], "FILE"),
        (&["import", "x.csv", "--kind", "orderz"], "creator_list"),
        (&["import", "x.csv", "--period", "last month"], "2026-08-01"),
        (&["import", "x.csv", "--currency", "dollars"], "USD"),
        (&["import", "x.csv", "--map", "handle"], "FIELD=COLUMN"),
        (
            &["import", "x.csv", "--map", "folowers=handle"],
            "followers",
        ),
        (
            &["import", "x.csv", "--day-first", "--month-first"],
            "--month-first",
        ),
        (
            &["import", "x.csv", "x.csv", "--rejects", "r.csv"],
            "--rejects",
        ),
        (&["template", "creatorz"], "creators"),
        (&["completions", "tcsh"], "bash"),
        (&["--lang", "fr", "list"], "zh"),
        (&[], "daren list"),
        (&["demo"], "daren list"),
    ];
    for (args, hint) in wrong {
        let ran = home.run(*args).fails(2);
        assert!(ran.err.contains(hint), "{args:?}: {}", ran.err);
        assert_eq!(ran.out, "", "{args:?}");
    }
    assert!(!home.pool().exists());
}

#[test]
fn a_column_that_is_not_there_is_named() {
    let home = Home::new();
    home.write("x.csv", "nick,fans\nanna,10\n");
    let ran =
        ran(home
            .command()
            .args(["import", "x.csv", "--map", "handle=nik", "--format", "json"]));
    assert_eq!(ran.code, 1);
    let json = ran.json();
    let error = &json["files"][0]["error"];
    assert_eq!(error["code"], json!("bad_mapping"));
    assert!(error["message"].as_str().unwrap().contains("nick"));
}

#[test]
fn looking_never_makes_a_pool() {
    let home = Home::new();
    for args in [
        &["list"][..],
        &["facets"],
        &["show", "anna"],
        &["imports"],
        &["imports", "undo"],
    ] {
        let ran = home.run(args).fails(1);
        assert!(ran.err.contains("pool.db"), "{}", ran.err);
    }
    assert!(!home.pool().exists());
    // and a file that is no pool stays what it is
    home.write(
        "pool.db",
        "not a database, but somebody's notes about creators",
    );
    home.run(["list"]).fails(1);
    home.run(["import", "x.csv"]).fails(1);
    let text = std::fs::read_to_string(home.pool()).unwrap();
    assert!(text.starts_with("not a database"));
}
