//! The verbs, kinds, fields and states of the log in words. The log itself keeps codes.

use shared::say::Locale;
use shared::state::{CooperativeState, ListingState, SubOrderState};
use shared::text::fold;
use std::borrow::Cow;

/// A code with its Vietnamese and English words.
type Named = (&'static str, &'static str, &'static str);

const VERBS: &[Named] = &[
    ("accept", "Nhận đơn", "Accepted"),
    ("decline", "Không nhận đơn", "Declined"),
    ("time_out", "Quá giờ không trả lời", "Not answered in time"),
    ("payment_received", "Đã nhận tiền", "Payment received"),
    ("convert", "Đủ hàng đặt trước", "Harvest is in"),
    ("pack", "Đóng gói", "Packed"),
    ("hand_over", "Giao cho xe", "Handed over"),
    ("deliver", "Giao tới nơi", "Delivered"),
    ("complete", "Hoàn tất", "Completed"),
    ("request_cancel", "Khách xin huỷ", "Asked to cancel"),
    ("refuse_cancel", "Không đồng ý huỷ", "Refused to cancel"),
    ("cancel", "Huỷ", "Cancelled"),
    ("fail_delivery", "Giao chưa được", "Delivery failed"),
    ("start_return", "Cho hàng quay về", "Return started"),
    ("finish_return", "Đã nhận lại hàng", "Return finished"),
    ("place", "Đặt hàng", "Placed"),
    ("route", "Chọn nơi gửi", "Routed"),
    ("take_part", "Nhận phần có trước", "Took what is there"),
    (
        "verify_cooperative",
        "Xác minh hợp tác xã",
        "Verified a cooperative",
    ),
    ("refuse_cooperative", "Trả lại giấy tờ", "Sent papers back"),
    (
        "suspend_cooperative",
        "Tạm đóng hợp tác xã",
        "Closed a cooperative",
    ),
    (
        "resume_cooperative",
        "Mở lại hợp tác xã",
        "Opened a cooperative again",
    ),
    (
        "trust_cooperative",
        "Cho bày hàng không chờ duyệt",
        "Trusted a cooperative",
    ),
    (
        "distrust_cooperative",
        "Hàng mới lại chờ duyệt",
        "No longer trusted",
    ),
    (
        "open_cooperative",
        "Đăng ký hợp tác xã",
        "Signed a cooperative up",
    ),
    ("send_papers_again", "Gửi lại giấy tờ", "Sent papers again"),
    ("pause_booth", "Tạm nghỉ bán", "Paused the booth"),
    ("resume_booth", "Bán lại", "Opened the booth again"),
    ("change_cover", "Đổi ảnh gian hàng", "Changed the cover"),
    ("change_story", "Sửa lời giới thiệu", "Changed the story"),
    ("set_holiday", "Đặt ngày nghỉ", "Set a holiday"),
    ("add_member", "Thêm thành viên", "Added a member"),
    ("remove_member", "Bỏ thành viên", "Removed a member"),
    (
        "hand_in_certificate",
        "Nộp giấy chứng nhận",
        "Handed in a certificate",
    ),
    (
        "confirm_certificate",
        "Xác nhận giấy chứng nhận",
        "Confirmed a certificate",
    ),
    (
        "revoke_certificate",
        "Thu hồi giấy chứng nhận",
        "Revoked a certificate",
    ),
    ("begin_draft", "Bắt đầu đăng hàng", "Began a draft"),
    ("discard_draft", "Bỏ bản nháp", "Discarded a draft"),
    ("approve_listing", "Duyệt món hàng", "Approved goods"),
    ("send_back_listing", "Trả lại món hàng", "Sent goods back"),
    (
        "pause_unproven_listing",
        "Ngừng bán vì thiếu giấy",
        "Paused, unproven",
    ),
    ("shelve_listing", "Cất hoặc bày món hàng", "Shelved goods"),
    ("list_goods", "Đăng hàng", "Listed goods"),
    ("edit_goods", "Sửa món hàng", "Edited goods"),
    ("import_goods", "Nhập hàng từ bảng tính", "Imported goods"),
    ("change_pictures", "Đổi ảnh", "Changed pictures"),
    ("save_pack", "Lưu quy cách", "Saved a pack"),
    ("remove_pack", "Bỏ quy cách", "Removed a pack"),
    ("change_stock", "Sửa số hàng", "Changed stock"),
    ("mend_stock", "Đối chiếu sổ kho", "Mended the stock book"),
    ("receive_lot", "Nhập lô", "Took a lot in"),
    ("hold_lot", "Ngừng bán lô", "Held a lot"),
    ("release_lot", "Bán lại lô", "Released a lot"),
    ("write_off_lot", "Bỏ lô", "Wrote a lot off"),
    ("open_forecast", "Báo mùa vụ", "Opened a forecast"),
    ("revise_forecast", "Sửa mùa vụ", "Revised a forecast"),
    ("move_forecast", "Dời ngày thu hoạch", "Moved a harvest"),
    (
        "close_forecast",
        "Ngừng nhận đặt trước",
        "Closed a forecast",
    ),
    ("set_price_floor", "Đặt giá sàn", "Set a price floor"),
    ("end_price_floor", "Dừng giá sàn", "Ended a price floor"),
    (
        "allow_below_floor",
        "Cho bán dưới giá sàn",
        "Allowed below the floor",
    ),
    (
        "disallow_below_floor",
        "Thôi cho bán dưới giá sàn",
        "Disallowed below the floor",
    ),
    ("create_pool", "Lập hàng chung", "Created pooled goods"),
    ("invite_to_pool", "Mời bán chung", "Invited to pooled goods"),
    ("join_pool", "Vào bán chung", "Joined pooled goods"),
    ("pause_pool", "Tạm nghỉ bán chung", "Paused in pooled goods"),
    ("resume_pool", "Bán chung lại", "Resumed in pooled goods"),
    ("refuse_pool", "Từ chối bán chung", "Refused pooled goods"),
    ("leave_pool", "Rời hàng chung", "Left pooled goods"),
    (
        "remove_from_pool",
        "Đưa khỏi hàng chung",
        "Removed from pooled goods",
    ),
    (
        "add_pool_pack",
        "Thêm quy cách hàng chung",
        "Added a pooled pack",
    ),
    (
        "change_pool_claims",
        "Đổi điều kiện hàng chung",
        "Changed pooled claims",
    ),
    (
        "change_pool_prices",
        "Đổi giá hàng chung",
        "Changed pooled prices",
    ),
    (
        "change_pool_terms",
        "Đổi cách bán chung",
        "Changed pooled terms",
    ),
    (
        "change_pool_share",
        "Đổi phần bán chung",
        "Changed a pooled share",
    ),
    ("give_voucher", "Phát mã giảm giá", "Gave a voucher"),
    ("end_voucher", "Dừng mã giảm giá", "Ended a voucher"),
    ("connect_channel", "Nối sàn", "Connected a channel"),
    (
        "disconnect_channel",
        "Thôi nối sàn",
        "Disconnected a channel",
    ),
    ("set_channel", "Đặt cách bán trên sàn", "Set a channel"),
    ("pause_channel", "Tạm dừng sàn", "Paused a channel"),
    ("resume_channel", "Mở lại sàn", "Resumed a channel"),
    (
        "ask_channel_member",
        "Mời chung gian hàng trên sàn",
        "Asked a channel member",
    ),
    (
        "change_bank_account",
        "Đổi tài khoản ngân hàng",
        "Changed a bank account",
    ),
    (
        "verify_bank_account",
        "Xác nhận tài khoản ngân hàng",
        "Verified a bank account",
    ),
    ("note_settlement", "Ghi kỳ thanh toán", "Noted a settlement"),
    (
        "note_seller_payout",
        "Ghi tiền trả người giới thiệu",
        "Noted a payout",
    ),
    (
        "sign_up_seller",
        "Đăng ký giới thiệu hàng",
        "Signed up as a seller",
    ),
    (
        "change_seller_account",
        "Đổi tài khoản người giới thiệu",
        "Changed a seller’s account",
    ),
    (
        "verify_seller_account",
        "Xác nhận tài khoản người giới thiệu",
        "Verified a seller’s account",
    ),
    ("stop_seller", "Dừng người giới thiệu", "Stopped a seller"),
    ("resume_seller", "Cho giới thiệu lại", "Resumed a seller"),
    ("set_share_rate", "Đặt hoa hồng", "Set a commission"),
    ("end_share_rate", "Dừng hoa hồng", "Ended a commission"),
    (
        "set_live_rule",
        "Đặt lệ phiên trực tiếp",
        "Set the rule of livestreams",
    ),
    (
        "answer_live_seller",
        "Trả lời người bán trực tiếp",
        "Answered a livestream’s seller",
    ),
    ("open_class", "Mở lớp", "Opened a class"),
    ("end_class", "Kết thúc lớp", "Ended a class"),
    ("finish_task", "Xong việc", "Finished a task"),
    ("retry_message", "Gửi lại tin", "Retried a message"),
    (
        "open_personal_data",
        "Mở dữ liệu cá nhân",
        "Opened personal data",
    ),
    ("erase_contacts", "Xoá dữ liệu liên hệ", "Erased contacts"),
    ("give_role", "Giao vai trò", "Gave a role"),
    ("take_role", "Lấy lại vai trò", "Took a role"),
    ("change_name", "Đổi tên", "Changed a name"),
    ("change_password", "Đổi mật khẩu", "Changed a password"),
    ("end_sessions", "Đăng xuất mọi máy", "Ended all sessions"),
    ("disable_person", "Khoá tài khoản", "Disabled a person"),
    ("enable_person", "Mở khoá tài khoản", "Enabled a person"),
];

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
