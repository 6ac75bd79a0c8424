//! The booth's page of sharing: its goods, its links, what it pays, and what that came to.

use super::goods::of_booth;
use super::lines::{Whose, rows, sums};
use super::link::{Of, list};
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use shared::id::CooperativeId;
use shared::input::share::percent_words;
use shared::say::Locale;
use shared::time::Millis;
use shared::view::share::{BoothShareView, RateLine};
use store::sql;
use uuid::Uuid;

/// Commission lines shown; the file has all.
const SHOWN: i64 = 50;

#[derive(FromQueryResult)]
struct RateRow {
    id: Uuid,
    rate_bp: i32,
    valid_from: i64,
    title: Option<String>,
    seller: Option<String>,
}

/// The page for a member.
pub async fn booth_page(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
) -> Result<BoothShareView> {
    actor.member(cooperative, Right::Read)?;
    let l = actor.locale;
    let may_manage = actor.member(cooperative, Right::Manage).is_ok();
    let id = cooperative.uuid();
    let whose = Whose::Cooperative(id);
    let lines = rows(core, whose, SHOWN).await?;
    Ok(BoothShareView {
        goods: of_booth(core, id, l).await?,
        links: list(core, Of::Cooperative(id), l).await?,
        rates: rates(core, id, may_manage, l).await?,
        lines: lines.iter().map(|row| row.view(whose, l)).collect(),
        sums: sums(core, whose, l).await?,
        may_share: actor.member(cooperative, Right::Sell).is_ok(),
        may_manage,
        ..BoothShareView::default()
    })
}

#[derive(FromQueryResult)]
struct Named {
    slug: String,
}

/// The name of the cooperative's booth in addresses. It has to have opened.
pub async fn booth_slug(core: &Core, cooperative: CooperativeId) -> Result<String> {
    let row: Option<Named> = sql::one(
        core.db.read(),
        "select slug from booth where cooperative_id = $1 and opened_at is not null",
        [cooperative.uuid().into()],
    )
    .await?;
    row.map(|row| row.slug)
        .ok_or(Error::NotFound { what: "booth" })
}

async fn rates(core: &Core, cooperative: Uuid, can_end: bool, l: Locale) -> Result<Vec<RateLine>> {
    let rows: Vec<RateRow> = sql::all(
        core.db.read(),
        "select r.id, r.rate_bp, r.valid_from, l.title, e.shown_name as seller from share_rate r \
         left join listing l on l.id = r.listing_id left join seller e on e.id = r.seller_id \
         where r.cooperative_id = $1 and r.ended_at is null order by r.created_at desc, r.id",
        [cooperative.into()],
    )
    .await?;
    let line = |row: RateRow| {
        let goods = row
            .title
            .unwrap_or_else(|| l.say("Mọi món", "All goods").to_owned());
        let who = row
            .seller
            .unwrap_or_else(|| l.say("mọi người giới thiệu", "every seller").to_owned());
        let day = Millis(row.valid_from).vn_date().short();
        RateLine {
            id: row.id.to_string(),
            rate: percent_words(u32::try_from(row.rate_bp).unwrap_or_default()),
            detail: match l {
                Locale::Vi => format!("{goods} · {who} · từ {day}"),
                Locale::En => format!("{goods} · {who} · since {day}"),
            },
            can_end,
        }
    };
    Ok(rows.into_iter().map(line).collect())
}
