//! Two to five marked creators side by side, metric by metric, the best value marked.

use std::sync::Arc;

use super::format;
use super::layer::Layer;
use super::pool::card::GROUPS;
use super::pool::table::{message_key, picked_ids};
use super::{State, menus};
use crate::domain::creator::Record;
use crate::domain::facet::TOP_CATEGORIES;
use crate::domain::field::{Attr, Metric};
use crate::messages::Effect;

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompareView {
    /// Who.
    pub ids: Vec<u32>,
    /// First row on screen.
    pub top: usize,
}

/// As few and as many are compared.
pub const FEWEST: usize = 2;
/// See [`FEWEST`].
pub const MOST: usize = 5;

/// A row: its name, and a value for each creator, with those that are best.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A title.
    Rule(String),
    /// Texts.
    Texts(String, Vec<String>),
    /// Numbers, `None` where there is none, and whether it is the best.
    Numbers(String, Vec<Option<(String, bool)>>),
}

/// Who would be compared now.
pub fn picked(state: &State) -> Vec<u32> {
    if state.pool.marks.is_empty() {
        return Vec::new();
    }
    picked_ids(state)
}

/// Opens it for the marked creators.
pub fn open(state: &mut State) -> Vec<Effect> {
    let ids = picked(state);
    state.layers.push(Layer::Compare(CompareView {
        ids: ids.clone(),
        top: 0,
    }));
    vec![Effect::Fetch {
        on_screen: ids,
        around: Vec::new(),
        awaited: true,
    }]
}

/// Moves the rows.
pub fn step(state: &mut State, by: isize) -> Vec<Effect> {
    let height = usize::try_from(menus::page_rows(state)).unwrap_or(1);
    let Some(Layer::Compare(view)) = state.layers.last() else {
        return Vec::new();
    };
    // title, handles, and the line that says how much follows
    let last = rows(state, view)
        .len()
        .saturating_sub(height.saturating_sub(1));
    if let Some(Layer::Compare(view)) = state.layers.last_mut() {
        view.top = view.top.saturating_add_signed(by).min(last);
    }
    Vec::new()
}

/// Takes the creators as far as they are known.
pub fn records(state: &State, view: &CompareView) -> Vec<Option<Arc<Record>>> {
    let of = |id: &u32| state.pool.shown(*id).cloned();
    view.ids.iter().map(of).collect()
}

/// What is better: more of it, less of it, or neither by itself.
const fn better(metric: Metric) -> Option<bool> {
    match metric {
        Metric::Refunds
        | Metric::RefundRate
        | Metric::ItemsRefunded
        | Metric::ExpectedCpm
        | Metric::Stale => Some(false),
        // what it costs and what is dear depends on what comes of it
        Metric::Commission | Metric::FlatFee | Metric::PriceLow | Metric::PriceHigh => None,
        _ => Some(true),
    }
}

/// All rows; those in which nobody has a value are left out.
pub fn rows(state: &State, view: &CompareView) -> Vec<Row> {
    let records = records(state, view);
    let mut out = Vec::new();
    let mut texts = |name: &str, of: &dyn Fn(&Record) -> String| {
        let all: Vec<String> = records
            .iter()
            .map(|r| r.as_ref().map(|r| of(r)).unwrap_or_default())
            .collect();
        if all.iter().any(|t| !t.is_empty()) {
            out.push(Row::Texts(state.words.get(name), all));
        }
    };
    let attr = |r: &Record, a: Attr| r.profile.attr(a).unwrap_or_default().to_owned();
    texts("col-name", &|r| attr(r, Attr::Name));
    texts("col-platform", &|r| r.identity.platform.key().to_owned());
    texts("col-region", &|r| attr(r, Attr::Region));
    texts("col-tier", &|r| {
        let tier = format::tier(r, &state.settings, state.scheme());
        tier.unwrap_or_default().to_owned()
    });
    texts("col-categories", &|r| {
        let all: Vec<&str> = r
            .profile
            .list(Attr::Categories)
            .take(TOP_CATEGORIES)
            .collect();
        all.join(", ")
    });
    texts("col-tags", &|r| r.tags.join(", "));
    texts("col-lists", &|r| r.lists.join(", "));
    texts("col-email", &|r| attr(r, Attr::Email));
    for (title, metrics) in GROUPS {
        let group: Vec<Row> = metrics
            .iter()
            .filter_map(|m| numbers(state, &records, *m))
            .collect();
        if !group.is_empty() {
            out.push(Row::Rule(state.words.get(title)));
            out.extend(group);
        }
    }
    let fans = [Metric::Female, Metric::Male, Metric::Adult]
        .into_iter()
        .chain(Metric::AGE_BANDS);
    let fans: Vec<Row> = fans
        .filter_map(|m| numbers(state, &records, m))
        // whose fans are better depends on the product
        .map(|row| match row {
            Row::Numbers(name, all) => {
                let plain = |v: Option<(String, bool)>| v.map(|(text, _)| (text, false));
                Row::Numbers(name, all.into_iter().map(plain).collect())
            }
            other => other,
        })
        .collect();
    if !fans.is_empty() {
        out.push(Row::Rule(state.words.get("card-fans")));
        out.extend(fans);
    }
    out
}

fn numbers(state: &State, records: &[Option<Arc<Record>>], metric: Metric) -> Option<Row> {
    let values: Vec<_> = records
        .iter()
        .map(|r| {
            let profile = &r.as_ref()?.profile;
            Some((profile.metric(metric)?, profile.currency(metric)))
        })
        .collect();
    let mut known = values.iter().flatten();
    let first = *known.next()?;
    // money of two currencies is never compared, and one value alone is not the best
    let alike = !metric.unit().is_money() || values.iter().flatten().all(|v| v.1 == first.1);
    let raws = || values.iter().flatten().map(|v| v.0);
    let best = match better(metric) {
        Some(true) => raws().max(),
        Some(false) => raws().min(),
        None => None,
    };
    let several = raws().count() > 1 && raws().any(|v| v != first.0);
    let best = best.filter(|_| alike && several);
    let name = state
        .words
        .get(&format!("field-{}", message_key(metric.key())));
    let shown = |v: &Option<(i64, crate::domain::money::Currency)>| {
        v.map(|(raw, currency)| (format::with_unit(metric, raw, currency), best == Some(raw)))
    };
    let mut all: Vec<Option<(String, bool)>> = values.iter().map(shown).collect();
    // what looks the same is the same to who reads it
    let look = |best: bool| all.iter().flatten().filter(move |v| v.1 == best);
    let told_apart = look(true).all(|b| look(false).all(|v| v.0 != b.0));
    if !told_apart {
        all.iter_mut().flatten().for_each(|v| v.1 = false);
    }
    Some(Row::Numbers(name, all))
}
