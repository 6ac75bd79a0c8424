//! What only members see: work to do now, and the bar of four at the bottom.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::parts::{BoothTab, TaskCard};

use super::badge::chip;
use super::icon::{Icon, icon};

/// One thing to do now: the first carries a button of 64 px, the others open as a whole.
#[must_use]
pub fn task_card(of: &TaskCard) -> AnyView {
    let class = if of.hot { "task hot" } else { "task" };
    let until = of
        .until
        .clone()
        .map(|text| chip(Icon::Clock, text, if of.hot { "r nb" } else { "y nb" }));
    let of = of.clone();
    match of.button {
        Some(button) => view! {
            <section class=class>
                <div class="row between wrap"><h2>{of.title}</h2>{until}</div>
                <p class="s mt4">{of.detail}</p>
                <a class="b big w" href=of.href>{button}</a>
            </section>
        }
        .into_any(),
        None => view! {
            <a class=class href=of.href>
                <span class="row between t">
                    <span class="grow"><span class="name">{of.title}</span><span class="s m">{of.detail}</span></span>
                    {until}
                    {icon(Icon::Next)}
                </span>
            </a>
        }
        .into_any(),
    }
}

/// Numbers on the bottom bar; zero shows nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TabCounts {
    /// Orders that wait for an answer.
    pub orders: u32,
}

/// The bottom bar of four. The shell places it; `/htx` is the root of the booth.
#[must_use]
pub fn booth_tabs(active: Option<BoothTab>, counts: TabCounts, l: Locale) -> AnyView {
    let tabs = [
        (BoothTab::Today, Icon::Home, l.say("Hôm nay", "Today"), "/htx"),
        (BoothTab::Orders, Icon::Bag, l.say("Đơn", "Orders"), "/htx/don"),
        (BoothTab::Goods, Icon::Box, l.say("Hàng", "Goods"), "/htx/hang"),
        (BoothTab::Money, Icon::Money, l.say("Tiền", "Money"), "/htx/tien"),
    ]
    .map(|(tab, name, words, href)| {
        let count = (tab == BoothTab::Orders && counts.orders > 0).then(|| {
            let waiting = l.say(" đơn chờ", " waiting");
            view! { <span class="n">{counts.orders.to_string()}<span class="vh">{waiting}</span></span> }
        });
        let current = (active == Some(tab)).then_some("page");
        view! { <a href=l.path(href) aria-current=current>{icon(name)}{words}{count}</a> }
    });
    view! { <nav class="tabs" aria-label=l.say("Gian hàng", "Booth")>{tabs.into_iter().collect_view()}</nav> }.into_any()
}
