//! What was paid out.

use shared::canonical::SettledLine;
use shared::money::Vnd;

use super::super::wire::{EscrowDetail, EscrowRow};
use super::moment;

/// An order's income as settled.
pub fn settled(row: &EscrowRow, detail: &EscrowDetail) -> SettledLine {
    let income = &detail.order_income;
    SettledLine {
        order: row.order_sn.clone(),
        goods: Vnd(income.cost_of_goods_sold.0),
        commission: Vnd(income.commission_fee.0),
        service: Vnd(income
            .service_fee
            .0
            .saturating_add(income.seller_transaction_fee.0)),
        vouchers: Vnd(income.voucher_from_seller.0),
        shipping: Vnd(income.final_shipping_fee.0.saturating_neg()),
        refunded: Vnd(income.seller_return_refund.0.saturating_abs()),
        paid_out: Vnd(row.payout_amount.0),
        at: moment(row.escrow_release_time.0),
    }
}
