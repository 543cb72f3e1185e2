//! Colours: sixteen are enough, and none stands alone for a meaning.

use ratatui::style::{Color, Modifier, Style};

use crate::app::rich::Role;
use crate::domain::label::GROUP_COLOURS;

/// A style for each role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Ordinary text.
    pub plain: Style,
    /// Secondary text.
    pub dim: Style,
    /// To be read first.
    pub strong: Style,
    /// The one accent.
    pub accent: Style,
    /// Passes.
    pub good: Style,
    /// Fails.
    pub bad: Style,
    /// The row under the cursor in menus.
    pub chosen: Style,
    /// Tags, by the colour of their group.
    pub tags: [Style; GROUP_COLOURS as usize],
}

impl Theme {
    /// The sixteen colours every terminal has.
    pub const COLOURS: Theme = Theme {
        plain: Style::new(),
        dim: Style::new().fg(Color::DarkGray),
        strong: Style::new().add_modifier(Modifier::BOLD),
        accent: Style::new().fg(Color::Cyan),
        good: Style::new().fg(Color::Green),
        bad: Style::new().fg(Color::Red),
        chosen: Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD),
        tags: [
            Style::new().fg(Color::Magenta),
            Style::new().fg(Color::Yellow),
            Style::new().fg(Color::Green),
            Style::new().fg(Color::Blue),
            Style::new().fg(Color::Red),
            Style::new().fg(Color::LightBlue),
        ],
    };

    /// For `NO_COLOR`: weight alone.
    pub const PLAIN: Theme = Theme {
        plain: Style::new(),
        dim: Style::new().add_modifier(Modifier::DIM),
        strong: Style::new().add_modifier(Modifier::BOLD),
        accent: Style::new().add_modifier(Modifier::BOLD),
        good: Style::new(),
        bad: Style::new().add_modifier(Modifier::BOLD),
        chosen: Style::new().add_modifier(Modifier::BOLD),
        tags: [Style::new(); GROUP_COLOURS as usize],
    };

    /// The style of a role.
    pub const fn of(&self, role: Role) -> Style {
        match role {
            Role::Plain => self.plain,
            Role::Dim | Role::Rule => self.dim,
            Role::Strong => self.strong,
            Role::Accent => self.accent,
            Role::Good => self.good,
            Role::Bad => self.bad,
            Role::Tag(colour) => self.tags[(colour % GROUP_COLOURS) as usize],
        }
    }
}
