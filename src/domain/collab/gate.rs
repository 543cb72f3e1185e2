//! What a stage needs before it is left.
//!
//! A gate stands at the end of a stage; a move on passes the gates of all stages it leaves behind. What is needed is a
//! setting: names of fields of a collaboration, and a few that mean more than one field.

use super::choice::Mode;
use super::native::COLLABORATIONS;
use super::stage::{Stage, Way};

/// Something that has to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Need {
    /// A field of the collaboration, by its name.
    Field(&'static str),
    /// The number of a sample, or the word that none is sent: samples sent are 0.
    SampleNumber,
    /// The link of a content.
    ContentLink,
}

impl Need {
    /// Its name in messages.
    pub const fn key(self) -> &'static str {
        match self {
            Need::Field(key) => key,
            Need::SampleNumber => "sample_number",
            Need::ContentLink => "content_link",
        }
    }
}

/// What a gate asks for: one need, or several that depend on the mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gate {
    /// The mode, and the numbers that this mode has.
    Terms,
    /// What the mode makes the merchant pay.
    Costs,
    /// One need.
    One(Need),
}

impl Gate {
    /// By its name in the settings: `terms`, `costs`, `sample_number`, `content_link`, or a field's.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word.trim() {
            "terms" => Gate::Terms,
            "costs" => Gate::Costs,
            "sample_number" => Gate::One(Need::SampleNumber),
            "content_link" => Gate::One(Need::ContentLink),
            other => Gate::One(Need::Field(COLLABORATIONS.field(other)?.key)),
        })
    }
}

/// What of a collaboration is filled in: a bit for each field, and what lies beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Filled {
    fields: u64,
    /// A sample of it has a number, or none is sent.
    pub sample: bool,
    /// A content of it has a link.
    pub link: bool,
    /// As far as the terms depend on it.
    pub mode: Option<Mode>,
}

impl Filled {
    /// Says that a field is there, or is not.
    pub fn set(&mut self, key: &str, there: bool) {
        if let Some(place) = COLLABORATIONS.place(key) {
            self.set_at(place, there);
        }
    }

    /// The same by the field's place.
    pub fn set_at(&mut self, place: usize, there: bool) {
        match bit(place) {
            Some(bit) if there => self.fields |= bit,
            Some(bit) => self.fields &= !bit,
            None => {}
        }
    }

    /// Whether a field is there.
    pub fn has(&self, key: &str) -> bool {
        let bit = COLLABORATIONS.place(key).and_then(bit);
        bit.is_some_and(|bit| self.fields & bit != 0)
    }

    fn meets(&self, need: Need) -> bool {
        match need {
            Need::Field(key) => self.has(key),
            Need::SampleNumber => self.sample,
            Need::ContentLink => self.link,
        }
    }
}

fn bit(place: usize) -> Option<u64> {
    1u64.checked_shl(u32::try_from(place).ok()?)
}

/// The gates, by the stage they close.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gates {
    of: [Vec<Gate>; Stage::ALL.len()],
}

impl Default for Gates {
    fn default() -> Self {
        let mut gates = Gates::none();
        gates.set(Stage::Contracted, vec![Gate::Terms]);
        gates.set(Stage::SampleSent, vec![Gate::One(Need::SampleNumber)]);
        let licence = ["licence_scope", "licence_until"].map(|f| Gate::One(Need::Field(f)));
        gates.set(Stage::InProduction, licence.to_vec());
        gates.set(Stage::Published, vec![Gate::One(Need::ContentLink)]);
        let results = ["gmv", "orders"].map(|f| Gate::One(Need::Field(f)));
        gates.set(
            Stage::Ordering,
            [Gate::Costs].into_iter().chain(results).collect(),
        );
        gates
    }
}

impl Gates {
    /// Every stage is open.
    pub fn none() -> Self {
        Gates {
            of: Default::default(),
        }
    }

    /// Closes a stage with these.
    pub fn set(&mut self, stage: Stage, gates: Vec<Gate>) {
        if let Some(of) = self.of.get_mut(stage.index()) {
            *of = gates;
        }
    }

    /// What a collaboration lacks to get from one stage to another; nothing on ways that no gate stands in.
    pub fn lacks(&self, filled: &Filled, from: Stage, to: Stage) -> Vec<Need> {
        if from.way(to) != Way::On {
            return Vec::new();
        }
        let mut out: Vec<Need> = Vec::new();
        for gate in self.of.iter().take(to.index()).skip(from.index()).flatten() {
            for need in needs(*gate, filled.mode) {
                if !filled.meets(need) && !out.contains(&need) {
                    out.push(need);
                }
            }
        }
        out
    }

    /// What it lacks before it may leave the stage it is in.
    pub fn lacks_here(&self, filled: &Filled, stage: Stage) -> Vec<Need> {
        stage
            .next()
            .map(|next| self.lacks(filled, stage, next))
            .unwrap_or_default()
    }
}

fn needs(gate: Gate, mode: Option<Mode>) -> Vec<Need> {
    let fields: &[&'static str] = match (gate, mode) {
        (Gate::One(need), _) => return vec![need],
        (Gate::Terms | Gate::Costs, None) => &["mode"],
        (Gate::Terms, Some(Mode::PureCommission)) => &["commission_rate"],
        (Gate::Terms, Some(Mode::BaseCommission)) => &["commission_rate", "fixed_fee"],
        (Gate::Terms | Gate::Costs, Some(Mode::FixedFee)) => &["fixed_fee"],
        (Gate::Terms, Some(Mode::SteppedCommission)) => {
            &["commission_rate", "step_threshold", "step_rate"]
        }
        (Gate::Costs, Some(Mode::BaseCommission)) => &["commission", "fixed_fee"],
        (Gate::Costs, Some(Mode::PureCommission | Mode::SteppedCommission)) => &["commission"],
    };
    fields.iter().map(|f| Need::Field(f)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(needs: &[Need]) -> Vec<&'static str> {
        needs.iter().map(|n| n.key()).collect()
    }

    #[test]
    fn each_stage_asks_for_what_it_should_have_brought() {
        let gates = Gates::default();
        let mut filled = Filled::default();
        let here = |filled: &Filled, stage| keys(&gates.lacks_here(filled, stage));
        assert!(here(&filled, Stage::Candidate).is_empty());
        assert_eq!(here(&filled, Stage::Contracted), ["mode"]);
        filled.mode = Some(Mode::SteppedCommission);
        filled.set("mode", true);
        assert_eq!(
            here(&filled, Stage::Contracted),
            ["commission_rate", "step_threshold", "step_rate"]
        );
        filled.set("commission_rate", true);
        filled.set("step_threshold", true);
        filled.set("step_rate", true);
        assert!(here(&filled, Stage::Contracted).is_empty());
        assert_eq!(here(&filled, Stage::SampleSent), ["sample_number"]);
        assert_eq!(
            here(&filled, Stage::InProduction),
            ["licence_scope", "licence_until"]
        );
        assert_eq!(here(&filled, Stage::Published), ["content_link"]);
        assert_eq!(
            here(&filled, Stage::Ordering),
            ["commission", "gmv", "orders"]
        );
        filled.set("step_rate", false);
        assert_eq!(here(&filled, Stage::Contracted), ["step_rate"]);
    }

    #[test]
    fn a_long_way_passes_all_gates_and_back_none() {
        let gates = Gates::default();
        let filled = Filled {
            mode: Some(Mode::FixedFee),
            ..Filled::default()
        };
        assert_eq!(
            keys(&gates.lacks(&filled, Stage::Candidate, Stage::Reviewed)),
            [
                "fixed_fee",
                "sample_number",
                "licence_scope",
                "licence_until",
                "content_link",
                "gmv",
                "orders"
            ]
        );
        assert!(
            gates
                .lacks(&filled, Stage::Ordering, Stage::Contacted)
                .is_empty()
        );
        assert!(
            gates
                .lacks(&filled, Stage::Contracted, Stage::Released)
                .is_empty()
        );
        assert!(
            Gates::none()
                .lacks(&filled, Stage::Candidate, Stage::Reviewed)
                .is_empty()
        );
    }

    #[test]
    fn gates_have_names() {
        assert_eq!(Gate::parse("terms"), Some(Gate::Terms));
        assert_eq!(Gate::parse("gmv"), Some(Gate::One(Need::Field("gmv"))));
        assert_eq!(Gate::parse("gvm"), None);
    }
}
