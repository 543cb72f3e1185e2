//! Going back to what was there before: versions of notes, changes of the journal, drafts, imports, hidden creators.

use crate::support::Person;
use daren::app::layer::Layer;
use daren::words::Lang;

const WIDE: (u16, u16) = (120, 40);

#[test]
fn an_older_version_of_a_note_is_brought_back() {
    let mut anna = Person::demo(Lang::En, WIDE);
    anna.keys("nfirst words<c-s>");
    let mut bo = anna.beside("bo");
    bo.keys("Ne, and more<c-s><esc>");
    anna.looks().keys("N");
    let screen = anna.screen().join("\n");
    assert!(screen.contains("changed by Bo Chen 2026-11-22"), "{screen}");
    anna.keys("v");
    let screen = anna.screen().join("\n");
    assert!(
        screen.contains("Bo Chen · as it is now") && screen.contains("{+, and more+}"),
        "{screen}"
    );
    anna.keys("r");
    assert!(anna.notice().contains("says now"), "{}", anna.notice());
    anna.keys("jr");
    assert_eq!(anna.creator().notes.last().unwrap().body, "first words");
    // it is a version of its own, and the one before is not lost
    let screen = anna.screen().join("\n");
    assert!(
        screen.contains("Anna Li · as it is now") && screen.contains("[-, and more-]"),
        "{screen}"
    );
    anna.keys("u");
    assert_eq!(
        anna.creator().notes.last().unwrap().body,
        "first words, and more"
    );
}

#[test]
fn the_journal_leads_to_those_it_is_about() {
    let mut p = Person::demo(Lang::En, WIDE);
    p.keys("jtone<enter>");
    let handle = p.handle();
    p.keys("gg<space><space><space>tthree<enter>U");
    // one: its card, and back to the journal
    p.keys("x/zzzz-nobody<enter>Jj<enter>");
    assert_eq!(p.state.layers.last(), Some(&Layer::Card));
    assert_eq!(p.handle(), handle);
    assert!(p.notice().contains("put aside"), "{}", p.notice());
    p.keys("<esc>");
    assert!(matches!(p.state.layers.last(), Some(Layer::History(_))));
    // several: each is marked
    p.keys("gg<enter>");
    assert!(p.state.layers.is_empty());
    assert_eq!(p.state.pool.marks.len(), 3);
    assert!(p.notice().contains("3 creators"), "{}", p.notice());
    // moved on a list: the one that was moved, not those that made room
    p.keys("Snov<enter>ULgg<enter>jJ<esc><esc>J<enter>");
    assert_eq!(p.state.layers.last(), Some(&Layer::Card));
    p.keys("<esc><esc>");
    // an import: the imports
    p.keys("JG<enter>");
    assert!(matches!(p.state.layers.last(), Some(Layer::Imports(_))));
    p.keys("<esc><esc><backspace>");
    assert_eq!(p.query(), "zzzz-nobody");
}

#[test]
fn a_draft_is_gone_on_with_by_one_key() {
    let mut p = Person::demo(Lang::En, WIDE);
    p.keys("e");
    assert!(p.notice().contains("No note"), "{}", p.notice());
    p.keys("5jnhalf");
    let handle = p.handle();
    let drafts = p.desk.drafts.clone();
    let mut p = p.again();
    p.feed(daren::messages::Msg::Drafts(drafts));
    assert!(p.notice().contains("e goes on"), "{}", p.notice());
    p.keys("gge");
    assert_eq!(p.handle(), handle);
    p.keys(" a line<c-s>");
    assert_eq!(p.creator().notes.last().unwrap().body, "half a line");
    p.keys("e");
    assert!(p.notice().contains("No note"), "{}", p.notice());
}

#[test]
fn an_import_is_done_again_from_its_file() {
    let mut p = Person::empty(Lang::En, WIDE);
    let file = p.dir.path().join("c.csv");
    std::fs::write(&file, "handle,followers\nanna,5\nbo,6\n").unwrap();
    p.keys("i<enter>i<esc><esc><esc>");
    assert_eq!(p.state.pool.matched(), 2);
    p.keys("uu");
    assert_eq!(p.state.pool.matched(), 0);
    p.keys("<c-r>");
    assert!(matches!(p.state.layers.last(), Some(Layer::Preview(_))));
    p.keys("i<esc>");
    assert_eq!(p.state.pool.matched(), 2);
    // a file that is gone is said to be
    p.keys("uu");
    std::fs::remove_file(&file).unwrap();
    p.keys("<c-r>");
    assert!(p.state.layers.is_empty());
    assert!(p.notice().contains("no such file"), "{}", p.notice());
}

#[test]
fn a_hidden_creator_of_today_is_shown_and_today_stays() {
    let mut p = Person::demo(Lang::En, WIDE);
    p.keys("3jndue 2025-11-20 call<c-s>");
    let handle = p.handle();
    p.keys("/zzzz-nobody<enter>d<enter>");
    assert_eq!(p.state.layers.last(), Some(&Layer::Card));
    assert_eq!(p.handle(), handle);
    let screen = p.screen().join("\n");
    assert!(screen.contains("due 2025-11-20 call"), "{screen}");
    p.keys("<esc>");
    assert!(matches!(p.state.layers.last(), Some(Layer::Today(_))));
    p.keys("<esc><backspace>");
    assert_eq!(p.query(), "zzzz-nobody");
}
