//! The booth's first page.

use serde::{Deserialize, Serialize};

use crate::view::parts::{Notice, TaskCard};

/// What was sold today.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TodayView {
    /// `Hôm nay bán được 12 thùng na`.
    pub words: String,
    /// The goods' value.
    pub sold: String,
    /// What the cooperative receives of it.
    pub receive: String,
}

/// `Cần làm ngay`, then today's numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoothHomeView {
    /// Where the cooperative stands, when its booth is not simply open.
    pub standing: Option<Notice>,
    /// What there is to do, most urgent first.
    pub tasks: Vec<TaskCard>,
    /// When there is nothing to do: `Xong hết việc. Hôm nay còn 18 thùng na.`
    pub all_done: Option<String>,
    /// Today's sales.
    pub today: TodayView,
    /// The member may list goods.
    pub may_sell: bool,
    /// The member may change the booth itself.
    pub may_manage: bool,
}
