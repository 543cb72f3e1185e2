//! The top line and the hint line: where am I, what can I do.

use super::State;
use super::actions;
use super::keymap::Context;
use super::layout::Area;
use super::pool::Focus;
use super::rich::{Line, Role, wrap};
use crate::domain::collab::board::Sum;
use crate::domain::collab::card::Lanes;
use crate::domain::column::SortKey;
use crate::domain::message::Message;
use crate::domain::number::Unit;
use crate::text::{grouped, width};

/// Left and right part of the top line.
pub fn top(state: &State) -> (Line, Line) {
    if state.on_board() {
        return (board_top(state), right(state));
    }
    let w = &state.words;
    let pool = &state.pool;
    let mut left = Line::new()
        .add(Role::Strong, format!(" {}", w.get("screen-pool")))
        .plain("   ");
    match (&pool.facts, &pool.answer) {
        (Some(facts), Some(answer)) => {
            let of = Message::new("top-count")
                .with("matched", grouped(&answer.ids.len().to_string()))
                .with("total", grouped(&facts.total.to_string()));
            left = left.plain(w.say(&of));
        }
        _ => left = left.dim(w.get("top-loading")),
    }
    if state.busy {
        left = left.add(Role::Accent, if state.settings.ascii { " *" } else { " ◌" });
    }
    if !pool.marks.is_empty() {
        let marked = Message::new("top-marked").with("n", pool.marks.len());
        left = left.plain(" · ").add(Role::Accent, w.say(&marked));
    }
    if let Some((view, changed)) = super::views::current(state) {
        let sign = if changed { "*" } else { "" };
        left = left.plain(" · ").dim(format!("{}{sign}", view.name));
    }
    (left, right(state))
}

/// Who, which pool, how fresh.
fn right(state: &State) -> Line {
    let (w, pool) = (&state.words, &state.pool);
    let mut right: Vec<String> = [here(state), state.settings.pool.clone()].into();
    if let Some(newest) = pool.facts.as_ref().and_then(|f| f.newest) {
        right.push(w.say(&Message::new("top-newest").with("date", newest.to_string())));
    }
    right.retain(|p| !p.is_empty());
    Line::new().dim(format!("{} ", right.join(" · ")))
}

/// The board's own: how much is open, late, expected.
fn board_top(state: &State) -> Line {
    let w = &state.words;
    let mut line = Line::new()
        .add(Role::Strong, format!(" {}", w.get("screen-board")))
        .plain("   ");
    let Some(board) = &state.board.board else {
        return line.dim(w.get("top-loading"));
    };
    let open = Sum::of(board.cards().filter(|c| c.stage.is_open()), state.today);
    let counts = Message::new("board-counts")
        .with("open", open.cards)
        .with("total", board.cards().count());
    line = line.plain(w.say(&counts));
    if open.late > 0 {
        let late = w.say(&Message::new("board-late").with("n", open.late));
        line = line.plain(" · ").add(Role::Bad, late);
    }
    let marked = super::board::marked(state).len();
    if marked > 0 {
        let marked = Message::new("top-marked").with("n", marked);
        line = line.plain(" · ").add(Role::Accent, w.say(&marked));
    }
    line
}

/// In which order the cards stand, and in what rows.
pub fn board_text(state: &State) -> String {
    let order = format!("board-order-{}", state.board.order.key());
    let mut text = state.words.get(&order);
    if state.board.lanes != Lanes::None {
        let lanes = format!("board-lanes-{}", state.board.lanes.key());
        text = format!("{} · {text}", state.words.get(&lanes));
    }
    // what acts is said where it acts
    let cards = || state.board.board.iter().flat_map(|b| b.cards());
    let base = state.settings.rates.base;
    if state.settings.rates.is_set() && cards().any(|c| c.value().is_some() && c.currency != base) {
        let said = Message::new("board-converted").with("base", base.code());
        text = format!("{} · {text}", state.words.say(&said));
    }
    text
}

/// Names of colleagues that there is room for.
const NAMED: usize = 2;

/// Who is at the keys, and who else has the pool open.
fn here(state: &State) -> String {
    let mut others = state.others.clone();
    // somebody with two windows open is one person
    others.retain(|o| *o != state.settings.member);
    others.sort();
    others.dedup();
    let mut all = state.settings.member.clone();
    for name in others.iter().take(NAMED) {
        all.push_str(&format!(" +{name}"));
    }
    if others.len() > NAMED {
        all.push_str(&format!(" +{}", others.len() - NAMED));
    }
    all
}

/// Where a note is written: at the bottom of the body, or over all of it.
pub fn writing_area(state: &State, full: bool) -> Area {
    let body = state.layout().body;
    let rows = if full {
        body.height
    } else {
        super::write::pane_rows(body.height)
    };
    Area {
        y: body.y + (body.height - rows),
        height: rows,
        ..body
    }
}

/// The sign of a direction.
pub fn arrow(state: &State, descending: bool) -> &'static str {
    match (descending, state.settings.ascii) {
        (true, false) => "↓",
        (false, false) => "↑",
        (true, true) => "v",
        (false, true) => "^",
    }
}

/// What sort keys are, for a person.
pub fn sort_keys_text(state: &State, keys: &[SortKey]) -> String {
    let one = |k: &SortKey| {
        let name = super::menus::column_name(state, k.column);
        format!("{name} {}", arrow(state, k.descending))
    };
    keys.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// What the sort is, and what must be known to read it.
pub fn sort_text(state: &State) -> String {
    let keys = sort_keys_text(state, &state.pool.sort);
    if keys.is_empty() {
        String::new()
    } else {
        format!("{} {keys}", state.words.get("sorted-by"))
    }
}

/// Whether money of several currencies is compared as it stands: the person must know.
pub fn currency_warning(state: &State) -> Option<Message> {
    use crate::domain::column::Column;
    use crate::domain::filter::Test;
    let money = |unit: Unit| unit.is_money();
    let sorts = state
        .pool
        .sort
        .iter()
        .any(|k| matches!(k.column, Column::Metric(m) if money(m.unit())));
    let filters = state.pool.filter.conditions.iter().any(
        |c| matches!(&c.test, Test::Within { metric, currency: None, .. } if money(metric.unit())),
    );
    let currencies = &state.pool.answer.as_ref()?.currencies;
    if !(sorts || filters) || currencies.len() < 2 {
        return None;
    }
    let unknown = state.words.get("currency-unknown");
    let list: Vec<&str> = currencies
        .iter()
        .take(4)
        .map(|(c, _)| {
            if c.is_known() {
                c.code()
            } else {
                unknown.as_str()
            }
        })
        .collect();
    if state.settings.rates.is_set() {
        let base = state.settings.rates.base.code().to_owned();
        return Some(Message::new("app-currencies-converted").with("base", base));
    }
    let more = if currencies.len() > list.len() {
        " …"
    } else {
        ""
    };
    let list = format!("{}{more}", list.join(", "));
    Some(
        Message::new("app-currencies-mixed")
            .with("n", currencies.len())
            .with("list", list),
    )
}

/// Actions named at the bottom, for each context, most useful first.
const fn hinted(context: Context) -> &'static [&'static str] {
    match context {
        Context::Table => &[
            "search",
            "query",
            "panes",
            "help",
            "table.mark",
            "board",
            "tag",
            "note",
            "list",
            "candidates",
            "table.open",
            "sort",
            "columns",
            "import",
            "palette",
            "quit",
        ],
        Context::Panes => &[
            "panes.choose",
            "panes.not",
            "panes.more",
            "panes.less",
            "panes.narrow",
            "panes.clear",
            "back",
            "help",
        ],
        Context::Card => &[
            "tag",
            "note",
            "list",
            "undo",
            "card.down",
            "card.next",
            "card.previous",
            "copy-link",
            "copy",
            "back",
            "help",
        ],
        Context::Board => &[
            "board.on",
            "board.back",
            "board.open",
            "board.owner",
            "board.due",
            "help",
            "board.move",
            "board.mark",
            "board.query",
            "board.lanes",
            "board.order",
            "board.mine",
            "board.today",
            "back",
        ],
        Context::Collab => &[
            "collab.edit",
            "board.on",
            "collab.add",
            "collab.all",
            "back",
            "help",
            "collab.creator",
            "collab.delete",
            "undo",
        ],
        Context::Gate => &["gate.fill", "gate.pass", "gate.complete", "back", "help"],
        Context::Pick => &["pick.take", "pick.down", "field.back"],
        Context::Outreach => &[
            "outreach.take",
            "outreach.next",
            "outreach.write",
            "outreach.lang",
            "back",
            "help",
            "outreach.channel",
            "outreach.again",
            "outreach.down",
            "undo",
        ],
        Context::Plans => &["plans.copy", "plans.delete", "undo", "back", "help"],
        Context::Basics => &[
            "basics.enter",
            "basics.next",
            "basics.add",
            "basics.delete",
            "undo",
            "back",
            "help",
        ],
        Context::Field => &["field.accept", "field.complete", "field.back"],
        Context::Compare => &["list.down", "list.up", "back", "help"],
        Context::Returns => &[
            "returns.more",
            "returns.less",
            "returns.reset",
            "returns.save",
            "returns.attach",
            "returns.open",
            "returns.enter",
            "returns.next",
            "returns.suppose",
            "list.down",
            "back",
            "help",
        ],
        Context::Review => &[
            "review.enter",
            "review.next",
            "review.section-next",
            "review.meeting",
            "review.write",
            "review.open",
            "review.right",
            "review.choose",
            "review.against",
            "back",
            "help",
        ],
        Context::Meeting => &[
            "meeting.next",
            "meeting.open",
            "meeting.reason",
            "meeting.owner",
            "meeting.due",
            "meeting.park",
            "undo",
            "meeting.agenda",
            "meeting.enter",
            "review.write",
            "back",
            "help",
        ],
        Context::Agenda => &[
            "agenda.enter",
            "agenda.down",
            "agenda.later",
            "agenda.add",
            "agenda.remove",
            "agenda.propose",
            "meeting.park",
            "undo",
            "back",
            "help",
        ],
        Context::Today => &[
            "today.done",
            "today.snooze",
            "today.answered",
            "today.card",
            "today.edit",
            "today.everybody",
            "undo",
            "back",
            "help",
        ],
        Context::Twins => &[
            "twins.merge",
            "twins.swap",
            "twins.apart",
            "undo",
            "back",
            "help",
        ],
        Context::Tags => &[
            "tags.filter",
            "tags.rename",
            "tags.merge",
            "tags.group",
            "tags.colour",
            "labels.delete",
            "undo",
            "back",
            "help",
        ],
        Context::Lists => &[
            "lists.open",
            "lists.new",
            "lists.compare",
            "lists.freeze",
            "lists.export",
            "labels.delete",
            "labels.filter",
            "back",
            "help",
        ],
        Context::OnList => &[
            "on-list.reason",
            "on-list.later",
            "on-list.earlier",
            "on-list.remove",
            "on-list.copy",
            "lists.export",
            "on-list.card",
            "back",
            "help",
        ],
        Context::Views => &[
            "views.show",
            "views.key",
            "views.replace",
            "views.start",
            "views.share",
            "views.rename",
            "views.assets",
            "views.delete",
            "back",
            "help",
        ],
        Context::ViewKey => &["back"],
        Context::History => &[
            "history.open",
            "history.member",
            "history.day",
            "undo",
            "redo",
            "back",
        ],
        Context::Notes => &[
            "note",
            "notes.edit",
            "notes.versions",
            "notes.delete",
            "undo",
            "back",
            "help",
        ],
        Context::Versions => &["versions.bring-back", "undo", "back", "help"],
        Context::Write => &[
            "write.save",
            "write.template",
            "write.editor",
            "write.full",
            "write.leave",
            "write.discard",
        ],
        Context::Templates => &["templates.take", "back"],
        Context::Clash => &["clash.theirs", "clash.mine", "clash.both", "back"],
        Context::Choose => &[
            "choose.take",
            "choose.more",
            "choose.scope",
            "field.back",
            "choose.dismiss",
        ],
        Context::Palette => &["palette.run", "palette.down", "field.back"],
        Context::Sort => &["sort.choose", "sort.add", "sort.none", "back"],
        Context::Columns => &[
            "columns.toggle",
            "columns.left",
            "columns.right",
            "columns.wider",
            "columns.narrower",
            "columns.reset",
            "back",
        ],
        Context::Files => &["files.open", "files.up", "back"],
        Context::Preview => &["preview.import", "preview.edit", "back"],
        Context::Running => &["running.cancel"],
        Context::Imports => &["imports.undo", "back"],
        Context::Text => &["list.down", "list.up", "back"],
    }
}

/// Whether the bottom line of the table has no room to say what the sort is.
pub fn sort_needs_room(state: &State, cells: usize) -> bool {
    let keys = keys(state, Context::Table, cells);
    width(&sort_text(state)) + 2 > cells.saturating_sub(keys.width())
}

/// Keys that are named however little room there is: the way out, and the one that names all others.
const ALWAYS: [&str; 2] = ["back", "help"];

/// What was typed of a longer key, and the keys that matter; where there is no room for all, those that matter most and
/// those of [`ALWAYS`].
fn keys(state: &State, context: Context, cells: usize) -> Line {
    let mut line = Line::new();
    let pending: String = state.prefix.iter().map(|k| format!("{k} ")).collect();
    let count = state.count.map(|n| format!("{n} ")).unwrap_or_default();
    if !pending.is_empty() || !count.is_empty() {
        line = line.add(Role::Accent, format!(" {count}{pending}"));
    }
    let mut named: Vec<(bool, String, String)> = Vec::new();
    for id in hinted(context) {
        let found = actions::all().find(|a| a.id == *id && a.contexts.contains(&context));
        let Some(action) = found.filter(|a| (a.enabled)(state).is_ok()) else {
            continue;
        };
        let Some(key) = state.keymap.keys(action.id).first().cloned() else {
            continue;
        };
        let id = format!("hint-{}", action.id.replace('.', "-"));
        named.push((ALWAYS.contains(&action.id), key, state.words.get(&id)));
    }
    let room = cells.saturating_sub(line.width());
    let takes = |(_, key, word): &(bool, String, String)| width(key) + width(word) + 3;
    while named.iter().map(takes).sum::<usize>() > room {
        let spare = named.iter().rposition(|(always, ..)| !always);
        let Some(at) = spare.or(named.len().checked_sub(1)) else {
            break;
        };
        named.remove(at);
    }
    for (_, key, word) in named {
        line = line
            .add(Role::Accent, format!(" {key}"))
            .plain(format!(" {word} "));
    }
    line
}

/// Lines that a sentence may take at the bottom.
const NOTICE: usize = 4;

/// What is to be read until the next key: as many lines as it needs.
pub fn notice(state: &State, cells: usize) -> Vec<Line> {
    let Some(notice) = &state.notice else {
        return Vec::new();
    };
    let role = if notice.bad { Role::Bad } else { Role::Strong };
    let sign = if notice.bad { " ! " } else { " " };
    let room = cells.saturating_sub(width(sign) + 1);
    let lines = wrap(&state.words.say(&notice.message), room);
    let lead = " ".repeat(width(sign));
    let all = lines.into_iter().take(NOTICE).enumerate();
    all.map(|(nth, l)| Line::new().add(role, format!("{}{l}", if nth == 0 { sign } else { &lead })))
        .collect()
}

/// The bottom line: the keys that matter here.
pub fn hints(state: &State, cells: usize) -> Line {
    if let Some(e) = &state.pool.error
        && state.context() == Context::Field
    {
        return Line::new()
            .add(Role::Bad, " ! ")
            .plain(state.words.say(&e.message));
    }
    let line = keys(state, state.context(), cells);
    if state.pool.focus == Focus::Table && state.layers.is_empty() {
        let sort = sort_text(state);
        if !sort.is_empty() && width(&sort) + 2 <= cells.saturating_sub(line.width()) {
            let gap = cells - line.width() - width(&sort) - 1;
            return line.plain(" ".repeat(gap)).dim(sort);
        }
    }
    line
}
