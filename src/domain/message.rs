//! A sentence to be said to a person, in no language yet: an id of the message catalogues with its arguments.

/// An argument of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// Shown as it is.
    Text(String),
    /// A count: decides between singular and plural, shown with thousands separators.
    Count(i64),
    /// An id of the catalogues: its words are shown.
    Word(String),
}

impl From<&str> for Arg {
    fn from(v: &str) -> Self {
        Arg::Text(v.to_owned())
    }
}

impl From<String> for Arg {
    fn from(v: String) -> Self {
        Arg::Text(v)
    }
}

macro_rules! counts {
    ($($t:ty)*) => { $(impl From<$t> for Arg {
        fn from(v: $t) -> Self { Arg::Count(i64::try_from(v).unwrap_or(i64::MAX)) }
    })* };
}
counts!(i64 u64 usize u32 i32);

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Of the catalogues.
    pub id: &'static str,
    /// By name.
    pub args: Vec<(&'static str, Arg)>,
}

impl Message {
    /// Without arguments.
    pub const fn new(id: &'static str) -> Self {
        Message {
            id,
            args: Vec::new(),
        }
    }

    /// With one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// With the words of a catalogue's id.
    #[must_use]
    pub fn word(mut self, name: &'static str, id: impl Into<String>) -> Self {
        self.args.push((name, Arg::Word(id.into())));
        self
    }
}
