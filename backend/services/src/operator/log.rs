//! The audit log with its filters.

use super::PAGE;
use crate::actor::Actor;
use crate::alliance::pager;
use crate::audit::{self, Wanted};
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use shared::page::Cursor;
use shared::phone::Phone;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::time::{Millis, VnDate};
use shared::view::parts::Empty;
use shared::view::staff::{AuditFilter, AuditView};
use store::sql;
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

/// The filter with its names found and its days read.
#[derive(Default)]
struct Read {
    actor: Option<Uuid>,
    cooperative: Option<Uuid>,
    from: Option<Millis>,
    until: Option<Millis>,
}

/// The entries that fit, newest first. [`Error::Invalid`] names the field that cannot be read.
pub async fn load_log(
    core: &Core,
    actor: &Actor,
    filter: &AuditFilter,
    after: Option<&Cursor>,
) -> Result<AuditView> {
    let l = actor.locale;
    actor.operator()?;
    let read = read(core, filter, l).await?;
    let given = |text: &'_ str| -> Option<String> {
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let (action, entity) = (given(&filter.action), given(&filter.entity));
    let (entity, entity_id) = match entity
        .as_deref()
        .map(|text| text.split_once(':').ok_or(text))
    {
        Some(Ok((kind, id))) => (Some(kind), Some(id)),
        Some(Err(kind)) => (Some(kind), None),
        None => (None, None),
    };
    let wanted = Wanted {
        actor: read.actor,
        cooperative: read.cooperative,
        action: action.as_deref().map(audit::words::verb_code),
        entity: entity.map(audit::words::kind_code),
        entity_id,
        from: read.from,
        until: read.until,
        cursor: after,
        limit: PAGE,
        link_people: true,
    };
    let (lines, next) = audit::entries(core, &wanted, l).await?;
    let query = [
        ("ai", filter.who.as_str()),
        ("htx", &filter.cooperative),
        ("viec", &filter.action),
        ("ve", &filter.entity),
        ("tu", &filter.from),
        ("den", &filter.to),
    ];
    let path = "/quan-tri/nhat-ky";
    Ok(AuditView {
        filter: filter.clone(),
        lines,
        pager: pager(path, &query, next, l),
        empty: Empty {
            title: l.say("Không có việc nào khớp", "Nothing fits").to_owned(),
            text: l
                .say("Bỏ bớt điều kiện lọc", "Choose fewer conditions")
                .to_owned(),
            link: Some((l.say("Xem tất cả", "Show all").to_owned(), l.path(path))),
        },
        ..AuditView::default()
    })
}

async fn read(core: &Core, filter: &AuditFilter, l: Locale) -> Result<Read> {
    let mut errors = Vec::new();
    let mut wrong = |path: &str, say: &str| errors.push(FieldError::new(path, "unknown", say));
    let mut read = Read::default();
    let who = filter.who.trim();
    if !who.is_empty() {
        read.actor = person(core, who).await?;
        if read.actor.is_none() {
            wrong(
                "ai",
                l.say("Không có ai dùng số này", "Nobody has this number"),
            );
        }
    }
    let cooperative = filter.cooperative.trim();
    if !cooperative.is_empty() {
        let text = "select id from cooperative where slug = $1";
        let found: Option<Id> = sql::one(core.db.read(), text, [cooperative.into()]).await?;
        read.cooperative = found.map(|row| row.id);
        if read.cooperative.is_none() {
            let say = l.say(
                "Không có hợp tác xã này. Gõ tên trong địa chỉ, như dong-mo",
                "No such cooperative. Type its name as in addresses, like dong-mo",
            );
            wrong("htx", say);
        }
    }
    let bad_day = l.say("Ngày này không có trong lịch", "There is no such day");
    match day(&filter.from) {
        Ok(found) => read.from = found.map(VnDate::start),
        Err(()) => wrong("tu", bad_day),
    }
    match day(&filter.to) {
        Ok(found) => read.until = found.map(VnDate::end),
        Err(()) => wrong("den", bad_day),
    }
    if errors.is_empty() {
        Ok(read)
    } else {
        Err(Error::Invalid { fields: errors })
    }
}

fn day(text: &str) -> std::result::Result<Option<VnDate>, ()> {
    match text.trim() {
        "" => Ok(None),
        text => VnDate::parse(text).map(Some).map_err(|_| ()),
    }
}

async fn person(core: &Core, who: &str) -> Result<Option<Uuid>> {
    if let Ok(id) = who.parse::<Uuid>() {
        return Ok(Some(id));
    }
    let Ok(phone) = Phone::parse(who) else {
        return Ok(None);
    };
    let text = "select id from person where phone_lookup = $1";
    let lookup = core.keys.lookup(phone.e164());
    let found: Option<Id> = sql::one(core.db.read(), text, [lookup.into()]).await?;
    Ok(found.map(|row| row.id))
}
