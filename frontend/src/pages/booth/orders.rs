//! The booth's orders by what is to be done with them.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::booth::{OrderGroup, OrderListView, OrderRow};
use shared::view::parts::Empty;

use super::live;
use crate::components::{Icon, chip, empty, icon, pager};

fn row(of: &OrderRow, calm: bool, l: Locale) -> AnyView {
    let class = match (of.hot, calm) {
        (true, _) => "task hot",
        (_, true) => "task calm",
        _ => "task",
    };
    let until = of
        .until
        .clone()
        .map(|text| chip(Icon::Clock, text, if of.hot { "r nb" } else { "y nb" }));
    let state = of.state.clone().map(|text| format!("{text} · "));
    view! {
        <a class=class href=l.path(&format!("/htx/don/{}", of.code))>
            <span class="row between t wrap">
                <span class="name">{of.goods.clone()}</span>
                {until}
            </span>
            <span class="row between t mt4">
                <span class="s m grow">{state}{of.place.clone()}<br/>{of.code.clone()}</span>
                <span class="r"><span class="s m">{l.say("Bạn nhận tiền hàng", "You receive for the goods")}</span><br/><b>{of.receive.clone()}</b></span>
            </span>
        </a>
    }
    .into_any()
}

fn group(of: &OrderGroup, l: Locale) -> AnyView {
    let calm = matches!(of.slug.as_str(), "dang-di" | "xong");
    let rows: Vec<_> = of
        .rows
        .iter()
        .map(|one| view! { <li>{row(one, calm, l)}</li> })
        .collect();
    let print = of.labels.clone().map(|labels| {
        let words = match l {
            Locale::Vi => format!("In {}\u{a0}nhãn", of.count),
            Locale::En => format!("Print {} labels", of.count),
        };
        view! {
            <div class="two">
                <a class="b o big" href=labels target="_blank">{icon(Icon::Printer)}{words}</a>
                <a class="b o big" href=of.slips.clone() target="_blank">{l.say("In phiếu", "Print slips")}</a>
            </div>
        }
    });
    let more = of.more.clone().map(|href| {
        let words = match l {
            Locale::Vi => format!("Xem cả {}\u{a0}đơn", of.count),
            Locale::En => format!("See all {}", of.count),
        };
        view! { <a class="b o big w" href=href>{words}</a> }
    });
    view! {
        <section class="stack mt24" id=of.slug.clone()>
            <h2>{of.title.clone()}" "<span class="m">{of.count.to_string()}</span></h2>
            {print}
            <ul role="list" class="stack">{rows}</ul>
            {more}
        </section>
    }
    .into_any()
}

/// The groups that have something in them.
#[must_use]
pub fn order_list_page(of: &OrderListView, l: Locale) -> AnyView {
    let nothing = of
        .groups
        .iter()
        .all(|group| group.rows.is_empty())
        .then(|| {
            empty(&Empty {
                title: l.say("Chưa có đơn nào", "No orders yet").to_owned(),
                text: l
                    .say(
                        "Khách đặt thì đơn hiện ở đây ngay, và có tin nhắn cho bạn",
                        "They appear here as soon as somebody orders, and you get a message",
                    )
                    .to_owned(),
                link: Some((
                    l.say("Xem hàng đang bán", "See the goods on sale")
                        .to_owned(),
                    l.path("/htx/hang"),
                )),
            })
        });
    let all = of.only_one.then(|| {
        view! { <p><a class="link" href=l.path("/htx/don")>{l.say("Tất cả đơn", "All orders")}</a></p> }
    });
    let groups: Vec<_> = of
        .groups
        .iter()
        .filter(|one| !one.rows.is_empty())
        .map(|one| group(one, l))
        .collect();
    view! {
        <div class="w stack pt pb">
            <h1 class="vh">{l.say("Đơn của gian hàng", "The booth's orders")}</h1>
            {all}
            {nothing}
            {groups}
            {pager(&of.pager, l)}
            {live(l)}
        </div>
    }
    .into_any()
}
