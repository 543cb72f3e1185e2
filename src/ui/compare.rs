//! Creators side by side.

use ratatui::layout::Rect;

use super::menus::more;
use super::paint::Painter;
use super::table::shortened;
use crate::app::State;
use crate::app::compare::{CompareView, Row, rows};
use crate::app::format;
use crate::text::width;

/// Cells of the names of the rows; fewer where there is little room.
const NAME: u16 = 22;
const NARROW: u16 = 15;

/// Names to the left, a column for each creator.
pub fn draw(state: &State, p: &mut Painter<'_>, body: Rect, view: &CompareView) {
    p.clear(body);
    p.rule(
        Rect { height: 1, ..body },
        &state.words.get("compare-title"),
    );
    let n = u16::try_from(view.ids.len().max(1)).unwrap_or(1);
    let name = if body.width < 24 * n + NAME {
        NARROW
    } else {
        NAME
    };
    let each = (body.width.saturating_sub(name + 1) / n)
        .saturating_sub(1)
        .max(4);
    let left = |i: usize| body.x + 1 + name + u16::try_from(i).unwrap_or(0) * (each + 1);
    for (i, id) in view.ids.iter().enumerate() {
        let handle = state
            .pool
            .shown(*id)
            .map(|r| format!("@{}", r.identity.handle));
        let dots = if p.ascii { "..." } else { "⋯" };
        let handle = handle.unwrap_or_else(|| dots.to_owned());
        let used = super::cells(&handle).min(each);
        p.text(
            left(i) + each - used,
            body.y + 1,
            used,
            p.theme.strong,
            &handle,
        );
    }
    let inner = Rect {
        y: body.y + 2,
        height: body.height.saturating_sub(2),
        ..body
    };
    let all = rows(state, view);
    // where not all of it fits, how much follows stands in a line of its own
    let fits = all.len() <= view.top + usize::from(inner.height);
    let inner = Rect {
        height: inner.height.saturating_sub(u16::from(!fits)),
        ..inner
    };
    for (y, row) in (inner.top()..inner.bottom()).zip(all.iter().skip(view.top)) {
        match row {
            Row::Rule(title) => p.rule(
                Rect {
                    y,
                    height: 1,
                    ..inner
                },
                title,
            ),
            Row::Texts(label, texts) => {
                p.text(inner.x + 1, y, name - 1, p.theme.dim, label);
                for (i, text) in texts.iter().enumerate() {
                    let text = if text.is_empty() {
                        format::MISSING
                    } else {
                        text
                    };
                    let used = super::cells(text).min(each);
                    p.text(left(i) + each - used, y, used, p.theme.plain, text);
                }
            }
            Row::Numbers(label, values) => {
                p.text(inner.x + 1, y, name - 1, p.theme.dim, label);
                // numbers of one row are of one form, or they could not be compared at a glance
                let widest = values
                    .iter()
                    .flatten()
                    .map(|(t, b)| width(t) + usize::from(*b) * 2);
                let short = widest.max().unwrap_or(0) > usize::from(each);
                for (i, value) in values.iter().enumerate() {
                    let (text, best) = match value {
                        Some((text, best)) => (text.as_str(), *best),
                        None => (format::MISSING, false),
                    };
                    let room = usize::from(each);
                    // the sign stands before the number: colour alone would say nothing to some
                    let sign = match (best, p.ascii) {
                        (true, true) => "* ",
                        (true, false) => "✓ ",
                        (false, _) => "",
                    };
                    let text = if short && value.is_some() {
                        shortened(text, room.saturating_sub(width(sign)))
                    } else {
                        text.to_owned()
                    };
                    let style = if best { p.theme.good } else { p.theme.plain };
                    p.text_right(left(i), y, each, style, &format!("{sign}{text}"));
                }
            }
        }
    }
    more(p, inner, all.len(), view.top);
}
