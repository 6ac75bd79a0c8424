//! One person: locked, unlocked, signed out everywhere.

use super::people::{closed, masked, name_words};
use super::roles::{provinces, role_lines};
use crate::actor::{Actor, MemberRole};
use crate::audit::{self, Wanted};
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use serde_json::{Value, json};
use shared::id::PersonId;
use shared::input::staff::{DecidePerson, reason};
use shared::say::Locale;
use shared::time::Millis;
use shared::view::parts::NoticeKind;
use shared::view::staff::{Fact, Mark, PersonView, StaffLine};
use store::{WriteTxn, sql};

/// Entries of the log shown beside a person.
const HISTORY: usize = 20;

#[derive(FromQueryResult)]
struct Row {
    name: String,
    phone_sealed: String,
    password_hash: Option<String>,
    created_at: i64,
    disabled_at: Option<i64>,
    sessions: i64,
    seen_at: Option<i64>,
}

async fn find(core: &Core, id: PersonId) -> Result<Row> {
    let found = sql::one(
        core.db.read(),
        "select p.name, p.phone_sealed, p.password_hash, p.created_at, p.disabled_at, \
         (select count(*) from session s where s.person_id = p.id and s.expires_at > $2) as sessions, \
         (select max(s.seen_at) from session s where s.person_id = p.id) as seen_at from person p where p.id = $1",
        [id.uuid().into(), core.clock.now().0.into()],
    )
    .await?;
    found.ok_or(Error::NotFound { what: "person" })
}

/// One person with roles and what they wrote. The phone stays masked.
pub async fn load_person_view(core: &Core, actor: &Actor, id: PersonId) -> Result<PersonView> {
    let l = actor.locale;
    let operator = actor.operator()?;
    let row = find(core, id).await?;
    let wanted = Wanted {
        actor: Some(id.uuid()),
        limit: HISTORY,
        ..Wanted::default()
    };
    let (history, _) = audit::entries(core, &wanted, l).await?;
    let mark = row.disabled_at.map_or_else(
        || Mark {
            text: l.say("Vào được", "May sign in").to_owned(),
            kind: NoticeKind::Good,
        },
        |_| closed(l),
    );
    Ok(PersonView {
        id: id.to_string(),
        name: name_words(&row.name, l).to_owned(),
        phone_masked: masked(core, &row.phone_sealed)?,
        mark,
        disabled: row.disabled_at.is_some(),
        own: operator.id == id,
        facts: facts(&row, l),
        memberships: memberships(core, id, l).await?,
        roles: role_lines(core, actor, id).await?,
        provinces: provinces(),
        history,
        ..PersonView::default()
    })
}

fn facts(row: &Row, l: Locale) -> Vec<Fact> {
    let moment = |at: i64| format!("{} {}", Millis(at).vn_date().full(), Millis(at).vn_clock());
    let fact = |label: &str, value: String| Fact {
        label: label.to_owned(),
        value,
    };
    let password = if row.password_hash.is_some() {
        l.say("có", "yes")
    } else {
        l.say("chưa có", "none")
    };
    vec![
        fact(
            l.say("Có tài khoản từ", "Account since"),
            moment(row.created_at),
        ),
        fact(
            l.say("Dùng lần cuối", "Last seen"),
            row.seen_at.map(moment).unwrap_or_default(),
        ),
        fact(
            l.say("Đang đăng nhập trên", "Signed in on"),
            match l {
                Locale::Vi => format!("{} máy", row.sessions),
                Locale::En => format!("{} devices", row.sessions),
            },
        ),
        fact(l.say("Mật khẩu", "Password"), password.to_owned()),
        fact(
            l.say("Khoá từ", "Locked since"),
            row.disabled_at.map(moment).unwrap_or_default(),
        ),
    ]
}

#[derive(FromQueryResult)]
struct MemberRow {
    slug: String,
    short_name: String,
    role: String,
}

async fn memberships(core: &Core, id: PersonId, l: Locale) -> Result<Vec<StaffLine>> {
    let rows: Vec<MemberRow> = sql::all(
        core.db.read(),
        "select c.slug, c.short_name, m.role from membership m join cooperative c on c.id = m.cooperative_id \
         where m.person_id = $1 and m.removed_at is null order by m.created_at, c.slug",
        [id.uuid().into()],
    )
    .await?;
    let line = |row: MemberRow| StaffLine {
        href: Some(l.path(&format!("/lien-minh/htx/{}", row.slug))),
        title: row.short_name,
        detail: MemberRole::parse(&row.role).map_or(row.role, |role| role.word(l).to_owned()),
        mark: None,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Locks or unlocks a person, or ends all their sessions. Nobody locks themselves.
pub async fn decide_person(
    core: &Core,
    actor: &Actor,
    id: PersonId,
    input: &DecidePerson,
) -> Result<()> {
    let l = actor.locale;
    let operator = actor.operator()?;
    let row = find(core, id).await?;
    match input.action.as_str() {
        "disable" if operator.id == id => Err(Error::Refused {
            code: "own_account",
            message: l
                .say("Bạn không khoá được chính mình", "You cannot lock yourself")
                .to_owned(),
        }),
        "disable" => {
            let why = reason("reason", &input.reason, l)
                .map_err(|e| Error::Invalid { fields: vec![e] })?;
            if row.disabled_at.is_some() {
                return Ok(());
            }
            let txn = core.db.begin().await?;
            let text = "update person set disabled_at = $1 where id = $2";
            sql::execute(&*txn, text, [core.clock.now().0.into(), id.uuid().into()]).await?;
            let ended = end_sessions(&txn, id).await?;
            let after = json!({ "disabled": true, "reason": why, "sessions_ended": ended });
            finish(
                core,
                txn,
                actor,
                id,
                "disable_person",
                json!({ "disabled": false }),
                after,
            )
            .await
        }
        "enable" => {
            let txn = core.db.begin().await?;
            let text =
                "update person set disabled_at = null where id = $1 and disabled_at is not null";
            if sql::execute(&*txn, text, [id.uuid().into()]).await? == 0 {
                return Ok(());
            }
            let (before, after) = (json!({ "disabled": true }), json!({ "disabled": false }));
            finish(core, txn, actor, id, "enable_person", before, after).await
        }
        "sign_out" => {
            let txn = core.db.begin().await?;
            let ended = end_sessions(&txn, id).await?;
            let before = json!({ "sessions": ended });
            finish(
                core,
                txn,
                actor,
                id,
                "end_sessions",
                before,
                json!({ "sessions": 0 }),
            )
            .await
        }
        _ => Err(Error::invalid(
            "action",
            "unknown",
            l.say("Chọn một việc để làm", "Choose what to do"),
        )),
    }
}

async fn end_sessions(txn: &WriteTxn, id: PersonId) -> Result<u64> {
    let text = "delete from session where person_id = $1";
    Ok(sql::execute(&**txn, text, [id.uuid().into()]).await?)
}

async fn finish(
    core: &Core,
    txn: WriteTxn,
    actor: &Actor,
    id: PersonId,
    action: &str,
    before: Value,
    after: Value,
) -> Result<()> {
    let entry = audit::Entry {
        cooperative: None,
        action,
        entity: "person",
        entity_id: id.to_string(),
        before,
        after,
    };
    audit::record(core, &txn, actor, entry).await?;
    Ok(txn.commit().await?)
}
