//! Mending a good. What buyers read, pay and see goes by an officer first, unless the cooperative is trusted; until
//! then they see what was there before.

use super::rows::Owner;
use super::shelving::Own;
use crate::actor::{Actor, Right};
use crate::audit::{self, Entry};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::listings::{self, Content, review};
use sea_orm::ConnectionTrait;
use serde_json::json;
use shared::id::{CooperativeId, ListingId};
use shared::input::goods::{EditGoods, MAX_TEXT, class_field, goods_name};
use shared::places::places;
use shared::problem::FieldError;
use shared::rules::claims::Finding;
use shared::rules::gate::gate;
use shared::say::Locale;
use shared::state::ListingState;
use shared::text::nfc_clean;
use shared::time::VnDate;
use store::{WriteTxn, sql};

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is what buyers see (or will see, once it is on the shelf).
    Shown,
    /// An officer looks at it first; buyers see what was there before.
    Waiting,
}

/// The texts of content that may claim something, by field.
pub(crate) fn claims(content: &Content) -> Vec<(&'static str, &str)> {
    let [name, name_en, description_vi, description_en] = content.words();
    let mut texts = vec![
        ("name", name),
        ("name_en", name_en),
        ("description_vi", description_vi),
        ("description_en", description_en),
    ];
    let packs = content.packs.iter();
    texts.extend(packs.map(|pack| ("pack_name", pack.label.as_str())));
    texts
}

/// The content on which a further change builds: what waits for an officer, else what is shown.
pub(crate) async fn base<C: ConnectionTrait>(db: &C, listing: ListingId) -> Result<Content> {
    match review::waiting(db, listing).await? {
        Some(waiting) => Ok(waiting),
        None => Content::load(db, listing).await,
    }
}

/// Shows the content, or puts it before an officer. The caller refreshes and commits.
pub(crate) async fn show_or_submit(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    (own, owner): (&Own, &Owner),
    after: &Content,
    findings: &[Finding],
) -> Result<Saved> {
    let listing = own.listing();
    let state = own.state()?;
    let unseen = matches!(state, ListingState::Draft | ListingState::InReview);
    if unseen || (owner.passes() && findings.is_empty()) {
        listings::write(core, txn, listing, after).await?;
        if state == ListingState::InReview {
            review::submit(
                core,
                txn,
                actor,
                listing,
                (&Content::default(), after),
                findings,
            )
            .await?;
        } else {
            review::close_open(txn, listing, core.clock.now().0).await?;
        }
        return Ok(Saved::Shown);
    }
    let before = Content::load(&**txn, listing).await?;
    if before == *after {
        review::close_open(txn, listing, core.clock.now().0).await?;
        return Ok(Saved::Shown);
    }
    review::submit(core, txn, actor, listing, (&before, after), findings).await?;
    Ok(Saved::Waiting)
}

/// The parts of the form that need no officer.
struct Facts {
    ward: String,
    shelf_life: i32,
    harvested: Option<i64>,
    main: i32,
    minor: i32,
}

/// Saves the words and facts of a good. Wrong fields are `Error::Invalid`; several communes of one name are the field
/// `origin` with the code `which`.
pub async fn edit(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    slug: &str,
    form: &EditGoods,
) -> Result<Saved> {
    actor.member(cooperative, Right::Sell)?;
    let txn = core.db.begin().await?;
    let own = Own::find(&*txn, cooperative, slug).await?;
    let owner = Owner::load(&*txn, cooperative).await?;
    let before = base(&*txn, own.listing()).await?;
    let mut errors = Vec::new();
    let after = words(form, &before, actor.locale, &mut errors);
    let facts = facts(core, form, actor.locale, &mut errors);
    let category = "select 1 as one from category where slug = $1";
    if sql::row(&*txn, category, [form.category.as_str().into()])
        .await?
        .is_none()
    {
        let message = actor.locale.say("Chọn nhóm hàng", "Choose a category");
        errors.push(FieldError::new("category", "unknown", message));
    }
    let proofs = listings::proofs(
        &*txn,
        own.product(),
        cooperative,
        core.clock.now().vn_date(),
    )
    .await?;
    let findings = match listings::check(&claims(&after), &proofs, actor.locale) {
        Ok(findings) => findings,
        Err(Error::Invalid { fields }) => {
            errors.extend(fields);
            Vec::new()
        }
        Err(other) => return Err(other),
    };
    let (Some(facts), true) = (facts, errors.is_empty()) else {
        return Err(Error::Invalid { fields: errors });
    };
    write_facts(core, &txn, &own, &facts).await?;
    let saved = show_or_submit(core, &txn, actor, (&own, &owner), &after, &findings).await?;
    let entry = Entry {
        cooperative: Some(cooperative),
        action: "edit_goods",
        entity: "listing",
        entity_id: own.id.to_string(),
        before: json!(before),
        after: json!({ "content": after, "waits": saved == Saved::Waiting }),
    };
    audit::record(core, &txn, actor, entry).await?;
    listings::refresh(core, &txn, own.listing()).await?;
    txn.commit().await?;
    Ok(saved)
}

fn words(form: &EditGoods, before: &Content, l: Locale, errors: &mut Vec<FieldError>) -> Content {
    let name = goods_name("name", &form.name, l).unwrap_or_else(|error| {
        errors.push(error);
        before.name.clone()
    });
    if let Some(gate) = gate(&name) {
        errors.push(FieldError::new("name", "not_sold_here", gate.say(l)));
    }
    for (path, text) in [
        ("description_vi", &form.description_vi),
        ("description_en", &form.description_en),
    ] {
        if text.chars().count() > MAX_TEXT {
            let message = l.say("Mô tả dài quá 4.000 chữ", "At most 4,000 letters");
            errors.push(FieldError::new(path, "too_long", message));
        }
    }
    let name_en = nfc_clean(&form.name_en);
    if name_en.chars().count() > shared::input::goods::MAX_NAME {
        errors.push(FieldError::new(
            "name_en",
            "too_long",
            l.say("Tên dài quá 80 chữ", "At most 80 letters"),
        ));
    }
    let class = class_field("class", &form.class, l).map_err(|error| errors.push(error));
    Content {
        name,
        name_en: (!name_en.is_empty()).then_some(name_en),
        description_vi: paragraphs(&form.description_vi),
        description_en: paragraphs(&form.description_en),
        category: form.category.clone(),
        shipping_class: class.map_or_else(
            |()| before.shipping_class.clone(),
            |class| class.code().to_owned(),
        ),
        ..before.clone()
    }
}

/// Clean lines, with at most one empty line between them.
fn paragraphs(text: &str) -> String {
    let mut clean = String::new();
    for line in text.lines().map(nfc_clean) {
        if line.is_empty() && (clean.is_empty() || clean.ends_with("\n\n")) {
            continue;
        }
        clean.push_str(&line);
        clean.push('\n');
    }
    clean.trim_end().to_owned()
}

fn facts(core: &Core, form: &EditGoods, l: Locale, errors: &mut Vec<FieldError>) -> Option<Facts> {
    let ward = ward(form, l).map_err(|error| errors.push(error)).ok();
    let shelf_life = form
        .shelf_life
        .trim()
        .parse::<i32>()
        .ok()
        .filter(|days| (1..=3_650).contains(days));
    if shelf_life.is_none() {
        let message = l.say(
            "Cho biết để được mấy ngày, như 5",
            "Tell how many days it keeps, like 5",
        );
        errors.push(FieldError::new("shelf_life", "not_a_number", message));
    }
    let today = core.clock.now().vn_date();
    let harvested = harvested(&form.harvested, today, l)
        .map_err(|error| errors.push(error))
        .ok();
    let season = shared::goods::Season::of_months(&form.main, &form.minor);
    Some(Facts {
        ward: ward?,
        shelf_life: shelf_life?,
        harvested: harvested?,
        main: i32::from(season.main),
        minor: i32::from(season.minor),
    })
}

fn harvested(text: &str, today: VnDate, l: Locale) -> std::result::Result<Option<i64>, FieldError> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let wrong = |message| FieldError::new("harvested", "not_a_day", message);
    let day = VnDate::parse(text.trim()).map_err(|_| {
        wrong(l.say(
            "Viết ngày hái như 15/8/2026",
            "Write the day like 15/8/2026",
        ))
    })?;
    let ahead = day.days() - today.days();
    if ahead > 0 {
        return Err(wrong(l.say(
            "Ngày hái chưa tới. Chọn ngày đã hái",
            "That day has not come yet",
        )));
    }
    if ahead < -730 {
        return Err(wrong(l.say(
            "Ngày hái đã quá hai năm, xem lại giúp",
            "That was more than two years ago",
        )));
    }
    Ok(Some(day.start().0))
}

/// The code of the commune: the chosen one, or the only one that the typed name means.
fn ward(form: &EditGoods, l: Locale) -> std::result::Result<String, FieldError> {
    let places = places();
    if places
        .ward(&form.origin_code)
        .is_some_and(|ward| form.origin.contains(ward.name))
    {
        return Ok(form.origin_code.clone());
    }
    let hits = places.search(&form.origin, 8);
    match hits.as_slice() {
        [] => Err(FieldError::new(
            "origin",
            "unknown",
            l.say(
                "Không thấy xã này. Gõ tên xã và tỉnh, như Chi Lăng, Lạng Sơn",
                "Type commune and province",
            ),
        )),
        [only] => Ok(only.code.clone()),
        _ => Err(FieldError::new(
            "origin",
            "which",
            l.say(
                "Có mấy xã tên này, chọn một",
                "Several communes, choose one",
            ),
        )),
    }
}

async fn write_facts(core: &Core, txn: &WriteTxn, own: &Own, facts: &Facts) -> Result<()> {
    sql::execute(
        &**txn,
        "update product set origin_ward_code = $1, shelf_life_days = $2, harvested_on = $3, season_main = $4, \
         season_minor = $5, updated_at = $6 where id = $7",
        [
            facts.ward.as_str().into(),
            facts.shelf_life.into(),
            facts.harvested.into(),
            facts.main.into(),
            facts.minor.into(),
            core.clock.now().0.into(),
            own.product_id.into(),
        ],
    )
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_kept_and_cleaned() {
        assert_eq!(
            paragraphs("  Hái sáng. \r\n\r\n\r\nĐóng thùng.\n "),
            "Hái sáng.\n\nĐóng thùng."
        );
        assert_eq!(paragraphs(" \n \n"), "");
    }

    #[test]
    fn a_commune_is_found_by_its_name() {
        let form = |origin: &str, code: &str| EditGoods {
            origin: origin.into(),
            origin_code: code.into(),
            ..EditGoods::default()
        };
        assert_eq!(
            ward(&form("Chi Lăng, Lạng Sơn", "06463"), Locale::Vi),
            Ok("06463".to_owned())
        );
        assert_eq!(
            ward(&form("xyz", "06463"), Locale::Vi).map_err(|e| e.code),
            Err("unknown".to_owned())
        );
        assert_eq!(
            ward(&form("Tân", ""), Locale::Vi).map_err(|e| e.code),
            Err("which".to_owned())
        );
    }
}
