//! The card, beside the table or over the whole screen.

use ratatui::layout::Rect;

use super::paint::Painter;
use crate::app::State;
use crate::app::pool::card::lines;

/// Over the whole body.
pub fn whole(state: &State, p: &mut Painter<'_>, body: Rect) {
    let inner = Rect {
        x: body.x + 1,
        width: body.width.saturating_sub(2),
        ..body
    };
    draw(state, p, inner, state.pool.card_top);
}

/// Beside the table.
pub fn side(state: &State, p: &mut Painter<'_>, area: Rect) {
    p.vertical(area.x, area);
    let inner = Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(3),
        ..area
    };
    draw(state, p, inner, 0);
}

fn draw(state: &State, p: &mut Painter<'_>, inner: Rect, top: usize) {
    let Some(record) = state.pool.current() else {
        return;
    };
    let all = lines(state, record, usize::from(inner.width));
    for (y, line) in (inner.top()..inner.bottom()).zip(all.iter().skip(top)) {
        p.line(
            Rect {
                y,
                height: 1,
                ..inner
            },
            line,
        );
    }
    let left = all.len().saturating_sub(top + usize::from(inner.height));
    if left > 0 && inner.height > 0 {
        // a row of its own: over a row it would cut a figure
        let last = Rect {
            y: inner.bottom() - 1,
            height: 1,
            ..inner
        };
        p.clear(last);
        let more = format!(
            "{} {}",
            if state.settings.ascii { "v" } else { "↓" },
            left + 1
        );
        p.text_right(last.x, last.y, last.width, p.theme.dim, &more);
    }
}
