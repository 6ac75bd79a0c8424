//! Browser tests: Debian's Chromium driven from Node against a server of our own.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::server::{Options, Server, TempDir};
use crate::tally::Tally;
use crate::{machine, run, serve};

/// Text looks in the pictures as on a phone, Vietnamese marks included.
const FONTS: [&str; 2] = ["fonts-roboto-unhinted", "fonts-noto-core"];
/// Debian 12's own; no package of the browser tests may ask for a newer one (a test looks).
const OLDEST_NODE: u32 = 18;
const CHROMIUM_NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// Runs every `tests/browser/*.test.mjs`.
pub fn run(tally: &mut Tally) -> Result<()> {
    let dir = run::root().join("tests/browser");
    let (node, version) = ensure_node()?;
    let chromium = ensure_chromium()?;
    ensure_fonts();
    ensure_modules(&dir)?;
    let program = serve::build_server(false)?;
    let data = TempDir::new("browser")?;
    let options = Options {
        program: &program,
        data: &data.path,
        database_url: None,
        demo: true,
        settings: &settings(),
    };
    let server = run::step("start the server with demo data", || {
        Server::start(&options)
    })?;
    let mut command = run::command(node);
    // One file at a time: they share one server and two cores.
    command
        .current_dir(&dir)
        .args(["--test", "--test-reporter=spec"])
        .args(one_at_a_time(version))
        .args(test_files(&dir)?);
    command.env(
        "CHOPHIEN_BASE_URL",
        format!("http://127.0.0.1:{}", server.port),
    );
    command
        .env("CHOPHIEN_SERVER_DATA", &data.path)
        .env("CHOPHIEN_SERVER_BINARY", &program);
    command
        .env("CHOPHIEN_ASSETS_DIR", crate::client::site_dir())
        .env("CHOPHIEN_CHROMIUM", chromium);
    tally.run(&mut command)
}

/// The test run shares one address, so the limits by peer must not count it as one visitor.
fn settings() -> [(&'static str, &'static str); 1] {
    [("CHOPHIEN_RATE_LIMITS", "off")]
}

fn test_files(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = fs::read_dir(dir)?
        .flatten()
        .map(|entry| entry.path())
        .collect();
    files.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    files.sort();
    if files.is_empty() {
        bail!("no tests in {}", dir.display());
    }
    Ok(files)
}

/// Node 18 of Debian 12 has no such option and takes as many files at once as cores less one.
fn one_at_a_time(node: u32) -> Option<&'static str> {
    (node >= 22).then_some("--test-concurrency=1")
}

/// Node and its version; npm is there too.
pub fn ensure_node() -> Result<(PathBuf, u32)> {
    machine::ensure_program("npm", &["nodejs", "npm"], "browser tests")?;
    let node = machine::ensure_program("node", &["nodejs"], "browser tests")?;
    let said = run::read(run::command(&node).arg("--version"))?;
    Ok((node.clone(), check_node(&node, &said)?))
}

fn check_node(node: &Path, said: &str) -> Result<u32> {
    let major = node_major(said)
        .with_context(|| format!("{} does not say its version: {said}", node.display()))?;
    if major < OLDEST_NODE {
        bail!(
            "browser tests: {} is version {major}, they need {OLDEST_NODE} or newer. Debian 12 has it: \
             `sudo apt-get install nodejs npm`, and put /usr/bin before the older one in PATH",
            node.display()
        );
    }
    Ok(major)
}

fn node_major(said: &str) -> Option<u32> {
    said.trim()
        .trim_start_matches('v')
        .split('.')
        .next()?
        .parse()
        .ok()
}

/// A Chromium of this machine.
pub fn ensure_chromium() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("CHOPHIEN_CHROMIUM") {
        return Ok(path.into());
    }
    let found = || {
        CHROMIUM_NAMES
            .iter()
            .find_map(|name| machine::find_program(name))
    };
    if found().is_none() {
        machine::install(&["chromium"], "browser tests")?;
    }
    found().context("Chromium is still missing after installing it; name one in CHOPHIEN_CHROMIUM")
}

/// Without them the tests still say the truth, only the pictures look poorer.
fn ensure_fonts() {
    let missing: Vec<&str> = FONTS
        .into_iter()
        .filter(|font| !machine::has_package(font))
        .collect();
    if !missing.is_empty()
        && machine::find_program("dpkg-query").is_some()
        && let Err(error) = machine::install(&missing, "fonts for the screenshots")
    {
        eprintln!("  {error:#}");
    }
}

/// `npm ci`, unless the modules were installed from this very lockfile.
pub fn ensure_modules(dir: &Path) -> Result<()> {
    let lock = fs::read_to_string(dir.join("package-lock.json"))
        .with_context(|| format!("{} has no package-lock.json", dir.display()))?;
    let note = dir.join("node_modules/.installed-from");
    if fs::read_to_string(&note).is_ok_and(|kept| kept == lock) {
        return Ok(());
    }
    run::step(&format!("npm ci ({})", dir.display()), || {
        run::run(run::command("npm").current_dir(dir).args([
            "ci",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ]))
        .context(
            "the browser tests' packages could not be installed. Remedy: see that the registry `npm config get registry` \
             names can be reached, then start again",
        )?;
        Ok(fs::write(&note, &lock)?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn every_package_runs_on_the_oldest_node() {
        let lock = fs::read(run::root().join("tests/browser/package-lock.json")).unwrap();
        let lock: Value = serde_json::from_slice(&lock).unwrap();
        let packages = lock["packages"].as_object().unwrap();
        assert!(packages.len() > 1);
        for (name, package) in packages {
            let Some(wanted) = package["engines"]["node"].as_str() else {
                continue;
            };
            let oldest = node_major(wanted.trim_start_matches(">=").trim());
            assert!(
                oldest.is_some_and(|oldest| oldest <= OLDEST_NODE),
                "{name} asks for Node {wanted}, Debian 12 has {OLDEST_NODE}"
            );
        }
    }

    #[test]
    fn an_old_node_is_named_with_what_to_do() {
        let node = Path::new("/opt/node/bin/node");
        assert_eq!(check_node(node, "v18.20.4\n").unwrap(), 18);
        let said = check_node(node, "v16.20.2\n").unwrap_err().to_string();
        assert!(
            said.contains("/opt/node/bin/node is version 16, they need 18"),
            "{said}"
        );
        assert!(check_node(node, "gibberish").is_err());
    }

    #[test]
    fn only_a_node_that_knows_the_option_gets_it() {
        assert_eq!(one_at_a_time(18), None);
        assert!(one_at_a_time(22).is_some());
    }
}
