//! One row of a native file about work with creators.
//!
//! The same law as for creators: a cell that cannot be read rejects its row, with column, value and reason. Money needs
//! a currency, its own, the row's or the one the person says; a sum of nothing needs none.

use csv::StringRecord;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

use super::cell::Money;
use super::date;
use super::handle;
use super::kind::Kind;
use super::number::{self, Number};
use super::plan::Plan;
use super::refusal::Reject;
use super::row::{Bad, NAMED, OutOfOrder, Tally, Width, bad};
use super::target::Target;
use crate::domain::collab::native::{Cell, File, Row, Value};
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::number::{Decimal, Unit};
use crate::text::{self, fold};

/// Longer than any word anybody means.
const LONGEST: usize = 4_000;

/// Days of a row of which the first comes before the second.
const IN_ORDER: [(&str, &[(&str, &str)]); 6] = [
    (
        "collaborations",
        &[("started", "ended"), ("started", "due")],
    ),
    (
        "samples",
        &[
            ("sent", "received"),
            ("received", "posted"),
            ("sent", "posted"),
        ],
    ),
    ("campaigns", &[("starts", "ends")]),
    ("plans", &[("starts", "ends")]),
    ("agreements", &[("starts", "ends")]),
    ("outreach", &[("at", "replied_at")]),
];

struct Bound {
    /// In the file.
    index: usize,
    /// Among the fields.
    place: usize,
    cell: Cell,
    percent: bool,
}

/// Turns rows into records of a native file.
pub struct WorkConverter {
    kind: Kind,
    file: &'static File,
    bound: Vec<Bound>,
    headers: Vec<String>,
    width: Width,
    currency: Currency,
    day_first: Option<bool>,
    zone: TimeZone,
    /// What was seen over all rows.
    pub tally: Tally,
}

impl WorkConverter {
    /// For the columns of a plan; nothing where it is of no such file.
    pub fn new(plan: &Plan) -> Option<Self> {
        let file = plan.kind.native()?;
        let mut bound: Vec<Bound> = plan
            .columns
            .iter()
            .filter_map(|c| {
                let Some(Target::Field(key)) = c.target else {
                    return None;
                };
                let place = file.place(key)?;
                Some(Bound {
                    index: c.index,
                    place,
                    cell: file.fields.get(place)?.cell,
                    percent: c.percent,
                })
            })
            .collect();
        // money needs to know the row's currency first
        bound.sort_by_key(|b| !matches!(b.cell, Cell::Currency));
        Some(WorkConverter {
            kind: plan.kind,
            file,
            bound,
            headers: plan.columns.iter().map(|c| c.header.clone()).collect(),
            width: Width::new(plan),
            currency: plan.currency,
            day_first: plan.day_first,
            zone: plan.zone.clone(),
            tally: Tally::default(),
        })
    }

    /// Reads one row.
    pub fn convert(&mut self, record: &StringRecord, line: u64) -> Result<Row, Reject> {
        self.read(record, line)
            .map_err(|b| b.reject(&self.headers, record, line))
    }

    fn read(&mut self, record: &StringRecord, line: u64) -> Result<Row, Bad> {
        self.width.check(record, line, &mut self.tally)?;
        let mut values: Vec<Option<Value>> = vec![None; self.file.fields.len()];
        let mut money = Money {
            file: self.currency,
            column: None,
            sign: None,
            any: false,
        };
        // the first sum that is something
        let mut sum = None;
        for i in 0..self.bound.len() {
            let Some(b) = self.bound.get(i) else { break };
            let (index, place, cell, percent) = (b.index, b.place, b.cell, b.percent);
            let said = record.get(index).unwrap_or_default();
            if said.is_empty() {
                continue;
            }
            let value = self.value(said, cell, percent, index, &mut money)?;
            if let (Some(Value::Number(n)), Cell::Money) = (&value, cell)
                && *n != 0
            {
                sum = sum.or(Some(index));
            }
            if let (Some(Value::Text(code)), Cell::Currency) = (&value, cell) {
                money.column = Currency::parse(code);
            }
            if let Some(slot) = values.get_mut(place) {
                *slot = value;
            }
        }
        let currency = money.sign.or(money.column).unwrap_or(self.currency);
        if let Some(index) = sum {
            if !currency.is_known() {
                return Err(bad(index, "intake-reject-no-currency"));
            }
            self.tally.money = true;
            self.tally.currencies.insert(currency);
        }
        if currency.is_known()
            && let Some(place) = self.file.place("currency")
            && let Some(slot) = values.get_mut(place)
            && (sum.is_some() || slot.is_some())
        {
            *slot = Some(Value::Text(currency.code().into()));
        }
        if matches!(self.kind, Kind::Videos | Kind::Lives) {
            self.content(&mut values);
        }
        for (place, field) in self.file.needed().enumerate() {
            if values.get(place).is_none_or(Option::is_none) {
                let column = self.bound.iter().find(|b| b.place == place);
                let index = column.map_or(usize::MAX, |b| b.index);
                let needed = Message::new("intake-reject-needed").with("field", field.key);
                return Err(Bad::new(index, needed));
            }
        }
        self.in_order(&values, line);
        Ok(Row {
            line,
            values,
            cells: record.iter().map(str::to_owned).collect(),
        })
    }

    /// Notes days that are the wrong way round: somebody meant something by them, so the row is taken.
    fn in_order(&mut self, values: &[Option<Value>], line: u64) {
        let pairs = IN_ORDER.iter().find(|(name, _)| *name == self.file.name);
        for days in pairs.iter().flat_map(|(_, pairs)| *pairs) {
            let of = |key| values.get(self.file.place(key)?)?.as_ref();
            let wrong = match (of(days.0), of(days.1)) {
                (Some(Value::Date(a)), Some(Value::Date(b))) => b < a,
                (Some(Value::Time(a)), Some(Value::Time(b))) => b < a,
                _ => false,
            };
            if !wrong {
                continue;
            }
            let all = &mut self.tally.out_of_order;
            let known = all.iter().position(|o| o.days == *days);
            let at = known.unwrap_or_else(|| {
                all.push(OutOfOrder {
                    days: *days,
                    rows: 0,
                    lines: Vec::new(),
                });
                all.len() - 1
            });
            if let Some(found) = all.get_mut(at) {
                found.rows += 1;
                if found.lines.len() < NAMED {
                    found.lines.push(line);
                }
            }
        }
    }

    /// What the platform's lists of videos and lives leave to be understood: which of both, and for old ones the number,
    /// which stands in the link; a live without one is told by whose it was and when.
    fn content(&self, values: &mut [Option<Value>]) {
        let place = |key: &str| self.file.place(key).unwrap_or(usize::MAX);
        let text = |values: &[Option<Value>], key: &str| -> Option<String> {
            let value = values.get(place(key))?.as_ref()?;
            value.text().map(str::to_owned)
        };
        let live = self.kind == Kind::Lives;
        let kind = if live { "live" } else { "video" };
        let mut said = vec![("kind", kind.to_owned())];
        if text(values, "content_id").is_none() {
            let number = text(values, "url").and_then(|url| {
                let (_, rest) = url.rsplit_once("/video/")?;
                let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
                (!digits.is_empty()).then_some(digits)
            });
            let told = || {
                let at = values.get(place("posted_at"))?.as_ref()?.date()?;
                let title = text(values, "title").unwrap_or_default();
                let handle = text(values, "handle")?;
                Some(format!(
                    "{kind}:{handle}:{at}:{}",
                    text::truncate(&title, 40)
                ))
            };
            said.extend(number.or_else(told).map(|id| ("content_id", id)));
        }
        // of several products the first: a content has one in the pool
        if let Some(products) = text(values, "product_id")
            && let Some((first, _)) = products.split_once([',', '|', ';', '，', ' '])
        {
            said.push(("product_id", first.trim().to_owned()));
        }
        for (key, value) in said {
            if let Some(slot) = values.get_mut(place(key)) {
                *slot = Some(Value::Text(value.into()));
            }
        }
    }

    fn value(
        &mut self,
        said: &str,
        cell: Cell,
        percent: bool,
        index: usize,
        money: &mut Money,
    ) -> Result<Option<Value>, Bad> {
        if let Some(unit) = cell.unit() {
            return self.number(said, cell, unit, percent, index, money);
        }
        let cleaned = text::clean(handle::unquoted(said));
        let word = cleaned.trim();
        if word.is_empty() || number::is_missing(word) {
            return Ok(None);
        }
        Ok(Some(match cell {
            Cell::Handle => {
                let handle = handle::from_link(word)
                    .or_else(|| handle::normal(word).map(|h| h.into_owned()))
                    .ok_or_else(|| bad(index, "intake-reject-handle"))?;
                if handle.len() > handle::LONGEST {
                    return Err(bad(index, "intake-reject-handle-long"));
                }
                Value::Text(handle.into())
            }
            Cell::Id if is_damaged(word) => {
                return Err(bad(index, "intake-reject-id-damaged"));
            }
            Cell::Date => Value::Date(self.day(word, index)?),
            Cell::Time => Value::Time(self.moment(word, index)?),
            Cell::Currency => {
                let named = || Some(number::currency_name(word)?.resolve(Currency::NONE));
                let code = Currency::parse(word).or_else(named);
                let code = code.filter(|c| c.is_known());
                let code = code.ok_or_else(|| bad(index, "intake-reject-currency-name"))?;
                Value::Text(code.code().into())
            }
            Cell::One(choice) => match choice.key(word) {
                Some(key) => Value::Text(key.into()),
                None => {
                    let all: Vec<&str> = choice.keys().collect();
                    let reason = Message::new("intake-reject-choice");
                    return Err(Bad::new(index, reason.with("choices", all.join(", "))));
                }
            },
            _ if word.len() > LONGEST => return Err(bad(index, "intake-reject-text-long")),
            _ => Value::Text(word.into()),
        }))
    }

    fn number(
        &mut self,
        said: &str,
        cell: Cell,
        unit: Unit,
        percent: bool,
        index: usize,
        money: &mut Money,
    ) -> Result<Option<Value>, Bad> {
        let said = handle::unquoted(said);
        let wrong = || bad(index, "intake-reject-number");
        let found = number::parse(said, unit, money.hint()).ok_or_else(|| {
            self.tally.formulas += u64::from(said.trim_start().starts_with('='));
            wrong()
        })?;
        if found.percent && unit != Unit::Ratio {
            return Err(wrong());
        }
        if let Some(sign) = found.sign {
            if !matches!(cell, Cell::Money) {
                return Err(wrong());
            }
            money
                .take(sign)
                .map_err(|()| bad(index, "intake-reject-currency"))?;
        }
        let d = match found.number {
            Number::Missing => return Ok(None),
            Number::Exact(d) if found.percent || percent && unit == Unit::Ratio => d.percent(),
            Number::Exact(d) => d,
            // a sum that is two sums is none
            Number::Range(..) | Number::AtLeast(_) => return Err(wrong()),
        };
        if d.mantissa < 0 {
            return Err(bad(index, "intake-reject-negative"));
        }
        let (raw, lost) = raw(d, unit).ok_or_else(|| bad(index, "intake-reject-too-large"))?;
        if unit == Unit::Ratio && raw > unit.per_one() {
            return Err(bad(index, "intake-reject-share"));
        }
        self.tally.rounded += u64::from(lost);
        Ok(Some(Value::Number(raw)))
    }

    fn day(&self, word: &str, index: usize) -> Result<Date, Bad> {
        let written = date::parse(word).ok_or_else(|| bad(index, "intake-reject-date"))?;
        written
            .resolve(self.day_first)
            .ok_or_else(|| bad(index, "intake-reject-date-ambiguous"))
    }

    /// `2026-10-20T10:00:00Z`; without a zone by the clock of whoever reads the file; a day alone is its beginning.
    fn moment(&self, word: &str, index: usize) -> Result<Timestamp, Bad> {
        if let Ok(moment) = word.parse::<Timestamp>() {
            return Ok(moment);
        }
        let civil = match word.parse::<DateTime>() {
            Ok(civil) => civil,
            Err(_) => {
                let day = self.day(word, index)?;
                let time = word.rsplit([' ', 'T']).next();
                let time = time.and_then(|t| t.parse::<Time>().ok());
                day.to_datetime(time.unwrap_or(Time::midnight()))
            }
        };
        let zoned = civil.to_zoned(self.zone.clone());
        let moment = zoned.map(|z| z.timestamp());
        let moment = moment.map_err(|_| bad(index, "intake-reject-date"))?;
        // what the pool file keeps
        moment
            .round(jiff::Unit::Millisecond)
            .map_err(|_| bad(index, "intake-reject-date"))
    }
}

/// As the tables keep it: shares without a remainder, so that they are the same when they are read again.
fn raw(d: Decimal, unit: Unit) -> Option<(i64, bool)> {
    let (raw, lost) = d.to_raw(unit)?;
    Some(match unit {
        Unit::Ratio => (raw & !1, raw & 1 != 0),
        _ => (raw, lost),
    })
}

/// `1.72E+18`: a spreadsheet has taken it for a number.
pub(super) fn is_damaged(id: &str) -> bool {
    let folded = fold(id);
    folded.split_once("e+").is_some_and(|(digits, exponent)| {
        let number = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        number(digits) && number(exponent)
    })
}

/// Whether a column holds days or moments.
pub(super) fn is_dated(plan: &Plan, target: Option<Target>) -> bool {
    match target {
        Some(Target::AsOf) => true,
        Some(Target::Field(key)) => {
            let field = plan.kind.native().and_then(|f| f.field(key));
            field.is_some_and(|f| matches!(f.cell, Cell::Date | Cell::Time))
        }
        _ => false,
    }
}

/// Whether a column holds numbers.
pub(super) fn is_numeric(kind: Kind, target: Target) -> bool {
    match target {
        Target::Field(key) => {
            let field = kind.native().and_then(|f| f.field(key));
            field.is_some_and(|f| f.cell.unit().is_some())
        }
        other => other.is_numeric(),
    }
}

/// Whether a column holds money.
pub(super) fn is_money(file: Option<&'static File>, target: Target) -> bool {
    match target {
        Target::Field(key) => {
            let field = file.and_then(|f| f.field(key));
            field.is_some_and(|f| matches!(f.cell, Cell::Money))
        }
        other => other.is_money(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_ids() {
        assert!(is_damaged("1.7297E+18") && is_damaged("6e+5"));
        assert!(!is_damaged("1729697274006116523") && !is_damaged("e+5") && !is_damaged("abe+cd"));
    }

    #[test]
    fn shares_are_cut_to_what_is_kept() {
        let third = Decimal::parse("0.33333333").unwrap();
        let (kept, lost) = raw(third, Unit::Ratio).unwrap();
        assert!(lost);
        let again = Decimal::from_raw(kept, Unit::Ratio);
        assert_eq!(raw(again, Unit::Ratio), Some((kept, false)));
    }
}
