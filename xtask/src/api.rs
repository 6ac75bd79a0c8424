//! API tests: schemathesis sends what the description allows and what it forbids to a server of our own.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::server::{Options, Server, TempDir};
use crate::{machine, run, serve};

/// Operations times these, and a few more in each phase.
const EXAMPLES: &str = "40";
/// The same examples in every run.
const SEED: &str = "20261121";

/// Runs schemathesis over `/api/openapi.json` of a server with demo data.
pub fn run() -> Result<()> {
    let dir = run::root().join("tests/api");
    let schemathesis = ensure_schemathesis(&dir)?;
    let program = serve::build_server(false)?;
    let data = TempDir::new("api")?;
    let options = Options {
        program: &program,
        data: &data.path,
        database_url: None,
        demo: true,
        settings: &[("CHOPHIEN_RATE_LIMITS", "off")],
    };
    let server = run::step("start the server with demo data", || {
        Server::start(&options)
    })?;
    let address = format!("http://127.0.0.1:{}/api/openapi.json", server.port);
    let mut command = run::command(schemathesis);
    // What it keeps of a run is not read by the next.
    let work = TempDir::new("api-run")?;
    command
        .current_dir(&work.path)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .arg("--config-file")
        .arg(dir.join("schemathesis.toml"))
        .args(["run", &address, "--max-examples", EXAMPLES, "--seed", SEED])
        .args(["--phases", "examples,coverage,fuzzing", "--no-color"])
        .args(["--generation-database", "none"]);
    run::run(&mut command)
}

/// A virtual environment below the target directory, made anew when the list of packages changes.
fn ensure_schemathesis(dir: &Path) -> Result<PathBuf> {
    let list = dir.join("requirements.txt");
    let wanted = fs::read_to_string(&list).context("tests/api/requirements.txt is missing")?;
    let home = run::target_dir().join("api-tests");
    let program = home.join("bin/schemathesis");
    let note = home.join("installed-from");
    if program.exists() && fs::read_to_string(&note).is_ok_and(|kept| kept == wanted) {
        return Ok(program);
    }
    let python = machine::ensure_program("python3", &["python3"], "API tests")?;
    let makes_environments = run::succeeds(run::command(&python).args(["-c", "import ensurepip"]));
    if !makes_environments {
        machine::install(&["python3-venv"], "API tests")?;
    }
    run::step("install schemathesis (API tests)", || {
        run::run(
            run::command(&python)
                .args(["-m", "venv", "--clear"])
                .arg(&home),
        )?;
        run::run(
            run::command(home.join("bin/pip"))
                .args(["install", "--quiet", "--disable-pip-version-check"])
                .arg("--requirement")
                .arg(&list),
        )
        .context(
            "the API tests' packages could not be installed. Remedy: see that the index `pip config get global.index-url` \
             names (pypi.org when none) can be reached, then start again",
        )?;
        Ok(fs::write(&note, &wanted)?)
    })?;
    Ok(program)
}
