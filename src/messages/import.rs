//! Imports as the screen sees them.

use std::path::PathBuf;

use crate::domain::creator::Period;
use crate::domain::message::Message;
use crate::domain::money::Currency;

/// A file, and what the person said about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportRequest {
    /// Which.
    pub path: PathBuf,
    /// Instead of the period found in the file.
    pub period: Option<Period>,
    /// For money without one.
    pub currency: Option<Currency>,
    /// Field key and column header, as mapped by hand.
    pub map: Vec<(String, String)>,
    /// Whether the day stands before the month, where the file does not prove it.
    pub day_first: Option<bool>,
}

/// A column of the file and the field it goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnPlan {
    /// As the file has it.
    pub header: String,
    /// Key of the field, where it has one.
    pub field: Option<String>,
    /// A value from the first rows, as it stands there.
    pub example: String,
    /// The values of the first rows as they are understood; empty where the column goes nowhere.
    pub parsed: String,
}

/// What a file is, before anything is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// What was asked.
    pub request: ImportRequest,
    /// Key of the kind.
    pub kind: String,
    /// How the text is written.
    pub encoding: String,
    /// Line of the header, from 1; 0 for none.
    pub header_row: u64,
    /// What the metrics cover.
    pub period: Period,
    /// Where that was found: `option`, `filename`, `banner`, `import-date`, `rows`.
    pub period_from: &'static str,
    /// Of money without one; unknown is empty.
    pub currency: Currency,
    /// All columns.
    pub columns: Vec<ColumnPlan>,
    /// Of the first rows, those that would be rejected: line, column, value, reason.
    pub problems: Vec<(u64, String, String, Message)>,
    /// Whether the person must say if dates are day first.
    pub ask_day_first: bool,
    /// Something the person should say first.
    pub asked: Option<Message>,
    /// Fields a column can be mapped to.
    pub targets: Vec<String>,
}

/// What an import would change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Would {
    /// Data rows.
    pub rows: u64,
    /// Creators new to the pool.
    pub created: u64,
    /// Creators with other values.
    pub updated: u64,
    /// Creators that are in the pool like this.
    pub unchanged: u64,
    /// Rows that cannot be read.
    pub rejected: u64,
    /// Rows of a creator that already had one.
    pub skipped_duplicates: u64,
    /// Worth saying loudly.
    pub warnings: Vec<Message>,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Bytes read.
    pub bytes: u64,
    /// Of so many.
    pub of: u64,
    /// Rows read.
    pub rows: u64,
    /// Milliseconds since it began.
    pub millis: u64,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportReport {
    /// File.
    pub path: PathBuf,
    /// Key of the kind.
    pub kind: String,
    /// The numbers.
    pub did: Would,
    /// Rejected rows: line, column, value, reason (the first hundred).
    pub rejects: Vec<(u64, String, String, Message)>,
    /// Where the rejected rows were written to.
    pub rejects_file: Option<PathBuf>,
}

/// An import of the past.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastImport {
    /// Number.
    pub id: i64,
    /// When, as people write it.
    pub at: String,
    /// Which member.
    pub by: String,
    /// File name.
    pub file: String,
    /// Key of the kind.
    pub kind: String,
    /// The period.
    pub period: String,
    /// Creators new, updated.
    pub created: u64,
    /// Creators with other values.
    pub updated: u64,
    /// Whether it was taken back.
    pub undone: bool,
}

/// Something in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Name.
    pub name: String,
    /// A folder.
    pub folder: bool,
    /// Bytes.
    pub size: u64,
    /// Last change, as people write it.
    pub changed: String,
}
