//! Everything a request or a job needs, put together once.

use crate::config::Config;
use crate::http::assets::Assets;
use crate::http::audience::Audience;
use crate::http::cache::PageCache;
use crate::http::limits::Limits;
use crate::notify::{self, Notifier};
use crate::outlets::Channels;
use crate::pay::Providers;
use crate::sandbox::Sandbox;
use anyhow::{Context, anyhow};
use media::blobs::Blobs;
use services::Core;
use services::clock::Clock;
use services::keys::Keys;
use std::sync::Arc;
use store::Db;

/// The application's handles. Cheap to clone.
#[derive(Clone)]
pub struct App {
    /// Database, clock, keys.
    pub core: Core,
    /// The settings.
    pub config: Arc<Config>,
    /// Whole public pages, kept until something on them changes.
    pub pages: PageCache,
    /// Who watches livestreams in this process.
    pub audience: Audience,
    /// Names of the built client's files.
    pub assets: Arc<Assets>,
    /// Limits per peer and per phone.
    pub limits: Arc<Limits>,
    /// Where pictures are kept.
    pub blobs: Blobs,
    /// Where else goods are sold.
    pub channels: Channels,
    /// The simulated shops of classes, where this server runs them.
    pub sandbox: Option<Arc<dyn Sandbox>>,
    /// The ways to pay that are set up.
    pub providers: Arc<Providers>,
    /// How messages reach people.
    pub notifier: Arc<dyn Notifier>,
}

impl App {
    /// Opens the database (without migrating it) and the rest.
    pub async fn open(config: Config, clock: Clock) -> anyhow::Result<Self> {
        let keys = Keys::derive(config.secret.expose().as_bytes())
            .ok_or_else(|| anyhow!("the secret key is too short"))?;
        let db = Db::open(&config.database_url)
            .await
            .with_context(|| "the database does not open; check CHOPHIEN_DATABASE_URL")?;
        let mut core = Core::new(db, clock, keys, config.demo);
        core.ways = config.providers.ways();
        let blobs = crate::http::pictures::open_blobs(&config)?;
        Ok(Self {
            core,
            providers: Arc::new(config.providers.clone()),
            pages: PageCache::new(),
            audience: Audience::default(),
            assets: Arc::new(Assets::load(&config.assets_dir)),
            limits: Arc::new(Limits::new(config.rate_limits)),
            blobs,
            channels: Channels::new(channels::all().collect(), &config)?,
            sandbox: None,
            notifier: notify::notifier(&config)?,
            config: Arc::new(config),
        })
    }

    /// The absolute address of a path of this site.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.config.public_url)
    }
}
