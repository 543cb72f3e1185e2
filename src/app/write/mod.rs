//! Writing a note: several lines, wrapped at the edge of the screen, kept as a draft with every key.
//!
//! The text itself (letters, lines, undo within it) is a library's; where it stands on screen and what a key means is
//! ours. The caret moves by what people call a letter, and up and down by what they see as lines.

mod clash;
mod text;

pub use clash::{Clash, Settled, both, clash, settle_clash};
pub use text::{Row, Writing};

use super::State;
use super::layer::Layer;
use crate::domain::creator::Note;
use crate::domain::message::Message;
use crate::messages::{Draft, Edit, EditorFailed, Effect, Key};
use text::LIMIT;

/// Rows of the pane where the editor does not take the whole screen.
const PANE: u16 = 14;

/// Cells and rows that the text has on screen.
pub fn room(state: &State, writing: &Writing) -> (usize, usize) {
    let area = super::view::writing_area(state, writing.full);
    (
        usize::from(area.width).saturating_sub(2),
        usize::from(area.height).saturating_sub(1),
    )
}

/// Rows of the pane on this screen.
pub fn pane_rows(body: u16) -> u16 {
    if body < PANE * 2 { body } else { PANE }
}

/// Opens a new note on the creator under the cursor, or the draft that was left of one.
pub fn open_new(state: &mut State) -> Vec<Effect> {
    let Some((id, handle)) = current(state) else {
        return Vec::new();
    };
    match find_draft(state, id, 0) {
        Some(draft) => open_draft(state, &draft),
        None => open(state, Writing::new(id, &handle, "")),
    }
}

fn current(state: &State) -> Option<(u32, String)> {
    let record = state.pool.current()?;
    Some((record.id, record.identity.handle.to_string()))
}

fn find_draft(state: &State, creator: u32, note: i64) -> Option<Draft> {
    let is = |d: &&Draft| d.creator == creator && d.note == note;
    state.drafts.iter().find(is).cloned()
}

/// Opens a note to be changed, or the draft that was left of it.
pub fn open_note(state: &mut State, creator: u32, handle: &str, note: &Note) -> Vec<Effect> {
    if let Some(draft) = find_draft(state, creator, note.id) {
        return open_draft(state, &draft);
    }
    let mut writing = Writing::new(creator, handle, &note.body);
    writing.note = note.id;
    writing.version = note.version;
    writing.base.clone_from(&note.body);
    open(state, writing)
}

/// Goes on with the draft that was left last, with the cursor on its creator where the filter lets it through.
pub fn go_on(state: &mut State) -> Vec<Effect> {
    let Some(draft) = state.drafts.last().cloned() else {
        return Vec::new();
    };
    let found = state.pool.answer.as_ref();
    let found = found.and_then(|a| a.ids.find(draft.creator));
    let mut effects = found.map_or_else(Vec::new, |row| super::pool::table::go(state, row));
    effects.extend(open_draft(state, &draft));
    effects
}

/// Goes on with a draft.
pub fn open_draft(state: &mut State, draft: &Draft) -> Vec<Effect> {
    let mut writing = Writing::new(draft.creator, &draft.handle, &draft.body);
    writing.note = draft.note;
    writing.version = draft.version;
    writing.base.clone_from(&draft.base);
    writing.from_draft = true;
    state.say(Message::new("write-draft-opened"));
    open(state, writing)
}

fn open(state: &mut State, writing: Writing) -> Vec<Effect> {
    state.layers.push(Layer::Write(Box::new(writing)));
    settle(state);
    Vec::new()
}

fn settle(state: &mut State) {
    let Some(Layer::Write(writing)) = state.layers.last() else {
        return;
    };
    let room = room(state, writing);
    if let Some(Layer::Write(writing)) = state.layers.last_mut() {
        writing.settle(room);
    }
}

/// After the window has changed.
pub fn resized(state: &mut State) {
    settle(state);
}

/// Does something to the text, and keeps the draft.
fn edit(state: &mut State, change: impl FnOnce(&mut Writing, usize)) -> Vec<Effect> {
    let Some(Layer::Write(writing)) = state.layers.last() else {
        return Vec::new();
    };
    let (cells, _) = room(state, writing);
    let before = writing.text();
    if let Some(Layer::Write(writing)) = state.layers.last_mut() {
        writing.discarding = false;
        change(writing, cells);
    }
    settle(state);
    let Some(Layer::Write(writing)) = state.layers.last() else {
        return Vec::new();
    };
    if writing.text() == before {
        return Vec::new();
    }
    let draft = writing.draft();
    keep_draft(state, draft)
}

fn keep_draft(state: &mut State, draft: Draft) -> Vec<Effect> {
    forget_draft(state, draft.creator, draft.note);
    if draft.body == draft.base || draft.body.trim().is_empty() {
        return vec![Effect::DropDraft(draft.creator, draft.note)];
    }
    state.drafts.push(draft.clone());
    vec![Effect::KeepDraft(Box::new(draft))]
}

fn forget_draft(state: &mut State, creator: u32, note: i64) {
    state
        .drafts
        .retain(|d| !(d.creator == creator && d.note == note));
}

/// A key that no action is bound to.
pub fn typed(state: &mut State, key: Key) -> Vec<Effect> {
    edit(state, |w, cells| w.key(key, cells))
}

/// Text that was pasted.
pub fn pasted(state: &mut State, text: &str) -> Vec<Effect> {
    let mut whole = true;
    let effects = edit(state, |w, _| whole = w.insert(text));
    if !whole {
        state.complain(Message::new("write-too-long").with("n", LIMIT / 1_000));
    }
    effects
}

/// Puts a template at the caret, on a line of its own.
pub fn insert(state: &mut State, text: &str) -> Vec<Effect> {
    let begun = match state.layers.last() {
        Some(Layer::Write(w)) => {
            let (line, at) = w.place();
            !w.line(line).get(..at).unwrap_or_default().trim().is_empty()
        }
        _ => false,
    };
    let lead = if begun { "\n" } else { "" };
    pasted(state, &format!("{lead}{text}"))
}

/// Hands the text to the person's own editor.
pub fn to_editor(state: &mut State) -> Vec<Effect> {
    match state.layers.last() {
        Some(Layer::Write(writing)) => vec![Effect::Editor(writing.text())],
        _ => Vec::new(),
    }
}

/// The text as the editor has left it.
pub fn from_editor(state: &mut State, edited: Result<String, EditorFailed>) -> Vec<Effect> {
    let text = match edited {
        Ok(text) => crate::text::clean_lines(&text).into_owned(),
        Err(failed) => {
            let id = match failed.why {
                Some(_) => "write-editor-failed",
                None => "write-editor-ended",
            };
            let said = Message::new(id).with("editor", failed.editor);
            state.complain(said.with("why", failed.why.unwrap_or_default()));
            return Vec::new();
        }
    };
    let mut whole = true;
    let effects = edit(state, |w, _| whole = w.replace(&text));
    if !whole {
        state.complain(Message::new("write-too-long").with("n", LIMIT / 1_000));
    }
    effects
}

/// Over the whole screen, or beside the list.
pub fn toggle_full(state: &mut State) -> Vec<Effect> {
    if let Some(Layer::Write(writing)) = state.layers.last_mut() {
        writing.full = !writing.full;
    }
    settle(state);
    Vec::new()
}

/// Saves the note. The draft stays until the pool file has it.
pub fn save(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Write(writing)) = state.layers.last() else {
        return Vec::new();
    };
    if writing.is_blank() {
        state.complain(Message::new("write-blank"));
        return Vec::new();
    }
    let (creator, note, version) = (writing.creator, writing.note, writing.version);
    if writing.is_untouched() {
        state.layers.pop();
        return Vec::new();
    }
    // blanks at the ends are nobody's words
    let body = writing.text().trim().to_owned();
    let draft = writing.draft();
    state.layers.pop();
    let mut effects = keep_draft(state, draft);
    effects.push(Effect::Edit(match note {
        0 => Edit::AddNote { creator, body },
        note => Edit::EditNote {
            creator,
            note,
            body,
            seen: version,
        },
    }));
    effects
}

/// The pool file has it.
pub fn saved(state: &mut State, creator: u32, note: i64) -> Vec<Effect> {
    forget_draft(state, creator, note);
    vec![Effect::DropDraft(creator, note)]
}

/// Leaves the editor; what was written stays as a draft.
pub fn leave(state: &mut State) -> Vec<Effect> {
    if let Some(Layer::Write(writing)) = state.layers.last()
        && !writing.is_untouched()
        && !writing.is_blank()
    {
        let handle = writing.handle.clone();
        state.say(Message::new("write-draft-kept").with("handle", handle));
    }
    state.layers.pop();
    Vec::new()
}

/// Throws away what was written; the first press asks, the second does it.
pub fn discard(state: &mut State) -> Vec<Effect> {
    if let Some(Layer::Write(writing)) = state.layers.last_mut()
        && !writing.discarding
        && !writing.is_blank()
        && !writing.is_untouched()
    {
        writing.discarding = true;
        state.say(Message::new("write-discard-confirm"));
        return Vec::new();
    }
    let Some(Layer::Write(writing)) = state.layers.pop() else {
        return Vec::new();
    };
    forget_draft(state, writing.creator, writing.note);
    state.say(Message::new("write-discarded"));
    vec![Effect::DropDraft(writing.creator, writing.note)]
}
