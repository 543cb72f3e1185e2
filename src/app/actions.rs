//! The one table of actions. Dispatch, help, palette, hint line, key overrides and the README's key table read it.

use super::choose::{self, What};
use super::keymap::Context;
use super::labels::{self, NameFor};
use super::layer::Layer;
use super::pool::{Focus, panes, set_filter, table};
use super::write::{self, Settled};
use super::{State, compare, edit, history, import, leave, menus, notes, query, today};
use crate::domain::filter::Filter;
use crate::domain::message::Message;
use crate::messages::{Edit, Effect};

/// Something a key can do. Its help is the message `do-<id>`, its word in the hint line `hint-<id>`.
pub struct Action {
    /// Stable name, used in settings.
    pub id: &'static str,
    /// Where it works.
    pub contexts: &'static [Context],
    /// Its keys, where no setting replaces them.
    pub keys: &'static [&'static str],
    /// Whether it can be done now; else the id of the sentence that says why not.
    pub enabled: fn(&State) -> Result<(), &'static str>,
    /// What it does; the number is the count typed before it.
    pub run: fn(&mut State, Option<usize>) -> Vec<Effect>,
}

use Context::{
    Card, Choose, Clash, Columns, Compare, Field, Files, History, Imports, Lists, Notes, OnList,
    Palette, Panes, Preview, Running, Sort, Table, Tags, Templates, Text, Today, Write,
};

const fn always(_: &State) -> Result<(), &'static str> {
    Ok(())
}

fn any_creator(state: &State) -> Result<(), &'static str> {
    if state.pool.id_at(state.pool.cursor).is_some() {
        Ok(())
    } else {
        Err("app-no-creator")
    }
}

fn any_mark(state: &State) -> Result<(), &'static str> {
    if state.pool.marks.is_empty() {
        Err("app-no-marks")
    } else {
        Ok(())
    }
}

fn some_marks(state: &State) -> Result<(), &'static str> {
    match state.pool.marks.len() {
        compare::FEWEST..=compare::MOST => Ok(()),
        _ => Err("app-compare-marks"),
    }
}

fn any_sort(state: &State) -> Result<(), &'static str> {
    if state.pool.sort.is_empty() {
        Err("app-no-sort")
    } else {
        Ok(())
    }
}

fn any_past(state: &State) -> Result<(), &'static str> {
    if state.pool.past.is_empty() {
        Err("app-no-past")
    } else {
        Ok(())
    }
}

fn filtered(state: &State) -> Result<(), &'static str> {
    if state.pool.filter == Filter::default() {
        Err("app-no-filter")
    } else {
        Ok(())
    }
}

fn not_running(state: &State) -> Result<(), &'static str> {
    if state.running.is_some() {
        Err("app-import-running")
    } else {
        Ok(())
    }
}

fn lines(count: Option<usize>) -> isize {
    isize::try_from(count.unwrap_or(1)).unwrap_or(isize::MAX)
}

macro_rules! action {
    ($id:literal, [$($context:ident),*], [$($key:literal),*], $enabled:expr, $run:expr) => {
        Action { id: $id, contexts: &[$($context),*], keys: &[$($key),*], enabled: $enabled, run: $run }
    };
}

/// See the module.
pub const ACTIONS: &[Action] = &[
    action!("table.down", [Table], ["j", "down"], always, |s, n| {
        table::step(s, lines(n))
    }),
    action!(
        "table.up",
        [Table],
        ["k", "up"],
        always,
        |s, n| table::step(s, -lines(n))
    ),
    action!(
        "table.page-down",
        [Table],
        ["ctrl-f", "pagedown"],
        always,
        |s, n| table::page(s, lines(n), 1)
    ),
    action!(
        "table.page-up",
        [Table],
        ["ctrl-b", "pageup"],
        always,
        |s, n| table::page(s, -lines(n), 1)
    ),
    action!("table.half-down", [Table], ["ctrl-d"], always, |s, n| {
        table::page(s, lines(n), 2)
    }),
    action!("table.half-up", [Table], ["ctrl-u"], always, |s, n| {
        table::page(s, -lines(n), 2)
    }),
    action!("table.first", [Table], ["g g", "home"], always, |s, n| {
        table::go(s, n.unwrap_or(1).saturating_sub(1))
    }),
    action!("table.last", [Table], ["G", "end"], always, |s, n| {
        table::last(s, n)
    }),
    action!("table.right", [Table], ["l", "right"], always, |s, n| {
        table::sideways(s, lines(n))
    }),
    action!("table.left", [Table], ["h", "left"], always, |s, n| {
        table::sideways(s, -lines(n))
    }),
    action!("search", [Table, Panes], ["/"], always, |s, _| {
        if s.pool.focus == Focus::Panes {
            panes::open_narrow(s)
        } else {
            query::open_search(s)
        }
    }),
    action!("query", [Table, Panes], [":"], always, |s, _| query::open(
        s
    )),
    action!("panes", [Table], ["f", "tab", "backtab"], always, |s, _| {
        panes::enter(s)
    }),
    action!("panes.hide", [Table, Panes], ["F"], always, |s, _| {
        s.pool.panes_hidden = !s.pool.panes_hidden;
        s.pool.focus = Focus::Table;
        table::settle(s);
        super::pool::fetch(s)
    }),
    action!(
        "table.mark",
        [Table, Card],
        ["space"],
        any_creator,
        |s, n| table::mark(s, n.unwrap_or(1))
    ),
    action!("table.mark-all", [Table], ["*"], any_creator, |s, _| {
        table::mark_all(s)
    }),
    action!("table.unmark", [Table], ["U"], any_mark, |s, _| {
        let n = s.pool.marks.len();
        s.pool.marks.clear();
        s.say(Message::new("app-unmarked").with("n", n));
        Vec::new()
    }),
    action!("table.next-mark", [Table], ["]"], any_mark, |s, _| {
        table::to_mark(s, true)
    }),
    action!("table.previous-mark", [Table], ["["], any_mark, |s, _| {
        table::to_mark(s, false)
    }),
    action!("table.open", [Table], ["enter"], any_creator, |s, _| {
        s.pool.card_top = 0;
        s.layers.push(Layer::Card);
        Vec::new()
    }),
    action!("tag", [Table, Card], ["t"], any_creator, |s, _| {
        choose::open(s, What::Tag)
    }),
    action!("list", [Table, Card], ["s"], any_creator, |s, _| {
        choose::quick_list(s)
    }),
    action!("list.choose", [Table, Card], ["S"], any_creator, |s, _| {
        choose::open(s, What::List)
    }),
    action!("note", [Table, Card, Notes], ["n"], any_creator, |s, _| {
        write::open_new(s)
    }),
    action!("notes", [Table, Card], ["N"], any_creator, |s, _| {
        notes::open(s)
    }),
    action!("compare", [Table], ["="], some_marks, |s, _| {
        compare::open(s)
    }),
    action!("today", [Table, Panes], ["d"], always, |s, _| {
        today::open(s)
    }),
    action!("tags", [Table, Panes], ["#"], always, |s, _| {
        labels::open_tags(s)
    }),
    action!("lists", [Table, Panes], ["L"], always, |s, _| {
        labels::open_lists(s)
    }),
    action!("history", [Table, Card], ["H"], any_creator, |s, _| {
        history::open(s)
    }),
    action!("journal", [Table], ["J"], always, |s, _| {
        history::open_journal(s)
    }),
    action!(
        "undo",
        [
            Table, Panes, Card, Notes, History, Tags, Lists, OnList, Today
        ],
        ["u"],
        always,
        |s, _| super::undo(s)
    ),
    action!(
        "redo",
        [
            Table, Panes, Card, Notes, History, Tags, Lists, OnList, Today
        ],
        ["ctrl-r"],
        always,
        |_, _| { vec![Effect::Edit(Edit::Redo)] }
    ),
    action!("sort", [Table], ["o"], always, |s, _| menus::open_sort(s)),
    action!("sort.reverse", [Table], ["O"], any_sort, |s, _| {
        menus::reverse(s)
    }),
    action!("columns", [Table], ["c"], always, |s, _| {
        menus::open_columns(s)
    }),
    action!("scheme", [Table, Panes], ["T"], always, |s, _| {
        let next = (s.scheme() + 1) % s.settings.schemes.all.len().max(1);
        let mut filter = s.pool.filter.clone();
        let dropped = filter.set_scheme(Some(next).filter(|n| *n != s.settings.schemes.default));
        let name = s
            .settings
            .schemes
            .get(next)
            .map(|x| x.key.clone())
            .unwrap_or_default();
        let id = if dropped {
            "app-scheme-dropped"
        } else {
            "app-scheme"
        };
        let effects = set_filter(s, filter);
        panes::clamp(s);
        s.say(Message::new(id).with("scheme", name));
        effects
    }),
    action!("clear", [Table, Panes], ["x"], filtered, |s, _| {
        if s.pool.focus == Focus::Panes {
            return panes::clear_row(s);
        }
        s.say(Message::new("app-cleared"));
        set_filter(s, Filter::default())
    }),
    action!("past", [Table, Panes], ["backspace"], any_past, |s, _| {
        let Some(filter) = s.pool.past.pop() else {
            return Vec::new();
        };
        s.pool.filter = filter;
        panes::clamp(s);
        super::pool::changed(s)
    }),
    action!("copy", [Table, Card], ["y"], any_creator, |s, _| {
        copy_handles(s)
    }),
    action!("copy-link", [Table, Card], ["Y"], any_creator, |s, _| {
        let link = s.pool.current().and_then(|r| r.identity.profile_link());
        match link {
            Some(url) => {
                s.say(Message::new("app-copied-link").with("url", url.clone()));
                vec![Effect::Copy(url)]
            }
            None => {
                s.complain(Message::new("app-no-link"));
                Vec::new()
            }
        }
    }),
    action!("import", [Table, Panes], ["i"], not_running, |s, _| {
        import::open_files(s)
    }),
    action!("imports", [Table, Panes], ["I"], not_running, |s, _| {
        import::open_imports(s)
    }),
    action!(
        "palette",
        [Table, Panes, Card],
        ["ctrl-p"],
        always,
        |s, _| menus::open_palette(s)
    ),
    action!(
        "help",
        [
            Table, Panes, Card, Sort, Columns, Files, Preview, Imports, Notes, Clash, History,
            Tags, Lists, OnList, Today, Compare
        ],
        ["?", "f1"],
        always,
        |s, _| { menus::open_help(s) }
    ),
    action!(
        "field.help",
        [Field, Choose, Write],
        ["f1"],
        always,
        |s, _| { menus::open_help(s) }
    ),
    action!("lang", [Table, Panes, Card], ["ctrl-t"], always, |s, _| {
        let other = s.words.lang().other();
        s.set_lang(other);
        s.lang_chosen = true;
        vec![Effect::Save(Box::new(s.session()))]
    }),
    action!(
        "redraw",
        [Table, Panes, Card],
        ["ctrl-l"],
        always,
        |_, _| vec![Effect::Redraw]
    ),
    action!("quit", [Table, Panes], ["q"], always, |s, _| leave(s)),
    action!(
        "back",
        [
            Table, Panes, Card, Text, Sort, Columns, Files, Preview, Imports, Notes, Templates,
            Clash, History, Tags, Lists, OnList, Today, Compare
        ],
        ["esc"],
        always,
        |s, _| { edit::back(s) }
    ),
    action!(
        "close",
        [
            Card, Text, Sort, Columns, Files, Preview, Imports, Notes, Templates, History, Tags,
            Lists, OnList, Today, Compare
        ],
        ["q"],
        always,
        |s, _| edit::back(s)
    ),
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
        super::pool::card::scroll(s, lines(n));
        Vec::new()
    }),
    action!("card.up", [Card], ["k", "up"], always, |s, n| {
        super::pool::card::scroll(s, -lines(n));
        Vec::new()
    }),
    action!(
        "card.page-down",
        [Card],
        ["ctrl-d", "ctrl-f", "pagedown"],
        always,
        |s, _| {
            let rows = menus::page_rows(s);
            super::pool::card::scroll(s, rows);
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
            super::pool::card::scroll(s, -rows);
            Vec::new()
        }
    ),
    action!("card.next", [Card], ["l", "right"], always, |s, n| {
        table::step(s, lines(n))
    }),
    action!("card.previous", [Card], ["h", "left"], always, |s, n| {
        table::step(s, -lines(n))
    }),
    action!("text.down", [Text], ["j", "down"], always, |s, n| {
        menus::step(s, lines(n))
    }),
    action!("text.up", [Text], ["k", "up"], always, |s, n| menus::step(
        s,
        -lines(n)
    )),
    action!(
        "text.page-down",
        [Text],
        ["ctrl-d", "ctrl-f", "pagedown", "space"],
        always,
        |s, _| {
            let rows = menus::page_rows(s);
            menus::step(s, rows)
        }
    ),
    action!(
        "text.page-up",
        [Text],
        ["ctrl-u", "ctrl-b", "pageup"],
        always,
        |s, _| {
            let rows = menus::page_rows(s);
            menus::step(s, -rows)
        }
    ),
    action!(
        "list.down",
        [Sort, Columns, Files, Preview, Imports, Templates, Clash],
        ["j", "down"],
        always,
        |s, n| menus::step(s, lines(n))
    ),
    action!(
        "list.up",
        [Sort, Columns, Files, Preview, Imports, Templates, Clash],
        ["k", "up"],
        always,
        |s, n| menus::step(s, -lines(n))
    ),
    action!(
        "list.page-down",
        [Sort, Columns, Files, Preview, Imports],
        ["ctrl-d", "ctrl-f", "pagedown"],
        always,
        |s, _| {
            let rows = menus::page_rows(s);
            menus::step(s, rows)
        }
    ),
    action!(
        "list.page-up",
        [Sort, Columns, Files, Preview, Imports],
        ["ctrl-u", "ctrl-b", "pageup"],
        always,
        |s, _| {
            let rows = menus::page_rows(s);
            menus::step(s, -rows)
        }
    ),
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
        always,
        |s, _| query::complete(s, 1)
    ),
    action!(
        "field.complete-back",
        [Field],
        ["backtab", "up"],
        always,
        |s, _| query::complete(s, -1)
    ),
    action!(
        "field.back",
        [Field, Palette, Choose],
        ["esc"],
        always,
        |s, _| { edit::back(s) }
    ),
    action!("choose.take", [Choose], ["enter"], always, |s, _| {
        choose::take(s, false)
    }),
    action!("choose.more", [Choose], ["tab"], always, |s, _| {
        choose::take(s, true)
    }),
    action!(
        "choose.down",
        [Choose],
        ["down", "ctrl-n"],
        always,
        |s, n| { choose::step(s, lines(n)) }
    ),
    action!("choose.up", [Choose], ["up", "ctrl-p"], always, |s, n| {
        choose::step(s, -lines(n))
    }),
    action!("choose.scope", [Choose], ["ctrl-g"], always, |s, _| {
        choose::next_scope(s)
    }),
    action!("choose.dismiss", [Choose], ["ctrl-x"], always, |s, _| {
        choose::dismiss(s)
    }),
    action!(
        "labels.down",
        [Tags, Lists, OnList],
        ["j", "down"],
        always,
        |s, n| { labels::step(s, lines(n)) }
    ),
    action!(
        "labels.up",
        [Tags, Lists, OnList],
        ["k", "up"],
        always,
        |s, n| { labels::step(s, -lines(n)) }
    ),
    action!(
        "labels.page-down",
        [Tags, Lists, OnList],
        ["ctrl-d", "ctrl-f", "pagedown"],
        always,
        |s, _| {
            let rows = labels::page(s);
            labels::step(s, rows)
        }
    ),
    action!(
        "labels.page-up",
        [Tags, Lists, OnList],
        ["ctrl-u", "ctrl-b", "pageup"],
        always,
        |s, _| {
            let rows = labels::page(s);
            labels::step(s, -rows)
        }
    ),
    action!(
        "labels.filter",
        [Tags, Lists, OnList],
        ["p"],
        always,
        |s, _| { labels::filter(s) }
    ),
    action!("tags.filter", [Tags], ["enter"], always, |s, _| {
        labels::filter(s)
    }),
    action!("tags.rename", [Tags], ["r"], always, |s, _| {
        labels::ask_tag(s, NameFor::RenameTag)
    }),
    action!("tags.merge", [Tags], ["m"], always, |s, _| {
        labels::ask_tag(s, NameFor::MergeTag)
    }),
    action!("tags.group", [Tags], ["g"], always, |s, _| {
        labels::ask_tag(s, NameFor::GroupTag)
    }),
    action!("tags.colour", [Tags], ["c"], always, |s, _| {
        labels::next_colour(s)
    }),
    action!("labels.delete", [Tags, Lists], ["D"], always, |s, _| {
        labels::delete(s)
    }),
    action!(
        "lists.open",
        [Lists],
        ["enter", "l", "right"],
        always,
        |s, _| { labels::open_list(s) }
    ),
    action!("lists.new", [Lists], ["n"], always, |s, _| {
        labels::ask(s, NameFor::NewList)
    }),
    action!("lists.rename", [Lists], ["r"], always, |s, _| {
        labels::ask_list(s, NameFor::RenameList)
    }),
    action!("lists.target", [Lists, OnList], ["t"], always, |s, _| {
        labels::ask_list(s, NameFor::Target)
    }),
    action!("lists.freeze", [Lists, OnList], ["f"], always, |s, _| {
        labels::ask_list(s, NameFor::Freeze)
    }),
    action!("lists.compare", [Lists], ["="], always, |s, _| {
        labels::compare(s)
    }),
    action!("lists.export", [Lists, OnList], ["w"], always, |s, _| {
        labels::ask_list(s, NameFor::Export)
    }),
    action!("on-list.reason", [OnList], ["e"], always, |s, _| {
        labels::ask_reason(s)
    }),
    action!("on-list.remove", [OnList], ["d"], always, |s, _| {
        labels::remove(s)
    }),
    action!("on-list.later", [OnList], ["J"], always, |s, n| {
        labels::shift(s, lines(n))
    }),
    action!("on-list.earlier", [OnList], ["K"], always, |s, n| {
        labels::shift(s, -lines(n))
    }),
    action!("on-list.copy", [OnList], ["y"], always, |s, _| {
        labels::copy(s)
    }),
    action!("on-list.card", [OnList], ["enter"], always, |s, _| {
        labels::open_card(s)
    }),
    action!("today.down", [Today], ["j", "down"], always, |s, n| {
        today::step(s, lines(n))
    }),
    action!("today.up", [Today], ["k", "up"], always, |s, n| {
        today::step(s, -lines(n))
    }),
    action!("today.done", [Today], ["space", "x"], always, |s, _| {
        today::done(s)
    }),
    action!("today.card", [Today], ["enter"], always, |s, _| {
        today::card(s)
    }),
    action!("today.edit", [Today], ["e"], always, |s, _| {
        today::edit(s)
    }),
    action!("today.everybody", [Today], ["m"], always, |s, _| {
        today::toggle(s)
    }),
    action!("compare.down", [Compare], ["j", "down"], always, |s, n| {
        compare::step(s, lines(n))
    }),
    action!("compare.up", [Compare], ["k", "up"], always, |s, n| {
        compare::step(s, -lines(n))
    }),
    action!(
        "compare.page-down",
        [Compare],
        ["ctrl-d", "ctrl-f", "pagedown"],
        always,
        |s, _| {
            let rows = menus::page_rows(s);
            compare::step(s, rows)
        }
    ),
    action!(
        "compare.page-up",
        [Compare],
        ["ctrl-u", "ctrl-b", "pageup"],
        always,
        |s, _| {
            let rows = menus::page_rows(s);
            compare::step(s, -rows)
        }
    ),
    action!("history.down", [History], ["j", "down"], always, |s, n| {
        history::step(s, lines(n))
    }),
    action!("history.up", [History], ["k", "up"], always, |s, n| {
        history::step(s, -lines(n))
    }),
    action!(
        "history.page-down",
        [History],
        ["ctrl-d", "ctrl-f", "pagedown"],
        always,
        |s, _| {
            let rows = menus::page_rows(s);
            history::step(s, rows)
        }
    ),
    action!(
        "history.page-up",
        [History],
        ["ctrl-u", "ctrl-b", "pageup"],
        always,
        |s, _| {
            let rows = menus::page_rows(s);
            history::step(s, -rows)
        }
    ),
    action!("history.member", [History], ["m"], always, |s, _| {
        history::next_member(s)
    }),
    action!("history.day", [History], ["d"], always, |s, _| {
        history::one_day(s)
    }),
    action!("notes.down", [Notes], ["j", "down"], always, |s, n| {
        notes::step(s, lines(n))
    }),
    action!("notes.up", [Notes], ["k", "up"], always, |s, n| {
        notes::step(s, -lines(n))
    }),
    action!("notes.edit", [Notes], ["enter", "e"], always, |s, _| {
        notes::edit(s)
    }),
    action!("notes.versions", [Notes], ["v"], always, |s, _| {
        notes::versions(s)
    }),
    action!("notes.delete", [Notes], ["D"], always, |s, _| {
        notes::delete(s)
    }),
    action!("write.save", [Write], ["ctrl-s"], always, |s, _| {
        write::save(s)
    }),
    action!("write.leave", [Write], ["esc"], always, |s, _| {
        write::leave(s)
    }),
    action!("write.template", [Write], ["ctrl-t"], always, |s, _| {
        s.layers.push(Layer::Templates(0));
        Vec::new()
    }),
    action!("write.full", [Write], ["ctrl-g"], always, |s, _| {
        write::toggle_full(s)
    }),
    action!("write.discard", [Write], ["ctrl-x"], always, |s, _| {
        write::discard(s)
    }),
    action!("templates.take", [Templates], ["enter"], always, |s, _| {
        menus::take_template(s)
    }),
    action!("clash.theirs", [Clash], ["t"], always, |s, _| {
        write::settle_clash(s, Settled::Theirs)
    }),
    action!("clash.mine", [Clash], ["m"], always, |s, _| {
        write::settle_clash(s, Settled::Mine)
    }),
    action!("clash.both", [Clash], ["b"], always, |s, _| {
        write::settle_clash(s, Settled::Both)
    }),
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

/// Handles that are copied through the terminal at once.
const COPIED: usize = 3_000;

fn copy_handles(state: &mut State) -> Vec<Effect> {
    // on the card it is the creator one reads about, whoever is marked
    let ids = if state.layers.last() == Some(&Layer::Card) {
        state.pool.id_at(state.pool.cursor).into_iter().collect()
    } else {
        table::picked_ids(state)
    };
    // a clipboard sequence of many pages chokes the line, and terminals drop it
    if ids.len() > COPIED {
        state.complain(Message::new("app-clipboard-large").with("n", ids.len()));
        return Vec::new();
    }
    let handles: Option<Vec<String>> = ids
        .iter()
        .map(|id| {
            let creator = state.pool.shown(*id);
            creator.map(|r| r.identity.handle.to_string())
        })
        .collect();
    match handles {
        Some(handles) => {
            state.say(Message::new("app-copied").with("n", handles.len()));
            vec![Effect::Copy(handles.join("\n"))]
        }
        // some of the marked are far from the screen: the data side looks them up
        None => {
            state.say(Message::new("app-copied").with("n", ids.len()));
            vec![Effect::CopyHandles(ids)]
        }
    }
}
