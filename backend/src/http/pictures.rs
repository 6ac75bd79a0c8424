//! Serving pictures from the blob store. Names are content hashes, so browsers keep them for ever.

use crate::app::App;
use crate::config::Config;
use crate::http::actor::Visitor;
use axum::extract::{FromRequestParts, Path, Request, State};
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use media::blobs::Blobs;

/// The blob store of the settings: a bucket when one is named, else a folder in the data folder.
pub fn open_blobs(config: &Config) -> anyhow::Result<Blobs> {
    match &config.blobs_url {
        None => Ok(Blobs::Folder(config.data_dir.join("pictures"))),
        Some(url) => open_bucket(config, url),
    }
}

#[cfg(feature = "s3")]
fn open_bucket(config: &Config, url: &str) -> anyhow::Result<Blobs> {
    use anyhow::Context;
    use media::blobs::{S3Blobs, S3Settings};

    let (endpoint, access_key, secret_key) = config.s3.as_ref().context(
        "CHOPHIEN_BLOBS_URL names a bucket: set CHOPHIEN_S3_BASE_URL, CHOPHIEN_S3_ACCESS_KEY and CHOPHIEN_S3_SECRET_KEY too",
    )?;
    let settings = S3Settings {
        url: url.to_owned(),
        endpoint: Some(endpoint.clone()),
        region: config.s3_region.clone(),
        access_key: access_key.expose().to_owned(),
        secret_key: secret_key.expose().to_owned(),
    };
    let bucket = S3Blobs::open(&settings)
        .context("CHOPHIEN_BLOBS_URL or CHOPHIEN_S3_BASE_URL is not right")?;
    Ok(Blobs::S3(bucket))
}

#[cfg(not(feature = "s3"))]
fn open_bucket(_: &Config, _: &str) -> anyhow::Result<Blobs> {
    anyhow::bail!(
        "CHOPHIEN_BLOBS_URL is set, but this binary was built without S3: build it with `--features s3`"
    )
}

/// How the names of papers begin that only officers may look at.
pub const PRIVATE: &str = "giay-";

/// `GET /anh/{name}`: a picture, by hash, width and format: `3f…-600.webp`.
pub async fn show(State(app): State<App>, Path(name): Path<String>, request: Request) -> Response {
    let kind = match name.rsplit_once('.') {
        Some((_, "webp")) => "image/webp",
        Some((_, "jpg")) => "image/jpeg",
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let private = name.starts_with(PRIVATE);
    if private && !is_officer(&app, request).await {
        return StatusCode::NOT_FOUND.into_response();
    }
    let keeping = if private {
        "private, no-store"
    } else {
        "public, max-age=31536000, immutable"
    };
    match app.blobs.get(&name).await {
        Ok(Some(bytes)) => {
            let headers = [
                (header::CONTENT_TYPE, kind),
                (header::CACHE_CONTROL, keeping),
            ];
            (headers, bytes).into_response()
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) if error.kind() == std::io::ErrorKind::InvalidInput => {
            StatusCode::NOT_FOUND.into_response()
        }
        Err(error) => {
            tracing::error!(%error, "a picture cannot be read");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Only private papers ask who it is: all other pictures are the same for everybody.
async fn is_officer(app: &App, request: Request) -> bool {
    let (mut parts, _) = request.into_parts();
    match Visitor::from_request_parts(&mut parts, app).await {
        Ok(Visitor(actor)) => actor.officer().is_ok(),
        Err(_) => false,
    }
}
