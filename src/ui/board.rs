//! The board, the screen of one collaboration, what a stage needs, and words to choose from.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::cells;
use super::menus::{first_row, frame, more, panel, pointer};
use super::paint::Painter;
use super::query;
use crate::app::State;
use crate::app::board::columns::{self, Flow, HEAD, Shown};
use crate::app::board::detail::{self, CollabView, Row};
use crate::app::board::gates::{self, GateView};
use crate::app::board::pick::{Pick, PickFor};
use crate::app::board::{self, fields};
use crate::app::rich::Role;
use crate::domain::collab::board::Sum;
use crate::domain::collab::card::{Card, Lanes};
use crate::domain::collab::native::COLLABORATIONS;
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::number::{Decimal, Unit};
use crate::text::{self, grouped};

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
    state.words.get(&board::stage_id(column))
}

/// A sum of money in few cells: `12.4k`.
pub fn short(raw: i128) -> String {
    let one = i128::from(Unit::Money.per_one());
    for (least, sign) in [(1_000_000_000, "B"), (1_000_000, "M"), (1_000, "k")] {
        if raw >= least * one {
            let tenths = raw * 10 / (least * one);
            let (whole, rest) = (tenths / 10, tenths % 10);
            return if whole >= 100 || rest == 0 {
                format!("{whole}{sign}")
            } else {
                format!("{whole}.{rest}{sign}")
            };
        }
    }
    let d = Decimal {
        mantissa: raw,
        scale: 4,
    };
    d.fixed(0)
}

/// Money of several currencies: the largest ones, or that there are more.
fn value_text(sum: &Sum, room: usize) -> String {
    let mut all: Vec<(&Currency, &i128)> = sum.value.iter().filter(|(_, v)| **v > 0).collect();
    all.sort_by_key(|(_, v)| std::cmp::Reverse(**v));
    let one = |(c, v): &(&Currency, &i128)| format!("{} {c}", short(**v)).trim_end().to_owned();
    let texts: Vec<String> = all.iter().map(one).collect();
    for n in (1..=texts.len()).rev() {
        let shown = texts.get(..n).unwrap_or_default().join(" · ");
        let more = texts.len() - n;
        let text = if more > 0 {
            format!("{shown} +{more}")
        } else {
            shown
        };
        if text::width(&text) <= room {
            return text;
        }
    }
    // of several the largest alone, with a sign that there are more
    let largest = texts.first().map(|t| format!("{t}+"));
    largest
        .filter(|t| texts.len() > 1 && text::width(t) <= room)
        .unwrap_or_default()
}

fn days(state: &State, n: i32) -> String {
    let message = Message::new("days-short").with("n", i64::from(n));
    state.words.say(&message)
}

/// Names, counts, worth and age of the columns on screen.
fn heads(state: &State, p: &mut Painter<'_>, body: Rect, flow: &Flow) {
    for Shown { column, x, width } in &flow.shown {
        let (x, width) = (body.x + x, *width);
        let all = state.board.board.iter().flat_map(|b| b.column(*column));
        let sum = Sum::of(all, state.today);
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
            Some(name) if state.board.lanes == Lanes::Owner => format!("@{name}"),
            Some(name) => name.to_string(),
            None => state
                .words
                .get(&format!("board-no-{}", state.board.lanes.key())),
        };
        let style = if on { p.theme.accent } else { p.theme.strong };
        let total: usize = l.columns.iter().map(Vec::len).sum();
        let sign = match (on, p.ascii) {
            (true, false) => "▾ ",
            (false, false) => "▸ ",
            (true, true) => "v ",
            (false, true) => "> ",
        };
        let width = flow.shown.first().map_or(area.width, |s| s.width);
        let head = format!("{sign}{name}");
        let room = width.saturating_sub(cells(&total.to_string()) + 1);
        p.text(area.x, y, room, style, &head);
        p.text_right(area.x, y, width, p.theme.dim, &total.to_string());
        for s in flow.shown.iter().skip(1) {
            let n = l.columns.get(s.column).map_or(0, Vec::len);
            if n > 0 {
                p.text(area.x + s.x, y, s.width, p.theme.dim, &format!("  {n}"));
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

/// How a day that something is due reads on a card: nothing, how late, the day of the week, the day of the month.
pub fn due_mark(state: &State, card: &Card) -> Option<(String, bool)> {
    let due = card.due.filter(|_| card.stage.is_open())?;
    let n = (due - state.today).get_days();
    Some(match n {
        ..0 => (format!("{}!", days(state, -n)), true),
        0 => (state.words.get("due-mark-today"), true),
        1..=6 => {
            let day = due.weekday().to_monday_zero_offset();
            (state.words.get(&format!("weekday-{day}")), false)
        }
        _ => (due.strftime("%m-%d").to_string(), false),
    })
}

/// What the creator gets, in few cells.
pub fn terms(state: &State, card: &Card) -> String {
    let mut parts = Vec::new();
    if let Some(rate) = card.commission_rate {
        let percent = Decimal::from_raw(rate, Unit::Ratio).times_100();
        parts.push(format!("{percent}%"));
    }
    if let Some(fee) = card.fixed_fee.filter(|f| *f > 0) {
        parts.push(
            format!("{} {}", short(fee.into()), card.currency)
                .trim()
                .to_owned(),
        );
    }
    if parts.is_empty()
        && let Some(mode) = card.mode
    {
        let id = format!("mode-{}", mode.key().replace('_', "-"));
        parts.push(state.words.get(&id));
    }
    parts.join("+")
}

fn worth(card: &Card) -> Option<String> {
    let value = card.value().filter(|v| *v > 0)?;
    Some(
        format!("{} {}", short(value.into()), card.currency)
            .trim()
            .to_owned(),
    )
}

fn tier(state: &State, card: &Card) -> Option<String> {
    let scheme = state.settings.schemes.get(state.scheme())?;
    let band = scheme.bands.get(scheme.band(card.followers?))?;
    Some(band.key.clone())
}

/// A card: who and when, whose and how long, and where there is room how large and for how much.
fn card(state: &State, p: &mut Painter<'_>, area: Rect, card: &Card, on: bool) {
    let marked = state.board.marks.contains(&card.id);
    let x = pointer(p, area.x, area.y, on);
    let sign = if marked {
        if p.ascii { "*" } else { "●" }
    } else {
        " "
    };
    if marked {
        p.text(area.x + 1, area.y, 1, p.theme.accent, sign);
    }
    let room = area.right().saturating_sub(x);
    let mark = due_mark(state, card);
    let taken = mark.as_ref().map_or(0, |(t, _)| cells(t) + 1);
    let style = if on { p.theme.chosen } else { p.theme.plain };
    p.text(
        x,
        area.y,
        room.saturating_sub(taken),
        style,
        &format!("@{}", card.handle),
    );
    if let Some((text, late)) = mark {
        let style = if late { p.theme.bad } else { p.theme.dim };
        p.text_right(x, area.y, room, style, &text);
    }
    let dim = p.theme.dim;
    let age = card.age(state.today);
    let over = age.zip(usual(state, card)).is_some_and(|(a, u)| a > u);
    let age = age.map(|n| days(state, n));
    let owner = card.owner.as_deref().unwrap_or("—");
    if area.height < 3 {
        // two rows: whose, how long, for how much
        let right = worth(card).unwrap_or_else(|| terms(state, card));
        second(
            p,
            x,
            area.y + 1,
            room,
            (owner, age.as_deref(), over),
            &right,
        );
        return;
    }
    let tier = tier(state, card).unwrap_or_default();
    second(p, x, area.y + 1, room, (owner, age.as_deref(), over), &tier);
    let worth = worth(card).unwrap_or_default();
    let left = room.saturating_sub(cells(&worth) + 1);
    p.text(x, area.y + 2, left, dim, &terms(state, card));
    p.text_right(x, area.y + 2, room, dim, &worth);
}

/// Days that collaborations usually stay where a card is.
fn usual(state: &State, card: &Card) -> Option<i32> {
    let usual = state.board.board.as_ref()?.usual;
    usual.get(card.stage.index()).copied().flatten()
}

fn second(
    p: &mut Painter<'_>,
    x: u16,
    y: u16,
    room: u16,
    (owner, age, over): (&str, Option<&str>, bool),
    right: &str,
) {
    let dim = p.theme.dim;
    let age_width = age.map_or(0, |a| cells(a) + 1);
    let right_width = cells(right);
    let name = room.saturating_sub(age_width + right_width + 1);
    let end = p.text(x, y, name, dim, owner);
    if let Some(age) = age {
        // longer than usual
        let style = if over { p.theme.bad } else { dim };
        p.text(end + 1, y, room, style, age);
    }
    p.text_right(x, y, room, dim, right);
}

/// What there is to know of the card under the cursor, in the last row.
fn summary(state: &State, p: &mut Painter<'_>, area: Rect) {
    let Some(card) = board::current(state) else {
        return;
    };
    let mut line = crate::app::rich::Line::new().add(Role::Strong, format!(" @{}", card.handle));
    let mut add = |role: Role, text: String| {
        if !text.is_empty() {
            line = std::mem::take(&mut line).dim(" · ").add(role, text);
        }
    };
    let needs = state.settings.gates.lacks_here(&card.filled, card.stage);
    if !needs.is_empty() {
        let names: Vec<String> = needs
            .iter()
            .map(|n| state.words.get(&detail::need_id(n.key())))
            .collect();
        let lacks = Message::new("board-lacks").with("what", names.join(", "));
        add(Role::Accent, state.words.say(&lacks));
    }
    if let (Some(age), Some(usual)) = (card.age(state.today), usual(state, card))
        && age > usual
    {
        let long = Message::new("board-longer")
            .with("n", i64::from(age))
            .with("usual", i64::from(usual));
        add(Role::Bad, state.words.say(&long));
    }
    add(Role::Dim, tier(state, card).unwrap_or_default());
    if let Some(mode) = card.mode {
        let id = format!("mode-{}", mode.key().replace('_', "-"));
        add(Role::Dim, state.words.get(&id));
    }
    let numbers = [card.commission_rate.is_some(), card.fixed_fee.is_some()];
    if numbers.contains(&true) {
        add(Role::Dim, terms(state, card));
    }
    add(
        Role::Dim,
        card.campaign.as_deref().unwrap_or_default().to_owned(),
    );
    add(
        Role::Dim,
        card.product.as_deref().unwrap_or_default().to_owned(),
    );
    add(
        Role::Dim,
        card.parcel.as_deref().unwrap_or_default().to_owned(),
    );
    add(Role::Dim, card.reference.to_string());
    p.line(area, &line);
}

/// Everything about one collaboration.
pub fn collab(state: &State, p: &mut Painter<'_>, body: Rect, view: &CollabView) {
    let Some(detail) = &view.detail else {
        frame(p, body, "");
        return;
    };
    let inner = frame(p, body, &detail::title(state, detail));
    let wide = inner.width >= 70;
    let left = if wide {
        // the way so far needs less room than what can be changed
        Rect {
            width: (inner.width * 3 / 5).min(72),
            ..inner
        }
    } else {
        inner
    };
    let rows = detail::rows(view);
    let chosen = detail::chosen(state).map_or(0, |(at, _)| at);
    let from =
        first_row(chosen + 1, left.height).min(rows.len().saturating_sub(left.height.into()));
    let label = 18;
    for (y, (at, row)) in (left.top()..left.bottom()).zip(rows.iter().enumerate().skip(from)) {
        let on = at == chosen;
        match row {
            Row::Head(id, adds) => {
                let name = state.words.get(&format!("collab-head-{id}"));
                let x = pointer(p, left.x, y, on);
                let style = if on { p.theme.chosen } else { p.theme.strong };
                let end = p.text(x, y, left.width - 2, style, &name);
                if adds.is_some() {
                    let add = state.words.get("collab-add-here");
                    p.text(
                        end + 1,
                        y,
                        left.right().saturating_sub(end + 1),
                        p.theme.dim,
                        &add,
                    );
                }
            }
            Row::Field(file, _, key, value, currency) => {
                let x = pointer(p, left.x, y, on) + 1;
                let Some(file) = file.file() else { continue };
                let name = state.words.get(&fields::name_id(file, key));
                let style = if on { p.theme.chosen } else { p.theme.dim };
                p.text(x, y, label, style, &name);
                let x = x + label + 1;
                let room = left.right().saturating_sub(x);
                let lacks = lacking(state, detail.id, file.name, key);
                match value {
                    Some(value) => {
                        let text = detail::shown(state, file, key, value, *currency);
                        p.text(x, y, room, p.theme.plain, &text);
                    }
                    None if lacks => {
                        p.text(
                            x,
                            y,
                            room,
                            p.theme.accent,
                            &state.words.get("collab-needed"),
                        );
                    }
                    None => {
                        p.text(x, y, room, p.theme.dim, "—");
                    }
                }
            }
        }
    }
    more(p, left, rows.len(), from);
    if wide {
        let x = left.right() + 1;
        let right = Rect {
            x: x + 2,
            width: inner.right().saturating_sub(x + 2),
            ..inner
        };
        p.vertical(
            x,
            Rect {
                height: inner.height,
                ..inner
            },
        );
        let lines = detail::timeline(state, detail, right.width.into());
        for (y, line) in (right.top()..right.bottom()).zip(&lines) {
            p.line(
                Rect {
                    y,
                    height: 1,
                    ..right
                },
                line,
            );
        }
    }
}

/// Whether the collaboration cannot leave its stage without this field.
fn lacking(state: &State, id: u32, file: &str, key: &str) -> bool {
    let card = state.board.board.as_ref().and_then(|b| b.card(id));
    card.is_some_and(|card| {
        let needs = state.settings.gates.lacks_here(&card.filled, card.stage);
        file == COLLABORATIONS.name && needs.iter().any(|n| n.key() == key)
    })
}

/// What stands between a card and its next stage.
pub fn gate(state: &State, p: &mut Painter<'_>, body: Rect, view: &GateView) {
    let lines = gates::lines(state, view);
    let title = match view.moves.as_slice() {
        [one] => Message::new("gate-title")
            .with("who", format!("@{}", one.card.handle))
            .with("stage", stage_name(state, one.to.index())),
        many => Message::new("gate-title-many").with("n", many.len()),
    };
    let rows = u16::try_from(lines.len())
        .unwrap_or(u16::MAX)
        .saturating_add(4);
    let inner = panel(p, body, 64, rows, &state.words.say(&title));
    for (y, (nth, (need, n))) in (inner.top()..inner.bottom()).zip(lines.iter().enumerate()) {
        let on = nth == view.cursor;
        let x = pointer(p, inner.x, y, on);
        let style = if on { p.theme.chosen } else { p.theme.plain };
        let name = state.words.get(&detail::need_id(need.key()));
        p.text(x, y, inner.width - 2, style, &name);
        if view.moves.len() > 1 {
            let of = Message::new("gate-of")
                .with("n", *n)
                .with("m", view.moves.len());
            p.text_right(inner.x, y, inner.width, p.theme.dim, &state.words.say(&of));
        }
    }
    let y = inner.bottom().saturating_sub(1);
    p.text(
        inner.x,
        y,
        inner.width,
        p.theme.dim,
        &state.words.get("gate-help"),
    );
}

/// A field, and under it the words that fit.
pub fn pick(state: &State, p: &mut Painter<'_>, body: Rect, line: Rect, pick: &Pick) {
    let label = match &pick.what {
        PickFor::Stage => state.words.get("pick-stage"),
        PickFor::Reason(moves, to) => {
            let name = stage_name(state, to.index());
            let m = Message::new("pick-reason")
                .with("n", moves.len())
                .with("stage", name);
            state.words.say(&m)
        }
        PickFor::PlanProduct(ids) => state
            .words
            .say(&Message::new("pick-plan-product").with("n", ids.len())),
        PickFor::Candidates(ids) => state
            .words
            .say(&Message::new("pick-campaign").with("n", ids.len())),
        PickFor::Field(target) => match target.file.file() {
            Some(file) => state.words.get(&fields::name_id(file, target.key)),
            None => String::new(),
        },
    };
    query::field(p, line, &format!(" {label}: "), &pick.line);
    let typed = pick.typed();
    let rows = u16::try_from(pick.lines())
        .unwrap_or(u16::MAX)
        .saturating_add(2);
    let inner = panel(
        p,
        body,
        60.min(body.width),
        rows.max(3).min(body.height),
        "",
    );
    let from = first_row(pick.cursor, inner.height);
    more(p, inner, pick.lines(), from);
    let known = pick
        .found
        .iter()
        .filter_map(|at| Some((pick.options.get(*at)?.1.clone(), false)));
    let all = known.chain(typed.map(|t| (t, true)));
    for (y, (nth, (label, new))) in (inner.top()..inner.bottom()).zip(all.enumerate().skip(from)) {
        let on = nth == pick.cursor;
        let x = pointer(p, inner.x, y, on);
        let style: Style = if on { p.theme.chosen } else { p.theme.plain };
        let end = p.text(x, y, inner.width - 2, style, &label);
        if new {
            let sign = state.words.get("pick-new");
            let style = p.theme.dim.add_modifier(Modifier::empty());
            p.text(
                end + 1,
                y,
                inner.right().saturating_sub(end + 1),
                style,
                &sign,
            );
        }
    }
    if pick.lines() == 0 {
        let nothing = state.words.get("choose-nothing");
        p.text(inner.x + 2, inner.y, inner.width - 2, p.theme.dim, &nothing);
    }
}
