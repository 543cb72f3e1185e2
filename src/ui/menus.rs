//! Sort menu, column chooser, palette, and texts to read.

use ratatui::layout::Rect;

use super::paint::Painter;
use super::query;
use crate::app::State;
use crate::app::actions;
use crate::app::menus::{ColumnsMenu, Palette, SortMenu, column_name, help_id, template_names};
use crate::app::pool::table::usual_width;
use crate::app::rich::Line;
use crate::app::view;

/// An emptied box with a title over the body, centred, at most this large.
pub fn panel(p: &mut Painter<'_>, body: Rect, width: u16, height: u16, title: &str) -> Rect {
    let width = width.min(body.width);
    let height = height.min(body.height);
    let x = body.x + (body.width - width) / 2;
    let area = Rect {
        x,
        y: body.y,
        width,
        height,
    };
    // over something else it needs sides and air, or the two run into each other
    let boxed = width < body.width && width > 4;
    let air = Rect {
        x: area.x.saturating_sub(1).max(body.x),
        ..area
    };
    p.clear(Rect {
        width: (area.right() + 1).min(body.right()) - air.x,
        ..air
    });
    p.rule(Rect { height: 1, ..area }, title);
    if height > 1 {
        p.rule(
            Rect {
                y: area.bottom() - 1,
                height: 1,
                ..area
            },
            "",
        );
        if boxed {
            p.corners(area);
        }
    }
    let mut inner = Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: width.saturating_sub(2),
        height: height.saturating_sub(2),
    };
    if boxed {
        p.vertical(
            area.x,
            Rect {
                height: inner.height,
                y: inner.y,
                ..area
            },
        );
        p.vertical(
            area.right() - 1,
            Rect {
                height: inner.height,
                y: inner.y,
                ..area
            },
        );
        inner.x += 1;
        inner.width -= 2;
    }
    inner
}

/// A screen of its own over the body: emptied, with a title; returns the room under it.
pub fn frame(p: &mut Painter<'_>, body: Rect, title: &str) -> Rect {
    p.clear(body);
    p.rule(Rect { height: 1, ..body }, title);
    Rect {
        x: body.x + 1,
        y: body.y + 1,
        width: body.width.saturating_sub(2),
        height: body.height.saturating_sub(1),
    }
}

/// How much of a list lies below, in the rule under it.
pub fn more(p: &mut Painter<'_>, inner: Rect, total: usize, from: usize) {
    let left = total.saturating_sub(from + usize::from(inner.height));
    if left > 0 {
        let text = format!(" {} {left} ", if p.ascii { "v" } else { "↓" });
        let width = super::cells(&text).min(inner.width);
        p.text(
            inner.right() - width,
            inner.bottom(),
            width,
            p.theme.dim,
            &text,
        );
    }
}

/// The rows of a list that goes down to the end of the body: where not all fit, the last row is left to [`more`].
pub fn fitting(inner: Rect, total: usize) -> Rect {
    let less = u16::from(total > usize::from(inner.height));
    Rect {
        height: inner.height.saturating_sub(less),
        ..inner
    }
}

/// First row to show so that the cursor is on screen.
pub fn first_row(cursor: usize, rows: u16) -> usize {
    (cursor + 1).saturating_sub(usize::from(rows))
}

/// The sign of the chosen row; returns where its text starts.
pub fn pointer(p: &mut Painter<'_>, x: u16, y: u16, chosen: bool) -> u16 {
    let sign = if chosen {
        if p.ascii { ">" } else { "▸" }
    } else {
        " "
    };
    p.text(x, y, 1, p.theme.chosen, sign);
    x + 2
}

/// A text over the body.
pub fn text(p: &mut Painter<'_>, body: Rect, title: &str, lines: &[Line], top: usize) {
    let rows = u16::try_from(lines.len())
        .unwrap_or(u16::MAX)
        .saturating_add(2);
    let inner = panel(p, body, body.width, rows.max(4), title);
    let top = top.min(lines.len().saturating_sub(usize::from(inner.height)));
    for (y, line) in (inner.top()..inner.bottom()).zip(lines.iter().skip(top)) {
        p.line(
            Rect {
                y,
                height: 1,
                ..inner
            },
            line,
        );
    }
    more(p, inner, lines.len(), top);
}

/// The sort menu.
pub fn sort(state: &State, p: &mut Painter<'_>, body: Rect, menu: &SortMenu) {
    let rows = u16::try_from(menu.columns.len())
        .unwrap_or(u16::MAX)
        .saturating_add(2);
    let inner = panel(p, body, 46, rows, &state.words.get("menu-sort"));
    let from = first_row(menu.cursor, inner.height);
    more(p, inner, menu.columns.len(), from);
    for (y, (i, column)) in
        (inner.top()..inner.bottom()).zip(menu.columns.iter().enumerate().skip(from))
    {
        let chosen = i == menu.cursor;
        let x = pointer(p, inner.x, y, chosen);
        let style = if chosen {
            p.theme.chosen
        } else {
            p.theme.plain
        };
        p.text(
            x,
            y,
            inner.width.saturating_sub(8),
            style,
            &column_name(state, *column),
        );
        let key = state
            .pool
            .sort
            .iter()
            .enumerate()
            .find(|(_, k)| k.column == *column);
        if let Some((place, key)) = key {
            let arrow = view::arrow(state, key.descending);
            p.text_right(
                inner.x,
                y,
                inner.width,
                p.theme.accent,
                &format!("{arrow}{}", place + 1),
            );
        }
    }
}

/// Templates of notes.
pub fn templates(state: &State, p: &mut Painter<'_>, body: Rect, cursor: usize) {
    let names = template_names(state);
    let rows = u16::try_from(names.len()).unwrap_or(0).saturating_add(2);
    let inner = panel(p, body, 46, rows, &state.words.get("menu-templates"));
    let from = first_row(cursor, inner.height);
    more(p, inner, names.len(), from);
    for (y, (i, name)) in (inner.top()..inner.bottom()).zip(names.iter().enumerate().skip(from)) {
        let chosen = i == cursor;
        let x = pointer(p, inner.x, y, chosen);
        let style = if chosen {
            p.theme.chosen
        } else {
            p.theme.plain
        };
        p.text(x, y, inner.width.saturating_sub(2), style, name);
    }
}

/// The column chooser.
pub fn columns(state: &State, p: &mut Painter<'_>, body: Rect, menu: &ColumnsMenu) {
    let rows = u16::try_from(menu.columns.len())
        .unwrap_or(u16::MAX)
        .saturating_add(2);
    let inner = panel(p, body, 50, rows, &state.words.get("menu-columns"));
    let from = first_row(menu.cursor, inner.height);
    more(p, inner, menu.columns.len(), from);
    for (y, (i, (c, on))) in
        (inner.top()..inner.bottom()).zip(menu.columns.iter().enumerate().skip(from))
    {
        let chosen = i == menu.cursor;
        let x = pointer(p, inner.x, y, chosen);
        let sign = match (on, p.ascii) {
            (true, false) => "✓",
            (true, true) => "x",
            _ => " ",
        };
        p.text(x, y, 1, p.theme.accent, sign);
        let style = match (chosen, on) {
            (true, _) => p.theme.chosen,
            (false, true) => p.theme.plain,
            (false, false) => p.theme.dim,
        };
        p.text(
            x + 2,
            y,
            inner.width.saturating_sub(12),
            style,
            &column_name(state, c.column),
        );
        let width = if c.width == 0 {
            usual_width(c.column)
        } else {
            c.width
        };
        p.text_right(inner.x, y, inner.width, p.theme.dim, &width.to_string());
    }
}

/// The palette: a field and the actions that fit.
pub fn palette(state: &State, p: &mut Painter<'_>, body: Rect, line: Rect, palette: &Palette) {
    query::field(
        p,
        line,
        &format!(" {} ", state.words.get("menu-palette")),
        &palette.line,
    );
    let rows = u16::try_from(palette.found.len())
        .unwrap_or(u16::MAX)
        .saturating_add(2);
    let inner = panel(
        p,
        body,
        body.width.min(76),
        rows.max(3).min(body.height),
        "",
    );
    let from = first_row(palette.cursor, inner.height);
    more(p, inner, palette.found.len(), from);
    if palette.found.is_empty() {
        p.text(
            inner.x + 2,
            inner.y,
            inner.width.saturating_sub(2),
            p.theme.dim,
            &state.words.get("menu-nothing"),
        );
    }
    for (y, (i, id)) in
        (inner.top()..inner.bottom()).zip(palette.found.iter().enumerate().skip(from))
    {
        let Some(action) = actions::all().find(|a| a.id == *id) else {
            continue;
        };
        let chosen = i == palette.cursor;
        let x = pointer(p, inner.x, y, chosen);
        let style = match ((action.enabled)(state), chosen) {
            (Err(_), _) => p.theme.dim,
            (Ok(()), true) => p.theme.chosen,
            (Ok(()), false) => p.theme.plain,
        };
        let keys = state.keymap.keys(id).first().cloned().unwrap_or_default();
        p.text(
            x,
            y,
            inner.width.saturating_sub(14),
            style,
            &state.words.get(&help_id(action)),
        );
        p.text_right(inner.x, y, inner.width, p.theme.accent, &keys);
    }
}
