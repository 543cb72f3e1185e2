//! What an import says to people: what the file is, what it would change, what it did.

use std::path::Path;

use super::here::Here;
use super::import::Fate;
use super::imports::file_name;
use super::out;
use crate::app::format;
use crate::app::rich::wrap;
use crate::domain::collab::native::Value;
use crate::domain::column::Column;
use crate::domain::creator::Incoming;
use crate::domain::field::Metric;
use crate::domain::message::Message;
use crate::intake::{Parsed, PeriodFrom, Plan, Reject, SampleRow, Target};
use crate::report::{self, Cell, Heading, Table};
use crate::text;
use crate::worker::importing::{Done, Wish};

/// Rows of the preview.
const ROWS: usize = 5;
/// Columns of the preview; more would not fit a line.
const COLUMNS: usize = 8;
/// Rejected rows that are told one by one.
const TOLD: usize = 10;

fn name(path: &Path) -> String {
    file_name(&path.to_string_lossy())
}

/// Lines of a label and what it says, which goes on under itself where a terminal is too narrow for it.
fn labelled(lines: &[(String, String)]) -> String {
    let wide = lines.iter().map(|(l, _)| text::width(l)).max().unwrap_or(0);
    let room = out::width().map(|w| w.saturating_sub(wide + 4).max(20));
    let mut all = String::new();
    for (label, said) in lines {
        let parts = match room {
            Some(room) => wrap(said, room),
            None => vec![said.clone()],
        };
        for (at, part) in parts.iter().enumerate() {
            let label = if at == 0 { label } else { "" };
            all.push_str(&format!("  {}  {part}\n", text::pad_end(label, wide)));
        }
    }
    all
}

/// What the file is and how it would be read.
pub fn preview(here: &Here, plan: &Plan) -> String {
    let words = &here.words;
    let label = |id: &str| words.get(&format!("cli-preview-{id}"));
    let from = words.get(match plan.period_from {
        PeriodFrom::Option => "cli-period-option",
        PeriodFrom::FileName => "cli-period-filename",
        PeriodFrom::Banner => "cli-period-banner",
        PeriodFrom::ImportDate => "cli-period-import-date",
        PeriodFrom::Rows => "cli-period-rows",
    });
    let mut encoding = plan.encoding.clone();
    if let Some(sheet) = &plan.sheet {
        encoding.push_str(&format!(" · {}", text::clean(sheet)));
    }
    let header = match plan.header_row {
        0 => words.get("cli-no-header"),
        line => {
            let id = if plan.definition_row {
                "cli-header-defined"
            } else {
                "cli-header-at"
            };
            words.say(&Message::new(id).with("line", line.to_string()))
        }
    };
    let currency = if plan.currency.is_known() {
        plan.currency.code().to_owned()
    } else {
        words.get("cli-currency-unknown")
    };
    let mapped: Vec<String> = plan
        .columns
        .iter()
        .filter_map(|c| Some((c.target.filter(|t| *t != Target::Ignore)?, &c.header)))
        .map(|(target, header)| format!("{} = {header}", target.key()))
        .collect();
    let mut lines = vec![
        (label("kind"), words.say(&plan.kind.message())),
        (label("encoding"), encoding),
        (label("header"), header),
    ];
    // rows of work say their days and currencies themselves
    if plan.kind.native().is_none() {
        lines.push((label("period"), format!("{} · {from}", plan.period)));
        lines.push((label("currency"), currency));
    }
    lines.push((label("platform"), plan.platform.key().to_owned()));
    lines.push((label("mapped"), mapped.join(" · ")));
    if !plan.unmapped.is_empty() {
        lines.push((label("unmapped"), plan.unmapped.join(" · ")));
    }
    format!(
        "{}\n{}{}",
        name(&plan.path),
        labelled(&lines),
        sample(here, plan)
    )
}

/// The first rows as they would be read.
fn sample(here: &Here, plan: &Plan) -> String {
    // a number takes about 13 cells, the handle a few more
    let most = out::width().map_or(COLUMNS, |w| (w.saturating_sub(18) / 13).clamp(2, COLUMNS));
    let rows: Vec<&SampleRow> = plan.sample.iter().take(ROWS).collect();
    if plan.kind.native().is_some() {
        return work_sample(here, plan, &rows, most);
    }
    let good = || {
        rows.iter().filter_map(|r| match &r.parsed {
            Ok(Parsed::Creator(row)) => Some(row),
            _ => None,
        })
    };
    let mut columns: Vec<Column> = vec![Column::Handle];
    let targets = plan.columns.iter().filter_map(|c| c.target);
    for target in targets {
        let column = match target {
            Target::Metric(m) | Target::Percent(m) => Column::Metric(m),
            Target::Attr(a) => Column::Attr(a),
            _ => continue,
        };
        if columns.len() < most
            && !columns.contains(&column)
            && good().any(|row| cell(column, row) != Cell::Missing)
        {
            columns.push(column);
        }
    }
    let table = Table {
        columns: columns
            .iter()
            .map(|c| heading(c.key(), c.is_number()))
            .collect(),
        rows: good()
            .map(|row| columns.iter().map(|c| cell(*c, row)).collect())
            .collect(),
    };
    shown(here, table, &rows)
}

fn heading(key: &str, align_right: bool) -> Heading {
    Heading {
        title: key.to_owned(),
        key: key.to_owned(),
        align_right,
    }
}

/// The first rows of a native file about work: the columns that say something in them.
fn work_sample(here: &Here, plan: &Plan, rows: &[&SampleRow], most: usize) -> String {
    let Some(file) = plan.kind.native() else {
        return String::new();
    };
    let good = || {
        rows.iter().filter_map(|r| match &r.parsed {
            Ok(Parsed::Work(row)) => Some(row.values.clone()),
            Ok(Parsed::Order(said)) => Some(crate::intake::order_values(said)),
            _ => None,
        })
    };
    let says = |place: usize| good().any(|row| row.get(place).is_some_and(Option::is_some));
    let places: Vec<usize> = (0..file.fields.len())
        .filter(|place| says(*place))
        .take(most)
        .collect();
    let field = |place: &usize| file.fields.get(*place);
    let cell = |row: &Vec<Option<Value>>, place: &usize| {
        let value = row.get(*place).and_then(Option::as_ref);
        let written = value.zip(field(place)).map(|(v, f)| v.written(f.cell));
        written.map_or(Cell::Missing, Cell::Text)
    };
    let table = Table {
        columns: places
            .iter()
            .filter_map(field)
            .map(|f| heading(f.key, f.cell.unit().is_some()))
            .collect(),
        rows: good()
            .map(|row| places.iter().map(|place| cell(&row, place)).collect())
            .collect(),
    };
    shown(here, table, rows)
}

fn shown(here: &Here, mut table: Table, rows: &[&SampleRow]) -> String {
    let mut out = String::new();
    if !table.rows.is_empty() {
        for row in &mut table.rows {
            for cell in row.iter_mut() {
                if let Cell::Text(t) = cell {
                    *t = text::truncate(t, 28).into_owned();
                }
            }
        }
        let mut bytes = Vec::new();
        // writing into memory does not fail
        let _ = report::write_aligned(&table, out::width().map(|w| w - w.min(2)), &mut bytes);
        out.push('\n');
        for line in String::from_utf8_lossy(&bytes).lines() {
            out.push_str(&format!("  {line}\n"));
        }
    }
    for bad in rows.iter().filter_map(|r| r.parsed.as_ref().err()) {
        out.push_str(&format!("  {}\n", reject(here, bad)));
    }
    out
}

fn cell(column: Column, row: &Incoming) -> Cell {
    let o = &row.observation;
    let shown = match column {
        Column::Handle => Some(format!("@{}", row.identity.handle)),
        Column::Metric(m) => o.metrics.get(m).map(|raw| with_unit(m, raw, row)),
        Column::Attr(a) => o.attr(a).map(str::to_owned),
        _ => None,
    };
    shown.map_or(Cell::Missing, Cell::Text)
}

fn with_unit(metric: Metric, raw: i64, row: &Incoming) -> String {
    format::with_unit(metric, raw, row.observation.currency)
}

/// What importing would change.
pub fn would(here: &Here, plan: &Plan, done: &Done) -> String {
    let said = counts("cli-would", plan, done);
    let mut out = format!("\n{}\n", here.words.say(&said));
    out.push_str(&warnings(here, plan, done));
    out.push_str(&rejects(here, done));
    out
}

fn counts(id: &'static str, plan: &Plan, done: &Done) -> Message {
    let what = match plan.kind.native() {
        Some(_) => "rows",
        None => "creators",
    };
    Message::new(id)
        .with("what", what)
        .with("rows", done.rows)
        .with("created", done.created)
        .with("updated", done.updated)
        .with("unchanged", done.unchanged)
}

/// What a file did to the pool.
pub fn report(here: &Here, wish: &Wish, fate: &Fate, dry: bool) -> String {
    let words = &here.words;
    let file = name(&wish.path);
    match fate {
        // said on stderr
        Fate::Refused(..) | Fate::Pool(..) => String::new(),
        Fate::Declined => format!(
            "{}\n",
            words.say(&Message::new("cli-report-declined").with("file", file))
        ),
        Fate::Done(plan, done) => {
            let id = if dry { "cli-report-dry" } else { "cli-report" };
            let kind = words.say(&plan.kind.message());
            let m = counts(id, plan, done).with("file", file).with("kind", kind);
            let mut out = format!("{}\n", words.say(&m));
            out.push_str(&warnings(here, plan, done));
            out.push_str(&rejects(here, done));
            if let Some(path) = &done.rejects_file {
                let m = Message::new("cli-rejects-in").with("path", path.display().to_string());
                out.push_str(&format!("  {}\n", words.say(&m)));
            }
            out
        }
    }
}

fn warnings(here: &Here, plan: &Plan, done: &Done) -> String {
    let mut out = String::new();
    if done.skipped_duplicates > 0 {
        // of two downloads of a line the later one is the newer
        let id = match plan.kind.is_of_orders() {
            true => "cli-repeated-orders",
            false => "cli-repeated",
        };
        let m = Message::new(id).with("n", done.skipped_duplicates);
        out.push_str(&format!("  {}\n", here.words.say(&m)));
    }
    for w in &done.warnings {
        out.push_str(&format!("  ! {}\n", here.words.say(&w.message)));
    }
    out
}

fn reject(here: &Here, r: &Reject) -> String {
    let m = Message::new("cli-reject")
        .with("line", r.line.to_string())
        .with("column", r.column.clone())
        .with("value", text::truncate(&r.value, 40).into_owned())
        .with("reason", here.words.say(&r.reason));
    here.words.say(&m)
}

fn rejects(here: &Here, done: &Done) -> String {
    if done.rejected == 0 {
        return String::new();
    }
    let m = Message::new("cli-rejected").with("n", done.rejected);
    let mut out = format!("  {}\n", here.words.say(&m));
    for r in done.rejects.iter().take(TOLD) {
        out.push_str(&format!("    {}\n", reject(here, r)));
    }
    let told = u64::try_from(done.rejects.len().min(TOLD)).unwrap_or(0);
    if done.rejected > told {
        let m = Message::new("cli-rejected-more").with("n", done.rejected - told);
        out.push_str(&format!("    {}\n", here.words.say(&m)));
    }
    out
}
