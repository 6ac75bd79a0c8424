//! The first page.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::shop::HomeView;

use super::parts::{choice_section, shelf};
use crate::components::{Icon, booth_card, empty, icon, stall};

/// What was picked, what is in season, what there is all year, and who sells.
#[must_use]
pub fn home_page(view: &HomeView, l: Locale) -> AnyView {
    if let Some(nothing) = &view.empty {
        return view! { <div class="w pt pb"><h1 class="vh">"Chợ Phiên"</h1>{empty(nothing)}</div> }.into_any();
    }
    let cloth = (!view.stall.is_empty())
        .then(|| view! { <div class="w mt8">{stall(&view.stall, &view.stall_label, l)}</div> });
    let eager = if view.stall.is_empty() { 4 } else { 0 };
    let season = (!view.season.cards.is_empty()).then(|| {
        let seam = (!view.stall.is_empty()).then(|| view! { <hr class="seam"/> });
        view! { {seam}<div class="few">{shelf(&view.season, l, eager)}</div> }
    });
    let all_year = (!view.all_year.cards.is_empty())
        .then(|| view! { <hr class="seam"/><div class="few">{shelf(&view.all_year, l, 0)}</div> });
    let booths = (!view.booths.is_empty()).then(|| {
        view! {
            <hr class="seam"/>
            <section>
                <div class="sect-head">
                    <h2>{l.say("Gian hàng ở phiên này", "Booths at this market")}</h2>
                    <a href=l.path("/gian-hang")>{view.all_booths.clone()}</a>
                </div>
                <div class="booths">{view.booths.iter().map(booth_card).collect_view()}</div>
            </section>
        }
    });
    let in_season = (!view.in_season.is_empty())
        .then(|| view! { <span class="only-wide">" · "{view.in_season.clone()}</span> });
    view! {
        <div class="w head">
            <h1 class="mid">{view.day.clone()}</h1>
            <p class="s m">{view.under.clone()}{in_season}</p>
            <p class="row ward only-phone">
                {icon(Icon::Pin)}
                <span>{l.say("Ngày tới ghi cho ", "Days are for ")}<b>{view.place.clone()}</b></span>
                <a href=l.path(&format!("/giao-toi?ve={}", l.path("/")))>{l.say("Đổi", "Change")}</a>
            </p>
        </div>
        {cloth}
        <div class="w pb">
            {season}
            {all_year}
            <hr class="seam"/>
            <div class="ways">
                {choice_section(l.say("Theo nhóm hàng", "By kind"), &view.categories)}
                {choice_section(l.say("Theo tỉnh", "By province"), &view.provinces)}
                {choice_section(l.say("Theo sao OCOP", "By OCOP stars"), &view.stars)}
            </div>
            {booths}
        </div>
    }
    .into_any()
}
