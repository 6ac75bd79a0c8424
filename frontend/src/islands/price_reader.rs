//! Reads a price back while it is typed: `180k` is "180.000 ₫ một chai", and in words.

use leptos::prelude::*;
use shared::say::Locale;

/// Stands below the price field with the id `input`.
#[island]
pub fn PriceReader(
    /// Id of the price field.
    input: String,
    /// After the amount: ` một chai`. It stands in an element with the id `{input}-per`.
    per: String,
    /// Id of the field in which the unit is chosen; empty when there is none, or when another island says the unit.
    unit: String,
    /// What such a good usually costs in đồng; 0 when nobody knows.
    usual: i64,
    /// Before and between two amounts: `Bạn muốn `.
    ask: String,
    /// See `ask`: ` hay `.
    or: String,
    /// Language of the messages.
    locale: Locale,
) -> impl IntoView {
    let amount = RwSignal::new(String::new());
    let words = RwSignal::new(String::new());
    let wrong = RwSignal::new(String::new());
    let other = RwSignal::new(String::new());
    let take = |text: RwSignal<String>| {
        #[cfg(feature = "hydrate")]
        let field = input.clone();
        move |_event: leptos::ev::MouseEvent| {
            #[cfg(feature = "hydrate")]
            write(&field, &text.get_untracked());
            #[cfg(not(feature = "hydrate"))]
            let _ = text;
            other.set(String::new());
        }
    };
    let place = format!("{input}-per");
    let (take_this, take_other) = (take(amount), take(other));
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        follow(&input, &unit, locale);
        start(
            &input,
            usual,
            locale,
            Signals {
                amount,
                words,
                wrong,
                other,
            },
        )
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (input, unit, usual, locale, wrong);
    view! {
        <p class="mt8" role="status" hidden=move || amount.get().is_empty()>
            <b>{move || amount.get()}<span id=place>{per}</span></b>
            <br/>
            <span class="s m">{move || words.get()}</span>
        </p>
        <p class="err" role="status" hidden=move || wrong.get().is_empty()>{move || wrong.get()}</p>
        <div class="note mt8" role="group" hidden=move || other.get().is_empty()>
            <p>{ask}{move || amount.get()}{or}{move || other.get()}"?"</p>
            <p class="row mt8">
                <button type="button" class="b o grow" on:click=take_this>{move || amount.get()}</button>
                <button type="button" class="b o grow" on:click=take_other>{move || other.get()}</button>
            </p>
        </div>
    }
}

#[cfg(feature = "hydrate")]
#[derive(Clone, Copy)]
struct Signals {
    amount: RwSignal<String>,
    words: RwSignal<String>,
    wrong: RwSignal<String>,
    other: RwSignal<String>,
}

#[cfg(feature = "hydrate")]
fn write(field: &str, text: &str) {
    use super::dom;
    if let Some(input) = dom::by_id::<web_sys::HtmlInputElement>(field) {
        input.set_value(text);
        if let Ok(event) = web_sys::Event::new("input") {
            let _ = input.dispatch_event(&event);
        }
    }
}

#[cfg(feature = "hydrate")]
fn start(field: &str, usual: i64, locale: Locale, to: Signals) {
    use super::dom;
    let Some(input) = dom::by_id::<web_sys::HtmlInputElement>(field) else {
        return;
    };
    read(&input.value(), usual, locale, false, to);
    let typed = input.clone();
    dom::on(&input, "input", move |_| {
        read(&typed.value(), usual, locale, false, to)
    });
    let left = input.clone();
    dom::on(&input, "change", move |_| {
        read(&left.value(), usual, locale, true, to)
    });
}

/// Says the unit that is chosen in the field `unit` from now on.
#[cfg(feature = "hydrate")]
fn follow(field: &str, unit: &str, locale: Locale) {
    use super::dom;
    let place = [field, "-per"].concat();
    let Some(unit) = dom::by_id::<web_sys::Element>(unit) else {
        return;
    };
    let choice = unit.clone();
    dom::on(&unit, "change", move |_| {
        let Some(place) = dom::by_id::<web_sys::Element>(&place) else {
            return;
        };
        let option = choice
            .query_selector("option:checked:not([value=''])")
            .ok()
            .flatten();
        let label = option
            .and_then(|option| option.text_content())
            .unwrap_or_default();
        let per = match label.split(" (").next() {
            Some(word) if !word.is_empty() => [locale.say(" một ", " per "), word].concat(),
            _ => String::new(),
        };
        place.set_text_content(Some(&per));
    });
}

/// Reads `text`; only a `finished` one is told that it is wrong.
#[cfg(feature = "hydrate")]
fn read(text: &str, usual: i64, locale: Locale, finished: bool, to: Signals) {
    use shared::money::Vnd;

    let (mut amount, mut words, mut wrong, mut other) = Default::default();
    let decomposed: String = js_sys::JsString::from(text).normalize("NFKD").into();
    match Vnd::parse_decomposed(&decomposed) {
        Ok(price) => {
            amount = price.to_string();
            if locale == Locale::Vi {
                words = price.in_words();
            }
            if finished {
                other = slip(price, usual)
                    .map(|price| price.to_string())
                    .unwrap_or_default();
            }
        }
        Err(error) if finished && !text.trim().is_empty() => wrong = error.say(locale).to_owned(),
        Err(_) => {}
    }
    to.amount.set(amount);
    to.words.set(words);
    to.wrong.set(wrong);
    to.other.set(other);
}

/// What was probably meant when a price is outside 0.3 to 3 times the usual one: a nought more or less.
#[cfg(feature = "hydrate")]
fn slip(price: shared::money::Vnd, usual: i64) -> Option<shared::money::Vnd> {
    use shared::money::Vnd;
    let fits = |price: i64| price >= usual * 3 / 10 && price <= usual * 3;
    if usual <= 0 || fits(price.0) {
        return None;
    }
    [price.0.checked_mul(10)?, price.0 / 10]
        .into_iter()
        .find(|price| fits(*price))
        .map(Vnd)
}
