//! Pictures by their ids, whosever they are: an order shows the goods of its cooperatives.

use crate::catalogue::pictures::{Stored, picture};
use crate::error::Result;
use sea_orm::{ConnectionTrait, FromQueryResult};
use shared::say::Locale;
use shared::view::parts::Picture;
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
    Ok(rows
        .into_iter()
        .map(|row| (row.id.clone(), view(&row, l)))
        .collect())
}

fn view(row: &Row, l: Locale) -> Picture {
    let alt = match l {
        Locale::Vi => &row.alt_vi,
        Locale::En => &row.alt_en,
    };
    let stored = Stored {
        id: &row.id,
        widths: &row.widths,
        size: (row.width, row.height),
        drawn: false,
    };
    picture(&stored, alt)
}
