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
}

impl Funnel {
    /// With another's.
    pub fn join(&mut self, other: &Funnel) {
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

impl Sums {
    /// A rate; missing where an input is.
    pub fn rate(&self, rate: Rate) -> Option<Ratio> {
        let f = &self.funnel;
        let [ordered, clicks, bought, carts] = self.pairs().map(Some);
        let (num, den) = match rate {
            Rate::Ctr => (f.clicks, f.plays),
            Rate::PlatformCtr => (f.clicks, f.impressions),
            Rate::Cart => (f.carts, f.clicks),
            Rate::Payment => (bought, carts),
            Rate::Cvr => (ordered, clicks),
            Rate::Engagement => {
                let all = || f.likes?.checked_add(f.comments?)?.checked_add(f.shares?);
                (all(), f.plays)
            }
            Rate::Like => (f.likes, f.plays),
            Rate::Comment => (f.comments, f.plays),
            Rate::Share => (f.shares, f.plays),
        };
        Ratio::of_counts(num, den)
    }

    /// How many orders of how many of the clicks or carts a rate is, where these are not all of them: the counts beside
    /// it are of more work than it is.
    pub fn told_of(&self, rate: Rate) -> Option<(i64, i64)> {
        let [ordered, clicks, bought, carts] = self.pairs();
        let (part, some, all) = match rate {
            Rate::Cvr => (ordered, clicks, self.funnel.clicks),
            Rate::Payment => (bought, carts, self.funnel.carts),
            _ => return None,
        };
        let whole = all == Some(some) && self.orders == Some(part);
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
