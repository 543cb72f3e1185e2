//! All lanes on one thread: an effect is done before the next begins. For tests of flows, which must not depend on how
//! fast a thread is.

use std::cell::RefCell;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Opening, Shared, Tell, disk, earning, pooling, review, rows, twins, writing};
use crate::messages::{Draft, Effect, Msg, Session};
use crate::store::{Store, StoreError};

/// See the module.
pub struct Desk {
    opening: Opening,
    shared: Shared,
    held: Option<pooling::Held>,
    readers: Vec<Store>,
    writer: Store,
    /// The last session that was to be remembered.
    pub session: Option<Session>,
    /// Drafts that are kept.
    pub drafts: Vec<Draft>,
    /// What was copied, in order.
    pub copied: Vec<String>,
    /// Whether the person has left.
    pub left: bool,
}

impl Desk {
    /// Opens the pool file.
    ///
    /// # Errors
    /// A file that cannot be opened.
    pub fn open(opening: Opening) -> Result<Self, StoreError> {
        let writer = Store::open(&opening.pool, &opening.member)?;
        let readers = (0..2)
            .map(|_| Store::open_reader(&opening.pool))
            .collect::<Result<_, _>>()?;
        let shared = Shared::default();
        Ok(Desk {
            opening,
            shared,
            held: None,
            readers,
            writer,
            session: None,
            drafts: Vec::new(),
            copied: Vec::new(),
            left: false,
        })
    }

    /// Nothing has been loaded yet, as at a start.
    pub fn restart(&mut self) {
        self.held = None;
    }

    /// Loads the pool, or brings it to the state of the file.
    pub fn load(&mut self) -> Vec<Msg> {
        let said = RefCell::new(Vec::new());
        let tell = |msg| said.borrow_mut().push(msg);
        pooling::refresh(&self.opening, &self.shared, &mut self.held, &tell);
        if let Some(held) = &mut self.held
            && let Some(wish) = held.wish()
        {
            let made = Store::open_reader(&self.opening.pool)
                .and_then(|store| earning::make(&store, (&self.opening).into(), &wish));
            if let Ok(made) = made {
                pooling::attach(&self.shared, held, made, (self.opening.today)(), &tell);
            }
        }
        said.into_inner()
    }

    /// Does what is asked and returns what comes of it.
    pub fn perform(&mut self, effect: Effect) -> Vec<Msg> {
        match effect {
            Effect::Ask {
                generation,
                filter,
                sort,
                probes,
                today,
                stay,
            } => {
                let ask = pooling::Ask {
                    generation,
                    filter,
                    sort,
                    probes,
                    today,
                    stay,
                };
                pooling::answer(&self.opening, &self.shared, &ask)
                    .into_iter()
                    .collect()
            }
            Effect::Fetch {
                on_screen,
                around,
                awaited,
            } => {
                let outlines = rows::outlines(&self.shared, &on_screen);
                let whole = self.rows(rows::Rows::Fetch {
                    on_screen,
                    around,
                    awaited,
                });
                outlines.into_iter().chain(whole).collect()
            }
            Effect::Review {
                scope,
                rules,
                plan,
                scheme,
                today,
            } => {
                let ask = review::Ask {
                    scope,
                    rules,
                    plan,
                    scheme,
                    today,
                };
                let made = review::answer(&self.opening, &self.shared, &ask);
                made.into_iter().collect()
            }
            Effect::SaveReview {
                review,
                path,
                tongue,
            } => {
                let path = self.opening.folder.join(path);
                vec![review::save(&review, &path, &tongue)]
            }
            Effect::FindTwins => vec![twins::find(&self.opening, &|| false)],
            Effect::Tasks { today, patience } => {
                let member = self.opening.member.clone();
                self.rows(rows::Rows::Tasks(member, today, patience))
            }
            Effect::Returns {
                creator,
                rules,
                scheme,
                today,
            } => {
                let mut schemes = self.opening.schemes.clone();
                schemes.default = scheme;
                let rates = self.opening.rates.clone();
                self.rows(rows::Rows::Returns(creator, rules, schemes, rates, today))
            }
            Effect::Sales {
                creator,
                only,
                from,
            } => self.rows(rows::Rows::Sales(creator, only, from)),
            Effect::OnList(name) => self.rows(rows::Rows::OnList(name)),
            Effect::CompareLists(one, two) => self.rows(rows::Rows::Compare(one, two)),
            Effect::ExportList { name, path } => {
                let path = self.opening.folder.join(path);
                let (today, say) = ((self.opening.today)(), Arc::clone(&self.opening.say));
                self.rows(rows::Rows::Export(name, path, today, say))
            }
            Effect::History {
                creator,
                by,
                from,
                to,
                before,
            } => {
                let wanted = super::wanted(by, from, to, before);
                self.rows(rows::Rows::History(creator, wanted))
            }
            Effect::Versions { creator, note } => self.rows(rows::Rows::Versions(creator, note)),
            Effect::Board {
                generation,
                filter,
                order,
                lanes,
                today,
            } => {
                let ask = super::board::Ask {
                    generation,
                    filter,
                    order,
                    lanes,
                    today,
                };
                super::board::answer(&self.opening, &self.shared, &ask)
                    .into_iter()
                    .collect()
            }
            Effect::Recipients(whom) => self.rows(rows::Rows::Recipients(whom)),
            Effect::Plans => self.rows(rows::Rows::Plans),
            Effect::Basics(file) => self.rows(rows::Rows::Basics(file)),
            Effect::CopyPlan(name) => self.rows(rows::Rows::CopyPlan(name)),
            Effect::Points(subject) => self.rows(rows::Rows::Points(subject)),
            Effect::Detail(id) => self.rows(rows::Rows::Detail(id, self.opening.rates.clone())),
            Effect::Touched(change) => self.rows(rows::Rows::Touched(change)),
            Effect::KeepDraft(draft) => {
                self.drafts
                    .retain(|d| (d.creator, d.note) != (draft.creator, draft.note));
                self.drafts.push(*draft);
                Vec::new()
            }
            Effect::DropDraft(creator, note) => {
                self.drafts
                    .retain(|d| (d.creator, d.note) != (creator, note));
                Vec::new()
            }
            Effect::Having(ids) => self.rows(rows::Rows::Having(ids)),
            Effect::CopyHandles(ids) => self.rows(rows::Rows::Handles(ids)),
            Effect::Largest => self.rows(rows::Rows::Largest),
            Effect::Look(folder) => vec![disk::look(
                folder.as_deref().unwrap_or(&self.opening.folder),
            )],
            Effect::Plan(request) => self.write(writing::Job::Plan(request)),
            Effect::DryRun(request) => self.write(writing::Job::DryRun(request)),
            Effect::Import(request) => self.write(writing::Job::Import(request)),
            Effect::PastImports => self.write(writing::Job::PastImports),
            Effect::UndoImport(id) => self.write(writing::Job::UndoImport(id)),
            Effect::Edit(edit) => self.write(writing::Job::Edit(edit)),
            Effect::WriteText { path, text, then } => {
                let path = self.opening.folder.join(path);
                vec![disk::write_new(&path, text.as_bytes(), then)]
            }
            Effect::Save(session) => {
                self.session = Some(*session);
                Vec::new()
            }
            Effect::Copy(text) => {
                self.copied.push(text);
                Vec::new()
            }
            Effect::Quit => {
                self.left = true;
                Vec::new()
            }
            Effect::Redraw => self.load(),
            Effect::Cancel | Effect::Editor(_) => Vec::new(),
        }
    }

    fn rows(&mut self, job: rows::Rows) -> Vec<Msg> {
        let said = RefCell::new(Vec::new());
        let tell = |msg| said.borrow_mut().push(msg);
        rows::rows(&mut self.readers, &self.shared, job, &tell, &|| false);
        said.into_inner()
    }

    fn write(&mut self, job: writing::Job) -> Vec<Msg> {
        let said = Arc::new(Mutex::new(Vec::new()));
        let hear = Arc::clone(&said);
        let tell: Tell = Arc::new(move |msg| {
            hear.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(msg)
        });
        let changed = writing::perform(
            &mut self.writer,
            job,
            &self.opening,
            &AtomicBool::new(false),
            &tell,
        );
        let mut msgs = std::mem::take(&mut *said.lock().unwrap_or_else(PoisonError::into_inner));
        if changed {
            msgs.extend(self.load());
        }
        msgs
    }
}
