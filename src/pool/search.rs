//! Searching by words: one folded text for all creators.
//!
//! Each creator has a stretch of it: handle, name, then former handles, bio, and the name by its pinyin, a line each. A
//! word is found anywhere within a line. Notes have a text of their own.

use std::io;

use memchr::memmem::Finder;

use super::bits::Bits;
use super::halves::in_turns;
use super::scan::Scan;
use super::spelling::Spelling;
use super::wire::{In, Out, damaged};
use crate::domain::field::Attr;
use crate::domain::sketch::Sketch;
use crate::text::{fold, pinyin_full, pinyin_initials};

/// So many rows that are gone to one by one are worth a second thread; blocks of 64 that one takes at a time.
const WORTH: usize = if cfg!(test) { 20 } else { 1 << 13 };
const TURN: usize = if cfg!(test) { 2 } else { 1 << 9 };

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// UTF-8; only ever compared byte by byte.
    text: Vec<u8>,
    /// Where each row begins, without what is over 32 bits.
    starts: Vec<u32>,
    /// The rows from which on the text lies 4 GiB further; none where it is shorter than that.
    turns: Vec<u32>,
}

impl Search {
    pub(super) fn with_capacity(rows: usize) -> Self {
        Search {
            text: Vec::with_capacity(rows * 48),
            starts: Vec::with_capacity(rows + 1),
            turns: Vec::new(),
        }
    }

    /// With room for exactly so many rows and so much text.
    pub(super) fn with_room(rows: usize, text: usize) -> Self {
        Search {
            text: Vec::with_capacity(text),
            starts: Vec::with_capacity(rows),
            turns: Vec::new(),
        }
    }

    /// The next creator; `spelling` is told how handle and name are spelled.
    pub(super) fn push(&mut self, s: &Sketch<'_>, spelling: &mut Spelling) {
        let start = self.text.len();
        self.begin(start);
        let name = s.attr(Attr::Name).unwrap_or_default();
        self.line(s.handle);
        let second = self.text.len();
        self.line(name);
        let line = |from: usize, to: usize| self.text.get(from..to - 1).unwrap_or_default();
        spelling.push(
            (s.handle, line(start, second)),
            (name, line(second, self.text.len())),
        );
        for handle in s.labels.former_handles {
            self.line(handle);
        }
        if let Some(bio) = s.attr(Attr::Bio) {
            self.line(bio);
        }
        // where a file has only names, the name stands in as the handle
        let spelled = if name.is_empty() { s.handle } else { name };
        if spelled.is_ascii() {
            return;
        }
        for pinyin in [pinyin_initials(spelled), pinyin_full(spelled)]
            .into_iter()
            .flatten()
        {
            self.line(&pinyin);
        }
    }

    /// A row of these lines.
    pub(super) fn push_lines<'t>(&mut self, lines: impl Iterator<Item = &'t str>) {
        self.begin(self.text.len());
        lines.for_each(|line| self.line(line));
    }

    /// A row of another text.
    pub(super) fn push_folded(&mut self, lines: &[u8]) {
        self.begin(self.text.len());
        self.text.extend_from_slice(lines);
    }

    /// The next row begins there.
    fn begin(&mut self, at: usize) {
        let row = u32::try_from(self.starts.len()).unwrap_or(u32::MAX);
        while self.turns.len() < at >> 32 {
            self.turns.push(row);
        }
        self.starts.push((at & 0xffff_ffff) as u32);
    }

    fn line(&mut self, text: &str) {
        if memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_some() {
            let line = fold(text).replace(['\n', '\r'], " ");
            self.text.extend_from_slice(line.as_bytes());
        } else if text.is_ascii() {
            let from = self.text.len();
            self.text.extend_from_slice(text.as_bytes());
            if let Some(new) = self.text.get_mut(from..) {
                new.make_ascii_lowercase();
            }
        } else {
            self.text.extend_from_slice(fold(text).as_bytes());
        }
        self.text.push(b'\n');
    }

    /// How it is told in a file.
    pub(super) fn keep(&self, out: &mut Out) {
        out.raw(&self.text);
        out.numbers(&self.starts);
        out.numbers(&self.turns)
    }

    /// Takes in as many creators, told in a file, behind these.
    pub(super) fn take(&mut self, from: &mut In<'_>, rows: usize) -> io::Result<()> {
        let text = from.raw()?;
        let starts: Vec<u32> = from.numbers()?;
        let turns: Vec<u32> = from.numbers()?;
        if starts.len() != rows {
            return Err(damaged());
        }
        let offset = self.text.len();
        self.text.extend_from_slice(text);
        let mut turns = turns.into_iter().peekable();
        let mut gib4 = 0;
        for (row, start) in (0u32..).zip(starts) {
            while turns.next_if(|turn| *turn <= row).is_some() {
                gib4 += 1;
            }
            self.begin(offset + (gib4 << 32) + start as usize);
        }
        Ok(())
    }

    /// Where a row begins; that of the row after the last is where the text ends.
    pub(super) fn start(&self, row: usize) -> usize {
        let Some(start) = self.starts.get(row) else {
            return self.text.len();
        };
        if self.turns.is_empty() {
            return *start as usize;
        }
        let turns = self.turns.partition_point(|turn| *turn as usize <= row);
        (turns << 32) + *start as usize
    }

    /// All lines of a row.
    pub(super) fn text_of(&self, row: usize) -> &[u8] {
        let text = self.text.get(self.start(row)..self.start(row + 1));
        text.unwrap_or_default()
    }

    /// The lines of a row, without what ends them.
    pub(super) fn lines(&self, row: usize) -> impl Iterator<Item = &[u8]> {
        self.text_of(row)
            .split_inclusive(|b| *b == b'\n')
            .map(|line| line.strip_suffix(b"\n").unwrap_or(line))
    }

    /// Rows in which the folded word stands.
    pub(super) fn rows(&self, folded: &str) -> Bits {
        let len = self.len();
        if folded.is_empty() {
            return Bits::all(len);
        }
        if folded.contains('\n') {
            return Bits::none(len);
        }
        Scan {
            text: self.text(),
            starts: &self.starts,
            start: &|row| self.start(row),
            word: folded.as_bytes(),
        }
        .rows()
    }

    /// Those of some rows in which the folded word stands; for few rows.
    pub(super) fn rows_among(&self, folded: &str, some: &Bits) -> Bits {
        let finder = Finder::new(folded);
        let words = some.words();
        let many = some.count() >= WORTH;
        let parts = in_turns(words.len(), TURN, many, |range| {
            let first = range.start;
            let words = words.get(range).unwrap_or_default().iter().enumerate();
            let found = words.map(|(at, word)| {
                let (mut left, mut found) = (*word, 0);
                while left != 0 {
                    let row = (first + at) * 64 + left.trailing_zeros() as usize;
                    if finder.find(self.text_of(row)).is_some() {
                        found |= left & left.wrapping_neg();
                    }
                    left &= left - 1;
                }
                found
            });
            found.collect::<Vec<u64>>()
        });
        Bits::from_words(parts.concat(), self.len())
    }

    /// How many rows.
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    pub(super) fn text(&self) -> &[u8] {
        &self.text
    }

    /// Of texts that are lines already.
    #[cfg(test)]
    pub(super) fn of(rows: impl Iterator<Item = String>) -> Self {
        let mut search = Search::default();
        for row in rows {
            search.starts.push(search.text.len() as u32);
            search.text.extend_from_slice(row.as_bytes());
        }
        search
    }

    pub(super) fn bytes(&self) -> usize {
        self.text.capacity() + (self.starts.capacity() + self.turns.capacity()) * 4
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_over_4_gib_keeps_its_starts() {
        let search = Search {
            text: b"x\n".to_vec(),
            starts: vec![0, 0xffff_fff0, 7, 9, 1],
            turns: vec![2, 4],
        };
        let starts: Vec<usize> = (0..6).map(|row| search.start(row)).collect();
        let gib4 = 1 << 32;
        assert_eq!(
            starts,
            [0, 0xffff_fff0, gib4 + 7, gib4 + 9, 2 * gib4 + 1, 2]
        );
        // told in a file, and behind others
        let mut out = Out::default();
        search.keep(&mut out);
        let mut more = Search::of(["ab\n".to_owned()].into_iter());
        more.take(&mut In::new(&out.bytes), 5).unwrap();
        let starts: Vec<usize> = (1..6).map(|row| more.start(row)).collect();
        assert_eq!(starts, [3, 0xffff_fff3, gib4 + 10, gib4 + 12, 2 * gib4 + 4]);
    }
}
