//! Settings from the environment, checked as a whole before anything starts.

use crate::feeds::Feeds;
use crate::outlets::settings_of;
use crate::pay::Providers;
use anyhow::{Context, bail};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// A setting that the server reads, for `.env.example` and the README.
#[derive(Debug)]
pub struct Setting {
    /// Name of the environment variable.
    pub name: &'static str,
    /// Value used when it is absent; empty when there is none.
    pub default: &'static str,
    /// What it does.
    pub help: &'static str,
}

/// What most S3-compatible storages take when nobody chose.
const DEFAULT_S3_REGION: &str = "us-east-1";

/// Every environment variable, in the order of `.env.example`.
pub const SETTINGS: &[Setting] = &[
    Setting {
        name: "CHOPHIEN_BIND",
        default: "127.0.0.1:3000",
        help: "Address of the web server.",
    },
    Setting {
        name: "CHOPHIEN_METRICS_BIND",
        default: "",
        help: "Address of /metrics (Prometheus text). Empty: not served.",
    },
    Setting {
        name: "CHOPHIEN_PUBLIC_URL",
        default: "http://127.0.0.1:3000",
        help: "How people reach the site; https makes cookies __Host- and Secure.",
    },
    Setting {
        name: "CHOPHIEN_DATA_DIR",
        default: "./data",
        help: "Folder of the database file and the pictures.",
    },
    Setting {
        name: "CHOPHIEN_DATABASE_URL",
        default: "sqlite://./data/chophien.db",
        help: "sqlite://path or postgres://user:password@host/name.",
    },
    Setting {
        name: "CHOPHIEN_SECRET_KEY",
        default: "",
        help: "At least 32 characters; seals personal data and signs links. Compulsory unless bound to loopback.",
    },
    Setting {
        name: "CHOPHIEN_PRACTICE",
        default: "off",
        help: "on gives classes a simulated channel; in the demonstration they have it.",
    },
    Setting {
        name: "CHOPHIEN_RATE_LIMITS",
        default: "on",
        help: "off for load tests; refused unless bound to loopback.",
    },
    Setting {
        name: "CHOPHIEN_CLOCK_AHEAD_HOURS",
        default: "0",
        help: "Hours the clock runs ahead, to show or test what time does; refused unless bound to loopback.",
    },
    Setting {
        name: "CHOPHIEN_TRUSTED_PROXIES",
        default: "",
        help: "Addresses of reverse proxies, comma-separated, whose X-Forwarded-For is believed.",
    },
    Setting {
        name: "CHOPHIEN_ASSETS_DIR",
        default: "./target/site",
        help: "Folder of the built client.",
    },
    Setting {
        name: "CHOPHIEN_BLOBS_URL",
        default: "",
        help: "s3://bucket/prefix for pictures (feature s3). Empty: a folder in the data folder.",
    },
    Setting {
        name: "CHOPHIEN_S3_BASE_URL",
        default: "",
        help: "Endpoint of an S3-compatible storage.",
    },
    Setting {
        name: "CHOPHIEN_S3_ACCESS_KEY",
        default: "",
        help: "Its access key.",
    },
    Setting {
        name: "CHOPHIEN_S3_SECRET_KEY",
        default: "",
        help: "Its secret key.",
    },
    Setting {
        name: "CHOPHIEN_S3_REGION",
        default: DEFAULT_S3_REGION,
        help: "Its region, as its requests are signed. Many storages of one's own take any.",
    },
    Setting {
        name: "CHOPHIEN_SMTP_URL",
        default: "",
        help: "smtps://user:password@host:465 or smtp://host:25 for e-mail. Empty: notices stay in the file sink.",
    },
    Setting {
        name: "CHOPHIEN_MAIL_FROM",
        default: "Chợ Phiên <khong-tra-loi@example.vn>",
        help: "Sender of e-mail.",
    },
    Setting {
        name: "CHOPHIEN_LOG",
        default: "info",
        help: "Log filter, for instance info,backend=debug.",
    },
    Setting {
        name: "CHOPHIEN_LOG_FORMAT",
        default: "text",
        help: "text or json.",
    },
];

/// Which half of the work a process does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Role {
    /// Web and worker in one process.
    All,
    /// Pages and API only.
    Web,
    /// Outbox and timed jobs only.
    Worker,
}

/// The checked settings.
#[derive(Clone)]
pub struct Config {
    /// Where the web server listens.
    pub bind: SocketAddr,
    /// Where /metrics listens, if anywhere.
    pub metrics_bind: Option<SocketAddr>,
    /// Scheme and host under which people see the site, without a slash at the end.
    pub public_url: String,
    /// Folder of database and pictures.
    pub data_dir: PathBuf,
    /// `sqlite://…` or `postgres://…`.
    pub database_url: String,
    /// The server's secret.
    pub secret: Secret,
    /// Whether limits per peer and phone apply.
    pub rate_limits: bool,
    /// Hours the clock runs ahead of the machine's.
    pub clock_ahead_hours: i64,
    /// Proxies whose X-Forwarded-For is believed.
    pub trusted_proxies: Vec<std::net::IpAddr>,
    /// Folder of the built client.
    pub assets_dir: PathBuf,
    /// Where pictures are kept, when not in the data folder.
    pub blobs_url: Option<String>,
    /// The S3 endpoint and its two keys.
    pub s3: Option<(String, Secret, Secret)>,
    /// Region that requests to it are signed for.
    pub s3_region: String,
    /// Mail server.
    pub smtp_url: Option<Secret>,
    /// Sender of mail.
    pub mail_from: String,
    /// Settings of channels: by channel, by the last part of their names.
    pub channels: BTreeMap<String, BTreeMap<String, String>>,
    /// Whether classes get a simulated channel.
    pub practice: bool,
    /// Where comments of livestreams are read.
    pub feeds: Feeds,
    /// Whether the demonstration data, banner and message page are on.
    pub demo: bool,
    /// The ways to pay that are set up.
    pub providers: Providers,
}

/// Text that never shows in logs.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Wraps the text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, to be used and not kept.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(secret)")
    }
}

impl Config {
    /// Reads the environment through `var` and checks it. `demo` says whether demo data was asked for.
    pub fn read(var: impl Fn(&str) -> Option<String>, demo: bool) -> anyhow::Result<Self> {
        let get = |name: &str| var(name).filter(|v| !v.trim().is_empty());
        let bind: SocketAddr = get("CHOPHIEN_BIND")
            .unwrap_or_else(|| "127.0.0.1:3000".to_owned())
            .parse()
            .context("CHOPHIEN_BIND must be an address and a port, for instance 127.0.0.1:3000")?;
        let metrics_bind = get("CHOPHIEN_METRICS_BIND")
            .map(|v| {
                v.parse()
                    .context("CHOPHIEN_METRICS_BIND must be an address and a port")
            })
            .transpose()?;
        let data_dir =
            PathBuf::from(get("CHOPHIEN_DATA_DIR").unwrap_or_else(|| "./data".to_owned()));
        let database_url = get("CHOPHIEN_DATABASE_URL")
            .unwrap_or_else(|| format!("sqlite://{}/chophien.db", data_dir.display()));
        let public_url = get("CHOPHIEN_PUBLIC_URL").unwrap_or_else(|| format!("http://{bind}"));
        let public_url = public_url.trim_end_matches('/').to_owned();
        if !public_url.starts_with("http://") && !public_url.starts_with("https://") {
            bail!("CHOPHIEN_PUBLIC_URL must start with http:// or https://");
        }
        let rate_limits = get("CHOPHIEN_RATE_LIMITS").as_deref() != Some("off");
        let clock_ahead_hours: i64 = get("CHOPHIEN_CLOCK_AHEAD_HOURS")
            .map_or(Ok(0), |hours| hours.parse())
            .context("CHOPHIEN_CLOCK_AHEAD_HOURS must be a whole number")?;
        if (!rate_limits || clock_ahead_hours != 0) && !bind.ip().is_loopback() {
            bail!("rate limits off or a clock ahead need a loopback address");
        }
        let s3 = match (
            get("CHOPHIEN_S3_BASE_URL"),
            get("CHOPHIEN_S3_ACCESS_KEY"),
            get("CHOPHIEN_S3_SECRET_KEY"),
        ) {
            (Some(url), Some(access), Some(secret)) => {
                Some((url, Secret::new(access), Secret::new(secret)))
            }
            _ => None,
        };
        Ok(Self {
            secret: secret(get("CHOPHIEN_SECRET_KEY"), &data_dir, bind)?,
            bind,
            metrics_bind,
            public_url,
            data_dir,
            database_url,
            rate_limits,
            clock_ahead_hours,
            trusted_proxies: proxies(get("CHOPHIEN_TRUSTED_PROXIES"))?,
            assets_dir: PathBuf::from(
                get("CHOPHIEN_ASSETS_DIR").unwrap_or_else(|| "./target/site".to_owned()),
            ),
            blobs_url: get("CHOPHIEN_BLOBS_URL"),
            s3,
            s3_region: get("CHOPHIEN_S3_REGION").unwrap_or_else(|| DEFAULT_S3_REGION.to_owned()),
            smtp_url: get("CHOPHIEN_SMTP_URL").map(Secret::new),
            providers: Providers::read(get)?,
            mail_from: get("CHOPHIEN_MAIL_FROM")
                .unwrap_or_else(|| "Chợ Phiên <khong-tra-loi@example.vn>".to_owned()),
            channels: channels::all()
                .map(|one| (one.spec().code.to_owned(), settings_of(one.spec(), get)))
                .collect(),
            practice: get("CHOPHIEN_PRACTICE").as_deref() == Some("on"),
            feeds: Feeds::new(get),
            demo,
        })
    }

    /// The settings of the process's environment.
    pub fn from_env(demo: bool) -> anyhow::Result<Self> {
        Self::read(|name| std::env::var(name).ok(), demo)
    }

    /// Whether the site is reached over TLS, so that cookies can be `__Host-` and `Secure`.
    pub fn https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

fn proxies(list: Option<String>) -> anyhow::Result<Vec<std::net::IpAddr>> {
    list.unwrap_or_default()
        .split(',')
        .map(str::trim)
        .filter(|v| !v.is_empty())
        .map(|v| {
            v.parse()
                .with_context(|| format!("CHOPHIEN_TRUSTED_PROXIES: {v} is not an address"))
        })
        .collect()
}

/// The given secret; on loopback without one, a secret made once and kept in the data folder, so that
/// a newcomer's first start needs nothing.
fn secret(given: Option<String>, data_dir: &Path, bind: SocketAddr) -> anyhow::Result<Secret> {
    if let Some(text) = given {
        if text.len() < services::keys::MIN_SECRET {
            bail!(
                "CHOPHIEN_SECRET_KEY must have at least {} characters",
                services::keys::MIN_SECRET
            );
        }
        return Ok(Secret::new(text));
    }
    if !bind.ip().is_loopback() {
        bail!("set CHOPHIEN_SECRET_KEY: without it nothing may be served beyond this machine");
    }
    let path = data_dir.join("secret.key");
    if let Ok(text) = std::fs::read_to_string(&path) {
        return Ok(Secret::new(text));
    }
    std::fs::create_dir_all(data_dir)
        .with_context(|| format!("cannot make {}", data_dir.display()))?;
    let text = services::keys::new_token();
    match write_private(&path, &text) {
        Ok(()) => Ok(Secret::new(text)),
        // Another process started at the same moment and was first: its key counts.
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            std::fs::read_to_string(&path)
                .map(Secret::new)
                .with_context(|| format!("cannot read {}", path.display()))
        }
        Err(error) => Err(error).with_context(|| format!("cannot write {}", path.display())),
    }
}

/// Writes a file that only its owner reads, whole or not at all; an error when there is one already.
fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let part = path.with_extension(format!("{}.part", std::process::id()));
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&part)?;
    file.write_all(text.as_bytes())?;
    let linked = std::fs::hard_link(&part, path);
    std::fs::remove_file(&part)?;
    linked
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "0123456789abcdef0123456789abcdef";

    fn read(pairs: &[(&str, &str)]) -> anyhow::Result<Config> {
        Config::read(
            |name| {
                let all = [&[("CHOPHIEN_SECRET_KEY", KEY)], pairs].concat();
                all.iter()
                    .rev()
                    .find(|(k, _)| *k == name)
                    .map(|(_, v)| (*v).to_owned())
            },
            false,
        )
    }

    #[test]
    fn the_defaults_are_those_of_the_design() {
        let config = read(&[]).expect("defaults are legal");
        assert_eq!(config.bind.to_string(), "127.0.0.1:3000");
        assert_eq!(config.database_url, "sqlite://./data/chophien.db");
        assert_eq!(config.public_url, "http://127.0.0.1:3000");
        assert!(config.rate_limits && !config.https());
        assert_eq!(config.s3_region, "us-east-1");
        let elsewhere = read(&[("CHOPHIEN_S3_REGION", "ap-southeast-1")]).expect("legal");
        assert_eq!(elsewhere.s3_region, "ap-southeast-1");
    }

    #[test]
    fn unsafe_settings_are_refused() {
        assert!(read(&[("CHOPHIEN_RATE_LIMITS", "off")]).is_ok());
        assert!(
            read(&[
                ("CHOPHIEN_RATE_LIMITS", "off"),
                ("CHOPHIEN_BIND", "0.0.0.0:80")
            ])
            .is_err()
        );
        let ahead = ("CHOPHIEN_CLOCK_AHEAD_HOURS", "72");
        assert_eq!(read(&[ahead]).expect("legal").clock_ahead_hours, 72);
        assert!(read(&[ahead, ("CHOPHIEN_BIND", "0.0.0.0:80")]).is_err());
        assert!(read(&[("CHOPHIEN_SECRET_KEY", "short")]).is_err());
        assert!(read(&[("CHOPHIEN_SECRET_KEY", ""), ("CHOPHIEN_BIND", "0.0.0.0:80")]).is_err());
        assert!(read(&[("CHOPHIEN_PUBLIC_URL", "ftp://x")]).is_err());
        assert!(read(&[("CHOPHIEN_TRUSTED_PROXIES", "one")]).is_err());
    }
}
