//! Cooperatives, their booths, and the people of the demonstration.

use super::Ids;
use super::data::{Cooperative, Files, Person};
use crate::actor::MemberRole;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::payments::fingerprint;
use crate::seed::bulk::insert;
use shared::phone::Phone;
use shared::places::places;
use shared::time::Millis;
use std::collections::HashMap;
use store::WriteTxn;
use store::entity::{bank_account, booth, cooperative, membership, person, staff_role};
use uuid::Uuid;

pub(super) async fn write(
    core: &Core,
    txn: &WriteTxn,
    files: &Files,
    password: &str,
) -> Result<Ids> {
    let now = core.clock.now();
    let people: Vec<(Uuid, &Person)> = files
        .people
        .people
        .iter()
        .map(|p| (Uuid::now_v7(), p))
        .collect();
    let staff = |role: &str| {
        people
            .iter()
            .find(|(_, p)| p.staff_role.as_deref() == Some(role))
            .map(|(id, _)| *id)
    };
    let officer = staff("officer").or_else(|| staff("operator"));
    let rows: Result<Vec<_>> = people
        .iter()
        .map(|(id, p)| person_row(core, *id, p, password))
        .collect();
    insert::<person::Entity>(txn, rows?).await?;
    insert::<staff_role::Entity>(
        txn,
        people
            .iter()
            .filter_map(|(id, p)| staff_row(*id, p, now))
            .collect(),
    )
    .await?;
    let ids = Ids {
        cooperatives: files
            .cooperatives
            .iter()
            .map(|c| (c.slug.clone(), Uuid::now_v7()))
            .collect(),
        officer,
    };
    let mut cooperatives = Vec::new();
    let mut booths = Vec::new();
    for one in &files.cooperatives {
        let id = id_of(&ids.cooperatives, &one.slug)?;
        cooperatives.push(cooperative_row(core, id, one, officer)?);
        booths.push(booth_row(id, one, now));
    }
    insert::<cooperative::Entity>(txn, cooperatives).await?;
    insert::<booth::Entity>(txn, booths).await?;
    let mut members = Vec::new();
    for (id, person) in &people {
        for membership in &person.memberships {
            members.push(membership::Model {
                id: Uuid::now_v7(),
                person_id: *id,
                cooperative_id: id_of(&ids.cooperatives, &membership.cooperative)?,
                role: role(&membership.role).code().to_owned(),
                created_at: now.0,
                removed_at: None,
            });
        }
    }
    insert::<membership::Entity>(txn, members).await?;
    insert::<bank_account::Entity>(txn, accounts(core, &ids, files, now)?).await?;
    Ok(ids)
}

pub(super) fn id_of(ids: &HashMap<String, Uuid>, slug: &str) -> Result<Uuid> {
    ids.get(slug)
        .copied()
        .ok_or_else(|| Error::internal(format!("the demonstration data has no cooperative {slug}")))
}

/// The files name what people do; packers may sell, plain members may look.
fn role(word: &str) -> MemberRole {
    match word {
        "director" => MemberRole::Director,
        "packer" | "seller" => MemberRole::Seller,
        _ => MemberRole::Accountant,
    }
}

/// Accounts of a bank that does not exist: a transfer to them is refused by every bank's app.
fn accounts(
    core: &Core,
    ids: &Ids,
    files: &Files,
    now: Millis,
) -> Result<Vec<bank_account::Model>> {
    let Some(by) = ids.officer else {
        return Ok(Vec::new());
    };
    let account = |(n, one): (usize, &Cooperative)| {
        let id = ids.cooperatives.get(&one.slug)?;
        let number = format!("99900000{n:02}");
        let row = |sealed: String| bank_account::Model {
            cooperative_id: *id,
            bin: "999999".to_owned(),
            number_sealed: sealed,
            number_lookup: fingerprint(core, &number),
            holder: format!("{} (THỬ NGHIỆM)", one.short_name.to_uppercase()),
            verified_at: Some(now.0),
            verified_by: Some(by),
            changed_by: by,
            changed_at: now.0,
        };
        Some(core.keys.seal(&number).map(row))
    };
    files
        .cooperatives
        .iter()
        .enumerate()
        .filter_map(account)
        .collect()
}

fn person_row(core: &Core, id: Uuid, one: &Person, password: &str) -> Result<person::Model> {
    let phone = phone(&one.phone)?;
    Ok(person::Model {
        id,
        name: one.name.clone(),
        phone_lookup: core.keys.lookup(phone.e164()),
        phone_sealed: core.keys.seal(phone.e164())?,
        email_sealed: None,
        password_hash: Some(password.to_owned()),
        locale: "vi".to_owned(),
        created_at: core.clock.now().0,
        disabled_at: None,
    })
}

pub(super) fn phone(text: &str) -> Result<Phone> {
    Phone::parse(text)
        .map_err(|_| Error::internal(format!("the demonstration data has a bad phone {text}")))
}

fn staff_row(person: Uuid, one: &Person, now: Millis) -> Option<staff_role::Model> {
    Some(staff_role::Model {
        id: Uuid::now_v7(),
        person_id: person,
        role: one.staff_role.clone()?,
        province_code: one.province_code.clone(),
        created_at: now.0,
        removed_at: None,
    })
}

fn cooperative_row(
    core: &Core,
    id: Uuid,
    one: &Cooperative,
    officer: Option<Uuid>,
) -> Result<cooperative::Model> {
    let now = core.clock.now();
    let province = places()
        .ward(&one.ward_code)
        .map_or("", |ward| ward.province_code);
    let verified_at = one.verified_days_ago.map(|days| now.plus_days(-days).0);
    Ok(cooperative::Model {
        pack_days: 127,
        pack_capacity: None,
        live_rule: "auto".to_owned(),
        id,
        slug: one.slug.clone(),
        name: one.name.clone(),
        short_name: one.short_name.clone(),
        kind: one.kind.clone(),
        tax_code: None,
        province_code: province.to_owned(),
        ward_code: one.ward_code.clone(),
        phone_sealed: Some(core.keys.seal(phone(&one.phone)?.e164())?),
        state: one.state.clone(),
        trusted: one.trusted,
        licence_picture: None,
        state_note: None,
        verified_at,
        verified_by: verified_at.and(officer),
        paused_at: None,
        holiday_from: None,
        holiday_until: None,
        version: 1,
        created_at: verified_at.map_or(now.0, |at| Millis(at).plus_days(-2).0),
    })
}

fn booth_row(cooperative: Uuid, one: &Cooperative, now: Millis) -> booth::Model {
    let opened_at = one.opened_days_ago.map(|days| now.plus_days(-days).0);
    booth::Model {
        id: Uuid::now_v7(),
        cooperative_id: cooperative,
        slug: one.slug.clone(),
        title: one.short_name.clone(),
        story_vi: one.story_vi.clone(),
        story_en: one.story_en.clone(),
        cover_picture: None,
        opened_at,
        created_at: opened_at.unwrap_or(now.0),
    }
}
