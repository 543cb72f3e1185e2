//! `daren show HANDLE`: everything known of one creator, each value with its source and its day.

use std::io::Write;
use std::sync::Arc;

use clap::ArgMatches;

use super::fault::Fault;
use super::here::Here;
use super::{out, question, returns_json, returns_text, show_json, whom};
use crate::app::format;
use crate::app::pool::card::HISTORY;
use crate::app::pool::table::message_key;
use crate::domain::creator::{Platform, Record};
use crate::domain::facet::TOP_CATEGORIES;
use crate::domain::field::{Attr, Metric};
use crate::domain::metrics;
use crate::domain::number::{Decimal, Unit};
use crate::domain::returns::{Returns, Standing};
use crate::pool::Pool;
use crate::report::Json;
use crate::report::{self, Cell, Heading, Table};
use crate::store::Store;
use crate::text;
use crate::worker::returns::{self, Looking};
use crate::worker::rows;

/// Shown as the fan profile, with bars.
pub const FANS: [Metric; 8] = [
    Metric::Female,
    Metric::Male,
    Metric::Adult,
    Metric::Age13,
    Metric::Age18,
    Metric::Age25,
    Metric::Age35,
    Metric::Age45,
];

/// What a score is computed from.
const SCORED: [Metric; 4] = [Metric::Items, Metric::Orders, Metric::Videos, Metric::Lives];

/// Cells of a bar.
const BAR: usize = 24;

/// See the module.
pub fn run(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let name = matches
        .get_one::<String>("handle")
        .map(String::as_str)
        .unwrap_or_default();
    let platform = matches
        .get_one::<String>("platform")
        .and_then(|p| Platform::parse(p));
    let (store, mut record, pool) = find(here, name, platform)?;
    let age = format::age_in_days(&record, here.today);
    record.profile.set_metric(Metric::Stale, age);
    if matches
        .get_one::<String>("format")
        .is_some_and(|f| f == "json")
    {
        let (returns, standing) = returns(here, &store, &record, pool)?;
        let mut json = show_json::creator(here, &record);
        if let Json::Object(all) = &mut json {
            let fans = Metric::AGE_BANDS.map(|m| record.profile.metric(m));
            let more = returns_json::creator(
                here,
                &returns,
                &fans,
                returns_text::standing_json(&standing),
            );
            all.extend(more);
        }
        return Ok(out::say(&json.pretty())?);
    }
    let mut to = out::stdout();
    let (returns, standing) = returns(here, &store, &record, pool)?;
    write(here, &record, &mut to, &returns, &standing)?;
    Ok(to.flush()?)
}

/// What the work with a creator brought, and where they stand.
fn returns(
    here: &Here,
    store: &Store,
    record: &Record,
    pool: Option<Arc<Pool>>,
) -> Result<(Returns, Standing), Fault> {
    let looking = Looking {
        rules: &here.settings.returns,
        schemes: &here.settings.schemes,
        rates: &here.settings.rates,
        today: here.today,
    };
    let found = returns::returns(store, record, &looking)?;
    // who has no conversion is held against nobody
    let standing = match found.cvr(record) {
        Some(_) => {
            let pool = match pool {
                Some(pool) => pool,
                None => question::pool(here, store, false)?,
            };
            // where no file tells impressions, everybody's own work does
            let pool = match pool.median_exposure() {
                Some(_) => pool,
                None => question::pool(here, store, true)?,
            };
            returns::standing(record, &found, &pool, &looking)
        }
        None => Standing::default(),
    };
    Ok((found, standing))
}

/// A creator with the pool file, and the pool where it had to be loaded.
type Found = (Store, Record, Option<Arc<Pool>>);

/// The one creator who is meant.
fn find(here: &Here, name: &str, platform: Option<Platform>) -> Result<Found, Fault> {
    let store = question::reader(here)?;
    let mut record = whom::one(&store, name, platform)?;
    // the score ranks within the pool, which is only loaded for those who can have one
    let mut pool = None;
    if SCORED.iter().all(|m| record.profile.metric(*m).is_some()) {
        let loaded = question::pool(here, &store, false)?;
        rows::complete(&mut record, Some(&loaded));
        pool = Some(loaded);
    }
    Ok((store, record, pool))
}

fn field(here: &Here, metric: Metric) -> String {
    here.words
        .get(&format!("field-{}", message_key(metric.key())))
}

fn write(
    here: &Here,
    record: &Record,
    to: &mut dyn Write,
    returns: &Returns,
    standing: &Standing,
) -> Result<(), Fault> {
    identity(here, record, to)?;
    returns_text::section(here, returns, standing, to)?;
    numbers(here, record, to)?;
    fans(here, record, to)?;
    history(here, record, to)?;
    if !record.notes.is_empty() {
        writeln!(to, "\n{}", here.words.get("card-notes"))?;
        for note in &record.notes {
            let day: String = note.at.chars().take(10).collect();
            writeln!(
                to,
                "  {day} {}: {}",
                note.by,
                note.body.replace('\n', "\n    ")
            )?;
        }
    }
    Ok(())
}

fn identity(here: &Here, record: &Record, to: &mut dyn Write) -> Result<(), Fault> {
    let p = &record.profile;
    let mut first = vec![format!("@{}", record.identity.handle)];
    first.extend(p.attr(Attr::Name).map(str::to_owned));
    first.push(record.identity.platform.key().to_owned());
    writeln!(to, "{}", first.join(" · "))?;
    let scheme = here.settings.schemes.default;
    let categories: Vec<&str> = p.list(Attr::Categories).collect();
    let (top, rest) = categories.split_at(categories.len().min(TOP_CATEGORIES));
    let mut shown_categories = top.join(", ");
    if !rest.is_empty() {
        shown_categories.push_str(&format!(" ({})", rest.join(", ")));
    }
    let joined = |all: &[String]| all.join(", ");
    let attr = |a: Attr| p.attr(a).unwrap_or_default().replace('|', ", ");
    let link = record
        .identity
        .profile_link()
        .or_else(|| p.attr(Attr::Url).map(str::to_owned));
    let lines = [
        ("col-url", link.unwrap_or_default()),
        (
            "col-platform-id",
            record
                .identity
                .platform_id
                .as_deref()
                .unwrap_or_default()
                .to_owned(),
        ),
        ("card-formerly", joined(&record.former_handles)),
        (
            "col-tier",
            format::tier(record, &here.settings, scheme)
                .unwrap_or_default()
                .to_owned(),
        ),
        ("col-categories", shown_categories),
        ("col-region", attr(Attr::Region)),
        ("col-language", attr(Attr::Language)),
        ("col-gender", attr(Attr::Gender)),
        ("col-tags", joined(&record.tags)),
        ("col-lists", joined(&record.lists)),
        ("col-email", attr(Attr::Email)),
        ("col-contact", attr(Attr::Contact)),
        ("col-brands", attr(Attr::Brands)),
        ("col-bio", attr(Attr::Bio)),
    ];
    let filled = || lines.iter().filter(|(_, v)| !v.is_empty());
    let labels: Vec<String> = filled().map(|(id, _)| here.words.get(id)).collect();
    let wide = labels.iter().map(|l| text::width(l)).max().unwrap_or(0);
    for (label, (_, value)) in labels.iter().zip(filled()) {
        writeln!(to, "  {}  {value}", text::pad_end(label, wide))?;
    }
    Ok(())
}

fn benchmark(here: &Here, metric: Metric, raw: i64) -> Cell {
    let Some(b) = metrics::benchmark(metric, here.settings.refund_threshold) else {
        return Cell::Text(String::new());
    };
    let passes = b.passes(raw);
    let said = here.words.say(&b.message(passes));
    let mark = match (passes, here.settings.ascii) {
        (true, false) => "✓",
        (false, false) => "✗",
        (true, true) => "+",
        (false, true) => "x",
    };
    Cell::Text(format!("{mark} {said}"))
}

fn heading(here: &Here, key: &str, align_right: bool) -> Heading {
    Heading {
        title: here.words.get(&format!("cli-show-{key}")),
        key: key.to_owned(),
        align_right,
    }
}

fn numbers(here: &Here, record: &Record, to: &mut dyn Write) -> Result<(), Fault> {
    let p = &record.profile;
    let rows: Vec<Vec<Cell>> = Metric::ALL
        .iter()
        .filter(|m| !FANS.contains(m))
        .filter_map(|m| {
            let raw = record.told(*m)?;
            let currency = p.currency(*m);
            let mut value = format::with_unit(*m, raw, currency);
            if let Some(range) = record.range(*m) {
                value = format!("{value} ({})", range.replace("..", "–"));
            }
            let from = record.origin(*m);
            Some(vec![
                Cell::Text(field(here, *m)),
                Cell::Text(value),
                benchmark(here, *m, raw),
                Cell::Text(from.map(|d| d.source.key().to_owned()).unwrap_or_default()),
                Cell::Text(from.map(|d| d.period.to_string()).unwrap_or_default()),
            ])
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(to)?;
    let table = Table {
        columns: vec![
            heading(here, "field", false),
            heading(here, "value", true),
            heading(here, "benchmark", false),
            heading(here, "source", false),
            heading(here, "period", false),
        ],
        rows,
    };
    Ok(report::write_aligned(&table, out::width(), to)?)
}

fn fans(here: &Here, record: &Record, to: &mut dyn Write) -> Result<(), Fault> {
    let p = &record.profile;
    let mut rows: Vec<(String, i64)> = FANS
        .iter()
        .filter_map(|m| Some((field(here, *m), p.metric(*m)?)))
        .collect();
    for attr in [Attr::AgeBands, Attr::TopRegions] {
        rows.extend(p.list(attr).filter_map(|part| {
            let (label, value) = part.rsplit_once(':')?;
            let (raw, _) = Decimal::parse(value)?.to_raw(Unit::Ratio)?;
            Some((label.to_owned(), raw))
        }));
    }
    if rows.is_empty() {
        return Ok(());
    }
    let mut title = here.words.get("card-fans");
    if let Some(band) = p.largest_band() {
        title = format!("{title} · {} {band}", here.words.get("card-largest-band"));
    }
    writeln!(to, "\n{title}")?;
    let wide = rows.iter().map(|(l, _)| text::width(l)).max().unwrap_or(0);
    for (label, raw) in rows {
        let percent = Decimal::from_raw(raw, Unit::Ratio).times_100().fixed(1);
        // only the length of a bar: the number beside it is exact
        let share = raw as f64 / Unit::Ratio.per_one() as f64;
        let bar = text::bar(share, BAR, here.settings.ascii);
        let label = text::pad_end(&label, wide);
        writeln!(to, "  {label}  {} %  {bar}", text::pad_start(&percent, 5))?;
    }
    Ok(())
}

fn history(here: &Here, record: &Record, to: &mut dyn Write) -> Result<(), Fault> {
    let columns: Vec<Metric> = HISTORY
        .into_iter()
        .filter(|m| {
            record
                .dated
                .iter()
                .any(|d| metrics::of(*m, &d.observation.metrics).is_some())
        })
        .collect();
    writeln!(to, "\n{}", here.words.get("card-history"))?;
    let mut headings = vec![
        heading(here, "period", false),
        heading(here, "source", false),
    ];
    headings.extend(columns.iter().map(|m| Heading {
        title: field(here, *m),
        key: m.key().to_owned(),
        align_right: true,
    }));
    let rows = record.dated.iter().map(|d| {
        let o = &d.observation;
        let mut row = vec![
            Cell::Text(d.period.to_string()),
            Cell::Text(d.source.key().to_owned()),
        ];
        row.extend(columns.iter().map(|m| {
            metrics::of(*m, &o.metrics).map_or(Cell::Missing, |raw| {
                Cell::Text(format::with_unit(*m, raw, o.currency))
            })
        }));
        row
    });
    let table = Table {
        columns: headings,
        rows: rows.collect(),
    };
    Ok(report::write_aligned(&table, out::width(), to)?)
}
