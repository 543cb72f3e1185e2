//! What a decision of the meeting is made of: whether it can be taken, the reason and the finding that stand with it, and
//! what follows from it (stages, tag, note).

use super::meeting::{MeetingView, any, page, review, view};
use super::{Review, State};
use crate::app::board::fields::Target;
use crate::domain::collab::native::Value as Native;
use crate::domain::collab::stage::{Move, Stage};
use crate::domain::message::Message;
use crate::domain::review::Value;
use crate::domain::review::agenda::{About, Decided, Decision};
use crate::domain::review::minutes;
use crate::domain::review::page::Page;
use crate::domain::review::shown::halves;
use crate::domain::review::why;
use crate::messages::{Edit, Effect};
use crate::words::Lang;

/// Whether this can be decided about what is on the page.
pub fn can(state: &State, decision: Decision) -> Result<(), &'static str> {
    any(state)?;
    if review(state).is_none() {
        return Err("review-loading-yet");
    }
    let Some(point) = view(state).and_then(MeetingView::point) else {
        return Err("meeting-no-point");
    };
    match Some(&point.about) {
        Some(about) if Decision::about(about).contains(&decision) => Ok(()),
        Some(About::Creator(_)) => Err("meeting-of-creators"),
        Some(About::Product(_)) => Err("meeting-of-products"),
        _ => Err("meeting-of-others"),
    }
}

/// What moves by a decision about a creator: each collaboration once. Who is to be paid again although everything with
/// them was dropped before goes on with the last one that had sold.
pub fn moves(review: &Review, about: &About, decision: Decision) -> Vec<Move> {
    let About::Creator(id) = about else {
        return Vec::new();
    };
    let to = |(id, from): (u32, Stage), to: Stage| Move {
        id,
        from,
        to,
        passed: Vec::new(),
    };
    let deals = review.deals_of(*id);
    let all = deals.iter();
    let moves: Vec<Move> = all
        .filter_map(|d| Some(to(*d, decision.stage(d.1)?)))
        .collect();
    let over = deals.iter().all(|(_, stage)| stage.is_given_up());
    if over && matches!(decision, Decision::Reinvest | Decision::CoCreate) {
        let mut dropped = deals.iter().rev().filter(|d| d.1 == Stage::Dropped);
        let last = dropped.find(|(id, _)| review.has_sold(*id));
        return last.map(|d| to(*d, Stage::Reinvest)).into_iter().collect();
    }
    moves
}

/// How many collaborations were given up before, and stay so whatever is decided.
pub fn given_up(review: &Review, about: &About) -> usize {
    let About::Creator(id) = about else { return 0 };
    let again = moves(review, about, Decision::Reinvest);
    let deals = review.deals_of(*id).into_iter();
    deals
        .filter(|(id, stage)| stage.is_given_up() && again.iter().all(|m| m.id != *id))
        .count()
}

/// The tag that goes with a decision: the one that the pool has, else that of the person's language.
fn tag(state: &State, decision: Decision) -> Option<String> {
    let names = decision.tags()?;
    let known = names
        .into_iter()
        .find(|name| state.tags.iter().any(|t| t.name == *name));
    let [en, zh] = names;
    let own = match state.words.lang() {
        Lang::En => en,
        Lang::Zh => zh,
    };
    Some(known.unwrap_or(own).to_owned())
}

/// Whether the numbers advise what is decided: then their reason is a reason for it.
fn agrees(page: &Page, decision: Decision) -> bool {
    let Some(Value::Word(advice)) = page.advice.as_ref().map(|c| &c.value) else {
        return false;
    };
    let advised: &[&str] = match decision {
        Decision::Keep | Decision::Reinvest | Decision::CoCreate => &["verdict-keep"],
        Decision::Optimise => &["verdict-optimise"],
        Decision::Drop => &["verdict-drop"],
        Decision::StockUp => &["action-stock-up"],
        Decision::Change => &["action-change"],
        Decision::Reassess => &["action-reassess"],
    };
    advised.contains(&advice.as_str())
}

/// Decides about what is on the page.
pub fn decide(state: &mut State, decision: Decision) -> Vec<Effect> {
    decide_because(state, decision, None)
}

/// A reason was typed: where it was decided already, the note on the creator, or the hook of a video that is kept, gets
/// it as well.
pub fn reasoned(state: &mut State, point: i64, text: &str) -> Option<Vec<Effect>> {
    let known = view(state)?.point().filter(|p| p.id == point)?;
    let decision = known.decision.filter(|_| known.handle.is_some())?;
    matches!(known.about, About::Creator(_) | About::Content(..)).then_some(())?;
    can(state, decision).ok()?;
    Some(decide_because(state, decision, Some(text.trim())))
}

/// Whether somebody has given another reason since this one was begun.
pub fn reason_changed(state: &State, target: &Target) -> bool {
    let point = view(state).and_then(MeetingView::point);
    let mine = point.filter(|p| Some(p.id) == target.row);
    let seen = target.seen.as_ref().and_then(Native::text);
    mine.is_some_and(|p| p.reason.as_deref() != seen)
}

/// What the note on a creator says.
fn noted(state: &State, review: &Review, decision: Decision, reason: &str) -> String {
    let said = Message::new("meeting-note")
        .with("review", review.head.subject.name())
        .word("decision", decision.word_id())
        .with("reason", if reason.is_empty() { "none" } else { reason });
    state.words.say(&said)
}

/// What was known: the first figures of the page, of somebody of the team where work waits. See [`minutes::told`].
fn finding(about: &About, page: &Page, say: &dyn Fn(&Message) -> String) -> String {
    if let (About::Member(_), Some(slow)) = (about, page.slow) {
        let (stage, days, usual) = slow;
        let key = stage.word_id().to_owned();
        return minutes::finding(&[(key, format!("{} ({})", halves(days), halves(usual)))]);
    }
    let all = page.figures.iter().take(2).map(|figure| {
        let key = figure.title.trim_start_matches("review-col-").to_owned();
        let money = matches!(figure.now.value, Value::Money(..) | Value::Price(..));
        let code = figure.currency.as_deref().filter(|_| money).unwrap_or("");
        let value = format!("{} {code}", figure.now.value.shown(say));
        (key, value.trim_end().to_owned())
    });
    minutes::finding(&all.collect::<Vec<_>>())
}

fn decide_because(state: &mut State, decision: Decision, because: Option<&str>) -> Vec<Effect> {
    let Some((point, page)) = page(state) else {
        return Vec::new();
    };
    let (point, review) = (point.clone(), review(state).cloned());
    let Some(review) = review else {
        return Vec::new();
    };
    let say = |m: &Message| state.words.say(m);
    let mut finding = finding(&point.about, &page, &say);
    // what speaks most for it, until somebody says something better
    let advised = page.said.first().map(say).unwrap_or_default();
    let nobodys = |r: &str| *r == *advised || matches!(minutes::reason(&point), Value::Said(_));
    let own = point.reason.as_deref();
    // a reason that was typed for another decision is none for this one
    let own = own.filter(|r| match point.decision {
        None => true,
        Some(before) => before == decision && !nobodys(r),
    });
    let reason = match (because.or(own), agrees(&page, decision)) {
        (Some(reason), _) => reason.to_owned(),
        (None, true) => {
            let kept = page.said.first().and_then(|said| why::kept(said, &advised));
            finding.extend(kept.map(|kept| format!("|{kept}")));
            advised
        }
        (None, false) => String::new(),
    };
    let others = [Decision::Reinvest, Decision::CoCreate];
    let untag = others.into_iter().filter(|d| *d != decision);
    let untag = untag.filter_map(Decision::tags).flatten();
    let untag = untag.map(str::to_owned).collect();
    let is_creator = matches!(point.about, About::Creator(_));
    let note = is_creator.then(|| noted(state, &review, decision, &reason));
    // what was noted by an earlier decision about the same
    let before = point.decision.filter(|_| is_creator);
    let unnote = before.map(|d| noted(state, &review, d, point.reason.as_deref().unwrap_or("")));
    let moves = moves(&review, &point.about, decision);
    let deals = match &point.about {
        About::Creator(id) => review.deals_of(*id).into_iter().map(|(id, _)| id).collect(),
        _ => Vec::new(),
    };
    let edit = Edit::Decide(Box::new(Decided {
        point: point.id,
        seen: point.version,
        decision,
        reason,
        finding,
        word: point.about.decision_word(decision),
        moves,
        deals,
        tag: tag(state, decision).filter(|_| is_creator),
        untag: if is_creator { untag } else { Vec::new() },
        note,
        unnote,
        keep: match &point.about {
            About::Content(id, _) => Some((id.to_string(), decision == Decision::Keep)),
            _ => None,
        },
    }));
    // the clock and the place, for whatever interrupts
    vec![Effect::Edit(edit), Effect::Save(Box::new(state.session()))]
}
