//! How many goods are in the cart, on pages that are the same for everybody.

use leptos::prelude::*;

/// Reads the count from the cookie `gio_so` (`__Host-gio_so` over TLS); shows nothing for an empty cart.
#[island]
pub fn CartBadge(
    /// What follows the number for readers: ` món`.
    suffix: String,
) -> impl IntoView {
    let count = RwSignal::new(0_u32);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        count.set(cookie_number("gio_so"));
        if let Some(window) = web_sys::window() {
            // A page from the back-forward cache still shows the old number.
            crate::islands::dom::on(&window, "pageshow", move |_| {
                count.set(cookie_number("gio_so"))
            });
        }
    });
    view! {
        <span class="n" hidden=move || count.get() == 0>
            {move || count.get()}
            <span class="vh">{suffix}</span>
        </span>
    }
}

/// The number in a cookie that scripts may read; 0 when it is missing.
#[cfg(feature = "hydrate")]
fn cookie_number(name: &str) -> u32 {
    use wasm_bindgen::JsCast;
    let Some(document) = crate::islands::dom::document() else {
        return 0;
    };
    let Ok(document) = document.dyn_into::<web_sys::HtmlDocument>() else {
        return 0;
    };
    let cookies = document.cookie().unwrap_or_default();
    cookies
        .split("; ")
        .find_map(|pair| {
            pair.strip_prefix("__Host-")
                .unwrap_or(pair)
                .strip_prefix(name)?
                .strip_prefix('=')
        })
        .and_then(|value| value.parse().ok())
        .unwrap_or(0)
}
