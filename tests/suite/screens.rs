//! Every screen, letter and style, at the sizes people have, in both languages.

use crate::support::Person;
use daren::domain::message::Message;
use daren::messages::Msg;
use daren::words::Lang;

const SCREENS: &[(&str, &str)] = &[
    ("pool", ""),
    (
        "pool-filtered",
        ":tier:20k-100k,100k-500k female>=60 -tag:agency<enter>jj<space>",
    ),
    ("pool-empty-result", ":followers>900M region:US<enter>"),
    ("query-completion", ":cat:be"),
    ("query-error", ":cat:beauty folowers>3"),
    ("search", "/小"),
    ("panes", ":region:US<enter>fjj<space>"),
    ("panes-bound", "f}}}}<enter>"),
    ("card", ":has:note gmv>0<enter><enter>"),
    ("sort", "oj"),
    ("columns", "cjj"),
    ("palette", "<c-p>mark"),
    ("help", "?"),
    ("files", "i"),
    (
        "choose-tag",
        ":female>=60 cat:beauty -tag:适合美容类<enter>ggt",
    ),
    ("choose-list", "<space><space>Snov"),
    (
        "write",
        "n# First contact<enter>- wants **red** samples, writes in 中文 mostly, answered within a day and asked for the rate \
         that we did not give yet<enter>- due 2026-12-01 send samples @bo",
    ),
    (
        "notes",
        "nfirst words<c-s>n# Second<enter>- wants **red** ones<enter>due 2026-12-01 send @bo<c-s>Nj",
    ),
    (
        "versions",
        "nprefers red samples<c-s>Ne<c-u>prefers blue samples, and in May only<c-s>v",
    ),
    ("templates", "n<c-t>j"),
    ("tags", "tfirst<enter>#+quality<enter>j"),
    (
        "lists",
        "<space><space>Sq4 shortlist<enter>ULf<enter>kt40<enter>",
    ),
    (
        "on-list",
        "<space><space><space>Sq4<enter>ULnaaa<enter>j<enter>ebest fit for the launch, and cheap<enter>",
    ),
    (
        "today",
        "ndue 2026-11-20 send the red one<enter>due 2026-11-22 call<enter>due 2026-12-24 ask again<c-s>jnplease look, @anna<c-s>dj",
    ),
    (
        "compare",
        ":region:US,ID gmv>0 has:email<enter>gg<space><space><space><space>=",
    ),
    (
        "views",
        ":cat:beauty like>5<enter>Vbeauty picks<enter>x:has:email<enter>OVmails of today<enter>x:region:US<enter>vbkm",
    ),
    (
        "view-key",
        ":cat:beauty like>5<enter>Vbeauty picks<enter>x:has:email<enter>Vmails<enter>'",
    ),
    ("twins", "M"),
    ("history", "tfirst<enter>nhello<c-s>uH"),
    ("journal", "tfirst<enter>jtfirst<enter>uJ"),
];

/// What the work with a creator brought.
const RETURNS: &[(&str, &str)] = &[
    ("returns", ":stage:ordering<enter>ggr"),
    (
        "returns-what-if",
        ":verdict:keep stage:ordering<enter>ggrw++jj-",
    ),
    (
        "returns-orders",
        ":unattached>0 has:collab<enter>ggr<tab><tab><tab><tab>",
    ),
    (
        "returns-costs",
        ":verdict:keep stage:ordering<enter>ggr<tab><tab><tab>j",
    ),
    (
        "returns-months",
        ":verdict:keep stage:ordering<enter>ggr<tab><tab><tab><tab><tab>",
    ),
    (
        "returns-peers",
        ":verdict:keep stage:ordering<enter>ggr<tab><tab><tab><tab><tab><tab>",
    ),
    (
        "returns-history",
        ":verdict:keep stage:ordering<enter>ggr<tab><tab><tab><tab><tab><tab><tab>j",
    ),
    ("panes-returns", "f}}}}}}jj"),
    ("ledger", "C<tab><tab><tab><tab><tab>jj"),
    ("returns-content", ":stage:ordering<enter>ggr<tab><tab>j"),
    (
        "returns-list-only",
        ":gmv>0 no:collab source:creator_list<enter>ggr",
    ),
];

/// Reviews and their meetings.
const REVIEW: &[(&str, &str)] = &[
    ("review", "ESummer<enter>"),
    ("review-choose", "ESu"),
    ("review-modes", "ESummer<enter>]"),
    ("review-deals", "ESummer<enter>]<enter>"),
    ("review-products", "ESummer<enter><tab>"),
    ("review-peaks", "ESummer<enter><tab>]"),
    ("review-sellers", "ESummer<enter><tab>]<enter>"),
    ("review-content", "ESummer<enter><tab><tab>]]"),
    ("review-team", "ESummer<enter><tab><tab><tab>]]]]"),
    (
        "review-stays",
        "ESummer<enter><tab><tab><tab>]]]]jjj<enter>",
    ),
    (
        "review-month",
        "E2026-10<enter><backtab><backtab><backtab>]]]]]",
    ),
    ("review-budget", "ESummer<enter><backtab><backtab>"),
    ("review-file", "ESummer<enter>w"),
    ("meeting", "ESummer<enter>m"),
    ("meeting-decided", "ESummer<enter>md"),
    ("meeting-product", "ESummer<enter>m16 "),
    ("meeting-peak", "ESummer<enter>m19 "),
    ("meeting-peak-below", "ESummer<enter>m19 J"),
    ("meeting-team", "ESummer<enter>m30 "),
    ("meeting-agenda", "ESummer<enter>md p<tab>"),
    ("review-decisions", "ESummer<enter>md r<esc><backtab>"),
];

/// The board, and what opens over it.
const BOARD: &[(&str, &str)] = &[
    ("board", "b"),
    ("board-right", "blllll<space>j<space>"),
    ("board-lanes", "bwJl"),
    ("board-filtered", "b:owner:anna due:late,today<enter>"),
    ("board-none", "b:stage:contracted followers>900M<enter>"),
    ("board-move", "blm"),
    ("board-drop", "bD"),
    ("board-back", "blH"),
    ("gate", "blll<space>j<space>mreviewed<enter>"),
    ("collab", "bllllll<enter>jj"),
    ("collab-all", "bllllllgg<enter>z<c-d>"),
    ("collab-field", "bl<enter>jjj<enter>"),
    ("outreach", "bl<space>j<space>j<space>W"),
    ("outreach-lacks", "bWl"),
    (
        "plans",
        ":region:GB tier:20k-100k<enter>*Phair<enter><c-u>Hair oil 15%<enter>Q",
    ),
    ("candidates", "<space><space>B"),
    ("basics", "bC<tab>j<enter>j"),
    ("agenda", "b<esc>dm"),
    ("card-work", ":stage:in_production reply>0<enter><enter>"),
];

fn each(size: (u16, u16), screens: &[&[(&str, &str)]]) {
    for lang in [Lang::En, Lang::Zh] {
        for (name, keys) in screens.iter().copied().flatten() {
            let mut p = Person::demo(lang, size);
            if *name == "files" {
                continue;
            }
            p.keys(keys);
            let name = format!("{name}-{}x{}-{}", size.0, size.1, lang.key());
            insta::with_settings!({snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true}, {
                insta::assert_snapshot!(name, p.picture());
            });
        }
    }
}

#[test]
fn at_80_by_24() {
    each((80, 24), &[SCREENS, RETURNS, BOARD, REVIEW]);
}

#[test]
fn at_120_by_40() {
    each((120, 40), &[SCREENS, RETURNS, BOARD, REVIEW]);
}

#[test]
fn the_board_at_160_by_50() {
    each((160, 50), &[BOARD]);
}

#[test]
fn with_two_versions_of_a_note() {
    for (size, lang) in [((80, 24), Lang::En), ((120, 40), Lang::Zh)] {
        let mut anna = Person::demo(lang, size);
        anna.keys("nwants red samples<enter>due 2026-12-01 send<c-s>");
        let mut bo = anna.beside("bo");
        anna.keys("Ne<up><end>, in size M");
        bo.keys("Ne today<c-s>");
        anna.keys("<c-s>");
        let name = format!("clash-{}x{}-{}", size.0, size.1, lang.key());
        insta::with_settings!({snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true}, {
            insta::assert_snapshot!(name, anna.picture());
        });
    }
}

#[test]
fn with_the_card_beside_the_table() {
    let mut p = Person::demo(Lang::En, (180, 45));
    p.keys(":has:note gmv>0<enter>");
    insta::with_settings!({snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("pool-card-180x45-en", p.picture());
    });
}

#[test]
fn every_size_draws_on_every_screen() {
    for (_, keys) in SCREENS {
        let mut p = Person::demo(Lang::En, (100, 30));
        p.keys(keys);
        for width in [0, 1, 2, 5, 10, 20, 39, 40, 41, 60, 99, 100, 159, 160, 200] {
            for height in [0, 1, 2, 3, 4, 9, 10, 11, 24] {
                p.feed(Msg::Resize(width, height));
                let buffer = p.buffer();
                assert_eq!((buffer.area.width, buffer.area.height), (width, height));
            }
        }
        p.feed(Msg::Resize(100, 30));
    }
}

#[test]
fn every_state_has_a_sign_beside_its_colour() {
    // what a person without colours sees: letters alone
    for (state, before, after) in [
        ("another creator", "", "j"),
        ("a mark", "", "<space>k"),
        ("the panes have the keys", "", "f"),
        ("another row of the panes", "fj", "fjj"),
        ("a value that is wanted", "fjj", "fjj<space>"),
        ("a value that is not wanted", "fjjjjj", "fjjjjj-"),
        ("a bound", "", ":female>=60<enter>"),
        ("the sort turned round", "", "O"),
        ("the line of a menu", "o", "oj"),
        ("a column that is shown", "cjj", "cjj<space>"),
        ("an offer of the query bar", ":cat:be", ":cat:be<tab>"),
        ("a query that is wrong", ":cat", ":catt:x"),
        ("what has to be said", "", "]"),
    ] {
        let mut a = Person::demo(Lang::En, (120, 40));
        a.keys(before);
        let mut b = Person::demo(Lang::En, (120, 40));
        b.keys(after);
        assert_ne!(a.screen(), b.screen(), "{state} is shown by colour alone");
    }
    // what went wrong has a sign of its own, apart from what is only said
    let mut p = Person::demo(Lang::En, (120, 40));
    p.feed(Msg::Failed(Message::new("app-no-marks")));
    assert!(p.screen().last().unwrap().starts_with(" ! "));
}
