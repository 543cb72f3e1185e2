use super::*;
use proptest::prelude::*;
use std::num::NonZeroU16;

const SIZE: (u16, u16) = (40, 6);

fn buffer(lines: &[String]) -> Buffer {
    let mut b = Buffer::empty(Rect {
        x: 0,
        y: 0,
        width: SIZE.0,
        height: SIZE.1,
    });
    for (y, line) in (0..SIZE.1).zip(lines) {
        b.set_stringn(0, y, line, 28, ratatui::style::Style::new());
        b.set_string(30, y, "│ right", ratatui::style::Style::new());
    }
    b
}

/// An emulator that measures each code point for itself: it draws joined emoji wider than we count them.
fn emulator() -> vt100::Parser {
    let cells = |n| NonZeroU16::new(n).unwrap();
    vt100::Parser::new(cells(SIZE.1), cells(SIZE.0), 0)
}

fn drawn(screen: &mut Screen, terminal: &mut vt100::Parser, next: &Buffer) {
    let mut bytes = Vec::new();
    screen.frame(next.clone(), &Extras::default(), &mut bytes);
    terminal.process(&bytes);
}

/// Letters without the blanks at the ends of lines, which are alike to the eye.
fn shown(terminal: &vt100::Parser) -> Vec<String> {
    terminal
        .screen()
        .contents()
        .lines()
        .map(|l| l.trim_end().to_owned())
        .collect()
}

fn line() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "a",
        "Sống khỏe",
        "小美",
        "👩🏽‍🍳",
        "อิ๋วพาช้อป",
        "❤️",
        "🏳️‍🌈",
        "  ",
        "e\u{301}",
        "🇹🇭",
        "ليلى",
        "—",
        "🫶🏾",
        "x y z",
    ]);
    prop::collection::vec(part, 0..8).prop_map(|p| p.concat())
}

proptest! {
    #[test]
    fn after_any_changes_the_screen_equals_a_fresh_drawing(frames in prop::collection::vec(prop::collection::vec(line(), 6), 1..6)) {
        let (mut screen, mut terminal) = (Screen::new(), emulator());
        for lines in &frames {
            drawn(&mut screen, &mut terminal, &buffer(lines));
        }
        let mut fresh = emulator();
        drawn(&mut Screen::new(), &mut fresh, &buffer(frames.last().unwrap()));
        prop_assert_eq!(shown(&terminal), shown(&fresh));
    }
}

#[test]
fn no_change_no_byte() {
    let mut screen = Screen::new();
    let b = buffer(&["one".to_owned(), "小美 👩🏽‍🍳".to_owned()]);
    let mut bytes = Vec::new();
    screen.frame(b.clone(), &Extras::default(), &mut bytes);
    assert!(!bytes.is_empty());
    bytes.clear();
    screen.frame(b, &Extras::default(), &mut bytes);
    assert!(bytes.is_empty(), "{:?}", String::from_utf8_lossy(&bytes));
}
