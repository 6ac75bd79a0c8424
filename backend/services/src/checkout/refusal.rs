//! Why a line, or a part of it, cannot be sent, for the buyer.

use super::goods::{Goods, Wanted};
use super::plan::Refused;
use shared::quantity::Quantity;
use shared::rules::routing::{Names, Reason, Unallocated};
use shared::say::Locale;
use shared::view::cart::CartParcel;

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
            let words = match goods.cap() {
                Some(cap) if left > 0 && cap == left => cap_words(goods.quantity(cap), l),
                _ => left_words(goods, left, l),
            };
            refused("insufficient_stock", words, Some(left))
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

/// Some of it can go.
pub(super) fn is_partly(of: &Refused<'_>) -> bool {
    of.left.is_some_and(|left| left > 0)
}

/// Says at each line of which less is left that it is less than was chosen.
pub(super) fn tell_partly(parcels: &mut [CartParcel], refused: &[Refused<'_>], l: Locale) {
    for of in refused.iter().filter(|of| is_partly(of)) {
        let id = of.goods.variant.to_string();
        let lines = parcels.iter_mut().flat_map(|parcel| &mut parcel.lines);
        let chosen = of.goods.quantity(of.wanted.steps).number(l);
        let left = of.goods.quantity(of.left.unwrap_or_default()).words(l);
        let capped = of.goods.cap() == of.left;
        for line in lines.filter(|line| line.variant_id == id) {
            line.problem = Some(match (capped, l) {
                (true, Locale::Vi) => {
                    format!("Bạn chọn {chosen}, mỗi người đặt trước nhiều nhất {left}")
                }
                (true, Locale::En) => {
                    format!("You chose {chosen}, one person may order {left} ahead")
                }
                (false, Locale::Vi) => format!("Bạn chọn {chosen}, chỉ còn {left}"),
                (false, Locale::En) => format!("You chose {chosen}, only {left} left"),
            });
        }
    }
}

/// `Mỗi người đặt nhiều nhất 6 thùng`: of a harvest that has more.
pub(crate) fn cap_words(cap: Quantity, l: Locale) -> String {
    let cap = cap.words(l);
    match l {
        Locale::Vi => format!("Mỗi người đặt nhiều nhất {cap}"),
        Locale::En => format!("One person may order {cap} at the most"),
    }
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
