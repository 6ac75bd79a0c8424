//! Rows of stored pictures. The files are in the blob store already when a row is written.

use crate::error::Result;
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel};
use shared::id::{CooperativeId, ProductId};
use shared::say::Locale;
use shared::view::parts::{Picture, PictureSize};
use std::collections::HashMap;
use store::{WriteTxn, entity, sql};

/// A picture that is in the store, without its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPicture {
    /// Under which name its files are kept.
    pub id: String,
    /// Width of the upright original, in pixels.
    pub width: u32,
    /// Height of the upright original, in pixels.
    pub height: u32,
    /// The widths there are files for.
    pub widths: Vec<u32>,
    /// Size of what was sent, in bytes.
    pub bytes: usize,
}

/// What a picture is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Shows goods.
    Product,
    /// Shows a certificate.
    Certificate,
    /// Shows a cooperative's licence, for officers.
    Licence,
    /// Stands over a booth.
    Cover,
    /// Shows what is wrong with delivered goods, for the cooperative that sent them.
    Claim,
}

impl Purpose {
    /// The name in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Product => "product",
            Self::Certificate => "certificate",
            Self::Licence => "licence",
            Self::Cover => "cover",
            Self::Claim => "claim",
        }
    }
}

/// Writes the row, unless the same picture is there already.
pub(crate) async fn insert(
    txn: &WriteTxn,
    cooperative: CooperativeId,
    purpose: Purpose,
    picture: &StoredPicture,
    now: i64,
) -> Result<()> {
    let known = sql::row(
        &**txn,
        "select 1 as one from picture where id = $1",
        [picture.id.as_str().into()],
    )
    .await?;
    if known.is_some() {
        return Ok(());
    }
    let number = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
    let widths: Vec<String> = picture.widths.iter().map(u32::to_string).collect();
    let row = entity::picture::Model {
        id: picture.id.clone(),
        cooperative_id: cooperative.uuid(),
        product_id: None,
        purpose: purpose.code().to_owned(),
        position: 0,
        alt_vi: String::new(),
        alt_en: String::new(),
        width: number(picture.width),
        height: number(picture.height),
        widths: widths.join(","),
        bytes: i64::try_from(picture.bytes).unwrap_or(i64::MAX),
        created_at: now,
    };
    entity::picture::Entity::insert(row.into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    Ok(())
}

/// A row as far as showing it needs.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Shown {
    pub id: String,
    pub alt_vi: String,
    pub alt_en: String,
    pub width: i32,
    pub height: i32,
    pub widths: String,
}

/// The columns of [`Shown`].
const COLUMNS: &str = "id, alt_vi, alt_en, width, height, widths";

impl Shown {
    /// The picture in the sizes there are.
    pub(crate) fn view(&self, drawn: bool, l: Locale) -> Picture {
        let widths: Vec<u32> = self
            .widths
            .split(',')
            .filter_map(|width| width.trim().parse().ok())
            .collect();
        let sizes = |ending: &str| -> Vec<PictureSize> {
            let size = |width: &u32| PictureSize {
                url: format!("/anh/{}-{width}.{ending}", self.id),
                width: *width,
            };
            widths.iter().map(size).collect()
        };
        let jpeg = sizes("jpg");
        Picture {
            src: jpeg
                .first()
                .map(|size| size.url.clone())
                .unwrap_or_default(),
            webp: sizes("webp"),
            jpeg,
            alt: if l == Locale::Vi || self.alt_en.is_empty() {
                self.alt_vi.clone()
            } else {
                self.alt_en.clone()
            },
            width: u32::try_from(self.width).unwrap_or(0),
            height: u32::try_from(self.height).unwrap_or(0),
            drawn,
        }
    }
}

/// The pictures of these ids that belong to the cooperative; others are left out.
pub(crate) async fn load<C: ConnectionTrait>(
    db: &C,
    cooperative: CooperativeId,
    ids: &[&str],
) -> Result<HashMap<String, Shown>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let text = format!(
        "select {COLUMNS} from picture where cooperative_id = $1 and id in ({})",
        sql::placeholders(2, ids.len())
    );
    let values =
        std::iter::once(cooperative.uuid().into()).chain(ids.iter().map(|id| (*id).into()));
    let rows: Vec<Shown> = sql::all(db, &text, values).await?;
    Ok(rows.into_iter().map(|row| (row.id.clone(), row)).collect())
}

/// The pictures of a product, the first one first.
pub(crate) async fn of_product<C: ConnectionTrait>(
    db: &C,
    product: ProductId,
) -> Result<Vec<Shown>> {
    let text = format!(
        "select {COLUMNS} from picture where product_id = $1 and purpose = 'product' order by position, created_at, id"
    );
    Ok(sql::all(db, &text, [product.uuid().into()]).await?)
}
