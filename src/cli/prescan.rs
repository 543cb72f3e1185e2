//! What has to be known of the arguments before clap reads them: the language its help and errors are in, the settings
//! file that may name one, and which words with a dash before them are conditions rather than options.

use std::ffi::{OsStr, OsString};

/// Stands before a word that begins with a dash and is no option; clap would take `-tag:blacklist` for a row of
/// letters. A private character, so that no query holds it.
const MARK: char = '\u{F8FF}';

/// Subcommands whose words are queries.
const ASKING: [&str; 3] = ["list", "facets", "board"];

/// Marks negated conditions (`-tag:blacklist`) and descending sort keys (`-gmv`) after `list`, `facets` and `board`.
pub fn mark_negations(args: Vec<OsString>) -> Vec<OsString> {
    let mut asking = false;
    let mut plain = false;
    args.into_iter()
        .map(|arg| {
            let Some(text) = arg.to_str() else {
                return arg;
            };
            plain |= text == "--";
            let negation = asking
                && !plain
                && text.starts_with('-')
                && !text.starts_with("--")
                && !matches!(text, "-" | "-h" | "-V");
            asking |= ASKING.contains(&text);
            if negation {
                OsString::from(format!("{MARK}{text}"))
            } else {
                arg
            }
        })
        .collect()
}

/// The argument as it was typed.
pub fn unmarked(text: &str) -> &str {
    text.strip_prefix(MARK).unwrap_or(text)
}

/// The value of a global option (`--lang zh`, `--lang=zh`), wherever it stands before `--`. The last one counts.
pub fn option(args: &[OsString], name: &str) -> Option<OsString> {
    let mut found = None;
    let mut rest = args.iter().skip(1).take_while(|a| *a != "--");
    while let Some(arg) = rest.next() {
        if arg == OsStr::new(name) {
            found = rest.next().cloned().or(found);
        } else if let Some(value) = arg
            .to_str()
            .and_then(|a| a.strip_prefix(name)?.strip_prefix('='))
        {
            found = Some(value.into());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(text: &str) -> Vec<OsString> {
        text.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn options_are_found_in_both_forms() {
        assert_eq!(
            option(&args("daren --lang zh list"), "--lang"),
            Some("zh".into())
        );
        assert_eq!(
            option(&args("daren list --lang=en --lang=zh"), "--lang"),
            Some("zh".into())
        );
        assert_eq!(option(&args("daren list -- --lang zh"), "--lang"), None);
        assert_eq!(option(&args("daren --language zh"), "--lang"), None);
    }

    #[test]
    fn only_conditions_are_marked() {
        let marked: Vec<String> = mark_negations(args("daren list -tag:x --sort -gmv -h -- -y"))
            .into_iter()
            .map(|a| a.into_string().unwrap())
            .collect();
        let is_marked: Vec<bool> = marked.iter().map(|a| a.starts_with(MARK)).collect();
        assert_eq!(
            is_marked,
            [false, false, true, false, true, false, false, false]
        );
        assert_eq!(unmarked(&marked[2]), "-tag:x");
        let import = mark_negations(args("daren import -x"));
        assert_eq!(import, args("daren import -x"));
    }
}
