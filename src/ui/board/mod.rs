//! The board: heads, rows and the stages that are folded away.

mod card;
mod collab;

pub use collab::{collab, gate, pick};

use ratatui::layout::Rect;

use super::cells;
use super::paint::Painter;
use crate::app::State;
use crate::app::board;
use crate::app::board::columns::{self, Flow, HEAD, Shown};
use crate::domain::collab::board::Sum;
use crate::domain::collab::card::Lanes;
use crate::text::{self, grouped};
use card::{card, days, summary, value_text};

/// The whole board.
pub fn draw(state: &State, p: &mut Painter<'_>, body: Rect) {
    p.clear(body);
    let Some(answer) = &state.board.board else {
        p.text(
            body.x + 1,
            body.y,
            body.width - 1,
            p.theme.dim,
            &state.words.get("top-loading"),
        );
        return;
    };
    if answer.total == 0 {
        return nothing(state, p, body, "board-empty");
    }
    if answer.cards().next().is_none() {
        return nothing(state, p, body, "board-none-match");
    }
    let flow = columns::flow(&state.board, body.width);
    let foot = Rect {
        y: body.bottom() - 1,
        height: 1,
        ..body
    };
    heads(state, p, body, &flow);
    aside(state, p, body, &flow);
    let cards = Rect {
        y: body.y + HEAD,
        height: body.height.saturating_sub(HEAD + 1),
        width: flow.edge,
        ..body
    };
    if state.board.lanes == Lanes::None {
        lane(state, p, cards, &flow, 0);
    } else {
        lanes(state, p, cards, &flow);
    }
    summary(state, p, foot);
}

fn nothing(state: &State, p: &mut Painter<'_>, body: Rect, id: &str) {
    let room = usize::from(body.width.saturating_sub(4));
    let lines = crate::app::rich::wrap(&state.words.get(id), room);
    for (y, line) in (body.y + 1..body.bottom()).zip(lines) {
        p.text(body.x + 2, y, body.width - 2, p.theme.plain, &line);
    }
}

fn stage_name(state: &State, column: usize) -> String {
    state.words.get(board::stage_of(column).word_id())
}

/// Names, counts, worth and age of the columns on screen.
fn heads(state: &State, p: &mut Painter<'_>, body: Rect, flow: &Flow) {
    for Shown { column, x, width } in &flow.shown {
        let (x, width) = (body.x + x, *width);
        let all = state.board.board.iter().flat_map(|b| b.column(*column));
        let sum = Sum::of(all, state.today).at(&state.settings.rates);
        let focused = *column == state.board.column;
        let style = if focused {
            p.theme.accent
        } else {
            p.theme.strong
        };
        let count = grouped(&sum.cards.to_string());
        let room = width.saturating_sub(cells(&count) + 1);
        p.text(x, body.y, room, style, &stage_name(state, *column));
        p.text_right(x, body.y, width, style, &count);
        let mut parts = Vec::new();
        if let Some(age) = sum.age {
            parts.push(days(state, age));
        }
        if sum.late > 0 {
            parts.push(format!("{}!", sum.late));
        }
        let right = parts.join(" ");
        let left = usize::from(width).saturating_sub(text::width(&right) + 1);
        p.text(x, body.y + 1, width, p.theme.dim, &value_text(&sum, left));
        let late_style = if sum.late > 0 {
            p.theme.bad
        } else {
            p.theme.dim
        };
        p.text_right(x, body.y + 1, width, late_style, &right);
        p.rule(
            Rect {
                x,
                y: body.y + 2,
                width,
                height: 1,
            },
            "",
        );
    }
}

/// The stages that are not on screen, with their numbers.
fn aside(state: &State, p: &mut Painter<'_>, body: Rect, flow: &Flow) {
    if flow.aside.is_empty() {
        return;
    }
    let area = Rect {
        x: body.x + flow.edge,
        width: body.width - flow.edge,
        height: body.height.saturating_sub(1),
        ..body
    };
    p.vertical(area.x, area);
    let first = flow.shown.first().map_or(0, |s| s.column);
    for (y, column) in (area.top()..area.bottom()).zip(&flow.aside) {
        let n = state.board.count(*column);
        let sign = match (*column < first, p.ascii) {
            (true, false) => "◂",
            (false, false) => "▸",
            (true, true) => "<",
            (false, true) => ">",
        };
        let style = if n > 0 { p.theme.plain } else { p.theme.dim };
        p.text(area.x + 2, y, 1, p.theme.dim, sign);
        let count = grouped(&n.to_string());
        let room = area.width.saturating_sub(cells(&count) + 6);
        p.text(area.x + 4, y, room, style, &stage_name(state, *column));
        p.text_right(area.x, y, area.width - 1, style, &count);
    }
}

/// The rows of the board: that of the cursor open, of the others their numbers.
fn lanes(state: &State, p: &mut Painter<'_>, area: Rect, flow: &Flow) {
    let Some(answer) = &state.board.board else {
        return;
    };
    let rows = columns::cards_room(area.height + HEAD + 1, answer.lanes.len(), true);
    let heads = usize::from(area.height.saturating_sub(rows)).max(1);
    // rows around that of the cursor, where not all of them fit
    let from = (state.board.lane + 1)
        .saturating_sub(heads)
        .min(answer.lanes.len().saturating_sub(heads));
    let mut y = area.y;
    for (nth, l) in answer.lanes.iter().enumerate().skip(from).take(heads) {
        let on = nth == state.board.lane;
        let name = match &l.name {
            Some(name) => name.to_string(),
            None => state
                .words
                .get(&format!("board-no-{}", state.board.lanes.key())),
        };
        let style = if on { p.theme.accent } else { p.theme.strong };
        let total: usize = l.columns.iter().map(Vec::len).sum();
        // the triangle is the cursor's
        let sign = if on { "- " } else { "+ " };
        let width = flow.shown.first().map_or(area.width, |s| s.width);
        // under the counts of the heads those of the row; that of all its stages stands with its name
        for (nth, s) in flow.shown.iter().enumerate() {
            let n = l.columns.get(s.column).map_or(0, Vec::len);
            let count = if n > 0 { n.to_string() } else { String::new() };
            p.text_right(area.x + s.x, y, s.width, p.theme.dim, &count);
            if nth == 0 {
                let all = format!(" ({total})");
                let room = width.saturating_sub(cells(&count) + cells(&all) + 1);
                let end = p.text(area.x, y, room, style, &format!("{sign}{name}"));
                p.text(end, y, width, p.theme.dim, &all);
            }
        }
        y += 1;
        if on {
            let under = Rect {
                y,
                height: rows.min(area.bottom().saturating_sub(y)),
                ..area
            };
            lane(state, p, under, flow, nth);
            y += under.height;
        }
        if y >= area.bottom() {
            break;
        }
    }
}

/// The cards of one row of the board.
fn lane(state: &State, p: &mut Painter<'_>, area: Rect, flow: &Flow, lane: usize) {
    let each = columns::card_rows(state.layout().body.height);
    let fitting = usize::from(area.height / each).max(1);
    for s in &flow.shown {
        let cards = state.board.cell(lane, s.column);
        let top = state.board.tops.get(s.column).copied().unwrap_or(0);
        let top = top.min(cards.len().saturating_sub(fitting));
        let shown = cards.iter().enumerate().skip(top).take(fitting);
        let mut y = area.y;
        for (at, c) in shown {
            let here = Rect {
                x: area.x + s.x,
                y,
                width: s.width,
                height: each.min(area.bottom().saturating_sub(y)),
            };
            let on =
                s.column == state.board.column && lane == state.board.lane && at == state.board.at;
            card(state, p, here, c, on);
            y += each;
        }
        let below = cards.len().saturating_sub(top + fitting);
        if below > 0 || top > 0 {
            // how many are not in sight, in the rule of the head
            let signs = if p.ascii { ("^", "v") } else { ("↑", "↓") };
            let mut words = Vec::new();
            if top > 0 {
                words.push(format!("{}{top}", signs.0));
            }
            if below > 0 {
                words.push(format!("{}{below}", signs.1));
            }
            let words = format!(" {} ", words.join(" "));
            let y = state.layout().body.y + HEAD - 1;
            if state.board.lanes == Lanes::None {
                p.text_right(area.x + s.x, y, s.width, p.theme.dim, &words);
            }
        }
    }
}
