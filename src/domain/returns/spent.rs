//! Costs one by one: what was typed, what order lines, parcels and the ledger say, and what was only planned.

use super::books::Loose;
use super::cost::CostKind;
use super::creator::{Basis, Returns};
use super::reckon::Lines;
use crate::domain::money::Currency;
use crate::domain::order::Untold;

/// Where a cost comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Typed on the collaboration.
    Typed,
    /// So many order lines.
    Orders(i64),
    /// A parcel, by its number in the collaboration.
    Parcel(i64),
    /// A line of the ledger, by its name.
    Ledger(Box<str>),
    /// A part of one that several share.
    Shared(Part),
    /// The platform's list.
    List,
}

/// Of what a part is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The line of the ledger, by its name.
    pub name: Box<str>,
    /// All of it, raw money.
    pub whole: i128,
    /// How it is divided, as files name it: `count`, `gmv` or `share`.
    pub how: &'static str,
    /// Among how many collaborations.
    pub among: usize,
}

/// One cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spent {
    /// Which kind.
    pub kind: CostKind,
    /// The collaboration that bears it, by the pool file's number.
    pub deal: Option<u32>,
    /// Raw money.
    pub raw: i128,
    /// Of it.
    pub currency: Currency,
    /// From 1970-01-01.
    pub day: Option<i32>,
    /// Where it comes from.
    pub source: Source,
    /// What somebody wrote beside it.
    pub note: Option<Box<str>>,
    /// Only planned: what was spent of this kind is told by something better than what was typed.
    pub planned: bool,
}

impl Spent {
    fn new(kind: CostKind, raw: i128, currency: Currency, source: Source) -> Self {
        Spent {
            kind,
            deal: None,
            raw,
            currency,
            day: None,
            source,
            note: None,
            planned: false,
        }
    }
}

/// Commission of summed order lines, by currency.
fn of_lines(lines: &Lines, deal: Option<u32>) -> impl Iterator<Item = Spent> + '_ {
    let mut currencies: Vec<Currency> = lines.cells.iter().map(|(c, _)| c.currency).collect();
    currencies.sort_unstable();
    currencies.dedup();
    currencies.into_iter().filter_map(move |currency| {
        let mine = lines.cells.iter().filter(|(c, _)| c.currency == currency);
        let told = mine.filter(|(_, s)| s.tells(Untold::Commission));
        let (raw, count) = told.fold((0, 0), |(raw, count), (_, s)| {
            (raw + s.commission, count + s.lines)
        });
        (count > 0).then(|| Spent {
            deal,
            // of several days it is the lines that say when
            day: lines.days.filter(|(a, b)| a == b).map(|(_, day)| day),
            ..Spent::new(CostKind::Commission, raw, currency, Source::Orders(count))
        })
    })
}

/// Everything that was spent on a creator, by kind, collaboration and day. `loose` are the lines that belong to no
/// collaboration, `kept` is what parcels and the ledger say; what the ledger has of a day after `today`, counted from
/// 1970-01-01, is planned. `meets` as in [`super::Books`].
pub fn spent(
    returns: &Returns,
    loose: &[Loose],
    kept: Vec<Spent>,
    today: i32,
    meets: &[Currency],
) -> Vec<Spent> {
    let mut all = kept;
    for cost in &mut all {
        let of_ledger = matches!(cost.source, Source::Ledger(_) | Source::Shared(_));
        cost.planned = of_ledger && cost.day.is_some_and(|day| day > today);
    }
    for d in &returns.deals {
        let facts = &d.deal.facts;
        let typed = &facts.typed;
        let told = |kind: CostKind| {
            let ledger = facts.ledger.iter().filter(|(c, _)| typed.counts(*c, meets));
            let better = ledger.clone().any(|(_, costs)| costs[kind].is_some());
            better || kind == CostKind::Commission && facts.lines.tells(Untold::Commission)
        };
        for (kind, raw) in typed.costs.present() {
            all.push(Spent {
                deal: Some(d.deal.id),
                day: typed.day,
                planned: told(kind),
                ..Spent::new(kind, raw, typed.currency, Source::Typed)
            });
        }
        all.extend(of_lines(&facts.lines, Some(d.deal.id)));
    }
    for lines in loose.iter().flat_map(|l| l.lines.values()) {
        all.extend(of_lines(lines, None));
    }
    if returns.basis == Basis::List {
        for (currency, s) in returns.purse.each() {
            let each = s.costs.present();
            all.extend(each.map(|(kind, raw)| Spent::new(kind, raw, currency, Source::List)));
        }
    }
    all.sort_by_key(|s| (s.kind, s.deal.is_none(), s.deal, s.planned, s.day));
    all
}
