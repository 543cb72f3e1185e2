//! Ghost letters: after any number of moves among names of every script the screen is what a fresh drawing is.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::support::pty::{self, PATIENCE, Terminal, emulator, home};

const PARTS: [&str; 24] = [
    "สวัสดี",
    "อิ๋วพาช้อป",
    "น้ำ",
    "👩🏽‍🍳",
    "👨‍👩‍👧‍👦",
    "🏳️‍🌈",
    "🇹🇭",
    "🇻🇳🇺🇸",
    "❤️",
    "☎︎",
    "✌🏿",
    "ليلى",
    "شركة",
    "e\u{301}",
    "o\u{302}\u{323}",
    "Sống khỏe",
    "小美",
    "家居Vlog",
    "한글",
    "カタカナ",
    "ｱｲｳ",
    "（官方）",
    "—",
    "plain",
];

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % u64::try_from(n).unwrap()).unwrap()
    }
}

/// A pool of creators with such names, bios and tags.
fn pool(home: &Path, dice: &mut Dice) -> std::path::PathBuf {
    let mut text = String::from("handle,name,followers,region,bio,tags,likes\n");
    let words = |dice: &mut Dice, n: usize| {
        let words: Vec<&str> = (0..n).map(|_| PARTS[dice.below(PARTS.len())]).collect();
        words.join(if dice.below(2) == 0 { "" } else { " " })
    };
    for i in 0..400 {
        let (name, bio, tag) = (1 + dice.below(5), 2 + dice.below(12), 1 + dice.below(2));
        let (name, bio, tag) = (words(dice, name), words(dice, bio), words(dice, tag));
        let followers = 900 + dice.below(9_000_000);
        text.push_str(&format!(
            "name_{i},{name},{followers},TH,{bio},{tag},{}\n",
            dice.below(99_999)
        ));
    }
    let file = home.join("letters.csv");
    std::fs::write(&file, text).unwrap();
    let pool = home.join("letters.db");
    let mut import = Command::new(env!("CARGO_BIN_EXE_daren"));
    pty::environment(&mut import, home, &[]);
    import.arg("--db").arg(&pool).arg("import").arg(&file);
    let done = import.stdin(Stdio::null()).output().unwrap();
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    pool
}

/// Letters without the blanks at the ends of lines, which are alike to the eye.
fn shown(t: &Terminal) -> Vec<String> {
    let screen = t.screen();
    screen.lines().map(|l| l.trim_end().to_owned()).collect()
}

/// Moves that leave nothing open and do not leave the tool.
const MOVES: [&str; 30] = [
    "j",
    "j",
    "k",
    "j",
    "\x04",
    "\x15",
    "\x06",
    "\x02",
    "l",
    "l",
    "h",
    "gg",
    "G",
    "7j",
    " ",
    "\r\x1b",
    "\rjjll\x1b",
    "?\x1b",
    "?jjj\x1b",
    "ojj\x1b",
    "cj\x1b",
    "\x10\x1b",
    "\x10ma\x1b",
    "fjj\x1b",
    "F",
    "F",
    "/a\x1b",
    ":re\x1b",
    "O",
    "I\x1b",
];

const SIZES: [(u16, u16); 7] = [
    (120, 40),
    (80, 24),
    (101, 31),
    (160, 45),
    (63, 17),
    (40, 10),
    (200, 50),
];

#[test]
fn after_thousands_of_moves_the_screen_is_what_a_fresh_drawing_is() {
    let home = home();
    let mut dice = Dice(20_261_122);
    let pool = pool(home.path(), &mut dice);
    let mut size = SIZES[0];
    let mut t = Terminal::start(home.path(), &["--db", pool.to_str().unwrap()], size, &[]);
    t.sees("@name");
    t.rest();
    for round in 0..12 {
        if round > 0 {
            size = SIZES[dice.below(SIZES.len())];
            t.resize(size);
            t.rest();
        }
        let mut last = String::new();
        for _ in 0..60 {
            // few at a time: more than twenty letters at once are a paste
            last = (0..3).map(|_| MOVES[dice.below(MOVES.len())]).collect();
            // a sequence of keys after an Esc in one piece is told apart by the program
            t.keys(&last);
            while t.pump(Duration::from_millis(4)) {}
        }
        t.rest();
        let stood = shown(&t);
        t.emulator = emulator(size);
        t.keys("\x0c");
        t.until("a fresh drawing", |s| s.contains("Pool"));
        t.rest();
        let fresh = shown(&t);
        for (y, (a, b)) in stood.iter().zip(&fresh).enumerate() {
            assert_eq!(a, b, "row {y} in round {round} at {size:?}, after {last:?}");
        }
        assert_eq!(stood.len(), fresh.len());
    }
    t.keys("q");
    assert_eq!(t.ends(PATIENCE), Some(0));
}
