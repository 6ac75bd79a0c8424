//! The product page's main button: it names the sum for the chosen pack and number, and counts in place.

use leptos::prelude::*;

/// A submit button of the form `form`. Packs are the radio buttons named `variant_id`, the number is `count`.
#[island]
pub fn BuyButton(
    /// Id of the form.
    form: String,
    /// Before the sum: `Thêm · `.
    words: String,
    /// The sum as the server counted it.
    sum: String,
    /// Value of each pack's radio button and its price in đồng.
    prices: Vec<(String, i64)>,
) -> impl IntoView {
    let shown = RwSignal::new(sum);
    #[cfg(feature = "hydrate")]
    {
        let form = form.clone();
        Effect::new(move |_| start(&form, prices.clone(), shown));
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = prices;
    view! {
        <button type="submit" class="b grow slim" form=form name="op" value="add">
            {words}
            {move || shown.get()}
        </button>
    }
}

#[cfg(feature = "hydrate")]
fn start(form: &str, prices: Vec<(String, i64)>, shown: RwSignal<String>) {
    use super::dom;
    use wasm_bindgen::JsCast;
    use web_sys::{Element, HtmlFormElement};

    let Some(document) = dom::document() else {
        return;
    };
    let Some(form) = dom::by_id::<HtmlFormElement>(form) else {
        return;
    };
    let count = {
        let form = form.clone();
        move || shown.set(sum(&form, &prices).unwrap_or_else(|| shown.get_untracked()))
    };
    let step = count.clone();
    dom::on(&document, "click", move |event| {
        let button = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .and_then(|target| target.closest(".step > button[formmethod]").ok().flatten());
        if let Some(button) = button {
            event.prevent_default();
            turn(&button);
            step();
        }
    });
    dom::on(&document, "input", move |_| count());
}

/// One more or one less, between the ends of the range.
#[cfg(feature = "hydrate")]
fn turn(button: &web_sys::Element) {
    use wasm_bindgen::JsCast;
    use web_sys::HtmlInputElement;

    let Some(input) = button
        .parent_element()
        .and_then(|step| step.query_selector("input[type=number]").ok().flatten())
        .and_then(|input| input.dyn_into::<HtmlInputElement>().ok())
    else {
        return;
    };
    super::dom::step(
        &input,
        button.get_attribute("value").as_deref() == Some("plus"),
    );
}

#[cfg(feature = "hydrate")]
fn sum(form: &web_sys::HtmlFormElement, prices: &[(String, i64)]) -> Option<String> {
    use shared::money::Vnd;
    let data = web_sys::FormData::new_with_form(form).ok()?;
    let variant = data.get("variant_id").as_string()?;
    let quantity: i64 = data.get("count").as_string()?.parse().ok()?;
    let (_, price) = prices.iter().find(|(value, _)| *value == variant)?;
    Some(Vnd(*price).checked_mul(quantity)?.to_string())
}
