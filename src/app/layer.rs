//! What lies over the pool screen. The topmost layer gets the keys; drawing goes from the bottom up.

use super::basics::BasicsView;
use super::board::detail::CollabView;
use super::board::gates::GateView;
use super::board::pick::Pick;
use super::choose::Chooser;
use super::compare::CompareView;
use super::history::HistoryView;
use super::import::{FilesView, ImportsView, PreviewView};
use super::keymap::Context;
use super::labels::{ListsView, TagsView};
use super::line::LineEdit;
use super::menus::{ColumnsMenu, Palette, SortMenu};
use super::naming::Naming;
use super::notes::NotesView;
use super::on_list::OnListView;
use super::outreach::OutreachView;
use super::plans::PlansView;
use super::query::QueryBar;
use super::returns::ReturnsView;
use super::review::meeting::MeetingView;
use super::review::{self, ReviewView};
use super::rich::Line;
use super::today::TodayView;
use super::twins::TwinsView;
use super::versions::VersionsView;
use super::views::ViewsView;
use super::write::{Clash, Writing};
use super::{State, board, choose, import, menus, pool, query, views, write};
use crate::domain::facet::Facet;
use crate::domain::field::Metric;
use crate::domain::filter::Filter;
use crate::messages::{Effect, Key};

/// See the module.
#[derive(Debug, Clone, PartialEq)]
pub enum Layer {
    /// The words being searched, and the filter to go back to.
    Search(LineEdit, Filter),
    /// The query bar.
    Query(QueryBar),
    /// A numeric condition being typed.
    Bound(Metric, LineEdit),
    /// A pane section being narrowed to the values that contain a text.
    Narrow(Facet, LineEdit),
    /// The board.
    Board,
    /// Everything about one collaboration.
    Collab(Box<CollabView>),
    /// What a stage needs before it is left.
    Gate(Box<GateView>),
    /// One of some words being chosen.
    Pick(Box<Pick>),
    /// Messages to creators.
    Outreach(Box<OutreachView>),
    /// Target plans.
    Plans(Box<PlansView>),
    /// Campaigns, products and their links, the team.
    Basics(Box<BasicsView>),
    /// The creator's card over the whole screen.
    Card,
    /// A text to read: title, lines, scroll position.
    Text(String, Vec<Line>, usize),
    /// Sort menu.
    Sort(SortMenu),
    /// Column chooser.
    Columns(ColumnsMenu),
    /// All actions.
    Palette(Palette),
    /// A tag or a list being chosen for creators.
    Choose(Box<Chooser>),
    /// What was done to a creator, or in the pool.
    History(Box<HistoryView>),
    /// Creators side by side.
    Compare(CompareView),
    /// What the work with a creator brought.
    Returns(Box<ReturnsView>),
    /// The boards of a review.
    Review(Box<ReviewView>),
    /// A meeting over a review.
    Meeting(Box<MeetingView>),
    /// Creators that may be one person.
    Twins(Box<TwinsView>),
    /// What notes ask of somebody.
    Today(Box<TodayView>),
    /// All tags.
    Tags(TagsView),
    /// All lists.
    Lists(ListsView),
    /// Who is on a list.
    OnList(Box<OnListView>),
    /// All views.
    Views(ViewsView),
    /// The key of a view is awaited.
    ViewKey,
    /// A line being typed about a tag, a list or a view.
    Name(Box<Naming>),
    /// The notes on a creator.
    Notes(NotesView),
    /// What a note said before.
    Versions(VersionsView),
    /// A note being written.
    Write(Box<Writing>),
    /// Two versions of a note to choose from.
    Clash(Box<Clash>),
    /// Templates for a note.
    Templates(usize),
    /// File picker.
    Files(FilesView),
    /// Import preview.
    Preview(Box<PreviewView>),
    /// A value of the import preview being typed.
    PreviewField(import::PreviewField, LineEdit),
    /// An import that runs.
    Running,
    /// Imports so far.
    Imports(ImportsView),
}

impl Layer {
    /// Where its keys come from.
    pub fn context(&self) -> Context {
        match self {
            Layer::Search(..)
            | Layer::Query(_)
            | Layer::Bound(..)
            | Layer::Narrow(..)
            | Layer::Name(_)
            | Layer::PreviewField(..) => Context::Field,
            Layer::Board => Context::Board,
            Layer::Collab(_) => Context::Collab,
            Layer::Gate(_) => Context::Gate,
            Layer::Pick(_) => Context::Pick,
            Layer::Outreach(_) => Context::Outreach,
            Layer::Plans(_) => Context::Plans,
            Layer::Basics(_) => Context::Basics,
            Layer::Card => Context::Card,
            Layer::Text(..) => Context::Text,
            Layer::Sort(_) => Context::Sort,
            Layer::Columns(_) => Context::Columns,
            Layer::Palette(_) => Context::Palette,
            Layer::Choose(_) => Context::Choose,
            Layer::History(_) => Context::History,
            Layer::Compare(_) => Context::Compare,
            Layer::Returns(_) => Context::Returns,
            Layer::Review(_) => Context::Review,
            Layer::Meeting(view) if view.listing => Context::Agenda,
            Layer::Meeting(_) => Context::Meeting,
            Layer::Today(_) => Context::Today,
            Layer::Twins(_) => Context::Twins,
            Layer::Tags(_) => Context::Tags,
            Layer::Lists(_) => Context::Lists,
            Layer::OnList(_) => Context::OnList,
            Layer::Views(_) => Context::Views,
            Layer::ViewKey => Context::ViewKey,
            Layer::Notes(_) => Context::Notes,
            Layer::Versions(_) => Context::Versions,
            Layer::Write(_) => Context::Write,
            Layer::Clash(_) => Context::Clash,
            Layer::Templates(_) => Context::Templates,
            Layer::Files(_) => Context::Files,
            Layer::Preview(_) => Context::Preview,
            Layer::Running => Context::Running,
            Layer::Imports(_) => Context::Imports,
        }
    }

    /// The line being typed, where there is one.
    pub fn line_mut(&mut self) -> Option<&mut LineEdit> {
        match self {
            Layer::Search(line, _)
            | Layer::Bound(_, line)
            | Layer::Narrow(_, line)
            | Layer::PreviewField(_, line)
            | Layer::Query(QueryBar { line, .. })
            | Layer::Palette(Palette { line, .. }) => Some(line),
            Layer::Choose(chooser) => Some(&mut chooser.line),
            Layer::Pick(pick) => Some(&mut pick.line),
            Layer::Name(naming) => Some(&mut naming.line),
            _ => None,
        }
    }
}

/// A key that no action is bound to: text for a field, nothing elsewhere.
pub fn typed(state: &mut State, key: Key) -> Vec<Effect> {
    if matches!(state.layers.last(), Some(Layer::Write(_))) {
        return write::typed(state, key);
    }
    if matches!(state.layers.last(), Some(Layer::ViewKey)) {
        return views::by_key(state, key);
    }
    let used = state
        .layers
        .last_mut()
        .and_then(Layer::line_mut)
        .is_some_and(|line| line.key(key));
    if used { changed(state) } else { Vec::new() }
}

/// Text pasted into a field.
pub fn pasted(state: &mut State, text: &str) -> Vec<Effect> {
    if let Some(line) = state.layers.last_mut().and_then(Layer::line_mut) {
        line.insert(text);
    }
    changed(state)
}

/// The text of the topmost field is another one.
pub fn changed(state: &mut State) -> Vec<Effect> {
    match state.layers.last() {
        Some(Layer::Search(line, _)) => {
            let text = line.text();
            query::search(state, &text)
        }
        Some(Layer::Query(_)) => query::edited(state),
        Some(Layer::Narrow(facet, line)) => {
            let (facet, text) = (*facet, line.text());
            pool::panes::narrow(state, facet, text);
            Vec::new()
        }
        Some(Layer::Choose(_)) => {
            choose::edited(state);
            Vec::new()
        }
        Some(Layer::Palette(_)) => {
            menus::palette_edited(state);
            Vec::new()
        }
        Some(Layer::Pick(_)) => {
            board::pick::edited(state);
            Vec::new()
        }
        // what is said in a meeting is kept with every key
        Some(Layer::Name(naming)) if review::meeting::is_typed(naming) => {
            review::meeting::remember(state)
        }
        _ => Vec::new(),
    }
}
