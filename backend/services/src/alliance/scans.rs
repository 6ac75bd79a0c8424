//! Pictures of papers, for those who check them.

use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use shared::view::parts::{Picture, PictureSize};
use store::sql;

#[derive(FromQueryResult)]
struct Row {
    width: i32,
    height: i32,
    widths: String,
}

/// The stored sizes of a picture; `None` when it is not there any more.
pub(super) async fn scan(core: &Core, id: Option<&str>, alt: String) -> Result<Option<Picture>> {
    let Some(id) = id else { return Ok(None) };
    let text = "select width, height, widths from picture where id = $1";
    let found: Option<Row> = sql::one(core.db.read(), text, [id.into()]).await?;
    Ok(found.map(|row| picture(id, &row, alt)))
}

fn picture(id: &str, row: &Row, alt: String) -> Picture {
    let widths: Vec<u32> = row
        .widths
        .split(',')
        .filter_map(|w| w.trim().parse().ok())
        .collect();
    let sizes = |ending: &str| {
        let size = |width: &u32| PictureSize {
            url: format!("/anh/{id}-{width}.{ending}"),
            width: *width,
        };
        widths.iter().map(size).collect::<Vec<_>>()
    };
    let jpeg = sizes("jpg");
    Picture {
        src: jpeg.last().map(|size| size.url.clone()).unwrap_or_default(),
        webp: sizes("webp"),
        jpeg,
        alt,
        width: u32::try_from(row.width).unwrap_or(0),
        height: u32::try_from(row.height).unwrap_or(0),
        drawn: false,
    }
}
