//! The built server as a process of its own, and the least of a client for it.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tests::TestApp;

/// Where `cargo xtask test` says that the built server is.
const PROGRAM: &str = "CHOPHIEN_SERVER_BINARY";
const STARTS_WITHIN: Duration = Duration::from_secs(60);
const ANSWERS_WITHIN: Duration = Duration::from_secs(20);

/// A running server on the loopback; dropping it kills it.
pub struct Process {
    child: Child,
    pub port: u16,
}

fn program() -> PathBuf {
    if let Some(path) = std::env::var_os(PROGRAM) {
        return path.into();
    }
    let test = std::env::current_exe().expect("the test's own path");
    let built = test
        .parent()
        .and_then(Path::parent)
        .map(|dir| dir.join("chophien"));
    let built = built.filter(|path| path.exists());
    built.expect("the server is not built: run `cargo build --bin chophien` first")
}

impl Process {
    /// Starts a server with this `role` on the test's database and waits until it answers.
    pub fn start(test: &TestApp, role: &str, port: u16) -> Self {
        let config = &test.app.config;
        let mut command = Command::new(program());
        command
            .args(["serve", "--no-demo", "--role", role])
            .env("CHOPHIEN_BIND", format!("127.0.0.1:{port}"))
            .env("CHOPHIEN_PUBLIC_URL", format!("http://127.0.0.1:{port}"))
            .env("CHOPHIEN_DATABASE_URL", &config.database_url)
            .env("CHOPHIEN_DATA_DIR", &config.data_dir)
            .env("CHOPHIEN_SECRET_KEY", tests::SECRET)
            .env("CHOPHIEN_SEPAY_API_KEY", tests::FEED_KEY)
            .env("CHOPHIEN_RATE_LIMITS", "off")
            .env("RUST_LOG", "error")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let child = command.spawn().expect("the server starts");
        let mut process = Self { child, port };
        let begun = Instant::now();
        while !matches!(process.send("GET", "/livez", &[], ""), Some((200, _, _))) {
            assert!(
                begun.elapsed() < STARTS_WITHIN,
                "the server does not answer"
            );
            if let Some(status) = process.child.try_wait().expect("a status") {
                panic!("the server ended: {status}");
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        process
    }

    /// One request; none when the server went away in between.
    pub fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Option<(u16, String, String)> {
        send(self.port, method, path, headers, body)
    }

    /// What `kill -9` does.
    pub fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Killed already, or it ends with its test: either is well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that nobody listens on.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}

/// One request on a connection of its own: status, headers, body; none when it broke off.
pub fn send(
    port: u16,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Option<(u16, String, String)> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.set_read_timeout(Some(ANSWERS_WITHIN)).ok()?;
    let mut request = format!(
        "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nconnection: close\r\ncontent-length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request.push_str("\r\n");
    request.push_str(body);
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.get(9..12)?.parse().ok()?;
    Some((status, head.to_owned(), body.to_owned()))
}
