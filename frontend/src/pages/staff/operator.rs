//! What an operator looks at first.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::staff::OperatorHomeView;

use super::lists::{facts, history, waiting};

/// The operator's first page.
#[must_use]
pub fn operator_home_page(of: &OperatorHomeView, l: Locale) -> AnyView {
    view! {
        <div class="w pt pb stack">
            <h1>{l.say("Chợ hôm nay", "The market today")}</h1>
            {waiting(&of.waiting)}
            <section class="box">{facts(&of.facts)}</section>
            <section class="stack">
                <h2>{l.say("Vừa làm xong", "Just done")}</h2>
                {history(&of.recent, l)}
                <p><a class="link" href=l.path("/quan-tri/nhat-ky")>{l.say("Xem cả nhật ký", "See the whole log")}</a></p>
            </section>
        </div>
    }
    .into_any()
}
