//! Bytes from the keyboard, as keys and pastes.
//!
//! Over a slow line a sequence can come in pieces, and several keys in one. So an Esc waits a moment for what may follow
//! it; then it is the key. Esc and a letter are always two keys, never one with Alt. What looks like a terminal's answer
//! is swallowed whole where it is whole, and is keys where it is not: nothing typed is lost. A paste is text from its
//! first byte to its last, however many pieces it comes in.

use std::time::Duration;

use crate::messages::{Code, Key, Msg};

/// After an Esc: a person's next key comes later, the rest of an arrow key earlier.
const LONE: Duration = Duration::from_millis(50);
/// After the beginning of a sequence that only a terminal sends.
const BEGUN: Duration = Duration::from_millis(500);
/// Inside a paste: its end was lost with the line's.
const PASTED: Duration = Duration::from_secs(5);
/// Longest sequence of a terminal's.
const LONGEST: usize = 256;
/// Nothing larger is meant for a field.
const PASTE: usize = 1 << 20;
const PASTE_END: &[u8] = b"\x1b[201~";

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum State {
    #[default]
    Ground,
    /// Inside a character of several bytes.
    Char,
    /// After Esc.
    Esc,
    /// After Esc `[`.
    Csi,
    /// After Esc `O`.
    Ss3,
    /// After Esc and one of `]P_^X`: an answer of the terminal's, or two keys.
    Answer,
    /// Between the brackets of a paste.
    Paste,
}

/// See the module.
#[derive(Debug, Default)]
pub struct Parser {
    state: State,
    /// Of what has begun.
    held: Vec<u8>,
    /// An Esc was taken for the key; its rest may still come.
    gave_up: bool,
}

impl Parser {
    /// Takes what was read in one piece.
    pub fn feed(&mut self, bytes: &[u8], out: &mut Vec<Msg>) {
        if std::mem::take(&mut self.gave_up) && is_rest(bytes) {
            self.state = State::Esc;
            self.held = vec![0x1b];
        }
        for byte in bytes {
            self.take(*byte, out);
        }
    }

    /// How long to wait for the rest of what has begun; none where nothing has.
    pub fn patience(&self) -> Option<Duration> {
        match self.state {
            State::Ground => None,
            State::Esc => Some(LONE),
            State::Paste => Some(PASTED),
            State::Char | State::Csi | State::Ss3 | State::Answer => Some(BEGUN),
        }
    }

    /// Nothing came in that time.
    pub fn give_up(&mut self, out: &mut Vec<Msg>) {
        match self.state {
            State::Ground => {}
            State::Char => self.reset(),
            State::Paste => self.pasted(out),
            State::Esc => {
                self.reset();
                self.gave_up = true;
                out.push(key(Code::Esc));
            }
            State::Csi | State::Ss3 | State::Answer => self.typed(out),
        }
    }

    fn reset(&mut self) {
        self.state = State::Ground;
        self.held.clear();
    }

    /// What has begun was typed after all: Esc, and its other bytes each for itself.
    fn typed(&mut self, out: &mut Vec<Msg>) {
        let held = std::mem::take(&mut self.held);
        self.state = State::Ground;
        out.push(key(Code::Esc));
        for byte in held.into_iter().skip(1) {
            self.take(byte, out);
        }
    }

    fn pasted(&mut self, out: &mut Vec<Msg>) {
        self.held.truncate(PASTE);
        let text = String::from_utf8_lossy(&self.held).into_owned();
        self.reset();
        out.push(Msg::Paste(text));
    }

    fn take(&mut self, byte: u8, out: &mut Vec<Msg>) {
        match self.state {
            State::Ground => self.first(byte, out),
            State::Char => self.character(byte, out),
            State::Esc => self.after_esc(byte, out),
            State::Csi => self.csi(byte, out),
            State::Ss3 => {
                self.held.push(byte);
                match ss3(byte) {
                    Some(code) => {
                        self.reset();
                        out.push(key(code));
                    }
                    None => self.typed(out),
                }
            }
            State::Answer => {
                self.held.push(byte);
                if byte == 0x07 || self.held.ends_with(b"\x1b\\") {
                    self.reset();
                } else if self.held.len() > LONGEST
                    || (byte < 0x20 && byte != 0x1b)
                    || (byte != b'\\' && self.held.ends_with(&[0x1b, byte]) && byte != 0x1b)
                {
                    self.typed(out);
                }
            }
            State::Paste => {
                self.held.push(byte);
                if self.held.ends_with(PASTE_END) {
                    self.held.truncate(self.held.len() - PASTE_END.len());
                    self.pasted(out);
                } else if self.held.len() > 2 * PASTE {
                    // the beginning is kept, and enough of the rest to find its end
                    self.held
                        .drain(PASTE..self.held.len() - PASTE_END.len() + 1);
                }
            }
        }
    }

    fn first(&mut self, byte: u8, out: &mut Vec<Msg>) {
        let ctrl = |c: u8| {
            Msg::Key(Key {
                code: Code::Char(char::from(c)),
                ctrl: true,
            })
        };
        match byte {
            0x1b => {
                self.state = State::Esc;
                self.held.push(byte);
            }
            b'\r' => out.push(key(Code::Enter)),
            b'\t' => out.push(key(Code::Tab)),
            // what the key sends depends on the terminal's settings
            0x08 | 0x7f => out.push(key(Code::Backspace)),
            0x00 => out.push(ctrl(b' ')),
            0x01..=0x1a => out.push(ctrl(byte - 1 + b'a')),
            0x1c..=0x1f => out.push(ctrl(byte - 0x1c + b'4')),
            0x20..=0x7e => out.push(key(Code::Char(char::from(byte)))),
            0x80..=0xff => {
                self.state = State::Char;
                self.held.push(byte);
                self.whole_character(out);
            }
        }
    }

    fn character(&mut self, byte: u8, out: &mut Vec<Msg>) {
        if !(0x80..0xc0).contains(&byte) {
            // the character before it broke off
            self.reset();
            return self.first(byte, out);
        }
        self.held.push(byte);
        self.whole_character(out);
    }

    fn whole_character(&mut self, out: &mut Vec<Msg>) {
        match std::str::from_utf8(&self.held) {
            Ok(text) => {
                out.extend(text.chars().map(|c| key(Code::Char(c))));
                self.reset();
            }
            Err(e) if e.error_len().is_some() => self.reset(),
            Err(_) => {}
        }
    }

    fn after_esc(&mut self, byte: u8, out: &mut Vec<Msg>) {
        self.state = match byte {
            b'[' => State::Csi,
            b'O' => State::Ss3,
            b']' | b'P' | b'_' | b'^' | b'X' => State::Answer,
            _ => {
                self.reset();
                out.push(key(Code::Esc));
                return self.first(byte, out);
            }
        };
        self.held.push(byte);
    }

    fn csi(&mut self, byte: u8, out: &mut Vec<Msg>) {
        self.held.push(byte);
        match byte {
            // the Linux console's function keys: Esc [ [ A
            b'[' if self.held.len() == 3 => {}
            0x40..=0x7e => {
                let held = std::mem::take(&mut self.held);
                self.reset();
                let body = held.get(2..).unwrap_or_default();
                if body == b"200~" {
                    self.state = State::Paste;
                } else {
                    // one that we do not know is swallowed whole: its letters are not keys
                    out.extend(csi(body).map(Msg::Key));
                }
            }
            0x20..=0x3f if self.held.len() < LONGEST => {}
            _ => {
                // broken off; what comes now is new
                self.held.pop();
                self.typed(out);
                self.take(byte, out);
            }
        }
    }
}

fn key(code: Code) -> Msg {
    Msg::Key(Key::plain(code))
}

/// Whether a piece is, as nobody types it, what comes after the Esc of a key or a paste.
fn is_rest(bytes: &[u8]) -> bool {
    match bytes {
        [b'[', b'2', b'0', b'0', b'~', ..] => true,
        [b'[', rest @ ..] => csi(rest).is_some(),
        [b'O', letter] => ss3(*letter).is_some(),
        _ => false,
    }
}

fn ss3(letter: u8) -> Option<Code> {
    Some(match letter {
        b'P'..=b'S' => Code::F(letter - b'P' + 1),
        b'M' => Code::Enter,
        _ => return arrow(letter),
    })
}

fn arrow(letter: u8) -> Option<Code> {
    Some(match letter {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'H' => Code::Home,
        b'F' => Code::End,
        _ => return None,
    })
}

/// What stands between `Esc [` and the end of the sequence, its last letter included.
fn csi(body: &[u8]) -> Option<Key> {
    let (last, params) = body.split_last()?;
    let params = std::str::from_utf8(params).ok()?;
    let mut numbers = params.split(';').map(|n| n.parse::<u8>().ok());
    let first = numbers.next().flatten();
    // as xterm counts: one, and four for Control
    let held = numbers.next().flatten().unwrap_or(1).saturating_sub(1);
    let known = params.bytes().all(|b| b.is_ascii_digit() || b == b';');
    let code = match (last, first) {
        (b'A'..=b'E', _) if params == "[" => Code::F(last - b'A' + 1),
        _ if !known => return None,
        (b'Z', _) => Code::BackTab,
        // with another number it is a report of the cursor's place
        (b'P'..=b'S', None | Some(1)) => Code::F(last - b'P' + 1),
        (b'~', Some(1 | 7)) => Code::Home,
        (b'~', Some(4 | 8)) => Code::End,
        (b'~', Some(3)) => Code::Delete,
        (b'~', Some(5)) => Code::PageUp,
        (b'~', Some(6)) => Code::PageDown,
        (b'~', Some(n @ 11..=15)) => Code::F(n - 10),
        (b'~', Some(n @ 17..=21)) => Code::F(n - 11),
        (b'~', Some(n @ 23..=24)) => Code::F(n - 12),
        (letter, _) => arrow(*letter)?,
    };
    Some(Key {
        code,
        ctrl: held & 4 != 0,
    })
}

#[cfg(test)]
mod tests;
