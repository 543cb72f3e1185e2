//! Choosing, turning away, clearing and narrowing what stands under the cursor.

use super::bounds::type_bound;
use super::cursor::{clamp, current, keep, place};
use super::{Row, Section, rows};
use crate::app::State;
use crate::app::layer::Layer;
use crate::app::line::LineEdit;
use crate::app::pool::set_filter;
use crate::domain::facet::{Facet, asked_for};
use crate::domain::filter::{Condition, Filter, Test};
use crate::domain::message::Message;
use crate::messages::Effect;
use crate::text::fold_key;

/// Space and Enter: choose, open, type a bound, take a condition away.
pub fn choose(state: &mut State) -> Vec<Effect> {
    let Some(row) = current(state) else {
        return Vec::new();
    };
    match &row {
        Row::Number { metric, .. } => return type_bound(state, *metric),
        Row::Head(section, _) => {
            if !state.pool.panes.folded.remove(section) {
                state.pool.panes.folded.insert(*section);
            }
            keep(state, Some(row));
            return Vec::new();
        }
        Row::More(facet, _) => {
            if !state.pool.panes.opened.remove(facet) {
                state.pool.panes.opened.insert(*facet);
            }
            clamp(state);
            return Vec::new();
        }
        Row::Facet(_) => return Vec::new(),
        _ => {}
    }
    let mut filter = state.pool.filter.clone();
    match &row {
        Row::Condition(i, ..) => filter.remove(*i),
        Row::Goal(goal, on, _) => {
            let goal = (!on).then_some(*goal);
            filter.set_goal(goal);
            if let Some(goal) = goal {
                state.pool.sort = goal.sort();
            }
        }
        Row::Value {
            facet, value, on, ..
        } => filter.toggle(*facet, value, same(state, *facet, value, *on)),
        Row::Has(p, on, _) => {
            let condition = Condition {
                negated: false,
                test: Test::Has(vec![*p]),
            };
            filter.conditions.retain(|c| *c != condition);
            if !on {
                filter.conditions.push(condition);
            }
        }
        _ => {}
    }
    // what was looked for is found
    if let Row::Value { facet, .. } = &row {
        state.pool.panes.narrowed.remove(facet);
    }
    apply(state, filter, Some(row))
}

pub(super) fn apply(state: &mut State, filter: Filter, row: Option<Row>) -> Vec<Effect> {
    let effects = set_filter(state, filter);
    keep(state, row);
    effects
}

/// Whether what was typed stands for the value under the cursor: by name, or by a part of it where that is what chose
/// it.
fn same<'a>(
    state: &'a State,
    facet: Facet,
    value: &'a str,
    chosen: bool,
) -> impl Fn(&str, &str) -> bool + 'a {
    move |typed, _| {
        let values = state
            .pool
            .answer
            .as_ref()
            .map(|a| a.facet(facet))
            .unwrap_or_default();
        fold_key(typed) == fold_key(value)
            || chosen
                && asked_for(facet, typed, values.iter().map(|(v, _)| v.as_str()))
                    .iter()
                    .any(|i| values.get(*i).is_some_and(|(v, _)| v == value))
    }
}

/// Turns the value under the cursor away, or takes the condition on the row away.
pub fn turn_away(state: &mut State) -> Vec<Effect> {
    let Some(row) = current(state) else {
        return Vec::new();
    };
    let mut filter = state.pool.filter.clone();
    match &row {
        Row::Value {
            facet,
            value,
            on,
            off,
            ..
        } => {
            filter.toggle_not(*facet, value, same(state, *facet, value, *on || *off));
        }
        Row::Condition(i, ..) => {
            if let Some(c) = filter.conditions.get_mut(*i) {
                c.negated = !c.negated;
            }
        }
        _ => return Vec::new(),
    }
    apply(state, filter, Some(row))
}

/// Takes away what the row under the cursor asks.
pub fn clear_row(state: &mut State) -> Vec<Effect> {
    let Some(row) = current(state) else {
        return Vec::new();
    };
    let mut filter = state.pool.filter.clone();
    let facet_of = |section: Section| section.facets().to_vec();
    let drop_facets = |filter: &mut Filter, facets: &[Facet]| {
        filter
            .conditions
            .retain(|c| !matches!(&c.test, Test::OneOf(f, _) if facets.contains(f)));
    };
    match &row {
        Row::Condition(i, ..) => filter.remove(*i),
        Row::Goal(..) => filter.set_goal(None),
        Row::Number { metric, .. } => filter.set_range(*metric, None),
        Row::Value { facet, .. } | Row::More(facet, _) | Row::Facet(facet) => {
            drop_facets(&mut filter, &[*facet])
        }
        Row::Has(p, ..) => filter
            .conditions
            .retain(|c| !matches!(&c.test, Test::Has(w) | Test::Lacks(w) if w == &[*p])),
        Row::Head(Section::Filter, _) => filter.conditions.clear(),
        Row::Head(section, _) => {
            drop_facets(&mut filter, &facet_of(*section));
            for m in section.metrics() {
                filter.set_range(*m, None);
            }
        }
    }
    apply(state, filter, Some(row))
}

/// Opens the line that narrows the facet under the cursor.
pub fn open_narrow(state: &mut State) -> Vec<Effect> {
    let Some(facet) = facet_at_cursor(state) else {
        state.say(Message::new("app-narrow-nothing"));
        return Vec::new();
    };
    let text = state
        .pool
        .panes
        .narrowed
        .get(&facet)
        .cloned()
        .unwrap_or_default();
    state
        .layers
        .push(Layer::Narrow(facet, LineEdit::new(&text)));
    Vec::new()
}

/// The facet whose rows the cursor is on.
fn facet_at_cursor(state: &State) -> Option<Facet> {
    match current(state)? {
        Row::Value { facet, .. } | Row::More(facet, _) => Some(facet),
        Row::Head(Section::Category, _) => Some(Facet::Category),
        _ => None,
    }
}

/// Whether the narrowed facet has a value left.
pub fn any_value(state: &State, facet: Facet) -> bool {
    let rows = rows(state);
    rows.iter()
        .any(|r| matches!(r, Row::Value { facet: f, .. } if *f == facet))
}

/// Narrows a facet to values that contain the text.
pub fn narrow(state: &mut State, facet: Facet, text: String) {
    if text.is_empty() {
        state.pool.panes.narrowed.remove(&facet);
    } else {
        state.pool.panes.narrowed.insert(facet, text);
    }
    let first = rows(state)
        .iter()
        .position(|r| matches!(r, Row::Value { facet: f, .. } if *f == facet));
    if let Some(first) = first {
        place(state, first);
    }
    clamp(state);
}
