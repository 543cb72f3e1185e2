//! The agenda of a meeting as people change it: points taken off, moved, and put on it by name or in words.

use super::State;
use super::meeting::{MeetingView, review, view, view_mut};
use crate::app::naming::{self, NameFor};
use crate::domain::collab::native::DECISIONS;
use crate::domain::message::Message;
use crate::domain::review::agenda::{About, Proposal, Topic};
use crate::messages::{Edit, Effect, FileName};
use crate::text::fold_key;

/// Takes the point off the agenda.
pub fn remove(state: &mut State) -> Vec<Effect> {
    let Some(point) = view(state).and_then(MeetingView::point) else {
        return Vec::new();
    };
    vec![Effect::Edit(Edit::DeleteRow {
        file: FileName(DECISIONS.name),
        id: point.id,
    })]
}

/// Moves the point on the agenda.
pub fn carry(state: &mut State, by: i64) -> Vec<Effect> {
    let Some(point) = view(state).and_then(MeetingView::point) else {
        return Vec::new();
    };
    let id = point.id;
    vec![Effect::Edit(Edit::MovePoint { point: id, by })]
}

/// Asks what else is to be talked about.
pub fn ask_more(state: &mut State) -> Vec<Effect> {
    naming::ask(state, NameFor::Point)
}

/// What can be talked about, by its names.
pub fn names(state: &State) -> Vec<String> {
    let Some(review) = review(state) else {
        return Vec::new();
    };
    let creators = review.handles.values().map(|h| format!("@{h}"));
    let products = review.products().into_iter().map(|p| p.to_string());
    let members = state.board.names.members.iter().cloned();
    creators.chain(products).chain(members).collect()
}

/// What somebody has typed: the name of a creator, product or member, the beginning of the only one that begins so, or else
/// a matter in words of its own. None where several begin so, or where it can only be meant for a creator.
pub fn named(state: &State, text: &str) -> Option<About> {
    let review = review(state)?;
    let text = text.trim();
    let wanted = fold_key(text.trim_start_matches('@'));
    let creators = review.handles.iter();
    let creators = creators.map(|(id, h)| (fold_key(h), About::Creator(*id)));
    let products = review.products().into_iter();
    let products = products.map(|name| (fold_key(&name), About::Product(name)));
    let members = state.board.names.members.iter();
    let members = members.map(|m| (fold_key(m), About::Member(m.as_str().into())));
    let mut begins = Vec::new();
    for (name, about) in creators.chain(products).chain(members) {
        if name == wanted {
            return Some(about);
        }
        if name.starts_with(&wanted) {
            begins.push(about);
        }
    }
    let words = !text.is_empty() && !text.starts_with('@') && begins.is_empty();
    match words {
        true => Some(About::Words(text.into())),
        false => begins.pop().filter(|_| begins.is_empty()),
    }
}

/// Puts something more on the agenda.
pub fn add(state: &mut State, text: &str) -> Vec<Effect> {
    let (Some(about), Some(view)) = (named(state, text), view(state)) else {
        state.complain(Message::new("meeting-no-such").with("text", text));
        return Vec::new();
    };
    let topic = match about {
        About::Member(_) => Topic::Team,
        About::Words(_) => Topic::Free,
        _ => Topic::Own,
    };
    let subject = view.subject.clone();
    let all = view.points.as_deref().unwrap_or_default();
    let there = all.iter().position(|p| p.about == about);
    if let Some(view) = view_mut(state) {
        if let Some(at) = there {
            view.at = at;
            return Vec::new();
        }
        view.added = Some(about.clone());
    }
    vec![Effect::Edit(Edit::Meeting {
        subject,
        points: vec![Proposal { topic, about }],
    })]
}

/// Everything that the boards propose by now.
pub fn propose(state: &State) -> Vec<Effect> {
    match (view(state), review(state)) {
        (Some(view), Some(review)) => vec![Effect::Edit(Edit::Meeting {
            subject: view.subject.clone(),
            points: review.proposals(),
        })],
        _ => Vec::new(),
    }
}
