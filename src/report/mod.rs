//! Going out: a table of cells as CSV, TSV, JSON, or aligned columns for people.
//!
//! - Cells stay typed up to here, so that missing is never mixed up with zero or an empty text: it is empty in CSV and
//!   TSV, `null` in JSON and `—` on a terminal.
//! - Numbers travel as decimal text, because money is exact and JSON numbers may have as many digits as they need.
//! - Files and pipes carry the columns' stable keys, in every language; only people see titles.
//! - Outside of raw mode a CSV file can be opened in a spreadsheet without running anything.

mod aligned;
mod json;
pub mod review;
mod separated;
mod value;

pub use aligned::write_aligned;
pub use json::write_json;
pub use separated::{csv_safe, write_csv, write_tsv};
pub use value::Json;

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// For people, in their language.
    pub title: String,
    /// For files and scripts; never changes.
    pub key: String,
    /// Numbers stand to the right.
    pub align_right: bool,
}

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Text as it is.
    Text(String),
    /// A decimal number, all digits, `.` before the fraction and nothing between the digits: `-1234.5`.
    Number(String),
    /// Several texts: `|` between them in files, an array in JSON.
    List(Vec<String>),
    /// Yes or no: `true` and `false` in files.
    Bool(bool),
    /// Not known.
    Missing,
}

/// Columns and rows. A row that is too short lacks its last cells; cells beyond the columns are not written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Left to right.
    pub columns: Vec<Heading>,
    /// Top to bottom.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// Each row as exactly one cell a column.
    fn full_rows(&self) -> impl Iterator<Item = impl Iterator<Item = &Cell>> {
        self.rows.iter().map(|row| {
            (0..self.columns.len()).map(|column| row.get(column).unwrap_or(&Cell::Missing))
        })
    }
}

#[cfg(test)]
mod testing {
    //! Tables for the tests of this room.

    use proptest::prelude::*;

    use super::{Cell, Heading, Table};

    pub fn heading(key: &str, align_right: bool) -> Heading {
        Heading {
            title: key.to_owned(),
            key: key.to_owned(),
            align_right,
        }
    }

    pub fn cell() -> impl Strategy<Value = Cell> {
        prop_oneof![
            "[=+@\\-|\"',\t\r\n a-z0-9.小é🍼]{0,8}".prop_map(Cell::Text),
            any::<i64>().prop_map(|n| Cell::Number(n.to_string())),
            "-?[1-9][0-9]{0,24}\\.[0-9]{1,9}".prop_map(Cell::Number),
            prop::collection::vec("[=a-z小]{1,4}", 0..3).prop_map(Cell::List),
            any::<bool>().prop_map(Cell::Bool),
            Just(Cell::Missing),
        ]
    }

    pub fn table() -> impl Strategy<Value = Table> {
        (1usize..4).prop_flat_map(|width| {
            prop::collection::vec(prop::collection::vec(cell(), width), 0..6).prop_map(
                move |rows| Table {
                    columns: (0..width)
                        .map(|n| heading(&format!("c{n}"), n == 1))
                        .collect(),
                    rows,
                },
            )
        })
    }
}
