//! The table of the drill-down, and how wide its columns are.

use ratatui::layout::Rect;

use super::super::menus::{first_row, more, pointer};
use super::super::paint::Painter;
use super::pictures::pictures;
use super::{padded, row};
use crate::app::State;
use crate::app::returns::{self, ReturnsView, Tab};
use crate::app::rich::{Line, wrap};
use crate::domain::returns::account::Only;
use crate::domain::review::Days;
use crate::text::{pad_end, pad_start, truncate, width};

/// Cells of a day, which says nothing when it is cut.
const DAY: usize = 10;

/// The most cells of a last column.
const LAST: usize = 80;

/// The names of the tables, then the one that is shown.
pub(super) fn table(
    state: &State,
    p: &mut Painter<'_>,
    area: Rect,
    view: &ReturnsView,
    table: &returns::Table,
) {
    if area.height < 2 {
        return;
    }
    p.rule(Rect { height: 1, ..area }, "");
    let of = match &view.only {
        Some(Only::Deal(reference)) => format!(" · {reference}"),
        Some(Only::DealOn(reference, from, to)) => {
            let (from, to) = (*from, *to);
            format!(" · {reference} · {}", Days { from, to }.text())
        }
        Some(Only::Loose) => format!(" · {}", state.words.get("roi-unattached")),
        Some(Only::Product(name)) => format!(" · {}", truncate(name, 24)),
        Some(Only::Content(id)) => format!(" · {id}"),
        Some(Only::Month(at)) => format!(" · {}", returns::month_name(*at)),
        Some(Only::Before(at)) => format!(" · < {}", returns::month_name(*at)),
        Some(Only::Undated) => format!(" · {}", state.words.get("returns-undated")),
        Some(Only::Days(from, to)) => format!(
            " · {}",
            Days {
                from: *from,
                to: *to
            }
            .text()
        ),
        None => String::new(),
    };
    let names = |gap: &str| -> Vec<String> {
        let each = Tab::ALL.into_iter().map(|tab| {
            let name = state.words.get(tab.word_id());
            match tab == view.tab {
                true => format!("[{name}{of}]"),
                false => format!(" {name}{gap}"),
            }
        });
        each.collect()
    };
    // where they do not fit they move together, then those before the chosen one go
    let room = usize::from(area.width.saturating_sub(1));
    let total = |names: &[String]| names.iter().map(|n| width(n)).sum::<usize>();
    let wide = names(" ");
    let names = match total(&wide) <= room {
        true => wide,
        false => names(""),
    };
    let chosen = Tab::ALL.iter().position(|t| *t == view.tab).unwrap_or(0);
    let fits = |from: &usize| total(names.get(*from..).unwrap_or_default()) <= room;
    let first = (0..chosen).find(fits);
    let mut x = area.x + 1;
    for (tab, name) in Tab::ALL.iter().zip(&names).skip(first.unwrap_or(chosen)) {
        let style = match *tab == view.tab {
            true => p.theme.chosen,
            false => p.theme.dim,
        };
        let room = area.right().saturating_sub(x);
        x = p.text(x, area.y, room, style, name);
    }
    p.text(
        x,
        area.y,
        area.right().saturating_sub(x).min(1),
        p.theme.dim,
        " ",
    );
    let inner = Rect {
        y: area.y + 1,
        height: area.height - 1,
        ..area
    };
    if view.tab == Tab::Compare {
        let account = view.account.as_deref();
        let said = account.and_then(|a| returns::stands(state, a));
        let said = said.map_or_else(Vec::new, |s| wrap(&s, padded(inner).width.into()));
        let mut below = inner;
        for line in said.into_iter().take(2) {
            p.line(row(padded(below), 0), &Line::new().plain(line));
            below = Rect {
                y: below.y + 1,
                height: below.height.saturating_sub(1),
                ..below
            };
        }
        let notes = &view.way.notes;
        let took = account.map(|a| pictures(state, p, below, a, notes, true));
        if took == Some(0) {
            let none = state.words.get("returns-no-compare");
            p.text(
                inner.x + 2,
                inner.y,
                inner.width.saturating_sub(2),
                p.theme.dim,
                &none,
            );
        }
        return;
    }
    let mut inner = inner;
    if view.tab == Tab::Fans
        && let Some(said) = view.account.as_deref().and_then(returns::audience)
    {
        let said = state.words.say(&said);
        for line in wrap(&said, padded(inner).width.into()).into_iter().take(2) {
            p.line(row(padded(inner), 0), &Line::new().plain(line));
            inner.y += 1;
            inner.height = inner.height.saturating_sub(1);
        }
    }
    if let Some(none) = &table.none {
        p.text(
            inner.x + 2,
            inner.y,
            inner.width.saturating_sub(2),
            p.theme.dim,
            none,
        );
        return;
    }
    let widths = widths(table, usize::from(inner.width).saturating_sub(2));
    let mut head = Line::new();
    for ((name, right), w) in table.columns.iter().zip(&widths) {
        head = head.dim(cell(name, *w, *right));
    }
    p.line(
        Rect {
            x: inner.x + 2,
            width: inner.width.saturating_sub(2),
            height: 1,
            ..inner
        },
        &head,
    );
    let rows = Rect {
        y: inner.y + 1,
        height: inner.height.saturating_sub(1),
        ..inner
    };
    // how much follows stands in a line of its own
    let (before, total) = table.extent();
    let hidden = total > usize::from(rows.height);
    let rows = Rect {
        height: rows.height.saturating_sub(u16::from(hidden)),
        ..rows
    };
    let from = first_row(view.cursor, rows.height.max(1)).max(before);
    let known = (before..).zip(&table.rows).skip(from - before);
    for (y, (at, cells)) in (rows.top()..rows.bottom()).zip(known) {
        let x = pointer(p, rows.x, y, at == view.cursor);
        let mut line = Line::new();
        for (((role, text), (_, right)), w) in cells.iter().zip(&table.columns).zip(&widths) {
            line = line.add(*role, cell(text, *w, *right));
        }
        p.line(
            Rect {
                x,
                y,
                width: rows.right().saturating_sub(x),
                height: 1,
            },
            &line,
        );
    }
    more(p, rows, total, from);
}

pub(super) fn cell(text: &str, w: usize, right: bool) -> String {
    if w == 0 {
        return String::new();
    }
    let text = truncate(text, w);
    match right {
        true => format!("{} ", pad_start(&text, w)),
        false => format!("{} ", pad_end(&text, w)),
    }
}

/// Cells of each column: what it needs, less of the texts where that is too much, and where even that is, none of the one
/// that yields and then of the last ones.
pub(super) fn widths(table: &returns::Table, cells: usize) -> Vec<usize> {
    let last = table.columns.len();
    let mut all: Vec<usize> = table
        .columns
        .iter()
        .enumerate()
        .map(|(at, (name, _))| {
            let cells = table.rows.iter().filter_map(|r| r.get(at));
            let widest = cells.map(|(_, t)| width(t)).max().unwrap_or(0);
            // a column of nothing says nothing
            if widest == 0 {
                0
            } else {
                // the last column has what is left
                let most = if at + 1 == last { LAST } else { 28 };
                widest.max(width(name)).min(most)
            }
        })
        .collect();
    for at in (0..last).rev().take(table.spare) {
        let over = total(&all) > cells;
        if let Some(w) = all.get_mut(at).filter(|_| over) {
            *w = 0;
        }
    }
    if total(&all) > cells {
        let rest = shorter(table, all.clone(), cells);
        let fits = total(&rest) <= cells;
        if let Some(w) = table.yields.and_then(|at| all.get_mut(at))
            && !fits
        {
            *w = 0;
        }
        all = shorter(table, all, cells);
    }
    while total(&all) > cells {
        match all
            .iter()
            .rposition(|w| *w > 0)
            .and_then(|at| all.get_mut(at))
        {
            Some(w) => *w = 0,
            None => break,
        }
    }
    all
}

/// Cells of all columns with one between them.
pub(super) fn total(all: &[usize]) -> usize {
    all.iter().filter(|w| **w > 0).map(|w| w + 1).sum()
}

/// Takes from the widest texts what is too much, as far as they can spare it.
pub(super) fn shorter(table: &returns::Table, mut all: Vec<usize>, cells: usize) -> Vec<usize> {
    while total(&all) > cells {
        let texts = all.iter().zip(&table.columns).enumerate();
        let widest = texts
            // the first column says what a row is
            .filter(|(at, (w, (_, right)))| *at > 0 && !right && **w > DAY)
            .max_by_key(|(_, (w, _))| **w)
            .map(|(at, _)| at);
        match widest.and_then(|at| all.get_mut(at)) {
            Some(w) => *w -= 1,
            None => break,
        }
    }
    all
}
