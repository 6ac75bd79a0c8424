//! The demonstration market with its pictures, which go through the same door as a member's photos.

use crate::app::App;
use anyhow::Context;
use bytes::Bytes;
use media::pictures::{self, File, Picture};
use services::keys::token_hash;
use services::pictures::StoredPicture;
use services::seed::demo::{self, Placement};
use services::seed::is_empty;
use std::collections::HashMap;

macro_rules! drawings {
    ($($key:literal)+) => {
        &[$(($key, include_bytes!(concat!("../demo/pictures/", $key, ".webp")))),+]
    };
}

/// The drawings of the goods, by the keys that the demonstration data uses.
const DRAWINGS: &[(&str, &[u8])] = drawings![
    "bi-xanh" "buoi" "ca-phe" "che" "dua" "ga-doi" "hoa-hoi" "man" "mat-ong" "mien-dong" "mo-ngam" "na" "nhan"
    "thanh-long" "tra-hoa-hong" "trung" "xoai-say"
];

/// Letters and digits of a picture's name.
const NAME_LENGTH: usize = 32;

/// Fills an empty database. False, and nothing done, when there is something in it.
pub async fn fill_demo(app: &App) -> anyhow::Result<bool> {
    if !is_empty(&app.core).await? {
        return Ok(false);
    }
    let pictures = store_drawings(app, demo::placements()?).await?;
    Ok(demo::fill(&app.core, &pictures).await?)
}

/// Converts each drawing once and stores its files for every product that shows it.
async fn store_drawings(
    app: &App,
    placements: Vec<Placement>,
) -> anyhow::Result<HashMap<String, StoredPicture>> {
    let converted = convert_all().await?;
    let mut stored = HashMap::new();
    let mut taken: Vec<&str> = Vec::new();
    for Placement { product, drawing } in &placements {
        let made = converted
            .get(drawing.as_str())
            .with_context(|| format!("there is no drawing {drawing}"))?;
        // A picture belongs to one cooperative, so the second product of a drawing has its own copy.
        let id = if taken.contains(&drawing.as_str()) {
            token_hash(&format!("{} {product}", made.id))
                .chars()
                .take(NAME_LENGTH)
                .collect()
        } else {
            made.id.clone()
        };
        taken.push(drawing);
        for File { name, bytes } in &made.files {
            app.blobs
                .put(&name.replace(&made.id, &id), bytes.clone())
                .await
                .context("a picture cannot be stored; check the data folder")?;
        }
        let bytes = DRAWINGS
            .iter()
            .find(|(key, _)| key == drawing)
            .map_or(0, |(_, bytes)| bytes.len());
        let picture = StoredPicture {
            id,
            width: made.width,
            height: made.height,
            widths: made.widths.clone(),
            bytes,
        };
        stored.insert(product.clone(), picture);
    }
    Ok(stored)
}

async fn convert_all() -> anyhow::Result<HashMap<&'static str, Picture>> {
    let work = DRAWINGS.iter().map(|(key, bytes)| async move {
        let made = pictures::process(Bytes::from_static(bytes)).await;
        made.map(|picture| (*key, picture))
            .with_context(|| format!("the drawing {key} cannot be converted"))
    });
    futures::future::try_join_all(work)
        .await
        .map(|all| all.into_iter().collect())
}
