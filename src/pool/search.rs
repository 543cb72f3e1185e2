//! Searching by words: one folded text for all creators.
//!
//! Each creator has a stretch of it: handle, name, then former handles, bio, notes, and the name by its pinyin, a line
//! each. A word is found anywhere within a line.

use memchr::memmem::Finder;

use super::bits::Bits;
use crate::domain::creator::Record;
use crate::domain::field::Attr;
use crate::text::{fold, pinyin_full, pinyin_initials};

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Search {
    text: String,
    /// Where each row begins.
    starts: Vec<usize>,
}

impl Search {
    pub(super) fn with_capacity(rows: usize) -> Self {
        Search {
            text: String::with_capacity(rows * 48),
            starts: Vec::with_capacity(rows + 1),
        }
    }

    pub(super) fn push(&mut self, r: &Record) {
        self.starts.push(self.text.len());
        let name = r.profile.attr(Attr::Name).unwrap_or_default();
        self.line(&r.identity.handle);
        self.line(name);
        for handle in &r.former_handles {
            self.line(handle);
        }
        if let Some(bio) = r.profile.attr(Attr::Bio) {
            self.line(bio);
        }
        for note in &r.notes {
            self.line(&note.body);
        }
        for pinyin in [pinyin_initials(name), pinyin_full(name)]
            .into_iter()
            .flatten()
        {
            self.line(&pinyin);
        }
    }

    fn line(&mut self, text: &str) {
        if text.contains(['\n', '\r']) {
            self.text.push_str(&fold(text).replace(['\n', '\r'], " "));
        } else if text.is_ascii() {
            let from = self.text.len();
            self.text.push_str(text);
            if let Some(new) = self.text.get_mut(from..) {
                new.make_ascii_lowercase();
            }
        } else {
            self.text.push_str(&fold(text));
        }
        self.text.push('\n');
    }

    pub(super) fn shrink(&mut self) {
        self.text.shrink_to_fit();
    }

    /// Rows in which the folded word stands.
    pub(super) fn rows(&self, folded: &str) -> Bits {
        let len = self.starts.len();
        if folded.is_empty() {
            return Bits::all(len);
        }
        let mut out = Bits::none(len);
        let finder = Finder::new(folded);
        let text = self.text.as_bytes();
        let (mut at, mut row) = (0, 0);
        while let Some(hit) = text.get(at..).and_then(|rest| finder.find(rest)) {
            let hit = at + hit;
            row = self.row_at(row, hit);
            out.add(row);
            row += 1;
            // nothing more to learn of this row
            match self.starts.get(row) {
                Some(next) => at = *next,
                None => break,
            }
        }
        out
    }

    /// The row a position lies in, from `row` on: by leaps, for hits are mostly near one another.
    fn row_at(&self, row: usize, position: usize) -> usize {
        let mut step = 1;
        let mut low = row;
        while self.starts.get(low + step).is_some_and(|s| *s <= position) {
            low += step;
            step *= 2;
        }
        let high = (low + step).min(self.starts.len());
        let between = self.starts.get(low..high).unwrap_or_default();
        low + between
            .partition_point(|s| *s <= position)
            .saturating_sub(1)
    }

    /// Folded handle and name of a row.
    pub(super) fn handle_and_name(&self, row: usize) -> (&str, &str) {
        let from = self.starts.get(row).copied().unwrap_or(self.text.len());
        let mut lines = self.text.get(from..).unwrap_or_default().split('\n');
        (
            lines.next().unwrap_or_default(),
            lines.next().unwrap_or_default(),
        )
    }

    pub(super) fn bytes(&self) -> usize {
        self.text.capacity() + self.starts.capacity() * size_of::<usize>()
    }
}
