//! What must hold across the whole house.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use daren::app::actions;
use daren::app::keymap::{Context, Keymap};
use daren::app::pool::table::message_key;
use daren::domain::column::Column;
use daren::domain::field::{Attr, Metric};
use daren::domain::origin::Source;
use daren::words::{Lang, Words};

#[test]
fn every_action_column_and_place_has_words_in_both_languages() {
    for lang in [Lang::En, Lang::Zh] {
        let words = Words::new(lang);
        let mut ids = Vec::new();
        ids.extend(actions::all().map(|a| format!("do-{}", a.id.replace('.', "-"))));
        ids.extend(Context::ALL.iter().map(|c| format!("context-{}", c.key())));
        ids.extend(Metric::ALL.iter().flat_map(|m| {
            let key = message_key(m.key());
            [format!("col-{key}"), format!("field-{key}")]
        }));
        ids.extend(
            Attr::ALL
                .iter()
                .map(|a| format!("col-{}", message_key(a.key()))),
        );
        ids.extend(Column::all().map(|c| format!("col-{}", message_key(c.key()))));
        ids.extend(
            Source::ALL
                .iter()
                .map(|s| format!("from-{}", message_key(s.key()))),
        );
        for id in ids {
            assert!(words.has(&id), "{id} is missing in {}", lang.key());
        }
    }
}

#[test]
fn no_two_actions_share_a_name_or_a_key() {
    let mut ids: Vec<_> = actions::all().map(|a| a.id).collect();
    ids.sort_unstable();
    let before = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), before);
    assert!(Keymap::new(&BTreeMap::new()).is_ok());
}

/// Which rooms a room may use, beside itself.
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("domain", &["text"]),
    ("words", &["domain", "text"]),
    ("messages", &["domain", "text"]),
    ("intake", &["domain", "text"]),
    ("store", &["domain", "text"]),
    ("pool", &["domain", "text"]),
    ("report", &["domain", "text"]),
    ("demo", &["domain", "text"]),
    (
        "worker",
        &[
            "domain", "text", "messages", "intake", "store", "pool", "report",
        ],
    ),
    ("app", &["domain", "text", "messages", "words"]),
    ("ui", &["app", "domain", "text", "messages", "words"]),
    ("tui", &["app", "ui", "worker", "messages", "words"]),
];

#[test]
fn the_readme_shows_the_keys_as_they_are() {
    let home = crate::cli_home::Home::new();
    let keys = home.run(["keys", "--format", "markdown"]).ok().out;
    let until = keys.find("### Keys in a field").unwrap();
    let readme =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    assert!(
        readme.contains(keys[..until].trim_end()),
        "the README's key tables are not what `daren keys --format markdown` prints"
    );
    let from = keys.find("### Returns of a creator").unwrap();
    let returns = keys[from..].split("\n### ").next().unwrap();
    assert!(readme.contains(returns.trim_end()), "{returns}");
}

#[test]
fn rooms_use_only_what_they_may() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let names: Vec<&str> = ROOMS.iter().map(|(n, _)| *n).chain(["cli"]).collect();
    for (room, may) in ROOMS {
        for file in files(&src.join(room))
            .into_iter()
            .filter(|f| !f.to_string_lossy().contains("tests"))
        {
            let text = fs::read_to_string(&file).unwrap();
            for (i, line) in text.lines().enumerate() {
                // what stands behind the tests' own gate may use more
                if line.starts_with("#[cfg(test)]") {
                    break;
                }
                for part in line.split("crate::").skip(1) {
                    let used: String = part
                        .chars()
                        .take_while(|c| c.is_alphanumeric() || *c == '_')
                        .collect();
                    let known = names.contains(&used.as_str());
                    let allowed = used == *room || may.contains(&used.as_str()) || !known;
                    assert!(
                        allowed,
                        "{}:{} uses {used}, which {room} may not",
                        file.display(),
                        i + 1
                    );
                }
            }
        }
    }
}

#[test]
fn files_stay_small() {
    for file in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        if file.extension().is_some_and(|e| e == "rs") && !file.ends_with("tests.rs") {
            let lines = fs::read_to_string(&file).unwrap().lines().count();
            assert!(
                lines <= 900,
                "{} has {lines} lines: does it still hold one idea?",
                file.display()
            );
        }
    }
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            out.extend(files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
    out
}
