//! Certificates as the cooperative hands them in. They prove nothing until an officer has checked them.

use crate::actor::{Actor, Right};
use crate::audit::{self, Entry};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::pictures::{self, Purpose, Shown, StoredPicture};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel};
use serde_json::json;
use shared::id::{CertificateId, CooperativeId, ProductId};
use shared::input::goods::HandInCertificate;
use shared::problem::FieldError;
use shared::rules::badge::{CertificateKind, ocop_valid_to};
use shared::say::Locale;
use shared::text::nfc_clean;
use shared::time::{Millis, VnDate};
use shared::view::goods::{PaperLine, PapersView, Pickable};
use shared::view::parts::Notice;
use std::collections::HashMap;
use store::{entity, sql};
use uuid::Uuid;

/// Days before the end from which the booth is warned.
const WARN_DAYS: i64 = 60;

#[derive(FromQueryResult)]
struct Row {
    product_id: Option<Uuid>,
    product_name: Option<String>,
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
}

/// The certificates of a cooperative; `product` leaves only those that cover it.
pub(super) async fn lines<C: ConnectionTrait>(
    db: &C,
    cooperative: CooperativeId,
    product: Option<Uuid>,
    (today, l): (VnDate, Locale),
) -> Result<Vec<PaperLine>> {
    let rows: Vec<Row> = sql::all(
        db,
        "select c.product_id, p.name as product_name, c.kind, c.mark, c.stars, c.number, c.issuer, c.scope_text, \
         c.valid_from, c.valid_to, c.scan_picture, c.verified_at, c.revoked_at, c.revoke_reason from certificate c \
         left join product p on p.id = c.product_id where c.cooperative_id = $1 order by c.valid_to desc, c.id",
        [cooperative.uuid().into()],
    )
    .await?;
    let covers =
        |row: &&Row| product.is_none() || row.product_id == product || row.product_id.is_none();
    let rows: Vec<&Row> = rows.iter().filter(covers).collect();
    let ids: Vec<&str> = rows
        .iter()
        .filter_map(|row| row.scan_picture.as_deref())
        .collect();
    let scans = pictures::load(db, cooperative, &ids).await?;
    Ok(rows
        .into_iter()
        .map(|row| row.line(&scans, today, l))
        .collect())
}

impl Row {
    fn line(&self, scans: &HashMap<String, Shown>, today: VnDate, l: Locale) -> PaperLine {
        let kind: Option<CertificateKind> = self.kind.parse().ok();
        let word = kind.map_or(self.kind.as_str(), |kind| kind.words(l));
        let title = match (self.stars, &self.mark) {
            (Some(stars), _) => format!("{word} {stars}\u{a0}{}", l.say("sao", "stars")),
            (None, Some(mark)) => format!("{word}: {mark}"),
            (None, None) => word.to_owned(),
        };
        let everything = l.say("Mọi món của hợp tác xã", "All goods of the cooperative");
        let last = Millis(self.valid_to).plus_ms(-1).vn_date();
        let first = Millis(self.valid_from).vn_date();
        let mut detail: Vec<String> = self
            .number
            .iter()
            .map(|n| format!("{} {n}", l.say("Số", "No.")))
            .collect();
        detail.push(self.issuer.clone());
        detail.push(format!(
            "{} {} – {}",
            l.say("hiệu lực", "valid"),
            first.full(),
            last.full()
        ));
        let (state, active, warn) = self.state(first, last, today, l);
        PaperLine {
            title,
            covers: match &self.product_name {
                Some(name) if self.scope_text.is_empty() || self.scope_text == *name => {
                    name.clone()
                }
                Some(name) => format!("{name} · {}", self.scope_text),
                None => everything.to_owned(),
            },
            detail: detail.join(" · "),
            state,
            active,
            warn,
            scan: self
                .scan_picture
                .as_ref()
                .and_then(|id| scans.get(id))
                .map(|shown| shown.view(false, l)),
        }
    }

    fn state(&self, first: VnDate, last: VnDate, today: VnDate, l: Locale) -> (String, bool, bool) {
        if self.revoked_at.is_some() {
            let reason = self.revoke_reason.as_deref().unwrap_or_default();
            return (
                format!("{} {reason}", l.say("Đã bị thu hồi.", "Withdrawn.")),
                false,
                true,
            );
        }
        if last < today {
            return (
                format!("{} {}", l.say("Hết hạn từ", "Over since"), last.full()),
                false,
                true,
            );
        }
        if self.verified_at.is_none() {
            let words = l.say(
                "Chờ cán bộ kiểm tra, chưa hiện cho khách",
                "Waits for an officer; not shown yet",
            );
            return (words.to_owned(), false, false);
        }
        if first > today {
            return (
                format!("{} {}", l.say("Có hiệu lực từ", "Valid from"), first.full()),
                false,
                false,
            );
        }
        let left = last.days() - today.days();
        if left <= WARN_DAYS {
            let words = match l {
                Locale::Vi => format!("Còn {left}\u{a0}ngày. Làm hồ sơ gia hạn ngay"),
                Locale::En => format!("{left} days left. Ask for renewal now"),
            };
            return (words, true, true);
        }
        (
            format!("{} {}", l.say("Còn hạn đến", "Valid until"), last.full()),
            true,
            false,
        )
    }
}

/// The page of certificates, with the form as it stands.
pub async fn papers(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    form: HandInCertificate,
    (errors, notices): (Vec<FieldError>, Vec<Notice>),
) -> Result<PapersView> {
    actor.member(cooperative, Right::Read)?;
    let l = actor.locale;
    let db = core.db.read();
    let kinds = CertificateKind::ALL.iter().map(|kind| Pickable {
        value: kind.code().to_owned(),
        label: kind.words(l).to_owned(),
        chosen: kind.code() == form.kind,
    });
    let everything = Pickable {
        value: String::new(),
        label: l
            .say("Mọi món của hợp tác xã", "All goods of the cooperative")
            .to_owned(),
        chosen: form.product.is_empty(),
    };
    let goods = goods(db, cooperative).await?;
    let goods = goods.into_iter().map(|(id, label)| {
        let value = id.to_string();
        Pickable {
            chosen: value == form.product,
            value,
            label,
        }
    });
    Ok(PapersView {
        can_sell: actor.member(cooperative, Right::Sell).is_ok(),
        notices,
        papers: lines(db, cooperative, None, (core.clock.now().vn_date(), l)).await?,
        kinds: kinds.collect(),
        products: std::iter::once(everything).chain(goods).collect(),
        form,
        errors,
    })
}

#[derive(FromQueryResult)]
struct Good {
    id: Uuid,
    name: String,
}

async fn goods<C: ConnectionTrait>(
    db: &C,
    cooperative: CooperativeId,
) -> Result<Vec<(Uuid, String)>> {
    let rows: Vec<Good> = sql::all(
        db,
        "select p.id, p.name from product p join listing l on l.product_id = p.id \
         where (p.cooperative_id = $1 or l.id in (select listing_id from pool_member where cooperative_id = $1 \
         and state <> 'left')) and l.state <> 'withdrawn' order by l.sort_key, p.id",
        [cooperative.uuid().into()],
    )
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// A certificate that was read.
struct Paper {
    kind: CertificateKind,
    product: Option<ProductId>,
    stars: Option<i32>,
    mark: Option<String>,
    from: VnDate,
    to: VnDate,
}

/// Hands a certificate in, with its scan when there is one. Wrong fields are `Error::Invalid`.
pub async fn hand_in(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    form: &HandInCertificate,
    scan: Option<&StoredPicture>,
) -> Result<CertificateId> {
    actor.member(cooperative, Right::Sell)?;
    let l = actor.locale;
    let known = goods(core.db.read(), cooperative).await?;
    let mut paper = read(form, &known, l).map_err(|fields| Error::Invalid { fields })?;
    if scan.is_none() {
        let message = l.say(
            "Chụp hoặc chọn ảnh giấy chứng nhận",
            "Take or choose a picture of the certificate",
        );
        return Err(Error::invalid("scan", "required", message));
    }
    if paper.kind == CertificateKind::Ocop {
        // An OCOP decision never lasts longer than the rule says, whatever was typed.
        paper.to = paper.to.min(ocop_valid_to(paper.from));
    }
    let now = core.clock.now();
    let id = CertificateId::new();
    let clean = |text: &str| -> String { nfc_clean(text).chars().take(200).collect() };
    let number = clean(&form.number);
    let row = entity::certificate::Model {
        id: id.uuid(),
        cooperative_id: cooperative.uuid(),
        product_id: paper.product.map(ProductId::uuid),
        kind: paper.kind.code().to_owned(),
        mark: paper.mark,
        stars: paper.stars,
        number: (!number.is_empty()).then_some(number),
        issuer: clean(&form.issuer),
        scope_text: clean(&form.scope),
        valid_from: paper.from.start().0,
        valid_to: paper.to.end().0,
        scan_picture: scan.map(|scan| scan.id.clone()),
        verified_by: None,
        verified_at: None,
        revoked_at: None,
        revoke_reason: None,
        created_at: now.0,
    };
    let txn = core.db.begin().await?;
    if let Some(scan) = scan {
        pictures::insert(&txn, cooperative, Purpose::Certificate, scan, now.0).await?;
    }
    entity::certificate::Entity::insert(row.into_active_model())
        .exec_without_returning(&*txn)
        .await?;
    let entry = Entry {
        cooperative: Some(cooperative),
        action: "hand_in_certificate",
        entity: "certificate",
        entity_id: id.to_string(),
        before: serde_json::Value::Null,
        after: json!({ "kind": paper.kind, "product": paper.product, "stars": paper.stars, "until": paper.to.iso() }),
    };
    audit::record(core, &txn, actor, entry).await?;
    txn.commit().await?;
    Ok(id)
}

fn read(
    form: &HandInCertificate,
    goods: &[(Uuid, String)],
    l: Locale,
) -> std::result::Result<Paper, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut wrong =
        |path: &str, message: &str| errors.push(FieldError::new(path, "invalid", message));
    let kind = form.kind.parse::<CertificateKind>().ok();
    if kind.is_none() {
        wrong("kind", l.say("Chọn loại giấy", "Choose the kind"));
    }
    let product = match form.product.as_str() {
        "" => Some(None),
        id => goods
            .iter()
            .find(|(known, _)| known.to_string() == id)
            .map(|(id, _)| Some(ProductId::from(*id))),
    };
    let ocop = kind == Some(CertificateKind::Ocop);
    if product.is_none() || (ocop && product == Some(None)) {
        wrong(
            "product",
            l.say("Chọn món ghi trên giấy", "Choose the goods named on it"),
        );
    }
    let stars = form
        .stars
        .trim()
        .parse::<i32>()
        .ok()
        .filter(|stars| (3..=5).contains(stars));
    if ocop && stars.is_none() {
        wrong(
            "stars",
            l.say("Giấy ghi mấy sao: 3, 4 hay 5", "How many stars: 3, 4 or 5"),
        );
    }
    let mark: Option<String> = Some(nfc_clean(&form.mark)).filter(|mark| !mark.is_empty());
    let named = matches!(
        kind,
        Some(CertificateKind::GeographicalIndication | CertificateKind::Mark)
    );
    if named && mark.is_none() {
        wrong(
            "mark",
            l.say(
                "Tên được bảo hộ ghi trên giấy, như “Na Chi Lăng”",
                "The protected name on it",
            ),
        );
    }
    if nfc_clean(&form.issuer).chars().count() < 3 {
        wrong(
            "issuer",
            l.say("Cơ quan nào cấp, như UBND tỉnh Lạng Sơn", "Who issued it"),
        );
    }
    let from = VnDate::parse(form.valid_from.trim()).ok();
    if from.is_none() {
        wrong(
            "valid_from",
            l.say("Ngày cấp, như 1/7/2024", "The day of issue"),
        );
    }
    let to = match (form.valid_to.trim(), from) {
        ("", Some(from)) if ocop => Some(ocop_valid_to(from)),
        (text, _) => VnDate::parse(text).ok(),
    };
    if to.is_none() || to < from {
        wrong(
            "valid_to",
            l.say(
                "Ngày hết hạn, sau ngày cấp",
                "The last day, after the day of issue",
            ),
        );
    }
    match (kind, product, from, to) {
        (Some(kind), Some(product), Some(from), Some(to)) if errors.is_empty() => Ok(Paper {
            kind,
            product,
            stars: stars.filter(|_| ocop),
            mark: mark.filter(|_| named),
            from,
            to,
        }),
        _ => Err(errors),
    }
}
