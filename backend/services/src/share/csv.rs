//! Commission lines as a file for spreadsheets.

use super::lines::{Row, Whose, rows};
use super::sellers;
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use shared::id::CooperativeId;
use shared::say::Locale;
use shared::time::Millis;

/// The most lines of a file.
const MOST: i64 = 100_000;

/// The seller's lines.
pub async fn seller_csv(core: &Core, actor: &Actor) -> Result<Vec<u8>> {
    let seller = sellers::mine(core.db.read(), actor).await?;
    let whose = Whose::Seller(seller.id);
    file(&rows(core, whose, MOST).await?, whose, actor.locale)
}

/// The cooperative's lines: the same rows from its side.
pub async fn booth_csv(core: &Core, actor: &Actor, cooperative: CooperativeId) -> Result<Vec<u8>> {
    actor.member(cooperative, Right::Read)?;
    let whose = Whose::Cooperative(cooperative.uuid());
    file(&rows(core, whose, MOST).await?, whose, actor.locale)
}

fn file(rows: &[Row], whose: Whose, l: Locale) -> Result<Vec<u8>> {
    // Spreadsheets take it for UTF-8 only with a mark.
    let mut writer = ::csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let told = |error: ::csv::Error| Error::internal(error);
    let head = match l {
        Locale::Vi => [
            "Ngày",
            "Đơn",
            "Món",
            "Bên kia",
            "Link",
            "Tiền hàng",
            "Mức (%)",
            "Hoa hồng",
            "Trừ lại",
            "Tình trạng",
            "Vì sao",
        ],
        Locale::En => [
            "Day",
            "Order",
            "Good",
            "Other side",
            "Link",
            "Goods",
            "Rate (%)",
            "Commission",
            "Taken back",
            "State",
            "Why",
        ],
    };
    writer.write_record(head).map_err(told)?;
    for row in rows {
        let view = row.view(whose, l);
        let rate = format!("{}.{:02}", row.rate_bp / 100, row.rate_bp % 100);
        writer
            .write_record([
                Millis(row.frozen_at).vn_date().iso(),
                row.code.clone(),
                plain(&row.title),
                plain(&view.who),
                row.link.clone(),
                row.base.to_string(),
                rate,
                row.amount.to_string(),
                row.reversed.to_string(),
                view.state,
                view.why,
            ])
            .map_err(told)?;
    }
    writer
        .into_inner()
        .map_err(|error| Error::internal(error.into_error()))
}

/// A text that no spreadsheet takes for a formula.
fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@']) {
        return format!("'{text}");
    }
    text.to_owned()
}
