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

#[test]
fn cards_stand_in_the_order_of_what_they_have_earned_and_say_it() {
    let mut p = Person::empty(Lang::En, (160, 50));
    p.imports(COLLABS);
    p.keys("b");
    let published = |p: &Person| -> String {
        let board = p.state.board.board.as_ref().unwrap();
        let at = daren::domain::collab::stage::Stage::Published.index();
        board.column(at).map(|c| c.reference.to_string()).collect()
    };
    for (keys, order, said) in [
        ("sss", "ABCD", "75.0 %"),
        ("s", "ADBC", "ROAS 2.50"),
        // what no margin is known of has no profit
        ("s", "ABCD", "profit -50 USD"),
        ("s", "CABD", "cost 500 USD"),
    ] {
        p.keys(keys);
        assert_eq!(published(&p), order, "{said}");
        assert!(text(&p).contains(said), "{said}\n{}", text(&p));
    }
}

fn text(p: &Person) -> String {
    p.screen().join("\n")
}

fn line<'t>(screen: &'t str, begins: &str) -> &'t str {
    let is = |l: &&str| l.trim_start_matches(['▸', ' ']).starts_with(begins);
    screen
        .lines()
        .find(is)
        .unwrap_or_else(|| panic!("{begins}: {screen}"))
}

#[test]
fn what_would_be_if_stands_beside_what_is_and_goes_into_a_note() {
    let mut p = Person::empty(Lang::En, (80, 24));
    // R6: 1,500 of gross profit on 1,440
    p.imports(
        "ref,handle,fixed_fee,shipping,boost,labour_hours,labour_rate,currency,margin_rate,gmv,stage\n\
         R6,r6,800,50,500,3,30,USD,0.3,5000,published\n",
    );
    p.keys("rw");
    let screen = text(&p);
    assert!(
        line(&screen, "return  ").matches("104.17 %").count() == 2,
        "{screen}"
    );
    // fee: nothing but the first six lines moves
    p.keys("jj-");
    assert!(
        line(&text(&p), "fixed fee").contains("770.00 USD"),
        "{}",
        text(&p)
    );
    p.keys("<enter>0 USD<enter>");
    assert!(
        line(&text(&p), "return  ").contains("234.38 %"),
        "{}",
        text(&p)
    );
    assert!(
        line(&text(&p), "break-even").contains("2,133"),
        "{}",
        text(&p)
    );
    p.keys("x");
    assert!(!line(&text(&p), "return  ").contains("234.38 %"));
    p.keys("jj<enter>0<enter>");
    assert!(
        line(&text(&p), "return  ").contains("159.57 %"),
        "{}",
        text(&p)
    );
    p.keys("<enter>120 EUR<enter>");
    assert!(p.notice().contains("USD"), "{}", p.notice());
    p.keys("<esc>kkkk<enter>140<enter>");
    assert!(p.notice().contains("0 to 100 %"), "{}", p.notice());
    p.keys("<esc>s<esc>");
    let note = p.creator().notes[0].body.clone();
    assert_eq!(
        note,
        "What if: boost 500.00 USD → 0.00 USD. return 104.17 % → 159.57 %; net ROI 4.17 % → 59.57 %; keep long-term."
    );
}

#[test]
fn costs_decisions_and_margins_are_kept_by_keys() {
    let mut p = Person::empty(Lang::En, (120, 40));
    p.imports(COLLABS);
    let returned = |p: &mut Person| -> Vec<String> {
        p.keys("<esc><esc><esc>x:middling<enter>r");
        let screen = text(p);
        p.keys("<esc>");
        screen
            .lines()
            .filter(|l| l.contains("net ROI"))
            .map(str::to_owned)
            .collect()
    };
    assert!(returned(&mut p)[0].contains("return 75 %"));
    // a line of the ledger: 100 more
    p.keys("b/middling<enter><enter>");
    p.keys("acost<enter>");
    assert!(text(&p).contains("other"), "{}", text(&p));
    // in the collaboration's currency, though nobody has said so
    p.keys("j<enter>100<enter>");
    assert!(
        returned(&mut p)[0].contains("return 50 %"),
        "{:?}",
        returned(&mut p)
    );
    // another currency, while it is looked at: it no longer counts
    p.keys("b/middling<enter><enter>");
    for _ in 0..40 {
        if text(&p).contains("▸  amount") {
            break;
        }
        p.keys("j");
    }
    p.keys("<enter><c-u>100 EUR<enter>");
    assert!(text(&p).contains("100.00 EUR"), "{}", text(&p));
    assert!(
        returned(&mut p)[0].contains("return 75 %"),
        "{:?}",
        returned(&mut p)
    );
    p.keys("uu");
    assert!(
        returned(&mut p)[0].contains("return 75 %"),
        "{:?}",
        returned(&mut p)
    );
    // a margin for whatever has none of its own
    assert_eq!(found(&mut p, "verdict:no_margin"), ["bare"]);
    p.keys("x<esc>C<tab><tab><tab><tab>");
    assert!(text(&p).contains("margins"), "{}", text(&p));
    p.keys("a2026-01-01<enter><enter>no such<enter>");
    assert!(
        p.notice().contains("No product is called no such"),
        "{}",
        p.notice()
    );
    p.keys("j<enter>60<enter>");
    assert!(
        text(&p).contains("2026-01-01 everything else"),
        "{}",
        text(&p)
    );
    p.keys("<esc><esc><esc>");
    assert_eq!(found(&mut p, "verdict:no_margin"), Vec::<String>::new());
    assert_eq!(found(&mut p, "return:240"), ["bare"]);
}

#[test]
fn orders_are_given_to_a_collaboration_by_hand() {
    let mut p = Person::empty(Lang::En, (120, 40));
    p.imports("product_id,name,margin_rate\np1,Lamp,0.5\np2,Mug,0.5\n");
    p.imports(
        "ref,handle,product_id,stage,commission,currency,started\nA,one,p1,published,1,USD,2026-10-01\n",
    );
    p.imports(
        "order_id,product_id,sku_id,handle,ordered_at,paid,currency,quantity,commission\n\
         1,p1,s,one,2026-10-05,10,USD,1,1\n2,p2,s,one,2026-10-05,20,USD,1,2\n3,p2,s,one,2026-10-06,30,USD,1,3\n",
    );
    assert_eq!(found(&mut p, "unattached:2"), ["one"]);
    found(&mut p, "");
    let deal = |p: &mut Person| {
        p.keys("r");
        let Some(daren::app::layer::Layer::Returns(view)) = p.state.layers.last() else {
            panic!("{}", text(p));
        };
        let account = view.account.clone().unwrap();
        let sums = account.returns.deals[0].reckoned.purse.main().unwrap().1;
        sums.direct.gmv
    };
    assert_eq!(deal(&mut p), Some(100_000));
    // the newest is another product's
    p.keys("<tab><tab><tab><tab>a");
    p.keys("<enter><esc>");
    assert_eq!(deal(&mut p), Some(400_000), "{}", text(&p));
    p.keys("<tab><tab><tab><tab>A<enter><esc>");
    assert_eq!(deal(&mut p), Some(600_000), "{}", text(&p));
    // taken back and done again where one stands
    p.keys("u");
    assert!(
        p.notice().contains("one order of @one given to A"),
        "{}",
        p.notice()
    );
    assert!(text(&p).contains("40.00"), "{}", text(&p));
    p.keys("<c-r><esc>");
    assert_eq!(deal(&mut p), Some(600_000));
    p.keys("<esc>");
    assert_eq!(found(&mut p, "unattached>0"), Vec::<String>::new());
    p.keys("u");
    assert_eq!(found(&mut p, "unattached:1"), ["one"]);
}

#[test]
fn a_line_of_an_order_goes_where_the_rest_does_not() {
    let mut p = Person::empty(Lang::En, (120, 40));
    p.imports("product_id,name,margin_rate\np1,Lamp,0.5\np2,Mug,0.5\n");
    p.imports(
        "ref,handle,product_id,stage,commission,currency,started\nA,one,p1,published,1,USD,2026-10-01\n\
         B,one,p3,published,1,USD,2026-10-01\n",
    );
    p.imports(
        "order_id,product_id,sku_id,handle,ordered_at,paid,currency,quantity,commission\n\
         1,p1,s,one,2026-10-05,10,USD,1,1\n1,p2,s,one,2026-10-05,20,USD,1,2\n",
    );
    let sold = |p: &mut Person| {
        p.keys("r");
        let Some(daren::app::layer::Layer::Returns(view)) = p.state.layers.last() else {
            panic!("{}", text(p));
        };
        let account = view.account.clone().unwrap();
        let of = |name: &str| {
            let mut deals = account.returns.deals.iter();
            let deal = deals.find(|d| &*d.deal.reference == name)?;
            deal.reckoned.purse.main().and_then(|(_, s)| s.direct.gmv)
        };
        (of("A"), of("B"))
    };
    assert_eq!(found(&mut p, "unattached:1"), ["one"]);
    found(&mut p, "");
    assert_eq!(sold(&mut p), (Some(100_000), None));
    // the mug is B's, the lamp of the same order stays with A
    let give = |p: &mut Person, item: &str, to: &str| {
        p.keys("<tab><tab><tab><tab>");
        for _ in 0..2 {
            let screen = text(p);
            let here = screen.lines().find(|l| l.contains("▸ 2026")).unwrap();
            if !here.contains(item) {
                p.keys("j");
            }
        }
        p.keys(&format!("a{to}<enter><esc>"));
    };
    give(&mut p, "Mug", "B");
    assert_eq!(sold(&mut p), (Some(100_000), Some(200_000)));
    p.keys("<esc>");
    p.keys("u");
    assert_eq!(sold(&mut p), (Some(100_000), None));
    p.keys("<esc><c-r>");
    // given once more it stands there once; both where nothing of it is anywhere else
    sold(&mut p);
    give(&mut p, "Mug", "B");
    sold(&mut p);
    give(&mut p, "Lamp", "B");
    assert_eq!(sold(&mut p), (None, Some(300_000)));
    // left to itself, all of the order
    give(&mut p, "Mug", "none");
    assert_eq!(sold(&mut p), (Some(100_000), None));
}

#[test]
fn a_cost_that_is_divided_is_borne_by_others_when_one_sells_more() {
    let mut p = Person::empty(Lang::En, (120, 40));
    p.imports("name,starts,ends\nSpring,2026-10-01,2026-11-30\n");
    p.imports(
        "ref,handle,campaign,stage,commission,currency,margin_rate,gmv\n\
         A,one,Spring,published,100,USD,0.5,400\nB,two,Spring,published,100,USD,0.5,400\n",
    );
    p.imports("cost_id,kind,amount,currency,campaign,split\nx,other,200,USD,Spring,gmv\n");
    assert_eq!(found(&mut p, "cost:200"), ["one", "two"]);
    // by keys only one of them is touched: three quarters are two's now
    p.keys("x<esc>b/two<enter><enter>");
    for _ in 0..30 {
        if text(&p).contains("▸  GMV") {
            break;
        }
        p.keys("j");
    }
    p.keys("<enter>1200<enter><esc><esc><esc>");
    assert_eq!(found(&mut p, "cost:150"), ["one"]);
    assert_eq!(found(&mut p, "cost:250"), ["two"]);
}

#[test]
fn every_order_line_is_reached_whoever_sold_thousands() {
    let mut p = Person::empty(Lang::En, (120, 40));
    p.imports("product_id,name,margin_rate\np1,Lamp,0.5\n");
    p.imports("ref,handle,product_id,stage,currency,started\nA,one,,published,USD,2026-10-01\n");
    p.imports(
        "content_id,handle,ref,kind,title,posted_at\nv1,one,A,video,Three boxes,2026-10-02\n",
    );
    let mut file =
        "order_id,product_id,sku_id,handle,ordered_at,paid,currency,quantity,content_id\n"
            .to_owned();
    for n in 0..4_500 {
        // fifty a day, the last in July
        let (month, day) = (10 - n / 1_500, 1 + n % 1_500 / 60);
        let video = if n % 900 == 7 { "v1" } else { "" };
        file += &format!(
            "{},p1,s,one,2026-{month:02}-{day:02},1,USD,1,{video}\n",
            1_000 + n
        );
    }
    p.imports(&file);
    p.keys("r");
    let orders = |p: &Person| {
        let Some(daren::app::layer::Layer::Returns(view)) = p.state.layers.last() else {
            panic!("{}", text(p));
        };
        let sales = view.shown().unwrap();
        (
            sales.total,
            sales.get(view.cursor).unwrap().order.to_string(),
        )
    };
    p.keys("<tab><tab><tab><tab>");
    assert_eq!(orders(&p).0, 4_500);
    // far below what was read at first
    p.keys("G");
    assert_eq!(orders(&p), (4_500, "4000".to_owned()), "{}", text(&p));
    assert!(text(&p).contains("▸ 2026-08-01  4000"), "{}", text(&p));
    p.keys("500k");
    assert_eq!(orders(&p).0, 4_500);
    p.keys("g");
    assert!(text(&p).contains("↓"), "{}", text(&p));
    // a month, all of it
    p.keys("<tab>jj<enter>");
    assert_eq!(orders(&p).0, 1_500, "{}", text(&p));
    assert!(text(&p).contains("[orders · 2026-08]"), "{}", text(&p));
    p.keys("G");
    assert_eq!(orders(&p).1, "4000");
    // a video, and the line it stands on
    p.keys("<esc><backtab><backtab><backtab>");
    assert!(
        line(&text(&p), "2026-10-02").contains("Three boxes"),
        "{}",
        text(&p)
    );
    p.keys("<enter>");
    assert_eq!(orders(&p).0, 5, "{}", text(&p));
    p.keys("<enter>");
    assert!(
        line(&text(&p), "video or LIVE").ends_with("v1"),
        "{}",
        text(&p)
    );
    p.keys("<esc><esc>");
    assert!(text(&p).contains("[content]"), "{}", text(&p));
    // all of them that belong to nobody, not only those that are read
    p.keys("<tab><tab>");
    let none = |p: &mut Person| found(p, "unattached>0").len();
    assert_eq!(orders(&p).0, 4_500);
    p.keys("A<enter><esc>");
    assert_eq!(none(&mut p), 0);
}

#[test]
fn what_happened_stands_in_one_list() {
    let mut p = Person::empty(Lang::En, (120, 40));
    p.imports("ref,handle,stage,owner\nA,one,candidate,\nB,one,published,\n");
    p.imports(
        "content_id,handle,ref,kind,title,posted_at\nv1,one,B,video,Three boxes,2026-10-02\n",
    );
    p.imports("ref,item,sent,carrier\nA,1,2026-09-30,DHL\n");
    p.keys("nKnows her shelves.<c-s>r");
    for _ in 0..7 {
        p.keys("<tab>");
    }
    let screen = text(&p);
    assert!(screen.contains("[history]"), "{screen}");
    assert!(
        line(&screen, "2026-10-02").ends_with("B      content Three boxes"),
        "{screen}"
    );
    assert!(
        line(&screen, "2026-09-30").contains("A      sample sent DHL"),
        "{screen}"
    );
    assert!(screen.contains("Knows her shelves."), "{screen}");
    p.keys("<enter>");
    assert!(text(&p).contains("Knows her shelves."));
}

#[test]
fn videos_of_no_collaboration_stand_in_the_funnel_and_not_in_conversion() {
    let mut p = Person::empty(Lang::En, (120, 40));
    p.imports("ref,handle,stage,currency,margin_rate,gmv,commission,orders,clicks\nA,one,published,USD,0.3,800,200,4,200\n");
    p.imports("content_id,handle,kind,posted_at,plays,clicks\nv1,one,video,2026-10-02,5000,200\n");
    p.keys("r");
    let screen = text(&p);
    let words = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("plays 5,000 "), "{screen}");
    assert!(words.contains("clicks of plays 400 "), "{screen}");
    // 4 of the 200 that the collaboration tells
    assert!(words.contains("orders of clicks 4 2 %*"), "{screen}");
    assert!(
        words.contains("* of the collaborations that tell both: 4 of 200 clicks"),
        "{screen}"
    );
}

#[test]
fn the_head_says_of_whom_and_when_and_what_stands_beside_the_returns() {
    let mut p = Person::empty(Lang::En, (140, 40));
    p.imports(
        "handle,display_name,followers,age_18_24_share,age_25_34_share,age_35_44_share\n\
         one,Uno Solo,30000,0.6,0.25,0.15\n",
    );
    p.imports(
        "ref,handle,stage,currency,margin_rate,gmv,commission,orders,indirect_gmv,buyers,repeat_buyers,site_visits,\
         started,ended,decision\n\
         A,one,published,USD,0.3,800,200,40,55,20,2,300,2026-09-01,2026-10-05,drop\n",
    );
    p.imports(
        "ref,age_13_17_share,age_18_24_share,age_25_34_share,age_35_44_share,age_45_plus_share\nA,0,0.2,0.55,0.25,0\n",
    );
    p.imports(
        "content_id,handle,ref,kind,posted_at,plays,likes,comments,shares,completion_rate\n\
         v1,one,A,video,2026-09-02,10000,450,80,30,0.18\n",
    );
    p.keys("r");
    let screen = text(&p);
    for said in [
        "@one · Uno Solo · 20k-100k · 2026-09-01 – 2026-10-05",
        "indirect GMV 55.00 USD · repurchase rate 10 % (✗ >=15 %) · site visits 300",
    ] {
        assert!(screen.contains(said), "{said}\n{screen}");
    }
    // E1, and completion at its edge, which is not above it
    let words = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "engagement (S1) ✓ >5 % S1 5.6 %",
        "like rate ✗ >5 % S2 4.5 %",
        "share rate ✗ >2 % S3 0.3 %",
        "completion ✗ >18 % S3 18 %",
    ] {
        assert!(words.contains(said), "{said}\n{screen}");
    }
    // the advice and what somebody decided
    assert!(
        line(&screen, "A ").contains("drop    keep long-term"),
        "{screen}"
    );
    for _ in 0..8 {
        p.keys("<tab>");
    }
    let screen = text(&p);
    assert!(
        screen.contains("match by 60 %; most fans are 18-24, most buyers 25-34"),
        "{screen}"
    );
}

#[test]
fn a_small_screen_keeps_what_was_decided_and_what_stands_beside_the_returns() {
    let mut p = Person::empty(Lang::En, (80, 24));
    p.imports(
        "ref,handle,campaign,stage,mode,currency,margin_rate,gmv,refunds,commission,sample_cost,shipping,boost,orders,\
         plays,clicks,add_to_carts,indirect_gmv,site_visits,started,decision\n\
         2026-0001,one,Spring sale,published,pure_commission,USD,0.3,800,20,200,5,6,7,40,9000,900,90,55,300,2026-09-01,reinvest\n\
         2026-0002,one,Autumn sale,published,pure_commission,USD,0.3,900,,200,5,6,7,40,9000,900,90,,,2026-10-01,\n",
    );
    p.keys("r");
    let screen = text(&p);
    for said in [
        "indirect GMV 55.00 USD · site visits 300",
        "decided",
        "reinvest",
    ] {
        assert!(screen.contains(said), "{said}\n{screen}");
    }
    assert!(screen.contains("2026-0002"), "{screen}");
}

/// GMV of the collaborations on the screen of returns, by name.
fn sold(p: &Person) -> Vec<(String, i128)> {
    let Some(daren::app::layer::Layer::Returns(view)) = p.state.layers.last() else {
        panic!("{}", text(p));
    };
    let account = view.account.clone().unwrap();
    let of = |d: &daren::domain::returns::DealReturns| {
        let sums = d.reckoned.purse.main().map(|(_, s)| s.direct.gmv);
        (
            d.deal.reference.to_string(),
            sums.flatten().unwrap_or(0) / 10_000,
        )
    };
    let mut all: Vec<_> = account.returns.deals.iter().map(of).collect();
    all.sort();
    all
}

#[test]
fn the_rest_of_an_order_leaves_what_belongs_elsewhere_where_it_is() {
    let mut p = Person::empty(Lang::En, (120, 40));
    p.imports("product_id,name\np1,Lamp\np2,Mug\np4,Cup\n");
    p.imports(
        "ref,handle,product_id,stage,currency,margin_rate,started\n\
         first,anna,p1,published,USD,0.5,2026-10-01\nsecond,anna,p2,published,USD,0.5,2026-10-01\n",
    );
    // of one order one line is the second's; of the others one is of a product that nobody has named
    p.imports(
        "order_id,product_id,sku_id,handle,ordered_at,paid,currency,quantity,commission\n\
         1,p2,s,anna,2026-10-05,50,USD,1,5\n1,p3,s,anna,2026-10-05,7,USD,1,1\n1,p4,s,anna,2026-10-05,3,USD,1,1\n\
         2,p4,s,anna,2026-10-06,20,USD,1,1\n",
    );
    p.keys("r");
    let of = |first, second| vec![("first".to_owned(), first), ("second".to_owned(), second)];
    assert_eq!(sold(&p), of(0, 50));
    p.keys("<tab><tab><tab><tab>Afirst<enter>");
    assert!(p.notice().contains("2 orders"), "{}", p.notice());
    assert_eq!(sold(&p), of(30, 50), "{}", text(&p));
    p.keys("u");
    assert_eq!(sold(&p), of(0, 50), "{}", text(&p));
    p.keys("<c-r>");
    assert_eq!(sold(&p), of(30, 50), "{}", text(&p));
    // one line after the other; left to itself, all of the order finds its own place, whatever was said of its parts
    for _ in 0..3 {
        p.keys("jafirst<enter>");
    }
    assert_eq!(sold(&p), of(80, 0), "{}", text(&p));
    p.keys("anone<enter>");
    assert_eq!(sold(&p), of(20, 50), "{}", text(&p));
}

#[test]
fn what_a_colleague_imports_is_seen_in_the_returns_that_are_open() {
    let mut p = Person::empty(Lang::En, (120, 40));
    p.imports(COLLABS);
    let mut bo = p.beside("bo");
    found(&mut p, "middling");
    p.keys("r");
    assert!(text(&p).contains("return 75 %"), "{}", text(&p));
    bo.imports("cost_id,kind,amount,currency,at,ref\nx1,boost,100,USD,2026-10-10,B\n");
    p.looks();
    // 150 on 300
    assert!(text(&p).contains("return 50 %"), "{}", text(&p));
}

#[test]
fn a_product_stands_in_each_of_its_currencies() {
    let mut p = Person::empty(Lang::En, (120, 40));
    p.imports("product_id,name\np1,Lamp\np2,Mug\n");
    p.imports(
        "ref,handle,product_id,stage,gmv,commission,currency,margin_rate,started,ended,orders\n\
         A,anna,p1,reviewed,900,100,USD,0.5,2026-10-01,2026-10-31,30\n\
         B,anna,p1,reviewed,500,50,EUR,0.5,2026-10-01,2026-10-31,40\n\
         C,anna,p2,reviewed,100,50,EUR,0.5,2026-10-01,2026-10-31,4\n",
    );
    p.keys("r<tab>");
    let screen = text(&p);
    let rows: Vec<&str> = screen.lines().filter(|l| l.contains("Lamp")).collect();
    assert_eq!(rows.len(), 2, "{screen}");
    assert!(
        rows[0].contains("500.00") && rows[0].contains("EUR"),
        "{screen}"
    );
    assert!(
        rows[1].contains("900.00") && rows[1].contains("USD"),
        "{screen}"
    );
    // the third row is the second product
    p.keys("jj<enter>");
    assert!(text(&p).contains("[orders · Mug]"), "{}", text(&p));
}

#[test]
fn months_to_come_are_one_row_and_move_no_month_off_the_table() {
    let mut p = Person::empty(Lang::En, (120, 40));
    p.imports(
        "ref,handle,stage,currency,margin_rate,started\nA,anna,published,USD,0.5,2026-09-01\n",
    );
    p.imports(
        "order_id,product_id,sku_id,handle,ref,ordered_at,paid,currency,quantity,commission\n\
         1,p1,s,anna,A,2026-09-05,50,USD,1,5\n2,p1,s,anna,A,2026-10-05,7,USD,1,1\n\
         3,p1,s,anna,A,2031-05-05,3,USD,1,1\n4,p1,s,anna,A,,2,USD,1,1\n",
    );
    p.imports("cost_id,kind,amount,currency,at,ref\nx1,boost,9,USD,2026-11-10,A\n");
    p.keys("r<tab><tab><tab><tab><tab>");
    let screen = text(&p);
    for (row, orders, gmv) in [
        ("later", "1", "3.00"),
        ("2026-10", "1", "7.00"),
        ("2026-09", "1", "50.00"),
        ("no day", "1", "2.00"),
    ] {
        let is = |l: &&str| l.trim_start_matches(['▸', ' ']).starts_with(row);
        let found = screen.lines().rev().find(is).unwrap_or_default();
        let cells: Vec<&str> = found.split_whitespace().collect();
        assert!(
            cells.contains(&orders) && cells.contains(&gmv),
            "{row}\n{screen}"
        );
    }
    // days of order lines count as they are, and a month of which nothing was sold is not named
    assert!(screen.contains("2026-09-01 – 2031-05-05"), "{screen}");
    let trend = screen.lines().find(|l| l.contains("GMV by month")).unwrap();
    assert!(
        trend.contains("2026-10 7.00") && !trend.contains("2026-11 "),
        "{screen}"
    );
    p.keys("<enter>");
    let screen = text(&p);
    assert!(
        screen.contains("2031-05-05") && !screen.contains("2026-10-05"),
        "{screen}"
    );
}

#[test]
fn what_stands_beside_the_returns_takes_a_second_line_where_there_is_room() {
    let mut p = Person::empty(Lang::En, (80, 30));
    p.imports(
        "ref,handle,stage,currency,margin_rate,gmv,commission,orders,indirect_gmv,buyers,repeat_buyers,\
         follower_gain,site_visits,brand_searches,started\n\
         A,one,published,USD,0.3,800,200,40,55,20,2,1234,300,4567,2026-09-01\n",
    );
    p.imports(
        "cost_id,kind,amount,currency,at,ref\nx1,boost,33.34,USD,2026-10-10,A\nx2,other,2500,USD,2026-10-11,A\n",
    );
    p.imports(
        "content_id,handle,ref,kind,style,posted_at,plays\nv1,one,A,video,story,2026-09-02,10000\n",
    );
    p.keys("r");
    let screen = text(&p);
    for said in ["follower gain 1,234", "brand searches 4,567"] {
        assert!(screen.contains(said), "{said}\n{screen}");
    }
    // each cost to the last cent, however large another is
    p.keys("<tab><tab><tab>");
    let screen = text(&p);
    assert!(
        screen.contains(" 33.34 ") && screen.contains("2,500.00"),
        "{screen}"
    );
    // a style without clicks is one
    p.keys("<tab><tab><tab>");
    let screen = text(&p);
    assert!(screen.contains("story"), "{screen}");
}

/// To a table, from whichever is shown.
fn goes(p: &mut Person, table: &str) -> String {
    for _ in 0..10 {
        if text(p).contains(table) {
            break;
        }
        p.keys("<tab>");
    }
    let screen = text(p);
    assert!(screen.contains(table), "{screen}");
    screen
}

#[test]
fn months_have_what_runs_what_came_out_and_what_came_back() {
    let mut p = Person::empty(Lang::En, (120, 40));
    // typed on one that still runs: it is of this month, which is November
    p.imports("ref,handle,stage,gmv,commission,currency,margin_rate,started\nA,one,published,800,200,USD,0.5,2026-03-01\n");
    // a video that came out after its collaboration was over
    p.imports(
        "ref,handle,stage,currency,started,ended\nB,two,reviewed,USD,2026-03-01,2026-03-31\n",
    );
    p.imports(
        "content_id,handle,ref,posted_at,gmv,orders,currency\nv1,two,B,2026-05-10,70,2,USD\n",
    );
    let months = |p: &mut Person, who: &str| {
        found(p, who);
        p.keys("r");
        goes(p, "[months]")
    };
    let screen = months(&mut p, "one");
    assert!(line(&screen, "2026-11").contains("800.00"), "{screen}");
    p.keys("<esc>");
    let screen = months(&mut p, "two");
    assert!(line(&screen, "2026-05").contains("70.00"), "{screen}");
    p.keys("<esc>");
    // a refund of November leads to its line, which was sold in October
    let head = "order_id,product_id,sku_id,handle,ordered_at,paid,currency,refunded,commission,refunded_later,channel\n";
    p.imports(&format!(
        "{head}1,p1,a,three,2026-10-05,100,USD,20,,2026-11-03 20,direct\n\
         2,p1,a,three,2026-10-06,100,EUR,,10,,indirect\n"
    ));
    let screen = months(&mut p, "three");
    assert!(line(&screen, "2026-11").contains("20.00"), "{screen}");
    p.keys("<enter>");
    assert!(text(&p).contains("[orders · 2026-11]"), "{}", text(&p));
    assert!(text(&p).contains("▸ 2026-10-05"), "{}", text(&p));
    // what other shops' sales cost stands among the costs
    p.keys("<esc>");
    let screen = goes(&mut p, "[costs]");
    assert!(line(&screen, "commission").contains("10.00"), "{screen}");
}

#[test]
fn a_cost_in_other_money_leaves_the_typed_one_spent() {
    let mut p = Person::empty(Lang::En, (120, 40));
    p.imports(
        "ref,handle,stage,fixed_fee,gmv,currency,margin_rate\nA,one,published,70,300,USD,0.5\n",
    );
    p.imports("cost_id,kind,amount,currency,at,ref\nx1,fixed_fee,10,EUR,2026-10-10,A\n");
    p.keys("r<tab><tab><tab>");
    let screen = text(&p);
    assert!(screen.contains("[costs]"), "{screen}");
    assert!(
        screen.contains("70.00") && screen.contains("10.00"),
        "{screen}"
    );
    assert!(!screen.contains("planned"), "{screen}");
}
