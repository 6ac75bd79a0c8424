//! What whoever runs a pooled listing can change.

use leptos::prelude::*;
use shared::input::pool::PoolDeed;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::view::pool::{PoolManageView, PoolMemberView, PoolView, Typed};

use super::new::demands;
use super::{choice, select, text, value};
use crate::components::{Field, Icon, error_for, error_line, field, hidden, icon};

/// What was typed into the form of a deed, and what is wrong in it; `of` names one of several such forms.
fn returned(view: &PoolView, deed: PoolDeed, of: Option<&str>) -> (Typed, Vec<FieldError>) {
    let same = view.typed.0 == deed.code()
        && of.is_none_or(|member| value(&view.typed.1, "member") == member);
    if same {
        (view.typed.1.clone(), view.errors.clone())
    } else {
        (Typed::new(), Vec::new())
    }
}

fn action(of: &PoolView, deed: PoolDeed) -> String {
    format!("{}/{}", of.base, deed.code())
}

/// Share and cap of one cooperative, and taking it out.
pub(super) fn member_forms(one: &PoolMemberView, of: &PoolView, l: Locale) -> Option<AnyView> {
    let (share, cap) = one.change.clone()?;
    let (typed, errors) = returned(of, PoolDeed::Share, Some(&one.id));
    let typed = if typed.is_empty() {
        vec![("share".to_owned(), share), ("cap".to_owned(), cap)]
    } else {
        typed
    };
    let open = !errors.is_empty();
    // Ids of fields are the names of the first form; here they repeat, so each carries its cooperative.
    let entry = |label: &str, name: &str, help: &str| {
        let id = format!("f-{name}-{}", one.id);
        let error = error_for(&errors, name).map(error_line);
        view! {
            <div class="fld">
                <label for=id.clone()>{label.to_owned()}</label>
                <input class="in" id=id name=name.to_owned() value=value(&typed, name).to_owned() autocomplete="off" maxlength="40"/>
                {error}
                <p class="help">{help.to_owned()}</p>
            </div>
        }
        .into_any()
    };
    Some(
        view! {
            <details class="mt8" open=open>
                <summary>{l.say("Sửa phần, đưa ra khỏi nhóm", "Change the share, take it out")}</summary>
                <form class="stack mt8" method="post" action=action(of, PoolDeed::Share)>
                    {hidden("member", one.id.clone())}
                    {entry(l.say("Phần", "Share"), "share", l.say("So với các nơi khác, như 2", "Relative to the others, like 2"))}
                    {entry(l.say("Nhiều nhất một tháng", "At most a month"), "cap", l.say("Như 20 triệu; bỏ trống là không giới hạn", "Like 20 triệu; empty for no limit"))}
                    <button class="b o big w" type="submit">{l.say("Lưu, tính từ bây giờ", "Save, from now on")}</button>
                </form>
                <form class="mt8" method="post" action=action(of, PoolDeed::Remove)>
                    {hidden("member", one.id.clone())}
                    <button class="b d w" type="submit">{l.say("Đưa ra khỏi nhóm", "Take it out")}</button>
                </form>
            </details>
        }
        .into_any(),
    )
}

fn invite(of: &PoolView, l: Locale) -> AnyView {
    let (typed, errors) = returned(of, PoolDeed::Invite, None);
    view! {
        <form class="box stack" method="post" action=action(of, PoolDeed::Invite)>
            <h2>{l.say("Mời hợp tác xã", "Invite a cooperative")}</h2>
            {text(l.say("Hợp tác xã", "Cooperative"), "cooperative", l.say("Tên đúng như HTX Bảo Minh, hoặc mã số thuế", "Its name, or its tax code"), &typed, &errors)}
            {text(l.say("Phần", "Share"), "share", l.say("So với các nơi khác, như 2", "Relative to the others, like 2"), &typed, &errors)}
            {text(l.say("Nhiều nhất một tháng", "At most a month"), "cap", l.say("Như 20 triệu; bỏ trống là không giới hạn", "Like 20 triệu; empty for no limit"), &typed, &errors)}
            <button class="b big w" type="submit">{l.say("Gửi lời mời", "Invite")}</button>
        </form>
    }
    .into_any()
}

fn prices(part: &PoolManageView, of: &PoolView, l: Locale) -> Option<AnyView> {
    if !part.fixed {
        return None;
    }
    let (typed, errors) = returned(of, PoolDeed::Prices, None);
    let fields: Vec<_> = part
        .packs
        .iter()
        .map(|pack| {
            let name = format!("price.{}", pack.id);
            let shown = match value(&typed, &name) {
                "" => pack.price.as_str(),
                typed => typed,
            };
            field(Field {
                label: &pack.name,
                name: &name,
                value: shown,
                error: error_for(&errors, &name),
                autocomplete: "off",
                maxlength: Some(40),
                ..Field::default()
            })
        })
        .collect();
    Some(
        view! {
            <form class="box stack" method="post" action=action(of, PoolDeed::Prices)>
                <h2>{l.say("Giá chung", "The one price")}</h2>
                {fields}
                <button class="b o big w" type="submit">{l.say("Đổi giá", "Change")}</button>
            </form>
        }
        .into_any(),
    )
}

fn packs(part: &PoolManageView, of: &PoolView, l: Locale) -> AnyView {
    let (typed, errors) = returned(of, PoolDeed::AddPack, None);
    let price = part.fixed.then(|| {
        text(
            l.say("Giá chung một đơn vị", "Price of one unit"),
            "price",
            "",
            &typed,
            &errors,
        )
    });
    view! {
        <details class="box" open=!errors.is_empty()>
            <summary>{l.say("Thêm loại", "Add a pack")}</summary>
            <form class="stack mt8" method="post" action=action(of, PoolDeed::AddPack)>
                {select(l.say("Bán theo", "Sold by"), "unit", &part.units, &errors)}
                {text(l.say("Mỗi đơn vị có", "In one unit"), "pack", l.say("Như 500 g", "Like 500 g"), &typed, &errors)}
                {price}
                <button class="b o big w" type="submit">{l.say("Thêm", "Add")}</button>
            </form>
        </details>
    }
    .into_any()
}

fn claims(part: &PoolManageView, of: &PoolView, l: Locale) -> AnyView {
    let (typed, errors) = returned(of, PoolDeed::Claims, None);
    let stars: Vec<_> = part.stars.iter().map(choice).collect();
    let mark = if typed.is_empty() {
        part.mark.as_str()
    } else {
        value(&typed, "mark")
    };
    view! {
        <details class="box" open=!errors.is_empty()>
            <summary>{l.say("Đổi điều kiện giấy tờ", "Change what must be proven")}</summary>
            <form class="stack mt8" method="post" action=action(of, PoolDeed::Claims)>
                {demands(&stars, &part.kinds, mark, &errors, l)}
                <button class="b o big w" type="submit">{l.say("Lưu điều kiện", "Save")}</button>
            </form>
        </details>
    }
    .into_any()
}

/// All of it.
pub(super) fn manage(part: &PoolManageView, of: &PoolView, l: Locale) -> AnyView {
    let edit = part.edit.clone().map(|href| {
        view! { <a class="b o big w" href=href>{l.say("Sửa chữ và ảnh, gửi duyệt", "Words, pictures, sending it in")}{icon(Icon::Next)}</a> }
    });
    view! { <section class="stack">{invite(of, l)}{prices(part, of, l)}{packs(part, of, l)}{claims(part, of, l)}{edit}</section> }
        .into_any()
}
