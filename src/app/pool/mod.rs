//! The pool screen: filter panes, table, card.

pub mod card;
pub mod marks;
mod own_work;
pub mod panes;
pub mod table;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::State;
use super::layer::Layer;
use super::settings::Settings;
use crate::domain::answer::{Answer, Histogram};
use crate::domain::column::{Column, SortKey};
use crate::domain::creator::Record;
use crate::domain::field::{Attr, Metric};
use crate::domain::filter::Filter;
use crate::domain::message::Message;
use crate::messages::{Effect, Facts, Generation};
use marks::Marks;
use panes::Panes;

/// What has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The table of creators.
    Table,
    /// The filter panes.
    Panes,
}

/// A column as the person has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnView {
    /// Which.
    pub column: Column,
    /// Cells; 0 is the column's own width.
    pub width: u16,
}

/// A query that could not be read, as typed, while the last good one still holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// What was typed.
    pub text: String,
    /// First and one past the last offending character.
    pub at: (usize, usize),
    /// Why.
    pub message: Message,
}

/// See the module.
pub struct PoolScreen {
    /// What holds.
    pub filter: Filter,
    /// A query being typed that cannot be read.
    pub error: Option<QueryError>,
    /// Filters one can go back to, oldest first.
    pub past: Vec<Filter>,
    /// Order; empty is the order of import. At the very first start: the largest creators first.
    pub sort: Vec<SortKey>,
    /// Left to right.
    pub columns: Vec<ColumnView>,
    /// The leftmost column after the handle, when scrolled sideways.
    pub scroll: usize,
    /// What the pool holds, once loaded.
    pub facts: Option<Facts>,
    /// Spread of every metric that has values.
    pub histograms: Vec<Histogram>,
    /// The last answer.
    pub answer: Option<Arc<Answer>>,
    /// Its order; none before the first one.
    answered_sort: Option<Vec<SortKey>>,
    /// Creators for the first page, until there is an answer.
    pub front: Vec<u32>,
    /// The largest creators have been asked for, to be the first page.
    pub front_wanted: bool,
    /// The person wants to be at the end, which nobody knows yet.
    pub to_end: bool,
    /// Row of the cursor.
    pub cursor: usize,
    /// The creator the person is on.
    pub on: Option<u32>,
    /// First row on screen.
    pub top: usize,
    /// Marked creators.
    pub marks: Marks,
    /// Fetched creators around the screen.
    pub rows: HashMap<u32, Arc<Record>>,
    /// Of them, those that are not what they were: shown until they have been fetched again.
    stale: HashSet<u32>,
    /// What the pool in memory says of creators that are being fetched.
    outlines: HashMap<u32, Arc<Record>>,
    /// Asked for last and not yet here.
    requested: HashSet<u32>,
    /// How often creators have been asked for.
    requests: usize,
    /// Of the last question.
    pub generation: Generation,
    /// Of the last answer.
    pub answered: Generation,
    /// What has the keys.
    pub focus: Focus,
    /// Filter panes.
    pub panes: Panes,
    /// Hidden though there is room.
    pub panes_hidden: bool,
    /// First line of the card on screen.
    pub card_top: usize,
    /// The card of the creator is to be shown with the next answer.
    card_wanted: bool,
    /// The saved view that was chosen last.
    pub view: Option<i64>,
}

/// Fetched rows that are kept; beyond it those far from the screen are dropped. Few enough that the key on which this
/// happens is no slower than the others.
const KEPT_ROWS: usize = 500;

/// Filters that `back` remembers.
const PAST: usize = 100;

/// The columns a new person sees.
pub fn usual_columns() -> Vec<ColumnView> {
    let metrics = |list: &[Metric]| list.iter().map(|m| Column::Metric(*m)).collect::<Vec<_>>();
    let mut columns = vec![Column::Handle, Column::Attr(Attr::Name)];
    columns.extend(metrics(&[
        Metric::Followers,
        Metric::LikeRate,
        Metric::Adult,
        Metric::Female,
        Metric::Gmv,
        Metric::Return,
        Metric::Orders,
        Metric::Score,
    ]));
    columns.extend([
        Column::Attr(Attr::Region),
        Column::Attr(Attr::Categories),
        Column::Tier,
    ]);
    columns.extend(metrics(&[
        Metric::Engagement,
        Metric::Posts,
        Metric::Products,
        Metric::Aov,
        Metric::PlatformCtr,
        Metric::Cvr,
        Metric::RefundRate,
        Metric::Fulfilment,
        Metric::Reply,
    ]));
    columns.extend([Column::Age, Column::Tags, Column::Metric(Metric::Stale)]);
    columns
        .into_iter()
        .map(|column| ColumnView { column, width: 0 })
        .collect()
}

fn first_sort() -> Vec<SortKey> {
    vec![SortKey {
        column: Column::Metric(Metric::Followers),
        descending: true,
    }]
}

impl PoolScreen {
    /// Before anything is loaded.
    pub fn new(_settings: &Settings) -> Self {
        PoolScreen {
            filter: Filter::default(),
            error: None,
            past: Vec::new(),
            sort: first_sort(),
            columns: usual_columns(),
            scroll: 0,
            facts: None,
            histograms: Vec::new(),
            answer: None,
            answered_sort: None,
            front: Vec::new(),
            front_wanted: false,
            to_end: false,
            cursor: 0,
            on: None,
            top: 0,
            marks: Marks::default(),
            rows: HashMap::new(),
            stale: HashSet::new(),
            outlines: HashMap::new(),
            requested: HashSet::new(),
            requests: 0,
            generation: 0,
            answered: 0,
            focus: Focus::Table,
            panes: Panes::default(),
            panes_hidden: false,
            card_top: 0,
            card_wanted: false,
            view: None,
        }
    }

    /// Creators of some rows: of the matches, or until they are known those of the first page.
    pub fn within(&self, rows: Range<usize>) -> Cow<'_, [u32]> {
        match &self.answer {
            Some(answer) => answer.ids.within(rows),
            None => {
                let len = self.front.len();
                let rows = rows.start.min(len)..rows.end.min(len);
                self.front.get(rows).unwrap_or_default().into()
            }
        }
    }

    /// How many rows there are.
    pub fn matched(&self) -> usize {
        let answer = self.answer.as_ref().map(|a| a.ids.len());
        answer.unwrap_or(self.front.len())
    }

    /// The creator in a row.
    pub fn id_at(&self, row: usize) -> Option<u32> {
        match &self.answer {
            Some(answer) => answer.ids.get(row),
            None => self.front.get(row).copied(),
        }
    }

    /// Whether the person sees the whole pool, largest first, as everybody does at the very first start.
    fn is_new(&self) -> bool {
        self.filter == Filter::default() && self.sort == first_sort()
    }

    /// Whether the person has chosen another order since the last answer.
    fn is_resorted(&self) -> bool {
        let before = self.answered_sort.as_ref();
        before.is_some_and(|before| *before != self.sort)
    }

    /// Changes whenever the pool or rows have been asked for or have come.
    pub fn questions(&self) -> (Generation, Generation, usize, usize) {
        (
            self.generation,
            self.answered,
            self.requests,
            self.requested.len(),
        )
    }

    /// Whether rows of a screen of so many are on the way; those around it are not waited for.
    /// `outlined`: an outline says all that the screen shows of a creator. Nor are those waited for of which something
    /// older stands there: where everybody has changed, all of them come again.
    pub fn is_fetching(&self, rows: usize, outlined: bool) -> bool {
        let on_screen = self.within(self.top..self.top + rows);
        let there =
            |id: &u32| self.rows.contains_key(id) || outlined && self.outlines.contains_key(id);
        let missing = |id: &u32| self.requested.contains(id) && !there(id);
        self.front_wanted || on_screen.iter().any(missing)
    }

    /// A creator as far as it is known: whole where it has been fetched.
    pub fn shown(&self, id: u32) -> Option<&Arc<Record>> {
        self.rows.get(&id).or_else(|| self.outlines.get(&id))
    }

    /// The creator under the cursor, as far as it is known.
    pub fn current(&self) -> Option<&Arc<Record>> {
        self.shown(self.id_at(self.cursor)?)
    }
}

/// Puts another filter in place, remembering the former one, and asks.
pub fn set_filter(state: &mut State, filter: Filter) -> Vec<Effect> {
    if filter == state.pool.filter {
        return Vec::new();
    }
    remember_filter(state);
    state.pool.filter = filter;
    changed(state)
}

/// The filter that holds can be gone back to.
pub fn remember_filter(state: &mut State) {
    let pool = &mut state.pool;
    if pool.past.last() != Some(&pool.filter) {
        pool.past.push(pool.filter.clone());
    }
    if pool.past.len() > PAST {
        pool.past.remove(0);
    }
}

/// The filter or the sort is another one: ask, and remember.
pub fn changed(state: &mut State) -> Vec<Effect> {
    let mut effects = ask(state);
    effects.push(Effect::Save(Box::new(state.session())));
    effects
}

/// Asks the pool what the screen shows now.
pub fn ask(state: &mut State) -> Vec<Effect> {
    let pool = &mut state.pool;
    pool.generation += 1;
    vec![Effect::Ask {
        generation: pool.generation,
        filter: pool.filter.clone(),
        sort: pool.sort.clone(),
        probes: panes::probes(),
        today: state.today,
        stay: pool.on.filter(|_| !pool.is_resorted()),
    }]
}

/// The first page, before the pool is loaded: the creators that were on screen the last time. Who has not been here
/// before begins with the largest.
pub fn begin(state: &mut State) -> Vec<Effect> {
    if state.pool.front.is_empty() && state.pool.is_new() {
        state.pool.front_wanted = true;
        return vec![Effect::Largest];
    }
    show_front(state)
}

/// The largest creators, as far as they are known.
pub fn on_largest(state: &mut State, ids: Vec<u32>) -> Vec<Effect> {
    state.pool.front_wanted = false;
    if state.pool.answer.is_some() || !state.pool.is_new() {
        return Vec::new();
    }
    state.pool.front = ids;
    show_front(state)
}

fn show_front(state: &mut State) -> Vec<Effect> {
    let pool = &mut state.pool;
    let row = pool
        .on
        .and_then(|on| pool.front.iter().position(|id| *id == on));
    pool.cursor = row.unwrap_or(0);
    table::settle(state);
    fetch(state)
}

/// The pool is loaded, or has changed under us.
pub fn on_loaded(state: &mut State, facts: Facts) -> Vec<Effect> {
    state.pool.facts = Some(facts);
    state.pool.outlines.clear();
    state.pool.requested.clear();
    distrust(state);
    ask(state)
}

/// Some creators have other labels.
pub fn on_relabelled(state: &mut State, facts: Facts, touched: &[u32]) -> Vec<Effect> {
    let pool = &mut state.pool;
    pool.facts = Some(facts);
    let here = |id: &&u32| touched.binary_search(id).is_ok();
    pool.stale.extend(pool.rows.keys().filter(here).copied());
    // what is on the way may have been read before
    pool.requested
        .retain(|id| touched.binary_search(id).is_err());
    ask(state)
}

/// The returns of everybody are others.
pub fn on_earned(state: &mut State, facts: Facts) -> Vec<Effect> {
    let pool = &mut state.pool;
    pool.facts = Some(facts);
    pool.stale.extend(pool.rows.keys().copied());
    pool.requested.clear();
    ask(state)
}

/// Shows the card of a creator over whatever named it. A filter that hides the creator is put aside.
pub fn show_card(state: &mut State, id: u32) -> Vec<Effect> {
    match state.pool.answer.as_ref().and_then(|a| a.ids.find(id)) {
        Some(row) => {
            push_card(state);
            table::go(state, row)
        }
        None if state.pool.filter == Filter::default() => {
            state.say(Message::new("app-creator-gone"));
            Vec::new()
        }
        None => {
            state.pool.on = Some(id);
            state.pool.card_wanted = true;
            set_filter(state, Filter::default())
        }
    }
}

fn push_card(state: &mut State) {
    state.layers.retain(|l| *l != Layer::Card);
    state.layers.push(Layer::Card);
    state.pool.card_top = 0;
}

/// The whole pool is there, in which the creator is whose card is wanted, unless it is no more.
fn on_card_wanted(state: &mut State) {
    let on = state.pool.on;
    if on.is_some() && on == state.pool.id_at(state.pool.cursor) {
        push_card(state);
        state.say(Message::new("app-filter-aside"));
    } else {
        state.say(Message::new("app-creator-gone"));
    }
}

/// Whatever is shown of creators is fetched again.
pub fn distrust(state: &mut State) {
    let pool = &mut state.pool;
    pool.stale.extend(pool.rows.keys().copied());
}

/// New matches: the cursor stays on its creator. In another order it goes to the top: who sorts wants to see the first.
pub fn on_answer(state: &mut State, generation: Generation, answer: Arc<Answer>) -> Vec<Effect> {
    if generation < state.pool.generation {
        return Vec::new();
    }
    let row = panes::current(state);
    let pool = &mut state.pool;
    pool.answered = generation;
    state.busy = false;
    let before = pool.cursor.saturating_sub(pool.top);
    if pool.is_resorted() {
        (pool.cursor, pool.top) = (0, 0);
        pool.on = answer.ids.get(0);
    } else if let Some(row) = pool.on.and_then(|id| answer.ids.find(id)) {
        pool.cursor = row;
        pool.top = row.saturating_sub(before);
    }
    pool.answer = Some(answer);
    pool.answered_sort = Some(pool.sort.clone());
    pool.front.clear();
    if std::mem::take(&mut pool.to_end) {
        pool.cursor = pool.matched().saturating_sub(1);
        pool.on = pool.id_at(pool.cursor);
    }
    panes::keep(state, row);
    table::settle(state);
    if std::mem::take(&mut state.pool.card_wanted) {
        on_card_wanted(state);
    }
    fetch(state)
}

/// Asks for the rows on screen and for a screen around them, as far as they are not here yet. What was asked for before
/// and is still missing is asked for again: the newest wish is the only one that holds.
pub fn fetch(state: &mut State) -> Vec<Effect> {
    let rows = state.layout().table_rows().max(1);
    let awaited = !state.is_outlined();
    let pool = &mut state.pool;
    let missing = |from: usize, to: usize| -> Vec<u32> {
        let not_here = |id: &u32| !pool.rows.contains_key(id) || pool.stale.contains(id);
        let window = pool.within(from..to);
        window.iter().copied().filter(not_here).collect()
    };
    let bottom = pool.top + rows;
    let on_screen = missing(pool.top, bottom);
    let mut around = missing(bottom, bottom + rows);
    around.extend(missing(pool.top.saturating_sub(rows), pool.top));
    if pool.rows.len() + pool.outlines.len() > KEPT_ROWS {
        let near = pool.within(pool.top.saturating_sub(rows)..bottom + rows);
        let near: HashSet<u32> = near.iter().copied().collect();
        pool.rows.retain(|id, _| near.contains(id));
        pool.outlines.retain(|id, _| near.contains(id));
        pool.stale.retain(|id| near.contains(id));
    }
    let waits = |id: &u32| pool.requested.contains(id);
    // asking for one that is on the way brings its outline
    let seen = |id: &u32| waits(id) && (pool.facts.is_none() || pool.outlines.contains_key(id));
    // one question for half a screen: scrolling line by line then asks once in a while
    let far = around.iter().filter(|id| !waits(id)).count();
    if on_screen.iter().all(seen) && far <= rows / 2 {
        return Vec::new();
    }
    pool.requested = on_screen.iter().chain(&around).copied().collect();
    pool.requests += 1;
    vec![Effect::Fetch {
        on_screen,
        around,
        awaited,
    }]
}

/// The rows on the way will not come; the next move asks for them again.
pub fn forget_requests(state: &mut State) {
    state.pool.requested.clear();
    state.pool.front_wanted = false;
}

/// Creators that are being fetched, as far as they are known.
pub fn on_outlined(state: &mut State, records: Vec<Record>) -> Vec<Effect> {
    for r in records {
        state.pool.outlines.insert(r.id, Arc::new(r));
    }
    Vec::new()
}

/// Rows have come.
pub fn on_fetched(state: &mut State, records: Vec<Record>) -> Vec<Effect> {
    for r in records {
        state.pool.requested.remove(&r.id);
        state.pool.outlines.remove(&r.id);
        state.pool.stale.remove(&r.id);
        state.pool.rows.insert(r.id, Arc::new(r));
    }
    Vec::new()
}
