//! Saved views: a filter, a sort and columns under a name and a key.
//!
//! - `V` saves what is on screen under a name; a new view gets the first free letter of it as its key. `'` and that key
//!   show it, `v` shows all of them.
//! - The screen knows which view it shows, and whether it has been changed since; nothing changes a view but saving.
//! - The view that one begins with is the person's own matter and lies with the session.

use super::layer::Layer;
use super::naming::{self, NameFor};
use super::pool::{self, ColumnView, panes};
use super::{State, menus};
use crate::domain::column::SortKey;
use crate::domain::filter;
use crate::domain::message::Message;
use crate::domain::review::agenda::Decision;
use crate::domain::view::{SavedView, Shown, parse_columns, print_columns};
use crate::messages::{Code, Edit, Effect, Key};

/// All views.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ViewsView {
    /// Chosen row.
    pub cursor: usize,
    /// The view that is to be deleted, where that was asked once.
    pub confirm: Option<i64>,
}

/// What the screen shows, as a view would keep it.
pub fn shown(state: &State) -> Shown {
    let pool = &state.pool;
    let sort: Vec<String> = pool.sort.iter().map(SortKey::to_string).collect();
    Shown {
        query: pool.filter.print(&state.settings.schemes),
        sort: sort.join(","),
        columns: print_columns(pool.columns.iter().map(|c| (c.column, c.width))),
    }
}

/// The view that was chosen last, and whether the screen shows something else by now.
pub fn current(state: &State) -> Option<(&SavedView, bool)> {
    let view = state.views.iter().find(|v| Some(v.id) == state.pool.view)?;
    Some((view, view.shows != shown(state)))
}

/// Opens the list of views on the current one.
pub fn open(state: &mut State) -> Vec<Effect> {
    let at = state
        .views
        .iter()
        .position(|v| Some(v.id) == state.pool.view);
    state.layers.push(Layer::Views(ViewsView {
        cursor: at.unwrap_or(0),
        confirm: None,
    }));
    Vec::new()
}

/// Waits for the key of a view.
pub fn await_key(state: &mut State) -> Vec<Effect> {
    if state.views.iter().all(|v| v.key.is_none()) {
        state.say(Message::new("views-no-keys"));
        return Vec::new();
    }
    state.layers.push(Layer::ViewKey);
    Vec::new()
}

/// The key of a view was pressed.
pub fn by_key(state: &mut State, key: Key) -> Vec<Effect> {
    state.layers.pop();
    let (Code::Char(c), false) = (key.code, key.ctrl) else {
        return Vec::new();
    };
    // one's own comes before everybody's
    let found = state.views.iter().rev().find(|v| v.key == Some(c)).cloned();
    match found {
        Some(view) => show(state, &view),
        None => {
            state.complain(Message::new("views-no-such-key").with("key", c.to_string()));
            Vec::new()
        }
    }
}

fn chosen(state: &State) -> Option<&SavedView> {
    match state.layers.last() {
        Some(Layer::Views(view)) => state.views.get(view.cursor),
        _ => None,
    }
}

/// Shows the chosen view.
pub fn take(state: &mut State) -> Vec<Effect> {
    let Some(view) = chosen(state).cloned() else {
        return Vec::new();
    };
    state.layers.clear();
    show(state, &view)
}

/// Shows what a view says. Where its filter cannot be read any more, nothing changes and it is said why.
fn show(state: &mut State, view: &SavedView) -> Vec<Effect> {
    let filter = match filter::parse(&view.shows.query, &state.settings.schemes) {
        Ok(filter) => filter,
        Err(e) => {
            let why = state.words.say(&e.message());
            let m = Message::new("views-unreadable").with("name", view.name.as_str());
            state.complain(m.with("why", why));
            return Vec::new();
        }
    };
    let sort = SortKey::parse_list(&view.shows.sort).unwrap_or_default();
    let columns: Vec<ColumnView> = parse_columns(&view.shows.columns)
        .into_iter()
        .map(|(column, width)| ColumnView { column, width })
        .collect();
    if !columns.is_empty() {
        state.pool.columns = columns;
        state.pool.scroll = 0;
    }
    state.pool.view = Some(view.id);
    state.say(Message::new("views-shown").with("name", view.name.as_str()));
    let filtered = filter != state.pool.filter;
    if filtered {
        pool::remember_filter(state);
        state.pool.filter = filter;
    }
    state.pool.sort = sort;
    panes::clamp(state);
    pool::changed(state)
}

/// Asks under which name to save what is on screen: that of the current view stands there.
pub fn ask_save(state: &mut State) -> Vec<Effect> {
    naming::ask(state, NameFor::SaveView)
}

/// The name under which the screen would be saved again.
pub(super) fn offered_name(state: &State) -> String {
    current(state)
        .map(|(v, _)| v.name.clone())
        .unwrap_or_default()
}

/// Asks for another name, or the key, of the chosen view.
pub fn ask(state: &mut State, what: fn(i64, String) -> NameFor) -> Vec<Effect> {
    match chosen(state).map(|v| (v.id, v.name.clone())) {
        Some((id, name)) => naming::ask(state, what(id, name)),
        None => Vec::new(),
    }
}

/// Shows the chosen view to everybody, or keeps it for oneself.
pub fn share(state: &mut State) -> Vec<Effect> {
    match chosen(state) {
        Some(view) => vec![Effect::Edit(Edit::ShareView {
            id: view.id,
            private: !view.private,
        })],
        None => Vec::new(),
    }
}

/// The chosen view shows from now on what is on screen.
pub fn replace(state: &mut State) -> Vec<Effect> {
    let Some(view) = chosen(state) else {
        return Vec::new();
    };
    let (id, name, private) = (view.id, view.name.clone(), view.private);
    state.pool.view = Some(id);
    vec![Effect::Edit(Edit::SaveView {
        name,
        shows: shown(state),
        private,
    })]
}

/// The person begins with the chosen view, or where it was the last time.
pub fn start_with(state: &mut State) -> Vec<Effect> {
    let Some(view) = chosen(state).cloned() else {
        return Vec::new();
    };
    let (start, id) = if state.start_view == Some(view.id) {
        (None, "views-start-last")
    } else {
        (Some(view.id), "views-start")
    };
    state.start_view = start;
    state.say(Message::new(id).with("name", view.name.as_str()));
    vec![Effect::Save(Box::new(state.session()))]
}

/// What is proven of creators, as views: id of the name, filter, what comes first.
const ASSETS: [(&str, &str, &str); 4] = [
    (
        "view-assets",
        "worked>=2 best_return>100 profit>=0",
        "best_return:desc",
    ),
    (
        "view-reinvest",
        "last_return>100 stage:reviewed,reinvest -stage:contacted,negotiating,contracted,sample_sent,in_production,published,ordering",
        "last_return:desc",
    ),
    ("view-at-risk", "risk>=1", "risk:desc,return_trend:asc"),
    ("view-co-create", "tag:{tag}", "best_return:desc"),
];

/// Columns of them.
const PROVEN: &str = "handle,worked,best_return,last_return,return_trend,risk,licence,agreement,profit,tier,name,tags";

/// Makes a view of each of what reviews come to: assets, who is due for reinvestment, at risk, to make something with.
/// One of that name stays as somebody has made it.
pub fn assets(state: &mut State) -> Vec<Effect> {
    let tag = Decision::CoCreate.tags().unwrap_or_default().join(",");
    let mut made = Vec::new();
    for (id, query, sort) in ASSETS {
        let name = state.words.get(id);
        let query = query.replace("{tag}", &tag);
        // whatever it is called, and in which language
        let there = |v: &SavedView| v.name == name || v.shows.query == query;
        if state.views.iter().any(there) {
            continue;
        }
        made.push(Effect::Edit(Edit::SaveView {
            name,
            shows: Shown {
                query,
                sort: sort.to_owned(),
                columns: PROVEN.to_owned(),
            },
            private: false,
        }));
    }
    if made.is_empty() {
        state.say(Message::new("views-assets-there"));
    }
    made
}

/// Deletes the chosen view; the first press asks, the second does it.
pub fn delete(state: &mut State) -> Vec<Effect> {
    let Some(view) = chosen(state).cloned() else {
        return Vec::new();
    };
    let Some(Layer::Views(layer)) = state.layers.last_mut() else {
        return Vec::new();
    };
    if layer.confirm.take() != Some(view.id) {
        layer.confirm = Some(view.id);
        state.say(Message::new("views-delete-confirm").with("name", view.name.as_str()));
        return Vec::new();
    }
    vec![Effect::Edit(Edit::DeleteView(view.id))]
}

/// Moves the cursor.
pub fn step(state: &mut State, by: isize) -> Vec<Effect> {
    let len = state.views.len();
    if let Some(Layer::Views(view)) = state.layers.last_mut() {
        view.confirm = None;
        view.cursor = view
            .cursor
            .saturating_add_signed(by)
            .min(len.saturating_sub(1));
    }
    Vec::new()
}

/// The views are others: the cursor stays on its own, and a view that was just saved is the current one.
pub fn on_views(state: &mut State, views: Vec<SavedView>) {
    for layer in &mut state.layers {
        if let Layer::Views(view) = layer {
            let on = state.views.get(view.cursor).map(|v| v.id);
            let at = views.iter().position(|v| Some(v.id) == on);
            view.cursor = at.unwrap_or(view.cursor).min(views.len().saturating_sub(1));
        }
    }
    state.views = views;
    if let Some(name) = state.saved_view.take() {
        let found = state.views.iter().rev().find(|v| v.name == name);
        state.pool.view = found.map(|v| v.id).or(state.pool.view);
    }
}

/// Rows of a page here.
pub fn page(state: &State) -> isize {
    menus::page_rows(state)
}
