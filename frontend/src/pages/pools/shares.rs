//! What each cooperative was given, and which orders came where.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::parts::Empty;
use shared::view::pool::{DecisionLine, DecisionsView, ShareLine, SharesView};

use crate::components::{Icon, chip, empty, error_line};

fn share(of: &ShareLine, l: Locale) -> AnyView {
    let agreed = (!of.agreed.is_empty()).then(|| {
        view! { <div><dt class="s m">{l.say("Phần thoả thuận", "Agreed")}</dt><dd>{of.agreed.clone()}</dd></div> }
    });
    let value = (!of.value.is_empty()).then(|| {
        view! { <div><dt class="s m">{l.say("Tiền hàng", "Value")}</dt><dd>{of.value.clone()}</dd></div> }
    });
    let words = (!of.words.is_empty()).then(|| view! { <p class="s mt4">{of.words.clone()}</p> });
    let cap = (!of.cap.is_empty()).then(|| view! { <p class="s m mt4">{of.cap.clone()}</p> });
    let own = of
        .own
        .then(|| chip(Icon::Check, l.say("Của mình", "Yours"), "g"));
    view! {
        <li class="line">
            <div class="row between"><b>{of.name.clone()}</b>{own}</div>
            <dl class="facts">
                {agreed}
                <div><dt class="s m">{l.say("Đã được", "Given")}</dt><dd>{of.given.clone()}</dd></div>
                {value}
            </dl>
            {words}
            {cap}
        </li>
    }
    .into_any()
}

/// The fair share of a month.
#[must_use]
pub fn shares_page(of: &SharesView, l: Locale) -> AnyView {
    let lines: Vec<_> = of.lines.iter().map(|one| share(one, l)).collect();
    let changes: Vec<_> = of
        .changes
        .iter()
        .map(|(at, what)| view! { <li class="line"><span class="s m">{at.clone()}</span>" "{what.clone()}</li> })
        .collect();
    let changes = (!changes.is_empty()).then(|| {
        view! {
            <section class="stack"><h2>{l.say("Đã đổi gì", "What changed")}</h2><ul role="list" class="box lines">{changes}</ul></section>
        }
    });
    let wrong: Vec<_> = of
        .differences
        .iter()
        .map(|text| error_line(text.clone()))
        .collect();
    let (before, after) = of.neighbours.clone();
    let after = after.map(|month| {
        view! { <a class="b o" href=format!("?thang={month}")>{l.say("Tháng sau", "Next month")}</a> }
    });
    view! {
        <div class="w pt pb stack">
            <h1 class="sub">{of.name.clone()}" · "{of.month.clone()}</h1>
            <p>{of.lead.clone()}</p>
            {wrong}
            <ul role="list" class="box lines">{lines}</ul>
            <p class="row"><a class="b o" href=format!("?thang={before}")>{l.say("Tháng trước", "Month before")}</a>{after}</p>
            <p class="s m">{of.rule.clone()}</p>
            {changes}
        </div>
    }
    .into_any()
}

fn decision(of: &DecisionLine, l: Locale) -> AnyView {
    let mark = match of.chosen {
        true => chip(Icon::Check, l.say("Về đây", "Came here"), "g nb"),
        false => chip(Icon::Info, l.say("Nơi khác", "Elsewhere"), "nb"),
    };
    let remedy =
        (!of.remedy.is_empty()).then(|| view! { <p class="s m mt4">{of.remedy.clone()}</p> });
    let link = of.href.clone().map(
        |href| view! { <p class="s mt4"><a href=href>{l.say("Xem đơn", "See the order")}</a></p> },
    );
    view! {
        <li class="line">
            <div class="row between t"><div class="grow"><b>{of.goods.clone()}</b><p class="s m">{of.at.clone()}</p></div>{mark}</div>
            <p class="mt4">{of.reason.clone()}</p>
            {remedy}
            {link}
        </li>
    }
    .into_any()
}

/// Which orders of pooled goods came to the cooperative.
#[must_use]
pub fn decisions_page(of: &DecisionsView, l: Locale) -> AnyView {
    let lines: Vec<_> = of.lines.iter().map(|one| decision(one, l)).collect();
    let content = if lines.is_empty() {
        empty(&Empty {
            title: l
                .say(
                    "Chưa có đơn hàng chung nào",
                    "No orders of pooled goods yet",
                )
                .to_owned(),
            text: l
                .say(
                    "Khi khách mua món bán chung, ở đây ghi đơn về đâu và vì sao.",
                    "When buyers order pooled goods, this page says where they went and why.",
                )
                .to_owned(),
            link: None,
        })
    } else {
        view! { <ul role="list" class="box lines">{lines}</ul> }.into_any()
    };
    view! { <div class="w pt pb stack"><h1 class="vh">{l.say("Đơn nào về đây, vì sao", "Which orders came here, and why")}</h1><p>{of.lead.clone()}</p>{content}</div> }
        .into_any()
}
