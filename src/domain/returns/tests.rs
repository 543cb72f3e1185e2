//! The worked examples of the field, number by number.

use super::audience::Match;
use super::budget;
use super::cost::{CostKind, Costs};
use super::epochs::Epochs;
use super::funnel::{Funnel, Rate};
use super::margin::Margins;
use super::numbers::{Rules, Scope};
use super::ratio::Ratio;
use super::reckon::{self, Cell, Facts, Lines, Sold, Typed};
use super::sums::Sums;
use super::verdict::{Confidence, Known, Verdict};
use crate::domain::field::Metric;
use crate::domain::metrics;
use crate::domain::money::Currency;
use crate::domain::number::{Decimal, Unit};

fn usd() -> Currency {
    Currency::parse("USD").unwrap()
}

fn money(text: &str) -> i64 {
    Decimal::parse(text).unwrap().to_raw(Unit::Money).unwrap().0
}

fn share(text: &str) -> i64 {
    Decimal::parse(text).unwrap().to_raw(Unit::Ratio).unwrap().0
}

fn typed(gmv: Option<&str>, margin: Option<&str>, costs: &[(CostKind, &str)]) -> Facts {
    let mut all = Costs::default();
    for (kind, raw) in costs {
        all.add(*kind, money(raw));
    }
    Facts {
        typed: Typed {
            currency: usd(),
            gmv: gmv.map(money),
            margin: margin.map(share),
            costs: all,
            ..Typed::default()
        },
        ..Facts::default()
    }
}

fn sums(facts: &Facts) -> Sums {
    let reckoned = reckon::reckon(facts, &Margins::default(), &[]);
    *reckoned.purse.main().unwrap().1
}

fn four(of: &Sums, rules: &Rules) -> [String; 4] {
    let n = of.numbers(rules);
    [n.net, n.returned, n.revenue, n.roas].map(|r| r.map_or("—".to_owned(), |r| r.fixed(4)))
}

use CostKind::{Boost, Commission, FixedFee, Labour, Other, Sample, Shipping};

#[test]
fn r1_to_r4() {
    let rules = Rules::default();
    let mut r1 = typed(Some("800"), Some("0.3"), &[(Commission, "200")]);
    assert_eq!(
        four(&sums(&r1), &rules),
        ["0.2000", "1.2000", "3.0000", "4.0000"]
    );
    assert_eq!(sums(&r1).verdict(&rules), Verdict::Keep);

    let mut r3 = r1.clone();
    r3.typed.costs.add(Sample, money("12"));
    r3.typed.costs.add(Shipping, money("8"));
    let labour = reckon::labour(Some(money("0.5")), Some(money("30")));
    r3.typed.costs.add(Labour, labour.unwrap());
    let s = sums(&r3);
    assert_eq!(s.cost(&rules), Some(money("235").into()));
    assert_eq!(four(&s, &rules)[..2], ["0.0213", "1.0213"]);
    assert_eq!(s.verdict(&rules), Verdict::Keep);
    let strict = Rules {
        scope: Scope::Commission,
        ..Rules::default()
    };
    assert_eq!(four(&s, &strict)[..2], ["0.2000", "1.2000"]);

    r1.typed.refunds = Some(money("100"));
    let r2 = sums(&r1);
    assert_eq!(four(&r2, &rules), ["0.0500", "1.0500", "2.5000", "4.0000"]);
    assert_eq!(r2.refund_rate().unwrap().percent(), "12.5");
    assert_eq!(r2.verdict(&rules), Verdict::Keep);

    let mut r4 = typed(Some("30000"), None, &[(Other, "5000")]);
    r4.contents = 3;
    let s = sums(&r4);
    assert_eq!(four(&s, &rules), ["—", "—", "5.0000", "6.0000"]);
    assert_eq!(s.verdict(&rules), Verdict::NoMargin);
    let each = s.cost_per_content(s.cost(&rules)).unwrap();
    assert_eq!(Ratio::fixed(of_money(each), 2), "1666.67");
    r4.typed.margin = Some(share("0.3"));
    assert_eq!(four(&sums(&r4), &rules)[..2], ["0.8000", "1.8000"]);
}

/// Raw money as units of its currency.
fn of_money(raw: Ratio) -> Ratio {
    let (num, den) = (raw.rounded(8), 10i128.pow(8) * 10_000);
    Ratio::of(num.mantissa, den).unwrap()
}

#[test]
fn r5_to_r9() {
    let rules = Rules::default();
    let full = [
        (FixedFee, "800"),
        (Shipping, "50"),
        (Boost, "500"),
        (Labour, "90"),
    ];
    let r5 = sums(&typed(None, Some("0.3"), &full));
    assert_eq!(r5.cost(&rules), Some(money("1440").into()));
    assert_eq!(of_money(r5.break_even(&rules).unwrap()).fixed(2), "4800.00");
    assert_eq!(r5.verdict(&rules), Verdict::NoData);

    let r6 = sums(&typed(Some("5000"), Some("0.3"), &full));
    assert_eq!(four(&r6, &rules), ["0.0417", "1.0417", "2.4722", "3.4722"]);
    assert_eq!(r6.verdict(&rules), Verdict::Keep);
    assert_eq!(of_money(r6.break_even(&rules).unwrap()).fixed(2), "4800.00");

    for (gmv, want) in [
        ("100.01", Verdict::Keep),
        ("100.00", Verdict::Optimise),
        ("50.00", Verdict::Optimise),
        ("49.99", Verdict::Drop),
    ] {
        let r7 = sums(&typed(Some(gmv), Some("1"), &[(Other, "100")]));
        assert_eq!(r7.verdict(&rules), want, "{gmv}");
    }

    let r8 = sums(&typed(Some("500"), None, &[(Commission, "0")]));
    assert_eq!(four(&r8, &rules), ["—"; 4]);
    assert_eq!(r8.verdict(&rules), Verdict::NoCost);

    let r9 = sums(&typed(Some("0"), Some("0.3"), &[(Commission, "200")]));
    assert_eq!(four(&r9, &rules)[..2], ["-1.0000", "0.0000"]);
    assert_eq!(r9.verdict(&rules), Verdict::Drop);
    let s = sums(&typed(None, None, &[]));
    assert_eq!(s.verdict(&rules), Verdict::NoData);
}

#[test]
fn thresholds_can_stand_on_net_roi() {
    let rules = Rules {
        on_net: true,
        ..Rules::default()
    };
    let r1 = sums(&typed(Some("800"), Some("0.3"), &[(Commission, "200")]));
    assert_eq!(r1.verdict(&rules), Verdict::Drop);
    let high = sums(&typed(Some("2000"), Some("0.3"), &[(Commission, "200")]));
    assert_eq!(high.verdict(&rules), Verdict::Keep);
}

#[test]
fn f1_the_funnel() {
    let mut f1 = typed(Some("2250"), None, &[(Other, "450")]);
    f1.typed.orders = Some(75);
    f1.typed.funnel = Funnel {
        plays: Some(100_000),
        clicks: Some(2_500),
        ..Funnel::default()
    };
    let s = sums(&f1);
    assert_eq!(s.rate(Rate::Ctr).unwrap().fixed(4), "0.0250");
    assert_eq!(s.rate(Rate::Cvr).unwrap().fixed(4), "0.0300");
    assert_eq!(s.rate(Rate::PlatformCtr), None);
    assert_eq!(of_money(s.order_value().unwrap()).fixed(2), "30.00");
    assert_eq!(of_money(s.gpm().unwrap()).fixed(2), "22.50");
    let cpm = s.cpm(&Rules::default()).unwrap();
    assert_eq!(of_money(cpm).fixed(2), "4.50");
}

#[test]
fn e1_engagement() {
    let mut e1 = typed(None, None, &[]);
    e1.funnel = Funnel {
        plays: Some(10_000),
        likes: Some(450),
        comments: Some(80),
        shares: Some(30),
        ..Funnel::default()
    };
    let s = sums(&e1);
    let passes = |metric, rate| {
        let raw = s.rate(rate).unwrap().to_raw(Unit::Ratio).unwrap();
        metrics::benchmark(metric, None).unwrap().passes(raw)
    };
    assert_eq!(s.rate(Rate::Engagement).unwrap().percent(), "5.6");
    assert!(passes(Metric::Engagement, Rate::Engagement));
    assert_eq!(s.rate(Rate::Like).unwrap().percent(), "4.5");
    assert!(!passes(Metric::LikeRate, Rate::Like));
    assert_eq!(s.rate(Rate::Share).unwrap().percent(), "0.3");
    assert!(!passes(Metric::ShareRate, Rate::Share));
}

#[test]
fn m1_fans_and_buyers() {
    let bands = |all: [&str; 5]| all.map(|s| (!s.is_empty()).then(|| share(s)));
    let fans = bands(["", "0.6", "0.25", "0.15", ""]);
    let buyers = bands(["0", "0.2", "0.55", "0.25", "0"]);
    let m1 = Match::of(&fans, &buyers).unwrap();
    assert_eq!(m1.ratio().percent(), "60");
    assert_eq!(m1.mismatch, Some((1, 2)));
    assert_eq!(Match::of(&fans, &fans).unwrap().mismatch, None);
    assert_eq!(Match::of(&fans, &[None; 5]), None);
}

#[test]
fn b1_to_b3_budgets() {
    let split = |raw: &str| budget::split(money(raw), &budget::MIX, 2);
    assert_eq!(split("10000"), ["6000", "3000", "1000"].map(money));
    assert_eq!(split("9999.99"), ["5999.99", "3000", "1000"].map(money));
    let spent = ["5000", "4000", "1000"].map(money);
    let points = budget::deviations(&spent, &budget::MIX).unwrap();
    let points: Vec<String> = points.into_iter().map(|p| p.fixed(0)).collect();
    assert_eq!(points, ["-10", "10", "0"]);
}

#[test]
fn c1_c2_t1() {
    let waist = budget::waist_cpm(money("10")).unwrap();
    assert_eq!(of_money(waist).fixed(2), "6.00");
    let tenths = |n| Decimal {
        mantissa: n,
        scale: 1,
    };
    let (low, high) = budget::agreed(money("1000"), tenths(2), tenths(3)).unwrap();
    assert_eq!(
        (of_money(low).fixed(0), of_money(high).fixed(0)),
        ("700".into(), "800".into())
    );
    assert_eq!(budget::ordering_share(18, 120).unwrap().percent(), "15");
}

/// What lines say stands; what was typed is what was planned.
#[test]
fn lines_go_before_what_was_typed() {
    let mut facts = typed(
        Some("999"),
        None,
        &[(Commission, "77"), (Boost, "10"), (Sample, "12")],
    );
    facts.typed.orders = Some(3);
    let cell = |product, since| Cell {
        currency: usd(),
        product,
        indirect: false,
        since,
    };
    let sold = |gmv: &str, commission: &str| Sold {
        gmv: money(gmv).into(),
        commission: money(commission).into(),
        items: 2,
        lines: 2,
        ..Sold::default()
    };
    facts.lines = Lines {
        cells: [
            (cell(1, Epochs::ALWAYS), sold("100", "10")),
            (cell(1, 100), sold("100", "10")),
            (cell(2, Epochs::ALWAYS), sold("50", "5")),
        ]
        .into(),
        orders: [(usd(), 5)].into(),
        days: None,
    };
    let mut parcels = Costs::default();
    parcels.add(Sample, money("20"));
    facts.ledger.insert(usd(), parcels);
    let mut margins = Margins::default();
    margins.add(None, None, share("0.1"));
    margins.add(Some(1), None, share("0.3"));
    margins.add(Some(1), Some(100), share("0.4"));
    let reckoned = reckon::reckon(&facts, &margins, &[]);
    assert!(reckoned.general_margin);
    let s = reckoned.purse.main().unwrap().1;
    let rules = Rules::default();
    assert_eq!(s.direct.gmv, Some(money("250").into()));
    assert_eq!(s.orders, Some(5));
    assert_eq!(s.items, Some(6));
    assert_eq!(s.costs[Commission], Some(money("25").into()));
    assert_eq!(s.planned[Commission], Some(money("77").into()));
    assert_eq!(s.costs[Sample], Some(money("20").into()));
    assert_eq!(s.planned[Sample], Some(money("12").into()));
    assert_eq!(s.costs[Boost], Some(money("10").into()));
    // 100 × 0.3 + 100 × 0.4 + 50 × 0.1 = 75 against 55
    assert_eq!(s.numbers(&rules).returned, Ratio::of(75, 55));
    assert_eq!(s.margin, None);
}

/// What lines say nothing of is not 0: what was typed stands, and where that is nothing, nothing is known.
#[test]
fn silent_lines_leave_what_was_typed() {
    let mut facts = typed(Some("300"), Some("0.5"), &[(Commission, "40")]);
    facts.typed.refunds = Some(money("30"));
    let cell = Cell {
        currency: usd(),
        product: 1,
        indirect: false,
        since: Epochs::ALWAYS,
    };
    let silent = Sold {
        lines: 2,
        orders: 2,
        untold: [2, 2, 2],
        ..Sold::default()
    };
    facts.lines.cells.insert(cell, silent);
    facts.lines.orders.insert(usd(), 2);
    let s = sums(&facts);
    assert_eq!(s.direct.gmv, Some(money("300").into()));
    assert_eq!(s.direct.refunds, Some(money("30").into()));
    assert_eq!((s.orders, s.unpriced), (Some(2), 0));
    assert_eq!(s.costs[Commission], Some(money("40").into()));
    facts.typed.gmv = None;
    facts.typed.refunds = None;
    let s = sums(&facts);
    assert_eq!((s.direct.gmv, s.unpriced), (None, 2));
    assert_eq!(s.numbers(&Rules::default()).returned, None);
    assert_eq!(s.verdict(&Rules::default()), Verdict::NoData);
    // some say it
    facts.lines.cells.of(cell).untold = [1, 1, 1];
    facts.lines.cells.of(cell).gmv = money("80").into();
    let s = sums(&facts);
    assert_eq!((s.direct.gmv, s.unpriced), (Some(money("80").into()), 1));
    assert_eq!(s.order_value(), None);
    assert_eq!(s.costs[Commission], Some(0));
}

#[test]
fn currencies_are_never_added() {
    let mut facts = typed(None, Some("0.3"), &[(FixedFee, "100")]);
    let gbp = Currency::parse("GBP").unwrap();
    let cell = Cell {
        currency: gbp,
        product: 1,
        indirect: false,
        since: Epochs::ALWAYS,
    };
    let sold = Sold {
        gmv: money("500").into(),
        ..Sold::default()
    };
    facts.lines.cells.insert(cell, sold);
    let reckoned = reckon::reckon(&facts, &Margins::default(), &[]);
    let all: Vec<_> = reckoned.purse.each().map(|(c, _)| c).collect();
    assert_eq!(all, [gbp, usd()]);
    assert_eq!(reckoned.purse.main().unwrap().0, gbp);
}

#[test]
fn reasons_name_what_would_help() {
    let rules = Rules::default();
    let costs = [(Commission, "130"), (Boost, "70")];
    let mut facts = typed(Some("693.34"), Some("0.3"), &costs);
    facts.typed.orders = Some(3);
    let judged = sums(&facts).judge(&rules, Known::default());
    let ids: Vec<_> = judged.reasons.iter().map(|m| m.id).collect();
    assert_eq!(
        ids,
        [
            "reason-return-above",
            "reason-cost-part",
            "reason-few-orders"
        ]
    );
    let part = &judged.reasons[1];
    let arg = |name| {
        part.args
            .iter()
            .find(|(n, _)| *n == name)
            .map(|(_, a)| a.clone())
    };
    assert_eq!(arg("percent"), Some("35".into()));
    assert_eq!(arg("without"), Some("160".into()));
}

#[test]
fn costs_without_known_sales_are_named_and_what_would_be_without_them() {
    let rules = Rules::default();
    // done: 300 of gross profit on 200; running: 200 of cost, and nobody knows what it sells
    let done = typed(Some("1000"), Some("0.3"), &[(FixedFee, "200")]);
    let running = typed(None, Some("0.3"), &[(FixedFee, "200")]);
    let mut both = sums(&done);
    both.join(&sums(&running));
    assert_eq!(both.unsold_cost(&rules), i128::from(money("200")));
    let judged = both.judge(&rules, Known::default());
    assert_eq!(judged.verdict, Verdict::Optimise);
    let said = judged.reasons.iter().find(|m| m.id == "reason-unsold");
    let args: Vec<_> = said
        .unwrap()
        .args
        .iter()
        .map(|(n, a)| (*n, a.clone()))
        .collect();
    assert_eq!(args, [("without", "150".into()), ("percent", "50".into())]);
    // it would be another verdict
    assert_eq!(judged.confidence, Confidence::Weak);
    // commission alone counts: nothing of it is without sales
    let narrow = Rules {
        scope: Scope::Commission,
        ..rules
    };
    assert_eq!(both.unsold_cost(&narrow), 0);
    // a cost in other money than the sales is of one whose sales are known
    let eur = Currency::parse("EUR").unwrap();
    let mut apart = done.clone();
    apart.ledger.of(eur).add(Boost, money("10"));
    let reckoned = reckon::reckon(&apart, &Margins::default(), &[]);
    assert!(reckoned.purse.each().all(|(_, s)| s.unsold == [0; 2]));
    // sales of other days say nothing of these, unless it is known by them that there were none
    let mut elsewhere = running;
    elsewhere.elsewhen.sales = true;
    let all = i128::from(money("200"));
    assert_eq!(sums(&elsewhere).unsold_cost(&Rules::default()), all);
    elsewhere.elsewhen.known = true;
    assert_eq!(sums(&elsewhere).unsold_cost(&narrow), 0);
    assert_eq!(sums(&elsewhere).unsold, [0; 2]);
}

#[test]
fn conversion_is_of_those_whose_clicks_and_orders_are_known() {
    let of = |orders: Option<i64>, clicks: Option<i64>| {
        let mut facts = typed(None, None, &[]);
        facts.typed.orders = orders;
        facts.typed.funnel.clicks = clicks;
        sums(&facts)
    };
    let cvr = |parts: &[Sums]| {
        let mut all = Sums::default();
        parts.iter().for_each(|s| all.join(s));
        all.rate(Rate::Cvr).map(|r| r.percent())
    };
    let known = of(Some(4), Some(200));
    assert_eq!(cvr(&[known]), Some("2".to_owned()));
    // clicks of which no orders are known, and orders that came without a click
    assert_eq!(
        cvr(&[known, of(None, Some(200)), of(Some(9), None)]),
        Some("2".to_owned())
    );
    assert_eq!(cvr(&[of(None, Some(200)), known]), Some("2".to_owned()));
    assert_eq!(cvr(&[of(None, Some(200)), of(Some(9), None)]), None);
    assert_eq!(cvr(&[known, of(Some(0), Some(200))]), Some("1".to_owned()));
}

#[test]
fn a_cost_that_does_not_count_leaves_the_typed_one() {
    let eur = Currency::parse("EUR").unwrap();
    let mut facts = typed(Some("800"), Some("0.3"), &[(FixedFee, "70")]);
    facts.ledger.of(eur).add(FixedFee, money("10"));
    let cost = |meets: &[Currency]| {
        let reckoned = reckon::reckon(&facts, &Margins::default(), meets);
        let of = |c| reckoned.purse.each().find(|(of, _)| *of == c).unwrap().1;
        [of(usd()), of(eur)].map(|s| s.costs[FixedFee].map(|raw| raw / 10_000))
    };
    assert_eq!(cost(&[]), [Some(70), Some(10)]);
    // at a rate the ledger goes before what was typed
    assert_eq!(cost(&[usd(), eur]), [None, Some(10)]);
    facts.ledger.of(usd()).add(FixedFee, money("60"));
    let cost = sums(&facts).costs[FixedFee];
    assert_eq!(cost, Some(money("60").into()));
}

#[test]
fn orders_are_worth_and_refunds_are_of_what_is_known_together() {
    let of = |gmv: Option<&str>, orders: Option<i64>, refunds: Option<&str>| {
        let mut facts = typed(gmv, None, &[]);
        facts.typed.orders = orders;
        facts.typed.refunds = refunds.map(money);
        sums(&facts)
    };
    let mut all = of(Some("100"), Some(4), Some("10"));
    all.join(&of(Some("900"), None, None));
    all.join(&of(None, Some(50), None));
    let raw = |r: Option<Ratio>| r.map(|r| r.percent());
    // 100 in 4 orders: 25 each; 10 of these 100 came back
    let worth = all.order_value().and_then(|v| v.to_raw(Unit::Count));
    assert_eq!(worth, Some(250_000));
    assert_eq!(raw(all.refund_rate()), Some("10".to_owned()));
    assert_eq!(all.direct.gmv, Some(money("1000").into()));
    let mut apart = of(Some("900"), None, None);
    assert_eq!(apart.order_value(), None);
    apart.join(&of(None, Some(50), None));
    assert_eq!(apart.order_value(), None);
    // counts that belong together, whatever parts they came from
    apart.unpair();
    let worth = apart.order_value().and_then(|v| v.to_raw(Unit::Count));
    assert_eq!(worth, Some(180_000));
}

#[test]
fn commission_that_was_agreed_and_stands_nowhere_is_said() {
    let rules = Rules::default();
    let said = |s: &Sums| {
        let judged = s.judge(&rules, Known::default());
        let found = judged.reasons.iter().find(|m| m.id == "reason-owed");
        let with = found.and_then(|m| m.args.iter().find(|(n, _)| *n == "with").cloned());
        (judged.verdict, judged.confidence, with.map(|(_, a)| a))
    };
    // 240 of gross profit on 200 is 120 %; with 16 % of the 800, less the 50 that came back, it is on 320
    let mut facts = typed(Some("800"), Some("0.3"), &[(FixedFee, "200")]);
    facts.typed.refunds = Some(money("50"));
    facts.typed.agreed = Some(share("0.16"));
    let one = sums(&facts);
    assert_eq!(one.owed, i128::from(money("120")));
    assert_eq!(one.cost(&rules), Some(money("200").into()));
    let (verdict, confidence, with) = said(&one);
    assert_eq!(verdict, Verdict::Keep);
    assert_eq!((confidence, with), (Confidence::Weak, Some("70.31".into())));
    // with others it adds up
    let mut both = one;
    both.join(&one);
    assert_eq!(both.owed, 2 * one.owed);
    // where it was typed, or stands in the ledger, it is a cost
    let mut paid = facts.clone();
    paid.typed.costs.add(Commission, money("10"));
    assert_eq!(sums(&paid).owed, 0);
    facts.ledger.of(usd()).add(Commission, money("10"));
    assert_eq!(sums(&facts).owed, 0);
    assert_eq!(said(&sums(&facts)).2, None);
}
