//! The pipeline, key by key: cards that move, gates, what is due, messages, target plans, and several people on it.

use std::sync::Arc;

use crate::support::Person;
use daren::app::board::detail::{Row, chosen};
use daren::app::layer::Layer;
use daren::app::{basics, board as screen};
use daren::domain::collab::card::Card;
use daren::domain::collab::detail::Detail;
use daren::domain::collab::native::Value;
use daren::domain::collab::stage::Stage;
use daren::words::Lang;

const WIDE: (u16, u16) = (120, 40);

const CREATORS: &str = "handle,platform,followers,name,language,fulfilment,email\n\
    anna.review,tiktok,84120,Anna Wu,en,,a@x.com\n\
    bo.kim,tiktok,61000,Bo Kim,en,,\n\
    cy.style,tiktok,52000,Cy,en,,\n\
    duc.eats,tiktok,41000,Đức,vi,,\n\
    emre.home,tiktok,33000,Emre,tr,,\n\
    fay.looks,tiktok,25000,Fay,en,,\n\
    gus.tools,tiktok,18000,Gus,en,,\n\
    小美,tiktok,9000,小美测评,zh,,\n";

const MEMBERS: &str = "name,login,role\nAnna Li,anna,lead\nBo Chen,bo,bd\n";

const CAMPAIGNS: &str = "name,goal,fact,starts,ends\nAutumn,sales,alliance,2026-09-01,2026-12-31\n";

const PRODUCTS: &str = "product_id,name,margin_rate\n17001,Storage box,0.4\n17002,Night lamp,0.5\n";

const COLLABS: &str = "ref,handle,campaign,product_id,owner,stage,mode,commission_rate,fixed_fee,currency,expected_gmv,started,due\n\
    C-1,anna.review,Autumn,17001,Anna Li,candidate,,,,USD,900,2026-11-10,2026-11-21\n\
    C-2,bo.kim,Autumn,17001,Bo Chen,negotiating,,,,USD,2000,2026-11-01,2026-11-24\n\
    C-3,cy.style,Autumn,17002,Anna Li,contracted,,,,USD,,2026-11-01,\n\
    C-4,duc.eats,Autumn,17002,Bo Chen,sample sent,pure commission,0.15,,USD,,2026-10-01,\n\
    C-5,emre.home,,17002,Anna Li,in production,fixed fee,,300,GBP,,2026-10-01,2026-12-10\n\
    C-6,fay.looks,Autumn,17001,Bo Chen,published,pure commission,0.2,,USD,,2026-09-20,\n\
    C-7,gus.tools,Autumn,17001,Anna Li,ordering,pure commission,0.1,,USD,,2026-09-01,\n\
    C-8,小美,Autumn,17002,Anna Li,reviewed,pure commission,0.1,,CNY,,2026-08-01,\n";

fn person(lang: Lang, size: (u16, u16)) -> Person {
    let mut p = Person::empty(lang, size);
    for file in [MEMBERS, CAMPAIGNS, PRODUCTS, CREATORS, COLLABS] {
        p.imports(file);
    }
    assert_eq!(p.state.pool.matched(), 8);
    p
}

/// A team of which the board is open.
fn board(lang: Lang, size: (u16, u16)) -> Person {
    let mut p = person(lang, size);
    p.keys("b");
    p
}

fn cards(p: &Person) -> Vec<Arc<Card>> {
    let board = p.state.board.board.as_ref().unwrap();
    board.cards().cloned().collect()
}

fn card(p: &Person, reference: &str) -> Arc<Card> {
    let found = cards(p).into_iter().find(|c| &*c.reference == reference);
    found.unwrap_or_else(|| panic!("{reference}: {}", p.screen().join("\n")))
}

fn stage(p: &Person, reference: &str) -> Stage {
    card(p, reference).stage
}

fn current(p: &Person) -> String {
    let card = daren::app::board::current(&p.state);
    card.map(|c| c.reference.to_string()).unwrap_or_default()
}

/// Brings the cursor to a card by the keys that a person would press.
fn to(p: &mut Person, reference: &str) {
    let card = card(p, reference);
    p.keys("12h");
    for _ in 0..12 {
        if p.state.board.column == card.stage.index() {
            break;
        }
        p.keys("l");
    }
    p.keys("gg");
    for _ in 0..9 {
        if current(p) == reference {
            return;
        }
        p.keys("j");
    }
    panic!("{reference} is not reached: {}", p.screen().join("\n"));
}

fn text(p: &Person) -> String {
    p.screen().join("\n")
}

fn detail(p: &Person) -> Detail {
    let found = p.state.layers.iter().rev().find_map(|l| match l {
        Layer::Collab(view) => view.detail.as_deref().cloned(),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("{}", text(p)))
}

fn value(p: &Person, key: &str) -> Option<String> {
    let detail = detail(p);
    let value: &Value = detail.get(key)?;
    let cell = daren::domain::collab::native::COLLABORATIONS
        .field(key)?
        .cell;
    Some(value.written(cell))
}

#[test]
fn a_card_goes_on_with_one_key_and_comes_back_with_another() {
    let mut p = board(Lang::En, WIDE);
    assert_eq!(current(&p), "C-1", "the first card there is");
    p.keys("L");
    assert_eq!(stage(&p, "C-1"), Stage::Contacted);
    assert!(
        p.notice().contains("@anna.review to contacted"),
        "{}",
        p.notice()
    );
    assert_eq!(current(&p), "C-1", "the cursor goes with it");
    p.keys("L");
    assert_eq!(stage(&p, "C-1"), Stage::Negotiating);
    p.keys("u");
    assert_eq!(stage(&p, "C-1"), Stage::Contacted);
    p.keys("u");
    assert_eq!(stage(&p, "C-1"), Stage::Candidate);
    p.keys("<c-r><c-r>");
    assert_eq!(stage(&p, "C-1"), Stage::Negotiating);
    // moves are data: they stand in the way so far, with day and member
    p.keys("<enter>");
    let moves = detail(&p).moves;
    assert_eq!(moves.last().unwrap().stage, Stage::Negotiating);
    assert_eq!(&*moves.last().unwrap().by, "Anna Li");
    assert!(text(&p).contains("2026-11-22"), "{}", text(&p));
    // what was written is there after a new start
    let mut p = p.again();
    p.keys("b");
    assert_eq!(stage(&p, "C-1"), Stage::Negotiating);
}

#[test]
fn marked_cards_move_together_and_a_number_moves_further() {
    let mut p = board(Lang::En, WIDE);
    p.keys("B");
    to(&mut p, "C-1");
    p.keys("<space>");
    to(&mut p, "C-2");
    p.keys("<space>");
    assert_eq!(p.state.board.marks.len(), 2);
    p.keys("mcontac<enter>");
    // one of them goes back, and that needs a reason
    assert!(text(&p).contains("Why do they go back?"), "{}", text(&p));
    p.keys("<enter>");
    assert!(p.notice().contains("write a few words"), "{}", p.notice());
    p.keys("starts anew<enter>");
    assert_eq!(
        (stage(&p, "C-1"), stage(&p, "C-2")),
        (Stage::Contacted, Stage::Contacted)
    );
    // what is marked stays marked until somebody takes the marks off
    assert_eq!(p.state.board.marks.len(), 2);
    p.keys("Uu");
    assert!(p.state.board.marks.is_empty());
    assert_eq!(
        (stage(&p, "C-1"), stage(&p, "C-2")),
        (Stage::Candidate, Stage::Negotiating)
    );
    to(&mut p, "C-1");
    p.keys("3L");
    assert_eq!(stage(&p, "C-1"), Stage::Contracted);
}

#[test]
fn going_back_asks_why_and_keeps_the_answer() {
    let mut p = board(Lang::En, WIDE);
    to(&mut p, "C-2");
    p.keys("H");
    assert!(
        text(&p).contains("Why does @bo.kim go back?"),
        "{}",
        text(&p)
    );
    p.keys("<esc>");
    assert_eq!(stage(&p, "C-2"), Stage::Negotiating);
    p.keys("Hprice was wrong<enter>");
    assert_eq!(stage(&p, "C-2"), Stage::Contacted);
    p.keys("<enter>");
    assert_eq!(&*detail(&p).moves.last().unwrap().reason, "price was wrong");
    assert!(text(&p).contains("price was wrong"));
}

#[test]
fn giving_up_asks_a_reason_from_a_list_that_grows() {
    let mut p = board(Lang::En, WIDE);
    to(&mut p, "C-2");
    p.keys("D");
    assert!(text(&p).contains("price too high"), "{}", text(&p));
    // letters in their order find one
    p.keys("prhi<enter>");
    assert_eq!(stage(&p, "C-2"), Stage::Dropped);
    assert!(p.notice().contains("price too high"), "{}", p.notice());
    // one of one's own
    to(&mut p, "C-1");
    p.keys("Rmoved to Vietnam<enter>");
    assert_eq!(stage(&p, "C-1"), Stage::Released);
    // is offered from now on
    to(&mut p, "C-3");
    p.keys("Dviet");
    assert!(text(&p).contains("moved to Vietnam"), "{}", text(&p));
    p.keys("<esc>");
    assert_eq!(stage(&p, "C-3"), Stage::Contracted);
}

#[test]
fn a_gate_names_what_lacks_and_takes_it_on_the_spot() {
    let mut p = board(Lang::En, WIDE);
    to(&mut p, "C-3");
    assert!(text(&p).contains("before it goes on: mode"), "{}", text(&p));
    p.keys("L");
    assert_eq!(stage(&p, "C-3"), Stage::Contracted);
    assert!(
        text(&p).contains("@cy.style lacks before sample sent"),
        "{}",
        text(&p)
    );
    p.keys("<enter>base<enter>");
    // the mode says which numbers it has
    assert!(text(&p).contains("commission rate"), "{}", text(&p));
    p.keys("<enter>15%<enter>");
    assert_eq!(stage(&p, "C-3"), Stage::Contracted);
    // a fee without a currency is refused, nothing is lost
    p.keys("<enter>800 XQ<enter>");
    assert!(p.notice().contains("no sum of money"), "{}", p.notice());
    p.keys("<c-u>800 USD<enter>");
    assert_eq!(
        stage(&p, "C-3"),
        Stage::SampleSent,
        "once it is whole it goes: {}",
        text(&p)
    );
    p.keys("<enter>");
    assert_eq!(value(&p, "mode").as_deref(), Some("base_commission"));
    assert_eq!(value(&p, "commission_rate").as_deref(), Some("0.15"));
    assert_eq!(value(&p, "fixed_fee").as_deref(), Some("800"));
    assert_eq!(value(&p, "currency").as_deref(), Some("USD"));
}

#[test]
fn every_gate_of_the_way_is_asked_for() {
    let mut p = board(Lang::En, WIDE);
    // the sample
    to(&mut p, "C-4");
    p.keys("L");
    assert!(text(&p).contains("sample number"), "{}", text(&p));
    p.keys("<enter><enter>");
    assert!(
        p.notice().contains("carrier and the number"),
        "{}",
        p.notice()
    );
    p.keys("DHL 4411<enter>");
    assert_eq!(stage(&p, "C-4"), Stage::InProduction);
    assert_eq!(card(&p, "C-4").parcel.as_deref(), Some("DHL 4411"));
    // the licence
    p.keys("L<enter>");
    assert!(text(&p).contains("scope"), "{}", text(&p));
    p.keys("repost<enter><enter>01-02<enter>");
    assert_eq!(stage(&p, "C-4"), Stage::Published, "{}", text(&p));
    assert_eq!(
        card(&p, "C-4")
            .licence_until
            .map(|d| d.to_string())
            .as_deref(),
        Some("2027-01-02"),
        "a day of the year is the next one"
    );
    // the content
    p.keys("L<enter>tiktok.com/x<enter>");
    assert!(p.notice().contains("is no link"), "{}", p.notice());
    p.keys("<c-u>https://www.tiktok.com/@duc.eats/video/7<enter>");
    assert_eq!(stage(&p, "C-4"), Stage::Ordering, "{}", text(&p));
    // costs and results
    p.keys("L");
    let screen = text(&p);
    assert!(
        screen.contains("commission") && screen.contains("GMV") && screen.contains("orders"),
        "{screen}"
    );
    p.keys("<esc>");
    assert_eq!(stage(&p, "C-4"), Stage::Ordering);
}

#[test]
fn a_gate_is_passed_over_with_a_reason_that_is_kept() {
    let mut p = board(Lang::En, WIDE);
    to(&mut p, "C-4");
    p.keys("Lo<enter>");
    assert!(p.notice().contains("write a few words"), "{}", p.notice());
    p.keys("buys it herself<enter>");
    assert_eq!(stage(&p, "C-4"), Stage::InProduction);
    p.keys("<enter>");
    let last = detail(&p).moves.last().unwrap().clone();
    assert_eq!((&*last.reason, last.passed.len()), ("buys it herself", 1));
    assert!(text(&p).contains("without sample number"), "{}", text(&p));
}

#[test]
fn of_many_only_the_complete_ones_go_on() {
    let mut p = board(Lang::En, WIDE);
    to(&mut p, "C-3");
    p.keys("<space>");
    to(&mut p, "C-2");
    p.keys("<space>msample<enter>");
    assert!(
        text(&p).contains("Before these 2 cards go on"),
        "{}",
        text(&p)
    );
    p.keys("m");
    assert!(
        p.notice().contains("None of them is complete"),
        "{}",
        p.notice()
    );
    p.keys("<esc>");
    // terms are needed at the end of contracted: C-2 only comes there
    p.keys("mcontracted<enter>");
    assert_eq!(
        (stage(&p, "C-2"), stage(&p, "C-3")),
        (Stage::Contracted, Stage::Contracted)
    );
}

#[test]
fn gates_are_settings() {
    let mut p = board(Lang::En, WIDE);
    let mut settings = (*p.state.settings).clone();
    settings.gates = daren::domain::collab::gate::Gates::none();
    p.state.settings = Arc::new(settings);
    to(&mut p, "C-4");
    p.keys("L");
    assert_eq!(stage(&p, "C-4"), Stage::InProduction);
}

#[test]
fn after_a_review_somebody_decides() {
    let mut p = board(Lang::En, WIDE);
    to(&mut p, "C-8");
    p.keys("L");
    assert_eq!(stage(&p, "C-8"), Stage::Reviewed);
    let screen = text(&p);
    assert!(
        screen.contains("decided:") && !screen.contains("▸ contacted"),
        "{screen}"
    );
    p.keys("<enter>");
    assert_eq!(stage(&p, "C-8"), Stage::Reinvest);
}

#[test]
fn two_people_move_one_card() {
    let mut anna = board(Lang::En, WIDE);
    let mut bo = anna.beside("bo");
    bo.keys("b");
    to(&mut bo, "C-2");
    to(&mut anna, "C-2");
    bo.keys("L");
    assert_eq!(stage(&bo, "C-2"), Stage::Contracted);
    // anna has not seen it yet
    anna.keys("Dno repl<enter>");
    assert!(
        anna.notice()
            .contains("Bo Chen has moved it to contracted meanwhile"),
        "{}",
        anna.notice()
    );
    anna.looks();
    assert_eq!(
        stage(&anna, "C-2"),
        Stage::Contracted,
        "nothing of bo's is lost"
    );
    // and what a colleague does appears while one looks
    bo.keys("Hstill talking<enter>");
    anna.looks();
    assert_eq!(stage(&anna, "C-2"), Stage::Negotiating);
    assert_eq!(current(&anna), "C-2", "the cursor goes with its card");
}

#[test]
fn the_query_language_of_the_pool_filters_the_board() {
    let mut p = board(Lang::En, WIDE);
    let of = |p: &mut Person, query: &str| -> Vec<String> {
        p.keys(&format!(":<c-u>{query}<enter>"));
        let mut all: Vec<String> = cards(p).iter().map(|c| c.reference.to_string()).collect();
        all.sort();
        all
    };
    assert_eq!(of(&mut p, "stage:negotiating"), ["C-2"]);
    assert_eq!(
        of(&mut p, "owner:anna campaign:autumn"),
        ["C-1", "C-3", "C-7", "C-8"]
    );
    assert_eq!(of(&mut p, "followers>50k"), ["C-1", "C-2", "C-3"]);
    assert_eq!(of(&mut p, "has:email"), ["C-1"]);
    assert_eq!(of(&mut p, "due:late"), ["C-1"]);
    assert_eq!(of(&mut p, "mode:fixed_fee"), ["C-5"]);
    assert_eq!(
        of(&mut p, "product:\"Night lamp\" -owner:bo"),
        ["C-3", "C-5", "C-8"]
    );
    assert_eq!(of(&mut p, "no:due stage:reviewed,orde"), ["C-7", "C-8"]);
    // a slip is told where it is made
    p.keys(":<c-u>stage:nonsense<enter>");
    assert!(text(&p).contains("nonsense"), "{}", text(&p));
    assert!(p.notice().contains("negotiating"), "{}", p.notice());
    p.keys("<esc>x");
    assert_eq!(cards(&p).len(), 8);
    p.keys("f");
    assert_eq!(cards(&p).len(), 5);
    assert!(
        cards(&p)
            .iter()
            .all(|c| c.owner.as_deref() == Some("Anna Li"))
    );
    p.keys("f");
    assert_eq!(cards(&p).len(), 8);
    // what a field can say is offered, whatever the pool shows
    p.keys("q:stage:released<enter>b");
    p.keys(":<c-u>stage:cont");
    let screen = text(&p);
    assert!(
        screen.contains("contacted") && screen.contains("contracted"),
        "{screen}"
    );
    p.keys("<esc>qx");
    p.keys("b");
    // a word is searched for in what a card says
    p.keys("/C-5<enter>");
    assert_eq!(cards(&p).len(), 1);
}

#[test]
fn rows_orders_and_folds() {
    let mut p = board(Lang::En, WIDE);
    let lanes = |p: &Person| -> Vec<String> {
        let board = p.state.board.board.as_ref().unwrap();
        let all = board.lanes.iter();
        all.map(|l| l.name.as_deref().unwrap_or("—").to_owned())
            .collect()
    };
    p.keys("w");
    assert_eq!(lanes(&p), ["Anna Li", "Bo Chen"]);
    p.keys("J");
    assert_eq!(current(&p), "C-2");
    p.keys("w");
    assert_eq!(lanes(&p), ["Autumn", "—"]);
    p.keys("w");
    assert!(lanes(&p).len() > 1, "{:?}", lanes(&p));
    p.keys("w");
    p.keys("q");
    p.imports("ref,handle,stage,due,started,expected_gmv,currency\nC-9,cy.style,candidate,2026-11-20,2026-11-21,5000,USD\n");
    p.keys("b12h");
    let order = |p: &Person| -> Vec<String> {
        let column = p.state.board.cell(0, 0);
        column.iter().map(|c| c.reference.to_string()).collect()
    };
    assert_eq!(order(&p), ["C-9", "C-1"], "due first");
    p.keys("s");
    assert_eq!(order(&p), ["C-1", "C-9"], "in the stage longest");
    p.keys("s");
    assert_eq!(order(&p), ["C-9", "C-1"], "worth most");
    let open = |p: &Person| text(p).matches("◂ candidate").count();
    assert_eq!(open(&p), 0);
    p.keys("zl");
    assert_eq!(open(&p), 1, "{}", text(&p));
    p.keys("hz");
    assert_eq!(open(&p), 0);
}

#[test]
fn owner_day_campaign_and_worth_are_given_with_checked_words() {
    let mut p = board(Lang::En, WIDE);
    to(&mut p, "C-1");
    p.keys("obo<enter>");
    assert_eq!(card(&p, "C-1").owner.as_deref(), Some("Bo Chen"));
    p.keys("ozoe<enter>");
    assert!(p.notice().contains("Nothing fits"), "{}", p.notice());
    p.keys("<esc>");
    p.keys("o(none<enter>");
    assert_eq!(card(&p, "C-1").owner, None);
    p.keys("u");
    assert_eq!(card(&p, "C-1").owner.as_deref(), Some("Bo Chen"));
    // how a day is understood is shown while it is typed
    p.keys("d<c-u>fri");
    assert!(text(&p).contains("2026-11-27 · in 5 days"), "{}", text(&p));
    assert!(!text(&p).contains("tab complete"), "{}", text(&p));
    p.keys("<esc>");
    for (typed, day) in [
        ("+3d", "2026-11-25"),
        ("+2w", "2026-12-06"),
        ("fri", "2026-11-27"),
        ("12-01", "2026-12-01"),
        ("2027-02-03", "2027-02-03"),
    ] {
        p.keys(&format!("d<c-u>{typed}<enter>"));
        let due = card(&p, "C-1").due.map(|d| d.to_string());
        assert_eq!(due.as_deref(), Some(day), "{typed}: {}", p.notice());
    }
    p.keys("d<c-u>02-30<enter>");
    assert!(p.notice().contains("“02-30” is no day"), "{}", p.notice());
    assert!(
        matches!(p.state.layers.last(), Some(Layer::Name(_))),
        "what was typed is kept"
    );
    p.keys("<esc>");
    assert_eq!(card(&p, "C-1").due.unwrap().to_string(), "2027-02-03");
    p.keys("cWinter sale<enter>");
    assert_eq!(card(&p, "C-1").campaign.as_deref(), Some("Winter sale"));
    p.keys("e2.5k<enter>");
    assert_eq!(card(&p, "C-1").expected, Some(25_000_000));
    // money needs a currency where the card has none
    p.keys("q")
        .imports("ref,handle,stage\nC-9,cy.style,candidate\n");
    p.keys("b");
    to(&mut p, "C-9");
    p.keys("e300<enter>");
    assert!(p.notice().contains("needs a currency"), "{}", p.notice());
    p.keys("<c-u>300 GBP<enter>");
    assert_eq!(card(&p, "C-9").currency.code(), "GBP");
    // a sum of another currency would make others of those that are there
    p.keys("e<c-u>300 USD<enter>");
    assert!(p.notice().contains("counts in GBP alone"), "{}", p.notice());
    p.keys("<esc><space>");
    to(&mut p, "C-1");
    assert_eq!(card(&p, "C-1").currency.code(), "USD");
    p.keys("<space>e300 GBP<enter>");
    assert!(p.notice().contains("several currencies"), "{}", p.notice());
    p.keys("<esc>");
    assert_eq!(card(&p, "C-1").expected, Some(25_000_000));
    assert_eq!(card(&p, "C-1").currency.code(), "USD");
}

#[test]
fn everything_about_a_collaboration_is_on_one_screen() {
    let mut p = board(Lang::En, (120, 45));
    to(&mut p, "C-5");
    p.keys("<enter>");
    let screen = text(&p);
    for word in [
        "@emre.home",
        "in production",
        "300.00 GBP",
        "Night lamp",
        "licence",
        "needed before it goes on",
    ] {
        assert!(screen.contains(word), "{word}: {screen}");
    }
    // the first field is the campaign, the fourth the day
    p.keys("<enter>autu<enter>");
    assert_eq!(value(&p, "campaign").as_deref(), Some("Autumn"));
    p.keys("jjj<enter><c-u>tomorrow<enter>");
    assert_eq!(value(&p, "due").as_deref(), Some("2026-11-23"));
    p.keys("<enter><c-u>someday<enter>");
    assert!(p.notice().contains("“someday” is no day"), "{}", p.notice());
    p.keys("<esc>u");
    assert_eq!(value(&p, "due").as_deref(), Some("2026-12-10"));
    // money of another currency would change what the other sums mean
    let go = |p: &mut Person, name: &str| {
        p.keys("gg");
        for _ in 0..60 {
            let here = p.screen().into_iter().find(|l| l.contains("▸"));
            if here.is_some_and(|l| {
                l.contains(&format!("▸ {name}")) || l.contains(&format!("▸  {name}"))
            }) {
                return;
            }
            p.keys("j");
        }
        panic!("{name}: {}", text(p));
    };
    go(&mut p, "fixed fee");
    p.keys("<enter><c-u>400 EUR<enter>");
    assert!(p.notice().contains("counts in GBP alone"), "{}", p.notice());
    p.keys("<c-u>400<enter>");
    assert_eq!(value(&p, "fixed_fee").as_deref(), Some("400"));
    assert!(
        p.notice()
            .contains("fixed fee of @emre.home set to 400.00 GBP"),
        "{}",
        p.notice()
    );
    p.keys("<enter><c-u>1,200.5");
    assert!(text(&p).contains("1,200.50 GBP"), "{}", text(&p));
    p.keys("<esc>");
    // all fields or few: the cursor stays with its own
    let own = |p: &Person| match chosen(&p.state) {
        Some((_, Row::Field(file, _, key, ..))) => (file.0, key),
        other => panic!("{other:?}"),
    };
    p.keys("z");
    assert_eq!(own(&p), ("collaborations", "fixed_fee"));
    go(&mut p, "currency");
    p.keys("<enter><c-u>EUR<enter>");
    assert!(
        p.notice().contains("sums keep their figures"),
        "{}",
        p.notice()
    );
    p.keys("uzz");
    assert_eq!(own(&p), ("collaborations", "currency"));
    p.keys("z");
    // a sample, a content and an agreement are added and deleted
    go(&mut p, "samples");
    p.keys("<enter>");
    assert_eq!(detail(&p).samples.len(), 1, "{}", text(&p));
    assert_eq!(own(&p), ("samples", "carrier"));
    p.keys("<enter>DHL<enter>");
    assert!(
        p.notice()
            .contains("sample of @emre.home: carrier set to DHL"),
        "{}",
        p.notice()
    );
    // wherever the cursor is, what is to be added can be said
    p.keys("gga");
    assert!(text(&p).contains("framework agreement"), "{}", text(&p));
    p.keys("sam<enter>");
    assert_eq!(detail(&p).samples.len(), 2, "{}", text(&p));
    assert_eq!(own(&p), ("samples", "carrier"));
    assert_eq!(value(&p, "samples_sent"), None);
    p.keys("ggD");
    assert!(p.notice().contains("Others belong to it"), "{}", p.notice());
    go(&mut p, "content");
    p.keys("a<enter>");
    assert_eq!(detail(&p).contents.len(), 1);
    go(&mut p, "framework agreement");
    p.keys("a<enter>");
    assert_eq!(detail(&p).agreements.len(), 1);
    p.keys("jD");
    assert!(p.notice().contains("Press D again"), "{}", p.notice());
    p.keys("D");
    assert!(detail(&p).agreements.is_empty());
    p.keys("u");
    assert_eq!(detail(&p).agreements.len(), 1);
    // its creator is one key away, and back
    p.keys("p");
    assert_eq!(p.state.layers.last(), Some(&Layer::Card));
    assert_eq!(p.handle(), "emre.home");
    p.keys("<esc>");
    assert!(matches!(p.state.layers.last(), Some(Layer::Collab(_))));
}

#[test]
fn two_people_change_one_field() {
    let mut anna = board(Lang::En, WIDE);
    let mut bo = anna.beside("bo");
    bo.keys("b");
    for p in [&mut anna, &mut bo] {
        to(p, "C-1");
        p.keys("<enter>jjj");
    }
    bo.keys("<enter><c-u>fri<enter>");
    anna.keys("<enter><c-u>+1d<enter>");
    let said = anna.notice();
    assert!(
        said.contains("Bo Chen has changed this meanwhile") && said.contains("2026-11-27"),
        "{said}"
    );
    anna.looks();
    assert_eq!(value(&anna, "due").as_deref(), Some("2026-11-27"));
}

#[test]
fn marked_creators_become_candidates_and_the_pool_knows_it() {
    let mut p = person(Lang::En, WIDE);
    p.keys(":has:collab<enter>");
    assert_eq!(p.state.pool.matched(), 8);
    p.imports("handle,platform,followers\nnew.one,tiktok,500\nnew.two,tiktok,400\n");
    p.keys(":<c-u>-has:collab<enter>");
    assert_eq!(p.state.pool.matched(), 2);
    p.keys("*Bautu<enter>");
    assert!(
        p.notice().contains("2 creators candidates of Autumn"),
        "{}",
        p.notice()
    );
    assert_eq!(p.state.pool.matched(), 0);
    p.keys(":<c-u>stage:candidate owner:anna campaign:autumn<enter>");
    assert_eq!(p.state.pool.matched(), 3);
    // the same campaign twice makes no second one
    p.keys("*Bautu<enter>");
    p.keys("b");
    assert_eq!(cards(&p).len(), 10, "{}", p.notice());
    let made: Vec<_> = cards(&p)
        .iter()
        .filter(|c| c.handle.starts_with("new"))
        .cloned()
        .collect();
    assert!(
        made.iter()
            .all(|c| c.owner.as_deref() == Some("Anna Li") && c.stage == Stage::Candidate)
    );
    assert!(
        made.iter().all(|c| !c.reference.is_empty()),
        "they have numbers"
    );
    assert_ne!(made[0].reference, made[1].reference);
    // a campaign that is not there yet is made
    p.keys("q:<c-u>new.one<enter>BSpring<enter>b");
    assert!(
        cards(&p)
            .iter()
            .any(|c| c.campaign.as_deref() == Some("Spring"))
    );
}

#[test]
fn stage_and_owner_are_facets_and_columns_of_the_pool() {
    let mut p = person(Lang::En, (180, 45));
    p.keys("fG");
    let screen = text(&p);
    assert!(
        screen.contains("negotiating") && screen.contains("Bo Chen"),
        "{screen}"
    );
    p.keys("<esc>");
    // a released creator is in no stage of work
    p.keys(":stage:reviewed<enter>");
    assert_eq!(p.handle(), "小美");
    p.keys("<enter>");
    let screen = text(&p);
    assert!(
        screen.contains("C-8") && screen.contains("reviewed"),
        "{screen}"
    );
}

#[test]
fn rates_come_from_the_boards_own_history_and_say_so() {
    let mut p = person(Lang::En, (120, 45));
    p.imports("ref,item,sent,received,posted\nC-4,1,2026-10-02,2026-10-09,2026-10-20\nC-4,2,2026-10-03,2026-10-10,\n");
    p.imports("handle,at,by,channel,replied_at,ref\nduc.eats,2026-10-01,bo,dm,2026-10-02,C-4\n");
    p.keys(":fulfilment:50 reply:100<enter>");
    assert_eq!(p.state.pool.matched(), 1, "{}", text(&p));
    assert_eq!(p.handle(), "duc.eats");
    p.keys("<enter>");
    let screen = text(&p);
    assert!(screen.contains("1 of 2 samples"), "{screen}");
    assert!(screen.contains("own history: 1 of 1 contact"), "{screen}");
}

#[test]
fn today_shows_what_waits_and_takes_it_away_with_one_key() {
    let mut p = person(Lang::En, WIDE);
    p.imports("handle,at,by,channel,ref,follow_up\nbo.kim,2026-11-18,anna,dm,C-2,2026-11-21\n");
    p.imports("ref,item,sent,carrier,number\nC-4,1,2026-10-01,DHL,1\n");
    p.imports("handle,starts,ends,discount_rate\nanna.review,2026-01-01,2026-11-30,0.2\n");
    p.keys("d");
    let screen = text(&p);
    for word in [
        "due · candidate",
        "ask again: written to 4 days ago",
        "framework agreement ends",
    ] {
        assert!(screen.contains(word), "{word}: {screen}");
    }
    assert!(!screen.contains("sample out"), "that is bo's: {screen}");
    p.keys("m");
    assert!(text(&p).contains("sample out for 52 days"), "{}", text(&p));
    p.keys("m");
    // put aside until a day: gone, and back then
    let go = |p: &mut Person, word: &str| {
        p.keys("gg");
        for _ in 0..20 {
            if p.screen()
                .iter()
                .any(|l| l.contains('▸') && l.contains(word))
            {
                return;
            }
            p.keys("j");
        }
        panic!("{word}: {}", text(p));
    };
    go(&mut p, "ask again");
    p.keys("z<c-u>2026-11-01<enter>");
    assert!(p.notice().contains("a day to come"), "{}", p.notice());
    p.keys("<c-u>fri<enter>");
    assert!(
        p.notice()
            .contains("@bo.kim: asking again put aside until 2026-11-27"),
        "{}",
        p.notice()
    );
    assert!(!text(&p).contains("ask again: "), "{}", text(&p));
    p.keys("u");
    // answered: nobody waits any more
    go(&mut p, "ask again");
    p.keys("a");
    assert!(
        p.notice().contains("@bo.kim has answered"),
        "{}",
        p.notice()
    );
    assert!(!text(&p).contains("ask again: "), "{}", text(&p));
    // done takes the day away
    go(&mut p, "due · candidate");
    p.keys("<space>");
    assert!(!text(&p).contains("due · candidate"), "{}", text(&p));
    p.keys("<esc>b");
    assert_eq!(card(&p, "C-1").due, None);
    p.keys("u");
    assert_eq!(card(&p, "C-1").due.unwrap().to_string(), "2026-11-21");
}

#[test]
fn what_stays_longer_than_usual_is_told() {
    let mut p = Person::demo(Lang::En, WIDE);
    p.keys("b");
    let usual = p.state.board.board.as_ref().unwrap().usual;
    let usual = usual[Stage::Contacted.index()].expect("the demo has a history");
    let long = cards(&p).into_iter().filter(|c| {
        // a day that somebody has set says more than what is usual
        c.stage == Stage::Contacted
            && c.due.is_none()
            && c.age(crate::support::NOW.today).unwrap_or(0) > usual
    });
    let n = long.count();
    assert!(n > 0);
    p.keys("Tm");
    let Some(Layer::Today(view)) = p.state.layers.last() else {
        panic!("{}", text(&p));
    };
    let told = view.items.iter().filter(|i| {
        i.why == daren::domain::collab::agenda::Why::Long && i.stage == Some(Stage::Contacted)
    });
    assert_eq!(told.count(), n);
}

#[test]
fn a_message_is_looked_at_copied_and_noted() {
    let mut p = board(Lang::En, WIDE);
    to(&mut p, "C-1");
    p.keys("W");
    let screen = text(&p);
    assert!(
        screen.contains("Hi Anna Wu,") && screen.contains("I am Anna Li."),
        "{screen}"
    );
    assert!(screen.contains("0 of "), "{screen}");
    // a template that lacks something says so and is not copied
    p.keys("l");
    assert!(text(&p).contains("{rate}"), "{}", text(&p));
    p.keys("y");
    assert!(p.notice().contains("{rate}"), "{}", p.notice());
    assert!(p.desk.copied.is_empty());
    p.keys("hy");
    assert!(
        p.desk.copied[0].contains("Hi Anna Wu,"),
        "{:?}",
        p.desk.copied
    );
    assert!(
        p.notice().contains("paste it to @anna.review"),
        "{}",
        p.notice()
    );
    assert!(text(&p).contains("1 of "), "{}", text(&p));
    p.keys("<esc>");
    // who was a candidate has been contacted, and will be asked again
    assert_eq!(stage(&p, "C-1"), Stage::Contacted);
    p.keys("<enter>");
    let contact = detail(&p).contacts[0].clone();
    let file = &daren::domain::collab::native::OUTREACH;
    let of = |key: &str| {
        contact
            .get(file, key)
            .map(|v| v.written(file.field(key).unwrap().cell))
    };
    assert_eq!(of("template").as_deref(), Some("first contact"));
    assert_eq!(of("follow_up").as_deref(), Some("2026-11-25"));
    assert_eq!(of("by").as_deref(), Some("Anna Li"));
}

#[test]
fn messages_to_many_go_to_a_file_and_each_is_in_its_language() {
    let mut p = person(Lang::En, WIDE);
    // marked ones need not be on screen to be written to
    p.keys("*W");
    let screen = text(&p);
    assert!(screen.contains("8 to write to"), "{screen}");
    p.keys("w<enter>");
    let said = p.notice();
    assert!(
        said.contains("8 messages are in") && said.contains("messages-2026-11-22.txt"),
        "{said}"
    );
    let file = p.dir.path().join("messages-2026-11-22.txt");
    let text_of = std::fs::read_to_string(&file).unwrap();
    assert_eq!(text_of.matches("--- @").count(), 8, "{text_of}");
    assert!(
        text_of.contains("Hi Bo Kim,") && text_of.contains("小美测评 您好"),
        "{text_of}"
    );
    assert!(text(&p).contains("8 of "), "{}", text(&p));
    // a file that is there is not written over, and nobody is noted as contacted for it
    p.keys("<esc>*W");
    p.keys("w<enter>");
    assert!(
        p.notice().contains("messages-2026-11-22.txt"),
        "{}",
        p.notice()
    );
    assert!(text(&p).contains("8 of "), "{}", text(&p));
    // another name is offered, and taken
    p.keys("<enter>");
    assert!(
        p.notice().contains("messages-2026-11-22_2.txt"),
        "{}",
        p.notice()
    );
    p.keys("w");
    assert!(
        p.notice().contains("copied or written already"),
        "{}",
        p.notice()
    );
    // what is taken back can be written again
    p.keys("u");
    assert!(!text(&p).contains("✓"), "{}", text(&p));
    p.keys("<c-r><esc>b");
    assert_eq!(stage(&p, "C-1"), Stage::Contacted);
}

#[test]
fn many_contacts_a_day_are_warned_of() {
    let mut p = board(Lang::En, WIDE);
    let mut settings = (*p.state.settings).clone();
    settings.contacts_a_day = 1;
    p.state.settings = Arc::new(settings);
    to(&mut p, "C-1");
    p.keys("Wy<esc>");
    to(&mut p, "C-2");
    p.keys("W");
    assert!(text(&p).contains("1 of 1 today"), "{}", text(&p));
    // a warning, not a wall
    p.keys("y");
    assert_eq!(p.desk.copied.len(), 2);
    assert!(text(&p).contains("2 of 1 today"), "{}", text(&p));
}

#[test]
fn target_plans_hold_thirty_each_and_know_who_is_in_one() {
    let mut p = Person::empty(Lang::En, WIDE);
    let mut all = String::from("handle,platform,followers\n");
    for n in 0..31 {
        all.push_str(&format!("creator{n:02},tiktok,{}\n", 9000 - n));
    }
    p.imports(PRODUCTS).imports(&all);
    p.keys("*Pstorage<enter>");
    assert!(text(&p).contains("Name of the plan"), "{}", text(&p));
    p.keys("<c-u>Boxes 15%<enter>");
    assert!(p.notice().contains("Boxes"), "{}", p.notice());
    p.keys("Q");
    let plans = |p: &Person| -> Vec<(String, usize)> {
        match p.state.layers.last() {
            Some(Layer::Plans(view)) => view
                .plans
                .iter()
                .map(|p| (p.name.clone(), p.creators.len()))
                .collect(),
            other => panic!("{other:?}"),
        }
    };
    let mut sizes: Vec<usize> = plans(&p).iter().map(|(_, n)| *n).collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [1, 30], "{:?}", plans(&p));
    // thirty handles at a time, a line each
    for _ in 0..2 {
        p.keys("y");
        p.keys("j");
    }
    let mut lines: Vec<usize> = p.desk.copied.iter().map(|t| t.lines().count()).collect();
    lines.sort_unstable();
    assert_eq!(lines, [1, 30]);
    // somebody who is in a plan for the product is pointed out and left out
    p.keys("<esc>UggPstorage<enter><c-u>More<enter>");
    assert!(
        p.notice().contains("creator00") && p.notice().contains("already"),
        "{}",
        p.notice()
    );
    // for another product it is another matter
    p.keys("ggPnight<enter><c-u>Lamps<enter>Q");
    assert!(
        plans(&p).iter().any(|(name, n)| name == "Lamps" && *n == 1),
        "{:?}",
        plans(&p)
    );
    p.keys("D");
    assert!(p.notice().contains("Press D again"), "{}", p.notice());
    let before = plans(&p).len();
    p.keys("D");
    assert_eq!(plans(&p).len(), before - 1);
    p.keys("u");
    assert_eq!(plans(&p).len(), before);
}

#[test]
fn on_a_small_screen_in_chinese_every_stage_is_reached() {
    let mut p = board(Lang::Zh, (80, 24));
    let mut seen = Vec::new();
    p.keys("20h");
    for _ in 0..12 {
        // all stages are in sight wherever the cursor is
        for column in 0..12 {
            let name = p
                .state
                .words
                .get(daren::app::board::stage_of(column).word_id());
            assert!(text(&p).contains(&name), "{name}: {}", text(&p));
        }
        seen.push(p.state.board.column);
        p.keys("l");
    }
    seen.dedup();
    // the cursor goes where there are cards
    assert_eq!(seen, [0, 2, 3, 4, 5, 6, 7, 8]);
    to(&mut p, "C-8");
    assert!(text(&p).contains("@小美"), "{}", text(&p));
}

#[test]
fn after_midnight_what_is_due_is_counted_anew() {
    let mut p = board(Lang::En, WIDE);
    let tomorrow = daren::app::Now {
        today: crate::support::NOW.today.tomorrow().unwrap(),
        ..crate::support::NOW
    };
    let size = || daren::messages::Msg::Resize(WIDE.0, WIDE.1);
    let asked = |p: &mut Person| {
        let effects = daren::app::update(&mut p.state, size(), tomorrow);
        let is = |e: &daren::messages::Effect| matches!(e, daren::messages::Effect::Redraw);
        effects.iter().any(is)
    };
    assert!(asked(&mut p));
    assert!(!asked(&mut p), "once a night");
}

#[test]
fn a_long_sentence_is_read_to_its_end_on_a_small_screen() {
    for lang in [Lang::En, Lang::Zh] {
        let mut p = board(lang, (80, 24));
        to(&mut p, "C-1");
        p.keys("d<c-u>02-30<enter>");
        let said = p.notice();
        let last: Vec<char> = said.chars().rev().take(8).collect();
        let last: String = last.into_iter().rev().collect();
        assert!(text(&p).contains(last.trim()), "{said}: {}", text(&p));
    }
}

#[test]
fn campaigns_products_and_the_team_are_kept_by_keys() {
    let mut p = board(Lang::En, WIDE);
    let rows = |p: &Person| -> Vec<String> {
        let Some(Layer::Basics(view)) = p.state.layers.last() else {
            panic!("{}", text(p));
        };
        let file = view.file();
        view.rows
            .iter()
            .map(|r| basics::called(&p.state, file, r))
            .collect()
    };
    p.keys("C");
    assert_eq!(rows(&p), ["Autumn"]);
    // a new one, with its fields at once
    p.keys("a<enter>");
    assert!(p.notice().contains("cannot be empty"), "{}", p.notice());
    p.keys("Winter sale<enter>");
    assert!(p.notice().contains("campaign added"), "{}", p.notice());
    assert_eq!(rows(&p).len(), 2);
    p.keys("<enter>sal<enter>jj<enter>12-01<enter>jj<enter>9000<enter>");
    assert!(p.notice().contains("needs a currency"), "{}", p.notice());
    p.keys("<c-u>9k EUR<enter>");
    let screen = text(&p);
    for word in ["sales", "2026-12-01", "9,000.00 EUR"] {
        assert!(screen.contains(word), "{word}: {screen}");
    }
    // back in the list, what is in use stays, and what is not goes and comes back
    p.keys("<esc>");
    let go = |p: &mut Person, name: &str| {
        let at = rows(p)
            .iter()
            .position(|n| n == name)
            .expect("it is listed");
        p.keys("gg");
        for _ in 0..at {
            p.keys("j");
        }
    };
    go(&mut p, "Autumn");
    p.keys("DD");
    assert!(p.notice().contains("Others belong to it"), "{}", p.notice());
    go(&mut p, "Winter sale");
    p.keys("DD");
    assert_eq!(rows(&p), ["Autumn"]);
    p.keys("u");
    assert_eq!(rows(&p).len(), 2);
    // another name goes to the cards; one that is taken does not
    go(&mut p, "Autumn");
    p.keys("<enter><enter><c-u>winter SALE<enter>");
    assert!(p.notice().contains("winter SALE"), "{}", p.notice());
    assert!(
        matches!(p.state.layers.last(), Some(Layer::Name(n)) if n.line.text() == "winter SALE"),
        "what was typed is given back"
    );
    p.keys("<c-u>Fall<enter><esc><esc>");
    assert_eq!(card(&p, "C-1").campaign.as_deref(), Some("Fall"));
    // a product, a link to it, a colleague
    p.keys("C<tab>aSKU-9<enter>");
    assert_eq!(rows(&p).len(), 3, "{:?}", rows(&p));
    p.keys("<enter>Desk lamp<enter>");
    assert!(rows(&p).contains(&"Desk lamp".to_owned()), "{:?}", rows(&p));
    p.keys("<esc><tab>adesk<enter>L-77<enter>");
    assert_eq!(rows(&p), ["L-77"]);
    assert!(text(&p).contains("Desk lamp · SKU-9"), "{}", text(&p));
    p.keys("<esc><tab>aCy Yang<enter>");
    assert!(rows(&p).contains(&"Cy Yang".to_owned()), "{:?}", rows(&p));
    p.keys("<esc><esc>");
    to(&mut p, "C-1");
    p.keys("ocy<enter>");
    assert_eq!(
        card(&p, "C-1").owner.as_deref(),
        Some("Cy Yang"),
        "{}",
        text(&p)
    );
}

#[test]
fn where_cards_leave_the_board_the_next_one_is_under_the_cursor() {
    let mut p = Person::demo(Lang::En, WIDE);
    p.keys("b:stage:contacted<enter>gg");
    let column: Vec<String> = cards(&p).iter().map(|c| c.reference.to_string()).collect();
    let order = |p: &Person| -> Vec<String> {
        let board = p.state.board.board.as_ref().unwrap();
        let cards = board.column(Stage::Contacted.index());
        cards.map(|c| c.reference.to_string()).collect()
    };
    let before = order(&p);
    p.keys("jjjL");
    assert_eq!(cards(&p).len(), column.len() - 1);
    assert_eq!(current(&p), before[4], "{}", text(&p));
    p.keys("Dno repl<enter>");
    assert_eq!(current(&p), before[5]);
    // taken back, the card is under the cursor again
    p.keys("u");
    assert_eq!(current(&p), before[4]);
    // marks outlive a filter that hides their cards
    p.keys("<space><space>");
    assert_eq!(screen::marked(&p.state).len(), 2);
    p.keys(":<c-u>stage:negotiating<enter>");
    assert_eq!(screen::marked(&p.state).len(), 0);
    p.keys("x");
    assert_eq!(screen::marked(&p.state).len(), 2, "{}", text(&p));
    // and prompts say how many they are for
    p.keys("o");
    assert!(text(&p).contains("owner for 2"), "{}", text(&p));
    p.keys("<esc>D");
    assert!(text(&p).contains("why 2 are dropped"), "{}", text(&p));
}

#[test]
fn of_many_each_gets_its_own_parcel_and_link() {
    let mut p = board(Lang::En, WIDE);
    to(&mut p, "C-4");
    p.keys("<space>q").imports(
        "ref,handle,stage,mode,commission_rate\nC-9,cy.style,sample sent,pure commission,0.1\n",
    );
    p.keys("b");
    to(&mut p, "C-9");
    p.keys("<space>L");
    assert!(text(&p).contains("@duc.eats @cy.style"), "{}", text(&p));
    p.keys("<enter>");
    assert!(
        text(&p).contains("for @duc.eats, then 1 more"),
        "{}",
        text(&p)
    );
    p.keys("DHL 1<enter>");
    assert!(
        text(&p).contains("for @cy.style (DHL 4411): DHL"),
        "{}",
        text(&p)
    );
    p.keys("2<enter>");
    let parcel = |p: &Person, r: &str| card(p, r).parcel.as_deref().unwrap().to_owned();
    assert_eq!(
        (parcel(&p, "C-4"), parcel(&p, "C-9")),
        ("DHL 1".into(), "DHL 2".into())
    );
    assert_eq!(stage(&p, "C-9"), Stage::InProduction);
}

#[test]
fn what_cannot_be_is_refused_where_it_is_typed() {
    let mut p = board(Lang::En, (120, 60));
    to(&mut p, "C-5");
    p.keys("<enter>a<enter>fra");
    let go = |p: &mut Person, name: &str| {
        p.keys("gg");
        for _ in 0..80 {
            if p.screen().iter().any(|l| l.contains(&format!("▸  {name}"))) {
                return;
            }
            p.keys("j");
        }
        panic!("{name}: {}", text(p));
    };
    p.keys("<esc>aframe<enter>");
    go(&mut p, "ends");
    p.keys("<enter>2020-01-01<enter>");
    assert!(
        p.notice().contains("end before it begins"),
        "{}",
        p.notice()
    );
    p.keys("<c-u>2027-01-01<enter>");
    assert!(p.notice().contains("framework agreement"), "{}", p.notice());
    p.keys("z");
    go(&mut p, "currency");
    p.keys("<enter><c-u>XYZ<enter>");
    assert!(
        p.notice().contains("“XYZ” is no currency"),
        "{}",
        p.notice()
    );
    p.keys("<esc>");
    go(&mut p, "commission rate");
    p.keys("<enter>17,5<enter>");
    assert_eq!(value(&p, "commission_rate").as_deref(), Some("0.175"));
    // what a field holds is where the list begins
    go(&mut p, "mode");
    p.keys("<enter><enter>");
    assert_eq!(value(&p, "mode").as_deref(), Some("fixed_fee"));
    assert!(
        p.notice().contains("mode of @emre.home set to fixed fee"),
        "{}",
        p.notice()
    );
}

#[test]
fn who_sells_on_douyin_is_written_to_in_chinese() {
    let mut p = Person::empty(Lang::En, WIDE);
    p.imports("handle,platform,region,name\nribao,douyin,中国,日报\nana,tiktok,GB,Ana 小\n");
    p.keys("/ribao<enter>W");
    assert!(text(&p).contains("日报 您好"), "{}", text(&p));
    p.keys("<esc>x/ana<enter>W");
    assert!(text(&p).contains("Hi Ana 小,"), "{}", text(&p));
}

#[test]
fn a_colleague_is_not_written_over_while_a_question_is_open() {
    let mut anna = board(Lang::En, WIDE);
    let mut bo = anna.beside("bo");
    bo.keys("b");
    for (open, answer) in [("m", "contracted<enter>"), ("D", "no repl<enter>")] {
        to(&mut anna, "C-2");
        to(&mut bo, "C-2");
        anna.keys(open);
        bo.keys("Hwent quiet<enter>");
        assert_eq!(stage(&bo, "C-2"), Stage::Contacted);
        anna.looks();
        anna.keys(answer);
        let said = anna.notice();
        assert!(
            said.contains("Bo Chen has moved it to contacted"),
            "{open}: {said}"
        );
        anna.looks();
        assert_eq!(stage(&anna, "C-2"), Stage::Contacted);
        bo.keys("u");
        bo.looks();
        anna.looks();
        assert_eq!(stage(&anna, "C-2"), Stage::Negotiating);
    }
    // what lacks is asked for; meanwhile the card goes back
    to(&mut anna, "C-3");
    to(&mut bo, "C-3");
    anna.keys("L");
    bo.keys("Hnot signed<enter>");
    anna.looks();
    anna.keys("oin a hurry<enter>");
    let said = anna.notice();
    assert!(
        said.contains("Bo Chen has moved it to negotiating"),
        "{said}"
    );
    anna.looks();
    assert_eq!(stage(&anna, "C-3"), Stage::Negotiating);
    // and of a field both have open, the second hears of the first
    for p in [&mut anna, &mut bo] {
        to(p, "C-1");
        p.keys("e<c-u>");
    }
    bo.keys("222<enter>");
    anna.looks();
    anna.keys("111<enter>");
    let said = anna.notice();
    assert!(said.contains("222.00 USD"), "{said}");
    anna.looks();
    assert_eq!(card(&anna, "C-1").expected, Some(2_220_000));
}

#[test]
fn what_an_input_method_types_is_read() {
    let mut p = board(Lang::Zh, WIDE);
    to(&mut p, "C-1");
    p.keys("d<c-u>＋３d<enter>");
    assert_eq!(card(&p, "C-1").due.unwrap().to_string(), "2026-11-25");
    p.keys("e<c-u>１，２００．５　ＵＳＤ<enter>");
    assert_eq!(card(&p, "C-1").expected, Some(12_005_000), "{}", p.notice());
    p.keys("<enter>z");
    for _ in 0..40 {
        if p.screen().iter().any(|l| l.contains("▸  佣金率")) {
            break;
        }
        p.keys("j");
    }
    p.keys("<enter>１５％<enter>");
    assert_eq!(value(&p, "commission_rate").as_deref(), Some("0.15"));
    // a link comes out of what an app shares with it
    p.keys("a内容<enter><enter>看看 https://v.douyin.com/x1/ 复制打开抖音<enter>");
    let contents = detail(&p).contents;
    let file = &daren::domain::collab::native::CONTENTS;
    assert_eq!(
        contents[0].get(file, "url").and_then(Value::text),
        Some("https://v.douyin.com/x1/"),
        "{}",
        text(&p)
    );
}

#[test]
fn an_answer_comes_after_what_it_answers() {
    let mut p = board(Lang::En, WIDE);
    to(&mut p, "C-1");
    p.keys("Wy<esc>T");
    p.keys("m");
    for _ in 0..20 {
        if p.screen()
            .iter()
            .any(|l| l.contains('▸') && l.contains("@anna.review") && l.contains("ask again"))
        {
            break;
        }
        p.keys("j");
    }
    p.keys("a<esc>");
    p.keys("<enter>");
    let contact = detail(&p).contacts[0].clone();
    let file = &daren::domain::collab::native::OUTREACH;
    let at = |key: &str| match contact.get(file, key) {
        Some(Value::Time(at)) => *at,
        other => panic!("{key}: {other:?}"),
    };
    assert!(at("replied_at") >= at("at"));
    assert!(text(&p).contains("@anna.review answered"), "{}", text(&p));
}
