//! A compiler for WebAssembly: rustup's target, or Debian's second toolchain where rustup cannot download.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{machine, run};

const TARGET: &str = "wasm32-unknown-unknown";
const PROFILE: &str = "wasm-release";
/// Longest wait for rustup's download; a closed network may also just hang.
const RUSTUP_SECONDS: &str = "240";
const DEBIAN_PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];
const DEBIAN_STD: &str = "/usr/lib/rustlib/src/rust/library/std/Cargo.toml";

/// A way to compile for the browser.
pub enum Toolchain {
    /// The project's own compiler with the target installed.
    Rustup,
    /// Debian's compiler, which builds the standard library along; `linker` comes from the project's own.
    Debian { linker: PathBuf },
}

/// Finds or installs a compiler for WebAssembly; the error says what to do by hand.
pub fn ensure() -> Result<Toolchain> {
    let sysroot = sysroot()?;
    if has_target(&sysroot) {
        return Ok(Toolchain::Rustup);
    }
    if !has_debian_toolchain() && machine::find_program("rustup").is_some() {
        let added = run::step(&format!("rustup target add {TARGET}"), || {
            run::run(run::command("timeout").args([
                RUSTUP_SECONDS,
                "rustup",
                "target",
                "add",
                TARGET,
            ]))
        });
        match added {
            Ok(()) if has_target(&sysroot) => return Ok(Toolchain::Rustup),
            Ok(()) => eprintln!(
                "  rustup added it to another toolchain than {}",
                sysroot.display()
            ),
            Err(error) => eprintln!("  rustup could not add it: {error:#}"),
        }
    }
    debian(&sysroot).with_context(|| {
        format!(
            "no compiler for WebAssembly. Remedy: `rustup target add {TARGET}` on a machine with internet, \
             or `sudo apt-get install {}` on Debian 12",
            DEBIAN_PACKAGES.join(" ")
        )
    })
}

fn sysroot() -> Result<PathBuf> {
    Ok(PathBuf::from(
        run::read(run::command("rustc").args(["--print", "sysroot"]))?.trim(),
    ))
}

fn has_target(sysroot: &Path) -> bool {
    let dir = sysroot.join("lib/rustlib").join(TARGET).join("lib");
    let has_core = |name: &str| name.starts_with("libcore-");
    std::fs::read_dir(dir).is_ok_and(|entries| {
        entries
            .flatten()
            .any(|entry| entry.file_name().to_str().is_some_and(has_core))
    })
}

fn has_debian_toolchain() -> bool {
    Path::new("/usr/bin/cargo").is_file()
        && Path::new("/usr/bin/rustc").is_file()
        && Path::new(DEBIAN_STD).is_file()
}

fn debian(sysroot: &Path) -> Result<Toolchain> {
    if !has_debian_toolchain() {
        machine::install(&DEBIAN_PACKAGES, "WebAssembly compiler")?;
    }
    if !has_debian_toolchain() {
        bail!(
            "{} did not bring /usr/bin/cargo and {DEBIAN_STD}",
            DEBIAN_PACKAGES.join(" ")
        );
    }
    let host = run::read(run::command("rustc").arg("-vV"))?;
    let host = host
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .context("rustc does not say its host")?;
    let linker = sysroot.join("lib/rustlib").join(host).join("bin/rust-lld");
    if !linker.is_file() {
        bail!("the linker {} is missing", linker.display());
    }
    Ok(Toolchain::Debian { linker })
}

impl Toolchain {
    /// Compiles one package alone and returns its `.wasm` file.
    pub fn build(&self, package: &str) -> Result<PathBuf> {
        let file = format!("{}.wasm", package.replace('-', "_"));
        let mut command = self.command("build", package);
        command.args(["--profile", PROFILE]);
        run::run(&mut command)?;
        let wasm = self.target_dir().join(TARGET).join(PROFILE).join(file);
        if !wasm.is_file() {
            bail!("cargo did not leave {}", wasm.display());
        }
        Ok(wasm)
    }

    /// Lints one package alone; Debian's toolchain has no clippy, so it only type-checks there.
    pub fn lint(&self, package: &str) -> Command {
        match self {
            Toolchain::Rustup => {
                let mut command = self.command("clippy", package);
                command.args(["--profile", PROFILE, "--quiet", "--", "-D", "warnings"]);
                command
            }
            Toolchain::Debian { .. } => {
                let mut command = self.command("check", package);
                command.args(["--profile", PROFILE]);
                command
            }
        }
    }

    fn command(&self, verb: &str, package: &str) -> Command {
        let mut command = match self {
            Toolchain::Rustup => run::cargo(),
            Toolchain::Debian { .. } => run::command("/usr/bin/cargo"),
        };
        command.args([verb, "--package", package, "--target", TARGET]);
        if let Toolchain::Debian { linker } = self {
            let path = std::env::var_os("PATH").unwrap_or_default();
            let dirs =
                std::iter::once(PathBuf::from("/usr/bin")).chain(std::env::split_paths(&path));
            command
                .arg("-Zbuild-std=std,panic_abort")
                .arg("--target-dir")
                .arg(self.target_dir());
            command
                .env_remove("RUSTUP_TOOLCHAIN")
                .env_remove("CARGO")
                .env("RUSTC_BOOTSTRAP", "1")
                .env("RUSTC", "/usr/bin/rustc");
            command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
            if let Ok(path) = std::env::join_paths(dirs) {
                command.env("PATH", path);
            }
        }
        command
    }

    /// Two compilers in one directory would rebuild each other's work.
    fn target_dir(&self) -> PathBuf {
        match self {
            Toolchain::Rustup => run::target_dir(),
            Toolchain::Debian { .. } => run::target_dir().join("wasm"),
        }
    }
}
