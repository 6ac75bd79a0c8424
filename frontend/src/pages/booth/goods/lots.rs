//! The lots of an offer, and the book of its movements.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::goods::{LotLineView, LotsView, MovementLine, StockBookView};

use super::select;
use crate::components::{
    Field, Icon, empty, error_for, error_summary, field, hidden, icon, icon_small, notice, pager,
};

fn input(
    of: &LotsView,
    label: &str,
    (name, value): (&str, &str),
    (kind, inputmode): (&str, &str),
    help: Option<&str>,
) -> AnyView {
    field(Field {
        label,
        name,
        value,
        kind,
        inputmode,
        help,
        error: error_for(&of.errors, name),
        maxlength: Some(120),
        ..Field::default()
    })
}

fn form(of: &LotsView, l: Locale) -> AnyView {
    let sent = &of.form;
    let quantity = match l {
        Locale::Vi => format!("Hái được bao nhiêu {}?", of.unit),
        Locale::En => format!("How much was picked ({})?", of.unit),
    };
    let private = l.say(
        "Chỉ hợp tác xã thấy, khách không thấy",
        "Only the cooperative sees this",
    );
    let papers = (!of.certificates.is_empty()).then(|| {
        select(
            l.say("Thuộc giấy chứng nhận nào", "Covered by"),
            "certificate",
            &of.certificates,
            &of.errors,
        )
    });
    view! {
        <form class="box stack" method="post" action=of.base.clone() novalidate>
            <h2>{l.say("Hái hôm nay, thêm một lô", "Picked today: a new lot")}</h2>
            {error_summary(&of.errors, l)}
            {hidden("key", sent.key.clone())}
            {(!sent.forecast.is_empty()).then(|| hidden("forecast", sent.forecast.clone()))}
            {input(of, &quantity, ("quantity", &sent.quantity), ("", "decimal"), None)}
            {input(of, l.say("Ngày hái", "Harvested on"), ("harvested_on", &sent.harvested_on), ("date", ""), None)}
            <details open=!of.errors.is_empty()>
                <summary>{l.say("Hạn, thửa, hộ, giấy", "Last day, plot, household, papers")}</summary>
                <div class="stack">
                    {input(of, l.say("Ngày cuối còn bán", "Last day"), ("expires_on", &sent.expires_on), ("date", ""), of.proposed.as_deref())}
                    {input(of, l.say("Thửa, vườn", "Plot"), ("plot", &sent.plot), ("", ""), Some(private))}
                    {input(of, l.say("Hộ trồng", "Household"), ("household", &sent.household), ("", ""), Some(private))}
                    {papers}
                </div>
            </details>
            <button class="b big w" type="submit">{icon(Icon::Leaf)}{l.say("Nhập lô", "Add the lot")}</button>
        </form>
    }
    .into_any()
}

fn deeds(of: &LotLineView, base: &str, l: Locale) -> AnyView {
    let action = format!("{base}/{}", of.code);
    let id = format!("ly-do-{}", of.code);
    let hold = of.can_hold.then(|| {
        view! {
            <details>
                <summary>{l.say("Ngừng bán lô này", "Take it off the sale")}</summary>
                <form class="stack" method="post" action=action.clone()>
                    {hidden("viec", "hold")}
                    <div class="fld">
                        <label for=id.clone()>{l.say("Vì sao?", "Why?")}</label>
                        <input class="in" id=id.clone() name="reason" maxlength="200" required autocomplete="off"/>
                    </div>
                    <button class="b o big w" type="submit">{l.say("Ngừng bán", "Take it off")}</button>
                </form>
            </details>
        }
    });
    let release = of.can_release.then(|| {
        view! {
            <form method="post" action=action.clone()>
                <button class="b big w" type="submit" name="viec" value="release">{l.say("Bán lại lô này", "Sell it again")}</button>
            </form>
        }
    });
    let write_off = of.can_write_off.then(|| {
        view! {
            <details>
                <summary>{l.say("Bỏ phần còn lại", "Write off the rest")}</summary>
                <form class="stack" method="post" action=action.clone()>
                    <p class="s m">{l.say("Phần đã hứa cho đơn thì giữ nguyên.", "What is promised to orders stays.")}</p>
                    <button class="b o big w" type="submit" name="viec" value="write_off">{l.say("Bỏ phần còn lại", "Write it off")}</button>
                </form>
            </details>
        }
    });
    view! { {release}{hold}{write_off} }.into_any()
}

fn lot(of: &LotLineView, base: &str, l: Locale) -> AnyView {
    let state = of.state.clone().map(|text| {
        view! { <p class="mt8"><span class="chip y">{icon_small(Icon::Clock)}{text}</span></p> }
    });
    let orders: Vec<_> = of
        .orders
        .iter()
        .map(|(code, href)| view! { <a href=href.clone()>{code.clone()}</a>" " })
        .collect();
    let orders = (!of.orders.is_empty()).then(|| {
        view! { <p class="s">{l.say("Nằm trong đơn đã gói: ", "In packed orders: ")}{orders}</p> }
    });
    view! {
        <li class="box stack" id=of.code.clone()>
            <p class="row between"><b class="sub">{of.code.clone()}</b><b>{of.left.clone()}</b></p>
            <p class="s m">{of.detail.clone()}</p>
            {state}
            {orders}
            <p><a class="b o" href=format!("{base}/{}/nhan", of.code)>{icon(Icon::Printer)}{l.say("In nhãn lô", "Print its label")}</a></p>
            {deeds(of, base, l)}
        </li>
    }
    .into_any()
}

/// The lots of an offer, first expired first, with the form for a new one.
#[must_use]
pub fn lots_page(of: &LotsView, l: Locale) -> AnyView {
    let notices: Vec<_> = of.notices.iter().map(notice).collect();
    let lots: Vec<_> = of.lots.iter().map(|one| lot(one, &of.base, l)).collect();
    let lots = (!lots.is_empty()).then(|| {
        view! {
            <h2>{l.say("Các lô, hết hạn trước đứng trước", "Lots, first expired first")}</h2>
            <ul role="list" class="stack">{lots}</ul>
        }
    });
    view! {
        <div class="w pt pb stack">
            {notices}
            <p class="m">{of.under.clone()}</p>
            {of.ahead.clone().map(|words| view! { <p>{words}" "<a href=l.path("/htx/mua-vu")>{l.say("Xem mùa vụ", "See the harvests")}</a></p> })}
            {of.can_sell.then(|| form(of, l))}
            {lots}
            <p><a class="b o big w" href=of.book.clone()>{l.say("Xem sổ kho", "The book of movements")}</a></p>
        </div>
    }
    .into_any()
}

/// Movements as lines, newest first.
#[must_use]
pub fn movement_lines(of: &[MovementLine]) -> AnyView {
    let lines: Vec<_> = of
        .iter()
        .map(|one| {
            view! {
                <li class="line">
                    <p class="row between"><b>{one.what.clone()}</b><span class="s m">{one.at.clone()}</span></p>
                    <p>{one.change.clone()}</p>
                    <p class="s m">{one.detail.clone()}</p>
                    <p class="s m">{one.balance.clone()}</p>
                </li>
            }
        })
        .collect();
    view! { <ul role="list" class="box lines">{lines}</ul> }.into_any()
}

/// The book of an offer's movements.
#[must_use]
pub fn stock_book_page(of: &StockBookView, l: Locale) -> AnyView {
    let lines = (!of.lines.is_empty()).then(|| movement_lines(&of.lines));
    view! {
        <div class="w pt pb stack">
            <p class="m">{of.under.clone()}</p>
            {lines}
            {of.empty.as_ref().map(empty)}
            {pager(&of.pager, l)}
            <p><a class="b o big w" href=of.lots.clone()>{l.say("Các lô", "Lots")}</a></p>
        </div>
    }
    .into_any()
}
