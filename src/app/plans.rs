//! Target plans: those there are, and new ones of the marked creators.

use super::State;
use super::board::pick::{self, PickFor};
use super::layer::Layer;
use super::naming::{self, NameFor};
use super::pool::table;
use crate::domain::collab::detail::PlanInfo;
use crate::domain::collab::typed;
use crate::domain::message::Message;
use crate::messages::{Edit, Effect};

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlansView {
    /// The newest first.
    pub plans: Vec<PlanInfo>,
    /// Whether they are known.
    pub known: bool,
    /// Chosen row.
    pub cursor: usize,
    /// What is to be deleted was named once.
    pub deleting: bool,
}

/// Opens the list.
pub fn open(state: &mut State) -> Vec<Effect> {
    state.layers.push(Layer::Plans(Box::default()));
    vec![Effect::Plans]
}

/// They have come.
pub fn on_plans(state: &mut State, plans: Vec<PlanInfo>) {
    let is = |l: &&mut Layer| matches!(l, Layer::Plans(_));
    if let Some(Layer::Plans(view)) = state.layers.iter_mut().rev().find(is) {
        view.cursor = view.cursor.min(plans.len().saturating_sub(1));
        view.plans = plans;
        view.known = true;
    }
}

/// Something was written: the list on screen is read again.
pub fn refresh(state: &State) -> Vec<Effect> {
    let shown = state.layers.iter().any(|l| matches!(l, Layer::Plans(_)));
    shown.then_some(Effect::Plans).into_iter().collect()
}

/// Moves by rows.
pub fn step(state: &mut State, by: isize) {
    if let Some(Layer::Plans(view)) = state.layers.last_mut() {
        view.deleting = false;
        let last = view.plans.len().saturating_sub(1);
        view.cursor = view.cursor.saturating_add_signed(by).min(last);
    }
}

fn chosen(state: &State) -> Option<&PlanInfo> {
    match state.layers.last() {
        Some(Layer::Plans(view)) => view.plans.get(view.cursor),
        _ => None,
    }
}

/// Copies the handles of the chosen plan, for pasting.
pub fn copy(state: &mut State) -> Vec<Effect> {
    let Some((name, n)) = chosen(state).map(|p| (p.name.clone(), p.creators.len())) else {
        return Vec::new();
    };
    state.say(Message::new("app-copied").with("n", n));
    vec![Effect::CopyPlan(name)]
}

/// Takes the chosen plan away; the first press asks.
pub fn delete(state: &mut State) -> Vec<Effect> {
    let Some((id, name)) = chosen(state).map(|p| (p.id, p.name.clone())) else {
        return Vec::new();
    };
    if let Some(Layer::Plans(view)) = state.layers.last_mut()
        && !std::mem::replace(&mut view.deleting, true)
    {
        state.say(Message::new("plans-delete-confirm").with("name", name));
        return Vec::new();
    }
    if let Some(Layer::Plans(view)) = state.layers.last_mut() {
        view.deleting = false;
    }
    vec![Effect::Edit(Edit::DeletePlan(id))]
}

/// Makes plans of the marked creators, or of the one under the cursor: first the product is asked for.
pub fn ask(state: &mut State) -> Vec<Effect> {
    let ids = if state.on_board() {
        let cards = super::board::picked(state);
        cards.iter().map(|c| c.creator).collect()
    } else {
        table::picked_ids(state)
    };
    if ids.is_empty() {
        return Vec::new();
    }
    pick::open(state, PickFor::PlanProduct(ids))
}

/// The product was chosen: the name and the rate are asked for.
pub fn on_product(state: &mut State, ids: Vec<u32>, product: String) -> Vec<Effect> {
    naming::ask(state, NameFor::Plan(ids, product))
}

/// `Boxes 15%`: the name, and behind it the commission rate where there is one.
pub fn make(state: &State, ids: Vec<u32>, product: &str, text: &str) -> Edit {
    let rate = text
        .rsplit_once(char::is_whitespace)
        .filter(|(name, rate)| !name.trim().is_empty() && rate.ends_with(['%', '％']))
        .and_then(|(name, rate)| Some((name.trim(), typed::ratio(rate)?)));
    let (name, rate) = match rate {
        Some((name, rate)) => (name, Some(rate)),
        None => (text.trim(), None),
    };
    Edit::MakePlans {
        ids,
        name: name.to_owned(),
        products: Some(product.to_owned())
            .filter(|p| !p.is_empty())
            .into_iter()
            .collect(),
        rate,
        cap: state.settings.plan_cap,
    }
}
