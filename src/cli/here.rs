//! Who is at the keys, in which language, with which settings and which files.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

use clap::ArgMatches;
use jiff::civil::Date;

use super::fault::Fault;
use super::place::{Place, variable};
use super::prescan;
use super::settings::{self, Loaded, Wrong};
use crate::app::keymap::Keymap;
use crate::app::settings::Settings;
use crate::text;
use crate::words::{Lang, Words};

/// See the module.
pub struct Here {
    /// Of everything that is said.
    pub words: Words,
    /// Our files.
    pub place: Place,
    /// Of the person.
    pub settings: Settings,
    /// Keys of the tool, the person's own included.
    pub keymap: Keymap,
    /// The person's own alone: action, and the keys that replace its own.
    pub overrides: BTreeMap<String, Vec<String>>,
    /// What is wrong with the settings, told by `doctor`; everything else ends over it.
    pub wrong: Option<Wrong>,
    /// Today, by the machine's clock and zone.
    pub today: Date,
}

impl Here {
    /// As far as it can be known before the arguments are read: the language for help and errors.
    pub fn language(args: &[OsString]) -> Lang {
        let said = prescan::option(args, "--lang").and_then(|l| Lang::parse(l.to_str()?));
        let place = Place::find(None, prescan::option(args, "--config"));
        let set = || {
            let (path, named) = place.config()?;
            settings::load(&path, named).ok()?.lang
        };
        said.or_else(set).or_else(locale).unwrap_or_default()
    }

    /// With the arguments read. Fails where the settings are wrong.
    pub fn with(words: Words, matches: &ArgMatches) -> Result<Self, Fault> {
        let path = |name| matches.get_one::<PathBuf>(name).map(|p| p.clone().into());
        let place = Place::find(path("db"), path("config"));
        let (loaded, wrong) = match place.config().map(|(p, named)| settings::load(&p, named)) {
            None => (Loaded::default(), None),
            Some(Ok(loaded)) => (loaded, None),
            Some(Err(wrong)) => (Loaded::default(), Some(wrong)),
        };
        let patient = matches.subcommand_name() == Some("doctor");
        if let (Some(wrong), Some((file, _)), false) = (&wrong, place.config(), patient) {
            return Err(wrong.fault(&words, &file));
        }
        let keymap = Keymap::new(&loaded.keys).map_err(Fault::Usage)?;
        let said = matches.get_one::<String>("as").map(|n| text::clean(n));
        let member = said
            .filter(|n| !n.is_empty())
            .map(std::borrow::Cow::into_owned)
            .or(loaded.member)
            .unwrap_or_else(login);
        let mut settings = loaded.settings;
        settings.ascii |= matches.get_flag("ascii");
        settings.lang_fixed = matches.get_one::<String>("lang").is_some();
        settings.member = member;
        if let Ok(pool) = place.pool() {
            settings.pool = pool
                .file_name()
                .map(|n| text::clean(&n.to_string_lossy()).into_owned())
                .unwrap_or_default();
        }
        Ok(Here {
            words,
            place,
            settings,
            keymap,
            overrides: loaded.keys,
            wrong,
            today: today(),
        })
    }
}

/// The language of the locale: of the first of its variables that is set, as POSIX has it.
fn locale() -> Option<Lang> {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(variable)
        .and_then(|v| Lang::parse(v.to_str()?))
}

/// The name a person logged in with.
fn login() -> String {
    ["USER", "LOGNAME", "USERNAME"]
        .into_iter()
        .filter_map(variable)
        .map(|v| text::clean(&v.to_string_lossy()).into_owned())
        .find(|name| !name.is_empty())
        .unwrap_or_else(|| "daren".to_owned())
}

/// The day it is where the person is.
pub fn today() -> Date {
    jiff::Zoned::now().date()
}
