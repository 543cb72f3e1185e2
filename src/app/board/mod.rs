//! The board: a column for each stage, a card for each collaboration.
//!
//! - The cursor is on a card, not on a place: it goes with the card when somebody moves it.
//! - A move is drawn at once, before the pool file has it; what the file says then is drawn when it comes.
//! - Columns that do not fit, are empty or folded stand in a list at the right edge, so that all stages are in sight at
//!   any width; the column with the cursor is always open. What is over (reviewed and later) is folded at first.

pub mod columns;
mod cursor;
pub mod detail;
pub mod fields;
pub mod gates;
mod moving;
pub mod pick;
pub mod timeline;

use std::collections::BTreeSet;
use std::sync::Arc;

pub use cursor::{
    current, first, lane_step, last, mark_all, marked, page, picked, side, step, toggle_mark,
    unmark,
};
pub use moving::{ask_stage, drop_cards, make, release, shift};

use super::State;
use super::layer::Layer;
use crate::domain::collab::board::{Board, COLUMNS};
use crate::domain::collab::card::{Card, Lanes, Order};
use crate::domain::collab::detail::Names;
use crate::domain::collab::stage::Stage;
use crate::domain::filter::Filter;
use crate::domain::message::Message;
use crate::messages::{Effect, Generation};

/// See the module.
#[derive(Debug, Clone, PartialEq)]
pub struct BoardScreen {
    /// Which cards.
    pub filter: Filter,
    /// How they stand in a column.
    pub order: Order,
    /// What makes rows.
    pub lanes: Lanes,
    /// The last question.
    pub generation: Generation,
    /// The last answer.
    pub answered: Generation,
    /// What was answered; none before.
    pub board: Option<Arc<Board>>,
    /// Row of the cursor.
    pub lane: usize,
    /// Column of the cursor.
    pub column: usize,
    /// Card of the cursor in its column.
    pub at: usize,
    /// The card under the cursor: it is found again wherever it goes.
    pub on: Option<u32>,
    /// Where a card was that has been moved: it may leave the board by that, and then the next one is wanted.
    pub left: Option<(u32, (usize, usize, usize))>,
    /// First column on screen, among those that are open.
    pub from: usize,
    /// First card on screen of each column, in the row of the cursor.
    pub tops: [usize; COLUMNS],
    /// Marked cards.
    pub marks: BTreeSet<u32>,
    /// Folded stages.
    pub folded: BTreeSet<usize>,
    /// Names that can be chosen.
    pub names: Names,
}

impl Default for BoardScreen {
    fn default() -> Self {
        BoardScreen {
            filter: Filter::default(),
            order: Order::default(),
            lanes: Lanes::default(),
            generation: 0,
            answered: 0,
            board: None,
            lane: 0,
            column: 0,
            at: 0,
            on: None,
            left: None,
            from: 0,
            tops: [0; COLUMNS],
            marks: BTreeSet::new(),
            folded: Stage::ALL
                .into_iter()
                .filter(|s| !s.is_open())
                .map(Stage::index)
                .collect(),
            names: Names::default(),
        }
    }
}

impl BoardScreen {
    /// The cards of a cell.
    pub fn cell(&self, lane: usize, column: usize) -> &[Arc<Card>] {
        self.board
            .as_ref()
            .map(|b| b.cell(lane, column))
            .unwrap_or_default()
    }

    /// How many cards a column has in all rows.
    pub fn count(&self, column: usize) -> usize {
        let lanes = self.board.iter().flat_map(|b| &b.lanes);
        lanes
            .filter_map(|l| l.columns.get(column))
            .map(Vec::len)
            .sum()
    }

    /// How many rows there are.
    pub fn lane_count(&self) -> usize {
        self.board.as_ref().map_or(1, |b| b.lanes.len())
    }
}

/// Opens the board, or goes back to it.
pub fn open(state: &mut State) -> Vec<Effect> {
    state.layers.retain(|l| *l != Layer::Board);
    state.layers.push(Layer::Board);
    ask(state)
}

/// Opens the board with the cards of the creator under the cursor alone.
pub fn open_with(state: &mut State, filter: Filter) -> Vec<Effect> {
    state.board.filter = filter;
    state.board.on = None;
    open(state)
}

/// Asks for the board as it is to be shown.
pub fn ask(state: &mut State) -> Vec<Effect> {
    let board = &mut state.board;
    board.generation += 1;
    vec![Effect::Board {
        generation: board.generation,
        filter: board.filter.clone(),
        order: board.order,
        lanes: board.lanes,
        today: state.today,
    }]
}

/// Something was written: the board on screen is asked for again.
pub fn refresh(state: &mut State) -> Vec<Effect> {
    // a collaboration may lie over other screens as well
    let mut effects = detail::refresh(state);
    if state.on_board() {
        effects.extend(ask(state));
    }
    effects
}

/// A move was not made, or was taken back: the cursor goes back to its card.
pub fn moved_back(state: &mut State) {
    if let Some((id, _)) = state.board.left {
        state.board.on = Some(id);
    }
}

/// The board has come.
pub fn on_board(state: &mut State, generation: Generation, board: Arc<Board>) -> Vec<Effect> {
    if generation < state.board.generation {
        return Vec::new();
    }
    let first_time = state.board.board.is_none();
    state.board.answered = generation;
    if let (Some(on), Some((id, place))) = (state.board.on, state.board.left)
        && on == id
        && board.find(on).is_none()
    {
        let screen = &mut state.board;
        (screen.lane, screen.column, screen.at) = place;
        (screen.on, screen.left) = (None, None);
    }
    state.board.board = Some(board);
    cursor::settle(state);
    if first_time {
        // where work waits, not where it begins
        cursor::to_first_card(state);
    }
    Vec::new()
}

/// Another order in the columns.
pub fn next_order(state: &mut State) -> Vec<Effect> {
    let at = Order::ALL.iter().position(|o| *o == state.board.order);
    let next = at.map_or(0, |at| (at + 1) % Order::ALL.len());
    state.board.order = Order::ALL.get(next).copied().unwrap_or_default();
    state.board.tops = [0; COLUMNS];
    ask(state)
}

/// Other rows.
pub fn next_lanes(state: &mut State) -> Vec<Effect> {
    let at = Lanes::ALL.iter().position(|l| *l == state.board.lanes);
    let next = at.map_or(0, |at| (at + 1) % Lanes::ALL.len());
    state.board.lanes = Lanes::ALL.get(next).copied().unwrap_or_default();
    state.board.tops = [0; COLUMNS];
    state.board.lane = 0;
    ask(state)
}

/// Folds the column of the cursor, or keeps it open when the cursor leaves it.
pub fn toggle_fold(state: &mut State) -> Vec<Effect> {
    let column = state.board.column;
    if !state.board.folded.remove(&column) {
        state.board.folded.insert(column);
        let name = state.words.get(stage_of(column).word_id());
        state.say(Message::new("board-folded").with("stage", name));
    }
    Vec::new()
}

/// The stage of a column.
pub fn stage_of(column: usize) -> Stage {
    Stage::ALL.get(column).copied().unwrap_or(Stage::Candidate)
}

/// Takes the filter of the board away.
pub fn clear(state: &mut State) -> Vec<Effect> {
    state.board.filter = Filter::default();
    ask(state)
}

/// Only the cards of the member at the keys, or of everybody.
pub fn toggle_mine(state: &mut State) -> Vec<Effect> {
    use crate::domain::facet::Facet;
    use crate::domain::filter::{Condition, Test};
    let own = Condition {
        negated: false,
        test: Test::OneOf(Facet::Owner, vec![state.me().to_owned()]),
    };
    let conditions = &mut state.board.filter.conditions;
    match conditions.iter().position(|c| *c == own) {
        Some(at) => {
            conditions.remove(at);
        }
        None => {
            let owner =
                |c: &Condition| !c.negated && matches!(c.test, Test::OneOf(Facet::Owner, _));
            conditions.retain(|c| !owner(c));
            conditions.push(own);
        }
    }
    ask(state)
}

/// Copies the handles of the marked cards, or of the one under the cursor.
pub fn copy(state: &mut State) -> Vec<Effect> {
    let handles: Vec<String> = picked(state).iter().map(|c| c.handle.to_string()).collect();
    if handles.is_empty() {
        return Vec::new();
    }
    state.say(Message::new("app-copied").with("n", handles.len()));
    vec![Effect::Copy(handles.join("\n"))]
}

/// Shows the card of the creator.
pub fn creator(state: &mut State) -> Vec<Effect> {
    match current(state).map(|c| c.creator) {
        Some(id) => super::pool::show_card(state, id),
        None => Vec::new(),
    }
}
