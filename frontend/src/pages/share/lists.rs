//! Links and commission lines in lists.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::parts::SumRow;
use shared::view::share::{CommissionRow, LinkLine};

use crate::components::{Icon, chip, icon, sum_row};

/// The links with their numbers; each leads to its page below `base`.
pub(super) fn links(of: &[LinkLine], base: &str, l: Locale) -> AnyView {
    if of.is_empty() {
        return view! { <p class="m">{l.say("Chưa có link nào.", "No links yet.")}</p> }.into_any();
    }
    let lines: Vec<_> = of.iter().map(|one| link(one, base, l)).collect();
    view! { <section class="box"><ul role="list" class="list">{lines}</ul></section> }.into_any()
}

fn link(of: &LinkLine, base: &str, l: Locale) -> AnyView {
    let ended = of
        .ended
        .then(|| chip(Icon::Clock, l.say("Đã dừng", "Ended").to_owned(), ""));
    let earned =
        (!of.commission.is_empty()).then(|| view! { <b class="r">{of.commission.clone()}</b> });
    view! {
        <li>
            <a href=l.path(&format!("{base}/link/{}", of.code))>
                <span class="grow"><b>{of.title.clone()}</b><br/><span class="s m">{of.detail.clone()}</span><br/>
                    <span class="s">{of.numbers.clone()}</span> {ended}</span>
                {earned}
                {icon(Icon::Next)}
            </a>
        </li>
    }
    .into_any()
}

/// Commission lines, each with its reason behind "Vì sao?".
pub(super) fn lines(of: &[CommissionRow], csv: &str, l: Locale) -> AnyView {
    if of.is_empty() {
        return view! { <p class="m">{l.say("Chưa có đơn nào qua link.", "No orders through links yet.")}</p> }
            .into_any();
    }
    let rows: Vec<_> = of.iter().map(|one| line(one, l)).collect();
    view! {
        <section class="box stack">{rows}</section>
        <a class="b o w" href=l.path(csv) download="">{icon(Icon::Download)}{l.say("Tải tệp CSV", "Download CSV")}</a>
    }
    .into_any()
}

fn line(of: &CommissionRow, l: Locale) -> AnyView {
    let flag = of.flag.then(|| {
        chip(
            Icon::Warning,
            l.say("Cần xem lại", "To be looked at").to_owned(),
            "r",
        )
    });
    view! {
        <div>
            <p class="row between t">
                <span class="grow"><b>{of.good.clone()}</b><br/><span class="s m">{of.day.clone()}" · "{of.order.clone()}" · "{of.who.clone()}</span></span>
                <span class="r"><b>{of.amount.clone()}</b><br/><span class="s m">{of.state.clone()}</span></span>
            </p>
            <p class="s m">{of.terms.clone()} {flag}</p>
            <details><summary>{l.say("Vì sao?", "Why?")}</summary><p class="s">{of.why.clone()}</p></details>
        </div>
    }
    .into_any()
}

/// Sums on a sheet.
pub(super) fn sums(of: &[SumRow]) -> AnyView {
    let rows: Vec<_> = of.iter().map(sum_row).collect();
    view! { <section class="box stack tight">{rows}</section> }.into_any()
}
