//! Returns of one creator for people to read, and where the creator stands among its peers.

use std::io::Write;

use super::fault::Fault;
use super::here::Here;
use super::returns_json::{amount, ratio};
use crate::app::format::MISSING;
use crate::app::returns::beside;
use crate::domain::collab::choice;
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::returns::creator::{Basis, Returns};
use crate::domain::returns::diagnosis::Diagnosis;
use crate::domain::returns::funnel::Rate;
use crate::domain::returns::verdict::Known;
use crate::domain::returns::{Numbers, Ratio, Standing, Sums};
use crate::report::Json;
use crate::text;

/// Where a creator stands, as members of an object.
pub fn standing_json(s: &Standing) -> Json {
    let quadrant = s.diagnosis.unwrap_or(Diagnosis::NoData);
    Json::object([
        ("quadrant", Json::Text(quadrant.key().to_owned())),
        ("cvr", ratio(s.cvr)),
        ("baseline", ratio(s.baseline)),
        ("peers", Json::from(s.peers)),
        ("impressions_per_product", ratio(s.exposure)),
        ("pool_median", ratio(s.median)),
    ])
}

/// `142 %`, or the sign for what is missing.
pub fn percent(r: Option<Ratio>) -> String {
    r.map_or_else(|| MISSING.to_owned(), |r| format!("{} %", r.percent()))
}

/// `4.00`, or the sign for what is missing.
pub fn times(r: Option<Ratio>) -> String {
    r.map_or_else(|| MISSING.to_owned(), |r| r.fixed(2))
}

/// The four numbers, each by its name.
pub fn named(here: &Here, n: &Numbers) -> String {
    [
        ("number-return", percent(n.returned)),
        ("number-net", percent(n.net)),
        ("number-revenue", percent(n.revenue)),
        ("number-roas", times(n.roas)),
    ]
    .map(|(id, value)| format!("{} {value}", here.words.get(id)))
    .join(" · ")
}

fn shown(raw: i128, currency: Currency) -> String {
    text::grouped(&amount(raw, currency))
}

/// What the section of `daren show` says.
pub fn section(
    here: &Here,
    r: &Returns,
    standing: &Standing,
    to: &mut dyn Write,
) -> Result<(), Fault> {
    if r.basis == Basis::None {
        return Ok(());
    }
    let words = &here.words;
    let rules = &here.settings.returns;
    writeln!(to, "\n{}", words.get("show-returns"))?;
    let main = r.main().map(|(c, _)| c);
    let mut purse: Vec<(Currency, &Sums)> = r.purse.each().collect();
    // that of the verdict first
    purse.sort_by_key(|(c, _)| Some(*c) != main);
    for (currency, s) in purse {
        if s.direct.gmv.is_none() && s.costs.total().is_none() {
            continue;
        }
        let is_main = main == Some(currency);
        let (verdict, reasons) = match is_main {
            true => (r.judged.verdict, r.judged.reasons.clone()),
            // of the others what decided
            false => {
                let judged = s.judge(rules, Known::default());
                (judged.verdict, judged.reasons.into_iter().take(1).collect())
            }
        };
        writeln!(
            to,
            "  {currency}  {} · {}",
            words.get(verdict.word_id()),
            named(here, &s.numbers(rules))
        )?;
        money(here, currency, s, to)?;
        let beside = beside(words, currency, s, here.settings.ascii);
        if !beside.is_empty() {
            writeln!(to, "    {}", beside.join(" · "))?;
        }
        for reason in reasons {
            writeln!(to, "  · {}", words.say(&reason))?;
        }
    }
    if let Some((_, s)) = r.main() {
        let rates: Vec<String> = Rate::ALL
            .iter()
            .filter_map(|rate| {
                let value = s.rate(*rate)?;
                let name = words.get(&format!("rate-{}", rate.key().replace('_', "-")));
                let of = s.told_of(*rate).map(|(part, n)| {
                    let m = Message::new("show-rate-of").with("part", part);
                    words.say(&m.with("n", n))
                });
                let of = of.unwrap_or_default();
                Some(format!("{name} {} %{of}", value.percent()))
            })
            .collect();
        if !rates.is_empty() {
            writeln!(to, "  {}", rates.join(" · "))?;
        }
    }
    if let Some(quadrant) = standing.diagnosis.filter(|d| *d != Diagnosis::NoData) {
        let m = Message::new("show-diagnosis")
            .word(
                "quadrant",
                format!("diagnosis-{}", quadrant.key().replace('_', "-")),
            )
            .with("cvr", percent(standing.cvr))
            .with("baseline", percent(standing.baseline))
            .with("peers", standing.clicking);
        writeln!(to, "  {}", words.say(&m))?;
    }
    if let Some(m) = r.matched {
        writeln!(to, "  {}", words.say(&m.message()))?;
    }
    for d in &r.deals {
        let Some((currency, s)) = d.reckoned.purse.main() else {
            continue;
        };
        if s.direct.gmv.is_none() && s.costs.total().is_none() {
            continue;
        }
        let mut parts = vec![d.deal.reference.to_string()];
        parts.extend(d.deal.campaign.as_deref().map(str::to_owned));
        parts.extend(d.deal.product.as_deref().map(str::to_owned));
        writeln!(to, "  {}", parts.join(" · "))?;
        let verdict = words.get(d.judged.verdict.word_id());
        let decided = d.deal.decision.as_deref().map(|key| {
            let m = Message::new("show-decided");
            words.say(&m.word("decision", choice::DECISION.word_id(key)))
        });
        writeln!(
            to,
            "    {currency}  {verdict}{} · {}",
            decided.unwrap_or_default(),
            named(here, &s.numbers(rules))
        )?;
    }
    for (currency, s) in r.loose.each() {
        let m = Message::new("show-loose")
            .with("n", s.orders.unwrap_or(0))
            .with(
                "sum",
                format!("{} {currency}", shown(s.direct.gmv.unwrap_or(0), currency)),
            );
        writeln!(to, "  {}", words.say(&m))?;
    }
    Ok(())
}

fn money(here: &Here, currency: Currency, s: &Sums, to: &mut dyn Write) -> Result<(), Fault> {
    let words = &here.words;
    let mut parts = Vec::new();
    for (id, raw) in [
        ("money-gmv", s.direct.gmv),
        ("money-refunds", s.direct.refunds),
    ] {
        if let Some(raw) = raw {
            parts.push(format!("{} {}", words.get(id), shown(raw, currency)));
        }
    }
    if !parts.is_empty() {
        writeln!(to, "    {}", parts.join(" · "))?;
    }
    for (id, costs) in [("money-cost", &s.costs), ("money-planned", &s.planned)] {
        let Some(total) = costs.total() else { continue };
        let kinds: Vec<String> = costs
            .present()
            .filter(|(_, raw)| *raw != 0)
            .map(|(kind, raw)| {
                let name = words.get(&format!("cost-{}", kind.key().replace('_', "-")));
                format!("{name} {}", shown(raw, currency))
            })
            .collect();
        let all = match kinds.is_empty() {
            true => String::new(),
            false => format!(" = {}", kinds.join(" + ")),
        };
        writeln!(to, "    {} {}{all}", words.get(id), shown(total, currency))?;
    }
    Ok(())
}
