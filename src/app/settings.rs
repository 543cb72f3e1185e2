//! What a person has set, and who and where they are.

use jiff::tz::TimeZone;

use crate::domain::collab::gate::Gates;
use crate::domain::collab::rate::PLAN_CAP;
use crate::domain::money::Rates;
use crate::domain::number::Decimal;
use crate::domain::returns::Rules;
use crate::domain::review::budget::Plan;
use crate::domain::tier::Schemes;

/// Read once at start; nothing in here changes while the tool runs.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Tier schemes, a person's own included.
    pub schemes: Schemes,
    /// Fixed exchange rates, where set.
    pub rates: Rates,
    /// Refund rate above which a creator fails, as a ratio; unset by default.
    pub refund_threshold: Option<Decimal>,
    /// What counts in returns, and where verdicts turn.
    pub returns: Rules,
    /// How a budget is meant to be spent, and when a warning stands.
    pub budget: Plan,
    /// Draw with ASCII only: some terminals give box characters two cells.
    pub ascii: bool,
    /// Whether the language was asked for at the start, which beats the one chosen inside the tool before.
    pub lang_fixed: bool,
    /// Member at the keys.
    pub member: String,
    /// File name of the pool.
    pub pool: String,
    /// Copies of the pool made before imports, so many of which stay; 0 makes none.
    pub backups: usize,
    /// Templates of notes of the person's own: name and text, in which `{today}` and `{handle}` are filled in.
    pub templates: Vec<(String, String)>,
    /// Templates of messages of the person's own.
    pub outreach: Vec<OutreachTemplate>,
    /// What a stage needs before it is left.
    pub gates: Gates,
    /// The most creators of a target plan.
    pub plan_cap: usize,
    /// Contacts a day and member above which somebody is warned.
    pub contacts_a_day: usize,
    /// Days a sample may be out before content is asked for.
    pub sample_days: i32,
    /// Days before a licence or an agreement ends that somebody is reminded.
    pub ending_days: i32,
    /// Where the person is: times are shown as they are there.
    pub zone: TimeZone,
}

/// A template of a message, in one language or several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutreachTemplate {
    /// How it is called.
    pub name: String,
    /// By language: `en`, `zh`, or whatever else; the first is used where none fits.
    pub texts: Vec<(String, String)>,
}

impl OutreachTemplate {
    /// The text in a language.
    pub fn text(&self, lang: &str) -> &str {
        let own = self.texts.iter().find(|(l, _)| l == lang);
        own.or(self.texts.first()).map_or("", |(_, text)| text)
    }
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            schemes: Schemes::default(),
            rates: Rates::default(),
            refund_threshold: None,
            returns: Rules::default(),
            budget: Plan::default(),
            ascii: false,
            lang_fixed: false,
            member: String::new(),
            pool: String::new(),
            backups: 5,
            templates: Vec::new(),
            outreach: Vec::new(),
            gates: Gates::default(),
            plan_cap: PLAN_CAP,
            contacts_a_day: 30,
            sample_days: 14,
            ending_days: 14,
            zone: TimeZone::UTC,
        }
    }
}
