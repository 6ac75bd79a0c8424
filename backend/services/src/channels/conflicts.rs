//! Fields that a channel changed, or both sides did: both values are shown, a person chooses, nothing is overwritten
//! meanwhile.

use super::account::Account;
use super::job;
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::floors::{Sale, guard};
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
use shared::money::Vnd;
use shared::rules::three_way::Verdict;
use store::entity::{channel_conflict, channel_listing, channel_variant};
use store::{WriteTxn, channel_jobs, sql};
use uuid::Uuid;

/// A difference before it is written.
pub(super) struct Found {
    listing: Uuid,
    unit: Option<Uuid>,
    field: &'static str,
    kind: &'static str,
    agreed: Option<String>,
    ours: String,
    theirs: String,
    explanation: String,
}

impl Found {
    pub fn title(
        listing: &channel_listing::Model,
        verdict: Verdict,
        (ours, theirs): (&str, &str),
    ) -> Self {
        let both = verdict == Verdict::Conflict;
        let why = if both {
            "Tên bị sửa ở cả hai nơi từ lần cập nhật trước"
        } else {
            "Tên trên sàn đã bị sửa trong ứng dụng của sàn"
        };
        Self {
            listing: listing.id,
            unit: None,
            field: "title",
            kind: if both { "conflict" } else { "take" },
            agreed: listing.agreed_title.clone(),
            ours: ours.to_owned(),
            theirs: theirs.to_owned(),
            explanation: why.to_owned(),
        }
    }

    pub fn price(
        listing: &channel_listing::Model,
        unit: &channel_variant::Model,
        verdict: Verdict,
        (ours, theirs): (Vnd, Vnd),
    ) -> Self {
        let both = verdict == Verdict::Conflict;
        let why = if both {
            "Giá bị sửa ở cả hai nơi từ lần cập nhật trước"
        } else {
            "Giá trên sàn đã bị sửa trong ứng dụng của sàn"
        };
        Self {
            listing: listing.id,
            unit: Some(unit.id),
            field: "price",
            kind: if both { "conflict" } else { "take" },
            agreed: unit.agreed_price.map(|price| price.to_string()),
            ours: ours.0.to_string(),
            theirs: theirs.0.to_string(),
            explanation: why.to_owned(),
        }
    }

    pub fn stock(
        listing: &channel_listing::Model,
        unit: &channel_variant::Model,
        (ours, theirs): (i64, i64),
    ) -> Self {
        let agreed = unit.agreed_stock.unwrap_or(0);
        let more = theirs - agreed;
        Self {
            listing: listing.id,
            unit: Some(unit.id),
            field: "stock",
            kind: "take",
            agreed: unit.agreed_stock.map(|stock| stock.to_string()),
            ours: ours.to_string(),
            theirs: theirs.to_string(),
            explanation: format!(
                "Sàn có nhiều hơn lần báo trước {more}: có người thêm hàng trên sàn, hoặc đơn bị huỷ ở đó. \
                 Nếu kho có thêm thật, hãy ghi nhập {more} vào sổ kho rồi chọn “giữ của mình”"
            ),
        }
    }
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

/// Writes it, or brings an open one of the same field up to date.
pub(super) async fn raise(txn: &WriteTxn, account: Uuid, found: Found, now: i64) -> Result<()> {
    let open: Option<Id> = sql::one(
        &**txn,
        "select id from channel_conflict where channel_listing_id = $1 and field = $2 and chosen_at is null \
         and (channel_variant_id = $3 or (channel_variant_id is null and $4))",
        [
            found.listing.into(),
            found.field.into(),
            found.unit.into(),
            found.unit.is_none().into(),
        ],
    )
    .await?;
    if let Some(open) = open {
        sql::execute(
            &**txn,
            "update channel_conflict set ours = $1, theirs = $2, kind = $3, explanation = $4 where id = $5",
            [
                found.ours.into(),
                found.theirs.into(),
                found.kind.into(),
                found.explanation.into(),
                open.id.into(),
            ],
        )
        .await?;
        return Ok(());
    }
    let row = channel_conflict::Model {
        id: Uuid::now_v7(),
        account_id: account,
        channel_listing_id: found.listing,
        channel_variant_id: found.unit,
        field: found.field.to_owned(),
        kind: found.kind.to_owned(),
        agreed: found.agreed,
        ours: found.ours,
        theirs: found.theirs,
        explanation: found.explanation,
        created_at: now,
        chosen: None,
        chosen_by: None,
        chosen_at: None,
    };
    channel_conflict::Entity::insert(row.into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    Ok(())
}

/// Which value is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Ours: the channel is told.
    Ours,
    /// The channel's: it counts for this channel from now on.
    Theirs,
}

/// A person chooses. The channel's price below a floor is `Invalid` (`below_floor`).
pub async fn choose(
    core: &Core,
    actor: &Actor,
    account: &Account,
    conflict: Uuid,
    choice: Choice,
) -> Result<()> {
    let person = actor.member(account.row.cooperative_id.into(), Right::Sell)?;
    let row: channel_conflict::Model = sql::one(
        core.db.read(),
        "select * from channel_conflict where id = $1 and account_id = $2",
        [conflict.into(), account.row.id.into()],
    )
    .await?
    .ok_or(Error::NotFound {
        what: "channel_conflict",
    })?;
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    let code = match choice {
        Choice::Ours => "ours",
        Choice::Theirs => "theirs",
    };
    let touched = sql::execute(
        &*txn,
        "update channel_conflict set chosen = $1, chosen_by = $2, chosen_at = $3 where id = $4 and chosen_at is null",
        [
            code.into(),
            person.id.uuid().into(),
            now.into(),
            row.id.into(),
        ],
    )
    .await?;
    if touched == 0 {
        return Ok(txn.rollback().await?);
    }
    if choice == Choice::Theirs {
        take(core, &txn, actor, account, &row).await?;
    }
    tell(&txn, account.row.id, &row, choice, now).await?;
    Ok(txn.commit().await?)
}

/// The channel's value counts there from now on.
async fn take(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    account: &Account,
    row: &channel_conflict::Model,
) -> Result<()> {
    match (row.field.as_str(), row.channel_variant_id) {
        ("price", Some(unit)) => {
            let price: i64 = row.theirs.parse().unwrap_or(0);
            keeps_floor(core, txn, actor, account, (unit, Vnd(price))).await?;
            sql::execute(
                &**txn,
                "update channel_variant set price = $1, agreed_price = $1 where id = $2",
                [price.into(), unit.into()],
            )
            .await?;
        }
        ("title", _) => {
            sql::execute(
                &**txn,
                "update channel_listing set title = $1, agreed_title = $1 where id = $2",
                [row.theirs.as_str().into(), row.channel_listing_id.into()],
            )
            .await?;
        }
        // Stock is what the ledger says: the channel's number is only looked at.
        _ => {}
    }
    Ok(())
}

async fn keeps_floor(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    account: &Account,
    (unit, price): (Uuid, Vnd),
) -> Result<()> {
    let offers: Vec<Id> = sql::all(
        &**txn,
        "select o.id from offer o join channel_variant v on v.variant_id = o.variant_id where v.id = $1 order by o.id",
        [unit.into()],
    )
    .await?;
    let sales: Vec<Sale> = offers
        .into_iter()
        .map(|offer| Sale {
            offer: offer.id.into(),
            price,
            reductions: account.settings.terms.reductions(),
        })
        .collect();
    let refused = guard(&**txn, &sales, core.clock.now().vn_date()).await?;
    match refused.first() {
        Some((_, below)) => Err(Error::invalid(
            "choice",
            crate::floors::BELOW,
            below.say(actor.locale),
        )),
        None => Ok(()),
    }
}

async fn tell(
    txn: &WriteTxn,
    account: Uuid,
    row: &channel_conflict::Model,
    choice: Choice,
    now: i64,
) -> Result<()> {
    if row.field == "title" {
        if choice == Choice::Ours {
            sql::execute(
                &**txn,
                "update channel_listing set sent_hash = null where id = $1",
                [row.channel_listing_id.into()],
            )
            .await?;
        }
        let subject = row.channel_listing_id.to_string();
        channel_jobs::ask(txn, account, job::LISTING, &subject, now).await?;
        return Ok(());
    }
    let Some(unit) = row.channel_variant_id else {
        return Ok(());
    };
    if choice == Choice::Ours {
        sql::execute(
            &**txn,
            "update channel_variant set agreed_price = null, agreed_stock = null where id = $1",
            [unit.into()],
        )
        .await?;
    }
    let unit: Option<channel_variant::Model> = sql::one(
        &**txn,
        "select * from channel_variant where id = $1",
        [unit.into()],
    )
    .await?;
    if let Some(unit) = unit {
        channel_jobs::ask(txn, account, job::OFFER, &unit.sku, now).await?;
    }
    Ok(())
}

/// The channel's title of a listing, while a person has to choose between it and ours.
pub(super) async fn theirs_of_title(core: &Core, listing: Uuid) -> Result<Option<String>> {
    let row = sql::row(
        core.db.read(),
        "select theirs from channel_conflict where channel_listing_id = $1 and field = 'title' and chosen_at is null \
         order by created_at limit 1",
        [listing.into()],
    )
    .await?;
    Ok(row.map(|row| row.try_get("", "theirs")).transpose()?)
}

/// Fields of this unit that wait for a choice: they are not sent meanwhile.
pub(super) async fn open_fields(core: &Core, account: Uuid) -> Result<Vec<(Uuid, String)>> {
    let rows: Vec<channel_conflict::Model> = sql::all(
        core.db.read(),
        "select * from channel_conflict where account_id = $1 and chosen_at is null and channel_variant_id is not null",
        [account.into()],
    )
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| Some((row.channel_variant_id?, row.field)))
        .collect())
}
