//! Reviews: the boards, and the meeting over them.

use super::{Action, always, lines};
use crate::app::keymap::Context::{Agenda, Board, Meeting, Returns, Review, Table};
use crate::app::review::{self, agenda, decision, meeting, pick};
use crate::domain::review::agenda::Decision;

/// A decision with its key.
macro_rules! decision {
    ($id:literal, $key:literal, $decision:ident) => {
        action!(
            $id,
            [Meeting],
            [$key],
            |s| decision::can(s, Decision::$decision),
            |s, _| decision::decide(s, Decision::$decision)
        )
    };
}

/// See the module.
pub const ACTIONS: &[Action] = &[
    action!("review", [Table, Board, Returns], ["E"], always, |s, _| {
        review::open(s)
    }),
    action!(
        "review.enter",
        [Review],
        ["enter"],
        review::known,
        |s, _| { review::enter(s) }
    ),
    action!("review.next", [Review], ["tab"], always, |s, _| {
        review::turn(s, 1)
    }),
    action!("review.previous", [Review], ["backtab"], always, |s, _| {
        review::turn(s, -1)
    }),
    action!(
        "review.section-next",
        [Review],
        ["]", "J"],
        always,
        |s, n| review::section(s, lines(n))
    ),
    action!(
        "review.section-previous",
        [Review],
        ["[", "K"],
        always,
        |s, n| review::section(s, -lines(n))
    ),
    action!("review.right", [Review], ["l", "right"], always, |s, n| {
        review::shift(s, lines(n))
    }),
    action!("review.left", [Review], ["h", "left"], always, |s, n| {
        review::shift(s, -lines(n))
    }),
    action!(
        "review.write",
        [Review, Meeting],
        ["w"],
        review::known,
        |s, _| { review::ask_file(s) }
    ),
    action!("review.open", [Review], ["e"], review::any_deal, |s, _| {
        review::open_deal(s)
    }),
    action!("review.choose", [Review], ["c"], always, |s, _| {
        pick::ask(s, pick::Which::Subject)
    }),
    action!("review.against", [Review], ["v"], always, |s, _| {
        pick::ask(s, pick::Which::Against)
    }),
    action!("review.meeting", [Review], ["m"], review::known, |s, _| {
        meeting::open(s)
    }),
    decision!("meeting.keep", "k", Keep),
    decision!("meeting.optimise", "o", Optimise),
    decision!("meeting.drop", "d", Drop),
    decision!("meeting.reinvest", "r", Reinvest),
    decision!("meeting.co-create", "c", CoCreate),
    decision!("meeting.stock-up", "s", StockUp),
    decision!("meeting.change", "e", Change),
    decision!("meeting.reassess", "a", Reassess),
    action!(
        "meeting.next",
        [Meeting],
        ["space", "l", "right", "down", "pagedown"],
        always,
        |s, n| meeting::step(s, lines(n))
    ),
    action!(
        "meeting.previous",
        [Meeting],
        ["backspace", "h", "left", "up", "pageup"],
        always,
        |s, n| meeting::step(s, -lines(n))
    ),
    action!(
        "meeting.tables-down",
        [Meeting],
        ["J"],
        meeting::any,
        |s, n| { meeting::scroll(s, lines(n)) }
    ),
    action!(
        "meeting.tables-up",
        [Meeting],
        ["K"],
        meeting::any,
        |s, n| { meeting::scroll(s, -lines(n)) }
    ),
    action!("meeting.right", [Meeting], ["L"], meeting::any, |s, n| {
        meeting::shift(s, lines(n))
    }),
    action!("meeting.left", [Meeting], ["H"], meeting::any, |s, n| {
        meeting::shift(s, -lines(n))
    }),
    action!("meeting.open", [Meeting], ["]"], always, |s, _| {
        meeting::next_open(s)
    }),
    action!("meeting.reason", [Meeting], ["n"], meeting::any, |s, _| {
        meeting::ask(s, "reason")
    }),
    action!("meeting.owner", [Meeting], ["b"], meeting::any, |s, _| {
        meeting::ask(s, "owner")
    }),
    action!("meeting.due", [Meeting], ["t"], meeting::any, |s, _| {
        meeting::ask(s, "due")
    }),
    action!(
        "meeting.park",
        [Meeting, Agenda],
        ["p"],
        meeting::undecided,
        |s, _| meeting::park(s)
    ),
    action!("meeting.agenda", [Meeting], ["tab"], always, |s, _| {
        meeting::list(s, true)
    }),
    action!(
        "meeting.enter",
        [Meeting],
        ["enter"],
        meeting::has_returns,
        |s, _| meeting::enter(s)
    ),
    action!(
        "agenda.enter",
        [Agenda],
        ["enter", "tab"],
        always,
        |s, _| meeting::list(s, false)
    ),
    action!("agenda.down", [Agenda], ["j", "down"], always, |s, n| {
        meeting::step(s, lines(n))
    }),
    action!("agenda.up", [Agenda], ["k", "up"], always, |s, n| {
        meeting::step(s, -lines(n))
    }),
    action!("agenda.later", [Agenda], ["J"], meeting::any, |s, n| {
        agenda::carry(s, places(n))
    }),
    action!("agenda.earlier", [Agenda], ["K"], meeting::any, |s, n| {
        agenda::carry(s, -places(n))
    }),
    action!("agenda.add", [Agenda], ["+", "a"], review::known, |s, _| {
        agenda::ask_more(s)
    }),
    action!(
        "agenda.remove",
        [Agenda],
        ["x"],
        meeting::undecided,
        |s, _| { agenda::remove(s) }
    ),
    action!("agenda.propose", [Agenda], ["A"], review::known, |s, _| {
        agenda::propose(s)
    }),
];

fn places(count: Option<usize>) -> i64 {
    i64::try_from(count.unwrap_or(1)).unwrap_or(i64::MAX)
}
