//! The filter panes.

use ratatui::layout::Rect;

use super::paint::Painter;
use crate::app::State;
use crate::app::pool::Focus;
use crate::app::pool::panes::{Row, Section, histogram, rows};
use crate::app::pool::table::message_key;
use crate::domain::facet::Facet;
use crate::domain::field::Metric;
use crate::text::{bar, grouped, spark};

/// Cells of the bar of a facet's value.
const BAR: u16 = 6;
/// Cells of a count.
const COUNT: u16 = 9;

/// Draws the rows that are on screen.
pub fn draw(state: &State, p: &mut Painter<'_>, area: Rect) {
    p.clear(area);
    let inner = Rect {
        width: area.width.saturating_sub(2),
        ..area
    };
    p.vertical(area.right().saturating_sub(1), area);
    let focused = state.pool.focus == Focus::Panes;
    let all = rows(state);
    for (y, (i, row)) in
        (area.top()..area.bottom()).zip(all.iter().enumerate().skip(state.pool.panes.top))
    {
        let line = Rect {
            y,
            height: 1,
            ..inner
        };
        let here = focused && i == state.pool.panes.cursor;
        draw_row(state, p, line, row);
        if here {
            let sign = if state.settings.ascii { ">" } else { "▸" };
            p.text(line.x, y, 1, p.theme.chosen, sign);
        }
    }
}

fn draw_row(state: &State, p: &mut Painter<'_>, line: Rect, row: &Row) {
    let w = &state.words;
    match row {
        Row::Head(section, folded) => head(state, p, line, *section, *folded),
        Row::Facet(facet) => {
            let name = w.get(&format!("pane-{}", facet.key()));
            let narrowed = state
                .pool
                .panes
                .narrowed
                .get(facet)
                .map(|t| format!(" /{t}"))
                .unwrap_or_default();
            p.text(
                line.x + 1,
                line.y,
                line.width - 1,
                p.theme.dim,
                &format!("{name}{narrowed}"),
            );
        }
        Row::Condition(_, text, alone, left) => {
            let style = if *left == 0 {
                p.theme.bad
            } else {
                p.theme.plain
            };
            let counts = 2 * COUNT;
            p.text(
                line.x + 2,
                line.y,
                line.width.saturating_sub(counts + 2),
                style,
                text,
            );
            number(state, p, line, COUNT, *alone, p.theme.dim);
            number(state, p, line, 0, *left, style);
        }
        Row::Goal(goal, on, count) => {
            option(
                state,
                p,
                line,
                &w.get(&format!("goal-{}", goal.key())),
                *on,
                false,
            );
            number(state, p, line, 0, *count, p.theme.plain);
        }
        Row::Value {
            facet,
            value,
            count,
            share,
            on,
            off,
        } => {
            let label = value_label(state, *facet, value);
            let room = Rect {
                width: line.width.saturating_sub(BAR + COUNT),
                ..line
            };
            option(state, p, room, &label, *on, *off);
            let bar = bar(
                if *count == 0 { 0.0 } else { *share },
                usize::from(BAR),
                state.settings.ascii,
            );
            p.text(
                line.right() - COUNT - BAR,
                line.y,
                BAR,
                p.theme.accent,
                &bar,
            );
            let style = if *count == 0 {
                p.theme.dim
            } else {
                p.theme.plain
            };
            number(state, p, line, 0, *count, style);
        }
        Row::More(_, hidden) => {
            let text = if *hidden == 0 {
                w.get("pane-fewer")
            } else {
                w.say(&crate::domain::message::Message::new("pane-more").with("n", *hidden))
            };
            p.text(
                line.x + 4,
                line.y,
                line.width.saturating_sub(4),
                p.theme.dim,
                &text,
            );
        }
        Row::Number {
            metric,
            bound,
            count,
            cut,
        } => metric_row(state, p, line, *metric, bound, *count, *cut),
        Row::Has(presence, on, count) => {
            let name = w.get(&format!("pane-has-{}", presence.key()));
            option(state, p, line, &name, *on, false);
            number(state, p, line, 0, *count, p.theme.plain);
        }
    }
}

fn head(state: &State, p: &mut Painter<'_>, line: Rect, section: Section, folded: bool) {
    let w = &state.words;
    let mut title = w.get(&format!("pane-{}", section.key()));
    if section == Section::Tier
        && let Some(scheme) = state.settings.schemes.get(state.scheme())
    {
        title = format!("{title} ({})", scheme.key);
    }
    if section == Section::Category
        && let Some(t) = state.pool.panes.narrowed.get(&Facet::Category)
    {
        title = format!("{title} /{t}");
    }
    if folded {
        title.push_str(" +");
    }
    p.rule(
        Rect {
            x: line.x + 1,
            width: line.width - 1,
            ..line
        },
        &title,
    );
    if section == Section::Filter && !folded {
        let (alone, left) = (w.get("pane-alone"), w.get("pane-left"));
        let column = |t: &str| crate::text::pad_start(t, usize::from(COUNT));
        let text = format!("{}{}", column(&alone), column(&left));
        p.text_right(line.x, line.y, line.width, p.theme.dim, &text);
    }
}

fn option(state: &State, p: &mut Painter<'_>, room: Rect, label: &str, on: bool, off: bool) {
    let (sign, style) = match (on, off, state.settings.ascii) {
        (true, _, false) => ("✓", p.theme.accent),
        (true, _, true) => ("x", p.theme.accent),
        (_, true, _) => ("-", p.theme.bad),
        _ => (" ", p.theme.plain),
    };
    p.text(room.x + 2, room.y, 1, style, sign);
    let style = if off { p.theme.dim } else { p.theme.plain };
    p.text(
        room.x + 4,
        room.y,
        room.width.saturating_sub(5),
        style,
        label,
    );
}

fn number(
    state: &State,
    p: &mut Painter<'_>,
    line: Rect,
    from_right: u16,
    n: usize,
    style: ratatui::style::Style,
) {
    // nothing is counted before the pool is loaded: no number, rather than a zero
    if state.pool.answer.is_none() {
        return;
    }
    let width = COUNT.min(line.width);
    let x = line.right().saturating_sub(from_right + width);
    p.text_right(x, line.y, width, style, &grouped(&n.to_string()));
}

/// Label, bound, spread with the cut marked, count: `18+   ≥80  ▁▂▃▅▇▆▃   3,980`.
fn metric_row(
    state: &State,
    p: &mut Painter<'_>,
    line: Rect,
    metric: Metric,
    bound: &str,
    count: usize,
    cut: Option<(usize, usize)>,
) {
    let on = !bound.is_empty();
    let sign = if on {
        if state.settings.ascii { "x" } else { "✓" }
    } else {
        " "
    };
    p.text(line.x + 2, line.y, 1, p.theme.accent, sign);
    let label = state
        .words
        .get(&format!("col-{}", message_key(metric.key())));
    let spread = 8;
    let room = line.width.saturating_sub(4 + spread + COUNT + 1);
    let x = p.text(line.x + 4, line.y, room, p.theme.plain, &label);
    if on {
        let left = (line.x + 4 + room).saturating_sub(x + 1);
        p.text(x + 1, line.y, left, p.theme.accent, bound);
    }
    let x = line.x + 4 + room;
    if let Some(h) = histogram(state, metric) {
        let greatest = h.counts.iter().copied().max().unwrap_or(0).max(1);
        // square roots, so that the few who sell are seen beside the many who do not
        let values: Vec<Option<f64>> = h
            .counts
            .iter()
            .map(|c| Some((*c as f64 / greatest as f64).sqrt()))
            .collect();
        let shape = spark(&values, state.settings.ascii);
        for (i, c) in shape.chars().enumerate().take(usize::from(spread)) {
            let kept = cut.is_none_or(|(below, above)| i >= below && i < above);
            let style = match (on, kept) {
                (true, true) => p.theme.accent,
                _ => p.theme.dim,
            };
            let x = x + 1 + u16::try_from(i).unwrap_or(0);
            let c = if on && !kept && state.settings.ascii {
                ' '
            } else {
                c
            };
            p.text(x, line.y, 1, style, c.encode_utf8(&mut [0; 4]));
        }
    }
    number(
        state,
        p,
        line,
        0,
        count,
        if on { p.theme.plain } else { p.theme.dim },
    );
}

/// How a value of a facet reads; the query keeps the value itself.
fn value_label(state: &State, facet: Facet, value: &str) -> String {
    let id = match facet {
        Facet::Tier => format!("tier-{}", message_key(value)),
        Facet::Source => format!("from-{}", message_key(value)),
        Facet::Stage | Facet::Mode | Facet::Due | Facet::Verdict | Facet::Diagnosis => {
            format!("{}-{}", facet.key(), message_key(value))
        }
        _ => return value.to_owned(),
    };
    if state.words.has(&id) {
        state.words.get(&id)
    } else {
        value.to_owned()
    }
}
