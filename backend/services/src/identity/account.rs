//! One's own account: name, password, sessions.

use super::{passwords, sessions, throttle};
use crate::actor::{Actor, MemberRole, Person, StaffRole};
use crate::audit;
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use serde_json::{Value, json};
use shared::input::sign_in::{ChangeName, ChangePassword, password_text};
use shared::phone::Phone;
use shared::say::Locale;
use shared::time::Millis;
use shared::view::sign_in::{AccountView, SessionLine};
use store::sql;
use uuid::Uuid;

#[derive(FromQueryResult)]
struct PersonRow {
    name: String,
    phone_lookup: String,
    phone_sealed: String,
    password_hash: Option<String>,
}

#[derive(FromQueryResult)]
struct SessionRow {
    id: Uuid,
    created_at: i64,
    seen_at: i64,
}

#[derive(FromQueryResult)]
struct CooperativeName {
    id: Uuid,
    short_name: String,
}

async fn load(core: &Core, person: &Person) -> Result<PersonRow> {
    let text = "select name, phone_lookup, phone_sealed, password_hash from person where id = $1";
    let row: Option<PersonRow> = sql::one(core.db.read(), text, [person.id.uuid().into()]).await?;
    row.ok_or(Error::SignIn)
}

/// The account page of the signed-in person.
pub async fn load_account_view(core: &Core, actor: &Actor) -> Result<AccountView> {
    let l = actor.locale;
    let person = actor.signed_in()?;
    let row = load(core, person).await?;
    let phone = core.keys.open(&row.phone_sealed)?;
    let open: Vec<SessionRow> = sql::all(
        core.db.read(),
        "select id, created_at, seen_at from session where person_id = $1 and expires_at > $2 order by seen_at desc",
        [person.id.uuid().into(), core.clock.now().0.into()],
    )
    .await?;
    let mut lines: Vec<SessionLine> = open.iter().map(|s| session_line(s, person, l)).collect();
    lines.sort_by_key(|line| !line.this);
    let back = if person.memberships.is_empty() {
        "/"
    } else {
        "/htx"
    };
    Ok(AccountView {
        name: row.name,
        phone_masked: Phone::parse(&phone).map(|p| p.masked()).unwrap_or_default(),
        has_password: row.password_hash.is_some(),
        roles: role_words(core, person, l).await?,
        sessions: lines,
        back: l.path(back),
        errors: Vec::new(),
        done: None,
    })
}

fn session_line(session: &SessionRow, person: &Person, l: Locale) -> SessionLine {
    let this = session.id == person.session.uuid();
    let (from, seen) = (Millis(session.created_at), Millis(session.seen_at));
    let day = from.vn_date().with_weekday(l);
    let (seen_day, clock) = (seen.vn_date().short(), seen.vn_clock());
    SessionLine {
        id: session.id.to_string(),
        title: if this {
            l.say("Máy này", "This device")
        } else {
            l.say("Máy khác", "Another device")
        }
        .to_owned(),
        detail: match l {
            Locale::Vi => format!("Vào từ {day}, dùng lần cuối {clock} ngày {seen_day}"),
            Locale::En => format!("Signed in {day}, last used {clock} on {seen_day}"),
        },
        this,
    }
}

async fn role_words(core: &Core, person: &Person, l: Locale) -> Result<Vec<String>> {
    let ids: Vec<_> = person
        .memberships
        .iter()
        .map(|(id, _)| id.uuid().into())
        .collect();
    let mut words = Vec::new();
    if !ids.is_empty() {
        let text = format!(
            "select id, short_name from cooperative where id in ({})",
            sql::placeholders(1, ids.len())
        );
        let names: Vec<CooperativeName> = sql::all(core.db.read(), &text, ids).await?;
        let name = |id: Uuid| {
            names
                .iter()
                .find(|n| n.id == id)
                .map_or("", |n| n.short_name.as_str())
        };
        let line = |(id, role): &(shared::id::CooperativeId, MemberRole)| {
            format!("{} · {}", role.word(l), name(id.uuid()))
        };
        words.extend(person.memberships.iter().map(line));
    }
    words.extend(person.staff.iter().map(|role| {
        match role {
            StaffRole::Officer { .. } => l
                .say("Cán bộ Liên minh Hợp tác xã", "Officer of the alliance")
                .to_owned(),
            StaffRole::Operator => l
                .say("Người quản trị chợ", "Operator of the market")
                .to_owned(),
        }
    }));
    Ok(words)
}

/// Changes one's own name.
pub async fn change_name(core: &Core, actor: &Actor, form: &ChangeName) -> Result<()> {
    let person = actor.signed_in()?;
    let name = form
        .parse(actor.locale)
        .map_err(|e| Error::Invalid { fields: vec![e] })?;
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "update person set name = $1 where id = $2",
        [name.into(), person.id.uuid().into()],
    )
    .await?;
    audit::record(core, &txn, actor, entry(person, "change_name", Value::Null)).await?;
    Ok(txn.commit().await?)
}

/// Sets another password. Every session of the person ends and a new one begins, whose token is given back.
pub async fn change_password(core: &Core, actor: &Actor, form: &ChangePassword) -> Result<String> {
    let l = actor.locale;
    let person = actor.signed_in()?;
    let password = form
        .parse(l)
        .map_err(|e| Error::Invalid { fields: vec![e] })?;
    let row = load(core, person).await?;
    if row.password_hash.is_some() {
        throttle::count_try(core, &row.phone_lookup, l).await?;
        if !passwords::fits(password_text(&form.current), row.password_hash.clone()).await? {
            let message = l.say(
                "Mật khẩu đang dùng chưa đúng",
                "The present password is not right",
            );
            return Err(Error::invalid("current", "wrong", message));
        }
    }
    let hash = passwords::hash(password).await?;
    let txn = core.db.begin().await?;
    let text = "update person set password_hash = $1 where id = $2";
    sql::execute(&*txn, text, [hash.into(), person.id.uuid().into()]).await?;
    throttle::clear(&txn, &row.phone_lookup).await?;
    let ended = sessions::end_all(&txn, person.id).await?;
    let token = sessions::start(core, &txn, person.id, None).await?;
    audit::record(
        core,
        &txn,
        actor,
        entry(
            person,
            "change_password",
            json!({ "sessions_ended": ended }),
        ),
    )
    .await?;
    txn.commit().await?;
    Ok(token)
}

fn entry(person: &Person, action: &'static str, after: Value) -> audit::Entry<'static> {
    audit::Entry {
        cooperative: None,
        action,
        entity: "person",
        entity_id: person.id.to_string(),
        before: Value::Null,
        after,
    }
}
