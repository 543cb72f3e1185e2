//! Finding where a word begins, 64 letters at a time.

use super::bits::Bits;
use super::halves::{MANY, in_turns};

/// Rows of a text in which a word stands. Row `r` lies from `starts[r]`, counted in 32 bits, to where the next begins;
/// `from` is where the rows begin that are asked for, and no row ends within the word.
///
/// The first letters of the word are compared at every place of the text, whatever they are: this takes the same time
/// for a letter that stands everywhere and for one that stands nowhere.
pub(super) struct Scan<'t> {
    pub text: &'t [u8],
    pub starts: &'t [u32],
    pub start: &'t (dyn Fn(usize) -> usize + Sync),
    pub word: &'t [u8],
}

/// Letters compared at every place; the rest is looked at only where these stand.
const HEAD: usize = 4;

/// Blocks of 64 rows a thread looks through at a time: about a twentieth of a millisecond.
const TURN: usize = 128;

impl Scan<'_> {
    pub(super) fn rows(&self) -> Bits {
        let len = self.starts.len();
        let mut out = Bits::none(len);
        let blocks = len.div_ceil(64);
        let parts = in_turns(blocks, TURN, len >= MANY, |range| {
            let mut hits = Vec::new();
            let words = range.map(|block| self.block(block, &mut hits));
            words.collect::<Vec<u64>>()
        });
        let words = parts.into_iter().flatten();
        for (word, found) in out.words_mut().iter_mut().zip(words) {
            *word = found;
        }
        out
    }

    /// Which of 64 rows.
    fn block(&self, block: usize, hits: &mut Vec<u64>) -> u64 {
        let first = block * 64;
        let last = (first + 64).min(self.starts.len());
        let (from, to) = ((self.start)(first), (self.start)(last));
        let Some(text) = self.text.get(from..) else {
            return 0;
        };
        let size = to.saturating_sub(from);
        hits.clear();
        let mut any = 0;
        let mut count = 0;
        for at in (0..size).step_by(64) {
            let mut hit = match text.get(at..at + 64 + HEAD).map(TryInto::try_into) {
                Some(Ok(window)) => begins(window, self.word),
                _ => {
                    let mut window = [0; 64 + HEAD];
                    let rest = text.get(at..).unwrap_or_default();
                    window.iter_mut().zip(rest).for_each(|(w, b)| *w = *b);
                    begins(&window, self.word)
                }
            };
            if size - at < 64 {
                hit &= (1 << (size - at)) - 1;
            }
            if self.word.len() > HEAD && hit != 0 {
                hit = self.whole(text, at, hit);
            }
            any |= hit;
            count += usize::from(hit != 0);
            hits.push(hit);
        }
        let starts = self.starts.get(first..last).unwrap_or_default();
        if any == 0 {
            0
        } else if count < 8 {
            few(starts, hits)
        } else {
            dense(starts, size, hits)
        }
    }

    /// Those hits behind which the rest of the word stands too.
    #[inline(never)]
    fn whole(&self, text: &[u8], at: usize, mut hit: u64) -> u64 {
        let mut out = 0;
        while hit != 0 {
            let place = hit.trailing_zeros();
            let here = text.get(at + place as usize..).unwrap_or_default();
            out |= u64::from(here.starts_with(self.word)) << place;
            hit &= hit - 1;
        }
        out
    }
}

/// Where each row lies within its block.
fn offset(starts: &[u32], row: usize) -> Option<usize> {
    let first = starts.first()?;
    Some(starts.get(row)?.wrapping_sub(*first) as usize)
}

/// Rows with hits, hit by hit.
fn few(starts: &[u32], hits: &[u64]) -> u64 {
    let mut out = 0;
    let first = starts.first().copied().unwrap_or(0);
    for (at, &hit) in hits.iter().enumerate() {
        let mut left = hit;
        while left != 0 {
            let place = at * 64 + left.trailing_zeros() as usize;
            let row = starts.partition_point(|s| s.wrapping_sub(first) as usize <= place);
            out |= 1 << (row.saturating_sub(1) & 63);
            left &= left - 1;
        }
    }
    out
}

/// Rows with hits, row by row.
fn dense(starts: &[u32], size: usize, hits: &[u64]) -> u64 {
    let mut out = 0;
    let mut from = 0;
    let word = |at: usize| hits.get(at).copied().unwrap_or(0);
    for row in 0..starts.len() {
        let to = offset(starts, row + 1).unwrap_or(size);
        let last = to.saturating_sub(1);
        let (a, b) = (from / 64, last / 64);
        let front = word(a) & (u64::MAX << (from % 64));
        let back = word(b) & (u64::MAX >> (63 - last % 64));
        let mut hit = if a == b { front & back } else { front | back };
        if b > a + 1 {
            hit |= hits
                .get(a + 1..b)
                .into_iter()
                .flatten()
                .fold(0, |x, y| x | y);
        }
        out |= u64::from(hit != 0) << row;
        from = to;
    }
    out
}

/// A bit for each of 64 places at which the word's first letters stand.
fn begins(window: &[u8; 64 + HEAD], word: &[u8]) -> u64 {
    match *word {
        [] => u64::MAX,
        [a] => equal::<1>(window, [a]),
        [a, b] => equal::<2>(window, [a, b]),
        [a, b, c] => equal::<3>(window, [a, b, c]),
        [a, b, c, d, ..] => equal::<4>(window, [a, b, c, d]),
    }
}

/// Written so that the compiler compares many letters at once.
#[inline]
fn equal<const N: usize>(window: &[u8; 64 + HEAD], letters: [u8; N]) -> u64 {
    let mut same = [0u8; 64];
    for (at, same) in same.iter_mut().enumerate() {
        let mut all = true;
        for (nth, letter) in letters.iter().enumerate() {
            all &= window[at + nth] == *letter;
        }
        *same = u8::from(all);
    }
    let (eights, _) = same.as_chunks::<8>();
    let any = eights
        .iter()
        .fold(0, |any, eight| any | u64::from_le_bytes(*eight));
    if any == 0 {
        return 0;
    }
    let mut out = 0;
    for (at, eight) in eights.iter().enumerate() {
        // a product gathers the lowest bits of eight bytes in the highest one
        let bits = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        out |= bits << (at * 8);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn letters_are_seen_at_every_place(letters in prop::collection::vec(0u8..3, 64 + HEAD), word in prop::collection::vec(0u8..3, 1..5)) {
            let window: [u8; 64 + HEAD] = letters.try_into().unwrap();
            let want = (0..64).fold(0, |w, at| w | u64::from(window[at..].starts_with(&word)) << at);
            prop_assert_eq!(begins(&window, &word), want);
        }

        #[test]
        fn words_are_found_in_their_rows(
            rows in prop::collection::vec("[ab]{0,9}|[ab]{60,200}|[abc小]{0,4}", 1..200),
            word in "[ab]{1,7}|小|c",
        ) {
            let mut text = String::new();
            let mut starts = Vec::new();
            for row in &rows {
                starts.push(text.len() as u32);
                text.push_str(row);
                text.push('\n');
            }
            let start = |row: usize| starts.get(row).map_or(text.len(), |s| *s as usize);
            let scan = Scan { text: text.as_bytes(), starts: &starts, start: &start, word: word.as_bytes() };
            let want: Vec<u32> = (0u32..).zip(&rows).filter(|(_, r)| r.contains(&word)).map(|(i, _)| i).collect();
            prop_assert_eq!(scan.rows().rows().collect::<Vec<_>>(), want);
        }
    }
}
