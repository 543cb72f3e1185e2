//! Which key does what where, from the table of actions and a person's overrides.

use std::collections::BTreeMap;

use super::actions::{self, Action};
use crate::domain::message::Message;
use crate::messages::Key;

/// Where keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// The table of creators.
    Table,
    /// The filter panes.
    Panes,
    /// The card over the whole screen.
    Card,
    /// A text that scrolls: help, reports.
    Text,
    /// The sort menu.
    Sort,
    /// The column chooser.
    Columns,
    /// The search line, the query bar, and other single lines.
    Field,
    /// A line with a list under it: the palette.
    Palette,
    /// A field with the tags or lists that fit under it.
    Choose,
    /// The board.
    Board,
    /// Everything about one collaboration.
    Collab,
    /// What a stage needs before it is left.
    Gate,
    /// A field with words that fit under it.
    Pick,
    /// Messages to creators.
    Outreach,
    /// Target plans.
    Plans,
    /// Campaigns, products and their links, the team.
    Basics,
    /// Creators side by side.
    Compare,
    /// What the work with a creator brought.
    Returns,
    /// The boards of a review.
    Review,
    /// A point of a meeting.
    Meeting,
    /// All points of a meeting.
    Agenda,
    /// What notes ask of somebody.
    Today,
    /// Creators that may be one person.
    Twins,
    /// All tags.
    Tags,
    /// All lists.
    Lists,
    /// Who is on a list.
    OnList,
    /// All views.
    Views,
    /// The key of a view is awaited.
    ViewKey,
    /// What was done.
    History,
    /// The notes on a creator.
    Notes,
    /// What a note said before.
    Versions,
    /// A note being written.
    Write,
    /// Two versions of a note to choose from.
    Clash,
    /// Templates for a note.
    Templates,
    /// The file picker.
    Files,
    /// The preview of an import.
    Preview,
    /// A running import.
    Running,
    /// The list of imports.
    Imports,
}

impl Context {
    /// All of them, in the order help shows them.
    pub const ALL: [Context; 38] = [
        Context::Table,
        Context::Panes,
        Context::Card,
        Context::Board,
        Context::Collab,
        Context::Gate,
        Context::Pick,
        Context::Outreach,
        Context::Plans,
        Context::Basics,
        Context::Field,
        Context::Choose,
        Context::Notes,
        Context::Versions,
        Context::Write,
        Context::Templates,
        Context::Clash,
        Context::Compare,
        Context::Returns,
        Context::Review,
        Context::Meeting,
        Context::Agenda,
        Context::Today,
        Context::Twins,
        Context::Tags,
        Context::Lists,
        Context::OnList,
        Context::Views,
        Context::ViewKey,
        Context::History,
        Context::Palette,
        Context::Sort,
        Context::Columns,
        Context::Files,
        Context::Preview,
        Context::Running,
        Context::Imports,
        Context::Text,
    ];

    /// Name in settings.
    pub const fn key(self) -> &'static str {
        match self {
            Context::Table => "table",
            Context::Panes => "panes",
            Context::Card => "card",
            Context::Text => "text",
            Context::Sort => "sort",
            Context::Columns => "columns",
            Context::Field => "field",
            Context::Palette => "palette",
            Context::Choose => "choose",
            Context::Board => "board",
            Context::Collab => "collab",
            Context::Gate => "gate",
            Context::Pick => "pick",
            Context::Outreach => "outreach",
            Context::Plans => "plans",
            Context::Basics => "basics",
            Context::Compare => "compare",
            Context::Returns => "returns",
            Context::Review => "review",
            Context::Meeting => "meeting",
            Context::Agenda => "agenda",
            Context::Today => "today",
            Context::Twins => "twins",
            Context::Tags => "tags",
            Context::Lists => "lists",
            Context::OnList => "on-list",
            Context::Views => "views",
            Context::ViewKey => "view-key",
            Context::History => "history",
            Context::Notes => "notes",
            Context::Versions => "versions",
            Context::Write => "write",
            Context::Clash => "clash",
            Context::Templates => "templates",
            Context::Files => "files",
            Context::Preview => "preview",
            Context::Running => "running",
            Context::Imports => "imports",
        }
    }

    /// Characters are text here.
    pub const fn takes_text(self) -> bool {
        matches!(
            self,
            Context::Field
                | Context::Palette
                | Context::Choose
                | Context::Pick
                | Context::Write
                | Context::ViewKey
        )
    }

    /// Digits before a key repeat it here.
    pub const fn takes_count(self) -> bool {
        !self.takes_text()
    }
}

/// What a key sequence means.
pub enum Found {
    /// This.
    Action(&'static Action),
    /// The beginning of something.
    Prefix,
    /// Nothing.
    Nothing,
}

/// See the module.
pub struct Keymap {
    bindings: BTreeMap<(Context, Vec<Key>), &'static Action>,
    keys_of: BTreeMap<&'static str, Vec<Vec<Key>>>,
}

impl Keymap {
    /// The table's own keys, with `overrides`: action id and the keys that replace its own. The error says which
    /// setting is wrong and why.
    pub fn new(overrides: &BTreeMap<String, Vec<String>>) -> Result<Self, Message> {
        for id in overrides.keys() {
            if !actions::all().any(|a| a.id == id) {
                let near = actions::all()
                    .min_by_key(|a| strsim::damerau_levenshtein(a.id, id))
                    .map_or("", |a| a.id);
                return Err(Message::new("keys-unknown-action")
                    .with("action", id.clone())
                    .with("nearest", near));
            }
        }
        let mut map = Keymap {
            bindings: BTreeMap::new(),
            keys_of: BTreeMap::new(),
        };
        for action in actions::all() {
            let own: Vec<String> = action.keys.iter().map(|k| (*k).to_owned()).collect();
            for text in overrides.get(action.id).unwrap_or(&own) {
                let keys = Key::parse_sequence(text).ok_or_else(|| {
                    Message::new("keys-unknown-key")
                        .with("action", action.id)
                        .with("key", text.clone())
                })?;
                map.bind(action, &keys, text)?;
            }
        }
        Ok(map)
    }

    fn bind(&mut self, action: &'static Action, keys: &[Key], text: &str) -> Result<(), Message> {
        for context in action.contexts {
            let clash = self.bindings.iter().find(|((c, bound), other)| {
                c == context
                    && other.id != action.id
                    && (bound.starts_with(keys) || keys.starts_with(bound))
            });
            if let Some((_, other)) = clash {
                return Err(Message::new("keys-clash")
                    .with("key", text)
                    .with("action", action.id)
                    .with("other", other.id));
            }
            self.bindings.insert((*context, keys.to_vec()), action);
        }
        self.keys_of
            .entry(action.id)
            .or_default()
            .push(keys.to_vec());
        Ok(())
    }

    /// What these keys mean in a context.
    pub fn find(&self, context: Context, keys: &[Key]) -> Found {
        if let Some(action) = self.bindings.get(&(context, keys.to_vec())) {
            return Found::Action(action);
        }
        let longer = self.bindings.range((context, keys.to_vec())..).next();
        match longer {
            Some(((c, bound), _)) if *c == context && bound.starts_with(keys) => Found::Prefix,
            _ => Found::Nothing,
        }
    }

    /// The keys of an action as people read them: `j`, `down`; the first is the one to show where there is little room.
    pub fn keys(&self, id: &str) -> Vec<String> {
        let show = |keys: &Vec<Key>| {
            keys.iter()
                .map(Key::to_string)
                .collect::<Vec<_>>()
                .join(" ")
        };
        self.keys_of
            .get(id)
            .map(|all| all.iter().map(show).collect())
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overrides(list: &[(&str, &[&str])]) -> BTreeMap<String, Vec<String>> {
        list.iter()
            .map(|(k, v)| ((*k).to_owned(), v.iter().map(|s| (*s).to_owned()).collect()))
            .collect()
    }

    #[test]
    fn the_table_itself_has_no_clashes() {
        assert!(
            Keymap::new(&BTreeMap::new())
                .map_err(|e| format!("{e:?}"))
                .is_ok()
        );
    }

    #[test]
    fn overrides_are_checked() {
        let id = |o: &BTreeMap<_, _>| Keymap::new(o).err().map(|m| m.id);
        assert_eq!(id(&overrides(&[("table.mark", &["m"])])), None);
        assert_eq!(
            id(&overrides(&[("table.makr", &["m"])])),
            Some("keys-unknown-action")
        );
        assert_eq!(
            id(&overrides(&[("table.mark", &["hyper-m"])])),
            Some("keys-unknown-key")
        );
        assert_eq!(
            id(&overrides(&[("table.mark", &["j"])])),
            Some("keys-clash")
        );
        assert_eq!(
            id(&overrides(&[("table.mark", &["g"])])),
            Some("keys-clash"),
            "a prefix of g g"
        );
    }

    #[test]
    fn sequences_are_found_step_by_step() {
        let map = Keymap::new(&BTreeMap::new()).ok().unwrap();
        let g = Key::char('g');
        assert!(matches!(map.find(Context::Table, &[g]), Found::Prefix));
        assert!(
            matches!(map.find(Context::Table, &[g, g]), Found::Action(a) if a.id == "table.first")
        );
        assert!(matches!(
            map.find(Context::Table, &[Key::char('Z')]),
            Found::Nothing
        ));
    }
}
