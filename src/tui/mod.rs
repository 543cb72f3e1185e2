//! The terminal: input, signals, frames, and leaving it as it was found.
//!
//! One loop blocks on one channel, drains it, updates, and draws once if something changed; nothing ticks, so an idle
//! tool costs nothing. Input, signals and hang-up have threads of their own that only send. A frame is one `write`.

mod input;
mod screen;
mod signals;
mod term;

use std::io::Write;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use crossterm::clipboard::CopyToClipboard;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::keymap::Keymap;
use crate::app::settings::Settings;
use crate::app::{self, Now, State};
use crate::messages::{Code, Effect, Key, Msg, Session};
use crate::ui::{self, Theme};
use crate::words::Words;
use crate::worker::Worker;
use screen::Screen;

/// What the loop waits for.
#[derive(Debug)]
pub enum Event {
    /// From the keyboard and the window, as it came.
    Input(Vec<Msg>),
    /// From the data side.
    Msg(Msg),
    /// Draw everything anew (after a stop and continue).
    Redraw,
    /// The program cannot go on; the terminal is restored and this is said.
    Broken(String),
}

/// What the terminal tool needs to start.
pub struct Opening {
    /// What the person has set.
    pub settings: Arc<Settings>,
    /// Keys.
    pub keymap: Arc<Keymap>,
    /// Language.
    pub words: Arc<Words>,
    /// Where the person was.
    pub session: Session,
    /// Whether colours are wanted (`NO_COLOR` is not set).
    pub colours: bool,
}

/// How long a key that asks the pool waits for the answer, so that the common case is one frame.
const ANSWER: Duration = Duration::from_millis(10);
/// After this long without an answer, a sign says that work is going on.
const SLOW: Duration = Duration::from_millis(150);
/// More different keys than this in one drain, outside a field, are a paste without brackets.
const BURST: usize = 20;

/// Runs the tool until the person leaves. `start` gets the way back into the loop and starts the data side.
///
/// # Errors
/// A terminal that cannot be read or written, or a broken thread, as a sentence.
pub fn run(
    opening: Opening,
    start: impl FnOnce(Arc<dyn Fn(Msg) + Send + Sync>) -> Worker,
) -> Result<(), String> {
    let (sender, events) = channel::<Event>();
    let _guard = term::enter(&sender).map_err(|e| e.to_string())?;
    let size = crossterm::terminal::size().unwrap_or((80, 24));
    let theme = if opening.colours {
        Theme::COLOURS
    } else {
        Theme::PLAIN
    };
    let to_loop = sender.clone();
    let worker = start(Arc::new(move |msg| {
        // the loop has ended: nobody is left to tell
        let _ = to_loop.send(Event::Msg(msg));
    }));
    let state = State::new(
        opening.words,
        opening.settings,
        opening.keymap,
        &opening.session,
        size,
        now(),
    );
    let mut tool = Tool {
        state,
        worker,
        screen: Screen::new(),
        theme,
        pending: Vec::new(),
        done: false,
    };
    signals::listen(&sender).map_err(|e| e.to_string())?;
    input::listen(&sender);
    let result = tool.run(&events);
    tool.worker.finish();
    result
}

fn now() -> Now {
    Now {
        today: jiff::Zoned::now().date(),
    }
}

struct Tool {
    state: State,
    worker: Worker,
    screen: Screen,
    theme: Theme,
    /// Bytes that go out with the next frame: what is copied.
    pending: Vec<u8>,
    done: bool,
}

impl Tool {
    fn run(&mut self, events: &Receiver<Event>) -> Result<(), String> {
        self.draw()?;
        while !self.done {
            let waiting =
                self.state.pool.generation != self.state.pool.answered && !self.state.busy;
            let first = if waiting {
                match events.recv_timeout(SLOW) {
                    Ok(event) => event,
                    Err(RecvTimeoutError::Timeout) => {
                        self.state.busy = true;
                        self.draw()?;
                        continue;
                    }
                    Err(RecvTimeoutError::Disconnected) => return Ok(()),
                }
            } else {
                match events.recv() {
                    Ok(event) => event,
                    Err(_) => return Ok(()),
                }
            };
            let mut batch = vec![first];
            batch.extend(events.try_iter());
            self.take(batch)?;
            self.settle(events)?;
            if !self.done {
                self.draw()?;
            }
        }
        Ok(())
    }

    /// After a key that asked: waits a moment for the answer and for the rows it brings.
    fn settle(&mut self, events: &Receiver<Event>) -> Result<(), String> {
        let deadline = Instant::now() + ANSWER;
        while !self.done
            && (self.state.pool.generation != self.state.pool.answered
                || self.state.pool.is_fetching())
        {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            match events.recv_timeout(left) {
                Ok(event) => self.take(vec![event])?,
                Err(_) => break,
            }
        }
        Ok(())
    }

    fn take(&mut self, batch: Vec<Event>) -> Result<(), String> {
        for event in merge(batch, self.state.context().takes_text()) {
            match event {
                Event::Msg(msg) => {
                    let effects = app::update(&mut self.state, msg, now());
                    self.perform(effects);
                }
                Event::Redraw => self.screen.forget(),
                Event::Broken(what) => return Err(what),
                // merging has taken these apart
                Event::Input(_) => {}
            }
            if self.done {
                break;
            }
        }
        Ok(())
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Quit => self.done = true,
                Effect::Redraw => {
                    self.screen.forget();
                    self.worker.submit(Effect::Redraw);
                }
                Effect::Copy(text) => {
                    let command = CopyToClipboard::to_clipboard_from(text);
                    let _ = crossterm::QueueableCommand::queue(&mut self.pending, command);
                }
                other => self.worker.submit(other),
            }
        }
    }

    fn draw(&mut self) -> Result<(), String> {
        let (width, height) = self.state.size;
        let mut buffer = Buffer::empty(Rect {
            x: 0,
            y: 0,
            width,
            height,
        });
        let extras = ui::draw(&self.state, &self.theme, &mut buffer);
        let mut bytes = std::mem::take(&mut self.pending);
        self.screen.frame(buffer, &extras, &mut bytes);
        if bytes.is_empty() {
            return Ok(());
        }
        let mut out = std::io::stdout().lock();
        match out.write_all(&bytes).and_then(|()| out.flush()) {
            Ok(()) => Ok(()),
            // the terminal is gone: leave as on a hang-up, keeping what the person did
            Err(_) => {
                let effects = app::update(&mut self.state, Msg::Hangup, now());
                self.perform(effects);
                Ok(())
            }
        }
    }
}

/// Merges resizes that follow each other, and takes a burst of different keys for what it is: a paste from a terminal
/// that does not bracket it. A held key repeats one key, so it is not one.
fn merge(batch: Vec<Event>, in_field: bool) -> Vec<Event> {
    let mut out: Vec<Event> = Vec::with_capacity(batch.len());
    let single = batch.into_iter().flat_map(|event| match event {
        Event::Input(msgs) => msgs.into_iter().map(Event::Msg).collect(),
        other => vec![other],
    });
    for event in single {
        if let (Event::Msg(Msg::Resize(..)), Some(Event::Msg(Msg::Resize(..)))) =
            (&event, out.last())
        {
            out.pop();
        }
        out.push(event);
    }
    let typed: Vec<char> = out
        .iter()
        .filter_map(|e| match e {
            Event::Msg(Msg::Key(Key {
                code: Code::Char(c),
                ctrl: false,
            })) => Some(*c),
            _ => None,
        })
        .collect();
    let mut distinct = typed.clone();
    distinct.sort_unstable();
    distinct.dedup();
    // a script or a slow line may deliver a whole query at once, with the key that opens its field in front
    let opens_field = typed
        .first()
        .is_some_and(|c| matches!(Key::char(*c).to_ascii().code, Code::Char('/' | ':')));
    if in_field || opens_field || typed.len() <= BURST || distinct.len() < 6 {
        return out;
    }
    let text: String = typed.into_iter().collect();
    out.retain(|e| !matches!(e, Event::Msg(Msg::Key(Key { ctrl: false, .. }))));
    out.push(Event::Msg(Msg::Paste(text)));
    out
}

/// A way into the loop for threads.
type Out = Sender<Event>;

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Event> {
        vec![Event::Input(
            text.chars().map(|c| Msg::Key(Key::char(c))).collect(),
        )]
    }

    #[test]
    fn held_keys_stay_keys_and_bursts_become_a_paste() {
        assert_eq!(merge(keys(&"j".repeat(200)), false).len(), 200);
        let merged = merge(keys("xqDrop everything and leave!"), false);
        assert!(matches!(merged.as_slice(), [Event::Msg(Msg::Paste(_))]));
        assert_eq!(merge(keys("xqDrop everything and leave!"), true).len(), 28);
    }

    #[test]
    fn resizes_that_follow_each_other_are_one_but_keys_between_stay() {
        let batch = vec![
            Event::Msg(Msg::Resize(1, 1)),
            Event::Msg(Msg::Resize(2, 2)),
            Event::Msg(Msg::Key(Key::char('j'))),
            Event::Msg(Msg::Resize(3, 3)),
        ];
        assert_eq!(merge(batch, false).len(), 3);
    }
}
