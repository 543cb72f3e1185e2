//! How handles and names are spelled, where the folded text of the search does not say.
//!
//! Most names differ from their folded form in capital letters only: a bit for each of the first letters tells which.
//! All others are kept as they are. So a creator's line can be shown without a look into the pool file, at a tenth of
//! the room that the names themselves would take.

use std::io;

use super::search::Search;
use super::wire::{In, Out, damaged};

/// Stands for a row that is kept as it is spelled.
const ODD: u32 = u32::MAX;

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Spelling {
    /// For each row the capitals among the first 32 letters of its name, or [`ODD`].
    capitals: Vec<u32>,
    /// Odd rows, rising.
    odd: Vec<u32>,
    /// Where the handle and the name of each begin in `text`.
    starts: Vec<(u32, u32)>,
    text: String,
}

impl Spelling {
    pub(super) fn with_capacity(rows: usize) -> Self {
        Spelling {
            capitals: Vec::with_capacity(rows),
            ..Spelling::default()
        }
    }

    /// The next row: handle and name, each as spelled and as folded.
    pub(super) fn push(&mut self, handle: (&str, &[u8]), name: (&str, &[u8])) {
        let capitals = if handle.0.as_bytes() == handle.1 {
            capitals(name.0.as_bytes(), name.1)
        } else {
            None
        };
        if capitals.is_none() {
            self.odd
                .push(u32::try_from(self.capitals.len()).unwrap_or(u32::MAX));
            self.keep_odd(handle.0, name.0);
        }
        self.capitals.push(capitals.unwrap_or(ODD));
    }

    fn keep_odd(&mut self, handle: &str, name: &str) {
        let at = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
        let begin = at(&self.text);
        self.text.push_str(handle);
        self.starts.push((begin, at(&self.text)));
        self.text.push_str(name);
    }

    pub(super) fn shrink(&mut self) {
        self.capitals.shrink_to_fit();
        self.odd.shrink_to_fit();
        self.starts.shrink_to_fit();
        self.text.shrink_to_fit();
    }

    /// Handle and name of a row; an empty name where it has none.
    pub(super) fn of(&self, row: usize, folded: &Search) -> Option<(String, String)> {
        let capitals = *self.capitals.get(row)?;
        if capitals == ODD {
            let at = self.odd.binary_search(&u32::try_from(row).ok()?).ok()?;
            let (handle, name) = *self.starts.get(at)?;
            let end = self
                .starts
                .get(at + 1)
                .map_or(self.text.len(), |(next, _)| *next as usize);
            let part = |from: u32, to: usize| self.text.get(from as usize..to);
            return Some((
                part(handle, name as usize)?.to_owned(),
                part(name, end)?.to_owned(),
            ));
        }
        let mut lines = folded.lines(row);
        let handle = String::from_utf8(lines.next()?.to_vec()).ok()?;
        let mut name = lines.next()?.to_vec();
        for (letter, i) in name.iter_mut().zip(0..u32::BITS) {
            if capitals >> i & 1 == 1 {
                letter.make_ascii_uppercase();
            }
        }
        Some((handle, String::from_utf8(name).ok()?))
    }

    /// How it is told in a file.
    pub(super) fn keep(&self, out: &mut Out) {
        let (handles, names): (Vec<u32>, Vec<u32>) = self.starts.iter().copied().unzip();
        out.numbers(&self.capitals);
        out.numbers(&self.odd);
        out.numbers(&handles);
        out.numbers(&names);
        out.text(&self.text);
    }

    /// Takes in as many rows, told in a file, behind these.
    pub(super) fn take(&mut self, from: &mut In<'_>, rows: usize) -> io::Result<()> {
        let capitals: Vec<u32> = from.numbers()?;
        let odd: Vec<u32> = from.numbers()?;
        let (handles, names): (Vec<u32>, Vec<u32>) = (from.numbers()?, from.numbers()?);
        let text = from.text()?;
        if capitals.len() != rows || handles.len() != odd.len() || names.len() != odd.len() {
            return Err(damaged());
        }
        let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (before, begin) = (at(self.capitals.len()), at(self.text.len()));
        let moved = |at: u32| at.saturating_add(begin);
        self.capitals.extend(capitals);
        self.odd
            .extend(odd.iter().map(|row| row.saturating_add(before)));
        let starts = handles.into_iter().zip(names);
        self.starts
            .extend(starts.map(|(h, n)| (moved(h), moved(n))));
        self.text.push_str(text);
        Ok(())
    }

    pub(super) fn bytes(&self) -> usize {
        self.capitals.capacity() * 4
            + self.odd.capacity() * 4
            + self.starts.capacity() * 8
            + self.text.capacity()
    }
}

/// Which of the first letters are capitals, where nothing else tells a text from its folded form.
fn capitals(spelled: &[u8], folded: &[u8]) -> Option<u32> {
    if spelled.len() != folded.len() {
        return None;
    }
    let mut capitals = 0;
    for ((s, f), i) in spelled.iter().zip(folded).zip(0u32..) {
        if s != f {
            if i >= u32::BITS || s.to_ascii_lowercase() != *f {
                return None;
            }
            capitals |= 1 << i;
        }
    }
    (capitals != ODD).then_some(capitals)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::creator::{Period, Platform, Source};
    use crate::domain::field::Attr;
    use crate::domain::sketch::{Glimpse, Labels, Sketch};
    use proptest::prelude::*;

    fn filled(creators: &[(String, String)]) -> (Search, Spelling) {
        let mut search = Search::with_capacity(0);
        let mut spelling = Spelling::with_capacity(0);
        for (i, (handle, name)) in creators.iter().enumerate() {
            let period = Period {
                start: None,
                end: jiff::civil::date(2026, 11, 20),
            };
            let mut glimpse = Glimpse::new(period, Source::Native, 1);
            if !name.is_empty() {
                glimpse.attrs[Attr::Name.index()] = Some(name);
            }
            let labels = Labels::default();
            let mut seen = [glimpse];
            let sketch = Sketch::merge(i as u32, Platform::TikTok, handle, labels, &mut seen);
            search.push(&sketch, &mut spelling);
        }
        (search, spelling)
    }

    proptest! {
        #[test]
        fn every_handle_and_name_comes_back_as_it_is_spelled(
            creators in prop::collection::vec(
                (
                    "[a-z._]{1,12}|[A-Za-z]{1,4}|小美|\\PC{1,6}|a\nb",
                    "|[A-Z][a-z]{1,8} [A-Z][a-z]{1,30}|[A-Z]{31,34}|Kiệt Ắk|ฟ้าใส|✨Bella✨|Ｗide|\\PC{0,40}|two\nlines",
                ),
                1..30,
            ),
            cut in 0usize..30,
        ) {
            let cut = cut.min(creators.len());
            let (whole, spelled) = filled(&creators);
            let (mut one, mut odd_one) = (Search::default(), Spelling::default());
            for piece in [&creators[..cut], &creators[cut..]] {
                let (search, spelling) = filled(piece);
                let mut out = Out::default();
                search.keep(&mut out);
                spelling.keep(&mut out);
                let from = &mut In::new(&out.bytes);
                one.take(from, piece.len()).unwrap();
                odd_one.take(from, piece.len()).unwrap();
            }
            for (row, want) in creators.iter().enumerate() {
                let want = Some(want.clone());
                prop_assert_eq!(&spelled.of(row, &whole), &want);
                prop_assert_eq!(&odd_one.of(row, &one), &want);
            }
            prop_assert_eq!(spelled.of(creators.len(), &whole), None);
        }
    }

    #[test]
    fn usual_names_take_no_room_of_their_own() {
        let usual = [
            ("anna.k_9", "Anna Kim"),
            ("bob", "BOB ✨"),
            ("小美", "小美家居"),
        ];
        let creators = usual.map(|(h, n)| (h.to_owned(), n.to_owned()));
        let (_, spelling) = filled(&creators);
        assert!(spelling.text.is_empty() && spelling.odd.is_empty());
    }
}
