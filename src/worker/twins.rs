//! Looking for creators that may be one person: all of them are read for it, which takes seconds in a large pool. In a
//! lane of its own, so that nobody waits behind it.

use super::lanes::{Latest, Replaces, stand_back};
use super::{Opening, Tell};
use crate::messages::Msg;
use crate::store::{Store, StoreError};

/// Pairs that a person would ever look through.
const MOST: usize = 2_000;

/// Look for them.
pub struct Find;

impl Replaces for Find {
    fn replaces(&self, _: &Self) -> bool {
        true
    }
}

/// Looks once.
pub fn find(opening: &Opening, stop: &dyn Fn() -> bool) -> Msg {
    let look = || {
        let store = Store::open_reader(&opening.pool)?;
        store.twins(MOST, stop)
    };
    let found: Result<_, StoreError> = look();
    found.map_or_else(|e| Msg::Failed(e.message()), Msg::Twins)
}

/// Looks whenever it is wished, until closed.
pub fn twins_lane(opening: &Opening, tell: &Tell, wishes: &Latest<Find>) {
    stand_back();
    while wishes.take().is_some() {
        let msg = find(opening, &|| wishes.is_waiting());
        // a newer wish begins anew
        if !wishes.is_waiting() {
            tell(msg);
        }
    }
}
