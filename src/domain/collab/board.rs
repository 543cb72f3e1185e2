//! The board as it is drawn: lanes of columns of cards, in order.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::card::{Card, Order};
use super::stage::Stage;
use crate::domain::money::{Currency, Rates};

/// How many stages there are, and so columns.
pub const COLUMNS: usize = Stage::ALL.len();

/// A row of the board.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lane {
    /// What its cards have in common; none where they lack it, and on a board of one row.
    pub name: Option<Arc<str>>,
    /// By stage, each in order.
    pub columns: [Vec<Arc<Card>>; COLUMNS],
}

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Board {
    /// At least one.
    pub lanes: Vec<Lane>,
    /// Days that collaborations usually stay in a stage: the median of those that have left it.
    pub usual: [Option<i32>; COLUMNS],
    /// Collaborations in the pool, on the board or not.
    pub total: usize,
    /// How the cards stand.
    pub order: Order,
}

/// What a column sums up to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sum {
    /// Cards.
    pub cards: usize,
    /// Those that are late.
    pub late: usize,
    /// What they are worth, by currency; raw money.
    pub value: BTreeMap<Currency, i128>,
    /// Days in the stage: the median of those that are known.
    pub age: Option<i32>,
}

/// The middle one of some numbers, the lower of two; none of none.
pub fn median(all: &mut [i32]) -> Option<i32> {
    all.sort_unstable();
    all.get(all.len().saturating_sub(1) / 2).copied()
}

impl Sum {
    /// Of some cards.
    pub fn of<'c>(cards: impl Iterator<Item = &'c Arc<Card>>, today: Date) -> Self {
        let mut sum = Sum::default();
        let mut ages = Vec::new();
        for card in cards {
            sum.cards += 1;
            sum.late += usize::from(card.is_late(today));
            ages.extend(card.age(today));
            if let Some(value) = card.value() {
                *sum.value.entry(card.currency).or_default() += i128::from(value);
            }
        }
        sum.age = median(&mut ages);
        sum
    }

    /// The same with worth of several currencies as one, where a table of rates makes that possible.
    #[must_use]
    pub fn at(mut self, rates: &Rates) -> Self {
        if rates.is_set() && self.value.len() > 1 {
            let mut value = BTreeMap::new();
            for (currency, raw) in self.value {
                let (currency, raw) = match rates.worth(raw, currency) {
                    Some(raw) => (rates.base, raw),
                    None => (currency, raw),
                };
                *value.entry(currency).or_default() += raw;
            }
            self.value = value;
        }
        self
    }
}

impl Board {
    /// The cards of a cell.
    pub fn cell(&self, lane: usize, column: usize) -> &[Arc<Card>] {
        let lane = self.lanes.get(lane);
        let column = lane.and_then(|l| l.columns.get(column));
        column.map(Vec::as_slice).unwrap_or_default()
    }

    /// Every card on it.
    pub fn cards(&self) -> impl Iterator<Item = &Arc<Card>> {
        self.lanes.iter().flat_map(|l| l.columns.iter().flatten())
    }

    /// The cards of a stage in all lanes.
    pub fn column(&self, column: usize) -> impl Iterator<Item = &Arc<Card>> {
        self.lanes
            .iter()
            .filter_map(move |l| l.columns.get(column))
            .flatten()
    }

    /// Where a card stands: lane, column, place.
    pub fn find(&self, id: u32) -> Option<(usize, usize, usize)> {
        self.lanes.iter().enumerate().find_map(|(lane, l)| {
            l.columns.iter().enumerate().find_map(|(column, cards)| {
                let at = cards.iter().position(|c| c.id == id)?;
                Some((lane, column, at))
            })
        })
    }

    /// The card.
    pub fn card(&self, id: u32) -> Option<&Arc<Card>> {
        let (lane, column, at) = self.find(id)?;
        self.cell(lane, column).get(at)
    }

    /// Draws a card's move out of a stage; its lane stays. Nothing happens where it does not stand there any more.
    pub fn put(&mut self, card: Card, from: Stage) {
        let found = self.find(card.id);
        let Some((lane, column, at)) = found.filter(|(_, column, _)| *column == from.index())
        else {
            return;
        };
        let order = self.order;
        let Some(lane) = self.lanes.get_mut(lane) else {
            return;
        };
        if let Some(cards) = lane.columns.get_mut(column) {
            cards.remove(at);
        }
        if let Some(cards) = lane.columns.get_mut(card.stage.index()) {
            let at = cards.partition_point(|c| order.compare(c, &card).is_lt());
            cards.insert(at, Arc::new(card));
        }
    }
}

/// A card with little on it.
#[cfg(test)]
pub fn blank(id: u32, stage: Stage) -> Card {
    Card {
        id,
        version: 1,
        creator: id,
        handle: "anna".into(),
        followers: None,
        reference: "r".into(),
        campaign: None,
        product: None,
        owner: None,
        stage,
        since: None,
        due: None,
        mode: None,
        fixed_fee: None,
        commission_rate: None,
        gmv: None,
        expected: None,
        currency: Currency::NONE,
        filled: super::gate::Filled::default(),
        code: None,
        parcel: None,
        sample_out: None,
        licence_until: None,
        earned: None,
    }
}

#[cfg(test)]
mod tests {
    use super::blank as card;
    use super::*;
    use crate::domain::number::Decimal;
    use jiff::civil::date;

    fn board(cards: Vec<Card>) -> Board {
        let mut lane = Lane::default();
        for c in cards {
            lane.columns[c.stage.index()].push(Arc::new(c));
        }
        Board {
            lanes: vec![lane],
            ..Board::default()
        }
    }

    #[test]
    fn a_card_goes_to_its_place_in_the_next_column() {
        let due = |id, day| Card {
            due: Some(date(2026, 12, day)),
            ..card(id, Stage::Contacted)
        };
        let mut board = board(vec![card(1, Stage::Candidate), due(2, 1), due(3, 9)]);
        let mut moved = (**board.card(1).unwrap()).clone();
        moved.stage = Stage::Contacted;
        moved.due = Some(date(2026, 12, 5));
        // somebody else was quicker
        board.put(moved.clone(), Stage::Negotiating);
        assert_eq!(board.find(1), Some((0, 0, 0)));
        board.put(moved, Stage::Candidate);
        let ids: Vec<u32> = board.column(1).map(|c| c.id).collect();
        assert_eq!(ids, [2, 1, 3]);
        assert_eq!(board.find(1), Some((0, 1, 1)));
        assert!(board.cell(0, 0).is_empty() && board.cell(7, 7).is_empty());
        assert_eq!(board.cards().count(), 3);
    }

    #[test]
    fn a_column_sums_up_by_currency() {
        let today = date(2026, 11, 23);
        let [usd, gbp] = ["USD", "GBP"].map(|c| Currency::parse(c).unwrap());
        let worth = |id, value, currency, since: Option<i8>| Card {
            expected: value,
            currency,
            since: since.map(|d| date(2026, 11, d)),
            due: Some(date(2026, 11, 20)),
            ..card(id, Stage::Contacted)
        };
        let board = board(vec![
            worth(1, Some(10), usd, Some(3)),
            worth(2, Some(5), usd, Some(21)),
            worth(3, Some(7), gbp, None),
            worth(4, None, gbp, Some(22)),
        ]);
        let sum = Sum::of(board.column(1), today);
        assert_eq!((sum.cards, sum.late, sum.age), (4, 4, Some(2)));
        assert_eq!(sum.value, BTreeMap::from([(usd, 15), (gbp, 7)]));
        assert_eq!(Sum::of(board.column(2), today), Sum::default());
        // without a table nothing is added up
        assert_eq!(sum.clone().at(&Rates::default()), sum);
        let rates = Rates::new(usd, [(gbp, Decimal::whole(2))]);
        let one = Sum::of(board.column(1), today).at(&rates);
        assert_eq!(one.value, BTreeMap::from([(usd, 29)]));
        // what is over cannot be late
        let over = Card {
            due: Some(date(2026, 1, 1)),
            ..card(9, Stage::Dropped)
        };
        assert!(!over.is_late(today));
    }

    #[test]
    fn orders() {
        let mut a = card(1, Stage::Contacted);
        let mut b = card(2, Stage::Contacted);
        b.due = Some(date(2026, 12, 1));
        assert!(Order::Due.compare(&b, &a).is_lt(), "none last");
        a.since = Some(date(2026, 1, 1));
        assert!(Order::Age.compare(&a, &b).is_lt());
        a.expected = Some(1);
        b.gmv = Some(2);
        b.expected = Some(0);
        assert!(Order::Value.compare(&b, &a).is_lt());
        for order in Order::ALL {
            assert_eq!(Order::parse(order.key()), Some(order));
            assert!(order.compare(&a, &a).is_eq());
        }
    }

    #[test]
    fn medians() {
        assert_eq!(median(&mut []), None);
        assert_eq!(median(&mut [5]), Some(5));
        assert_eq!(median(&mut [9, 1]), Some(1));
        assert_eq!(median(&mut [9, 1, 4]), Some(4));
    }
}
