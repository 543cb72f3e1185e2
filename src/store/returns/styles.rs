//! Collaborations with videos of several styles, told apart by these.

use std::sync::Arc;

use hashbrown::{HashMap, HashSet};
use rusqlite::{Connection, OptionalExtension};

use super::super::error::{Fault, Result};
use super::super::orders::content_word;
use super::super::same::Same;
use super::super::stream::View;
use super::books::join;
use super::contents::{MORE, each_content};
use super::deals::currency;
use super::summing::{Placed, Summing, To, lines_of_one};
use crate::domain::returns::books::StylePart;
use crate::domain::returns::reckon::Lines;

/// A collaboration by style.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Styled {
    /// Its styles, in the order in which they were met.
    pub parts: Vec<StylePart>,
    /// Order lines that name none of these videos and lives.
    pub rest: Lines,
}

impl Styled {
    fn of(&mut self, style: &Arc<str>) -> &mut StylePart {
        let at = self.parts.iter().position(|p| p.style == *style);
        let at = at.unwrap_or(self.parts.len());
        if at == self.parts.len() {
            self.parts.push(StylePart {
                style: Arc::clone(style),
                ..StylePart::default()
            });
        }
        &mut self.parts[at]
    }
}

impl View<'_> {
    /// Those collaborations whose videos and lives are of several styles, on some days or on all.
    pub fn styled(&self, period: Option<(i32, i32)>) -> Result<HashMap<u32, Styled>> {
        self.store.read(|c| read(c, period))
    }
}

fn read(conn: &Connection, period: Option<(i32, i32)>) -> Result<HashMap<u32, Styled>, Fault> {
    let within = |day: Option<i32>| {
        period.is_none_or(|(from, to)| day.is_some_and(|d| (from..=to).contains(&d)))
    };
    let same = Same::load(conn)?;
    let mut all: HashMap<u32, Styled> = HashMap::new();
    let mut whose: HashMap<u32, u32> = HashMap::new();
    // of videos as the platform counts them: their style
    let mut videos: Vec<(u32, String, Arc<str>)> = Vec::new();
    let more = ", content_id, gmv, orders, currency";
    each_content(conn, None, &same, more, &mut |r, told| {
        if let Some((collab, style)) = told.collab.zip(told.style) {
            videos.push((collab, r.get(MORE)?, Arc::clone(&style)));
            whose.insert(collab, told.creator);
            let part = all.entry(collab).or_default().of(&style);
            if within(told.day) {
                part.contents += 1;
                part.funnel.join(&told.funnel);
                let (gmv, orders): (Option<i64>, Option<i64>) =
                    (r.get(MORE + 1)?, r.get(MORE + 2)?);
                if gmv.is_some() || orders.is_some() {
                    let shown = part.shown.of(currency(r, MORE + 3)?);
                    shown.add(gmv.map(i128::from), orders);
                }
            }
        }
        Ok(())
    })?;
    all.retain(|_, styled| styled.parts.len() > 1);
    let mut words: HashMap<u32, Arc<str>> = HashMap::new();
    let mut find = conn.prepare_cached("SELECT id FROM order_word WHERE word = ?1")?;
    for (collab, id, style) in videos {
        if all.contains_key(&collab)
            && let Some(word) = find
                .query_row([content_word(&id)], |r| r.get(0))
                .optional()?
        {
            words.insert(word, style);
        }
    }
    let creators: HashSet<u32> = all.keys().filter_map(|c| whose.get(c).copied()).collect();
    let family: Vec<u32> = creators.iter().flat_map(|id| same.family(*id)).collect();
    if family.is_empty() {
        return Ok(all);
    }
    let summing = Summing::load(conn, Some(&family))?;
    for creator in creators {
        let lines = lines_of_one(conn, &same, creator)?;
        let mut by_style: HashMap<Option<Arc<str>>, Vec<Placed<'_>>> = HashMap::new();
        for placed in summing.placed(creator, &lines) {
            let style = words.get(&placed.line.content).cloned();
            by_style.entry(style).or_default().push(placed);
        }
        for (style, lines) in by_style {
            for (to, summed) in summing.sum_in(&lines, period) {
                let To::Collab(id) = to else { continue };
                let Some(styled) = all.get_mut(&id) else {
                    continue;
                };
                match &style {
                    // of a video that belongs to another collaboration it is the rest of this one
                    Some(style) if styled.parts.iter().any(|p| p.style == *style) => {
                        join(&mut styled.of(style).lines, summed);
                    }
                    _ => join(&mut styled.rest, summed),
                }
            }
        }
    }
    Ok(all)
}
