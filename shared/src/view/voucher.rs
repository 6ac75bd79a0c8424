//! The page of vouchers, of a booth and of operators.

use crate::input::voucher::NewVoucher;
use crate::problem::FieldError;

/// A voucher in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VoucherLine {
    /// Its code.
    pub code: String,
    /// `Giảm 10 %, nhiều nhất 30.000 ₫ · đơn từ 200.000 ₫`.
    pub terms: String,
    /// Who pays for it.
    pub payer: String,
    /// `Đã dùng 3/50 · đến 31/12/2026`.
    pub used: String,
    /// It can be used today.
    pub live: bool,
    /// How it stands, in words.
    pub state: String,
    /// It can be ended.
    pub can_end: bool,
    /// It waits for the cooperative's yes.
    pub can_agree: bool,
}

/// The page `/htx/khuyen-mai` or `/quan-tri/khuyen-mai`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VouchersView {
    /// The vouchers, newest first.
    pub lines: Vec<VoucherLine>,
    /// The member may give one.
    pub may_give: bool,
    /// Whether it is the operators' page: the form asks who pays.
    pub market: bool,
    /// Operators: cooperatives to choose, name in addresses and name.
    pub cooperatives: Vec<(String, String)>,
    /// The form as it was sent.
    pub form: NewVoucher,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
    /// What was just done.
    pub done: Option<String>,
}
