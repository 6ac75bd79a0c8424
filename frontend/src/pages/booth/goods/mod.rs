//! Goods as their members handle them.

mod edit;
mod floors;
mod forecasts;
mod lots;
mod new;
mod packs;
mod papers;
mod shelf;
mod spreadsheet;

pub use edit::edit_goods_page;
pub use floors::floors_page;
pub use forecasts::forecasts_page;
pub use lots::{lots_page, movement_lines, stock_book_page};
pub use new::new_goods_page;
pub use papers::papers_page;
pub use shelf::shelf_page;
pub use spreadsheet::spreadsheet_page;

use leptos::prelude::*;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::view::goods::{Pickable, PriceChoice};

use crate::components::{Choice, Field, Icon, error_for, icon, select_field};
use crate::islands::PhotoShrink;

/// A `<select>` of what a view offers.
fn select(label: &str, name: &str, of: &[Pickable], errors: &[FieldError]) -> AnyView {
    let choices: Vec<Choice> = of
        .iter()
        .map(|one| Choice {
            value: one.value.clone(),
            label: one.label.clone(),
            checked: one.chosen,
            ..Choice::default()
        })
        .collect();
    let field = Field {
        label,
        name,
        error: error_for(errors, name),
        ..Field::default()
    };
    select_field(field, &choices)
}

/// Makes the photo of the file field `input` small on the device, and says whether it will do.
fn shrink(input: &str, l: Locale) -> AnyView {
    view! {
        <PhotoShrink
            input=input.to_owned()
            good=l.say("Ảnh rõ, đủ sáng", "Clear and bright enough").to_owned()
            dark=l.say("Ảnh hơi tối. Ra chỗ sáng chụp lại, hoặc dùng ảnh này", "Rather dark. Take it again in the light, or use it").to_owned()
            small=l.say("Ảnh hơi nhỏ. Chụp gần lại, hoặc dùng ảnh này", "Rather small. Take it from closer, or use it").to_owned()
        />
    }
    .into_any()
}

/// A file field for one photo, with the photo's own error below.
fn file_field(name: &str, label: &str, errors: &[FieldError], l: Locale) -> AnyView {
    let id = format!("f-{name}");
    let error = error_for(errors, name).map(str::to_owned);
    let described = error.is_some().then(|| format!("{id}-err"));
    let invalid = error.is_some().then_some("true");
    let message = error.map(|text| {
        view! { <p class="err" id=format!("{id}-err")>{icon(Icon::Warning)}<span>{text}</span></p> }
    });
    view! {
        <div class="fld">
            <label for=id.clone()>{label.to_owned()}</label>
            <input class="in" id=id.clone() name=name.to_owned() type="file" accept="image/*"
                aria-invalid=invalid aria-describedby=described/>
            {message}
            {shrink(&id, l)}
        </div>
    }
    .into_any()
}

/// Which of two prices is meant: two buttons that send the form again.
fn price_question(of: Option<&(PriceChoice, PriceChoice)>, l: Locale) -> Option<AnyView> {
    let (typed, other) = of?;
    let question = match l {
        Locale::Vi => format!("Bạn muốn {} hay {}?", typed.amount, other.amount),
        Locale::En => format!("Do you mean {} or {}?", typed.amount, other.amount),
    };
    let button = |of: &PriceChoice| {
        let words = (!of.words.is_empty())
            .then(|| view! { <span class="s wide-line">{of.words.clone()}</span> });
        view! {
            <button class="b o big grow" type="submit" name="price_ok" value=of.dong.to_string()>
                <span><b>{of.amount.clone()}</b>{words}</span>
            </button>
        }
    };
    Some(
        view! {
            <div class="note" id="gia-nao" role="alert">
                <b>{question}</b>
                <p class="s">{l.say("Giá này khác hẳn giá thường ngày.", "This is far from the usual price.")}</p>
                <div class="cols mt8">{button(typed)}{button(other)}</div>
            </div>
        }
        .into_any(),
    )
}

/// What Enter in a field presses: the form as a whole, not the first button that stands in it.
fn default_button(name: &'static str, value: &'static str) -> AnyView {
    let name = (!name.is_empty()).then_some(name);
    let value = (!value.is_empty()).then_some(value);
    view! { <button class="vh" type="submit" name=name value=value tabindex="-1" aria-hidden="true"></button> }.into_any()
}
