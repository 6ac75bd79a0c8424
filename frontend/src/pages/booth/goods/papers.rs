//! Certificates: what there is, and the form for another one.

use leptos::prelude::*;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::view::goods::{PaperLine, PapersView};

use super::super::look_only;
use super::{file_field, select};
use crate::components::{Field, Icon, chip, empty, error_for, error_summary, field, notice, thumb};
use shared::view::parts::Empty;

fn paper(of: &PaperLine) -> AnyView {
    let (name, tone) = match (of.active, of.warn) {
        (_, true) => (Icon::Warning, "r"),
        (true, false) => (Icon::Check, "g"),
        (false, false) => (Icon::Clock, "y"),
    };
    let scan = of.scan.as_ref().map(|scan| thumb(Some(scan), "sm"));
    view! {
        <li class="box row t">
            {scan}
            <div class="grow">
                <b class="sub">{of.title.clone()}</b>
                <p>{of.covers.clone()}</p>
                <p class="s m">{of.detail.clone()}</p>
                <p class="mt8">{chip(name, of.state.clone(), tone)}</p>
            </div>
        </li>
    }
    .into_any()
}

/// The certificates as a list.
pub fn paper_list(of: &[PaperLine], _l: Locale) -> AnyView {
    let lines: Vec<_> = of.iter().map(paper).collect();
    view! { <ul role="list" class="mt8">{lines}</ul> }.into_any()
}

fn entry<'a>(
    (label, name): (&'a str, &'a str),
    (value, kind): (&'a str, &'a str),
    help: Option<&'a str>,
    errors: &'a [FieldError],
) -> AnyView {
    field(Field {
        label,
        name,
        value,
        kind,
        help,
        error: error_for(errors, name),
        autocomplete: "off",
        maxlength: Some(200),
        ..Field::default()
    })
}

fn form(of: &PapersView, l: Locale) -> AnyView {
    let f = &of.form;
    let stars = Some(l.say("Chỉ giấy OCOP: 3, 4 hay 5", "OCOP only: 3, 4 or 5"));
    let mark = Some(l.say(
        "Chỉ giấy cho dùng tên, như “Na Chi Lăng”",
        "Only permits to use a name",
    ));
    let until = Some(l.say(
        "Giấy OCOP để trống: máy tính 36 tháng",
        "Leave empty for OCOP: 36 months",
    ));
    view! {
        <form class="box stack" method="post" enctype="multipart/form-data" action=l.path("/htx/giay") novalidate>
            <h2>{l.say("Nộp giấy mới", "Hand in a certificate")}</h2>
            {error_summary(&of.errors, l)}
            {file_field("scan", l.say("Ảnh chụp giấy, rõ cả bốn góc", "Photo with all four corners"), &of.errors, l)}
            {select(l.say("Loại giấy", "Kind"), "kind", &of.kinds, &of.errors)}
            {select(l.say("Cho món nào", "For which goods"), "product", &of.products, &of.errors)}
            {entry((l.say("Mấy sao", "Stars"), "stars"), (&f.stars, ""), stars, &of.errors)}
            {entry((l.say("Tên được bảo hộ", "Protected name"), "mark"), (&f.mark, ""), mark, &of.errors)}
            {entry((l.say("Số giấy", "Number"), "number"), (&f.number, ""), None, &of.errors)}
            {entry((l.say("Nơi cấp", "Issuer"), "issuer"), (&f.issuer, ""), None, &of.errors)}
            {entry((l.say("Ghi trên giấy: cấp cho sản phẩm gì", "What it covers, in its own words"), "scope"), (&f.scope, ""), None, &of.errors)}
            <div class="cols">
                {entry((l.say("Ngày cấp", "Issued on"), "valid_from"), (&f.valid_from, "date"), None, &of.errors)}
                {entry((l.say("Hết hạn ngày", "Last day"), "valid_to"), (&f.valid_to, "date"), until, &of.errors)}
            </div>
            <p class="help">{l.say("Cán bộ liên minh đối chiếu rồi sao và tên mới hiện cho khách.", "Stars and names show once an officer has checked them.")}</p>
            <button class="b huge w" type="submit">{l.say("Nộp giấy", "Hand in")}</button>
        </form>
    }
    .into_any()
}

/// The page of certificates.
#[must_use]
pub fn papers_page(of: &PapersView, l: Locale) -> AnyView {
    let notices: Vec<_> = of.notices.iter().map(notice).collect();
    let list = if of.papers.is_empty() {
        empty(&Empty {
            title: l.say("Chưa có giấy nào", "No certificates yet").to_owned(),
            text: l
                .say(
                    "Có giấy còn hạn thì sao và tên bảo hộ mới hiện cho khách.",
                    "Stars show only with a valid certificate.",
                )
                .to_owned(),
            link: None,
        })
    } else {
        paper_list(&of.papers, l)
    };
    let more = if of.can_sell {
        form(of, l)
    } else {
        look_only(l.say(
            "Chỉ giám đốc và người bán nộp được giấy mới",
            "Only directors and sellers hand in certificates",
        ))
    };
    view! { <div class="w pt pb stack">{notices}{list}{more}</div> }.into_any()
}
