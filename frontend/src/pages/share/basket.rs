//! What a basket link shows to whoever reads it without a cart: a preview, for chats and search.

use leptos::prelude::*;
use shared::say::Locale;

/// The names of the goods, with their pages.
#[must_use]
pub fn basket_page(title: &str, goods: &[(String, String)], total: &str, l: Locale) -> AnyView {
    let lines: Vec<_> = goods
        .iter()
        .map(|(name, href)| view! { <li><a href=href.clone()>{name.clone()}</a></li> })
        .collect();
    view! {
        <div class="w pt pb">
            <h1>{title.to_owned()}</h1>
            <ul class="mt16">{lines}</ul>
            <p class="mt16">{l.say("Tổng ", "Total ")}<b>{total.to_owned()}</b>{l.say(", chưa gồm phí giao", ", delivery not included")}</p>
        </div>
    }
    .into_any()
}
