//! What a stage needs before it is left: named, filled in on the spot, or passed over with a reason.

use std::sync::Arc;

use super::fields::{self, Target};
use super::moving;
use crate::app::State;
use crate::app::layer::Layer;
use crate::app::naming::{self, NameFor};
use crate::domain::collab::card::Card;
use crate::domain::collab::gate::Need;
use crate::domain::collab::stage::Stage;
use crate::domain::message::Message;
use crate::messages::Effect;

/// A card on its way.
#[derive(Debug, Clone, PartialEq)]
pub struct Pending {
    /// As it was then.
    pub card: Arc<Card>,
    /// Where to.
    pub to: Stage,
}

/// What is lacking, and for which moves.
#[derive(Debug, Clone, PartialEq)]
pub struct GateView {
    /// All of them, those that lack nothing as well.
    pub moves: Vec<Pending>,
    /// The chosen lack.
    pub cursor: usize,
    /// A field was filled in: once nothing is lacking, the move is made.
    pub filling: bool,
}

/// What a card lacks to go there.
pub fn lacks(state: &State, card: &Card, to: Stage) -> Vec<Need> {
    state.settings.gates.lacks(&card.filled, card.stage, to)
}

/// Opens it.
pub fn open(state: &mut State, moves: Vec<Pending>) -> Vec<Effect> {
    state.layers.push(Layer::Gate(Box::new(GateView {
        moves,
        cursor: 0,
        filling: false,
    })));
    Vec::new()
}

/// Needs that any of the cards lacks, each with how many do.
pub fn lines(state: &State, view: &GateView) -> Vec<(Need, usize)> {
    let mut all: Vec<(Need, usize)> = Vec::new();
    for m in &view.moves {
        for need in lacks(state, &m.card, m.to) {
            match all.iter_mut().find(|(n, _)| *n == need) {
                Some((_, n)) => *n += 1,
                None => all.push((need, 1)),
            }
        }
    }
    all
}

/// Moves by lines.
pub fn step(state: &mut State, by: isize) {
    let Some(Layer::Gate(view)) = state.layers.last() else {
        return;
    };
    let last = lines(state, view).len().saturating_sub(1);
    if let Some(Layer::Gate(view)) = state.layers.last_mut() {
        view.cursor = view.cursor.saturating_add_signed(by).min(last);
    }
}

/// Fills in what is lacking: for all cards that lack it.
pub fn fill(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Gate(view)) = state.layers.last() else {
        return Vec::new();
    };
    let Some((need, _)) = lines(state, view).get(view.cursor).copied() else {
        return Vec::new();
    };
    let cards: Vec<Arc<Card>> = view
        .moves
        .iter()
        .filter(|m| lacks(state, &m.card, m.to).contains(&need))
        .map(|m| Arc::clone(&m.card))
        .collect();
    if let Some(Layer::Gate(view)) = state.layers.last_mut() {
        view.filling = true;
    }
    match need {
        Need::Field(key) => fields::ask(state, Target::of_cards(&cards, key)),
        Need::SampleNumber => naming::ask(state, NameFor::SampleNumber(ids(&cards))),
        Need::ContentLink => naming::ask(state, NameFor::ContentLink(ids(&cards))),
    }
}

fn ids(cards: &[Arc<Card>]) -> Vec<u32> {
    cards.iter().map(|c| c.id).collect()
}

/// Asks for the reason why what is lacking is passed over.
pub fn pass(state: &mut State) -> Vec<Effect> {
    match state.layers.last() {
        Some(Layer::Gate(view)) => {
            let moves = view.moves.clone();
            naming::ask(state, NameFor::WhyPassed(moves))
        }
        _ => Vec::new(),
    }
}

/// Moves only those that lack nothing.
pub fn complete_only(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Gate(view)) = state.layers.last() else {
        return Vec::new();
    };
    let whole: Vec<Pending> = view
        .moves
        .iter()
        .filter(|m| lacks(state, &m.card, m.to).is_empty())
        .cloned()
        .collect();
    if whole.is_empty() {
        state.complain(Message::new("gate-none-complete"));
        return Vec::new();
    }
    state.layers.pop();
    moving::make(state, &whole, "", |_| Vec::new())
}

/// The board has come anew: cards may have what they lacked. Once nothing is lacking, the move is made.
pub fn refresh(state: &mut State) -> Vec<Effect> {
    let Some(at) = state
        .layers
        .iter()
        .rposition(|l| matches!(l, Layer::Gate(_)))
    else {
        return Vec::new();
    };
    let Some(board) = state.board.board.clone() else {
        return Vec::new();
    };
    let mut ready = None;
    if let Some(Layer::Gate(view)) = state.layers.get_mut(at) {
        for m in &mut view.moves {
            // where somebody has moved it meanwhile, the pool file says who
            if let Some(card) = board.card(m.card.id).filter(|c| c.stage == m.card.stage) {
                m.card = Arc::clone(card);
            }
        }
        view.moves.retain(|m| board.card(m.card.id).is_some());
    }
    if let Some(Layer::Gate(view)) = state.layers.get(at) {
        let lines = lines(state, view);
        if lines.is_empty() && (view.filling || view.moves.is_empty()) {
            ready = Some(view.moves.clone());
        }
    }
    match ready {
        // a field is still being typed over it
        Some(_) if at + 1 < state.layers.len() => Vec::new(),
        Some(moves) => {
            state.layers.remove(at);
            moving::make(state, &moves, "", |_| Vec::new())
        }
        None => {
            step(state, 0);
            Vec::new()
        }
    }
}
