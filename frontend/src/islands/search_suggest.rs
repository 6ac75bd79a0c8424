//! Suggestions while one types in the search field; Enter without a choice still asks for the page of results.

use leptos::prelude::*;

/// Goods whose names begin to match, under the field with the id `input`.
#[island]
pub fn SearchSuggest(
    /// Id of the search field.
    input: String,
    /// Address before a good's slug: `/p/`.
    base: String,
    /// Said after the number of results.
    found: String,
) -> impl IntoView {
    let list = [input.as_str(), "-list"].concat();
    let status = [input.as_str(), "-status"].concat();
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| start(&input, &base, &found));
    #[cfg(not(feature = "hydrate"))]
    let _ = (base, found);
    view! {
        <ul class="opts" role="listbox" id=list hidden></ul>
        <span class="vh" role="status" id=status></span>
    }
}

#[cfg(feature = "hydrate")]
fn start(input: &str, base: &str, found: &str) {
    use super::combo::Combo;
    use super::dom;

    let base = base.to_owned();
    let combo = Combo::new(
        input,
        "/api/v1/search?limit=6&q=",
        |item, _, line| {
            let cooperative = dom::text(&dom::member(item, "cooperative"), "name");
            let place = dom::text(item, "province");
            let below = if cooperative.is_empty() {
                place
            } else {
                [&cooperative, " · ", &place].concat()
            };
            let parts = [
                dom::element("b", "", &dom::text(item, "name")),
                dom::element("div", "s m", &below),
            ];
            for part in parts.into_iter().flatten() {
                let _ = line.append_child(&part);
            }
        },
        move |item| {
            if let Some(window) = dom::window() {
                let _ = window
                    .location()
                    .assign(&[base.as_str(), &dom::text(item, "slug")].concat());
            }
        },
    );
    if let Some(mut combo) = combo {
        found.clone_into(&mut combo.found);
        combo.attach();
    }
}
