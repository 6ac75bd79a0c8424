//! The topics of the outbox. Payloads carry keys; the handler reads the present state.

/// Pages became stale. Payload `{"listings": [uuid, …], "catalogue": bool}`; key: any.
pub const PAGES: &str = "pages";
/// A sub-order waits for its cooperative. Key: sub-order id.
pub const SUB_ORDER_PLACED: &str = "sub_order.placed";
/// Half of the time to answer a sub-order is over. Key: sub-order id.
pub const SUB_ORDER_REMIND: &str = "sub_order.remind";
/// A sub-order has a new state that its buyer or cooperative should hear of. Key: sub-order id.
/// Payload `{"state": code}`.
pub const SUB_ORDER_CHANGED: &str = "sub_order.changed";
/// A payment is paid: its order goes on. Key: payment id.
pub const PAYMENT_PAID: &str = "payment.paid";
/// A provider is asked to give money back. Key: refund id.
pub const REFUND: &str = "refund";
/// A notice is ready to be sent. Key: notice id.
pub const NOTICE: &str = "notice";
/// A cooperative was verified, refused or paused. Key: cooperative id.
pub const COOPERATIVE_CHANGED: &str = "cooperative.changed";
/// A listing was approved, sent back or paused by the market. Key: listing id.
pub const LISTING_REVIEWED: &str = "listing.reviewed";
/// What waits for a harvest was given a part of it, has new days, or has waited too long. Key: sub-order id.
/// Payload `{"what": "shared" | "moved" | "overdue"}`.
pub const PREORDER_CHANGED: &str = "preorder.changed";
/// The days of a harvest are over without enough of it. Key: forecast id.
pub const FORECAST_DUE: &str = "forecast.due";
