//! Copies a text that stands on the page; without script there is no button, and the text is marked and copied by hand.

use leptos::prelude::*;

/// A button that copies the value of a field.
#[island]
pub fn CopyButton(
    /// Id of the field.
    field: String,
    /// Words of the button: `Chép`.
    label: String,
    /// Said when it was copied.
    done: String,
) -> impl IntoView {
    let awake = RwSignal::new(false);
    let said = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| awake.set(true));
    let copy = move |_: leptos::ev::MouseEvent| {
        #[cfg(feature = "hydrate")]
        start(&field, said);
        #[cfg(not(feature = "hydrate"))]
        let _ = &field;
    };
    view! {
        <button type="button" class="b o" hidden=move || !awake.get() on:click=copy>{label}</button>
        <span class="toast float" role="status" hidden=move || !said.get()>{done}</span>
    }
}

#[cfg(feature = "hydrate")]
fn start(field: &str, said: RwSignal<bool>) {
    use super::dom;
    use wasm_bindgen_futures::{JsFuture, spawn_local};

    let Some(window) = dom::window() else { return };
    let found = dom::document().and_then(|document| document.get_element_by_id(field));
    let Some(text) = found.and_then(|found| dom::member(&found, "value").as_string()) else {
        return;
    };
    spawn_local(async move {
        let copied = JsFuture::from(window.navigator().clipboard().write_text(&text)).await;
        if copied.is_ok() {
            said.set(true);
            dom::later(5000, move || said.set(false));
        }
    });
}
