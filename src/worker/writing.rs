//! Imports from inside the tool, and taking them back.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Receiver;

use jiff::Timestamp;
use jiff::civil::Date;

use super::importing::{self, RejectsFile, Stop, Wish};
use super::lanes::{Latest, stand_back};
use super::pooling;
use super::{Opening, Tell, disk};
use crate::domain::collab::native;
use crate::domain::creator::Incoming;
use crate::domain::field::{Attr, Metric};
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::number::{Decimal, Unit};
use crate::intake::{Parsed, PeriodFrom, Plan, SampleRow, Target};
use crate::messages::{
    ColumnPlan, Edit, Edited, Ended, ImportReport, ImportRequest, Msg, PastImport, Preview, Would,
};
use crate::store::{FieldEdit, ImportRecord, NewPlan, Outcome, Store, StoreError, TakenBack};
use crate::text;

/// Rows whose values a preview shows.
const ROWS: usize = 3;

/// Something for this lane.
pub enum Job {
    /// Say what a file is.
    Plan(ImportRequest),
    /// Say what importing it would change.
    DryRun(ImportRequest),
    /// Import it.
    Import(ImportRequest),
    /// List the imports.
    PastImports,
    /// Take one back.
    UndoImport(i64),
    /// Something a person does to creators.
    Edit(Edit),
}

/// Works until the sender goes.
pub fn write_lane(
    opening: &Opening,
    tell: &Tell,
    load: &Latest<pooling::Load>,
    cancel: &AtomicBool,
    jobs: &Receiver<Job>,
) {
    stand_back();
    let mut store = match Store::open(&opening.pool, &opening.member) {
        Ok(store) => store,
        Err(e) => return tell(Msg::Failed(e.message())),
    };
    while let Ok(job) = jobs.recv() {
        // an import sets it back
        let _ = store.tidy_later();
        if perform(&mut store, job, opening, cancel, tell) {
            load.put(pooling::Load);
            // the person has the answer already; a log that cannot be tidied now is tidied later
            let _ = store.tidy();
        }
    }
}

/// Does one job; true where the pool has changed.
pub fn perform(
    store: &mut Store,
    job: Job,
    opening: &Opening,
    cancel: &AtomicBool,
    tell: &Tell,
) -> bool {
    let (msg, changed) = match job {
        Job::Plan(request) => {
            let planned = plan(store, &request, (opening.today)());
            (
                Msg::Planned(
                    planned.map(|(_, plan, asked)| Box::new(preview(request, &plan, asked))),
                ),
                false,
            )
        }
        Job::DryRun(request) => {
            cancel.store(false, Ordering::SeqCst);
            match run(store, &request, true, opening, cancel, tell) {
                Ok(report) => (Msg::WouldChange(Ok(report.did)), false),
                // a newer preview has asked already
                Err(None) => return false,
                Err(Some(message)) => (Msg::WouldChange(Err(message)), false),
            }
        }
        Job::Import(request) => {
            cancel.store(false, Ordering::SeqCst);
            match run(store, &request, false, opening, cancel, tell) {
                Ok(report) => (Msg::Imported(Ok(Box::new(report))), true),
                Err(None) => (Msg::Cancelled, false),
                Err(Some(message)) => (Msg::Imported(Err(message)), false),
            }
        }
        Job::PastImports => match store.imports() {
            Ok(imports) => (
                Msg::PastImports(imports.into_iter().map(past).collect()),
                false,
            ),
            Err(e) => (Msg::Failed(e.message()), false),
        },
        Job::Edit(edit) => {
            let msg = self::edit(store, edit, (opening.now)());
            let changed = matches!(&msg, Msg::Edited(Ok(e)) if e.ended != Ended::Same);
            (msg, changed)
        }
        Job::UndoImport(id) => match store.undo_import(id, (opening.now)()) {
            Ok(report) => {
                let said = report.message(["worker-undone", "worker-undone-rows"]);
                (Msg::Undone(said), true)
            }
            Err(e) => (Msg::Failed(e.message()), false),
        },
    };
    tell(msg);
    changed
}

/// Writes what a person does, in a transaction of its own.
fn edit(store: &mut Store, edit: Edit, at: Timestamp) -> Msg {
    let mut note = None;
    let mut clash = (0, 0);
    let mut by = String::new();
    let done = match edit {
        Edit::Undo { import } => {
            if !import
                && let Ok(Some(next)) = store.next_undo()
                && next.import.is_some()
            {
                return Msg::AskUndo(next.deed);
            }
            return taken_back(store.undo(at), Ended::TakenBack);
        }
        Edit::Redo => {
            return match store.redo(at) {
                Err(StoreError::ImportAgain(path)) => Msg::ReadAgain(path.into()),
                done => taken_back(done, Ended::DoneAgain),
            };
        }
        Edit::Tag { ids, name, on } if on => store.add_tag(&ids, &name, at),
        Edit::Tag { ids, name, .. } => store.remove_tag(&ids, &name, at),
        Edit::RenameTag { name, to } => store.rename_tag(&name, &to, at),
        Edit::MergeTags { name, into } => store.merge_tags(&name, &into, at),
        Edit::DeleteTag(name) => store.delete_tag(&name, at),
        Edit::GroupTag { name, group } => store.group_tag(&name, &group, at),
        Edit::ColourGroup { group, colour } => store.colour_group(&group, colour, at),
        Edit::Dismiss { ids, rule, name } => store.dismiss(&ids, rule, &name, at),
        Edit::SaveView {
            name,
            shows,
            private,
        } => store.save_view(&name, &shows, private, at),
        Edit::Candidates {
            ids,
            campaign,
            product,
            owner,
        } => store.add_candidates(&ids, &campaign, &product, &owner, at),
        Edit::MoveCards { moves, reason } => store.move_collabs(&moves, &reason, at),
        Edit::SetCards { ids, fields } => store.edit_collabs(&ids, &fields, at),
        Edit::SetRow { file, id, fields } => match file.file() {
            Some(file) => {
                let edits: Vec<FieldEdit> = fields
                    .into_iter()
                    .map(|(key, seen, to)| FieldEdit { key, seen, to })
                    .collect();
                store.edit_row(file, id, &edits, at)
            }
            None => return Msg::Failed(Message::new("store-no-such-file").with("file", file.0)),
        },
        Edit::AddRow {
            file,
            collab,
            creator,
            values,
        } => match file.file() {
            Some(file) => store.add_row(file, collab, creator, &values, at),
            None => return Msg::Failed(Message::new("store-no-such-file").with("file", file.0)),
        },
        Edit::Meeting { subject, points } => store.add_points(&subject, &points, at),
        Edit::MovePoint { point, by } => store.move_point(point, by, at),
        Edit::Decide(d) => store.decide(&d, at),
        Edit::Attach {
            creator,
            given,
            collab,
        } => store.attach(creator, &given, collab, at),
        Edit::LogContacts {
            whom,
            channel,
            template,
            follow_up,
        } => store.log_contacts(&whom, channel, &template, follow_up, at),
        Edit::MakePlans {
            ids,
            name,
            products,
            rate,
            cap,
        } => {
            let new = NewPlan {
                name,
                products,
                rate,
                cap,
            };
            // before there are more plans
            let already = store.in_plans(&new.products, &ids).unwrap_or_default();
            by = some_of(&already);
            store.make_plans(&new, &ids, at)
        }
        Edit::DeletePlan(id) => store.delete_plan(id, at),
        Edit::Answered(contact) => {
            let now = FieldEdit {
                key: "replied_at",
                seen: None,
                to: Some(native::Value::Time(at)),
            };
            store.edit_row(&native::OUTREACH, contact, &[now], at)
        }
        Edit::Snooze {
            what,
            item,
            who,
            until,
        } => store.snooze(&what, item, &who, until, at),
        Edit::DeleteRow { file, id } => match file.file() {
            Some(file) => store.delete_row(file, id, at),
            None => return Msg::Failed(Message::new("store-no-such-file").with("file", file.0)),
        },
        Edit::Merge { id, into } => store.merge(id, into, at),
        Edit::Separate(id) => return taken_back(store.separate(id, at), Ended::TakenBack),
        Edit::KeepApart(one, other) => store.keep_apart(one, other, at),
        Edit::RenameView { id, to } => store.rename_view(id, &to, at),
        Edit::KeyView { id, key } => store.key_view(id, key, at),
        Edit::ShareView { id, private } => store.share_view(id, private, at),
        Edit::DeleteView(id) => store.delete_view(id, at),
        Edit::List { ids, name, on } if on => store.add_to_list(&ids, &name, at),
        Edit::List { ids, name, .. } => store.remove_from_list(&ids, &name, at),
        Edit::MakeList(name) => store.make_list(&name, at),
        Edit::RenameList { name, to } => store.rename_list(&name, &to, at),
        Edit::DeleteList(name) => store.delete_list(&name, at),
        Edit::Target { name, target } => store.set_target(&name, target, at),
        Edit::Freeze { name, to } => store.freeze_list(&name, &to, at),
        Edit::Reason {
            id,
            name,
            reason,
            seen,
        } => store.set_reason(id, &name, &reason, &seen, at),
        Edit::Move { id, name, place } => store.move_on_list(id, &name, place, at),
        Edit::AddNote { creator, body } => {
            note = Some((creator, 0));
            store.add_note(creator, &body, at)
        }
        Edit::EditNote {
            creator,
            note: id,
            body,
            seen,
        } => {
            (note, clash) = (Some((creator, id)), (creator, id));
            store.edit_note(id, &body, seen, at)
        }
        Edit::DeleteNote {
            creator,
            note: id,
            seen,
        } => {
            clash = (creator, id);
            store.delete_note(id, seen, at)
        }
    };
    match done {
        Ok(Outcome {
            change, deed, left, ..
        }) => Msg::Edited(Ok(Edited {
            ended: match change {
                Some(_) => Ended::Done,
                None => Ended::Same,
            },
            deed,
            conflicts: left,
            by,
            note,
        })),
        // what was written is worth more than a sentence
        Err(StoreError::NoteChanged { by, theirs }) if note.is_some() => {
            let (creator, note) = clash;
            Msg::Clashed {
                creator,
                note,
                by,
                theirs,
            }
        }
        Err(e) => Msg::Edited(Err(e.message())),
    }
}

/// The first of those who are in a plan already, with its name.
fn some_of(already: &[(String, String)]) -> String {
    const NAMED: usize = 3;
    let first = already.iter().take(NAMED);
    let mut all: Vec<String> = first.map(|(h, plan)| format!("@{h} ({plan})")).collect();
    if already.len() > NAMED {
        all.push("…".to_owned());
    }
    all.join(", ")
}

fn taken_back(done: Result<TakenBack, StoreError>, ended: Ended) -> Msg {
    let edited = done.map(|done| Edited {
        ended,
        deed: done.deed,
        conflicts: done.conflicts,
        by: done.by,
        note: None,
    });
    Msg::Edited(edited.map_err(|e| e.message()))
}

/// Plans; where no column can name a creator, the first one stands in, and the person is told to choose.
fn plan(
    store: &Store,
    request: &ImportRequest,
    today: Date,
) -> Result<(Wish, Plan, Option<Message>), Message> {
    let mut wish = wish(request);
    match importing::plan(store, &wish, today) {
        Ok(plan) => Ok((wish, plan, None)),
        Err(refusal) if refusal.code == "no_handle_column" => {
            wish.map.push((Target::Handle, "1".to_owned()));
            let asked = Message::new("worker-which-handle");
            match importing::plan(store, &wish, today) {
                Ok(plan) => Ok((wish, plan, Some(asked))),
                Err(_) => Err(refusal.message),
            }
        }
        Err(refusal) => Err(refusal.message),
    }
}

fn wish(request: &ImportRequest) -> Wish {
    Wish {
        path: request.path.clone(),
        kind: None,
        period: request.period,
        currency: request.currency,
        platform: None,
        map: request
            .map
            .iter()
            .filter_map(|(key, column)| Some((Target::parse(key)?, column.clone())))
            .collect(),
        day_first: request.day_first,
        newest: false,
        rejects: RejectsFile::Beside,
        backups: 0,
    }
}

fn run(
    store: &mut Store,
    request: &ImportRequest,
    dry: bool,
    opening: &Opening,
    cancel: &AtomicBool,
    tell: &Tell,
) -> Result<ImportReport, Option<Message>> {
    let (mut wish, plan, asked) = plan(store, request, (opening.today)()).map_err(Some)?;
    wish.backups = opening.backups;
    if let Some(asked) = asked {
        return Err(Some(asked));
    }
    let mut progress = |p| {
        if !dry {
            tell(Msg::Progress(p));
        }
    };
    let done = importing::run(
        store,
        &wish,
        &plan,
        dry,
        (opening.now)(),
        cancel,
        &mut progress,
        &*opening.say,
    )
    .map_err(|stop| match stop {
        Stop::Cancelled => None,
        Stop::Refused(refusal) => Some(refusal.message),
        Stop::Store(e) => Some(e.message()),
    })?;
    Ok(ImportReport {
        path: request.path.clone(),
        kind: plan.kind.key().to_owned(),
        did: Would {
            rows: done.rows,
            created: done.created,
            updated: done.updated,
            unchanged: done.unchanged,
            rejected: done.rejected,
            skipped_duplicates: done.skipped_duplicates,
            warnings: done.warnings.into_iter().map(|w| w.message).collect(),
        },
        rejects: done
            .rejects
            .into_iter()
            .take(100)
            .map(|r| (r.line, r.column, r.value, r.reason))
            .collect(),
        rejects_file: done.rejects_file,
    })
}

fn preview(mut request: ImportRequest, plan: &Plan, asked: Option<Message>) -> Preview {
    if asked.is_some()
        && let Some(first) = plan.columns.first()
    {
        request
            .map
            .push((Target::Handle.key(), first.header.clone()));
    }
    let columns: Vec<ColumnPlan> = plan
        .columns
        .iter()
        .map(|c| {
            let target = c.target.filter(|t| *t != Target::Ignore);
            // a row that says something in this column, if there is one
            let filled =
                |r: &&SampleRow| r.cells.get(c.index).is_some_and(|c| !c.trim().is_empty());
            let row = plan.sample.iter().find(|r| filled(r) && r.parsed.is_ok());
            let row = row.or_else(|| plan.sample.iter().find(filled));
            let example = row
                .and_then(|r| r.cells.get(c.index))
                .map(|c| text::clean(c).into_owned());
            // the first rows as they are understood, side by side
            let rows = plan
                .sample
                .iter()
                .filter_map(|r| r.parsed.as_ref().ok())
                .take(ROWS);
            let parsed = target.map(|t| {
                let values: Vec<String> = rows
                    .map(|row| match row {
                        Parsed::Creator(row) => understood(row, t),
                        Parsed::Work(row) => work_understood(plan, row, t),
                        Parsed::Order(said) => match t {
                            Target::Field(key) => {
                                crate::intake::order_understood(said, key).unwrap_or_default()
                            }
                            _ => String::new(),
                        },
                    })
                    .filter(|v| !v.is_empty())
                    .collect();
                values.join(" · ")
            });
            ColumnPlan {
                header: c.header.clone(),
                field: target.map(Target::key),
                example: example.unwrap_or_default(),
                parsed: parsed.unwrap_or_default(),
            }
        })
        .collect();
    let targets = Target::all().map(Target::key).collect();
    Preview {
        kind: plan.kind.key().to_owned(),
        encoding: plan.encoding.clone(),
        header_row: plan.header_row,
        period: plan.period,
        period_from: match plan.period_from {
            PeriodFrom::Option => "option",
            PeriodFrom::FileName => "filename",
            PeriodFrom::Banner => "banner",
            PeriodFrom::ImportDate => "import-date",
            PeriodFrom::Rows => "rows",
        },
        currency: plan.currency,
        columns,
        problems: plan
            .sample
            .iter()
            .filter_map(|r| r.parsed.as_ref().err())
            .map(|r| (r.line, r.column.clone(), r.value.clone(), r.reason.clone()))
            .collect(),
        ask_day_first: plan.questions.iter().any(|q| q.code == "day_first"),
        asked,
        targets,
        request,
    }
}

/// A value as it was understood, in plain figures.
fn understood(row: &Incoming, target: Target) -> String {
    let o = &row.observation;
    match target {
        Target::Handle => row.identity.handle.to_string(),
        Target::PlatformId => row
            .identity
            .platform_id
            .as_deref()
            .unwrap_or_default()
            .to_owned(),
        Target::Platform => row.identity.platform.key().to_owned(),
        Target::Currency => o.currency.code().to_owned(),
        Target::Tags => row.tags.join(", "),
        Target::Note => row.note.as_deref().unwrap_or_default().to_owned(),
        Target::AsOf => row.period.map(|p| p.to_string()).unwrap_or_default(),
        Target::Attr(a) => o.attr(a).unwrap_or_default().to_owned(),
        Target::Metric(m) | Target::Percent(m) => o
            .metrics
            .get(m)
            .map(|raw| figure(m, raw, o.currency))
            .unwrap_or_default(),
        Target::Price => {
            let ends = [Metric::PriceLow, Metric::PriceHigh];
            let ends = ends
                .iter()
                .filter_map(|m| o.metrics.get(*m).map(|raw| figure(*m, raw, o.currency)));
            ends.collect::<Vec<_>>().join(" – ")
        }
        Target::GenderShares => {
            let shares = [Metric::Female, Metric::Male];
            let shares = shares
                .iter()
                .filter_map(|m| o.metrics.get(*m).map(|raw| figure(*m, raw, o.currency)));
            shares.collect::<Vec<_>>().join(" / ")
        }
        Target::AgeShares | Target::AgeBand { .. } => {
            o.attr(Attr::AgeBands).unwrap_or_default().to_owned()
        }
        Target::RegionShares => o.attr(Attr::TopRegions).unwrap_or_default().to_owned(),
        Target::Field(_) | Target::Ignore => String::new(),
    }
}

/// The same for a row of a native file about work.
fn work_understood(plan: &Plan, row: &native::Row, target: Target) -> String {
    let (Target::Field(key), Some(file)) = (target, plan.kind.native()) else {
        return String::new();
    };
    let value = file.place(key).and_then(|p| row.values.get(p)?.as_ref());
    let cell = file.field(key).map(|f| f.cell);
    let written = value.zip(cell).map(|(v, cell)| v.written(cell));
    written.unwrap_or_default()
}

fn figure(metric: Metric, raw: i64, currency: Currency) -> String {
    let d = Decimal::from_raw(raw, metric.unit());
    match metric.unit() {
        Unit::Ratio => format!("{} %", d.times_100()),
        unit if unit.is_money() => format!("{} {currency}", text::grouped(&d.to_string()))
            .trim_end()
            .to_owned(),
        _ => text::grouped(&d.to_string()),
    }
}

fn past(import: ImportRecord) -> PastImport {
    PastImport {
        id: import.id,
        at: disk::local(import.at),
        by: import.by,
        file: Path::new(&import.path)
            .file_name()
            .map_or(import.path.clone(), |n| n.to_string_lossy().into_owned()),
        kind: import.kind,
        period: import.period.to_string(),
        created: import.counts.created,
        updated: import.counts.updated,
        undone: import.undone_at.is_some(),
    }
}
