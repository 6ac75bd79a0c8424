//! The packs of a good and their prices.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::goods::{EditGoodsView, PackView};

use super::{default_button, price_question, select};
use crate::components::{Field, Icon, error_for, error_summary, field, icon};
use crate::islands::PriceReader;

/// One pack's form. Its fields repeat on the page, so their ids carry the pack.
fn pack(of: &PackView, slug: &str, l: Locale) -> AnyView {
    let target = if of.offer.is_empty() {
        "moi"
    } else {
        &of.offer
    };
    let action = |what: &str| l.path(&format!("/htx/hang/{slug}/loai/{target}{what}"));
    // Only the open form has plain ids; it is the one that errors lead to.
    let plain = of.open;
    let entry = |label: &str, name: &str, value: &str, hint: &str| {
        if plain {
            return field(Field {
                label,
                name,
                value,
                placeholder: hint,
                error: error_for(&of.errors, name),
                autocomplete: "off",
                maxlength: Some(80),
                ..Field::default()
            });
        }
        let id = format!("f-{name}-{target}");
        view! {
            <div class="fld">
                <label for=id.clone()>{label.to_owned()}</label>
                <input class="in" id=id name=name.to_owned() value=value.to_owned() placeholder=hint.to_owned()
                    autocomplete="off" maxlength="80"/>
            </div>
        }
        .into_any()
    };
    let unit = if plain {
        select(l.say("Bán theo", "Sold by"), "unit", &of.units, &of.errors)
    } else {
        let id = format!("f-unit-{target}");
        let options: Vec<_> = of
            .units
            .iter()
            .map(|unit| view! { <option value=unit.value.clone() selected=unit.chosen>{unit.label.clone()}</option> })
            .collect();
        view! {
            <div class="fld">
                <label for=id.clone()>{l.say("Bán theo", "Sold by")}</label>
                <select class="in" id=id name="unit">{options}</select>
            </div>
        }
        .into_any()
    };
    let content = (!of.catch_weight).then(|| {
        view! {
            {unit}
            <div class="two">
                {entry(l.say("Một đơn vị có", "Content of one"), "pack", &of.form.pack, "500 g")}
                {entry(l.say("Nặng cả bao bì", "Packed weight"), "gross", &of.form.gross, "700 g")}
            </div>
            {entry(l.say("Tên riêng, nếu có", "A name, if it has one"), "pack_name", &of.form.pack_name, l.say("Thùng quà", "Gift box"))}
        }
    });
    let scale = of.catch_weight.then(|| {
        let unit = of.form.unit.clone();
        view! {
            <input type="hidden" name="unit" value=unit/>
            <p class="help">{l.say("Giá theo kg, cân xong mới chốt tiền", "Price per kg, settled by the scale")}</p>
        }
    });
    let price_id = if plain {
        "f-price".to_owned()
    } else {
        format!("f-price-{target}")
    };
    let remove = of.can_go.then(|| {
        view! {
            <button class="b d w" type="submit" formaction=action("/bo")>{l.say("Bỏ loại này", "Remove this pack")}</button>
        }
    });
    let below = of.below.clone().map(|text| {
        view! { <p class="err">{icon(Icon::Warning)}<span>{text}</span></p> }
    });
    view! {
        {below}
        <details open=of.open>
            <summary>{of.title.clone()}</summary>
            <form class="stack" method="post" action=action("") novalidate>
                {default_button("", "")}
                {error_summary(&of.errors, l)}
                {entry(l.say("Giá", "Price"), "price", &of.form.price, "180k")}
                <PriceReader
                    input=price_id
                    per=of.per.clone()
                    unit=if plain { "f-unit".to_owned() } else { format!("f-unit-{target}") }
                    usual=of.usual
                    ask=l.say("Bạn muốn ", "Do you mean ").to_owned()
                    or=l.say(" hay ", " or ").to_owned()
                    locale=l
                />
                {price_question(of.prices.as_ref(), l)}
                {content}
                {scale}
                <button class="b o big w" type="submit">{l.say("Lưu loại này", "Save this pack")}</button>
                {remove}
            </form>
        </details>
    }
    .into_any()
}

/// All packs, and the form for another one.
pub fn packs(of: &EditGoodsView, l: Locale) -> AnyView {
    let lines: Vec<_> = of.packs.iter().map(|one| pack(one, &of.slug, l)).collect();
    view! {
        <section class="box" id="loai">
            <h2>{l.say("Giá và cách đóng gói", "Prices and packs")}</h2>
            {lines}
            <a class="b o w" href=l.path(&format!("/htx/hang/{}/gia-san", of.slug))>
                {l.say("Giá sàn: nhận về ít nhất bao nhiêu", "Floor: the least to receive")}{icon(Icon::Next)}
            </a>
            <p class="help">
                {l.say("Còn bao nhiêu thì sửa ở trang ", "How much is left is changed on the page ")}
                <a href=l.path("/htx/hang")>{l.say("Hàng", "Goods")}</a>
            </p>
        </section>
    }
    .into_any()
}
