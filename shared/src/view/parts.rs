//! The small pieces that views are built of: what a component needs to draw itself, already put into words.
//!
//! Every text here is final (language chosen, amounts and units written out); components add no wording of their own
//! beyond the names they give to assistive technology.

use serde::{Deserialize, Serialize};

/// One stored size of a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureSize {
    /// Address of the file.
    pub url: String,
    /// Width in pixels.
    pub width: u32,
}

/// A picture in its sizes. With no size at all, the cloth is drawn without goods.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// The file for browsers that read no `srcset`.
    pub src: String,
    /// WebP sizes, smallest first.
    pub webp: Vec<PictureSize>,
    /// JPEG sizes, smallest first.
    pub jpeg: Vec<PictureSize>,
    /// What one sees, for those who do not see it; empty where the text beside it says the same.
    pub alt: String,
    /// Natural width in pixels.
    pub width: u32,
    /// Natural height in pixels.
    pub height: u32,
    /// A drawing that stands in for a photograph.
    pub drawn: bool,
}

/// The price on its paper board: `65.000 ₫` and `kg`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceSign {
    /// The amount with its currency sign.
    pub price: String,
    /// What one pays it for, without the stroke: `kg`, `gói 500 g`.
    pub unit: String,
    /// The price before a dated promotion.
    pub before: Option<String>,
}

impl PriceSign {
    /// Whether price and unit are too long for one line of a card (more than 14 letters).
    #[must_use]
    pub fn needs_two_lines(&self) -> bool {
        // ` / ` stands between them.
        self.price.chars().count() + self.unit.chars().count() + 3 > 14
    }
}

/// The tag on a corner of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag {
    /// `Hái sáng nay`, `Bán chung`, `Hết hàng`.
    pub text: String,
    /// Warm for what is fresh or now; otherwise dark.
    pub fresh: bool,
}

/// When a good is in season, as a strip of twelve months.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Season {
    /// Main season: bit 0 is January.
    pub main: u16,
    /// Small crop: bit 0 is January.
    pub minor: u16,
    /// The month we are in, 1 to 12.
    pub now: u8,
    /// The same in words: `Mùa na: tháng 7 đến tháng 9`.
    pub words: String,
}

/// A good in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductCard {
    /// Where the card leads.
    pub href: String,
    /// Name of the good.
    pub name: String,
    /// Its picture.
    pub picture: Option<Picture>,
    /// The tag on the picture.
    pub tag: Option<Tag>,
    /// Its price.
    pub sign: PriceSign,
    /// Price per kilogram, litre or piece when the pack is not one of them.
    pub per_unit: Option<String>,
    /// The cooperative, or how many sell together.
    pub seller: String,
    /// Where it comes from.
    pub place: String,
    /// What stands out before the fact: `Hết hàng.`
    pub strong_fact: Option<String>,
    /// One fact: `Tới Hà Nội 16/8`, `Còn 3 thùng`.
    pub fact: Option<String>,
    /// Stars of a valid certificate.
    pub stars: Option<u8>,
    /// Sold out, or cannot reach the reader: the picture turns grey.
    pub muted: bool,
    /// The small season strip.
    pub season: Option<Season>,
}

/// A booth in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoothCard {
    /// Where the card leads.
    pub href: String,
    /// Full name of the cooperative.
    pub name: String,
    /// Commune and province.
    pub place: String,
    /// One true sentence of today.
    pub sentence: String,
    /// Up to three goods.
    pub goods: Vec<Picture>,
}

/// A proven fact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateChip {
    /// `VietGAP`.
    pub name: String,
    /// `đến 03/2027`.
    pub until: Option<String>,
    /// Where the paper can be seen.
    pub href: Option<String>,
}

/// How far a step of a timeline is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Knot {
    /// Behind us.
    Done,
    /// Where we are.
    Now,
    /// Still to come.
    #[default]
    Wait,
    /// Went wrong.
    Bad,
}

/// One step of a timeline.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineStep {
    /// How far it is.
    pub knot: Knot,
    /// What happens.
    pub title: String,
    /// When, by whom, and what to do.
    pub detail: String,
    /// A link after the detail: words and address.
    pub link: Option<(String, String)>,
}

/// One line of a calculation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SumRow {
    /// What it is for.
    pub label: String,
    /// The amount.
    pub amount: String,
    /// The result line, large.
    pub total: bool,
    /// A side line, grey.
    pub quiet: bool,
}

/// One thing to do now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskCard {
    /// What to do.
    pub title: String,
    /// How much, of what.
    pub detail: String,
    /// Time left: `còn 1 giờ 40`.
    pub until: Option<String>,
    /// A deadline, not only today's work.
    pub hot: bool,
    /// Where it is done.
    pub href: String,
    /// Words of the large button; without them the whole card opens.
    pub button: Option<String>,
}

/// The bottom bar's four places of the booth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BoothTab {
    /// Hôm nay.
    #[default]
    Today,
    /// Đơn.
    Orders,
    /// Hàng.
    Goods,
    /// Tiền.
    Money,
}

/// What a notice says about the state of things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// Done, kept.
    Good,
    /// Look here; also "we do not know yet".
    #[default]
    Warn,
    /// Went wrong.
    Bad,
    /// Good to know.
    Plain,
}

/// A notice in the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Its colour and icon.
    pub kind: NoticeKind,
    /// First words, bold; may be empty.
    pub title: String,
    /// What it means and what to do.
    pub text: String,
    /// One way on: words and address.
    pub link: Option<(String, String)>,
}

/// Nothing here: one sentence and one button.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Empty {
    /// `Giỏ còn trống`.
    pub title: String,
    /// What there is instead.
    pub text: String,
    /// The button: words and address.
    pub link: Option<(String, String)>,
}

/// Where a list goes on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pager {
    /// Address of the page before.
    pub previous: Option<String>,
    /// Address of the next page.
    pub next: Option<String>,
}

/// A step of the way here: words and address; the last one is this page and has no address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crumb {
    /// Its name.
    pub text: String,
    /// Its address.
    pub href: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sign(price: &str, unit: &str) -> PriceSign {
        PriceSign {
            price: price.into(),
            unit: unit.into(),
            before: None,
        }
    }

    #[test]
    fn long_units_take_a_second_line() {
        assert!(!sign("65.000 ₫", "kg").needs_two_lines());
        assert!(!sign("115.000 ₫", "vỉ").needs_two_lines());
        assert!(sign("140.000 ₫", "gói 500 g").needs_two_lines());
        assert!(sign("1.250.000 ₫", "thùng").needs_two_lines());
    }
}
