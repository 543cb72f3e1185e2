//! Returns as the pool file knows them: what order lines come to by collaboration, and everything else that costs and
//! brings.
//!
//! Order lines are summed once, creator by creator, into cells (collaboration, product, currency, channel, and the margin
//! epoch they fall in), which are kept beside them with the position in the journal they were made at. After a change
//! only the creators that it touched are summed again; what changes the meaning of lines altogether (a product link, an
//! import taken back, a merge) sums everything again. A margin from a new day concerns only those who have sold its
//! product on both sides of that day, within what was one epoch; only where these are very many is everything summed.

mod books;
mod contents;
mod context;
mod deals;
mod kept;
mod ledger;
mod lines;
mod packing;
mod sales;
mod spent;
mod styles;
mod summing;

pub use books::Asked;
pub(super) use contents::{MORE, each_content, funnel};
pub(super) use context::{days, whose, whose_deals};
pub(super) use deals::Names;
pub use kept::{Freshness, ReturnsSince};
pub(super) use spent::borne;
pub use styles::Styled;
pub(super) use summing::{Placed, Summing, To};
