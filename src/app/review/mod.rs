//! The boards of a review, one at a time: every section of a board stands under the one before, so that a board reads
//! like a page, and the cursor goes from row to row through all of them. `enter` goes down: to the collaborations of a
//! figure, from a collaboration to its order lines.

pub mod agenda;
pub mod decision;
pub mod meeting;
mod page;
pub mod pick;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

pub use page::{Item, Shape, Window, beside, items, shape};

use super::State;
use super::board::detail::open_one;
use super::layer::Layer;
use super::naming::{self, NameFor};
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::returns::account::Only;
use crate::domain::review::figure::{Row, value};
use crate::domain::review::matter::DaySale;
use crate::domain::review::stays::stays_in;
use crate::domain::review::{Behind, Review, Scope, Section, Subject, Value};
use crate::messages::{Effect, Tongue};

/// Where one is on a board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// Section.
    pub section: usize,
    /// Row in it; one more than are shown is the line that shows the rest.
    pub row: usize,
    /// So many columns after the first are scrolled away.
    pub shift: usize,
    /// First line on screen.
    pub top: usize,
}

/// What a row was made of, looked at in its stead.
#[derive(Debug, Clone, PartialEq)]
pub struct Below {
    /// What the row led to.
    pub what: Behind,
    /// That as a table.
    pub section: Section,
    /// Where one came from.
    pub came: Place,
}

/// What the collaborations are that a row leads to: the name of the row and of its table.
fn behind_what(section: &Section, row: usize) -> Message {
    let row = section.rows.get(row);
    let id = match row.map(|r| &r.behind) {
        Some(Behind::Stays(..)) => "review-about-behind-stays",
        _ => "review-about-behind",
    };
    let about = Message::new(id).word("table", section.title());
    let first = row.and_then(|r| r.cells.first());
    match first.map(|c| &c.value) {
        Some(Value::Word(id)) => about.word("row", id.clone()),
        Some(Value::Text(name)) => about.with("row", &**name),
        _ => about.with("row", ""),
    }
}

/// The screen.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewView {
    /// What is asked for.
    pub scope: Scope,
    /// It, when it is known.
    pub review: Option<Arc<Review>>,
    /// Which board.
    pub board: usize,
    /// Where on it.
    pub at: Place,
    /// Sections that are shown whole: board and section.
    pub whole: BTreeSet<(usize, usize)>,
    /// What lies over the board.
    pub below: Option<Below>,
}

impl ReviewView {
    /// The sections that are on the page.
    pub fn sections(&self) -> &[Section] {
        if let Some(below) = &self.below {
            return std::slice::from_ref(&below.section);
        }
        let board = self.review.as_ref().and_then(|r| r.boards.get(self.board));
        board.map_or(&[], |b| &b.sections)
    }

    /// How many rows of a section are shown.
    pub fn shown(&self, nth: usize) -> usize {
        let Some(section) = self.sections().get(nth) else {
            return 0;
        };
        let all = section.rows.len();
        match self.below.is_some() || self.whole.contains(&(self.board, nth)) {
            true => all,
            false => all.min(section.brief),
        }
    }

    /// What is done with the row under the cursor.
    pub fn behind(&self) -> Option<&Behind> {
        let section = self.sections().get(self.at.section)?;
        if self.at.row >= self.shown(self.at.section) {
            return None;
        }
        Some(&section.rows.get(self.at.row)?.behind)
    }

    /// Whether the cursor is on the line that shows the rest of a section.
    pub fn on_rest(&self) -> bool {
        let rest = self.sections().get(self.at.section);
        let all = rest.map_or(0, |s| s.rows.len());
        let shown = self.shown(self.at.section);
        self.at.row >= shown && shown < all
    }

    fn table_of(&self, what: &Behind) -> Option<Section> {
        let review = self.review.as_ref()?;
        match what {
            Behind::Deals(ids) => {
                let mut section = review.deals.clone();
                section.rows.retain(|r| match r.behind {
                    Behind::Deal(id, _) => ids.binary_search(&id).is_ok(),
                    _ => false,
                });
                section.id = "behind";
                section.without_blank("stage_now");
                Some(section)
            }
            Behind::Stays(ids, longest_in) => {
                let mut section = stays_in(&review.stays, ids, *longest_in);
                section.id = "behind";
                Some(section)
            }
            Behind::AllContent => review.section("content", "ranking").cloned(),
            Behind::OfStyle(style, currency) => {
                let ranking = review.section("content", "ranking")?;
                let of = |row: &&Row| match value(ranking, row, "style") {
                    Some(Value::Text(of)) => style.as_ref() == Some(of),
                    _ => style.is_none(),
                };
                let sold = |row: &&Row| match (currency, value(ranking, row, "gmv")) {
                    (None, _) => true,
                    (Some(currency), Some(Value::Money(_, of))) => of == currency,
                    _ => false,
                };
                let rows = ranking.rows.iter().filter(of).filter(sold);
                let name = style.as_deref().unwrap_or_default();
                let about = Message::new("review-about-of-style");
                let about = about.with("style", if name.is_empty() { "none" } else { name });
                let code = currency.as_ref().map_or("none", Currency::code);
                Some(Section {
                    id: "of_style",
                    about: about.with("currency", code),
                    rows: rows.cloned().collect(),
                    ..ranking.clone()
                })
            }
            Behind::Sold(product, currency, days) => {
                let of = |s: &DaySale| {
                    s.product == *product
                        && s.currency == *currency
                        && (days.0..=days.1).contains(&s.day)
                };
                Some(review.sold.section(*product, &of, *days, &review.handles))
            }
            Behind::SoldAs(product, currency, numbers) => {
                let of = |s: &DaySale| {
                    s.product == *product && s.currency == *currency && s.numbers == *numbers
                };
                let days = review.head.sold?;
                let mut section = review.sold.section(*product, &of, days, &review.handles);
                section.about = Message::new("review-about-sellers-as");
                Some(section)
            }
            _ => None,
        }
    }
}

fn view_mut(state: &mut State) -> Option<&mut ReviewView> {
    match state.layers.last_mut() {
        Some(Layer::Review(view)) => Some(view),
        _ => None,
    }
}

/// The one on top.
pub fn view(state: &State) -> Option<&ReviewView> {
    match state.layers.last() {
        Some(Layer::Review(view)) => Some(view),
        _ => None,
    }
}

fn ask(state: &State, scope: &Scope) -> Effect {
    Effect::Review {
        scope: scope.clone(),
        rules: Box::new(state.settings.returns.clone()),
        plan: Box::new(state.settings.budget.clone()),
        scheme: state.settings.schemes.default,
        today: state.today,
    }
}

/// Opens the review that was looked at last, or asks which.
pub fn open(state: &mut State) -> Vec<Effect> {
    match state.reviewed.clone() {
        Some(scope) => show(state, scope),
        None => pick::ask(state, pick::Which::Subject),
    }
}

/// Shows a review.
pub fn show(state: &mut State, scope: Scope) -> Vec<Effect> {
    let effect = ask(state, &scope);
    state.reviewed = Some(scope.clone());
    match view_mut(state) {
        // what stood there is of something else
        Some(view) => {
            let keep = view.scope.subject == scope.subject;
            view.scope = scope;
            view.review = None;
            view.below = None;
            if !keep {
                view.at = Place::default();
                view.whole.clear();
            }
        }
        None => state.layers.push(Layer::Review(Box::new(ReviewView {
            scope,
            review: None,
            board: 0,
            at: Place::default(),
            whole: BTreeSet::new(),
            below: None,
        }))),
    }
    // whatever interrupts, the next start finds it again
    vec![effect, Effect::Save(Box::new(state.session()))]
}

/// A review that was asked for.
pub fn on_review(state: &mut State, scope: &Scope, review: &Arc<Review>) {
    for layer in &mut state.layers {
        if let Layer::Review(view) = layer
            && view.scope == *scope
        {
            view.review = Some(Arc::clone(review));
            if let Some(below) = view.below.take() {
                let again = view.table_of(&below.what).map(|section| Section {
                    about: below.section.about,
                    ..section
                });
                view.below = again.map(|section| Below {
                    section,
                    what: below.what,
                    came: below.came,
                });
            }
        }
    }
    settle(state);
}

/// Something in the pool has changed: what is on screen is asked for again.
pub fn refresh(state: &State) -> Option<Effect> {
    state.layers.iter().find_map(|l| match l {
        Layer::Review(view) => Some(ask(state, &view.scope)),
        _ => None,
    })
}

/// The next board, or the one before.
pub fn turn(state: &mut State, by: isize) -> Vec<Effect> {
    if let Some(view) = view_mut(state)
        && let Some(review) = &view.review
    {
        let all = review.boards.len().max(1);
        view.board = view
            .board
            .saturating_add(all)
            .saturating_add_signed(by)
            .checked_rem(all)
            .unwrap_or(0);
        view.below = None;
        view.at = Place::default();
    }
    settle(state);
    Vec::new()
}

/// Moves the cursor by rows, from section to section.
pub fn step(state: &mut State, by: isize) -> Vec<Effect> {
    if let Some(view) = view_mut(state) {
        let mut stops = Vec::new();
        for (nth, section) in view.sections().iter().enumerate() {
            let shown = view.shown(nth);
            // what is empty, or not shown whole, has one line more
            let more = usize::from(shown < section.rows.len() || section.rows.is_empty());
            stops.extend((0..shown + more).map(|row| (nth, row)));
        }
        let here = (view.at.section, view.at.row);
        let at = stops.iter().position(|s| *s >= here).unwrap_or(0);
        let to = at
            .saturating_add_signed(by)
            .min(stops.len().saturating_sub(1));
        if let Some((section, row)) = stops.get(to).copied() {
            // another table begins with its first columns
            if section != view.at.section {
                view.at.shift = 0;
            }
            (view.at.section, view.at.row) = (section, row);
        }
    }
    settle(state);
    Vec::new()
}

/// To the beginning of the next section, or of this one and those before.
pub fn section(state: &mut State, by: isize) -> Vec<Effect> {
    if let Some(view) = view_mut(state) {
        let last = view.sections().len().saturating_sub(1);
        let back = by < 0 && view.at.row > 0;
        let to = match back {
            true => view.at.section,
            false => view.at.section.saturating_add_signed(by).min(last),
        };
        if to != view.at.section {
            view.at.shift = 0;
        }
        (view.at.section, view.at.row) = (to, 0);
        view.at.top = usize::MAX;
    }
    settle(state);
    Vec::new()
}

/// More columns to the right, or to the left.
pub fn shift(state: &mut State, by: isize) -> Vec<Effect> {
    let Some(most) = view(state).and_then(|v| {
        let section = v.sections().get(v.at.section)?;
        let window = Window::of(v, v.at.section);
        Some(shape(state, section, window, cells(state)).most)
    }) else {
        return Vec::new();
    };
    if let Some(view) = view_mut(state) {
        view.at.shift = view.at.shift.min(most).saturating_add_signed(by).min(most);
    }
    Vec::new()
}

/// Cells of a line of the page.
pub fn cells(state: &State) -> usize {
    usize::from(state.layout().body.width).saturating_sub(4)
}

/// Rows that tell the row under the cursor whole, with the rule over them.
pub fn below_rows(state: &State) -> u16 {
    if state.layout().body.height >= 30 {
        5
    } else {
        4
    }
}

/// Rows of the page: under the title, what it is of, and the names of the boards.
pub fn page_rows(state: &State) -> usize {
    let body = state.layout().body;
    usize::from(body.height.saturating_sub(3 + below_rows(state)))
}

/// Brings the cursor's line on screen, with the title of its section where there is room.
pub fn settle(state: &mut State) {
    let Some(view) = view(state) else { return };
    let items = items(state, view, cells(state));
    let is = |i: &Item| i.is_at(view.at.section, view.at.row);
    let here = items.iter().position(is).unwrap_or(0);
    let title = items
        .iter()
        .position(|i| matches!(i, Item::Title(s) if *s == view.at.section));
    let title = title.unwrap_or(here);
    // a line is kept for the heading of a table that begins above
    let rows = page_rows(state).saturating_sub(1).max(1);
    let last = items.len().saturating_sub(rows);
    let mut top = view.at.top;
    if top == usize::MAX {
        top = title;
    }
    if view.at.row == 0 {
        top = top.min(title);
    }
    top = top.min(here);
    if here >= top + rows {
        top = here + 1 - rows;
    }
    let top = top.min(last);
    if let Some(view) = view_mut(state) {
        view.at.top = top;
    }
}

/// A step down.
pub fn enter(state: &mut State) -> Vec<Effect> {
    let Some(view) = view(state) else {
        return Vec::new();
    };
    if view.on_rest() {
        let key = (view.board, view.at.section);
        if let Some(view) = view_mut(state) {
            view.whole.insert(key);
        }
        settle(state);
        return Vec::new();
    }
    let Some(behind) = view.behind().cloned() else {
        return Vec::new();
    };
    // what of a creator counts here are its collaborations; of order lines alone there are none
    let behind = match (&behind, view.deals_of(&behind)) {
        (Behind::Creator(_), ids) if !ids.is_empty() => Behind::Deals(ids.into()),
        _ => behind,
    };
    let (creator, only) = match &behind {
        Behind::Nothing => {
            state.say(Message::new("review-no-more"));
            return Vec::new();
        }
        Behind::Deals(_)
        | Behind::Stays(..)
        | Behind::AllContent
        | Behind::OfStyle(..)
        | Behind::Sold(..)
        | Behind::SoldAs(..) => {
            let Some(mut section) = view.table_of(&behind) else {
                return Vec::new();
            };
            if let (Behind::Deals(_) | Behind::Stays(..), Some(of)) =
                (&behind, view.sections().get(view.at.section))
            {
                section.about = behind_what(of, view.at.row);
            }
            if let Some(view) = view_mut(state) {
                let came = view.at;
                view.below = Some(Below {
                    what: behind,
                    section,
                    came,
                });
                view.at = Place::default();
            }
            return Vec::new();
        }
        Behind::Creator(id) => (*id, None),
        Behind::Deal(deal, creator) => {
            let of = reference(view, *deal);
            let subject = view.review.as_ref().map(|r| &r.head.subject);
            let only = of.map(|r| match subject {
                Some(Subject::Days(days)) => Only::DealOn(r.into(), days.from, days.to),
                _ => Only::Deal(r.into()),
            });
            (*creator, only)
        }
        Behind::Content(creator, id) => (*creator, Some(Only::Content((&**id).into()))),
        Behind::Lines(creator, (from, to)) => (*creator, Some(Only::Days(*from, *to))),
    };
    let handle = view.review.as_ref().and_then(|r| r.handles.get(&creator));
    let handle = handle.map_or("", |h| h).into();
    let effects = super::returns::open_on(state, creator, handle, only);
    // the head of the returns is of everything, which is more than what was reviewed
    state.say(Message::new("review-opened"));
    effects
}

impl ReviewView {
    /// The collaborations of the review with a creator.
    fn deals_of(&self, behind: &Behind) -> Vec<u32> {
        let (Behind::Creator(wanted), Some(review)) = (behind, &self.review) else {
            return Vec::new();
        };
        let deals = review.deals_of(*wanted);
        deals.into_iter().map(|(id, _)| id).collect()
    }
}

/// What people call a collaboration.
fn reference(view: &ReviewView, deal: u32) -> Option<&str> {
    let deals = &view.review.as_ref()?.deals;
    let of = |b: &Behind| matches!(b, Behind::Deal(id, _) if *id == deal);
    let row = deals.rows.iter().find(|r| of(&r.behind))?;
    match row.cells.first().map(|c| &c.value) {
        Some(Value::Text(reference)) => Some(reference),
        _ => None,
    }
}

/// The collaboration under the cursor.
fn deal(state: &State) -> Option<u32> {
    match view(state)?.behind()? {
        Behind::Deal(id, _) => Some(*id),
        Behind::Deals(ids) | Behind::Stays(ids, _) => match **ids {
            [id] => Some(id),
            _ => None,
        },
        _ => None,
    }
}

/// Whether the cursor is on a collaboration.
pub fn any_deal(state: &State) -> Result<(), &'static str> {
    deal(state).map(|_| ()).ok_or("review-no-deal-here")
}

/// Opens the collaboration under the cursor: its fields, costs, decision.
pub fn open_deal(state: &mut State) -> Vec<Effect> {
    match deal(state) {
        Some(id) => open_one(state, id, None),
        None => Vec::new(),
    }
}

/// Whether there is a review below.
pub fn known(state: &State) -> Result<(), &'static str> {
    let known = meeting::review(state);
    known.map(|_| ()).ok_or("review-loading-yet")
}

/// From what lies over the board back to it.
pub fn back(state: &mut State) -> bool {
    let Some(view) = view_mut(state) else {
        return false;
    };
    match view.below.take() {
        Some(below) => {
            view.at = below.came;
            true
        }
        // a table that was opened in full is folded first
        None if view.whole.remove(&(view.board, view.at.section)) => {
            let shown = view.shown(view.at.section);
            view.at.row = view.at.row.min(shown);
            settle(state);
            true
        }
        None => false,
    }
}

/// Asks for the file that a report is written to.
pub fn ask_file(state: &mut State) -> Vec<Effect> {
    let name = match meeting::review(state).map(|r| &r.head.subject) {
        Some(Subject::Campaign(name)) => name.clone(),
        Some(Subject::Days(days)) => days.text(),
        None => return Vec::new(),
    };
    let name = format!("review-{}.html", naming::file_name(&name).replace(' ', "-"));
    naming::ask_with(state, NameFor::ReviewFile, &name)
}

/// Writes the report.
pub fn write(state: &State, path: &Path) -> Vec<Effect> {
    let Some(review) = meeting::review(state).cloned() else {
        return Vec::new();
    };
    let words = Arc::clone(&state.words);
    let tongue = Tongue {
        lang: words.lang().key(),
        say: Arc::new(move |m| words.say(m)),
    };
    vec![Effect::SaveReview {
        review,
        path: path.to_owned(),
        tongue,
    }]
}
