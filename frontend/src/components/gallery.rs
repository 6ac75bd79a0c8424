//! The pictures of a good, with its sign on the lower edge: swiped on a phone, chosen by small pictures elsewhere.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::parts::{Picture, PriceSign, Tag};

use super::card::price_sign_large;
use super::icon::{Icon, icon};
use super::picture::picture;

/// Told a little smaller than shown on a phone: 640 pixels are sharp enough for 360 points, and half the bytes of 1200.
const SIZES: &str = "(min-width: 900px) 560px, 86vw";

fn shot(at: usize, of: &Picture) -> AnyView {
    let id = format!("anh-{}", at + 1);
    view! { <div class="shot" id=id>{picture(of, SIZES, at == 0)}</div> }.into_any()
}

fn thumbs(pictures: &[Picture], l: Locale) -> AnyView {
    if pictures.len() < 2 {
        return ().into_any();
    }
    let links: Vec<_> = (1..=pictures.len())
        .zip(pictures)
        .map(|(number, of)| {
            let name = format!("{} {number}/{}", l.say("Ảnh", "Picture"), pictures.len());
            view! { <a class="th sm" href=format!("#anh-{number}") aria-label=name>{picture(of, "52px", false)}</a> }
        })
        .collect();
    view! { <div class="thumbs">{links}</div> }.into_any()
}

/// The pictures of a product page. The first loads at once; a drawing says that it is one.
#[must_use]
pub fn gallery(pictures: &[Picture], sign: &PriceSign, tag: Option<&Tag>, l: Locale) -> AnyView {
    let shots: Vec<_> = if pictures.is_empty() {
        vec![view! { <div class="shot pic none">{icon(Icon::Leaf)}</div> }.into_any()]
    } else {
        pictures
            .iter()
            .enumerate()
            .map(|(at, of)| shot(at, of))
            .collect()
    };
    let drawn = pictures.iter().any(|of| of.drawn).then(
        || view! { <span class="xs m">{l.say("Hình vẽ minh hoạ", "Drawing, not a photo")}</span> },
    );
    let tag = tag.map(|tag| {
        let class = if tag.fresh { "tag low" } else { "tag k low" };
        view! { <span class=class>{tag.text.clone()}</span> }
    });
    view! {
        <div class="pics">
            <div class="stage"><div class="shots">{shots}</div>{tag}</div>
            <div class="legend">{price_sign_large(sign, l)}{drawn}</div>
            {thumbs(pictures, l)}
        </div>
    }
    .into_any()
}
