//! The year: which goods come when.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::shop::{CalendarRow, CalendarView};

use super::parts::choices;
use crate::components::{crumbs, empty, harvest_weeks, season_cells, thumb};

/// The months to choose from, and a strip for each good of the chosen one.
#[must_use]
pub fn calendar_page(view: &CalendarView, l: Locale) -> AnyView {
    let rows: Vec<_> = view.rows.iter().map(row).collect();
    let more = view.more.clone().map(
        |(words, href)| view! { <p class="mt24"><a class="b o in-line" href=href>{words}</a></p> },
    );
    let ahead = (!view.weeks.is_empty()).then(|| {
        view! {
            <section class="box mt16" id="dat-truoc">
                <h2>{l.say("Đặt trước được, theo tuần thu hoạch", "To order ahead, by week of harvest")}</h2>
                {harvest_weeks(&view.weeks)}
            </section>
        }
    });
    let legend = l.say(
        "Ô cao: chính vụ · ô gạch: ít quả · ô có viền: tháng này",
        "Tall: main season · hatched: small crop · ringed: this month",
    );
    view! {
        <div class="w pt pb">
            {crumbs(&view.crumbs, l)}
            <h1>{view.title.clone()}</h1>
            {ahead}
            <div class="months">{choices(&view.months)}</div>
            {view.empty.as_ref().map(|of| view! { <div class="mt16">{empty(of)}</div> })}
            <div class="years">{rows}</div>
            {(!view.rows.is_empty()).then(|| view! { <p class="xs m mt8">{legend}</p> })}
            {more}
        </div>
    }
    .into_any()
}

fn row(of: &CalendarRow) -> AnyView {
    view! {
        <a class="year" href=of.href.clone()>
            <div class="row">
                {thumb(of.picture.as_ref(), "sm")}
                <div class="grow">
                    <p class="name">{of.name.clone()}</p>
                    <p class="s m">{of.place.clone()}<br/>{of.season.words.clone()}</p>
                </div>
            </div>
            {season_cells(&of.season)}
        </a>
    }
    .into_any()
}
