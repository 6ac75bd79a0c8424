//! Pictures for shares: what stands in a chat or a story when somebody shares goods or a booth. Drawn here from a small
//! drawing of our own and the photo, with a font that has every Vietnamese letter.

mod code;
mod draw;
mod layout;
mod parts;
mod text;

pub use code::{qr_png, qr_svg};

use bytes::Bytes;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;
use tokio::sync::Semaphore;

/// Raised whenever the drawing changes, so that old pictures are drawn anew.
const DRAWING: u32 = 1;

/// Drawing takes a core: two at a time.
static AT_WORK: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(2));

/// The two formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// 1200 × 630, for previews of links.
    Wide,
    /// 1080 × 1920, for stories.
    Story,
}

impl Shape {
    /// Width and height in pixels.
    #[must_use]
    pub const fn size(self) -> (u32, u32) {
        match self {
            Self::Wide => (1200, 630),
            Self::Story => (1080, 1920),
        }
    }
}

/// What is known of the season: bit 0 is January; the present month is 1 to 12.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strip {
    /// Main season.
    pub main: u16,
    /// Small crop.
    pub minor: u16,
    /// The month we are in.
    pub now: u8,
}

/// What a card says, in final words. Lengths are anybody's: the drawing wraps and shortens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Name of the goods or of the booth.
    pub name: String,
    /// Who sells.
    pub seller: String,
    /// Where it comes from.
    pub place: String,
    /// Stars of a certificate that is in force today.
    pub stars: Option<u8>,
    /// `Đang vụ: tháng 7 – 9`; shown when there are no stars.
    pub season: Option<String>,
    /// The season as a strip, on the story.
    pub strip: Option<Strip>,
    /// Amount and unit: `65.000 ₫`, `kg`.
    pub price: Option<(String, String)>,
    /// `Hái sáng nay`, `Hết hàng`.
    pub tag: Option<String>,
    /// The address in the code to scan.
    pub link: String,
    /// Name of the photo, for the hash; its bytes come with the drawing.
    pub photo: Option<String>,
}

/// Why a card was not drawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CardError {
    /// The drawing, the photo or the packing failed.
    #[error("the card cannot be drawn: {0}")]
    Drawing(String),
}

impl Card {
    /// A name for exactly this card: 24 hexadecimal digits that change with every word, price or picture on it.
    #[must_use]
    pub fn hash(&self) -> String {
        crate::hex(&Sha256::digest(format!("{DRAWING} {self:?}"))[..12])
    }
}

/// Draws a card as JPEG (below 300 KB), off the async threads. `photo` is a JPEG or WebP of any size; without one a cloth is drawn.
pub async fn draw(card: Card, shape: Shape, photo: Option<Bytes>) -> Result<Bytes, CardError> {
    let broken = |_| CardError::Drawing("the server is going down".to_owned());
    let _place = AT_WORK.acquire().await.map_err(broken)?;
    tokio::task::spawn_blocking(move || draw::jpeg(&card, shape, photo.as_deref()))
        .await
        .map_err(|error| CardError::Drawing(error.to_string()))?
}

#[cfg(test)]
mod tests;
