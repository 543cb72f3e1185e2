//! One line of text being typed. The cursor moves by what people call a character (grapheme cluster).

use unicode_segmentation::UnicodeSegmentation;

use crate::messages::{Code, Key};

/// Longest input, in bytes; a paste beyond it is cut.
const LIMIT: usize = 4_000;

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LineEdit {
    before: String,
    after: String,
    /// It was offered: what is typed takes its place.
    offered: bool,
}

impl LineEdit {
    /// With this text and the cursor behind it.
    pub fn new(text: &str) -> Self {
        LineEdit {
            before: text.to_owned(),
            after: String::new(),
            offered: false,
        }
    }

    /// With a text that is taken as it is, changed, or replaced by typing.
    pub fn offered(text: &str) -> Self {
        LineEdit {
            offered: !text.is_empty(),
            ..LineEdit::new(text)
        }
    }

    /// Whether the next character takes the place of all of it.
    pub fn is_offered(&self) -> bool {
        self.offered
    }

    /// All of it.
    pub fn text(&self) -> String {
        format!("{}{}", self.before, self.after)
    }

    /// What stands before the cursor.
    pub fn before(&self) -> &str {
        &self.before
    }

    /// What stands behind the cursor.
    pub fn after(&self) -> &str {
        &self.after
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }

    /// Replaces what stands before the cursor.
    pub fn set_before(&mut self, text: String) {
        self.before = text;
    }

    /// Types text; line breaks become blanks.
    pub fn insert(&mut self, text: &str) {
        self.replace_offer();
        let clean = crate::text::clean(text);
        let room = LIMIT.saturating_sub(self.before.len() + self.after.len());
        for g in clean.graphemes(true) {
            if self.before.len() + g.len() > room + self.before.len() {
                break;
            }
            self.before.push_str(g);
        }
    }

    fn replace_offer(&mut self) {
        if std::mem::take(&mut self.offered) {
            self.before.clear();
            self.after.clear();
        }
    }

    /// Types one character as it comes from the keyboard; blanks too.
    fn push(&mut self, c: char) {
        if !c.is_control() && self.before.len() + self.after.len() < LIMIT {
            self.before.push(c);
        }
    }

    /// Handles a key; false if it means nothing to a text field.
    pub fn key(&mut self, key: Key) -> bool {
        match (key.code, key.ctrl) {
            (Code::Char(_) | Code::Backspace | Code::Delete, false) if self.offered => {
                self.replace_offer();
                if let Code::Char(c) = key.code {
                    self.push(c);
                }
            }
            (Code::Char(c), false) => self.push(c),
            (Code::Backspace, false) | (Code::Char('h'), true) => {
                let keep = self
                    .before
                    .grapheme_indices(true)
                    .next_back()
                    .map_or(0, |(i, _)| i);
                self.before.truncate(keep);
            }
            (Code::Delete, false) => {
                let first = self.after.graphemes(true).next().map_or(0, str::len);
                self.after.drain(..first);
            }
            (Code::Left, false) | (Code::Char('b'), true) => {
                if let Some((i, _)) = self.before.grapheme_indices(true).next_back() {
                    let moved = self.before.split_off(i);
                    self.after.insert_str(0, &moved);
                }
            }
            (Code::Right, false) | (Code::Char('f'), true) => {
                let first = self.after.graphemes(true).next().map_or(0, str::len);
                let moved: String = self.after.drain(..first).collect();
                self.before.push_str(&moved);
            }
            (Code::Home, false) | (Code::Char('a'), true) => {
                self.after.insert_str(0, &self.before);
                self.before.clear();
            }
            (Code::End, false) | (Code::Char('e'), true) => {
                self.before.push_str(&self.after);
                self.after.clear();
            }
            (Code::Char('u'), true) => self.before.clear(),
            (Code::Char('k'), true) => self.after.clear(),
            (Code::Char('w'), true) => {
                let kept = self
                    .before
                    .trim_end()
                    .rfind(char::is_whitespace)
                    .map_or(0, |i| i + 1);
                let kept = self
                    .before
                    .char_indices()
                    .map(|(i, _)| i)
                    .find(|i| *i >= kept)
                    .unwrap_or(0);
                self.before.truncate(kept);
            }
            _ => return false,
        }
        self.offered = false;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &str) -> LineEdit {
        let mut e = LineEdit::default();
        for k in keys.split(' ') {
            assert!(e.key(Key::parse(k).unwrap()), "{k}");
        }
        e
    }

    #[test]
    fn the_cursor_moves_by_whole_characters() {
        let mut e = LineEdit::new("小e\u{301}👩‍🍳");
        e.key(Key::plain(Code::Left));
        assert_eq!(e.before(), "小e\u{301}");
        e.key(Key::plain(Code::Backspace));
        assert_eq!(e.text(), "小👩‍🍳");
        e.key(Key::plain(Code::Delete));
        assert_eq!(e.text(), "小");
    }

    #[test]
    fn what_is_offered_is_changed_or_replaced() {
        let typed = |keys: &[&str]| {
            let mut e = LineEdit::offered("beauty");
            for k in keys {
                e.key(Key::parse(k).unwrap());
            }
            e.text()
        };
        assert_eq!(typed(&[]), "beauty");
        assert_eq!(typed(&["x", "y"]), "xy");
        assert_eq!(typed(&["end", "x"]), "beautyx");
        assert_eq!(typed(&["left", "backspace"]), "beauy");
        assert_eq!(typed(&["backspace"]), "");
    }

    #[test]
    fn words_and_ends() {
        assert_eq!(typed("a space b ctrl-w").text(), "a ");
        assert_eq!(typed("a b home x").text(), "xab");
        assert_eq!(typed("a b home ctrl-k").text(), "");
        assert_eq!(typed("a b ctrl-u c").text(), "c");
    }
}
