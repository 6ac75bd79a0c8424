//! The work behind `StockStepper`: a small queue in the phone's storage, sent in order.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, JSON};
use leptos::prelude::{RwSignal, Set};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Element, Event, HtmlFormElement, HtmlInputElement, RequestInit, RequestRedirect, Response,
    ResponseType, Storage,
};

use super::dom;

const KEY: &str = "ton-cho";
/// Taps this close together travel as one change.
const PAUSE: i32 = 500;

struct Queue {
    storage: Option<Storage>,
    /// Address and body of what waits, in order.
    waiting: RefCell<Vec<(String, String)>>,
    /// The form that is being tapped, how many pieces up or down, and the number as typed when it was typed.
    tapped: RefCell<Option<(HtmlFormElement, i64)>>,
    timer: Cell<i32>,
    sending: Cell<bool>,
    shown: RwSignal<u32>,
}

/// Starts listening on the page.
pub fn start(shown: RwSignal<u32>) {
    let Some(document) = dom::document() else {
        return;
    };
    let Some(window) = dom::window() else { return };
    let storage = window.local_storage().ok().flatten();
    let queue = Rc::new(Queue {
        waiting: RefCell::new(kept(storage.as_ref())),
        storage,
        tapped: RefCell::default(),
        timer: Cell::new(0),
        sending: Cell::new(false),
        shown,
    });
    let clicks = Rc::clone(&queue);
    dom::on(&document, "click", move |event| clicks.click(&event));
    let typed = Rc::clone(&queue);
    dom::on(&document, "change", move |event| typed.typed(&event));
    let online = Rc::clone(&queue);
    dom::on(&window, "online", move |_| Queue::send(&online));
    let leaving = Rc::clone(&queue);
    dom::on(&window, "pagehide", move |_| Queue::settle(&leaving));
    Queue::send(&queue);
}

fn kept(storage: Option<&Storage>) -> Vec<(String, String)> {
    let text = storage
        .and_then(|storage| storage.get_item(KEY).ok().flatten())
        .unwrap_or_default();
    let list = JSON::parse(&text)
        .ok()
        .and_then(|list| list.dyn_into::<Array>().ok())
        .unwrap_or_default();
    list.iter()
        .map(|item| (dom::text(&item, "0"), dom::text(&item, "1")))
        .collect()
}

fn form_of(event: &Event, inside: &str) -> Option<(Element, HtmlFormElement)> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let part = target.closest(inside).ok()??;
    let form = part.closest("form[data-stock]").ok()??.dyn_into().ok()?;
    Some((part, form))
}

fn number_field(form: &HtmlFormElement) -> Option<HtmlInputElement> {
    form.query_selector("input[type=number]")
        .ok()??
        .dyn_into()
        .ok()
}

/// The hidden fields of a form, ready to be sent, and a key for this change in place of the page's own.
fn body_of(form: &HtmlFormElement) -> String {
    let mut body = String::new();
    let elements = form.elements();
    for at in 0..elements.length() {
        let Some(field) = elements.item(at) else {
            continue;
        };
        if dom::text(&field, "type") == "hidden" && dom::text(&field, "name") != "key" {
            let pair = [
                &dom::encoded(&dom::text(&field, "name")),
                "=",
                &dom::encoded(&dom::text(&field, "value")),
                "&",
            ];
            body.push_str(&pair.concat());
        }
    }
    let random = dom::window()
        .and_then(|window| window.crypto().ok())
        .map(|crypto| crypto.random_uuid())
        .unwrap_or_default();
    body.push_str("key=");
    body.push_str(&random);
    body
}

impl Queue {
    fn click(self: &Rc<Self>, event: &Event) {
        let Some((button, form)) = form_of(event, "button[name=op]") else {
            return;
        };
        let up = match button.get_attribute("value").as_deref() {
            Some("plus") => true,
            Some("minus") => false,
            _ => return,
        };
        let Some(field) = number_field(&form) else {
            return;
        };
        event.prevent_default();
        let before = field.value();
        dom::step(&field, up);
        // At the end of the range nothing changes and nothing travels.
        if field.value() == before {
            return;
        }
        let by = if up { 1 } else { -1 };
        let same = self
            .tapped
            .borrow()
            .as_ref()
            .is_some_and(|(tapped, _)| *tapped == form);
        if !same {
            Self::settle(self);
        }
        let so_far = self
            .tapped
            .borrow()
            .as_ref()
            .map_or(0, |(_, so_far)| *so_far);
        *self.tapped.borrow_mut() = Some((form, so_far + by));
        dom::cancel(self.timer.get());
        let queue = Rc::clone(self);
        self.timer
            .set(dom::later(PAUSE, move || Self::settle(&queue)));
    }

    /// Puts the taps so far into the queue.
    fn settle(self: &Rc<Self>) {
        let Some((form, by)) = self.tapped.borrow_mut().take() else {
            return;
        };
        if by == 0 {
            return;
        }
        let op = if by > 0 {
            "&op=plus&by="
        } else {
            "&op=minus&by="
        };
        let body = [body_of(&form).as_str(), op, &by.unsigned_abs().to_string()].concat();
        self.add(form.action(), body);
    }

    fn typed(self: &Rc<Self>, event: &Event) {
        let Some((_, form)) = form_of(event, "input[type=number]") else {
            return;
        };
        let Some(field) = number_field(&form) else {
            return;
        };
        if field.value().is_empty() {
            return;
        }
        // Taps before it are part of the number that now stands there.
        self.tapped.borrow_mut().take();
        let pair = [
            "&op=set&",
            &dom::encoded(&field.name()),
            "=",
            &dom::encoded(&field.value()),
        ]
        .concat();
        self.add(form.action(), [body_of(&form), pair].concat());
    }

    fn add(self: &Rc<Self>, action: String, body: String) {
        self.waiting.borrow_mut().push((action, body));
        self.keep();
        Self::send(self);
    }

    fn keep(&self) {
        let list = Array::new();
        for (action, body) in self.waiting.borrow().iter() {
            list.push(&Array::of2(
                &JsValue::from_str(action),
                &JsValue::from_str(body),
            ));
        }
        if let (Some(storage), Ok(text)) = (&self.storage, JSON::stringify(&list)) {
            let _ = storage.set_item(KEY, &String::from(text));
        }
    }

    fn send(queue: &Rc<Self>) {
        if queue.sending.replace(true) {
            return;
        }
        let queue = Rc::clone(queue);
        spawn_local(async move {
            loop {
                let Some((action, body)) = queue.waiting.borrow().first().cloned() else {
                    break;
                };
                match post(&action, &body).await {
                    Some(true) => {}
                    // Refused: what the server says is right, so the page is read anew.
                    Some(false) => {
                        queue.waiting.borrow_mut().clear();
                        queue.keep();
                        if let Some(window) = dom::window() {
                            let _ = window.location().reload();
                        }
                        break;
                    }
                    None => break,
                }
                queue.waiting.borrow_mut().remove(0);
                queue.keep();
            }
            queue.sending.set(false);
            queue
                .shown
                .set(u32::try_from(queue.waiting.borrow().len()).unwrap_or(u32::MAX));
        });
    }
}

/// Sends one change: taken, refused, or no line.
async fn post(action: &str, body: &str) -> Option<bool> {
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_redirect(RequestRedirect::Manual);
    init.set_body(web_sys::UrlSearchParams::new_with_str(body).ok()?.as_ref());
    let answer = JsFuture::from(dom::window()?.fetch_with_str_and_init(action, &init))
        .await
        .ok()?;
    let answer: Response = answer.dyn_into().ok()?;
    // A redirect after the post is the form's ordinary success; the browser does not show where it leads.
    if answer.ok() || answer.type_() == ResponseType::Opaqueredirect {
        return Some(true);
    }
    // 5xx and too many requests: later again.
    if answer.status() >= 500 || answer.status() == 429 {
        return None;
    }
    Some(false)
}
