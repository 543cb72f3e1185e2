//! From facts to sums: what one collaboration has brought in and cost, out of what was typed on it, its order lines, its
//! lines in the ledger, its parcels and its videos.

use super::cost::{CostKind, Costs};
use super::few::Few;
use super::funnel::{Funnel, PAIRED};
use super::margin::Margins;
use super::purse::Purse;
use super::settled::Settled;
use super::sums::{Side, Sums, added};
use crate::domain::money::Currency;
use crate::domain::number::Unit;
use crate::domain::order::Untold;

/// What was typed on a collaboration; raw values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// Of its money.
    pub currency: Currency,
    /// Its own, which goes before the product's.
    pub margin: Option<i64>,
    /// Of what is sold, as it was agreed; a raw share.
    pub agreed: Option<i64>,
    /// The product, by the pool file's number.
    pub product: Option<i64>,
    /// The last day that it is about, from 1970-01-01: decides which of dated margins holds.
    pub day: Option<i32>,
    /// Sales.
    pub gmv: Option<i64>,
    /// Sent back.
    pub refunds: Option<i64>,
    /// Sales by tracked links to other shops.
    pub indirect: Option<i64>,
    /// Sales that were expected.
    pub expected: Option<i64>,
    /// By kind; labour is hours times rate already.
    pub costs: Costs,
    /// Orders.
    pub orders: Option<i64>,
    /// Things sold.
    pub items: Option<i64>,
    /// People who bought.
    pub buyers: Option<i64>,
    /// Those of them who came back.
    pub repeat_buyers: Option<i64>,
    /// Plays to carts.
    pub funnel: Funnel,
    /// Followers won, visits, searches.
    pub long_tail: [Option<i64>; 3],
}

impl Typed {
    /// Whether a cost in a currency says the same as one that was typed: it is in the same money, or both become one at
    /// the person's rates, which know these currencies.
    pub fn counts(&self, currency: Currency, meets: &[Currency]) -> bool {
        let met = |c| meets.contains(&c);
        currency == self.currency || met(currency) && met(self.currency)
    }

    /// Whether it counts or costs anything: beside its terms.
    pub fn has_sums(&self) -> bool {
        let mut terms = self.clone();
        terms.forget_sums();
        terms != *self
    }

    /// Leaves its terms and lets go of what it counted and cost: another time is asked for.
    pub fn forget_sums(&mut self) {
        *self = Typed {
            currency: self.currency,
            margin: self.margin,
            agreed: self.agreed,
            product: self.product,
            day: self.day,
            ..Typed::default()
        };
    }
}

/// Hours times a rate, both in ten-thousandths, as raw money; half a ten-thousandth rounds up.
pub fn labour(hours: Option<i64>, rate: Option<i64>) -> Option<i128> {
    let per = i128::from(Unit::Money.per_one());
    let exact = i128::from(hours?) * i128::from(rate?);
    Some((exact + per / 2).div_euclid(per))
}

/// Order lines of one currency and product that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sold {
    /// Raw money.
    pub gmv: i128,
    /// Raw money that went back.
    pub refunds: i128,
    /// Raw money.
    pub commission: i128,
    /// Things.
    pub items: i64,
    /// Lines.
    pub lines: i64,
    /// Orders: one with two variants of the product is one.
    pub orders: i64,
    /// Lines that say nothing of a sum, by [`Untold`].
    pub untold: [i64; Untold::COUNT],
}

impl Sold {
    /// Lines that say nothing of it.
    pub fn silent(&self, what: Untold) -> i64 {
        self.untold.get(what as usize).copied().unwrap_or(0)
    }

    /// Whether any line says it: what none does is not known, rather than 0.
    pub fn tells(&self, what: Untold) -> bool {
        let silent = self.silent(what);
        silent == 0 || silent < self.lines
    }

    /// With another's.
    pub fn join(&mut self, other: &Sold) {
        self.gmv += other.gmv;
        self.refunds += other.refunds;
        self.commission += other.commission;
        self.items += other.items;
        self.lines += other.lines;
        self.orders += other.orders;
        for (mine, theirs) in self.untold.iter_mut().zip(other.untold) {
            *mine += theirs;
        }
    }
}

/// What lines are told apart by once they are summed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// Of their money.
    pub currency: Currency,
    /// The pool file's number of the product.
    pub product: i64,
    /// Sold by a tracked link to another shop.
    pub indirect: bool,
    /// The day their epoch began, see [`super::epochs::Epochs`].
    pub since: i32,
}

/// The order lines of a collaboration, summed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lines {
    /// By what margins turn on.
    pub cells: Few<Cell, Sold>,
    /// Orders by currency: one with two products is one.
    pub orders: Few<Currency, i64>,
    /// First and last day, from 1970-01-01.
    pub days: Option<(i32, i32)>,
}

impl Lines {
    /// Whether any line says it.
    pub fn tells(&self, what: Untold) -> bool {
        self.cells.values().any(|s| s.tells(what))
    }
}

/// What videos and lives say they sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shown {
    /// Raw money.
    pub gmv: Option<i128>,
    /// Orders.
    pub orders: Option<i64>,
}

impl Shown {
    /// With one more of them.
    pub fn add(&mut self, gmv: Option<i128>, orders: Option<i64>) {
        self.gmv = added(self.gmv, gmv);
        self.orders = added(self.orders, orders);
    }
}

/// What is told of other days than those that are asked for: what was typed stands for all days, and does not count a
/// second time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Elsewhen {
    /// There are order lines.
    pub lines: bool,
    /// They say what was paid, or it was typed.
    pub sales: bool,
    /// What was sold on the days that are asked for is known by it, if that is nothing: costs of these days are not
    /// without known sales.
    pub known: bool,
    /// They say what the creator got.
    pub commission: bool,
    /// Currencies that they are in, where none is of these days although the pool has lines of them: nothing was sold.
    pub idle: Vec<Currency>,
    /// Parcels and lines of the ledger.
    pub ledger: Few<Currency, Costs>,
    /// What was typed of the funnel.
    pub funnel: Funnel,
    /// Costs that were typed, in the collaboration's currency, and that nothing else tells.
    pub typed: Costs,
}

/// Everything that belongs to one collaboration.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// See [`Typed`].
    pub typed: Typed,
    /// See [`Lines`].
    pub lines: Lines,
    /// The same where products no longer matter; goes before them.
    pub settled: Option<Settled>,
    /// Lines of the ledger, and parcels: by currency.
    pub ledger: Few<Currency, Costs>,
    /// Lines of the ledger whose day is still to come: planned, not spent.
    pub due: Few<Currency, Costs>,
    /// What its videos and lives counted.
    pub funnel: Funnel,
    /// How many they are.
    pub contents: i64,
    /// What they say they sold: where neither lines nor anybody says it for the collaboration.
    pub shown: Few<Currency, Shown>,
    /// Only where some days alone are asked for.
    pub elsewhen: Elsewhen,
}

impl Facts {
    /// Whether anything of it is of the days that are asked for: sold, spent, posted or typed. What was known to sell
    /// nothing is not.
    pub fn has_any(&self) -> bool {
        let settled = self.settled.as_ref().is_some_and(|s| !s.is_empty());
        settled
            || !self.lines.cells.is_empty()
            || !self.ledger.is_empty()
            || !self.due.is_empty()
            || self.contents > 0
            || self.typed.has_sums()
    }
}

/// What was reckoned.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reckoned {
    /// By currency.
    pub purse: Purse,
    /// Whether some margin was only the general one.
    pub general_margin: bool,
}

/// What has been spent and sold. `meets` are the currencies whose sums become one at a person's rates.
pub fn reckon(facts: &Facts, margins: &Margins, meets: &[Currency]) -> Reckoned {
    match &facts.settled {
        Some(settled) => reckon_lines(settled, facts, margins, meets),
        None => {
            let made = Settled::of(&facts.lines, facts.typed.margin, margins);
            reckon_lines(&made, facts, margins, meets)
        }
    }
}

/// The same with these lines in the place of those that stand among the facts.
pub fn reckon_lines(
    lines: &Settled,
    facts: &Facts,
    margins: &Margins,
    meets: &[Currency],
) -> Reckoned {
    let mut out = Reckoned::default();
    let typed = &facts.typed;
    let elsewhen = &facts.elsewhen;
    let by_lines = !lines.is_empty() || elsewhen.lines;
    let sales_by_lines = lines.tells(Untold::Paid) || elsewhen.sales;
    // what names no currency has no money, and stands with the rest
    let held = |currency: Currency| match currency.is_known() {
        true => currency,
        false => typed.currency,
    };
    for ((currency, indirect), sum) in lines.sides.iter() {
        let (side, general) = sum.side(margins.fallback);
        out.general_margin |= general && typed.margin.is_none();
        let mut part = Sums {
            items: Some(sum.sold.items),
            margin: typed.margin,
            ..Sums::default()
        };
        if sum.sold.tells(Untold::Commission) {
            part.costs.add(CostKind::Commission, sum.sold.commission);
        }
        // sales that were typed make up for what no line says
        if sales_by_lines || typed.gmv.is_none() {
            part.unpriced = sum.sold.silent(Untold::Paid);
        }
        match indirect {
            true => part.indirect = side,
            false => part.direct = side,
        }
        out.purse.add(held(currency), &part);
    }
    for (currency, orders) in lines.orders.iter() {
        let sums = out.purse.of(held(currency));
        sums.orders = added(sums.orders, Some(*orders));
    }
    for (currency, costs) in facts.ledger.iter() {
        out.purse.of(currency).costs.join(costs);
    }
    for (currency, costs) in facts.due.iter() {
        out.purse.of(currency).planned.join(costs);
    }
    // what lines tell stands, and what the ledger does in money that counts beside the typed; the rest is as it was typed
    let paid = elsewhen.commission || lines.tells(Untold::Commission);
    let told = |kind: CostKind| {
        let ledger = facts.ledger.iter().chain(elsewhen.ledger.iter());
        let mut ledger = ledger.filter(|(c, _)| typed.counts(*c, meets));
        kind == CostKind::Commission && paid || ledger.any(|(_, costs)| costs[kind].is_some())
    };
    let mut costs = Costs::default();
    let mut planned = Costs::default();
    for (kind, raw) in typed.costs.present() {
        match told(kind) {
            true => planned.add(kind, raw),
            false => costs.add(kind, raw),
        }
    }
    let rate = margin_of_typed(typed, margins, &mut out.general_margin);
    let mut rest = Sums {
        costs,
        planned,
        expected: typed.expected.map(i128::from),
        buyers: typed.buyers,
        repeat_buyers: typed.repeat_buyers,
        funnel: counted(typed.funnel, elsewhen.funnel, facts.funnel),
        contents: facts.contents,
        follower_gain: typed.long_tail[0],
        site_visits: typed.long_tail[1],
        brand_searches: typed.long_tail[2],
        ..Sums::default()
    };
    if !by_lines {
        rest.orders = typed.orders;
        rest.items = typed.items;
    }
    let by_videos =
        !sales_by_lines && typed.gmv.is_none() && facts.shown.iter().any(|(_, s)| s.gmv.is_some());
    if by_videos {
        for (currency, shown) in facts.shown.iter() {
            let gmv = shown.gmv;
            // no video says what came back: that was typed, or nobody knows
            let here = held(currency) == typed.currency && gmv.is_some();
            let refunds = typed.refunds.filter(|_| here).map(i128::from);
            let part = Sums {
                direct: Side::sold(gmv, refunds, rate.filter(|_| gmv.is_some())),
                orders: shown.orders.filter(|_| !by_lines && typed.orders.is_none()),
                margin: rate,
                by_videos: gmv.is_some().into(),
                ..Sums::default()
            };
            out.purse.add(held(currency), &part);
        }
        rest.margin = rate;
    } else if !sales_by_lines {
        rest.direct = Side::sold(
            typed.gmv.map(i128::from),
            typed.refunds.map(i128::from),
            rate.filter(|_| typed.gmv.is_some()),
        );
        rest.margin = rate;
    }
    if !sales_by_lines {
        rest.indirect = Side::sold(
            typed.indirect.map(i128::from),
            None,
            rate.filter(|_| typed.indirect.is_some()),
        );
    }
    if lines.is_empty() {
        let rate = typed
            .margin
            .or_else(|| Some(margins.on(typed.product, typed.day)?.raw));
        let none = Sums {
            direct: Side::sold(Some(0), Some(0), rate),
            orders: Some(0),
            items: Some(0),
            ..Sums::default()
        };
        elsewhen.idle.iter().for_each(|c| out.purse.add(*c, &none));
    }
    let sums = out.purse.of(typed.currency);
    let kept = sums.margin;
    sums.join(&rest);
    if sales_by_lines {
        sums.margin = kept;
    }
    // in whatever currency, and on whatever days
    let sold = elsewhen.known || out.purse.each().any(|(_, s)| s.has_sales());
    let agreed = typed.agreed.filter(|_| !paid);
    out.purse.each_mut().for_each(|s| {
        s.close(sold);
        s.owed = agreed.map_or(0, |share| s.owed_at(share));
    });
    let typed_then = (typed.currency, &elsewhen.typed);
    for (currency, costs) in elsewhen.ledger.iter().chain([typed_then]) {
        if out
            .purse
            .each()
            .any(|(c, s)| c == currency && s.has_money())
        {
            out.purse.of(currency).other_days += costs.total().unwrap_or(0);
        }
    }
    let sums = out.purse.of(typed.currency);
    if !typed.currency.is_known() && *sums == Sums::default() {
        out.purse.forget(typed.currency);
    }
    out
}

/// The margin of what was typed, with a note where it is only the general one and there are sales it acts on.
fn margin_of_typed(typed: &Typed, margins: &Margins, general: &mut bool) -> Option<i64> {
    typed.margin.or_else(|| {
        let found = margins.on(typed.product, typed.day)?;
        *general |= found.general && typed.gmv.is_some();
        Some(found.raw)
    })
}

/// What was typed, and where nothing was what contents counted. `other` was typed for other days.
fn counted(typed: Funnel, other: Funnel, contents: Funnel) -> Funnel {
    let one = |typed: Option<i64>, other: Option<i64>, contents: Option<i64>| {
        typed.or(contents.filter(|_| other.is_none()))
    };
    // what videos tell of each other stays, unless something else was typed over it
    let own = typed == Funnel::default() && other == Funnel::default();
    let merged = Funnel {
        plays: one(typed.plays, other.plays, contents.plays),
        impressions: one(typed.impressions, other.impressions, contents.impressions),
        clicks: one(typed.clicks, other.clicks, contents.clicks),
        carts: one(typed.carts, other.carts, contents.carts),
        likes: contents.likes,
        comments: contents.comments,
        shares: contents.shares,
        pairs: None,
    };
    if own {
        return Funnel {
            pairs: contents.pairs,
            ..merged
        };
    }
    let (mine, theirs) = (merged.pairs(), contents.pairs());
    let pairs = std::array::from_fn(|at| {
        let of_viewers = PAIRED.get(at).is_some_and(|r| r.is_of_viewers());
        let from = if of_viewers && contents.plays.is_some() {
            &theirs
        } else {
            &mine
        };
        from.get(at).copied().unwrap_or_default()
    });
    Funnel {
        pairs: Some(pairs),
        ..merged
    }
}
