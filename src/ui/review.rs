//! The boards of a review: one page of tables that the cursor goes through.

use ratatui::layout::Rect;

use super::menus::{frame, more, pointer};
use super::paint::Painter;
use crate::app::State;
use crate::app::review::{Item, ReviewView, Shape, Window, beside, cells, items, page_rows, shape};
use crate::app::rich::{Line, Role, wrap};
use crate::domain::message::Message;
use crate::domain::returns::creator::date;
use crate::domain::review::curve::{cell, length};
use crate::domain::review::shown::{NotOver, subject, title, window, word};
use crate::domain::review::{Cell, Chart, Mark, Review, Section, Value};
use crate::text::{bar, pad_end, pad_start, truncate, width};

/// Cells of a bar with the gap before it: fewer are none, more are not used.
const BAR: (usize, usize) = (10, 32);

/// The most rows of the heading of one that is shown in pieces.
const PIECES: usize = 4;

fn row(area: Rect, at: u16) -> Rect {
    Rect {
        y: area.y + at,
        height: 1,
        ..area
    }
}

/// Draws it.
pub fn draw(state: &State, p: &mut Painter<'_>, body: Rect, view: &ReviewView) {
    let say = |m: &Message| state.words.say(m);
    let name = match &view.review {
        Some(review) => title(review, &say),
        None => say(&Message::new("review-title").with("name", view.scope.subject.title())),
    };
    let inner = frame(p, body, &name);
    let Some(review) = &view.review else {
        let dots = state.words.get("review-loading");
        p.text(inner.x + 1, inner.y, inner.width, p.theme.dim, &dots);
        return;
    };
    head(state, p, inner, review);
    if inner.height > 1 {
        names(state, p, row(inner, 1), view, review);
    }
    let rows = u16::try_from(page_rows(state)).unwrap_or(u16::MAX);
    let page = Rect {
        y: inner.y + 2,
        height: rows.min(inner.height.saturating_sub(2)),
        ..inner
    };
    let below = Rect {
        y: page.bottom(),
        height: inner.bottom().saturating_sub(page.bottom()),
        ..inner
    };
    under_cursor(state, p, below, view);
    // last, because it says in the rule below how much follows
    draw_page(state, p, page, view);
}

/// What the review is of.
fn head(state: &State, p: &mut Painter<'_>, inner: Rect, review: &Review) {
    let say = |m: &Message| state.words.say(m);
    let head = &review.head;
    let counted = Message::new("review-head-briefly")
        .with("deals", head.deals)
        .with("creators", head.creators)
        .with("contents", head.contents);
    let codes: Vec<&str> = head.currencies.iter().map(|c| c.code()).collect();
    let mut parts = vec![
        // what every figure is of comes first, for narrow terminals
        head.days.map_or(String::new(), |d| d.text()),
        codes.join(", "),
        NotOver::of(review).map_or(String::new(), |n| n.shown(&say)),
        say(&counted),
    ];
    if !head.converted.is_empty() {
        let from: Vec<&str> = head.converted.iter().map(|c| c.code()).collect();
        parts.push(say(
            &Message::new("review-head-converted").with("from", from.join(", "))
        ));
    }
    let window = window(review);
    let end = head.window.1.and_then(date);
    let begins = head.days.is_some_and(|on| Some(on.from) == head.window.0);
    if let (Some(end), true, false) = (end, begins, window.is_empty()) {
        // the first day stands before it
        parts.push(say(
            &Message::new("review-head-until").with("day", end.to_string())
        ));
    } else if !window.is_empty() {
        parts.push(format!(
            "{} {window}",
            state.words.get("review-head-window")
        ));
    }
    parts.retain(|t| !t.is_empty());
    let at = Rect {
        x: inner.x + 1,
        width: inner.width.saturating_sub(1),
        ..row(inner, 0)
    };
    p.line(at, &Line::new().plain(parts.join(" · ")));
}

/// The names of the boards, and what they are held against.
fn names(state: &State, p: &mut Painter<'_>, area: Rect, view: &ReviewView, review: &Review) {
    p.rule(area, "");
    let mut x = area.x + 1;
    for (nth, board) in review.boards.iter().enumerate() {
        let name = state.words.get(&format!("review-board-{}", board.id));
        let (style, text) = match nth == view.board {
            true => (p.theme.chosen, format!("[{name}]")),
            false => (p.theme.dim, format!(" {name} ")),
        };
        x = p.text(x, area.y, area.right().saturating_sub(x), style, &text);
    }
    x = p.text(x, area.y, area.right().saturating_sub(x), p.theme.dim, " ");
    let room = area.right().saturating_sub(x + 2);
    let before = match &review.head.before {
        Some((of, on)) => {
            let held = state.words.get("review-head-before");
            let whole = format!(" {held} {} ", subject(of, *on));
            match super::cells(&whole) > room {
                true => format!(" {} {} ", state.words.get("review-head-versus"), of.title()),
                false => whole,
            }
        }
        None => format!(" {} ", state.words.get("review-head-no-before")),
    };
    p.text_right(x + 1, area.y, room, p.theme.dim, &before);
}

fn role(cell: &Cell) -> Role {
    match cell.mark {
        _ if cell.value.is_missing() => Role::Dim,
        Mark::None => Role::Plain,
        Mark::Good => Role::Good,
        Mark::Bad => Role::Bad,
        Mark::Strong => Role::Strong,
        Mark::Dim | Mark::Weak => Role::Dim,
    }
}

fn draw_page(state: &State, p: &mut Painter<'_>, page: Rect, view: &ReviewView) {
    let wide = cells(state);
    let all = items(state, view, wide);
    let sections = view.sections();
    let shapes: Vec<Shape> = sections
        .iter()
        .enumerate()
        .map(|(nth, s)| shape(state, s, Window::of(view, nth), wide))
        .collect();
    let top = view.at.top.min(all.len().saturating_sub(1));
    let shown = all.iter().skip(top).take(page.height.into());
    for (y, item) in (page.top()..page.bottom()).zip(shown) {
        let first = y == page.top();
        let line = Rect {
            x: page.x + 2,
            y,
            width: page.width.saturating_sub(2),
            height: 1,
        };
        let of = |nth: &usize| sections.get(*nth).zip(shapes.get(*nth));
        match item {
            // the names of the columns stay in sight while their rows go by
            Item::Row(nth, at) if first && *at > 0 && !item.is_at(view.at.section, view.at.row) => {
                if let Some((section, shape)) = of(nth) {
                    heading(state, p, line, section, shape, view.at.shift);
                }
            }
            Item::Gap => {}
            Item::Title(nth) => {
                if let Some(section) = sections.get(*nth) {
                    let name = state.words.get(&section.title());
                    p.rule(
                        Rect {
                            x: page.x,
                            width: page.width,
                            ..line
                        },
                        &name,
                    );
                }
            }
            Item::Said(text) => {
                p.text(line.x, y, line.width, p.theme.dim, text);
            }
            Item::Head(nth) => {
                if let Some((section, shape)) = of(nth) {
                    let shift = if *nth == view.at.section {
                        view.at.shift
                    } else {
                        0
                    };
                    heading(state, p, line, section, shape, shift);
                }
            }
            Item::Row(nth, at) => {
                let chosen = item.is_at(view.at.section, view.at.row);
                pointer(p, page.x, y, chosen);
                if let Some((section, shape)) = of(nth) {
                    one(state, p, line, section, shape, *at);
                }
            }
            Item::Nothing(nth) => {
                pointer(p, page.x, y, view.at.section == *nth);
                p.text(
                    line.x,
                    y,
                    line.width,
                    p.theme.dim,
                    &state.words.get("review-none"),
                );
            }
            Item::Rest(nth, n) => {
                pointer(p, page.x, y, view.on_rest() && view.at.section == *nth);
                let more = Message::new("review-rest").with("n", *n);
                p.text(line.x, y, line.width, p.theme.dim, &state.words.say(&more));
            }
            Item::Curve(name, picture, _) => {
                let l = Line::new()
                    .plain(format!("{name} "))
                    .add(Role::Accent, picture.clone());
                p.line(line, &l);
            }
        }
    }
    more(p, page, all.len(), top);
}

/// The names of the columns; arrows where some are out of sight.
fn heading(
    state: &State,
    p: &mut Painter<'_>,
    area: Rect,
    section: &Section,
    shape: &Shape,
    shift: usize,
) {
    let say = |m: &Message| state.words.say(m);
    let mut line = Line::new();
    for (at, w, signs) in &shape.columns {
        if let Some(column) = section.columns.get(*at) {
            let name = word(&column.title, &say);
            let name = if *signs { format!("{name}  ") } else { name };
            let text = padded(&line, &name, *w, shape.gap, column.right);
            line = line.dim(text);
        }
    }
    p.line(area, &line);
    let signs = match (shift.min(shape.most) > 0, shift < shape.most, p.ascii) {
        (false, false, _) => return,
        (true, true, false) => "‹›",
        (true, false, false) => "‹",
        (false, true, false) => "›",
        (true, true, true) => "<>",
        (true, false, true) => "<",
        (false, true, true) => ">",
    };
    // where the pointer stands in rows
    let at = Rect {
        x: area.x.saturating_sub(2),
        ..area
    };
    p.text(at.x, at.y, 2, p.theme.chosen, signs);
}

/// A cell's text, `gap` cells behind the one before it.
fn padded(line: &Line, text: &str, w: usize, gap: usize, right: bool) -> String {
    let text = truncate(text, w);
    let text = match right {
        true => pad_start(&text, w),
        false => pad_end(&text, w),
    };
    match line.spans.is_empty() {
        true => text,
        false => format!("{}{text}", " ".repeat(gap)),
    }
}

/// A table by itself, under its name: as many rows as there is room for. Gives the rows it took.
pub fn table(
    state: &State,
    p: &mut Painter<'_>,
    area: Rect,
    section: &Section,
    shift: usize,
) -> u16 {
    if area.height < 3 {
        return 0;
    }
    p.rule(row(area, 0), &state.words.get(&section.title()));
    let room = usize::from(area.height - 2).min(section.rows.len());
    let left = section.rows.len() - room;
    if left > 0 {
        let text = format!(" {} {left} ", if p.ascii { "v" } else { "↓" });
        let cells = super::cells(&text).min(area.width);
        let at = area.right().saturating_sub(cells + 1).max(area.x);
        p.text(at, area.y, cells, p.theme.dim, &text);
    }
    let window = Window {
        shown: room,
        shift,
        ..Window::default()
    };
    let inner = Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(2),
        ..area
    };
    let shape = shape(state, section, window, inner.width.into());
    heading(state, p, row(inner, 1), section, &shape, shift);
    let mut y = 2;
    for at in 0..room {
        one(state, p, row(inner, y), section, &shape, at);
        y += 1;
    }
    y
}

/// A row; a bar behind it where there is room.
fn one(
    state: &State,
    p: &mut Painter<'_>,
    area: Rect,
    section: &Section,
    shape: &Shape,
    at: usize,
) {
    let say = |m: &Message| state.words.say(m);
    let Some(row) = section.rows.get(at) else {
        return;
    };
    let mut line = Line::new();
    for (at, w, signs) in &shape.columns {
        if let (Some(cell), Some(column)) = (row.cells.get(*at), section.columns.get(*at)) {
            let text = beside(cell, *signs, &say);
            let text = padded(&line, &text, *w, shape.gap, column.right);
            line = line.add(role(cell), text);
        }
    }
    if let Some(Chart::Bars(of)) = section.chart
        && shape.left >= BAR.0
        && section.rows.len() > 1
    {
        // sums of several currencies have no common measure
        let currency = |r: &_| match cell(r, of) {
            Some(Value::Money(_, c) | Value::Price(_, c)) => Some(*c),
            _ => None,
        };
        let mine = currency(row);
        let same = section.rows.iter().filter(|r| currency(r) == mine);
        let lengths = same.filter_map(|r| length(cell(r, of)?));
        let most = lengths.map(f64::abs).fold(0.0, f64::max);
        let own = cell(row, of).and_then(length).unwrap_or(0.0);
        if most > 0.0 && own > 0.0 {
            let cells = shape.left.min(BAR.1);
            let bar = bar(own / most, cells.saturating_sub(2), p.ascii);
            line = line.add(Role::Accent, format!("  {bar}"));
        }
    }
    p.line(area, &line);
}

/// Everything that the row under the cursor says, in words: what is out of sight, or cut, as well.
fn under_cursor(state: &State, p: &mut Painter<'_>, area: Rect, view: &ReviewView) {
    if area.height < 2 {
        return;
    }
    p.rule(row(area, 0), "");
    let say = |m: &Message| state.words.say(m);
    if view.on_rest() {
        return;
    }
    let section = view.sections().get(view.at.section);
    let Some((section, at)) = section.zip(section.and_then(|s| s.rows.get(view.at.row))) else {
        return;
    };
    // the first names the row; before what can be read above stands what is out of sight there
    let shape = shape(
        state,
        section,
        Window::of(view, view.at.section),
        cells(state),
    );
    let seen = |nth: usize, text: &str| {
        let mut all = shape.columns.iter();
        all.any(|(at, w, _)| *at == nth && width(text) <= *w)
    };
    let (mut parts, mut hidden) = (Vec::new(), 0);
    for (nth, (cell, column)) in at.cells.iter().zip(&section.columns).enumerate() {
        let text = cell.shown(&say);
        let empty = matches!(cell.value, Value::Missing | Value::Blank) || text.is_empty();
        if empty {
            continue;
        }
        if parts.is_empty() {
            parts.push(text);
            continue;
        }
        let named = format!("{} {text}", word(&column.title, &say));
        if seen(nth, &text) {
            parts.push(named);
        } else {
            hidden += 1;
            parts.insert(hidden, named);
        }
    }
    let room = usize::from(area.width.saturating_sub(2));
    let mut lines = wrap(&parts.join(" · "), room);
    let rows = usize::from(area.height - 1).min(PIECES);
    if lines.len() > rows
        && let Some(last) = lines.get_mut(rows.saturating_sub(1))
    {
        *last = truncate(&format!("{last} …"), room).into_owned();
    }
    for (y, text) in (1..area.height).zip(lines.iter().take(PIECES)) {
        let at = Rect {
            x: area.x + 2,
            width: area.width.saturating_sub(2),
            ..row(area, y)
        };
        p.line(at, &Line::new().plain(text.clone()));
    }
}
