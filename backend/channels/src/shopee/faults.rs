//! What Shopee's refusals mean, by the whole code and the place it came from. The same code means different things in
//! different places, so nothing is guessed from its ending, and what is not known stays unknown with its raw text.

use shared::canonical::Field;
use shared::time::{DAY_MS, Millis};

use crate::ChannelError;

/// A refusal as it came.
pub struct Refusal<'a> {
    /// Path after `/api/v2/`.
    pub path: &'a str,
    /// `error`.
    pub code: &'a str,
    /// `message`.
    pub message: &'a str,
    /// Whether the access token is past its time by our own clock.
    pub past: bool,
    /// Whether the call writes.
    pub writes: bool,
    /// Now.
    pub now: Millis,
}

/// Prefixes that newer answers put before a code.
const MODULES: [&str; 11] = [
    "product.",
    "logistics.",
    "order.",
    "returns.",
    "payment.",
    "media_space.",
    "auth.",
    "push.",
    "shop.",
    "public.",
    "warehouse.",
];

/// What a refusal means.
pub fn meaning(refusal: &Refusal<'_>) -> ChannelError {
    let code = MODULES
        .iter()
        .find_map(|module| refusal.code.strip_prefix(module))
        .unwrap_or(refusal.code);
    let raw = raw(refusal);
    let low = refusal.message.to_lowercase();
    account(refusal, code, &low, &raw)
        .or_else(|| pace(refusal, code, &raw))
        .or_else(|| locked(code, &low, &raw))
        .or_else(|| gone(code, &low))
        .or_else(|| {
            field_of(code, &low).map(|field| ChannelError::Invalid {
                field,
                message: raw.clone(),
            })
        })
        .unwrap_or(ChannelError::Unknown(raw))
}

/// What a refused row means; rows have words and no code.
pub fn row(reason: &str) -> ChannelError {
    let low = reason.to_lowercase();
    let raw: String = reason.chars().take(300).collect();
    locked(&low, &low, &raw)
        .or_else(|| gone(&low, &low))
        .or_else(|| {
            field_of("error_param", &low).map(|field| ChannelError::Invalid {
                field,
                message: raw.clone(),
            })
        })
        .unwrap_or(ChannelError::Unknown(raw))
}

fn raw(refusal: &Refusal<'_>) -> String {
    format!("{}: {}", refusal.code, refusal.message)
        .chars()
        .take(300)
        .collect()
}

fn account(refusal: &Refusal<'_>, code: &str, low: &str, raw: &str) -> Option<ChannelError> {
    let token_call = refusal.path.starts_with("auth/");
    match code {
        // A token call never asks for another token call.
        "error_auth"
        | "error_param"
        | "invalid_acceess_token"
        | "invalid_access_token"
        | "error_shop_refresh_token"
        | "refresh_token_expired"
        | "invalid_code"
        | "invalid_shop_id"
        | "invalid_main_acount_id"
            if token_call =>
        {
            Some(ChannelError::AuthRevoked(raw.to_owned()))
        }
        "invalid_acceess_token" | "invalid_access_token" => Some(ChannelError::AuthExpired),
        // Stock below what is reserved and a wrong warehouse are told by the same code.
        "error_auth" if refusal.past || names_token(low) => Some(ChannelError::AuthExpired),
        "shop_access_expired"
        | "shop_no_linked"
        | "shop_banned"
        | "error_shop_refresh_token"
        | "refresh_token_expired" => Some(ChannelError::AuthRevoked(raw.to_owned())),
        "error_sign"
        | "error_partner_key_expired"
        | "api_suspended"
        | "error_api_permission"
        | "error_kyc_auth"
        | "source_ip_undeclared" => Some(ChannelError::Invalid {
            field: Field::Account,
            message: raw.to_owned(),
        }),
        _ => None,
    }
}

fn names_token(low: &str) -> bool {
    ["access_token", "access token", "acceess_token"]
        .iter()
        .any(|word| low.contains(word))
}

fn pace(refusal: &Refusal<'_>, code: &str, raw: &str) -> Option<ChannelError> {
    match code {
        "error_rate_limit" | "error_too_many_request" => {
            Some(ChannelError::RateLimited { until: None })
        }
        // Of orders it says that this one cannot be cancelled; elsewhere it is the cap of the day.
        "error_limit" if refusal.path.starts_with("order/") => {
            Some(ChannelError::Locked(raw.to_owned()))
        }
        "error_limit" => Some(ChannelError::RateLimited {
            until: Some(next_day(refusal.now)),
        }),
        "error_system_busy" | "error_busy" => Some(ChannelError::Transient(raw.to_owned())),
        "error_server" | "error_network" | "error_inner" if !refusal.writes => {
            Some(ChannelError::Transient(raw.to_owned()))
        }
        _ => None,
    }
}

/// The day's cap ends at midnight of UTC+8.
fn next_day(now: Millis) -> Millis {
    let shift = 8 * 3_600_000;
    Millis(((now.0 + shift).div_euclid(DAY_MS) + 1) * DAY_MS - shift)
}

fn locked(code: &str, low: &str, raw: &str) -> Option<ChannelError> {
    let held = [
        "promotion",
        "holiday",
        "reserved stock",
        "wms_shop_block",
        "campaign",
        "flash sale",
    ];
    held.iter()
        .any(|word| code.contains(word) || low.contains(word))
        .then(|| ChannelError::Locked(raw.to_owned()))
}

fn gone(code: &str, low: &str) -> Option<ChannelError> {
    let codes = [
        "error_item_not_found",
        "error_not_found",
        "error_order_not_found",
        "error_model_not_found",
        "error_invalid_item_id",
        "error_return_not_found",
    ];
    let words = [
        "item not found",
        "item_id is not found",
        "model not found",
        "order not found",
        "does not exist",
    ];
    (codes.contains(&code) || words.iter().any(|word| low.contains(word)))
        .then_some(ChannelError::NotFound)
}

/// Where the remedy is. SKUs are filled in by who knows them.
fn field_of(code: &str, low: &str) -> Option<Field> {
    let none = String::new;
    Some(match code {
        "error_invalid_category" => Field::Category,
        "error_invalid_attribute"
        | "error_invalid_category_attribute"
        | "error_value_name_required"
        | "error_value_id_must_equal_zero" => Field::Attribute(number_in(low)),
        "error_invalid_brand" | "error_incalid_brand" => Field::Attribute("brand".to_owned()),
        "error_invalid_days_to_ship" => Field::Facts,
        "error_price_exceed_min_limitt"
        | "error_price_exceed_max_limitt"
        | "error_price_ratio"
        | "error_price_should_be_same_for_wholesales" => Field::Price(none()),
        "error_invalid_price_for_logistic" => Field::Weight(none()),
        "error_repeated_mtsku" | "error_model_duplicate_name" => Field::Sku(none()),
        "error_tier_opt_val_too_long" => Field::Facts,
        "error_param" | "error_data" => by_words(low)?,
        _ => return None,
    })
}

fn by_words(low: &str) -> Option<Field> {
    let none = String::new;
    let table: [(&str, Field); 13] = [
        ("image", Field::Pictures),
        ("weight", Field::Weight(none())),
        ("dimension", Field::Size(none())),
        ("logistic", Field::Size(none())),
        ("attribute", Field::Attribute(number_in(low))),
        ("brand", Field::Attribute("brand".to_owned())),
        ("category", Field::Category),
        ("description", Field::Description),
        ("item_name", Field::Title),
        ("price", Field::Price(none())),
        ("stock", Field::Stock(none())),
        ("sku", Field::Sku(none())),
        ("days_to_ship", Field::Facts),
    ];
    table
        .into_iter()
        .find(|(word, _)| low.contains(word))
        .map(|(_, field)| field)
}

fn number_in(text: &str) -> String {
    text.chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect()
}
