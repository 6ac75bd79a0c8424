//! The stock ledger against itself: what differs, why, and one button that books the correction.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::parts::{Empty, NoticeKind};
use shared::view::staff::{LedgerOffer, LedgerView};

use crate::components::{Icon, empty, hidden, notice_of, toast};
use crate::pages::booth::movement_lines;

fn sentences(of: &[String]) -> AnyView {
    let lines: Vec<_> = of
        .iter()
        .map(|one| view! { <li>{one.clone()}</li> })
        .collect();
    view! { <ul class="stack tight">{lines}</ul> }.into_any()
}

fn offer(of: &LedgerOffer, l: Locale) -> AnyView {
    view! {
        <li class="box stack">
            <h2>{of.title.clone()}</h2>
            {sentences(&of.differences)}
            <p><b>{l.say("Đề nghị", "Proposed")}</b></p>
            {sentences(&of.proposal)}
            <form method="post" action=l.path("/quan-tri/kho")>
                {hidden("id", of.offer.clone())}
                <button class="b" type="submit">{l.say("Ghi dòng sửa sổ", "Book the correction")}</button>
            </form>
            <p class="s m">{l.say("Các dòng sổ mới nhất", "The newest movements")}</p>
            {movement_lines(&of.movements)}
        </li>
    }
    .into_any()
}

/// What the ledger does not explain.
#[must_use]
pub fn ledger_page(of: &LedgerView, l: Locale) -> AnyView {
    let failed = of
        .failed
        .clone()
        .map(|text| notice_of(NoticeKind::Bad, Icon::Warning, text.into_any()));
    let list = if of.offers.is_empty() {
        empty(&Empty {
            title: l
                .say("Sổ kho khớp", "The ledger agrees with itself")
                .to_owned(),
            text: of.checked.clone(),
            link: None,
        })
    } else {
        let items: Vec<_> = of.offers.iter().map(|one| offer(one, l)).collect();
        view! { <p class="m">{of.checked.clone()}</p><ul role="list" class="stack">{items}</ul> }
            .into_any()
    };
    view! {
        <div class="w pt pb stack">
            {of.done.clone().map(|text| toast(text, None))}
            {failed}
            <h1>{l.say("Sổ kho", "The stock ledger")}</h1>
            {list}
        </div>
    }
    .into_any()
}
