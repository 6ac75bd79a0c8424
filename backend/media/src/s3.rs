//! Pictures in S3-compatible storage.

use bytes::Bytes;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path;
use object_store::{ObjectStoreExt, PutPayload};
use std::io;
use std::sync::Arc;

/// Where the bucket is and how to enter it.
#[derive(Clone, Default)]
pub struct S3Settings {
    /// `s3://bucket/prefix`.
    pub url: String,
    /// Address of the service when it is not Amazon's.
    pub endpoint: Option<String>,
    /// Its region; some services want any.
    pub region: String,
    /// Who enters.
    pub access_key: String,
    /// The secret that belongs to it.
    pub secret_key: String,
}

/// Objects below a prefix of a bucket. Cheap to clone.
#[derive(Clone, Debug)]
pub struct S3Blobs {
    store: Arc<AmazonS3>,
    prefix: String,
}

fn told(error: object_store::Error) -> io::Error {
    io::Error::other(error)
}

impl S3Blobs {
    /// Opens the bucket; nothing travels yet.
    pub fn open(settings: &S3Settings) -> io::Result<Self> {
        let place = settings
            .url
            .strip_prefix("s3://")
            .filter(|place| !place.is_empty());
        let place = place.ok_or_else(|| {
            io::Error::new(io::ErrorKind::InvalidInput, "write s3://bucket/prefix")
        })?;
        let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(bucket)
            .with_region(&settings.region)
            .with_access_key_id(&settings.access_key)
            .with_secret_access_key(&settings.secret_key);
        if let Some(endpoint) = &settings.endpoint {
            let plain = endpoint.starts_with("http://");
            builder = builder.with_endpoint(endpoint).with_allow_http(plain);
        }
        let store = Arc::new(builder.build().map_err(told)?);
        Ok(Self {
            store,
            prefix: prefix.trim_matches('/').to_owned(),
        })
    }

    fn path(&self, name: &str) -> Path {
        Path::from(format!("{}/{}/{name}", self.prefix, &name[..2]))
    }

    pub(crate) async fn put(&self, name: &str, bytes: Bytes) -> io::Result<()> {
        self.store
            .put(&self.path(name), PutPayload::from_bytes(bytes))
            .await
            .map(|_| ())
            .map_err(told)
    }

    pub(crate) async fn get(&self, name: &str) -> io::Result<Option<Bytes>> {
        match self.store.get(&self.path(name)).await {
            Ok(found) => found.bytes().await.map(Some).map_err(told),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(told(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_below_the_prefix() {
        let settings = |url: &str| S3Settings {
            url: url.into(),
            region: "any".into(),
            ..S3Settings::default()
        };
        let blobs = S3Blobs::open(&settings("s3://hang/anh/")).expect("opens");
        assert_eq!(blobs.path("0a1b-320.webp").as_ref(), "anh/0a/0a1b-320.webp");
        let blobs = S3Blobs::open(&settings("s3://hang")).expect("opens");
        assert_eq!(blobs.path("0a1b-320.webp").as_ref(), "0a/0a1b-320.webp");
        for bad in ["", "s3://", "http://hang"] {
            assert!(S3Blobs::open(&settings(bad)).is_err(), "{bad}");
        }
    }
}
