//! What each condition keeps, as a set of rows.

use std::sync::Arc;

use super::answer::{Caches, Setting};
use super::bits::{Bits, Set};
use super::column::{Column, Growing};
use super::facet::Values;
use super::score;
use super::{Pool, build::day};
use crate::domain::facet::Facet;
use crate::domain::field::Metric;
use crate::domain::filter::{Condition, Presence, Test};
use crate::domain::money::Currency;
use crate::domain::number::{Range, Unit};
use crate::domain::tier::Scheme;
use crate::text::fold;

/// What a condition is about. Options of one subject are counted without each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject<'c> {
    Facet(Facet),
    Metric(Metric),
    Presence(Presence),
    Word,
    Several(&'c [Presence]),
}

pub(super) fn subject(condition: &Condition) -> Subject<'_> {
    match &condition.test {
        Test::Word(_) => Subject::Word,
        Test::OneOf(facet, _) => Subject::Facet(*facet),
        Test::Within { metric, .. } => Subject::Metric(*metric),
        Test::Has(what) | Test::Lacks(what) => match what.as_slice() {
            [Presence::Metric(m)] => Subject::Metric(*m),
            [one] => Subject::Presence(*one),
            many => Subject::Several(many),
        },
    }
}

/// A word as it is looked for.
pub(super) fn searched(word: &str) -> String {
    let typed = word.trim();
    fold(typed.strip_prefix('@').unwrap_or(typed))
}

impl Pool {
    /// The rows a condition keeps; from the cache where it was asked lately.
    pub(super) fn keeps(&self, c: &Condition, setting: &Setting, caches: &mut Caches) -> Set {
        // the scheme is chosen in the filter, not in the condition
        let scheme = match c.test {
            Test::OneOf(Facet::Tier, _) => Some(setting.active),
            _ => None,
        };
        let key = (c.clone(), scheme);
        if let Some(set) = caches.conditions.get(&key) {
            return set;
        }
        let set = Set::new(self.evaluate(c, setting, caches));
        caches.conditions.put(key, set.clone());
        set
    }

    fn evaluate(&self, c: &Condition, setting: &Setting, caches: &mut Caches) -> Bits {
        let len = self.len();
        let mut bits = match &c.test {
            Test::Word(word) => self.word(word, caches),
            Test::OneOf(facet, values) => self.one_of(*facet, values, setting, caches),
            Test::Has(what) => {
                let mut any = Bits::none(len);
                for p in what {
                    any.or(&self.present(*p));
                }
                any
            }
            Test::Lacks(what) => {
                let mut all = Bits::all(len);
                for p in what {
                    all.and(&self.present(*p));
                }
                all.complement();
                all
            }
            Test::Within {
                metric,
                ranges,
                currency,
            } => {
                let numbers = self.numbers(*metric, *currency, setting, caches);
                let mut any = Bits::none(len);
                for range in ranges {
                    any.or(&numbers.within(*range, len));
                }
                if c.negated {
                    // missing passes neither way
                    let mut rest = numbers.present(len);
                    rest.minus(&any);
                    any = rest;
                }
                if let Some(currency) = currency {
                    let rows: Vec<u32> = any
                        .rows()
                        .filter(|r| self.currency_at(*metric, *r as usize) == *currency)
                        .collect();
                    any = Bits::of(&rows, len);
                }
                return any;
            }
        };
        if c.negated {
            bits.complement();
        }
        bits
    }

    fn word(&self, word: &str, caches: &mut Caches) -> Bits {
        let folded = searched(word);
        let rows = self.text_with(&folded, caches);
        let mut rows = match rows.bits() {
            Some(bits) => bits.clone(),
            None if rows.is_all() => Bits::all(self.len()),
            None => Bits::none(self.len()),
        };
        let labels = &self.labels;
        let named = labels.tag_words.iter().enumerate();
        let codes = named.filter(|(_, n)| n.contains(&folded)).map(|(c, _)| c);
        rows.or(&labels.tags.rows(codes, self.len()));
        labels.notes.add_rows(&folded, &mut rows);
        rows
    }

    /// Rows with a folded word in their text. A word that goes on where another ended stands only in rows in which that
    /// one does: where these are few, no others are looked at.
    pub(super) fn text_with(&self, folded: &str, caches: &mut Caches) -> Set {
        let letter = self.data.letters.get().and_then(|l| l.rows(folded));
        if let Some(set) = letter.or_else(|| caches.words.get(&folded.into())) {
            return set;
        }
        let ahead = caches.ahead.as_ref().and_then(|a| a.rows(folded));
        let set = Set::new(ahead.unwrap_or_else(|| self.look_for(folded, caches)));
        caches.words.put(folded.into(), set.clone());
        set
    }

    fn look_for(&self, folded: &str, caches: &Caches) -> Bits {
        let before = caches.words.iter();
        let before = before.filter(|(word, _)| folded.contains(&**word));
        let letters = self.data.letters.get().and_then(|l| l.among(folded));
        let known = before.map(|(_, set)| set).chain(&letters);
        match known.min_by_key(|set| set.count()) {
            Some(none) if none.count() == 0 => Bits::none(self.len()),
            // going to a row costs as much as looking through some
            Some(few) if few.count() * 12 < self.len() => few
                .bits()
                .map(|some| self.data.search.rows_among(folded, some))
                .unwrap_or_default(),
            _ => self.data.search.rows(folded),
        }
    }

    fn one_of(
        &self,
        facet: Facet,
        values: &[String],
        setting: &Setting,
        caches: &mut Caches,
    ) -> Bits {
        let len = self.len();
        if facet == Facet::Tier {
            let Some(scheme) = setting.scheme() else {
                return Bits::none(len);
            };
            let tiers = self.tiers(setting.active, scheme, caches);
            let bands: Vec<usize> = values.iter().filter_map(|v| scheme.find(v)).collect();
            return tiers.rows(bands.into_iter(), len);
        }
        match self.facet(facet) {
            Some(known) => known.rows(values.iter().flat_map(|v| known.asked(facet, v)), len),
            None => Bits::none(len),
        }
    }

    /// The bands of a scheme as values: their codes are the bands.
    pub(super) fn tiers(&self, at: usize, scheme: &Scheme, caches: &mut Caches) -> Arc<Values> {
        if let Some(tiers) = caches.tiers.get(&at) {
            return tiers;
        }
        let followers = self.metric(Metric::Followers);
        let ends = scheme.bands.iter().skip(1).map(|b| b.low - 1);
        let bands = scheme.bands.iter().zip(ends.chain([i64::MAX]));
        let rows = bands.map(|(band, high)| {
            // whatever lies under the first band counts as it: followers are never negative
            let low = if band.low == 0 { i64::MIN } else { band.low };
            (band.key.as_str(), followers.within(low, high, self.len()))
        });
        let tiers = Arc::new(Values::new(rows, self.len()));
        caches.tiers.put(at, Arc::clone(&tiers));
        tiers
    }

    fn present(&self, what: Presence) -> Bits {
        let len = self.len();
        let any = |facet: Facet| -> Bits {
            self.facet(facet).map_or(Bits::none(len), |values| {
                values.rows(0..values.postings().len(), len)
            })
        };
        match what {
            Presence::Attr(a) => {
                let mut bits = Bits::none(len);
                if let Some(rows) = self.data.attrs.get(a.index()) {
                    rows.add_to(&mut bits);
                }
                bits
            }
            Presence::Metric(Metric::Stale) => self.data.as_of.present(len),
            // known without ranking everybody
            Presence::Metric(Metric::Score) => {
                let mut all = Bits::all(len);
                for m in score::PARTS {
                    all.and(&self.metric(m).present(len));
                }
                all
            }
            Presence::Metric(m) if self.data.complete.get(m.index()) == Some(&true) => {
                Bits::all(len)
            }
            Presence::Metric(m) => self.metric(m).present(len),
            Presence::Note => self.labels.notes.any(len),
            Presence::Tag => any(Facet::Tag),
            Presence::List => any(Facet::List),
            Presence::Collab => any(Facet::Stage),
            Presence::Work(f) => any(f),
        }
    }

    /// A metric's values as the question sees them.
    pub(super) fn numbers(
        &self,
        metric: Metric,
        currency: Option<Currency>,
        setting: &Setting,
        caches: &mut Caches,
    ) -> Numbers<'_> {
        if metric == Metric::Stale {
            return Numbers::Age(&self.data.as_of, day(setting.today));
        }
        // an amount in a currency of its own asks for that one
        if metric.unit().is_money() && setting.rates.is_set() && currency.is_none() {
            return Numbers::Base(self.in_base(metric, setting, caches));
        }
        Numbers::Stored(self.metric(metric), metric.unit())
    }

    /// A money metric in the base currency; missing where the table has no rate.
    fn in_base(&self, metric: Metric, setting: &Setting, caches: &mut Caches) -> Arc<Column> {
        if let Some(column) = caches.converted.get(&metric) {
            return column;
        }
        let mut growing = Growing::new(self.len());
        self.metric(metric).each(self.len(), |row, v| {
            growing.push(v.and_then(|raw| {
                let currency = self.currency_at(metric, row);
                setting.rates.to_base(raw, metric.unit(), currency)
            }));
        });
        let column = Arc::new(growing.freeze());
        caches.converted.put(metric, Arc::clone(&column));
        column
    }
}

/// See [`Pool::numbers`].
pub(super) enum Numbers<'p> {
    Stored(&'p Column, Unit),
    Base(Arc<Column>),
    /// Days from the data's last one to today.
    Age(&'p Column, i64),
}

impl Numbers<'_> {
    fn within(&self, range: Range, len: usize) -> Bits {
        match self {
            Numbers::Stored(column, unit) => {
                let (low, high) = range.to_raw(*unit);
                column.within(low, high, len)
            }
            Numbers::Base(column) => {
                let (low, high) = range.to_raw(Unit::Price);
                column.within(low, high, len)
            }
            Numbers::Age(column, today) => {
                let (low, high) = range.to_raw(Unit::Days);
                column.within(today.saturating_sub(high), today.saturating_sub(low), len)
            }
        }
    }

    fn present(&self, len: usize) -> Bits {
        match self {
            Numbers::Stored(column, _) | Numbers::Age(column, _) => column.present(len),
            Numbers::Base(column) => column.present(len),
        }
    }
}
