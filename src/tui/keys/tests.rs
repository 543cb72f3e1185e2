use super::*;
use proptest::prelude::*;

/// What comes of pieces, a pause after each that `true` follows.
fn read(pieces: &[(&[u8], bool)]) -> Vec<Msg> {
    let (mut parser, mut out) = (Parser::default(), Vec::new());
    for (bytes, pause) in pieces {
        parser.feed(bytes, &mut out);
        if *pause && parser.patience().is_some() {
            parser.give_up(&mut out);
        }
    }
    out
}

fn said(pieces: &[(&[u8], bool)]) -> String {
    let words: Vec<String> = read(pieces)
        .iter()
        .map(|m| match m {
            Msg::Key(k) => k.to_string(),
            Msg::Paste(text) => format!("paste({text})"),
            other => format!("{other:?}"),
        })
        .collect();
    words.join(" ")
}

#[test]
fn keys_of_many_terminals() {
    for (bytes, keys) in [
        (&b"j\r\t\x7f\x08"[..], "j enter tab backspace backspace"),
        (b"\x04\x0c\x03\x00", "ctrl-d ctrl-l ctrl-c ctrl-space"),
        (b"\x1b[A\x1b[B\x1bOA\x1bOB", "up down up down"),
        (
            b"\x1b[H\x1b[F\x1b[1~\x1b[4~\x1b[7~\x1b[8~\x1bOH",
            "home end home end home end home",
        ),
        (
            b"\x1b[5~\x1b[6~\x1b[3~\x1b[Z",
            "pageup pagedown delete backtab",
        ),
        (
            b"\x1bOP\x1b[11~\x1b[[A\x1b[15~\x1b[24~\x1b[1;2P",
            "f1 f1 f1 f5 f12 f1",
        ),
        (
            b"\x1b[1;5C\x1b[1;2D\x1b[5;5~",
            "ctrl-right left ctrl-pageup",
        ),
        ("小：é".as_bytes(), "小 ： é"),
    ] {
        assert_eq!(said(&[(bytes, false)]), keys, "{bytes:?}");
    }
}

#[test]
fn esc_waits_for_its_rest_and_is_never_alt() {
    assert_eq!(said(&[(b"\x1b", true), (b"j", false)]), "esc j");
    // typed, and sent by the line in one piece
    assert_eq!(said(&[(b"\x1bj", false)]), "esc j");
    assert_eq!(said(&[(b"\x1b\x1b", true)]), "esc esc");
    // an arrow in two pieces, without and with a pause that was too long
    assert_eq!(said(&[(b"\x1b", false), (b"[B", false)]), "down");
    assert_eq!(said(&[(b"\x1b[", false), (b"B", false)]), "down");
    assert_eq!(said(&[(b"\x1b", true), (b"[B", false)]), "esc down");
    assert_eq!(said(&[(b"\x1b", true), (b"OB", false)]), "esc down");
    // a person's own brackets stay keys
    assert_eq!(said(&[(b"\x1b", true), (b"[", true)]), "esc [");
    assert_eq!(said(&[(b"\x1b[", true)]), "esc [");
    assert_eq!(said(&[(b"\x1bO", true), (b"j", false)]), "esc O j");
    assert_eq!(said(&[(b"\x1bOj", false)]), "esc O j");
}

#[test]
fn a_paste_is_text_however_it_comes() {
    let whole = b"\x1b[200~qq\rx\x1b[A\x1b[201~j";
    assert_eq!(said(&[(whole, false)]), "paste(qq\rx\x1b[A) j");
    for cut in 1..whole.len() - 1 {
        let (a, b) = whole.split_at(cut);
        assert_eq!(
            said(&[(a, false), (b, false)]),
            "paste(qq\rx\x1b[A) j",
            "{cut}"
        );
    }
    // its first byte came long before the others
    assert_eq!(
        said(&[(b"\x1b", true), (b"[200~qx\x1b[201~", false)]),
        "esc paste(qx)"
    );
    // its end never comes: text all the same, and the keys after it work
    assert_eq!(
        said(&[(b"\x1b[200~qx", true), (b"j", false)]),
        "paste(qx) j"
    );
}

#[test]
fn a_huge_paste_is_cut_and_its_end_found() {
    let mut bytes = b"\x1b[200~".to_vec();
    bytes.extend(std::iter::repeat_n(b'x', 5 * PASTE / 2));
    bytes.extend_from_slice(b"\x1b[201~j");
    let out = read(&[(&bytes, false)]);
    assert!(matches!(&out[0], Msg::Paste(text) if text.len() == PASTE));
    assert!(matches!(out[1], Msg::Key(_)) && out.len() == 2);
}

#[test]
fn answers_of_the_terminal_are_no_keys() {
    for answer in [
        &b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\"[..],
        b"\x1b]11;rgb:0/0/0\x07",
        b"\x1b[?62;4c",
        b"\x1b[12;1R",
        b"\x1b[I",
        b"\x1b[<0;3;4M",
        b"\x1bP1$r0m\x1b\\",
        b"\x1b[?2026;2$y",
    ] {
        let mut bytes = answer.to_vec();
        bytes.push(b'j');
        assert_eq!(said(&[(&bytes, true)]), "j", "{answer:?}");
    }
    // typed, and sent by the line in one piece
    assert_eq!(said(&[(b"\x1b]", true), (b"j", false)]), "esc ] j");
    assert_eq!(said(&[(b"\x1bP\r", true)]), "esc P enter");
    assert_eq!(said(&[(b"\x1bX\x1b[B", true)]), "esc X down");
}

proptest! {
    #[test]
    fn whatever_comes_the_keys_after_it_work(bytes in prop::collection::vec(any::<u8>(), 0..400), cut in 0usize..400) {
        let cut = cut.min(bytes.len());
        let (mut parser, mut out) = (Parser::default(), Vec::new());
        parser.feed(&bytes[..cut], &mut out);
        parser.feed(&bytes[cut..], &mut out);
        for _ in 0..bytes.len() + 1 {
            if parser.patience().is_none() {
                break;
            }
            parser.give_up(&mut out);
        }
        prop_assert!(parser.patience().is_none());
        out.clear();
        parser.feed(b"j", &mut out);
        prop_assert!(matches!(&out[..], [Msg::Key(k)] if *k == Key::char('j')));
    }

    #[test]
    fn typed_text_arrives_whole(text in "\\PC{0,40}", cut in 0usize..200) {
        let bytes = text.as_bytes();
        let cut = cut.min(bytes.len());
        let (mut parser, mut out) = (Parser::default(), Vec::new());
        parser.feed(&bytes[..cut], &mut out);
        parser.feed(&bytes[cut..], &mut out);
        let typed: String = out.iter().filter_map(|m| match m {
            Msg::Key(Key { code: Code::Char(c), .. }) => Some(*c),
            _ => None,
        }).collect();
        prop_assert_eq!(typed, text);
    }
}
