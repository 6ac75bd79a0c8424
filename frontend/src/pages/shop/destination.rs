//! Choosing where goods are sent: a page of results, so that it needs no script.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::shop::DestinationView;

use crate::components::{Field, Icon, field, hidden, icon};

/// A field for the name of a place, old or new, and the places found.
#[must_use]
pub fn destination_page(view: &DestinationView, l: Locale) -> AnyView {
    let chosen = view.chosen.clone().map(|place| {
        view! { <p class="ok-line">{icon(Icon::Check)}<span>{l.say("Đang giao tới ", "Sending to ")}<b>{place}</b></span></p> }
    });
    let hits: Vec<_> = view
        .hits
        .iter()
        .map(|(code, name, former)| {
            let former = (!former.is_empty()).then(|| view! { <br/><span class="s m">{former.clone()}</span> });
            view! {
                <li><button type="submit" name="ma" value=code.clone() class="place"><span><b>{name.clone()}</b>{former}</span></button></li>
            }
        })
        .collect();
    let found = (!hits.is_empty()).then(|| {
        view! {
            <form method="post" action=l.path("/giao-toi") class="mt16">
                {hidden("ve", view.next.clone())}
                <ul class="opts places" role="list">{hits}</ul>
            </form>
        }
    });
    let search = Field {
        label: l.say("Xã, phường", "Commune or ward"),
        name: "q",
        value: &view.query,
        help: view.hint.as_deref(),
        kind: "search",
        autocomplete: "off",
        placeholder: l.say("Cầu Giấy, Hà Nội", "Cầu Giấy, Hà Nội"),
        ..Field::default()
    };
    view! {
        <div class="w read pt pb">
            <h1>{l.say("Giao tới đâu?", "Where to?")}</h1>
            <p class="mt8 m">{l.say(
                "Gõ tên cũ hay tên mới đều được. Chợ Phiên tính ngày tới và phí giao theo nơi này.",
                "Old and new names both work. Days and fees are worked out for this place.",
            )}</p>
            {chosen}
            <form action=l.path("/giao-toi") class="stack mt16">
                {hidden("ve", view.next.clone())}
                {field(search)}
                <button class="b w" type="submit">{icon(Icon::Search)}{l.say("Tìm nơi giao", "Find the place")}</button>
            </form>
            {found}
        </div>
    }
    .into_any()
}
