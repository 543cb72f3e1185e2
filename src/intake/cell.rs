//! One cell of a row: what its target makes of it.

use super::alias;
use super::handle;
use super::kind::Kind;
use super::number::{self, Number};
use super::row::{Bad, Converter, Who, bad};
use super::shares::{self, Band};
use super::target::Target;
use crate::domain::creator::{Incoming, Observation};
use crate::domain::field::{Attr, Metric};
use crate::domain::money::Currency;
use crate::domain::number::{Decimal, Unit};
use crate::text;

impl Converter {
    /// A numeric cell that is not the plainest.
    #[allow(
        clippy::too_many_arguments,
        reason = "the parts of one row, borrowed apart"
    )]
    pub(super) fn metric(
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
            let folded = match cell {
                "yes" | "no" => std::borrow::Cow::Borrowed(cell),
                _ => text::fold(cell.trim()).into(),
            };
            let yes = match folded.as_ref() {
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
    pub(super) fn other(
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
            Target::Metric(_) | Target::Percent(_) | Target::Field(_) | Target::Ignore => {}
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
                    // one row after the other says the same
                    if self.last_currency.0 != cell {
                        let cleaned = text::clean(cell);
                        let read = number::currency_name(&cleaned)
                            .map(|s| s.resolve(self.currency))
                            .or_else(|| Currency::parse(&cleaned))
                            .ok_or_else(|| bad(index, "intake-reject-currency-name"))?;
                        self.last_currency = (cell.to_owned(), read);
                    }
                    let currency = self.last_currency.1;
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
}

/// The money of one row: one currency.
pub(super) struct Money {
    pub(super) file: Currency,
    pub(super) column: Option<Currency>,
    pub(super) sign: Option<Currency>,
    pub(super) any: bool,
}

impl Money {
    pub(super) fn hint(&self) -> Currency {
        self.column.unwrap_or(self.file)
    }

    /// A sign was seen; it must not contradict the row's other money.
    pub(super) fn take(&mut self, sign: number::Sign) -> Result<(), ()> {
        let currency = sign.resolve(self.hint());
        if self.sign.or(self.column).is_some_and(|c| c != currency) {
            return Err(());
        }
        self.sign = Some(currency);
        Ok(())
    }
}

/// Shares of fans, which cannot pass 100 %.
pub(super) fn is_share(m: Metric) -> bool {
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
            let foreign = kind != Kind::NativeCreators;
            if cell.contains(|c| separates(c, foreign)) {
                into.set_attr(attr, &items(cell, foreign).join("|"));
            } else {
                into.set_attr(attr, &text::clean(cell));
            }
        }
        _ => into.set_attr(attr, &text::clean(cell)),
    }
}

fn separates(c: char, foreign: bool) -> bool {
    c == '|' || (foreign && matches!(c, '、' | '\n' | '；'))
}

/// The values of a cell that holds several, each once. Other tools also put them on lines or between 、.
fn items(cell: &str, foreign: bool) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for part in cell.split(|c| separates(c, foreign)) {
        let part = text::clean(part);
        if !part.is_empty() && !out.iter().any(|o| *o == part) {
            out.push(part.into_owned());
        }
    }
    out
}
