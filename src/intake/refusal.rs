//! Why a file, a row or a cell was not taken, and what deserves a second look.

use std::fmt;

use crate::domain::message::{Arg, Message};

/// Why a whole file is refused. Nothing of it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Stable name of the reason.
    pub code: &'static str,
    /// Line (or row of the sheet) from 1, where there is one.
    pub line: Option<u64>,
    /// What happened and what to do.
    pub message: Message,
}

impl Refusal {
    pub(super) fn new(code: &'static str, message: Message) -> Self {
        Refusal {
            code,
            line: None,
            message,
        }
    }

    pub(super) fn at(mut self, line: u64) -> Self {
        self.line = Some(line);
        self.message = self.message.with("line", line);
        self
    }
}

impl fmt::Display for Refusal {
    /// For logs: the code and the facts, in ASCII. People get the message.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)?;
        for (name, value) in &self.message.args {
            match value {
                Arg::Text(text) | Arg::Word(text) => {
                    write!(f, " {name}={}", text.escape_default())?
                }
                Arg::Count(n) => write!(f, " {name}={n}")?,
            }
        }
        Ok(())
    }
}

impl std::error::Error for Refusal {}

/// A row that is not taken, with everything needed to repair it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// Line (or row of the sheet) from 1.
    pub line: u64,
    /// Header of the column; empty where the row as a whole is meant.
    pub column: String,
    /// The cell, cleaned and cut to a readable length.
    pub value: String,
    /// Why.
    pub reason: Message,
    /// All cells as they stand in the file.
    pub cells: Vec<String>,
}

/// Something about a file that was read and deserves a second look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// Stable name.
    pub code: &'static str,
    /// What and where.
    pub message: Message,
}

/// Something only the person can know; the file is not read until it is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Stable name: `day_first`.
    pub code: &'static str,
    /// What is asked, with an example from the file.
    pub message: Message,
    /// Line (or row of the sheet) of the example; none where it is none of the rows.
    pub line: Option<u64>,
}
