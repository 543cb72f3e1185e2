//! In the panes, on the card, in menus, fields and imports.

use super::{Action, always, lines, not_running};
use crate::app::keymap::Context::{
    Agenda, Basics, Card, Choose, Clash, Collab, Columns, Compare, Field, Files, Gate, History,
    Imports, Lists, Meeting, Notes, OnList, Palette, Panes, Pick, Plans, Preview, Returns, Review,
    Running, Sort, Tags, Templates, Text, Today, Twins, Versions, Views,
};
use crate::app::pool::{panes, table};
use crate::app::{edit, import, menus, query};
use crate::messages::Effect;

/// See the module.
pub(super) const ACTIONS: &[Action] = &[
    action!("panes.down", [Panes], ["j", "down"], always, |s, n| {
        panes::step(s, lines(n))
    }),
    action!(
        "panes.up",
        [Panes],
        ["k", "up"],
        always,
        |s, n| panes::step(s, -lines(n))
    ),
    action!(
        "panes.page-down",
        [Panes],
        ["ctrl-d", "ctrl-f", "pagedown"],
        always,
        |s, _| panes::step(s, 12)
    ),
    action!(
        "panes.page-up",
        [Panes],
        ["ctrl-u", "ctrl-b", "pageup"],
        always,
        |s, _| panes::step(s, -12)
    ),
    action!("panes.first", [Panes], ["g g", "home"], always, |s, _| {
        panes::step(s, isize::MIN / 2)
    }),
    action!("panes.last", [Panes], ["G", "end"], always, |s, _| {
        panes::step(s, isize::MAX / 2)
    }),
    action!("panes.next-section", [Panes], ["}", "J"], always, |s, _| {
        panes::section(s, true)
    }),
    action!(
        "panes.previous-section",
        [Panes],
        ["{", "K"],
        always,
        |s, _| panes::section(s, false)
    ),
    action!(
        "panes.choose",
        [Panes],
        ["space", "enter"],
        always,
        |s, _| panes::choose(s)
    ),
    action!(
        "panes.not",
        [Panes],
        ["-"],
        always,
        |s, _| panes::turn_away(s)
    ),
    action!("panes.more", [Panes], ["l", "right"], always, |s, _| {
        panes::nudge(s, 1)
    }),
    action!("panes.less", [Panes], ["h", "left"], always, |s, _| {
        panes::nudge(s, -1)
    }),
    action!(
        "panes.leave",
        [Panes],
        ["tab", "backtab", "f"],
        always,
        |s, _| edit::back(s)
    ),
    action!("card.down", [Card], ["j", "down"], always, |s, n| {
        crate::app::pool::card::scroll(s, lines(n));
        Vec::new()
    }),
    action!("card.up", [Card], ["k", "up"], always, |s, n| {
        crate::app::pool::card::scroll(s, -lines(n));
        Vec::new()
    }),
    action!(
        "card.page-down",
        [Card],
        ["ctrl-d", "ctrl-f", "pagedown"],
        always,
        |s, _| {
            let rows = menus::page_rows(s);
            crate::app::pool::card::scroll(s, rows);
            Vec::new()
        }
    ),
    action!(
        "card.page-up",
        [Card],
        ["ctrl-u", "ctrl-b", "pageup"],
        always,
        |s, _| {
            let rows = menus::page_rows(s);
            crate::app::pool::card::scroll(s, -rows);
            Vec::new()
        }
    ),
    action!("card.next", [Card], ["l", "right"], always, |s, n| {
        table::step(s, lines(n))
    }),
    action!("card.previous", [Card], ["h", "left"], always, |s, n| {
        table::step(s, -lines(n))
    }),
    action!(
        "list.down",
        [
            Collab, Gate, Plans, Basics, Sort, Columns, Files, Preview, Imports, Templates, Clash,
            Tags, Lists, OnList, Views, Today, Compare, Returns, Review, History, Notes, Versions,
            Text
        ],
        ["j", "down"],
        always,
        |s, n| menus::step(s, lines(n))
    ),
    action!(
        "list.up",
        [
            Collab, Gate, Plans, Basics, Sort, Columns, Files, Preview, Imports, Templates, Clash,
            Tags, Lists, OnList, Views, Today, Compare, Returns, Review, History, Notes, Versions,
            Text
        ],
        ["k", "up"],
        always,
        |s, n| menus::step(s, -lines(n))
    ),
    action!(
        "list.page-down",
        [
            Collab, Gate, Plans, Basics, Sort, Columns, Files, Preview, Imports, Tags, Lists,
            OnList, Views, Today, Twins, Compare, Returns, Review, History, Notes, Versions, Text
        ],
        ["ctrl-d", "ctrl-f", "pagedown"],
        always,
        |s, _| {
            let rows = menus::page_rows(s);
            menus::step(s, rows)
        }
    ),
    action!(
        "list.page-up",
        [
            Collab, Gate, Plans, Basics, Sort, Columns, Files, Preview, Imports, Tags, Lists,
            OnList, Views, Today, Twins, Compare, Returns, Review, History, Notes, Versions, Text
        ],
        ["ctrl-u", "ctrl-b", "pageup"],
        always,
        |s, _| {
            let rows = menus::page_rows(s);
            menus::step(s, -rows)
        }
    ),
    action!(
        "list.first",
        [
            Collab, Gate, Plans, Basics, Sort, Columns, Files, Preview, Imports, Tags, Lists,
            OnList, Views, Today, Twins, Compare, Returns, Review, History, Notes, Versions, Text,
            Meeting, Agenda
        ],
        ["g g", "home"],
        always,
        |s, _| menus::step(s, isize::MIN)
    ),
    action!(
        "list.last",
        [
            Collab, Gate, Plans, Basics, Sort, Columns, Files, Preview, Imports, Tags, Lists,
            OnList, Views, Today, Twins, Compare, Returns, Review, History, Notes, Versions, Text,
            Meeting, Agenda
        ],
        ["G", "end"],
        always,
        |s, _| menus::step(s, isize::MAX)
    ),
    action!("text.page", [Text], ["space"], always, |s, _| {
        let rows = menus::page_rows(s);
        menus::step(s, rows)
    }),
    action!("sort.choose", [Sort], ["enter", "space"], always, |s, _| {
        menus::sort_by(s, false)
    }),
    action!("sort.add", [Sort], ["+", "a"], always, |s, _| {
        menus::sort_by(s, true)
    }),
    action!("sort.none", [Sort], ["x"], always, |s, _| {
        s.layers.pop();
        menus::unsort(s)
    }),
    action!(
        "columns.toggle",
        [Columns],
        ["space", "enter"],
        always,
        |s, _| menus::edit_columns(s, |m| m.toggle())
    ),
    action!("columns.left", [Columns], ["K"], always, |s, _| {
        menus::edit_columns(s, |m| m.shift(-1))
    }),
    action!("columns.right", [Columns], ["J"], always, |s, _| {
        menus::edit_columns(s, |m| m.shift(1))
    }),
    action!(
        "columns.wider",
        [Columns],
        ["+", "l", "right"],
        always,
        |s, _| menus::edit_columns(s, |m| m.widen(1))
    ),
    action!(
        "columns.narrower",
        [Columns],
        ["-", "h", "left"],
        always,
        |s, _| menus::edit_columns(s, |m| m.widen(-1))
    ),
    action!("columns.reset", [Columns], ["x"], always, |s, _| {
        menus::edit_columns(s, |m| m.reset())
    }),
    action!("field.accept", [Field], ["enter"], always, |s, _| {
        edit::accept(s)
    }),
    action!(
        "field.complete",
        [Field],
        ["tab", "down"],
        query::can_complete,
        |s, _| query::complete(s, 1)
    ),
    action!(
        "field.complete-back",
        [Field],
        ["backtab", "up"],
        query::can_complete,
        |s, _| query::complete(s, -1)
    ),
    action!(
        "field.back",
        [Field, Palette, Choose, Pick],
        ["esc"],
        always,
        |s, _| { edit::back(s) }
    ),
    action!("palette.run", [Palette], ["enter"], always, |s, _| {
        menus::run_chosen(s)
    }),
    action!(
        "palette.down",
        [Palette],
        ["down", "tab", "ctrl-n"],
        always,
        |s, n| menus::step(s, lines(n))
    ),
    action!(
        "palette.up",
        [Palette],
        ["up", "backtab", "ctrl-p"],
        always,
        |s, n| menus::step(s, -lines(n))
    ),
    action!(
        "files.open",
        [Files],
        ["enter", "l", "right"],
        always,
        |s, _| import::choose_file(s)
    ),
    action!(
        "files.up",
        [Files],
        ["backspace", "h", "left"],
        always,
        |s, _| import::up_folder(s)
    ),
    action!("preview.import", [Preview], ["i"], not_running, |s, _| {
        import::start(s)
    }),
    action!("preview.edit", [Preview], ["enter", "e"], always, |s, _| {
        import::edit_row(s)
    }),
    action!(
        "running.cancel",
        [Running],
        ["esc", "c"],
        always,
        |_, _| vec![Effect::Cancel]
    ),
    action!("imports.undo", [Imports], ["u"], always, |s, _| {
        import::undo(s)
    }),
];
