//! Choosing a tag or a list for creators: a field, and under it what fits, each with what it would do.
//!
//! What was chosen last stands first, so that the same word goes on the next creator with two keys. A word that nobody
//! has used yet can be made here, and stands last, so that a slip of the finger finds what there is.

use std::collections::HashMap;

use super::layer::Layer;
use super::line::LineEdit;
use super::pool::{self, table};
use super::{State, menus};
use crate::domain::creator::Record;
use crate::domain::label::STARTING;
use crate::domain::message::Message;
use crate::domain::suggest::{self, Suggestion};
use crate::messages::{Edit, Effect};
use crate::text::{fold, fold_key, pinyin_full, pinyin_initials};

/// What is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A tag.
    Tag,
    /// A shortlist.
    List,
}

/// For whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The creator under the cursor.
    One,
    /// Those that are marked.
    Marked,
    /// All that match.
    All,
}

/// A line of the chooser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// One there is, by its place in the state.
    Known(usize),
    /// A tag that the field's writers begin with, by its place among [`STARTING`].
    Starting(usize),
    /// What the data say of the creator.
    Suggested(Suggestion),
    /// What is typed.
    New(String),
}

/// See the module.
#[derive(Debug, Clone, PartialEq)]
pub struct Chooser {
    /// Tag or list.
    pub what: What,
    /// What is typed.
    pub line: LineEdit,
    /// For whom.
    pub scope: Scope,
    /// Who that is.
    pub ids: Vec<u32>,
    /// What fits, best first.
    pub found: Vec<Choice>,
    /// Chosen row.
    pub cursor: usize,
    /// How many of them have each, by folded name; nothing before it is known.
    pub having: Option<HashMap<String, usize>>,
}

/// So many are remembered as chosen lately.
const RECENT: usize = 20;

/// Opens the chooser.
pub fn open(state: &mut State, what: What) -> Vec<Effect> {
    let scope = scope_of(state);
    state.layers.push(Layer::Choose(Box::new(Chooser {
        what,
        line: LineEdit::default(),
        scope,
        ids: Vec::new(),
        found: Vec::new(),
        cursor: 0,
        having: None,
    })));
    let effects = rescope(state, scope);
    edited(state);
    effects
}

/// The marked ones, where any of them is in the list and it is not a card that one looks at.
fn scope_of(state: &State) -> Scope {
    let on_card = state.layers.last() == Some(&Layer::Card);
    let none = state.pool.marks.is_empty() || on_card;
    if none || table::picked_ids(state).is_empty() {
        Scope::One
    } else {
        Scope::Marked
    }
}

/// The creators of a scope, in the order of the list.
pub fn ids_of(state: &State, scope: Scope) -> Vec<u32> {
    match scope {
        Scope::One => state.pool.id_at(state.pool.cursor).into_iter().collect(),
        Scope::Marked => table::picked_ids(state),
        Scope::All => match &state.pool.answer {
            Some(answer) => answer.ids.all().to_vec(),
            None => Vec::new(),
        },
    }
}

fn rescope(state: &mut State, scope: Scope) -> Vec<Effect> {
    let ids = ids_of(state, scope);
    let Some(Layer::Choose(chooser)) = state.layers.last_mut() else {
        return Vec::new();
    };
    chooser.scope = scope;
    chooser.ids.clone_from(&ids);
    chooser.having = None;
    vec![Effect::Having(ids)]
}

/// For the creator, for the marked ones, for all that match.
pub fn next_scope(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Choose(chooser)) = state.layers.last() else {
        return Vec::new();
    };
    let next = match chooser.scope {
        Scope::One if !state.pool.marks.is_empty() => Scope::Marked,
        Scope::One | Scope::Marked => Scope::All,
        Scope::All => Scope::One,
    };
    let effects = rescope(state, next);
    edited(state);
    effects
}

/// How many of the creators have each tag and each list.
pub fn on_having(
    state: &mut State,
    ids: &[u32],
    tags: Vec<(String, usize)>,
    lists: Vec<(String, usize)>,
) {
    let Some(Layer::Choose(chooser)) = state.layers.last_mut() else {
        return;
    };
    if chooser.ids != ids {
        return;
    }
    let all = match chooser.what {
        What::Tag => tags,
        What::List => lists,
    };
    let all = all.into_iter().map(|(name, n)| (fold_key(&name), n));
    chooser.having = Some(all.collect());
}

impl Chooser {
    /// Whether the cursor stands on a suggestion.
    pub fn on_suggestion(&self) -> bool {
        matches!(self.found.get(self.cursor), Some(Choice::Suggested(_)))
    }

    /// How many of the creators have one of this name, as far as it is known.
    pub fn having(&self, name: &str) -> Option<usize> {
        let having = self.having.as_ref()?;
        Some(having.get(&fold_key(name)).copied().unwrap_or(0))
    }
}

/// What a line of the chooser is called.
pub fn name_of(state: &State, what: What, choice: &Choice) -> String {
    match (choice, what) {
        (Choice::Known(at), What::Tag) => state
            .tags
            .get(*at)
            .map(|t| t.name.clone())
            .unwrap_or_default(),
        (Choice::Known(at), What::List) => state
            .lists
            .get(*at)
            .map(|l| l.name.clone())
            .unwrap_or_default(),
        (Choice::Starting(at), _) => starting(state, *at),
        (Choice::Suggested(s), _) => starting(state, usize::from(s.rule)),
        (Choice::New(name), _) => name.clone(),
    }
}

/// What a starting tag is called: as the team spells it where it is in use.
fn starting(state: &State, at: usize) -> String {
    let both = STARTING.get(at).copied().unwrap_or_default();
    let spelled = [both.0, both.1];
    let used = state
        .tags
        .iter()
        .find(|t| spelled.iter().any(|s| fold_key(s) == fold_key(&t.name)));
    match used {
        Some(tag) => tag.name.clone(),
        None if state.words.lang() == crate::words::Lang::Zh => both.0.to_owned(),
        None => both.1.to_owned(),
    }
}

/// What the data say of the creator that is picked, where it is one.
fn suggestions(state: &State, chooser: &Chooser) -> Vec<Suggestion> {
    let ([id], What::Tag) = (chooser.ids.as_slice(), chooser.what) else {
        return Vec::new();
    };
    let Some(record) = state.pool.rows.get(id) else {
        return Vec::new();
    };
    let mut all = suggest::suggestions(record);
    all.retain(|s| {
        let name = fold_key(&starting(state, usize::from(s.rule)));
        !record.tags.iter().any(|t| fold_key(t) == name)
    });
    all
}

/// The text has changed: what fits now.
pub fn edited(state: &mut State) {
    let Some(Layer::Choose(chooser)) = state.layers.last() else {
        return;
    };
    let typed = chooser.line.text();
    let typed = typed.trim();
    let needle = fold(typed);
    let names: Vec<&str> = match chooser.what {
        What::Tag => state.tags.iter().map(|t| t.name.as_str()).collect(),
        What::List => {
            // a snapshot takes nobody in
            let open = |l: &crate::domain::label::ListInfo| l.frozen_at.is_none();
            let lists = state.lists.iter().filter(|l| open(l));
            lists.map(|l| l.name.as_str()).collect()
        }
    };
    let recent = match chooser.what {
        What::Tag => &state.recent_tags,
        What::List => &state.recent_lists,
    };
    let lately = |name: &str| {
        let key = fold_key(name);
        recent.iter().position(|r| fold_key(r) == key)
    };
    let fits = |name: &str| -> Option<usize> {
        let forms = [Some(fold(name)), pinyin_full(name), pinyin_initials(name)];
        let scores = forms.into_iter().flatten();
        scores.filter_map(|text| menus::score(&text, &needle)).min()
    };
    let mut known: Vec<(usize, usize, usize)> = names
        .iter()
        .enumerate()
        .filter_map(|(at, name)| Some((fits(name)?, lately(name).unwrap_or(RECENT), at)))
        .collect();
    if needle.is_empty() {
        known.sort_by_key(|(_, lately, at)| (*lately, *at));
    } else {
        known.sort_by_key(|(fit, lately, at)| (*fit, *lately, *at));
    }
    let mut found: Vec<Choice> = Vec::new();
    if needle.is_empty() {
        found.extend(
            suggestions(state, chooser)
                .into_iter()
                .map(Choice::Suggested),
        );
    }
    // letters that stand apart in a name are a weaker sign than a new word that somebody has typed to its end
    let (close, far): (Vec<_>, Vec<_>) =
        known.into_iter().partition(|(fit, ..)| *fit < menus::APART);
    // what is suggested stands there with its reason
    let suggested: Vec<String> = found
        .iter()
        .filter_map(|c| match c {
            Choice::Suggested(s) => Some(fold_key(&starting(state, usize::from(s.rule)))),
            _ => None,
        })
        .collect();
    let new = |at: &usize| {
        let name = names.get(*at).map(|n| fold_key(n)).unwrap_or_default();
        !suggested.contains(&name)
    };
    let close = close.into_iter().map(|(_, _, at)| at).filter(new);
    found.extend(close.map(Choice::Known));
    let in_use = |name: &str| names.iter().any(|n| fold_key(n) == fold_key(name));
    if chooser.what == What::Tag {
        for at in 0..STARTING.len() {
            let name = starting(state, at);
            let suggested = found
                .iter()
                .any(|c| matches!(c, Choice::Suggested(s) if usize::from(s.rule) == at));
            let close = fits(&name).is_some_and(|fit| fit < menus::APART);
            if !in_use(&name) && !suggested && close {
                found.push(Choice::Starting(at));
            }
        }
    }
    if !typed.is_empty() && !in_use(typed) {
        found.push(Choice::New(typed.to_owned()));
    }
    let far = far.into_iter().map(|(_, _, at)| at);
    found.extend(far.map(Choice::Known));
    if let Some(Layer::Choose(chooser)) = state.layers.last_mut() {
        chooser.found = found;
        // behind suggestions, which are never taken by accident
        let first = |c: &Choice| !matches!(c, Choice::Suggested(_));
        chooser.cursor = chooser.found.iter().position(first).unwrap_or(0);
    }
}

/// Moves among what fits.
pub fn step(state: &mut State, by: isize) -> Vec<Effect> {
    if let Some(Layer::Choose(chooser)) = state.layers.last_mut() {
        let last = chooser.found.len().saturating_sub(1);
        chooser.cursor = chooser.cursor.saturating_add_signed(by).min(last);
    }
    Vec::new()
}

/// Takes the chosen one: on all of the creators, or off them where all have it. `stay`: more are to follow.
pub fn take(state: &mut State, stay: bool) -> Vec<Effect> {
    let Some(Layer::Choose(chooser)) = state.layers.last().cloned() else {
        return Vec::new();
    };
    let Some(choice) = chooser.found.get(chooser.cursor) else {
        return Vec::new();
    };
    if chooser.ids.is_empty() {
        let id = match chooser.scope {
            Scope::Marked => "app-marks-hidden",
            Scope::One | Scope::All => "app-no-creator",
        };
        state.say(Message::new(id));
        return Vec::new();
    }
    let name = name_of(state, chooser.what, choice);
    let all = chooser.having(&name) == Some(chooser.ids.len());
    if !stay {
        state.layers.pop();
    }
    let mut effects = put(state, chooser.what, chooser.ids.clone(), &name, !all);
    if stay {
        if let Some(Layer::Choose(chooser)) = state.layers.last_mut() {
            chooser.line = LineEdit::default();
            let n = if all { 0 } else { chooser.ids.len() };
            if let Some(having) = &mut chooser.having {
                having.insert(fold_key(&name), n);
            }
        }
        edited(state);
    }
    effects.push(Effect::Save(Box::new(state.session())));
    effects
}

/// Turns a suggestion down.
pub fn dismiss(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Choose(chooser)) = state.layers.last().cloned() else {
        return Vec::new();
    };
    let Some(Choice::Suggested(s)) = chooser.found.get(chooser.cursor) else {
        state.say(Message::new("app-no-suggestion"));
        return Vec::new();
    };
    let (rule, ids) = (s.rule, chooser.ids.clone());
    let name = starting(state, usize::from(rule));
    touch(state, &ids, |r| r.dismissed.push(rule));
    edited(state);
    vec![Effect::Edit(Edit::Dismiss { ids, rule, name })]
}

/// The key for the list that was used last: on it, or off it where all of them are.
pub fn quick_list(state: &mut State) -> Vec<Effect> {
    let open = |name: &&String| {
        let key = fold_key(name);
        let mut lists = state.lists.iter();
        lists.any(|l| fold_key(&l.name) == key && l.frozen_at.is_none())
    };
    let Some(name) = state.recent_lists.iter().find(open).cloned() else {
        return open_list(state);
    };
    let ids = ids_of(state, scope_of(state));
    // of one whose labels are on screen it is known what the key means; of many, they are put on it
    let is_on = |id: &u32| {
        let record = state.pool.rows.get(id);
        record.is_some_and(|r| r.lists.iter().any(|l| fold_key(l) == fold_key(&name)))
    };
    let all = ids.iter().all(is_on);
    put(state, What::List, ids, &name, !all)
}

fn open_list(state: &mut State) -> Vec<Effect> {
    open(state, What::List)
}

/// Writes it, and shows it at once.
fn put(state: &mut State, what: What, ids: Vec<u32>, name: &str, on: bool) -> Vec<Effect> {
    let recent = match what {
        What::Tag => &mut state.recent_tags,
        What::List => &mut state.recent_lists,
    };
    recent.retain(|r| fold_key(r) != fold_key(name));
    recent.insert(0, name.to_owned());
    recent.truncate(RECENT);
    touch(state, &ids, |record| {
        let all = match what {
            What::Tag => &mut record.tags,
            What::List => &mut record.lists,
        };
        let has = all.iter().any(|n| fold_key(n) == fold_key(name));
        match (on, has) {
            (true, false) => all.push(name.to_owned()),
            (false, true) => all.retain(|n| fold_key(n) != fold_key(name)),
            _ => {}
        }
    });
    let name = name.to_owned();
    vec![Effect::Edit(match what {
        What::Tag => Edit::Tag { ids, name, on },
        What::List => Edit::List { ids, name, on },
    })]
}

/// Changes what is shown of creators before it is written; where it cannot be written, they are fetched anew.
fn touch(state: &mut State, ids: &[u32], change: impl Fn(&mut Record)) {
    // a million may be picked, and a few hundred are here
    for id in ids {
        if let Some(record) = state.pool.rows.get_mut(id) {
            change(std::sync::Arc::make_mut(record));
        }
    }
}

/// Fetches everything on screen anew: what is shown may not be what is written.
pub fn show_what_is(state: &mut State) -> Vec<Effect> {
    pool::distrust(state);
    pool::fetch(state)
}
