//! Cooperatives, each with its booth and a director.

use super::{CHUNK, Cooperative, Maker};
use crate::error::Result;
use crate::seed::bulk::{Dice, insert};
use crate::seed::words;
use shared::places::places;
use store::entity::{booth, cooperative, membership, person};

/// The address of the `n`-th cooperative of a market.
pub(super) fn cooperative_slug(seed: u64, n: u64) -> String {
    format!("htx-{seed}-{n}")
}

/// Makes the cooperatives.
pub(super) async fn cooperatives(maker: &mut Maker<'_>) -> Result<Vec<Cooperative>> {
    let wards = places().wards();
    let mut made = Vec::new();
    let mut rows = CooperativeRows::default();
    for n in 0..maker.size.cooperatives {
        let Some(ward) = maker.dice.pick(wards) else {
            break;
        };
        let kind = maker
            .dice
            .pick(words::COOPERATIVES)
            .copied()
            .unwrap_or("HTX");
        let at = maker.now.plus_days(-800).plus_ms(n as i64).0;
        let one = Cooperative {
            id: maker.dice.id(at),
            name: format!("{kind} {}", ward.name),
            province: ward.province_code,
            ward: ward.code,
            place: ward.name,
        };
        rows.push(maker, &one, n, at)?;
        made.push(one);
        if rows.cooperatives.len() >= CHUNK {
            rows.write(maker).await?;
        }
    }
    rows.write(maker).await?;
    (maker.progress)("cooperatives", made.len() as u64, maker.size.cooperatives);
    Ok(made)
}

#[derive(Default)]
struct CooperativeRows {
    people: Vec<person::Model>,
    cooperatives: Vec<cooperative::Model>,
    booths: Vec<booth::Model>,
    members: Vec<membership::Model>,
}

impl CooperativeRows {
    fn push(&mut self, maker: &mut Maker<'_>, one: &Cooperative, n: u64, at: i64) -> Result<()> {
        let keys = &maker.core.keys;
        let phone = format!("+8499{:03}{:04}", maker.size.seed % 1000, n % 10_000);
        let lookup = keys.lookup(&format!("{phone}/{}/{n}", maker.size.seed));
        let name = person_name(&mut maker.dice);
        let director = maker.dice.id(at);
        self.people.push(person::Model {
            id: director,
            name,
            phone_lookup: lookup,
            phone_sealed: keys.seal(&phone)?,
            email_sealed: None,
            password_hash: None,
            locale: "vi".to_owned(),
            created_at: at,
            disabled_at: None,
        });
        self.cooperatives.push(cooperative_row(
            one,
            cooperative_slug(maker.size.seed, n),
            at,
        ));
        self.booths.push(booth::Model {
            id: maker.dice.id(at),
            cooperative_id: one.id,
            slug: cooperative_slug(maker.size.seed, n),
            title: one.name.clone(),
            story_vi: format!(
                "Hợp tác xã ở {}, bán hàng do thành viên tự trồng và tự làm.",
                one.place
            ),
            story_en: format!(
                "A cooperative in {}; its members grow and make what it sells.",
                one.place
            ),
            cover_picture: None,
            opened_at: Some(at),
            created_at: at,
        });
        self.members.push(membership::Model {
            id: maker.dice.id(at),
            person_id: director,
            cooperative_id: one.id,
            role: "director".to_owned(),
            created_at: at,
            removed_at: None,
        });
        Ok(())
    }

    async fn write(&mut self, maker: &Maker<'_>) -> Result<()> {
        let rows = std::mem::take(self);
        let txn = maker.core.db.begin().await?;
        insert::<person::Entity>(&txn, rows.people).await?;
        insert::<cooperative::Entity>(&txn, rows.cooperatives).await?;
        insert::<booth::Entity>(&txn, rows.booths).await?;
        insert::<membership::Entity>(&txn, rows.members).await?;
        Ok(txn.commit().await?)
    }
}

fn cooperative_row(one: &Cooperative, slug: String, at: i64) -> cooperative::Model {
    cooperative::Model {
        pack_days: 127,
        pack_capacity: None,
        live_rule: "auto".to_owned(),
        id: one.id,
        slug,
        name: one.name.clone(),
        short_name: one.name.clone(),
        kind: "cooperative".to_owned(),
        tax_code: None,
        province_code: one.province.to_owned(),
        ward_code: one.ward.to_owned(),
        phone_sealed: None,
        state: "verified".to_owned(),
        trusted: true,
        licence_picture: None,
        state_note: None,
        verified_at: Some(at),
        verified_by: None,
        paused_at: None,
        holiday_from: None,
        holiday_until: None,
        version: 1,
        created_at: at,
    }
}

pub(super) fn person_name(dice: &mut Dice) -> String {
    let mut part = |words: &[&'static str]| dice.pick(words).copied().unwrap_or("An");
    format!(
        "{} {} {}",
        part(words::FAMILY),
        part(words::MIDDLE),
        part(words::GIVEN)
    )
}
