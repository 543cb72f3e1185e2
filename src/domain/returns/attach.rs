//! Which collaboration an order line belongs to.
//!
//! What is certain goes before what is likely: the hand of a person, the collaboration that the line itself names, the
//! video or live it came from, the discount code, and last the creator, the product and the time. Of two collaborations
//! that would both do, the one for this very product goes before one for no product, then the one that began later.
//! What fits none stands in the list of what is not attached, with the reason.

use std::collections::HashMap;

use crate::domain::order::{DAY, Line};

/// A collaboration, as far as lines can belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Its number.
    pub collab: u32,
    /// For which product; none is for any.
    pub product: Option<i64>,
    /// The first day that counts, from 1970-01-01; none where it has not begun.
    pub from: Option<i32>,
    /// The last one; none where it goes on.
    pub until: Option<i32>,
}

/// How a line came to its collaboration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum By {
    /// Somebody said so.
    Hand,
    /// The line names it.
    Reference,
    /// Its video or live belongs to it.
    Content,
    /// Its discount code does.
    Code,
    /// Creator, product and time.
    Window,
}

impl By {
    /// Name in files and messages.
    pub const fn key(self) -> &'static str {
        match self {
            By::Hand => "hand",
            By::Reference => "reference",
            By::Content => "content",
            By::Code => "code",
            By::Window => "window",
        }
    }
}

/// Why a line belongs to none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Why {
    /// Nobody works with the creator.
    NoCollab,
    /// Somebody does, on other products.
    OtherProduct,
    /// On this one, at another time.
    OtherTime,
    /// Nobody knows when it was sold.
    NoTime,
    /// No lines: orders that count in several collaborations, less than none.
    Again,
}

impl Why {
    /// Name in files and messages.
    pub const fn key(self) -> &'static str {
        match self {
            Why::NoCollab => "no_collab",
            Why::OtherProduct => "other_product",
            Why::OtherTime => "other_time",
            Why::NoTime => "no_time",
            Why::Again => "again",
        }
    }
}

/// What a person said: lines like this belong to that collaboration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hand {
    /// This order alone.
    pub order: Option<i64>,
    /// This product alone.
    pub product: Option<i64>,
    /// This video or live alone.
    pub content: Option<u32>,
    /// Where they belong.
    pub collab: u32,
}

/// Order lines of a creator that a person gives to a collaboration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// This line: all of its order, unless other lines of that belong to another collaboration already.
    Line {
        /// The order, as the pool file counts them.
        order: i64,
        /// Its product and variant, by the pool file's number.
        item: u32,
        /// The video or LIVE that it came from.
        content: u32,
    },
    /// What of these orders belongs to none.
    Loose(Vec<i64>),
}

impl Given {
    /// Of so many orders.
    pub fn orders(&self) -> usize {
        match self {
            Given::Line { .. } => 1,
            Given::Loose(orders) => orders.len(),
        }
    }
}

/// Everything about a creator that decides.
#[derive(Debug, Clone, Default)]
pub struct Attaching {
    /// Collaborations, the one that began last first.
    pub windows: Vec<Window>,
    /// What people said, the newest first.
    pub hands: Vec<Hand>,
    /// Collaborations of videos and lives, by word.
    pub contents: HashMap<u32, u32>,
    /// Collaborations of discount codes, by word.
    pub codes: HashMap<u32, u32>,
}

impl Attaching {
    /// Where a line of a product belongs.
    pub fn of(&self, line: &Line, product: i64) -> Result<(u32, By), Why> {
        let fits = |h: &&Hand| {
            self.has(h.collab)
                && h.order.is_none_or(|o| o == line.order)
                && h.product.is_none_or(|p| p == product)
                && h.content.is_none_or(|c| c == line.content)
        };
        if let Some(hand) = self.hands.iter().find(fits) {
            return Ok((hand.collab, By::Hand));
        }
        // one of another creator's is none
        if line.collab != 0 && self.has(line.collab) {
            return Ok((line.collab, By::Reference));
        }
        if line.content != 0
            && let Some(collab) = self.contents.get(&line.content)
            && self.has(*collab)
        {
            return Ok((*collab, By::Content));
        }
        if line.code != 0
            && let Some(collab) = self.codes.get(&line.code)
        {
            return Ok((*collab, By::Code));
        }
        self.by_window(line, product).map(|c| (c, By::Window))
    }

    /// Where a video or live belongs that names no collaboration: by its product and the day it came out.
    pub fn of_content(&self, product: Option<i64>, posted: Option<i32>) -> Option<u32> {
        let like = Line {
            at: posted.map(|day| i64::from(day) * DAY),
            ..Line::default()
        };
        self.by_window(&like, product.unwrap_or(-1)).ok()
    }

    /// Whether a collaboration is the creator's: two that were one person may have been told apart since.
    fn has(&self, collab: u32) -> bool {
        self.windows.iter().any(|w| w.collab == collab)
    }

    fn by_window(&self, line: &Line, product: i64) -> Result<u32, Why> {
        if self.windows.is_empty() {
            return Err(Why::NoCollab);
        }
        let of_product = |own: bool| {
            self.windows
                .iter()
                .filter(move |w| w.product.is_some_and(|p| p == product) == own)
                .filter(move |w| own || w.product.is_none())
        };
        let Some(day) = line.day() else {
            return Err(Why::NoTime);
        };
        let during = |w: &&Window| {
            w.from.is_some_and(|from| from <= day) && w.until.is_none_or(|until| day <= until)
        };
        if let Some(w) = of_product(true).chain(of_product(false)).find(during) {
            return Ok(w.collab);
        }
        let any = of_product(true).chain(of_product(false)).next();
        Err(any.map_or(Why::OtherProduct, |_| Why::OtherTime))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(collab: u32, product: Option<i64>, from: i32, until: Option<i32>) -> Window {
        Window {
            collab,
            product,
            from: Some(from),
            until,
        }
    }

    fn line(day: i32) -> Line {
        Line {
            order: 7,
            at: Some(i64::from(day) * 86_400 + 5),
            ..Line::default()
        }
    }

    #[test]
    fn what_is_another_creators_decides_nothing() {
        let hand = Hand {
            order: Some(7),
            collab: 9,
            ..Hand::default()
        };
        let all = Attaching {
            windows: vec![window(1, None, 10, None)],
            hands: vec![hand],
            contents: [(5, 9)].into(),
            ..Attaching::default()
        };
        let mut line = line(15);
        line.content = 5;
        assert_eq!(all.of(&line, 9), Ok((1, By::Window)));
    }

    #[test]
    fn what_is_certain_goes_first() {
        let mut all = Attaching {
            windows: vec![
                window(3, Some(9), 30, None),
                window(2, None, 10, Some(40)),
                window(1, Some(9), 10, Some(20)),
                window(4, Some(77), 90, None),
                window(5, Some(77), 90, None),
                window(6, Some(77), 90, None),
            ],
            ..Attaching::default()
        };
        assert_eq!(all.of(&line(15), 9), Ok((1, By::Window)));
        assert_eq!(all.of(&line(20), 9), Ok((1, By::Window)));
        assert_eq!(all.of(&line(21), 9), Ok((2, By::Window)));
        assert_eq!(all.of(&line(35), 9), Ok((3, By::Window)));
        assert_eq!(all.of(&line(5), 9), Err(Why::OtherTime));
        assert_eq!(all.of(&line(50), 8), Err(Why::OtherTime));
        all.windows.remove(1);
        assert_eq!(all.of(&line(15), 8), Err(Why::OtherProduct));
        assert_eq!(all.of(&Line::default(), 9), Err(Why::NoTime));
        assert_eq!(Attaching::default().of(&line(15), 9), Err(Why::NoCollab));
        all.codes.insert(4, 5);
        let mut said = line(15);
        said.code = 4;
        assert_eq!(all.of(&said, 9), Ok((5, By::Code)));
        all.contents.insert(8, 6);
        said.content = 8;
        assert_eq!(all.of(&said, 9), Ok((6, By::Content)));
        // another creator's collaboration is none
        said.collab = 7;
        assert_eq!(all.of(&said, 9), Ok((6, By::Content)));
        all.windows.push(window(7, Some(5), 90, None));
        assert_eq!(all.of(&said, 9), Ok((7, By::Reference)));
        all.hands.push(Hand {
            product: Some(9),
            collab: 1,
            ..Hand::default()
        });
        assert_eq!(all.of(&said, 9), Ok((1, By::Hand)));
        assert_eq!(all.of(&said, 8), Ok((7, By::Reference)));
    }
}
