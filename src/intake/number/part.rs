//! One number with what stands around it: sign, currency, magnitude, percent.

use super::sign::{Sign, currency};
use crate::domain::money::Currency;
use crate::domain::number::{Decimal, MAX_SCALE, Unit};

/// A number, taken apart.
pub(super) struct Part {
    pub(super) number: Decimal,
    pub(super) factor: i128,
    pub(super) open: bool,
    pub(super) percent: bool,
    pub(super) sign: Option<Sign>,
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

/// Takes a folded number apart. `shared` is the magnitude of the other end of a range, for one that has none.
pub(super) fn part(text: &str, unit: Unit, file: Currency, shared: i128) -> Option<Part> {
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
