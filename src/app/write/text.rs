//! The text of a note while it is written: where its letters stand on screen, and where the caret goes.

use ratatui_textarea::{CursorMove, DataCursor, TextArea};
use unicode_segmentation::UnicodeSegmentation;

use crate::messages::{Code, Draft, Key};
use crate::text;

/// Longest note, in bytes: a paste beyond it is cut, and said.
pub(super) const LIMIT: usize = 60_000;

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
    /// It was asked whether it is to be thrown away.
    pub discarding: bool,
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
    pub(super) fn new(creator: u32, handle: &str, body: &str) -> Self {
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
            discarding: false,
            area,
            top: 0,
            aim: None,
        }
    }

    /// Puts another text in the place of all of it; the step can be taken back in here. False where it was cut.
    pub(super) fn replace(&mut self, text: &str) -> bool {
        self.area.select_all();
        self.area.cut();
        self.insert(text)
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
    pub(super) fn place(&self) -> (usize, usize) {
        let DataCursor(line, letter) = self.area.cursor();
        let text = self.line(line);
        let at = text
            .char_indices()
            .nth(letter)
            .map_or(text.len(), |(i, _)| i);
        (line, at)
    }

    pub(super) fn line(&self, line: usize) -> &str {
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
    pub(super) fn settle(&mut self, (cells, height): (usize, usize)) {
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
    pub(super) fn insert(&mut self, typed: &str) -> bool {
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

    /// What a key does to the text, on a screen of so many cells.
    pub(super) fn key(&mut self, key: Key, cells: usize) {
        let vertical = matches!(
            key.code,
            Code::Up | Code::Down | Code::PageUp | Code::PageDown
        );
        if !vertical {
            self.aim = None;
        }
        match (key.code, key.ctrl) {
            (Code::Char(c), false) => self.push(c),
            (Code::Enter, false) => self.area.insert_newline(),
            (Code::Tab, false) => [' ', ' '].into_iter().for_each(|c| self.push(c)),
            (Code::Backspace, false) | (Code::Char('h'), true) => self.delete(false),
            (Code::Delete, false) => self.delete(true),
            (Code::Left, false) | (Code::Char('b'), true) => self.sideways(false),
            (Code::Right, false) | (Code::Char('f'), true) => self.sideways(true),
            (Code::Up, false) => self.vertical(-1, cells),
            (Code::Down, false) => self.vertical(1, cells),
            (Code::PageUp, false) => self.vertical(-10, cells),
            (Code::PageDown, false) => self.vertical(10, cells),
            (Code::Home, false) | (Code::Char('a'), true) => {
                self.area.move_cursor(CursorMove::Head)
            }
            (Code::End, false) | (Code::Char('e'), true) => self.area.move_cursor(CursorMove::End),
            (Code::Char('w'), true) => {
                self.area.delete_word();
            }
            (Code::Char('k'), true) => {
                self.area.delete_line_by_end();
            }
            (Code::Char('u'), true) => {
                self.area.delete_line_by_head();
            }
            (Code::Char('z'), true) => {
                self.area.undo();
            }
            (Code::Char('y'), true) => {
                self.area.redo();
            }
            _ => {}
        }
    }

    /// What is kept of it until it is saved.
    pub(super) fn draft(&self) -> Draft {
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
    }
}
