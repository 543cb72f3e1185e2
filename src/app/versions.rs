//! What a note said before: its versions, the newest first, each with what it changed. An older one can be brought
//! back, which is a change like any other.

use super::State;
use super::layer::Layer;
use super::notes::{difference, local, marked};
use super::rich::{Line, Role};
use crate::domain::label::NoteVersion;
use crate::domain::message::Message;
use crate::messages::{Edit, Effect};

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionsView {
    /// On whom.
    pub creator: u32,
    /// The note.
    pub note: i64,
    /// Number of its last change: what is brought back is written over that.
    pub seen: i64,
    /// Newest first; changes that left the words as they were are none.
    pub versions: Vec<NoteVersion>,
    /// Chosen row.
    pub cursor: usize,
}

/// They have come, oldest first: for the first time, or again because something was written.
pub fn on_versions(state: &mut State, creator: u32, note: i64, mut versions: Vec<NoteVersion>) {
    let seen = versions.last().map_or(0, |v| v.change);
    versions.dedup_by(|new, old| new.body == old.body);
    versions.reverse();
    let is_its = |v: &VersionsView| (v.creator, v.note) == (creator, note);
    match state.layers.last_mut() {
        Some(Layer::Versions(view)) if is_its(view) => {
            view.seen = seen;
            view.versions = versions;
            view.cursor = 0;
        }
        Some(Layer::Notes(_)) => state.layers.push(Layer::Versions(VersionsView {
            creator,
            note,
            seen,
            versions,
            cursor: 0,
        })),
        // the person has gone on
        _ => {}
    }
}

/// Something was written: what is shown is read again.
pub fn refresh(state: &State) -> Vec<Effect> {
    match state.layers.last() {
        Some(Layer::Versions(view)) => vec![Effect::Versions {
            creator: view.creator,
            note: view.note,
        }],
        _ => Vec::new(),
    }
}

/// Brings the chosen version back.
pub fn bring_back(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Versions(view)) = state.layers.last() else {
        return Vec::new();
    };
    let is = |nth: usize| view.versions.get(nth).and_then(|v| v.body.clone());
    match (is(0), is(view.cursor)) {
        (Some(_), Some(body)) if view.cursor > 0 => vec![Effect::Edit(Edit::EditNote {
            creator: view.creator,
            note: view.note,
            body,
            seen: view.seen,
        })],
        (Some(_), Some(_)) => {
            state.say(Message::new("versions-is-so"));
            Vec::new()
        }
        _ => {
            state.complain(Message::new("versions-deleted"));
            Vec::new()
        }
    }
}

/// The versions as lines, and at which line each begins.
pub fn lines(state: &State, view: &VersionsView, width: usize) -> (Vec<Line>, Vec<usize>) {
    let (mut out, mut starts) = (Vec::new(), Vec::new());
    for (nth, v) in view.versions.iter().enumerate() {
        starts.push(out.len());
        let before = view.versions.get(nth + 1).and_then(|v| v.body.as_deref());
        let mut head = format!("{} {}", local(state, &v.at), v.by);
        if nth == 0 {
            head.push_str(" · ");
            head.push_str(&state.words.get("versions-now"));
        }
        out.push(super::notes::head(state, nth == view.cursor, head));
        let words = match (&v.body, before) {
            (None, _) => vec![Line::new().dim(state.words.get("notes-deleted"))],
            (Some(body), None) => marked(body, width.saturating_sub(4)),
            (Some(body), Some(before)) => difference(before, body, width.saturating_sub(4)),
        };
        for mut line in words {
            line.spans.insert(0, (Role::Plain, "  ".to_owned()));
            out.push(line);
        }
        out.push(Line::new());
    }
    (out, starts)
}
