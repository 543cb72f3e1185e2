//! A review as a document: Markdown, a page for browsers, a workbook, CSV, JSON. All of them walk the same boards and
//! sections, so none has a figure that another lacks but for length: what is read from top to bottom shows the first
//! rows of long tables and says how many there are.

mod data;
mod html;
mod markdown;
mod svg;
mod workbook;

use std::io::{self, Write};

use crate::domain::review::shown::Say;
use crate::domain::review::{Review, Section};

pub use data::{section_table, tidy};

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// To be read, and put into other documents.
    Markdown,
    /// A page that needs nothing but itself.
    Html,
    /// One sheet a board.
    Xlsx,
    /// One value a line.
    Csv,
    /// Everything, for scripts.
    Json,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 5] = [
        Format::Markdown,
        Format::Html,
        Format::Xlsx,
        Format::Csv,
        Format::Json,
    ];

    /// Name of the option's value, and end of the file's name.
    pub const fn key(self) -> &'static str {
        match self {
            Format::Markdown => "md",
            Format::Html => "html",
            Format::Xlsx => "xlsx",
            Format::Csv => "csv",
            Format::Json => "json",
        }
    }

    /// By its name.
    pub fn from_key(key: &str) -> Option<Self> {
        Format::ALL.into_iter().find(|f| f.key() == key)
    }
}

/// What a document is written with.
#[derive(Clone, Copy)]
pub struct With<'w> {
    /// Makes sentences.
    pub say: Say<'w>,
    /// `en` or `zh`, for programs that read it aloud.
    pub lang: &'w str,
    /// Cells of CSV that a spreadsheet would run are left as they are.
    pub raw: bool,
}

/// Writes a review.
///
/// # Errors
/// Whatever keeps it from being written.
pub fn write(
    review: &Review,
    format: Format,
    with: With<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Markdown => out.write_all(markdown::text(review, with.say).as_bytes()),
        Format::Html => out.write_all(html::page(review, with).as_bytes()),
        Format::Xlsx => {
            let bytes = workbook::bytes(review, with.say).map_err(io::Error::other)?;
            out.write_all(&bytes)
        }
        Format::Csv => super::write_csv(&tidy(review, with.say), with.raw, out),
        Format::Json => out.write_all(data::json(review, None, with.say).pretty().as_bytes()),
    }
}

/// Writes one section: what it is of and its table, as CSV the table alone.
///
/// # Errors
/// Whatever keeps it from being written.
pub fn write_section(
    review: &Review,
    (board, section): (&str, &Section),
    format: Format,
    with: With<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Json => {
            let only = Some((board, section.id));
            let json = data::json(review, only, with.say);
            out.write_all(json.pretty().as_bytes())
        }
        Format::Csv => super::write_csv(&section_table(section, with.say), with.raw, out),
        _ => {
            out.write_all(markdown::head(review, with.say).as_bytes())?;
            out.write_all(b"\n")?;
            out.write_all(markdown::section(section, usize::MAX, with.say).as_bytes())
        }
    }
}
