//! What was done: to one creator, or in the whole pool by whom and on which day.

use jiff::civil::Date;

use super::layer::Layer;
use super::notes::local;
use super::rich::{Line, Role};
use super::{State, import, pool};
use crate::domain::deed::{Entry, Kind};
use crate::domain::message::Message;
use crate::messages::Effect;
use crate::text;

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HistoryView {
    /// Of this creator only.
    pub creator: Option<u32>,
    /// Its handle.
    pub handle: String,
    /// Of this member only.
    pub by: Option<String>,
    /// Of this day only.
    pub day: Option<Date>,
    /// What is known of it, newest first.
    pub entries: Vec<Entry>,
    /// Everybody who has ever done something.
    pub members: Vec<String>,
    /// There may be older ones.
    pub more: bool,
    /// Whether the first of them have come.
    pub known: bool,
    /// Chosen row.
    pub cursor: usize,
}

/// So many are fetched at a time.
pub const PAGE: usize = 500;

/// Cells of a time, and of a member's name.
const TIME: usize = 17;
const NAME: usize = 12;

/// Opens the history of the creator under the cursor.
pub fn open(state: &mut State) -> Vec<Effect> {
    let Some(record) = state.pool.current() else {
        return Vec::new();
    };
    let view = HistoryView {
        creator: Some(record.id),
        handle: record.identity.handle.to_string(),
        ..HistoryView::default()
    };
    state.layers.push(Layer::History(Box::new(view)));
    ask(state)
}

/// Opens the journal of the pool.
pub fn open_journal(state: &mut State) -> Vec<Effect> {
    state.layers.push(Layer::History(Box::default()));
    ask(state)
}

fn view(state: &mut State) -> Option<&mut HistoryView> {
    match state.layers.last_mut() {
        Some(Layer::History(view)) => Some(view),
        _ => None,
    }
}

/// Asks for the entries behind those that are known.
fn ask(state: &mut State) -> Vec<Effect> {
    let zone = state.settings.zone.clone();
    let Some(view) = view(state) else {
        return Vec::new();
    };
    let from = view
        .day
        .and_then(|d| d.to_zoned(zone.clone()).ok())
        .map(|z| z.timestamp());
    let to = view
        .day
        .and_then(|d| d.tomorrow().ok()?.to_zoned(zone).ok())
        .map(|z| z.timestamp());
    vec![Effect::History {
        creator: view.creator,
        by: view.by.clone(),
        from,
        to,
        before: view.entries.last().map(|e| e.change),
    }]
}

/// Entries have come.
pub fn on_history(
    state: &mut State,
    creator: Option<u32>,
    entries: Vec<Entry>,
    members: Vec<String>,
) {
    let Some(view) = view(state).filter(|v| v.creator == creator) else {
        return;
    };
    view.more = creator.is_none() && entries.len() >= PAGE;
    view.known = true;
    // asked for twice, they are taken in once
    let last = view.entries.last().map_or(i64::MAX, |e| e.change);
    view.entries
        .extend(entries.into_iter().filter(|e| e.change < last));
    view.members = members;
}

/// Something was written: what is shown is read again.
pub fn refresh(state: &mut State) -> Vec<Effect> {
    let Some(view) = view(state) else {
        return Vec::new();
    };
    view.entries.clear();
    view.known = false;
    ask(state)
}

/// Moves, and fetches older ones where the end comes near.
pub fn step(state: &mut State, by: isize) -> Vec<Effect> {
    let Some(view) = view(state) else {
        return Vec::new();
    };
    let last = view.entries.len().saturating_sub(1);
    view.cursor = view.cursor.saturating_add_signed(by).min(last);
    if std::mem::take(&mut view.more) && view.cursor + 50 > view.entries.len() {
        return ask(state);
    }
    view.more |= view.creator.is_none() && view.entries.len() % PAGE == 0;
    Vec::new()
}

/// Goes to the creators that the chosen change was about; to the imports where it was one.
pub fn open_chosen(state: &mut State) -> Vec<Effect> {
    let Some(entry) = view(state).and_then(|v| v.entries.get(v.cursor)) else {
        return Vec::new();
    };
    match entry.deed.kind {
        Kind::Import | Kind::UndoImport => import::open_imports(state),
        _ => vec![Effect::Touched(entry.change)],
    }
}

/// Whom it was about: one is shown, of several each is marked.
pub fn on_touched(state: &mut State, ids: &[u32]) -> Vec<Effect> {
    if view(state).is_none() {
        return Vec::new();
    }
    match ids {
        [] => {
            state.say(Message::new("journal-nobody"));
            Vec::new()
        }
        [one] => pool::show_card(state, *one),
        [first, ..] => {
            for id in ids {
                state.pool.marks.set(*id, true);
            }
            state.layers.clear();
            state.say(Message::new("journal-marked").with("n", ids.len()));
            let found = state.pool.answer.as_ref().and_then(|a| a.ids.find(*first));
            found.map_or_else(Vec::new, |row| pool::table::go(state, row))
        }
    }
}

/// Of everybody, then of each member.
pub fn next_member(state: &mut State) -> Vec<Effect> {
    let Some(view) = view(state).filter(|v| v.creator.is_none()) else {
        return Vec::new();
    };
    let at = view
        .by
        .as_ref()
        .and_then(|by| view.members.iter().position(|m| m == by));
    view.by = view.members.get(at.map_or(0, |at| at + 1)).cloned();
    again(state)
}

/// Of the day of the chosen entry, or of every day again.
pub fn one_day(state: &mut State) -> Vec<Effect> {
    let zone = state.settings.zone.clone();
    let Some(view) = view(state).filter(|v| v.creator.is_none()) else {
        return Vec::new();
    };
    let chosen = view.entries.get(view.cursor);
    let day = chosen.and_then(|e| e.at.parse::<jiff::Timestamp>().ok());
    view.day = match view.day {
        Some(_) => None,
        None => day.map(|t| t.to_zoned(zone).date()),
    };
    again(state)
}

fn again(state: &mut State) -> Vec<Effect> {
    if let Some(view) = view(state) {
        view.entries.clear();
        view.cursor = 0;
        view.known = false;
    }
    ask(state)
}

/// An entry as a line.
pub fn line(state: &State, entry: &Entry) -> Line {
    let deed = state.words.say(&entry.deed.message());
    let what = match (&entry.of, entry.deed.kind) {
        (Some(of), Kind::Undo | Kind::Redo) => {
            format!("{deed}: {}", state.words.say(&of.message()))
        }
        _ => deed,
    };
    let role = if entry.undone { Role::Dim } else { Role::Plain };
    let line = Line::new()
        .dim(text::pad_end(&local(state, &entry.at), TIME))
        .add(
            Role::Accent,
            text::pad_end(&text::truncate(&entry.by, NAME - 1), NAME),
        )
        .add(role, what);
    if entry.undone {
        line.dim(format!(" · {}", state.words.get("history-undone")))
    } else {
        line
    }
}
