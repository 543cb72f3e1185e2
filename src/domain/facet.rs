//! The properties of creators that are counted value by value.

use super::field::Attr;

/// A property with a few values, each of which is counted beside the filter panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Facet {
    /// Band of followers in the active scheme.
    Tier,
    /// Any of the three categories a creator sells most in.
    Category,
    /// Country or region, as the file spells it.
    Region,
    /// Language.
    Language,
    /// Where the creator publishes.
    Platform,
    /// A team's own label.
    Tag,
    /// A shortlist the creator is on.
    List,
    /// The age band with most fans.
    Age,
    /// An export that has data of the creator.
    Source,
}

impl Facet {
    /// All of them, in the order they are shown.
    pub const ALL: [Facet; 9] = [
        Facet::Tier,
        Facet::Category,
        Facet::Region,
        Facet::Language,
        Facet::Platform,
        Facet::Tag,
        Facet::List,
        Facet::Age,
        Facet::Source,
    ];

    /// Name in files and JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Facet::Tier => "tier",
            Facet::Category => "category",
            Facet::Region => "region",
            Facet::Language => "language",
            Facet::Platform => "platform",
            Facet::Tag => "tag",
            Facet::List => "list",
            Facet::Age => "age",
            Facet::Source => "source",
        }
    }

    /// Name in queries.
    pub const fn query(self) -> &'static str {
        match self {
            Facet::Category => "cat",
            Facet::Language => "lang",
            other => other.key(),
        }
    }

    /// The facet a word of the query language names.
    pub fn from_query(word: &str) -> Option<Self> {
        Some(match word {
            "tier" | "层级" | "等级" => Facet::Tier,
            "cat" | "category" | "categories" | "类目" | "品类" | "分类" => Facet::Category,
            "region" | "country" | "地区" | "国家" => Facet::Region,
            "lang" | "language" | "语言" => Facet::Language,
            "platform" | "平台" => Facet::Platform,
            "tag" | "tags" | "标签" => Facet::Tag,
            "list" | "lists" | "名单" => Facet::List,
            "age" | "年龄" => Facet::Age,
            "source" | "来源" => Facet::Source,
            _ => return None,
        })
    }

    /// Position in [`Facet::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The text of a creator the values come from, where it is one.
    pub const fn attr(self) -> Option<Attr> {
        match self {
            Facet::Category => Some(Attr::Categories),
            Facet::Region => Some(Attr::Region),
            Facet::Language => Some(Attr::Language),
            _ => None,
        }
    }
}

/// How many of a creator's categories count: the first three, by historical sales (S2).
pub const TOP_CATEGORIES: usize = 3;
