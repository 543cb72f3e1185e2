//! Words of which a column holds one: their keys in files, and the other names that are read.

use crate::text::fold_key;

/// See the module.
#[derive(Debug)]
pub struct Choice {
    /// What is chosen, in messages and catalogues: `stage`.
    pub name: &'static str,
    /// The key, and other names separated by `|`.
    words: &'static [(&'static str, &'static str)],
}

fn normal(word: &str) -> String {
    fold_key(word)
        .chars()
        .filter(|c| !matches!(c, '_' | '-' | ' ' | '+'))
        .collect()
}

impl Choice {
    /// The key of a word, however it is written.
    pub fn key(&self, word: &str) -> Option<&'static str> {
        let wanted = normal(word);
        if wanted.is_empty() {
            return None;
        }
        let found = self.words.iter().find(|(key, others)| {
            normal(key) == wanted || others.split('|').any(|o| normal(o) == wanted)
        });
        found.map(|(key, _)| *key)
    }

    /// The key that a person means: that of the word, or of the only one that begins so.
    pub fn meant(&self, typed: &str) -> Option<&'static str> {
        let wanted = normal(typed);
        let begins = |word: &str| !wanted.is_empty() && normal(word).starts_with(&wanted);
        let mut found = self
            .words
            .iter()
            .filter(|(key, others)| begins(key) || others.split('|').any(begins))
            .map(|(key, _)| *key);
        self.key(typed)
            .or_else(|| found.next().filter(|_| found.next().is_none()))
    }

    /// The id of a key's words in the catalogues.
    pub fn word_id(&self, key: &str) -> String {
        format!("{}-{}", self.name, key.replace('_', "-"))
    }

    /// All keys, in their order.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> + Clone {
        self.words.iter().map(|(key, _)| *key)
    }
}

/// Stages.
pub static STAGE: Choice = Choice {
    name: "stage",
    words: &[
        ("candidate", "候选|意向|待建联"),
        ("contacted", "已建联|建联|已联系"),
        ("negotiating", "洽谈中|洽谈|谈判中"),
        ("contracted", "已签约|签约"),
        ("sample_sent", "寄样中|寄样|已寄样|sampling"),
        ("in_production", "内容制作|制作中|内容制作中|production"),
        ("published", "已发布|发布|posted"),
        ("ordering", "已出单|出单|selling"),
        ("reviewed", "复盘|已复盘|review"),
        ("reinvest", "复投|已复投"),
        ("dropped", "淘汰|已淘汰|drop"),
        ("released", "释放|已释放|release"),
    ],
};

/// How a creator is paid.
pub static MODE: Choice = Choice {
    name: "mode",
    words: &[
        ("pure_commission", "纯佣|纯佣金|commission"),
        ("base_commission", "保底加佣|保底佣金|base"),
        ("fixed_fee", "固定费用|一口价|fixed|flat fee"),
        ("stepped_commission", "阶梯佣金|阶梯|stepped"),
    ],
};

/// Channels of the FACT matrix (S4).
pub static FACT: Choice = Choice {
    name: "fact",
    words: &[
        ("field", "阵地自营|自营|f"),
        ("alliance", "达人矩阵|联盟|a"),
        ("campaign", "营销活动|活动|c"),
        ("top_kol", "头部大v|头部达人|t|kol"),
    ],
};

/// Kinds of sessions.
pub static SESSION: Choice = Choice {
    name: "session",
    words: &[("mixed", "混场"), ("dedicated", "专场")],
};

/// What a campaign is for.
pub static GOAL: Choice = Choice {
    name: "campaign-goal",
    words: &[("brand", "品牌|种草"), ("sales", "销售|带货|promotion")],
};

/// What returns advise (S0, S1).
pub static VERDICT: Choice = Choice {
    name: "verdict",
    words: &[
        ("keep", "keep long-term|长期合作|长期|保留"),
        ("optimise", "optimize|optimise and retest|优化复测|优化"),
        ("drop", "drop or replace|淘汰/换人|淘汰|换人|replace"),
        ("no_margin", "缺毛利率|缺毛利"),
        ("no_cost", "无成本"),
        ("no_data", "无数据"),
    ],
};

/// Conversion against exposure (S4).
pub static DIAGNOSIS: Choice = Choice {
    name: "diagnosis",
    words: &[
        ("core", "core contributor|核心贡献|核心"),
        ("rising", "rising star|潜力新星|潜力"),
        ("tune", "调优|优化"),
        ("later", "tune, later|优化（不急）|暂缓|以后"),
        ("no_baseline", "no baseline|无基准"),
    ],
};

/// How soon something is due.
pub static DUE: Choice = Choice {
    name: "due",
    words: &[
        ("late", "overdue|逾期|已逾期|过期"),
        ("today", "今天|今日"),
        ("week", "this week|7d|本周|一周内"),
        ("later", "以后|之后"),
    ],
};

/// Ways in which sales come about.
pub static CHANNEL: Choice = Choice {
    name: "channel",
    words: &[("direct", "直接"), ("indirect", "间接")],
};

/// Kinds of cost.
pub static COST: Choice = Choice {
    name: "cost",
    words: &[
        ("commission", "佣金"),
        ("fixed_fee", "固定费用|坑位费|fee"),
        ("sample", "样品|样品成本|goods"),
        ("shipping", "运费|postage"),
        ("boost", "投流|投流费用|ads"),
        ("labour", "人工|labor"),
        ("other", "其他|其他费用"),
    ],
};

/// How a cost that several share is divided among them.
pub static SPLIT: Choice = Choice {
    name: "split",
    words: &[
        ("count", "平均|每人|equal"),
        ("gmv", "按成交额|销售额"),
        ("share", "按比例|比例"),
    ],
};

/// What a person decides, beside what the numbers advise.
pub static DECISION: Choice = Choice {
    name: "decision",
    words: &[
        ("keep", "长期合作|保留"),
        ("optimise", "优化复测|优化|optimize"),
        ("drop", "淘汰|换人"),
        ("reinvest", "复投"),
        ("co_create", "共创"),
    ],
};

/// Why a review talks about something.
pub static TOPIC: Choice = Choice {
    name: "topic",
    words: &[
        ("let_go", "待淘汰|淘汰候选"),
        ("retest", "待复测|复测"),
        ("reinvest", "待复投"),
        ("late", "逾期|overdue"),
        ("product", "商品"),
        ("peak", "峰值|异常峰值"),
        ("content", "内容"),
        ("team", "团队"),
        ("own", "自提|自选"),
        ("free", "自定议题"),
    ],
};

/// What became of a point that a review talks about.
pub static POINT: Choice = Choice {
    name: "point",
    words: &[
        ("open", "待议"),
        ("parked", "搁置|暂缓"),
        ("decided", "已决定|已决"),
    ],
};

/// What a review decides: about creators as [`DECISION`], about products what to do with them (S0).
pub static DECIDED: Choice = Choice {
    name: "decision",
    words: &[
        ("keep", "长期合作|保留"),
        ("optimise", "优化复测|优化|optimize"),
        ("drop", "淘汰|换人"),
        ("reinvest", "复投"),
        ("co_create", "共创"),
        ("stock_up", "备货"),
        ("change", "调整"),
        ("reassess", "重新评估"),
    ],
};

/// Kinds of content.
pub static CONTENT: Choice = Choice {
    name: "content",
    words: &[("video", "视频|短视频"), ("live", "直播")],
};

macro_rules! chosen {
    ($(#[$doc:meta])* $name:ident of $choice:ident: $($(#[$each:meta])* $variant:ident = $key:literal),+) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$each])* $variant),+ }

        impl $name {
            /// All of them, in their order.
            pub const ALL: &[$name] = &[$($name::$variant),+];

            /// Name in files.
            pub const fn key(self) -> &'static str {
                match self { $($name::$variant => $key),+ }
            }

            /// By its name in files, as it stands there.
            pub fn from_key(key: &str) -> Option<Self> {
                match key { $($key => Some($name::$variant),)+ _ => None }
            }

            /// By any of its names.
            pub fn parse(word: &str) -> Option<Self> {
                match $choice.key(word)? { $($key => Some($name::$variant),)+ _ => None }
            }
        }
    };
}

chosen!(
    /// How a creator is paid.
    Mode of MODE:
    /// A share of what sells.
    PureCommission = "pure_commission",
    /// A fee that is safe, and a share.
    BaseCommission = "base_commission",
    /// A fee alone.
    FixedFee = "fixed_fee",
    /// A share that rises from a threshold on.
    SteppedCommission = "stepped_commission"
);

chosen!(
    /// Channels of the FACT matrix (S4).
    Fact of FACT:
    /// The merchant's own accounts.
    Field = "field",
    /// Many creators, all the time.
    Alliance = "alliance",
    /// Bursts around an event.
    Campaign = "campaign",
    /// The largest names.
    TopKol = "top_kol"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_mean_one_thing_each() {
        for choice in [
            &STAGE, &MODE, &FACT, &SESSION, &GOAL, &DUE, &CONTENT, &CHANNEL, &COST, &SPLIT,
            &DECISION, &TOPIC, &POINT, &DECIDED,
        ] {
            let mut seen = Vec::new();
            for (key, others) in choice.words {
                assert_eq!(choice.key(key), Some(*key));
                for word in others.split('|').chain([*key]) {
                    assert_eq!(choice.key(word), Some(*key), "{word}");
                    assert!(!seen.contains(&normal(word)), "{} {word}", choice.name);
                    seen.push(normal(word));
                }
            }
        }
        assert_eq!(MODE.key("Base + commission"), Some("base_commission"));
        assert_eq!(MODE.key(""), None);
    }

    #[test]
    fn enums_are_their_tables() {
        let modes: Vec<_> = Mode::ALL.iter().map(|m| m.key()).collect();
        assert_eq!(modes, MODE.keys().collect::<Vec<_>>());
        let facts: Vec<_> = Fact::ALL.iter().map(|m| m.key()).collect();
        assert_eq!(facts, FACT.keys().collect::<Vec<_>>());
        assert_eq!(Mode::parse("阶梯佣金"), Some(Mode::SteppedCommission));
        assert_eq!(Fact::parse("T"), Some(Fact::TopKol));
    }
}
