//! The shelf: how much is left of everything, changed with one thumb.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::goods::{DraftLine, ShelfItem, ShelfView};

use super::super::look_only;
use super::default_button;
use crate::components::{Icon, empty, hidden, icon, icon_small, notice, pager, thumb};
use crate::islands::StockStepper;

fn draft(of: &DraftLine, l: Locale) -> AnyView {
    view! {
        <li class="box row">
            <a class="row grow plain" href=of.href.clone()>
                {thumb(of.picture.as_ref(), "sm")}
                <span class="grow"><b>{of.name.clone()}</b><br/><span class="s m">{of.detail.clone()}</span></span>
            </a>
            <form method="post" action=l.path(&format!("/htx/hang/nhap/{}/bo", of.id))>
                <button class="b o" type="submit">{l.say("Bỏ", "Discard")}</button>
            </form>
        </li>
    }
    .into_any()
}

/// − number +, and Enter for a typed number. Decimals are typed; a tap is one whole unit.
fn counter(of: &ShelfItem, here: &str, l: Locale) -> AnyView {
    let at_zero = (of.number == "0").then_some("lim");
    view! {
        <form method="post" action=l.path(&format!("/htx/hang/kho/{}", of.offer)) data-stock="" novalidate>
            {default_button("op", "set")}
            {hidden("key", of.key.clone())}
            {hidden("here", here)}
            <span class="step xl" role="group" aria-label=of.label.clone()>
                <button type="submit" name="op" value="minus" class=at_zero aria-label=l.say("Bớt 1", "One less")>"−"</button>
                <input type="number" inputmode="decimal" name="so" value=of.number.clone() min="0" step="1"
                    aria-label=of.label.clone() autocomplete="off"/>
                <button type="submit" name="op" value="plus" aria-label=l.say("Thêm 1", "One more")>"+"</button>
            </span>
        </form>
    }
    .into_any()
}

fn picked(of: &ShelfItem, here: &str, l: Locale) -> Option<AnyView> {
    of.harvested.then(|| {
        let id = format!("picked-{}", of.offer);
        view! {
            <form class="stack" method="post" action=l.path(&format!("/htx/hang/kho/{}", of.offer)) novalidate>
                {hidden("op", "pick")}
                {hidden("key", of.key.clone())}
                {hidden("here", here)}
                <div class="fld">
                    <label for=id.clone()>{l.say("Hái thêm bao nhiêu?", "How much more was picked?")}</label>
                    <input class="in" id=id name="picked" inputmode="decimal" autocomplete="off" maxlength="16"/>
                </div>
                <button class="b o big w" type="submit">{icon(Icon::Leaf)}{l.say("Hái hôm nay", "Picked today")}</button>
            </form>
        }
        .into_any()
    })
}

/// A pack for those who only look: it leads to its floors.
fn look(of: &ShelfItem) -> AnyView {
    view! {
        <li class="box">
            <a class="row t plain" href=of.href.clone()>
                {thumb(of.picture.as_ref(), "")}
                <span class="grow">
                    <b class="sub">{of.name.clone()}</b><br/>
                    <span class="s m">{of.detail.clone()}</span>
                </span>
                <span class="num">{of.number.replace('.', ",")}</span>
            </a>
        </li>
    }
    .into_any()
}

fn item(of: &ShelfItem, here: &str, l: Locale) -> AnyView {
    let slug_action = |what: &str| format!("{}/{what}", of.href);
    let shelf_button = match (of.can_pause, of.can_resume) {
        (true, _) => Some(("nghi", l.say("Tạm nghỉ bán món này", "Pause this good"))),
        (_, true) => Some(("ban-lai", l.say("Bán lại món này", "Sell it again"))),
        _ => None,
    };
    let shelf_form = shelf_button.map(|(what, words)| {
        view! {
            <form method="post" action=slug_action(what)>
                {hidden("here", here)}
                <button class="b o big w" type="submit">{words}</button>
            </form>
        }
    });
    let warning = of.warning.clone().map(|text| {
        view! { <p class="err">{icon(Icon::Warning)}<span>{text}</span></p> }
    });
    let state = of.state.clone().map(|text| {
        let class = if of.needs_work { "chip r" } else { "chip y" };
        view! { <p class="mt8"><span class=class>{icon_small(Icon::Clock)}{text}</span></p> }
    });
    let fresh = of.picked.clone().map(|text| view! { " · " {text} });
    view! {
        <li class="box" id=format!("o-{}", of.offer)>
            <a class="row t plain" href=of.href.clone()>
                {thumb(of.picture.as_ref(), "")}
                <span class="grow">
                    <b class="sub">{of.name.clone()}</b><br/>
                    <span class="s m">{of.detail.clone()}{fresh}</span>
                </span>
            </a>
            {state}
            <div class="mt12">{counter(of, here, l)}</div>
            {warning}
            <details>
                <summary>{l.say("Hái thêm, nghỉ bán", "Harvest, pause")}</summary>
                <div class="stack">
                    {picked(of, here, l)}
                    <a class="b o big w" href=l.path(&format!("/htx/hang/kho/{}/lo", of.offer))>{l.say("Các lô, hạn dùng", "Lots and last days")}</a>
                    <a class="b o big w" href=l.path(&format!("/htx/hang/kho/{}/so", of.offer))>{l.say("Sổ kho", "Stock book")}</a>
                    {shelf_form}
                    <a class="b o big w" href=of.href.clone()>{l.say("Sửa tên, ảnh, giá", "Mend name, photo, price")}</a>
                </div>
            </details>
        </li>
    }
    .into_any()
}

fn search(of: &ShelfView, l: Locale) -> Option<AnyView> {
    of.searchable.then(|| {
        view! {
            <form class="row" action=l.path("/htx/hang") role="search">
                <input class="in grow" type="search" name="q" value=of.query.clone() enterkeyhint="search"
                    aria-label=l.say("Tìm món của bạn", "Search your goods") placeholder=l.say("Tìm món", "Search")/>
                <button class="b o big" type="submit">{icon(Icon::Search)}<span class="vh">{l.say("Tìm", "Search")}</span></button>
            </form>
        }
        .into_any()
    })
}

/// The stock page.
#[must_use]
pub fn shelf_page(of: &ShelfView, l: Locale) -> AnyView {
    let notices: Vec<_> = of.notices.iter().map(notice).collect();
    let drafts: Vec<_> = of.drafts.iter().map(|one| draft(one, l)).collect();
    let drafts = (!drafts.is_empty()).then(|| {
        view! {
            <section>
                <h2>{l.say("Đăng dở", "Begun")}</h2>
                <ul role="list" class="stack mt8">{drafts}</ul>
            </section>
        }
    });
    let show = |one: &ShelfItem| {
        if of.can_sell {
            item(one, &of.here, l)
        } else {
            look(one)
        }
    };
    let items: Vec<_> = of.items.iter().map(show).collect();
    let items = (!items.is_empty()).then(|| view! { <ul role="list" class="shelf">{items}</ul> });
    let list = if of.can_sell {
        view! { <a class="b big w" href=l.path("/htx/hang/moi")>{icon(Icon::Camera)}{l.say("Đăng món", "List a good")}</a> }
            .into_any()
    } else {
        look_only(l.say(
            "Chỉ giám đốc và người bán đổi được giá và số còn",
            "Only directors and sellers change prices and stock",
        ))
    };
    view! {
        <div class="w pt pb stack">
            {notices}
            {list}
            <StockStepper
                offline=l.say("Đang không có mạng.", "No network.").to_owned()
                changes=l.say(" thay đổi", " changes").to_owned()
                later=l.say(" sẽ tự gửi khi có sóng.", " will be sent when there is.").to_owned()
            />
            {search(of, l)}
            {drafts}
            {items}
            {of.empty.as_ref().map(empty)}
            {pager(&of.pager, l)}
            <p class="row wrap">
                <a class="b o" href=l.path("/htx/giay")>{icon(Icon::Seal)}{l.say("Giấy chứng nhận", "Certificates")}</a>
                <a class="b o" href=l.path("/htx/mua-vu")>{icon(Icon::Leaf)}{l.say("Mùa vụ, đặt trước", "Harvests ahead")}</a>
                <a class="b o" href=l.path("/htx/chung")>{l.say("Bán chung", "Sold together")}</a>
                <a class="b o" href=l.path("/htx/kenh")>{l.say("Kênh bán", "Channels")}</a>
                <a class="b o" href=l.path("/htx/hang/tap-tin")>{l.say("Bảng tính (Excel)", "Spreadsheet")}</a>
            </p>
        </div>
    }
    .into_any()
}
