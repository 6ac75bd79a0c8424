//! People who sell by sharing, and the button that stops one.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::share::{SellerLine, SellersView};

use crate::components::{Icon, chip, error_line, hidden, icon, toast};

/// The sellers.
#[must_use]
pub fn sellers_page(of: &SellersView, l: Locale) -> AnyView {
    let all: Vec<_> = of.sellers.iter().map(|one| line(one, of, l)).collect();
    let none = of.sellers.is_empty().then(|| {
        view! { <p>{l.say("Chưa ai đăng ký giới thiệu hàng.", "Nobody sells by sharing yet.")}</p> }
    });
    view! {
        <div class="w pt pb stack">
            <h1 class="vh">{l.say("Người giới thiệu", "Sellers")}</h1>
            {of.done.clone().map(|text| toast(text, None))}
            {none}
            {all}
        </div>
    }
    .into_any()
}

fn line(one: &SellerLine, of: &SellersView, l: Locale) -> AnyView {
    let stopped = one
        .stopped
        .then(|| chip(Icon::Warning, l.say("Đang dừng", "Stopped").to_owned(), "r"));
    let flags = (one.flags > 0).then(|| {
        let words = match l {
            Locale::Vi => format!("{} dòng cần xem lại", one.flags),
            Locale::En => format!("{} lines to look at", one.flags),
        };
        view! { <p class="row">{icon(Icon::Warning)}<b>{words}</b></p> }
    });
    let wrong = of.wrong.as_ref().filter(|(id, ..)| *id == one.id);
    let typed = wrong.map(|(_, typed, _)| typed.clone()).unwrap_or_default();
    let error = wrong.map(|(_, _, words)| error_line(words.clone()));
    let (op, words, class) = match one.stopped {
        false => (
            "dung",
            l.say("Dừng mọi link ngay", "Stop all links now"),
            "b d w",
        ),
        true => ("tiep", l.say("Cho tiếp tục", "Let them go on"), "b o w"),
    };
    let id = format!("ly-do-{}", one.id);
    view! {
        <section class="box stack tight">
            <h2>{one.name.clone()}" "{stopped}</h2>
            <p class="s m">{one.detail.clone()}<br/>{one.numbers.clone()}</p>
            {flags}
            <details open=wrong.is_some()>
                <summary>{words}</summary>
                <form class="stack" method="post" action=l.path("/quan-tri/nguoi-ban")>
                    {hidden("id", one.id.clone())}
                    <div class="fld">
                        <label for=id.clone()>{l.say("Vì sao (ghi vào nhật ký)", "Why (goes into the log)")}</label>
                        <input class="in" id=id name="reason" value=typed maxlength="300" autocomplete="off"/>
                        {error}
                    </div>
                    <button class=class type="submit" name="op" value=op>{words}</button>
                </form>
            </details>
        </section>
    }
    .into_any()
}
