//! The books, read from the pool file.

use std::collections::BTreeMap;
use std::sync::Arc;

use hashbrown::HashMap;

use rusqlite::Connection;

use super::super::error::{Fault, Result};
use super::super::same::Same;
use super::super::stream::View;
use super::super::work::day;
use super::contents::{MORE, each_content};
use super::context::{self, days, whose, whose_deals};
use super::deals::{COLLABS, HANDLE, Shared, currency, deal};
use super::ledger;
use super::lines::{Seeing, Told, Wanted, lines, lines_seen, within_part};
use super::summing::{Placed, SettledBy, Summed, To};
use crate::domain::collab::stage::Stage;
use crate::domain::money::{Currency, Rates};
use crate::domain::order::Untold;
use crate::domain::returns::attach::Why;
use crate::domain::returns::audience::Buyers;
use crate::domain::returns::books::{Books, Deal, Loose};
use crate::domain::returns::cost::{CostKind, Costs};
use crate::domain::returns::few::Few;
use crate::domain::returns::funnel::Funnel;
use crate::domain::returns::numbers::Rules;
use crate::domain::returns::reckon::{Elsewhen, Lines, Shown};
use crate::domain::returns::settled::Settled;

pub(super) fn sold(lines: &Lines) -> Few<Currency, i128> {
    let mut all = Few::default();
    for (cell, s) in lines.cells.iter().filter(|(_, s)| s.tells(Untold::Paid)) {
        *all.of(cell.currency) += s.gmv;
    }
    all
}

impl View<'_> {
    /// The books. Order lines come from the sums that are kept, where these are fresh, else they are summed now.
    pub fn books(&self, asked: Asked<'_>) -> Result<Books> {
        self.books_seen(asked, &mut |_, _| {})
    }

    /// The same, of single creators or of everybody on some days; `seeing` sees the lines that were read for it.
    pub(in crate::store) fn books_seen(
        &self,
        asked: Asked<'_>,
        seeing: &mut Seeing<'_>,
    ) -> Result<Books> {
        let mut deals = Vec::new();
        let mut each = |_: &Books, deal: Deal| deals.push(deal);
        let mut books = self
            .store
            .read(|c| read_books(c, asked, None, seeing, &mut each))?;
        books.deals = deals;
        Ok(books)
    }

    /// The same, a collaboration at a time: nobody has to hold a hundred thousand of them. The books that come back have
    /// none.
    /// `rules` are those that the books follow, where there are any yet.
    pub fn each_deal(
        &self,
        asked: Asked<'_>,
        rules: Option<&Rules>,
        each: &mut EachDeal<'_>,
    ) -> Result<Books> {
        self.store
            .read(|c| read_books(c, asked, rules, &mut |_, _| {}, each))
    }

    /// Order lines of everybody with their products, summed by collaboration; those that belong to none without one.
    /// With the margin of the collaboration, a raw share, where it has its own.
    pub fn each_lines(&self, period: Option<(i32, i32)>, each: &mut EachLines<'_>) -> Result<()> {
        let wanted = Wanted {
            ids: None,
            part: None,
            period,
            products: true,
        };
        self.store.read(|c| {
            let own = context::own_margins(c, None)?;
            lines(c, &wanted, &Same::load(c)?, &mut |creator, told| {
                if let Told::Summed(all) = told {
                    for (to, lines) in &all {
                        match to {
                            To::Collab(id) => each(creator, own.get(id).copied(), lines),
                            To::None(_) => each(creator, None, lines),
                        }
                    }
                }
                Ok(())
            })
        })
    }

    /// All tags of creators.
    pub fn tags(&self) -> Result<Vec<(u32, String)>> {
        self.pairs(
            "SELECT c.creator_id, t.name FROM creator_tag c JOIN tag t ON t.id = c.tag_id ORDER BY 1, 2",
        )
    }

    /// The handles of creators of whom there are order lines.
    pub fn handles_with_lines(&self) -> Result<Vec<(u32, String)>> {
        self.pairs(
            "SELECT r.creator_id, k.handle FROM reckoned r JOIN creator k ON k.id = r.creator_id",
        )
    }

    fn pairs(&self, sql: &str) -> Result<Vec<(u32, String)>> {
        self.store.read(|c| {
            let mut s = c.prepare_cached(sql)?;
            let all = s.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
            Ok(all.collect::<rusqlite::Result<_>>()?)
        })
    }
}

/// What belongs to a collaboration beside what was typed on it.
#[derive(Default)]
struct Extra {
    lines: Lines,
    funnel: Funnel,
    contents: i64,
    shown: Few<Currency, Shown>,
    styles: Vec<Arc<str>>,
    ledger: Few<Currency, Costs>,
    due: Few<Currency, Costs>,
    buyers: Option<Buyers>,
    elsewhen: Elsewhen,
    /// All its order lines are of later days.
    ahead: bool,
}

/// What is known of one that is asked for. Of most, that are only settled lines: the rest is boxed, because it is large,
/// and a hundred thousand of them are filled anew with every margin that changes.
struct Slot {
    collab: u32,
    settled: Option<Settled>,
    extra: Option<Box<Extra>>,
}

/// Of all that are asked for, rising by number.
struct Extras(Vec<Slot>);

impl Extras {
    /// For these collaborations.
    fn new(mut known: Vec<u32>) -> Self {
        known.sort_unstable();
        let empty = |collab| Slot {
            collab,
            settled: None,
            extra: None,
        };
        Extras(known.into_iter().map(empty).collect())
    }

    fn slot(&mut self, collab: u32) -> Option<&mut Slot> {
        let at = self.0.binary_search_by_key(&collab, |s| s.collab).ok()?;
        self.0.get_mut(at)
    }

    fn knows(&self, collab: u32) -> bool {
        self.0.binary_search_by_key(&collab, |s| s.collab).is_ok()
    }

    fn of(&mut self, collab: u32) -> Option<&mut Extra> {
        Some(self.slot(collab)?.extra.get_or_insert_default())
    }

    /// GMV from order lines by collaboration, raw money.
    fn gmv(&self) -> HashMap<u32, Few<Currency, i128>> {
        let told = self.0.iter().filter_map(|s| {
            let lines = s.extra.as_ref().map(|e| &e.lines);
            let lines = lines.filter(|l| !l.cells.is_empty()).map(sold);
            Some((s.collab, s.settled.as_ref().map(Settled::gmv).or(lines)?))
        });
        told.collect()
    }
}

/// Whose books, of which days, and what has to be told apart and looked up.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// Of these creators; none is everybody.
    pub of: Option<&'a [u32]>,
    /// Of some days alone, counted from 1970-01-01, both ends included: order lines by the day they were sold, lines of
    /// the ledger by theirs, what was typed on a collaboration by its last day.
    pub period: Option<(i32, i32)>,
    /// Today, counted from 1970-01-01: lines of the ledger of later days are planned, not spent. None counts all as spent.
    pub today: Option<i32>,
    /// Of these creators alone, both ends included, where not single ones are asked for: several readers share everybody.
    pub part: Option<(u32, u32)>,
    /// Products are told apart; of single creators they always are.
    pub products: bool,
    /// Handles are looked up; of single creators they always are.
    pub handles: bool,
    /// A person's rates: costs that several share by GMV are divided by what that is at these, where there are several
    /// currencies.
    pub rates: Option<&'a Rates>,
}

/// What is done with each collaboration, rising by number; the books have everything but those.
pub type EachDeal<'e> = dyn FnMut(&Books, Deal) + 'e;

/// What is done with summed lines: whose they are, the margin of their collaboration.
pub type EachLines<'e> = dyn FnMut(u32, Option<i64>, &Lines) + 'e;

fn read_books(
    conn: &Connection,
    asked: Asked<'_>,
    rules: Option<&Rules>,
    seeing: &mut Seeing<'_>,
    each: &mut EachDeal<'_>,
) -> Result<Books, Fault> {
    let period = asked.period;
    let within = |day: Option<i32>| {
        period.is_none_or(|(from, to)| day.is_some_and(|d| (from..=to).contains(&d)))
    };
    let same = Same::load(conn)?;
    let ids: Option<Vec<u32>> = asked.of.map(|ids| {
        let mut all: Vec<u32> = ids.iter().flat_map(|id| same.family(*id)).collect();
        all.sort_unstable();
        all.dedup();
        all
    });
    let which = match asked.part {
        // those who have gone into somebody else are told apart below; without an index, since nearly all are looked at
        Some((from, to)) => format!(
            "(+creator_id BETWEEN {from} AND {to} OR creator_id IN (SELECT creator_id FROM merged))"
        ),
        None => whose(ids.as_deref()),
    };
    let mine = |creator: u32| within_part(asked.part, creator);
    let margins = context::margins(conn)?;
    let shared = Shared::load(conn)?;
    let mut books = Books {
        margins,
        ..Books::default()
    };
    if let Some(rules) = rules {
        books.follow(rules);
    }
    let mut known = Vec::new();
    {
        let mut s = conn.prepare(&format!("SELECT id, creator_id FROM collab WHERE {which}"))?;
        let mut rows = s.query([])?;
        while let Some(r) = rows.next()? {
            if mine(same.stays(r.get(1)?)) {
                known.push(r.get(0)?);
            }
        }
    }
    let mut extras = Extras::new(known);
    let wanted = Wanted {
        ids: ids.as_deref(),
        part: asked.part,
        period,
        products: asked.products,
    };
    let mut elsewhen = Marks::default();
    let mut looking = |creator: u32, lines: &[Placed<'_>]| {
        if period.is_some() {
            elsewhen.look(lines);
        }
        seeing(creator, lines);
    };
    lines_seen(conn, &wanted, &same, &mut looking, &mut |creator, told| {
        match told {
            Told::Summed(all) => put(&mut books, &mut extras, creator, all),
            Told::Settled(all) => put_settled(&mut books, &mut extras, creator, all),
        }
        Ok(())
    })?;
    // lines of a few creators say nothing of what the pool knows of these days
    let known = period.filter(|_| ids.is_none());
    elsewhen.put(&mut extras, known, asked.today);
    books.loose.sort_by_key(|l| l.creator);
    books.again.sort_by_key(|(creator, _)| *creator);
    let everybody = ids.is_none() && asked.part.is_none() && period.is_none();
    let gmv = everybody.then(|| extras.gmv());
    beside(
        conn,
        ids.as_deref(),
        &same,
        &within,
        &mut extras,
        &mut books.beside,
    )?;
    let mut booked = Vec::new();
    let of = ledger::Asked {
        ids: ids.as_deref(),
        concerns: &|collab| extras.knows(collab),
        gmv: gmv.as_ref(),
        rates: asked.rates,
        same: &same,
    };
    ledger::read(conn, &of, &mut |b| booked.push(b))?;
    for b in booked {
        if let Some(extra) = extras.of(b.collab) {
            let due = asked
                .today
                .zip(b.day)
                .is_some_and(|(today, day)| day > today);
            match (within(b.day), due) {
                (true, true) => extra.due.of(b.currency).add(b.kind, b.raw),
                (true, false) => extra.ledger.of(b.currency).add(b.kind, b.raw),
                (false, true) => {}
                (false, false) => extra.elsewhen.ledger.of(b.currency).add(b.kind, b.raw),
            }
        }
    }
    let names = shared.products.iter();
    books.products = names.map(|(id, n)| (*id, Arc::clone(n))).collect();
    let handle = if asked.handles || asked.of.is_some() {
        HANDLE
    } else {
        "NULL"
    };
    let text = format!(
        "{} WHERE {which} ORDER BY c.id",
        COLLABS.replace("{handle}", handle),
    );
    let mut s = conn.prepare(&text)?;
    let mut rows = s.query([])?;
    while let Some(r) = rows.next()? {
        let Some(slot) = extras.slot(r.get(0)?) else {
            continue;
        };
        let mut deal = deal(r, &shared)?;
        deal.creator = same.stays(deal.creator);
        // what was typed on one that still runs is of now
        if let Some((day, today)) = deal.facts.typed.day.zip(asked.today) {
            let runs = deal.days.1.is_none() && deal.stage.is_some_and(Stage::is_open);
            deal.facts.typed.day = Some(if runs { today } else { day.min(today) });
        }
        let mut sold_elsewhen = false;
        let mut typed_elsewhen = Costs::default();
        if !within(deal.facts.typed.day) {
            deal.facts.elsewhen.funnel = deal.facts.typed.funnel;
            sold_elsewhen = deal.facts.typed.gmv.is_some();
            typed_elsewhen = deal.facts.typed.costs;
            deal.facts.typed.forget_sums();
        }
        deal.facts.settled = slot.settled.take();
        if let Some(mut extra) = slot.extra.take() {
            // what had not begun has not sold nothing
            if extra.ahead && extra.ledger.is_empty() && extra.contents == 0 {
                extra.elsewhen.idle.clear();
            }
            deal.styles = extra.styles;
            deal.buyers = extra.buyers;
            let facts = &mut deal.facts;
            facts.lines = extra.lines;
            facts.funnel = extra.funnel;
            facts.contents = extra.contents;
            facts.shown = extra.shown;
            facts.ledger = extra.ledger;
            facts.due = extra.due;
            facts.elsewhen = Elsewhen {
                funnel: facts.elsewhen.funnel,
                ..extra.elsewhen
            };
        }
        let elsewhen = &mut deal.facts.elsewhen;
        // of a few creators nobody knows whether the pool has lines of these days: theirs of other days have to do
        elsewhen.sales |= sold_elsewhen;
        elsewhen.known = match known {
            Some(_) => !elsewhen.idle.is_empty(),
            None => elsewhen.sales,
        };
        // what lines and the ledger tell stands in the place of what was typed
        let currency = deal.facts.typed.currency;
        let elsewhen = &mut deal.facts.elsewhen;
        let of =
            |all: &Few<Currency, Costs>, kind| all.get(currency).is_some_and(|c| c[kind].is_some());
        for (kind, raw) in typed_elsewhen.present() {
            let told = kind == CostKind::Commission && elsewhen.commission
                || of(&deal.facts.ledger, kind)
                || of(&elsewhen.ledger, kind);
            if !told {
                elsewhen.typed.add(kind, raw);
            }
        }
        each(&books, deal);
    }
    Ok(books)
}

/// Which collaborations have order lines on whatever days, and what these say: see [`Elsewhen`].
#[derive(Default)]
struct Marks {
    all: HashMap<u32, Mark>,
    /// The first and the last day of any line, by currency: markets are told of by files of their own.
    days: Few<Currency, Option<(i32, i32)>>,
}

#[derive(Default)]
struct Mark {
    sales: bool,
    commission: bool,
    /// The first day of any line.
    first: Option<i32>,
    currencies: Few<Currency, ()>,
}

/// So many days before the end of some days the last line of all may be, for all of them to be known: a file is not
/// downloaded every day.
const DOWNLOADED: i32 = 7;

impl Marks {
    fn look(&mut self, lines: &[Placed<'_>]) {
        for line in lines.iter().map(|p| p.line) {
            if let Some(day) = line.day() {
                let days = self.days.of(line.currency);
                let (from, to) = days.unwrap_or((day, day));
                *days = Some((from.min(day), to.max(day)));
            }
        }
        // neighbours mostly belong together
        for same in lines.chunk_by(|a, b| a.to == b.to) {
            let Some(To::Collab(id)) = same.first().map(|p| p.to) else {
                continue;
            };
            let mark = self.all.entry(id).or_default();
            for line in same.iter().map(|p| p.line) {
                mark.commission |= line.tells(Untold::Commission);
                mark.first = mark.first.into_iter().chain(line.day()).min();
                if line.tells(Untold::Paid) {
                    mark.sales = true;
                    if line.currency.is_known() {
                        *mark.currencies.of(line.currency) = ();
                    }
                }
            }
        }
    }

    /// `known`: of these days it is known what was sold on them, where the pool has lines before their end and up to it,
    /// or to today; what has none then has sold nothing.
    fn put(self, extras: &mut Extras, known: Option<(i32, i32)>, today: Option<i32>) {
        let covered = |currency: Currency| {
            let Some(((from, to), (first, last))) =
                known.zip(self.days.get(currency).copied().flatten())
            else {
                return false;
            };
            let end = today.map_or(to, |today| to.min(today));
            first <= to && last >= from.max(end - DOWNLOADED)
        };
        for (collab, mark) in &self.all {
            if let Some(extra) = extras.of(*collab) {
                extra.elsewhen.lines = true;
                extra.elsewhen.sales |= mark.sales;
                extra.elsewhen.commission |= mark.commission;
                if extra.lines.cells.is_empty() {
                    let all = mark.currencies.iter().map(|(c, ())| c);
                    extra.elsewhen.idle = all.filter(|c| covered(*c)).collect();
                    extra.ahead = known.is_some_and(|(_, to)| mark.first.is_some_and(|f| f > to));
                }
            }
        }
    }
}

/// Contents, parcels and buyers.
fn beside(
    conn: &Connection,
    ids: Option<&[u32]>,
    same: &Same,
    within: &dyn Fn(Option<i32>) -> bool,
    extras: &mut Extras,
    loose: &mut (Funnel, i64),
) -> Result<(), Fault> {
    each_content(
        conn,
        ids,
        same,
        ", gmv, orders, currency",
        &mut |r, told| {
            if !within(told.day) {
                return Ok(());
            }
            let Some(collab) = told.collab else {
                if ids.is_some() {
                    loose.0.join(&told.funnel);
                    loose.1 += 1;
                }
                return Ok(());
            };
            if let Some(extra) = extras.of(collab) {
                extra.funnel.join(&told.funnel);
                extra.contents += 1;
                let (gmv, orders): (Option<i64>, Option<i64>) = (r.get(MORE)?, r.get(MORE + 1)?);
                if gmv.is_some() || orders.is_some() {
                    let shown = extra.shown.of(currency(r, MORE + 2)?);
                    shown.add(gmv.map(i128::from), orders);
                }
                if let Some(style) = told.style
                    && !extra.styles.contains(&style)
                {
                    extra.styles.push(style);
                }
            }
            Ok(())
        },
    )?;
    let mut s = conn.prepare(&format!(
        "SELECT collab_id, currency, cost, shipping, sent FROM sample WHERE {}",
        whose_deals(ids)
    ))?;
    let mut rows = s.query([])?;
    while let Some(r) = rows.next()? {
        let counts = within(day(r, 4)?.map(days));
        let currency = currency(r, 1)?;
        let Some(extra) = extras.of(r.get(0)?) else {
            continue;
        };
        for (kind, column) in [(CostKind::Sample, 2), (CostKind::Shipping, 3)] {
            match r.get::<_, Option<i64>>(column)? {
                Some(raw) if counts => extra.ledger.of(currency).add(kind, raw),
                Some(raw) => extra.elsewhen.ledger.of(currency).add(kind, raw),
                None => {}
            }
        }
    }
    let mut s = conn.prepare(&format!(
        "SELECT collab_id, age_13_17_share, age_18_24_share, age_25_34_share, age_35_44_share, age_45_plus_share, \
         female_share FROM buyer WHERE {}",
        whose_deals(ids)
    ))?;
    let mut rows = s.query([])?;
    while let Some(r) = rows.next()? {
        if let Some(extra) = extras.of(r.get(0)?) {
            extra.buyers = Some(Buyers {
                bands: [r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?, r.get(5)?],
                female: r.get(6)?,
            });
        }
    }
    Ok(())
}

fn put(books: &mut Books, extras: &mut Extras, creator: u32, summed: Summed) {
    let mut loose: BTreeMap<Why, Lines> = BTreeMap::new();
    for (to, lines) in summed {
        match to {
            To::None(Why::Again) => books.again.push((creator, lines.orders)),
            To::Collab(id) => match extras.of(id) {
                Some(extra) => join(&mut extra.lines, lines),
                None => join(loose.entry(Why::NoCollab).or_default(), lines),
            },
            To::None(why) => join(loose.entry(why).or_default(), lines),
        }
    }
    if !loose.is_empty() {
        books.loose.push(Loose {
            creator,
            lines: loose,
            settled: None,
        });
    }
}

fn put_settled(books: &mut Books, extras: &mut Extras, creator: u32, all: SettledBy) {
    let mut loose: Option<Settled> = None;
    for (to, settled) in all {
        if to == To::None(Why::Again) {
            books.again.push((creator, settled.orders));
            continue;
        }
        let slot = match to {
            To::Collab(id) => extras.slot(id),
            To::None(_) => None,
        };
        let into = match slot {
            Some(slot) => &mut slot.settled,
            None => &mut loose,
        };
        match into {
            Some(there) => there.join(&settled),
            None => *into = Some(settled),
        }
    }
    if loose.is_some() {
        books.loose.push(Loose {
            creator,
            lines: BTreeMap::new(),
            settled: loose,
        });
    }
}

pub(super) fn join(into: &mut Lines, lines: Lines) {
    if into.cells.is_empty() {
        *into = lines;
        return;
    }
    for (cell, sold) in lines.cells.iter() {
        into.cells.of(cell).join(sold);
    }
    for (currency, orders) in lines.orders.iter() {
        *into.orders.of(currency) += orders;
    }
    into.days = match (into.days, lines.days) {
        (Some((a, b)), Some((c, d))) => Some((a.min(c), b.max(d))),
        (a, b) => a.or(b),
    };
}
