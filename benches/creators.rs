//! Invented creators as a large pool has them: the same for the same number, every time.
//!
//! Followers are log-normal, 95 % have no sales, a fifth of the names are Chinese, Thai or Arabic or carry an emoji, and
//! many cells are empty.

use daren::domain::creator::{
    Dated, Identity, Note, Observation, Period, Platform, Profile, Record, Source,
};
use daren::domain::field::{Attr, Metric};
use daren::domain::money::Currency;
use daren::domain::number::Unit;
use jiff::ToSpan;
use jiff::civil::date;

/// Code, language, currency, its units for a dollar.
const REGIONS: [(&str, &str, &str, f64); 16] = [
    ("US", "en", "USD", 1.0),
    ("GB", "en", "GBP", 0.8),
    ("ID", "id", "IDR", 16_000.0),
    ("TH", "th", "THB", 35.0),
    ("VN", "vi", "VND", 25_000.0),
    ("PH", "tl", "PHP", 58.0),
    ("MY", "ms", "MYR", 4.4),
    ("SG", "en", "SGD", 1.35),
    ("MX", "es", "MXN", 18.0),
    ("BR", "pt", "BRL", 5.4),
    ("ES", "es", "EUR", 0.92),
    ("DE", "de", "EUR", 0.92),
    ("FR", "fr", "EUR", 0.92),
    ("IT", "it", "EUR", 0.92),
    ("JP", "ja", "JPY", 150.0),
    ("SA", "ar", "SAR", 3.75),
];
const CATEGORIES: [&str; 25] = [
    "Beauty & Personal Care",
    "Womenswear",
    "Menswear",
    "Home Supplies",
    "Kitchenware",
    "Phones & Electronics",
    "Food & Beverages",
    "Baby & Maternity",
    "Toys & Hobbies",
    "Sports & Outdoor",
    "Health",
    "Shoes",
    "Luggage & Bags",
    "Fashion Accessories",
    "Jewelry",
    "Pet Supplies",
    "Automotive",
    "Books & Audio",
    "Computers",
    "Furniture",
    "Tools & Hardware",
    "Textiles",
    "Muslim Fashion",
    "Collectibles",
    "Household Appliances",
];
const FIRST: &str = "luna mia ella theo nora kai zoe ana maya leo iris hana ravi omar lucas emma sofia noah aria milo";
const LAST: &str = "garcia santoso tran kim lee smith khan silva rossi weber dubois tanaka wong nguyen lopez brown \
                    costa haddad sari novak";
const TOPIC: &str =
    "beauty home vlog daily shop style cook fit kids tech pets travel review haul look";
const CJK: &str = "小美家居好物分享每天穿搭护肤厨房亲子测评阿珍老李";
const THAI: &str = "ครัวของแม่รีวิวสวยน่ารัก";
const ARABIC: &str = "منى سارة نور الدين جمال";
const EMOJI: &str = "🌸✨🔥🍼👗🐾💄🎧";
const TAGS: [&str; 12] = [
    "vlog",
    "cook",
    "mama",
    "销售达人",
    "种草达人",
    "核心达人",
    "高ROI达人",
    "适合美容类",
    "擅长短剧情",
    "gifted",
    "agency",
    "fast-reply",
];

/// Chance, from a number.
struct Dice(u64);

impl Dice {
    fn of(id: u32) -> Self {
        let mut dice = Dice(u64::from(id).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        (0..4).for_each(|_| _ = dice.word());
        dice
    }

    fn word(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// From 0 up to, not with, 1.
    fn part(&mut self) -> f64 {
        (self.word() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn below(&mut self, n: usize) -> usize {
        (self.part() * n as f64) as usize
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    fn often(&mut self, part: f64) -> bool {
        self.part() < part
    }

    /// Around 1, exponentially.
    fn wait(&mut self) -> f64 {
        -(1.0 - self.part()).ln()
    }

    fn log_normal(&mut self, mean: f64, spread: f64) -> f64 {
        let angle = std::f64::consts::TAU * self.part();
        (mean + spread * (2.0 * self.wait()).sqrt() * angle.cos()).exp()
    }

    /// A share, about `mean`.
    fn share(&mut self, mean: f64) -> f64 {
        let sum: f64 = (0..4).map(|_| self.part()).sum();
        (sum / 2.0 * mean).min(0.99)
    }

    fn letters(&mut self, of: &str, least: usize, most: usize) -> String {
        let of: Vec<char> = of.chars().collect();
        (0..least + self.below(most - least + 1))
            .map(|_| self.one(&of))
            .collect()
    }
}

fn word(words: &str, at: u32) -> &str {
    let words: Vec<&str> = words.split_whitespace().collect();
    words[at as usize % words.len()]
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

fn name(dice: &mut Dice, i: u32) -> String {
    let kind = dice.part();
    if kind < 0.08 {
        return dice.letters(CJK, 2, 6);
    } else if kind < 0.12 {
        return dice.letters(THAI, 4, 10);
    } else if kind < 0.15 {
        let from = dice.below(9);
        let name: String = ARABIC.chars().skip(from).take(8).collect();
        return name.trim().to_owned();
    }
    let plain = format!(
        "{} {}",
        capital(word(FIRST, i)),
        capital(word(LAST, i / 20))
    );
    if kind < 0.25 {
        return format!("{plain} {}", dice.letters(EMOJI, 1, 1));
    }
    plain
}

/// The handle of a creator.
pub fn handle(i: u32) -> String {
    let (first, last) = (word(FIRST, i), word(LAST, i / 20));
    format!("{first}.{last}_{}{i:07}", word(TOPIC, i / 400))
}

fn observation(dice: &mut Dice, i: u32) -> Observation {
    let mut o = Observation::default();
    let (region, language, currency, rate) = REGIONS[15.min((dice.wait() * 4.0) as usize)];
    o.currency = Currency::parse(currency).unwrap();
    o.set_attr(Attr::Name, &name(dice, i));
    o.set_attr(Attr::Region, region);
    o.set_attr(Attr::Language, language);
    if dice.often(0.93) {
        let several = dice.one(&[1, 1, 2, 3]);
        let some: Vec<_> = (0..several).map(|_| dice.one(&CATEGORIES)).collect();
        o.set_attr(Attr::Categories, &some.join("|"));
    }
    if dice.often(0.35) {
        o.set_attr(Attr::Email, &format!("{}@talent.example", handle(i)));
    }
    let mut put = |metric: Metric, value: f64| {
        // cents, and percents with one digit, as files have them
        let raw = match metric.unit() {
            Unit::Money => (value * 100.0).round() as i64 * 100,
            Unit::Ratio => (value * 1000.0).round() as i64 * (Unit::Ratio.per_one() / 1000),
            unit => value as i64 * unit.per_one(),
        };
        o.metrics.set(metric, Some(raw));
    };
    let followers = dice.log_normal(9.3, 1.7).min(2e8).floor();
    put(Metric::Followers, followers);
    if dice.often(0.8) {
        let female = dice.share(0.6);
        put(Metric::Female, female);
        put(Metric::Male, 1.0 - female);
        let ages = [0.6, 3.2, 3.0, 1.2, 0.7].map(|mean| mean * dice.wait());
        let sum: f64 = ages.iter().sum();
        for (metric, age) in Metric::AGE_BANDS.into_iter().zip(ages) {
            put(metric, age / sum);
        }
    }
    let videos = (dice.wait() * 12.0).floor();
    let lives = if dice.often(0.4) {
        dice.wait() * 3.0
    } else {
        0.0
    };
    let views = videos * followers * dice.log_normal(-1.2, 1.0);
    let likes = views * dice.log_normal(-3.1, 0.7).min(0.4);
    put(Metric::Videos, videos);
    put(Metric::Lives, lives);
    put(Metric::Views, views);
    put(Metric::Likes, likes);
    put(Metric::Comments, likes * 0.03);
    put(Metric::Shares, likes * 0.05);
    if dice.often(0.6) {
        put(Metric::Completion, dice.share(0.18));
    }
    put(Metric::Products, dice.wait() * 9.0);
    let orders = if dice.often(0.05) {
        dice.log_normal(2.5, 1.6).floor()
    } else {
        0.0
    };
    let gmv = orders * dice.log_normal(3.0, 0.6) * rate;
    put(Metric::Orders, orders);
    put(Metric::Items, orders + (orders * dice.part() * 0.5).floor());
    put(Metric::Gmv, gmv);
    put(Metric::Refunds, gmv * dice.share(0.08));
    put(
        Metric::Clicks,
        if orders > 0.0 {
            orders / dice.share(0.03).max(0.004)
        } else {
            views * dice.part() * 0.01
        },
    );
    let low = (5.0 + 35.0 * dice.part()).floor() * rate;
    put(Metric::PriceLow, low);
    put(Metric::PriceHigh, low * (1.0 + 5.0 * dice.part()));
    if dice.often(0.3) {
        put(Metric::Fulfilment, dice.share(0.7));
    }
    if dice.often(0.3) {
        put(Metric::Reply, dice.share(0.4));
    }
    o
}

/// A creator.
pub fn creator(id: u32) -> Record {
    let i = id - 1;
    let dice = &mut Dice::of(id);
    let mut dated = vec![Dated {
        period: Period {
            start: None,
            end: date(2026, 11, 1) - ((dice.wait() * 20.0) as i32).days(),
        },
        source: Source::Native,
        import: 1,
        observation: observation(dice, i),
    }];
    let several = dice.one(&[0, 0, 0, 0, 0, 0, 1, 2]);
    let tags = (0..several).map(|_| dice.one(&TAGS).to_owned()).collect();
    let note = dice.often(0.02).then(|| Note {
        at: "2026-11-01T09:00:00Z".into(),
        by: "anna".into(),
        body: "prefers samples first; short story videos".into(),
        ..Note::default()
    });
    Record {
        id,
        identity: Identity {
            platform: Platform::TikTok,
            platform_id: Some(format!("{}", 6_700_000_000_000_000_000u64 + u64::from(i)).into()),
            handle: handle(i).into(),
        },
        former_handles: Vec::new(),
        profile: Profile::merge(&mut dated),
        dated,
        tags,
        lists: Vec::new(),
        notes: note.into_iter().collect(),
        dismissed: Vec::new(),
        merged: Vec::new(),
        elsewhere: Vec::new(),
        work: Vec::new(),
        tally: Default::default(),
        verdict: None,
        diagnosis: None,
    }
}
