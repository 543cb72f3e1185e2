//! Searching by words: one folded text for all creators.
//!
//! Each creator has a stretch of it: handle, name, then former handles, bio, notes, and the name by its pinyin, a line
//! each. A word is found anywhere within a line.

use std::io;

use memchr::memmem::Finder;

use super::bits::Bits;
use super::snapshot::{In, Out};
use crate::domain::field::Attr;
use crate::domain::sketch::Sketch;
use crate::text::{fold, pinyin_full, pinyin_initials};

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Search {
    text: String,
    /// Where each row begins, without what is over 32 bits.
    starts: Vec<u32>,
    /// The rows from which on the text lies 4 GiB further; none where it is shorter than that.
    turns: Vec<u32>,
}

impl Search {
    pub(super) fn with_capacity(rows: usize) -> Self {
        Search {
            text: String::with_capacity(rows * 48),
            starts: Vec::with_capacity(rows + 1),
            turns: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, s: &Sketch<'_>) {
        self.begin(self.text.len());
        let name = s.attr(Attr::Name).unwrap_or_default();
        self.line(s.handle);
        self.line(name);
        for handle in s.labels.former_handles {
            self.line(handle);
        }
        if let Some(bio) = s.attr(Attr::Bio) {
            self.line(bio);
        }
        for note in s.labels.notes {
            self.line(&note.body);
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

    /// The creators of another one behind these.
    pub(super) fn append(&mut self, later: Search) {
        let offset = self.text.len();
        for row in 0..later.starts.len() {
            self.begin(later.start(row) + offset);
        }
        self.text.push_str(&later.text);
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

    /// How it is told in a file.
    pub(super) fn keep(&self, out: &mut Out<'_>) -> io::Result<()> {
        out.text(&self.text)?;
        out.numbers(&self.starts)?;
        out.numbers(&self.turns)
    }

    pub(super) fn take(from: &mut In<'_>) -> io::Result<Self> {
        Ok(Search {
            text: from.text()?,
            starts: from.numbers()?,
            turns: from.numbers()?,
        })
    }

    /// Creators in it.
    pub(super) fn rows_kept(&self) -> usize {
        self.starts.len()
    }

    pub(super) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.starts.shrink_to_fit();
    }

    /// Where a row begins; that of the row after the last is where the text ends.
    fn start(&self, row: usize) -> usize {
        let Some(start) = self.starts.get(row) else {
            return self.text.len();
        };
        if self.turns.is_empty() {
            return *start as usize;
        }
        let turns = self.turns.partition_point(|turn| *turn as usize <= row);
        (turns << 32) + *start as usize
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
            if row >= len {
                break;
            }
            at = self.start(row);
        }
        out
    }

    /// The row a position lies in, from `row` on: by leaps, for hits are mostly near one another.
    fn row_at(&self, row: usize, position: usize) -> usize {
        let len = self.starts.len();
        let begun = |row: usize| row < len && self.start(row) <= position;
        let mut step = 1;
        let mut low = row;
        while begun(low + step) {
            low += step;
            step *= 2;
        }
        let mut high = low + step;
        // `low` has begun, `high` has not
        while high - low > 1 {
            let middle = low.midpoint(high);
            if begun(middle) {
                low = middle;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Rows with their place among each other by folded handle, or by folded name; equal texts share one, rows without
    /// a name are left out.
    ///
    /// Eight letters at a time are compared as one number, and only rows that agree in these look at the next eight:
    /// handles of one agency begin alike, and a text far away in memory costs more than the comparison.
    pub(super) fn places(&self, rows: impl Iterator<Item = u32>, by_name: bool) -> Vec<(u32, i64)> {
        let text = self.text.as_bytes();
        let lines: Vec<(u32, &[u8])> = rows
            .filter_map(|row| {
                let line = text.get(self.start(row as usize)..)?;
                let end = memchr::memchr(b'\n', line)?;
                if !by_name {
                    return Some((row, line.get(..end)?));
                }
                let line = line.get(end + 1..)?;
                let end = memchr::memchr(b'\n', line)?;
                Some((row, line.get(..end)?))
            })
            .filter(|(_, line)| !line.is_empty())
            .collect();
        let word = |line: &[u8], depth: usize| {
            let mut head = [0u8; 8];
            let rest = line.get(depth..).unwrap_or_default();
            for (h, b) in head.iter_mut().zip(rest) {
                *h = *b;
            }
            u64::from_be_bytes(head)
        };
        let line_of = |i: u32| lines.get(i as usize).map(|(_, l)| *l).unwrap_or_default();
        let mut order: Vec<(u64, u32)> = (0u32..)
            .zip(&lines)
            .map(|(i, (_, line))| (word(line, 0), i))
            .collect();
        // stretches of `order` that agree in their first `depth` bytes
        let mut open = vec![(0, order.len(), 0usize)];
        let mut places = vec![0i64; lines.len()];
        while let Some((from, to, depth)) = open.pop() {
            let Some(part) = order.get_mut(from..to) else {
                continue;
            };
            if depth > 0 {
                for (head, i) in part.iter_mut() {
                    *head = word(line_of(*i), depth);
                }
            }
            part.sort_unstable();
            let mut at = from;
            for run in part.chunk_by(|a, b| a.0 == b.0) {
                let ended = run.iter().all(|(_, i)| line_of(*i).len() <= depth + 8);
                if run.len() > 1 && !ended {
                    open.push((at, at + run.len(), depth + 8));
                } else {
                    for (_, i) in run {
                        if let Some(p) = places.get_mut(*i as usize) {
                            *p = i64::try_from(at).unwrap_or(i64::MAX);
                        }
                    }
                }
                at += run.len();
            }
        }
        lines.iter().map(|(row, _)| *row).zip(places).collect()
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
            text: String::from("x\n"),
            starts: vec![0, 0xffff_fff0, 7, 9, 1],
            turns: vec![2, 4],
        };
        let starts: Vec<usize> = (0..6).map(|row| search.start(row)).collect();
        let gib4 = 1 << 32;
        assert_eq!(
            starts,
            [0, 0xffff_fff0, gib4 + 7, gib4 + 9, 2 * gib4 + 1, 2]
        );
    }
}
