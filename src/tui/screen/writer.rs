//! Cells as the bytes that put them on a terminal.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::ui::Link;

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

impl Pen {
    fn of(cell: &Cell) -> Self {
        Pen {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// Whether the cell looks right as this pen writes it: of a blank one sees neither colour nor weight.
    fn does_for(self, cell: &Cell) -> bool {
        let seen = |m: Modifier| m.intersection(Modifier::UNDERLINED.union(Modifier::REVERSED));
        let blank = cell.symbol() == " "
            && cell.bg == self.bg
            && seen(cell.modifier) == seen(self.modifier)
            && seen(self.modifier).is_empty();
        blank || self == Pen::of(cell)
    }
}

/// Cells of a cluster, as we count them.
pub fn columns(symbol: &str) -> u16 {
    if symbol.len() == 1 {
        1
    } else {
        u16::try_from(symbol.width()).unwrap_or(1)
    }
}

/// Cells that a cluster may take on some terminal: those that draw the parts of a joined emoji one by one, or that do
/// not know the newest ones, are met with.
pub fn reach(symbol: &str) -> u16 {
    if symbol.len() == 1 {
        return 1;
    }
    let part = |c: char| match c {
        // asks for the wide form of the letter before it, which some terminals then draw
        '\u{fe0f}' => 1,
        '\u{1f000}'.. => 2,
        c => c.width().unwrap_or(0),
    };
    let parts: usize = symbol.chars().map(part).sum();
    columns(symbol)
        .max(u16::try_from(parts).unwrap_or(u16::MAX))
        .min(16)
}

/// Cells of a cluster where every terminal agrees: ASCII, and single letters of the wide scripts.
fn sure_width(symbol: &str) -> Option<u16> {
    let mut chars = symbol.chars();
    match (chars.next()?, chars.next()) {
        (' '..='~', None) => Some(1),
        (
            '\u{3001}'..='\u{3029}'
            | '\u{3041}'..='\u{3096}'
            | '\u{30a1}'..='\u{30fa}'
            | '\u{4e00}'..='\u{9fa5}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{ff01}'..='\u{ff5e}',
            None,
        ) => Some(2),
        _ => None,
    }
}

/// Where a cell leads.
pub fn link_at(links: &[Link], x: u16, y: u16) -> Option<&str> {
    links
        .iter()
        .find(|l| l.y == y && x >= l.x && x < l.x + l.width)
        .map(|l| l.url.as_str())
}

/// Writes cells, each with the fewest bytes that cannot go wrong.
pub struct Writer<'t, 'l> {
    /// What is to stand there in the end.
    next: &'t Buffer,
    pen: Pen,
    /// Where the terminal's cursor surely stands.
    at: Option<(u16, u16)>,
    /// The row in which it surely stands.
    row: Option<u16>,
    link: Option<&'l str>,
    text: &'t mut String,
}

impl<'t, 'l> Writer<'t, 'l> {
    /// On a terminal of which only the place of every cell is known.
    pub fn new(next: &'t Buffer, text: &'t mut String) -> Self {
        Writer {
            next,
            pen: BARE,
            at: None,
            row: None,
            link: None,
            text,
        }
    }

    /// Writes a cell, after erasing `erase` cells from there.
    pub fn put(&mut self, x: u16, y: u16, cell: &Cell, link: Option<&'l str>, erase: u16) {
        self.go(x, y);
        if link != self.link {
            let _ = write!(self.text, "\x1b]8;;{}\x1b\\", link.unwrap_or_default());
            self.link = link;
        }
        let pen = Pen::of(cell);
        if !self.pen.does_for(cell) {
            self.style(pen);
        }
        let symbol = cell.symbol();
        if erase > 0 {
            let _ = write!(self.text, "\x1b[{erase}X");
        }
        self.text.push_str(symbol);
        self.at = sure_width(symbol).map(|width| (x + width, y));
        // what a terminal draws wider than there is room may go on in the next row
        self.row = (x + reach(symbol) <= self.next.area.right()).then_some(y);
    }

    /// Puts the cursor somewhere, by the shortest way that cannot miss.
    fn go(&mut self, x: u16, y: u16) {
        let here = self.at.filter(|(from, row)| *row == y && *from <= x);
        if let Some((from, _)) = here {
            if from == x || (x - from <= 4 && self.again(from, x, y)) {
                return;
            }
            let _ = match x - from {
                1 => write!(self.text, "\x1b[C"),
                n => write!(self.text, "\x1b[{n}C"),
            };
            return;
        }
        let _ = match (self.row == Some(y), x) {
            (true, 0) => write!(self.text, "\r"),
            (true, _) => write!(self.text, "\x1b[{}G", x + 1),
            (false, 0) => write!(self.text, "\x1b[{}H", y + 1),
            (false, _) => write!(self.text, "\x1b[{};{}H", y + 1, x + 1),
        };
    }

    /// Writes a few cells that stand there already, where that is shorter than leaping over them.
    fn again(&mut self, from: u16, to: u16, y: u16) -> bool {
        let cells = || (from..to).filter_map(|x| self.next.cell(Position { x, y }));
        let plain = |c: &Cell| c.symbol().len() == 1 && self.pen.does_for(c);
        if self.link.is_some() || !cells().all(plain) {
            return false;
        }
        let letters: String = cells().map(Cell::symbol).collect();
        self.text.push_str(&letters);
        true
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
        match codes.as_slice() {
            [] => {}
            [one] if one == "0" => self.text.push_str("\x1b[m"),
            _ => {
                let _ = write!(self.text, "\x1b[{}m", codes.join(";"));
            }
        }
        self.pen = pen;
    }

    /// Ends link and style.
    pub fn finish(mut self) {
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
