//! Goods and booths in lists.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::parts::{BoothCard, PriceSign, ProductCard, Tag};

use super::badge::{ocop_badge, season_mini};
use super::icon::{Icon, icon};
use super::picture::picture;

const CARD_SIZES: &str = "(min-width: 1200px) 190px, (min-width: 600px) 30vw, calc(50vw - 24px)";
const STALL_SIZES: &str = "(min-width: 1200px) 300px, (min-width: 600px) 240px, 208px";

fn sign(price: &PriceSign, class: &'static str, l: Locale) -> AnyView {
    let before = price.before.clone().map(|before| {
        view! { <del><span class="vh">{l.say("Giá trước: ", "Price before: ")}</span>{before}</del> }
    });
    let unit = price.unit.clone();
    view! {
        <span class=class>
            <b>{price.price.clone()}</b>
            {" "}
            {(!unit.is_empty()).then(|| view! { <i>{format!("/ {unit}")}</i> })}
        </span>
        {before}
    }
    .into_any()
}

/// The price on its paper board, for lists; a long unit goes to a second line.
#[must_use]
pub fn price_sign(price: &PriceSign, l: Locale) -> AnyView {
    let two = price.needs_two_lines();
    sign(price, if two { "sign two" } else { "sign" }, l)
}

/// The large board of the product page.
#[must_use]
pub fn price_sign_large(price: &PriceSign, l: Locale) -> AnyView {
    sign(price, "sign l", l)
}

fn tag_view(tag: &Tag) -> AnyView {
    let class = if tag.fresh { "tag" } else { "tag k" };
    view! { <span class=class>{tag.text.clone()}</span> }.into_any()
}

fn card(of: &ProductCard, l: Locale, sizes: &'static str, eager: bool) -> AnyView {
    let class = if of.muted { "card out" } else { "card" };
    let pic = if of.picture.is_some() {
        "pic"
    } else {
        "pic none"
    };
    let image = match &of.picture {
        // The name follows right below; saying it twice only costs the listener time.
        Some(of) => picture(of, sizes, eager),
        None => icon(Icon::Leaf),
    };
    let fact = (of.fact.is_some() || of.strong_fact.is_some()).then(|| {
        let strong = of
            .strong_fact
            .clone()
            .map(|text| view! { <b>{text}</b>{" "} });
        view! { <p class="s">{strong}{of.fact.clone()}</p> }
    });
    view! {
        <a class=class href=of.href.clone()>
            <div class=pic>
                {image}
                {of.tag.as_ref().map(tag_view)}
                {price_sign(&of.sign, l)}
            </div>
            <div class="txt">
                <p class="name">{of.name.clone()}</p>
                {of.per_unit.clone().map(|text| view! { <p class="s m">{text}</p> })}
                <p class="s m">{of.seller.clone()}<br/>{of.place.clone()}</p>
                {fact}
                {of.season.as_ref().map(season_mini)}
                {of.stars.map(|stars| view! { <p>{ocop_badge(stars, l)}</p> })}
            </div>
        </a>
    }
    .into_any()
}

/// A good in a grid. The whole card is one link; `eager` for those on the first screen.
#[must_use]
pub fn product_card(of: &ProductCard, l: Locale, eager: bool) -> AnyView {
    card(of, l, CARD_SIZES, eager)
}

/// Goods in columns: two on a phone, six on a wide screen. The first `eager` pictures load at once.
#[must_use]
pub fn product_grid(cards: &[ProductCard], l: Locale, eager: usize) -> AnyView {
    let items: Vec<_> = cards
        .iter()
        .enumerate()
        .map(|(at, of)| view! { <li>{card(of, l, CARD_SIZES, at < eager)}</li> }.into_any())
        .collect();
    view! { <ul class="grid" role="list">{items}</ul> }.into_any()
}

/// The cloth row: goods of the last two days side by side, joined by the seam of their pictures. `label` names it.
#[must_use]
pub fn stall(cards: &[ProductCard], label: &str, l: Locale) -> AnyView {
    let items: Vec<_> = cards
        .iter()
        .enumerate()
        .map(|(at, of)| view! { <li>{card(of, l, STALL_SIZES, at < 2)}</li> }.into_any())
        .collect();
    view! { <ul class="stall" role="list" aria-label=label.to_owned()>{items}</ul> }.into_any()
}

/// A booth: its full name, where it is and one true sentence of today.
#[must_use]
pub fn booth_card(of: &BoothCard) -> AnyView {
    let goods: Vec<_> = of
        .goods
        .iter()
        .take(3)
        .map(|good| picture(good, "64px", false))
        .collect();
    view! {
        <a class="booth-card" href=of.href.clone()>
            <span class="hem thin"></span>
            <span class="row t">
                <span class="grow">
                    <span class="name">{of.name.clone()}</span>
                    <span class="s m">{of.place.clone()}</span>
                </span>
                {icon(Icon::Next)}
            </span>
            <span class="s told">{of.sentence.clone()}</span>
            {(!goods.is_empty()).then(|| view! { <span class="goods">{goods}</span> })}
        </a>
    }
    .into_any()
}
