//! Where pictures are kept: a folder, by content hash.

use bytes::Bytes;
use std::io;
use std::path::PathBuf;

/// A store of named bytes. Names are our own: `[a-z0-9.-]`, never from a user. Cheap to clone.
#[derive(Clone, Debug)]
pub enum Blobs {
    /// Files in a folder, spread over sub-folders by the first two letters.
    Folder(PathBuf),
}

impl Blobs {
    fn path(folder: &std::path::Path, name: &str) -> io::Result<PathBuf> {
        let legal = name.len() > 4
            && !name.starts_with('.')
            && name.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-'));
        if !legal {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a name of a blob"));
        }
        Ok(folder.join(&name[..2]).join(name))
    }

    /// Stores the bytes. Storing the same name again is harmless: names are content hashes.
    pub async fn put(&self, name: &str, bytes: Bytes) -> io::Result<()> {
        let Self::Folder(folder) = self;
        let path = Self::path(folder, name)?;
        if let Some(parent) = path.parent() {
            tokio::fs::create_dir_all(parent).await?;
        }
        // Written beside and renamed, so that a reader never sees half a picture.
        let part = path.with_extension("part");
        tokio::fs::write(&part, &bytes).await?;
        tokio::fs::rename(&part, &path).await
    }

    /// The bytes of a name, or `None`.
    pub async fn get(&self, name: &str) -> io::Result<Option<Bytes>> {
        let Self::Folder(folder) = self;
        match tokio::fs::read(Self::path(folder, name)?).await {
            Ok(bytes) => Ok(Some(bytes.into())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}
