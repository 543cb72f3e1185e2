//! Text with meaning: what a screen says, before anyone decides on colours.

/// What a piece of text is; the drawing room gives each its style, and a sign beside the colour where one is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Ordinary.
    #[default]
    Plain,
    /// Secondary.
    Dim,
    /// To be read first.
    Strong,
    /// Where one is.
    Accent,
    /// Passes.
    Good,
    /// Fails, or is wrong.
    Bad,
    /// A tag, in the colour of its group: a number under [`crate::domain::label::GROUP_COLOURS`].
    Tag(u8),
    /// A rule between sections, filled up with a line.
    Rule,
}

/// A line: pieces from left to right.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Pieces.
    pub spans: Vec<(Role, String)>,
    /// Where the whole line leads, for terminals that can open it.
    pub link: Option<String>,
}

impl Line {
    /// An empty line.
    pub fn new() -> Self {
        Line::default()
    }

    /// A rule with a title.
    pub fn rule(title: &str) -> Self {
        Line::new().add(Role::Rule, title)
    }

    /// With one more piece.
    #[must_use]
    pub fn add(mut self, role: Role, text: impl Into<String>) -> Self {
        self.spans.push((role, text.into()));
        self
    }

    /// Ordinary text.
    #[must_use]
    pub fn plain(self, text: impl Into<String>) -> Self {
        self.add(Role::Plain, text)
    }

    /// Secondary text.
    #[must_use]
    pub fn dim(self, text: impl Into<String>) -> Self {
        self.add(Role::Dim, text)
    }

    /// Leads somewhere.
    #[must_use]
    pub fn linked(mut self, url: Option<String>) -> Self {
        self.link = url;
        self
    }

    /// The text without its roles.
    pub fn text(&self) -> String {
        self.spans.iter().map(|(_, t)| t.as_str()).collect()
    }

    /// Cells it takes.
    pub fn width(&self) -> usize {
        self.spans.iter().map(|(_, t)| crate::text::width(t)).sum()
    }
}

/// Breaks a text into lines of at most `cells`, at blanks where there are any.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    use unicode_segmentation::UnicodeSegmentation;
    let cells = cells.max(2);
    let mut out = Vec::new();
    for paragraph in text.split('\n') {
        let (mut line, mut used) = (String::new(), 0);
        for word in words(paragraph) {
            let width = crate::text::width(&word);
            if used + width > cells && used > 0 {
                out.push(std::mem::take(&mut line).trim_end().to_owned());
                used = 0;
                if word.trim().is_empty() {
                    continue;
                }
            }
            for g in word.graphemes(true) {
                let w = crate::text::width(g);
                if used + w > cells {
                    out.push(std::mem::take(&mut line));
                    used = 0;
                }
                line.push_str(g);
                used += w;
            }
        }
        out.push(line.trim_end().to_owned());
    }
    out
}

/// Words, each with the punctuation that follows it: a line never begins with a comma.
fn words(text: &str) -> Vec<String> {
    use unicode_segmentation::UnicodeSegmentation;
    let mut out: Vec<String> = Vec::new();
    for part in text.split_word_bounds() {
        let closes = part
            .chars()
            .all(|c| ",.;:!?)]}”’，。；：！？）】》、…%".contains(c));
        match out.last_mut() {
            Some(last) if closes && !last.trim().is_empty() => last.push_str(part),
            _ => out.push(part.to_owned()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn wrapped_lines_fit_and_keep_every_letter(text in "[a-z小 é]{0,60}", cells in 2usize..30) {
            let lines = wrap(&text, cells);
            for l in &lines {
                prop_assert!(crate::text::width(l) <= cells);
            }
            let letters = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
