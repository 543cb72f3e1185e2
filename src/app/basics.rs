//! What the work is done with: campaigns, products, their links, the team, margins, the ledger. One list for each, and beside it the fields
//! of the chosen row, typed and checked as those of a collaboration are.

use super::State;
use super::board::fields::{self, Target};
use super::board::pick::{self, PickFor};
use super::layer::Layer;
use super::naming::{self, NameFor};
use crate::domain::collab::choice;
use crate::domain::collab::detail::Belonging;
use crate::domain::collab::native::{
    CAMPAIGNS, COSTS, File, MARGINS, MEMBERS, PRODUCT_LINKS, PRODUCTS, Value, money,
};
use crate::domain::collab::typed;
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::number::{Decimal, Unit};
use crate::domain::returns::cost::shared;
use crate::domain::review::Subject;
use crate::messages::{Edit, Effect, FileName};

/// The files, in the order of their lists.
pub const FILES: [&File; 6] = [
    &CAMPAIGNS,
    &PRODUCTS,
    &PRODUCT_LINKS,
    &MEMBERS,
    &MARGINS,
    &COSTS,
];

/// See the module.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BasicsView {
    /// Which of [`FILES`].
    pub nth: usize,
    /// Its rows.
    pub rows: Vec<Belonging>,
    /// Whether they are known.
    pub known: bool,
    /// Chosen row.
    pub cursor: usize,
    /// Chosen field, where the cursor is among them.
    pub field: Option<usize>,
    /// What is to be deleted was named once.
    pub deleting: bool,
    /// A row is being added: the cursor goes to it when it is there.
    pub adding: bool,
    /// The row that it was opened for, by its first field.
    pub goal: Option<Box<str>>,
}

impl BasicsView {
    /// The file on screen.
    pub fn file(&self) -> &'static File {
        FILES.get(self.nth).copied().unwrap_or(&CAMPAIGNS)
    }

    /// The chosen row.
    pub fn row(&self) -> Option<&Belonging> {
        self.rows.get(self.cursor)
    }
}

/// What a row is called: its name, else its number; a margin by its day and product, a cost by its day, kind and sum.
pub fn called(state: &State, file: &File, row: &Belonging) -> String {
    let day = |key: &str| match row.get(file, key) {
        Some(Value::Date(day)) => day.to_string(),
        _ => "—".to_owned(),
    };
    let text = |key: &str| row.get(file, key).and_then(Value::text);
    match file.name {
        "margins" => {
            let product = match text("product_id") {
                Some(id) => {
                    let mut all = state.board.names.products.iter();
                    let known = all.find(|(number, name)| number == id && !name.is_empty());
                    known.map_or_else(|| id.to_owned(), |(_, name)| name.clone())
                }
                None => state.words.get("basics-everything"),
            };
            return format!("{} {product}", day("starts"));
        }
        "costs" => {
            let kind = text("kind").map(|key| state.words.get(&choice::COST.word_id(key)));
            let sum = row.get(file, "amount").and_then(Value::number);
            let sum = sum.map(|raw| money(raw, currency(file, row)));
            let hours = row.get(file, "hours").and_then(Value::number);
            let hours = hours.map(|raw| format!("{} h", Decimal::from_raw(raw, Unit::Money)));
            let sharing = text("shares").map(|s| shared(s).count());
            let sharing = sharing.map(|n| {
                let said = Message::new("basics-shared").with("n", n);
                state.words.say(&said)
            });
            let of = text("ref").or(text("campaign")).map(str::to_owned);
            let of = of.or(sharing).map(|of| format!("· {of}"));
            let parts = [Some(day("at")), kind, sum.or(hours), of];
            return parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        }
        _ => {}
    }
    let own = file.fields.first().and_then(|f| row.get(file, f.key));
    let name = row.get(file, "name").or(own);
    name.and_then(Value::text).unwrap_or_default().to_owned()
}

/// Of its sums.
pub fn currency(file: &File, row: &Belonging) -> Currency {
    let code = row.get(file, "currency").and_then(Value::text);
    code.and_then(Currency::parse).unwrap_or_default()
}

/// Opens the lists.
pub fn open(state: &mut State) -> Vec<Effect> {
    // over the review of a campaign: at that one
    let goal = super::review::view(state).and_then(|v| match &v.scope.subject {
        Subject::Campaign(name) => Some(name.as_str().into()),
        Subject::Days(_) => None,
    });
    state.layers.push(Layer::Basics(Box::new(BasicsView {
        goal,
        ..BasicsView::default()
    })));
    ask(state)
}

/// Opens the ledger at one of its lines.
pub fn open_cost(state: &mut State, name: &str) -> Vec<Effect> {
    let nth = FILES.iter().position(|f| f.name == COSTS.name);
    state.layers.push(Layer::Basics(Box::new(BasicsView {
        nth: nth.unwrap_or(0),
        goal: Some(name.into()),
        ..BasicsView::default()
    })));
    ask(state)
}

fn ask(state: &State) -> Vec<Effect> {
    let view = state.layers.iter().rev().find_map(|l| match l {
        Layer::Basics(view) => Some(view),
        _ => None,
    });
    let file = view.map(|v| FileName(v.file().name));
    file.map(Effect::Basics).into_iter().collect()
}

/// Something was written: the list on screen is read again.
pub fn refresh(state: &State) -> Vec<Effect> {
    ask(state)
}

/// The rows have come. The cursor stays with its row, or goes to the one that was added.
pub fn on_rows(state: &mut State, file: FileName, rows: Vec<Belonging>) {
    let is = |l: &&mut Layer| matches!(l, Layer::Basics(v) if v.file().name == file.0);
    let Some(Layer::Basics(view)) = state.layers.iter_mut().rev().find(is) else {
        return;
    };
    let known = |row: &Belonging| view.rows.iter().any(|r| r.id == row.id);
    let added = rows
        .iter()
        .position(|row| view.known && view.adding && !known(row));
    let file = view.file();
    let called = |row: &Belonging, name: &str| {
        let first = file.fields.first().and_then(|f| row.get(file, f.key));
        first.and_then(Value::text) == Some(name)
    };
    let goal = view.goal.take();
    let goal = goal.and_then(|name| rows.iter().position(|row| called(row, &name)));
    let on = view.row().map(|r| r.id);
    let same = rows.iter().position(|r| Some(r.id) == on);
    if added.is_some() {
        view.adding = false;
        // behind its name, where there is something to be said
        view.field = Some(1);
    } else if same.is_none() {
        view.field = None;
    }
    let last = rows.len().saturating_sub(1);
    view.cursor = added.or(goal).or(same).unwrap_or(view.cursor.min(last));
    view.rows = rows;
    view.known = true;
}

fn top(state: &mut State) -> Option<&mut BasicsView> {
    match state.layers.last_mut() {
        Some(Layer::Basics(view)) => Some(view),
        _ => None,
    }
}

/// Moves by rows, or by fields.
pub fn step(state: &mut State, by: isize) {
    if let Some(view) = top(state) {
        view.deleting = false;
        let fields = view.file().fields.len();
        let (cursor, n) = match view.field.as_mut() {
            Some(field) => (field, fields),
            None => (&mut view.cursor, view.rows.len()),
        };
        *cursor = cursor.saturating_add_signed(by).min(n.saturating_sub(1));
    }
}

/// Another list.
pub fn turn(state: &mut State, by: isize) -> Vec<Effect> {
    if let Some(view) = top(state) {
        let n = FILES.len();
        let to = (view.nth + n).saturating_add_signed(by) % n;
        *view = BasicsView {
            nth: to,
            ..BasicsView::default()
        };
    }
    ask(state)
}

/// To the fields of the chosen row; among them, changes the one under the cursor.
pub fn enter(state: &mut State) -> Vec<Effect> {
    let Some(view) = top(state) else {
        return Vec::new();
    };
    let Some(row) = view.rows.get(view.cursor) else {
        return Vec::new();
    };
    let Some(at) = view.field else {
        view.field = Some(0);
        return Vec::new();
    };
    let file = view.file();
    let Some(field) = file.fields.get(at) else {
        return Vec::new();
    };
    let target = Target {
        file: FileName(file.name),
        row: Some(row.id),
        cards: Vec::new(),
        key: field.key,
        seen: row.get(file, field.key).cloned(),
        currency: currency(file, row),
        mixed: false,
    };
    fields::ask(state, target)
}

/// Back from the fields to the list; whether it was among them.
pub fn leave(state: &mut State) -> bool {
    top(state).is_some_and(|view| view.field.take().is_some())
}

/// Adds a row: what tells it from others is asked for.
pub fn add(state: &mut State) -> Vec<Effect> {
    let Some(view) = top(state) else {
        return Vec::new();
    };
    let file = FileName(view.file().name);
    match file.0 == PRODUCT_LINKS.name {
        true => pick::open(state, PickFor::LinkProduct),
        false => naming::ask(state, NameFor::Basic(file, None)),
    }
}

/// What the new row is called was typed; a link leads to a product.
pub fn make(
    state: &mut State,
    file: FileName,
    product: Option<String>,
    text: &str,
) -> Option<Edit> {
    let own = file.file()?.fields.first()?;
    let value = match typed::value(own.cell, text, state.today).map(|t| t.value) {
        Ok(Some(value)) => value,
        Ok(None) => {
            state.complain(Message::new("typed-required"));
            return None;
        }
        Err(why) => {
            state.complain(why);
            return None;
        }
    };
    let is = |l: &&mut Layer| matches!(l, Layer::Basics(_));
    if let Some(Layer::Basics(view)) = state.layers.iter_mut().rev().find(is) {
        view.adding = true;
    }
    let product = product.map(|p| ("product_id", Value::Text(p.into())));
    let kind = (file.0 == COSTS.name).then(|| ("kind", Value::Text("other".into())));
    let own = (own.key, value);
    Some(Edit::AddRow {
        file,
        collab: None,
        creator: None,
        values: [own].into_iter().chain(kind).chain(product).collect(),
    })
}

/// Takes the chosen row away; the first press asks.
pub fn delete(state: &mut State) -> Vec<Effect> {
    let Some(view) = top(state) else {
        return Vec::new();
    };
    let file = view.file();
    let Some(row) = view.row().cloned() else {
        return Vec::new();
    };
    let name = called(state, file, &row);
    let Some(view) = top(state) else {
        return Vec::new();
    };
    let id = row.id;
    if !std::mem::replace(&mut view.deleting, true) {
        let asked = Message::new("plans-delete-confirm").with("name", name);
        state.say(asked);
        return Vec::new();
    }
    view.deleting = false;
    vec![Effect::Edit(Edit::DeleteRow {
        file: FileName(file.name),
        id,
    })]
}
