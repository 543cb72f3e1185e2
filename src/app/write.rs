//! Writing a note: several lines, wrapped at the edge of the screen, kept as a draft with every key.
//!
//! The text itself (letters, lines, undo within it) is a library's; here is where it stands on screen and what a key
//! means. The caret moves by what people call a letter, and up and down by what they see as lines.

use ratatui_textarea::{CursorMove, DataCursor, TextArea};
use unicode_segmentation::UnicodeSegmentation;

use super::State;
use super::layer::Layer;
use crate::domain::creator::Note;
use crate::domain::message::Message;
use crate::messages::{Code, Draft, Edit, Effect, Key};
use crate::text;

/// Longest note, in bytes: a paste beyond it is cut, and said.
const LIMIT: usize = 60_000;

/// Rows of the pane where the editor does not take the whole screen.
const PANE: u16 = 14;

/// A note being written.
#[derive(Debug, Clone)]
pub struct Writing {
    /// On whom.
    pub creator: u32,
    /// The handle.
    pub handle: String,
    /// Number of the note that is changed; 0 for a new one.
    pub note: i64,
    /// Its version when it was opened.
    pub version: i64,
    /// What it said then.
    pub base: String,
    /// Over the whole screen.
    pub full: bool,
    /// It began as a draft that was left.
    pub from_draft: bool,
    area: TextArea<'static>,
    /// First line on screen.
    top: usize,
    /// The column that going up and down aims at.
    aim: Option<usize>,
}

impl PartialEq for Writing {
    fn eq(&self, other: &Self) -> bool {
        (self.creator, self.note, self.version, self.full)
            == (other.creator, other.note, other.version, other.full)
            && self.text() == other.text()
            && self.place() == other.place()
    }
}

/// A line as it stands on screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Line of the text.
    pub line: usize,
    /// First and one past the last letter of it, in bytes.
    pub from: usize,
    /// See `from`.
    pub to: usize,
}

impl Writing {
    fn new(creator: u32, handle: &str, body: &str) -> Self {
        let lines = body.split('\n').map(str::to_owned).collect();
        let mut area = TextArea::new(lines);
        area.set_max_histories(500);
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Writing {
            creator,
            handle: handle.to_owned(),
            note: 0,
            version: 0,
            base: String::new(),
            full: false,
            from_draft: false,
            area,
            top: 0,
            aim: None,
        }
    }

    /// All of it.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Whether there is nothing worth keeping.
    pub fn is_blank(&self) -> bool {
        self.area.lines().iter().all(|l| l.trim().is_empty())
    }

    /// Whether nothing has been changed.
    pub fn is_untouched(&self) -> bool {
        self.text() == self.base
    }

    /// Line of the text, and byte in it, of the caret.
    fn place(&self) -> (usize, usize) {
        let DataCursor(line, letter) = self.area.cursor();
        let text = self.line(line);
        let at = text
            .char_indices()
            .nth(letter)
            .map_or(text.len(), |(i, _)| i);
        (line, at)
    }

    fn line(&self, line: usize) -> &str {
        self.area
            .lines()
            .get(line)
            .map(String::as_str)
            .unwrap_or_default()
    }

    /// Puts the caret somewhere.
    fn go(&mut self, line: usize, at: usize) {
        let letters = self
            .line(line)
            .get(..at)
            .map_or(usize::MAX, |before| before.chars().count());
        let short = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        self.area
            .move_cursor(CursorMove::Jump(short(line), short(letters)));
    }

    /// The text as lines of at most so many cells.
    pub fn rows(&self, cells: usize) -> Vec<Row> {
        let lines = self.area.lines().iter().enumerate();
        lines
            .flat_map(|(line, text)| {
                wrapped(text, cells).map(move |(from, to)| Row { line, from, to })
            })
            .collect()
    }

    /// What a row says.
    pub fn text_of(&self, row: &Row) -> &str {
        self.line(row.line)
            .get(row.from..row.to)
            .unwrap_or_default()
    }

    /// The row that the caret stands in, and the cell in it.
    pub fn caret(&self, rows: &[Row]) -> (usize, usize) {
        let (line, at) = self.place();
        let stands = |r: &Row| r.line == line && r.from <= at && at <= r.to;
        // between two rows of one line it stands in the second
        let row = rows.iter().rposition(stands).unwrap_or(0);
        let from = rows.get(row).map_or(0, |r| r.from);
        let before = self.line(line).get(from..at).unwrap_or_default();
        (row, text::width(before))
    }

    /// First row on screen.
    pub fn top(&self) -> usize {
        self.top
    }

    /// Keeps the caret on a screen of so many cells.
    fn settle(&mut self, (cells, height): (usize, usize)) {
        let (row, _) = self.caret(&self.rows(cells));
        self.top = self
            .top
            .min(row)
            .max((row + 1).saturating_sub(height.max(1)));
    }

    /// Up or down by rows of the screen.
    fn vertical(&mut self, by: isize, cells: usize) {
        let rows = self.rows(cells);
        let (row, cell) = self.caret(&rows);
        let aim = self.aim.unwrap_or(cell);
        let to = row
            .saturating_add_signed(by)
            .min(rows.len().saturating_sub(1));
        let Some(target) = rows.get(to) else { return };
        let mut at = target.from;
        let mut used = 0;
        for g in self.text_of(target).graphemes(true) {
            used += text::width(g);
            if used > aim {
                break;
            }
            at += g.len();
        }
        let line = target.line;
        self.go(line, at);
        self.aim = Some(aim);
    }

    /// To the left or right by one letter.
    fn sideways(&mut self, right: bool) {
        let (line, at) = self.place();
        let text = self.line(line);
        let to = if right {
            let next = text.get(at..).and_then(|t| t.graphemes(true).next());
            next.map(|g| (line, at + g.len()))
                .or_else(|| (line + 1 < self.area.lines().len()).then_some((line + 1, 0)))
        } else {
            let last = text
                .get(..at)
                .and_then(|t| t.grapheme_indices(true).next_back());
            last.map(|(i, _)| (line, i))
                .or_else(|| Some((line.checked_sub(1)?, self.line(line.checked_sub(1)?).len())))
        };
        if let Some((line, at)) = to {
            self.go(line, at);
        }
    }

    /// Takes away what stands before the caret up to the last letter, or behind it up to the next.
    fn delete(&mut self, right: bool) {
        let (line, at) = self.place();
        let text = self.line(line);
        let letter = if right {
            text.get(at..).and_then(|t| t.graphemes(true).next())
        } else {
            text.get(..at).and_then(|t| t.graphemes(true).next_back())
        };
        let parts = letter.map_or(1, |g| g.chars().count());
        for _ in 0..parts {
            if right {
                self.area.delete_next_char();
            } else {
                self.area.delete_char();
            }
        }
    }

    /// Types one letter as it comes from the keyboard; blanks too.
    fn push(&mut self, c: char) {
        if !c.is_control() && self.text().len() < LIMIT {
            self.area.insert_char(c);
        }
    }

    /// Puts in text from outside, cleaned line by line; blanks before a line stay. False where it was too long.
    fn insert(&mut self, typed: &str) -> bool {
        let room = LIMIT.saturating_sub(self.text().len());
        let lines = typed
            .replace("\r\n", "\n")
            .replace(['\r', '\u{2028}'], "\n")
            .replace('\t', "  ");
        let line = |line: &str| {
            let indent = line.len() - line.trim_start_matches(' ').len();
            format!("{}{}", " ".repeat(indent), text::clean(line))
        };
        let clean: Vec<String> = lines.split('\n').map(line).collect();
        let clean = clean.join("\n");
        let mut end = clean.len().min(room);
        while !clean.is_char_boundary(end) {
            end -= 1;
        }
        self.area.insert_str(clean.get(..end).unwrap_or_default());
        end == clean.len()
    }

    /// What is kept of it until it is saved.
    fn draft(&self) -> Draft {
        Draft {
            creator: self.creator,
            note: self.note,
            version: self.version,
            handle: self.handle.clone(),
            base: self.base.clone(),
            body: self.text(),
        }
    }
}

/// Where a line is broken: bytes of each row. An empty line is one row.
fn wrapped(text: &str, cells: usize) -> impl Iterator<Item = (usize, usize)> + use<> {
    let cells = cells.max(2);
    let mut rows = Vec::new();
    let (mut from, mut used, mut blank) = (0, 0, None);
    for (i, g) in text.grapheme_indices(true) {
        let width = crate::text::width(g);
        while used + width > cells && i > from {
            // behind the last blank, where there is one in this row
            let to = blank.filter(|b| *b > from).unwrap_or(i);
            rows.push((from, to));
            used = crate::text::width(text.get(to..i).unwrap_or_default());
            from = to;
            blank = None;
        }
        used += width;
        if g.chars().all(char::is_whitespace) {
            blank = Some(i + g.len());
        }
    }
    rows.push((from, text.len()));
    rows.into_iter()
}

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
    edit(state, |w, cells| {
        let vertical = matches!(
            key.code,
            Code::Up | Code::Down | Code::PageUp | Code::PageDown
        );
        if !vertical {
            w.aim = None;
        }
        match (key.code, key.ctrl) {
            (Code::Char(c), false) => w.push(c),
            (Code::Enter, false) => w.area.insert_newline(),
            (Code::Tab, false) => [' ', ' '].into_iter().for_each(|c| w.push(c)),
            (Code::Backspace, false) | (Code::Char('h'), true) => w.delete(false),
            (Code::Delete, false) => w.delete(true),
            (Code::Left, false) | (Code::Char('b'), true) => w.sideways(false),
            (Code::Right, false) | (Code::Char('f'), true) => w.sideways(true),
            (Code::Up, false) => w.vertical(-1, cells),
            (Code::Down, false) => w.vertical(1, cells),
            (Code::PageUp, false) => w.vertical(-10, cells),
            (Code::PageDown, false) => w.vertical(10, cells),
            (Code::Home, false) | (Code::Char('a'), true) => w.area.move_cursor(CursorMove::Head),
            (Code::End, false) | (Code::Char('e'), true) => w.area.move_cursor(CursorMove::End),
            (Code::Char('w'), true) => {
                w.area.delete_word();
            }
            (Code::Char('k'), true) => {
                w.area.delete_line_by_end();
            }
            (Code::Char('u'), true) => {
                w.area.delete_line_by_head();
            }
            (Code::Char('z'), true) => {
                w.area.undo();
            }
            (Code::Char('y'), true) => {
                w.area.redo();
            }
            _ => {}
        }
    })
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

/// Throws away what was written. It was asked for twice.
pub fn discard(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Write(writing)) = state.layers.pop() else {
        return Vec::new();
    };
    forget_draft(state, writing.creator, writing.note);
    state.say(Message::new("write-discarded"));
    vec![Effect::DropDraft(writing.creator, writing.note)]
}

/// Somebody has changed the note meanwhile: what all three say, to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// What was to be saved.
    pub mine: Draft,
    /// Who has changed it.
    pub by: String,
    /// What it says now, and its version; nothing where it was deleted.
    pub theirs: Option<(String, i64)>,
    /// First line on screen.
    pub top: usize,
}

/// Opens the choice.
pub fn clash(
    state: &mut State,
    creator: u32,
    note: i64,
    by: String,
    theirs: Option<(String, i64)>,
) -> Vec<Effect> {
    if let Some(mine) = find_draft(state, creator, note) {
        state.layers.push(Layer::Clash(Box::new(Clash {
            mine,
            by,
            theirs,
            top: 0,
        })));
    }
    super::choose::show_what_is(state)
}

/// How a clash is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// What the other one wrote stays.
    Theirs,
    /// Mine takes its place.
    Mine,
    /// Both, to be put together by hand.
    Both,
}

/// Settles a clash.
pub fn settle_clash(state: &mut State, how: Settled) -> Vec<Effect> {
    let Some(Layer::Clash(clash)) = state.layers.pop() else {
        return Vec::new();
    };
    let Clash { mine, theirs, .. } = *clash;
    let (creator, note) = (mine.creator, mine.note);
    match (how, theirs) {
        (Settled::Theirs, _) => {
            forget_draft(state, creator, note);
            state.say(Message::new("write-theirs"));
            vec![Effect::DropDraft(creator, note)]
        }
        // theirs is gone: mine is a new note
        (Settled::Mine | Settled::Both, None) => {
            forget_draft(state, creator, note);
            let body = mine.body.trim().to_owned();
            let mut effects = keep_draft(
                state,
                Draft {
                    note: 0,
                    version: 0,
                    base: String::new(),
                    ..mine
                },
            );
            effects.push(Effect::DropDraft(creator, note));
            effects.push(Effect::Edit(Edit::AddNote { creator, body }));
            effects
        }
        (Settled::Mine, Some((theirs, version))) => {
            let body = mine.body.trim().to_owned();
            let mut effects = keep_draft(
                state,
                Draft {
                    version,
                    base: theirs,
                    ..mine
                },
            );
            effects.push(Effect::Edit(Edit::EditNote {
                creator,
                note,
                body,
                seen: version,
            }));
            effects
        }
        (Settled::Both, Some((theirs, version))) => {
            let body = both(&mine.base, &mine.body, &theirs);
            let draft = Draft {
                version,
                base: theirs,
                body,
                ..mine
            };
            let mut effects = keep_draft(state, draft.clone());
            effects.extend(open_draft(state, &draft));
            state.say(Message::new("write-both"));
            effects
        }
    }
}

/// What one of them has changed; where both have, theirs (`b`), then mine.
fn put_together<T: PartialEq + Lines>(out: &mut Vec<String>, was: &T, a: T, b: T) {
    if a == b || b == *was {
        a.onto(out);
    } else if a == *was {
        b.onto(out);
    } else {
        b.onto(out);
        a.onto(out);
    }
}

/// A line or several.
trait Lines {
    fn onto(self, out: &mut Vec<String>);
}

impl Lines for String {
    fn onto(self, out: &mut Vec<String>) {
        out.push(self);
    }
}

impl Lines for Vec<String> {
    fn onto(self, out: &mut Vec<String>) {
        out.extend(self);
    }
}

/// What both have made of a text: lines that only one of them has changed are as that one left them; where both have,
/// theirs stand first, then mine.
pub fn both(base: &str, mine: &str, theirs: &str) -> String {
    let split = |text: &str| -> Vec<String> { text.lines().map(str::to_owned).collect() };
    let (base, mine, theirs) = (split(base), split(mine), split(theirs));
    let kept = |other: &[String]| -> Vec<Option<usize>> {
        let mut at = vec![None; base.len()];
        let ops = similar::capture_diff_slices(similar::Algorithm::Myers, &base, other);
        for op in ops {
            if let similar::DiffOp::Equal {
                old_index,
                new_index,
                len,
            } = op
            {
                for i in 0..len {
                    if let Some(place) = at.get_mut(old_index + i) {
                        *place = Some(new_index + i);
                    }
                }
            }
        }
        at
    };
    let (in_mine, in_theirs) = (kept(&mine), kept(&theirs));
    let mut out: Vec<String> = Vec::new();
    let (mut m, mut t) = (0, 0);
    let mut start = 0;
    // lines that all three have are where the pieces between them are cut
    for i in 0..=base.len() {
        let common = match (
            in_mine.get(i).copied().flatten(),
            in_theirs.get(i).copied().flatten(),
        ) {
            (Some(a), Some(b)) => Some((a, b)),
            _ if i == base.len() => Some((mine.len(), theirs.len())),
            _ => None,
        };
        let Some((to_m, to_t)) = common else { continue };
        let part = |lines: &[String], from: usize, to: usize| {
            lines.get(from..to).unwrap_or_default().to_vec()
        };
        let (was, a, b) = (
            part(&base, start, i),
            part(&mine, m, to_m),
            part(&theirs, t, to_t),
        );
        if was.len() == a.len() && was.len() == b.len() {
            for ((was, a), b) in was.iter().zip(a).zip(b) {
                put_together(&mut out, was, a, b);
            }
        } else {
            put_together(&mut out, &was, a, b);
        }
        out.extend(base.get(i).cloned());
        (m, t, start) = (to_m + 1, to_t + 1, i + 1);
    }
    out.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn keys(writing: &mut Writing, keys: &str) {
        for name in keys.split(' ') {
            let key = Key::parse(name).unwrap();
            match key.code {
                Code::Char(c) if !key.ctrl => writing.push(c),
                Code::Enter => writing.area.insert_newline(),
                Code::Left => writing.sideways(false),
                Code::Right => writing.sideways(true),
                Code::Up => writing.vertical(-1, 6),
                Code::Down => writing.vertical(1, 6),
                Code::Backspace => writing.delete(false),
                Code::Delete => writing.delete(true),
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn the_caret_moves_by_letters_and_by_lines_on_screen() {
        let mut w = Writing::new(1, "a", "小e\u{301}👩‍🍳b");
        keys(&mut w, "left left backspace");
        assert_eq!(w.text(), "小👩‍🍳b");
        keys(&mut w, "delete x");
        assert_eq!(w.text(), "小xb");
        let mut w = Writing::new(1, "a", "one two three\n小美家居好物\nx");
        let rows = w.rows(6);
        let said: Vec<&str> = rows.iter().map(|r| w.text_of(r)).collect();
        assert_eq!(said, ["one ", "two ", "three", "小美家", "居好物", "x"]);
        assert_eq!(w.caret(&rows), (5, 1));
        keys(&mut w, "up");
        assert_eq!(w.caret(&rows), (4, 0), "half of a wide letter is none");
        keys(&mut w, "up up");
        assert_eq!(w.caret(&rows), (2, 1));
        keys(&mut w, "down down down !");
        assert_eq!(w.text(), "one two three\n小美家居好物\nx!");
        keys(&mut w, "enter left left");
        assert_eq!(w.caret(&w.rows(6)), (5, 1));
    }

    #[test]
    fn pasted_text_is_cleaned_and_never_longer_than_the_limit() {
        let mut w = Writing::new(1, "a", "");
        assert!(w.insert("a\u{1b}[31m\tb\r\nc\rd"));
        assert_eq!(w.text(), "a  b\nc\nd");
        assert!(!w.insert(&"小".repeat(LIMIT)));
        assert!(w.text().len() <= LIMIT);
    }

    #[test]
    fn what_two_have_changed_in_different_lines_is_put_together() {
        let base = "a\nb\nc\nd";
        assert_eq!(both(base, "a\nB\nc\nd", "a\nb\nc\nD"), "a\nB\nc\nD");
        assert_eq!(
            both(base, "a\nb\nc\nd\ne", "0\na\nb\nc\nd"),
            "0\na\nb\nc\nd\ne"
        );
        assert_eq!(both(base, "a\nX\nc\nd", "a\nY\nc\nd"), "a\nY\nX\nc\nd");
        assert_eq!(both("a\nb", "A\nb", "a\nB"), "A\nB");
        assert_eq!(both("a\nb", "A\nX", "a\nY"), "A\nY\nX");
        assert_eq!(both(base, "a\nc\nd", base), "a\nc\nd");
        assert_eq!(both("", "mine", "theirs"), "theirs\nmine");
        assert_eq!(both("x", "x", "x"), "x");
    }

    proptest! {
        #[test]
        fn rows_hold_every_letter_once_and_fit(text in "[a小 \u{301}👍]{0,40}(\n[ab ]{0,20})?", cells in 2usize..12) {
            let w = Writing::new(1, "a", &text);
            let rows = w.rows(cells);
            let mut lines: Vec<String> = vec![String::new(); w.area.lines().len()];
            for r in &rows {
                // a blank that ends a row may hang over the edge
                prop_assert!(crate::text::width(w.text_of(r).trim_end()) <= cells);
                lines[r.line].push_str(w.text_of(r));
            }
            prop_assert_eq!(lines.join("\n"), w.text());
            let (row, cell) = w.caret(&rows);
            prop_assert!(row < rows.len() && cell <= cells + 2);
        }

        #[test]
        fn with_one_at_work_both_is_what_that_one_made(base in "([ab]\n){0,5}", other in "([abc]\n){0,6}") {
            let plain = |t: &str| t.lines().collect::<Vec<_>>().join("\n");
            prop_assert_eq!(both(&base, &other, &base), plain(&other));
            prop_assert_eq!(both(&base, &base, &other), plain(&other));
            prop_assert_eq!(both(&base, &other, &other), plain(&other));
        }
    }
}
