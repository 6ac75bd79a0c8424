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

/// How this user may install packages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// As root.
    Root,
    /// By sudo, which asks for no password.
    Sudo,
    /// By hand: sudo wants a password, and nobody may be there to type it.
    Password,
    /// By hand, as root: there is no sudo.
    AskRoot,
    /// Not a Debian.
    NoApt,
}

impl Way {
    fn choose(has_apt: bool, root: bool, has_sudo: bool, sudo_is_free: bool) -> Self {
        match (has_apt, root, has_sudo) {
            (false, ..) => Self::NoApt,
            (true, true, _) => Self::Root,
            (true, false, false) => Self::AskRoot,
            (true, false, true) if sudo_is_free => Self::Sudo,
            (true, false, true) => Self::Password,
        }
    }

    fn here() -> Self {
        let has_sudo = find_program("sudo").is_some();
        Self::choose(
            find_program("apt-get").is_some(),
            is_root(),
            has_sudo,
            has_sudo && run::succeeds(Command::new("sudo").args(["-n", "true"])),
        )
    }

    /// What a person types to do the same.
    fn by_hand(self, packages: &[&str]) -> String {
        let sudo = match self {
            Self::Root | Self::AskRoot | Self::NoApt => "",
            Self::Sudo | Self::Password => "sudo ",
        };
        format!(
            "{sudo}apt-get update && {sudo}apt-get install --yes --no-install-recommends {}",
            packages.join(" ")
        )
    }

    /// Why this task cannot install, and what to do; nothing when it can.
    fn refusal(self, packages: &[&str], what_for: &str) -> Option<String> {
        let names = packages.join(" ");
        let command = self.by_hand(packages);
        match self {
            Self::Root | Self::Sudo => None,
            Self::NoApt => Some(format!(
                "{what_for}: this machine has no apt-get; install the counterparts of Debian's packages: {names}"
            )),
            Self::Password => Some(format!(
                "{what_for}: {names} must be installed, and sudo asks for a password. Run this, then start again:\n    {command}"
            )),
            Self::AskRoot => Some(format!(
                "{what_for}: {names} must be installed, and this user may not do it (there is no sudo). \
                 Run this as root, then start again:\n    {command}"
            )),
        }
    }
}

/// Installs Debian packages, as root or by sudo without a password; else names the exact command.
pub fn install(packages: &[&str], what_for: &str) -> Result<()> {
    let way = may_install(packages, what_for)?;
    run::step(
        &format!("apt-get install {} ({what_for})", packages.join(" ")),
        || {
            // The lists may be too old or absent on a fresh machine; a failed update need not mean a failed install.
            let update = run::output(&mut apt(way, &["update"]))?;
            let mut args = vec!["install", "--yes", "--no-install-recommends"];
            args.extend_from_slice(packages);
            let install = run::output(&mut apt(way, &args))?;
            if install.status.success() {
                return Ok(());
            }
            let said = [&update, &install].map(|output| String::from_utf8_lossy(&output.stderr));
            bail!(
                "{what_for}: apt-get could not install it:\n{}\nWhen that is mended (network? /etc/apt/sources.list? disk?), \
                 start again, or try by hand:\n    {}",
                said.concat().trim(),
                way.by_hand(packages)
            )
        },
    )
}

/// Whether `install` would get as far as asking apt; the error is for people.
pub fn may_install(packages: &[&str], what_for: &str) -> Result<Way> {
    let way = Way::here();
    match way.refusal(packages, what_for) {
        Some(refusal) => bail!(refusal),
        None => Ok(way),
    }
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

/// A command with the rights that `may_install` found.
pub fn privileged(way: Way, program: &str) -> Command {
    if way == Way::Sudo {
        let mut command = run::command("sudo");
        command.args(["-n", program]);
        return command;
    }
    run::command(program)
}

fn apt(way: Way, args: &[&str]) -> Command {
    let mut command = privileged(way, "env");
    command.args([
        "DEBIAN_FRONTEND=noninteractive",
        "UCF_FORCE_CONFFOLD=1",
        "apt-get",
        "-q",
        "-o",
        "Dpkg::Use-Pty=0",
        // A fresh machine may just be updating itself.
        "-o",
        "DPkg::Lock::Timeout=300",
    ]);
    command.args(args);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(command: &Command) -> String {
        let args = command.get_args().map(|arg| arg.to_string_lossy());
        std::iter::once(command.get_program().to_string_lossy())
            .chain(args)
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn root_and_a_free_sudo_install_without_asking() {
        for (way, wanted) in [
            (Way::choose(true, true, false, false), Way::Root),
            (Way::choose(true, false, true, true), Way::Sudo),
        ] {
            assert_eq!(way, wanted);
            assert_eq!(way.refusal(&["chromium"], "browser tests"), None);
        }
    }

    #[test]
    fn nobody_is_asked_for_a_password_but_told_the_command() {
        let way = Way::choose(true, false, true, false);
        assert_eq!(
            way.refusal(&["nodejs", "npm"], "browser tests").unwrap(),
            "browser tests: nodejs npm must be installed, and sudo asks for a password. Run this, then start again:\n    \
             sudo apt-get update && sudo apt-get install --yes --no-install-recommends nodejs npm"
        );
    }

    #[test]
    fn without_sudo_the_command_is_for_root() {
        let way = Way::choose(true, false, false, false);
        let said = way
            .refusal(&["python3-venv"], "API tests")
            .unwrap_or_default();
        assert!(said.contains("Run this as root"), "{said}");
        assert!(
            said.ends_with(
                "    apt-get update && apt-get install --yes --no-install-recommends python3-venv"
            ),
            "{said}"
        );
    }

    #[test]
    fn another_system_is_told_the_names() {
        let way = Way::choose(false, true, true, true);
        let said = way.refusal(&["chromium"], "browser tests");
        assert!(said.is_some_and(|said| said.contains("no apt-get") && said.ends_with("chromium")));
    }

    #[test]
    fn apt_never_asks_and_waits_for_its_lock() {
        let root = words(&apt(Way::Root, &["update"]));
        assert!(
            root.starts_with("env DEBIAN_FRONTEND=noninteractive "),
            "{root}"
        );
        assert!(
            root.ends_with("-o DPkg::Lock::Timeout=300 update"),
            "{root}"
        );
        let sudo = words(&apt(Way::Sudo, &["update"]));
        assert!(
            sudo.starts_with("sudo -n env DEBIAN_FRONTEND=noninteractive "),
            "{sudo}"
        );
    }
}
