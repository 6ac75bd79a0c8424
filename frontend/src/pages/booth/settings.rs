//! The booth's settings: story, cover, pause, holiday, which cooperative.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::booth::{CoopChoice, SettingsView};

use super::{look_only, photo_field};
use crate::components::{
    Field, Icon, account_form, error_for, error_summary, field, hidden, icon, notice, picture,
};

fn story(of: &SettingsView, l: Locale) -> AnyView {
    let vi = field(Field {
        label: l.say("Chuyện của gian hàng", "Story, in Vietnamese"),
        name: "story_vi",
        value: &of.story_vi,
        error: error_for(&of.errors, "story_vi"),
        help: Some(l.say(
            "Trồng gì, ở đâu, ai làm, vì sao ngon. Ba bốn câu là đủ",
            "What grows where, who does the work, why it is good. A few sentences do",
        )),
        kind: "textarea",
        maxlength: Some(2000),
        ..Field::default()
    });
    let en = field(Field {
        label: l.say("Tiếng Anh, nếu có", "Story, in English"),
        name: "story_en",
        value: &of.story_en,
        error: error_for(&of.errors, "story_en"),
        kind: "textarea",
        maxlength: Some(2000),
        ..Field::default()
    });
    view! {
        <form class="box stack" method="post" action=l.path("/htx/cai-dat/chuyen")>
            {vi}
            {en}
            <button class="b o big w" type="submit">{l.say("Lưu chuyện", "Keep the story")}</button>
        </form>
    }
    .into_any()
}

fn cover(of: &SettingsView, l: Locale) -> AnyView {
    let now = of
        .cover
        .as_ref()
        .map(|cover| picture(cover, "100vw", false));
    view! {
        <form class="box stack" method="post" enctype="multipart/form-data" action=l.path("/htx/cai-dat/anh")>
            <h2>{l.say("Ảnh bìa", "Cover photo")}</h2>
            {now}
            {photo_field(l.say("Chụp hoặc chọn ảnh", "Take or choose a photo"), error_for(&of.errors, "photo"), None, l)}
            <button class="b o big w" type="submit">{l.say("Lưu ảnh bìa", "Keep the cover")}</button>
        </form>
    }
    .into_any()
}

fn account(of: &SettingsView, l: Locale) -> AnyView {
    let lead = l.say(
        "Khách quét mã VietQR, tiền vào thẳng tài khoản này. Chợ Phiên không giữ tiền.",
        "Buyers scan a VietQR code and the money goes straight into this account. Chợ Phiên holds no money.",
    );
    let action = l.path("/htx/cai-dat/tai-khoan");
    account_form(action, lead, of.account.as_ref(), &of.errors, l)
}

fn rest(of: &SettingsView, l: Locale) -> AnyView {
    let day = |label, name, value| {
        field(Field {
            label,
            name,
            value,
            error: error_for(&of.errors, name),
            kind: "date",
            ..Field::default()
        })
    };
    let end = of.holiday.clone().map(|words| {
        view! {
            <p class="ok-line">{icon(Icon::Calendar)}<span>{words}</span></p>
        }
    });
    view! {
        <form class="box stack" method="post" action=l.path("/htx/cai-dat/nghi")>
            <h2>{l.say("Ngày nghỉ", "Days of rest")}</h2>
            {end}
            <p class="s m">{l.say(
                "Gian hàng vẫn mở, khách thấy ngày bạn gửi hàng lại",
                "The booth stays open; buyers see when you send again",
            )}</p>
            <div class="cols">
                {day(l.say("Nghỉ từ ngày", "First day"), "from", &of.holiday_from)}
                {day(l.say("Đến hết ngày", "Last day"), "until", &of.holiday_until)}
            </div>
            <button class="b o big w" type="submit">{l.say("Lưu ngày nghỉ", "Keep the days")}</button>
        </form>
    }
    .into_any()
}

fn pause(of: &SettingsView, l: Locale) -> AnyView {
    let (value, words, class) = match of.paused {
        Some(_) => ("0", l.say("Bán lại", "Open again"), "b big w"),
        None => ("1", l.say("Tạm nghỉ bán", "Pause the booth"), "b d big w"),
    };
    let state = of.paused.clone().unwrap_or_else(|| {
        l.say(
            "Khi nghỉ, khách không đặt được. Đơn đã nhận vẫn làm tiếp",
            "While paused nobody can order. Accepted orders go on",
        )
        .to_owned()
    });
    view! {
        <form class="box stack" method="post" action=l.path("/htx/cai-dat/tam-nghi")>
            <h2>{l.say("Tạm nghỉ", "Pause")}</h2>
            <p>{state}</p>
            {hidden("nghi", value)}
            <button class=class type="submit">{words}</button>
        </form>
    }
    .into_any()
}

fn choose(of: &[CoopChoice], l: Locale) -> Option<AnyView> {
    if of.is_empty() {
        return None;
    }
    let rows: Vec<_> = of
        .iter()
        .map(|one| {
            let class = if one.current { "b big w" } else { "b o big w" };
            let here = one.current.then_some("true");
            view! {
                <button class=class type="submit" name="htx" value=one.id.clone() aria-current=here>
                    {one.current.then(|| icon(Icon::Check))}{one.name.clone()}" · "{one.role.clone()}
                </button>
            }
        })
        .collect();
    Some(
        view! {
            <form class="box stack" method="post" action=l.path("/htx/cai-dat/chon")>
                <h2>{l.say("Hợp tác xã đang mở", "Cooperative on screen")}</h2>
                {rows}
            </form>
        }
        .into_any(),
    )
}

fn links(of: &SettingsView, l: Locale) -> AnyView {
    let rows = [
        (
            of.public_href.clone(),
            l.say("Xem gian hàng như khách thấy", "See the booth as buyers do"),
        ),
        (l.path("/htx/thanh-vien"), l.say("Thành viên", "Members")),
        (
            l.path("/tai-khoan"),
            l.say("Tài khoản của bạn, đăng xuất", "Your account, sign out"),
        ),
    ]
    .map(|(href, words)| {
        (!href.is_empty())
            .then(|| view! { <li><a href=href><span class="grow">{words}</span>{icon(Icon::Next)}</a></li> })
    });
    view! { <section class="box"><ul role="list" class="list">{rows.into_iter().collect_view()}</ul></section> }
        .into_any()
}

fn shade(of: &SettingsView, l: Locale) -> AnyView {
    let (value, words, sign) = if of.dark {
        ("0", l.say("Dùng màu sáng", "Light colours"), Icon::Sun)
    } else {
        ("1", l.say("Dùng màu tối", "Dark colours"), Icon::Moon)
    };
    view! {
        <form class="box" method="post" action=l.path("/htx/cai-dat/mau")>
            {hidden("toi", value)}
            <button class="b o big w" type="submit">{icon(sign)}{words}</button>
        </form>
    }
    .into_any()
}

/// Everything about the booth itself.
#[must_use]
pub fn settings_page(of: &SettingsView, l: Locale) -> AnyView {
    let manage = if of.may_manage {
        view! { {story(of, l)}{cover(of, l)}{account(of, l)}{rest(of, l)}{pause(of, l)} }.into_any()
    } else {
        look_only(l.say(
            "Chỉ giám đốc sửa được chuyện, ảnh bìa và ngày nghỉ của gian hàng",
            "Only directors change the booth's story, cover and days of rest",
        ))
    };
    view! {
        <div class="w stack pt pb">
            <h1 class="vh">{l.say("Cài đặt", "Settings")}</h1>
            {of.notice.as_ref().map(notice)}
            {error_summary(&of.errors, l)}
            {links(of, l)}
            {choose(&of.cooperatives, l)}
            {manage}
            {shade(of, l)}
        </div>
    }
    .into_any()
}
