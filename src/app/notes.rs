//! The notes on a creator: all of them, newest first, and what they said before.

use super::layer::Layer;
use super::rich::{Line, Role, wrap};
use super::{State, write};
use crate::domain::creator::{Note, Record};
use crate::domain::message::Message;
use crate::messages::{Edit, Effect};

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotesView {
    /// On whom.
    pub creator: u32,
    /// Number of the note under the cursor, from the newest.
    pub cursor: usize,
    /// The note that is to be deleted, where that was asked once.
    pub confirm: Option<i64>,
}

/// Opens the notes on the creator under the cursor.
pub fn open(state: &mut State) -> Vec<Effect> {
    let Some(creator) = state.pool.id_at(state.pool.cursor) else {
        return Vec::new();
    };
    state.layers.push(Layer::Notes(NotesView {
        creator,
        cursor: 0,
        confirm: None,
    }));
    // an outline has no notes
    super::pool::fetch(state)
}

/// The creator, where it is known whole.
pub fn record<'s>(state: &'s State, view: &NotesView) -> Option<&'s Record> {
    state.pool.rows.get(&view.creator).map(|r| &**r)
}

/// Its notes, newest first.
pub fn newest_first(record: &Record) -> impl Iterator<Item = &Note> {
    record.notes.iter().rev()
}

fn chosen(state: &State) -> Option<(u32, String, Note)> {
    let Some(Layer::Notes(view)) = state.layers.last() else {
        return None;
    };
    let record = record(state, view)?;
    let note = newest_first(record).nth(view.cursor)?;
    Some((
        view.creator,
        record.identity.handle.to_string(),
        note.clone(),
    ))
}

/// Moves by notes.
pub fn step(state: &mut State, by: isize) -> Vec<Effect> {
    let Some(Layer::Notes(view)) = state.layers.last() else {
        return Vec::new();
    };
    let last = record(state, view)
        .map_or(0, |r| r.notes.len())
        .saturating_sub(1);
    if let Some(Layer::Notes(view)) = state.layers.last_mut() {
        view.cursor = view.cursor.saturating_add_signed(by).min(last);
        view.confirm = None;
    }
    Vec::new()
}

/// Changes the chosen note.
pub fn edit(state: &mut State) -> Vec<Effect> {
    match chosen(state) {
        Some((creator, handle, note)) => write::open_note(state, creator, &handle, &note),
        None => Vec::new(),
    }
}

/// Deletes the chosen note; the first press asks, the second does it.
pub fn delete(state: &mut State) -> Vec<Effect> {
    let Some((creator, _, note)) = chosen(state) else {
        return Vec::new();
    };
    let Some(Layer::Notes(view)) = state.layers.last_mut() else {
        return Vec::new();
    };
    if view.confirm.take() == Some(note.id) {
        return vec![Effect::Edit(Edit::DeleteNote {
            creator,
            note: note.id,
            seen: note.version,
        })];
    }
    view.confirm = Some(note.id);
    state.say(Message::new("notes-delete-confirm"));
    Vec::new()
}

/// Asks what the chosen note said before.
pub fn versions(state: &mut State) -> Vec<Effect> {
    match chosen(state) {
        Some((creator, _, note)) => vec![Effect::Versions {
            creator,
            note: note.id,
        }],
        None => Vec::new(),
    }
}

/// Day and hour of a time stamp, where the person is.
pub fn local(state: &State, at: &str) -> String {
    at.parse::<jiff::Timestamp>()
        .map(|t| {
            let here = t.to_zoned(state.settings.zone.clone());
            here.strftime("%Y-%m-%d %H:%M").to_string()
        })
        .unwrap_or_default()
}

/// Words taken away as `[-…-]`, words put in as `{+…+}`.
pub fn difference(before: &str, after: &str, width: usize) -> Vec<Line> {
    use similar::{ChangeTag, TextDiff};
    let diff = TextDiff::from_unicode_words(before, after);
    let mut pieces: Vec<(Role, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        let role = match change.tag() {
            ChangeTag::Equal => Role::Plain,
            ChangeTag::Delete => Role::Bad,
            ChangeTag::Insert => Role::Good,
        };
        match pieces.last_mut() {
            Some((last, text)) if *last == role => text.push_str(change.value()),
            _ => pieces.push((role, change.value().to_owned())),
        }
    }
    for (role, text) in &mut pieces {
        match role {
            Role::Bad => *text = format!("[-{text}-]"),
            Role::Good => *text = format!("{{+{text}+}}"),
            _ => {}
        }
    }
    flow(pieces, width)
}

/// Pieces of text as lines of at most so many cells.
fn flow(pieces: Vec<(Role, String)>, width: usize) -> Vec<Line> {
    let mut lines = vec![Line::new()];
    for (role, text) in pieces {
        for (nth, part) in text.split('\n').enumerate() {
            if nth > 0 {
                lines.push(Line::new());
            }
            let used = lines.last().map_or(0, Line::width);
            // the first piece goes on where the line stands
            let room = width.saturating_sub(used).max(1);
            let mut rest = part;
            if used > 0 && crate::text::width(part) > room {
                let first = wrap(part, room).into_iter().next().unwrap_or_default();
                if crate::text::width(&first) <= room {
                    rest = part.get(first.len()..).unwrap_or_default().trim_start();
                    add(&mut lines, role, first);
                }
                lines.push(Line::new());
            }
            for (i, line) in wrap(rest, width).into_iter().enumerate() {
                if i > 0 {
                    lines.push(Line::new());
                }
                // wrapping takes blanks off the end, and the next piece may follow there
                let blank = if i == 0 && rest.ends_with(' ') && !line.ends_with(' ') {
                    " "
                } else {
                    ""
                };
                add(&mut lines, role, format!("{line}{blank}"));
            }
        }
    }
    lines
}

fn add(lines: &mut [Line], role: Role, text: String) {
    if let Some(last) = lines.last_mut()
        && !text.is_empty()
    {
        last.spans.push((role, text));
    }
}

/// A note's words with their marks: headings, lists, what is stressed. Plain: nothing of the text is left out but the
/// marks themselves.
pub fn marked(body: &str, width: usize) -> Vec<Line> {
    let mut out = Vec::new();
    for line in body.lines() {
        let text = line.trim_start();
        let indent = (line.len() - text.len()).min(8);
        let heading = text.trim_start_matches('#');
        if heading.len() < text.len() && heading.starts_with(' ') {
            out.extend(
                wrap(heading.trim(), width)
                    .into_iter()
                    .map(|l| Line::new().add(Role::Strong, l)),
            );
            continue;
        }
        let (sign, text) = match text.strip_prefix("- ").or(text.strip_prefix("* ")) {
            Some(rest) => ("• ", rest),
            None => ("", text),
        };
        let (role, text) = match text.strip_prefix("> ") {
            Some(rest) => (Role::Dim, rest),
            None => (Role::Plain, text),
        };
        let lead = indent + crate::text::width(sign);
        let pieces = stressed(text, role);
        for (i, mut l) in flow(pieces, width.saturating_sub(lead).max(4))
            .into_iter()
            .enumerate()
        {
            let start = if i == 0 {
                format!("{}{sign}", " ".repeat(indent))
            } else {
                " ".repeat(lead)
            };
            l.spans.insert(0, (Role::Plain, start));
            out.push(l);
        }
    }
    out
}

/// `**so**` and `` `so` `` without their marks; everything else as it stands.
fn stressed(text: &str, role: Role) -> Vec<(Role, String)> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((at, mark)) = ["**", "`"]
        .into_iter()
        .filter_map(|m| rest.find(m).map(|at| (at, m)))
        .min()
    {
        let behind = rest.get(at + mark.len()..).unwrap_or_default();
        let Some(end) = behind.find(mark).filter(|end| *end > 0) else {
            break;
        };
        out.push((role, rest.get(..at).unwrap_or_default().to_owned()));
        let inner = behind.get(..end).unwrap_or_default().to_owned();
        out.push((
            if mark == "**" {
                Role::Strong
            } else {
                Role::Accent
            },
            inner,
        ));
        rest = behind.get(end + mark.len()..).unwrap_or_default();
    }
    out.push((role, rest.to_owned()));
    out.retain(|(_, t)| !t.is_empty());
    out
}

/// The line above a note or a version: when, by whom.
pub fn head(state: &State, chosen: bool, text: String) -> Line {
    let (sign, role) = match (chosen, state.settings.ascii) {
        (true, true) => ("> ", Role::Accent),
        (true, false) => ("▸ ", Role::Accent),
        (false, _) => ("  ", Role::Dim),
    };
    Line::new().add(Role::Accent, sign).add(role, text)
}

/// The notes as lines, and at which line each begins.
pub fn lines(state: &State, view: &NotesView, width: usize) -> (Vec<Line>, Vec<usize>) {
    let (mut out, mut starts) = (Vec::new(), Vec::new());
    let Some(record) = record(state, view) else {
        return (out, starts);
    };
    if record.notes.is_empty() {
        out.push(Line::new().dim(state.words.get("notes-none")));
    }
    for (nth, note) in newest_first(record).enumerate() {
        starts.push(out.len());
        let mut said = format!("{} {}", local(state, &note.at), note.by);
        if let Some((at, by)) = &note.changed {
            let changed = Message::new("notes-changed").with("by", by.as_str());
            let changed = changed.with("at", local(state, at));
            said.push_str(&format!(" · {}", state.words.say(&changed)));
        }
        out.push(head(state, nth == view.cursor, said));
        for mut line in marked(&note.body, width.saturating_sub(4)) {
            line.spans.insert(0, (Role::Plain, "  ".to_owned()));
            out.push(line);
        }
        out.push(Line::new());
    }
    (out, starts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(lines: &[Line]) -> Vec<String> {
        lines.iter().map(Line::text).collect()
    }

    #[test]
    fn marks_become_looks() {
        let lines = marked(
            "# First\n- likes **red** ones\nplain `x` and ** alone\n> quoted\n\n2 * 3",
            40,
        );
        assert_eq!(
            said(&lines),
            [
                "First",
                "• likes red ones",
                "plain x and ** alone",
                "quoted",
                "",
                "2 * 3"
            ]
        );
        assert_eq!(lines[0].spans[0].0, Role::Strong);
        assert!(lines[1].spans.contains(&(Role::Strong, "red".to_owned())));
        let wrapped = marked("- one two three four", 9);
        assert_eq!(said(&wrapped), ["• one two", "  three", "  four"]);
    }

    #[test]
    fn a_difference_shows_what_went_and_what_came() {
        let lines = difference("likes red samples", "likes blue samples\nmuch", 60);
        assert_eq!(said(&lines), ["likes [-red-]{+blue+} samples{+", "much+}"]);
        assert_eq!(said(&difference("小美好", "小美好", 60)), ["小美好"]);
    }
}
