//! `list`, `facets` and `show`: one pool, the same numbers everywhere, exact values.

use std::process::Stdio;

use serde_json::{Value, json};

use crate::cli_home::{Home, ran};

const FILE: &str = "\
handle,platform,display_name,region,followers,categories,tags,likes_30d,views_30d,gmv_30d,orders_30d,currency,note,as_of
anna,tiktok,Anna,GB,25300,Beauty|Home,vip,720,10000,1234.5600,12,GBP,likes tea,2026-10-31
bo,tiktok,=1+1,US,150000,Beauty,,1,3,99.9,3,USD,,2026-10-31
cleo,tiktok,小美家居,US,900,Home,blacklist,,,0,0,USD,,2026-10-31
dora,douyin,-,GB,1200000,,vip|blacklist,500,10000,,,,,2026-10-31
anna,douyin,Anna 2,CN,30000,Beauty,,,,,,,,2026-10-31
";

fn home() -> Home {
    let home = Home::new();
    let report = home.import(&home.write("creators.csv", FILE), &[]);
    assert_eq!(report["created"], 5, "{report}");
    home
}

fn handles(home: &Home, args: &[&str]) -> Vec<String> {
    let mut all = vec!["list", "--format", "handles"];
    all.extend(args);
    let out = home.run(all).ok().out;
    out.lines().map(str::to_owned).collect()
}

#[test]
fn queries_negate_sort_and_stop() {
    let home = home();
    assert_eq!(handles(&home, &["-tag:blacklist", "cat:Beauty"]).len(), 3);
    assert_eq!(handles(&home, &["tag:VIP -tag:blacklist"]), ["anna"]);
    assert_eq!(handles(&home, &["xmjj"]), ["cleo"]);
    assert_eq!(
        handles(&home, &["--sort", "-followers"]),
        ["dora", "bo", "anna", "anna", "cleo"]
    );
    assert_eq!(
        handles(&home, &["--sort", "gmv:desc,handle", "--limit", "2"]),
        ["anna", "bo"]
    );
    // a goal brings its order
    assert_eq!(handles(&home, &["goal:sales"])[..2], ["anna", "bo"]);
    // five in a hundred are not above five in a hundred
    assert_eq!(
        handles(&home, &["like>5", "--sort", "handle"]),
        ["anna", "bo"]
    );
    assert_eq!(home.count(&["like:5"]), 1);
    assert_eq!(home.count(&["gmv>=0"]), 3);
    assert_eq!(home.count(&["gmv>100USD"]), 0);
}

#[test]
fn list_facets_and_count_agree() {
    let home = home();
    for query in ["", "region:US,GB", "tag:vip", "followers>=20k", "-cat:Home"] {
        let listed = home.run(["list", query, "--format", "json"]).ok().json();
        let listed = listed.as_array().unwrap().clone();
        assert_eq!(home.count(&[query]), listed.len(), "{query}");
        assert_eq!(handles(&home, &[query]).len(), listed.len(), "{query}");
        let facets = home.facets(&[query]);
        for facet in [
            "tier", "category", "region", "language", "platform", "tag", "list", "age", "source",
        ] {
            assert!(facets[facet].is_object(), "{facet}");
        }
        // the facet that no condition asks for counts the matches
        for platform in ["tiktok", "douyin"] {
            let n = listed.iter().filter(|c| c["platform"] == platform).count();
            assert_eq!(
                facets["platform"][platform].as_u64().unwrap_or(0),
                n as u64,
                "{query}"
            );
        }
        let of_tiers: u64 = facets["tier"]
            .as_object()
            .unwrap()
            .values()
            .map(|n| n.as_u64().unwrap())
            .sum();
        assert_eq!(of_tiers, listed.len() as u64, "{query}");
    }
    // a facet's own condition is left out of its counts
    assert_eq!(
        home.facets(&["region:US"])["region"],
        json!({"GB": 2, "US": 2, "CN": 1})
    );
}

#[test]
fn json_is_exact_and_csv_reads_back() {
    let home = home();
    let out = home
        .run(["list", "anna", "--sort", "followers", "--format", "json"])
        .ok()
        .out;
    assert!(
        out.contains("\"gmv\":1234.56,\"currency\":\"GBP\""),
        "{out}"
    );
    assert!(out.contains("\"like\":0.072"), "{out}");
    assert!(
        out.contains("\"categories\":[\"Beauty\",\"Home\"]"),
        "{out}"
    );
    assert!(out.contains("\"source\":[\"native\"]"), "{out}");

    let csv = home
        .run([
            "list",
            "--sort",
            "handle",
            "--format",
            "csv",
            "--columns",
            "handle,name,like,gmv,tags",
        ])
        .ok()
        .out;
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines[0], "handle,name,like,gmv,currency,tags");
    assert!(csv.contains("\nbo,'=1+1,0.3333333,99.9,USD,\n"), "{csv}");
    let raw = home
        .run([
            "list",
            "bo",
            "--format",
            "csv",
            "--columns",
            "name",
            "--raw",
        ])
        .ok()
        .out;
    assert_eq!(raw, "name\n=1+1\n");

    // a pipe gets tabs
    let tsv = home
        .run(["list", "cleo", "--columns", "handle,gmv,followers"])
        .ok()
        .out;
    assert_eq!(tsv, "handle\tgmv\tcurrency\tfollowers\ncleo\t0\tUSD\t900\n");
    let none = home.run(["list", "nobody", "--format", "json"]).ok();
    assert_eq!(none.json(), json!([]));
    let table = home
        .run([
            "list",
            "dora",
            "--format",
            "table",
            "--columns",
            "handle,followers,like,gmv",
        ])
        .ok()
        .out;
    assert_eq!(table.lines().count(), 2);
    assert!(table.contains("1,200,000") && table.contains("5.0") && table.contains('—'));
}

#[test]
fn more_creators_than_are_fetched_at_a_time_come_out_whole() {
    let home = Home::new();
    let rows: String = (0..9_001).map(|i| format!("c{i:05},{i}\n")).collect();
    home.import(
        &home.write("many.csv", format!("handle,followers\n{rows}")),
        &[],
    );
    let csv = home
        .run([
            "list",
            "--sort",
            "handle",
            "--format",
            "csv",
            "--columns",
            "handle,followers",
        ])
        .ok()
        .out;
    let want: String = (0..9_001).map(|i| format!("c{i:05},{i}\n")).collect();
    assert_eq!(csv, format!("handle,followers\n{want}"));
    let json = home
        .run(["list", "--sort", "-followers", "--format", "json"])
        .ok()
        .json();
    let all = json.as_array().unwrap();
    assert_eq!((all.len(), &all[0]["followers"]), (9_001, &json!(9_000)));

    // a reader that has seen enough is no failure
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_daren"))
        .args(["list", "--format", "json"])
        .env("DAREN_DB", home.pool())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
}

#[test]
fn show_tells_source_benchmark_and_history() {
    let home = home();
    home.run(["show", "anna"]).fails(1);
    home.run(["show", "nobody"]).fails(1);
    let shown: Value = home
        .run(["show", "@ANNA", "--platform", "tiktok", "--format", "json"])
        .ok()
        .json();
    assert_eq!(shown["tier"], json!({"scheme": "s2", "band": "20k-100k"}));
    let like = &shown["metrics"]["like"];
    assert_eq!(like["value"], json!(0.072));
    assert_eq!(
        like["benchmark"],
        json!({"convention": "S2", "rule": "above", "threshold": 0.05, "pass": true})
    );
    assert_eq!(shown["metrics"]["gmv"]["period"], "2026-10-02..2026-10-31");
    assert_eq!(shown["notes"][0]["body"], "likes tea");
    assert_eq!(shown["tags"], json!(["vip"]));

    let at_the_edge = home.run(["show", "dora", "--format", "json"]).ok().json();
    assert_eq!(at_the_edge["metrics"]["like"]["benchmark"]["pass"], false);
    let text = home
        .run(["show", "https://www.tiktok.com/@bo?lang=en"])
        .ok()
        .out;
    for part in ["@bo", "150,000", "99.90 USD", "native", "2026-10-31"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let ascii = home.run(["show", "dora", "--ascii"]).ok().out;
    assert!(!ascii.contains('✗'), "{ascii}");
}

#[test]
fn another_scheme_and_rates_of_ones_own() {
    let home = home();
    let config = home.write(
        "c.toml",
        "tier_scheme = \"mine\"\nlang = \"zh\"\nmember = \"Li Na\"\n\
         [rates]\nbase = \"USD\"\nGBP = \"1.25\"\n[schemes]\nmine = [\"small:0\", \"big:100k\"]\n",
    );
    let with = |args: &[&str]| {
        let mut command = home.command();
        ran(command.arg("--config").arg(&config).args(args)).ok()
    };
    let facets = with(&["facets", "--format", "json"]).json();
    assert_eq!(facets["tier"], json!({"small": 3, "big": 2}));
    assert_eq!(with(&["list", "tier:big", "--count"]).out, "2\n");
    // 1,234.56 GBP are 1,543.20 USD
    assert_eq!(with(&["list", "gmv>=1543.2", "--count"]).out, "1\n");
    assert_eq!(with(&["list", "gmv>1543.2", "--count"]).out, "0\n");
    assert!(with(&["facets"]).out.contains("类目"));
}
