//! A cooperative's goods as its members handle them: list from a photo, mend, stock, pause, papers.

mod edit;
mod gallery;
mod history;
mod names;
mod new;
mod one;
mod packs;
mod papers;
mod publish;
mod rows;
mod shelf;
mod shelving;
mod stock;
mod words;

pub use edit::{Saved, edit};
pub use gallery::{GalleryChange, change_pictures};
pub use history::{Proposal, propose};
pub use new::{new_view, proposed};
pub use one::{Returned, one};
pub use packs::{PackOutcome, remove_pack, save_pack};
pub use papers::{hand_in, papers};
pub use publish::{Outcome, PriceQuestion, Published, listed, publish};
pub use shelf::shelf;
pub use shelving::shelve;
pub use stock::change_stock;
