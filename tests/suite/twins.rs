//! Creators that are one person, key by key and as scripts use it.

use crate::cli_home::Home;
use crate::support::Person;
use daren::words::Lang;

const FILE: &str = "handle,platform,followers,name,email,tags\n\
    anna.review,tiktok,84120,Anna Wu,anna@x.com,vip\n\
    anna_review2,tiktok,61000,Anna Wu,anna@x.com,late\n\
    anna.review,douyin,7000,安娜,,\n\
    bo.kim,tiktok,5000,Bo,bo@x.com,\n";

fn person(lang: Lang, size: (u16, u16)) -> Person {
    let mut p = Person::empty(lang, size);
    std::fs::write(p.dir.path().join("c.csv"), FILE).unwrap();
    p.keys("i<enter>i");
    p.keys("<esc><esc><esc>");
    assert_eq!(p.state.pool.matched(), 4, "{}", p.screen().join("\n"));
    p
}

#[test]
fn a_pair_is_found_merged_taken_back_and_separated() {
    let mut p = person(Lang::En, (120, 40));
    p.keys("M");
    let screen = p.screen().join("\n");
    assert!(
        screen.contains("@anna.review · tiktok")
            && screen.contains("same e-mail, similar handle, same name"),
        "{screen}"
    );
    p.keys("m");
    assert!(
        p.notice()
            .contains("@anna_review2 merged into @anna.review"),
        "{}",
        p.notice()
    );
    assert_eq!(p.state.pool.matched(), 3);
    // the handle that went finds the one that stays, with the tags of both
    p.keys("<esc>/anna_review2<enter>gg");
    assert_eq!(p.handle(), "anna.review");
    assert_eq!(p.creator().tags, ["vip", "late"]);
    p.keys(":<c-u>tag:late<enter>");
    assert_eq!(p.state.pool.matched(), 1);
    p.keys("u");
    assert_eq!(p.state.pool.matched(), 1);
    assert_eq!(p.handle(), "anna_review2");
    p.keys("<c-r>x");
    assert_eq!(p.state.pool.matched(), 3);
    // on the card those that have gone stand first, and x makes them two again
    p.keys("gg<enter>M");
    assert!(p.screen().join("\n").contains("merged: x separates them"));
    p.keys("x<esc><esc>");
    assert_eq!(p.state.pool.matched(), 4);
}

#[test]
fn marked_ones_are_merged_whatever_they_share_and_the_other_one_may_stay() {
    let mut p = person(Lang::En, (80, 24));
    p.keys(":bo.kim<enter>gg<space>:<c-u>anna.review platform:douyin<enter>gg<space>x");
    assert_eq!(p.state.pool.marks.len(), 2);
    p.keys("M");
    let screen = p.screen().join("\n");
    assert!(screen.contains("marked by you"), "{screen}");
    p.keys("<tab>m");
    assert!(p.notice().contains("merged into"), "{}", p.notice());
    assert_eq!(p.state.pool.matched(), 3);
    // of another platform the numbers stand beside
    p.keys("<esc>:<c-u>bo.kim<enter>gg<enter>");
    let screen = p.screen().join("\n");
    assert!(screen.contains("also on"), "{screen}");
}

#[test]
fn a_pair_that_is_said_to_be_two_people_is_not_offered_again() {
    let mut p = person(Lang::Zh, (80, 24));
    p.keys("M");
    let pairs = |p: &Person| match p.state.layers.last() {
        Some(daren::app::layer::Layer::Twins(v)) => v.found.len(),
        other => panic!("{other:?}"),
    };
    let before = pairs(&p);
    p.keys("x");
    assert_eq!(pairs(&p), before - 1);
    p.keys("<esc>M");
    assert_eq!(pairs(&p), before - 1);
    p.keys("u<esc>M");
    assert_eq!(pairs(&p), before);
}

#[test]
fn colleagues_see_a_merge_and_what_they_had_marked_is_the_one_that_stays() {
    let mut anna = person(Lang::En, (120, 40));
    let mut bo = anna.beside("bo");
    bo.keys(":anna_review2<enter>gg<space>x");
    anna.keys("Mm<esc>");
    bo.looks();
    assert_eq!(bo.state.pool.matched(), 3);
    bo.keys("twho is it<enter>");
    assert!(bo.notice().contains("who is it"), "{}", bo.notice());
    anna.looks().keys(":<c-u>tag:\"who is it\"<enter>gg");
    assert_eq!(anna.handle(), "anna.review");
}

#[test]
fn scripts_find_merge_and_separate() {
    let home = Home::new();
    let file = home.write("c.csv", FILE);
    home.import(&file, &["--yes"]);
    let json = |args: &[&str]| {
        home.run(args.iter().chain(&["--format", "json"]))
            .ok()
            .json()
    };
    let pairs = json(&["duplicates"]);
    assert_eq!(pairs[0]["stays"], "tiktok:anna.review");
    assert_eq!(pairs[0]["signs"][0], "email");
    let e = home
        .run(["merge", "anna_review2", "anna.review"])
        .fails(1)
        .err;
    assert!(e.contains("tiktok, douyin"), "{e}");
    let done = json(&["merge", "anna_review2", "tiktok:anna.review"]);
    assert_eq!(
        (done["kind"].as_str(), done["to"].as_str()),
        (Some("merge"), Some("@anna.review"))
    );
    let said = home
        .run(["merge", "douyin:anna.review", "tiktok:anna.review"])
        .ok()
        .out;
    assert!(
        said.contains("@anna.review (douyin) merged into @anna.review (tiktok)"),
        "{said}"
    );
    assert_eq!(home.count(&[]), 2);
    let shown = json(&["show", "anna_review2"]);
    assert_eq!(shown["handle"], "anna.review");
    assert_eq!(shown["merged"][1], "douyin:anna.review");
    home.run(["merge", "douyin:anna.review", "anna_review2"])
        .fails(1);
    home.run(["separate", "douyin:anna.review"]).ok();
    home.run(["separate", "anna_review2"]).ok();
    assert_eq!(home.count(&[]), 4);
    home.run(["separate", "anna_review2"]).fails(1);
}

#[test]
fn orders_of_two_who_are_one_belong_to_the_work_of_both() {
    let home = Home::new();
    home.write(
        "collaborations.csv",
        "ref,handle,fixed_fee,currency,margin_rate,started\n\
         A1,anna,10,USD,0.5,2026-10-01\nB1,anna_2,20,USD,0.5,2026-11-01\n",
    );
    let orders = "order_id,product_id,sku_id,handle,ref,ordered_at,paid,currency\n\
         1,17,a,anna,,2026-10-05,100,USD\n2,17,a,anna_2,,2026-10-06,40,USD\n3,17,a,anna_2,B1,2026-10-07,8,USD\n";
    home.write("orders.csv", orders);
    home.run(["import", "collaborations.csv", "orders.csv", "--yes"])
        .ok();
    let sold = |handle: &str| {
        let v = home.run(["show", handle, "--format", "json"]).ok().json();
        let all = v["collaborations"].as_array().unwrap().clone();
        let of = |c: &serde_json::Value| {
            let text = |v: &serde_json::Value| v.as_str().unwrap_or("-").to_owned();
            format!("{} {}", text(&c["ref"]), text(&c["revenue"]["gmv"]))
        };
        all.iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(sold("anna"), ["A1 100.00"]);
    assert_eq!(sold("anna_2"), ["B1 8.00"]);
    let groups = || {
        home.run(["roi", "--by", "creator", "--format", "csv"])
            .ok()
            .out
    };
    let apart = groups();
    home.run(["merge", "anna_2", "anna"]).ok();
    // what neither of them had work for on its day: the other had
    let mut both = sold("anna");
    both.sort();
    assert_eq!(both, ["A1 140.00", "B1 8.00"]);
    assert_eq!(sold("anna_2").len(), 2);
    // a later file names the collaboration of the one by the handle of the other
    home.write(
        "more.csv",
        "order_id,product_id,sku_id,handle,ref,ordered_at,paid,currency\n4,17,a,anna,B1,2026-10-08,2,USD\n",
    );
    home.run(["import", "more.csv", "--yes"]).ok();
    let mut both = sold("anna");
    both.sort();
    assert_eq!(both, ["A1 140.00", "B1 10.00"]);
    // and told apart again it is nobody's work, rather than that of another creator
    home.run(["separate", "anna_2"]).ok();
    assert_eq!(sold("anna_2"), ["B1 8.00"]);
    assert_eq!(sold("anna"), ["A1 102.00"]);
    home.run(["imports", "undo", "--yes"]).ok();
    assert_eq!(groups(), apart);
}
