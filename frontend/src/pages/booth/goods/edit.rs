//! One good: words, photos, packs, season, papers.

use leptos::prelude::*;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::view::goods::{EditGoodsView, MonthChoice, PictureLine};

use super::new::FORM;
use super::packs::packs;
use super::papers::paper_list;
use super::{file_field, select};
use crate::components::{
    Choice, Field, Icon, error_for, error_summary, field, hidden, icon, notice, pick, picture,
};
use crate::islands::DraftKeeper;

fn text<'a>(
    (label, name): (&'a str, &'a str),
    value: &'a str,
    help: Option<&'a str>,
    errors: &'a [FieldError],
) -> AnyView {
    field(Field {
        label,
        name,
        value,
        help,
        error: error_for(errors, name),
        autocomplete: "off",
        maxlength: Some(120),
        ..Field::default()
    })
}

fn long<'a>(
    (label, name): (&'a str, &'a str),
    value: &'a str,
    help: Option<&'a str>,
    errors: &'a [FieldError],
) -> AnyView {
    field(Field {
        label,
        name,
        value,
        help,
        kind: "textarea",
        error: error_for(errors, name),
        maxlength: Some(4_000),
        ..Field::default()
    })
}

fn month(of: &MonthChoice, l: Locale) -> AnyView {
    let options = [
        ("main", of.main, l.say("chính vụ", "main")),
        ("minor", of.minor, l.say("có ít", "some")),
    ]
    .map(|(name, on, words)| {
        let label = format!("{}, {words}", of.label);
        view! {
            <label class="f"><input type="checkbox" name=name value=of.month.to_string() checked=on aria-label=label/>{words}</label>
        }
    });
    view! { <div class="month"><span>{of.label.clone()}</span>{options.into_iter().collect_view()}</div> }.into_any()
}

fn season(of: &EditGoodsView, l: Locale) -> AnyView {
    let months: Vec<_> = of.months.iter().map(|one| month(one, l)).collect();
    view! {
        <details>
            <summary>{l.say("Mùa: tháng nào có hàng", "Season: months with a crop")}</summary>
            <fieldset class="months">
                <legend class="vh">{l.say("Mùa", "Season")}</legend>
                {months}
            </fieldset>
        </details>
    }
    .into_any()
}

fn origin(of: &EditGoodsView, l: Locale) -> AnyView {
    let label = (l.say("Trồng, nuôi ở xã nào", "Commune of origin"), "origin");
    let help = Some(l.say("Xã và tỉnh, như Chi Lăng, Lạng Sơn", "Commune and province"));
    let hits: Vec<_> = of
        .wards
        .iter()
        .map(|ward| {
            let choice = Choice {
                value: ward.code.clone(),
                label: ward.label.clone(),
                ..Choice::default()
            };
            pick("origin_code", &choice, false, None)
        })
        .collect();
    let chosen = hits
        .is_empty()
        .then(|| hidden("origin_code", of.form.origin_code.clone()));
    view! {
        {text(label, &of.form.origin, help, &of.errors)}
        {chosen}
        {hits}
    }
    .into_any()
}

fn words(of: &EditGoodsView, l: Locale) -> AnyView {
    let form = &of.form;
    let note = of.reviewed.then(|| {
        let words = l.say(
            "Sửa tên, mô tả, giá hay ảnh thì cán bộ liên minh xem trước. Khách thấy bản cũ cho tới lúc duyệt.",
            "An officer looks at changes of name, text, price and photos first. Buyers see the old ones until then.",
        );
        view! { <p class="help">{words}</p> }
    });
    let english = view! {
        {text((l.say("Tên tiếng Anh", "English name"), "name_en"), &form.name_en, None, &of.errors)}
        {long((l.say("Mô tả tiếng Anh", "English description"), "description_en"), &form.description_en, None, &of.errors)}
    };
    let told = Some(l.say(
        "Vị thế nào, hái khi nào, ăn trong mấy ngày",
        "Taste, harvest, how long it keeps",
    ));
    let harvested = Some(l.say("Để trống nếu hàng khô", "Leave empty for dry goods"));
    view! {
        <form class="box stack" method="post" action=l.path(&format!("/htx/hang/{}", of.slug)) novalidate>
            <h2>{l.say("Tên và mô tả", "Name and description")}</h2>
            {error_summary(&of.errors, l)}
            {text((l.say("Tên món", "Name"), "name"), &form.name, None, &of.errors)}
            {long((l.say("Món này có gì hay", "What is good about it"), "description_vi"), &form.description_vi, told, &of.errors)}
            {origin(of, l)}
            {select(l.say("Cách gửi", "How it travels"), "class", &of.classes, &of.errors)}
            <div class="cols">
                {text((l.say("Để được mấy ngày", "Keeps, in days"), "shelf_life"), &form.shelf_life, None, &of.errors)}
                {field(Field {
                    label: l.say("Ngày hái", "Picked on"),
                    name: "harvested",
                    value: &form.harvested,
                    help: harvested,
                    kind: "date",
                    error: error_for(&of.errors, "harvested"),
                    ..Field::default()
                })}
            </div>
            {select(l.say("Nhóm hàng", "Category"), "category", &of.categories, &of.errors)}
            {season(of, l)}
            <details open=error_for(&of.errors, "name_en").is_some() || error_for(&of.errors, "description_en").is_some()>
                <summary>{l.say("Cho khách nước ngoài: tiếng Anh", "For foreign buyers: English")}</summary>
                <div class="stack">{english}</div>
            </details>
            {note}
            <button class="b big w" type="submit">{l.say("Lưu", "Save")}</button>
        </form>
    }
    .into_any()
}

fn photo(of: &PictureLine, slug: &str, l: Locale) -> AnyView {
    let action = |what: &str| l.path(&format!("/htx/hang/{slug}/anh/{what}"));
    let button = |show: bool, what: &str, words: &'static str, class: &'static str| {
        show.then(|| {
            view! {
                <form method="post" action=action(what)>
                    {hidden("id", of.id.clone())}
                    <button class=class type="submit">{words}</button>
                </form>
            }
        })
    };
    let id = format!("alt-{}", of.id);
    view! {
        <li class="stack">
            <div class="pic">{picture(&of.picture, "(min-width: 720px) 220px, 45vw", false)}</div>
            <div class="row wrap">
                {button(of.can_lead, "len-dau", l.say("Đưa lên đầu", "Make it first"), "b o")}
                {button(of.can_go, "bo", l.say("Bỏ ảnh", "Remove"), "b o")}
            </div>
            <details>
                <summary>{l.say("Lời tả ảnh", "Words for it")}</summary>
                <form class="stack" method="post" action=action("ta")>
                    {hidden("id", of.id.clone())}
                    <div class="fld">
                        <label for=id.clone()>{l.say("Ảnh chụp gì, cho người không nhìn được", "What it shows, for those who cannot see")}</label>
                        <input class="in" id=id name="alt" value=of.alt.clone() maxlength="160" autocomplete="off"/>
                    </div>
                    <button class="b o" type="submit">{l.say("Lưu lời tả", "Save")}</button>
                </form>
            </details>
        </li>
    }
    .into_any()
}

fn photos(of: &EditGoodsView, l: Locale) -> AnyView {
    let lines: Vec<_> = of
        .pictures
        .iter()
        .map(|one| photo(one, &of.slug, l))
        .collect();
    let add = file_field("picture", l.say("Thêm ảnh", "Add a photo"), &of.errors, l);
    view! {
        <section class="box stack">
            <h2>{l.say("Ảnh", "Photos")}</h2>
            <ul role="list" class="gallery-edit">{lines}</ul>
            <form class="stack" method="post" enctype="multipart/form-data"
                action=l.path(&format!("/htx/hang/{}/anh", of.slug))>
                {add}
                <button class="b o big w" type="submit">{l.say("Gửi ảnh", "Send the photo")}</button>
            </form>
        </section>
    }
    .into_any()
}

fn deed(
    of: &EditGoodsView,
    what: &str,
    words: &'static str,
    class: &'static str,
    l: Locale,
) -> AnyView {
    view! {
        <form method="post" action=l.path(&format!("/htx/hang/{}/{what}", of.slug))>
            <button class=class type="submit">{words}</button>
        </form>
    }
    .into_any()
}

fn shelf_life(of: &EditGoodsView, l: Locale) -> AnyView {
    let submit = of.can_submit.then(|| {
        deed(
            of,
            "gui-duyet",
            l.say("Gửi duyệt lại", "Send in again"),
            "b huge w",
            l,
        )
    });
    let pause = of
        .can_pause
        .then(|| deed(of, "nghi", l.say("Tạm nghỉ bán", "Pause"), "b o big w", l));
    let resume = of
        .can_resume
        .then(|| deed(of, "ban-lai", l.say("Bán lại", "Sell again"), "b big w", l));
    view! {
        <section class="stack">
            {submit}
            {resume}
            {pause}
            <details>
                <summary>{l.say("Gỡ hẳn món này", "Take it away for good")}</summary>
                <p class="s">{l.say("Gỡ rồi không đăng lại được. Đơn đã nhận vẫn phải giao.", "It cannot come back. Orders you accepted stay.")}</p>
                {deed(of, "go", l.say("Gỡ món này", "Take it away"), "b d big w", l)}
            </details>
        </section>
    }
    .into_any()
}

fn questions(of: &EditGoodsView, l: Locale) -> Option<AnyView> {
    if of.questions.is_empty() {
        return None;
    }
    let lines: Vec<_> = of
        .questions
        .iter()
        .map(|(words, href)| view! { <li><a href=href.clone()>{words.clone()}{icon(Icon::Next)}</a></li> })
        .collect();
    Some(
        view! {
            <section class="box">
                <h2>{l.say("Thêm chút nữa dễ bán hơn", "A little more sells better")}</h2>
                <ul role="list" class="list">{lines}</ul>
            </section>
        }
        .into_any(),
    )
}

/// Packs and prices of a pooled listing are handled where it is run.
fn pooled(of: &EditGoodsView, l: Locale) -> AnyView {
    let href = l.path(&format!("/htx/chung/{}", of.slug));
    view! { <a class="b o big w" href=href>{l.say("Loại, giá và các hợp tác xã cùng bán", "Packs, prices and who sells")}{icon(Icon::Next)}</a> }
        .into_any()
}

/// The page of a good.
#[must_use]
pub fn edit_goods_page(of: &EditGoodsView, l: Locale) -> AnyView {
    let notices: Vec<_> = of.notices.iter().map(notice).collect();
    let shown = of.visible.then(|| {
        let href = l.path(&format!("/p/{}", of.slug));
        view! { <a class="b o" href=href>{l.say("Xem như khách", "See it as a buyer")}{icon(Icon::Next)}</a> }
    });
    let papers = (!of.papers.is_empty()).then(|| {
        view! {
            <section>
                <h2>{l.say("Giấy chứng nhận", "Certificates")}</h2>
                {paper_list(&of.papers, l)}
            </section>
        }
    });
    // The copy of the form on the phone has become this good.
    let forget = of.just_listed.then(|| {
        view! { <DraftKeeper form=String::new() key=FORM.to_owned() restored=String::new() forget=true/> }
    });
    view! {
        <div class="w pt pb stack">
            {forget}
            {notices}
            <div class="row between wrap">
                <span class="chip l">{of.state.clone()}</span>
                {shown}
            </div>
            {if of.packs.is_empty() { pooled(of, l) } else { packs(of, l) }}
            {questions(of, l)}
            {photos(of, l)}
            {words(of, l)}
            {papers}
            <a class="b o big w" href=l.path("/htx/giay")>{icon(Icon::Seal)}{l.say("Thêm giấy chứng nhận", "Add a certificate")}</a>
            {shelf_life(of, l)}
        </div>
    }
    .into_any()
}
