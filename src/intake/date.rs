//! Dates and the period a file covers.
//!
//! Whether `05/10/2026` is May or October is never guessed: a value above 12 somewhere in the file proves it, or the
//! person is asked.

use jiff::civil::Date;

use crate::domain::creator::Period;

/// A date as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// Only one day it can be.
    Certain(Date),
    /// First number, second number, year; both numbers could be the month.
    Either(i8, i8, i16),
    /// One number is above 12: the day, and whether it stands first.
    Proves(Date, bool),
}

impl Written {
    /// The day, with the order of day and month once it is known.
    pub fn resolve(self, day_first: Option<bool>) -> Option<Date> {
        match self {
            Written::Certain(d) | Written::Proves(d, _) => Some(d),
            Written::Either(a, b, year) if a == b => Date::new(year, a, b).ok(),
            Written::Either(a, b, year) => match day_first? {
                true => Date::new(year, b, a).ok(),
                false => Date::new(year, a, b).ok(),
            },
        }
    }
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// One run of digits or letters of a text, with where it stands.
#[derive(Clone, Copy)]
struct Word<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

/// The runs of ASCII digits and of letters.
fn words(text: &str) -> Vec<Word<'_>> {
    let class = |c: char| {
        if c.is_ascii_digit() {
            1
        } else if c.is_ascii_alphabetic() {
            2
        } else {
            0
        }
    };
    let mut out: Vec<Word<'_>> = Vec::new();
    let mut last = 0;
    for (at, c) in text.char_indices() {
        let now = class(c);
        let end = at + c.len_utf8();
        if now != 0 {
            let start = match out.last() {
                Some(w) if last == now && w.end == at => w.start,
                _ => at,
            };
            let word = Word {
                text: text.get(start..end).unwrap_or_default(),
                start,
                end,
            };
            match out.last_mut() {
                Some(w) if w.start == start => *w = word,
                _ => out.push(word),
            }
        }
        last = now;
    }
    out
}

fn number(word: &Word<'_>, digits: std::ops::RangeInclusive<usize>) -> Option<i16> {
    (digits.contains(&word.text.len()) && word.text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| word.text.parse().ok())
        .flatten()
}

fn month(word: &Word<'_>) -> Option<i16> {
    let lower = word.text.to_ascii_lowercase();
    (lower.len() >= 3)
        .then(|| MONTHS.iter().position(|m| lower.starts_with(m)))
        .flatten()
        .and_then(|i| i16::try_from(i + 1).ok())
}

fn day(year: i16, month: i16, day: i16) -> Option<Date> {
    if !(2000..2100).contains(&year) {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A date at the front of the words, and how many words it takes.
fn dated(text: &str, words: &[Word<'_>]) -> Option<(Written, usize)> {
    let gap =
        |a: &Word<'_>, b: &Word<'_>| text.get(a.end..b.start).unwrap_or("?").trim().to_owned();
    let first = words.first()?;
    // 20260831, or a longer stamp with the time behind it
    if matches!(first.text.len(), 8 | 12 | 14) && first.text.bytes().all(|b| b.is_ascii_digit()) {
        let part = |r: std::ops::Range<usize>| first.text.get(r)?.parse::<i16>().ok();
        return day(part(0..4)?, part(4..6)?, part(6..8)?).map(|d| (Written::Certain(d), 1));
    }
    let (second, third) = (words.get(1)?, words.get(2)?);
    let (g1, g2) = (gap(first, second), gap(second, third));
    let separator = |g: &str| matches!(g, "-" | "/" | "." | "年" | "月" | "_");
    if let Some(year) = number(first, 4..=4) {
        let (m, d) = (number(second, 1..=2)?, number(third, 1..=2)?);
        return (separator(&g1) && separator(&g2))
            .then(|| day(year, m, d).map(|d| (Written::Certain(d), 3)))
            .flatten();
    }
    let year = number(third, 4..=4)?;
    let loose = |g: &str| matches!(g, "" | "," | "-" | "/" | "." | "_");
    if let (Some(m), Some(d)) = (month(first), number(second, 1..=2)) {
        return (loose(&g1) && loose(&g2))
            .then(|| day(year, m, d).map(|d| (Written::Certain(d), 3)))
            .flatten();
    }
    if let (Some(d), Some(m)) = (number(first, 1..=2), month(second)) {
        return (loose(&g1) && loose(&g2))
            .then(|| day(year, m, d).map(|d| (Written::Certain(d), 3)))
            .flatten();
    }
    let (a, b) = (number(first, 1..=2)?, number(second, 1..=2)?);
    if !separator(&g1) || g1 != g2 {
        return None;
    }
    let written = match (a > 12, b > 12) {
        (true, false) => Written::Proves(day(year, b, a)?, true),
        (false, true) => Written::Proves(day(year, a, b)?, false),
        _ => {
            day(year, a, b)?;
            Written::Either(i8::try_from(a).ok()?, i8::try_from(b).ok()?, year)
        }
    };
    Some((written, 3))
}

/// `2026-08-31`, the form of the native files, without taking it apart into words.
fn iso(cell: &str) -> Option<Date> {
    let bytes = cell.as_bytes();
    let digits = |r: std::ops::Range<usize>| -> Option<i16> {
        bytes.get(r)?.iter().try_fold(0i16, |n, b| {
            b.is_ascii_digit().then(|| n * 10 + i16::from(b - b'0'))
        })
    };
    if bytes.len() != 10 || bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
        return None;
    }
    day(digits(0..4)?, digits(5..7)?, digits(8..10)?)
}

/// Reads a cell that holds one date, with or without a time behind it.
pub fn parse(cell: &str) -> Option<Written> {
    let cell = cell.trim();
    if cell.len() > 40 {
        return None;
    }
    if let Some(iso) = iso(cell) {
        return Some(Written::Certain(iso));
    }
    let words = words(cell);
    let (written, taken) = dated(cell, &words)?;
    // in front of it nothing, behind it only a time
    let clean_start = words.first().is_some_and(|w| w.start == 0);
    let time = words.get(taken..).unwrap_or_default().iter().all(|w| {
        w.text.len() <= 9
            && (w.text.bytes().all(|b| b.is_ascii_digit())
                || matches!(
                    w.text,
                    "T" | "Z" | "AM" | "PM" | "am" | "pm" | "UTC" | "GMT"
                ))
    });
    (clean_start && time).then_some(written)
}

/// What a text says of the period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Nothing.
    Nothing,
    /// This.
    Period(Period),
    /// Dates whose day and month cannot be told apart, as written.
    Ambiguous(String),
}

/// Finds a period in a file name or a banner: two dates (the second may leave out the year), or one day.
pub fn period(text: &str, day_first: Option<bool>) -> Said {
    let words = words(text);
    let mut found: Vec<Written> = Vec::new();
    let mut at = 0;
    let mut end_of_first = None;
    while at < words.len() && found.len() < 2 {
        let rest = words.get(at..).unwrap_or_default();
        if let Some((written, taken)) = dated(text, rest) {
            found.push(written);
            at += taken;
            end_of_first = end_of_first.or(Some(at));
        } else if let (Some(next), [Written::Certain(first)]) = (end_of_first, found.as_slice())
            && at == next
            && let Some(short) = short_end(text, &words, at, *first)
        {
            found.push(Written::Certain(short));
            break;
        } else {
            at += 1;
        }
    }
    // one date of the two can prove the order for both
    let proof = found.iter().find_map(|w| match w {
        Written::Proves(_, first) => Some(*first),
        _ => None,
    });
    let dates: Vec<Option<Date>> = found
        .iter()
        .map(|w| w.resolve(proof.or(day_first)))
        .collect();
    match dates.as_slice() {
        [] => Said::Nothing,
        [Some(end)] => Said::Period(Period {
            start: None,
            end: *end,
        }),
        [Some(a), Some(b)] => Said::Period(Period {
            start: Some(*a.min(b)),
            end: *a.max(b),
        }),
        _ => Said::Ambiguous(text.chars().take(80).collect()),
    }
}

/// `~08.31` behind `2026.08.01`: month and day of the same year.
fn short_end(text: &str, words: &[Word<'_>], at: usize, first: Date) -> Option<Date> {
    let before = words.get(at.checked_sub(1)?)?;
    let (m, d) = (words.get(at)?, words.get(at + 1)?);
    let joint = text
        .get(before.end..m.start)?
        .trim_start_matches('日')
        .trim()
        .to_owned();
    let gap = text.get(m.end..d.start)?.trim();
    let dash = matches!(
        joint.as_str(),
        "~" | "-" | "–" | "—" | "至" | "～" | "_" | "to"
    );
    if !dash || !matches!(gap, "." | "-" | "/" | "月") {
        return None;
    }
    day(first.year(), number(m, 1..=2)?, number(d, 1..=2)?).filter(|end| *end >= first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn cells() {
        let aug = date(2026, 8, 15);
        for cell in [
            "2026-08-15",
            "2026/8/15",
            "2026.08.15",
            "20260815",
            "2026年8月15日",
            "2026-08-15 10:11:12",
            "2026-08-15T10:11:12Z",
            "2026/08/15/ 20:00",
            "Aug 15, 2026",
            "15 August 2026",
        ] {
            assert_eq!(parse(cell), Some(Written::Certain(aug)), "{cell}");
        }
        assert_eq!(
            parse("15/08/2026 21:09:23"),
            Some(Written::Proves(aug, true))
        );
        assert_eq!(parse("08/15/2026"), Some(Written::Proves(aug, false)));
        let either = parse("05/10/2026").unwrap();
        assert_eq!(either.resolve(None), None);
        assert_eq!(either.resolve(Some(true)), Some(date(2026, 10, 5)));
        assert_eq!(either.resolve(Some(false)), Some(date(2026, 5, 10)));
        assert_eq!(
            parse("05/05/2026").unwrap().resolve(None),
            Some(date(2026, 5, 5))
        );
        for bad in [
            "",
            "x",
            "2026-13-01",
            "31/31/2026",
            "2026-02-30",
            "seen 2026-08-15",
            "1234567890123456789",
            "2026-08-15 and more",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn periods_in_names_and_banners() {
        let august = Said::Period(Period::parse("2026-08-01..2026-08-31").unwrap());
        for text in [
            "Creator_List_20260801-20260831.xlsx",
            "creators 2026-08-01_2026-08-31.csv",
            "达人 2026.08.01~08.31.csv",
            "日期范围：2026-08-01 至 2026-08-31",
            "统计时间：2026年8月1日-8月31日",
            "Date range: 08/01/2026 - 08/31/2026",
            "Aug 1, 2026 - Aug 31, 2026",
            "20260801_20260831",
        ] {
            assert_eq!(period(text, None), august, "{text}");
        }
        assert_eq!(
            period("list_20260831.csv", None),
            Said::Period(Period::parse("2026-08-31").unwrap())
        );
        assert!(matches!(
            period("07/08/2026 - 08/09/2026", None),
            Said::Ambiguous(_)
        ));
        assert_eq!(
            period("07/08/2026 - 08/09/2026", Some(true)),
            Said::Period(Period::parse("2026-08-07..2026-09-08").unwrap())
        );
        for text in [
            "douyin_5025_creators.csv",
            "tiktok_2022_dup.csv",
            "list 6726567136771015686",
            "",
        ] {
            assert_eq!(period(text, None), Said::Nothing, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(a in "\\PC{0,24}", b in "[0-9/.年月日~: -]{0,24}") {
            for text in [a, b] {
                let _ = parse(&text);
                let _ = period(&text, Some(true));
            }
        }

        #[test]
        fn iso_dates_read_back(days in 0i64..30_000) {
            let d = date(2000, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
            prop_assert_eq!(parse(&d.to_string()), Some(Written::Certain(d)));
        }
    }
}
