//! The board and what opens over it.

use super::{Action, always, any_creator, lines};
use crate::app::State;
use crate::app::board::{self, detail, gates, pick};
use crate::app::keymap::Context::{
    Basics, Board, Card, Collab, Gate, Outreach, Panes, Pick, Plans, Returns, Review, Table,
};
use crate::app::layer::Layer;
use crate::app::returns::what_if;
use crate::app::{basics, outreach, plans, query, returns, today};
use crate::domain::collab::card::Lanes;
use crate::domain::filter::{Condition, Filter, Test};

fn any_card(state: &State) -> Result<(), &'static str> {
    match board::current(state) {
        Some(_) => Ok(()),
        None => Err("board-no-card"),
    }
}

fn anybody(state: &State) -> Result<(), &'static str> {
    match returns::whose(state) {
        Some(_) => Ok(()),
        None => Err("app-no-creator"),
    }
}

fn any_card_mark(state: &State) -> Result<(), &'static str> {
    if state.board.marks.is_empty() {
        Err("app-no-marks")
    } else {
        Ok(())
    }
}

fn any_card_filter(state: &State) -> Result<(), &'static str> {
    if state.board.filter == Filter::default() {
        Err("app-no-filter")
    } else {
        Ok(())
    }
}

fn any_lane(state: &State) -> Result<(), &'static str> {
    if state.board.lanes == Lanes::None {
        Err("board-no-lanes")
    } else {
        Ok(())
    }
}

fn several(state: &State) -> Result<(), &'static str> {
    match state.layers.last() {
        Some(Layer::Gate(view)) if view.moves.len() > 1 => Ok(()),
        _ => Err("gate-only-one"),
    }
}

fn on_lever(state: &State) -> Result<(), &'static str> {
    match what_if::lever(state) {
        Some(_) => Ok(()),
        None => Err("whatif-no-lever"),
    }
}

/// A count typed before a key as steps.
fn steps(count: Option<usize>) -> i64 {
    i64::try_from(count.unwrap_or(1)).unwrap_or(1)
}

/// See the module.
pub(super) const ACTIONS: &[Action] = &[
    action!("board", [Table, Panes], ["b"], always, |s, _| board::open(
        s
    )),
    action!("board.of", [Card], ["b"], any_creator, |s, _| {
        let handle = s.pool.current().map(|r| r.identity.handle.to_string());
        let word = Condition {
            negated: false,
            test: Test::Word(format!("@{}", handle.unwrap_or_default())),
        };
        let filter = Filter {
            conditions: vec![word],
            ..Filter::default()
        };
        board::open_with(s, filter)
    }),
    action!("candidates", [Table, Card], ["B"], any_creator, |s, _| {
        pick::ask_candidates(s)
    }),
    action!("board.down", [Board], ["j", "down"], always, |s, n| {
        board::step(s, lines(n))
    }),
    action!("board.up", [Board], ["k", "up"], always, |s, n| {
        board::step(s, -lines(n))
    }),
    action!(
        "board.right",
        [Board],
        ["l", "right", "tab"],
        always,
        |s, n| { board::side(s, lines(n)) }
    ),
    action!(
        "board.left",
        [Board],
        ["h", "left", "backtab"],
        always,
        |s, n| { board::side(s, -lines(n)) }
    ),
    action!(
        "board.page-down",
        [Board],
        ["ctrl-d", "ctrl-f", "pagedown"],
        always,
        |s, n| { board::page(s, lines(n)) }
    ),
    action!(
        "board.page-up",
        [Board],
        ["ctrl-u", "ctrl-b", "pageup"],
        always,
        |s, n| { board::page(s, -lines(n)) }
    ),
    action!("board.first", [Board], ["g g", "home"], always, |s, _| {
        board::first(s)
    }),
    action!("board.last", [Board], ["G", "end"], always, |s, _| {
        board::last(s)
    }),
    action!("board.on", [Board, Collab], ["L"], any_card, |s, n| {
        board::shift(s, lines(n))
    }),
    action!("board.back", [Board, Collab], ["H"], any_card, |s, n| {
        board::shift(s, -lines(n))
    }),
    action!("board.move", [Board, Collab], ["m"], any_card, |s, _| {
        board::ask_stage(s)
    }),
    action!("board.open", [Board], ["enter"], any_card, |s, _| {
        detail::open(s)
    }),
    action!("board.mark", [Board], ["space"], any_card, |s, _| {
        board::toggle_mark(s)
    }),
    action!("board.mark-all", [Board], ["*"], any_card, |s, _| {
        board::mark_all(s)
    }),
    action!("board.unmark", [Board], ["U"], any_card_mark, |s, _| {
        board::unmark(s)
    }),
    action!("board.owner", [Board], ["o"], any_card, |s, _| {
        pick::ask_field(s, "owner")
    }),
    action!("board.due", [Board], ["d"], any_card, |s, _| {
        pick::ask_field(s, "due")
    }),
    action!("board.campaign", [Board], ["c"], any_card, |s, _| {
        pick::ask_field(s, "campaign")
    }),
    action!("board.expected", [Board], ["e"], any_card, |s, _| {
        pick::ask_field(s, "expected_gmv")
    }),
    action!("board.drop", [Board], ["D"], any_card, |s, _| {
        board::drop_cards(s)
    }),
    action!("board.release", [Board], ["R"], any_card, |s, _| {
        board::release(s)
    }),
    action!("board.order", [Board], ["s"], always, |s, _| {
        board::next_order(s)
    }),
    action!("board.lanes", [Board], ["w"], always, |s, _| {
        board::next_lanes(s)
    }),
    action!("board.lane-down", [Board], ["J"], any_lane, |s, n| {
        board::lane_step(s, lines(n))
    }),
    action!("board.lane-up", [Board], ["K"], any_lane, |s, n| {
        board::lane_step(s, -lines(n))
    }),
    action!("board.fold", [Board], ["z"], always, |s, _| {
        board::toggle_fold(s)
    }),
    action!("board.mine", [Board], ["f"], always, |s, _| {
        board::toggle_mine(s)
    }),
    action!("board.clear", [Board], ["x"], any_card_filter, |s, _| {
        board::clear(s)
    }),
    action!("board.search", [Board], ["/"], always, |s, _| {
        query::open_search(s)
    }),
    action!("board.query", [Board], [":"], always, |s, _| query::open(s)),
    action!("board.creator", [Board], ["p"], any_card, |s, _| {
        board::creator(s)
    }),
    action!("board.copy", [Board], ["y"], any_card, |s, _| board::copy(
        s
    )),
    action!("board.today", [Board], ["T"], always, |s, _| today::open(s)),
    action!("outreach", [Table, Board], ["W"], always, |s, _| {
        outreach::open(s)
    }),
    action!("plan", [Table, Board], ["P"], always, |s, _| plans::ask(s)),
    action!("plans", [Table, Board], ["Q"], always, |s, _| plans::open(
        s
    )),
    action!(
        "outreach.take",
        [Outreach],
        ["enter", "y"],
        always,
        |s, _| outreach::take(s)
    ),
    action!("outreach.write", [Outreach], ["w"], always, |s, _| {
        outreach::ask_file(s)
    }),
    action!(
        "outreach.next",
        [Outreach],
        ["l", "right", "tab"],
        always,
        |s, _| { outreach::next_template(s, 1) }
    ),
    action!(
        "outreach.previous",
        [Outreach],
        ["h", "left", "backtab"],
        always,
        |s, _| { outreach::next_template(s, -1) }
    ),
    action!("outreach.lang", [Outreach], ["g"], always, |s, _| {
        outreach::next_lang(s)
    }),
    action!("outreach.channel", [Outreach], ["c"], always, |s, _| {
        outreach::next_channel(s)
    }),
    action!("outreach.again", [Outreach], ["d"], always, |s, _| {
        outreach::ask_again(s)
    }),
    action!(
        "outreach.down",
        [Outreach],
        ["j", "down"],
        always,
        |s, n| { outreach::step(s, lines(n)) }
    ),
    action!("outreach.up", [Outreach], ["k", "up"], always, |s, n| {
        outreach::step(s, -lines(n))
    }),
    action!("plans.copy", [Plans], ["enter", "y"], always, |s, _| {
        plans::copy(s)
    }),
    action!(
        "plans.delete",
        [Plans],
        ["D"],
        always,
        |s, _| plans::delete(s)
    ),
    action!("basics", [Table, Board, Review], ["C"], always, |s, _| {
        basics::open(s)
    }),
    action!(
        "basics.enter",
        [Basics],
        ["enter", "e", "l", "right"],
        always,
        |s, _| basics::enter(s)
    ),
    action!("basics.leave", [Basics], ["h", "left"], always, |s, _| {
        basics::leave(s);
        Vec::new()
    }),
    action!(
        "returns",
        [Table, Card, Board, Collab],
        ["r"],
        anybody,
        |s, _| { returns::open(s) }
    ),
    action!("returns.enter", [Returns], ["enter"], always, |s, _| {
        returns::enter(s)
    }),
    action!(
        "returns.next",
        [Returns],
        ["tab", "l", "right"],
        always,
        |s, _| { returns::turn(s, 1) }
    ),
    action!(
        "returns.previous",
        [Returns],
        ["backtab", "h", "left"],
        always,
        |s, _| returns::turn(s, -1)
    ),
    action!("returns.suppose", [Returns], ["w"], always, |s, _| {
        what_if::open(s)
    }),
    action!("returns.more", [Returns], ["+", "="], on_lever, |s, n| {
        what_if::nudge(s, steps(n))
    }),
    action!("returns.less", [Returns], ["-", "_"], on_lever, |s, n| {
        what_if::nudge(s, -steps(n))
    }),
    action!(
        "returns.reset",
        [Returns],
        ["x"],
        what_if::supposes,
        |s, _| { what_if::reset(s) }
    ),
    action!(
        "returns.save",
        [Returns],
        ["s"],
        what_if::supposes,
        |s, _| { what_if::save(s) }
    ),
    action!(
        "returns.open",
        [Returns],
        ["e"],
        returns::any_deal,
        |s, _| { returns::open_deal(s) }
    ),
    action!(
        "returns.attach",
        [Returns],
        ["a"],
        returns::attachable,
        |s, _| { returns::attach(s, false) }
    ),
    action!(
        "returns.rest",
        [Returns],
        ["A"],
        returns::attachable,
        |s, _| { returns::attach(s, true) }
    ),
    action!("basics.next", [Basics], ["tab"], always, |s, _| {
        basics::turn(s, 1)
    }),
    action!("basics.previous", [Basics], ["backtab"], always, |s, _| {
        basics::turn(s, -1)
    }),
    action!("basics.add", [Basics], ["a", "+"], always, |s, _| {
        basics::add(s)
    }),
    action!("basics.delete", [Basics], ["D"], always, |s, _| {
        basics::delete(s)
    }),
    action!("collab.edit", [Collab], ["enter", "e"], always, |s, _| {
        detail::edit(s)
    }),
    action!("collab.add", [Collab], ["a", "+"], always, |s, _| {
        detail::add(s)
    }),
    action!("collab.delete", [Collab], ["D"], always, |s, _| {
        detail::delete(s)
    }),
    action!("collab.all", [Collab], ["z"], always, |s, _| {
        detail::toggle_all(s)
    }),
    action!("collab.creator", [Collab], ["p"], always, |s, _| {
        detail::creator(s)
    }),
    action!("gate.fill", [Gate], ["enter", "e"], always, |s, _| {
        gates::fill(s)
    }),
    action!("gate.pass", [Gate], ["o"], always, |s, _| gates::pass(s)),
    action!("gate.complete", [Gate], ["m"], several, |s, _| {
        gates::complete_only(s)
    }),
    action!("pick.take", [Pick], ["enter"], always, |s, _| pick::take(s)),
    action!(
        "pick.down",
        [Pick],
        ["down", "tab", "ctrl-n"],
        always,
        |s, n| { pick::step(s, lines(n)) }
    ),
    action!(
        "pick.up",
        [Pick],
        ["up", "backtab", "ctrl-p"],
        always,
        |s, n| { pick::step(s, -lines(n)) }
    ),
];
