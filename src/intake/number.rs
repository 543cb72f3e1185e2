//! Numbers as they stand in other people's files, read exactly.
//!
//! Decisions. A separator is a thousands separator where the groups prove it (`1,234,567`, `1.234.567`, `99,000`), and
//! a decimal sign otherwise. Where one group of three could be either, what is measured decides: counts are whole, and
//! rupiah and dong are written with points between thousands. Vietnamese and Indonesian magnitudes (`1,8Tr`, `2,5jt`)
//! bring the decimal comma along. A `-` between two numbers makes a range and is never a sign.

use crate::domain::money::Currency;
use crate::domain::number::{Decimal, MAX_SCALE, Unit};
use crate::text;

/// What a numeric cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// Nothing: empty, a dash, `N/A`, a spreadsheet's error.
    Missing,
    /// One number.
    Exact(Decimal),
    /// From low to high, `low <= high`.
    Range(Decimal, Decimal),
    /// `525300+`: at least.
    AtLeast(Decimal),
}

/// A currency as a cell shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// One currency only.
    Known(Currency),
    /// `$`: US dollars unless the file says which.
    Dollar,
    /// `¥`: yuan unless the file says yen.
    Yen,
}

impl Sign {
    /// Which currency it is in a file that counts in `file`.
    pub fn resolve(self, file: Currency) -> Currency {
        const DOLLARS: [&str; 13] = [
            "USD", "MXN", "SGD", "AUD", "CAD", "NZD", "HKD", "TWD", "CLP", "COP", "ARS", "BRL",
            "BND",
        ];
        match self {
            Sign::Known(currency) => currency,
            Sign::Dollar if DOLLARS.contains(&file.code()) => file,
            Sign::Dollar => Currency::parse("USD").unwrap_or_default(),
            Sign::Yen if file.code() == "JPY" => file,
            Sign::Yen => Currency::parse("CNY").unwrap_or_default(),
        }
    }
}

/// A numeric cell, read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// What it says.
    pub number: Number,
    /// Whether it carried a percent sign (the number is still in percent).
    pub percent: bool,
    /// The currency it carried.
    pub sign: Option<Sign>,
}

/// Whether a cell says that there is no value.
pub fn is_missing(cell: &str) -> bool {
    let cell = cell.trim();
    match cell.len() {
        0 => true,
        1..=9 => {
            matches!(
                cell,
                "-" | "--" | "---" | "—" | "——" | "–" | "N/A" | "n/a" | "#N/A" | "未知" | "暂无"
            ) || is_sheet_error(cell)
        }
        _ => false,
    }
}

/// `#NAME?` and the other errors a spreadsheet leaves behind.
fn is_sheet_error(cell: &str) -> bool {
    matches!(
        cell,
        "#NAME?" | "#REF!" | "#VALUE!" | "#DIV/0!" | "#NULL!" | "#NUM!" | "#SPILL!" | "#CALC!"
    )
}

/// Raw value of a plain ASCII number (`1234`, `-12.5`, `3.4%` for ratios), the form of nearly all cells of an export.
/// `None` means: not that plain, ask [`parse`]. A bare ratio is read as a ratio, or as percent where `percent` says so.
pub fn plain(cell: &str, unit: Unit, percent: bool) -> Option<i64> {
    let mut bytes = cell.as_bytes();
    let negative = bytes.first() == Some(&b'-');
    if negative {
        bytes = bytes.get(1..)?;
    }
    let mut percent = percent && unit == Unit::Ratio;
    if bytes.last() == Some(&b'%') {
        if unit != Unit::Ratio {
            return None;
        }
        percent = true;
        bytes = bytes.get(..bytes.len() - 1)?;
    }
    if bytes.is_empty() || bytes.len() > 16 {
        return None;
    }
    let mut value: i64 = 0;
    let mut behind: Option<u32> = None;
    for b in bytes {
        match b {
            b'0'..=b'9' => {
                value = value * 10 + i64::from(b - b'0');
                if let Some(n) = &mut behind {
                    *n += 1;
                }
            }
            b'.' if behind.is_none() => behind = Some(0),
            _ => return None,
        }
    }
    let scale = behind.unwrap_or(0);
    if behind.is_some()
        && (scale == 0 || bytes.len() < 3 && scale == 1 && bytes.first() == Some(&b'.'))
    {
        return None;
    }
    let places: u32 = match unit {
        Unit::Count | Unit::Days => 0,
        Unit::Money | Unit::Price | Unit::Mean => 4,
        Unit::Ratio if percent => 5,
        Unit::Ratio => 7,
        Unit::Score => 1,
    };
    let raw = value.checked_mul(10i64.checked_pow(places.checked_sub(scale)?)?)?;
    let raw = if unit.sticky() {
        raw.checked_mul(2)?
    } else {
        raw
    };
    Some(if negative { -raw } else { raw })
}

/// Reads a cell. `unit` decides what a single group of three is; `file` is the currency the file counts in, where
/// known. `None` where the cell is no number.
pub fn parse(cell: &str, unit: Unit, file: Currency) -> Option<Found> {
    if is_missing(cell) {
        return Some(Found {
            number: Number::Missing,
            percent: false,
            sign: None,
        });
    }
    if cell.len() > 120 {
        return None;
    }
    let folded = text::fold(&text::clean(cell)).replace('−', "-");
    let folded = folded.trim();
    if matches!(folded, "null" | "none" | "nan" | "na" | "/") || is_missing(folded) {
        return Some(Found {
            number: Number::Missing,
            percent: false,
            sign: None,
        });
    }
    if let Some((low, high)) = range(folded) {
        let mut high_part = part(high, unit, file, 1)?;
        let mut low_part = part(low, unit, file, 1)?;
        if low_part.factor == 1 && high_part.factor > 1 && !low_part.percent {
            // `1-2.5万` is spoken "1 to 2.5 ten-thousands"; `500-1万` cannot be
            let shared = part(low, unit, file, high_part.factor)?;
            if le(shared.number, high_part.number) {
                low_part = shared;
            }
        }
        let sign = low_part.sign.or(high_part.sign);
        if low_part.open
            || high_part.open
            || low_part
                .sign
                .is_some_and(|s| high_part.sign.is_some_and(|h| h != s))
        {
            return None;
        }
        high_part.percent |= low_part.percent;
        return le(low_part.number, high_part.number).then_some(Found {
            number: if low_part.number.trimmed() == high_part.number.trimmed() {
                Number::Exact(low_part.number)
            } else {
                Number::Range(low_part.number, high_part.number)
            },
            percent: high_part.percent,
            sign,
        });
    }
    let one = part(folded, unit, file, 1)?;
    Some(Found {
        number: if one.open {
            Number::AtLeast(one.number)
        } else {
            Number::Exact(one.number)
        },
        percent: one.percent,
        sign: one.sign,
    })
}

/// Exact comparison `a <= b`.
fn le(a: Decimal, b: Decimal) -> bool {
    let scale = a.scale.max(b.scale);
    let up = |d: Decimal| d.mantissa.checked_mul(10i128.checked_pow(scale - d.scale)?);
    match (up(a), up(b)) {
        (Some(a), Some(b)) => a <= b,
        _ => false,
    }
}

/// The two sides of a range: a dash or 至 with digits on both sides.
fn range(text: &str) -> Option<(&str, &str)> {
    text.char_indices().find_map(|(at, c)| {
        if !matches!(c, '-' | '–' | '—' | '~' | '至' | '‐' | '〜') {
            return None;
        }
        let (low, rest) = text.split_at_checked(at)?;
        let high = rest.get(c.len_utf8()..)?.trim_start_matches(['-', '~']);
        let digit = |s: &str| s.bytes().any(|b| b.is_ascii_digit());
        // the dash of `1.2e-5` belongs to the exponent
        let exponent = low.ends_with('e') && high.bytes().all(|b| b.is_ascii_digit());
        (digit(low) && digit(high) && !exponent).then(|| (low.trim(), high.trim()))
    })
}

struct Part {
    number: Decimal,
    factor: i128,
    open: bool,
    percent: bool,
    sign: Option<Sign>,
}

/// Magnitudes with their factor, and whether they come with a decimal comma. Already folded: `tỷ` reads `ty`.
const MAGNITUDES: [(&str, i128, bool); 25] = [
    ("trieu", 1_000_000, true),
    ("tr", 1_000_000, true),
    ("ty", 1_000_000_000, true),
    ("nghin", 1_000, true),
    ("ngan", 1_000, true),
    ("juta", 1_000_000, true),
    ("jt", 1_000_000, true),
    ("ribu", 1_000, true),
    ("rb", 1_000, true),
    ("miliar", 1_000_000_000, true),
    ("million", 1_000_000, false),
    ("billion", 1_000_000_000, false),
    ("mn", 1_000_000, false),
    ("bn", 1_000_000_000, false),
    ("k", 1_000, false),
    ("m", 1_000_000, false),
    ("b", 1_000_000_000, false),
    ("w", 10_000, false),
    ("百万", 1_000_000, false),
    ("千万", 10_000_000, false),
    ("千", 1_000, false),
    ("万", 10_000, false),
    ("萬", 10_000, false),
    ("亿", 100_000_000, false),
    ("億", 100_000_000, false),
];

fn part(text: &str, unit: Unit, file: Currency, shared: i128) -> Option<Part> {
    let mut body = text.trim();
    let mut negative = false;
    let (mut open, mut percent, mut sign) = (false, false, None);
    let mut factor = 1i128;
    let mut comma = false;
    if let Some(inner) = body.strip_prefix('(').and_then(|b| b.strip_suffix(')')) {
        // accountants' minus
        (body, negative) = (inner.trim(), true);
    }
    let mut signed = false;
    loop {
        let before = body;
        if !signed && let Some(rest) = body.strip_prefix(['-', '+']) {
            (negative, signed) = (negative ^ body.starts_with('-'), true);
            body = rest.trim_start();
        }
        if let Some(rest) = body.strip_prefix(['>', '≥']) {
            (body, open) = (rest.trim_start(), true);
        }
        if let Some(rest) = body.strip_suffix('+').or_else(|| body.strip_suffix("以上")) {
            (body, open) = (rest.trim_end(), true);
        }
        if !percent && let Some(rest) = body.strip_suffix('%') {
            (body, percent) = (rest.trim_end(), true);
        }
        if sign.is_none()
            && let Some((found, rest)) = currency(body)
        {
            (body, sign) = (rest.trim(), Some(found));
        }
        if factor == 1
            && let Some((rest, by, with_comma)) =
                MAGNITUDES.iter().find_map(|(suffix, by, comma)| {
                    let rest = body.strip_suffix(suffix)?;
                    rest.ends_with(|c: char| c.is_ascii_digit() || c == ' ' || c == '.')
                        .then_some((rest, *by, *comma))
                })
        {
            (body, factor, comma) = (rest.trim_end(), by, with_comma);
        }
        if body == before {
            break;
        }
    }
    let points = sign.is_some_and(|s| matches!(s.resolve(file).code(), "IDR" | "VND"));
    let separators = Separators {
        comma_is_decimal: comma,
        point_is_thousands: factor == 1 && !percent && (points || unit == Unit::Count),
        comma_short: factor > 1,
    };
    let number = digits(body, separators)?
        .times(factor)?
        .times(if factor == 1 { shared } else { 1 })?;
    let number = Decimal {
        mantissa: if negative {
            -number.mantissa
        } else {
            number.mantissa
        },
        scale: number.scale,
    };
    Some(Part {
        number,
        factor,
        open,
        percent,
        sign,
    })
}

#[derive(Clone, Copy)]
struct Separators {
    comma_is_decimal: bool,
    point_is_thousands: bool,
    comma_short: bool,
}

/// Digits with separators, and perhaps an exponent.
fn digits(body: &str, separators: Separators) -> Option<Decimal> {
    if let Some((base, exponent)) = body.split_once('e') {
        let exponent: i32 = exponent.parse().ok()?;
        let base = digits(base, separators)?;
        return if exponent >= 0 {
            base.times(10i128.checked_pow(exponent.unsigned_abs())?)
        } else {
            let scale = base.scale + exponent.unsigned_abs();
            (scale <= MAX_SCALE).then(|| {
                Decimal {
                    mantissa: base.mantissa,
                    scale,
                }
                .trimmed()
            })
        };
    }
    let mut number = String::with_capacity(body.len());
    let (mut commas, mut points, mut blanks) = (0u32, 0u32, 0u32);
    for c in body.chars() {
        match c {
            '0'..='9' => {}
            ',' => commas += 1,
            '.' => points += 1,
            ' ' | '\'' | '’' => blanks += 1,
            _ => return None,
        }
        number.push(if matches!(c, '\'' | '’') { ' ' } else { c });
    }
    let (point, thousands): (Option<char>, Vec<char>) = match (commas, points) {
        (0, 0) => (None, vec![' ']),
        (0, 1) if separators.point_is_thousands && one_group(&number, '.') => (None, vec!['.']),
        (0, 1) => (Some('.'), vec![' ']),
        (0, _) => (None, vec!['.']),
        (1, 0) if separators.comma_is_decimal => (Some(','), vec![' ']),
        (1, 0) if !separators.comma_short && one_group(&number, ',') => (None, vec![',']),
        (1, 0) if separators.comma_short && one_group(&number, ',') => return None,
        (1, 0) => (Some(','), vec![' ']),
        (_, 0) => (None, vec![',']),
        _ => {
            // both: the last one is the decimal sign and stands once
            if number.rfind(',') > number.rfind('.') {
                (Some(','), vec!['.'])
            } else {
                (Some('.'), vec![','])
            }
        }
    };
    let (whole, rest) = match point {
        Some(p) => number.split_once(p)?,
        None => (number.as_str(), ""),
    };
    if (blanks > 0 && !thousands.contains(&' ')) || !rest.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let whole = thousands
        .iter()
        .try_fold(whole.to_owned(), |w, t| ungroup(&w, *t))?;
    if whole.is_empty() && rest.is_empty() || !whole.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let kept: String = rest.chars().take(MAX_SCALE as usize).collect();
    Some(
        Decimal {
            mantissa: format!("{whole}{kept}").parse().ok()?,
            scale: u32::try_from(kept.len()).ok()?,
        }
        .trimmed(),
    )
}

/// `99,000`: one to three digits that do not begin with 0, then exactly three.
fn one_group(number: &str, separator: char) -> bool {
    number.split_once(separator).is_some_and(|(first, rest)| {
        (1..=3).contains(&first.len()) && !first.starts_with('0') && rest.len() == 3
    })
}

/// Without its thousands separators. Groups are of three; the Indian way (`12,34,567`) has groups of two before the
/// last.
fn ungroup(whole: &str, separator: char) -> Option<String> {
    if !whole.contains(separator) {
        return Some(whole.to_owned());
    }
    let groups: Vec<&str> = whole.split(separator).collect();
    let (first, rest) = groups.split_first()?;
    let (last, middle) = rest.split_last()?;
    let western = (1..=3).contains(&first.len()) && middle.iter().all(|g| g.len() == 3);
    let indian =
        separator == ',' && (1..=2).contains(&first.len()) && middle.iter().all(|g| g.len() == 2);
    (last.len() == 3 && (western || indian)).then(|| groups.concat())
}

/// Symbols and words for currencies, folded, longest first where one begins another.
const SIGNS: [(&str, &str); 40] = [
    ("us$", "USD"),
    ("s$", "SGD"),
    ("a$", "AUD"),
    ("c$", "CAD"),
    ("hk$", "HKD"),
    ("nt$", "TWD"),
    ("mx$", "MXN"),
    ("nz$", "NZD"),
    ("r$", "BRL"),
    ("rm", "MYR"),
    ("rp", "IDR"),
    ("₱", "PHP"),
    ("฿", "THB"),
    ("₫", "VND"),
    ("£", "GBP"),
    ("€", "EUR"),
    ("₹", "INR"),
    ("₩", "KRW"),
    ("₺", "TRY"),
    ("₽", "RUB"),
    ("₦", "NGN"),
    ("₪", "ILS"),
    ("zl", "PLN"),
    ("人民币", "CNY"),
    ("元", "CNY"),
    ("rmb", "CNY"),
    ("円", "JPY"),
    ("泰铢", "THB"),
    ("美元", "USD"),
    ("美金", "USD"),
    ("英镑", "GBP"),
    ("欧元", "EUR"),
    ("越南盾", "VND"),
    ("印尼盾", "IDR"),
    ("印尼卢比", "IDR"),
    ("菲律宾比索", "PHP"),
    ("马来西亚林吉特", "MYR"),
    ("林吉特", "MYR"),
    ("新加坡元", "SGD"),
    ("日元", "JPY"),
];

/// Codes that may stand beside a number. Only those the platforms trade in, so that `12 pcs` is not money.
const CODES: [&str; 34] = [
    "USD", "CNY", "PHP", "IDR", "MYR", "THB", "VND", "SGD", "GBP", "EUR", "BRL", "MXN", "JPY",
    "KRW", "TWD", "HKD", "AUD", "CAD", "NZD", "INR", "SAR", "AED", "TRY", "PLN", "RUB", "ZAR",
    "EGP", "CHF", "SEK", "NOK", "DKK", "CZK", "COP", "CLP",
];

/// A currency from a cell of its own or a header's bracket: `USD`, `$`, `元`, `人民币`.
pub fn currency_name(text: &str) -> Option<Sign> {
    let folded = text::fold(&text::clean(text));
    let folded = folded.trim();
    match folded {
        "$" => return Some(Sign::Dollar),
        "¥" => return Some(Sign::Yen),
        _ => {}
    }
    if let Some((_, code)) = SIGNS.iter().find(|(sign, _)| *sign == folded) {
        return Currency::parse(code).map(Sign::Known);
    }
    CODES
        .iter()
        .find(|c| c.eq_ignore_ascii_case(folded))
        .and_then(|c| Currency::parse(c))
        .map(Sign::Known)
}

/// The currency at either end of a folded number, and what is left.
fn currency(body: &str) -> Option<(Sign, &str)> {
    let first = body.chars().next()?;
    let last = body.chars().next_back()?;
    // both ends are of the number itself: nothing to look up
    if (first.is_ascii_digit() || first == '.') && (last.is_ascii_digit() || last == '.') {
        return None;
    }
    let ends = |sign: &str| -> Option<&str> {
        let numeric = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | ' ' | '>');
        // letters count as a sign only where a word ends: `vnd` does not end in `d`
        let letters = sign.starts_with(|c: char| c.is_ascii_alphabetic());
        body.strip_prefix(sign)
            .filter(|rest| rest.starts_with(numeric))
            .or_else(|| {
                body.strip_suffix(sign).filter(|rest| {
                    !letters || rest.ends_with(|c: char| c.is_ascii_digit() || c == ' ')
                })
            })
    };
    // the longest sign that fits, so that `us$` is not read as `$` and 新加坡元 not as 元
    let named = SIGNS
        .iter()
        .filter_map(|(sign, code)| {
            Some((sign.len(), Sign::Known(Currency::parse(code)?), ends(sign)?))
        })
        .max_by_key(|(len, _, _)| *len);
    if let Some((_, sign, rest)) = named {
        return Some((sign, rest));
    }
    for (sign, found) in [
        ("$", Sign::Dollar),
        ("¥", Sign::Yen),
        ("d", Sign::Known(Currency::parse("VND")?)),
    ] {
        if let Some(rest) = ends(sign) {
            return Some((found, rest));
        }
    }
    CODES.iter().find_map(|code| {
        let lower = code.to_ascii_lowercase();
        Some((Sign::Known(Currency::parse(code)?), ends(&lower)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(cell: &str, unit: Unit) -> Option<Found> {
        parse(cell, unit, Currency::NONE)
    }

    fn exact(cell: &str, unit: Unit) -> Option<String> {
        match read(cell, unit)?.number {
            Number::Exact(d) => Some(d.to_string()),
            _ => None,
        }
    }

    #[test]
    fn every_form_of_the_field() {
        for (cell, want) in [
            ("12.3M", "12300000"),
            ("145.6K", "145600"),
            ("8.7m", "8700000"),
            ("29.0b", "29000000000"),
            ("3.3k", "3300"),
            ("1.2w", "12000"),
            ("24.25万", "242500"),
            ("2.04亿", "204000000"),
            ("10.81 万", "108100"),
            ("1,8Tr ₫", "1800000"),
            ("1,8Tr", "1800000"),
            ("2,5jt", "2500000"),
            ("12,5rb", "12500"),
            ("1,5 tỷ", "1500000000"),
            ("99,000₫", "99000"),
            ("99.000₫", "99000"),
            ("99.000 đ", "99000"),
            ("Rp1.234.567", "1234567"),
            ("Rp 12.500", "12500"),
            ("RM12.00", "12"),
            ("$1,234.50", "1234.5"),
            ("200,000 VND", "200000"),
            ("USD 12.5", "12.5"),
            ("1.000,00", "1000"),
            ("1.234.567,89", "1234567.89"),
            ("1 234,50", "1234.5"),
            ("1 234 567", "1234567"),
            ("1'234'567.5", "1234567.5"),
            ("12,34,567", "1234567"),
            ("0,111", "0.111"),
            ("12,5", "12.5"),
            ("-5.25", "-5.25"),
            ("-$5.25", "-5.25"),
            ("$-5.25", "-5.25"),
            ("(5.25)", "-5.25"),
            ("S$3.10", "3.1"),
            ("R$ 1.234,56", "1234.56"),
            ("¥1,234", "1234"),
            ("1,234元", "1234"),
            ("１２３．５", "123.5"),
            ("1.17E+08", "117000000"),
            ("1.5e-3", "0.0015"),
            ("81.24万₫-81.24万₫", "812400"),
        ] {
            assert_eq!(exact(cell, Unit::Money).as_deref(), Some(want), "{cell}");
        }
    }

    #[test]
    fn counts_are_whole() {
        assert_eq!(exact("12.500", Unit::Count).as_deref(), Some("12500"));
        assert_eq!(exact("12.500", Unit::Money).as_deref(), Some("12.5"));
        assert_eq!(exact("1.5", Unit::Count).as_deref(), Some("1.5"));
        assert_eq!(exact("12.500K", Unit::Count).as_deref(), Some("12500"));
        assert_eq!(exact("0.125", Unit::Count).as_deref(), Some("0.125"));
    }

    #[test]
    fn ranges_and_open_ends() {
        let d = |t: &str| Decimal::parse(t).unwrap();
        for (cell, want) in [
            ("81.24万₫-90万₫", Number::Range(d("812400"), d("900000"))),
            ("1000-2000", Number::Range(d("1000"), d("2000"))),
            ("¥100~¥200", Number::Range(d("100"), d("200"))),
            ("1-2.5万", Number::Range(d("10000"), d("25000"))),
            ("500-1万", Number::Range(d("500"), d("10000"))),
            ("10w - 25w", Number::Range(d("100000"), d("250000"))),
            ("525300+", Number::AtLeast(d("525300"))),
            ("100万以上", Number::AtLeast(d("1000000"))),
            ("$1K+", Number::AtLeast(d("1000"))),
        ] {
            assert_eq!(read(cell, Unit::Money).unwrap().number, want, "{cell}");
        }
        assert_eq!(read("2000-1000", Unit::Money), None);
        assert_eq!(read("$1-£2", Unit::Money), None);
    }

    #[test]
    fn missing_is_not_zero() {
        for cell in [
            "", " ", "--", "-", "—", "N/A", "n/a", "#NAME?", "#REF!", "未知", "null", "NaN",
        ] {
            assert_eq!(
                read(cell, Unit::Count).unwrap().number,
                Number::Missing,
                "{cell}"
            );
        }
        assert_eq!(exact("0", Unit::Count).as_deref(), Some("0"));
    }

    #[test]
    fn currencies_are_told() {
        let php = Currency::parse("PHP").unwrap();
        let mxn = Currency::parse("MXN").unwrap();
        for (cell, file, want) in [
            ("S$3", Currency::NONE, "SGD"),
            ("RM3", Currency::NONE, "MYR"),
            ("₱3", Currency::NONE, "PHP"),
            ("Rp3", Currency::NONE, "IDR"),
            ("฿3", Currency::NONE, "THB"),
            ("3₫", Currency::NONE, "VND"),
            ("£3", Currency::NONE, "GBP"),
            ("3 €", Currency::NONE, "EUR"),
            ("R$3", Currency::NONE, "BRL"),
            ("$3", Currency::NONE, "USD"),
            ("$3", php, "USD"),
            ("$3", mxn, "MXN"),
            ("¥3", Currency::NONE, "CNY"),
            ("￥3", Currency::NONE, "CNY"),
            ("3元", Currency::NONE, "CNY"),
            ("1.8Tr VND", Currency::NONE, "VND"),
            ("12K PHP", Currency::NONE, "PHP"),
        ] {
            let found = parse(cell, Unit::Money, file).unwrap();
            assert_eq!(found.sign.unwrap().resolve(file).code(), want, "{cell}");
        }
        assert_eq!(read("3", Unit::Money).unwrap().sign, None);
        assert_eq!(
            currency_name("人民币"),
            Some(Sign::Known(Currency::parse("CNY").unwrap()))
        );
    }

    #[test]
    fn percent_signs_are_seen() {
        for (cell, want) in [("3.4%", "3.4"), ("200%", "200"), ("３％", "3")] {
            let found = read(cell, Unit::Ratio).unwrap();
            assert!(found.percent);
            assert_eq!(exact(cell, Unit::Ratio).as_deref(), Some(want));
        }
    }

    #[test]
    fn prose_is_no_number() {
        for cell in [
            "abc",
            "12 pcs",
            "1.2.3,4,5",
            "1,23,4",
            "12a",
            "k",
            "$",
            "1234 567 8",
            "1,234K",
            "2026-08-01x",
            "(metric definition text, one sentence)",
        ] {
            assert_eq!(read(cell, Unit::Money), None, "{cell}");
        }
    }

    proptest! {
        #[test]
        fn the_short_way_agrees_with_the_long_way(n in 0i64..1_000_000_000, scale in 0u32..5, negative: bool, percent: bool) {
            let d = Decimal { mantissa: if negative { -i128::from(n) } else { n.into() }, scale };
            let cell = d.fixed(scale);
            for unit in [Unit::Count, Unit::Money, Unit::Ratio, Unit::Mean] {
                if let Some(raw) = plain(&cell, unit, percent) {
                    let Number::Exact(long) = read(&cell, unit).unwrap().number else { panic!() };
                    let long = if percent && unit == Unit::Ratio { long.percent() } else { long };
                    prop_assert_eq!(long.to_raw(unit), Some((raw, false)));
                }
            }
        }

        #[test]
        fn grouped_numbers_read_back(n in 0i64..1_000_000_000_000, cents in 0u32..100) {
            let plain_text = format!("{n}.{cents:02}");
            let us = text::grouped(&plain_text);
            let eu: String = us.chars().map(|c| match c { ',' => '.', '.' => ',', c => c }).collect();
            let want = exact(&plain_text, Unit::Money);
            prop_assert!(want.is_some());
            prop_assert_eq!(exact(&us, Unit::Money), want.clone());
            prop_assert_eq!(exact(&format!("€{eu}"), Unit::Money), want);
        }

        #[test]
        fn nothing_panics(cell in "\\PC{0,20}", digits in "[-+0-9.,eE%kKmMwW万亿 ₫$~至()]{0,16}") {
            for unit in [Unit::Count, Unit::Money, Unit::Ratio] {
                let _ = read(&cell, unit);
                let _ = read(&digits, unit);
                let _ = plain(&digits, unit, true);
            }
        }
    }
}
