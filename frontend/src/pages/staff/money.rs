//! Money nobody could place, and refunds to transfer.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::parts::{Empty, NoticeKind};
use shared::view::staff::{AccountTask, CreditRow, MoneyTasksView, RefundRow, SettlementTask};

use crate::components::{Field, Icon, empty, field, hidden, notice_of};

fn credit(of: &CreditRow, l: Locale) -> AnyView {
    let action = l.path("/quan-tri/tien");
    let reference = of.proposals.first().cloned().unwrap_or_default();
    let others = (of.proposals.len() > 1).then(|| {
        view! { <p class="s m">{l.say("Cũng chờ đúng số tiền này: ", "Also waiting for this amount: ")}{of.proposals[1..].join(", ")}</p> }
    });
    view! {
        <li class="box stack">
            <h2>{of.amount.clone()}" · "{of.cooperative.clone()}</h2>
            <p>{of.content.clone()}</p>
            <p class="s m">{of.at.clone()}" · "{of.sender.clone()}</p>
            <p>{of.why.clone()}</p>
            {others}
            <form class="stack" method="post" action=action.clone()>
                {hidden("id", of.id.clone())}
                {field(Field {
                    label: l.say("Mã khoản chờ, như CP7Q2MWK4", "Code of the payment, like CP7Q2MWK4"), name: "reference",
                    value: &reference, maxlength: Some(12), autocomplete: "off", ..Field::default()
                })}
                <button class="b" type="submit" name="viec" value="gan">{l.say("Gán cho đơn này", "Give it to this order")}</button>
            </form>
            <form method="post" action=action>
                {hidden("id", of.id.clone())}
                <button class="b o" type="submit" name="viec" value="tra-lai">{l.say("Đã chuyển trả người gửi", "Sent back to the sender")}</button>
            </form>
        </li>
    }
    .into_any()
}

fn refund(of: &RefundRow, l: Locale) -> AnyView {
    view! {
        <li class="box stack">
            <h2>{of.amount.clone()}" · "{of.code.clone()}</h2>
            <p>{of.cause.clone()}" · "{of.cooperative.clone()}</p>
            <p class="s m">{l.say("Nội dung chuyển trả: ", "Text of the transfer: ")}<b>{of.reference.clone()}</b></p>
            <form method="post" action=l.path("/quan-tri/tien")>
                {hidden("reference", of.reference.clone())}
                <button class="b" type="submit" name="viec" value="da-hoan">{l.say("Đã chuyển trả khách", "Transferred to the buyer")}</button>
            </form>
        </li>
    }
    .into_any()
}

fn settlement(of: &SettlementTask, l: Locale) -> AnyView {
    let deeds: Vec<_> = of
        .deeds
        .iter()
        .map(|(word, say)| view! { <button class="b o" type="submit" name="viec" value=word.clone()>{say.clone()}</button> })
        .collect();
    view! {
        <li class="line">
            <form class="row" method="post" action=l.path("/quan-tri/tien/chi-tra")>
                {hidden("id", of.id.clone())}
                {of.seller.then(|| hidden("ai", "nguoi-ban"))}
                <span class="grow">{of.cooperative.clone()}<br/><b>{of.text.clone()}</b></span>
                {deeds}
            </form>
            {of.qr.clone().map(|src| {
                let words = format!("{} {}", l.say("Mã VietQR để chi cho", "VietQR code to pay"), of.cooperative);
                view! {
                    <details>
                        <summary class="b o">{l.say("Quét mã để chi", "Scan to pay out")}</summary>
                        <p><img src=src width="280" height="280" loading="lazy" alt=words/></p>
                    </details>
                }
            })}
        </li>
    }
    .into_any()
}

fn account(of: &AccountTask, l: Locale) -> AnyView {
    let lines: Vec<_> = of
        .account
        .iter()
        .map(|line| view! { <p>{line.clone()}</p> })
        .collect();
    let deed = if of.seller {
        "tai-khoan-nguoi-ban"
    } else {
        "tai-khoan"
    };
    let whose = of
        .seller
        .then(|| view! { <p>{l.say("Người giới thiệu", "Seller")}</p> });
    view! {
        <li class="box stack">
            <h3>{of.cooperative.clone()}</h3>
            {whose}
            <div>{lines}<p class="s m">{l.say("Ghi lúc ", "Entered ")}{of.changed.clone()}</p></div>
            <form method="post" action=l.path("/quan-tri/tien")>
                {hidden("id", of.id.clone())}
                {hidden("luc", of.entered_at.to_string())}
                <button class="b o" type="submit" name="viec" value=deed>{l.say("Đúng như giấy tờ", "As in the papers")}</button>
            </form>
        </li>
    }
    .into_any()
}

/// What operators have to settle about money.
#[must_use]
pub fn money_page(of: &MoneyTasksView, l: Locale) -> AnyView {
    let failed = of
        .failed
        .clone()
        .map(|text| notice_of(NoticeKind::Bad, Icon::Warning, text.into_any()));
    let idle = of.credits.is_empty()
        && of.refunds.is_empty()
        && of.settlements.is_empty()
        && of.accounts.is_empty();
    let nothing = idle.then(|| {
        empty(&Empty {
            title: l.say("Không có khoản nào chờ", "Nothing waits").to_owned(),
            text: l
                .say(
                    "Mọi khoản chuyển đều khớp đơn, mọi khoản hoàn đã chuyển.",
                    "Every transfer fits an order, every refund was made.",
                )
                .to_owned(),
            link: None,
        })
    });
    let credits: Vec<_> = of.credits.iter().map(|one| credit(one, l)).collect();
    let refunds: Vec<_> = of.refunds.iter().map(|one| refund(one, l)).collect();
    let settlements: Vec<_> = of
        .settlements
        .iter()
        .map(|one| settlement(one, l))
        .collect();
    let settlements = (!settlements.is_empty()).then(|| {
        view! {
            <h2>{l.say("Đối soát và chi trả", "Settlements and payouts")}</h2>
            <ul role="list" class="box lines">{settlements}</ul>
            <a class="b o w" href="/quan-tri/tien/chi-tra.csv" download="">{l.say("Tải tệp chi trả cho ngân hàng", "Download the bank's file")}</a>
        }
    });
    let accounts: Vec<_> = of.accounts.iter().map(|one| account(one, l)).collect();
    let accounts = (!accounts.is_empty()).then(|| {
        view! {
            <h2>{l.say("Tài khoản chờ đối chiếu", "Accounts to check")}</h2>
            <ul role="list" class="stack">{accounts}</ul>
        }
    });
    view! {
        <div class="w pt pb stack">
            {failed}
            {nothing}
            <ul role="list" class="stack">{credits}</ul>
            <ul role="list" class="stack">{refunds}</ul>
            {accounts}
            {settlements}
            <a class="b o w" href=l.path("/quan-tri/khuyen-mai")>{l.say("Mã giảm giá", "Vouchers")}</a>
        </div>
    }
    .into_any()
}
