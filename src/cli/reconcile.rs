//! `daren reconcile FILE...`: a file of orders held against the pool.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::PathBuf;

use clap::ArgMatches;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::fault::Fault;
use super::here::Here;
use super::returns_json::amount;
use super::{import, out, whom};
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::intake::Options;
use crate::report::Json;
use crate::store::{Amounts, Store};
use crate::text;
use crate::worker::importing::{self, Wish};
use crate::worker::reconciling::{self, Left, Reconciled};

/// See the module.
pub fn run(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let json = matches
        .get_one::<String>("format")
        .is_some_and(|f| f == "json");
    let currency = matches
        .get_one::<String>("currency")
        .and_then(|c| Currency::parse(c));
    let day_first = super::wish::day_first(matches);
    let mut store = Store::open_as_guest(&whom::existing(here)?, &here.settings.member)?;
    let mut all = Vec::new();
    let mut to = out::stdout();
    let mut differs = false;
    for path in matches.get_many::<PathBuf>("files").into_iter().flatten() {
        let wish = Wish {
            path: path.clone(),
            currency,
            day_first,
            ..Wish::default()
        };
        let plan = importing::plan(&store, &wish, here.today)
            .map_err(|refusal| import::refused(here, path, &refusal))?;
        if !plan.kind.is_of_orders() {
            let m = Message::new("reconcile-not-orders")
                .with("file", path.display().to_string())
                .with("kind", here.words.say(&plan.kind.message()));
            return Err(Fault::Failed(m));
        }
        let options = Options {
            currency: currency.or(Some(plan.currency).filter(|c| c.is_known())),
            day_first: plan.day_first,
            today: here.today,
            zone: Some(TimeZone::system()),
            ..Options::default()
        };
        let found = reconciling::reconcile(&mut store, &wish, &plan, &options, Timestamp::now())
            .map_err(|stop| import::stopped(here, path, stop))?;
        differs |= !is_even(&found);
        let name = super::imports::file_name(&path.to_string_lossy());
        if json {
            all.push(as_json(here, &name, &found));
        } else {
            write!(to, "{}", as_text(here, &name, &found))?;
        }
    }
    if json {
        write!(to, "{}", Json::List(all).pretty())?;
    }
    to.flush()?;
    if differs {
        Err(Fault::Reported)
    } else {
        Ok(())
    }
}

fn is_even(r: &Reconciled) -> bool {
    r.unexplained().values().all(|raw| *raw == 0)
        && r.compared.missing == 0
        && r.compared.other == 0
        && difference(r).values().all(|raw| *raw == 0)
}

/// What counts in the file less what the pool has of the same lines, but for what newer files have changed.
fn difference(r: &Reconciled) -> BTreeMap<Currency, i128> {
    let mut left = BTreeMap::new();
    for (currency, a) in &r.compared.counted {
        *left.entry(*currency).or_default() += a.paid;
    }
    for (currency, a) in &r.compared.pool {
        *left.entry(*currency).or_default() -= a.paid;
    }
    for (currency, raw) in &r.compared.newer_paid {
        *left.entry(*currency).or_default() -= raw;
    }
    left
}

fn sum(sums: impl IntoIterator<Item = (Currency, i128)>) -> String {
    let all: Vec<String> = sums
        .into_iter()
        .map(|(c, raw)| {
            format!("{} {c}", text::grouped(&amount(raw, c)))
                .trim_end()
                .to_owned()
        })
        .collect();
    match all.is_empty() {
        true => "0".to_owned(),
        false => all.join(" + "),
    }
}

fn lines(of: &BTreeMap<Currency, Amounts>) -> u64 {
    of.values().map(|a| a.lines).sum()
}

/// A line of the text: what it is about, how many lines of the file, and what these come to: paid, sent back, commission.
struct Told {
    label: String,
    lines: Option<u64>,
    sums: [String; 3],
}

impl Told {
    fn new(label: String, lines: impl Into<Option<u64>>, paid: String) -> Self {
        Told {
            label,
            lines: lines.into(),
            sums: [paid, String::new(), String::new()],
        }
    }

    /// With all that is known of lines that were read.
    fn of(label: String, of: &BTreeMap<Currency, Amounts>) -> Self {
        let all = |part: fn(&Amounts) -> i128| sum(of.iter().map(|(c, a)| (*c, part(a))));
        Told {
            label,
            lines: Some(lines(of)),
            sums: [all(|a| a.paid), all(|a| a.refunded), all(|a| a.commission)],
        }
    }
}

fn as_text(here: &Here, name: &str, r: &Reconciled) -> String {
    let words = &here.words;
    let c = &r.compared;
    let word = |id: &str| words.get(id);
    let mut rows = vec![
        Told::new(
            word("reconcile-file"),
            r.file.rows,
            sum(r.file.paid.clone()),
        ),
        Told::of(word("reconcile-counted"), &c.counted),
    ];
    for (id, of) in [
        ("reconcile-ineligible", &c.ineligible),
        ("reconcile-twice", &c.twice),
    ] {
        if lines(of) > 0 {
            rows.push(Told::of(word(id), of));
        }
    }
    for left in &r.rejected {
        let said = Message::new("reconcile-rejected").with("reason", reason(here, left));
        rows.push(Told::new(
            words.say(&said),
            left.rows,
            sum(left.paid.clone()),
        ));
    }
    let unexplained = sum(nonzero(&r.unexplained()));
    rows.push(Told::new(word("reconcile-unexplained"), None, unexplained));
    rows.push(Told::of(word("reconcile-pool"), &c.pool));
    if c.newer > 0 {
        let sums = Some(nonzero(&c.newer_paid)).filter(|all| !all.is_empty());
        let sums = sums.map_or(String::new(), sum);
        rows.push(Told::new(word("reconcile-newer"), c.newer, sums));
    }
    for (id, n) in [
        ("reconcile-other", c.other),
        ("reconcile-missing", c.missing),
    ] {
        if n > 0 {
            rows.push(Told::new(word(id), n, String::new()));
        }
    }
    let difference = sum(nonzero(&difference(r)));
    rows.push(Told::new(word("reconcile-difference"), None, difference));
    let heads = ["lines", "paid", "refunded", "commission"];
    let heads = heads.map(|id| word(&format!("reconcile-col-{id}")));
    let cells = |t: &Told| -> [String; 4] {
        let count = |n: u64| text::grouped(&n.to_string());
        let [paid, refunded, commission] = t.sums.clone();
        [
            t.lines.map_or(String::new(), count),
            paid,
            refunded,
            commission,
        ]
    };
    let mut all = vec![(String::new(), heads)];
    all.extend(rows.iter().map(|t| (t.label.clone(), cells(t))));
    let labels = all.iter().map(|(label, _)| text::width(label));
    let wide = labels.max().unwrap_or(0);
    let columns: [usize; 4] = std::array::from_fn(|at| {
        let cells = all.iter().filter_map(|(_, cells)| cells.get(at));
        cells.map(|c| text::width(c)).max().unwrap_or(0)
    });
    let mut out = format!("{name}\n");
    for (label, cells) in &all {
        let mut line = format!("  {}", text::pad_end(label, wide));
        for (cell, width) in cells.iter().zip(columns) {
            line.push_str("  ");
            line.push_str(&text::pad_start(cell, width));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    let end = match is_even(r) {
        true if lines(&c.counted) == 0 => "reconcile-none",
        true if !r.rejected.is_empty() => "reconcile-even-but",
        true if c.newer > 0 => "reconcile-even-newer",
        true => "reconcile-even",
        false => "reconcile-odd",
    };
    // those that the platform does not count have a row of their own
    for warning in r.warnings.iter().filter(|w| w.code != "ineligible") {
        out.push_str(&format!("  ! {}\n", words.say(&warning.message)));
    }
    out.push_str(&format!("  {}\n", words.get(end)));
    out
}

/// Why rows are left out, with the column in which that lies.
fn reason(here: &Here, left: &Left) -> String {
    let said = here.words.say(&left.reason);
    match left.column.is_empty() {
        true => said,
        false => format!("{}: {said}", left.column),
    }
}

fn nonzero(of: &BTreeMap<Currency, i128>) -> Vec<(Currency, i128)> {
    of.iter()
        .filter(|(_, raw)| **raw != 0)
        .map(|(c, raw)| (*c, *raw))
        .collect()
}

fn as_json(here: &Here, name: &str, r: &Reconciled) -> Json {
    let of = |sums: Vec<(Currency, i128)>| {
        let each = sums.into_iter().map(|(c, raw)| {
            let code = if c.is_known() { c.code() } else { "none" };
            (code.to_owned(), Json::Text(amount(raw, c)))
        });
        Json::Object(each.collect())
    };
    let part = |of_: &BTreeMap<Currency, Amounts>| {
        let each = of_.iter().map(|(c, a)| {
            Json::object([
                ("currency", Json::Text(c.code().to_owned())),
                ("lines", Json::from(a.lines)),
                ("paid", Json::Text(amount(a.paid, *c))),
                ("refunded", Json::Text(amount(a.refunded, *c))),
                ("commission", Json::Text(amount(a.commission, *c))),
            ])
        });
        Json::List(each.collect())
    };
    let c = &r.compared;
    let currencies: BTreeSet<Currency> = r.file.paid.keys().copied().collect();
    let all = |of: BTreeMap<Currency, i128>| -> Vec<(Currency, i128)> {
        currencies
            .iter()
            .map(|c| (*c, of.get(c).copied().unwrap_or(0)))
            .collect()
    };
    let rejected = r.rejected.iter().map(|left| {
        Json::object([
            ("column", Json::Text(left.column.clone())),
            ("reason", Json::Text(here.words.say(&left.reason))),
            ("rows", Json::from(left.rows)),
            (
                "paid",
                of(left.paid.iter().map(|(c, r)| (*c, *r)).collect()),
            ),
        ])
    });
    let warnings = r.warnings.iter().map(|w| here.words.say(&w.message));
    Json::object([
        ("file", Json::Text(name.to_owned())),
        ("rows", Json::from(r.file.rows)),
        ("total", of(all(r.file.paid.clone()))),
        ("read", part(&c.counted)),
        (
            "excluded",
            Json::object([
                ("ineligible", part(&c.ineligible)),
                ("repeated", part(&c.twice)),
                ("rejected", Json::List(rejected.collect())),
            ]),
        ),
        ("unexplained", of(all(r.unexplained()))),
        ("pool", part(&c.pool)),
        ("same", Json::from(c.same)),
        ("newer", Json::from(c.newer)),
        ("newer_paid", of(all(c.newer_paid.clone()))),
        ("other", Json::from(c.other)),
        ("missing", Json::from(c.missing)),
        ("difference", of(all(difference(r)))),
        ("warnings", Json::texts(warnings)),
        ("even", Json::Bool(is_even(r))),
    ])
}
