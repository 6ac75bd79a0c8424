//! After a livestream: each good's way from the pin to the parcel, and everything that happened, told again.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::live::{LiveMoment, LiveReport, LiveResult, home};

use crate::components::{Icon, icon};

/// What a livestream came to.
#[must_use]
pub fn live_report_page(of: &LiveReport, l: Locale) -> AnyView {
    let base = l.path(&format!("{}/{}/ket-qua", home(of.seller), of.slug));
    let sums: Vec<_> = of
        .sums
        .iter()
        .map(|(label, value)| view! { <p class="sum"><span>{label.clone()}</span><b>{value.clone()}</b></p> })
        .collect();
    let goods: Vec<_> = of.goods.iter().map(good).collect();
    let moments: Vec<_> = of
        .moments
        .iter()
        .map(|one| moment(one, &base, of.upto, l))
        .collect();
    view! {
        <div class="w pt pb stack">
            <h1 class="mid">{l.say("Kết quả phiên", "What it came to")}</h1>
            <p class="m">{of.title.clone()}</p>
            <section class="box stack tight">{sums}</section>
            <a class="b o w" href=format!("{base}.csv") download="">{icon(Icon::Download)}{l.say("Tải tệp CSV", "Download CSV")}</a>
            <h2>{l.say("Từng món", "Good by good")}</h2>
            {goods}
            {standing(of, &base, l)}
            <h2>{l.say("Diễn biến", "What happened")}</h2>
            <p class="s m">{l.say("Bấm vào một lúc để xem các món lúc ấy.", "Tap a moment to see how the goods stood then.")}</p>
            <section class="box"><ol role="list" class="list">{moments}</ol></section>
            <p><a href=l.path(&format!("{}/{}", home(of.seller), of.slug))>{l.say("Về bàn điều khiển", "Back to the console")}</a></p>
        </div>
    }
    .into_any()
}

fn good(of: &LiveResult) -> AnyView {
    let steps: Vec<_> = of
        .steps
        .iter()
        .map(|(label, number)| view! { <p class="sum"><span>{label.clone()}</span><b>{number.to_string()}</b></p> })
        .collect();
    view! { <section class="box stack tight"><h3>{of.name.clone()}</h3>{steps}</section> }
        .into_any()
}

fn standing(of: &LiveReport, base: &str, l: Locale) -> AnyView {
    let Some(upto) = of.upto else {
        return ().into_any();
    };
    let title = match l {
        Locale::Vi => format!("Các món sau việc thứ {upto}"),
        Locale::En => format!("The goods after moment {upto}"),
    };
    let rows: Vec<_> = of
        .standing
        .iter()
        .map(|(code, words)| view! { <p><b>{code.clone()}</b>" · "{words.clone()}</p> })
        .collect();
    let step = |to: usize, words: &'static str| {
        let href = format!("{base}?luc={to}#luc");
        view! { <a class="b o" href=href>{words}</a> }
    };
    view! {
        <section class="box stack tight" id="luc">
            <h2>{title}</h2>
            {rows}
            <p class="row wrap">
                {(upto > 0).then(|| step(upto - 1, l.say("Việc trước", "Before")))}
                {(upto < of.moments.len()).then(|| step(upto + 1, l.say("Việc sau", "After")))}
                <a href=base.to_owned()>{l.say("Đến hết phiên", "To the end")}</a>
            </p>
        </section>
    }
    .into_any()
}

fn moment(of: &LiveMoment, base: &str, upto: Option<usize>, l: Locale) -> AnyView {
    let href = format!("{base}?luc={}#luc", of.number);
    let here = (upto == Some(of.number)).then_some("true");
    let name = format!("{} {}", l.say("Việc thứ", "Moment"), of.number);
    view! {
        <li><a href=href aria-current=here><span class="m" title=name>{of.at.clone()}</span><span class="grow">{of.words.clone()}</span></a></li>
    }
    .into_any()
}
