//! The first board: who sold, of those who cooperate; what each way of working brought; whom to let go and whom to pay
//! again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::figure::{Behind, Board, Cell, Chart, Column, Mark, Section, Value};
use super::lists::{eliminate, everybody, judged, reinvest, retest};
use super::mark_of;
use super::shown::money;
use super::side::{Done, Group, Groups, Name, Side};
use crate::domain::collab::choice::Mode;
use crate::domain::facet::Facet;
use crate::domain::field::Metric;
use crate::domain::filter::{self, Condition, Test};
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::number::{Range, Unit};
use crate::domain::returns::{Confidence, Judged, Ratio, Sums, Verdict};
use crate::domain::tier::Schemes;
use crate::text::grouped;

/// Puts the board together.
pub fn board(now: &Side<'_>, before: Option<&Side<'_>>) -> Board {
    let mut sections = vec![
        figures(now, before),
        by("modes", "mode", now, before, &mode),
        by("tiers", "tier", now, before, &|d| tier(now, before, d)),
        by("tags", "tag", now, before, &|d| tags(now, before, d)),
    ];
    sections.push(fans(now, before));
    let judged = judged(now);
    let was = before.map(|b| b.groups(|done| vec![done.deal.creator]));
    let was = was.unwrap_or_default();
    sections.push(eliminate(now, &was, &judged));
    sections.push(retest(now, &was, &judged));
    sections.push(reinvest(now, &was, &judged));
    sections.push(everybody(now, &was, &judged));
    Board {
        id: "creators",
        sections,
    }
}

fn mode(done: &Done<'_>) -> Vec<Name> {
    let word = |m: Mode| Name::Is(format!("mode-{}", m.key().replace('_', "-")).into());
    vec![done.deal.mode.map_or(Name::Missing, word)]
}

/// The creator of a collaboration stands among the people of whichever side it is of: these are the same.
fn tier(now: &Side<'_>, before: Option<&Side<'_>>, done: &Done<'_>) -> Vec<Name> {
    let person = now.person(done.deal.creator);
    let person = person.or_else(|| before?.person(done.deal.creator));
    let tier = person.and_then(|p| p.tier.clone());
    vec![tier.map_or(Name::Missing, Name::Is)]
}

/// Tiers that have a name rather than their bounds: these have words.
const NAMED_TIERS: [&str; 8] = [
    "unranked", "nano", "mid", "top", "tail", "waist", "shoulder", "head",
];

/// What a tier is called.
pub fn tier_name(key: Option<&Arc<str>>) -> Value {
    match key {
        Some(key) if NAMED_TIERS.contains(&&**key) => Value::Word(format!("tier-{key}")),
        key => Value::name(key),
    }
}

fn tags(now: &Side<'_>, before: Option<&Side<'_>>, done: &Done<'_>) -> Vec<Name> {
    let person = now.person(done.deal.creator);
    let person = person.or_else(|| before?.person(done.deal.creator));
    let tags = person.map_or(&[][..], |p| &p.tags);
    match tags.is_empty() {
        true => vec![Name::Missing],
        false => tags.iter().map(|t| Name::Is(Arc::clone(t))).collect(),
    }
}

fn count(n: usize) -> Value {
    Value::Count(i64::try_from(n).unwrap_or(i64::MAX))
}

/// A figure with what it was.
pub fn compared(name: &str, currency: Option<Currency>, now: Value, before: Value) -> Vec<Cell> {
    let change = now.change(&before);
    vec![
        Value::Word(format!("review-figure-{}", name.replace('_', "-"))).into(),
        Value::code(currency.unwrap_or_default()).marked(Mark::Dim),
        now.marked(Mark::Strong),
        before.marked(Mark::Dim),
        change.into(),
    ]
}

/// The columns of [`compared`].
pub fn figure_columns() -> Vec<Column> {
    vec![
        Column::name("figure"),
        Column::name("currency"),
        Column::number("now"),
        Column::number("before"),
        Column::number("change"),
    ]
}

fn figures(now: &Side<'_>, before: Option<&Side<'_>>) -> Section {
    let about = Message::new("review-about-figures");
    let mut section = Section::new("figures", about, figure_columns());
    let mine = now.heads();
    let theirs = before.map(Side::heads);
    let share = |g: &Group| Value::percent(g.ordering_share());
    type Of<'o> = &'o dyn Fn(&Group) -> Value;
    let counts: [(&str, Of<'_>); 4] = [
        ("collaborations", &|g| count(g.deals.len())),
        ("cooperating", &|g| count(g.creators.len())),
        ("ordering", &|g| count(g.ordering.len())),
        ("ordering_share", &share),
    ];
    let those = |is: &dyn Fn(&Done<'_>) -> bool| {
        let ids = now.deals.iter().filter(|d| is(d)).map(|d| d.deal.id);
        Behind::Deals(ids.collect::<Vec<_>>().as_slice().into())
    };
    for (name, of) in counts {
        let is_known = |side: &Side<'_>| !name.starts_with("ordering") || side.knows_orders();
        let was = theirs.as_ref().zip(before).filter(|(_, b)| is_known(b));
        let was = was.map_or(Value::Missing, |(g, _)| of(g));
        let told = match is_known(now) {
            true => of(&mine),
            false => Value::Missing,
        };
        let behind = match name {
            "cooperating" => those(&|d| d.cooperates),
            "ordering" | "ordering_share" => those(&|d| d.orders > 0),
            _ => mine.behind(),
        };
        section.row(compared(name, None, told, was), behind);
    }
    let new = now.new_creators();
    let was = before.map_or(Value::Missing, |b| count(b.new_creators().len()));
    let cells = compared("new_creators", None, count(new.len()), was);
    section.row(
        cells,
        those(&|d| d.cooperates && new.contains(&d.deal.creator)),
    );
    let rules = now.by.rules;
    let one = |_: &Done<'_>| vec![()];
    let mine = now.groups(one);
    let theirs = before.map(|b| b.groups(one)).unwrap_or_default();
    for currency in currencies([&mine, &theirs]) {
        type OfSums<'o> = &'o dyn Fn(&Sums) -> Value;
        let all: [(&str, OfSums<'_>); 13] = [
            ("gmv", &|s| Value::money(s.sales(rules).gmv, currency)),
            ("refund_rate", &|s| Value::percent(s.refund_rate())),
            ("net_revenue", &|s| {
                Value::money(s.sales(rules).net(), currency)
            }),
            ("orders", &|s| Value::count(s.orders)),
            ("aov", &|s| Value::price(s.order_value(), currency)),
            ("cost", &|s| Value::money(s.cost(rules), currency)),
            ("profit", &|s| Value::money(gain(s, rules), currency)),
            ("return", &|s| Value::percent(s.numbers(rules).returned)),
            ("net_roi", &|s| Value::percent(s.numbers(rules).net)),
            ("revenue_roi", &|s| Value::percent(s.numbers(rules).revenue)),
            ("roas", &|s| Value::times(s.numbers(rules).roas)),
            ("collab_plays", &|s| Value::count(s.funnel.plays)),
            ("repurchase", &|s| Value::percent(s.repurchase())),
        ];
        let (now_in, was_in) = (mine.get(&(currency, ())), theirs.get(&(currency, ())));
        for (name, of) in all {
            let value = |g: Option<&Group>| g.map_or(Value::Missing, |g| of(&g.sums));
            let (value, was) = (value(now_in), value(was_in));
            if value.is_missing() && was.is_missing() {
                continue;
            }
            let behind = match name {
                // who only cost is not in what was sold
                "gmv" | "refund_rate" | "net_revenue" | "orders" | "aov" => those(&|d| {
                    let mut mine = d.purse.each().filter(|(c, _)| *c == currency);
                    mine.any(|(_, s)| s.sales(rules).gmv.is_some_and(|gmv| gmv != 0))
                }),
                _ => now_in.map_or(Behind::Nothing, Group::behind),
            };
            section.row(compared(name, Some(currency), value, was), behind);
        }
    }
    let unsold: Vec<String> = currencies([&mine, &theirs])
        .into_iter()
        .filter_map(|currency| {
            let raw = mine.get(&(currency, ()))?.sums.unsold_cost(rules);
            let sum = grouped(&money(raw, currency));
            (raw != 0).then(|| format!("{sum} {currency}"))
        })
        .collect();
    if !unsold.is_empty() {
        let said = Message::new("roi-note-unsold");
        section.notes.push(said.with("sums", unsold.join(" + ")));
    }
    if !now.loose.is_empty() {
        let said = Message::new("review-note-unattached");
        section.notes.push(said.with("n", now.loose.len()));
    }
    section
}

/// Profit as whole raw money.
pub fn gain(s: &Sums, rules: &crate::domain::returns::Rules) -> Option<i128> {
    s.gain(rules)
        .map(|g| g.div_euclid(crate::domain::returns::sums::FINE))
}

/// Currencies in which any of these has money, most sold first.
pub fn currencies<K: Ord>(sides: [&Groups<K>; 2]) -> Vec<Currency> {
    let mut all: BTreeMap<Currency, i128> = BTreeMap::new();
    for ((currency, _), group) in sides.into_iter().flatten() {
        if group.sums.has_money() {
            *all.entry(*currency).or_default() += group.sums.direct.gmv.unwrap_or(0);
        }
    }
    let mut all: Vec<_> = all.into_iter().collect();
    all.sort_by_key(|(c, sold)| (std::cmp::Reverse(*sold), *c));
    all.into_iter().map(|(c, _)| c).collect()
}

/// The groups of both sides, name by name: by currency, most sold first, those that are `last` behind them.
pub fn together<'g, K: Ord>(
    now: &'g Groups<K>,
    before: &'g Groups<K>,
    last: impl Fn(&K) -> bool,
) -> Vec<(Currency, &'g K, Option<&'g Group>, Option<&'g Group>)> {
    let keys: BTreeSet<&(Currency, K)> = now.keys().chain(before.keys()).collect();
    let order = currencies([now, before]);
    let place = |c: &Currency| order.iter().position(|o| o == c).unwrap_or(order.len());
    let each = keys.into_iter();
    let mut all: Vec<_> = each
        .map(|key| (key.0, &key.1, now.get(key), before.get(key)))
        .collect();
    let sold = |g: Option<&Group>| g.and_then(|g| g.sums.direct.gmv);
    all.sort_by_key(|(c, k, now, _)| (place(c), last(k), std::cmp::Reverse(sold(*now))));
    all
}

/// So many creators say something of a group.
const FEW_CREATORS: usize = 3;

fn by(
    id: &'static str,
    what: &'static str,
    now: &Side<'_>,
    before: Option<&Side<'_>>,
    names: &dyn Fn(&Done<'_>) -> Vec<Name>,
) -> Section {
    let columns = vec![
        Column::name(what),
        Column::number("gmv"),
        Column::number("cost"),
        Column::number("profit"),
        Column::number("return"),
        Column::number("return_before"),
        Column::number("change"),
        Column::name("verdict"),
        Column::number("creators"),
        Column::number("ordering"),
        Column::number("ordering_share"),
        Column::number("orders"),
        Column::name("currency"),
    ];
    let mut section = Section::new(id, about(id), columns);
    section.chart = Some(Chart::Bars(4));
    let rules = now.by.rules;
    let mine = now.groups(names);
    let theirs = before.map(|b| b.groups(names)).unwrap_or_default();
    let all = together(&mine, &theirs, |name| *name == Name::Missing);
    let empty = Group::default();
    for (currency, name, group, was) in all {
        // of candidates alone nothing is to be said
        if !currency.is_known() && group.is_none_or(|g| g.creators.is_empty()) {
            continue;
        }
        let title: Cell = match name {
            Name::Is(name) if what == "mode" => Value::Word(name.to_string()).into(),
            Name::Is(name) if what == "tier" => tier_name(Some(name)).into(),
            Name::Is(name) => Value::Text(Arc::clone(name)).into(),
            Name::Missing => Value::Word(format!("roi-no-{what}")).marked(Mark::Dim),
        };
        let returned =
            |g: Option<&Group>| Value::percent(g.and_then(|g| g.sums.numbers(rules).returned));
        let (value, then) = (returned(group), returned(was));
        let change = value.change(&then);
        let judged = group.map(|g| now.judge(&g.sums, g.general));
        let g = group.unwrap_or(&empty);
        // one or two say something of themselves, not of what they have in common
        let few = g.creators.len() < FEW_CREATORS;
        let role = judged
            .as_ref()
            .map_or(Mark::None, |j| advised(now, &g.sums, j));
        section.row(
            vec![
                title,
                Value::money(g.sums.sales(rules).gmv, currency).into(),
                Value::money(g.sums.cost(rules), currency).into(),
                Value::money(gain(&g.sums, rules), currency).into(),
                value.marked(role),
                then.marked(Mark::Dim),
                change.into(),
                judged.map_or(Value::Missing.into(), |j| match few && j.is_advice() {
                    true => verdict(now, &g.sums, &j).value.marked(Mark::Weak),
                    false => verdict(now, &g.sums, &j),
                }),
                count(g.creators.len()).into(),
                count(g.ordering.len()).into(),
                Value::percent(g.ordering_share()).into(),
                Value::count(g.sums.orders).into(),
                Value::code(currency).marked(Mark::Dim),
            ],
            g.behind(),
        );
    }
    section
}

fn about(id: &str) -> Message {
    Message::new(match id {
        "modes" => "review-about-modes",
        "tiers" => "review-about-tiers",
        _ => "review-about-tags",
    })
}

/// How a return is marked.
pub fn advised(now: &Side<'_>, sums: &Sums, judged: &Judged) -> Mark {
    match now.is_idle(sums) {
        true => Mark::None,
        false => mark_of(judged.verdict),
    }
}

/// The advice; weak where little speaks for it. None where nothing was sold on the days that are asked for.
pub fn verdict(now: &Side<'_>, sums: &Sums, judged: &Judged) -> Cell {
    if now.is_idle(sums) && judged.verdict == Verdict::Drop {
        return Value::Word("verdict-idle".into()).marked(Mark::Dim);
    }
    let word = Value::Word(judged.verdict.word_id().to_owned());
    match judged.confidence {
        Confidence::Weak => word.marked(Mark::Weak),
        Confidence::Good => word.marked(mark_of(judged.verdict)),
    }
}

/// Shares of fans, averaged over those who have them: each creator counts once.
fn mean(all: impl Iterator<Item = Option<i64>>) -> Option<Ratio> {
    let (mut sum, mut n) = (0i128, 0i128);
    for raw in all.flatten() {
        sum += i128::from(raw >> 1);
        n += 1;
    }
    Ratio::of(sum, n * i128::from(Unit::Ratio.per_one() / 2))
}

fn fans(now: &Side<'_>, before: Option<&Side<'_>>) -> Section {
    let columns = vec![
        Column::name("trait"),
        Column::name("target"),
        Column::number("ordering_fans"),
        Column::number("cooperating_fans"),
        Column::number("points"),
        Column::number("told_by"),
        Column::number("ordering_fans_before"),
        Column::number("change"),
    ];
    let mut section = Section::new("fans", Message::new("review-about-fans"), columns);
    let all = now.heads();
    let people =
        |of: &BTreeSet<u32>| -> Vec<_> { of.iter().filter_map(|id| now.person(*id)).collect() };
    let (ordering, cooperating) = (people(&all.ordering), people(&all.creators));
    // the people of either side are the same
    let before = before.map(|b| people(&b.heads().ordering));
    let ids = now.deals.iter().filter(|d| d.orders > 0).map(|d| d.deal.id);
    let behind = Behind::Deals(ids.collect::<Vec<_>>().as_slice().into());
    let target = now.matter.target.as_deref().map(Target::of);
    let mut add = |name: Value,
                   wanted: Option<Wanted>,
                   of: &dyn Fn(&super::matter::Person) -> Option<i64>| {
        let told = |people: &[&super::matter::Person]| mean(people.iter().map(|p| of(p)));
        let n = ordering.iter().filter(|p| of(p).is_some()).count();
        let (sold, all) = (told(&ordering), told(&cooperating));
        let points = Value::percent(sold).change(&Value::percent(all));
        let was = before.as_ref().and_then(|people| told(people));
        let change = Value::percent(sold).change(&Value::percent(was));
        section.row(
            vec![
                name.into(),
                wanted
                    .as_ref()
                    .map_or(Value::Missing, |w| w.shown())
                    .marked(Mark::Dim),
                Value::percent(sold).passing(wanted.and_then(|w| w.holds(sold?))),
                Value::percent(all).marked(Mark::Dim),
                points.into(),
                count(n).marked(Mark::Dim),
                Value::percent(was).marked(Mark::Dim),
                change.into(),
            ],
            behind.clone(),
        );
    };
    let wanted = target.as_ref().and_then(Target::female);
    add(Value::Word("field-female".into()), wanted, &|p| p.female);
    for (nth, band) in Metric::AGE_BAND_NAMES.iter().enumerate() {
        let wanted = target.as_ref().and_then(|t| t.age(band));
        add(Value::Text((*band).into()), wanted, &|p| {
            p.bands.get(nth).copied().flatten()
        });
    }
    if let Some(target) = &now.matter.target {
        add(Value::Word("review-figure-fits".into()), None, &|p| {
            p.fits
                .map(|fits| if fits { Unit::Ratio.per_one() } else { 0 })
        });
        section
            .notes
            .push(Message::new("review-note-target").with("query", target.to_string()));
    }
    if now.matter.several_targets {
        let said = Message::new("review-note-several-targets");
        section.notes.push(said);
    }
    section
}

/// The fans that are meant, trait by trait.
struct Target(Vec<Condition>);

/// What is asked of a trait.
enum Wanted {
    /// Its share lies in one of these, with the text that says so.
    Within(Vec<Range>, String),
    /// It is the main one.
    Main,
}

impl Target {
    /// None of it where it cannot be read; tiers, which a person may have named otherwise, say nothing of fans.
    fn of(query: &str) -> Target {
        let filter = filter::parse(query, &Schemes::default());
        Target(filter.map(|f| f.conditions).unwrap_or_default())
    }

    fn female(&self) -> Option<Wanted> {
        let mut asked = self.0.iter().filter(|c| !c.negated);
        asked.find_map(|c| match &c.test {
            Test::Within { metric, ranges, .. } if *metric == Metric::Female => {
                let text = c.print();
                let text = text
                    .trim_start_matches(metric.key())
                    .trim_start_matches(':');
                Some(Wanted::Within(ranges.clone(), format!("{text} %")))
            }
            _ => None,
        })
    }

    fn age(&self, band: &str) -> Option<Wanted> {
        let mut asked = self.0.iter().filter(|c| !c.negated);
        let is = |c: &Condition| matches!(&c.test, Test::OneOf(Facet::Age, all) if all.iter().any(|b| b == band));
        asked.any(is).then_some(Wanted::Main)
    }
}

impl Wanted {
    fn shown(&self) -> Value {
        match self {
            Wanted::Within(_, text) => Value::Text(text.as_str().into()),
            Wanted::Main => Value::Word("review-main-age".into()),
        }
    }

    /// Whether a mean is so. Of ages nothing follows from the mean of one band.
    fn holds(&self, mean: Ratio) -> Option<bool> {
        let Wanted::Within(ranges, _) = self else {
            return None;
        };
        let raw = mean.to_raw(Unit::Ratio)?;
        let within = |range: &Range| {
            let (low, high) = range.to_raw(Unit::Ratio);
            (low..=high).contains(&raw)
        };
        Some(ranges.iter().any(within))
    }
}
