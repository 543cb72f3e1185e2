//! Reviews: the boards, and the meeting over them.

use super::{Action, always, lines};
use crate::app::keymap::Context::{Board, Returns, Review, Table};
use crate::app::review::{self, pick};

/// See the module.
pub const ACTIONS: &[Action] = &[
    action!("review", [Table, Board, Returns], ["E"], always, |s, _| {
        review::open(s)
    }),
    action!("review.enter", [Review], ["enter"], review::any, |s, _| {
        review::enter(s)
    }),
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
    action!("review.write", [Review], ["w"], review::any, |s, _| {
        review::ask_file(s)
    }),
    action!("review.open", [Review], ["e"], review::any_deal, |s, _| {
        review::open_deal(s)
    }),
    action!("review.choose", [Review], ["c"], always, |s, _| {
        pick::ask(s, pick::Which::Subject)
    }),
    action!("review.against", [Review], ["v"], always, |s, _| {
        pick::ask(s, pick::Which::Against)
    }),
];
