//! Commands about what people put on creators, and what was done.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command, ValueHint, value_parser};

use super::Maker;
use crate::domain::collab::card::Order;

impl Maker<'_> {
    /// The arguments that say for whom.
    fn whom(&self) -> [Arg; 4] {
        [
            self.query(),
            self.option("handles", "FILE", "cli-opt-handles")
                .value_hint(ValueHint::FilePath)
                .value_parser(value_parser!(PathBuf))
                .conflicts_with("query"),
            self.flag("all", "cli-opt-all")
                .conflicts_with_all(["query", "handles"]),
            self.platform("cli-opt-show-platform"),
        ]
    }

    /// A subcommand of `tag` or `lists`; `to` is what a second name means.
    fn named(
        &self,
        name: &'static str,
        usage: &'static str,
        about: &str,
        to: Option<(&'static str, bool)>,
    ) -> Command {
        let named = self.word("name", "NAME", "cli-arg-name").required(true);
        let command = self.plain(name, usage, about).arg(named);
        let command = match to {
            Some((value, required)) => {
                command.arg(self.word("to", value, "cli-arg-to").required(required))
            }
            None => command,
        };
        command.arg(self.format(&["text", "json"], "cli-opt-format-text-json"))
    }

    /// What the command does without a subcommand, by name.
    fn listing(&self, usage: &'static str, about: &str) -> Command {
        self.plain("list", usage, about)
            .arg(self.format(&["text", "json"], "cli-opt-format-text-json"))
    }

    pub(super) fn tag(&self) -> Command {
        let add = "daren tag add NAME (QUERY... | --handles FILE | --all)";
        let remove = "daren tag remove NAME (QUERY... | --handles FILE | --all)";
        self.plain(
            "tag",
            "daren tag [OPTIONS]\n  daren tag COMMAND NAME ...",
            "cli-tag",
        )
        .subcommand_help_heading(self.words.get("cli-head-commands"))
        .arg(self.format(&["text", "json"], "cli-opt-format-text-json"))
        .subcommands([
            self.listing("daren tag list", "cli-tag"),
            self.named("add", add, "cli-tag-add", None)
                .args(self.whom()),
            self.named("remove", remove, "cli-tag-remove", None)
                .args(self.whom()),
            self.named(
                "rename",
                "daren tag rename NAME TO",
                "cli-tag-rename",
                Some(("TO", true)),
            ),
            self.named(
                "merge",
                "daren tag merge NAME INTO",
                "cli-tag-merge",
                Some(("INTO", true)),
            ),
            self.named("delete", "daren tag delete NAME", "cli-tag-delete", None),
            self.named(
                "group",
                "daren tag group NAME [GROUP]",
                "cli-tag-to-group",
                Some(("GROUP", false)),
            ),
        ])
        .after_help(self.words.get("cli-whom-after"))
    }

    pub(super) fn board(&self) -> Command {
        let sorts = Order::ALL.map(Order::key);
        self.plain("board", "daren board [QUERY...] [OPTIONS]", "cli-board")
            .arg(self.query())
            .arg(
                self.option("sort", "ORDER", "cli-opt-board-sort")
                    .value_parser(PossibleValuesParser::new(sorts)),
            )
            .arg(self.format(&["table", "csv", "json"], "cli-opt-format-board"))
    }

    pub(super) fn go(&self) -> Command {
        let word = |name: &'static str, value: &'static str, help: &str| {
            self.word(name, value, help).required(true)
        };
        self.plain("move", "daren move REF STAGE [--reason TEXT]", "cli-move")
            .arg(word("ref", "REF", "cli-arg-ref"))
            .arg(word("stage", "STAGE", "cli-arg-stage"))
            .arg(self.option("reason", "TEXT", "cli-opt-reason"))
            .arg(self.format(&["text", "json"], "cli-opt-format-text-json"))
    }

    pub(super) fn today(&self) -> Command {
        self.plain("today", "daren today [--all]", "cli-today")
            .arg(self.flag("all", "cli-opt-today-all"))
            .arg(self.format(&["text", "json"], "cli-opt-format-text-json"))
    }

    pub(super) fn plan(&self) -> Command {
        let make = "daren plan make NAME (QUERY... | --handles FILE | --all) [--product ID]... [--rate SHARE]";
        let name = || self.word("name", "NAME", "cli-arg-name").required(true);
        self.plain(
            "plan",
            "daren plan [OPTIONS]\n  daren plan COMMAND ...",
            "cli-plan",
        )
        .subcommand_help_heading(self.words.get("cli-head-commands"))
        .arg(self.format(&["text", "json"], "cli-opt-format-text-json"))
        .subcommands([
            self.listing("daren plan list", "cli-plan-list"),
            self.plain("make", make, "cli-plan-make")
                .arg(name())
                .args(self.whom())
                .arg(
                    self.option("product", "ID", "cli-opt-product")
                        .action(clap::ArgAction::Append),
                )
                .arg(self.option("rate", "SHARE", "cli-opt-rate"))
                .arg(self.format(&["text", "json"], "cli-opt-format-text-json")),
            self.plain("export", "daren plan export NAME", "cli-plan-export")
                .arg(name())
                .arg(self.format(&["text", "json"], "cli-opt-format-text-json")),
        ])
    }

    pub(super) fn note(&self) -> Command {
        let handle = self
            .word("handle", "HANDLE", "cli-arg-handle")
            .required(true);
        let text = self.word("text", "TEXT", "cli-arg-note").num_args(0..);
        self.plain("note", "daren note add HANDLE [TEXT...]", "cli-note")
            .subcommand_required(true)
            .subcommand_help_heading(self.words.get("cli-head-commands"))
            .subcommand(
                self.plain("add", "daren note add HANDLE [TEXT...]", "cli-note")
                    .arg(handle)
                    .arg(text)
                    .arg(self.platform("cli-opt-show-platform"))
                    .arg(self.format(&["text", "json"], "cli-opt-format-text-json")),
            )
    }

    pub(super) fn lists(&self) -> Command {
        let add = "daren lists add NAME (QUERY... | --handles FILE | --all)";
        let remove = "daren lists remove NAME (QUERY... | --handles FILE | --all)";
        let show = self.word("name", "NAME", "cli-arg-name").required(true);
        self.plain(
            "lists",
            "daren lists [OPTIONS]\n  daren lists COMMAND NAME ...",
            "cli-lists",
        )
        .subcommand_help_heading(self.words.get("cli-head-commands"))
        .arg(self.format(&["text", "json"], "cli-opt-format-text-json"))
        .subcommands([
            self.listing("daren lists list", "cli-lists"),
            self.plain("show", "daren lists show NAME", "cli-lists-show")
                .arg(show)
                .arg(self.format(&["text", "json", "handles"], "cli-opt-format-on-list")),
            self.named("add", add, "cli-lists-add", None)
                .args(self.whom()),
            self.named("remove", remove, "cli-lists-remove", None)
                .args(self.whom()),
            self.named(
                "rename",
                "daren lists rename NAME TO",
                "cli-lists-rename",
                Some(("TO", true)),
            ),
            self.named(
                "target",
                "daren lists target NAME [N]",
                "cli-lists-set-target",
                Some(("N", false)),
            ),
            self.named(
                "freeze",
                "daren lists freeze NAME [AS]",
                "cli-lists-freeze",
                Some(("AS", false)),
            ),
            self.named(
                "delete",
                "daren lists delete NAME",
                "cli-lists-delete",
                None,
            ),
        ])
        .after_help(self.words.get("cli-whom-after"))
    }

    pub(super) fn duplicates(&self) -> Command {
        let limit = self
            .option("limit", "N", "cli-opt-limit")
            .value_parser(value_parser!(usize));
        self.plain("duplicates", "daren duplicates [OPTIONS]", "cli-duplicates")
            .arg(limit)
            .arg(self.format(&["text", "json"], "cli-opt-format-text-json"))
    }

    pub(super) fn merge(&self) -> Command {
        self.plain("merge", "daren merge HANDLE INTO", "cli-merge")
            .arg(
                self.word("handle", "HANDLE", "cli-arg-platform-handle")
                    .required(true),
            )
            .arg(
                self.word("into", "INTO", "cli-arg-merge-into")
                    .required(true),
            )
            .arg(self.format(&["text", "json"], "cli-opt-format-text-json"))
    }

    pub(super) fn separate(&self) -> Command {
        self.plain("separate", "daren separate HANDLE", "cli-separate")
            .arg(
                self.word("handle", "HANDLE", "cli-arg-platform-handle")
                    .required(true),
            )
            .arg(self.format(&["text", "json"], "cli-opt-format-text-json"))
    }

    pub(super) fn views(&self) -> Command {
        self.plain("views", "daren views [OPTIONS]", "cli-views")
            .arg(self.format(&["text", "json"], "cli-opt-format-text-json"))
    }

    pub(super) fn who(&self) -> Command {
        self.plain("who", "daren who [OPTIONS]", "cli-who")
            .arg(self.format(&["text", "json"], "cli-opt-format-text-json"))
    }

    pub(super) fn history(&self) -> Command {
        let limit = self
            .option("limit", "N", "cli-opt-limit")
            .value_parser(value_parser!(usize));
        self.plain("history", "daren history [OPTIONS] [HANDLE]", "cli-history")
            .arg(self.word("handle", "HANDLE", "cli-arg-handle"))
            .arg(self.option("by", "MEMBER", "cli-opt-by"))
            .arg(self.option("day", "DAY", "cli-opt-day"))
            .arg(limit)
            .arg(self.platform("cli-opt-show-platform"))
            .arg(self.format(&["text", "json"], "cli-opt-format-text-json"))
    }

    pub(super) fn undo(&self) -> Command {
        self.plain("undo", "daren undo [OPTIONS]", "cli-undo")
            .arg(self.flag("yes", "cli-opt-yes").short('y'))
            .arg(self.format(&["text", "json"], "cli-opt-format-text-json"))
    }

    pub(super) fn redo(&self) -> Command {
        self.plain("redo", "daren redo [OPTIONS]", "cli-redo")
            .arg(self.format(&["text", "json"], "cli-opt-format-text-json"))
    }
}
