//! The way into the booth: phone and password, or a code sent to the phone.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::parts::{Notice, NoticeKind};
use shared::view::sign_in::{CodeView, DemoSignIn, SignInView};

use crate::components::{Field, Icon, error_for, field, hidden, icon, notice, notice_of};

fn wait_notice(wait: Option<&String>) -> Option<AnyView> {
    wait.map(|text| {
        notice(&Notice {
            kind: NoticeKind::Warn,
            title: text.clone(),
            ..Notice::default()
        })
    })
}

fn demo_box(demo: &[DemoSignIn], l: Locale) -> Option<AnyView> {
    let first = demo.first()?;
    let lines: Vec<_> = demo
        .iter()
        .map(|one| view! { <li class="row between"><span class="grow">{one.who.clone()}</span><b class="nb">{one.phone.clone()}</b></li> })
        .collect();
    let content = view! {
        <b>{l.say("Bản chạy thử, vào bằng một trong các số này", "Demonstration: sign in with one of these")}</b>
        <ul role="list" class="s mt4">{lines}</ul>
        <p class="s mt4">{l.say("Mật khẩu: ", "Password: ")}<b>{first.password.clone()}</b></p>
    }
    .into_any();
    Some(notice_of(NoticeKind::Plain, Icon::Info, content))
}

/// Phone, then password or code.
#[must_use]
pub fn sign_in_page(of: &SignInView, l: Locale) -> AnyView {
    let phone = field(Field {
        label: l.say("Số điện thoại", "Phone"),
        name: "phone",
        value: &of.phone,
        error: error_for(&of.errors, "phone"),
        kind: "tel",
        inputmode: "tel",
        autocomplete: "username",
        placeholder: "0912 345 678",
        required: true,
        maxlength: Some(24),
        ..Field::default()
    });
    let password = field(Field {
        label: l.say("Mật khẩu", "Password"),
        name: "password",
        error: error_for(&of.errors, "password"),
        help: Some(l.say(
            "Chưa có hoặc quên mật khẩu thì bấm Gửi mã",
            "No password, or forgotten? Ask for a code",
        )),
        kind: "password",
        autocomplete: "current-password",
        maxlength: Some(200),
        ..Field::default()
    });
    view! {
        <form class="page" method="post" action=l.path("/dang-nhap")>
            {hidden("tiep", of.next.clone())}
            <div class="w pt pb stack">
                <h1>{l.say("Vào gian hàng", "Into your booth")}</h1>
                {wait_notice(of.wait.as_ref())}
                {phone}
                {password}
                {demo_box(&of.demo, l)}
                <p class="s m">
                    {l.say("Chưa có gian hàng? ", "No booth yet? ")}
                    <a href=l.path("/htx/mo-gian")>{l.say("Mở gian hàng cho hợp tác xã", "Open one for your cooperative")}</a>
                </p>
            </div>
            <div class="bar stack">
                <button class="b huge w" type="submit">{l.say("Đăng nhập", "Sign in")}</button>
                <button class="b o big w" type="submit" formaction=l.path("/dang-nhap/gui-ma")>
                    {icon(Icon::Chat)}{l.say("Gửi mã tới số này", "Send a code to this number")}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// The six digits that were sent.
#[must_use]
pub fn code_page(of: &CodeView, l: Locale) -> AnyView {
    let code = field(Field {
        label: l.say("Mã 6 chữ số", "The 6 digits"),
        name: "code",
        value: &of.code,
        error: error_for(&of.errors, "code"),
        help: Some(l.say("Mã dùng được trong 5 phút", "It can be used for 5 minutes")),
        inputmode: "numeric",
        autocomplete: "one-time-code",
        placeholder: "123456",
        required: true,
        maxlength: Some(12),
        class: "l",
        ..Field::default()
    });
    let messages = of.messages.clone().map(|href| {
        let content = view! {
            {l.say("Bản chạy thử: mã nằm ở trang ", "Demonstration: the code is on the page of ")}
            <a href=href target="_blank">{l.say("tin nhắn", "messages")}</a>
        };
        notice_of(NoticeKind::Plain, Icon::Info, content.into_any())
    });
    view! {
        <form class="page" method="post" action=l.path("/dang-nhap/ma")>
            {hidden("tiep", of.next.clone())}
            <div class="w pt pb stack">
                <h1>{l.say("Xem tin nhắn, gõ mã", "Type the code you got")}</h1>
                <p>{l.say("Đã gửi mã tới ", "A code was sent to ")}<b class="nb">{of.phone_masked.clone()}</b></p>
                {wait_notice(of.wait.as_ref())}
                {code}
                {messages}
                <p class="s m">
                    {l.say("Không phải số này? ", "Not this number? ")}
                    <a href=l.path("/dang-nhap")>{l.say("Đổi số", "Change it")}</a>
                </p>
            </div>
            <div class="bar stack">
                <button class="b huge w" type="submit">{l.say("Vào gian hàng", "Go in")}</button>
                <button class="b q w" type="submit" formnovalidate formaction=l.path("/dang-nhap/gui-lai")>
                    {l.say("Gửi mã mới", "Send a new code")}
                </button>
            </div>
        </form>
    }
    .into_any()
}
