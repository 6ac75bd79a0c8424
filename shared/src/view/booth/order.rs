//! Orders at the booth: the list by what is to be done, and one of them.

use serde::{Deserialize, Serialize};

use crate::problem::FieldError;
use crate::view::parts::{Notice, Pager, Picture, SumRow, TimelineStep};

/// One sub-order in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRow {
    /// Its public code.
    pub code: String,
    /// `Na Chi Lăng × 3 thùng, và 1 món nữa`.
    pub goods: String,
    /// `phường Cầu Giấy, Hà Nội`.
    pub place: String,
    /// What the cooperative receives.
    pub receive: String,
    /// `còn 1 giờ 40`, `gói trước 14:00`.
    pub until: Option<String>,
    /// The time is nearly over.
    pub hot: bool,
    /// Its state in words, where the group does not say it.
    pub state: Option<String>,
}

/// Sub-orders that wait for the same deed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderGroup {
    /// Name in addresses: `cho-nhan`.
    pub slug: String,
    /// `Chờ nhận`.
    pub title: String,
    /// How many there are in all.
    pub count: u64,
    /// The first of them.
    pub rows: Vec<OrderRow>,
    /// Address of all of them, when not all are here.
    pub more: Option<String>,
    /// Address of the sheet with all their labels, where labels are needed.
    pub labels: Option<String>,
    /// Address of their packing slips.
    pub slips: Option<String>,
}

/// The orders of a booth.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderListView {
    /// Groups that have something in them, most urgent first.
    pub groups: Vec<OrderGroup>,
    /// Only one group is shown, with a way back to all.
    pub only_one: bool,
    /// Where that group goes on.
    pub pager: Pager,
}

/// A good of a sub-order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderLineView {
    /// Its id, for the checklist.
    pub id: String,
    /// Picture of the good.
    pub picture: Option<Picture>,
    /// `3 thùng`.
    pub quantity: String,
    /// `Na loại 1, thùng 3 kg`.
    pub title: String,
    /// `Còn 18 thùng trong kho`.
    pub stock: Option<String>,
    /// The line's amount.
    pub amount: String,
    /// `Lấy từ lô DM-251121-1 3 thùng`, or from which it was packed.
    pub take: Option<String>,
    /// Lots it may be packed from, when there are several.
    pub lots: Vec<LotChoice>,
    /// It is weighed while packing.
    pub weigh: Option<WeighView>,
    /// `Đặt khoảng 1,5 kg, cân được 1,62 kg`.
    pub weighed: Option<String>,
}

/// A lot to pack a line from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LotChoice {
    /// Line and lot, as the form sends it.
    pub value: String,
    /// `DM-251121-1, hạn 2/12`.
    pub label: String,
    /// It is taken first.
    pub chosen: bool,
}

/// What the scale is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeighView {
    /// Id of the line.
    pub line: String,
    /// `kg`.
    pub unit: String,
    /// The least that may be charged: `1,35 kg`.
    pub least: String,
    /// The most: `1,65 kg`.
    pub most: String,
    /// What was typed.
    pub value: String,
}

/// Who gets the parcel; shown to members once the order is accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuyerContact {
    /// The name in full.
    pub name: String,
    /// The phone as people read it.
    pub phone: String,
    /// The phone as it is dialled.
    pub phone_href: String,
    /// Street line and place.
    pub address: String,
}

/// What a button on a sub-order does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeedKind {
    /// The page's one main button.
    #[default]
    Main,
    /// A second way, outlined.
    Second,
    /// A way out, as a plain link.
    Quiet,
}

/// A deed that can be done now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeedButton {
    /// How it looks.
    pub kind: DeedKind,
    /// Value of the form's `viec`.
    pub deed: String,
    /// It asks why first, on a page of its own: `{base}/ly-do/{deed}`.
    pub asks: bool,
    /// What it says.
    pub words: String,
}

/// The channel an order came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderSource {
    /// The channel's code.
    pub channel: String,
    /// The shop there.
    pub shop: String,
    /// The channel's number of the order.
    pub key: String,
    /// The parcel goes with the channel's own waybill, which can be printed.
    pub waybill: bool,
}

/// One sub-order at the booth.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubOrderView {
    /// The channel it came from; none for an order of our own.
    pub source: Option<OrderSource>,
    /// Its public code.
    pub code: String,
    /// `Đơn chờ nhận`.
    pub title: String,
    /// Where its forms go: `/htx/don/{code}` or `/l/{token}`.
    pub base: String,
    /// Where back leads; empty when there is no way back.
    pub back: String,
    /// `Trả lời trước 13:12`.
    pub answer_by: Option<String>,
    /// `còn 1 giờ 40 phút`.
    pub time_left: String,
    /// What was just done, or what stands in the way.
    pub notice: Option<Notice>,
    /// The goods.
    pub lines: Vec<OrderLineView>,
    /// Facts in pairs: `Gửi tới`, `phường Cầu Giấy, Hà Nội`.
    pub facts: Vec<(String, String)>,
    /// The calculation down to `Bạn nhận về`.
    pub sums: Vec<SumRow>,
    /// The receiver, once accepted.
    pub contact: Option<BuyerContact>,
    /// The lines are to be ticked while packing.
    pub checklist: bool,
    /// Carrier and tracking number are asked for.
    pub hand_over: bool,
    /// Carrier typed so far.
    pub carrier: String,
    /// Tracking number typed so far.
    pub tracking_no: String,
    /// Came back: whether the goods can be sold again is asked.
    pub restock: bool,
    /// What can be done now.
    pub deeds: Vec<DeedButton>,
    /// Something is to be done, but not by this reader.
    pub look_only: bool,
    /// Label and slip can be printed.
    pub printable: bool,
    /// What happened so far.
    pub steps: Vec<TimelineStep>,
    /// Why it came to this cooperative, when several sell its goods.
    pub why: Vec<String>,
    /// What is wrong, by field.
    pub errors: Vec<FieldError>,
}

/// The page that asks why: decline or cancel.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonView {
    /// The sub-order's public code.
    pub code: String,
    /// `Vì sao không làm được đơn này?`
    pub title: String,
    /// What follows from it.
    pub consequence: String,
    /// Where the form goes.
    pub base: String,
    /// Value of the form's `viec`.
    pub deed: String,
    /// Words of the button.
    pub button: String,
    /// Words of the way back.
    pub keep: String,
    /// Reasons: code and words.
    pub reasons: Vec<(String, String)>,
    /// The reason chosen so far.
    pub chosen: String,
    /// Own words so far.
    pub other: String,
    /// What is wrong, by field.
    pub errors: Vec<FieldError>,
}
