//! One line of an order: a product in a variant, bought because of a creator.
//!
//! An order has several lines; order, product and variant (SKU) tell one from all others, whatever file it came from.

use std::cmp::Ordering;
use std::fmt;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::domain::money::Currency;
use crate::domain::number::{Decimal, Unit};

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

/// A sum that a line may say nothing of: then it is not known, which is something else than 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Untold {
    /// What was paid.
    Paid,
    /// What went back.
    Refunded,
    /// All parts of the commission.
    Commission,
}

impl Untold {
    /// How many there are.
    pub const COUNT: usize = 3;
    /// All of them.
    pub const ALL: [Untold; Untold::COUNT] = [Untold::Paid, Untold::Refunded, Untold::Commission];

    /// Its mark on a line.
    pub const fn flag(self) -> u8 {
        32 << self as u8
    }
}

/// Marks of a line; those of [`Untold`] stand above them.
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
    /// What of it was told only by later downloads than the sale, the oldest first. No platform's file says it, the pool
    /// notices it.
    pub late: [Late; LATE],
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
    /// The product link that was used, as a word.
    pub link: u32,
}

/// So many times something of one line is told later by itself; what comes after that stands with the last of them.
pub const LATE: usize = 3;

/// What a later download told of a line that had been known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Late {
    /// Raw money that went back since; less than none where it had not after all.
    pub raw: i64,
    /// The day for which that was told, counted from 1970-01-01.
    pub day: i32,
}

/// What was told later, as a cell of text: `2026-11-03 12.5; 2026-11-20 -3`.
pub fn later_text(late: &[Late; LATE]) -> String {
    let told = late.iter().filter(|l| l.raw != 0);
    let each = told.map(|l| {
        let day = EPOCH.saturating_add(i64::from(l.day).days());
        format!("{day} {}", Decimal::from_raw(l.raw, Unit::Money))
    });
    each.collect::<Vec<_>>().join("; ")
}

/// The same read; none where it is something else.
pub fn parse_later(cell: &str) -> Option<[Late; LATE]> {
    let mut all = [Late::default(); LATE];
    let parts = cell.split([';', '；']).map(str::trim);
    for (nth, part) in parts.filter(|p| !p.is_empty()).enumerate() {
        let (day, sum) = part.split_once(char::is_whitespace)?;
        let day: Date = day.parse().ok()?;
        let raw = Decimal::parse(sum.trim())?.to_raw(Unit::Money)?.0;
        *all.get_mut(nth)? = Late {
            raw,
            day: (day - EPOCH).get_days(),
        };
    }
    Some(all)
}

const EPOCH: Date = Date::constant(1970, 1, 1);

/// Seconds of a day.
pub const DAY: i64 = 86_400;

impl Line {
    /// The day, counted from 1970-01-01.
    pub fn day(&self) -> Option<i32> {
        i32::try_from(self.at?.div_euclid(DAY)).ok()
    }

    /// What of it counts on some days, both ends included, or on all: whether it was sold on them, and what appeared on
    /// them as sent back, raw money.
    pub fn on(&self, days: Option<(i32, i32)>) -> (bool, i64) {
        let Some((from, to)) = days else {
            return (true, self.refunded);
        };
        let within = |day: i32| (from..=to).contains(&day);
        let sold = self.day().is_some_and(within);
        // of nearly all lines
        if self.late.iter().all(|l| l.raw == 0) {
            return (sold, if sold { self.refunded } else { 0 });
        }
        let later = |is: &dyn Fn(&&Late) -> bool| {
            let all = self.late.iter().filter(is).map(|l| l.raw);
            all.fold(0i64, i64::saturating_add)
        };
        let with_it = match sold {
            true => self.refunded.saturating_sub(later(&|_| true)),
            false => 0,
        };
        let on_them = later(&|l| l.raw != 0 && within(l.day));
        (sold, with_it.saturating_add(on_them))
    }

    /// Day and time by the clock of its file.
    pub fn clock(&self) -> Option<DateTime> {
        let moment = Timestamp::from_second(self.at?).ok()?;
        Some(TimeZone::UTC.to_datetime(moment))
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

    /// Whether its file says this sum.
    pub fn tells(&self, what: Untold) -> bool {
        self.flags & what.flag() == 0
    }

    /// Takes over what it says nothing of from an older download that did.
    pub fn fill(&mut self, older: &Line) {
        let gap = |line: &Line, what| !line.tells(what) && older.tells(what);
        if older.currency != self.currency && self.currency.is_known() {
            return;
        }
        if gap(self, Untold::Paid) {
            self.paid = older.paid;
            self.flags &= !Untold::Paid.flag();
        }
        if gap(self, Untold::Refunded) {
            self.refunded = older.refunded;
            self.flags &= !Untold::Refunded.flag();
        }
        if gap(self, Untold::Commission) {
            self.commission = older.commission;
            let estimated = flag::ESTIMATED.iter().fold(0, |all, bit| all | bit);
            self.flags =
                self.flags & !(Untold::Commission.flag() | estimated) | older.flags & estimated;
        }
        self.currency = older.currency;
    }

    /// Notices what has gone back since an older download, which is told for this day: refunds count in the period in
    /// which they appear, and what was told of the days before stays.
    pub fn notice(&mut self, older: &Line, day: i32) {
        // a file of a pool's own says itself when it was told
        if self.late != [Late::default(); LATE] {
            return;
        }
        let both = self.tells(Untold::Refunded) && older.tells(Untold::Refunded);
        if !both || self.currency != older.currency {
            return;
        }
        self.late = older.late;
        let raw = self.refunded.saturating_sub(older.refunded);
        if raw == 0 {
            return;
        }
        let free = |l: &Late| l.raw == 0 || l.day == day;
        let at = self.late.iter().position(free);
        if let Some(slot) = self.late.get_mut(at.unwrap_or(LATE - 1)) {
            slot.raw = slot.raw.saturating_add(raw);
            slot.day = day;
        }
    }

    /// How far it had come when its file was written, beside another of the same key: greater is later. What went back is
    /// never unsent, what does not count never counts again, and a commission that was paid is no estimate any more.
    pub fn progress(&self, other: &Line) -> Ordering {
        if self.currency != other.currency {
            return Ordering::Equal;
        }
        let both = |what| self.tells(what) && other.tells(what);
        let back = match both(Untold::Refunded) {
            true => self.refunded.cmp(&other.refunded),
            false => Ordering::Equal,
        };
        let estimated = flag::ESTIMATED.iter().fold(0, |all, bit| all | bit);
        let settled = |l: &Line| l.commissions() > 0 && l.flags & estimated == 0;
        let settled = match both(Untold::Commission) {
            true => settled(self).cmp(&settled(other)),
            false => Ordering::Equal,
        };
        let out = (!self.counts()).cmp(&!other.counts());
        back.then(out).then(settled)
    }

    /// What tells it from all others.
    pub fn key(&self) -> (i64, u32) {
        (self.order, self.item)
    }
}

/// The platform's number of something, as it stands in a file. Plain numbers are kept as such, everything else (leading
/// zeros, letters) as the text it is: both are told apart by what they are in the file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Id {
    /// Digits that say no more than their number.
    Number(i64),
    /// Anything else.
    Text(Box<str>),
}

impl Id {
    /// From a cell without space around it; none where it is empty.
    pub fn read(cell: &str) -> Option<Id> {
        let bytes = cell.as_bytes();
        let first = bytes.first()?;
        let plain = bytes.len() <= 19
            && bytes.iter().all(u8::is_ascii_digit)
            && (*first != b'0' || bytes.len() == 1);
        Some(match cell.parse() {
            Ok(n) if plain => Id::Number(n),
            _ => Id::Text(cell.into()),
        })
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Id::Number(n) => n.fmt(f),
            Id::Text(text) => f.write_str(text),
        }
    }
}

/// A line as a file has it: names instead of the pool file's numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Everything that is no name.
    pub line: Line,
    /// Line of the file.
    pub at_line: u64,
    /// The order.
    pub order: Id,
    /// The product.
    pub product: Id,
    /// The variant.
    pub sku: Id,
    /// What the product is called.
    pub product_name: Option<Box<str>>,
    /// The creator: handle, maybe with a platform before it.
    pub handle: Box<str>,
    /// What the creator is called, where the file says.
    pub name: Option<Box<str>>,
    /// The collaboration.
    pub reference: Option<Box<str>>,
    /// The product link.
    pub link: Option<Id>,
    /// The video or live.
    pub content: Option<Id>,
    /// The discount code.
    pub code: Option<Box<str>>,
    /// What the platform says of the order.
    pub status: Option<Box<str>>,
    /// For the file of rejected rows, should the pool turn it down.
    pub cells: Option<Box<[String]>>,
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_came_back_later_is_text_and_back() {
        let late = |raw, day| Late { raw, day };
        let all = [
            late(125_000, 20_760),
            late(-30_000, 20_777),
            Late::default(),
        ];
        let text = later_text(&all);
        assert_eq!(text, "2026-11-03 12.5; 2026-11-20 -3");
        assert_eq!(parse_later(&text), Some(all));
        assert_eq!(parse_later(""), Some([Late::default(); LATE]));
        for bad in [
            "12.5",
            "2026-11-03",
            "yesterday 3",
            "2026-11-03 x",
            &format!("{text};{text}"),
        ] {
            assert_eq!(parse_later(bad), None, "{bad}");
        }
    }

    use super::*;

    #[test]
    fn refunds_count_when_they_appear() {
        let sold = Line {
            at: Some(10 * DAY),
            paid: 100,
            refunded: 20,
            ..Line::default()
        };
        assert_eq!(sold.on(None), (true, 20));
        assert_eq!(sold.on(Some((10, 12))), (true, 20));
        assert_eq!(sold.on(Some((11, 12))), (false, 0));
        let told = |refunded: i64, older: &Line, day: i32| {
            let mut line = Line {
                refunded,
                late: Default::default(),
                ..sold
            };
            line.notice(older, day);
            line
        };
        let later = told(50, &sold, 40);
        assert_eq!(later.on(Some((10, 12))), (true, 20));
        assert_eq!(later.on(Some((30, 40))), (false, 30));
        assert_eq!(later.on(None), (true, 50));
        // read again it stays as it is; more of it, or less, belongs to its own day
        assert_eq!(told(50, &later, 50).late, later.late);
        let less = told(25, &told(80, &later, 60), 70);
        let on = |line: &Line, day| line.on(Some((day, day)));
        assert_eq!(
            [10, 40, 60, 70].map(|day| on(&less, day)),
            [(true, 20), (false, 30), (false, 30), (false, -55)]
        );
        // more often than there is room for: all of it is there, with the last
        let often = told(30, &less, 90);
        assert_eq!(on(&often, 90), (false, -50));
        assert_eq!(often.on(Some((0, 99))), (true, 30));
    }

    #[test]
    fn ids_stay_what_they_are() {
        for (cell, number) in [
            ("577000000000000001", true),
            ("9223372036854775807", true),
            ("9223372036854775808", false),
            ("0", true),
            ("06050", false),
            ("-5", false),
            ("+5", false),
            ("A-17", false),
        ] {
            let id = Id::read(cell).unwrap();
            assert_eq!(matches!(id, Id::Number(_)), number, "{cell}");
            assert_eq!(id.to_string(), cell);
        }
        assert_eq!(Id::read(""), None);
    }
}
