//! The way of a collaboration so far: stages, samples, contents, contacts, newest first.

use jiff::civil::Date;

use super::detail::need_id;
use super::stage_id;
use crate::app::State;
use crate::app::notes::local;
use crate::app::rich::{Line, Role, wrap};
use crate::domain::collab::detail::{Belonging, Detail};
use crate::domain::collab::native::{CONTENTS, File, OUTREACH, SAMPLES, Value};
use crate::domain::message::Message;
use crate::text;

/// See the module.
pub fn lines(state: &State, detail: &Detail, width: usize) -> Vec<Line> {
    // what has only a day stands at its end
    let end = |day: &Date| format!("{day} 24:00");
    let mut all: Vec<(String, Role, String, String)> = Vec::new();
    for m in &detail.moves {
        let mut words = vec![format!("→ {}", state.words.get(&stage_id(m.stage.index())))];
        if !m.reason.is_empty() {
            words.push(m.reason.clone());
        }
        if !m.passed.is_empty() {
            let names: Vec<String> = m
                .passed
                .iter()
                .map(|key| state.words.get(&need_id(key)))
                .collect();
            let without = Message::new("collab-passed").with("what", names.join(", "));
            words.push(state.words.say(&without));
        }
        let at = if m.at.is_empty() {
            String::new()
        } else {
            local(state, &m.at)
        };
        all.push((at, Role::Strong, m.by.clone(), words.join(" · ")));
    }
    let mut event = |rows: &[Belonging], file: &'static File, key: &str, id: &str, also: &str| {
        for row in rows {
            let day = match row.get(file, key) {
                Some(Value::Date(day)) => end(day),
                Some(Value::Time(at)) => local(state, &at.to_string()),
                _ => continue,
            };
            let text = |key: &str| row.get(file, key).and_then(Value::text).unwrap_or_default();
            // an answer is the creator's own
            let by = match key {
                "replied_at" => format!("@{}", detail.handle),
                _ => text("by").to_owned(),
            };
            let mut words = vec![state.words.get(id)];
            for key in also.split(' ').filter(|key| !text(key).is_empty()) {
                words.push(worded(state, key, text(key)));
            }
            all.push((day, Role::Plain, by, words.join(" ")));
        }
    };
    event(
        &detail.samples,
        &SAMPLES,
        "sent",
        "event-sample-sent",
        "carrier number",
    );
    event(
        &detail.samples,
        &SAMPLES,
        "received",
        "event-sample-received",
        "carrier number",
    );
    event(
        &detail.samples,
        &SAMPLES,
        "posted",
        "event-sample-posted",
        "",
    );
    event(
        &detail.contents,
        &CONTENTS,
        "posted_at",
        "event-content",
        "title",
    );
    event(
        &detail.contacts,
        &OUTREACH,
        "at",
        "event-contact",
        "channel",
    );
    event(
        &detail.contacts,
        &OUTREACH,
        "replied_at",
        "event-replied",
        "",
    );
    // of one moment, what was told last is the newest
    all.sort_by(|a, b| a.0.cmp(&b.0));
    let mut out = Vec::new();
    for (at, role, by, words) in all.into_iter().rev() {
        let day = at.get(..10).unwrap_or("?").to_owned();
        // the year is needless for what is near
        let day = match day.strip_prefix(&format!("{}-", state.today.year())) {
            Some(short) => short.to_owned(),
            None => day,
        };
        let lead = format!("{} ", text::pad_end(&day, 6));
        let by = if by.is_empty() {
            String::new()
        } else {
            format!("{by} ")
        };
        let room = width.saturating_sub(text::width(&lead) + 1).max(8);
        let mut lines = wrap(&format!("{by}{words}"), room).into_iter();
        let first = lines.next().unwrap_or_default();
        out.push(Line::new().dim(lead.clone()).add(role, first));
        let gap = " ".repeat(text::width(&lead));
        out.extend(lines.map(|l| Line::new().plain(format!("{gap}{l}"))));
    }
    out
}

/// A word of a row in the person's language.
fn worded(state: &State, key: &str, text: &str) -> String {
    match key {
        "channel" => channel(state, text),
        _ => text.to_owned(),
    }
}

/// A way by which a message goes out; what others have written into files stands as it is.
pub fn channel(state: &State, key: &str) -> String {
    let id = format!("channel-{key}");
    match state.words.has(&id) {
        true => state.words.get(&id),
        false => key.to_owned(),
    }
}
