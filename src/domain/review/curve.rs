//! Lines through days, of sections that are drawn as such.

use super::shown::Say;
use super::{Row, Section, Value};
use crate::domain::money::Currency;

/// A line through days: whole days, counted from 1970-01-01, and exact values in some unit.
pub struct Curve {
    /// What it is of.
    pub name: String,
    /// Of its values.
    pub currency: Currency,
    /// Rising by day.
    pub points: Vec<(i32, i128)>,
}

impl Curve {
    /// A value for every day between the first and the last: for drawing.
    pub fn filled(&self) -> impl Iterator<Item = (i32, f64)> + '_ {
        let ends = self.points.first().zip(self.points.last());
        let days = ends.map(|(a, b)| a.0..=b.0);
        days.into_iter().flatten().map(|day| {
            let at = self.points.binary_search_by_key(&day, |(d, _)| *d);
            let raw = at.ok().and_then(|at| self.points.get(at));
            (day, raw.map_or(0.0, |(_, raw)| approx(*raw)))
        })
    }
}

/// The most curves in one picture: more cannot be told apart.
const CURVES: usize = 6;

/// For drawing only.
#[allow(
    clippy::cast_precision_loss,
    reason = "a place in a picture, not a number that is shown"
)]
pub fn approx(raw: i128) -> f64 {
    raw as f64
}

/// How long the bar of a value is, in units of its own. For drawing only.
pub fn length(value: &Value) -> Option<f64> {
    Some(match value {
        Value::Count(n) | Value::Days(n) | Value::HalfDays(n) => approx((*n).into()),
        Value::Money(raw, _) => approx(*raw),
        Value::Price(r, _) | Value::Percent(r) | Value::Times(r) => r.approx(),
        _ => return None,
    })
}

/// A value of a row.
pub fn cell(row: &Row, at: usize) -> Option<&Value> {
    row.cells.get(at).map(|c| &c.value)
}

/// The curves of a section, the largest first: of as many as can be told apart.
pub fn curves(section: &Section, day: usize, value: usize, of: usize, say: Say<'_>) -> Vec<Curve> {
    let mut all: Vec<Curve> = Vec::new();
    let currency = section.columns.iter().position(|c| c.key == "currency");
    for row in &section.rows {
        let (Some(Value::Day(on)), Some(Value::Money(raw, code))) =
            (cell(row, day), cell(row, value))
        else {
            continue;
        };
        let mut name = cell(row, of).map_or(String::new(), |v| v.shown(say));
        if currency.is_some() {
            name = format!("{name} ({})", code.code());
        }
        match all.iter_mut().find(|c| c.name == name) {
            Some(curve) => curve.points.push((*on, *raw)),
            None => all.push(Curve {
                name,
                currency: *code,
                points: vec![(*on, *raw)],
            }),
        }
    }
    for curve in &mut all {
        curve.points.sort_unstable();
    }
    all.sort_by_key(|c| std::cmp::Reverse(c.points.iter().map(|(_, raw)| *raw).sum::<i128>()));
    all.truncate(CURVES);
    all
}
