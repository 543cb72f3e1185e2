//! A shortlist as a file: what it says is the same in every form.

use std::path::Path;

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use crate::domain::creator::Record;
use crate::domain::field::{Attr, Metric};
use crate::domain::label::ListedCreator;
use crate::domain::message::Message;
use crate::domain::number::{Decimal, Unit};
use crate::report::{self, Cell, Heading, Table};
use crate::store::{Store, StoreError};

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
pub fn list(store: &Store, name: &str, path: &Path) -> Result<Message, Message> {
    let said = |id: &'static str| Message::new(id).with("path", path.display().to_string());
    let form = Form::of(path).ok_or_else(|| said("export-form"))?;
    if path.exists() {
        return Err(said("export-there"));
    }
    let (on, records) = read(store, name).map_err(|e| e.message())?;
    let bytes =
        written(form, name, &on, &records).map_err(|e| said("export-failed").with("why", e))?;
    write(path, &bytes).map_err(|e| said("export-failed").with("why", e.to_string()))?;
    Ok(said("export-done").with("n", on.len()))
}

fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::write(path, bytes)
}

fn read(store: &Store, name: &str) -> Result<(Vec<ListedCreator>, Vec<Record>), StoreError> {
    let on = store.on_list(name)?;
    let ids: Vec<u32> = on.iter().map(|c| c.id).collect();
    let records = store.creators(&ids)?;
    Ok((on, records))
}

/// The bytes of the file.
fn written(
    form: Form,
    name: &str,
    on: &[ListedCreator],
    records: &[Record],
) -> Result<Vec<u8>, String> {
    let table = table(on, records);
    let mut bytes = Vec::new();
    match form {
        Form::Handles => {
            let handles: String = on.iter().map(|c| format!("{}\n", c.handle)).collect();
            bytes.extend(handles.into_bytes());
        }
        Form::Csv => {
            report::write_csv(&table, false, &mut bytes).map_err(|e| e.to_string())?;
        }
        Form::Markdown => bytes.extend(markdown(name, &table).into_bytes()),
        Form::Xlsx => bytes = xlsx(&table).map_err(|e| e.to_string())?,
    }
    Ok(bytes)
}

/// A row for each creator, in the order of the list.
fn table(on: &[ListedCreator], records: &[Record]) -> Table {
    let heading = |key: &str, align_right: bool| Heading {
        title: key.to_owned(),
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
    columns.extend(["currency", "tags", "reason"].map(|k| heading(k, false)));
    let rows = on.iter().zip(1..).map(|(listed, place)| {
        let record = records.iter().find(|r| r.id == listed.id);
        let text = |t: Option<&str>| t.map_or(Cell::Missing, |t| Cell::Text(t.to_owned()));
        let profile = record.map(|r| &r.profile);
        let mut row = vec![
            Cell::Number(place.to_string()),
            Cell::Text(listed.handle.clone()),
            text(profile.and_then(|p| p.attr(Attr::Name))),
            text(profile.and_then(|p| p.attr(Attr::Region))),
        ];
        row.extend(METRICS.map(|m| {
            let raw = profile.and_then(|p| p.metric(m));
            raw.map_or(Cell::Missing, |raw| Cell::Number(figure(m, raw)))
        }));
        let currency = profile.map(|p| p.currency(Metric::Gmv));
        let currency = currency.filter(|c| c.is_known());
        row.push(text(currency.map(|c| c.code().to_owned()).as_deref()));
        row.push(record.map_or(Cell::Missing, |r| Cell::List(r.tags.clone())));
        row.push(text(Some(listed.reason.as_str()).filter(|r| !r.is_empty())));
        row
    });
    Table {
        columns,
        rows: rows.collect(),
    }
}

/// Exact, shares as ratios.
fn figure(metric: Metric, raw: i64) -> String {
    Decimal::from_raw(raw, metric.unit()).to_string()
}

/// A table that a meeting can read; shares in percent.
fn markdown(name: &str, table: &Table) -> String {
    let ratio = |key: &str| {
        METRICS
            .iter()
            .any(|m| m.key() == key && m.unit() == Unit::Ratio)
    };
    let plain = |text: &str| text.replace('|', "\\|").replace(['\n', '\r'], " ");
    let mut out = format!("# {}\n\n", plain(name));
    let titles: Vec<&str> = table.columns.iter().map(|c| c.key.as_str()).collect();
    out.push_str(&format!("| {} |\n", titles.join(" | ")));
    let rule = table
        .columns
        .iter()
        .map(|c| if c.align_right { "--:" } else { "---" });
    out.push_str(&format!("| {} |\n", rule.collect::<Vec<_>>().join(" | ")));
    for row in &table.rows {
        let cells = row
            .iter()
            .zip(&table.columns)
            .map(|(cell, column)| match cell {
                Cell::Number(n) if ratio(&column.key) => Decimal::parse(n)
                    .map(|d| format!("{} %", d.times_100()))
                    .unwrap_or_default(),
                Cell::Number(n) => crate::text::grouped(n),
                Cell::Text(t) => plain(t),
                Cell::List(all) => plain(&all.join(", ")),
                Cell::Bool(_) | Cell::Missing => "—".to_owned(),
            });
        out.push_str(&format!("| {} |\n", cells.collect::<Vec<_>>().join(" | ")));
    }
    out
}

fn xlsx(table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let strong = Format::new().set_bold();
    for (column, at) in table.columns.iter().zip(0u16..) {
        sheet.write_string_with_format(0, at, &column.key, &strong)?;
    }
    for (row, y) in table.rows.iter().zip(1u32..) {
        for (cell, x) in row.iter().zip(0u16..) {
            match cell {
                // a spreadsheet has no other numbers; money of this size is exact in them
                Cell::Number(n) => match n.parse::<f64>() {
                    Ok(value) => sheet.write_number(y, x, value)?,
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
