//! Putting an item up: find it by its SKU, else create it; then its variants, which Shopee takes only some seconds later.

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use shared::canonical::{Listing, RemoteIds};
use shared::time::Millis;

use super::client::{Call, form, get, post};
use super::convert::{
    channels_for, checked, find_tiers, init_body, item_body, item_sku, model_rows, models_ids,
    sku_fields,
};
use super::offers;
use super::read::{base, keys, models};
use super::wire::{BaseInfo, ChannelList, Created, ItemLimit, Nothing, Searched, Uploaded};
use crate::{ChannelError, LineDone, Outbound, Submitted};

/// Shopee wants so much time between an item and its variants.
const SETTLE_MS: i64 = 6_000;
/// Pages of a search that are read.
const SEARCH_PAGES: usize = 20;
/// Pages of all items that are read where the search is refused.
const SCAN_PAGES: usize = 200;

/// What is still to be done for an item that stands there: its variants. It carries all that is needed, for nothing is
/// remembered here.
#[derive(Serialize, Deserialize)]
struct Rest {
    /// Not before.
    at: Millis,
    /// The item.
    item: String,
    /// Body of `init_tier_variation`.
    body: Value,
    /// Whether buyers are to see it.
    visible: bool,
}

/// Uploads one picture; Shopee makes it square.
pub async fn upload(out: &Outbound, jpeg: Bytes) -> Result<String, ChannelError> {
    let length = u64::try_from(jpeg.len()).unwrap_or(u64::MAX);
    let part = reqwest::multipart::Part::stream_with_length(jpeg, length)
        .file_name("anh.jpg")
        .mime_str("image/jpeg")
        .map_err(|e| ChannelError::Malformed(e.to_string()))?;
    let parts = reqwest::multipart::Form::new()
        .text("scene", "normal")
        .text("ratio", "1:1")
        .part("image", part);
    // A picture that was uploaded twice harms nobody: it is no write whose outcome matters.
    let mut call = Call::read("media_space/upload_image", Vec::new()).by_app();
    call.writes = false;
    let answer: Uploaded = form(out, &call, parts).await?;
    if let Some(row) = answer
        .image_info_list
        .iter()
        .find(|row| !row.error.is_empty())
    {
        return Err(ChannelError::Invalid {
            field: shared::canonical::Field::Pictures,
            message: format!("{}: {}", row.error, row.message),
        });
    }
    answer
        .image_info_list
        .into_iter()
        .filter_map(|row| row.image_info)
        .chain(answer.image_info)
        .map(|info| info.image_id)
        .find(|id| !id.is_empty())
        .ok_or_else(|| ChannelError::Malformed("no image_id".to_owned()))
}

/// Creates or changes the item.
pub async fn put(out: &Outbound, listing: &Listing) -> Result<Submitted, ChannelError> {
    put_plain(out, listing)
        .await
        .map_err(|error| sku_fields(error, item_sku(listing)))
}

async fn put_plain(out: &Outbound, listing: &Listing) -> Result<Submitted, ChannelError> {
    let known = match &listing.remote {
        Some(ids) => base(out, std::slice::from_ref(&ids.id))
            .await?
            .into_iter()
            .next(),
        None => None,
    };
    let there = match known.filter(alive) {
        Some(info) => Some(info),
        None => find(out, item_sku(listing)).await?,
    };
    let category = listing.category.1.clone().unwrap_or_default();
    let limit: ItemLimit = get(
        out,
        &Call::read("product/get_item_limit", vec![("category_id", category)]),
    )
    .await?;
    let findings = checked(listing, &limit);
    if !findings.is_empty() {
        return Ok(Submitted::Rejected(findings));
    }
    let list: ChannelList = get(out, &Call::read("logistics/get_channel_list", Vec::new())).await?;
    let logistics = channels_for(listing, &list.logistics_channel_list)?;
    let body = item_body(listing, logistics, &limit)?;
    match there {
        Some(info) => change(out, listing, &info, body).await,
        None => create(out, listing, body).await,
    }
}

fn alive(info: &BaseInfo) -> bool {
    !matches!(info.item_status.as_str(), "SELLER_DELETE" | "SHOPEE_DELETE")
}

/// The item with exactly this SKU. The search finds every SKU that contains it, and in some shops refuses to search by
/// SKU alone; then all items are looked through, which takes longer and is as certain.
async fn find(out: &Outbound, sku: &str) -> Result<Option<BaseInfo>, ChannelError> {
    match search(out, sku).await {
        Err(ChannelError::Invalid { .. } | ChannelError::Unknown(_)) => scan(out, sku).await,
        found => found,
    }
}

fn exactly(found: Vec<BaseInfo>, sku: &str) -> Option<BaseInfo> {
    found
        .into_iter()
        .find(|info| info.item_sku == sku && alive(info))
}

fn endless() -> ChannelError {
    ChannelError::Malformed("the search does not end".to_owned())
}

async fn search(out: &Outbound, sku: &str) -> Result<Option<BaseInfo>, ChannelError> {
    let mut offset = String::new();
    for _ in 0..SEARCH_PAGES {
        let mut query = vec![("item_sku", sku.to_owned()), ("page_size", "50".to_owned())];
        if !offset.is_empty() {
            query.push(("offset", offset.clone()));
        }
        let page: Searched = get(out, &Call::read("product/search_item", query)).await?;
        let ids: Vec<String> = page.item_id_list.into_iter().map(|id| id.0).collect();
        if let Some(info) = exactly(base(out, &ids).await?, sku) {
            return Ok(Some(info));
        }
        if page.next_offset.0.is_empty() || page.next_offset.0 == offset {
            return Ok(None);
        }
        offset = page.next_offset.0;
    }
    Err(endless())
}

async fn scan(out: &Outbound, sku: &str) -> Result<Option<BaseInfo>, ChannelError> {
    let mut cursor: Option<String> = None;
    for _ in 0..SCAN_PAGES {
        let (ids, next) = keys(out, cursor.as_deref()).await?;
        if let Some(info) = exactly(base(out, &ids).await?, sku) {
            return Ok(Some(info));
        }
        if next.is_none() {
            return Ok(None);
        }
        cursor = next;
    }
    Err(endless())
}

async fn create(
    out: &Outbound,
    listing: &Listing,
    mut body: Value,
) -> Result<Submitted, ChannelError> {
    let single = listing.variants.len() == 1;
    let prices = listing.variants.iter().map(|v| v.price.dong());
    body["original_price"] = prices.min().unwrap_or(0).into();
    // Until its packs stand, nobody can buy an item of several.
    let stock = if single { listing.variants[0].stock } else { 0 };
    body["seller_stock"] = json!([{"stock": stock}]);
    let shown = single && listing.visible;
    body["item_status"] = if shown { "NORMAL" } else { "UNLIST" }.into();
    let created: Created = post(out, &Call::write("product/add_item"), &body).await?;
    if single {
        return stand(out, &created.item_id.0).await;
    }
    rest(out, listing, &created.item_id.0)
}

fn rest(out: &Outbound, listing: &Listing, item: &str) -> Result<Submitted, ChannelError> {
    let rest = Rest {
        at: out.now.plus_ms(SETTLE_MS),
        item: item.to_owned(),
        body: init_body(listing, number(item)?),
        visible: listing.visible,
    };
    serde_json::to_string(&rest)
        .map(Submitted::Task)
        .map_err(|e| ChannelError::Malformed(e.to_string()))
}

pub fn number(id: &str) -> Result<i64, ChannelError> {
    id.parse().map_err(|_| ChannelError::NotFound)
}

/// Gives an item its packs, when its time has come.
pub async fn poll(out: &Outbound, task: &str) -> Result<Submitted, ChannelError> {
    let rest: Rest = serde_json::from_str(task).map_err(|_| ChannelError::NotFound)?;
    if out.now < rest.at {
        return Ok(Submitted::Task(task.to_owned()));
    }
    let info = base(out, std::slice::from_ref(&rest.item)).await?;
    let info = info.into_iter().find(alive).ok_or(ChannelError::NotFound)?;
    if !info.has_model {
        post::<Nothing>(out, &Call::write("product/init_tier_variation"), &rest.body).await?;
    }
    show(out, &info, rest.visible).await?;
    stand(out, &rest.item).await
}

async fn change(
    out: &Outbound,
    listing: &Listing,
    info: &BaseInfo,
    mut body: Value,
) -> Result<Submitted, ChannelError> {
    let item = &info.item_id.0;
    body["item_id"] = number(item)?.into();
    post::<Nothing>(out, &Call::write("product/update_item"), &body).await?;
    if listing.variants.len() > 1 || info.has_model {
        if !info.has_model {
            return rest(out, listing, item);
        }
        repack(out, listing, item).await?;
    }
    let after = stand_now(out, item).await?;
    let lines = offers::differing(listing, &after);
    for done in offers::set(out, &lines).await? {
        match done.result {
            // The listing itself is changed. What a promotion or a reservation holds is told by who sets offers.
            Ok(()) | Err(ChannelError::Locked(_)) => {}
            Err(error) => return Err(error),
        }
    }
    show(out, info, listing.visible).await?;
    stand(out, item).await
}

/// Brings the packs there in line with ours; those that stay keep their ids.
async fn repack(out: &Outbound, listing: &Listing, item: &str) -> Result<(), ChannelError> {
    let there = models(out, item).await?;
    if find_tiers(listing, &there) {
        return Ok(());
    }
    let (update, add) = model_rows(listing, number(item)?, &there);
    post::<Nothing>(out, &Call::write("product/update_tier_variation"), &update).await?;
    if let Some(add) = add {
        post::<Nothing>(out, &Call::write("product/add_model"), &add).await?;
    }
    Ok(())
}

/// Shows or hides the item where it stands otherwise.
async fn show(out: &Outbound, info: &BaseInfo, visible: bool) -> Result<(), ChannelError> {
    let hidden = info.item_status == "UNLIST";
    if hidden != visible {
        return Ok(());
    }
    let ids = RemoteIds {
        id: info.item_id.0.clone(),
        ..RemoteIds::default()
    };
    let done: Vec<LineDone> = offers::show(out, &[ids], visible).await?;
    done.into_iter().try_for_each(|line| line.result)
}

async fn stand_now(
    out: &Outbound,
    item: &str,
) -> Result<shared::canonical::RemoteItem, ChannelError> {
    super::read::by_id(out, &[item.to_owned()])
        .await?
        .into_iter()
        .next()
        .ok_or(ChannelError::NotFound)
}

/// How the item stands after all that.
async fn stand(out: &Outbound, item: &str) -> Result<Submitted, ChannelError> {
    let info = base(out, &[item.to_owned()]).await?;
    let info = info.first().ok_or(ChannelError::NotFound)?;
    let models = if info.has_model {
        Some(models(out, item).await?)
    } else {
        None
    };
    let ids = models_ids(&out.shop, item, &info.item_sku, models.as_ref());
    Ok(match info.item_status.as_str() {
        "REVIEWING" => Submitted::InReview(ids),
        "BANNED" => Submitted::Rejected(vec![super::spec::banned()]),
        _ => Submitted::Live(ids),
    })
}
