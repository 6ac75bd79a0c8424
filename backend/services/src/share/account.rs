//! The bank account a seller's commission goes to: sealed, shown masked, compared with the seller's papers by an operator.

use super::sellers;
use crate::actor::Actor;
use crate::audit;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::payments::masked;
use sea_orm::FromQueryResult;
use serde_json::json;
use shared::input::booth::ChangeAccount;
use shared::payment::banks;
use shared::say::Locale;
use shared::time::Millis;
use shared::view::booth::AccountView;
use shared::view::staff::AccountTask;
use store::entity::seller_account;
use store::sql;
use uuid::Uuid;

/// The account of a seller, masked.
pub(super) async fn view(core: &Core, seller: Uuid) -> Result<Option<AccountView>> {
    let text = "select * from seller_account where seller_id = $1";
    let row: Option<seller_account::Model> =
        sql::one(core.db.read(), text, [seller.into()]).await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(AccountView {
        masked: masked(&core.keys.open(&row.number_sealed)?),
        bin: row.bin,
        holder: row.holder,
        verified: row.verified_at.is_some(),
    }))
}

/// The seller behind the actor enters or changes the account; it has to be checked again. What is badly written is `Invalid` at
/// its field.
pub async fn change_account(core: &Core, actor: &Actor, form: &ChangeAccount) -> Result<()> {
    let seller = sellers::mine(core.db.read(), actor).await?;
    let account = form
        .parse(actor.locale)
        .map_err(|fields| Error::Invalid { fields })?;
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "insert into seller_account (seller_id, bin, number_sealed, holder, changed_at) values ($1, $2, $3, $4, $5) \
         on conflict (seller_id) do update set bin = $2, number_sealed = $3, holder = $4, changed_at = $5, \
         verified_at = null, verified_by = null",
        [
            seller.id.into(),
            account.bin.clone().into(),
            core.keys.seal(&account.number)?.into(),
            account.holder.clone().into(),
            core.clock.now().0.into(),
        ],
    )
    .await?;
    let entry = audit::Entry {
        cooperative: None,
        action: "change_seller_account",
        entity: "seller",
        entity_id: seller.id.to_string(),
        before: json!({}),
        after: json!({ "bin": account.bin }),
    };
    audit::record(core, &txn, actor, entry).await?;
    txn.commit().await?;
    Ok(())
}

/// An operator has compared the account with the seller's papers.
pub async fn verify_account(core: &Core, actor: &Actor, seller: &str) -> Result<()> {
    let person = actor.operator()?.id;
    let missing = || Error::NotFound {
        what: "seller_account",
    };
    let id: Uuid = seller.parse().map_err(|_| missing())?;
    let txn = core.db.begin().await?;
    let touched = sql::execute(
        &*txn,
        "update seller_account set verified_at = $1, verified_by = $2 where seller_id = $3",
        [core.clock.now().0.into(), person.uuid().into(), id.into()],
    )
    .await?;
    if touched == 0 {
        return Err(missing());
    }
    let entry = audit::Entry {
        cooperative: None,
        action: "verify_seller_account",
        entity: "seller",
        entity_id: id.to_string(),
        before: json!({}),
        after: json!({}),
    };
    audit::record(core, &txn, actor, entry).await?;
    txn.commit().await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Unchecked {
    seller_id: Uuid,
    legal_name_sealed: String,
    bin: String,
    number_sealed: String,
    holder: String,
    changed_at: i64,
}

/// The accounts that no operator has compared with the papers since they were entered, the oldest first.
pub(crate) async fn unchecked_accounts(core: &Core, l: Locale) -> Result<Vec<AccountTask>> {
    let rows: Vec<Unchecked> = sql::all(
        core.db.read(),
        "select a.seller_id, s.legal_name_sealed, a.bin, a.number_sealed, a.holder, a.changed_at from seller_account a \
         join seller s on s.id = a.seller_id where a.verified_at is null order by a.changed_at limit 50",
        [],
    )
    .await?;
    let task = |row: Unchecked| {
        let (at, number) = (Millis(row.changed_at), core.keys.open(&row.number_sealed)?);
        Ok(AccountTask {
            id: row.seller_id.to_string(),
            cooperative: core.keys.open(&row.legal_name_sealed)?,
            seller: true,
            account: vec![
                banks::name(&row.bin).to_owned(),
                format!("{} {number}", l.say("Số TK", "Account")),
                format!("{} {}", l.say("Chủ TK:", "Holder:"), row.holder),
            ],
            changed: format!("{} {}", at.vn_date().short(), at.vn_clock()),
        })
    };
    rows.into_iter().map(task).collect()
}
