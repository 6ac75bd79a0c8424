//! The booth itself: its story and cover, pausing, holidays.

use super::words::moment;
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::pictures::{Purpose, StoredPicture};
use crate::{audit, listings, payments, pictures, topics};
use sea_orm::FromQueryResult;
use serde_json::{Value, json};
use shared::id::{CooperativeId, ListingId};
use shared::input::booth::{ChangeStory, SetHoliday};
use shared::say::Locale;
use shared::time::Millis;
use shared::view::booth::{CoopChoice, SettingsView};
use store::outbox::Repeat;
use store::{WriteTxn, outbox, sql};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Row {
    slug: String,
    opened_at: Option<i64>,
    story_vi: String,
    story_en: String,
    cover_picture: Option<String>,
    paused_at: Option<i64>,
    holiday_from: Option<i64>,
    holiday_until: Option<i64>,
}

async fn load(core: &Core, cooperative: CooperativeId) -> Result<Row> {
    let text = "select b.slug, b.opened_at, b.story_vi, b.story_en, b.cover_picture, c.paused_at, c.holiday_from, c.holiday_until \
         from cooperative c join booth b on b.cooperative_id = c.id where c.id = $1";
    let row: Option<Row> = sql::one(core.db.read(), text, [cooperative.uuid().into()]).await?;
    row.ok_or(Error::NotFound { what: "booth" })
}

/// The settings page of a cooperative's booth for one of its members.
pub async fn load_settings_view(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
) -> Result<SettingsView> {
    actor.member(cooperative, Right::Read)?;
    let l = actor.locale;
    let now = core.clock.now();
    let row = load(core, cooperative).await?;
    let ids: Vec<&str> = row.cover_picture.as_deref().into_iter().collect();
    let covers = pictures::load(core.db.read(), cooperative, &ids).await?;
    let days = row
        .holiday_from
        .map(Millis)
        .zip(row.holiday_until.map(Millis));
    let days = days
        .map(|(from, until)| (from.vn_date(), until.vn_date()))
        .filter(|(_, until)| *until >= now.vn_date());
    Ok(SettingsView {
        public_href: row
            .opened_at
            .map(|_| l.path(&format!("/gian-hang/{}", row.slug)))
            .unwrap_or_default(),
        story_vi: row.story_vi,
        story_en: row.story_en,
        cover: covers.values().next().map(|shown| shown.view(false, l)),
        paused: row.paused_at.map(|at| match l {
            Locale::Vi => format!("Đang nghỉ từ {}", moment(Millis(at), now, l)),
            Locale::En => format!("Paused since {}", moment(Millis(at), now, l)),
        }),
        holiday: days.map(|(from, until)| match l {
            Locale::Vi => format!(
                "Nghỉ {} đến hết {}",
                from.with_weekday(l),
                until.with_weekday(l)
            ),
            Locale::En => format!(
                "Resting {} to {}",
                from.with_weekday(l),
                until.with_weekday(l)
            ),
        }),
        holiday_from: days.map(|(from, _)| from.iso()).unwrap_or_default(),
        holiday_until: days.map(|(_, until)| until.iso()).unwrap_or_default(),
        account: payments::account_view(core, cooperative).await?,
        may_manage: actor.member(cooperative, Right::Manage).is_ok(),
        cooperatives: choices(core, actor, cooperative).await?,
        ..SettingsView::default()
    })
}

#[derive(FromQueryResult)]
struct Name {
    id: Uuid,
    short_name: String,
}

/// The member's cooperatives, when there are several to choose from.
async fn choices(core: &Core, actor: &Actor, current: CooperativeId) -> Result<Vec<CoopChoice>> {
    let person = actor.signed_in()?;
    let mut ids: Vec<CooperativeId> = person.memberships.iter().map(|(id, _)| *id).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.len() < 2 {
        return Ok(Vec::new());
    }
    let text = format!(
        "select id, short_name from cooperative where id in ({}) order by short_name",
        sql::placeholders(1, ids.len())
    );
    let names: Vec<Name> =
        sql::all(core.db.read(), &text, ids.iter().map(|id| id.uuid().into())).await?;
    let choice = |name: Name| {
        let roles = person
            .memberships
            .iter()
            .filter(|(id, _)| id.uuid() == name.id)
            .map(|(_, role)| *role);
        CoopChoice {
            id: name.id.to_string(),
            role: roles
                .min()
                .map_or("", |role| role.word(actor.locale))
                .to_owned(),
            current: name.id == current.uuid(),
            name: name.short_name,
        }
    };
    Ok(names.into_iter().map(choice).collect())
}

/// Changes the booth's story. What none of its certificates proves is `Error::Invalid` at its field.
pub async fn change_story(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    form: &ChangeStory,
) -> Result<()> {
    actor.member(cooperative, Right::Manage)?;
    let (vi, en) = form
        .parse(actor.locale)
        .map_err(|fields| Error::Invalid { fields })?;
    let before = load(core, cooperative).await?;
    let txn = core.db.begin().await?;
    let texts = [("story_vi", vi.as_str()), ("story_en", en.as_str())];
    let read = (core.clock.now().vn_date(), actor.locale);
    listings::check_text(&*txn, listings::About::Booth(cooperative), &texts, read).await?;
    let text = "update booth set story_vi = $1, story_en = $2 where cooperative_id = $3";
    sql::execute(
        &*txn,
        text,
        [
            vi.as_str().into(),
            en.as_str().into(),
            cooperative.uuid().into(),
        ],
    )
    .await?;
    let before = json!({ "story_vi": before.story_vi, "story_en": before.story_en });
    let after = json!({ "story_vi": vi, "story_en": en });
    finish(
        core,
        txn,
        actor,
        cooperative,
        ("change_story", before, after),
    )
    .await
}

/// Puts another photo over the booth; its files are in the store already.
pub async fn set_cover(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    cover: &StoredPicture,
) -> Result<()> {
    actor.member(cooperative, Right::Manage)?;
    let before = load(core, cooperative).await?;
    let txn = core.db.begin().await?;
    pictures::insert(&txn, cooperative, Purpose::Cover, cover, core.clock.now().0).await?;
    let text = "update booth set cover_picture = $1 where cooperative_id = $2";
    sql::execute(
        &*txn,
        text,
        [cover.id.as_str().into(), cooperative.uuid().into()],
    )
    .await?;
    let (before, after) = (
        json!({ "cover": before.cover_picture }),
        json!({ "cover": cover.id }),
    );
    finish(
        core,
        txn,
        actor,
        cooperative,
        ("change_cover", before, after),
    )
    .await
}

/// Pauses the booth, or opens it again. What is so already stays so.
pub async fn pause(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    paused: bool,
) -> Result<()> {
    actor.member(cooperative, Right::Manage)?;
    let at: Option<i64> = paused.then_some(core.clock.now().0);
    let txn = core.db.begin().await?;
    let touched = sql::execute(
        &*txn,
        "update cooperative set paused_at = $1, version = version + 1 where id = $2 \
         and (paused_at is null) = $3",
        [at.into(), cooperative.uuid().into(), paused.into()],
    )
    .await?;
    if touched == 0 {
        return Ok(());
    }
    refresh_listings(core, &txn, cooperative).await?;
    let verb = if paused {
        "pause_booth"
    } else {
        "resume_booth"
    };
    finish(
        core,
        txn,
        actor,
        cooperative,
        (
            verb,
            json!({ "paused": !paused }),
            json!({ "paused": paused }),
        ),
    )
    .await
}

#[derive(FromQueryResult)]
struct ListingRow {
    id: Uuid,
}

/// With the booth its listings appear or disappear.
async fn refresh_listings(core: &Core, txn: &WriteTxn, cooperative: CooperativeId) -> Result<()> {
    let text = "select id from listing where cooperative_id = $1 \
         or id in (select listing_id from pool_member where cooperative_id = $1) order by id";
    let rows: Vec<ListingRow> = sql::all(&**txn, text, [cooperative.uuid().into()]).await?;
    for row in rows {
        listings::refresh(core, txn, ListingId::from(row.id)).await?;
    }
    Ok(())
}

/// Sets the days of rest, or ends them.
pub async fn set_holiday(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    form: &SetHoliday,
) -> Result<()> {
    actor.member(cooperative, Right::Manage)?;
    let today = core.clock.now().vn_date();
    let days = form
        .parse(today, actor.locale)
        .map_err(|field| Error::Invalid {
            fields: vec![field],
        })?;
    let before = load(core, cooperative).await?;
    let (from, until) = (days.map(|d| d.0.start().0), days.map(|d| d.1.start().0));
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "update cooperative set holiday_from = $1, holiday_until = $2, version = version + 1 where id = $3",
        [from.into(), until.into(), cooperative.uuid().into()],
    )
    .await?;
    let day = |at: Option<i64>| at.map(|at| Millis(at).vn_date().iso());
    let before = json!({ "from": day(before.holiday_from), "until": day(before.holiday_until) });
    let after = json!({ "from": day(from), "until": day(until) });
    finish(
        core,
        txn,
        actor,
        cooperative,
        ("set_holiday", before, after),
    )
    .await
}

/// Writes the log, makes the public pages anew and commits.
async fn finish(
    core: &Core,
    txn: WriteTxn,
    actor: &Actor,
    cooperative: CooperativeId,
    (action, before, after): (&str, Value, Value),
) -> Result<()> {
    let entry = audit::Entry {
        cooperative: Some(cooperative),
        action,
        entity: "booth",
        entity_id: cooperative.to_string(),
        before,
        after,
    };
    audit::record(core, &txn, actor, entry).await?;
    let pages = json!({ "listings": [], "catalogue": true });
    let key = format!("cooperative:{cooperative}");
    outbox::enqueue(
        &txn,
        topics::PAGES,
        &key,
        &pages,
        Repeat::Coalesce,
        core.clock.now().0,
    )
    .await?;
    Ok(txn.commit().await?)
}
