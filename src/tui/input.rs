//! Keys, pastes and resizes, from crossterm's words to ours, on a thread of their own.

use std::time::Duration;

use crossterm::event::{self, Event as Raw, KeyCode, KeyEventKind, KeyModifiers};

use super::{Event, Out};
use crate::messages::{Code, Key, Msg};

/// Starts the thread. It blocks inside crossterm, which nothing else waits for; it ends with the program.
pub fn listen(out: &Out) {
    let out = out.clone();
    let spawned = std::thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || {
            loop {
                // everything that came in one piece is handed on in one piece: what was pasted without brackets is
                // only seen by coming all at once
                let mut batch = Vec::new();
                loop {
                    match event::read() {
                        Ok(raw) => batch.extend(translate(raw)),
                        Err(_) => {
                            let _ = out.send(Event::Msg(Msg::Hangup));
                            return;
                        }
                    }
                    if !matches!(event::poll(Duration::ZERO), Ok(true)) {
                        break;
                    }
                }
                if !batch.is_empty() && out.send(Event::Input(batch)).is_err() {
                    return;
                }
            }
        });
    drop(spawned);
}

/// What the app understands of an event.
fn translate(raw: Raw) -> Option<Msg> {
    match raw {
        Raw::Resize(width, height) => Some(Msg::Resize(width, height)),
        Raw::Paste(text) => Some(Msg::Paste(text)),
        Raw::Key(key) if key.kind != KeyEventKind::Release => {
            let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
            let code = match key.code {
                KeyCode::Char(c) => Code::Char(c),
                KeyCode::Enter => Code::Enter,
                KeyCode::Esc => Code::Esc,
                KeyCode::Tab => Code::Tab,
                KeyCode::BackTab => Code::BackTab,
                KeyCode::Backspace => Code::Backspace,
                KeyCode::Delete => Code::Delete,
                KeyCode::Up => Code::Up,
                KeyCode::Down => Code::Down,
                KeyCode::Left => Code::Left,
                KeyCode::Right => Code::Right,
                KeyCode::Home => Code::Home,
                KeyCode::End => Code::End,
                KeyCode::PageUp => Code::PageUp,
                KeyCode::PageDown => Code::PageDown,
                KeyCode::F(n) => Code::F(n),
                _ => return None,
            };
            Some(Msg::Key(Key { code, ctrl }))
        }
        _ => None,
    }
}
