//! The merchant's own list of creators, in daren's native format: what no export knows, typed in over the months.

use super::bios::{self, BRANDS};
use super::dice::Dice;
use super::market::Market;
use super::month::Month;
use super::roster::{Creator, Seller};
use super::sheet::{Encoding, Form, Sheet, plain, ratio};

const HEADER: [&str; 43] = [
    "handle",
    "platform",
    "platform_id",
    "display_name",
    "url",
    "region",
    "language",
    "followers",
    "categories",
    "tags",
    "email",
    "contact",
    "bio",
    "female_share",
    "male_share",
    "age_13_17_share",
    "age_18_24_share",
    "age_25_34_share",
    "age_35_44_share",
    "age_45_plus_share",
    "top_regions",
    "posts_30d",
    "lives_30d",
    "views_30d",
    "likes_30d",
    "comments_30d",
    "shares_30d",
    "completion_rate",
    "products_28d",
    "orders_30d",
    "items_30d",
    "gmv_30d",
    "refunds_30d",
    "clicks_30d",
    "currency",
    "price_low",
    "price_high",
    "brands",
    "fulfilment_rate",
    "reply_rate",
    "own",
    "note",
    "as_of",
];

/// About two thousand rows, with what a year of editing by several people leaves behind.
pub(super) fn creators(roster: &[Creator]) -> Vec<u8> {
    let form = Form {
        encoding: Encoding::Utf8,
        separator: ',',
        line_end: "\n",
        ends_with_line_end: true,
    };
    let mut sheet = Sheet::new(form, &HEADER);
    for c in roster {
        let mut dice = Dice::new("own list", c.number);
        let known = if c.market == Market::Cn { 40 } else { 66 };
        // whoever no other file has must stand here
        let elsewhere = c.listed != [false; 3] || c.market == Market::Cn;
        if c.own || dice.percent(known) || (!elsewhere && dice.percent(70)) {
            sheet.row(row(c, &mut dice));
        }
    }
    for number in [12, 460, 1_333] {
        sheet.repeat(number, number + 240);
    }
    sheet.insert(77, "");
    sheet.insert(901, &",".repeat(42));
    // two people never finished these
    let rest = |cells: usize| ",".repeat(cells);
    sheet.insert(
        310,
        &format!(
            "rosalind.makes,tiktok,,Rosalind Makes,,GB,en,about 12k{}",
            rest(35)
        ),
    );
    sheet.insert(
        1_204,
        &format!(",tiktok,,Maja from the trade fair,,GB,en,8400{}", rest(35)),
    );
    sheet.bytes()
}

/// The month the list knows, and the day on which somebody last looked.
fn last_seen<'a>(c: &'a Creator, dice: &mut Dice) -> (&'a Month, String) {
    let [august, september, october] = &c.months;
    match c.listed {
        [_, _, true] => (october, "2026-10-31".to_owned()),
        [_, true, false] => (september, "2026-09-30".to_owned()),
        [true, false, false] => (august, "2026-08-31".to_owned()),
        _ => match dice.below(100) {
            0..=7 => (
                august,
                format!("2026-{:02}-{:02}", dice.between(2, 6), dice.between(1, 28)),
            ),
            8..=19 => (august, format!("2026-08-{:02}", dice.between(1, 31))),
            20..=39 => (september, format!("2026-09-{:02}", dice.between(1, 30))),
            40..=89 => (october, format!("2026-10-{:02}", dice.between(5, 31))),
            _ => (october, format!("2026-11-{:02}", dice.between(1, 18))),
        },
    }
}

fn row(c: &Creator, dice: &mut Dice) -> Vec<String> {
    let facts = c.market.facts();
    let (m, as_of) = last_seen(c, dice);
    let fans = dice.percent(82);
    // a third has been written to; a part of them got samples
    let contacted = c.seller != Seller::Never || dice.percent(22);
    let reply = (contacted && dice.percent(75)).then(|| (4 + dice.below(17)) * 50);
    let fulfilment = (c.seller != Seller::Never && dice.percent(60))
        .then(|| (8 + dice.below(13)) * 50)
        .filter(|f| *f <= 1_000);
    let sells = c.listed != [false; 3]
        || (c.seller != Seller::Never && !matches!(c.market, Market::Us | Market::Gb));
    let share = |permille: u64| if fans { ratio(permille) } else { String::new() };
    let some = |given: bool, text: String| if given { text } else { String::new() };
    let email = some(dice.percent(38), email(c, dice));
    let contact = some(contacted && dice.percent(40), contact(c, dice));
    let low = c.market.local(dice.between(4, 18) * 100 - 1);
    let high = low * dice.between(2, 6);
    let prices = sells && m.orders > 0;
    let count = |known: bool, n: u64| some(known, n.to_string());
    let cash = |known: bool, amount: u64| some(known, plain(amount, facts.digits));
    let mut cells = vec![
        handle(c, dice),
        if c.market == Market::Cn {
            "douyin".to_owned()
        } else {
            "tiktok".to_owned()
        },
        c.platform_id.clone(),
        name(c),
        String::new(),
        facts.region.to_owned(),
        some(dice.percent(93), c.tongue.code().to_owned()),
        m.followers.to_string(),
        c.categories().join("|"),
        c.tags(reply).join("|"),
        email,
        contact,
        bio(c),
        share(c.female),
        share(1_000 - c.female),
    ];
    cells.extend(c.ages.map(share));
    let regions: Vec<_> = c
        .top_regions()
        .into_iter()
        .map(|(region, percent)| format!("{region}:{}", ratio(percent * 10)))
        .collect();
    cells.push(some(fans && dice.percent(80), regions.join("|")));
    let looked = dice.percent(92);
    for n in [m.videos, m.lives, m.views, m.likes, m.comments, m.shares] {
        cells.push(count(looked, n));
    }
    cells.push(some(m.completion > 0 && dice.percent(85), {
        // two habits of writing a rate
        if c.number.is_multiple_of(7) {
            format!("{}%", plain(m.completion, 1))
        } else {
            ratio(m.completion)
        }
    }));
    cells.extend([
        count(looked, m.products),
        count(sells, m.orders),
        count(sells, m.items),
        cash(sells, m.gmv()),
        cash(sells, m.refunds),
        count(sells, m.clicks),
        facts.currency.to_owned(),
        cash(prices, low),
        cash(prices, high),
        brands(c, dice),
        fulfilment.map_or(String::new(), ratio),
        reply.map_or(String::new(), |r| ratio(r.min(1_000))),
        some(c.own, "1".to_owned()),
        some(contacted && dice.percent(22), bios::note(dice)),
        as_of,
    ]);
    cells
}

fn handle(c: &Creator, dice: &mut Dice) -> String {
    match dice.below(40) {
        0..=5 if c.market != Market::Cn => format!("@{}", c.handle),
        6 if c.market != Market::Cn => format!("https://www.tiktok.com/@{}", c.handle),
        _ => c.handle.clone(),
    }
}

/// Some names came through a chat program, which added what cannot be seen.
fn name(c: &Creator) -> String {
    match c.number % 97 {
        5 => format!("\u{200b}{}", c.name),
        31 => format!("{}\u{200e} ", c.name),
        64 => c.name.replacen(' ', "\u{a0}", 1),
        _ => c.name.clone(),
    }
}

fn bio(c: &Creator) -> String {
    if c.number == 611 {
        // what a spreadsheet would run
        return "=HYPERLINK(\"https://deals.example\",\"my links\")".to_owned();
    }
    c.bio()
}

fn email(c: &Creator, dice: &mut Dice) -> String {
    let base: String = c
        .handle
        .chars()
        .filter(|c| c.is_ascii_alphanumeric())
        .collect();
    match dice.below(5) {
        0 => format!("hello@{base}.example"),
        1 => format!("{base}.collabs@mail.example"),
        2 => format!("pr+{base}@brightharbor.example"),
        _ => format!("{base}@mail.example"),
    }
}

fn contact(c: &Creator, dice: &mut Dice) -> String {
    match c.market {
        Market::Us => format!("+1 555 01{:02}", dice.below(100)),
        Market::Vn => format!("Zalo {}", c.handle),
        Market::Th | Market::Jp => format!("LINE {}", c.handle),
        Market::Cn => "微信见邮件".to_owned(),
        Market::Ph => format!("Viber, via {}", dice.pick(&["sister", "manager", "agency"])),
        _ => format!(
            "WhatsApp, {}",
            dice.pick(&["mornings", "evenings", "agency Bright Harbor"])
        ),
    }
}

fn brands(c: &Creator, dice: &mut Dice) -> String {
    if c.seller == Seller::Never || dice.percent(45) {
        return String::new();
    }
    let mut two = vec![dice.pick(&BRANDS), dice.pick(&BRANDS)];
    two.dedup();
    two.join("|")
}
