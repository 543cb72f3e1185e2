//! Reviews of the demo: figures held against sums that are made here from its raw files, the report as a page in a
//! browser, and a meeting whose decisions can be taken back.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::cli_home::Home;

const SUMMER: &str = "Summer Glow 夏日";

/// Rows of a raw file, by the names of its columns.
fn rows(folder: &Path, name: &str) -> Vec<HashMap<String, String>> {
    let mut reader = csv::Reader::from_path(folder.join(name)).unwrap();
    let head = reader.headers().unwrap().clone();
    reader
        .records()
        .map(|r| {
            let r = r.unwrap();
            head.iter()
                .zip(r.iter())
                .map(|(h, c)| (h.to_owned(), c.to_owned()))
                .collect()
        })
        .collect()
}

/// A sum of money as hundredths.
fn cents(text: &str) -> i64 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let part = format!("{part:0<2}");
    whole.parse::<i64>().unwrap_or(0) * 100 + part[..2].parse::<i64>().unwrap_or(0)
}

fn money(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// What the raw files say of a campaign.
#[derive(Default)]
struct Raw {
    deals: BTreeSet<String>,
    gmv: BTreeMap<String, i64>,
    refunds: BTreeMap<String, i64>,
    orders: BTreeMap<String, BTreeSet<String>>,
    by_mode: BTreeMap<(String, String), i64>,
    by_product: BTreeMap<(String, String), i64>,
    by_owner: BTreeMap<(String, String), i64>,
    plays: i64,
    likes: i64,
    contents: usize,
}

/// Adds the campaign up: lines of its videos, else of the creator's collaboration about that product on that day, else
/// what was typed.
fn raw(folder: &Path, campaign: &str) -> Raw {
    let mut out = Raw::default();
    let deals = rows(folder, "collaborations.csv");
    let contents = rows(folder, "contents.csv");
    let of_content: HashMap<&str, &str> = contents
        .iter()
        .map(|c| (c["content_id"].as_str(), c["ref"].as_str()))
        .collect();
    let by_ref: HashMap<&str, &HashMap<String, String>> =
        deals.iter().map(|d| (d["ref"].as_str(), d)).collect();
    let mine = |reference: &str| {
        by_ref
            .get(reference)
            .is_some_and(|d| d["campaign"] == campaign)
    };
    out.deals = deals
        .iter()
        .filter(|d| d["campaign"] == campaign)
        .map(|d| d["ref"].clone())
        .collect();
    let mut sold: BTreeSet<&str> = BTreeSet::new();
    let lines = rows(folder, "orders.csv");
    for line in &lines {
        let named = of_content.get(line["content_id"].as_str());
        let day = &line["ordered_at"][..10];
        let mut fits: Vec<&HashMap<String, String>> = deals
            .iter()
            .filter(|d| d["handle"] == line["handle"])
            .filter(|d| d["product_id"].is_empty() || d["product_id"] == line["product_id"])
            .filter(|d| !d["started"].is_empty() && d["started"].as_str() <= day)
            .filter(|d| d["ended"].is_empty() || day <= d["ended"].as_str())
            .collect();
        fits.sort_by_key(|d| d["started"].clone());
        let to = match named {
            Some(reference) => *reference,
            None => match fits.last() {
                Some(deal) => deal["ref"].as_str(),
                None => continue,
            },
        };
        if !mine(to) {
            continue;
        }
        let deal = by_ref[to];
        sold.insert(to);
        let (code, paid) = (line["currency"].clone(), cents(&line["paid"]));
        *out.gmv.entry(code.clone()).or_default() += paid;
        *out.refunds.entry(code.clone()).or_default() += cents(&line["refunded"]);
        let orders = out.orders.entry(code.clone()).or_default();
        orders.insert(line["order_id"].clone());
        let mut add = |all: fn(&mut Raw) -> &mut BTreeMap<(String, String), i64>, name: &str| {
            *all(&mut out)
                .entry((name.to_owned(), code.clone()))
                .or_default() += paid;
        };
        add(|r| &mut r.by_mode, &deal["mode"]);
        add(|r| &mut r.by_owner, &deal["owner"]);
        add(|r| &mut r.by_product, &line["product_id"]);
    }
    for reference in out.deals.clone() {
        let deal = by_ref[reference.as_str()];
        if !sold.contains(reference.as_str()) && !deal["gmv"].is_empty() {
            let paid = cents(&deal["gmv"]);
            let code = deal["currency"].clone();
            *out.gmv.entry(code.clone()).or_default() += paid;
            for (all, key) in [
                (&mut out.by_mode, "mode"),
                (&mut out.by_owner, "owner"),
                (&mut out.by_product, "product_id"),
            ] {
                *all.entry((deal[key].clone(), code.clone())).or_default() += paid;
            }
        }
    }
    for c in contents.iter().filter(|c| mine(&c["ref"])) {
        out.contents += 1;
        out.plays += c["plays"].parse::<i64>().unwrap_or(0);
        out.likes += c["likes"].parse::<i64>().unwrap_or(0);
    }
    out
}

/// The demo's pool and its raw files.
fn demo(home: &Home) -> (String, std::path::PathBuf) {
    let pool = home.run(["demo", "--path"]).ok().out.trim().to_owned();
    home.run(["demo", "--export", "raw"]).ok();
    (pool, home.path().join("raw"))
}

/// A section of the review as JSON: its rows.
fn section(review: &Value, board: &str, id: &str) -> Vec<Value> {
    let section = &review[board][id];
    section["rows"].as_array().unwrap().clone()
}

#[test]
fn the_boards_are_what_the_raw_files_add_up_to() {
    let home = Home::new();
    let (pool, folder) = demo(&home);
    let raw = raw(&folder, SUMMER);
    let args = [
        "--db",
        &pool,
        "review",
        "--campaign",
        SUMMER,
        "--format",
        "json",
    ];
    let review = home.run(args).ok().json();
    let figures = section(&review, "creators", "figures");
    let figure = |name: &str, code: &str| -> Value {
        let row = figures
            .iter()
            .find(|r| r["figure"] == name && (code.is_empty() || r["currency"] == code));
        row.unwrap_or_else(|| panic!("{name} {code}"))["now"].clone()
    };
    assert_eq!(figure("collaborations", ""), raw.deals.len());
    assert!(raw.gmv.len() == 2, "{:?}", raw.gmv);
    for (code, gmv) in &raw.gmv {
        assert_eq!(figure("gmv", code), money(*gmv), "{code}");
        let rate = raw.refunds[code] as f64 / *gmv as f64;
        let told = figure("refund_rate", code).as_f64().unwrap();
        // refunds that were typed where there are no lines are the rest
        assert!((told - rate).abs() < 0.002, "{code} {told} {rate}");
        let orders = figure("orders", code).as_u64().unwrap() as usize;
        let lines = raw.orders[code].len();
        assert!((lines..lines + 10).contains(&orders), "{orders} {lines}");
    }
    let by = |board: &str, id: &str, key: &str, of: &BTreeMap<(String, String), i64>| {
        let told: BTreeMap<(String, String), String> = section(&review, board, id)
            .iter()
            .filter(|r| r["gmv"].is_string())
            .map(|r| {
                let text = |k: &str| r[k].as_str().unwrap_or_default().to_owned();
                ((text(key), text("currency")), text("gmv"))
            })
            .collect();
        let want: BTreeMap<_, _> = of.iter().map(|(k, v)| (k.clone(), money(*v))).collect();
        assert_eq!(told, want, "{board} {id}");
    };
    by("creators", "modes", "mode", &raw.by_mode);
    let products: HashMap<String, String> = rows(&folder, "products.csv")
        .into_iter()
        .map(|p| (p["product_id"].clone(), p["name"].clone()))
        .collect();
    let by_name: BTreeMap<_, _> = raw
        .by_product
        .iter()
        .map(|((id, code), v)| ((products[id].clone(), code.clone()), *v))
        .collect();
    by("products", "products", "product", &by_name);
    let members = section(&review, "team", "member_sales");
    for ((owner, code), gmv) in &raw.by_owner {
        let row = members
            .iter()
            .find(|r| r["member"] == owner.as_str() && r["currency"] == code.as_str());
        assert_eq!(row.unwrap()["gmv"], money(*gmv), "{owner} {code}");
    }
    let content = section(&review, "content", "figures");
    let told = |name: &str| {
        let row = content.iter().find(|r| r["figure"] == name).unwrap();
        row["now"].as_i64().unwrap()
    };
    assert_eq!(told("contents") as usize, raw.contents);
    assert_eq!((told("plays"), told("likes")), (raw.plays, raw.likes));
    // by day as well: what has a day adds up to what was sold by lines
    let days = section(&review, "products", "days");
    let mut daily: BTreeMap<String, i64> = BTreeMap::new();
    for row in &days {
        let code = row["currency"].as_str().unwrap().to_owned();
        *daily.entry(code).or_default() += cents(row["gmv"].as_str().unwrap());
    }
    let variants: i64 = section(&review, "products", "links")
        .iter()
        .map(|r| cents(r["gmv"].as_str().unwrap()))
        .sum();
    assert_eq!(daily.values().sum::<i64>(), variants);
    // two pages of the shop are one product
    let products = section(&review, "products", "products");
    let sold = products.iter().filter(|r| !r["gmv"].is_null());
    assert!(
        sold.clone().count() > 2 && sold.clone().all(|r| r["links"] == 2),
        "{products:?}"
    );
    // what sold most, by what contents say themselves
    let mut best: BTreeMap<String, Vec<(i64, String)>> = BTreeMap::new();
    let contents = rows(&folder, "contents.csv");
    for c in contents.iter().filter(|c| raw.deals.contains(&c["ref"])) {
        let gmv = cents(&c["gmv"]);
        if gmv > 0 {
            let one = (gmv, format!("@{}", c["handle"]));
            best.entry(c["currency"].clone()).or_default().push(one);
        }
    }
    let told = section(&review, "content", "best_sellers");
    assert_eq!(told.len(), 5 * best.len());
    for (code, all) in &mut best {
        all.sort_by_key(|(gmv, _)| std::cmp::Reverse(*gmv));
        let told = told.iter().filter(|r| r["currency"] == **code);
        let told = told.map(|r| {
            let text = |key: &str| r[key].as_str().unwrap().to_owned();
            (cents(&text("gmv")), text("creator"))
        });
        assert_eq!(told.collect::<Vec<_>>(), all[..5], "{code}");
    }
}

#[test]
fn fans_stand_beside_their_target() {
    let home = Home::new();
    home.write(
        "creators.csv",
        "handle,female_share,age_18_24_share,age_25_34_share\na,0.7,0.6,0.4\nb,0.6,0.3,0.7\nc,0.1,0.5,0.5\n",
    );
    home.write(
        "campaigns.csv",
        "name,starts,ends,target\nSpring,2026-03-01,2026-03-31,female>=60 age:18-24\n\
         Easter,2026-03-01,2026-03-31,female>=60 age:18-24\nJune,2026-06-01,2026-06-30,female<40\n",
    );
    home.write(
        "collaborations.csv",
        "ref,handle,campaign,stage,currency,gmv,orders,started,ended\n\
         A,a,Spring,reviewed,USD,100,10,2026-03-02,2026-03-20\n\
         B,b,Easter,reviewed,USD,100,10,2026-03-02,2026-03-20\n\
         C,c,June,reviewed,USD,100,10,2026-06-02,2026-06-20\n\
         D,a,June,reviewed,USD,100,10,2026-06-02,2026-06-20\n",
    );
    for file in ["creators.csv", "campaigns.csv", "collaborations.csv"] {
        home.run(["import", file, "--yes"]).ok();
    }
    let fans = |of: [&str; 2]| {
        let (rows, notes) = told(&home, of, "creators", "fans");
        let row = |name: &str| rows.iter().find(|r| r["trait"] == name).cloned();
        (row("female"), row("18-24"), row("fits"), notes)
    };
    // both campaigns of these days mean the same fans: 65 % of 60 and more are women, one of two is mostly 18 to 24
    let (female, young, fits, notes) = fans(["--period", "2026-03"]);
    let female = female.unwrap();
    assert_eq!(female["target"], ">=60 %", "{female}");
    assert_eq!(female["ordering_fans"], 0.65, "{female}");
    assert_eq!(female["marks"]["ordering_fans"], "good", "{female}");
    assert_eq!(young.unwrap()["target"], "main_age");
    assert_eq!(fits.unwrap()["ordering_fans"], 0.5);
    assert!(notes.contains("female"), "{notes}");
    // 40 % are not less than 40 %
    let (female, ..) = fans(["--campaign", "June"]);
    let female = female.unwrap();
    assert_eq!(female["marks"]["ordering_fans"], "bad", "{female}");
    // a quarter in which several are meant
    let (female, _, fits, notes) = fans(["--period", "2026-03..2026-06"]);
    assert!(female.unwrap()["target"].is_null() && fits.is_none());
    assert!(notes.contains("mean different fans"), "{notes}");
}

#[test]
fn the_demo_has_its_story() {
    let home = Home::new();
    let (pool, _) = demo(&home);
    let args = [
        "--db",
        &pool,
        "review",
        "--campaign",
        SUMMER,
        "--format",
        "json",
    ];
    let review = home.run(args).ok().json();
    // one creator carries a product
    let products = section(&review, "products", "products");
    let carried = products
        .iter()
        .filter(|p| p["largest_share"].as_f64().is_some_and(|s| s > 0.5));
    assert!(carried.count() >= 1, "{products:?}");
    // fixed fees lose in either currency
    let modes = section(&review, "creators", "modes");
    let fixed: Vec<&Value> = modes.iter().filter(|m| m["mode"] == "fixed_fee").collect();
    assert!(!fixed.is_empty());
    for m in fixed {
        assert!(m["return"].as_f64().unwrap() < 1.0, "{m}");
    }
    // the waist returns more than head and tail where both worked
    let mix = section(&review, "budget", "mix");
    let returned = |tier: &str, code: &str| {
        let row = mix
            .iter()
            .find(|r| r["tier"] == tier && r["currency"] == code)?;
        row["return"].as_f64()
    };
    let usd = returned("waist", "USD").unwrap();
    assert!(usd > returned("tail", "USD").unwrap(), "{mix:?}");
    // somebody's work waits
    let cycle = section(&review, "team", "cycle");
    let slow = cycle.iter().filter(|r| !r["bottleneck"].is_null());
    assert_eq!(slow.count(), 1, "{cycle:?}");
}

#[test]
fn every_form_of_the_report_says_the_same() {
    let home = Home::new();
    let (pool, _) = demo(&home);
    let report = |name: &str, lang: &str| {
        let args = [
            "--db",
            &pool,
            "--lang",
            lang,
            "review",
            "--campaign",
            SUMMER,
            "--out",
            name,
            "--force",
        ];
        home.run(args).ok();
        std::fs::read(home.path().join(name)).unwrap()
    };
    let markdown = String::from_utf8(report("x.md", "en")).unwrap();
    let gmv = raw(&home.path().join("raw"), SUMMER).gmv["USD"];
    let shown = format!(
        "{},{:03}.{:02}",
        gmv / 100_000,
        gmv / 100 % 1_000,
        gmv % 100
    );
    assert!(markdown.contains(&shown), "{shown}");
    assert!(report("x.csv", "en").len() > 10_000);
    assert!(
        String::from_utf8(report("x.json", "en"))
            .unwrap()
            .contains(&money(gmv))
    );
    let book = report("x.xlsx", "zh");
    assert_eq!(&book[..2], b"PK");
    let page = String::from_utf8(report("x.html", "zh")).unwrap();
    assert!(page.contains(&shown) && page.contains("<svg") && !page.contains("<script"));
    // a page by itself: it asks nothing of any other place
    for outside in ["http:", "https:", "src=", "@import", "url("] {
        let found = page.matches(outside).count();
        let links = page.matches("href=\"data:").count();
        assert_eq!(found, 0, "{outside} ({links})");
    }
}

/// The browser, where there is one.
fn browser() -> Option<&'static str> {
    ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find(|b| Command::new(b).arg("--version").output().is_ok())
}

#[test]
fn a_browser_shows_the_page_without_a_complaint() {
    let Some(browser) = browser() else {
        eprintln!("skipped: there is no Chromium to open the page with");
        return;
    };
    let home = Home::new();
    let (pool, _) = demo(&home);
    home.run([
        "--db",
        &pool,
        "review",
        "--campaign",
        SUMMER,
        "--out",
        "x.html",
    ])
    .ok();
    let file = format!("file://{}", home.path().join("x.html").display());
    let profile = home.path().join("profile");
    let out = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--enable-logging=stderr",
            "--v=0",
            "--dump-dom",
        ])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(&file)
        .output()
        .unwrap();
    let (dom, said) = (
        String::from_utf8_lossy(&out.stdout).into_owned(),
        String::from_utf8_lossy(&out.stderr).into_owned(),
    );
    assert!(out.status.success(), "{said}");
    assert!(dom.contains("<svg") && dom.contains("<h2"), "{dom:.500}");
    let complaints: Vec<&str> = said.lines().filter(|l| l.contains("CONSOLE")).collect();
    assert!(complaints.is_empty(), "{complaints:?}");
}

/// Stages on the way, in their order, by their names in files.
const WAY: [&str; 9] = [
    "candidate",
    "contacted",
    "negotiating",
    "contracted",
    "sample_sent",
    "in_production",
    "published",
    "ordering",
    "reviewed",
];

#[test]
fn a_month_reads_as_it_stood_at_its_end() {
    let home = Home::new();
    let (_, folder) = demo(&home);
    // on the days of the files, which the demo moves to the present
    let pool = "months.db".to_owned();
    for file in [
        "members",
        "campaigns",
        "products",
        "collaborations",
        "stage_moves",
    ] {
        let file = folder.join(format!("{file}.csv"));
        let file = file.to_str().unwrap();
        home.run(["--db", &pool, "import", file, "--yes"]).ok();
    }
    // moves of each collaboration up to the end of October, and since when its creator is worked with
    let mut ways: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for row in rows(&folder, "stage_moves.csv") {
        let moved = (row["at"][..10].to_owned(), row["stage"].clone());
        ways.entry(row["ref"].clone()).or_default().push(moved);
    }
    ways.values_mut()
        .for_each(|w| w.sort_by(|a, b| a.0.cmp(&b.0)));
    let whose: HashMap<String, String> = rows(&folder, "collaborations.csv")
        .into_iter()
        .map(|d| (d["ref"].clone(), d["handle"].clone()))
        .collect();
    let place = |stage: &str| WAY.iter().position(|s| *s == stage);
    let mut reached = [0u64; WAY.len()];
    let (mut given_up, mut waiting) = (0u64, BTreeMap::<String, Vec<i64>>::new());
    let mut agreed: BTreeSet<&str> = BTreeSet::new();
    for (reference, way) in &ways {
        let until: Vec<_> = way
            .iter()
            .filter(|(day, _)| day.as_str() <= "2026-10-31")
            .collect();
        let Some((day, stage)) = until.last() else {
            continue;
        };
        let open = place(stage).is_some_and(|at| at < 8);
        if day.as_str() < "2026-10-01" && !open {
            continue;
        }
        let far = until.iter().filter_map(|(_, s)| place(s)).max().unwrap();
        reached.iter_mut().take(far + 1).for_each(|n| *n += 1);
        given_up += u64::from(["dropped", "released"].contains(&stage.as_str()));
        if far >= 3 {
            agreed.insert(&whose[reference]);
        }
        if open {
            let since: jiff::civil::Date = day.parse().unwrap();
            let days = (jiff::civil::date(2026, 10, 31) - since).get_days();
            waiting.entry(stage.clone()).or_default().push(days.into());
        }
    }
    let args = [
        "--db", &pool, "review", "--period", "2026-10", "--format", "json",
    ];
    let review = home.run(args).ok().json();
    let funnel = section(&review, "team", "funnel");
    let team = funnel.last().unwrap();
    for (stage, n) in WAY.iter().zip(reached) {
        assert_eq!(team[stage].as_u64().unwrap(), n, "{stage}");
    }
    assert_eq!(team["given_up"].as_u64().unwrap(), given_up);
    // as many as were under contract by then: what was agreed since is not known yet
    let figures = section(&review, "creators", "figures");
    let row = figures
        .iter()
        .find(|r| r["figure"] == "cooperating")
        .unwrap();
    assert_eq!(row["now"].as_u64().unwrap(), agreed.len() as u64);
    assert!(reached[3] < reached[0] && reached[8] == 0, "{reached:?}");
    let told = section(&review, "team", "waiting");
    for row in &told[..8] {
        let stage = row["stage"].as_str().unwrap();
        let mut days = waiting.get(stage).cloned().unwrap_or_default();
        assert_eq!(
            row["waiting"].as_u64().unwrap(),
            days.len() as u64,
            "{stage}"
        );
        days.sort_unstable();
        let middle = match days.len() {
            0 => None,
            n => Some((days[(n - 1) / 2] + days[n / 2]) as f64 / 2.0),
        };
        assert_eq!(row["waiting_days"].as_f64(), middle, "{stage}");
    }
}

#[test]
fn who_is_new_has_worked_with_nobody_before() {
    let home = Home::new();
    let (pool, folder) = demo(&home);
    // of each collaboration the day on which terms were agreed
    let mut moves = rows(&folder, "stage_moves.csv");
    moves.retain(|m| !m["at"].is_empty());
    moves.sort_by(|a, b| a["at"].cmp(&b["at"]));
    let mut ways: HashMap<String, Vec<(String, String)>> = HashMap::new();
    for m in moves {
        let day = m["at"][..10].to_owned();
        ways.entry(m["ref"].clone())
            .or_default()
            .push((m["stage"].clone(), day));
    }
    let before = [
        "candidate",
        "contacted",
        "negotiating",
        "dropped",
        "released",
    ];
    let agreed = |deal: &HashMap<String, String>| match ways.get(&deal["ref"]) {
        Some(way) => {
            let first = way
                .iter()
                .find(|(stage, _)| !before.contains(&stage.as_str()));
            first.map(|(_, day)| day.clone())
        }
        None => ["started", "ended"]
            .map(|key| deal[key].clone())
            .into_iter()
            .find(|day| !day.is_empty()),
    };
    let deals = rows(&folder, "collaborations.csv");
    let mut first: HashMap<&str, String> = HashMap::new();
    for deal in &deals {
        if let Some(day) = agreed(deal) {
            let known = first.entry(&deal["handle"]).or_insert_with(|| day.clone());
            *known = day.min(known.clone());
        }
    }
    for campaign in [SUMMER, "Autumn Home", "Spring Refresh", "Black Friday"] {
        let args = [
            "--db",
            &pool,
            "review",
            "--campaign",
            campaign,
            "--format",
            "json",
        ];
        let review = home.run(args).ok().json();
        let figures = section(&review, "creators", "figures");
        let told = figures.iter().find(|r| r["figure"] == "new_creators");
        let new: BTreeSet<&String> = deals
            .iter()
            .filter(|d| d["campaign"] == campaign)
            .filter(|d| agreed(d).is_some_and(|day| first[d["handle"].as_str()] == day))
            .map(|d| &d["handle"])
            .collect();
        assert!(!new.is_empty(), "{campaign}");
        assert_eq!(told.unwrap()["now"], new.len(), "{campaign}");
    }
}

/// A table of a review of these days, or of a campaign, and its notes.
fn told(home: &Home, of: [&str; 2], board: &str, id: &str) -> (Vec<Value>, String) {
    let name = format!("{board}.{id}");
    let args = [
        "review",
        of[0],
        of[1],
        "--section",
        &name,
        "--format",
        "json",
    ];
    let review = home.run(args).ok().json();
    let notes = review[board][id]["notes"].to_string();
    (section(&review, board, id), notes)
}

#[test]
fn what_sold_on_other_days_sold_nothing_on_these_where_these_are_known() {
    let home = Home::new();
    home.write(
        "collaborations.csv",
        "ref,handle,stage,currency,margin_rate,started,ended,gmv\n\
         A,anna,ordering,USD,0.5,2026-08-01,,\n\
         B,bo,ordering,USD,0.5,2026-08-01,,\n\
         C,cleo,ordering,USD,0.5,2026-08-01,,\n\
         D,dan,reviewed,USD,0.5,2026-08-01,2026-08-20,80\n",
    );
    let mut orders =
        "order_id,product_id,sku_id,handle,ref,ordered_at,paid,currency,quantity,commission\n\
                      90,p1,s,cleo,C,2026-09-28,50,USD,1,5\n"
            .to_owned();
    for n in 0..12 {
        orders += &format!("{n},p1,s,anna,A,2026-08-05,10,USD,1,1\n");
    }
    home.write("orders.csv", orders);
    home.write(
        "costs.csv",
        "cost_id,kind,amount,currency,at,ref\nx1,boost,300,USD,2026-09-10,A\nx2,boost,9,USD,2026-10-10,A\n\
         x3,boost,7,USD,2026-09-11,B\nx4,boost,5,USD,2026-09-12,D\n",
    );
    for file in ["collaborations.csv", "orders.csv", "costs.csv"] {
        home.run(["import", file, "--yes"]).ok();
    }
    let everybody = |days: &str| {
        let (rows, _) = told(&home, ["--period", days], "creators", "everybody");
        let of = |handle: &str| rows.iter().find(|r| r["creator"] == handle).cloned();
        ["@anna", "@bo"].map(|handle| of(handle).unwrap_or_default())
    };
    // lines of somebody else say that September is known
    let [anna, bo] = everybody("2026-09");
    assert_eq!(anna["gmv"], "0.00", "{anna}");
    assert_eq!(anna["profit"], "-300.00", "{anna}");
    // which is no reason to let her go
    assert_eq!(anna["verdict"], "idle", "{anna}");
    let (gone, _) = told(&home, ["--period", "2026-09"], "creators", "eliminate");
    assert!(gone.is_empty(), "{gone:?}");
    // of bo nothing was ever known
    assert!(bo["gmv"].is_null() && bo["profit"].is_null(), "{bo}");
    // of days of which nothing is known it is not said that nobody sold
    for (days, known) in [("2026-10", false), ("2026-09", true)] {
        let (rows, _) = told(&home, ["--period", days], "creators", "figures");
        let of = |name: &str| rows.iter().find(|r| r["figure"] == name).unwrap()["now"].clone();
        assert_eq!(!of("ordering").is_null(), known, "{days}: {rows:?}");
        assert_eq!(!of("ordering_share").is_null(), known, "{days}: {rows:?}");
    }
    // after the last line of the pool nobody knows
    let [anna, _] = everybody("2026-10");
    assert!(anna["gmv"].is_null(), "{anna}");
    // and what was paid to whom nobody knows the sales of, or only those of other days, is said
    for (days, without) in [("2026-08", "0"), ("2026-09", "12"), ("2026-10", "9")] {
        let (_, notes) = told(&home, ["--period", days], "creators", "figures");
        let said = notes.contains("sales are not known");
        assert_eq!(said, without != "0", "{days}: {notes}");
        assert!(
            !said || notes.contains(&format!(": {without}.00 USD")),
            "{days}: {notes}"
        );
        let all = home.run([
            "roi", "--by", "creator", "--period", days, "--format", "json",
        ]);
        let sum = |row: &Value| {
            let sum = row["costs"]["without_sales"]
                .as_str()
                .unwrap_or("0")
                .to_owned();
            sum.parse::<f64>().unwrap()
        };
        let sums: f64 = all.ok().json().as_array().unwrap().iter().map(sum).sum();
        assert_eq!(format!("{sums}"), without, "{days}");
    }
    // months add up to all of them
    let profit = |days: &str| {
        let (rows, _) = told(&home, ["--period", days], "creators", "figures");
        let row = rows.iter().find(|r| r["figure"] == "profit").cloned();
        let text = row.unwrap()["now"].as_str().unwrap().to_owned();
        text.parse::<f64>().unwrap()
    };
    let apart = profit("2026-08") + profit("2026-09");
    assert!(
        (apart - profit("2026-08..2026-09")).abs() < 0.001,
        "{apart}"
    );
    // what August says would be turned by what September cost
    let [anna, _] = everybody("2026-08");
    assert_eq!(anna["verdict"], "keep", "{anna}");
    assert_eq!(anna["marks"]["verdict"], "weak", "{anna}");
    assert!(
        anna["reasons"].as_str().unwrap().contains("other days"),
        "{anna}"
    );
}

#[test]
fn a_budget_says_what_stands_beside_it() {
    let home = Home::new();
    home.write(
        "campaigns.csv",
        "name,starts,ends,budget,currency\nSpring,2026-03-01,2026-03-31,1000,USD\n",
    );
    home.write(
        "collaborations.csv",
        "ref,handle,campaign,stage,fixed_fee,currency\nA,anna,Spring,reviewed,400,USD\n\
         B,bo,Spring,negotiating,100,USD\nC,cleo,Spring,reviewed,900,GBP\n",
    );
    for file in ["campaigns.csv", "collaborations.csv"] {
        home.run(["import", file, "--yes"]).ok();
    }
    let of = ["--campaign", "Spring"];
    let (rows, notes) = told(&home, of, "budget", "budget");
    let usd = rows.iter().find(|r| r["currency"] == "USD").unwrap();
    assert_eq!(usd["spent"], "500.00", "{usd}");
    // whether the pounds fit in as well nobody knows
    assert!(usd["marks"]["spent"].is_null(), "{usd}");
    assert!(
        notes.contains("900.00 GBP") && notes.contains("100.00 USD stand"),
        "{notes}"
    );
    // whatever counts in returns, all of it was spent
    home.write("settings.toml", "[returns]\ncost = \"commission\"\n");
    let with = ["--config", "settings.toml"];
    let review = [
        "review",
        of[0],
        of[1],
        "--section",
        "budget.budget",
        "--format",
        "json",
    ];
    let review = home.run(with.iter().chain(&review)).ok().json();
    let rows = section(&review, "budget", "budget");
    let usd = rows.iter().find(|r| r["currency"] == "USD").unwrap();
    assert_eq!(usd["spent"], "500.00", "{usd}");
}

#[test]
fn fans_that_nobody_knows_fit_nothing() {
    let home = Home::new();
    home.write(
        "creators.csv",
        "handle,female_share,region\na,0.7,US\nb,0.3,US\nc,,US\nd,,FR\n",
    );
    home.write(
        "campaigns.csv",
        "name,starts,ends,target\nSpring,2026-03-01,2026-03-31,female>=60 region:US\n",
    );
    let deal = |handle: &str| format!("{handle},{handle},Spring,reviewed,USD,100,10\n");
    let deals: String = ["a", "b", "c", "d"].map(deal).concat();
    home.write(
        "collaborations.csv",
        format!("ref,handle,campaign,stage,currency,gmv,orders\n{deals}"),
    );
    for file in ["creators.csv", "campaigns.csv", "collaborations.csv"] {
        home.run(["import", file, "--yes"]).ok();
    }
    let args = [
        "review",
        "--campaign",
        "Spring",
        "--section",
        "creators.fans",
        "--format",
        "json",
    ];
    let review = home.run(args).ok().json();
    let fans = section(&review, "creators", "fans");
    let fits = fans.iter().find(|r| r["trait"] == "fits").unwrap();
    // one fits, one does not; one is elsewhere, whatever its fans; of one nobody knows
    assert_eq!(fits["told_by"], 3);
    assert!(
        (fits["ordering_fans"].as_f64().unwrap() - 1.0 / 3.0).abs() < 0.001,
        "{fits}"
    );
}
