//! Authorisation of a shop: consent, tokens, refresh.

use serde_json::json;
use shared::canonical::Field;
use shared::time::Millis;

use super::client::{ACCESS, ACCESS_ENDS, AUTH_ENDS, Call, REFRESH, top};
use super::wire::{ShopInfo, Tokens};
use crate::{Authorised, ChannelError, Outbound, Secrets};

/// Refreshed so long before the access token ends.
const EARLY_MS: i64 = 3_600_000;
/// A value above this is a moment, below it a duration, both in seconds: Shopee's samples show both.
const MOMENT: i64 = 1_000_000_000;

/// Where a person consents.
pub fn consent_url(app: &Secrets, redirect: &str, state: &str) -> Option<String> {
    let partner = app.get("partner_id");
    if partner.is_empty() {
        return None;
    }
    let query = [
        ("partner_id", partner),
        ("auth_type", "seller"),
        ("redirect_uri", redirect),
        ("response_type", "code"),
        ("state", state),
    ];
    reqwest::Url::parse_with_params(app.get("auth_url"), query)
        .ok()
        .map(String::from)
}

fn number(text: &str) -> Result<i64, ChannelError> {
    text.parse().map_err(|_| ChannelError::Invalid {
        field: Field::Account,
        message: "not a number: partner_id or shop_id".to_owned(),
    })
}

/// Takes `code` and `shop_id` or `main_account_id` from the answer.
pub async fn connect(
    out: &Outbound,
    answer: &[(String, String)],
) -> Result<Authorised, ChannelError> {
    let said = |name: &str| {
        answer
            .iter()
            .find(|(key, value)| key == name && !value.is_empty())
            .map(|(_, value)| value.as_str())
    };
    let missing = || ChannelError::Invalid {
        field: Field::Account,
        message: "the answer carries no code and shop".to_owned(),
    };
    let code = said("code").ok_or_else(missing)?;
    let mut body = json!({"code": code, "partner_id": number(out.app.get("partner_id"))?});
    match (said("shop_id"), said("main_account_id")) {
        (Some(shop), _) => body["shop_id"] = number(shop)?.into(),
        (None, Some(main)) => body["main_account_id"] = number(main)?.into(),
        (None, None) => return Err(missing()),
    }
    let tokens: Tokens = top(out, &Call::write("auth/token/get").by_app(), Some(&body)).await?;
    let shop = match (said("shop_id"), tokens.shop_id_list.as_slice()) {
        (Some(shop), _) => shop.to_owned(),
        (None, [only]) => only.0.clone(),
        (None, _) => {
            return Err(ChannelError::Invalid {
                field: Field::Account,
                message: "a main account with several shops: authorise one shop at a time"
                    .to_owned(),
            });
        }
    };
    let mut found = authorised(out, shop.clone(), &tokens, None);
    // The code is used up: what was given is kept even when the shop's name cannot be read.
    let with = Outbound {
        account: found.secrets.clone(),
        shop,
        ..out.clone()
    };
    if let Ok(info) =
        top::<ShopInfo>(&with, &Call::read("shop/get_shop_info", Vec::new()), None).await
    {
        found.name = Some(info.shop_name).filter(|name| !name.is_empty());
        found.ends_at = info
            .expire_time
            .map(|at| Millis(at.0.saturating_mul(1_000)));
        if let Some(ends) = found.ends_at {
            found.secrets.set(AUTH_ENDS, ends.0.to_string());
        }
    }
    Ok(found)
}

/// Exchanges the refresh token, which is used up whatever comes of it.
pub async fn refresh(out: &Outbound) -> Result<Authorised, ChannelError> {
    let token = out.account.get(REFRESH);
    if token.is_empty() {
        return Err(ChannelError::AuthRevoked(
            "there is no refresh token".to_owned(),
        ));
    }
    let body = json!({
        "refresh_token": token,
        "partner_id": number(out.app.get("partner_id"))?,
        "shop_id": number(&out.shop)?,
    });
    let tokens: Tokens = top(
        out,
        &Call::write("auth/access_token/get").by_app(),
        Some(&body),
    )
    .await?;
    let ends = out.account.get(AUTH_ENDS).parse().ok().map(Millis);
    Ok(authorised(out, out.shop.clone(), &tokens, ends))
}

fn authorised(out: &Outbound, shop: String, tokens: &Tokens, ends: Option<Millis>) -> Authorised {
    let expires = tokens.expire_in.0;
    let ends_access = if expires > MOMENT {
        expires.saturating_mul(1_000)
    } else {
        out.now.0.saturating_add(expires.saturating_mul(1_000))
    };
    let mut secrets = Secrets::default();
    secrets.set(ACCESS, &tokens.access_token);
    secrets.set(REFRESH, &tokens.refresh_token);
    secrets.set(ACCESS_ENDS, ends_access.to_string());
    if let Some(ends) = ends {
        secrets.set(AUTH_ENDS, ends.0.to_string());
    }
    // What a person entered stays.
    let email = out.account.get("email");
    if !email.is_empty() {
        secrets.set("email", email);
    }
    Authorised {
        shop,
        name: None,
        secrets,
        refresh_at: Some(Millis(ends_access - EARLY_MS).max(out.now)),
        ends_at: ends,
    }
}
