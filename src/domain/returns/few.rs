//! A map of a few entries. Nearly everything here has one currency, and a tree of nodes with room for eleven sums for
//! each of a hundred thousand collaborations is more memory than the sums.

/// Entries rising by key, each key once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Few<K, V>(Vec<(K, V)>);

impl<K, V> Default for Few<K, V> {
    fn default() -> Self {
        Few(Vec::new())
    }
}

impl<K: Ord + Copy, V> Few<K, V> {
    fn place(&self, key: K) -> Result<usize, usize> {
        // what is added mostly comes in order
        match self.0.last() {
            Some((last, _)) if *last < key => Err(self.0.len()),
            _ => self.0.binary_search_by_key(&key, |(k, _)| *k),
        }
    }

    /// The first entry is mostly the only one.
    fn make_room(&mut self) {
        if self.0.is_empty() {
            self.0.reserve_exact(1);
        }
    }

    /// The value of a key, which is made where there is none.
    pub fn of(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        let at = match self.place(key) {
            Ok(at) => at,
            Err(at) => {
                self.make_room();
                self.0.insert(at, (key, V::default()));
                at
            }
        };
        &mut self.0[at].1
    }

    /// Puts a value in place.
    pub fn insert(&mut self, key: K, value: V) {
        match self.place(key) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => {
                self.make_room();
                self.0.insert(at, (key, value));
            }
        }
    }

    /// The value of a key.
    pub fn get(&self, key: K) -> Option<&V> {
        let at = self.place(key).ok()?;
        self.0.get(at).map(|(_, v)| v)
    }

    /// Lets go of a key.
    pub fn remove(&mut self, key: K) -> Option<V> {
        let at = self.place(key).ok()?;
        Some(self.0.remove(at).1)
    }

    /// All entries.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (K, &V)> + Clone {
        self.0.iter().map(|(k, v)| (*k, v))
    }

    /// All values.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|(_, v)| v)
    }

    /// The same to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.0.iter_mut().map(|(_, v)| v)
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<K: Ord + Copy, V> FromIterator<(K, V)> for Few<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(all: I) -> Self {
        let mut few = Few::default();
        for (key, value) in all {
            few.insert(key, value);
        }
        few
    }
}

impl<K: Ord + Copy, V, const N: usize> From<[(K, V); N]> for Few<K, V> {
    fn from(all: [(K, V); N]) -> Self {
        all.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_rise_and_stand_once() {
        let mut few: Few<u8, u32> = [(3, 30), (1, 10), (2, 20), (1, 11)].into_iter().collect();
        *few.of(2) += 5;
        *few.of(9) += 1;
        few.remove(3);
        few.remove(4);
        let all: Vec<_> = few.iter().map(|(k, v)| (k, *v)).collect();
        assert_eq!(all, [(1, 11), (2, 25), (9, 1)]);
        assert_eq!((few.get(2), few.get(3), few.len()), (Some(&25), None, 3));
    }
}
