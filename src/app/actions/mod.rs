//! The one table of actions. Dispatch, help, palette, hint line, key overrides and the README's key table read it.

use super::keymap::Context;
use super::layer::Layer;
use super::pool::table;
use super::{State, compare};
use crate::domain::filter::Filter;
use crate::domain::message::Message;
use crate::messages::Effect;

/// Something a key can do. Its help is the message `do-<id>`, its word in the hint line `hint-<id>`.
pub struct Action {
    /// Stable name, used in settings.
    pub id: &'static str,
    /// Where it works.
    pub contexts: &'static [Context],
    /// Its keys, where no setting replaces them.
    pub keys: &'static [&'static str],
    /// Whether it can be done now; else the id of the sentence that says why not.
    pub enabled: fn(&State) -> Result<(), &'static str>,
    /// What it does; the number is the count typed before it.
    pub run: fn(&mut State, Option<usize>) -> Vec<Effect>,
}

const fn always(_: &State) -> Result<(), &'static str> {
    Ok(())
}

fn any_creator(state: &State) -> Result<(), &'static str> {
    if state.pool.id_at(state.pool.cursor).is_some() {
        Ok(())
    } else {
        Err("app-no-creator")
    }
}

fn any_draft(state: &State) -> Result<(), &'static str> {
    if state.drafts.is_empty() {
        Err("app-no-draft")
    } else {
        Ok(())
    }
}

fn of_pool(state: &State) -> Result<(), &'static str> {
    match state.layers.last() {
        Some(Layer::History(view)) if view.creator.is_some() => Err("app-history-of-one"),
        _ => Ok(()),
    }
}

fn not_merged(state: &State) -> Result<(), &'static str> {
    match crate::app::twins::chosen(state) {
        Some(row) if row.why == crate::app::twins::Why::Merged => Err("app-merged-already"),
        _ => Ok(()),
    }
}

fn any_suggestion(state: &State) -> Result<(), &'static str> {
    match state.layers.last() {
        Some(Layer::Choose(chooser)) if chooser.on_suggestion() => Ok(()),
        _ => Err("app-no-suggestion"),
    }
}

fn any_mark(state: &State) -> Result<(), &'static str> {
    if state.pool.marks.is_empty() {
        Err("app-no-marks")
    } else {
        Ok(())
    }
}

fn some_marks(state: &State) -> Result<(), &'static str> {
    match state.pool.marks.len() {
        compare::FEWEST..=compare::MOST => Ok(()),
        _ => Err("app-compare-marks"),
    }
}

fn any_sort(state: &State) -> Result<(), &'static str> {
    if state.pool.sort.is_empty() {
        Err("app-no-sort")
    } else {
        Ok(())
    }
}

fn any_past(state: &State) -> Result<(), &'static str> {
    if state.pool.past.is_empty() {
        Err("app-no-past")
    } else {
        Ok(())
    }
}

fn filtered(state: &State) -> Result<(), &'static str> {
    if state.pool.filter == Filter::default() {
        Err("app-no-filter")
    } else {
        Ok(())
    }
}

fn not_running(state: &State) -> Result<(), &'static str> {
    if state.running.is_some() {
        Err("app-import-running")
    } else {
        Ok(())
    }
}

fn lines(count: Option<usize>) -> isize {
    isize::try_from(count.unwrap_or(1)).unwrap_or(isize::MAX)
}

macro_rules! action {
    ($id:literal, [$($context:ident),*], [$($key:literal),*], $enabled:expr, $run:expr) => {
        Action { id: $id, contexts: &[$($context),*], keys: &[$($key),*], enabled: $enabled, run: $run }
    };
}

mod board;
mod menus;
mod people;
mod pool;
mod review;

/// All of them, in the order help shows them.
pub fn all() -> impl Iterator<Item = &'static Action> {
    [
        pool::ACTIONS,
        board::ACTIONS,
        review::ACTIONS,
        menus::ACTIONS,
        people::ACTIONS,
    ]
    .into_iter()
    .flatten()
}

/// Handles that are copied through the terminal at once.
const COPIED: usize = 3_000;

fn copy_handles(state: &mut State) -> Vec<Effect> {
    // on the card it is the creator one reads about, whoever is marked
    let ids = if state.layers.last() == Some(&Layer::Card) {
        state.pool.id_at(state.pool.cursor).into_iter().collect()
    } else {
        table::picked_ids(state)
    };
    // a clipboard sequence of many pages chokes the line, and terminals drop it
    if ids.len() > COPIED {
        state.complain(Message::new("app-clipboard-large").with("n", ids.len()));
        return Vec::new();
    }
    let handles: Option<Vec<String>> = ids
        .iter()
        .map(|id| {
            let creator = state.pool.shown(*id);
            creator.map(|r| r.identity.handle.to_string())
        })
        .collect();
    match handles {
        Some(handles) => {
            state.say(Message::new("app-copied").with("n", handles.len()));
            vec![Effect::Copy(handles.join("\n"))]
        }
        // some of the marked are far from the screen: the data side looks them up
        None => {
            state.say(Message::new("app-copied").with("n", ids.len()));
            vec![Effect::CopyHandles(ids)]
        }
    }
}
