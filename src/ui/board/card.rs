//! One card of the board, and numbers in few cells.

use ratatui::layout::Rect;

use crate::app::State;
use crate::app::board;
use crate::app::board::detail;
use crate::app::format;
use crate::app::rich::Role;
use crate::domain::collab::board::Sum;
use crate::domain::collab::card::Card;
use crate::domain::field::Metric;
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::number::{Decimal, Unit};
use crate::domain::returns::Verdict;
use crate::text;
use crate::ui::cells;
use crate::ui::menus::pointer;
use crate::ui::paint::Painter;

/// A sum of money in few cells: `12.4k`.
fn short(raw: i128) -> String {
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
pub(super) fn value_text(sum: &Sum, room: usize) -> String {
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

pub(super) fn days(state: &State, n: i32) -> String {
    let message = Message::new("days-short").with("n", i64::from(n));
    state.words.say(&message)
}

/// How a day that something is due reads on a card: nothing, how late, the day of the week, the day of the month.
fn due_mark(state: &State, card: &Card) -> Option<(String, bool)> {
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

/// What the creator gets, in few cells: the share, with a fixed fee where there is room for it, a plus where not.
fn terms(state: &State, card: &Card, room: usize) -> String {
    let fee = || {
        let fee = short(card.fixed_fee.filter(|f| *f > 0)?.into());
        Some(format!("{fee} {}", card.currency).trim().to_owned())
    };
    let rate = card.commission_rate.map(|rate| {
        let percent = Decimal::from_raw(rate, Unit::Ratio).times_100();
        format!("{percent}%")
    });
    let whole = || {
        let parts: Vec<String> = rate.iter().cloned().chain(fee()).collect();
        parts.join("+")
    };
    // with a fee that there is no room for
    let and_more = || Some(format!("{}+", rate.as_ref().filter(|_| fee().is_some())?));
    let named = || {
        let id = format!("mode-{}", card.mode?.key().replace('_', "-"));
        Some(state.words.get(&id))
    };
    let all = [Some(whole()), and_more(), rate.clone(), named()];
    let mut all = all.into_iter().flatten().filter(|t| !t.is_empty());
    all.find(|t| text::width(t) <= room).unwrap_or_default()
}

fn worth(card: &Card) -> Option<String> {
    let value = card.value().filter(|v| *v > 0)?;
    Some(
        format!("{} {}", short(value.into()), card.currency)
            .trim()
            .to_owned(),
    )
}

/// The return in percent, and what it advises.
fn returned(card: &Card) -> Option<(String, Verdict)> {
    let earned = card.earned?;
    let raw = earned.value(Metric::Return)?;
    let percent = format::with_unit(Metric::Return, raw, earned.currency);
    Some((percent, earned.verdict))
}

/// The number of its returns that the cards stand in the order of, with its name where there is room.
fn sorted_by(state: &State, card: &Card, room: u16) -> Option<String> {
    let metric = state.board.order.metric()?;
    let earned = card.earned?;
    let text = format::with_unit(metric, earned.value(metric)?, earned.currency);
    let name = match metric {
        Metric::Roas => "number-roas",
        Metric::Profit => "money-profit",
        Metric::Cost => "money-cost",
        _ => return Some(text),
    };
    let named = format!("{} {text}", state.words.get(name));
    Some(if cells(&named) <= room { named } else { text })
}

fn tier(state: &State, card: &Card) -> Option<String> {
    let scheme = state.settings.schemes.get(state.scheme())?;
    let band = scheme.bands.get(scheme.band(card.followers?))?;
    Some(band.key.clone())
}

/// The first word of a member's name, where it means nobody else.
fn call<'n>(state: &State, name: &'n str) -> &'n str {
    let first = |n: &'n str| n.split_whitespace().next().unwrap_or(n);
    let own = first(name);
    let same = |m: &&String| m.split_whitespace().next() == Some(own);
    match state.board.names.members.iter().filter(same).count() {
        0 | 1 => own,
        _ => name,
    }
}

/// A card: who and when, whose and how long, and where there is room how large and for how much.
pub(super) fn card(state: &State, p: &mut Painter<'_>, area: Rect, card: &Card, on: bool) {
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
    let usual = usual(state, card).filter(|_| card.stage.is_open());
    let over = age.zip(usual).is_some_and(|(a, u)| a > u);
    let age = age.map(|n| days(state, n));
    let owner = card
        .owner
        .as_deref()
        .map_or("—", |owner| call(state, owner));
    if area.height < 3 {
        // two rows: whose, how long, for how much
        let left = usize::from(room).saturating_sub(
            text::width(owner) + age.as_deref().map_or(0, |a| text::width(a) + 1) + 1,
        );
        let right = sorted_by(state, card, u16::try_from(left).unwrap_or(0));
        let right = right.or_else(|| worth(card));
        let right = right.unwrap_or_else(|| terms(state, card, left));
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
    // what they are sorted by goes before what they are worth
    let sorted = sorted_by(state, card, room.saturating_sub(1));
    let taken = sorted.as_deref().map_or(0, |t| cells(t) + 1);
    let worth = worth(card).filter(|w| taken + cells(w) <= room);
    let worth = worth.unwrap_or_default();
    let left = room.saturating_sub(cells(&worth) + 1);
    // once it has sold something, what was agreed matters less than what came of it
    let verdict = card.earned.map_or(Verdict::NoData, |e| e.verdict);
    let said = sorted.map(|text| (text, verdict));
    match said.or_else(|| returned(card)) {
        Some((text, verdict)) if cells(&text) <= left => {
            let style = match verdict {
                Verdict::Keep => p.theme.good,
                Verdict::Drop => p.theme.bad,
                _ => p.theme.plain,
            };
            p.text(x, area.y + 2, left, style, &text);
        }
        _ => {
            p.text(x, area.y + 2, left, dim, &terms(state, card, left.into()));
        }
    }
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
pub(super) fn summary(state: &State, p: &mut Painter<'_>, area: Rect) {
    let Some(card) = board::current(state) else {
        return;
    };
    let mut line = crate::app::rich::Line::new().add(Role::Strong, format!(" @{}", card.handle));
    let mut add = |role: Role, text: String| {
        if !text.is_empty() {
            line = std::mem::take(&mut line).dim(" · ").add(role, text);
        }
    };
    add(Role::Dim, card.reference.to_string());
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
        && card.stage.is_open()
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
    if let Some((percent, verdict)) = returned(card) {
        let role = match verdict {
            Verdict::Keep => Role::Good,
            Verdict::Drop => Role::Bad,
            _ => Role::Plain,
        };
        let said = Message::new("board-returned")
            .with("percent", percent)
            .word("verdict", verdict.word_id());
        add(role, state.words.say(&said));
    }
    let numbers = [card.commission_rate.is_some(), card.fixed_fee.is_some()];
    if numbers.contains(&true) {
        add(Role::Dim, terms(state, card, usize::MAX));
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
    p.line(area, &line);
}
