//! The bank account a seller's commission goes to: sealed, shown masked, compared with the seller's papers by an operator.

use super::sellers;
use crate::actor::Actor;
use crate::audit;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::payments::{Unchecked, changed_meanwhile, masked};
use serde_json::json;
use shared::input::booth::ChangeAccount;
use shared::say::Locale;
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

/// An operator has compared the account with the seller's papers, as it was entered at `seen_at`. One that was changed since is
/// `Conflict` and has to be checked anew.
pub async fn verify_account(core: &Core, actor: &Actor, seller: &str, seen_at: i64) -> Result<()> {
    let person = actor.operator()?.id;
    let id: Uuid = seller.parse().map_err(|_| Error::NotFound {
        what: "seller_account",
    })?;
    let txn = core.db.begin().await?;
    let touched = sql::execute(
        &*txn,
        "update seller_account set verified_at = $1, verified_by = $2 where seller_id = $3 and changed_at = $4",
        [
            core.clock.now().0.into(),
            person.uuid().into(),
            id.into(),
            seen_at.into(),
        ],
    )
    .await?;
    if touched == 0 {
        return Err(changed_meanwhile(actor.locale));
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

/// The accounts that no operator has compared with the papers since they were entered, the oldest first.
pub(crate) async fn unchecked_accounts(core: &Core, l: Locale) -> Result<Vec<AccountTask>> {
    let rows: Vec<Unchecked> = sql::all(
        core.db.read(),
        "select a.seller_id as id, s.legal_name_sealed as name, a.bin, a.number_sealed, a.holder, a.changed_at from seller_account a \
         join seller s on s.id = a.seller_id where a.verified_at is null order by a.changed_at limit 50",
        [],
    )
    .await?;
    let task = |row: Unchecked| {
        // A seller's name on the papers is kept sealed.
        let name = core.keys.open(&row.name)?;
        Unchecked { name, ..row }.task(core, true, l)
    };
    rows.into_iter().map(task).collect()
}
