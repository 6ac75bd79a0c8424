//! The bank account buyers' transfers to a cooperative go to: sealed, shown masked, checked by an officer.

use crate::actor::{Actor, Right};
use crate::audit;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::share;
use sea_orm::FromQueryResult;
use serde_json::json;
use shared::id::CooperativeId;
use shared::input::booth::ChangeAccount;
use shared::payment::{BankAccount, banks};
use shared::say::Locale;
use shared::time::Millis;
use shared::view::booth::AccountView;
use shared::view::staff::AccountTask;
use std::collections::BTreeMap;
use store::sql;
use uuid::Uuid;

const PURPOSE: &str = "bank-account";

/// An account money is sent to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Account(pub BankAccount);

#[derive(FromQueryResult)]
struct Row {
    cooperative_id: Uuid,
    bin: String,
    number_sealed: String,
    holder: String,
    verified_at: Option<i64>,
}

impl Row {
    fn open(&self, core: &Core) -> Result<BankAccount> {
        Ok(BankAccount {
            bin: self.bin.clone(),
            number: core.keys.open(&self.number_sealed)?,
            holder: self.holder.clone(),
        })
    }
}

const SELECT: &str =
    "select cooperative_id, bin, number_sealed, holder, verified_at from bank_account where";

/// The accounts of those of the cooperatives that have one.
pub(super) async fn load(
    core: &Core,
    cooperatives: &[CooperativeId],
) -> Result<BTreeMap<CooperativeId, Account>> {
    if cooperatives.is_empty() {
        return Ok(BTreeMap::new());
    }
    let text = format!(
        "{SELECT} cooperative_id in ({})",
        sql::placeholders(1, cooperatives.len())
    );
    let ids = cooperatives.iter().map(|id| id.uuid().into());
    let rows: Vec<Row> = sql::all(core.db.read(), &text, ids).await?;
    rows.iter()
        .map(|row| Ok((row.cooperative_id.into(), Account(row.open(core)?))))
        .collect()
}

/// By which an account is found again.
pub(crate) fn fingerprint(core: &Core, number: &str) -> String {
    core.keys.sign(PURPOSE, number)
}

/// The cooperative an account belongs to.
pub(super) async fn owner(core: &Core, number: &str) -> Result<Option<Uuid>> {
    let text = format!("{SELECT} number_lookup = $1 order by changed_at desc limit 1");
    let lookup = fingerprint(core, number);
    let row: Option<Row> = sql::one(core.db.read(), &text, [lookup.into()]).await?;
    Ok(row.map(|row| row.cooperative_id))
}

/// The account of a cooperative, masked.
pub(crate) async fn account_view(
    core: &Core,
    cooperative: CooperativeId,
) -> Result<Option<AccountView>> {
    let text = format!("{SELECT} cooperative_id = $1");
    let row: Option<Row> = sql::one(core.db.read(), &text, [cooperative.uuid().into()]).await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(AccountView {
        masked: masked(&row.open(core)?.number),
        bin: row.bin,
        holder: row.holder,
        verified: row.verified_at.is_some(),
    }))
}

/// Enters or changes the account. Only a director; a new number has to be checked again. What is badly written is
/// `Invalid` at its field.
pub async fn change_account(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    form: &ChangeAccount,
) -> Result<()> {
    let person = actor.member(cooperative, Right::Manage)?.id;
    let account = form
        .parse(actor.locale)
        .map_err(|fields| Error::Invalid { fields })?;
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "insert into bank_account (cooperative_id, bin, number_sealed, number_lookup, holder, changed_by, changed_at) \
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (cooperative_id) do update set bin = $2, number_sealed = $3, \
         number_lookup = $4, holder = $5, changed_by = $6, changed_at = $7, verified_at = null, verified_by = null",
        [
            cooperative.uuid().into(),
            account.bin.clone().into(),
            core.keys.seal(&account.number)?.into(),
            fingerprint(core, &account.number).into(),
            account.holder.clone().into(),
            person.uuid().into(),
            now.into(),
        ],
    )
    .await?;
    let entry = audit::Entry {
        cooperative: Some(cooperative),
        action: "change_bank_account",
        entity: "cooperative",
        entity_id: cooperative.to_string(),
        before: json!({}),
        after: json!({ "bin": account.bin }),
    };
    audit::record(core, &txn, actor, entry).await?;
    txn.commit().await?;
    Ok(())
}

/// What is said to an operator who confirms an account that is not there any more as it was seen.
pub(crate) fn changed_meanwhile(l: Locale) -> Error {
    let message = l.say(
        "Tài khoản này vừa đổi. Xem lại với giấy tờ rồi bấm",
        "This account has just changed. Compare it with the papers again",
    );
    Error::Conflict {
        code: "account_changed",
        message: message.to_owned(),
        fields: Vec::new(),
    }
}

/// An operator has compared the account with the cooperative's papers, as it was entered at `seen_at`. One that was changed since
/// is `Conflict` and has to be checked anew.
pub async fn verify_account(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    seen_at: i64,
) -> Result<()> {
    let person = actor.operator()?.id;
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    let touched = sql::execute(
        &*txn,
        "update bank_account set verified_at = $1, verified_by = $2 where cooperative_id = $3 and changed_at = $4",
        [
            now.into(),
            person.uuid().into(),
            cooperative.uuid().into(),
            seen_at.into(),
        ],
    )
    .await?;
    if touched == 0 {
        return Err(changed_meanwhile(actor.locale));
    }
    let entry = audit::Entry {
        cooperative: Some(cooperative),
        action: "verify_bank_account",
        entity: "cooperative",
        entity_id: cooperative.to_string(),
        before: json!({}),
        after: json!({}),
    };
    audit::record(core, &txn, actor, entry).await?;
    txn.commit().await?;
    Ok(())
}

/// The accounts of cooperatives, for those who pay out.
pub(crate) async fn accounts_of(
    core: &Core,
    cooperatives: &[CooperativeId],
) -> Result<BTreeMap<CooperativeId, BankAccount>> {
    let accounts = load(core, cooperatives).await?;
    Ok(accounts
        .into_iter()
        .map(|(id, account)| (id, account.0))
        .collect())
}

/// An account that waits to be compared with papers.
#[derive(FromQueryResult)]
pub(crate) struct Unchecked {
    pub id: Uuid,
    pub name: String,
    pub bin: String,
    pub number_sealed: String,
    pub holder: String,
    pub changed_at: i64,
}

impl Unchecked {
    /// What an operator sees of it.
    pub(crate) fn task(self, core: &Core, seller: bool, l: Locale) -> Result<AccountTask> {
        let (at, number) = (
            Millis(self.changed_at),
            core.keys.open(&self.number_sealed)?,
        );
        Ok(AccountTask {
            id: self.id.to_string(),
            cooperative: self.name,
            seller,
            account: vec![
                banks::name(&self.bin).to_owned(),
                format!("{} {number}", l.say("Số TK", "Account")),
                format!("{} {}", l.say("Chủ TK:", "Holder:"), self.holder),
            ],
            changed: format!("{} {}", at.vn_date().short(), at.vn_clock()),
            entered_at: self.changed_at,
        })
    }
}

/// The accounts that no operator has compared with the papers since they were entered: of cooperatives, then of sellers; the oldest
/// first.
pub(super) async fn unchecked(core: &Core, l: Locale) -> Result<Vec<AccountTask>> {
    let rows: Vec<Unchecked> = sql::all(
        core.db.read(),
        "select a.cooperative_id as id, c.short_name as name, a.bin, a.number_sealed, a.holder, a.changed_at from bank_account a \
         join cooperative c on c.id = a.cooperative_id where a.verified_at is null order by a.changed_at limit 50",
        [],
    )
    .await?;
    let mut all: Vec<AccountTask> = rows
        .into_iter()
        .map(|row| row.task(core, false, l))
        .collect::<Result<_>>()?;
    all.extend(share::unchecked_accounts(core, l).await?);
    Ok(all)
}

/// A number with all but its last signs hidden.
pub(crate) fn masked(number: &str) -> String {
    let hidden = number.chars().count().saturating_sub(4);
    format!("•••• {}", number.chars().skip(hidden).collect::<String>())
}
