//! What a review comes to, in a few lines for whoever reads no further. Everything in them stands on the boards.

use super::figure::{Mark, Row, Section, Value, value};
use super::shown::{NotOver, Say, word};
use super::{Board, Review};
use crate::domain::message::Message;

/// So many products are named at most.
const PRODUCTS: usize = 6;

/// So many creators or points are named at most.
const NAMES: usize = 5;

fn shown(section: &Section, row: &Row, key: &str, say: Say<'_>) -> Option<String> {
    let value = value(section, row, key)?;
    let known = !matches!(value, Value::Missing | Value::Blank);
    known.then(|| value.shown(say))
}

/// The figure of this name in a currency: now, and before.
fn figure(section: &Section, name: &str, code: &str, say: Say<'_>) -> Option<[Option<String>; 2]> {
    let id = format!("review-figure-{name}");
    let is = |r: &&Row| {
        let mut cells = r.cells.iter().map(|c| &c.value);
        matches!(cells.next(), Some(Value::Word(of)) if *of == id)
            && match cells.next() {
                Some(Value::Text(of)) => **of == *code,
                _ => code.is_empty(),
            }
    };
    let row = section.rows.iter().find(is)?;
    Some(["now", "before"].map(|key| shown(section, row, key, say)))
}

/// Of a table in which each row has a return: that with most and that with least, of those that are trusted, in a
/// currency.
fn ends<'s>(section: &'s Section, code: &str) -> Option<(&'s Row, &'s Row)> {
    let trusted = |row: &&Row| {
        let at = section.columns.iter().position(|c| c.key == "verdict");
        let mark = at.and_then(|at| row.cells.get(at)).map(|c| c.mark);
        let same =
            matches!(value(section, row, "currency"), Some(Value::Text(of)) if **of == *code);
        // what sold nothing on these days is nobody's least
        let idle =
            matches!(value(section, row, "verdict"), Some(Value::Word(id)) if id == "verdict-idle");
        same && mark != Some(Mark::Weak) && !idle
    };
    let returned = |row: &&Row| match value(section, row, "return") {
        Some(Value::Percent(of)) => Some(*of),
        _ => None,
    };
    let rows = section.rows.iter().filter(trusted);
    let rows: Vec<&Row> = rows.filter(|r| returned(r).is_some()).collect();
    let most = rows.iter().max_by_key(|r| returned(r))?;
    let least = rows.iter().min_by_key(|r| returned(r))?;
    (!std::ptr::eq(*most, *least)).then_some((*most, *least))
}

impl Review {
    /// See the module. Lines in the words of `say`.
    pub fn in_lines(&self, say: Say<'_>) -> Vec<String> {
        let mut all = Vec::new();
        let head = &self.head;
        all.extend(NotOver::of(self).map(|not_over| {
            let (id, day) = match not_over {
                NotOver::Begins(day) => ("review-short-begins", day),
                NotOver::Runs(day) => ("review-short-runs", day),
            };
            say(&Message::new(id).with("day", day.to_string()))
        }));
        // of days to come nothing is known
        if head.days.is_none_or(|days| days.from <= head.today) {
            all.extend(self.ordering(say));
        }
        for currency in &self.head.currencies {
            all.extend(self.money(currency.code(), say));
        }
        all.extend(self.spent(say));
        all.extend(
            ["eliminate", "retest", "reinvest"]
                .map(|id| self.creators_of(id, say))
                .into_iter()
                .flatten(),
        );
        all.extend(self.products_to_act_on(say));
        all.extend(self.slow(say));
        if let Some(minutes) = self.boards.iter().find(|b| b.id == "meeting") {
            all.extend(decided(minutes, say));
            all.extend(decisions(minutes, say));
        }
        all
    }

    fn ordering(&self, say: Say<'_>) -> Option<String> {
        let section = self.section("creators", "figures")?;
        let [share, before] = figure(section, "ordering-share", "", say)?;
        let [n, _] = figure(section, "ordering", "", say)?;
        let [of, _] = figure(section, "cooperating", "", say)?;
        let said = Message::new("review-short-ordering")
            .with("n", n?)
            .with("of", of?)
            .with("share", share?);
        Some(say(&said.with("before", or_none(before))))
    }

    fn money(&self, code: &str, say: Say<'_>) -> Vec<String> {
        let mut all = Vec::new();
        let figures = self.section("creators", "figures");
        let of = |name: &str| figures.and_then(|s| figure(s, name, code, say));
        if let Some([Some(gmv), before]) = of("gmv") {
            let [orders, _] = of("orders").unwrap_or_default();
            let said = Message::new("review-short-sold")
                .with("currency", code)
                .with("gmv", gmv)
                .with("before", or_none(before))
                .with("orders", or_none(orders));
            all.push(say(&said));
        }
        if let Some([Some(returned), before]) = of("return") {
            let [profit, _] = of("profit").unwrap_or_default();
            let [cost, _] = of("cost").unwrap_or_default();
            let said = Message::new("review-short-return")
                .with("currency", code)
                .with("return", returned)
                .with("before", or_none(before))
                .with("profit", or_none(profit))
                .with("cost", or_none(cost));
            all.push(say(&said));
        } else {
            // without a return it is said what there is
            let [cost, _] = of("cost").unwrap_or_default();
            if let Some(cost) = cost {
                let said = Message::new("review-short-no-return").with("currency", code);
                all.push(say(&said.with("cost", cost)));
            }
        }
        for (id, column) in [("modes", "mode"), ("tiers", "tier")] {
            let Some(section) = self.section("creators", id) else {
                continue;
            };
            if let Some((most, least)) = ends(section, code) {
                let cell = |row: &Row, key: &str| shown(section, row, key, say).unwrap_or_default();
                let said = Message::new("review-short-ends")
                    .with("currency", code)
                    .word("what", format!("review-col-{column}"))
                    .with("most", cell(most, column))
                    .with("return", cell(most, "return"))
                    .with("least", cell(least, column))
                    .with("other", cell(least, "return"));
                all.push(say(&said));
            }
        }
        all
    }

    /// What was spent of the budget, where there is one.
    fn spent(&self, say: Say<'_>) -> Vec<String> {
        let Some(section) = self.section("budget", "budget") else {
            return Vec::new();
        };
        let apart = |row: &&Row| value(section, row, "planned").is_some_and(Value::is_missing);
        let apart = section.rows.iter().filter(apart).filter_map(|row| {
            let spent = shown(section, row, "spent", say)?;
            Some(format!("{spent} {}", shown(section, row, "currency", say)?))
        });
        let apart: Vec<String> = apart.collect();
        let apart = (!apart.is_empty()).then(|| apart.join(" + "));
        let line = |row: &Row| {
            let cell = |key: &str| shown(section, row, key, say);
            let said = Message::new("review-short-budget")
                .with("apart", or_none(apart.clone()))
                .with("planned", cell("planned")?)
                .with("currency", cell("currency")?)
                .with("share", cell("spent_share")?);
            Some(say(&said))
        };
        let mut all: Vec<String> = section.rows.iter().filter_map(line).collect();
        all.extend(self.off("mix", "points", "tier", "review-short-mix", say));
        all.extend(self.off(
            "dearest",
            "of_budget",
            "creator",
            "review-short-single",
            say,
        ));
        all
    }

    /// Rows of a table of the budget in which a column is marked as too far off, in one line for each currency.
    fn off(
        &self,
        id: &str,
        key: &str,
        name: &str,
        said: &'static str,
        say: Say<'_>,
    ) -> Vec<String> {
        let Some(section) = self.section("budget", id) else {
            return Vec::new();
        };
        let at = section.columns.iter().position(|c| c.key == key);
        let far = |row: &&Row| {
            let cell = at.and_then(|at| row.cells.get(at));
            cell.is_some_and(|c| c.mark == Mark::Bad)
        };
        let mut all: Vec<(String, Vec<String>)> = Vec::new();
        for row in section.rows.iter().filter(far) {
            let cell = |key: &str| shown(section, row, key, say).unwrap_or_default();
            let (currency, one) = (cell("currency"), format!("{} {}", cell(name), cell(key)));
            match all.iter_mut().find(|(c, _)| *c == currency) {
                Some((_, of)) => of.push(one),
                None => all.push((currency, vec![one])),
            }
        }
        let line = |(currency, of): (String, Vec<String>)| {
            let said = Message::new(said).with("currency", currency);
            say(&said.with("names", few(&of)))
        };
        all.into_iter().map(line).collect()
    }

    /// How many creators a table has, how many of them were given up already, and the first of the others.
    fn creators_of(&self, id: &str, say: Say<'_>) -> Option<String> {
        let section = self.section("creators", id)?;
        let mut ids: Vec<u32> = Vec::new();
        for about in self.creators_in(id, |_, _| true) {
            ids.extend(about.creator().filter(|id| !ids.contains(id)));
        }
        let all = ids.len();
        let going_on = self.going_on();
        ids.retain(|id| going_on.contains(id));
        let names = ids.iter().filter_map(|id| self.handles.get(id));
        let names: Vec<String> = names.map(|h| format!("@{h}")).collect();
        let said = Message::new("review-short-creators")
            .word("list", section.title())
            .with("n", all)
            .with("over", all - ids.len())
            .with(
                "names",
                if names.is_empty() {
                    "none".into()
                } else {
                    few(&names)
                },
            );
        (all > 0).then(|| say(&said))
    }

    /// Products for which an action is advised, the greatest loss first.
    fn products_to_act_on(&self, say: Say<'_>) -> Vec<String> {
        let Some(section) = self.section("products", "products") else {
            return Vec::new();
        };
        let profit = |row: &&Row| match value(section, row, "profit") {
            Some(Value::Money(raw, _)) => *raw,
            _ => 0,
        };
        let named = |row: &&Row| matches!(value(section, row, "product"), Some(Value::Text(_)));
        let mut rows: Vec<&Row> = section.rows.iter().filter(named).collect();
        rows.sort_by_key(profit);
        let line = |row: &Row| {
            let cell = |key: &str| shown(section, row, key, say);
            let said = Message::new("review-short-product")
                .with("action", cell("action")?)
                .with("product", cell("product")?)
                .with("currency", cell("currency")?)
                .with("reason", cell("reasons")?);
            Some(say(&said))
        };
        let mut all: Vec<String> = rows.into_iter().filter_map(line).collect();
        let more = all.len().saturating_sub(PRODUCTS);
        if more > 0 {
            all.truncate(PRODUCTS);
            all.push(say(&Message::new("review-short-more").with("n", more)));
        }
        all
    }

    fn slow(&self, say: Say<'_>) -> Vec<String> {
        let Some(section) = self.section("team", "cycle") else {
            return Vec::new();
        };
        let line = |row: &Row| {
            let why = shown(section, row, "bottleneck", say)?;
            let who = shown(section, row, "member", say)?;
            let said = Message::new("review-short-slow").with("who", who);
            Some(say(&said.with("why", why)))
        };
        section.rows.iter().filter_map(line).collect()
    }
}

fn or_none(text: Option<String>) -> String {
    text.unwrap_or_else(|| "none".to_owned())
}

/// How many points of the meeting are decided.
fn decided(board: &Board, say: Say<'_>) -> Option<String> {
    let rows = |id: &str| {
        board
            .sections
            .iter()
            .find(|s| s.id == id)
            .map(|s| s.rows.len())
    };
    let (decided, open) = (rows("decisions")?, rows("undecided").unwrap_or(0));
    let said = Message::new("review-short-decided")
        .with("n", decided)
        .with("open", open);
    (decided > 0).then(|| say(&said))
}

/// Who or what was decided about, by what was decided.
fn decisions(board: &Board, say: Say<'_>) -> Vec<String> {
    let Some(section) = board.sections.iter().find(|s| s.id == "decisions") else {
        return Vec::new();
    };
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    for row in &section.rows {
        let cell = |key: &str| shown(section, row, key, say);
        let (Some(what), Some(about)) = (cell("decision"), cell("about")) else {
            continue;
        };
        match all.iter_mut().find(|(w, _)| *w == what) {
            Some((_, of)) => of.push(about),
            None => all.push((what, vec![about])),
        }
    }
    let line = |(what, of): (String, Vec<String>)| {
        let said = Message::new("review-short-decision").with("decision", what);
        say(&said.with("n", of.len()).with("names", few(&of)))
    };
    all.into_iter().map(line).collect()
}

/// The first of several names, with a sign that there are more.
fn few(names: &[String]) -> String {
    let some: Vec<&str> = names.iter().take(NAMES).map(String::as_str).collect();
    let more = if names.len() > NAMES { ", …" } else { "" };
    format!("{}{more}", some.join(", "))
}

/// The title over the lines.
pub fn title(say: Say<'_>) -> String {
    word("review-short", say)
}
