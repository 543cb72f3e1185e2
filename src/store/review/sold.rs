//! Order lines by day, link and variant.

use std::sync::Arc;

use hashbrown::HashMap;
use rusqlite::{Connection, OptionalExtension};

use super::super::error::Fault;
use super::super::orders::Words;
use super::super::returns::{Placed, To};
use crate::domain::money::Currency;
use crate::domain::returns::Rules;
use crate::domain::review::Days;
use crate::domain::review::matter::{DaySale, Matter, Variant};

/// What is gathered of order lines.
#[derive(Default)]
pub(super) struct Gathered {
    /// Of these days; none is all.
    period: Option<(i32, i32)>,
    days: Vec<DaySale>,
    /// By item, link and currency.
    variants: HashMap<(u32, u32, Currency), Variant>,
    /// Of one creator, by item, link, day and currency: where its sale stands among `days`.
    mine: HashMap<(u32, u32, i32, Currency), usize>,
    /// Whether sales in other shops by tracked links count as well.
    indirect: bool,
}

impl Gathered {
    /// Of some days, or of all.
    pub(super) fn new(days: Option<Days>, rules: &Rules) -> Self {
        Gathered {
            period: days.map(Days::pair),
            indirect: rules.indirect,
            ..Gathered::default()
        }
    }

    /// The lines of a creator that count, by order and item: those that are wanted, by where they belong.
    pub(super) fn take(&mut self, creator: u32, lines: &[Placed<'_>], wanted: &dyn Fn(To) -> bool) {
        let begin = self.days.len();
        self.mine.clear();
        // products, days and currencies of one order: its lines stand together
        let mut order = i64::MIN;
        let mut counted: Vec<(i64, i32, Currency)> = Vec::new();
        for &Placed { line, product, to } in lines {
            let (sold, refunds) = line.on(self.period);
            let other_shop = line.indirect && !self.indirect;
            if !sold && refunds == 0 || other_shop || !wanted(to) {
                continue;
            }
            let variant = self
                .variants
                .entry((line.item, line.link, line.currency))
                .or_insert_with(|| {
                    let none: Arc<str> = "".into();
                    Variant {
                        product,
                        numbers: (line.item, line.link),
                        link: Arc::clone(&none),
                        link_name: None,
                        name: None,
                        sku: none,
                        currency: line.currency,
                        gmv: 0,
                        refunds: 0,
                        orders: 0,
                        items: 0,
                    }
                });
            variant.refunds += i128::from(refunds);
            if !sold {
                continue;
            }
            variant.gmv += i128::from(line.paid);
            variant.orders += 1;
            variant.items += line.quantity;
            let Some(day) = line.day() else { continue };
            let numbers = (line.item, line.link);
            let next = self.days.len();
            let key = (line.item, line.link, day, line.currency);
            let at = *self.mine.entry(key).or_insert(next);
            if at == next {
                self.days.push(DaySale {
                    product,
                    numbers,
                    day,
                    creator,
                    currency: line.currency,
                    gmv: 0,
                    orders: 0,
                    lines: 0,
                });
            }
            if order != line.order {
                order = line.order;
                counted.clear();
            }
            let of = (product, day, line.currency);
            // as in sales: orders of other shops stand beside
            let first = !line.indirect && !counted.contains(&of);
            if first {
                counted.push(of);
            }
            if let Some(sale) = self.days.get_mut(at) {
                sale.gmv += i128::from(line.paid);
                sale.lines += 1;
                sale.orders += i64::from(first);
            }
        }
        if let Some(mine) = self.days.get_mut(begin..) {
            mine.sort_unstable_by_key(|s| (s.product, s.day, s.currency, s.numbers));
        }
    }

    /// With the words behind the numbers.
    pub(super) fn put(self, conn: &Connection, matter: &mut Matter) -> Result<(), Fault> {
        matter.sales = self.days;
        let mut products = Words::new(conn, "SELECT product FROM order_item WHERE id = ?1");
        let mut skus = Words::new(conn, "SELECT sku FROM order_item WHERE id = ?1");
        let mut links = Words::orders(conn);
        let mut names =
            conn.prepare_cached("SELECT variant FROM product_link WHERE link_id = ?1")?;
        for ((item, link, _), mut variant) in self.variants {
            let id = products.get(item.into())?;
            if variant.product < 0 {
                matter.items.insert(variant.product, Arc::clone(&id));
            }
            variant.link = match link {
                0 => id,
                link => links.get(link.into())?,
            };
            variant.sku = skus.get(item.into())?;
            // a team's list of links may name what is sold under one, and its variants
            let mut named = |number: &str| -> Result<Option<Arc<str>>, Fault> {
                let name: Option<Option<String>> =
                    names.query_row([number], |r| r.get(0)).optional()?;
                Ok(name.flatten().map(Into::into))
            };
            variant.link_name = named(&variant.link)?;
            variant.name = named(&variant.sku)?;
            matter.variants.push(variant);
        }
        matter.variants.sort_by(|a, b| {
            (a.product, &a.link, &a.sku, a.currency).cmp(&(b.product, &b.link, &b.sku, b.currency))
        });
        Ok(())
    }
}
