//! What the booth sold and receives, in one screen.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::booth::{MoneyRow, MoneyView, MonthLine};

use crate::components::{Icon, icon, sum_row};

fn row(of: &MoneyRow, l: Locale) -> AnyView {
    view! {
        <li>
            <a href=l.path(&format!("/htx/don/{}", of.code))>
                <span class="grow">{of.code.clone()}<br/><span class="s m">{of.day.clone()}" · "{of.state.clone()}</span></span>
                <span class="r"><b>{of.receive.clone()}</b><br/><span class="s m">{of.sold.clone()}" "{of.fee.clone()}</span></span>
                {icon(Icon::Next)}
            </a>
        </li>
    }
    .into_any()
}

fn month(of: &MonthLine, current: bool, l: Locale) -> AnyView {
    let here = current.then_some("page");
    view! {
        <li>
            <a href=l.path(&format!("/htx/tien?thang={}", of.month)) aria-current=here>
                <span class="grow">{of.title.clone()}<br/><span class="s m">{of.orders.clone()}</span></span>
                <b class="r">{of.receive.clone()}</b>
                {icon(Icon::Next)}
            </a>
        </li>
    }
    .into_any()
}

/// The statement of a month, its orders, and the other months.
#[must_use]
pub fn money_page(of: &MoneyView, l: Locale) -> AnyView {
    let sums: Vec<_> = of
        .sums
        .iter()
        .map(|row| match row.total {
            true => view! {
                <p class="sum t x"><span>{row.label.clone()}</span><span>{row.amount.clone()}</span></p>
            }
            .into_any(),
            false => sum_row(row),
        })
        .collect();
    let under_way: Vec<_> = of.under_way.iter().map(sum_row).collect();
    let rows: Vec<_> = of.rows.iter().map(|one| row(one, l)).collect();
    let orders = (!rows.is_empty()).then(|| {
        view! {
            <h2>{l.say("Từng đơn", "Each order")}</h2>
            <section class="box"><ul role="list" class="list">{rows}</ul></section>
        }
    });
    let months: Vec<_> = of
        .months
        .iter()
        .map(|one| month(one, one.month == of.month, l))
        .collect();
    let months = (!months.is_empty()).then(|| {
        view! {
            <h2>{l.say("Theo tháng", "By month")}</h2>
            <section class="box"><ul role="list" class="list">{months}</ul></section>
        }
    });
    view! {
        <div class="w stack pt pb">
            <h1 class="mid">{of.title.clone()}</h1>
            <section class="box stack tight">{sums}</section>
            <section class="box stack tight">{under_way}</section>
            <a class="b o big w" href=l.path(&format!("/htx/tien.csv?thang={}", of.month)) download="">
                {icon(Icon::Download)}{l.say("Tải tệp CSV", "Download CSV")}
            </a>
            {orders}
            {of.hidden.clone().map(|text| view! { <p class="s m">{text}</p> })}
            {months}
            <p class="s m">{l.say(
                "Chợ Phiên không giữ tiền. Khách trả cho nhà xe hoặc chuyển thẳng cho hợp tác xã; đây là sổ để bạn đối chiếu.",
                "Chợ Phiên holds no money. Buyers pay the carrier or the cooperative; this is a book to compare with.",
            )}</p>
        </div>
    }
    .into_any()
}
