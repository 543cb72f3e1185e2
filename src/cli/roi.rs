//! `daren roi [QUERY...]`: returns by what they can be told apart by.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Write as _;

use clap::ArgMatches;

use super::fault::Fault;
use super::here::Here;
use super::returns_json::{self, amount};
use super::returns_text::times;
use super::{out, question};
use crate::domain::creator::Period;
use crate::domain::field::Metric;
use crate::domain::message::Message;
use crate::domain::money::{Currency, Rates};
use crate::domain::order::Untold;
use crate::domain::returns::books::{Deal, OfStyle, twice};
use crate::domain::returns::creator::{at_rates, days};
use crate::domain::returns::reckon::{Facts, Reckoned};
use crate::domain::returns::sums::FINE;
use crate::domain::returns::verdict::{Confidence, Judged, Known};
use crate::domain::returns::{Purse, Settled, Sums};
use crate::pool::Pool;
use crate::report::Json;
use crate::report::{self, Cell, Heading, Table};
use crate::store::{Asked, Store, StoreError, StylePart, View};
use crate::text;
use crate::worker::halved::halved;

/// What groups are made by, as `--by` names it.
pub const BY: [&str; 8] = [
    "mode", "tier", "tag", "owner", "campaign", "product", "style", "creator",
];

/// What a group is called.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Name {
    /// By its name in files.
    Is(String),
    /// Collaborations that have none.
    Missing,
    /// Order lines that belong to no collaboration.
    Unattached,
    /// All of it.
    Total,
}

impl Name {
    /// Where it stands: what has a name first, the total last.
    const fn rank(&self) -> u8 {
        match self {
            Name::Is(_) => 0,
            Name::Missing | Name::Unattached => 1,
            Name::Total => 2,
        }
    }
}

/// Who is behind sums: creators and collaborations, with repetitions.
#[derive(Default)]
struct Behind {
    creators: Vec<u32>,
    deals: Vec<u32>,
}

impl Behind {
    fn append(&mut self, other: &mut Behind) {
        self.creators.append(&mut other.creators);
        self.deals.append(&mut other.deals);
    }
}

/// How many different ones there are.
fn different(all: &mut Vec<u32>) -> usize {
    all.sort_unstable();
    all.dedup();
    all.len()
}

/// A group: its sums, and who is behind them in each currency.
#[derive(Default)]
struct Group {
    purse: Purse,
    behind: BTreeMap<Currency, Behind>,
    general_margin: bool,
}

impl Group {
    fn put(&mut self, creator: u32, r: &Reckoned, deal: Option<&Deal>) {
        self.purse.join(&r.purse);
        self.general_margin |= r.general_margin;
        let says = r
            .purse
            .each()
            .filter(|(_, s)| s.has_money())
            .map(|(c, _)| c);
        let mut currencies: Vec<Currency> = says.collect();
        if let Some(deal) = deal {
            // its lines may count in another group, as those of a product do
            let lines = deal.facts.settled.iter().flat_map(|s| s.sides.iter());
            currencies.extend(lines.map(|((currency, _), _)| currency));
            if currencies.is_empty() {
                currencies.push(deal.facts.typed.currency);
            }
        }
        currencies.sort_unstable();
        currencies.dedup();
        for currency in currencies {
            let behind = self.meet(currency, creator);
            behind.deals.extend(deal.map(|d| d.id));
        }
    }

    fn meet(&mut self, currency: Currency, creator: u32) -> &mut Behind {
        let behind = self.behind.entry(currency).or_default();
        if behind.creators.last() != Some(&creator) {
            behind.creators.push(creator);
        }
        behind
    }

    fn join(&mut self, other: Group) {
        self.purse.join(&other.purse);
        for (currency, mut theirs) in other.behind {
            self.behind.entry(currency).or_default().append(&mut theirs);
        }
        self.general_margin |= other.general_margin;
    }

    /// How many creators and collaborations are behind the sums of a currency.
    fn heads(&mut self, currency: Currency) -> (usize, usize) {
        let behind = self.behind.entry(currency).or_default();
        (
            different(&mut behind.creators),
            different(&mut behind.deals),
        )
    }
}

/// See the module.
pub fn run(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let by = matches
        .get_one::<String>("by")
        .map_or("mode", String::as_str);
    let period = matches
        .get_one::<Period>("period")
        .map(|p| (days(p.start.unwrap_or(p.end)), days(p.end)));
    let filter = question::filter(here, matches)?;
    let mut store = question::reader(here)?;
    // where the file is not ours to write, everything is summed anew
    let _ = store.reckon();
    let mut pool = None;
    let mut of = None;
    if !filter.conditions.is_empty() {
        let (loaded, answer) = question::ask(here, &store, &filter, &[], false, false)?;
        of = Some(answer.ids.all().iter().copied().collect::<HashSet<u32>>());
        pool = Some(loaded);
    } else if by == "tier" {
        pool = Some(question::pool(here, &store, false)?);
    }
    let labels = Labels::load(here, by, &store, pool.as_deref())?;
    let asked = Asked {
        of: None,
        period,
        today: Some(days(here.today)),
        part: None,
        products: false,
        handles: by == "creator",
        rates: Some(&here.settings.returns.rates),
    };
    let groups = match by {
        "product" => by_product(here, &store, asked, of.as_ref())?,
        _ => groups(here, &store, asked, by, &labels, of.as_ref())?,
    };
    let mut groups = groups;
    groups.convert(&here.settings.rates);
    let converted = at_rates(&here.settings.returns, &groups.converted);
    let rates = here.settings.rates.sentences(&groups.converted);
    let typed = (groups.typed, groups.deals);
    let several = groups.several.then_some(by);
    let format = matches.get_one::<String>("format").map(String::as_str);
    // files are added up by whoever reads them
    if !matches!(format, Some("json" | "csv")) && several.is_none() {
        groups.add_total();
    }
    let rows = rows(here, groups, by);
    match format {
        Some("json") => {
            let all = rows.iter().map(|r| r.json(here, by)).collect();
            Ok(out::say(&Json::List(all).pretty())?)
        }
        Some("csv") => {
            let table = table(here, by, &rows, false, &rates);
            let mut to = out::stdout();
            report::write_csv(&table, false, &mut to)?;
            Ok(to.flush()?)
        }
        _ if rows.is_empty() => {
            let id = match (&of, period) {
                (Some(of), _) if of.is_empty() => "roi-none-match",
                (_, Some(_)) => "roi-none-period",
                _ if typed.1 == 0 => "roi-none-known",
                _ => "roi-none",
            };
            Ok(out::say(&format!("{}\n", here.words.get(id)))?)
        }
        _ => {
            let table = table(here, by, &rows, true, &rates);
            let mut to = out::stdout();
            report::write_aligned(&table, out::width(), &mut to)?;
            let notes = converted
                .into_iter()
                .chain(notes(here, &rows, typed, several));
            for (at, note) in notes.enumerate() {
                let gap = if at == 0 { "\n" } else { "" };
                writeln!(to, "{gap}{}", here.words.say(&note))?;
            }
            Ok(to.flush()?)
        }
    }
}

/// What a reader of the table has to know: what its marks mean, and how far it stands on what was typed.
fn notes(
    here: &Here,
    rows: &[Row],
    (typed, deals): (u64, u64),
    several: Option<&str>,
) -> Vec<Message> {
    let mut all = Vec::new();
    let mut unsold: BTreeMap<Currency, i128> = BTreeMap::new();
    for row in rows.iter().filter(|r| r.name != Name::Total) {
        let raw = row.sums.unsold_cost(&here.settings.returns);
        if raw != 0 {
            *unsold.entry(row.currency).or_default() += raw;
        }
    }
    if let Some(by) = several {
        all.push(Message::new("roi-note-several").word("what", format!("roi-{by}")));
    } else if !unsold.is_empty() {
        let sum = |(c, raw): (&Currency, &i128)| format!("{} {c}", shown_money(*raw, *c));
        let all_of_it: Vec<String> = unsold.iter().map(sum).collect();
        let said = Message::new("roi-note-unsold");
        all.push(said.with("sums", all_of_it.join(" + ")));
    }
    if rows
        .iter()
        .any(|r| r.is_weak() && r.name != Name::Unattached)
    {
        all.push(Message::new("roi-note-weak"));
    }
    if rows.iter().any(|r| r.name == Name::Unattached) {
        all.push(Message::new("roi-note-unattached"));
    }
    if typed > 0 {
        let said = Message::new("roi-note-typed");
        all.push(said.with("n", typed).with("all", deals));
    }
    all
}

/// Names of groups that do not stand on a collaboration.
struct Labels {
    /// By creator: tags, or the tier.
    of: HashMap<u32, Vec<String>>,
}

impl Labels {
    fn load(here: &Here, by: &str, store: &Store, pool: Option<&Pool>) -> Result<Self, Fault> {
        let mut of: HashMap<u32, Vec<String>> = HashMap::new();
        match by {
            "tag" => {
                for (creator, tag) in store.view(|v| v.tags())? {
                    of.entry(creator).or_default().push(tag);
                }
            }
            "tier" => {
                let scheme = here.settings.schemes.get(here.settings.schemes.default);
                for id in pool.map(Pool::ids).into_iter().flatten() {
                    let followers = pool.and_then(|p| p.value(id, Metric::Followers, here.today));
                    let band = scheme
                        .zip(followers)
                        .and_then(|(s, n)| Some(s.bands.get(s.band(n))?.key.as_str().to_owned()));
                    of.entry(id).or_default().extend(band);
                }
            }
            "creator" => {
                for (creator, handle) in store.view(|v| v.handles_with_lines())? {
                    of.entry(creator).or_default().push(format!("@{handle}"));
                }
            }
            _ => {}
        }
        Ok(Labels { of })
    }
}

/// The groups a collaboration counts in.
fn of_deal(deal: &Deal, by: &str, labels: &Labels) -> Vec<String> {
    let one = |name: Option<&str>| name.map(str::to_owned).into_iter().collect();
    match by {
        "mode" => one(deal.mode.map(|m| m.key())),
        "owner" => one(deal.owner.as_deref()),
        "campaign" => one(deal.campaign.as_deref()),
        "style" => deal.styles.iter().map(|s| s.to_string()).collect(),
        "creator" => vec![format!("@{}", deal.handle)],
        _ => labels.of.get(&deal.creator).cloned().unwrap_or_default(),
    }
}

/// All groups, and the last day on which anything was sold.
#[derive(Default)]
struct Groups {
    of: BTreeMap<Name, Group>,
    /// Currencies of which sums were converted.
    converted: Vec<Currency>,
    until: Option<i32>,
    /// Something counts in several groups.
    several: bool,
    /// Collaborations.
    deals: u64,
    /// Those of them whose sales nobody but who typed them knows.
    typed: u64,
    /// Orders that count in several of these groups.
    again: Purse,
    /// How many different orders there are, where one counts in as many groups as it has products.
    orders: Option<Purse>,
}

impl Groups {
    fn join(&mut self, other: Groups) {
        self.until = self.until.max(other.until);
        self.several |= other.several;
        self.deals += other.deals;
        self.typed += other.typed;
        self.again.join(&other.again);
        if let Some(orders) = &other.orders {
            self.orders.get_or_insert_default().join(orders);
        }
        for (name, group) in other.of {
            self.of.entry(name).or_default().join(group);
        }
    }

    /// Puts something in the groups of these names; in that of `or` where it has none.
    fn put(
        &mut self,
        names: Vec<String>,
        or: Name,
        creator: u32,
        r: &Reckoned,
        deal: Option<&Deal>,
    ) {
        self.several |= names.len() > 1;
        let names: Vec<Name> = match names.is_empty() {
            true => vec![or],
            false => names.into_iter().map(Name::Is).collect(),
        };
        for name in names {
            self.of.entry(name).or_default().put(creator, r, deal);
        }
    }

    /// Totals are per currency unless somebody has set a table of rates.
    fn convert(&mut self, rates: &Rates) {
        if rates.is_set() {
            for group in self.of.values_mut() {
                self.converted.extend(group.convert(rates));
            }
            self.again.convert(rates);
            self.orders.iter_mut().for_each(|o| drop(o.convert(rates)));
            self.converted.sort_unstable();
            self.converted.dedup();
        }
    }

    /// Puts all groups together as one more, where there are several: each thing stands in one of them.
    fn add_total(&mut self) {
        if self.of.len() < 2 {
            return;
        }
        let mut total = Group::default();
        for group in self.of.values() {
            total.purse.join(&group.purse);
            total.general_margin |= group.general_margin;
            for (currency, behind) in &group.behind {
                let all = total.behind.entry(*currency).or_default();
                all.creators.extend(&behind.creators);
                all.deals.extend(&behind.deals);
            }
        }
        total.purse.join(&self.again);
        if let Some(orders) = &mut self.orders {
            let currencies: Vec<Currency> = total.purse.each().map(|(c, _)| c).collect();
            for currency in currencies {
                total.purse.of(currency).orders = orders.of(currency).orders;
            }
        }
        self.of.insert(Name::Total, total);
    }

    fn count(&mut self, deal: &Deal) {
        let facts = &deal.facts;
        let sold = facts
            .settled
            .as_ref()
            .is_some_and(|s| s.tells(Untold::Paid));
        let typed = facts.typed.gmv.is_some() && !facts.elsewhen.sales && !sold;
        self.deals += 1;
        self.typed += u64::from(typed);
    }
}

fn groups(
    here: &Here,
    store: &Store,
    asked: Asked<'_>,
    by: &str,
    labels: &Labels,
    of: Option<&HashSet<u32>>,
) -> Result<Groups, Fault> {
    let wanted = |creator: u32| of.is_none_or(|of| of.contains(&creator));
    let rules = &here.settings.returns;
    let styled = match by {
        "style" => store.view(|v| v.styled(asked.period))?,
        _ => Default::default(),
    };
    let read = |view: &View<'_>, asked: Asked<'_>| {
        let mut all = Groups::default();
        let mut books = view.each_deal(asked, Some(rules), &mut |books, deal| {
            if !wanted(deal.creator) {
                return;
            }
            all.until = all.until.max(deal.last_sale());
            let r = books.reckon(&deal);
            // in some days only those count who have anything in them
            if asked.period.is_some() && !r.purse.each().any(|(_, s)| s.has_money()) {
                return;
            }
            all.count(&deal);
            if let Some(styled) = styled.get(&deal.id) {
                let each = styled.parts.iter();
                let parts: Vec<OfStyle<'_>> = each.map(StylePart::of_style).collect();
                let reckoned = books.by_style(&deal, &parts, &styled.rest);
                for (part, r) in styled.parts.iter().zip(&reckoned) {
                    let name = vec![part.style.to_string()];
                    all.put(name, Name::Missing, deal.creator, r, Some(&deal));
                }
                return;
            }
            let names = of_deal(&deal, by, labels);
            all.put(names, Name::Missing, deal.creator, &r, Some(&deal));
        })?;
        books.follow(rules);
        for (creator, again) in books.again.iter().filter(|(id, _)| wanted(*id)) {
            let twice = twice(again);
            if !matches!(by, "tag" | "tier" | "creator") {
                all.again.join(&twice);
                continue;
            }
            // all that is a creator's stands in the same groups
            let names = labels.of.get(creator).cloned().unwrap_or_default();
            let names: Vec<Name> = match names.is_empty() {
                true => vec![Name::Missing],
                false => names.into_iter().map(Name::Is).collect(),
            };
            for name in names {
                all.of.entry(name).or_default().purse.join(&twice);
            }
        }
        for loose in books.loose.iter().filter(|l| wanted(l.creator)) {
            all.until = all.until.max(loose.last_sale());
            let (names, or) = match by {
                "tag" | "tier" | "creator" => {
                    (labels.of.get(&loose.creator).cloned(), Name::Missing)
                }
                _ => (None, Name::Unattached),
            };
            let r = books.reckon_loose(loose);
            all.put(names.unwrap_or_default(), or, loose.creator, &r, None);
        }
        Ok(all)
    };
    Ok(store.view(|v| halved(v, asked, &read, Groups::join))?)
}

/// By product. Lines count in the group of their product, everything else in that of the collaboration's. Lines are
/// summed by product as they pass by: an order line in ten is a product of its own for some creator, and nobody holds
/// millions of sums.
fn by_product(
    here: &Here,
    store: &Store,
    asked: Asked<'_>,
    of: Option<&HashSet<u32>>,
) -> Result<Groups, Fault> {
    let wanted = |creator: u32| of.is_none_or(|of| of.contains(&creator));
    let rules = &here.settings.returns;
    let mut all = Groups::default();
    let (mut sold, mut parts) = (HashMap::new(), HashMap::new());
    let mut different = Purse::default();
    let books = store.view(|v| {
        let mut books = v.each_deal(asked, Some(rules), &mut |books, deal| {
            if wanted(deal.creator) {
                all.until = all.until.max(deal.last_sale());
                let r = books.reckon_beside_lines(&deal);
                let said = r.purse.each().any(|(_, s)| s.has_money()) || deal.last_sale().is_some();
                if asked.period.is_some() && !said {
                    return;
                }
                all.count(&deal);
                different.join(&orders_of(&books.reckon(&deal).purse));
                let id = deal.facts.typed.product;
                let group: &mut Group = parts.entry(id).or_default();
                group.put(deal.creator, &r, Some(&deal));
            }
        })?;
        books.follow(rules);
        for loose in books.loose.iter().filter(|l| wanted(l.creator)) {
            different.join(&orders_of(&books.reckon_loose(loose).purse));
        }
        for (_, again) in books.again.iter().filter(|(id, _)| wanted(*id)) {
            different.join(&twice(again));
        }
        v.each_lines(asked.period, &mut |creator, _, own, lines| {
            if wanted(creator) {
                all.until = all.until.max(lines.days.map(|d| d.1));
                for (cell, one) in lines.cells.iter() {
                    let product: &mut (Settled, Group) = sold.entry(cell.product).or_default();
                    product.0.add(&cell, one, own, &books.margins);
                    *product.0.orders.of(cell.currency) += one.orders;
                    product.1.meet(cell.currency, creator);
                }
            }
        })?;
        Ok::<_, StoreError>(books)
    })?;
    for (id, (settled, group)) in sold {
        let facts = Facts {
            settled: Some(settled),
            ..Facts::default()
        };
        let r = books.reckon_facts(&facts);
        let into: &mut Group = parts.entry(Some(id)).or_default();
        into.purse.join(&r.purse);
        into.general_margin |= r.general_margin;
        into.join(group);
    }
    for (id, part) in parts {
        let name = id.and_then(|id| books.products.get(&id));
        let name = name.map_or(Name::Missing, |n| Name::Is(n.to_string()));
        all.of.entry(name).or_default().join(part);
    }
    for group in all.of.values_mut() {
        group.purse.each_mut().for_each(Sums::unpair);
    }
    all.orders = Some(different);
    Ok(all)
}

/// The orders alone.
fn orders_of(purse: &Purse) -> Purse {
    let mut all = Purse::default();
    for (currency, s) in purse.each() {
        all.of(currency).orders = s.orders;
    }
    all
}

impl Group {
    /// All that a table has a rate for in its base currency. Gives what was converted.
    fn convert(&mut self, rates: &Rates) -> Vec<Currency> {
        let converted = self.purse.convert(rates);
        for currency in &converted {
            if let Some(mut behind) = self.behind.remove(currency) {
                let into = self.behind.entry(rates.base).or_default();
                into.append(&mut behind);
            }
        }
        converted
    }
}

/// A line of the answer: a group in one currency.
struct Row {
    name: Name,
    creators: usize,
    deals: usize,
    currency: Currency,
    /// Kept apart: rows are sorted.
    sums: Box<Sums>,
    judged: Judged,
}

impl Row {
    fn is_weak(&self) -> bool {
        self.judged.confidence == Confidence::Weak
    }

    fn json(&self, here: &Here, by: &str) -> Json {
        let name = match &self.name {
            Name::Is(name) => Some(name.trim_start_matches('@')),
            Name::Missing | Name::Unattached | Name::Total => None,
        };
        let mut all = vec![
            (by.to_owned(), Json::text(name)),
            (
                "unattached".to_owned(),
                Json::Bool(self.name == Name::Unattached),
            ),
            ("creators".to_owned(), Json::from(self.creators)),
            ("collaborations".to_owned(), Json::from(self.deals)),
        ];
        all.extend(returns_json::sums(
            here,
            self.currency,
            &self.sums,
            &self.judged,
        ));
        Json::Object(all)
    }
}

/// Largest sales first; what has no name last, then the total. A group in which nothing was sold or spent is told as well, unless it is
/// one of many creators.
fn rows(here: &Here, groups: Groups, by: &str) -> Vec<Row> {
    let rules = &here.settings.returns;
    let converted = at_rates(rules, &groups.converted);
    let until = groups.until.and_then(crate::domain::returns::creator::date);
    let mut all = Vec::new();
    for (name, mut group) in groups.of {
        let purse = std::mem::take(&mut group.purse);
        let mut told: Vec<(Currency, Sums)> = purse.each().map(|(c, s)| (c, *s)).collect();
        told.retain(|(_, sums)| sums.has_money());
        if told.is_empty() && by != "creator" && !group.behind.is_empty() {
            let behind = std::mem::take(&mut group.behind).into_values();
            let all = group.behind.entry(Currency::NONE).or_default();
            behind.for_each(|mut b| all.append(&mut b));
            told.push((Currency::NONE, Sums::default()));
        }
        for (currency, sums) in &told {
            let currency = *currency;
            let (creators, deals) = group.heads(currency);
            let known = Known {
                until,
                today: Some(here.today),
                margin_by_default: group.general_margin,
                estimated: false,
            };
            let mut judged = sums.judge(rules, known);
            if currency == rules.rates.base {
                judged.reasons.extend(converted.clone());
            }
            all.push(Row {
                name: name.clone(),
                creators,
                deals,
                currency,
                sums: Box::new(*sums),
                judged,
            });
        }
    }
    let order = |r: &Row| {
        let most = std::cmp::Reverse(r.sums.direct.gmv);
        (r.name.rank(), r.currency, most)
    };
    all.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| a.name.cmp(&b.name)));
    all
}

/// Raw money as a table shows it: to what its currency has.
fn shown_money(raw: i128, currency: Currency) -> String {
    text::grouped(&returns_json::worked_out(
        raw.saturating_mul(FINE),
        currency,
    ))
}

/// `converted` says at which rates; it is empty where none acted.
fn table(here: &Here, by: &str, rows: &[Row], shown: bool, converted: &str) -> Table {
    let rules = &here.settings.returns;
    let words = &here.words;
    let heading = |key: &str, right: bool| Heading {
        title: words.get(&format!("roi-{}", key.replace('_', "-"))),
        key: key.to_owned(),
        align_right: right,
    };
    let mut columns = vec![heading(by, false)];
    columns.extend(
        [
            "creators",
            "collaborations",
            "orders",
            "gmv",
            "refunds",
            "cost",
            "profit",
            "return",
            "net_roi",
            "revenue_roi",
            "roas",
        ]
        .map(|k| heading(k, true)),
    );
    columns.push(heading("currency", false));
    columns.push(heading("verdict", false));
    if !shown {
        columns.push(heading("confidence", false));
        columns.push(heading("rates", false));
    }
    let money = |raw: Option<i128>, currency: Currency| match raw {
        None => Cell::Missing,
        Some(raw) if shown => Cell::Text(shown_money(raw, currency)),
        Some(raw) => Cell::Number(amount(raw, currency)),
    };
    let rows = rows
        .iter()
        .map(|r| {
            let n = r.sums.numbers(rules);
            let side = r.sums.sales(rules);
            let count = |n: i64| match shown {
                true => Cell::Text(text::grouped(&n.to_string())),
                false => Cell::Number(n.to_string()),
            };
            let ratio = |of: Option<crate::domain::returns::Ratio>, as_percent: bool| match of {
                None => Cell::Missing,
                Some(of) if !shown => Cell::Number(of.rounded(4).to_string()),
                // digits stand below each other
                Some(of) if as_percent => {
                    let percent = of.rounded(4).times_100().fixed(2);
                    Cell::Text(format!("{} %", text::grouped(&percent)))
                }
                Some(of) => Cell::Text(times(Some(of))),
            };
            let gain = r
                .sums
                .gain(rules)
                .map(|g| returns_json::worked_out(g, r.currency));
            let gain = match gain {
                None => Cell::Missing,
                Some(text) if shown => Cell::Text(text::grouped(&text)),
                Some(text) => Cell::Number(text),
            };
            let name = match (&r.name, by, shown) {
                (Name::Missing, by, true) => Cell::Text(words.get(&format!("roi-no-{by}"))),
                (Name::Missing, ..) => Cell::Missing,
                (Name::Unattached, ..) => Cell::Text(words.get("roi-unattached")),
                (Name::Total, ..) => Cell::Text(words.get("roi-total")),
                (Name::Is(key), "mode", true) => {
                    Cell::Text(words.get(&format!("mode-{}", key.replace('_', "-"))))
                }
                // files name creators as they are pasted
                (Name::Is(name), "creator", false) => {
                    Cell::Text(name.trim_start_matches('@').to_owned())
                }
                (Name::Is(name), ..) => Cell::Text(name.clone()),
            };
            let verdict = match shown {
                // nobody decides on lines that belong to nothing
                true if r.name == Name::Unattached => String::new(),
                true if r.is_weak() => format!("{} *", words.get(r.judged.verdict.word_id())),
                true => words.get(r.judged.verdict.word_id()),
                false => r.judged.verdict.key().to_owned(),
            };
            let mut cells = vec![
                name,
                count(i64::try_from(r.creators).unwrap_or(i64::MAX)),
                count(i64::try_from(r.deals).unwrap_or(i64::MAX)),
                r.sums.orders.map_or(Cell::Missing, count),
                money(side.gmv, r.currency),
                money(side.refunds, r.currency),
                money(r.sums.cost(rules), r.currency),
                gain,
                ratio(n.returned, true),
                ratio(n.net, true),
                ratio(n.revenue, true),
                ratio(n.roas, false),
                Cell::Text(r.currency.code().to_owned()),
                Cell::Text(verdict),
            ];
            if !shown {
                cells.push(Cell::Text(r.judged.confidence.key().to_owned()));
                let rates = (r.currency == rules.rates.base).then_some(converted);
                let rates = rates.filter(|c| !c.is_empty());
                cells.push(rates.map_or(Cell::Missing, |all| Cell::Text(all.to_owned())));
            }
            cells
        })
        .collect();
    Table { columns, rows }
}
