//! The merchant's work with creators: five people, four campaigns, about 400 collaborations in all stages, as native
//! files. It is Sunday evening, and on Monday the board looks as it does after a week of work: a product launch that
//! runs, a sale that begins, two campaigns that were reviewed, a colleague with whom terms are talked about for longest.

use jiff::Span;
use jiff::civil::{Date, date};

use super::dice::Dice;
use super::market::Market;
use super::roster::{Creator, Seller, followers};

/// The day on which the files were written.
pub(super) const SUNDAY: Date = date(2026, 11, 22);

pub(super) const MEMBERS: [(&str, &str, &str); 5] = [
    ("Anna Li", "anna", "lead"),
    ("Bo Chen", "bo", "bd"),
    ("Chloe Martin", "chloe", "bd"),
    ("Đức Nguyễn", "duc", "bd"),
    ("Emre Kaya", "emre", "bd"),
];

/// Name, goal, channel, first and last day, budget, how many collaborations.
type Campaign = (
    &'static str,
    &'static str,
    &'static str,
    Date,
    Date,
    u64,
    u64,
);

pub(super) const CAMPAIGNS: [Campaign; 4] = [
    (
        "Spring Refresh",
        "sales",
        "alliance",
        date(2026, 4, 6),
        date(2026, 5, 31),
        18_000,
        92,
    ),
    (
        "Summer Glow 夏日",
        "brand",
        "top_kol",
        date(2026, 6, 29),
        date(2026, 8, 23),
        24_000,
        96,
    ),
    (
        "Autumn Home",
        "sales",
        "alliance",
        date(2026, 9, 28),
        date(2026, 12, 6),
        20_000,
        118,
    ),
    (
        "Black Friday",
        "sales",
        "campaign",
        date(2026, 11, 9),
        date(2026, 11, 30),
        30_000,
        98,
    ),
];

/// Number, name, category, margin in permille, cost and price in cents.
pub(super) const PRODUCTS: [(&str, &str, &str, u64, u64, u64); 6] = [
    (
        "1729590000000000011",
        "Storage box, 3 pieces",
        "Home Supplies",
        420,
        620,
        1_999,
    ),
    (
        "1729590000000000022",
        "Linen candle 香薰蜡烛",
        "Home Supplies",
        510,
        480,
        1_699,
    ),
    (
        "1729590000000000033",
        "Wool throw",
        "Home Supplies",
        380,
        1_450,
        3_900,
    ),
    (
        "1729590000000000044",
        "Vitamin C serum",
        "Beauty & Personal Care",
        560,
        390,
        2_200,
    ),
    (
        "1729590000000000055",
        "Lip oil, set of 4",
        "Beauty & Personal Care",
        480,
        340,
        1_450,
    ),
    (
        "1729590000000000066",
        "Hair oil",
        "Beauty & Personal Care",
        300,
        610,
        1_250,
    ),
];

pub(super) const STAGES: [&str; 12] = [
    "candidate",
    "contacted",
    "negotiating",
    "contracted",
    "sample_sent",
    "in_production",
    "published",
    "ordering",
    "reviewed",
    "reinvest",
    "dropped",
    "released",
];

/// Days that a stage usually takes.
const TAKES: [u64; 12] = [3, 4, 6, 3, 6, 9, 4, 14, 0, 0, 0, 0];

const WHY_DROPPED: [&str; 4] = [
    "low return",
    "fans do not match",
    "content quality",
    "price too high",
];
const WHY_RELEASED: [&str; 3] = ["no reply", "creator declined", "out of stock"];
pub(super) const STYLES: [&str; 4] = ["story", "demonstration", "unboxing", "before and after"];
pub(super) const TITLES: [&str; 6] = [
    "Three minutes, one shelf",
    "What I use every morning",
    "I was not sure at first",
    "Gift ideas under 20",
    "Before / after, no filter",
    "收纳小技巧，三分钟搞定",
];

/// One collaboration, and all that is told of it.
pub(super) struct Collab {
    pub reference: String,
    pub handle: String,
    pub market: Market,
    pub campaign: usize,
    pub product: usize,
    pub owner: usize,
    pub stage: usize,
    /// Stages it came through, with the days.
    pub way: Vec<(usize, Date)>,
    pub reason: &'static str,
    pub mode: &'static str,
    /// In permille.
    pub rate: u64,
    /// In the smallest unit of the currency.
    pub fee: u64,
    pub due: Option<Date>,
    pub fans: u64,
    pub dice: Dice,
}

impl Collab {
    pub fn came(&self, stage: usize) -> Option<Date> {
        self.way.iter().find(|(s, _)| *s == stage).map(|(_, d)| *d)
    }

    pub fn has(&self, stage: usize) -> bool {
        self.came(stage).is_some()
    }

    pub fn currency(&self) -> &'static str {
        self.market.facts().currency
    }
}

pub(super) fn later(day: Date, days: u64) -> Date {
    day.checked_add(Span::new().days(i64::try_from(days).unwrap_or(0)))
        .unwrap_or(day)
}

pub(super) fn earlier(day: Date, days: u64) -> Date {
    day.checked_sub(Span::new().days(i64::try_from(days).unwrap_or(0)))
        .unwrap_or(day)
}

/// Where a collaboration of a campaign stands.
fn stage_of(campaign: usize, dice: &mut Dice) -> usize {
    match campaign {
        0 | 1 => dice.weighted(&[(46, 8), (24, 9), (22, 10), (8, 11)]),
        2 => dice.weighted(&[
            (6, 1),
            (9, 2),
            (10, 3),
            (15, 4),
            (16, 5),
            (17, 6),
            (18, 7),
            (4, 8),
            (2, 10),
            (3, 11),
        ]),
        _ => dice.weighted(&[(40, 0), (27, 1), (16, 2), (9, 3), (6, 4), (2, 11)]),
    }
}

/// How long a stage took somebody.
fn took(stage: usize, owner: usize, dice: &mut Dice) -> u64 {
    let usual = TAKES.get(stage).copied().unwrap_or(0);
    let days = usual * dice.between(40, 170) / 100;
    // somebody talks about terms for longest
    if stage == 2 && owner == 4 {
        days * 5 / 2 + 2
    } else {
        days
    }
}

/// The stages before the last one, and when it came into each.
fn way(c: &mut Collab, start: Date) {
    let over = c.stage >= 8;
    // what was given up never came all the way
    let until = match c.stage {
        10 => 8,
        11 => usize::try_from(c.dice.between(1, 3)).unwrap_or(1),
        s => s.min(8),
    };
    if over {
        let mut day = later(start, c.dice.between(0, 12));
        for stage in 0..=until {
            c.way.push((stage, day));
            day = later(day, took(stage, c.owner, &mut c.dice).max(1));
        }
        if c.stage > until {
            c.way.push((c.stage, later(day, c.dice.between(0, 5))));
        }
        for (_, day) in &mut c.way {
            *day = (*day).min(SUNDAY);
        }
        return;
    }
    // most are on their way, a few were forgotten
    let usual = TAKES.get(c.stage).copied().unwrap_or(3);
    let slow = if c.dice.percent(14) { 2 } else { 1 };
    let mut day = earlier(SUNDAY, c.dice.between(0, usual * slow + 1));
    let mut back = vec![(c.stage, day)];
    for stage in (0..c.stage).rev() {
        day = earlier(day, took(stage, c.owner, &mut c.dice).max(1));
        back.push((stage, day));
    }
    back.reverse();
    c.way = back;
}

pub(super) fn collaborations(roster: &[Creator]) -> Vec<Collab> {
    let known: Vec<&Creator> = roster
        .iter()
        .filter(|c| matches!(c.market, Market::Us | Market::Gb) && !c.own && c.listed[2])
        .collect();
    let mut all = Vec::new();
    let mut number = 0u64;
    for (campaign, facts) in CAMPAIGNS.iter().enumerate() {
        let mut taken: Vec<u64> = Vec::new();
        for nth in 0..facts.6 {
            number += 1;
            let mut dice = Dice::new("collaboration", number);
            let first = usize::try_from(dice.below(known.len() as u64)).unwrap_or(0);
            // nobody twice in one campaign
            let all_of_them = known.iter().cycle().skip(first).take(known.len());
            let Some(creator) = all_of_them
                .filter(|c| c.seller != Seller::Never || c.number.is_multiple_of(3))
                .find(|c| !taken.contains(&c.number))
            else {
                continue;
            };
            taken.push(creator.number);
            let owner = dice.weighted(&[(26, 0), (24, 1), (20, 2), (16, 3), (14, 4)]);
            let product = match campaign {
                2 => usize::try_from(dice.below(3)).unwrap_or(0),
                1 => usize::try_from(dice.between(3, 5)).unwrap_or(3),
                _ => usize::try_from(dice.below(6)).unwrap_or(0),
            };
            let mode = dice.weighted(&[
                (46, "pure_commission"),
                (30, "base_commission"),
                (16, "fixed_fee"),
                (8, "stepped_commission"),
            ]);
            let fans = followers(creator.size);
            // the largest names are paid by what they sell: a fee is what the review finds to lose
            let mode = match mode {
                "fixed_fee" if fans > 400_000 => "pure_commission",
                mode => mode,
            };
            let fee = match mode {
                "base_commission" => creator
                    .market
                    .local((fans / 400).clamp(40, 600) / 10 * 1_000),
                "fixed_fee" => creator
                    .market
                    .local((fans / 110).clamp(120, 1_800) / 10 * 1_000),
                _ => 0,
            };
            let mut c = Collab {
                reference: format!("2026-{number:04}"),
                handle: creator.handle.clone(),
                market: creator.market,
                campaign,
                product,
                owner,
                stage: stage_of(campaign, &mut dice),
                way: Vec::new(),
                reason: "",
                mode,
                rate: 100 + dice.below(5) * 25,
                fee,
                due: None,
                fans,
                dice,
            };
            way(&mut c, later(facts.3, nth % 9));
            c.reason = match c.stage {
                10 => c.dice.pick(&WHY_DROPPED),
                11 => c.dice.pick(&WHY_RELEASED),
                _ => "",
            };
            if c.stage < 8 && c.dice.percent(62) {
                let last = c.way.last().map_or(SUNDAY, |(_, d)| *d);
                let usual = TAKES.get(c.stage).copied().unwrap_or(3);
                c.due = Some(later(last, usual + c.dice.between(1, 6)));
            }
            all.push(c);
        }
    }
    all
}
