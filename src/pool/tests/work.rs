//! Collaborations on a pool against a straightforward evaluation, card by card.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::domain::collab::board::{Board, COLUMNS, blank};
use crate::domain::collab::card::{Card, Lanes, Order, Work};
use crate::domain::collab::choice::Mode;
use crate::domain::collab::rate::Tally;
use crate::domain::collab::stage::Stage;
use crate::domain::number::Unit;

const OWNERS: [Option<&str>; 4] = [None, Some("Anna Li"), Some("Bo Chen"), Some("Bo Wu")];
const CAMPAIGNS: [Option<&str>; 3] = [None, Some("Q4 gifting"), Some("Autumn")];
const CREATORS: u32 = 12;

fn creators() -> Vec<Record> {
    (1..=CREATORS)
        .map(|id| {
            record(id, &format!("creator{id}"), |o| {
                o.metrics
                    .set(Metric::Followers, Some(i64::from(id) * 10_000));
                if id % 3 == 0 {
                    o.set_attr(Attr::Email, "x@y.com");
                    o.metrics
                        .set(Metric::Fulfilment, Some(Unit::Ratio.per_one() / 4));
                }
            })
        })
        .collect()
}

fn card(id: u32) -> impl Strategy<Value = Card> {
    let due = prop::option::of(-3i64..12);
    (
        1..=CREATORS,
        0..COLUMNS,
        0usize..4,
        0usize..3,
        due,
        0usize..3,
    )
        .prop_map(move |(creator, stage, owner, campaign, due, mode)| Card {
            creator,
            handle: format!("creator{creator}").into(),
            reference: format!("R-{id}").into(),
            owner: OWNERS[owner].map(Into::into),
            campaign: CAMPAIGNS[campaign].map(Into::into),
            due: due.map(|n| TODAY.checked_add(jiff::Span::new().days(n)).unwrap()),
            mode: [None, Some(Mode::FixedFee), Some(Mode::PureCommission)][mode],
            ..blank(id, Stage::ALL[stage])
        })
}

fn cards() -> impl Strategy<Value = Vec<Card>> {
    (0usize..30).prop_flat_map(|n| (1..=n as u32).map(card).collect::<Vec<_>>())
}

fn pool_with(cards: &[Card], tallies: &[(u32, Tally)]) -> Pool {
    let pool = build(&creators());
    let work = Work {
        cards: cards.to_vec(),
        tallies: tallies.to_vec(),
        ..Work::default()
    };
    let collabs = Collabs::new(work, [None; COLUMNS], &pool, TODAY);
    pool.with_collabs(Arc::new(collabs))
}

fn board(pool: &Pool, text: &str, lanes: Lanes) -> Board {
    let schemes = Schemes::default();
    pool.board(&BoardQuery {
        filter: &crate::domain::filter::parse(text, &schemes).unwrap(),
        schemes: &schemes,
        rates: &Rates::default(),
        today: TODAY,
        order: Order::Due,
        lanes,
    })
}

/// What a condition about work says of a card.
fn holds(text: &str, c: &Card) -> bool {
    match text {
        "stage:negotiating" => c.stage == Stage::Negotiating,
        "stage:洽谈中,dropped" => matches!(c.stage, Stage::Negotiating | Stage::Dropped),
        "owner:anna" => c.owner.as_deref() == Some("Anna Li"),
        // nobody is called so, two begin so
        "owner:bo" => c.owner.as_deref().is_some_and(|o| o.starts_with("Bo ")),
        "owner:\"bo wu\"" => c.owner.as_deref() == Some("Bo Wu"),
        "campaign:q4" => c.campaign.as_deref() == Some("Q4 gifting"),
        "mode:fixed_fee" => c.mode == Some(Mode::FixedFee),
        "has:due" => c.stage.is_open() && c.due.is_some(),
        "has:owner,campaign" => c.owner.is_some() || c.campaign.is_some(),
        "mode:fix" => c.mode == Some(Mode::FixedFee),
        "due:late,today" => c.stage.is_open() && c.due.is_some_and(|d| d <= TODAY),
        _ => panic!("{text}"),
    }
}

const ASKED: [&str; 11] = [
    "has:due",
    "has:owner,campaign",
    "mode:fix",
    "stage:negotiating",
    "stage:洽谈中,dropped",
    "owner:anna",
    "owner:bo",
    "owner:\"bo wu\"",
    "campaign:q4",
    "mode:fixed_fee",
    "due:late,today",
];

proptest! {
    #[test]
    fn creators_are_found_by_their_work(cards in cards()) {
        let pool = pool_with(&cards, &[]);
        let with = |test: &dyn Fn(&Card) -> bool| -> Vec<u32> {
            (1..=CREATORS).filter(|id| cards.iter().any(|c| c.creator == *id && test(c))).collect()
        };
        for text in ASKED {
            let answer = ask(&pool, text);
            let want = with(&|c| holds(text, c));
            prop_assert_eq!(&answer.ids, &want, "{}", text);
            let others = ask(&pool, &format!("-{text}"));
            prop_assert_eq!(others.ids.len() + want.len(), CREATORS as usize, "-{}", text);
        }
        prop_assert_eq!(ask(&pool, "has:collab").ids, with(&|_| true));
        let both = ask(&pool, "owner:anna has:email");
        let want: Vec<u32> = with(&|c| holds("owner:anna", c)).into_iter().filter(|id| id % 3 == 0).collect();
        prop_assert_eq!(both.ids, want);
        // each value of a facet counts creators, not cards
        let answer = ask(&pool, "");
        for (value, count) in &answer.facets[Facet::Stage.index()] {
            let stage = Stage::parse_key(value).unwrap();
            prop_assert_eq!(*count, with(&|c| c.stage == stage).len(), "{}", value);
        }
    }

    #[test]
    fn the_board_shows_each_card_that_matches_once(cards in cards()) {
        let pool = pool_with(&cards, &[]);
        let refs = |board: &Board| -> Vec<String> {
            let mut all: Vec<String> = board.cards().map(|c| c.reference.to_string()).collect();
            all.sort();
            all
        };
        let want = |test: &dyn Fn(&Card) -> bool| -> Vec<String> {
            let mut all: Vec<String> = cards.iter().filter(|c| test(c)).map(|c| c.reference.to_string()).collect();
            all.sort();
            all
        };
        for lanes in Lanes::ALL {
            prop_assert_eq!(refs(&board(&pool, "", lanes)), want(&|_| true));
            for text in ASKED {
                prop_assert_eq!(refs(&board(&pool, text, lanes)), want(&|c| holds(text, c)), "{}", text);
                let not = format!("-{text}");
                prop_assert_eq!(refs(&board(&pool, &not, lanes)), want(&|c| !holds(text, c)), "{}", not);
            }
        }
        let none = board(&pool, "no:due", Lanes::None);
        prop_assert_eq!(refs(&none), want(&|c| !holds("has:due", c)));
        let email = board(&pool, "has:email -R-1", Lanes::None);
        prop_assert_eq!(refs(&email), want(&|c| c.creator % 3 == 0 && !c.reference.contains("R-1")));
        // where a card stands is where it is found
        let whole = board(&pool, "", Lanes::Owner);
        for c in &cards {
            let (lane, column, at) = whole.find(c.id).unwrap();
            prop_assert_eq!(&whole.cell(lane, column)[at].reference, &c.reference);
            prop_assert_eq!(column, c.stage.index());
        }
    }

    #[test]
    fn a_pool_that_is_patched_is_as_one_that_is_built(before in cards(), after in cards(), id in 1..=CREATORS) {
        let pool = pool_with(&before, &[]);
        // of one creator the cards are others now
        let new: Vec<Card> = (1000..).zip(after.into_iter().filter(|c| c.creator == id))
            .map(|(n, c)| Card { id: n, ..c })
            .collect();
        let work = Work { cards: new.clone(), ..Work::default() };
        let collabs = pool.collabs().unwrap().with(&[id], work, &pool, TODAY);
        let patched = pool.with_collabs(Arc::new(collabs));
        let all: Vec<Card> = before.into_iter().filter(|c| c.creator != id).chain(new).collect();
        let built = pool_with(&all, &[]);
        prop_assert_eq!(board(&patched, "", Lanes::Campaign), board(&built, "", Lanes::Campaign));
        for text in ASKED {
            prop_assert_eq!(ask(&patched, text).ids, ask(&built, text).ids);
        }
    }
}

#[test]
fn rates_of_ones_own_stand_for_those_of_files() {
    let tally = |received, posted, contacted, replied| Tally {
        received,
        posted,
        contacted,
        replied,
    };
    let pool = pool_with(&[], &[(3, tally(2, 1, 0, 0)), (4, tally(0, 0, 4, 1))]);
    // 3 has 25 % in its file, and half of what was sent to it led to content
    assert_eq!(ask(&pool, "fulfilment:50").ids, [3]);
    assert_eq!(ask(&pool, "fulfilment:25").ids, [6, 9, 12]);
    assert_eq!(ask(&pool, "reply:25").ids, [4]);
    assert_eq!(ask(&pool, "no:reply").ids.len(), 11);
    let by: BTreeMap<u32, i64> = [3, 6]
        .iter()
        .filter_map(|id| Some((*id, pool.value(*id, Metric::Fulfilment, TODAY)?)))
        .collect();
    assert!(by[&3] > by[&6]);
}
