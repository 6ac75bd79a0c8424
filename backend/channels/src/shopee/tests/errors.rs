//! What refusals mean.

use shared::canonical::Field;
use shared::time::Millis;

use super::super::faults::{Refusal, meaning, row};
use crate::ChannelError;

fn told(path: &str, code: &str, message: &str, past: bool, writes: bool) -> ChannelError {
    meaning(&Refusal {
        path,
        code,
        message,
        past,
        writes,
        now: Millis(1_760_000_000_000),
    })
}

#[test]
fn a_token_is_refreshed_only_when_it_is_the_token() {
    let stock = "Total stock must be more than reserved stock";
    assert!(matches!(
        told("product/update_stock", "error_auth", stock, false, true),
        ChannelError::Locked(_)
    ));
    assert!(matches!(
        told(
            "product/update_stock",
            "error_auth",
            "location_id is wrong",
            false,
            true
        ),
        ChannelError::Unknown(_)
    ));
    let expired = ChannelError::AuthExpired;
    assert_eq!(
        told(
            "order/get_order_list",
            "error_auth",
            "Invalid access_token",
            false,
            false
        ),
        expired
    );
    assert_eq!(
        told("order/get_order_list", "error_auth", "no", true, false),
        expired
    );
    assert_eq!(
        told(
            "order/get_order_list",
            "invalid_acceess_token",
            "",
            false,
            false
        ),
        expired
    );
    assert!(matches!(
        told(
            "auth/access_token/get",
            "error_auth",
            "Invalid access_token",
            true,
            true
        ),
        ChannelError::AuthRevoked(_)
    ));
}

#[test]
fn the_same_code_elsewhere_is_something_else() {
    assert!(matches!(
        told("order/cancel_order", "order.error_limit", "", false, true),
        ChannelError::Locked(_)
    ));
    // 2025-10-09 08:53 UTC: the cap ends at 16:00 UTC.
    assert_eq!(
        told("product/get_category", "error_limit", "", false, false),
        ChannelError::RateLimited {
            until: Some(Millis(1_760_025_600_000))
        }
    );
    assert!(matches!(
        told("product/get_category", "error_server", "", false, false),
        ChannelError::Transient(_)
    ));
    assert!(matches!(
        told("product/add_item", "error_server", "", false, true),
        ChannelError::Unknown(_)
    ));
    assert!(matches!(
        told("product/add_item", "error_never_seen", "x", false, true),
        ChannelError::Unknown(_)
    ));
}

#[test]
fn fields_are_named() {
    let field =
        |code: &str, message: &str| match told("product/add_item", code, message, false, true) {
            ChannelError::Invalid { field, .. } => field,
            other => panic!("{other:?}"),
        };
    assert_eq!(field("product.error_invalid_category", ""), Field::Category);
    assert_eq!(
        field(
            "error_invalid_attribute",
            "Mandatory attribute information required: 100010"
        ),
        Field::Attribute("100010".to_owned())
    );
    assert_eq!(field("error_param", "Image not exist."), Field::Pictures);
    assert_eq!(
        field("error_param", "Invalid Weight."),
        Field::Weight(String::new())
    );
    assert_eq!(
        field("error_incalid_brand", ""),
        Field::Attribute("brand".to_owned())
    );
    assert_eq!(field("error_sign", "Wrong sign."), Field::Account);
}

#[test]
fn rows_have_words_only() {
    assert!(matches!(
        row("error_cannt_edit_price_in_promotion"),
        ChannelError::Locked(_)
    ));
    assert!(matches!(
        row("error_holiday_mode_change_stock"),
        ChannelError::Locked(_)
    ));
    assert!(matches!(row("Model not found"), ChannelError::NotFound));
    assert!(matches!(row("something new"), ChannelError::Unknown(_)));
}
