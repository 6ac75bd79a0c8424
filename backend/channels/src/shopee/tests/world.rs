//! The simulator with a connected shop, as the contract drives it.

use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use shared::canonical::{Attribute, Field, Listing, Picture, Variant};
use shared::money::Vnd;
use shared::time::Millis;

use super::super::Shopee;
use super::super::simulator::{self, Simulator, Start};
use crate::contract::{Fault, Pushed, World};
use crate::{Adapter, Outbound, Secrets};

/// Where pushes would go.
pub const HOOK: &str = "https://chophien.example.vn/hooks/shopee";
const AT: i64 = 1_790_000_000_000;

pub struct ShopeeWorld {
    pub sim: Simulator,
    pub shop: i64,
    picture: String,
    http: reqwest::Client,
}

pub fn app(sim: &Simulator) -> Secrets {
    let start = Start::default();
    Secrets::new(
        [
            ("partner_id", start.partner_id),
            ("partner_key", start.partner_key),
            ("push_key", start.push_key),
            ("auth_url", sim.auth_url()),
        ]
        .map(|(name, value)| (name.to_owned(), value)),
    )
}

impl ShopeeWorld {
    pub async fn start() -> Self {
        Self::with(true).await
    }

    /// Whether its search takes a SKU alone.
    pub async fn with(search_by_sku: bool) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let start = Start {
            at: Some(AT),
            longest_page: 3,
            search_by_sku,
            ..Start::default()
        };
        let sim = Simulator::start(([127, 0, 0, 1], 0).into(), start)
            .await
            .expect("simulator");
        let shop = sim.open_shop("HTX Mộc Châu");
        let _ = sim.consent(shop);
        let http = reqwest::Client::builder()
            .timeout(Duration::from_secs(10))
            .no_proxy()
            .build()
            .expect("client");
        let mut world = Self {
            sim,
            shop,
            picture: String::new(),
            http,
        };
        let jpeg = Bytes::from_static(b"\xff\xd8\xff\xe0made-up\xff\xd9");
        world.picture = Shopee
            .upload_picture(&world.outbound(), jpeg)
            .await
            .expect("upload");
        world
    }

    pub fn variant(sku: String, name: &str, price: i64) -> Variant {
        Variant {
            sku,
            name: name.to_owned(),
            price: Vnd(price),
            stock: 20,
            unit: "túi".to_owned(),
            net_weight_g: Some(500),
            gross_weight_g: 550,
            parcel_cm: Some((20, 15, 10)),
            gtin: None,
        }
    }

    pub fn item(&self, sku: &str) -> (i64, i64) {
        let (_, item, model, ..) = self.sim.standing(sku)[0];
        (item, model)
    }
}

#[async_trait]
impl World for ShopeeWorld {
    fn adapter(&self) -> &'static dyn Adapter {
        &Shopee
    }

    fn outbound(&self) -> Outbound {
        let (access, refresh) = self.sim.tokens(self.shop);
        let now = self.sim.now();
        let secrets = [
            ("access_token", access),
            ("refresh_token", refresh),
            ("access_ends", (now + 4 * 3_600_000).to_string()),
            ("email", "htx@example.vn".to_owned()),
        ];
        Outbound {
            http: self.http.clone(),
            base_url: self.sim.base_url().to_owned(),
            app: app(&self.sim),
            account: Secrets::new(secrets.map(|(name, value)| (name.to_owned(), value))),
            shop: self.shop.to_string(),
            public_url: "https://chophien.example.vn".to_owned(),
            now: Millis(now),
        }
    }

    fn pass(&self, ms: i64) {
        self.sim.pass(ms);
    }

    fn listing(&self, n: usize) -> Listing {
        let sku = format!("HTX-MOCCHAU-{n:03}");
        let mut variants = vec![Self::variant(format!("{sku}-500G"), "Túi 500 g", 120_000)];
        if n % 2 == 1 {
            variants.push(Self::variant(format!("{sku}-1KG"), "Túi 1 kg", 230_000));
        }
        Listing {
            sku,
            title: format!("Chè Shan tuyết Mộc Châu số {n}"),
            description: "Chè Shan tuyết hái tay, sao chảo gang, OCOP 4 sao.".to_owned(),
            link: "https://chophien.example.vn/p/che".to_owned(),
            category: ("Chè".to_owned(), Some("100651".to_owned())),
            attributes: vec![Attribute {
                id: "100010".to_owned(),
                value: "Sơn La".to_owned(),
                value_id: Some("2000".to_owned()),
                unit: None,
            }],
            pictures: vec![Picture {
                url: "https://chophien.example.vn/a.jpg".to_owned(),
                hash: "00".to_owned(),
                remote_id: Some(self.picture.clone()),
            }],
            variants,
            brand: None,
            producer: "HTX Mộc Châu".to_owned(),
            producer_code: "htx-1".to_owned(),
            origin_province: "Sơn La".to_owned(),
            shelf_life_days: 365,
            storage: None,
            certificates: Vec::new(),
            handling_days: 2,
            visible: true,
            version: 1,
            remote: None,
        }
    }

    fn refused(&self) -> Option<(Listing, Field)> {
        let mut listing = self.listing(0);
        listing.pictures[0].remote_id = Some("vn-nobody-knows".to_owned());
        Some((listing, Field::Pictures))
    }

    fn fault(&self, fault: Fault, times: u32) {
        let fault = match fault {
            Fault::Busy(wait) => simulator::Fault::Busy(wait),
            Fault::Away => simulator::Fault::Away,
            Fault::SilentAfterEffect => simulator::Fault::SilentAfterEffect,
            Fault::Garbage => simulator::Fault::Garbage,
        };
        self.sim.fault(fault, "", 0, times);
    }

    fn silent_at(&self, call: u32) {
        self.sim
            .fault(simulator::Fault::SilentAfterEffect, "", call, 1);
    }

    fn standing(&self, sku: &str) -> usize {
        self.sim.items_named(sku)
    }

    fn offer(&self, sku: &str) -> Option<(i64, i64)> {
        self.sim
            .standing(sku)
            .first()
            .map(|(_, _, _, stock, reserved, price)| (*stock - *reserved, *price))
    }

    fn lock(&self, sku: &str) -> bool {
        self.sim.promote(self.shop, self.item(sku).0, true);
        true
    }

    fn buy(&self, sku: &str, quantity: i64) -> Option<String> {
        let (item, model) = self.item(sku);
        Some(
            self.sim
                .buy(self.shop, item, model, quantity, false)
                .expect("bought"),
        )
    }

    fn strange_state(&self, order: &str) {
        self.sim.status(self.shop, order, "ON_THE_MOON");
    }

    fn push(&self, order: &str) -> Option<Pushed> {
        let push = self.sim.pushes(order, HOOK).pop()?;
        Some(pushed(&push.authorization, push.body))
    }

    fn stale(&self, push: &Pushed) -> Option<Pushed> {
        let mut body: serde_json::Value = serde_json::from_slice(&push.body).expect("json");
        body["timestamp"] = 1_600_000_000.into();
        let body = body.to_string();
        Some(pushed(&self.sim.signature(HOOK, &body), body))
    }

    fn revoke(&self) {
        self.sim.revoke(self.shop);
    }
}

pub fn pushed(authorization: &str, body: String) -> Pushed {
    let mut headers = http::HeaderMap::new();
    headers.insert("authorization", authorization.parse().expect("header"));
    Pushed {
        url: HOOK.to_owned(),
        headers,
        body: body.into_bytes(),
    }
}
