//! Reviews and meetings by keys: what a decision brings, that it can be taken back, that colleagues see it, and that a
//! meeting goes on where it stopped.

use daren::messages::Msg;
use daren::words::Lang;

use crate::support::Person;

const COLLABS: &str = "ref,handle,campaign,stage,owner,commission,fixed_fee,currency,margin_rate,gmv,orders,mode,ended\n\
    A,good,Spring,ordering,,200,,USD,0.5,8000,40,pure_commission,2026-11-15\n\
    B,bad,Spring,ordering,,20,3000,USD,0.5,800,20,fixed_fee,2026-11-15\n\
    C,bad,Spring,negotiating,,,,USD,,,,pure_commission,\n";

/// Somebody with a campaign to review.
fn somebody() -> Person {
    let mut p = Person::empty(Lang::En, (120, 40));
    p.imports(COLLABS);
    p.keys("ESpring<enter>");
    p
}

fn total(p: &Person) -> usize {
    p.state
        .pool
        .answer
        .as_ref()
        .map_or(0, |a| a.ids.all().len())
}

fn shows(p: &Person, text: &str) -> bool {
    p.screen().iter().any(|l| l.contains(text))
}

/// The line broke, and the person is back.
fn hung_up(mut p: Person) -> Person {
    p.feed(Msg::Hangup);
    p.again()
}

/// Down to the row that has this in it.
fn goes(p: &mut Person, row: &str) {
    let on = |p: &Person| {
        let screen = p.screen();
        screen.iter().any(|l| l.contains('▸') && l.contains(row))
    };
    for _ in 0..30 {
        if on(p) {
            return;
        }
        p.keys("j");
    }
    panic!("{row}: {}", p.picture());
}

#[test]
fn one_key_decides_and_one_takes_it_back() {
    let mut p = somebody();
    p.keys("m");
    assert!(
        shows(&p, "@bad") && shows(&p, "to let go"),
        "{}",
        p.picture()
    );
    assert!(shows(&p, "on pure commission at"), "{}", p.picture());
    p.keys("d");
    assert!(
        shows(&p, "[drop]") && shows(&p, "1 decided"),
        "{}",
        p.picture()
    );
    // both of its collaborations have ended, the one that was still talked about as well
    p.keys("<esc><esc>b");
    assert!(!shows(&p, "negotiating            1"), "{}", p.picture());
    p.keys("<esc>:stage:dropped<enter>");
    assert_eq!(total(&p), 1);
    p.keys("x");
    // the note says so
    p.keys("/bad<enter>");
    p.looks();
    p.keys("xEmu");
    assert!(shows(&p, "0 decided"), "{}", p.picture());
    p.keys("<esc><esc>x:stage:ordering<enter>");
    assert_eq!(total(&p), 2);
}

#[test]
fn who_does_it_by_when_stands_in_today() {
    let mut p = somebody();
    p.keys("m]");
    assert!(shows(&p, "@good"), "{}", p.picture());
    p.keys("rt+3d<enter>n<c-u>sold most of it<enter>");
    assert!(
        shows(&p, "[reinvest]") && shows(&p, "sold most of it"),
        "{}",
        p.picture()
    );
    p.keys("<esc><esc>dm");
    assert!(shows(&p, "reinvest · sold most of it"), "{}", p.picture());
    // and is gone when it is done
    p.keys(" ");
    assert!(!shows(&p, "sold most of it"), "{}", p.picture());
    p.keys("<esc>:tag:reinvest<enter>");
    assert_eq!(total(&p), 1);
}

#[test]
fn a_meeting_goes_on_where_it_stopped() {
    let mut p = somebody();
    p.keys("md<space>p<esc><esc>");
    let mut p = p.again();
    p.keys("E");
    p.keys("m");
    assert!(shows(&p, "1 decided, 1 put aside"), "{}", p.picture());
}

#[test]
fn a_reason_that_was_half_typed_is_there_after_the_line_broke() {
    let mut p = somebody();
    p.keys("m<space>nsells on");
    let mut p = hung_up(p);
    p.keys("Em");
    assert!(shows(&p, "point 2 of"), "{}", p.picture());
    assert!(shows(&p, "half typed is kept"), "{}", p.picture());
    // other points are talked about in between
    p.keys("<backspace>k<space>n Sundays<enter>");
    assert!(shows(&p, "sells on Sundays"), "{}", p.picture());
    // it is done with: nothing is kept any more
    p.keys("<esc>");
    let mut p = hung_up(p);
    p.keys("Em");
    assert!(!shows(&p, "half typed is kept"), "{}", p.picture());
    // given up by hand it is gone
    p.keys("n, not Mondays<esc><esc>");
    let mut p = hung_up(p);
    p.keys("Em");
    assert!(!shows(&p, "half typed is kept"), "{}", p.picture());
}

#[test]
fn a_colleague_sees_what_was_decided() {
    let mut anna = somebody();
    anna.keys("m");
    let mut bo = anna.beside("bo");
    bo.keys("ESpring<enter>m");
    bo.keys("k");
    assert!(shows(&bo, "[keep]"), "{}", bo.picture());
    // anna saw the point as it was: hers does not write over it
    anna.keys("d");
    assert!(
        anna.notice().contains("bo has decided"),
        "{}",
        anna.notice()
    );
    assert!(shows(&anna, "[keep]"), "{}", anna.picture());
    // a reason that bo's goes before is there when it is typed again
    anna.keys("nanna says so");
    bo.keys("nbo says so<enter>");
    anna.keys("<enter>");
    assert!(!anna.notice().contains("Done"), "{}", anna.notice());
    assert!(shows(&anna, "bo says so"), "{}", anna.picture());
    anna.keys("n");
    assert!(shows(&anna, "anna says so"), "{}", anna.picture());
    anna.keys("<enter>");
    assert!(shows(&anna, "reason anna says so"), "{}", anna.picture());
    // who gives a reason has not decided
    assert!(shows(&anna, "by bo"), "{}", anna.picture());
    // it was for that decision: another one begins without it
    anna.keys("o");
    assert!(shows(&anna, "[optimise]"), "{}", anna.picture());
    assert!(!shows(&anna, "anna says so"), "{}", anna.picture());
}

#[test]
fn a_point_that_a_colleague_takes_off_makes_no_room_for_another_page() {
    let mut anna = somebody();
    anna.keys("m");
    assert!(shows(&anna, "@bad"), "{}", anna.picture());
    let mut bo = anna.beside("bo");
    bo.keys("ESpring<enter>m<tab>");
    bo.keys("x");
    // she decides about what is not there any more, and not about the next one
    anna.keys("d");
    let said = anna.notice();
    assert!(said.contains("taken off the agenda"), "{}", anna.picture());
    anna.keys("d");
    assert!(shows(&anna, "0 decided"), "{}", anna.picture());
    anna.keys("<enter>");
    assert!(shows(&anna, "@good"), "{}", anna.picture());
    assert!(shows(&anna, "reason —"), "{}", anna.picture());
}

#[test]
fn the_agenda_is_the_peoples_own() {
    let mut p = somebody();
    p.keys("m<tab>");
    let points = |p: &Person| p.screen().iter().filter(|l| l.contains("  @")).count();
    let before = points(&p);
    p.keys("x");
    assert_eq!(points(&p) + 1, before, "{}", p.picture());
    assert!(
        p.notice().contains("agenda point of @bad deleted"),
        "{}",
        p.notice()
    );
    p.keys("+@bad<enter>");
    assert!(shows(&p, "put here by hand"), "{}", p.picture());
    p.keys("+@nobody<enter>");
    assert!(p.notice().contains("nobody"), "{}", p.notice());
}

#[test]
fn what_is_decided_stands_until_it_is_taken_back() {
    let mut p = somebody();
    p.keys("md");
    // neither put aside nor taken off
    p.keys("p");
    assert!(shows(&p, "[drop]"), "{}", p.picture());
    p.keys("l");
    p.keys("h");
    assert!(
        shows(&p, "another decision undoes the drop"),
        "{}",
        p.picture()
    );
    p.keys("<tab>x");
    assert!(p.notice().contains("It is decided"), "{}", p.notice());
    // decided otherwise, later too, its collaboration goes on from where it stood
    p.keys("<tab>");
    let row = |p: &Person| {
        let screen = p.screen();
        let row = screen
            .iter()
            .find(|l| l.trim_start().starts_with("B "))
            .cloned();
        row.unwrap_or_default()
    };
    assert!(row(&p).contains("dropped"), "{}", p.picture());
    p.keys("k");
    assert!(shows(&p, "[keep]"), "{}", p.picture());
    assert!(!row(&p).contains("dropped"), "{}", p.picture());
}

#[test]
fn the_note_has_the_reason_that_was_given_last() {
    let mut p = somebody();
    p.keys("mdn<c-u>too dear<enter>");
    assert!(
        shows(&p, "[drop]") && shows(&p, "too dear"),
        "{}",
        p.picture()
    );
    p.keys("<esc><esc>x/bad<enter><enter>");
    let said = p.picture();
    assert!(said.contains("drop — too dear"), "{said}");
    assert_eq!(said.matches("Review Spring").count(), 1, "{said}");
}

#[test]
fn what_is_added_to_the_agenda_is_gone_to() {
    let mut p = somebody();
    p.keys("m<tab>+@good<enter><tab>");
    assert!(shows(&p, "@good"), "{}", p.picture());
    p.keys("d");
    assert!(shows(&p, "[drop]"), "{}", p.picture());
}

#[test]
fn days_that_are_typed_are_the_days_that_are_reviewed() {
    let mut p = Person::empty(Lang::En, (120, 40));
    p.imports(COLLABS);
    // no option has these digits in it, though some have them one after the other
    p.keys("E2026-01..2026-11");
    assert!(
        shows(&p, "2026-01-01 – 2026-11-30") && !shows(&p, "this month"),
        "{}",
        p.picture()
    );
    p.keys("<enter>");
    assert!(shows(&p, "2026-01-01 – 2026-11-30"), "{}", p.picture());
    assert!(shows(&p, "held against"), "{}", p.picture());
}

#[test]
fn what_reviews_come_to_is_a_view_by_one_key() {
    let mut p = somebody();
    p.keys("<esc>va");
    for name in [
        "Assets",
        "Due for reinvestment",
        "At risk",
        "To co-create with",
    ] {
        assert!(shows(&p, name), "{name}: {}", p.picture());
    }
    // a second time nothing is made
    p.keys("a");
    assert!(p.notice().contains("there already"), "{}", p.notice());
    assert!(shows(&p, "4 views"), "{}", p.picture());
    goes(&mut p, "Assets");
    p.keys("<enter>");
    assert!(shows(&p, "best return"), "{}", p.picture());
    assert!(shows(&p, "worked>=2"), "{}", p.picture());
}

#[test]
fn an_example_that_was_kept_is_in_the_library_of_every_review() {
    let mut p = Person::empty(Lang::En, (120, 40));
    p.imports(COLLABS);
    p.imports(
        "content_id,handle,ref,style,title,plays,likes,note\n71,good,A,story,Three boxes,5000,400,Asks for a blue one\n",
    );
    p.keys("ESpring<enter>m<tab>");
    goes(&mut p, "Three boxes");
    p.keys("<enter>");
    assert!(shows(&p, "keep as an example"), "{}", p.picture());
    p.keys("kn<c-u>opens with a mess<enter>");
    p.keys("<esc>");
    // of other days, in which nothing came out
    p.keys("c2025-01<enter>");
    for _ in 0..4 {
        if shows(&p, "[Content]") {
            break;
        }
        p.keys("<tab>");
    }
    for _ in 0..8 {
        if shows(&p, "Library") && shows(&p, "Three boxes") {
            break;
        }
        p.keys("]");
    }
    for said in ["Three boxes", "opens with a mess", "@good"] {
        assert!(shows(&p, said), "{said}: {}", p.picture());
    }
}

#[test]
fn a_variant_leads_to_who_sold_that_variant() {
    let mut p = Person::empty(Lang::En, (120, 40));
    p.imports(COLLABS);
    p.imports(
        "order_id,product_id,sku_id,handle,ref,ordered_at,paid,currency,quantity,commission,channel\n\
         1,p1,small,good,A,2026-11-05,50,USD,1,5,\n2,p1,large,bad,B,2026-11-06,7,USD,1,1,\n\
         2,p1,small,bad,B,2026-11-06,3,USD,1,1,\n3,p1,large,good,A,2026-11-07,99,USD,1,1,indirect\n",
    );
    p.keys("ESpring<enter><tab>]]]");
    assert!(shows(&p, "Links and variants"), "{}", p.picture());
    goes(&mut p, "large");
    // what was sold in another shop is not among it
    assert!(shows(&p, "7.00") && !shows(&p, "99.00"), "{}", p.picture());
    p.keys("<enter>");
    assert!(shows(&p, "@bad") && !shows(&p, "@good"), "{}", p.picture());
    // and on to the order lines of the days on which anything was sold
    p.keys("<enter>");
    assert!(
        shows(&p, "[orders · 2026-11-05 – 2026-11-06]"),
        "{}",
        p.picture()
    );
}

#[test]
fn whatever_else_there_is_to_talk_about_is_a_point_in_its_own_words() {
    let mut p = somebody();
    p.keys("m<tab>+next budget<enter>");
    assert!(
        shows(&p, "next budget") && shows(&p, "matter of our own"),
        "{}",
        p.picture()
    );
    p.keys("<tab>");
    let all = "k do it   o look into it further   d leave it";
    assert!(shows(&p, all), "{}", p.picture());
    p.keys("nten thousand<enter>k");
    assert!(
        shows(&p, "[do it]") && shows(&p, "1 decided"),
        "{}",
        p.picture()
    );
    // a handle is nobody's words
    p.keys("<tab>+@nobody<enter>");
    assert!(p.notice().contains("@nobody"), "{}", p.notice());
    p.keys("<esc>");
    let mut p = p.again();
    p.keys("Em<tab>");
    assert!(shows(&p, "next budget"), "{}", p.picture());
}

#[test]
fn the_tag_that_a_meeting_gives_is_no_finding_of_its_own_review() {
    let mut p = Person::empty(Lang::En, (120, 40));
    p.imports(&format!(
        "{COLLABS}D,good,Summer,ordering,,200,,USD,0.5,8000,40,pure_commission,2026-11-20\n"
    ));
    let tags = |p: &Person| {
        let review = daren::app::review::meeting::review(&p.state).unwrap();
        let rows = &review.section("creators", "tags").unwrap().rows;
        let names = rows.iter().map(|r| format!("{:?}", r.cells[0].value));
        names.collect::<String>().contains("reinvest")
    };
    p.keys("ESpring<enter>m<tab>");
    goes(&mut p, "@good");
    p.keys("<enter>r");
    assert!(shows(&p, "1 decided"), "{}", p.picture());
    p.keys("<esc>");
    assert!(!tags(&p), "{}", p.picture());
    // another review has it as any other tag
    p.keys("cSummer<enter>");
    assert!(tags(&p), "{}", p.picture());
}

#[test]
fn who_was_dropped_and_is_paid_again_goes_on_with_what_sold() {
    let mut p = Person::empty(Lang::En, (120, 40));
    p.imports(
        "ref,handle,campaign,stage,commission,currency,margin_rate,gmv,orders,mode,ended\n\
         A,good,Spring,dropped,200,USD,0.5,8000,40,pure_commission,2026-11-15\n\
         B,good,Spring,dropped,,USD,,,,pure_commission,\n\
         C,other,Spring,ordering,20,USD,0.5,800,20,pure_commission,2026-11-15\n",
    );
    p.keys("ESpring<enter>m<tab>");
    goes(&mut p, "@good");
    p.keys("<enter>");
    assert!(
        shows(&p, "r/c moves 1 to reinvest  1 given up before"),
        "{}",
        p.picture()
    );
    p.keys("r<esc><esc>:stage:reinvest<enter>");
    assert_eq!(total(&p), 1);
    // the one that never sold stays where it was
    p.keys("x:stage:dropped<enter>");
    assert_eq!(total(&p), 1);
    p.keys("xu:stage:reinvest<enter>");
    assert_eq!(total(&p), 0);
}

#[test]
fn each_meeting_goes_on_where_it_stopped() {
    let mut p = Person::empty(Lang::En, (120, 40));
    p.imports(&format!(
        "{COLLABS}D,good,Summer,ordering,,200,,USD,0.5,8000,40,pure_commission,2026-11-20\n\
         E,other,Summer,ordering,,20,3000,USD,0.5,800,20,fixed_fee,2026-11-20\n"
    ));
    p.keys("ESpring<enter>mG");
    let screen = p.screen();
    let title = screen.iter().find_map(|l| l.split_once("· point "));
    let last = title.map_or("", |(_, rest)| rest.split(" · ").next().unwrap_or(""));
    let last = format!("point {last}");
    assert!(
        last.starts_with("point") && !last.starts_with("point 1 "),
        "{last}"
    );
    p.keys("qcSummer<enter>m");
    assert!(shows(&p, "point 1 of"), "{}", p.picture());
    p.keys("q<esc>");
    let mut p = p.again();
    p.keys("EcSpring<enter>m");
    assert!(shows(&p, &last), "{last}: {}", p.picture());
    p.keys("gg");
    assert!(shows(&p, "point 1 of"), "{}", p.picture());
}

#[test]
fn a_row_leads_to_collaborations_that_are_named_by_it() {
    let mut p = somebody();
    for _ in 0..4 {
        if shows(&p, "▸ pure commission") {
            break;
        }
        p.keys("]");
    }
    goes(&mut p, "▸ fixed fee");
    p.keys("<enter>");
    assert!(
        shows(&p, "The collaborations behind it") && shows(&p, "Return by mode: fixed fee"),
        "{}",
        p.picture()
    );
    // it stays so when the pool changes
    let mut bo = p.beside("bo");
    bo.keys("bm");
    p.keys("j");
    assert!(shows(&p, "Return by mode: fixed fee"), "{}", p.picture());
}

#[test]
fn how_long_a_licence_and_an_agreement_run_are_numbers_of_the_pool() {
    let mut p = Person::empty(Lang::En, (120, 40));
    p.imports(
        "ref,handle,stage,licence_scope,licence_until\n\
         A,ends,ordering,paid ads,2026-12-01\n\
         B,ends,ordering,paid ads,2027-11-20\n\
         C,open,ordering,re-edit,\n\
         D,over,ordering,paid ads,2026-11-01\n\
         E,none,ordering,,\n",
    );
    p.imports(
        "handle,starts,ends,discount_rate\n\
         ends,2026-06-25,2026-12-31,0.2\n\
         open,2026-06-25,,0.2\n\
         over,2025-06-25,2026-06-24,0.2\n\
         none,2027-06-25,2028-06-24,0.2\n",
    );
    for (query, n) in [
        ("has:licence", 3),
        ("licence>=0", 2),
        ("licence<0", 1),
        ("licence>1000", 1),
        ("has:agreement", 3),
        ("agreement>=0", 2),
        ("agreement<60", 2),
        ("agreement:0..60", 1),
    ] {
        p.keys(&format!(":<c-u>{query}<enter>"));
        assert_eq!(total(&p), n, "{query}");
    }
}

#[test]
fn a_meeting_takes_back_only_what_meetings_did() {
    let mut p = somebody();
    // a tag before the meeting, and the agenda, which nobody put there
    p.keys("<esc>t core<enter>");
    p.keys("Em");
    p.keys("u");
    assert!(
        p.notice().contains("not done in a meeting"),
        "{}",
        p.notice()
    );
    p.keys("du");
    assert!(shows(&p, "0 decided"), "{}", p.picture());
    p.keys("u");
    assert!(
        p.notice().contains("not done in a meeting"),
        "{}",
        p.notice()
    );
    assert!(shows(&p, "point 1 of 2"), "{}", p.picture());
}

#[test]
fn a_pool_has_one_tag_for_a_decision_whatever_language_its_people_read() {
    let mut p = somebody();
    p.keys("m]r");
    // the same decided in Chinese, about somebody else
    p.keys("<c-t><tab>gg<enter>");
    assert!(shows(&p, "@bad"), "{}", p.picture());
    p.keys("r<esc><esc>:tag:reinvest<enter>");
    assert_eq!(total(&p), 2);
    p.keys("x:tag:复投<enter>");
    assert_eq!(total(&p), 0);
    // and the findings are read in either language
    p.keys("xE");
    for _ in 0..6 {
        if shows(&p, "[决定]") {
            break;
        }
        p.keys("<tab>");
    }
    assert!(shows(&p, "回报率 "), "{}", p.picture());
    // as is a reason that nobody typed, until somebody types another
    assert!(shows(&p, "高于 100 %"), "{}", p.picture());
    assert!(!shows(&p, "above 100 %"), "{}", p.picture());
    p.keys("m");
    for _ in 0..2 {
        if shows(&p, "@good") {
            break;
        }
        p.keys("<space>");
    }
    assert!(shows(&p, "高于 100 %"), "{}", p.picture());
    p.keys("n<c-u>卖得最多<enter>");
    assert!(shows(&p, "理由 卖得最多"), "{}", p.picture());
}

#[test]
fn the_report_of_the_demo_is_as_it_was_read() {
    for lang in [Lang::En, Lang::Zh] {
        let mut p = Person::demo(lang, (120, 40));
        // two decisions and one point put aside are in its minutes
        p.keys("ESummer<enter>md t+7d<enter><space>rn<c-u>sold most of it<enter><space>p<esc>");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.md");
        p.keys(&format!("w<c-u>{}<enter>", path.display()));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|_| p.picture());
        let name = format!("report-{}", lang.key());
        insta::with_settings!({snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true}, {
            insta::assert_snapshot!(name, text);
        });
    }
}
