//! Simulated channels beside a demonstration: a newcomer lists goods there, buys them there, and sees the order come in.

use crate::app::App;
use crate::jobs::channels::connected;
use crate::outlets::Channels;
use crate::sandbox::{Sandbox, learners};
use anyhow::{Context, anyhow};
use channels::_kit::partner::simulator as partner;
use channels::_kit::sheet::simulator as portal;
use channels::_kit::simulated::Look;
use channels::meta::simulator as meta;
use channels::shopee::simulator as shopee;
use services::actor::Actor;
use services::channels::{self as shop, Connected};
use services::clock::Clock;
use services::practice;
use services::seed::demo;
use shared::id::CooperativeId;
use shared::time::DAY_MS;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use uuid::Uuid;

/// Where the simulators listen, where the ports are free.
const SHOPEE: u16 = 4801;
const PARTNER: u16 = 4802;
const POSTMART: u16 = 4803;
const VOSO: u16 = 4804;
const META: u16 = 4805;

/// Learners' shops have numbers from here on, by the moment: no shop of the real Shopee has one so high, and none comes twice.
const CLASSES: i64 = 9_000_000_000_000;

/// Cooperatives of the demonstration that have shops there.
const FIRST: &str = "dong-mo";
const SECOND: &str = "bang-mac";

/// Simulators that run; they end when this is dropped.
pub struct Shops {
    shopee: shopee::Simulator,
    partner: partner::Simulator,
    postmart: portal::Portal,
    voso: portal::Portal,
    meta: meta::Simulator,
}

impl Shops {
    /// Where a person looks at the shops and buys, a line each.
    pub fn pages(&self) -> String {
        let pages = [
            ("Shopee (mô phỏng)", self.shopee.base_url()),
            (
                "Postmart, kết nối trực tiếp (mô phỏng)",
                &self.partner.base_url,
            ),
            ("Postmart, cổng tệp (mô phỏng)", &self.postmart.base_url),
            ("Voso, cổng tệp (mô phỏng)", &self.voso.base_url),
            ("Facebook (mô phỏng)", &self.meta.base_url),
        ];
        pages.map(|(name, url)| format!("{name}: {url}\n")).concat()
    }

    /// Writes the settings into those of all channels.
    fn set(&self, all: &mut BTreeMap<String, BTreeMap<String, String>>) {
        for (channel, settings) in self.settings() {
            let settings = settings
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value));
            all.entry(channel.to_owned()).or_default().extend(settings);
        }
    }

    /// How to use them from another server.
    pub fn told(&self) -> String {
        let mut text = self.pages();
        for (channel, settings) in self.settings() {
            for (name, value) in settings {
                let (channel, name) = (channel.to_uppercase(), name.to_uppercase());
                text.push_str(&format!("export CHOPHIEN_{channel}_{name}={value}\n"));
            }
        }
        let [secret, _] = partner::SECRETS;
        text.push_str(&format!(
            "\nPostmart (trực tiếp): key_id {}, secret {secret}, push secret {}\nFacebook: catalogue {}, token {}\n",
            partner::KEY_ID,
            partner::WEBHOOK_SECRET,
            meta::CATALOGUE,
            meta::TOKEN,
        ));
        text
    }

    /// Settings of the channels that are called, by channel and the last part of the names.
    fn settings(&self) -> [(&'static str, Vec<(&'static str, String)>); 3] {
        let start = shopee::Start::default();
        [
            (
                "shopee",
                vec![
                    ("base_url", self.shopee.base_url().to_owned()),
                    ("auth_url", self.shopee.auth_url()),
                    ("partner_id", start.partner_id),
                    ("partner_key", start.partner_key),
                    ("push_key", start.push_key),
                ],
            ),
            (
                "postmart_api",
                vec![("base_url", self.partner.base_url.clone())],
            ),
            (
                "meta",
                vec![
                    ("base_url", self.meta.base_url.clone()),
                    ("app_secret", meta::APP_SECRET.to_owned()),
                ],
            ),
        ]
    }
}

impl Sandbox for Shops {
    fn consent(&self, name: &str) -> Vec<(String, String)> {
        let mut number = CLASSES + self.shopee.now();
        while !self.shopee.reopen_shop(number, name) {
            number += 1;
        }
        vec![
            ("code".to_owned(), self.shopee.consent(number)),
            ("shop_id".to_owned(), number.to_string()),
        ]
    }

    fn knows(&self, shop: &str, order: &str) -> bool {
        let number = shop.parse();
        number.is_ok_and(|number| self.shopee.has_order(number, order))
    }

    fn buy(&self, shop: &str, sku: &str) -> Result<String, String> {
        let standing = self.shopee.standing(sku);
        let here = standing.iter().find(|one| one.0.to_string() == shop);
        let (shop, item, model, ..) =
            here.ok_or("Hàng này chưa có trên sàn. Đợi một lúc rồi thử lại")?;
        self.shopee.buy(*shop, *item, *model, 1, true)
    }

    fn step(&self, shop: &str, order: &str, what: &str) -> Result<(), String> {
        let shop = shop
            .parse()
            .map_err(|_| "Không có gian hàng này".to_owned())?;
        self.shopee.step(shop, order, what)
    }
}

/// Starts on the usual port, or on a free one where another server of this machine has it.
pub(super) async fn at<T>(
    port: u16,
    start: impl AsyncFn(u16) -> std::io::Result<T>,
) -> anyhow::Result<T> {
    match start(port).await {
        Ok(running) => Ok(running),
        Err(_) => start(0).await.context("a simulator does not start"),
    }
}

/// Starts all of them by this clock. Pushes of Shopee go to `push_url`.
pub(super) async fn start(clock: &Clock, push_url: Option<String>) -> anyhow::Result<Shops> {
    let now = || {
        let clock = clock.clone();
        move || clock.now().0
    };
    let look = |name, colour| Look { name, colour };
    let running = Shops {
        shopee: at(SHOPEE, async |port| {
            let start = shopee::Start {
                push_url: push_url.clone(),
                ..shopee::Start::default()
            };
            shopee::Simulator::start(SocketAddr::from(([127, 0, 0, 1], port)), start).await
        })
        .await?,
        partner: at(PARTNER, async |port| partner::start(port, now()).await).await?,
        postmart: at(POSTMART, async |port| {
            portal::start(port, look("Postmart", "#7a5200"), None, now()).await
        })
        .await?,
        voso: at(VOSO, async |port| {
            portal::start(port, look("Voso", "#a61b1b"), Some(DAY_MS), now()).await
        })
        .await?,
        meta: at(META, async |port| meta::start(port, now()).await).await?,
    };
    running.shopee.pass(clock.now().0 - running.shopee.now());
    Ok(running)
}

/// Starts the simulators for a demonstration and connects cooperatives to them. Nothing is done where the operator has
/// set up the real Shopee.
///
/// # Errors
/// When they cannot be started or connected.
pub async fn beside(app: &mut App) -> anyhow::Result<Option<Arc<Shops>>> {
    if !app.channels.setting("shopee", "partner_id").is_empty() {
        return Ok(None);
    }
    let running = start(&app.core.clock, Some(app.absolute("/hooks/shopee"))).await?;
    let running = Arc::new(running);
    let config = Arc::make_mut(&mut app.config);
    running.set(&mut config.channels);
    app.channels = Channels::new(channels::all().collect(), &app.config)?;
    open_sandbox(app, &running);
    if let Some(director) = demo::director(&app.core, FIRST).await? {
        let desk = Desk { app, director };
        desk.shopee(&running).await?;
        desk.partner(&running).await?;
        desk.meta().await?;
        desk.portal("voso").await?;
    }
    if let Some(director) = demo::director(&app.core, SECOND).await? {
        Desk { app, director }.portal("postmart").await?;
    }
    // After those, whose numbers are the first of every start.
    reopen(app, &running).await?;
    Ok(Some(running))
}

/// Starts the simulators for classes alone, beside a real market.
///
/// # Errors
/// When they cannot be started.
pub async fn for_classes(app: &mut App) -> anyhow::Result<Arc<Shops>> {
    let running = Arc::new(start(&app.core.clock, None).await?);
    open_sandbox(app, &running);
    reopen(app, &running).await?;
    Ok(running)
}

/// Practice booths reach these simulators.
fn open_sandbox(app: &mut App, running: &Arc<Shops>) {
    let mut settings = BTreeMap::new();
    running.set(&mut settings);
    app.channels.practise(settings);
    app.sandbox = Some(Arc::clone(running) as Arc<dyn Sandbox>);
}

/// Learners' shops of before stand there again, under their numbers and with their goods. One that cannot is closed: its
/// learner is told to connect.
async fn reopen(app: &App, running: &Shops) -> anyhow::Result<()> {
    let (core, code) = (&app.core, "shopee");
    let adapter = app.channels.find(code).context("no adapter for Shopee")?;
    let out = app.channels.outbound_practice(code, core.clock.now());
    for account in practice::shops(core).await? {
        let number = account.row.shop.parse().ok();
        let number = number.filter(|_| account.row.channel == code);
        let Some(number) =
            number.filter(|number| running.shopee.reopen_shop(*number, &account.row.name))
        else {
            practice::forget_shop(core, &account).await?;
            continue;
        };
        let answer = [
            ("code".to_owned(), running.shopee.consent(number)),
            ("shop_id".to_owned(), number.to_string()),
        ];
        match adapter.connect(&out, &answer).await {
            Ok(given) => {
                let given = learners(given, &account.row.name);
                practice::rejoin(core, &account, (adapter.spec(), &given)).await?;
            }
            Err(error) => {
                tracing::warn!(account = %account.row.id, %error, "a learner's shop is not there again");
                practice::forget_shop(core, &account).await?;
            }
        }
    }
    Ok(())
}

/// A cooperative's director, connecting shops.
struct Desk<'a> {
    app: &'a App,
    director: (Actor, CooperativeId),
}

fn pairs<const N: usize>(all: [(&str, &str); N]) -> [(String, String); N] {
    all.map(|(name, value)| (name.to_owned(), value.to_owned()))
}

impl Desk<'_> {
    async fn shopee(&self, running: &Shops) -> anyhow::Result<()> {
        let name = "HTX Đồng Mỏ (mô phỏng)";
        let number = running.shopee.open_shop(name);
        let answer = [
            ("code".to_owned(), running.shopee.consent(number)),
            ("shop_id".to_owned(), number.to_string()),
        ];
        let email = [("email", "htx@example.vn")];
        self.connect("shopee", name, &answer, &pairs(email)).await?;
        Ok(())
    }

    async fn partner(&self, running: &Shops) -> anyhow::Result<()> {
        let answer = pairs([
            ("key_id", partner::KEY_ID),
            ("secret", partner::SECRETS[0]),
            ("webhook_secret", partner::WEBHOOK_SECRET),
        ]);
        let name = "Postmart (mô phỏng)";
        let account = self.connect("postmart_api", name, &answer, &answer).await?;
        let token = shop::load(&self.app.core, account).await?.row.token;
        let hook = format!("/hooks/postmart_api/{token}");
        running.partner.push_to(&self.app.absolute(&hook));
        Ok(())
    }

    async fn meta(&self) -> anyhow::Result<()> {
        let answer = pairs([
            ("catalog_id", meta::CATALOGUE),
            ("access_token", meta::TOKEN),
        ]);
        self.connect("meta", "Facebook (mô phỏng)", &answer, &answer)
            .await?;
        Ok(())
    }

    /// A shop that is called.
    async fn connect(
        &self,
        channel: &str,
        name: &str,
        answer: &[(String, String)],
        secrets: &[(String, String)],
    ) -> anyhow::Result<Uuid> {
        let core = &self.app.core;
        let adapter = self
            .app
            .channels
            .find(channel)
            .ok_or_else(|| anyhow!("no adapter for {channel}"))?;
        let out = self.app.channels.outbound(channel, core.clock.now());
        let given = adapter.connect(&out, answer).await?;
        let mut given = connected(given, name);
        name.clone_into(&mut given.name);
        for (key, value) in secrets {
            given
                .secrets
                .entry(key.clone())
                .or_insert_with(|| value.clone());
        }
        let (actor, cooperative) = &self.director;
        let account = shop::connect(core, actor, *cooperative, adapter.spec(), given).await?;
        // The simulator begins anew with each start: what it showed before is put there again.
        shop::forget_remote(core, account).await?;
        Ok(account)
    }

    /// A shop to which a person carries files.
    async fn portal(&self, channel: &str) -> anyhow::Result<()> {
        let (actor, cooperative) = &self.director;
        let spec = self
            .app
            .channels
            .find(channel)
            .ok_or_else(|| anyhow!("no adapter for {channel}"))?
            .spec();
        let given = Connected {
            shop: cooperative.to_string(),
            name: format!("{} (mô phỏng)", spec.name),
            secrets: BTreeMap::new(),
            refresh_at: None,
            ends_at: None,
        };
        shop::connect(&self.app.core, actor, *cooperative, spec, given).await?;
        Ok(())
    }
}
