//! Order lines as a native file has them.

use rusqlite::Connection;

use super::super::Store;
use super::super::error::{Fault, StoreError};
use super::super::native::{EachRow, handle_sql};
use super::super::returns::Summing;
use super::{Words, all_lines};
use crate::domain::collab::native::{ORDERS, Value};
use crate::domain::number::{Decimal, Unit};
use crate::domain::order::{Line, Part, Untold, flag, later_text};
use crate::domain::returns::attach::By;

/// The words behind a line's numbers.
struct Naming<'c> {
    words: Words<'c>,
    products: Words<'c>,
    skus: Words<'c>,
    names: Words<'c>,
    refs: Words<'c>,
    handles: Words<'c>,
}

impl<'c> Naming<'c> {
    fn new(conn: &'c Connection) -> Self {
        let by = |sql: &str| Words::new(conn, sql);
        Naming {
            words: Words::orders(conn),
            products: by("SELECT product FROM order_item WHERE id = ?1"),
            skus: by("SELECT sku FROM order_item WHERE id = ?1"),
            names: by(
                "SELECT p.name FROM order_item i JOIN product p ON p.product_id = i.product WHERE i.id = ?1",
            ),
            refs: by("SELECT ref FROM collab WHERE id = ?1"),
            handles: by(&format!("SELECT {}", handle_sql("?1"))),
        }
    }

    fn word(&mut self, number: u32) -> Result<Option<Value>, Fault> {
        Ok(match number {
            0 => None,
            n => text(&self.words.get(n.into())?),
        })
    }

    /// The values of a line by column of [`ORDERS`]. `hand` is the collaboration that a person gave it to.
    fn values(
        &mut self,
        line: &Line,
        hand: Option<u32>,
        into: &mut [Option<Value>],
    ) -> Result<(), Fault> {
        let told = |what| line.tells(what);
        for (field, slot) in ORDERS.fields.iter().zip(into) {
            let item = i64::from(line.item);
            *slot = match field.key {
                "order_id" => match line.order {
                    // seen once, so it is not kept in mind
                    n if n < 0 => text(&self.words.once(n.saturating_neg())?),
                    n => text(&n.to_string()),
                },
                "product_id" => text(&self.products.get(item)?),
                "sku_id" => text(&self.skus.get(item)?),
                "handle" => text(&self.handles.get(line.creator.into())?),
                "ref" => match hand.unwrap_or(line.collab) {
                    0 => None,
                    id => text(&self.refs.get(id.into())?),
                },
                "link_id" => self.word(line.link)?,
                "content_id" => self.word(line.content)?,
                "discount_code" => self.word(line.code)?,
                "status" => self.word(line.status)?,
                "product_name" => text(&self.names.get(item)?),
                "ordered_at" => line.clock().and_then(|t| text(&t.to_string())),
                "paid" => told(Untold::Paid).then_some(Value::Number(line.paid)),
                "currency" => text(line.currency.code()),
                "quantity" => Some(Value::Number(line.quantity)),
                "refunded" if !told(Untold::Refunded) => None,
                "refunded" => text(&Decimal::from_raw(line.refunded, Unit::Money).to_string()),
                "refunded_later" => text(&later_text(&line.late)),
                "channel" => text(if line.indirect { "indirect" } else { "direct" }),
                "eligible" => text(if line.counts() { "yes" } else { "no" }),
                "commission" => commission(line, Part::Standard, false),
                "est_commission" => commission(line, Part::Standard, true),
                "ads_commission" => commission(line, Part::Ads, false),
                "est_ads_commission" => commission(line, Part::Ads, true),
                "bonus_commission" => commission(line, Part::Bonus, false),
                "est_bonus_commission" => commission(line, Part::Bonus, true),
                _ => None,
            };
        }
        Ok(())
    }
}

/// A cell of text; none where there is nothing to say.
fn text(said: &str) -> Option<Value> {
    (!said.is_empty()).then(|| Value::Text(said.into()))
}

/// A part of the commission in the column of what was paid, or of what is estimated.
fn commission(line: &Line, part: Part, estimate: bool) -> Option<Value> {
    let at = part as usize;
    let raw = *line.commission.get(at)?;
    let estimated = flag::ESTIMATED
        .get(at)
        .is_some_and(|bit| line.flags & bit != 0);
    // that there is none is said as well, once
    let nothing = part == Part::Standard && !estimate && line.tells(Untold::Commission);
    ((raw != 0 || nothing) && estimated == estimate).then_some(Value::Number(raw))
}

impl Store {
    /// Hands over every order line that the pool has, a creator at a time, with its values by column of the native file.
    /// A line that somebody has given to a collaboration names it, so that it does in another pool as well.
    pub(in crate::store) fn order_rows<E: From<StoreError>>(
        &self,
        each: &mut EachRow<'_, E>,
    ) -> Result<(), E> {
        let mut stopped = None;
        let done = self.view(|_| {
            self.read(|c| {
                let mut naming = Naming::new(c);
                let summing = Summing::load(c, None)?;
                let mut values = vec![None; ORDERS.fields.len()];
                all_lines(c, &mut |creator, lines| {
                    for line in lines {
                        let hand = match summing.attach(creator, line) {
                            Ok((collab, By::Hand)) => Some(collab),
                            _ => None,
                        };
                        naming.values(line, hand, &mut values)?;
                        if let Err(e) = each(&values) {
                            stopped = Some(e);
                            return Err(Fault::Damaged("order_block".to_owned()));
                        }
                    }
                    Ok(())
                })
            })
        });
        match stopped {
            Some(e) => Err(e),
            None => done.map_err(E::from),
        }
    }
}
