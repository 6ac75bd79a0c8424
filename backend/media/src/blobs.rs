//! Where pictures are kept: a folder, or S3-compatible storage, by content hash.

use bytes::Bytes;
use std::io;
use std::path::{Path, PathBuf};

#[cfg(feature = "s3")]
pub use crate::s3::{S3Blobs, S3Settings};

/// A store of named bytes. Names are our own: `[a-z0-9.-]`, never from a user. Cheap to clone.
#[derive(Clone, Debug)]
pub enum Blobs {
    /// Files in a folder, spread over sub-folders by the first two letters.
    Folder(PathBuf),
    /// Objects in a bucket.
    #[cfg(feature = "s3")]
    S3(S3Blobs),
}

fn is_ours(name: &str) -> bool {
    name.len() > 4
        && !name.starts_with('.')
        && name
            .bytes()
            .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-'))
}

impl Blobs {
    /// Stores the bytes. Storing the same name again is harmless: names are content hashes.
    pub async fn put(&self, name: &str, bytes: Bytes) -> io::Result<()> {
        if !is_ours(name) {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "not a name of a blob",
            ));
        }
        match self {
            Self::Folder(folder) => put_file(&path(folder, name), &bytes).await,
            #[cfg(feature = "s3")]
            Self::S3(bucket) => bucket.put(name, bytes).await,
        }
    }

    /// The bytes of a name, or `None`.
    pub async fn get(&self, name: &str) -> io::Result<Option<Bytes>> {
        if !is_ours(name) {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "not a name of a blob",
            ));
        }
        match self {
            Self::Folder(folder) => match tokio::fs::read(path(folder, name)).await {
                Ok(bytes) => Ok(Some(bytes.into())),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                Err(error) => Err(error),
            },
            #[cfg(feature = "s3")]
            Self::S3(bucket) => bucket.get(name).await,
        }
    }
}

fn path(folder: &Path, name: &str) -> PathBuf {
    folder.join(&name[..2]).join(name)
}

async fn put_file(path: &Path, bytes: &Bytes) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        tokio::fs::create_dir_all(parent).await?;
    }
    // Written beside under a name of its own and renamed, so that a reader never sees half a picture, nor one of two
    // writers the other's half.
    let part = path.with_extension(format!("{}.part", unique()));
    tokio::fs::write(&part, bytes).await?;
    tokio::fs::rename(&part, path).await
}

fn unique() -> String {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(0);
    format!(
        "{}-{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scratch() -> PathBuf {
        std::env::temp_dir().join(format!("chophien-blobs-{}", unique()))
    }

    #[tokio::test]
    async fn what_is_stored_comes_back() {
        let folder = scratch();
        let blobs = Blobs::Folder(folder.clone());
        let bytes = Bytes::from_static(b"abc");
        assert_eq!(blobs.get("0a1b-320.webp").await.expect("reads"), None);
        blobs
            .put("0a1b-320.webp", bytes.clone())
            .await
            .expect("stored");
        blobs
            .put("0a1b-320.webp", bytes.clone())
            .await
            .expect("stored again");
        assert_eq!(
            blobs.get("0a1b-320.webp").await.expect("reads"),
            Some(bytes)
        );
        assert_eq!(
            std::fs::read_dir(folder.join("0a"))
                .expect("a folder")
                .count(),
            1,
            "no halves are left"
        );
        std::fs::remove_dir_all(folder).expect("removed");
    }

    #[tokio::test]
    async fn only_our_own_names_are_taken() {
        let blobs = Blobs::Folder(scratch());
        for bad in [
            "",
            "a",
            "../../etc/passwd",
            "..-320.jpg",
            ".hidden.jpg",
            "AB-320.jpg",
            "a/b-320.jpg",
            "áéíóú.jpg",
        ] {
            assert!(blobs.put(bad, Bytes::new()).await.is_err(), "{bad}");
            assert!(blobs.get(bad).await.is_err(), "{bad}");
        }
    }
}
