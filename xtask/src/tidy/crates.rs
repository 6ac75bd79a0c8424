//! Checks on the crate graph: a boundary that is a crate cannot be crossed by accident.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::run;

/// Who may depend on whom inside the workspace; `*` is anyone.
const ALLOWED: [(&str, &[&str]); 14] = [
    ("shared", &[]),
    ("frontend", &["shared"]),
    ("web", &["frontend"]),
    ("web-booth", &["frontend"]),
    ("migrations", &[]),
    ("store", &["shared", "migrations"]),
    ("services", &["shared", "store"]),
    ("media", &[]),
    ("channels", &["shared"]),
    ("payments", &["shared"]),
    ("payments-stripe", &["shared", "payments"]),
    ("backend", &["*"]),
    ("tests", &["*"]),
    ("xtask", &[]),
];

/// Crates that would bring a C library or a second provider where one is chosen already.
const UNWANTED: [&str; 4] = ["aws-lc-rs", "aws-lc-sys", "openssl-sys", "native-tls"];

/// Dependencies between our crates that are not allowed.
pub fn edges() -> Result<Vec<String>> {
    let text = run::read(run::cargo().args([
        "metadata",
        "--no-deps",
        "--format-version",
        "1",
        "--offline",
    ]))?;
    let metadata: Value = serde_json::from_str(&text)?;
    let packages = metadata["packages"]
        .as_array()
        .context("cargo metadata without packages")?;
    let names: Vec<&str> = packages
        .iter()
        .filter_map(|package| package["name"].as_str())
        .collect();
    let mut found = Vec::new();
    for package in packages {
        let name = package["name"].as_str().unwrap_or_default();
        let Some((_, allowed)) = ALLOWED.iter().find(|(known, _)| *known == name) else {
            found.push(format!(
                "{name}: not in the table of xtask/src/tidy/crates.rs"
            ));
            continue;
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let on = dependency["name"].as_str().unwrap_or_default();
            // A crate names itself to switch features on for its own tests.
            if on != name
                && names.contains(&on)
                && !allowed.contains(&"*")
                && !allowed.contains(&on)
            {
                found.push(format!("{name} must not depend on {on}"));
            }
        }
    }
    Ok(found)
}

/// Unwanted crates in the lockfile.
pub fn unwanted() -> Result<Vec<String>> {
    let lock = std::fs::read_to_string(run::root().join("Cargo.lock"))?;
    let names = lock
        .lines()
        .filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
    Ok(names
        .filter(|name| UNWANTED.contains(name))
        .map(str::to_owned)
        .collect())
}
