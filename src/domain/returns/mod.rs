//! What cooperation brings in, what it costs, and what to think of it: sums, the four numbers, verdicts with their
//! reasons, the funnel, fans against buyers, the diagnosis, budgets.
//!
//! Decisions:
//!
//! - Money is summed in raw units (ten-thousandths), profit in raw units times the raw share of a margin: nothing is
//!   rounded before it is shown. A number that cannot be computed is missing, never 0.
//! - Five conventions are called "ROI" in the field, so none of the numbers here is: [`Numbers`] names all four.
//! - Currencies are never added: [`Sums`] are of one currency each, [`Purse`] keeps several apart.
//! - Lines beat the sum that was typed on a collaboration, because they can be checked; the typed one then stands beside
//!   them as what was planned. This holds of sales (order lines) as of costs (lines of the ledger, parcels).

pub mod account;
pub mod attach;
pub mod audience;
pub mod books;
pub mod budget;
pub mod cost;
pub mod creator;
pub mod diagnosis;
pub mod earned;
pub mod epochs;
pub mod few;
pub mod funnel;
pub mod margin;
pub mod numbers;
pub mod purse;
pub mod ratio;
pub mod reckon;
pub mod settled;
pub mod spent;
pub mod sums;
pub mod verdict;
pub mod whatif;

pub use account::{Account, Standing};
pub use audience::Match;
pub use books::{Books, Deal, Loose};
pub use cost::{CostKind, Costs};
pub use creator::{Basis, DealReturns, Returns};
pub use diagnosis::Diagnosis;
pub use earned::{Earned, Earnings};
pub use few::Few;
pub use funnel::Funnel;
pub use margin::Margins;
pub use numbers::{Numbers, Rules, Scope};
pub use purse::Purse;
pub use ratio::Ratio;
pub use settled::Settled;
pub use sums::{Side, Sums};
pub use verdict::{Confidence, Judged, Verdict};

#[cfg(test)]
mod tests;
