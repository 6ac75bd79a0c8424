//! Labels for the parcels and slips to lie in them.

use super::lots::lot_words;
use super::orders::codes_to_print;
use super::rows::{LineRow, SubOrderRow, by_codes, lines, place_of};
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use shared::goods::ShippingClass;
use shared::id::CooperativeId;
use shared::money::Vnd;
use shared::phone::Phone;
use shared::places::places;
use shared::say::Locale;
use shared::state::SubOrderState as S;
use shared::time::Millis;
use shared::view::booth::{LabelView, QrCode, SlipLine, SlipView};
use store::sql;
use uuid::Uuid;

/// The most sheets printed at once.
const MOST: usize = 100;
/// The most goods on a label; the slip has them all.
const LINES: usize = 4;
/// The most former names on a label: more would not fit.
const FORMER_NAMES: usize = 2;

/// What to print: single sub-orders, or a whole group.
#[derive(Clone, Debug, Default)]
pub struct Printed {
    /// Public codes.
    pub codes: Vec<String>,
    /// A group of the order list, when no codes are given.
    pub group: String,
}

#[derive(FromQueryResult)]
struct Sender {
    name: String,
    short_name: String,
    ward_code: String,
    phone_sealed: Option<String>,
}

struct Sheets {
    sender: Sender,
    sender_phone: String,
    rows: Vec<SubOrderRow>,
    lines: std::collections::HashMap<Uuid, Vec<LineRow>>,
    /// From which lots, by line.
    lots: std::collections::HashMap<Uuid, String>,
}

/// Only accepted orders have labels: before that the receiver is not the cooperative's business.
fn printable(row: &SubOrderRow) -> bool {
    !matches!(
        row.state(),
        S::AwaitingPayment
            | S::Preordered
            | S::ToConfirm
            | S::Declined
            | S::TimedOut
            | S::Cancelled
    )
}

async fn load(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    what: &Printed,
) -> Result<Sheets> {
    actor.member(cooperative, Right::Sell)?;
    let codes = if what.codes.is_empty() {
        codes_to_print(core, cooperative, &what.group).await?
    } else {
        what.codes.iter().take(MOST).cloned().collect()
    };
    let mut rows = by_codes(core, cooperative, &codes).await?;
    rows.retain(printable);
    if rows.is_empty() {
        return Err(Error::NotFound { what: "sub_order" });
    }
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let text = "select name, short_name, ward_code, phone_sealed from cooperative where id = $1";
    let sender: Option<Sender> =
        sql::one(core.db.read(), text, [cooperative.uuid().into()]).await?;
    let sender = sender.ok_or(Error::NotFound {
        what: "cooperative",
    })?;
    let phone = sender
        .phone_sealed
        .as_deref()
        .map(|sealed| core.keys.open(sealed))
        .transpose()?;
    let sender_phone = phone
        .and_then(|text| Phone::parse_contact(&text).ok())
        .map(|phone| phone.to_string())
        .unwrap_or_default();
    let lines = lines(core, &ids).await?;
    Ok(Sheets {
        sender,
        sender_phone,
        lots: lot_words(core, cooperative, &rows, &lines, actor.locale).await?,
        lines,
        rows,
    })
}

/// Labels, one a sub-order. The square codes are left to the caller to draw from `qr_text`, which is the
/// path of the buyer's page.
pub async fn load_labels(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    what: &Printed,
) -> Result<Vec<LabelView>> {
    let sheets = load(core, actor, cooperative, what).await?;
    sheets
        .rows
        .iter()
        .map(|row| label(core, &sheets, row, actor.locale))
        .collect()
}

fn label(core: &Core, sheets: &Sheets, row: &SubOrderRow, l: Locale) -> Result<LabelView> {
    let lines = sheets.lines.get(&row.id).map_or(&[][..], Vec::as_slice);
    let class = lines
        .iter()
        .filter_map(|line| line.shipping_class.parse().ok())
        .min();
    let picked = lines.iter().filter_map(|line| line.harvested_on).min();
    let phone = row.phone(core)?;
    Ok(LabelView {
        from: sheets.sender.short_name.clone(),
        from_place: place_of(&sheets.sender.ward_code),
        from_phone: sheets.sender_phone.clone(),
        class: class_words(class, l).to_owned(),
        to_name: core.keys.open(&row.contact_name_sealed)?,
        to_phone: phone.map(|phone| phone.masked()).unwrap_or_default(),
        street: core.keys.open(&row.street_sealed)?,
        place: row.place(),
        old_place: old_place(&row.ward_code, l),
        cash: row.is_cash().then(|| Vnd(row.total).to_string()),
        lines: label_lines(lines, &sheets.lots, l),
        picked: picked.map(|day| match l {
            Locale::Vi => format!("Hái {}", Millis(day).vn_date().full()),
            Locale::En => format!("Picked {}", Millis(day).vn_date().full()),
        }),
        may_open: true,
        gentle: matches!(
            class,
            Some(ShippingClass::P0 | ShippingClass::P1 | ShippingClass::P2)
        ),
        code: row.code.clone(),
        qr_text: format!("/don/{}", row.order_code),
        qr: QrCode::default(),
    })
}

fn class_words(class: Option<ShippingClass>, l: Locale) -> &'static str {
    match class {
        Some(ShippingClass::P0) => l.say("CON SỐNG", "LIVE ANIMALS"),
        Some(ShippingClass::P1 | ShippingClass::P2) => l.say("HÀNG TƯƠI", "FRESH FOOD"),
        _ => l.say("HÀNG KHÔ", "DRY GOODS"),
    }
}

fn label_lines(
    lines: &[LineRow],
    lots: &std::collections::HashMap<Uuid, String>,
    l: Locale,
) -> Vec<String> {
    let mut words: Vec<String> = lines
        .iter()
        .map(|line| line_words(line, lots.get(&line.id), l))
        .collect();
    if words.len() > LINES {
        let hidden = words.len() - LINES + 1;
        words.truncate(LINES - 1);
        words.push(match l {
            Locale::Vi => format!("và {hidden} món nữa, xem phiếu"),
            Locale::En => format!("and {hidden} more, see the slip"),
        });
    }
    words
}

fn line_words(line: &LineRow, lot: Option<&String>, l: Locale) -> String {
    let words = format!("{} × {}", line.packed(l), line.name());
    lot.map_or(words.clone(), |lot| format!("{words} · {lot}"))
}

/// Drivers still know the names of before July 2025.
fn old_place(ward_code: &str, l: Locale) -> Option<String> {
    let names = places().former_names(ward_code);
    if names.is_empty() {
        return None;
    }
    let shown = names
        .iter()
        .take(FORMER_NAMES)
        .copied()
        .collect::<Vec<_>>()
        .join(", ");
    let more = if names.len() > FORMER_NAMES {
        "…"
    } else {
        ""
    };
    Some(match l {
        Locale::Vi => format!("cũ: {shown}{more}"),
        Locale::En => format!("formerly {shown}{more}"),
    })
}

/// Packing slips, one a sub-order.
pub async fn load_slips(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    what: &Printed,
) -> Result<Vec<SlipView>> {
    let sheets = load(core, actor, cooperative, what).await?;
    sheets
        .rows
        .iter()
        .map(|row| slip(core, &sheets, row, actor.locale))
        .collect()
}

fn slip(core: &Core, sheets: &Sheets, row: &SubOrderRow, l: Locale) -> Result<SlipView> {
    let lines = sheets.lines.get(&row.id).map_or(&[][..], Vec::as_slice);
    let phone = row.phone(core)?;
    let place = place_of(&sheets.sender.ward_code);
    let from_phone = &sheets.sender_phone;
    let ordered = Millis(row.created_at);
    Ok(SlipView {
        from: sheets.sender.name.clone(),
        from_place: if from_phone.is_empty() {
            place
        } else {
            format!("{place} · {from_phone}")
        },
        to_name: core.keys.open(&row.contact_name_sealed)?,
        to_phone: phone.map(|phone| phone.masked()).unwrap_or_default(),
        address: core.keys.open(&row.address_shown_sealed)?,
        code: row.code.clone(),
        ordered: format!("{} {}", ordered.vn_clock(), ordered.vn_date().full()),
        lines: lines
            .iter()
            .map(|line| slip_line(line, sheets.lots.get(&line.id), l))
            .collect(),
        shipping: Vnd(row.shipping_fee).to_string(),
        total: Vnd(row.total).to_string(),
        payment: if row.is_cash() {
            l.say("Trả tiền khi nhận hàng", "Cash on delivery")
                .to_owned()
        } else {
            l.say("Đã chuyển khoản", "Paid by transfer").to_owned()
        },
        thanks: match l {
            Locale::Vi => {
                format!(
                    "Cảm ơn bạn! Hàng có chuyện gì thì mở Chợ Phiên, bấm Tra cứu đơn, gõ mã {}",
                    row.order_code
                )
            }
            Locale::En => format!(
                "Thank you! If anything is wrong, look up order {} on Chợ Phiên",
                row.order_code
            ),
        },
    })
}

fn slip_line(line: &LineRow, lot: Option<&String>, l: Locale) -> SlipLine {
    let title = line.name();
    SlipLine {
        title: lot.map_or(title.clone(), |lot| format!("{title} · {lot}")),
        quantity: line.packed(l),
        price: Vnd(line.unit_price).to_string(),
        amount: Vnd(line.total).to_string(),
    }
}
