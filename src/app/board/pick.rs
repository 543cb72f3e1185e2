//! One of some words, found by typing: a stage, a reason, a member, a campaign, a product, a mode. Where it makes sense,
//! what is typed is taken as it is.

use std::sync::Arc;

use super::detail;
use super::fields::{self, Target};
use super::gates::Pending;
use super::moving;
use crate::app::State;
use crate::app::layer::Layer;
use crate::app::line::LineEdit;
use crate::app::menus::score;
use crate::app::naming::{self, NameFor};
use crate::app::review::pick::{self as review, Which};
use crate::domain::collab::card::Card;
use crate::domain::collab::detail::Names;
use crate::domain::collab::native::{Cell, PRODUCT_LINKS, Value};
use crate::domain::collab::stage::Stage;
use crate::domain::message::Message;
use crate::domain::returns::attach::Given;
use crate::messages::{Edit, Effect, FileName};
use crate::text::{fold, pinyin_full, pinyin_initials};

/// For what.
#[derive(Debug, Clone, PartialEq)]
pub enum PickFor {
    /// The stage that these cards go to, as they were when it was asked for.
    Stage(Vec<Arc<Card>>),
    /// What becomes of them after the review.
    Decision(Vec<Arc<Card>>),
    /// Why cards are dropped or released.
    Reason(Vec<Pending>, Stage),
    /// A field.
    Field(Target),
    /// The product that a new link leads to.
    LinkProduct,
    /// What is added to the collaboration on screen.
    Add(Option<&'static str>),
    /// The campaign that creators become candidates of.
    Candidates(Vec<u32>),
    /// The product of target plans for creators.
    PlanProduct(Vec<u32>),
    /// The collaboration that orders of a creator belong to.
    Attach(u32, Given),
    /// What is reviewed, or what it is held against.
    Review(Which),
}

/// See the module.
#[derive(Debug, Clone, PartialEq)]
pub struct Pick {
    /// For what.
    pub what: PickFor,
    /// What is typed.
    pub line: LineEdit,
    /// What is taken, and how it reads.
    pub options: Vec<(String, String)>,
    /// Places of those that fit, best first.
    pub found: Vec<usize>,
    /// Chosen among those that fit; one more is what is typed.
    pub cursor: usize,
    /// Whether what is typed can be taken as it is.
    pub free: bool,
}

impl Pick {
    /// What is typed, where it can be taken and is none of the options.
    pub fn typed(&self) -> Option<String> {
        let text = self.line.text().trim().to_owned();
        let known = || {
            let all = self.options.iter();
            all.clone()
                .any(|(value, label)| fold(value) == fold(&text) || fold(label) == fold(&text))
        };
        (self.free && !text.is_empty() && !known()).then_some(text)
    }

    /// How many lines there are to choose from.
    pub fn lines(&self) -> usize {
        self.found.len() + usize::from(self.typed().is_some())
    }
}

/// Opens it.
pub fn open(state: &mut State, what: PickFor) -> Vec<Effect> {
    let names = &state.board.names;
    // nothing is an answer as well, and the last one that anybody wants
    let with_none = |mut all: Vec<(String, String)>| {
        all.push((String::new(), state.words.get("pick-none")));
        all
    };
    let plain = |all: &[String]| -> Vec<(String, String)> {
        all.iter().map(|n| (n.clone(), n.clone())).collect()
    };
    let (options, free) = match &what {
        PickFor::Stage(_) | PickFor::Decision(_) => {
            let any = matches!(what, PickFor::Stage(_));
            let decided = |s: &Stage| any || s.index() > Stage::Reviewed.index();
            let all = Stage::ALL.into_iter().filter(decided).map(|s| {
                let label = state.words.get(s.word_id());
                (s.key().to_owned(), label)
            });
            (all.collect(), false)
        }
        PickFor::Reason(..) => {
            let mut all = plain(&names.reasons);
            let offered = state.words.get("board-reasons");
            for reason in offered.split('|').map(str::trim) {
                if all.iter().all(|(r, _)| fold(r) != fold(reason)) {
                    all.push((reason.to_owned(), reason.to_owned()));
                }
            }
            (all, true)
        }
        PickFor::Candidates(_) => (with_none(plain(&names.campaigns)), true),
        PickFor::Add(_) => {
            let all = detail::ADDED.iter().map(|file| {
                let name = state.words.get(&file.row_id());
                (file.name.to_owned(), name)
            });
            (all.collect(), false)
        }
        PickFor::Field(target) => match target.cell() {
            Some(Cell::One(choice)) => {
                let all = choice
                    .keys()
                    .map(|key| (key.to_owned(), state.words.get(&choice.word_id(key))));
                (with_none(all.collect()), false)
            }
            Some(Cell::Member) => (with_none(plain(&names.members)), false),
            Some(Cell::Name) => (with_none(plain(&names.campaigns)), true),
            _ => (with_none(products(names)), true),
        },
        PickFor::PlanProduct(_) => (with_none(products(names)), true),
        PickFor::LinkProduct => (products(names), false),
        PickFor::Attach(..) => (with_none(crate::app::returns::deals(state)), false),
        PickFor::Review(which) => (review::options(state, *which), true),
    };
    let mut pick = Pick {
        what,
        line: LineEdit::default(),
        found: Vec::new(),
        options,
        cursor: 0,
        free,
    };
    narrow(&mut pick);
    // on what is wanted most: the next stage, what there is now, what the cursor is among
    let wanted = match &pick.what {
        PickFor::Stage(_) => super::current(state)
            .and_then(|c| c.stage.next())
            .map(Stage::key),
        PickFor::Field(target) => target.seen.as_ref().and_then(Value::text),
        PickFor::Add(file) => *file,
        _ => None,
    };
    if let Some(wanted) = wanted {
        let at = pick.options.iter().position(|(value, _)| value == wanted);
        pick.cursor = at.unwrap_or(0);
    }
    state.layers.push(Layer::Pick(Box::new(pick)));
    Vec::new()
}

fn products(names: &Names) -> Vec<(String, String)> {
    let all = names.products.iter().map(|(id, name)| {
        let label = if name.is_empty() {
            id.clone()
        } else {
            format!("{name}  {id}")
        };
        (id.clone(), label)
    });
    all.collect()
}

/// What fits what is typed: letters in order, Chinese by its initials or its pinyin as well.
fn narrow(pick: &mut Pick) {
    let typed = fold(&pick.line.text());
    let needle = typed.trim();
    let fits = |(value, label): &(String, String)| -> Option<usize> {
        let mut best = None;
        let pinyin = [pinyin_initials(label), pinyin_full(label)];
        let all = [Some(fold(label)), Some(fold(value))]
            .into_iter()
            .chain(pinyin);
        for text in all.flatten() {
            let found = score(&text, needle);
            best = [best, found].into_iter().flatten().min();
        }
        best
    };
    let mut found: Vec<(usize, usize)> = pick
        .options
        .iter()
        .enumerate()
        .filter_map(|(at, option)| Some((fits(option)?, at)))
        .collect();
    if !needle.is_empty() {
        found.sort_by_key(|(score, at)| (*score, *at));
    }
    pick.found = found.into_iter().map(|(_, at)| at).collect();
    // whoever types days means these days, and no others whose digits have them in them
    if matches!(pick.what, PickFor::Review(_)) && review::days(&pick.line.text()).is_some() {
        pick.found.clear();
    }
    pick.cursor = 0;
}

/// What is typed has changed.
pub fn edited(state: &mut State) {
    if let Some(Layer::Pick(pick)) = state.layers.last_mut() {
        narrow(pick);
    }
}

/// Moves by lines.
pub fn step(state: &mut State, by: isize) -> Vec<Effect> {
    if let Some(Layer::Pick(pick)) = state.layers.last_mut() {
        let last = pick.lines().saturating_sub(1);
        pick.cursor = pick.cursor.saturating_add_signed(by).min(last);
    }
    Vec::new()
}

/// Takes the chosen line.
pub fn take(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Pick(pick)) = state.layers.last() else {
        return Vec::new();
    };
    let option = pick
        .found
        .get(pick.cursor)
        .and_then(|at| pick.options.get(*at));
    let value = match (option, pick.typed()) {
        (Some((value, _)), _) => value.clone(),
        (None, Some(typed)) => typed,
        (None, None) => {
            state.complain(Message::new("pick-nothing"));
            return Vec::new();
        }
    };
    let value = match &pick.what {
        PickFor::Review(_) if pick.cursor == 0 => {
            let known = option.map(|(value, _)| value.as_str());
            match review::meant(state, pick.line.text().trim(), known) {
                Ok(value) => value,
                // what names nothing stays to be mended
                Err(why) => {
                    state.complain(why);
                    return Vec::new();
                }
            }
        }
        _ => value,
    };
    let Some(Layer::Pick(pick)) = state.layers.pop() else {
        return Vec::new();
    };
    match pick.what {
        PickFor::Stage(cards) | PickFor::Decision(cards) => match Stage::parse_key(&value) {
            Some(to) => moving::to_stage(state, cards, to),
            None => Vec::new(),
        },
        PickFor::Reason(moves, _) => {
            if value.is_empty() {
                state.complain(Message::new("board-why"));
                return Vec::new();
            }
            moving::make(state, &moves, &value, |_| Vec::new())
        }
        PickFor::Field(target) => fields::set(state, target, &value),
        PickFor::Add(_) => {
            let file = detail::ADDED.iter().find(|f| f.name == value);
            file.map(|f| detail::add_to(state, f.name))
                .unwrap_or_default()
        }
        PickFor::LinkProduct => {
            let file = FileName(PRODUCT_LINKS.name);
            naming::ask(state, NameFor::Basic(file, Some(value)))
        }
        PickFor::Attach(creator, given) => vec![Effect::Edit(Edit::Attach {
            creator,
            given,
            collab: value.parse().ok(),
        })],
        PickFor::Review(which) => review::take(state, which, &value),
        PickFor::PlanProduct(ids) => crate::app::plans::on_product(state, ids, value),
        PickFor::Candidates(ids) => {
            vec![Effect::Edit(Edit::Candidates {
                ids,
                campaign: value,
                product: String::new(),
                owner: String::new(),
            })]
        }
    }
}

/// Makes the marked creators of the pool, or the one under the cursor, candidates.
pub fn ask_candidates(state: &mut State) -> Vec<Effect> {
    let ids = crate::app::pool::table::picked_ids(state);
    if ids.is_empty() {
        return Vec::new();
    }
    open(state, PickFor::Candidates(ids))
}

/// Gives the picked cards another value of a field.
pub fn ask_field(state: &mut State, key: &'static str) -> Vec<Effect> {
    let cards: Vec<Arc<_>> = super::picked(state);
    if cards.is_empty() {
        return Vec::new();
    }
    fields::ask(state, Target::of_cards(&cards, key))
}
