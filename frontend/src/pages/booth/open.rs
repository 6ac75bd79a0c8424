//! Opening a booth: the phone by a code, then name, commune and one photo.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::booth::OpenBoothView;
use shared::view::parts::{Notice, NoticeKind};

use super::photo_field;
use crate::components::{Choice, Field, error_for, error_summary, field, hidden, notice, pick};
use crate::islands::WardSearch;

fn ask_phone(of: &OpenBoothView, l: Locale) -> AnyView {
    let phone = field(Field {
        label: l.say("Số điện thoại của bạn", "Your phone"),
        name: "phone",
        value: &of.phone,
        error: error_for(&of.errors, "phone"),
        help: Some(l.say(
            "Chợ Phiên gửi một mã tới số này",
            "A code is sent to this number",
        )),
        kind: "tel",
        inputmode: "tel",
        autocomplete: "tel",
        placeholder: "0912 345 678",
        required: true,
        maxlength: Some(24),
        ..Field::default()
    });
    let steps = [
        l.say("Số điện thoại, nhận mã", "Phone, by a code"),
        l.say("Tên hợp tác xã", "Name of the cooperative"),
        l.say("Xã, phường", "Commune"),
        l.say(
            "Một ảnh giấy chứng nhận đăng ký",
            "One photo of the licence",
        ),
    ]
    .map(|words| view! { <li>{words}</li> });
    view! {
        <form class="page" method="post" action=l.path("/dang-nhap/gui-ma")>
            {hidden("tiep", l.path("/htx/mo-gian"))}
            <div class="w pt pb stack">
                <h1>{l.say("Mở gian hàng", "Open a booth")}</h1>
                <p>{l.say("Bốn việc, khoảng 3 phút. Không mất phí mở.", "Four steps, about 3 minutes. Opening is free.")}</p>
                <div class="box prose"><ol>{steps.into_iter().collect_view()}</ol></div>
                {phone}
            </div>
            <div class="bar stack">
                <button class="b huge w" type="submit">{l.say("Gửi mã", "Send the code")}</button>
            </div>
        </form>
    }
    .into_any()
}

fn ward_choices(of: &OpenBoothView, l: Locale) -> Option<AnyView> {
    if of.ward_hits.is_empty() {
        return None;
    }
    let hits: Vec<_> = of
        .ward_hits
        .iter()
        .map(|(code, words, old)| {
            let detail = match l {
                _ if old.is_empty() => String::new(),
                Locale::Vi => format!("gồm {old} cũ"),
                Locale::En => format!("includes the former {old}"),
            };
            let choice = Choice {
                value: code.clone(),
                label: words.clone(),
                detail,
                ..Choice::default()
            };
            pick("ward_code", &choice, false, None)
        })
        .collect();
    Some(
        view! {
            <fieldset class="stack">
                <legend class="lab">{l.say("Chọn đúng xã, phường", "Choose the right one")}</legend>
                {hits}
            </fieldset>
        }
        .into_any(),
    )
}

fn commune(of: &OpenBoothView, l: Locale) -> AnyView {
    let query = if of.ward_label.is_empty() {
        of.ward_query.clone()
    } else {
        of.ward_label.clone()
    };
    view! {
        <WardSearch
            label=l.say("Xã, phường của hợp tác xã", "Commune of the cooperative").to_owned()
            query=query
            code=of.ward_code.clone()
            help=l.say("Gõ tên cũ hay tên mới đều được", "Old and new names both work").to_owned()
            error=error_for(&of.errors, "ward_code").unwrap_or_default().to_owned()
            old_before=l.say("gồm ", "includes the former ").to_owned()
            old_after=l.say(" cũ", "").to_owned()
            found=l.say("kết quả, dùng phím mũi tên để chọn", "results, use the arrow keys").to_owned()
            nothing=l.say("Không thấy. Thử gõ tên quận, huyện cũ", "Nothing found. Try the former district").to_owned()
            then_press=String::new()
        />
        {ward_choices(of, l)}
    }
    .into_any()
}

/// Name, commune, photo; the photo alone when papers are sent again.
#[must_use]
pub fn open_booth_page(of: &OpenBoothView, l: Locale) -> AnyView {
    if of.ask_phone {
        return ask_phone(of, l);
    }
    let kept = (!of.kept.is_empty()).then(|| l.say("Đã có ảnh giấy phép", "The photo has arrived"));
    let photo = photo_field(
        l.say(
            "Ảnh giấy chứng nhận đăng ký hợp tác xã",
            "Photo of the cooperative's licence",
        ),
        error_for(&of.errors, "photo"),
        kept,
        l,
    );
    let again = of.again.clone();
    let head = match &again {
        Some(why) => {
            let text = why.clone();
            let warn = notice(&Notice {
                kind: NoticeKind::Warn,
                text,
                ..Notice::default()
            });
            view! { <h1>{of.name.clone()}</h1>{warn} }.into_any()
        }
        None => {
            let name = field(Field {
                label: l.say("Tên hợp tác xã", "Name of the cooperative"),
                name: "name",
                value: &of.name,
                error: error_for(&of.errors, "name"),
                help: Some(l.say("Như trên giấy chứng nhận", "As on the licence")),
                placeholder: "Hợp tác xã …",
                autocomplete: "organization",
                required: true,
                maxlength: Some(120),
                ..Field::default()
            });
            view! {
                <h1>{l.say("Mở gian hàng", "Open a booth")}</h1>
                <p class="s m">{l.say("Số điện thoại ", "Phone ")}<b>{of.phone_masked.clone()}</b></p>
                {error_summary(&of.errors, l)}
                {name}
                {commune(of, l)}
            }
            .into_any()
        }
    };
    let button = if again.is_some() {
        l.say("Gửi lại giấy tờ", "Send the papers")
    } else {
        l.say("Gửi để mở gian hàng", "Send and open")
    };
    view! {
        <form class="page" method="post" enctype="multipart/form-data" action=l.path("/htx/mo-gian")>
            {hidden("kept", of.kept.clone())}
            <div class="w pt pb stack">
                {head}
                {photo}
                <p class="s m">{l.say(
                    "Chỉ cán bộ Liên minh Hợp tác xã xem ảnh này. Họ trả lời trong 2 ngày làm việc.",
                    "Only the alliance's officers see this photo. They answer within 2 working days.",
                )}</p>
            </div>
            <div class="bar stack"><button class="b huge w" type="submit">{button}</button></div>
        </form>
    }
    .into_any()
}
