//! Plain pages to read: how lists are sorted, returns, complaints, privacy.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::shop::TextView;

use crate::components::crumbs;

/// A page of headings and paragraphs.
#[must_use]
pub fn text_page(view: &TextView, l: Locale) -> AnyView {
    let sections: Vec<_> = view
        .sections
        .iter()
        .map(|(title, paragraphs)| {
            let paragraphs: Vec<_> = paragraphs
                .iter()
                .map(|text| view! { <p>{text.clone()}</p> })
                .collect();
            view! { <h2>{title.clone()}</h2>{paragraphs} }
        })
        .collect();
    view! {
        <div class="w read pt pb">
            {crumbs(&view.crumbs, l)}
            <div class="prose">
            <h1>{view.title.clone()}</h1>
            <p>{view.lead.clone()}</p>
            {sections}
            <p class="s m">{view.since.clone()}</p>
            </div>
        </div>
    }
    .into_any()
}
