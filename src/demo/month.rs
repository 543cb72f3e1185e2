//! One month of one creator: what was published, seen and sold. Every number follows from the one before it, so that a
//! row is consistent in itself: likes never exceed views, orders never exceed clicks or items, and GMV is the sum of its
//! three channels to the smallest coin.

use super::dice::{Dice, exp, whole};
use super::market::{Market, Niche};
use super::roster::{Seller, followers};

/// Money in the market's smallest unit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Month {
    pub followers: u64,
    pub videos: u64,
    pub lives: u64,
    /// Videos and lives with a product in them.
    pub shoppable_videos: u64,
    pub shoppable_lives: u64,
    pub views: u64,
    pub likes: u64,
    pub comments: u64,
    pub shares: u64,
    /// Permille; 0 where nothing was published.
    pub completion: u64,
    pub products: u64,
    pub showcase: u64,
    pub impressions: u64,
    pub clicks: u64,
    pub orders: u64,
    pub items: u64,
    pub products_sold: u64,
    pub customers: u64,
    pub live_gmv: u64,
    pub video_gmv: u64,
    pub card_gmv: u64,
    pub target_gmv: u64,
    pub target_commission: u64,
    pub open_commission: u64,
    pub flat_fee: Option<u64>,
    pub refunds: u64,
    pub items_refunded: u64,
    pub samples: u64,
    pub sample_content: u64,
}

impl Month {
    /// All that was sold.
    pub fn gmv(&self) -> u64 {
        self.live_gmv + self.video_gmv + self.card_gmv
    }

    /// What was not sold under a target plan.
    pub fn open_gmv(&self) -> u64 {
        self.gmv() - self.target_gmv
    }

    /// Both commissions.
    pub fn commission(&self) -> u64 {
        self.target_commission + self.open_commission
    }

    /// GMV an order, rounded half up; 0 without orders, as the platform writes it.
    pub fn order_value(&self) -> u64 {
        (self.gmv() + self.orders / 2)
            .checked_div(self.orders)
            .unwrap_or(0)
    }

    /// The three months of a creator: most grow a little, some fade, a few take off before the autumn sales.
    pub fn of(market: Market, niche: Niche, seller: Seller, size: f64, number: u64) -> [Month; 3] {
        let mut dice = Dice::new("months", number);
        let habits = Habits {
            videos: (6.0 * dice.spread(0.8)).min(70.0),
            lives: if dice.percent(22) {
                2.5 * dice.spread(0.7)
            } else {
                0.0
            },
            pull: dice.spread(0.45),
            liked: (0.056 - 0.0048 * (size - 9.5)) * dice.spread(0.38),
            growth: 0.012 + dice.normal() * 0.022 + if dice.percent(3) { 0.16 } else { 0.0 },
            order: niche.profile().order as f64 * dice.spread(0.35),
            clicked: 0.026 * dice.spread(0.4),
            targeted: if seller == Seller::Never || dice.percent(45) {
                0
            } else {
                dice.between(300, 1_000)
            },
            paid: dice.percent(5),
            trend: dice.normal() * 0.22,
        };
        let mut size = size;
        let mut months = [Month::default(); 3];
        for (month, n) in months.iter_mut().zip(0u32..) {
            size += habits.growth + dice.normal() * 0.006;
            *month = habits.month(market, seller, size.min(17.2), n, &mut dice);
        }
        late_refunds(&mut months, number);
        months
    }
}

/// What stays the same about a creator's work.
struct Habits {
    videos: f64,
    lives: f64,
    pull: f64,
    liked: f64,
    growth: f64,
    order: f64,
    clicked: f64,
    targeted: u64,
    paid: bool,
    trend: f64,
}

impl Habits {
    fn month(&self, market: Market, seller: Seller, size: f64, n: u32, dice: &mut Dice) -> Month {
        let mut m = Month {
            followers: followers(size),
            ..Month::default()
        };
        self.publish(&mut m, size, dice);
        let eager = match seller {
            Seller::Never => 12,
            Seller::Sometimes => 55,
            Seller::Steady => 85,
            Seller::Star => 100,
        };
        m.shoppable_videos = dice.hits(m.videos, eager * 6);
        m.shoppable_lives = dice.hits(m.lives, eager * 9);
        m.showcase = whole(f64::from(u32::try_from(eager).unwrap_or(0)) * 0.3 * dice.spread(0.7));
        m.products = (m.shoppable_videos + m.shoppable_lives).min(1 + dice.below(12));
        if seller != Seller::Never && dice.percent(35) {
            m.samples = dice.between(1, 4);
            m.sample_content = dice.hits(m.samples, 650).min(m.videos);
        }
        self.sell(&mut m, market, seller, n, dice);
        m
    }

    fn publish(&self, m: &mut Month, size: f64, dice: &mut Dice) {
        // one in nine does not post in a month
        if dice.permille(110) {
            return;
        }
        m.videos = whole(self.videos * dice.spread(0.3));
        m.lives = whole(self.lives * dice.spread(0.3));
        // a large channel is seen by a smaller part of its followers
        let seen = exp(0.86 * size + 0.3) * self.pull * dice.spread(0.2);
        m.views = whole(seen * (m.videos as f64 + m.lives as f64 * 0.6));
        let liked = (self.liked * dice.spread(0.12)).clamp(0.004, 0.24);
        m.likes = whole(m.views as f64 * liked);
        m.comments = whole(m.likes as f64 * 0.035 * dice.spread(0.6));
        m.shares = whole(m.likes as f64 * 0.09 * dice.spread(0.8));
        if m.videos > 0 {
            m.completion = whole(172.0 * dice.spread(0.3)).clamp(30, 620);
        }
    }

    fn sell(&self, m: &mut Month, market: Market, seller: Seller, n: u32, dice: &mut Dice) {
        let carried = m.shoppable_videos + m.shoppable_lives;
        let published = (m.videos + m.lives).max(1);
        let shown = m.views as f64 * carried as f64 / published as f64;
        m.impressions = whole(shown * 0.55 * dice.spread(0.15)) + dice.below(400);
        m.clicks = whole(m.impressions as f64 * (self.clicked * dice.spread(0.1)).min(0.15));
        let (selling, bought) = match seller {
            Seller::Never => (3, 0.004),
            Seller::Sometimes => (58, 0.013),
            Seller::Steady => (94, 0.027),
            Seller::Star => (100, 0.045),
        };
        if !dice.percent(selling) {
            return;
        }
        // before 11.11 everyone buys a little more
        let season = [1.0, 1.06, 1.18][n as usize % 3];
        let drift = exp(self.trend * f64::from(n));
        let bought = (bought * season * drift * dice.spread(0.18)).min(0.3);
        m.orders = whole(m.clicks as f64 * bought).min(m.clicks);
        if m.orders == 0 {
            return;
        }
        m.items = m.orders + dice.hits(m.orders, 140);
        m.customers = m.orders - dice.hits(m.orders, 60);
        m.products_sold = m.products.max(1).min(m.items);
        self.pay(m, market, dice);
    }

    fn pay(&self, m: &mut Month, market: Market, dice: &mut Dice) {
        let basket = self.order * market.basket() as f64 / 100.0 * dice.spread(0.12);
        // people pay 23.90, not 23.87
        let cents = (whole(basket * m.orders as f64) / 10 * 10).max(300);
        let gmv = market.local(cents);
        let live = if m.shoppable_lives > 0 {
            dice.between(100, 750)
        } else {
            0
        };
        let card = if dice.percent(40) {
            dice.between(5, 90)
        } else {
            0
        };
        let part = |permille: u64| {
            let part = gmv / 1_000 * permille;
            if market.facts().digits == 0 {
                part / 100 * 100
            } else {
                part
            }
        };
        (m.live_gmv, m.card_gmv) = (part(live), part(card));
        m.video_gmv = gmv - m.live_gmv - m.card_gmv;
        if m.shoppable_videos == 0 {
            // without a video the rest was bought in the showcase
            m.card_gmv += m.video_gmv;
            m.video_gmv = 0;
        }
        m.target_gmv = part(self.targeted);
        m.target_commission = m.target_gmv * dice.between(12, 22) / 100;
        m.open_commission = (gmv - m.target_gmv) * dice.between(8, 12) / 100;
        if self.paid && gmv > 0 {
            m.flat_fee = Some(market.local(dice.between(6, 90) * 1_000));
        }
        m.items_refunded = dice.hits(m.items, dice_share(market));
        m.refunds = refund(m.items_refunded, m.items, gmv);
    }
}

/// How often goods come back, in permille: cash on delivery markets send more of them back.
const fn dice_share(market: Market) -> u64 {
    match market {
        Market::Vn | Market::Id | Market::Ph => 90,
        Market::Cn => 160,
        _ => 55,
    }
}

fn refund(returned: u64, items: u64, gmv: u64) -> u64 {
    gmv.saturating_mul(returned).checked_div(items).unwrap_or(0)
}

/// Refunds book in the month in which they appear. For a handful, September's returns come in a weak October, and then
/// exceed what was sold.
fn late_refunds(months: &mut [Month; 3], number: u64) {
    let [_, september, october] = months;
    if number % 29 != 7 || september.orders < 4 || october.orders == 0 {
        return;
    }
    let mut dice = Dice::new("late refunds", number);
    let sold = september.gmv().max(october.gmv());
    // October keeps a small part of its sales, in the same channels
    let left = dice.between(8, 30);
    let orders = (october.orders * left / 100).max(1);
    october.items = orders + october.items.saturating_sub(october.orders) * left / 100;
    october.orders = orders;
    october.customers = orders;
    october.products_sold = october.products_sold.min(october.items);
    for part in [
        &mut october.live_gmv,
        &mut october.video_gmv,
        &mut october.card_gmv,
        &mut october.target_gmv,
        &mut october.target_commission,
        &mut october.open_commission,
    ] {
        *part = *part * left / 100;
    }
    october.target_gmv = october.target_gmv.min(october.gmv());
    october.items_refunded = september.items * dice.between(35, 60) / 100;
    october.refunds = (sold * dice.between(35, 60) / 100).max(october.gmv() + october.gmv() / 10);
}
