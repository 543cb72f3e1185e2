//! What a change did, for the sentence about it: in the history, and where it is taken back.

use serde_json::{Map, Value, json};

use super::collab::native::{COLLABORATIONS, Cell, File};
use super::collab::stage::Stage;
use super::message::Message;

/// Kinds of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(
    missing_docs,
    reason = "their sentences are in the catalogues: `did-<key>`"
)]
pub enum Kind {
    Import,
    UndoImport,
    Tag,
    Untag,
    TagRename,
    TagMerge,
    TagDelete,
    TagGroup,
    GroupColour,
    Note,
    NoteEdit,
    NoteDelete,
    List,
    Unlist,
    ListMake,
    ListRename,
    ListDelete,
    ListTarget,
    ListReason,
    ListOrder,
    ListFreeze,
    Dismiss,
    View,
    ViewRename,
    ViewKey,
    ViewShare,
    ViewDelete,
    Merge,
    Apart,
    CollabAdd,
    CollabMove,
    CollabEdit,
    WorkAdd,
    WorkEdit,
    WorkDelete,
    Attach,
    PlanMake,
    Snooze,
    Meeting,
    Decide,
    Restore,
    Undo,
    Redo,
    /// Of a newer daren.
    Other,
}

impl Kind {
    /// All but the last.
    pub const ALL: [Kind; 43] = [
        Kind::Import,
        Kind::UndoImport,
        Kind::Tag,
        Kind::Untag,
        Kind::TagRename,
        Kind::TagMerge,
        Kind::TagDelete,
        Kind::TagGroup,
        Kind::GroupColour,
        Kind::Note,
        Kind::NoteEdit,
        Kind::NoteDelete,
        Kind::List,
        Kind::Unlist,
        Kind::ListMake,
        Kind::ListRename,
        Kind::ListDelete,
        Kind::ListTarget,
        Kind::ListReason,
        Kind::ListOrder,
        Kind::ListFreeze,
        Kind::Dismiss,
        Kind::View,
        Kind::ViewRename,
        Kind::ViewKey,
        Kind::ViewShare,
        Kind::ViewDelete,
        Kind::Merge,
        Kind::Apart,
        Kind::CollabAdd,
        Kind::CollabMove,
        Kind::CollabEdit,
        Kind::WorkAdd,
        Kind::WorkEdit,
        Kind::WorkDelete,
        Kind::Attach,
        Kind::PlanMake,
        Kind::Snooze,
        Kind::Meeting,
        Kind::Decide,
        Kind::Restore,
        Kind::Undo,
        Kind::Redo,
    ];

    /// Name in the pool file, in JSON and, with hyphens, in the catalogues.
    pub const fn key(self) -> &'static str {
        match self {
            Kind::Import => "import",
            Kind::UndoImport => "undo_import",
            Kind::Tag => "tag",
            Kind::Untag => "untag",
            Kind::TagRename => "tag_rename",
            Kind::TagMerge => "tag_merge",
            Kind::TagDelete => "tag_delete",
            Kind::TagGroup => "tag_group",
            Kind::GroupColour => "group_colour",
            Kind::Note => "note",
            Kind::NoteEdit => "note_edit",
            Kind::NoteDelete => "note_delete",
            Kind::List => "list",
            Kind::Unlist => "unlist",
            Kind::ListMake => "list_make",
            Kind::ListRename => "list_rename",
            Kind::ListDelete => "list_delete",
            Kind::ListTarget => "list_target",
            Kind::ListReason => "list_reason",
            Kind::ListOrder => "list_order",
            Kind::ListFreeze => "list_freeze",
            Kind::Dismiss => "dismiss",
            Kind::View => "view",
            Kind::ViewRename => "view_rename",
            Kind::ViewKey => "view_key",
            Kind::ViewShare => "view_share",
            Kind::ViewDelete => "view_delete",
            Kind::Merge => "merge",
            Kind::Apart => "apart",
            Kind::CollabAdd => "collab_add",
            Kind::CollabMove => "collab_move",
            Kind::CollabEdit => "collab_edit",
            Kind::WorkAdd => "work_add",
            Kind::WorkEdit => "work_edit",
            Kind::WorkDelete => "work_delete",
            Kind::Attach => "attach",
            Kind::PlanMake => "plan_make",
            Kind::Snooze => "snooze",
            Kind::Meeting => "meeting",
            Kind::Decide => "decide",
            Kind::Restore => "restore",
            Kind::Undo => "undo",
            Kind::Redo => "redo",
            Kind::Other => "other",
        }
    }

    /// By its name.
    pub fn parse(key: &str) -> Self {
        let known = Kind::ALL.into_iter().find(|k| k.key() == key);
        known.unwrap_or(Kind::Other)
    }

    /// Whether it changes nothing but what people put on creators: columns of numbers and texts are what they were.
    pub const fn is_of_labels(self) -> bool {
        !matches!(
            self,
            Kind::Import | Kind::UndoImport | Kind::Merge | Kind::Restore | Kind::Other
        )
    }

    const fn sentence(self) -> &'static str {
        match self {
            Kind::Import => "did-import",
            Kind::UndoImport => "did-undo-import",
            Kind::Tag => "did-tag",
            Kind::Untag => "did-untag",
            Kind::TagRename => "did-tag-rename",
            Kind::TagMerge => "did-tag-merge",
            Kind::TagDelete => "did-tag-delete",
            Kind::TagGroup => "did-tag-group",
            Kind::GroupColour => "did-group-colour",
            Kind::Note => "did-note",
            Kind::NoteEdit => "did-note-edit",
            Kind::NoteDelete => "did-note-delete",
            Kind::List => "did-list",
            Kind::Unlist => "did-unlist",
            Kind::ListMake => "did-list-make",
            Kind::ListRename => "did-list-rename",
            Kind::ListDelete => "did-list-delete",
            Kind::ListTarget => "did-list-target",
            Kind::ListReason => "did-list-reason",
            Kind::ListOrder => "did-list-order",
            Kind::ListFreeze => "did-list-freeze",
            Kind::Dismiss => "did-dismiss",
            Kind::View => "did-view",
            Kind::ViewRename => "did-view-rename",
            Kind::ViewKey => "did-view-key",
            Kind::ViewShare => "did-view-share",
            Kind::ViewDelete => "did-view-delete",
            Kind::Merge => "did-merge",
            Kind::Apart => "did-apart",
            Kind::CollabAdd => "did-collab-add",
            Kind::CollabMove => "did-collab-move",
            Kind::CollabEdit => "did-collab-edit",
            Kind::WorkAdd => "did-work-add",
            Kind::WorkEdit => "did-work-edit",
            Kind::WorkDelete => "did-work-delete",
            Kind::Attach => "did-attach",
            Kind::PlanMake => "did-plan-make",
            Kind::Snooze => "did-snooze",
            Kind::Meeting => "did-meeting",
            Kind::Decide => "did-decide",
            Kind::Restore => "did-restore",
            Kind::Undo => "did-undo",
            Kind::Redo => "did-redo",
            Kind::Other => "did-other",
        }
    }
}

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// What kind of change.
    pub kind: Kind,
    /// Of the tag, list, file it was about; empty where it was about none.
    pub name: String,
    /// What it became, or what it went into.
    pub to: String,
    /// How many creators it was about.
    pub creators: u64,
    /// The handle, where it was one creator.
    pub who: String,
}

impl Deed {
    /// About this.
    pub fn new(kind: Kind, name: &str) -> Self {
        Deed {
            kind,
            name: name.to_owned(),
            to: String::new(),
            creators: 0,
            who: String::new(),
        }
    }

    /// With what it became.
    #[must_use]
    pub fn to(mut self, to: impl Into<String>) -> Self {
        self.to = to.into();
        self
    }

    /// About so many creators.
    #[must_use]
    pub fn on(mut self, creators: u64) -> Self {
        self.creators = creators;
        self
    }

    /// As the journal keeps it.
    pub fn summary(&self) -> Value {
        let mut all = Map::new();
        for (key, text) in [("name", &self.name), ("to", &self.to), ("who", &self.who)] {
            if !text.is_empty() {
                all.insert(key.to_owned(), json!(text));
            }
        }
        if self.creators > 0 {
            all.insert("creators".to_owned(), json!(self.creators));
        }
        Value::Object(all)
    }

    /// From the journal. What cannot be read is left out.
    pub fn read(kind: &str, summary: &str) -> Self {
        let all: Value = serde_json::from_str(summary).unwrap_or_default();
        let text = |keys: &[&str]| {
            let found = keys.iter().find_map(|k| all.get(k)?.as_str());
            found.unwrap_or_default().to_owned()
        };
        let count = |key: &str| all.get(key).and_then(Value::as_u64).unwrap_or(0);
        Deed {
            kind: Kind::parse(kind),
            // the first schemas named tags and lists by what they are
            name: {
                let path = text(&["path"]);
                let file = path.rsplit(['/', '\\']).next().unwrap_or_default();
                match text(&["name", "tag", "list"]) {
                    name if name.is_empty() => file.to_owned(),
                    name => name,
                }
            },
            to: text(&["to"]),
            creators: count("creators").max(count("created") + count("updated")),
            who: text(&["who"]),
        }
    }

    /// The sentence about it.
    pub fn message(&self) -> Message {
        let or_none = |text: &str| match text {
            "" => "none".to_owned(),
            text => text.to_owned(),
        };
        let who = match self.who.as_str() {
            "" => String::new(),
            // points on an agenda are about creators and about others
            who if self.name.split('.').next() == Some("decisions") => who.to_owned(),
            who => format!("@{who}"),
        };
        let id = match (self.kind, self.name.as_str(), self.to.as_str()) {
            (Kind::CollabEdit, "currency", to) if !to.is_empty() => "did-collab-currency",
            (Kind::WorkEdit, "outreach.replied_at", to) if !to.is_empty() => "did-answer",
            _ => self.kind.sentence(),
        };
        let base = Message::new(id).with("n", self.creators).with("who", who);
        match self.kind {
            Kind::CollabMove if !self.to.is_empty() => base.with("name", or_none(&self.name)).word(
                "to",
                Stage::parse_key(&self.to).map_or("none", Stage::word_id),
            ),
            Kind::CollabEdit => self.of_field(base, &COLLABORATIONS, &self.name),
            Kind::WorkEdit => {
                let (file, key) = self.name.split_once('.').unwrap_or_default();
                match File::named(file) {
                    Some(file) => self.of_field(base.word("file", file.row_id()), file, key),
                    None => base
                        .with("file", file)
                        .with("name", key)
                        .with("to", or_none(&self.to)),
                }
            }
            Kind::WorkAdd | Kind::WorkDelete => {
                base.word("file", format!("row-{}", self.name.replace('_', "-")))
            }
            Kind::Attach => base
                .with("orders", self.name.parse::<i64>().unwrap_or(1))
                .with("to", or_none(&self.to)),
            Kind::PlanMake => base
                .with("name", or_none(&self.name))
                .with("plans", self.to.parse::<i64>().unwrap_or(1)),
            Kind::Snooze => base
                .word(
                    "name",
                    format!("agenda-kind-{}", self.name.replace('_', "-")),
                )
                .with("to", or_none(&self.to)),
            Kind::Decide => base
                .with(
                    "about",
                    if self.who.is_empty() {
                        self.name.clone()
                    } else {
                        format!("@{}", self.who)
                    },
                )
                .word("to", format!("decision-{}", self.to.replace('_', "-"))),
            Kind::Meeting => base
                .with("name", or_none(&self.name))
                .with("points", self.to.parse::<i64>().unwrap_or(1)),
            _ => base
                .with("name", or_none(&self.name))
                .with("to", or_none(&self.to)),
        }
    }

    /// What a field was called and what it became: in the words of the language, where they are words of ours.
    fn of_field(&self, base: Message, file: &File, key: &str) -> Message {
        let named = base.word("name", file.name_id(key));
        match file.field(key).map(|f| f.cell) {
            _ if self.to.is_empty() => named.with("to", "none"),
            Some(Cell::One(choice)) => named.word("to", choice.word_id(&self.to)),
            _ => named.with("to", self.to.as_str()),
        }
    }
}

/// A line of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Number of the change.
    pub change: i64,
    /// When, as an ISO time stamp.
    pub at: String,
    /// Which member.
    pub by: String,
    /// What.
    pub deed: Deed,
    /// What was taken back, or done again.
    pub of: Option<Deed>,
    /// Whether it has been taken back.
    pub undone: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deeds_read_back() {
        for kind in Kind::ALL {
            let mut deed = Deed::new(kind, "vip").to("core").on(3);
            deed.who = "anna".to_owned();
            let again = Deed::read(kind.key(), &deed.summary().to_string());
            assert_eq!(again, deed);
        }
        let empty = Deed::new(Kind::Note, "");
        assert_eq!(empty.summary(), json!({}));
        assert_eq!(Deed::read("note", "{}"), empty);
        // of the first schema, of a newer program, damaged
        assert_eq!(
            Deed::read("tag", r#"{"tag":"vip","creators":2}"#).name,
            "vip"
        );
        assert_eq!(Deed::read("board", r#"{"x":1}"#).kind, Kind::Other);
        assert_eq!(Deed::read("import", "{").creators, 0);
    }
}
