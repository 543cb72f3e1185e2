//! What a person does, key by key, and what must come of it.

use crate::support::Person;
use daren::words::Lang;

const WIDE: (u16, u16) = (120, 40);

#[test]
fn a_shortlist_is_made_with_a_few_keys_and_taken_back() {
    let mut p = Person::demo(Lang::En, WIDE);
    let all = p.state.pool.matched();
    assert!(all > 2_500, "{all} creators in the demo pool");
    p.keys(":tier:20k-100k region:US<enter>");
    let fewer = p.state.pool.matched();
    assert!(fewer > 0 && fewer < all);
    p.keys(":<c-u>tier:20k-100k region:US female>=60<enter>");
    assert!(p.state.pool.matched() < fewer);
    p.keys("<backspace>");
    assert_eq!(p.query(), "tier:20k-100k region:US");
    assert_eq!(p.state.pool.matched(), fewer);
    p.keys("x");
    assert_eq!(p.state.pool.matched(), all);
}

#[test]
fn a_wrong_query_says_where_and_the_last_result_stays() {
    let mut p = Person::demo(Lang::En, WIDE);
    p.keys(":region:US<enter>");
    let matched = p.state.pool.matched();
    p.keys(":<c-u>region:US folowers>3<enter>");
    assert_eq!(p.state.pool.matched(), matched);
    let hint = p.screen().pop().unwrap();
    assert!(
        hint.contains("folowers") && hint.contains("followers") && hint.contains("11"),
        "{hint}"
    );
    p.keys("<esc>");
    assert_eq!(p.query(), "region:US");
}

#[test]
fn search_answers_every_letter_and_esc_gives_the_list_back() {
    let mut p = Person::demo(Lang::En, WIDE);
    let all = p.state.pool.matched();
    let mut last = all;
    for key in ["/", "b", "e", "a", "u"] {
        p.keys(key);
        assert!(p.state.pool.matched() <= last);
        last = p.state.pool.matched();
    }
    assert!(last < all && last > 0);
    p.keys("<esc>");
    assert_eq!(p.state.pool.matched(), all);
}

#[test]
fn a_section_narrowed_to_nothing_is_whole_again() {
    let mut p = Person::demo(Lang::En, WIDE);
    let shows = |p: &mut Person, what: &str| p.screen().join("\n").contains(what);
    // past the goals, to a tier
    p.keys("fgg}j/zz<enter>");
    assert!(shows(&mut p, "No value contains “zz”"), "{:?}", p.screen());
    assert!(shows(&mut p, "20k-100k"));
    p.keys("/500<enter>");
    assert!(shows(&mut p, "500k-1m") && !shows(&mut p, " 20k-100k"));
}

#[test]
fn the_cursor_stays_on_its_creator() {
    let mut p = Person::demo(Lang::En, WIDE);
    p.keys("40j");
    let handle = p.handle();
    let id = p.state.pool.on.unwrap();
    // a filter that keeps it, beyond the rows at hand, and its end
    p.keys(":followers>1<enter>");
    assert_eq!(p.handle(), handle, "under a filter");
    p.keys("x");
    assert_eq!(p.handle(), handle, "after it");
    // a filter that hides the creator, and its end
    p.keys(":followers<1<enter>");
    assert_ne!(p.state.pool.id_at(p.state.pool.cursor), Some(id));
    p.keys("x");
    assert_eq!(p.handle(), handle, "after a filter that hid it");
}

#[test]
fn a_new_order_is_seen_from_its_first_creator() {
    let mut p = Person::demo(Lang::En, WIDE);
    p.keys("40j");
    for (keys, what) in [("oj<enter>", "sorting"), ("40jO", "turning the sort")] {
        let before = p.handle();
        p.keys(keys);
        let pool = &p.state.pool;
        assert_eq!((pool.cursor, pool.top), (0, 0), "after {what}");
        assert_eq!(pool.on, pool.id_at(0));
        assert_ne!(p.handle(), before);
    }
    // the same order once more, chosen in a filter, is none to go up for
    p.keys("40j");
    let handle = p.handle();
    p.keys("fj<space>f");
    p.keys("x");
    assert_eq!(p.handle(), handle);
}

#[test]
fn enter_in_the_sort_menu_sorts_by_that_column_alone_but_for_keys_just_put_together() {
    let mut p = Person::demo(Lang::En, WIDE);
    let sort = |p: &Person| {
        let keys = p.state.pool.sort.iter().map(|k| k.to_string());
        keys.collect::<Vec<_>>().join(" ")
    };
    let followers = sort(&p);
    p.keys("oj+");
    let two = sort(&p);
    assert!(two.starts_with(&followers) && two.len() > followers.len());
    p.keys("<enter>");
    assert_eq!(sort(&p), two, "what was put together stays");
    p.keys("o<enter>");
    assert_eq!(sort(&p).split(' ').count(), 1, "{}", sort(&p));
}

#[test]
fn the_next_start_finds_the_row_of_a_creator_that_the_filter_has_hidden() {
    let mut p = Person::demo(Lang::En, WIDE);
    p.keys("40j:followers<100000<enter>");
    let cursor = p.state.pool.cursor;
    assert_eq!(p.state.session().cursor, p.state.pool.id_at(cursor));
    assert!(cursor > 0 && p.state.session().cursor != p.state.pool.on);
}

#[test]
fn panes_and_query_are_two_faces_of_one_filter() {
    let mut p = Person::demo(Lang::En, WIDE);
    // the panes open on the first tier
    p.keys("fj<space>");
    assert_eq!(p.query(), "tier:1k-20k");
    p.keys("j<space>");
    assert_eq!(p.query(), "tier:1k-20k,20k-100k");
    p.keys("<space>");
    assert_eq!(p.query(), "tier:1k-20k");
    p.keys("-");
    assert_eq!(p.query(), "tier:1k-20k -tier:20k-100k");
    p.keys("<esc>:<c-u>goal:brand<enter>");
    assert_eq!(p.query(), "goal:brand followers>=500000");
    assert_eq!(p.state.pool.sort[0].to_string(), "like:desc");
}

#[test]
fn marks_survive_filters_and_are_copied() {
    let mut p = Person::demo(Lang::En, WIDE);
    p.keys("3<space>");
    assert_eq!(p.state.pool.marks.len(), 3);
    p.keys("y");
    assert_eq!(p.desk.copied[0].lines().count(), 3);
    p.keys(":region:GB<enter>").keys("*");
    let marked = p.state.pool.marks.len();
    assert!(marked > 3);
    p.keys("y");
    assert!(p.desk.copied[1].lines().count() >= marked - 3);
    p.keys("U");
    assert!(p.state.pool.marks.is_empty());
}

#[test]
fn the_tool_reopens_where_one_left_it() {
    let mut p = Person::demo(Lang::En, WIDE);
    p.keys(":region:US,GB<enter>")
        .keys("ojjj<enter>")
        .keys("25j2<space>")
        .keys("q");
    assert!(p.desk.left);
    let (handle, query, sort) = (p.handle(), p.query(), p.state.pool.sort.clone());
    let p = p.again();
    assert_eq!(
        (p.handle(), p.query(), p.state.pool.sort.clone()),
        (handle, query, sort)
    );
    assert_eq!(p.state.pool.marks.len(), 2);
}

#[test]
fn a_file_is_imported_from_inside_and_taken_back() {
    let mut p = Person::empty(Lang::En, WIDE);
    let file = p.dir.path().join("friends.csv");
    std::fs::write(&file, "handle,followers,gmv_30d,currency,as_of\nanna,12000,10.50,USD,2026-11-01\nbo,900,0,USD,2026-11-01\nbad,x,,,\n").unwrap();
    p.keys("i<enter>");
    let screen = p.screen().join("\n");
    assert!(
        screen.contains("native creators") && screen.contains("creators new"),
        "{screen}"
    );
    assert_eq!(
        p.state.pool.matched(),
        0,
        "nothing is written before it is asked for"
    );
    p.keys("i");
    let screen = p.screen().join("\n");
    assert!(
        screen.contains("import finished") && screen.contains("rejected"),
        "{screen}"
    );
    assert_eq!(p.state.pool.matched(), 2);
    p.keys("<esc>Iu");
    assert!(p.notice().contains("again"), "{}", p.notice());
    p.keys("u<esc>");
    assert_eq!(p.state.pool.matched(), 0);
}

#[test]
fn completion_offers_fields_and_values_with_counts() {
    let mut p = Person::demo(Lang::En, WIDE);
    p.keys(":reg<tab>");
    assert!(p.screen()[1].contains("region:"), "{}", p.screen()[1]);
    p.keys("u<tab><enter>");
    assert_eq!(p.query(), "region:US");
}

#[test]
fn pasted_text_goes_into_fields_only() {
    use daren::messages::Msg;
    let mut p = Person::demo(Lang::En, WIDE);
    let all = p.state.pool.matched();
    p.feed(Msg::Paste("qqx".into()));
    assert!(!p.desk.left && p.state.pool.matched() == all);
    assert!(p.notice().contains("field"));
    p.keys("/");
    p.feed(Msg::Paste("beau\nty".into()));
    assert_eq!(p.query(), "beau ty");
}

#[test]
fn full_width_keys_of_an_input_method_work() {
    let mut p = Person::demo(Lang::Zh, WIDE);
    p.keys("：region：US<enter>");
    assert_eq!(p.query(), "region:US");
    p.keys("？");
    assert!(p.screen().join("\n").contains("列表按键"));
}

#[test]
fn list_facets_and_panes_give_the_same_numbers() {
    use daren::app::pool::panes::{Row, rows};
    use daren::domain::facet::Facet;
    let queries = [
        "",
        "region:US,GB",
        "tier:20k-100k cat:beauty",
        "female>=60 -tag:agency",
        "gmv>1000USD like>3",
        "scheme:s1 tier:nano,mid has:email",
        "小",
        "age:25-34 no:gmv",
    ];
    for query in queries {
        let mut p = Person::demo(Lang::En, WIDE);
        if !query.is_empty() {
            p.keys(&format!(":{query}<enter>"));
        }
        let daren = |args: &[&str]| {
            let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_daren"));
            command
                .arg("--db")
                .arg(p.dir.path().join("demo.db"))
                .args(args);
            command.args(query.split(' ').filter(|w| !w.is_empty()));
            command
                .env("HOME", p.dir.path())
                .env("XDG_CONFIG_HOME", p.dir.path());
            let out = command.output().unwrap();
            assert!(
                out.status.success(),
                "{query}: {}",
                String::from_utf8_lossy(&out.stderr)
            );
            String::from_utf8(out.stdout).unwrap()
        };
        let count: usize = daren(&["list", "--count"]).trim().parse().unwrap();
        assert_eq!(p.state.pool.matched(), count, "{query}");
        let listed = daren(&["list", "--format", "handles"]).lines().count();
        assert_eq!(listed, count, "{query}");
        let facets: serde_json::Value =
            serde_json::from_str(&daren(&["facets", "--format", "json"])).unwrap();
        // all values, not only the first few
        for f in Facet::ALL {
            p.state.pool.panes.opened.insert(f);
        }
        let mut compared = 0;
        for row in rows(&p.state) {
            if let Row::Value {
                facet,
                value,
                count,
                ..
            } = row
            {
                let there = facets[facet.key()]
                    .get(&value)
                    .and_then(|v| v.as_u64())
                    .unwrap_or(0);
                assert_eq!(count as u64, there, "{query}: {} {value}", facet.key());
                compared += 1;
            }
        }
        // these are asked for in the query line alone
        let asked = [Facet::Product, Facet::Mode, Facet::Due];
        let all: usize = Facet::ALL
            .iter()
            .filter(|f| !asked.contains(f))
            .map(|f| facets[f.key()].as_object().map_or(0, |o| o.len()))
            .sum();
        assert!(
            compared >= all && all > 20,
            "{query}: {compared} rows for {all} values"
        );
    }
}

#[test]
fn the_panes_are_walked_to_both_ends() {
    let mut p = Person::demo(Lang::En, (80, 24));
    p.keys("fG");
    let last = p.state.pool.panes.cursor;
    assert!(last > 30, "{last}");
    p.keys("j");
    assert_eq!(p.state.pool.panes.cursor, last);
    p.keys("gg");
    assert_eq!(p.state.pool.panes.cursor, 0);
    p.keys("99999999k");
    assert_eq!(p.state.pool.panes.cursor, 0);
}

#[test]
fn taking_back_an_import_is_confirmed_by_the_same_key_alone() {
    let mut p = Person::demo(Lang::En, WIDE);
    p.imports("handle\nsomebody.new\n");
    let all = p.state.pool.matched();
    p.keys("Iu");
    assert!(p.notice().contains("Press u again"), "{}", p.notice());
    p.keys("yu");
    assert_eq!(
        p.state.pool.matched(),
        all,
        "another key in between asks again"
    );
    p.keys("u");
    assert!(p.state.pool.matched() < all);
    assert!(p.notice().contains("taken back"), "{}", p.notice());
}

#[test]
fn a_sort_put_together_is_kept_by_enter() {
    let mut p = Person::demo(Lang::En, WIDE);
    p.keys("ojjjj+<enter>");
    assert_eq!(p.state.pool.sort.len(), 2);
}

#[test]
fn names_that_stand_as_handles_are_found_by_pinyin() {
    let mut p = Person::empty(Lang::En, WIDE);
    let file = p.dir.path().join("names.csv");
    std::fs::write(&file, "handle,followers\n李佳琦Austin,5\nanna,6\n").unwrap();
    p.keys("i<enter>i<esc>");
    for word in ["ljq", "lijiaqi", "佳琦"] {
        p.keys(&format!("/<c-u>{word}<enter>"));
        assert_eq!(p.state.pool.matched(), 1, "{word}");
    }
}

#[test]
fn bounds_are_nudged_in_round_steps() {
    let mut p = Person::demo(Lang::En, WIDE);
    p.keys("f");
    let at = |p: &Person, metric| {
        use daren::app::pool::panes::{Row, rows};
        rows(&p.state)
            .iter()
            .position(|r| matches!(r, Row::Number { metric: m, .. } if *m == metric))
            .unwrap()
    };
    use daren::domain::field::Metric;
    for (metric, keys, want) in [
        (Metric::LikeRate, "lll", "like>=3"),
        (Metric::Adult, "llh", "adult>=5"),
        (Metric::RefundRate, "hh", "refund<=99"),
    ] {
        let row = at(&p, metric);
        p.keys(&format!("gg{row}j"));
        while at(&p, metric) != p.state.pool.panes.cursor {
            let behind = p.state.pool.panes.cursor < at(&p, metric);
            p.keys(if behind { "j" } else { "k" });
        }
        p.keys(keys);
        assert!(p.query().ends_with(want), "{} for {want}", p.query());
    }
}

#[test]
fn a_column_of_bare_percents_is_mapped_as_such() {
    let mut p = Person::empty(Lang::En, WIDE);
    let file = p.dir.path().join("scrape.csv");
    std::fs::write(&file, "who,women\nanna,81\nbo,9\n").unwrap();
    p.keys("i<enter>");
    assert!(p.notice().contains("No column is known"), "{}", p.notice());
    p.keys("jjj<enter>han<tab><enter>")
        .keys("j<enter>female%<enter>");
    let screen = p.screen().join("\n");
    assert!(screen.contains("81 %"), "{screen}");
    p.keys("i<esc>:female>80<enter>");
    assert_eq!(p.handle(), "anna");
}

#[test]
fn more_than_a_terminal_can_take_is_not_copied() {
    let mut p = Person::empty(Lang::En, WIDE);
    let rows: String = (0..3_001).map(|i| format!("creator{i},{i}\n")).collect();
    std::fs::write(
        p.dir.path().join("many.csv"),
        format!("handle,followers\n{rows}"),
    )
    .unwrap();
    p.keys("i<enter>i<esc>*y");
    assert!(
        p.desk.copied.is_empty() && p.notice().contains("3,001"),
        "{}",
        p.notice()
    );
    p.keys("<space>y");
    assert_eq!(p.desk.copied[0].lines().count(), 3_000);
}
