//! Pictures of sections: bars and curves, as SVG without scripts. A picture repeats what its table says, so whoever
//! cannot see it misses nothing.

use std::fmt::Write as _;

use super::html::escape;
use crate::domain::money::Currency;
use crate::domain::review::curve::{Curve, approx, cell, curves, length};
use crate::domain::review::shown::Say;
use crate::domain::review::{Row, Section, Value};

/// The most bars of one picture.
const BARS: usize = 12;

/// A bar a row. Rows that have no value have no bar.
pub fn bars(section: &Section, at: usize, say: Say<'_>) -> String {
    const LABEL: f64 = 190.0;
    const WIDE: f64 = 640.0;
    const TALL: f64 = 22.0;
    const APART: f64 = 12.0;
    let currency = section.columns.iter().position(|c| c.key == "currency");
    let told = |row: &Row| {
        let value = cell(row, at)?;
        let code = currency.and_then(|c| cell(row, c));
        let mut name = cell(row, 0)?.shown(say);
        // rates of several currencies have one measure, sums do not
        let mut of = Currency::NONE;
        if let Some(Value::Text(code)) = code {
            name = format!("{name} ({code})");
        }
        if let Value::Money(_, currency) | Value::Price(_, currency) = value {
            of = *currency;
        }
        Some((name, length(value)?, value.shown(say), of))
    };
    let mut all: Vec<_> = section.rows.iter().filter_map(told).take(BARS).collect();
    // sums of several currencies have no common measure: each stands by itself
    let mut codes: Vec<Currency> = Vec::new();
    for (.., code) in &all {
        if !codes.contains(code) {
            codes.push(*code);
        }
    }
    let group = |code: &Currency| codes.iter().position(|c| c == code).unwrap_or(0);
    all.sort_by_key(|(.., code)| group(code));
    let longest = |of: &Currency| {
        let same = all.iter().filter(|(.., code)| code == of);
        same.map(|(_, n, ..)| n.abs()).fold(0.0, f64::max)
    };
    if all.len() < 2 || all.iter().all(|(_, n, ..)| *n == 0.0) {
        return String::new();
    }
    let mut out = String::new();
    #[allow(clippy::cast_precision_loss, reason = "a dozen bars")]
    let height = all.len() as f64 * TALL + 8.0 + APART * codes.len().saturating_sub(1) as f64;
    let _ = write!(
        out,
        "<svg class=\"chart\" viewBox=\"0 0 {WIDE} {height}\" role=\"img\" aria-hidden=\"true\">"
    );
    for (nth, (name, n, shown, of)) in all.iter().enumerate() {
        #[allow(clippy::cast_precision_loss, reason = "a dozen bars")]
        let y = nth as f64 * TALL + 4.0 + APART * group(of) as f64;
        let most = longest(of).max(f64::MIN_POSITIVE);
        let long = (n.abs() / most * (WIDE - LABEL - 90.0)).max(1.0);
        let class = if *n < 0.0 { "bar less" } else { "bar" };
        let (text, bar) = (y + 14.0, y + 3.0);
        let _ = write!(
            out,
            "<text x=\"{:.0}\" y=\"{text:.0}\" text-anchor=\"end\">{}</text>\
             <rect class=\"{class}\" x=\"{LABEL}\" y=\"{bar:.0}\" width=\"{long:.1}\" height=\"14\" rx=\"2\"/>\
             <text class=\"value\" x=\"{:.1}\" y=\"{text:.0}\">{}</text>",
            LABEL - 8.0,
            escape(&short(name)),
            LABEL + long + 6.0,
            escape(shown),
        );
    }
    out.push_str("</svg>");
    out
}

/// A name that fits beside a bar.
fn short(name: &str) -> String {
    crate::text::truncate(name, 28).into_owned()
}

/// Lines through days with their names: a picture for each currency, since sums of several have no common measure.
pub fn lines(section: &Section, day: usize, value: usize, of: usize, say: Say<'_>) -> String {
    let all = curves(section, day, value, of, say);
    let mut out = String::new();
    let mut drawn: Vec<Currency> = Vec::new();
    for curve in &all {
        if !drawn.contains(&curve.currency) {
            drawn.push(curve.currency);
            let same = all.iter().filter(|c| c.currency == curve.currency);
            out.push_str(&picture(&same.collect::<Vec<_>>(), say));
        }
    }
    out
}

fn picture(all: &[&Curve], say: Say<'_>) -> String {
    const WIDE: f64 = 860.0;
    const TALL: f64 = 240.0;
    const LEFT: f64 = 10.0;
    let days = all.iter().flat_map(|c| c.points.iter().map(|(d, _)| *d));
    let Some((first, last)) = days.clone().min().zip(days.max()) else {
        return String::new();
    };
    let most = all
        .iter()
        .flat_map(|c| c.points.iter().map(|(_, raw)| approx(*raw)))
        .fold(0.0, f64::max);
    if most <= 0.0 || last == first {
        return String::new();
    }
    let x = |d: i32| LEFT + f64::from(d - first) / f64::from(last - first) * (WIDE - 2.0 * LEFT);
    let y = |v: f64| TALL - 30.0 - (v.max(0.0) / most) * (TALL - 50.0);
    let mut out = format!(
        "<svg class=\"chart wide\" viewBox=\"0 0 {WIDE} {TALL}\" role=\"img\" aria-hidden=\"true\">\
         <line class=\"axis\" x1=\"{LEFT}\" y1=\"{0}\" x2=\"{1}\" y2=\"{0}\"/>",
        TALL - 30.0,
        WIDE - LEFT
    );
    for (nth, curve) in all.iter().enumerate() {
        let mut points = String::new();
        for (day, v) in curve.filled() {
            let _ = write!(points, "{:.1},{:.1} ", x(day), y(v));
        }
        let _ = write!(
            out,
            "<polyline class=\"line c{nth}\" points=\"{}\"/>",
            points.trim_end()
        );
    }
    // how high it goes, which is what a curve has for a scale
    let top = all
        .iter()
        .flat_map(|c| c.points.iter().map(|(_, raw)| *raw));
    let currency = all.first().map_or(Currency::NONE, |c| c.currency);
    if let Some(top) = top.max() {
        let _ = write!(
            out,
            "<line class=\"axis\" stroke-dasharray=\"2 4\" x1=\"{LEFT}\" y1=\"{0:.1}\" x2=\"{1}\" y2=\"{0:.1}\"/>\
             <text x=\"{LEFT}\" y=\"{2:.1}\">{3} {4}</text>",
            y(most),
            WIDE - LEFT,
            y(most) - 4.0,
            escape(&Value::Money(top, currency).shown(say)),
            currency.code()
        );
    }
    let at = |d: i32| Value::Day(d).shown(say);
    let _ = write!(
        out,
        "<text x=\"{LEFT}\" y=\"{0}\">{1}</text><text x=\"{2}\" y=\"{0}\" text-anchor=\"end\">{3}</text></svg>",
        TALL - 10.0,
        at(first),
        WIDE - LEFT,
        at(last)
    );
    out.push_str("<ul class=\"legend\">");
    for (nth, curve) in all.iter().enumerate() {
        let _ = write!(
            out,
            "<li><span class=\"key c{nth}\"></span>{}</li>",
            escape(&curve.name)
        );
    }
    out.push_str("</ul>");
    out
}
