//! What goes over the line: only the cells that changed, in one piece, inside a synchronized update.
//!
//! Terminals and libraries disagree on the width of Thai, joined emoji and other clusters, and a writer that trusts its
//! own count then leaves ghost letters. So every cell behind a cluster that is not plain ASCII is addressed anew, and
//! where a cluster comes or goes that a terminal might draw wider than we count, all the cells it may have touched are
//! erased and written again. No change, no byte.

mod writer;

use std::fmt::Write as _;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::ui::{Extras, Link};
use writer::{Writer, columns, link_at, reach};

const BEGIN: &str = "\x1b[?2026h";
const END: &str = "\x1b[?2026l";

/// What the terminal shows, as far as we know.
pub struct Screen {
    shown: Option<Buffer>,
    /// The one shown before it, to be drawn on again: a buffer is large enough for every new one to be fetched from the
    /// system.
    spare: Option<Buffer>,
    cursor: Option<Position>,
    links: Vec<Link>,
}

impl Screen {
    /// Nothing is known of the terminal yet.
    pub fn new() -> Self {
        Screen {
            shown: None,
            spare: None,
            cursor: None,
            links: Vec::new(),
        }
    }

    /// The terminal may show anything: the next frame is drawn whole.
    pub fn forget(&mut self) {
        self.shown = None;
    }

    /// An empty buffer of this size.
    pub fn blank(&mut self, area: Rect) -> Buffer {
        match self.spare.take() {
            Some(mut buffer) if buffer.area == area => {
                buffer.reset();
                buffer
            }
            _ => Buffer::empty(area),
        }
    }

    /// Appends to `out` what turns the screen shown into `next`.
    pub fn frame(&mut self, next: Buffer, extras: &Extras, out: &mut Vec<u8>) {
        let mut text = String::new();
        let fresh = self.shown.as_ref().is_none_or(|b| b.area != next.area);
        let old = match self.shown.take() {
            Some(old) if !fresh => old,
            _ => {
                text.push_str("\x1b[m\x1b[2J");
                Buffer::empty(next.area)
            }
        };
        if extras.links != self.links && !fresh {
            // cells whose link changed are written again though their letters stayed
            self.relink(&next, extras, &mut text);
        }
        self.cells(&old, &next, &extras.links, &mut text);
        let moved = self.cursor != extras.cursor;
        if !text.is_empty() || moved {
            match extras.cursor {
                Some(at) => {
                    let _ = write!(text, "\x1b[{};{}H", at.y + 1, at.x + 1);
                    if self.cursor.is_none() || fresh {
                        text.push_str("\x1b[?25h");
                    }
                }
                None if self.cursor.is_some() || fresh => text.push_str("\x1b[?25l"),
                None => {}
            }
            out.extend_from_slice(BEGIN.as_bytes());
            out.extend_from_slice(text.as_bytes());
            out.extend_from_slice(END.as_bytes());
        }
        self.cursor = extras.cursor;
        self.links.clone_from(&extras.links);
        self.shown = Some(next);
        self.spare = Some(old);
    }

    fn cells(&self, old: &Buffer, next: &Buffer, links: &[Link], text: &mut String) {
        let mut writer = Writer::new(next, text);
        let area = next.area;
        let mut updates = old.diff(next).into_iter().peekable();
        for y in area.top()..area.bottom() {
            // up to here every cell is written, changed or not
            let mut until = area.left();
            let mut x = area.left();
            while x < area.right() {
                let changed = updates
                    .next_if(|(ux, uy, _)| (*ux, *uy) == (x, y))
                    .is_some();
                let Some(cell) = next.cell(Position { x, y }) else {
                    break;
                };
                let width = columns(cell.symbol()).max(1);
                if changed || x < until {
                    let before = old.cell(Position { x, y }).map_or(1, |c| reach(c.symbol()));
                    let touched = before.max(reach(cell.symbol()));
                    let end = (x + touched).min(area.right());
                    let erase = if touched > 1 && touched > width || before > width {
                        end - x
                    } else {
                        0
                    };
                    writer.put(x, y, cell, link_at(links, x, y), erase);
                    until = until.max(if erase > 0 { end } else { 0 });
                }
                // what lies under the second half of a wide letter is not a cell of its own; what began there before
                // may have reached further
                for _ in 1..width {
                    x += 1;
                    let before = old.cell(Position { x, y }).map_or(1, |c| reach(c.symbol()));
                    let hidden = updates
                        .next_if(|(ux, uy, _)| (*ux, *uy) == (x, y))
                        .is_some();
                    if changed || hidden {
                        until = until.max((x + before).min(area.right()));
                    }
                }
                x += 1;
                if updates.peek().is_none() && x >= until {
                    break;
                }
            }
            if updates.peek().is_none() {
                break;
            }
        }
        writer.finish();
    }

    fn relink(&self, next: &Buffer, extras: &Extras, text: &mut String) {
        let mut writer = Writer::new(next, text);
        for link in self
            .links
            .iter()
            .chain(&extras.links)
            .filter(|l| !(self.links.contains(l) && extras.links.contains(l)))
        {
            let area = Rect {
                x: link.x,
                y: link.y,
                width: link.width,
                height: 1,
            }
            .intersection(next.area);
            let mut x = area.left();
            while x < area.right() {
                let Some(cell) = next.cell(Position { x, y: area.y }) else {
                    break;
                };
                writer.put(x, area.y, cell, link_at(&extras.links, x, area.y), 0);
                x += columns(cell.symbol()).max(1);
            }
        }
        writer.finish();
    }
}

#[cfg(test)]
mod tests;
