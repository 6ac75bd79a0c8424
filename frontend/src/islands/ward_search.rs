//! The search for a commune or ward by its new or old name; without script the words go along with the form.

use leptos::prelude::*;

/// A field `ward_q` with suggestions, and a hidden `ward_code` that choosing fills.
#[island]
pub fn WardSearch(
    /// `Xã, phường`.
    label: String,
    /// Words typed before, or the chosen name.
    query: String,
    /// Code chosen before; empty when none.
    code: String,
    /// How to fill it.
    help: String,
    /// What is wrong with it; empty when nothing.
    error: String,
    /// Before and after the old name: `gồm `, ` cũ`.
    old_before: String,
    /// See `old_before`.
    old_after: String,
    /// Said after the number of results.
    found: String,
    /// Said when nothing was found: `Thử gõ tên quận, huyện cũ`.
    nothing: String,
    /// Id of a button to press after a choice, to count shipping anew; empty for none.
    then_press: String,
) -> impl IntoView {
    let chosen = if code.is_empty() {
        String::new()
    } else {
        query.clone()
    };
    let no_choice = chosen.is_empty();
    let invalid = (!error.is_empty()).then_some("true");
    let no_error = error.is_empty();
    #[cfg(feature = "hydrate")]
    {
        let (found, nothing) = (found.clone(), nothing.clone());
        Effect::new(move |_| start(&old_before, &old_after, &found, &nothing, &then_press));
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (found, nothing, old_before, old_after, then_press);
    view! {
        <div class="fld">
            <label for="f-ward_code">{label}</label>
            <div class="combo">
                <span class="in">
                    <svg class="i" viewBox="0 0 24 24" aria-hidden="true"><circle cx="10.5" cy="10.5" r="6.5"></circle><path d="M15.5 15.5 21 21"></path></svg>
                    <input id="f-ward_code" name="ward_q" value=query autocomplete="off" aria-invalid=invalid
                        aria-describedby="f-ward_code-err f-ward_code-help"/>
                </span>
                <ul class="opts" role="listbox" id="f-ward_code-list" hidden></ul>
            </div>
            <input type="hidden" name="ward_code" id="ward-code" value=code/>
            <p class="ok-line" id="ward-ok" hidden=no_choice>
                <svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="m4.5 12.5 5 5 10-11"></path></svg>
                <span id="ward-name">{chosen}</span>
            </p>
            <p class="err" id="f-ward_code-err" hidden=no_error>
                <svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="m12 4 9 16H3zM12 10v4M12 17v.1"></path></svg>
                <span>{error}</span>
            </p>
            <p class="help" role="status" id="f-ward_code-status"></p>
            <p class="help" id="f-ward_code-help">{help}</p>
        </div>
    }
}

#[cfg(feature = "hydrate")]
fn start(old_before: &str, old_after: &str, found: &str, nothing: &str, then_press: &str) {
    use super::combo::Combo;
    use super::dom;
    use web_sys::{HtmlElement, HtmlInputElement};

    let (before, after) = (old_before.to_owned(), old_after.to_owned());
    let press = then_press.to_owned();
    let combo = Combo::new(
        "f-ward_code",
        "/api/v1/wards?limit=8&q=",
        move |item, query, line| draw(item, query, line, &before, &after),
        move |item| {
            let name = full_name(item);
            if let Some(input) = dom::by_id::<HtmlInputElement>("f-ward_code") {
                input.set_value(&name);
            }
            choose(&dom::text(item, "code"), &name);
            if let Some(button) = dom::by_id::<HtmlElement>(&press) {
                button.click();
            }
        },
    );
    let Some(mut combo) = combo else { return };
    found.clone_into(&mut combo.found);
    nothing.clone_into(&mut combo.nothing);
    // What was chosen no longer holds once one types on.
    dom::on(&combo.input, "input", |_| choose("", ""));
    combo.attach();
}

#[cfg(feature = "hydrate")]
fn choose(code: &str, name: &str) {
    use super::dom;
    use web_sys::{HtmlElement, HtmlInputElement};

    if let Some(hidden) = dom::by_id::<HtmlInputElement>("ward-code") {
        hidden.set_value(code);
    }
    if let Some(line) = dom::by_id::<HtmlElement>("ward-name") {
        line.set_text_content(Some(name));
    }
    if let Some(line) = dom::by_id::<HtmlElement>("ward-ok") {
        dom::show(&line, !code.is_empty());
    }
    if let Some(error) = dom::by_id::<HtmlElement>("f-ward_code-err")
        && !code.is_empty()
    {
        dom::show(&error, false);
    }
}

/// `Phường Cầu Giấy, Hà Nội`, as the server writes it into the field.
#[cfg(feature = "hydrate")]
fn full_name(item: &wasm_bindgen::JsValue) -> String {
    use super::dom;
    let kind = js_sys::JsString::from(dom::text(item, "type"));
    let first = String::from(kind.slice(0, 1).to_upper_case());
    let rest = String::from(kind.slice(1, kind.length()));
    let province = dom::text(&dom::member(item, "province"), "name");
    let name = dom::text(item, "name");
    [&first, &rest, " ", &name, ", ", &province].concat()
}

#[cfg(feature = "hydrate")]
fn draw(
    item: &wasm_bindgen::JsValue,
    query: &str,
    line: &web_sys::Element,
    before: &str,
    after: &str,
) {
    use super::dom;

    let mut parts = vec![dom::element("b", "", &full_name(item))];
    let old = dom::text(item, "matched_old_name");
    if !old.is_empty()
        && let Some(under) = dom::element("div", "s m", "")
    {
        let (head, hit, tail) = marked(&old, query);
        for part in [
            dom::element("span", "", &[before, &head].concat()),
            dom::element("mark", "", &hit),
            dom::element("span", "", &[tail.as_str(), after].concat()),
        ]
        .into_iter()
        .flatten()
        {
            let _ = under.append_child(&part);
        }
        parts.push(Some(under));
    }
    for part in parts.into_iter().flatten() {
        let _ = line.append_child(&part);
    }
}

/// Cuts `name` around what `query` matches, marks and case aside.
#[cfg(feature = "hydrate")]
fn marked(name: &str, query: &str) -> (String, String, String) {
    let letters: Vec<char> = name.chars().collect();
    let plain: Vec<char> = letters.iter().copied().map(plain).collect();
    let wanted: Vec<char> = query.chars().map(self::plain).collect();
    let at = plain
        .windows(wanted.len().max(1))
        .position(|part| part == wanted)
        .unwrap_or(0);
    let end = if plain.get(at..at + wanted.len()) == Some(&wanted) {
        at + wanted.len()
    } else {
        at
    };
    let text = |range: &[char]| range.iter().collect::<String>();
    (
        text(&letters[..at]),
        text(&letters[at..end]),
        text(&letters[end..]),
    )
}

/// A letter without its marks, small; the browser knows the tables.
#[cfg(feature = "hydrate")]
fn plain(letter: char) -> char {
    if matches!(letter, 'đ' | 'Đ') {
        return 'd';
    }
    let text = js_sys::JsString::from(letter)
        .normalize("NFD")
        .to_lower_case();
    char::from_u32(text.char_code_at(0) as u32).unwrap_or(letter)
}
