//! What the machine has, and how to get what it lacks (Debian and its relatives).

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use anyhow::{Context, Result, bail};

use crate::run;

/// Where a program is on the search path.
pub fn find_program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .chain(["/usr/sbin".into(), "/sbin".into()])
        .map(|dir| dir.join(name))
        .find(|file| file.is_file())
}

/// Whether this task runs as root.
pub fn is_root() -> bool {
    static ROOT: OnceLock<bool> = OnceLock::new();
    *ROOT.get_or_init(|| run::read(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0"))
}

/// Installs Debian packages, as root or by sudo without a password; else names the exact command.
pub fn install(packages: &[&str], what_for: &str) -> Result<()> {
    let by_hand = format!(
        "sudo apt-get update && sudo apt-get install --yes --no-install-recommends {}",
        packages.join(" ")
    );
    if find_program("apt-get").is_none() {
        bail!(
            "{what_for}: this machine has no apt-get; install the counterparts of: {}",
            packages.join(" ")
        );
    }
    let sudo = !is_root();
    if sudo && !run::succeeds(Command::new("sudo").args(["-n", "true"])) {
        bail!(
            "{what_for}: something is missing and this user may not install it. Run:\n    {by_hand}"
        );
    }
    run::step(
        &format!("apt-get install {} ({what_for})", packages.join(" ")),
        || {
            // The lists may be too old or absent on a fresh machine; a failed update need not mean a failed install.
            let _ = run::output(&mut apt(sudo, &["update"]));
            let mut args = vec!["install", "--yes", "--no-install-recommends"];
            args.extend_from_slice(packages);
            let output = run::output(&mut apt(sudo, &args))?;
            if !output.status.success() {
                let said = String::from_utf8_lossy(&output.stderr);
                bail!(
                    "{what_for}: apt-get could not install it:\n{}\nTry by hand:\n    {by_hand}",
                    said.trim()
                );
            }
            Ok(())
        },
    )
}

/// Makes sure a program is there, installing its packages when it is not.
pub fn ensure_program(name: &str, packages: &[&str], what_for: &str) -> Result<PathBuf> {
    if find_program(name).is_none() {
        install(packages, what_for)?;
    }
    find_program(name).with_context(|| {
        format!(
            "{what_for}: `{name}` is still missing after installing {}",
            packages.join(" ")
        )
    })
}

/// Whether a Debian package is installed.
pub fn has_package(name: &str) -> bool {
    run::read(Command::new("dpkg-query").args(["-W", "-f=${Status}", name]))
        .is_ok_and(|status| status.ends_with(" installed"))
}

/// What the C parts of the build (embedded database, codecs) need.
pub fn ensure_c_compiler() -> Result<()> {
    if find_program("cc").is_none() || !Path::new("/usr/include/stdio.h").exists() {
        install(&["gcc", "libc6-dev"], "C compiler")?;
    }
    Ok(())
}

fn apt(sudo: bool, args: &[&str]) -> Command {
    let mut command = if sudo {
        let mut command = run::command("sudo");
        command.args(["-n", "env"]);
        command
    } else {
        run::command("env")
    };
    command.args([
        "DEBIAN_FRONTEND=noninteractive",
        "UCF_FORCE_CONFFOLD=1",
        "apt-get",
        "-q",
        "-o",
        "Dpkg::Use-Pty=0",
    ]);
    command.args(args);
    command
}
