//! Sheets to print: A6 labels for the parcels, slips to lie in them. The browser prints them.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::booth::{LabelView, QrCode, SlipLine, SlipView};

use crate::components::{Icon, icon};

pub(super) fn how_to(count: usize, paper: &str, back: &str, l: Locale) -> AnyView {
    let words = match l {
        Locale::Vi => format!("{count}\u{a0}tờ, khổ {paper}. Mở mục In của trình duyệt để in"),
        Locale::En => format!("{count} sheets, {paper}. Use the browser's Print"),
    };
    view! {
        <div class="no-print w row between wrap pt pb">
            <a class="b o" href=back.to_owned()>{icon(Icon::Back)}{l.say("Quay lại", "Back")}</a>
            <p class="row">{icon(Icon::Printer)}<span>{words}</span></p>
        </div>
    }
    .into_any()
}

pub(super) fn qr(of: &QrCode, l: Locale) -> AnyView {
    // Two modules of white here, the label's own white around them makes up the rest of the quiet zone.
    let side = of.size + 4;
    view! {
        <svg viewBox=format!("-2 -2 {side} {side}") shape-rendering="crispEdges" role="img" aria-label=l.say("Mã QR", "QR code")>
            <path d=of.path.clone()></path>
        </svg>
    }
    .into_any()
}

fn yes(value: bool, l: Locale) -> &'static str {
    if value {
        l.say("CÓ", "YES")
    } else {
        l.say("KHÔNG", "NO")
    }
}

fn label(of: &LabelView, l: Locale) -> AnyView {
    let phone = (!of.from_phone.is_empty()).then(|| format!(" · {}", of.from_phone));
    let old = of
        .old_place
        .clone()
        .map(|text| view! { <span class="tiny">"("{text}")"</span> });
    let (words, amount) = match of.cash.clone() {
        Some(amount) => (l.say("Thu hộ (COD)", "Collect (COD)"), amount),
        None => (
            l.say("Không thu tiền", "Nothing to collect"),
            "0\u{a0}₫".to_owned(),
        ),
    };
    let cash = view! { <div class="cash"><span>{words}</span><b>{amount}</b></div> };
    let lines: Vec<_> = of
        .lines
        .iter()
        .map(|line| view! { {line.clone()}<br/> })
        .collect();
    let picked = of.picked.clone().map(|text| view! { {text}<br/> });
    let gentle = of.gentle.then(|| {
        view! { <br/>{l.say("Dễ dập: ", "Bruises: ")}<b>{l.say("NHẸ TAY", "GENTLY")}</b> }
    });
    view! {
        <article class="label">
            <header>
                <div><span class="from">{of.from.clone()}</span><span class="tiny">{of.from_place.clone()}{phone}</span></div>
                <span class="class">{of.class.clone()}</span>
            </header>
            <div class="to">
                <div>
                    <span class="tiny">{l.say("Người nhận", "To")}</span>
                    <span class="name">{of.to_name.clone()}</span>
                    <span class="phone">{of.to_phone.clone()}</span>
                </div>
                <div class="code">{qr(&of.qr, l)}</div>
            </div>
            <p class="addr"><b>{of.street.clone()}</b><span>{of.place.clone()}</span>{old}</p>
            {cash}
            <div class="mt8">{lines}</div>
            <div class="foot-row">
                <div>{picked}{l.say("Cho xem hàng: ", "May be opened: ")}<b>{yes(of.may_open, l)}</b>{gentle}</div>
                <div class="r"><span class="tiny">{l.say("Mã đơn", "Order")}</span><b>{of.code.clone()}</b></div>
            </div>
            <div class="mono-hem"></div>
        </article>
    }
    .into_any()
}

/// A6 labels, one after the other.
#[must_use]
pub fn labels_page(of: &[LabelView], back: &str, l: Locale) -> AnyView {
    let labels: Vec<_> = of.iter().map(|one| label(one, l)).collect();
    view! { <h1 class="vh">{l.say("Nhãn", "Labels")}</h1>{how_to(of.len(), "A6", back, l)}{labels} }
        .into_any()
}

fn slip_line(of: &SlipLine) -> AnyView {
    view! {
        <tr>
            <td>{of.title.clone()}</td>
            <td class="r">{of.quantity.clone()}</td>
            <td class="r">{of.price.clone()}</td>
            <td class="r">{of.amount.clone()}</td>
        </tr>
    }
    .into_any()
}

fn slip_table(of: &SlipView, l: Locale) -> AnyView {
    let lines: Vec<_> = of.lines.iter().map(slip_line).collect();
    view! {
        <table class="tbl">
            <thead><tr>
                <th scope="col">{l.say("Món", "Good")}</th>
                <th scope="col" class="r">{l.say("Số lượng", "Quantity")}</th>
                <th scope="col" class="r">{l.say("Giá", "Price")}</th>
                <th scope="col" class="r">{l.say("Tiền", "Amount")}</th>
            </tr></thead>
            <tbody>{lines}</tbody>
            <tfoot>
                <tr><td colspan="3">{l.say("Phí giao", "Shipping")}</td><td class="r">{of.shipping.clone()}</td></tr>
                <tr><td colspan="3">{l.say("Tổng cộng", "Total")}" · "{of.payment.clone()}</td><td class="r">{of.total.clone()}</td></tr>
            </tfoot>
        </table>
    }
    .into_any()
}

fn slip(of: &SlipView, l: Locale) -> AnyView {
    view! {
        <article class="slip">
            <div class="row between t">
                <div><b class="mid">{of.from.clone()}</b><p>{of.from_place.clone()}</p></div>
                <div class="r"><span class="s">{l.say("Phiếu giao hàng", "Packing slip")}</span><br/><b class="mid">{of.code.clone()}</b></div>
            </div>
            <p class="mt16">{l.say("Người nhận: ", "To: ")}<b>{of.to_name.clone()}</b>" · "{of.to_phone.clone()}</p>
            <p>{of.address.clone()}</p>
            <p class="s">{l.say("Đặt lúc ", "Ordered ")}{of.ordered.clone()}</p>
            {slip_table(of, l)}
            <p class="mt16">{of.thanks.clone()}</p>
            <div class="mono-hem mt24"></div>
        </article>
    }
    .into_any()
}

/// Packing slips, one after the other.
#[must_use]
pub fn slips_page(of: &[SlipView], back: &str, l: Locale) -> AnyView {
    let slips: Vec<_> = of.iter().map(|one| slip(one, l)).collect();
    view! { <h1 class="vh">{l.say("Phiếu giao hàng", "Packing slips")}</h1>{how_to(of.len(), "A4", back, l)}{slips} }.into_any()
}
