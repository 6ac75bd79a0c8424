//! Share a page: the phone's own sheet, else the clipboard; without script a mail with the address.

use leptos::prelude::*;

/// A button that shares `url`.
#[island]
pub fn ShareButton(
    /// What is shared.
    title: String,
    /// Absolute address.
    url: String,
    /// Words of the button.
    label: String,
    /// Said when the address was copied.
    done: String,
    /// Only the icon; the words are for readers.
    compact: bool,
) -> impl IntoView {
    let said = RwSignal::new(false);
    let class = if compact { "ico" } else { "b o" };
    let words = if compact { "vh" } else { "" };
    let mail = mail_address(&title, &url);
    let share = move |_event: leptos::ev::MouseEvent| {
        #[cfg(feature = "hydrate")]
        {
            _event.prevent_default();
            start(title.clone(), url.clone(), said);
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = (&title, &url);
    };
    view! {
        <a class=class href=mail on:click=share>
            <svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 15V3M7 8l5-5 5 5M5 13v7h14v-7"></path></svg>
            <span class=words>{label}</span>
        </a>
        <span class="toast float" role="status" hidden=move || !said.get()>{done}</span>
    }
}

#[cfg(feature = "ssr")]
fn mail_address(title: &str, url: &str) -> String {
    let mut text = String::from("mailto:?subject=");
    let encode = |part: &str, text: &mut String| {
        for byte in part.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                text.push(char::from(byte));
            } else {
                text.push_str(&format!("%{byte:02X}"));
            }
        }
    };
    encode(title, &mut text);
    text.push_str("&body=");
    encode(url, &mut text);
    text
}

/// The server's address stays in the page.
#[cfg(not(feature = "ssr"))]
fn mail_address(_title: &str, _url: &str) -> String {
    String::new()
}

#[cfg(feature = "hydrate")]
fn start(title: String, url: String, said: RwSignal<bool>) {
    use super::dom;
    use js_sys::{Function, Object, Reflect};
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::{JsFuture, spawn_local};

    let Some(window) = dom::window() else { return };
    let navigator = window.navigator();
    if let Ok(share) = dom::member(&navigator, "share").dyn_into::<Function>() {
        let data = Object::new();
        for (key, value) in [("title", &title), ("url", &url)] {
            let _ = Reflect::set(&data, &JsValue::from_str(key), &JsValue::from_str(value));
        }
        // Rejected when the reader changes their mind, which is no error.
        let _ = share.call1(&navigator, &data);
        return;
    }
    spawn_local(async move {
        if JsFuture::from(navigator.clipboard().write_text(&url))
            .await
            .is_ok()
        {
            said.set(true);
            dom::later(5000, move || said.set(false));
        }
    });
}
