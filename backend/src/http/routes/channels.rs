//! The routes of channels.

use crate::http::access::{Access, Routes};
use crate::http::{forms, pages, uploads};
use services::actor::Right;

/// The booth's pages, the operator's, and the addresses that channels call.
pub(super) fn channels(routes: Routes) -> Routes {
    use forms::channels as send;
    use pages::channels as see;
    let (read, sell, manage) = (
        Access::Member(Right::Read),
        Access::Member(Right::Sell),
        Access::Member(Right::Manage),
    );
    routes
        .page("/htx/kenh", read, see::list)
        .form("/htx/kenh/dung", sell, send::pause_all)
        .form("/htx/kenh/noi/{channel}", manage, send::connect)
        .get("/htx/kenh/ve/{channel}", manage, send::consented)
        .page("/htx/kenh/{id}", read, see::one)
        .page("/htx/kenh/{id}/tap-tin", sell, send::workbook)
        .upload(
            "/htx/kenh/{id}/tap-tin",
            sell,
            uploads::LIMIT,
            send::take_file,
        )
        .page("/htx/kenh/{id}/nganh/{listing}", sell, see::category)
        .form("/htx/kenh/{id}/nganh/{listing}", sell, send::category)
        .page("/htx/kenh/{id}/hang/{listing}", sell, see::listing)
        .form("/htx/kenh/{id}/hang/{listing}/chu", sell, send::texts)
        .form("/htx/kenh/{id}/hang/{listing}/gia", manage, send::prices)
        .form("/htx/kenh/moi/{account}", manage, send::answer_membership)
        .page("/htx/kenh/{id}/thanh-vien", read, see::members)
        .form("/htx/kenh/{id}/thanh-vien", manage, send::members)
        .page("/htx/kenh/{id}/tra-hang", read, see::returns)
        .form("/htx/kenh/{id}/tra-hang", sell, send::answer_return)
        .page("/htx/kenh/{id}/doi-soat", read, see::settled)
        .form("/htx/kenh/{id}/doi-soat", sell, send::fetch_settled)
        .form("/htx/kenh/{id}/viec/{deed}", sell, send::deed)
        .page("/quan-tri/kenh", Access::Operator, see::overview)
        .form("/quan-tri/kenh/lai", Access::Operator, send::again)
        .form("/quan-tri/kenh/khop", Access::Operator, send::map_code)
        .get("/kenh/{token}/hang", Access::Anyone, see::feed)
        .get("/hooks/{channel}", Access::Anyone, see::handshake)
        .post("/hooks/{channel}", Access::Signed, see::hook)
        .post("/hooks/{channel}/{key}", Access::Signed, see::own_hook)
}
