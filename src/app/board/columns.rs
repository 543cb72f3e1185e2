//! Which columns are on screen, and where.

use super::BoardScreen;
use crate::domain::collab::board::COLUMNS;

/// Cells of a column, with the gap behind it: for cards that are short of room, and for those on which an owner, an age
/// and a tier stand beside each other in whole.
const NARROWEST: u16 = 19;
const EASY: u16 = 22;

/// So wide a screen has room for the latter.
const WIDE: u16 = 100;

fn least(width: u16) -> u16 {
    if width < WIDE { NARROWEST } else { EASY }
}

/// No column grows wider.
const WIDEST: u16 = 34;

/// Cells of the list of the columns that are not on screen.
pub const EDGE: u16 = 22;

/// Rows above the cards: name and count, value and age, a rule.
pub const HEAD: u16 = 3;

/// A column on screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// Place of the stage.
    pub column: usize,
    /// First cell.
    pub x: u16,
    /// Cells, without the gap behind it.
    pub width: u16,
}

/// Where everything stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Flow {
    /// From left to right.
    pub shown: Vec<Shown>,
    /// Those that are not, in their order.
    pub aside: Vec<usize>,
    /// First cell of the list of these; the width of the screen where there are none.
    pub edge: u16,
}

/// Columns that would be shown if there were room: neither folded nor empty, or with the cursor.
pub fn open(board: &BoardScreen) -> Vec<usize> {
    let is = |column: &usize| {
        *column == board.column || (!board.folded.contains(column) && board.count(*column) > 0)
    };
    (0..COLUMNS).filter(is).collect()
}

/// How many of them fit beside each other.
fn room(width: u16, open: usize) -> usize {
    let all = usize::from(width / least(width));
    if open == COLUMNS && open <= all {
        return open;
    }
    let beside = usize::from(width.saturating_sub(EDGE) / least(width)).max(1);
    open.min(beside)
}

/// The first column on screen, so that the cursor is on it: as it was, where that is possible.
pub fn settled(board: &BoardScreen, width: u16) -> usize {
    let open = open(board);
    let room = room(width, open.len());
    let at = open.iter().position(|c| *c == board.column).unwrap_or(0);
    let lowest = (at + 1).saturating_sub(room);
    let most = open.len().saturating_sub(room);
    board.from.clamp(lowest, at).min(most.max(lowest))
}

/// See the type.
pub fn flow(board: &BoardScreen, width: u16) -> Flow {
    let open = open(board);
    let room = room(width, open.len());
    let from = settled(board, width);
    let on: Vec<usize> = open.into_iter().skip(from).take(room).collect();
    let aside: Vec<usize> = (0..COLUMNS).filter(|c| !on.contains(c)).collect();
    let edge = if aside.is_empty() {
        width
    } else {
        width.saturating_sub(EDGE)
    };
    let each = edge / u16::try_from(on.len().max(1)).unwrap_or(1);
    let each = each.min(WIDEST);
    let shown = (0u16..).zip(&on).map(|(nth, column)| Shown {
        column: *column,
        x: nth * each,
        width: each.saturating_sub(1),
    });
    Flow {
        shown: shown.collect(),
        aside,
        edge,
    }
}

/// Rows of a card on a screen with so many rows for the board.
pub fn card_rows(body: u16) -> u16 {
    if body >= 30 { 3 } else { 2 }
}

/// Rows for the cards of one row of the board, where there are so many rows of it.
pub fn cards_room(body: u16, lanes: usize, named: bool) -> u16 {
    let lanes = if named {
        u16::try_from(lanes).unwrap_or(u16::MAX)
    } else {
        0
    };
    // what is left is never so little that no card can be seen
    let under = body.saturating_sub(HEAD + 1);
    under
        .saturating_sub(lanes)
        .max(card_rows(body) * 2)
        .min(under)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::collab::board::{Board, Lane};
    use crate::domain::collab::stage::Stage;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn screen(counts: &[usize], column: usize) -> BoardScreen {
        let mut lane = Lane::default();
        for (at, n) in counts.iter().enumerate() {
            for _ in 0..*n {
                let card = crate::domain::collab::board::blank(1, Stage::ALL[at]);
                lane.columns[at].push(Arc::new(card));
            }
        }
        BoardScreen {
            board: Some(Arc::new(Board {
                lanes: vec![lane],
                ..Board::default()
            })),
            column,
            ..BoardScreen::default()
        }
    }

    #[test]
    fn what_is_folded_or_empty_stands_aside_but_for_the_cursor() {
        let mut board = screen(&[3, 0, 2, 1, 0, 0, 0, 0, 9, 0, 0, 0], 0);
        let columns = |board: &BoardScreen, width| -> Vec<usize> {
            flow(board, width).shown.iter().map(|s| s.column).collect()
        };
        assert_eq!(columns(&board, 160), [0, 2, 3]);
        board.column = 8;
        assert_eq!(columns(&board, 160), [0, 2, 3, 8]);
        board.folded.insert(2);
        assert_eq!(columns(&board, 160), [0, 3, 8]);
        assert_eq!(columns(&board, 80), [0, 3, 8]);
        assert_eq!(flow(&board, 80).aside.len(), 9);
    }

    proptest! {
        #[test]
        fn the_cursor_is_always_on_screen(
            counts in prop::collection::vec(0usize..3, COLUMNS),
            column in 0..COLUMNS,
            from in 0usize..20,
            width in 20u16..260,
        ) {
            let mut board = screen(&counts, column);
            board.from = from;
            let flow = flow(&board, width);
            prop_assert!(flow.shown.iter().any(|s| s.column == column));
            prop_assert_eq!(flow.shown.len() + flow.aside.len(), COLUMNS);
            for s in &flow.shown {
                prop_assert!(s.x + s.width <= width);
            }
        }
    }
}
