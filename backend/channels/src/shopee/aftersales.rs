//! Returns, what was paid out, and pushes that were lost.

use std::collections::BTreeSet;

use serde_json::json;
use shared::canonical::{Event, Page, Return, SettledLine};

use super::client::{Call, get, post};
use super::convert::{return_of, settled};
use super::hooks;
use super::orders::{self, Slice, lost_cursor};
use super::wire::{EscrowDetailRow, EscrowPage, LostPushes, Nothing, ReturnDetail, ReturnPage};
use crate::{ChannelError, Outbound, Window};

/// Rows of a page; each return is read on its own, and more than twenty settlements at once is not advised.
const PAGE: &str = "20";

/// A return as it stands.
pub async fn detail(out: &Outbound, key: &str) -> Result<ReturnDetail, ChannelError> {
    get(
        out,
        &Call::read(
            "returns/get_return_detail",
            vec![("return_sn", key.to_owned())],
        ),
    )
    .await
}

/// Returns that changed. Whether pages count from 0 or 1 is not settled: 0 is asked first, an empty page ends it, and
/// the caller meets copies by their number.
pub async fn returns(
    out: &Outbound,
    window: Window,
    cursor: Option<&str>,
) -> Result<Page<Return>, ChannelError> {
    let slice = Slice::at(window, cursor).ok_or_else(lost_cursor)?;
    let number: u32 = if slice.place.is_empty() {
        0
    } else {
        slice.place.parse().map_err(|_| lost_cursor())?
    };
    let query = vec![
        ("page_no", number.to_string()),
        ("page_size", PAGE.to_owned()),
        ("update_time_from", slice.from.to_string()),
        ("update_time_to", slice.until.to_string()),
    ];
    let page: ReturnPage = get(out, &Call::read("returns/get_return_list", query)).await?;
    let keys: BTreeSet<String> = page.rows.into_iter().map(|row| row.return_sn.0).collect();
    let more = (page.more || number == 0) && !keys.is_empty();
    let mut items = Vec::new();
    for key in keys {
        let detail = detail(out, &key).await?;
        let order = orders::fetch(out, std::slice::from_ref(&detail.order_sn)).await?;
        let order = order
            .first()
            .and_then(|fetched| fetched.order.as_ref().ok());
        items.push(return_of(&detail, order));
    }
    Ok(Page {
        items,
        next: slice.next(more.then(|| (number + 1).to_string())),
    })
}

/// What was paid out, by the time of release.
pub async fn settlements(
    out: &Outbound,
    window: Window,
    cursor: Option<&str>,
) -> Result<Page<SettledLine>, ChannelError> {
    let slice = Slice::at(window, cursor).ok_or_else(lost_cursor)?;
    let number: u32 = if slice.place.is_empty() {
        1
    } else {
        slice.place.parse().map_err(|_| lost_cursor())?
    };
    let query = vec![
        ("page_no", number.to_string()),
        ("page_size", PAGE.to_owned()),
        ("release_time_from", slice.from.to_string()),
        ("release_time_to", slice.until.to_string()),
    ];
    let page: EscrowPage = get(out, &Call::read("payment/get_escrow_list", query)).await?;
    let mut items = Vec::new();
    if !page.escrow_list.is_empty() {
        let keys: Vec<&str> = page
            .escrow_list
            .iter()
            .map(|row| row.order_sn.as_str())
            .collect();
        let call = Call::read("payment/get_escrow_detail_batch", Vec::new());
        let details: Vec<EscrowDetailRow> =
            post(out, &call, &json!({"order_sn_list": keys})).await?;
        for row in &page.escrow_list {
            let found = details
                .iter()
                .find(|d| d.escrow_detail.order_sn == row.order_sn);
            let found = found.ok_or_else(|| {
                ChannelError::Malformed(format!("no settlement of {}", row.order_sn))
            })?;
            items.push(settled(row, &found.escrow_detail));
        }
    }
    let more = page.more && !page.escrow_list.is_empty();
    Ok(Page {
        items,
        next: slice.next(more.then(|| (number + 1).to_string())),
    })
}

/// Pushes that could not be delivered, of all shops of the app. `confirm` is a watermark: everything up to it is kept
/// by the caller.
pub async fn lost(out: &Outbound, confirm: Option<&str>) -> Result<Page<Event>, ChannelError> {
    if let Some(mark) = confirm {
        let mark: i64 = mark.parse().map_err(|_| lost_cursor())?;
        let call = Call::write("push/confirm_consumed_lost_push_message").by_app();
        post::<Nothing>(out, &call, &json!({"last_message_id": mark})).await?;
    }
    let page: LostPushes = get(
        out,
        &Call::read("push/get_lost_push_message", Vec::new()).by_app(),
    )
    .await?;
    let mut items = Vec::new();
    for push in &page.push_message_list {
        let text = match &push.data {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        // One that makes no sense is told as such; it must not hold up the others.
        items.extend(
            hooks::parse(text.as_bytes())
                .unwrap_or_else(|_| vec![hooks::senseless(text.as_bytes())]),
        );
    }
    let waiting = page.has_next_page || !page.push_message_list.is_empty();
    Ok(Page {
        items,
        next: Some(page.last_message_id.0).filter(|mark| waiting && !mark.is_empty()),
    })
}
