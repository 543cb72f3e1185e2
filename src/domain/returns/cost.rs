//! What a collaboration costs, by kind.

use std::ops::{Index, IndexMut};

use crate::domain::number::{Decimal, Unit};

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident $key:literal),+ $(,)?) => {
        /// A kind of cost (S3: the full costs).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum CostKind { $($(#[$doc])* $variant),+ }

        impl CostKind {
            /// All of them, as they are listed.
            pub const ALL: [CostKind; CostKind::COUNT] = [$(CostKind::$variant),+];

            /// Name in files.
            pub const fn key(self) -> &'static str {
                match self { $(CostKind::$variant => $key),+ }
            }
        }
    };
}

kinds! {
    /// The creator's share of what sells, with what the platform adds to it.
    Commission "commission",
    /// What the creator gets anyway.
    FixedFee "fixed_fee",
    /// The goods that were sent.
    Sample "sample",
    /// Sending them.
    Shipping "shipping",
    /// Paid traffic.
    Boost "boost",
    /// Hours times their rate.
    Labour "labour",
    /// Anything else.
    Other "other",
}

impl CostKind {
    /// How many there are.
    pub const COUNT: usize = 7;

    /// By its name.
    pub fn from_key(key: &str) -> Option<Self> {
        CostKind::ALL.into_iter().find(|k| k.key() == key)
    }
}

/// Who bears a cost that several share, as it is written: `2026-0001:60|2026-0002:40`, or numbers alone for equal
/// parts. Each with its weight; nothing where a part is neither.
pub fn shared(text: &str) -> impl Iterator<Item = Option<(&str, u64)>> {
    let parts = text.split('|').filter(|p| !p.trim().is_empty());
    parts.map(|part| {
        let (reference, weight) = match part.rsplit_once(':') {
            Some((reference, weight)) => (reference, share(weight)?),
            None => (part, share("1")?),
        };
        let reference = reference.trim();
        (!reference.is_empty()).then_some((reference, weight))
    })
}

/// `0.6`, `60%`, `3`: as a weight.
fn share(text: &str) -> Option<u64> {
    let d = match text.trim().strip_suffix('%') {
        Some(percent) => Decimal::parse(percent)?.percent(),
        None => Decimal::parse(text.trim())?,
    };
    let (raw, _) = d.to_raw(Unit::Money)?;
    u64::try_from(raw).ok()
}

/// Raw money by kind, all of one currency. What nobody has noted is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Costs([Option<i128>; CostKind::COUNT]);

impl Index<CostKind> for Costs {
    type Output = Option<i128>;

    fn index(&self, kind: CostKind) -> &Self::Output {
        &self.0[kind as usize]
    }
}

impl IndexMut<CostKind> for Costs {
    fn index_mut(&mut self, kind: CostKind) -> &mut Self::Output {
        &mut self.0[kind as usize]
    }
}

impl Costs {
    /// Adds to what is known of a kind.
    pub fn add(&mut self, kind: CostKind, raw: impl Into<i128>) {
        let slot = &mut self[kind];
        *slot = Some(slot.unwrap_or(0) + raw.into());
    }

    /// With every sum changed; those that this gives nothing for are let go.
    #[must_use]
    pub fn each(mut self, change: impl Fn(i128) -> Option<i128>) -> Self {
        for slot in &mut self.0 {
            *slot = slot.and_then(&change);
        }
        self
    }

    /// Without the creator's share, which order lines tell.
    #[must_use]
    pub fn without_commission(mut self) -> Self {
        self[CostKind::Commission] = None;
        self
    }

    /// With another's.
    pub fn join(&mut self, other: &Costs) {
        for kind in CostKind::ALL {
            if let Some(raw) = other[kind] {
                self.add(kind, raw);
            }
        }
    }

    /// All that is known; none where nothing is.
    pub fn total(&self) -> Option<i128> {
        self.present()
            .map(|(_, raw)| raw)
            .reduce(|total, raw| total + raw)
    }

    /// The kinds that somebody has noted.
    pub fn present(&self) -> impl Iterator<Item = (CostKind, i128)> + '_ {
        CostKind::ALL
            .into_iter()
            .filter_map(|kind| Some((kind, self[kind]?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read_with_or_without_weights() {
        let all: Vec<_> = shared("A:60% | B : 0.4|").collect();
        assert_eq!(all, [Some(("A", 6_000)), Some(("B", 4_000))]);
        // equal parts
        assert_eq!(shared("A|2026-0002").flatten().count(), 2);
        assert_eq!(shared("A").next(), shared("A:1").next());
        for wrong in ["A:much", ":3", "A:-1"] {
            assert!(shared(wrong).any(|s| s.is_none()), "{wrong}");
        }
    }

    #[test]
    fn missing_is_not_zero() {
        let mut costs = Costs::default();
        assert_eq!(costs.total(), None);
        costs.add(CostKind::Boost, 0);
        assert_eq!(costs.total(), Some(0));
        costs.add(CostKind::Labour, 900_000);
        let mut twice = costs;
        twice.join(&costs);
        assert_eq!(twice.total(), Some(1_800_000));
        assert_eq!(twice[CostKind::Commission], None);
        for kind in CostKind::ALL {
            assert_eq!(CostKind::from_key(kind.key()), Some(kind));
        }
    }
}
