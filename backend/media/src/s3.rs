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
        // One is enough for the process: harmless when somebody else has brought it.
        let _ = rustls::crypto::ring::default_provider().install_default();
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
    use std::collections::HashMap;
    use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
    use tokio::net::{TcpListener, TcpStream};

    fn settings(url: &str, endpoint: Option<String>) -> S3Settings {
        S3Settings {
            url: url.to_owned(),
            endpoint,
            region: "any".to_owned(),
            access_key: "who".to_owned(),
            secret_key: "secret".to_owned(),
        }
    }

    #[test]
    fn names_stand_below_the_prefix() {
        let blobs = S3Blobs::open(&settings("s3://hang/anh/", None)).expect("opens");
        assert_eq!(blobs.path("0a1b-320.webp").as_ref(), "anh/0a/0a1b-320.webp");
        let blobs = S3Blobs::open(&settings("s3://hang", None)).expect("opens");
        assert_eq!(blobs.path("0a1b-320.webp").as_ref(), "0a/0a1b-320.webp");
        for bad in ["", "s3://", "http://hang"] {
            assert!(S3Blobs::open(&settings(bad, None)).is_err(), "{bad}");
        }
    }

    /// A bucket in memory, over plain HTTP, that wants every request signed.
    async fn bucket(listener: TcpListener) {
        let kept = Arc::new(tokio::sync::Mutex::new(HashMap::new()));
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answer(stream, Arc::clone(&kept)));
        }
    }

    async fn answer(
        stream: TcpStream,
        kept: Arc<tokio::sync::Mutex<HashMap<String, Vec<u8>>>>,
    ) -> io::Result<()> {
        let mut stream = BufReader::new(stream);
        loop {
            let (mut first, mut length, mut signed) = (String::new(), 0, false);
            if stream.read_line(&mut first).await? == 0 {
                return Ok(());
            }
            loop {
                let mut line = String::new();
                stream.read_line(&mut line).await?;
                let line = line.trim().to_lowercase();
                if line.is_empty() {
                    break;
                }
                if let Some(n) = line.strip_prefix("content-length:") {
                    length = n.trim().parse().unwrap_or(0);
                }
                signed |= line.starts_with("authorization: aws4-hmac-sha256 credential=who/");
            }
            let mut body = vec![0; length];
            stream.read_exact(&mut body).await?;
            let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
            let (status, body) = match (signed, first.split(' ').next()) {
                (true, Some("PUT")) => {
                    kept.lock().await.insert(path, body);
                    ("200 OK", Vec::new())
                }
                (true, Some("GET")) => match kept.lock().await.get(&path) {
                    Some(bytes) => ("200 OK", bytes.clone()),
                    None => ("404 Not Found", Vec::new()),
                },
                _ => ("403 Forbidden", Vec::new()),
            };
            let head = format!(
                "HTTP/1.1 {status}\r\ncontent-length: {}\r\netag: \"1\"\r\n\
                 last-modified: Sat, 15 Aug 2026 02:12:00 GMT\r\n\r\n",
                body.len()
            );
            stream.write_all(head.as_bytes()).await?;
            stream.write_all(&body).await?;
        }
    }

    #[tokio::test]
    async fn what_is_stored_comes_back() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
        tokio::spawn(bucket(listener));
        let blobs = S3Blobs::open(&settings("s3://hang/anh", Some(endpoint))).expect("opens");
        assert_eq!(blobs.get("0a1b-320.webp").await.expect("reads"), None);
        let bytes = Bytes::from_static(b"a picture");
        blobs
            .put("0a1b-320.webp", bytes.clone())
            .await
            .expect("stored");
        assert_eq!(
            blobs.get("0a1b-320.webp").await.expect("reads"),
            Some(bytes)
        );
    }
}
