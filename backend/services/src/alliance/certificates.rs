//! Certificates: confirmed by an officer who has seen the paper, withdrawn with a reason, watched before they end.

use super::lists::{pager, tabs};
use super::scans::scan;
use super::{PAGE, SOON_DAYS, scope};
use crate::actor::Actor;
use crate::audit;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::filter::{Filter, cut};
use crate::listings;
use sea_orm::FromQueryResult;
use serde_json::json;
use shared::id::{CertificateId, CooperativeId, ListingId};
use shared::input::staff::{DecideCertificate, reason};
use shared::page::Cursor;
use shared::rules::badge::CertificateKind;
use shared::say::Locale;
use shared::time::Millis;
use shared::view::parts::{CertificateChip, Empty, NoticeKind};
use shared::view::staff::{CertificateView, Fact, Mark, StaffLine, StaffList};
use store::{WriteTxn, sql};
use uuid::Uuid;

const COLUMNS: &str = "select t.id, t.cooperative_id, t.product_id, t.kind, t.mark, t.stars, t.number, t.issuer, \
    t.scope_text, t.valid_from, t.valid_to, t.scan_picture, t.verified_at, t.revoked_at, t.revoke_reason, \
    c.slug, c.short_name, p.name as product_name from certificate t \
    join cooperative c on c.id = t.cooperative_id left join product p on p.id = t.product_id";

#[derive(FromQueryResult)]
pub(super) struct Row {
    id: Uuid,
    cooperative_id: Uuid,
    product_id: Option<Uuid>,
    kind: String,
    mark: Option<String>,
    stars: Option<i32>,
    number: Option<String>,
    issuer: String,
    scope_text: String,
    valid_from: i64,
    valid_to: i64,
    scan_picture: Option<String>,
    verified_at: Option<i64>,
    revoked_at: Option<i64>,
    revoke_reason: Option<String>,
    slug: String,
    short_name: String,
    product_name: Option<String>,
}

/// Restricts to certificates that end within [`SOON_DAYS`] and still count.
fn ending(filter: &mut Filter, now: Millis) {
    filter.fixed("t.verified_at is not null and t.revoked_at is null");
    filter.add("t.valid_to > {}", now.0);
    filter.add("t.valid_to <= {}", now.plus_days(SOON_DAYS).0);
}

/// The certificates of one part: `cho` wait to be confirmed, `sap-het` end soon, empty for all.
pub async fn list_certificates(
    core: &Core,
    actor: &Actor,
    part: &str,
    cursor: Option<&Cursor>,
) -> Result<StaffList> {
    let l = actor.locale;
    let now = core.clock.now();
    let mut filter = Filter::default();
    scope(actor, &mut filter)?;
    match part {
        "cho" => filter.fixed("t.verified_at is null and t.revoked_at is null"),
        "sap-het" => ending(&mut filter, now),
        _ => {}
    }
    filter.beyond("t.valid_to", "t.id", cursor, true)?;
    let text = format!(
        "{COLUMNS}{} order by t.valid_to, t.id limit {}",
        filter.text(),
        PAGE + 1
    );
    let mut rows: Vec<Row> = sql::all(core.db.read(), &text, filter.values()).await?;
    let next = cut(&mut rows, PAGE, |row| (row.valid_to, row.id));
    let parts = [
        ("", l.say("Tất cả", "All")),
        ("cho", l.say("Chờ xác nhận", "To confirm")),
        ("sap-het", l.say("Sắp hết hạn", "Ending soon")),
    ];
    let path = "/lien-minh/chung-nhan";
    Ok(StaffList {
        tabs: tabs(path, parts, part, l),
        lines: rows.iter().map(|row| line(row, true, now, l)).collect(),
        pager: pager(path, &[("tt", part)], next, l),
        empty: Empty {
            title: l
                .say("Không có giấy nào ở mục này", "No certificate here")
                .to_owned(),
            text: l
                .say(
                    "Giấy mới của hợp tác xã sẽ hiện ra ở đây",
                    "New papers of cooperatives will appear here",
                )
                .to_owned(),
            link: None,
        },
        ..StaffList::default()
    })
}

/// Those that end soon, the nearest first.
pub(super) async fn ending_soon(
    core: &Core,
    actor: &Actor,
    limit: usize,
) -> Result<Vec<StaffLine>> {
    let now = core.clock.now();
    let mut filter = Filter::default();
    scope(actor, &mut filter)?;
    ending(&mut filter, now);
    let text = format!(
        "{COLUMNS}{} order by t.valid_to, t.id limit {limit}",
        filter.text()
    );
    let rows: Vec<Row> = sql::all(core.db.read(), &text, filter.values()).await?;
    Ok(rows
        .iter()
        .map(|row| line(row, true, now, actor.locale))
        .collect())
}

/// All of one cooperative, the longest valid first.
pub(super) async fn of_cooperative(
    core: &Core,
    cooperative: Uuid,
    l: Locale,
) -> Result<Vec<StaffLine>> {
    let text =
        format!("{COLUMNS} where t.cooperative_id = $1 order by t.valid_to desc, t.id limit 100");
    let rows: Vec<Row> = sql::all(core.db.read(), &text, [cooperative.into()]).await?;
    let now = core.clock.now();
    Ok(rows.iter().map(|row| line(row, false, now, l)).collect())
}

/// What holds today for a product, as chips, and every paper of the product and of the whole cooperative.
pub(super) async fn evidence(
    core: &Core,
    cooperative: Uuid,
    product: Uuid,
    l: Locale,
) -> Result<(Vec<CertificateChip>, Vec<StaffLine>)> {
    let text = format!(
        "{COLUMNS} where t.product_id = $1 or (t.cooperative_id = $2 and t.product_id is null) \
         order by t.valid_to desc, t.id limit 50"
    );
    let rows: Vec<Row> =
        sql::all(core.db.read(), &text, [product.into(), cooperative.into()]).await?;
    let now = core.clock.now();
    let holds = |row: &&Row| {
        row.verified_at.is_some()
            && row.revoked_at.is_none()
            && row.valid_from <= now.0
            && row.valid_to > now.0
    };
    let chip = |row: &Row| CertificateChip {
        name: title(row, l),
        until: Some(until(row, l)),
        href: Some(l.path(&format!("/lien-minh/chung-nhan/{}", row.id))),
    };
    let chips = rows.iter().filter(holds).map(chip).collect();
    Ok((
        chips,
        rows.iter().map(|row| line(row, false, now, l)).collect(),
    ))
}

fn until(row: &Row, l: Locale) -> String {
    match l {
        Locale::Vi => format!("đến {}", last_day(row)),
        Locale::En => format!("until {}", last_day(row)),
    }
}

fn title(row: &Row, l: Locale) -> String {
    let kind = row
        .kind
        .parse::<CertificateKind>()
        .map_or(row.kind.as_str(), |kind| kind.words(l));
    let stars = match (row.stars, l) {
        (Some(n), Locale::Vi) => format!(" {n}\u{a0}sao"),
        (Some(n), Locale::En) => format!(" {n}\u{a0}stars"),
        (None, _) => String::new(),
    };
    let of = row
        .product_name
        .as_deref()
        .or(row.mark.as_deref())
        .unwrap_or(&row.scope_text);
    format!("{kind}{stars} · {of}")
}

/// The last day, as people say it: `valid_to` is the midnight after it.
fn last_day(row: &Row) -> String {
    Millis(row.valid_to).plus_ms(-1).vn_date().full()
}

fn line(row: &Row, with_holder: bool, now: Millis, l: Locale) -> StaffLine {
    let until = until(row, l);
    StaffLine {
        href: Some(l.path(&format!("/lien-minh/chung-nhan/{}", row.id))),
        title: title(row, l),
        detail: if with_holder {
            format!("{} · {until}", row.short_name)
        } else {
            until
        },
        mark: Some(mark(row, now, l)),
    }
}

fn mark(row: &Row, now: Millis, l: Locale) -> Mark {
    let (text, kind) = if row.revoked_at.is_some() {
        (l.say("Đã rút", "Withdrawn"), NoticeKind::Bad)
    } else if row.valid_to <= now.0 {
        (l.say("Hết hạn", "Ended"), NoticeKind::Plain)
    } else if row.verified_at.is_none() {
        (l.say("Chờ xác nhận", "To confirm"), NoticeKind::Warn)
    } else if row.valid_from > now.0 {
        (l.say("Chưa tới ngày", "Not yet valid"), NoticeKind::Plain)
    } else if row.valid_to <= now.plus_days(SOON_DAYS).0 {
        (l.say("Sắp hết hạn", "Ending soon"), NoticeKind::Warn)
    } else {
        (l.say("Còn hạn", "Valid"), NoticeKind::Good)
    };
    Mark {
        text: text.to_owned(),
        kind,
    }
}

async fn find(core: &Core, actor: &Actor, id: CertificateId) -> Result<Row> {
    let mut filter = Filter::default();
    scope(actor, &mut filter)?;
    filter.add("t.id = {}", id.uuid());
    let text = format!("{COLUMNS}{}", filter.text());
    let found = sql::one(core.db.read(), &text, filter.values()).await?;
    found.ok_or(Error::NotFound {
        what: "certificate",
    })
}

/// One certificate with its scan.
pub async fn load_certificate_view(
    core: &Core,
    actor: &Actor,
    id: CertificateId,
) -> Result<CertificateView> {
    let l = actor.locale;
    let row = find(core, actor, id).await?;
    let fact = |label: &str, value: String| Fact {
        label: label.to_owned(),
        value,
    };
    let facts = vec![
        fact(l.say("Hợp tác xã", "Cooperative"), row.short_name.clone()),
        fact(
            l.say("Số", "Number"),
            row.number.clone().unwrap_or_default(),
        ),
        fact(l.say("Nơi cấp", "Issued by"), row.issuer.clone()),
        fact(l.say("Cho", "For"), row.scope_text.clone()),
        fact(
            l.say("Từ ngày", "From"),
            Millis(row.valid_from).vn_date().full(),
        ),
        fact(l.say("Đến hết ngày", "Until"), last_day(&row)),
        fact(
            l.say("Lý do rút", "Withdrawn because"),
            row.revoke_reason.clone().unwrap_or_default(),
        ),
    ];
    let alt = l.say("Bản chụp giấy chứng nhận", "Scan of the certificate");
    Ok(CertificateView {
        id: row.id.to_string(),
        title: title(&row, l),
        mark: mark(&row, core.clock.now(), l),
        facts,
        scan: scan(core, row.scan_picture.as_deref(), alt.to_owned()).await?,
        confirm: row.verified_at.is_none() && row.revoked_at.is_none(),
        revoke: row.revoked_at.is_none(),
        cooperative_href: l.path(&format!("/lien-minh/htx/{}", row.slug)),
        ..CertificateView::default()
    })
}

/// Confirms a certificate, so that its badge appears, or withdraws it, so that the badge goes. What is already
/// so stays so, without an error.
pub async fn decide_certificate(
    core: &Core,
    actor: &Actor,
    id: CertificateId,
    input: &DecideCertificate,
) -> Result<()> {
    let l = actor.locale;
    let row = find(core, actor, id).await?;
    let now = core.clock.now().0;
    let (verb, note, statement, what) = match input.action.as_str() {
        "confirm" => (
            "confirm_certificate",
            None,
            "update certificate set verified_at = $1, verified_by = $2 \
             where id = $3 and verified_at is null and revoked_at is null",
            actor.person_id().map(|id| id.uuid()).into(),
        ),
        "revoke" => {
            let why = reason("reason", &input.reason, l)
                .map_err(|e| Error::Invalid { fields: vec![e] })?;
            (
                "revoke_certificate",
                Some(why.clone()),
                "update certificate set revoked_at = $1, revoke_reason = $2 where id = $3 and revoked_at is null",
                sea_orm::Value::from(why),
            )
        }
        _ => {
            return Err(Error::invalid(
                "action",
                "unknown",
                l.say("Chọn một việc để làm", "Choose what to do"),
            ));
        }
    };
    let txn = core.db.begin().await?;
    if sql::execute(&*txn, statement, [now.into(), what, row.id.into()]).await? == 0 {
        return Ok(());
    }
    refresh_listings(core, &txn, &row).await?;
    let state = |verified: bool, revoked: bool| json!({ "verified": verified, "revoked": revoked });
    let confirmed = row.verified_at.is_some() || note.is_none();
    let mut after = state(confirmed, note.is_some());
    if let (Some(why), Some(fields)) = (note, after.as_object_mut()) {
        fields.insert("reason".to_owned(), why.into());
    }
    let entry = audit::Entry {
        cooperative: Some(CooperativeId::from(row.cooperative_id)),
        action: verb,
        entity: "certificate",
        entity_id: row.id.to_string(),
        before: state(row.verified_at.is_some(), row.revoked_at.is_some()),
        after,
    };
    audit::record(core, &txn, actor, entry).await?;
    Ok(txn.commit().await?)
}

#[derive(FromQueryResult)]
struct ListingRow {
    id: Uuid,
}

/// The listings on which the certificate counts: of its product, or all of the cooperative's.
async fn refresh_listings(core: &Core, txn: &WriteTxn, row: &Row) -> Result<()> {
    let (text, id) = match row.product_id {
        Some(product) => (
            "select id from listing where product_id = $1 order by id",
            product,
        ),
        None => (
            "select id from listing where cooperative_id = $1 \
         or id in (select listing_id from pool_member where cooperative_id = $1) order by id",
            row.cooperative_id,
        ),
    };
    let listings: Vec<ListingRow> = sql::all(&**txn, text, [id.into()]).await?;
    for listing in listings {
        listings::follow_papers(core, txn, ListingId::from(listing.id)).await?;
    }
    Ok(())
}
