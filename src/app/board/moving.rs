//! Moving cards from stage to stage.

use std::sync::Arc;

use super::gates::{self, Pending};
use super::pick::{self, PickFor};
use super::{current, picked};
use crate::app::State;
use crate::app::naming::{self, NameFor};
use crate::domain::collab::card::Card;
use crate::domain::collab::gate::Need;
use crate::domain::collab::stage::{Move, Stage, Way};
use crate::domain::message::Message;
use crate::messages::{Edit, Effect};

/// Moves the marked cards, or the one under the cursor, so many stages on or back.
pub fn shift(state: &mut State, by: isize) -> Vec<Effect> {
    let cards = picked(state);
    let target = |stage: Stage| {
        let mut to = stage;
        for _ in 0..by.unsigned_abs() {
            let next = if by > 0 { to.next() } else { to.previous() };
            match next {
                Some(next) => to = next,
                None => break,
            }
        }
        (to != stage).then_some(to)
    };
    let moves: Vec<Pending> = cards
        .iter()
        .filter_map(|card| {
            Some(Pending {
                card: Arc::clone(card),
                to: target(card.stage)?,
            })
        })
        .collect();
    if moves.is_empty() && !cards.is_empty() {
        if by > 0 && cards.iter().any(|c| c.stage == Stage::Reviewed) {
            return pick::open(state, PickFor::Decision(cards));
        }
        let id = match by > 0 {
            true => "board-at-the-end",
            false => "board-at-the-beginning",
        };
        state.complain(Message::new(id));
        return Vec::new();
    }
    begin(state, moves)
}

/// Asks for the stage that the cards are to go to.
pub fn ask_stage(state: &mut State) -> Vec<Effect> {
    if current(state).is_none() && state.board.marks.is_empty() {
        return Vec::new();
    }
    let cards = picked(state);
    pick::open(state, PickFor::Stage(cards))
}

/// Moves these cards there, as somebody saw them last: who has moved one since is not written over.
pub fn to_stage(state: &mut State, cards: Vec<Arc<Card>>, to: Stage) -> Vec<Effect> {
    let moves = cards.into_iter().map(|card| Pending { card, to });
    begin(state, moves.collect())
}

/// Drops the cards.
pub fn drop_cards(state: &mut State) -> Vec<Effect> {
    let cards = picked(state);
    to_stage(state, cards, Stage::Dropped)
}

/// Gives the creators back to the pool.
pub fn release(state: &mut State) -> Vec<Effect> {
    let cards = picked(state);
    to_stage(state, cards, Stage::Released)
}

/// The beginning of every move: what has to be asked is asked, then it is made.
fn begin(state: &mut State, mut moves: Vec<Pending>) -> Vec<Effect> {
    let any = !moves.is_empty();
    moves.retain(|m| m.card.stage.way(m.to) != Way::Nowhere);
    let Some(first) = moves.first() else {
        if any {
            state.complain(Message::new("board-there-already"));
        }
        return Vec::new();
    };
    let to = first.to;
    let given_up = moves.iter().any(|m| m.card.stage.way(m.to) == Way::GivenUp);
    let back = moves.iter().any(|m| m.card.stage.way(m.to) == Way::Back);
    if given_up {
        return pick::open(state, PickFor::Reason(moves, to));
    }
    if back {
        return naming::ask(state, NameFor::WhyBack(moves));
    }
    let lacking = moves
        .iter()
        .any(|m| !gates::lacks(state, &m.card, m.to).is_empty());
    if lacking {
        return gates::open(state, moves);
    }
    make(state, &moves, "", |_| Vec::new())
}

/// Makes the moves: on the screen at once, and in the pool file.
pub fn make(
    state: &mut State,
    moves: &[Pending],
    reason: &str,
    passed: impl Fn(&Card) -> Vec<Need>,
) -> Vec<Effect> {
    let today = state.today;
    let done: Vec<Move> = moves
        .iter()
        .map(|m| Move {
            id: m.card.id,
            from: m.card.stage,
            to: m.to,
            passed: passed(&m.card).into_iter().map(Need::key).collect(),
        })
        .collect();
    if done.is_empty() {
        return Vec::new();
    }
    let on = current(state).map(|c| c.id);
    let place = (state.board.lane, state.board.column, state.board.at);
    if let Some(board) = state.board.board.as_mut() {
        let board = Arc::make_mut(board);
        for m in moves {
            let moved = Card {
                stage: m.to,
                since: Some(today),
                ..(*m.card).clone()
            };
            board.put(moved, m.card.stage);
        }
    }
    // the cursor goes with the card on its way; of those that are decided on, the next one is wanted
    let decided = moves.iter().all(|m| m.to > Stage::Reviewed);
    state.board.on = on.filter(|_| !decided);
    state.board.left = on.map(|id| (id, place));
    super::cursor::settle(state);
    vec![Effect::Edit(Edit::MoveCards {
        moves: done,
        reason: reason.to_owned(),
    })]
}
