//! Commission lines: frozen with the sale, in its transaction.

use super::booked::{settle, state};
use super::clicks;
use super::shows::shows;
use crate::core::Core;
use crate::error::Result;
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, Value};
use shared::money::Vnd;
use shared::rules::attribution::{Case, Click, Found, Line, RULE, Rate, attribute, base};
use shared::rules::voucher::{Share, per_line};
use shared::time::Millis;
use std::collections::HashMap;
use store::entity::{commission_line, order_line, share_click, sub_order};
use store::{WriteTxn, sql};
use uuid::Uuid;

/// What an order brings along of its clicks.
#[derive(Default)]
pub(crate) struct Brought {
    clicks: Vec<Click>,
    /// A click that came with the order and is not stored yet.
    fresh: Option<share_click::Model>,
    /// The code of the last link, for the order.
    pub code: Option<String>,
}

#[derive(FromQueryResult)]
struct LinkRow {
    id: Uuid,
    code: String,
    kind: String,
    listing_id: Option<Uuid>,
    booth_id: Option<Uuid>,
    owner_of_listing: Option<Uuid>,
    seller_id: Option<Uuid>,
    revoked_at: Option<i64>,
    stopped: bool,
    seller_phone: Option<String>,
}

const LINKS: &str = "select s.id, s.code, s.kind, s.listing_id, s.booth_id, l.cooperative_id as owner_of_listing, s.seller_id, \
     s.revoked_at, (e.id is not null and e.state <> 'active') as stopped, p.phone_lookup as seller_phone from share_link s \
     left join listing l on l.id = s.listing_id left join seller e on e.id = s.seller_id \
     left join person p on p.id = e.person_id";

/// The clicks behind an order that is placed at `now` by the phone `buyer` (its fingerprint): those of the browser's `cookie`,
/// and the link whose `code` was sent with the order. Nothing is asked of the database when there is neither.
pub(crate) async fn gather(
    core: &Core,
    (cookie, code): (Option<&str>, Option<&str>),
    buyer: &str,
    now: Millis,
) -> Result<Brought> {
    let db = core.db.read();
    let ids = clicks::read(cookie.unwrap_or_default());
    let mut stored = clicks::load(db, &ids, now).await?;
    let mut brought = Brought::default();
    if let Some(code) = code {
        let link: Option<LinkRow> =
            sql::one(db, &format!("{LINKS} where s.code = $1"), [code.into()]).await?;
        if let Some(link) = link.filter(|link| !stored.iter().any(|one| one.link_id == link.id)) {
            let row = share_click::Model {
                id: Uuid::now_v7(),
                link_id: link.id,
                app: "order".to_owned(),
                at: now.0,
            };
            stored.push(clicks::Stored {
                id: row.id,
                link_id: row.link_id,
                at: row.at,
            });
            brought.fresh = Some(row);
        }
    }
    (brought.clicks, brought.code) = complete(db, &stored, buyer, now).await?;
    Ok(brought)
}

/// The clicks with what their links show and whose they are, and the code of the last one.
pub(super) async fn complete<C: ConnectionTrait>(
    db: &C,
    stored: &[clicks::Stored],
    buyer: &str,
    at: Millis,
) -> Result<(Vec<Click>, Option<String>)> {
    if stored.is_empty() {
        return Ok((Vec::new(), None));
    }
    let ids: Vec<Value> = stored.iter().map(|one| one.link_id.into()).collect();
    let places = sql::placeholders(1, ids.len());
    let links: Vec<LinkRow> = sql::all(
        db,
        &format!("{LINKS} where s.id in ({places})"),
        ids.clone(),
    )
    .await?;
    let shows = shows(db, ids).await?;
    let links: HashMap<Uuid, LinkRow> = links.into_iter().map(|link| (link.id, link)).collect();
    let mut clicks = Vec::new();
    let mut last = None;
    for one in stored {
        let Some(link) = links.get(&one.link_id) else {
            continue;
        };
        last = Some(link.code.clone());
        let Some(seller) = link.seller_id else {
            continue;
        };
        let shown = || shows.iter().filter(|row| row.link_id == link.id);
        clicks.push(Click {
            id: one.id,
            link: link.id,
            seller,
            live: link.kind == "live",
            at: Millis(one.at),
            listings: link
                .listing_id
                .into_iter()
                .chain(shown().map(|row| row.listing_id))
                .collect(),
            cooperatives: [link.booth_id, link.owner_of_listing]
                .into_iter()
                .flatten()
                .chain(shown().map(|row| row.cooperative_id))
                .collect(),
            ended: link.revoked_at.is_some_and(|ended| ended <= at.0),
            stopped: link.stopped,
            own: link.seller_phone.as_deref() == Some(buyer),
        });
    }
    Ok((clicks, last))
}

#[derive(FromQueryResult)]
struct RateRow {
    id: Uuid,
    cooperative_id: Uuid,
    listing_id: Option<Uuid>,
    seller_id: Option<Uuid>,
    rate_bp: i32,
}

async fn rates<C: ConnectionTrait>(db: &C, cooperatives: &[Uuid], at: Millis) -> Result<Vec<Rate>> {
    let text = format!(
        "select id, cooperative_id, listing_id, seller_id, rate_bp from share_rate where valid_from <= $1 \
         and (ended_at is null or ended_at > $1) and cooperative_id in ({})",
        sql::placeholders(2, cooperatives.len())
    );
    let values =
        std::iter::once(Value::from(at.0)).chain(cooperatives.iter().map(|id| (*id).into()));
    let rows: Vec<RateRow> = sql::all(db, &text, values).await?;
    let rate = |row: RateRow| Rate {
        id: row.id,
        cooperative: row.cooperative_id,
        listing: row.listing_id,
        seller: row.seller_id,
        rate_bp: u32::try_from(row.rate_bp).unwrap_or_default(),
    };
    Ok(rows.into_iter().map(rate).collect())
}

/// Writes what the clicks earned of a new order's lines, and why the others earned nothing.
pub(crate) async fn freeze(
    txn: &WriteTxn,
    brought: &Brought,
    sub_orders: &[sub_order::Model],
    lines: &[order_line::Model],
    now: Millis,
) -> Result<()> {
    if let Some(fresh) = &brought.fresh {
        share_click::Entity::insert(fresh.clone().into_active_model())
            .exec_without_returning(&**txn)
            .await?;
    }
    if write(txn, &brought.clicks, sub_orders, lines, (now, now)).await? {
        for part in sub_orders {
            settle(txn, part, state(part), now.0).await?;
        }
    }
    Ok(())
}

/// The decision is that of `at`, when the order came; it is written at `now`. False when there is nothing to write.
pub(super) async fn write(
    txn: &WriteTxn,
    clicks: &[Click],
    sub_orders: &[sub_order::Model],
    lines: &[order_line::Model],
    (at, now): (Millis, Millis),
) -> Result<bool> {
    if clicks.is_empty() || lines.is_empty() {
        return Ok(false);
    }
    let cooperatives: HashMap<Uuid, Uuid> = sub_orders
        .iter()
        .map(|row| (row.id, row.cooperative_id))
        .collect();
    let ids: Vec<Uuid> = cooperatives.values().copied().collect();
    let off: HashMap<Uuid, Share> = sub_orders
        .iter()
        .flat_map(|part| shares(part, lines))
        .collect();
    let sold = |line: &order_line::Model| {
        let off = off.get(&line.id).copied().unwrap_or_default();
        Some(Line {
            id: line.id,
            listing: line.listing_id,
            cooperative: *cooperatives.get(&line.sub_order_id)?,
            base: base(Vnd(line.total), off),
        })
    };
    let case = Case {
        at,
        clicks: clicks.to_vec(),
        lines: lines.iter().filter_map(sold).collect(),
        rates: rates(&**txn, &ids, at).await?,
    };
    let rows: Vec<commission_line::ActiveModel> = attribute(&case)
        .iter()
        .filter_map(|found| row(found, &case, lines, now).map(IntoActiveModel::into_active_model))
        .collect();
    if rows.is_empty() {
        return Ok(false);
    }
    commission_line::Entity::insert_many(rows)
        .exec_without_returning(&**txn)
        .await?;
    Ok(true)
}

/// What the vouchers of a part take off each of its lines.
pub(super) fn shares(part: &sub_order::Model, lines: &[order_line::Model]) -> Vec<(Uuid, Share)> {
    let mut own: Vec<&order_line::Model> = lines
        .iter()
        .filter(|line| line.sub_order_id == part.id)
        .collect();
    own.sort_by_key(|line| line.position);
    let totals: Vec<Vnd> = own.iter().map(|line| Vnd(line.total)).collect();
    let off = Share {
        own: Vnd(part.voucher_own),
        market: Vnd(part.voucher_market),
    };
    let ids = own.into_iter().map(|line| line.id);
    ids.zip(per_line(off, &totals)).collect()
}

fn row(
    found: &Found,
    case: &Case,
    lines: &[order_line::Model],
    now: Millis,
) -> Option<commission_line::Model> {
    let line = lines.iter().find(|line| line.id == found.line)?;
    let sold = case.lines.iter().find(|line| line.id == found.line)?;
    let click = case.clicks.iter().find(|click| click.id == found.click)?;
    Some(commission_line::Model {
        id: Uuid::now_v7(),
        order_id: line.order_id,
        sub_order_id: line.sub_order_id,
        order_line_id: line.id,
        cooperative_id: sold.cooperative,
        listing_id: line.listing_id,
        seller_id: click.seller,
        link_id: click.link,
        click_id: click.id,
        clicked_at: click.at.0,
        rule: RULE.to_owned(),
        outcome: found.outcome.code().to_owned(),
        rate_id: found.rate,
        targeted: found.targeted,
        rate_bp: i32::try_from(found.rate_bp).unwrap_or(i32::MAX),
        base: found.base.0,
        amount: found.amount.0,
        reversed: 0,
        state: if found.amount.0 > 0 {
            "pending"
        } else {
            "none"
        }
        .to_owned(),
        frozen_at: now.0,
        updated_at: now.0,
    })
}
