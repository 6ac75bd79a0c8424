//! How pooled listings are put into words.

use super::find::{INVITED, JOINED};
use shared::input::pool::PriceRule;
use shared::rules::routing::Claim;
use shared::say::Locale;
use shared::state::ListingState;
use shared::view::parts::NoticeKind;

/// Where a cooperative stands.
pub(super) fn member_mark(state: &str, paused: bool, l: Locale) -> (NoticeKind, String) {
    let (kind, words) = match state {
        JOINED if paused => (NoticeKind::Warn, l.say("Tạm ngưng", "Paused")),
        JOINED => (NoticeKind::Good, l.say("Đang tham gia", "Takes part")),
        INVITED => (NoticeKind::Warn, l.say("Đang mời", "Invited")),
        _ => (
            NoticeKind::Plain,
            l.say("Không tham gia", "Not taking part"),
        ),
    };
    (kind, words.to_owned())
}

/// Where a listing stands.
pub(super) fn listing_mark(state: ListingState, l: Locale) -> (NoticeKind, String) {
    let kind = match state {
        ListingState::Live => NoticeKind::Good,
        ListingState::InReview | ListingState::Paused => NoticeKind::Warn,
        ListingState::Draft | ListingState::Withdrawn => NoticeKind::Plain,
    };
    (kind, state.words(l).to_owned())
}

/// How the price follows.
pub(super) fn rule(rule: PriceRule, l: Locale) -> &'static str {
    match rule {
        PriceRule::Fixed => l.say("Một giá chung", "One price for all"),
        PriceRule::Lowest => l.say(
            "Giá thấp nhất trong các hợp tác xã còn hàng",
            "The lowest of those who have it",
        ),
    }
}

/// `OCOP 4 sao, VietGAP`.
pub(super) fn claims(claims: &[Claim], l: Locale) -> String {
    if claims.is_empty() {
        return l.say("Không đòi giấy nào", "None").to_owned();
    }
    let words: Vec<String> = claims.iter().map(|claim| claim.words(l)).collect();
    words.join(", ")
}

/// A part of a whole in percent, rounded; `0 %` of nothing.
pub(super) fn percent(part: i64, whole: i64) -> String {
    if whole <= 0 {
        return "0\u{a0}%".to_owned();
    }
    let rounded = (i128::from(part) * 200 / i128::from(whole) + 1) / 2;
    format!("{rounded}\u{a0}%")
}

/// `Tháng 8/2026`.
pub(super) fn month(month: i32, l: Locale) -> String {
    format!(
        "{} {}/{}",
        l.say("Tháng", "Month"),
        month % 100,
        month / 100
    )
}

/// `2026-08`.
pub(super) fn month_code(month: i32) -> String {
    format!("{}-{:02}", month / 100, month % 100)
}

/// The month after (or before, with -1).
pub(super) fn month_plus(month: i32, by: i32) -> i32 {
    let count = (month / 100) * 12 + month % 100 - 1 + by;
    count.div_euclid(12) * 100 + count.rem_euclid(12) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_percents() {
        assert_eq!(
            (month_plus(202_612, 1), month_plus(202_601, -1)),
            (202_701, 202_512)
        );
        assert_eq!(month_code(202_608), "2026-08");
        assert_eq!(percent(1, 3), "33\u{a0}%");
        assert_eq!(percent(2, 3), "67\u{a0}%");
        assert_eq!(percent(5, 0), "0\u{a0}%");
    }
}
