//! The new good: a photo, three values, and what is guessed.

use serde::{Deserialize, Serialize};

use super::Pickable;
use crate::input::goods::ListGoods;
use crate::problem::FieldError;
use crate::view::parts::Picture;

/// The page that lists a good.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewGoodsView {
    /// What was typed so far, with the key of the draft.
    pub form: ListGoods,
    /// The photo, when the draft has one.
    pub picture: Option<Picture>,
    /// What is guessed, with the corrections made so far.
    pub proposed: Proposed,
    /// Units to choose from; the first line takes the guess.
    pub units: Vec<Pickable>,
    /// Categories to choose from; the first line takes the guess.
    pub categories: Vec<Pickable>,
    /// Ways to travel to choose from; the first line takes the guess.
    pub classes: Vec<Pickable>,
    /// What such a good usually costs in đồng; 0 when nobody knows.
    pub usual: i64,
    /// The two prices between which to choose.
    pub prices: Option<(PriceChoice, PriceChoice)>,
    /// What is wrong, by field.
    pub errors: Vec<FieldError>,
    /// The draft is stored on the server: `Đã lưu nháp 09:40`.
    pub saved: Option<String>,
}

/// What is guessed, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    /// The unit alone: `chai`.
    pub unit: String,
    /// Unit and content: `chai 500 ml`.
    pub pack: String,
    /// Content alone, as it would be typed: `500 ml`; empty when there is none.
    pub content: String,
    /// `nặng 770 g`.
    pub weight: String,
    /// The weight alone, as it would be typed: `770 g`.
    pub gross: String,
    /// Name of the category.
    pub category: String,
    /// How it travels, short: `gửi xe nào cũng được`.
    pub travel: String,
    /// Where it grows: `xã Chi Lăng`.
    pub origin: String,
    /// Certificates that will show: `VietGAP`.
    pub papers: Vec<String>,
    /// `2. Giá một chai`.
    pub price_label: String,
    /// After an amount: ` một chai`; empty while the name is.
    pub per: String,
    /// `3. Có mấy chai`.
    pub count_label: String,
    /// Where the guess comes from: `Theo món giống tên bạn đã bán`.
    pub why: String,
}

/// One of two prices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceChoice {
    /// In đồng, for the form.
    pub dong: i64,
    /// `18.000 ₫`.
    pub amount: String,
    /// `Mười tám nghìn đồng`; empty in English.
    pub words: String,
}
