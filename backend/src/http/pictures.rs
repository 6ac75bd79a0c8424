//! Serving pictures from the blob store. Names are content hashes, so browsers keep them for ever.

use crate::app::App;
use crate::config::Config;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use media::blobs::Blobs;

/// The blob store of the settings.
pub fn open_blobs(config: &Config) -> anyhow::Result<Blobs> {
    Ok(Blobs::Folder(config.data_dir.join("pictures")))
}

/// `GET /anh/{name}`: a picture, by hash, width and format: `3f…-600.webp`.
pub async fn show(State(app): State<App>, Path(name): Path<String>) -> Response {
    let kind = match name.rsplit_once('.') {
        Some((_, "webp")) => "image/webp",
        Some((_, "jpg")) => "image/jpeg",
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    match app.blobs.get(&name).await {
        Ok(Some(bytes)) => {
            let headers =
                [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
            (headers, bytes).into_response()
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) if error.kind() == std::io::ErrorKind::InvalidInput => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::error!(%error, "a picture cannot be read");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
