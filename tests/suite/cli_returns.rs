//! Returns from the command line: the worked examples of the field through native files, orders of the platform's files,
//! and files held against the pool.

use serde_json::Value;

use crate::cli_home::{Home, counts, sample};

const COLLABS: &str = "ref,handle,commission,fixed_fee,sample_cost,shipping,boost,labour_hours,labour_rate,other_cost,\
    currency,margin_rate,gmv,refunds,orders,plays,clicks,mode\n\
    R1,r1,200,,,,,,,,USD,0.3,800,,,,,pure_commission\n\
    R2,r2,200,,,,,,,,USD,0.3,800,100,,,,pure_commission\n\
    R3,r3,200,,12,8,,0.5,30,,USD,30%,800,,,,,base_commission\n\
    R4,r4,,,,,,,,5000,USD,30%,30000,,,,,fixed_fee\n\
    R5,r5,,800,,50,500,3,30,,USD,0.3,,,,,,fixed_fee\n\
    R6,r6,,800,,50,500,3,30,,USD,0.3,5000,,,,,fixed_fee\n\
    R7a,r7a,100,,,,,,,,USD,1,100.01,,,,,\n\
    R7b,r7b,100,,,,,,,,USD,1,100.00,,,,,\n\
    R7c,r7c,100,,,,,,,,USD,1,50.00,,,,,\n\
    R7d,r7d,100,,,,,,,,USD,1,49.99,,,,,\n\
    R8,r8,0,,,,,,,,USD,,500,,,,,\n\
    R9,r9,200,,,,,,,,USD,0.3,0,,,,,\n\
    F1,f1,,,,,,,,450,USD,,2250,,75,100000,2500,\n\
    M1,m1,,,,,,,,,,,,,,,,\n\
    E1,e1,,,,,,,,,,,,,,,,\n";

fn show(home: &Home, handle: &str) -> Value {
    home.run(["show", handle, "--format", "json"]).ok().json()
}

fn close(v: &Value, want: f64) -> bool {
    (v.as_f64().unwrap_or(f64::NAN) - want).abs() < 1e-9
}

fn roi(v: &Value) -> [Option<f64>; 4] {
    ["net", "return", "revenue", "roas"].map(|k| v["roi"][k].as_f64())
}

#[test]
fn the_worked_examples_through_native_files() {
    let home = Home::new();
    home.write("collaborations.csv", COLLABS);
    home.write(
        "contents.csv",
        "content_id,handle,ref,kind,plays,likes,comments,shares\n\
         c1,r4,R4,video,,,,\nc2,r4,R4,video,,,,\nc3,r4,R4,video,,,,\nc4,e1,E1,video,10000,450,80,30\n",
    );
    home.write(
        "creators.csv",
        "handle,age_18_24_share,age_25_34_share,age_35_44_share\nm1,0.6,0.25,0.15\n",
    );
    home.write(
        "buyers.csv",
        "ref,age_13_17_share,age_18_24_share,age_25_34_share,age_35_44_share,age_45_plus_share\nM1,0,0.2,0.55,0.25,0\n",
    );
    let files = [
        "buyers.csv",
        "contents.csv",
        "collaborations.csv",
        "creators.csv",
    ];
    home.run(["import"].into_iter().chain(files).chain(["--yes"]))
        .ok();
    for (handle, want, verdict) in [
        ("r1", [Some(0.2), Some(1.2), Some(3.0), Some(4.0)], "keep"),
        ("r2", [Some(0.05), Some(1.05), Some(2.5), Some(4.0)], "keep"),
        (
            "r3",
            [Some(0.0213), Some(1.0213), Some(2.4043), Some(3.4043)],
            "keep",
        ),
        ("r4", [Some(0.8), Some(1.8), Some(5.0), Some(6.0)], "keep"),
        ("r5", [None; 4], "no_data"),
        (
            "r6",
            [Some(0.0417), Some(1.0417), Some(2.4722), Some(3.4722)],
            "keep",
        ),
        (
            "r7a",
            [Some(0.0001), Some(1.0001), Some(0.0001), Some(1.0001)],
            "keep",
        ),
        (
            "r7b",
            [Some(0.0), Some(1.0), Some(0.0), Some(1.0)],
            "optimise",
        ),
        (
            "r7c",
            [Some(-0.5), Some(0.5), Some(-0.5), Some(0.5)],
            "optimise",
        ),
        (
            "r7d",
            [Some(-0.5001), Some(0.4999), Some(-0.5001), Some(0.4999)],
            "drop",
        ),
        ("r8", [None; 4], "no_cost"),
        ("r9", [Some(-1.0), Some(0.0), Some(-1.0), Some(0.0)], "drop"),
        ("f1", [None, None, Some(4.0), Some(5.0)], "no_margin"),
    ] {
        let v = show(&home, handle);
        for (got, want) in roi(&v).into_iter().zip(want) {
            let same = match (got, want) {
                (Some(got), Some(want)) => (got - want).abs() < 1e-9,
                (got, want) => got == want,
            };
            assert!(same, "{handle}: {}", v["roi"]);
        }
        assert_eq!(v["verdict"], verdict, "{handle}");
        let only = &v["collaborations"][0];
        assert_eq!(only["roi"], v["roi"], "{handle}");
        assert_eq!(only["verdict"], v["verdict"]);
        assert!(!v["reasons"].as_array().unwrap().is_empty());
    }
    let v = show(&home, "r2");
    assert!(close(&v["funnel"]["refund_rate"], 0.125));
    let v = show(&home, "r3");
    assert_eq!(v["costs"]["total"], "235.00");
    assert_eq!(v["costs"]["labour"], "15.00");
    let v = show(&home, "r4");
    assert_eq!(v["funnel"]["cost_per_content"], "1666.67");
    let v = show(&home, "r5");
    assert_eq!(
        (&v["costs"]["total"], &v["revenue"]["break_even"]),
        (&"1440.00".into(), &"4800.00".into())
    );
    let f = &show(&home, "f1")["funnel"];
    assert!(close(&f["ctr"], 0.025) && close(&f["cvr"], 0.03) && f["platform_ctr"].is_null());
    assert_eq!(
        [&f["aov"], &f["gpm"], &f["cpm"]],
        ["30.00", "22.50", "4.50"]
    );
    let f = &show(&home, "e1")["funnel"];
    assert!(
        close(&f["engagement"], 0.056)
            && close(&f["like_rate"], 0.045)
            && close(&f["share_rate"], 0.003)
    );
    let a = &show(&home, "m1")["audience"];
    assert!(close(&a["match"], 0.6));
    assert_eq!(
        (&a["mismatch"]["fans"], &a["mismatch"]["buyers"]),
        (&"18-24".into(), &"25-34".into())
    );
}

#[test]
fn groups_add_up_and_settings_act() {
    let home = Home::new();
    home.write("collaborations.csv", COLLABS);
    home.run(["import", "collaborations.csv", "--yes"]).ok();
    let all = home
        .run(["roi", "--by", "mode", "--format", "json"])
        .ok()
        .json();
    let of = |mode: &str| {
        let found = all.as_array().unwrap().iter().find(|r| r["mode"] == mode);
        found.unwrap().clone()
    };
    let pure = of("pure_commission");
    assert_eq!(
        (&pure["revenue"]["gmv"], &pure["costs"]["total"]),
        (&"1600.00".into(), &"400.00".into())
    );
    assert!(close(&pure["roi"]["return"], 1.125));
    let csv = home
        .run(["roi", "--by", "creator", "r1", "--format", "csv"])
        .ok()
        .out;
    assert!(
        csv.contains("\nr1,1,1,,800.00,,200.00,40.00,1.2,0.2,3,4,USD,keep"),
        "{csv}"
    );
    // however it is grouped it comes to the same
    let totals = |by: &str| -> Vec<String> {
        let out = home.run(["roi", "--by", by]).ok().out;
        let all = out.lines().filter(|l| l.starts_with("total "));
        all.map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect()
    };
    let total = totals("mode");
    assert!(!total.is_empty() && total[0].contains("USD"), "{total:?}");
    assert_eq!(totals("creator"), total);
    // a period in which nothing happened
    let none = home
        .run([
            "roi",
            "--period",
            "2020-01-01..2020-01-31",
            "--format",
            "json",
        ])
        .ok()
        .json();
    assert_eq!(none, Value::Array(Vec::new()));
    // the margin of whatever has none, the narrow cost, other edges
    home.write(
        "config.toml",
        "[returns]\nmargin = 40\ncost = \"commission\"\nkeep_above = 130\n",
    );
    let run = |handle: &str| {
        home.run([
            "--config",
            "config.toml",
            "show",
            handle,
            "--format",
            "json",
        ])
        .ok()
        .json()
    };
    let r3 = run("r3");
    assert!(close(&r3["roi"]["return"], 1.2), "{}", r3["roi"]);
    assert_eq!(
        (&r3["verdict"], &r3["costs"]["counted"]),
        (&"optimise".into(), &"200.00".into())
    );
    home.write("config.toml", "[returns]\nmargin = 40\n");
    let f1 = run("f1");
    assert!(
        close(&f1["roi"]["return"], 2.0) && f1["verdict"] == "keep" && f1["confidence"] == "weak"
    );
    home.write("config.toml", "[returns]\ndrop_below = 120\n");
    let wrong = home.run(["--config", "config.toml", "list"]).fails(2);
    assert!(wrong.err.contains("drop_below"), "{}", wrong.err);
}

#[test]
fn the_platform_list_gives_revenue_roi_with_commission_as_cost() {
    let home = Home::new();
    let Some(file) = sample(&home, "creator_list_ph_x_fastmoss.csv") else {
        return;
    };
    let path = file.display().to_string();
    home.run(["import", &path, "--currency", "PHP", "--yes"])
        .ok();
    let v = show(&home, "jomaryeedump_");
    assert!(close(&v["roi"]["revenue"], 11.8019), "{}", v["roi"]);
    assert_eq!(
        (&v["basis"], &v["verdict"]),
        (&"list".into(), &"no_margin".into())
    );
    assert_eq!(v["listed_refunds"], "78457.22");
}

#[test]
fn orders_are_read_attached_and_reconciled() {
    let home = Home::new();
    home.write(
        "products.csv",
        "product_id,name,margin_rate\n17,Box,0.5\n18,Lamp,0.4\n",
    );
    home.write(
        "collaborations.csv",
        "ref,handle,product_id,mode,started,ended,currency,fixed_fee,commission,gmv,stage\n\
         A1,anna,17,base_commission,2026-10-01,2026-10-31,USD,10,99,999,published\n\
         A2,anna,,fixed_fee,2026-10-10,,USD,20,,,published\n",
    );
    let orders = "order_id,product_id,sku_id,handle,ref,ordered_at,paid,currency,quantity,refunded,commission\n\
         1,17,a,anna,,2026-10-05T10:00:00,30,USD,1,no,3\n\
         1,17,b,anna,,2026-10-05T10:00:00,10,USD,1,yes,1\n\
         2,18,c,anna,,2026-10-12T10:00:00,40,USD,2,0,4\n\
         3,18,c,anna,A1,2026-12-01T10:00:00,5,USD,1,0,0\n\
         4,17,a,bo,,2026-10-05T10:00:00,7,GBP,1,0,1\n";
    home.write("orders.csv", orders);
    home.run([
        "import",
        "orders.csv",
        "collaborations.csv",
        "products.csv",
        "--yes",
    ])
    .ok();
    let v = show(&home, "anna");
    let of = |reference: &str| {
        let all = v["collaborations"].as_array().unwrap();
        all.iter().find(|c| c["ref"] == reference).unwrap().clone()
    };
    let a1 = of("A1");
    assert_eq!(
        (&a1["revenue"]["gmv"], &a1["revenue"]["refunds"]),
        (&"45.00".into(), &"10.00".into())
    );
    assert_eq!(
        (&a1["revenue"]["orders"], &a1["costs"]["commission"]),
        (&2.into(), &"4.00".into())
    );
    // what was typed stands beside what the lines say
    assert_eq!(a1["costs"]["planned"]["commission"], "99.00");
    // (30 + 10 − 10) × 0.5 + 5 × 0.4 = 17 on a cost of 14
    assert!(close(&a1["roi"]["return"], 1.2143), "{}", a1["roi"]);
    assert_eq!(of("A2")["revenue"]["gmv"], "40.00");
    assert_eq!(v["revenue"]["gmv"], "85.00");
    let bo = show(&home, "bo");
    assert_eq!(
        (&bo["roi"]["currency"], &bo["unattached"][0]["gmv"]),
        (&"GBP".into(), &"7.00".into())
    );
    // products of a collaboration go to their own groups, and groups add up
    let by = home
        .run(["roi", "--by", "product", "--format", "csv"])
        .ok()
        .out;
    assert!(by.contains("\nBox,") && by.contains("\nLamp,"), "{by}");
    let sum: f64 = by
        .lines()
        .filter(|l| l.contains(",USD,"))
        .filter_map(|l| l.split(',').nth(4)?.parse::<f64>().ok())
        .sum();
    assert!((sum - 85.0).abs() < 1e-9, "{by}");
    // an order of several products is one in the total, as by any other group
    let total = |by: &str| {
        let out = home.run(["roi", "--by", by]).ok().out;
        let total = out
            .lines()
            .find(|l| l.starts_with("total") && l.contains("USD"));
        let total = total.unwrap_or_else(|| panic!("{out}"));
        total.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(total("product"), total("mode"));
    assert!(
        total("product").contains(" 3 85.00 "),
        "{}",
        total("product")
    );
    let even = home
        .run(["reconcile", "orders.csv", "--format", "json"])
        .ok()
        .json();
    assert_eq!(
        (&even[0]["even"], &even[0]["same"]),
        (&true.into(), &5.into())
    );
    assert_eq!(even[0]["difference"]["USD"], "0.00");
    // a changed line, a new one, one that cannot be read, one that is there twice
    home.write(
        "more.csv",
        format!("{}5,17,a,,,2026-10-05,9,USD,1,0,0\n6,17,a,bo,,2026-10-06,8,USD,1,0,0\n6,17,a,bo,,2026-10-06,8,USD,1,0,0\n", orders.replace(",40,USD", ",41,USD")),
    );
    let odd = home.run(["reconcile", "more.csv", "--format", "json"]);
    assert_eq!(odd.code, 1);
    let odd = odd.json();
    let odd = &odd[0];
    assert_eq!([&odd["same"], &odd["other"], &odd["missing"]], [4, 1, 1]);
    assert_eq!(
        (&odd["total"]["USD"], &odd["unexplained"]["USD"]),
        (&"111.00".into(), &"0.00".into())
    );
    assert_eq!(odd["difference"]["USD"], "9.00");
    assert_eq!(odd["excluded"]["rejected"][0]["paid"]["USD"], "9.00");
    assert_eq!(odd["excluded"]["repeated"][0]["paid"], "8.00");
    home.run(["import", "more.csv", "--yes"]).ok();
    home.run(["reconcile", "more.csv"]).ok();
    // the first file is older now: it agrees but for what the other has changed, and read again it changes nothing
    let older = home.run(["reconcile", "orders.csv", "--format", "json"]);
    let older = older.ok().json();
    let older = &older[0];
    assert_eq!(
        [&older["same"], &older["newer"], &older["other"]],
        [4, 1, 0]
    );
    assert_eq!(
        [&older["newer_paid"]["USD"], &older["difference"]["USD"]],
        ["-1.00", "0.00"]
    );
    let again = home.run(["import", "orders.csv", "--yes"]).ok();
    assert!(again.out.contains("1 line stays"), "{}", again.out);
    assert_eq!(show(&home, "anna")["revenue"]["gmv"], "86.00");
    // taking it back leaves nothing of it
    let back = home.run(["imports", "undo", "--yes"]).ok();
    assert!(
        back.out.contains("1 row removed, 1 row restored."),
        "{}",
        back.out
    );
    assert_eq!(show(&home, "anna")["revenue"]["gmv"], "85.00");
}

#[test]
fn every_order_sample_reconciles() {
    let home = Home::new();
    let Some(file) = sample(&home, "header_samples/affiliate_orders_us_en_30col.csv") else {
        return;
    };
    let path = file.display().to_string();
    home.run(["import", &path, "--yes"]).ok();
    let again = home
        .run(["import", &path, "--yes", "--format", "json"])
        .ok()
        .json();
    assert_eq!(again["files"][0]["unchanged"], 4);
    let even = home.run(["reconcile", &path]).ok().out;
    assert!(even.contains("50.97 USD"), "{even}");
    let v = show(&home, "jasmina__marie");
    assert_eq!(
        (&v["revenue"]["gmv"], &v["revenue"]["orders"]),
        (&"30.98".into(), &1.into())
    );
    assert_eq!(v["costs"]["commission"], "4.65");
}

#[test]
fn what_costs_lack_and_refs_of_others_are_refused_with_the_reason() {
    let home = Home::new();
    home.write(
        "collaborations.csv",
        "ref,handle,campaign\nA1,anna,Spring\nB1,bo,Spring\n",
    );
    home.write(
        "costs.csv",
        "cost_id,kind,amount,currency,ref,campaign,shares,hours,rate\n\
         ok-1,boost,10,USD,A1,,,,\n\
         ok-2,labour,,USD,,Spring,,2,30\n\
         ok-3,other,6,USD,,,A1:2|B1:1,,\n\
         no-1,boost,,USD,A1,,,,\n\
         no-2,labour,,USD,A1,,,3,\n\
         no-3,boost,5,USD,,,,,\n\
         no-4,boost,5,USD,,,A1:2|C9:1,,\n\
         no-5,boost,5,USD,,,A1:much,,\n\
         no-6,boost,5,,A1,,,,\n\
         no-7,boost,5,USD,A1,,B1:1,,\n\
         no-8,boost,5,USD,,Sprnig,,,\n",
    );
    home.write(
        "orders.csv",
        "order_id,product_id,sku_id,handle,ref,paid,currency\n\
         1,17,a,anna,A1,30,USD\n2,17,a,anna,B1,40,USD\n",
    );
    home.write(
        "contents.csv",
        "content_id,handle,ref\nv1,anna,A1\nv2,anna,B1\n",
    );
    let files = [
        "collaborations.csv",
        "costs.csv",
        "orders.csv",
        "contents.csv",
    ];
    home.run(["import"].into_iter().chain(files).chain(["--yes"]))
        .ok();
    let rejects = |name: &str| {
        let file = home.path().join(format!("{name}.csv.rejects.csv"));
        std::fs::read_to_string(file).unwrap()
    };
    let costs = rejects("costs");
    for (id, why) in [
        ("no-1", "an amount"),
        ("no-2", "an amount"),
        ("no-3", "Nobody bears"),
        ("no-4", "C9"),
        ("no-5", "no shares"),
        ("no-6", "currency"),
        ("no-7", "not shared"),
        ("no-8", "No campaign is called Sprnig"),
    ] {
        let line = costs.lines().find(|l| l.contains(id));
        assert!(line.is_some_and(|l| l.contains(why)), "{id}: {costs}");
    }
    assert!(!costs.contains("ok-"), "{costs}");
    for name in ["orders", "contents"] {
        let said = rejects(name);
        assert!(said.contains("B1 is one with @bo"), "{said}");
        assert_eq!(said.lines().count(), 3, "{said}");
    }
    // 10 + 30 + 4, and 30 + 2
    let cost = |handle: &str| show(&home, handle)["costs"]["total"].clone();
    assert_eq!((cost("anna"), cost("bo")), ("44.00".into(), "32.00".into()));
    // what the pool has of a cost counts: its amount alone is corrected
    home.write(
        "more.csv",
        "cost_id,kind,amount,currency\nok-1,boost,12,USD\n",
    );
    home.run(["import", "more.csv", "--yes"]).ok();
    assert_eq!(cost("anna"), "46.00");
}

#[test]
fn what_a_file_of_orders_does_not_get_right_is_said_at_import_and_reconciling() {
    let home = Home::new();
    home.write(
        "orders.csv",
        "order_id,product_id,sku_id,handle,ordered_at,paid,currency,quantity\n\
         1,17,a,anna,2026-10-05,30,USD,1\n2,17,a,anna,2099-10-05,40,USD,1\n3,17,a,anna,,5,USD,1\n\
         4,17,a,anna,2026-10-05,14.50,USD,-1\n5,17,a,anna,2026-10-05,-14.50,USD,1\n",
    );
    let said = home.run(["import", "orders.csv", "--yes"]).ok();
    for warning in ["1 line is of days to come", "1 line has no day"] {
        assert!(said.out.contains(warning), "{}", said.out);
    }
    let held = home.run(["reconcile", "orders.csv"]).ok();
    let columns = [
        "quantity: This cannot be negative.",
        "paid: This cannot be negative.",
    ];
    for part in columns
        .iter()
        .chain(&["14.50 USD", "-14.50 USD", "days to come"])
    {
        assert!(held.out.contains(part), "{part}: {}", held.out);
    }
    let json = home
        .run(["reconcile", "orders.csv", "--format", "json"])
        .ok()
        .json();
    let left = json[0]["excluded"]["rejected"].as_array().unwrap();
    assert_eq!(left.len(), 2, "{left:?}");
    assert_eq!(json[0]["warnings"].as_array().unwrap().len(), 2);
}

#[test]
fn orders_of_any_shop_are_mapped_once() {
    let home = Home::new();
    let Some(file) = sample(&home, "relational/tracking_data.csv") else {
        return;
    };
    let path = file.display().to_string();
    let columns = [
        "order_id=user_id",
        "handle=influencer_id",
        "product_id=product",
        "ordered_at=date",
        "quantity=orders",
        "paid=revenue",
    ];
    let map = columns.iter().flat_map(|c| ["--map", *c]);
    let kind = ["--kind", "orders", "--currency", "INR"];
    let args = ["import", &path, "--yes", "--format", "json"];
    let report = home
        .run(args.into_iter().chain(kind).chain(map))
        .ok()
        .json();
    let [created, ..] = counts(&report["files"][0]);
    assert_eq!(created, 1_000, "{report}");
    // another time the file is known
    let again = home
        .run(["reconcile", &path, "--format", "json"])
        .ok()
        .json();
    assert_eq!(again[0]["total"]["INR"], "247931.48");
    assert_eq!(
        (&again[0]["even"], &again[0]["same"]),
        (&true.into(), &1_000.into())
    );
    let e = home
        .run([
            "import",
            &path,
            "--kind",
            "orders",
            "--map",
            "odrer_id=user_id",
        ])
        .fails(2)
        .err;
    assert!(e.contains("“order_id”"), "{e}");
    assert!(e.contains("discount_code"), "{e}");
    let e = home
        .run([
            "import",
            &path,
            "--kind",
            "orders",
            "--map",
            "order_id=user",
        ])
        .fails(1)
        .err;
    assert!(e.contains("user_id"), "{e}");
    // what is missing is said once, and how to say it
    home.write(
        "shop.csv",
        "No,Item,Who,When,Sum\n1,77,anna,05/06/2026,10\n",
    );
    let map = ["No", "Who", "Sum", "Item", "When"];
    let map = map
        .iter()
        .zip(["order_id", "handle", "paid", "product_id", "ordered_at"]);
    let map: Vec<String> = map
        .map(|(column, field)| format!("--map={field}={column}"))
        .collect();
    let import = |file: &str, n: usize| {
        let args = [
            "import",
            file,
            "--yes",
            "--kind",
            "orders",
            "--currency",
            "USD",
        ];
        home.run(
            args.iter()
                .copied()
                .chain(map.iter().take(n).map(String::as_str)),
        )
    };
    let e = import("shop.csv", 3).fails(1).err;
    assert!(e.contains("--kind orders --map product_id=COLUMN"), "{e}");
    let e = import("shop.csv", 5).fails(1).err;
    assert!(e.contains("line 2") && e.contains("--day-first"), "{e}");
    let out = import("shop.csv", 4).ok().out;
    assert!(out.contains("--map ordered_at=COLUMN"), "{out}");
    home.write(
        "half.csv",
        "order_id,item,handle,ordered_at,paid,currency\n1,77,anna,2026-06-05,10,USD\n",
    );
    let e = home.run(["import", "half.csv", "--yes"]).fails(1).err;
    assert!(e.contains("--kind orders --map product_id=COLUMN"), "{e}");
    let e = home
        .run(["import", "half.csv", "--map", "product_id=item"])
        .fails(2)
        .err;
    assert!(e.contains("add --kind orders"), "{e}");
    let half = ["import", "half.csv", "--yes"];
    let said = ["--kind", "orders", "--map", "product_id=item"];
    home.run(half.iter().chain(&said).copied()).ok();
    let again = home.run(half).ok().out;
    assert!(again.contains("1 unchanged"), "{again}");
    // a file of which nothing can be read agrees with nothing
    home.write(
        "none.csv",
        "order_id,product_id,sku_id,handle,paid\n1,2,3,anna,4\n",
    );
    let said = home.run(["reconcile", "none.csv"]).ok().out;
    assert!(said.contains("Nothing of this file counts"), "{said}");
}

#[test]
fn a_shared_cost_is_divided_the_same_whoever_asks_and_for_whichever_days() {
    let home = Home::new();
    home.write(
        "collaborations.csv",
        "ref,handle,campaign,currency,margin_rate,gmv,started\n\
         A1,anna,Spring,USD,0.5,,2026-10-01\nB1,bo,Spring,USD,0.5,,2026-10-01\nC1,cy,Spring,USD,0.5,100,2026-10-01\n",
    );
    home.write(
        "orders.csv",
        "order_id,product_id,sku_id,handle,ordered_at,paid,currency\n\
         1,17,a,anna,2026-10-05,300,USD\n2,17,a,bo,2026-11-05,400,USD\n",
    );
    home.write(
        "costs.csv",
        "cost_id,kind,amount,currency,at,campaign,split\nx,boost,80,USD,2026-11-02,Spring,gmv\n",
    );
    let files = ["collaborations.csv", "costs.csv", "orders.csv"];
    home.run(["import"].into_iter().chain(files).chain(["--yes"]))
        .ok();
    let alone = |handle: &str| show(&home, handle)["costs"]["total"].clone();
    assert_eq!(
        [alone("anna"), alone("bo"), alone("cy")],
        ["30.00", "40.00", "10.00"]
    );
    for period in [None, Some("2026-11-01..2026-11-30"), Some("2026-11")] {
        let args = ["roi", "--by", "creator", "--format", "csv"];
        let period = period.iter().flat_map(|p| ["--period", p]);
        let all = home.run(args.into_iter().chain(period)).ok().out;
        let cost = |handle: &str| {
            let line = all.lines().find(|l| l.starts_with(handle));
            line.and_then(|l| l.split(',').nth(6)).map(str::to_owned)
        };
        let costs = ["anna", "bo", "cy"].map(cost);
        assert_eq!(
            costs,
            ["30.00", "40.00", "10.00"].map(|c| Some(c.to_owned())),
            "{all}"
        );
    }
}

#[test]
fn months_add_up_to_everything() {
    let home = Home::new();
    home.write(
        "collaborations.csv",
        "ref,handle,currency,margin_rate,started,ended,gmv,orders,commission,sample_cost,shipping,labour_hours,labour_rate,plays\n\
         A1,anna,USD,0.5,2026-08-10,2026-10-20,999,9,99,7,5,2,30,1000\n\
         A2,anna,USD,0.5,2026-09-01,2026-09-20,50,2,5,7,,,,\n",
    );
    home.write(
        "samples.csv",
        "ref,item,sent,cost,shipping,currency\nA1,1,2026-08-12,6,4,USD\n",
    );
    home.write(
        "contents.csv",
        "content_id,handle,ref,posted_at,plays,clicks\nv1,anna,A1,2026-09-03,700,30\nv2,anna,A2,2026-09-10,40,4\n",
    );
    home.write(
        "costs.csv",
        "cost_id,kind,amount,currency,at,ref\nl1,labour,33,USD,2026-09-15,A1\nb1,boost,20,USD,2026-10-02,A1\n",
    );
    home.write(
        "orders.csv",
        "order_id,product_id,sku_id,handle,ref,ordered_at,paid,refunded,commission,currency\n\
         1,17,a,anna,A1,2026-09-05,100,0,10,USD\n2,17,a,anna,A1,2026-09-30,60,10,6,USD\n",
    );
    let files = [
        "collaborations.csv",
        "samples.csv",
        "contents.csv",
        "costs.csv",
        "orders.csv",
    ];
    home.run(["import"].into_iter().chain(files).chain(["--yes"]))
        .ok();
    let row = |period: Option<&str>| -> Vec<f64> {
        let args = ["roi", "--by", "creator", "--format", "csv"];
        let period = period.iter().flat_map(|p| ["--period", p]);
        let all = home.run(args.into_iter().chain(period)).ok().out;
        let line = all.lines().nth(1).unwrap_or_default();
        let cells: Vec<&str> = line.split(',').collect();
        // orders, GMV, refunds, cost: where nothing was sold there is no profit to speak of
        let number = |at: usize| cells.get(at).and_then(|c| c.parse().ok()).unwrap_or(0.0);
        (3..7).map(number).collect()
    };
    let months = [
        "2026-08-01..2026-08-31",
        "2026-09-01..2026-09-30",
        "2026-10-01..2026-10-31",
    ];
    let mut sum = vec![0.0; 4];
    for month in months {
        for (sum, part) in sum.iter_mut().zip(row(Some(month))) {
            *sum += part;
        }
    }
    // 16 of commission, 10 of the parcel, 33 of labour, 20 of boost; and 5 and 7 of the other
    assert_eq!(row(None), [4.0, 210.0, 10.0, 91.0]);
    assert_eq!(sum, row(None));
}

#[test]
fn what_a_file_does_not_say_is_not_0() {
    let home = Home::new();
    home.write(
        "collaborations.csv",
        "ref,handle,product_id,commission,currency,margin_rate,gmv,refunds,orders\n\
         A,anna,7,40,USD,0.5,300,30,9\nB,bo,7,40,USD,0.5,300,,9\n",
    );
    let head = "order_id,product_id,sku_id,handle,ref,paid,currency,refunded,commission\n";
    home.write(
        "orders.csv",
        format!(
            "{head}1,7,,anna,A,n/a,,,\n2,7,,anna,A,,,--,\n3,7,,bo,B,100,USD,,\n4,7,,bo,B,—,USD,,\n"
        ),
    );
    home.run(["import", "collaborations.csv"]).ok();
    let taken = home.run(["import", "orders.csv"]).ok();
    assert!(
        taken.out.contains("do not say what was paid"),
        "{}",
        taken.out
    );

    // no line says a sum: what was typed stands, but orders are counted
    let anna = show(&home, "anna");
    assert_eq!(anna["revenue"]["gmv"], "300.00");
    assert_eq!(anna["funnel"]["orders"], 2);
    assert_eq!(anna["costs"]["commission"], "40.00");
    // one does: that is at least what was sold, and nothing is divided by orders without a sum
    let bo = show(&home, "bo");
    assert_eq!(bo["revenue"]["gmv"], "100.00");
    assert_eq!(bo["funnel"]["refund_rate"], Value::Null);
    assert_eq!(bo["funnel"]["aov"], Value::Null);
    assert_eq!(bo["costs"]["commission"], "40.00");
    let reasons = bo["reasons"].to_string();
    assert!(reasons.contains("does not say what was paid"), "{reasons}");

    // it goes out and comes back as it is
    home.run(["export", "orders", "--out", "again.csv"]).ok();
    let again = home.run(["import", "again.csv", "--format", "json"]).ok();
    assert_eq!(again.json()["files"][0]["unchanged"], 4);
    // a newer download fills a gap, and its own gaps wipe nothing out
    home.write(
        "newer.csv",
        format!("{head}4,7,,bo,B,50,USD,,5\n3,7,,bo,B,,USD,,2\n"),
    );
    home.run(["import", "newer.csv"]).ok();
    home.write("older.csv", format!("{head}4,7,,bo,B,,USD,,\n"));
    home.run(["import", "older.csv"]).ok();
    let bo = show(&home, "bo");
    assert_eq!(bo["revenue"]["gmv"], "150.00");
    assert_eq!(bo["costs"]["commission"], "7.00");
    assert_eq!(bo["funnel"]["aov"], "75.00");
}

/// Currencies are added only where somebody has set a table of rates, and then that is said.
#[test]
fn currencies_meet_at_rates_alone() {
    let home = Home::new();
    home.write(
        "collaborations.csv",
        "ref,handle,mode,currency,margin_rate,gmv,commission\n\
         A,anna,pure_commission,USD,0.5,300,50\nB,anna,pure_commission,GBP,0.5,100,50\n\
         C,bo,pure_commission,GBP,0.5,100,20\n",
    );
    home.write(
        "costs.csv",
        "cost_id,ref,kind,amount,currency,at\n1,C,other,10,USD,2026-01-05\n",
    );
    home.run(["import", "collaborations.csv"]).ok();
    home.run(["import", "costs.csv"]).ok();
    let anna = show(&home, "anna");
    assert_eq!(roi(&anna)[1], Some(3.0));
    assert_eq!(anna["other_currencies"][0]["currency"], "GBP");
    let bo = show(&home, "bo");
    assert_eq!(roi(&bo)[1], Some(2.5));
    let reasons = bo["reasons"].to_string();
    assert!(reasons.contains("10.00 USD are not counted"), "{reasons}");
    let apart = home.run(["roi", "--format", "json"]).ok().json();
    assert_eq!(apart.as_array().unwrap().len(), 2);

    home.write("rates.toml", "[rates]\nbase = \"USD\"\nGBP = \"1.25\"\n");
    let with = |args: &[&str]| {
        home.run(["--config", "rates.toml"].iter().chain(args).copied())
            .ok()
    };
    let show = |handle| with(&["show", handle, "--format", "json"]).json();
    // (300 + 125) × 0.5 against 50 + 62.50
    let anna = show("anna");
    assert_eq!(anna["roi"]["currency"], "USD");
    assert!(close(&anna["roi"]["return"], 1.8889), "{}", anna["roi"]);
    assert_eq!(anna["revenue"]["gmv"], "425.00");
    assert_eq!(anna["other_currencies"].as_array().unwrap().len(), 0);
    let reasons = anna["reasons"].to_string();
    assert!(reasons.contains("1 GBP = 1.25 USD"), "{reasons}");
    // 125 × 0.5 against 25 + 10
    assert!(close(&show("bo")["roi"]["return"], 1.7857));
    let row = &with(&["roi", "--format", "json"]).json()[0];
    assert_eq!(row["revenue"]["gmv"], "550.00");
    assert_eq!(
        (&row["creators"], &row["collaborations"]),
        (&2.into(), &3.into())
    );
    let table = with(&["roi"]).out;
    assert!(table.contains("1 GBP = 1.25 USD"), "{table}");
    let csv = with(&["roi", "--format", "csv"]).out;
    assert!(csv.ends_with("1 GBP = 1.25 USD\n"), "{csv}");
}

#[test]
fn what_is_due_later_is_planned() {
    let home = Home::new();
    home.write(
        "collaborations.csv",
        "ref,handle,currency,margin_rate,gmv,commission\nA,anna,USD,0.5,300,50\n",
    );
    home.write(
        "costs.csv",
        "cost_id,ref,kind,amount,currency,at\n\
         1,A,fixed_fee,25,USD,2026-01-05\n2,A,fixed_fee,400,USD,2099-01-01\n",
    );
    home.run(["import", "collaborations.csv"]).ok();
    home.run(["import", "costs.csv"]).ok();
    let anna = show(&home, "anna");
    assert_eq!(anna["costs"]["fixed_fee"], "25.00");
    assert_eq!(anna["costs"]["planned"]["fixed_fee"], "400.00");
    let text = home.run(["show", "anna"]).ok().out;
    assert!(text.contains("planned, not counted: 400.00"), "{text}");
    assert_eq!(roi(&anna)[1], Some(2.0));
    let roi = home
        .run(["roi", "--by", "creator", "--format", "json"])
        .ok();
    assert_eq!(roi.json()[0]["costs"]["total"], "75.00");
}

#[test]
fn who_is_only_known_by_orders_has_the_name_that_stands_there() {
    let home = Home::new();
    home.write(
        "dy.csv",
        "订单id,商品id,商品名称,作者账号,抖音/火山号,支付金额,佣金率,预估佣金支出,结算金额,实际佣金支出,订单状态,超时未结算原因,付款时间,收货时间,订单结算时间,商品来源,商品数量\n\
         4987654321098765432,3512345678901234567,收纳盒,小美家居,xiaomei88,59.90,15%,8.99,59.90,8.50,结算,,2026-10-05 21:09:23,,,精选联盟,1\n",
    );
    home.run(["import", "dy.csv", "--yes"]).ok();
    let found = home.run(["list", "小美", "--format", "json"]).ok();
    assert!(found.out.contains("xiaomei88"), "{}", found.out);
    home.run(["imports", "undo", "--yes"]).ok();
    let found = home.run(["list", "小美", "--format", "json"]).ok();
    assert!(!found.out.contains("xiaomei88"), "{}", found.out);
}

#[test]
fn show_says_of_what_a_rate_is_what_each_currency_comes_to_and_what_was_decided() {
    let home = Home::new();
    home.write(
        "collaborations.csv",
        "ref,handle,currency,margin_rate,gmv,commission,orders,clicks,indirect_gmv,buyers,repeat_buyers,follower_gain,decision\n\
         A,anna,USD,0.5,300,50,1,25,40,40,6,120,drop\nB,anna,USD,0.5,300,50,6,,,,,,\n\
         C,anna,USD,0.5,300,50,,25,,,,,\nD,anna,GBP,,100,20,,,,,,,\n",
    );
    home.run(["import", "collaborations.csv"]).ok();
    let text = home.run(["show", "anna"]).ok().out;
    for said in [
        "CVR 4 % (1 of 25, where both are told)",
        "GBP  no margin · return —",
        "  · no margin is known",
        "keep long-term, decided: drop",
        "indirect GMV 40.00 USD · repurchase rate 15 % (✓ >=15 %) · follower gain 120",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    // the reasons of each currency stand under it
    let at = |what: &str| text.find(what).unwrap_or_else(|| panic!("{what}\n{text}"));
    assert!(at("return 300 %: above 100 %") < at("GBP  no margin"));
}

#[test]
fn roi_of_creators_of_whom_only_a_list_is_known_says_where_its_estimates_stand() {
    let home = Home::new();
    home.write(
        "Creator_List_20261001-20261031.csv",
        "Creator username,Affiliate GMV,Est. commission,Est. flat fee,Affiliate orders,Affiliate followers,Mood\n\
         anna,1280185,100000,--,42,1000,fine\n",
    );
    let list = "Creator_List_20261001-20261031.csv";
    let dry = home.run(["import", list, "--currency", "USD", "--dry-run"]);
    assert!(!dry.ok().out.contains("1 column was not read"));
    let taken = home.run(["import", list, "--currency", "USD", "--yes"]);
    let taken = taken.ok().out;
    assert!(taken.contains("1 column was not read: Mood"), "{taken}");
    let none = home.run(["roi"]).ok().out;
    assert!(
        none.contains("No collaboration") && none.contains("daren show HANDLE"),
        "{none}"
    );
    // rounded as everywhere, and what the list does not name is not 0
    let csv = home.run(["list", "--columns", "handle,roas", "--format", "csv"]);
    assert!(csv.ok().out.contains(",12.8019"));
    let v = show(&home, "anna");
    assert!(close(&v["roi"]["roas"], 12.8019), "{}", v["roi"]);
    assert_eq!(v["metrics"]["given_list_fee"], Value::Null);
    assert!(v["metrics"]["given_list_commission"].is_object());
    let text = home.run(["show", "anna"]).ok().out;
    assert!(!text.contains("flat fee in the list"), "{text}");
}
