//! The way of a collaboration so far, or of a creator: stages, samples, contents, contacts, newest first.

use super::detail::need_id;
use crate::app::State;
use crate::app::notes::local;
use crate::app::rich::{Line, Role, wrap};
use crate::domain::collab::detail::{Belonging, Detail, Moved, Way};
use crate::domain::collab::native::{CONTENTS, File, OUTREACH, SAMPLES, Value};
use crate::domain::message::Message;
use crate::text;

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// When, as it is shown; what has only a day stands at its end, what has none is empty.
    pub at: String,
    /// What it means.
    pub role: Role,
    /// Through whom.
    pub by: String,
    /// For which collaboration, by its name.
    pub deal: String,
    /// What.
    pub words: String,
}

impl Event {
    /// The day; what nobody has noted is a question.
    pub fn day(&self) -> &str {
        self.at.get(..10).unwrap_or("?")
    }
}

fn moved(state: &State, deal: &str, m: &Moved) -> Event {
    let mut words = vec![format!("→ {}", state.words.get(m.stage.word_id()))];
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
    let at = match m.at.is_empty() {
        true => String::new(),
        false => local(state, &m.at),
    };
    Event {
        at,
        role: Role::Strong,
        by: m.by.clone(),
        deal: deal.to_owned(),
        words: words.join(" · "),
    }
}

/// What rows of native files tell: a field with a time, the id of its words, and fields that stand behind them.
type Telling = (&'static File, &'static str, &'static str, &'static str);

const SAMPLE: [Telling; 3] = [
    (&SAMPLES, "sent", "event-sample-sent", "carrier number"),
    (
        &SAMPLES,
        "received",
        "event-sample-received",
        "carrier number",
    ),
    (&SAMPLES, "posted", "event-sample-posted", ""),
];
const CONTENT: [Telling; 1] = [(&CONTENTS, "posted_at", "event-content", "title")];
const CONTACT: [Telling; 2] = [
    (&OUTREACH, "at", "event-contact", "channel"),
    (&OUTREACH, "replied_at", "event-replied", ""),
];

/// Of samples, contents and contacts, in this order.
fn told<'e>(
    state: &'e State,
    handle: &'e str,
    rows: [&'e [Belonging]; 3],
) -> impl Iterator<Item = Event> + 'e {
    let what = [&SAMPLE[..], &CONTENT, &CONTACT];
    let each = rows.into_iter().zip(what);
    let each = each.flat_map(|(rows, all)| all.iter().map(move |telling| (rows, telling)));
    each.flat_map(move |(rows, (file, key, id, also))| {
        rows.iter().filter_map(move |row| {
            let at = match row.get(file, key) {
                Some(Value::Date(day)) => format!("{day} 24:00"),
                Some(Value::Time(at)) => local(state, &at.to_string()),
                _ => return None,
            };
            let text = |key: &str| row.get(file, key).and_then(Value::text).unwrap_or_default();
            // an answer is the creator's own
            let by = match *key {
                "replied_at" => format!("@{handle}"),
                _ => text("by").to_owned(),
            };
            let mut words = vec![state.words.get(id)];
            for key in also.split(' ').filter(|key| !text(key).is_empty()) {
                words.push(worded(state, key, text(key)));
            }
            Some(Event {
                at,
                role: Role::Plain,
                by,
                deal: text("ref").to_owned(),
                words: words.join(" "),
            })
        })
    })
}

/// The newest first; of one moment, what was told last.
fn sorted(mut all: Vec<Event>) -> Vec<Event> {
    all.sort_by(|a, b| a.at.cmp(&b.at));
    all.reverse();
    all
}

/// Everything that happened between the team and a creator, whichever collaboration it was for, with the notes.
pub fn of_creator(state: &State, way: &Way) -> Vec<Event> {
    let moves = way.moves.iter();
    let moves = moves.flat_map(|(name, all)| all.iter().map(|m| moved(state, name, m)));
    let notes = way.notes.iter().map(|n| Event {
        at: local(state, &n.at),
        role: Role::Plain,
        by: n.by.clone(),
        deal: String::new(),
        words: n.body.clone(),
    });
    let rows = [&way.samples[..], &way.contents, &way.contacts];
    let rows = told(state, &way.handle, rows);
    sorted(moves.chain(rows).chain(notes).collect())
}

/// See the module.
pub fn lines(state: &State, detail: &Detail, width: usize) -> Vec<Line> {
    let moves = detail.moves.iter().map(|m| moved(state, "", m));
    let rows = [&detail.samples[..], &detail.contents, &detail.contacts];
    let rows = told(state, &detail.handle, rows);
    let mut out = Vec::new();
    for event in sorted(moves.chain(rows).collect()) {
        let day = event.day().to_owned();
        let Event {
            role, by, words, ..
        } = event;
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
