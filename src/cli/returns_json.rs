//! Returns as JSON: ratios as decimal numbers with four digits, money as text with its own.

use super::here::Here;
use crate::domain::field::Metric;
use crate::domain::money::Currency;
use crate::domain::number::{Decimal, Unit};
use crate::domain::returns::audience::Bands;
use crate::domain::returns::books::Deal;
use crate::domain::returns::creator::{Returns, date};
use crate::domain::returns::funnel::Rate;
use crate::domain::returns::sums::FINE;
use crate::domain::returns::{Costs, Judged, Numbers, Ratio, Rules, Sums};
use crate::report::Json;

/// A ratio, rounded half away from zero to four digits.
pub fn ratio(r: Option<Ratio>) -> Json {
    r.map_or(Json::Null, |r| {
        let text = r.rounded(4).trimmed().to_string();
        Json::Number(match text.contains('.') {
            true => text,
            false => format!("{text}.0"),
        })
    })
}

/// Raw money, exact, with at least the digits that its currency has.
pub fn money(raw: Option<i128>, currency: Currency) -> Json {
    raw.map_or(Json::Null, |raw| Json::Text(amount(raw, currency)))
}

/// The same as text.
pub fn amount(raw: i128, currency: Currency) -> String {
    let d = Decimal {
        mantissa: raw,
        scale: 4,
    };
    let exact = d.trimmed();
    exact.fixed(exact.scale.max(currency.digits()))
}

/// Money that was worked out rather than noted: raw times [`FINE`], rounded to what its currency has.
pub fn worked_out(fine: i128, currency: Currency) -> String {
    let exact = Ratio::of(fine, FINE * 10_000).map(|r| r.fixed(currency.digits()));
    exact.unwrap_or_default()
}

/// A quotient of raw money, rounded to what its currency has.
pub fn rate_of_money(r: Option<Ratio>, currency: Currency) -> Json {
    r.map_or(Json::Null, |r| {
        let whole = r.rounded(8);
        let d = Decimal {
            mantissa: whole.mantissa,
            scale: 12,
        };
        Json::Text(d.fixed(currency.digits()))
    })
}

fn count(n: Option<i64>) -> Json {
    n.map_or(Json::Null, Json::from)
}

fn code(currency: Currency) -> Json {
    Json::text(currency.is_known().then(|| currency.code()))
}

/// The four numbers.
pub fn numbers(n: &Numbers, currency: Currency) -> Json {
    Json::object([
        ("net", ratio(n.net)),
        ("return", ratio(n.returned)),
        ("revenue", ratio(n.revenue)),
        ("roas", ratio(n.roas)),
        ("currency", code(currency)),
    ])
}

fn costs(of: &Costs, total: Option<i128>, currency: Currency) -> Json {
    let each = of.present();
    let mut all: Vec<(String, Json)> = each
        .map(|(kind, raw)| (kind.key().to_owned(), money(Some(raw), currency)))
        .collect();
    all.push(("total".to_owned(), money(total, currency)));
    Json::Object(all)
}

/// What sums come to, as members of an object.
pub fn sums(here: &Here, currency: Currency, s: &Sums, judged: &Judged) -> Vec<(String, Json)> {
    let rules = &here.settings.returns;
    let side = s.sales(rules);
    let cost = s.cost(rules);
    let fine =
        |raw: Option<i128>| raw.map_or(Json::Null, |raw| Json::Text(worked_out(raw, currency)));
    let f = &s.funnel;
    let mut funnel = vec![
        ("plays", count(f.plays)),
        ("product_impressions", count(f.impressions)),
        ("clicks", count(f.clicks)),
        ("add_to_carts", count(f.carts)),
        ("orders", count(s.orders)),
        ("likes", count(f.likes)),
        ("comments", count(f.comments)),
        ("shares", count(f.shares)),
        ("contents", Json::from(s.contents)),
    ];
    funnel.extend(Rate::ALL.iter().map(|r| (r.key(), ratio(s.rate(*r)))));
    funnel.extend([
        ("aov", rate_of_money(s.order_value(), currency)),
        (
            "units_per_order",
            ratio(Ratio::of_counts(s.items, s.orders)),
        ),
        ("gpm", rate_of_money(s.gpm(), currency)),
        ("cpm", rate_of_money(s.cpm(rules), currency)),
        (
            "cost_per_content",
            rate_of_money(s.cost_per_content(cost), currency),
        ),
        ("refund_rate", ratio(s.refund_rate())),
        ("repurchase_rate", ratio(s.repurchase())),
    ]);
    let mut spent = match costs(&s.costs, s.costs.total(), currency) {
        Json::Object(all) => all,
        _ => Vec::new(),
    };
    spent.push(("counted".to_owned(), money(cost, currency)));
    spent.push((
        "without_sales".to_owned(),
        money(Some(s.unsold_cost(rules)), currency),
    ));
    spent.push((
        "planned".to_owned(),
        costs(&s.planned, s.planned.total(), currency),
    ));
    spent.push(("currency".to_owned(), code(currency)));
    let margin = side
        .profit()
        .zip(side.net())
        .and_then(|(p, n)| Ratio::of(p, n * FINE));
    let revenue = Json::object([
        ("gmv", money(s.direct.gmv, currency)),
        ("refunds", money(s.direct.refunds, currency)),
        ("indirect_gmv", money(s.indirect.gmv, currency)),
        ("net", money(side.net(), currency)),
        ("margin", ratio(margin.or_else(|| typed_margin(s)))),
        ("gross_profit", fine(side.profit())),
        ("profit", fine(s.gain(rules))),
        ("orders", count(s.orders)),
        ("items", count(s.items)),
        ("buyers", count(s.buyers)),
        ("repeat_buyers", count(s.repeat_buyers)),
        ("expected_gmv", money(s.expected, currency)),
        ("break_even", rate_of_money(s.break_even(rules), currency)),
        ("currency", code(currency)),
    ]);
    let long_tail = Json::object([
        ("follower_gain", count(s.follower_gain)),
        ("site_visits", count(s.site_visits)),
        ("brand_searches", count(s.brand_searches)),
    ]);
    let funnel = funnel.into_iter().map(|(k, v)| (k.to_owned(), v));
    vec![
        ("roi".to_owned(), numbers(&s.numbers(rules), currency)),
        (
            "verdict".to_owned(),
            Json::Text(judged.verdict.key().to_owned()),
        ),
        (
            "confidence".to_owned(),
            Json::Text(judged.confidence.key().to_owned()),
        ),
        (
            "reasons".to_owned(),
            Json::texts(judged.reasons.iter().map(|m| here.words.say(m))),
        ),
        ("funnel".to_owned(), Json::Object(funnel.collect())),
        ("costs".to_owned(), Json::Object(spent)),
        ("revenue".to_owned(), revenue),
        ("long_tail".to_owned(), long_tail),
    ]
}

fn typed_margin(s: &Sums) -> Option<Ratio> {
    s.margin.map(|raw| Ratio::from_raw(raw, Unit::Ratio))
}

fn bands(all: &Bands) -> Json {
    let each = Metric::AGE_BAND_NAMES.iter().zip(all);
    Json::Object(
        each.map(|(name, raw)| {
            let share = raw.map(|raw| Ratio::from_raw(raw, Unit::Ratio));
            ((*name).to_owned(), ratio(share))
        })
        .collect(),
    )
}

fn day(days: Option<i32>) -> Json {
    Json::text(days.and_then(date).map(|d| d.to_string()).as_deref())
}

fn deal(d: &Deal) -> Vec<(String, Json)> {
    let text = |t: Option<&str>| Json::text(t);
    [
        ("ref", text(Some(&d.reference))),
        ("campaign", text(d.campaign.as_deref())),
        ("product", text(d.product.as_deref())),
        ("owner", text(d.owner.as_deref())),
        ("stage", text(d.stage.map(|s| s.key()))),
        ("mode", text(d.mode.map(|m| m.key()))),
        ("started", day(d.days.0)),
        ("ended", day(d.days.1)),
        ("decision", text(d.decision.as_deref())),
    ]
    .map(|(k, v)| (k.to_owned(), v))
    .into()
}

/// All of a creator's, as members of an object. `diagnosis` as [`super::returns_text::diagnosis`] found it.
pub fn creator(here: &Here, r: &Returns, fans: &Bands, diagnosis: Json) -> Vec<(String, Json)> {
    let none = Sums::default();
    let (currency, main) = r.main().unwrap_or((Currency::NONE, &none));
    let mut all = vec![("basis".to_owned(), Json::Text(r.basis.key().to_owned()))];
    all.extend(sums(here, currency, main, &r.judged));
    let rules: &Rules = &here.settings.returns;
    let others: Vec<Json> = r
        .purse
        .each()
        .filter(|(c, _)| *c != currency)
        .map(|(c, s)| {
            let cost = s.cost(rules);
            Json::object([
                ("currency", code(c)),
                ("roi", numbers(&s.numbers(rules), c)),
                ("gmv", money(s.direct.gmv, c)),
                ("cost", money(cost, c)),
            ])
        })
        .collect();
    all.push(("other_currencies".to_owned(), Json::List(others)));
    if let Some(raw) = r.listed_refunds {
        all.push((
            "listed_refunds".to_owned(),
            money(Some(raw.into()), currency),
        ));
    }
    all.push(("diagnosis".to_owned(), diagnosis));
    let none = [None; Metric::AGE_BANDS.len()];
    let name = |at: usize| Json::text(Metric::AGE_BAND_NAMES.get(at).copied());
    all.push((
        "audience".to_owned(),
        Json::object([
            ("match", ratio(r.matched.map(|m| m.ratio()))),
            (
                "mismatch",
                match r.matched.and_then(|m| m.mismatch) {
                    Some((fan, buyer)) => {
                        Json::object([("fans", name(fan)), ("buyers", name(buyer))])
                    }
                    None => Json::Null,
                },
            ),
            ("fans", bands(fans)),
            (
                "buyers",
                bands(r.buyers.as_ref().map_or(&none, |b| &b.bands)),
            ),
        ]),
    ));
    let deals = r.deals.iter().map(|d| {
        let none = Sums::default();
        let (currency, s) = d.reckoned.purse.main().unwrap_or((Currency::NONE, &none));
        let mut all = deal(&d.deal);
        all.extend(sums(here, currency, s, &d.judged));
        Json::Object(all)
    });
    all.push(("collaborations".to_owned(), Json::List(deals.collect())));
    let loose = r.loose.each().map(|(c, s)| {
        Json::object([
            ("currency", code(c)),
            ("gmv", money(s.direct.gmv, c)),
            ("orders", count(s.orders)),
        ])
    });
    all.push(("unattached".to_owned(), Json::List(loose.collect())));
    all
}
