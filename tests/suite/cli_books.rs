//! Numbers that are easily counted twice, in the wrong money, or on the wrong day.

use serde_json::Value;

use crate::cli_home::Home;
use crate::support::pty::Terminal;

fn show(home: &Home, handle: &str) -> Value {
    home.run(["show", handle, "--format", "json"]).ok().json()
}

/// A column of the rows of `daren roi`, by the name of each row.
fn roi(home: &Home, args: &[&str], column: &str) -> Vec<(String, String)> {
    let all = ["roi", "--format", "csv"]
        .into_iter()
        .chain(args.iter().copied());
    let text = home.run(all).ok().out;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let at = reader.headers().unwrap().iter().position(|h| h == column);
    let at = at.unwrap_or_else(|| panic!("no {column} in {text}"));
    reader
        .records()
        .map(|r| r.unwrap())
        .map(|r| (r[0].to_owned(), r[at].to_owned()))
        .collect()
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter()
        .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
        .collect()
}

const ORDERS: &str =
    "order_id,product_id,sku_id,handle,ordered_at,paid,currency,refunded,commission\n";

#[test]
fn refunds_book_in_the_period_in_which_they_appear() {
    let home = Home::new();
    home.write(
        "collaborations.csv",
        "ref,handle,currency,margin_rate,started\nA,anna,USD,0.5,2026-10-01\n",
    );
    home.write(
        "orders_20261001-20261031.csv",
        format!("{ORDERS}1,17,a,anna,2026-10-05,100,USD,0,10\n2,17,a,anna,2026-10-06,40,USD,5,4\n"),
    );
    home.write(
        "orders_20261001-20261120.csv",
        format!(
            "{ORDERS}1,17,a,anna,2026-10-05,100,USD,20,10\n2,17,a,anna,2026-10-06,40,USD,5,4\n"
        ),
    );
    home.run(["import", "collaborations.csv"]).ok();
    home.run(["import", "orders_20261001-20261031.csv"]).ok();
    let refunds = |period: &str| roi(&home, &["--by", "creator", "--period", period], "refunds");
    let before = refunds("2026-10");
    assert_eq!(before, pairs(&[("anna", "5.00")]));
    home.run(["import", "orders_20261001-20261120.csv"]).ok();
    assert_eq!(refunds("2026-10"), before, "what was reported stays");
    assert_eq!(refunds("2026-11"), pairs(&[("anna", "20.00")]));
    assert_eq!(show(&home, "anna")["revenue"]["refunds"], "25.00");
    // carried to another pool it is the same
    home.run(["export", "--all", "--out", "all.jsonl"]).ok();
    home.run(["--db", "other.db", "import", "all.jsonl", "--yes"])
        .ok();
    let args = [
        "--db", "other.db", "roi", "--period", "2026-11", "--format", "csv",
    ];
    let other = home.run(args).ok().out;
    assert!(other.contains(",20.00,"), "{other}");
    // and as a table of orders
    home.run(["export", "orders", "--out", "told.csv"]).ok();
    let told = std::fs::read_to_string(home.path().join("told.csv")).unwrap();
    assert!(told.contains("2026-11-20 20"), "{told}");
    for file in ["collaborations.csv", "told.csv"] {
        home.run(["--db", "third.db", "import", file]).ok();
    }
    for (period, refunds) in [("2026-10", ",5.00,"), ("2026-11", ",20.00,")] {
        let args = [
            "--db", "third.db", "roi", "--period", period, "--format", "csv",
        ];
        let third = home.run(args).ok().out;
        assert!(third.contains(refunds), "{third}");
    }
    home.write("bad.csv", told.replace("2026-11-20 20", "twenty"));
    let bad = home.run(["--db", "fourth.db", "import", "bad.csv", "--format", "json"]);
    assert!(bad.out.contains("three at most"), "{}", bad.out);
    // taken back, it is as it was
    home.run(["imports", "undo", "--yes"]).ok();
    assert_eq!(refunds("2026-11"), []);
    assert_eq!(show(&home, "anna")["revenue"]["refunds"], "5.00");
}

#[test]
fn a_cost_shared_by_gmv_is_weighed_in_one_currency() {
    let home = Home::new();
    home.write(
        "collaborations.csv",
        "ref,handle,campaign,currency,margin_rate,gmv\n\
         A,anna,Spring,USD,0.5,100\nB,bo,Spring,USD,0.5,300\nC,cy,Spring,VND,0.5,100000\n",
    );
    home.write(
        "costs.csv",
        "cost_id,kind,amount,currency,at,campaign,split\nx,boost,90,USD,2026-01-02,Spring,gmv\n",
    );
    home.run(["import", "collaborations.csv"]).ok();
    home.run(["import", "costs.csv"]).ok();
    let total = |v: &Value| v["costs"]["total"].clone();
    // 100,000 VND are not a thousand times 100 USD: without a rate they cannot be weighed against each other
    let alone = ["anna", "bo"].map(|handle| total(&show(&home, handle)));
    assert_eq!(alone, ["30.00", "30.00"]);
    home.write("rates.toml", "[rates]\nbase = \"USD\"\nVND = \"0.0005\"\n");
    let at_rates = ["anna", "bo", "cy"].map(|handle| {
        let args = ["--config", "rates.toml", "show", handle, "--format", "json"];
        total(&home.run(args).ok().json())
    });
    // 100, 300 and 50 USD
    assert_eq!(at_rates, ["20.00", "60.00", "10.00"]);
}

#[test]
fn an_order_of_two_collaborations_is_one_order_of_the_creator() {
    let home = Home::new();
    home.write(
        "products.csv",
        "product_id,name,margin_rate\n17,Box,0.5\n18,Lamp,0.5\n",
    );
    home.write(
        "collaborations.csv",
        "ref,handle,product_id,mode,currency,started\n\
         A,anna,17,pure_commission,USD,2026-10-01\nB,anna,18,fixed_fee,USD,2026-10-01\n",
    );
    home.write(
        "orders.csv",
        format!(
            "{ORDERS}1,17,a,anna,2026-10-05,60,USD,0,6\n1,18,b,anna,2026-10-05,40,USD,0,4\n\
             2,17,a,anna,2026-10-06,20,USD,0,2\n"
        ),
    );
    let files = ["products.csv", "collaborations.csv", "orders.csv"];
    home.run(["import"].into_iter().chain(files).chain(["--yes"]))
        .ok();
    let anna = show(&home, "anna");
    assert_eq!(anna["revenue"]["orders"], 2);
    assert_eq!(anna["funnel"]["aov"], "60.00");
    let deals = anna["collaborations"].as_array().unwrap();
    let orders: Vec<&Value> = deals.iter().map(|d| &d["revenue"]["orders"]).collect();
    assert_eq!(orders.len(), 2);
    assert!(orders.contains(&&2.into()) && orders.contains(&&1.into()));
    assert_eq!(
        roi(&home, &["--by", "creator"], "orders"),
        pairs(&[("anna", "2")])
    );
    // in whatever group the creator stands, and with none
    let tiers = roi(&home, &["--by", "tier"], "orders");
    assert!(tiers.iter().any(|(_, n)| n == "2"), "{tiers:?}");
    assert_eq!(roi(&home, &["--by", "tag"], "orders"), pairs(&[("", "2")]));
    let table = home.run(["roi", "--by", "mode"]).ok().out;
    let total = table
        .lines()
        .find(|l| l.contains("120.00"))
        .unwrap_or(&table);
    assert!(total.split_whitespace().any(|w| w == "2"), "{table}");
    assert!(
        table.contains("One order is of several collaborations"),
        "{table}"
    );
    let list = home.run(["list", "collab_orders>=3"]).ok().out;
    assert!(!list.contains("anna"), "{list}");
}

#[test]
fn styles_are_told_apart_by_what_each_video_sold() {
    let home = Home::new();
    home.write(
        "collaborations.csv",
        "ref,handle,currency,margin_rate,fixed_fee,started\nA,anna,USD,0.5,30,2026-10-01\n",
    );
    home.write(
        "contents.csv",
        "content_id,handle,ref,style,plays,clicks\n\
         71,anna,A,story,1000,50\n72,anna,A,story,1000,30\n73,anna,A,demo,500,20\n",
    );
    home.write(
        "orders.csv",
        "order_id,product_id,sku_id,handle,ordered_at,paid,currency,commission,content_id\n\
         1,17,a,anna,2026-10-05,100,USD,10,71\n2,17,a,anna,2026-10-06,40,USD,4,73\n3,17,a,anna,2026-10-07,30,USD,3,\n",
    );
    let files = ["collaborations.csv", "contents.csv", "orders.csv"];
    home.run(["import"].into_iter().chain(files).chain(["--yes"]))
        .ok();
    let of = |column: &str| {
        let mut all = roi(&home, &["--by", "style"], column);
        all.sort();
        all
    };
    // the order that names no video, its commission and the fee: two parts to two stories, one to the demo
    assert_eq!(of("gmv"), pairs(&[("demo", "50.00"), ("story", "120.00")]));
    assert_eq!(of("cost"), pairs(&[("demo", "15.00"), ("story", "32.00")]));
    let table = home.run(["roi", "--by", "style"]).ok().out;
    assert!(
        table.contains("170.00") && table.contains("47.00"),
        "{table}"
    );
}

#[test]
fn what_videos_say_they_sold_stands_where_nothing_else_does() {
    let home = Home::new();
    home.write(
        "collaborations.csv",
        "ref,handle,currency,margin_rate,fixed_fee,gmv\nA,anna,USD,0.5,100,\nB,bo,USD,0.5,100,80\n",
    );
    home.write(
        "contents.csv",
        "content_id,handle,ref,plays,orders,gmv,currency\n\
         71,anna,A,1000,10,500,USD\n72,anna,A,1000,5,250,USD\n73,bo,B,10,9,900,USD\n",
    );
    home.run(["import", "collaborations.csv"]).ok();
    home.run(["import", "contents.csv"]).ok();
    let anna = show(&home, "anna");
    assert_eq!(
        (&anna["revenue"]["gmv"], &anna["revenue"]["orders"]),
        (&"750.00".into(), &15.into())
    );
    assert_eq!(anna["roi"]["return"], 3.75);
    let reasons = anna["reasons"].to_string();
    assert!(reasons.contains("videos and lives say"), "{reasons}");
    // what was typed goes before
    assert_eq!(show(&home, "bo")["revenue"]["gmv"], "80.00");
}

#[test]
fn a_thousand_plays_bring_what_those_who_played_sold() {
    let home = Home::new();
    home.write(
        "collaborations.csv",
        "ref,handle,currency,margin_rate,gmv,orders,clicks,plays,commission\n\
         A,anna,USD,0.5,50,5,100,1000,10\nB,anna,USD,0.5,900,90,,,200\n",
    );
    home.run(["import", "collaborations.csv"]).ok();
    let funnel = &show(&home, "anna")["funnel"];
    assert_eq!(
        (&funnel["gpm"], &funnel["cpm"]),
        (&"50.00".into(), &"10.00".into())
    );
}

#[test]
fn counted_indirect_sales_are_named() {
    let home = Home::new();
    home.write(
        "collaborations.csv",
        "ref,handle,currency,margin_rate,gmv,indirect_gmv,commission\nA,anna,USD,0.5,800,200,100\n",
    );
    home.run(["import", "collaborations.csv"]).ok();
    home.write("with.toml", "[returns]\nindirect = true\n");
    let args = ["--config", "with.toml", "show", "anna", "--format", "json"];
    let v = home.run(args).ok().json();
    assert_eq!(v["roi"]["roas"], 10.0);
    let reasons = v["reasons"].to_string();
    assert!(
        reasons.contains("indirect sales") && reasons.contains("20 %"),
        "{reasons}"
    );
}

#[test]
fn the_currency_with_most_orders_stands_first() {
    let home = Home::new();
    home.write(
        "orders.csv",
        format!(
            "{ORDERS}1,17,a,anna,2026-10-05,100000,VND,0,100\n\
             2,17,a,anna,2026-10-06,20,USD,0,2\n3,17,a,anna,2026-10-07,20,USD,0,2\n"
        ),
    );
    home.run(["import", "orders.csv"]).ok();
    let v = show(&home, "anna");
    assert_eq!(v["roi"]["currency"], "USD");
    assert_eq!(v["other_currencies"][0]["currency"], "VND");
}

#[test]
fn what_a_video_sold_belongs_where_the_video_does() {
    let home = Home::new();
    home.write(
        "collaborations.csv",
        "ref,handle,product_id,currency,margin_rate,started,ended\nA,one,p1,USD,0.5,2026-10-01,2026-10-31\n",
    );
    // it names no collaboration, and sells on after that was over
    home.write(
        "contents.csv",
        "content_id,handle,product_id,posted_at,gmv,orders,currency\nv1,one,p1,2026-10-30,100,1,USD\n",
    );
    home.write(
        "orders.csv",
        "order_id,product_id,sku_id,handle,ordered_at,paid,currency,commission,content_id\n\
         1,p1,a,one,2026-11-02,100,USD,10,v1\n",
    );
    let files = ["collaborations.csv", "contents.csv", "orders.csv"];
    home.run(["import"].into_iter().chain(files).chain(["--yes"]))
        .ok();
    let v = show(&home, "one");
    assert_eq!(
        (&v["revenue"]["gmv"], &v["revenue"]["orders"]),
        (&"100.00".into(), &1.into())
    );
    assert_eq!(v["collaborations"][0]["revenue"]["gmv"], "100.00");
    assert_eq!(
        roi(&home, &["--by", "product"], "gmv"),
        pairs(&[("p1", "100.00")])
    );
}

/// Sales that only videos tell are the same whatever they are grouped by, beside all that was typed.
#[test]
fn sales_by_videos_are_the_same_in_every_group() {
    let home = Home::new();
    home.write("products.csv", "product_id,name,margin_rate\np1,Box,0.5\n");
    home.write(
        "collaborations.csv",
        "ref,handle,product_id,mode,currency,fixed_fee,orders,refunds,indirect_gmv,started\n\
         A,one,p1,fixed_fee,USD,60,10,30,40,2026-10-01\n",
    );
    home.write(
        "contents.csv",
        "content_id,handle,ref,style,gmv,orders,currency\n71,one,A,story,100,4,USD\n72,one,A,demo,50,3,USD\n",
    );
    let files = ["products.csv", "collaborations.csv", "contents.csv"];
    home.run(["import"].into_iter().chain(files).chain(["--yes"]))
        .ok();
    let sum = |by: &str, column: &str| -> f64 {
        let all = roi(&home, &["--by", by], column);
        all.iter().filter_map(|(_, n)| n.parse::<f64>().ok()).sum()
    };
    for by in ["mode", "product", "style", "creator"] {
        assert!((sum(by, "gmv") - 150.0).abs() < 1e-9, "{by}");
        assert!((sum(by, "refunds") - 30.0).abs() < 1e-9, "{by}");
        assert!((sum(by, "orders") - 10.0).abs() < 1e-9, "{by}");
        // (150 − 30) × 50 % − 60
        assert!(sum(by, "profit").abs() < 1e-9, "{by}");
    }
    let v = show(&home, "one");
    assert_eq!(v["revenue"]["indirect_gmv"], "40.00", "{v}");
    // the cost of a style is not of unknown sales
    let args = ["roi", "--by", "style", "--format", "json"];
    let styles = home.run(args).ok().out;
    assert!(!styles.contains("sales are not known"), "{styles}");
    // lines that do not say what was paid count the orders, and nothing else
    home.write(
        "orders.csv",
        "order_id,product_id,sku_id,handle,ref,ordered_at,paid,currency,commission\n\
         1,p1,a,one,A,2026-10-05,,USD,\n2,p1,a,one,A,2026-10-06,,USD,\n",
    );
    home.run(["import", "orders.csv"]).ok();
    for by in ["mode", "product", "style", "creator"] {
        assert!((sum(by, "gmv") - 150.0).abs() < 1e-9, "{by}");
        assert!((sum(by, "orders") - 2.0).abs() < 1e-9, "{by}");
    }
}

#[test]
fn a_shared_cost_is_weighed_by_the_sales_that_count() {
    let home = Home::new();
    home.write(
        "collaborations.csv",
        "ref,handle,campaign,currency,margin_rate,gmv,started\nA,anna,Spring,USD,0.5,300,2026-10-01\n\
         B,bo,Spring,USD,0.5,,2026-10-01\n",
    );
    home.write(
        "contents.csv",
        "content_id,handle,ref,gmv,currency\n71,bo,B,100,USD\n",
    );
    home.write(
        "costs.csv",
        "cost_id,kind,amount,currency,at,campaign,split\nx,boost,100,USD,2026-01-02,Spring,gmv\n",
    );
    // a line that does not say what was paid does not hide what was typed
    home.write(
        "orders.csv",
        "order_id,product_id,sku_id,handle,ordered_at,paid,currency,commission\n1,17,a,anna,2026-10-05,,USD,\n",
    );
    let files = [
        "collaborations.csv",
        "contents.csv",
        "costs.csv",
        "orders.csv",
    ];
    home.run(["import"].into_iter().chain(files).chain(["--yes"]))
        .ok();
    let boost = |handle: &str| show(&home, handle)["costs"]["total"].clone();
    assert_eq!([boost("anna"), boost("bo")], ["75.00", "25.00"]);
    let modes = roi(&home, &["--by", "creator"], "cost");
    assert_eq!(modes, pairs(&[("anna", "75.00"), ("bo", "25.00")]));
}

#[test]
fn one_group_alone_has_each_order_once() {
    let home = Home::new();
    home.write(
        "collaborations.csv",
        "ref,handle,product_id,mode,currency,started\n\
         A,anna,17,pure_commission,USD,2026-10-01\nB,anna,18,pure_commission,USD,2026-10-01\n",
    );
    home.write(
        "orders.csv",
        format!("{ORDERS}1,17,a,anna,2026-10-05,60,USD,0,6\n1,18,b,anna,2026-10-05,40,USD,0,4\n"),
    );
    home.run(["import", "collaborations.csv", "orders.csv", "--yes"])
        .ok();
    let modes = roi(&home, &["--by", "mode"], "orders");
    assert_eq!(modes.len(), 1);
    assert_eq!(modes[0].1, "1");
}

#[test]
fn what_came_back_later_is_part_of_what_came_back() {
    let home = Home::new();
    let head = "order_id,product_id,sku_id,handle,ordered_at,paid,currency,refunded,commission,refunded_later\n";
    let sold = "1,17,a,anna,2026-10-05,100,USD";
    for (nth, (rest, read)) in [
        ("20,10,2026-11-03 20", 1),
        ("20,10,-", 1),
        ("5,10,2026-11-03 20", 0),
        (",10,2026-11-03 20", 0),
    ]
    .into_iter()
    .enumerate()
    {
        let file = format!("orders{nth}.csv");
        home.write(&file, format!("{head}{sold},{rest}\n"));
        let db = format!("pool{nth}.db");
        let args = ["--db", &db, "import", &file, "--format", "json"];
        let done = home.run(args).json();
        assert_eq!(done["files"][0]["created"], read, "{rest}: {done}");
    }
    // a pool that knows the line already learns when it came back, once
    home.write("plain.csv", format!("{ORDERS}{sold},20,10\n"));
    home.run(["import", "plain.csv"]).ok();
    let refunds = |period: &str| roi(&home, &["--by", "creator", "--period", period], "refunds");
    assert_eq!(refunds("2026-10"), pairs(&[("anna", "20.00")]));
    for unchanged in [0, 1] {
        let ends = "\n".repeat(1 + unchanged);
        home.write(
            "later.csv",
            format!("{head}{sold},20,10,2026-11-03 20{ends}"),
        );
        let again = home.run(["import", "later.csv", "--format", "json"]);
        assert_eq!(again.json()["files"][0]["unchanged"], unchanged);
        assert_eq!(refunds("2026-10"), pairs(&[("anna", "0.00")]));
        assert_eq!(refunds("2026-11"), pairs(&[("anna", "20.00")]));
    }
}

/// A damaged block of order lines leaves creators without returns, and that is said on the screen.
#[test]
fn what_keeps_returns_from_being_read_is_said() {
    let home = Home::new();
    home.write(
        "orders.csv",
        format!("{ORDERS}1,17,a,anna,2026-10-05,100,USD,0,10\n"),
    );
    home.run(["--db", "pool.db", "import", "orders.csv"]).ok();
    let file = rusqlite::Connection::open(home.path().join("pool.db")).unwrap();
    file.execute_batch(
        "UPDATE order_block SET packed = x'09'; DELETE FROM meta WHERE key = 'reckoned'",
    )
    .unwrap();
    drop(file);
    let pool = home.path().join("pool.db");
    let args = ["--db", pool.to_str().unwrap()];
    let mut t = Terminal::start(home.path(), &args, (100, 24), &[]);
    t.sees("@anna");
    t.sees("is damaged");
}
