//! Walking over the rows. The cursor keeps to what a row means, not to its number.

use super::super::{Focus, fetch, table};
use super::{Row, rows};
use crate::app::State;
use crate::domain::facet::Facet;
use crate::messages::Effect;

/// Rows kept in sight above and below the cursor.
const MARGIN: usize = 3;

/// Whether the cursor may stand on a row.
fn stands(row: &Row) -> bool {
    !matches!(row, Row::Facet(_))
}

/// Moves the cursor over rows.
pub fn step(state: &mut State, by: isize) -> Vec<Effect> {
    let rows = rows(state);
    let mut at = state.pool.panes.cursor.min(rows.len().saturating_sub(1));
    for _ in 0..by.unsigned_abs() {
        let ahead = |from: usize| {
            from.checked_add_signed(by.signum())
                .filter(|n| *n < rows.len())
        };
        let mut next = ahead(at);
        while let Some(n) = next.filter(|n| !rows.get(*n).is_some_and(stands)) {
            next = ahead(n);
        }
        match next {
            Some(n) => at = n,
            None => break,
        }
    }
    place(state, at);
    Vec::new()
}

/// Puts the cursor on a row and the row on the screen.
pub(super) fn place(state: &mut State, at: usize) {
    let height = usize::from(state.layout().panes.height).max(1);
    let panes = &mut state.pool.panes;
    panes.cursor = at;
    // a few rows beyond the cursor stay in sight, so that one sees where one is going
    let margin = MARGIN.min(height / 4);
    panes.top = panes
        .top
        .min(at.saturating_sub(margin))
        .max((at + 1 + margin).saturating_sub(height));
    // what fits on the first screen is seen from its top
    if at + 1 + margin <= height {
        panes.top = 0;
    }
}

/// Goes to the first row.
pub fn to_top(state: &mut State) {
    let first = rows(state).iter().position(stands).unwrap_or(0);
    place(state, first);
}

/// Goes to the next or previous section.
pub fn section(state: &mut State, forward: bool) -> Vec<Effect> {
    let rows = rows(state);
    let at = state.pool.panes.cursor;
    let heads: Vec<usize> = rows
        .iter()
        .enumerate()
        .filter(|(_, r)| matches!(r, Row::Head(..) | Row::Facet(_)))
        .map(|(i, _)| i)
        .collect();
    let to = if forward {
        heads.iter().copied().find(|i| *i > at)
    } else {
        heads.iter().copied().rev().find(|i| *i + 1 < at)
    };
    if let Some(head) = to {
        // a folded section has only its title to stand on
        let inside = rows
            .get(head + 1)
            .filter(|r| stands(r) && !matches!(r, Row::Head(..)));
        place(state, if inside.is_some() { head + 1 } else { head });
    }
    Vec::new()
}

/// Gives the keys to the panes.
pub fn enter(state: &mut State) -> Vec<Effect> {
    state.pool.focus = Focus::Panes;
    if !state.pool.panes.started {
        state.pool.panes.started = true;
        let first = rows(state)
            .iter()
            .position(|r| {
                matches!(
                    r,
                    Row::Value {
                        facet: Facet::Tier,
                        ..
                    }
                )
            })
            .unwrap_or(0);
        place(state, first);
    } else {
        clamp(state);
    }
    table::settle(state);
    fetch(state)
}

/// Keeps the cursor on the same row's meaning after the rows have changed.
pub fn keep(state: &mut State, before: Option<Row>) {
    let same = |a: &Row, b: &Row| match (a, b) {
        (Row::Head(a, _), Row::Head(b, _)) => a == b,
        (Row::Goal(a, ..), Row::Goal(b, ..)) => a == b,
        (
            Row::Value {
                facet: f, value: v, ..
            },
            Row::Value {
                facet: g, value: w, ..
            },
        ) => f == g && v == w,
        (Row::More(a, _), Row::More(b, _)) => a == b,
        (Row::Number { metric: a, .. }, Row::Number { metric: b, .. }) => a == b,
        (Row::Has(a, ..), Row::Has(b, ..)) => a == b,
        _ => false,
    };
    let offset = state.pool.panes.cursor.saturating_sub(state.pool.panes.top);
    if let Some(before) = before
        && let Some(at) = rows(state).iter().position(|r| same(r, &before))
    {
        state.pool.panes.top = at.saturating_sub(offset);
        place(state, at);
    }
    clamp(state);
}

/// Brings the cursor back onto a row.
pub fn clamp(state: &mut State) {
    let rows = rows(state);
    let mut at = state.pool.panes.cursor.min(rows.len().saturating_sub(1));
    while at > 0 && !rows.get(at).is_some_and(stands) {
        at -= 1;
    }
    place(state, at);
}

/// The row under the cursor.
pub fn current(state: &State) -> Option<Row> {
    rows(state).into_iter().nth(state.pool.panes.cursor)
}
