//! Lots: what came in at one time, with its harvest day and its last day. Stock may come without a lot; it then stays
//! without.
//!
//! `lot.on_hand` is what is left of it in the store, `blocked` what of that is kept from the sale, `packed` what lies in
//! boxes that have not left. Whoever changes a lot has locked its offer first.

mod choices;
mod concern;
mod form;
mod hold;
mod packing;
mod page;
mod receive;
mod rows;
mod trace;
mod weigh;

pub use choices::{Choices, load_choices};
pub use concern::Concerned;
pub use hold::{Held, expire, hold, release, write_off_rest};
pub use packing::Packing;
pub(crate) use packing::{Packed, PackedLine, give_back, leave, pack, put_back};
pub use page::{Filled, load_lots};
pub use receive::{Intake, receive, receive_form};
pub(crate) use receive::{harvested, receive_in};
pub(crate) use rows::{Sold, to_take_from};
pub use trace::{LineLot, LotLine, lines_of_lot, lots_of_line, lots_of_lines};
