//! What if: levers that are moved by keys, and the numbers beside what they are now.

use super::table::columns;
use super::{ReturnsView, Tab, Table, percent, role, sum, times};
use crate::app::State;
use crate::app::format::MISSING;
use crate::app::layer::Layer;
use crate::app::naming::{self, NameFor};
use crate::app::rich::Role;
use crate::domain::collab::native::{Cell, Value, money};
use crate::domain::collab::typed::{self, Typed};
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::number::{Decimal, Unit};
use crate::domain::returns::sums::FINE;
use crate::domain::returns::whatif::{Lever, now, supposed};
use crate::domain::returns::{Ratio, Sums};
use crate::messages::{Edit, Effect};

/// From 1 to this a plain number can be so many times today's price as well as so many percent of it.
const UNCLEAR: i64 = 10;

fn view(state: &State) -> Option<&ReturnsView> {
    match state.layers.last() {
        Some(Layer::Returns(view)) => Some(view),
        _ => None,
    }
}

fn main(view: &ReturnsView) -> Option<(Currency, &Sums)> {
    view.account.as_ref()?.returns.main()
}

/// The lever under the cursor.
pub fn lever(state: &State) -> Option<Lever> {
    let view = view(state).filter(|v| v.tab == Tab::WhatIf)?;
    Lever::ALL.get(view.cursor).copied()
}

fn shown(lever: Lever, raw: i64, currency: Currency) -> String {
    match lever.is_money() {
        true => money(raw, currency),
        // as far as anybody moves it
        false => format!("{} %", Ratio::from_raw(raw, Unit::Ratio).percent()),
    }
}

/// Levers, then the numbers: now and then.
pub fn table(state: &State, view: &ReturnsView) -> Table {
    let Some((currency, sums)) = main(view).filter(|(_, s)| s.direct.gmv.is_some()) else {
        return Table::default();
    };
    let rules = &state.settings.returns;
    let then = supposed(sums, &view.scenario);
    let dim = |text: String| (Role::Dim, text);
    let mut rows: Vec<Vec<(Role, String)>> = Vec::new();
    for lever in Lever::ALL {
        let is = now(sums, lever);
        let said = |raw: Option<i64>| raw.map_or(MISSING.to_owned(), |r| shown(lever, r, currency));
        let set = view.scenario.get(lever);
        rows.push(vec![
            (
                Role::Plain,
                state.words.get(&format!("lever-{}", lever.key())),
            ),
            dim(said(is)),
            match set {
                Some(_) => (Role::Accent, said(set)),
                None => dim(said(is)),
            },
        ]);
    }
    let numbers = |s: &Sums| {
        let n = s.numbers(rules);
        let verdict = s.verdict(rules);
        let gain = s.gain(rules).map(|g| (g + FINE / 2).div_euclid(FINE));
        let amount = |raw: Option<i128>| raw.map_or(MISSING.to_owned(), |raw| sum(raw, currency));
        let even = s.break_even(rules).and_then(|r| r.to_raw(Unit::Count));
        [
            (role(verdict), percent(n.returned)),
            (Role::Plain, percent(n.net)),
            (Role::Plain, percent(n.revenue)),
            (Role::Plain, times(n.roas)),
            (Role::Plain, amount(gain)),
            (Role::Plain, amount(s.cost(rules))),
            (Role::Plain, amount(even.map(i128::from))),
            (role(verdict), state.words.get(verdict.word_id())),
        ]
    };
    let names = [
        "number-return",
        "number-net",
        "number-revenue",
        "number-roas",
        "money-profit",
        "roi-cost",
        "whatif-even",
        "whatif-verdict",
    ];
    let is = numbers(sums);
    let would = then.as_ref().map(numbers);
    for (nth, (id, (_, now))) in names.into_iter().zip(is).enumerate() {
        let would = would.as_ref().and_then(|w| w.get(nth)).cloned();
        rows.push(vec![
            (Role::Plain, state.words.get(id)),
            dim(now),
            would.unwrap_or((Role::Dim, MISSING.to_owned())),
        ]);
    }
    Table {
        columns: columns(state, &[("whatif", false), ("now", true), ("then", true)]),
        rows,
        ..Table::default()
    }
}

/// Shows it.
pub fn open(state: &mut State) -> Vec<Effect> {
    if let Some(Layer::Returns(view)) = state.layers.last_mut() {
        view.tab = Tab::WhatIf;
        view.cursor = 0;
        view.only = None;
    }
    Vec::new()
}

/// A twentieth of what is spent, as a round sum.
fn step_of(sums: &Sums) -> i64 {
    let twentieth = sums.costs.total().unwrap_or(0) / 20;
    let twentieth = i64::try_from(twentieth).unwrap_or(0).max(10_000);
    let scale = 10i64.pow(twentieth.ilog10());
    twentieth / scale * scale
}

/// Moves the lever under the cursor by so many steps: points of a share, a twentieth of what is spent.
pub fn nudge(state: &mut State, by: i64) -> Vec<Effect> {
    let Some(lever) = lever(state) else {
        return Vec::new();
    };
    let Some(Layer::Returns(view)) = state.layers.last_mut() else {
        return Vec::new();
    };
    let Some((_, sums)) = main(view) else {
        return Vec::new();
    };
    let step = match lever {
        l if l.is_money() => step_of(sums),
        Lever::Price => Unit::Ratio.per_one() / 20,
        _ => Unit::Ratio.per_one() / 100,
    };
    // a margin that nobody knows is tried out from a third on
    let unknown = Unit::Ratio.per_one() / 10 * 3;
    let from = view.scenario.get(lever).or_else(|| now(sums, lever));
    let from = from.unwrap_or(unknown);
    // to whole steps: 33.4 % goes to 34 %, not to 34.4 %
    let steps = match by > 0 {
        true => from.div_euclid(step) + by,
        false => -(-from).div_euclid(step) + by,
    };
    let most = match lever {
        l if l.is_money() || l == Lever::Price => i64::MAX,
        _ => Unit::Ratio.per_one(),
    };
    let to = steps.saturating_mul(step).clamp(0, most);
    view.scenario.set(lever, Some(to));
    Vec::new()
}

/// Asks for the value of the lever under the cursor.
pub fn ask(state: &mut State) -> Vec<Effect> {
    let Some(lever) = lever(state) else {
        return Vec::new();
    };
    let text = view(state).and_then(|v| {
        let (currency, sums) = main(v)?;
        let raw = v.scenario.get(lever).or_else(|| now(sums, lever))?;
        Some(Value::Number(raw).plain(cell(lever), currency))
    });
    naming::ask_with(state, NameFor::WhatIf(lever), &text.unwrap_or_default())
}

const fn cell(lever: Lever) -> Cell {
    if lever.is_money() {
        Cell::Money
    } else {
        Cell::Ratio
    }
}

/// A price as a raw share of today's: `110`, `110 %`, `+10 %`, `0.9`. A plain number is percent, as everywhere; but one
/// a little above 1 could mean either, and nothing is guessed. None where nothing was typed.
fn price(text: &str) -> Result<Option<i64>, Message> {
    let wrong = |id| Message::new(id).with("value", text.trim());
    let typed = typed::plain_width(text);
    let typed = typed.trim();
    let (body, percent) = match typed.strip_suffix('%') {
        Some(body) => (body.trim_end(), true),
        None => (typed, false),
    };
    if body.is_empty() && !percent {
        return Ok(None);
    }
    let more = body.starts_with(['+', '-']);
    let number = Decimal::parse(&typed::decimal_comma(body));
    let number = number.ok_or_else(|| wrong("whatif-price"))?;
    let one = Decimal::whole(1);
    let raw = |d: Decimal| d.to_raw(Unit::Ratio).map(|(raw, _)| raw & !1);
    let whole = raw(one).unwrap_or_default();
    let share = raw(number).ok_or_else(|| wrong("whatif-price"))?;
    let raw = match percent || more {
        true => raw(number.percent()),
        false if share > whole && share < whole * UNCLEAR => {
            return Err(wrong("whatif-price-unclear"));
        }
        false if share <= whole => Some(share),
        false => raw(number.percent()),
    };
    let raw = raw.and_then(|raw| raw.checked_add(if more { whole } else { 0 }));
    raw.filter(|raw| *raw >= 0)
        .map(Some)
        .ok_or_else(|| wrong("whatif-price"))
}

/// A value was typed; nothing puts it back.
///
/// # Errors
/// A sentence that says what cannot be read.
pub fn take(state: &mut State, lever: Lever, text: &str) -> Result<(), Message> {
    let typed = match lever {
        Lever::Price => Typed {
            value: price(text)?.map(Value::Number),
            currency: None,
        },
        _ => typed::value(cell(lever), text, state.today)?,
    };
    let raw = match typed.value {
        Some(Value::Number(raw)) => Some(raw),
        _ => None,
    };
    let below = lever.is_money() || lever == Lever::Price;
    if let Some(raw) = raw
        && (raw < 0 || (!below && raw > Unit::Ratio.per_one()))
    {
        return Err(Message::new("whatif-out").with("value", text.trim()));
    }
    let layer = state.layers.iter_mut().rev().find_map(|l| match l {
        Layer::Returns(view) => Some(view),
        _ => None,
    });
    if let Some(view) = layer {
        let currency = main(view).map(|(c, _)| c);
        if let Some(other) = typed.currency
            && Some(other) != currency
        {
            let code = currency.unwrap_or_default();
            return Err(Message::new("whatif-other-currency").with("currency", code.code()));
        }
        view.scenario.set(lever, raw);
    }
    Ok(())
}

/// Everything as it is.
pub fn reset(state: &mut State) -> Vec<Effect> {
    if let Some(Layer::Returns(view)) = state.layers.last_mut() {
        view.scenario = Default::default();
    }
    Vec::new()
}

/// Whether anything is supposed.
pub fn supposes(state: &State) -> Result<(), &'static str> {
    match view(state) {
        Some(view) if view.tab == Tab::WhatIf && !view.scenario.is_empty() => Ok(()),
        _ => Err("whatif-nothing"),
    }
}

/// Writes the scenario into a note of the creator.
pub fn save(state: &mut State) -> Vec<Effect> {
    let Some(view) = view(state) else {
        return Vec::new();
    };
    let Some((currency, sums)) = main(view) else {
        return Vec::new();
    };
    let Some(then) = supposed(sums, &view.scenario) else {
        return Vec::new();
    };
    let rules = &state.settings.returns;
    let levers = Lever::ALL.into_iter().filter_map(|lever| {
        let to = shown(lever, view.scenario.get(lever)?, currency);
        let from = now(sums, lever).map_or(MISSING.to_owned(), |r| shown(lever, r, currency));
        let name = state.words.get(&format!("lever-{}", lever.key()));
        Some(format!("{name} {from} → {to}"))
    });
    let (is, would) = (sums.numbers(rules), then.numbers(rules));
    let pair = |id: &str, a: Option<Ratio>, b: Option<Ratio>| {
        format!("{} {} → {}", state.words.get(id), percent(a), percent(b))
    };
    let said = Message::new("whatif-note")
        .with("levers", levers.collect::<Vec<_>>().join(", "))
        .with(
            "returned",
            pair("number-return", is.returned, would.returned),
        )
        .with("net", pair("number-net", is.net, would.net))
        .word("verdict", then.verdict(rules).word_id());
    vec![Effect::Edit(Edit::AddNote {
        creator: view.creator,
        body: state.words.say(&said),
    })]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_a_share_of_todays() {
        let percent = |text: &str| {
            let raw = price(text).unwrap().unwrap();
            Ratio::from_raw(raw, Unit::Ratio).percent()
        };
        for (typed, means) in [
            ("110", "110"),
            ("110 %", "110"),
            ("１１０％", "110"),
            ("+10%", "110"),
            ("+10", "110"),
            ("-12.5 %", "87.5"),
            ("90", "90"),
            ("0.9", "90"),
            ("1", "100"),
            ("100", "100"),
            ("1.1 %", "1.1"),
            ("0", "0"),
        ] {
            assert_eq!(percent(typed), means, "{typed}");
        }
        assert_eq!(price("  "), Ok(None));
        let wrong = |text: &str| price(text).unwrap_err().id;
        assert_eq!(wrong("1.1"), "whatif-price-unclear");
        for typed in ["-110", "dear", "%", "-200 %"] {
            assert_eq!(wrong(typed), "whatif-price", "{typed}");
        }
    }
}
