//! The statement of a month for spreadsheets.

use super::money::{month_of, rows};
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use shared::id::CooperativeId;
use shared::say::Locale;
use shared::state::SubOrderState as S;
use shared::time::Millis;

/// The statement of a month as a CSV file that spreadsheets open with marks intact: name and content.
pub async fn money_csv(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    month: &str,
) -> Result<(String, Vec<u8>)> {
    actor.member(cooperative, Right::Read)?;
    let l = actor.locale;
    let month = month_of(core, month);
    let (from, to) = month.range();
    let rows = rows(core, cooperative, from, to).await?;
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let head = match l {
        Locale::Vi => [
            "Mã đơn",
            "Ngày",
            "Trạng thái",
            "Tiền hàng",
            "Phí chợ",
            "Phí giao",
            "Bạn nhận về",
        ],
        Locale::En => [
            "Order",
            "Day",
            "State",
            "Goods",
            "Market fee",
            "Shipping",
            "You receive",
        ],
    };
    writer.write_record(head).map_err(Error::internal)?;
    for row in &rows {
        let state = row.state.parse().unwrap_or(S::Unknown).cooperative_words(l);
        let day = Millis(row.created_at).vn_date().full();
        let amounts =
            [row.goods_total, row.fee(), row.shipping_fee, row.receive()].map(|n| n.to_string());
        let record = [row.code.as_str(), &day, state]
            .into_iter()
            .chain(amounts.iter().map(String::as_str));
        writer.write_record(record).map_err(Error::internal)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| Error::internal(error.to_string()))?;
    Ok((format!("chophien-{}.csv", month.code()), bytes))
}
