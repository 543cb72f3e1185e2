//! Pairs that may be one person, and below them the two side by side.

use ratatui::layout::Rect;

use super::menus::{first_row, frame, more, pointer};
use super::paint::Painter;
use super::{cells, compare};
use crate::app::State;
use crate::app::twins::{Row, TwinsView, Why, compared, list_rows, rows};
use crate::domain::message::Message;

/// Cells of a handle with its platform.
const WHO: u16 = 30;

fn who(state: &State, id: u32) -> String {
    match state.pool.shown(id) {
        Some(r) => format!("@{} · {}", r.identity.handle, r.identity.platform.key()),
        None if state.settings.ascii => "...".to_owned(),
        None => "⋯".to_owned(),
    }
}

fn why(state: &State, row: &Row) -> String {
    match &row.why {
        Why::Merged => state.words.get("twins-merged"),
        Why::Marked => state.words.get("twins-marked"),
        Why::Signs(signs) => {
            let all = signs.iter().map(|s| {
                let key = s.key().replace('_', "-");
                state.words.get(&format!("twins-sign-{key}"))
            });
            let between = state.words.get("twins-and");
            all.collect::<Vec<_>>().join(&between)
        }
    }
}

/// See the module.
pub fn draw(state: &State, p: &mut Painter<'_>, body: Rect, view: &TwinsView) {
    let all = rows(state, view);
    let title = Message::new("twins-title").with("n", all.len());
    let inner = frame(p, body, &state.words.say(&title));
    if all.is_empty() {
        let id = if view.known {
            "twins-none"
        } else {
            "twins-looking"
        };
        let words = state.words.get(id);
        p.text(inner.x + 2, inner.y, inner.width, p.theme.dim, &words);
        return;
    }
    let height = u16::try_from(list_rows(state).min(all.len())).unwrap_or(inner.height);
    let list = Rect { height, ..inner };
    let from = first_row(view.cursor, list.height);
    let each = WHO.min(list.width.saturating_sub(6) / 3);
    let arrow = if p.ascii { "<-" } else { "←" };
    for (y, (i, row)) in (list.top()..list.bottom()).zip(all.iter().enumerate().skip(from)) {
        let chosen = i == view.cursor;
        let x = pointer(p, list.x, y, chosen);
        let style = if chosen {
            p.theme.chosen
        } else {
            p.theme.plain
        };
        p.text(x, y, each, style, &who(state, row.first));
        p.text(x + each + 1, y, cells(arrow), p.theme.dim, arrow);
        p.text(x + each + 4, y, each, style, &who(state, row.second));
        let left = x + each * 2 + 5;
        let room = list.right().saturating_sub(left);
        p.text(left, y, room, p.theme.dim, &why(state, row));
    }
    if let Some(pair) = compared(state, view) {
        let below = Rect {
            y: list.bottom(),
            height: inner.bottom() - list.bottom(),
            ..body
        };
        compare::draw(state, p, below, &pair);
        // in the rule between the two
        more(p, list, all.len(), from);
    }
}
