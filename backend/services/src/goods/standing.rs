//! What a good's page says of its state.

use super::shelving::Own;
use shared::say::Locale;
use shared::state::ListingState;
use shared::view::parts::{Notice, NoticeKind};

/// What has to be known of the listing as it stands.
pub(super) fn standing(own: &Own, state: ListingState, waits: bool, l: Locale) -> Option<Notice> {
    let (kind, title, text) = match (state, &own.state_note) {
        (ListingState::Live | ListingState::Paused, _) if waits => (
            NoticeKind::Warn,
            l.say(
                "Phần vừa sửa đang chờ cán bộ duyệt",
                "Your change waits for an officer",
            ),
            l.say(
                "Khách vẫn thấy như cũ cho tới lúc duyệt.",
                "Buyers see it as before until then.",
            )
            .to_owned(),
        ),
        (ListingState::InReview, _) => (
            NoticeKind::Warn,
            l.say("Đang chờ cán bộ liên minh duyệt", "An officer looks at it"),
            l.say(
                "Duyệt xong món lên kệ ngay, bạn không phải làm gì.",
                "It goes live at once then.",
            )
            .to_owned(),
        ),
        (ListingState::Paused, Some(note)) => (
            NoticeKind::Bad,
            l.say("Chợ tạm ngừng bán món này", "The market paused this"),
            note.clone(),
        ),
        (_, Some(note)) => (
            NoticeKind::Bad,
            l.say("Cán bộ nhắn", "The officer writes"),
            note.clone(),
        ),
        _ => return None,
    };
    Some(Notice {
        kind,
        title: title.to_owned(),
        text,
        link: None,
    })
}
