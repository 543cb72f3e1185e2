//! A shortlist as a file: what it says is the same in every form.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rust_xlsxwriter::{Format, Workbook, XlsxError};

use crate::domain::creator::Record;
use crate::domain::field::{Attr, Metric};
use crate::domain::label::{ListInfo, ListedCreator};
use crate::domain::message::Message;
use crate::domain::number::{Decimal, Unit};
use crate::report::{self, Cell, Heading, Table};
use crate::store::{Store, StoreError};
use crate::text::{self, fold_key};

/// Numbers of a creator that a list carries.
const METRICS: [Metric; 6] = [
    Metric::Followers,
    Metric::LikeRate,
    Metric::Adult,
    Metric::Female,
    Metric::Gmv,
    Metric::Orders,
];

/// How a list is written, by the end of the file's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A spreadsheet.
    Xlsx,
    /// Commas.
    Csv,
    /// For a meeting.
    Markdown,
    /// Handles, one a line.
    Handles,
}

impl Form {
    /// That of a file.
    pub fn of(path: &Path) -> Option<Self> {
        let end = path.extension()?.to_string_lossy().to_lowercase();
        Some(match end.as_str() {
            "xlsx" => Form::Xlsx,
            "csv" => Form::Csv,
            "md" => Form::Markdown,
            "txt" => Form::Handles,
            _ => return None,
        })
    }
}

/// Writes a list to a file that is not there yet. The sentence says where it is, or why it is not.
pub fn list(
    store: &Store,
    name: &str,
    path: &Path,
    today: Date,
    say: &dyn Fn(&Message) -> String,
) -> Result<Message, Message> {
    let path = &at_home(path);
    let said = |id: &'static str| Message::new(id).with("path", path.display().to_string());
    let form = Form::of(path).ok_or_else(|| said("export-form"))?;
    if path.exists() {
        return Err(said("export-there"));
    }
    let (list, on, records) = read(store, name).map_err(|e| e.message())?;
    let page = Page {
        list: &list,
        on: &on,
        records: &records,
        today,
        say,
    };
    let bytes = page
        .written(form)
        .map_err(|e| said("export-failed").with("why", e))?;
    write(path, &bytes).map_err(|e| said("export-failed").with("why", e.to_string()))?;
    Ok(said("export-done").with("n", on.len()))
}

/// `~/x` as a shell would have it: here no shell has seen it.
pub fn at_home(path: &Path) -> PathBuf {
    let mut parts = path.components();
    let tilde = parts.by_ref().find(|c| c.as_os_str() == "~");
    match (tilde, std::env::home_dir()) {
        (Some(_), Some(home)) => home.join(parts.as_path()),
        _ => path.to_owned(),
    }
}

fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::write(path, bytes)
}

fn read(
    store: &Store,
    name: &str,
) -> Result<(ListInfo, Vec<ListedCreator>, Vec<Record>), StoreError> {
    let on = store.on_list(name)?;
    let ids: Vec<u32> = on.iter().map(|c| c.id).collect();
    let records = store.creators(&ids)?;
    let key = fold_key(name);
    let list = store
        .lists()?
        .into_iter()
        .find(|l| fold_key(&l.name) == key);
    Ok((list.unwrap_or_default(), on, records))
}

/// What is written, and how it is said.
struct Page<'p> {
    list: &'p ListInfo,
    on: &'p [ListedCreator],
    records: &'p [Record],
    today: Date,
    say: &'p dyn Fn(&Message) -> String,
}

impl Page<'_> {
    /// The bytes of the file.
    fn written(&self, form: Form) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        match form {
            Form::Handles => {
                let handles: String = self.on.iter().map(|c| format!("{}\n", c.handle)).collect();
                bytes.extend(handles.into_bytes());
            }
            Form::Csv => {
                let table = self.table(&|key| key.to_owned());
                report::write_csv(&table, false, &mut bytes).map_err(|e| e.to_string())?;
            }
            Form::Markdown => bytes.extend(self.markdown().into_bytes()),
            Form::Xlsx => {
                let table = self.table(&|key| self.title(key));
                bytes = xlsx(&table).map_err(|e| e.to_string())?;
            }
        }
        Ok(bytes)
    }

    /// A column as people call it.
    fn title(&self, key: &str) -> String {
        let metric = METRICS.iter().find(|m| m.key() == key);
        let id = match (metric, key) {
            (Some(Metric::Followers), _) => "field-followers",
            (Some(Metric::LikeRate), _) => "field-like",
            (Some(Metric::Adult), _) => "field-adult",
            (Some(Metric::Female), _) => "field-female",
            (Some(Metric::Gmv), _) => "field-gmv",
            (Some(_), _) => "field-orders",
            (None, "place") => "cli-lists-place",
            (None, "handle") => "col-handle",
            (None, "display_name") => "col-name",
            (None, "region") => "col-region",
            (None, "url") => "col-url",
            (None, "email") => "col-email",
            (None, "currency") => "col-currency",
            (None, "tags") => "col-tags",
            (None, "note") => "card-notes",
            (None, _) => "lists-reason",
        };
        (self.say)(&Message::new(id))
    }

    /// A row for each creator, in the order of the list.
    fn table(&self, title: &dyn Fn(&str) -> String) -> Table {
        let heading = |key: &str, align_right: bool| Heading {
            title: title(key),
            key: key.to_owned(),
            align_right,
        };
        let mut columns = vec![
            heading("place", true),
            heading("handle", false),
            heading("display_name", false),
            heading("region", false),
        ];
        columns.extend(METRICS.map(|m| heading(m.key(), true)));
        let texts = ["currency", "tags", "reason", "url", "email", "note"];
        columns.extend(texts.map(|k| heading(k, false)));
        let rows = self.on.iter().zip(1..).map(|(listed, place)| {
            let record = self.records.iter().find(|r| r.id == listed.id);
            let text = |t: Option<&str>| {
                let t = t.filter(|t| !t.is_empty());
                t.map_or(Cell::Missing, |t| Cell::Text(t.to_owned()))
            };
            let profile = record.map(|r| &r.profile);
            let attr = |a: Attr| text(profile.and_then(|p| p.attr(a)));
            let mut row = vec![
                Cell::Number(place.to_string()),
                Cell::Text(listed.handle.clone()),
                attr(Attr::Name),
                attr(Attr::Region),
            ];
            row.extend(METRICS.map(|m| {
                let raw = profile.and_then(|p| p.metric(m));
                raw.map_or(Cell::Missing, |raw| Cell::Number(figure(m, raw)))
            }));
            let currency = profile.map(|p| p.currency(Metric::Gmv));
            let currency = currency.filter(|c| c.is_known());
            let link = record.and_then(|r| r.identity.profile_link());
            let note = record.and_then(|r| r.notes.iter().max_by(|a, b| a.at.cmp(&b.at)));
            row.push(text(currency.map(|c| c.code().to_owned()).as_deref()));
            row.push(record.map_or(Cell::Missing, |r| Cell::List(r.tags.clone())));
            row.push(text(Some(&listed.reason)));
            row.push(link.map_or_else(|| attr(Attr::Url), Cell::Text));
            row.push(attr(Attr::Email));
            row.push(text(note.map(|n| n.body.as_str())));
            row
        });
        Table {
            columns,
            rows: rows.collect(),
        }
    }

    /// A table that a meeting can read: rounded, money with its currency, what nobody has left out.
    fn markdown(&self) -> String {
        let table = self.table(&|key| self.title(key));
        let plain = |text: &str| text.replace('|', "\\|").replace(['\n', '\r'], " ");
        let mut out = format!("# {}\n\n", plain(&self.list.name));
        let mut facts = Message::new(match self.list.target {
            Some(_) => "export-facts-of",
            None => "export-facts",
        })
        .with("day", self.today.to_string())
        .with("n", self.on.len());
        if let Some(target) = self.list.target {
            facts = facts.with("target", target);
        }
        out.push_str(&(self.say)(&facts));
        if let Some(at) = &self.list.frozen_at {
            let day: String = at.chars().take(10).collect();
            let frozen = (self.say)(&Message::new("lists-frozen").with("day", day));
            out.push_str(&format!(" · {frozen}"));
        }
        out.push_str("\n\n");
        let currency = table.columns.iter().position(|c| c.key == "currency");
        let shown: Vec<usize> = (0..table.columns.len())
            .filter(|i| Some(*i) != currency)
            .filter(|i| {
                table
                    .rows
                    .iter()
                    .any(|r| r.get(*i).is_some_and(|c| !is_empty(c)))
            })
            .collect();
        let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        let columns = || shown.iter().filter_map(|i| table.columns.get(*i));
        out.push_str(&line(columns().map(|c| plain(&c.title)).collect()));
        let rule = columns().map(|c| if c.align_right { "--:" } else { "---" }.to_owned());
        out.push_str(&line(rule.collect()));
        for row in &table.rows {
            let money = currency.and_then(|i| match row.get(i) {
                Some(Cell::Text(code)) => Some(code.as_str()),
                _ => None,
            });
            let cell = |i: &usize| match (row.get(*i), table.columns.get(*i)) {
                (Some(Cell::Number(n)), Some(column)) => rounded(&column.key, n, money),
                (Some(Cell::Text(t)), _) => plain(t),
                (Some(Cell::List(all)), _) if !all.is_empty() => plain(&all.join(", ")),
                _ => "—".to_owned(),
            };
            out.push_str(&line(shown.iter().map(cell).collect()));
        }
        out
    }
}

fn is_empty(cell: &Cell) -> bool {
    match cell {
        Cell::Missing => true,
        Cell::List(all) => all.is_empty(),
        _ => false,
    }
}

/// A number as people say it: shares in percent with one decimal, money in whole units with its currency.
fn rounded(key: &str, n: &str, currency: Option<&str>) -> String {
    let metric = METRICS.iter().find(|m| m.key() == key);
    let value = Decimal::parse(n);
    match (metric.map(|m| m.unit()), value) {
        (Some(Unit::Ratio), Some(d)) => format!("{} %", d.times_100().fixed(1)),
        (Some(unit), Some(d)) if unit.is_money() => {
            let whole = text::grouped(&d.fixed(0));
            format!("{whole} {}", currency.unwrap_or_default())
                .trim_end()
                .to_owned()
        }
        _ => text::grouped(n),
    }
}

/// Exact, shares as ratios.
fn figure(metric: Metric, raw: i64) -> String {
    Decimal::from_raw(raw, metric.unit()).to_string()
}

fn xlsx(table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let strong = Format::new().set_bold();
    let percent = Format::new().set_num_format("0.0%");
    let money = Format::new().set_num_format("#,##0.00");
    let whole = Format::new().set_num_format("#,##0");
    let formats: Vec<&Format> = table
        .columns
        .iter()
        .map(|c| match METRICS.iter().find(|m| m.key() == c.key) {
            Some(m) if m.unit() == Unit::Ratio => &percent,
            Some(m) if m.unit().is_money() => &money,
            _ => &whole,
        })
        .collect();
    for (column, at) in table.columns.iter().zip(0u16..) {
        sheet.write_string_with_format(0, at, &column.title, &strong)?;
    }
    for (row, y) in table.rows.iter().zip(1u32..) {
        for (cell, x) in row.iter().zip(0u16..) {
            match cell {
                // a spreadsheet has no other numbers; money of this size is exact in them
                Cell::Number(n) => match n.parse::<f64>() {
                    Ok(value) => {
                        let format = formats.get(usize::from(x)).copied().unwrap_or(&whole);
                        sheet.write_number_with_format(y, x, value, format)?
                    }
                    Err(_) => sheet.write_string(y, x, n)?,
                },
                Cell::Text(t) => sheet.write_string(y, x, t)?,
                Cell::List(all) => sheet.write_string(y, x, all.join(", "))?,
                Cell::Bool(yes) => sheet.write_boolean(y, x, *yes)?,
                Cell::Missing => sheet,
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofit();
    book.save_to_buffer()
}
