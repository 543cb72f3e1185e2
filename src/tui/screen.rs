//! What goes over the line: only the cells that changed, in one piece, inside a synchronized update.
//!
//! Terminals and libraries disagree on the width of Thai, joined emoji and other clusters, and a writer that trusts its
//! own count then leaves ghost letters. So every cell behind a cluster that is not plain ASCII is addressed anew.
//! No change, no byte.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

use crate::ui::{Extras, Link};

const BEGIN: &str = "\x1b[?2026h";
const END: &str = "\x1b[?2026l";

/// What the terminal shows, as far as we know.
pub struct Screen {
    shown: Option<Buffer>,
    cursor: Option<Position>,
    links: Vec<Link>,
}

/// Style of the cell written last.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

const BARE: Pen = Pen {
    fg: Color::Reset,
    bg: Color::Reset,
    modifier: Modifier::empty(),
};

impl Screen {
    /// Nothing is known of the terminal yet.
    pub fn new() -> Self {
        Screen {
            shown: None,
            cursor: None,
            links: Vec::new(),
        }
    }

    /// The terminal may show anything: the next frame is drawn whole.
    pub fn forget(&mut self) {
        self.shown = None;
    }

    /// Appends to `out` what turns the screen shown into `next`.
    pub fn frame(&mut self, next: Buffer, extras: &Extras, out: &mut Vec<u8>) {
        let mut text = String::new();
        let fresh = self.shown.as_ref().is_none_or(|b| b.area != next.area);
        let old = match self.shown.take() {
            Some(old) if !fresh => old,
            _ => {
                text.push_str("\x1b[0m\x1b[2J");
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
    }

    fn cells(&self, old: &Buffer, next: &Buffer, links: &[Link], text: &mut String) {
        let mut writer = Writer {
            pen: BARE,
            at: None,
            link: None,
            text,
        };
        for (x, y, cell) in old.diff(next) {
            writer.put(x, y, cell, link_at(links, x, y));
        }
        writer.finish();
    }

    fn relink(&self, next: &Buffer, extras: &Extras, text: &mut String) {
        let mut writer = Writer {
            pen: BARE,
            at: None,
            link: None,
            text,
        };
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
                writer.put(x, area.y, cell, link_at(&extras.links, x, area.y));
                x += u16::try_from(cell.symbol().width()).unwrap_or(1).max(1);
            }
        }
        writer.finish();
    }
}

fn link_at(links: &[Link], x: u16, y: u16) -> Option<&str> {
    links
        .iter()
        .find(|l| l.y == y && x >= l.x && x < l.x + l.width)
        .map(|l| l.url.as_str())
}

struct Writer<'t, 'l> {
    pen: Pen,
    /// Where the terminal's cursor surely stands.
    at: Option<(u16, u16)>,
    link: Option<&'l str>,
    text: &'t mut String,
}

impl<'l> Writer<'_, 'l> {
    fn put(&mut self, x: u16, y: u16, cell: &Cell, link: Option<&'l str>) {
        if self.at != Some((x, y)) {
            match self.at {
                Some((from, row)) if row == y && x > from && x - from < 5 => {
                    let _ = write!(self.text, "\x1b[{}C", x - from);
                }
                _ => {
                    let _ = write!(self.text, "\x1b[{};{}H", y + 1, x + 1);
                }
            }
        }
        if link != self.link {
            let _ = write!(self.text, "\x1b]8;;{}\x1b\\", link.unwrap_or_default());
            self.link = link;
        }
        let pen = Pen {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        };
        if pen != self.pen {
            self.style(pen);
        }
        let symbol = cell.symbol();
        self.text.push_str(symbol);
        let ascii = symbol.len() == 1;
        self.at = ascii.then_some((x + 1, y));
    }

    fn style(&mut self, pen: Pen) {
        let mut codes: Vec<String> = Vec::new();
        let dropped = !pen.modifier.contains(self.pen.modifier);
        if dropped || pen == BARE {
            codes.push("0".to_owned());
            self.pen = BARE;
        }
        let added = pen.modifier.difference(self.pen.modifier);
        for (flag, code) in [
            (Modifier::BOLD, "1"),
            (Modifier::DIM, "2"),
            (Modifier::ITALIC, "3"),
            (Modifier::UNDERLINED, "4"),
            (Modifier::REVERSED, "7"),
        ] {
            if added.contains(flag) {
                codes.push(code.to_owned());
            }
        }
        if pen.fg != self.pen.fg {
            codes.push(colour(pen.fg, 30));
        }
        if pen.bg != self.pen.bg {
            codes.push(colour(pen.bg, 40));
        }
        if !codes.is_empty() {
            let _ = write!(self.text, "\x1b[{}m", codes.join(";"));
        }
        self.pen = pen;
    }

    fn finish(mut self) {
        if self.link.is_some() {
            self.text.push_str("\x1b]8;;\x1b\\");
        }
        if self.pen != BARE {
            self.style(BARE);
        }
    }
}

/// The code of a colour; `base` 30 for letters, 40 for the ground.
fn colour(c: Color, base: u8) -> String {
    let plain = |n: u8| (base + n).to_string();
    let bright = |n: u8| (base + 60 + n).to_string();
    match c {
        Color::Reset => plain(9),
        Color::Black => plain(0),
        Color::Red => plain(1),
        Color::Green => plain(2),
        Color::Yellow => plain(3),
        Color::Blue => plain(4),
        Color::Magenta => plain(5),
        Color::Cyan => plain(6),
        Color::Gray => plain(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(n) => format!("{};5;{n}", base + 8),
        Color::Rgb(r, g, b) => format!("{};2;{r};{g};{b}", base + 8),
    }
}
