//! Finding people by phone or by name.

use super::PAGE;
use crate::actor::Actor;
use crate::alliance::pager;
use crate::core::Core;
use crate::error::Result;
use crate::filter::{Filter, cursor};
use sea_orm::FromQueryResult;
use shared::page::Cursor;
use shared::phone::Phone;
use shared::say::Locale;
use shared::text::fold;
use shared::time::Millis;
use shared::view::parts::{Empty, NoticeKind};
use shared::view::staff::{Mark, StaffLine, StaffList};
use store::sql;
use uuid::Uuid;

/// Rows read at once while looking for a name.
const BATCH: usize = 500;
/// Batches read for one page; then the page ends early and goes on from there.
const BATCHES: usize = 20;

#[derive(Clone, FromQueryResult)]
struct Row {
    id: Uuid,
    name: String,
    phone_sealed: String,
    created_at: i64,
    disabled_at: Option<i64>,
}

/// People, newest first; of a phone the one, of a name all whose name has every word of it, without marks.
pub async fn list_people(
    core: &Core,
    actor: &Actor,
    query: &str,
    after: Option<&Cursor>,
) -> Result<StaffList> {
    let l = actor.locale;
    actor.operator()?;
    let (rows, next) = match Phone::parse(query) {
        Ok(phone) => (by_phone(core, &phone).await?, None),
        Err(_) => by_name(core, query, after).await?,
    };
    let lines: Result<Vec<StaffLine>> = rows.iter().map(|row| line(core, row, l)).collect();
    let path = "/quan-tri/nguoi";
    Ok(StaffList {
        query: query.to_owned(),
        lines: lines?,
        pager: pager(path, &[("q", query)], next, l),
        empty: Empty {
            title: l.say("Không thấy ai", "Nobody found").to_owned(),
            text: l
                .say(
                    "Gõ đủ số điện thoại, hoặc một phần tên",
                    "Type the whole phone number, or a part of the name",
                )
                .to_owned(),
            link: Some((l.say("Xem tất cả", "Show all").to_owned(), l.path(path))),
        },
        ..StaffList::default()
    })
}

const COLUMNS: &str = "select id, name, phone_sealed, created_at, disabled_at from person";

async fn by_phone(core: &Core, phone: &Phone) -> Result<Vec<Row>> {
    let lookup = core.keys.lookup(phone.e164());
    let text = format!("{COLUMNS} where phone_lookup = $1");
    Ok(sql::all(core.db.read(), &text, [lookup.into()]).await?)
}

async fn by_name(
    core: &Core,
    query: &str,
    after: Option<&Cursor>,
) -> Result<(Vec<Row>, Option<Cursor>)> {
    let folded = fold(query);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let mut found = Vec::new();
    let mut from = after.cloned();
    for _ in 0..BATCHES {
        let rows = batch(core, from.as_ref()).await?;
        let last = rows.len() < BATCH;
        for row in rows {
            let place = cursor(row.created_at, row.id);
            let name = fold(&row.name);
            if words.iter().all(|word| name.contains(word)) {
                if found.len() == PAGE {
                    return Ok((found, from));
                }
                found.push(row);
            }
            from = Some(place);
        }
        if last {
            return Ok((found, None));
        }
    }
    Ok((found, from))
}

async fn batch(core: &Core, from: Option<&Cursor>) -> Result<Vec<Row>> {
    let mut filter = Filter::default();
    filter.beyond("created_at", "id", from, false)?;
    let text = format!(
        "{COLUMNS}{} order by created_at desc, id desc limit {BATCH}",
        filter.text()
    );
    Ok(sql::all(core.db.read(), &text, filter.values()).await?)
}

fn line(core: &Core, row: &Row, l: Locale) -> Result<StaffLine> {
    Ok(StaffLine {
        href: Some(l.path(&format!("/quan-tri/nguoi/{}", row.id))),
        title: name_words(&row.name, l).to_owned(),
        detail: format!(
            "{} · {}",
            masked(core, &row.phone_sealed)?,
            Millis(row.created_at).vn_date().full()
        ),
        mark: row.disabled_at.map(|_| closed(l)),
    })
}

/// The name, or a word for somebody without one.
pub(super) fn name_words(name: &str, l: Locale) -> &str {
    if name.is_empty() {
        l.say("(chưa có tên)", "(no name yet)")
    } else {
        name
    }
}

/// The mark of a person who may not sign in.
pub(super) fn closed(l: Locale) -> Mark {
    Mark {
        text: l.say("Đang khoá", "Locked").to_owned(),
        kind: NoticeKind::Bad,
    }
}

/// A sealed phone as `0912•••678`.
pub(super) fn masked(core: &Core, sealed: &str) -> Result<String> {
    let phone = core.keys.open(sealed)?;
    Ok(Phone::parse_contact(&phone)
        .map(|phone| phone.masked())
        .unwrap_or_default())
}
