//! Saved views, key by key: saved, shown, changed, shared, begun with, and following what tags are called.

use crate::support::Person;
use daren::words::Lang;

const SIZE: (u16, u16) = (120, 40);

fn top(p: &Person) -> String {
    p.screen()[0].clone()
}

#[test]
fn a_view_brings_back_filter_sort_and_columns_with_two_keys() {
    let mut p = Person::demo(Lang::En, SIZE);
    p.keys(":cat:beauty like>5<enter>o");
    p.keys("<esc>c j<esc>"); // the second column is hidden
    let columns = p.state.pool.columns.clone();
    let sort = p.state.pool.sort.clone();
    p.keys("Vbeauty picks<enter>");
    assert!(
        p.notice().contains("view “beauty picks” saved (key b)"),
        "{}",
        p.notice()
    );
    assert!(top(&p).contains("· beauty picks"), "{}", top(&p));
    let (query, matched) = (p.query(), p.state.pool.matched());
    // somewhere else, in another order, with other columns
    p.keys("x:has:email<enter>Oc+<esc>");
    assert!(top(&p).contains("· beauty picks*"), "{}", top(&p));
    p.keys("Vmails<enter>'b");
    assert_eq!(p.query(), query);
    assert_eq!(p.state.pool.matched(), matched);
    assert_eq!(p.state.pool.columns, columns);
    assert_eq!(p.state.pool.sort, sort);
    assert!(!top(&p).contains('*'), "{}", top(&p));
    // one step back is the filter before
    p.keys("<backspace>");
    assert_eq!(p.query(), "has:email");
    // keys that lead nowhere say so
    p.keys("'z");
    assert!(
        p.notice().contains("No view has the key z"),
        "{}",
        p.notice()
    );
}

#[test]
fn saving_again_changes_the_view_and_undo_brings_it_back() {
    let mut p = Person::demo(Lang::En, SIZE);
    p.keys(":tier:100k-500k<enter>Vbig<enter>");
    p.keys(":<c-u>tier:20k-100k<enter>V<enter>"); // its own name is offered
    assert_eq!(p.state.views.len(), 1);
    assert_eq!(p.state.views[0].shows.query, "tier:20k-100k");
    p.keys("u");
    assert_eq!(p.state.views[0].shows.query, "tier:100k-500k");
    p.keys("v");
    let screen = p.screen().join("\n");
    assert!(
        screen.contains("tier:100k-500k · followers ↓") && screen.contains("changed"),
        "{screen}"
    );
    // another key, another name, deleted and back
    p.keys("'w<enter>r<c-u>large<enter>");
    assert_eq!(
        (p.state.views[0].key, p.state.views[0].name.as_str()),
        (Some('w'), "large")
    );
    p.keys("D");
    assert!(p.notice().contains("Press D again"), "{}", p.notice());
    p.keys("D");
    assert!(p.state.views.is_empty());
    p.keys("u");
    assert_eq!(p.state.views[0].name, "large");
    p.keys("<enter>");
    assert_eq!(p.query(), "tier:100k-500k");
}

#[test]
fn a_private_view_is_nobody_elses_and_may_have_the_same_name() {
    let mut anna = Person::demo(Lang::En, SIZE);
    anna.keys(":cat:beauty<enter>Vmine<enter>");
    let mut bo = anna.beside("bo");
    assert_eq!(bo.state.views.len(), 1);
    anna.keys("vm");
    assert!(
        anna.notice().contains("kept for oneself"),
        "{}",
        anna.notice()
    );
    bo.looks();
    assert!(bo.state.views.is_empty());
    bo.keys(":has:email<enter>Vmine<enter>");
    anna.looks();
    assert_eq!(anna.state.views.len(), 2);
    // of two with one key one's own counts
    anna.keys("<esc>x'm");
    assert_eq!(anna.query(), "cat:beauty");
    // shared again it would have the name of bo's
    anna.keys("vGm");
    assert!(
        anna.notice().contains("is one called “mine”"),
        "{}",
        anna.notice()
    );
}

#[test]
fn the_person_begins_with_the_view_that_was_chosen_for_it() {
    let mut p = Person::demo(Lang::En, SIZE);
    p.keys(":cat:beauty<enter>Vstart<enter>vb<esc>x:has:email<enter>");
    let mut session = p.desk.session.clone().unwrap();
    assert_eq!(session.query, "has:email");
    assert_eq!(session.start_view, Some(p.state.views[0].id));
    session.begin_with(&p.state.views[0]);
    p.desk.session = Some(session);
    let mut p = p.again();
    assert_eq!(p.query(), "cat:beauty");
    assert!(top(&p).contains("· start"), "{}", top(&p));
    p.keys("vb");
    assert!(
        p.notice().contains("where you were the last time"),
        "{}",
        p.notice()
    );
    assert_eq!(p.desk.session.clone().unwrap().start_view, None);
}

#[test]
fn filters_and_views_follow_a_tag_that_gets_another_name() {
    let mut anna = Person::demo(Lang::En, SIZE);
    anna.keys("*tvip<enter>U:tag:vip<enter>Vthe best<enter>");
    let mut bo = anna.beside("bo");
    bo.keys(":tag:vip like>3<enter>");
    let matched = bo.state.pool.matched();
    assert!(matched > 0);
    anna.keys("#");
    let at = anna
        .state
        .tags
        .iter()
        .position(|t| t.name == "vip")
        .unwrap();
    anna.keys(&"j".repeat(at)).keys("rcore<enter><esc>");
    bo.looks();
    assert_eq!(bo.query(), "tag:core like>3");
    assert_eq!(bo.state.pool.matched(), matched);
    assert_eq!(anna.query(), "tag:core");
    assert!(anna.state.pool.matched() > 0);
    assert_eq!(bo.state.views[0].shows.query, "tag:core");
    // taken back, all of them follow again
    anna.keys("u");
    bo.looks();
    assert_eq!(bo.query(), "tag:vip like>3");
    assert_eq!(bo.state.views[0].shows.query, "tag:vip");
    assert_eq!(anna.query(), "tag:vip");
}
