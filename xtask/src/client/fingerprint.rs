//! One hash over everything that goes into a build, so that a second start skips what has not changed.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::run;

/// What the two WebAssembly bundles are made of.
const BUNDLE_INPUTS: [&str; 9] = [
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    ".cargo/config.toml",
    "shared",
    "frontend/Cargo.toml",
    "frontend/src",
    "frontend/web",
    "frontend/web-booth",
];

/// What the rest of the site is made of.
const SITE_INPUTS: [&str; 4] = [
    "frontend/style",
    "frontend/public",
    "frontend/loader.js",
    "xtask/src/client",
];

/// The state of everything the bundles are made of.
pub fn of_bundles() -> Result<String> {
    of(&BUNDLE_INPUTS)
}

/// The state of everything the site is made of.
pub fn of_site() -> Result<String> {
    Ok(format!("{} {}", of(&BUNDLE_INPUTS)?, of(&SITE_INPUTS)?))
}

/// Whether the last finished build of `name` was made of the same.
pub fn is_current(name: &str, fresh: &str) -> bool {
    fs::read_to_string(note(name)).is_ok_and(|kept| kept == fresh)
}

/// Notes what the finished build of `name` was made of.
pub fn keep(name: &str, fresh: &str) -> Result<()> {
    let note = note(name);
    fs::create_dir_all(note.parent().context("no directory for fingerprints")?)?;
    Ok(fs::write(note, fresh)?)
}

/// Every file below `path` (or the file itself), sorted by name.
pub fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut found = Vec::new();
    if path.is_dir() {
        for entry in
            fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()))?
        {
            found.extend(files(&entry?.path())?);
        }
    }
    found.sort();
    Ok(found)
}

/// A short hash of some bytes, for file names.
pub fn short(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes)).chars().take(12).collect()
}

fn of(inputs: &[&str]) -> Result<String> {
    let mut hash = Sha256::new();
    hash.update(run::read(run::command("rustc").arg("-vV"))?);
    for input in inputs {
        for file in files(&run::root().join(input))? {
            let bytes = fs::read(&file)?;
            hash.update(file.to_string_lossy().as_bytes());
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        }
    }
    Ok(hex(&hash.finalize()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn note(name: &str) -> PathBuf {
    run::target_dir()
        .join("xtask")
        .join(format!("{name}.fingerprint"))
}
