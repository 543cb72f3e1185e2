//! A filter as text, in the shortest form that reads back to the same filter.

use std::fmt::Write as _;

use super::super::facet::Facet;
use super::super::field::Metric;
use super::super::number::{Decimal, Range, Unit};
use super::super::tier::Schemes;
use super::{Condition, Filter, Presence, Test};

impl Filter {
    /// The text of the query bar.
    pub fn print(&self, schemes: &Schemes) -> String {
        let mut parts = Vec::with_capacity(self.conditions.len() + 2);
        parts.extend(self.goal.map(|g| format!("goal:{}", g.key())));
        parts.extend(
            self.scheme
                .and_then(|i| schemes.all.get(i))
                .map(|s| format!("scheme:{}", quoted(&s.key))),
        );
        parts.extend(self.conditions.iter().map(Condition::print));
        parts.join(" ")
    }
}

impl Condition {
    /// The text of one condition.
    pub fn print(&self) -> String {
        let sign = if self.negated { "-" } else { "" };
        match &self.test {
            Test::Word(word) => format!("{sign}{}", quoted_word(word)),
            Test::OneOf(facet, values) => {
                format!(
                    "{sign}{}:{}",
                    facet.query(),
                    values
                        .iter()
                        .map(|v| quoted(v))
                        .collect::<Vec<_>>()
                        .join(",")
                )
            }
            Test::Has(what) => format!("{sign}has:{}", presences(what)),
            Test::Lacks(what) => format!("{sign}no:{}", presences(what)),
            Test::Within {
                metric,
                ranges,
                currency,
            } => {
                let code = currency.map(|c| c.code().to_owned()).unwrap_or_default();
                let mut out = format!("{sign}{}", metric.key());
                match ranges.as_slice() {
                    [one] if one.low.is_none() || one.high.is_none() => {
                        for (end, op) in [(one.low, '>'), (one.high, '<')] {
                            if let Some((d, inclusive)) = end {
                                let equals = if inclusive { "=" } else { "" };
                                let _ = write!(out, "{op}{equals}{}{code}", number(*metric, d));
                            }
                        }
                    }
                    many => {
                        let ranges: Vec<_> =
                            many.iter().map(|r| range(*metric, r, &code)).collect();
                        let _ = write!(out, ":{}", ranges.join(","));
                    }
                }
                out
            }
        }
    }
}

fn presences(what: &[Presence]) -> String {
    what.iter().map(|p| p.key()).collect::<Vec<_>>().join(",")
}

/// A threshold as people type it: percent numbers for percent fields.
pub(super) fn number(metric: Metric, d: Decimal) -> String {
    if metric.unit() == Unit::Ratio {
        d.times_100().to_string()
    } else {
        d.to_string()
    }
}

fn range(metric: Metric, r: &Range, code: &str) -> String {
    let end = |e: Option<(Decimal, bool)>| {
        e.map(|(d, _)| format!("{}{code}", number(metric, d)))
            .unwrap_or_default()
    };
    match (r.low, r.high) {
        (Some(a), Some(b)) if a == b => end(r.low),
        // `20..<30` keeps the upper end out, `20>..30` the lower one
        (low, high) => {
            let open_low = if low.is_some_and(|(_, inclusive)| !inclusive) {
                ">"
            } else {
                ""
            };
            let open_high = if high.is_some_and(|(_, inclusive)| !inclusive) {
                "<"
            } else {
                ""
            };
            format!("{}{open_low}..{open_high}{}", end(low), end(high))
        }
    }
}

/// A value that may hold blanks, commas or quotes.
pub(super) fn quoted(value: &str) -> String {
    let plain = !value.is_empty()
        && !value
            .chars()
            .any(|c| c.is_whitespace() || ",，\"“”:：<>=＜＞＝≤≥".contains(c));
    if plain && !value.starts_with('>') {
        value.to_owned()
    } else {
        format!("\"{}\"", value.replace('"', "”"))
    }
}

/// A bare word must moreover not look like a condition or a negation.
fn quoted_word(word: &str) -> String {
    if word.starts_with(['-', '－']) {
        format!("\"{}\"", word.replace('"', "”"))
    } else {
        quoted(word)
    }
}

impl Facet {
    /// `cat:"Beauty & Personal Care"`: one value of the facet as a condition's text.
    pub fn print(self, value: &str) -> String {
        format!("{}:{}", self.query(), quoted(value))
    }
}
