//! Reminders that a certificate ends soon.

use super::{Draft, once, sellers, write};
use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use shared::id::CooperativeId;
use shared::say::Locale;
use shared::time::{DAY_MS, Millis};
use store::sql;
use uuid::Uuid;

/// Days before the end at which the cooperative is reminded, the last first.
const REMIND: [i64; 3] = [7, 30, 60];

#[derive(FromQueryResult)]
struct Certificate {
    id: Uuid,
    cooperative_id: Uuid,
    scope_text: String,
    kind: String,
    stars: Option<i32>,
    valid_to: i64,
}

/// Reminds every cooperative whose certificate ends within 60, 30 or 7 days, once for each of the three.
/// Gives how many certificates are near their end.
pub async fn remind(core: &Core, base: &str) -> Result<usize> {
    let now = core.clock.now();
    let ending: Vec<Certificate> = sql::all(
        core.db.read(),
        "select id, cooperative_id, scope_text, kind, stars, valid_to from certificate \
         where valid_to > $1 and valid_to <= $2 and verified_at is not null and revoked_at is null order by valid_to",
        [now.0.into(), now.plus_days(REMIND[2]).0.into()],
    )
    .await?;
    for one in &ending {
        let days = (one.valid_to - now.0 + DAY_MS - 1) / DAY_MS;
        let Some(step) = REMIND.into_iter().find(|step| days <= *step) else {
            continue;
        };
        let cause = format!("certificate {} {step}", one.id);
        let txn = core.db.begin().await?;
        for person in sellers(core, CooperativeId::from(one.cooperative_id)).await? {
            let (subject, body) = words(one, days, base, person.locale());
            let draft = Draft {
                kind: "certificate.ending",
                person: Some(person.id),
                cooperative: one.cooperative_id,
                sub_order: None,
                to: person.to(),
                subject,
                body,
            };
            write(core, &txn, once(&cause, &person.id.to_string()), draft).await?;
        }
        txn.commit().await?;
    }
    Ok(ending.len())
}

fn words(one: &Certificate, days: i64, base: &str, l: Locale) -> (String, String) {
    // Valid through the day before the midnight at which it ends.
    let last = Millis(one.valid_to - 1).vn_date().full();
    let what = match (one.kind.as_str(), one.stars, l) {
        ("ocop", Some(stars), Locale::Vi) => format!("OCOP {stars} sao"),
        ("ocop", Some(stars), Locale::En) => format!("OCOP {stars} stars"),
        (kind, _, _) => kind.to_uppercase(),
    };
    let scope = &one.scope_text;
    let link = format!("{base}{}", l.path("/htx"));
    match l {
        Locale::Vi => (
            format!("{what} của {scope} còn {days} ngày"),
            format!(
                "Giấy {what} của {scope} hết hạn {last}, còn {days} ngày. Sau ngày đó nhãn tự ẩn. Gửi giấy mới: {link}"
            ),
        ),
        Locale::En => (
            format!("{what} of {scope} ends in {days} days"),
            format!(
                "The certificate {what} of {scope} ends on {last}, in {days} days. Its badge then hides. Send the new one: {link}"
            ),
        ),
    }
}
