//! The booth as its members see it.

mod home;
mod money;
mod opening;
mod order;
mod print;
mod settings;

pub use home::{BoothHomeView, TodayView};
pub use money::{
    ClaimRow, MoneyRow, MoneyTodo, MoneyView, MonthLine, RemittanceRow, RemittanceView,
    SettlementRow, StatementRow, StatementView,
};
pub use opening::OpenBoothView;
pub use order::{
    BuyerContact, DeedButton, DeedKind, LotChoice, OrderGroup, OrderLineView, OrderListView,
    OrderRow, OrderSource, ReasonView, SubOrderView, WeighView,
};
pub use print::{LabelView, QrCode, SlipLine, SlipView};
pub use settings::{AccountView, CoopChoice, MemberLine, MembersView, SettingsView};

use serde::{Deserialize, Serialize};

/// What stands above and below every page of the booth.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoothFrame {
    /// Short name of the cooperative: `HTX Đồng Mỏ`.
    pub cooperative: String,
    /// The day: `Thứ Bảy 15/8 · mùng 3 tháng Bảy`.
    pub today: String,
    /// Orders that wait for an answer, for the bottom bar.
    pub to_accept: u32,
    /// The member belongs to several cooperatives and may switch.
    pub several: bool,
    /// It is a booth of a class.
    pub practice: bool,
}
