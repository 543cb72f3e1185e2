//! The table of creators: cursor, scrolling, marks, columns.

use super::super::format;
use super::{ColumnView, PoolScreen, fetch};
use crate::app::State;
use crate::app::layout::{HEADER_ROWS, Layout};
use crate::domain::column::Column;
use crate::domain::field::{Attr, Metric};
use crate::domain::message::Message;
use crate::domain::number::Unit;
use crate::messages::Effect;

/// Cells before the first column: mark and cursor.
pub const GUTTER: u16 = 3;

/// Brings cursor and first row into their bounds.
pub fn settle(state: &mut State) {
    let rows = state.layout().table_rows().max(1);
    let pool = &mut state.pool;
    let matched = pool.matched();
    pool.cursor = pool.cursor.min(matched.saturating_sub(1));
    pool.top = pool
        .top
        .min(pool.cursor)
        .max((pool.cursor + 1).saturating_sub(rows));
    pool.top = pool.top.min(matched.saturating_sub(rows.min(matched)));
}

/// Puts the cursor on a row.
pub fn go(state: &mut State, row: usize) -> Vec<Effect> {
    // before there are rows, the creator of the last time stays the one to be found
    if state.pool.answer.is_none() {
        return Vec::new();
    }
    state.pool.cursor = row;
    state.pool.to_end = false;
    state.pool.card_top = 0;
    settle(state);
    state.pool.on = state.pool.id_at(state.pool.cursor);
    fetch(state)
}

/// Goes to the last row, or to one of that number. Before the pool is loaded: to the end as soon as it is known.
pub fn last(state: &mut State, number: Option<usize>) -> Vec<Effect> {
    let effects = go(state, number.unwrap_or(usize::MAX).saturating_sub(1));
    state.pool.to_end = number.is_none() && state.pool.answer.is_none();
    effects
}

/// Moves the cursor by rows.
pub fn step(state: &mut State, by: isize) -> Vec<Effect> {
    let row = state.pool.cursor.saturating_add_signed(by);
    go(state, row)
}

/// Moves cursor and screen together, by parts of a screen.
pub fn page(state: &mut State, screens: isize, parts: isize) -> Vec<Effect> {
    let rows = isize::try_from(state.layout().table_rows().max(1)).unwrap_or(1);
    // one line of the old page stays, so that the eye finds its place
    let by = (rows * screens / parts - screens.signum()).abs().max(1) * screens.signum();
    let matched = state.pool.matched();
    let limit = matched.saturating_sub(state.layout().table_rows());
    state.pool.top = state.pool.top.saturating_add_signed(by).min(limit);
    step(state, by)
}

/// Marks or unmarks the creator under the cursor and goes on to the next.
pub fn mark(state: &mut State, count: usize) -> Vec<Effect> {
    for _ in 0..count {
        let Some(id) = state.pool.id_at(state.pool.cursor) else {
            break;
        };
        let marked = state.pool.marks.contains(id);
        state.pool.marks.set(id, !marked);
        if state.pool.cursor + 1 >= state.pool.matched() {
            break;
        }
        state.pool.cursor += 1;
    }
    let row = state.pool.cursor;
    let mut effects = go(state, row);
    effects.push(Effect::Save(Box::new(state.session())));
    effects
}

/// Marks all matches; where all are marked, unmarks them.
pub fn mark_all(state: &mut State) -> Vec<Effect> {
    let Some(answer) = state.pool.answer.clone() else {
        return Vec::new();
    };
    let ids = answer.ids.all();
    let all = ids.iter().all(|id| state.pool.marks.contains(*id));
    for id in ids {
        state.pool.marks.set(*id, !all);
    }
    let id = if all { "app-unmarked" } else { "app-marked" };
    state.say(Message::new(id).with("n", answer.ids.len()));
    vec![Effect::Save(Box::new(state.session()))]
}

/// Goes to the next or the previous marked creator among the matches.
pub fn to_mark(state: &mut State, forward: bool) -> Vec<Effect> {
    let Some(answer) = state.pool.answer.clone() else {
        return Vec::new();
    };
    let marked = |row: &usize| {
        let id = answer.ids.get(*row);
        id.is_some_and(|id| state.pool.marks.contains(id))
    };
    let at = state.pool.cursor;
    let found = if forward {
        (at + 1..answer.ids.len()).chain(0..at).find(marked)
    } else {
        (0..at)
            .rev()
            .chain((at + 1..answer.ids.len()).rev())
            .find(marked)
    };
    match found {
        Some(row) => go(state, row),
        None => Vec::new(),
    }
}

/// The marked creators that match, in their order, or the one under the cursor.
pub fn picked_ids(state: &State) -> Vec<u32> {
    let pool = &state.pool;
    if pool.marks.is_empty() {
        return pool.id_at(pool.cursor).into_iter().collect();
    }
    let matches = pool.answer.iter().flat_map(|a| a.ids.all());
    matches
        .copied()
        .filter(|id| pool.marks.contains(*id))
        .collect()
}

/// A column's own width in cells.
pub fn usual_width(column: Column) -> u16 {
    match column {
        Column::Handle => 19,
        Column::Attr(Attr::Name) => 14,
        Column::Attr(Attr::Region | Attr::Language | Attr::Gender) => 6,
        Column::Attr(Attr::Email | Attr::Url | Attr::Bio) | Column::Note => 28,
        Column::Attr(_) | Column::Tags => 20,
        Column::Tier => 10,
        Column::Age => 7,
        Column::Platform => 9,
        Column::PlatformId => 20,
        Column::Lists | Column::Source | Column::Campaign => 16,
        Column::Stage => 13,
        Column::Verdict => 19,
        Column::Diagnosis => 16,
        Column::Owner => 10,
        Column::Metric(Metric::Risk) => 13,
        Column::Metric(m) => match m.unit() {
            Unit::Money => 12,
            Unit::Price | Unit::Mean | Unit::Times => 8,
            Unit::Ratio if m.is_of_returns() => 9,
            Unit::Ratio | Unit::Score => 6,
            Unit::Days if m.is_of_work() => 9,
            Unit::Days => 6,
            Unit::Count if matches!(m, Metric::Followers | Metric::TotalLikes) => 11,
            Unit::Count => 8,
        },
    }
}

/// Below this width texts other than the first column give way to numbers.
const NARROW: u16 = 56;

/// A column on screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// Position among the person's columns.
    pub index: usize,
    /// Which.
    pub column: Column,
    /// First cell, from the table's left edge.
    pub x: u16,
    /// Cells.
    pub width: u16,
}

/// The columns that fit: the first one always, then from the sideways scroll on. What the list is sorted by stands beside
/// the first one where it would not fit: an order whose reason nobody sees looks like none. What is left over goes to the
/// last text column, so that nothing is cut while there is room.
pub fn placed(pool: &PoolScreen, layout: &Layout) -> Vec<Placed> {
    let all = placed_with(pool, layout, None);
    let sorted = pool.sort.first().map(|k| k.column);
    let place = || pool.columns.iter().position(|c| Some(c.column) == sorted);
    match place().filter(|at| *at > pool.scroll && !all.iter().any(|p| p.index == *at)) {
        Some(at) => placed_with(pool, layout, Some(at)),
        None => all,
    }
}

fn placed_with(pool: &PoolScreen, layout: &Layout, sorted: Option<usize>) -> Vec<Placed> {
    // the last cell is for the sign that there are more columns
    let right = layout.table.width.saturating_sub(1);
    let mut x = GUTTER;
    let mut out: Vec<Placed> = Vec::new();
    // beside the panes on a small terminal: the numbers that decide, and no further texts
    let narrow = right < NARROW;
    let first = pool.columns.iter().enumerate().take(1);
    let sort = sorted.and_then(|at| Some((at, pool.columns.get(at)?)));
    let pinned = first.chain(sort);
    let scrolled = pool.columns.iter().enumerate().skip(1 + pool.scroll);
    let scrolled = scrolled
        .filter(|(at, _)| Some(*at) != sorted)
        .filter(move |(_, c)| !narrow || c.column.is_number());
    for (index, ColumnView { column, width }) in pinned.chain(scrolled) {
        let width = if *width == 0 {
            usual_width(*column)
        } else {
            *width
        };
        if x + width > right && !out.is_empty() {
            break;
        }
        let width = width.min(right.saturating_sub(x));
        out.push(Placed {
            index,
            column: *column,
            x,
            width,
        });
        x += width + 1;
    }
    let spare = right.saturating_sub(x.saturating_sub(1));
    let widen = out.iter().rposition(|p| !p.column.is_number()).unwrap_or(0);
    for (i, p) in out.iter_mut().enumerate() {
        match i.cmp(&widen) {
            std::cmp::Ordering::Equal => p.width += spare,
            std::cmp::Ordering::Greater => p.x += spare,
            std::cmp::Ordering::Less => {}
        }
    }
    out
}

/// Scrolls the columns behind the first one sideways.
pub fn sideways(state: &mut State, by: isize) -> Vec<Effect> {
    let last = state.pool.columns.len().saturating_sub(2);
    let layout = state.layout();
    let before = state.pool.scroll;
    state.pool.scroll = before.saturating_add_signed(by).min(last);
    // no further than the last column's right edge
    let shown_last = |pool: &PoolScreen| {
        placed(pool, &layout)
            .last()
            .is_some_and(|p| p.index + 1 == pool.columns.len())
    };
    if by > 0 {
        state.pool.scroll = before;
        for _ in 0..by {
            if shown_last(&state.pool) {
                break;
            }
            state.pool.scroll += 1;
        }
    }
    Vec::new()
}

/// A column's header: its name, the arrow of the sort, and the second line with currency and the day the values on
/// screen reach to, `≤` where they differ.
pub fn header(state: &State, column: Column) -> (String, String, String) {
    let name = state
        .words
        .get(&format!("col-{}", message_key(column.key())));
    let arrow = state
        .pool
        .sort
        .iter()
        .enumerate()
        .find(|(_, k)| k.column == column)
        .map(|(i, k)| {
            let arrow = match (k.descending, state.settings.ascii) {
                (true, false) => "↓",
                (false, false) => "↑",
                (true, true) => "v",
                (false, true) => "^",
            };
            // the place in the sort, where there are several keys
            if state.pool.sort.len() > 1 {
                format!("{arrow}{}", i + 1)
            } else {
                arrow.to_owned()
            }
        });
    let arrow = arrow.unwrap_or_default();
    let Column::Metric(metric) = column else {
        return (name, arrow, String::new());
    };
    if metric == Metric::Stale || metric == Metric::Score {
        return (name, arrow, String::new());
    }
    let rows = state.layout().table_rows();
    let pool = &state.pool;
    let mut ends = Vec::new();
    let mut currencies = Vec::new();
    for row in pool.top..(pool.top + rows).min(pool.matched()) {
        let Some(record) = pool.id_at(row).and_then(|id| pool.shown(id)) else {
            continue;
        };
        if record.profile.metric(metric).is_some() {
            let from = record.dated.get(record.profile.metric_from(metric));
            // of an outline: the day of its newest data, which is this one's as well but for a moment
            let end = from.map(|d| d.period.end).or(record.profile.as_of);
            let told_here = metric.is_of_returns() || metric.is_of_work();
            ends.extend(end.filter(|_| !told_here));
            currencies.push(record.profile.currency(metric));
        }
    }
    let mut parts = Vec::new();
    if metric.unit().is_money() {
        currencies.sort_unstable();
        currencies.dedup();
        if let [one] = currencies.as_slice() {
            parts.push(one.code().to_owned());
        }
    }
    if let Some(newest) = ends.iter().max() {
        let all = ends.iter().all(|e| e == newest);
        let sign = match (all, state.settings.ascii) {
            (true, _) => "",
            (false, true) => "<",
            (false, false) => "≤",
        };
        parts.push(format!("{sign}{}", format::short_date(*newest)));
    }
    parts.retain(|p| !p.is_empty());
    (name, arrow, parts.join(" "))
}

/// Whether the money of a column on screen is of several currencies, so that each cell must say which.
pub fn mixed_currencies(state: &State, metric: Metric) -> bool {
    let rows = state.layout().table_rows();
    let pool = &state.pool;
    let mut seen = None;
    (pool.top..(pool.top + rows).min(pool.matched())).any(|row| {
        let Some(record) = pool.id_at(row).and_then(|id| pool.shown(id)) else {
            return false;
        };
        if record.profile.metric(metric).is_none() {
            return false;
        }
        let currency = record.profile.currency(metric);
        *seen.get_or_insert(currency) != currency
    })
}

/// A key of the field table as part of a message id: Fluent knows no `+`.
pub fn message_key(key: &str) -> String {
    key.replace('+', "-up").replace('_', "-")
}

/// Rows the header takes; here so that paging and drawing agree.
pub const fn header_rows() -> usize {
    HEADER_ROWS
}
