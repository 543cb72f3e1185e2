//! What a meeting shows of one point: a creator, a product, a video, somebody of the team. Everything on the page stands on
//! the boards as well; here it stands together, and before it what it was before.

use std::sync::Arc;

use super::agenda::{About, Point, Topic};
use super::figure::{Behind, Cell, Column, Row, Section, Value, value};
use super::matter::DaySale;
use super::shown::{Say, word};
use super::{Mark, Review};
use crate::domain::collab::stage::Stage;
use crate::domain::message::Message;

/// See the module.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// What is said beside the name: tier, way of pay, style.
    pub beside: Vec<Value>,
    /// Figures: name, now, before, what became of it.
    pub figures: Vec<Figure>,
    /// What has to be known, the weightiest first.
    pub said: Vec<Message>,
    /// What the numbers advise.
    pub advice: Option<Cell>,
    /// Of somebody of the team: the stage in which their work waits, twice the days, and twice those of the team.
    pub slow: Option<(Stage, i64, i64)>,
    /// Tables below: collaborations, videos, sellers.
    pub tables: Vec<Section>,
}

/// A figure of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The id of its name.
    pub title: String,
    /// The code of its currency, where it is money.
    pub currency: Option<Arc<str>>,
    /// As it is.
    pub now: Cell,
    /// As it was.
    pub before: Option<Value>,
}

/// Rows of a table below, at most.
const ROWS: usize = 6;

/// What is told of a peak.
const PEAK: [&str; 7] = [
    "from",
    "to",
    "gmv",
    "times",
    "currency",
    "behind",
    "first_share",
];

/// The rows of a section that are about something, with these columns, as a section of its own.
fn part(of: &Section, columns: &[&str], is: impl Fn(&Row) -> bool) -> Section {
    let places: Vec<usize> = columns
        .iter()
        .filter_map(|key| of.columns.iter().position(|c| c.key == *key))
        .collect();
    let columns: Vec<Column> = places
        .iter()
        .filter_map(|at| of.columns.get(*at).cloned())
        .collect();
    let mut section = Section::new(of.id, of.about.clone(), columns);
    for row in of.rows.iter().filter(|r| is(r)).take(ROWS) {
        let cells = places.iter().filter_map(|at| row.cells.get(*at).cloned());
        section.row(cells.collect(), row.behind.clone());
    }
    section
}

/// Figures of a row: a column each, beside it that of the time before.
fn figures(of: &Section, row: &Row, wanted: &[(&str, Option<&str>)]) -> Vec<Figure> {
    let cell = |key: &str| {
        let at = of.columns.iter().position(|c| c.key == key)?;
        Some((of.columns.get(at)?, row.cells.get(at)?))
    };
    let currency = match cell("currency").map(|(_, c)| &c.value) {
        Some(Value::Text(code)) => Some(Arc::clone(code)),
        _ => None,
    };
    let mut all = Vec::new();
    for (key, before) in wanted {
        let Some((column, now)) = cell(key) else {
            continue;
        };
        let before = before.and_then(cell).map(|(_, c)| c.value.clone());
        let unknown = before.as_ref().is_none_or(Value::is_missing);
        if now.value == Value::Blank || now.value.is_missing() && unknown {
            continue;
        }
        // of money, and of what is counted in one currency alone
        let money = matches!(now.value, Value::Money(..) | Value::Price(..));
        let whole = !money && !matches!(*key, "return" | "refund_rate" | "orders" | "items");
        let whole = whole || of.id == "ranking";
        all.push(Figure {
            title: column.title.clone(),
            currency: currency.clone().filter(|_| money || !whole),
            now: now.clone(),
            before,
        });
    }
    all
}

fn column(of: &Section, row: &Row, key: &str) -> Option<Value> {
    let found = value(of, row, key)?;
    (!matches!(found, Value::Missing | Value::Blank)).then(|| found.clone())
}

fn cell(of: &Section, row: &Row, key: &str) -> Option<Cell> {
    let at = of.columns.iter().position(|c| c.key == key)?;
    let found = row.cells.get(at)?;
    (!found.value.is_missing()).then(|| found.clone())
}

fn named(of: &Section, row: &Row, key: &str, name: &str) -> bool {
    matches!(value(of, row, key), Some(Value::Text(text)) if **text == *name)
}

/// A product page has figures of so many currencies; all of them stand in its table.
const CURRENCIES: usize = 3;

impl Review {
    /// What people call what a point is about: a video by its title.
    pub fn name_of(&self, point: &Point) -> String {
        point.name()
    }

    /// The page of a point.
    pub fn page(&self, point: &Point) -> Page {
        match &point.about {
            About::Creator(id) => self.of_creator(*id),
            About::Product(name) if point.topic == Topic::Peak => self.of_peaks(name),
            About::Product(name) => self.of_product(name),
            About::Content(id, creator) => self.of_content(id, *creator),
            About::Member(name) => self.of_member(name),
            About::Words(_) => Page::default(),
        }
    }

    /// Why a point is there, in one line: figures as the boards have them.
    pub fn in_short(&self, point: &Point, say: Say<'_>) -> String {
        let told = |section: &Section, row: &Row, keys: &[&str]| -> Vec<String> {
            let all = keys.iter().filter_map(|key| column(section, row, key));
            all.map(|value| value.shown(say)).collect()
        };
        let found = |board: &str, id: &str, keys: &[&str], is: &dyn Fn(&Section, &Row) -> bool| {
            let section = self.section(board, id)?;
            let row = section.rows.iter().find(|r| is(section, r))?;
            Some(told(section, row, keys))
        };
        let parts = match &point.about {
            About::Creator(id) => {
                let is = |_: &Section, r: &Row| r.behind == Behind::Creator(*id);
                let named = word("review-col-return", say);
                let returned = found("creators", "everybody", &["return"], &is);
                let sold = found("creators", "everybody", &["gmv", "currency"], &is);
                let returned = returned.filter(|r| !r.is_empty());
                let returned = returned.map(|r| format!("{named} {}", r.join(" ")));
                let gmv = word("review-col-gmv", say);
                let sold = sold.filter(|s| s.len() == 2);
                let sold = sold.map(|s| format!("{gmv} {}", s.join(" ")));
                match point.topic {
                    Topic::Late => [self.lateness(*id, say), returned],
                    _ => [returned, sold],
                }
            }
            About::Product(name) if point.topic == Topic::Peak => {
                let peak = self.peak(name);
                let of = |keys: &[&str], between: &str| {
                    let (section, row) = peak?;
                    Some(told(section, row, keys).join(between))
                };
                [of(&["gmv", "currency"], " "), of(&["from", "to"], " – ")]
            }
            About::Product(name) => {
                let is = |s: &Section, r: &Row| named(s, r, "product", name);
                let keys = ["action", "reasons"];
                let advice = found("products", "products", &keys, &is);
                [advice.map(|a| a.join(" · ")), None]
            }
            About::Content(id, creator) => {
                let is = |_: &Section, r: &Row| match &r.behind {
                    Behind::Content(of, content) => of == creator && **content == **id,
                    _ => false,
                };
                let first = |s: &Section, r: &Row| {
                    is(s, r) && matches!(value(s, r, "place"), Some(Value::Count(1)))
                };
                let best = found("content", "best", &["by", "rate"], &first);
                let best = best.or_else(|| found("content", "best", &["by", "rate"], &is));
                [best.map(|b| b.join(" ")), None]
            }
            About::Member(name) => {
                let is = |s: &Section, r: &Row| named(s, r, "member", name);
                let slow = found("team", "cycle", &["bottleneck"], &is);
                [slow.map(|s| s.join(" ")), None]
            }
            About::Words(_) => [None, None],
        };
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        parts.join(" · ")
    }

    /// Of whom something is over its day: the day, and where it stands.
    fn lateness(&self, creator: u32, say: Say<'_>) -> Option<String> {
        let of = |r: &&Row| matches!(r.behind, Behind::Deal(_, id) if id == creator);
        let open = |r: &&Row| self.stage(r).is_some_and(Stage::is_open);
        let rows = self.deals.rows.iter().filter(of).filter(open);
        let due = |r: &&Row| match value(&self.deals, r, "due") {
            Some(Value::Day(day)) => *day,
            _ => i32::MAX,
        };
        let row = rows.min_by_key(due)?;
        let name = word("review-col-due", say);
        let day = column(&self.deals, row, "due")?.shown(say);
        let stage = word(self.stage(row)?.word_id(), say);
        Some(format!("{name} {day} · {stage}"))
    }

    /// The peak of a product that is furthest above its mean.
    fn peak(&self, name: &str) -> Option<(&Section, &Row)> {
        let section = self.section("products", "peaks")?;
        let mine = section
            .rows
            .iter()
            .filter(|r| named(section, r, "product", name));
        let times = |r: &&Row| match value(section, r, "times") {
            Some(Value::Times(of)) => Some(*of),
            _ => None,
        };
        Some((section, mine.max_by_key(times)?))
    }

    fn of_creator(&self, id: u32) -> Page {
        let mut page = Page::default();
        let is = |r: &&Row| r.behind == Behind::Creator(id);
        if let Some(all) = self.section("creators", "everybody") {
            for (nth, row) in all.rows.iter().filter(is).enumerate() {
                if nth == 0 {
                    let beside = ["tier", "mode"];
                    page.beside = beside.iter().filter_map(|k| column(all, row, k)).collect();
                    page.advice = cell(all, row, "verdict");
                }
                page.figures.extend(figures(
                    all,
                    row,
                    &[
                        ("return", Some("return_before")),
                        ("gmv", Some("gmv_before")),
                        ("profit", None),
                        ("cost", None),
                        ("orders", None),
                        ("refund_rate", None),
                    ],
                ));
            }
        }
        page.said = self.asides.get(&id).cloned().unwrap_or_default();
        let mine = |r: &Row| matches!(r.behind, Behind::Deal(_, of) if of == id);
        let moved_on = |r: &&Row| mine(r) && column(&self.deals, r, "stage_now").is_some();
        let mut columns = vec!["ref", "product", "mode", "stage"];
        if self.deals.rows.iter().any(|r| moved_on(&r)) {
            columns.push("stage_now");
        }
        columns.extend(["due", "owner", "gmv", "cost", "return"]);
        let deals = part(&self.deals, &columns, mine);
        page.tables.push(Section {
            id: "their_deals",
            ..deals
        });
        if let Some(all) = self.section("content", "ranking") {
            let columns = [
                "content",
                "style",
                "plays",
                "engagement",
                "completion",
                "orders",
            ];
            let of = |r: &Row| matches!(r.behind, Behind::Content(of, _) if of == id);
            page.tables.push(Section {
                id: "their_content",
                ..part(all, &columns, of)
            });
        }
        page.tables.retain(|t| !t.rows.is_empty());
        page
    }

    fn of_product(&self, name: &str) -> Page {
        let mut page = Page::default();
        if let Some(all) = self.section("products", "products") {
            let rows = all.rows.iter();
            let rows: Vec<&Row> = rows.filter(|r| named(all, r, "product", name)).collect();
            match rows.as_slice() {
                [row] => {
                    let wanted = [
                        ("gmv", Some("gmv_before")),
                        ("orders", None),
                        ("items", None),
                        ("aov", None),
                        ("refund_rate", None),
                        ("return", None),
                        ("profit", None),
                    ];
                    page.figures = figures(all, row, &wanted);
                    page.advice = cell(all, row, "action");
                    if let Some(Value::Said(why)) = column(all, row, "reasons") {
                        page.said.push(why);
                    }
                }
                // what is to be done may be another thing in each currency: that stands in the table
                rows => {
                    let wanted = [
                        ("gmv", Some("gmv_before")),
                        ("return", None),
                        ("profit", None),
                    ];
                    for row in rows.iter().take(CURRENCIES) {
                        page.figures.extend(figures(all, row, &wanted));
                    }
                    let actions = rows.iter().filter_map(|r| cell(all, r, "action"));
                    let actions: Vec<Cell> = actions.filter(|c| !c.value.is_missing()).collect();
                    let same = actions.windows(2).all(|w| w.first() == w.last());
                    page.advice = actions.into_iter().next().filter(|_| same);
                }
            }
            let columns = [
                "product",
                "gmv",
                "return",
                "action",
                "reasons",
                "gmv_before",
                "change",
                "currency",
            ];
            let others = part(all, &columns, |r| named(all, r, "product", name));
            if others.rows.len() > 1 {
                page.tables.push(others);
            }
        }
        if let Some(all) = self.section("products", "peaks") {
            let peaks = part(all, &PEAK, |r| named(all, r, "product", name));
            page.tables.push(peaks);
        }
        let sellers = self.sold.of_name(name, &self.handles);
        let columns = ["creator", "orders", "gmv", "currency"];
        page.tables.push(part(&sellers, &columns, |_| true));
        page.tables.retain(|t| !t.rows.is_empty());
        page
    }

    /// What happened on the days on which a product sold far more than usually: the furthest above its mean first.
    fn of_peaks(&self, name: &str) -> Page {
        let mut page = Page::default();
        let Some((all, first)) = self.peak(name) else {
            return page;
        };
        let wanted = ["from", "to", "gmv", "times", "first_share"];
        page.figures = figures(all, first, &wanted.map(|key| (key, None)));
        let peaks = part(all, &PEAK, |r| named(all, r, "product", name));
        if peaks.rows.len() > 1 {
            page.tables.push(peaks);
        }
        if let Behind::Sold(product, currency, days) = first.behind {
            let of = |s: &DaySale| {
                s.product == product && s.currency == currency && (days.0..=days.1).contains(&s.day)
            };
            let sellers = self.sold.section(product, &of, days, &self.handles);
            let columns = ["creator", "orders", "gmv", "currency"];
            page.tables.push(part(&sellers, &columns, |_| true));
        }
        if let Some(products) = self.section("products", "products") {
            let columns = [
                "product", "orders", "gmv", "change", "return", "currency", "action",
            ];
            let whole = part(products, &columns, |r| named(products, r, "product", name));
            page.tables.push(whole);
        }
        page.tables.retain(|t| !t.rows.is_empty());
        page
    }

    fn of_content(&self, id: &str, creator: u32) -> Page {
        let mut page = Page::default();
        let is = |r: &&Row| match &r.behind {
            Behind::Content(of, content) => *of == creator && **content == *id,
            _ => false,
        };
        let Some(all) = self.section("content", "ranking") else {
            return page;
        };
        if let Some(row) = all.rows.iter().find(is) {
            let beside = ["style"];
            page.beside = beside.iter().filter_map(|k| column(all, row, k)).collect();
            let wanted = [
                "plays",
                "engagement",
                "like_rate",
                "comment_rate",
                "share_rate",
                "completion",
                "cvr",
                "orders",
                "gmv",
            ];
            page.figures = figures(all, row, &wanted.map(|key| (key, None)));
        }
        if let Some(best) = self.section("content", "best") {
            let columns = ["by", "place", "rate"];
            page.tables.push(part(best, &columns, |r| is(&r)));
        }
        page.tables.retain(|t| !t.rows.is_empty());
        page
    }

    fn of_member(&self, name: &str) -> Page {
        let mut page = Page::default();
        let counted = [
            ("collaborations", None),
            ("ordering_share", Some("ordering_share_before")),
        ];
        let sold = [
            ("gmv", Some("gmv_before")),
            ("return", Some("return_before")),
        ];
        for (id, wanted) in [("members", counted), ("member_sales", sold)] {
            if let Some(all) = self.section("team", id) {
                let mine = all.rows.iter().filter(|r| named(all, r, "member", name));
                let figures = mine.flat_map(|row| figures(all, row, &wanted));
                page.figures.extend(figures.collect::<Vec<_>>());
            }
        }
        if let Some(all) = self.section("team", "cycle") {
            let mine = |r: &Row| named(all, r, "member", name);
            for row in all.rows.iter().filter(|r| mine(r)) {
                if let Some(Value::Said(said)) = column(all, row, "bottleneck") {
                    page.said.push(said);
                    page.slow = slowest(all, row);
                }
            }
            let team = |r: &Row| matches!(value(all, r, "member"), Some(Value::Word(_)));
            let keys: Vec<&str> = all.columns.iter().map(|c| c.key).collect();
            let wanted: Vec<&str> = keys
                .into_iter()
                .filter(|k| !matches!(*k, "bottleneck" | "to_published_before"))
                .collect();
            page.tables.push(part(all, &wanted, |r| mine(r) || team(r)));
        }
        page
    }
}

/// Where the work of a row is marked as slow: see [`Page::slow`].
fn slowest(of: &Section, row: &Row) -> Option<(Stage, i64, i64)> {
    let team = of.rows.last()?;
    let days = |row: &Row, at: usize| match row.cells.get(at).map(|c| &c.value) {
        Some(Value::HalfDays(n)) => Some(*n),
        _ => None,
    };
    Stage::ALL.into_iter().find_map(|stage| {
        let at = of.columns.iter().position(|c| c.key == stage.key())?;
        let marked = row.cells.get(at)?.mark == Mark::Bad;
        marked.then_some(())?;
        Some((stage, days(row, at)?, days(team, at)?))
    })
}

/// Whether a figure became better or worse, where that can be said of it.
pub fn better(figure: &Figure) -> Mark {
    let rises = !figure.title.contains("refund") && !figure.title.contains("cost");
    let change = figure.before.as_ref().map(|b| figure.now.value.change(b));
    let up = match change {
        Some(Value::Change(r) | Value::Points(r) | Value::RatePoints(r)) => r.approx(),
        _ => return Mark::None,
    };
    match (up > 0.0) == rises {
        _ if up == 0.0 => Mark::None,
        true => Mark::Good,
        false => Mark::Bad,
    }
}
