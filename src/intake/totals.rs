//! What the column of sales of a file adds up to, cell by cell and without any rule: what a reading has to account for.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::number::{self, Number};
use super::plan::Plan;
use super::read::rows;
use super::refusal::Refusal;
use super::target::Target;
use crate::domain::money::Currency;
use crate::domain::number::Unit;

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Totals {
    /// Rows with data in them.
    pub rows: u64,
    /// Raw money by the currency that the row names.
    pub paid: BTreeMap<Currency, i128>,
    /// Rows by line whose sum cannot be read.
    pub unreadable: u64,
}

/// The sum that a row names, and its currency, as they stand there. None where it cannot be read.
pub fn paid(plan: &Plan, cell: &dyn Fn(usize) -> Option<String>) -> Option<(Currency, i128)> {
    let column = |key: &'static str| {
        let found = plan
            .columns
            .iter()
            .find(|c| c.target == Some(Target::Field(key)))?;
        cell(found.index)
    };
    let text = column("paid").unwrap_or_default();
    let named = column("currency").and_then(|c| {
        let sign = number::currency_name(&c).map(|s| s.resolve(plan.currency));
        sign.or_else(|| Currency::parse(&c))
    });
    let found = number::parse(text.trim(), Unit::Money, named.unwrap_or(plan.currency))?;
    let signed = found.sign.map(|s| s.resolve(plan.currency));
    let currency = signed.or(named).unwrap_or(plan.currency);
    match found.number {
        Number::Missing => Some((currency, 0)),
        Number::Exact(d) => Some((currency, d.to_raw(Unit::Money)?.0.into())),
        Number::Range(..) | Number::AtLeast(_) => None,
    }
}

/// Adds a file up.
///
/// # Errors
/// Whatever keeps it from being read.
pub fn totals(plan: &Plan) -> Result<Totals, Refusal> {
    let mut out = Totals::default();
    rows(plan, &mut |record, _, _| {
        out.rows += 1;
        match paid(plan, &|at| record.get(at).map(str::to_owned)) {
            Some((currency, raw)) => *out.paid.entry(currency).or_default() += raw,
            None => out.unreadable += 1,
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(out)
}
