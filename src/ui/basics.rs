//! Campaigns, products, links and the team: a list, and the fields of its chosen row.

use ratatui::layout::Rect;

use super::menus::{first_row, fitting, frame, more, pointer};
use super::paint::Painter;
use crate::app::State;
use crate::app::basics::{BasicsView, FILES, called, currency};
use crate::app::board::detail;
use crate::app::rich::wrap;

/// The screen.
pub fn draw(state: &State, p: &mut Painter<'_>, body: Rect, view: &BasicsView) {
    let inner = frame(p, body, "");
    let file = view.file();
    // all lists by name, over the rule; that on screen with how many it has
    let mut x = body.x + 2;
    for (nth, other) in FILES.iter().enumerate() {
        let name = state
            .words
            .get(&format!("basics-{}", other.name.replace('_', "-")));
        let on = nth == view.nth;
        let text = match on && view.known {
            true => format!(" {name} ({}) ", view.rows.len()),
            false => format!(" {name} "),
        };
        let style = if on { p.theme.chosen } else { p.theme.dim };
        x = p.text(x, body.y, body.right().saturating_sub(x), style, &text) + 1;
    }
    if view.rows.is_empty() {
        if view.known {
            let lines = wrap(&state.words.get("basics-none"), inner.width.into());
            for (y, line) in (inner.top() + 1..inner.bottom()).zip(lines) {
                p.text(inner.x, y, inner.width, p.theme.dim, &line);
            }
        }
        return;
    }
    let list = Rect {
        width: (inner.width * 2 / 5).min(44),
        ..inner
    };
    let list = fitting(list, view.rows.len());
    let from = first_row(view.cursor, list.height);
    more(p, list, view.rows.len(), from);
    let shown = view.rows.iter().enumerate().skip(from);
    for (y, (nth, row)) in (list.top()..list.bottom()).zip(shown) {
        let on = nth == view.cursor;
        let x = pointer(p, list.x, y, on && view.field.is_none());
        let style = if on { p.theme.chosen } else { p.theme.plain };
        p.text(x, y, list.width - 2, style, &called(state, file, row));
    }
    p.vertical(list.right() + 1, inner);
    let right = Rect {
        x: list.right() + 3,
        width: inner.right().saturating_sub(list.right() + 3),
        ..inner
    };
    let Some(row) = view.row() else { return };
    let label = 16;
    for (y, (nth, field)) in (right.top()..right.bottom()).zip(file.fields.iter().enumerate()) {
        let on = view.field == Some(nth);
        let x = pointer(p, right.x, y, on);
        let style = if on { p.theme.chosen } else { p.theme.dim };
        p.text(
            x,
            y,
            label,
            style,
            &state.words.get(&file.name_id(field.key)),
        );
        let x = x + label + 1;
        let room = right.right().saturating_sub(x);
        match row.get(file, field.key) {
            Some(value) => {
                let text = detail::shown(state, file, field.key, value, currency(file, row));
                p.text(x, y, room, p.theme.plain, &text);
            }
            None => {
                p.text(x, y, room, p.theme.dim, "—");
            }
        }
    }
}
