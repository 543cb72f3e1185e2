//! Collaborations: what is agreed with a creator for a campaign or a product, and where it stands.
//!
//! - **Fields are a table** ([`native`]): one list of columns with their kinds serves the native files, the pool file's
//!   tables, the detail screen and JSON. A value is text, a whole number of the unit's raw units, a day or a moment.
//! - **A stage is left through its gate** ([`gate`]): what is missing is named, and can be passed over with a reason
//!   that stays with the move. Going back and giving up need no gate, but a reason.
//! - **Cards are what the board shows** ([`card`]): small, shared, and the same in memory and on screen, so that a move
//!   is drawn before the pool file has it.

pub mod agenda;
pub mod board;
pub mod card;
pub mod choice;
pub mod detail;
pub mod gate;
pub mod native;
pub mod outreach;
pub mod rate;
pub mod stage;
pub mod typed;

pub use choice::{Choice, Fact, Mode};
pub use gate::Gate;
pub use native::{Cell, Field, File, Value};
pub use stage::Stage;
