//! A line that is asked for: the name of a tag, a list, a view; a target, a reason, a file.

use super::board::fields::{self, Target};
use super::board::gates::Pending;
use super::layer::Layer;
use super::line::LineEdit;
use super::{State, basics, board, labels, outreach, plans, returns, review, views};
use crate::domain::collab::agenda::Item;
use crate::domain::collab::card::Card;
use crate::domain::collab::native::{Cell, Value};
use crate::domain::collab::typed;
use crate::domain::message::Message;
use crate::domain::returns::whatif::Lever;
use crate::messages::{Edit, Effect, FileName};
use crate::text::{fold, fold_key};

/// What a line is asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum NameFor {
    /// Another name for a tag.
    RenameTag(String),
    /// The tag that this one becomes.
    MergeTag(String),
    /// The group of a tag.
    GroupTag(String),
    /// A new list.
    NewList,
    /// Another name for a list.
    RenameList(String),
    /// How many creators a list is to have.
    Target(String),
    /// The name of a snapshot.
    Freeze(String),
    /// Why a creator is on a list, and what was said before.
    Reason(String, u32, String),
    /// The file that a list is written to.
    Export(String),
    /// The name of a view to be.
    SaveView,
    /// Another name for a view.
    RenameView(i64, String),
    /// The key of a view.
    KeyView(i64, String),
    /// Why cards go back.
    WhyBack(Vec<Pending>),
    /// Why what a stage needs is passed over.
    WhyPassed(Vec<Pending>),
    /// Carrier and number of a sample, for these collaborations.
    SampleNumber(Vec<u32>),
    /// The link of a content, for these collaborations.
    ContentLink(Vec<u32>),
    /// A field.
    Field(Target),
    /// What a new row of a list is called; a link leads to a product.
    Basic(FileName, Option<String>),
    /// The name of target plans, and their rate: of these creators, for this product.
    Plan(Vec<u32>, String),
    /// What is supposed of the returns on screen.
    WhatIf(Lever),
    /// When to ask those again who are written to.
    AskAgain,
    /// The file that messages are written to.
    OutreachFile,
    /// The file that a review is written to.
    ReviewFile,
    /// What else a meeting is to talk about.
    Point,
    /// Until which day something on the agenda is put aside.
    Snooze(Box<Item>),
}

/// A line being typed for one of these.
#[derive(Debug, Clone, PartialEq)]
pub struct Naming {
    /// For what.
    pub what: NameFor,
    /// What is typed.
    pub line: LineEdit,
    /// What was typed before names were offered for it, one after the other.
    pub stem: Option<String>,
}

/// Asks for a line.
pub fn ask(state: &mut State, what: NameFor) -> Vec<Effect> {
    let text = match &what {
        NameFor::RenameTag(name) | NameFor::RenameList(name) => name.clone(),
        NameFor::GroupTag(name) => {
            let tag = state.tags.iter().find(|t| t.name == *name);
            tag.map(|t| t.group.clone()).unwrap_or_default()
        }
        NameFor::Target(name) => {
            let list = state.lists.iter().find(|l| l.name == *name);
            let target = list.and_then(|l| l.target);
            target.map(|t| t.to_string()).unwrap_or_default()
        }
        NameFor::Freeze(name) => format!("{name} · {}", state.today),
        NameFor::Reason(_, _, reason) => reason.clone(),
        NameFor::Export(name) => format!("{}.xlsx", file_name(name)),
        NameFor::SaveView => views::offered_name(state),
        NameFor::RenameView(_, name) => name.clone(),
        NameFor::KeyView(id, _) => {
            let view = state.views.iter().find(|v| v.id == *id);
            view.and_then(|v| v.key)
                .map(String::from)
                .unwrap_or_default()
        }
        NameFor::Field(target) => match (&target.seen, target.cell()) {
            (Some(value), Some(cell)) => value.plain(cell, target.currency),
            _ => String::new(),
        },
        NameFor::Snooze(..) => "+3d".to_owned(),
        NameFor::AskAgain => "+3d".to_owned(),
        NameFor::OutreachFile => format!("messages-{}.txt", state.today),
        NameFor::Plan(_, product) => {
            let mut all = state.board.names.products.iter();
            let known = all.find(|(id, name)| id == product && !name.is_empty());
            known.map(|(_, name)| name.clone()).unwrap_or_default()
        }
        NameFor::MergeTag(_)
        | NameFor::ReviewFile
        | NameFor::Point
        | NameFor::WhatIf(_)
        | NameFor::Basic(..)
        | NameFor::NewList
        | NameFor::WhyBack(_)
        | NameFor::WhyPassed(_)
        | NameFor::SampleNumber(_)
        | NameFor::ContentLink(_) => String::new(),
    };
    ask_with(state, what, &text)
}

/// The same with a line that is offered to be taken or typed over.
pub fn ask_with(state: &mut State, what: NameFor, text: &str) -> Vec<Effect> {
    let line = LineEdit::offered(text);
    let naming = Naming {
        what,
        line,
        stem: None,
    };
    state.layers.push(Layer::Name(Box::new(naming)));
    Vec::new()
}

/// A name that every file system takes.
pub fn file_name(name: &str) -> String {
    let bad = |c: char| c.is_control() || "/\\:*?\"<>|".contains(c);
    name.replace(bad, "-")
}

/// Asks for a line about the chosen tag.
pub fn ask_tag(state: &mut State, what: fn(String) -> NameFor) -> Vec<Effect> {
    match labels::tag(state).map(|t| t.name.clone()) {
        Some(name) => ask(state, what(name)),
        None => Vec::new(),
    }
}

/// Asks for a line about the chosen list.
pub fn ask_list(state: &mut State, what: fn(String) -> NameFor) -> Vec<Effect> {
    let name = match state.layers.last() {
        Some(Layer::OnList(view)) => Some(view.name.clone()),
        _ => labels::list(state).map(|l| l.name.clone()),
    };
    match name {
        Some(name) => ask(state, what(name)),
        None => Vec::new(),
    }
}

/// Enter in such a line.
pub fn named(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Name(naming)) = state.layers.last().cloned() else {
        return Vec::new();
    };
    let typed = (*naming).clone();
    let text = naming.line.text().trim().to_owned();
    let edit = match naming.what {
        NameFor::RenameTag(name) => Edit::RenameTag { name, to: text },
        NameFor::MergeTag(name) => Edit::MergeTags { name, into: text },
        NameFor::GroupTag(name) => Edit::GroupTag { name, group: text },
        NameFor::NewList => Edit::MakeList(text),
        NameFor::RenameList(name) => Edit::RenameList { name, to: text },
        NameFor::Target(name) => match (text.as_str(), text.parse()) {
            ("", _) => Edit::Target { name, target: None },
            (_, Ok(n)) => Edit::Target {
                name,
                target: Some(n),
            },
            _ => {
                state.complain(Message::new("cli-not-a-count").with("text", text));
                return Vec::new();
            }
        },
        NameFor::Freeze(name) => Edit::Freeze { name, to: text },
        NameFor::Reason(name, id, seen) => Edit::Reason {
            id,
            name,
            reason: text,
            seen,
        },
        NameFor::SaveView => {
            let known = state
                .views
                .iter()
                .rev()
                .find(|v| fold_key(&v.name) == fold_key(&text));
            state.saved_view = Some(known.map_or(text.clone(), |v| v.name.clone()));
            Edit::SaveView {
                name: text,
                shows: views::shown(state),
                private: false,
            }
        }
        NameFor::RenameView(id, _) => Edit::RenameView { id, to: text },
        NameFor::KeyView(id, name) => {
            let mut chars = text.chars();
            let key = chars.next();
            if chars.next().is_some() {
                state.complain(Message::new("views-one-key").with("name", name));
                return Vec::new();
            }
            Edit::KeyView { id, key }
        }
        NameFor::WhyBack(moves) => {
            if text.is_empty() {
                state.complain(Message::new("board-why"));
                return Vec::new();
            }
            state.layers.pop();
            return moving(state, &moves, &text, false);
        }
        NameFor::WhyPassed(moves) => {
            if text.is_empty() {
                state.complain(Message::new("board-why"));
                return Vec::new();
            }
            // the gate lies under it
            state.layers.pop();
            state.layers.pop();
            return moving(state, &moves, &text, true);
        }
        // each its own: no two parcels have one number, and no two creators one link
        NameFor::SampleNumber(ids) => {
            let effects = fields::sample_number(state, ids.first().copied(), &text);
            if !effects.is_empty() {
                state.layers.pop();
                let carrier = text.rsplit_once(char::is_whitespace);
                let carrier = carrier.map(|(c, _)| format!("{c} ")).unwrap_or_default();
                if let Some((_, rest @ [_, ..])) = ids.split_first() {
                    ask_on(state, NameFor::SampleNumber(rest.to_vec()), &carrier);
                }
            }
            return effects;
        }
        NameFor::ContentLink(ids) => {
            let effects = fields::content_link(state, ids.first().copied(), &text);
            if !effects.is_empty() {
                state.layers.pop();
                if let Some((_, rest @ [_, ..])) = ids.split_first() {
                    ask_on(state, NameFor::ContentLink(rest.to_vec()), "");
                }
            }
            return effects;
        }
        NameFor::Plan(ids, product) => plans::make(state, ids, &product, &text),
        NameFor::Basic(file, product) => match basics::make(state, file, product, &text) {
            Some(edit) => edit,
            None => return Vec::new(),
        },
        NameFor::WhatIf(lever) => {
            match returns::what_if::take(state, lever, &text) {
                Ok(()) => drop(state.layers.pop()),
                Err(why) => state.complain(why),
            }
            return Vec::new();
        }
        NameFor::AskAgain => {
            match outreach::set_again(state, &text) {
                Ok(()) => drop(state.layers.pop()),
                Err(why) => state.complain(why),
            }
            return Vec::new();
        }
        NameFor::OutreachFile => {
            state.layers.pop();
            return outreach::write(state, &text);
        }
        NameFor::Point => {
            // what names nothing stays to be mended
            if review::agenda::named(state, &text).is_some() {
                state.layers.pop();
            }
            return review::agenda::add(state, &text);
        }
        NameFor::ReviewFile => {
            state.layers.pop();
            state.asked = Some(typed);
            return review::write(state, text.as_ref());
        }
        NameFor::Snooze(item) => match typed::day(&text, state.today) {
            Some(day) if day > state.today => Edit::Snooze {
                what: item.occasion(),
                item: item.item,
                who: item.handle,
                until: Some(day),
            },
            Some(_) => {
                state.complain(Message::new("today-snooze-past"));
                return Vec::new();
            }
            None => {
                state.complain(Message::new("typed-date").with("value", text));
                return Vec::new();
            }
        },
        NameFor::Field(target) if review::meeting::is_reason(&target) => {
            state.layers.pop();
            if review::decision::reason_changed(state, &target) {
                review::meeting::keep_typed(state, &typed);
                state.complain(Message::new("meeting-reason-changed"));
                return Vec::new();
            }
            state.asked = Some(typed);
            let decided = target
                .row
                .and_then(|id| review::decision::reasoned(state, id, &text));
            let mut effects = decided.unwrap_or_else(|| fields::set(state, target, &text));
            // it is half typed no longer
            effects.extend(review::meeting::remember(state));
            return effects;
        }
        NameFor::Field(target) => match fields::edits(state, &target, &text) {
            Ok(edit) => edit,
            Err(message) => {
                state.complain(message);
                return Vec::new();
            }
        },
        NameFor::Export(name) => {
            state.layers.pop();
            return vec![Effect::ExportList {
                name,
                path: text.into(),
            }];
        }
    };
    state.layers.pop();
    state.asked = Some(typed);
    vec![Effect::Edit(edit)]
}

/// Asks on, with the beginning of what is typed.
pub(super) fn ask_on(state: &mut State, what: NameFor, text: &str) {
    let line = LineEdit::new(text);
    let naming = Naming {
        what,
        line,
        stem: None,
    };
    state.layers.push(Layer::Name(Box::new(naming)));
}

fn moving(state: &mut State, moves: &[Pending], reason: &str, pass: bool) -> Vec<Effect> {
    let gates = state.settings.gates.clone();
    let to = |card: &Card| moves.iter().find(|m| m.card.id == card.id).map(|m| m.to);
    board::make(state, moves, reason, |card| match to(card) {
        Some(to) if pass => gates.lacks(&card.filled, card.stage, to),
        _ => Vec::new(),
    })
}

/// Names that the line may be completed to.
pub fn names(state: &State, what: &NameFor) -> Vec<String> {
    match what {
        NameFor::Point => review::agenda::names(state),
        NameFor::MergeTag(own) => {
            let others = state.tags.iter().filter(|t| t.name != *own);
            others.map(|t| t.name.clone()).collect()
        }
        NameFor::GroupTag(_) => {
            let mut groups: Vec<String> = state.tags.iter().map(|t| t.group.clone()).collect();
            groups.retain(|g| !g.is_empty());
            groups.dedup();
            groups
        }
        _ => Vec::new(),
    }
}

/// How what is typed will be understood, where that says more than the typing does: a day, a sum, a share.
pub fn reads(state: &State, naming: &Naming) -> Option<String> {
    let text = naming.line.text();
    let text = text.trim();
    match &naming.what {
        NameFor::Snooze(_) | NameFor::AskAgain => {
            let day = typed::day(text, state.today)?;
            Some(board::detail::dated(state, day))
        }
        NameFor::Field(target) => {
            let cell = target.cell()?;
            let typed = typed::value(cell, text, state.today).ok()?;
            let value = typed.value?;
            let currency = typed.currency.unwrap_or(target.currency);
            let shown = match (cell, &value) {
                (Cell::Time, Value::Time(at)) => {
                    let day = at.to_zoned(jiff::tz::TimeZone::UTC).date();
                    board::detail::dated(state, day)
                }
                (Cell::Date | Cell::Money | Cell::Ratio, _) => {
                    board::detail::shown(state, target.file.file()?, target.key, &value, currency)
                }
                _ => return None,
            };
            (shown != text).then_some(shown)
        }
        _ => None,
    }
}

/// Tab in such a line: the next name that begins like what is typed, else one that has it in it.
pub fn complete(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Name(naming)) = state.layers.last() else {
        return Vec::new();
    };
    let names = names(state, &naming.what);
    let typed = naming.line.text();
    let offered = |stem: &str| -> Vec<&String> {
        let begins = |n: &&String| fold(n).starts_with(&fold(stem));
        let has = |n: &&String| !begins(n) && fold(n).contains(&fold(stem));
        names
            .iter()
            .filter(begins)
            .chain(names.iter().filter(has))
            .collect()
    };
    // one that was offered is followed by the next that fits what was typed first
    let stem = naming.stem.clone();
    let stem = stem.filter(|stem| offered(stem).contains(&&typed));
    let stem = stem.unwrap_or_else(|| typed.clone());
    let all = offered(&stem);
    let at = all.iter().position(|n| fold(n) == fold(&typed));
    let at = at.map_or(0, |at| (at + 1) % all.len().max(1));
    let Some(next) = all.get(at).map(|n| (*n).clone()) else {
        return Vec::new();
    };
    if all.len() > 1 {
        let said = Message::new("name-offered").with("at", at + 1);
        state.say(said.with("all", all.len()));
    }
    if let Some(Layer::Name(naming)) = state.layers.last_mut() {
        naming.line = LineEdit::new(&next);
        naming.stem = Some(stem);
    }
    Vec::new()
}
