//! Keeps the new good on the server while it is being made, photo included, and asks what its name suggests.

use leptos::prelude::*;

/// Sends the form `form` to `save` after a pause, and its name to `guess`; the answer goes into the elements `doan-*`.
#[island]
pub fn DraftSender(
    /// Id of the form.
    form: String,
    /// Where the draft is kept.
    save: String,
    /// Where a name is turned into proposals.
    guess: String,
    /// Key of the copy on the phone, which is dropped once the server has the draft.
    copy: String,
    /// Shown when the draft is kept: `Đã lưu nháp`.
    kept: String,
) -> impl IntoView {
    let done = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| start(&form, &save, &guess, &copy, done));
    #[cfg(not(feature = "hydrate"))]
    let _ = (form, save, guess, copy);
    view! { <p class="help" role="status" hidden=move || !done.get()>{kept}</p> }
}

/// Milliseconds without typing before something is sent.
#[cfg(feature = "hydrate")]
const PAUSE: i32 = 900;

#[cfg(feature = "hydrate")]
fn start(form: &str, save: &str, guess: &str, copy: &str, done: RwSignal<bool>) {
    use std::cell::{Cell, RefCell};
    use std::rc::Rc;

    use super::dom;
    use wasm_bindgen_futures::spawn_local;
    use web_sys::HtmlFormElement;

    let Some(form) = dom::by_id::<HtmlFormElement>(form) else {
        return;
    };
    let timer = Rc::new(Cell::new(0));
    let sent_photo = Rc::new(RefCell::new(String::new()));
    let asked = Rc::new(RefCell::new(value("f-name")));
    let (save, guess, fields) = (save.to_owned(), guess.to_owned(), form.clone());
    let copy = ["nhap-", copy].concat();
    dom::on(&form, "input", move |_| {
        dom::cancel(timer.get());
        let (save, guess, fields) = (save.clone(), guess.clone(), fields.clone());
        let (photo, asked, copy) = (Rc::clone(&sent_photo), Rc::clone(&asked), copy.clone());
        timer.set(dom::later(PAUSE, move || {
            spawn_local(async move {
                let name = value("f-name");
                if *asked.borrow() != name && !name.is_empty() {
                    asked.replace(name);
                    propose(&guess).await;
                }
                let before = photo.borrow().clone();
                if let Some(now) = send(&fields, &save, &before).await {
                    photo.replace(now);
                    done.set(true);
                    let storage = dom::window().and_then(|w| w.local_storage().ok().flatten());
                    if let Some(storage) = storage {
                        let _ = storage.remove_item(&copy);
                    }
                }
            });
        }));
    });
}

#[cfg(feature = "hydrate")]
fn value(id: &str) -> String {
    use super::dom;
    dom::by_id::<web_sys::HtmlElement>(id)
        .map(|field| dom::text(&field, "value"))
        .unwrap_or_default()
}

/// Sends the form; the photo only when it is another one than `before`. Gives what the photo was.
#[cfg(feature = "hydrate")]
async fn send(form: &web_sys::HtmlFormElement, save: &str, before: &str) -> Option<String> {
    use super::dom;
    use wasm_bindgen::JsCast;
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{
        FormData, HtmlInputElement, RequestInit, RequestRedirect, Response, ResponseType,
    };

    let body = FormData::new_with_form(form).ok()?;
    let file = dom::by_id::<HtmlInputElement>("f-picture")
        .and_then(|input| input.files())
        .and_then(|files| files.get(0));
    let now = file.map_or_else(String::new, |file| {
        let mut mark = file.name();
        for part in ["size", "lastModified"] {
            let number = js_sys::JSON::stringify(&dom::member(&file, part)).map(String::from);
            mark.push_str(&number.unwrap_or_default());
        }
        mark
    });
    if now == before {
        body.delete("picture");
    }
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_redirect(RequestRedirect::Manual);
    init.set_body(body.as_ref());
    let answer = JsFuture::from(dom::window()?.fetch_with_str_and_init(save, &init))
        .await
        .ok()?;
    let answer: Response = answer.dyn_into().ok()?;
    (answer.ok() || answer.type_() == ResponseType::Opaqueredirect).then_some(now)
}

/// Asks what the name suggests and writes it where the guesses stand.
#[cfg(feature = "hydrate")]
async fn propose(guess: &str) -> Option<()> {
    use super::dom;
    use web_sys::HtmlElement;

    let mut url = [guess, "?name=", &dom::encoded(&value("f-name"))].concat();
    for field in ["unit", "pack", "gross", "category", "class"] {
        url.push_str(
            &[
                "&",
                field,
                "=",
                &dom::encoded(&value(&["f-", field].concat())),
            ]
            .concat(),
        );
    }
    let told = dom::read_json(&url).await?;
    for (id, key) in [
        ("doan-pack", "pack"),
        ("doan-weight", "weight"),
        ("doan-travel", "travel"),
        ("doan-category", "category"),
        ("doan-why", "why"),
        ("f-price-per", "per"),
    ] {
        if let Some(place) = dom::by_id::<HtmlElement>(id) {
            place.set_text_content(Some(&dom::text(&told, key)));
        }
    }
    for (field, key) in [("f-price", "price_label"), ("f-quantity", "count_label")] {
        let label = dom::document().and_then(|document| {
            document
                .query_selector(&["label[for=", field, "]"].concat())
                .ok()
                .flatten()
        });
        if let Some(label) = label {
            label.set_text_content(Some(&dom::text(&told, key)));
        }
    }
    for (field, key) in [("f-pack", "content"), ("f-gross", "gross")] {
        if let Some(field) = dom::by_id::<HtmlElement>(field) {
            dom::set(&field, "placeholder", &dom::text(&told, key));
        }
    }
    Some(())
}
