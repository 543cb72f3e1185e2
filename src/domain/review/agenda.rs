//! What a review meeting talks about: points, made from the boards and kept in the pool, so that a meeting goes on where
//! it stopped, whoever goes on with it.
//!
//! What is proposed stands in [`super::propose`]; nothing is decided here.

use std::sync::Arc;

use jiff::civil::Date;

use super::Subject;
use crate::domain::collab::choice;
use crate::domain::collab::stage::{Move, Stage};

/// Why a point is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    /// A creator who returns too little.
    LetGo,
    /// A creator between the thresholds.
    Retest,
    /// A creator who pays.
    Reinvest,
    /// A collaboration over its day.
    Late,
    /// A product for which an action is advised.
    Product,
    /// Days on which far more of a product was sold than usually.
    Peak,
    /// A video or live among the best.
    Content,
    /// A member whose work waits.
    Team,
    /// Put there by hand.
    Own,
    /// Put there by hand, in words of its own.
    Free,
}

impl Topic {
    /// All of them, in the order in which a meeting takes them.
    pub const ALL: [Topic; 10] = [
        Topic::LetGo,
        Topic::Retest,
        Topic::Reinvest,
        Topic::Late,
        Topic::Product,
        Topic::Peak,
        Topic::Content,
        Topic::Team,
        Topic::Own,
        Topic::Free,
    ];

    /// Name in files, see [`choice::TOPIC`].
    pub const fn key(self) -> &'static str {
        match self {
            Topic::LetGo => "let_go",
            Topic::Retest => "retest",
            Topic::Reinvest => "reinvest",
            Topic::Late => "late",
            Topic::Product => "product",
            Topic::Peak => "peak",
            Topic::Content => "content",
            Topic::Team => "team",
            Topic::Own => "own",
            Topic::Free => "free",
        }
    }

    /// By its name.
    pub fn from_key(key: &str) -> Option<Self> {
        Topic::ALL.into_iter().find(|t| t.key() == key)
    }

    /// The id of its words.
    pub fn word_id(self) -> String {
        choice::TOPIC.word_id(self.key())
    }

    /// Whether both may stand on one agenda about the same: what to do with a product, and what happened on its best
    /// days.
    pub fn is_beside(self, other: Topic) -> bool {
        (self == Topic::Peak) != (other == Topic::Peak)
    }

    /// So many points of it are proposed at most.
    pub const fn most(self) -> usize {
        match self {
            Topic::LetGo => 6,
            Topic::Retest | Topic::Reinvest | Topic::Late => 5,
            Topic::Product => 4,
            Topic::Peak | Topic::Content | Topic::Team => 3,
            Topic::Own | Topic::Free => 0,
        }
    }
}

/// What a point is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum About {
    /// A creator.
    Creator(u32),
    /// A product, by the name under which it stands on the boards.
    Product(Arc<str>),
    /// A video or live, by the platform's number, and whose it is.
    Content(Arc<str>, u32),
    /// Somebody of the team.
    Member(Arc<str>),
    /// Whatever else, in a few words.
    Words(Arc<str>),
}

impl About {
    /// The id of the words for a decision about it: what is kept of a video is an example, not the work.
    pub fn decision_word(&self, decision: Decision) -> String {
        match (self, decision) {
            (About::Content(..), Decision::Keep) => "decision-content-keep".to_owned(),
            (About::Content(..), Decision::Drop) => "decision-content-drop".to_owned(),
            (About::Member(_), Decision::Keep) => "decision-member-keep".to_owned(),
            (About::Member(_), Decision::Optimise) => "decision-member-optimise".to_owned(),
            (About::Words(_), Decision::Keep) => "decision-free-keep".to_owned(),
            (About::Words(_), Decision::Optimise) => "decision-free-optimise".to_owned(),
            (About::Words(_), Decision::Drop) => "decision-free-drop".to_owned(),
            _ => decision.word_id(),
        }
    }

    /// The creator it belongs to.
    pub fn creator(&self) -> Option<u32> {
        match self {
            About::Creator(id) | About::Content(_, id) => Some(*id),
            _ => None,
        }
    }

    /// What it is called, where it is no creator.
    pub fn text(&self) -> Option<&Arc<str>> {
        match self {
            About::Creator(_) => None,
            About::Product(text)
            | About::Content(text, _)
            | About::Member(text)
            | About::Words(text) => Some(text),
        }
    }

    /// From what the pool keeps of it.
    pub fn of(topic: Topic, creator: Option<u32>, text: Option<Arc<str>>) -> Option<About> {
        match (topic, creator, text) {
            (Topic::Team, _, Some(text)) => Some(About::Member(text)),
            (Topic::Free, _, Some(text)) => Some(About::Words(text)),
            (_, Some(id), Some(text)) => Some(About::Content(text, id)),
            (_, Some(id), None) => Some(About::Creator(id)),
            (_, None, Some(text)) => Some(About::Product(text)),
            (_, None, None) => None,
        }
    }
}

/// Whether it is still talked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PointState {
    /// Not yet.
    #[default]
    Open,
    /// Put aside.
    Parked,
    /// Decided.
    Decided,
}

impl PointState {
    /// Name in files, see [`choice::POINT`].
    pub const fn key(self) -> &'static str {
        match self {
            PointState::Open => "open",
            PointState::Parked => "parked",
            PointState::Decided => "decided",
        }
    }

    /// By its name; what is unknown is open.
    pub fn from_key(key: &str) -> Self {
        match key {
            "parked" => PointState::Parked,
            "decided" => PointState::Decided,
            _ => PointState::Open,
        }
    }
}

/// What is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Decision {
    /// Go on as it is.
    Keep,
    /// Change something and look again.
    Optimise,
    /// Work together no more.
    Drop,
    /// Pay again.
    Reinvest,
    /// Make something together.
    CoCreate,
    /// Have enough of it.
    StockUp,
    /// Other creators, price, script.
    Change,
    /// Think again whether to go on.
    Reassess,
}

impl Decision {
    /// All of them.
    pub const ALL: [Decision; 8] = [
        Decision::Keep,
        Decision::Optimise,
        Decision::Drop,
        Decision::Reinvest,
        Decision::CoCreate,
        Decision::StockUp,
        Decision::Change,
        Decision::Reassess,
    ];

    /// Name in files, see [`choice::DECIDED`].
    pub const fn key(self) -> &'static str {
        match self {
            Decision::Keep => "keep",
            Decision::Optimise => "optimise",
            Decision::Drop => "drop",
            Decision::Reinvest => "reinvest",
            Decision::CoCreate => "co_create",
            Decision::StockUp => "stock_up",
            Decision::Change => "change",
            Decision::Reassess => "reassess",
        }
    }

    /// By its name.
    pub fn from_key(key: &str) -> Option<Self> {
        Decision::ALL.into_iter().find(|d| d.key() == key)
    }

    /// The id of its words.
    pub fn word_id(self) -> String {
        choice::DECIDED.word_id(self.key())
    }

    /// What can be decided about something.
    pub fn about(what: &About) -> &'static [Decision] {
        match what {
            About::Creator(_) => &[
                Decision::Keep,
                Decision::Optimise,
                Decision::Drop,
                Decision::Reinvest,
                Decision::CoCreate,
            ],
            About::Product(_) => &[Decision::StockUp, Decision::Change, Decision::Reassess],
            About::Content(..) => &[Decision::Keep, Decision::Drop],
            About::Member(_) => &[Decision::Keep, Decision::Optimise],
            About::Words(_) => &[Decision::Keep, Decision::Optimise, Decision::Drop],
        }
    }

    /// Where a collaboration goes by it: none where it stays. Who is let go goes wherever the collaboration was; for the
    /// rest it has to be out before it is reviewed.
    pub fn stage(self, from: Stage) -> Option<Stage> {
        let over = from.is_given_up();
        let out = (Stage::Published..=Stage::Reinvest).contains(&from);
        let to = match self {
            Decision::Drop if !over => Stage::Dropped,
            Decision::Reinvest | Decision::CoCreate if out => Stage::Reinvest,
            Decision::Keep | Decision::Optimise if out && from < Stage::Reviewed => Stage::Reviewed,
            // what was to be paid again is not any more
            Decision::Keep | Decision::Optimise if from == Stage::Reinvest => Stage::Reviewed,
            _ => return None,
        };
        (to != from).then_some(to)
    }

    /// The tag that whoever has it decided wears, as English and as Chinese teams write it. A pool has one of them,
    /// whatever language its people read.
    pub const fn tags(self) -> Option<[&'static str; 2]> {
        match self {
            Decision::Reinvest => Some(["reinvest", "复投"]),
            Decision::CoCreate => Some(["co-create", "共创"]),
            _ => None,
        }
    }
}

/// Something that is talked about, as the pool keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Its number.
    pub id: i64,
    /// Of the change that wrote it last.
    pub version: i64,
    /// Points stand in this order.
    pub place: i64,
    /// Why it is there.
    pub topic: Topic,
    /// What it is about.
    pub about: About,
    /// The handle of its creator, without `@`.
    pub handle: Option<Arc<str>>,
    /// What a video or live is called.
    pub title: Option<Arc<str>>,
    /// The review it is of: a campaign, or days.
    pub review: Option<Arc<str>>,
    /// Whether it is still talked about.
    pub state: PointState,
    /// What was decided.
    pub decision: Option<Decision>,
    /// Why.
    pub reason: Option<Arc<str>>,
    /// Who does it.
    pub owner: Option<Arc<str>>,
    /// By when.
    pub due: Option<Date>,
    /// When it was done.
    pub done: Option<Date>,
    /// What was known then.
    pub finding: Option<Arc<str>>,
    /// When it was decided.
    pub decided: Option<Date>,
    /// By whom.
    pub by: Option<Arc<str>>,
}

impl Point {
    /// What people call what it is about.
    pub fn name(&self) -> String {
        match (&self.about, &self.handle) {
            (About::Creator(_), Some(handle)) => format!("@{handle}"),
            (About::Content(id, _), Some(handle)) => {
                format!("@{handle} · {}", self.title.as_ref().unwrap_or(id))
            }
            (about, _) => about.text().map(|t| t.to_string()).unwrap_or_default(),
        }
    }
}

/// Something that might be talked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Why.
    pub topic: Topic,
    /// About what.
    pub about: About,
}

/// How a review is kept: the campaign, or the days as text.
pub fn kept_as(subject: &Subject) -> (Option<&str>, Option<String>) {
    match subject {
        Subject::Campaign(name) => (Some(name), None),
        Subject::Days(_) => (None, Some(subject.name())),
    }
}

/// What is decided about a point, and what follows from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// Which.
    pub point: i64,
    /// The change that wrote the point as the person saw it.
    pub seen: i64,
    /// What.
    pub decision: Decision,
    /// Why.
    pub reason: String,
    /// What was known.
    pub finding: String,
    /// The id of the words for it, of what it is about.
    pub word: String,
    /// Collaborations that go on by it.
    pub moves: Vec<Move>,
    /// Collaborations it is about: it is noted on them.
    pub deals: Vec<u32>,
    /// A tag that the creator gets.
    pub tag: Option<String>,
    /// Tags of other decisions, which the creator has no longer.
    pub untag: Vec<String>,
    /// A note on the creator.
    pub note: Option<String>,
    /// The note of an earlier decision about the same, which goes.
    pub unnote: Option<String>,
    /// A video or live, by the platform's number, that is kept as an example, or is not any more.
    pub keep: Option<(String, bool)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_files_are_those_of_the_choices() {
        let topics: Vec<_> = Topic::ALL.iter().map(|t| t.key()).collect();
        assert_eq!(topics, choice::TOPIC.keys().collect::<Vec<_>>());
        let all: Vec<_> = Decision::ALL.iter().map(|d| d.key()).collect();
        assert_eq!(all, choice::DECIDED.keys().collect::<Vec<_>>());
        for state in [PointState::Open, PointState::Parked, PointState::Decided] {
            assert_eq!(choice::POINT.key(state.key()), Some(state.key()));
            assert_eq!(PointState::from_key(state.key()), state);
        }
    }

    #[test]
    fn decisions_move_what_they_are_about() {
        use Decision::{CoCreate, Drop, Keep, Optimise, Reinvest, StockUp};
        for (decision, from, to) in [
            (Keep, Stage::Ordering, Some(Stage::Reviewed)),
            (Optimise, Stage::Published, Some(Stage::Reviewed)),
            (Keep, Stage::Reviewed, None),
            // nothing is reviewed that is not out yet
            (Keep, Stage::Negotiating, None),
            (Reinvest, Stage::SampleSent, None),
            (Reinvest, Stage::Reviewed, Some(Stage::Reinvest)),
            (CoCreate, Stage::Ordering, Some(Stage::Reinvest)),
            (Reinvest, Stage::Reinvest, None),
            (Keep, Stage::Reinvest, Some(Stage::Reviewed)),
            (Drop, Stage::Negotiating, Some(Stage::Dropped)),
            (Drop, Stage::Reinvest, Some(Stage::Dropped)),
            (Drop, Stage::Released, None),
            (Reinvest, Stage::Dropped, None),
            (StockUp, Stage::Ordering, None),
        ] {
            assert_eq!(decision.stage(from), to, "{decision:?} {from:?}");
        }
    }

    #[test]
    fn what_a_point_is_about_reads_back() {
        for (topic, about) in [
            (Topic::LetGo, About::Creator(7)),
            (Topic::Product, About::Product("Lamp".into())),
            (Topic::Content, About::Content("764".into(), 7)),
            (Topic::Team, About::Member("Bo".into())),
        ] {
            let again = About::of(topic, about.creator(), about.text().cloned());
            assert_eq!(again, Some(about));
        }
        assert_eq!(About::of(Topic::Own, None, None), None);
    }
}
