//! The native files: their columns, what each holds, and one example row. The same fields name the columns of the pool
//! file's tables, the lines of the detail screen and the members of JSON objects.

use jiff::Timestamp;
use jiff::civil::Date;

use super::choice::{self, Choice};
use crate::domain::message::Arg;
use crate::domain::money::Currency;
use crate::domain::number::{Decimal, Unit};
use crate::text;

/// What a column holds.
#[derive(Debug, Clone, Copy)]
pub enum Cell {
    /// The platform's or the team's own number of something, as text.
    Id,
    /// A name of something in the pool.
    Name,
    /// Words.
    Text,
    /// A creator.
    Handle,
    /// Somebody of the team.
    Member,
    /// A sum in the row's currency, in raw [`Unit::Money`].
    Money,
    /// A share from 0 to 1, in raw [`Unit::Ratio`] without a remainder.
    Ratio,
    /// Whole things.
    Count,
    /// Hours, in raw [`Unit::Money`] units: exact to 1/10,000.
    Hours,
    /// A day.
    Date,
    /// A moment.
    Time,
    /// An ISO 4217 code.
    Currency,
    /// One of some words.
    One(&'static Choice),
}

impl Cell {
    /// The unit of its numbers.
    pub const fn unit(self) -> Option<Unit> {
        match self {
            Cell::Money | Cell::Hours => Some(Unit::Money),
            Cell::Ratio => Some(Unit::Ratio),
            Cell::Count => Some(Unit::Count),
            _ => None,
        }
    }
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its header.
    pub key: &'static str,
    /// What it holds.
    pub cell: Cell,
    /// In the example row.
    pub example: &'static str,
}

/// A native file.
#[derive(Debug)]
pub struct File {
    /// Its name in `daren template NAME`.
    pub name: &'static str,
    /// In their order, the required ones first.
    pub fields: &'static [Field],
    /// So many of the first must be there.
    pub required: usize,
    /// So many of the first tell a row from the others.
    pub key: usize,
}

/// A value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Names, ids, words, currencies, and the keys of choices.
    Text(Box<str>),
    /// In the raw units of the column.
    Number(i64),
    /// A day.
    Date(Date),
    /// A moment.
    Time(Timestamp),
}

/// A sum with its currency, as people read it: `1,200.50 GBP`.
pub fn money(raw: i64, currency: Currency) -> String {
    let d = Decimal::from_raw(raw, Unit::Money);
    let digits = text::grouped(&d.fixed(currency.digits()));
    format!("{digits} {currency}").trim_end().to_owned()
}

impl Value {
    /// As text, where it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// As a number, where it is one.
    pub fn number(&self) -> Option<i64> {
        match self {
            Value::Number(n) => Some(*n),
            _ => None,
        }
    }

    /// As a day, where it is one.
    pub fn date(&self) -> Option<Date> {
        match self {
            Value::Date(d) => Some(*d),
            _ => None,
        }
    }

    /// As people write it, in any language: a sum with its currency, a share in percent, a moment as its day.
    pub fn plain(&self, cell: Cell, currency: Currency) -> String {
        let written = self.written(cell);
        match (cell, self) {
            (Cell::Money, _) if currency.is_known() => format!("{written} {currency}"),
            (Cell::Ratio, Value::Number(raw)) => {
                format!("{} %", Decimal::from_raw(*raw, Unit::Ratio).times_100())
            }
            (Cell::Time, _) => written.chars().take(10).collect(),
            _ => written,
        }
    }

    /// As a sentence names it: numbers with thousands set apart; of a choice still its key.
    pub fn told(&self, cell: Cell, currency: Currency) -> String {
        match (cell, self) {
            (Cell::Money, Value::Number(raw)) => money(*raw, currency),
            (Cell::Count, _) => text::grouped(&self.written(cell)),
            _ => self.plain(cell, currency),
        }
    }

    /// The same in a sentence: words of ours in its language.
    pub fn said(&self, cell: Cell, currency: Currency) -> Arg {
        match (cell, self) {
            (Cell::One(choice), Value::Text(key)) => Arg::Word(choice.word_id(key)),
            _ => self.told(cell, currency).into(),
        }
    }

    /// As it stands in a native file.
    pub fn written(&self, cell: Cell) -> String {
        match (self, cell.unit()) {
            (Value::Text(text), _) => text.to_string(),
            (Value::Number(n), Some(unit)) => Decimal::from_raw(*n, unit).to_string(),
            (Value::Number(n), None) => n.to_string(),
            (Value::Date(d), _) => d.to_string(),
            (Value::Time(t), _) => t.to_string(),
        }
    }
}

/// A row of a native file as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Line in the file, from 1.
    pub line: u64,
    /// By column of [`File::fields`]; missing is none.
    pub values: Vec<Option<Value>>,
    /// As it stands in the file, for whoever has to send it back.
    pub cells: Vec<String>,
}

impl File {
    /// By its name; creators are none of these.
    pub fn named(name: &str) -> Option<&'static File> {
        let mut all = FILES.iter().copied().chain([&ORDERS]);
        all.find(|f| f.name == name)
    }

    /// Place of a column.
    pub fn place(&self, key: &str) -> Option<usize> {
        self.fields.iter().position(|f| f.key == key)
    }

    /// A column by its header.
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        self.fields.iter().find(|f| f.key == key)
    }

    /// The id of a field's name in the catalogues.
    pub fn name_id(&self, key: &str) -> String {
        let key = key.replace('_', "-");
        match self.name {
            "collaborations" => format!("collab-{key}"),
            name => format!("{}-{key}", name.trim_end_matches('s').replace('_', "-")),
        }
    }

    /// The id of the words for one of its rows.
    pub fn row_id(&self) -> String {
        format!("row-{}", self.name.replace('_', "-"))
    }

    /// The columns that a row needs.
    pub fn needed(&self) -> impl Iterator<Item = &'static Field> {
        self.fields.iter().take(self.required)
    }
}

const fn f(key: &'static str, cell: Cell, example: &'static str) -> Field {
    Field { key, cell, example }
}

const STAGE: Cell = Cell::One(&choice::STAGE);
const MODE: Cell = Cell::One(&choice::MODE);
const FACT: Cell = Cell::One(&choice::FACT);
const SESSION: Cell = Cell::One(&choice::SESSION);
const GOAL: Cell = Cell::One(&choice::GOAL);
const CONTENT: Cell = Cell::One(&choice::CONTENT);
const CHANNEL: Cell = Cell::One(&choice::CHANNEL);
const COST: Cell = Cell::One(&choice::COST);
const SPLIT: Cell = Cell::One(&choice::SPLIT);
const DECISION: Cell = Cell::One(&choice::DECISION);
const TOPIC: Cell = Cell::One(&choice::TOPIC);
const POINT: Cell = Cell::One(&choice::POINT);
const DECIDED: Cell = Cell::One(&choice::DECIDED);

/// Products, with what is left of a sale.
pub static PRODUCTS: File = File {
    name: "products",
    required: 1,
    key: 1,
    fields: &[
        f("product_id", Cell::Id, "1729697274006116523"),
        f("name", Cell::Text, "Storage box, 3 pieces"),
        f("category", Cell::Text, "Home"),
        f("margin_rate", Cell::Ratio, "0.3"),
        f("unit_cost", Cell::Money, "4.20"),
        f("currency", Cell::Currency, "GBP"),
        f("target", Cell::Text, "female>=60 age:25-34 region:GB"),
    ],
};

/// Links under which a product is sold.
pub static PRODUCT_LINKS: File = File {
    name: "product_links",
    required: 2,
    key: 1,
    fields: &[
        f("link_id", Cell::Id, "1729735804972079275"),
        f("product_id", Cell::Id, "1729697274006116523"),
        f("variant", Cell::Text, "blue"),
    ],
};

/// The team.
pub static MEMBERS: File = File {
    name: "members",
    required: 1,
    key: 1,
    fields: &[
        f("name", Cell::Text, "Li Na"),
        f("login", Cell::Text, "lina"),
        f("role", Cell::Text, "bd"),
    ],
};

/// Campaigns.
pub static CAMPAIGNS: File = File {
    name: "campaigns",
    required: 1,
    key: 1,
    fields: &[
        f("name", Cell::Text, "November sale"),
        f("goal", GOAL, "sales"),
        f("fact", FACT, "campaign"),
        f("starts", Cell::Date, "2026-11-01"),
        f("ends", Cell::Date, "2026-11-30"),
        f("budget", Cell::Money, "10000.00"),
        f("currency", Cell::Currency, "GBP"),
        f("target", Cell::Text, "female>=60 region:GB"),
    ],
};

/// Collaborations.
pub static COLLABORATIONS: File = File {
    name: "collaborations",
    required: 2,
    key: 1,
    fields: &[
        f("ref", Cell::Id, "2026-0001"),
        f("handle", Cell::Handle, "anna.sells"),
        f("campaign", Cell::Name, "November sale"),
        f("product_id", Cell::Id, "1729697274006116523"),
        f("owner", Cell::Member, "Li Na"),
        f("stage", STAGE, "published"),
        f("mode", MODE, "base_commission"),
        f("fact", FACT, "alliance"),
        f("session", SESSION, "mixed"),
        f("commission_rate", Cell::Ratio, "0.15"),
        f("commission", Cell::Money, "120.00"),
        f("fixed_fee", Cell::Money, "80.00"),
        f("sample_cost", Cell::Money, "12.00"),
        f("shipping", Cell::Money, "8.00"),
        f("boost", Cell::Money, "0"),
        f("labour_hours", Cell::Hours, "0.5"),
        f("labour_rate", Cell::Money, "30.00"),
        f("other_cost", Cell::Money, "0"),
        f("currency", Cell::Currency, "GBP"),
        f("margin_rate", Cell::Ratio, "0.3"),
        f("gmv", Cell::Money, "800.00"),
        f("refunds", Cell::Money, "40.00"),
        f("indirect_gmv", Cell::Money, "0"),
        f("orders", Cell::Count, "42"),
        f("items", Cell::Count, "45"),
        f("buyers", Cell::Count, "40"),
        f("repeat_buyers", Cell::Count, "6"),
        f("plays", Cell::Count, "56000"),
        f("product_impressions", Cell::Count, "31000"),
        f("clicks", Cell::Count, "1400"),
        f("add_to_carts", Cell::Count, "180"),
        f("samples_sent", Cell::Count, "1"),
        f("samples_received", Cell::Count, "1"),
        f("samples_posted", Cell::Count, "1"),
        f("started", Cell::Date, "2026-11-02"),
        f("due", Cell::Date, "2026-11-12"),
        f("ended", Cell::Date, "2026-11-20"),
        f("licence_scope", Cell::Text, "paid ads"),
        f("licence_until", Cell::Date, "2027-05-31"),
        f("discount_code", Cell::Text, "ANNA10"),
        f("utm", Cell::Text, "anna-nov"),
        f("follower_gain", Cell::Count, "120"),
        f("site_visits", Cell::Count, "300"),
        f("brand_searches", Cell::Count, "45"),
        f("note", Cell::Text, "Second video agreed"),
        f("step_threshold", Cell::Money, "1000.00"),
        f("step_rate", Cell::Ratio, "0.2"),
        f("expected_gmv", Cell::Money, "900.00"),
        f("decision", DECISION, "keep"),
    ],
};

/// Samples, one a row: which of a collaboration, and its way.
pub static SAMPLES: File = File {
    name: "samples",
    required: 2,
    key: 2,
    fields: &[
        f("ref", Cell::Id, "2026-0001"),
        f("item", Cell::Count, "1"),
        f("product_id", Cell::Id, "1729697274006116523"),
        f("quantity", Cell::Count, "1"),
        f("sent", Cell::Date, "2026-11-03"),
        f("received", Cell::Date, "2026-11-06"),
        f("posted", Cell::Date, "2026-11-12"),
        f("carrier", Cell::Text, "DHL"),
        f("number", Cell::Id, "JD014600003SE"),
        f("cost", Cell::Money, "12.00"),
        f("shipping", Cell::Money, "8.00"),
        f("currency", Cell::Currency, "GBP"),
        f("note", Cell::Text, "blue one"),
    ],
};

/// Videos and lives.
pub static CONTENTS: File = File {
    name: "contents",
    required: 2,
    key: 1,
    fields: &[
        f("content_id", Cell::Id, "7640570208339512584"),
        f("handle", Cell::Handle, "anna.sells"),
        f("ref", Cell::Id, "2026-0001"),
        f("product_id", Cell::Id, "1729697274006116523"),
        f("kind", CONTENT, "video"),
        f("style", Cell::Text, "story"),
        f("title", Cell::Text, "Three boxes, one drawer"),
        f(
            "url",
            Cell::Text,
            "https://www.tiktok.com/@anna.sells/video/7640570208339512584",
        ),
        f("posted_at", Cell::Date, "2026-11-05"),
        f("plays", Cell::Count, "56000"),
        f("likes", Cell::Count, "3100"),
        f("comments", Cell::Count, "210"),
        f("shares", Cell::Count, "90"),
        f("completion_rate", Cell::Ratio, "0.22"),
        f("product_impressions", Cell::Count, "31000"),
        f("clicks", Cell::Count, "1400"),
        f("add_to_carts", Cell::Count, "180"),
        f("orders", Cell::Count, "42"),
        f("gmv", Cell::Money, "800.00"),
        f("currency", Cell::Currency, "GBP"),
        f("note", Cell::Text, "Asks for a blue one"),
        f("hook", Cell::Text, "Opens a drawer that does not close"),
        f("kept", Cell::Date, ""),
    ],
};

/// Who bought: their ages and sex.
pub static BUYERS: File = File {
    name: "buyers",
    required: 1,
    key: 1,
    fields: &[
        f("ref", Cell::Id, "2026-0001"),
        f("age_13_17_share", Cell::Ratio, "0"),
        f("age_18_24_share", Cell::Ratio, "0.2"),
        f("age_25_34_share", Cell::Ratio, "0.55"),
        f("age_35_44_share", Cell::Ratio, "0.2"),
        f("age_45_plus_share", Cell::Ratio, "0.05"),
        f("female_share", Cell::Ratio, "0.8"),
    ],
};

/// The ledger: what was spent, on one collaboration or on several together.
pub static COSTS: File = File {
    name: "costs",
    required: 2,
    key: 1,
    fields: &[
        f("cost_id", Cell::Id, "2026-11-007"),
        f("kind", COST, "boost"),
        f("amount", Cell::Money, "120.00"),
        f("currency", Cell::Currency, "GBP"),
        f("at", Cell::Date, "2026-11-06"),
        f("ref", Cell::Id, "2026-0001"),
        f("campaign", Cell::Name, ""),
        f("split", SPLIT, ""),
        f("shares", Cell::Text, ""),
        f("hours", Cell::Hours, ""),
        f("rate", Cell::Money, ""),
        f("note", Cell::Text, "spark ads, first week"),
    ],
};

/// What is left of a sale, from a day on; without a product of everything that has no margin of its own.
pub static MARGINS: File = File {
    name: "margins",
    required: 1,
    key: 2,
    fields: &[
        f("starts", Cell::Date, "2026-11-01"),
        f("product_id", Cell::Id, "1729697274006116523"),
        f("margin_rate", Cell::Ratio, "0.3"),
    ],
};

/// Order lines: the platform's columns as ours. Of each part of the commission what was paid, and what is estimated where
/// nothing has been paid yet. They lie packed in the pool file, not in a table of their own.
pub static ORDERS: File = File {
    name: "orders",
    required: 4,
    key: 3,
    fields: &[
        f("order_id", Cell::Id, "577000000000000001"),
        f("product_id", Cell::Id, "1729697274006116523"),
        f("sku_id", Cell::Id, "1729735804972079275"),
        f("handle", Cell::Handle, "anna.sells"),
        f("ref", Cell::Id, "2026-0001"),
        f("link_id", Cell::Id, "1729735804972079275"),
        f("content_id", Cell::Id, "7640570208339512584"),
        f("ordered_at", Cell::Time, "2026-11-05T20:14:00"),
        f("paid", Cell::Money, "19.99"),
        f("currency", Cell::Currency, "GBP"),
        f("quantity", Cell::Count, "1"),
        f("refunded", Cell::Text, "0"),
        f("commission", Cell::Money, "3.00"),
        f("channel", CHANNEL, "direct"),
        f("discount_code", Cell::Text, "ANNA10"),
        f("product_name", Cell::Text, "Storage box, 3 pieces"),
        f("creator_name", Cell::Text, "Anna"),
        f("status", Cell::Text, "Settled"),
        f("eligible", Cell::Text, "yes"),
        f("est_commission", Cell::Money, "3.00"),
        f("ads_commission", Cell::Money, "0"),
        f("est_ads_commission", Cell::Money, "0"),
        f("bonus_commission", Cell::Money, "0"),
        f("est_bonus_commission", Cell::Money, "0"),
        f("paid_at", Cell::Time, "2026-11-05T20:15:00"),
        f("delivered_at", Cell::Time, "2026-11-08T11:00:00"),
        f("refunded_later", Cell::Text, ""),
    ],
};

/// When a collaboration came into a stage, and through whom.
pub static STAGE_MOVES: File = File {
    name: "stage_moves",
    required: 2,
    key: 3,
    fields: &[
        f("ref", Cell::Id, "2026-0001"),
        f("stage", STAGE, "contacted"),
        f("at", Cell::Time, "2026-10-20T10:00:00"),
        f("by", Cell::Member, "Li Na"),
        f("reason", Cell::Text, ""),
        f("passed", Cell::Text, ""),
    ],
};

/// Who was written to, and whether they answered.
pub static OUTREACH: File = File {
    name: "outreach",
    required: 2,
    key: 2,
    fields: &[
        f("handle", Cell::Handle, "anna.sells"),
        f("at", Cell::Time, "2026-10-20T10:00:00"),
        f("by", Cell::Member, "Li Na"),
        f("channel", Cell::Text, "email"),
        f("template", Cell::Text, "first contact"),
        f("replied_at", Cell::Time, "2026-10-21T09:30:00"),
        f("ref", Cell::Id, "2026-0001"),
        f("follow_up", Cell::Date, "2026-10-24"),
        f("note", Cell::Text, "asked for two colours"),
    ],
};

/// Framework agreements: a discount on list prices for a time.
pub static AGREEMENTS: File = File {
    name: "agreements",
    required: 2,
    key: 2,
    fields: &[
        f("handle", Cell::Handle, "anna.sells"),
        f("starts", Cell::Date, "2026-10-01"),
        f("ends", Cell::Date, "2027-03-31"),
        f("discount_rate", Cell::Ratio, "0.2"),
        f("discount_to_rate", Cell::Ratio, "0.3"),
        f("list_price", Cell::Money, "1000.00"),
        f("currency", Cell::Currency, "GBP"),
        f("note", Cell::Text, "four videos a month"),
    ],
};

/// Target plans.
pub static PLANS: File = File {
    name: "plans",
    required: 1,
    key: 1,
    fields: &[
        f("name", Cell::Text, "Boxes 1"),
        f("product_ids", Cell::Text, "1729697274006116523"),
        f("commission_rate", Cell::Ratio, "0.15"),
        f("starts", Cell::Date, "2026-11-01"),
        f("ends", Cell::Date, "2026-11-30"),
        f("note", Cell::Text, "from the list November"),
    ],
};

/// Who is in a target plan.
pub static PLAN_CREATORS: File = File {
    name: "plan_creators",
    required: 2,
    key: 2,
    fields: &[
        f("plan", Cell::Name, "Boxes 1"),
        f("handle", Cell::Handle, "anna.sells"),
    ],
};

/// What reviews talked about and decided: a creator, a product, a video, somebody of the team.
pub static DECISIONS: File = File {
    name: "decisions",
    required: 1,
    key: 1,
    fields: &[
        f("decision_id", Cell::Id, "2026-11-014"),
        f("campaign", Cell::Name, "November sale"),
        f("period", Cell::Text, ""),
        f("place", Cell::Count, "4"),
        f("topic", TOPIC, "reinvest"),
        f("handle", Cell::Handle, "anna.sells"),
        f("about", Cell::Text, ""),
        f("state", POINT, "decided"),
        f("decision", DECIDED, "reinvest"),
        f("reason", Cell::Text, "sold most of the boxes"),
        f("owner", Cell::Member, "Li Na"),
        f("due", Cell::Date, "2026-12-10"),
        f("done", Cell::Date, ""),
        f("finding", Cell::Text, "return 142 %"),
        f("decided_at", Cell::Time, "2026-12-01T10:00:00"),
        f("decided_by", Cell::Member, "Li Na"),
    ],
};

/// All of them: what others need first.
pub static FILES: [&File; 16] = [
    &MEMBERS,
    &PRODUCTS,
    &PRODUCT_LINKS,
    &CAMPAIGNS,
    &COLLABORATIONS,
    &SAMPLES,
    &CONTENTS,
    &BUYERS,
    &COSTS,
    &MARGINS,
    &STAGE_MOVES,
    &OUTREACH,
    &AGREEMENTS,
    &PLANS,
    &PLAN_CREATORS,
    &DECISIONS,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_a_file_have_names_of_their_own() {
        for file in FILES {
            for (nth, field) in file.fields.iter().enumerate() {
                assert_eq!(
                    file.place(field.key),
                    Some(nth),
                    "{} {}",
                    file.name,
                    field.key
                );
            }
            assert!(file.required <= file.fields.len() && file.key <= file.fields.len());
            assert_eq!(File::named(file.name).map(|f| f.name), Some(file.name));
        }
        assert!(File::named("creators").is_none());
    }

    #[test]
    fn money_has_a_currency_beside_it() {
        for file in FILES {
            let money = file.fields.iter().any(|f| matches!(f.cell, Cell::Money));
            assert_eq!(money, file.place("currency").is_some(), "{}", file.name);
        }
    }
}
