//! Password hashes: Argon2id, two at a time, off the async threads.

use crate::error::{Error, Result};
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use std::sync::OnceLock;
use tokio::sync::Semaphore;

/// Each hash takes 19 MB and a core for a while: more at once would only slow all of them.
static SLOTS: Semaphore = Semaphore::const_new(2);

/// A hash that no password fits, so that an unknown phone costs what a known one costs.
static NOBODY: OnceLock<String> = OnceLock::new();

/// Hashes a password for storage.
pub async fn hash(password: String) -> Result<String> {
    let _slot = SLOTS.acquire().await.map_err(Error::internal)?;
    tokio::task::spawn_blocking(move || hash_now(password.as_bytes()))
        .await
        .map_err(Error::internal)?
}

/// Whether the password is the one of the hash. Without a hash the answer is no, after the same work.
pub async fn fits(password: String, hash: Option<String>) -> Result<bool> {
    let _slot = SLOTS.acquire().await.map_err(Error::internal)?;
    tokio::task::spawn_blocking(move || fits_now(password.as_bytes(), hash.as_deref()))
        .await
        .map_err(Error::internal)?
}

fn hash_now(password: &[u8]) -> Result<String> {
    let hash: PasswordHash = Argon2::default()
        .hash_password(password)
        .map_err(Error::internal)?;
    Ok(hash.to_string())
}

fn fits_now(password: &[u8], hash: Option<&str>) -> Result<bool> {
    let known = hash.is_some();
    let text = match (hash, NOBODY.get()) {
        (Some(hash), _) => hash,
        (None, Some(nobody)) => nobody,
        (None, None) => {
            let made = hash_now(crate::keys::new_token().as_bytes())?;
            NOBODY.get_or_init(|| made)
        }
    };
    let parsed = PasswordHash::new(text).map_err(Error::internal)?;
    let fits = Argon2::default().verify_password(password, &parsed).is_ok();
    Ok(fits && known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_same_password_fits() {
        let hash = hash("na chín thơm".to_owned()).await.expect("hashes");
        assert!(hash.starts_with("$argon2id$"));
        assert!(
            fits("na chín thơm".to_owned(), Some(hash.clone()))
                .await
                .expect("checks")
        );
        assert!(
            !fits("na chín".to_owned(), Some(hash))
                .await
                .expect("checks")
        );
        assert!(!fits("na chín".to_owned(), None).await.expect("checks"));
    }
}
