//! Where the merchant sells, and what it sells: the tables behind the pool.

/// A shop of the merchant, or a place it looks for creators in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Market {
    Us,
    Gb,
    Vn,
    Ph,
    Th,
    Id,
    My,
    Mx,
    Jp,
    Sa,
    Cn,
}

/// What differs from market to market.
pub(super) struct Facts {
    /// ISO 3166.
    pub region: &'static str,
    /// ISO 4217.
    pub currency: &'static str,
    /// Before or after an amount, as the exports write it.
    pub sign: &'static str,
    /// Digits behind the point.
    pub digits: u32,
    /// A US cent in the smallest unit, as a fraction.
    pub rate: (u64, u64),
    /// How many creators of it are in the pool.
    pub creators: u64,
    /// As FastMoss and its kind call it.
    pub chinese: &'static str,
    /// As people put it behind their names.
    pub flag: &'static str,
}

impl Market {
    /// All, in the order in which creators are made.
    pub const ALL: [Market; 11] = [
        Market::Us,
        Market::Gb,
        Market::Vn,
        Market::Ph,
        Market::Th,
        Market::Id,
        Market::My,
        Market::Mx,
        Market::Jp,
        Market::Sa,
        Market::Cn,
    ];

    pub const fn facts(self) -> Facts {
        const fn facts(
            region: &'static str,
            currency: (&'static str, &'static str, u32),
            rate: (u64, u64),
            creators: u64,
            names: (&'static str, &'static str),
        ) -> Facts {
            Facts {
                region,
                currency: currency.0,
                sign: currency.1,
                digits: currency.2,
                rate,
                creators,
                chinese: names.0,
                flag: names.1,
            }
        }
        match self {
            Market::Us => facts("US", ("USD", "$", 2), (1, 1), 900, ("美国", "🇺🇸")),
            Market::Gb => facts("GB", ("GBP", "£", 2), (79, 100), 450, ("英国", "🇬🇧")),
            Market::Vn => facts("VN", ("VND", "₫", 0), (253, 1), 360, ("越南", "🇻🇳")),
            Market::Ph => facts("PH", ("PHP", "₱", 2), (57, 1), 380, ("菲律宾", "🇵🇭")),
            Market::Th => facts("TH", ("THB", "฿", 2), (35, 1), 250, ("泰国", "🇹🇭")),
            Market::Id => facts("ID", ("IDR", "Rp", 0), (158, 1), 220, ("印度尼西亚", "🇮🇩")),
            Market::My => facts("MY", ("MYR", "RM", 2), (45, 10), 150, ("马来西亚", "🇲🇾")),
            Market::Mx => facts("MX", ("MXN", "$", 2), (18, 1), 110, ("墨西哥", "🇲🇽")),
            Market::Jp => facts("JP", ("JPY", "¥", 0), (3, 2), 40, ("日本", "🇯🇵")),
            Market::Sa => facts(
                "SA",
                ("SAR", "SAR", 2),
                (375, 100),
                30,
                ("沙特阿拉伯", "🇸🇦"),
            ),
            Market::Cn => facts("CN", ("CNY", "¥", 2), (72, 10), 140, ("中国", "🇨🇳")),
        }
    }

    /// Prices people pay there, from US cents, in the smallest unit. Big currencies know no small change.
    pub fn local(self, us_cents: u64) -> u64 {
        let (num, den) = self.facts().rate;
        let amount = us_cents.saturating_mul(num) / den;
        match self {
            Market::Vn | Market::Id => amount / 100 * 100,
            _ => amount,
        }
    }

    /// How much less is spent on an order than in the US, in percent of it.
    pub const fn basket(self) -> u64 {
        match self {
            Market::Us | Market::Gb | Market::Jp | Market::Sa => 100,
            Market::Mx | Market::My | Market::Th => 55,
            Market::Cn => 60,
            Market::Vn | Market::Ph | Market::Id => 38,
        }
    }
}

/// What a creator is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Niche {
    Beauty,
    Home,
    Kitchen,
    Fashion,
    Baby,
    Food,
    Health,
    Pets,
    Tech,
    Sports,
    Toys,
}

/// A niche in numbers and names.
pub(super) struct Profile {
    /// The platform's category, and those that go with it.
    pub categories: [&'static str; 3],
    /// Douyin's.
    pub douyin: &'static str,
    /// FastMoss's.
    pub fastmoss: &'static str,
    /// Share of women among the fans, in permille.
    pub female: u64,
    /// Weights of the five age bands.
    pub ages: [u64; 5],
    /// What an order is worth, in US cents.
    pub order: u64,
    /// In handles.
    pub word: &'static str,
}

impl Niche {
    /// A merchant of beauty and home goods looks for creators of beauty and home first.
    pub const WEIGHTS: [(u64, Niche); 11] = [
        (36, Niche::Beauty),
        (20, Niche::Home),
        (10, Niche::Kitchen),
        (9, Niche::Fashion),
        (6, Niche::Baby),
        (5, Niche::Food),
        (5, Niche::Health),
        (3, Niche::Pets),
        (3, Niche::Tech),
        (2, Niche::Sports),
        (1, Niche::Toys),
    ];

    pub const fn profile(self) -> Profile {
        const fn profile(
            categories: [&'static str; 3],
            chinese: (&'static str, &'static str),
            female: u64,
            ages: [u64; 5],
            order: u64,
            word: &'static str,
        ) -> Profile {
            Profile {
                categories,
                douyin: chinese.0,
                fastmoss: chinese.1,
                female,
                ages,
                order,
                word,
            }
        }
        match self {
            Niche::Beauty => profile(
                [
                    "Beauty & Personal Care",
                    "Womenswear & Underwear",
                    "Fashion Accessories",
                ],
                ("美妆", "美妆个护"),
                840,
                [90, 400, 340, 110, 60],
                2_390,
                "beauty",
            ),
            Niche::Home => profile(
                [
                    "Home Supplies",
                    "Textiles & Soft Furnishings",
                    "Household Appliances",
                ],
                ("家居用品", "居家日用"),
                690,
                [20, 170, 420, 250, 140],
                3_450,
                "home",
            ),
            Niche::Kitchen => profile(
                ["Kitchenware", "Home Supplies", "Food & Beverages"],
                ("厨具", "厨房用品"),
                640,
                [20, 160, 380, 270, 170],
                4_120,
                "kitchen",
            ),
            Niche::Fashion => profile(
                ["Womenswear & Underwear", "Shoes", "Beauty & Personal Care"],
                ("服饰内衣", "女装与女士内衣"),
                780,
                [110, 430, 310, 100, 50],
                2_870,
                "style",
            ),
            Niche::Baby => profile(
                ["Baby & Maternity", "Home Supplies", "Toys & Hobbies"],
                ("母婴", "母婴用品"),
                830,
                [10, 170, 580, 190, 50],
                2_640,
                "mama",
            ),
            Niche::Food => profile(
                ["Food & Beverages", "Kitchenware", "Health"],
                ("食品饮料", "食品饮料"),
                590,
                [60, 310, 360, 170, 100],
                1_690,
                "eats",
            ),
            Niche::Health => profile(
                ["Health", "Beauty & Personal Care", "Sports & Outdoor"],
                ("个护家清", "保健"),
                650,
                [20, 220, 390, 220, 150],
                2_980,
                "wellness",
            ),
            Niche::Pets => profile(
                ["Pet Supplies", "Home Supplies", "Toys & Hobbies"],
                ("宠物用品", "宠物用品"),
                620,
                [70, 330, 360, 150, 90],
                2_150,
                "paws",
            ),
            Niche::Tech => profile(
                [
                    "Phones & Electronics",
                    "Computers & Office Equipment",
                    "Household Appliances",
                ],
                ("3C数码", "手机与数码"),
                240,
                [110, 400, 340, 110, 40],
                3_920,
                "tech",
            ),
            Niche::Sports => profile(
                ["Sports & Outdoor", "Health", "Books, Magazines & Audio"],
                ("运动户外", "运动与户外"),
                350,
                [80, 380, 360, 130, 50],
                3_310,
                "fit",
            ),
            Niche::Toys => profile(
                [
                    "Toys & Hobbies",
                    "Books, Magazines & Audio",
                    "Baby & Maternity",
                ],
                ("玩具乐器", "玩具和爱好"),
                520,
                [210, 300, 310, 130, 50],
                2_060,
                "toys",
            ),
        }
    }
}
