//! People who sell by sharing: who they are, and that they took the terms.

use crate::actor::Actor;
use crate::audit;
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel};
use serde_json::{Value, json};
use shared::input::share::SignUpSeller;
use shared::say::Locale;
use store::entity::seller;
use store::{is_unique_violation, sql};
use uuid::Uuid;

/// The version of the terms that are taken today; kept with the seller.
pub const TERMS: &str = "2026-11";

/// The seller behind the actor. Nobody is [`Error::SignIn`], a person who is no seller [`Error::NotFound`].
pub(super) async fn mine<C: ConnectionTrait>(db: &C, actor: &Actor) -> Result<seller::Model> {
    let person = actor.signed_in()?.id.uuid();
    sql::one(
        db,
        "select * from seller where person_id = $1",
        [person.into()],
    )
    .await?
    .ok_or(Error::NotFound { what: "seller" })
}

/// The seller behind the actor, who has not been stopped.
pub(super) async fn active<C: ConnectionTrait>(db: &C, actor: &Actor) -> Result<seller::Model> {
    let seller = mine(db, actor).await?;
    if seller.state == "active" {
        return Ok(seller);
    }
    Err(Error::Refused {
        code: "seller_stopped",
        message: actor
            .locale
            .say(
                "Việc giới thiệu của bạn đang tạm ngừng. Gọi Chợ Phiên để biết vì sao",
                "Your selling has been stopped. Call Chợ Phiên to learn why",
            )
            .to_owned(),
    })
}

/// The row of the seller behind the actor, who has not been stopped.
pub(crate) async fn active_seller(core: &Core, actor: &Actor) -> Result<Uuid> {
    Ok(active(core.db.read(), actor).await?.id)
}

/// The actor has signed up as a seller.
pub async fn is_seller(core: &Core, actor: &Actor) -> Result<bool> {
    match mine(core.db.read(), actor).await {
        Ok(_) => Ok(true),
        Err(Error::NotFound { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Who is said on pages opened by a link: the seller of the last of these clicks, when there is one.
pub async fn referrer(core: &Core, cookie: &str) -> Result<Option<String>> {
    let db = core.db.read();
    let clicks = super::clicks::load(db, &super::clicks::read(cookie), core.clock.now()).await?;
    let Some(last) = clicks.last() else {
        return Ok(None);
    };
    let row: Option<Shown> = sql::one(
        db,
        "select e.shown_name from share_link s join seller e on e.id = s.seller_id where s.id = $1 and s.revoked_at is null \
         and e.state = 'active'",
        [last.link_id.into()],
    )
    .await?;
    Ok(row.map(|row| row.shown_name))
}

#[derive(FromQueryResult)]
struct Shown {
    shown_name: String,
}

/// Makes the signed-in person a seller. Their phone was proven by signing in with a code; identity is kept sealed.
/// `Invalid`: fields, an identity that another account has, or an account that is a seller already.
pub async fn sign_up(core: &Core, actor: &Actor, form: &SignUpSeller) -> Result<()> {
    let person = actor.signed_in()?.id.uuid();
    let (l, now) = (actor.locale, core.clock.now());
    let seller = form
        .parse(now.vn_date(), l)
        .map_err(|fields| Error::Invalid { fields })?;
    let id = Uuid::now_v7();
    let row = seller::Model {
        id,
        person_id: person,
        shown_name: seller.shown_name,
        legal_name_sealed: core.keys.seal(&seller.legal_name)?,
        born_sealed: core.keys.seal(&seller.born.iso())?,
        id_number_sealed: core.keys.seal(&seller.id_number)?,
        id_lookup: core.keys.lookup(&format!("id {}", seller.id_number)),
        tax_code: seller.tax_code,
        terms: TERMS.to_owned(),
        state: "active".to_owned(),
        created_at: now.0,
        updated_at: now.0,
    };
    let txn = core.db.begin().await?;
    let kept = seller::Entity::insert(row.into_active_model())
        .exec_without_returning(&*txn)
        .await;
    match kept {
        Err(error) if is_unique_violation(&error) => {
            txn.rollback().await?;
            return Err(taken(l));
        }
        other => other?,
    };
    let entry = audit::Entry {
        cooperative: None,
        action: "sign_up_seller",
        entity: "seller",
        entity_id: id.to_string(),
        before: Value::Null,
        after: json!({ "terms": TERMS }),
    };
    audit::record(core, &txn, actor, entry).await?;
    txn.commit().await?;
    Ok(())
}

fn taken(l: Locale) -> Error {
    let message = l.say(
        "Số định danh hoặc tài khoản này đã đăng ký giới thiệu. Vào bằng số điện thoại đã đăng ký",
        "This personal number or account has signed up already. Sign in with the phone you used then",
    );
    Error::invalid("id_number", "taken", message)
}
