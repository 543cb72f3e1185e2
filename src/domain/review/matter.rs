//! What a review is made of, as it was read: nothing is judged here.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::scope::{Days, Subject};
use crate::domain::collab::stage::Stage;
use crate::domain::money::Currency;
use crate::domain::returns::Books;
use crate::domain::returns::funnel::Funnel;

/// What was sold of a variant of a product, under a link, on a day because of a creator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DaySale {
    /// By the books' number.
    pub product: i64,
    /// See [`Variant::numbers`].
    pub numbers: (u32, u32),
    /// Counted from 1970-01-01.
    pub day: i32,
    /// Because of whom.
    pub creator: u32,
    /// Of its money.
    pub currency: Currency,
    /// Raw money.
    pub gmv: i128,
    /// Orders: one with two products is one of each, one with two variants stands with the first of them.
    pub orders: i64,
    /// Lines.
    pub lines: i64,
}

/// What was sold of a variant of a product, under a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// By the books' number.
    pub product: i64,
    /// Product and variant as the platform has them, and the link, as the pool file counts them.
    pub numbers: (u32, u32),
    /// The number under which the platform sold it: the product's own, or that of a link.
    pub link: Arc<str>,
    /// What the team calls the link.
    pub link_name: Option<Arc<str>>,
    /// What the team calls the variant.
    pub name: Option<Arc<str>>,
    /// The platform's number of the variant.
    pub sku: Arc<str>,
    /// Of its money.
    pub currency: Currency,
    /// Raw money.
    pub gmv: i128,
    /// Raw money that went back.
    pub refunds: i128,
    /// Lines: each is an order's.
    pub orders: i64,
    /// Things.
    pub items: i64,
}

/// A video or live.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Piece {
    /// The platform's number.
    pub id: Arc<str>,
    /// Whose.
    pub creator: u32,
    /// Of which collaboration.
    pub collab: Option<u32>,
    /// By the books' number.
    pub product: Option<i64>,
    /// Video or live, as a key.
    pub kind: Option<Arc<str>>,
    /// Its style.
    pub style: Option<Arc<str>>,
    /// What it is called.
    pub title: Option<Arc<str>>,
    /// The day it came out, from 1970-01-01.
    pub day: Option<i32>,
    /// What it counted.
    pub funnel: Funnel,
    /// Watched to its end: a raw share.
    pub completion: Option<i64>,
    /// Orders.
    pub orders: Option<i64>,
    /// Raw money.
    pub gmv: Option<i64>,
    /// Of it.
    pub currency: Currency,
}

/// A video or live that some review has kept as an example.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// What it counted, and whose it is.
    pub piece: Piece,
    /// How it begins, or why it was kept.
    pub hook: Option<Arc<str>>,
    /// What its comments say.
    pub note: Option<Arc<str>>,
    /// The day on which it was kept, from 1970-01-01.
    pub since: Option<i32>,
}

/// A collaboration came into a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Which.
    pub stage: Stage,
    /// When, from 1970-01-01.
    pub day: i32,
}

/// A message to a creator of the population.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contacted {
    /// Who wrote.
    pub by: Option<Arc<str>>,
    /// Whether an answer came.
    pub replied: bool,
}

/// What was meant to be spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Budget {
    /// Raw money.
    pub raw: i64,
    /// Of it.
    pub currency: Currency,
}

/// One campaign, or some days.
#[derive(Debug, Clone, PartialEq)]
pub struct Matter {
    /// Which.
    pub subject: Subject,
    /// The days it is about: those that were asked for, or those of the campaign.
    pub days: Option<Days>,
    /// The days that were set for it; of a campaign.
    pub window: (Option<i32>, Option<i32>),
    /// The fans that are meant, as a query: of a campaign, or of all campaigns that were worked on in some days.
    pub target: Option<Arc<str>>,
    /// Campaigns of these days mean different fans.
    pub several_targets: bool,
    /// Of a campaign.
    pub budget: Option<Budget>,
    /// Collaborations and what they sold, in the time that is asked for; products told apart.
    pub books: Books,
    /// How each collaboration came where it is, oldest first, up to the last day that is looked at.
    pub ways: HashMap<u32, Vec<Step>>,
    /// Those that moved on after that day: where they are now they were not then.
    pub moved_on: BTreeSet<u32>,
    /// The first day on which terms were agreed with each creator, on whatever: see [`super::side::agreed_on`].
    pub began: HashMap<u32, i32>,
    /// Videos and lives.
    pub pieces: Vec<Piece>,
    /// Examples of all reviews, the newest first.
    pub library: Vec<Example>,
    /// By product and day; of order lines that have a day.
    pub sales: Vec<DaySale>,
    /// By link and variant.
    pub variants: Vec<Variant>,
    /// Messages.
    pub contacts: Vec<Contacted>,
    /// Names of what was sold and stands among no products, by the books' number.
    pub items: BTreeMap<i64, Arc<str>>,
}

impl Matter {
    /// What a product is called.
    pub fn product(&self, id: i64) -> Option<Arc<str>> {
        let known = self.books.products.get(&id).or_else(|| self.items.get(&id));
        known.map(Arc::clone)
    }
}

/// A creator, as far as groups are made by it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// Without `@`.
    pub handle: Arc<str>,
    /// The band of the scheme that holds, by its key.
    pub tier: Option<Arc<str>>,
    /// Place in [`super::budget::TIERS`].
    pub layer: Option<usize>,
    /// In their order.
    pub tags: Vec<Arc<str>>,
    /// Shares of fans by age, raw.
    pub bands: [Option<i64>; 5],
    /// Share of women among fans, raw.
    pub female: Option<i64>,
    /// Whether the fans are those the campaign means; none where what it asks for is not known of them.
    pub fits: Option<bool>,
}

/// Creators by their numbers.
pub type People = HashMap<u32, Person>;
