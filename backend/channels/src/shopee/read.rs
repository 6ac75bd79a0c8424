//! Reading what stands there.

use shared::canonical::{Page, RemoteItem};

use super::client::{Call, get};
use super::convert::remote_item;
use super::wire::{BaseInfo, BaseInfos, ItemPage, Models};
use crate::{ChannelError, Outbound};

/// Ids in one call.
const MOST: usize = 50;

/// Base information of these items; unknown ones are left out.
pub async fn base(out: &Outbound, ids: &[String]) -> Result<Vec<BaseInfo>, ChannelError> {
    let mut found = Vec::new();
    for chunk in ids.chunks(MOST) {
        let call = Call::read(
            "product/get_item_base_info",
            vec![("item_id_list", chunk.join(","))],
        );
        match get::<BaseInfos>(out, &call).await {
            Ok(page) => found.extend(page.item_list),
            Err(ChannelError::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

/// The item's models.
pub async fn models(out: &Outbound, item: &str) -> Result<Models, ChannelError> {
    get(
        out,
        &Call::read("product/get_model_list", vec![("item_id", item.to_owned())]),
    )
    .await
}

/// These items with their models.
pub async fn by_id(out: &Outbound, ids: &[String]) -> Result<Vec<RemoteItem>, ChannelError> {
    let mut found = Vec::new();
    for info in base(out, ids).await? {
        let models = if info.has_model {
            Some(models(out, &info.item_id.0).await?)
        } else {
            None
        };
        found.push(remote_item(&out.shop, &info, models.as_ref()));
    }
    Ok(found)
}

/// Ids of all items that are not deleted, a page of them, and where the next one begins.
pub async fn keys(
    out: &Outbound,
    cursor: Option<&str>,
) -> Result<(Vec<String>, Option<String>), ChannelError> {
    let offset = cursor.unwrap_or("0").to_owned();
    let mut query = vec![("offset", offset.clone()), ("page_size", MOST.to_string())];
    let statuses = ["NORMAL", "UNLIST", "REVIEWING", "BANNED"];
    query.extend(statuses.map(|status| ("item_status", status.to_owned())));
    let page: ItemPage = get(out, &Call::read("product/get_item_list", query)).await?;
    let next = page.next_offset.0.to_string();
    Ok((
        page.item.into_iter().map(|key| key.item_id.0).collect(),
        (page.has_next_page && next != offset).then_some(next),
    ))
}

/// A page of all items that are not deleted.
pub async fn page(out: &Outbound, cursor: Option<&str>) -> Result<Page<RemoteItem>, ChannelError> {
    let (ids, next) = keys(out, cursor).await?;
    Ok(Page {
        items: by_id(out, &ids).await?,
        next,
    })
}
