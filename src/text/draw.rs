//! Numbers as text and small drawings.

/// Digits in groups of three: `-1234567.50` gives `-1,234,567.50`. What is no plain number stays as it is.
pub fn grouped(number: &str) -> String {
    let digits = number.trim_start_matches(['-', '+', '−']);
    let (whole, rest) = match digits.find(|c: char| !c.is_ascii_digit()) {
        Some(at) => digits.split_at_checked(at).unwrap_or((digits, "")),
        None => (digits, ""),
    };
    let sign = number.strip_suffix(digits).unwrap_or_default();
    if rest.chars().any(|c| !c.is_ascii_digit() && c != '.') || whole.len() <= 3 {
        return number.to_owned();
    }
    let mut out = String::with_capacity(number.len() + whole.len() / 3);
    out.push_str(sign);
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out.push_str(rest);
    out
}

const EIGHTHS: [char; 8] = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const LEVELS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const ASCII_LEVELS: [char; 7] = ['_', '.', '-', '=', '+', '*', '#'];

/// A horizontal bar, always `cells` wide: `fraction` (held to 0..=1) in eighths of a cell, or in whole `#` where only
/// ASCII can be shown. More than nothing is never drawn as nothing.
pub fn bar(fraction: f64, cells: usize, ascii: bool) -> String {
    let fraction = if fraction.is_nan() {
        0.0
    } else {
        fraction.clamp(0.0, 1.0)
    };
    let steps = if ascii { 1 } else { 8 };
    let all = cells.saturating_mul(steps);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "held to 0..=1, and a screen is small"
    )]
    let mut filled = (fraction * all as f64).round() as usize;
    if fraction > 0.0 {
        filled = filled.max(1);
    }
    let filled = filled.min(all);
    let mut out = String::with_capacity(cells * 3);
    out.extend(std::iter::repeat_n(
        if ascii { '#' } else { '█' },
        filled / steps,
    ));
    let mut drawn = filled / steps;
    if let Some(part) = EIGHTHS.get(filled % steps).filter(|p| **p != ' ') {
        out.push(*part);
        drawn += 1;
    }
    out.extend(std::iter::repeat_n(' ', cells.saturating_sub(drawn)));
    out
}

/// A small chart, one cell a value, from zero (or the least value, if that is below zero) to the greatest. Missing
/// values are blank: a gap is not a zero.
pub fn spark(values: &[Option<f64>], ascii: bool) -> String {
    let levels: &[char] = if ascii { &ASCII_LEVELS } else { &LEVELS };
    let known = || values.iter().flatten().copied().filter(|v| v.is_finite());
    let low = known().fold(0.0, f64::min);
    let high = known().fold(low, f64::max);
    values
        .iter()
        .map(|v| match v {
            Some(v) if v.is_finite() => {
                let share = if high > low {
                    (v - low) / (high - low)
                } else {
                    0.0
                };
                #[allow(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    clippy::cast_precision_loss,
                    reason = "a share of at most eight levels"
                )]
                let level = (share * (levels.len() - 1) as f64).round() as usize;
                levels.get(level).copied().unwrap_or(' ')
            }
            _ => ' ',
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn groups_of_three() {
        for (number, want) in [
            ("-1234567.50", "-1,234,567.50"),
            ("999", "999"),
            ("1000", "1,000"),
            ("12345.6789", "12,345.6789"),
            ("", ""),
            ("—", "—"),
            ("1234x", "1234x"),
        ] {
            assert_eq!(grouped(number), want);
        }
    }

    #[test]
    fn bars_are_in_eighths() {
        assert_eq!(bar(0.5, 4, false), "██  ");
        assert_eq!(bar(0.5625, 2, false), "█▏");
        assert_eq!(bar(0.0, 3, false), "   ");
        assert_eq!(bar(0.0001, 3, false), "▏  ");
        assert_eq!(bar(2.0, 3, true), "###");
        assert_eq!(bar(f64::NAN, 2, true), "  ");
    }

    #[test]
    fn sparks_leave_gaps() {
        assert_eq!(
            spark(&[Some(0.0), None, Some(5.0), Some(10.0)], false),
            "▁ ▅█"
        );
        assert_eq!(spark(&[Some(0.0), Some(6.0)], true), "_#");
        assert_eq!(spark(&[Some(0.0), Some(0.0)], false), "▁▁");
    }

    proptest! {
        #[test]
        fn bars_are_always_as_wide_as_asked(f in -1.0f64..2.0, cells in 0usize..40, ascii: bool) {
            prop_assert_eq!(bar(f, cells, ascii).chars().count(), cells);
        }

        #[test]
        fn grouping_only_adds_commas(n: i64) {
            prop_assert_eq!(grouped(&n.to_string()).replace(',', ""), n.to_string());
        }
    }
}
