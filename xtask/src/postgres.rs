//! A throw-away PostgreSQL from Debian's package: loopback only, in a temporary directory,
//! run by an unprivileged user, gone when the task ends.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::interrupt::{self, Guard};
use crate::machine::{self, Way};
use crate::run;

/// The variable that tells the tests where PostgreSQL is.
pub const TEST_URL: &str = "CHOPHIEN_TEST_POSTGRES_URL";

const PACKAGES: [&str; 2] = ["postgresql", "postgresql-client"];
const PURPOSE: &str = "PostgreSQL for the tests";

#[derive(clap::Args)]
pub struct Args {
    /// Stop the one started before.
    #[arg(long)]
    stop: bool,
}

/// Whether a commit waits for the disk.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Fast, for tests: a power cut may lose everything.
    None,
    /// As in production, for measurements.
    Full,
}

/// A running server; dropping it stops it and removes its files.
pub struct Postgres {
    /// Address of its `postgres` database, with user and password.
    pub url: String,
    dir: PathBuf,
    guard: Guard,
}

/// `cargo xtask postgres [--stop]`.
pub fn command(args: &Args) -> Result<()> {
    let note = run::target_dir().join("xtask").join("postgres");
    if args.stop {
        let Ok(text) = fs::read_to_string(&note) else {
            println!("No PostgreSQL of `cargo xtask postgres` is running.");
            return Ok(());
        };
        if let Some(dir) = text.lines().nth(1) {
            remove(Path::new(dir));
        }
        fs::remove_file(&note)?;
        println!("PostgreSQL stopped, its files removed.");
        return Ok(());
    }
    if let Ok(text) = fs::read_to_string(&note) {
        let mut lines = text.lines();
        let (url, dir) = (
            lines.next().unwrap_or_default(),
            lines.next().unwrap_or_default(),
        );
        if server_pid(Path::new(dir)).is_some_and(run::is_running) {
            println!(
                "Already running. Stop it with `cargo xtask postgres --stop`.\nexport {TEST_URL}={url}"
            );
            return Ok(());
        }
        remove(Path::new(dir));
    }
    let server = run::step("start a throw-away PostgreSQL", || {
        Postgres::start(Durability::None)
    })?;
    fs::create_dir_all(run::target_dir().join("xtask"))?;
    fs::write(&note, format!("{}\n{}\n", server.url, server.dir.display()))?;
    println!(
        "Pid {}, noted in {}.",
        server_pid(&server.dir).unwrap_or(0),
        note.display()
    );
    println!(
        "Stop it with `cargo xtask postgres --stop`. To use it:\nexport {TEST_URL}={}",
        server.url
    );
    server.guard.disarm();
    Ok(())
}

impl Postgres {
    /// Installs what is missing, makes a cluster and starts it on a free port of the loopback.
    pub fn start(durability: Durability) -> Result<Self> {
        let bin = ensure_installed()?;
        let user = ensure_user()?;
        let password = run::random_name()?;
        let dir = make_dir(user.as_deref(), &password)?;
        let guard = {
            let dir = dir.clone();
            interrupt::guard(move || remove(&dir))
        };
        let data = dir.join("data");
        run::read(
            as_user(user.as_deref(), bin.join("initdb"))
                .arg("-D")
                .arg(&data)
                .args([
                    "--username=postgres",
                    "--auth=password",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8",
                    "--no-sync",
                    &format!("--pwfile={}", dir.join("password").display()),
                ]),
        )?;
        let port = run::free_port()?;
        let options = server_options(&dir, port, durability);
        let log = dir.join("log");
        run::read(
            as_user(user.as_deref(), bin.join("pg_ctl"))
                .arg("-D")
                .arg(&data)
                .arg("-l")
                .arg(&log)
                .args(["-w", "-t", "60", "-s", "-o", &options, "start"]),
        )
        .with_context(|| {
            format!(
                "PostgreSQL did not start: {}",
                fs::read_to_string(&log).unwrap_or_default()
            )
        })?;
        let url = format!("postgres://postgres:{password}@127.0.0.1:{port}/postgres");
        Ok(Self { url, dir, guard })
    }

    /// Makes an empty database on this server and returns its address.
    pub fn create_database(&self, name: &str) -> Result<String> {
        let bin = ensure_installed()?;
        run::read(
            run::command(bin.join("psql"))
                .arg(&self.url)
                .args(["-qc", &format!("CREATE DATABASE {name}")]),
        )?;
        let base = self
            .url
            .rsplit_once('/')
            .map_or(self.url.as_str(), |(base, _)| base);
        Ok(format!("{base}/{name}"))
    }
}

fn server_options(dir: &Path, port: u16, durability: Durability) -> String {
    let mut options = format!(
        "-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={} -c max_connections=300 -c shared_buffers=256MB \
         -c jit=off -c log_min_messages=warning",
        dir.display()
    );
    if durability == Durability::None {
        options.push_str(
            " -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off",
        );
    }
    options
}

/// The newest `/usr/lib/postgresql/*/bin`, installed when there is none.
fn ensure_installed() -> Result<PathBuf> {
    if let Some(bin) = newest_bin() {
        return Ok(bin);
    }
    keep_from_starting(machine::may_install(&PACKAGES, PURPOSE)?)?;
    machine::install(&PACKAGES, PURPOSE)?;
    newest_bin().context("PostgreSQL is still missing after installing it")
}

/// Debian's package would create and start a cluster of its own; we only want the programs.
fn keep_from_starting(way: Way) -> Result<()> {
    if Path::new("/etc/postgresql-common/createcluster.conf").exists() {
        return Ok(());
    }
    let script = "mkdir -p /etc/postgresql-common && \
                  echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf";
    run::read(machine::privileged(way, "sh").args(["-c", script])).map(drop)
}

fn newest_bin() -> Option<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .flatten()
        .filter_map(|entry| {
            Some((
                entry.file_name().to_str()?.parse().ok()?,
                entry.path().join("bin"),
            ))
        })
        .filter(|(_, bin)| bin.join("initdb").is_file() && bin.join("pg_ctl").is_file())
        .collect();
    found.sort();
    found.pop().map(|(_, bin)| bin)
}

/// Whom the server runs as: ourselves, or, since it refuses root, a system user.
fn ensure_user() -> Result<Option<String>> {
    if !machine::is_root() {
        return Ok(None);
    }
    for name in ["postgres", "chophien-test"] {
        if run::succeeds(Command::new("id").arg(name)) {
            return Ok(Some(name.into()));
        }
    }
    let name = "chophien-test";
    run::read(Command::new("useradd").args([
        "--system",
        "--no-create-home",
        "--shell",
        "/usr/sbin/nologin",
        name,
    ]))
    .context("PostgreSQL refuses to run as root and no unprivileged user could be created")?;
    Ok(Some(name.into()))
}

fn make_dir(user: Option<&str>, password: &str) -> Result<PathBuf> {
    remove_abandoned();
    let template =
        std::env::temp_dir().join(format!("chophien-postgres-{}-XXXXXX", std::process::id()));
    let made = run::read(as_user(user, "mktemp").arg("-d").arg(template))?;
    let dir = PathBuf::from(made.trim());
    if !dir.is_dir() {
        bail!("no temporary directory for PostgreSQL");
    }
    let file = dir.join("password");
    fs::write(&file, password)?;
    if let Some(user) = user {
        run::read(Command::new("chown").arg(user).arg(&file))?;
    }
    Ok(dir)
}

/// Servers whose task was killed before it could clean up.
fn remove_abandoned() {
    let background =
        fs::read_to_string(run::target_dir().join("xtask").join("postgres")).unwrap_or_default();
    for entry in fs::read_dir(std::env::temp_dir())
        .into_iter()
        .flatten()
        .flatten()
    {
        let name = entry.file_name();
        let owner = name.to_str().and_then(|name| {
            name.strip_prefix("chophien-postgres-")?
                .split('-')
                .next()?
                .parse()
                .ok()
        });
        let in_use = background
            .lines()
            .any(|line| Path::new(line) == entry.path());
        if owner.is_some_and(|owner| !run::is_running(owner)) && !in_use {
            remove(&entry.path());
        }
    }
}

fn remove(dir: &Path) {
    if let Some(pid) = server_pid(dir) {
        // INT is PostgreSQL's fast stop: it does not wait for clients to leave.
        run::signal(pid, "INT");
        run::stop(pid, std::time::Duration::from_secs(10));
    }
    // The caller is leaving; a file that stays behind in the temporary directory is no reason to fail.
    let _ = fs::remove_dir_all(dir);
}

fn server_pid(dir: &Path) -> Option<u32> {
    fs::read_to_string(dir.join("data").join("postmaster.pid"))
        .ok()?
        .lines()
        .next()?
        .trim()
        .parse()
        .ok()
}

fn as_user(user: Option<&str>, program: impl AsRef<Path>) -> Command {
    let mut command = match user {
        Some(user) => {
            let mut command = Command::new("runuser");
            command.args(["-u", user, "--"]).arg(program.as_ref());
            command
        }
        None => Command::new(program.as_ref()),
    };
    command.current_dir("/");
    command
}
