//! A board as lines, from top to bottom, and its tables as columns, from left to right.

use super::{ReviewView, State};
use crate::app::rich::wrap;
use crate::domain::message::Message;
use crate::domain::review::curve::curves;
use crate::domain::review::figure::Chart;
use crate::domain::review::shown::word;
use crate::domain::review::{Cell, Mark, Section, Value};
use crate::text::{spark, truncate, width};

/// A line of the page.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// Nothing.
    Gap,
    /// The title of a section.
    Title(usize),
    /// What it holds, or has to be known beside it.
    Said(String),
    /// The names of its columns.
    Head(usize),
    /// A row of it.
    Row(usize, usize),
    /// There are no rows.
    Nothing(usize),
    /// So many rows are not shown.
    Rest(usize, usize),
    /// A line through days: its name, its picture, its days.
    Curve(String, String, String),
}

impl Item {
    /// Whether the cursor is on it when it is at this row of that section.
    pub fn is_at(&self, section: usize, row: usize) -> bool {
        match self {
            Item::Row(s, r) => (*s, *r) == (section, row),
            Item::Nothing(s) | Item::Rest(s, _) => *s == section,
            _ => false,
        }
    }
}

/// Lines on which what a section holds is said, at most.
const SAID: usize = 4;

/// The page from top to bottom, in so many cells.
pub fn items(state: &State, view: &ReviewView, cells: usize) -> Vec<Item> {
    let say = |m: &Message| state.words.say(m);
    let mut all = Vec::new();
    for (nth, section) in view.sections().iter().enumerate() {
        if nth > 0 {
            all.push(Item::Gap);
        }
        all.push(Item::Title(nth));
        let said = wrap(&say(&section.about), cells);
        all.extend(said.into_iter().take(SAID).map(Item::Said));
        curve(state, section, cells, &mut all);
        let shown = view.shown(nth);
        if section.rows.is_empty() {
            all.push(Item::Nothing(nth));
        } else if shown > 0 {
            all.push(Item::Head(nth));
        }
        all.extend((0..shown).map(|row| Item::Row(nth, row)));
        let rest = section.rows.len() - shown;
        if rest > 0 {
            all.push(Item::Rest(nth, rest));
        }
        for note in &section.notes {
            all.extend(wrap(&say(note), cells).into_iter().map(Item::Said));
        }
    }
    all
}

/// The widest name of a curve.
const CURVE_NAME: usize = 30;

fn curve(state: &State, section: &Section, cells: usize, all: &mut Vec<Item>) {
    let Some(Chart::Curve { day, value, of }) = section.chart else {
        return;
    };
    let say = |m: &Message| state.words.say(m);
    let found = curves(section, day, value, of, &say);
    let days = found
        .iter()
        .filter_map(|c| c.points.first()?.0.into())
        .min();
    let last = found.iter().filter_map(|c| c.points.last()?.0.into()).max();
    let Some((first, last)): Option<(i32, i32)> = days.zip(last) else {
        return;
    };
    let names = found.iter().map(|c| width(&c.name)).max().unwrap_or(0);
    let names = names.min(CURVE_NAME).min(cells / 3);
    let room = cells.saturating_sub(names + 2).max(1);
    let span = usize::try_from(last - first + 1).unwrap_or(1);
    // so many days in one cell that all of them fit
    let each = span.div_ceil(room).max(1);
    for c in &found {
        let mut values = vec![0.0; span.div_ceil(each)];
        for (day, v) in c.filled() {
            let at = usize::try_from(day - first).unwrap_or(0) / each;
            if let Some(slot) = values.get_mut(at) {
                *slot += v;
            }
        }
        let values: Vec<Option<f64>> = values.into_iter().map(Some).collect();
        let name = truncate(&c.name, names).into_owned();
        let day = |d: i32| Value::Day(d).shown(&say);
        let mut under = Message::new("review-curve")
            .with("from", day(first))
            .with("to", day(last));
        under = under.with("n", each);
        all.push(Item::Curve(
            crate::text::pad_end(&name, names),
            spark(&values, state.settings.ascii),
            say(&under),
        ));
    }
    if let Some(Item::Curve(_, _, under)) = all.last().cloned() {
        all.push(Item::Said(under));
    }
}

/// Which columns of a section are on screen, and in how many cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// Place and cells of each, from left to right, and whether signs stand behind its numbers.
    pub columns: Vec<(usize, usize, bool)>,
    /// Cells between two of them.
    pub gap: usize,
    /// The most columns that can be scrolled away.
    pub most: usize,
    /// Cells that none of them takes.
    pub left: usize,
}

/// Rows beyond those on screen that a column's width is taken from.
const MEASURED: usize = 60;

/// A name is not wider than so.
const NAME: usize = 28;

/// A text that may be cut is not narrower than so.
const LEAST: usize = 10;

/// Whether a sign of what passes or fails stands behind it.
fn has_sign(cell: &Cell) -> bool {
    matches!(cell.mark, Mark::Good | Mark::Bad | Mark::Weak) && !cell.value.is_missing()
}

/// A cell as it stands in its column: where signs stand behind some of the numbers, the digits of all stand below each
/// other.
pub fn beside(cell: &Cell, signs: bool, say: &dyn Fn(&Message) -> String) -> String {
    let text = cell.shown(say);
    match signs && !has_sign(cell) {
        true => format!("{text}  "),
        false => text,
    }
}

/// Which rows of a section are on screen, and how far its columns are scrolled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Window {
    /// So many of its rows are shown.
    pub shown: usize,
    /// The one that is looked at.
    pub near: usize,
    /// So many columns after the first are scrolled away.
    pub shift: usize,
}

impl Window {
    /// Of a section of the page.
    pub fn of(view: &ReviewView, nth: usize) -> Window {
        let here = nth == view.at.section;
        Window {
            shown: view.shown(nth),
            near: if here { view.at.row } else { 0 },
            shift: if here { view.at.shift } else { 0 },
        }
    }
}

/// How a section's columns stand in so many cells.
pub fn shape(state: &State, section: &Section, window: Window, cells: usize) -> Shape {
    let say = |m: &Message| state.words.say(m);
    let most_rows = window.shown;
    let near = window.near.saturating_sub(MEASURED)..window.near + MEASURED;
    let rows: Vec<_> = (0..most_rows.min(MEASURED))
        .chain(near)
        .filter(|r| *r < most_rows)
        .filter_map(|r| section.rows.get(r))
        .collect();
    let mut widths: Vec<usize> = Vec::new();
    let mut signed: Vec<bool> = Vec::new();
    for (at, column) in section.columns.iter().enumerate() {
        let of = rows.iter().filter_map(|r| r.cells.get(at));
        let signs = column.right && of.clone().any(has_sign);
        signed.push(signs);
        let mut empty = true;
        let mut widest = 0;
        for cell in of {
            let text = beside(cell, signs, &say);
            empty &= text.trim().is_empty();
            widest = widest.max(width(&text));
        }
        let most = if column.right {
            usize::MAX
        } else {
            NAME.min(cells / 2)
        };
        let last = at + 1 == section.columns.len() && !column.right;
        let most = if last { cells / 2 } else { most };
        let title = width(&word(&column.title, &say)) + if signs { 2 } else { 0 };
        // a column of nothing says nothing
        widths.push(if empty {
            0
        } else {
            widest.max(title).min(most)
        });
    }
    let currency = section.columns.iter().position(|c| c.key == "currency");
    let currency = currency.filter(|at| *at > 0);
    let is_signed = |at: usize| signed.get(at).copied().unwrap_or(false);
    let place = |shift: usize| -> (Vec<(usize, usize, bool)>, usize, bool) {
        let mut left = cells;
        let mut all = Vec::new();
        let mut whole = true;
        // what a row is, and of which money, stays in sight
        let kept = [Some(0), currency].into_iter().flatten();
        let rest = (1..widths.len()).filter(|at| Some(*at) != currency);
        let order = kept.chain(rest.skip(shift));
        for at in order {
            let w = widths.get(at).copied().unwrap_or(0);
            if w == 0 {
                continue;
            }
            let text = section.columns.get(at).is_some_and(|c| !c.right);
            if w <= left {
                all.push((at, w, is_signed(at)));
                left = left.saturating_sub(w + 1);
            } else if text && left >= LEAST {
                all.push((at, left, is_signed(at)));
                left = 0;
                whole = false;
                break;
            } else {
                whole = false;
                break;
            }
        }
        (all, left, whole)
    };
    let last = widths
        .len()
        .saturating_sub(2 + usize::from(currency.is_some()));
    let most = (0..=last).find(|s| place(*s).2).unwrap_or(last);
    let (columns, left, whole) = place(window.shift.min(most));
    let between = columns.len().saturating_sub(1);
    let wide = whole && between <= left;
    Shape {
        columns,
        gap: if wide { 2 } else { 1 },
        most,
        left: if wide { left - between } else { left },
    }
}
