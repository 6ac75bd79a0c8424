//! Cart and checkout: parcels by cooperative, then to whom and where.

use super::parts::{Empty, Notice, Picture, ProductCard, SumRow};
use crate::problem::FieldError;

/// A line of a parcel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CartLine {
    /// For the form of its stepper.
    pub variant_id: String,
    /// Page of the good.
    pub href: String,
    /// Name of the good.
    pub name: String,
    /// `Thùng 3 kg · 65.000 ₫/kg`.
    pub detail: String,
    /// Its picture.
    pub picture: Option<Picture>,
    /// How many steps of the sale are in the cart, as the stepper counts.
    pub count: i64,
    /// The most that can be had, when that is near.
    pub max: Option<i64>,
    /// The most is what one buyer may order ahead, not all there is.
    pub capped: bool,
    /// What the number counts, for readers: `Số thùng Na Chi Lăng`.
    pub counts: String,
    /// How much that is, when a step is not one unit: `1,5 kg`.
    pub amount_words: Option<String>,
    /// Price of the line.
    pub total: String,
    /// Why it cannot go, or how much is left.
    pub problem: Option<String>,
}

/// One cooperative's parcel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CartParcel {
    /// `Kiện 1 · HTX Đồng Mỏ`.
    pub title: String,
    /// `Hái 15/8 – tới 16/8 · Lạng Sơn`.
    pub under: String,
    /// Booth of the cooperative.
    pub href: String,
    /// What is in it.
    pub lines: Vec<CartLine>,
    /// `Phí giao`, amount or what it depends on.
    pub fee: Option<SumRow>,
}

/// The page `/gio-hang`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CartPage {
    /// `2 kiện, từ 2 hợp tác xã`; empty cart: none.
    pub title: String,
    /// `Mỗi nơi gửi một kiện, trả tiền riêng.`
    pub lead: String,
    /// What can be bought.
    pub parcels: Vec<CartParcel>,
    /// What cannot be bought now.
    pub refused: Vec<CartLine>,
    /// What changed since it was put in.
    pub notice: Option<Notice>,
    /// Who brought the buyer here and earns a commission.
    pub referral: Option<String>,
    /// The voucher as typed.
    pub voucher: String,
    /// Why it takes nothing off.
    pub voucher_error: Option<String>,
    /// Goods, fees, total.
    pub sums: Vec<SumRow>,
    /// Words of the main button: `Đặt hàng · 755.000 ₫`; without it nothing can be ordered.
    pub button: Option<String>,
    /// For an empty cart: what there is this morning.
    pub empty: Option<Empty>,
    /// For an empty cart: goods in season to look at.
    pub proposals: Vec<ProductCard>,
}

/// A commune to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WardChoice {
    /// Five digits.
    pub code: String,
    /// `Phường Cầu Giấy, Hà Nội`.
    pub name: String,
    /// `gồm phường Dịch Vọng cũ`; may be empty.
    pub old: String,
    /// This one.
    pub chosen: bool,
}

/// A way to pay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PayChoice {
    /// Its code, as the form sends it.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it means.
    pub detail: String,
    /// It is chosen.
    pub chosen: bool,
}

/// The page `/dat-hang`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct CheckoutPage {
    /// `2 kiện, từ 2 hợp tác xã`.
    pub title: String,
    /// `Mỗi nơi gửi một kiện, trả tiền riêng.`
    pub lead: String,
    /// What is bought.
    pub parcels: Vec<CartParcel>,
    /// What cannot go to the chosen place; it stands in the way until it is taken out.
    pub refused: Vec<CartLine>,
    /// What changed: prices, stock.
    pub notice: Option<Notice>,
    /// `Giữ hàng đến 09:41`, when goods are held.
    pub held: Option<String>,
    /// The hold may still be extended.
    pub can_extend: bool,
    /// Name as typed.
    pub name: String,
    /// Phone as typed.
    pub phone: String,
    /// Search words for the commune as typed, or the chosen one's name.
    pub ward: String,
    /// Code of the chosen commune.
    pub ward_code: String,
    /// Communes the words may mean.
    pub ward_choices: Vec<WardChoice>,
    /// Street as typed.
    pub street: String,
    /// Messages by field.
    pub errors: Vec<FieldError>,
    /// The voucher as typed.
    pub voucher: String,
    /// How it can be paid.
    pub ways: Vec<PayChoice>,
    /// Why it cannot be paid by transfer; empty when it can.
    pub no_transfer: String,
    /// Goods, fees, total.
    pub sums: Vec<SumRow>,
    /// Words of the main button: `Đặt hàng · 818.000 ₫`.
    pub button: String,
    /// Goods are missing from what is ordered: the buyer accepts what is left.
    pub partial: bool,
    /// Sent back with the form: one key, one order.
    pub key: String,
    /// Sent back with the form: what was shown.
    pub seen: String,
}
