//! Where a cooperative stands, when its booth is not simply open.

use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use shared::id::CooperativeId;
use shared::say::Locale;
use shared::state::CooperativeState;
use shared::time::Millis;
use shared::view::parts::{Notice, NoticeKind};
use store::sql;

#[derive(FromQueryResult)]
struct Standing {
    state: String,
    state_note: Option<String>,
    paused_at: Option<i64>,
    holiday_from: Option<i64>,
    holiday_until: Option<i64>,
}

/// The notice on top of the booth's first page.
pub(super) async fn standing(
    core: &Core,
    cooperative: CooperativeId,
    l: Locale,
) -> Result<Option<Notice>> {
    let text = "select state, state_note, paused_at, holiday_from, holiday_until from cooperative where id = $1";
    let row: Option<Standing> = sql::one(core.db.read(), text, [cooperative.uuid().into()]).await?;
    let row = row.ok_or(Error::NotFound {
        what: "cooperative",
    })?;
    let note = row.state_note.clone().unwrap_or_default();
    let settings = |words: &str| Some((words.to_owned(), l.path("/htx/cai-dat")));
    Ok(Some(match row.state.parse().unwrap_or(CooperativeState::Verified) {
        CooperativeState::Documents => Notice {
            kind: NoticeKind::Warn,
            title: l.say("Giấy tờ đang được xem", "Your papers are being checked").to_owned(),
            text: l
                .say(
                    "Liên minh Hợp tác xã xem trong 2 ngày làm việc rồi báo bạn. Trong lúc chờ, bạn đăng món trước được",
                    "The alliance looks at them within 2 working days and tells you. Meanwhile you can list your goods",
                )
                .to_owned(),
            link: None,
        },
        CooperativeState::Refused => Notice {
            kind: NoticeKind::Bad,
            title: l.say("Giấy tờ cần gửi lại", "Please send your papers again").to_owned(),
            text: note,
            link: Some((l.say("Chụp và gửi lại", "Take another photo").to_owned(), l.path("/htx/mo-gian"))),
        },
        CooperativeState::Suspended => Notice {
            kind: NoticeKind::Bad,
            title: l.say("Gian hàng đang tạm đóng", "The booth is closed for now").to_owned(),
            text: note,
            link: None,
        },
        CooperativeState::Practice => Notice {
            kind: NoticeKind::Plain,
            title: l.say("Đây là gian hàng tập", "This is a practice booth").to_owned(),
            text: l
                .say(
                    "Làm thử thoải mái: không ai ngoài lớp thấy hàng này, đơn và tiền đều là giả",
                    "Try everything: nobody outside the class sees these goods; orders and money are play",
                )
                .to_owned(),
            link: Some((l.say("Các bước của lớp", "The steps of the class").to_owned(), l.path("/htx/tap"))),
        },
        CooperativeState::Verified if row.paused_at.is_some() => Notice {
            kind: NoticeKind::Plain,
            title: l.say("Gian hàng đang nghỉ", "The booth rests").to_owned(),
            text: l.say("Khách chưa đặt được. Đơn cũ vẫn làm tiếp", "Nobody can order. Old orders go on").to_owned(),
            link: settings(l.say("Bán lại", "Open again")),
        },
        CooperativeState::Verified => match holiday(&row, core.clock.now(), l) {
            Some(title) => Notice {
                kind: NoticeKind::Plain,
                title,
                link: settings(l.say("Đổi ngày nghỉ", "Change the days")),
                ..Notice::default()
            },
            None => return Ok(None),
        },
    }))
}

fn holiday(row: &Standing, now: Millis, l: Locale) -> Option<String> {
    let (from, until) = row.holiday_from.zip(row.holiday_until)?;
    let (from, until) = (Millis(from).vn_date(), Millis(until).vn_date());
    let today = now.vn_date();
    (from <= today && today <= until).then(|| match l {
        Locale::Vi => format!(
            "Đang nghỉ, bán lại từ {}",
            until.plus_days(1).with_weekday(l)
        ),
        Locale::En => format!("Resting, back on {}", until.plus_days(1).with_weekday(l)),
    })
}
