//! Fan profiles in one cell: lines of `label:percent`.

use crate::domain::creator::Observation;
use crate::domain::field::{Attr, Metric};
use crate::domain::money::Currency;
use crate::domain::number::{Decimal, Unit};
use crate::text;

use super::number::{self, Number};

/// A share as a ratio: `78%`, `0.78`, or `78` where a bare number means percent. `None` where it is no share.
pub fn share(cell: &str, percent: bool) -> Option<Decimal> {
    // the plain form, which nearly all are; seven digits are what a ratio keeps
    if let Some(raw) = number::plain(cell, Unit::Ratio, percent) {
        return Some(Decimal::from_raw(raw, Unit::Ratio)).filter(|d| at_most_one(*d));
    }
    let found = number::parse(cell, Unit::Ratio, Currency::NONE)?;
    let Number::Exact(d) = found.number else {
        return None;
    };
    let ratio = if found.percent || percent {
        d.percent()
    } else {
        d
    };
    at_most_one(ratio).then_some(ratio)
}

/// A share of fans cannot be negative nor above the whole.
pub fn at_most_one(d: Decimal) -> bool {
    d.mantissa >= 0
        && 10i128
            .checked_pow(d.scale)
            .is_some_and(|one| d.mantissa <= one)
}

/// The pairs of a cell. `None` where a line has a label and a number that is no share; empty where there are none.
fn pairs(cell: &str, percent: bool) -> Option<Vec<(String, Decimal)>> {
    let mut out = Vec::new();
    let cleaned = text::clean_lines(cell);
    for line in cleaned
        .split(['\n', '；', ';', '，', '、', '|', ','])
        .map(str::trim)
        .filter(|l| !l.is_empty())
    {
        let (label, value) = match line.rsplit_once([':', '：', '=']) {
            Some((l, v)) => (l, v),
            None => line.rsplit_once(' ').unwrap_or(("", line)),
        };
        if !value.bytes().any(|b| b.is_ascii_digit()) {
            continue;
        }
        out.push((label.trim().to_owned(), share(value.trim(), percent)?));
    }
    Some(out)
}

/// Reads `女性:78%⏎男性:22%` into the two metrics. False where it cannot be read.
pub fn gender(cell: &str, percent: bool, into: &mut Observation) -> bool {
    let Some(pairs) = pairs(cell, percent) else {
        return false;
    };
    for (label, d) in pairs {
        let metric = match text::fold(&label).as_str() {
            "女" | "女性" | "女粉" | "female" | "f" | "women" | "woman" => Metric::Female,
            "男" | "男性" | "男粉" | "male" | "m" | "men" | "man" => Metric::Male,
            _ => continue,
        };
        into.metrics
            .set(metric, d.to_raw(Unit::Ratio).map(|(raw, _)| raw));
    }
    true
}

/// `18-23`, `50岁以上`, `45+`, `<18`: youngest and oldest age.
pub fn band(label: &str) -> Option<(u8, Option<u8>)> {
    let folded = text::fold(label);
    let bare = folded
        .trim_end_matches("粉丝比例")
        .trim_end_matches("粉丝占比")
        .trim_end_matches("占比")
        .trim_end_matches("比例")
        .replace(['岁', ' '], "");
    if let Some(low) = bare.strip_suffix('+').or_else(|| bare.strip_suffix("以上")) {
        return Some((low.trim_end_matches('-').parse().ok()?, None));
    }
    if let Some(high) = bare.strip_suffix("以下").or_else(|| bare.strip_prefix('<')) {
        let high: u8 = high.parse().ok()?;
        return Some((0, Some(high.checked_sub(1)?)));
    }
    let (low, high) = bare.split_once(['-', '~', '–'])?;
    if high.is_empty() {
        return Some((low.parse().ok()?, None));
    }
    let (low, high) = (low.parse().ok()?, high.parse().ok()?);
    (low <= high).then_some((low, Some(high)))
}

fn standard(low: u8, high: Option<u8>) -> Option<Metric> {
    match (low, high) {
        (13, Some(17)) => Some(Metric::Age13),
        (18, Some(24)) => Some(Metric::Age18),
        (25, Some(34)) => Some(Metric::Age25),
        (35, Some(44)) => Some(Metric::Age35),
        (45, None) => Some(Metric::Age45),
        _ => None,
    }
}

/// One band with its share.
pub type Band = (u8, Option<u8>, Decimal);

/// Reads `18-23:31%` lines. False where they cannot be read.
pub fn ages(cell: &str, percent: bool, into: &mut Observation) -> bool {
    let Some(pairs) = pairs(cell, percent) else {
        return false;
    };
    let bands: Option<Vec<Band>> = pairs
        .into_iter()
        .map(|(label, d)| band(&label).map(|(low, high)| (low, high, d)))
        .collect();
    let Some(bands) = bands else {
        return false;
    };
    set_bands(bands, into);
    true
}

/// The five standard bands go to their metrics; any others stay as they are, with the adult share where they give it
/// exactly: bands from 18 on without a gap, the last one open.
pub fn set_bands(mut bands: Vec<Band>, into: &mut Observation) {
    if bands.is_empty() {
        return;
    }
    bands.sort_by_key(|(low, _, _)| *low);
    if bands.iter().all(|(l, h, _)| standard(*l, *h).is_some()) {
        for (low, high, d) in bands {
            if let Some(m) = standard(low, high) {
                into.metrics
                    .set(m, d.to_raw(Unit::Ratio).map(|(raw, _)| raw));
            }
        }
        return;
    }
    let shown: Vec<String> = bands
        .iter()
        .map(|(low, high, d)| match high {
            Some(high) => format!("{low}-{high}:{d}"),
            None => format!("{low}+:{d}"),
        })
        .collect();
    into.set_attr(Attr::AgeBands, &shown.join("|"));
    if let Some(adult) = adult(&bands) {
        into.metrics.set(
            Metric::GivenAdult,
            adult.to_raw(Unit::Ratio).map(|(raw, _)| raw),
        );
    }
}

fn adult(sorted: &[Band]) -> Option<Decimal> {
    let mut next = 18u8;
    let mut open = false;
    let mut sum = Decimal::whole(0);
    for (low, high, d) in sorted {
        if high.is_some_and(|h| h < 18) {
            continue;
        }
        // tools write 41-50 and then 50+
        if open || !(*low == next || (next > 18 && *low == next - 1)) {
            return None;
        }
        match high {
            Some(h) => next = h.checked_add(1)?,
            None => open = true,
        }
        sum = add(sum, *d)?;
    }
    // rounded bands can add up to a little over the whole
    open.then(|| {
        if at_most_one(sum) {
            sum
        } else {
            Decimal::whole(1)
        }
    })
}

fn add(a: Decimal, b: Decimal) -> Option<Decimal> {
    let scale = a.scale.max(b.scale);
    let up = |d: Decimal| d.mantissa.checked_mul(10i128.checked_pow(scale - d.scale)?);
    Some(
        Decimal {
            mantissa: up(a)?.checked_add(up(b)?)?,
            scale,
        }
        .trimmed(),
    )
}

/// Reads `US:62%` lines into `US:0.62|GB:0.11`. False where they cannot be read.
pub fn regions(cell: &str, percent: bool, into: &mut Observation) -> bool {
    let Some(pairs) = pairs(cell, percent) else {
        return false;
    };
    let shown: Vec<String> = pairs
        .iter()
        .filter(|(label, _)| !label.is_empty())
        .map(|(label, d)| format!("{label}:{d}"))
        .collect();
    into.set_attr(Attr::TopRegions, &shown.join("|"));
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(percent: &str) -> Option<i64> {
        Decimal::parse(percent)
            .unwrap()
            .percent()
            .to_raw(Unit::Ratio)
            .map(|r| r.0)
    }

    #[test]
    fn genders() {
        for cell in [
            "女性:78%\n男性:22%",
            "男:22%;女:78%",
            "Female：78%，Male：22%",
            "女性 78%\n男性 22%",
        ] {
            let mut o = Observation::default();
            assert!(gender(cell, true, &mut o), "{cell}");
            assert_eq!(o.metrics.get(Metric::Female), raw("78"), "{cell}");
            assert_eq!(o.metrics.get(Metric::Male), raw("22"), "{cell}");
        }
        let mut o = Observation::default();
        assert!(gender("女性居多", true, &mut o));
        assert_eq!(o, Observation::default());
        assert!(!gender("女性:178%", true, &mut o));
    }

    #[test]
    fn bands_of_the_tools() {
        assert_eq!(band("18-23粉丝比例"), Some((18, Some(23))));
        assert_eq!(band("50岁以上"), Some((50, None)));
        assert_eq!(band("45+"), Some((45, None)));
        assert_eq!(band("<18"), Some((0, Some(17))));
        assert_eq!(band("18岁以下"), Some((0, Some(17))));
        assert_eq!(band("anything"), None);
    }

    #[test]
    fn other_bands_keep_their_edges() {
        let mut o = Observation::default();
        assert!(ages(
            "18-23:31%\n24-30:40%\n31-40:20%\n41-50:5%\n50岁以上:3%",
            true,
            &mut o
        ));
        assert_eq!(
            o.attr(Attr::AgeBands),
            Some("18-23:0.31|24-30:0.4|31-40:0.2|41-50:0.05|50+:0.03")
        );
        assert_eq!(o.metrics.get(Metric::GivenAdult), raw("99"));
        let mut o = Observation::default();
        assert!(ages("<18:20%|18-23:31%|31+:40%", true, &mut o));
        assert_eq!(o.metrics.get(Metric::GivenAdult), None, "there is a gap");
    }

    #[test]
    fn the_five_bands_are_metrics() {
        let mut o = Observation::default();
        assert!(ages("18-24:60%|25-34:25%|45+:0.05", false, &mut o));
        assert_eq!(o.metrics.get(Metric::Age18), raw("60"));
        assert_eq!(o.metrics.get(Metric::Age45), raw("5"));
        assert_eq!(o.attr(Attr::AgeBands), None);
    }

    #[test]
    fn regions_are_ratios() {
        let mut o = Observation::default();
        assert!(regions("US:62%|GB:0.11", false, &mut o));
        assert_eq!(o.attr(Attr::TopRegions), Some("US:0.62|GB:0.11"));
        assert!(!regions("US:nine9", false, &mut o));
    }
}
