//! A review, gathered: both of its sides from the pool file, creators from the pool in memory. In a lane of its own: a
//! review of a million order lines takes a second, and nobody waits behind it.

use std::collections::BTreeSet;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use crate::domain::facet::Facet;
use crate::domain::field::Metric;
use crate::domain::filter::{self, Condition, Filter, Presence, Test};
use crate::domain::returns::creator::days;
use crate::domain::review::budget::Plan;
use crate::domain::review::minutes;
use crate::domain::review::{Matter, People, Person, Review, Scope, Subject};
use crate::pool::{Pool, Query};
use crate::store::{Store, StoreError, campaign_before};

use super::export::at_home;
use super::lanes::{Latest, Replaces, stand_back};
use super::pooling::current;
use super::returns::Looking;
use super::{Opening, Shared, Tell, disk};
use crate::domain::message::Message;
use crate::domain::returns::Rules;
use crate::messages::{Msg, Tongue};
use crate::report::review::{Format, With, write};

/// A review that is wished.
pub struct Ask {
    /// Of what.
    pub scope: Scope,
    /// What counts.
    pub rules: Box<Rules>,
    /// How budgets are meant.
    pub plan: Box<Plan>,
    /// Position of the tier scheme that tells tiers.
    pub scheme: usize,
    /// Today.
    pub today: Date,
}

impl Replaces for Ask {
    fn replaces(&self, _: &Self) -> bool {
        true
    }
}

/// Puts a review together; nothing while no pool is loaded, because loading brings a new wish.
pub fn answer(opening: &Opening, shared: &Shared, ask: &Ask) -> Option<Msg> {
    let pool = current(shared)?;
    let mut schemes = opening.schemes.clone();
    schemes.default = ask.scheme;
    let at = Looking {
        rules: &ask.rules,
        schemes: &schemes,
        rates: &opening.rates,
        today: ask.today,
    };
    let made = Store::open_reader(&opening.pool)
        .and_then(|store| review(&store, &pool, &ask.scope, &ask.plan, &at));
    Some(match made {
        Ok(review) => Msg::Reviewed(ask.scope.clone(), Arc::new(review)),
        Err(e) => Msg::Failed(e.message()),
    })
}

/// Answers until closed.
pub fn review_lane(opening: &Opening, tell: &Tell, shared: &Shared, wishes: &Latest<Ask>) {
    stand_back();
    while let Some(ask) = wishes.take() {
        let msg = answer(opening, shared, &ask);
        // a newer wish begins anew
        if let Some(msg) = msg.filter(|_| !wishes.is_waiting()) {
            tell(msg);
        }
    }
}

/// So many files of one name are enough.
const NAMES: u32 = 1_000;

/// Writes a review to a file, in the form that its name's end says. A file that is there stays: the new one gets a number.
pub fn save(review: &Review, path: &Path, tongue: &Tongue) -> Msg {
    let path = &*at_home(path);
    let end = path.extension().and_then(|e| e.to_str());
    let Some(format) = end.and_then(|e| Format::from_key(&e.to_lowercase())) else {
        return Msg::Failed(Message::new("review-file-form"));
    };
    let with = With {
        say: &*tongue.say,
        lang: tongue.lang,
        raw: false,
    };
    let mut bytes = Vec::new();
    match write(review, format, with, &mut bytes) {
        Ok(()) => {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            let end = end.unwrap_or_default();
            let other = |n: u32| path.with_file_name(format!("{stem}-{n}.{end}"));
            let names = std::iter::once(path.to_owned()).chain((2..NAMES).map(other));
            let mut written = names.map(|name| disk::write_new(&name, &bytes, None));
            let first = written.find(|msg| !matches!(msg, Msg::Exists(_)));
            first.unwrap_or_else(|| Msg::Exists(path.to_owned()))
        }
        Err(e) => Msg::Failed(disk::cannot_write(path, &e)),
    }
}

/// What a review is held against, where nobody has chosen.
fn before(store: &Store, subject: &Subject) -> Result<Option<Subject>, StoreError> {
    match subject {
        Subject::Days(days) => Ok(days.before().map(Subject::Days)),
        Subject::Campaign(name) => {
            let all = store.view(|v| v.campaigns())?;
            let found = campaign_before(&all, name);
            Ok(found.map(|c| Subject::Campaign(c.name.to_string())))
        }
    }
}

/// Puts a review together.
///
/// # Errors
/// [`StoreError::NoSuchCampaign`]; whatever keeps the pool file from being read.
pub fn review(
    store: &Store,
    pool: &Pool,
    scope: &Scope,
    plan: &Plan,
    at: &Looking<'_>,
) -> Result<Review, StoreError> {
    let today = days(at.today);
    let against = match &scope.against {
        Some(other) => Some(other.clone()),
        None => before(store, &scope.subject)?,
    };
    let (now, before) = both(store, &scope.subject, against.as_ref(), today, at.rules)?;
    let people = people(store, pool, [Some(&now), before.as_ref()], plan, at)?;
    let mut review = Review::of(&now, before.as_ref(), &people, at.rules, plan, today);
    let zone = jiff::tz::TimeZone::system();
    let points = store.view(|v| v.points(&scope.subject, &zone))?;
    let minutes = minutes::board(&review, &points);
    review.boards.push(minutes);
    Ok(review)
}

/// Both sides, read by two threads that see the same state of the file.
fn both(
    store: &Store,
    subject: &Subject,
    against: Option<&Subject>,
    today: i32,
    rules: &Rules,
) -> Result<(Matter, Option<Matter>), StoreError> {
    let read = |store: &Store, subject: &Subject| store.view(|v| v.matter(subject, today, rules));
    let Some(against) = against else {
        return Ok((read(store, subject)?, None));
    };
    let (path, state) =
        store.view(|v| Ok::<_, StoreError>((v.path().to_owned(), v.state().clone())))?;
    std::thread::scope(|scope| {
        let other = scope.spawn(|| {
            let store = Store::open_reader(&path)?;
            store.view(|v| match *v.state() == state {
                true => v.matter(against, today, rules).map(Some),
                // somebody has written between the two looks
                false => Ok(None),
            })
        });
        let now = read(store, subject);
        let other = other.join().unwrap_or_else(|panic| resume_unwind(panic))?;
        let before = match other {
            Some(before) => before,
            None => read(store, against)?,
        };
        Ok((now?, Some(before)))
    })
}

/// Everybody who is named on either side.
fn people(
    store: &Store,
    pool: &Pool,
    sides: [Option<&Matter>; 2],
    plan: &Plan,
    at: &Looking<'_>,
) -> Result<People, StoreError> {
    let mut ids: BTreeSet<u32> = BTreeSet::new();
    for matter in sides.into_iter().flatten() {
        ids.extend(matter.books.deals.iter().map(|d| d.creator));
        ids.extend(matter.books.loose.iter().map(|l| l.creator));
        ids.extend(matter.sales.iter().map(|s| s.creator));
        ids.extend(matter.pieces.iter().map(|p| p.creator));
        ids.extend(matter.library.iter().map(|e| e.piece.creator));
    }
    let ids: Vec<u32> = ids.into_iter().collect();
    let fitting = sides[0]
        .and_then(|m| m.target.as_deref())
        .and_then(|target| fitting(pool, target, at));
    store.view(|v| {
        let mut tags = v.tags_of(&ids)?;
        // what this very review has brought is no finding of it
        let here = match sides[0] {
            Some(now) => v.decided_here(&now.subject)?,
            None => Vec::new(),
        };
        for (id, decision) in here {
            let own = decision.tags().into_iter().flatten().collect::<Vec<_>>();
            if let Some(all) = tags.get_mut(&id) {
                all.retain(|tag| !own.contains(&&**tag));
            }
        }
        let mut all = People::new();
        let s3 = at.schemes.find("s3").and_then(|i| at.schemes.get(i));
        let scheme = at.schemes.get(at.schemes.default);
        let keys: Vec<Arc<str>> = scheme
            .map(|s| s.bands.iter().map(|b| b.key.as_str().into()).collect())
            .unwrap_or_default();
        for (id, handle) in v.handles(&ids)? {
            let value = |m: Metric| pool.value(id, m, at.today);
            let followers = value(Metric::Followers);
            let band = scheme.zip(followers).map(|(s, n)| s.band(n));
            let person = Person {
                handle,
                tier: band.and_then(|b| keys.get(b).map(Arc::clone)),
                layer: s3.zip(followers).map(|(s, n)| plan.layer(s.band(n))),
                tags: tags.get(&id).cloned().unwrap_or_default(),
                bands: Metric::AGE_BANDS.map(value),
                female: value(Metric::Female),
                fits: fitting.as_ref().and_then(|f| f.of(id)),
            };
            all.insert(id, person);
        }
        Ok(all)
    })
}

/// Who is meant by a campaign's target, and of whom that cannot be said.
struct Fitting {
    /// Everything that is asked for holds.
    meant: BTreeSet<u32>,
    /// Something that is asked for is known, and does not hold.
    others: BTreeSet<u32>,
}

impl Fitting {
    fn of(&self, id: u32) -> Option<bool> {
        let meant = self.meant.contains(&id);
        (meant || self.others.contains(&id)).then_some(meant)
    }
}

/// A campaign's target is a query in the pool's own language. None where it cannot be read. Of whom a number is not
/// known that it asks for, it does not hold and is not missed either.
fn fitting(pool: &Pool, target: &str, at: &Looking<'_>) -> Option<Fitting> {
    let filter = filter::parse(target, at.schemes).ok()?;
    let asked = |conditions: Vec<Condition>| -> BTreeSet<u32> {
        let filter = Filter {
            scheme: filter.scheme,
            conditions,
            ..Filter::default()
        };
        let answer = pool.query(&Query {
            filter: &filter,
            schemes: at.schemes,
            rates: at.rates,
            today: at.today,
            sort: &[],
            probes: &[],
            facets: false,
        });
        answer.ids.all().iter().copied().collect()
    };
    let mut others = BTreeSet::new();
    for condition in &filter.conditions {
        let known = match &condition.test {
            Test::Within { metric, .. } => vec![Presence::Metric(*metric)],
            Test::OneOf(Facet::Age, _) => Metric::AGE_BANDS.map(Presence::Metric).into(),
            Test::OneOf(facet, _) => facet.attr().map(Presence::Attr).into_iter().collect(),
            _ => Vec::new(),
        };
        let known = match known.is_empty() {
            true => asked(Vec::new()),
            false => asked(vec![Condition {
                negated: false,
                test: Test::Has(known),
            }]),
        };
        let holds = asked(vec![condition.clone()]);
        others.extend(known.difference(&holds));
    }
    Some(Fitting {
        meant: asked(filter.conditions.clone()),
        others,
    })
}
