//! Whole public pages, kept by (path, locale) with their compressed forms until something on them
//! changes. A signed-in or carted visitor gets the same bytes.

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use moka::future::Cache;
use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, OnceLock, RwLock};

/// Pages kept at most.
const CAPACITY_BYTES: u64 = 32 * 1024 * 1024;
/// No page is older than this, even if a change elsewhere was missed.
const MAX_AGE: std::time::Duration = std::time::Duration::from_secs(60);

/// What a page shows, so that it is dropped when that changes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Tag {
    /// A listing, by id.
    Listing(uuid::Uuid),
    /// Which goods and booths there are at all: new, gone, renamed, other price.
    Catalogue,
}

#[derive(Debug)]
struct Kept {
    status: StatusCode,
    plain: Bytes,
    // Packed when first asked for: a page seen once costs one compression, not two.
    gzip: OnceLock<Bytes>,
    brotli: OnceLock<Bytes>,
    etag: HeaderValue,
    tags: Vec<(Tag, u64)>,
}

/// The kept pages.
#[derive(Clone, Debug)]
pub struct PageCache {
    pages: Cache<String, Arc<Kept>>,
    versions: Arc<RwLock<HashMap<Tag, u64>>>,
}

impl Default for PageCache {
    fn default() -> Self {
        Self::new()
    }
}

impl PageCache {
    /// An empty cache.
    pub fn new() -> Self {
        let pages = Cache::builder()
            .max_capacity(CAPACITY_BYTES)
            .weigher(|key: &String, page: &Arc<Kept>| {
                // The packed forms come later; together they are about half of the page.
                let bytes = key.len() + page.plain.len() * 3 / 2 + 256;
                u32::try_from(bytes).unwrap_or(u32::MAX)
            })
            .time_to_live(MAX_AGE)
            .build();
        Self {
            pages,
            versions: Arc::default(),
        }
    }

    /// The kept page, if it is still true.
    pub async fn get(&self, key: &str, request: &HeaderMap) -> Option<Response> {
        let page = self.pages.get(key).await?;
        self.is_true(&page).then(|| answer(&page, request))
    }

    fn is_true(&self, page: &Kept) -> bool {
        let Ok(versions) = self.versions.read() else {
            return false;
        };
        page.tags
            .iter()
            .all(|(tag, seen)| versions.get(tag).copied().unwrap_or(0) == *seen)
    }

    /// The present versions of the tags; taken *before* a page's data is read, so that a change in
    /// between makes the page stale and not wrong.
    pub fn stamp(&self, tags: Vec<Tag>) -> Vec<(Tag, u64)> {
        let Ok(versions) = self.versions.read() else {
            return Vec::new();
        };
        tags.into_iter()
            .map(|tag| (tag.clone(), versions.get(&tag).copied().unwrap_or(0)))
            .collect()
    }

    /// Keeps a page and answers with it.
    pub async fn put(
        &self,
        key: String,
        status: StatusCode,
        html: String,
        tags: Vec<(Tag, u64)>,
        request: &HeaderMap,
    ) -> Response {
        let page = Arc::new(Kept {
            status,
            etag: etag(html.as_bytes()),
            gzip: OnceLock::new(),
            brotli: OnceLock::new(),
            plain: Bytes::from(html),
            tags,
        });
        let response = answer(&page, request);
        self.pages.insert(key, page).await;
        response
    }

    /// Makes every page that shows the tag stale.
    pub fn drop_tag(&self, tag: Tag) {
        if let Ok(mut versions) = self.versions.write() {
            *versions.entry(tag).or_insert(0) += 1;
        }
    }
}

fn answer(page: &Kept, request: &HeaderMap) -> Response {
    let accepted = request
        .get(header::ACCEPT_ENCODING)
        .and_then(|v| v.to_str().ok())
        .unwrap_or("");
    let (body, encoding) = if accepted.contains("br") {
        (page.brotli.get_or_init(|| brotli(&page.plain)), Some("br"))
    } else if accepted.contains("gzip") {
        (page.gzip.get_or_init(|| gzip(&page.plain)), Some("gzip"))
    } else {
        (&page.plain, None)
    };
    let unchanged = request.get(header::IF_NONE_MATCH) == Some(&page.etag);
    let mut response = if unchanged {
        let mut empty = Response::new(Body::empty());
        *empty.status_mut() = StatusCode::NOT_MODIFIED;
        empty
    } else {
        let mut full = Response::new(Body::from(body.clone()));
        *full.status_mut() = page.status;
        full
    };
    let headers = response.headers_mut();
    headers.insert(header::ETAG, page.etag.clone());
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=0, must-revalidate"),
    );
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    if let (Some(encoding), false) = (encoding, unchanged) {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

/// Weak, because the same page goes out in three encodings.
fn etag(bytes: &[u8]) -> HeaderValue {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    HeaderValue::try_from(format!("W/\"{:016x}\"", hasher.finish()))
        .unwrap_or(HeaderValue::from_static("W/\"0\""))
}

fn gzip(bytes: &[u8]) -> Bytes {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    match encoder.write_all(bytes).and_then(|()| encoder.finish()) {
        Ok(packed) => packed.into(),
        Err(_) => Bytes::new(),
    }
}

fn brotli(bytes: &[u8]) -> Bytes {
    let mut packed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut packed, 4096, 5, 20);
    if writer
        .write_all(bytes)
        .and_then(|()| writer.flush())
        .is_err()
    {
        return Bytes::new();
    }
    drop(writer);
    packed.into()
}
