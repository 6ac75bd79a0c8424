//! What is claimed and what is done agree; credentials that are bad, old or secret.

use bytes::Bytes;
use shared::canonical::{Action, RemoteIds};
use shared::channel::{AuthKind, ListingMode, OrderMode};
use shared::time::Millis;

use super::World;
use super::listings::by_call;
use crate::{ChannelError, HookRefused, HookRequest, Outbound, Secrets, Window};

fn refuses<T>(result: &Result<T, ChannelError>) -> bool {
    matches!(result, Err(ChannelError::Unsupported))
}

/// What the capabilities claim and what the methods do agree, both ways.
pub async fn agree(world: &dyn World) {
    let adapter = world.adapter();
    let can = adapter.spec().can;
    let out = world.outbound();
    let oauth = can.auth == AuthKind::OAuthRotating;
    let says = |what: &str, claimed: bool, done: bool| {
        assert_eq!(claimed, done, "{}: {what}", adapter.spec().code);
    };
    let consent = adapter.consent_url(&out.app, "https://shop.example.vn/back", "s", out.now);
    says("consent", oauth, consent.is_some());
    if oauth {
        says(
            "refresh",
            true,
            !refuses(&adapter.refresh(&world.outbound()).await),
        );
    }
    let out = world.outbound();
    let put = adapter.put_listing(&out, &world.listing(0)).await;
    says("listing", by_call(world), !refuses(&put));
    let task = adapter.poll_task(&out, "no-such-task").await;
    assert!(can.listing != ListingMode::Task || !refuses(&task));
    let export = adapter.export(&[world.listing(0)], "chuyen-1", out.now);
    let by_file = matches!(can.listing, ListingMode::Feed | ListingMode::File);
    assert!(!by_file || !refuses(&export), "export");
    says(
        "taxonomy",
        can.taxonomy,
        !refuses(&adapter.taxonomy(&out).await),
    );
    let upload = adapter
        .upload_picture(&out, Bytes::from_static(b"\xff\xd8\xff\xd9"))
        .await;
    says("uploads", can.uploads, !refuses(&upload));
    let hide = adapter
        .set_visibility(&out, &[RemoteIds::default()], false)
        .await;
    says("visibility", can.visibility, !refuses(&hide));
    let offers = adapter.set_offers(&out, &[]).await;
    says("offers", can.stock || can.price, !refuses(&offers));
    says(
        "readable",
        can.readable,
        !refuses(&adapter.items(&out, None).await),
    );
    says(
        "readable by id",
        can.readable,
        !refuses(&adapter.items_by_id(&out, &[]).await),
    );
    agree_on_orders(world, &out).await;
}

async fn agree_on_orders(world: &dyn World, out: &Outbound) {
    let adapter = world.adapter();
    let can = adapter.spec().can;
    let window = Window {
        from: out.now.plus_days(-1),
        until: out.now,
    };
    let pulled = can.orders == OrderMode::PushAndPull;
    let changed = adapter.changed_orders(out, window, None).await;
    assert_eq!(pulled, !refuses(&changed), "changed orders");
    assert_eq!(pulled, !refuses(&adapter.orders(out, &[]).await), "orders");
    if can.orders == OrderMode::None {
        let order = some_order(out.now);
        assert!(
            refuses(&adapter.act(out, &order, &Action::Confirm).await),
            "act"
        );
    }
    let returns = adapter.returns(out, window, None).await;
    assert_eq!(can.returns, !refuses(&returns), "returns");
    let settled = adapter.settlements(out, window, None).await;
    assert_eq!(can.settlements, !refuses(&settled), "settlements");
    let hook = adapter.hook(HookRequest {
        url: "https://shop.example.vn/hook",
        headers: &http::HeaderMap::new(),
        body: b"{}",
        app: &out.app,
        account: &out.account,
        now: out.now,
    });
    let refused = matches!(hook, Err(HookRefused::Unsupported));
    assert_eq!(can.hook.is_some(), !refused, "hook");
}

/// An order that exists nowhere.
pub fn some_order(now: Millis) -> shared::canonical::MarketOrder {
    shared::canonical::MarketOrder {
        key: "NO-SUCH-ORDER".to_owned(),
        state: shared::canonical::MarketState::ReadyToShip,
        raw_state: String::new(),
        placed_at: now,
        updated_at: now,
        ship_by: None,
        confirm_by: None,
        cod: false,
        paid: true,
        buyer: shared::canonical::Buyer::default(),
        address: shared::canonical::Address::default(),
        lines: Vec::new(),
        amounts: shared::canonical::Amounts::default(),
        parcels: Vec::new(),
        note: None,
    }
}

fn has_credentials(world: &dyn World) -> bool {
    world.adapter().spec().can.auth != AuthKind::Nothing && by_call(world)
}

/// Every secret, bent.
fn bent(secrets: &Secrets) -> Secrets {
    Secrets::new(secrets.pairs().map(|(name, value)| {
        let bent = if value.bytes().all(|b| b.is_ascii_digit()) {
            value.to_owned()
        } else {
            format!("{value}x")
        };
        (name.to_owned(), bent)
    }))
}

/// Credentials that the channel does not know are the account's trouble, and a person's to mend.
pub async fn bad_credentials(world: &dyn World) {
    if !has_credentials(world) {
        return;
    }
    let mut out = world.outbound();
    out.account = bent(&out.account);
    let answer = world.adapter().put_listing(&out, &world.listing(0)).await;
    assert!(
        matches!(
            answer,
            Err(ChannelError::AuthExpired
                | ChannelError::AuthRevoked(_)
                | ChannelError::Invalid { .. })
        ),
        "{answer:?}"
    );
    assert_eq!(world.standing(&world.listing(0).variants[0].sku), 0);
}

/// Access that ran out is refreshed; the new access works.
pub async fn expired_credentials(world: &dyn World) {
    if world.adapter().spec().can.auth != AuthKind::OAuthRotating {
        return;
    }
    let before = world.outbound();
    world.pass(5 * 3_600_000);
    let mut out = world.outbound();
    out.account = before.account.clone();
    let answer = world.adapter().put_listing(&out, &world.listing(0)).await;
    assert!(
        matches!(answer, Err(ChannelError::AuthExpired)),
        "{answer:?}"
    );
    let fresh = world.adapter().refresh(&out).await.expect("refresh");
    let again = world.adapter().refresh(&out).await;
    assert!(
        matches!(again, Err(ChannelError::AuthRevoked(_))),
        "a refresh token is used once: {again:?}"
    );
    out.account = fresh.secrets;
    world
        .adapter()
        .put_listing(&out, &world.listing(0))
        .await
        .expect("with the new access");
}

/// An authorisation that was withdrawn is told as such, and not refreshed for ever.
pub async fn revoked(world: &dyn World) {
    if world.adapter().spec().can.auth != AuthKind::OAuthRotating {
        return;
    }
    let out = world.outbound();
    world.revoke();
    let answer = world.adapter().put_listing(&out, &world.listing(0)).await;
    assert!(
        matches!(
            answer,
            Err(ChannelError::AuthExpired | ChannelError::AuthRevoked(_))
        ),
        "{answer:?}"
    );
    let refreshed = world.adapter().refresh(&out).await;
    assert!(
        matches!(refreshed, Err(ChannelError::AuthRevoked(_))),
        "{refreshed:?}"
    );
}

/// No secret is in a debug text or an error.
pub async fn secrets_stay_secret(world: &dyn World) {
    let mut out = world.outbound();
    let mut texts = vec![format!("{out:?}")];
    out.base_url = "http://127.0.0.1:9".to_owned();
    if by_call(world) {
        let answer = world.adapter().put_listing(&out, &world.listing(0)).await;
        assert!(
            matches!(answer, Err(ChannelError::Transient(_))),
            "{answer:?}"
        );
        texts.push(format!("{answer:?}"));
    }
    let mut wrong = world.outbound();
    wrong.account = bent(&wrong.account);
    if by_call(world) {
        let answer = world.adapter().put_listing(&wrong, &world.listing(0)).await;
        if let Err(error) = &answer {
            texts.push(error.to_string());
        }
        texts.push(format!("{answer:?}"));
    }
    if world.adapter().spec().can.auth == AuthKind::OAuthRotating {
        texts.push(format!(
            "{:?}",
            world.adapter().refresh(&world.outbound()).await
        ));
    }
    let secrets = out
        .account
        .pairs()
        .chain(out.app.pairs())
        .chain(wrong.account.pairs());
    for (name, value) in secrets {
        let plain = value.bytes().all(|b| b.is_ascii_digit()) || value.starts_with("http");
        if plain || value.len() < 8 {
            continue;
        }
        for text in &texts {
            assert!(!text.contains(value), "{name} is shown");
        }
    }
}
