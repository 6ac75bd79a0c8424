//! Messages about decisions of the alliance: on cooperatives and on listings.

use super::{Draft, once, sellers, write};
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use shared::id::{CooperativeId, ListingId};
use shared::say::Locale;
use store::sql;
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Cooperative {
    short_name: String,
    state: String,
    state_note: Option<String>,
    paused_at: Option<i64>,
}

/// Tells a cooperative's directors and sellers that it was verified, refused or paused.
pub async fn cooperative_changed(
    core: &Core,
    cause: Uuid,
    id: CooperativeId,
    base: &str,
) -> Result<()> {
    let found: Option<Cooperative> = sql::one(
        core.db.read(),
        "select short_name, state, state_note, paused_at from cooperative where id = $1",
        [id.uuid().into()],
    )
    .await?;
    let one = found.ok_or(Error::NotFound {
        what: "cooperative",
    })?;
    let txn = core.db.begin().await?;
    for person in sellers(core, id).await? {
        let l = person.locale();
        let Some((subject, body)) =
            cooperative_words(&one, &format!("{base}{}", l.path("/htx")), l)
        else {
            continue;
        };
        let kind = if one.paused_at.is_some() {
            "cooperative.paused"
        } else {
            "cooperative.state"
        };
        let draft = Draft {
            kind,
            person: Some(person.id),
            cooperative: id.uuid(),
            sub_order: None,
            to: person.to(),
            subject,
            body,
        };
        write(
            core,
            &txn,
            once(&format!("{cause}/{kind}"), &person.id.to_string()),
            draft,
        )
        .await?;
    }
    Ok(txn.commit().await?)
}

fn cooperative_words(one: &Cooperative, link: &str, l: Locale) -> Option<(String, String)> {
    let name = &one.short_name;
    let note = one
        .state_note
        .as_deref()
        .map_or(String::new(), |note| format!(" {note}"));
    Some(match (one.paused_at.is_some(), one.state.as_str(), l) {
        (true, _, Locale::Vi) => (
            format!("Gian hàng {name} tạm ẩn"),
            format!("Gian hàng {name} đang tạm ẩn với người mua.{note} Xem: {link}"),
        ),
        (true, _, Locale::En) => (
            format!("{name}'s booth is paused"),
            format!("Buyers do not see {name}'s booth for now.{note} See: {link}"),
        ),
        (_, "verified", Locale::Vi) => (
            format!("{name} đã được duyệt"),
            format!("{name} đã được duyệt, gian hàng đã mở. Đăng món đầu tiên: {link}"),
        ),
        (_, "verified", Locale::En) => (
            format!("{name} is verified"),
            format!("{name} is verified and its booth is open. List the first goods: {link}"),
        ),
        (_, "refused", Locale::Vi) => (
            format!("Hồ sơ {name} cần sửa"),
            format!("Hồ sơ {name} chưa được duyệt.{note} Sửa rồi gửi lại: {link}"),
        ),
        (_, "refused", Locale::En) => (
            format!("{name} was not verified"),
            format!("{name} was not verified yet.{note} Correct it and send it again: {link}"),
        ),
        _ => return None,
    })
}

#[derive(FromQueryResult)]
struct Listing {
    cooperative_id: Uuid,
    title: String,
    slug: String,
    state: String,
    state_note: Option<String>,
}

/// Tells the cooperative that a listing is on the shelf, was sent back, or paused as its certificate ended.
pub async fn listing_reviewed(core: &Core, cause: Uuid, id: ListingId, base: &str) -> Result<()> {
    let found: Option<Listing> = sql::one(
        core.db.read(),
        "select cooperative_id, title, slug, state, state_note from listing where id = $1",
        [id.uuid().into()],
    )
    .await?;
    let one = found.ok_or(Error::NotFound { what: "listing" })?;
    let txn = core.db.begin().await?;
    for person in sellers(core, CooperativeId::from(one.cooperative_id)).await? {
        let Some((subject, body)) = listing_words(&one, base, person.locale()) else {
            continue;
        };
        let kind = match one.state.as_str() {
            "live" => "listing.approved",
            "paused" => "listing.paused",
            _ => "listing.sent_back",
        };
        let draft = Draft {
            kind,
            person: Some(person.id),
            cooperative: one.cooperative_id,
            sub_order: None,
            to: person.to(),
            subject,
            body,
        };
        write(
            core,
            &txn,
            once(&format!("{cause}/{kind}"), &person.id.to_string()),
            draft,
        )
        .await?;
    }
    Ok(txn.commit().await?)
}

fn listing_words(one: &Listing, base: &str, l: Locale) -> Option<(String, String)> {
    let title = &one.title;
    let note = one
        .state_note
        .as_deref()
        .map_or(String::new(), |note| format!(" {note}"));
    let shop = format!("{base}{}", l.path(&format!("/p/{}", one.slug)));
    let booth = format!("{base}{}", l.path("/htx/hang"));
    Some(match (one.state.as_str(), l) {
        ("live", Locale::Vi) => (
            format!("{title} đã lên chợ"),
            format!("{title} đã lên chợ. Xem như người mua thấy: {shop}"),
        ),
        ("live", Locale::En) => (
            format!("{title} is on the market"),
            format!("{title} is on the market. As buyers see it: {shop}"),
        ),
        ("paused", Locale::Vi) if !note.is_empty() => (
            format!("{title} tạm nghỉ bán"),
            format!("{title} tạm nghỉ bán vì giấy đã hết hạn.{note}. Sửa rồi bán lại: {booth}"),
        ),
        ("paused", Locale::En) if !note.is_empty() => (
            format!("{title} is paused"),
            format!(
                "{title} is paused, its certificate has ended.{note}. Correct it and sell again: {booth}"
            ),
        ),
        ("draft", Locale::Vi) => (
            format!("{title} cần sửa"),
            format!("{title} chưa lên chợ được.{note} Sửa rồi gửi lại: {booth}"),
        ),
        ("draft", Locale::En) => (
            format!("{title} was sent back"),
            format!(
                "{title} is not on the market yet.{note} Correct it and send it again: {booth}"
            ),
        ),
        _ => return None,
    })
}
