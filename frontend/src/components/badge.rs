//! What is proven: stars, certificates, seasons.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::parts::{CertificateChip, Season};

use super::icon::{Icon, icon};

const STAR: &str = "M7 .6l2 4.3 4.7.6-3.4 3.2.9 4.700L7 11.100l-4.2 2.3.9-4.700L.3 5.5 5 4.900z";

/// The OCOP badge. Draw it only from a valid certificate; stars beyond 5 are not drawn.
#[must_use]
pub fn ocop_badge(stars: u8, l: Locale) -> AnyView {
    let stars = stars.min(5);
    let drawing: String = (0..stars)
        .map(|at| {
            format!(
                "<path d=\"{STAR}\" transform=\"translate({})\"/>",
                u32::from(at) * 16
            )
        })
        .collect();
    let view_box = format!("0 0 {} 14", u32::from(stars.max(1)) * 16 - 2);
    let words = match (l, stars) {
        (Locale::Vi, n) => format!("{n} sao"),
        (Locale::En, 1) => "1 star".to_owned(),
        (Locale::En, n) => format!("{n} stars"),
    };
    view! {
        <span class="ocop">
            <span>"OCOP"</span>
            <svg viewBox=view_box aria-hidden="true" inner_html=drawing></svg>
            <span>{words}</span>
        </span>
    }
    .into_any()
}

/// A chip of a proven fact, a link when its paper can be seen.
#[must_use]
pub fn certificate_chip(chip: &CertificateChip) -> AnyView {
    let words = match &chip.until {
        Some(until) => format!("{} {until}", chip.name),
        None => chip.name.clone(),
    };
    match chip.href.clone() {
        Some(href) => view! { <a class="chip" href=href>{icon(Icon::Seal)}{words}</a> }.into_any(),
        None => view! { <span class="chip">{icon(Icon::Seal)}{words}</span> }.into_any(),
    }
}

/// A chip with an icon; `tone` is empty, `g` (good), `y` (look here) or `r` (deadline), with `l` for the large one.
#[must_use]
pub fn chip(name: Icon, text: impl Into<String>, tone: &str) -> AnyView {
    let class = format!("chip {tone}");
    let text = text.into();
    view! { <span class=class>{icon(name)}<span>{text}</span></span> }.into_any()
}

fn month_class(season: &Season, month: u8) -> &'static str {
    let bit = 1u16 << (month - 1);
    let now = season.now == month;
    match (season.main & bit != 0, season.minor & bit != 0, now) {
        (true, _, true) => "m now",
        (true, _, false) => "m",
        (_, true, true) => "o now",
        (_, true, false) => "o",
        (_, _, true) => "now",
        _ => "",
    }
}

fn cells(season: &Season) -> String {
    (1..=12)
        .map(|month| format!("<i class=\"{}\"></i>", month_class(season, month)))
        .collect()
}

/// The twelve cells with their numbers, for pages that say the season in words beside them.
#[must_use]
pub fn season_cells(season: &Season) -> AnyView {
    let months: String = (1..=12)
        .map(|month| {
            let class = if season.now == month { "now" } else { "" };
            format!("<b class=\"{class}\">{month}</b>")
        })
        .collect();
    view! { <div class="season" aria-hidden="true" inner_html=cells(season) + &months></div> }
        .into_any()
}

/// The season in twelve cells, under its words as a heading. Only the words are read out.
#[must_use]
pub fn season_strip(season: &Season, l: Locale) -> AnyView {
    let legend = l.say(
        "Ô cao: chính vụ · ô gạch: ít quả · ô có viền: tháng này",
        "Tall: main season · hatched: small crop · ringed: this month",
    );
    view! {
        <h2 class="sub">{season.words.clone()}</h2>
        <div class="mt12">{season_cells(season)}</div>
        <p class="xs m mt4" aria-hidden="true">{legend}</p>
    }
    .into_any()
}

/// The season strip on a card: no numbers.
#[must_use]
pub fn season_mini(season: &Season) -> AnyView {
    let words = season.words.clone();
    view! {
        <span class="vh">{words}</span>
        <div class="season mini" aria-hidden="true" inner_html=cells(season)></div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_show_their_season() {
        let season = Season {
            main: 0b0001_1100_0000,
            minor: 0b1110_0000_0000,
            now: 8,
            words: String::new(),
        };
        assert_eq!(month_class(&season, 1), "");
        assert_eq!(month_class(&season, 7), "m");
        assert_eq!(month_class(&season, 8), "m now");
        assert_eq!(month_class(&season, 12), "o");
    }
}
