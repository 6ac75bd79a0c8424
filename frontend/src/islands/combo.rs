//! A list of suggestions under a text field: the listbox pattern, by keyboard, finger and reader.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent};

use super::dom;

/// Waits this long after the last key before asking.
const PAUSE: i32 = 180;

/// Draws an item that answers a query into its line.
type Draw = dyn Fn(&JsValue, &str, &Element);

/// How a list is filled and what choosing does.
pub struct Combo {
    /// The text field.
    pub input: HtmlInputElement,
    /// The `ul` for the suggestions.
    pub list: HtmlElement,
    /// Where the number of results is said.
    pub status: Option<HtmlElement>,
    /// What to say after the number.
    pub found: String,
    /// What to say when nothing was found; empty says nothing.
    pub nothing: String,
    /// Address up to the query.
    pub url: String,
    /// Draws one item into its `li`; the second argument is the query.
    pub draw: Box<Draw>,
    /// Called with the chosen item.
    pub choose: Box<dyn Fn(&JsValue)>,
    active: Cell<i32>,
    turn: Cell<u32>,
    timer: Cell<i32>,
    shown: RefCell<Vec<(Element, JsValue)>>,
}

impl Combo {
    /// A list under the field `input`, in the element `{input}-list`, with a status line `{input}-status`.
    pub fn new(
        input: &str,
        url: &str,
        draw: impl Fn(&JsValue, &str, &Element) + 'static,
        choose: impl Fn(&JsValue) + 'static,
    ) -> Option<Self> {
        Some(Self {
            list: dom::by_id(&[input, "-list"].concat())?,
            status: dom::by_id(&[input, "-status"].concat()),
            input: dom::by_id(input)?,
            found: String::new(),
            nothing: String::new(),
            url: url.to_owned(),
            draw: Box::new(draw),
            choose: Box::new(choose),
            active: Cell::new(-1),
            turn: Cell::new(0),
            timer: Cell::new(0),
            shown: RefCell::default(),
        })
    }

    /// Starts listening.
    pub fn attach(self) {
        let input = self.input.clone();
        dom::set(&input, "role", "combobox");
        dom::set(&input, "aria-autocomplete", "list");
        dom::set(&input, "aria-expanded", "false");
        dom::set(&input, "aria-controls", &self.list.id());
        let combo = Rc::new(self);
        let typed = Rc::clone(&combo);
        dom::on(&input, "input", move |_| Rc::clone(&typed).typed());
        let keyed = Rc::clone(&combo);
        dom::on(&input, "keydown", move |event| keyed.key(&event));
        let left = Rc::clone(&combo);
        dom::on(&input, "blur", move |_| left.close());
        // The field keeps the focus while a finger chooses.
        dom::on(&combo.list, "pointerdown", |event| event.prevent_default());
        let clicked = Rc::clone(&combo);
        dom::on(&combo.list, "click", move |event| clicked.click(&event));
    }

    fn typed(self: Rc<Self>) {
        dom::cancel(self.timer.get());
        let query = self.input.value();
        let query = query.trim().to_owned();
        if query.chars().count() < 2 {
            self.close();
            return;
        }
        let combo = Rc::clone(&self);
        self.timer.set(dom::later(PAUSE, move || {
            wasm_bindgen_futures::spawn_local(async move { combo.ask(&query).await });
        }));
    }

    async fn ask(&self, query: &str) {
        let turn = self.turn.get() + 1;
        self.turn.set(turn);
        let url = [self.url.as_str(), &dom::encoded(query)].concat();
        let answer = dom::read_json(&url).await;
        // A later question may already have been answered.
        if self.turn.get() != turn {
            return;
        }
        match answer {
            Some(answer) => self.fill(&dom::items(&answer), query),
            None => self.close(),
        }
    }

    fn fill(&self, items: &js_sys::Array, query: &str) {
        self.list.set_text_content(None);
        let mut shown = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let Some(line) = dom::element("li", "", "") else {
                continue;
            };
            dom::set(&line, "role", "option");
            line.set_id(&[&self.list.id(), "-", &digit(at)].concat());
            (self.draw)(&item, query, &line);
            let _ = self.list.append_child(&line);
            shown.push((line, item));
        }
        let some = !shown.is_empty();
        self.active.set(-1);
        if let Some(status) = &self.status {
            let words = if some {
                [&digit(shown.len()), " ", &self.found].concat()
            } else {
                self.nothing.clone()
            };
            status.set_text_content(Some(&words));
        }
        *self.shown.borrow_mut() = shown;
        self.open(some);
    }

    fn open(&self, open: bool) {
        dom::show(&self.list, open);
        dom::set(
            &self.input,
            "aria-expanded",
            if open { "true" } else { "false" },
        );
        if !open {
            let _ = self.input.remove_attribute("aria-activedescendant");
        }
    }

    fn close(&self) {
        self.turn.set(self.turn.get() + 1);
        self.active.set(-1);
        self.open(false);
    }

    fn move_to(&self, at: i32) {
        let shown = self.shown.borrow();
        let count = i32::try_from(shown.len()).unwrap_or(0);
        if count == 0 {
            return;
        }
        let at = at.rem_euclid(count);
        for (index, (line, _)) in shown.iter().enumerate() {
            let here = usize::try_from(at) == Ok(index);
            dom::set(line, "aria-selected", if here { "true" } else { "false" });
            if here {
                dom::set(&self.input, "aria-activedescendant", &line.id());
            }
        }
        self.active.set(at);
    }

    fn key(&self, event: &Event) {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        if self.list.hidden() {
            return;
        }
        let active = self.active.get();
        match event.key().as_str() {
            "ArrowDown" => self.move_to(active + 1),
            "ArrowUp" => self.move_to(if active < 0 { -1 } else { active - 1 }),
            "Escape" => self.close(),
            "Enter" if active >= 0 => {
                if let Ok(at) = usize::try_from(active) {
                    self.take(at);
                }
            }
            _ => return,
        }
        event.prevent_default();
    }

    fn click(&self, event: &Event) {
        let Some(target) = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
        else {
            return;
        };
        let at = self
            .shown
            .borrow()
            .iter()
            .position(|(line, _)| line.contains(Some(&target)));
        if let Some(at) = at {
            event.prevent_default();
            self.take(at);
        }
    }

    fn take(&self, at: usize) {
        let item = self.shown.borrow().get(at).map(|(_, item)| item.clone());
        self.close();
        if let Some(item) = item {
            (self.choose)(&item);
        }
    }
}

/// A number below 100, without the formatting machinery.
fn digit(number: usize) -> String {
    let number = u8::try_from(number).unwrap_or(99);
    let mut text = String::new();
    if number > 9 {
        text.push(char::from(b'0' + number / 10 % 10));
    }
    text.push(char::from(b'0' + number % 10));
    text
}
