//! One cooperative: its papers, and what the officer decides.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::staff::CooperativeView;

use super::lists::{facts, history, lines, mark};
use crate::components::{
    Field, error_for, error_summary, field, hidden, notice, picture, tick_box, toast,
};

fn action(of: &CooperativeView, l: Locale) -> String {
    l.path(&format!("/lien-minh/htx/{}", of.slug))
}

fn papers(of: &CooperativeView, l: Locale) -> AnyView {
    let licence = match &of.licence {
        Some(photo) => {
            let full = photo.src.clone();
            view! { <a class="paper" href=full>{picture(photo, "(min-width: 900px) 560px, 100vw", true)}</a> }.into_any()
        }
        None => view! {
            <p class="m">{l.say(
                "Không có ảnh giấy đăng ký. Tra cứu rồi ghi lại ở ô bên dưới",
                "No photo of the registration. Look it up and write where",
            )}</p>
        }
        .into_any(),
    };
    view! {
        <section class="box stack">
            <h2>{l.say("Giấy đăng ký", "Registration")}</h2>
            {licence}
        </section>
    }
    .into_any()
}

fn reason<'a>(of: &'a CooperativeView, label: &'a str, help: &'a str) -> AnyView {
    field(Field {
        label,
        name: "reason",
        value: &of.reason,
        error: error_for(&of.errors, "reason"),
        help: Some(help),
        kind: "textarea",
        maxlength: Some(500),
        ..Field::default()
    })
}

fn verify_form(of: &CooperativeView, l: Locale) -> AnyView {
    let tax = field(Field {
        label: l.say("Mã số thuế trên giấy", "Tax code on the paper"),
        name: "tax_code",
        value: &of.tax_code,
        error: error_for(&of.errors, "tax_code"),
        help: Some(l.say(
            "10 chữ số, cũng là mã hợp tác xã. Tổ hợp tác không có thì bỏ trống",
            "10 digits, also the cooperative's number. A group without one leaves it empty",
        )),
        inputmode: "numeric",
        maxlength: Some(20),
        ..Field::default()
    });
    let asked = of.errors.iter().any(|error| error.code == "check_digit") || of.tax_confirmed;
    let tick = asked.then(|| {
        let words = l.say("Giấy ghi đúng số này", "The paper says exactly this number");
        tick_box("tax_confirmed", "1", words, of.tax_confirmed)
    });
    let refuse = of.deeds.refuse.then(|| {
        view! {
            <button class="b d big w" type="submit" name="action" value="refuse">
                {l.say("Trả lại, xin giấy khác", "Send back, ask for other papers")}
            </button>
        }
    });
    view! {
        <form class="box stack" method="post" action=action(of, l)>
            <h2>{l.say("Quyết định", "Decide")}</h2>
            {hidden("version", of.version.to_string())}
            {of.tax_hint.as_ref().map(notice)}
            {tax}
            {tick}
            {reason(
                of,
                l.say("Lý do hoặc ghi chú", "Reason or note"),
                l.say(
                    "Trả lại thì ghi cần gửi gì. Xác minh không có ảnh thì ghi đã tra cứu ở đâu",
                    "Sending back: what is needed. Verifying without a photo: where you looked it up",
                ),
            )}
            <button class="b big w" type="submit" name="action" value="verify">
                {l.say("Giấy tờ đúng, mở gian hàng", "Papers are right, open the booth")}
            </button>
            {refuse}
        </form>
    }
    .into_any()
}

fn suspend_form(of: &CooperativeView, l: Locale) -> AnyView {
    view! {
        <form class="box stack" method="post" action=action(of, l)>
            <h2>{l.say("Tạm đóng gian hàng", "Close the booth for now")}</h2>
            {hidden("version", of.version.to_string())}
            {reason(
                of,
                l.say("Lý do", "Reason"),
                l.say("Hợp tác xã đọc được lý do này", "The cooperative reads this reason"),
            )}
            <button class="b d big w" type="submit" name="action" value="suspend">{l.say("Tạm đóng", "Close")}</button>
        </form>
    }
    .into_any()
}

fn resume_form(of: &CooperativeView, l: Locale) -> AnyView {
    view! {
        <form class="box stack" method="post" action=action(of, l)>
            {hidden("version", of.version.to_string())}
            <button class="b big w" type="submit" name="action" value="resume">{l.say("Mở lại gian hàng", "Open the booth again")}</button>
        </form>
    }
    .into_any()
}

fn trust_form(of: &CooperativeView, l: Locale) -> AnyView {
    let (value, button, words) = if of.trusted {
        (
            "distrust",
            l.say("Thôi tin cậy", "No longer trust"),
            l.say(
                "Gian này đang được tin cậy: món mới lên kệ ngay, không chờ duyệt",
                "This booth is trusted: new goods go on sale without a review",
            ),
        )
    } else {
        (
            "trust",
            l.say("Tin cậy gian này", "Trust this booth"),
            l.say(
                "Mỗi món mới của gian này chờ cán bộ duyệt",
                "Every new good of this booth waits for a review",
            ),
        )
    };
    view! {
        <form class="box stack" method="post" action=action(of, l)>
            {hidden("version", of.version.to_string())}
            <p>{words}</p>
            <button class="b o w" type="submit" name="action" value=value>{button}</button>
        </form>
    }
    .into_any()
}

fn decisions(of: &CooperativeView, l: Locale) -> AnyView {
    let open = of.deeds.suspend;
    view! {
        {of.deeds.verify.then(|| verify_form(of, l))}
        {of.deeds.resume.then(|| resume_form(of, l))}
        {open.then(|| trust_form(of, l))}
        {open.then(|| suspend_form(of, l))}
    }
    .into_any()
}

/// Papers at the left, decisions at the right; one below the other on a phone.
#[must_use]
pub fn cooperative_page(of: &CooperativeView, l: Locale) -> AnyView {
    let note = (!of.note.is_empty()).then(|| view! { <p class="s m">{of.note.clone()}</p> });
    let booth = of.booth_href.clone().map(|href| {
        view! { <p><a class="link" href=href>{l.say("Xem gian hàng", "See the booth")}</a></p> }
    });
    let certificates = (!of.certificates.is_empty()).then(|| {
        view! {
            <section class="stack"><h2>{l.say("Giấy chứng nhận", "Certificates")}</h2>{lines(&of.certificates)}</section>
        }
    });
    let log = (!of.history.is_empty()).then(|| {
        view! {
            <section class="stack"><h2>{l.say("Đã làm gì", "What was done")}</h2>{history(&of.history, l)}</section>
        }
    });
    view! {
        <div class="w pt pb stack">
            {of.done.clone().map(|text| toast(text, None))}
            {error_summary(&of.errors, l)}
            <div class="sides">
                <div class="stack">
                    <section class="box stack">
                        <div class="row between"><h1>{of.name.clone()}</h1>{mark(&of.mark)}</div>
                        {note}
                        {facts(&of.facts)}
                        {booth}
                    </section>
                    {papers(of, l)}
                </div>
                <div class="stack">{decisions(of, l)}</div>
            </div>
            {certificates}
            {log}
        </div>
    }
    .into_any()
}
