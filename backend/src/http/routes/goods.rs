//! The routes of goods: those of one cooperative, and those that several sell together.

use crate::http::access::{Access, Routes};
use crate::http::{forms, pages, uploads};
use services::actor::Right;

/// A cooperative's goods, as its members handle them.
pub(super) fn goods(routes: Routes) -> Routes {
    use forms::goods as send;
    use pages::goods as see;
    let (sell, manage) = (Access::Member(Right::Sell), Access::Member(Right::Manage));
    routes
        .page("/htx/hang", Access::Member(Right::Read), see::shelf)
        .page("/htx/hang/moi", sell, see::new)
        .upload("/htx/hang/moi", sell, uploads::LIMIT, send::publish)
        .page("/htx/hang/doan", sell, see::guess)
        .upload("/htx/hang/nhap", sell, uploads::LIMIT, send::save)
        .page("/htx/hang/nhap/{id}", sell, see::draft)
        .form("/htx/hang/nhap/{id}/bo", sell, send::discard)
        .form("/htx/hang/kho/{offer}", sell, send::stock)
        .page(
            "/htx/hang/kho/{offer}/lo",
            Access::Member(Right::Read),
            pages::lots::show,
        )
        .form("/htx/hang/kho/{offer}/lo", sell, send::lots::receive)
        .form("/htx/hang/kho/{offer}/lo/{code}", sell, send::lots::deed)
        .page(
            "/htx/hang/kho/{offer}/lo/{code}/nhan",
            Access::Member(Right::Read),
            pages::lots::label,
        )
        .page(
            "/htx/hang/kho/{offer}/so",
            Access::Member(Right::Read),
            pages::lots::book,
        )
        .page(
            "/htx/hang/tap-tin",
            Access::Member(Right::Read),
            pages::spreadsheet::show,
        )
        .upload("/htx/hang/tap-tin", sell, uploads::LIMIT, send::preview)
        .form("/htx/hang/tap-tin/nhap", sell, send::take_over)
        .page(
            "/htx/hang/tap-tin/hang.csv",
            Access::Member(Right::Read),
            pages::spreadsheet::csv,
        )
        .page(
            "/htx/hang/tap-tin/hang.xlsx",
            Access::Member(Right::Read),
            pages::spreadsheet::xlsx,
        )
        .page("/htx/hang/{slug}", sell, see::one)
        .form("/htx/hang/{slug}", sell, send::edit)
        .upload("/htx/hang/{slug}/anh", sell, uploads::LIMIT, send::photo)
        .form("/htx/hang/{slug}/anh/{deed}", sell, send::photo_deed)
        .form("/htx/hang/{slug}/loai/moi", sell, send::add_pack)
        .form("/htx/hang/{slug}/loai/{offer}", sell, send::pack)
        .form("/htx/hang/{slug}/loai/{offer}/bo", sell, send::remove_pack)
        .form("/htx/hang/{slug}/nghi", sell, send::pause)
        .form("/htx/hang/{slug}/ban-lai", sell, send::resume)
        .form("/htx/hang/{slug}/gui-duyet", sell, send::submit)
        .form("/htx/hang/{slug}/go", sell, send::withdraw)
        .page(
            "/htx/hang/{slug}/gia-san",
            Access::Member(Right::Read),
            pages::floors::floors,
        )
        .form("/htx/hang/{slug}/gia-san", manage, forms::floors::set)
        .form(
            "/htx/hang/{slug}/gia-san/{floor}/dung",
            manage,
            forms::floors::end,
        )
        .form(
            "/htx/hang/{slug}/gia-san/{floor}/cho-phep",
            manage,
            forms::floors::allow,
        )
        .form(
            "/htx/hang/{slug}/gia-san/{floor}/thoi/{permit}",
            manage,
            forms::floors::disallow,
        )
        .page(
            "/htx/mua-vu",
            Access::Member(Right::Read),
            pages::harvests::show,
        )
        .form("/htx/mua-vu", sell, forms::harvests::open)
        .form("/htx/mua-vu/{id}/{deed}", sell, forms::harvests::deed)
        .page("/htx/giay", Access::Member(Right::Read), see::papers)
        .upload("/htx/giay", sell, uploads::LIMIT, send::hand_in)
}

/// Pooled listings: of a booth, and of the alliance.
pub(super) fn pools(routes: Routes) -> Routes {
    use forms::pools as send;
    use pages::pools as see;
    let (read, manage) = (Access::Member(Right::Read), Access::Member(Right::Manage));
    routes
        .page("/htx/phan-don", read, see::decisions)
        .page("/htx/chung", read, see::booth_list)
        .page("/htx/chung/moi", manage, see::booth_new)
        .form("/htx/chung/moi", manage, send::booth_create)
        .page("/htx/chung/{slug}", read, see::booth_one)
        .page("/htx/chung/{slug}/phan", read, see::booth_shares)
        .form("/htx/chung/{slug}/{deed}", manage, send::booth_deed)
        .page("/lien-minh/chung", Access::Officer, see::alliance_list)
        .page("/lien-minh/chung/moi", Access::Officer, see::alliance_new)
        .form(
            "/lien-minh/chung/moi",
            Access::Officer,
            send::alliance_create,
        )
        .page(
            "/lien-minh/chung/{slug}",
            Access::Officer,
            see::alliance_one,
        )
        .page(
            "/lien-minh/chung/{slug}/phan",
            Access::Officer,
            see::alliance_shares,
        )
        .form(
            "/lien-minh/chung/{slug}/{deed}",
            Access::Officer,
            send::alliance_deed,
        )
}
