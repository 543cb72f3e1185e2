//! Leaving a layer, and what Enter means in a field.

use super::layer::Layer;
use super::{State, import, naming, pool, query};
use crate::domain::message::Message;
use crate::messages::Effect;

/// Esc: one step back. It never destroys anything.
pub fn back(state: &mut State) -> Vec<Effect> {
    if super::review::meeting::back(state)
        || super::basics::leave(state)
        || super::returns::back(state)
        || super::review::back(state)
    {
        return Vec::new();
    }
    match state.layers.pop() {
        Some(Layer::Search(_, before)) => query::give_up(state, before),
        Some(Layer::Query(bar)) => query::give_up(state, bar.before),
        Some(Layer::Narrow(facet, _)) => {
            pool::panes::narrow(state, facet, String::new());
            Vec::new()
        }
        Some(_) => Vec::new(),
        None if state.pool.focus == pool::Focus::Panes => {
            state.pool.focus = pool::Focus::Table;
            pool::table::settle(state);
            pool::fetch(state)
        }
        None => Vec::new(),
    }
}

/// Enter in a field.
pub fn accept(state: &mut State) -> Vec<Effect> {
    match state.layers.last().cloned() {
        Some(Layer::Search(_, before)) => {
            state.layers.pop();
            query::finish(state, before)
        }
        Some(Layer::Query(_)) => query::accept(state),
        Some(Layer::Narrow(facet, line)) => {
            state.layers.pop();
            if !pool::panes::any_value(state, facet) {
                // an empty section would have nothing to stand on, and nothing to widen it with
                pool::panes::narrow(state, facet, String::new());
                state.complain(Message::new("app-narrow-none").with("text", line.text()));
            }
            Vec::new()
        }
        Some(Layer::Bound(metric, line)) => {
            match pool::panes::take_bound(state, metric, &line.text()) {
                Ok(effects) => {
                    state.layers.pop();
                    effects
                }
                Err(message) => {
                    state.complain(message);
                    Vec::new()
                }
            }
        }
        Some(Layer::Name(_)) => naming::named(state),
        Some(Layer::PreviewField(field, line)) => import::take_field(state, &field, &line.text()),
        _ => Vec::new(),
    }
}
