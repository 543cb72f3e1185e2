//! What is due or late: days that somebody has set, and what the work itself asks for.
//!
//! One rule each: a follow-up on its day; an answer waited for, three days after the last message; a sample that is out
//! without content; a licence or an agreement about to end; a card over its day; a card without a day that is in its
//! stage for longer than usual. What has ended long ago asks for nothing any more.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;

use super::board::COLUMNS;
use super::card::{Agreement, Card, Contact};
use super::stage::Stage;
use crate::domain::review::agenda::{About, Point};

/// Days after a message without an answer, where nobody has set a day to ask again.
const WAITED: i64 = 3;

/// So many days after the end of a licence or an agreement nobody is reminded any more.
const PAST: i32 = 7;

/// Why something is on the agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// The day of a collaboration.
    Due,
    /// Somebody wanted to ask again.
    FollowUp,
    /// No answer yet.
    Reply,
    /// A sample without content.
    Sample,
    /// The content licence ends.
    Licence,
    /// A framework agreement ends.
    Agreement,
    /// In its stage for longer than usual.
    Long,
    /// A review has decided it.
    Decision,
}

impl Why {
    /// All of them.
    pub const ALL: [Why; 8] = [
        Why::Due,
        Why::FollowUp,
        Why::Reply,
        Why::Sample,
        Why::Licence,
        Why::Agreement,
        Why::Long,
        Why::Decision,
    ];

    /// Name in messages, in JSON and in the pool file.
    pub const fn key(self) -> &'static str {
        match self {
            Why::Due => "due",
            Why::FollowUp => "follow_up",
            Why::Reply => "reply",
            Why::Sample => "sample",
            Why::Licence => "licence",
            Why::Agreement => "agreement",
            Why::Long => "long",
            Why::Decision => "decision",
        }
    }
}

/// Something to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Why.
    pub why: Why,
    /// What it is about, by its number: a collaboration, a contact, an agreement.
    pub item: i64,
    /// The collaboration, where it is one.
    pub collab: Option<u32>,
    /// With whom.
    pub creator: u32,
    /// The handle, without `@`.
    pub handle: String,
    /// Whose it is; empty where nobody's.
    pub owner: String,
    /// The stage of the collaboration.
    pub stage: Option<Stage>,
    /// The day on which it is to be looked at.
    pub day: Date,
    /// Days out, in the stage, since the message.
    pub days: i32,
    /// Usual days, where they are compared.
    pub usual: i32,
    /// Of what a review has decided: about what, as people call it, and why.
    pub decided: Option<Box<Decided>>,
}

/// What a review has decided, and is still to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// A product, a member, a video; empty where it is about the creator.
    pub about: String,
    /// The review that it was decided in.
    pub review: String,
    /// The id of the words for what was decided; none where a point has a day and nothing is decided.
    pub word: Option<String>,
    /// Why.
    pub reason: String,
}

impl Item {
    /// Of a point of a review that has a day, however far: somebody took it on in front of all others.
    pub fn of_point(point: &Point, today: Date) -> Option<Item> {
        let day = point.due?;
        Some(Item {
            why: Why::Decision,
            item: point.id,
            collab: None,
            creator: point.about.creator().unwrap_or(0),
            handle: point.handle.as_deref().unwrap_or_default().to_owned(),
            owner: point.owner.as_deref().unwrap_or_default().to_owned(),
            stage: None,
            day,
            days: days(day, today),
            usual: 0,
            decided: Some(Box::new(Decided {
                about: match (&point.about, &point.title) {
                    (About::Content(..), Some(title)) => title.to_string(),
                    (about, _) => about.text().map_or(String::new(), |t| t.to_string()),
                },
                review: point.review.as_deref().unwrap_or_default().to_owned(),
                word: point.decision.map(|d| point.about.decision_word(d)),
                reason: point.reason.as_deref().unwrap_or_default().to_owned(),
            })),
        })
    }
}

impl Item {
    /// What is put aside: this sample, this end of the licence, this stay in the stage. When that changes, somebody
    /// wants to hear of it again.
    pub fn occasion(&self) -> String {
        let since = later(self.day, -i64::from(self.usual));
        format!("{}:{since}", self.why.key())
    }
}

/// What somebody has put aside: occasion, number, and until which day (none: for good).
pub type Snoozed = (String, i64, Option<Date>);

/// After how many days something asks to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// That a sample is out.
    pub sample: i32,
    /// Before a licence or an agreement ends.
    pub ending: i32,
}

fn days(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

fn later(day: Date, by: i64) -> Date {
    day.checked_add(Span::new().days(by)).unwrap_or(day)
}

/// Everything that is due until a week from now, the most pressing first.
pub fn agenda(
    cards: &[std::sync::Arc<Card>],
    contacts: &[Contact],
    agreements: &[Agreement],
    usual: &[Option<i32>; COLUMNS],
    patience: Patience,
    today: Date,
) -> Vec<Item> {
    let mut out = Vec::new();
    let item = |card: &Card, why: Why, day: Date| Item {
        why,
        item: card.id.into(),
        collab: Some(card.id),
        creator: card.creator,
        handle: card.handle.to_string(),
        owner: card.owner.as_deref().unwrap_or_default().to_owned(),
        stage: Some(card.stage),
        day,
        days: 0,
        usual: 0,
        decided: None,
    };
    let mut newest: BTreeMap<u32, &Card> = BTreeMap::new();
    for card in cards {
        let last = newest.entry(card.creator).or_insert(card);
        let order = |c: &Card| (c.stage.is_open(), c.since, c.id);
        if order(card) > order(last) {
            *last = card;
        }
        if !card.stage.is_given_up()
            && let Some(until) = card.licence_until
            && (-PAST..=patience.ending).contains(&days(today, until))
        {
            out.push(Item {
                days: days(until, today).max(0),
                ..item(card, Why::Licence, until)
            });
        }
        if !card.stage.is_open() {
            continue;
        }
        match (card.due, card.age(today), usual.get(card.stage.index())) {
            (Some(due), ..) if days(today, due) <= 7 => out.push(item(card, Why::Due, due)),
            (None, Some(age), Some(Some(usual))) if age > *usual => {
                let since = card.since.unwrap_or(today);
                out.push(Item {
                    days: age,
                    usual: *usual,
                    ..item(card, Why::Long, later(since, i64::from(*usual)))
                });
            }
            _ => {}
        }
        if let Some(sent) = card.sample_out
            && card.stage < Stage::Published
            && days(sent, today) > patience.sample
        {
            out.push(Item {
                days: days(sent, today),
                usual: patience.sample,
                ..item(card, Why::Sample, later(sent, i64::from(patience.sample)))
            });
        }
    }
    // who has answered since, or was written to again, waits for nothing
    let mut last: BTreeMap<u32, &Contact> = BTreeMap::new();
    for contact in contacts {
        last.insert(contact.creator, contact);
    }
    let whose = |creator: u32| newest.get(&creator).copied();
    for (creator, contact) in last {
        let waiting = whose(creator).is_some_and(|c| c.stage == Stage::Contacted);
        let (why, day) = match contact.follow_up {
            Some(day) => (Why::FollowUp, day),
            None if waiting && !contact.replied => (Why::Reply, later(contact.at, WAITED)),
            None => continue,
        };
        if contact.replied || days(today, day) > 7 {
            continue;
        }
        let card = whose(creator);
        out.push(Item {
            why,
            item: contact.id,
            collab: card.map(|c| c.id),
            creator,
            handle: card.map(|c| c.handle.to_string()).unwrap_or_default(),
            owner: contact.by.as_deref().unwrap_or_default().to_owned(),
            stage: card.map(|c| c.stage),
            day,
            days: days(contact.at, today),
            usual: 0,
            decided: None,
        });
    }
    for agreement in agreements {
        let Some(ends) = agreement.ends else { continue };
        if !(-PAST..=patience.ending).contains(&days(today, ends)) {
            continue;
        }
        let card = whose(agreement.creator);
        out.push(Item {
            why: Why::Agreement,
            item: agreement.id,
            collab: card.map(|c| c.id),
            creator: agreement.creator,
            handle: card.map(|c| c.handle.to_string()).unwrap_or_default(),
            owner: card
                .and_then(|c| c.owner.as_deref())
                .unwrap_or_default()
                .to_owned(),
            stage: card.map(|c| c.stage),
            day: ends,
            days: days(ends, today).max(0),
            usual: 0,
            decided: None,
        });
    }
    out.sort_by(|a, b| (a.day, a.why, &a.handle, a.item).cmp(&(b.day, b.why, &b.handle, b.item)));
    out
}

/// Whether somebody has put it aside.
pub fn is_snoozed(item: &Item, aside: &[Snoozed], today: Date) -> bool {
    aside.iter().any(|(what, id, until)| {
        *what == item.occasion() && *id == item.item && until.is_none_or(|until| until > today)
    })
}

#[cfg(test)]
mod tests {
    use super::super::board::blank;
    use super::*;
    use jiff::civil::date;
    use std::sync::Arc;

    const TODAY: Date = date(2026, 11, 23);
    const PATIENCE: Patience = Patience {
        sample: 14,
        ending: 14,
    };

    fn found(
        cards: Vec<Card>,
        contacts: &[Contact],
        usual: Option<i32>,
    ) -> Vec<(Why, i64, String)> {
        let cards: Vec<_> = cards.into_iter().map(Arc::new).collect();
        let usual = [usual; COLUMNS];
        let all = agenda(&cards, contacts, &[], &usual, PATIENCE, TODAY);
        all.into_iter()
            .map(|i| (i.why, i.item, i.day.to_string()))
            .collect()
    }

    #[test]
    fn cards_ask_for_themselves() {
        let mut due = blank(1, Stage::Negotiating);
        due.due = Some(date(2026, 11, 20));
        let mut far = blank(2, Stage::Negotiating);
        far.due = Some(date(2026, 12, 20));
        far.since = Some(date(2026, 1, 1));
        let mut long = blank(3, Stage::Contacted);
        long.since = Some(date(2026, 11, 10));
        let mut sample = blank(4, Stage::InProduction);
        sample.sample_out = Some(date(2026, 11, 1));
        let mut licence = blank(5, Stage::Reviewed);
        licence.licence_until = Some(date(2026, 11, 30));
        let mut over = blank(6, Stage::Dropped);
        over.due = Some(date(2026, 11, 1));
        over.licence_until = Some(date(2026, 11, 30));
        let day = |why, item, day: &str| (why, item, day.to_owned());
        assert_eq!(
            found(vec![due, far, long, sample, licence, over], &[], Some(5)),
            [
                day(Why::Sample, 4, "2026-11-15"),
                day(Why::Long, 3, "2026-11-15"),
                day(Why::Due, 1, "2026-11-20"),
                day(Why::Licence, 5, "2026-11-30"),
            ]
        );
    }

    #[test]
    fn the_last_message_counts() {
        let contact = |id, day, follow_up: Option<i8>, replied| Contact {
            id,
            version: 1,
            creator: 1,
            by: Some("anna".into()),
            at: date(2026, 11, day),
            follow_up: follow_up.map(|d| date(2026, 11, d)),
            replied,
        };
        let card = || vec![blank(1, Stage::Contacted)];
        let asked = |contacts: &[Contact]| found(card(), contacts, None);
        assert_eq!(
            asked(&[contact(7, 10, None, false)]),
            [(Why::Reply, 7, "2026-11-13".to_owned())]
        );
        assert_eq!(
            asked(&[contact(7, 10, None, false), contact(8, 22, Some(25), false)]),
            [(Why::FollowUp, 8, "2026-11-25".to_owned())]
        );
        assert!(asked(&[contact(7, 10, Some(12), true)]).is_empty());
        // who is further on is not waited for
        let on = vec![blank(1, Stage::Negotiating)];
        assert!(found(on, &[contact(7, 10, None, false)], None).is_empty());
    }

    #[test]
    fn what_was_put_aside_comes_back_on_its_day() {
        let mut card = blank(1, Stage::Contacted);
        card.due = Some(TODAY);
        let cards = [Arc::new(card)];
        let all = agenda(&cards, &[], &[], &[None; COLUMNS], PATIENCE, TODAY);
        let aside = |until| [("due:2026-11-23".to_owned(), 1, until)];
        assert!(is_snoozed(&all[0], &aside(Some(date(2026, 11, 24))), TODAY));
        assert!(!is_snoozed(&all[0], &aside(Some(TODAY)), TODAY));
        assert!(is_snoozed(&all[0], &aside(None), TODAY));
        let other = |what: &str| [(what.to_owned(), 1, None)];
        assert!(!is_snoozed(&all[0], &other("long:2026-11-23"), TODAY));
        // another day is another occasion
        assert!(!is_snoozed(&all[0], &other("due:2026-11-20"), TODAY));
    }

    #[test]
    fn an_occasion_outlives_what_is_usual() {
        let mut card = blank(1, Stage::Contacted);
        card.since = Some(date(2026, 11, 1));
        let cards = [Arc::new(card)];
        let occasion = |days| {
            let mut usual = [None; COLUMNS];
            usual[Stage::Contacted.index()] = Some(days);
            let all = agenda(&cards, &[], &[], &usual, PATIENCE, TODAY);
            all[0].occasion()
        };
        assert_eq!(occasion(4), "long:2026-11-01");
        assert_eq!(occasion(4), occasion(9));
    }
}
