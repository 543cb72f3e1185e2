//! Tags, notes, lists and history as scripts use them.

use assert_cmd::Command;
use serde_json::Value;

use crate::cli_home::{Home, ran};

fn pool() -> Home {
    let home = Home::new();
    let rows: String = (0..30)
        .map(|i| format!("c{i},tiktok,{}\n", i * 1_000))
        .collect();
    let twice = "c1,douyin,5\n";
    let file = home.write("c.csv", format!("handle,platform,followers\n{rows}{twice}"));
    home.import(&file, &["--yes"]);
    home
}

fn with_input(home: &Home, args: &[&str], input: &str) -> crate::cli_home::Ran {
    let mut command: Command = home.command();
    ran(command.args(args).write_stdin(input))
}

fn json(home: &Home, args: &[&str]) -> Value {
    home.run(args.iter().chain(&["--format", "json"]))
        .ok()
        .json()
}

#[test]
fn tags_go_on_by_query_and_by_handles_from_a_pipe() {
    let home = pool();
    let done = json(&home, &["tag", "add", "老客户", "followers>=20k"]);
    assert_eq!(
        (done["kind"].as_str(), done["creators"].as_u64()),
        (Some("tag"), Some(10))
    );
    // what one command says another one takes
    let handles = home
        .run(["list", "followers>=28k", "--format", "handles"])
        .ok()
        .out;
    let said = with_input(&home, &["tag", "add", "vip", "--handles", "-"], &handles).ok();
    assert_eq!(said.out, "Done: tag “vip” on 2 creators.\n");
    // links, capitals, blank lines, a mark of the encoding; twice is once
    let messy = "\u{feff}@C5\n\nhttps://www.tiktok.com/@c6?lang=en\n  c5 \n";
    let said = with_input(&home, &["tag", "add", "vip", "--handles", "-"], messy).ok();
    assert_eq!(said.out, "Done: tag “vip” on 2 creators.\n");
    assert_eq!(home.count(&["tag:vip"]), 4);
    let tags = json(&home, &["tag"]);
    let named: Vec<_> = tags
        .as_array()
        .unwrap()
        .iter()
        .map(|t| t["name"].as_str().unwrap())
        .collect();
    assert_eq!(named, ["vip", "老客户"]);
    home.run(["tag", "remove", "vip", "followers<10k"]).ok();
    assert_eq!(home.count(&["tag:vip"]), 2);
    // of one name on two platforms nobody guesses
    let both = with_input(
        &home,
        &["tag", "add", "vip", "--handles", "-"],
        "c1\nnobody\nc2\n",
    );
    assert_eq!(both.code, 0);
    assert_eq!(both.out, "Done: tag “vip” on @c2.\n");
    assert!(both.err.contains("not in the pool: nobody"), "{}", both.err);
    assert!(both.err.contains("several platforms"), "{}", both.err);
    let one = [
        "tag",
        "add",
        "vip",
        "--handles",
        "-",
        "--platform",
        "douyin",
    ];
    with_input(&home, &one, "c1\n").ok();
    assert_eq!(home.count(&["tag:vip", "platform:douyin"]), 1);
}

#[test]
fn everywhere_is_everywhere_and_each_step_is_taken_back() {
    let home = pool();
    home.run(["tag", "add", "one", "followers<3k"]).ok();
    home.run(["tag", "add", "two", "followers>=28k"]).ok();
    home.run(["tag", "rename", "one", "first"]).ok();
    home.run(["tag", "group", "first", "quality"]).ok();
    assert_eq!(json(&home, &["tag"])[0]["group"], "quality");
    home.run(["tag", "merge", "two", "FIRST"]).ok();
    assert_eq!(home.count(&["tag:first"]), 6);
    home.run(["tag", "delete", "first"]).ok();
    assert_eq!(json(&home, &["tag"]), Value::Array(vec![]));
    for said in [
        "Taken back: tag “first” deleted.\n",
        "Taken back: tag “two” merged into “first”.\n",
        "Taken back: tag “first” put into group “quality”.\n",
        "Taken back: tag “one” renamed to “first”.\n",
    ] {
        assert_eq!(home.run(["undo"]).ok().out, said);
    }
    assert_eq!((home.count(&["tag:one"]), home.count(&["tag:two"])), (4, 2));
    assert_eq!(
        home.run(["redo"]).ok().out,
        "Done again: tag “one” renamed to “first”.\n"
    );
    let back = json(&home, &["undo"]);
    assert_eq!(
        (back["kind"].as_str(), back["conflicts"].as_u64()),
        (Some("tag_rename"), Some(0))
    );
    // somebody else's steps are theirs
    let theirs = home.run(["--as", "bo", "undo"]).fails(1);
    assert!(theirs.err.contains("nothing of yours"), "{}", theirs.err);
}

#[test]
fn lists_and_notes_and_what_was_done() {
    let home = pool();
    with_input(
        &home,
        &["lists", "add", "november", "--handles", "-"],
        "c9\nc3\nc7\n",
    )
    .ok();
    let on = home
        .run(["lists", "show", "november", "--format", "handles"])
        .ok()
        .out;
    assert_eq!(on, "c9\nc3\nc7\n");
    home.run(["lists", "target", "november", "40"]).ok();
    home.run(["lists", "freeze", "november", "as agreed"]).ok();
    home.run(["lists", "remove", "november", "--handles", "/dev/stdin"])
        .fails(1);
    with_input(
        &home,
        &["lists", "remove", "november", "--handles", "-"],
        "c3\n",
    )
    .ok();
    let lists = json(&home, &["lists"]);
    assert_eq!(
        (lists[0]["creators"].as_u64(), lists[0]["target"].as_u64()),
        (Some(2), Some(40))
    );
    assert_eq!(
        (lists[1]["name"].as_str(), lists[1]["creators"].as_u64()),
        (Some("as agreed"), Some(3))
    );
    assert!(lists[1]["frozen_at"].is_string());
    let refused = with_input(
        &home,
        &["lists", "add", "as agreed", "--handles", "-"],
        "c1\n",
    );
    assert_eq!(refused.code, 1);
    home.run(["note", "add", "@c9", "prefers", "samples first"])
        .ok();
    with_input(&home, &["--as", "bo", "note", "add", "c9"], "two\nlines\n").ok();
    assert_eq!(home.count(&["samples"]), 1);
    let history = json(&home, &["history", "c9"]);
    let kinds: Vec<_> = history
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["note", "note", "list_freeze", "list", "import"]);
    assert_eq!(history[0]["by"], "bo");
    let bos = json(&home, &["history", "--by", "bo"]);
    assert_eq!(bos.as_array().unwrap().len(), 1);
    assert_eq!(
        json(&home, &["history", "--day", "2020-01-01"]),
        Value::Array(vec![])
    );
}

#[test]
fn what_is_said_wrongly_changes_nothing() {
    let home = pool();
    let nobody = home.run(["tag", "add", "x"]).fails(2);
    assert!(
        nobody.err.contains("--handles") && nobody.err.contains("--all"),
        "{}",
        nobody.err
    );
    home.run(["tag", "add", "x", "followers>900M"]).fails(1);
    home.run(["tag", "rename", "none", "x"]).fails(1);
    home.run(["lists", "show", "none"]).fails(1);
    home.run(["lists", "target", "none", "many"]).fails(2);
    home.run(["note", "add", "nobody", "x"]).fails(1);
    home.run(["history", "--day", "yesterday"]).fails(2);
    home.run(["tag", "add", "x", "--handles", "nowhere.txt"])
        .fails(1);
    let all = json(&home, &["history"]);
    assert_eq!(all.as_array().unwrap().len(), 1, "the import alone");
}
