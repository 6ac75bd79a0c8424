//! Keeps what was written in a form on the phone until it has been sent.

use leptos::prelude::*;

/// Keeps the texts of the form `form`, and puts them back into fields that are still empty.
#[island]
pub fn DraftKeeper(
    /// Id of the form; not needed to forget.
    form: String,
    /// Which draft: `mon-moi`, with an id where one edits.
    key: String,
    /// Shown when a draft was put back: `Đã lấy lại bản nháp trong máy`.
    restored: String,
    /// Forget the draft: the page after success.
    forget: bool,
) -> impl IntoView {
    let back = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    {
        Effect::new(move |_| start(&form, &["nhap-", &key].concat(), forget, back));
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (form, key, forget);
    view! { <p class="help" role="status" hidden=move || !back.get()>{restored}</p> }
}

#[cfg(feature = "hydrate")]
fn start(form: &str, key: &str, forget: bool, back: RwSignal<bool>) {
    use std::cell::Cell;
    use std::rc::Rc;

    use super::dom;
    use web_sys::HtmlFormElement;

    let Some(storage) = dom::window().and_then(|window| window.local_storage().ok().flatten())
    else {
        return;
    };
    if forget {
        let _ = storage.remove_item(key);
        return;
    }
    let Some(form) = dom::by_id::<HtmlFormElement>(form) else {
        return;
    };
    if let Ok(Some(text)) = storage.get_item(key) {
        back.set(put_back(&form, &text));
    }
    let timer = Rc::new(Cell::new(0));
    let key = key.to_owned();
    let fields = form.clone();
    dom::on(&form, "input", move |_| {
        dom::cancel(timer.get());
        let (fields, storage, key) = (fields.clone(), storage.clone(), key.clone());
        timer.set(dom::later(400, move || {
            // Full or forbidden storage only means that there is no draft.
            let _ = storage.set_item(&key, &written(&fields));
        }));
    });
}

/// The texts of a form, by name, as JSON. Numbers, files and hidden fields are the server's business.
#[cfg(feature = "hydrate")]
fn written(form: &web_sys::HtmlFormElement) -> String {
    use js_sys::{JSON, Object, Reflect};
    use wasm_bindgen::JsValue;

    let draft = Object::new();
    for (field, name) in texts(form) {
        let value = super::dom::text(&field, "value");
        let _ = Reflect::set(
            &draft,
            &JsValue::from_str(&name),
            &JsValue::from_str(&value),
        );
    }
    JSON::stringify(&draft)
        .map(String::from)
        .unwrap_or_default()
}

#[cfg(feature = "hydrate")]
fn put_back(form: &web_sys::HtmlFormElement, text: &str) -> bool {
    use super::dom;
    use wasm_bindgen::JsValue;

    let Ok(draft) = js_sys::JSON::parse(text) else {
        return false;
    };
    let mut any = false;
    for (field, name) in texts(form) {
        let kept = dom::text(&draft, &name);
        if !kept.is_empty() && dom::text(&field, "value").is_empty() {
            let _ = js_sys::Reflect::set(
                &field,
                &JsValue::from_str("value"),
                &JsValue::from_str(&kept),
            );
            if let Ok(event) = web_sys::Event::new("input") {
                let _ = field.dispatch_event(&event);
            }
            any = true;
        }
    }
    any
}

#[cfg(feature = "hydrate")]
fn texts(form: &web_sys::HtmlFormElement) -> Vec<(web_sys::HtmlElement, String)> {
    use super::dom;
    use wasm_bindgen::JsCast;

    let elements = form.elements();
    (0..elements.length())
        .filter_map(|at| elements.item(at)?.dyn_into::<web_sys::HtmlElement>().ok())
        .filter(|field| {
            matches!(
                dom::text(field, "type").as_str(),
                "text" | "textarea" | "tel" | "number" | "email" | "date"
            )
        })
        .map(|field| {
            let name = dom::text(&field, "name");
            (field, name)
        })
        .filter(|(_, name)| !name.is_empty())
        .collect()
}
