//! Which rows the panes have, as the filter and the last answer stand.

use std::collections::BTreeSet;

use super::{PRESENCES, Row, Section, probes};
use crate::app::State;
use crate::domain::answer::Histogram;
use crate::domain::facet::{Facet, asked_for};
use crate::domain::field::Metric;
use crate::domain::filter::{Condition, Goal, Presence, Test};
use crate::domain::number::Range;

/// Values shown of a facet before one asks for more.
const SHOWN: usize = 6;

/// All rows, top down, as the filter and the last answer have them.
pub fn rows(state: &State) -> Vec<Row> {
    let mut out = Vec::new();
    let filter = &state.pool.filter;
    let probes = probes();
    let counts = state
        .pool
        .answer
        .as_ref()
        .map(|a| a.probes.as_slice())
        .unwrap_or_default();
    let probe = |wanted: &Condition| {
        probes
            .iter()
            .position(|c| c == wanted)
            .and_then(|i| counts.get(i).copied())
            .unwrap_or(0)
    };
    let has = |p| Condition {
        negated: false,
        test: Test::Has(vec![p]),
    };
    for section in Section::ALL {
        if section == Section::Filter && filter.conditions.is_empty() {
            continue;
        }
        let folded = state.pool.panes.folded.contains(&section);
        out.push(Row::Head(section, folded));
        if folded {
            continue;
        }
        match section {
            Section::Filter => {
                let kept = state
                    .pool
                    .answer
                    .as_ref()
                    .map(|a| a.conditions.as_slice())
                    .unwrap_or_default();
                for (i, c) in filter.conditions.iter().enumerate() {
                    let kept = kept.get(i).copied().unwrap_or_default();
                    out.push(Row::Condition(i, c.print(), kept.alone, kept.left));
                }
            }
            Section::Goal => {
                for goal in Goal::ALL {
                    out.push(Row::Goal(
                        goal,
                        filter.goal == Some(goal),
                        probe(&goal.condition()),
                    ));
                }
            }
            _ => {}
        }
        for &metric in section.metrics() {
            let count = if filter.asks(metric) {
                state.pool.matched()
            } else {
                probe(&has(Presence::Metric(metric)))
            };
            out.push(number_row(state, metric, count));
        }
        if section == Section::Status {
            for p in PRESENCES {
                let on = filter.conditions.contains(&has(p));
                out.push(Row::Has(p, on, probe(&has(p))));
            }
        }
        for &facet in section.facets() {
            facet_rows(state, section, facet, &mut out);
        }
    }
    out
}

fn number_row(state: &State, metric: Metric, count: usize) -> Row {
    let range = state.pool.filter.range(metric);
    let asks = state.pool.filter.asks(metric);
    let bound = match (range, asks) {
        (Some(r), _) => bound_text(metric, r, state.settings.ascii),
        (None, true) => "…".to_owned(),
        (None, false) => String::new(),
    };
    let histogram = histogram(state, metric);
    let cut = range.zip(histogram).map(|(r, h)| {
        let (low, high) = r.to_raw(metric.unit());
        let below = if r.low.is_some() { h.cell_of(low) } else { 0 };
        let above = if r.high.is_some() {
            h.cell_of(high) + 1
        } else {
            h.counts.len()
        };
        (below, above)
    });
    let count = if metric == Metric::Stale && !asks {
        state.pool.matched()
    } else {
        count
    };
    Row::Number {
        metric,
        bound,
        count,
        cut,
    }
}

/// `≥80`, `<40`, `20..40`.
pub(super) fn bound_text(metric: Metric, range: Range, ascii: bool) -> String {
    let test = Test::Within {
        metric,
        ranges: vec![range],
        currency: None,
    };
    let text = Condition {
        negated: false,
        test,
    }
    .print();
    let text = text
        .strip_prefix(metric.key())
        .unwrap_or(&text)
        .trim_start_matches(':')
        .to_owned();
    if ascii {
        text
    } else {
        text.replace(">=", "≥").replace("<=", "≤")
    }
}

/// The spread of a metric over the pool.
pub fn histogram(state: &State, metric: Metric) -> Option<&Histogram> {
    state.pool.histograms.iter().find(|h| h.metric == metric)
}

fn facet_rows(state: &State, section: Section, facet: Facet, out: &mut Vec<Row>) {
    let Some(answer) = &state.pool.answer else {
        return;
    };
    let mut values = answer.facet(facet).to_vec();
    // a band without creators stays in its place: the tiers do not jump about
    if facet == Facet::Tier
        && let Some(scheme) = state.settings.schemes.get(state.scheme())
    {
        let count = |key: &str| values.iter().find(|(v, _)| v == key).map_or(0, |(_, n)| *n);
        values = scheme
            .bands
            .iter()
            .map(|b| (b.key.clone(), count(&b.key)))
            .collect();
    }
    if values.is_empty() && facet != Facet::Category {
        return;
    }
    if section.facets().len() > 1 {
        out.push(Row::Facet(facet));
    }
    let needle = state
        .pool
        .panes
        .narrowed
        .get(&facet)
        .map(|t| crate::text::fold(t))
        .unwrap_or_default();
    let asked = |typed: &str| asked_for(facet, typed, values.iter().map(|(v, _)| v.as_str()));
    let chosen: BTreeSet<usize> = state.pool.filter.chosen(facet).flat_map(asked).collect();
    let turned_away = state
        .pool
        .filter
        .conditions
        .iter()
        .filter(|c| c.negated)
        .flat_map(|c| match &c.test {
            Test::OneOf(f, v) if *f == facet => v.as_slice(),
            _ => &[],
        });
    let away: BTreeSet<usize> = turned_away.flat_map(|v| asked(v)).collect();
    let all =
        facet == Facet::Tier || state.pool.panes.opened.contains(&facet) || !needle.is_empty();
    let greatest = values.iter().map(|(_, n)| *n).max().unwrap_or(0).max(1);
    let (mut shown, mut hidden) = (0, 0);
    for (i, (value, count)) in values.iter().enumerate() {
        let (on, off) = (chosen.contains(&i), away.contains(&i));
        let fits = needle.is_empty() || crate::text::fold(value).contains(&needle);
        if !fits {
            continue;
        }
        if !all && shown >= SHOWN && !on && !off {
            hidden += 1;
            continue;
        }
        shown += 1;
        let share = ratio(*count, greatest);
        out.push(Row::Value {
            facet,
            value: value.clone(),
            count: *count,
            share,
            on,
            off,
        });
    }
    if hidden > 0 || (all && facet != Facet::Tier && needle.is_empty() && shown > SHOWN) {
        out.push(Row::More(facet, hidden));
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    // counts stay far below 2^52
    part as f64 / whole.max(1) as f64
}
