//! Creators that may be one person: pairs with what they share, side by side, merged or said to be two.
//!
//! The first of a pair stays; the second goes into it. On the card of one creator those that have gone into it stand
//! first, to be separated again.

use super::compare::CompareView;
use super::layer::Layer;
use super::pool::table::picked_ids;
use super::{State, compare};
use crate::domain::message::Message;
use crate::domain::twin::{Pair, Sign};
use crate::messages::{Edit, Effect};

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TwinsView {
    /// The creator it is about; none for the whole pool.
    pub of: Option<u32>,
    /// Creators that somebody has marked to be merged.
    pub marked: Vec<u32>,
    /// What was found.
    pub found: Vec<Pair>,
    /// Whether it has been looked for.
    pub known: bool,
    /// Chosen row.
    pub cursor: usize,
    /// The second one of the chosen pair is to stay.
    pub swapped: bool,
}

/// Why two stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The second has gone into the first.
    Merged,
    /// Somebody has marked them.
    Marked,
    /// They share these.
    Signs(Vec<Sign>),
}

/// A pair on screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Stays.
    pub first: u32,
    /// Goes into it, or has gone.
    pub second: u32,
    /// Why.
    pub why: Why,
}

/// All pairs.
pub fn rows(state: &State, view: &TwinsView) -> Vec<Row> {
    let mut all = Vec::new();
    if let Some(record) = view.of.and_then(|of| state.pool.shown(of)) {
        all.extend(record.merged.iter().map(|(id, _)| Row {
            first: record.id,
            second: *id,
            why: Why::Merged,
        }));
    }
    if let Some((first, others)) = view.marked.split_first() {
        all.extend(others.iter().map(|other| Row {
            first: *first,
            second: *other,
            why: Why::Marked,
        }));
    }
    all.extend(view.found.iter().map(|pair| {
        let (one, other) = pair.ids;
        // on the card of one it is this one that stays
        let turned = view.of == Some(other);
        Row {
            first: if turned { other } else { one },
            second: if turned { one } else { other },
            why: Why::Signs(pair.signs.clone()),
        }
    }));
    if view.swapped
        && let Some(row) = all.get_mut(view.cursor)
        && row.why != Why::Merged
    {
        std::mem::swap(&mut row.first, &mut row.second);
    }
    all
}

/// The chosen pair.
pub fn chosen(state: &State) -> Option<Row> {
    match state.layers.last() {
        Some(Layer::Twins(view)) => rows(state, view).get(view.cursor).cloned(),
        _ => None,
    }
}

/// Opens it: on the card for its creator, for the marked ones where there are a few, else for the whole pool.
pub fn open(state: &mut State) -> Vec<Effect> {
    let on_card = state.layers.last() == Some(&Layer::Card);
    let of = state.pool.id_at(state.pool.cursor).filter(|_| on_card);
    let marked = match state.pool.marks.len() {
        compare::FEWEST..=compare::MOST if !on_card => picked_ids(state),
        _ => Vec::new(),
    };
    let looks = marked.len() < compare::FEWEST;
    state.layers.push(Layer::Twins(Box::new(TwinsView {
        of,
        marked: if looks { Vec::new() } else { marked },
        known: !looks,
        ..TwinsView::default()
    })));
    let mut effects = fetch(state);
    if looks {
        effects.push(Effect::FindTwins);
    }
    effects
}

/// What was found.
pub fn on_twins(state: &mut State, mut pairs: Vec<Pair>) -> Vec<Effect> {
    let Some(Layer::Twins(view)) = state
        .layers
        .iter_mut()
        .rev()
        .find(|l| matches!(l, Layer::Twins(_)))
    else {
        return Vec::new();
    };
    if !view.marked.is_empty() {
        return Vec::new();
    }
    if let Some(of) = view.of {
        pairs.retain(|p| p.ids.0 == of || p.ids.1 == of);
    }
    let on = view.found.get(view.cursor).map(|p| p.ids);
    if let (None, Some(on)) = (view.of, on) {
        // the cursor stays on its pair
        view.cursor = pairs
            .iter()
            .position(|p| p.ids == on)
            .unwrap_or(view.cursor);
    }
    view.found = pairs;
    view.known = true;
    settle(state);
    fetch(state)
}

fn settle(state: &mut State) {
    let Some(Layer::Twins(view)) = state.layers.last() else {
        return;
    };
    let last = rows(state, view).len().saturating_sub(1);
    if let Some(Layer::Twins(view)) = state.layers.last_mut() {
        view.cursor = view.cursor.min(last);
    }
}

/// The pool is another one: it is looked for again.
pub fn refresh(state: &mut State) -> Vec<Effect> {
    match state.layers.last() {
        Some(Layer::Twins(view)) => {
            let mut effects = Vec::new();
            if view.marked.is_empty() {
                effects.push(Effect::FindTwins);
            }
            let of: Vec<u32> = view.of.into_iter().collect();
            if !of.is_empty() {
                effects.push(awaited(of));
            }
            effects
        }
        _ => Vec::new(),
    }
}

fn awaited(ids: Vec<u32>) -> Effect {
    Effect::Fetch {
        on_screen: ids,
        around: Vec::new(),
        awaited: true,
    }
}

/// Rows of pairs over the two that are side by side.
pub fn list_rows(state: &State) -> usize {
    (usize::from(state.layout().body.height) / 3).max(3)
}

/// The creators on screen, as far as they are not here whole.
fn fetch(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Twins(view)) = state.layers.last() else {
        return Vec::new();
    };
    let all = rows(state, view);
    let from = (view.cursor + 1).saturating_sub(list_rows(state));
    let shown = all.iter().skip(from).take(list_rows(state));
    let mut ids: Vec<u32> = shown.flat_map(|r| [r.first, r.second]).collect();
    ids.extend(view.of);
    ids.retain(|id| !state.pool.rows.contains_key(id));
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        Vec::new()
    } else {
        vec![awaited(ids)]
    }
}

/// Moves the cursor.
pub fn step(state: &mut State, by: isize) -> Vec<Effect> {
    if let Some(Layer::Twins(view)) = state.layers.last_mut() {
        view.cursor = view.cursor.saturating_add_signed(by);
        view.swapped = false;
    }
    settle(state);
    fetch(state)
}

/// The other one of the pair stays.
pub fn swap(state: &mut State) -> Vec<Effect> {
    if let Some(Layer::Twins(view)) = state.layers.last_mut() {
        view.swapped = !view.swapped;
    }
    Vec::new()
}

/// Pairs with one that has gone, or that are said to be two, are offered no more; should that fail, they come back.
fn forget(state: &mut State, gone: impl Fn((u32, u32)) -> bool) {
    if let Some(Layer::Twins(view)) = state.layers.last_mut() {
        view.found.retain(|p| !gone(p.ids));
        view.swapped = false;
    }
    settle(state);
}

/// Makes one of the two.
pub fn merge(state: &mut State) -> Vec<Effect> {
    let Some(row) = chosen(state) else {
        return Vec::new();
    };
    if row.why == Why::Merged {
        state.say(Message::new("twins-are-one"));
        return Vec::new();
    }
    forget(state, |(one, other)| {
        one == row.second || other == row.second
    });
    if let Some(Layer::Twins(view)) = state.layers.last_mut() {
        view.marked.retain(|id| *id != row.second);
    }
    state.pool.marks.set(row.second, false);
    settle(state);
    vec![Effect::Edit(Edit::Merge {
        id: row.second,
        into: row.first,
    })]
}

/// They are two: such that have been merged are separated, others are not offered again.
pub fn apart(state: &mut State) -> Vec<Effect> {
    let Some(row) = chosen(state) else {
        return Vec::new();
    };
    if row.why == Why::Merged {
        return vec![Effect::Edit(Edit::Separate(row.second))];
    }
    forget(state, |ids| {
        ids == (row.first.min(row.second), row.first.max(row.second))
    });
    vec![Effect::Edit(Edit::KeepApart(row.first, row.second))]
}

/// The chosen pair, to be compared.
pub fn compared(state: &State, view: &TwinsView) -> Option<CompareView> {
    let row = rows(state, view).get(view.cursor).cloned()?;
    Some(CompareView {
        ids: vec![row.first, row.second],
        top: 0,
    })
}
