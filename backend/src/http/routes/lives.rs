//! The routes of livestreams.

use crate::http::access::{Access, Routes};
use crate::http::{forms, live, pages};
use services::actor::Right;

/// The most bytes of a file of comments.
const FILE_LIMIT: usize = 512 * 1024;

/// The console of those who sell, and the pages of those who watch.
pub(super) fn lives(routes: Routes) -> Routes {
    use forms::lives as send;
    use pages::lives as see;
    let sell = Access::Member(Right::Sell);
    let seller = Access::SignedIn;
    routes
        .page("/nguoi-ban/live", seller, see::list)
        .form("/nguoi-ban/live", seller, send::open)
        .page("/nguoi-ban/live/{slug}", seller, see::console)
        .page("/nguoi-ban/live/{slug}/the", seller, see::cues)
        .page("/nguoi-ban/live/{slug}/ket-qua", seller, see::report)
        .page(
            "/nguoi-ban/live/{slug}/ket-qua.csv",
            seller,
            see::report_csv,
        )
        .upload("/nguoi-ban/live/{slug}/tep", seller, FILE_LIMIT, send::file)
        .form("/nguoi-ban/live/{slug}/{deed}", seller, send::deed)
        .form("/htx/live-nguoi-ban", sell, send::consent)
        .form(
            "/htx/live-nguoi-ban/luat",
            Access::Member(Right::Manage),
            send::live_rule,
        )
        .page("/htx/live", sell, see::list)
        .form("/htx/live", sell, send::open)
        .page("/htx/live/{slug}", sell, see::console)
        .page("/htx/live/{slug}/the", sell, see::cues)
        .page("/htx/live/{slug}/ket-qua", sell, see::report)
        .page("/htx/live/{slug}/ket-qua.csv", sell, see::report_csv)
        .upload("/htx/live/{slug}/tep", sell, FILE_LIMIT, send::file)
        .form("/htx/live/{slug}/{deed}", sell, send::deed)
        .page("/live/{slug}", Access::Anyone, see::watch)
        .form("/live/{slug}", Access::Anyone, send::take)
        .get("/live/{slug}/su-kien", Access::Anyone, live::watch)
        .page("/live/{slug}/gio/{token}", Access::Signed, see::basket)
        .form("/live/{slug}/gio/{token}", Access::Signed, send::order)
}
