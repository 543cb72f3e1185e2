//! The query bar and the search line: the filter as text, with every keystroke answered.

use super::layer::Layer;
use super::line::LineEdit;
use super::pool::{self, QueryError, set_filter};
use super::{State, pool::table};
use crate::domain::collab::choice::{self, Choice};
use crate::domain::facet::Facet;
use crate::domain::filter::{self, Filter, Goal};
use crate::messages::Effect;
use crate::text::fold;

/// State of the query bar.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct QueryBar {
    /// What is typed.
    pub line: LineEdit,
    /// The filter to go back to.
    pub before: Filter,
    /// What could stand under the cursor, with counts where there are any.
    pub offers: Vec<Offer>,
    /// The chosen offer.
    pub chosen: Option<usize>,
}

/// A completion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What it puts in place of the word under the cursor.
    pub text: String,
    /// How it reads.
    pub label: String,
    /// Matches under the other filters.
    pub count: Option<usize>,
}

/// Offers that are shown at once.
pub const OFFERS: usize = 8;

/// Opens the query bar with the filter as text.
pub fn open(state: &mut State) -> Vec<Effect> {
    let mut text = state.filter().print(&state.settings.schemes);
    if !text.is_empty() {
        text.push(' ');
    }
    let before = state.filter().clone();
    state.layers.push(Layer::Query(QueryBar {
        line: LineEdit::new(&text),
        before,
        ..QueryBar::default()
    }));
    offer(state);
    Vec::new()
}

/// Opens the search line with the words that are searched now.
pub fn open_search(state: &mut State) -> Vec<Effect> {
    let words: Vec<&str> = state.filter().words().collect();
    // what is typed is another search; a step of the cursor changes the one that is there
    let line = LineEdit::offered(&words.join(" "));
    state
        .layers
        .push(Layer::Search(line, state.filter().clone()));
    Vec::new()
}

/// Searches while typing.
pub fn search(state: &mut State, text: &str) -> Vec<Effect> {
    let mut filter = state.filter().clone();
    filter.set_words(text.split_whitespace().map(str::to_owned));
    replace(state, filter)
}

/// Puts a filter in place without remembering each keystroke's.
fn replace(state: &mut State, filter: Filter) -> Vec<Effect> {
    if filter == *state.filter() {
        return Vec::new();
    }
    if state.on_board() {
        state.board.filter = filter;
        return super::board::ask(state);
    }
    state.pool.filter = filter;
    pool::ask(state)
}

/// The text of the query bar has changed: a good query is answered at once, a bad one leaves the last result.
pub fn edited(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Query(bar)) = state.layers.last_mut() else {
        return Vec::new();
    };
    bar.chosen = None;
    let text = bar.line.text();
    let typing = split(bar.line.before());
    let unfinished =
        bar.line.after().is_empty() && typing.field.is_none() && !typing.value.is_empty();
    let finished = text
        .get(..typing.start)
        .filter(|_| unfinished)
        .unwrap_or(&text);
    let effects = match filter::parse(&text, &state.settings.schemes) {
        // a word still being typed may be the beginning of a field's name: it does not search yet
        Ok(_) => {
            state.pool.error = None;
            match filter::parse(finished, &state.settings.schemes) {
                Ok(filter) => replace(state, filter),
                Err(_) => Vec::new(),
            }
        }
        Err(e) => {
            state.pool.error = Some(QueryError {
                at: (e.start, e.end),
                message: e.message(),
                text,
            });
            Vec::new()
        }
    };
    offer(state);
    effects
}

/// Works out what could stand under the cursor.
fn offer(state: &mut State) {
    let Some(Layer::Query(bar)) = state.layers.last() else {
        return;
    };
    let offers = offers(state, bar.line.before());
    if let Some(Layer::Query(bar)) = state.layers.last_mut() {
        bar.offers = offers;
    }
}

/// The word before the cursor.
#[derive(Debug, PartialEq, Eq)]
struct Typing {
    /// Byte at which it starts.
    start: usize,
    /// Sign, field and the values already given; empty while a field or a bare word is typed.
    lead: String,
    /// The field, where there is one.
    field: Option<String>,
    /// What is being typed.
    value: String,
}

fn split(before: &str) -> Typing {
    let mut start = 0;
    let mut quoted = false;
    for (i, c) in before.char_indices() {
        match c {
            '"' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => start = i + c.len_utf8(),
            _ => {}
        }
    }
    let word = before.get(start..).unwrap_or_default();
    match word.split_once([':', '：']) {
        None => Typing {
            start,
            lead: String::new(),
            field: None,
            value: word.to_owned(),
        },
        Some((field, values)) => {
            let cut = values
                .rfind([',', '，'])
                .map_or(0, |i| i + values.get(i..).map_or(1, first_len));
            let given = values.get(..cut).unwrap_or_default();
            let value = values
                .get(cut..)
                .unwrap_or_default()
                .trim_matches('"')
                .to_owned();
            let name = field.trim_start_matches('-').to_lowercase();
            Typing {
                start,
                lead: format!("{field}:{given}"),
                field: Some(name),
                value,
            }
        }
    }
}

fn first_len(text: &str) -> usize {
    text.chars().next().map_or(1, char::len_utf8)
}

fn offers(state: &State, before: &str) -> Vec<Offer> {
    let Typing {
        lead,
        field,
        value: typing,
        ..
    } = split(before);
    let needle = fold(typing.trim_start_matches('-'));
    let plain = |text: String, label: String| Offer {
        text,
        label,
        count: None,
    };
    let Some(field) = field else {
        if needle.is_empty() {
            return Vec::new();
        }
        let sign = if typing.starts_with('-') { "-" } else { "" };
        let fits: Vec<&str> = filter::vocabulary()
            .filter(|w| w.starts_with(needle.as_str()))
            .collect();
        let is_text = |w: &str| {
            Facet::from_query(w).is_some() || matches!(w, "goal" | "scheme" | "has" | "no")
        };
        let end = |w: &str| if is_text(w) { ":" } else { ">=" };
        return fits
            .into_iter()
            .map(|w| plain(format!("{sign}{w}{}", end(w)), format!("{w}{}", end(w))))
            .collect();
    };
    let fixed: Vec<String> = match field.as_str() {
        "goal" => Goal::ALL.iter().map(|g| g.key().to_owned()).collect(),
        "scheme" => state
            .settings
            .schemes
            .all
            .iter()
            .map(|s| s.key.clone())
            .collect(),
        "has" | "no" => [
            "email", "note", "tag", "list", "collab", "contact", "bio", "cat", "region", "lang",
        ]
        .iter()
        .map(|s| (*s).to_owned())
        .collect(),
        _ => Vec::new(),
    };
    if !fixed.is_empty() {
        let fits = fixed.into_iter().filter(|v| v.starts_with(&needle));
        return fits.map(|v| plain(format!("{lead}{v}"), v)).collect();
    }
    let Some(facet) = Facet::from_query(&field) else {
        return Vec::new();
    };
    if state.on_board() && facet.is_of_work() {
        // what the pool's filter leaves of them is another matter
        let known = names_of(state, facet).into_iter();
        let fits = known.filter(|(value, label)| {
            fold(value).contains(&needle) || fold(label).contains(&needle)
        });
        return fits
            .map(|(value, label)| plain(format!("{lead}{}", as_typed(facet, &value)), label))
            .collect();
    }
    let Some(answer) = &state.pool.answer else {
        return Vec::new();
    };
    let mut found: Vec<(bool, &(String, usize))> = answer
        .facet(facet)
        .iter()
        .map(|v| (fold(&v.0), v))
        .filter(|(folded, _)| folded.contains(&needle))
        .map(|(folded, v)| (!folded.starts_with(&needle), v))
        .collect();
    found.sort_by_key(|(inside, (_, count))| (*inside, std::cmp::Reverse(*count)));
    found
        .into_iter()
        .map(|(_, (value, count))| Offer {
            text: format!("{lead}{}", as_typed(facet, value)),
            label: value.clone(),
            // on the board other numbers count
            count: (!state.on_board()).then_some(*count),
        })
        .collect()
}

/// A value as it is typed behind the field's name.
fn as_typed(facet: Facet, value: &str) -> String {
    let condition = facet.print(value);
    condition
        .split_once(':')
        .map(|(_, v)| v.to_owned())
        .unwrap_or_default()
}

/// Values that collaborations can have, each with its words.
fn names_of(state: &State, facet: Facet) -> Vec<(String, String)> {
    let names = &state.board.names;
    let plain = |all: &[String]| all.iter().map(|n| (n.clone(), n.clone())).collect();
    let chosen = |choice: &Choice| {
        let all = choice.keys();
        all.map(|key| (key.to_owned(), state.words.get(&choice.word_id(key))))
            .collect()
    };
    match facet {
        Facet::Stage => chosen(&choice::STAGE),
        Facet::Mode => chosen(&choice::MODE),
        Facet::Owner => plain(&names.members),
        Facet::Campaign => plain(&names.campaigns),
        Facet::Product => {
            let all = names.products.iter();
            all.map(|(id, name)| match name.is_empty() {
                true => (id.clone(), id.clone()),
                false => (name.clone(), name.clone()),
            })
            .collect()
        }
        Facet::Due => chosen(&choice::DUE),
        Facet::Verdict => chosen(&choice::VERDICT),
        Facet::Diagnosis => chosen(&choice::DIAGNOSIS),
        _ => Vec::new(),
    }
}

/// Whether the line that is typed has anything to be completed to.
pub fn can_complete(state: &State) -> Result<(), &'static str> {
    let some = match state.layers.last() {
        Some(Layer::Name(naming)) => !crate::app::naming::names(state, &naming.what).is_empty(),
        Some(Layer::Search(..) | Layer::Narrow(..) | Layer::Bound(..)) => false,
        _ => true,
    };
    if some {
        Ok(())
    } else {
        Err("field-nothing-complete")
    }
}

/// Tab, Up and Down: takes an offer. A lone offer, or the one chosen, is put in place.
pub fn complete(state: &mut State, by: isize) -> Vec<Effect> {
    if matches!(state.layers.last(), Some(Layer::PreviewField(..))) {
        crate::app::import::complete_target(state);
        return Vec::new();
    }
    if matches!(state.layers.last(), Some(Layer::Name(_))) {
        return crate::app::naming::complete(state);
    }
    let Some(Layer::Query(bar)) = state.layers.last_mut() else {
        return Vec::new();
    };
    if bar.offers.is_empty() {
        return Vec::new();
    }
    let last = bar.offers.len() - 1;
    let next = match (bar.chosen, by) {
        (None, 1..) => 0,
        (None, _) => last,
        (Some(i), 1..) if i >= last => 0,
        (Some(0), _) if by < 0 => last,
        (Some(i), _) => i.saturating_add_signed(by).min(last),
    };
    let Some(offer) = bar.offers.get(next).cloned() else {
        return Vec::new();
    };
    let alone = last == 0;
    let offers = std::mem::take(&mut bar.offers);
    let before = bar.line.before().to_owned();
    let kept = before.get(..split(&before).start).unwrap_or_default();
    bar.line.set_before(format!("{kept}{}", offer.text));
    let effects = edited(state);
    // walking on through the same offers needs them to stay
    if let Some(Layer::Query(bar)) = state.layers.last_mut()
        && !alone
    {
        bar.offers = offers;
        bar.chosen = Some(next);
    }
    effects
}

/// Enter in the query bar: a bad query stays open, with its error.
pub fn accept(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Query(bar)) = state.layers.last().cloned() else {
        return Vec::new();
    };
    if let Some(e) = &state.pool.error {
        let message = e.message.clone();
        state.complain(message);
        return Vec::new();
    }
    let filter = filter::parse(&bar.line.text(), &state.settings.schemes).unwrap_or_default();
    state.layers.pop();
    let mut effects = replace(state, filter);
    if state.on_board() {
        return effects;
    }
    effects.extend(finish(state, bar.before));
    // what was asked for stands at the top of the panes, with what each condition keeps
    pool::panes::to_top(state);
    effects
}

/// Keeps what was typed; the filter from before can be gone back to.
pub fn finish(state: &mut State, before: Filter) -> Vec<Effect> {
    if state.on_board() {
        return Vec::new();
    }
    let now = std::mem::replace(&mut state.pool.filter, before);
    if now.goal != state.pool.filter.goal
        && let Some(goal) = now.goal
    {
        state.pool.sort = goal.sort();
    }
    let effects = set_filter(state, now);
    pool::panes::clamp(state);
    table::settle(state);
    effects
}

/// Esc: back to the filter from before.
pub fn give_up(state: &mut State, before: Filter) -> Vec<Effect> {
    state.pool.error = None;
    replace(state, before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_under_the_cursor_is_found() {
        let parts = |text: &str| {
            let t = split(text);
            (t.start, t.lead, t.value)
        };
        assert_eq!(parts("a tie"), (2, String::new(), "tie".into()));
        assert_eq!(parts("x cat:Bea"), (2, "cat:".into(), "Bea".into()));
        assert_eq!(
            parts("-cat:Toys,\"Home Su"),
            (0, "-cat:Toys,".into(), "Home Su".into())
        );
        assert_eq!(parts("cat:Toys "), (9, String::new(), String::new()));
    }
}
