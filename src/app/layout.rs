//! Where everything stands, computed from the terminal's size before a key is handled, so that paging by "a screen"
//! never depends on the last frame.

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Area {
    /// Column of its left edge.
    pub x: u16,
    /// Row of its top edge.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// Below this the screens cannot say anything true; one line tells how large it must be.
pub const FLOOR: (u16, u16) = (40, 10);

/// Width of the filter panes.
const PANES: u16 = 36;
/// From this width the panes stand beside the table all the time.
const PANES_FROM: u16 = 100;
/// From this width the card stands beside the table.
const CARD_FROM: u16 = 160;

/// Areas of the pool screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Layout {
    /// Screen, counts, who, where.
    pub top: Area,
    /// The query.
    pub query: Area,
    /// Filter panes; no width where they are folded away.
    pub panes: Area,
    /// The table with its two header lines.
    pub table: Area,
    /// The card beside the table; no width where it is not shown.
    pub card: Area,
    /// Everything between query and hints.
    pub body: Area,
    /// Keys.
    pub hints: Area,
}

impl Layout {
    /// For a terminal of `width` × `height`. The panes are shown where there is room, or while they hold the focus.
    pub fn new(width: u16, height: u16, panes_hidden: bool, panes_focused: bool) -> Self {
        let body = Area {
            x: 0,
            y: 2,
            width,
            height: height.saturating_sub(3),
        };
        let panes_shown = panes_focused || (!panes_hidden && width >= PANES_FROM);
        let panes_width = if panes_shown { PANES.min(width) } else { 0 };
        let card_width = if width >= CARD_FROM {
            (width - panes_width) * 2 / 5
        } else {
            0
        };
        let table_width = width.saturating_sub(panes_width + card_width);
        Layout {
            top: Area {
                x: 0,
                y: 0,
                width,
                height: 1,
            },
            query: Area {
                x: 0,
                y: 1,
                width,
                height: 1,
            },
            panes: Area {
                x: 0,
                y: body.y,
                width: panes_width,
                height: body.height,
            },
            table: Area {
                x: panes_width,
                y: body.y,
                width: table_width,
                height: body.height,
            },
            card: Area {
                x: panes_width + table_width,
                y: body.y,
                width: card_width,
                height: body.height,
            },
            body,
            hints: Area {
                x: 0,
                y: height.saturating_sub(1),
                width,
                height: 1.min(height),
            },
        }
    }

    /// Rows of creators that fit under the header.
    pub fn table_rows(&self) -> usize {
        usize::from(self.table.height).saturating_sub(HEADER_ROWS)
    }
}

/// Names, then units and periods.
pub const HEADER_ROWS: usize = 2;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn areas_stay_on_the_screen(width in 0u16..300, height in 0u16..120, hidden: bool, focused: bool) {
            let l = Layout::new(width, height, hidden, focused);
            for a in [l.panes, l.table, l.card, l.body] {
                prop_assert!(a.x + a.width <= width);
                prop_assert!(a.height == 0 || a.y + a.height < height);
            }
            prop_assert_eq!(l.panes.width + l.table.width + l.card.width, width);
        }
    }
}
