//! Tags, lists, notes and what was done, key by key, by one person and by two.

use crate::support::Person;
use daren::words::Lang;

const WIDE: (u16, u16) = (120, 40);

#[test]
fn a_tag_goes_on_with_a_word_and_on_the_next_creator_with_two_keys() {
    let mut p = Person::demo(Lang::En, WIDE);
    p.imports("handle\nsomebody.new\n");
    p.keys("tvery good<enter>");
    assert!(
        p.notice().contains("tag “very good” on @"),
        "{}",
        p.notice()
    );
    assert!(p.creator().tags.contains(&"very good".to_owned()));
    p.keys("jt<enter>");
    assert!(p.creator().tags.contains(&"very good".to_owned()));
    p.keys(":tag:\"very good\"<enter>");
    assert_eq!(p.state.pool.matched(), 2);
    // where all have it, the same keys take it off
    p.keys("*t<enter>");
    assert_eq!(p.state.pool.matched(), 0);
    p.keys("u");
    assert_eq!(p.state.pool.matched(), 2);
    assert!(
        p.notice()
            .contains("Taken back: tag “very good” off 2 creators"),
        "{}",
        p.notice()
    );
    // a whole import is asked for first, and any other key is no answer
    p.keys("uu");
    p.keys("u");
    assert!(
        p.notice()
            .contains("Press u again to take back the whole import of"),
        "{}",
        p.notice()
    );
    let all = |p: &Person| p.state.pool.facts.as_ref().unwrap().total;
    let before = all(&p);
    p.keys("ju");
    assert!(p.notice().contains("Press u again"), "{}", p.notice());
    assert_eq!(all(&p), before);
    p.keys("u");
    assert!(
        p.notice().contains("Taken back: import of"),
        "{}",
        p.notice()
    );
    assert!(all(&p) < before);
}

#[test]
fn a_tag_for_the_marked_ones_or_for_all_that_match() {
    let mut p = Person::demo(Lang::En, WIDE);
    p.keys(":tier:100k-500k<enter>");
    let all = p.state.pool.matched();
    p.keys("gg<space><space><space>tmarked<enter>:tag:marked<enter>");
    assert_eq!(p.state.pool.matched(), 3);
    p.keys(":<c-u>tier:100k-500k<enter>Utall of them<c-g><enter>:<c-u>tag:\"all of them\"<enter>");
    assert_eq!(p.state.pool.matched(), all);
    let facet = p.screen().join("\n");
    assert!(facet.contains("all of them"), "{facet}");
    // one of several: the sign says that some have it
    p.keys("x:tier:100k-500k<enter>gg<space><space>ggtmarked");
    let screen = p.screen().join("\n");
    assert!(screen.contains("✓ marked"), "{screen}");
    p.keys("<esc>Ggg");
}

#[test]
fn the_chooser_finds_by_pinyin_and_offers_the_starting_tags() {
    let mut p = Person::demo(Lang::Zh, WIDE);
    p.keys("txs");
    let screen = p.screen().join("\n");
    assert!(screen.contains("销售达人"), "{screen}");
    // initials find it as well, and Enter takes it
    p.keys("<esc>thxdr<enter>");
    assert!(
        p.creator().tags.iter().any(|t| t == "核心达人"),
        "{:?}",
        p.creator().tags
    );
    assert!(p.notice().contains("核心达人"), "{}", p.notice());
}

#[test]
fn a_suggestion_is_offered_with_its_reason_taken_or_turned_down() {
    let mut p = Person::demo(Lang::En, WIDE);
    // somebody whose data speak for a tag
    p.keys(":female>=60 cat:beauty -tag:适合美容类<enter>gg");
    assert!(p.state.pool.matched() > 0);
    p.keys("t");
    let screen = p.screen().join("\n");
    assert!(
        screen.contains("? 适合美容类") && screen.contains("% women, Beauty"),
        "{screen}"
    );
    // turned down, it is not offered again, not after coming back either
    p.keys("<up><c-x>");
    assert!(!p.screen().join("\n").contains("? 适合美容类"));
    p.keys("<esc>");
    let handle = p.handle();
    let mut p = p.again();
    assert_eq!(p.handle(), handle);
    p.keys("t");
    assert!(!p.screen().join("\n").contains("? 适合美容类"));
    p.keys("<esc>u");
    assert!(
        p.notice().contains("Taken back: suggestion “适合美容类”"),
        "{}",
        p.notice()
    );
    p.keys("t");
    assert!(p.screen().join("\n").contains("? 适合美容类"));
    // taken, it is a tag like any other
    p.keys("<up><enter>");
    assert!(
        p.notice()
            .contains(&format!("tag “适合美容类” on @{handle}")),
        "{}",
        p.notice()
    );
}

#[test]
fn the_list_used_last_takes_a_creator_with_one_key() {
    let mut p = Person::demo(Lang::En, WIDE);
    p.keys("sq4 shortlist<enter>");
    assert_eq!(p.creator().lists, ["q4 shortlist"]);
    p.keys("js");
    assert_eq!(p.creator().lists, ["q4 shortlist"]);
    p.keys("s");
    assert!(p.creator().lists.is_empty());
    p.keys(":list:\"q4 shortlist\"<enter>");
    assert_eq!(p.state.pool.matched(), 1);
    // the next start knows which list it was
    let mut p = p.again();
    p.keys("xggjjs");
    assert_eq!(p.creator().lists, ["q4 shortlist"]);
}

#[test]
fn what_a_colleague_does_appears_without_moving_the_list() {
    let mut anna = Person::demo(Lang::En, WIDE);
    anna.keys("jjjj<space>");
    let (handle, top) = (anna.handle(), anna.state.pool.top);
    let mut bo = anna.beside("bo");
    bo.keys("jjjjjtfrom bo<enter>nhello there<c-s>");
    anna.looks();
    assert_eq!((anna.handle(), anna.state.pool.top), (handle, top));
    assert_eq!(
        anna.creator().tags.last().map(String::as_str),
        Some("from bo")
    );
    assert_eq!(
        anna.creator().notes.last().map(|n| n.by.as_str()),
        Some("Bo Chen")
    );
    assert_eq!(anna.state.pool.marks.len(), 1);
    anna.keys(":tag:\"from bo\"<enter>");
    assert_eq!(anna.state.pool.matched(), 1);
    // a filter that holds follows what others do
    bo.keys("ktfrom bo<enter>");
    anna.looks();
    assert_eq!(anna.state.pool.matched(), 2);
    // one's own last change goes, whatever others have done since
    anna.keys("tmine<enter>");
    bo.keys("tother<enter>");
    anna.keys("u");
    assert!(anna.notice().contains("tag “mine”"), "{}", anna.notice());
    bo.looks().keys("u");
    assert!(bo.notice().contains("tag “other”"), "{}", bo.notice());
}

#[test]
fn a_note_is_written_found_changed_and_brought_back() {
    let mut p = Person::demo(Lang::En, WIDE);
    p.keys("nprefers zebra stripes<enter>- due 2026-12-01 send samples<c-s>");
    let handle = p.handle();
    assert!(
        p.notice().contains(&format!("note on @{handle}")),
        "{}",
        p.notice()
    );
    p.keys("G/zebra<enter>");
    assert_eq!((p.state.pool.matched(), p.handle()), (1, handle.clone()));
    p.keys("ggx");
    assert_eq!(p.handle(), handle);
    let n = p.creator().notes.len();
    // changed: the words before stay, with who wrote them
    p.keys("Ne<c-u><backspace><c-u>hates zebras<c-s>");
    assert_eq!(p.creator().notes.last().unwrap().body, "hates zebras");
    p.keys("v");
    let screen = p.screen().join("\n");
    assert!(screen.contains("[-prefers zebra-]{+hates+}"), "{screen}");
    p.keys("<esc>D");
    assert_eq!(p.creator().notes.len(), n, "asks first");
    p.keys("D");
    assert_eq!(p.creator().notes.len(), n - 1);
    p.keys("uu<esc>");
    assert!(
        p.creator()
            .notes
            .last()
            .unwrap()
            .body
            .starts_with("prefers zebra")
    );
    // the card shows it
    p.keys("<enter>");
    assert!(p.screen().join("\n").contains("prefers zebra stripes"));
}

#[test]
fn what_is_being_written_is_kept_until_it_is_saved() {
    let mut p = Person::demo(Lang::En, WIDE);
    p.keys("nhalf a sen");
    assert_eq!(p.desk.drafts.len(), 1);
    assert_eq!(p.desk.drafts[0].body, "half a sen");
    // the line breaks: the next start offers it
    let drafts = p.desk.drafts.clone();
    let mut p = p.again();
    p.feed(daren::messages::Msg::Drafts(drafts));
    assert!(p.notice().contains("unsaved"), "{}", p.notice());
    p.keys("ntence<esc>");
    assert!(p.notice().contains("is kept"), "{}", p.notice());
    p.keys("n<c-s>");
    assert_eq!(p.creator().notes.last().unwrap().body, "half a sentence");
    assert!(p.desk.drafts.is_empty());
    // thrown away, nothing is left
    p.keys("nnonsense<c-x>");
    assert!(
        p.notice().contains("ctrl-x again") && p.desk.drafts.len() == 1,
        "{}",
        p.notice()
    );
    p.keys("!<c-x><c-x>");
    assert!(p.desk.drafts.is_empty());
    p.keys("n");
    assert!(!p.screen().join("\n").contains("nonsense"));
}

#[test]
fn two_people_on_one_note_choose_what_stays() {
    let answers = [
        ("t", "a\nb by bo"),
        ("m", "a by anna\nb"),
        ("b<c-s>", "a by anna\nb by bo"),
    ];
    for (key, stays) in answers {
        let mut anna = Person::demo(Lang::En, WIDE);
        anna.keys("na<enter>b<c-s>");
        let mut bo = anna.beside("bo");
        anna.keys("Ne<up><end> by anna");
        bo.keys("Ne by bo<c-s>");
        anna.keys("<c-s>");
        let screen = anna.screen().join("\n");
        assert!(
            screen.contains("Bo Chen has changed this note meanwhile"),
            "{screen}"
        );
        assert!(
            screen.contains("by bo") && screen.contains("by anna"),
            "{screen}"
        );
        anna.keys(key);
        anna.looks();
        assert_eq!(anna.creator().notes.last().unwrap().body, stays, "{key}");
        assert!(anna.desk.drafts.is_empty(), "{key}");
        bo.looks();
        assert_eq!(bo.creator().notes.last().unwrap().body, stays, "{key}");
    }
}

#[test]
fn the_history_tells_what_was_done_by_whom() {
    let mut anna = Person::demo(Lang::En, WIDE);
    let mut bo = anna.beside("bo");
    anna.keys("tfirst<enter>");
    bo.keys("tsecond<enter>u");
    anna.looks().keys("H");
    let screen = anna.screen().join("\n");
    let at = |what: &str| {
        screen
            .find(what)
            .unwrap_or_else(|| panic!("{what}: {screen}"))
    };
    assert!(at("taken back: tag “second”") < at("tag “second” on @"));
    assert!(at("tag “second” on @") < at("tag “first” on @"));
    assert!(screen.contains("import of"), "{screen}");
    anna.keys("<esc>J");
    assert!(
        anna.screen()
            .join("\n")
            .contains("what was done in this pool")
    );
    anna.keys("mm");
    let screen = anna.screen().join("\n");
    assert!(
        screen.contains("what Bo Chen did") && !screen.contains("“first”"),
        "{screen}"
    );
    for _ in 0..4 {
        anna.keys("m");
    }
    anna.keys("d");
    assert!(anna.screen().join("\n").contains("2026-11-22"));
    // taking back is seen where one looks
    anna.keys("du");
    assert!(anna.screen().join("\n").contains("taken back: tag “first”"));
}

#[test]
fn tags_are_renamed_merged_grouped_and_deleted_everywhere() {
    let mut p = Person::demo(Lang::En, WIDE);
    p.keys("tone<enter>jttwo<enter>#");
    let go = |p: &mut Person, name: &str| {
        let at = p.state.tags.iter().position(|t| t.name == name).unwrap();
        p.keys(&"k".repeat(40)).keys(&"j".repeat(at));
    };
    go(&mut p, "one");
    p.keys("r<c-u>first<enter>");
    assert!(
        p.state
            .tags
            .iter()
            .any(|t| t.name == "first" && t.creators == 1)
    );
    go(&mut p, "first");
    p.keys("+quality<enter>");
    let colour =
        |p: &Person, name: &str| p.state.tags.iter().find(|t| t.name == name).unwrap().colour;
    let before = colour(&p, "first");
    go(&mut p, "first");
    p.keys("c");
    assert!(before.is_some() && colour(&p, "first") != before);
    go(&mut p, "two");
    p.keys("mfi<tab><enter>");
    assert!(
        p.state
            .tags
            .iter()
            .any(|t| t.name == "first" && t.creators == 2)
    );
    go(&mut p, "first");
    p.keys("<enter>");
    assert_eq!(
        (p.query().as_str(), p.state.pool.matched()),
        ("tag:first", 2)
    );
    p.keys("x#");
    go(&mut p, "first");
    p.keys("DD");
    assert!(p.state.tags.iter().all(|t| t.name != "first"));
    // each step is one undo
    p.keys("uuuuu");
    let names: Vec<&str> = p.state.tags.iter().map(|t| t.name.as_str()).collect();
    assert!(
        names.contains(&"one") && names.contains(&"two"),
        "{names:?}"
    );
}

#[test]
fn a_list_has_an_order_reasons_a_target_and_snapshots() {
    let mut p = Person::demo(Lang::En, WIDE);
    p.keys("<space><space><space>Sq4<enter>Us");
    p.keys("L");
    let at = p.state.lists.iter().position(|l| l.name == "q4").unwrap();
    p.keys(&"j".repeat(at)).keys("<enter>");
    let screen = p.screen();
    assert!(screen[2].contains("q4 · 4"), "{}", screen[2]);
    let handle = |p: &Person, row: usize| {
        p.screen()[4 + row]
            .split('@')
            .nth(1)
            .unwrap()
            .split_whitespace()
            .next()
            .unwrap()
            .to_owned()
    };
    let (first, second) = (handle(&p, 0), handle(&p, 1));
    p.keys("J");
    assert_eq!(
        (handle(&p, 0), handle(&p, 1)),
        (second.clone(), first.clone())
    );
    p.keys("ebest fit<enter>");
    assert!(p.screen()[5].contains("best fit"), "{}", p.screen()[5]);
    p.keys("t3<enter>");
    assert!(p.screen()[2].contains("4 of 3"), "{}", p.screen()[2]);
    p.keys("y");
    assert_eq!(p.desk.copied.last().unwrap().lines().count(), 4);
    // a snapshot stays as it is
    p.keys("f<enter>d<esc>");
    let frozen = p
        .state
        .lists
        .iter()
        .find(|l| l.name == "q4 · 2026-11-22")
        .unwrap();
    assert_eq!((frozen.creators, frozen.frozen_at.is_some()), (4, true));
    let at = |p: &Person, name: &str| p.state.lists.iter().position(|l| l.name == name).unwrap();
    let q4 = at(&p, "q4");
    assert_eq!(p.state.lists[q4].creators, 3);
    // what has changed since
    p.keys(&"k".repeat(20)).keys(&"j".repeat(q4)).keys("=");
    let snapshot = at(&p, "q4 · 2026-11-22");
    p.keys(&"j".repeat(snapshot - q4)).keys("=");
    let screen = p.screen().join("\n");
    assert!(
        screen.contains("only on q4 · 2026-11-22: 1") && screen.contains("on both: 3"),
        "{screen}"
    );
    // and the snapshot refuses
    p.keys("<esc><enter>e<enter>d");
    assert!(p.notice().contains("is frozen"), "{}", p.notice());
}

#[test]
fn a_list_goes_out_in_every_form() {
    let mut p = Person::demo(Lang::En, WIDE);
    p.keys("<space><space>Sout<enter>ULG");
    let at = p.state.lists.iter().position(|l| l.name == "out").unwrap();
    p.keys(&"k".repeat(20)).keys(&"j".repeat(at));
    for form in ["xlsx", "csv", "md", "txt"] {
        p.keys(&format!("w<c-u>list.{form}<enter>"));
        assert!(p.notice().contains("2 creators written"), "{}", p.notice());
        assert!(p.dir.path().join(format!("list.{form}")).is_file());
    }
    let read = |name: &str| std::fs::read_to_string(p.dir.path().join(name)).unwrap();
    let handles = read("list.txt");
    let handles: Vec<&str> = handles.lines().collect();
    let csv = read("list.csv");
    assert!(csv.starts_with("place,handle,display_name"), "{csv}");
    assert!(
        csv.lines()
            .nth(1)
            .unwrap()
            .starts_with(&format!("1,{},", handles[0])),
        "{csv}"
    );
    let md = read("list.md");
    assert!(
        md.starts_with("# out\n\n2026-11-22 · 2 creators\n")
            && md.contains("| no. | handle | name |")
            && md.contains(&format!("| 2 | {} |", handles[1])),
        "{md}"
    );
    // rounded and with their units
    assert!(md.contains(" % |"), "{md}");
    // nothing is written over, and an unknown form is refused
    p.keys("w<c-u>list.csv<enter>");
    assert!(p.notice().contains("is there already"), "{}", p.notice());
    p.keys("w<c-u>list.doc<enter>");
    assert!(p.notice().contains(".xlsx"), "{}", p.notice());
}

#[test]
fn what_notes_ask_stands_under_today() {
    let mut anna = Person::empty(Lang::En, WIDE);
    anna.imports("handle,followers\none,20\ntwo,10\n");
    let mut bo = anna.beside("bo");
    anna.keys("ndue 2026-11-20 send the red one<enter>due 2026-11-22 call<enter>due 2026-12-24 @bo ask again<c-s>");
    let handle = anna.handle();
    bo.keys("jnplease look at her last video, @anna<c-s>");
    anna.looks().keys("d");
    let screen = anna.screen().join("\n");
    let at = |what: &str| {
        screen
            .find(what)
            .unwrap_or_else(|| panic!("{what}: {screen}"))
    };
    assert!(at("late") < at("send the red one") && at("send the red one") < at("today ─"));
    assert!(at("2026-11-22 call") < at("somebody asks") && at("somebody asks") < at("last video"));
    assert!(!screen.contains("ask again"), "that is for bo: {screen}");
    // done, it is gone from here and stands in the note
    anna.keys("<space>");
    let screen = anna.screen();
    let (said, above) = screen.split_last().unwrap();
    assert!(said.contains("send the red one"), "{said}");
    assert!(!above.join("\n").contains("send the red one"));
    anna.keys("<enter>");
    assert_eq!(anna.handle(), handle);
    assert!(
        anna.creator()
            .notes
            .last()
            .unwrap()
            .body
            .starts_with("done due 2026-11-20")
    );
    anna.keys("<esc>u");
    bo.looks().keys("d");
    let screen = bo.screen().join("\n");
    assert!(
        screen.contains("ask again") && !screen.contains("2026-11-22 call"),
        "{screen}"
    );
    bo.keys("m");
    assert!(bo.screen().join("\n").contains("send the red one"));
}

#[test]
fn marked_creators_stand_side_by_side_with_the_best_value_marked() {
    let mut p = Person::demo(Lang::En, WIDE);
    p.keys("=");
    assert!(p.notice().contains("Mark two to five"), "{}", p.notice());
    p.keys(":region:US gmv>0<enter>gg<space><space><space>");
    let all: Vec<_> = p.state.pool.marks.iter().collect();
    let best = |m: daren::domain::field::Metric, p: &Person| -> i64 {
        all.iter()
            .map(|id| p.state.pool.rows[id].profile.metric(m).unwrap())
            .max()
            .unwrap()
    };
    let followers = best(daren::domain::field::Metric::Followers, &p);
    p.keys("=");
    let screen = p.screen();
    let row = screen
        .iter()
        .find(|l| l.trim_start().starts_with("followers"))
        .unwrap();
    let shown = daren::text::grouped(&followers.to_string());
    assert!(row.contains(&format!("✓ {shown}")), "{row}");
    assert_eq!(row.matches('✓').count(), 1, "{row}");
    // dearer is not better, and money of several currencies is not compared
    let find = |what: &str, screen: &[String]| {
        screen
            .iter()
            .find(|l| l.trim_start().starts_with(what))
            .cloned()
    };
    p.keys("<esc>U:<c-u>gmv>0USD<enter>gg<space><esc>:<c-u>gmv>0PHP<enter>gg<space>x");
    p.keys("=");
    let screen = p.screen();
    let gmv = find("GMV ", &screen).unwrap();
    assert!(
        gmv.contains("USD") && gmv.contains("PHP") && !gmv.contains('✓'),
        "{gmv}"
    );
    // six are too many to be read
    p.keys("<esc>Ugg<space><space><space><space><space><space>=");
    assert!(p.notice().contains("Mark two to five"), "{}", p.notice());
}

#[test]
fn marks_that_the_filter_hides_do_not_stand_in_the_way() {
    let mut p = Person::demo(Lang::En, WIDE);
    p.keys("<space><space>G");
    let handle = p.handle();
    p.keys(&format!("/{handle}<enter>thidden marks<enter>"));
    assert!(
        p.notice()
            .contains(&format!("tag “hidden marks” on @{handle}")),
        "{}",
        p.notice()
    );
}

#[test]
fn the_cursor_stays_on_its_tag_whatever_becomes_of_the_list() {
    let mut p = Person::demo(Lang::En, WIDE);
    p.keys("tzebra<enter>#");
    let on = |p: &Person| match p.state.layers.last() {
        Some(daren::app::layer::Layer::Tags(v)) => p.state.tags[v.cursor].name.clone(),
        other => panic!("{other:?}"),
    };
    let at = p.state.tags.iter().position(|t| t.name == "zebra").unwrap();
    p.keys(&"j".repeat(at));
    assert_eq!(on(&p), "zebra");
    // grouped it goes to the top, renamed it goes elsewhere
    p.keys("+campaign<enter>");
    assert_eq!(on(&p), "zebra");
    p.keys("r<c-u>aardvark<enter>");
    assert_eq!(on(&p), "aardvark");
    p.keys("+<c-u><enter>");
    assert_eq!(on(&p), "aardvark");
}
