//! Summed lines as bytes.

use super::super::error::Fault;
use super::super::packed::{number, take_number, unzigzag, zigzag};
use super::summing::{SettledBy, Summed, To};
use crate::domain::money::Currency;
use crate::domain::returns::attach::Why;
use crate::domain::returns::epochs::Epochs;
use crate::domain::returns::few::Few;
use crate::domain::returns::margin::Margin;
use crate::domain::returns::reckon::{Cell, Lines, Sold};
use crate::domain::returns::settled::{Settled, SideSum};

/// Changes whenever the same sums would be told differently.
pub(super) const LAYOUT: u8 = 6;

fn signed(out: &mut Vec<u8>, v: i128) {
    let v = i64::try_from(v).unwrap_or(if v < 0 { i64::MIN } else { i64::MAX });
    number(out, zigzag(v));
}

fn place(to: To, out: &mut Vec<u8>) {
    let (kind, id) = match to {
        To::Collab(id) => (0, id),
        To::None(why) => (1 + why as u8, 0),
    };
    out.push(kind);
    number(out, id.into());
}

fn span(days: Option<(i32, i32)>, out: &mut Vec<u8>) {
    out.push(days.is_some().into());
    if let Some((first, last)) = days {
        signed(out, first.into());
        signed(out, last.into());
    }
}

/// Nearly all lines lie in the epoch before everything, which is one byte.
fn since(day: i32, out: &mut Vec<u8>) {
    match day {
        Epochs::ALWAYS => number(out, 0),
        Epochs::UNDATED => number(out, 1),
        day => number(out, 2 + zigzag(day.into())),
    }
}

fn orders(all: &Few<Currency, i64>, out: &mut Vec<u8>) {
    number(out, all.len() as u64);
    for (currency, orders) in all.iter() {
        out.extend_from_slice(&currency.bytes());
        signed(out, (*orders).into());
    }
}

/// Cells of one currency and channel.
type SideCells<'c> = (Currency, bool, Vec<(Cell, &'c Sold)>);

fn sides(lines: &Lines) -> Vec<SideCells<'_>> {
    let mut all: Vec<SideCells<'_>> = Vec::new();
    for (cell, sold) in lines.cells.iter() {
        let of = |s: &&mut SideCells<'_>| (s.0, s.1) == (cell.currency, cell.indirect);
        match all.iter_mut().find(of) {
            Some(side) => side.2.push((cell, sold)),
            None => all.push((cell.currency, cell.indirect, vec![(cell, sold)])),
        }
    }
    all
}

/// What margins act on comes first, and what the cells of a side come to: when margins change, the rest is passed over.
pub(super) fn pack(all: &Summed, out: &mut Vec<u8>) {
    let mut rest = Vec::new();
    out.clear();
    out.push(LAYOUT);
    number(out, all.len() as u64);
    for (to, lines) in all {
        place(*to, out);
        span(lines.days, out);
        orders(&lines.orders, out);
        let sides = sides(lines);
        number(out, sides.len() as u64);
        for (currency, indirect, cells) in sides {
            out.extend_from_slice(&currency.bytes());
            out.push(indirect.into());
            let mut total = Sold::default();
            cells.iter().for_each(|(_, sold)| total.join(sold));
            totals(&total, out);
            number(out, cells.len() as u64);
            rest.clear();
            let mut last = 0;
            for (cell, sold) in cells {
                signed(out, (cell.product - last).into());
                last = cell.product;
                since(cell.since, out);
                signed(out, sold.gmv - sold.refunds);
                for v in [sold.refunds, sold.commission] {
                    signed(&mut rest, v);
                }
                counts(sold, &mut rest);
            }
            number(out, rest.len() as u64);
            out.extend_from_slice(&rest);
        }
    }
}

fn totals(sold: &Sold, out: &mut Vec<u8>) {
    for v in [sold.gmv, sold.refunds, sold.commission] {
        signed(out, v);
    }
    counts(sold, out);
}

fn counts(sold: &Sold, out: &mut Vec<u8>) {
    for v in [sold.items, sold.lines, sold.orders] {
        signed(out, v.into());
    }
    for v in sold.untold {
        signed(out, v.into());
    }
}

struct Reader<'b>(&'b [u8]);

impl Reader<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u64> {
        take_number(&mut self.0)
    }

    fn signed(&mut self) -> Option<i64> {
        self.number().map(unzigzag)
    }

    /// When the epoch of a cell began.
    fn since(&mut self) -> Option<i32> {
        match self.number()? {
            0 => Some(Epochs::ALWAYS),
            1 => Some(Epochs::UNDATED),
            day => i32::try_from(unzigzag(day - 2)).ok(),
        }
    }

    /// A place with the days and orders of its lines.
    fn header(&mut self) -> Option<(To, Lines)> {
        let kind = self.byte()?;
        let id = u32::try_from(self.number()?).ok()?;
        let to = match kind {
            0 => To::Collab(id),
            n => To::None(*WHY.get(usize::from(n) - 1)?),
        };
        let mut lines = Lines::default();
        if self.byte()? == 1 {
            let first = i32::try_from(self.signed()?).ok()?;
            lines.days = Some((first, i32::try_from(self.signed()?).ok()?));
        }
        for _ in 0..self.number()? {
            let currency = self.currency()?;
            lines.orders.insert(currency, self.signed()?);
        }
        Some((to, lines))
    }

    /// How many places follow.
    fn places(&mut self) -> Option<u64> {
        (self.byte()? == LAYOUT).then(|| self.number())?
    }

    fn side(&mut self) -> Option<(Currency, bool)> {
        Some((self.currency()?, self.byte()? == 1))
    }

    fn totals(&mut self) -> Option<Sold> {
        Some(Sold {
            gmv: self.signed()?.into(),
            refunds: self.signed()?.into(),
            commission: self.signed()?.into(),
            ..self.counts()?
        })
    }

    /// Everything that is no money.
    fn counts(&mut self) -> Option<Sold> {
        Some(Sold {
            items: self.signed()?,
            lines: self.signed()?,
            orders: self.signed()?,
            untold: [self.signed()?, self.signed()?, self.signed()?],
            ..Sold::default()
        })
    }

    fn currency(&mut self) -> Option<Currency> {
        let (code, rest) = self.0.split_first_chunk::<3>()?;
        self.0 = rest;
        Currency::from_bytes(*code)
    }
}

pub(super) fn unpack(from: &[u8]) -> Result<Summed, Fault> {
    read_summed(from).ok_or_else(|| Fault::Damaged("reckoned".to_owned()))
}

fn read_summed(from: &[u8]) -> Option<Summed> {
    let mut r = Reader(from);
    let mut all = Summed::new();
    for _ in 0..r.places()? {
        let (to, mut lines) = r.header()?;
        for _ in 0..r.number()? {
            let (currency, indirect) = r.side()?;
            r.totals()?;
            let n = usize::try_from(r.number()?).ok()?;
            let mut cells: Vec<(Cell, i128)> = Vec::with_capacity(n.min(r.0.len()));
            let mut product = 0i64;
            for _ in 0..n {
                product = product.checked_add(r.signed()?)?;
                let cell = Cell {
                    currency,
                    product,
                    indirect,
                    since: r.since()?,
                };
                cells.push((cell, r.signed()?.into()));
            }
            r.number()?;
            for (cell, net) in cells {
                let refunds = i128::from(r.signed()?);
                let sold = Sold {
                    gmv: net + refunds,
                    refunds,
                    commission: r.signed()?.into(),
                    ..r.counts()?
                };
                lines.cells.insert(cell, sold);
            }
        }
        all.insert(to, lines);
    }
    Some(all)
}

/// A packed value with margins: `own` is that of a collaboration, which goes before that of a product in an epoch.
pub(super) fn settle(
    from: &[u8],
    own: impl Fn(To) -> Option<Margin>,
    margin: impl Fn(i64, i32) -> Option<Margin>,
) -> Result<SettledBy, Fault> {
    settled(from, own, margin).ok_or_else(|| Fault::Damaged("reckoned".to_owned()))
}

fn settled(
    from: &[u8],
    own: impl Fn(To) -> Option<Margin>,
    margin: impl Fn(i64, i32) -> Option<Margin>,
) -> Option<SettledBy> {
    let mut r = Reader(from);
    let mut all = SettledBy::new();
    for _ in 0..r.places()? {
        let (to, lines) = r.header()?;
        let own = own(to);
        let mut of = Settled {
            orders: lines.orders,
            days: lines.days,
            ..Settled::default()
        };
        for _ in 0..r.number()? {
            let key = r.side()?;
            let side = of.sides.of(key);
            side.sold = r.totals()?;
            let mut product = 0i64;
            for _ in 0..r.number()? {
                product = product.checked_add(r.signed()?)?;
                let since = r.since()?;
                let found = own.or_else(|| margin(product, since));
                side.margin(r.signed()?.into(), found);
            }
            let rest = usize::try_from(r.number()?).ok()?;
            r.0 = r.0.get(rest..)?;
        }
        all.insert(to, of);
    }
    Some(all)
}

/// Whether any cell is one of those asked for: by the last day of its place, its product and when its epoch began.
pub(super) fn any_cell(
    from: &[u8],
    is: impl Fn(Option<i32>, i64, i32) -> bool,
) -> Result<bool, Fault> {
    found_cell(from, is).ok_or_else(|| Fault::Damaged("reckoned".to_owned()))
}

fn found_cell(from: &[u8], is: impl Fn(Option<i32>, i64, i32) -> bool) -> Option<bool> {
    let mut r = Reader(from);
    for _ in 0..r.places()? {
        let last = r.header()?.1.days.map(|d| d.1);
        for _ in 0..r.number()? {
            r.side()?;
            r.totals()?;
            let mut product = 0i64;
            for _ in 0..r.number()? {
                product = product.checked_add(r.signed()?)?;
                if is(last, product, r.since()?) {
                    return Some(true);
                }
                r.signed()?;
            }
            let rest = usize::try_from(r.number()?).ok()?;
            r.0 = r.0.get(rest..)?;
        }
    }
    Some(false)
}

pub(super) fn pack_settled(all: &SettledBy, out: &mut Vec<u8>) {
    out.clear();
    out.push(LAYOUT);
    number(out, all.len() as u64);
    for (to, settled) in all {
        place(*to, out);
        span(settled.days, out);
        orders(&settled.orders, out);
        number(out, settled.sides.len() as u64);
        for ((currency, indirect), s) in settled.sides.iter() {
            out.extend_from_slice(&currency.bytes());
            let flags = u8::from(indirect) | u8::from(s.covered) << 1 | u8::from(s.general) << 2;
            out.push(flags);
            totals(&s.sold, out);
            signed(out, s.bare);
            signed(out, s.uncovered);
            out.extend_from_slice(&s.profit.to_le_bytes());
        }
    }
}

pub(super) fn unpack_settled(from: &[u8]) -> Result<SettledBy, Fault> {
    read_settled(from).ok_or_else(|| Fault::Damaged("settled".to_owned()))
}

fn read_settled(from: &[u8]) -> Option<SettledBy> {
    let mut r = Reader(from);
    let mut all = SettledBy::new();
    for _ in 0..r.places()? {
        let (to, lines) = r.header()?;
        let mut settled = Settled {
            orders: lines.orders,
            days: lines.days,
            ..Settled::default()
        };
        for _ in 0..r.number()? {
            let currency = r.currency()?;
            let flags = r.byte()?;
            let mut s = SideSum {
                sold: r.totals()?,
                bare: r.signed()?.into(),
                uncovered: r.signed()?.into(),
                covered: flags & 2 != 0,
                general: flags & 4 != 0,
                ..SideSum::default()
            };
            let (profit, rest) = r.0.split_first_chunk::<16>()?;
            r.0 = rest;
            s.profit = i128::from_le_bytes(*profit);
            settled.sides.insert((currency, flags & 1 != 0), s);
        }
        all.insert(to, settled);
    }
    Some(all)
}

/// By their numbers in a packed value.
const WHY: [Why; 5] = [
    Why::NoCollab,
    Why::OtherProduct,
    Why::OtherTime,
    Why::NoTime,
    Why::Again,
];
