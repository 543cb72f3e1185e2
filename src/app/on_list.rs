//! Who is on a list: its order, the reasons, and what two lists share.

use super::State;
use super::labels;
use super::layer::Layer;
use super::naming::{self, NameFor};
use super::pool;
use super::rich::Line;
use crate::domain::label::ListedCreator;
use crate::domain::message::Message;
use crate::messages::{Edit, Effect};
use crate::text::{self, fold_key};

/// Who is on a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnListView {
    /// The list.
    pub name: String,
    /// Whether it is a snapshot.
    pub frozen: bool,
    /// In its order.
    pub creators: Vec<ListedCreator>,
    /// Whether they are known.
    pub known: bool,
    /// Chosen row.
    pub cursor: usize,
}

/// Opens the chosen list.
pub fn open_list(state: &mut State) -> Vec<Effect> {
    let Some(list) = labels::list(state) else {
        return Vec::new();
    };
    let (name, frozen) = (list.name.clone(), list.frozen_at.is_some());
    state.layers.push(Layer::OnList(Box::new(OnListView {
        name: name.clone(),
        frozen,
        creators: Vec::new(),
        known: false,
        cursor: 0,
    })));
    vec![Effect::OnList(name)]
}

/// Who is on it.
pub fn on_list(state: &mut State, name: &str, creators: Vec<ListedCreator>) -> Vec<Effect> {
    let Some(Layer::OnList(view)) = state.layers.last_mut() else {
        return Vec::new();
    };
    if fold_key(&view.name) != fold_key(name) {
        return Vec::new();
    }
    // the cursor stays on its creator
    let on = view.creators.get(view.cursor).map(|c| c.id);
    let at = creators.iter().position(|c| Some(c.id) == on);
    view.cursor = at.unwrap_or(view.cursor.min(creators.len().saturating_sub(1)));
    view.creators = creators;
    view.known = true;
    fetch(state)
}

/// Something was written: the list on screen is read again.
pub fn refresh(state: &mut State) -> Vec<Effect> {
    match state.layers.last() {
        Some(Layer::OnList(view)) => vec![Effect::OnList(view.name.clone())],
        _ => Vec::new(),
    }
}

/// Rows of it that fit on screen, from which one on.
pub fn window(state: &State, view: &OnListView) -> std::ops::Range<usize> {
    let rows = usize::from(state.layout().body.height)
        .saturating_sub(2)
        .max(1);
    let from = (view.cursor + 1).saturating_sub(rows);
    from..(from + rows).min(view.creators.len())
}

/// The creators on screen, as far as they are not here yet.
pub(super) fn fetch(state: &mut State) -> Vec<Effect> {
    let Some(Layer::OnList(view)) = state.layers.last() else {
        return Vec::new();
    };
    let shown = view.creators.get(window(state, view)).unwrap_or_default();
    let missing: Vec<u32> = shown
        .iter()
        .map(|c| c.id)
        .filter(|id| state.pool.shown(*id).is_none())
        .collect();
    if missing.is_empty() {
        return Vec::new();
    }
    vec![Effect::Fetch {
        on_screen: missing,
        around: Vec::new(),
        awaited: true,
    }]
}

fn listed(state: &State) -> Option<(&OnListView, &ListedCreator)> {
    match state.layers.last() {
        Some(Layer::OnList(view)) => Some((view, view.creators.get(view.cursor)?)),
        _ => None,
    }
}

/// Moves the chosen creator on its list.
pub fn shift(state: &mut State, by: isize) -> Vec<Effect> {
    let Some((view, creator)) = listed(state) else {
        return Vec::new();
    };
    let last = view.creators.len().saturating_sub(1);
    let to = view.cursor.saturating_add_signed(by).min(last);
    let (id, name, from) = (creator.id, view.name.clone(), view.cursor);
    if to == from {
        return Vec::new();
    }
    if let Some(Layer::OnList(view)) = state.layers.last_mut()
        && !view.frozen
    {
        // shown at once; what is written is read again
        let moved = view.creators.remove(from);
        view.creators.insert(to, moved);
        view.cursor = to;
    }
    vec![Effect::Edit(Edit::Move {
        id,
        name,
        place: to + 1,
    })]
}

/// Takes the chosen creator off the list.
pub fn remove(state: &mut State) -> Vec<Effect> {
    match listed(state) {
        Some((view, creator)) => vec![Effect::Edit(Edit::List {
            ids: vec![creator.id],
            name: view.name.clone(),
            on: false,
        })],
        None => Vec::new(),
    }
}

/// Asks why the chosen creator is on the list.
pub fn ask_reason(state: &mut State) -> Vec<Effect> {
    match listed(state) {
        Some((view, creator)) => {
            let what = NameFor::Reason(view.name.clone(), creator.id, creator.reason.clone());
            naming::ask(state, what)
        }
        None => Vec::new(),
    }
}

/// Copies the handles of the list, a line each.
pub fn copy(state: &mut State) -> Vec<Effect> {
    let Some(Layer::OnList(view)) = state.layers.last() else {
        return Vec::new();
    };
    let handles: Vec<&str> = view.creators.iter().map(|c| c.handle.as_str()).collect();
    let text = handles.join("\n");
    state.say(Message::new("app-copied").with("n", handles.len()));
    vec![Effect::Copy(text)]
}

/// Two lists side by side: who is on one only, who on both.
pub fn on_compared(
    state: &mut State,
    (first, second): (&str, &str),
    one: &[ListedCreator],
    two: &[ListedCreator],
) {
    let width = usize::from(state.size.0).saturating_sub(4);
    let has = |all: &[ListedCreator], id: u32| all.iter().any(|c| c.id == id);
    let part = |all: &[ListedCreator], keep: &dyn Fn(u32) -> bool| -> Vec<String> {
        let kept = all.iter().filter(|c| keep(c.id));
        kept.map(|c| format!("@{}", c.handle)).collect()
    };
    let parts = [
        ("lists-only", first, part(one, &|id| !has(two, id))),
        ("lists-only", second, part(two, &|id| !has(one, id))),
        ("lists-both", "", part(one, &|id| has(two, id))),
    ];
    let mut lines = Vec::new();
    for (id, name, handles) in parts {
        let title = Message::new(id).with("name", name).with("n", handles.len());
        lines.push(Line::rule(&state.words.say(&title)));
        lines.extend(flow(&handles, width));
        lines.push(Line::new());
    }
    let title = Message::new("lists-compared")
        .with("first", first)
        .with("second", second);
    let title = state.words.say(&title);
    state.layers.push(Layer::Text(title, lines, 0));
}

/// Handles side by side, none of them cut in two.
fn flow(handles: &[String], width: usize) -> Vec<Line> {
    let mut rows: Vec<String> = Vec::new();
    for handle in handles {
        match rows.last_mut() {
            Some(row) if text::width(row) + 2 + text::width(handle) <= width => {
                row.push_str("  ");
                row.push_str(handle);
            }
            _ => rows.push(handle.clone()),
        }
    }
    rows.into_iter().map(|r| Line::new().plain(r)).collect()
}

/// Shows the chosen creator's card.
pub fn open_card(state: &mut State) -> Vec<Effect> {
    let Some((_, creator)) = listed(state) else {
        return Vec::new();
    };
    let id = creator.id;
    pool::show_card(state, id)
}
