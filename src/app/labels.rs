//! The tags and the lists themselves: renamed, merged, grouped, deleted, frozen, compared; and who is on a list.

use super::layer::Layer;
use super::line::LineEdit;
use super::pool::{self, panes, set_filter};
use super::rich::{Line, wrap};
use super::{State, menus};
use crate::domain::facet::Facet;
use crate::domain::filter::{Condition, Filter, Test};
use crate::domain::label::{GROUP_COLOURS, ListInfo, ListedCreator, TagInfo};
use crate::domain::message::Message;
use crate::messages::{Edit, Effect};
use crate::text::{fold, fold_key};

/// All tags.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TagsView {
    /// Chosen row.
    pub cursor: usize,
    /// The tag that is to be deleted, where that was asked once.
    pub confirm: Option<String>,
}

/// The tags and lists are others: the cursor stays on its own, under whatever name it goes now.
pub fn on_labels(state: &mut State, tags: Vec<TagInfo>, lists: Vec<ListInfo>) {
    let renamed = state.renamed.take();
    let at = |names: &mut dyn Iterator<Item = &str>, old: Option<&str>| {
        let names: Vec<&str> = names.collect();
        let find = |name: &str| names.iter().position(|n| *n == name);
        old.and_then(find).or_else(|| find(renamed.as_deref()?))
    };
    for layer in &mut state.layers {
        let (cursor, found, len) = match layer {
            Layer::Tags(view) => {
                let old = state.tags.get(view.cursor).map(|t| t.name.as_str());
                let found = at(&mut tags.iter().map(|t| t.name.as_str()), old);
                (&mut view.cursor, found, tags.len())
            }
            Layer::Lists(view) => {
                let old = state.lists.get(view.cursor).map(|l| l.name.as_str());
                let found = at(&mut lists.iter().map(|l| l.name.as_str()), old);
                (&mut view.cursor, found, lists.len())
            }
            _ => continue,
        };
        *cursor = found.unwrap_or(*cursor).min(len.saturating_sub(1));
    }
    (state.tags, state.lists) = (tags, lists);
}

/// All lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListsView {
    /// Chosen row.
    pub cursor: usize,
    /// The list that is to be deleted, where that was asked once.
    pub confirm: Option<String>,
    /// The list that another one is to be compared with.
    pub beside: Option<String>,
}

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

/// What a line is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameFor {
    /// Another name for a tag.
    RenameTag(String),
    /// The tag that this one becomes.
    MergeTag(String),
    /// The group of a tag.
    GroupTag(String),
    /// A new list.
    NewList,
    /// Another name for a list.
    RenameList(String),
    /// How many creators a list is to have.
    Target(String),
    /// The name of a snapshot.
    Freeze(String),
    /// Why a creator is on a list, and what was said before.
    Reason(String, u32, String),
    /// The file that a list is written to.
    Export(String),
}

/// A line being typed for one of these.
#[derive(Debug, Clone, PartialEq)]
pub struct Naming {
    /// For what.
    pub what: NameFor,
    /// What is typed.
    pub line: LineEdit,
}

/// Opens the tags.
pub fn open_tags(state: &mut State) -> Vec<Effect> {
    state.layers.push(Layer::Tags(TagsView::default()));
    Vec::new()
}

/// Opens the lists.
pub fn open_lists(state: &mut State) -> Vec<Effect> {
    state.layers.push(Layer::Lists(ListsView::default()));
    Vec::new()
}

fn tag(state: &State) -> Option<&crate::domain::label::TagInfo> {
    match state.layers.last() {
        Some(Layer::Tags(view)) => state.tags.get(view.cursor),
        _ => None,
    }
}

fn list(state: &State) -> Option<&crate::domain::label::ListInfo> {
    match state.layers.last() {
        Some(Layer::Lists(view)) => state.lists.get(view.cursor),
        _ => None,
    }
}

/// Moves the cursor of whichever of them lies on top.
pub fn step(state: &mut State, by: isize) -> Vec<Effect> {
    let (tags, lists) = (state.tags.len(), state.lists.len());
    let go = |cursor: &mut usize, len: usize| {
        *cursor = cursor.saturating_add_signed(by).min(len.saturating_sub(1));
    };
    match state.layers.last_mut() {
        Some(Layer::Tags(view)) => {
            view.confirm = None;
            go(&mut view.cursor, tags);
        }
        Some(Layer::Lists(view)) => {
            view.confirm = None;
            go(&mut view.cursor, lists);
        }
        Some(Layer::OnList(view)) => {
            let len = view.creators.len();
            go(&mut view.cursor, len);
            return fetch(state);
        }
        _ => {}
    }
    Vec::new()
}

/// Asks for a line.
pub fn ask(state: &mut State, what: NameFor) -> Vec<Effect> {
    let text = match &what {
        NameFor::RenameTag(name) | NameFor::RenameList(name) => name.clone(),
        NameFor::GroupTag(name) => {
            let tag = state.tags.iter().find(|t| t.name == *name);
            tag.map(|t| t.group.clone()).unwrap_or_default()
        }
        NameFor::Target(name) => {
            let list = state.lists.iter().find(|l| l.name == *name);
            let target = list.and_then(|l| l.target);
            target.map(|t| t.to_string()).unwrap_or_default()
        }
        NameFor::Freeze(name) => format!("{name} · {}", state.today),
        NameFor::Reason(_, _, reason) => reason.clone(),
        NameFor::Export(name) => format!("{}.xlsx", file_name(name)),
        NameFor::MergeTag(_) | NameFor::NewList => String::new(),
    };
    let line = LineEdit::new(&text);
    state
        .layers
        .push(Layer::Name(Box::new(Naming { what, line })));
    Vec::new()
}

/// A name that every file system takes.
fn file_name(name: &str) -> String {
    let bad = |c: char| c.is_control() || "/\\:*?\"<>|".contains(c);
    name.replace(bad, "-")
}

/// Asks for a line about the chosen tag.
pub fn ask_tag(state: &mut State, what: fn(String) -> NameFor) -> Vec<Effect> {
    match tag(state).map(|t| t.name.clone()) {
        Some(name) => ask(state, what(name)),
        None => Vec::new(),
    }
}

/// Asks for a line about the chosen list.
pub fn ask_list(state: &mut State, what: fn(String) -> NameFor) -> Vec<Effect> {
    let name = match state.layers.last() {
        Some(Layer::OnList(view)) => Some(view.name.clone()),
        _ => list(state).map(|l| l.name.clone()),
    };
    match name {
        Some(name) => ask(state, what(name)),
        None => Vec::new(),
    }
}

/// Enter in such a line.
pub fn named(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Name(naming)) = state.layers.last().cloned() else {
        return Vec::new();
    };
    let text = naming.line.text().trim().to_owned();
    state.renamed = Some(text.clone());
    let edit = match naming.what {
        NameFor::RenameTag(name) => Edit::RenameTag { name, to: text },
        NameFor::MergeTag(name) => Edit::MergeTags { name, into: text },
        NameFor::GroupTag(name) => Edit::GroupTag { name, group: text },
        NameFor::NewList => Edit::MakeList(text),
        NameFor::RenameList(name) => Edit::RenameList { name, to: text },
        NameFor::Target(name) => match (text.as_str(), text.parse()) {
            ("", _) => Edit::Target { name, target: None },
            (_, Ok(n)) => Edit::Target {
                name,
                target: Some(n),
            },
            _ => {
                state.complain(Message::new("cli-not-a-count").with("text", text));
                return Vec::new();
            }
        },
        NameFor::Freeze(name) => Edit::Freeze { name, to: text },
        NameFor::Reason(name, id, seen) => Edit::Reason {
            id,
            name,
            reason: text,
            seen,
        },
        NameFor::Export(name) => {
            state.layers.pop();
            return vec![Effect::ExportList {
                name,
                path: text.into(),
            }];
        }
    };
    state.layers.pop();
    vec![Effect::Edit(edit)]
}

/// Tab in such a line: the next name that begins like what is typed.
pub fn complete(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Name(naming)) = state.layers.last() else {
        return Vec::new();
    };
    let names: Vec<String> = match &naming.what {
        NameFor::MergeTag(own) => {
            let others = state.tags.iter().filter(|t| t.name != *own);
            others.map(|t| t.name.clone()).collect()
        }
        NameFor::GroupTag(_) => {
            let mut groups: Vec<String> = state.tags.iter().map(|t| t.group.clone()).collect();
            groups.retain(|g| !g.is_empty());
            groups.dedup();
            groups
        }
        _ => Vec::new(),
    };
    let typed = fold(&naming.line.text());
    let at = names.iter().position(|n| fold(n) == typed);
    let next = match at {
        Some(at) => names.get((at + 1) % names.len().max(1)),
        None => names.iter().find(|n| fold(n).starts_with(&typed)),
    };
    if let (Some(next), Some(Layer::Name(naming))) = (next.cloned(), state.layers.last_mut()) {
        naming.line = LineEdit::new(&next);
    }
    Vec::new()
}

/// Shows the creators of the chosen tag or list in the pool.
pub fn filter(state: &mut State) -> Vec<Effect> {
    let chosen = match state.layers.last() {
        Some(Layer::OnList(view)) => Some((Facet::List, view.name.clone())),
        _ => tag(state)
            .map(|t| (Facet::Tag, t.name.clone()))
            .or_else(|| list(state).map(|l| (Facet::List, l.name.clone()))),
    };
    let Some((facet, name)) = chosen else {
        return Vec::new();
    };
    state.layers.clear();
    let filter = Filter {
        conditions: vec![Condition {
            negated: false,
            test: Test::OneOf(facet, vec![name]),
        }],
        ..Filter::default()
    };
    let effects = set_filter(state, filter);
    panes::to_top(state);
    effects
}

/// Deletes the chosen tag or list; the first press asks, the second does it.
pub fn delete(state: &mut State) -> Vec<Effect> {
    let chosen = tag(state)
        .map(|t| (t.name.clone(), t.creators))
        .or_else(|| list(state).map(|l| (l.name.clone(), l.creators)));
    let Some((name, n)) = chosen else {
        return Vec::new();
    };
    let confirm = match state.layers.last_mut() {
        Some(Layer::Tags(view)) => &mut view.confirm,
        Some(Layer::Lists(view)) => &mut view.confirm,
        _ => return Vec::new(),
    };
    let again = confirm.take().as_ref() == Some(&name);
    if !again {
        *confirm = Some(name.clone());
        let asked = Message::new("labels-delete-confirm").with("name", name);
        state.say(asked.with("n", n));
        return Vec::new();
    }
    vec![Effect::Edit(match state.layers.last() {
        Some(Layer::Tags(_)) => Edit::DeleteTag(name),
        _ => Edit::DeleteList(name),
    })]
}

/// The next colour for the group of the chosen tag.
pub fn next_colour(state: &mut State) -> Vec<Effect> {
    let Some(tag) = tag(state) else {
        return Vec::new();
    };
    let (group, colour) = (tag.group.clone(), tag.colour);
    match colour {
        Some(colour) => vec![Effect::Edit(Edit::ColourGroup {
            group,
            colour: (colour + 1) % GROUP_COLOURS,
        })],
        None => {
            state.say(Message::new("labels-no-group"));
            Vec::new()
        }
    }
}

/// Opens the chosen list.
pub fn open_list(state: &mut State) -> Vec<Effect> {
    let Some(list) = list(state) else {
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
fn fetch(state: &mut State) -> Vec<Effect> {
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
            ask(state, what)
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

/// Chooses a list to be compared, then the one it is compared with.
pub fn compare(state: &mut State) -> Vec<Effect> {
    let Some(name) = list(state).map(|l| l.name.clone()) else {
        return Vec::new();
    };
    let Some(Layer::Lists(view)) = state.layers.last_mut() else {
        return Vec::new();
    };
    match view.beside.take() {
        Some(first) if first != name => vec![Effect::CompareLists(first, name)],
        Some(_) => Vec::new(),
        None => {
            view.beside = Some(name.clone());
            state.say(Message::new("lists-compare-with").with("name", name));
            Vec::new()
        }
    }
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
        let text = handles.join("  ");
        lines.extend(wrap(&text, width).into_iter().map(|l| Line::new().plain(l)));
        lines.push(Line::new());
    }
    let title = Message::new("lists-compared")
        .with("first", first)
        .with("second", second);
    let title = state.words.say(&title);
    state.layers.push(Layer::Text(title, lines, 0));
}

/// Shows the chosen creator's card.
pub fn open_card(state: &mut State) -> Vec<Effect> {
    let Some((_, creator)) = listed(state) else {
        return Vec::new();
    };
    let id = creator.id;
    pool::show_card(state, id)
}

/// Rows of a page here.
pub fn page(state: &State) -> isize {
    menus::page_rows(state)
}
