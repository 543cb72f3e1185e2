//! What notes ask of oneself, or of everybody: late, today, soon; and who calls whom.

use jiff::civil::Date;

use super::layer::Layer;
use super::notes::local;
use super::rich::{Line, Role, wrap};
use super::{State, write};
use crate::domain::creator::Note;
use crate::domain::message::Message;
use crate::domain::note::{self, Task};
use crate::messages::{Edit, Effect};
use crate::text;

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TodayView {
    /// Of everybody, not of oneself alone.
    pub everybody: bool,
    /// All there are.
    pub tasks: Vec<Task>,
    /// Whether they are known.
    pub known: bool,
    /// Chosen among those that are shown.
    pub cursor: usize,
}

/// So long somebody who is called is shown, without a day.
const CALLED: i64 = 30;

/// Parts of the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Late,
    Today,
    Soon,
    Later,
    Called,
}

impl Part {
    const fn title(self) -> &'static str {
        match self {
            Part::Late => "today-late",
            Part::Today => "today-today",
            Part::Soon => "today-soon",
            Part::Later => "today-later",
            Part::Called => "today-called",
        }
    }
}

fn part(task: &Task, today: Date) -> Part {
    let Some(due) = task.due else {
        return Part::Called;
    };
    let days = (due - today).get_days();
    match days {
        ..0 => Part::Late,
        0 => Part::Today,
        1..=7 => Part::Soon,
        _ => Part::Later,
    }
}

/// Opens it.
pub fn open(state: &mut State) -> Vec<Effect> {
    state.layers.push(Layer::Today(Box::default()));
    vec![Effect::Tasks]
}

/// Tasks have come.
pub fn on_tasks(state: &mut State, tasks: Vec<Task>) {
    if let Some(Layer::Today(view)) = state.layers.last_mut() {
        view.tasks = tasks;
        view.known = true;
    }
    step(state, 0);
}

/// Something was written: what is shown is read again.
pub fn refresh(state: &mut State) -> Vec<Effect> {
    match state.layers.last() {
        Some(Layer::Today(_)) => vec![Effect::Tasks],
        _ => Vec::new(),
    }
}

/// Those that are shown, by part.
pub fn shown<'v>(state: &State, view: &'v TodayView) -> Vec<&'v Task> {
    let oldest = state.today.checked_sub(jiff::Span::new().days(CALLED));
    let oldest = oldest.map(|d| d.to_string()).unwrap_or_default();
    view.tasks
        .iter()
        .filter(|t| view.everybody || t.is_for(&state.settings.member))
        .filter(|t| t.due.is_some() || t.at >= oldest)
        .collect()
}

/// Moves by tasks.
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

fn chosen(state: &State) -> Option<Task> {
    match state.layers.last() {
        Some(Layer::Today(view)) => shown(state, view).get(view.cursor).copied().cloned(),
        _ => None,
    }
}

/// Writes into the note that it has been done.
pub fn done(state: &mut State) -> Vec<Effect> {
    let Some(task) = chosen(state) else {
        return Vec::new();
    };
    match note::with_done(&task) {
        Some(body) => vec![Effect::Edit(Edit::EditNote {
            creator: task.creator,
            note: task.note,
            body,
            seen: task.version,
        })],
        None => vec![Effect::Tasks],
    }
}

/// Opens the note to be changed.
pub fn edit(state: &mut State) -> Vec<Effect> {
    let Some(task) = chosen(state) else {
        return Vec::new();
    };
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

/// Shows the creator's card.
pub fn card(state: &mut State) -> Vec<Effect> {
    let Some(task) = chosen(state) else {
        return Vec::new();
    };
    super::pool::show_card(state, task.creator)
}

/// The view as lines, and in which of them the chosen task stands.
pub fn lines(state: &State, view: &TodayView, width: usize) -> (Vec<Line>, usize) {
    let (mut out, mut at, mut last) = (Vec::new(), 0, None);
    let tasks = shown(state, view);
    if tasks.is_empty() && view.known {
        let none = wrap(&state.words.get("today-none"), width.saturating_sub(3));
        out.extend(none.into_iter().map(|l| Line::new().dim(format!("  {l}"))));
    }
    for (nth, task) in tasks.into_iter().enumerate() {
        let part = part(task, state.today);
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
        let day = match task.due {
            Some(due) => due.to_string(),
            None => local(state, &task.at).chars().take(10).collect(),
        };
        let role = if part == Part::Late {
            Role::Bad
        } else {
            Role::Plain
        };
        let handle = format!("@{}", text::truncate(&task.handle, 22));
        // among those of everybody it matters for whom, among one's own who has asked
        let who = if view.everybody && !task.called.is_empty() {
            format!("@{}", task.called.join(" @"))
        } else {
            task.by.clone()
        };
        let before = Line::new()
            .add(Role::Accent, sign)
            .add(role, text::pad_end(&day, 11))
            .add(Role::Strong, text::pad_end(&handle, 24))
            .dim(text::pad_end(&text::truncate(&who, 10), 12));
        let used = before.width();
        let words = wrap(&task.line, width.saturating_sub(used).max(8));
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
    state
        .words
        .say(&message.with("member", state.settings.member.as_str()))
}
