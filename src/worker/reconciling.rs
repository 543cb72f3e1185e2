//! A file of orders held against the pool: what it adds up to, what of it counts, what does not and why, and whether the
//! pool says the same. Nothing is written.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use jiff::Timestamp;

use super::importing::{Stop, Wish};
use crate::domain::creator::Source;
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::intake::{self, Options, Parsed, Plan, Reject, Row, Totals, Warning};
use crate::store::{Compared, ImportMeta, Store};

/// See the module.
#[derive(Debug, Clone, Default)]
pub struct Reconciled {
    /// The file, added up by itself.
    pub file: Totals,
    /// What was read, and what the pool has of it.
    pub compared: Compared,
    /// Rows that are not taken: by column and reason, how many and their sums.
    pub rejected: Vec<Left>,
    /// What else deserves a second look.
    pub warnings: Vec<Warning>,
}

/// Rows that are not taken for one reason.
#[derive(Debug, Clone)]
pub struct Left {
    /// The column in which it lies; empty where it is that of none.
    pub column: String,
    /// Why.
    pub reason: Message,
    /// How many.
    pub rows: u64,
    /// What they add up to.
    pub paid: BTreeMap<Currency, i128>,
}

impl Reconciled {
    /// What the file adds up to and neither was read nor is explained; all zero where the books are right.
    pub fn unexplained(&self) -> BTreeMap<Currency, i128> {
        let mut left = self.file.paid.clone();
        let c = &self.compared;
        let taken = c
            .counted
            .iter()
            .chain(&c.ineligible)
            .chain(&c.twice)
            .map(|(currency, a)| (*currency, a.paid));
        let rejected = self.rejected.iter().flat_map(|l| &l.paid);
        for (currency, raw) in taken.chain(rejected.map(|(c, raw)| (*c, *raw))) {
            *left.entry(currency).or_default() -= raw;
        }
        left
    }
}

/// Holds a planned file against the pool.
///
/// # Errors
/// As an import.
pub fn reconcile(
    store: &mut Store,
    wish: &Wish,
    plan: &Plan,
    options: &Options,
    now: Timestamp,
) -> Result<Reconciled, Stop> {
    let mut out = Reconciled {
        file: intake::totals(plan)?,
        ..Reconciled::default()
    };
    let mut importing = store.begin_import(ImportMeta {
        path: wish.path.clone(),
        digest: plan.digest.clone(),
        kind: plan.kind.key().to_owned(),
        source: Source::Native,
        period: plan.period,
        at: now,
    })?;
    importing.hold_against();
    if plan.kind.is_download_of_orders() {
        importing.downloaded();
    }
    let mut failed = None;
    let mut turned_down: Vec<Reject> = Vec::new();
    let reject = |out: &mut Reconciled, bad: &Reject| {
        let at = |index: usize| bad.cells.get(index).cloned();
        let sum = intake::paid(plan, &at);
        let same = |l: &Left| l.reason == bad.reason && l.column == bad.column;
        let at = out.rejected.iter().position(same).unwrap_or_else(|| {
            out.rejected.push(Left {
                column: bad.column.clone(),
                reason: bad.reason.clone(),
                rows: 0,
                paid: BTreeMap::new(),
            });
            out.rejected.len() - 1
        });
        let Some(left) = out.rejected.get_mut(at) else {
            return;
        };
        left.rows += 1;
        if let Some((currency, raw)) = sum {
            *left.paid.entry(currency).or_default() += raw;
        }
    };
    let outcome = intake::read(plan, options, &mut |row| {
        match row {
            Row::Good(Parsed::Order(said)) => match importing.add_order(plan.platform, &said) {
                Ok(None) => {}
                Ok(Some((_, reason))) => turned_down.push(Reject {
                    line: said.at_line,
                    column: String::new(),
                    value: String::new(),
                    reason,
                    cells: said.cells.map(Vec::from).unwrap_or_default(),
                }),
                Err(e) => {
                    failed = Some(e);
                    return ControlFlow::Break(());
                }
            },
            Row::Bad(bad) => reject(&mut out, &bad),
            Row::Good(_) | Row::Progress { .. } => {}
        }
        ControlFlow::Continue(())
    })?;
    if let Some(e) = failed {
        return Err(Stop::Store(e));
    }
    for bad in &turned_down {
        reject(&mut out, bad);
    }
    out.warnings = outcome.warnings;
    out.compared = importing.compared()?;
    Ok(out)
}
