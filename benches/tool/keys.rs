//! Keys, each to the last byte of the frame with its answer.

use std::time::Duration;

use crate::figures::{Figures, ms};
use crate::line::{Answer, Line};

/// So long a silence is the end of what a key brings, where the pool has to be asked, and where not.
pub const ASKED: Duration = Duration::from_millis(80);
pub const AT_ONCE: Duration = Duration::from_millis(12);

/// Typed letter by letter: words that many, few or nobody have, other scripts, pinyin, figures.
const TYPED: [&str; 13] = [
    "amber",
    "beauty",
    "garcia",
    "e",
    "q",
    "000123",
    "_",
    "luna.g",
    "小美家",
    "ครัว",
    "xiaomei",
    "种草",
    "prefers samples",
];

/// Columns with text; every other one has numbers.
const TEXTS: [&str; 13] = [
    "stage",
    "owner",
    "campaign",
    "handle",
    "name",
    "region",
    "categories",
    "tier",
    "tags",
    "lang",
    "platform",
    "lists",
    "data from",
];

/// Rows of the sort menu that are tried.
const COLUMNS: usize = 30;

/// Times and bytes of keys.
pub fn figures(answers: &[Answer]) -> (Figures, Figures) {
    (
        Figures::of(answers.iter().map(|a| ms(a.time))),
        Figures::of(answers.iter().map(|a| a.bytes as f64)),
    )
}

/// Of each key the middle of its times over so many sessions, and the most bytes.
pub fn middles<const N: usize>(
    sessions: usize,
    mut session: impl FnMut() -> [Vec<Answer>; N],
) -> [Vec<Answer>; N] {
    let all: Vec<_> = (0..sessions).map(|_| session()).collect();
    std::array::from_fn(|part| {
        let first = all[0][part].iter().enumerate();
        first
            .map(|(nth, first)| {
                let same: Vec<&Answer> = all.iter().map(|s| &s[part][nth]).collect();
                assert!(same.iter().all(|a| a.what == first.what));
                let mut times: Vec<Duration> = same.iter().map(|a| a.time).collect();
                times.sort();
                Answer {
                    what: first.what.clone(),
                    time: times[times.len() / 2],
                    bytes: same.iter().map(|a| a.bytes).max().unwrap_or(0),
                }
            })
            .collect()
    })
}

/// Says beside the table which keys were the slowest.
pub fn slowest(what: &str, answers: &[Answer]) {
    let mut answers: Vec<&Answer> = answers.iter().collect();
    answers.sort_by_key(|a| std::cmp::Reverse(a.time));
    let few = answers.iter().take(6);
    let few: Vec<String> = few
        .map(|a| format!("{:?} {:.1}", a.what, ms(a.time)))
        .collect();
    eprintln!("slowest, {what}: {} ms", few.join(", "));
}

/// The cursor within a page, up and down.
pub fn cursor(line: &mut Line) -> Vec<Answer> {
    line.go("gg10j");
    let keys = (0..200).map(|i| if i / 15 % 2 == 0 { "j" } else { "k" });
    pressed(line, keys)
}

/// The cursor at the edge, with a new creator on screen each time.
pub fn scroll(line: &mut Line) -> Vec<Answer> {
    line.go("gg200j");
    pressed(line, std::iter::repeat_n("j", 200))
}

/// Whole pages.
pub fn page(line: &mut Line) -> Vec<Answer> {
    line.go("ggj");
    pressed(line, std::iter::repeat_n("\x06", 100))
}

/// Each by itself.
fn pressed<'k>(line: &mut Line, keys: impl Iterator<Item = &'k str>) -> Vec<Answer> {
    (1..)
        .zip(keys)
        .map(|(nth, key)| Answer {
            what: format!("{nth}."),
            ..line.key(key, AT_ONCE)
        })
        .collect()
}

/// Two hundred cursor keys in one piece, where nobody has been before.
pub fn burst(line: &mut Line) -> Vec<Answer> {
    let burst = "j".repeat(200);
    (1..=5)
        .map(|i| {
            line.go(&format!("{}G", i * 1_000));
            Answer {
                what: format!("from row {}", i * 1_000),
                ..line.key(&burst, Duration::from_millis(150))
            }
        })
        .collect()
}

/// Values of facets chosen and dropped, without and under another filter.
pub fn toggles(line: &mut Line) -> Vec<Answer> {
    let mut all = Vec::new();
    for filter in ["", ":female>=60\r"] {
        if !filter.is_empty() {
            line.go(filter);
        }
        line.go("fgg");
        for _ in 0..60 {
            line.key("j", AT_ONCE);
            if line.screen().contains("▸─ performance") {
                // from here on rows have bounds that are typed
                break;
            }
            if !on_a_value(&line.screen()) {
                continue;
            }
            let before = second(line);
            let chosen = line.key(" ", ASKED);
            assert_ne!(
                before,
                second(line),
                "nothing was chosen:\n{}",
                line.screen()
            );
            let dropped = line.key(" ", ASKED);
            assert_eq!(
                before,
                second(line),
                "it was not dropped:\n{}",
                line.screen()
            );
            let what = row(&line.screen()).trim().to_owned();
            all.extend([chosen, dropped].map(|answer| Answer {
                what: what.clone(),
                ..answer
            }));
        }
        line.go("f");
    }
    line.go("x");
    all
}

fn second(line: &Line) -> String {
    let screen = line.screen();
    screen.lines().nth(1).unwrap_or_default().trim().to_owned()
}

/// The row of the panes that the cursor is on.
fn row(screen: &str) -> &str {
    let row = screen.lines().find_map(|l| l.strip_prefix('▸'));
    let row = row.and_then(|l| l.split('│').next());
    row.unwrap_or_default().trim_end()
}

/// Whether the cursor of the panes is on a value with a count: not on a heading, a preset, a number with its bars, or
/// "more".
fn on_a_value(screen: &str) -> bool {
    let row = row(screen);
    row.starts_with("   ")
        && row.ends_with(|c: char| c.is_ascii_digit())
        && !row.contains(" up)")
        && row.matches(|c| ('▁'..='▇').contains(&c)).count() == 0
}

/// Every letter of some searches.
pub fn search(line: &mut Line) -> Vec<Answer> {
    let mut all = Vec::new();
    for typed in TYPED {
        line.go("/");
        let mut word = String::new();
        for letter in typed.chars() {
            word.push(letter);
            all.push(Answer {
                what: word.clone(),
                ..line.key(&letter.to_string(), ASKED)
            });
        }
        line.go("\x15\r");
    }
    all
}

/// Sorting by columns with numbers: for the first time, and again after another order.
pub fn sort(line: &mut Line) -> (Vec<Answer>, Vec<Answer>) {
    let (mut first, mut again) = (Vec::new(), Vec::new());
    for row in 0..COLUMNS {
        let name = to_column(line, row);
        if TEXTS.contains(&name.as_str()) {
            line.go("\x1b");
            continue;
        }
        first.push(Answer {
            what: name.clone(),
            ..line.key("\r", ASKED)
        });
        // the first row is the handle
        to_column(line, 0);
        line.go("\r");
        to_column(line, row);
        again.push(Answer {
            what: name,
            ..line.key("\r", ASKED)
        });
    }
    (first, again)
}

/// Opens the sort menu and goes to a row; the name of its column.
fn to_column(line: &mut Line, row: usize) -> String {
    line.go(&format!("o{}{}", "k".repeat(80), "j".repeat(row)));
    let screen = line.screen();
    let row = screen.lines().filter_map(|l| l.split_once("│ │ ▸ ")).next();
    let row = row.map_or("", |(_, row)| row);
    let name: Vec<&str> = row
        .split("  ")
        .next()
        .unwrap_or_default()
        .split('│')
        .collect();
    name.first().unwrap_or(&"").trim().to_owned()
}
