//! `daren list [QUERY...]`: the creators a filter leaves, for people, spreadsheets and scripts.
//!
//! Creators are fetched and written some thousand at a time, so that a million of them go through a pipe in little
//! memory. Only the aligned table needs all rows at once, for the widths of its columns.

use std::io::{self, Write};
use std::sync::Arc;

use clap::ArgMatches;

use super::cells::Layout;
use super::fault::Fault;
use super::here::Here;
use super::prescan::unmarked;
use super::{out, question, views};
use crate::app::pool::table::usual_width;
use crate::domain::column::{Column, SortKey};
use crate::domain::field::{Attr, Metric};
use crate::domain::filter::{Filter, Test};
use crate::domain::message::Message;
use crate::domain::view::parse_columns;
use crate::pool::Pool;
use crate::report::{self, Table};
use crate::store::Store;
use crate::worker::rows;

/// Creators fetched at a time.
const AT_A_TIME: usize = 4_000;

/// What people and pipes get.
const SHORT: [Column; 11] = [
    Column::Handle,
    Column::Attr(Attr::Name),
    Column::Tier,
    Column::Metric(Metric::Followers),
    Column::Attr(Attr::Categories),
    Column::Attr(Attr::Region),
    Column::Metric(Metric::LikeRate),
    Column::Metric(Metric::Posts),
    Column::Metric(Metric::Orders),
    Column::Metric(Metric::Gmv),
    Column::Metric(Metric::RefundRate),
];

/// What files and scripts get besides.
const LONG: [Column; 27] = [
    Column::Platform,
    Column::PlatformId,
    Column::Attr(Attr::Language),
    Column::Attr(Attr::Url),
    Column::Attr(Attr::Email),
    Column::Metric(Metric::Views),
    Column::Metric(Metric::Engagement),
    Column::Metric(Metric::Adult),
    Column::Metric(Metric::Female),
    Column::Age,
    Column::Metric(Metric::Products),
    Column::Metric(Metric::Items),
    Column::Metric(Metric::Refunds),
    Column::Metric(Metric::Aov),
    Column::Metric(Metric::PlatformCtr),
    Column::Metric(Metric::Cvr),
    Column::Metric(Metric::Score),
    Column::Metric(Metric::Return),
    Column::Metric(Metric::NetRoi),
    Column::Metric(Metric::Roas),
    Column::Metric(Metric::Profit),
    Column::Metric(Metric::Cost),
    Column::Verdict,
    Column::Metric(Metric::Stale),
    Column::Tags,
    Column::Lists,
    Column::Source,
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Table,
    Csv,
    Tsv,
    Json,
    Handles,
}

/// See the module.
pub fn run(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let mut filter = question::filter(here, matches)?;
    let said = |name: &str| matches.get_one::<String>(name).map(|t| unmarked(t));
    let mut sort = said("sort").map(sort_keys).transpose()?;
    let wished = said("columns").map(columns).transpose()?;
    let store = question::reader(here)?;
    let view = said("view").map(|name| views::find(here, &store, name));
    let view = view.transpose()?;
    if let Some(view) = &view {
        filter = views::narrowed(here, view, filter)?;
        sort = sort.or_else(|| SortKey::parse_list(&view.shows.sort).ok());
    }
    let form = match said("format") {
        Some("csv") => Form::Csv,
        Some("tsv") => Form::Tsv,
        Some("json") => Form::Json,
        Some("handles") => Form::Handles,
        Some(_) => Form::Table,
        None if out::to_terminal() => Form::Table,
        None => Form::Tsv,
    };
    let columns = match wished {
        Some(columns) => columns,
        None if let Some(view) = &view => {
            let all = parse_columns(&view.shows.columns);
            all.into_iter().map(|(column, _)| column).collect()
        }
        None if matches!(form, Form::Csv | Form::Json) => {
            SHORT.iter().chain(&LONG).copied().collect()
        }
        None if form == Form::Table => fitting(out::width()),
        None => SHORT.to_vec(),
    };
    let sort = question::order(&filter, sort);
    let returns = columns.iter().any(|c| c.is_of_returns());
    let (pool, answer) = question::ask(here, &store, &filter, &sort, false, returns)?;
    if matches.get_flag("count") {
        return Ok(out::say(&format!("{}\n", answer.ids.len()))?);
    }
    let limit = matches.get_one::<usize>("limit").copied();
    let ids = answer.ids.within(0..limit.unwrap_or(usize::MAX));
    let scheme = filter.scheme.unwrap_or(here.settings.schemes.default);
    let rows = Rows {
        here,
        store,
        pool,
        ids: &ids,
        layout: Layout::new(columns, scheme, form == Form::Table),
    };
    let mut to = out::stdout();
    match form {
        Form::Handles => rows.handles(&mut to)?,
        Form::Table => rows.table(&mut to)?,
        Form::Json => rows.json(&mut to)?,
        Form::Csv => {
            let raw = matches.get_flag("raw");
            rows.lines(&mut to, &|t, to| report::write_csv(t, raw, to))?;
        }
        Form::Tsv => rows.lines(&mut to, &|t, to| report::write_tsv(t, to))?,
    }
    to.flush()?;
    if form == Form::Table && out::to_terminal() {
        beneath(here, &filter, &sort, &answer, ids.len())?;
    }
    Ok(())
}

/// What a person should know besides: how many there are, and that money of several currencies was compared.
fn beneath(
    here: &Here,
    filter: &Filter,
    sort: &[SortKey],
    answer: &crate::domain::answer::Answer,
    shown: usize,
) -> Result<(), Fault> {
    let mut lines = vec![
        here.words.say(
            &Message::new("cli-listed")
                .with("n", shown)
                .with("matched", answer.ids.len())
                .with("total", answer.total),
        ),
    ];
    let by_money = sort
        .iter()
        .any(|k| matches!(k.column, Column::Metric(m) if m.unit().is_money()))
        || filter.conditions.iter().any(|c| {
            matches!(&c.test, Test::Within { metric, currency: None, .. } if metric.unit().is_money())
        });
    if by_money && !here.settings.rates.is_set() && answer.currencies.len() > 1 {
        let codes: Vec<&str> = answer.currencies.iter().map(|(c, _)| c.code()).collect();
        let m = Message::new("app-currencies-mixed")
            .with("n", codes.len())
            .with("list", codes.join(", "));
        lines.push(here.words.say(&m));
    }
    Ok(out::say(&format!("\n{}\n", lines.join("\n")))?)
}

/// The nearest column to a name.
fn nearest(name: &str) -> &'static str {
    let name = name.trim().to_lowercase();
    Column::all()
        .map(Column::key)
        .min_by_key(|k| strsim::damerau_levenshtein(k, &name))
        .unwrap_or("handle")
}

/// Of the usual columns those that fit a line: a table that wraps cannot be read.
fn fitting(width: Option<usize>) -> Vec<Column> {
    let mut room = width.unwrap_or(usize::MAX);
    let money = |c: Column| matches!(c, Column::Metric(m) if m.unit().is_money());
    SHORT
        .into_iter()
        .filter(|c| {
            // behind money stands its currency
            let takes = usize::from(usual_width(*c)) + 2 + if money(*c) { 5 } else { 0 };
            let fits = takes <= room;
            room -= if fits { takes } else { 0 };
            fits
        })
        .collect()
}

fn columns(list: &str) -> Result<Vec<Column>, Fault> {
    let mut all = Vec::new();
    for name in list.split([',', '，']).filter(|n| !n.trim().is_empty()) {
        // what stands behind money anyway
        if name.trim().eq_ignore_ascii_case("currency") {
            continue;
        }
        let column = Column::parse(name).ok_or_else(|| {
            Fault::Usage(
                Message::new("cli-no-column")
                    .with("name", name.trim())
                    .with("nearest", nearest(name)),
            )
        })?;
        if !all.contains(&column) {
            all.push(column);
        }
    }
    if all.is_empty() {
        return Err(Fault::Usage(
            Message::new("cli-usage-no-value").with("name", "--columns <KEYS>"),
        ));
    }
    Ok(all)
}

fn sort_keys(list: &str) -> Result<Vec<SortKey>, Fault> {
    let keys = SortKey::parse_list(list).map_err(|part| {
        let name = part.trim_start_matches('-');
        let name = name.split(':').next().unwrap_or(name);
        let m = if Column::parse(name).is_some() {
            Message::new("cli-sort-way").with("part", part.as_str())
        } else {
            Message::new("cli-no-column")
                .with("name", name)
                .with("nearest", nearest(name))
        };
        Fault::Usage(m)
    })?;
    match keys.iter().find(|k| !k.column.is_sortable()) {
        None => Ok(keys),
        Some(key) => Err(Fault::Usage(
            Message::new("cli-no-sort").with("name", key.column.key()),
        )),
    }
}

/// The creators to be written.
struct Rows<'a> {
    here: &'a Here,
    store: Store,
    pool: Arc<Pool>,
    ids: &'a [u32],
    layout: Layout,
}

type Write1<'w> = &'w dyn Fn(&Table, &mut dyn Write) -> io::Result<()>;

impl Rows<'_> {
    /// Some thousand creators at a time as tables; at least one, for the header.
    fn each(&self, mut f: impl FnMut(Table) -> Result<(), Fault>) -> Result<(), Fault> {
        let columns = self.layout.headings(self.here);
        let mut chunks: Vec<&[u32]> = self.ids.chunks(AT_A_TIME).collect();
        if chunks.is_empty() {
            chunks.push(&[]);
        }
        for ids in chunks {
            let mut records = self.store.creators(ids)?;
            for r in &mut records {
                rows::complete(r, Some(&self.pool));
            }
            let rows = records.iter().map(|r| self.layout.row(self.here, r));
            f(Table {
                columns: columns.clone(),
                rows: rows.collect(),
            })?;
        }
        Ok(())
    }

    /// CSV and TSV: the first part with its header, the others without.
    fn lines(&self, to: &mut dyn Write, write: Write1<'_>) -> Result<(), Fault> {
        let mut first = true;
        self.each(|table| {
            let mut part = Vec::new();
            write(&table, &mut part)?;
            // no key holds a line break
            let header = memchr::memchr(b'\n', &part).map_or(0, |at| at + 1);
            let from = if std::mem::take(&mut first) {
                0
            } else {
                header
            };
            to.write_all(part.get(from..).unwrap_or_default())?;
            Ok(())
        })
    }

    /// One array, from the arrays of the parts.
    fn json(&self, to: &mut dyn Write) -> Result<(), Fault> {
        let mut first = true;
        to.write_all(b"[")?;
        self.each(|table| {
            let mut part = Vec::new();
            report::write_json(&table, &mut part)?;
            let text = String::from_utf8_lossy(&part);
            let inner = text.trim().trim_start_matches('[').trim_end_matches(']');
            let inner = inner.trim_end();
            if !inner.is_empty() {
                to.write_all(if std::mem::take(&mut first) {
                    b""
                } else {
                    b","
                })?;
                to.write_all(inner.as_bytes())?;
            }
            Ok(())
        })?;
        to.write_all(if first { b"]\n" } else { b"\n]\n" })?;
        Ok(())
    }

    fn table(&self, to: &mut dyn Write) -> Result<(), Fault> {
        let mut whole = Table::default();
        self.each(|table| {
            whole.columns = table.columns;
            whole.rows.extend(table.rows);
            Ok(())
        })?;
        Ok(report::write_aligned(&whole, out::width(), to)?)
    }

    fn handles(&self, to: &mut dyn Write) -> Result<(), Fault> {
        for ids in self.ids.chunks(AT_A_TIME) {
            for record in self.store.creators(ids)? {
                writeln!(to, "{}", record.identity.handle)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_columns_and_sorts_are_named_with_the_nearest() {
        let said = |f: Fault| match f {
            Fault::Usage(m) => m,
            other => panic!("{other:?}"),
        };
        let m = said(columns("handle,folowers").unwrap_err());
        assert_eq!(m.id, "cli-no-column");
        assert!(m.args.contains(&("nearest", "followers".into())));
        assert_eq!(
            said(sort_keys("followers:up").unwrap_err()).id,
            "cli-sort-way"
        );
        assert_eq!(said(sort_keys("-gmvv").unwrap_err()).id, "cli-no-column");
        assert_eq!(
            columns("handle, cat ,handle,currency").unwrap(),
            [Column::Handle, Column::Attr(Attr::Categories)]
        );
    }

    #[test]
    fn the_usual_columns_are_there_once() {
        let mut all: Vec<Column> = SHORT.iter().chain(&LONG).copied().collect();
        let before = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), before);
    }
}
