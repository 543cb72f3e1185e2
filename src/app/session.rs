//! Where the person is, to be found again at the next start.

use super::pool::ColumnView;
use super::pool::panes::Section;
use super::{State, review};
use crate::domain::column::{Column, SortKey};
use crate::domain::filter;
use crate::domain::review::{Scope, Subject};
use crate::messages::{ColumnWidth, Session};
use crate::words::Lang;

/// Marks that are remembered; more would make every save slow.
const MARKS: usize = 100_000;

/// Rows of the first page that are remembered.
const FRONT: usize = 200;

impl State {
    /// What is remembered.
    pub fn session(&self) -> Session {
        let pool = &self.pool;
        let sort: Vec<String> = pool.sort.iter().map(SortKey::to_string).collect();
        Session {
            query: pool.filter.print(&self.settings.schemes),
            sort: sort.join(","),
            columns: pool
                .columns
                .iter()
                .map(|c| ColumnWidth {
                    key: c.column.key().to_owned(),
                    width: c.width,
                })
                .collect(),
            // a creator that the filter hides is nowhere to be found the next time
            cursor: match pool.answer {
                Some(_) => pool.id_at(pool.cursor),
                None => pool.on,
            },
            front: self.front(),
            marks: pool.marks.iter().take(MARKS).collect(),
            recent_tags: self.recent_tags.clone(),
            recent_lists: self.recent_lists.clone(),
            view: pool.view,
            start_view: self.start_view,
            panes_hidden: pool.panes_hidden,
            folded: pool
                .panes
                .folded
                .iter()
                .map(|s| s.key().to_owned())
                .collect(),
            lang: if self.lang_chosen {
                self.words.lang().key().to_owned()
            } else {
                String::new()
            },
            folder: self.folder.clone(),
            review: self
                .reviewed
                .as_ref()
                .map_or(String::new(), |s| s.subject.name()),
            against: self
                .reviewed
                .as_ref()
                .and_then(|s| s.against.as_ref())
                .map_or(String::new(), Subject::name),
            meetings: review::meeting::places(self),
        }
    }

    /// The creators on screen, where they are those of the filter that holds.
    fn front(&self) -> Vec<u32> {
        let pool = &self.pool;
        if pool.generation != pool.answered {
            return Vec::new();
        }
        let rows = self.layout().table_rows().min(FRONT);
        pool.within(pool.top..pool.top + rows).to_vec()
    }

    /// Goes on where the person was. What can no longer be read is left out.
    pub(super) fn restore(&mut self, session: &Session) {
        self.pool.filter =
            filter::parse(&session.query, &self.settings.schemes).unwrap_or_default();
        if *session != Session::default() {
            self.pool.sort = SortKey::parse_list(&session.sort).unwrap_or_default();
        }
        let columns: Vec<ColumnView> = session
            .columns
            .iter()
            .filter_map(|c| {
                Some(ColumnView {
                    column: Column::parse(&c.key)?,
                    width: c.width,
                })
            })
            .collect();
        if !columns.is_empty() {
            self.pool.columns = columns;
        }
        self.reviewed = Subject::read(&session.review).map(|subject| Scope {
            subject,
            against: Subject::read(&session.against),
        });
        self.meetings.clone_from(&session.meetings);
        self.pool.view = session.view;
        self.pool.on = session.cursor;
        self.pool.front.clone_from(&session.front);
        self.pool.marks = session.marks.iter().copied().collect();
        self.pool.panes_hidden = session.panes_hidden;
        let folded = Section::ALL
            .into_iter()
            .filter(|s| session.folded.iter().any(|k| k == s.key()));
        self.pool.panes.folded = folded.collect();
        if let Some(lang) = Lang::parse(&session.lang).filter(|_| !self.settings.lang_fixed) {
            self.set_lang(lang);
            self.lang_chosen = true;
        }
    }
}
