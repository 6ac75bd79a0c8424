//! Running other programs, with the step and its time visible.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Output, Stdio};
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::interrupt;

/// The checkout this xtask was built from.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap_or(Path::new("."))
}

/// The directory cargo builds into.
pub fn target_dir() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(dir) => root().join(dir),
        None => root().join("target"),
    }
}

/// A command that starts in the checkout.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// The cargo that started this xtask, free of what it set for us alone: some build scripts (ring's)
/// watch these names, and would run again, with all that depends on them, at every turn between a
/// person's cargo and ours.
pub fn cargo() -> Command {
    let mut command = command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        let ours = text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_");
        if ours || ["LD_LIBRARY_PATH", "OUT_DIR", "CARGO"].contains(&text.as_ref()) {
            command.env_remove(&name);
        }
    }
    command
}

/// The command as a person would type it.
pub fn shown(command: &Command) -> String {
    let mut line = command.get_program().to_string_lossy().into_owned();
    if let Some(name) = Path::new(command.get_program()).file_name() {
        line = name.to_string_lossy().into_owned();
    }
    for arg in command.get_args() {
        line.push(' ');
        line.push_str(&arg.to_string_lossy());
    }
    line
}

/// Runs to the end with the output passed through; fails when the program does.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command
        .stdin(Stdio::null())
        .status()
        .with_context(|| format!("cannot start `{}`", shown(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status})", shown(command));
    }
    Ok(())
}

/// Runs to the end and returns standard output; the error carries standard error.
pub fn read(command: &mut Command) -> Result<String> {
    let output = output(command)?;
    if !output.status.success() {
        bail!(
            "`{}` failed ({}): {}",
            shown(command),
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs to the end and returns status and output, whatever they are.
pub fn output(command: &mut Command) -> Result<Output> {
    command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot start `{}`", shown(command)))
}

/// Whether the program ran and said yes.
pub fn succeeds(command: &mut Command) -> bool {
    output(command).is_ok_and(|output| output.status.success())
}

/// Runs to the end with the output passed through and shown to `see`, line by line.
pub fn tee(command: &mut Command, mut see: impl FnMut(&str)) -> Result<ExitStatus> {
    let name = shown(command);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command
        .spawn()
        .with_context(|| format!("cannot start `{name}`"))?;
    let pid = child.id();
    let guard = interrupt::guard(move || stop(pid, Duration::from_secs(5)));
    let (sender, lines) = mpsc::channel();
    let out = child
        .stdout
        .take()
        .map(|out| forward(out, true, sender.clone()));
    let err = child.stderr.take().map(|err| forward(err, false, sender));
    for (to_out, line) in lines {
        see(&line);
        if to_out {
            println!("{line}");
        } else {
            eprintln!("{line}");
        }
    }
    for reader in [out, err].into_iter().flatten() {
        // A reader cannot fail; it ends with the stream.
        let _ = reader.join();
    }
    let status = child.wait()?;
    guard.disarm();
    Ok(status)
}

fn forward(
    stream: impl Read + Send + 'static,
    to_out: bool,
    lines: mpsc::Sender<(bool, String)>,
) -> JoinHandle<()> {
    std::thread::spawn(move || {
        let mut reader = BufReader::new(stream);
        let mut line = Vec::new();
        while reader
            .read_until(b'\n', &mut line)
            .is_ok_and(|read| read > 0)
        {
            let text = String::from_utf8_lossy(&line)
                .trim_end_matches(['\r', '\n'])
                .to_owned();
            if lines.send((to_out, text)).is_err() {
                return;
            }
            line.clear();
        }
    })
}

/// Does one step of a task and prints its name before and its time after.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("▸ {name}");
    let started = Instant::now();
    let result = work();
    let took = seconds(started.elapsed());
    match &result {
        Ok(_) => eprintln!("✓ {name} ({took})"),
        Err(_) => eprintln!("✗ {name} ({took})"),
    }
    result
}

/// A duration for people: `0.4 s`, `73 s`, `4 min 10 s`.
pub fn seconds(time: Duration) -> String {
    let whole = time.as_secs();
    if whole >= 120 {
        format!("{} min {:02} s", whole / 60, whole % 60)
    } else if whole >= 10 {
        format!("{whole} s")
    } else {
        format!("{:.1} s", time.as_secs_f64())
    }
}

/// Asks a process to stop (TERM), waits up to `grace`, then kills it.
pub fn stop(pid: u32, grace: Duration) {
    signal(pid, "TERM");
    let until = Instant::now() + grace;
    while is_running(pid) && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(20));
    }
    if is_running(pid) {
        signal(pid, "KILL");
    }
}

/// Sends a signal by name to one process.
pub fn signal(pid: u32, name: &str) {
    succeeds(Command::new("sh").args(["-c", &format!("kill -{name} {pid}")]));
}

/// Whether a process exists and is not a zombie waiting for its parent.
pub fn is_running(pid: u32) -> bool {
    std::fs::read_to_string(format!("/proc/{pid}/stat")).is_ok_and(|stat| {
        stat.rsplit(')')
            .next()
            .is_some_and(|rest| !rest.trim_start().starts_with('Z'))
    })
}

/// Sixteen random bytes as text, for names and passwords that live as long as the task.
pub fn random_name() -> Result<String> {
    let text = std::fs::read_to_string("/proc/sys/kernel/random/uuid")
        .context("no random name from the kernel")?;
    Ok(text.trim().replace('-', ""))
}

/// A port of the loopback that nobody listens on at this moment.
pub fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?
        .local_addr()?
        .port())
}
