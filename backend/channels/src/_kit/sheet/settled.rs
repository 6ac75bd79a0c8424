//! What a portal paid out, row by row.

use shared::canonical::SettledLine;
use shared::money::Vnd;

use super::cell::{Why, amount, moment};
use super::column::{Kind, Table, named};
use super::orders::number;
use super::table::Record;

/// One row an order that was paid out. What the portal keeps is written as positive amounts.
pub const SETTLED: Table = Table {
    name: "doi_soat",
    columns: &[
        named(
            "order_no",
            "Mã đơn hàng",
            &["Mã đơn", "Số đơn hàng", "Đơn hàng", "Order ID"],
            Kind::Text(60),
            true,
        ),
        named(
            "paid_at",
            "Ngày thanh toán",
            &["Ngày đối soát", "Ngày chuyển tiền", "Ngày trả tiền"],
            Kind::Moment,
            true,
        ),
        named(
            "goods",
            "Tiền hàng",
            &["Giá trị đơn hàng", "Doanh thu"],
            Kind::Money,
            true,
        ),
        named(
            "commission",
            "Phí sàn",
            &["Hoa hồng", "Phí hoa hồng", "Phí cố định"],
            Kind::Money,
            false,
        ),
        named(
            "service",
            "Phí thanh toán",
            &["Phí dịch vụ", "Phí giao dịch"],
            Kind::Money,
            false,
        ),
        named(
            "vouchers",
            "Giảm giá người bán chịu",
            &["Mã giảm giá người bán", "Voucher người bán"],
            Kind::Money,
            false,
        ),
        named(
            "shipping",
            "Phí vận chuyển người bán chịu",
            &["Phí vận chuyển", "Cước người bán chịu"],
            Kind::Money,
            false,
        ),
        named(
            "refunded",
            "Hoàn tiền",
            &["Tiền hoàn", "Hoàn cho khách"],
            Kind::Money,
            false,
        ),
        named(
            "paid_out",
            "Thực nhận",
            &["Số tiền thanh toán", "Thực trả", "Tiền thực nhận"],
            Kind::Money,
            true,
        ),
    ],
};

/// A row as what was paid out.
///
/// # Errors
/// What is wrong and what to do.
pub fn settled(record: Record<'_>) -> Result<SettledLine, Why> {
    let money = |key| Ok::<_, Why>(record.parsed(key, amount)?.map(Vnd));
    let must = |key, vi: &str, en: &str| {
        money(key)?.ok_or_else(|| (format!("Thiếu {vi}"), format!("The {en} is missing")))
    };
    let at = record.parsed("paid_at", moment)?.ok_or_else(|| {
        (
            "Thiếu ngày thanh toán".to_owned(),
            "The day of the payout is missing".to_owned(),
        )
    })?;
    Ok(SettledLine {
        order: number(record)?,
        goods: must("goods", "tiền hàng", "price of the goods")?,
        commission: money("commission")?.unwrap_or_default(),
        service: money("service")?.unwrap_or_default(),
        vouchers: money("vouchers")?.unwrap_or_default(),
        shipping: money("shipping")?.unwrap_or_default(),
        refunded: money("refunded")?.unwrap_or_default(),
        paid_out: must("paid_out", "số thực nhận", "amount paid out")?,
        at,
    })
}
