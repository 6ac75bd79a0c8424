//! One link with everything to send it, and its sheet to print.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::share::{LinkPage, QrSheet};

use crate::components::{Icon, icon};
use crate::islands::CopyButton;

/// A link: its address and code to scan, the cards, texts to copy, and the button that ends it.
#[must_use]
pub fn link_page(of: &LinkPage, l: Locale) -> AnyView {
    let code = of.line.code.clone();
    let end = of.end.clone().map(|action| {
        view! {
            <form method="post" action=action>
                <button class="b d w" type="submit">{l.say("Dừng link này ngay", "End this link now")}</button>
            </form>
        }
    });
    let ended = of.line.ended.then(|| {
        view! { <p class="err">{icon(Icon::Warning)}<span>{l.say(
            "Link đã dừng. Ai bấm vào cũng không mở được nữa.",
            "This link has ended. It opens for nobody any more.",
        )}</span></p> }
    });
    view! {
        <div class="w stack pt pb">
            <h1 class="mid">{of.line.title.clone()}</h1>
            <p class="m">{of.line.detail.clone()}<br/>{of.line.numbers.clone()}</p>
            {ended}
            <section class="box stack">
                <label class="lab" for="dia-chi">{l.say("Địa chỉ để gửi", "Address to send")}</label>
                <input class="in" id="dia-chi" readonly value=of.url.clone()/>
                {copy("dia-chi".to_owned(), l)}
                <p class="row wrap">
                    <a class="b o" href=l.path(&format!("/s/{code}/in"))>{icon(Icon::Printer)}{l.say("In A6 có mã QR", "Print A6 with QR")}</a>
                    <a href=format!("/s/{code}/qr.png") download="">{l.say("Mã QR (PNG)", "QR code (PNG)")}</a>
                    <a href=format!("/s/{code}/qr.svg") download="">{l.say("Mã QR (SVG)", "QR code (SVG)")}</a>
                </p>
            </section>
            {texts(of, l)}
            {cards(of, l)}
            {end}
            <p><a href=of.back.clone()>{l.say("Về danh sách link", "Back to the links")}</a></p>
        </div>
    }
    .into_any()
}

/// The button that copies a field, where the browser can.
pub(crate) fn copy(field: String, l: Locale) -> AnyView {
    let label = l.say("Chép", "Copy").to_owned();
    let done = l.say("Đã chép", "Copied").to_owned();
    view! { <p class="mt8"><CopyButton field=field label=label done=done/></p> }.into_any()
}

fn texts(of: &LinkPage, l: Locale) -> AnyView {
    if of.texts.is_empty() {
        return view! { <p class="note">{l.say(
            "Tên món có chữ cần giấy chứng nhận còn hạn, nên chưa có bài viết sẵn. Gia hạn giấy hoặc sửa tên món.",
            "The name claims what needs a valid certificate, so there are no texts. Renew the paper or change the name.",
        )}</p> }
        .into_any();
    }
    let all: Vec<_> = of
        .texts
        .iter()
        .enumerate()
        .map(|(at, text)| {
            let id = format!("bai-{}", at + 1);
            let name = match l {
                Locale::Vi => format!("Bài {}", at + 1),
                Locale::En => format!("Text {}", at + 1),
            };
            view! {
                <div class="fld">
                    <label for=id.clone()>{name}</label>
                    <textarea class="in" id=id.clone() readonly rows="4">{text.clone()}</textarea>
                    {copy(id, l)}
                </div>
            }
        })
        .collect();
    view! {
        <section class="box stack">
            <h2>{l.say("Bài viết sẵn để chép", "Texts to copy")}</h2>
            {all}
        </section>
    }
    .into_any()
}

fn cards(of: &LinkPage, l: Locale) -> AnyView {
    let Some((wide, story)) = of.cards.clone() else {
        return ().into_any();
    };
    let href = wide.clone();
    view! {
        <section class="box stack">
            <h2>{l.say("Ảnh để đăng", "Pictures to post")}</h2>
            <a href=href><img class="cover" src=wide width="1200" height="630" loading="lazy" alt=l.say("Thẻ chia sẻ khổ ngang", "Share card")/></a>
            <a class="b o" href=story download="">{icon(Icon::Download)}{l.say("Ảnh dọc cho tin (1080 × 1920)", "Story picture (1080 × 1920)")}</a>
        </section>
    }
    .into_any()
}

/// The A6 sheet with the code to scan.
#[must_use]
pub fn qr_sheet_page(of: &QrSheet, l: Locale) -> AnyView {
    let side = of.size;
    let price = of.price.clone().map(|(amount, unit)| {
        view! { <p><span class="sign l"><b>{amount}</b>" "<i>"/ "{unit}</i></span></p> }
    });
    view! {
        <div class="no-print w pt pb"><p class="row">{icon(Icon::Printer)}<span>{l.say(
            "1\u{a0}tờ, khổ A6. Mở mục In của trình duyệt để in",
            "1 sheet, A6. Use the browser's Print",
        )}</span></p></div>
        <article class="qr-card">
            <div class="hem"></div>
            <div>
                <p><b>"Chợ Phiên"</b></p>
                <h1>{of.title.clone()}</h1>
                <p>{of.under.clone()}</p>
                <svg class="qr" viewBox=format!("0 0 {side} {side}") shape-rendering="crispEdges" role="img" aria-label=l.say("Mã QR", "QR code")>
                    <path d=of.path.clone()></path>
                </svg>
                {price}
                <p class="mt8">{l.say("Quét để mua. Không cần tải ứng dụng.", "Scan to buy. No app needed.")}</p>
                <p class="s">{of.address.clone()}</p>
            </div>
            <div class="hem"></div>
        </article>
    }
    .into_any()
}
