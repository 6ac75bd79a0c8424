//! The verbs, kinds, fields and states of the log in words. The log itself keeps codes.

use super::verbs::VERBS;
use shared::say::Locale;
use shared::state::{CooperativeState, ListingState, SubOrderState};
use shared::text::fold;
use std::borrow::Cow;

/// A code with its Vietnamese and English words.
pub(super) type Named = (&'static str, &'static str, &'static str);

const KINDS: &[Named] = &[
    ("sub_order", "kiện", "parcel"),
    ("buyer_order", "đơn", "order"),
    ("order", "đơn", "order"),
    ("cooperative", "hợp tác xã", "cooperative"),
    ("booth", "gian hàng", "booth"),
    ("membership", "thành viên", "member"),
    ("person", "người", "person"),
    ("certificate", "giấy chứng nhận", "certificate"),
    ("listing", "món hàng", "goods"),
    ("offer", "hàng bán", "offer"),
    ("lot", "lô", "lot"),
    ("forecast", "mùa vụ", "forecast"),
    ("price_floor", "giá sàn", "price floor"),
    ("pool", "hàng chung", "pooled goods"),
    ("draft", "bản nháp", "draft"),
    ("import", "bảng tính", "import"),
    ("voucher", "mã giảm giá", "voucher"),
    ("channel_account", "gian hàng trên sàn", "channel account"),
    ("settlement", "kỳ thanh toán", "settlement"),
    ("seller", "người giới thiệu", "seller"),
    ("seller_payout", "tiền trả người giới thiệu", "payout"),
    ("share_rate", "hoa hồng", "commission"),
    ("live_item", "món của phiên trực tiếp", "livestream item"),
    ("practice_class", "lớp", "class"),
    ("task", "việc", "task"),
    ("outbox", "tin", "message"),
];

const FIELDS: &[Named] = &[
    ("state", "trạng thái", "state"),
    ("reason", "lý do", "reason"),
    ("note", "ghi chú", "note"),
    ("name", "tên", "name"),
    ("role", "vai trò", "role"),
    ("province", "tỉnh", "province"),
    ("price", "giá", "price"),
    ("amount", "số tiền", "amount"),
    ("quantity", "số lượng", "quantity"),
    ("on_hand", "trong kho", "in the store"),
    ("held", "đang giữ", "held"),
    ("allocated", "đã hứa", "promised"),
    ("promised", "đã hứa", "promised"),
    ("blocked", "ngừng bán", "blocked"),
    ("in_lots", "theo lô", "in lots"),
    ("harvested_on", "ngày thu hoạch", "harvested on"),
    ("expires_on", "hạn dùng", "good until"),
    ("until", "đến", "until"),
    ("from", "từ", "from"),
    ("to", "đến", "to"),
    ("ship_by", "gửi trước", "sent by"),
    ("confidence", "mức chắc", "confidence"),
    ("cap", "nhận nhiều nhất", "cap"),
    ("buyer_cap", "mỗi người nhiều nhất", "cap of a buyer"),
    ("tax_code", "mã số thuế", "tax code"),
    ("trusted", "không chờ duyệt", "trusted"),
    ("verified", "đã xác nhận", "verified"),
    ("revoked", "đã thu hồi", "revoked"),
    ("stars", "số sao", "stars"),
    ("kind", "loại", "kind"),
    ("number", "số", "number"),
    ("cooperative", "hợp tác xã", "cooperative"),
    ("listing", "món hàng", "goods"),
    ("product", "sản phẩm", "product"),
    ("offer", "hàng bán", "offer"),
    ("packs", "quy cách", "packs"),
    ("content", "nội dung", "content"),
    ("permit", "cho phép", "permit"),
    ("seller", "người giới thiệu", "seller"),
    ("orders", "số đơn", "orders"),
    ("parts", "số kiện", "parcels"),
    ("outcome", "kết quả", "outcome"),
    ("cause", "vì", "cause"),
    ("by", "bởi", "by"),
    ("days", "số ngày", "days"),
    ("sessions", "số máy", "sessions"),
    ("sessions_ended", "số máy đăng xuất", "sessions ended"),
    ("rate_bp", "phần vạn", "basis points"),
    ("channel", "sàn", "channel"),
    ("shop", "gian hàng", "shop"),
    ("live_rule", "lệ phiên trực tiếp", "rule of livestreams"),
];

fn find(table: &[Named], code: &str, l: Locale) -> Option<&'static str> {
    let named = table.iter().find(|(known, ..)| *known == code);
    named.map(|(_, vi, en)| l.say(vi, en))
}

/// Words for a code of a table; one that is not there stays, its words apart.
fn said(table: &[Named], code: &str, l: Locale) -> Cow<'static, str> {
    match find(table, code, l) {
        Some(words) => words.into(),
        None => code.replace('_', " ").into(),
    }
}

/// What was done: `Quá giờ không trả lời`.
pub(crate) fn verb(code: &str, l: Locale) -> Cow<'static, str> {
    said(VERBS, code, l)
}

/// To what kind of thing: `kiện`.
pub(crate) fn kind(code: &str, l: Locale) -> Cow<'static, str> {
    said(KINDS, code, l)
}

/// What changed of it: `trạng thái`.
pub(crate) fn field(code: &str, l: Locale) -> Cow<'static, str> {
    said(FIELDS, code, l)
}

/// The code of a verb as an operator types it: the code itself, or its words in either language.
pub(crate) fn verb_code(typed: &str) -> &str {
    code(VERBS, typed)
}

/// The code of a kind, as above.
pub(crate) fn kind_code(typed: &str) -> &str {
    code(KINDS, typed)
}

fn code<'a>(table: &[Named], typed: &'a str) -> &'a str {
    let plain = fold(typed);
    let same = |words: &str| fold(words) == plain;
    let named = table.iter().find(|(_, vi, en)| same(vi) || same(en));
    named.map_or(typed, |(code, ..)| code)
}

/// A state of a `kind` of thing in words; anything else stays as it is.
pub(crate) fn state(kind: &str, text: &str, l: Locale) -> String {
    let words = match kind {
        "sub_order" => text
            .parse()
            .ok()
            .map(|state: SubOrderState| state.cooperative_words(l)),
        "cooperative" => text
            .parse()
            .ok()
            .map(|state: CooperativeState| state.words(l)),
        "listing" => text.parse().ok().map(|state: ListingState| state.words(l)),
        _ => match text {
            "live" => Some(l.say("đang bán", "on sale")),
            "on_hold" => Some(l.say("ngừng bán", "on hold")),
            "expired" => Some(l.say("quá hạn", "expired")),
            "written_off" => Some(l.say("đã bỏ", "written off")),
            "open" => Some(l.say("đang mở", "open")),
            "closed" => Some(l.say("đã đóng", "closed")),
            "done" => Some(l.say("xong", "done")),
            "active" => Some(l.say("đang hoạt động", "active")),
            "stopped" => Some(l.say("đã dừng", "stopped")),
            "paused" => Some(l.say("tạm nghỉ", "paused")),
            "joined" => Some(l.say("đã vào", "joined")),
            "invited" => Some(l.say("đã mời", "invited")),
            "left" => Some(l.say("đã rời", "left")),
            _ => None,
        },
    };
    words.map_or_else(|| text.to_owned(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_is_read_in_words_and_asked_in_both() {
        let l = Locale::Vi;
        assert_eq!(verb("time_out", l), "Quá giờ không trả lời");
        assert_eq!(kind("sub_order", l), "kiện");
        assert_eq!(field("state", l), "trạng thái");
        assert_eq!(verb("not_known", l), "not known");
        let waits = state("sub_order", "to_confirm", l);
        assert!(!waits.contains("to_confirm"), "{waits}");
        assert_eq!(state("listing", "odd", l), "odd");
        assert_eq!(verb_code("Nhận đơn"), "accept");
        assert_eq!(verb_code("trust_cooperative"), "trust_cooperative");
        assert_eq!(kind_code("parcel"), "sub_order");
    }

    #[test]
    fn every_code_is_named_once() {
        for table in [VERBS, KINDS, FIELDS] {
            for (at, (code, ..)) in table.iter().enumerate() {
                assert!(
                    table[..at].iter().all(|(other, ..)| other != code),
                    "{code}"
                );
            }
        }
    }
}
