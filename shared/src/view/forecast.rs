//! Expected harvests, as the cooperative and the buyers see them.

use crate::input::forecast::ForecastForm;
use crate::problem::FieldError;
use crate::view::goods::Pickable;
use crate::view::parts::{Empty, Notice};

/// A pre-order in the queue of its forecast.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueLine {
    /// `7Q2MWK4H-1`.
    pub code: String,
    /// Address of the order.
    pub href: String,
    /// `2 thùng · đặt 3/8, 09:12`.
    pub detail: String,
    /// What it was given of the last harvest and why; empty before.
    pub why: String,
}

/// A forecast of the cooperative.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ForecastLine {
    /// Its id.
    pub id: String,
    /// `Na Chi Lăng, thùng 3 kg`.
    pub name: String,
    /// `Thu hoạch 10–16/8, gửi trước 18/8`.
    pub days: String,
    /// `Đang nhận đặt trước`.
    pub state: String,
    /// It is open.
    pub open: bool,
    /// Label and number, one a line: expected, promised, given out, left.
    pub sums: Vec<(String, String)>,
    /// What should be done about it.
    pub warning: Option<String>,
    /// Orders in the order of payment.
    pub queue: Vec<QueueLine>,
    /// Address of the lots, where the harvest is recorded.
    pub lots: String,
    /// The member may change and move it.
    pub can_change: bool,
    /// The form that is open, `sua` (numbers) or `doi` (days), and what stands in it.
    pub form: Option<(String, ForecastForm)>,
    /// What is wrong in it.
    pub errors: Vec<FieldError>,
}

/// A week of the harvest calendar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HarvestWeek {
    /// `Tuần 10–16/8`.
    pub title: String,
    /// What is expected: name, days and numbers, address.
    pub lines: Vec<(String, String, String)>,
}

/// The booth's page of harvests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ForecastsView {
    /// What was done, or could not be.
    pub notices: Vec<Notice>,
    /// The member may open and change forecasts.
    pub can_sell: bool,
    /// The goods a forecast can be opened for.
    pub offers: Vec<Pickable>,
    /// The form that opens one, while it is open.
    pub form: Option<ForecastForm>,
    /// What is wrong in it.
    pub errors: Vec<FieldError>,
    /// The calendar, week by week.
    pub weeks: Vec<HarvestWeek>,
    /// The forecasts, the next harvest first.
    pub forecasts: Vec<ForecastLine>,
    /// When there are none.
    pub empty: Option<Empty>,
}
