//! The terminal: input, signals, frames, and leaving it as it was found.
//!
//! One loop blocks on one channel, drains it, updates, and draws once if something changed; nothing ticks, so an idle
//! tool costs nothing. Input and signals have threads of their own that only send, and so has the way out: a frame is
//! one `write`, and the loop never waits for the line. What comes in while a frame is on its way is drawn in the next.
//!
//! Keys are read here and not by a library, because none at hand survives the terminal's end without spinning, keeps
//! an arrow key together that comes in two pieces, and tells an Esc from Alt (see [`keys`]).

mod clipboard;
mod editor;
mod input;
mod keys;
mod merge;
mod screen;
mod signals;
mod term;
mod wire;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use ratatui::layout::Rect;

use crate::app::keymap::{Context, Keymap};
use crate::app::settings::Settings;
use crate::app::{self, Now, State};
use crate::messages::{Effect, Msg, Session};
use crate::ui::{self, Theme};
use crate::words::Words;
use crate::worker::{Worker, drill};
use merge::{Typing, merge};
use screen::Screen;
pub use term::told_size;
use wire::Wire;

/// What the loop waits for.
#[derive(Debug)]
pub enum Event {
    /// From the keyboard and the window, as it came.
    Input(Vec<Msg>),
    /// From the data side.
    Msg(Msg),
    /// The program was stopped and goes on: the terminal is taken again, and everything drawn anew.
    Redraw,
    /// The last frame is out.
    Free,
    /// The program cannot go on; the terminal is restored and this is said.
    Broken(String),
}

impl Event {
    /// Whether a person hardly sees what comes of it: rows of which the outlines are on screen already.
    fn can_wait(&self) -> bool {
        matches!(self, Event::Msg(Msg::Fetched(_)))
    }
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

/// How long a key that asks the pool waits for the answer, so that the common case is one frame: also that of a letter
/// searched among a million.
const ANSWER: Duration = Duration::from_millis(15);
/// How long what can wait waits for something to be drawn with: a frame for it alone would keep the next key waiting.
const LATER: Duration = Duration::from_millis(4);
/// After this long without an answer, a sign says that work is going on.
const SLOW: Duration = Duration::from_millis(150);
/// How long a frame on its way may take when the terminal is thought to be gone.
const LAST_FRAME: Duration = Duration::from_millis(300);

/// Runs the tool until the person leaves. `start` gets the way back into the loop and starts the data side.
///
/// # Errors
/// A terminal that cannot be read or written, or a broken thread, as a sentence.
pub fn run(
    opening: Opening,
    start: impl FnOnce(Arc<dyn Fn(Msg) + Send + Sync>) -> Worker,
) -> Result<(), String> {
    let (sender, events) = channel::<Event>();
    // before the terminal is taken, or a signal in between would leave it as it is
    signals::listen(&sender).map_err(|e| e.to_string())?;
    let _guard = term::enter(&sender).map_err(|e| e.to_string())?;
    let size = term::size();
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
        wire: Wire::start(&sender).map_err(|e| e.to_string())?,
        theme,
        pending: Vec::new(),
        done: false,
        unasked: false,
        gone: false,
    };
    input::listen(&sender).map_err(|e| e.to_string())?;
    // where the loop itself breaks, the place the person was at is not remembered: it may be what broke it
    let result = catch_unwind(AssertUnwindSafe(|| tool.run(&events)))
        .unwrap_or_else(|_| Err(term::last_panic()));
    tool.worker.finish();
    if result.is_ok() {
        let patience = tool.gone.then_some(LAST_FRAME);
        tool.wire.drain(patience);
        term::restore(patience);
    }
    result
}

fn typing(state: &State) -> Typing {
    match state.context() {
        Context::Write => Typing::Text,
        other if other.takes_text() => Typing::Line,
        _ => Typing::Keys,
    }
}

fn now() -> Now {
    let now = jiff::Zoned::now();
    Now {
        today: now.date(),
        at: now.timestamp().as_second(),
    }
}

struct Tool {
    state: State,
    worker: Worker,
    screen: Screen,
    wire: Wire,
    theme: Theme,
    /// Bytes that go out with the next frame: what is copied.
    pending: Vec<u8>,
    done: bool,
    /// The last question to the pool was no key's.
    unasked: bool,
    /// The terminal is gone, or whoever ended us does not wait.
    gone: bool,
}

impl Tool {
    fn run(&mut self, events: &Receiver<Event>) -> Result<(), String> {
        let effects = app::begin(&mut self.state);
        let first_page = !effects.is_empty();
        self.perform(effects);
        if first_page {
            // a page that is there at once needs no empty one before it
            self.settle(events)?;
        }
        self.draw();
        while !self.done {
            let waiting =
                self.state.pool.generation != self.state.pool.answered && !self.state.busy;
            let first = if waiting {
                match events.recv_timeout(SLOW) {
                    Ok(event) => event,
                    Err(RecvTimeoutError::Timeout) => {
                        self.state.busy = true;
                        self.draw();
                        continue;
                    }
                    Err(RecvTimeoutError::Disconnected) => return Ok(()),
                }
            } else {
                match self.state.next_minute() {
                    // a clock is on screen: nothing else ever ticks
                    Some(left) => match events.recv_timeout(left) {
                        Ok(event) => event,
                        Err(RecvTimeoutError::Timeout) => Event::Msg(Msg::Tick),
                        Err(RecvTimeoutError::Disconnected) => return Ok(()),
                    },
                    None => match events.recv() {
                        Ok(event) => event,
                        Err(_) => return Ok(()),
                    },
                }
            };
            let mut batch = vec![first];
            batch.extend(events.try_iter());
            while batch.iter().all(Event::can_wait)
                && let Ok(event) = events.recv_timeout(LATER)
            {
                batch.push(event);
                batch.extend(events.try_iter());
            }
            drill("main");
            let before = self.state.pool.questions();
            let by_key = batch.iter().any(|e| matches!(e, Event::Input(_)));
            self.take(batch)?;
            // what was asked before is drawn when it comes: no key waits for another one's answer, nor for that to a
            // question which the pool itself has raised, as it does where a margin has ranked everybody anew
            let pool = &self.state.pool;
            let asked = pool.generation != before.0;
            if asked {
                self.unasked = !by_key;
            }
            let others = self.unasked && pool.generation != pool.answered;
            if by_key && pool.questions() != before && !others {
                self.settle(events)?;
            }
            if !self.done {
                self.draw();
            }
        }
        Ok(())
    }

    /// After a key that asked: waits a moment for the answer and for the rows it brings. While the pool loads nobody
    /// can answer.
    fn settle(&mut self, events: &Receiver<Event>) -> Result<(), String> {
        let deadline = Instant::now() + ANSWER;
        let waits = |state: &State| {
            let pool = &state.pool;
            let answer = pool.facts.is_some() && pool.generation != pool.answered;
            answer || state.is_fetching()
        };
        while !self.done && waits(&self.state) {
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
        for event in merge(batch, typing(&self.state)) {
            match event {
                Event::Msg(msg) => {
                    match msg {
                        Msg::Hangup => self.gone = true,
                        // the terminal has cut or moved what it showed, even where it is back at its old size
                        Msg::Resize(..) => self.screen.forget(),
                        _ => {}
                    }
                    let effects = app::update(&mut self.state, msg, now());
                    self.perform(effects);
                }
                Event::Redraw => {
                    // a terminal that is gone says so on every way; a hang-up comes with a signal to continue
                    let _ = term::take();
                    self.screen.forget();
                }
                Event::Broken(what) => {
                    let effects = app::leave(&mut self.state);
                    self.perform(effects);
                    return Err(what);
                }
                // merging has taken the keys apart, and whatever comes is followed by drawing
                Event::Input(_) | Event::Free => {}
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
                Effect::Editor(text) => self.edit(&text),
                Effect::Copy(text) => self.pending.extend(clipboard::copy(&text)),
                other => self.worker.submit(other),
            }
        }
    }

    /// Lends the terminal to the person's own editor. What the data side says meanwhile waits.
    fn edit(&mut self, text: &str) {
        self.wire.drain(None);
        let edited = editor::edit(text);
        self.screen.forget();
        // the window may be another one by now
        let (width, height) = term::size();
        for msg in [Msg::Resize(width, height), Msg::FromEditor(edited)] {
            let effects = app::update(&mut self.state, msg, now());
            self.perform(effects);
        }
    }

    fn draw(&mut self) {
        if !self.wire.is_free() {
            return;
        }
        let (width, height) = self.state.size;
        let mut buffer = self.screen.blank(Rect {
            x: 0,
            y: 0,
            width,
            height,
        });
        let extras = ui::draw(&self.state, &self.theme, &mut buffer);
        let mut bytes = std::mem::take(&mut self.pending);
        self.screen.frame(buffer, &extras, &mut bytes);
        if !bytes.is_empty() {
            self.wire.send(bytes);
        }
    }
}

/// A way into the loop for threads.
type Out = Sender<Event>;
