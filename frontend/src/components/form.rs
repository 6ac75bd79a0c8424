//! Form fields: label, input, help and error tied together for every reader; all work without script.

use leptos::prelude::*;
use shared::problem::FieldError;
use shared::say::Locale;

use super::icon::{Icon, icon};

/// A labelled input. `name` also makes its id, `f-{name}`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Field<'a> {
    /// What to write.
    pub label: &'a str,
    /// Name in the form.
    pub name: &'a str,
    /// What is written so far.
    pub value: &'a str,
    /// What is wrong with it and what to do.
    pub error: Option<&'a str>,
    /// How to fill it.
    pub help: Option<&'a str>,
    /// `type` of the input; `text` when empty, `textarea` for several lines.
    pub kind: &'a str,
    /// Keyboard of the phone: `numeric`, `tel`, `decimal`.
    pub inputmode: &'a str,
    /// `autocomplete` token: `name`, `tel`, `street-address`.
    pub autocomplete: &'a str,
    /// An example inside the empty field.
    pub placeholder: &'a str,
    /// Must be filled; the browser's own check stays off, the server says it in our words.
    pub required: bool,
    /// Most characters.
    pub maxlength: Option<u32>,
    /// `accept` of a file input; `capture` follows from `image/*`.
    pub accept: &'a str,
    /// Extra classes of the input.
    pub class: &'a str,
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// The ids of what is said below a field.
#[must_use]
pub fn described(id: &str, error: Option<&str>, help: Option<&str>) -> Option<String> {
    match (error, help) {
        (Some(_), Some(_)) => Some(format!("{id}-err {id}-help")),
        (Some(_), None) => Some(format!("{id}-err")),
        (None, Some(_)) => Some(format!("{id}-help")),
        (None, None) => None,
    }
}

/// Error and help below a field, with the ids that [`described`] names.
#[must_use]
pub fn below(id: &str, error: Option<&str>, help: Option<&str>) -> AnyView {
    let error = error.map(|text| {
        view! { <p class="err" id=format!("{id}-err")>{icon(Icon::Warning)}<span>{text.to_owned()}</span></p> }
    });
    let help =
        help.map(|text| view! { <p class="help" id=format!("{id}-help")>{text.to_owned()}</p> });
    view! { {error}{help} }.into_any()
}

/// A labelled input with its help and error.
#[must_use]
pub fn field(of: Field<'_>) -> AnyView {
    let id = format!("f-{}", of.name);
    let aria = described(&id, of.error, of.help);
    let invalid = of.error.map(|_| "true");
    let class = format!("in {}", of.class);
    let (name, value) = (of.name.to_owned(), of.value.to_owned());
    let required = of.required.then_some("true");
    let input = if of.kind == "textarea" {
        view! {
            <textarea class=class id=id.clone() name=name aria-describedby=aria aria-invalid=invalid aria-required=required
                placeholder=some(of.placeholder) maxlength=of.maxlength>{value}</textarea>
        }
        .into_any()
    } else {
        let kind = if of.kind.is_empty() { "text" } else { of.kind }.to_owned();
        view! {
            <input class=class id=id.clone() name=name type=kind value=some(&value) aria-describedby=aria
                aria-invalid=invalid aria-required=required inputmode=some(of.inputmode)
                autocomplete=some(of.autocomplete) placeholder=some(of.placeholder) maxlength=of.maxlength
                accept=some(of.accept)/>
        }
        .into_any()
    };
    view! {
        <div class="fld">
            <label for=id.clone()>{of.label.to_owned()}</label>
            {input}
            {below(&id, of.error, of.help)}
        </div>
    }
    .into_any()
}

/// One of several values, with words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read, bold in a `pick`.
    pub label: String,
    /// A second, quiet line.
    pub detail: String,
    /// At the right: an amount.
    pub amount: String,
    /// Quiet line under the amount.
    pub amount_detail: String,
    /// Chosen.
    pub checked: bool,
}

/// A labelled `<select>`; of [`Field`] it uses label, name, error and help.
#[must_use]
pub fn select_field(of: Field<'_>, choices: &[Choice]) -> AnyView {
    let id = format!("f-{}", of.name);
    let options: Vec<_> = choices
        .iter()
        .map(|choice| {
            view! { <option value=choice.value.clone() selected=choice.checked>{choice.label.clone()}</option> }
        })
        .collect();
    view! {
        <div class="fld">
            <label for=id.clone()>{of.label.to_owned()}</label>
            <select class="in" id=id.clone() name=of.name.to_owned() aria-describedby=described(&id, of.error, of.help)
                aria-invalid=of.error.map(|_| "true")>{options}</select>
            {below(&id, of.error, of.help)}
        </div>
    }
    .into_any()
}

/// A large radio button (or, with `many`, check box) with two lines and an amount. `form` ties it to a form elsewhere.
#[must_use]
pub fn pick(name: &str, choice: &Choice, many: bool, form: Option<&str>) -> AnyView {
    let kind = if many { "checkbox" } else { "radio" };
    let choice = choice.clone();
    let detail = (!choice.detail.is_empty())
        .then(|| view! { <br/><span class="s m">{choice.detail}</span> });
    let amount = (!choice.amount.is_empty()).then(|| {
        let under = (!choice.amount_detail.is_empty())
            .then(|| view! { <br/><span class="s m">{choice.amount_detail}</span> });
        view! { <span class="r"><b>{choice.amount}</b>{under}</span> }
    });
    view! {
        <label class="pick">
            <input type=kind name=name.to_owned() value=choice.value checked=choice.checked form=form.map(str::to_owned)/>
            <span class="grow"><b>{choice.label}</b>{detail}</span>
            {amount}
        </label>
    }
    .into_any()
}

/// A check box with a line of text.
#[must_use]
pub fn tick_box(name: &str, value: &str, label: impl Into<String>, checked: bool) -> AnyView {
    let label = label.into();
    view! {
        <label class="tickbox">
            <input type="checkbox" name=name.to_owned() value=value.to_owned() checked=checked/>
            <span>{label}</span>
        </label>
    }
    .into_any()
}

/// A hidden value of a form.
#[must_use]
pub fn hidden(name: &str, value: impl Into<String>) -> AnyView {
    let value = value.into();
    view! { <input type="hidden" name=name.to_owned() value=value/> }.into_any()
}

/// A number between − and +. The buttons submit `op=minus` and `op=plus` with the number as it stands, Enter in the
/// field submits `op=set`; place it in a form of its own, because Enter presses a form's first button.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stepper<'a> {
    /// What is counted, for readers: `Số thùng Na Chi Lăng`.
    pub label: &'a str,
    /// Name of the number in the form.
    pub name: &'a str,
    /// The number as shown.
    pub value: i64,
    /// The least.
    pub min: i64,
    /// The most, if there is one.
    pub max: Option<i64>,
    /// Id of the form it belongs to, when it stands outside.
    pub form: Option<&'a str>,
    /// Where the buttons alone go by GET (product page: the same page with another number); islands count in place.
    pub get: Option<&'a str>,
    /// The booth's large one: full width, 72 px.
    pub large: bool,
}

/// Draws a [`Stepper`]; buttons at the end of the range are dimmed, not disabled.
#[must_use]
pub fn stepper(of: Stepper<'_>, l: Locale) -> AnyView {
    let class = if of.large { "step xl" } else { "step" };
    let form = of.form.map(str::to_owned);
    let action = of.get.map(str::to_owned);
    let method = of.get.map(|_| "get");
    let less = (of.value <= of.min).then_some("lim");
    let more = of.max.is_some_and(|max| of.value >= max).then_some("lim");
    view! {
        <span class=class role="group" aria-label=of.label.to_owned()>
            <button type="submit" name="op" value="set" class="vh" tabindex="-1" aria-hidden="true" form=form.clone()
                formaction=action.clone() formmethod=method formnovalidate>{l.say("Đổi", "Set")}</button>
            <button type="submit" name="op" value="minus" class=less aria-label=l.say("Bớt 1", "One less") form=form.clone()
                formaction=action.clone() formmethod=method formnovalidate>"−"</button>
            <input type="number" inputmode="numeric" name=of.name.to_owned() value=of.value.to_string() min=of.min
                max=of.max step="1" aria-label=of.label.to_owned() form=form.clone() autocomplete="off"/>
            <button type="submit" name="op" value="plus" class=more aria-label=l.say("Thêm 1", "One more") form=form
                formaction=action formmethod=method formnovalidate>"+"</button>
        </span>
    }
    .into_any()
}

/// The message of the first error at `path`.
#[must_use]
pub fn error_for<'a>(errors: &'a [FieldError], path: &str) -> Option<&'a str> {
    errors
        .iter()
        .find(|error| error.path == path)
        .map(|error| error.message.as_str())
}

/// What to mend, on top of a form, when two or more fields are wrong; each line leads to its field.
#[must_use]
pub fn error_summary(errors: &[FieldError], l: Locale) -> AnyView {
    if errors.len() < 2 {
        return ().into_any();
    }
    let lines: Vec<_> = errors
        .iter()
        .map(|error| view! { <li><a href=format!("#f-{}", error.path)>{error.message.clone()}</a></li> })
        .collect();
    let title = match l {
        Locale::Vi => format!("Còn {} chỗ cần sửa", errors.len()),
        Locale::En => format!("{} things to mend", errors.len()),
    };
    view! {
        <div class="note bad row t" role="alert">
            {icon(Icon::Warning)}
            <div><b>{title}</b><ul role="list">{lines}</ul></div>
        </div>
    }
    .into_any()
}
