//! Fields of collaborations and of what belongs to them, typed and checked.

use std::sync::Arc;

use super::detail;
use super::pick::{self, PickFor};
use crate::app::State;
use crate::app::naming::{self, NameFor};
use crate::domain::collab::card::Card;
use crate::domain::collab::native::{COSTS, Cell, Field, PRODUCTS, Value};
use crate::domain::collab::typed;
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::messages::{Edit, Effect, FileName};

/// What is changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// In which file.
    pub file: FileName,
    /// One row of it; none for several collaborations, or for a row to be made.
    pub row: Option<i64>,
    /// Collaborations that all get the value.
    pub cards: Vec<u32>,
    /// The field.
    pub key: &'static str,
    /// What it holds now, as the person sees it.
    pub seen: Option<Value>,
    /// Of the row's money, where it is known.
    pub currency: Currency,
    /// Whether the collaborations count in several currencies.
    pub mixed: bool,
}

impl Target {
    /// A field of some cards.
    pub fn of_cards(cards: &[Arc<Card>], key: &'static str) -> Self {
        let currency = cards.first().map_or(Currency::NONE, |c| c.currency);
        let alike = cards.iter().all(|c| c.currency == currency);
        let text = |text: &Option<Arc<str>>| text.as_deref().map(|t| Value::Text(t.into()));
        // of other fields that are asked for on the board it is known that they are empty
        let seen = match (cards, key) {
            ([one], "due") => one.due.map(Value::Date),
            ([one], "owner") => text(&one.owner),
            ([one], "campaign") => text(&one.campaign),
            ([one], "expected_gmv") => one.expected.map(Value::Number),
            _ => None,
        };
        let one = match cards {
            [one] => Some(i64::from(one.id)),
            _ => None,
        };
        Target {
            file: FileName("collaborations"),
            row: one,
            cards: cards.iter().map(|c| c.id).collect(),
            key,
            seen,
            currency: if alike { currency } else { Currency::NONE },
            mixed: !alike,
        }
    }

    /// The column.
    pub fn field(&self) -> Option<&'static Field> {
        self.file.file()?.field(self.key)
    }

    /// What it holds.
    pub fn cell(&self) -> Option<Cell> {
        Some(self.field()?.cell)
    }

    fn has_currency(&self) -> bool {
        self.file
            .file()
            .is_some_and(|f| f.place("currency").is_some())
    }
}

/// Asks for a value: out of a list where there is one.
pub fn ask(state: &mut State, target: Target) -> Vec<Effect> {
    match (target.cell(), target.key) {
        // a product's own number is no choice among products
        (Some(Cell::Id), "product_id") if target.file.0 == PRODUCTS.name => {
            naming::ask(state, NameFor::Field(target))
        }
        (Some(Cell::One(_) | Cell::Member | Cell::Name), _) | (Some(Cell::Id), "product_id") => {
            pick::open(state, PickFor::Field(target))
        }
        _ => naming::ask(state, NameFor::Field(target)),
    }
}

/// A value was typed or chosen.
pub fn set(state: &mut State, target: Target, text: &str) -> Vec<Effect> {
    match edits(state, &target, text) {
        Ok(edit) => vec![Effect::Edit(edit)],
        Err(message) => {
            state.complain(message);
            Vec::new()
        }
    }
}

/// What a typed value means.
///
/// # Errors
/// A sentence that says what cannot be read.
pub fn edits(state: &State, target: &Target, text: &str) -> Result<Edit, Message> {
    let cell = target.cell().unwrap_or(Cell::Text);
    let text = match target.key {
        "url" if !text.trim().is_empty() => {
            let none = || Message::new("gate-no-link").with("value", text.trim());
            link_in(text).ok_or_else(none)?
        }
        _ => text,
    };
    let typed = typed::value(cell, text, state.today)?;
    let required = target.file.file().is_some_and(|file| {
        let place = file.place(target.key);
        place.is_some_and(|at| at < file.required)
    });
    if required && typed.value.is_none() {
        return Err(Message::new("typed-required"));
    }
    let mut more: Vec<(&'static str, Option<Value>, Option<Value>)> = Vec::new();
    if matches!(cell, Cell::Money) && typed.value.is_some() && target.has_currency() {
        let known = target.currency.is_known();
        match typed.currency {
            _ if target.mixed => return Err(Message::new("typed-mixed-currency")),
            Some(currency) if currency != target.currency => {
                // one row, one currency: the other sums would be others; a cost has no other
                let alone = target.file == FileName(COSTS.name) && target.key == "amount";
                if known && !alone {
                    let said = Message::new("typed-other-currency");
                    return Err(said.with("currency", target.currency.code()));
                }
                let code = |c: Currency| Value::Text(c.code().into());
                let seen = known.then(|| code(target.currency));
                more.push(("currency", seen, Some(code(currency))));
            }
            None if !known && typed.value.as_ref().and_then(Value::number) != Some(0) => {
                return Err(Message::new("typed-no-currency"));
            }
            _ => {}
        }
    }
    let file = target.file;
    Ok(match (target.row, &target.cards) {
        (Some(id), _) => Edit::SetRow {
            file,
            id,
            fields: more
                .into_iter()
                .chain([(target.key, target.seen.clone(), typed.value)])
                .collect(),
        },
        (None, many) => Edit::SetCards {
            ids: many.clone(),
            fields: more
                .into_iter()
                .map(|(key, _, to)| (key, to))
                .chain([(target.key, typed.value)])
                .collect(),
        },
    })
}

/// A sample's carrier and number: `DHL 4411`, or only the number.
pub fn sample_number(state: &mut State, id: Option<u32>, text: &str) -> Vec<Effect> {
    let text = text.trim();
    if text.is_empty() {
        state.complain(Message::new("gate-number-empty"));
        return Vec::new();
    }
    let (carrier, number) = match text.rsplit_once(char::is_whitespace) {
        Some((carrier, number)) => (carrier.trim(), number),
        None => ("", text),
    };
    let mut values: Vec<(&'static str, Value)> = vec![
        ("sent", Value::Date(state.today)),
        ("number", Value::Text(number.into())),
    ];
    if !carrier.is_empty() {
        values.push(("carrier", Value::Text(carrier.into())));
    }
    add_for(id, "samples", &values)
}

/// The link in what somebody pastes: apps share it with words around it.
fn link_in(text: &str) -> Option<&str> {
    let from = text.find("https://").or_else(|| text.find("http://"))?;
    let rest = text.get(from..)?;
    let end = rest.find(|c: char| c.is_whitespace() || c > '\u{2fff}');
    rest.get(..end.unwrap_or(rest.len()))
}

/// The link of a content.
pub fn content_link(state: &mut State, id: Option<u32>, text: &str) -> Vec<Effect> {
    let Some(url) = link_in(text) else {
        state.complain(Message::new("gate-no-link").with("value", text.trim()));
        return Vec::new();
    };
    let kind = if url.contains("/live") {
        "live"
    } else {
        "video"
    };
    let values = [
        ("url", Value::Text(url.into())),
        ("posted_at", Value::Date(state.today)),
        ("kind", Value::Text(kind.into())),
    ];
    add_for(id, "contents", &values)
}

fn add_for(id: Option<u32>, file: &'static str, values: &[(&'static str, Value)]) -> Vec<Effect> {
    let add = |id: u32| {
        Effect::Edit(Edit::AddRow {
            file: FileName(file),
            collab: Some(id),
            creator: None,
            values: values.to_vec(),
        })
    };
    id.map(add).into_iter().collect()
}

/// The detail's own field, opened to be changed.
pub fn ask_here(state: &mut State) -> Vec<Effect> {
    match detail::target(state) {
        Some(target) => ask(state, target),
        None => Vec::new(),
    }
}
