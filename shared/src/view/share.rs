//! Sharing: links, what they brought, and what is paid for it.

use super::booth::{AccountView, SettlementRow};
use super::live::LiveChoice;
use super::parts::{Notice, SumRow};
use crate::input::share::{SetRate, SignUpSeller};
use crate::problem::FieldError;

/// What stands on a card for shares.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShareCard {
    /// Name of the goods, the booth or the basket.
    pub name: String,
    /// Who sells.
    pub seller: String,
    /// Where it comes from.
    pub place: String,
    /// Stars of a certificate in force.
    pub stars: Option<u8>,
    /// `Đang vụ: tháng 7 – 9`.
    pub season: Option<String>,
    /// Main season, small crop, present month.
    pub strip: Option<(u16, u16, u8)>,
    /// Amount and unit.
    pub price: Option<(String, String)>,
    /// `Hái sáng nay`, `Hết hàng`.
    pub tag: Option<String>,
    /// Path that the code on the card leads to.
    pub path: String,
    /// Name of the stored photo.
    pub photo: Option<String>,
}

/// A link in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkLine {
    /// Its code.
    pub code: String,
    /// What it leads to.
    pub title: String,
    /// Kind, campaign, day.
    pub detail: String,
    /// `12 lượt bấm · 3 đơn · 25 %`.
    pub numbers: String,
    /// Earned by it; empty where nothing is paid.
    pub commission: String,
    /// It has ended.
    pub ended: bool,
}

/// One link: what to send, print, and end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkPage {
    /// The link in lists.
    pub line: LinkLine,
    /// Its whole address.
    pub url: String,
    /// Addresses of the card and of the story card.
    pub cards: Option<(String, String)>,
    /// Texts to send, each ready.
    pub texts: Vec<String>,
    /// Where the form goes that ends it; none when it has ended or is not one's to end.
    pub end: Option<String>,
    /// The way back.
    pub back: String,
}

/// The sheet with a link's code to scan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QrSheet {
    /// What it leads to.
    pub title: String,
    /// Who sells, and where.
    pub under: String,
    /// Amount and unit.
    pub price: Option<(String, String)>,
    /// The code as a drawing: modules a side, and its path.
    pub size: usize,
    /// See `size`.
    pub path: String,
    /// The address in letters.
    pub address: String,
}

/// A good that can be shared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShareGood {
    /// Its leading pack.
    pub variant_id: String,
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Cooperative and price.
    pub detail: String,
    /// `5 %`; empty for a cooperative's own goods.
    pub rate: String,
    /// `Không bán dưới 45.000 ₫`.
    pub floor: String,
    /// What has to be at hand: `OCOP 3 sao, VietGAP`.
    pub papers: String,
}

/// What a cooperative pays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RateLine {
    /// Its id.
    pub id: String,
    /// `5 %`.
    pub rate: String,
    /// For what, for whom, since when.
    pub detail: String,
    /// Whether it may be ended here.
    pub can_end: bool,
}

/// A commission line as both sides see it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommissionRow {
    /// Public code of the order's part.
    pub order: String,
    /// `15/8`.
    pub day: String,
    /// The good.
    pub good: String,
    /// The seller, for the cooperative; the cooperative, for the seller.
    pub who: String,
    /// `5 % của 195.000 ₫`.
    pub terms: String,
    /// What is due, after what was taken back.
    pub amount: String,
    /// `Chờ`, `Được trả`, `Đã trừ lại`, `Không có`.
    pub state: String,
    /// Why, as a sentence with its facts.
    pub why: String,
    /// A person should look at it.
    pub flag: bool,
}

/// The booth's page of sharing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoothShareView {
    /// What was done.
    pub done: Option<String>,
    /// Its goods.
    pub goods: Vec<ShareGood>,
    /// Its links.
    pub links: Vec<LinkLine>,
    /// What it pays.
    pub rates: Vec<RateLine>,
    /// Commission lines, newest first.
    pub lines: Vec<CommissionRow>,
    /// Pending and payable.
    pub sums: Vec<SumRow>,
    /// Links may be made.
    pub may_share: bool,
    /// Rates may be set.
    pub may_manage: bool,
    /// The rate as typed.
    pub form: SetRate,
    /// Messages by field.
    pub errors: Vec<FieldError>,
}

/// The form that makes a seller.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SignUpView {
    /// As typed.
    pub form: SignUpSeller,
    /// Messages by field.
    pub errors: Vec<FieldError>,
}

/// A seller's home.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SellerHome {
    /// The name that buyers see.
    pub name: String,
    /// What was done or stands in the way.
    pub notice: Option<Notice>,
    /// Pending, payable, taken back, paid out, left to be paid out.
    pub sums: Vec<SumRow>,
    /// What was paid out, newest first.
    pub payouts: Vec<SettlementRow>,
    /// Where it goes to.
    pub account: Option<AccountView>,
    /// Messages by field of the account.
    pub errors: Vec<FieldError>,
    /// The links.
    pub links: Vec<LinkLine>,
    /// Day, and what came of it.
    pub days: Vec<(String, String)>,
    /// Good, and what came of it.
    pub goods: Vec<(String, String)>,
    /// Commission lines, newest first, with those that earned nothing.
    pub lines: Vec<CommissionRow>,
}

/// What a seller may sell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SellerGoods {
    /// The goods.
    pub goods: Vec<ShareGood>,
    /// Open livestreams with goods that pay.
    pub lives: Vec<LiveChoice>,
    /// Messages by field.
    pub errors: Vec<FieldError>,
}

/// A seller as operators see them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SellerLine {
    /// Its row.
    pub id: String,
    /// The name that buyers see.
    pub name: String,
    /// Since when, by which terms.
    pub detail: String,
    /// Links, orders, what is due.
    pub numbers: String,
    /// Commission lines that a person should look at.
    pub flags: i64,
    /// Stopped: no link opens.
    pub stopped: bool,
}

/// All sellers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SellersView {
    /// Those with something to look at first.
    pub sellers: Vec<SellerLine>,
    /// What was done.
    pub done: Option<String>,
    /// Whose reason was wrong, what was typed, and why.
    pub wrong: Option<(String, String, String)>,
}
