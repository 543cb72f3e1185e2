//! The brush: text into cells, never past an edge.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::{Extras, Link, Theme, cells};
use crate::app::rich::{Line, Role};
use crate::text;

/// See the module.
pub struct Painter<'a> {
    buffer: &'a mut Buffer,
    /// Styles.
    pub theme: &'a Theme,
    /// ASCII only.
    pub ascii: bool,
    extras: Extras,
}

impl<'a> Painter<'a> {
    /// Paints on `buffer`.
    pub fn new(buffer: &'a mut Buffer, theme: &'a Theme, ascii: bool) -> Self {
        Painter {
            buffer,
            theme,
            ascii,
            extras: Extras::default(),
        }
    }

    /// What there is besides the cells.
    pub fn finish(self) -> Extras {
        self.extras
    }

    /// The sign for a cut text.
    pub fn ellipsis(&self) -> &'static str {
        if self.ascii { "~" } else { "…" }
    }

    /// The text as it will be written.
    fn written<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.ascii {
            Cow::Owned(in_ascii(text))
        } else {
            Cow::Borrowed(text)
        }
    }

    /// Writes text in at most `width` cells; returns the cell behind it.
    pub fn text(&mut self, x: u16, y: u16, width: u16, style: Style, text: &str) -> u16 {
        let area = self.buffer.area;
        if y >= area.bottom() || x >= area.right() || width == 0 {
            return x;
        }
        let width = width.min(area.right() - x);
        let written = self.written(text);
        let text = written.as_ref();
        let shown = text::truncate_with(text, usize::from(width), self.ellipsis());
        if shown.chars().all(|c| text::plain(c).is_some()) {
            return self.letters(x, y, style, &shown);
        }
        self.buffer
            .set_stringn(x, y, shown, usize::from(width), style)
            .0
    }

    /// Writes letters that are clusters of their own, where there is room for them.
    fn letters(&mut self, mut x: u16, y: u16, style: Style, text: &str) -> u16 {
        for c in text.chars() {
            if let Some(cell) = self.buffer.cell_mut(Position { x, y }) {
                cell.set_char(c).set_style(style);
            }
            x += 1;
            for _ in 1..text::plain(c).unwrap_or(1) {
                // under the second half of a wide letter
                if let Some(cell) = self.buffer.cell_mut(Position { x, y }) {
                    cell.reset();
                }
                x += 1;
            }
        }
        x
    }

    /// Writes text so that it ends at the right edge of `width` cells.
    pub fn text_right(&mut self, x: u16, y: u16, width: u16, style: Style, text: &str) {
        let used = cells(&self.written(text)).min(width);
        self.text(x + width - used, y, used, style, text);
    }

    /// A line in the first row of an area.
    pub fn line(&mut self, area: Rect, line: &Line) {
        let start = area.x;
        let mut x = area.x;
        for (role, text) in &line.spans {
            if x >= area.right() {
                break;
            }
            if *role == Role::Rule {
                self.rule(
                    Rect {
                        x,
                        width: area.right() - x,
                        ..area
                    },
                    text,
                );
                return;
            }
            x = self.text(x, area.y, area.right() - x, self.theme.of(*role), text);
        }
        if let Some(url) = &line.link {
            self.extras.links.push(Link {
                x: start,
                y: area.y,
                width: x - start,
                url: url.clone(),
            });
        }
    }

    /// A line that ends at the area's right edge; left out where it would reach into `taken` cells from the left.
    pub fn line_right(&mut self, area: Rect, line: &Line, taken: usize) {
        let width = u16::try_from(line.width()).unwrap_or(u16::MAX);
        if usize::from(width) + taken < usize::from(area.width) {
            self.line(
                Rect {
                    x: area.right() - width,
                    width,
                    ..area
                },
                line,
            );
        }
    }

    /// The corners of a box whose rules are drawn.
    pub fn corners(&mut self, area: Rect) {
        let signs = if self.ascii {
            ["+"; 4]
        } else {
            ["┌", "┐", "└", "┘"]
        };
        let (right, bottom) = (area.right() - 1, area.bottom() - 1);
        let places = [
            (area.x, area.y),
            (right, area.y),
            (area.x, bottom),
            (right, bottom),
        ];
        for ((x, y), sign) in places.into_iter().zip(signs) {
            self.text(x, y, 1, self.theme.dim, sign);
        }
    }

    /// A rule with a title: `─ title ─────`.
    pub fn rule(&mut self, area: Rect, title: &str) {
        let dash = if self.ascii { "-" } else { "─" };
        let dim = self.theme.dim;
        if title.is_empty() {
            self.text(
                area.x,
                area.y,
                area.width,
                dim,
                &dash.repeat(usize::from(area.width)),
            );
            return;
        }
        let x = self.text(area.x, area.y, area.width, dim, &format!("{dash} "));
        let x = self.text(
            x,
            area.y,
            area.right().saturating_sub(x + 2),
            self.theme.strong,
            title,
        );
        let rest = usize::from(area.right().saturating_sub(x + 1));
        if rest > 0 {
            self.text(
                x,
                area.y,
                area.right() - x,
                dim,
                &format!(" {}", dash.repeat(rest)),
            );
        }
    }

    /// A vertical rule at the left edge of an area.
    pub fn vertical(&mut self, x: u16, area: Rect) {
        let bar = if self.ascii { "|" } else { "│" };
        for y in area.top()..area.bottom() {
            self.text(x, y, 1, self.theme.dim, bar);
        }
    }

    /// Empties an area.
    pub fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                if let Some(cell) = self.buffer.cell_mut(Position { x, y }) {
                    cell.reset();
                }
            }
        }
    }

    /// Puts the hardware cursor somewhere.
    pub fn cursor(&mut self, x: u16, y: u16) {
        let area = self.buffer.area;
        self.extras.cursor = Some(Position {
            x: x.min(area.right().saturating_sub(1)),
            y: y.min(area.bottom().saturating_sub(1)),
        });
    }
}

/// Punctuation and signs of our own sentences as ASCII; letters of names stay as they are.
fn in_ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        out.push_str(match c {
            '…' | '⋯' => "~",
            '—' | '–' => "-",
            '·' => ".",
            '→' => ">",
            '≤' => "<=",
            '≥' => ">=",
            '“' | '”' => "\"",
            '’' => "'",
            '⌀' => "/",
            '×' => "x",
            '♀' => "f",
            '♂' => "m",
            other => {
                out.push(other);
                continue;
            }
        });
    }
    out
}
