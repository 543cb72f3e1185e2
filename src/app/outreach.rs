//! Writing to creators: a template in their language, looked at for each, copied or written to a file. What was taken is
//! noted as a contact, with a day to ask again; who was a candidate has been contacted then.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::State;
use super::board;
use super::layer::Layer;
use super::naming::{self, NameFor};
use super::pool::table;
use crate::domain::collab::card::Card;
use crate::domain::collab::native::money;
use crate::domain::collab::outreach::{CHANNELS, Filled, called, fill};
use crate::domain::collab::typed;
use crate::domain::creator::Record;
use crate::domain::deed::{Deed, Kind};
use crate::domain::field::Attr;
use crate::domain::message::Message;
use crate::domain::number::{Decimal, Unit};
use crate::domain::origin::Platform;
use crate::messages::{Edit, Effect};
use crate::words::{Lang, Words};

/// Days until one asks again, where nobody says otherwise.
const AGAIN: i64 = 3;

/// Templates of ours: the ids of their names and texts.
pub const TEMPLATES: [&str; 3] = ["first", "terms", "sample"];

/// Somebody to be written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// In the pool.
    pub creator: u32,
    /// The collaboration it is about, where there is one.
    pub collab: Option<u32>,
    /// Values of placeholders.
    pub values: HashMap<&'static str, String>,
    /// Whether the creator writes Chinese.
    pub chinese: bool,
    /// Whether the message has been taken.
    pub done: bool,
}

/// The screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutreachView {
    /// To whom.
    pub recipients: Vec<Recipient>,
    /// Whether they have come.
    pub known: bool,
    /// Whose message is shown.
    pub cursor: usize,
    /// Which template.
    pub template: usize,
    /// A language for all; that of each creator where there is none.
    pub lang: Option<Lang>,
    /// By which way.
    pub channel: usize,
    /// Days until one asks again; none for never.
    pub again: Option<i64>,
    /// The file that the messages last went to; none where one was copied.
    pub file: Option<PathBuf>,
    /// Of those that did not go there, how many, and what they lacked.
    pub skipped: (usize, String),
    /// Whose contacts were noted together, the last ones last.
    pub noted: Vec<Vec<(u32, Option<u32>)>>,
}

impl OutreachView {
    /// By which way.
    pub fn channel(&self) -> &'static str {
        CHANNELS.get(self.channel).copied().unwrap_or("dm")
    }
}

/// Opens it: from the board for its cards, from the pool for its creators.
pub fn open(state: &mut State) -> Vec<Effect> {
    let whom: Vec<(u32, Option<u32>)> = if state.on_board() {
        let cards = board::picked(state);
        cards.iter().map(|c| (c.creator, Some(c.id))).collect()
    } else {
        let ids = table::picked_ids(state);
        ids.into_iter().map(|id| (id, None)).collect()
    };
    if whom.is_empty() {
        return Vec::new();
    }
    state.layers.push(Layer::Outreach(Box::new(OutreachView {
        recipients: Vec::new(),
        known: false,
        cursor: 0,
        template: 0,
        lang: None,
        channel: 0,
        again: Some(AGAIN),
        file: None,
        skipped: Default::default(),
        noted: Vec::new(),
    })));
    vec![Effect::Recipients(whom)]
}

/// Those who are to be written to have come, whole: what is on screen would not do for a name or a language.
pub fn on_recipients(state: &mut State, whom: Vec<(Record, Option<Arc<Card>>)>) {
    let all: Vec<Recipient> = whom
        .iter()
        .map(|(record, card)| recipient(state, record, card.as_deref()))
        .collect();
    change(state, |v| {
        v.recipients = all;
        v.known = true;
    });
}

fn recipient(state: &State, record: &Record, card: Option<&Card>) -> Recipient {
    let handle = record.identity.handle.to_string();
    // a handle serves as a name
    let name = called(record.profile.attr(Attr::Name).unwrap_or_default());
    let name = if name.is_empty() {
        handle.clone()
    } else {
        name
    };
    let mut values = HashMap::from([
        ("handle", format!("@{handle}")),
        ("name", name),
        ("me", state.me().to_owned()),
        ("today", state.today.to_string()),
    ]);
    if let Some(card) = card {
        let owned = |text: &Option<Arc<str>>| text.as_deref().map(str::to_owned);
        let percent = |raw| format!("{} %", Decimal::from_raw(raw, Unit::Ratio).times_100());
        let fee = |raw| money(raw, card.currency);
        let of_card = [
            ("campaign", owned(&card.campaign)),
            ("product", owned(&card.product)),
            ("rate", card.commission_rate.map(percent)),
            ("fee", card.fixed_fee.map(fee)),
            ("code", card.code.as_deref().map(str::to_owned)),
            ("due", card.due.map(|d| d.to_string())),
        ];
        values.extend(of_card.into_iter().filter_map(|(key, v)| Some((key, v?))));
    }
    Recipient {
        creator: record.id,
        collab: card.map(|c| c.id),
        values,
        chinese: writes_chinese(record),
        done: false,
    }
}

fn writes_chinese(record: &Record) -> bool {
    let language = record.profile.attr(Attr::Language).unwrap_or_default();
    let region = record.profile.attr(Attr::Region).unwrap_or_default();
    let said = language.to_lowercase();
    let han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    said.starts_with("zh")
        || said.contains("chinese")
        || said.contains("中文")
        || region == "CN"
        || record.identity.platform == Platform::Douyin && language.is_empty()
        || language.is_empty()
            && region.is_empty()
            && (han(&record.identity.handle) || record.profile.attr(Attr::Name).is_some_and(han))
}

/// Names of all templates: ours, then the person's own.
pub fn names(state: &State) -> Vec<String> {
    let ours = TEMPLATES
        .iter()
        .map(|id| state.words.get(&format!("outreach-{id}")));
    let own = state.settings.outreach.iter().map(|t| t.name.clone());
    ours.chain(own).collect()
}

/// The chosen template as it reads for somebody.
pub fn filled(state: &State, view: &OutreachView, to: &Recipient) -> Filled {
    let lang = view.lang.unwrap_or(match to.chinese {
        true => Lang::Zh,
        false => Lang::En,
    });
    let text = match TEMPLATES.get(view.template) {
        Some(id) => Words::new(lang).get(&format!("outreach-{id}-text")),
        None => {
            let own = state.settings.outreach.get(view.template - TEMPLATES.len());
            own.map(|t| t.text(lang.key()).to_owned())
                .unwrap_or_default()
        }
    };
    // in a catalogue braces have a meaning of their own
    let text = text.replace('⟨', "{").replace('⟩', "}");
    fill(&text, |key| to.values.get(key).cloned().unwrap_or_default())
}

fn view(state: &State) -> Option<&OutreachView> {
    match state.layers.last() {
        Some(Layer::Outreach(view)) => Some(view),
        _ => None,
    }
}

fn change(state: &mut State, change: impl FnOnce(&mut OutreachView)) -> Vec<Effect> {
    // a question may lie over it
    let view = state.layers.iter_mut().rev().find_map(|l| match l {
        Layer::Outreach(view) => Some(view),
        _ => None,
    });
    if let Some(view) = view {
        change(view);
    }
    Vec::new()
}

/// Goes through those who are written to.
pub fn step(state: &mut State, by: isize) -> Vec<Effect> {
    change(state, |v| {
        let last = v.recipients.len().saturating_sub(1);
        v.cursor = v.cursor.saturating_add_signed(by).min(last);
    })
}

/// Goes through the templates.
pub fn next_template(state: &mut State, by: isize) -> Vec<Effect> {
    let n = names(state).len();
    change(state, |v| {
        let to = v.template.saturating_add_signed(by);
        v.template = if to >= n { 0 } else { to };
    })
}

/// Another language for all of them, then each its own again.
pub fn next_lang(state: &mut State) -> Vec<Effect> {
    change(state, |v| {
        v.lang = match v.lang {
            None => Some(Lang::En),
            Some(Lang::En) => Some(Lang::Zh),
            Some(Lang::Zh) => None,
        };
    })
}

/// Another way.
pub fn next_channel(state: &mut State) -> Vec<Effect> {
    change(state, |v| v.channel = (v.channel + 1) % CHANNELS.len())
}

/// Asks when to ask again.
pub fn ask_again(state: &mut State) -> Vec<Effect> {
    naming::ask(state, NameFor::AskAgain)
}

/// The day was typed; empty is never.
pub fn set_again(state: &mut State, text: &str) -> Result<(), Message> {
    let day = match text.trim() {
        "" => None,
        text => match typed::day(text, state.today) {
            Some(day) if day >= state.today => Some(i64::from((day - state.today).get_days())),
            _ => return Err(Message::new("typed-date").with("value", text)),
        },
    };
    change(state, |v| v.again = day);
    Ok(())
}

/// Why a message cannot go out, as a sentence.
fn refused(filled: &Filled) -> Option<Message> {
    let (id, what) = match (filled.unknown.as_slice(), filled.missing.as_slice()) {
        ([], []) => return None,
        ([], missing) => ("outreach-missing", missing),
        (unknown, _) => ("outreach-unknown", unknown),
    };
    let names: Vec<String> = what.iter().map(|n| format!("{{{n}}}")).collect();
    Some(Message::new(id).with("what", names.join(", ")))
}

fn contacts(state: &State, view: &OutreachView, whom: &[&Recipient]) -> Edit {
    let template = names(state).get(view.template).cloned().unwrap_or_default();
    let again = view
        .again
        .and_then(|n| state.today.checked_add(jiff::Span::new().days(n)).ok());
    Edit::LogContacts {
        whom: whom.iter().map(|r| (r.creator, r.collab)).collect(),
        channel: view.channel(),
        template,
        follow_up: again,
    }
}

/// Copies the message, notes the contact, and goes on to the next one.
pub fn take(state: &mut State) -> Vec<Effect> {
    let Some(view) = view(state) else {
        return Vec::new();
    };
    let Some(to) = view.recipients.get(view.cursor) else {
        return Vec::new();
    };
    let filled = filled(state, view, to);
    if let Some(why) = refused(&filled) {
        state.complain(why);
        return Vec::new();
    }
    if to.done {
        // copied once more, it is still one contact
        state.say(Message::new("outreach-copied-again"));
        return vec![Effect::Copy(filled.text)];
    }
    let note = contacts(state, view, &[to]);
    let whom = (to.creator, to.collab);
    let effects = vec![Effect::Copy(filled.text), Effect::Edit(note)];
    count(state, 1);
    change(state, |v| {
        v.file = None;
        v.noted.push(vec![whom]);
        if let Some(r) = v.recipients.get_mut(v.cursor) {
            r.done = true;
        }
        let next = v.recipients.iter().position(|r| !r.done);
        v.cursor = next.unwrap_or(v.cursor);
    });
    effects
}

/// Many at once look like noise to the platform: the number stands over the messages, red from the limit on. Nothing is
/// kept from happening.
fn count(state: &mut State, more: usize) {
    state.board.names.contacted_today += more;
}

/// Asks for the file that all messages are written to.
pub fn ask_file(state: &mut State) -> Vec<Effect> {
    if view(state).is_some_and(|v| v.recipients.iter().all(|r| r.done)) {
        state.complain(Message::new("outreach-all-done"));
        return Vec::new();
    }
    naming::ask(state, NameFor::OutreachFile)
}

/// A file of that name is there: another one is offered.
pub fn on_exists(state: &mut State, path: &Path) -> Vec<Effect> {
    let what = match state.layers.last() {
        Some(Layer::Review(_) | Layer::Meeting(_)) => NameFor::ReviewFile,
        _ => NameFor::OutreachFile,
    };
    let shown = path.display().to_string();
    state.complain(Message::new("outreach-exists").with("path", shown.as_str()));
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let (stem, number) = match stem.rsplit_once('_') {
        Some((stem, n)) => (stem.to_owned(), n.parse::<u32>().unwrap_or(1)),
        None => (stem.into_owned(), 1),
    };
    let end = path
        .extension()
        .map(|e| format!(".{}", e.to_string_lossy()));
    let name = format!("{stem}_{}{}", number + 1, end.unwrap_or_default());
    let next = path.with_file_name(name);
    naming::ask_with(state, what, &next.display().to_string())
}

/// Writes all messages that are not taken yet, and notes the contacts.
pub fn write(state: &mut State, path: &str) -> Vec<Effect> {
    let Some(view) = view(state) else {
        return Vec::new();
    };
    let mut text = String::new();
    let mut whom = Vec::new();
    let (mut refusal, mut skipped) = (None, 0);
    for to in view.recipients.iter().filter(|r| !r.done) {
        let filled = filled(state, view, to);
        if let Some(why) = refused(&filled) {
            refusal = refusal.or(Some(why));
            skipped += 1;
            continue;
        }
        let handle = to.values.get("handle").cloned().unwrap_or_default();
        text.push_str(&format!("--- {handle} ---\n{}\n\n", filled.text.trim_end()));
        whom.push(to.clone());
    }
    if whom.is_empty() {
        if let Some(why) = refusal {
            state.complain(why);
        }
        return Vec::new();
    }
    let refs: Vec<&Recipient> = whom.iter().collect();
    let then = Some(Box::new(contacts(state, view, &refs)));
    let why = refusal.map(|why| state.words.say(&why));
    change(state, |v| v.skipped = (skipped, why.unwrap_or_default()));
    vec![Effect::WriteText {
        path: path.into(),
        text,
        then,
    }]
}

/// The messages are in their file: now the contacts are noted.
pub fn on_written(state: &mut State, path: PathBuf, then: Option<Box<Edit>>) -> Vec<Effect> {
    let Some(edit) = then else {
        let shown = path.display().to_string();
        state.say(Message::new("worker-text-written").with("path", shown));
        return Vec::new();
    };
    if let Edit::LogContacts { whom, .. } = &*edit {
        count(state, whom.len());
        change(state, |v| {
            v.file = Some(path);
            v.noted.push(whom.clone());
            for r in &mut v.recipients {
                r.done |= whom.contains(&(r.creator, r.collab));
            }
        });
    }
    vec![Effect::Edit(*edit)]
}

/// Contacts were noted: the person is told where the messages are.
pub fn said(state: &State, deed: &Deed) -> Option<Message> {
    let Some(Layer::Outreach(view)) = state.layers.last() else {
        return None;
    };
    if (deed.kind, deed.name.as_str()) != (Kind::WorkAdd, "outreach") {
        return None;
    }
    Some(match &view.file {
        Some(path) => Message::new("outreach-written")
            .with("n", deed.creators)
            .with("path", path.display().to_string())
            .with("left", view.skipped.0)
            .with("why", view.skipped.1.as_str()),
        None => Message::new("outreach-copied").with("who", format!("@{}", deed.who)),
    })
}

/// Contacts were taken back: those who had the message last have not had it.
pub fn taken_back(state: &mut State, deed: &Deed) {
    if (deed.kind, deed.name.as_str()) == (Kind::WorkAdd, "outreach") {
        change(state, |v| {
            for whom in v.noted.pop().unwrap_or_default() {
                for r in &mut v.recipients {
                    r.done &= (r.creator, r.collab) != whom;
                }
            }
        });
    }
}
