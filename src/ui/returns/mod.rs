//! The drill-down of one creator.

mod pictures;
mod table;

use ratatui::layout::Rect;

use pictures::{by_month, funnel, pictures, trend, waterfall};
use table::table;

use super::menus::frame;
use super::paint::Painter;
use crate::app::State;
use crate::app::returns::{self, ReturnsView, Tab};
use crate::app::rich::Line;
use crate::domain::money::Currency;
use crate::domain::returns::Sums;
use crate::domain::returns::account::Account;
use crate::text::width;

/// Cells of a rule beside its title.
const TITLE: u16 = 6;

/// Rows that the table below keeps whatever lies above it; so few where it has no more to show.
const TABLE: u16 = 6;
const LEAST_TABLE: u16 = 4;

/// The same for levers with what they do: all of it.
const WHAT_IF: u16 = 16;

/// Rows of what stands beside the returns, where there is room.
const BESIDE: u16 = 2;

/// Rows of the pictures, and those that the table keeps beyond its least beside them.
const PICTURE: u16 = 9;
const SPARE: u16 = 2;

/// Numbers above, a table below.
pub fn draw(state: &State, p: &mut Painter<'_>, body: Rect, view: &ReturnsView) {
    let room = usize::from(body.width.saturating_sub(TITLE));
    let title = returns::title(state, view, room);
    let inner = frame(p, body, &title);
    let Some(account) = &view.account else {
        let dots = state.words.get("returns-loading");
        p.text(
            inner.x + 1,
            inner.y,
            inner.width.saturating_sub(1),
            p.theme.dim,
            &dots,
        );
        return;
    };
    let rows = returns::table(state, view);
    let used = above(state, p, inner, account, view, &rows);
    let below = Rect {
        y: inner.y + used,
        height: inner.height.saturating_sub(used),
        ..inner
    };
    table(state, p, below, view, &rows);
}

fn padded(area: Rect) -> Rect {
    Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    }
}

/// What stands side by side, from a row on.
fn halves(area: Rect, at: u16, height: u16) -> [Rect; 2] {
    let half = area.width / 2;
    let left = Rect {
        y: area.y + at,
        height,
        width: half.saturating_sub(1),
        ..area
    };
    let right = Rect {
        x: area.x + half,
        width: area.width - half,
        ..left
    };
    [left, right]
}

fn row(area: Rect, at: u16) -> Rect {
    Rect {
        y: area.y + at,
        height: 1,
        ..area
    }
}

/// Everything above the table. Returns the rows it took.
fn above(
    state: &State,
    p: &mut Painter<'_>,
    area: Rect,
    account: &Account,
    view: &ReturnsView,
    table: &returns::Table,
) -> u16 {
    let tab = view.tab;
    let inner = padded(area);
    let cells = usize::from(inner.width);
    // a long table is what one has come for: it has most of a small screen
    let rows = u16::try_from(table.extent().1).unwrap_or(u16::MAX);
    let most = area.height / 5 * 3;
    let (keep_rows, least) = match rows.saturating_add(3) {
        _ if tab == Tab::Compare => (PICTURE + 2, 5),
        _ if tab == Tab::WhatIf => (TABLE, 3),
        wanted if wanted <= TABLE => (wanted.max(LEAST_TABLE), 3),
        wanted => (wanted.min(most).max(TABLE), 5),
    };
    let room = area.height.saturating_sub(keep_rows);
    let roomy = |y: u16| match tab {
        Tab::WhatIf => y + WHAT_IF < area.height,
        _ => y < room,
    };
    let mut y = 0;
    let head = returns::headline(state, account);
    let basis = returns::basis(state, account);
    if y < room {
        p.line(row(inner, y), &head);
        let left = cells.saturating_sub(head.width() + 2);
        if width(&basis) <= left {
            let at = inner
                .right()
                .saturating_sub(u16::try_from(width(&basis)).unwrap_or(0));
            p.text(at, inner.y + y, inner.right() - at, p.theme.dim, &basis);
        }
        y += 1;
    }
    let lines = if tab == Tab::WhatIf { 2 } else { 4 };
    for line in returns::verdict(state, account, cells, lines) {
        if y < room {
            p.line(row(inner, y), &line);
            y += 1;
        }
    }
    let none = Sums::default();
    let (currency, s) = account.returns.main().unwrap_or((Currency::NONE, &none));
    let steps = returns::waterfall(state, s);
    let stages = returns::funnel(state, account);
    let told = returns::told_of(state, account);
    let of_funnel = stages.len() + usize::from(told.is_some());
    let tall = u16::try_from(steps.len().max(of_funnel)).unwrap_or(0);
    // on one line, where all of the way from sales to profit leaves it no room as well
    let beside = returns::beside(&state.words, currency, s, state.settings.ascii);
    let a_line = u16::from(!beside.is_empty() && tab != Tab::WhatIf);
    // levers and what they do stand together, on a small terminal as well
    let keep = match tab {
        Tab::WhatIf => WHAT_IF.saturating_sub(TABLE),
        _ => 0,
    };
    let all = tall;
    // one line more where everything else has its rows as well
    let spare = room.saturating_sub(y + 1 + keep + BESIDE) >= all;
    let beside = parted(&beside, cells, if spare { BESIDE } else { 1 });
    let tall = tall.min(room.saturating_sub(y + 1 + keep + a_line));
    if tall >= least.min(all) && all > 0 {
        let [left, right] = halves(area, y, tall + 1);
        waterfall(state, p, left, currency, steps);
        funnel(state, p, right, account, &stages, told);
        y += tall + 1;
    }
    for line in beside {
        if roomy(y) {
            p.line(row(inner, y), &Line::new().dim(line));
            y += 1;
        }
    }
    let months = by_month(account, &view.spans, currency);
    if roomy(y) && months.len() > 1 {
        p.line(
            row(inner, y),
            &trend(state, &months, &view.spans, currency, cells),
        );
        y += 1;
    }
    if roomy(y)
        && tab != Tab::Compare
        && let Some((_, said)) = returns::standing(state, account)
    {
        p.line(row(inner, y), &Line::new().plain(said));
        y += 1;
    }
    // where the table leaves half the screen empty
    let spare = area.height.saturating_sub(y + keep_rows);
    if !matches!(tab, Tab::WhatIf | Tab::Compare) && spare > PICTURE + SPARE {
        let area = Rect {
            y: area.y + y,
            height: PICTURE + 1,
            ..area
        };
        y += pictures(state, p, area, account, &view.way.notes, false);
    }
    y
}

/// Parts in at most so many lines, none of them broken where it fits; what is too much is in the last one.
fn parted(parts: &[String], cells: usize, most: u16) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        let full = lines.len() >= usize::from(most);
        match lines.last_mut() {
            Some(line) if full || width(line) + width(part) + 3 <= cells => {
                line.push_str(" · ");
                line.push_str(part);
            }
            _ => lines.push(part.clone()),
        }
    }
    lines
}
