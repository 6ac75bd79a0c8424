//! Booths.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::shop::{BoothView, BoothsView, SellerView};

use super::super::share::referral;
use super::parts::{facts, page_links, shelf};
use crate::components::{booth_card, certificate_chip, crumbs, empty, notice, picture};

/// A booth with its goods first, then its story and papers.
#[must_use]
pub fn booth_page(view: &BoothView, l: Locale) -> AnyView {
    let chips: Vec<_> = view.chips.iter().map(certificate_chip).collect();
    let chips = (!chips.is_empty()).then(|| view! { <p class="row wrap mt12">{chips}</p> });
    let cover = view
        .cover
        .as_ref()
        .map(|of| view! { <div class="cover mt16">{picture(of, "100vw", true)}</div> });
    let goods = if view.goods.cards.is_empty() {
        view! { <p class="mt16">{l.say("Gian đang dọn, chưa bày món nào.", "The booth is being set up.")}</p> }.into_any()
    } else {
        shelf(&view.goods, l, 4)
    };
    view! {
        <div class="w pt pb">
            {crumbs(&view.crumbs, l)}
            <h1>{view.name.clone()}</h1>
            {view.referral.as_deref().map(|name| referral(name, l))}
            <p class="mt8">{view.place.clone()}" · "{view.sentence.clone()}</p>
            <p class="s m">{view.seller.verified.clone()}</p>
            {chips}
            {cover}
            {view.rest.as_ref().map(|of| view! { <div class="mt16">{notice(of)}</div> })}
            <hr class="seam"/>
            {goods}
            {page_links(&view.pages, l)}
            {about(&view.seller, l)}
        </div>
    }
    .into_any()
}

fn about(of: &SellerView, l: Locale) -> AnyView {
    let story: Vec<_> = of
        .story
        .iter()
        .map(|text| view! { <p class="mt8">{text.clone()}</p> })
        .collect();
    let told = (!story.is_empty()).then(|| {
        view! { <section><hr class="seam"/><h2>{l.say("Chuyện của gian", "The booth's story")}</h2>{story}</section> }
    });
    view! {
        <div class="twin">
            {told}
            <section>
                <hr class="seam"/>
                <h2>{l.say("Ai bán", "Who sells")}</h2>
                {facts(&of.facts)}
            </section>
        </div>
    }
    .into_any()
}

/// All booths.
#[must_use]
pub fn booths_page(view: &BoothsView, l: Locale) -> AnyView {
    view! {
        <div class="w pt pb">
            {crumbs(&view.crumbs, l)}
            <h1>{view.title.clone()}</h1>
            {view.empty.as_ref().map(|of| view! { <div class="mt16">{empty(of)}</div> })}
            <div class="booths">{view.booths.iter().map(booth_card).collect_view()}</div>
            {page_links(&view.pages, l)}
        </div>
    }
    .into_any()
}
