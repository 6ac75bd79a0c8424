//! The label of a lot, for paper: the browser prints it.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::trace::LotLabel;

use super::print::{how_to, qr};

/// An A6 label of a lot with the code of its page.
#[must_use]
pub fn lot_label_page(of: &LotLabel, back: &str, l: Locale) -> AnyView {
    let facts: Vec<_> = of
        .facts
        .iter()
        .map(|(name, value)| view! { <p>{name.clone()}": "<b>{value.clone()}</b></p> })
        .collect();
    view! {
        <h1 class="vh">{l.say("Nhãn lô", "Label of the lot")}</h1>
        {how_to(1, "A6", back, l)}
        <article class="label">
            <header>
                <div><span class="from">{of.seller.clone()}</span><span class="tiny">{of.name.clone()}</span></div>
            </header>
            <div class="to">
                <div>
                    <span class="tiny">{l.say("Lô", "Lot")}</span>
                    <span class="name">{of.code.clone()}</span>
                    <span class="tiny">{l.say("Quét để xem nguồn gốc", "Scan for its origin")}</span>
                </div>
                <div class="code">{qr(&of.qr, l)}</div>
            </div>
            <div class="mt8">{facts}</div>
            <div class="mono-hem"></div>
        </article>
    }
    .into_any()
}
