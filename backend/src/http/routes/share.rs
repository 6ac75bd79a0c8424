//! The routes of sharing: links, cards, sellers, and the booth's side of it.

use crate::http::access::{Access, Routes};
use crate::http::{forms, pages};
use services::actor::Right;

/// Links as buyers open them, cards, and who shares.
pub(super) fn share(routes: Routes) -> Routes {
    use forms::share as send;
    use pages::share::{self as see, booth, cards, seller};
    use pages::staff::sellers;
    let (read, sell, manage) = (
        Access::Member(Right::Read),
        Access::Member(Right::Sell),
        Access::Member(Right::Manage),
    );
    routes
        .page("/s/{code}", Access::Anyone, see::open)
        .page("/s/{code}/in", Access::Anyone, see::sheet)
        .get("/s/{code}/{file}", Access::Anyone, see::qr)
        .get(
            "/anh/chia-se/{kind}/{slug}/{file}",
            Access::Anyone,
            cards::show,
        )
        .page("/htx/chia-se", read, booth::show)
        .form("/htx/chia-se", sell, send::booth_link)
        .page("/htx/chia-se/hoa-hong.csv", read, booth::csv)
        .page("/htx/chia-se/link/{code}", read, booth::link)
        .form("/htx/chia-se/link/{code}/dung", sell, send::end_booth_link)
        .form("/htx/chia-se/muc", manage, send::rate)
        .form("/htx/chia-se/muc/{id}/dung", manage, send::end_rate)
        .page("/quan-tri/nguoi-ban", Access::Operator, sellers::show)
        .form("/quan-tri/nguoi-ban", Access::Operator, sellers::decide)
        .page("/nguoi-ban", Access::SignedIn, seller::home)
        .form("/nguoi-ban", Access::SignedIn, send::sign_up)
        .form(
            "/nguoi-ban/tai-khoan",
            Access::SignedIn,
            send::seller_account,
        )
        .page("/nguoi-ban/hang", Access::SignedIn, seller::goods)
        .page("/nguoi-ban/hoa-hong.csv", Access::SignedIn, seller::csv)
        .form("/nguoi-ban/link", Access::SignedIn, send::seller_link)
        .page("/nguoi-ban/link/{code}", Access::SignedIn, seller::link)
        .form(
            "/nguoi-ban/link/{code}/dung",
            Access::SignedIn,
            send::end_seller_link,
        )
}
