//! The page of one good.

use super::edit::base;
use super::publish::PriceQuestion;
use super::rows::{self, Owner};
use super::shelving::Own;
use super::standing::standing;
use super::{new, papers, words};
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::floors;
use crate::listings::{Content, review};
use crate::pictures;
use crate::stock::FREE;
use sea_orm::FromQueryResult;
use shared::goods::{Season, SeasonCell};
use shared::id::CooperativeId;
use shared::input::goods::{EditGoods, EditPack};
use shared::money::Vnd;
use shared::places::places;
use shared::problem::FieldError;
use shared::quantity::{Quantity, Unit};
use shared::say::Locale;
use shared::state::ListingState;
use shared::time::Millis;
use shared::view::goods::{EditGoodsView, MonthChoice, PackView, PictureLine, WardChoice};
use shared::view::parts::Notice;
use store::sql;
use uuid::Uuid;

/// What was sent and could not be taken: the page shows it again.
#[derive(Clone, Debug, Default)]
pub struct Returned {
    /// The words.
    pub form: Option<EditGoods>,
    /// A pack: its offer (none for a new one), the form, and the question about its price.
    pub pack: Option<(Option<String>, EditPack, Option<PriceQuestion>)>,
    /// What is wrong, by field.
    pub errors: Vec<FieldError>,
    /// What was just done.
    pub notices: Vec<Notice>,
    /// It was just listed.
    pub just_listed: bool,
}

#[derive(FromQueryResult)]
struct Facts {
    origin_ward_code: String,
    shelf_life_days: i32,
    season_main: i32,
    season_minor: i32,
    harvested_on: Option<i64>,
    drawing: bool,
}

#[derive(FromQueryResult)]
struct PackRow {
    id: Uuid,
    price: i64,
    free: i64,
    name: String,
    unit: String,
    step: i64,
    net_weight_g: Option<i64>,
    net_volume_ml: Option<i64>,
    gross_weight_g: i64,
    catch_weight: bool,
    paused: bool,
    moved: i64,
}

/// The page of a good of the cooperative.
pub async fn one(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    slug: &str,
    returned: Returned,
) -> Result<EditGoodsView> {
    actor.member(cooperative, Right::Sell)?;
    let l = actor.locale;
    let db = core.db.read();
    let own = Own::find(db, cooperative, slug).await?;
    let owner = Owner::load(db, cooperative).await?;
    let content = base(db, own.listing()).await?;
    let waits = review::waiting(db, own.listing()).await?.is_some();
    let facts: Option<Facts> = sql::one(
        db,
        "select origin_ward_code, shelf_life_days, season_main, season_minor, harvested_on, drawing from product \
         where id = $1",
        [own.product_id.into()],
    )
    .await?;
    let facts = facts.ok_or(Error::NotFound { what: "product" })?;
    let state = own.state()?;
    let form = returned
        .form
        .clone()
        .unwrap_or_else(|| facts.form(&content));
    let wards = match returned
        .errors
        .iter()
        .any(|error| error.path == "origin" && error.code == "which")
    {
        true => wards(&form.origin),
        false => Vec::new(),
    };
    let mut notices = returned.notices.clone();
    notices.extend(standing(&own, state, waits, l));
    Ok(EditGoodsView {
        slug: own.slug.clone(),
        name: content.name.clone(),
        state: state.words(l).to_owned(),
        visible: own.visible,
        just_listed: returned.just_listed,
        questions: questions(&content, &facts, l),
        categories: new::categories(db, &form.category, l).await?,
        classes: words::classes(&form.class, None, l),
        months: months(&form, l),
        wards,
        pictures: gallery(core, cooperative, (&content, facts.drawing), l).await?,
        packs: packs(core, &own, &returned, l).await?,
        papers: papers::lines(
            db,
            cooperative,
            Some(own.product_id),
            (core.clock.now().vn_date(), l),
        )
        .await?,
        errors: if returned.pack.is_some() {
            Vec::new()
        } else {
            returned.errors
        },
        can_submit: state == ListingState::Draft,
        can_pause: state == ListingState::Live,
        can_resume: state == ListingState::Paused,
        reviewed: !owner.passes(),
        form,
        notices,
    })
}

impl Facts {
    fn form(&self, content: &Content) -> EditGoods {
        let ward = places().ward(&self.origin_ward_code);
        let province = ward.and_then(|ward| places().province_of(ward));
        let months =
            |bits: i32| -> Vec<u8> { (1..=12).filter(|m| bits >> (m - 1) & 1 == 1).collect() };
        EditGoods {
            name: content.name.clone(),
            name_en: content.name_en.clone().unwrap_or_default(),
            description_vi: content.description_vi.clone(),
            description_en: content.description_en.clone(),
            category: content.category.clone(),
            class: content.shipping_class.clone(),
            shelf_life: self.shelf_life_days.to_string(),
            origin: match (ward, province) {
                (Some(ward), Some(province)) => format!("{}, {}", ward.name, province.name),
                _ => String::new(),
            },
            origin_code: self.origin_ward_code.clone(),
            harvested: self
                .harvested_on
                .map(|at| Millis(at).vn_date().iso())
                .unwrap_or_default(),
            main: months(self.season_main),
            minor: months(self.season_minor),
        }
    }
}

/// What would help buyers decide, one line each.
fn questions(content: &Content, facts: &Facts, l: Locale) -> Vec<(String, String)> {
    let mut asked = Vec::new();
    let mut ask = |vi: &'static str, en: &'static str, field: &str| {
        asked.push((l.say(vi, en).to_owned(), format!("#f-{field}")));
    };
    if content.description_vi.is_empty() {
        ask(
            "Món này có gì hay? Viết hai câu",
            "What is good about it? Two sentences",
            "description_vi",
        );
    }
    if facts.harvested_on.is_none() && matches!(content.shipping_class.as_str(), "P1" | "P2") {
        ask("Hái hôm nào?", "When was it picked?", "harvested");
    }
    if content.name_en.is_none() {
        ask(
            "Tên tiếng Anh cho khách nước ngoài?",
            "An English name?",
            "name_en",
        );
    }
    if content.pictures.len() < 2 {
        ask(
            "Thêm một ảnh bổ đôi hoặc ảnh lúc đóng gói?",
            "Another photo, cut open or packed?",
            "picture",
        );
    }
    asked
}

fn months(form: &EditGoods, l: Locale) -> Vec<MonthChoice> {
    let season = Season::of_months(&form.main, &form.minor);
    (1..=12)
        .map(|month| MonthChoice {
            month,
            label: format!("{}\u{a0}{month}", l.say("Tháng", "Month")),
            main: season.cell(month) == SeasonCell::Main,
            minor: season.cell(month) == SeasonCell::Minor,
        })
        .collect()
}

fn wards(typed: &str) -> Vec<WardChoice> {
    let hits = places().search(typed, 8);
    let choice = |code: &str| {
        let ward = places().ward(code)?;
        let province = places().province_of(ward)?;
        Some(WardChoice {
            code: code.to_owned(),
            label: format!("{}, {}", ward.name, province.name),
        })
    };
    hits.iter().filter_map(|hit| choice(&hit.code)).collect()
}

async fn gallery(
    core: &Core,
    cooperative: CooperativeId,
    (content, drawn): (&Content, bool),
    l: Locale,
) -> Result<Vec<PictureLine>> {
    let ids: Vec<&str> = content.pictures.iter().map(String::as_str).collect();
    let shown = pictures::load(core.db.read(), cooperative, &ids).await?;
    let line = |(at, id): (usize, &&str)| {
        let shown = shown.get(*id)?;
        Some(PictureLine {
            id: (*id).to_owned(),
            picture: shown.view(drawn, l),
            alt: shown.alt_vi.clone(),
            can_lead: at > 0,
            can_go: ids.len() > 1,
        })
    };
    Ok(ids.iter().enumerate().filter_map(line).collect())
}

async fn packs(core: &Core, own: &Own, returned: &Returned, l: Locale) -> Result<Vec<PackView>> {
    if own.pooled {
        return Ok(Vec::new());
    }
    let rows: Vec<PackRow> = sql::all(
        core.db.read(),
        &format!("select o.id, o.price, {FREE} as free, v.name, v.unit, v.step, v.net_weight_g, v.net_volume_ml, \
         v.gross_weight_g, v.catch_weight, o.paused, (select count(*) from stock_movement m where m.offer_id = o.id) as moved \
         from offer o join variant v on v.id = o.variant_id where o.listing_id = $1 order by v.position, v.id"),
        [own.id.into()],
    )
    .await?;
    let several = rows.len() > 1;
    let prices = rows.iter().map(|row| (row.id, row.price));
    let below = floors::stopped(core, prices, l).await?;
    let mut views: Vec<PackView> = rows
        .iter()
        .filter_map(|row| {
            let below = below.get(&row.id).cloned();
            Some(PackView {
                below,
                ..row.view(several, l)?
            })
        })
        .collect();
    views.push(PackView {
        title: l.say("Thêm loại khác", "Add another pack").to_owned(),
        units: words::units(
            "",
            Some(l.say("Chọn đơn vị", "Choose a unit").to_owned()),
            l,
        ),
        ..PackView::default()
    });
    if let Some((offer, form, question)) = &returned.pack {
        let offer = offer.clone().unwrap_or_default();
        if let Some(view) = views.iter_mut().find(|view| view.offer == offer) {
            view.units = words::units(&form.unit, None, l);
            view.form = form.clone();
            view.open = true;
            view.errors = returned.errors.clone();
            view.prices = question.map(|q| {
                (
                    words::price_choice(q.typed, l),
                    words::price_choice(q.other, l),
                )
            });
        }
    }
    Ok(views)
}

impl PackRow {
    fn view(&self, several: bool, l: Locale) -> Option<PackView> {
        let unit: Unit = self.unit.parse().ok()?;
        let left = match self.catch_weight {
            true => format!(
                "{}\u{a0}{}",
                self.free / self.step.max(1),
                l.say("con", "birds")
            ),
            false => format!(
                "{}\u{a0}{}",
                Quantity::of(self.free, unit).number(l),
                words::bare(unit, l)
            ),
        };
        let made = rows::made_name(unit, self.net_weight_g, self.net_volume_ml);
        Some(PackView {
            offer: self.id.to_string(),
            title: format!(
                "{} · {} · {} {left}{}",
                self.name,
                Vnd(self.price),
                l.say("còn", "left"),
                match self.paused {
                    true => l.say(
                        " · chưa bán, cán bộ chưa duyệt",
                        " · not on sale, no officer agreed yet"
                    ),
                    false => "",
                }
            ),
            form: EditPack {
                // A name made of unit and content follows them when they change.
                pack_name: if self.name == made {
                    String::new()
                } else {
                    self.name.clone()
                },
                unit: self.unit.clone(),
                pack: words::content(self.net_weight_g, self.net_volume_ml, l),
                gross: words::weight(self.gross_weight_g, l),
                price: Vnd(self.price).to_string().replace('\u{a0}', " "),
                price_ok: String::new(),
            },
            units: words::units(&self.unit, None, l),
            can_go: several && self.moved == 0,
            catch_weight: self.catch_weight,
            usual: self.price,
            // What the scale settles is priced by the kilogram.
            per: words::per(
                words::bare(if self.catch_weight { Unit::Kg } else { unit }, l),
                l,
            ),
            ..PackView::default()
        })
    }
}
