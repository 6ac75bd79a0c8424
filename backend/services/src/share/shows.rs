//! The goods that links to several of them show.

use crate::error::Result;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use store::sql;
use uuid::Uuid;

/// A good that a link shows.
#[derive(FromQueryResult)]
pub(super) struct Shows {
    pub link_id: Uuid,
    pub listing_id: Uuid,
    pub cooperative_id: Uuid,
}

/// The goods behind those of these links that lead to baskets and livestreams.
pub(super) async fn shows<C: ConnectionTrait>(db: &C, links: Vec<Value>) -> Result<Vec<Shows>> {
    let places = sql::placeholders(1, links.len());
    let text = format!(
        "select distinct i.link_id, o.listing_id, o.cooperative_id from share_link_item i \
         join offer o on o.variant_id = i.variant_id where i.link_id in ({places}) \
         union select k.id as link_id, o.listing_id, o.cooperative_id from share_link k \
         join live_session s on s.slug = k.live_slug join live_item i on i.session_id = s.id \
         join offer o on o.id = i.offer_id where k.id in ({places})"
    );
    Ok(sql::all(db, &text, links).await?)
}
