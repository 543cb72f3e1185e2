//! One row of a table as one record for the store, or the reason why not.

use std::collections::BTreeSet;

use csv::StringRecord;

use super::alias;
use super::cell::{Money, is_share};
use super::date;
use super::handle;
use super::kind::Kind;
use super::number;
use super::plan::Plan;
use super::refusal::Reject;
use super::shares::{self, Band};
use super::target::Target;
use crate::domain::creator::{Identity, Incoming, Observation, Period, Platform};
use crate::domain::field::{Attr, Metric};
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::number::Unit;
use crate::text;

/// Lines that a warning names.
pub(super) const NAMED: usize = 5;

/// Rows of which one day lies before another that it follows: the keys of both, how many, and the lines of the first.
#[derive(Debug)]
pub struct OutOfOrder {
    pub days: (&'static str, &'static str),
    pub rows: u64,
    pub lines: Vec<u64>,
}

/// Lines that are taken and yet looked at again: how many, and the first of them by their place in the file.
#[derive(Debug, Default)]
pub struct Odd {
    pub lines: u64,
    pub at: Vec<u64>,
}

impl Odd {
    /// One more.
    pub fn note(&mut self, line: u64) {
        self.lines += 1;
        if self.at.len() < NAMED {
            self.at.push(line);
        }
    }
}

/// What was seen over all rows, for the warnings.
#[derive(Debug, Default)]
pub struct Tally {
    pub rounded: u64,
    pub parts_differ: u64,
    pub named_by_display: u64,
    pub damaged_ids: u64,
    pub replaced: u64,
    pub formulas: u64,
    pub gmv: i128,
    pub orders: i128,
    pub money: bool,
    pub short: bool,
    pub full: bool,
    pub ineligible: u64,
    pub over_refunded: Odd,
    pub unpriced: Odd,
    pub backwards: Odd,
    pub out_of_order: Vec<OutOfOrder>,
    pub to_come: u64,
    pub undated: Odd,
    pub currencies: BTreeSet<Currency>,
}

struct Bound {
    index: usize,
    target: Target,
    percent: bool,
}

/// Turns rows into records. Kept over a file, so that it can count.
pub struct Converter {
    bound: Vec<Bound>,
    headers: Vec<String>,
    pub(super) kind: Kind,
    platform: Platform,
    pub(super) currency: Currency,
    day_first: Option<bool>,
    width: Width,
    has_parts: bool,
    pub(super) last_currency: (String, Currency),
    /// See the type.
    pub tally: Tally,
}

/// A cell that cannot be taken: its column and why.
pub(super) struct Bad {
    index: usize,
    reason: Message,
}

impl Bad {
    /// Because of a sentence with facts in it.
    pub(super) fn new(index: usize, reason: Message) -> Self {
        Bad { index, reason }
    }

    /// With everything needed to repair the row.
    pub(super) fn reject(self, headers: &[String], record: &StringRecord, line: u64) -> Reject {
        Reject {
            line,
            column: headers.get(self.index).cloned().unwrap_or_default(),
            value: record
                .get(self.index)
                .map(|c| text::truncate(&text::clean(c), 120).into_owned())
                .unwrap_or_default(),
            reason: self.reason,
            cells: record.iter().map(str::to_owned).collect(),
        }
    }
}

/// How many cells a row should have.
pub(super) struct Width {
    /// Columns with a name; a value behind them has come out of place.
    width: usize,
    /// Those that a file of rejected rows adds.
    own: Vec<usize>,
    open_line: Option<u64>,
}

impl Width {
    /// For the columns of a plan.
    pub(super) fn new(plan: &Plan) -> Self {
        let own: Vec<usize> = plan
            .columns
            .iter()
            .filter(|c| alias::is_own(&alias::norm(&c.header)))
            .map(|c| c.index)
            .collect();
        let width = if own.is_empty() {
            plan.columns.len()
        } else {
            plan.columns
                .iter()
                .filter(|c| !c.header.is_empty() && !own.contains(&c.index))
                .map(|c| c.index + 1)
                .max()
                .unwrap_or(0)
        };
        Width {
            width,
            own,
            open_line: plan.open_line,
        }
    }

    /// Whether a row has its cells in their places.
    pub(super) fn check(
        &self,
        record: &StringRecord,
        line: u64,
        tally: &mut Tally,
    ) -> Result<(), Bad> {
        if record.len() > self.width
            && record
                .iter()
                .enumerate()
                .skip(self.width)
                .any(|(i, c)| !self.own.contains(&i) && !c.trim().is_empty())
        {
            return Err(Bad {
                index: usize::MAX,
                reason: Message::new("intake-reject-too-many-cells")
                    .with("n", record.len().saturating_sub(self.own.len()))
                    .with("expected", self.width),
            });
        }
        // a last row that is shorter than all before it, without a line end, is a download that broke off
        if record.len() < self.width {
            if self.open_line == Some(line) && !tally.short && tally.full {
                return Err(bad(usize::MAX, CUT));
            }
            tally.short = true;
        } else {
            tally.full = true;
        }
        Ok(())
    }
}

/// The reason of a last row that breaks off.
pub(super) const CUT: &str = "intake-reject-cut";

pub(super) fn bad(index: usize, id: &'static str) -> Bad {
    Bad {
        index,
        reason: Message::new(id),
    }
}

/// Where a row's name comes from, until all cells are read.
#[derive(Default)]
pub(super) struct Who {
    pub(super) handle: Option<Box<str>>,
    pub(super) link: Option<String>,
    pub(super) id: Option<Box<str>>,
}

impl Converter {
    /// For the columns of a plan.
    pub fn new(plan: &Plan) -> Self {
        let mut bound: Vec<Bound> = plan
            .columns
            .iter()
            .filter_map(|c| {
                Some(Bound {
                    index: c.index,
                    target: c.target.filter(|t| *t != Target::Ignore)?,
                    percent: c.percent,
                })
            })
            .collect();
        // money needs to know the row's currency first
        bound.sort_by_key(|b| !matches!(b.target, Target::Currency | Target::Platform));
        let has = |m| bound.iter().any(|b| b.target == Target::Metric(m));
        Converter {
            has_parts: [
                Metric::Gmv,
                Metric::LiveGmv,
                Metric::VideoGmv,
                Metric::CardGmv,
            ]
            .into_iter()
            .all(has),
            bound,
            headers: plan.columns.iter().map(|c| c.header.clone()).collect(),
            kind: plan.kind,
            platform: plan.platform,
            currency: plan.currency,
            day_first: plan.day_first,
            width: Width::new(plan),
            last_currency: (String::new(), Currency::NONE),
            tally: Tally::default(),
        }
    }

    /// Reads one row.
    pub fn convert(&mut self, record: &StringRecord, line: u64) -> Result<Incoming, Reject> {
        self.read(record, line)
            .map_err(|b| b.reject(&self.headers, record, line))
    }

    fn read(&mut self, record: &StringRecord, line: u64) -> Result<Incoming, Bad> {
        self.width.check(record, line, &mut self.tally)?;
        let mut out = Incoming {
            line,
            identity: Identity {
                platform: self.platform,
                platform_id: None,
                handle: Box::default(),
            },
            observation: Observation::default(),
            period: None,
            tags: Vec::new(),
            note: None,
        };
        let mut who = Who::default();
        let mut money = Money {
            file: self.currency,
            column: None,
            sign: None,
            any: false,
        };
        let mut bands: Vec<Band> = Vec::new();
        let mut ranges: Vec<String> = Vec::new();
        for i in 0..self.bound.len() {
            let Some(b) = self.bound.get(i) else { break };
            let cell = record.get(b.index).unwrap_or_default();
            // most cells of a wide export are empty or a zero; get past them quickly
            if cell.is_empty() {
                continue;
            }
            let (index, target, percent) = (b.index, b.target, b.percent);
            if let Target::Metric(m) = target {
                if let Some(raw) = number::plain(cell, m.unit(), percent)
                    && raw >= 0
                    && (raw <= Unit::Ratio.per_one() || !is_share(m))
                    && m != Metric::Own
                {
                    money.any |= m.unit().is_money();
                    out.observation.metrics.set(m, Some(raw));
                } else {
                    self.metric(
                        cell,
                        m,
                        percent,
                        index,
                        &mut out.observation,
                        &mut money,
                        &mut ranges,
                    )?;
                }
                continue;
            }
            self.other(
                cell,
                target,
                percent,
                index,
                &mut out,
                &mut who,
                &mut money,
                &mut bands,
                &mut ranges,
            )?;
        }
        shares::set_bands(bands, &mut out.observation);
        if !ranges.is_empty() {
            out.observation.set_attr(Attr::Ranges, &ranges.join("|"));
        }
        let currency = money.sign.or(money.column).unwrap_or(self.currency);
        if money.any {
            out.observation.currency = currency;
            self.tally.money = true;
            if currency.is_known() {
                self.tally.currencies.insert(currency);
            }
        }
        self.name(&mut out, who)?;
        self.sum_up(&out.observation);
        Ok(out)
    }

    /// The period a row's own day stands for. The native file's counts are of 30 days up to it.
    pub(super) fn day(&self, cell: &str, index: usize) -> Result<Period, Bad> {
        let written =
            date::parse(&text::clean(cell)).ok_or_else(|| bad(index, "intake-reject-date"))?;
        let end = written
            .resolve(self.day_first)
            .ok_or_else(|| bad(index, "intake-reject-date-ambiguous"))?;
        let start = (self.kind == Kind::NativeCreators)
            .then(|| end.checked_sub(jiff::Span::new().days(29)).ok())
            .flatten();
        Ok(Period { start, end })
    }

    /// Handle, else link, else the platform's number, else the display name.
    fn name(&mut self, out: &mut Incoming, who: Who) -> Result<(), Bad> {
        let by_name = || {
            out.observation
                .attr(Attr::Name)
                .and_then(handle::normal)
                .map(|n| n.into_owned())
        };
        let handle: Box<str> = if let Some(handle) = who.handle {
            handle
        } else if let Some(link) = who.link {
            link.into()
        } else if let Some(id) = &who.id {
            id.clone()
        } else if let Some(name) = by_name() {
            if name.len() > handle::LONGEST {
                return Err(bad(usize::MAX, "intake-reject-handle-long"));
            }
            self.tally.named_by_display += 1;
            name.into()
        } else {
            let index = self
                .bound
                .iter()
                .find(|b| b.target == Target::Handle)
                .or_else(|| self.bound.iter().find(|b| b.target.names_creator()))
                .map_or(usize::MAX, |b| b.index);
            return Err(bad(index, "intake-reject-handle"));
        };
        out.identity.handle = handle;
        out.identity.platform_id = who.id;
        Ok(())
    }

    fn sum_up(&mut self, o: &Observation) {
        let gmv = o.metrics.get(Metric::Gmv);
        self.tally.gmv += i128::from(gmv.unwrap_or(0));
        self.tally.orders += i128::from(o.metrics.get(Metric::Orders).unwrap_or(0));
        if self.has_parts
            && let (Some(gmv), Some(live), Some(video), Some(card)) = (
                gmv,
                o.metrics.get(Metric::LiveGmv),
                o.metrics.get(Metric::VideoGmv),
                o.metrics.get(Metric::CardGmv),
            )
        {
            let parts = i128::from(live) + i128::from(video) + i128::from(card);
            // to the cent, as the platform promises
            self.tally.parts_differ += u64::from((i128::from(gmv) - parts).abs() >= 100);
        }
    }
}
