//! The page `/don/{code}` in words.

use super::access::OrderAccess;
use super::choices::choices;
use super::money::Money;
use super::read::{Part, Whole, load};
use super::timeline::{cancel, steps};
use crate::actor::Actor;
use crate::booths::pictures;
use crate::booths::words::{animal, good, minus};
use crate::core::Core;
use crate::error::Result;
use crate::moving::is_living;
use shared::money::Vnd;
use shared::phone::Phone;
use shared::quantity::{Measure, Quantity, Unit};
use shared::rules::catch_weight;
use shared::say::Locale;
use shared::state::{OrderStatus, SubOrderState as S};
use shared::time::Millis;
use shared::view::order::{OrderPage, OrderParcel};
use shared::view::parts::{Picture, SumRow};
use std::collections::HashMap;
use store::entity::order_line;

/// The page for the buyer.
pub async fn page(core: &Core, actor: &Actor, access: &OrderAccess) -> Result<OrderPage> {
    let l = actor.locale;
    let whole = load(core, access).await?;
    let keys = whole
        .lines
        .iter()
        .filter_map(|line| line.picture.as_deref());
    let pictures = pictures::load(core.db.read(), keys, l).await?;
    let phone = Phone::parse_contact(&core.keys.open(&whole.order.phone_sealed)?).ok();
    let path = l.path(&format!("/don/{}", whole.order.code));
    let version: i64 = whole.parts.iter().map(|part| part.version).sum();
    let choices = choices(core, &whole, l).await?;
    let money = Money::load(core, &whole).await?;
    // Parts that others took over are gone for the buyer; those that are left count from one.
    let parcels = (1..).zip(whole.living()).map(|(number, part)| {
        let mut shown = parcel(core, &whole, (number, part), &pictures, l)?;
        shown.choice = choices.get(&part.id).cloned();
        if part.state() == S::Preordered && shown.choice.is_some() {
            // Cancelling is among the choices.
            shown.cancel = None;
        }
        shown.pay_now = money.pay_now(&whole, part, l);
        (shown.claim, shown.claims) = money.claims(&whole, part, core.clock.now(), l);
        if let Some((words, note)) = money.words(part, l) {
            (shown.pay_words, shown.pay_note) = (words.to_owned(), note);
        }
        Ok(shown)
    });
    Ok(OrderPage {
        code: access.code().spaced(),
        live: format!("/don/{}/su-kien?tu={version}", whole.order.code),
        path,
        title: title(&whole, l).to_owned(),
        lead: lead(&whole, phone.as_ref(), access, l),
        placed: placed(whole.order.created_at, l),
        parcels: parcels.collect::<Result<_>>()?,
        address: vec![
            core.keys.open(&whole.order.contact_name_sealed)?,
            phone.map(|phone| phone.masked()).unwrap_or_default(),
            core.keys.open(&whole.order.address_shown_sealed)?,
        ],
        sums: sums(&whole, l),
        pay_now: money.pay_order(&whole, l),
        error: None,
    })
}

fn placed(at: i64, l: Locale) -> String {
    let at = Millis(at);
    let (day, clock) = (at.vn_date().with_weekday(l), at.vn_clock());
    match l {
        Locale::Vi => format!("Đặt {day}, {clock}"),
        Locale::En => format!("Placed {day}, {clock}"),
    }
}

fn title(whole: &Whole, l: Locale) -> &'static str {
    if whole.parts.iter().any(|part| part.asked) {
        return l.say("Mời bạn chọn một việc", "There is something to choose");
    }
    match whole.status() {
        OrderStatus::AwaitingPayment => l.say("Chờ thanh toán", "Waiting for payment"),
        OrderStatus::ToConfirm => l.say(
            "Đã đặt xong. Cảm ơn bạn!",
            "Your order is placed. Thank you!",
        ),
        OrderStatus::InProgress if whole.living().any(|part| part.state() == S::Preordered) => {
            l.say("Đã đặt trước. Cảm ơn bạn!", "Ordered ahead. Thank you!")
        }
        OrderStatus::InProgress if whole.living().any(|part| part.state() == S::InTransit) => {
            l.say("Hàng đang được gửi tới bạn", "Your goods are on their way")
        }
        OrderStatus::InProgress => l.say("Đơn đang được chuẩn bị", "Your order is being prepared"),
        OrderStatus::Delivered | OrderStatus::Completed => {
            l.say("Hàng đã tới nơi", "Everything has arrived")
        }
        OrderStatus::PartlyCancelled => {
            l.say("Một phần đơn đã dừng", "A part of the order has ended")
        }
        OrderStatus::Cancelled => l.say("Đơn này đã huỷ", "This order is cancelled"),
        OrderStatus::Returned => l.say("Hàng đã quay về hợp tác xã", "The goods went back"),
    }
}

fn lead(whole: &Whole, phone: Option<&Phone>, access: &OrderAccess, l: Locale) -> String {
    let code = access.code().spaced();
    let phone = phone.map(Phone::masked).unwrap_or_default();
    let going = whole
        .parts
        .iter()
        .filter(|part| {
            !part.state().is_final() && !matches!(part.state(), S::Declined | S::TimedOut)
        })
        .count();
    let asked = whole.parts.iter().any(Part::unsent);
    let ahead = whole
        .living()
        .filter(|part| !part.state().is_final())
        .all(|part| part.state() == S::Preordered);
    let leaving = whole
        .living()
        .filter(|part| !part.state().is_final())
        .all(|part| part.state() == S::InTransit);
    let unpaid = whole.status() == OrderStatus::AwaitingPayment;
    let who = match (going, l) {
        (1.., Locale::Vi) if unpaid => "Trả tiền xong là hợp tác xã chuẩn bị ngay.".to_owned(),
        (1.., Locale::En) if unpaid => "Work begins as soon as it is paid.".to_owned(),
        (_, Locale::Vi) if asked => "Có phần chưa có nơi gửi, mời bạn chọn bên dưới.".to_owned(),
        (_, Locale::En) if asked => "A part has no sender yet; please choose below.".to_owned(),
        (1.., Locale::Vi) if ahead => "Hợp tác xã báo bạn khi thu hoạch.".to_owned(),
        (1.., Locale::En) if ahead => "You are told when the harvest is in.".to_owned(),
        (1.., Locale::Vi) if leaving => "Hàng đã giao cho xe.".to_owned(),
        (1.., Locale::En) if leaving => "The goods were handed over.".to_owned(),
        (0, Locale::Vi) => "Không còn gì phải làm.".to_owned(),
        (0, Locale::En) => "Nothing is left to do.".to_owned(),
        (1, Locale::Vi) => "Hợp tác xã đang chuẩn bị.".to_owned(),
        (1, Locale::En) => "The cooperative is at work.".to_owned(),
        (2, Locale::Vi) => "Hai hợp tác xã đang chuẩn bị.".to_owned(),
        (3, Locale::Vi) => "Ba hợp tác xã đang chuẩn bị.".to_owned(),
        (n, Locale::Vi) => format!("{n} hợp tác xã đang chuẩn bị."),
        (n, Locale::En) => format!("{n} cooperatives are at work."),
    };
    match l {
        Locale::Vi => {
            format!(
                "{who} Trang này tự đổi khi có tin mới. Muốn xem lại, tra cứu bằng số {phone} và mã {code}."
            )
        }
        Locale::En => {
            format!(
                "{who} This page changes by itself. To see it again, look it up with {phone} and {code}."
            )
        }
    }
}

fn parcel(
    core: &Core,
    whole: &Whole,
    (number, part): (i32, &Part),
    pictures: &HashMap<String, Picture>,
    l: Locale,
) -> Result<OrderParcel> {
    let goods: Vec<String> = whole
        .lines_of(part)
        .map(|line| order_line::Model {
            quantity: if part.unsent() {
                whole.left(part, line)
            } else {
                line.quantity
            },
            ..line.clone()
        })
        .filter(|line| line.quantity > 0)
        .map(|line| bought(&line, whole.piece(&line), l))
        .collect();
    let picture = whole
        .lines_of(part)
        .find_map(|line| pictures.get(line.picture.as_deref()?));
    let (pay_words, pay_amount, pay_note) = pay(part, l);
    Ok(OrderParcel {
        number: part.number,
        title: match l {
            Locale::Vi => format!("Kiện\u{a0}{number} · {}", part.cooperative_short),
            Locale::En => format!("Parcel\u{a0}{number} · {}", part.cooperative_short),
        },
        goods: goods.join("; "),
        picture: picture.cloned(),
        steps: steps(whole, part, core.clock.now(), l),
        pay_words: pay_words.to_owned(),
        pay_amount,
        pay_note: pay_note.to_owned(),
        why: match part.unsent() {
            true => String::new(),
            false => part.why(l),
        },
        phone: phone(core, part)?,
        cancel: cancel(part.state(), &part.cooperative_short, number, l),
        choice: None,
        ..OrderParcel::default()
    })
}

/// `Na Chi Lăng, thùng 3 kg`; with a number when it is more than one: `Na Chi Lăng, thùng 3 kg × 2`.
fn bought(line: &order_line::Model, piece: i64, l: Locale) -> String {
    let name = good(&line.title, &line.variant_name);
    let amount = line
        .unit
        .parse::<Unit>()
        .map(|unit| Quantity::of(line.quantity, unit));
    match amount {
        Ok(amount) if line.catch_weight => weighed(line, (amount, piece), l),
        Ok(amount) if amount.unit.measure() != Measure::Count => {
            format!("{name}, {}", amount.words(l))
        }
        _ if line.quantity == 1 => name,
        _ => format!("{name} × {}", line.quantity),
    }
}

/// Before the scale: `…, 2 con, khoảng 3 kg, tính tiền theo cân, chênh không quá 10 %`; after: `…, đặt 2 con, khoảng 3 kg,
/// cân được 3,12 kg, trả 499.200 ₫`.
fn weighed(line: &order_line::Model, (ordered, piece): (Quantity, i64), l: Locale) -> String {
    let name = animal(&line.title, &line.variant_name);
    let animals = catch_weight::animals(ordered.steps, piece, ordered.unit, l);
    let Some(steps) = line.weighed else {
        return format!("{name}, {animals}, {}", catch_weight::note(l));
    };
    let got = Quantity::of(steps, ordered.unit).words(l);
    let total = Vnd(line.total);
    match l {
        Locale::Vi => format!("{name}, đặt {animals}, cân được {got}, trả {total}"),
        Locale::En => format!("{name}, {animals} ordered, {got} weighed, {total}"),
    }
}

fn pay(part: &Part, l: Locale) -> (&'static str, String, &'static str) {
    let amount = Vnd(part.total).to_string();
    match part.state() {
        S::Cancelled | S::Declined | S::TimedOut | S::Returned | S::Returning => (
            l.say(
                "Bạn không phải trả gì cho kiện này.",
                "You pay nothing for this parcel.",
            ),
            String::new(),
            "",
        ),
        S::Delivered | S::Completed => (l.say("Trả khi nhận:", "Paid on delivery:"), amount, ""),
        _ => (
            l.say("Trả khi nhận:", "Pay on delivery:"),
            amount,
            l.say(
                "Bạn được mở kiện xem trước.",
                "You may open the parcel and look first.",
            ),
        ),
    }
}

fn phone(core: &Core, part: &Part) -> Result<Option<(String, String)>> {
    let Some(sealed) = &part.cooperative_phone else {
        return Ok(None);
    };
    let phone = Phone::parse_contact(&core.keys.open(sealed)?).ok();
    Ok(phone.map(|phone| (phone.e164().to_owned(), phone.to_string())))
}

fn sums(whole: &Whole, l: Locale) -> Vec<SumRow> {
    let row = |label: String, amount: i64, total| SumRow {
        label,
        amount: Vnd(amount).to_string(),
        total,
        quiet: false,
    };
    let paid = whole.parts.iter().filter(|part| is_living(part.state()));
    let fees = match (paid.count(), l) {
        (0 | 1, _) => l.say("Phí giao", "Delivery").to_owned(),
        (n, Locale::Vi) => format!("Phí giao {n} kiện"),
        (n, Locale::En) => format!("Delivery of {n} parcels"),
    };
    let mut sums = vec![
        row(
            l.say("Tiền hàng", "Goods").to_owned(),
            whole.order.goods_total,
            false,
        ),
        row(fees, whole.order.shipping_total, false),
    ];
    if whole.order.voucher_total > 0 {
        let code = whole.order.voucher_code.as_deref().unwrap_or_default();
        sums.push(SumRow {
            amount: minus(whole.order.voucher_total),
            ..row(
                format!("{} {code}", l.say("Mã giảm giá", "Voucher")),
                0,
                false,
            )
        });
    }
    sums.push(row(
        l.say("Tổng cộng", "Total").to_owned(),
        whole.order.total,
        true,
    ));
    sums
}
