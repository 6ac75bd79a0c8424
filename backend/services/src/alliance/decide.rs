//! An officer decides about a cooperative.

use super::cooperatives::{Row, find};
use super::deciding;
use crate::actor::Actor;
use crate::audit;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::{listings, topics};
use sea_orm::FromQueryResult;
use serde_json::json;
use shared::id::{CooperativeId, ListingId};
use shared::input::staff::{DecideCooperative, reason};
use shared::problem::FieldError;
use shared::say::Locale;
use shared::state::cooperative::transition;
use shared::state::{CooperativeAction, CooperativeState, Refusal};
use store::outbox::Repeat;
use store::{WriteTxn, outbox, sql};
use uuid::Uuid;

/// Verifies, sends back, closes, opens again, trusts or no longer trusts a cooperative. What is already so
/// stays so, without an error.
pub async fn decide_cooperative(
    core: &Core,
    actor: &Actor,
    slug: &str,
    input: &DecideCooperative,
) -> Result<()> {
    let row = find(core, actor, slug).await?;
    match input.action.as_str() {
        "trust" => set_trust(core, actor, &row, true).await,
        "distrust" => set_trust(core, actor, &row, false).await,
        code => match code.parse::<CooperativeAction>() {
            Ok(action) => change_state(core, actor, &row, action, input).await,
            Err(_) => Err(unknown(actor.locale)),
        },
    }
}

fn unknown(l: Locale) -> Error {
    Error::invalid(
        "action",
        "unknown",
        l.say("Chọn một việc để làm", "Choose what to do"),
    )
}

fn changed_meanwhile(l: Locale) -> Error {
    Error::Conflict {
        code: "changed_meanwhile",
        message: l
            .say(
                "Hồ sơ này vừa có người sửa. Tải lại trang rồi quyết định",
                "Somebody has just changed this. Reload the page, then decide",
            )
            .to_owned(),
        fields: Vec::new(),
    }
}

/// What a change of state writes beside the state.
struct Decided {
    note: Option<String>,
    tax_code: Option<String>,
}

fn check(
    row: &Row,
    action: CooperativeAction,
    input: &DecideCooperative,
    l: Locale,
) -> Result<Decided> {
    let mut errors: Vec<FieldError> = Vec::new();
    let mut take = |outcome: std::result::Result<String, FieldError>| match outcome {
        Ok(text) => Some(text),
        Err(error) => {
            errors.push(error);
            None
        }
    };
    let mut tax_code = row.tax_code.clone();
    let note = match action {
        CooperativeAction::Refuse | CooperativeAction::Suspend => {
            take(reason("reason", &input.reason, l))
        }
        CooperativeAction::Verify => {
            // Without the photo the officer says where the registration was looked up.
            let evidence = row.licence_picture.is_none() || !input.reason.trim().is_empty();
            let note = if evidence {
                take(reason("reason", &input.reason, l))
            } else {
                None
            };
            match input.tax_code(l) {
                Ok(Some(code)) => tax_code = Some(code),
                Ok(None) if row.kind == "group" => tax_code = None,
                Ok(None) => errors.push(FieldError::new(
                    "tax_code",
                    "missing",
                    l.say(
                        "Gõ mã số thuế ghi trên giấy",
                        "Type the tax code that is on the paper",
                    ),
                )),
                Err(error) => errors.push(error),
            }
            note
        }
        CooperativeAction::Resume | CooperativeAction::SendAgain => None,
    };
    if errors.is_empty() {
        Ok(Decided { note, tax_code })
    } else {
        Err(Error::Invalid { fields: errors })
    }
}

async fn change_state(
    core: &Core,
    actor: &Actor,
    row: &Row,
    action: CooperativeAction,
    input: &DecideCooperative,
) -> Result<()> {
    let l = actor.locale;
    let from: CooperativeState = row.state.parse().map_err(Error::internal)?;
    let to = match transition(from, action, deciding(actor)?) {
        Ok(to) => to,
        Err(Refusal::AlreadyDone) => return Ok(()),
        Err(Refusal::WrongActor) => return Err(Error::Forbidden),
        Err(refusal @ Refusal::WrongState) => {
            return Err(Error::Conflict {
                code: refusal.code(),
                message: refusal.say(l).to_owned(),
                fields: Vec::new(),
            });
        }
    };
    let decided = check(row, action, input, l)?;
    let txn = core.db.begin().await?;
    write_state(
        core,
        &txn,
        actor,
        row,
        (to, action),
        input.version,
        &decided,
    )
    .await?;
    refresh_listings(core, &txn, row.id).await?;
    tell(core, &txn, row.id, to).await?;
    let before = json!({ "state": from.code(), "tax_code": row.tax_code });
    let after = json!({ "state": to.code(), "tax_code": decided.tax_code, "note": decided.note });
    let verb = format!("{}_cooperative", action.code());
    audit::record(core, &txn, actor, entry(row, &verb, before, after)).await?;
    Ok(txn.commit().await?)
}

async fn write_state(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    row: &Row,
    (to, action): (CooperativeState, CooperativeAction),
    version: i64,
    decided: &Decided,
) -> Result<()> {
    let now = core.clock.now().0;
    let verify = action == CooperativeAction::Verify;
    let touched = sql::execute(
        &**txn,
        "update cooperative set state = $1, state_note = $2, tax_code = $3, version = version + 1, \
         verified_at = case when $4 then $5 else verified_at end, \
         verified_by = case when $4 then $6 else verified_by end where id = $7 and version = $8",
        [
            to.code().into(),
            decided.note.clone().into(),
            decided.tax_code.clone().into(),
            verify.into(),
            now.into(),
            actor.person_id().map(|id| id.uuid()).into(),
            row.id.into(),
            version.into(),
        ],
    )
    .await?;
    if touched == 0 {
        return Err(changed_meanwhile(actor.locale));
    }
    if verify {
        let open = "update booth set opened_at = coalesce(opened_at, $1) where cooperative_id = $2";
        sql::execute(&**txn, open, [now.into(), row.id.into()]).await?;
    }
    Ok(())
}

async fn set_trust(core: &Core, actor: &Actor, row: &Row, trusted: bool) -> Result<()> {
    let txn = core.db.begin().await?;
    let touched = sql::execute(
        &*txn,
        "update cooperative set trusted = $1, version = version + 1 where id = $2 and trusted <> $1",
        [trusted.into(), row.id.into()],
    )
    .await?;
    if touched == 0 {
        return Ok(());
    }
    let verb = if trusted {
        "trust_cooperative"
    } else {
        "distrust_cooperative"
    };
    let (before, after) = (
        json!({ "trusted": row.trusted }),
        json!({ "trusted": trusted }),
    );
    audit::record(core, &txn, actor, entry(row, verb, before, after)).await?;
    Ok(txn.commit().await?)
}

fn entry<'a>(
    row: &Row,
    verb: &'a str,
    before: serde_json::Value,
    after: serde_json::Value,
) -> audit::Entry<'a> {
    audit::Entry {
        cooperative: Some(CooperativeId::from(row.id)),
        action: verb,
        entity: "cooperative",
        entity_id: row.slug.clone(),
        before,
        after,
    }
}

#[derive(FromQueryResult)]
struct ListingRow {
    id: Uuid,
}

/// Brings every listing of the cooperative up to date: with its state they appear or disappear.
async fn refresh_listings(core: &Core, txn: &WriteTxn, cooperative: Uuid) -> Result<()> {
    let text = "select id from listing where cooperative_id = $1 \
         or id in (select listing_id from pool_member where cooperative_id = $1) order by id";
    let rows: Vec<ListingRow> = sql::all(&**txn, text, [cooperative.into()]).await?;
    for row in rows {
        listings::refresh(core, txn, ListingId::from(row.id)).await?;
    }
    Ok(())
}

/// Members hear of it, and the pages that list booths are made anew.
async fn tell(core: &Core, txn: &WriteTxn, cooperative: Uuid, to: CooperativeState) -> Result<()> {
    let now = core.clock.now().0;
    let key = cooperative.to_string();
    let state = json!({ "state": to.code() });
    outbox::enqueue(
        txn,
        topics::COOPERATIVE_CHANGED,
        &key,
        &state,
        Repeat::Keep,
        now,
    )
    .await?;
    let pages = json!({ "listings": [], "catalogue": true });
    let key = format!("cooperative:{key}");
    outbox::enqueue(txn, topics::PAGES, &key, &pages, Repeat::Coalesce, now).await?;
    Ok(())
}
