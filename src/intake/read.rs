//! Reading a planned file, row by row.

use std::ops::ControlFlow;

use csv::StringRecord;

use super::alias::{self, SALES_WORDS};
use super::kind::Kind;
use super::orders::OrderConverter;
use super::plan::{Options, Plan};
use super::probe;
use super::refusal::{Refusal, Reject, Warning};
use super::row::{CUT, Converter, Tally};
use super::table::Each;
use super::target::Target;
use super::work::{self, WorkConverter};
use super::{sheet, table};
use crate::domain::collab::native;
use crate::domain::creator::Incoming;
use crate::domain::field::Metric;
use crate::domain::message::Message;
use crate::domain::order::Said;
use crate::text;

/// What reading gives, one at a time.
#[derive(Debug)]
#[allow(
    clippy::large_enum_variant,
    reason = "nearly all are the large one, and none is kept"
)]
pub enum Row {
    /// A record.
    Good(Parsed),
    /// A row that is not taken.
    Bad(Reject),
    /// Now and then: how far reading has come.
    Progress {
        /// Bytes of content so far.
        bytes: u64,
        /// Rows so far.
        rows: u64,
    },
}

/// A record, by the kind of its file.
#[derive(Debug, Clone)]
#[allow(
    clippy::large_enum_variant,
    reason = "nearly all are the large one, and none is kept"
)]
pub enum Parsed {
    /// What a file says of a creator.
    Creator(Incoming),
    /// A row of a native file about work with creators.
    Work(native::Row),
    /// An order line.
    Order(Said),
}

/// Turns rows into records, by the kind of their file.
#[allow(clippy::large_enum_variant, reason = "one of them for a whole file")]
pub(super) enum Records {
    Creators(Converter),
    Work(WorkConverter),
    Orders(OrderConverter),
}

impl Records {
    /// For the columns of a plan.
    pub(super) fn new(plan: &Plan) -> Self {
        if plan.kind.is_of_orders() {
            return Records::Orders(OrderConverter::new(plan));
        }
        match WorkConverter::new(plan) {
            Some(work) => Records::Work(work),
            None => Records::Creators(Converter::new(plan)),
        }
    }

    /// Reads one row.
    pub(super) fn convert(&mut self, record: &StringRecord, line: u64) -> Result<Parsed, Reject> {
        match self {
            Records::Creators(c) => c.convert(record, line).map(Parsed::Creator),
            Records::Work(w) => w.convert(record, line).map(Parsed::Work),
            Records::Orders(o) => o.convert(record, line).map(Parsed::Order),
        }
    }

    fn tally(&mut self) -> &mut Tally {
        match self {
            Records::Creators(c) => &mut c.tally,
            Records::Work(w) => &mut w.tally,
            Records::Orders(o) => &mut o.tally,
        }
    }
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Rows with data in them, good and bad.
    pub rows: u64,
    /// What deserves a second look.
    pub warnings: Vec<Warning>,
    /// Header as in the plan.
    pub header: Vec<String>,
    /// Whether the receiver stopped the reading.
    pub cancelled: bool,
}

/// Rows between two reports of progress.
const PACE: u64 = 4_096;

/// Walks over the data rows of a planned file: below the header and the definition row, without blank rows and without
/// repetitions of the header (files that were put together by hand).
pub(super) fn rows(plan: &Plan, each: &mut Each<'_>) -> Result<(), Refusal> {
    let header: Vec<&str> = plan.columns.iter().map(|c| c.header.as_str()).collect();
    let first = header.iter().position(|h| !h.is_empty()).unwrap_or(0);
    let first_norm = header
        .get(first)
        .map(|h| alias::norm(h))
        .unwrap_or_default();
    let mut before = plan.before_data;
    let mut data = |record: &StringRecord, line: u64, bytes: u64| {
        if record.iter().all(|c| c.trim().is_empty()) {
            return Ok(ControlFlow::Continue(()));
        }
        if before > 0 {
            before -= 1;
            return Ok(ControlFlow::Continue(()));
        }
        // nearly no row begins like the header, so the whole comparison is rare
        if plan.header_row > 0
            && record.get(first).is_some_and(|c| {
                c.len() <= first_norm.len() * 4 + 8 && !first_norm.is_empty() && {
                    let same_start = c
                        .trim()
                        .chars()
                        .next()
                        .zip(header.get(first).and_then(|h| h.chars().next()))
                        .is_some_and(|(a, b)| a == b);
                    same_start && alias::norm(c) == first_norm
                }
            })
            && record.len() == header.len()
            && record
                .iter()
                .zip(&header)
                .all(|(c, h)| alias::norm(c) == alias::norm(h))
        {
            return Ok(ControlFlow::Continue(()));
        }
        each(record, line, bytes)
    };
    match (&plan.sheet, plan.delimiter) {
        (Some(sheet), _) => sheet::records(&plan.path, sheet, &mut data),
        (None, delimiter) => table::records(
            &plan.path,
            &plan.encoding,
            delimiter.and_then(|d| u8::try_from(d).ok()).unwrap_or(b','),
            &mut data,
        ),
    }
}

/// Reads a planned file and hands over its rows in order. Memory stays bounded whatever the size.
pub fn read(
    plan: &Plan,
    options: &Options,
    row: &mut dyn FnMut(Row) -> ControlFlow<()>,
) -> Result<Outcome, Refusal> {
    let now = std::fs::metadata(&plan.path).map_err(|e| probe::io_refusal(&e))?;
    if now.len() != plan.bytes {
        return Err(Refusal::new(
            "changed",
            Message::new("intake-refused-changed"),
        ));
    }
    if let Some(question) = plan.questions.first()
        && options.day_first.is_none()
        && !(options.period.is_some()
            && plan.columns.iter().all(|c| !work::is_dated(plan, c.target)))
    {
        let mut message = question.message.clone();
        message.id = "intake-refused-day-first";
        return Err(Refusal {
            line: question.line,
            ..Refusal::new("ambiguous_dates", message)
        });
    }
    let mut converter = Records::new(plan);
    if let Records::Orders(orders) = &mut converter {
        orders.expect_none_after(options.today);
    }
    let mut count = 0u64;
    let mut cancelled = false;
    let mut read_bytes = 0;
    rows(plan, &mut |record, line, bytes| {
        count += 1;
        read_bytes = bytes;
        if !record.as_slice().is_ascii() {
            converter.tally().replaced +=
                memchr::memmem::find_iter(record.as_slice().as_bytes(), "\u{fffd}").count() as u64;
        }
        let mut flow = match converter.convert(record, line) {
            Ok(good) => row(Row::Good(good)),
            // half a file is not this week's pool: nothing of it is taken
            Err(reject) if reject.reason.id == CUT => {
                return Err(Refusal::new("truncated", Message::new("intake-refused-cut")).at(line));
            }
            Err(reject) => row(Row::Bad(reject)),
        };
        if flow.is_continue() && count.is_multiple_of(PACE) {
            flow = row(Row::Progress { bytes, rows: count });
        }
        cancelled = flow.is_break();
        Ok(flow)
    })?;
    if !cancelled {
        cancelled = row(Row::Progress {
            bytes: read_bytes,
            rows: count,
        })
        .is_break();
    }
    Ok(Outcome {
        rows: count,
        warnings: warnings(plan, converter.tally(), count),
        header: plan.columns.iter().map(|c| c.header.clone()).collect(),
        cancelled,
    })
}

/// The first of so many lines, in words.
fn named(lines: &[u64], of: u64) -> String {
    let mut all: Vec<String> = lines.iter().map(u64::to_string).collect();
    if of > lines.len() as u64 {
        all.push("…".to_owned());
    }
    all.join(", ")
}

fn warnings(plan: &Plan, tally: &Tally, rows: u64) -> Vec<Warning> {
    let mut out = Vec::new();
    let mut warn = |code, message| out.push(Warning { code, message });
    let has = |m| {
        plan.columns
            .iter()
            .any(|c| c.target == Some(Target::Metric(m)))
    };
    if plan.kind.native().is_some() {
        // their money has been asked for row by row
    } else if !has(Metric::Gmv) {
        let selling = matches!(
            plan.kind,
            Kind::CreatorList | Kind::CreatorData | Kind::FastMoss | Kind::Kalodata
        );
        let column = plan.unmapped.iter().find(|h| {
            let folded = text::fold(h);
            SALES_WORDS.iter().any(|w| folded.contains(w))
        });
        match column {
            Some(column) => warn(
                "gmv_not_mapped",
                Message::new("intake-warn-gmv-not-mapped").with("column", column.as_str()),
            ),
            None if selling => warn("gmv_not_mapped", Message::new("intake-warn-no-gmv")),
            None => {}
        }
    } else if tally.gmv == 0 && tally.orders > 0 {
        let orders = i64::try_from(tally.orders).unwrap_or(i64::MAX);
        warn(
            "gmv_zero_with_orders",
            Message::new("intake-warn-gmv-zero-with-orders").with("n", orders),
        );
    }
    for (code, id, n) in [
        (
            "gmv_parts_mismatch",
            "intake-warn-gmv-parts-mismatch",
            tally.parts_differ,
        ),
        (
            "encoding_damage",
            "intake-warn-encoding-damage",
            tally.replaced,
        ),
        (
            "handle_from_name",
            "intake-warn-handle-from-name",
            tally.named_by_display,
        ),
        ("rounded", "intake-warn-rounded", tally.rounded),
        (
            "formula_cells",
            "intake-warn-formula-cells",
            tally.formulas + plan.formulas,
        ),
        ("id_damaged", "intake-warn-id-damaged", tally.damaged_ids),
        ("ineligible", "intake-warn-ineligible", tally.ineligible),
        ("to_come", "intake-warn-to-come", tally.to_come),
    ] {
        if n > 0 {
            warn(code, Message::new(id).with("n", n));
        }
    }
    for (code, id, odd) in [
        (
            "over_refunded",
            "intake-warn-over-refunded",
            &tally.over_refunded,
        ),
        ("undated", "intake-warn-undated", &tally.undated),
        ("unpriced", "intake-warn-unpriced", &tally.unpriced),
        ("backwards", "intake-warn-backwards", &tally.backwards),
    ] {
        if odd.lines > 0 {
            let said = Message::new(id).with("n", odd.lines);
            warn(code, said.with("lines", named(&odd.at, odd.lines)));
        }
    }
    for odd in &tally.out_of_order {
        warn(
            "out_of_order",
            Message::new("intake-warn-out-of-order")
                .with("n", odd.rows)
                .with("lines", named(&odd.lines, odd.rows))
                .with("later", odd.days.1)
                .with("earlier", odd.days.0),
        );
    }
    let dated = |key| {
        plan.columns
            .iter()
            .any(|c| c.target == Some(Target::Field(key)))
    };
    if rows > 0 && plan.kind.is_of_orders() && !dated("ordered_at") {
        warn("no_dates", Message::new("intake-warn-no-dates"));
    }
    if rows > 0 && rows.is_multiple_of(1_000) && plan.kind.native().is_none() {
        warn(
            "round_row_count",
            Message::new("intake-warn-round-row-count").with("n", rows),
        );
    }
    if tally.currencies.len() > 1 && plan.kind.native().is_none() {
        let codes: Vec<&str> = tally.currencies.iter().map(|c| c.code()).collect();
        warn(
            "mixed_currencies",
            Message::new("intake-warn-mixed-currencies").with("currencies", codes.join(", ")),
        );
    }
    if tally.money && tally.currencies.is_empty() {
        warn("no_currency", Message::new("intake-warn-no-currency"));
    }
    let mut seen: Vec<String> = Vec::new();
    let mut twice: Vec<&str> = Vec::new();
    for c in &plan.columns {
        let key = alias::norm(&c.header);
        if seen.contains(&key) && !twice.contains(&c.header.as_str()) {
            twice.push(&c.header);
        }
        if !key.is_empty() {
            seen.push(key);
        }
    }
    if !twice.is_empty() {
        warn(
            "duplicate_header",
            Message::new("intake-warn-duplicate-header").with("columns", twice.join(", ")),
        );
    }
    out
}
