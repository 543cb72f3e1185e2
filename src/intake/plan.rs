//! What a file is and what reading it would give, before anything is read for good.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use csv::StringRecord;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};

use super::alias;
use super::date::{self, Said, Written};
use super::header::{self, Found, Head};
use super::kind::Kind;
use super::look::{Table, of_text, of_workbook};
use super::number;
use super::probe::{self, Probe};
use super::read::{Parsed, Records};
use super::refusal::{Question, Refusal, Reject};
use super::sheet;
use super::target::Target;
use super::work;
use crate::domain::creator::{Period, Platform};
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::number::Unit;

/// How many rows a preview shows.
pub const SAMPLE: usize = 20;
/// What the person says about a file.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// `--kind`.
    pub kind: Option<Kind>,
    /// `--period`.
    pub period: Option<Period>,
    /// `--currency`.
    pub currency: Option<Currency>,
    /// Platform of all rows that name none.
    pub platform: Option<Platform>,
    /// `--map`, or what was mapped earlier under the header's fingerprint: a target, and a column by its header, its number from 1 or its letter.
    pub map: Vec<(Target, String)>,
    /// The answer to the question which of two numbers in a date is the day.
    pub day_first: Option<bool>,
    /// Today, for files that say nothing of their period.
    pub today: Date,
    /// Of times that name none; UTC where nobody says.
    pub zone: Option<TimeZone>,
}

/// A column of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// From 0.
    pub index: usize,
    /// Cleaned; the column's number where the file has no header.
    pub header: String,
    /// Where its values go; `None` where the column is not mapped.
    pub target: Option<Target>,
    /// Why a known column is not taken.
    pub note: Option<Message>,
    /// Whether a bare number in it means percent.
    pub percent: bool,
    /// The currency its header names.
    pub currency: Option<Currency>,
}

/// Where a file's period was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodFrom {
    /// The person said it.
    Option,
    /// The file's name.
    FileName,
    /// A line before the header.
    Banner,
    /// Nowhere: the day of the import.
    ImportDate,
    /// Each row says its own.
    Rows,
}

/// A row of the preview.
#[derive(Debug, Clone)]
pub struct SampleRow {
    /// As it stands in the file.
    pub cells: Vec<String>,
    /// As it would be read.
    pub parsed: Result<Parsed, Reject>,
}

/// What reading the file would do.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The file.
    pub path: PathBuf,
    /// What it is.
    pub kind: Kind,
    /// `UTF-8`, `UTF-8 BOM`, `UTF-16LE`, `UTF-16BE`, `GB18030`, `windows-1252`, `XLSX`.
    pub encoding: String,
    /// Between cells; `None` for a workbook.
    pub delimiter: Option<char>,
    /// Name of the sheet that is read.
    pub sheet: Option<String>,
    /// Line of the header from 1; 0 where there is none.
    pub header_row: u64,
    /// Whether the row under the header explains the columns and is skipped.
    pub definition_row: bool,
    /// All columns.
    pub columns: Vec<Column>,
    /// What the values cover.
    pub period: Period,
    /// Where that was found.
    pub period_from: PeriodFrom,
    /// Of money without a sign.
    pub currency: Currency,
    /// Of rows that name none.
    pub platform: Platform,
    /// Headers of columns that go nowhere.
    pub unmapped: Vec<String>,
    /// Of the header, for remembered mappings.
    pub fingerprint: String,
    /// SHA-256 of the content, in hex.
    pub digest: String,
    /// Size of the file.
    pub bytes: u64,
    /// The first rows.
    pub sample: Vec<SampleRow>,
    /// To be answered before the file is read.
    pub questions: Vec<Question>,
    /// Which number of a date is the day, once proved or answered.
    pub day_first: Option<bool>,
    /// Of times that name none.
    pub zone: TimeZone,
    /// Cells of a workbook that hold formulas.
    pub formulas: u64,
    /// The last line, where no line end follows it.
    pub(super) open_line: Option<u64>,
    /// How many rows with something in them stand before the data: banners, header, definitions.
    pub(super) before_data: usize,
}

/// Looks at a file: its first rows, and once over its bytes for encoding and digest. Memory stays bounded.
pub fn plan(path: &Path, options: &Options) -> Result<Plan, Refusal> {
    let probe = probe::probe(path)?;
    let formulas = if probe.encoding == "XLSX" {
        sheet::check(path)?
    } else {
        0
    };
    let Table {
        head,
        found,
        delimiter,
        sheet,
    } = if probe.encoding == "XLSX" {
        of_workbook(path, options)?
    } else {
        of_text(path, &probe, options)?
    };
    build(
        path, options, probe, formulas, head, found, delimiter, sheet,
    )
}

#[allow(
    clippy::too_many_arguments,
    reason = "one call, from the function above"
)]
fn build(
    path: &Path,
    options: &Options,
    probe: Probe,
    formulas: u64,
    head: Head,
    found: Found,
    delimiter: Option<char>,
    sheet: Option<String>,
) -> Result<Plan, Refusal> {
    let below = found.at.map_or(0, |at| at + 1);
    let data = head.get(below..).unwrap_or_default();
    let columns = header::bind(&found, options, data)?;
    let banner = header::banner(&head, found.at);
    let definition = data
        .first()
        .filter(|(_, row)| found.at.is_some() && header::is_definition(found.kind, row, &columns));
    let definition_line = definition.map(|(line, _)| *line);
    let data = data
        .get(usize::from(definition.is_some())..)
        .unwrap_or_default();

    let (period, period_from, mut questions) = covered(path, &banner.text, &columns, options);
    let name = path
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    let hinted = crate::text::fold(&name);
    let platform = options
        .platform
        .or(banner.platform)
        .or(found.kind.platform())
        .unwrap_or(if hinted.contains("douyin") || hinted.contains("抖音") {
            Platform::Douyin
        } else {
            Platform::TikTok
        });
    let mut plan = Plan {
        path: path.to_owned(),
        kind: found.kind,
        encoding: probe.encoding.to_owned(),
        delimiter,
        sheet,
        header_row: found
            .at
            .and_then(|at| head.get(at))
            .map_or(0, |(line, _)| *line),
        definition_row: definition_line.is_some(),
        period,
        period_from,
        currency: currency(options, &columns, banner.currency, found.kind, data),
        platform,
        unmapped: columns
            .iter()
            .filter(|c| {
                c.target.is_none()
                    && !c.header.is_empty()
                    && !alias::is_own(&alias::norm(&c.header))
            })
            .map(|c| c.header.clone())
            .collect(),
        fingerprint: fingerprint(&columns),
        columns,
        digest: probe.digest,
        bytes: probe.bytes,
        sample: Vec::new(),
        questions: Vec::new(),
        day_first: options.day_first,
        zone: options.zone.clone().unwrap_or(TimeZone::UTC),
        formulas,
        open_line: probe.open_line,
        before_data: below + usize::from(definition_line.is_some()),
    };
    if options.day_first.is_none()
        && let Some(question) = day_order(&mut plan, data)?
    {
        questions.push(question);
    }
    plan.questions = questions;
    let mut converter = Records::new(&plan);
    let sample: Vec<SampleRow> = data
        .iter()
        .take(SAMPLE)
        .map(|(line, row)| SampleRow {
            cells: row.clone(),
            parsed: converter.convert(&StringRecord::from(row.clone()), *line),
        })
        .collect();
    plan.sample = sample;
    Ok(plan)
}

/// Option, then the file's name, then a line before the header, then the rows, then today.
fn covered(
    path: &Path,
    banner: &str,
    columns: &[Column],
    options: &Options,
) -> (Period, PeriodFrom, Vec<Question>) {
    if let Some(period) = options.period {
        return (period, PeriodFrom::Option, Vec::new());
    }
    let mut questions = Vec::new();
    let name = path
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    for (text, from) in [
        (name.as_str(), PeriodFrom::FileName),
        (banner, PeriodFrom::Banner),
    ] {
        match date::period(text, options.day_first) {
            Said::Period(period) => return (period, from, Vec::new()),
            Said::Ambiguous(example) => questions.push(ask(example.trim(), None)),
            Said::Nothing => {}
        }
    }
    questions.truncate(1);
    let rows = columns.iter().any(|c| c.target == Some(Target::AsOf));
    let from = if rows {
        PeriodFrom::Rows
    } else {
        PeriodFrom::ImportDate
    };
    (header::import_day(options.today), from, questions)
}

fn ask(example: &str, line: Option<u64>) -> Question {
    Question {
        line,
        code: "day_first",
        message: Message::new("intake-ask-day-first").with("example", example),
    }
}

/// Option, a header's bracket, the banner, the kind, and the sign in the first rows if they agree.
fn currency(
    options: &Options,
    columns: &[Column],
    banner: Option<Currency>,
    kind: Kind,
    data: &[(u64, Vec<String>)],
) -> Currency {
    let money = || {
        columns
            .iter()
            .filter(|c| c.target.is_some_and(|t| work::is_money(kind.native(), t)))
    };
    let headed = money().find_map(|c| c.currency);
    let given = options.currency.or(headed).or(banner);
    if let Some(currency) = given {
        return currency;
    }
    let mut signs = data
        .iter()
        .flat_map(|(_, row)| money().filter_map(|c| row.get(c.index)))
        .filter_map(|cell| number::parse(cell, Unit::Money, Currency::NONE)?.sign)
        .map(|s| s.resolve(Currency::NONE));
    match signs.next() {
        Some(first) if signs.all(|s| s == first) => first,
        Some(_) => Currency::NONE,
        // these two only count in yuan
        None if matches!(kind, Kind::ChanMama | Kind::XingTu | Kind::DouyinOrders) => {
            Currency::parse("CNY").unwrap_or_default()
        }
        None => Currency::NONE,
    }
}

/// Of the header's names in order, without those a file of rejected rows adds.
fn fingerprint(columns: &[Column]) -> String {
    let mut hash = Sha256::new();
    for c in columns {
        let name = alias::norm(&c.header);
        if !alias::is_own(&name) {
            hash.update(name.as_bytes());
            hash.update([0x1f]);
        }
    }
    hash.finalize()
        .iter()
        .take(16)
        .map(|b| format!("{b:02x}"))
        .collect()
}

/// Which number of the dates in the file is the day. Only a file whose first rows hold such dates is read through.
fn day_order(plan: &mut Plan, data: &[(u64, Vec<String>)]) -> Result<Option<Question>, Refusal> {
    let dated: Vec<usize> = plan
        .columns
        .iter()
        .filter(|c| work::is_dated(plan, c.target))
        .map(|c| c.index)
        .collect();
    let unclear = data
        .iter()
        .flat_map(|(_, row)| dated.iter().filter_map(|c| row.get(*c)))
        .any(|cell| !matches!(date::parse(cell), None | Some(Written::Certain(_))));
    if !unclear {
        return Ok(None);
    }
    let (mut day, mut month) = (false, false);
    let (mut example, mut at) = (String::new(), None);
    super::read::rows(plan, &mut |record, line, _| {
        for cell in dated.iter().filter_map(|c| record.get(*c)) {
            match date::parse(cell) {
                Some(Written::Proves(_, true)) => day = true,
                Some(Written::Proves(_, false)) => month = true,
                Some(Written::Either(a, b, _)) if a != b && example.is_empty() => {
                    example = crate::text::clean(cell).into_owned();
                    at = Some(line);
                }
                _ => {}
            }
        }
        Ok(ControlFlow::Continue(()))
    })?;
    plan.day_first = (day != month).then_some(day);
    // what the rows prove goes before what a header says of them: a spreadsheet writes days anew, not names
    if !day && !month {
        let header = |c: &&Column| dated.contains(&c.index);
        let mut said = plan.columns.iter().filter(header);
        plan.day_first = said.find_map(|c| alias::day_first(&c.header));
    }
    // the platform writes the day first; a file that was written anew by a spreadsheet proves its own
    if plan.day_first.is_none() && !day && plan.kind == Kind::AffiliateOrders {
        plan.day_first = Some(true);
    }
    Ok((plan.day_first.is_none() && !example.is_empty()).then(|| ask(&example, at)))
}
