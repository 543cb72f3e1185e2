//! A review of a campaign, or of some days (S0): four boards and the budget, each figure beside what it was before.
//!
//! Decisions:
//!
//! - **One template.** A review is boards of sections, a section is a table of typed cells ([`figure`]). The screen, the
//!   meeting and every file draw the same sections, and the sections are the same for every campaign, so that two reviews
//!   can be laid beside each other.
//! - **Population.** A campaign is all of its collaborations, on all days. Some days are whatever was sold, spent, posted
//!   or moved on them, and what lay open when they ended: what nobody touched is what waits longest. Collaborations stand
//!   where they stood on the last of the days, so that a month that is over reads the same whenever it is read. Order
//!   lines of no collaboration count for products, not for anybody's cooperation. *Cooperating* is with whom terms were
//!   agreed until then, or who sold; *ordering* is who has at least one order.
//! - **Before.** A campaign is held against the one that ended last before it began; days against as many days before
//!   them, whole months against as many months. Either can be chosen.
//! - **Currencies** stand in rows of their own and are never added, unless the person has a table of rates.
//! - Nothing is read here, and nobody decides here: boards say what was, and the advice says why.

pub mod advice;
pub mod agenda;
pub mod budget;
mod by_product;
pub mod content;
pub mod creators;
pub mod curve;
pub mod deals;
pub mod figure;
pub mod lists;
pub mod matter;
pub mod minutes;
pub mod page;
pub mod peaks;
pub mod products;
mod propose;
pub mod scope;
pub mod short;
pub mod shown;
pub mod side;
pub mod stays;
pub mod team;
pub mod why;

pub use figure::{Behind, Board, Cell, Chart, Column, Mark, Row, Section, Value};
pub use matter::{Matter, People, Person};
pub use scope::{Days, Scope, Subject};

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::sync::Arc;

use super::message::Message;
use super::money::Currency;
use super::returns::{Rules, Verdict};
use budget::Plan;
use side::{By, Side};

/// What stands over a review.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// What is reviewed, and its days.
    pub subject: Subject,
    /// First and last; none of a campaign that has neither days nor sales.
    pub days: Option<Days>,
    /// The days that were set for it, where it is a campaign.
    pub window: (Option<i32>, Option<i32>),
    /// What it is held against, and its days.
    pub before: Option<(Subject, Option<Days>)>,
    /// Today, counted from 1970-01-01.
    pub today: i32,
    /// First and last day of its order lines.
    pub sold: Option<(i32, i32)>,
    /// Collaborations.
    pub deals: usize,
    /// Cooperating creators.
    pub creators: usize,
    /// Videos and lives.
    pub contents: usize,
    /// Currencies with money in them.
    pub currencies: Vec<Currency>,
    /// Currencies of which sums were converted.
    pub converted: Vec<Currency>,
}

/// See the module.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// What it is about.
    pub head: Head,
    /// In their order.
    pub boards: Vec<Board>,
    /// Every collaboration, one a row.
    pub deals: Section,
    /// The same with the days that each stayed in each stage.
    pub stays: Section,
    /// Who sold on which day.
    pub sold: deals::Sold,
    /// What has to be known of a creator beside its figures: reasons, and what would have been otherwise.
    pub asides: BTreeMap<u32, Vec<Message>>,
    /// Handles of everybody who is named, without `@`.
    pub handles: BTreeMap<u32, Arc<str>>,
}

/// How numbers that carry a verdict are marked.
const fn mark_of(verdict: Verdict) -> Mark {
    match verdict {
        Verdict::Keep => Mark::Good,
        Verdict::Drop => Mark::Bad,
        _ => Mark::None,
    }
}

impl Review {
    /// Puts a review together.
    pub fn of(
        now: &Matter,
        before: Option<&Matter>,
        people: &People,
        rules: &Rules,
        plan: &Plan,
        today: i32,
    ) -> Review {
        let by = By {
            rules,
            people,
            today,
        };
        let (side, then) = std::thread::scope(|scope| {
            let then = before.map(|b| scope.spawn(move || Side::new(b, by)));
            let side = Side::new(now, by);
            let joined = then.map(|t| t.join().unwrap_or_else(|panic| resume_unwind(panic)));
            (side, joined)
        });
        let then = then.as_ref();
        let heads = side.heads();
        let mut currencies: Vec<Currency> = Vec::new();
        for (currency, sums) in side.deals.iter().flat_map(|d| d.purse.each()) {
            if sums.has_money() && !currencies.contains(&currency) {
                currencies.push(currency);
            }
        }
        currencies.sort_unstable();
        let head = Head {
            subject: now.subject.clone(),
            days: now.days,
            window: now.window,
            before: before.map(|b| (b.subject.clone(), b.days)),
            today,
            sold: side.sold(),
            deals: heads.deals.len(),
            creators: heads.creators.len(),
            contents: now.pieces.len(),
            currencies,
            converted: side.converted.iter().copied().collect(),
        };
        // the products are as much as all the rest
        let (products, [creators, content, team, budget], sold) = std::thread::scope(|scope| {
            let products = scope.spawn(|| products::board(&side, then));
            let rest = [
                creators::board(&side, then),
                content::board(&side, then),
                team::board(&side, then),
                budget::board(&side, then, plan),
            ];
            let sold = deals::Sold::of(&side);
            let products = products.join().unwrap_or_else(|panic| resume_unwind(panic));
            (products, rest, sold)
        });
        let boards = vec![creators, products, content, team, budget];
        Review {
            head,
            boards,
            deals: deals::section(&side),
            stays: stays::stays_of(&side),
            sold,
            asides: lists::asides(&side),
            handles: people
                .iter()
                .map(|(id, p)| (*id, Arc::clone(&p.handle)))
                .collect(),
        }
    }
}
