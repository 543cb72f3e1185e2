//! Who is in the pool: what stays the same about a creator from month to month.

use std::collections::HashSet;

use super::bios::{self, EMOJI};
use super::dice::{Dice, exp, whole};
use super::market::{Market, Niche};
use super::month::Month;
use super::tongues::Tongue;

/// How well a creator sells; most never sell anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seller {
    Never,
    Sometimes,
    Steady,
    Star,
}

/// A creator.
pub(super) struct Creator {
    /// Position in the roster; seeds everything drawn for this creator later.
    pub number: u64,
    pub market: Market,
    pub tongue: Tongue,
    pub niche: Niche,
    pub seller: Seller,
    pub handle: String,
    pub name: String,
    /// 19 digits as TikTok gives them, 11 on Douyin.
    pub platform_id: String,
    /// Logarithm of the followers in July.
    pub size: f64,
    /// Of the fans, in permille.
    pub female: u64,
    /// Of the fans by age band, in permille; they add up to 1,000.
    pub ages: [u64; 5],
    /// Run by the merchant itself.
    pub own: bool,
    /// August, September, October.
    pub months: [Month; 3],
    /// In which of the months the shop's exports know the creator.
    pub listed: [bool; 3],
}

/// Everyone, in the order of the markets.
pub(super) fn roster() -> Vec<Creator> {
    let mut taken = HashSet::new();
    let mut all = Vec::new();
    for market in Market::ALL {
        for n in 0..market.facts().creators {
            let number = all.len() as u64;
            all.push(creator(market, number, n, &mut taken));
        }
    }
    all
}

fn creator(market: Market, number: u64, n: u64, taken: &mut HashSet<String>) -> Creator {
    let mut dice = Dice::new("creator", number);
    let own = n == 0 && !matches!(market, Market::Jp | Market::Sa);
    let tongue = Tongue::of(market, &mut dice);
    let niche = if own {
        Niche::Beauty
    } else {
        dice.weighted(&Niche::WEIGHTS)
    };
    let (name, parts) = tongue.name(niche, &mut dice);
    let (name, handle) = if own {
        let region = market.facts().region;
        (
            format!("Lunovia {region}"),
            unique(
                format!("lunovia.{}", region.to_lowercase()),
                taken,
                &mut dice,
            ),
        )
    } else {
        let wished = handle(&parts, niche.profile().word, &mut dice);
        (
            decorated(name, market, &mut dice),
            unique(wished, taken, &mut dice),
        )
    };
    // half of all have fewer than about 15,000 followers, one in 250 more than a million; Douyin lists begin higher
    let middle = if market == Market::Cn { 11.6 } else { 9.6 };
    let drawn = (middle + dice.normal() * 1.6).clamp(5.5, 16.8);
    // a shop's own channel is neither tiny nor a star
    let size = if own { drawn.clamp(10.2, 11.4) } else { drawn };
    let seller = if own {
        Seller::Steady
    } else {
        dice.weighted(&[
            (555, Seller::Never),
            (285, Seller::Sometimes),
            (138, Seller::Steady),
            (22, Seller::Star),
        ])
    };
    let platform_id = if market == Market::Cn {
        dice.between(20_000_000_000, 98_999_999_999).to_string()
    } else {
        format!(
            "{}{:015}",
            dice.between(6_700, 7_490),
            dice.below(1_000_000_000_000_000)
        )
    };
    let handle = if market == Market::Cn && !own {
        platform_id.clone()
    } else {
        handle
    };
    let listed = listed(market, seller, &mut dice);
    Creator {
        number,
        market,
        tongue,
        niche,
        seller,
        handle,
        name,
        platform_id,
        size,
        female: female(niche, &mut dice),
        ages: ages(niche, &mut dice),
        own,
        months: Month::of(market, niche, seller, size, number),
        listed,
    }
}

fn handle(parts: &[String], niche: &str, dice: &mut Dice) -> String {
    let first = parts.first().map_or("creator", String::as_str);
    let last = parts.get(1).map_or(niche, String::as_str);
    match dice.below(16) {
        0 | 1 => format!("{first}.{last}"),
        2 | 3 => format!("{first}{last}"),
        4 => format!("{first}_{last}"),
        5 => format!("{first}.{niche}"),
        6 => format!("{niche}with{first}"),
        7 => format!("{first}{last}{}", dice.between(1, 99)),
        8 => format!("its{first}{last}"),
        9 => format!("{first}_{niche}_"),
        10 => format!("{last}.{first}"),
        11 => format!("shopwith{first}{}", dice.between(2, 29)),
        12 => format!("{first}.{last}.reviews"),
        13 => format!("the{last}{niche}"),
        14 => format!("{first}{}", dice.between(1988, 2007)),
        _ => format!("{first}{last}._"),
    }
}

/// Handles differ by more than case; a taken one gets digits behind it, as people do it.
fn unique(wished: String, taken: &mut HashSet<String>, dice: &mut Dice) -> String {
    let mut handle: String = wished.chars().take(24).collect();
    while !taken.insert(handle.clone()) {
        handle = format!("{}{}", handle.trim_end_matches(['.', '_']), dice.below(100));
    }
    handle
}

fn decorated(name: String, market: Market, dice: &mut Dice) -> String {
    match dice.below(100) {
        24..=26 => format!("{name} {}", market.facts().flag),
        0..=15 => format!("{name} {}", dice.pick(&EMOJI)),
        16..=18 => format!("{}{name}{}", dice.pick(&EMOJI), dice.pick(&EMOJI)),
        19 | 20 => format!("{name} | UGC"),
        21 | 22 => name.to_uppercase(),
        23 => name.to_lowercase(),
        _ => name,
    }
}

fn female(niche: Niche, dice: &mut Dice) -> u64 {
    let drift = whole(90.0 + dice.normal() * 80.0);
    (niche.profile().female + drift)
        .saturating_sub(90)
        .clamp(40, 975)
}

fn ages(niche: Niche, dice: &mut Dice) -> [u64; 5] {
    let weights = niche.profile().ages.map(|w| w as f64 * dice.spread(0.35));
    let total: f64 = weights.iter().sum();
    let mut shares = weights.map(|w| whole(w * 1_000.0 / total - 0.5));
    // what rounding left over goes to the middle band, so that the shares add up
    let rest = 1_000u64.saturating_sub(shares.iter().sum());
    shares[2] += rest;
    shares
}

/// Some join, some leave, some only ever stand in the merchant's own list.
fn listed(market: Market, seller: Seller, dice: &mut Dice) -> [bool; 3] {
    let affiliate = match market {
        Market::Us | Market::Gb => 64,
        Market::Vn | Market::Ph => 76,
        _ => 0,
    };
    if affiliate == 0 || (seller == Seller::Never && !dice.percent(affiliate)) {
        return [false; 3];
    }
    match dice.below(100) {
        0..=9 => [false, true, true],
        10..=18 => [false, false, true],
        19..=22 => [true, true, false],
        23 | 24 => [true, false, false],
        _ => [true; 3],
    }
}

impl Creator {
    /// The platform's categories, the best one first.
    pub fn categories(&self) -> Vec<&'static str> {
        let mut dice = Dice::new("categories", self.number);
        let profile = self.niche.profile();
        if self.market == Market::Cn {
            let mut two = vec![profile.douyin];
            if dice.percent(30) {
                two.push("个护家清");
            }
            two.dedup();
            return two;
        }
        let [first, second, third] = profile.categories;
        let mut all = vec![first];
        if dice.percent(62) {
            all.push(second);
        }
        if dice.percent(28) {
            all.push(third);
        }
        all
    }

    /// Where the fans live, in percent; what is missing to 100 lives elsewhere.
    pub fn top_regions(&self) -> Vec<(&'static str, u64)> {
        let mut dice = Dice::new("regions", self.number);
        let home = dice.between(58, 94);
        let neighbour = match self.market {
            Market::Us => "GB",
            Market::Gb => "IE",
            Market::Mx | Market::Vn | Market::Ph | Market::Jp => "US",
            Market::Th => "LA",
            Market::Id => "MY",
            Market::My => "SG",
            Market::Sa => "AE",
            Market::Cn => "MY",
        };
        vec![
            (self.market.facts().region, home),
            (neighbour, dice.between(1, 100 - home)),
        ]
    }

    /// Tags the merchant's staff would have given by the end of October.
    pub fn tags(&self, reply: Option<u64>) -> Vec<&'static str> {
        let mut dice = Dice::new("tags", self.number);
        let october = &self.months[2];
        let mut tags = Vec::new();
        if self.own {
            tags.push("own");
        }
        if october.orders >= 60 {
            tags.push("销售达人");
        }
        if october.orders >= 200 || (self.seller == Seller::Star && dice.percent(30)) {
            tags.push("核心达人");
        }
        if october.orders < 3 && self.size > 12.0 && dice.percent(60) {
            tags.push("种草达人");
        }
        if october.orders > 25 && dice.percent(25) {
            tags.push("高ROI达人");
        }
        if self.niche == Niche::Beauty && dice.percent(14) {
            tags.push("适合美容类");
        }
        if dice.percent(4) {
            tags.push("擅长短剧情");
        }
        if reply.is_some_and(|r| r >= 750) && dice.percent(70) {
            tags.push("fast-reply");
        }
        for (percent, tag) in [
            (7, "agency"),
            (5, "q4-launch"),
            (4, "sample-sent"),
            (2, "gifting only"),
            (1, "blacklist"),
        ] {
            if !self.own && dice.percent(percent) {
                tags.push(tag);
            }
        }
        tags
    }

    /// What the creator writes about the own channel; many write nothing.
    pub fn bio(&self) -> String {
        let mut dice = Dice::new("bio", self.number);
        if self.own {
            return if self.market == Market::Cn {
                "Lunovia 官方账号：护肤与家居".to_owned()
            } else {
                "Lunovia: skincare and calm homes. Our own channel.".to_owned()
            };
        }
        if dice.percent(42) {
            bios::bio(self.tongue, self.niche, &mut dice)
        } else {
            String::new()
        }
    }
}

/// Followers at a size.
pub(super) fn followers(size: f64) -> u64 {
    whole(exp(size))
}
