//! Numeric conditions: typed, or nudged step by step.

use super::Row;
use super::choose::apply;
use super::cursor::{current, keep};
use super::rows::{bound_text, histogram};
use crate::app::State;
use crate::app::layer::Layer;
use crate::app::line::LineEdit;
use crate::domain::field::Metric;
use crate::domain::filter::{self, Condition, Test};
use crate::domain::message::Message;
use crate::domain::number::{Decimal, Range, Unit};
use crate::messages::Effect;

/// Whether a metric is usually bounded from above.
const fn upper(metric: Metric) -> bool {
    matches!(metric, Metric::RefundRate | Metric::Stale)
}

/// Left and right: nudge a bound by one cell of the histogram, fold and unfold a section.
pub fn nudge(state: &mut State, by: isize) -> Vec<Effect> {
    let Some(row) = current(state) else {
        return Vec::new();
    };
    match &row {
        Row::Number { metric, .. } => {
            let Some(h) = histogram(state, *metric) else {
                return Vec::new();
            };
            let range = state.pool.filter.range(*metric);
            let is_upper = range.map_or(upper(*metric), |r| r.high.is_some() && r.low.is_none());
            let bound = range.and_then(|r| if is_upper { r.high } else { r.low });
            let raw = bound.map(|(d, _)| Range::exactly(d).to_raw(metric.unit()).0);
            let steps = steps(*metric, &h.edges);
            let next = match (raw, by > 0) {
                // from nothing: the first bound that cuts something off
                (None, true) if !is_upper => steps.iter().copied().find(|e| *e > 0),
                (None, false) if is_upper => steps.last().copied(),
                (None, _) => None,
                (Some(raw), true) => steps.iter().copied().find(|e| *e > raw),
                (Some(raw), false) => steps
                    .iter()
                    .copied()
                    .rev()
                    .find(|e| *e < raw && (is_upper || *e > 0)),
            };
            let leaves = raw.is_some() && next.is_none();
            if raw.is_none() && next.is_none() || (leaves && by > 0 && !is_upper) {
                return Vec::new();
            }
            let to = next.map(|raw| Decimal::from_raw(raw, metric.unit()));
            let mut filter = state.pool.filter.clone();
            filter.set_bound(*metric, to, is_upper);
            apply(state, filter, Some(row))
        }
        Row::Head(section, folded) => {
            let section = *section;
            if by > 0 && *folded {
                state.pool.panes.folded.remove(&section);
            } else if by < 0 && !folded {
                state.pool.panes.folded.insert(section);
            }
            keep(state, Some(row));
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// The bounds one walks through: whole percents for rates, fives for shares of an audience, weeks for ages, and for
/// counts and money, which spread over powers of ten, one, two and five of each.
fn steps(metric: Metric, edges: &[i64]) -> Vec<i64> {
    let per = metric.unit().per_one();
    let top = edges.last().copied().unwrap_or(0).max(per);
    match metric.unit() {
        Unit::Ratio => {
            let points = if metric.is_share() { 5 } else { 1 };
            (0..=100 / points)
                .map(|n| n * points * (per / 100))
                .collect()
        }
        Unit::Score => (2..=10).map(|n| n * per / 2).collect(),
        Unit::Days => (1..=26).map(|n| n * 7).collect(),
        _ => {
            let powers = (0..15u32).filter_map(|p| per.checked_mul(10i64.checked_pow(p)?));
            powers
                .flat_map(|p| [p, p * 2, p * 5])
                .take_while(|n| *n <= top.saturating_mul(2))
                .collect()
        }
    }
}

/// Opens the line in which a bound is typed.
pub(super) fn type_bound(state: &mut State, metric: Metric) -> Vec<Effect> {
    let text = state
        .pool
        .filter
        .range(metric)
        .map(|r| bound_text(metric, r, true))
        .unwrap_or_default();
    state
        .layers
        .push(Layer::Bound(metric, LineEdit::new(&text)));
    Vec::new()
}

/// Takes a typed bound: `80`, `>=80`, `<40`, `20..40`, or nothing to take it away. An error leaves the line open.
pub fn take_bound(state: &mut State, metric: Metric, text: &str) -> Result<Vec<Effect>, Message> {
    let text = text.trim();
    let row = current(state);
    let mut next = state.pool.filter.clone();
    if text.is_empty() {
        next.set_range(metric, None);
    } else {
        let bare =
            text.starts_with(|c: char| c.is_ascii_digit() || c == '.') && !text.contains("..");
        let op = match (bare, upper(metric)) {
            (true, false) => ">=",
            (true, true) => "<=",
            (false, _)
                if text.starts_with(['<', '>', '=', ':', '≥', '≤', '＞', '＜', '＝', '：']) =>
            {
                ""
            }
            (false, _) => ":",
        };
        let parsed = filter::parse(
            &format!("{}{op}{text}", metric.key()),
            &state.settings.schemes,
        )
        .map_err(|e| e.message())?;
        let Some(Condition {
            test: Test::Within {
                ranges, currency, ..
            },
            ..
        }) = parsed.conditions.into_iter().next()
        else {
            return Err(Message::new("query-no-value")
                .with("field", metric.key())
                .with("at", 1));
        };
        next.set_range(metric, ranges.first().copied());
        for c in &mut next.conditions {
            if let Test::Within {
                metric: m,
                currency: old,
                ranges: all,
            } = &mut c.test
                && *m == metric
            {
                *old = currency;
                all.clone_from(&ranges);
            }
        }
    }
    Ok(apply(state, next, row))
}
