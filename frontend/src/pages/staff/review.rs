//! A listing that waits: what changed, beside what proves it, and one tap.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::staff::ReviewView;

use super::lists::{changes, lines, mark};
use crate::components::{Field, certificate_chip, error_for, field, notice, picture};

fn proof(of: &ReviewView, l: Locale) -> AnyView {
    let chips: Vec<_> = of.evidence.iter().map(certificate_chip).collect();
    let none = of.evidence.is_empty().then(|| {
        view! { <p class="m">{l.say("Không có giấy nào còn hạn cho món này", "No paper holds for this good today")}</p> }
    });
    view! {
        <section class="box stack">
            <h2>{l.say("Giấy tờ chứng minh", "What proves it")}</h2>
            <div class="row wrap">{chips}</div>
            {none}
        </section>
        {lines(&of.certificates)}
    }
    .into_any()
}

fn decide(of: &ReviewView, l: Locale) -> AnyView {
    if !of.open {
        let note = (!of.note.is_empty()).then(|| view! { <p>{of.note.clone()}</p> });
        return view! { <section class="box stack">{mark(&of.mark)}{note}</section> }.into_any();
    }
    let action = l.path(&format!("/lien-minh/duyet/{}", of.id));
    let note = field(Field {
        label: l.say("Cần sửa gì?", "What has to change?"),
        name: "note",
        value: &of.note,
        error: error_for(&of.errors, "note"),
        help: Some(l.say("Chỉ cần ghi khi trả lại", "Only when you send it back")),
        kind: "textarea",
        maxlength: Some(500),
        ..Field::default()
    });
    view! {
        <form class="box stack" method="post" action=action>
            <button class="b big w" type="submit" name="action" value="approve">{l.say("Duyệt, cho lên kệ", "Approve, put on sale")}</button>
            {note}
            <button class="b d w" type="submit" name="action" value="send_back">{l.say("Trả lại để sửa", "Send back")}</button>
        </form>
    }
    .into_any()
}

/// Difference at the left, proof and decision at the right.
#[must_use]
pub fn review_page(of: &ReviewView, l: Locale) -> AnyView {
    let photo = of
        .picture
        .as_ref()
        .map(|photo| view! { <div class="photo">{picture(photo, "(min-width: 900px) 320px, 100vw", true)}</div> });
    let findings: Vec<_> = of.findings.iter().map(notice).collect();
    view! {
        <div class="w pt pb stack">
            <div class="sides">
                <section class="box stack">
                    <div class="row between"><h1>{of.title.clone()}</h1>{mark(&of.mark)}</div>
                    <p class="s m">{of.under.clone()}" · "<a href=of.cooperative_href.clone()>{l.say("xem hợp tác xã", "see the cooperative")}</a></p>
                    {photo}
                    {changes(&of.changes, l)}
                    {findings}
                </section>
                <div class="stack">{decide(of, l)}{proof(of, l)}</div>
            </div>
        </div>
    }
    .into_any()
}
