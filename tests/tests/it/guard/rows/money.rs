//! Rows about money: a refund, a difference of weight, a payout, a voucher.

use super::execute;
use http::StatusCode;
use tests::{TestApp, Visitor};
use uuid::Uuid;

/// Reference of the refund.
pub const REFUND: &str = "CPGUARD11";
/// Code of the voucher.
pub const VOUCHER: &str = "GUARD1";

/// Adds them; gives the payout. `sub_order` is a part of the order, by its code.
pub async fn add(
    test: &TestApp,
    director: &mut Visitor,
    (ours, order, sub_order): (Uuid, Uuid, &str),
) -> Uuid {
    let row = "insert into refund (id, order_id, cooperative_id, reference, cause, asked, amount, bearer, state, \
        created_at) values ($1, $2, $3, $4, 'claim', 1, 1, 'none', 'done', 1)";
    let id = || Uuid::now_v7();
    let values = [id().into(), order.into(), ours.into(), REFUND.into()];
    execute(test, row, values).await;
    let row = "insert into task (id, kind, subject, cooperative_id, detail, created_at) \
        values ($1, 'weight_difference', $2, $3, '1', 1)";
    execute(test, row, [id().into(), sub_order.into(), ours.into()]).await;
    let payout = id();
    let row = "insert into settlement (id, cooperative_id, period_from, period_to, receive, held, net, state, created_at) \
        values ($1, $2, 1, 2, 1, 0, 1, 'to_pay', 1)";
    execute(test, row, [payout.into(), ours.into()]).await;
    let voucher = [("code", VOUCHER), ("off", "1.000"), ("until", "31/12/2026")];
    let given = director.post_form("/htx/khuyen-mai", &voucher).await;
    given.expect(StatusCode::SEE_OTHER);
    payout
}
