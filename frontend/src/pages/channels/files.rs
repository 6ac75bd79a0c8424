//! A portal's files on the page of its shop.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::channel::ShopView;

use crate::components::{Field, error_for, error_line, field};

/// Goods that are not in the file until something is mended, and what.
fn left_out(of: &ShopView, l: Locale) -> Option<AnyView> {
    let all: Vec<_> = of
        .listings
        .iter()
        .filter(|one| one.stopped)
        .map(|one| {
            let why: Vec<&str> = one
                .findings
                .iter()
                .map(|(words, _)| words.as_str())
                .collect();
            view! { <li><b>{one.title.clone()}</b> {format!(": {}", why.join(". "))}</li> }
        })
        .collect();
    let view = (!all.is_empty()).then(|| {
        view! {
            <div>
                <p>{l.say(
                    "Những món này chưa vào tệp. Bấm “Sửa ở đây” ở từng món rồi tải tệp lại:",
                    "These are not in the file. Mend each above and download the file again:",
                )}</p>
                <ul class="s">{all}</ul>
            </div>
        }
    });
    view.map(IntoAny::into_any)
}

/// Files that a person carries to the portal and back.
pub(super) fn files(of: &ShopView, base: &str, l: Locale) -> Option<AnyView> {
    if !of.files || !of.may_sell {
        return None;
    }
    let nothing = error_for(&of.errors, "workbook").map(|text| error_line(text.to_owned()));
    let form = view! {
        <section class="box stack">
            <h2>{l.say("Tệp Excel", "Spreadsheets")}</h2>
            <p><a class="b w" href=format!("{base}/tap-tin")>{l.say("Tải tệp hàng để đưa lên cổng", "Download the file of goods for the portal")}</a></p>
            {nothing}
            {left_out(of, l)}
            <form class="stack" method="post" enctype="multipart/form-data" action=format!("{base}/tap-tin")>
                {field(Field {
                    label: l.say("Tệp đơn hàng hoặc kết quả của cổng", "The portal’s file of orders or results"),
                    name: "file",
                    kind: "file",
                    accept: ".xlsx",
                    error: error_for(&of.errors, "file"),
                    ..Field::default()
                })}
                <button class="b o w" type="submit">{l.say("Đưa tệp vào", "Send the file")}</button>
            </form>
        </section>
    };
    Some(form.into_any())
}
