//! Groups as lines: of a table to look at, of a file, of JSON.

use std::collections::BTreeMap;

use super::super::here::Here;
use super::super::returns_json::{self, amount};
use super::super::returns_text::times;
use super::groups::{Groups, Name};
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::returns::Sums;
use crate::domain::returns::creator::at_rates;
use crate::domain::returns::sums::FINE;
use crate::domain::returns::verdict::{Confidence, Judged, Known};
use crate::report::Json;
use crate::report::{Cell, Heading, Table};
use crate::text;

/// A line of the answer: a group in one currency.
pub(super) struct Row {
    name: Name,
    creators: usize,
    deals: usize,
    currency: Currency,
    /// Kept apart: rows are sorted.
    sums: Box<Sums>,
    judged: Judged,
}

impl Row {
    pub(super) fn is_weak(&self) -> bool {
        self.judged.confidence == Confidence::Weak
    }

    pub(super) fn json(&self, here: &Here, by: &str) -> Json {
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
pub(super) fn rows(here: &Here, groups: Groups, by: &str, period: Option<(i32, i32)>) -> Vec<Row> {
    let rules = &here.settings.returns;
    let converted = at_rates(rules, &groups.converted);
    let until = groups.until.and_then(crate::domain::returns::creator::date);
    // what is over is not old because of that
    let end = period.and_then(|(_, to)| crate::domain::returns::creator::date(to));
    let today = end.map_or(here.today, |end| end.min(here.today));
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
                today: Some(today),
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
pub(super) fn shown_money(raw: i128, currency: Currency) -> String {
    text::grouped(&returns_json::worked_out(
        raw.saturating_mul(FINE),
        currency,
    ))
}

/// `converted` says at which rates; it is empty where none acted.
pub(super) fn table(here: &Here, by: &str, rows: &[Row], shown: bool, converted: &str) -> Table {
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

/// What a reader of the table has to know: what its marks mean, and how far it stands on what was typed.
pub(super) fn notes(
    here: &Here,
    rows: &[Row],
    (typed, deals): (u64, u64),
    several: Option<&str>,
    twice: i64,
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
    if twice > 0 {
        all.push(Message::new("roi-note-twice").with("n", twice));
    }
    if typed > 0 {
        let said = Message::new("roi-note-typed");
        all.push(said.with("n", typed).with("all", deals));
    }
    all
}
