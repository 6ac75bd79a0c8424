//! Harvests that are sold ahead: the calendar, each with its numbers and orders, and the forms.

use leptos::prelude::*;
use shared::input::forecast::ForecastForm;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::view::forecast::{ForecastLine, ForecastsView, QueueLine};

use super::super::look_only;
use super::select;
use crate::components::{
    Field, Icon, empty, error_for, error_summary, field, harvest_weeks, hidden, icon, icon_small,
    notice,
};

/// Address of the page.
const PAGE: &str = "/htx/mua-vu";

/// One field; `kind` is empty for numbers, `date` for a day.
fn entry(
    (label, name, kind): (&str, &str, &str),
    value: &str,
    help: Option<&str>,
    errors: &[FieldError],
) -> AnyView {
    field(Field {
        label,
        name,
        value,
        kind,
        help,
        inputmode: if kind.is_empty() { "decimal" } else { "" },
        error: error_for(errors, name),
        autocomplete: "off",
        maxlength: kind.is_empty().then_some(16),
        ..Field::default()
    })
}

fn days(form: &ForecastForm, errors: &[FieldError], l: Locale) -> AnyView {
    let ship = l.say("Để trống là hai ngày sau", "Empty for two days later");
    view! {
        <div class="cols">
            {entry((l.say("Hái từ ngày", "Harvest from"), "from", "date"), &form.from, None, errors)}
            {entry((l.say("Đến ngày", "To"), "to", "date"), &form.to, None, errors)}
        </div>
        {entry((l.say("Gửi chậm nhất ngày", "Sent by"), "ship_by", "date"), &form.ship_by, Some(ship), errors)}
    }
    .into_any()
}

fn numbers(form: &ForecastForm, errors: &[FieldError], l: Locale) -> AnyView {
    let sure = l.say(
        "Để trống là 80. Chợ chỉ bán trước phần chắc này",
        "Empty for 80. Only this share is sold ahead",
    );
    let without = l.say("Để trống là không hạn", "Empty for no limit");
    view! {
        {entry((l.say("Dự kiến hái được", "Expected"), "quantity", ""), &form.quantity, None, errors)}
        {entry((l.say("Chắc mấy phần trăm", "How sure, in percent"), "confidence", ""), &form.confidence, Some(sure), errors)}
        <details open=!form.cap.is_empty() || !form.buyer_cap.is_empty() || !errors.is_empty()>
            <summary>{l.say("Giới hạn đặt trước", "Limits")}</summary>
            <div class="stack">
                {entry((l.say("Cả đợt nhận nhiều nhất", "At most in all"), "cap", ""), &form.cap, Some(without), errors)}
                {entry((l.say("Mỗi người nhiều nhất", "At most a buyer"), "buyer_cap", ""), &form.buyer_cap, Some(without), errors)}
            </div>
        </details>
    }
    .into_any()
}

fn opening(of: &ForecastsView, form: &ForecastForm, l: Locale) -> AnyView {
    view! {
        <form class="box stack" id="mo" method="post" action=l.path(PAGE) novalidate>
            <h2>{l.say("Mở đợt đặt trước", "Sell a harvest ahead")}</h2>
            {error_summary(&of.errors, l)}
            {select(l.say("Món", "Goods"), "offer", &of.offers, &of.errors)}
            {days(form, &of.errors, l)}
            {numbers(form, &of.errors, l)}
            <button class="b big w" type="submit">{icon(Icon::Leaf)}{l.say("Mở cho khách đặt", "Open it")}</button>
        </form>
    }
    .into_any()
}

fn changing(of: &ForecastLine, l: Locale) -> Option<AnyView> {
    let (which, form) = of.form.as_ref()?;
    let action = l.path(&format!("{PAGE}/{}/{which}", of.id));
    let (fields, words, note) = if which == "doi" {
        (
            days(form, &of.errors, l),
            l.say("Dời ngày", "Move it"),
            Some(l.say(
                "Ai đã đặt được báo ngày mới, và chọn chờ hay huỷ.",
                "Who ordered is told, and may wait or cancel.",
            )),
        )
    } else {
        (numbers(form, &of.errors, l), l.say("Lưu", "Save"), None)
    };
    Some(
        view! {
            <form class="stack" id="sua" method="post" action=action novalidate>
                {error_summary(&of.errors, l)}
                {hidden("offer", form.offer.clone())}
                {fields}
                {note.map(|text| view! { <p class="s m">{text}</p> })}
                <button class="b big w" type="submit">{words}</button>
            </form>
        }
        .into_any(),
    )
}

fn queued(of: &QueueLine) -> AnyView {
    let why = (!of.why.is_empty()).then(|| view! { <br/><span class="s">{of.why.clone()}</span> });
    view! {
        <li class="line">
            <a href=of.href.clone()>{of.code.clone()}</a>
            <br/><span class="s m">{of.detail.clone()}</span>
            {why}
        </li>
    }
    .into_any()
}

fn deeds(of: &ForecastLine, l: Locale) -> Option<AnyView> {
    let go = |which: &str| l.path(&format!("{PAGE}?{which}={}#sua", of.id));
    let close = of.open.then(|| {
        view! {
            <form method="post" action=l.path(&format!("{PAGE}/{}/dong", of.id))>
                <button class="b o" type="submit">{l.say("Ngừng nhận", "Stop orders")}</button>
            </form>
        }
    });
    (of.can_change && of.form.is_none()).then(|| {
        view! {
            <a class="b big w" href=of.lots.clone()>{icon(Icon::Leaf)}{l.say("Đã hái, nhập lô", "Picked: add the lot")}</a>
            <div class="row wrap">
                <a class="b o" href=go("doi")>{l.say("Dời ngày", "Move it")}</a>
                <a class="b o" href=go("sua")>{l.say("Sửa số", "Change numbers")}</a>
                {close}
            </div>
        }
        .into_any()
    })
}

fn forecast(of: &ForecastLine, l: Locale) -> AnyView {
    let sums: Vec<_> = of
        .sums
        .iter()
        .map(|(words, amount)| view! { <p class="sum"><span>{words.clone()}</span><b>{amount.clone()}</b></p> })
        .collect();
    let warning = of.warning.clone().map(|text| {
        view! { <p class="err">{icon(Icon::Warning)}<span>{text}</span></p> }
    });
    let queue: Vec<_> = of.queue.iter().map(queued).collect();
    let queue = (!of.queue.is_empty()).then(|| {
        view! {
            <details>
                <summary>{l.say("Đơn đặt trước, ai trả trước đứng trước", "Orders, first paid first")}</summary>
                <ul role="list" class="lines">{queue}</ul>
            </details>
        }
    });
    let class = if of.open { "chip l" } else { "chip" };
    view! {
        <li class="box stack" id=format!("d-{}", of.id)>
            <p><b class="sub">{of.name.clone()}</b><br/><span class="s m">{of.days.clone()}</span></p>
            <p><span class=class>{icon_small(Icon::Clock)}{of.state.clone()}</span></p>
            <div class="stack tight">{sums}</div>
            {warning}
            {queue}
            {deeds(of, l)}
            {changing(of, l)}
        </li>
    }
    .into_any()
}

/// The booth's harvests.
#[must_use]
pub fn forecasts_page(of: &ForecastsView, l: Locale) -> AnyView {
    let notices: Vec<_> = of.notices.iter().map(notice).collect();
    let forecasts: Vec<_> = of.forecasts.iter().map(|one| forecast(one, l)).collect();
    let forecasts =
        (!forecasts.is_empty()).then(|| view! { <ul role="list" class="stack">{forecasts}</ul> });
    let calendar = (!of.weeks.is_empty()).then(|| {
        view! {
            <section class="box">
                <h2>{l.say("Lịch thu hoạch", "The harvests")}</h2>
                {harvest_weeks(&of.weeks)}
            </section>
        }
    });
    let open = (of.can_sell && of.form.is_none()).then(|| {
        let href = l.path(&format!("{PAGE}?mo=1#mo"));
        view! { <a class="b big w" href=href>{icon(Icon::Leaf)}{l.say("Mở đợt đặt trước", "Sell a harvest ahead")}</a> }
    });
    let look = (!of.can_sell).then(|| {
        look_only(l.say(
            "Giám đốc và người bán mở và sửa các đợt",
            "Directors and sellers open and change harvests",
        ))
    });
    view! {
        <div class="w pt pb stack">
            {notices}
            {look}
            {open}
            {of.form.as_ref().map(|form| opening(of, form, l))}
            {of.empty.as_ref().map(empty)}
            {calendar}
            {forecasts}
        </div>
    }
    .into_any()
}
