//! Marked creators: a bit for each id, because all matches of a million may be marked with one key.

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks {
    words: Vec<u64>,
    len: usize,
}

/// Ids from here on are nobody's: a session file that was tampered with is not to take the memory.
const END: u32 = 1 << 27;

const fn place(id: u32) -> (usize, u64) {
    (id as usize / 64, 1 << (id % 64))
}

impl Marks {
    /// How many.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether this one is marked.
    pub fn contains(&self, id: u32) -> bool {
        let (at, bit) = place(id);
        self.words.get(at).is_some_and(|w| w & bit != 0)
    }

    /// Marks it, or takes the mark off. Whether that changed anything.
    pub fn set(&mut self, id: u32, marked: bool) -> bool {
        if self.contains(id) == marked || id >= END {
            return false;
        }
        let (at, bit) = place(id);
        if at >= self.words.len() {
            self.words.resize(at + 1, 0);
        }
        if let Some(word) = self.words.get_mut(at) {
            *word ^= bit;
        }
        self.len = if marked { self.len + 1 } else { self.len - 1 };
        true
    }

    /// Takes all marks off.
    pub fn clear(&mut self) {
        *self = Marks::default();
    }

    /// All of them, the smallest id first.
    pub fn iter(&self) -> impl Iterator<Item = u32> {
        let words = (0u32..).zip(&self.words).filter(|(_, word)| **word != 0);
        words.flat_map(|(at, word)| {
            let bits = (0..64).filter(move |bit| word >> bit & 1 == 1);
            bits.map(move |bit| at * 64 + bit)
        })
    }
}

impl FromIterator<u32> for Marks {
    fn from_iter<I: IntoIterator<Item = u32>>(ids: I) -> Self {
        let mut marks = Marks::default();
        for id in ids {
            marks.set(id, true);
        }
        marks
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_set_of_ids(steps in proptest::collection::vec((0u32..300, any::<bool>()), 0..80)) {
            let (mut marks, mut model) = (Marks::default(), BTreeSet::new());
            for (id, marked) in steps {
                let changed = if marked { model.insert(id) } else { model.remove(&id) };
                prop_assert_eq!(marks.set(id, marked), changed);
                prop_assert_eq!(marks.len(), model.len());
                prop_assert_eq!(marks.contains(id), marked);
            }
            prop_assert!(marks.iter().eq(model.iter().copied()));
            prop_assert_eq!(marks.is_empty(), model.is_empty());
        }
    }

    #[test]
    fn an_id_that_nobody_has_takes_no_room() {
        let marks: Marks = [3, u32::MAX].into_iter().collect();
        assert_eq!((marks.len(), marks.contains(u32::MAX)), (1, false));
    }
}
