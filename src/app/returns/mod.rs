//! The drill-down of one creator: the four numbers, where the money came from and went, the funnel, and everything it is
//! made of, down to the single order line.
//!
//! What stands above is one screen at any size; below it lies one table at a time, and `enter` goes a step down: from a
//! collaboration or a product to its orders, from an order to its line.

mod figures;
pub mod picture;
mod table;
pub mod what_if;

use std::sync::Arc;

pub use figures::{
    Stage, Step, audience, basis, beside, fewer, funnel, headline, percent, role, standing, stands,
    sum, sum_beside, times, title, told_of, verdict, waterfall,
};
pub use table::{Table, from_words, month_name, table};

use figures::count;

use super::State;
use super::board::detail::{Goal, open_one};
use super::board::pick::{self, PickFor};
use super::board::timeline;
use super::layer::Layer;
use crate::app::rich::{Line, wrap};
use crate::domain::collab::detail::Way;
use crate::domain::message::Message;
use crate::domain::returns::DealReturns;
use crate::domain::returns::account::{Account, Only, Sales, Span, When};
use crate::domain::returns::attach::Given;
use crate::domain::returns::creator::days;
use crate::domain::returns::spent::Source;
use crate::domain::returns::whatif::Scenario;
use crate::messages::Effect;

/// Cells in which a text is read.
const TEXT: usize = 76;

/// What lies below the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// Collaborations.
    #[default]
    Deals,
    /// Products.
    Products,
    /// Videos and lives.
    Content,
    /// Costs one by one.
    Costs,
    /// Order lines.
    Orders,
    /// Everything by month.
    Months,
    /// Conversion against exposure among peers, content by style, notes.
    Compare,
    /// What happened between the team and the creator.
    History,
    /// Fans and buyers.
    Fans,
    /// What would be if.
    WhatIf,
}

impl Tab {
    /// All of them, from left to right.
    pub const ALL: [Tab; 10] = [
        Tab::Deals,
        Tab::Products,
        Tab::Content,
        Tab::Costs,
        Tab::Orders,
        Tab::Months,
        Tab::Compare,
        Tab::History,
        Tab::Fans,
        Tab::WhatIf,
    ];

    /// The id of its name.
    pub const fn word_id(self) -> &'static str {
        match self {
            Tab::Deals => "returns-deals",
            Tab::Products => "returns-products",
            Tab::Content => "returns-content",
            Tab::Costs => "returns-costs",
            Tab::Orders => "returns-orders",
            Tab::Months => "returns-months",
            Tab::Compare => "returns-compare",
            Tab::History => "returns-history",
            Tab::Fans => "returns-fans",
            Tab::WhatIf => "returns-whatif",
        }
    }
}

/// The screen.
#[derive(Debug, Clone, PartialEq)]
pub struct ReturnsView {
    /// Whose.
    pub creator: u32,
    /// The handle, without `@`.
    pub handle: Box<str>,
    /// What is known.
    pub account: Option<Arc<Account>>,
    /// Which table is shown.
    pub tab: Tab,
    /// Chosen in it.
    pub cursor: usize,
    /// Which order lines are shown; none is all.
    pub only: Option<Only>,
    /// Those of them that are known.
    pub sales: Option<Arc<Sales>>,
    /// The table and the row that one came from to these; none where that was another screen.
    pub came: Option<(Tab, usize)>,
    /// By month, newest first; empty until it is known.
    pub spans: Vec<Span>,
    /// What happened; empty until it is known.
    pub way: Way,
    /// What is supposed.
    pub scenario: Scenario,
}

/// Who would be looked at now.
pub fn whose(state: &State) -> Option<(u32, Box<str>)> {
    match state.layers.last() {
        Some(Layer::Board) => {
            let card = super::board::current(state)?;
            Some((card.creator, card.handle.as_ref().into()))
        }
        Some(Layer::Collab(view)) => {
            let detail = view.detail.as_ref()?;
            Some((detail.creator, detail.handle.as_str().into()))
        }
        _ => {
            let record = state.pool.current()?;
            Some((record.id, record.identity.handle.clone()))
        }
    }
}

fn ask(state: &State, creator: u32) -> Effect {
    Effect::Returns {
        creator,
        rules: Box::new(state.settings.returns.clone()),
        scheme: state.settings.schemes.default,
        today: state.today,
    }
}

/// Opens it for whoever is chosen.
pub fn open(state: &mut State) -> Vec<Effect> {
    match whose(state) {
        Some((creator, handle)) => open_on(state, creator, handle, None),
        None => Vec::new(),
    }
}

/// Opens it for a creator; with some of the order lines on top, where these are what is asked for.
pub fn open_on(
    state: &mut State,
    creator: u32,
    handle: Box<str>,
    only: Option<Only>,
) -> Vec<Effect> {
    let view = ReturnsView {
        creator,
        handle,
        account: None,
        tab: only.as_ref().map_or(Tab::default(), |_| Tab::Orders),
        cursor: 0,
        only,
        sales: None,
        came: None,
        spans: Vec::new(),
        way: Way::default(),
        scenario: Scenario::default(),
    };
    let mut effects = vec![ask(state, creator)];
    effects.extend(view.only.is_some().then(|| view.ask_sales()));
    state.layers.push(Layer::Returns(Box::new(view)));
    effects
}

/// What was asked for. What of its order lines is on screen, and is not among the newest, is asked for again.
pub fn on_account(state: &mut State, account: Arc<Account>) -> Vec<Effect> {
    let mut asks = Vec::new();
    for layer in &mut state.layers {
        if let Layer::Returns(view) = layer
            && view.creator == account.creator
        {
            let anything = view.only.is_none();
            if anything && view.account.is_none() && account.returns.deals.is_empty() {
                // the first table that has something
                let empty = |t: &Tab| match t {
                    Tab::Deals => true,
                    Tab::Products => account.products.is_empty(),
                    Tab::Content => account.contents.is_empty(),
                    Tab::Orders => account.sales.total == 0,
                    Tab::Costs => account.spent.is_empty(),
                    Tab::Months | Tab::Compare | Tab::History => true,
                    Tab::Fans | Tab::WhatIf => false,
                };
                let first = Tab::ALL.into_iter().find(|t| !empty(t));
                view.tab = first.unwrap_or_default();
            }
            let newest = |s: &Arc<Sales>| s.only.is_none() && s.from == 0;
            match view.sales.as_ref().is_none_or(newest) {
                true => view.sales = Some(Arc::clone(&account.sales)),
                false => asks.push(view.ask_sales()),
            }
            view.account = Some(Arc::clone(&account));
        }
    }
    asks
}

impl ReturnsView {
    /// Asks for the order lines around the cursor.
    fn ask_sales(&self) -> Effect {
        Effect::Sales {
            creator: self.creator,
            only: self.only.clone(),
            from: Sales::around(self.cursor),
        }
    }

    /// The order lines that are to be shown; none until they are known.
    pub fn shown(&self) -> Option<&Sales> {
        let sales = self.sales.as_deref().filter(|s| s.only == self.only)?;
        let there = sales.total == 0 || sales.get(self.cursor).is_some();
        there.then_some(sales)
    }
}

/// Order lines that were asked for.
pub fn on_sales(state: &mut State, sales: Arc<Sales>) {
    for layer in &mut state.layers {
        if let Layer::Returns(view) = layer
            && view.creator == sales.creator
            && view.only == sales.only
        {
            // fewer than there were
            view.cursor = view.cursor.min(sales.total.saturating_sub(1));
            view.sales = Some(Arc::clone(&sales));
        }
    }
}

/// What happened between the team and a creator.
pub fn on_way(state: &mut State, creator: u32, way: &Way) {
    for layer in &mut state.layers {
        if let Layer::Returns(view) = layer
            && view.creator == creator
        {
            view.way = way.clone();
        }
    }
}

/// The same by month.
pub fn on_spans(state: &mut State, creator: u32, spans: &[Span]) {
    for layer in &mut state.layers {
        if let Layer::Returns(view) = layer
            && view.creator == creator
        {
            view.spans = spans.to_vec();
        }
    }
}

/// Something in the pool has changed: what is on screen is asked for again.
pub fn refresh(state: &State) -> Option<Effect> {
    state.layers.iter().find_map(|l| match l {
        Layer::Returns(view) => Some(ask(state, view.creator)),
        _ => None,
    })
}

/// The same where something has changed of these creators alone: notes, stages.
pub fn refresh_of(state: &State, touched: &[u32]) -> Option<Effect> {
    let of = |l: &Layer| matches!(l, Layer::Returns(view) if touched.contains(&view.creator));
    match state.layers.iter().any(of) {
        true => refresh(state),
        false => None,
    }
}

fn view_mut(state: &mut State) -> Option<&mut ReturnsView> {
    match state.layers.last_mut() {
        Some(Layer::Returns(view)) => Some(view),
        _ => None,
    }
}

/// The next table, or the one before.
pub fn turn(state: &mut State, by: isize) -> Vec<Effect> {
    if let Some(view) = view_mut(state) {
        let all = Tab::ALL.len();
        let at = Tab::ALL.iter().position(|t| *t == view.tab).unwrap_or(0);
        let at = at.saturating_add(all).saturating_add_signed(by) % all;
        view.tab = Tab::ALL.get(at).copied().unwrap_or_default();
        view.cursor = 0;
        view.only = None;
    }
    sales_wanted(state)
}

/// Asks for order lines where they are on screen and not known.
fn sales_wanted(state: &State) -> Vec<Effect> {
    match state.layers.last() {
        Some(Layer::Returns(v)) if v.tab == Tab::Orders && v.shown().is_none() => {
            vec![v.ask_sales()]
        }
        _ => Vec::new(),
    }
}

/// Moves the cursor.
pub fn step(state: &mut State, by: isize) -> Vec<Effect> {
    let Some(Layer::Returns(view)) = state.layers.last() else {
        return Vec::new();
    };
    let known = view.sales.as_ref().filter(|s| s.only == view.only);
    let rows = match view.tab {
        Tab::Orders => known.map_or(0, |s| s.total),
        _ => table(state, view).rows.len(),
    };
    if let Some(view) = view_mut(state) {
        view.cursor = view.cursor.saturating_add_signed(by);
        view.cursor = view.cursor.min(rows.saturating_sub(1));
    }
    sales_wanted(state)
}

/// A step down: to the orders of a collaboration or a product, to the line of an order.
pub fn enter(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Returns(view)) = state.layers.last() else {
        return Vec::new();
    };
    let Some(account) = view.account.clone() else {
        return Vec::new();
    };
    let only = match view.tab {
        Tab::Deals => {
            let deal = account.returns.deals.get(view.cursor);
            deal.map(|d| Only::Deal(d.deal.reference.clone()))
        }
        Tab::Products => {
            let product = table::sold(&account).into_iter().nth(view.cursor);
            product.map(|(name, ..)| Only::Product(Arc::clone(name)))
        }
        Tab::Content => {
            let content = account.contents.get(view.cursor);
            content.map(|c| Only::Content(c.id.clone()))
        }
        Tab::Orders => {
            let chosen = view.shown().and_then(|s| s.get(view.cursor));
            if let Some(sale) = chosen {
                let title = state
                    .words
                    .say(&Message::new("returns-line").with("order", sale.order.to_string()));
                let lines = table::line_text(state, sale);
                state.layers.push(Layer::Text(title, lines, 0));
            }
            return Vec::new();
        }
        Tab::History => {
            if let Some(event) = timeline::of_creator(state, &view.way)
                .into_iter()
                .nth(view.cursor)
            {
                let parts = [event.day().to_owned(), event.by, event.deal];
                let parts: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
                let lines = wrap(&event.words, TEXT).into_iter();
                let lines: Vec<Line> = lines.map(|l| Line::new().plain(l)).collect();
                state.layers.push(Layer::Text(parts.join(" · "), lines, 0));
            }
            return Vec::new();
        }
        Tab::Costs => match account.spent.get(view.cursor) {
            Some(cost) if matches!(cost.source, Source::Orders(_)) => match cost.deal {
                Some(_) => {
                    let deal = reference(&account, cost.deal);
                    deal.map(|reference| Only::Deal(reference.into()))
                }
                None => Some(Only::Loose),
            },
            // what was typed and what the ledger says stands on the collaboration
            _ => return open_deal(state),
        },
        Tab::Months => {
            let first = view.spans.iter().filter_map(Span::month).min();
            match view.spans.get(view.cursor).map(|s| s.when) {
                Some(When::Month(at)) => Some(Only::Month(at)),
                Some(When::Before) => first.map(Only::Before),
                Some(When::Later) => later(state, &account),
                None => (!view.spans.is_empty()).then_some(Only::Undated),
            }
        }
        Tab::WhatIf => return what_if::ask(state),
        Tab::Compare | Tab::Fans => None,
    };
    if let (Some(only), Some(view)) = (only, view_mut(state)) {
        view.came = Some((view.tab, view.cursor));
        view.tab = Tab::Orders;
        view.only = Some(only);
        view.cursor = 0;
    }
    sales_wanted(state)
}

/// Order lines of months to come: from the first of them to the last day of all.
fn later(state: &State, account: &Account) -> Option<Only> {
    let next = state.today.last_of_month().tomorrow().ok()?;
    Some(Only::Days(days(next), account.days?.1))
}

/// The creator's collaborations: number, and how each reads.
pub fn deals(state: &State) -> Vec<(String, String)> {
    let view = state.layers.iter().rev().find_map(|l| match l {
        Layer::Returns(view) => Some(view),
        _ => None,
    });
    let account = view.and_then(|v| v.account.as_ref());
    let deals = account.iter().flat_map(|a| &a.returns.deals);
    let label = |d: &DealReturns| {
        let parts = [
            Some(&*d.deal.reference),
            d.deal.campaign.as_deref(),
            d.deal.product.as_deref(),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    deals.map(|d| (d.deal.id.to_string(), label(d))).collect()
}

/// The collaboration under the cursor.
fn deal(state: &State) -> Option<u32> {
    let Some(Layer::Returns(view)) = state.layers.last() else {
        return None;
    };
    let account = view.account.as_ref()?;
    match view.tab {
        Tab::Deals => Some(account.returns.deals.get(view.cursor)?.deal.id),
        Tab::Costs => account.spent.get(view.cursor)?.deal,
        _ => None,
    }
}

/// What people call a collaboration.
fn reference(account: &Account, deal: Option<u32>) -> Option<&str> {
    let deals = &account.returns.deals;
    let found = deals.iter().find(|d| Some(d.deal.id) == deal)?;
    Some(&found.deal.reference)
}

/// Whether the cursor is on a collaboration.
pub fn any_deal(state: &State) -> Result<(), &'static str> {
    deal(state).map(|_| ()).ok_or("returns-no-deal-here")
}

/// Opens the collaboration under the cursor: its fields, costs, decision.
pub fn open_deal(state: &mut State) -> Vec<Effect> {
    let goal = match state.layers.last() {
        Some(Layer::Returns(v)) if v.tab == Tab::Costs => {
            let account = v.account.as_ref();
            account.and_then(|a| a.spent.get(v.cursor)).map(Goal::of)
        }
        _ => None,
    };
    match deal(state) {
        Some(id) => open_one(state, id, goal),
        None => Vec::new(),
    }
}

/// Whether there are orders on screen, and a collaboration that they could belong to.
pub fn attachable(state: &State) -> Result<(), &'static str> {
    let Some(Layer::Returns(view)) = state.layers.last() else {
        return Err("returns-attach-where");
    };
    match (&view.account, view.tab) {
        (Some(account), Tab::Orders) if account.sales.total > 0 => {
            match account.returns.deals.is_empty() {
                true => Err("returns-attach-none"),
                false => Ok(()),
            }
        }
        _ => Err("returns-attach-where"),
    }
}

/// Asks for the collaboration that the order under the cursor belongs to, or what on screen belongs to none.
pub fn attach(state: &mut State, all: bool) -> Vec<Effect> {
    let Some(Layer::Returns(view)) = state.layers.last() else {
        return Vec::new();
    };
    let Some(shown) = view.shown() else {
        return Vec::new();
    };
    let chosen = || {
        let line = &shown.get(view.cursor)?.line;
        Some(Given::Line {
            order: line.order,
            item: line.item,
            content: line.content,
        })
    };
    let given = match all {
        true => Some(Given::Loose(shown.loose.clone())),
        false => chosen(),
    };
    let Some(given) = given.filter(|g| g.orders() > 0) else {
        state.complain(Message::new("returns-attach-all-done"));
        return Vec::new();
    };
    pick::open(state, PickFor::Attach(view.creator, given))
}

/// Back from the orders of one to all, then out.
pub fn back(state: &mut State) -> bool {
    match view_mut(state) {
        Some(view) if view.only.is_some() => match view.came.take() {
            Some(came) => {
                view.only = None;
                (view.tab, view.cursor) = came;
                true
            }
            None => false,
        },
        _ => false,
    }
}
