//! Harvests that are expected, by week.

use leptos::prelude::*;
use shared::view::forecast::HarvestWeek;

/// Harvests week by week.
#[must_use]
pub fn harvest_weeks(of: &[HarvestWeek]) -> AnyView {
    let weeks: Vec<_> = of
        .iter()
        .map(|week| {
            let lines: Vec<_> = week
                .lines
                .iter()
                .map(|(name, detail, href)| {
                    view! {
                        <li class="line">
                            <a class="link" href=href.clone()>{name.clone()}</a>
                            <br/><span class="s m">{detail.clone()}</span>
                        </li>
                    }
                })
                .collect();
            view! { <h3 class="mt12">{week.title.clone()}</h3><ul role="list" class="lines">{lines}</ul> }
        })
        .collect();
    view! { {weeks} }.into_any()
}
