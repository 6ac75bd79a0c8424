//! How an order was routed and how it can be routed anew; and the tasks.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::staff::{
    CandidateLine, DecisionView, OrderView, RerouteForm, TaskLine, TasksView,
};

use super::lists::{facts, mark, tabs};
use crate::components::{
    Icon, below, chip, described, empty, error_for, hidden, pager, sum_rows, toast,
};

fn candidate(of: &CandidateLine, l: Locale) -> AnyView {
    let chosen = of
        .chosen
        .then(|| chip(Icon::Check, l.say("gửi", "sends").to_owned(), "g"));
    view! {
        <li class="line row between">
            <div class="grow">
                <b>{of.cooperative.clone()}</b>" "<span class="s m">{of.goods.clone()}</span>
                <p class="mt4">{of.sentence.clone()}</p>
                <p class="s m mt4"><code>{of.code.clone()}</code></p>
            </div>
            {chosen}
        </li>
    }
    .into_any()
}

fn decision(of: &DecisionView, l: Locale) -> AnyView {
    let candidates: Vec<_> = of.candidates.iter().map(|one| candidate(one, l)).collect();
    let parcels = (!of.parcels.is_empty()).then(|| sum_rows(&of.parcels));
    view! {
        <section class="box stack">
            <h3>{of.title.clone()}</h3>
            {parcels}
            <ul role="list" class="lines">{candidates}</ul>
            <details>
                <summary>{l.say("Dữ kiện và bộ luật", "Facts and rules")}</summary>
                {facts(&of.facts)}
                <p class="mt12"><a class="link" href=of.download.clone() download="">{l.say("Tải dữ kiện (JSON)", "Download the facts (JSON)")}</a></p>
                <p class="s m">{l.say("Chạy lại: ", "Replay: ")}<code>"chophien replay routing FILE"</code></p>
            </details>
        </section>
    }
    .into_any()
}

/// Every decision about an order.
pub(super) fn decisions(of: &OrderView, l: Locale) -> Option<AnyView> {
    if of.decisions.is_empty() {
        return None;
    }
    let all: Vec<_> = of.decisions.iter().map(|one| decision(one, l)).collect();
    Some(
        view! {
            <h2>{l.say("Vì sao giao như vậy", "Why it was routed so")}</h2>
            {all}
        }
        .into_any(),
    )
}

/// Giving a part to somebody else.
pub(super) fn reroute(order: &str, part: &str, of: &RerouteForm, l: Locale) -> AnyView {
    let id = format!("htx-{part}");
    let pins: Vec<_> = of
        .pins
        .iter()
        .map(|(id, name)| {
            let chosen = *id == of.cooperative;
            view! { <option value=id.clone() selected=chosen>{name.clone()}</option> }
        })
        .collect();
    let others = (!of.others.is_empty()).then(|| {
        view! {
            <p class="s m">{l.say("Không giao được cho:", "Cannot be given to:")}</p>
            {facts(&of.others)}
        }
    });
    // A page has several of these forms, so that ids carry the part's code.
    let why = format!("ly-do-{part}");
    let (choice_error, why_error) = (
        error_for(&of.errors, "cooperative"),
        error_for(&of.errors, "reason"),
    );
    let invalid = |error: Option<&str>| error.map(|_| "true");
    view! {
        <details open=!of.errors.is_empty()>
            <summary class="b o">{l.say("Giao nơi khác", "Route anew")}</summary>
            <form class="stack mt12" method="post" action=l.path(&format!("/quan-tri/don/{order}/giao"))>
                {hidden("part", part.to_owned())}
                <div class="fld">
                    <label for=id.clone()>{l.say("Giao cho", "Give it to")}</label>
                    <select class="in" id=id.clone() name="cooperative" aria-describedby=described(&id, choice_error, None)
                        aria-invalid=invalid(choice_error)>
                        <option value="">{l.say("Nơi tốt nhất theo luật", "The best by the rules")}</option>
                        {pins}
                    </select>
                    {below(&id, choice_error, None)}
                </div>
                <div class="fld">
                    <label for=why.clone()>{l.say("Lý do", "Reason")}</label>
                    <input class="in" id=why.clone() name="reason" maxlength="500" value=of.reason.clone()
                        aria-describedby=described(&why, why_error, None) aria-invalid=invalid(why_error)/>
                    {below(&why, why_error, None)}
                </div>
                <button class="b o w" type="submit">{l.say("Giao lại", "Route it")}</button>
            </form>
            {others}
        </details>
    }
    .into_any()
}

fn task(of: &TaskLine, l: Locale) -> AnyView {
    let title = match of.href.clone() {
        Some(href) => view! { <a href=href><b>{of.title.clone()}</b></a> }.into_any(),
        None => view! { <b>{of.title.clone()}</b> }.into_any(),
    };
    let label = format!("{}: {}", l.say("Xong, kết quả", "Done, outcome"), of.detail);
    let form = of.open.then(|| {
        view! {
            <form class="row mt12" method="post" action=l.path("/quan-tri/viec")>
                {hidden("id", of.id.clone())}
                <input class="in grow" name="outcome" maxlength="200" aria-label=label placeholder=l.say("Kết quả", "Outcome")/>
                <button class="b o" type="submit">{l.say("Xong", "Done")}</button>
            </form>
        }
    });
    view! {
        <li class="line">
            <div class="row between">{title}{mark(&of.mark)}</div>
            <p class="s m mt4">{of.detail.clone()}</p>
            {form}
        </li>
    }
    .into_any()
}

/// The tasks.
#[must_use]
pub fn tasks_page(of: &TasksView, l: Locale) -> AnyView {
    let items: Vec<_> = of.lines.iter().map(|one| task(one, l)).collect();
    let list = if items.is_empty() {
        empty(&of.empty)
    } else {
        view! { <ul role="list" class="box lines">{items}</ul> }.into_any()
    };
    view! {
        <div class="w pt pb stack">
            {of.done.clone().map(|text| toast(text, None))}
            <h1>{l.say("Việc cần làm", "Tasks")}</h1>
            {tabs(&of.tabs, l)}
            {list}
            {pager(&of.pager, l)}
        </div>
    }
    .into_any()
}
