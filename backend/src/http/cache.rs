//! Whole public pages, kept by (path, locale) with their compressed forms until something on them
//! changes. A signed-in or carted visitor gets the same bytes; whoever chose where goods go shares those of that place.

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use moka::future::Cache;
use std::collections::HashMap;
use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock, RwLock};

/// Pages kept at most.
const CAPACITY_BYTES: u64 = 32 * 1024 * 1024;
/// No page is older than this, even if a change elsewhere was missed.
const MAX_AGE: std::time::Duration = std::time::Duration::from_secs(60);

/// Addresses remembered as asked for once; a newer one may take the place of an older one.
const REMEMBERED: usize = 1 << 14;
/// How hard a page is packed that will be sent again.
const PACK_KEPT: u32 = 5;
/// How hard a page is packed that is sent once.
const PACK_ONCE: u32 = 1;

/// Which pages stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// There are so many of the kind as there are goods.
    Always,
    /// Anybody can think up more of the kind: only a page that was asked for before.
    WhenAskedAgain,
    /// The same, and it shows what the reader chose: nobody on the way keeps it.
    Chosen,
}

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
    chosen: bool,
    tags: Vec<(Tag, u64)>,
}

/// The kept pages.
#[derive(Clone, Debug)]
pub struct PageCache {
    pages: Cache<String, Arc<Kept>>,
    /// Hashes of addresses by their place in this table.
    asked: Arc<[AtomicU64]>,
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
            asked: (0..REMEMBERED).map(|_| AtomicU64::new(0)).collect(),
            versions: Arc::default(),
        }
    }

    /// The kept page, if it is still true.
    pub async fn get(&self, key: &str, request: &HeaderMap) -> Option<Response> {
        let page = self.pages.get(key).await?;
        self.is_true(&page)
            .then(|| answer(&page, request, PACK_KEPT))
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

    /// Answers with a page, and keeps it if its kind is to be kept.
    pub async fn put(
        &self,
        (key, keep): (String, Keep),
        html: String,
        tags: Vec<(Tag, u64)>,
        request: &HeaderMap,
    ) -> Response {
        let stays = keep == Keep::Always || self.was_asked(&key);
        // Without the room that was left for a longer page.
        let plain = Bytes::from(html.into_boxed_str().into_boxed_bytes());
        let page = Arc::new(Kept {
            status: StatusCode::OK,
            etag: etag(&plain),
            chosen: keep == Keep::Chosen,
            gzip: OnceLock::new(),
            brotli: OnceLock::new(),
            plain,
            tags,
        });
        if !stays {
            return answer(&page, request, PACK_ONCE);
        }
        let response = answer(&page, request, PACK_KEPT);
        self.pages.insert(key, page).await;
        response
    }

    /// Whether the address was asked for before; from now on it was.
    fn was_asked(&self, key: &str) -> bool {
        let hash = hash(key.as_bytes());
        let place = usize::try_from(hash).unwrap_or(0) % REMEMBERED;
        self.asked
            .get(place)
            .is_some_and(|slot| slot.swap(hash, Ordering::Relaxed) == hash)
    }

    /// Makes every page that shows the tag stale.
    pub fn drop_tag(&self, tag: Tag) {
        if let Ok(mut versions) = self.versions.write() {
            *versions.entry(tag).or_insert(0) += 1;
        }
    }
}

fn answer(page: &Kept, request: &HeaderMap, pack: u32) -> Response {
    let accepted = request
        .get(header::ACCEPT_ENCODING)
        .and_then(|v| v.to_str().ok())
        .unwrap_or("");
    let unchanged = request.get(header::IF_NONE_MATCH) == Some(&page.etag);
    let (body, encoding) = if unchanged {
        (&page.plain, None)
    } else if accepted.contains("br") {
        let packed = page.brotli.get_or_init(|| brotli(&page.plain, pack));
        (packed, Some("br"))
    } else if accepted.contains("gzip") {
        let packed = page.gzip.get_or_init(|| gzip(&page.plain, pack));
        (packed, Some("gzip"))
    } else {
        (&page.plain, None)
    };
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
    let allowed = match page.chosen {
        true => "private, no-cache",
        false => "public, max-age=0, must-revalidate",
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(allowed));
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

/// Weak, because the same page goes out in three encodings.
fn etag(bytes: &[u8]) -> HeaderValue {
    HeaderValue::try_from(format!("W/\"{:016x}\"", hash(bytes)))
        .unwrap_or(HeaderValue::from_static("W/\"0\""))
}

fn hash(bytes: &[u8]) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

fn gzip(bytes: &[u8], level: u32) -> Bytes {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(level));
    match encoder.write_all(bytes).and_then(|()| encoder.finish()) {
        Ok(packed) => packed.into(),
        Err(_) => Bytes::new(),
    }
}

fn brotli(bytes: &[u8], level: u32) -> Bytes {
    let mut packed = Vec::new();
    // A window that holds the page; a larger one only costs memory to clear.
    let window = (usize::BITS - bytes.len().leading_zeros()).clamp(10, 20);
    let mut writer = brotli::CompressorWriter::new(&mut packed, 4096, level, window);
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

#[cfg(test)]
mod tests {
    use super::*;

    async fn put(cache: &PageCache, key: &str, keep: Keep) {
        let html = "<p>na</p>".to_owned();
        let none = HeaderMap::new();
        cache
            .put((key.to_owned(), keep), html, Vec::new(), &none)
            .await;
    }

    #[tokio::test]
    async fn what_anybody_can_think_up_is_kept_when_it_comes_back() {
        let (cache, none) = (PageCache::new(), HeaderMap::new());
        put(&cache, "/p/na", Keep::Always).await;
        assert!(cache.get("/p/na", &none).await.is_some());
        put(&cache, "/tim?q=na", Keep::WhenAskedAgain).await;
        assert!(cache.get("/tim?q=na", &none).await.is_none());
        put(&cache, "/tim?q=na", Keep::WhenAskedAgain).await;
        assert!(cache.get("/tim?q=na", &none).await.is_some());
    }

    #[test]
    fn packed_pages_are_whole() {
        use std::io::Read;
        let page = "<p>Chợ Phiên</p>".repeat(2_000);
        for level in [PACK_ONCE, PACK_KEPT] {
            let (packed, mut plain) = (gzip(page.as_bytes(), level), String::new());
            flate2::read::GzDecoder::new(packed.as_ref())
                .read_to_string(&mut plain)
                .expect("gzip");
            assert_eq!(plain, page);
            let (packed, mut plain) = (brotli(page.as_bytes(), level), String::new());
            brotli::Decompressor::new(packed.as_ref(), 4096)
                .read_to_string(&mut plain)
                .expect("brotli");
            assert_eq!(plain, page);
        }
    }
}
