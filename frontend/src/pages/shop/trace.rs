//! `/t/{code}`: a lot, what is proven of it and what its cooperative says.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::trace::TraceView;

use super::parts::facts;
use super::product::paper;
use crate::components::{crumbs, notice, picture};

/// The page of a lot; of an unknown code it says so, of one that several have it asks whose.
#[must_use]
pub fn trace_page(view: &TraceView, l: Locale) -> AnyView {
    let choices: Vec<_> = view
        .choices
        .iter()
        .map(
            |(words, href)| view! { <p><a class="b o w" href=href.clone()>{words.clone()}</a></p> },
        )
        .collect();
    let choices = (!choices.is_empty()).then(|| {
        view! {
            <p class="mt16">{l.say("Nhiều hợp tác xã có lô mang mã này. Nhãn ghi hợp tác xã nào?", "Several cooperatives have a lot of this code. Which one does the label name?")}</p>
            <div class="stack mt12">{choices}</div>
        }
    });
    let known = (!view.name.is_empty()).then(|| known(view, l));
    view! {
        <div class="w pt pb">
            {crumbs(&view.crumbs, l)}
            <h1>{view.title.clone()}</h1>
            {view.warning.as_ref().map(|of| view! { <div class="mt12">{notice(of)}</div> })}
            {choices}
            {known}
        </div>
    }
    .into_any()
}

fn known(view: &TraceView, l: Locale) -> AnyView {
    let name = match &view.href {
        Some(href) => view! { <a href=href.clone()>{view.name.clone()}</a> }.into_any(),
        None => view.name.clone().into_any(),
    };
    let photo = view
        .picture
        .as_ref()
        .map(|of| picture(of, "(min-width: 600px) 320px, 100vw", true));
    let proven: Vec<_> = view.proven.iter().map(paper).collect();
    let proven = match proven.is_empty() {
        true => view! {
            <p class="m mt12">{l.say(
                "Chưa có giấy nào còn hiệu lực cho món này trên Chợ Phiên.",
                "There is no paper in force for this good at Chợ Phiên.",
            )}</p>
        }
        .into_any(),
        false => view! { <div class="papers">{proven}</div> }.into_any(),
    };
    let (seller, booth) = view.seller.clone();
    view! {
        <div class="twin">
            <section>
                <p class="name mt12">{name}</p>
                <p class="s m"><a href=booth>{seller}</a></p>
                <div class="mt12">{photo}</div>
            </section>
            <section>
                <hr class="seam"/>
                <h2>{l.say("Hợp tác xã khai", "The cooperative says")}</h2>
                {facts(&view.declared)}
            </section>
        </div>
        <section>
            <hr class="seam"/>
            <h2>{l.say("Có giấy tờ chứng minh", "Proven by papers")}</h2>
            {proven}
        </section>
    }
    .into_any()
}
