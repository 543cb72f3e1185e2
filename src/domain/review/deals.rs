//! What figures of boards lead to: collaborations one a row, and who sold on which day.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::creators::gain;
use super::figure::{Behind, Cell, Column, Mark, Section, Value};
use super::matter::{DaySale, Person};
use super::side::{Done, Side};
use crate::domain::collab::stage::Stage;
use crate::domain::field::Metric;
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::number::Unit;
use crate::domain::returns::{Ratio, Sums};

/// One row for each currency that a collaboration has money in; one without where it has none.
pub fn section(now: &Side<'_>) -> Section {
    let columns = vec![
        Column::name("ref"),
        Column::name("creator"),
        Column::name("product"),
        Column::number("gmv"),
        Column::number("cost"),
        Column::number("profit"),
        Column::number("return"),
        Column::number("orders"),
        Column::name("stage"),
        Column::name("stage_now"),
        Column::name("verdict"),
        Column::name("mode"),
        Column::name("owner"),
        Column::name("due"),
        Column::number("refund_rate"),
        Column::name("longest_stay"),
        Column::number("waiting_days"),
        Column::number("plays"),
        Column::number("cpm"),
        Column::number("female_fans"),
        Column::name("fans_age"),
        Column::name("fits"),
        Column::name("currency"),
    ];
    let mut section = Section::new("deals", Message::new("review-about-deals"), columns);
    let rules = now.by.rules;
    for done in &now.deals {
        let deal = done.deal;
        let told = done.purse.each().filter(|(_, s)| s.has_money());
        let mut told: Vec<(Currency, Sums)> = told.map(|(c, s)| (c, *s)).collect();
        if told.is_empty() {
            told.push((Currency::NONE, Sums::default()));
        }
        for (currency, s) in told {
            let word = |id: String| Value::Word(id.replace('_', "-"));
            let stage = |of: Option<Stage>| {
                of.map_or(Value::Missing, |s| Value::Word(s.word_id().to_owned()))
            };
            let verdict = now.judge(&s, done.general);
            let person = now.person(deal.creator);
            let cpm = s.costs.total().zip(s.funnel.plays);
            let cpm = cpm.and_then(|(cost, plays)| Ratio::of(cost * 1_000, plays.into()));
            section.row(
                vec![
                    Value::Text((*deal.reference).into()).marked(Mark::Strong),
                    Value::Text(format!("@{}", deal.handle).into()).into(),
                    Value::name(deal.product.as_ref()).into(),
                    Value::money(s.sales(rules).gmv, currency).into(),
                    Value::money(s.cost(rules), currency).into(),
                    Value::money(gain(&s, rules), currency).into(),
                    Value::percent(s.numbers(rules).returned)
                        .marked(super::creators::advised(now, &s, &verdict)),
                    Value::count(s.orders).into(),
                    stage(done.stage).into(),
                    // a decision moves it from where it is
                    match deal.stage == done.stage {
                        true => Value::Blank.into(),
                        false => stage(deal.stage).marked(Mark::Dim),
                    },
                    super::creators::verdict(now, &s, &verdict),
                    deal.mode
                        .map_or(Value::Missing, |m| word(format!("mode-{}", m.key())))
                        .into(),
                    Value::name(deal.owner.as_ref()).into(),
                    deal.due.map_or(Value::Missing, Value::Day).into(),
                    Value::percent(s.refund_rate()).into(),
                    longest(done).into(),
                    done.waits(now.until_day())
                        .map_or(Value::Missing, |d| Value::Days(d.into()))
                        .into(),
                    Value::count(s.funnel.plays).into(),
                    Value::price(cpm, currency).into(),
                    Value::percent(person.and_then(|p| p.female).map(share)).into(),
                    person.and_then(main_age).unwrap_or(Value::Missing).into(),
                    fits(person.and_then(|p| p.fits)),
                    Value::code(currency).marked(Mark::Dim),
                ],
                Behind::Deal(deal.id, deal.creator),
            );
        }
    }
    section
}

fn share(raw: i64) -> Ratio {
    Ratio::from_raw(raw, Unit::Ratio)
}

/// The age band that most fans are in, and their share.
fn main_age(person: &Person) -> Option<Value> {
    let known = person.bands.iter().zip(Metric::AGE_BAND_NAMES);
    let known = known.filter_map(|(raw, name)| Some(((*raw)?, name)));
    let (raw, name) = known.max_by_key(|(raw, _)| *raw)?;
    let text = format!("{name} {} %", share(raw).percent());
    Some(Value::Text(text.into()))
}

/// Whether the fans are those that are meant.
fn fits(known: Option<bool>) -> Cell {
    match known {
        Some(true) => Value::Word("review-fits".into()).marked(Mark::Good),
        Some(false) => Value::Word("review-fits-not".into()).marked(Mark::Bad),
        None => Value::Missing.into(),
    }
}

/// The stage in which it stayed longest before it left that, and how many days.
fn longest(done: &Done<'_>) -> Value {
    let stays = done.way.windows(2).filter_map(|pair| match pair {
        [from, to] => Some((to.day - from.day, from.stage)),
        _ => None,
    });
    let longest = stays.max_by_key(|(days, stage)| (*days, std::cmp::Reverse(*stage)));
    longest.map_or(Value::Missing, |(days, stage)| {
        let said = Message::new("review-stay").with("n", days.max(0));
        Value::Said(said.word("stage", stage.word_id()))
    })
}

/// Who sold what on which day, to be asked of later.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sold {
    /// By product and day; sums as they count.
    sales: Vec<DaySale>,
    /// Names, by the books' number.
    products: BTreeMap<i64, Arc<str>>,
}

impl Sold {
    /// Names of everything that was sold.
    pub fn products(&self) -> Vec<Arc<str>> {
        self.products.values().cloned().collect()
    }

    /// Who sold a product, on all days: by its name.
    pub fn of_name(&self, name: &str, handles: &BTreeMap<u32, Arc<str>>) -> Section {
        let found = self.products.iter().find(|(_, n)| ***n == *name);
        let id = found.map_or(0, |(id, _)| *id);
        let of = |s: &DaySale| s.product == id;
        self.section(id, &of, (i32::MIN, i32::MAX), handles)
    }

    /// Everything that was sold.
    pub fn of(now: &Side<'_>) -> Sold {
        let mut sold = Sold::default();
        for sale in &now.matter.sales {
            let (currency, gmv) = now.worth(sale.currency, sale.gmv);
            if let Some(name) = now.matter.product(sale.product) {
                sold.products.insert(sale.product, name);
            }
            sold.sales.push(DaySale {
                currency,
                gmv,
                ..*sale
            });
        }
        sold
    }

    /// Who sold a product, most first: of those sales. Order lines of these days stand behind.
    ///
    /// `handles` are those of [`super::Review`].
    pub fn section(
        &self,
        product: i64,
        of: &dyn Fn(&DaySale) -> bool,
        days: (i32, i32),
        handles: &BTreeMap<u32, Arc<str>>,
    ) -> Section {
        let columns = vec![
            Column::name("creator"),
            Column::name("product"),
            Column::number("orders"),
            Column::number("order_lines"),
            Column::number("gmv"),
            Column::name("currency"),
        ];
        let about = Message::new("review-about-sellers");
        let mut section = Section::new("sellers", about, columns);
        let mut all: BTreeMap<(u32, Currency), (i64, i64, i128)> = BTreeMap::new();
        for sale in self.sales.iter().filter(|s| of(s)) {
            let slot = all.entry((sale.creator, sale.currency)).or_default();
            slot.0 += sale.orders;
            slot.1 += sale.lines;
            slot.2 += sale.gmv;
        }
        let mut all: Vec<_> = all.into_iter().collect();
        all.sort_by_key(|(key, (_, _, gmv))| (std::cmp::Reverse(*gmv), *key));
        for ((creator, currency), (orders, lines, gmv)) in all {
            let handle: Option<Arc<str>> = handles.get(&creator).map(|h| format!("@{h}").into());
            section.row(
                vec![
                    Value::name(handle.as_ref()).marked(Mark::Strong),
                    Value::name(self.products.get(&product)).into(),
                    Value::Count(orders).into(),
                    Value::Count(lines).into(),
                    Value::Money(gmv, currency).into(),
                    Value::code(currency).marked(Mark::Dim),
                ],
                Behind::Lines(creator, days),
            );
        }
        section
    }
}
