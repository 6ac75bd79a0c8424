//! Everything known of one product, as rows.

use crate::catalogue::pictures::{Stored, picture};
use crate::catalogue::rows::{Row, by_slug, on_sale};
use crate::checkout::{self, Goods};
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use shared::id::{CooperativeId, ProductId, VariantId};
use shared::input::forecast::HarvestDays;
use shared::money::Vnd;
use shared::quantity::{Measure, Quantity, Unit, per_kg, per_litre};
use shared::rules::badge::{CertificateFacts, CertificateKind};
use shared::say::Locale;
use shared::time::{Millis, VnDate};
use shared::view::pack::pack_label;
use shared::view::parts::Picture;
use std::collections::HashMap;
use store::sql;
use uuid::Uuid;

/// A listing with all that stands behind it.
pub(crate) struct Facts {
    pub row: Row,
    pub about: About,
    pub packs: Vec<Pack>,
    pub papers: Vec<Certificate>,
    /// The packs as an order would see them, with everybody who supplies them.
    pub goods: HashMap<VariantId, Goods>,
}

/// The product and its seller.
#[derive(FromQueryResult)]
pub(crate) struct About {
    pub product_id: Uuid,
    pub description_vi: String,
    pub description_en: String,
    pub cooperative_name: String,
    pub tax_code: Option<String>,
    pub phone_sealed: Option<String>,
    pub cooperative_province: String,
    pub verified_at: Option<i64>,
    pub holiday_from: Option<i64>,
    pub holiday_until: Option<i64>,
    pub opened_at: Option<i64>,
    pub story_vi: Option<String>,
    pub story_en: Option<String>,
}

/// A pack with its price and stock.
#[derive(FromQueryResult)]
pub(crate) struct Pack {
    pub id: Uuid,
    pub sku: String,
    pub name: String,
    unit: String,
    pub step: i64,
    pub net_weight_g: Option<i64>,
    net_volume_ml: Option<i64>,
    pub catch_weight: bool,
    price: i64,
    free: i64,
    ahead: i64,
    cap: Option<i64>,
}

impl Pack {
    fn settle(&mut self, goods: &Goods) {
        (self.price, self.free) = (goods.price.dong(), goods.free());
        self.ahead = goods.ahead().map_or(0, |(_, _, left)| left);
        self.cap = goods.cap();
    }
}

#[derive(FromQueryResult)]
struct PaperRow {
    cooperative_id: Uuid,
    product_id: Option<Uuid>,
    kind: String,
    mark: Option<String>,
    stars: Option<i32>,
    number: Option<String>,
    issuer: String,
    scope_text: String,
    valid_from: i64,
    valid_to: i64,
    scan_picture: Option<String>,
    verified_at: Option<i64>,
    revoked_at: Option<i64>,
}

/// A certificate that is in force for the product.
pub(crate) struct Certificate {
    pub kind: CertificateKind,
    pub mark: Option<String>,
    pub stars: Option<u8>,
    pub number: Option<String>,
    pub issuer: String,
    pub scope: String,
    pub from: VnDate,
    pub to: VnDate,
    pub scan: Option<String>,
    /// Whose, where several cooperatives sell.
    pub holder: Option<String>,
}

#[derive(FromQueryResult)]
struct PictureRow {
    id: String,
    alt_vi: String,
    alt_en: String,
    width: i32,
    height: i32,
    widths: String,
}

/// Loads a visible product by its name in addresses.
pub(crate) async fn load(core: &Core, slug: &str) -> Result<Facts> {
    let db = core.db.read();
    let row = by_slug(db, slug)
        .await?
        .ok_or(Error::NotFound { what: "product" })?;
    let about: Option<About> = sql::one(
        db,
        "select l.product_id, p.description_vi, p.description_en, c.name as cooperative_name, c.tax_code, \
         c.phone_sealed, c.province_code as cooperative_province, c.verified_at, c.holiday_from, c.holiday_until, \
         b.opened_at, b.story_vi, b.story_en from listing l join product p on p.id = l.product_id \
         join cooperative c on c.id = l.cooperative_id left join booth b on b.cooperative_id = c.id where l.id = $1",
        [row.id.into()],
    )
    .await?;
    let mut about = about.ok_or(Error::NotFound { what: "product" })?;
    about.keep_proven(core, row.cooperative_id).await?;
    let mut packs: Vec<Pack> = sql::all(
        db,
        "select v.id, v.sku, v.name, v.unit, v.step, v.net_weight_g, v.net_volume_ml, v.catch_weight, \
         cast(0 as bigint) as price, cast(0 as bigint) as free, cast(0 as bigint) as ahead, cast(null as bigint) as cap from variant v where v.product_id = $1 \
         and exists(select 1 from offer o where o.variant_id = v.id and not o.paused) order by v.position, v.id",
        [about.product_id.into()],
    )
    .await?;
    let variants: Vec<VariantId> = packs.iter().map(|pack| pack.id.into()).collect();
    let goods = checkout::load(core, &variants).await?;
    for pack in &mut packs {
        if let Some(goods) = goods.get(&VariantId::from(pack.id)) {
            pack.settle(goods);
        }
    }
    let papers = match row.pooled {
        true => super::pooled::papers(core, about.product_id, &goods).await?,
        false => papers(core, about.product_id, row.cooperative_id).await?,
    };
    let mut facts = Facts {
        row,
        about,
        packs,
        papers,
        goods,
    };
    facts.lead_by_pack();
    Ok(facts)
}

pub(super) async fn papers(
    core: &Core,
    product: Uuid,
    cooperative: Uuid,
) -> Result<Vec<Certificate>> {
    let rows: Vec<PaperRow> = sql::all(
        core.db.read(),
        "select cooperative_id, product_id, kind, mark, stars, number, issuer, scope_text, valid_from, valid_to, \
         scan_picture, verified_at, revoked_at from certificate \
         where product_id = $1 or (cooperative_id = $2 and product_id is null) order by valid_to desc, id",
        [product.into(), cooperative.into()],
    )
    .await?;
    Ok(in_force(
        rows,
        product.into(),
        cooperative.into(),
        core.clock.now(),
    ))
}

/// Certificates of a cooperative that cover everything it makes.
pub(crate) async fn general_papers(core: &Core, cooperative: Uuid) -> Result<Vec<Certificate>> {
    papers(core, Uuid::nil(), cooperative).await
}

fn in_force(
    rows: Vec<PaperRow>,
    product: ProductId,
    cooperative: CooperativeId,
    now: Millis,
) -> Vec<Certificate> {
    let certificate = |row: PaperRow| {
        let (from, to) = (
            Millis(row.valid_from).vn_date(),
            Millis(row.valid_to).plus_ms(-1).vn_date(),
        );
        let facts = CertificateFacts {
            kind: row.kind.parse().ok()?,
            product: row.product_id.map(ProductId::from),
            holder: row.cooperative_id.into(),
            stars: row.stars.and_then(|stars| u8::try_from(stars).ok()),
            mark: row.mark,
            valid_from: Some(from),
            valid_to: Some(to),
            verified: row.verified_at.is_some(),
            revoked: row.revoked_at.is_some(),
        };
        (facts.covers(product, cooperative) && facts.is_active(now.vn_date())).then_some(
            Certificate {
                kind: facts.kind,
                mark: facts.mark,
                stars: facts.stars,
                number: row.number,
                issuer: row.issuer,
                scope: row.scope_text,
                from,
                to,
                scan: row.scan_picture,
                holder: None,
            },
        )
    };
    rows.into_iter().filter_map(certificate).collect()
}

/// The pictures of a product, and the scans of these ids.
pub(crate) async fn pictures(core: &Core, facts: &Facts, l: Locale) -> Result<Vec<Picture>> {
    let rows: Vec<PictureRow> = sql::all(
        core.db.read(),
        "select id, alt_vi, alt_en, width, height, widths from picture where product_id = $1 and purpose = 'product' \
         order by position, created_at limit 8",
        [facts.about.product_id.into()],
    )
    .await?;
    Ok(rows
        .iter()
        .map(|row| shown(row, facts.row.drawing, l))
        .collect())
}

/// One picture by its id: a scan, a cover.
pub(crate) async fn picture_of(
    core: &Core,
    id: Option<&str>,
    l: Locale,
) -> Result<Option<Picture>> {
    let Some(id) = id else { return Ok(None) };
    let row: Option<PictureRow> = sql::one(
        core.db.read(),
        "select id, alt_vi, alt_en, width, height, widths from picture where id = $1",
        [id.into()],
    )
    .await?;
    Ok(row.map(|row| shown(&row, false, l)))
}

fn shown(row: &PictureRow, drawn: bool, l: Locale) -> Picture {
    let stored = Stored {
        id: &row.id,
        widths: &row.widths,
        size: (row.width, row.height),
        drawn,
    };
    picture(
        &stored,
        match l {
            Locale::Vi => &row.alt_vi,
            Locale::En => &row.alt_en,
        },
    )
}

impl Facts {
    /// What the cooperative says of it.
    pub(crate) fn description(&self, l: Locale) -> &str {
        match l {
            Locale::En if !self.about.description_en.is_empty() => &self.about.description_en,
            _ => &self.about.description_vi,
        }
    }

    /// The next harvest of a pack that can be ordered ahead.
    pub(crate) fn harvest(&self, pack: &Pack) -> Option<HarvestDays> {
        let (_, forecast, _) = self.goods.get(&VariantId::from(pack.id))?.ahead()?;
        Some(forecast.days)
    }

    /// Name of the booth in addresses.
    pub(crate) fn booth_slug(&self) -> &str {
        self.row.booth_slug.as_deref().unwrap_or_default()
    }
}

impl About {
    /// The booth's story.
    pub(crate) fn story(&self, l: Locale) -> &str {
        let (vi, en) = (
            self.story_vi.as_deref().unwrap_or_default(),
            self.story_en.as_deref().unwrap_or_default(),
        );
        match l {
            Locale::En if !en.is_empty() => en,
            _ => vi,
        }
    }
}

impl Pack {
    pub(crate) fn unit(&self) -> Unit {
        self.unit.parse().unwrap_or(Unit::Goi)
    }

    pub(crate) fn price(&self) -> Vnd {
        Vnd(self.price)
    }

    /// `thùng 3 kg`.
    pub(crate) fn label(&self, l: Locale) -> String {
        pack_label(self.unit(), self.net_weight_g, self.net_volume_ml, l)
    }

    /// What can be bought now.
    pub(crate) fn left(&self) -> Quantity {
        Quantity::of(on_sale(self.free, self.step), self.unit())
    }

    /// What all can order ahead of the next harvest: only while nothing is left.
    pub(crate) fn ahead(&self) -> Quantity {
        Quantity::of(on_sale(self.ahead, self.step), self.unit())
    }

    /// The most that one buyer can order ahead, when that is less than what all can.
    pub(crate) fn cap(&self) -> Option<Quantity> {
        self.cap.map(|cap| Quantity::of(cap, self.unit()))
    }

    /// What one buyer can buy now, or order ahead.
    pub(crate) fn buyable(&self) -> Quantity {
        match self.left() {
            left if left.steps > 0 => left,
            _ => self.cap().unwrap_or_else(|| self.ahead()),
        }
    }

    /// The least that is sold, in which also more is sold.
    pub(crate) fn least(&self) -> Quantity {
        Quantity::of(self.step.max(1), self.unit())
    }

    /// Prices of a kilogram and of a litre, where they make sense.
    pub(crate) fn per_measure(&self) -> (Option<i64>, Option<i64>) {
        let unit = self.unit();
        let grams = if unit.measure() == Measure::Weight {
            Some(unit.steps_per_unit())
        } else {
            self.net_weight_g
        };
        let ml = if unit.measure() == Measure::Volume {
            Some(unit.steps_per_unit())
        } else {
            self.net_volume_ml
        };
        let kg = grams.and_then(|g| per_kg(self.price(), g)).map(Vnd::dong);
        (
            kg,
            ml.and_then(|ml| per_litre(self.price(), ml)).map(Vnd::dong),
        )
    }
}

impl Certificate {
    /// `OCOP`, `VietGAP`, `Nhãn hiệu “Na Chi Lăng”`.
    pub(crate) fn name(&self, l: Locale) -> String {
        match &self.mark {
            Some(mark) => format!("{} “{mark}”", self.kind.words(l)),
            None => self.kind.words(l).to_owned(),
        }
    }
}
