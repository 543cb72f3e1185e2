//! One row of a table as one record for the store, or the reason why not.

use std::collections::BTreeSet;

use csv::StringRecord;

use super::alias;
use super::date;
use super::handle;
use super::kind::Kind;
use super::number::{self, Number};
use super::plan::Plan;
use super::refusal::Reject;
use super::shares::{self, Band};
use super::target::Target;
use crate::domain::creator::{Identity, Incoming, Observation, Period, Platform};
use crate::domain::field::{Attr, Metric};
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::number::{Decimal, Unit};
use crate::text;

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
    kind: Kind,
    platform: Platform,
    currency: Currency,
    day_first: Option<bool>,
    /// Columns with a name; a value behind them has come out of place.
    width: usize,
    own: Vec<usize>,
    open_line: Option<u64>,
    has_parts: bool,
    /// See the type.
    pub tally: Tally,
}

/// A cell that cannot be taken: its column and why.
struct Bad {
    index: usize,
    reason: Message,
}

fn bad(index: usize, id: &'static str) -> Bad {
    Bad {
        index,
        reason: Message::new(id),
    }
}

/// Where a row's name comes from, until all cells are read.
#[derive(Default)]
struct Who {
    handle: Option<Box<str>>,
    link: Option<String>,
    id: Option<Box<str>>,
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
            width,
            own,
            open_line: plan.open_line,
            tally: Tally::default(),
        }
    }

    /// Reads one row.
    pub fn convert(&mut self, record: &StringRecord, line: u64) -> Result<Incoming, Reject> {
        self.read(record, line).map_err(|b| Reject {
            line,
            column: self.headers.get(b.index).cloned().unwrap_or_default(),
            value: record
                .get(b.index)
                .map(|c| text::truncate(&text::clean(c), 120).into_owned())
                .unwrap_or_default(),
            reason: b.reason,
            cells: record.iter().map(str::to_owned).collect(),
        })
    }

    fn read(&mut self, record: &StringRecord, line: u64) -> Result<Incoming, Bad> {
        let whole = |id| bad(usize::MAX, id);
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
        if record.len() < self.width && self.open_line == Some(line) {
            return Err(whole("intake-reject-cut"));
        }
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
                    && !is_share(m)
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

    /// A numeric cell that is not the plainest.
    #[allow(
        clippy::too_many_arguments,
        reason = "the parts of one row, borrowed apart"
    )]
    fn metric(
        &mut self,
        cell: &str,
        m: Metric,
        percent: bool,
        index: usize,
        into: &mut Observation,
        money: &mut Money,
        ranges: &mut Vec<String>,
    ) -> Result<(), Bad> {
        if m == Metric::Own {
            let yes = match text::fold(cell.trim()).as_str() {
                "yes" | "y" | "true" | "1" | "是" => 1,
                "no" | "n" | "false" | "0" | "否" => 0,
                other if number::is_missing(other) => return Ok(()),
                _ => return Err(bad(index, "intake-reject-yes-no")),
            };
            into.metrics.set(m, Some(yes));
            return Ok(());
        }
        let cell = handle::unquoted(cell);
        let unit = m.unit();
        let found = number::parse(cell, unit, money.hint()).ok_or_else(|| {
            self.tally.formulas += u64::from(cell.trim_start().starts_with('='));
            bad(index, "intake-reject-number")
        })?;
        if found.percent && unit != Unit::Ratio {
            return Err(bad(index, "intake-reject-number"));
        }
        if let Some(sign) = found.sign {
            if !unit.is_money() {
                return Err(bad(index, "intake-reject-number"));
            }
            money
                .take(sign)
                .map_err(|()| bad(index, "intake-reject-currency"))?;
        }
        let ratio = unit == Unit::Ratio && (found.percent || percent);
        let scaled = |d: Decimal| if ratio { d.percent() } else { d };
        let low = match found.number {
            Number::Missing => return Ok(()),
            Number::Exact(d) => scaled(d),
            Number::Range(low, high) => {
                ranges.push(format!("{}={}..{}", m.key(), scaled(low), scaled(high)));
                scaled(low)
            }
            Number::AtLeast(d) => {
                ranges.push(format!("{}={}+", m.key(), scaled(d)));
                scaled(d)
            }
        };
        if is_share(m) && !shares::at_most_one(low) {
            return Err(bad(index, "intake-reject-share"));
        }
        // refunds can turn sums of money negative; nothing else can be
        if low.mantissa < 0 && !unit.is_money() {
            return Err(bad(index, "intake-reject-negative"));
        }
        let (raw, lost) = low
            .to_raw(unit)
            .ok_or_else(|| bad(index, "intake-reject-too-large"))?;
        self.tally.rounded += u64::from(lost);
        money.any |= unit.is_money();
        into.metrics.set(m, Some(raw));
        Ok(())
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "the parts of one row, borrowed apart"
    )]
    fn other(
        &mut self,
        cell: &str,
        target: Target,
        percent: bool,
        index: usize,
        out: &mut Incoming,
        who: &mut Who,
        money: &mut Money,
        bands: &mut Vec<Band>,
        ranges: &mut Vec<String>,
    ) -> Result<(), Bad> {
        let into = &mut out.observation;
        match target {
            Target::Metric(_) | Target::Ignore => {}
            Target::Handle => {
                if cell.contains(['\n', '\r'])
                    && let Some((handle, name)) = handle::lines(cell)
                {
                    who.handle = Some(handle.into());
                    if into.attr(Attr::Name).is_none() {
                        into.set_attr(Attr::Name, &name);
                    }
                } else if let Some(handle) = handle::normal(cell) {
                    if handle.len() > handle::LONGEST {
                        return Err(bad(index, "intake-reject-handle-long"));
                    }
                    who.handle = Some(handle.into_owned().into());
                }
            }
            Target::PlatformId => {
                let id = text::clean(handle::unquoted(cell));
                if !number::is_missing(&id) && id != "0" {
                    if is_damaged_id(&id) {
                        self.tally.damaged_ids += 1;
                    } else if id.len() > handle::LONGEST {
                        return Err(bad(index, "intake-reject-handle-long"));
                    } else {
                        who.id = Some(id.into_owned().into());
                    }
                }
            }
            Target::Platform => {
                if !number::is_missing(cell) {
                    out.identity.platform = alias::platform(&text::clean(cell))
                        .ok_or_else(|| bad(index, "intake-reject-platform"))?;
                }
            }
            Target::Currency => {
                if !number::is_missing(cell) {
                    let cell = text::clean(cell);
                    let currency = number::currency_name(&cell)
                        .map(|s| s.resolve(self.currency))
                        .or_else(|| Currency::parse(&cell))
                        .ok_or_else(|| bad(index, "intake-reject-currency-name"))?;
                    money.column = Some(currency);
                }
            }
            Target::Attr(attr) => attribute(attr, cell, self.kind, into, who),
            Target::Tags => {
                if !number::is_missing(cell) {
                    out.tags = items(handle::unquoted(cell), self.kind != Kind::NativeCreators);
                }
            }
            Target::Note => {
                let note = text::clean_lines(handle::unquoted(cell));
                if !note.is_empty() {
                    out.note = Some(note.into_owned().into());
                }
            }
            Target::AsOf => {
                if !number::is_missing(cell) {
                    out.period = Some(self.day(cell, index)?);
                }
            }
            Target::Price => {
                let found = number::parse(cell, Unit::Money, money.hint())
                    .ok_or_else(|| bad(index, "intake-reject-number"))?;
                if let Some(sign) = found.sign {
                    money
                        .take(sign)
                        .map_err(|()| bad(index, "intake-reject-currency"))?;
                }
                let (low, high) = match found.number {
                    Number::Missing => return Ok(()),
                    Number::Exact(d) => (d, Some(d)),
                    Number::Range(low, high) => (low, Some(high)),
                    Number::AtLeast(d) => {
                        ranges.push(format!("{}={d}+", Metric::PriceLow.key()));
                        (d, None)
                    }
                };
                money.any = true;
                for (m, d) in [(Metric::PriceLow, Some(low)), (Metric::PriceHigh, high)] {
                    if let Some(d) = d {
                        let (raw, lost) = d
                            .to_raw(Unit::Money)
                            .ok_or_else(|| bad(index, "intake-reject-too-large"))?;
                        self.tally.rounded += u64::from(lost);
                        into.metrics.set(m, Some(raw));
                    }
                }
            }
            Target::GenderShares | Target::AgeShares | Target::RegionShares => {
                let read = match target {
                    Target::GenderShares => shares::gender,
                    Target::AgeShares => shares::ages,
                    _ => shares::regions,
                };
                if !number::is_missing(cell) && !read(cell, percent, into) {
                    return Err(bad(index, "intake-reject-shares"));
                }
            }
            Target::AgeBand { low, high } => {
                if !number::is_missing(cell) {
                    let d = shares::share(cell, percent)
                        .ok_or_else(|| bad(index, "intake-reject-share"))?;
                    bands.push((low, high, d));
                }
            }
        }
        Ok(())
    }

    /// The period a row's own day stands for. The native file's counts are of 30 days up to it.
    fn day(&self, cell: &str, index: usize) -> Result<Period, Bad> {
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

/// The money of one row: one currency.
struct Money {
    file: Currency,
    column: Option<Currency>,
    sign: Option<Currency>,
    any: bool,
}

impl Money {
    fn hint(&self) -> Currency {
        self.column.unwrap_or(self.file)
    }

    /// A sign was seen; it must not contradict the row's other money.
    fn take(&mut self, sign: number::Sign) -> Result<(), ()> {
        let currency = sign.resolve(self.hint());
        if self.sign.or(self.column).is_some_and(|c| c != currency) {
            return Err(());
        }
        self.sign = Some(currency);
        Ok(())
    }
}

/// Shares of fans, which cannot pass 100 %.
fn is_share(m: Metric) -> bool {
    matches!(m, Metric::Female | Metric::Male | Metric::GivenAdult)
        || Metric::AGE_BANDS.contains(&m)
}

/// `6.72657E+18`: a spreadsheet has eaten the end of the number.
fn is_damaged_id(id: &str) -> bool {
    let lower = id.to_ascii_lowercase();
    lower.split_once('e').is_some_and(|(base, exponent)| {
        !base.is_empty()
            && base.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            && (base.contains('.') || exponent.starts_with('+'))
            && !exponent.is_empty()
            && exponent
                .trim_start_matches('+')
                .bytes()
                .all(|b| b.is_ascii_digit())
    })
}

fn attribute(attr: Attr, cell: &str, kind: Kind, into: &mut Observation, who: &mut Who) {
    let cell = handle::unquoted(cell);
    if number::is_missing(cell) {
        return;
    }
    match attr {
        Attr::Url => {
            who.link = handle::from_link(cell);
            let link = text::clean(cell);
            // an address that stops before the name (`https://www.tiktok.com/@`) leads nowhere
            if !link.ends_with('@') {
                into.set_attr(attr, &link);
            }
        }
        Attr::Bio => into.set_attr(attr, &text::clean_lines(cell)),
        Attr::Name if kind == Kind::XingTu => {
            // name and number stand in one cell, on lines of their own
            let first = cell
                .lines()
                .map(text::clean)
                .find(|l| !l.is_empty())
                .unwrap_or_default();
            into.set_attr(attr, &first);
        }
        // codes such as 0, 1, 2 mean something else in every scrape
        Attr::Gender if cell.trim().bytes().all(|b| b.is_ascii_digit()) => {}
        a if a.is_list() => {
            into.set_attr(attr, &items(cell, kind != Kind::NativeCreators).join("|"))
        }
        _ => into.set_attr(attr, &text::clean(cell)),
    }
}

/// The values of a cell that holds several, each once. Other tools also put them on lines or between 、.
fn items(cell: &str, foreign: bool) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for part in cell.split(|c: char| c == '|' || (foreign && matches!(c, '、' | '\n' | '；'))) {
        let part = text::clean(part);
        if !part.is_empty() && !out.iter().any(|o| *o == part) {
            out.push(part.into_owned());
        }
    }
    out
}
