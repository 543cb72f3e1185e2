//! Collaborations as scripts use them, and as files: what goes out comes in again.

use std::path::PathBuf;

use serde_json::Value;

use crate::cli_home::{Home, counts};

const TEAM: [(&str, &str); 5] = [
    (
        "members.csv",
        "name,login,role\nAnna Li,anna,lead\nBo Chen,bo,bd\n",
    ),
    (
        "campaigns.csv",
        "name,goal,starts,ends\nAutumn,sales,2026-09-01,2026-12-31\n",
    ),
    (
        "products.csv",
        "product_id,name,margin_rate\n17001,Storage box,0.4\n",
    ),
    (
        "creators.csv",
        "handle,platform,followers\nanna.review,tiktok,84120\nbo.kim,tiktok,61000\ncy.style,tiktok,52000\n",
    ),
    (
        "collaborations.csv",
        "ref,handle,campaign,product_id,owner,stage,currency,expected_gmv,started,due\n\
         C-1,anna.review,Autumn,17001,Anna Li,candidate,USD,900,2026-11-10,2020-11-21\n\
         C-2,bo.kim,Autumn,17001,Bo Chen,negotiating,USD,2000,2026-11-01,2099-11-24\n\
         C-3,cy.style,Autumn,,Anna Li,contracted,GBP,,2026-11-01,\n",
    ),
];

fn team() -> Home {
    let home = Home::new();
    for (name, text) in TEAM {
        let report = home.import(&home.write(name, text), &["--yes"]);
        assert_eq!(report["rejected"], 0, "{name}: {report}");
    }
    home
}

fn json(home: &Home, args: &[&str]) -> Value {
    home.run(args.iter().chain(&["--format", "json"]))
        .ok()
        .json()
}

fn stage(home: &Home, reference: &str) -> String {
    let board = json(home, &["board"]);
    let cards = board["cards"].as_array().unwrap();
    let card = cards.iter().find(|c| c["ref"] == reference).unwrap();
    card["stage"].as_str().unwrap().to_owned()
}

#[test]
fn the_board_is_a_table_json_or_csv() {
    let home = team();
    let all = json(&home, &["board"]);
    let contracted = &all["stages"][3];
    assert_eq!(
        (&contracted["stage"], &contracted["count"]),
        (&"contracted".into(), &1.into())
    );
    let card = json(
        &home,
        &["board", "stage:negotiating", "owner:bo", "campaign:autumn"],
    );
    assert_eq!(card["cards"].as_array().unwrap().len(), 1);
    let card = &card["cards"][0];
    assert_eq!(card["ref"], "C-2");
    assert_eq!(card["expected_gmv"], "2000");
    assert_eq!(card["owner"], "Bo Chen");
    assert_eq!(card["late"], false);
    assert_eq!(
        json(&home, &["board", "due:late"])["cards"][0]["ref"],
        "C-1"
    );
    let csv = home.run(["board", "--format", "csv"]).ok().out;
    assert!(
        csv.starts_with("ref,handle,stage,") && csv.lines().count() == 4,
        "{csv}"
    );
    let table = home.run(["board", "has:collab"]).ok().out;
    assert!(
        table.contains("C-3") && table.contains("negotiating"),
        "{table}"
    );
    let table = home.run(["--lang", "zh", "board"]).ok().out;
    assert!(
        table.contains("洽谈中") && table.contains("已签约"),
        "{table}"
    );
    let e = home.run(["board", "stage:"]).fails(2).err;
    assert!(e.contains("stage"), "{e}");
}

#[test]
fn a_script_moves_a_card_and_is_told_why_it_cannot() {
    let home = team();
    let done = json(&home, &["move", "C-1", "contacted"]);
    assert_eq!(
        (&done["kind"], &done["to"]),
        (&"collab_move".into(), &"contacted".into())
    );
    assert_eq!(stage(&home, "C-1"), "contacted");
    assert_eq!(home.run(["move", "C-1", "洽谈中"]).ok().code, 0);
    assert_eq!(stage(&home, "C-1"), "negotiating");
    // back, and away, want a reason
    let e = home.run(["move", "C-1", "candidate"]).fails(1).err;
    assert!(e.contains("--reason"), "{e}");
    home.run(["move", "C-1", "candidate", "--reason", "too early"])
        .ok();
    home.run(["move", "C-1", "dropped"]).fails(1);
    // what a stage needs is named, and passed over with a reason
    let e = home.run(["move", "C-3", "sample_sent"]).fails(1).err;
    assert!(e.contains("C-3 lacks before sample sent: mode"), "{e}");
    assert_eq!(stage(&home, "C-3"), "contracted");
    home.run(["move", "C-3", "sample sent", "--reason", "by phone"])
        .ok();
    assert_eq!(stage(&home, "C-3"), "sample_sent");
    let moves = home.run(["export", "stage_moves"]).ok().out;
    assert!(
        moves.contains("by phone") && moves.contains("too early"),
        "{moves}"
    );
    // what is not there
    let e = home.run(["move", "C-1", "nowhere"]).fails(2).err;
    assert!(
        e.contains("“nowhere” is no stage") && e.contains("in_production"),
        "{e}"
    );
    let e = home.run(["move", "C-9", "contacted"]).fails(1).err;
    assert!(e.contains("C-9"), "{e}");
}

#[test]
fn today_is_told_to_scripts() {
    let home = team();
    let mine = json(&home, &["today"]);
    let mine = mine.as_array().unwrap();
    assert_eq!(mine.len(), 1, "{mine:?}");
    assert_eq!(mine[0]["kind"], "due");
    assert_eq!(
        (&mine[0]["ref"], &mine[0]["late"]),
        (&"C-1".into(), &true.into())
    );
    assert_eq!(mine[0]["day"], "2020-11-21");
    assert!(home.run(["today"]).ok().out.contains("@anna.review"));
    let bos = home
        .run(["--as", "bo", "today", "--format", "json"])
        .ok()
        .json();
    assert_eq!(bos, serde_json::json!([]));
    assert_eq!(
        json(&home, &["today", "--all"]).as_array().unwrap().len(),
        1
    );
}

#[test]
fn plans_of_thirty_are_made_and_pasted() {
    let home = team();
    let mut all = String::from("handle,platform,followers,tags\n");
    for n in 0..31 {
        all.push_str(&format!("creator{n:02},tiktok,900,pick\n"));
    }
    home.import(&home.write("more.csv", all), &["--yes"]);
    let made = json(
        &home,
        &[
            "plan",
            "make",
            "Boxes",
            "--product",
            "17001",
            "--rate",
            "15%",
            "tag:pick",
        ],
    );
    assert_eq!(made["creators"], 31);
    let plans = json(&home, &["plan"]);
    let sizes: Vec<u64> = plans
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p["creators"].as_u64().unwrap())
        .collect();
    assert_eq!(sizes.iter().sum::<u64>(), 31);
    assert!(sizes.contains(&30) && sizes.contains(&1), "{plans}");
    assert_eq!(plans[0]["commission_rate"], "0.15");
    let pasted = home.run(["plan", "export", "Boxes 1"]).ok().out;
    assert_eq!(
        pasted.lines().filter(|l| l.starts_with("creator")).count(),
        30,
        "{pasted}"
    );
    // somebody who is in one already is named and left out
    let whom = home.write("whom.txt", "creator00\nbo.kim\n");
    let mut command = home.command();
    let again = crate::cli_home::ran(
        command
            .args(["plan", "make", "More", "--product", "17001", "--handles"])
            .arg(whom),
    );
    assert_eq!(again.code, 0);
    assert!(
        again.err.contains("@creator00") && again.err.contains("Boxes"),
        "{}",
        again.err
    );
    assert_eq!(
        home.run(["plan", "export", "More"]).ok().out.trim(),
        "bo.kim"
    );
    let e = home.run(["plan", "export", "None"]).fails(1).err;
    assert!(e.contains("None"), "{e}");
}

#[test]
fn rows_that_cannot_be_are_rejected_with_line_and_reason() {
    let home = team();
    let bad = "ref,handle,owner,stage,due,fixed_fee,currency\n\
        C-4,anna.review,Zoe,candidate,,,\n\
        C-5,anna.review,Anna Li,flying,,,\n\
        C-6,anna.review,Anna Li,candidate,2026-02-30,,\n\
        C-7,anna.review,Anna Li,candidate,,800,\n\
        C-8,nobody.there,Anna Li,candidate,,,\n\
        C-9,anna.review,bo,洽谈中,2026-12-01,800,USD\n";
    let report = home.import(&home.write("bad.csv", bad), &["--yes"]);
    assert_eq!(counts(&report)[3], 4, "{report}");
    // somebody whom no export has named is in the pool from now on
    assert_eq!(home.count(&["nobody.there", "stage:candidate"]), 1);
    assert_eq!(stage(&home, "C-9"), "negotiating");
    let rejects = std::fs::read_to_string(home.path().join("bad.csv.rejects.csv")).unwrap();
    for (reference, why) in [
        ("C-4", "Zoe"),
        ("C-5", "flying"),
        ("C-6", "2026-02-30"),
        ("C-7", "currency"),
    ] {
        let line = rejects.lines().find(|l| l.contains(reference));
        assert!(
            line.is_some_and(|l| l.contains(why)),
            "{reference}: {rejects}"
        );
    }
    // what was repaired comes in from the rejects
    let repaired = rejects
        .replace("Zoe", "Anna Li")
        .replace("flying", "contacted");
    let report = home.import(&home.write("repaired.csv", repaired), &["--yes"]);
    assert_eq!(counts(&report)[0], 2, "{report}");
}

const NATIVE: [&str; 16] = [
    "members",
    "campaigns",
    "products",
    "product_links",
    "collaborations",
    "samples",
    "contents",
    "buyers",
    "costs",
    "margins",
    "orders",
    "stage_moves",
    "outreach",
    "agreements",
    "plans",
    "plan_creators",
];

fn exported(home: &Home, folder: &str) -> Vec<(String, String)> {
    std::fs::create_dir(home.path().join(folder)).unwrap();
    home.run(["export"].iter().chain(&NATIVE).chain(&["--out", folder]))
        .ok();
    let read = |name: &&str| {
        let path = home.path().join(folder).join(format!("{name}.csv"));
        ((*name).to_owned(), std::fs::read_to_string(path).unwrap())
    };
    NATIVE.iter().map(read).collect()
}

#[test]
fn native_files_out_and_in_again_give_the_same_pool() {
    let first = Home::new();
    first.run(["demo", "--export", "demo"]).ok();
    let files = |home: &Home, folder: &str| -> Vec<PathBuf> {
        let all = std::fs::read_dir(home.path().join(folder)).unwrap();
        let mut all: Vec<PathBuf> = all.map(|e| e.unwrap().path()).collect();
        all.retain(|path| !path.to_string_lossy().contains(".rejects"));
        all.sort();
        all
    };
    let import = |home: &Home, files: &[PathBuf]| {
        let mut command = home.command();
        command
            .arg("import")
            .args(files)
            .args(["--yes", "--format", "json"]);
        crate::cli_home::ran(&mut command).ok().json()
    };
    import(&first, &files(&first, "demo"));
    first
        .run([
            "plan",
            "make",
            "Boxes",
            "--product",
            "1729590000000000011",
            "region:GB",
            "tier:100k-500k",
        ])
        .ok();
    first
        .run([
            "move",
            "2026-0400",
            "dropped",
            "--reason",
            "no, \"thanks\"\nsaid @she",
        ])
        .ok();
    let out = exported(&first, "out");
    assert!(
        out.iter()
            .all(|(name, text)| text.lines().count() > 1 || panic!("{name}"))
    );

    let second = Home::new();
    let native = |path: &PathBuf| NATIVE.iter().any(|n| path.ends_with(format!("{n}.csv")));
    let mut all = files(&first, "demo");
    all.retain(|path| !native(path));
    all.extend(files(&first, "out"));
    let report = import(&second, &all);
    for file in report["files"].as_array().unwrap() {
        assert!(file.get("error").is_none_or(Value::is_null), "{file}");
        if native(&PathBuf::from(file["path"].as_str().unwrap())) {
            assert_eq!(file["rejected"], 0, "{file}");
        }
    }
    let again = exported(&second, "out");
    for ((name, before), (_, after)) in out.iter().zip(&again) {
        let other = before.lines().zip(after.lines()).find(|(b, a)| a != b);
        assert!(before == after, "{name} differs: {other:?}");
    }
    let returns = ["roi", "--by", "creator", "--format", "csv"];
    assert!(first.run(returns).ok().out == second.run(returns).ok().out);
    for args in [&["board"][..], &["plan"], &["list", "has:collab"]] {
        let one = json(&first, args);
        assert!(one == json(&second, args), "{args:?}");
    }
    // once more changes nothing
    let report = import(&second, &files(&first, "out"));
    for file in report["files"].as_array().unwrap() {
        let [created, updated, ..] = counts(file);
        assert_eq!((created, updated), (0, 0), "{file}");
    }
}

#[test]
fn of_two_with_one_handle_each_keeps_its_work() {
    let home = Home::new();
    let creators = "handle,platform,followers\nanna,tiktok,10\nanna,douyin,20\nbo,douyin,5\n";
    home.import(&home.write("creators.csv", creators), &["--yes"]);
    let work =
        "ref,handle,stage\nA-1,anna,candidate\nA-2,douyin:anna,contacted\nA-3,bo,negotiating\n";
    home.import(&home.write("work.csv", work), &["--yes"]);
    assert_eq!(home.count(&["platform:douyin", "stage:contacted"]), 1);
    assert_eq!(home.count(&["platform:tiktok", "stage:candidate"]), 1);
    let out = home.run(["export", "collaborations"]).ok().out;
    assert!(
        out.contains("A-1,tiktok:anna,")
            && out.contains("A-2,douyin:anna,")
            && out.contains("A-3,bo,"),
        "{out}"
    );
    let second = Home::new();
    second.import(&second.write("creators.csv", creators), &["--yes"]);
    let file = second.write("work.csv", out);
    second.import(&file, &["--yes", "--platform", "douyin"]);
    assert_eq!(
        json(&home, &["list", "has:collab"]),
        json(&second, &["list", "has:collab"])
    );
    assert_eq!(second.count(&["platform:douyin", "stage:contacted"]), 1);
}

#[test]
fn a_slip_is_told_and_changes_nothing() {
    let home = team();
    // to where it is already is no move
    let moves = |home: &Home| {
        let csv = home.run(["export", "stage_moves"]).ok().out;
        csv.lines().count()
    };
    let before = moves(&home);
    home.run(["move", "C-2", "negotiating"]).ok();
    assert_eq!(moves(&home), before);
    let failed = home.run(["plan", "make", "X", "--product", "Boxes", "--all"]);
    assert!(failed.err.contains("17001"), "{}", failed.err);
    home.run(["plan", "make", "X", "--product", "storage BOX", "--all"])
        .ok();
    let plans = json(&home, &["plan"]);
    assert_eq!(plans[0]["products"][0], "17001");
    assert_eq!(plans[0]["handles"].as_array().unwrap().len(), 3);
    // conditions with a dash are no options
    let cards = json(&home, &["board", "-stage:contracted"]);
    assert_eq!(cards["cards"].as_array().unwrap().len(), 2);
    // a handle that nobody knows is said to be new
    let file = home.write("more.csv", "ref,handle,stage\nC-8,ana.review,candidate\n");
    let report = home
        .run([
            "import",
            file.to_str().unwrap(),
            "--yes",
            "--kind",
            "collaborations",
        ])
        .ok();
    assert!(report.out.contains("@ana.review"), "{}", report.out);
}

#[test]
fn scripts_find_the_demo() {
    let home = Home::new();
    let path = home.run(["demo", "--path"]).ok().out;
    let board = home
        .run(["--db", path.trim(), "board", "--format", "json"])
        .ok()
        .json();
    assert!(board["cards"].as_array().unwrap().len() > 300);
}

#[test]
fn who_only_looks_does_not_join_the_team() {
    let home = team();
    for looked in [vec!["board"], vec!["today"], vec!["export", "members"]] {
        let args = ["--as", "passer-by"].into_iter().chain(looked);
        home.run(args).ok();
    }
    let members = home.run(["export", "members"]).ok().out;
    assert!(!members.contains("passer-by"), "{members}");
}
