//! One line of an order: a product in a variant, bought because of a creator.
//!
//! An order has several lines; order, product and variant (SKU) tell one from all others, whatever file it came from.

use crate::domain::money::Currency;

/// Whether a line counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum State {
    /// It does.
    #[default]
    Counted,
    /// The platform does not count it as the creator's (`Ineligible`, 失效): neither sales nor commission.
    Ineligible,
    /// A newer file names another creator: here it is no longer.
    Gone,
}

/// Where a line's commission comes from (platform files tell three parts apart).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The agreed rate.
    Standard,
    /// Of sales through shop ads.
    Ads,
    /// The bonus that platform and merchant share.
    Bonus,
}

impl Part {
    /// All of them, in the order in which a line keeps them.
    pub const ALL: [Part; 3] = [Part::Standard, Part::Ads, Part::Bonus];
}

/// Marks of a line.
pub mod flag {
    /// A part of the commission is the platform's estimate; one bit for each of [`super::Part::ALL`].
    pub const ESTIMATED: [u8; 3] = [1, 2, 4];
    /// More was sent back than was bought.
    pub const OVER_REFUNDED: u8 = 8;
    /// A date stands before one that it has to follow.
    pub const BACKWARDS: u8 = 16;
}

/// See the module. Numbers of words (orders that are no plain number, contents, codes) are those of the pool file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Line {
    /// The order: its number, or less the number of its name where that is no plain number.
    pub order: i64,
    /// Product and variant, as the pool file counts them.
    pub item: u32,
    /// Because of whom.
    pub creator: u32,
    /// Seconds since 1970 of the clock that the file was written by; none where it does not say.
    pub at: Option<i64>,
    /// Raw money.
    pub paid: i64,
    /// Things.
    pub quantity: i64,
    /// Raw money that went back.
    pub refunded: i64,
    /// Raw money by [`Part`].
    pub commission: [i64; 3],
    /// Of all its money.
    pub currency: Currency,
    /// Whether it counts.
    pub state: State,
    /// Sold by a tracked link to another shop.
    pub indirect: bool,
    /// See [`flag`].
    pub flags: u8,
    /// The video or live, as a word.
    pub content: u32,
    /// The collaboration that the file itself names.
    pub collab: u32,
    /// The discount code, as a word.
    pub code: u32,
    /// What the platform says of the order, as a word.
    pub status: u32,
}

/// Seconds of a day.
pub const DAY: i64 = 86_400;

impl Line {
    /// The day, counted from 1970-01-01.
    pub fn day(&self) -> Option<i32> {
        i32::try_from(self.at?.div_euclid(DAY)).ok()
    }

    /// Whether it counts.
    pub fn counts(&self) -> bool {
        self.state == State::Counted
    }

    /// All parts of its commission, raw money.
    pub fn commissions(&self) -> i64 {
        self.commission
            .iter()
            .fold(0, |sum, c| sum.saturating_add(*c))
    }

    /// What tells it from all others.
    pub fn key(&self) -> (i64, u32) {
        (self.order, self.item)
    }
}
