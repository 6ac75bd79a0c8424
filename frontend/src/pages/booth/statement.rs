//! The statement of a month, for paper.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::booth::{StatementRow, StatementView};

use crate::components::sum_row;

fn row(of: &StatementRow) -> AnyView {
    view! {
        <tr>
            <td>{of.code.clone()}<br/><span class="s m">{of.day.clone()}</span></td>
            <td class="r">{of.sold.clone()}</td>
            <td class="r">{of.fees.clone()}</td>
            <td class="r">{of.freight.clone()}</td>
            <td class="r"><b>{of.receive.clone()}</b></td>
        </tr>
    }
    .into_any()
}

/// The sheet: sums, then each part of an order. `cooperative` is its name.
#[must_use]
pub fn statement_page(of: &StatementView, cooperative: &str, l: Locale) -> AnyView {
    let sums: Vec<_> = of.sums.iter().map(sum_row).collect();
    let rows: Vec<_> = of.rows.iter().map(row).collect();
    let table = (!rows.is_empty()).then(|| {
        view! {
            <div class="tbl-wrap mt24" tabindex="0" role="region" aria-label=l.say("Từng đơn", "Each order")>
                <table class="tbl">
                    <thead><tr>
                        <th scope="col">{l.say("Đơn", "Order")}</th>
                        <th scope="col" class="r">{l.say("Bán được", "Sold")}</th>
                        <th scope="col" class="r">{l.say("Phí", "Fees")}</th>
                        <th scope="col" class="r">{l.say("Giao hàng", "Delivery")}</th>
                        <th scope="col" class="r">{l.say("Nhận về", "Receive")}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    });
    let nothing = of.rows.is_empty().then(|| {
        view! { <p class="m">{l.say("Tháng này chưa có đơn nào.", "No orders in this month.")}</p> }
    });
    view! {
        <article class="statement">
            <p class="no-print"><a class="b o" href=l.path("/htx/tien")>{l.say("Về sổ tiền", "Back to the money book")}</a></p>
            <h1 class="mid">{cooperative.to_owned()}" · "{of.title.clone()}</h1>
            <section class="stack tight">{sums}</section>
            {table}
            {nothing}
            <p class="s m mt16">{l.say("Chợ Phiên. Số liệu lấy từ sổ cái, mỗi dòng cộng đúng phần trên.",
                "Chợ Phiên. The figures are the ledger's; the lines add up to the sums above.")}</p>
        </article>
    }
    .into_any()
}
