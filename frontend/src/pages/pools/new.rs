//! The form that opens a pooled listing.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::pool::NewPoolView;

use super::{select, text, value};
use crate::components::{
    Choice, Field, error_for, error_line, error_summary, field, pick, select_field, tick_box,
};

/// What every supplier has to prove.
pub(super) fn demands(
    stars: &[Choice],
    kinds: &[shared::view::goods::Pickable],
    mark: &str,
    errors: &[shared::problem::FieldError],
    l: Locale,
) -> AnyView {
    let kinds: Vec<_> = kinds
        .iter()
        .map(|kind| tick_box("kind", &kind.value, kind.label.clone(), kind.chosen))
        .collect();
    let ocop = Field {
        label: l.say("Sao OCOP ít nhất", "OCOP stars, at least"),
        name: "ocop",
        error: error_for(errors, "ocop"),
        ..Field::default()
    };
    view! {
        <fieldset class="stack">
            <legend class="lab">{l.say("Ai bán cũng phải có giấy", "Every supplier must prove")}</legend>
            <p class="s m">{l.say(
                "Điều gì trang món hứa thì hợp tác xã nào gửi cũng phải có giấy còn hạn. Thiếu giấy là không nhận đơn.",
                "What the page promises, every sender proves with a valid paper, or gets no orders.",
            )}</p>
            {select_field(ocop, stars)}
            {kinds}
            {error_for(errors, "kind").map(error_line)}
            {field(Field {
                label: l.say("Tên được bảo hộ", "Protected name"),
                name: "mark",
                value: mark,
                error: error_for(errors, "mark"),
                help: Some(l.say("Như Chi Lăng; bỏ trống nếu không dùng", "Like Chi Lăng; empty if unused")),
                maxlength: Some(80),
                ..Field::default()
            })}
        </fieldset>
    }
    .into_any()
}

fn rule(of: &NewPoolView, l: Locale) -> AnyView {
    let lowest = value(&of.typed, "rule") == "lowest";
    let fixed = Choice {
        value: "fixed".to_owned(),
        label: l.say("Một giá chung", "One price for all").to_owned(),
        detail: l.say("Ghi giá ở ô dưới", "Written below").to_owned(),
        checked: !lowest,
        ..Choice::default()
    };
    let cheapest = Choice {
        value: "lowest".to_owned(),
        label: l.say("Giá thấp nhất", "The lowest price").to_owned(),
        detail: l
            .say(
                "Mỗi hợp tác xã ghi giá của mình, khách trả giá thấp nhất còn hàng",
                "Each writes its own; buyers pay the lowest that is left",
            )
            .to_owned(),
        checked: lowest,
        ..Choice::default()
    };
    view! {
        <fieldset class="stack">
            <legend class="lab">{l.say("Giá bán", "Price")}</legend>
            {pick("rule", &fixed, false, None)}
            {pick("rule", &cheapest, false, None)}
        </fieldset>
    }
    .into_any()
}

/// The page.
#[must_use]
pub fn new_pool_page(of: &NewPoolView, l: Locale) -> AnyView {
    let (typed, errors) = (&of.typed, &of.errors);
    let owner = of.asks_owner.then(|| {
        text(
            l.say(
                "Hợp tác xã đứng tên nhãn",
                "Cooperative that owns the brand",
            ),
            "owner",
            l.say(
                "Tên đúng như HTX Bảo Minh, hoặc mã số thuế",
                "Its name, or its tax code",
            ),
            typed,
            errors,
        )
    });
    let star = |stars: &str| Choice {
        value: stars.to_owned(),
        label: match stars {
            "" => l.say("Không đòi", "Not demanded").to_owned(),
            stars => format!("{stars}\u{a0}{}", l.say("sao", "stars")),
        },
        checked: value(typed, "ocop") == stars,
        ..Choice::default()
    };
    let stars: Vec<Choice> = ["", "3", "4", "5"].into_iter().map(star).collect();
    view! {
        <div class="w pt pb stack">
            <form class="box stack" method="post" action=of.action.clone()>
                <h1 class="sub">{l.say("Món bán chung mới", "A new pooled listing")}</h1>
                {error_summary(errors, l)}
                {owner}
                {text(l.say("Tên món", "Name of the goods"), "name", l.say("Như Long nhãn sấy", "As buyers call it"), typed, errors)}
                {text(l.say("Nhãn chung", "Brand"), "brand", l.say("Tên cả nhóm cùng dùng", "The name all of them use"), typed, errors)}
                {text(l.say("Phẩm cấp", "Grade"), "grade", l.say("Như Loại 1, quả từ 300 g; bỏ trống cũng được", "Like first class; may be empty"), typed, errors)}
                {select(l.say("Bán theo", "Sold by"), "unit", &of.units, errors)}
                {text(l.say("Mỗi đơn vị có", "In one unit"), "pack", l.say("Như 500 g; bỏ trống nếu bán theo cân", "Like 500 g; empty when sold by weight"), typed, errors)}
                {rule(of, l)}
                {text(l.say("Giá chung một đơn vị", "Price of one unit"), "price", l.say("Như 95k. Chỉ cần khi một giá chung", "Like 95k; only with one price for all"), typed, errors)}
                {select(l.say("Nhóm hàng", "Category"), "category", &of.categories, errors)}
                {select(l.say("Cách gửi", "Shipping"), "class", &of.classes, errors)}
                {demands(&stars, &of.kinds, value(typed, "mark"), errors, l)}
                {field(Field {
                    label: l.say("Mô tả", "Description"),
                    name: "description",
                    value: value(typed, "description"),
                    error: error_for(errors, "description"),
                    kind: "textarea",
                    maxlength: Some(4000),
                    ..Field::default()
                })}
                <button class="b big w" type="submit">{l.say("Lưu nháp", "Save as a draft")}</button>
                <p class="s m">{l.say(
                    "Tiếp theo: mời hợp tác xã, thêm ảnh, rồi gửi duyệt.",
                    "Next: invite cooperatives, add a picture, send it in.",
                )}</p>
            </form>
        </div>
    }
    .into_any()
}
