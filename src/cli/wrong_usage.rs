//! What clap has to say, in one line and in the person's language.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::fault::Fault;
use super::out;
use super::prescan::unmarked;
use crate::domain::message::Message;
use crate::text;
use crate::words::Words;

/// Prints help and version; turns everything else into the end of the command.
pub fn settle(error: &Error, words: &Words) -> Result<(), Fault> {
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    ) {
        let text = error.render().to_string();
        return Ok(out::say(&format!("{}\n", text.trim_end()))?);
    }
    let sentence = words.say(&message(error));
    let hint = words.get("cli-usage-hint");
    Err(Fault::UsageSaid(format!("{sentence} {hint}")))
}

fn message(error: &Error) -> Message {
    let arg = || said(error, ContextKind::InvalidArg);
    let value = || said(error, ContextKind::InvalidValue);
    let with_nearest = |plain: &'static str, near: &'static str, name: String, kind| {
        let nearest = said(error, kind);
        if nearest.is_empty() {
            Message::new(plain).with("name", name)
        } else {
            Message::new(near)
                .with("name", name)
                .with("nearest", nearest)
        }
    };
    match error.kind() {
        ErrorKind::UnknownArgument => with_nearest(
            "cli-usage-option",
            "cli-usage-option-nearest",
            arg(),
            ContextKind::SuggestedArg,
        ),
        ErrorKind::InvalidSubcommand => with_nearest(
            "cli-usage-command",
            "cli-usage-command-nearest",
            said(error, ContextKind::InvalidSubcommand),
            ContextKind::SuggestedSubcommand,
        ),
        ErrorKind::InvalidValue if value().is_empty() => {
            Message::new("cli-usage-no-value").with("name", arg())
        }
        ErrorKind::InvalidValue => Message::new("cli-usage-value-of")
            .with("name", arg())
            .with("value", value())
            .with("allowed", said(error, ContextKind::ValidValue)),
        ErrorKind::ValueValidation if arg().starts_with("--period") => {
            Message::new("cli-usage-period").with("value", value())
        }
        ErrorKind::ValueValidation | ErrorKind::InvalidUtf8 => Message::new("cli-usage-value")
            .with("name", arg())
            .with("value", value()),
        ErrorKind::ArgumentConflict if said(error, ContextKind::PriorArg) == arg() => {
            Message::new("cli-usage-twice").with("name", arg())
        }
        ErrorKind::ArgumentConflict => Message::new("cli-usage-conflict")
            .with("name", arg())
            .with("other", said(error, ContextKind::PriorArg)),
        ErrorKind::MissingRequiredArgument => Message::new("cli-usage-missing").with("name", arg()),
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => {
            Message::new("cli-usage-values").with("name", arg())
        }
        _ => {
            let text = error.render().to_string();
            let first = text.lines().next().unwrap_or_default();
            let first = first.strip_prefix("error: ").unwrap_or(first);
            Message::new("cli-usage-other").with("detail", first.to_owned())
        }
    }
}

/// A detail of the error as text; several are joined by commas.
fn said(error: &Error, kind: ContextKind) -> String {
    let all = match error.get(kind) {
        Some(ContextValue::String(one)) => vec![one.clone()],
        Some(ContextValue::Strings(many)) => many.clone(),
        Some(other) => vec![other.to_string()],
        None => Vec::new(),
    };
    let clean: Vec<String> = all
        .iter()
        .map(|t| text::clean(unmarked(t)).into_owned())
        .collect();
    clean.join(", ")
}
