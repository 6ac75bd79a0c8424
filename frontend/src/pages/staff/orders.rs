//! Orders by code, without personal data until it is opened.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::parts::Empty;
use shared::view::staff::{OrderFindView, OrderPartView, OrderView};

use super::lists::{facts, lines, mark, search};
use super::routing::{decisions, reroute};
use crate::components::{Field, empty, error_for, field, pager, sum_rows, timeline, toast};

/// A field for the code, and the newest orders.
#[must_use]
pub fn order_find_page(of: &OrderFindView, l: Locale) -> AnyView {
    let form = search(
        l.path("/quan-tri/don"),
        Field {
            label: l.say("Mã đơn hoặc mã kiện", "Code of the order or of a parcel"),
            name: "ma",
            value: &of.code,
            error: error_for(&of.errors, "ma"),
            placeholder: "7Q2M WK4H",
            maxlength: Some(24),
            ..Field::default()
        },
        l,
    );
    let list = if of.lines.is_empty() {
        empty(&Empty {
            title: l.say("Chưa có đơn nào", "No orders yet").to_owned(),
            text: l
                .say("Đơn mới sẽ hiện ra ở đây", "New orders will appear here")
                .to_owned(),
            link: None,
        })
    } else {
        lines(&of.lines)
    };
    view! {
        <div class="w pt pb stack">
            {form}
            <h2>{l.say("Đơn mới nhất", "Newest orders")}</h2>
            {list}
            {pager(&of.pager, l)}
        </div>
    }
    .into_any()
}

fn part(order: &str, of: &OrderPartView, l: Locale) -> AnyView {
    let (name, href) = of.cooperative.clone();
    view! {
        <section class="box stack">
            <div class="row between"><h2>{of.code.clone()}</h2>{mark(&of.mark)}</div>
            <p><a class="link" href=href>{name}</a></p>
            {sum_rows(&of.lines)}
            {timeline(&of.steps, l)}
            {of.reroute.as_ref().map(|form| reroute(order, &of.code, form, l))}
        </section>
    }
    .into_any()
}

fn personal(of: &OrderView, l: Locale) -> AnyView {
    if let Some(opened) = &of.personal {
        return view! {
            <section class="box stack">
                <h2>{l.say("Người nhận", "Receiver")}</h2>
                {facts(opened)}
                <p class="s m">{l.say("Lần mở này đã ghi vào nhật ký", "This opening is written in the log")}</p>
            </section>
        }
        .into_any();
    }
    let reason = field(Field {
        label: l.say("Mở để làm gì?", "What for?"),
        name: "reason",
        value: &of.reason,
        error: error_for(&of.errors, "reason"),
        help: Some(l.say(
            "Tên, số điện thoại và địa chỉ đang niêm lại. Mở ra thì nhật ký ghi tên bạn và lý do",
            "Name, phone and address are sealed. Opening them writes your name and reason into the log",
        )),
        maxlength: Some(500),
        ..Field::default()
    });
    view! {
        <form class="box stack" method="post" action=l.path(&format!("/quan-tri/don/{}", of.code))>
            <h2>{l.say("Người nhận", "Receiver")}</h2>
            {reason}
            <button class="b o w" type="submit">{l.say("Mở thông tin người nhận", "Open the receiver's data")}</button>
        </form>
    }
    .into_any()
}

/// One order.
#[must_use]
pub fn order_page(of: &OrderView, l: Locale) -> AnyView {
    let parts: Vec<_> = of.parts.iter().map(|one| part(&of.code, one, l)).collect();
    view! {
        <div class="w pt pb stack">
            {of.done.clone().map(|text| toast(text, None))}
            <div class="sides">
                <div class="stack">
                    <section class="box stack">
                        <div class="row between"><h1>{of.code.clone()}</h1>{mark(&of.mark)}</div>
                        {facts(&of.facts)}
                    </section>
                    {sum_rows(&of.sums)}
                    {personal(of, l)}
                </div>
                <div class="stack">{parts}{decisions(of, l)}</div>
            </div>
        </div>
    }
    .into_any()
}
