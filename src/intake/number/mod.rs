//! Numbers as they stand in other people's files, read exactly.
//!
//! Decisions. A separator is a thousands separator where the groups prove it (`1,234,567`, `1.234.567`, `99,000`), and
//! a decimal sign otherwise. Where one group of three could be either, what is measured decides: counts are whole, and
//! rupiah and dong are written with points between thousands. Vietnamese and Indonesian magnitudes (`1,8Tr`, `2,5jt`)
//! bring the decimal comma along. A `-` between two numbers makes a range and is never a sign.

mod part;
mod sign;

use crate::domain::money::Currency;
use crate::domain::number::{Decimal, Unit};
use crate::text;

use part::part;
pub use sign::{Sign, currency_name};

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
        Unit::Ratio | Unit::Times => 7,
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
