//! Listings that wait for an officer: what changed, beside what the certificates prove.

use super::lists::pager;
use super::scans::scan;
use super::{PAGE, certificates};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::filter::{cursor, read};
use crate::listings::review::{self, OpenReview, ReviewCase};
use sea_orm::FromQueryResult;
use shared::input::staff::DecideReview;
use shared::page::Cursor;
use shared::say::Locale;
use shared::view::parts::{Empty, Notice, NoticeKind};
use shared::view::staff::{Difference, Mark, ReviewView, StaffLine, StaffList};
use store::sql;
use uuid::Uuid;

/// The open reviews, the oldest first.
pub async fn list_reviews(core: &Core, actor: &Actor, after: Option<&Cursor>) -> Result<StaffList> {
    let l = actor.locale;
    let from = after.map(read).transpose()?;
    let from = from.map(|(at, id)| (shared::time::Millis(at), id));
    let limit = u64::try_from(PAGE + 1).unwrap_or(u64::MAX);
    let mut open = review::list_open(core, actor, from, limit).await?;
    let next = if open.len() > PAGE {
        open.truncate(PAGE);
        open.last().map(|one| cursor(one.submitted_at.0, one.id))
    } else {
        None
    };
    let path = "/lien-minh/duyet";
    Ok(StaffList {
        lines: open.iter().map(|one| line(one, l)).collect(),
        pager: pager(path, &[], next, l),
        empty: Empty {
            title: l.say("Duyệt xong hết rồi", "All reviewed").to_owned(),
            text: l
                .say(
                    "Món mới của gian chưa tin cậy sẽ chờ ở đây",
                    "New goods of booths that are not trusted will wait here",
                )
                .to_owned(),
            link: None,
        },
        ..StaffList::default()
    })
}

fn line(of: &OpenReview, l: Locale) -> StaffLine {
    StaffLine {
        href: Some(l.path(&format!("/lien-minh/duyet/{}", of.id))),
        title: of.title.clone(),
        detail: under(of, l),
        mark: Some(mark(of, None, l)),
    }
}

fn under(of: &OpenReview, l: Locale) -> String {
    let day = of.submitted_at.vn_date().full();
    let clock = of.submitted_at.vn_clock();
    format!(
        "{} · {} {day} {clock}",
        of.cooperative_name,
        l.say("gửi", "sent")
    )
}

fn mark(of: &OpenReview, outcome: Option<&str>, l: Locale) -> Mark {
    let (text, kind) = match outcome {
        Some("approved") => (l.say("Đã duyệt", "Approved"), NoticeKind::Good),
        Some("sent_back") => (l.say("Đã trả lại", "Sent back"), NoticeKind::Plain),
        Some(_) => (
            l.say("Đã có bản mới hơn", "Replaced by a newer one"),
            NoticeKind::Plain,
        ),
        None if !of.findings.is_empty() => {
            (l.say("Có chữ cần xem", "Words to look at"), NoticeKind::Bad)
        }
        None if of.new => (l.say("Món mới", "New"), NoticeKind::Warn),
        None => (
            l.say("Sửa món đang bán", "Change of a live one"),
            NoticeKind::Plain,
        ),
    };
    Mark {
        text: text.to_owned(),
        kind,
    }
}

#[derive(FromQueryResult)]
struct Whose {
    cooperative_slug: String,
    product_id: Uuid,
    picture: Option<String>,
}

/// One review beside the certificates that hold for its product.
pub async fn load_review_view(core: &Core, actor: &Actor, id: Uuid) -> Result<ReviewView> {
    let l = actor.locale;
    let case = review::open(core, actor, id).await?;
    let of = &case.review;
    let text = "select c.slug as cooperative_slug, i.product_id, i.picture from listing i \
        join cooperative c on c.id = i.cooperative_id where i.id = $1";
    let whose: Option<Whose> = sql::one(core.db.read(), text, [of.listing.uuid().into()]).await?;
    let whose = whose.ok_or(Error::NotFound { what: "listing" })?;
    let cooperative = of.cooperative.uuid();
    let (evidence, certificates) =
        certificates::evidence(core, cooperative, whose.product_id, l).await?;
    let bad = |finding: &shared::rules::claims::Finding| Notice {
        kind: NoticeKind::Bad,
        title: format!("“{}”", finding.found),
        text: finding.hint(l),
        link: None,
    };
    Ok(ReviewView {
        id: of.id.to_string(),
        title: of.title.clone(),
        under: under(of, l),
        mark: mark(of, case.outcome.as_deref(), l),
        picture: scan(
            core,
            of.picture.as_deref().or(whose.picture.as_deref()),
            of.title.clone(),
        )
        .await?,
        changes: changes(&case),
        findings: of.findings.iter().map(bad).collect(),
        evidence,
        certificates,
        open: case.outcome.is_none(),
        note: case.note.clone().unwrap_or_default(),
        cooperative_href: l.path(&format!("/lien-minh/htx/{}", whose.cooperative_slug)),
        errors: Vec::new(),
    })
}

fn changes(case: &ReviewCase) -> Vec<Difference> {
    let one = |of: &crate::listings::Difference| Difference {
        field: of.field.to_owned(),
        before: of.before.clone(),
        after: of.after.clone(),
    };
    case.difference.iter().map(one).collect()
}

/// Approves the listing, or sends it back with what has to change.
pub async fn decide_review(
    core: &Core,
    actor: &Actor,
    id: Uuid,
    input: &DecideReview,
) -> Result<()> {
    let l = actor.locale;
    match input.action.as_str() {
        "approve" => review::approve(core, actor, id).await,
        "send_back" => review::send_back(core, actor, id, &input.note).await,
        _ => Err(Error::invalid(
            "action",
            "unknown",
            l.say("Chọn một việc để làm", "Choose what to do"),
        )),
    }
}
