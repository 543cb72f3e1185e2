//! The books: collaborations with their money, and the order lines that belong to none.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::attach::Why;
use super::audience::Buyers;
use super::budget::split;
use super::few::Few;
use super::funnel::Funnel;
use super::margin::Margins;
use super::numbers::Rules;
use super::purse::Purse;
use super::reckon::{self, Cell, Facts, Lines, Reckoned, Shown, Sold};
use super::settled::Settled;
use crate::domain::collab::choice::Mode;
use crate::domain::collab::stage::Stage;
use crate::domain::money::Currency;
use crate::domain::order::Untold;

/// A collaboration with everything that its numbers are made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Deal {
    /// Its number.
    pub id: u32,
    /// With whom.
    pub creator: u32,
    /// The handle, without `@`.
    pub handle: Arc<str>,
    /// What the team calls it.
    pub reference: Box<str>,
    /// For which campaign.
    pub campaign: Option<Arc<str>>,
    /// Which product: its name, or its number where it has none.
    pub product: Option<Arc<str>>,
    /// Whose it is.
    pub owner: Option<Arc<str>>,
    /// Where it stands.
    pub stage: Option<Stage>,
    /// How the creator is paid.
    pub mode: Option<Mode>,
    /// What somebody decided, as a key.
    pub decision: Option<Box<str>>,
    /// First and last day, from 1970-01-01.
    pub days: (Option<i32>, Option<i32>),
    /// The day on which it is due.
    pub due: Option<i32>,
    /// Styles of its videos and lives.
    pub styles: Vec<Arc<str>>,
    /// Who bought.
    pub buyers: Option<Buyers>,
    /// What it is reckoned from.
    pub facts: Facts,
}

/// Order lines of a creator that belong to no collaboration, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loose {
    /// Whose.
    pub creator: u32,
    /// By reason.
    pub lines: BTreeMap<Why, Lines>,
    /// All of them, where products no longer matter.
    pub settled: Option<Settled>,
}

/// What belongs to the videos and lives of one style in a collaboration.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StylePart {
    /// The style.
    pub style: Arc<str>,
    /// So many videos and lives.
    pub contents: i64,
    /// What they counted.
    pub funnel: Funnel,
    /// Order lines that name one of them.
    pub lines: Lines,
    /// What they say they sold.
    pub shown: Few<Currency, Shown>,
}

/// See the module: of some creators, or of all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Books {
    /// Of products, dated.
    pub margins: Margins,
    /// Rising by their numbers.
    pub deals: Vec<Deal>,
    /// Rising by creator.
    pub loose: Vec<Loose>,
    /// Orders that count in several of a creator's collaborations, and so too often when these are put together: less than
    /// none. Rising by creator.
    pub again: Vec<(u32, Few<Currency, i64>)>,
    /// Names of products, by the pool file's numbers.
    pub products: BTreeMap<i64, Arc<str>>,
    /// What videos and lives counted that belong to no collaboration, and how many they are; only where single creators are
    /// asked for.
    pub beside: (Funnel, i64),
    /// Currencies whose sums become one at the person's rates.
    pub meets: Vec<Currency>,
}

/// What orders that count in several collaborations come to, as sums to be put together with theirs.
pub fn twice(again: &Few<Currency, i64>) -> Purse {
    let mut purse = Purse::default();
    for (currency, orders) in again.iter() {
        purse.of(currency).orders = Some(*orders);
    }
    purse
}

impl Books {
    /// Takes over the margin of whatever has none, and which currencies meet.
    pub fn follow(&mut self, rules: &Rules) {
        self.margins.fallback = rules.margin;
        self.meets = rules.rates.currencies().collect();
    }

    /// What a collaboration brought and cost.
    pub fn reckon(&self, deal: &Deal) -> Reckoned {
        self.reckon_facts(&deal.facts)
    }

    /// A collaboration by style of its videos and lives: what names one of them counts for its style, everything else is
    /// divided over them evenly. `styles` are those of each; `loose` are lines that
    /// name none of them.
    pub fn by_style(&self, deal: &Deal, styles: &[StylePart], loose: &Lines) -> Vec<Reckoned> {
        let facts = &deal.facts;
        let of_lines = |lines: &Lines| self.reckon_part(facts, lines.clone());
        let whole = self.reckon(deal);
        let by_videos = whole.purse.each().any(|(_, s)| s.by_videos > 0);
        let mut bare = deal.clone();
        let mut refunds = vec![None; styles.len()];
        if by_videos {
            // each has what its own videos say, and of what was typed as sent back its share
            bare.facts.shown = Few::default();
            let own = |s: &StylePart| s.shown.get(facts.typed.currency)?.gmv;
            let weights = styles.iter().map(|s| own(s).unwrap_or(0).max(0));
            let weights: Vec<u64> = weights.map(|w| u64::try_from(w).unwrap_or(0)).collect();
            if let Some(raw) = facts.typed.refunds
                && weights.iter().any(|w| *w > 0)
            {
                bare.facts.typed.refunds = None;
                let parts = split(raw, &weights, facts.typed.currency.digits());
                refunds = parts.into_iter().map(Some).collect();
            }
        }
        let mut rest = self.reckon_beside_lines(&bare);
        if by_videos {
            // the sales are known, if not to this part
            rest.purse.each_mut().for_each(|s| s.unsold = [0; 2]);
        }
        let unnamed = of_lines(loose);
        rest.purse.join(&unnamed.purse);
        let weights = styles
            .iter()
            .map(|s| u64::try_from(s.contents).unwrap_or(0));
        let mut weights: Vec<u64> = weights.collect();
        if weights.iter().all(|w| *w == 0) {
            weights = vec![1; styles.len()];
        }
        let counted = facts.typed.funnel == Funnel::default();
        let mut all: Vec<Reckoned> = Vec::with_capacity(styles.len());
        let by_lines = self.has_lines(facts);
        for (style, refunds) in styles.iter().zip(refunds) {
            let mut one = of_lines(&style.lines);
            if by_videos {
                let mut part = Facts {
                    shown: style.shown.clone(),
                    ..Facts::default()
                };
                part.typed.margin = facts.typed.margin;
                part.typed.currency = facts.typed.currency;
                part.typed.product = facts.typed.product;
                part.typed.day = facts.typed.day;
                part.typed.refunds = refunds;
                // orders are counted by these, or were typed for all styles together
                part.elsewhen.lines = by_lines || facts.typed.orders.is_some();
                one.purse.join(&self.reckon_facts(&part).purse);
            }
            one.general_margin |= rest.general_margin | unnamed.general_margin;
            all.push(one);
        }
        for (currency, sums) in rest.purse.each() {
            let parts = sums.divided(&weights, currency.digits());
            for ((to, mut part), style) in all.iter_mut().zip(parts).zip(styles) {
                if sums.contents > 0 {
                    part.contents = style.contents;
                    if counted {
                        part.funnel = style.funnel;
                    }
                }
                to.purse.add(currency, &part);
            }
        }
        for one in &mut all {
            one.purse.each_mut().for_each(super::sums::Sums::unpair);
        }
        all
    }

    fn has_lines(&self, facts: &Facts) -> bool {
        let settled = facts.settled.as_ref().is_some_and(|s| !s.is_empty());
        settled || !facts.lines.cells.is_empty() || facts.elsewhen.lines
    }

    /// The same of facts alone.
    pub fn reckon_facts(&self, facts: &Facts) -> Reckoned {
        reckon::reckon(facts, &self.margins, &self.meets)
    }

    /// What lines without a collaboration brought and cost.
    pub fn reckon_loose(&self, loose: &Loose) -> Reckoned {
        if let Some(settled) = &loose.settled {
            return reckon::reckon_lines(settled, &Facts::default(), &self.margins, &self.meets);
        }
        let mut out = Reckoned::default();
        for lines in loose.lines.values() {
            let facts = Facts {
                lines: lines.clone(),
                ..Facts::default()
            };
            let one = self.reckon_facts(&facts);
            out.purse.join(&one.purse);
            out.general_margin |= one.general_margin;
        }
        out
    }

    /// A collaboration told apart by product: whether it is where the collaboration counts, the product, the numbers.
    /// Lines stand with their product, everything else with the collaboration's.
    pub fn parts(&self, deal: &Deal) -> Vec<(bool, Option<i64>, Reckoned)> {
        let facts = &deal.facts;
        let own = facts.typed.product;
        let lines = lines_by_product(&facts.lines);
        if lines.is_empty() {
            return vec![(true, own, self.reckon(deal))];
        }
        let mut all = vec![(true, own, self.reckon_beside_lines(deal))];
        let each = lines.into_iter();
        all.extend(each.map(|(id, lines)| (false, Some(id), self.reckon_part(facts, lines))));
        all
    }

    /// The lines of one product in a collaboration; none where it has none of it.
    pub fn part(&self, deal: &Deal, product: i64) -> Option<Reckoned> {
        let facts = &deal.facts;
        let cells = facts.lines.cells.iter();
        let cells: Vec<(Cell, &Sold)> = cells.filter(|(c, _)| c.product == product).collect();
        Some(self.reckon_part(facts, lines_of(&cells, facts.lines.days)?))
    }

    fn reckon_part(&self, of: &Facts, lines: Lines) -> Reckoned {
        let mut part = Facts {
            lines,
            ..Facts::default()
        };
        part.typed.margin = of.typed.margin;
        part.typed.currency = of.typed.currency;
        self.reckon_facts(&part)
    }

    /// What a collaboration brought and cost beside its order lines; all of it where it has none.
    pub fn reckon_beside_lines(&self, deal: &Deal) -> Reckoned {
        let facts = &deal.facts;
        if facts.lines.cells.is_empty() && facts.settled.as_ref().is_none_or(Settled::is_empty) {
            return self.reckon(deal);
        }
        let mut rest = Facts {
            typed: facts.typed.clone(),
            ledger: facts.ledger.clone(),
            due: facts.due.clone(),
            funnel: facts.funnel,
            contents: facts.contents,
            shown: facts.shown.clone(),
            elsewhen: facts.elsewhen.clone(),
            ..Facts::default()
        };
        // their orders are the lines'
        rest.elsewhen.lines = true;
        // lines go before what was typed, whatever their product
        let told = |what| {
            let settled = facts.settled.as_ref().is_some_and(|s| s.tells(what));
            settled || facts.lines.tells(what)
        };
        let typed = &mut rest.typed;
        (typed.orders, typed.items) = (None, None);
        if told(Untold::Paid) {
            (typed.gmv, typed.refunds, typed.indirect) = (None, None, None);
        }
        if told(Untold::Commission) {
            typed.costs = typed.costs.without_commission();
        }
        rest.elsewhen.sales |= told(Untold::Paid);
        rest.elsewhen.known |= told(Untold::Paid);
        self.reckon_facts(&rest)
    }

    /// Lines without a collaboration, by product.
    pub fn loose_parts(&self, loose: &Loose) -> Vec<(i64, Reckoned)> {
        let mut all = Vec::new();
        for lines in loose.lines.values() {
            for (id, lines) in lines_by_product(lines) {
                let facts = Facts {
                    lines,
                    ..Facts::default()
                };
                all.push((id, self.reckon_facts(&facts)));
            }
        }
        all
    }

    /// Everything by product.
    pub fn by_product(&self) -> Vec<(Option<i64>, Reckoned)> {
        let deals = self.deals.iter().flat_map(|d| self.parts(d));
        let deals = deals.map(|(_, id, reckoned)| (id, reckoned));
        let loose = self.loose.iter().flat_map(|l| self.loose_parts(l));
        deals
            .chain(loose.map(|(id, reckoned)| (Some(id), reckoned)))
            .collect()
    }

    /// The first and the last day that anything is of: order lines, and the days of collaborations as far as they are
    /// over.
    pub fn days(&self, today: i32) -> Option<(i32, i32)> {
        let lines = |settled: Option<&Settled>| settled.and_then(|s| s.days);
        let deals = self.deals.iter().flat_map(|d| {
            let (first, last) = d.days;
            let own = first.or(last).zip(last.or(first));
            let own = own.map(|(first, last)| (first, last.min(today).max(first)));
            [own, d.facts.lines.days, lines(d.facts.settled.as_ref())]
        });
        let loose = self.loose.iter().flat_map(|l| {
            let each = l.lines.values().map(|lines| lines.days);
            each.chain([lines(l.settled.as_ref())])
        });
        let all: Vec<(i32, i32)> = deals.chain(loose).flatten().collect();
        let first = all.iter().map(|d| d.0).min()?;
        let last = all.iter().map(|d| d.1).max()?;
        Some((first, last))
    }

    /// The last day on which anything was sold.
    pub fn last_day(&self) -> Option<i32> {
        let deals = self.deals.iter().filter_map(Deal::last_sale);
        let last = deals.chain(self.loose.iter().filter_map(Loose::last_sale));
        last.max()
            .or_else(|| self.deals.iter().filter_map(|d| d.days.1).max())
    }
}

fn last_of<'l>(settled: Option<&Settled>, lines: impl Iterator<Item = &'l Lines>) -> Option<i32> {
    let settled = settled.and_then(|s| s.days);
    let lines = lines.filter_map(|l| l.days);
    settled.into_iter().chain(lines).map(|d| d.1).max()
}

impl Deal {
    /// The day of its last order line.
    pub fn last_sale(&self) -> Option<i32> {
        last_of(
            self.facts.settled.as_ref(),
            std::iter::once(&self.facts.lines),
        )
    }
}

impl Loose {
    /// How many lines count.
    pub fn count(&self) -> i64 {
        let told = self.lines.values().flat_map(|l| l.cells.values());
        let settled = self.settled.iter().flat_map(|s| s.sides.values());
        told.map(|s| s.lines).sum::<i64>() + settled.map(|s| s.sold.lines).sum::<i64>()
    }

    /// The day of the last order line.
    pub fn last_sale(&self) -> Option<i32> {
        last_of(self.settled.as_ref(), self.lines.values())
    }
}

/// Lines of these cells alone; none where there are none.
fn lines_of(cells: &[(Cell, &Sold)], days: Option<(i32, i32)>) -> Option<Lines> {
    let mut of = Lines {
        days,
        ..Lines::default()
    };
    for (cell, sold) in cells {
        of.cells.insert(*cell, **sold);
        *of.orders.of(cell.currency) += sold.orders;
    }
    (!cells.is_empty()).then_some(of)
}

/// The lines of each product; an order with several products counts in each.
fn lines_by_product(lines: &Lines) -> Vec<(i64, Lines)> {
    let mut cells: Vec<(Cell, &Sold)> = lines.cells.iter().collect();
    cells.sort_by_key(|(cell, _)| cell.product);
    let each = cells.chunk_by(|a, b| a.0.product == b.0.product);
    let one =
        |cells: &[(Cell, &Sold)]| Some((cells.first()?.0.product, lines_of(cells, lines.days)?));
    each.filter_map(one).collect()
}
