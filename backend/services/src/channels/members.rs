//! A union's shop sells goods of its member cooperatives. Nobody's goods are sold without their own yes: a cooperative is
//! asked, and it may leave again at any time. Orders that are there go on in either case.

use super::account::{Account, load};
use super::manage::tell_all;
use crate::actor::{Actor, Right};
use crate::audit;
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use serde_json::json;
use shared::id::CooperativeId;
use shared::text::nfc_clean;
use shared::view::channel::{InvitationLine, MemberLine, MembersView};
use store::{WriteTxn, sql};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    name: String,
    agreed_at: Option<i64>,
}

/// The cooperatives whose goods a shop sells, and those that were asked.
pub async fn members_page(core: &Core, actor: &Actor, account: &Account) -> Result<MembersView> {
    let cooperative = account.row.cooperative_id.into();
    actor.member(cooperative, Right::Read)?;
    let l = actor.locale;
    let rows: Vec<Row> = sql::all(
        core.db.read(),
        "select c.id, c.name, m.agreed_at from channel_member m join cooperative c on c.id = m.cooperative_id \
         where m.account_id = $1 order by c.name, c.id",
        [account.row.id.into()],
    )
    .await?;
    Ok(MembersView {
        action: format!("/htx/kenh/{}/thanh-vien", account.row.id),
        lines: rows
            .into_iter()
            .map(|row| MemberLine {
                id: row.id.to_string(),
                name: row.name,
                state: match row.agreed_at {
                    Some(_) => l.say("Bán chung ở đây", "Sells here too"),
                    None => l.say("Đã mời, chờ trả lời", "Asked, waiting for the answer"),
                }
                .to_owned(),
            })
            .collect(),
        may_manage: actor.member(cooperative, Right::Manage).is_ok(),
        typed: String::new(),
        done: None,
        errors: Vec::new(),
    })
}

/// Asks a cooperative, by the address of its booth, to sell in this shop. One that is not there, or the shop's own, is
/// `Invalid` (`unknown_booth`); asking twice changes nothing.
pub async fn ask_member(core: &Core, actor: &Actor, account: &Account, booth: &str) -> Result<()> {
    let person = actor.member(account.row.cooperative_id.into(), Right::Manage)?;
    let slug = nfc_clean(booth);
    let slug = slug
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default();
    let row = sql::row(
        core.db.read(),
        "select id from cooperative where slug = $1 and state = 'verified' and id <> $2",
        [slug.into(), account.row.cooperative_id.into()],
    )
    .await?;
    let Some(row) = row else {
        let message = actor.locale.say(
            "Không có gian hàng này. Dán địa chỉ gian hàng của hợp tác xã thành viên, ví dụ /gian-hang/dong-mo",
            "There is no such booth. Paste the address of the member’s booth, like /gian-hang/dong-mo",
        );
        return Err(Error::invalid("booth", "unknown_booth", message));
    };
    let other: Uuid = row.try_get("", "id")?;
    let txn = core.db.begin().await?;
    let asked = sql::execute(
        &*txn,
        "insert into channel_member (account_id, cooperative_id, asked_by, asked_at) values ($1, $2, $3, $4) \
         on conflict (account_id, cooperative_id) do nothing",
        [
            account.row.id.into(),
            other.into(),
            person.id.uuid().into(),
            core.clock.now().0.into(),
        ],
    )
    .await?;
    if asked == 1 {
        note(
            core,
            &txn,
            actor,
            (account.row.id, other, "ask_channel_member"),
        )
        .await?;
    }
    Ok(txn.commit().await?)
}

/// The shop sells this cooperative's goods no more. One that is none of its members is `NotFound`.
pub async fn drop_member(
    core: &Core,
    actor: &Actor,
    account: &Account,
    member: CooperativeId,
) -> Result<()> {
    actor.member(account.row.cooperative_id.into(), Right::Manage)?;
    let txn = core.db.begin().await?;
    leave(core, &txn, account.row.id, member).await?;
    let what = (account.row.id, member.uuid(), "drop_channel_member");
    note(core, &txn, actor, what).await?;
    Ok(txn.commit().await?)
}

#[derive(FromQueryResult)]
struct Asked {
    account_id: Uuid,
    union_name: String,
    shop: String,
    channel: String,
    agreed_at: Option<i64>,
}

/// Shops of unions that asked this cooperative, or sell its goods.
pub(super) async fn invitations(
    core: &Core,
    cooperative: CooperativeId,
) -> Result<Vec<InvitationLine>> {
    let rows: Vec<Asked> = sql::all(
        core.db.read(),
        "select m.account_id, c.name as union_name, a.name as shop, a.channel, m.agreed_at from channel_member m \
         join channel_account a on a.id = m.account_id join cooperative c on c.id = a.cooperative_id \
         where m.cooperative_id = $1 and a.closed_at is null order by m.asked_at, m.account_id",
        [cooperative.uuid().into()],
    )
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| InvitationLine {
            account: row.account_id.to_string(),
            who: row.union_name,
            shop: format!("{} ({})", row.shop, row.channel),
            agreed: row.agreed_at.is_some(),
        })
        .collect())
}

/// A cooperative that was asked agrees, or declines, or leaves. An account that did not ask it is `NotFound`.
pub async fn answer_membership(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    (account, agree): (Uuid, bool),
) -> Result<()> {
    let person = actor.member(cooperative, Right::Manage)?;
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    if agree {
        let touched = sql::execute(
            &*txn,
            "update channel_member set agreed_by = $1, agreed_at = coalesce(agreed_at, $2) where account_id = $3 \
             and cooperative_id = $4",
            [
                person.id.uuid().into(),
                now.into(),
                account.into(),
                cooperative.uuid().into(),
            ],
        )
        .await?;
        if touched == 0 {
            return Err(Error::NotFound {
                what: "channel_member",
            });
        }
        follow(&txn, account, now).await?;
    } else {
        leave(core, &txn, account, cooperative).await?;
    }
    let action = if agree {
        "join_channel"
    } else {
        "leave_channel"
    };
    note(core, &txn, actor, (account, cooperative.uuid(), action)).await?;
    txn.commit().await?;
    Ok(())
}

async fn leave(core: &Core, txn: &WriteTxn, account: Uuid, member: CooperativeId) -> Result<()> {
    let touched = sql::execute(
        &**txn,
        "delete from channel_member where account_id = $1 and cooperative_id = $2",
        [account.into(), member.uuid().into()],
    )
    .await?;
    if touched == 0 {
        return Err(Error::NotFound {
            what: "channel_member",
        });
    }
    follow(txn, account, core.clock.now().0).await
}

/// The account carries its members, and every unit is told anew: there is more of it, or less.
async fn follow(txn: &WriteTxn, account: Uuid, now: i64) -> Result<()> {
    let rows = sql::rows(
        &**txn,
        "select cooperative_id from channel_member where account_id = $1 and agreed_at is not null order by agreed_at, \
         cooperative_id",
        [account.into()],
    )
    .await?;
    let mut members: Vec<Uuid> = Vec::with_capacity(rows.len());
    for row in rows {
        members.push(row.try_get("", "cooperative_id")?);
    }
    sql::execute(
        &**txn,
        "update channel_account set members = $1, updated_at = $2 where id = $3",
        [
            serde_json::to_string(&members)?.into(),
            now.into(),
            account.into(),
        ],
    )
    .await?;
    tell_all(txn, account, now).await
}

async fn note(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    (account, member, action): (Uuid, Uuid, &'static str),
) -> Result<()> {
    let of = load(core, account).await?;
    let entry = audit::Entry {
        cooperative: Some(of.row.cooperative_id.into()),
        action,
        entity: "channel_account",
        entity_id: account.to_string(),
        before: serde_json::Value::Null,
        after: json!({ "cooperative": member }),
    };
    audit::record(core, txn, actor, entry).await
}
