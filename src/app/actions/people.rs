//! What people put on creators: tags, lists, notes, what was done.

use super::{Action, always, any_suggestion, lines, not_merged, of_pool};
use crate::app::keymap::Context::{
    Choose, Clash, History, Lists, Notes, OnList, Tags, Templates, Today, Twins, Versions, Views,
    Write,
};
use crate::app::layer::Layer;
use crate::app::naming::{self, NameFor};
use crate::app::write::Settled;
use crate::app::{
    choose, history, labels, menus, notes, on_list, today, twins, versions, views, write,
};

/// See the module.
pub(super) const ACTIONS: &[Action] = &[
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
    action!(
        "choose.dismiss",
        [Choose],
        ["ctrl-x"],
        any_suggestion,
        |s, _| { choose::dismiss(s) }
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
        naming::ask_tag(s, NameFor::RenameTag)
    }),
    action!("tags.merge", [Tags], ["m"], always, |s, _| {
        naming::ask_tag(s, NameFor::MergeTag)
    }),
    action!("tags.group", [Tags], ["+"], always, |s, _| {
        naming::ask_tag(s, NameFor::GroupTag)
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
        |s, _| { on_list::open_list(s) }
    ),
    action!("lists.new", [Lists], ["n"], always, |s, _| {
        naming::ask(s, NameFor::NewList)
    }),
    action!("lists.rename", [Lists], ["r"], always, |s, _| {
        naming::ask_list(s, NameFor::RenameList)
    }),
    action!("lists.target", [Lists, OnList], ["t"], always, |s, _| {
        naming::ask_list(s, NameFor::Target)
    }),
    action!("lists.freeze", [Lists, OnList], ["f"], always, |s, _| {
        naming::ask_list(s, NameFor::Freeze)
    }),
    action!("lists.compare", [Lists], ["="], always, |s, _| {
        labels::compare(s)
    }),
    action!("lists.export", [Lists, OnList], ["w"], always, |s, _| {
        naming::ask_list(s, NameFor::Export)
    }),
    action!("on-list.reason", [OnList], ["e"], always, |s, _| {
        on_list::ask_reason(s)
    }),
    action!("on-list.remove", [OnList], ["d"], always, |s, _| {
        on_list::remove(s)
    }),
    action!("on-list.later", [OnList], ["J"], always, |s, n| {
        on_list::shift(s, lines(n))
    }),
    action!("on-list.earlier", [OnList], ["K"], always, |s, n| {
        on_list::shift(s, -lines(n))
    }),
    action!("on-list.copy", [OnList], ["y"], always, |s, _| {
        on_list::copy(s)
    }),
    action!("on-list.card", [OnList], ["enter"], always, |s, _| {
        on_list::open_card(s)
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
    action!("today.snooze", [Today], ["z"], always, |s, _| {
        today::ask_snooze(s)
    }),
    action!("today.answered", [Today], ["a"], always, |s, _| {
        today::answered(s)
    }),
    action!("today.everybody", [Today], ["m"], always, |s, _| {
        today::toggle(s)
    }),
    action!("history.open", [History], ["enter"], always, |s, _| {
        history::open_chosen(s)
    }),
    action!("history.member", [History], ["m"], of_pool, |s, _| {
        history::next_member(s)
    }),
    action!("history.day", [History], ["d"], of_pool, |s, _| {
        history::one_day(s)
    }),
    action!("notes.edit", [Notes], ["enter", "e"], always, |s, _| {
        notes::edit(s)
    }),
    action!("notes.versions", [Notes], ["v"], always, |s, _| {
        notes::versions(s)
    }),
    action!(
        "versions.bring-back",
        [Versions],
        ["r", "enter"],
        always,
        |s, _| { versions::bring_back(s) }
    ),
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
    action!("write.editor", [Write], ["ctrl-o"], always, |s, _| {
        write::to_editor(s)
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
    action!("twins.merge", [Twins], ["m"], not_merged, |s, _| {
        twins::merge(s)
    }),
    action!("twins.swap", [Twins], ["tab"], not_merged, |s, _| {
        twins::swap(s)
    }),
    action!("twins.apart", [Twins], ["x"], always, |s, _| {
        twins::apart(s)
    }),
    action!("views.show", [Views], ["enter"], always, |s, _| {
        views::take(s)
    }),
    action!("views.replace", [Views], ["s"], always, |s, _| {
        views::replace(s)
    }),
    action!("views.rename", [Views], ["r"], always, |s, _| {
        views::ask(s, NameFor::RenameView)
    }),
    action!("views.key", [Views], ["'"], always, |s, _| {
        views::ask(s, NameFor::KeyView)
    }),
    action!("views.share", [Views], ["m"], always, |s, _| {
        views::share(s)
    }),
    action!("views.start", [Views], ["b"], always, |s, _| {
        views::start_with(s)
    }),
    action!("views.assets", [Views], ["a"], always, |s, _| {
        views::assets(s)
    }),
    action!("views.delete", [Views], ["D"], always, |s, _| {
        views::delete(s)
    }),
];
