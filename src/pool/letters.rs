//! Places of rows by a line of their text.
//!
//! Eight letters at a time are compared as one number, and only rows that agree in these look at the next eight: handles
//! of one agency begin alike, and a text far away in memory costs more than the comparison. Rows that agree are done
//! with before the next ones are looked at, so their text is near by then.

use super::column::Column;
use super::halves::{MANY, halves};
use super::search::Search;

/// A row on its way to its place.
#[derive(Clone, Copy)]
struct Item {
    /// The eight letters looked at; at last the place.
    head: u64,
    row: u32,
    /// From where the row begins to where the line does.
    skip: u32,
}

impl Search {
    /// Rows with their place among each other by folded handle, or by folded name; equal texts share one, rows without
    /// a name are left out.
    pub(super) fn places(&self, rows: &[u32], by_name: bool) -> Vec<(u32, u32)> {
        let items = self.items(rows.iter().copied(), by_name, |_| true);
        let items = self.sorted(items);
        items.iter().map(|i| (i.row, i.head as u32)).collect()
    }

    /// The places of all rows, as a column.
    pub(super) fn all_places(&self, by_name: bool) -> Column {
        let len = self.len();
        let all = 0..u32::try_from(len).unwrap_or(u32::MAX);
        let many = len >= MANY;
        // both halves of the alphabet have about as many rows
        let middle = {
            let some = all.clone().step_by((len / 1023).max(1));
            let mut some = self.items(some, by_name, |_| true);
            some.sort_unstable_by_key(|i| i.head);
            some.get(some.len() / 2).map_or(0, |i| i.head)
        };
        let parts = halves(2, many, |_, parts| {
            let sorted = |part| {
                let items = self.items(all.clone(), by_name, |head| {
                    !many || (part == 0) == (head < middle)
                });
                self.sorted(items)
            };
            if many {
                parts.map(sorted).collect::<Vec<_>>()
            } else {
                vec![sorted(0)]
            }
        });
        let mut places = vec![i32::MIN; len];
        let mut before = 0;
        for part in parts.iter().flatten() {
            for item in part {
                if let Some(place) = places.get_mut(item.row as usize) {
                    *place = i32::try_from(before + item.head).unwrap_or(i32::MAX);
                }
            }
            before += part.len() as u64;
        }
        Column::I32(places.into())
    }

    /// Rows with the first letters of their line, where it has any and they are `wanted`.
    fn items(
        &self,
        rows: impl Iterator<Item = u32>,
        by_name: bool,
        wanted: impl Fn(u64) -> bool,
    ) -> Vec<Item> {
        let text = self.text();
        let item = |row: u32| {
            let start = self.start(row as usize);
            let skip = if by_name {
                memchr::memchr(b'\n', text.get(start..)?)? + 1
            } else {
                0
            };
            let head = letters(text, start + skip);
            (head != 0 && wanted(head)).then_some(Item {
                head,
                row,
                skip: u32::try_from(skip).unwrap_or(u32::MAX),
            })
        };
        let mut items = Vec::with_capacity(rows.size_hint().0 / 2);
        items.extend(rows.filter_map(item));
        items
    }

    /// In order, with their places as heads.
    fn sorted(&self, mut items: Vec<Item>) -> Vec<Item> {
        let text = self.text();
        // stretches that agree in all letters before `depth`
        let mut open = vec![(0, items.len(), 0usize)];
        let mut agreeing = Vec::new();
        while let Some((from, to, depth)) = open.pop() {
            let Some(part) = items.get_mut(from..to) else {
                continue;
            };
            if depth > 0 {
                // apart, so that many of these far places are fetched at once
                for item in part.iter_mut() {
                    item.head = (self.start(item.row as usize) + item.skip as usize) as u64;
                }
                for item in part.iter_mut() {
                    item.head = letters(text, item.head as usize + depth);
                }
            }
            part.sort_unstable_by_key(|i| i.head);
            let mut at = from;
            for run in part.chunk_by_mut(|a, b| a.head == b.head) {
                let ended = run.first().is_none_or(|i| i.head & 0xff == 0);
                let end = at + run.len();
                if run.len() > 1 && !ended {
                    agreeing.push((at, end, depth + 8));
                } else {
                    run.iter_mut().for_each(|i| i.head = at as u64);
                }
                at = end;
            }
            open.extend(agreeing.drain(..).rev());
        }
        items
    }
}

/// The next eight letters of a line as a number that compares as they do, zeros behind its end.
fn letters(text: &[u8], at: usize) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    const ENDS: u64 = 0x0a0a_0a0a_0a0a_0a0a;
    let word = match text.get(at..at + 8).map(TryInto::try_into) {
        Some(Ok(eight)) => u64::from_be_bytes(eight),
        _ => {
            let mut eight = [b'\n'; 8];
            let rest = text.get(at..).unwrap_or_default();
            eight.iter_mut().zip(rest).for_each(|(e, b)| *e = *b);
            u64::from_be_bytes(eight)
        }
    };
    let other = word ^ ENDS;
    let ends = !(((other & LOW) + LOW) | other | LOW);
    // letters before the first end, each with its eight bits
    let kept = ends.leading_zeros() & !7;
    word & !u64::MAX.checked_shr(kept).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_end_with_their_line() {
        let text = b"abcdefgh\nx\n\nyz\n";
        let as_text = |at| letters(text, at).to_be_bytes();
        assert_eq!(&as_text(0), b"abcdefgh");
        assert_eq!(&as_text(3), b"defgh\0\0\0");
        assert_eq!(&as_text(8), &[0; 8]);
        assert_eq!(&as_text(9), b"x\0\0\0\0\0\0\0");
        assert_eq!(&as_text(12), b"yz\0\0\0\0\0\0");
    }

    fn places_hold(lines: &[(String, String)]) {
        let texts = lines.iter();
        let search = Search::of(texts.map(|(handle, name)| format!("{handle}\n{name}\nx\n")));
        for by_name in [false, true] {
            let line = |row: u32| -> &str {
                let (handle, name) = &lines[row as usize];
                if by_name { name } else { handle }
            };
            let rows = 0..lines.len() as u32;
            let mut texts: Vec<&str> = rows.clone().map(line).filter(|l| !l.is_empty()).collect();
            texts.sort_unstable();
            let column = search.all_places(by_name);
            for row in rows.clone() {
                let place = texts.partition_point(|t| *t < line(row)) as i64;
                let want = (!line(row).is_empty()).then_some(place);
                assert_eq!(column.get(row as usize), want);
            }
            let some: Vec<u32> = rows.filter(|r| r % 3 == 1).collect();
            let mut few = search.places(&some, by_name);
            few.sort_by_key(|(row, place)| (*place, *row));
            let mut want = some;
            want.retain(|r| !line(*r).is_empty());
            want.sort_by_key(|r| line(*r));
            assert!(few.into_iter().map(|(row, _)| row).eq(want));
        }
    }

    #[test]
    fn both_threads_places_go_on_from_each_other() {
        let words = ["luna.", "luna.garcia_", "mia.kim_beauty", "小美", ""];
        let line = |i: usize| format!("{}{}", words[i % 5], i % 7001);
        let name = |i: usize| words[i % 3 + 2].to_owned();
        let lines: Vec<_> = (0..MANY + 5).map(|i| (line(i), name(i))).collect();
        places_hold(&lines);
    }

    proptest! {
        #[test]
        fn places_are_those_of_the_texts(
            lines in prop::collection::vec(("[ab.]{1,4}|(aaaaaaaa){1,3}[ab]{0,9}|小[美家]{0,5}", "[ab]{0,3}|luna garcia( 2)?"), 0..150),
        ) {
            places_hold(&lines);
        }
    }
}
