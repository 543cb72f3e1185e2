//! Why a command ended early, and with which status.

use std::io::{self, Write as _};

use crate::domain::message::Message;
use crate::store::StoreError;
use crate::words::Words;

/// See the module.
#[derive(Debug)]
pub enum Fault {
    /// Used wrongly: 2.
    Usage(Message),
    /// Could not be done: 1.
    Failed(Message),
    /// Used wrongly, in words that are already a sentence.
    UsageSaid(String),
    /// Could not be done, and the report on stdout says so.
    Reported,
    /// Output could not be written; a closed pipe is no failure.
    Output(io::Error),
}

impl Fault {
    /// Exit status and the line for stderr.
    pub fn ending(&self, words: &Words) -> (u8, Option<String>) {
        match self {
            Fault::Usage(m) => (2, Some(words.say(m))),
            Fault::UsageSaid(text) => (2, Some(text.clone())),
            Fault::Failed(m) => (1, Some(words.say(m))),
            Fault::Reported => (1, None),
            Fault::Output(e) if e.kind() == io::ErrorKind::BrokenPipe => (0, None),
            Fault::Output(e) => {
                let m = Message::new("cli-cannot-write").with("detail", e.to_string());
                (1, Some(words.say(&m)))
            }
        }
    }

    /// Writes the line to stderr, if there is one, and returns the status.
    pub fn tell(&self, words: &Words) -> u8 {
        let (status, sentence) = self.ending(words);
        if let Some(sentence) = sentence {
            let line = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
            // nobody is left to be told where stderr is gone
            let _ = writeln!(io::stderr(), "daren: {line}");
        }
        status
    }
}

impl From<io::Error> for Fault {
    fn from(e: io::Error) -> Self {
        Fault::Output(e)
    }
}

impl From<StoreError> for Fault {
    fn from(e: StoreError) -> Self {
        Fault::Failed(e.message())
    }
}
