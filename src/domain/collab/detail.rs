//! Everything about one collaboration, on one screen.

use jiff::civil::Date;

use super::native::{File, Value};
use super::stage::Stage;
use crate::domain::creator::Note;
use crate::domain::returns::spent::Spent;

/// A row of a native file that belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Belonging {
    /// In the pool file.
    pub id: i64,
    /// By field of the file.
    pub values: Vec<Option<Value>>,
}

impl Belonging {
    /// The value of a field.
    pub fn get(&self, file: &File, key: &str) -> Option<&Value> {
        self.values.get(file.place(key)?)?.as_ref()
    }
}

/// When it came into a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Where to.
    pub stage: Stage,
    /// When, as an ISO time stamp; empty where nobody has noted it.
    pub at: String,
    /// Through whom.
    pub by: String,
    /// Why, where somebody was asked.
    pub reason: String,
    /// Needs of gates that were passed over.
    pub passed: Vec<String>,
}

/// See the module.
#[derive(Debug, Clone, PartialEq)]
pub struct Detail {
    /// Of the collaboration in the pool file.
    pub id: u32,
    /// With whom.
    pub creator: u32,
    /// The handle, without `@`.
    pub handle: String,
    /// By field of [`super::native::COLLABORATIONS`].
    pub values: Vec<Option<Value>>,
    /// Oldest first.
    pub moves: Vec<Moved>,
    /// Its samples, by item.
    pub samples: Vec<Belonging>,
    /// Its contents, oldest first.
    pub contents: Vec<Belonging>,
    /// Times the creator was written to, newest first.
    pub contacts: Vec<Belonging>,
    /// Framework agreements with the creator, newest first.
    pub agreements: Vec<Belonging>,
    /// Its own lines of the ledger, oldest first.
    pub costs: Vec<Belonging>,
    /// Its parts of costs that several share.
    pub shared: Vec<Spent>,
    /// Who bought: one row, or none.
    pub buyers: Vec<Belonging>,
}

impl Detail {
    /// The value of a field.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.values
            .get(super::native::COLLABORATIONS.place(key)?)?
            .as_ref()
    }
}

/// What happened between the team and a creator, whichever collaboration it was for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Way {
    /// The handle, without `@`.
    pub handle: String,
    /// Stages by collaboration, by its name; each oldest first.
    pub moves: Vec<(String, Vec<Moved>)>,
    /// Its samples.
    pub samples: Vec<Belonging>,
    /// Its contents.
    pub contents: Vec<Belonging>,
    /// Times the creator was written to.
    pub contacts: Vec<Belonging>,
    /// What was noted, oldest first.
    pub notes: Vec<Note>,
}

/// A target plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanInfo {
    /// In the pool file.
    pub id: i64,
    /// As it is spelled.
    pub name: String,
    /// Numbers of its products.
    pub products: Vec<String>,
    /// Commission; raw ratio.
    pub rate: Option<i64>,
    /// Handles of those who are in it, in their order, without `@`.
    pub creators: Vec<String>,
    /// When it was made, as an ISO time stamp.
    pub at: String,
}

/// Names that can be chosen for a collaboration.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    /// The name of whoever is at the keys.
    pub me: String,
    /// The team.
    pub members: Vec<String>,
    /// Campaigns, the newest first.
    pub campaigns: Vec<String>,
    /// Their first and last days, as far as these are known.
    pub campaign_days: Vec<[Option<Date>; 2]>,
    /// Products: number and name.
    pub products: Vec<(String, String)>,
    /// Reasons that were given for dropping or releasing, the most frequent first.
    pub reasons: Vec<String>,
    /// How many creators whoever is at the keys has written to today.
    pub contacted_today: usize,
}
