//! What a person who types a word will ask next, worked out while they look at the last answer.
//!
//! A text of a million creators is too long to be looked through between two keys on every machine. So the rows with
//! each single letter are known beforehand, those with one of some letters of other scripts as well, and when a word has been answered, every place where it stands is gone to
//! once more for the letters behind it: the next letter then only has to be compared with these.

use std::ops::Range;
use std::sync::Arc;

use memchr::memmem::Finder;

use super::Pool;
use super::bits::{Bits, Set};
use super::condition::searched;
use super::halves::{MANY, halves};
use super::search::Search;
use crate::domain::filter::{Filter, Test};

/// Letters behind a word that are kept.
const NEXT: usize = 4;

/// Places kept for one word, at 8 bytes each. Of a word that stands in more, only the rows with each next letter.
const PLACES: usize = if cfg!(test) { 40 } else { 1 << 19 };

/// Smaller pools need nothing of this; those of tests are asked all the same.
const ENOUGH: usize = if cfg!(test) { 1 } else { MANY };

/// Rows looked at between two looks at the door.
const TURN: usize = 1 << 12;

/// Letters that handles and names are mostly made of.
const LETTERS: &[u8; 40] = b"abcdefghijklmnopqrstuvwxyz0123456789._ -";

/// The place of each letter among [`LETTERS`]; all others share one that nobody looks at.
const PLACE: [u8; 256] = {
    let mut places = [63; 256];
    let mut at = 0;
    while at < LETTERS.len() {
        places[LETTERS[at] as usize] = at as u8;
        at += 1;
    }
    places
};

fn place(letter: u8) -> Option<usize> {
    PLACE.get(usize::from(letter)).map(|at| usize::from(*at))
}

/// Kinds of letters of other scripts; one takes a bit for each row.
const KINDS: usize = 32;

/// A kind that tells nothing of the letter: each has as many of the frequent ones as the next.
fn kind(letter: char) -> usize {
    (u32::from(letter).wrapping_mul(0x9E37_79B1) >> 27) as usize
}

/// The rows with each single letter, and with any letter of a kind.
#[derive(Debug, Default)]
pub(super) struct Letters {
    letters: Vec<Set>,
    kinds: Vec<Set>,
}

impl Letters {
    /// `stop` ends it early; then it is to be made again.
    pub(super) fn of(search: &Search, stop: &dyn Fn() -> bool) -> Option<Self> {
        let len = search.len();
        const ALL: usize = LETTERS.len() + KINDS;
        let mut words: [Vec<u64>; ALL] = std::array::from_fn(|_| Vec::new());
        for words in &mut words {
            words.reserve_exact(len.div_ceil(64));
        }
        for first in (0..len).step_by(64) {
            if first % TURN == 0 && stop() {
                return None;
            }
            let mut found = [0u64; ALL];
            for (row, nth) in (first..len.min(first + 64)).zip(0u32..) {
                let text = search.text_of(row);
                let mut seen = 0u64;
                for byte in text {
                    seen |= 1 << (PLACE[usize::from(*byte)] & 63);
                }
                for (word, at) in found.iter_mut().zip(0..LETTERS.len()) {
                    *word |= (seen >> at & 1) << nth;
                }
                if !text.is_ascii() {
                    let kinds = kinds(text);
                    for (word, at) in found.iter_mut().skip(LETTERS.len()).zip(0..KINDS) {
                        *word |= u64::from(kinds >> at & 1) << nth;
                    }
                }
            }
            for (words, word) in words.iter_mut().zip(found) {
                words.push(word);
            }
        }
        let set = |words| Set::new(Bits::from_words(words, len));
        let mut letters: Vec<Set> = words.into_iter().map(set).collect();
        let kinds = letters.split_off(LETTERS.len());
        Some(Letters { letters, kinds })
    }

    /// Of a word that is one of these letters.
    pub(super) fn rows(&self, word: &str) -> Option<Set> {
        let [letter] = word.as_bytes() else {
            return None;
        };
        self.letters.get(place(*letter)?).cloned()
    }

    /// Rows with all letters of a word, and maybe others: it stands in none but these.
    pub(super) fn among(&self, word: &str) -> Option<Set> {
        let of = |letter: char| match u8::try_from(letter) {
            Ok(letter) if letter.is_ascii() => self.letters.get(place(letter)?),
            _ => self.kinds.get(kind(letter)),
        };
        let mut sets = word.chars().filter_map(of);
        let first = sets.next()?.clone();
        Some(sets.fold(first, |all, set| all.and(set)))
    }
}

/// A bit for each kind of letter in a text.
fn kinds(text: &[u8]) -> u32 {
    match std::str::from_utf8(text) {
        Ok(text) => {
            let others = text.chars().filter(|c| !c.is_ascii());
            others.fold(0, |kinds, c| kinds | 1 << kind(c))
        }
        // any may be in it
        Err(_) => u32::MAX,
    }
}

/// Where a word stands, with what comes behind it.
#[derive(Debug)]
pub(super) struct Ahead {
    word: Box<str>,
    len: usize,
    behind: Behind,
}

#[derive(Debug)]
enum Behind {
    /// Everywhere it stands, with the letters behind it.
    Places(Vec<(u32, [u8; NEXT])>),
    /// The rows with each of [`LETTERS`] behind it.
    Letters(Vec<Bits>),
}

impl Behind {
    /// What comes behind a word in some of the rows it stands in.
    fn of(
        search: &Search,
        word: &str,
        rows: &Set,
        range: Range<usize>,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Option<Self> {
        let finder = Finder::new(word);
        let mut behind = Behind::Places(Vec::new());
        for (row, nth) in range.zip(0usize..) {
            if nth % TURN == 0 && stop() {
                return None;
            }
            if !rows.has(row) {
                continue;
            }
            let text = search.text_of(row);
            let next = |from: usize| {
                let rest = text.get(from..)?;
                match word.as_bytes() {
                    [letter] => memchr::memchr(*letter, rest),
                    _ => finder.find(rest),
                }
            };
            let mut from = 0;
            while let Some(at) = next(from) {
                // one may begin within another: "anana"
                from += at + 1;
                let letters = text.get(from - 1 + word.len()..).unwrap_or_default();
                behind.add(row, letters);
            }
            if let Behind::Places(places) = &behind
                && places.len() > PLACES / 2
            {
                behind = behind.by_letter(search.len());
            }
        }
        Some(behind)
    }

    fn add(&mut self, row: usize, letters: &[u8]) {
        match self {
            Behind::Places(places) => {
                let mut next = [0; NEXT];
                next.iter_mut().zip(letters).for_each(|(n, b)| *n = *b);
                places.push((u32::try_from(row).unwrap_or(u32::MAX), next));
            }
            Behind::Letters(all) => {
                let at = letters.first().and_then(|l| place(*l));
                if let Some(bits) = at.and_then(|at| all.get_mut(at)) {
                    bits.add(row);
                }
            }
        }
    }

    fn by_letter(self, len: usize) -> Self {
        let Behind::Places(places) = self else {
            return self;
        };
        let mut all = Behind::Letters(LETTERS.iter().map(|_| Bits::none(len)).collect());
        for (row, next) in places {
            all.add(row as usize, &next);
        }
        all
    }

    /// With what comes behind the word in later rows.
    fn join(self, later: Self, len: usize) -> Option<Self> {
        Some(match (self, later) {
            (Behind::Places(mut all), Behind::Places(more)) => {
                all.extend(more);
                Behind::Places(all)
            }
            (all, more) => match (all.by_letter(len), more.by_letter(len)) {
                (Behind::Letters(mut all), Behind::Letters(more)) => {
                    all.iter_mut().zip(&more).for_each(|(a, b)| a.or(b));
                    Behind::Letters(all)
                }
                _ => return None,
            },
        })
    }
}

impl Ahead {
    /// Of a word that stands in just these rows. `None` where there are none, or where `stop` says so.
    fn of(
        search: &Search,
        word: &str,
        rows: &Set,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Option<Self> {
        if rows.count() == 0 || word.is_empty() {
            return None;
        }
        let len = search.len();
        let parts = halves(len, len >= MANY, |_, range| {
            Behind::of(search, word, rows, range, stop)
        });
        let behind = parts.into_iter().reduce(|all, more| all?.join(more?, len));
        Some(Ahead {
            word: word.into(),
            len,
            behind: behind??,
        })
    }

    /// The rows with a longer word, where what is known tells.
    pub(super) fn rows(&self, word: &str) -> Option<Bits> {
        let more = word.strip_prefix(&*self.word)?.as_bytes();
        match &self.behind {
            Behind::Letters(letters) => {
                let [next] = more else { return None };
                letters.get(place(*next)?).cloned()
            }
            Behind::Places(_) if more.len() > NEXT => None,
            Behind::Places(places) => {
                let mut bits = Bits::none(self.len);
                for (row, next) in places {
                    if next.starts_with(more) {
                        bits.add(*row as usize);
                    }
                }
                Some(bits)
            }
        }
    }

    fn is_of(&self, word: &str) -> bool {
        *self.word == *word
    }
}

impl Pool {
    /// Works out what makes single letters quick, for large pools; `stop` is asked again and again.
    pub fn learn_letters(&self, stop: &dyn Fn() -> bool) {
        if self.len() >= ENOUGH
            && self.data.letters.get().is_none()
            && let Some(letters) = Letters::of(&self.data.search, stop)
        {
            let _ = self.data.letters.set(letters);
        }
    }

    /// After an answer to this filter: gets ready for a word in it that is typed on. `stop` is asked again and again.
    pub fn look_ahead(&self, filter: &Filter, stop: &(dyn Fn() -> bool + Sync)) {
        let last = filter.conditions.iter().rev().find_map(|c| match &c.test {
            Test::Word(word) => Some(searched(word)),
            _ => None,
        });
        let Some(word) = last.filter(|_| self.len() >= ENOUGH) else {
            self.caches().ahead = None;
            return;
        };
        let rows = {
            let mut caches = self.caches();
            if caches.ahead.as_ref().is_some_and(|a| a.is_of(&word)) {
                return;
            }
            caches.ahead = None;
            self.text_with(&word, &mut caches)
        };
        if let Some(ahead) = Ahead::of(&self.data.search, &word, &rows, stop) {
            self.caches().ahead = Some(Arc::new(ahead));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows_with(rows: &[String], word: &str) -> Vec<u32> {
        let rows = (0u32..).zip(rows).filter(|(_, r)| r.contains(word));
        rows.map(|(i, _)| i).collect()
    }

    fn listed(set: &Set, len: usize) -> Vec<u32> {
        (0..len as u32)
            .filter(|row| set.has(*row as usize))
            .collect()
    }

    proptest! {
        #[test]
        fn what_is_known_beforehand_is_what_would_be_found(
            rows in prop::collection::vec("[an]{0,9}\n|[a-c9._ ]{1,5}\n[小美家]{0,3}\n|z\n", 1..300),
            word in "[an]{1,3}|小|b",
            more in "[an小]{1,5}",
        ) {
            let search = Search::of(rows.iter().cloned());
            let letters = Letters::of(&search, &|| false).unwrap();
            for letter in LETTERS {
                let letter = char::from(*letter).to_string();
                let set = letters.rows(&letter).unwrap();
                prop_assert_eq!(listed(&set, rows.len()), rows_with(&rows, &letter), "{}", letter);
            }
            prop_assert!(letters.rows("小").is_none() && letters.rows("ab").is_none());
            for some in [&word, &more, &format!("{word}{more}")] {
                let among = listed(&letters.among(some).unwrap(), rows.len());
                let found = rows_with(&rows, some);
                prop_assert!(found.iter().all(|row| among.contains(row)), "{}", some);
                let has = |row: &u32, c: char| !c.is_ascii() || rows[*row as usize].contains(c);
                prop_assert!(among.iter().all(|row| some.chars().all(|c| has(row, c))));
            }
            prop_assert_eq!(["A😀", "\n"].map(|word| letters.among(word).is_some()), [true, false]);

            let some = rows_with(&rows, &word);
            let set = Set::new(Bits::of(&some, rows.len()));
            let Some(ahead) = Ahead::of(&search, &word, &set, &|| false) else {
                prop_assert!(some.is_empty());
                return Ok(());
            };
            for to in more.char_indices().map(|(i, c)| i + c.len_utf8()) {
                let longer = format!("{word}{}", &more[..to]);
                match ahead.rows(&longer) {
                    Some(bits) => {
                        let found: Vec<u32> = bits.rows().collect();
                        prop_assert_eq!(found, rows_with(&rows, &longer), "{}", longer);
                    }
                    // few places: all their next letters; many: one of the usual ones
                    None => match &ahead.behind {
                        Behind::Places(_) => prop_assert!(to > NEXT),
                        Behind::Letters(_) => prop_assert!(to > 1),
                    },
                }
            }
            prop_assert!(ahead.rows("q").is_none());
        }
    }
}
