//! On the pool screen: the table, and what is reached from it.

use super::{
    Action, always, any_creator, any_draft, any_mark, any_past, any_sort, copy_handles, filtered,
    lines, not_running, some_marks,
};
use crate::app::choose::What;
use crate::app::keymap::Context::{
    Agenda, Basics, Board, Card, Choose, Clash, Collab, Columns, Compare, Field, Files, Gate,
    History, Imports, Lists, Meeting, Notes, OnList, Outreach, Panes, Pick, Plans, Preview,
    Returns, Review, Sort, Table, Tags, Templates, Text, Today, Twins, Versions, ViewKey, Views,
    Write,
};
use crate::app::layer::Layer;
use crate::app::pool::{Focus, panes, set_filter, table};
use crate::app::{
    choose, compare, edit, history, import, labels, leave, menus, notes, query, today, twins,
    views, write,
};
use crate::domain::filter::Filter;
use crate::domain::message::Message;
use crate::messages::{Edit, Effect};

/// See the module.
pub(super) const ACTIONS: &[Action] = &[
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
        crate::app::pool::fetch(s)
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
        vec![Effect::Save(Box::new(s.session()))]
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
    action!("note.draft", [Table, Card], ["e"], any_draft, |s, _| {
        write::go_on(s)
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
    action!("views", [Table, Panes], ["v"], always, |s, _| {
        views::open(s)
    }),
    action!("views.jump", [Table, Panes], ["'"], always, |s, _| {
        views::await_key(s)
    }),
    action!("views.save", [Table, Panes], ["V"], always, |s, _| {
        views::ask_save(s)
    }),
    action!("twins", [Table, Card], ["M"], any_creator, |s, _| {
        twins::open(s)
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
            Table, Panes, Card, Board, Collab, Returns, Review, Meeting, Agenda, Outreach, Plans,
            Basics, Notes, History, Tags, Lists, OnList, Views, Today, Twins, Versions
        ],
        ["u"],
        always,
        |s, _| crate::app::undo(s)
    ),
    action!(
        "redo",
        [
            Table, Panes, Card, Board, Collab, Returns, Review, Meeting, Agenda, Outreach, Plans,
            Basics, Notes, History, Tags, Lists, OnList, Views, Today, Twins, Versions
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
        crate::app::pool::changed(s)
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
        [Table, Panes, Card, Board],
        ["ctrl-p"],
        always,
        |s, _| menus::open_palette(s)
    ),
    action!(
        "help",
        [
            Table, Panes, Card, Board, Collab, Gate, Outreach, Plans, Basics, Sort, Columns, Files,
            Preview, Imports, Notes, Versions, Clash, History, Tags, Lists, OnList, Views, Today,
            Twins, Compare, Returns, Review, Meeting, Agenda
        ],
        ["?", "f1"],
        always,
        |s, _| { menus::open_help(s) }
    ),
    action!(
        "field.help",
        [Field, Choose, Pick, Write],
        ["f1"],
        always,
        |s, _| { menus::open_help(s) }
    ),
    action!(
        "lang",
        [Table, Panes, Card, Board, Returns, Review, Meeting, Agenda],
        ["ctrl-t"],
        always,
        |s, _| {
            let other = s.words.lang().other();
            s.set_lang(other);
            s.lang_chosen = true;
            vec![Effect::Save(Box::new(s.session()))]
        }
    ),
    action!(
        "redraw",
        [Table, Panes, Card, Board],
        ["ctrl-l"],
        always,
        |_, _| vec![Effect::Redraw]
    ),
    action!("quit", [Table, Panes], ["q"], always, |s, _| leave(s)),
    action!(
        "back",
        [
            Table, Panes, Card, Board, Collab, Gate, Outreach, Plans, Basics, Text, Sort, Columns,
            Files, Preview, Imports, Notes, Versions, Templates, Clash, History, Tags, Lists,
            OnList, Views, ViewKey, Today, Twins, Compare, Returns, Review, Meeting, Agenda
        ],
        ["esc"],
        always,
        |s, _| { edit::back(s) }
    ),
    action!(
        "close",
        [
            Card, Board, Collab, Gate, Outreach, Plans, Basics, Text, Sort, Columns, Files,
            Preview, Imports, Notes, Versions, Templates, History, Tags, Lists, OnList, Views,
            Today, Twins, Compare, Returns, Review, Meeting, Agenda
        ],
        ["q"],
        always,
        |s, _| edit::back(s)
    ),
];
