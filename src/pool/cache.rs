//! What has been worked out lately.

/// The most recently used entries. Few enough that looking through them costs nothing beside what they save.
#[derive(Debug)]
pub(super) struct Recent<K, V> {
    entries: Vec<(K, V)>,
    most: usize,
}

impl<K: PartialEq + Clone, V: Clone> Recent<K, V> {
    /// Only the entries with such keys.
    pub(super) fn only(&self, such: impl Fn(&K) -> bool) -> Self {
        let entries = self.entries.iter().filter(|(key, _)| such(key));
        Recent {
            entries: entries.cloned().collect(),
            most: self.most,
        }
    }
}

impl<K: PartialEq, V: Clone> Recent<K, V> {
    pub(super) fn new(most: usize) -> Self {
        Recent {
            entries: Vec::with_capacity(most),
            most,
        }
    }

    pub(super) fn get(&mut self, key: &K) -> Option<V> {
        let at = self.entries.iter().rposition(|(k, _)| k == key)?;
        // the last entry is the most recent
        if let Some(tail) = self.entries.get_mut(at..) {
            tail.rotate_left(1);
        }
        self.entries.last().map(|(_, v)| v.clone())
    }

    pub(super) fn put(&mut self, key: K, value: V) {
        if self.entries.len() >= self.most && !self.entries.is_empty() {
            self.entries.remove(0);
        }
        self.entries.push((key, value));
    }

    /// The entries, the most recent last.
    pub(super) fn iter(&self) -> impl Iterator<Item = &(K, V)> {
        self.entries.iter()
    }

    pub(super) fn clear(&mut self) {
        self.entries.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_recent_goes_first() {
        let mut r = Recent::new(2);
        r.put("a", 1);
        r.put("b", 2);
        assert_eq!(r.get(&"a"), Some(1));
        r.put("c", 3);
        assert_eq!(r.get(&"b"), None);
        assert_eq!((r.get(&"a"), r.get(&"c")), (Some(1), Some(3)));
        r.clear();
        assert_eq!(r.get(&"a"), None);
    }
}
