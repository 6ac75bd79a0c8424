//! A cooperative comes to the market: name, commune and a photo of its licence, by somebody whose phone is proven.

use crate::actor::{Actor, MemberRole, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::pictures::{Purpose, StoredPicture};
use crate::{audit, members, pictures, topics};
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
use serde_json::{Value, json};
use shared::id::CooperativeId;
use shared::input::booth::{OpenBooth, short_name};
use shared::phone::Phone;
use shared::places::{Ward, places};
use shared::problem::FieldError;
use shared::say::Locale;
use shared::state::cooperative::transition;
use shared::state::{ActorKind, CooperativeAction, CooperativeState};
use shared::text::slug;
use shared::view::booth::OpenBoothView;
use store::outbox::Repeat;
use store::{WriteTxn, entity, outbox, sql};
use uuid::Uuid;

/// The most communes offered for what was typed.
const MOST_WARDS: usize = 8;

/// The page that opens a booth. `form` holds what was typed so far, `ward_query` what a commune is looked for by.
pub async fn load_opening_view(
    core: &Core,
    actor: &Actor,
    form: &OpenBooth,
    ward_query: &str,
) -> Result<OpenBoothView> {
    let l = actor.locale;
    let mut view = OpenBoothView {
        ask_phone: actor.person().is_none(),
        name: form.name.clone(),
        ward_query: ward_query.to_owned(),
        ..OpenBoothView::default()
    };
    if let Some(ward) = places().ward(&form.ward_code) {
        view.ward_code = ward.code.to_owned();
        view.ward_label = places().label(ward);
    } else if !ward_query.trim().is_empty() {
        let hits = places().search(ward_query, MOST_WARDS);
        view.ward_hits = hits
            .into_iter()
            .map(|hit| {
                let words = places()
                    .ward(&hit.code)
                    .map_or_else(|| hit.name.clone(), |ward| places().label(ward));
                (hit.code, words, hit.matched_old_name.unwrap_or_default())
            })
            .collect();
    }
    if let Some(person) = actor.person() {
        let row = sql::row(
            core.db.read(),
            "select phone_sealed from person where id = $1",
            [person.id.uuid().into()],
        )
        .await?;
        let sealed: Option<String> = row.map(|row| row.try_get("", "phone_sealed")).transpose()?;
        let phone = sealed.map(|sealed| core.keys.open(&sealed)).transpose()?;
        view.phone_masked = phone
            .and_then(|text| Phone::parse(&text).ok())
            .map(|phone| phone.masked())
            .unwrap_or_default();
        if let Some((name, again)) = to_send_again(core, actor, l).await? {
            view.name = name;
            view.again = Some(again);
        }
    }
    Ok(view)
}

#[derive(FromQueryResult)]
struct Waiting {
    id: Uuid,
    slug: String,
    name: String,
    state: String,
    state_note: Option<String>,
    version: i64,
}

/// The cooperative of the caller whose papers were sent back, if there is one.
async fn waiting(core: &Core, actor: &Actor) -> Result<Option<Waiting>> {
    let person = actor.signed_in()?;
    let mine: Vec<Uuid> = person
        .memberships
        .iter()
        .filter(|(_, role)| role.has(Right::Manage))
        .map(|(id, _)| id.uuid())
        .collect();
    if mine.is_empty() {
        return Ok(None);
    }
    let text = format!(
        "select id, slug, name, state, state_note, version from cooperative where state = $1 and id in ({}) \
         order by created_at limit 1",
        sql::placeholders(2, mine.len())
    );
    let values = std::iter::once(CooperativeState::Refused.code().into())
        .chain(mine.into_iter().map(Into::into));
    Ok(sql::one(core.db.read(), &text, values).await?)
}

async fn to_send_again(core: &Core, actor: &Actor, l: Locale) -> Result<Option<(String, String)>> {
    let Some(row) = waiting(core, actor).await? else {
        return Ok(None);
    };
    let note = row.state_note.unwrap_or_default();
    let why = match l {
        Locale::Vi => format!("Giấy tờ cần gửi lại. {note}"),
        Locale::En => format!("Please send your papers again. {note}"),
    };
    Ok(Some((row.name, why.trim().to_owned())))
}

/// Opens a cooperative's booth for the signed-in person, who becomes its director. Officers look at the papers
/// before buyers see anything. `licence` is in the store already; without one the field `photo` is at fault.
pub async fn open_cooperative(
    core: &Core,
    actor: &Actor,
    form: &OpenBooth,
    licence: Option<&StoredPicture>,
) -> Result<CooperativeId> {
    let l = actor.locale;
    let person = actor.signed_in()?;
    let (name, ward, licence) = check(form, licence, l)?;
    let now = core.clock.now().0;
    let id = CooperativeId::new();
    let txn = core.db.begin().await?;
    let phone = sql::row(
        &*txn,
        "select phone_sealed from person where id = $1",
        [person.id.uuid().into()],
    )
    .await?;
    let phone_sealed: Option<String> = phone
        .map(|row| row.try_get("", "phone_sealed"))
        .transpose()?;
    let short = short_name(&name);
    let slug = free_slug(&txn, &short, ward).await?;
    let row = entity::cooperative::Model {
        pack_days: 127,
        pack_capacity: None,
        live_rule: "auto".to_owned(),
        id: id.uuid(),
        slug: slug.clone(),
        name: name.clone(),
        short_name: short.clone(),
        kind: "cooperative".to_owned(),
        tax_code: None,
        province_code: ward.province_code.to_owned(),
        ward_code: ward.code.to_owned(),
        phone_sealed,
        state: CooperativeState::Documents.code().to_owned(),
        trusted: false,
        licence_picture: Some(licence.id.clone()),
        state_note: None,
        verified_at: None,
        verified_by: None,
        paused_at: None,
        holiday_from: None,
        holiday_until: None,
        version: 1,
        created_at: now,
    };
    entity::cooperative::Entity::insert(row.into_active_model())
        .exec_without_returning(&*txn)
        .await?;
    pictures::insert(&txn, id, Purpose::Licence, licence, now).await?;
    let booth = entity::booth::Model {
        id: Uuid::now_v7(),
        cooperative_id: id.uuid(),
        slug: slug.clone(),
        title: short,
        story_vi: String::new(),
        story_en: String::new(),
        cover_picture: None,
        opened_at: None,
        created_at: now,
    };
    entity::booth::Entity::insert(booth.into_active_model())
        .exec_without_returning(&*txn)
        .await?;
    members::join(core, &txn, person.id, id, MemberRole::Director).await?;
    let after = json!({ "name": name, "ward_code": ward.code, "state": CooperativeState::Documents.code() });
    record(
        core,
        &txn,
        actor,
        id,
        &slug,
        ("open_cooperative", Value::Null, after),
    )
    .await?;
    txn.commit().await?;
    Ok(id)
}

fn check<'a>(
    form: &OpenBooth,
    licence: Option<&'a StoredPicture>,
    l: Locale,
) -> Result<(String, &'static Ward, &'a StoredPicture)> {
    let mut fields = Vec::new();
    let name = form.name(l).map_err(|field| fields.push(field)).ok();
    let ward = places().ward(&form.ward_code);
    if ward.is_none() {
        let message = l.say(
            "Chọn xã, phường trong danh sách",
            "Choose the commune from the list",
        );
        fields.push(FieldError::new("ward_code", "required", message));
    }
    if licence.is_none() {
        fields.push(photo_missing(l));
    }
    match (name, ward, licence) {
        (Some(name), Some(ward), Some(licence)) => Ok((name, ward, licence)),
        _ => Err(Error::Invalid { fields }),
    }
}

fn photo_missing(l: Locale) -> FieldError {
    let message = l.say(
        "Chụp giấy chứng nhận đăng ký hợp tác xã",
        "Take a photo of the cooperative's licence",
    );
    FieldError::new("photo", "required", message)
}

/// An address that no other cooperative or booth has: the name, then with the commune, then with a number.
async fn free_slug(txn: &WriteTxn, short: &str, ward: &Ward) -> Result<String> {
    let base = slug(short.trim_start_matches("HTX "));
    let base = if base.is_empty() {
        "htx".to_owned()
    } else {
        base
    };
    let with_ward = format!("{base}-{}", ward.slug);
    let numbered = (2..100).map(|n| format!("{with_ward}-{n}"));
    for candidate in [base, with_ward.clone()].into_iter().chain(numbered) {
        let text = "select 1 as one from cooperative where slug = $1 union select 1 from booth where slug = $1";
        if sql::row(&**txn, text, [candidate.as_str().into()])
            .await?
            .is_none()
        {
            return Ok(candidate);
        }
    }
    Ok(format!("{with_ward}-{}", Uuid::now_v7().simple()))
}

/// Sends another photo of the licence after the papers were sent back.
pub async fn send_papers_again(
    core: &Core,
    actor: &Actor,
    licence: Option<&StoredPicture>,
) -> Result<CooperativeId> {
    let l = actor.locale;
    let row = waiting(core, actor).await?.ok_or(Error::NotFound {
        what: "cooperative",
    })?;
    let licence = licence.ok_or_else(|| Error::Invalid {
        fields: vec![photo_missing(l)],
    })?;
    let id = CooperativeId::from(row.id);
    let from: CooperativeState = row.state.parse().map_err(Error::internal)?;
    let to =
        transition(from, CooperativeAction::SendAgain, ActorKind::Cooperative).map_err(|_| {
            Error::NotFound {
                what: "cooperative",
            }
        })?;
    let txn = core.db.begin().await?;
    pictures::insert(&txn, id, Purpose::Licence, licence, core.clock.now().0).await?;
    let touched = sql::execute(
        &*txn,
        "update cooperative set state = $1, state_note = null, licence_picture = $2, version = version + 1 \
         where id = $3 and version = $4",
        [to.code().into(), licence.id.as_str().into(), row.id.into(), row.version.into()],
    )
    .await?;
    if touched == 0 {
        let message = l.say(
            "Hồ sơ vừa được xem. Mở lại trang",
            "It has just been looked at. Open the page again",
        );
        return Err(Error::Conflict {
            code: "changed_meanwhile",
            message: message.to_owned(),
            fields: Vec::new(),
        });
    }
    let (before, after) = (
        json!({ "state": from.code() }),
        json!({ "state": to.code() }),
    );
    record(
        core,
        &txn,
        actor,
        id,
        &row.slug,
        ("send_papers_again", before, after),
    )
    .await?;
    txn.commit().await?;
    Ok(id)
}

async fn record(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    id: CooperativeId,
    slug: &str,
    (action, before, after): (&str, Value, Value),
) -> Result<()> {
    let state = json!({ "state": CooperativeState::Documents.code() });
    let now = core.clock.now().0;
    outbox::enqueue(
        txn,
        topics::COOPERATIVE_CHANGED,
        &id.to_string(),
        &state,
        Repeat::Keep,
        now,
    )
    .await?;
    let entry = audit::Entry {
        cooperative: Some(id),
        action,
        entity: "cooperative",
        entity_id: slug.to_owned(),
        before,
        after,
    };
    audit::record(core, txn, actor, entry).await
}
