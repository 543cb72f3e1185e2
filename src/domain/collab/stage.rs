//! The stages of a collaboration (S2): from candidate to reviewed, and what may follow.

/// Where a collaboration stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Stage {
    /// Somebody wants to work with the creator.
    Candidate,
    /// A first message has gone out.
    Contacted,
    /// The creator has answered; terms are talked about.
    Negotiating,
    /// Terms are agreed.
    Contracted,
    /// The sample is on its way or there.
    SampleSent,
    /// The creator makes the content.
    InProduction,
    /// The content is out.
    Published,
    /// It sells.
    Ordering,
    /// Results were looked at.
    Reviewed,
    /// To be worked with again.
    Reinvest,
    /// Not to be worked with again.
    Dropped,
    /// Back in the pool, from any stage.
    Released,
}

impl Stage {
    /// All of them, in their order.
    pub const ALL: [Stage; 12] = [
        Stage::Candidate,
        Stage::Contacted,
        Stage::Negotiating,
        Stage::Contracted,
        Stage::SampleSent,
        Stage::InProduction,
        Stage::Published,
        Stage::Ordering,
        Stage::Reviewed,
        Stage::Reinvest,
        Stage::Dropped,
        Stage::Released,
    ];

    /// Name in files and queries.
    pub const fn key(self) -> &'static str {
        match self {
            Stage::Candidate => "candidate",
            Stage::Contacted => "contacted",
            Stage::Negotiating => "negotiating",
            Stage::Contracted => "contracted",
            Stage::SampleSent => "sample_sent",
            Stage::InProduction => "in_production",
            Stage::Published => "published",
            Stage::Ordering => "ordering",
            Stage::Reviewed => "reviewed",
            Stage::Reinvest => "reinvest",
            Stage::Dropped => "dropped",
            Stage::Released => "released",
        }
    }

    /// The id of its words.
    pub const fn word_id(self) -> &'static str {
        match self {
            Stage::Candidate => "stage-candidate",
            Stage::Contacted => "stage-contacted",
            Stage::Negotiating => "stage-negotiating",
            Stage::Contracted => "stage-contracted",
            Stage::SampleSent => "stage-sample-sent",
            Stage::InProduction => "stage-in-production",
            Stage::Published => "stage-published",
            Stage::Ordering => "stage-ordering",
            Stage::Reviewed => "stage-reviewed",
            Stage::Reinvest => "stage-reinvest",
            Stage::Dropped => "stage-dropped",
            Stage::Released => "stage-released",
        }
    }

    /// By the id of its words.
    pub fn of_word(id: &str) -> Option<Self> {
        Stage::ALL.into_iter().find(|s| s.word_id() == id)
    }

    /// By its name in files, in any case; Chinese names too, and `-` or a blank for `_`.
    pub fn parse(name: &str) -> Option<Self> {
        Stage::parse_key(super::choice::STAGE.key(name)?)
    }

    /// By its very name in files.
    pub fn parse_key(key: &str) -> Option<Self> {
        Stage::ALL.into_iter().find(|s| s.key() == key)
    }

    /// Place in [`Stage::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Work goes on: everything before it was reviewed.
    pub const fn is_open(self) -> bool {
        (self as usize) < (Stage::Reviewed as usize)
    }

    /// It ended without a result that is worth reviewing.
    pub const fn is_given_up(self) -> bool {
        matches!(self, Stage::Dropped | Stage::Released)
    }

    /// The next one on the way, where there is only one: after a review somebody decides.
    pub fn next(self) -> Option<Stage> {
        match self {
            Stage::Reviewed | Stage::Reinvest | Stage::Dropped | Stage::Released => None,
            s => Stage::ALL.get(s.index() + 1).copied(),
        }
    }

    /// The one before it on the way.
    pub fn previous(self) -> Option<Stage> {
        match self {
            Stage::Candidate => None,
            // where it was before nobody knows from the stage alone
            Stage::Dropped | Stage::Released => Some(Stage::Candidate),
            s => Stage::ALL.get(s.index() - 1).copied(),
        }
    }

    /// How the way from one stage to another is to be asked about.
    pub fn way(self, to: Stage) -> Way {
        if self == to {
            Way::Nowhere
        } else if to.is_given_up() {
            Way::GivenUp
        } else if self.is_given_up() || to.index() < self.index() {
            Way::Back
        } else {
            Way::On
        }
    }
}

/// What a move is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// It is there already.
    Nowhere,
    /// Forward: gates are asked.
    On,
    /// Back, or taken up again: a reason is asked.
    Back,
    /// Dropped or released: a reason out of a list is asked.
    GivenUp,
}

impl Way {
    /// Whether somebody has to say why.
    pub const fn asks_why(self) -> bool {
        matches!(self, Way::Back | Way::GivenUp)
    }
}

/// A collaboration that somebody moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Which.
    pub id: u32,
    /// Where it was then.
    pub from: Stage,
    /// Where to.
    pub to: Stage,
    /// Needs of gates that are passed over.
    pub passed: Vec<&'static str>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_read_back_in_both_languages() {
        for stage in Stage::ALL {
            assert_eq!(Stage::parse(stage.key()), Some(stage));
            assert_eq!(Stage::ALL[stage.index()], stage);
        }
        assert_eq!(Stage::parse(" Sample Sent "), Some(Stage::SampleSent));
        assert_eq!(Stage::parse("sample-sent"), Some(Stage::SampleSent));
        assert_eq!(Stage::parse("洽谈中"), Some(Stage::Negotiating));
        assert_eq!(Stage::parse("寄样"), Some(Stage::SampleSent));
        assert_eq!(Stage::parse("nowhere"), None);
    }

    #[test]
    fn ways() {
        use Stage::{Candidate, Contacted, Dropped, Ordering, Reinvest, Released, Reviewed};
        assert_eq!(Candidate.way(Contacted), Way::On);
        assert_eq!(Candidate.way(Ordering), Way::On);
        assert_eq!(Reviewed.way(Reinvest), Way::On);
        assert_eq!(Reviewed.way(Dropped), Way::GivenUp);
        assert_eq!(Ordering.way(Contacted), Way::Back);
        assert_eq!(Released.way(Candidate), Way::Back);
        assert_eq!(Dropped.way(Reviewed), Way::Back);
        assert_eq!(Ordering.way(Ordering), Way::Nowhere);
        assert_eq!(Reviewed.next(), None);
        assert_eq!(Reinvest.next(), None);
        assert_eq!(Candidate.previous(), None);
        assert_eq!(Reinvest.previous(), Some(Reviewed));
        assert!(Ordering.is_open() && !Reviewed.is_open());
    }
}
