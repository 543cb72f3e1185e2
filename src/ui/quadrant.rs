//! Conversion against exposure as a picture: peers as points, the creator, the medians that cut it in four. In braille,
//! eight points a cell, or in ASCII, one.

use ratatui::layout::Rect;

use super::paint::Painter;
use crate::app::returns::picture::{Point, Quadrant};

/// Bits of a braille cell by column and row.
const DOTS: [[u8; 4]; 2] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];

/// The place of a share on an axis of so many steps.
fn step(share: f64, steps: u16) -> u16 {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "held to 0..=1, and a screen is small"
    )]
    let at = (share.clamp(0.0, 1.0) * f64::from(steps.saturating_sub(1))).round() as u16;
    at
}

/// The cell of a point.
fn cell(area: Rect, (x, y): Point) -> (u16, u16) {
    let down = area.height.saturating_sub(1) - step(y, area.height);
    (area.x + step(x, area.width), area.y + down)
}

/// Draws it, with the quadrants' names in the corners where there is room.
pub fn draw(p: &mut Painter<'_>, area: Rect, q: &Quadrant, corners: &[String; 4]) {
    if area.width < 8 || area.height < 3 {
        return;
    }
    let (cut_x, cut_y) = cell(area, q.cut);
    let (across, down, both) = if p.ascii {
        ("-", "|", "+")
    } else {
        ("─", "│", "┼")
    };
    for x in area.left()..area.right() {
        p.text(x, cut_y, 1, p.theme.dim, across);
    }
    for y in area.top()..area.bottom() {
        p.text(
            cut_x,
            y,
            1,
            p.theme.dim,
            if y == cut_y { both } else { down },
        );
    }
    let wide = usize::from(area.width);
    let mut cells = vec![0u8; wide * usize::from(area.height)];
    for (x, y) in &q.peers {
        let (dx, dy) = (step(*x, area.width * 2), step(*y, area.height * 4));
        let dy = (area.height * 4 - 1).saturating_sub(dy);
        let at = usize::from(dy / 4) * wide + usize::from(dx / 2);
        let dot = DOTS
            .get(usize::from(dx % 2))
            .and_then(|c| c.get(usize::from(dy % 4)));
        if let (Some(cell), Some(dot)) = (cells.get_mut(at), dot) {
            *cell |= dot;
        }
    }
    for (y, row) in (area.top()..).zip(cells.chunks(wide.max(1))) {
        for (x, dots) in (area.left()..).zip(row) {
            if *dots == 0 {
                continue;
            }
            let braille = char::from_u32(0x2800 + u32::from(*dots)).unwrap_or('.');
            let sign = if p.ascii { '.' } else { braille };
            p.text(x, y, 1, p.theme.plain, &sign.to_string());
        }
    }
    // converts and is seen little, both, neither, is seen and does not convert
    let half = |from: u16, to: u16| to.saturating_sub(from + 1);
    let places = [
        (area.x, area.y, half(area.x, cut_x)),
        (cut_x + 1, area.y, half(cut_x, area.right())),
        (area.x, area.bottom() - 1, half(area.x, cut_x)),
        (cut_x + 1, area.bottom() - 1, half(cut_x, area.right())),
    ];
    for (name, (x, y, room)) in corners.iter().zip(places) {
        if crate::text::width(name) <= usize::from(room) && y != cut_y {
            p.text(x, y, room, p.theme.dim, name);
        }
    }
    let (x, y) = cell(area, q.own);
    p.text(x, y, 1, p.theme.chosen, if p.ascii { "@" } else { "◆" });
}
