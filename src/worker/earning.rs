//! Returns of everybody: read from the books beside the pool that everybody sees, and put in place when they are done.
//!
//! A margin that changes ranks everybody anew, which takes longer than a key may wait: so it is a lane of its own, and the
//! pool shows what it knew until then. After a change that concerns some collaborations only these are reckoned again.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;

use super::halved::halved;
use super::lanes::{Latest, Replaces, stand_back};
use super::pooling::{Load, writer};
use super::{Opening, Tell};
use crate::domain::message::Message;
use crate::domain::returns::Rules;
use crate::domain::returns::creator::days;
use crate::domain::returns::earned::{Earning, Earnings};
use crate::domain::tier::Schemes;
use crate::messages::Msg;
use crate::pool::{Hung, Judging, Pool};
use crate::store::{Asked, Freshness, ReturnsSince, Store, StoreError, View};

/// A wish for the returns of this pool.
pub struct Earn {
    /// Whose.
    pub pool: Arc<Pool>,
    /// Those that are known, and the change up to which they are.
    pub before: Option<(Arc<Hung>, i64)>,
}

impl Replaces for Earn {
    fn replaces(&self, _: &Self) -> bool {
        true
    }
}

/// Returns that were made.
pub struct Made {
    /// None where those that hang on the pool still hold.
    pub hung: Option<Arc<Hung>>,
    /// The change up to which they are known.
    pub known: i64,
}

/// Where they wait for the pool's own lane to put them in place.
pub type Slot = Arc<Mutex<Option<Made>>>;

/// More creators than so many are not reckoned one by one.
const FEW: usize = 500;

/// How returns are judged here.
#[derive(Debug, Clone, Copy)]
pub struct By<'b> {
    /// Which costs and sales count, and where verdicts turn.
    pub rules: &'b Rules,
    /// Tiers, the default ones being those of peers.
    pub schemes: &'b Schemes,
    /// What the ledger has of later days is not spent yet.
    pub today: Date,
}

impl<'b> From<&'b Opening> for By<'b> {
    fn from(opening: &'b Opening) -> Self {
        By {
            rules: &opening.rules,
            schemes: &opening.schemes,
            today: (opening.today)(),
        }
    }
}

/// What was read of the books.
struct Read {
    earnings: Earnings,
    /// The collaborations that were looked at.
    deals: Vec<u32>,
    /// The margin of whatever has none of its own.
    margin: Option<i64>,
}

impl Read {
    fn join(&mut self, other: Read) {
        self.earnings.join(other.earnings);
        self.deals.extend(other.deals);
    }
}

fn read(view: &View<'_>, rules: &Rules, asked: Asked<'_>) -> Result<Read, StoreError> {
    let mut earning = Earning::new(rules);
    let mut deals = Vec::new();
    let mut books = view.each_deal(asked, Some(rules), &mut |books, deal| {
        let reckoned = books.reckon(&deal);
        earning.add(&deal, reckoned);
        deals.push(deal.id);
    })?;
    books.follow(rules);
    for (creator, again) in &books.again {
        earning.add_again(*creator, again);
    }
    for loose in &books.loose {
        earning.add_loose(loose, books.reckon_loose(loose));
    }
    Ok(Read {
        earnings: earning.done(),
        deals,
        margin: books.margins.on(None, None).map(|m| m.raw),
    })
}

/// Makes the returns of a pool as its file knows them now.
///
/// # Errors
/// Whatever keeps the pool file from being read.
pub fn make(store: &Store, by: By<'_>, wish: &Earn) -> Result<Made, StoreError> {
    store.view(|view| {
        let known = view.state().position.0;
        let everybody = Asked {
            today: Some(days(by.today)),
            rates: Some(&by.rules.rates),
            ..Asked::default()
        };
        let since = match &wish.before {
            Some((hung, then)) if hung.by().today == by.today => view.returns_since(*then)?,
            _ => ReturnsSince::Everything,
        };
        let (earnings, margin) = match (since, &wish.before) {
            (ReturnsSince::Nothing, Some(_)) => return Ok(Made { hung: None, known }),
            (ReturnsSince::Of(ids), Some((hung, _))) if ids.len() <= FEW => {
                let asked = Asked {
                    of: Some(&ids),
                    ..everybody
                };
                let now = read(view, by.rules, asked)?;
                let all = hung.earnings().with(&ids, &now.deals, now.earnings);
                (all, now.margin)
            }
            _ => {
                let read = |view: &View<'_>, asked: Asked<'_>| read(view, by.rules, asked);
                let all = halved(view, everybody, &read, Read::join)?;
                (all.earnings, all.margin)
            }
        };
        let judging = Judging {
            rules: by.rules.clone(),
            margin,
            scheme: by.schemes.get(by.schemes.default).cloned(),
            today: by.today,
        };
        let hung = wish.pool.hung(Arc::new(earnings), &judging);
        Ok(Made {
            hung: Some(Arc::new(hung)),
            known,
        })
    })
}

/// A pool with its returns, for whoever has time to wait for them, and the change up to which they are known.
///
/// # Errors
/// As [`make`].
pub fn hang(store: &Store, by: By<'_>, pool: Pool) -> Result<(Arc<Pool>, i64), StoreError> {
    let pool = Arc::new(pool);
    let wish = Earn {
        pool: Arc::clone(&pool),
        before: None,
    };
    let made = make(store, by, &wish)?;
    let with = made.hung.and_then(|hung| pool.with_returns(hung));
    Ok((with.map_or(pool, Arc::new), made.known))
}

/// Makes returns until closed, and tells the lane that holds the pool.
pub fn earn_lane(
    opening: &Opening,
    tell: &Tell,
    wishes: &Latest<Earn>,
    slot: &Slot,
    load: &Latest<Load>,
) {
    stand_back();
    // said once: every change of the pool asks again
    let mut said: Option<Message> = None;
    let mut last: Option<(Arc<Hung>, i64)> = None;
    while let Some(mut wish) = wishes.take() {
        // a wish may be older than what was made a moment ago
        let newer = |then: i64| wish.before.as_ref().is_none_or(|(_, known)| then > *known);
        if let Some((hung, then)) = &last
            && hung.is_of(&wish.pool)
            && newer(*then)
        {
            wish.before = Some((Arc::clone(hung), *then));
        }
        let made = Store::open_reader(&opening.pool).and_then(|store| {
            if store.returns_freshness()? == Freshness::Unknown {
                // sums that cannot be kept are made by every session anew, which is no harm but time
                let _ = writer(opening).and_then(|mut store| store.reckon());
            }
            make(&store, opening.into(), &wish)
        });
        if let Ok(made) = &made {
            let hung = made.hung.clone().or(wish.before.take().map(|(h, _)| h));
            last = hung.map(|hung| (hung, made.known));
        }
        drop(wish);
        let made = made.map_err(|e| e.message());
        if let Err(why) = &made
            && said.as_ref() != Some(why)
        {
            tell(Msg::Failed(why.clone()));
            said = Some(why.clone());
        }
        if let Ok(made) = made {
            let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
            // what nobody has fetched yet is not lost because nothing has changed since
            let waiting = slot.take().and_then(|m| m.hung);
            *slot = Some(Made {
                hung: made.hung.or(waiting),
                known: made.known,
            });
            drop(slot);
            load.put(Load);
        }
    }
}
