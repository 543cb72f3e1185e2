//! The matches in order. What a screen shows is found at once; the order of the whole pool is worked out when somebody
//! goes further, and kept.

use std::ops::Range;
use std::sync::Arc;

use super::Pool;
use super::answer::{Caches, Setting};
use super::bits::Set;
use super::column::{Column as Values, Growing};
use super::condition::Numbers;
use super::halves::{MANY, in_turns};
use super::order::{Key, Order, ordered};
use super::roll::Roll;
use crate::domain::answer::{Ids, Rest};
use crate::domain::collab::Stage;
use crate::domain::column::{Column, SortKey};
use crate::domain::facet::Facet;
use crate::domain::field::{Attr, Metric};

/// Ids of an answer that are put together at once: those of some screens; in tests, some of them.
const AT_HAND: usize = if cfg!(test) { 24 } else { 512 };

/// Rows of an order that are passed over at a time: about a tenth of a millisecond.
const TURN: usize = 1 << 15;

impl Pool {
    /// Ids of the matches in order.
    pub(super) fn ordered(
        &self,
        matches: &Set,
        keys: &[SortKey],
        setting: &Setting,
        caches: &mut Caches,
    ) -> Ids {
        let roll = self.data.roll.clone();
        if keys.is_empty() || matches.count() == 0 {
            return Ordered::ids(None, matches.clone(), roll);
        }
        let cached = caches.sorts.get(&(keys.to_vec(), setting.active));
        // sorting a row costs some ten times as much as passing over it
        let known = cached.as_ref().is_some_and(|order| order.known().is_some());
        let few = matches.count() * if known { 200 } else { 12 } < self.len();
        if few {
            let rows = matches
                .bits()
                .map(|b| b.collect(matches.count(), |row| row))
                .unwrap_or_default();
            let keys = self.keys(keys, Some(&rows), setting, caches);
            let sorted = ordered(&keys, rows);
            let ids: Vec<u32> = sorted.into_iter().map(|row| roll.id(row)).collect();
            return ids.into();
        }
        let order = cached.unwrap_or_else(|| {
            let by = self.keys(keys, None, setting, caches);
            let order = Arc::new(Order::new(by, self.len()));
            let key = (keys.to_vec(), setting.active);
            caches.sorts.put(key, Arc::clone(&order));
            order
        });
        Ordered::ids(Some(order), matches.clone(), roll)
    }

    /// For sorting all rows, or these.
    fn keys(
        &self,
        keys: &[SortKey],
        rows: Option<&[u32]>,
        setting: &Setting,
        caches: &mut Caches,
    ) -> Vec<Key> {
        keys.iter()
            .map(|k| self.key(k, rows, setting, caches))
            .collect()
    }

    fn key(
        &self,
        key: &SortKey,
        rows: Option<&[u32]>,
        setting: &Setting,
        caches: &mut Caches,
    ) -> Key {
        let descending = key.descending;
        let by = |column: &Arc<Values>| Key::Column(Arc::clone(column), descending);
        let facet = |f: Facet| self.facet(f).map_or(Key::Nothing, |v| by(v.first()));
        match key.column {
            Column::Metric(Metric::Stale) => {
                // counted back from some day: an older date is a higher age
                Key::Column(Arc::clone(&self.data.as_of), !descending)
            }
            Column::Metric(m) => match self.numbers(m, None, setting, caches) {
                Numbers::Base(column) => by(&column),
                _ => by(&self.shared(m)),
            },
            Column::Handle => self.by_text(false, rows, descending, caches),
            Column::Attr(Attr::Name) => self.by_text(true, rows, descending, caches),
            Column::Attr(Attr::Categories) => facet(Facet::Category),
            Column::Attr(Attr::Region) => facet(Facet::Region),
            Column::Attr(Attr::Language) => facet(Facet::Language),
            Column::Tier => match setting.scheme() {
                Some(scheme) => {
                    let mut bands = Growing::new(self.len());
                    let followers = self.metric(Metric::Followers);
                    followers.each(self.len(), |_, v| {
                        let band = v.map(|v| scheme.band(v));
                        bands.push(band.map(|b| i64::try_from(b).unwrap_or(i64::MAX)));
                    });
                    by(&Arc::new(bands.freeze()))
                }
                None => Key::Nothing,
            },
            Column::Age => facet(Facet::Age),
            Column::Platform => facet(Facet::Platform),
            Column::Tags => facet(Facet::Tag),
            Column::Lists => facet(Facet::List),
            Column::Source => facet(Facet::Source),
            Column::Stage => self.facet(Facet::Stage).map_or(Key::Nothing, |v| {
                by(&v.first_by(&|key| Some(Stage::parse_key(key)?.index())))
            }),
            Column::Owner => facet(Facet::Owner),
            Column::Campaign => facet(Facet::Campaign),
            // in the order they are listed, not by name
            Column::Verdict => self.by_choice(Facet::Verdict, descending),
            Column::Diagnosis => self.by_choice(Facet::Diagnosis, descending),
            Column::PlatformId | Column::Note | Column::Attr(_) => Key::Nothing,
        }
    }

    /// By the order in which a facet's keys are listed.
    fn by_choice(&self, facet: Facet, descending: bool) -> Key {
        let (Some(values), Some(keys)) = (self.facet(facet), facet.value_keys()) else {
            return Key::Nothing;
        };
        let place = |value: &str| keys.clone().position(|key| key == value);
        Key::Column(values.first_by(&place), descending)
    }

    /// By folded handle or name. Places among all are worked out when many rows are to be sorted, and kept.
    fn by_text(
        &self,
        by_name: bool,
        rows: Option<&[u32]>,
        descending: bool,
        caches: &mut Caches,
    ) -> Key {
        if let Some(places) = caches.places.get(&by_name) {
            return Key::Column(places, descending);
        }
        if let Some(few) = rows
            && few.len() * 12 < self.len()
        {
            let places = self.data.search.places(few, by_name).into_iter();
            return Key::Few(places.map(|(r, at)| (r, at.into())).collect(), descending);
        }
        let places = Arc::new(self.data.search.all_places(by_name));
        caches.places.put(by_name, Arc::clone(&places));
        Key::Column(places, descending)
    }
}

/// Matches, and the order they are to be told in.
struct Ordered {
    /// Of the whole pool; none is the order of ids.
    order: Option<Arc<Order>>,
    matches: Set,
    roll: Roll,
}

impl Ordered {
    fn ids(order: Option<Arc<Order>>, matches: Set, roll: Roll) -> Ids {
        let ordered = Ordered {
            order,
            matches,
            roll,
        };
        let id = |row| ordered.roll.id(row);
        let count = ordered.matches.count();
        let first = match (&ordered.order, ordered.matches.bits()) {
            _ if count == 0 => Vec::new(),
            (Some(order), _) => {
                let first = order.first(&ordered.matches, AT_HAND);
                first.into_iter().map(id).collect()
            }
            (None, Some(bits)) => bits.rows().take(AT_HAND).map(id).collect(),
            (None, None) => ordered.roll.ids().take(AT_HAND).collect(),
        };
        Ids::new(count, first, ordered)
    }
}

impl Rest for Ordered {
    fn all(&self) -> Vec<u32> {
        let id = |row| self.roll.id(row);
        let (order, bits) = match (&self.order, self.matches.bits()) {
            (_, None) if self.matches.count() == 0 => return Vec::new(),
            (None, None) => return self.roll.ids().collect(),
            (None, Some(bits)) => return bits.collect(self.matches.count(), id),
            (Some(order), None) => return order.rows().iter().copied().map(id).collect(),
            (Some(order), Some(bits)) => (order.rows(), bits),
        };
        let parts = in_turns(order.len(), TURN, order.len() >= MANY, |range| {
            let rows = order.get(range).unwrap_or_default();
            // written always and counted where it matches: a branch here would be guessed wrong half the time
            let mut ids = vec![0; rows.len() + 1];
            let mut at = 0;
            for &row in rows {
                if let Some(slot) = ids.get_mut(at) {
                    *slot = id(row);
                }
                at += usize::from(bits.has(row as usize));
            }
            ids.truncate(at);
            ids
        });
        let mut ids = Vec::with_capacity(self.matches.count());
        parts.iter().for_each(|part| ids.extend_from_slice(part));
        ids
    }

    fn within(&self, rows: Range<usize>) -> Option<Vec<u32>> {
        if !self.matches.is_all() {
            return None;
        }
        let id = |row| self.roll.id(row);
        Some(match &self.order {
            Some(order) => order.rows().get(rows)?.iter().copied().map(id).collect(),
            None => self.roll.ids().skip(rows.start).take(rows.len()).collect(),
        })
    }

    fn has(&self, id: u32) -> bool {
        let row = self.roll.row(id);
        row.is_some_and(|row| self.matches.has(row))
    }

    fn find(&self, id: u32) -> Option<usize> {
        let row = self.roll.row(id).filter(|row| self.matches.has(*row))?;
        let Some(order) = &self.order else {
            let before = self.matches.bits().map(|bits| bits.count_before(row));
            return Some(before.unwrap_or(row));
        };
        let order = order.rows();
        let at = order.iter().position(|r| *r as usize == row)?;
        let before = order.get(..at)?;
        Some(match self.matches.bits() {
            Some(bits) => before.iter().filter(|r| bits.has(**r as usize)).count(),
            None => at,
        })
    }
}
