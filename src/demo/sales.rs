//! What the collaborations sold, order by order, and what they cost beside what stands on them: the summer campaign as
//! native files, the one that runs as the platform's own exports of affiliate orders, from two shops.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use super::dice::Dice;
use super::market::Market;
use super::pipeline::{Collab, PRODUCTS, SUNDAY};
use super::sheet::{Encoding, Form, Sheet, plain, ratio};
use super::work_files::sheet;

/// A video or live that sold something.
pub(super) struct Sold {
    /// Position of its collaboration.
    pub collab: usize,
    /// The platform's number.
    pub content: String,
    /// Video or live.
    pub kind: &'static str,
    pub orders: u64,
}

/// The campaign that was over in August, and the one that runs.
const SUMMER: usize = 1;
const AUTUMN: usize = 2;

/// One order.
struct Order {
    number: u64,
    day: Date,
    minute: u64,
    /// In the smallest unit of the currency.
    paid: u64,
    quantity: u64,
    refunded: bool,
    variant: u64,
}

/// The orders of a video: most in the days after it came out.
fn orders(c: &Collab, sold: &Sold, dice: &mut Dice) -> Vec<Order> {
    let first = c.came(7).unwrap_or(SUNDAY);
    let last = c.came(8).unwrap_or(SUNDAY).min(SUNDAY).max(first);
    let span = u64::try_from((last - first).get_days()).unwrap_or(0) + 1;
    let price = c.market.local(PRODUCTS[c.product].5);
    let each = (0..sold.orders).map(|_| {
        let later = dice.below(span).min(dice.below(span));
        let day = first.checked_add(i64::try_from(later).unwrap_or(0).days());
        Order {
            number: 577_000_000_000_000_000 + dice.below(900_000_000_000_000),
            day: day.unwrap_or(first),
            minute: dice.below(1_440),
            paid: price,
            quantity: 1 + u64::from(dice.percent(11)),
            refunded: dice.percent(4),
            variant: dice.below(2),
        }
    });
    let mut all: Vec<Order> = each.collect();
    all.sort_by_key(|o| (o.day, o.minute));
    all
}

fn text(t: impl Into<String>) -> String {
    t.into()
}

/// The page of the shop on which a product was bought: its own, or a second one that was put up for the campaign.
fn page(product: usize, dice: &mut Dice) -> String {
    let id = PRODUCTS[product].0;
    match dice.percent(35) {
        true => second_page(id),
        false => text(id),
    }
}

/// The number of a product's second page.
pub(super) fn second_page(id: &str) -> String {
    let (head, tail) = id.split_at(id.len() - 3);
    format!("{head}1{}", tail.get(1..).unwrap_or_default())
}

/// The product as the shop sells it: under the number of one of its variants.
fn link(product: usize, variant: u64) -> String {
    let id = PRODUCTS[product].0;
    let variant = if variant == 0 { "single" } else { "set" };
    format!("17297{}{}", id.get(13..).unwrap_or_default(), variant.len())
}

/// `orders.csv`: the summer campaign, kept by the team itself.
pub(super) fn native(all: &[Collab], sold: &[Sold]) -> Sheet {
    let mut out = sheet(&[
        "order_id",
        "product_id",
        "sku_id",
        "link_id",
        "handle",
        "content_id",
        "ordered_at",
        "paid",
        "currency",
        "quantity",
        "refunded",
        "commission",
    ]);
    for (nth, s) in (0u64..).zip(sold) {
        let Some(c) = all.get(s.collab).filter(|c| c.campaign == SUMMER) else {
            continue;
        };
        let mut dice = Dice::new("orders", nth);
        let mut pages = Dice::new("pages", nth);
        let digits = c.market.facts().digits;
        for o in orders(c, s, &mut dice) {
            let share = if c.mode == "fixed_fee" { 0 } else { c.rate };
            // some were bought in the showcase: only creator, product and day tell whose they are
            let content = (!dice.percent(12)).then(|| s.content.clone());
            out.row(vec![
                o.number.to_string(),
                text(PRODUCTS[c.product].0),
                link(c.product, o.variant),
                page(c.product, &mut pages),
                c.handle.clone(),
                content.unwrap_or_default(),
                format!("{}T{:02}:{:02}:00", o.day, o.minute / 60, o.minute % 60),
                plain(o.paid, digits),
                text(c.currency()),
                o.quantity.to_string(),
                plain(if o.refunded { o.paid } else { 0 }, digits),
                plain(o.paid * share / 1_000, digits),
            ]);
        }
    }
    out
}

const HEADER: [&str; 30] = [
    "Order ID",
    "Product ID",
    "Product Name",
    "SKU ID",
    "Price",
    "Payment Amount",
    "Currency",
    "Quantity",
    "Fully returned or refunded",
    "Payment method",
    "Order Status",
    "Creator Username",
    "Content Type",
    "Content ID",
    "commission model",
    "Standard commission rate",
    "Est. Commission Base",
    "Est. standard commission payment",
    "Actual Commission Base",
    "Actual Commission Payment",
    "Shop Ads commission rate",
    "Est. Shop Ads commission payment",
    "Actual Shop Ads commission payment",
    "Est. co-funded creator bonus",
    "Actual co-funded creator bonus",
    "Time Created",
    "Payment time",
    "Order Delivery Time",
    "Time Commission Paid",
    "Platform",
];

/// The platform's export of affiliate orders of a shop: that of Great Britain has a column more.
pub(super) fn affiliate(all: &[Collab], sold: &[Sold], market: Market) -> Sheet {
    let british = matches!(market, Market::Gb);
    let form = Form {
        encoding: Encoding::Utf8Bom,
        separator: ',',
        line_end: "\r\n",
        ends_with_line_end: true,
    };
    let mut header = HEADER.to_vec();
    if british {
        header.insert(12, "Creator Region");
    }
    let mut out = Sheet::new(form, &header);
    let moment = |day: Date, minute: u64| {
        let time = format!("{:02}:{:02}:{:02}", minute / 60, minute % 60, minute % 53);
        format!("{} {time}", day.strftime("%d/%m/%Y"))
    };
    for (nth, s) in (0u64..).zip(sold) {
        let mine = |c: &&Collab| c.campaign == AUTUMN && c.market == market;
        let Some(c) = all.get(s.collab).filter(mine) else {
            continue;
        };
        let mut dice = Dice::new("affiliate orders", nth);
        let mut pages = Dice::new("affiliate pages", nth);
        let (_, name, _, _, _, _) = PRODUCTS[c.product];
        for o in orders(c, s, &mut dice) {
            let paid = plain(o.paid, 2);
            let arrives = o.day.checked_add(4.days()).unwrap_or(o.day);
            let settled = arrives.checked_add(6.days()).unwrap_or(o.day) <= SUNDAY;
            let ineligible = dice.percent(3);
            let share = if c.mode == "fixed_fee" { 0 } else { c.rate };
            let commission = plain(o.paid * share / 1_000, 2);
            let status = match (ineligible, settled) {
                (true, _) => "Ineligible",
                (_, true) => "Settled",
                _ => "Pending",
            };
            let when = |given: bool, day: Date, minute: u64| match given {
                true => moment(day, minute),
                false => String::new(),
            };
            let video = if s.kind == "live" { "Live" } else { "Video" };
            let ads = dice.percent(9);
            let bonus = plain(o.paid * 20 / 1_000, 2);
            let mut row = vec![
                format!("{}\t", o.number),
                format!("{}\t", page(c.product, &mut pages)),
                text(name),
                format!("{}\t", link(c.product, o.variant)),
                paid.clone(),
                paid.clone(),
                text(c.currency()),
                o.quantity.to_string(),
                text(if o.refunded { "Yes" } else { "No" }),
                text("Prepaid"),
                text(status),
                c.handle.clone(),
                text(video),
                format!("{}\t", s.content),
                text("Target collaboration"),
                format!("{}%", plain(share, 1).trim_end_matches(".0")),
                paid.clone(),
                commission.clone(),
                if settled { paid } else { String::new() },
                if settled { commission } else { String::new() },
                if ads { text("2%") } else { String::new() },
                if ads { bonus } else { String::new() },
                String::new(),
                text("0"),
                text("0"),
                moment(o.day, o.minute),
                moment(o.day, (o.minute + 1).min(1_439)),
                when(arrives <= SUNDAY, arrives, 720),
                when(settled, arrives, 900),
                text("TikTok"),
            ];
            if british {
                row.insert(12, text("GB"));
            }
            out.row(row);
        }
    }
    // what somebody sold with whom nobody works, and an order of a product that none of theirs is about
    if let Some(c) = all
        .iter()
        .find(|c| c.campaign == AUTUMN && c.market == market)
    {
        for (nth, handle) in ["shelf.finds", c.handle.as_str()].into_iter().enumerate() {
            let mut row = vec![String::new(); HEADER.len()];
            let minute = 600 + nth as u64;
            for (at, cell) in [
                (0, format!("57700099900000000{nth}\t")),
                (1, text("1729590000000000077\t")),
                (2, text("Gift card")),
                (3, text("1729700000000000777\t")),
                (4, text("25.00")),
                (5, text("25.00")),
                (6, text(c.currency())),
                (7, text("1")),
                (8, text("No")),
                (9, text("Prepaid")),
                (10, text("Settled")),
                (11, text(handle)),
                (12, text("Showcase")),
                (14, text("Open collaboration")),
                (15, text("5%")),
                (16, text("25.00")),
                (17, text("1.25")),
                (18, text("25.00")),
                (19, text("1.25")),
                (23, text("0")),
                (24, text("0")),
                (25, moment(date(2026, 11, 12), minute)),
                (26, moment(date(2026, 11, 12), minute)),
                (29, text("TikTok")),
            ] {
                if let Some(slot) = row.get_mut(at) {
                    *slot = cell;
                }
            }
            if british {
                row.insert(12, text("GB"));
            }
            out.row(row);
        }
    }
    out
}

/// `costs.csv`: the ledger beside what stands on collaborations. Some is shared.
pub(super) fn costs(all: &[Collab]) -> Sheet {
    let mut out = sheet(&[
        "cost_id", "kind", "amount", "currency", "at", "ref", "split", "shares", "hours", "rate",
        "note",
    ]);
    // those of one market share what was paid there
    let here = |campaign: usize, most: usize| {
        let usd = all
            .iter()
            .filter(|c| c.campaign == campaign && c.currency() == "USD");
        let selling = usd.filter(|c| c.came(7).is_some());
        let refs: Vec<&str> = selling.take(most).map(|c| c.reference.as_str()).collect();
        refs.join("|")
    };
    for (id, amount, at, split, shares, note) in [
        (
            "summer-01",
            "640.00",
            date(2026, 7, 10),
            "gmv",
            here(SUMMER, 8),
            "studio for two days",
        ),
        (
            "summer-02",
            "180.00",
            date(2026, 7, 24),
            "count",
            here(SUMMER, 12),
            "props and make-up",
        ),
        (
            "autumn-01",
            "300.00",
            date(2026, 10, 12),
            "count",
            here(AUTUMN, 6),
            "photographer",
        ),
    ] {
        out.row(vec![
            text(id),
            text("other"),
            text(amount),
            text("USD"),
            at.to_string(),
            String::new(),
            text(split),
            shares,
            String::new(),
            String::new(),
            text(note),
        ]);
    }
    let selling = all
        .iter()
        .filter(|c| c.campaign == SUMMER && c.came(7).is_some());
    for (nth, c) in (1u64..).zip(selling.step_by(4)) {
        let mut dice = Dice::new("ledger", nth);
        let at = c.came(7).unwrap_or(SUNDAY);
        let boost = dice.percent(70);
        let digits = c.market.facts().digits;
        out.row(vec![
            format!("S-{nth:03}"),
            text(if boost { "boost" } else { "labour" }),
            match boost {
                true => plain(c.market.local(dice.between(4, 26) * 1_000), digits),
                false => String::new(),
            },
            text(c.currency()),
            at.to_string(),
            c.reference.clone(),
            String::new(),
            String::new(),
            if boost {
                String::new()
            } else {
                plain(dice.between(4, 14) * 50, 2)
            },
            if boost {
                String::new()
            } else {
                plain(c.market.local(2_800), digits)
            },
            text(if boost {
                "ads on the best video"
            } else {
                "cutting"
            }),
        ]);
    }
    out
}

/// `margins.csv`: what holds for everything else, and a serum that got dearer to make.
pub(super) fn margins() -> Sheet {
    let mut out = sheet(&["starts", "product_id", "margin_rate"]);
    let serum = PRODUCTS[3].0;
    for (starts, product, permille) in
        [(date(2026, 1, 1), "", 400), (date(2026, 7, 27), serum, 470)]
    {
        out.row(vec![starts.to_string(), text(product), ratio(permille)]);
    }
    out
}

/// `buyers.csv`: who bought, of the campaign in summer.
pub(super) fn buyers(all: &[Collab]) -> Sheet {
    let mut out = sheet(&[
        "ref",
        "age_13_17_share",
        "age_18_24_share",
        "age_25_34_share",
        "age_35_44_share",
        "age_45_plus_share",
        "female_share",
    ]);
    let over = all.iter().filter(|c| c.campaign == SUMMER && c.stage >= 8);
    for (nth, c) in (1u64..).zip(over.filter(|c| c.came(7).is_some())) {
        let mut dice = Dice::new("buyers", nth);
        // whoever watches is younger than whoever pays
        let young = dice.between(40, 320);
        let (middle, older) = (dice.between(300, 480), dice.between(90, 180));
        let rest = 1_000 - young - middle - older;
        out.row(vec![
            c.reference.clone(),
            ratio(0),
            ratio(young),
            ratio(middle),
            ratio(older),
            ratio(rest),
            ratio(dice.between(700, 930)),
        ]);
    }
    out
}
