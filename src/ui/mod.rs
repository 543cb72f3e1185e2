//! Drawing: the state as cells. Reads the state, changes nothing.

mod basics;
mod board;
mod card;
mod choose;
mod compare;
mod import;
mod labels;
mod meeting;
mod menus;
mod notes;
mod outreach;
mod paint;
mod panes;
mod quadrant;
mod query;
mod returns;
mod review;
mod table;
mod theme;
mod twins;
mod views;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::State;
use crate::app::layer::Layer;
use crate::app::layout::{Area, FLOOR};
use crate::app::view;
use crate::domain::message::Message;
use crate::text;
use paint::Painter;
pub use theme::Theme;

/// A stretch of cells that leads somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Column.
    pub x: u16,
    /// Row.
    pub y: u16,
    /// Cells.
    pub width: u16,
    /// Where to.
    pub url: String,
}

/// What a frame has besides its cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extras {
    /// Where the hardware cursor stands: in the focused field, because input methods open their window there.
    pub cursor: Option<Position>,
    /// Links on screen.
    pub links: Vec<Link>,
}

/// Draws the whole screen into `buffer`.
pub fn draw(state: &State, theme: &Theme, buffer: &mut Buffer) -> Extras {
    let area = buffer.area;
    let mut p = Painter::new(buffer, theme, state.settings.ascii);
    if area.width < FLOOR.0 || area.height < FLOOR.1 {
        let message = Message::new("app-too-small")
            .with("width", FLOOR.0.to_string())
            .with("height", FLOOR.1.to_string());
        let words = state.words.say(&message);
        p.text(area.x, area.y, area.width, theme.plain, &words);
        return Extras::default();
    }
    let layout = state.layout();
    let (left, right) = view::top(state);
    p.line(area_rect(layout.top), &left);
    p.line_right(area_rect(layout.top), &right, left.width());
    query::bar(state, &mut p, area_rect(layout.query));
    // what the card was opened from lies under it, whole
    let card = state.layers.iter().rposition(|l| *l == Layer::Card);
    if card.is_some() {
        card::whole(state, &mut p, area_rect(layout.body));
    } else {
        if layout.panes.width > 0 {
            panes::draw(state, &mut p, area_rect(layout.panes));
        }
        table::draw(state, &mut p, area_rect(layout.table));
        if layout.card.width > 0 {
            card::side(state, &mut p, area_rect(layout.card));
        }
    }
    let above = state.layers.iter().skip(card.map_or(0, |card| card + 1));
    for (layer, next) in above.clone().zip(above.skip(1).map(Some).chain([None])) {
        // two boxes at one place would show the edges of both
        if matches!((layer, next), (Layer::Gate(_), Some(Layer::Pick(_)))) {
            continue;
        }
        overlay(
            state,
            layer,
            &mut p,
            area_rect(layout.body),
            area_rect(layout.query),
        );
    }
    let bottom = area_rect(layout.hints);
    let notice = view::notice(state, usize::from(bottom.width));
    if notice.is_empty() {
        let hints = view::hints(state, usize::from(bottom.width));
        p.line(bottom, &hints);
    }
    // a long sentence grows upwards
    let rows = u16::try_from(notice.len()).unwrap_or(u16::MAX);
    for (y, line) in (bottom.bottom().saturating_sub(rows)..).zip(&notice) {
        let row = Rect { y, ..bottom };
        p.clear(row);
        p.line(row, line);
    }
    p.finish()
}

fn overlay(state: &State, layer: &Layer, p: &mut Painter<'_>, body: Rect, query: Rect) {
    match layer {
        Layer::Card => {}
        Layer::Board => board::draw(state, p, body),
        Layer::Collab(view) => board::collab(state, p, body, view),
        Layer::Gate(view) => board::gate(state, p, body, view),
        Layer::Outreach(view) => outreach::draw(state, p, body, view),
        Layer::Basics(view) => basics::draw(state, p, body, view),
        Layer::Plans(view) => outreach::plans(state, p, body, view),
        Layer::Pick(pick) => board::pick(state, p, body, query, pick),
        Layer::Search(line, _) => query::field(
            p,
            query,
            &format!(" {} ", state.words.get("field-search")),
            line,
        ),
        Layer::Query(bar) => query::editing(state, p, query, body, bar),
        Layer::Bound(metric, line) => {
            let label = format!(" {}  ", query::bound_label(state, *metric));
            query::field(p, query, &label, line);
        }
        Layer::Narrow(facet, line) => {
            let name = state.words.get(&format!("pane-{}", facet.key()));
            query::field(p, query, &format!(" {name}: "), line);
        }
        Layer::PreviewField(field, line) => {
            let label = import::field_label(state, field);
            query::field(p, query, &format!(" {label} "), line);
            import::field_help(state, p, body, field);
        }
        Layer::Text(title, lines, top) => menus::text(p, body, title, lines, *top),
        Layer::Sort(menu) => menus::sort(state, p, body, menu),
        Layer::Columns(menu) => menus::columns(state, p, body, menu),
        Layer::Palette(palette) => menus::palette(state, p, body, query, palette),
        Layer::Choose(chooser) => choose::draw(state, p, body, query, chooser),
        Layer::History(view) => notes::history(state, p, body, view),
        Layer::Compare(view) => compare::draw(state, p, body, view),
        Layer::Returns(view) => returns::draw(state, p, body, view),
        Layer::Review(view) => review::draw(state, p, body, view),
        Layer::Meeting(view) => meeting::draw(state, p, body, view),
        Layer::Twins(view) => twins::draw(state, p, body, view),
        Layer::Today(view) => notes::today(state, p, body, view),
        Layer::Tags(view) => labels::tags(state, p, body, view),
        Layer::Lists(view) => labels::lists(state, p, body, view),
        Layer::OnList(view) => labels::on_list(state, p, body, view),
        Layer::Views(view) => views::list(state, p, body, view),
        Layer::ViewKey => views::keys(state, p, body),
        Layer::Name(naming) => labels::name(state, p, query, naming),
        Layer::Notes(view) => notes::list(state, p, body, view),
        Layer::Versions(view) => notes::versions(state, p, body, view),
        Layer::Write(writing) => notes::write(state, p, writing),
        Layer::Clash(clash) => notes::clash(state, p, body, clash),
        Layer::Templates(cursor) => menus::templates(state, p, body, *cursor),
        Layer::Files(files) => import::files(state, p, body, files),
        Layer::Preview(view) => import::preview(state, p, body, view),
        Layer::Running => import::running(state, p, body),
        Layer::Imports(view) => import::imports(state, p, body, view),
    }
}

fn area_rect(a: Area) -> Rect {
    Rect {
        x: a.x,
        y: a.y,
        width: a.width,
        height: a.height,
    }
}

/// Cells of a text, as the drawing rooms count them.
fn cells(text: &str) -> u16 {
    u16::try_from(text::width(text)).unwrap_or(u16::MAX)
}
