//! The screen of one collaboration, what a stage needs, and words to choose from.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::stage_name;
use crate::app::State;
use crate::app::board::detail::{self, CollabView, Row};
use crate::app::board::gates::{self, GateView};
use crate::app::board::pick::{Pick, PickFor};
use crate::app::board::timeline;
use crate::app::review::pick::{self as review, Which};
use crate::domain::collab::native::COLLABORATIONS;
use crate::domain::message::Message;
use crate::ui::labels::for_many;
use crate::ui::menus::{first_row, fitting, frame, more, panel, pointer};
use crate::ui::paint::Painter;
use crate::ui::query;

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
    let left = fitting(left, rows.len());
    let chosen = detail::chosen_of(view).map_or(0, |(at, _)| at);
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
            Row::Gap => {}
            Row::Share(cost) => {
                let name = format!("cost-{}", cost.kind.key().replace('_', "-"));
                let x = pointer(p, left.x, y, on) + 1;
                let style = if on { p.theme.chosen } else { p.theme.dim };
                p.text(x, y, label, style, &state.words.get(&name));
                let x = x + label + 1;
                let room = left.right().saturating_sub(x);
                p.text(x, y, room, p.theme.plain, &detail::share_text(state, cost));
            }
            Row::Field(file, _, key, value, currency) => {
                let x = pointer(p, left.x, y, on) + 1;
                let Some(file) = file.file() else { continue };
                let name = state.words.get(&file.name_id(key));
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
        let lines = timeline::lines(state, detail, right.width.into());
        let right = fitting(right, lines.len());
        more(p, right, lines.len(), 0);
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
        .saturating_add(5);
    let inner = panel(p, body, 64, rows, &state.words.say(&title));
    // who lacks what the cursor is on
    if let ([_, _, ..], Some((need, _))) = (view.moves.as_slice(), lines.get(view.cursor)) {
        let all = view.moves.iter().map(|m| &m.card);
        let lack = all.filter(|c| {
            let to = view.moves.iter().find(|m| m.card.id == c.id).map(|m| m.to);
            to.is_some_and(|to| gates::lacks(state, c, to).contains(need))
        });
        let names: Vec<String> = lack.map(|c| format!("@{}", c.handle)).collect();
        let y = inner.bottom().saturating_sub(2);
        p.text(inner.x, y, inner.width, p.theme.dim, &names.join(" "));
    }
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

/// For so many creators; of those that are marked, the filter of the pool may hide some.
fn of_marked(state: &State, id: &'static str, ids: &[u32]) -> Message {
    let marks = if state.on_board() {
        0
    } else {
        state.pool.marks.len()
    };
    Message::new(id)
        .with("n", ids.len())
        .with("hidden", marks.saturating_sub(ids.len()))
}

/// A field, and under it the words that fit.
pub fn pick(state: &State, p: &mut Painter<'_>, body: Rect, line: Rect, pick: &Pick) {
    let label = match &pick.what {
        PickFor::Stage(_) => state.words.get("pick-stage"),
        PickFor::Decision(_) => state.words.get("pick-decision"),
        PickFor::Reason(moves, to) => {
            let name = stage_name(state, to.index());
            let m = Message::new("pick-reason")
                .with("n", moves.len())
                .with("stage", name);
            state.words.say(&m)
        }
        PickFor::PlanProduct(ids) => state.words.say(&of_marked(state, "pick-plan-product", ids)),
        PickFor::Candidates(ids) => state.words.say(&of_marked(state, "pick-campaign", ids)),
        PickFor::LinkProduct => state.words.get("product-link-product-id"),
        PickFor::Add(_) => state.words.get("pick-add"),
        PickFor::Review(Which::Subject) => state.words.get("pick-review"),
        PickFor::Review(Which::Against) => state.words.get("pick-review-against"),
        PickFor::Attach(_, given) => {
            let m = Message::new("pick-attach").with("n", given.orders());
            state.words.say(&m)
        }
        PickFor::Field(target) => match target.file.file() {
            Some(file) => {
                let name = state.words.get(&file.name_id(target.key));
                for_many(state, name, target.cards.len())
            }
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
            let sign = match (&pick.what, review::days(&label)) {
                (PickFor::Review(_), days) => days
                    .map(crate::domain::review::Days::text)
                    .unwrap_or_default(),
                _ => state.words.get("pick-new"),
            };
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
        let nothing = state.words.get("pick-nothing");
        p.text(inner.x + 2, inner.y, inner.width - 2, p.theme.dim, &nothing);
    }
}
