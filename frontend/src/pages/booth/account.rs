//! One's own account: name, password, and where one is signed in.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::sign_in::{AccountView, SessionLine};

use crate::components::{Field, error_for, field, hidden, toast};

fn session(of: &SessionLine, l: Locale) -> AnyView {
    let end = (!of.this).then(|| {
        view! {
            <form method="post" action=l.path("/tai-khoan/phien")>
                {hidden("id", of.id.clone())}
                <button class="b o" type="submit">{l.say("Đăng xuất", "Sign out")}</button>
            </form>
        }
    });
    view! {
        <li>
            <div class="row between">
                <div class="grow"><b>{of.title.clone()}</b><p class="s m">{of.detail.clone()}</p></div>
                {end}
            </div>
        </li>
    }
    .into_any()
}

fn password_form(of: &AccountView, l: Locale) -> AnyView {
    let current = of.has_password.then(|| {
        field(Field {
            label: l.say("Mật khẩu đang dùng", "Present password"),
            name: "current",
            error: error_for(&of.errors, "current"),
            kind: "password",
            autocomplete: "current-password",
            maxlength: Some(200),
            ..Field::default()
        })
    });
    let new = field(Field {
        label: l.say("Mật khẩu mới", "New password"),
        name: "password",
        error: error_for(&of.errors, "password"),
        help: Some(l.say(
            "Ít nhất 8 chữ. Các máy khác sẽ phải đăng nhập lại",
            "At least 8 letters. Other devices will have to sign in again",
        )),
        kind: "password",
        autocomplete: "new-password",
        maxlength: Some(200),
        ..Field::default()
    });
    let title = if of.has_password {
        l.say("Đổi mật khẩu", "Change the password")
    } else {
        l.say("Đặt mật khẩu", "Set a password")
    };
    view! {
        <form class="box stack" method="post" action=l.path("/tai-khoan/mat-khau")>
            <h2>{title}</h2>
            {current}
            {new}
            <button class="b o big w" type="submit">{l.say("Lưu mật khẩu", "Keep this password")}</button>
        </form>
    }
    .into_any()
}

/// Name, password, sessions.
#[must_use]
pub fn account_page(of: &AccountView, l: Locale) -> AnyView {
    let name = field(Field {
        label: l.say("Tên của bạn", "Your name"),
        name: "name",
        value: &of.name,
        error: error_for(&of.errors, "name"),
        autocomplete: "name",
        maxlength: Some(80),
        ..Field::default()
    });
    let roles: Vec<_> = of
        .roles
        .iter()
        .map(|role| view! { <li>{role.clone()}</li> })
        .collect();
    let sessions: Vec<_> = of.sessions.iter().map(|one| session(one, l)).collect();
    view! {
        <div class="w read pt pb stack">
            <h1 class="vh">{l.say("Tài khoản của bạn", "Your account")}</h1>
            {of.done.clone().map(|text| toast(text, None))}
            <section class="box">
                <p class="s m">{l.say("Số điện thoại", "Phone")}</p>
                <p class="sub"><b>{of.phone_masked.clone()}</b></p>
                <ul role="list" class="mt8">{roles}</ul>
            </section>
            <form class="box stack" method="post" action=l.path("/tai-khoan/ten")>
                {name}
                <button class="b o big w" type="submit">{l.say("Lưu tên", "Keep this name")}</button>
            </form>
            {password_form(of, l)}
            <section class="box">
                <h2>{l.say("Đang đăng nhập ở", "Signed in on")}</h2>
                <ul role="list" class="list stack mt8">{sessions}</ul>
            </section>
            <form method="post" action=l.path("/dang-xuat")>
                <button class="b big w" type="submit">{l.say("Đăng xuất máy này", "Sign out here")}</button>
            </form>
            <form method="post" action=l.path("/tai-khoan/dang-xuat-het")>
                <button class="b d big w" type="submit">{l.say("Đăng xuất khỏi mọi máy", "Sign out everywhere")}</button>
            </form>
        </div>
    }
    .into_any()
}
