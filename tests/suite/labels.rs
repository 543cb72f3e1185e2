//! Tags, lists, notes and what was done, key by key, by one person and by two.

use crate::support::Person;
use daren::words::Lang;

const WIDE: (u16, u16) = (120, 40);

#[test]
fn a_tag_goes_on_with_a_word_and_on_the_next_creator_with_two_keys() {
    let mut p = Person::demo(Lang::En, WIDE);
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
    p.keys("uuu");
    assert!(
        p.notice().contains("nothing of yours left") || p.notice().contains("import"),
        "{}",
        p.notice()
    );
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
        Some("bo")
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
            screen.contains("bo has changed this note meanwhile"),
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
        screen.contains("what bo did") && !screen.contains("“first”"),
        "{screen}"
    );
    anna.keys("md");
    assert!(anna.screen().join("\n").contains("2026-11-22"));
    // taking back is seen where one looks
    anna.keys("du");
    assert!(anna.screen().join("\n").contains("taken back: tag “first”"));
}
