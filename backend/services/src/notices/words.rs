//! What the messages say: short, who does what and by when, one link at the end.

use super::facts::{After, SubOrder, days};
use shared::money::Vnd;
use shared::say::Locale;
use shared::state::SubOrderState as S;
use shared::time::Millis;

/// A subject and a body that also fits a text message.
pub(super) struct Text {
    pub subject: String,
    pub body: String,
}

fn text(subject: String, body: String) -> Text {
    Text { subject, body }
}

/// To the cooperative: there is an order to answer, or it has not been answered yet. `link` accepts it in one tap.
pub(super) fn placed(one: &SubOrder, link: &str, again: bool, l: Locale) -> Text {
    let (code, goods) = (&one.code, one.goods(l));
    let total = Vnd(one.total);
    let until = one.respond_by.map(|at| clock(Millis(at), l));
    let until = |before: &str| until.map_or(String::new(), |until| format!(" {before} {until}."));
    match (again, l) {
        (false, Locale::Vi) => text(
            format!("Đơn mới {code}"),
            format!(
                "Đơn {code}: {goods}. Khách trả {total}.{} Nhận đơn: {link}",
                until("Trả lời trước")
            ),
        ),
        (false, Locale::En) => text(
            format!("New order {code}"),
            format!(
                "Order {code}: {goods}. The buyer pays {total}.{} Accept: {link}",
                until("Answer before")
            ),
        ),
        (true, Locale::Vi) => text(
            format!("Nhắc: đơn {code} chưa trả lời"),
            format!(
                "Đơn {code} còn chờ: {goods}.{} Nhận đơn: {link}",
                until("Sau giờ này đơn chuyển nơi khác:")
            ),
        ),
        (true, Locale::En) => text(
            format!("Reminder: order {code} has no answer"),
            format!(
                "Order {code} still waits: {goods}.{} Accept: {link}",
                until("It goes to another cooperative after")
            ),
        ),
    }
}

/// To the buyer: who sends what a cooperative declined or did not answer, and what there is to choose.
/// `moved`: an operator took it from the cooperative, which said nothing.
pub(super) fn ended(
    one: &SubOrder,
    after: &After,
    moved: bool,
    link: &str,
    l: Locale,
) -> Option<Text> {
    let (code, who) = (&one.code, &one.cooperative_name);
    let by = after.by.join(", ");
    let mut body = match (moved, l) {
        (true, Locale::Vi) => format!("Chợ đã đổi nơi gửi đơn {code}."),
        (true, Locale::En) => format!("The market changed who sends order {code}."),
        (false, Locale::Vi) => format!("{who} không gửi được đơn {code}."),
        (false, Locale::En) => format!("{who} cannot send order {code}."),
    };
    if !after.by.is_empty() {
        body.push_str(&match l {
            Locale::Vi => format!(" {by} gửi thay, giá như đã hứa."),
            Locale::En => format!(" {by} sends it instead, at the promised price."),
        });
    }
    if let Some(later) = after.later {
        let days = days(later, l);
        body.push_str(&match l {
            Locale::Vi => format!(" Ngày nhận mới: {days}."),
            Locale::En => format!(" New days: {days}."),
        });
    }
    let subject = match (after.choose_until, l) {
        (Some(until), Locale::Vi) => {
            let until = clock(until, l);
            body.push_str(&format!(
                " {} chưa có nơi gửi. Mời bạn chọn trước {until}: chờ, đổi món hay huỷ, không mất tiền: {link}",
                if by.is_empty() { "Hiện" } else { "Phần còn lại" }
            ));
            format!("Đơn {code}: mời bạn chọn")
        }
        (Some(until), Locale::En) => {
            let until = clock(until, l);
            body.push_str(&format!(
                " The rest has no sender yet. Choose before {until}: wait, something else, or cancel at no cost: {link}"
            ));
            format!("Order {code}: please choose")
        }
        // On a marketplace it is not ours to find another one, or to say so.
        (None, _) if after.by.is_empty() => return None,
        (None, Locale::Vi) => {
            body.push_str(&format!(" Xem đơn: {link}"));
            format!("Đơn {code}: {by} gửi thay")
        }
        (None, Locale::En) => {
            body.push_str(&format!(" Your order: {link}"));
            format!("Order {code}: {by} sends it")
        }
    };
    Some(text(subject, body))
}

/// To the cooperative: an operator had others send it, and why.
pub(super) fn moved_away(one: &SubOrder, link: &str, l: Locale) -> Text {
    let code = &one.code;
    let why = one.reason();
    match l {
        Locale::Vi => text(
            format!("Đơn {code}: chợ đã chuyển nơi khác"),
            format!(
                "Chợ đã chuyển đơn {code} sang nơi khác gửi{why}. Bạn không phải làm gì thêm: {link}"
            ),
        ),
        Locale::En => text(
            format!("Order {code}: moved to another sender"),
            format!(
                "The market has another cooperative send order {code}{why}. There is nothing more to do: {link}"
            ),
        ),
    }
}

/// To the cooperative: what the buyer did. `None` when there is nothing to say.
pub(super) fn to_cooperative(one: &SubOrder, state: S, link: &str, l: Locale) -> Option<Text> {
    let code = &one.code;
    Some(match (state, l) {
        (S::Cancelled, Locale::Vi) => text(
            format!("Đơn {code} đã huỷ"),
            format!(
                "Người mua đã huỷ đơn {code}. Không cần gói nữa; hàng đã trả về kho. Xem: {link}"
            ),
        ),
        (S::Cancelled, Locale::En) => text(
            format!("Order {code} is cancelled"),
            format!(
                "The buyer cancelled order {code}. No need to pack it; the stock is free again. See: {link}"
            ),
        ),
        (S::CancelRequested, Locale::Vi) => text(
            format!("Khách xin huỷ đơn {code}"),
            format!("Người mua xin huỷ đơn {code}, kiện đã gói. Đồng ý huỷ hoặc gửi đi: {link}"),
        ),
        (S::CancelRequested, Locale::En) => text(
            format!("The buyer asks to cancel {code}"),
            format!(
                "The buyer asks to cancel order {code}, which is packed. Agree or send it: {link}"
            ),
        ),
        _ => return None,
    })
}

/// To the buyer: what happened to one parcel. `None` for states that need no message.
pub(super) fn to_buyer(one: &SubOrder, state: S, link: &str, l: Locale) -> Option<Text> {
    let (code, cooperative) = (&one.code, &one.cooperative_name);
    let said = match l {
        Locale::Vi => buyer_vi(one, state)?,
        Locale::En => buyer_en(one, state)?,
    };
    let subject = match l {
        Locale::Vi => format!(
            "Kiện {code} của {cooperative}: {}",
            lower(state.buyer_words(l))
        ),
        Locale::En => format!(
            "Parcel {code} from {cooperative}: {}",
            lower(state.buyer_words(l))
        ),
    };
    let body = match l {
        Locale::Vi => format!("{said} Xem đơn: {link}"),
        Locale::En => format!("{said} Your order: {link}"),
    };
    Some(text(subject, body))
}

fn buyer_vi(one: &SubOrder, state: S) -> Option<String> {
    let (code, cooperative) = (&one.code, &one.cooperative_name);
    let window = one.window(Locale::Vi);
    Some(match state {
        S::Confirmed => format!("{cooperative} đã nhận đơn {code}, dự kiến giao {window}."),
        S::Packed => format!("{cooperative} đã đóng gói kiện {code}."),
        S::InTransit => format!(
            "Kiện {code} đã gửi đi{}, dự kiến tới {window}.",
            one.tracking(Locale::Vi)
        ),
        S::Delivered => format!("Kiện {code} đã giao. Cảm ơn bạn!"),
        S::DeliveryFailed => {
            format!("Chưa giao được kiện {code}. {cooperative} sẽ gọi lại cho bạn.")
        }
        S::Cancelled => format!(
            "Kiện {code} đã huỷ{}.{}",
            one.reason(),
            one.not_charged(Locale::Vi)
        ),
        S::Returned => format!("Kiện {code} đã quay về {cooperative}."),
        _ => return None,
    })
}

fn buyer_en(one: &SubOrder, state: S) -> Option<String> {
    let (code, cooperative) = (&one.code, &one.cooperative_name);
    let window = one.window(Locale::En);
    Some(match state {
        S::Confirmed => format!("{cooperative} accepted order {code}; it should arrive {window}."),
        S::Packed => format!("{cooperative} packed parcel {code}."),
        S::InTransit => format!(
            "Parcel {code} is on its way{}; it should arrive {window}.",
            one.tracking(Locale::En)
        ),
        S::Delivered => format!("Parcel {code} was delivered. Thank you!"),
        S::DeliveryFailed => {
            format!("Parcel {code} could not be delivered. {cooperative} will call you.")
        }
        S::Cancelled => format!(
            "Parcel {code} is cancelled{}.{}",
            one.reason(),
            one.not_charged(Locale::En)
        ),
        S::Returned => format!("Parcel {code} is back at {cooperative}."),
        _ => return None,
    })
}

/// `14:00`, `14:00 thứ Bảy 15/8`.
fn clock(at: Millis, l: Locale) -> String {
    format!("{} {}", at.vn_clock(), at.vn_date().with_weekday(l))
}

fn lower(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_lowercase().chain(letters).collect()
    })
}
