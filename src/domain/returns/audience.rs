//! Fans against buyers: do those who watch look like those who buy?

use super::ratio::Ratio;
use crate::domain::field::Metric;
use crate::domain::message::Message;
use crate::domain::number::Unit;

/// Shares of the five age bands, youngest first, as raw shares.
pub type Bands = [Option<i64>; Metric::AGE_BANDS.len()];

/// Who bought, as raw shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Buyers {
    /// By age.
    pub bands: Bands,
    /// Women among them.
    pub female: Option<i64>,
}

impl Buyers {
    /// The mean of several, each with so many buyers behind it; those of whom nobody counted any weigh as one.
    pub fn mean(all: &[(Buyers, i64)]) -> Option<Buyers> {
        if all.is_empty() {
            return None;
        }
        let mean = |get: &dyn Fn(&Buyers) -> Option<i64>| -> Option<i64> {
            let known = || {
                all.iter()
                    .filter_map(|(b, n)| Some((i128::from(get(b)?), i128::from((*n).max(1)))))
            };
            let weight: i128 = known().map(|(_, n)| n).sum();
            let sum: i128 = known().map(|(raw, n)| (raw >> 1) * n).sum();
            i64::try_from(sum.checked_div(weight)?).ok().map(|r| r << 1)
        };
        let mut bands = [None; Metric::AGE_BANDS.len()];
        for (at, slot) in bands.iter_mut().enumerate() {
            *slot = mean(&|b| b.bands.get(at).copied().flatten());
        }
        Some(Buyers {
            bands,
            female: mean(&|b| b.female),
        })
    }
}

/// How fans and buyers go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// The sum over bands of the smaller share, a raw share.
    pub raw: i64,
    /// Places of the largest bands, where they differ: fans, buyers.
    pub mismatch: Option<(usize, usize)>,
}

impl Match {
    /// None where either side is not known. A band that one side does not name is none of its people.
    pub fn of(fans: &Bands, buyers: &Bands) -> Option<Self> {
        let known = |b: &Bands| b.iter().any(Option::is_some);
        if !known(fans) || !known(buyers) {
            return None;
        }
        let part = |of: Option<&Option<i64>>| of.copied().flatten().unwrap_or(0) & !1;
        let raw = (0..fans.len())
            .map(|at| part(fans.get(at)).min(part(buyers.get(at))))
            .sum();
        let largest = |b: &Bands| {
            let all = (0..b.len()).map(|at| (part(b.get(at)), std::cmp::Reverse(at)));
            all.max().map_or(0, |(_, at)| at.0)
        };
        let (fan, buyer) = (largest(fans), largest(buyers));
        Some(Match {
            raw,
            mismatch: (fan != buyer).then_some((fan, buyer)),
        })
    }

    /// In a sentence.
    pub fn message(&self) -> Message {
        let name = |at: usize| Metric::AGE_BAND_NAMES.get(at).copied().unwrap_or_default();
        let said = match self.mismatch {
            Some((fan, buyer)) => Message::new("show-mismatch")
                .with("fans", name(fan))
                .with("buyers", name(buyer)),
            None => Message::new("show-match"),
        };
        said.with("percent", self.ratio().percent())
    }

    /// As a quotient.
    pub fn ratio(&self) -> Ratio {
        Ratio::from_raw(self.raw, Unit::Ratio)
    }
}
