//! Creators that may be one person: under a changed handle, or on two platforms.
//!
//! Nothing is ever merged by itself. A sign is something that two creators share and few others have: a platform id, a
//! handle that the other one had before, an e-mail address, a handle, a name. What many share (the address of an agency,
//! a common name) says nothing.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash};

use hashbrown::DefaultHashBuilder;

use super::origin::Platform;
use crate::text::{fold, fold_key};

/// What two creators share.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// The platform's own number.
    PlatformId,
    /// One had the handle that the other one has.
    FormerHandle,
    /// The e-mail address.
    Email,
    /// The handle, on two platforms.
    Handle,
    /// The handle but for dots, underscores and digits at its end.
    NearHandle,
    /// The name, beside a similar handle.
    Name,
}

impl Sign {
    /// Name in JSON; with hyphens in the catalogues: `twins-sign-<key>`.
    pub const fn key(&self) -> &'static str {
        match self {
            Sign::PlatformId => "platform_id",
            Sign::FormerHandle => "former_handle",
            Sign::Email => "email",
            Sign::Handle => "handle",
            Sign::NearHandle => "near_handle",
            Sign::Name => "name",
        }
    }

    /// How much it says.
    const fn weight(&self) -> u32 {
        match self {
            Sign::PlatformId => 100,
            Sign::FormerHandle => 90,
            Sign::Email => 80,
            Sign::Handle => 60,
            Sign::NearHandle => 40,
            Sign::Name => 30,
        }
    }
}

/// Two creators that may be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The one that would stay first; until that is known, the smaller id.
    pub ids: (u32, u32),
    /// What they share, the strongest first.
    pub signs: Vec<Sign>,
}

impl Pair {
    fn weight(&self) -> u32 {
        self.signs.iter().map(Sign::weight).sum()
    }

    /// Whether it is only a likeness of handles or names. An account under a new handle stands once in an export: two
    /// that are alike and stand in one beside each other are two.
    pub fn is_only_alike(&self) -> bool {
        let alike = |s: &Sign| matches!(s, Sign::NearHandle | Sign::Name);
        self.signs.iter().all(alike)
    }
}

/// What tells a creator from others.
#[derive(Debug, Clone, Default)]
pub struct Face<'a> {
    /// In the pool file.
    pub id: u32,
    /// Where.
    pub platform: Platform,
    /// As displayed.
    pub handle: &'a str,
    /// Handles it had before.
    pub former: &'a [String],
    /// Where it sells.
    pub region: Option<&'a str>,
    /// The name.
    pub name: Option<&'a str>,
    /// The address.
    pub email: Option<&'a str>,
}

/// More creators than so many share something that says nothing of who they are.
const FEW: usize = 4;

/// Shorter handles are alike by chance.
const SHORT: usize = 4;

/// Who has the same name has a similar handle where so many letters at its beginning are the same.
const BEGIN: usize = 6;

/// Who has something: its id, its platform, its region by number (0: not known).
type Owner = (u32, Platform, u16);

/// Creators by the hash of what they have.
#[derive(Default)]
struct Sharing(HashMap<u64, Vec<Owner>>);

impl Sharing {
    fn add(&mut self, hash: u64, owner: Owner) {
        let all = self.0.entry(hash).or_default();
        // one more than few is enough to know that they are many
        if all.len() <= FEW && all.last() != Some(&owner) {
            all.push(owner);
        }
    }

    fn pairs(&self) -> impl Iterator<Item = (&Owner, &Owner)> {
        let few = self.0.values().filter(|all| (2..=FEW).contains(&all.len()));
        few.flat_map(|all| {
            all.iter().enumerate().flat_map(move |(i, a)| {
                let behind = all.get(i + 1..).unwrap_or_default();
                behind.iter().map(move |b| (a, b))
            })
        })
    }

    /// Pairs of two who may be one by where they are: an account belongs to one region.
    fn pairs_alike(&self) -> impl Iterator<Item = (&Owner, &Owner)> {
        self.pairs().filter(|(a, b)| {
            let elsewhere = a.2 != b.2 && a.2 != 0 && b.2 != 0;
            a.1 != b.1 || !elsewhere
        })
    }
}

/// See the module. Creators are met one by one; nothing but hashes is kept of them.
#[derive(Default)]
pub struct Finder {
    hasher: DefaultHashBuilder,
    emails: Sharing,
    handles: Sharing,
    near: Sharing,
    /// Names with the beginning of the handle: alone they are too common.
    names: Sharing,
    /// Numbers of the regions met, from 1.
    regions: HashMap<String, u16>,
    /// By the hash of a handle and its platform: who has it now, who had it.
    now: HashMap<u64, u32>,
    former: Vec<(u64, u32)>,
}

/// A handle without what people change when the one they want is taken; none where too little is left.
pub fn plain_handle(handle: &str) -> Option<String> {
    let mut plain: String = fold(handle)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    let kept = plain.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    plain.truncate(kept);
    let long = plain.chars().count() >= SHORT || plain.chars().any(|c| c > '\u{2e7f}');
    (long && plain.chars().count() >= 2).then_some(plain)
}

impl Finder {
    fn hash(&self, of: impl Hash) -> u64 {
        self.hasher.hash_one(of)
    }

    fn region(&mut self, name: Option<&str>) -> u16 {
        let Some(name) = name else {
            return 0;
        };
        if let Some(number) = self.regions.get(name) {
            return *number;
        }
        let next = u16::try_from(self.regions.len() + 1).unwrap_or(0);
        if next > 0 {
            self.regions.insert(name.to_owned(), next);
        }
        next
    }

    /// Meets a creator; each once.
    pub fn meet(&mut self, face: &Face<'_>) {
        let id = face.id;
        let owner = (id, face.platform, self.region(face.region));
        if let Some(email) = face.email.map(fold_key).filter(|e| e.contains('@')) {
            let hash = self.hash(email.trim());
            self.emails.add(hash, owner);
        }
        let key = face.handle.to_lowercase();
        // what stands in for a handle is none
        if !key.contains(':') {
            let hash = self.hash(&key);
            self.handles.add(hash, owner);
            let hash = self.hash((face.platform as u8, &key));
            self.now.insert(hash, id);
            if let Some(plain) = plain_handle(face.handle) {
                let hash = self.hash(&plain);
                self.near.add(hash, owner);
                let name = face.name.map(fold_key).unwrap_or_default();
                if name.chars().count() >= 2 {
                    let begin: String = plain.chars().take(BEGIN).collect();
                    let hash = self.hash((name.trim(), begin));
                    self.names.add(hash, owner);
                }
            }
        }
        for handle in face.former {
            let hash = self.hash((face.platform as u8, handle.to_lowercase()));
            self.former.push((hash, id));
        }
    }

    /// Pairs that share something, the likeliest first. `same_ids`: those with one platform id; `apart`: those of whom
    /// somebody has said that they are two (the smaller id first).
    pub fn pairs(&self, same_ids: &[(u32, u32)], apart: impl Fn((u32, u32)) -> bool) -> Vec<Pair> {
        let mut found: HashMap<(u32, u32), Vec<Sign>> = HashMap::new();
        let mut add = |ids: (u32, u32), sign: Sign| {
            let ids = (ids.0.min(ids.1), ids.0.max(ids.1));
            if ids.0 != ids.1 && !apart(ids) {
                let signs = found.entry(ids).or_default();
                if !signs.contains(&sign) {
                    signs.push(sign);
                }
            }
        };
        for ids in same_ids {
            add(*ids, Sign::PlatformId);
        }
        for (hash, id) in &self.former {
            if let Some(now) = self.now.get(hash) {
                add((*id, *now), Sign::FormerHandle);
            }
        }
        let mut each = |pair: (&Owner, &Owner), sign| add((pair.0.0, pair.1.0), sign);
        self.emails.pairs().for_each(|p| each(p, Sign::Email));
        self.handles.pairs().for_each(|p| each(p, Sign::Handle));
        self.near
            .pairs_alike()
            .for_each(|p| each(p, Sign::NearHandle));
        self.names.pairs_alike().for_each(|p| each(p, Sign::Name));
        let mut pairs: Vec<Pair> = found
            .into_iter()
            .map(|(ids, mut signs)| {
                // the same handle is a near one as well
                if signs.contains(&Sign::Handle) {
                    signs.retain(|s| *s != Sign::NearHandle);
                }
                signs.sort();
                Pair { ids, signs }
            })
            .collect();
        pairs.sort_by_key(|p| (std::cmp::Reverse(p.weight()), p.ids));
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_are_alike_but_for_what_people_add() {
        for (handle, plain) in [
            ("anna.review", Some("annareview")),
            ("Anna_Review_22", Some("annareview")),
            ("小美家居", Some("小美家居")),
            ("an1", None),
            ("123456", None),
            ("__..", None),
        ] {
            assert_eq!(plain_handle(handle).as_deref(), plain, "{handle}");
        }
    }

    #[test]
    fn what_two_share_is_found_and_what_many_share_is_not() {
        let former = ["old.name".to_owned()];
        let face = |id, platform, handle, name, email| Face {
            id,
            platform,
            handle,
            former: &[],
            region: None,
            name,
            email,
        };
        use Platform::{Douyin, TikTok};
        let mut all = vec![
            face(1, TikTok, "anna.review", Some("Anna"), Some("anna@x.com")),
            face(2, Douyin, "anna.review", Some("Anna"), Some("Anna@X.com ")),
            Face {
                former: &former,
                ..face(3, TikTok, "new.name", None, None)
            },
            face(4, TikTok, "old.name", None, None),
            face(5, TikTok, "anna_review2", Some("Someone"), None),
        ];
        for id in 10..20 {
            all.push(face(id, TikTok, "", Some("Bo"), Some("agency@x.com")));
        }
        let mut finder = Finder::default();
        all.iter().for_each(|f| finder.meet(f));
        let pairs = finder.pairs(&[], |_| false);
        let found: Vec<_> = pairs.iter().map(|p| (p.ids, p.signs.as_slice())).collect();
        assert_eq!(
            found,
            [
                ((1, 2), [Sign::Email, Sign::Handle, Sign::Name].as_slice()),
                ((3, 4), &[Sign::FormerHandle]),
                ((1, 5), &[Sign::NearHandle]),
                ((2, 5), &[Sign::NearHandle]),
            ]
        );
        // an account is of one region
        for (id, region, handle) in [
            (30, "US", "lily.home"),
            (31, "GB", "lily_home"),
            (32, "US", "lilyhome1"),
        ] {
            let face = face(id, TikTok, handle, None, None);
            finder.meet(&Face {
                region: Some(region),
                ..face
            });
        }
        let of_lily = |p: &Pair| p.ids.0 >= 30;
        let pairs = finder.pairs(&[], |_| false);
        let found: Vec<_> = pairs.iter().filter(|p| of_lily(p)).map(|p| p.ids).collect();
        assert_eq!(found, [(30, 32)]);
        let some = finder.pairs(&[(3, 1)], |ids| ids == (1, 2));
        assert_eq!((some[0].ids, some[1].ids), ((1, 3), (3, 4)));
    }
}
