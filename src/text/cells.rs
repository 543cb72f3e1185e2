//! Measuring and cutting in terminal cells.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Cells of a letter that is a cluster by itself beside others of its kind, which nearly all letters on screen are:
/// ASCII, Chinese, rules, bars and our own signs. Taking clusters apart costs twenty times as much.
pub fn plain(c: char) -> Option<u16> {
    match c {
        ' '..='~' => Some(1),
        '\u{2500}'..='\u{259f}'
        | '…'
        | '⋯'
        | '—'
        | '·'
        | '▸'
        | '▾'
        | '●'
        | '✓'
        | '↓'
        | '↑'
        | '≤'
        | '≥' => Some(1),
        '\u{4e00}'..='\u{9fff}' => Some(2),
        _ => None,
    }
}

/// How many terminal cells a text takes, summed over its grapheme clusters.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    let plain: Option<usize> = text.chars().map(|c| plain(c).map(usize::from)).sum();
    plain.unwrap_or_else(|| text.graphemes(true).map(UnicodeWidthStr::width).sum())
}

/// The text in at most `cells` cells; what does not fit is replaced by `…`.
pub fn truncate(text: &str, cells: usize) -> Cow<'_, str> {
    truncate_with(text, cells, "…")
}

/// Like [`truncate`], with an ellipsis of one's own (`~` where the terminal cannot show `…`). Where not even the
/// ellipsis fits, the text is cut without one.
pub fn truncate_with<'a>(text: &'a str, cells: usize, ellipsis: &str) -> Cow<'a, str> {
    if width(text) <= cells {
        return Cow::Borrowed(text);
    }
    let mark = if width(ellipsis) <= cells {
        ellipsis
    } else {
        ""
    };
    let room = cells.saturating_sub(width(mark));
    let mut used = 0;
    if text.chars().chain(mark.chars()).all(|c| plain(c).is_some()) {
        let fits = |c: &char| {
            used += plain(*c).map_or(0, usize::from);
            used <= room
        };
        return Cow::Owned(text.chars().take_while(fits).chain(mark.chars()).collect());
    }
    let mut kept: Vec<&str> = Vec::new();
    for cluster in text.graphemes(true) {
        let w = cluster.width();
        if used + w > room {
            break;
        }
        used += w;
        kept.push(cluster);
    }
    loop {
        let mut cut: String = kept.concat();
        cut.push_str(mark);
        // the ellipsis can join the last cluster and change its width
        if width(&cut) <= cells || kept.pop().is_none() {
            return Cow::Owned(cut);
        }
    }
}

/// Blanks added behind the text until it takes `cells` cells; longer texts stay as they are.
pub fn pad_end(text: &str, cells: usize) -> String {
    let mut out = text.to_owned();
    out.extend(std::iter::repeat_n(' ', cells.saturating_sub(width(text))));
    out
}

/// Blanks added before the text until it takes `cells` cells; longer texts stay as they are.
pub fn pad_start(text: &str, cells: usize) -> String {
    let mut out: String = std::iter::repeat_n(' ', cells.saturating_sub(width(text))).collect();
    out.push_str(text);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn measures_cells() {
        for (text, cells) in [
            ("anna", 4),
            ("小美家居", 8),
            ("👩‍👩‍👧", 2),
            ("e\u{301}", 1),
            ("❤️", 2),
            ("", 0),
        ] {
            assert_eq!(width(text), cells, "{text}");
        }
    }

    #[test]
    fn cuts_between_clusters() {
        assert_eq!(truncate("小美家居", 8), "小美家居");
        assert_eq!(truncate("小美家居", 7), "小美家…");
        assert_eq!(truncate("小美家居", 6), "小美…");
        assert_eq!(truncate("a👩‍👩‍👧b", 3), "a…");
        assert_eq!(truncate_with("abcdef", 4, "~"), "abc~");
        assert_eq!(truncate("abc", 0), "");
    }

    #[test]
    fn pads_by_cells() {
        assert_eq!(pad_end("小美", 6), "小美  ");
        assert_eq!(pad_start("12", 4), "  12");
        assert_eq!(pad_start("12345", 4), "12345");
    }

    proptest! {
        /// The quick way says what taking clusters apart says.
        #[test]
        fn plain_letters_are_clusters_of_their_own(text in "[ -~─-▟…⋯—·▸▾●✓↓↑≤≥一-鿿]{0,20}") {
            let clusters: Vec<&str> = text.graphemes(true).collect();
            prop_assert_eq!(clusters.len(), text.chars().count());
            prop_assert_eq!(width(&text), clusters.iter().map(|c| c.width()).sum::<usize>());
            for c in text.chars() {
                prop_assert_eq!(plain(c).map(usize::from), Some(c.to_string().width()), "{}", c);
            }
        }

        #[test]
        fn a_cut_text_fits(text in "\\PC*", cells in 0usize..30) {
            prop_assert!(width(&truncate(&text, cells)) <= cells);
            prop_assert!(width(&truncate_with(&text, cells, "...")) <= cells);
        }

        #[test]
        fn a_padded_text_is_wide_enough(text in "\\PC{0,12}", cells in 0usize..30) {
            // what blanks are added to may end in a character that joins them
            prop_assert!(pad_end(&text, cells).ends_with(' ') || width(&text) >= cells);
            prop_assert!(pad_start(&text, cells).starts_with(' ') || width(&text) >= cells);
        }
    }
}
