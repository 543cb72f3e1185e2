//! What boards are made of: sections of typed cells, the same for the screen and for every file that goes out.

use std::sync::Arc;

use crate::domain::collab::stage::Stage;
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::returns::Ratio;

/// A value, with what it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Not known.
    Missing,
    /// Nothing belongs here.
    Blank,
    /// A name.
    Text(Arc<str>),
    /// Several names.
    Names(Vec<Arc<str>>),
    /// Words of ours, by their id.
    Word(String),
    /// A sentence.
    Said(Message),
    /// Whole things.
    Count(i64),
    /// Raw money.
    Money(i128, Currency),
    /// Raw money as a quotient: a price, a cost of each.
    Price(Ratio, Currency),
    /// A rate or a share: 0.5 is 50 %.
    Percent(Ratio),
    /// The same where all are small: a tenth of a percent would not tell one from another.
    Rate(Ratio),
    /// So many times.
    Times(Ratio),
    /// By how much something became more or less: 0.5 is half as much again.
    Change(Ratio),
    /// By how many points of a hundred a [`Value::Percent`] did.
    Points(Ratio),
    /// By how many a [`Value::Rate`] did.
    RatePoints(Ratio),
    /// So many days.
    Days(i64),
    /// So many half days: the middle of an even number of stays.
    HalfDays(i64),
    /// A day, counted from 1970-01-01.
    Day(i32),
}

impl Value {
    /// A count where it is known.
    pub fn count(n: Option<i64>) -> Value {
        n.map_or(Value::Missing, Value::Count)
    }

    /// Raw money where it is known.
    pub fn money(raw: Option<i128>, currency: Currency) -> Value {
        raw.map_or(Value::Missing, |raw| Value::Money(raw, currency))
    }

    /// A price where it is known.
    pub fn price(of: Option<Ratio>, currency: Currency) -> Value {
        of.map_or(Value::Missing, |r| Value::Price(r, currency))
    }

    /// A rate where it is known.
    pub fn percent(of: Option<Ratio>) -> Value {
        of.map_or(Value::Missing, Value::Percent)
    }

    /// A small rate where it is known.
    pub fn rate(of: Option<Ratio>) -> Value {
        of.map_or(Value::Missing, Value::Rate)
    }

    /// Half days where they are known.
    pub fn half_days(n: Option<i32>) -> Value {
        n.map_or(Value::Missing, |n| Value::HalfDays(n.into()))
    }

    /// Times where they are known.
    pub fn times(of: Option<Ratio>) -> Value {
        of.map_or(Value::Missing, Value::Times)
    }

    /// A name where there is one.
    pub fn name(of: Option<&Arc<str>>) -> Value {
        of.map_or(Value::Missing, |name| Value::Text(Arc::clone(name)))
    }

    /// The code of a currency, where there is one.
    pub fn code(currency: Currency) -> Value {
        match currency.is_known() {
            true => Value::Text(currency.code().into()),
            false => Value::Blank,
        }
    }

    /// Whether nothing is known.
    pub fn is_missing(&self) -> bool {
        matches!(self, Value::Missing)
    }

    /// What became of it since before: by how much of itself a sum or a count changed, by how many points a rate did.
    /// Missing where either is, where they cannot be compared, and where there was nothing before.
    pub fn change(&self, before: &Value) -> Value {
        let less = |now: i128, then: i128| {
            let by = Ratio::of(now - then, then.abs());
            by.map_or(Value::Missing, Value::Change)
        };
        match (self, before) {
            (Value::Count(now), Value::Count(then))
            | (Value::Days(now), Value::Days(then))
            | (Value::HalfDays(now), Value::HalfDays(then)) => less((*now).into(), (*then).into()),
            (Value::Money(now, a), Value::Money(then, b)) if a == b => less(*now, *then),
            (Value::Price(now, a), Value::Price(then, b)) if a == b => {
                let by = now.over(*then).map(Ratio::less_one);
                by.map_or(Value::Missing, Value::Change)
            }
            (Value::Times(now), Value::Times(then)) => {
                let by = now.over(*then).map(Ratio::less_one);
                by.map_or(Value::Missing, Value::Change)
            }
            (Value::Percent(now), Value::Percent(then)) => {
                now.less(*then).map_or(Value::Missing, Value::Points)
            }
            (Value::Rate(now), Value::Rate(then)) => {
                now.less(*then).map_or(Value::Missing, Value::RatePoints)
            }
            _ => Value::Missing,
        }
    }
}

/// What is to be read into a value, beside itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mark {
    /// Nothing.
    #[default]
    None,
    /// It passes, or is better.
    Good,
    /// It fails, or is worse.
    Bad,
    /// It is read first.
    Strong,
    /// It is said aside.
    Dim,
    /// It rests on little.
    Weak,
}

impl Mark {
    /// Name in files; none of those that only say how a value is read.
    pub const fn key(self) -> Option<&'static str> {
        match self {
            Mark::Good => Some("good"),
            Mark::Bad => Some("bad"),
            Mark::Weak => Some("weak"),
            Mark::None | Mark::Strong | Mark::Dim => None,
        }
    }
}

/// A value and its mark.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What.
    pub value: Value,
    /// How.
    pub mark: Mark,
}

impl From<Value> for Cell {
    fn from(value: Value) -> Self {
        Cell {
            value,
            mark: Mark::None,
        }
    }
}

impl Value {
    /// With a mark.
    pub fn marked(self, mark: Mark) -> Cell {
        Cell { value: self, mark }
    }

    /// With the mark of what passes or fails.
    pub fn passing(self, passes: Option<bool>) -> Cell {
        let mark = match passes {
            Some(true) => Mark::Good,
            Some(false) => Mark::Bad,
            None => Mark::None,
        };
        self.marked(mark)
    }
}

/// What a row leads to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Behind {
    /// To nothing more.
    #[default]
    Nothing,
    /// To a creator: what the work with it brought.
    Creator(u32),
    /// To a collaboration, with whom.
    Deal(u32, u32),
    /// To several collaborations, by their numbers.
    Deals(Arc<[u32]>),
    /// To how long several collaborations stayed in each stage, the longest in one of them first.
    Stays(Arc<[u32]>, Option<Stage>),
    /// To all videos and lives.
    AllContent,
    /// To those of a style, or to those without one; where a currency is given to those that sold in it.
    OfStyle(Option<Arc<str>>, Option<Currency>),
    /// To a video or live: its creator and the platform's number.
    Content(u32, Arc<str>),
    /// To those who sold a product, by the books' number, in a currency from a day to another.
    Sold(i64, Currency, (i32, i32)),
    /// To those who sold a product, in a currency, as a variant and under a link: see [`super::matter::Variant::numbers`].
    SoldAs(i64, Currency, (u32, u32)),
    /// To the order lines of a creator, from a day to another.
    Lines(u32, (i32, i32)),
}

/// A row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// One a column.
    pub cells: Vec<Cell>,
    /// See [`Behind`].
    pub behind: Behind,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Name in files.
    pub key: &'static str,
    /// The id of its title.
    pub title: String,
    /// Numbers stand to the right.
    pub right: bool,
}

impl Column {
    /// Of names.
    pub fn name(key: &'static str) -> Self {
        Column {
            key,
            title: format!("review-col-{}", key.replace('_', "-")),
            right: false,
        }
    }

    /// Of numbers.
    pub fn number(key: &'static str) -> Self {
        Column {
            right: true,
            ..Column::name(key)
        }
    }

    /// With other words over it.
    #[must_use]
    pub fn titled(mut self, id: impl Into<String>) -> Self {
        self.title = id.into();
        self
    }
}

/// How a section is drawn where there is room for a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chart {
    /// A bar a row: the place of the column whose values are its lengths.
    Bars(usize),
    /// A line through days: the places of the columns of the day and of the value; one line for each name in the third.
    Curve {
        /// Of the day.
        day: usize,
        /// Of the value.
        value: usize,
        /// Of what is told apart.
        of: usize,
    },
}

/// A table with its name.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Name in files; its title is `review-section-<id>`.
    pub id: &'static str,
    /// What it holds and by which rule, in words.
    pub about: Message,
    /// From left to right.
    pub columns: Vec<Column>,
    /// From top to bottom.
    pub rows: Vec<Row>,
    /// How it is drawn.
    pub chart: Option<Chart>,
    /// So many rows stand in what is read from top to bottom; the rest is in files that are looked things up in.
    pub brief: usize,
    /// What else has to be known.
    pub notes: Vec<Message>,
}

impl Section {
    /// Places of the columns as people read them: the currency behind the name, so that rows of two currencies are told
    /// apart before their sums are read.
    pub fn reading(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.columns.len()).collect();
        let currency = self.columns.iter().position(|c| c.key == "currency");
        if let Some(at) = currency.filter(|at| *at > 1) {
            order.remove(at);
            order.insert(1, at);
        }
        order
    }

    /// Without rows yet. What it holds is said by `review-about-<id>`.
    pub fn new(id: &'static str, about: Message, columns: Vec<Column>) -> Self {
        Section {
            id,
            about,
            columns,
            rows: Vec::new(),
            chart: None,
            brief: usize::MAX,
            notes: Vec::new(),
        }
    }

    /// The id of its title.
    pub fn title(&self) -> String {
        format!("review-section-{}", self.id.replace('_', "-"))
    }

    /// Leaves a column out that says nothing in any row.
    pub fn without_blank(&mut self, key: &str) {
        let Some(at) = self.columns.iter().position(|c| c.key == key) else {
            return;
        };
        let blank = |r: &Row| r.cells.get(at).is_none_or(|c| c.value == Value::Blank);
        if self.rows.iter().all(blank) {
            self.columns.remove(at);
            for row in self.rows.iter_mut().filter(|r| at < r.cells.len()) {
                row.cells.remove(at);
            }
        }
    }

    /// One row more.
    pub fn row(&mut self, cells: Vec<Cell>, behind: Behind) {
        debug_assert_eq!(cells.len(), self.columns.len(), "{}", self.id);
        self.rows.push(Row { cells, behind });
    }
}

/// What stands in a column of a row.
pub fn value<'r>(section: &Section, row: &'r Row, key: &str) -> Option<&'r Value> {
    let at = section.columns.iter().position(|c| c.key == key)?;
    row.cells.get(at).map(|c| &c.value)
}

/// Sections that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Board {
    /// Name in files; its title is `review-board-<id>`.
    pub id: &'static str,
    /// From top to bottom.
    pub sections: Vec<Section>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn r(num: i128, den: i128) -> Ratio {
        Ratio::of(num, den).unwrap()
    }

    #[test]
    fn changes_are_of_what_was() {
        let usd = Currency::parse("USD").unwrap();
        let eur = Currency::parse("EUR").unwrap();
        let all = [
            (Value::Count(15), Value::Count(10), Value::Change(r(1, 2))),
            (Value::Count(0), Value::Count(10), Value::Change(r(-1, 1))),
            (Value::Count(15), Value::Count(0), Value::Missing),
            (
                Value::Money(5, usd),
                Value::Money(-10, usd),
                Value::Change(r(3, 2)),
            ),
            (Value::Money(5, usd), Value::Money(10, eur), Value::Missing),
            (
                Value::Percent(r(3, 10)),
                Value::Percent(r(1, 4)),
                Value::Points(r(1, 20)),
            ),
            (Value::Missing, Value::Count(1), Value::Missing),
            (
                Value::Price(r(3, 1), usd),
                Value::Price(r(2, 1), usd),
                Value::Change(r(1, 2)),
            ),
        ];
        for (now, before, want) in all {
            assert_eq!(now.change(&before), want, "{now:?} {before:?}");
        }
    }
}
