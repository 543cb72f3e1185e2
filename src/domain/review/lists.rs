//! Creators one by one: whom to let go, whom to pay again, everybody; and what has to be known of each beside the figures.

use std::collections::{BTreeMap, BTreeSet};

use super::creators::{advised, gain, tier_name, verdict};
use super::figure::{Behind, Cell, Column, Mark, Section, Value};
use super::side::{Group, Side};
use crate::domain::collab::choice::Mode;
use crate::domain::collab::stage::Stage;
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::number::Unit;
use crate::domain::returns::verdict::is_threshold;
use crate::domain::returns::whatif::{self, Lever, Scenario};
use crate::domain::returns::{Confidence, CostKind, Judged, Ratio, Sums, Verdict};

/// Of what is told of everybody.
const BRIEF: usize = 20;

/// A creator in the currency that it sold or cost most in.
pub struct JudgedCreator {
    /// Who.
    pub id: u32,
    /// Of the money.
    pub currency: Currency,
    /// What it was.
    pub sums: Box<Sums>,
    /// The advice.
    pub judged: Judged,
    /// Its collaborations.
    pub deals: Vec<u32>,
    /// How it is paid, where that is one way.
    pub modes: Vec<Mode>,
}

/// Everybody with money behind them, most sold first.
pub fn judged(now: &Side<'_>) -> Vec<JudgedCreator> {
    let groups = now.groups(|done| vec![done.deal.creator]);
    let mut all = Vec::new();
    for ((currency, id), group) in groups.into_iter().filter(|(_, g)| g.sums.has_money()) {
        let mut modes: Vec<Mode> = Vec::new();
        for done in group.deals.iter().filter_map(|id| now.deal(*id)) {
            modes.extend(done.deal.mode.filter(|m| !modes.contains(m)));
        }
        all.push(JudgedCreator {
            id,
            currency,
            judged: now.judge(&group.sums, group.general),
            sums: Box::new(group.sums),
            deals: group.deals,
            modes,
        });
    }
    all.sort_by_key(|j| (j.currency, std::cmp::Reverse(j.sums.direct.gmv), j.id));
    all
}

fn handle(now: &Side<'_>, id: u32) -> Value {
    match now.person(id) {
        Some(p) => Value::Text(format!("@{}", p.handle).into()),
        None => Value::Missing,
    }
}

const LIST: [&str; 16] = [
    "creator",
    "gmv",
    "cost",
    "profit",
    "return",
    "verdict",
    "stage",
    "reasons",
    "return_before",
    "change",
    "gmv_before",
    "refund_rate",
    "orders",
    "tier",
    "mode",
    "currency",
];

fn list_columns() -> Vec<Column> {
    let named = [
        "creator", "tier", "mode", "currency", "verdict", "stage", "reasons",
    ];
    let one = |key: &'static str| match named.contains(&key) {
        true => Column::name(key),
        false => Column::number(key),
    };
    LIST.map(one).into()
}

/// What a creator was before, by currency.
pub type Was = BTreeMap<(Currency, u32), Group>;

fn list_row(now: &Side<'_>, was: &Was, j: &JudgedCreator) -> Vec<Cell> {
    let rules = now.by.rules;
    let s = &j.sums;
    let person = now.person(j.id);
    let refunds = s.refund_rate();
    let high = refunds
        .zip(rules.refunds)
        .map(|(rate, edge)| rate.cmp_to(edge) != std::cmp::Ordering::Greater);
    let then = was.get(&(j.currency, j.id)).map(|g| &g.sums);
    let returned = Value::percent(s.numbers(rules).returned);
    let returned_then = Value::percent(then.and_then(|s| s.numbers(rules).returned));
    let change = returned.change(&returned_then);
    vec![
        handle(now, j.id).marked(Mark::Strong),
        Value::money(s.sales(rules).gmv, j.currency).into(),
        Value::money(s.cost(rules), j.currency).into(),
        Value::money(gain(s, rules), j.currency).into(),
        returned.marked(advised(now, s, &j.judged)),
        verdict(now, s, &j.judged),
        stands(now, j),
        match reason(now, j) {
            Some(reason) => Value::Said(reason.clone()).marked(Mark::Dim),
            None => Value::Missing.into(),
        },
        returned_then.marked(Mark::Dim),
        change.into(),
        Value::money(then.and_then(|s| s.sales(rules).gmv), j.currency).marked(Mark::Dim),
        Value::percent(refunds).passing(high),
        Value::count(s.orders).into(),
        tier_name(person.and_then(|p| p.tier.as_ref())).into(),
        match j.modes.as_slice() {
            [mode] => Value::Word(format!("mode-{}", mode.key().replace('_', "-"))).into(),
            [] => Value::Missing.into(),
            _ => Value::Word("review-several".into()).into(),
        },
        Value::code(j.currency).marked(Mark::Dim),
    ]
}

/// Where the collaborations of a creator stood on the last day that is looked at: who was dropped has not to be dropped
/// again.
fn stands(now: &Side<'_>, j: &JudgedCreator) -> Cell {
    let stages = j.deals.iter().filter_map(|id| now.deal(*id)?.stage);
    let stages: BTreeSet<Stage> = stages.collect();
    match stages.iter().collect::<Vec<_>>().as_slice() {
        [one] => Value::Word(one.word_id().to_owned()).into(),
        [] => Value::Missing.into(),
        _ => Value::Word("review-several".into()).into(),
    }
}

/// What speaks most for the advice beside the return itself, which stands in a column: that refunds are high where they
/// are, else what made it dear, or why it rests on little.
fn reason<'j>(now: &Side<'_>, j: &'j JudgedCreator) -> Option<&'j Message> {
    let all = &j.judged.reasons;
    let refunds = all.iter().find(|r| r.id == "reason-refunds");
    let high = refunds_high(now, &j.sums);
    let beside = all.iter().find(|r| !is_threshold(r));
    // and first of all what would turn it
    let turned = all.iter().find(|r| r.id.starts_with("reason-other-days"));
    let refunds = refunds.filter(|_| high);
    refunds.or(turned).or(beside).or(all.first())
}

/// Whether refunds are above what the person has set.
fn refunds_high(now: &Side<'_>, s: &Sums) -> bool {
    s.refund_rate()
        .zip(now.by.rules.refunds)
        .is_some_and(|(rate, edge)| rate.cmp_to(edge) == std::cmp::Ordering::Greater)
}

fn worst_first(j: &JudgedCreator, now: &Side<'_>) -> (Currency, Option<i128>) {
    (j.currency, gain(&j.sums, now.by.rules))
}

/// Whom to let go.
pub fn eliminate(now: &Side<'_>, was: &Was, all: &[JudgedCreator]) -> Section {
    let mut section = Section::new(
        "eliminate",
        Message::new("review-about-eliminate"),
        list_columns(),
    );
    let bad = |j: &&JudgedCreator| {
        j.judged.verdict == Verdict::Drop && !now.is_idle(&j.sums) || refunds_high(now, &j.sums)
    };
    let mut bad: Vec<_> = all.iter().filter(bad).collect();
    bad.sort_by_key(|j| worst_first(j, now));
    for j in bad {
        section.row(list_row(now, was, j), Behind::Creator(j.id));
    }
    if now.by.rules.refunds.is_none() {
        section
            .notes
            .push(Message::new("review-note-no-refund-threshold"));
    }
    section
}

/// Whom to pay again.
pub fn reinvest(now: &Side<'_>, was: &Was, all: &[JudgedCreator]) -> Section {
    let mut section = Section::new(
        "reinvest",
        Message::new("review-about-reinvest"),
        list_columns(),
    );
    let good = |j: &&JudgedCreator| {
        j.judged.verdict == Verdict::Keep
            && j.judged.confidence == Confidence::Good
            && !refunds_high(now, &j.sums)
    };
    let mut good: Vec<_> = all.iter().filter(good).collect();
    good.sort_by_key(|j| {
        (
            j.currency,
            std::cmp::Reverse(gain(&j.sums, now.by.rules)),
            j.id,
        )
    });
    for j in good {
        section.row(list_row(now, was, j), Behind::Creator(j.id));
    }
    section
}

/// Whom to test again with something changed.
pub fn retest(now: &Side<'_>, was: &Was, all: &[JudgedCreator]) -> Section {
    let about = Message::new("review-about-retest");
    let mut section = Section::new("retest", about, list_columns());
    let between =
        |j: &&JudgedCreator| j.judged.verdict == Verdict::Optimise && !refunds_high(now, &j.sums);
    let mut between: Vec<_> = all.iter().filter(between).collect();
    between.sort_by_key(|j| {
        let sold = j.sums.sales(now.by.rules).gmv;
        (j.currency, std::cmp::Reverse(sold), j.id)
    });
    for j in between {
        section.row(list_row(now, was, j), Behind::Creator(j.id));
    }
    section
}

/// Everybody.
pub fn everybody(now: &Side<'_>, was: &Was, all: &[JudgedCreator]) -> Section {
    let mut section = Section::new(
        "everybody",
        Message::new("review-about-everybody"),
        list_columns(),
    );
    section.brief = BRIEF;
    for j in all {
        section.row(list_row(now, was, j), Behind::Creator(j.id));
    }
    section
}

/// The commission that those who are paid by it alone were promised, as a raw share: the middle of what their sales cost.
fn usual_commission(now: &Side<'_>) -> Option<i64> {
    let mut all: Vec<i64> = now
        .deals
        .iter()
        .filter(|d| d.deal.mode == Some(Mode::PureCommission))
        .flat_map(|d| {
            d.purse
                .each()
                .map(|(_, s)| whatif::now(s, Lever::Commission))
        })
        .flatten()
        .filter(|raw| *raw > 0)
        .collect();
    all.sort_unstable();
    let high = *all.get(all.len() / 2)?;
    let low = all
        .get(all.len().saturating_sub(1) / 2)
        .copied()
        .unwrap_or(high);
    Some(low + (high - low) / 2)
}

/// What has to be known of each creator: the reasons of the advice, what its videos did, and for whoever had a fee what
/// the same sales would have returned on commission alone.
pub fn asides(now: &Side<'_>) -> BTreeMap<u32, Vec<Message>> {
    let rules = now.by.rules;
    let usual = usual_commission(now);
    let mut all: BTreeMap<u32, Vec<Message>> = BTreeMap::new();
    for j in judged(now) {
        let said = all.entry(j.id).or_default();
        said.extend(j.judged.reasons.iter().cloned());
        let fee = j.sums.costs[CostKind::FixedFee].unwrap_or(0);
        if let Some(usual) = usual.filter(|_| fee > 0) {
            let mut scenario = Scenario::default();
            scenario.set(Lever::Fee, Some(0));
            scenario.set(Lever::Commission, Some(usual));
            let other = whatif::supposed(&j.sums, &scenario);
            if let Some(returned) = other.and_then(|s| s.numbers(rules).returned) {
                let rate = Ratio::from_raw(usual, Unit::Ratio);
                said.push(
                    Message::new("review-on-commission")
                        .with("rate", rate.percent())
                        .with("percent", returned.percent()),
                );
            }
        }
    }
    all
}
