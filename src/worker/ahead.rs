//! Getting ready for the next key while the person looks at the last answer.
//!
//! In a lane of its own, which stands back: what nobody waits for must keep no processor from drawing the answer, or
//! from the question that comes in the middle of it.

use std::sync::Arc;

use super::drill::drill;
use super::lanes::{Latest, Replaces, stand_back};
use crate::domain::answer::Answer;
use crate::domain::filter::Filter;
use crate::pool::Pool;

/// What has become of the last question.
pub enum Next {
    /// It has come; getting ready for it is too late.
    Asked,
    /// It has been answered.
    Answered {
        /// By this pool.
        pool: Arc<Pool>,
        /// With this.
        answer: Arc<Answer>,
        /// It asked for these.
        filter: Filter,
    },
}

impl Replaces for Next {
    fn replaces(&self, _: &Self) -> bool {
        true
    }
}

/// Gets ready until closed.
pub fn ahead_lane(news: &Latest<Next>) {
    stand_back();
    while let Some(next) = news.take() {
        let Next::Answered {
            pool,
            answer,
            filter,
        } = next
        else {
            continue;
        };
        drill("ahead");
        pool.look_ahead(&filter, &|| news.is_waiting());
        if !news.is_waiting() {
            answer.ids.prepare();
        }
    }
}
