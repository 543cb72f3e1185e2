//! A person at the keys, without a terminal: feeds keys, does what they ask, until nothing is left to do.

#[cfg(target_os = "linux")]
pub mod pty;

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use daren::app::keymap::Keymap;
use daren::app::settings::Settings;
use daren::app::{self, Now, State};
use daren::messages::{Code, Effect, ImportRequest, Key, Msg, Session};
use daren::ui::{self, Theme};
use daren::words::{Lang, Words};
use daren::worker::Opening;
use daren::worker::desk::Desk;
use jiff::civil::date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

/// The day on which all these tests are run.
pub const NOW: Now = Now {
    today: date(2026, 11, 22),
    at: 1_795_305_600,
};

/// A folder with real files, where there is one.
pub fn samples() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: there is no folder with sample files beside the checkout");
    None
}

/// A pool file with the demo data, made once through the real import.
fn demo_pool() -> &'static Path {
    static POOL: OnceLock<tempfile::TempDir> = OnceLock::new();
    POOL.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        let mut desk = Desk::open(opening(&dir.path().join("demo.db"), dir.path())).unwrap();
        for (name, bytes) in daren::demo::files_for(NOW.today, "anna") {
            let path = dir.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            let request = ImportRequest {
                path,
                ..ImportRequest::default()
            };
            for msg in desk.perform(Effect::Import(request)) {
                assert!(
                    !matches!(msg, Msg::Imported(Err(_)) | Msg::Failed(_)),
                    "{name}: {msg:?}"
                );
            }
        }
        dir
    })
    .path()
}

fn opening(pool: &Path, folder: &Path) -> Opening {
    Opening {
        pool: pool.to_owned(),
        member: "anna".to_owned(),
        backups: 5,
        schemes: Default::default(),
        rates: Default::default(),
        rules: Default::default(),
        session: None,
        folder: folder.to_owned(),
        say: Arc::new(|m| Words::new(Lang::En).say(m)),
        today: || NOW.today,
        now: || "2026-11-22T09:30:00Z".parse().unwrap(),
    }
}

/// See the module.
pub struct Person {
    pub state: State,
    pub desk: Desk,
    pub dir: tempfile::TempDir,
}

impl Person {
    /// With an own copy of the demo pool.
    pub fn demo(lang: Lang, size: (u16, u16)) -> Self {
        Self::at(lang, size, Session::default(), |pool| {
            let source = demo_pool();
            for name in ["demo.db", "demo.db-wal"] {
                if source.join(name).exists() {
                    std::fs::copy(source.join(name), pool.with_file_name(name)).unwrap();
                }
            }
        })
    }

    /// With an empty pool.
    pub fn empty(lang: Lang, size: (u16, u16)) -> Self {
        Self::at(lang, size, Session::default(), |_| {})
    }

    fn at(lang: Lang, size: (u16, u16), session: Session, prepare: impl FnOnce(&Path)) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let pool = dir.path().join("demo.db");
        prepare(&pool);
        let desk = Desk::open(opening(&pool, dir.path())).unwrap();
        let state = start("anna", lang, size, &session);
        let mut person = Person { state, desk, dir };
        person.begin();
        person
    }

    /// A colleague with the same pool open.
    pub fn beside(&self, member: &str) -> Person {
        let dir = tempfile::tempdir().unwrap();
        let pool = self.dir.path().join("demo.db");
        let opening = Opening {
            member: member.to_owned(),
            ..opening(&pool, dir.path())
        };
        let desk = Desk::open(opening).unwrap();
        let state = start(
            member,
            self.state.words.lang(),
            self.state.size,
            &Session::default(),
        );
        let mut person = Person { state, desk, dir };
        person.begin();
        person
    }

    /// Brings in a file of these words, by keys.
    pub fn imports(&mut self, text: &str) -> &mut Self {
        std::fs::write(self.dir.path().join("brought.csv"), text).unwrap();
        self.keys("i<enter>i");
        self.keys("<esc><esc><esc>")
    }

    /// Sees what others have written meanwhile, as the tool does by itself.
    pub fn looks(&mut self) -> &mut Self {
        for msg in self.desk.load() {
            self.feed(msg);
        }
        self
    }

    /// The creator under the cursor, whole.
    pub fn creator(&self) -> daren::domain::creator::Record {
        let id = self.state.pool.id_at(self.state.pool.cursor).unwrap();
        (*self.state.pool.rows[&id]).clone()
    }

    /// The same person on the same pool after leaving and coming back.
    pub fn again(self) -> Self {
        let session = self.desk.session.clone().unwrap_or_default();
        let mut person = Person {
            state: start(
                &self.state.settings.member,
                self.state.words.lang(),
                self.state.size,
                &session,
            ),
            ..self
        };
        person.desk.restart();
        person.begin();
        person
    }

    /// The first page, then the pool.
    fn begin(&mut self) {
        let effects = app::begin(&mut self.state);
        let first: Vec<Msg> = effects
            .into_iter()
            .flat_map(|effect| self.desk.perform(effect))
            .collect();
        for msg in first.into_iter().chain(self.desk.load()) {
            self.feed(msg);
        }
    }

    /// Hands a message to the app and does everything that follows from it.
    pub fn feed(&mut self, msg: Msg) {
        let mut waiting = VecDeque::from([msg]);
        while let Some(msg) = waiting.pop_front() {
            for effect in app::update(&mut self.state, msg, NOW) {
                waiting.extend(self.desk.perform(effect));
            }
        }
    }

    /// Types: `"/us<enter>jj"`.
    pub fn keys(&mut self, text: &str) -> &mut Self {
        for key in parse_keys(text) {
            self.feed(Msg::Key(key));
        }
        self
    }

    /// Handle under the cursor.
    pub fn handle(&self) -> String {
        self.state
            .pool
            .current()
            .map(|r| r.identity.handle.to_string())
            .unwrap_or_default()
    }

    /// The screen as it would be drawn.
    pub fn buffer(&self) -> Buffer {
        let (width, height) = self.state.size;
        let mut buffer = Buffer::empty(Rect {
            x: 0,
            y: 0,
            width,
            height,
        });
        ui::draw(&self.state, &Theme::COLOURS, &mut buffer);
        buffer
    }

    /// The screen's letters, a line each.
    pub fn screen(&self) -> Vec<String> {
        letters(&self.buffer())
    }

    /// Letters and, below, the style of every cell: what a person sees.
    pub fn picture(&self) -> String {
        let buffer = self.buffer();
        let letters = letters(&buffer).join("\n");
        format!(
            "{letters}\n{}\n{}",
            "=".repeat(buffer.area.width.into()),
            styles(&buffer).join("\n")
        )
    }

    /// The sentence at the bottom.
    pub fn notice(&self) -> String {
        self.state
            .notice
            .as_ref()
            .map(|n| self.state.words.say(&n.message))
            .unwrap_or_default()
    }

    /// The filter as the query line shows it.
    pub fn query(&self) -> String {
        self.state.pool.filter.print(&self.state.settings.schemes)
    }
}

fn start(member: &str, lang: Lang, size: (u16, u16), session: &Session) -> State {
    let settings = Settings {
        member: member.to_owned(),
        pool: "november.db".to_owned(),
        ..Settings::default()
    };
    let keymap = Keymap::new(&BTreeMap::new()).map_err(|m| m.id).unwrap();
    State::new(
        Arc::new(Words::new(lang)),
        Arc::new(settings),
        Arc::new(keymap),
        session,
        size,
        NOW,
    )
}

/// `<enter>`, `<c-d>` and plain characters.
pub fn parse_keys(text: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c == '<'
            && let Some(end) = rest.find('>').filter(|e| *e > 1)
        {
            let name = rest[1..end].replace("c-", "ctrl-");
            if let Some(key) = Key::parse(&name) {
                keys.push(key);
                rest = &rest[end + 1..];
                continue;
            }
        }
        keys.push(Key::plain(Code::Char(c)));
        rest = &rest[c.len_utf8()..];
    }
    keys
}

fn letters(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    (0..area.height)
        .map(|y| {
            let mut line = String::new();
            let mut x = 0;
            while x < area.width {
                let symbol = buffer[(x, y)].symbol();
                line.push_str(symbol);
                x += u16::try_from(daren::text::width(symbol)).unwrap().max(1);
            }
            line.trim_end().to_owned()
        })
        .collect()
}

fn styles(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    (0..area.height)
        .map(|y| {
            let line: String = (0..area.width)
                .map(|x| {
                    let cell = &buffer[(x, y)];
                    match (
                        cell.symbol() == " ",
                        cell.fg,
                        cell.modifier.contains(Modifier::BOLD),
                    ) {
                        (true, ..) => ' ',
                        (_, Color::DarkGray, _) => 'd',
                        (_, Color::Cyan, true) => 'C',
                        (_, Color::Cyan, false) => 'c',
                        (_, Color::Green, _) => 'g',
                        (_, Color::Red, _) => 'r',
                        (_, _, true) => 'B',
                        _ => '.',
                    }
                })
                .collect();
            line.trim_end().to_owned()
        })
        .collect()
}
