//! Checks that ask the built server.

use anyhow::{Context, Result, bail};

use crate::run;

/// Differences between `.env.example` and what `chophien env-example` prints.
pub fn env_example() -> Result<Vec<String>> {
    let server = run::target_dir().join("debug/chophien");
    if !server.is_file() {
        bail!(
            "{} is missing: run `cargo build -p backend` first",
            server.display()
        );
    }
    let printed = run::read(run::command(&server).arg("env-example"))
        .context("the server cannot print its settings")?;
    if printed.trim().is_empty() {
        bail!("`chophien env-example` prints nothing");
    }
    let kept = std::fs::read_to_string(run::root().join(".env.example")).unwrap_or_default();
    if printed == kept {
        return Ok(Vec::new());
    }
    Ok(vec![String::from(
        "out of date: run `target/debug/chophien env-example > .env.example`",
    )])
}
