//! One row of a file of orders: the platform's affiliate orders, Douyin's commission orders, or the native file.
//!
//! - Commission is standard, shop ads and co-funded bonus, each as it was paid where that is above 0, else as it is
//!   estimated.
//! - A row without order, product or creator, with a number below zero or with money of no known currency is turned down
//!   with its reason. What is only odd (more sent back than bought, delivered before it was ordered) is taken, marked and
//!   counted.
//! - Files of ten million rows are usual, so the plainest cells take a short way.

use csv::StringRecord;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::cell::Money;
use super::date;
use super::handle;
use super::number::{self, Number};
use super::plan::Plan;
use super::refusal::Reject;
use super::row::{Bad, Tally, Width, bad};
use super::target::Target;
use super::work::is_damaged;
use crate::domain::collab::choice::CHANNEL;
use crate::domain::collab::native::{ORDERS, Value};
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::number::Decimal;
use crate::domain::number::Unit;
use crate::domain::order::{self, DAY, Id, Line, Said, State, Untold, flag};
use crate::domain::returns::creator::days;
use crate::text::{self, fold};

/// What a column is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Slot {
    Currency,
    Order,
    Product,
    Sku,
    Handle,
    Name,
    ProductName,
    Reference,
    Link,
    Content,
    Code,
    Status,
    Eligible,
    Ordered,
    PaidAt,
    Delivered,
    Paid,
    Quantity,
    Refunded,
    Later,
    Channel,
    /// Commission: which part, and whether it is the estimate.
    Commission(usize, bool),
}

const SLOTS: [(&str, Slot); 27] = [
    ("order_id", Slot::Order),
    ("product_id", Slot::Product),
    ("sku_id", Slot::Sku),
    ("handle", Slot::Handle),
    ("creator_name", Slot::Name),
    ("product_name", Slot::ProductName),
    ("ref", Slot::Reference),
    ("link_id", Slot::Link),
    ("content_id", Slot::Content),
    ("discount_code", Slot::Code),
    ("status", Slot::Status),
    ("eligible", Slot::Eligible),
    ("ordered_at", Slot::Ordered),
    ("paid_at", Slot::PaidAt),
    ("delivered_at", Slot::Delivered),
    ("paid", Slot::Paid),
    ("currency", Slot::Currency),
    ("quantity", Slot::Quantity),
    ("refunded", Slot::Refunded),
    ("refunded_later", Slot::Later),
    ("channel", Slot::Channel),
    ("commission", Slot::Commission(0, false)),
    ("est_commission", Slot::Commission(0, true)),
    ("ads_commission", Slot::Commission(1, false)),
    ("est_ads_commission", Slot::Commission(1, true)),
    ("bonus_commission", Slot::Commission(2, false)),
    ("est_bonus_commission", Slot::Commission(2, true)),
];

/// Statuses of orders that do not count.
const INELIGIBLE: [&str; 10] = [
    "ineligible",
    "不符合条件",
    "不符合佣金条件",
    "不合格",
    "无效",
    "失效",
    "已失效",
    "tidak memenuhi syarat",
    "khong du dieu kien",
    "inelegivel",
];

/// Statuses of orders whose money has gone back.
const REFUNDED: [&str; 10] = [
    "退款",
    "已退款",
    "全额退款",
    "已全额退款",
    "退货退款",
    "已退货退款",
    "退款成功",
    "退款完成",
    "refunded",
    "fully refunded",
];

fn yes_no(word: &str) -> Option<bool> {
    Some(match word {
        "no" | "n" | "false" | "否" | "não" | "nao" | "không" | "khong" | "tidak" | "ไม่" => {
            false
        }
        "yes" | "y" | "true" | "是" | "sí" | "si" | "sim" | "có" | "co" | "ya" | "ใช่" => {
            true
        }
        _ => return None,
    })
}

/// Turns rows into order lines.
pub struct OrderConverter {
    bound: Vec<(usize, Slot)>,
    headers: Vec<String>,
    width: Width,
    currency: Currency,
    day_first: Option<bool>,
    zone: TimeZone,
    /// The last cell that was no plain date, and its second.
    last_day: (String, i64),
    last_currency: (String, Currency),
    /// Seconds from which on nothing can have been ordered yet.
    tomorrow: i64,
    /// What was seen over all rows.
    pub tally: Tally,
}

impl OrderConverter {
    /// For the columns of a plan.
    pub fn new(plan: &Plan) -> Self {
        let mut bound: Vec<(usize, Slot)> = plan
            .columns
            .iter()
            .filter_map(|c| {
                let Some(Target::Field(key)) = c.target else {
                    return None;
                };
                let slot = SLOTS.iter().find(|(k, _)| *k == key)?;
                Some((c.index, slot.1))
            })
            .collect();
        // money needs to know the row's currency first
        bound.sort_by_key(|(_, slot)| *slot != Slot::Currency);
        OrderConverter {
            bound,
            headers: plan.columns.iter().map(|c| c.header.clone()).collect(),
            width: Width::new(plan),
            currency: plan.currency,
            day_first: plan.day_first,
            zone: plan.zone.clone(),
            last_day: (String::new(), 0),
            last_currency: (String::new(), Currency::NONE),
            tomorrow: i64::MAX,
            tally: Tally::default(),
        }
    }

    /// What was ordered after this day, or the next one elsewhere in the world, deserves a second look.
    pub(super) fn expect_none_after(&mut self, today: Date) {
        self.tomorrow = i64::from(days(today)).saturating_add(2) * DAY;
    }

    /// Reads one row.
    pub fn convert(&mut self, record: &StringRecord, line: u64) -> Result<Said, Reject> {
        self.read(record, line)
            .map_err(|b| b.reject(&self.headers, record, line))
    }

    fn place(&self, slot: Slot) -> usize {
        let found = self.bound.iter().find(|(_, s)| *s == slot);
        found.map_or(usize::MAX, |(index, _)| *index)
    }

    fn needed(&self, slot: Slot) -> Bad {
        let key = SLOTS.iter().find(|(_, s)| *s == slot).map_or("", |s| s.0);
        let message = Message::new("intake-reject-needed").with("field", key);
        Bad::new(self.place(slot), message)
    }

    fn read(&mut self, record: &StringRecord, at_line: u64) -> Result<Said, Bad> {
        self.width.check(record, at_line, &mut self.tally)?;
        let mut line = Line {
            quantity: 1,
            ..Line::default()
        };
        let (mut order, mut product, mut sku, mut who) = (None, None, None, None);
        let (mut link, mut content, mut code, mut status) = (None, None, None, None);
        let (mut name, mut product_name, mut reference) = (None, None, None);
        let (mut paid_at, mut delivered) = (None, None);
        let mut sent_back: Option<bool> = None;
        let mut estimates = [0i64; 3];
        let mut told = [false; Untold::COUNT];
        let mut money = Money {
            file: self.currency,
            column: None,
            sign: None,
            any: false,
        };
        for i in 0..self.bound.len() {
            let Some((index, slot)) = self.bound.get(i).copied() else {
                break;
            };
            let cell = record.get(index).unwrap_or_default().trim();
            if cell.is_empty() {
                continue;
            }
            match slot {
                Slot::Currency => money.column = self.currency(cell, index)?,
                Slot::Order => order = self.id(cell, index)?,
                Slot::Product => product = self.id(cell, index)?,
                Slot::Sku => sku = self.id(cell, index)?,
                Slot::Link => link = self.id(cell, index)?,
                Slot::Content => content = self.id(cell, index)?,
                Slot::Handle => {
                    who = match handle::from_link(cell) {
                        Some(link) => Some(link.into()),
                        None => handle::normal(cell).map(|h| h.into_owned().into_boxed_str()),
                    };
                    if who.as_ref().is_some_and(|w| w.len() > handle::LONGEST) {
                        return Err(bad(index, "intake-reject-handle-long"));
                    }
                }
                Slot::Name => name = words(cell),
                Slot::ProductName => product_name = words(cell),
                Slot::Reference => reference = words(cell),
                Slot::Code => code = words(cell),
                Slot::Status => {
                    status = words(cell);
                    // a status tells as well that nothing went back
                    told[Untold::Refunded as usize] |= status.is_some();
                    let said = fold(status.as_deref().unwrap_or_default());
                    // some files write 订单失效 and 订单退货退款, others the same without 订单
                    let said = said.strip_prefix("订单").unwrap_or(&said);
                    if INELIGIBLE.contains(&said) {
                        line.state = State::Ineligible;
                    }
                    if REFUNDED.contains(&said) {
                        sent_back = Some(true);
                    }
                }
                Slot::Eligible => match yes_no(&fold(cell)) {
                    Some(true) => {}
                    Some(false) => line.state = State::Ineligible,
                    None => return Err(bad(index, "intake-reject-yes-no")),
                },
                Slot::Ordered => line.at = self.moment(cell, index)?,
                Slot::PaidAt => paid_at = self.moment(cell, index)?,
                Slot::Delivered => delivered = self.moment(cell, index)?,
                Slot::Paid => {
                    if let Some(raw) = self.sum(cell, index, &mut money)? {
                        line.paid = raw;
                        told[Untold::Paid as usize] = true;
                    }
                }
                Slot::Quantity => line.quantity = self.count(cell, index)?,
                Slot::Refunded => match yes_no(&fold(cell)) {
                    Some(said) => sent_back = Some(said),
                    None => match self.sum(cell, index, &mut money)? {
                        Some(raw) => {
                            line.refunded = raw;
                            told[Untold::Refunded as usize] = true;
                        }
                        None => continue,
                    },
                },
                Slot::Later if number::is_missing(cell) => {}
                Slot::Later => {
                    line.late = order::parse_later(handle::unquoted(cell))
                        .ok_or_else(|| bad(index, "intake-reject-refunded-later"))?;
                }
                Slot::Channel => match CHANNEL.key(cell) {
                    Some(key) => line.indirect = key == "indirect",
                    None => {
                        let names: Vec<&str> = CHANNEL.keys().collect();
                        let message =
                            Message::new("intake-reject-choice").with("choices", names.join(", "));
                        return Err(Bad::new(index, message));
                    }
                },
                Slot::Commission(part, estimate) => {
                    let Some(raw) = self.sum(cell, index, &mut money)? else {
                        continue;
                    };
                    told[Untold::Commission as usize] = true;
                    let all = match estimate {
                        true => &mut estimates,
                        false => &mut line.commission,
                    };
                    if let Some(slot) = all.get_mut(part) {
                        *slot = raw;
                    }
                }
            }
        }
        let order = order.ok_or_else(|| self.needed(Slot::Order))?;
        let product = product.ok_or_else(|| self.needed(Slot::Product))?;
        let handle = who.ok_or_else(|| bad(self.place(Slot::Handle), "intake-reject-handle"))?;
        for ((paid, estimate), bit) in line
            .commission
            .iter_mut()
            .zip(estimates)
            .zip(flag::ESTIMATED)
        {
            if *paid <= 0 && estimate > 0 {
                *paid = estimate;
                line.flags |= bit;
            }
        }
        if sent_back == Some(true) {
            line.refunded = line.paid;
        }
        told[Untold::Refunded as usize] |= sent_back.is_some();
        for (what, told) in Untold::ALL.iter().zip(told) {
            if !told {
                line.flags |= what.flag();
            }
        }
        // what came back later is part of all that came back
        let later = line.late.iter().map(|l| i128::from(l.raw)).sum::<i128>();
        if later != 0 && (!line.tells(Untold::Refunded) || later > line.refunded.into()) {
            return Err(bad(
                self.place(Slot::Later),
                "intake-reject-later-than-refunded",
            ));
        }
        if !line.tells(Untold::Paid) && line.counts() {
            self.tally.unpriced.note(at_line);
        }
        line.currency = money.sign.or(money.column).unwrap_or(self.currency);
        let any = line.paid != 0 || line.refunded != 0 || line.commissions() != 0;
        if any {
            if !line.currency.is_known() {
                return Err(bad(self.place(Slot::Paid), "intake-reject-no-currency"));
            }
            self.tally.money = true;
            if self.last_seen() != line.currency {
                self.tally.currencies.insert(line.currency);
            }
        }
        if line.refunded > line.paid {
            line.flags |= flag::OVER_REFUNDED;
            self.tally.over_refunded.note(at_line);
        }
        let after = |later: Option<i64>| line.at.zip(later).is_some_and(|(a, b)| b < a);
        if after(paid_at) || after(delivered) {
            line.flags |= flag::BACKWARDS;
            self.tally.backwards.note(at_line);
        }
        self.tally.ineligible += u64::from(line.state == State::Ineligible);
        self.tally.to_come += u64::from(line.at.is_some_and(|at| at >= self.tomorrow));
        // where no line has a day that is said once, of the file
        if line.at.is_none() && self.place(Slot::Ordered) != usize::MAX {
            self.tally.undated.note(at_line);
        }
        Ok(Said {
            line,
            at_line,
            order,
            product,
            sku: sku.unwrap_or_else(|| Id::Text(Box::default())),
            product_name,
            handle,
            name,
            // the pool may know no such collaboration
            cells: reference
                .is_some()
                .then(|| record.iter().map(str::to_owned).collect()),
            reference,
            link,
            content,
            code,
            status,
        })
    }

    /// The currency of a file that has one, so that it is noted once and not a million times.
    fn last_seen(&self) -> Currency {
        match self.tally.currencies.len() {
            1 => self.tally.currencies.first().copied().unwrap_or_default(),
            _ => Currency::NONE,
        }
    }

    fn currency(&mut self, cell: &str, index: usize) -> Result<Option<Currency>, Bad> {
        if self.last_currency.0 == cell {
            return Ok(Some(self.last_currency.1));
        }
        if number::is_missing(cell) {
            return Ok(None);
        }
        let found = number::currency_name(cell)
            .map(|sign| sign.resolve(self.currency))
            .or_else(|| Currency::parse(cell))
            .filter(|c| c.is_in_use())
            .ok_or_else(|| bad(index, "intake-reject-currency-name"))?;
        self.last_currency = (cell.to_owned(), found);
        Ok(Some(found))
    }

    fn id(&mut self, cell: &str, index: usize) -> Result<Option<Id>, Bad> {
        if cell.bytes().all(|b| b.is_ascii_digit()) {
            return Ok(Id::read(cell));
        }
        let cleaned = text::clean(handle::unquoted(cell));
        let word = cleaned.trim();
        if word.is_empty() || number::is_missing(word) {
            return Ok(None);
        }
        if is_damaged(word) {
            return Err(bad(index, "intake-reject-id-damaged"));
        }
        Ok(Id::read(word))
    }

    fn sum(&mut self, cell: &str, index: usize, money: &mut Money) -> Result<Option<i64>, Bad> {
        if let Some(raw) = number::plain(cell, Unit::Money, false) {
            return match raw {
                0.. => Ok(Some(raw)),
                _ => Err(bad(index, "intake-reject-negative")),
            };
        }
        let cell = handle::unquoted(cell);
        let wrong = || bad(index, "intake-reject-number");
        let found = number::parse(cell, Unit::Money, money.hint()).ok_or_else(wrong)?;
        if found.percent {
            return Err(wrong());
        }
        if let Some(sign) = found.sign {
            money
                .take(sign)
                .map_err(|()| bad(index, "intake-reject-currency"))?;
        }
        match found.number {
            Number::Missing => Ok(None),
            Number::Exact(d) if d.mantissa < 0 => Err(bad(index, "intake-reject-negative")),
            Number::Exact(d) => {
                let (raw, lost) = d
                    .to_raw(Unit::Money)
                    .ok_or_else(|| bad(index, "intake-reject-too-large"))?;
                self.tally.rounded += u64::from(lost);
                Ok(Some(raw))
            }
            Number::Range(..) | Number::AtLeast(_) => Err(wrong()),
        }
    }

    fn count(&mut self, cell: &str, index: usize) -> Result<i64, Bad> {
        let raw = match number::plain(cell, Unit::Count, false) {
            Some(raw) => raw,
            None if number::is_missing(cell) => 1,
            None => {
                let wrong = || bad(index, "intake-reject-number");
                let found = number::parse(cell, Unit::Count, Currency::NONE).ok_or_else(wrong)?;
                match found.number {
                    Number::Exact(d) if !found.percent => {
                        let (raw, lost) = d.to_raw(Unit::Count).ok_or_else(wrong)?;
                        if lost {
                            return Err(wrong());
                        }
                        raw
                    }
                    _ => return Err(wrong()),
                }
            }
        };
        match raw {
            0.. => Ok(raw),
            _ => Err(bad(index, "intake-reject-negative")),
        }
    }

    /// Seconds since 1970 by the clock of the file: what an order list says of the time needs no zone, because it is held
    /// against days of the same shop.
    fn moment(&mut self, cell: &str, index: usize) -> Result<Option<i64>, Bad> {
        if let Some((day, rest)) = cell.split_at_checked(10)
            && let Some(time) = clock(rest)
        {
            if self.last_day.0 == day {
                return Ok(Some(self.last_day.1 + time));
            }
            if let Some(seconds) = plain_day(day, self.day_first) {
                day.clone_into(&mut self.last_day.0);
                self.last_day.1 = seconds;
                return Ok(Some(seconds + time));
            }
        }
        self.other_moment(cell, index)
    }

    fn other_moment(&self, cell: &str, index: usize) -> Result<Option<i64>, Bad> {
        if number::is_missing(cell) {
            return Ok(None);
        }
        // with a zone of its own it is told by the clock of whoever reads
        if let Ok(moment) = cell.parse::<jiff::Timestamp>() {
            let civil = self.zone.to_datetime(moment);
            let utc = civil.to_zoned(TimeZone::UTC);
            return Ok(utc.ok().map(|z| z.timestamp().as_second()));
        }
        let cleaned = text::clean(cell);
        let written = date::parse(&cleaned).ok_or_else(|| bad(index, "intake-reject-date"))?;
        let day = written
            .resolve(self.day_first)
            .ok_or_else(|| bad(index, "intake-reject-date-ambiguous"))?;
        let days = (day - jiff::civil::Date::constant(1970, 1, 1)).get_days();
        let time = cleaned
            .rsplit([' ', 'T', '/'])
            .next()
            .and_then(clock)
            .unwrap_or(0);
        Ok(Some(i64::from(days) * DAY + time))
    }
}

/// What a line says in a column of the native file, for a preview; none where it says nothing.
pub fn understood(said: &Said, key: &str) -> Option<String> {
    let slot = SLOTS.iter().find(|(k, _)| *k == key)?.1;
    let l = &said.line;
    let money = |raw: i64| Some(Decimal::from_raw(raw, Unit::Money).to_string());
    let id = |id: &Option<Id>| id.as_ref().map(Id::to_string);
    let text = |t: &Option<Box<str>>| t.as_deref().map(str::to_owned);
    match slot {
        Slot::Currency => Some(l.currency.code().to_owned()),
        Slot::Order => Some(said.order.to_string()),
        Slot::Product => Some(said.product.to_string()),
        Slot::Sku => Some(said.sku.to_string()),
        Slot::Handle => Some(said.handle.to_string()),
        Slot::Name => text(&said.name),
        Slot::ProductName => text(&said.product_name),
        Slot::Reference => text(&said.reference),
        Slot::Link => id(&said.link),
        Slot::Content => id(&said.content),
        Slot::Code => text(&said.code),
        Slot::Status => text(&said.status),
        Slot::Eligible => Some(if l.counts() { "yes" } else { "no" }.to_owned()),
        Slot::Ordered => {
            let moment = jiff::Timestamp::from_second(l.at?).ok()?;
            Some(TimeZone::UTC.to_datetime(moment).to_string())
        }
        Slot::Paid => l.tells(Untold::Paid).then(|| money(l.paid))?,
        Slot::Quantity => Some(l.quantity.to_string()),
        Slot::Refunded => l.tells(Untold::Refunded).then(|| money(l.refunded))?,
        Slot::Later => Some(order::later_text(&l.late)),
        Slot::Channel => Some(if l.indirect { "indirect" } else { "direct" }.to_owned()),
        Slot::Commission(part, estimate) => {
            let is_estimate = l.flags & flag::ESTIMATED.get(part)? != 0;
            let told = l.tells(Untold::Commission);
            (told && is_estimate == estimate)
                .then(|| l.commission.get(part).copied().and_then(money))?
        }
        Slot::PaidAt | Slot::Delivered => None,
    }
    .filter(|t| !t.is_empty())
}

/// The same for all columns of the native file.
pub fn values(said: &Said) -> Vec<Option<Value>> {
    let all = ORDERS.fields.iter().map(|f| understood(said, f.key));
    all.map(|v| v.map(|v| Value::Text(v.into()))).collect()
}

fn words(cell: &str) -> Option<Box<str>> {
    let cleaned = text::clean(handle::unquoted(cell));
    let word = cleaned.trim();
    (!word.is_empty() && !number::is_missing(word)).then(|| word.into())
}

/// ` 21:09:23`, `T21:09`, nothing: as seconds.
fn clock(time: &str) -> Option<i64> {
    let bytes = time.as_bytes();
    let bytes = match bytes {
        [] => return Some(0),
        [b' ' | b'T', rest @ ..] => rest,
        all => all,
    };
    let two = |a: &u8, b: &u8| {
        (a.is_ascii_digit() && b.is_ascii_digit()).then(|| i64::from((a - b'0') * 10 + (b - b'0')))
    };
    let (h, m, s) = match bytes {
        [h1, h2, b':', m1, m2] => (two(h1, h2)?, two(m1, m2)?, 0),
        [h1, h2, b':', m1, m2, b':', s1, s2] => (two(h1, h2)?, two(m1, m2)?, two(s1, s2)?),
        _ => return None,
    };
    (h < 24 && m < 60 && s < 61).then_some(h * 3_600 + m * 60 + s)
}

/// `2026-05-10`, and `10/05/2026` once it is known which number is the day: as seconds.
fn plain_day(day: &str, day_first: Option<bool>) -> Option<i64> {
    let b = day.as_bytes();
    let number = |range: std::ops::Range<usize>| -> Option<i16> {
        let part = b.get(range)?;
        part.iter()
            .all(u8::is_ascii_digit)
            .then(|| part.iter().fold(0i16, |n, d| n * 10 + i16::from(d - b'0')))
    };
    let small = |n: i16| i8::try_from(n).ok();
    let date = if b.get(4) == Some(&b'-') && b.get(7) == Some(&b'-') {
        (number(0..4)?, number(5..7)?, number(8..10)?)
    } else if b.get(2) == Some(&b'/') && b.get(5) == Some(&b'/') {
        let (first, second, year) = (number(0..2)?, number(3..5)?, number(6..10)?);
        match day_first? {
            true => (year, second, first),
            false => (year, first, second),
        }
    } else {
        return None;
    };
    let (year, month, day) = date;
    if !(2000..2100).contains(&year) {
        return None;
    }
    let date = jiff::civil::Date::new(year, small(month)?, small(day)?).ok()?;
    let days = (date - jiff::civil::Date::constant(1970, 1, 1)).get_days();
    Some(i64::from(days) * DAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_seconds() {
        assert_eq!(clock(" 21:09:23"), Some(21 * 3_600 + 9 * 60 + 23));
        assert_eq!(clock("T07:05"), Some(7 * 3_600 + 5 * 60));
        assert_eq!(clock(""), Some(0));
        assert_eq!(clock(" 25:00"), None);
        assert_eq!(plain_day("1970-01-02", None), None);
        assert_eq!(plain_day("2026-10-05", None), Some(20_731 * DAY));
        assert_eq!(plain_day("05/10/2026", Some(true)), Some(20_731 * DAY));
        assert_eq!(plain_day("10/05/2026", Some(false)), Some(20_731 * DAY));
        assert_eq!(plain_day("05/10/2026", None), None);
        assert_eq!(plain_day("2026-13-05", None), None);
    }
}
