//! Cards to have at hand while one sells: a page to read from, or to print.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::live::LiveCue;

use crate::components::{Icon, icon};

/// The cue cards of a livestream; `home` is the path of the livestreams of whoever runs it.
#[must_use]
pub fn live_cues_page(
    cues: &[LiveCue],
    (home, slug): (&str, &str),
    link: Option<&str>,
    l: Locale,
) -> AnyView {
    let cards: Vec<_> = cues.iter().map(|cue| card(cue, l)).collect();
    let sheet = link.map(|code| {
        view! { <a class="b o w no-print" href=l.path(&format!("/s/{code}/in"))>{icon(Icon::Printer)}{l.say("Tờ mã QR của phiên", "The livestream's QR sheet")}</a> }
    });
    view! {
        <div class="w pt pb stack">
            <h1 class="mid">{l.say("Thẻ nhắc", "Cue cards")}</h1>
            {sheet}
            {cards}
            <p class="no-print"><a href=l.path(&format!("{home}/{slug}"))>{l.say("Về bàn điều khiển", "Back to the console")}</a></p>
        </div>
    }
    .into_any()
}

fn card(of: &LiveCue, l: Locale) -> AnyView {
    let story: Vec<_> = of
        .story
        .iter()
        .map(|text| view! { <p>{text.clone()}</p> })
        .collect();
    let lines = |all: &[String]| -> Vec<_> {
        all.iter()
            .map(|text| view! { <li>{text.clone()}</li> })
            .collect()
    };
    let papers = (!of.papers.is_empty()).then(|| {
        view! { <h3 class="row">{icon(Icon::Seal)}{l.say("Giấy chứng nhận", "Certificates")}</h3><ul>{lines(&of.papers)}</ul> }
    });
    let floor = of
        .floor
        .clone()
        .map(|words| view! { <p class="row">{icon(Icon::Warning)}<b>{words}</b></p> });
    view! {
        <section class="box stack tight">
            <h2><span class="num">{of.code.clone()}</span>" "{of.name.clone()}</h2>
            <p class="m">{of.from.clone()}</p>
            <p><b>{of.price.clone()}</b></p>
            {floor}
            {story}
            {papers}
            <h3 class="row">{icon(Icon::Close)}{l.say("Không được nói", "Never say")}</h3>
            <ul>{lines(&of.forbidden)}</ul>
        </section>
    }
    .into_any()
}
