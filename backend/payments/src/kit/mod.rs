//! Parts that several providers share.

mod clock;
mod sign;
mod text;
mod wire;

pub use clock::{compact, compact_day, read_compact, read_spaced};
pub use sign::{Hash, fits, hex_mac, same};
pub use text::plain;
pub use wire::{Loose, order_number, reference_of, whole};
