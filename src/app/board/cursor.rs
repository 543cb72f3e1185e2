//! Moving over the board.

use std::sync::Arc;

use super::BoardScreen;
use super::columns::{self, card_rows, cards_room};
use crate::app::State;
use crate::app::layer::Layer;
use crate::domain::collab::board::COLUMNS;
use crate::domain::collab::card::{Card, Lanes};
use crate::messages::Effect;

/// The card that is open, else the one under the cursor.
pub fn current(state: &State) -> Option<&Arc<Card>> {
    let board = &state.board;
    if let Some(id) = opened(state) {
        return board.board.as_ref()?.card(id);
    }
    board.cell(board.lane, board.column).get(board.at)
}

/// The collaboration whose screen lies over the board.
fn opened(state: &State) -> Option<u32> {
    state.layers.iter().rev().find_map(|l| match l {
        Layer::Collab(view) => Some(view.id),
        _ => None,
    })
}

/// The card that is open, else the marked ones that are on the board, else the one under the cursor.
pub fn picked(state: &State) -> Vec<Arc<Card>> {
    let all = match opened(state) {
        Some(_) => Vec::new(),
        None => marked(state),
    };
    match all.is_empty() {
        true => current(state).map(Arc::clone).into_iter().collect(),
        false => all,
    }
}

/// The marked cards that the filter shows.
pub fn marked(state: &State) -> Vec<Arc<Card>> {
    let board = &state.board;
    if board.marks.is_empty() {
        return Vec::new();
    }
    let cards = board.board.iter().flat_map(|b| b.cards());
    cards
        .filter(|c| board.marks.contains(&c.id))
        .map(Arc::clone)
        .collect()
}

/// How many cards of a column fit on the screen.
pub fn fitting(state: &State) -> usize {
    let body = state.layout().body.height;
    let named = state.board.lanes != Lanes::None;
    let room = cards_room(body, state.board.lane_count(), named);
    usize::from(room / card_rows(body)).max(1)
}

/// After anything that moves cards or the cursor: it is on a card where there is one, and on screen.
pub fn settle(state: &mut State) {
    let found = state.board.on.and_then(|id| {
        let board = state.board.board.as_ref()?;
        board.find(id)
    });
    let board = &mut state.board;
    if let Some((lane, column, at)) = found {
        (board.lane, board.column, board.at) = (lane, column, at);
    }
    keep_in(board);
    if board.count(board.column) == 0 {
        // nothing is left of it: to the nearest one with cards
        let at = board.column;
        let with = (0..COLUMNS).filter(|c| board.count(*c) > 0);
        if let Some(column) = with.min_by_key(|c| c.abs_diff(at)) {
            board.column = column;
            to_lane_with_cards(board);
            keep_in(board);
        }
    }
    follow(state);
}

/// The cursor is within what there is.
fn keep_in(board: &mut BoardScreen) {
    board.lane = board.lane.min(board.lane_count().saturating_sub(1));
    board.column = board.column.min(COLUMNS - 1);
    let cards = board.cell(board.lane, board.column).len();
    board.at = board.at.min(cards.saturating_sub(1));
}

/// The screen follows the cursor.
fn follow(state: &mut State) {
    let rows = fitting(state);
    let width = state.layout().body.width;
    let from = columns::settled(&state.board, width);
    let board = &mut state.board;
    board.from = from;
    let at = board.at;
    let cards = board.cell(board.lane, board.column).len();
    if let Some(top) = board.tops.get_mut(board.column) {
        let most = cards.saturating_sub(rows);
        *top = (*top).clamp((at + 1).saturating_sub(rows), at).min(most);
    }
    board.on = board
        .cell(board.lane, board.column)
        .get(at)
        .map(|card| card.id);
}

/// The first column with a card in it.
pub fn to_first_card(state: &mut State) {
    let board = &mut state.board;
    if board.on.is_some() {
        return;
    }
    let with = (0..COLUMNS).find(|c| !board.folded.contains(c) && board.count(*c) > 0);
    if let Some(column) = with {
        board.column = column;
        to_lane_with_cards(board);
    }
    keep_in(&mut state.board);
    follow(state);
}

/// Where the row of the cursor has no card in its column, the next row that has one.
fn to_lane_with_cards(board: &mut BoardScreen) {
    if !board.cell(board.lane, board.column).is_empty() {
        return;
    }
    let lanes = board.lane_count();
    let nearest = (0..lanes)
        .filter(|lane| !board.cell(*lane, board.column).is_empty())
        .min_by_key(|lane| lane.abs_diff(board.lane));
    if let Some(lane) = nearest {
        board.lane = lane;
        board.tops = [0; COLUMNS];
    }
}

/// Moves within a column, and on into the next row of the board.
pub fn step(state: &mut State, by: isize) -> Vec<Effect> {
    let board = &mut state.board;
    let mut left = by;
    while left != 0 {
        let cards = board.cell(board.lane, board.column).len();
        let to = board.at.saturating_add_signed(left);
        if left > 0 && to >= cards {
            let next = (board.lane + 1..board.lane_count())
                .find(|lane| !board.cell(*lane, board.column).is_empty());
            let Some(next) = next else {
                board.at = cards.saturating_sub(1);
                break;
            };
            left -= isize::try_from(cards.saturating_sub(board.at)).unwrap_or(1);
            (board.lane, board.at) = (next, 0);
            board.tops = [0; COLUMNS];
        } else if left < 0 && board.at < left.unsigned_abs() {
            let next = (0..board.lane)
                .rev()
                .find(|lane| !board.cell(*lane, board.column).is_empty());
            let Some(next) = next else {
                board.at = 0;
                break;
            };
            left += isize::try_from(board.at + 1).unwrap_or(1);
            board.lane = next;
            board.at = board.cell(next, board.column).len().saturating_sub(1);
            board.tops = [0; COLUMNS];
        } else {
            board.at = to;
            left = 0;
        }
    }
    board.on = None;
    keep_in(board);
    follow(state);
    Vec::new()
}

/// Moves by columns; over those without a card.
pub fn side(state: &mut State, by: isize) -> Vec<Effect> {
    let board = &mut state.board;
    let mut column = board.column;
    for _ in 0..by.unsigned_abs() {
        let next = if by > 0 {
            (column + 1..COLUMNS).find(|c| board.count(*c) > 0)
        } else {
            (0..column).rev().find(|c| board.count(*c) > 0)
        };
        match next {
            Some(next) => column = next,
            None => break,
        }
    }
    if column != board.column {
        board.column = column;
        // about as far down as before
        let top = board.tops.get(column).copied().unwrap_or(0);
        board.at = board.at.max(top);
        to_lane_with_cards(board);
    }
    board.on = None;
    keep_in(board);
    follow(state);
    Vec::new()
}

/// Moves by rows of the board.
pub fn lane_step(state: &mut State, by: isize) -> Vec<Effect> {
    let board = &mut state.board;
    let last = board.lane_count().saturating_sub(1);
    board.lane = board.lane.saturating_add_signed(by).min(last);
    board.at = 0;
    board.tops = [0; COLUMNS];
    board.on = None;
    if board.cell(board.lane, board.column).is_empty() {
        let lane = board.lane;
        let near = (0..COLUMNS)
            .filter(|c| !board.cell(lane, *c).is_empty() && !board.folded.contains(c))
            .min_by_key(|c| c.abs_diff(board.column));
        board.column = near.unwrap_or(board.column);
    }
    keep_in(board);
    follow(state);
    Vec::new()
}

/// Moves by screens of cards.
pub fn page(state: &mut State, by: isize) -> Vec<Effect> {
    let rows = isize::try_from(fitting(state)).unwrap_or(1);
    step(state, by.saturating_mul(rows))
}

/// The first card of the column.
pub fn first(state: &mut State) -> Vec<Effect> {
    state.board.at = 0;
    state.board.on = None;
    keep_in(&mut state.board);
    follow(state);
    Vec::new()
}

/// The last one.
pub fn last(state: &mut State) -> Vec<Effect> {
    state.board.at = usize::MAX;
    state.board.on = None;
    keep_in(&mut state.board);
    follow(state);
    Vec::new()
}

/// Marks the card and goes to the next one.
pub fn toggle_mark(state: &mut State) -> Vec<Effect> {
    let Some(id) = current(state).map(|c| c.id) else {
        return Vec::new();
    };
    if !state.board.marks.remove(&id) {
        state.board.marks.insert(id);
    }
    step(state, 1)
}

/// Marks all cards of the stage in this row of the board, or takes their marks off where all have one.
pub fn mark_all(state: &mut State) -> Vec<Effect> {
    let board = &mut state.board;
    let cells = board.cell(board.lane, board.column);
    let ids: Vec<u32> = cells.iter().map(|c| c.id).collect();
    if ids.iter().all(|id| board.marks.contains(id)) {
        board.marks.retain(|id| !ids.contains(id));
    } else {
        board.marks.extend(ids);
    }
    Vec::new()
}

/// Takes all marks off.
pub fn unmark(state: &mut State) -> Vec<Effect> {
    state.board.marks.clear();
    Vec::new()
}
