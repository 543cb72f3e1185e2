//! The query line, and the fields that open over it.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::cells;
use super::paint::Painter;
use crate::app::State;
use crate::app::line::LineEdit;
use crate::app::pool::table::message_key;
use crate::app::query::{OFFERS, QueryBar};
use crate::app::view;
use crate::domain::field::Metric;
use crate::text::grouped;

/// The filter as text, or that there is none; beside it what must be known to read the money.
pub fn bar(state: &State, p: &mut Painter<'_>, area: Rect) {
    let text = state.filter().print(&state.settings.schemes);
    let x = if text.is_empty() {
        p.text(
            area.x + 1,
            area.y,
            area.width - 1,
            p.theme.dim,
            &state.words.get(if state.on_board() {
                "board-query-none"
            } else {
                "query-none"
            }),
        )
    } else {
        p.text(area.x + 1, area.y, area.width - 1, p.theme.accent, &text)
    };
    let mut right = area.right();
    let mut beside = |words: String| {
        let width = cells(&words);
        if x + 3 + width <= right {
            p.text(right - width - 1, area.y, width, p.theme.dim, &words);
            right -= width + 2;
        }
    };
    if state.on_board() {
        beside(view::board_text(state));
        return;
    }
    if let Some(message) = view::currency_warning(state) {
        beside(state.words.say(&message));
    }
    if view::sort_needs_room(state, usize::from(area.width)) {
        beside(view::sort_text(state));
    }
}

/// A line being typed; the part around the cursor is shown where it is too long.
pub fn field(p: &mut Painter<'_>, area: Rect, label: &str, line: &LineEdit) {
    p.clear(area);
    let x = p.text(area.x, area.y, area.width, p.theme.strong, label);
    let room = usize::from(area.right().saturating_sub(x + 1));
    let before = tail(line.before(), room);
    let style = if line.is_offered() {
        p.theme.plain.add_modifier(Modifier::REVERSED)
    } else {
        p.theme.plain
    };
    let at = p.text(x, area.y, area.right() - x, style, &before);
    p.text(
        at,
        area.y,
        area.right().saturating_sub(at),
        p.theme.plain,
        line.after(),
    );
    p.cursor(at, area.y);
}

/// The end of a text that fits.
fn tail(text: &str, room: usize) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    let mut used = 0;
    let mut from = text.len();
    for (i, g) in text.grapheme_indices(true).rev() {
        used += crate::text::width(g);
        if used > room {
            break;
        }
        from = i;
    }
    text.get(from..).unwrap_or_default().to_owned()
}

/// The query bar with the bad part underlined and the offers below.
pub fn editing(state: &State, p: &mut Painter<'_>, area: Rect, body: Rect, bar: &QueryBar) {
    let label = " : ";
    field(p, area, label, &bar.line);
    let start = cells(label);
    if let Some(e) = &state.pool.error {
        // the mark stands in the line below, under the offending part, where the line is not scrolled
        let text: String = e.text.chars().take(e.at.0).collect();
        let bad: String = e
            .text
            .chars()
            .skip(e.at.0)
            .take((e.at.1 - e.at.0).max(1))
            .collect();
        let x = area.x + start + cells(&text);
        let width = cells(&bad).max(1);
        if x < area.right() && crate::text::width(&e.text) < usize::from(area.width - start) {
            let shown = if bad.is_empty() { "_" } else { &bad };
            let style = p.theme.bad.add_modifier(Modifier::UNDERLINED);
            p.text(x, area.y, width, style, shown);
        }
    }
    if bar.offers.is_empty() {
        return;
    }
    let from = bar.chosen.unwrap_or(0).saturating_sub(OFFERS - 1);
    let shown: Vec<_> = bar
        .offers
        .iter()
        .enumerate()
        .skip(from)
        .take(OFFERS)
        .collect();
    let widest = shown
        .iter()
        .map(|(_, o)| crate::text::width(&o.label))
        .max()
        .unwrap_or(0);
    let width = u16::try_from(widest + 16).unwrap_or(40).min(body.width);
    let at = area.x + start + cells(bar.line.before());
    let x = at.min(body.right().saturating_sub(width));
    let height = u16::try_from(shown.len()).unwrap_or(0).min(body.height);
    let margin = x.saturating_sub(1);
    p.clear(Rect {
        x: margin,
        y: body.y,
        width: width + 2,
        height,
    });
    for (y, (i, offer)) in (body.y..body.y + height).zip(shown) {
        let chosen = bar.chosen == Some(i);
        let style = if chosen {
            p.theme.chosen
        } else {
            p.theme.plain
        };
        let sign = if chosen {
            if p.ascii { ">" } else { "▸" }
        } else {
            " "
        };
        p.text(x, y, 1, p.theme.chosen, sign);
        p.text(x + 2, y, width - 2, style, &offer.label);
        if let Some(n) = offer.count {
            p.text_right(x + width - 12, y, 11, p.theme.dim, &grouped(&n.to_string()));
        }
    }
}

/// What stands before the field of a numeric condition.
pub fn bound_label(state: &State, metric: Metric) -> String {
    let name = state
        .words
        .get(&format!("field-{}", message_key(metric.key())));
    let unit = crate::app::format::unit_sign(metric);
    let help = state.words.get("bound-help");
    if unit.is_empty() {
        format!("{name} ({help})")
    } else {
        format!("{name} {unit} ({help})")
    }
}
