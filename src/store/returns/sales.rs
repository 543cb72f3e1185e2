//! Order lines and contents of one creator, with the words behind their numbers.

use super::super::error::Result;
use super::super::orders::{Words, lines_of};
use super::super::same::Same;
use super::super::stream::View;
use super::super::work::day;
use super::context::{days, whose};
use super::summing::Summing;
use crate::domain::money::Currency;
use crate::domain::order::Line;
use crate::domain::returns::account::{Content, Only, Sale, Sales, month};
use crate::domain::returns::funnel::Funnel;

/// Whether a line counts on such a day: it was sold on one, or something of it came back.
fn on(line: &Line, is: &dyn Fn(i32) -> bool) -> bool {
    let later = line.late.iter().filter(|l| l.raw != 0);
    line.day().into_iter().chain(later.map(|l| l.day)).any(is)
}

impl View<'_> {
    /// The first and the last day on which anything that counts was sold through a creator, or came back; in whatever
    /// currency. Counted from 1970-01-01.
    pub fn sold_days(&self, creator: u32) -> Result<Option<(i32, i32)>> {
        self.store.read(|c| {
            let same = Same::load(c)?;
            let ids: Vec<u32> = same.family(creator).collect();
            let lines = lines_of(c, &ids)?;
            let counted = lines.iter().filter(|l| l.counts());
            let days = counted.flat_map(|l| {
                let later = l.late.iter().filter(|l| l.raw != 0).map(|l| l.day);
                l.day().into_iter().chain(later)
            });
            let days: Vec<i32> = days.collect();
            Ok(days.iter().min().copied().zip(days.iter().max().copied()))
        })
    }

    /// All order lines of a creator, newest first, and of those that are asked for, from the one at a place on, the words
    /// behind their numbers.
    pub fn sales(
        &self,
        creator: u32,
        only: Option<&Only>,
        from: usize,
    ) -> Result<(Vec<Line>, Sales)> {
        self.store.read(|c| {
            let same = Same::load(c)?;
            let (asked, creator) = (creator, same.stays(creator));
            let ids: Vec<u32> = same.family(creator).collect();
            let mut lines = lines_of(c, &ids)?;
            lines.reverse();
            let summing = Summing::load(c, Some(&ids))?;
            let mut items = Words::new(
                c,
                "SELECT ifnull(p.name, ifnull(q.name, i.product)) FROM order_item i \
                 LEFT JOIN product p ON p.product_id = i.product \
                 LEFT JOIN product_link l ON l.link_id = i.product LEFT JOIN product q ON q.id = l.product_id \
                 WHERE i.id = ?1",
            );
            let mut skus = Words::new(c, "SELECT sku FROM order_item WHERE id = ?1");
            let mut words = Words::orders(c);
            let mut refs = Words::new(c, "SELECT ref FROM collab WHERE id = ?1");
            let mut sales = Sales {
                creator: asked,
                only: only.cloned(),
                from,
                ..Sales::default()
            };
            for line in &lines {
                let to = summing.attach(creator, line);
                let on = |is: &dyn Fn(i32) -> bool| on(line, is);
                let wanted = match only {
                    None => true,
                    Some(Only::Deal(name)) => match to {
                        Ok((collab, _)) => *refs.get(collab.into())? == **name,
                        Err(_) => false,
                    },
                    Some(Only::DealOn(name, from, to_day)) => match to {
                        Ok((collab, _)) => {
                            on(&|d| (*from..=*to_day).contains(&d))
                                && *refs.get(collab.into())? == **name
                        }
                        Err(_) => false,
                    },
                    Some(Only::Loose) => line.counts() && to.is_err(),
                    Some(Only::Product(name)) => items.get(line.item.into())? == *name,
                    Some(Only::Content(id)) => {
                        line.content != 0 && *words.get(line.content.into())? == **id
                    }
                    Some(Only::Month(at)) => on(&|d| month(d) == Some(*at)),
                    Some(Only::Before(at)) => on(&|d| month(d).is_some_and(|m| m < *at)),
                    Some(Only::Undated) => line.day().is_none(),
                    Some(Only::Days(from, to)) => on(&|d| (*from..=*to).contains(&d)),
                };
                if !wanted {
                    continue;
                }
                let at = sales.total;
                sales.total += 1;
                if line.counts() && to.is_err() {
                    sales.loose.push(line.order);
                }
                if at < from || sales.all.len() == Sales::MOST {
                    continue;
                }
                let mut word = |n: u32| match n {
                    0 => Ok(None),
                    n => words.get(n.into()).map(Some),
                };
                sales.all.push(Sale {
                    margin: summing.margin(to.as_ref().ok().map(|(id, _)| *id), line),
                    status: word(line.status)?,
                    content: word(line.content)?,
                    code: word(line.code)?,
                    order: match line.order {
                        n if n < 0 => words.get(n.saturating_neg())?,
                        n => n.to_string().into(),
                    },
                    product: items.get(line.item.into())?,
                    sku: skus.get(line.item.into())?,
                    to: match to {
                        Ok((collab, by)) => Ok((refs.get(collab.into())?, by)),
                        Err(why) => Err(why),
                    },
                    line: *line,
                });
            }
            sales.loose.sort_unstable();
            sales.loose.dedup();
            Ok((lines, sales))
        })
    }

    /// Videos and lives of a creator, newest first.
    pub fn contents(&self, creator: u32) -> Result<Vec<Content>> {
        self.store.read(|c| {
            let same = Same::load(c)?;
            let ids: Vec<u32> = same.family(creator).collect();
            let mut refs = Words::new(c, "SELECT ref FROM collab WHERE id = ?1");
            let mut s = c.prepare(&format!(
                "SELECT content_id, kind, title, style, posted_at, collab_id, plays, product_impressions, clicks, \
                 add_to_carts, likes, comments, shares, orders, gmv, currency, completion_rate FROM content WHERE {} \
                 ORDER BY posted_at DESC, id DESC",
                whose(Some(&ids))
            ))?;
            let mut rows = s.query([])?;
            let mut all = Vec::new();
            while let Some(r) = rows.next()? {
                let text = |column: usize| -> rusqlite::Result<Option<Box<str>>> {
                    Ok(r.get::<_, Option<String>>(column)?.map(Into::into))
                };
                let collab: Option<i64> = r.get(5)?;
                let code: Option<String> = r.get(15)?;
                all.push(Content {
                    id: text(0)?.unwrap_or_default(),
                    kind: text(1)?,
                    title: text(2)?,
                    style: text(3)?,
                    day: day(r, 4)?.map(days),
                    reference: collab.map(|id| refs.get(id)).transpose()?,
                    funnel: Funnel {
                        plays: r.get(6)?,
                        impressions: r.get(7)?,
                        clicks: r.get(8)?,
                        carts: r.get(9)?,
                        likes: r.get(10)?,
                        comments: r.get(11)?,
                        shares: r.get(12)?,
                        pairs: None,
                    },
                    completion: r.get(16)?,
                    orders: r.get(13)?,
                    gmv: r.get(14)?,
                    currency: code.and_then(|c| Currency::parse(&c)).unwrap_or_default(),
                });
            }
            Ok(all)
        })
    }
}
