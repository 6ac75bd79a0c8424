//! Orders: which changed, and how they stand.

use shared::canonical::{MarketOrder, Page};
use shared::time::DAY_MS;

use super::client::{Call, get};
use super::convert::order;
use super::wire::{Order, OrderDetails, OrderPage};
use crate::{ChannelError, Fetched, Outbound, Window};

/// Orders in one call.
const MOST: usize = 50;
/// The longest span that Shopee takes.
const SLICE_MS: i64 = 15 * DAY_MS - 1_000;

/// Everything that is not there unless it is named.
const FIELDS: &str = "buyer_user_id,buyer_username,recipient_address,item_list,pay_time,total_amount,payment_method,\
shipping_carrier,checkout_shipping_carrier,estimated_shipping_fee,actual_shipping_fee,note,cancel_by,cancel_reason,\
buyer_cancel_reason,package_list,fulfillment_flag,pickup_done_time,return_request_due_date,pending_terms";

/// A long window cut into slices that Shopee takes. The cursor names the slice and the place within it.
pub struct Slice {
    /// From, seconds.
    pub from: i64,
    /// Until, seconds.
    pub until: i64,
    /// Place within the slice.
    pub place: String,
    from_ms: i64,
    window: Window,
}

impl Slice {
    /// The slice of this cursor, `None` where the cursor makes no sense.
    pub fn at(window: Window, cursor: Option<&str>) -> Option<Self> {
        let (from_ms, place) = match cursor {
            None => (window.from.0, ""),
            Some(cursor) => {
                let (from, place) = cursor.split_once('|')?;
                (from.parse().ok()?, place)
            }
        };
        let until_ms = window.until.0.min(from_ms.saturating_add(SLICE_MS));
        Some(Self {
            from: from_ms.div_euclid(1_000),
            until: until_ms.div_euclid(1_000).max(from_ms.div_euclid(1_000)),
            place: place.to_owned(),
            from_ms,
            window,
        })
    }

    /// The cursor of what follows: another place in this slice, else the next slice, else the end.
    pub fn next(&self, place: Option<String>) -> Option<String> {
        if let Some(place) = place {
            return Some(format!("{}|{place}", self.from_ms));
        }
        let next = self.from_ms.saturating_add(SLICE_MS);
        (next < self.window.until.0).then(|| format!("{next}|"))
    }
}

/// The cursor is none of ours.
pub fn lost_cursor() -> ChannelError {
    ChannelError::Malformed("a cursor of another window".to_owned())
}

/// Numbers of orders that changed.
pub async fn changed(
    out: &Outbound,
    window: Window,
    cursor: Option<&str>,
) -> Result<Page<String>, ChannelError> {
    let slice = Slice::at(window, cursor).ok_or_else(lost_cursor)?;
    let query = vec![
        ("time_range_field", "update_time".to_owned()),
        ("time_from", slice.from.to_string()),
        ("time_to", slice.until.to_string()),
        ("page_size", "100".to_owned()),
        ("cursor", slice.place.clone()),
        ("response_optional_fields", "order_status".to_owned()),
        ("request_order_status_pending", "true".to_owned()),
    ];
    let page: OrderPage = get(out, &Call::read("order/get_order_list", query)).await?;
    let more = page.more && !page.next_cursor.is_empty() && page.next_cursor != slice.place;
    Ok(Page {
        items: page
            .order_list
            .into_iter()
            .map(|row| row.order_sn)
            .collect(),
        next: slice.next(more.then_some(page.next_cursor)),
    })
}

/// These orders; those that Shopee does not know are left out.
pub async fn fetch(out: &Outbound, keys: &[String]) -> Result<Vec<Fetched>, ChannelError> {
    let mut found = Vec::new();
    for chunk in keys.chunks(MOST) {
        for json in raw(out, chunk).await? {
            let key = serde_json::from_str::<Key>(&json)
                .map_or_else(|_| String::new(), |row| row.order_sn);
            found.push(Fetched {
                key,
                order: order(&json),
                raw: json,
            });
        }
    }
    Ok(found)
}

#[derive(serde::Deserialize)]
struct Key {
    order_sn: String,
}

async fn raw(out: &Outbound, keys: &[String]) -> Result<Vec<String>, ChannelError> {
    let call = Call::read(
        "order/get_order_detail",
        vec![
            ("order_sn_list", keys.join(",")),
            ("response_optional_fields", FIELDS.to_owned()),
            ("request_order_status_pending", "true".to_owned()),
        ],
    );
    match get::<OrderDetails>(out, &call).await {
        Ok(details) => Ok(details
            .order_list
            .into_iter()
            .map(|row| row.get().to_owned())
            .collect()),
        Err(ChannelError::NotFound) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// One order as it stands now, in Shopee's words and in ours.
pub async fn now(out: &Outbound, key: &str) -> Result<(Order, MarketOrder), ChannelError> {
    let rows = raw(out, &[key.to_owned()]).await?;
    let json = rows.first().ok_or(ChannelError::NotFound)?;
    let plain = serde_json::from_str(json).map_err(|e| ChannelError::Malformed(e.to_string()))?;
    Ok((plain, order(json)?))
}
