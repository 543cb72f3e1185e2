//! Returns by keys: in the pool, on the board, in the drill-down.

use daren::domain::field::Metric;
use daren::words::Lang;

use crate::support::Person;

/// Three who sell well, middling and badly, one without a margin, one without a cost.
pub const COLLABS: &str = "ref,handle,stage,commission,fixed_fee,currency,margin_rate,gmv,orders,product_impressions,clicks\n\
    A,good,published,200,,USD,0.3,800,40,10000,1000\n\
    B,middling,published,200,,USD,0.3,500,20,10000,1000\n\
    C,bad,published,200,300,USD,0.3,800,10,10000,1000\n\
    D,bare,published,200,,USD,,800,10,10000,1000\n\
    E,free,candidate,,,USD,0.3,500,10,10000,1000\n\
    F,good,reviewed,300,,USD,0.3,500,2,10000,1000\n";

fn found(p: &mut Person, query: &str) -> Vec<String> {
    p.keys(&format!("x:{query}<enter>"));
    let answer = p.state.pool.answer.clone().unwrap();
    let ids = answer.ids.all().to_vec();
    ids.iter()
        .map(|id| p.state.pool.shown(*id).unwrap().identity.handle.to_string())
        .collect()
}

#[test]
fn the_pool_is_filtered_sorted_and_counted_by_returns() {
    let mut p = Person::empty(Lang::En, (120, 40));
    p.imports(COLLABS);
    assert_eq!(found(&mut p, "verdict:keep"), Vec::<String>::new());
    // 390 of gross profit on 500 over both collaborations
    assert_eq!(found(&mut p, "verdict:optimise"), ["good", "middling"]);
    assert_eq!(found(&mut p, "verdict:drop"), ["bad"]);
    assert_eq!(found(&mut p, "verdict:no_margin"), ["bare"]);
    assert_eq!(found(&mut p, "结论:无成本"), ["free"]);
    assert_eq!(found(&mut p, "return>75"), ["good"]);
    // exactly 75 %
    assert_eq!(found(&mut p, "return>=75"), ["good", "middling"]);
    assert_eq!(
        found(&mut p, "-return>=75"),
        ["bad"],
        "missing passes neither way"
    );
    assert_eq!(found(&mut p, "net_roi<-30"), ["bad"]);
    assert_eq!(found(&mut p, "profit<-100USD cost>=500"), ["good", "bad"]);
    assert_eq!(found(&mut p, "profit<-100EUR"), Vec::<String>::new());
    assert_eq!(found(&mut p, "has:return"), ["good", "middling", "bad"]);
    assert_eq!(found(&mut p, "roas>=4"), ["bare"]);
    assert_eq!(found(&mut p, "collab_orders>=42"), ["good"]);
    found(&mut p, "");
    p.state.pool.sort = daren::domain::column::SortKey::parse_list("return").unwrap();
    let sorted = found(&mut p, "has:return");
    assert_eq!(sorted, ["bad", "middling", "good"]);
    let answer = p.state.pool.answer.clone().unwrap();
    let counted = answer.facet(daren::domain::facet::Facet::Verdict).to_vec();
    assert_eq!(
        counted,
        [("optimise".to_owned(), 2), ("drop".to_owned(), 1)]
    );
}

#[test]
fn another_margin_ranks_anew_and_the_list_stays() {
    let mut p = Person::empty(Lang::En, (120, 40));
    p.imports("product_id,name,margin_rate\np1,Lamp,0.5\n");
    p.imports(
        "ref,handle,product_id,stage,commission,currency,gmv,orders\n\
         A,one,p1,published,200,USD,800,9\nB,two,,published,200,USD,800,9\n",
    );
    assert_eq!(found(&mut p, "return>100"), ["one"]);
    let returned = |p: &mut Person| {
        let id = p.state.pool.answer.as_ref().unwrap().ids.all()[0];
        p.state
            .pool
            .shown(id)
            .unwrap()
            .profile
            .metric(Metric::Return)
    };
    // 400 on 200
    assert_eq!(returned(&mut p), Some(40_000_000));
    p.imports("product_id,name,margin_rate\np1,Lamp,0.2\n");
    assert_eq!(found(&mut p, "return>100"), Vec::<String>::new());
    assert_eq!(found(&mut p, "return:80"), ["one"]);
    assert_eq!(returned(&mut p), Some(16_000_000));
    // of everything that has none of its own
    p.imports("product_id,starts,margin_rate\n,2020-01-01,0.6\n");
    assert_eq!(found(&mut p, "return>100"), ["two"]);
}

#[test]
fn a_card_is_found_by_what_it_has_earned_itself() {
    let mut p = Person::empty(Lang::En, (120, 40));
    p.imports(COLLABS);
    p.keys("b");
    let refs = |p: &mut Person, query: &str| -> Vec<String> {
        p.keys(&format!("x:{query}<enter>"));
        let board = p.state.board.board.as_ref().unwrap();
        let cards = board.lanes.iter().flat_map(|l| l.columns.iter().flatten());
        cards.map(|c| c.reference.to_string()).collect()
    };
    assert_eq!(refs(&mut p, "verdict:keep"), ["A"]);
    assert_eq!(refs(&mut p, "return<60"), ["C", "F"]);
    assert_eq!(refs(&mut p, "-return<60"), ["A", "B"]);
    assert_eq!(refs(&mut p, "has:return"), ["A", "B", "C", "F"]);
    assert_eq!(refs(&mut p, "-verdict:keep,optimise,drop"), ["E", "D"]);
    assert_eq!(refs(&mut p, "profit>0"), ["A"]);
}
