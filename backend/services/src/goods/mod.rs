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
mod standing;
mod stock;
mod words;

pub(crate) use edit::{base, claims, show_or_submit};
pub(crate) use history::load as load_history;
pub(crate) use new::categories;
pub(crate) use packs::{change as change_pack, find as find_pack};
pub(crate) use rows::{
    Owner, Place, insert_listing, insert_offer, insert_pack, insert_product, insert_variant,
    pack_name,
};
pub(crate) use shelving::Own;
pub(crate) use words::{classes, content as content_text, units, weight as weight_text};

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
