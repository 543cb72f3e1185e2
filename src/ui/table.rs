//! The table of creators.

use ratatui::layout::Rect;

use super::paint::Painter;
use crate::app::State;
use crate::app::format;
use crate::app::pool::Focus;
use crate::app::pool::table::{GUTTER, Placed, header, header_rows, mixed_currencies, placed};
use crate::domain::column::Column;
use crate::text;

/// Header, rows, and a word where there are none.
pub fn draw(state: &State, p: &mut Painter<'_>, area: Rect) {
    let layout = state.layout();
    let columns = placed(&state.pool, &layout);
    for c in &columns {
        let (name, arrow, unit) = header(state, c.column);
        // a name that is cut keeps its arrow
        let room = usize::from(c.width).saturating_sub(text::width(&arrow));
        let name = format!("{}{arrow}", text::truncate_with(&name, room, p.ellipsis()));
        cell(p, area, c, area.y, &name, p.theme.strong);
        // the day before the currency, where there is no room for both; no number, so never shortened
        let fits = |unit: &&str| text::width(unit) <= usize::from(c.width);
        let day = unit.rsplit(' ').next().unwrap_or_default();
        let unit = [unit.as_str(), day].into_iter().find(fits);
        cell(
            p,
            area,
            c,
            area.y + 1,
            unit.unwrap_or_default(),
            p.theme.dim,
        );
    }
    let hidden_left = state.pool.scroll > 0;
    let hidden_right = columns
        .last()
        .is_some_and(|c| c.index + 1 < state.pool.columns.len());
    if hidden_left {
        p.text(area.x, area.y + 1, 1, p.theme.dim, "<");
    }
    if hidden_right {
        p.text(
            area.right().saturating_sub(1),
            area.y + 1,
            1,
            p.theme.dim,
            ">",
        );
    }
    let returns_known = state.pool.facts.as_ref().is_some_and(|f| f.returns);
    let first = area.y + u16::try_from(header_rows()).unwrap_or(2);
    if state.pool.matched() == 0 {
        let loaded = state.pool.facts.as_ref().map(|f| f.total);
        let words = match loaded {
            None => String::new(),
            Some(0) => state.words.get("pool-empty"),
            Some(_) => state.words.get("pool-no-match"),
        };
        let width = usize::from(area.width.saturating_sub(GUTTER + 1));
        for (y, line) in (first + 1..area.bottom()).zip(crate::app::rich::wrap(&words, width)) {
            p.text(
                area.x + GUTTER,
                y,
                area.width.saturating_sub(GUTTER),
                p.theme.dim,
                &line,
            );
        }
        return;
    }
    let mixed: Vec<Column> = columns
        .iter()
        .map(|c| c.column)
        .filter(|c| matches!(c, Column::Metric(m) if m.unit().is_money() && mixed_currencies(state, *m)))
        .collect();
    for (i, y) in (first..area.bottom()).enumerate() {
        let row = state.pool.top + i;
        let Some(id) = state.pool.id_at(row) else {
            break;
        };
        let here = row == state.pool.cursor;
        if here {
            let focused = state.pool.focus == Focus::Table;
            let sign = if state.settings.ascii { ">" } else { "▸" };
            let style = if focused { p.theme.chosen } else { p.theme.dim };
            p.text(area.x + 1, y, 1, style, sign);
        }
        if state.pool.marks.contains(id) {
            let sign = if state.settings.ascii { "*" } else { "●" };
            p.text(area.x, y, 1, p.theme.accent, sign);
        }
        let dots = if state.settings.ascii { "..." } else { "⋯" };
        let Some(record) = state.pool.shown(id) else {
            p.text(area.x + GUTTER, y, 3, p.theme.dim, dots);
            continue;
        };
        let whole = state.pool.rows.contains_key(&id);
        for c in &columns {
            let plain = || {
                let scheme = state.scheme();
                format::cell(c.column, record, &state.settings, scheme, state.today)
            };
            let mut value = format::in_words(c.column, record, &state.words).unwrap_or_else(plain);
            // what only the whole pool tells is not missing while it loads, nor what an outline does not hold
            let to_come = match c.column {
                Column::Metric(m) if m.is_of_returns() => !returns_known,
                Column::Verdict | Column::Diagnosis => !returns_known,
                Column::Metric(m) => state.pool.facts.is_none() && m.needs_pool(),
                other => !whole && !other.is_outlined(),
            };
            let style = if value.is_empty() {
                p.theme.dim
            } else {
                p.theme.plain
            };
            if to_come {
                value = dots.to_owned();
            } else if value.is_empty() {
                value = if state.settings.ascii {
                    "-".to_owned()
                } else {
                    format::MISSING.to_owned()
                };
            } else if let Column::Metric(m) = c.column
                && mixed.contains(&c.column)
            {
                let currency = record.profile.currency(m);
                if currency.is_known() {
                    value = format!("{value} {currency}");
                }
            }
            cell(p, area, c, y, &value, style);
        }
    }
}

/// A number that does not fit is never cut: a number with its head or tail off is a wrong number.
fn cell(
    p: &mut Painter<'_>,
    area: Rect,
    c: &Placed,
    y: u16,
    value: &str,
    style: ratatui::style::Style,
) {
    let x = area.x + c.x;
    if !c.column.is_number() {
        p.text(x, y, c.width, style, value);
    } else if text::width(value) <= usize::from(c.width) {
        p.text_right(x, y, c.width, style, value);
    } else if value.chars().any(|ch| ch.is_ascii_digit())
        && !value.chars().any(|ch| ch == '-' && value.len() < 8)
    {
        p.text_right(
            x,
            y,
            c.width,
            style,
            &shortened(value, usize::from(c.width)),
        );
    } else {
        p.text(x, y, c.width, style, value);
    }
}

/// A long number in millions or billions, or `###` where even that has no room: money without its currency would be read
/// as another amount.
pub fn shortened(value: &str, width: usize) -> String {
    let (number, unit) = value.split_once(' ').unwrap_or((value, ""));
    let digits: String = number
        .split('.')
        .next()
        .unwrap_or_default()
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    let sign = if number.starts_with('-') { "-" } else { "" };
    for (places, suffix) in [(3, "k"), (6, "M"), (9, "B"), (12, "T")] {
        if digits.len() > places {
            let whole: String = digits.chars().take(digits.len() - places).collect();
            let text = format!("{sign}{}{suffix} {unit}", text::grouped(&whole));
            if text::width(text.trim_end()) <= width {
                return text.trim_end().to_owned();
            }
        }
    }
    if text::width(value) <= width {
        return value.to_owned();
    }
    "#".repeat(width.min(3))
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn long_money_keeps_its_currency() {
        for (value, width, want) in [
            ("3,215,565,120 IDR", 14, "3,215,565k IDR"),
            ("3,215,565,120 IDR", 12, "3,215M IDR"),
            ("3,215,565,120 IDR", 6, "3B IDR"),
            ("3,215,565,120 IDR", 5, "###"),
            ("-3,215,565.12", 8, "-3,215k"),
            ("999.5 IDR", 5, "###"),
        ] {
            assert_eq!(shortened(value, width), want, "{value} {width}");
        }
    }
}
