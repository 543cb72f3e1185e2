//! Keys, named as the settings name them.

use std::fmt;

/// Which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are those of the keys")]
pub enum Code {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    F(u8),
}

/// A key with or without Control. Alt is not used: over a slow line it cannot be told from Esc and a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Which.
    pub code: Code,
    /// With Control.
    pub ctrl: bool,
}

const NAMES: [(&str, Code); 15] = [
    ("enter", Code::Enter),
    ("esc", Code::Esc),
    ("tab", Code::Tab),
    ("backtab", Code::BackTab),
    ("backspace", Code::Backspace),
    ("delete", Code::Delete),
    ("up", Code::Up),
    ("down", Code::Down),
    ("left", Code::Left),
    ("right", Code::Right),
    ("home", Code::Home),
    ("end", Code::End),
    ("pageup", Code::PageUp),
    ("pagedown", Code::PageDown),
    ("space", Code::Char(' ')),
];

impl Key {
    /// Without Control.
    pub const fn plain(code: Code) -> Self {
        Key { code, ctrl: false }
    }

    /// A character.
    pub const fn char(c: char) -> Self {
        Key::plain(Code::Char(c))
    }

    /// `j`, `G`, `space`, `ctrl-d`, `f1`.
    pub fn parse(name: &str) -> Option<Self> {
        if let Some(rest) = name.strip_prefix("ctrl-").filter(|r| !r.is_empty()) {
            return Key::parse(rest).map(|k| Key {
                code: k.code,
                ctrl: true,
            });
        }
        let mut chars = name.chars();
        if let (Some(c), None) = (chars.next(), chars.next()) {
            return (!c.is_whitespace() && !c.is_control()).then(|| Key::char(c));
        }
        let lower = name.to_lowercase();
        if let Some(n) = lower.strip_prefix('f').and_then(|n| n.parse().ok()) {
            return (1..=12).contains(&n).then(|| Key::plain(Code::F(n)));
        }
        NAMES
            .iter()
            .find(|(n, _)| *n == lower)
            .map(|(_, code)| Key::plain(*code))
    }

    /// A key sequence: `g g`.
    pub fn parse_sequence(text: &str) -> Option<Vec<Key>> {
        let keys: Option<Vec<_>> = text.split_whitespace().map(Key::parse).collect();
        keys.filter(|k| !k.is_empty() && k.len() <= 3)
    }

    /// Full-width forms that an input method produces, as the ASCII keys that were meant.
    #[must_use]
    pub fn to_ascii(self) -> Self {
        let Code::Char(c) = self.code else {
            return self;
        };
        let c = match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            '\u{3000}' => ' ',
            '。' => '.',
            '、' => '/',
            '《' => '<',
            '》' => '>',
            '【' => '[',
            '】' => ']',
            '·' => '`',
            '‘' | '’' => '\'',
            '“' | '”' => '"',
            '￥' => '$',
            '…' => '^',
            other => other,
        };
        Key {
            code: Code::Char(c),
            ctrl: self.ctrl,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("ctrl-")?;
        }
        match self.code {
            Code::F(n) => write!(f, "f{n}"),
            code => match NAMES.iter().find(|(_, c)| *c == code) {
                Some((name, _)) => f.write_str(name),
                None => match code {
                    Code::Char(c) => write!(f, "{c}"),
                    _ => Ok(()),
                },
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for name in [
            "j",
            "G",
            "space",
            "ctrl-d",
            "f1",
            "enter",
            "backtab",
            "/",
            "-",
            "ctrl-space",
        ] {
            assert_eq!(Key::parse(name).unwrap().to_string(), name);
        }
        assert_eq!(Key::parse_sequence("g g").unwrap().len(), 2);
        for bad in ["", "ctrl-", "f13", "hyper-x", "jj"] {
            assert_eq!(Key::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn input_method_punctuation_is_understood() {
        for (typed, meant) in [
            ('：', ':'),
            ('？', '?'),
            ('／', '/'),
            ('、', '/'),
            ('。', '.'),
            ('ｊ', 'j'),
        ] {
            assert_eq!(Key::char(typed).to_ascii(), Key::char(meant));
        }
    }
}
