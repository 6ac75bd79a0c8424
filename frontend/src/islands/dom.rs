//! The little of the browser that islands use, without formatting or parsing machinery.

use js_sys::Array;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, EventTarget, HtmlInputElement, Window};
use {
    wasm_bindgen_futures::JsFuture,
    web_sys::{HtmlElement, Response},
};

/// The window, where there is one.
pub fn window() -> Option<Window> {
    web_sys::window()
}

/// The document, where there is one.
pub fn document() -> Option<Document> {
    window()?.document()
}

/// The element with an id, as the kind one expects.
pub fn by_id<T: JsCast>(id: &str) -> Option<T> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// A new element with a class and a text.
pub fn element(tag: &str, class: &str, text: &str) -> Option<Element> {
    let element = document()?.create_element(tag).ok()?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    if !text.is_empty() {
        element.set_text_content(Some(text));
    }
    Some(element)
}

/// Sets an attribute; the names used here are all valid, so it cannot fail.
pub fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

/// Shows or hides an element by its `hidden` attribute.
pub fn show(element: &HtmlElement, shown: bool) {
    element.set_hidden(!shown);
}

/// Calls `run` for every `event` on `target`, for as long as the page lives.
pub fn on(target: &EventTarget, event: &str, run: impl FnMut(Event) + 'static) {
    let closure = Closure::<dyn FnMut(Event)>::new(run);
    let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    closure.forget();
}

/// Calls `run` once after `milliseconds`; the number cancels it in [`cancel`].
pub fn later(milliseconds: i32, run: impl FnOnce() + 'static) -> i32 {
    let closure = Closure::once_into_js(run);
    window()
        .and_then(|window| {
            window
                .set_timeout_with_callback_and_timeout_and_arguments_0(
                    closure.unchecked_ref(),
                    milliseconds,
                )
                .ok()
        })
        .unwrap_or(0)
}

/// Cancels what [`later`] promised.
pub fn cancel(timer: i32) {
    if let Some(window) = window() {
        window.clear_timeout_with_handle(timer);
    }
}

/// A text of an object; empty when it is missing.
pub fn text(object: &JsValue, key: &str) -> String {
    member(object, key).as_string().unwrap_or_default()
}

/// A member of an object; `undefined` when it is missing.
pub fn member(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED)
}

/// One step up or down in a number field, which knows its own ends.
pub fn step(field: &HtmlInputElement, up: bool) {
    let name = if up { "stepUp" } else { "stepDown" };
    if let Ok(step) = member(field, name).dyn_into::<js_sys::Function>() {
        let _ = step.call0(field);
    }
}

/// Reads JSON from an address of this site; nothing when it fails.
pub async fn read_json(url: &str) -> Option<JsValue> {
    let response = JsFuture::from(window()?.fetch_with_str(url)).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.json().ok()?).await.ok()
}

/// The items of a JSON list, which may stand alone or under `items`.
pub fn items(list: &JsValue) -> Array {
    let inner = member(list, "items");
    inner
        .dyn_into::<Array>()
        .or_else(|_| list.clone().dyn_into::<Array>())
        .unwrap_or_default()
}

/// A text as part of an address.
pub fn encoded(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}
