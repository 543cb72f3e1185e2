//! Columns of creators as cells: exact and typed for files and scripts, rounded and worded for people.

use super::here::Here;
use crate::app::format;
use crate::domain::column::Column;
use crate::domain::creator::Record;
use crate::domain::field::Metric;
use crate::domain::money::Currency;
use crate::domain::number::{Decimal, Unit};
use crate::domain::returns::Ratio;
use crate::report::{Cell, Heading};

/// What is written of each creator.
pub struct Layout {
    columns: Vec<Column>,
    scheme: usize,
    /// For people rather than for files.
    shown: bool,
}

impl Layout {
    /// `columns`, with their currency behind the first that holds money.
    pub fn new(columns: Vec<Column>, scheme: usize, shown: bool) -> Self {
        Layout {
            columns,
            scheme,
            shown,
        }
    }

    fn money_at(&self) -> Option<usize> {
        self.columns.iter().position(|c| money(*c).is_some())
    }

    /// Titles and keys.
    pub fn headings(&self, here: &Here) -> Vec<Heading> {
        let mut all: Vec<Heading> = self.columns.iter().map(|c| heading(here, *c)).collect();
        if let Some(at) = self.money_at() {
            let currency = Heading {
                title: here.words.get("cli-col-currency"),
                key: "currency".to_owned(),
                align_right: false,
            };
            all.insert(at + 1, currency);
        }
        all
    }

    /// A creator's row.
    pub fn row(&self, here: &Here, record: &Record) -> Vec<Cell> {
        let currency = self.currency(record);
        let cell = |c: &Column| {
            if self.shown {
                shown(here, *c, record, self.scheme, currency)
            } else {
                typed(here, *c, record, self.scheme, currency)
            }
        };
        let mut row: Vec<Cell> = self.columns.iter().map(cell).collect();
        if let Some(at) = self.money_at() {
            row.insert(
                at + 1,
                if currency.is_known() {
                    Cell::Text(currency.code().to_owned())
                } else {
                    Cell::Missing
                },
            );
        }
        row
    }

    /// The currency of a creator's row: of the first of its sums.
    fn currency(&self, record: &Record) -> Currency {
        let p = &record.profile;
        self.columns
            .iter()
            .filter_map(|c| money(*c))
            .find(|m| p.metric(*m).is_some())
            .map(|m| p.currency(m))
            .unwrap_or_default()
    }
}

fn money(column: Column) -> Option<Metric> {
    match column {
        Column::Metric(m) if m.unit().is_money() => Some(m),
        _ => None,
    }
}

fn heading(here: &Here, column: Column) -> Heading {
    let id = format!("col-{}", crate::app::pool::table::message_key(column.key()));
    Heading {
        title: here.words.get(&id),
        key: column.key().to_owned(),
        align_right: column.is_number(),
    }
}

/// A metric's exact value as decimal text: ratios as ratios, sums in whole units of their currency. A multiple has four
/// digits, rounded, as `daren show` and `daren roi` write it.
pub fn exact(metric: Metric, raw: i64) -> String {
    if metric.unit() == Unit::Times {
        return Ratio::from_raw(raw, Unit::Times)
            .rounded(4)
            .trimmed()
            .to_string();
    }
    Decimal::from_raw(raw, metric.unit()).to_string()
}

fn text(value: &str) -> Cell {
    if value.is_empty() {
        Cell::Missing
    } else {
        Cell::Text(value.to_owned())
    }
}

fn list(values: Vec<String>) -> Cell {
    if values.is_empty() {
        Cell::Missing
    } else {
        Cell::List(values)
    }
}

/// Sources that have data of a creator, each once.
pub fn sources(record: &Record) -> Vec<String> {
    let mut all: Vec<&str> = record.dated.iter().map(|d| d.source.key()).collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(str::to_owned).collect()
}

/// `row_currency` is written once a row; a sum in another one carries its own, so that it is never taken for it.
fn typed(
    here: &Here,
    column: Column,
    record: &Record,
    scheme: usize,
    row_currency: Currency,
) -> Cell {
    let p = &record.profile;
    match column {
        Column::Metric(Metric::Stale) => format::age_in_days(record, here.today)
            .map_or(Cell::Missing, |d| Cell::Number(d.to_string())),
        Column::Metric(m) => match p.metric(m) {
            None => Cell::Missing,
            Some(raw) if m.unit().is_money() && p.currency(m) != row_currency => {
                Cell::Text(format!("{} {}", exact(m, raw), p.currency(m)))
            }
            Some(raw) => Cell::Number(exact(m, raw)),
        },
        Column::Attr(a) if a.is_list() => list(p.list(a).map(str::to_owned).collect()),
        Column::Attr(a) => text(p.attr(a).unwrap_or_default()),
        Column::Handle => Cell::Text(record.identity.handle.to_string()),
        Column::Tier => text(format::tier(record, &here.settings, scheme).unwrap_or_default()),
        Column::Age => text(p.largest_band().unwrap_or_default()),
        Column::Platform => text(record.identity.platform.key()),
        Column::PlatformId => text(record.identity.platform_id.as_deref().unwrap_or_default()),
        Column::Tags => list(record.tags.clone()),
        Column::Lists => list(record.lists.clone()),
        Column::Stage => list(record.stages().into_iter().map(str::to_owned).collect()),
        Column::Owner => list(record.owners().into_iter().map(str::to_owned).collect()),
        Column::Campaign => list(record.campaigns().into_iter().map(str::to_owned).collect()),
        Column::Verdict => text(record.verdict.map(|v| v.key()).unwrap_or_default()),
        Column::Diagnosis => text(record.diagnosis.map(|d| d.key()).unwrap_or_default()),
        Column::Note => text(record.notes.last().map_or("", |n| &n.body)),
        Column::Source => list(sources(record)),
    }
}

fn shown(
    here: &Here,
    column: Column,
    record: &Record,
    scheme: usize,
    row_currency: Currency,
) -> Cell {
    let cell = format::in_words(column, record, &here.words)
        .unwrap_or_else(|| format::cell(column, record, &here.settings, scheme, here.today));
    match money(column).map(|m| record.profile.currency(m)) {
        Some(own) if own != row_currency && !cell.is_empty() => Cell::Text(format!("{cell} {own}")),
        _ => text(&cell),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiples_are_rounded_and_not_cut() {
        // sales of 12.80185 times the cost
        let roas = Ratio::of(1_280_185, 100_000).unwrap();
        let raw = roas.to_raw(Unit::Times).unwrap();
        assert_eq!(exact(Metric::Roas, raw), "12.8019");
        let four = Ratio::of(4, 1).and_then(|r| r.to_raw(Unit::Times)).unwrap();
        assert_eq!(exact(Metric::Roas, four), "4");
    }
}
