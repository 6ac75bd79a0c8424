//! Sessions: a random token in a cookie, its hash in the database. Two weeks without use end one, three
//! months end it in any case.

use crate::actor::{Actor, MemberRole, Person, StaffRole};
use crate::audit;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::keys::{new_token, token_hash};
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
use serde_json::{Value, json};
use shared::id::{CooperativeId, PersonId, SessionId};
use store::{WriteTxn, entity, sql};
use uuid::Uuid;

const DAY_MS: i64 = 24 * 3_600_000;
/// A session not used for so long is over.
pub const IDLE_MS: i64 = 14 * DAY_MS;
/// A session older than this is over, however much it is used.
pub const ABSOLUTE_MS: i64 = 90 * DAY_MS;
/// Use is noted at most so often, so that reading pages seldom writes.
const NOTE_USE_MS: i64 = 3_600_000;

#[derive(FromQueryResult)]
struct SessionRow {
    id: Uuid,
    person_id: Uuid,
    name: String,
    created_at: i64,
    seen_at: i64,
}

#[derive(FromQueryResult)]
struct RoleRow {
    cooperative_id: Option<Uuid>,
    role: String,
    province_code: Option<String>,
}

/// The person of a session token with all roles. `None` when the session is unknown or over, or the
/// person disabled.
pub async fn load_person(core: &Core, token: &str) -> Result<Option<Person>> {
    let now = core.clock.now().0;
    let found: Option<SessionRow> = sql::one(
        core.db.read(),
        "select s.id, s.person_id, p.name, s.created_at, s.seen_at from session s \
         join person p on p.id = s.person_id \
         where s.token_hash = $1 and s.expires_at > $2 and p.disabled_at is null",
        [token_hash(token).into(), now.into()],
    )
    .await?;
    let Some(session) = found else {
        return Ok(None);
    };
    if now - session.seen_at >= NOTE_USE_MS {
        note_use(core, &session, now).await?;
    }
    let roles: Vec<RoleRow> = sql::all(
        core.db.read(),
        "select cooperative_id, role, null as province_code, created_at from membership \
         where person_id = $1 and removed_at is null \
         union all select null, role, province_code, created_at from staff_role \
         where person_id = $1 and removed_at is null order by created_at",
        [session.person_id.into()],
    )
    .await?;
    let (memberships, staff) = sort_roles(roles);
    Ok(Some(Person {
        id: PersonId::from(session.person_id),
        session: SessionId::from(session.id),
        name: session.name,
        memberships,
        staff,
    }))
}

fn sort_roles(roles: Vec<RoleRow>) -> (Vec<(CooperativeId, MemberRole)>, Vec<StaffRole>) {
    let mut memberships = Vec::new();
    let mut staff = Vec::new();
    for role in roles {
        match (role.cooperative_id, role.role.as_str()) {
            (Some(id), code) => {
                memberships.extend(MemberRole::parse(code).map(|r| (CooperativeId::from(id), r)))
            }
            (None, "operator") => staff.push(StaffRole::Operator),
            (None, "officer") => staff.push(StaffRole::Officer {
                province_code: role.province_code,
            }),
            (None, _) => {}
        }
    }
    (memberships, staff)
}

async fn note_use(core: &Core, session: &SessionRow, now: i64) -> Result<()> {
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "update session set seen_at = $1, expires_at = $2 where id = $3",
        [
            now.into(),
            expiry(now, session.created_at).into(),
            session.id.into(),
        ],
    )
    .await?;
    Ok(txn.commit().await?)
}

fn expiry(now: i64, created_at: i64) -> i64 {
    (now + IDLE_MS).min(created_at + ABSOLUTE_MS)
}

/// Starts a session with a fresh token, which is given back once and kept only as a hash. The session of
/// `replaced` (the token the browser came with) ends, so that a token known before signing in is worth nothing after.
pub async fn start(
    core: &Core,
    txn: &WriteTxn,
    person: PersonId,
    replaced: Option<&str>,
) -> Result<String> {
    let now = core.clock.now().0;
    if let Some(old) = replaced {
        sql::execute(
            &**txn,
            "delete from session where token_hash = $1",
            [token_hash(old).into()],
        )
        .await?;
    }
    let over = "delete from session where person_id = $1 and expires_at <= $2";
    sql::execute(&**txn, over, [person.uuid().into(), now.into()]).await?;
    let token = new_token();
    let row = entity::session::Model {
        id: Uuid::now_v7(),
        token_hash: token_hash(&token),
        person_id: person.uuid(),
        created_at: now,
        seen_at: now,
        expires_at: expiry(now, now),
    };
    entity::session::Entity::insert(row.into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    Ok(token)
}

/// Ends the session the request came with. Harmless when nobody is signed in.
pub async fn sign_out(core: &Core, actor: &Actor) -> Result<()> {
    let Some(person) = actor.person() else {
        return Ok(());
    };
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "delete from session where id = $1",
        [person.session.uuid().into()],
    )
    .await?;
    Ok(txn.commit().await?)
}

/// Ends one of one's own sessions. Somebody else's is not found.
pub async fn end_session(core: &Core, actor: &Actor, session: SessionId) -> Result<()> {
    let person = actor.signed_in()?;
    let txn = core.db.begin().await?;
    let touched = sql::execute(
        &*txn,
        "delete from session where id = $1 and person_id = $2",
        [session.uuid().into(), person.id.uuid().into()],
    )
    .await?;
    if touched == 0 {
        return Err(Error::NotFound { what: "session" });
    }
    audit::record(core, &txn, actor, ended(person, 1)).await?;
    Ok(txn.commit().await?)
}

/// Ends every session of the person, this one too.
pub async fn sign_out_everywhere(core: &Core, actor: &Actor) -> Result<()> {
    let person = actor.signed_in()?;
    let txn = core.db.begin().await?;
    let touched = end_all(&txn, person.id).await?;
    audit::record(core, &txn, actor, ended(person, touched)).await?;
    Ok(txn.commit().await?)
}

/// Ends every session of the person and says how many there were.
pub(super) async fn end_all(txn: &WriteTxn, person: PersonId) -> Result<u64> {
    Ok(sql::execute(
        &**txn,
        "delete from session where person_id = $1",
        [person.uuid().into()],
    )
    .await?)
}

fn ended(person: &Person, sessions: u64) -> audit::Entry<'static> {
    audit::Entry {
        cooperative: None,
        action: "end_sessions",
        entity: "person",
        entity_id: person.id.to_string(),
        before: json!({ "sessions": sessions }),
        after: Value::Null,
    }
}
