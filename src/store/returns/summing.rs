//! Order lines summed by collaboration.

use std::collections::BTreeMap;

use hashbrown::HashMap;

use rusqlite::Connection;

use super::super::error::Fault;
use super::super::orders::lines_of;
use super::super::same::Same;
use super::{context, kept, packing};
use crate::domain::money::Currency;
use crate::domain::order::{Line, Untold};
use crate::domain::returns::attach::{Attaching, By, Why};
use crate::domain::returns::epochs::Epochs;
use crate::domain::returns::few::Few;
use crate::domain::returns::margin::{Margin, Margins};
use crate::domain::returns::reckon::{Cell, Lines, Sold};
use crate::domain::returns::settled::Settled;

/// Where lines belong: a collaboration, or none and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::store) enum To {
    Collab(u32),
    None(Why),
}

/// A line that counts, and where it belongs.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) struct Placed<'l> {
    pub line: &'l Line,
    /// Less than none where it is of a product that is not in the pool, see [`Summing::product`].
    pub product: i64,
    pub to: To,
}

/// The lines of one creator, summed.
pub(super) type Summed = BTreeMap<To, Lines>;

/// What decides, for everybody or for those that are asked for.
pub(in crate::store) struct Summing {
    products: HashMap<u32, i64>,
    attaching: HashMap<u32, Attaching>,
    margins: Margins,
    /// Of collaborations that have their own.
    own: HashMap<u32, i64>,
    epochs: Epochs,
}

impl Summing {
    pub(in crate::store) fn load(conn: &Connection, of: Option<&[u32]>) -> Result<Self, Fault> {
        Ok(Summing {
            products: context::products(conn)?,
            attaching: context::attaching(conn, of)?,
            ..Summing::margins(conn, of)?
        })
    }

    /// The same for lines that have been summed already: where they belong is known, and only margins are still to be
    /// found. Everything else is a hundred thousand collaborations and their way.
    pub(super) fn margins(conn: &Connection, of: Option<&[u32]>) -> Result<Self, Fault> {
        let margins = context::margins(conn)?;
        let starts = kept::starts(conn, &margins)?;
        Ok(Summing {
            epochs: Epochs::new(&starts, &margins),
            products: HashMap::new(),
            attaching: HashMap::new(),
            own: context::own_margins(conn, of)?,
            margins,
        })
    }

    /// Where a line belongs, and how that is known.
    pub(in crate::store) fn attach(&self, creator: u32, line: &Line) -> Result<(u32, By), Why> {
        match self.attaching.get(&creator) {
            None => Err(Why::NoCollab),
            Some(all) => all.of(line, self.product(line)),
        }
    }

    /// The margin that holds for a line that belongs to a collaboration, or to none.
    pub(super) fn margin(&self, collab: Option<u32>, line: &Line) -> Option<Margin> {
        let own = collab.and_then(|id| self.own.get(&id));
        match own {
            Some(raw) => Some(Margin {
                raw: *raw,
                general: false,
            }),
            None => self.margins.noted(Some(self.product(line)), line.day()),
        }
    }

    /// The lines of a creator that count, in their order, each with where it belongs.
    pub(in crate::store) fn placed<'l>(&self, creator: u32, lines: &'l [Line]) -> Vec<Placed<'l>> {
        let attaching = self.attaching.get(&creator);
        let place = |line: &'l Line| {
            let product = self.product(line);
            let to = attaching.map_or(Err(Why::NoCollab), |all| all.of(line, product));
            Placed {
                line,
                product,
                to: to.map_or_else(To::None, |(collab, _)| To::Collab(collab)),
            }
        };
        lines.iter().filter(|l| l.counts()).map(place).collect()
    }

    /// The product of a line.
    pub(in crate::store) fn product(&self, line: &Line) -> i64 {
        let none = -i64::from(line.item);
        self.products.get(&line.item).copied().unwrap_or(none)
    }

    /// The lines of a creator, sorted by order and item, summed.
    pub(super) fn sum(&self, creator: u32, lines: &[Line]) -> Summed {
        self.sum_in(&self.placed(creator, lines), None)
    }

    /// The same of some days alone, both ends included.
    pub(super) fn sum_in(&self, lines: &[Placed<'_>], period: Option<(i32, i32)>) -> Summed {
        let mut all = Summed::new();
        let mut different: Few<Currency, i64> = Few::default();
        let mut before: Option<(i64, Currency)> = None;
        let mut last: HashMap<To, (i64, Currency)> = HashMap::new();
        let mut last_of: HashMap<(To, Cell), i64> = HashMap::new();
        for &Placed { line, product, to } in lines {
            let (sold, refunds) = line.on(period);
            if !sold && refunds == 0 {
                continue;
            }
            let of = all.entry(to).or_default();
            let cell = Cell {
                currency: line.currency,
                product,
                indirect: line.indirect,
                since: self.epochs.since(product, line.day()),
            };
            if !sold {
                of.cells.of(cell).refunds += i128::from(refunds);
                continue;
            }
            of.cells.of(cell).join(&Sold {
                gmv: line.paid.into(),
                refunds: refunds.into(),
                commission: line.commissions().into(),
                items: line.quantity,
                lines: 1,
                // as sales: those of other shops stand beside
                orders: i64::from(
                    !line.indirect && last_of.insert((to, cell), line.order) != Some(line.order),
                ),
                untold: Untold::ALL.map(|what| i64::from(!line.tells(what))),
            });
            if let Some(day) = line.day() {
                let (first, end) = of.days.get_or_insert((day, day));
                *first = day.min(*first);
                *end = day.max(*end);
            }
            if line.indirect {
                continue;
            }
            // the lines of an order stand together
            if before.replace((line.order, line.currency)) != Some((line.order, line.currency)) {
                *different.of(line.currency) += 1;
            }
            if last.insert(to, (line.order, line.currency)) != Some((line.order, line.currency)) {
                *of.orders.of(line.currency) += 1;
            }
        }
        again(&mut all, &different);
        all
    }
}

/// An order with lines in several places counts in each of them; how often it counts too often when they are put together
/// stands in a place of its own.
fn again(all: &mut Summed, different: &Few<Currency, i64>) {
    let mut over: Few<Currency, i64> = Few::default();
    for (currency, orders) in all.values().flat_map(|l| l.orders.iter()) {
        *over.of(currency) -= *orders;
    }
    for (currency, orders) in different.iter() {
        *over.of(currency) += *orders;
    }
    let mut orders: Few<Currency, i64> = Few::default();
    for (currency, n) in over.iter().filter(|(_, n)| **n != 0) {
        orders.insert(currency, *n);
    }
    if !orders.is_empty() {
        let lines = Lines {
            orders,
            ..Lines::default()
        };
        all.insert(To::None(Why::Again), lines);
    }
}

/// The lines of one creator with their margins.
pub(super) type SettledBy = BTreeMap<To, Settled>;

impl Summing {
    /// With the margins that hold.
    pub(super) fn settle(&self, all: &Summed) -> SettledBy {
        let of = |to: &To| match to {
            To::Collab(id) => self.own.get(id).copied(),
            To::None(_) => None,
        };
        let each = all.iter();
        each.map(|(to, lines)| {
            let settled = Settled::of(lines, of(to), &self.margins);
            (*to, settled)
        })
        .collect()
    }

    /// The same straight from a packed value: nothing is put in order on the way.
    pub(super) fn settle_packed(&self, packed: &[u8]) -> Result<SettledBy, Fault> {
        let own = |to: To| match to {
            To::Collab(id) => self.own.get(&id).map(|raw| Margin {
                raw: *raw,
                general: false,
            }),
            To::None(_) => None,
        };
        packing::settle(packed, own, |product, since| {
            self.epochs.margin(product, since)
        })
    }
}

/// The lines of one person, by order and item.
pub(in crate::store) fn lines_of_one(
    conn: &Connection,
    same: &Same,
    creator: u32,
) -> Result<Vec<Line>, Fault> {
    let ids: Vec<u32> = same.family(creator).collect();
    let mut lines = lines_of(conn, &ids)?;
    lines.sort_unstable_by_key(Line::key);
    Ok(lines)
}

/// The same summed, whatever the pool file has kept of them.
pub(super) fn sum_now(
    conn: &Connection,
    summing: &Summing,
    same: &Same,
    creator: u32,
) -> Result<Summed, Fault> {
    Ok(summing.sum(creator, &lines_of_one(conn, same, creator)?))
}
