//! What is to be looked at: what notes ask, and what work asks; late, today, soon; and who calls whom.

use jiff::civil::Date;

use super::board::detail;
use super::layer::Layer;
use super::naming::{self, NameFor};
use super::notes::local;
use super::rich::{Line, Role, wrap};
use super::{State, write};
use crate::domain::collab::agenda::{Item, Patience, Why};
use crate::domain::collab::native::{DECISIONS, Value};
use crate::domain::creator::Note;
use crate::domain::message::Message;
use crate::domain::note::{self, Task};
use crate::messages::{Edit, Effect, FileName};
use crate::text;
use crate::words::Words;

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TodayView {
    /// Of everybody, not of oneself alone.
    pub everybody: bool,
    /// What notes ask.
    pub tasks: Vec<Task>,
    /// What work asks.
    pub items: Vec<Item>,
    /// Whether they are known.
    pub known: bool,
    /// Chosen among those that are shown.
    pub cursor: usize,
}

/// A line of the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry<'v> {
    /// Of a note.
    Note(&'v Task),
    /// Of the work.
    Work(&'v Item),
}

impl Entry<'_> {
    fn day(&self) -> Option<Date> {
        match self {
            Entry::Note(task) => task.due,
            Entry::Work(item) => Some(item.day),
        }
    }
}

/// So long somebody who is called is shown, without a day.
const CALLED: i64 = 30;

/// Parts of the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Late,
    Today,
    /// Nobody has set a day: it only takes longer than it usually does.
    Long,
    Soon,
    Later,
    Called,
}

impl Part {
    const fn title(self) -> &'static str {
        match self {
            Part::Late => "today-late",
            Part::Today => "today-today",
            Part::Long => "today-long",
            Part::Soon => "today-soon",
            Part::Later => "today-later",
            Part::Called => "today-called",
        }
    }
}

fn part(entry: &Entry<'_>, today: Date) -> Part {
    if matches!(entry, Entry::Work(item) if item.why == Why::Long) {
        return Part::Long;
    }
    let Some(due) = entry.day() else {
        return Part::Called;
    };
    match (due - today).get_days() {
        ..0 => Part::Late,
        0 => Part::Today,
        1..=7 => Part::Soon,
        _ => Part::Later,
    }
}

/// Opens it.
pub fn open(state: &mut State) -> Vec<Effect> {
    state.layers.push(Layer::Today(Box::default()));
    vec![asked(state)]
}

fn asked(state: &State) -> Effect {
    Effect::Tasks {
        today: state.today,
        patience: Patience {
            sample: state.settings.sample_days,
            ending: state.settings.ending_days,
        },
    }
}

/// What notes ask has come; what work asks came before.
pub fn on_tasks(state: &mut State, tasks: Vec<Task>) {
    if let Some(Layer::Today(view)) = top(state) {
        view.tasks = tasks;
        view.known = true;
    }
    step(state, 0);
}

/// What work asks has come.
pub fn on_agenda(state: &mut State, items: Vec<Item>) {
    if let Some(Layer::Today(view)) = top(state) {
        view.items = items;
    }
}

/// The view, also where something lies over it.
fn top(state: &mut State) -> Option<&mut Layer> {
    let is = |l: &&mut Layer| matches!(l, Layer::Today(_));
    state.layers.iter_mut().rev().find(is)
}

/// Something was written: what is shown is read again.
pub fn refresh(state: &mut State) -> Vec<Effect> {
    match top(state) {
        Some(_) => vec![asked(state)],
        None => Vec::new(),
    }
}

/// Those that are shown, by day.
pub fn shown<'v>(state: &State, view: &'v TodayView) -> Vec<Entry<'v>> {
    let oldest = state.today.checked_sub(jiff::Span::new().days(CALLED));
    let oldest = oldest.map(|d| d.to_string()).unwrap_or_default();
    let me = state.me();
    let tasks = view
        .tasks
        .iter()
        .filter(|t| view.everybody || t.is_for(me))
        .filter(|t| t.due.is_some() || t.at >= oldest)
        .map(Entry::Note);
    let own = |owner: &str| owner.is_empty() || text::fold_key(owner) == text::fold_key(me);
    let items = view
        .items
        .iter()
        .filter(|i| view.everybody || own(&i.owner))
        .map(Entry::Work);
    let mut all: Vec<Entry<'v>> = tasks.chain(items).collect();
    all.sort_by_key(|e| (part(e, state.today), e.day()));
    all
}

/// Moves by lines.
pub fn step(state: &mut State, by: isize) -> Vec<Effect> {
    let Some(Layer::Today(view)) = state.layers.last() else {
        return Vec::new();
    };
    let last = shown(state, view).len().saturating_sub(1);
    if let Some(Layer::Today(view)) = state.layers.last_mut() {
        view.cursor = view.cursor.saturating_add_signed(by).min(last);
    }
    Vec::new()
}

/// Of oneself, or of everybody.
pub fn toggle(state: &mut State) -> Vec<Effect> {
    if let Some(Layer::Today(view)) = state.layers.last_mut() {
        view.everybody = !view.everybody;
        view.cursor = 0;
    }
    Vec::new()
}

enum Chosen {
    Note(Task),
    Work(Item),
}

fn chosen(state: &State) -> Option<Chosen> {
    match state.layers.last() {
        Some(Layer::Today(view)) => match shown(state, view).get(view.cursor)? {
            Entry::Note(task) => Some(Chosen::Note((*task).clone())),
            Entry::Work(item) => Some(Chosen::Work((*item).clone())),
        },
        _ => None,
    }
}

/// It has been done: written into the note; a day is taken away, an answer noted, anything else put aside for good.
pub fn done(state: &mut State) -> Vec<Effect> {
    match chosen(state) {
        Some(Chosen::Note(task)) => match note::with_done(&task) {
            Some(body) => vec![Effect::Edit(Edit::EditNote {
                creator: task.creator,
                note: task.note,
                body,
                seen: task.version,
            })],
            None => vec![asked(state)],
        },
        Some(Chosen::Work(item)) => {
            let contact = |key, to| {
                let seen = (key == "follow_up").then_some(Value::Date(item.day));
                Edit::SetRow {
                    file: FileName("outreach"),
                    id: item.item,
                    fields: vec![(key, seen, to)],
                }
            };
            let edit = match (item.why, item.collab) {
                (Why::Due, Some(id)) => Edit::SetCards {
                    ids: vec![id],
                    fields: vec![("due", None)],
                },
                (Why::FollowUp, _) => contact("follow_up", None),
                (Why::Decision, _) => Edit::SetRow {
                    file: FileName(DECISIONS.name),
                    id: item.item,
                    fields: vec![("done", None, Some(Value::Date(state.today)))],
                },
                _ => Edit::Snooze {
                    what: item.occasion(),
                    item: item.item,
                    who: item.handle,
                    until: None,
                },
            };
            vec![Effect::Edit(edit)]
        }
        None => Vec::new(),
    }
}

/// Asks until which day it is put aside; a note is opened for its day to be changed.
pub fn ask_snooze(state: &mut State) -> Vec<Effect> {
    match chosen(state) {
        Some(Chosen::Work(item)) => naming::ask(state, NameFor::Snooze(Box::new(item))),
        Some(Chosen::Note(_)) => edit(state),
        None => Vec::new(),
    }
}

/// The creator has answered.
pub fn answered(state: &mut State) -> Vec<Effect> {
    let Some(Chosen::Work(item)) = chosen(state) else {
        return Vec::new();
    };
    if !matches!(item.why, Why::FollowUp | Why::Reply) {
        state.complain(Message::new("today-no-message"));
        return Vec::new();
    }
    vec![Effect::Edit(Edit::Answered(item.item))]
}

/// Opens the note to be changed, or the collaboration.
pub fn edit(state: &mut State) -> Vec<Effect> {
    match chosen(state) {
        Some(Chosen::Note(task)) => {
            let note = Note {
                id: task.note,
                version: task.version,
                at: task.at,
                by: task.by,
                body: task.body,
                changed: None,
            };
            write::open_note(state, task.creator, &task.handle, &note)
        }
        Some(Chosen::Work(item)) => match item.collab {
            Some(id) => detail::open_one(state, id, None),
            // a product has no card
            None if item.creator == 0 => Vec::new(),
            None => super::pool::show_card(state, item.creator),
        },
        None => Vec::new(),
    }
}

/// Shows the creator's card, or the collaboration.
pub fn card(state: &mut State) -> Vec<Effect> {
    match chosen(state) {
        Some(Chosen::Note(task)) => super::pool::show_card(state, task.creator),
        Some(Chosen::Work(_)) => edit(state),
        None => Vec::new(),
    }
}

fn or_none(text: &str) -> String {
    if text.is_empty() { "none" } else { text }.to_owned()
}

/// What work asks, as a sentence to be said.
pub fn message(words: &Words, item: &Item) -> Message {
    let stage = item
        .stage
        .map(|s| words.get(s.word_id()))
        .unwrap_or_default();
    let id = match item.why {
        Why::Due => "agenda-due",
        Why::FollowUp => "agenda-follow-up",
        Why::Reply => "agenda-reply",
        Why::Sample => "agenda-sample",
        Why::Licence if item.days > 0 => "agenda-licence-over",
        Why::Licence => "agenda-licence",
        Why::Agreement if item.days > 0 => "agenda-agreement-over",
        Why::Agreement => "agenda-agreement",
        Why::Long => "agenda-long",
        Why::Decision => "agenda-decision",
    };
    if let Some(decided) = &item.decided {
        let word = decided.word.clone();
        let word = word.unwrap_or_else(|| "point-open".to_owned());
        return Message::new(id)
            .word("decision", word)
            .with("about", or_none(&decided.about))
            .with("reason", or_none(&decided.reason))
            .with("review", or_none(&decided.review));
    }
    Message::new(id)
        .with("stage", stage)
        .with("n", i64::from(item.days))
        .with("usual", i64::from(item.usual))
}

/// Whether a day without its year could be mistaken.
fn is_far(day: Date, today: Date) -> bool {
    (today - day).get_days().abs() >= 180
}

/// The view as lines, and in which of them the chosen one stands.
pub fn lines(state: &State, view: &TodayView, width: usize) -> (Vec<Line>, usize) {
    let (mut out, mut at, mut last) = (Vec::new(), 0, None);
    let entries = shown(state, view);
    if entries.is_empty() && view.known {
        let none = wrap(&state.words.get("today-none"), width.saturating_sub(3));
        out.extend(none.into_iter().map(|l| Line::new().dim(format!("  {l}"))));
    }
    // among one's own things nobody needs to be told whose they are
    let me = state.me();
    let own = |e: &Entry<'_>| match e {
        Entry::Note(task) => task.by == me,
        Entry::Work(item) => item.owner.is_empty() || item.owner == me,
    };
    let named = view.everybody || !entries.iter().all(own);
    // most days are of these months
    let far = |e: &Entry<'_>| matches!(e, Entry::Note(t) if t.due.is_some_and(|d| is_far(d, state.today)));
    let days = if entries.iter().any(far) { 11 } else { 6 };
    for (nth, entry) in entries.into_iter().enumerate() {
        let part = part(&entry, state.today);
        if last != Some(part) {
            last = Some(part);
            out.push(Line::rule(&state.words.get(part.title())));
        }
        if nth == view.cursor {
            at = out.len();
        }
        let sign = match (nth == view.cursor, state.settings.ascii) {
            (true, true) => "> ",
            (true, false) => "▸ ",
            (false, _) => "  ",
        };
        let (day, handle, who, words) = match entry {
            Entry::Note(task) => {
                let day = match task.due {
                    Some(due) if !is_far(due, state.today) => due.strftime("%m-%d").to_string(),
                    Some(due) => due.to_string(),
                    None => local(state, &task.at).chars().skip(5).take(5).collect(),
                };
                // among those of everybody it matters for whom, among one's own who has asked
                let who = if view.everybody && !task.called.is_empty() {
                    format!("@{}", task.called.join(" @"))
                } else {
                    task.by.clone()
                };
                (day, &task.handle, who, task.line.clone())
            }
            Entry::Work(item) => {
                // nobody wonders about the year of these
                let day = item.day.strftime("%m-%d").to_string();
                let said = state.words.say(&message(&state.words, item));
                (day, &item.handle, item.owner.clone(), said)
            }
        };
        let role = if part == Part::Late {
            Role::Bad
        } else {
            Role::Plain
        };
        let handle = match handle.is_empty() {
            true => String::new(),
            false => format!("@{}", text::truncate(handle, 22)),
        };
        let mut before = Line::new()
            .add(Role::Accent, sign)
            .add(role, text::pad_end(&day, days))
            .add(Role::Strong, text::pad_end(&handle, 24));
        if named {
            before = before.dim(text::pad_end(&text::truncate(&who, 10), 12));
        }
        let used = before.width();
        let words = wrap(&words, width.saturating_sub(used).max(8));
        let mut words = words.into_iter();
        out.push(before.plain(words.next().unwrap_or_default()));
        out.extend(words.map(|more| Line::new().plain(format!("{}{more}", " ".repeat(used)))));
    }
    (out, at)
}

/// What stands over it.
pub fn title(state: &State, view: &TodayView) -> String {
    let id = if view.everybody {
        "today-title-all"
    } else {
        "today-title"
    };
    let message = Message::new(id).with("day", state.today.to_string());
    state.words.say(&message.with("member", state.me()))
}
