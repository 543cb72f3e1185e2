//! Collaborations in memory: what the board shows of them, and what the pool tells of creators by them.
//!
//! They hang on a pool as labels do: a pool with other collaborations shares all its columns with the one before. Of
//! each creator they give the values that are counted (stage, owner, campaign …) and, where there is a history of one's
//! own, the fulfilment and the reply rate, in the place of what a file says.

use std::collections::BTreeMap;
use std::sync::Arc;

use hashbrown::HashMap;
use jiff::civil::Date;

use super::Pool;
use super::answer::Setting;
use super::bits::Set;
use super::column::{Column, Growing};
use super::facet::{Gathering, Values};
use crate::domain::collab::board::{Board, COLUMNS, Lane};
use crate::domain::collab::card::{Agreement, Card, Contact, Lanes, NO_END, Order, Work};
use crate::domain::collab::rate::Tally;
use crate::domain::facet::Facet;
use crate::domain::field::Metric;
use crate::domain::filter::{Condition, Filter, Presence, Test};
use crate::domain::money::{Currency, Rates};
use crate::domain::number::{Range, Unit};
use crate::domain::returns::{Earned, Earnings};
use crate::domain::tier::Schemes;
use crate::text::fold;

/// A question to the board.
#[derive(Debug, Clone, Copy)]
pub struct BoardQuery<'q> {
    /// Which cards: conditions about creators hold of theirs, those about work of each card by itself.
    pub filter: &'q Filter,
    /// All tier schemes; the filter's, or the default one, makes lanes.
    pub schemes: &'q Schemes,
    /// As for the pool.
    pub rates: &'q Rates,
    /// For what is late.
    pub today: Date,
    /// Within a column.
    pub order: Order,
    /// What makes rows.
    pub lanes: Lanes,
}

/// All collaborations of a pool file; see the module.
#[derive(Debug, Default)]
pub struct Collabs {
    /// Rising by their numbers.
    cards: Vec<Arc<Card>>,
    /// Places in `cards`, by creator.
    of: HashMap<u32, Vec<u32>>,
    contacts: Vec<Contact>,
    agreements: Vec<Agreement>,
    tallies: BTreeMap<u32, Tally>,
    usual: [Option<i32>; COLUMNS],
    /// The day that what is due was counted from.
    today: Date,
}

impl Collabs {
    /// Of everything there is; `pool` knows the followers.
    pub fn new(work: Work, usual: [Option<i32>; COLUMNS], pool: &Pool, today: Date) -> Self {
        let cards = work.cards.into_iter().map(|c| with_followers(c, pool));
        Collabs::of_parts(
            cards.collect(),
            work.contacts,
            work.agreements,
            work.tallies.into_iter().collect(),
            usual,
            today,
        )
    }

    fn of_parts(
        cards: Vec<Arc<Card>>,
        contacts: Vec<Contact>,
        agreements: Vec<Agreement>,
        tallies: BTreeMap<u32, Tally>,
        usual: [Option<i32>; COLUMNS],
        today: Date,
    ) -> Self {
        let mut of: HashMap<u32, Vec<u32>> = HashMap::new();
        for (at, card) in (0u32..).zip(&cards) {
            of.entry(card.creator).or_default().push(at);
        }
        Collabs {
            cards,
            of,
            contacts,
            agreements,
            tallies,
            usual,
            today,
        }
    }

    /// With what is known now of some creators, in the place of what was.
    #[must_use]
    pub fn with(&self, ids: &[u32], work: Work, pool: &Pool, today: Date) -> Self {
        let gone: hashbrown::HashSet<u32> = ids.iter().copied().collect();
        let stays = |creator: u32| !gone.contains(&creator);
        let mut cards: Vec<Arc<Card>> = self
            .cards
            .iter()
            .filter(|c| stays(c.creator))
            .map(Arc::clone)
            .chain(work.cards.into_iter().map(|c| with_followers(c, pool)))
            .collect();
        cards.sort_by_key(|c| c.id);
        let mut contacts: Vec<Contact> = self
            .contacts
            .iter()
            .filter(|c| stays(c.creator))
            .cloned()
            .chain(work.contacts)
            .collect();
        contacts.sort_by_key(|c| (c.at, c.id));
        let agreements = self.agreements.iter().filter(|a| stays(a.creator)).cloned();
        let agreements = agreements.chain(work.agreements).collect();
        let tallies = self.tallies.iter().filter(|(id, _)| stays(**id));
        let tallies = tallies.map(|(id, t)| (*id, *t)).chain(work.tallies);
        Collabs::of_parts(
            cards,
            contacts,
            agreements,
            tallies.collect(),
            self.usual,
            today,
        )
    }

    /// With what each has earned.
    #[must_use]
    pub fn with_earnings(&self, earnings: &Earnings) -> Self {
        let told = |card: &Arc<Card>| {
            let earned = earnings.deal(card.id).copied();
            match card.earned == earned {
                true => Arc::clone(card),
                false => Arc::new(Card {
                    earned,
                    ..Card::clone(card)
                }),
            }
        };
        Collabs {
            cards: self.cards.iter().map(told).collect(),
            of: self.of.clone(),
            contacts: self.contacts.clone(),
            agreements: self.agreements.clone(),
            tallies: self.tallies.clone(),
            ..*self
        }
    }

    /// How many collaborations.
    pub fn len(&self) -> usize {
        self.cards.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.cards.is_empty()
    }

    /// All of them.
    pub fn cards(&self) -> &[Arc<Card>] {
        &self.cards
    }

    /// Those with a creator: open ones first, of these the one that moved last.
    pub fn of(&self, creator: u32) -> Vec<Arc<Card>> {
        let places = self.of.get(&creator).map(Vec::as_slice).unwrap_or_default();
        let cards = places.iter().filter_map(|at| self.cards.get(*at as usize));
        let mut cards: Vec<Arc<Card>> = cards.map(Arc::clone).collect();
        cards.sort_by_key(|c| {
            let last = std::cmp::Reverse((c.since, c.id));
            (!c.stage.is_open(), last)
        });
        cards
    }

    /// Who was written to.
    pub fn contacts(&self) -> &[Contact] {
        &self.contacts
    }

    /// Framework agreements.
    pub fn agreements(&self) -> &[Agreement] {
        &self.agreements
    }

    /// Samples and answers of a creator.
    pub fn tally(&self, creator: u32) -> Tally {
        self.tallies.get(&creator).copied().unwrap_or_default()
    }

    /// One of [`Metric::WORK`] of everybody of whom it is known, each once, raw.
    fn told(&self, metric: Metric) -> Vec<(u32, i64)> {
        let tallies = |rate: fn(&Tally) -> Option<i64>| {
            let all = self.tallies.iter();
            all.filter_map(|(id, t)| Some((*id, rate(t)?))).collect()
        };
        let ends: Box<dyn Iterator<Item = (u32, Option<Date>)> + '_> = match metric {
            Metric::Fulfilment => return tallies(Tally::fulfilment),
            Metric::Reply => return tallies(Tally::reply),
            Metric::Licence => Box::new(
                self.cards
                    .iter()
                    .filter(|c| c.filled.has("licence_scope") || c.licence_until.is_some())
                    .map(|c| (c.creator, c.licence_until)),
            ),
            _ => Box::new(
                self.agreements
                    .iter()
                    .filter(|a| a.starts.is_none_or(|day| day <= self.today))
                    .map(|a| (a.creator, a.ends)),
            ),
        };
        // the one that runs longest
        let mut last: BTreeMap<u32, i64> = BTreeMap::new();
        for (creator, end) in ends {
            let days = end.map_or(NO_END, |end| (end - self.today).get_days().into());
            let days = days.min(NO_END);
            last.entry(creator)
                .and_modify(|known| *known = days.max(*known))
                .or_insert(days);
        }
        last.into_iter().collect()
    }

    /// The day that what is due was counted from.
    pub fn today(&self) -> Date {
        self.today
    }

    /// Days that collaborations usually stay in a stage.
    pub fn usual(&self) -> [Option<i32>; COLUMNS] {
        self.usual
    }

    /// Puts other medians in place.
    pub fn set_usual(&mut self, usual: [Option<i32>; COLUMNS]) {
        self.usual = usual;
    }
}

fn with_followers(mut card: Card, pool: &Pool) -> Arc<Card> {
    card.followers = pool.value(card.creator, Metric::Followers, Date::default());
    Arc::new(card)
}

/// The values of a card that are counted under a facet.
fn value(card: &Card, facet: Facet, today: Date) -> Option<&str> {
    match facet {
        Facet::Stage => Some(card.stage.key()),
        Facet::Owner => card.owner.as_deref(),
        Facet::Campaign => card.campaign.as_deref(),
        Facet::Product => card.product.as_deref(),
        Facet::Mode => card.mode.map(|m| m.key()),
        Facet::Due => card.due_in(today),
        _ => None,
    }
}

/// What a pool shows by collaborations.
#[derive(Debug)]
pub(super) struct Shown {
    pub collabs: Arc<Collabs>,
    /// In the order of [`Facet::WORK`].
    values: Arc<Vec<Values>>,
    /// In the order of [`Metric::WORK`]. Where there is a history of one's own: the rates of a file with these in their
    /// places.
    rates: [Option<Arc<Column>>; Metric::WORK.len()],
}

impl Shown {
    /// The same with what each collaboration has earned.
    pub(super) fn with(&self, earnings: &Earnings) -> Shown {
        Shown {
            collabs: Arc::new(self.collabs.with_earnings(earnings)),
            values: Arc::clone(&self.values),
            rates: self.rates.clone(),
        }
    }

    pub(super) fn values(&self, facet: Facet) -> Option<&Values> {
        let at = Facet::WORK.iter().position(|f| *f == facet)?;
        self.values.get(at)
    }

    pub(super) fn rate(&self, metric: Metric) -> Option<&Arc<Column>> {
        let at = Metric::WORK.iter().position(|m| *m == metric)?;
        self.rates.get(at)?.as_ref()
    }

    pub(super) fn bytes(&self) -> usize {
        let rates = self.rates.iter().flatten().map(|c| c.bytes());
        self.values.iter().map(Values::bytes).sum::<usize>()
            + rates.sum::<usize>()
            + self.collabs.cards.len() * size_of::<Card>()
    }
}

impl Pool {
    /// The same creators with these collaborations.
    #[must_use]
    pub fn with_collabs(&self, collabs: Arc<Collabs>) -> Pool {
        let collabs = match &self.returns {
            Some(hung) => Arc::new(collabs.with_earnings(hung.earnings())),
            None => collabs,
        };
        let none =
            collabs.is_empty() && collabs.tallies.is_empty() && collabs.agreements.is_empty();
        let shown = match none {
            true => Shown {
                collabs,
                values: Arc::default(),
                rates: Default::default(),
            },
            false => self.shown(collabs),
        };
        Pool {
            data: Arc::clone(&self.data),
            labels: self.labels.clone(),
            work: Some(Arc::new(shown)),
            returns: self.returns.clone(),
            caches: self.caches().without_work().into(),
        }
    }

    /// The collaborations that hang on it; nothing before they have been read.
    pub fn collabs(&self) -> Option<&Arc<Collabs>> {
        self.work.as_ref().map(|w| &w.collabs)
    }

    fn shown(&self, collabs: Arc<Collabs>) -> Shown {
        let mut gathering: Vec<Gathering> = Facet::WORK.iter().map(|_| Gathering::new(0)).collect();
        for id in self.data.roll.ids() {
            let cards = match collabs.of.contains_key(&id) {
                true => collabs.of(id),
                false => Vec::new(),
            };
            for (facet, values) in Facet::WORK.iter().zip(&mut gathering) {
                let all = cards.iter().filter_map(|c| value(c, *facet, collabs.today));
                values.push(all);
            }
        }
        let rates = Metric::WORK.map(|m| {
            let mut own: Vec<(usize, i64)> = collabs
                .told(m)
                .into_iter()
                .filter_map(|(id, raw)| Some((self.data.roll.row(id)?, raw)))
                .collect();
            if own.is_empty() {
                return None;
            }
            own.sort_unstable();
            let mut own = own.into_iter().peekable();
            let mut growing = Growing::new(self.len());
            let known = self.data.metrics.get(m.index());
            let known = known.map_or(&Column::Empty, |c| &**c);
            known.each(self.len(), |row, file| {
                let own = own.next_if(|(at, _)| *at == row);
                growing.push(own.map(|(_, raw)| raw).or(file));
            });
            Some(Arc::new(growing.freeze()))
        });
        Shown {
            values: Arc::new(gathering.into_iter().map(Gathering::freeze).collect()),
            rates,
            collabs,
        }
    }

    /// The board, as far as collaborations hang on the pool.
    pub fn board(&self, q: &BoardQuery<'_>) -> Board {
        let none = Arc::new(Collabs::default());
        let collabs = self.collabs().unwrap_or(&none);
        let setting = Setting {
            schemes: q.schemes.clone(),
            rates: q.rates.clone(),
            today: q.today,
            active: q.filter.scheme.unwrap_or(q.schemes.default),
        };
        let tests: Vec<CardTest> = q
            .filter
            .conditions
            .iter()
            .map(|c| self.card_test(c, &setting))
            .collect();
        let mut lanes: BTreeMap<(bool, usize, Box<str>), Lane> = BTreeMap::new();
        let scheme = setting.scheme();
        for card in &collabs.cards {
            let row = self.data.roll.row(card.creator);
            if !tests.iter().all(|t| t.keeps(card, row, q.today)) {
                continue;
            }
            let tier = || {
                let band = scheme.zip(card.followers).map(|(s, n)| (s, s.band(n)));
                band.and_then(|(s, at)| Some((at, s.bands.get(at)?.key.as_str().into())))
            };
            let (rank, name): (usize, Option<Arc<str>>) = match q.lanes {
                Lanes::None => (0, None),
                Lanes::Owner => (0, card.owner.clone()),
                Lanes::Campaign => (0, card.campaign.clone()),
                Lanes::Tier => tier().map_or((0, None), |(at, name)| (at, Some(name))),
            };
            // what has no name comes last
            let fold = name.as_deref().map(fold).unwrap_or_default();
            let lane = lanes
                .entry((name.is_none(), rank, fold.into()))
                .or_insert_with(|| Lane {
                    name,
                    ..Lane::default()
                });
            if let Some(column) = lane.columns.get_mut(card.stage.index()) {
                column.push(Arc::clone(card));
            }
        }
        let mut lanes: Vec<Lane> = lanes.into_values().collect();
        if lanes.is_empty() {
            lanes.push(Lane::default());
        }
        for column in lanes.iter_mut().flat_map(|l| &mut l.columns) {
            column.sort_unstable_by(|a, b| q.order.compare(a, b));
        }
        Board {
            lanes,
            usual: collabs.usual,
            total: collabs.len(),
            order: q.order,
        }
    }

    /// The values of cards that typed ones ask for, as for creators.
    fn card_values(&self, facet: Facet, typed: &[String]) -> Vec<String> {
        let place = Facet::WORK.iter().position(|f| *f == facet);
        let values = place.and_then(|at| self.work.as_ref()?.values.get(at));
        let mut all = Vec::new();
        for typed in typed {
            match (facet.value_key(typed), values) {
                (Some(key), _) => all.push(key.to_owned()),
                (None, Some(values)) => {
                    let asked = values.asked(facet, typed).into_iter();
                    all.extend(asked.map(|code| values.name(code).to_owned()));
                }
                (None, None) => {}
            }
        }
        all
    }

    fn card_test(&self, c: &Condition, setting: &Setting) -> CardTest {
        let of_creators = |c: &Condition| {
            let mut caches = self.caches();
            self.keeps(c, setting, &mut caches)
        };
        let test = match &c.test {
            Test::OneOf(facet, values) if facet.is_of_work() => {
                return CardTest {
                    negated: c.negated,
                    test: CardAsks::Value(*facet, self.card_values(*facet, values)),
                };
            }
            // what a card itself has earned, not its creator
            Test::OneOf(Facet::Verdict, values) => {
                let asked = values.iter().filter_map(|v| Facet::Verdict.value_key(v));
                CardAsks::Verdict(asked.collect())
            }
            Test::Within {
                metric,
                ranges,
                currency,
            } if metric.is_of_returns() => {
                let based = metric.unit().is_money() && setting.rates.is_set();
                CardAsks::Earned(EarnedAsks {
                    metric: *metric,
                    unit: match based && currency.is_none() {
                        true => Unit::Price,
                        false => metric.unit(),
                    },
                    ranges: ranges.clone(),
                    currency: *currency,
                    rates: (based && currency.is_none()).then(|| setting.rates.clone()),
                    negated: c.negated,
                })
            }
            Test::Has(what) | Test::Lacks(what) => {
                let has = matches!(c.test, Test::Has(_));
                let each = what.iter().map(|p| match p {
                    Presence::Collab => CardHas::Anyway,
                    Presence::Work(Facet::Verdict) => CardHas::Verdict,
                    Presence::Work(facet) if facet.is_of_work() => CardHas::Value(*facet),
                    Presence::Metric(m) if m.is_of_returns() => CardHas::Earned(*m),
                    _ => {
                        let one = Test::Has(vec![*p]);
                        CardHas::Creator(of_creators(&Condition {
                            negated: false,
                            test: one,
                        }))
                    }
                });
                CardAsks::Present(each.collect(), has)
            }
            Test::Word(word) => {
                // a card is left out for what it says itself as well
                let said = Condition {
                    negated: false,
                    test: c.test.clone(),
                };
                CardAsks::Word(super::condition::searched(word), of_creators(&said))
            }
            _ => {
                // turned round or not, the rows say it already
                return CardTest {
                    negated: false,
                    test: CardAsks::Creator(of_creators(c)),
                };
            }
        };
        CardTest {
            negated: c.negated,
            test,
        }
    }
}

/// A condition as it is asked of a card.
struct CardTest {
    negated: bool,
    test: CardAsks,
}

enum CardAsks {
    /// Whose creator is one of these rows.
    Creator(Set),
    /// That has one of these values.
    Value(Facet, Vec<String>),
    /// For which returns advise one of these.
    Verdict(Vec<&'static str>),
    /// That has earned so much.
    Earned(EarnedAsks),
    /// In whose own words, or in those of the creator, this stands.
    Word(String, Set),
    /// That has, or lacks, any of these.
    Present(Vec<CardHas>, bool),
}

enum CardHas {
    /// Every card has it.
    Anyway,
    /// A value of its own.
    Value(Facet),
    /// Returns that advise something.
    Verdict,
    /// Returns that tell this.
    Earned(Metric),
    /// Those of these rows have it.
    Creator(Set),
}

/// A numeric condition about returns, as it is asked of a card.
struct EarnedAsks {
    metric: Metric,
    unit: Unit,
    ranges: Vec<Range>,
    currency: Option<Currency>,
    /// For amounts in the base currency.
    rates: Option<Rates>,
    negated: bool,
}

impl EarnedAsks {
    /// Missing passes neither way.
    fn keeps(&self, earned: Option<&Earned>) -> bool {
        let value = || {
            let earned = earned?;
            if self.currency.is_some_and(|c| c != earned.currency) {
                return None;
            }
            let raw = earned.value(self.metric)?;
            match &self.rates {
                Some(rates) => rates.to_base(raw, self.metric.unit(), earned.currency),
                None => Some(raw),
            }
        };
        value().is_some_and(|raw| {
            let within = self.ranges.iter().any(|range| {
                let (low, high) = range.to_raw(self.unit);
                raw >= low && raw <= high
            });
            within != self.negated
        })
    }
}

impl CardTest {
    fn keeps(&self, card: &Card, row: Option<usize>, today: Date) -> bool {
        let of = |set: &Set| row.is_some_and(|row| set.has(row));
        let keeps = match &self.test {
            CardAsks::Creator(set) => of(set),
            CardAsks::Value(facet, asked) => {
                let own = value(card, *facet, today);
                own.is_some_and(|own| asked.iter().any(|a| a == own))
            }
            CardAsks::Verdict(asked) => card
                .earned
                .is_some_and(|e| asked.contains(&e.verdict.key())),
            // turned round or not, it says so itself
            CardAsks::Earned(asked) => return asked.keeps(card.earned.as_ref()),
            CardAsks::Word(word, set) => of(set) || says(card, word),
            CardAsks::Present(what, has) => what.iter().any(|p| {
                let there = match p {
                    CardHas::Anyway => true,
                    CardHas::Value(facet) => value(card, *facet, today).is_some(),
                    CardHas::Verdict => card.earned.is_some(),
                    CardHas::Earned(m) => card.earned.is_some_and(|e| e.value(*m).is_some()),
                    CardHas::Creator(set) => of(set),
                };
                there == *has
            }),
        };
        keeps != self.negated
    }
}

/// Whether a folded word stands in what a card itself says.
fn says(card: &Card, word: &str) -> bool {
    let texts = [
        Some(&*card.reference),
        card.campaign.as_deref(),
        card.product.as_deref(),
        card.owner.as_deref(),
        card.parcel.as_deref(),
        card.code.as_deref(),
    ];
    texts.into_iter().flatten().any(|t| fold(t).contains(word))
}
