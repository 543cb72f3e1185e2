//! What a message does: the one place where every message goes to whom it is for.

use std::sync::Arc;

use super::{
    Now, State, actions, basics, board, choose, history, import, keymap, labels, layer, naming,
    on_list, outreach, plans, pool, returns, review, today, twins, versions, views, write,
};
use crate::domain::deed::Kind;
use crate::domain::message::Message;
use crate::messages::{Code, Edit, Edited, Effect, Ended, Key, Msg};
use keymap::Found;
use layer::Layer;
use naming::{NameFor, Naming};

/// What is to be done before anything happens.
pub fn begin(state: &mut State) -> Vec<Effect> {
    pool::begin(state)
}

/// A message and the state give the new state and what is to be done.
pub fn update(state: &mut State, msg: Msg, now: Now) -> Vec<Effect> {
    state.clock = now.at;
    let midnight = std::mem::replace(&mut state.today, now.today) != now.today;
    let mut effects = handle(state, msg);
    if midnight {
        // what is due is counted anew
        effects.push(Effect::Redraw);
    }
    effects
}

fn handle(state: &mut State, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Key(key) => on_key(state, key),
        Msg::Paste(text) => on_paste(state, &text),
        Msg::Resize(width, height) => {
            state.size = (width, height);
            pool::table::settle(state);
            review::settle(state);
            write::resized(state);
            pool::fetch(state)
        }
        Msg::Loaded(facts) => {
            let mut effects = pool::on_loaded(state, facts);
            effects.extend(twins::refresh(state));
            effects.extend(on_list::refresh(state));
            effects.extend(board::refresh(state));
            // what a colleague imports may be read together with its returns
            effects.extend(returns::refresh(state));
            effects.extend(review::refresh(state));
            effects.extend(review::meeting::refresh(state));
            effects
        }
        Msg::Names(names) => {
            state.board.names = names;
            Vec::new()
        }
        Msg::Board(generation, answer) => {
            let mut effects = board::on_board(state, generation, answer);
            effects.extend(board::gates::refresh(state));
            effects
        }
        Msg::Detail(id, detail) => {
            board::detail::on_detail(state, id, detail);
            Vec::new()
        }
        Msg::Twins(pairs) => twins::on_twins(state, pairs),
        Msg::Relabelled(facts, touched) => {
            let mut effects = pool::on_relabelled(state, facts, &touched);
            effects.extend(board::refresh(state));
            effects.extend(on_list::refresh(state));
            effects.extend(today::refresh(state));
            effects.extend(returns::refresh_of(state, &touched));
            effects
        }
        Msg::Earned(facts) => {
            let mut effects = pool::on_earned(state, facts);
            effects.extend(board::refresh(state));
            effects.extend(returns::refresh(state));
            effects.extend(review::refresh(state));
            effects
        }
        Msg::Labels(tags, lists) => {
            let mut effects = labels::on_labels(state, tags, lists);
            choose::edited(state);
            // whatever a colleague writes brings these, also what no creator shows
            match review::meeting::written(state) {
                Some(points) => effects.push(points),
                None => effects.extend(review::refresh(state)),
            }
            effects
        }
        Msg::Present(others) => {
            state.others = others;
            Vec::new()
        }
        Msg::Views(all) => {
            views::on_views(state, all);
            Vec::new()
        }
        Msg::Having { ids, tags, lists } => {
            choose::on_having(state, &ids, tags, lists);
            Vec::new()
        }
        Msg::Edited(Ok(edited)) => {
            state.asked = None;
            // that the agenda was made is seen, and the keys of the first page are worth more than a word about it
            let opened = edited.ended == Ended::Done && edited.deed.kind == Kind::Meeting;
            if !(opened && review::meeting::on_page(state)) {
                let said = said(state, &edited);
                state.say(said);
                match edited.ended {
                    Ended::Done | Ended::DoneAgain => review::meeting::stepped(state, 1),
                    Ended::TakenBack => review::meeting::stepped(state, -1),
                    Ended::Same => {}
                }
            }
            if edited.ended == Ended::TakenBack {
                if edited.deed.kind == Kind::CollabMove {
                    board::moved_back(state);
                }
                outreach::taken_back(state, &edited.deed);
            }
            let mut effects = history::refresh(state);
            effects.extend(on_list::refresh(state));
            effects.extend(today::refresh(state));
            effects.extend(returns::refresh(state));
            effects.extend(review::refresh(state));
            effects.extend(review::meeting::refresh(state));
            effects.extend(plans::refresh(state));
            effects.extend(basics::refresh(state));
            effects.extend(versions::refresh(state));
            if let Some((creator, note)) = edited.note {
                effects.extend(write::saved(state, creator, note));
            }
            effects
        }
        Msg::AskUndo(deed) => {
            state.undo_import = true;
            let what = state.words.say(&deed.message());
            let asked = Message::new("app-undo-import-confirm").with("what", what);
            state.say(asked);
            Vec::new()
        }
        Msg::Clashed {
            creator,
            note,
            by,
            theirs,
        } => write::clash(state, creator, note, by, theirs),
        Msg::FromEditor(edited) => write::from_editor(state, edited),
        Msg::Drafts(drafts) => {
            let n = drafts.len();
            if let Some(last) = drafts.last() {
                let left = Message::new("write-drafts-left").with("n", n);
                state.say(left.with("handle", last.handle.clone()));
            }
            state.drafts = drafts;
            Vec::new()
        }
        Msg::Recipients(whom) => {
            outreach::on_recipients(state, whom);
            Vec::new()
        }
        Msg::Exists(path) => outreach::on_exists(state, &path),
        Msg::Wrote(path, then) => {
            state.asked = None;
            outreach::on_written(state, path, then)
        }
        Msg::Basics(file, rows) => {
            basics::on_rows(state, file, rows);
            Vec::new()
        }
        Msg::Plans(plans) => {
            plans::on_plans(state, plans);
            Vec::new()
        }
        Msg::Agenda(items) => {
            today::on_agenda(state, items);
            Vec::new()
        }
        Msg::Tasks(tasks) => {
            today::on_tasks(state, tasks);
            Vec::new()
        }
        Msg::OnList(name, creators) => on_list::on_list(state, &name, creators),
        Msg::Returns(account) => returns::on_account(state, account),
        Msg::Reviewed(scope, review) => {
            review::on_review(state, &scope, &review);
            Vec::new()
        }
        Msg::Points(subject, points) => review::meeting::on_points(state, &subject, &points),
        Msg::Tick => Vec::new(),
        Msg::Sales(sales) => {
            returns::on_sales(state, sales);
            Vec::new()
        }
        Msg::Way(creator, way) => {
            returns::on_way(state, creator, &way);
            Vec::new()
        }
        Msg::Spans(creator, spans) => {
            returns::on_spans(state, creator, &spans);
            Vec::new()
        }
        Msg::Compared([(first, one), (second, two)]) => {
            on_list::on_compared(state, (&first, &second), &one, &two);
            Vec::new()
        }
        Msg::History(creator, entries, members) => {
            history::on_history(state, creator, entries, members);
            Vec::new()
        }
        Msg::Versions {
            creator,
            note,
            versions,
        } => {
            versions::on_versions(state, creator, note, versions);
            Vec::new()
        }
        Msg::Touched(ids) => history::on_touched(state, &ids),
        Msg::ReadAgain(path) => import::read_again(state, path),
        Msg::Edited(Err(message)) => {
            let again = matches!(message.id, "store-name-taken" | "store-backwards");
            match state.asked.take() {
                Some(naming) if again => state.layers.push(Layer::Name(Box::new(naming))),
                Some(naming) => review::meeting::keep_typed(state, &naming),
                None => {}
            }
            if message.id == "store-moved" {
                board::moved_back(state);
            }
            state.complain(message);
            let mut effects = choose::show_what_is(state);
            // what was drawn before it was written was not
            effects.extend(board::refresh(state));
            effects.extend(on_list::refresh(state));
            effects.extend(review::meeting::refresh(state));
            effects
        }
        Msg::Spread(histograms) => {
            state.pool.histograms = histograms;
            Vec::new()
        }
        Msg::Answered(generation, answer) => pool::on_answer(state, generation, answer),
        Msg::Largest(ids) => pool::on_largest(state, ids),
        Msg::Outlined(records) => pool::on_outlined(state, records),
        Msg::Fetched(records) => pool::on_fetched(state, records),
        Msg::Planned(_)
        | Msg::WouldChange(_)
        | Msg::Progress(_)
        | Msg::Imported(_)
        | Msg::Cancelled => import::on_message(state, msg),
        Msg::PastImports(_) | Msg::Undone(_) | Msg::Looked(..) => import::on_message(state, msg),
        Msg::Copied(text) => vec![Effect::Copy(text)],
        Msg::Said(message) => {
            state.say(message);
            Vec::new()
        }
        Msg::Failed(message) => {
            // a file that could not be written is asked for again
            let file = |n: &mut Naming| matches!(n.what, NameFor::ReviewFile);
            if let Some(naming) = state.asked.take_if(file) {
                state.layers.push(Layer::Name(Box::new(naming)));
            }
            state.complain(message);
            Vec::new()
        }
        Msg::Broke { lane, what, over } => {
            on_broken_lane(state, lane, &what, over);
            Vec::new()
        }
        Msg::Hangup => leave(state),
    }
}

/// The sentence about an edit.
fn said(state: &State, edited: &Edited) -> Message {
    if edited.ended == Ended::Done
        && let Some(message) = outreach::said(state, &edited.deed)
    {
        return message;
    }
    let what = state.words.say(&edited.deed.message());
    let id = match edited.ended {
        Ended::Same if edited.deed.kind == Kind::PlanMake => "plans-all-already",
        Ended::Done if edited.deed.kind == Kind::PlanMake && edited.conflicts > 0 => {
            "plans-already"
        }
        Ended::Same if edited.deed.kind == Kind::CollabAdd => "app-candidates-already",
        Ended::Done if edited.deed.kind == Kind::CollabAdd && edited.conflicts > 0 => {
            "app-candidates-but"
        }
        Ended::Done | Ended::Same if edited.conflicts > 0 => "app-done-but",
        Ended::Done if edited.deed.kind == Kind::CollabAdd && !state.on_board() => {
            "app-done-candidates"
        }
        Ended::Done => "app-done",
        Ended::Same => "app-done-before",
        Ended::TakenBack if edited.conflicts > 0 => "app-taken-back-but",
        Ended::DoneAgain if edited.conflicts > 0 => "app-done-again-but",
        Ended::TakenBack => "app-taken-back",
        Ended::DoneAgain => "app-done-again",
    };
    let by = if edited.by.is_empty() {
        "none"
    } else {
        &edited.by
    };
    Message::new(id)
        .with("what", what)
        .with("n", edited.conflicts)
        .with("by", by)
}

/// Nothing waits any longer for what will not come, and the person is told what does not work and what to do.
fn on_broken_lane(state: &mut State, lane: &str, what: &str, over: bool) {
    match lane {
        "pool" => {
            state.pool.answered = state.pool.generation;
            state.busy = false;
        }
        "rows" => pool::forget_requests(state),
        _ => import::on_broken_lane(state, lane),
    }
    let id = match (over, lane) {
        // whatever becomes of it, everything works
        (_, "ahead") => "worker-broke-ahead",
        (true, _) => "worker-over",
        (_, "pool") => "worker-broke-pool",
        (_, "rows") => "worker-broke-rows",
        (_, "load") => "worker-broke-load",
        (_, "write") => "worker-broke-write",
        _ => "worker-broke-disk",
    };
    state.complain(Message::new(id).with("lane", lane).with("what", what));
}

/// Remembers where the person is, and leaves.
pub fn leave(state: &mut State) -> Vec<Effect> {
    state.leaving = true;
    vec![Effect::Save(Box::new(state.session())), Effect::Quit]
}

fn on_key(state: &mut State, key: Key) -> Vec<Effect> {
    state.notice = None;
    if key.ctrl && key.code == Code::Char('c') {
        return leave(state);
    }
    let context = state.context();
    let confirmed = import::take_confirmation(state);
    let undo_import = std::mem::take(&mut state.undo_import);
    // in a text field characters are text, with or without an input method
    let key = if context.takes_text() {
        key
    } else {
        key.to_ascii()
    };
    if context.takes_count()
        && state.prefix.is_empty()
        && let (Code::Char(c), false) = (key.code, key.ctrl)
        && let Some(digit) = c.to_digit(10)
        && (digit > 0 || state.count.is_some())
    {
        let digit = usize::try_from(digit).unwrap_or(0);
        state.count = Some(
            state
                .count
                .unwrap_or(0)
                .saturating_mul(10)
                .saturating_add(digit)
                .min(100_000_000),
        );
        return Vec::new();
    }
    state.prefix.push(key);
    let keymap = Arc::clone(&state.keymap);
    match keymap.find(context, &state.prefix) {
        Found::Action(action) => {
            state.prefix.clear();
            let count = state.count.take();
            if action.id == "imports.undo" {
                import::confirm(state, confirmed);
            }
            state.undo_import = undo_import && action.id == "undo";
            run(state, action, count)
        }
        Found::Prefix => Vec::new(),
        Found::Nothing if state.prefix.len() > 1 => {
            state.prefix.clear();
            on_key(state, key)
        }
        Found::Nothing => {
            state.prefix.clear();
            state.count = None;
            layer::typed(state, key)
        }
    }
}

/// Takes back what the person did last; a whole import only where that was asked.
pub fn undo(state: &mut State) -> Vec<Effect> {
    if review::meeting::nothing_done(state) {
        state.say(Message::new("meeting-nothing-to-undo"));
        return Vec::new();
    }
    let import = std::mem::take(&mut state.undo_import);
    vec![Effect::Edit(Edit::Undo { import })]
}

/// Runs an action, or says why it cannot be run now.
pub fn run(
    state: &mut State,
    action: &'static actions::Action,
    count: Option<usize>,
) -> Vec<Effect> {
    match (action.enabled)(state) {
        Ok(()) => (action.run)(state, count),
        Err(reason) => {
            state.say(Message::new(reason));
            Vec::new()
        }
    }
}

fn on_paste(state: &mut State, text: &str) -> Vec<Effect> {
    if matches!(state.layers.last(), Some(Layer::Write(_))) {
        write::pasted(state, text)
    } else if state.context().takes_text() {
        layer::pasted(state, text)
    } else {
        state.say(Message::new("app-paste-ignored"));
        Vec::new()
    }
}
