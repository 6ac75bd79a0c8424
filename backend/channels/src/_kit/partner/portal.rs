//! An adapter of a partner that speaks the profile.

use async_trait::async_trait;
use http::Method;
use serde_json::{Value, json};
use shared::canonical::{
    Action, Category, Event, Field, Finding, Listing, MarketOrder, MarketState, Page, RemoteIds,
    Return, Severity, Taxonomy,
};
use shared::channel::ChannelSpec;
use shared::time::Millis;

use super::client::{Refused, get, toggle, write};
use super::sign::{encoded, pushed_by};
use super::{convert, wire};
use crate::_kit::check;
use crate::{
    Adapter, Authorised, Changed, ChannelError, Fetched, HookRefused, HookRequest, LineDone,
    Outbound, Outcome, Secrets, Submitted, Window,
};

/// Milliseconds that a push may be away from our clock.
const SKEW_MS: i64 = 300_000;
const PAGE: &str = "50";

mod deeds;
use deeds::{act, preflight};

/// A partner, as data.
#[derive(Clone, Copy, Debug)]
pub struct PartnerPortal {
    /// What it is and can do.
    pub spec: &'static ChannelSpec,
}

#[async_trait]
impl Adapter for PartnerPortal {
    fn spec(&self) -> &'static ChannelSpec {
        self.spec
    }

    async fn connect(
        &self,
        out: &Outbound,
        answer: &[(String, String)],
    ) -> Result<Authorised, ChannelError> {
        let entered = |key: &str| {
            let found = answer.iter().find(|(name, _)| name == key);
            found.map_or("", |(_, value)| value.trim()).to_owned()
        };
        let secrets = Secrets::new(
            ["key_id", "secret", "webhook_secret", "webhook_secret_2"]
                .map(|key| (key.to_owned(), entered(key)))
                .into_iter()
                .filter(|(_, value)| !value.is_empty()),
        );
        for key in ["key_id", "secret", "webhook_secret"] {
            if secrets.get(key).is_empty() {
                return Err(ChannelError::Invalid {
                    field: Field::Account,
                    message: key.to_owned(),
                });
            }
        }
        let trial = Outbound {
            account: secrets.clone(),
            ..out.clone()
        };
        self.taxonomy(&trial).await?;
        Ok(Authorised {
            shop: entered("key_id"),
            name: None,
            secrets,
            refresh_at: None,
            ends_at: None,
        })
    }

    async fn taxonomy(&self, out: &Outbound) -> Result<Taxonomy, ChannelError> {
        let many: wire::Many<wire::Category> = get(out, "/categories", &[]).await?;
        let mut categories: Vec<Category> = many.items.into_iter().map(convert::category).collect();
        convert::with_paths(&mut categories);
        Ok(Taxonomy {
            version: many.version.unwrap_or_default(),
            categories,
        })
    }

    async fn category(&self, out: &Outbound, id: &str) -> Result<Category, ChannelError> {
        let found = self.taxonomy(out).await?.categories;
        found
            .into_iter()
            .find(|category| category.id == id)
            .ok_or(ChannelError::NotFound)
    }

    fn preflight(&self, listing: &Listing, category: Option<&Category>) -> Vec<Finding> {
        preflight(listing, category, self.spec)
    }

    async fn put_listing(
        &self,
        out: &Outbound,
        listing: &Listing,
    ) -> Result<Submitted, ChannelError> {
        let path = format!("/products/{}", encoded(&listing.sku));
        let put = write(out, Method::PUT, &path, &convert::product(listing)).await?;
        let done = convert::submitted(&listing.sku, put)?;
        // The body of a product does not say whether buyers see it.
        if let (Submitted::Live(ids) | Submitted::InReview(ids), false) = (&done, listing.visible) {
            show(out, &ids.id, false).await?;
        }
        Ok(done)
    }

    async fn poll_task(&self, out: &Outbound, task: &str) -> Result<Submitted, ChannelError> {
        let (sku, number) = task.split_once('\n').ok_or(ChannelError::NotFound)?;
        let answer = get(out, &format!("/tasks/{}", encoded(number)), &[]).await?;
        convert::task(sku, number, answer)
    }

    async fn set_visibility(
        &self,
        out: &Outbound,
        items: &[RemoteIds],
        visible: bool,
    ) -> Result<Vec<LineDone>, ChannelError> {
        let mut done = Vec::new();
        for item in items {
            let result = whole(
                show(out, &item.id, visible)
                    .await
                    .map_err(ChannelError::from),
            )?;
            done.push(LineDone {
                sku: item.id.clone(),
                result,
            });
        }
        Ok(done)
    }

    async fn set_offers(
        &self,
        out: &Outbound,
        lines: &[Changed],
    ) -> Result<Vec<LineDone>, ChannelError> {
        let mut done = Vec::new();
        for line in lines {
            let result = whole(offer(out, line).await)?;
            done.push(LineDone {
                sku: line.sku.clone(),
                result,
            });
        }
        Ok(done)
    }

    async fn changed_orders(
        &self,
        out: &Outbound,
        window: Window,
        cursor: Option<&str>,
    ) -> Result<Page<String>, ChannelError> {
        let many: wire::Many<Value> = page(out, "/orders", window, cursor).await?;
        let number = |order: &Value| order["order_no"].as_str().map(str::to_owned);
        Ok(Page {
            items: many.items.iter().filter_map(number).collect(),
            next: many.next_cursor.filter(|cursor| !cursor.is_empty()),
        })
    }

    async fn orders(&self, out: &Outbound, keys: &[String]) -> Result<Vec<Fetched>, ChannelError> {
        let mut fetched = Vec::new();
        for key in keys {
            let order: Value = match get(out, &format!("/orders/{}", encoded(key)), &[]).await {
                Err(ChannelError::NotFound) => continue,
                answer => answer?,
            };
            fetched.push(Fetched {
                key: key.clone(),
                raw: order.to_string(),
                order: understood(order),
            });
        }
        Ok(fetched)
    }

    async fn act(
        &self,
        out: &Outbound,
        order: &MarketOrder,
        action: &Action,
    ) -> Result<Outcome, ChannelError> {
        act(out, order, action).await
    }

    async fn returns(
        &self,
        out: &Outbound,
        window: Window,
        cursor: Option<&str>,
    ) -> Result<Page<Return>, ChannelError> {
        let many: wire::Many<wire::Return> = page(out, "/returns", window, cursor).await?;
        Ok(Page {
            items: many
                .items
                .into_iter()
                .map(convert::returned)
                .collect::<Result<_, _>>()?,
            next: many.next_cursor.filter(|cursor| !cursor.is_empty()),
        })
    }

    fn hook(
        &self,
        request: HookRequest<'_>,
    ) -> Result<Result<Vec<Event>, ChannelError>, HookRefused> {
        let header = |name: &str| {
            let value = request
                .headers
                .get(name)
                .and_then(|value| value.to_str().ok());
            value.ok_or(HookRefused::Signature)
        };
        let timestamp = header("x-htx-timestamp")?;
        let secrets = ["webhook_secret", "webhook_secret_2"].map(|key| request.account.get(key));
        if !pushed_by(
            &secrets,
            timestamp,
            request.body,
            header("x-htx-signature")?,
        ) {
            return Err(HookRefused::Signature);
        }
        let seconds: i64 = timestamp.parse().map_err(|_| HookRefused::Stale)?;
        let at = Millis(seconds.saturating_mul(1_000));
        if request.now.0.abs_diff(at.0) > SKEW_MS.unsigned_abs() {
            return Err(HookRefused::Stale);
        }
        Ok(convert::event(request.body).map(|event| vec![event]))
    }
}

/// What ends the whole call is not one line's trouble.
fn whole(result: Result<(), ChannelError>) -> Result<Result<(), ChannelError>, ChannelError> {
    match result {
        Err(
            error @ (ChannelError::RateLimited { .. }
            | ChannelError::AuthExpired
            | ChannelError::AuthRevoked(_)),
        ) => Err(error),
        other => Ok(other),
    }
}

async fn page<T: serde::de::DeserializeOwned>(
    out: &Outbound,
    path: &str,
    window: Window,
    cursor: Option<&str>,
) -> Result<wire::Many<T>, ChannelError> {
    let from = window.from.0.div_euclid(1_000).to_string();
    let until = (window.until.0.div_euclid(1_000) + 1).to_string();
    let pairs = [
        ("updated_from", from.as_str()),
        ("updated_to", until.as_str()),
        ("cursor", cursor.unwrap_or_default()),
        ("page_size", PAGE),
    ];
    get(out, path, &pairs).await
}

fn understood(order: Value) -> Result<MarketOrder, ChannelError> {
    let order: wire::Order = serde_json::from_value(order)
        .map_err(|error| ChannelError::Malformed(error.to_string()))?;
    convert::order(order)
}

async fn show(out: &Outbound, parent_sku: &str, visible: bool) -> Result<(), Refused> {
    let path = format!("/products/{}/visibility", encoded(parent_sku));
    let body = json!({ "visible": visible, "reason": "seller" });
    toggle::<Value>(out, &path, &body).await.map(|_| ())
}

/// Stock first: it is what oversells. A higher version that stands there already is fine.
async fn offer(out: &Outbound, line: &Changed) -> Result<(), ChannelError> {
    let sku = encoded(&line.sku);
    let mut bodies = Vec::new();
    if let Some(stock) = line.stock {
        bodies.push((
            "stock",
            json!({ "sku": line.sku, "quantity": stock.max(0), "version": line.version }),
        ));
    }
    if let Some(price) = line.price {
        bodies.push((
            "price",
            json!({ "sku": line.sku, "price_vnd": price.dong(), "sale_price_vnd": null, "version": line.version }),
        ));
    }
    for (what, body) in bodies {
        match write::<Value>(out, Method::PUT, &format!("/offers/{sku}/{what}"), &body).await {
            Ok(_) | Err(Refused::Stale) => {}
            Err(refused) => return Err(refused.into()),
        }
    }
    Ok(())
}
