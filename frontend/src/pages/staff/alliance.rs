//! What waits for an officer.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::staff::AllianceHomeView;

use super::lists::{lines, waiting};

/// The officer's first page.
#[must_use]
pub fn alliance_home_page(of: &AllianceHomeView, l: Locale) -> AnyView {
    let expiring = (!of.expiring.is_empty()).then(|| {
        view! {
            <section class="stack">
                <h2>{l.say("Giấy sắp hết hạn", "Certificates that end soon")}</h2>
                {lines(&of.expiring)}
            </section>
        }
    });
    view! {
        <div class="w pt pb stack">
            <h1>{l.say("Việc đang chờ", "What waits")}</h1>
            {waiting(&of.waiting)}
            {expiring}
        </div>
    }
    .into_any()
}
