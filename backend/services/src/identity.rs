//! People and their sessions.

use crate::actor::{MemberRole, Person, StaffRole};
use crate::core::Core;
use crate::error::Result;
use crate::keys::token_hash;
use sea_orm::FromQueryResult;
use shared::id::{CooperativeId, PersonId, SessionId};
use store::sql;
use uuid::Uuid;

#[derive(FromQueryResult)]
struct SessionRow {
    id: Uuid,
    person_id: Uuid,
    name: String,
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
        "select s.id, s.person_id, p.name from session s join person p on p.id = s.person_id \
         where s.token_hash = $1 and s.expires_at > $2 and p.disabled_at is null",
        [token_hash(token).into(), now.into()],
    )
    .await?;
    let Some(session) = found else { return Ok(None) };
    let roles: Vec<RoleRow> = sql::all(
        core.db.read(),
        "select cooperative_id, role, null as province_code, created_at from membership \
         where person_id = $1 and removed_at is null \
         union all select null, role, province_code, created_at from staff_role \
         where person_id = $1 and removed_at is null order by created_at",
        [session.person_id.into()],
    )
    .await?;
    let mut memberships = Vec::new();
    let mut staff = Vec::new();
    for role in roles {
        match (role.cooperative_id, role.role.as_str()) {
            (Some(id), code) => memberships.extend(MemberRole::parse(code).map(|r| (CooperativeId::from(id), r))),
            (None, "operator") => staff.push(StaffRole::Operator),
            (None, "officer") => staff.push(StaffRole::Officer { province_code: role.province_code }),
            (None, _) => {}
        }
    }
    Ok(Some(Person {
        id: PersonId::from(session.person_id),
        session: SessionId::from(session.id),
        name: session.name,
        memberships,
        staff,
    }))
}
