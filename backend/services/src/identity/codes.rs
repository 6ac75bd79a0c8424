//! One-time codes: six digits, kept as a keyed fingerprint, five tries within five minutes.

use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::identity::throttle::wait_words;
use crate::topics;
use rand::RngExt;
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
use serde_json::json;
use shared::phone::Phone;
use shared::problem::FieldError;
use shared::say::Locale;
use store::outbox::Repeat;
use store::{WriteTxn, entity, sql};
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// How long a code may be used.
pub const LIFE_MS: i64 = 5 * 60_000;
/// How often it may be tried.
pub const MAX_TRIES: i32 = 5;
/// So many codes of one phone within so many milliseconds, at most: a few now, a handful a day. Guessing
/// them all would give one chance in twenty thousand a day.
const ALLOWED: [(i64, i64); 2] = [(3, 10 * 60_000), (10, 24 * 3_600_000)];

/// Sends a new code to the phone; the one before is worth nothing from now on. The answer is the same
/// whether the phone is known or not. [`Error::Busy`] when too many were asked for.
pub async fn request_code(core: &Core, actor: &Actor, phone: &Phone) -> Result<()> {
    let now = core.clock.now().0;
    let lookup = core.keys.lookup(phone.e164());
    let code = format!("{:06}", rand::rng().random_range(0..1_000_000_u32));
    let id = Uuid::now_v7();
    let txn = core.db.begin().await?;
    check_allowance(&txn, &lookup, now, actor.locale).await?;
    sql::execute(
        &*txn,
        "update sign_in_code set used_at = $1 where phone_lookup = $2 and used_at is null",
        [now.into(), lookup.clone().into()],
    )
    .await?;
    let row = entity::sign_in_code::Model {
        id,
        phone_lookup: lookup.clone(),
        code_mac: fingerprint(core, id, &code),
        tries: 0,
        created_at: now,
        expires_at: now + LIFE_MS,
        used_at: None,
    };
    entity::sign_in_code::Entity::insert(row.into_active_model())
        .exec_without_returning(&*txn)
        .await?;
    send(core, &txn, phone, &lookup, &code, actor.locale).await?;
    Ok(txn.commit().await?)
}

async fn check_allowance(txn: &WriteTxn, lookup: &str, now: i64, l: Locale) -> Result<()> {
    for (most, within_ms) in ALLOWED {
        // The oldest of the last `most` codes: when it is still within the span, it has to leave it first.
        let row = sql::row(
            &**txn,
            "select created_at from sign_in_code where phone_lookup = $1 order by created_at desc limit 1 offset $2",
            [lookup.into(), (most - 1).into()],
        )
        .await?;
        let oldest: Option<i64> = row.map(|row| row.try_get("", "created_at")).transpose()?;
        let Some(open_at) = oldest.map(|at| at + within_ms).filter(|at| *at > now) else {
            continue;
        };
        let seconds = (open_at - now + 999) / 1000;
        let wait = wait_words(seconds, l);
        let message = match l {
            Locale::Vi => format!("Đã gửi {most} mã tới số này. Gửi mã mới được sau {wait}"),
            Locale::En => format!("{most} codes were sent to this number. Ask again in {wait}"),
        };
        return Err(Error::Busy {
            retry_after_s: seconds,
            message,
        });
    }
    Ok(())
}

fn fingerprint(core: &Core, id: Uuid, code: &str) -> String {
    core.keys.sign("sign_in_code", &format!("{id}\0{code}"))
}

#[derive(FromQueryResult)]
struct Open {
    id: Uuid,
    code_mac: String,
    tries: i32,
    expires_at: i64,
}

/// Spends a try of the phone's newest code. `Ok(Err(…))` says what is wrong with the code; the caller
/// commits in either case.
pub(super) async fn redeem(
    core: &Core,
    txn: &WriteTxn,
    lookup: &str,
    code: &str,
    l: Locale,
) -> Result<std::result::Result<(), FieldError>> {
    let now = core.clock.now().0;
    let open: Option<Open> = sql::one(
        &**txn,
        "select id, code_mac, tries, expires_at from sign_in_code \
         where phone_lookup = $1 and used_at is null order by created_at desc, id desc limit 1",
        [lookup.into()],
    )
    .await?;
    let Some(open) = open.filter(|open| open.expires_at > now) else {
        return Ok(Err(expired(l)));
    };
    let counted = sql::execute(
        &**txn,
        "update sign_in_code set tries = tries + 1 where id = $1 and tries < $2 and used_at is null",
        [open.id.into(), MAX_TRIES.into()],
    )
    .await?;
    if counted == 0 {
        return Ok(Err(used_up(l)));
    }
    let fits: bool = open
        .code_mac
        .as_bytes()
        .ct_eq(fingerprint(core, open.id, code).as_bytes())
        .into();
    if !fits {
        let left = MAX_TRIES - open.tries - 1;
        return Ok(Err(if left > 0 { wrong(left, l) } else { used_up(l) }));
    }
    let won = sql::execute(
        &**txn,
        "update sign_in_code set used_at = $1 where id = $2 and used_at is null",
        [now.into(), open.id.into()],
    )
    .await?;
    Ok(if won == 1 { Ok(()) } else { Err(expired(l)) })
}

fn wrong(left: i32, l: Locale) -> FieldError {
    let message = match l {
        Locale::Vi => format!("Mã chưa đúng. Còn {left} lần thử"),
        Locale::En => format!("Not the right code. Tries left: {left}"),
    };
    FieldError::new("code", "wrong", message)
}

fn expired(l: Locale) -> FieldError {
    let message = l.say(
        "Mã này đã hết hạn hoặc đã dùng. Bấm Gửi mã mới",
        "This code is over. Ask for a new one",
    );
    FieldError::new("code", "expired", message)
}

fn used_up(l: Locale) -> FieldError {
    let message = l.say(
        "Đã thử 5 lần. Bấm Gửi mã mới",
        "Tried 5 times. Ask for a new code",
    );
    FieldError::new("code", "used_up", message)
}

#[derive(FromQueryResult)]
struct Addressee {
    id: Uuid,
    email_sealed: Option<String>,
}

/// Writes the notice with the code, to the person's e-mail when there is one, else to the phone itself.
async fn send(
    core: &Core,
    txn: &WriteTxn,
    phone: &Phone,
    lookup: &str,
    code: &str,
    l: Locale,
) -> Result<()> {
    let known: Option<Addressee> = sql::one(
        &**txn,
        "select id, email_sealed from person where phone_lookup = $1 and disabled_at is null",
        [lookup.into()],
    )
    .await?;
    let person_id = known.as_ref().map(|k| k.id);
    let (via, to_sealed) = match known.and_then(|k| k.email_sealed) {
        Some(email) => ("email", email),
        None => ("sms", core.keys.seal(phone.e164())?),
    };
    let body = match l {
        Locale::Vi => {
            format!("Mã đăng nhập Chợ Phiên: {code}. Dùng trong 5 phút. Đừng đọc mã này cho ai.")
        }
        Locale::En => {
            format!("Chợ Phiên sign-in code: {code}. Use it within 5 minutes. Tell it to nobody.")
        }
    };
    let now = core.clock.now().0;
    let id = Uuid::now_v7();
    let row = entity::notice::Model {
        id,
        person_id,
        cooperative_id: None,
        sub_order_id: None,
        kind: "sign_in_code".to_owned(),
        via: via.to_owned(),
        to_sealed,
        subject: l
            .say("Mã đăng nhập Chợ Phiên", "Chợ Phiên sign-in code")
            .to_owned(),
        body_sealed: core.keys.seal(&body)?,
        created_at: now,
        sent_at: None,
        failure: None,
    };
    entity::notice::Entity::insert(row.into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    store::outbox::enqueue(
        txn,
        topics::NOTICE,
        &id.to_string(),
        &json!({}),
        Repeat::Keep,
        now,
    )
    .await?;
    Ok(())
}
