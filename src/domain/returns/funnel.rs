//! From plays to orders, and what viewers did on the way. Every rate names what it divides by.

use super::numbers::{Rules, Scope};
use super::ratio::Ratio;
use super::sums::{Sums, added};

/// Counts of one collaboration, or of many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Funnel {
    /// Plays.
    pub plays: Option<i64>,
    /// Times a product was shown.
    pub impressions: Option<i64>,
    /// Clicks on products.
    pub clicks: Option<i64>,
    /// Times one was put into a cart.
    pub carts: Option<i64>,
    /// Likes.
    pub likes: Option<i64>,
    /// Comments.
    pub comments: Option<i64>,
    /// Shares.
    pub shares: Option<i64>,
    /// Counts of those parts alone that tell both counts of a rate, by [`PAIRED`]. None where it is all one part.
    pub pairs: Option<[[i64; 2]; PAIRED.len()]>,
}

/// Rates of two counts of the funnel.
pub const PAIRED: [Rate; 7] = [
    Rate::Ctr,
    Rate::PlatformCtr,
    Rate::Cart,
    Rate::Engagement,
    Rate::Like,
    Rate::Comment,
    Rate::Share,
];

impl Funnel {
    /// What a rate of [`PAIRED`] is of.
    fn counts(&self, rate: Rate) -> (Option<i64>, Option<i64>) {
        match rate {
            Rate::Ctr => (self.clicks, self.plays),
            Rate::PlatformCtr => (self.clicks, self.impressions),
            Rate::Cart => (self.carts, self.clicks),
            Rate::Engagement => {
                let all = || {
                    let seen = self.likes?.checked_add(self.comments?)?;
                    seen.checked_add(self.shares?)
                };
                (all(), self.plays)
            }
            Rate::Like => (self.likes, self.plays),
            Rate::Comment => (self.comments, self.plays),
            Rate::Share => (self.shares, self.plays),
            Rate::Payment | Rate::Cvr => (None, None),
        }
    }

    /// Counts of what tells both counts of each rate.
    pub fn pairs(&self) -> [[i64; 2]; PAIRED.len()] {
        self.pairs.unwrap_or_else(|| {
            PAIRED.map(|rate| {
                let (num, den) = self.counts(rate);
                num.zip(den).map_or([0; 2], |(num, den)| [num, den])
            })
        })
    }

    /// Both counts of a rate, of what tells both.
    fn pair(&self, rate: Rate) -> [i64; 2] {
        let at = PAIRED.iter().position(|r| *r == rate);
        at.and_then(|at| self.pairs().get(at).copied())
            .unwrap_or_default()
    }

    /// Whether anything is counted.
    fn is_counted(&self) -> bool {
        *self != Funnel::default()
    }

    /// With another's.
    pub fn join(&mut self, other: &Funnel) {
        self.pairs = match self.is_counted() || other.is_counted() {
            true => {
                let (mine, theirs) = (self.pairs(), other.pairs());
                let both = |at: usize, of: usize| {
                    let one = |all: &[[i64; 2]]| all.get(at).and_then(|p| p.get(of)).copied();
                    one(&mine)
                        .unwrap_or(0)
                        .saturating_add(one(&theirs).unwrap_or(0))
                };
                Some(std::array::from_fn(|at| [both(at, 0), both(at, 1)]))
            }
            false => None,
        };
        for (mine, theirs) in [
            (&mut self.plays, other.plays),
            (&mut self.impressions, other.impressions),
            (&mut self.clicks, other.clicks),
            (&mut self.carts, other.carts),
            (&mut self.likes, other.likes),
            (&mut self.comments, other.comments),
            (&mut self.shares, other.shares),
        ] {
            *mine = added(*mine, theirs);
        }
    }
}

macro_rules! rates {
    ($($(#[$doc:meta])* $variant:ident $key:literal),+ $(,)?) => {
        /// A rate of the funnel.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Rate { $($(#[$doc])* $variant),+ }

        impl Rate {
            /// All of them, as they are listed.
            pub const ALL: &[Rate] = &[$(Rate::$variant),+];

            /// Name in files.
            pub const fn key(self) -> &'static str {
                match self { $(Rate::$variant => $key),+ }
            }
        }
    };
}

rates! {
    /// Clicks over plays (S1).
    Ctr "ctr",
    /// Clicks over product impressions, as the platform counts it; never mixed with [`Rate::Ctr`].
    PlatformCtr "platform_ctr",
    /// Carts over clicks.
    Cart "add_to_cart_rate",
    /// Orders over carts, of what tells both.
    Payment "payment_rate",
    /// Orders over clicks, of what tells both: where somebody's clicks are known and the orders are not, nothing says that
    /// there were none.
    Cvr "cvr",
    /// (Likes + comments + shares) over plays (S1).
    Engagement "engagement",
    /// Likes over plays (S2, S3).
    Like "like_rate",
    /// Comments over plays.
    Comment "comment_rate",
    /// Shares over plays.
    Share "share_rate",
}

impl Rate {
    /// Of what viewers do with a video, rather than with a product.
    pub const fn is_of_viewers(self) -> bool {
        matches!(
            self,
            Rate::Engagement | Rate::Like | Rate::Comment | Rate::Share
        )
    }
}

impl Sums {
    /// A rate; missing where an input is.
    pub fn rate(&self, rate: Rate) -> Option<Ratio> {
        let [num, den] = self.both(rate);
        Ratio::of_counts(Some(num), Some(den))
    }

    /// Both counts of a rate, of what tells both.
    fn both(&self, rate: Rate) -> [i64; 2] {
        let [ordered, clicks, bought, carts] = self.pairs();
        // an order of several parts is one
        let once = |n: i64| self.orders.map_or(n, |all| n.min(all));
        match rate {
            Rate::Payment => [once(bought), carts],
            Rate::Cvr => [once(ordered), clicks],
            rate => self.funnel.pair(rate),
        }
    }

    /// How many orders of how many of the clicks or carts a rate is, where these are not all of them: the counts beside
    /// it are of more work than it is.
    pub fn told_of(&self, rate: Rate) -> Option<(i64, i64)> {
        let [part, some] = self.both(rate);
        let (of, all) = match rate {
            Rate::Cvr => (self.orders, self.funnel.clicks),
            Rate::Payment => (self.orders, self.funnel.carts),
            rate => self.funnel.counts(rate),
        };
        let whole = all == Some(some) && of == Some(part);
        (!whole && some > 0).then_some((part, some))
    }

    /// GMV a thousand plays, raw money: of what tells both.
    pub fn gpm(&self) -> Option<Ratio> {
        let played = self.played();
        Ratio::of(played.gmv.checked_mul(1_000)?, played.selling.into())
    }

    /// Cost a thousand plays, raw money: of what tells both, and of the costs that count.
    pub fn cpm(&self, rules: &Rules) -> Option<Ratio> {
        let played = self.played();
        let at = usize::from(rules.scope == Scope::Commission);
        let (cost, plays) = (played.costs.get(at)?, played.costing.get(at)?);
        Ratio::of(cost.checked_mul(1_000)?, (*plays).into())
    }

    /// Cost a video or live, raw money.
    pub fn cost_per_content(&self, cost: Option<i128>) -> Option<Ratio> {
        Ratio::of(cost?, self.contents.into())
    }
}
