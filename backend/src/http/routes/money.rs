//! Payments, refunds, accounts, settlements.

use crate::http::access::{Access, Routes};
use crate::http::{forms, hooks, pages, uploads};
use services::actor::Right;

/// Everything about money but the booth's statement.
pub(super) fn money(routes: Routes) -> Routes {
    routes
        .get("/hooks/pay/{provider}", Access::Anyone, hooks::notice)
        .post("/hooks/pay/{provider}", Access::Anyone, hooks::notice)
        .get("/don/{code}/qr/{name}", Access::Signed, pages::money::code)
        .upload(
            "/don/{code}/bao-hong",
            Access::Signed,
            uploads::LIMIT,
            forms::money::claim,
        )
        .form(
            "/htx/cai-dat/tai-khoan",
            Access::Member(Right::Manage),
            forms::money::account,
        )
        .form(
            "/htx/tien/bao-hong",
            Access::Member(Right::Sell),
            forms::money::decide,
        )
        .form(
            "/htx/tien/da-hoan/{reference}",
            Access::Member(Right::Sell),
            forms::money::refunded,
        )
        .form(
            "/htx/tien/da-nhan",
            Access::Member(Right::Money),
            forms::money::received,
        )
        .form(
            "/htx/tien/viec",
            Access::Member(Right::Money),
            forms::money::todo,
        )
        .upload(
            "/htx/tien/doi-soat",
            Access::Member(Right::Money),
            uploads::LIMIT,
            forms::money::remittance,
        )
        .get(
            "/quan-tri/tien/chi-tra/{id}",
            Access::Operator,
            pages::money::payout_code,
        )
        .get(
            "/quan-tri/tien/chi-tra.csv",
            Access::Operator,
            pages::money::payout_file,
        )
        .form(
            "/quan-tri/tien/chi-tra",
            Access::Operator,
            forms::money::note,
        )
        .page(
            "/htx/khuyen-mai",
            Access::Member(Right::Read),
            pages::vouchers::booth,
        )
        .form(
            "/htx/khuyen-mai",
            Access::Member(Right::Manage),
            forms::vouchers::give,
        )
        .form(
            "/htx/khuyen-mai/{code}",
            Access::Member(Right::Manage),
            forms::vouchers::change,
        )
        .page(
            "/quan-tri/khuyen-mai",
            Access::Operator,
            pages::vouchers::market,
        )
        .form(
            "/quan-tri/khuyen-mai",
            Access::Operator,
            forms::vouchers::give_of_market,
        )
        .form(
            "/quan-tri/khuyen-mai/{code}",
            Access::Operator,
            forms::vouchers::end,
        )
        .page("/quan-tri/tien", Access::Operator, pages::money::tasks)
        .form("/quan-tri/tien", Access::Operator, forms::money::settle)
}
