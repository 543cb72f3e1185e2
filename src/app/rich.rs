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

/// What a line may be broken between: blanks, and characters of two cells, which have no blanks between them. A line
/// neither begins with a comma nor ends with a bracket that opens.
fn words(text: &str) -> Vec<String> {
    use unicode_segmentation::UnicodeSegmentation;
    let mut out: Vec<String> = Vec::new();
    for part in text.split_word_bounds() {
        match out.last_mut() {
            Some(last) if !last.trim().is_empty() && together(last, part) => last.push_str(part),
            _ => out.push(part.to_owned()),
        }
    }
    out
}

fn together(before: &str, part: &str) -> bool {
    let wide =
        |c: Option<char>| c.is_some_and(|c| crate::text::width(c.encode_utf8(&mut [0; 4])) > 1);
    let closes = |c: char| ",.;:!?)]}”’，。；：！？）】》、…%".contains(c);
    let opens = |c: char| "([{“‘（【《「".contains(c);
    !part.trim().is_empty()
        && (part.chars().all(closes)
            || before.ends_with(opens)
            || !wide(before.chars().next_back()) && !wide(part.chars().next()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_break_where_people_would_break_them() {
        for (text, cells, lines) in [
            (
                "we offer {rate} commission",
                13,
                vec!["we offer", "{rate}", "commission"],
            ),
            (
                "ok by boss. ctrl-r does it",
                17,
                vec!["ok by boss.", "ctrl-r does it"],
            ),
            (
                "@olivia.beauty (Boxes 1)",
                16,
                vec!["@olivia.beauty", "(Boxes 1)"],
            ),
            (
                "好物，推荐（很好）",
                6,
                vec!["好物，", "推荐", "（很", "好）"],
            ),
        ] {
            assert_eq!(wrap(text, cells), lines);
        }
    }

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
