//! The operations of the JSON API.

use leptos::prelude::*;
use shared::say::Locale;

/// One operation of the API.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Operation {
    /// `GET`.
    pub method: String,
    /// `/api/v1/products`.
    pub path: String,
    /// What it does, in one sentence.
    pub summary: String,
    /// More about it; may be empty.
    pub description: String,
    /// Parameters: name and meaning.
    pub parameters: Vec<(String, String)>,
    /// Statuses it may answer with.
    pub answers: Vec<String>,
}

fn operation(of: &Operation, l: Locale) -> AnyView {
    let parameters: Vec<_> = of
        .parameters
        .iter()
        .map(|(name, meaning)| view! { <div><dt><code>{name.clone()}</code></dt><dd>{meaning.clone()}</dd></div> })
        .collect();
    let parameters =
        (!parameters.is_empty()).then(|| view! { <dl class="facts">{parameters}</dl> });
    let more = (!of.description.is_empty() && of.description != of.summary)
        .then(|| view! { <p class="s">{of.description.clone()}</p> });
    view! {
        <section class="box stack">
            <h2><code class="break">{of.method.clone()}" "{of.path.clone()}</code></h2>
            <p>{of.summary.clone()}</p>
            {more}
            {parameters}
            <p class="s m">{l.say("Trả lời: ", "Answers: ")}{of.answers.join(", ")}</p>
        </section>
    }
    .into_any()
}

/// Every operation, and where the whole description is.
#[must_use]
pub fn api_page(of: &[Operation], l: Locale) -> AnyView {
    let operations: Vec<_> = of.iter().map(|one| operation(one, l)).collect();
    view! {
        <div class="w read pt pb stack">
            <h1>"API"</h1>
            <p>{l.say(
                "Tiền là số nguyên đồng, số lượng là chuỗi thập phân theo đơn vị bán, thời điểm theo RFC 3339. Lỗi theo RFC 9457. Đặt đơn luôn kèm Idempotency-Key.",
                "Money is whole đồng, quantities are decimal strings in the sale unit, times are RFC 3339. Errors follow RFC 9457. Orders always carry an Idempotency-Key.",
            )}</p>
            <p><a class="link" href="/api/openapi.json">{l.say("Mô tả đầy đủ (OpenAPI 3.1)", "The whole description (OpenAPI 3.1)")}</a></p>
            {operations}
        </div>
    }
    .into_any()
}
