//! `daren doctor --rescue FILE`: saves out of a damaged pool what can be read.

use std::path::Path;

use super::fault::Fault;
use super::here::Here;
use super::{out, whom};
use crate::domain::message::Message;
use crate::store;

/// See the module.
pub fn run(here: &Here, to: &Path) -> Result<(), Fault> {
    let pool = whom::existing(here)?;
    let rescued = store::rescue(&pool, to)?;
    let say = |m: &Message| here.words.say(m);
    let mut lines = vec![say(&Message::new("cli-rescued")
        .with("path", to.display().to_string())
        .with("creators", rescued.of("creator").rows)
        .with("observations", rescued.of("observation").rows)
        .with("notes", rescued.of("note").rows)
        .with("changes", rescued.of("change").rows))];
    if rescued.is_whole() {
        lines.push(here.words.get("cli-rescued-whole"));
    }
    for table in &rescued.tables {
        if table.gaps.is_empty() && table.broken == 0 {
            continue;
        }
        let m = Message::new("cli-rescue-lost")
            .with("table", table.table.as_str())
            .with("gaps", table.gaps.len())
            .with("broken", table.broken);
        let gaps: Vec<String> = table
            .gaps
            .iter()
            .take(5)
            .map(|g| match (*g.start(), *g.end()) {
                (a, i64::MAX) => format!("{}–", a.max(0)),
                (a, b) => format!("{}–{b}", a.max(0)),
            })
            .collect();
        lines.push(say(&m.with("where", gaps.join(", "))));
    }
    if rescued.from_index > 0 {
        let m = Message::new("cli-rescue-from-index").with("n", rescued.from_index);
        lines.push(say(&m));
    }
    if rescued.nameless > 0 {
        let m = Message::new("cli-rescue-nameless").with("n", rescued.nameless);
        lines.push(say(&m));
    }
    if rescued.orphans > 0 {
        lines.push(say(
            &Message::new("cli-rescue-orphans").with("n", rescued.orphans)
        ));
    }
    Ok(out::say(&format!("{}\n", lines.join("\n")))?)
}
