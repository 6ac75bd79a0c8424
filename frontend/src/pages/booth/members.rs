//! The members of the cooperative.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::booth::{MemberLine, MembersView};

use super::look_only;
use crate::components::{
    Choice, Field, error_for, error_line, error_summary, field, hidden, pick, toast,
};

fn line(of: &MemberLine, l: Locale) -> AnyView {
    let remove = of.removable.then(|| {
        let name = format!("{}: {}", l.say("Bỏ", "Remove"), of.name);
        view! {
            <form method="post" action=l.path("/htx/thanh-vien/bo")>
                {hidden("id", of.id.clone())}
                <button class="b d" type="submit" aria-label=name>{l.say("Bỏ", "Remove")}</button>
            </form>
        }
    });
    view! {
        <li class="row between">
            <div class="grow"><b>{of.name.clone()}</b><p class="s m">{of.detail.clone()}</p></div>
            {remove}
        </li>
    }
    .into_any()
}

fn add(of: &MembersView, l: Locale) -> AnyView {
    let phone = field(Field {
        label: l.say("Số điện thoại", "Phone"),
        name: "phone",
        value: &of.phone,
        error: error_for(&of.errors, "phone"),
        help: Some(l.say(
            "Người này vào bằng mã gửi tới số này",
            "They sign in with a code sent to this number",
        )),
        kind: "tel",
        inputmode: "tel",
        maxlength: Some(24),
        ..Field::default()
    });
    let name = field(Field {
        label: l.say("Tên", "Name"),
        name: "name",
        value: &of.name,
        error: error_for(&of.errors, "name"),
        maxlength: Some(80),
        ..Field::default()
    });
    let roles = [
        (
            "seller",
            l.say("Người bán", "Seller"),
            l.say(
                "Nhận đơn, gói, đăng món, sửa tồn kho",
                "Accepts, packs, lists, counts stock",
            ),
        ),
        (
            "accountant",
            l.say("Kế toán", "Accountant"),
            l.say("Chỉ xem đơn và tiền", "Sees orders and money only"),
        ),
        (
            "director",
            l.say("Giám đốc", "Director"),
            l.say(
                "Làm mọi việc, thêm bớt thành viên",
                "Does everything, adds and removes members",
            ),
        ),
    ]
    .map(|(value, label, detail)| {
        let choice = Choice {
            value: value.to_owned(),
            label: label.to_owned(),
            detail: detail.to_owned(),
            checked: value == of.role,
            ..Choice::default()
        };
        pick("role", &choice, false, None)
    });
    view! {
        <form class="box stack" method="post" action=l.path("/htx/thanh-vien")>
            <h2>{l.say("Thêm người", "Add somebody")}</h2>
            {error_summary(&of.errors, l)}
            {phone}
            {name}
            <fieldset class="stack">
                <legend class="lab">{l.say("Làm việc gì", "What they do")}</legend>
                {roles.into_iter().collect_view()}
            </fieldset>
            {error_for(&of.errors, "role").map(error_line)}
            <button class="b big w" type="submit">{l.say("Thêm", "Add")}</button>
        </form>
    }
    .into_any()
}

/// Who belongs to the cooperative; directors add and remove.
#[must_use]
pub fn members_page(of: &MembersView, l: Locale) -> AnyView {
    let lines: Vec<_> = of.members.iter().map(|one| line(one, l)).collect();
    let add = if of.may_manage {
        add(of, l)
    } else {
        look_only(l.say(
            "Chỉ giám đốc thêm bớt được thành viên",
            "Only directors add and remove members",
        ))
    };
    view! {
        <div class="w stack pt pb">
            <h1 class="vh">{l.say("Thành viên", "Members")}</h1>
            {of.done.clone().map(|text| toast(text, None))}
            <section class="box"><ul role="list" class="stack">{lines}</ul></section>
            {error_for(&of.errors, "member").map(error_line)}
            {add}
        </div>
    }
    .into_any()
}
