//! One pooled listing.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::pool::{PoolMemberView, PoolView};

use super::manage::{manage, member_forms};
use super::mark;
use super::own::own;
use crate::components::{Icon, icon, notice};

/// Facts with their names.
pub(super) fn facts(of: &[(String, String)]) -> AnyView {
    let rows: Vec<_> = of
        .iter()
        .map(|(name, value)| view! { <div><dt class="s m">{name.clone()}</dt><dd>{value.clone()}</dd></div> })
        .collect();
    view! { <dl class="facts">{rows}</dl> }.into_any()
}

fn member(one: &PoolMemberView, of: &PoolView, l: Locale) -> AnyView {
    let today = (!one.today.is_empty()).then(|| view! { <p class="s mt4">{one.today.clone()}</p> });
    view! {
        <li class="line">
            <div class="row between t">
                <div class="grow">
                    <b>{one.name.clone()}</b>
                    <p class="s m">{one.place.clone()}</p>
                    <p class="s">{one.share.clone()}</p>
                    {today}
                </div>
                {mark(&one.mark)}
            </div>
            {member_forms(one, of, l)}
        </li>
    }
    .into_any()
}

/// The page, for whoever runs it and for a cooperative in it.
#[must_use]
pub fn pool_page(of: &PoolView, l: Locale) -> AnyView {
    let notices: Vec<_> = of.notices.iter().map(notice).collect();
    let members: Vec<_> = of.members.iter().map(|one| member(one, of, l)).collect();
    let members = (!members.is_empty()).then(|| {
        view! {
            <section class="stack">
                <h2>{l.say("Ai cùng bán", "Who sells it")}</h2>
                <ul role="list" class="box lines">{members}</ul>
            </section>
        }
    });
    let shop = of.shop.clone().map(|href| {
        view! { <a class="b o" href=href>{l.say("Xem như khách", "See it as a buyer")}{icon(Icon::Next)}</a> }
    });
    view! {
        <div class="w pt pb stack">
            {notices}
            <section class="box stack">
                <div class="row between wrap"><h1 class="sub">{of.name.clone()}</h1>{mark(&of.mark)}</div>
                {facts(&of.facts)}
                <p class="row wrap">
                    {shop}
                    <a class="b o" href=of.shares.clone()>{l.say("Phần của mỗi nơi", "Fair share")}{icon(Icon::Next)}</a>
                </p>
            </section>
            {of.own.as_ref().map(|own_part| own(own_part, of, l))}
            {members}
            {of.manage.as_ref().map(|part| manage(part, of, l))}
        </div>
    }
    .into_any()
}
