//! `/don/{code}`: what becomes of an order; `/don`: finding it.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::order::{ClaimForm, FindOrderPage, OrderPage, OrderParcel, PartChoice, PayNow};
use shared::view::parts::{Notice, NoticeKind};

use crate::components::{Field, Icon, field, icon, notice, parcel, sum_rows, timeline};
use crate::islands::LiveOrder;

/// The buyer's page of an order.
#[must_use]
pub fn order_page(view: &OrderPage, l: Locale) -> AnyView {
    let parcels: Vec<_> = view
        .parcels
        .iter()
        .map(|of| order_parcel(of, &view.path, l))
        .collect();
    // What waits for money is paid before anything else is read.
    let parts = view.parcels.iter().filter_map(|of| of.pay_now.as_ref());
    let pays: Vec<_> = view
        .pay_now
        .iter()
        .chain(parts)
        .map(|pay| pay_now(pay, l))
        .collect();
    let address: Vec<_> = view
        .address
        .iter()
        .filter(|line| !line.is_empty())
        .map(|line| view! { <p>{line.clone()}</p> })
        .collect();
    view! {
        <div class="w read pt pb">
            <h1>{view.title.clone()}</h1>
            <p class="mt4">{view.lead.clone()}</p>
            {view.error.clone().map(|text| notice(&Notice { kind: NoticeKind::Bad, title: String::new(), text, link: None }))}
            {pays}
            <div class="mt16">{parcels}</div>
            <h2 class="mt24">{l.say("Giao tới", "Delivered to")}</h2>
            <div class="box mt12">{address}</div>
            <div class="mt16">{sum_rows(&view.sums)}</div>
            <LiveOrder url=view.live.clone() words=l.say("Đơn có tin mới. Bấm để xem", "There is news. Press to see it").to_owned()/>
        </div>
    }
    .into_any()
}

fn order_parcel(of: &OrderParcel, path: &str, l: Locale) -> AnyView {
    let pay = (!of.pay_amount.is_empty()).then(|| view! { " "<b>{of.pay_amount.clone()}</b>"." });
    let note = (!of.pay_note.is_empty()).then(|| view! { " "{of.pay_note.clone()} });
    let why = (!of.why.is_empty()).then(|| {
        view! {
            <details class="why">
                <summary>{l.say("Vì sao là hợp tác xã này?", "Why this cooperative?")}</summary>
                <p class="s m">{of.why.clone()}</p>
            </details>
        }
    });
    let foot = view! {
        <p>{of.pay_words.clone()}{pay}{note}</p>
        {why}
        {of.choice.as_ref().map(|choice| choose(choice, of.number, path, l))}
        {of.claims.iter().map(|text| view! { <p class="note s mt12">{text.clone()}</p> }).collect::<Vec<_>>()}
        {of.claim.as_ref().map(|form| claim(form, of.number, path, l))}
        {actions(of, path, l)}
    };
    parcel(
        &of.title,
        &of.goods,
        of.picture.as_ref(),
        vec![timeline(&of.steps, l)],
        Some(foot.into_any()),
    )
}

/// How it is paid now: a code to scan and the same in words, or the provider's page.
fn pay_now(of: &PayNow, l: Locale) -> AnyView {
    let notes: Vec<_> = of
        .notes
        .iter()
        .map(|text| view! { <p class="note s mt12">{text.clone()}</p> })
        .collect();
    let code = (!of.qr.is_empty()).then(|| {
        let save = l.say("Tải ảnh mã QR", "Save the QR picture");
        let account: Vec<_> = of.account.iter().map(|line| view! { <p class="s">{line.clone()}</p> }).collect();
        view! {
            <p class="mt12"><img src=of.qr.clone() width="280" height="280" alt=l.say("Mã VietQR để quét", "VietQR code to scan")/></p>
            <p>{l.say("Nội dung: ", "Text: ")}<b>{of.content.clone()}</b></p>
            {account}
            <p class="mt12"><a class="b o w" href=of.qr.clone() download=format!("{}.svg", of.content)>{save}</a></p>
        }
    });
    let words = match of.trial {
        true => l.say("Trả thử (mô phỏng)", "Try paying (simulated)"),
        false => l.say("Tới trang thanh toán", "To the payment page"),
    };
    let go = of.next_url.clone().map(|url| {
        view! { <p class="mt12"><a class="b big w" href=url rel="nofollow">{words}</a></p> }
    });
    view! {
        <section class="box mt12">
            <h3>{of.title.clone()}</h3>
            <p class="mid"><b>{of.amount.clone()}</b></p>
            {code}
            {go}
            {notes}
        </section>
    }
    .into_any()
}

/// Claiming for damaged goods, with a photo.
fn claim(of: &ClaimForm, number: i32, path: &str, l: Locale) -> AnyView {
    let goods: Vec<_> = of
        .goods
        .iter()
        .map(|(line, name)| view! { <option value=line.to_string()>{name.clone()}</option> })
        .collect();
    view! {
        <details>
            <summary class="b o">{l.say("Báo hàng hỏng, thiếu", "Damaged or missing")}</summary>
            <form class="stack" method="post" enctype="multipart/form-data" action=format!("{path}/bao-hong")>
                <input type="hidden" name="parcel" value=number.to_string()/>
                <p class="s m">{of.until.clone()}</p>
                <label class="stack">{l.say("Món nào", "Which good")}<select name="line">{goods}</select></label>
                <label class="stack">{l.say("Hàng bị làm sao", "What is wrong")}<input type="text" name="note" required maxlength="300"/></label>
                <label class="stack">{l.say("Ảnh chụp", "Photo")}<input type="file" name="photo" accept="image/*" required/></label>
                <button class="b w" type="submit">{l.say("Gửi cho hợp tác xã", "Send to the cooperative")}</button>
            </form>
        </details>
    }
    .into_any()
}

/// What the buyer can choose for a part that nobody sends.
fn choose(of: &PartChoice, number: i32, path: &str, l: Locale) -> AnyView {
    let similar = || {
        let items: Vec<_> = of
            .similar
            .iter()
            .map(|(name, price, href)| {
                view! { <li class="line"><a href=href.clone()>{name.clone()}</a>" "<span class="s m">{price.clone()}</span></li> }
            })
            .collect();
        (!items.is_empty()).then(|| {
            view! {
                <p class="s mt4">{l.say("Món tương tự gửi được tới bạn:", "Similar goods that can reach you:")}</p>
                <ul role="list" class="lines">{items}</ul>
            }
        })
    };
    let options: Vec<_> = of
        .options
        .iter()
        .map(|option| {
            let (value, words, meaning) = (
                option.value.clone(),
                option.words.clone(),
                option.meaning.clone(),
            );
            let similar = (value == "replace").then(similar);
            view! {
                <div class="mt12">
                    <button class="b o w" type="submit" name="op" value=value>{words}</button>
                    <p class="s m mt4">{meaning}</p>
                    {similar}
                </div>
            }
        })
        .collect();
    view! {
        <form method="post" action=path.to_owned()>
            <input type="hidden" name="parcel" value=number.to_string()/>
            <p>{of.text.clone()}</p>
            {options}
            {of.options.is_empty().then(similar)}
        </form>
    }
    .into_any()
}

fn actions(of: &OrderParcel, path: &str, l: Locale) -> Option<AnyView> {
    if of.phone.is_none() && of.cancel.is_none() {
        return None;
    }
    let call = of.phone.clone().map(|(dial, read)| {
        let label = format!("{} {read}", l.say("Gọi", "Call"));
        view! { <a class="b o" href=format!("tel:{dial}") aria-label=label title=read>{icon(Icon::Phone)}{l.say("Gọi", "Call")}</a> }
    });
    let cancel = of.cancel.clone().map(|(op, words, meaning)| {
        view! {
            <details>
                <summary class="b o">{l.say("Sửa hoặc huỷ", "Change or cancel")}</summary>
                <form method="post" action=path.to_owned()>
                    <input type="hidden" name="parcel" value=of.number.to_string()/>
                    <p class="s">{meaning}" "{l.say("Muốn đổi món thì huỷ rồi đặt lại.", "To change the goods, cancel and order again.")}</p>
                    <button class="b d w mt12" type="submit" name="op" value=op>{words}</button>
                </form>
            </details>
        }
    });
    Some(view! { <div class="deeds">{call}{cancel}</div> }.into_any())
}

/// Finding an order by phone and code.
#[must_use]
pub fn find_order_page(view: &FindOrderPage, l: Locale) -> AnyView {
    let missing = view.not_found.clone().map(|text| {
        notice(&Notice {
            kind: NoticeKind::Bad,
            title: String::new(),
            text,
            link: None,
        })
    });
    view! {
        <div class="w read pt pb">
            <h1>{l.say("Tra cứu đơn", "Find an order")}</h1>
            <p class="mt4">{l.say(
                "Nhập số điện thoại lúc đặt và mã đơn.",
                "Enter the phone number of the order and its code.",
            )}</p>
            <form class="stack mt16" method="post" action=l.path("/don") novalidate>
                {missing}
                {field(Field {
                    label: l.say("Số điện thoại", "Phone"), name: "phone", value: &view.phone, error: view.phone_error.as_deref(),
                    kind: "tel", inputmode: "tel", autocomplete: "tel", required: true, maxlength: Some(24), ..Field::default()
                })}
                {field(Field {
                    label: l.say("Mã đơn", "Order code"), name: "code", value: &view.code, error: view.code_error.as_deref(),
                    help: Some(l.say("8 chữ và số, như 7Q2M WK4H", "8 letters and digits, like 7Q2M WK4H")), autocomplete: "off",
                    required: true, maxlength: Some(16), ..Field::default()
                })}
                <button class="b big w" type="submit">{l.say("Xem đơn", "Show the order")}</button>
            </form>
        </div>
    }
    .into_any()
}
