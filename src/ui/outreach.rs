//! Messages to creators, and target plans.

use ratatui::layout::Rect;

use super::menus::{first_row, fitting, frame, more, pointer};
use super::paint::Painter;
use crate::app::State;
use crate::app::board::detail::share;
use crate::app::board::timeline;
use crate::app::outreach::{OutreachView, filled, names};
use crate::app::plans::PlansView;
use crate::app::rich::wrap;
use crate::domain::message::Message;
use crate::text;

/// To whom, and how the message reads for each.
pub fn draw(state: &State, p: &mut Painter<'_>, body: Rect, view: &OutreachView) {
    let w = &state.words;
    let name = names(state).get(view.template).cloned().unwrap_or_default();
    let n = state.board.names.contacted_today;
    let limit = state.settings.contacts_a_day;
    let title = Message::new("outreach-title")
        .with("template", name)
        .with("n", view.recipients.iter().filter(|r| !r.done).count());
    let inner = frame(p, body, &w.say(&title));
    if !view.known {
        let loading = w.get("top-loading");
        p.text(inner.x + 1, inner.y, inner.width, p.theme.dim, &loading);
        return;
    }
    let again = match view.again {
        Some(days) => w.say(&Message::new("outreach-again").with("n", days)),
        None => w.get("outreach-never"),
    };
    let lang = match view.lang {
        Some(lang) => w.get(&format!("outreach-lang-{}", lang.key())),
        None => w.get("outreach-lang-own"),
    };
    let today = Message::new("outreach-today")
        .with("n", n)
        .with("limit", limit);
    let channel = timeline::channel(state, view.channel());
    let head = format!("{channel} · {lang} · {again} · ");
    let end = p.text(inner.x, inner.y, inner.width, p.theme.dim, &head);
    let style = if n >= limit { p.theme.bad } else { p.theme.dim };
    p.text(
        end,
        inner.y,
        inner.right().saturating_sub(end),
        style,
        &w.say(&today),
    );
    let left = Rect {
        y: inner.y + 2,
        height: inner.height.saturating_sub(2),
        width: (inner.width / 3).clamp(12, 34),
        ..inner
    };
    let left = fitting(left, view.recipients.len());
    let from = first_row(view.cursor, left.height);
    more(p, left, view.recipients.len(), from);
    for (y, (nth, to)) in
        (left.top()..left.bottom()).zip(view.recipients.iter().enumerate().skip(from))
    {
        let on = nth == view.cursor;
        let x = pointer(p, left.x, y, on);
        let style = match (on, to.done) {
            (true, _) => p.theme.chosen,
            (false, true) => p.theme.dim,
            (false, false) => p.theme.plain,
        };
        let sign = if to.done {
            if p.ascii { "+ " } else { "✓ " }
        } else {
            "  "
        };
        let handle = to.values.get("handle").cloned().unwrap_or_default();
        p.text(
            x,
            y,
            left.right().saturating_sub(x),
            style,
            &format!("{sign}{handle}"),
        );
    }
    let right = Rect {
        x: left.right() + 2,
        width: inner.right().saturating_sub(left.right() + 2),
        ..left
    };
    let Some(to) = view.recipients.get(view.cursor) else {
        return;
    };
    let message = filled(state, view, to);
    let mut lines: Vec<(bool, String)> = Vec::new();
    for (id, what) in [
        ("outreach-unknown", &message.unknown),
        ("outreach-missing", &message.missing),
    ] {
        if !what.is_empty() {
            let all: Vec<String> = what.iter().map(|n| format!("{{{n}}}")).collect();
            let said = w.say(&Message::new(id).with("what", all.join(", ")));
            lines.extend(
                wrap(&said, right.width.into())
                    .into_iter()
                    .map(|l| (true, l)),
            );
        }
    }
    if !lines.is_empty() {
        lines.push((false, String::new()));
    }
    for line in message.text.lines() {
        let wrapped = wrap(line, right.width.into());
        if wrapped.is_empty() {
            lines.push((false, String::new()));
        }
        lines.extend(wrapped.into_iter().map(|l| (false, l)));
    }
    for (y, (bad, line)) in (right.top()..right.bottom()).zip(&lines) {
        let style = if *bad { p.theme.bad } else { p.theme.plain };
        p.text(right.x, y, right.width, style, line);
    }
}

/// The plans there are.
pub fn plans(state: &State, p: &mut Painter<'_>, body: Rect, view: &PlansView) {
    let w = &state.words;
    let title = Message::new("plans-title").with("n", view.plans.len());
    let inner = frame(p, body, &w.say(&title));
    if view.plans.is_empty() {
        if view.known {
            let lines = wrap(&w.get("plans-none"), inner.width.into());
            for (y, line) in (inner.top()..inner.bottom()).zip(lines) {
                p.text(inner.x, y, inner.width, p.theme.dim, &line);
            }
        }
        return;
    }
    let numbers = 10;
    let name = inner
        .width
        .saturating_sub(2 + numbers * 2 + 24)
        .clamp(12, 40);
    // under the list, who is in the chosen one
    let chosen = view.plans.get(view.cursor);
    let handles = chosen.map_or_else(Vec::new, |plan| {
        // a handle is not torn from its sign
        let mut lines: Vec<String> = Vec::new();
        for handle in &plan.creators {
            let handle = format!("@{handle}");
            match lines.last_mut() {
                Some(line) if text::width(line) + text::width(&handle) < inner.width.into() => {
                    line.push_str(&format!(" {handle}"));
                }
                _ => lines.push(handle),
            }
        }
        lines
    });
    let who = u16::try_from(handles.len()).unwrap_or(u16::MAX);
    let who = (who + 1).min(inner.height / 2);
    let rows = inner.height.saturating_sub(1 + who);
    let foot = Rect {
        y: inner.y + 1 + rows,
        height: who,
        ..inner
    };
    p.rule(Rect { height: 1, ..foot }, chosen.map_or("", |p| &p.name));
    for (y, line) in (foot.y + 1..foot.bottom()).zip(&handles) {
        p.text(inner.x, y, inner.width, p.theme.plain, line);
    }
    let heads = [
        (inner.x + 2, name, false, "cli-plan-name"),
        (inner.x + 2 + name, numbers, true, "cli-plan-creators"),
        (inner.x + 2 + name + numbers, numbers, true, "cli-plan-rate"),
    ];
    for (x, width, right, id) in heads {
        if right {
            p.text_right(x, inner.y, width, p.theme.strong, &w.get(id));
        } else {
            p.text(x, inner.y, width, p.theme.strong, &w.get(id));
        }
    }
    let at = inner.x + 2 + name + numbers * 2 + 2;
    let room = inner.right().saturating_sub(at);
    p.text(
        at,
        inner.y,
        room,
        p.theme.strong,
        &w.get("cli-plan-products"),
    );
    let under = Rect {
        height: rows,
        y: inner.y + 1,
        ..inner
    };
    let under = fitting(under, view.plans.len());
    let from = first_row(view.cursor, under.height);
    more(p, under, view.plans.len(), from);
    for (y, (nth, plan)) in
        (under.top()..under.bottom()).zip(view.plans.iter().enumerate().skip(from))
    {
        let on = nth == view.cursor;
        let x = pointer(p, under.x, y, on);
        let style = if on { p.theme.chosen } else { p.theme.plain };
        p.text(x, y, name.saturating_sub(1), style, &plan.name);
        p.text_right(
            x + name,
            y,
            numbers,
            p.theme.plain,
            &plan.creators.len().to_string(),
        );
        let rate = plan.rate.map_or("—".to_owned(), share);
        p.text_right(x + name + numbers, y, numbers, p.theme.plain, &rate);
        let names = &state.board.names.products;
        let products: Vec<String> = plan
            .products
            .iter()
            .map(|id| {
                let known = names.iter().find(|(n, name)| n == id && !name.is_empty());
                known.map_or(id.clone(), |(_, name)| name.clone())
            })
            .collect();
        p.text(at, y, room, p.theme.dim, &text::clean(&products.join(", ")));
    }
}
