//! Words and prices of one listing on a channel.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::channel::{ListingFormView, UnitForm};

use crate::components::{Choice, Field, error_for, error_summary, field, select_field};

/// What a `<select>` offers, from value, words and whether it is chosen.
pub(super) fn choices(of: &[(String, String, bool)]) -> Vec<Choice> {
    of.iter()
        .map(|(value, label, checked)| Choice {
            value: value.clone(),
            label: label.clone(),
            checked: *checked,
            ..Choice::default()
        })
        .collect()
}

fn words(of: &ListingFormView, l: Locale) -> AnyView {
    let most = |n: usize| u32::try_from(n).ok();
    let (title_help, description_help) = match l {
        Locale::Vi => (
            format!("Để trống thì dùng tên ở chợ: {}", of.own_title),
            format!(
                "Để trống thì dùng mô tả ở chợ. Sàn nhận đến {} chữ",
                of.description_most
            ),
        ),
        Locale::En => (
            format!("Empty uses the title here: {}", of.own_title),
            format!(
                "Empty uses the description here. The channel takes up to {} letters",
                of.description_most
            ),
        ),
    };
    view! {
        <form class="box stack" method="post" action=format!("{}/chu", l.path(&of.action))>
            <h2>{l.say("Chữ riêng cho sàn này", "Words for this channel")}</h2>
            {field(Field {
                label: l.say("Tên hàng trên sàn", "Title there"),
                name: "title",
                value: &of.title,
                error: error_for(&of.errors, "title"),
                help: Some(&title_help),
                maxlength: most(of.title_most),
                ..Field::default()
            })}
            {field(Field {
                label: l.say("Mô tả trên sàn", "Description there"),
                name: "description",
                kind: "textarea",
                value: &of.description,
                error: error_for(&of.errors, "description"),
                help: Some(&description_help),
                placeholder: &of.own_description,
                maxlength: most(of.description_most),
                ..Field::default()
            })}
            <button class="b w" type="submit">{l.say("Lưu chữ", "Save the words")}</button>
        </form>
    }
    .into_any()
}

fn unit(of: &UnitForm, page: &ListingFormView, l: Locale) -> AnyView {
    let name = format!("gia-{}", of.id);
    let label = format!("{} {}", l.say("Giá riêng cho", "Own price of"), of.sku);
    let own = if page.may_manage {
        field(Field {
            label: &label,
            name: &name,
            value: &of.set,
            error: error_for(&page.errors, &name),
            inputmode: "numeric",
            maxlength: Some(20),
            ..Field::default()
        })
    } else {
        view! { <b>{of.sku.clone()}</b> }.into_any()
    };
    let cuts: Vec<_> = of
        .cuts
        .iter()
        .map(|(words, amount)| view! { <li class="row between s"><span>{words.clone()}</span><span>{format!("−{amount}")}</span></li> })
        .collect();
    let warning = if of.loses {
        Some(l.say(
            "Bán loại này ở đây là lỗ nên không bán",
            "Selling this pack here loses money, so it is not sold",
        ))
    } else if of.raised {
        Some(l.say("Giá đã nâng lên để giữ giá sàn", "Raised to keep the floor"))
    } else {
        None
    };
    view! {
        <li class="stack">
            {own}
            <ul role="list" class="stack tight">
                <li class="row between s"><span>{l.say("Giá ở chợ", "Price here")}</span><span>{of.own.clone()}</span></li>
                <li class="row between s"><span>{l.say("Giá trên sàn", "Price there")}</span><b>{of.price.clone()}</b></li>
                {cuts}
                <li class="row between"><b>{l.say("Bạn thực nhận", "You really receive")}</b><b>{of.net.clone()}</b></li>
            </ul>
            {warning.map(|text| view! { <p class="err">{text}</p> })}
        </li>
    }
    .into_any()
}

/// How it is priced; who may not set prices sees what is received.
fn prices(of: &ListingFormView, l: Locale) -> AnyView {
    let units: Vec<_> = of.units.iter().map(|one| unit(one, of, l)).collect();
    let title = l.say("Giá trên sàn này", "Prices on this channel");
    if !of.may_manage {
        return view! {
            <section class="box stack">
                <h2>{title}</h2>
                <ul role="list" class="stack">{units}</ul>
                <p class="s m">{l.say("Chỉ giám đốc sửa được giá", "Only directors change prices")}</p>
            </section>
        }
        .into_any();
    }
    view! {
        <form class="box stack" method="post" action=format!("{}/gia", l.path(&of.action))>
            <h2>{title}</h2>
            {select_field(
                Field { label: l.say("Cách tính giá", "How the price follows"), name: "rule", ..Field::default() },
                &choices(&of.rules),
            )}
            {field(Field {
                label: l.say("Cao hơn (%), nếu chọn theo phần trăm", "Dearer by (%), for a percentage"),
                name: "markup",
                value: &of.markup,
                error: error_for(&of.errors, "markup"),
                inputmode: "decimal",
                maxlength: Some(12),
                ..Field::default()
            })}
            <p class="s m">{l.say(
                "Giá riêng để trống thì theo cách tính ở trên. Không giá nào dưới giá sàn của hợp tác xã.",
                "An empty own price follows the rule above. No price is below the cooperative’s floor.",
            )}</p>
            <ul role="list" class="stack">{units}</ul>
            <button class="b w" type="submit">{l.say("Lưu giá", "Save the prices")}</button>
        </form>
    }
    .into_any()
}

/// One listing there.
#[must_use]
pub fn listing_page(of: &ListingFormView, l: Locale) -> AnyView {
    let name = if of.title.is_empty() {
        of.own_title.clone()
    } else {
        of.title.clone()
    };
    view! {
        <div class="w stack pt pb">
            <h1>{name}</h1>
            {error_summary(&of.errors, l)}
            {words(of, l)}
            {prices(of, l)}
        </div>
    }
    .into_any()
}
