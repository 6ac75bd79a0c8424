//! Why a line, or a part of it, cannot be sent, for the buyer.

use super::goods::{Goods, Wanted};
use super::plan::Refused;
use shared::rules::routing::{Names, Reason, Unallocated};
use shared::say::Locale;

/// What the buyer reads. Of a good that only one cooperative sells, its own state is told; of a pooled one only what
/// concerns all who supply it.
pub(super) fn refusal<'a>(
    goods: &'a Goods,
    wanted: &'a Wanted,
    rest: &Unallocated,
    l: Locale,
) -> Refused<'a> {
    let refused = |code, message: String, left| Refused {
        goods,
        wanted,
        code,
        message,
        left,
    };
    if !goods.for_sale {
        let message = l.say(
            "Món này không còn bán. Bỏ ra để đặt tiếp",
            "This is no longer sold. Take it out to go on",
        );
        return refused("not_for_sale", message.to_owned(), None);
    }
    match rest.reason {
        Reason::NotVerified | Reason::Paused => {
            let message = l.say(
                "Món này không còn bán. Bỏ ra để đặt tiếp",
                "This is no longer sold. Take it out to go on",
            );
            refused("not_for_sale", message.to_owned(), None)
        }
        Reason::Disabled => {
            let message = l.say(
                "Hợp tác xã đang tạm ngừng bán món này",
                "The cooperative has paused this for now",
            );
            refused("paused", message.to_owned(), None)
        }
        reason if is_about_stock(reason) => {
            let left = (wanted.steps - rest.quantity).max(0);
            refused("insufficient_stock", left_words(goods, left, l), Some(left))
        }
        reason => {
            let names = Names {
                cooperative: sender(goods, l),
                goods: goods.title(l),
                unit: goods.unit,
                claims: &goods.claims,
            };
            refused(reason.code(), reason.say(l, &names), None)
        }
    }
}

/// The one that sells it; of a pooled good no one in particular.
fn sender(goods: &Goods, l: Locale) -> &str {
    match goods.supplies.as_slice() {
        [only] => &only.cooperative_short,
        _ => l.say("Hợp tác xã", "The cooperative"),
    }
}

/// What is missing is goods; everything else would let them go.
fn is_about_stock(reason: Reason) -> bool {
    reason.is_eligible()
        || matches!(
            reason,
            Reason::NoOffer
                | Reason::QuotaUsed { .. }
                | Reason::LotOnHold
                | Reason::LotExpires { .. }
                | Reason::LotNotYet { .. }
                | Reason::NoStock { .. }
        )
}

/// `Còn 2 thùng`, `Hết hàng`.
fn left_words(goods: &Goods, left: i64, l: Locale) -> String {
    if left == 0 {
        return l.say("Hết hàng", "Sold out").to_owned();
    }
    let left = goods.quantity(left).words(l);
    match l {
        Locale::Vi => format!("Còn {left}"),
        Locale::En => format!("{left} left"),
    }
}
