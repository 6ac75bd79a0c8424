//! Returns and payouts of a shop on a channel.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::channel::{ReturnLine, ReturnsView, SettledRow, SettledView};

use super::button;
use crate::components::{Field, error_summary, field, toast};

fn one_return(of: &ReturnLine, (action, sells): (&str, bool), l: Locale) -> AnyView {
    let tone = if of.bad { "chip r nb" } else { "chip nb" };
    let due = of.due.clone().map(|due| {
        let tone = if of.late { "chip r nb" } else { "chip y nb" };
        view! {
            <p class="s"><span class=tone>{format!("{} {due}", l.say("trả lời trước", "answer before"))}</span> " "
                {l.say("Quá giờ, sàn tự hoàn tiền cho khách.", "After that the channel refunds the buyer by itself.")}</p>
        }
    });
    let order = match &of.part {
        Some(href) => view! { <a href=href.clone()>{of.order.clone()}</a> }.into_any(),
        None => view! { <span>{of.order.clone()}</span> }.into_any(),
    };
    let answers = (of.open && sells).then(|| {
        let say = |value, label: &str, class| {
            let pairs = [("key", of.key.as_str()), ("tra-loi", value)];
            button(action.to_owned(), &pairs, label.to_owned(), class)
        };
        view! {
            <p class="s">{of.accept.clone()}</p>
            {say("dong-y", l.say("Đồng ý trả hàng", "Accept the return"), "b w")}
            <p class="s">{of.dispute.clone()}</p>
            {say("khong", l.say("Không đồng ý", "Dispute it"), "b d w")}
        }
    });
    let answered = of
        .answered
        .clone()
        .map(|text| view! { <p class="s"><b>{text}</b></p> });
    view! {
        <li class="box stack">
            <p><b>{l.say("Đơn", "Order")}</b> " " {order} " " <span class=tone>{of.state.clone()}</span></p>
            <p>{of.reason.clone()}</p>
            <p class="s">{format!("{}: {}", l.say("Khách đòi lại", "The buyer wants back"), of.refund)}</p>
            {due}
            {answered}
            {answers}
        </li>
    }
    .into_any()
}

/// What buyers want to send back.
#[must_use]
pub fn returns_page(of: &ReturnsView, l: Locale) -> AnyView {
    let action = l.path(&of.action);
    let lines: Vec<_> = of
        .lines
        .iter()
        .map(|one| one_return(one, (&action, of.may_sell), l))
        .collect();
    let none = of.lines.is_empty().then(|| {
        view! { <p>{l.say(
            "Chưa có khách nào trên sàn này đòi trả hàng.",
            "No buyer of this channel has asked to return anything.",
        )}</p> }
    });
    view! {
        <div class="w stack pt pb">
            <h1 class="vh">{l.say("Trả hàng", "Returns")}</h1>
            {of.done.clone().map(|text| toast(text, None))}
            {error_summary(&of.errors, l)}
            {none}
            <ul role="list" class="stack">{lines}</ul>
        </div>
    }
    .into_any()
}

fn row(of: &SettledRow, l: Locale) -> AnyView {
    let sums = match &of.expected {
        Some(expected) => format!(
            "{} {} · {} {expected}",
            l.say("sàn trả", "paid"),
            of.paid_out,
            l.say("theo phí đã khai", "by your fees"),
        ),
        None => format!("{} {}", l.say("sàn trả", "paid"), of.paid_out),
    };
    let difference = of
        .difference
        .clone()
        .map(|text| view! { <p class="err">{text}</p> });
    let cuts = (!of.cuts.is_empty()).then(|| view! { <p class="s m">{of.cuts.clone()}</p> });
    view! {
        <li class="box stack tight">
            <p class="row between"><b>{of.order.clone()}</b><span class="s m">{of.day.clone()}</span></p>
            <p class="row between"><span>{l.say("Tiền hàng", "Goods")}</span><span>{of.goods.clone()}</span></p>
            {cuts}
            <p class="s">{sums}</p>
            {difference}
        </li>
    }
    .into_any()
}

/// What was paid out.
#[must_use]
pub fn settled_page(of: &SettledView, l: Locale) -> AnyView {
    let facts: Vec<_> = of
        .facts
        .iter()
        .map(|(label, value)| view! { <li class="row between"><span>{label.clone()}</span><b>{value.clone()}</b></li> })
        .collect();
    let rows: Vec<_> = of.lines.iter().map(|one| row(one, l)).collect();
    let none = of.lines.is_empty().then(|| {
        view! { <p>{l.say(
            "Sàn chưa báo trả khoản nào. Khi có, từng đơn hiện ở đây, đơn lệch đứng trước.",
            "The channel has told of no payout yet. Orders will appear here, those that differ first.",
        )}</p> }
    });
    let base = of.action.trim_end_matches("/doi-soat").to_owned();
    let upload = (of.files && of.may_sell).then(|| {
        view! {
            <form class="box stack" method="post" enctype="multipart/form-data" action=l.path(&format!("{base}/tap-tin"))>
                {field(Field {
                    label: l.say("Tệp đối soát của cổng (.xlsx)", "The portal’s statement (.xlsx)"),
                    name: "file",
                    kind: "file",
                    accept: ".xlsx",
                    help: Some(l.say(
                        "Cần các cột: Mã đơn hàng, Ngày thanh toán, Tiền hàng, Thực nhận; các cột phí nếu có",
                        "Columns: order number, day of payout, goods, paid out, and the fees if any",
                    )),
                    ..Field::default()
                })}
                <button class="b o w" type="submit">{l.say("Đưa tệp vào", "Send the file")}</button>
            </form>
        }
    });
    let fetch = (of.fetched && of.may_sell).then(|| {
        let label = l.say("Hỏi sàn ngay", "Ask the channel now").to_owned();
        button(l.path(&of.action), &[], label, "b o w")
    });
    view! {
        <div class="w stack pt pb">
            <h1 class="vh">{l.say("Đối soát", "Payouts")}</h1>
            {of.done.clone().map(|text| toast(text, None))}
            {error_summary(&of.errors, l)}
            <section class="box"><ul role="list" class="stack tight">{facts}</ul></section>
            {upload}
            {fetch}
            {none}
            <ul role="list" class="stack">{rows}</ul>
        </div>
    }
    .into_any()
}
