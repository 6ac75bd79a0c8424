//! One good: its words, pictures, packs and season.

use serde::{Deserialize, Serialize};

use super::{PaperLine, Pickable, PriceChoice};
use crate::input::goods::{EditGoods, EditPack};
use crate::problem::FieldError;
use crate::view::parts::{Notice, Picture};

/// The page that mends a good.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditGoodsView {
    /// Address of the listing.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// `Đang bán`, `Chờ duyệt`.
    pub state: String,
    /// Buyers see it at `/p/{slug}`.
    pub visible: bool,
    /// What was just done, or has to be known.
    pub notices: Vec<Notice>,
    /// It was just listed: the copy of the form on the phone can go.
    pub just_listed: bool,
    /// What would help buyers, as small questions: text and the field it leads to.
    pub questions: Vec<(String, String)>,
    /// The words as they stand in the form.
    pub form: EditGoods,
    /// Categories to choose from.
    pub categories: Vec<Pickable>,
    /// Ways to travel to choose from.
    pub classes: Vec<Pickable>,
    /// The months with what they are.
    pub months: Vec<MonthChoice>,
    /// Communes of that name, when there are several.
    pub wards: Vec<WardChoice>,
    /// The pictures, the first one is the face.
    pub pictures: Vec<PictureLine>,
    /// The packs.
    pub packs: Vec<PackView>,
    /// Its certificates.
    pub papers: Vec<PaperLine>,
    /// What is wrong, by field.
    pub errors: Vec<FieldError>,
    /// It waits for an officer to be sent in again.
    pub can_submit: bool,
    /// It can be taken off the shelf.
    pub can_pause: bool,
    /// It can be put back.
    pub can_resume: bool,
    /// Changes of words, prices and pictures are looked at by an officer first.
    pub reviewed: bool,
}

/// A month of the season.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthChoice {
    /// 1 to 12.
    pub month: u8,
    /// `Tháng 7`.
    pub label: String,
    /// The main crop.
    pub main: bool,
    /// A small one.
    pub minor: bool,
}

/// A commune to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WardChoice {
    /// Its code.
    pub code: String,
    /// Its name and province.
    pub label: String,
}

/// A picture of the good.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureLine {
    /// Its name in the store.
    pub id: String,
    /// The picture.
    pub picture: Picture,
    /// What one sees, in Vietnamese.
    pub alt: String,
    /// It is not the first one.
    pub can_lead: bool,
    /// There is another one, so this may go.
    pub can_go: bool,
}

/// A pack, or the form for a new one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackView {
    /// Its offer; empty for a new one.
    pub offer: String,
    /// `Thùng 3 kg · 195.000 ₫ · còn 18`; for a new one `Thêm loại khác`.
    pub title: String,
    /// The form.
    pub form: EditPack,
    /// Units to choose from.
    pub units: Vec<Pickable>,
    /// The form is open: something in it is wrong.
    pub open: bool,
    /// What is wrong, by field.
    pub errors: Vec<FieldError>,
    /// The two prices between which to choose.
    pub prices: Option<(PriceChoice, PriceChoice)>,
    /// It may be taken away: there is another one and nothing of it is promised.
    pub can_go: bool,
    /// It is settled by the scale: unit and weights are fixed.
    pub catch_weight: bool,
    /// What such a good usually costs in đồng; 0 when nobody knows.
    pub usual: i64,
    /// Its price is below a floor, so nobody can buy it: what to do.
    pub below: Option<String>,
    /// After an amount: ` một thùng`; empty for a new one, whose unit is still to be chosen.
    pub per: String,
}
