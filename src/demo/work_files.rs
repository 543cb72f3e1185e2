//! The files of the work with creators: collaborations with their parcels, contents and moves, what was written to whom,
//! agreements, and who is in the team.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

use super::dice::Dice;
use super::market::Market;
use super::pipeline::{
    CAMPAIGNS, Collab, MEMBERS, PRODUCTS, STAGES, STYLES, SUNDAY, TITLES, collaborations, earlier,
    later,
};
use super::roster::Creator;
use super::sales::{self, Sold};
use super::sheet::{Encoding, Form, Sheet, plain, ratio};

/// How many of `n`, at a rate from `least` on, in permille.
fn about(dice: &mut Dice, n: u64, least: u64, more: u64) -> u64 {
    let rate = least + dice.below(more);
    dice.hits(n, rate)
}

pub(super) fn sheet(header: &[&str]) -> Sheet {
    let form = Form {
        encoding: Encoding::Utf8,
        separator: ',',
        line_end: "\n",
        ends_with_line_end: true,
    };
    Sheet::new(form, header)
}

fn text(t: impl Into<String>) -> String {
    t.into()
}

fn day(d: Option<Date>) -> String {
    d.map(|d| d.to_string()).unwrap_or_default()
}

fn some(given: bool, t: impl Into<String>) -> String {
    if given { t.into() } else { String::new() }
}

/// The files, name and bytes, in the order in which they are read.
pub(super) fn files(roster: &[Creator]) -> Vec<(&'static str, Vec<u8>)> {
    let mut all = collaborations(roster);
    let mut members = sheet(&["name", "login", "role"]);
    for (name, login, role) in MEMBERS {
        members.row(vec![text(name), text(login), text(role)]);
    }
    let mut products = sheet(&[
        "product_id",
        "name",
        "category",
        "margin_rate",
        "unit_cost",
        "currency",
        "target",
    ]);
    let mut links = sheet(&["link_id", "product_id", "variant"]);
    for (nth, (id, name, category, margin, cost, _)) in PRODUCTS.into_iter().enumerate() {
        let target = if nth < 3 {
            "female>=55 age:25-34"
        } else {
            "female>=70 age:18-24,25-34"
        };
        products.row(vec![
            text(id),
            text(name),
            text(category),
            ratio(margin),
            plain(cost, 2),
            text("USD"),
            text(target),
        ]);
        for variant in ["single", "set"] {
            let link = format!("17297{}{}", id.get(13..).unwrap_or_default(), variant.len());
            links.row(vec![link, text(id), text(variant)]);
        }
        links.row(vec![sales::second_page(id), text(id), text("second page")]);
    }
    let mut campaigns = sheet(&[
        "name", "goal", "fact", "starts", "ends", "budget", "currency", "target",
    ]);
    for (name, goal, fact, starts, ends, budget, _) in CAMPAIGNS {
        campaigns.row(vec![
            text(name),
            text(goal),
            text(fact),
            starts.to_string(),
            ends.to_string(),
            plain(budget * 100, 2),
            text("USD"),
            text("female>=60 region:US,GB"),
        ]);
    }
    let (collabs, contents, sold) = told(&mut all);
    let (moves, samples, outreach) = history(&mut all);
    vec![
        ("members.csv", members.bytes()),
        ("products.csv", products.bytes()),
        ("product_links.csv", links.bytes()),
        ("campaigns.csv", campaigns.bytes()),
        ("collaborations.csv", collabs.bytes()),
        ("samples.csv", samples.bytes()),
        ("contents.csv", contents.bytes()),
        ("stage_moves.csv", moves.bytes()),
        ("outreach.csv", outreach.bytes()),
        ("agreements.csv", agreements(&mut all).bytes()),
        ("margins.csv", sales::margins().bytes()),
        ("costs.csv", sales::costs(&all).bytes()),
        ("buyers.csv", sales::buyers(&all).bytes()),
        ("orders.csv", sales::native(&all, &sold).bytes()),
        (
            "Affiliate_Orders_US.csv",
            sales::affiliate(&all, &sold, Market::Us).bytes(),
        ),
        (
            "Affiliate_Orders_GB.csv",
            sales::affiliate(&all, &sold, Market::Gb).bytes(),
        ),
    ]
}

/// Collaborations with their numbers, the contents that these come from, and what each of these sold.
fn told(all: &mut [Collab]) -> (Sheet, Sheet, Vec<Sold>) {
    let mut sales = Vec::new();
    let mut collabs = sheet(&[
        "ref",
        "handle",
        "campaign",
        "product_id",
        "owner",
        "stage",
        "mode",
        "fact",
        "session",
        "commission_rate",
        "commission",
        "fixed_fee",
        "sample_cost",
        "shipping",
        "boost",
        "labour_hours",
        "labour_rate",
        "currency",
        "gmv",
        "refunds",
        "orders",
        "items",
        "plays",
        "product_impressions",
        "clicks",
        "add_to_carts",
        "samples_sent",
        "started",
        "due",
        "ended",
        "licence_scope",
        "licence_until",
        "discount_code",
        "note",
        "step_threshold",
        "step_rate",
        "expected_gmv",
    ]);
    let mut contents = sheet(&[
        "content_id",
        "handle",
        "ref",
        "product_id",
        "kind",
        "style",
        "title",
        "url",
        "posted_at",
        "plays",
        "likes",
        "comments",
        "shares",
        "completion_rate",
        "product_impressions",
        "clicks",
        "add_to_carts",
        "orders",
        "gmv",
        "currency",
    ]);
    for (at, c) in all.iter_mut().enumerate() {
        let (product, _, _, _, cost, price) = PRODUCTS[c.product];
        let digits = c.market.facts().digits;
        let local = |cents: u64| c.market.local(cents);
        let price = local(price);
        let money = |amount: u64| plain(amount, digits);
        let agreed = c.has(2) || c.stage >= 3;
        let published = c.came(6);
        let selling = c.has(7);
        let live = c.dice.percent(18);
        let (mut plays, mut impressions, mut clicks, mut carts, mut orders) = (0, 0, 0, 0, 0);
        let videos = if published.is_some() {
            c.dice.between(1, 3)
        } else {
            0
        };
        for nth in 0..videos {
            let seen = c.fans * c.dice.between(8, 60) / 100 + 400;
            let shown = seen * c.dice.between(45, 80) / 100;
            let clicked = about(&mut c.dice, shown, 18, 26);
            let put = about(&mut c.dice, clicked, 90, 80);
            // a serum sells with a story, a wool throw hardly does
            let rate = [24, 20, 9, 38, 26, 12][c.product] + c.dice.below(12);
            let sold = if selling {
                c.dice.hits(clicked, rate)
            } else {
                0
            };
            let id = format!(
                "7{}{nth}",
                c.reference
                    .replace('-', "")
                    .repeat(3)
                    .get(..17)
                    .unwrap_or_default()
            );
            let kind = if live && nth == 0 { "live" } else { "video" };
            if sold > 0 {
                sales.push(Sold {
                    collab: at,
                    content: id.clone(),
                    kind,
                    orders: sold,
                });
            }
            let url = format!("https://www.tiktok.com/@{}/{kind}/{id}", c.handle);
            let posted = published.map(|d| later(d, nth * 3).min(SUNDAY));
            contents.row(vec![
                id,
                c.handle.clone(),
                c.reference.clone(),
                text(product),
                text(kind),
                text(c.dice.pick(&STYLES)),
                text(c.dice.pick(&TITLES)),
                url,
                day(posted),
                seen.to_string(),
                about(&mut c.dice, seen, 30, 50).to_string(),
                c.dice.hits(seen, 4).to_string(),
                c.dice.hits(seen, 8).to_string(),
                ratio(120 + c.dice.below(160)),
                shown.to_string(),
                clicked.to_string(),
                put.to_string(),
                some(selling, sold.to_string()),
                some(selling, money(sold * price)),
                text(c.currency()),
            ]);
            plays += seen;
            impressions += shown;
            clicks += clicked;
            carts += put;
            orders += sold;
        }
        let gmv = orders * price;
        let refunds = price * about(&mut c.dice, orders, 20, 50);
        let share = agreed && c.mode != "fixed_fee";
        let commission = gmv * c.rate / 1_000;
        let out = c.has(4);
        let boosted = out && selling && c.dice.percent(22);
        let stepped = agreed && c.mode == "stepped_commission";
        // now and then nobody has written the licence down
        let licensed = c.has(5) && c.dice.percent(88);
        let until = published.map(|d| later(d, 30 * c.dice.between(1, 7)));
        let until = until
            .or_else(|| Some(later(SUNDAY, 120)))
            .filter(|_| licensed);
        let expected = local((c.fans / 30).clamp(100, 4_000) / 50 * 5_000);
        let sum = |given: bool, amount: u64| some(given, money(amount));
        let number = |given: bool, n: u64| some(given, n.to_string());
        let seen = published.is_some();
        collabs.row(vec![
            c.reference.clone(),
            c.handle.clone(),
            text(CAMPAIGNS[c.campaign].0),
            text(product),
            text(MEMBERS[c.owner].0),
            text(STAGES[c.stage]),
            some(agreed, c.mode),
            text(CAMPAIGNS[c.campaign].2),
            some(
                live && seen,
                if c.dice.percent(50) {
                    "mixed"
                } else {
                    "dedicated"
                },
            ),
            some(share, ratio(c.rate)),
            sum(share && selling, commission),
            sum(agreed && c.fee > 0, c.fee),
            sum(out, local(cost)),
            sum(out, local(600)),
            sum(boosted, local(c.dice.between(3, 30) * 1_000)),
            some(c.has(3), plain(c.dice.between(1, 8) * 50, 2)),
            sum(c.has(3), local(2_800)),
            text(c.currency()),
            sum(selling, gmv),
            sum(selling, refunds),
            number(selling, orders),
            number(selling, orders + orders / 9),
            number(seen, plays),
            number(seen, impressions),
            number(seen, clicks),
            number(seen, carts),
            number(out, 1),
            day(c.came(0)),
            day(c.due),
            some(c.stage >= 8, day(c.way.last().map(|(_, d)| *d))),
            some(
                licensed,
                c.dice.pick(&["paid ads", "re-edit and paid ads", "repost"]),
            ),
            day(until),
            some(
                c.has(3) && c.dice.percent(35),
                c.handle
                    .to_uppercase()
                    .chars()
                    .filter(char::is_ascii_alphanumeric)
                    .take(6)
                    .collect::<String>()
                    + "10",
            ),
            some(c.dice.percent(8), "prefers messages in the evening"),
            sum(stepped, local(100_000)),
            some(stepped, ratio(c.rate + 50)),
            sum(!selling && c.stage < 8, expected),
        ]);
    }
    (collabs, contents, sales)
}

/// When it came where, what was sent, who was written to.
fn history(all: &mut [Collab]) -> (Sheet, Sheet, Sheet) {
    let mut moves = sheet(&["ref", "stage", "at", "by", "reason", "passed"]);
    let mut samples = sheet(&[
        "ref",
        "item",
        "product_id",
        "quantity",
        "sent",
        "received",
        "posted",
        "carrier",
        "number",
        "cost",
        "shipping",
        "currency",
    ]);
    let mut outreach = sheet(&[
        "handle",
        "at",
        "by",
        "channel",
        "template",
        "replied_at",
        "ref",
        "follow_up",
    ]);
    let at = |d: Date, dice: &mut Dice| {
        let time = d.at(8, 0, 0, 0) + dice.between(0, 560).cast_signed().minutes();
        format!("{time}Z")
    };
    for c in all {
        let owner = MEMBERS[c.owner].0;
        let unlicensed = c.has(6) && c.dice.percent(5);
        for (stage, d) in c.way.clone() {
            let passed = stage == 6 && unlicensed;
            let reason = match (stage == c.stage, passed) {
                (true, _) if !c.reason.is_empty() => c.reason,
                (_, true) => "licence follows by mail",
                _ => "",
            };
            let at = at(d, &mut c.dice);
            moves.row(vec![
                c.reference.clone(),
                text(STAGES[stage]),
                at,
                text(owner),
                text(reason),
                some(passed, "licence_until"),
            ]);
        }
        if let Some(sent) = c.came(4) {
            let (product, _, _, _, cost, _) = PRODUCTS[c.product];
            let arrives = later(sent, c.dice.between(2, 7));
            let received = (arrives <= SUNDAY || c.has(5)).then(|| arrives.min(SUNDAY));
            let carrier = match c.market {
                Market::Gb => c.dice.pick(&["Royal Mail", "DPD"]),
                _ => c.dice.pick(&["USPS", "UPS"]),
            };
            // of some the number was never written down
            let number =
                (!c.dice.percent(7)).then(|| c.dice.between(10_000_000, 99_999_999).to_string());
            let digits = c.market.facts().digits;
            samples.row(vec![
                c.reference.clone(),
                text("1"),
                text(product),
                text("1"),
                sent.to_string(),
                day(received),
                day(c.came(6).filter(|_| c.dice.percent(92))),
                text(carrier),
                number.unwrap_or_default(),
                plain(c.market.local(cost), digits),
                plain(c.market.local(600), digits),
                text(c.currency()),
            ]);
        }
        if let Some(d) = c.came(1) {
            let channel = c
                .dice
                .weighted(&[(50, "dm"), (38, "email"), (12, "whatsapp")]);
            let answered = c.came(2).or_else(|| c.came(3));
            let replied = answered.map(|d| at(d, &mut c.dice));
            let again = answered.is_none() && c.stage == 1 && c.dice.percent(70);
            let first = at(d, &mut c.dice);
            outreach.row(vec![
                c.handle.clone(),
                first,
                text(owner),
                text(channel),
                text("first contact"),
                replied.unwrap_or_default(),
                c.reference.clone(),
                some(again, later(d, 3 + c.dice.below(4)).to_string()),
            ]);
        }
    }
    (moves, samples, outreach)
}

/// With those who are worked with again.
fn agreements(all: &mut [Collab]) -> Sheet {
    let mut sheet = sheet(&[
        "handle",
        "starts",
        "ends",
        "discount_rate",
        "discount_to_rate",
        "list_price",
        "currency",
        "note",
    ]);
    let mut met: Vec<String> = Vec::new();
    for c in all.iter_mut().filter(|c| c.stage == 9 && c.fans > 60_000) {
        if met.len() >= 9 || met.contains(&c.handle) {
            continue;
        }
        met.push(c.handle.clone());
        let starts = earlier(SUNDAY, 30 * c.dice.between(1, 5));
        // some of them run out these days
        let ends = if met.len() < 4 {
            later(SUNDAY, c.dice.between(2, 12))
        } else {
            later(SUNDAY, 120)
        };
        let digits = c.market.facts().digits;
        sheet.row(vec![
            c.handle.clone(),
            starts.to_string(),
            ends.to_string(),
            ratio(200),
            ratio(300),
            plain(
                c.market.local((c.fans / 90).clamp(300, 4_000) / 50 * 5_000),
                digits,
            ),
            text(c.currency()),
            text("four videos a month"),
        ]);
    }
    sheet
}

/// The files as they would have been written a whole number of weeks earlier or later, so that on any day the week that
/// has just ended is last week.
pub(super) fn shifted(bytes: &[u8], today: Date) -> Vec<u8> {
    let days = (today - SUNDAY).get_days();
    let weeks = i64::from(days.div_euclid(7));
    let text = String::from_utf8_lossy(bytes);
    if weeks == 0 {
        return bytes.to_vec();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest: &str = &text;
    while let Some(at) = rest.find("202") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let moved = |d: Date| d.checked_add(Span::new().weeks(weeks)).ok();
        let bare = !before.ends_with(|c: char| c.is_ascii_digit() || c == '-');
        let found = from.get(..10).filter(|_| bare).and_then(|d| {
            let whole = d.as_bytes().get(4) == Some(&b'-') && d.as_bytes().get(7) == Some(&b'-');
            d.parse::<Date>().ok().filter(|_| whole)
        });
        // as the platform writes them: 12/11/2026
        let day_first = out.len().checked_sub(6).and_then(|start| {
            let day = Date::strptime(
                "%d/%m/%Y",
                format!("{}{}", out.get(start..)?, from.get(..4)?),
            );
            Some((start, day.ok()?))
        });
        if let Some(day) = found.and_then(moved) {
            out.push_str(&day.to_string());
            rest = from.get(10..).unwrap_or_default();
        } else if let Some((start, day)) = day_first
            && let Some(day) = moved(day)
        {
            out.truncate(start);
            out.push_str(&day.strftime("%d/%m/%Y").to_string());
            rest = from.get(4..).unwrap_or_default();
        } else {
            out.push_str("202");
            rest = from.get(3..).unwrap_or_default();
        }
    }
    out.push_str(rest);
    out.into_bytes()
}
