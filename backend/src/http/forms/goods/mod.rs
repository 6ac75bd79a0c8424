//! What members send from the pages of their goods.

pub mod lots;
mod new;
mod one;
mod papers;
mod shelf;
mod spreadsheet;

pub use new::{discard, publish, save};
pub use one::{
    add_pack, edit, pack, pause, photo, photo_deed, remove_pack, resume, submit, withdraw,
};
pub use papers::hand_in;
pub use shelf::stock;
pub use spreadsheet::{preview, take_over};

use crate::app::App;
use crate::http::limits::Deed;
use crate::http::problem::PageError;
use crate::http::security::busy;
use shared::say::Locale;
use std::net::IpAddr;

/// Uploads are bounded by peer.
pub(crate) fn allow_upload(app: &App, peer: IpAddr, l: Locale) -> Result<(), PageError> {
    app.limits
        .deed(Deed::Upload, &peer.to_string())
        .map_err(|seconds| PageError(busy(seconds, l), l))
}
