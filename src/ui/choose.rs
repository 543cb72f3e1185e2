//! Choosing a tag or a list for creators.

use ratatui::layout::Rect;

use super::menus::{first_row, more, panel, pointer};
use super::paint::Painter;
use super::query;
use crate::app::State;
use crate::app::choose::{Choice, Chooser, Scope, What, name_of};
use crate::app::rich::Role;
use crate::domain::message::Message;
use crate::text::{grouped, width};

/// Widest the list grows.
const WIDEST: u16 = 76;

/// Cells of a name beside which something else is said.
const NAME: usize = 24;

/// The field, and under it what fits.
pub fn draw(state: &State, p: &mut Painter<'_>, body: Rect, line: Rect, chooser: &Chooser) {
    let label = match chooser.what {
        What::Tag => "choose-tag",
        What::List => "choose-list",
    };
    let label = format!(" {} ", state.words.get(label));
    query::field(p, line, &label, &chooser.line);
    let rows = u16::try_from(chooser.found.len())
        .unwrap_or(u16::MAX)
        .saturating_add(2);
    let inner = panel(
        p,
        body,
        // over nearly all of the screen, all of it
        if body.width < WIDEST + 10 {
            body.width
        } else {
            WIDEST
        },
        rows.max(3).min(body.height),
        &whom(state, chooser),
    );
    let from = first_row(chooser.cursor, inner.height);
    more(p, inner, chooser.found.len(), from);
    if chooser.found.is_empty() {
        p.text(
            inner.x + 2,
            inner.y,
            inner.width.saturating_sub(2),
            p.theme.dim,
            &state.words.get("choose-nothing"),
        );
    }
    let shown = chooser.found.iter().enumerate().skip(from);
    for (y, (i, choice)) in (inner.top()..inner.bottom()).zip(shown) {
        row(
            state,
            p,
            Rect {
                y,
                height: 1,
                ..inner
            },
            chooser,
            choice,
            i == chooser.cursor,
        );
    }
}

/// For whom it is chosen.
fn whom(state: &State, chooser: &Chooser) -> String {
    let n = chooser.ids.len();
    let message = match (chooser.scope, chooser.ids.as_slice()) {
        (Scope::One | Scope::Marked, [id]) => match state.pool.shown(*id) {
            Some(record) => return format!("@{}", record.identity.handle),
            None => Message::new("choose-for-marked").with("n", n),
        },
        (Scope::All, _) => Message::new("choose-for-all").with("n", n),
        _ => Message::new("choose-for-marked").with("n", n),
    };
    state.words.say(&message)
}

/// Sign, name, what is to be said of it, and how many have it.
fn row(
    state: &State,
    p: &mut Painter<'_>,
    area: Rect,
    chooser: &Chooser,
    choice: &Choice,
    chosen: bool,
) {
    let name = name_of(state, chooser.what, choice);
    let x = pointer(p, area.x, area.y, chosen);
    let having = chooser.having(&name).unwrap_or(0);
    let (sign, role) = match choice {
        Choice::Suggested(_) => ("?", Role::Accent),
        Choice::New(_) => ("+", Role::Accent),
        _ if having == chooser.ids.len() && having > 0 => {
            (if p.ascii { "x" } else { "✓" }, Role::Accent)
        }
        _ if having > 0 => (if p.ascii { "~" } else { "±" }, Role::Accent),
        _ => (" ", Role::Dim),
    };
    p.text(x, area.y, 1, p.theme.of(role), sign);
    let tag = match (choice, chooser.what) {
        (Choice::Known(at), What::Tag) => state.tags.get(*at),
        _ => None,
    };
    let style = match (chosen, choice, tag.and_then(|t| t.colour)) {
        (true, ..) => p.theme.chosen,
        (false, _, Some(colour)) => p.theme.of(Role::Tag(colour)),
        (false, Choice::Starting(_), _) => p.theme.dim,
        _ => p.theme.plain,
    };
    let (beside, count) = match choice {
        Choice::Known(at) if chooser.what == What::List => {
            let list = state.lists.get(*at);
            let target = list.and_then(|l| l.target).map(|t| format!("/ {t}"));
            (target.unwrap_or_default(), list.map(|l| l.creators))
        }
        Choice::Known(_) => (
            tag.map(|t| t.group.clone()).unwrap_or_default(),
            tag.map(|t| t.creators),
        ),
        Choice::Starting(_) => (state.words.get("choose-starting"), None),
        Choice::Suggested(s) => (state.words.say(&s.why), None),
        Choice::New(_) => (state.words.get("choose-new"), None),
    };
    let count = count.map(|n| grouped(&n.to_string())).unwrap_or_default();
    let right = u16::try_from(width(&count)).unwrap_or(0) + 1;
    p.text_right(area.x, area.y, area.width, p.theme.dim, &count);
    let room = area.right().saturating_sub(x + 2 + right);
    let own = width(&name).max(if beside.is_empty() { 0 } else { NAME });
    let own = u16::try_from(own).unwrap_or(room).min(room);
    p.text(x + 2, area.y, own, style, &name);
    let left = room.saturating_sub(own + 1);
    p.text(x + 3 + own, area.y, left, p.theme.dim, &beside);
}
