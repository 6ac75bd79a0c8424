//! A server of our own for tests and measurements: free port, own data directory, always stopped.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::interrupt::{self, Guard};
use crate::{run, serve};

/// How long a server may take to answer; the first start also fills the demo data.
const READY_WITHIN: Duration = Duration::from_secs(120);

/// A running server; dropping it stops it.
pub struct Server {
    /// Port on the loopback.
    pub port: u16,
    /// Process id.
    pub pid: u32,
    /// From exec to the first answered page.
    pub started_in: Duration,
    log: PathBuf,
    child: Child,
    guard: Option<Guard>,
}

/// What differs between one server and the next.
pub struct Options<'a> {
    /// The binary.
    pub program: &'a PathBuf,
    /// Where SQLite, pictures and the log go.
    pub data: &'a Path,
    /// Database when it is not the SQLite in `data`.
    pub database_url: Option<&'a str>,
    /// Whether an empty database is filled with the demo data.
    pub demo: bool,
    /// More settings.
    pub settings: &'a [(&'a str, &'a str)],
}

impl Server {
    /// Starts a server and waits until it is ready.
    pub fn start(options: &Options) -> Result<Self> {
        let port = run::free_port()?;
        fs::create_dir_all(options.data)?;
        let log = options.data.join("server.log");
        let mut command = serve::server_command(options.program);
        configure(&mut command, options);
        command
            .arg("serve")
            .env("CHOPHIEN_BIND", format!("127.0.0.1:{port}"));
        command.env("CHOPHIEN_PUBLIC_URL", format!("http://127.0.0.1:{port}"));
        if !options.demo {
            command.arg("--no-demo");
        }
        let out = fs::File::create(&log)?;
        command
            .stdin(Stdio::null())
            .stderr(out.try_clone()?)
            .stdout(out);
        let begun = Instant::now();
        let child = command
            .spawn()
            .with_context(|| format!("cannot start {}", options.program.display()))?;
        let pid = child.id();
        let guard = interrupt::guard(move || run::stop(pid, Duration::from_secs(5)));
        let mut server = Self {
            port,
            pid,
            started_in: Duration::ZERO,
            log,
            child,
            guard: Some(guard),
        };
        server.wait_until_ready(begun)?;
        server.started_in = begun.elapsed();
        Ok(server)
    }

    fn wait_until_ready(&mut self, begun: Instant) -> Result<()> {
        loop {
            if get_status(self.port, "/") == Some(200) {
                return Ok(());
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("the server ended ({status}):\n{}", self.log_end());
            }
            if begun.elapsed() > READY_WITHIN {
                bail!("the server does not answer:\n{}", self.log_end());
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    fn log_end(&self) -> String {
        let text = fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<_> = text.lines().collect();
        lines[lines.len().saturating_sub(30)..].join("\n")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        run::stop(self.pid, Duration::from_secs(5));
        // Only to collect the exit status; it was told to end.
        let _ = self.child.wait();
        // Its process id is free again and may soon be another's.
        if let Some(guard) = self.guard.take() {
            guard.disarm();
        }
    }
}

/// The settings every command of one installation shares.
pub fn configure(command: &mut std::process::Command, options: &Options) {
    command.env("CHOPHIEN_DATA_DIR", options.data);
    if let Some(url) = options.database_url {
        command.env("CHOPHIEN_DATABASE_URL", url);
    } else {
        command.env_remove("CHOPHIEN_DATABASE_URL");
    }
    command.envs(options.settings.iter().copied());
}

/// Status of a plain GET on the loopback, if there is an answer.
fn get_status(port: u16, path: &str) -> Option<u16> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nconnection: close\r\n\r\n"
    )
    .ok()?;
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).ok()?;
    std::str::from_utf8(&answer)
        .ok()?
        .strip_prefix("HTTP/1.1 ")?
        .parse()
        .ok()
}

/// A temporary directory that goes with its guard.
pub struct TempDir {
    /// Where it is.
    pub path: PathBuf,
    _guard: Guard,
}

impl TempDir {
    /// Makes an empty directory below the target directory's neighbour in the system's temporary place.
    pub fn new(what: &str) -> Result<Self> {
        let path = std::env::temp_dir().join(format!("chophien-{what}-{}", run::random_name()?));
        fs::create_dir_all(&path)?;
        let doomed = path.clone();
        let guard = interrupt::guard(move || {
            let _ = fs::remove_dir_all(doomed);
        });
        Ok(Self {
            path,
            _guard: guard,
        })
    }
}
