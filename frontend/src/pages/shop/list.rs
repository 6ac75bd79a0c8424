//! Lists of goods: search, category, province. Everything is a link, so all of it works without script.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::shop::{FilterGroup, ListView, PriceForm};

use super::parts::{choice, choices, page_links, shelf};
use crate::components::{Field, Icon, crumbs, empty, error_for, field, hidden, icon, product_grid};

/// Goods loaded at once: the first screen.
const EAGER: usize = 4;

/// A list with its filters.
#[must_use]
pub fn list_page(view: &ListView, l: Locale) -> AnyView {
    let under = (!view.under.is_empty()).then(|| {
        let gap = if view.under.ends_with('.') {
            " "
        } else {
            " · "
        };
        view! { {view.under.clone()}{gap} }
    });
    let told = (!view.cards.is_empty()).then(|| {
        view! { <p class="s m">{under}<a href=l.path("/cach-xep")>{l.say("Cách xếp", "How we rank")}</a></p> }
    });
    let nothing = view
        .empty
        .as_ref()
        .map(|of| view! { <div class="mt16">{empty(of)}</div> });
    let instead = view
        .instead
        .as_ref()
        .map(|of| view! { <hr class="seam"/>{shelf(of, l, EAGER)} });
    let goods = (!view.cards.is_empty())
        .then(|| view! { <div class="mt16">{product_grid(&view.cards, l, EAGER)}</div> });
    view! {
        <div class="w pb listing">
            <div class="only-wide">{crumbs(&view.crumbs, l)}</div>
            {filter_bar(view, l)}
            <div class="list-head">
                <h1 class="mid">{view.title.clone()}</h1>
                {sorter(view, l)}
                {told}
            </div>
            {goods}
            {nothing}
            {page_links(&view.pages, l)}
            {instead}
        </div>
    }
    .into_any()
}

fn filter_bar(view: &ListView, l: Locale) -> AnyView {
    let wrong = !view.prices.errors.is_empty();
    if view.groups.is_empty() && view.chips.is_empty() && !wrong {
        return ().into_any();
    }
    let count = view.chips.len();
    let words = if count == 0 {
        l.say("Lọc", "Filter").to_owned()
    } else {
        format!("{} ({count})", l.say("Lọc", "Filter"))
    };
    let class = if count == 0 { "f" } else { "f on" };
    let chips: Vec<_> = view
        .chips
        .iter()
        .map(|(words, href)| {
            let name = format!("{} {words}", l.say("Bỏ lọc", "Remove filter"));
            view! { <li><a class="f on" href=href.clone() aria-label=name>{words.clone()}{icon(Icon::Close)}</a></li> }
        })
        .collect();
    let quick: Vec<_> = view
        .quick
        .iter()
        .map(|link| view! { <li>{choice(link)}</li> })
        .collect();
    let groups: Vec<_> = view.groups.iter().map(group).collect();
    let clear = view.clear.clone().map(
        |href| view! { <a class="b o" href=href>{l.say("Bỏ hết lọc", "Clear all filters")}</a> },
    );
    view! {
        <div class="sieve">
            <details open=wrong>
                <summary class=class>{icon(Icon::Filter)}{words}</summary>
                <div class="sieve-panel">{groups}{prices(&view.prices, l)}{clear}</div>
            </details>
            <ul class="filters" role="list">{chips}{quick}</ul>
        </div>
    }
    .into_any()
}

/// Any two prices; a plain form, so the address says them.
fn prices(of: &PriceForm, l: Locale) -> Option<AnyView> {
    if of.action.is_empty() {
        return None;
    }
    let keep: Vec<_> = of
        .keep
        .iter()
        .map(|(name, value)| hidden(name, value.clone()))
        .collect();
    let price = |label, name, value| {
        field(Field {
            label,
            name,
            value,
            error: error_for(&of.errors, name),
            placeholder: "50.000",
            autocomplete: "off",
            maxlength: Some(40),
            ..Field::default()
        })
    };
    Some(
        view! {
            <section>
                <h2 class="sub">{l.say("Giá bạn muốn", "Your prices")}</h2>
                <form class="stack" method="get" action=of.action.clone() novalidate>
                    {keep}
                    <div class="cols">
                        {price(l.say("Từ (₫)", "From (₫)"), "tu", &of.from)}
                        {price(l.say("Đến (₫)", "To (₫)"), "den", &of.to)}
                    </div>
                    <button class="b o" type="submit">{l.say("Lọc theo giá", "Filter by price")}</button>
                </form>
            </section>
        }
        .into_any(),
    )
}

fn group(of: &FilterGroup) -> AnyView {
    view! { <section><h2 class="sub">{of.title.clone()}</h2>{choices(&of.options)}</section> }
        .into_any()
}

fn sorter(view: &ListView, l: Locale) -> AnyView {
    let chosen = view
        .sorts
        .iter()
        .find(|sort| sort.chosen)
        .map(|sort| sort.text.clone());
    if view.cards.len() < 2 {
        return ().into_any();
    }
    let links: Vec<_> = view
        .sorts
        .iter()
        .map(|sort| {
            let current = sort.chosen.then_some("true");
            view! { <li><a href=sort.href.clone() aria-current=current>{sort.text.clone()}</a></li> }
        })
        .collect();
    view! {
        <details class="sorter">
            <summary><span class="vh">{l.say("Xếp: ", "Sort: ")}</span>{chosen}{icon(Icon::Down)}</summary>
            <ul role="list">{links}</ul>
        </details>
    }
    .into_any()
}
