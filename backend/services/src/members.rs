//! Who belongs to a cooperative. Directors add and remove; one director always stays.

use crate::actor::{Actor, MemberRole, Right};
use crate::audit;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::identity::{NewPerson, find_or_add};
use sea_orm::FromQueryResult;
use serde_json::{Value, json};
use shared::id::{CooperativeId, PersonId};
use shared::input::booth::AddMember;
use shared::phone::Phone;
use shared::problem::FieldError;
use shared::view::booth::{MemberLine, MembersView};
use store::{WriteTxn, sql};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    person_id: Uuid,
    role: String,
    name: String,
    phone_sealed: String,
}

async fn rows(core: &Core, cooperative: CooperativeId) -> Result<Vec<Row>> {
    let text = "select m.id, m.person_id, m.role, p.name, p.phone_sealed from membership m \
         join person p on p.id = m.person_id where m.cooperative_id = $1 and m.removed_at is null \
         order by m.created_at, m.id";
    Ok(sql::all(core.db.read(), text, [cooperative.uuid().into()]).await?)
}

/// The members of a cooperative for one of them.
pub async fn load_members_view(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
) -> Result<MembersView> {
    let person = actor.member(cooperative, Right::Read)?;
    let may_manage = actor.member(cooperative, Right::Manage).is_ok();
    let l = actor.locale;
    let rows = rows(core, cooperative).await?;
    let directors = rows
        .iter()
        .filter(|row| row.role == MemberRole::Director.code())
        .count();
    let mut members = Vec::with_capacity(rows.len());
    for row in rows {
        let phone = core.keys.open(&row.phone_sealed)?;
        let masked = Phone::parse(&phone)
            .map(|phone| phone.masked())
            .unwrap_or_default();
        let role = MemberRole::parse(&row.role).map_or("", |role| role.word(l));
        let last = directors < 2 && row.role == MemberRole::Director.code();
        let me = if row.person_id == person.id.uuid() {
            l.say(" · bạn", " · you")
        } else {
            ""
        };
        members.push(MemberLine {
            id: row.id.to_string(),
            name: if row.name.is_empty() {
                masked.clone()
            } else {
                row.name
            },
            detail: format!("{role} · {masked}{me}"),
            removable: may_manage && !last,
        });
    }
    let role = MemberRole::Seller.code().to_owned();
    Ok(MembersView {
        members,
        may_manage,
        role,
        ..MembersView::default()
    })
}

/// Adds a person by phone in a role; a phone that is new to the market becomes a person who can sign in by code.
/// What is so already stays so.
pub async fn add_member(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    form: &AddMember,
) -> Result<()> {
    actor.member(cooperative, Right::Manage)?;
    let l = actor.locale;
    let role = MemberRole::parse(&form.role);
    let (phone, name, role) = match (form.parse(l), role) {
        (Ok((phone, name)), Some(role)) => (phone, name, role),
        (parsed, role) => {
            let mut fields = parsed.err().unwrap_or_default();
            if role.is_none() {
                fields.push(FieldError::new(
                    "role",
                    "required",
                    l.say("Chọn việc người này làm", "Choose what they do"),
                ));
            }
            return Err(Error::Invalid { fields });
        }
    };
    let txn = core.db.begin().await?;
    let person = find_or_add(
        core,
        &txn,
        NewPerson {
            phone: &phone,
            name: &name,
            locale: l.code(),
        },
    )
    .await?;
    if join(core, &txn, person, cooperative, role).await? {
        let after = json!({ "person": person.to_string(), "role": role.code() });
        audit::record(
            core,
            &txn,
            actor,
            entry(cooperative, "add_member", person, Value::Null, after),
        )
        .await?;
    }
    Ok(txn.commit().await?)
}

/// Gives a person a role in a cooperative. False when the person has it already.
pub(crate) async fn join(
    core: &Core,
    txn: &WriteTxn,
    person: PersonId,
    cooperative: CooperativeId,
    role: MemberRole,
) -> Result<bool> {
    let now = core.clock.now().0;
    let back = sql::execute(
        &**txn,
        "update membership set removed_at = null, created_at = $1 where person_id = $2 and cooperative_id = $3 \
         and role = $4 and removed_at is not null",
        [now.into(), person.uuid().into(), cooperative.uuid().into(), role.code().into()],
    )
    .await?;
    if back == 1 {
        return Ok(true);
    }
    let new = sql::execute(
        &**txn,
        "insert into membership (id, person_id, cooperative_id, role, created_at) values ($1, $2, $3, $4, $5) \
         on conflict (person_id, cooperative_id, role) do nothing",
        [
            Uuid::now_v7().into(),
            person.uuid().into(),
            cooperative.uuid().into(),
            role.code().into(),
            now.into(),
        ],
    )
    .await?;
    Ok(new == 1)
}

/// Removes a membership of the cooperative. The last director stays: [`Error::Refused`].
pub async fn remove_member(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    membership: Uuid,
) -> Result<()> {
    actor.member(cooperative, Right::Manage)?;
    let rows = rows(core, cooperative).await?;
    let row = rows
        .iter()
        .find(|row| row.id == membership)
        .ok_or(Error::NotFound { what: "membership" })?;
    let director = MemberRole::Director.code();
    let txn = core.db.begin().await?;
    // Touching the cooperative first puts two directors who remove each other one after the other.
    let turn = "update cooperative set version = version + 1 where id = $1";
    sql::execute(&*txn, turn, [cooperative.uuid().into()]).await?;
    let touched = sql::execute(
        &*txn,
        "update membership set removed_at = $1 where id = $2 and cooperative_id = $3 and removed_at is null \
         and (role <> $4 or exists (select 1 from membership o where o.cooperative_id = $3 and o.role = $4 \
         and o.removed_at is null and o.id <> $2))",
        [core.clock.now().0.into(), membership.into(), cooperative.uuid().into(), director.into()],
    )
    .await?;
    if touched == 0 {
        let l = actor.locale;
        let message = l.say(
            "Hợp tác xã cần ít nhất một giám đốc. Thêm người khác làm giám đốc trước",
            "A cooperative needs a director. Add another one first",
        );
        return Err(Error::Refused {
            code: "last_director",
            message: message.to_owned(),
        });
    }
    let before = json!({ "person": row.person_id.to_string(), "role": row.role });
    let person = PersonId::from(row.person_id);
    audit::record(
        core,
        &txn,
        actor,
        entry(cooperative, "remove_member", person, before, Value::Null),
    )
    .await?;
    Ok(txn.commit().await?)
}

fn entry(
    cooperative: CooperativeId,
    action: &'static str,
    person: PersonId,
    before: Value,
    after: Value,
) -> audit::Entry<'static> {
    audit::Entry {
        cooperative: Some(cooperative),
        action,
        entity: "membership",
        entity_id: person.to_string(),
        before,
        after,
    }
}
