//! A lot left the sale while goods of it were promised.

use super::{Draft, once, sellers, write};
use crate::core::Core;
use crate::error::Result;
use shared::id::CooperativeId;
use shared::say::Locale;
use store::WriteTxn;
use store::entity::lot;

/// Tells the cooperative's sellers which lot it is, why, and how many orders may need it.
pub(crate) async fn lot_held(
    core: &Core,
    txn: &WriteTxn,
    cooperative: CooperativeId,
    lot: &lot::Model,
    reason: &str,
    orders: usize,
) -> Result<()> {
    // Taken off again later is another message.
    let cause = format!("lot {} {}", lot.id, lot.updated_at);
    for person in sellers(core, cooperative).await? {
        let (subject, body) = words(&lot.code, reason, orders, person.locale());
        let draft = Draft {
            kind: "lot.on_hold",
            person: Some(person.id),
            cooperative: cooperative.uuid(),
            sub_order: None,
            to: person.to(),
            subject,
            body,
        };
        write(core, txn, once(&cause, &person.id.to_string()), draft).await?;
    }
    Ok(())
}

fn words(code: &str, reason: &str, orders: usize, l: Locale) -> (String, String) {
    match l {
        Locale::Vi => (
            format!("Lô {code} ngừng bán, {orders} đơn có thể cần hàng lô này"),
            format!(
                "Lô {code} ngừng bán: {reason}. {orders} đơn chưa gửi có thể cần hàng lô này. Mở đơn, gói từ lô khác hoặc huỷ."
            ),
        ),
        Locale::En => (
            format!("Lot {code} left the sale; {orders} orders may need it"),
            format!(
                "Lot {code} left the sale: {reason}. {orders} orders that have not left may need it. Pack from another lot or cancel."
            ),
        ),
    }
}
