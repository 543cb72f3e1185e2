//! The subcommands and their options, worded from the catalogues.

mod people;

use std::io::Write as _;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint, value_parser};

use super::fault::Fault;
use super::here::Here;
use super::out;
use crate::domain::message::Message;
use crate::words::Words;

/// The whole command line, in the language of `words`.
pub fn command(words: &Words) -> Command {
    let maker = Maker { words };
    let root = maker
        .plain("daren", "daren [OPTIONS] [COMMAND]", "cli-about")
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .subcommand_help_heading(words.get("cli-head-commands"))
        .subcommand_value_name("COMMAND")
        .after_help(words.get("cli-after"));
    let root = root.args(maker.globals()).arg(
        Arg::new("version")
            .short('V')
            .long("version")
            .action(ArgAction::Version)
            .help_heading(words.get("cli-head-global"))
            .help(words.get("cli-opt-version")),
    );
    root.subcommands([
        maker.import(),
        maker.imports(),
        maker.list(),
        maker.facets(),
        maker.show(),
        maker.roi(),
        maker.review(),
        maker.reconcile(),
        maker.tag(),
        maker.note(),
        maker.lists(),
        maker.views(),
        maker.board(),
        maker.go(),
        maker.today(),
        maker.plan(),
        maker.duplicates(),
        maker.merge(),
        maker.separate(),
        maker.who(),
        maker.history(),
        maker.undo(),
        maker.redo(),
        maker.demo(),
        maker.template(),
        maker.backup(),
        maker.restore(),
        maker.export(),
        maker.doctor(),
        maker.keys(),
        maker.completions(),
        maker.help(),
    ])
}

/// `daren help [COMMAND]`.
pub fn help(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let mut root = command(&here.words);
    // so that usage lines and global options are known below
    root.build();
    let text = match matches.get_one::<String>("command") {
        None => root.render_help(),
        Some(name) => match root.find_subcommand_mut(name) {
            Some(sub) => sub.render_help(),
            None => {
                let m = Message::new("cli-usage-command").with("name", name.clone());
                return Err(Fault::Usage(m));
            }
        },
    };
    let mut to = out::stdout();
    writeln!(to, "{}", text.to_string().trim_end())?;
    Ok(to.flush()?)
}

struct Maker<'w> {
    words: &'w Words,
}

impl Maker<'_> {
    fn plain(&self, name: &'static str, usage: &'static str, about: &str) -> Command {
        let words = self.words;
        let template = format!(
            "{{about}}\n\n{}\n  {{usage}}\n\n{{all-args}}{{after-help}}",
            words.get("cli-head-usage")
        );
        Command::new(name)
            .about(words.get(about))
            .override_usage(usage)
            .help_template(template)
            .next_help_heading(words.get("cli-head-options"))
    }

    fn globals(&self) -> Vec<Arg> {
        let heading = self.words.get("cli-head-global");
        let help = |id: &str| self.words.get(&format!("cli-opt-{id}"));
        let all = [
            Arg::new("db")
                .long("db")
                .value_name("FILE")
                .value_hint(ValueHint::FilePath)
                .value_parser(value_parser!(PathBuf)),
            Arg::new("config")
                .long("config")
                .value_name("FILE")
                .value_hint(ValueHint::FilePath)
                .value_parser(value_parser!(PathBuf)),
            Arg::new("lang")
                .long("lang")
                .value_name("LANG")
                .value_parser(PossibleValuesParser::new(["en", "zh"]))
                .hide_possible_values(true),
            Arg::new("as").long("as").value_name("MEMBER"),
            Arg::new("ascii").long("ascii").action(ArgAction::SetTrue),
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help),
        ];
        all.into_iter()
            .map(|arg| {
                let text = help(arg.get_id().as_str());
                arg.global(true).help(text).help_heading(heading.clone())
            })
            .collect()
    }

    /// An option with a value.
    fn option(&self, name: &'static str, value: &'static str, help: &str) -> Arg {
        Arg::new(name)
            .long(name)
            .value_name(value)
            .help(self.words.get(help))
    }

    fn flag(&self, name: &'static str, help: &str) -> Arg {
        Arg::new(name)
            .long(name)
            .action(ArgAction::SetTrue)
            .help(self.words.get(help))
    }

    fn word(&self, name: &'static str, value: &'static str, help: &str) -> Arg {
        Arg::new(name)
            .value_name(value)
            .help_heading(self.words.get("cli-head-arguments"))
            .help(self.words.get(help))
    }

    fn format(&self, values: &[&'static str], help: &str) -> Arg {
        self.option("format", "FORMAT", help)
            .value_parser(PossibleValuesParser::new(values.to_vec()))
            .hide_possible_values(true)
    }

    fn query(&self) -> Arg {
        self.word("query", "QUERY", "cli-arg-query")
            .num_args(0..)
            .action(ArgAction::Append)
    }

    fn platform(&self, help: &str) -> Arg {
        let names = crate::domain::creator::Platform::ALL.map(|p| p.key());
        self.option("platform", "PLATFORM", help)
            .value_parser(PossibleValuesParser::new(names))
            .hide_possible_values(true)
    }

    fn import(&self) -> Command {
        let files = self
            .word("file", "FILE", "cli-arg-import-file")
            .required(true)
            .num_args(1..)
            .value_hint(ValueHint::FilePath)
            .value_parser(value_parser!(PathBuf));
        self.plain("import", "daren import [OPTIONS] FILE...", "cli-import")
            .arg(files)
            .arg(self.flag("dry-run", "cli-opt-dry-run"))
            .arg(self.flag("yes", "cli-opt-yes").short('y'))
            .arg(self.option("kind", "KIND", "cli-opt-kind"))
            .arg(self.option("period", "A..B", "cli-opt-period"))
            .arg(self.option("currency", "CODE", "cli-opt-currency"))
            .arg(
                self.option("map", "FIELD=COLUMN", "cli-opt-map")
                    .action(ArgAction::Append),
            )
            .arg(
                self.option("rejects", "FILE", "cli-opt-rejects")
                    .value_hint(ValueHint::FilePath)
                    .value_parser(value_parser!(PathBuf)),
            )
            .arg(self.platform("cli-opt-import-platform"))
            .args(self.days())
            .arg(self.flag("newest", "cli-opt-newest"))
            .arg(self.format(&["text", "json"], "cli-opt-format-text-json"))
            .after_help(self.words.get("cli-import-after"))
    }

    /// Which number of a date is the day.
    fn days(&self) -> [Arg; 2] {
        let day = self.flag("day-first", "cli-opt-day-first");
        [
            day.conflicts_with("month-first"),
            self.flag("month-first", "cli-opt-month-first"),
        ]
    }

    fn imports(&self) -> Command {
        let id = self
            .word("id", "ID", "cli-arg-import-id")
            .value_parser(value_parser!(i64).range(1..));
        self.plain(
            "imports",
            "daren imports [OPTIONS]\n  daren imports undo [ID]",
            "cli-imports",
        )
        .subcommand_help_heading(self.words.get("cli-head-commands"))
        .arg(self.format(&["text", "json"], "cli-opt-format-text-json"))
        .subcommand(
            self.plain("undo", "daren imports undo [ID]", "cli-imports-undo")
                .arg(id)
                .arg(self.flag("yes", "cli-opt-yes").short('y')),
        )
    }

    fn list(&self) -> Command {
        let limit = self
            .option("limit", "N", "cli-opt-limit")
            .value_parser(value_parser!(usize));
        self.plain("list", "daren list [OPTIONS] [QUERY...]", "cli-list")
            .arg(self.query())
            .arg(self.option("view", "NAME", "cli-opt-view"))
            .arg(self.option("sort", "KEYS", "cli-opt-sort"))
            .arg(self.option("columns", "KEYS", "cli-opt-columns"))
            .arg(limit)
            .arg(self.flag("count", "cli-opt-count"))
            .arg(self.format(
                &["table", "csv", "tsv", "json", "handles"],
                "cli-opt-format-list",
            ))
            .arg(self.flag("raw", "cli-opt-raw"))
            .after_help(self.words.get("cli-list-after"))
    }

    fn facets(&self) -> Command {
        self.plain("facets", "daren facets [OPTIONS] [QUERY...]", "cli-facets")
            .arg(self.query())
            .arg(self.format(&["text", "json"], "cli-opt-format-text-json"))
    }

    fn show(&self) -> Command {
        self.plain("show", "daren show [OPTIONS] HANDLE", "cli-show")
            .arg(
                self.word("handle", "HANDLE", "cli-arg-handle")
                    .required(true),
            )
            .arg(self.platform("cli-opt-show-platform"))
            .arg(self.format(&["text", "json"], "cli-opt-format-text-json"))
    }

    fn review(&self) -> Command {
        let period = self
            .option("period", "A..B", "cli-opt-review-period")
            .value_parser(|text: &str| {
                crate::domain::creator::Period::parse(text).ok_or_else(|| text.to_owned())
            });
        let campaign = self
            .option("campaign", "NAME", "cli-opt-review-campaign")
            .conflicts_with("period");
        let out = self
            .option("out", "FILE", "cli-opt-review-out")
            .value_hint(ValueHint::FilePath)
            .value_parser(value_parser!(PathBuf));
        let formats = crate::report::review::Format::ALL.map(|f| f.key());
        self.plain("review", "daren review [OPTIONS]", "cli-review")
            .arg(campaign)
            .arg(period)
            .arg(self.option("against", "NAME|A..B", "cli-opt-review-against"))
            .arg(self.option("section", "BOARD.SECTION", "cli-opt-review-section"))
            .arg(self.format(&formats, "cli-opt-format-review"))
            .arg(out)
            .arg(self.flag("force", "cli-opt-review-force"))
            .arg(self.flag("raw", "cli-opt-raw"))
            .after_help(self.words.get("cli-review-after"))
    }

    fn roi(&self) -> Command {
        let period = self
            .option("period", "A..B", "cli-opt-roi-period")
            .value_parser(|text: &str| {
                crate::domain::creator::Period::parse(text).ok_or_else(|| text.to_owned())
            });
        let by = self
            .option("by", "WHAT", "cli-opt-roi-by")
            .value_parser(PossibleValuesParser::new(super::roi::BY))
            .default_value("mode");
        self.plain("roi", "daren roi [OPTIONS] [QUERY...]", "cli-roi")
            .arg(self.query())
            .arg(by)
            .arg(period)
            .arg(self.format(&["table", "csv", "json"], "cli-opt-format-roi"))
            .after_help(self.words.get("cli-roi-after"))
    }

    fn reconcile(&self) -> Command {
        let files = self
            .word("files", "FILE", "cli-arg-reconcile")
            .num_args(1..)
            .required(true)
            .value_hint(ValueHint::FilePath)
            .value_parser(value_parser!(PathBuf));
        self.plain(
            "reconcile",
            "daren reconcile [OPTIONS] FILE...",
            "cli-reconcile",
        )
        .arg(files)
        .arg(self.option("currency", "CODE", "cli-opt-currency"))
        .args(self.days())
        .arg(self.format(&["text", "json"], "cli-opt-format-text-json"))
    }

    fn demo(&self) -> Command {
        let export = self
            .option("export", "DIR", "cli-opt-export")
            .value_hint(ValueHint::DirPath)
            .value_parser(ValueParser::path_buf())
            .conflicts_with("reset");
        self.plain("demo", "daren demo [OPTIONS]", "cli-demo")
            .arg(self.flag("reset", "cli-opt-reset"))
            .arg(
                self.flag("path", "cli-opt-demo-path")
                    .conflicts_with("export"),
            )
            .arg(export)
    }

    fn template(&self) -> Command {
        let name = self.word("name", "NAME", "cli-arg-template").required(true);
        self.plain("template", "daren template NAME", "cli-template")
            .arg(name)
            .after_help(
                self.words.say(
                    &Message::new("cli-template-after")
                        .with("names", crate::intake::NATIVE_FILES.join(", ")),
                ),
            )
    }

    fn backup(&self) -> Command {
        self.plain("backup", "daren backup [OPTIONS] [FILE]", "cli-backup")
            .arg(self.file("cli-arg-backup-file"))
            .arg(self.format(&["text", "json"], "cli-opt-format-text-json"))
    }

    fn restore(&self) -> Command {
        self.plain(
            "restore",
            "daren restore [OPTIONS]\n  daren restore [OPTIONS] N|FILE",
            "cli-restore",
        )
        .arg(self.word("which", "N|FILE", "cli-arg-restore"))
        .arg(self.flag("yes", "cli-opt-restore-yes").short('y'))
        .arg(self.format(&["text", "json"], "cli-opt-format-text-json"))
    }

    fn export(&self) -> Command {
        let usage = "daren export --all [FILE]\n  daren export NAME... [--out FILE|FOLDER]";
        self.plain("export", usage, "cli-export")
            .arg(
                self.word("file", "FILE|NAME", "cli-arg-export-file")
                    .value_hint(ValueHint::FilePath)
                    .num_args(0..),
            )
            .arg(self.flag("all", "cli-opt-export-all"))
            .arg(
                self.option("out", "FILE", "cli-opt-export-out")
                    .value_hint(ValueHint::AnyPath)
                    .value_parser(value_parser!(PathBuf)),
            )
            .arg(self.flag("raw", "cli-opt-raw"))
            .arg(self.format(&["text", "json"], "cli-opt-format-text-json"))
    }

    /// A file that is written.
    fn file(&self, help: &str) -> Arg {
        self.word("file", "FILE", help)
            .value_hint(ValueHint::FilePath)
            .value_parser(value_parser!(PathBuf))
    }

    fn doctor(&self) -> Command {
        self.plain("doctor", "daren doctor [OPTIONS]", "cli-doctor")
            .arg(
                self.option("rescue", "FILE", "cli-opt-rescue")
                    .value_hint(ValueHint::FilePath)
                    .value_parser(value_parser!(PathBuf)),
            )
    }

    fn keys(&self) -> Command {
        self.plain("keys", "daren keys [OPTIONS]", "cli-keys")
            .arg(self.format(&["text", "markdown"], "cli-opt-format-keys"))
    }

    fn completions(&self) -> Command {
        let shell = self
            .word("shell", "SHELL", "cli-arg-shell")
            .required(true)
            .value_parser(value_parser!(clap_complete::Shell))
            .hide_possible_values(true);
        self.plain("completions", "daren completions SHELL", "cli-completions")
            .arg(shell)
    }

    fn help(&self) -> Command {
        self.plain("help", "daren help [COMMAND]", "cli-help")
            .arg(self.word("command", "COMMAND", "cli-arg-command"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    #[test]
    fn the_command_line_is_sound() {
        for lang in [Lang::En, Lang::Zh] {
            command(&Words::new(lang)).debug_assert();
        }
    }

    /// All help of a command and those below it.
    fn all_help(command: &mut Command, into: &mut String) {
        into.push_str(&command.render_long_help().to_string());
        for sub in command.get_subcommands_mut() {
            all_help(sub, into);
        }
    }

    #[test]
    fn chinese_help_has_no_english_headings_and_no_missing_words() {
        let mut root = command(&Words::new(Lang::Zh));
        root.build();
        let mut text = String::new();
        all_help(&mut root, &mut text);
        for english in [
            "Usage:",
            "Options:",
            "Commands:",
            "Arguments:",
            "Print help",
        ] {
            assert!(!text.contains(english), "{english} in {text}");
        }
        assert!(!text.contains("cli-"), "a message is missing: {text}");
    }
}
