//! The tags and the lists themselves: renamed, merged, grouped, deleted, frozen, compared.

use super::layer::Layer;
use super::pool::{self, panes, set_filter};
use super::{State, menus, on_list};
use crate::domain::facet::Facet;
use crate::domain::filter::{Condition, Filter, Test};
use crate::domain::label::{GROUP_COLOURS, ListInfo, TagInfo};
use crate::domain::message::Message;
use crate::messages::{Edit, Effect};

/// All tags.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TagsView {
    /// Chosen row.
    pub cursor: usize,
    /// The tag that is to be deleted, where that was asked once.
    pub confirm: Option<String>,
}

/// The tags and lists are others: the cursor stays on its own, and filters that ask for one go on asking for it, under
/// whatever name it goes now.
pub fn on_labels(state: &mut State, tags: Vec<TagInfo>, lists: Vec<ListInfo>) -> Vec<Effect> {
    let mut renamed = Vec::new();
    for tag in &tags {
        if let Some(old) = state
            .tags
            .iter()
            .find(|t| t.id == tag.id && t.name != tag.name)
        {
            renamed.push((Facet::Tag, old.name.clone(), tag.name.clone()));
        }
    }
    for list in &lists {
        if let Some(old) = state
            .lists
            .iter()
            .find(|l| l.id == list.id && l.name != list.name)
        {
            renamed.push((Facet::List, old.name.clone(), list.name.clone()));
        }
    }
    for layer in &mut state.layers {
        let (cursor, found, len) = match layer {
            Layer::Tags(view) => {
                let id = state.tags.get(view.cursor).map(|t| t.id);
                let found = tags.iter().position(|t| Some(t.id) == id);
                (&mut view.cursor, found, tags.len())
            }
            Layer::Lists(view) => {
                let id = state.lists.get(view.cursor).map(|l| l.id);
                let found = lists.iter().position(|l| Some(l.id) == id);
                (&mut view.cursor, found, lists.len())
            }
            Layer::OnList(view) => {
                let new = renamed
                    .iter()
                    .find(|(f, old, _)| *f == Facet::List && *old == view.name);
                if let Some((_, _, new)) = new {
                    view.name.clone_from(new);
                }
                continue;
            }
            _ => continue,
        };
        *cursor = found.unwrap_or(*cursor).min(len.saturating_sub(1));
    }
    (state.tags, state.lists) = (tags, lists);
    let mut asks = false;
    for (facet, old, new) in renamed {
        asks |= state.pool.filter.rename_value(facet, &old, &new);
        for past in &mut state.pool.past {
            past.rename_value(facet, &old, &new);
        }
    }
    if asks {
        pool::changed(state)
    } else {
        Vec::new()
    }
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

pub(super) fn tag(state: &State) -> Option<&TagInfo> {
    match state.layers.last() {
        Some(Layer::Tags(view)) => state.tags.get(view.cursor),
        _ => None,
    }
}

pub(super) fn list(state: &State) -> Option<&ListInfo> {
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
            return on_list::fetch(state);
        }
        _ => {}
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

/// Rows of a page here.
pub fn page(state: &State) -> isize {
    menus::page_rows(state)
}
