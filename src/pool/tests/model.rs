use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::domain::answer::Kept;
use crate::domain::facet::TOP_CATEGORIES;
use crate::domain::filter::{Presence, Test};
use crate::domain::metrics::{delivery_score, quintile};
use crate::domain::number::{Decimal, Range, Unit};
use crate::text::{fold, fold_key, pinyin_full, pinyin_initials};

/// The same pool, evaluated creator by creator.
struct Model<'m> {
    records: &'m [Record],
    schemes: &'m Schemes,
    rates: &'m Rates,
}

const SCORED: [Metric; 4] = [Metric::Items, Metric::Orders, Metric::Videos, Metric::Lives];

impl Model<'_> {
    fn value(&self, r: &Record, m: Metric) -> Option<i64> {
        match m {
            Metric::Stale => Some((TODAY - r.profile.as_of?).get_days().into()),
            Metric::Score => {
                let rank = |m: Metric| {
                    let mine = r.profile.metric(m)?;
                    let all: Vec<i64> = self
                        .records
                        .iter()
                        .filter_map(|o| o.profile.metric(m))
                        .collect();
                    let below = all.iter().filter(|v| **v < mine).count();
                    Some(quintile(below, all.len()))
                };
                let ranks = SCORED.map(rank);
                Some(delivery_score([ranks[0]?, ranks[1]?, ranks[2]?, ranks[3]?]))
            }
            m => r.profile.metric(m),
        }
    }

    /// In the unit it is compared in.
    fn compared(&self, r: &Record, m: Metric, currency: Option<Currency>) -> (Option<i64>, Unit) {
        let raw = self.value(r, m);
        if !m.unit().is_money() {
            return (raw, m.unit());
        }
        let own = r.profile.currency(m);
        match currency {
            Some(c) => (raw.filter(|_| own == c), m.unit()),
            None if self.rates.is_set() => (
                raw.and_then(|v| self.rates.to_base(v, m.unit(), own)),
                Unit::Price,
            ),
            None => (raw, m.unit()),
        }
    }

    fn facet(&self, r: &Record, f: Facet, scheme: usize) -> Vec<String> {
        let p = &r.profile;
        let all: Vec<String> = match f {
            Facet::Tier => {
                let scheme = self.schemes.get(scheme).unwrap();
                p.metric(Metric::Followers)
                    .map(|v| scheme.bands[scheme.band(v)].key.clone())
                    .into_iter()
                    .collect()
            }
            Facet::Category => p
                .list(Attr::Categories)
                .take(TOP_CATEGORIES)
                .map(str::to_owned)
                .collect(),
            Facet::Region => p
                .attr(Attr::Region)
                .map(str::to_owned)
                .into_iter()
                .collect(),
            Facet::Language => p
                .attr(Attr::Language)
                .map(str::to_owned)
                .into_iter()
                .collect(),
            Facet::Platform => vec![r.identity.platform.key().to_owned()],
            Facet::Tag => r.tags.clone(),
            Facet::List => r.lists.clone(),
            Facet::Age => p.largest_band().map(str::to_owned).into_iter().collect(),
            Facet::Source => r.dated.iter().map(|d| d.source.key().to_owned()).collect(),
            // of a pool that no collaborations hang on
            _ => Vec::new(),
        };
        let mut folded: Vec<String> = all.iter().map(|v| fold_key(v)).collect();
        folded.sort();
        folded.dedup();
        folded
    }

    fn has(&self, r: &Record, p: Presence) -> bool {
        match p {
            Presence::Attr(a) => r.profile.attr(a).is_some(),
            Presence::Metric(m) => self.value(r, m).is_some(),
            Presence::Note => !r.notes.is_empty(),
            Presence::Tag => !r.tags.is_empty(),
            Presence::List => !r.lists.is_empty(),
            Presence::Collab => !r.work.is_empty(),
            Presence::Work(f) => panic!("{f:?}"),
        }
    }

    fn keeps(&self, r: &Record, c: &Condition, scheme: usize) -> bool {
        let plain = match &c.test {
            Test::Word(w) => {
                let w = fold(w);
                let name = r.profile.attr(Attr::Name).unwrap_or_default();
                let mut texts = vec![fold(&r.identity.handle), fold(name)];
                texts.extend(r.profile.attr(Attr::Bio).map(fold));
                texts.extend(r.notes.iter().map(|n| fold(&n.body)));
                texts.extend(r.tags.iter().map(|t| fold(t)));
                texts.extend(pinyin_initials(name));
                texts.extend(pinyin_full(name));
                texts.iter().any(|t| t.contains(&w))
            }
            Test::OneOf(f, values) => {
                let mine = self.facet(r, *f, scheme);
                values.iter().any(|v| mine.contains(&fold_key(v)))
            }
            Test::Has(what) => what.iter().any(|p| self.has(r, *p)),
            Test::Lacks(what) => what.iter().any(|p| !self.has(r, *p)),
            Test::Within {
                metric,
                ranges,
                currency,
            } => {
                let (Some(v), unit) = self.compared(r, *metric, *currency) else {
                    return false;
                };
                ranges.iter().any(|range| {
                    let (low, high) = range.to_raw(unit);
                    (low..=high).contains(&v)
                })
            }
        };
        plain != c.negated
    }

    fn all(&self, r: &Record, conditions: &[&Condition], scheme: usize) -> bool {
        conditions.iter().all(|c| self.keeps(r, c, scheme))
    }

    fn sorted(&self, mut rows: Vec<&Record>, keys: &[SortKey], scheme: usize) -> Vec<u32> {
        for k in keys.iter().rev() {
            let text = |r: &Record| -> Option<String> {
                match k.column {
                    Column::Handle => Some(fold(&r.identity.handle)),
                    Column::Attr(Attr::Name) => r.profile.attr(Attr::Name).map(fold),
                    Column::Attr(Attr::Region) => r.profile.attr(Attr::Region).map(fold_key),
                    Column::Attr(Attr::Categories) => {
                        r.profile.list(Attr::Categories).next().map(fold_key)
                    }
                    Column::Tags => r.tags.first().map(|t| fold_key(t)),
                    _ => None,
                }
            };
            let number = |r: &Record| match k.column {
                Column::Metric(m) => self.compared(r, m, None).0,
                Column::Tier => {
                    let s = self.schemes.get(scheme).unwrap();
                    r.profile
                        .metric(Metric::Followers)
                        .map(|v| s.band(v) as i64)
                }
                _ => None,
            };
            rows.sort_by(|a, b| {
                let (x, y) = ((number(a), text(a)), (number(b), text(b)));
                let missing = |v: &(Option<i64>, Option<String>)| v.0.is_none() && v.1.is_none();
                missing(&x)
                    .cmp(&missing(&y))
                    .then_with(|| if k.descending { y.cmp(&x) } else { x.cmp(&y) })
            });
        }
        rows.iter().map(|r| r.id).collect()
    }
}

const NUMBERS: [Metric; 8] = [
    Metric::Followers,
    Metric::Orders,
    Metric::Items,
    Metric::Videos,
    Metric::Lives,
    Metric::Gmv,
    Metric::Female,
    Metric::Views,
];
const ASKED: [Metric; 12] = [
    Metric::Followers,
    Metric::Orders,
    Metric::Gmv,
    Metric::Aov,
    Metric::Female,
    Metric::Posts,
    Metric::Score,
    Metric::Stale,
    Metric::Gpm,
    Metric::UnitsPerOrder,
    Metric::Refunds,
    Metric::Videos,
];
const WORDS: [&str; 8] = ["a", "luna", "小", "xm", "VIP", "1", "é", "zzz"];
const NAMES: [&str; 5] = ["Luna", "小美", "Élan 美", "ÀÁ", ""];
const CATEGORIES: [&str; 5] = [
    "Beauty",
    "beauty",
    "Home",
    "Baby|home",
    "Toys|Baby|Home|Beauty",
];
const REGIONS: [&str; 4] = ["US", "us", "GB", ""];
const TAGS: [&str; 4] = ["vip", "ＶＩＰ", "core", "luna fans"];
const CURRENCIES: [&str; 3] = ["USD", "PHP", ""];

pub(super) fn a_record() -> impl Strategy<Value = Record> {
    let numbers = prop::array::uniform8(prop::option::of(prop_oneof![
        Just(0i64),
        0i64..6,
        900i64..30_000
    ]));
    let words = (
        0..NAMES.len(),
        prop::option::of(0..CATEGORIES.len()),
        0..REGIONS.len(),
        0..CURRENCIES.len(),
    );
    let team = (
        prop::collection::vec(0..TAGS.len(), 0..3),
        any::<bool>(),
        any::<bool>(),
        prop::option::of(0..WORDS.len()),
    );
    (numbers, words, team, 0i32..5, 0usize..3, 0usize..3).prop_map(
        |(numbers, words, team, age, platform, band)| {
            let mut r = record(0, &format!("Luna{}", numbers[0].unwrap_or(7)), |o| {
                for (m, v) in NUMBERS.iter().zip(numbers) {
                    let scale = if m.unit() == Unit::Ratio {
                        1_000_000
                    } else {
                        1
                    };
                    o.metrics.set(
                        *m,
                        v.map(|v| v % 20 * scale + if scale == 1 { v / 20 * 20 } else { 0 }),
                    );
                }
                o.set_attr(Attr::Name, NAMES[words.0]);
                o.set_attr(Attr::Categories, words.1.map_or("", |c| CATEGORIES[c]));
                o.set_attr(Attr::Region, REGIONS[words.2]);
                o.currency = Currency::parse(CURRENCIES[words.3]).unwrap_or_default();
                o.set_attr(Attr::Email, if team.1 { "a@b.example" } else { "" });
                if band > 0 {
                    o.metrics.set(Metric::AGE_BANDS[band], Some(9_000_000));
                }
            });
            r.dated[0].period.end = TODAY - jiff::Span::new().days(age);
            r.dated[0].source = Source::ALL[platform];
            r.profile = Profile::merge(&mut r.dated);
            r.identity.platform = Platform::ALL[platform];
            r.tags = team.0.iter().map(|t| TAGS[*t].to_owned()).collect();
            r.lists = if team.2 {
                vec!["November".into()]
            } else {
                Vec::new()
            };
            r.notes = team
                .3
                .map(|w| Note {
                    by: String::new(),
                    body: WORDS[w].into(),
                    ..Note::default()
                })
                .into_iter()
                .collect();
            r
        },
    )
}

fn a_condition() -> impl Strategy<Value = Condition> {
    let range = (
        prop::option::of((0i128..25_000, any::<bool>())),
        prop::option::of((0i128..25_000, any::<bool>())),
        0u32..5,
    )
        .prop_map(|(low, high, scale)| {
            let end = |e: Option<(i128, bool)>| {
                e.map(|(m, incl)| (Decimal { mantissa: m, scale }.trimmed(), incl))
            };
            match (end(low), end(high)) {
                (None, None) => Range::exactly(Decimal::whole(0)),
                (low, high) => Range { low, high },
            }
        });
    let within = (
        0..ASKED.len(),
        prop::collection::vec(range, 1..3),
        prop::option::of(0usize..2),
    )
        .prop_map(|(m, ranges, c)| {
            let metric = ASKED[m];
            let currency = c
                .filter(|_| metric.unit().is_money())
                .and_then(|c| Currency::parse(CURRENCIES[c]));
            Test::Within {
                metric,
                ranges,
                currency,
            }
        });
    let value = |f: Facet, i: usize| -> String {
        let options: &[&str] = match f {
            Facet::Tier => &["unranked", "1k-20k", "20k-100k"],
            Facet::Category => &["BEAUTY", "home", "baby", "gone"],
            Facet::Region | Facet::Language => &["us", "GB", "gone"],
            Facet::Platform => &["tiktok", "douyin", "other"],
            Facet::Tag => &["Vip", "core", "gone"],
            Facet::List => &["november", "gone"],
            Facet::Age => &["18-24", "25-34", "gone"],
            Facet::Source => &["creator_list", "creator_data", "fastmoss"],
            _ => &["negotiating", "anna"],
        };
        options[i % options.len()].to_owned()
    };
    let one_of =
        (0..Facet::ALL.len(), prop::collection::vec(0usize..4, 1..3)).prop_map(move |(f, v)| {
            Test::OneOf(
                Facet::ALL[f],
                v.iter().map(|i| value(Facet::ALL[f], *i)).collect(),
            )
        });
    let presence = prop_oneof![
        Just(Presence::Attr(Attr::Email)),
        Just(Presence::Attr(Attr::Name)),
        Just(Presence::Metric(Metric::Orders)),
        Just(Presence::Metric(Metric::Score)),
        Just(Presence::Note),
        Just(Presence::Tag),
        Just(Presence::List),
    ];
    let presences = prop::collection::vec(presence, 1..3);
    let test = prop_oneof![
        3 => within,
        4 => one_of,
        2 => (0..WORDS.len()).prop_map(|w| Test::Word(WORDS[w].to_owned())),
        1 => presences.clone().prop_map(Test::Has),
        1 => presences.prop_map(Test::Lacks),
    ];
    (prop::bool::weighted(0.25), test).prop_map(|(negated, test)| Condition { negated, test })
}

fn a_sort() -> impl Strategy<Value = Vec<SortKey>> {
    let column = prop_oneof![
        Just(Column::Handle),
        Just(Column::Attr(Attr::Name)),
        Just(Column::Attr(Attr::Region)),
        Just(Column::Attr(Attr::Categories)),
        Just(Column::Tags),
        Just(Column::Tier),
        (0..ASKED.len()).prop_map(|m| Column::Metric(ASKED[m])),
    ];
    let key =
        (column, any::<bool>()).prop_map(|(column, descending)| SortKey { column, descending });
    prop::collection::vec(key, 0..3)
}

/// Whether two conditions ask about one subject, said plainly.
/// An outline says what the creator says, wherever the table shows outlines.
fn outlines_well(outline: &Record, r: &Record, pool: &Pool) -> Result<(), TestCaseError> {
    prop_assert_eq!(outline.id, r.id);
    prop_assert_eq!(&outline.identity.handle, &r.identity.handle);
    prop_assert_eq!(outline.identity.platform, r.identity.platform);
    for &m in Metric::ALL {
        let want = match m {
            Metric::Score => pool.value(r.id, m, TODAY),
            m => r.profile.metric(m),
        };
        prop_assert_eq!(outline.profile.metric(m), want, "{}", m.key());
        if m.unit().is_money() && want.is_some() {
            let (ours, theirs) = (outline.profile.currency(m), r.profile.currency(m));
            prop_assert_eq!(ours, theirs, "{}", m.key());
        }
    }
    let name = |r: &Record| r.profile.attr(Attr::Name).map(str::to_owned);
    prop_assert_eq!(name(outline), name(r));
    for a in [Attr::Region, Attr::Language] {
        let folded = |r: &Record| r.profile.attr(a).map(crate::text::fold_key);
        prop_assert_eq!(folded(outline), folded(r));
    }
    let band = |r: &Record| r.profile.largest_band().map(crate::text::fold_key);
    prop_assert_eq!(band(outline), band(r));
    prop_assert_eq!(outline.profile.as_of, r.profile.as_of);
    Ok(())
}

fn alike(a: &Condition, b: &Condition) -> bool {
    let metric = |c: &Condition| match &c.test {
        Test::Within { metric, .. } => Some(*metric),
        Test::Has(w) | Test::Lacks(w) => match w.as_slice() {
            [Presence::Metric(m)] => Some(*m),
            _ => None,
        },
        _ => None,
    };
    match (&a.test, &b.test) {
        (Test::Word(_), _) | (_, Test::Word(_)) => a == b,
        (Test::OneOf(f, _), Test::OneOf(g, _)) => f == g && !b.negated,
        (Test::Has(v) | Test::Lacks(v), Test::Has(w) | Test::Lacks(w)) => v == w,
        _ => metric(a).is_some() && metric(a) == metric(b),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn the_pool_answers_as_one_would_by_hand(
        mut records in prop::collection::vec(a_record(), 0..140),
        filters in prop::collection::vec((prop::collection::vec(a_condition(), 0..5), prop::option::of(0usize..3), a_sort()), 1..4),
        probes in prop::collection::vec(a_condition(), 0..4),
        gap in 1u32..3,
        with_rates: bool,
        knows_letters: bool,
    ) {
        for (r, i) in records.iter_mut().zip(0u32..) {
            r.id = 1 + i * gap;
        }
        let pool = build(&records);
        if knows_letters {
            pool.learn_letters(&|| false);
        }
        let schemes = Schemes::default();
        let usd = Currency::parse("USD").unwrap();
        let php = (Currency::parse("PHP").unwrap(), Decimal::parse("0.017").unwrap());
        let rates = if with_rates { Rates::new(usd, [php]) } else { Rates::default() };
        let model = Model { records: &records, schemes: &schemes, rates: &rates };
        let ids: Vec<u32> = records.iter().map(|r| r.id).rev().chain([u32::MAX]).collect();
        // scores are in them from when somebody has asked for one
        let scored = |r: &Record| r.profile.metric(Metric::Score).is_some();
        prop_assert!(!pool.outlines(&ids).iter().any(scored));
        let _ = pool.value(ids[0], Metric::Score, TODAY);
        let outlines = pool.outlines(&ids);
        prop_assert_eq!(outlines.len(), records.len());
        for (outline, r) in outlines.iter().zip(records.iter().rev()) {
            outlines_well(outline, r, &pool)?;
        }
        for (conditions, scheme, sort) in &filters {
            let filter = Filter { goal: None, scheme: *scheme, conditions: conditions.clone() };
            let active = scheme.unwrap_or(schemes.default);
            let q = Query { filter: &filter, schemes: &schemes, rates: &rates, today: TODAY, sort, probes: &probes, facets: true };
            let answer = pool.query(&q);
            prop_assert_eq!(&pool.query(&q), &answer, "asked again");

            let every: Vec<&Condition> = conditions.iter().collect();
            let matches: Vec<&Record> = records.iter().filter(|r| model.all(r, &every, active)).collect();
            prop_assert_eq!(&answer.ids, &model.sorted(matches.clone(), sort, active));
            prop_assert_eq!(answer.total, records.len());
            let count = |c: &[&Condition]| records.iter().filter(|r| model.all(r, c, active)).count();
            let kept: Vec<Kept> = (0..every.len())
                .map(|i| Kept { alone: count(&every[i..=i]), left: count(&every[..=i]) })
                .collect();
            prop_assert_eq!(&answer.conditions, &kept);

            for f in Facet::ALL {
                let others: Vec<&Condition> = every.iter().copied()
                    .filter(|c| c.negated || !matches!(&c.test, Test::OneOf(g, _) if *g == f)).collect();
                let mut want: BTreeMap<String, usize> = BTreeMap::new();
                for r in records.iter().filter(|r| model.all(r, &others, active)) {
                    for v in model.facet(r, f, active) {
                        *want.entry(v).or_default() += 1;
                    }
                }
                let got = answer.facet(f);
                for (name, n) in got {
                    prop_assert_eq!(want.get(&fold_key(name)).copied().unwrap_or(0), *n, "{:?} {}", f, name);
                }
                prop_assert_eq!(got.iter().filter(|(_, n)| *n > 0).count(), want.len());
                if f != Facet::Tier {
                    prop_assert!(got.is_sorted_by(|a, b| a.1 >= b.1));
                }
            }
            for (probe, n) in probes.iter().zip(&answer.probes) {
                let mut others: Vec<&Condition> = every.iter().copied().filter(|c| !alike(probe, c)).collect();
                others.push(probe);
                prop_assert_eq!(count(&others), *n, "{:?}", probe);
            }
            let mut currencies: BTreeMap<Currency, usize> = BTreeMap::new();
            for r in matches.iter().filter(|r| r.profile.metric(Metric::Gmv).is_some()) {
                *currencies.entry(r.profile.currency(Metric::Gmv)).or_default() += 1;
            }
            prop_assert_eq!(answer.currencies.iter().copied().collect::<BTreeMap<_, _>>(), currencies);
        }
        for r in &records {
            for m in ASKED {
                prop_assert_eq!(pool.value(r.id, m, TODAY), model.value(r, m));
            }
        }
    }
}
