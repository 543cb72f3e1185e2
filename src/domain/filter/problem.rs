//! Why a query could not be read, where, and the sentence for it.

use super::super::message::Message;

/// Why a query could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// No field of this name; the nearest one.
    UnknownField(String, Option<String>),
    /// A field without a value.
    NoValue(String),
    /// Not a number: field, text.
    NotANumber(String, String),
    /// Not a number of percent: field, text.
    NotAPercent(String, String),
    /// `>` or `<` on a field that is not numeric.
    NotNumeric(String),
    /// A value the field does not know: field, text, the nearest one.
    UnknownValue(String, String, Option<String>),
    /// A value that is none of the few there are, and near to none of them: field, text, all there are.
    NotAmong(String, String, String),
    /// `OR` or `AND` between conditions.
    Connector(String),
    /// A tier name that several schemes carry: name, schemes.
    AmbiguousTier(String, Vec<String>),
    /// Tiers of two schemes in one query.
    TwoSchemes(String),
    /// A quote that is not closed.
    OpenQuote,
    /// A currency on a field that is not money.
    NotMoney(String),
    /// A range whose lower end is above its upper end.
    Backwards(String),
}

/// Where and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    /// First character of the offending part, from 0.
    pub start: usize,
    /// One past its last character.
    pub end: usize,
    /// Why.
    pub problem: Problem,
}

impl ParseError {
    /// The sentence for people.
    pub fn message(&self) -> Message {
        let at = |id| Message::new(id).with("at", self.start + 1);
        match &self.problem {
            Problem::UnknownField(field, Some(nearest)) => at("query-unknown-field-nearest")
                .with("field", field.clone())
                .with("nearest", nearest.clone()),
            Problem::UnknownField(field, None) => {
                at("query-unknown-field").with("field", field.clone())
            }
            Problem::NoValue(field) => at("query-no-value").with("field", field.clone()),
            Problem::NotANumber(field, text) => at("query-not-a-number")
                .with("field", field.clone())
                .with("text", text.clone()),
            Problem::NotAPercent(field, text) => at("query-not-a-percent")
                .with("field", field.clone())
                .with("text", text.clone()),
            Problem::NotNumeric(field) => at("query-not-numeric").with("field", field.clone()),
            Problem::UnknownValue(field, text, Some(nearest)) => at("query-unknown-value-nearest")
                .with("field", field.clone())
                .with("text", text.clone())
                .with("nearest", nearest.clone()),
            Problem::UnknownValue(field, text, None) => at("query-unknown-value")
                .with("field", field.clone())
                .with("text", text.clone()),
            Problem::NotAmong(field, text, known) => at("query-not-among")
                .with("field", field.clone())
                .with("text", text.clone())
                .with("known", known.clone()),
            Problem::Connector(word) => at("query-connector").with("word", word.clone()),
            Problem::AmbiguousTier(name, schemes) => at("query-ambiguous-tier")
                .with("name", name.clone())
                .with("schemes", schemes.join(", ")),
            Problem::TwoSchemes(name) => at("query-two-schemes").with("name", name.clone()),
            Problem::OpenQuote => at("query-open-quote"),
            Problem::NotMoney(field) => at("query-not-money").with("field", field.clone()),
            Problem::Backwards(text) => at("query-backwards").with("text", text.clone()),
        }
    }
}
