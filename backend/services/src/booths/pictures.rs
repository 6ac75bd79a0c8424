//! Pictures by their ids, in the sizes there are.

use crate::error::Result;
use sea_orm::{ConnectionTrait, FromQueryResult};
use shared::say::Locale;
use shared::view::parts::{Picture, PictureSize};
use std::collections::HashMap;
use store::sql;

#[derive(FromQueryResult)]
struct Row {
    id: String,
    alt_vi: String,
    alt_en: String,
    width: i32,
    height: i32,
    widths: String,
}

/// The pictures of these ids; unknown ones are left out.
pub async fn load<C: ConnectionTrait>(
    db: &C,
    ids: impl IntoIterator<Item = &str>,
    l: Locale,
) -> Result<HashMap<String, Picture>> {
    let mut ids: Vec<&str> = ids.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let text = format!(
        "select id, alt_vi, alt_en, width, height, widths from picture where id in ({})",
        sql::placeholders(1, ids.len())
    );
    let rows: Vec<Row> = sql::all(db, &text, ids.into_iter().map(Into::into)).await?;
    Ok(rows.into_iter().map(|row| (row.id.clone(), view(row, l))).collect())
}

fn view(row: Row, l: Locale) -> Picture {
    let widths: Vec<u32> = row.widths.split(',').filter_map(|w| w.trim().parse().ok()).collect();
    let sizes = |ending: &str| -> Vec<PictureSize> {
        let size = |width: &u32| PictureSize { url: format!("/anh/{}-{width}.{ending}", row.id), width: *width };
        widths.iter().map(size).collect()
    };
    let jpeg = sizes("jpg");
    Picture {
        src: jpeg.first().map(|size| size.url.clone()).unwrap_or_default(),
        webp: sizes("webp"),
        jpeg,
        alt: match l {
            Locale::Vi => row.alt_vi,
            Locale::En => row.alt_en,
        },
        width: u32::try_from(row.width).unwrap_or(0),
        height: u32::try_from(row.height).unwrap_or(0),
        drawn: false,
    }
}
