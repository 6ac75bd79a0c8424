//! Consent, tokens, the shop itself.

use serde_json::json;

use super::reply::{Answer, Ask, Reply, param, refused, s};
use super::state::{Grant, State};

const CODE_MS: i64 = 10 * 60_000;
const ACCESS_MS: i64 = 4 * 3_600_000;
const AFTERLIFE_MS: i64 = 5 * 60_000;
const REFRESH_MS: i64 = 30 * 86_400_000;
const YEAR_MS: i64 = 365 * 86_400_000;

/// A text nobody guesses.
pub fn random() -> String {
    uuid::Uuid::new_v4().simple().to_string()
}

/// The seller consents: a code for the shop.
pub fn consent(state: &mut State, shop: i64) -> String {
    let now = state.now();
    if let Some(shop) = state.shops.get_mut(&shop) {
        shop.authorised_until = now + YEAR_MS;
    }
    let code = random();
    let grant = Grant {
        shop,
        until: now + CODE_MS,
        used: false,
    };
    state.codes.insert(code.clone(), grant);
    code
}

/// A new pair of tokens. What the shop had before works five minutes more.
pub fn issue(state: &mut State, shop: i64) -> (String, String) {
    let now = state.now();
    for grant in state.access.values_mut().filter(|grant| grant.shop == shop) {
        grant.until = grant.until.min(now + AFTERLIFE_MS);
    }
    let (access, refresh) = (random(), random());
    state.access.insert(
        access.clone(),
        Grant {
            shop,
            until: now + ACCESS_MS,
            used: false,
        },
    );
    state.refresh.insert(
        refresh.clone(),
        Grant {
            shop,
            until: now + REFRESH_MS,
            used: false,
        },
    );
    (access, refresh)
}

/// The seller or Shopee ends it at once.
pub fn revoke(state: &mut State, shop: i64) {
    if let Some(shop) = state.shops.get_mut(&shop) {
        shop.authorised_until = 0;
    }
    state.access.retain(|_, grant| grant.shop != shop);
    state.refresh.retain(|_, grant| grant.shop != shop);
}

fn tokens((access, refresh): (String, String), shop: i64) -> Reply {
    Reply::Top(json!({
        "access_token": access, "refresh_token": refresh, "expire_in": ACCESS_MS / 1_000,
        "shop_id_list": [shop], "merchant_id_list": [], "partner_id": 0,
    }))
}

pub fn call(state: &mut State, ask: &Ask, post: bool) -> Option<Answer> {
    Some(match (ask.path.as_str(), post) {
        ("auth/token/get", true) => exchange(state, ask),
        ("auth/access_token/get", true) => renew(state, ask),
        ("public/get_shops_by_partner", false) => shops(state),
        ("shop/get_shop_info", false) => info(state, ask),
        _ => return None,
    })
}

fn own_partner(state: &State, ask: &Ask) -> Result<(), super::reply::Refused> {
    if ask.int("partner_id")?.to_string() == state.start.partner_id {
        Ok(())
    } else {
        Err(param("partner_id is invalid"))
    }
}

fn exchange(state: &mut State, ask: &Ask) -> Answer {
    own_partner(state, ask)?;
    let shop = ask.int("shop_id")?;
    let bad = || refused("invalid_code", "Invalid code, please have a check.");
    let grant = state.codes.get_mut(ask.text("code")?).ok_or_else(bad)?;
    if grant.used || grant.until < ask.now {
        return Err(bad());
    }
    if grant.shop != shop {
        return Err(refused(
            "invalid_shop_id",
            "shop_id does not belong to this code",
        ));
    }
    grant.used = true;
    Ok(tokens(issue(state, shop), shop))
}

fn renew(state: &mut State, ask: &Ask) -> Answer {
    own_partner(state, ask)?;
    let shop = ask.int("shop_id")?;
    let bad = || {
        refused(
            "error_shop_refresh_token",
            "Invalid refresh_token or it was used.",
        )
    };
    let grant = state
        .refresh
        .get_mut(ask.text("refresh_token")?)
        .ok_or_else(bad)?;
    if grant.used || grant.shop != shop {
        return Err(bad());
    }
    if grant.until < ask.now {
        return Err(refused(
            "refresh_token_expired",
            "Your refresh_token expired.",
        ));
    }
    grant.used = true;
    Ok(tokens(issue(state, shop), shop))
}

fn shops(state: &State) -> Answer {
    let now = state.now();
    let list: Vec<_> = state
        .shops
        .iter()
        .filter(|(_, shop)| shop.authorised_until > now)
        .map(|(id, shop)| json!({"region": "VN", "shop_id": id, "expire_time": s(shop.authorised_until)}))
        .collect();
    Ok(Reply::Top(json!({"authed_shop_list": list, "more": false})))
}

fn info(state: &State, ask: &Ask) -> Answer {
    let shop = &state.shops[&ask.shop];
    Ok(Reply::Top(json!({
        "shop_name": shop.name, "region": "VN", "status": "NORMAL", "expire_time": s(shop.authorised_until),
    })))
}
