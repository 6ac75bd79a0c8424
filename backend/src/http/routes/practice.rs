//! The routes of classes.

use crate::http::access::{Access, Routes};
use crate::http::{forms, pages};
use services::actor::Right;

/// The trainer's pages, and the learner's.
pub(super) fn practice(routes: Routes) -> Routes {
    use forms::practice as send;
    use pages::practice as see;
    let (read, sell) = (Access::Member(Right::Read), Access::Member(Right::Sell));
    routes
        .page("/lien-minh/lop", Access::Officer, see::classes)
        .form("/lien-minh/lop", Access::Officer, send::open)
        .page("/lien-minh/lop/{code}", Access::Officer, see::board)
        .form("/lien-minh/lop/{code}/het", Access::Officer, send::end)
        .page("/tap", Access::SignedIn, see::way_in)
        .form("/tap", Access::SignedIn, send::enter)
        .page("/htx/tap", read, see::learner)
        .form("/htx/tap/{deed}", sell, send::deed)
}
