//! Pieces that several pages of the shop share.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::shop::{CountLink, PageLinks, Shelf};

use crate::components::{Icon, icon, product_grid};

/// A heading with a link at its right, and the goods under it. The first `eager` pictures load at once.
pub(super) fn shelf(of: &Shelf, l: Locale, eager: usize) -> AnyView {
    let more = of
        .more
        .clone()
        .map(|(words, href)| view! { <a href=href>{words}</a> });
    view! {
        <section>
            <div class="sect-head"><h2>{of.title.clone()}</h2>{more}</div>
            <div class="sect">{product_grid(&of.cards, l, eager)}</div>
        </section>
    }
    .into_any()
}

/// A link to choose: words, number, a tick when it is chosen.
pub(super) fn choice(of: &CountLink) -> AnyView {
    let class = if of.chosen { "f on" } else { "f" };
    let tick = of.chosen.then(|| icon(Icon::Check));
    let count =
        (!of.count.is_empty()).then(|| view! { <span class="count">{of.count.clone()}</span> });
    let current = of.chosen.then_some("true");
    view! { <a class=class href=of.href.clone() aria-current=current>{tick}{of.text.clone()}{count}</a> }.into_any()
}

/// Links to choose from, side by side.
pub(super) fn choices(of: &[CountLink]) -> AnyView {
    let items: Vec<_> = of
        .iter()
        .map(|link| view! { <li>{choice(link)}</li> })
        .collect();
    view! { <ul class="choices" role="list">{items}</ul> }.into_any()
}

/// A heading with links to choose from; nothing without links.
pub(super) fn choice_section(title: &str, of: &[CountLink]) -> AnyView {
    if of.is_empty() {
        return ().into_any();
    }
    view! { <section><h2>{title.to_owned()}</h2>{choices(of)}</section> }.into_any()
}

/// Numbered pages with their neighbours.
pub(super) fn page_links(of: &PageLinks, l: Locale) -> AnyView {
    if of.numbers.is_empty() {
        return ().into_any();
    }
    let number = |link: &CountLink| {
        if link.href.is_empty() {
            return view! { <li aria-hidden="true">{link.text.clone()}</li> }.into_any();
        }
        let name = format!("{} {}", l.say("Trang", "Page"), link.text);
        let (class, current) = if link.chosen {
            ("f on", Some("page"))
        } else {
            ("f", None)
        };
        view! { <li><a class=class href=link.href.clone() aria-label=name aria-current=current>{link.text.clone()}</a></li> }
            .into_any()
    };
    let numbers: Vec<_> = of.numbers.iter().map(number).collect();
    let previous = of.previous.clone().map(|href| {
        view! { <a class="f" rel="prev" href=href aria-label=l.say("Trang trước", "Previous page")>{icon(Icon::Back)}</a> }
    });
    let next = of.next.clone().map(|href| {
        view! { <a class="f" rel="next" href=href aria-label=l.say("Trang sau", "Next page")>{icon(Icon::Next)}</a> }
    });
    view! {
        <nav class="numbers" aria-label=l.say("Các trang", "Pages")>
            {previous}<ul role="list">{numbers}</ul>{next}
        </nav>
    }
    .into_any()
}

/// Labels and values.
pub(super) fn facts(of: &[(String, String)]) -> AnyView {
    let rows: Vec<_> = of
        .iter()
        .map(|(name, value)| view! { <div><dt>{name.clone()}</dt><dd>{value.clone()}</dd></div> })
        .collect();
    view! { <dl class="facts">{rows}</dl> }.into_any()
}
