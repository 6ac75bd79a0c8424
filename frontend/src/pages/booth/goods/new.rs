//! A photo and three values.

use leptos::prelude::*;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::view::goods::NewGoodsView;

use super::{default_button, price_question, select, shrink};
use crate::components::{
    Field, Icon, chip, error_for, error_summary, field, hidden, icon, picture,
};
use crate::islands::{DraftKeeper, DraftSender, PriceReader};

/// Id of the form, and key of its copy on the phone.
pub(super) const FORM: &str = "mon-moi";

/// The photo, or the place to take it; the file field itself shows only where no script runs.
fn photo(of: &NewGoodsView, l: Locale) -> AnyView {
    let error = error_for(&of.errors, "picture").map(|text| {
        view! { <p class="err" id="f-picture-err">{icon(Icon::Warning)}<span>{text.to_owned()}</span></p> }
    });
    let invalid = error.is_some().then_some("true");
    let described = error.is_some().then_some("f-picture-err");
    let shown = of.picture.as_ref().map(
        |of| view! { <div class="kept">{picture(of, "(min-width: 720px) 720px, 100vw", true)}</div> },
    );
    let taken = shown.is_some();
    let words = if taken {
        l.say("Chụp lại", "Take it again")
    } else {
        l.say("Chụp ảnh món này", "Take a photo of it")
    };
    let class = if taken { "shot taken" } else { "shot" };
    view! {
        <div class=class>
            {shown}
            <label class="take" for="f-picture">
                {icon(Icon::Camera)}
                <span class="first">{words}</span>
                <span class="again">{l.say("Chụp lại", "Take it again")}</span>
            </label>
            <input class="in" id="f-picture" name="picture" type="file" accept="image/*" capture="environment"
                aria-invalid=invalid aria-describedby=described/>
            {shrink("f-picture", l)}
        </div>
        {error}
    }
    .into_any()
}

fn values(of: &NewGoodsView, l: Locale) -> AnyView {
    let name = field(Field {
        label: l.say("1. Tên món", "1. Name"),
        name: "name",
        value: &of.form.name,
        error: error_for(&of.errors, "name"),
        placeholder: l.say("Na dai loại 1", "Custard apple, grade 1"),
        autocomplete: "off",
        required: true,
        maxlength: Some(80),
        ..Field::default()
    });
    let price = field(Field {
        label: &of.proposed.price_label,
        name: "price",
        value: &of.form.price,
        error: error_for(&of.errors, "price"),
        placeholder: "180k",
        autocomplete: "off",
        required: true,
        maxlength: Some(30),
        class: "l",
        ..Field::default()
    });
    let quantity = field(Field {
        label: &of.proposed.count_label,
        name: "quantity",
        value: &of.form.quantity,
        error: error_for(&of.errors, "quantity"),
        inputmode: "decimal",
        autocomplete: "off",
        required: true,
        maxlength: Some(16),
        class: "l",
        ..Field::default()
    });
    view! {
        {name}
        <div class="two">{price}{quantity}</div>
        <PriceReader
            input="f-price".to_owned()
            per=of.proposed.per.clone()
            unit=String::new()
            usual=of.usual
            ask=l.say("Bạn muốn ", "Do you mean ").to_owned()
            or=l.say(" hay ", " or ").to_owned()
            locale=l
        />
        {price_question(of.prices.as_ref(), l)}
    }
    .into_any()
}

/// A chip that opens the fields behind a guess; open when one of them is wrong.
fn guess(id: &'static str, words: &str, fields: AnyView, open: bool) -> AnyView {
    view! {
        <details open=open>
            <summary class="f" id=id>{words.to_owned()}</summary>
            <div class="stack">{fields}</div>
        </details>
    }
    .into_any()
}

fn small<'a>(
    (label, name): (&'a str, &'a str),
    (value, guessed): (&'a str, &'a str),
    errors: &'a [FieldError],
) -> AnyView {
    field(Field {
        label,
        name,
        value,
        placeholder: guessed,
        error: error_for(errors, name),
        autocomplete: "off",
        maxlength: Some(24),
        ..Field::default()
    })
}

fn guesses(of: &NewGoodsView, l: Locale) -> AnyView {
    let p = &of.proposed;
    let wrong = |name| error_for(&of.errors, name).is_some();
    let pack = view! {
        {select(l.say("Bán theo", "Sold by"), "unit", &of.units, &of.errors)}
        {small((l.say("Một đơn vị có", "Content of one"), "pack"), (&of.form.pack, &p.content), &of.errors)}
    };
    let gross = small(
        (l.say("Nặng cả bao bì", "Weight when packed"), "gross"),
        (&of.form.gross, &p.gross),
        &of.errors,
    );
    let class = select(
        l.say("Cách gửi", "How it travels"),
        "class",
        &of.classes,
        &of.errors,
    );
    let category = select(
        l.say("Nhóm hàng", "Category"),
        "category",
        &of.categories,
        &of.errors,
    );
    let papers: Vec<_> = p
        .papers
        .iter()
        .map(|paper| chip(Icon::Seal, paper.clone(), ""))
        .collect();
    view! {
        <fieldset class="guess">
            <legend class="lab">{l.say("Máy đoán sẵn, chạm để sửa", "Guessed; tap to change")}</legend>
            <div class="row wrap">
                {guess("doan-pack", &p.pack, pack.into_any(), wrong("pack") || wrong("unit"))}
                {guess("doan-weight", &p.weight, gross, wrong("gross"))}
                {guess("doan-travel", &p.travel, class, wrong("class"))}
                {guess("doan-category", &p.category, category, wrong("category"))}
                {papers}
            </div>
            <p class="help" id="doan-why">{p.why.clone()}</p>
        </fieldset>
    }
    .into_any()
}

/// The form that lists a good.
#[must_use]
pub fn new_goods_page(of: &NewGoodsView, l: Locale) -> AnyView {
    view! {
        <form class="page" id=FORM method="post" enctype="multipart/form-data" action=l.path("/htx/hang/moi") novalidate>
            {default_button("", "")}
            {hidden("draft", of.form.draft.clone())}
            {photo(of, l)}
            <div class="w pt pb stack">
                {error_summary(&of.errors, l)}
                {values(of, l)}
                {guesses(of, l)}
                <DraftKeeper
                    form=FORM.to_owned()
                    key=FORM.to_owned()
                    restored=l.say("Đã lấy lại chữ đã gõ trong máy", "What you typed is back").to_owned()
                    forget=false
                />
                <DraftSender
                    form=FORM.to_owned()
                    save=l.path("/htx/hang/nhap")
                    guess=l.path("/htx/hang/doan")
                    copy=FORM.to_owned()
                    kept=l.say("Đã lưu nháp. Tắt máy cũng còn", "Draft saved; it stays when the phone goes off").to_owned()
                />
                <button class="link w" type="submit" formaction=l.path("/htx/hang/nhap") name="luu" value="1">
                    {l.say("Lưu nháp, làm sau", "Keep as a draft")}
                </button>
            </div>
            <div class="bar">
                <button class="b huge w" type="submit">{l.say("Đăng bán", "Put on sale")}</button>
            </div>
        </form>
    }
    .into_any()
}
