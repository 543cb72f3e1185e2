//! What people type into a field: days as `+3d`, `fri`, `12-01`; money with or without its currency; shares as `15%`.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use super::native::{Cell, Value};
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::number::{Decimal, Unit};
use crate::text;

/// Years in which something can happen.
const YEARS: std::ops::Range<i16> = 2000..2100;

/// A value as typed, and the currency it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// None where the field was emptied.
    pub value: Option<Value>,
    /// Of money.
    pub currency: Option<Currency>,
}

/// Reads what was typed into a field.
///
/// # Errors
/// A sentence that says what cannot be read and what can.
pub fn value(cell: Cell, typed: &str, today: Date) -> Result<Typed, Message> {
    let text = text::clean(typed.trim());
    let plain = plain_width(&text);
    let text = match cell {
        Cell::Id | Cell::Name | Cell::Text | Cell::Handle | Cell::Member => text.trim(),
        _ => plain.trim(),
    };
    let said = |value| Typed {
        value,
        currency: None,
    };
    if text.is_empty() {
        return Ok(said(None));
    }
    let wrong = |id| Message::new(id).with("value", text);
    Ok(match cell {
        Cell::Date => said(Some(Value::Date(
            day(text, today).ok_or_else(|| wrong("typed-date"))?,
        ))),
        Cell::Time => {
            let day = day(text, today).ok_or_else(|| wrong("typed-date"))?;
            said(Some(Value::Time(
                noon(day).ok_or_else(|| wrong("typed-date"))?,
            )))
        }
        Cell::Money => {
            let (raw, currency) = money(text).ok_or_else(|| wrong("typed-money"))?;
            if let Some(unknown) = currency.filter(|c| !c.is_in_use()) {
                return Err(Message::new("typed-currency").with("value", unknown.code()));
            }
            Typed {
                value: Some(Value::Number(raw)),
                currency,
            }
        }
        Cell::Ratio => said(Some(Value::Number(
            ratio(text).ok_or_else(|| wrong("typed-ratio"))?,
        ))),
        Cell::Count | Cell::Hours => {
            let unit = cell.unit().unwrap_or(Unit::Count);
            let number = match cell {
                Cell::Hours => decimal_comma(text),
                _ => text.to_owned(),
            };
            let raw = Decimal::parse(&number).and_then(|d| d.to_raw(unit));
            match raw {
                Some((raw, false)) if raw >= 0 => said(Some(Value::Number(raw))),
                _ if matches!(cell, Cell::Count) => return Err(wrong("typed-count")),
                _ => return Err(wrong("typed-hours")),
            }
        }
        Cell::Currency => {
            let code = Currency::parse(text).filter(|c| c.is_in_use());
            let code = code.ok_or_else(|| wrong("typed-currency"))?;
            said(Some(Value::Text(code.code().into())))
        }
        Cell::One(choice) => match choice.key(text) {
            Some(key) => said(Some(Value::Text(key.into()))),
            None => {
                let all: Vec<&str> = choice.keys().collect();
                return Err(wrong("typed-choice").with("choices", all.join(", ")));
            }
        },
        Cell::Id | Cell::Name | Cell::Text | Cell::Handle | Cell::Member => {
            said(Some(Value::Text(text.into())))
        }
    })
}

/// A moment that is on this day nearly everywhere.
pub fn noon(day: Date) -> Option<Timestamp> {
    let noon = day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).ok()?;
    Some(noon.timestamp())
}

/// A share from 0 to 1: `15%`, `0.15`, `15 %`; a number above 1 is percent.
pub fn ratio(text: &str) -> Option<i64> {
    let text = &plain_width(text);
    let (body, percent) = match text.trim().strip_suffix(['%', '％']) {
        Some(body) => (body.trim_end(), true),
        None => (text.trim(), false),
    };
    let d = Decimal::parse(&decimal_comma(body))?;
    let above_one = d.to_raw(Unit::Ratio)?.0 > Unit::Ratio.per_one();
    let d = if percent || above_one { d.percent() } else { d };
    let (raw, _) = d.to_raw(Unit::Ratio)?;
    // what the unit cannot hold is cut off, so that it is the same when it is read again
    (0..=Unit::Ratio.per_one())
        .contains(&raw)
        .then_some(raw & !1)
}

/// Digits, letters and signs as an input method writes them, in their usual width.
pub fn plain_width(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' if c != '￥' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    text.chars().map(narrow).collect()
}

/// `17,5` as `17.5`: of numbers below a hundred a comma sets no thousands apart.
pub fn decimal_comma(text: &str) -> String {
    match text.split_once(',') {
        Some((whole, rest)) if (1..=2).contains(&rest.len()) && whole.len() < 3 => {
            format!("{whole}.{rest}")
        }
        _ => text.to_owned(),
    }
}

const SIGNS: [(&str, &str); 15] = [
    ("us$", "USD"),
    ("rmb", "CNY"),
    ("$", "USD"),
    ("£", "GBP"),
    ("€", "EUR"),
    ("￥", "CNY"),
    ("¥", "CNY"),
    ("元", "CNY"),
    ("₫", "VND"),
    ("đ", "VND"),
    ("฿", "THB"),
    ("₱", "PHP"),
    ("rp", "IDR"),
    ("rm", "MYR"),
    ("s$", "SGD"),
];

/// A sum of money, in raw [`Unit::Money`], and its currency where it is said: `800`, `800 usd`, `£1,200.50`, `2万元`.
pub fn money(text: &str) -> Option<(i64, Option<Currency>)> {
    let lower = plain_width(text).trim().to_lowercase();
    let mut body = lower.as_str();
    let mut currency = None;
    if let Some((sign, code)) = SIGNS
        .iter()
        .find(|(sign, _)| body.starts_with(sign) || body.ends_with(sign))
    {
        currency = Currency::parse(code);
        body = body
            .strip_prefix(sign)
            .or_else(|| body.strip_suffix(sign))
            .unwrap_or(body);
    } else {
        let letters = |c: char| c.is_ascii_alphabetic();
        let head = body.trim_start_matches(letters);
        let tail = body.trim_end_matches(letters);
        let (before, behind) = (body.strip_suffix(head), body.strip_prefix(tail));
        if let Some(code) = before.filter(|b| b.len() == 3).and_then(Currency::parse) {
            (currency, body) = (Some(code), head);
        } else if let Some(code) = behind.filter(|b| b.len() == 3).and_then(Currency::parse) {
            (currency, body) = (Some(code), tail);
        }
    }
    let (raw, _) = Decimal::parse(body.trim())?.to_raw(Unit::Money)?;
    (raw >= 0).then_some((raw, currency))
}

const DAYS: [(&str, Weekday); 7] = [
    ("mon monday 周一 星期一", Weekday::Monday),
    ("tue tuesday 周二 星期二", Weekday::Tuesday),
    ("wed wednesday 周三 星期三", Weekday::Wednesday),
    ("thu thursday 周四 星期四", Weekday::Thursday),
    ("fri friday 周五 星期五", Weekday::Friday),
    ("sat saturday 周六 星期六", Weekday::Saturday),
    ("sun sunday 周日 周天 星期日 星期天", Weekday::Sunday),
];

/// A day as people type it: `2026-12-01`, `12-01` (the nearest one), `+3d`, `+2w`, `+1m`, `-1d`, `fri` (the next one),
/// `today`, `tomorrow`, and the same in Chinese.
pub fn day(text: &str, today: Date) -> Option<Date> {
    let lower = plain_width(text).trim().to_lowercase();
    let within = |d: Date| YEARS.contains(&d.year()).then_some(d);
    match lower.as_str() {
        "today" | "0" | "今天" | "今日" => return Some(today),
        "tomorrow" | "tom" | "明天" => return within(today.tomorrow().ok()?),
        "yesterday" | "昨天" => return within(today.yesterday().ok()?),
        "后天" => return within(today.tomorrow().ok()?.tomorrow().ok()?),
        _ => {}
    }
    if let Some((_, weekday)) = DAYS
        .iter()
        .find(|(names, _)| names.split(' ').any(|n| n == lower))
    {
        return within(today.nth_weekday(1, *weekday).ok()?);
    }
    if let Some(by) = span(&lower) {
        return within(today.checked_add(by).ok()?);
    }
    let parts: Vec<&str> = lower
        .split(['-', '/', '.', '年', '月', '日'])
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .collect();
    let number = |p: &str| p.parse::<i16>().ok().filter(|n| *n > 0);
    let small = |p: &str| i8::try_from(number(p)?).ok();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => {
            within(Date::new(number(year)?, small(month)?, small(day)?).ok()?)
        }
        [month, day] => {
            let (month, day) = (small(month)?, small(day)?);
            let years = [today.year() - 1, today.year(), today.year() + 1];
            let days = years
                .into_iter()
                .filter_map(|y| Date::new(y, month, day).ok());
            days.min_by_key(|d| (*d - today).get_days().abs())
                .and_then(within)
        }
        _ => None,
    }
}

/// `+3d`, `-2w`, `+1m`, `3天`, `2周`.
fn span(lower: &str) -> Option<Span> {
    let (sign, body) = match lower.split_at_checked(1)? {
        ("+", body) => (1, body),
        ("-", body) => (-1, body),
        // without a sign only with a unit in words, or `3` would be a day
        _ => (1, lower),
    };
    let end = body
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(body.len());
    let (digits, unit) = body.split_at_checked(end)?;
    let n = digits.parse::<i64>().ok().filter(|n| *n <= 3_650)? * sign;
    Some(match unit.trim() {
        "" if lower.starts_with('+') => Span::new().days(n),
        "d" | "day" | "days" | "天" | "日后" | "天后" => Span::new().days(n),
        "w" | "week" | "weeks" | "周" | "周后" | "星期" => Span::new().weeks(n),
        "m" | "month" | "months" | "个月" | "个月后" => Span::new().months(n),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn days() {
        // a Monday
        let today = date(2026, 11, 23);
        let is = |text: &str| day(text, today).map(|d| d.to_string()).unwrap_or_default();
        for (text, wanted) in [
            ("+3d", "2026-11-26"),
            ("+3", "2026-11-26"),
            ("-1d", "2026-11-22"),
            ("+2w", "2026-12-07"),
            ("3天", "2026-11-26"),
            ("2周", "2026-12-07"),
            ("+1m", "2026-12-23"),
            ("fri", "2026-11-27"),
            ("Friday", "2026-11-27"),
            ("mon", "2026-11-30"),
            ("周五", "2026-11-27"),
            ("today", "2026-11-23"),
            ("明天", "2026-11-24"),
            ("12-01", "2026-12-01"),
            ("12/1", "2026-12-01"),
            ("12月1日", "2026-12-01"),
            ("11-03", "2026-11-03"),
            ("01-05", "2027-01-05"),
            ("2026-02-28", "2026-02-28"),
            ("2027.1.31", "2027-01-31"),
            ("02-30", ""),
            ("2026-13-01", ""),
            ("1999-01-01", ""),
            ("soon", ""),
            ("3", ""),
            ("", ""),
            ("+99999999999d", ""),
        ] {
            assert_eq!(is(text), wanted, "{text}");
        }
    }

    #[test]
    fn sums() {
        let is = |text: &str| {
            let (raw, currency) = money(text)?;
            let code = currency.map(|c| c.code().to_owned()).unwrap_or_default();
            Some((raw, code))
        };
        let sum = |raw: i64, code: &str| Some((raw, code.to_owned()));
        assert_eq!(is("800"), sum(8_000_000, ""));
        assert_eq!(is("800 usd"), sum(8_000_000, "USD"));
        assert_eq!(is("GBP 1,200.50"), sum(12_005_000, "GBP"));
        assert_eq!(is("£0.01"), sum(100, "GBP"));
        assert_eq!(is("2万元"), sum(200_000_000, "CNY"));
        assert_eq!(is("1.5k eur"), sum(15_000_000, "EUR"));
        assert_eq!(is("500k"), sum(5_000_000_000, ""));
        assert_eq!(is("rm 12"), sum(120_000, "MYR"));
        assert_eq!(is("12 pounds"), None);
        assert_eq!(is("-3"), None);
        assert_eq!(is("usd"), None);
    }

    #[test]
    fn shares() {
        assert_eq!(ratio("15%"), Some(3_000_000));
        assert_eq!(ratio("0.15"), Some(3_000_000));
        assert_eq!(ratio("15"), Some(3_000_000));
        assert_eq!(ratio("1"), Some(20_000_000));
        assert_eq!(ratio("100 %"), Some(20_000_000));
        assert_eq!(ratio("120%"), None);
        assert_eq!(ratio("-1%"), None);
    }

    #[test]
    fn fields_say_what_they_take() {
        let today = date(2026, 11, 23);
        let wrong = |cell, text: &str| value(cell, text, today).unwrap_err().id;
        assert_eq!(wrong(Cell::Date, "02-30"), "typed-date");
        assert_eq!(wrong(Cell::Money, "many"), "typed-money");
        assert_eq!(wrong(Cell::Count, "1.5"), "typed-count");
        assert_eq!(
            wrong(Cell::One(&super::super::choice::STAGE), "x"),
            "typed-choice"
        );
        let empty = value(Cell::Date, "  ", today).unwrap();
        assert_eq!(empty.value, None);
        let mode = value(Cell::One(&super::super::choice::MODE), "纯佣", today).unwrap();
        assert_eq!(mode.value, Some(Value::Text("pure_commission".into())));
    }

    proptest! {
        /// Nothing that is typed breaks it, and what a native file says is read as what it was.
        #[test]
        fn anything_can_be_typed(text in "\\PC{0,12}") {
            let today = date(2026, 11, 23);
            for cell in [Cell::Date, Cell::Money, Cell::Ratio, Cell::Count, Cell::Hours, Cell::Currency] {
                let Ok(Typed { value: Some(read), currency }) = value(cell, &text, today) else { continue };
                let mut written = read.written(cell);
                if let Some(currency) = currency {
                    written = format!("{written} {currency}");
                }
                // a share of exactly 1 is written as 1
                let again = value(cell, &written, today).unwrap();
                prop_assert_eq!(again, Typed { value: Some(read), currency });
            }
        }
    }
}
