//! The properties of creators that are counted value by value.

use super::collab::choice::{self, Choice};
use super::field::Attr;
use crate::text::fold_key;

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
    /// Where a collaboration with the creator stands.
    Stage,
    /// Whose a collaboration is.
    Owner,
    /// For which campaign.
    Campaign,
    /// For which product.
    Product,
    /// How the creator is paid.
    Mode,
    /// How soon a collaboration is due.
    Due,
    /// What returns advise.
    Verdict,
    /// Conversion against exposure.
    Diagnosis,
}

impl Facet {
    /// All of them, in the order they are shown.
    pub const ALL: [Facet; 17] = [
        Facet::Tier,
        Facet::Category,
        Facet::Region,
        Facet::Language,
        Facet::Platform,
        Facet::Tag,
        Facet::List,
        Facet::Age,
        Facet::Source,
        Facet::Stage,
        Facet::Owner,
        Facet::Campaign,
        Facet::Product,
        Facet::Mode,
        Facet::Due,
        Facet::Verdict,
        Facet::Diagnosis,
    ];

    /// Those that come from collaborations.
    pub const WORK: [Facet; 6] = [
        Facet::Stage,
        Facet::Owner,
        Facet::Campaign,
        Facet::Product,
        Facet::Mode,
        Facet::Due,
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
            Facet::Stage => "stage",
            Facet::Owner => "owner",
            Facet::Campaign => "campaign",
            Facet::Product => "product",
            Facet::Mode => "mode",
            Facet::Due => "due",
            Facet::Verdict => "verdict",
            Facet::Diagnosis => "diagnosis",
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
            "stage" | "阶段" => Facet::Stage,
            "owner" | "负责人" => Facet::Owner,
            "campaign" | "活动" => Facet::Campaign,
            "product" | "商品" | "产品" => Facet::Product,
            "mode" | "模式" | "合作模式" => Facet::Mode,
            "due" | "截止" | "到期" => Facet::Due,
            "verdict" | "advice" | "结论" | "建议" => Facet::Verdict,
            "diagnosis" | "quadrant" | "诊断" | "象限" => Facet::Diagnosis,
            _ => return None,
        })
    }

    /// Position in [`Facet::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Whether its values come from collaborations.
    pub const fn is_of_work(self) -> bool {
        matches!(
            self,
            Facet::Stage
                | Facet::Owner
                | Facet::Campaign
                | Facet::Product
                | Facet::Mode
                | Facet::Due
        )
    }

    /// Whether its values come from returns.
    pub const fn is_of_returns(self) -> bool {
        matches!(self, Facet::Verdict | Facet::Diagnosis)
    }

    /// The key behind a word for one of its values, where these are keys.
    pub fn value_key(self, typed: &str) -> Option<&'static str> {
        self.choice()?.meant(typed)
    }

    /// The keys there are, where its values are keys.
    pub fn value_keys(self) -> Option<impl Iterator<Item = &'static str> + Clone> {
        Some(self.choice()?.keys())
    }

    /// Where its values are keys, the words there are for them.
    pub const fn choice(self) -> Option<&'static Choice> {
        match self {
            Facet::Stage => Some(&choice::STAGE),
            Facet::Mode => Some(&choice::MODE),
            Facet::Due => Some(&choice::DUE),
            Facet::Verdict => Some(&choice::VERDICT),
            Facet::Diagnosis => Some(&choice::DIAGNOSIS),
            _ => None,
        }
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

/// Which of a facet's `values` a typed one asks for, by position: those that are equal without regard to case and width.
/// Where none is, those of categories, owners, campaigns and products in which a word begins with it, because nobody
/// types `cat:"Beauty & Personal Care"` by hand.
pub fn asked_for<'a>(
    facet: Facet,
    typed: &str,
    values: impl Iterator<Item = &'a str> + Clone,
) -> Vec<usize> {
    let key = match facet.value_key(typed) {
        Some(key) => key.to_owned(),
        None => fold_key(typed),
    };
    let positions = |fits: &dyn Fn(&str) -> bool| -> Vec<usize> {
        values
            .clone()
            .enumerate()
            .filter(|(_, v)| fits(v))
            .map(|(i, _)| i)
            .collect()
    };
    let equal = positions(&|v| fold_key(v) == key);
    let by_word = matches!(
        facet,
        Facet::Category | Facet::Owner | Facet::Campaign | Facet::Product
    );
    if !equal.is_empty() || !by_word || key.is_empty() {
        return equal;
    }
    positions(&|v| {
        let folded = fold_key(v);
        let begins = |at: usize| {
            folded
                .get(..at)
                .and_then(|b| b.chars().next_back())
                .is_none_or(|c| !c.is_alphanumeric())
        };
        folded
            .match_indices(&key)
            .any(|(at, m)| begins(at) || !m.is_ascii())
    })
}

/// How many of a creator's categories count: the first three, by historical sales (S2).
pub const TOP_CATEGORIES: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_category_is_asked_for_by_name_or_by_a_word_of_it() {
        let values = [
            "Beauty & Personal Care",
            "Health",
            "Home Supplies",
            "女装与女士内衣",
            "health food",
        ];
        let asked = |typed| asked_for(Facet::Category, typed, values.iter().copied());
        assert_eq!(asked("beauty"), [0]);
        assert_eq!(asked("ＨＥＡＬＴＨ"), [1], "the equal one alone");
        assert_eq!(asked("care"), [0]);
        assert_eq!(asked("eauty"), Vec::<usize>::new());
        assert_eq!(asked("内衣"), [3]);
        assert_eq!(
            asked_for(Facet::Tag, "vip", ["vip-old"].into_iter()),
            Vec::<usize>::new()
        );
    }
}
