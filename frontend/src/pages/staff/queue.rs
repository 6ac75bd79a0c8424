//! The outbox: how deep, how late, and what was given up.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::parts::Empty;
use shared::view::staff::{ParkedLine, QueueView};

use super::lists::facts;
use crate::components::{empty, hidden, pager, toast};

fn parked(of: &ParkedLine, l: Locale) -> AnyView {
    view! {
        <li class="line row between">
            <div class="grow">
                <b>{of.title.clone()}</b>
                <p class="s m">{of.detail.clone()}</p>
                <p class="s">{of.error.clone()}</p>
            </div>
            <form method="post" action=l.path("/quan-tri/hang-doi")>
                {hidden("id", of.id.clone())}
                <button class="b o" type="submit">{l.say("Thử lại", "Try again")}</button>
            </form>
        </li>
    }
    .into_any()
}

/// Depth, lag, parked messages.
#[must_use]
pub fn queue_page(of: &QueueView, l: Locale) -> AnyView {
    let items: Vec<_> = of.parked.iter().map(|one| parked(one, l)).collect();
    let list = if items.is_empty() {
        empty(&Empty {
            title: l
                .say("Không có tin nào bị bỏ lại", "Nothing was given up")
                .to_owned(),
            text: l
                .say(
                    "Tin thử 8 lần không xong sẽ nằm ở đây",
                    "Messages that failed 8 times lie here",
                )
                .to_owned(),
            link: None,
        })
    } else {
        view! { <ul role="list" class="box lines">{items}</ul> }.into_any()
    };
    let topics = (!of.topics.is_empty()).then(|| {
        view! {
            <section class="box stack"><h2>{l.say("Đang chờ, theo loại", "Waiting, by topic")}</h2>{facts(&of.topics)}</section>
        }
    });
    view! {
        <div class="w pt pb stack">
            {of.done.clone().map(|text| toast(text, None))}
            <h1>{l.say("Hàng đợi", "The queue")}</h1>
            <section class="box">{facts(&of.facts)}</section>
            {topics}
            <h2>{l.say("Bị bỏ lại", "Given up")}</h2>
            {list}
            {pager(&of.pager, l)}
        </div>
    }
    .into_any()
}
