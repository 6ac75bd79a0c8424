//! What a message about a sub-order needs to know.

use crate::booths::words::animal;
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use shared::id::SubOrderId;
use shared::quantity::{Quantity, Unit};
use shared::rules::catch_weight::animals;
use shared::say::Locale;
use shared::time::Millis;
use std::collections::HashMap;
use store::sql;
use uuid::Uuid;

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    code: String,
    state: String,
    order_code: String,
    cooperative_id: Uuid,
    cooperative_name: String,
    total: i64,
    respond_by: Option<i64>,
    deliver_from: i64,
    deliver_to: i64,
    carrier: Option<String>,
    tracking_no: Option<String>,
    close_reason: Option<String>,
    payment_method: String,
    locale: String,
    phone_sealed: String,
}

#[derive(Debug, FromQueryResult)]
struct Line {
    sub_order_id: Uuid,
    title: String,
    variant_name: String,
    unit: String,
    quantity: i64,
    catch_weight: bool,
    step: i64,
}

/// A sub-order in words and numbers.
#[derive(Debug)]
pub(super) struct SubOrder {
    pub code: String,
    pub state: String,
    pub order_code: String,
    pub cooperative: Uuid,
    pub cooperative_name: String,
    pub total: i64,
    pub respond_by: Option<i64>,
    pub buyer_locale: Locale,
    pub buyer_phone_sealed: String,
    deliver: (Millis, Millis),
    carrier: Option<String>,
    tracking_no: Option<String>,
    close_reason: Option<String>,
    cod: bool,
    lines: Vec<Line>,
}

/// Loads a sub-order as it stands now.
pub(super) async fn load(core: &Core, id: SubOrderId) -> Result<SubOrder> {
    let mut one = load_all(core, &[id]).await?;
    one.remove(&id).ok_or(Error::NotFound { what: "sub_order" })
}

/// Loads sub-orders as they stand now; unknown ones are left out.
pub(super) async fn load_all(
    core: &Core,
    ids: &[SubOrderId],
) -> Result<HashMap<SubOrderId, SubOrder>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let these = sql::placeholders(1, ids.len());
    let values = || ids.iter().map(|id| id.uuid().into());
    let text = format!(
        "select s.id, s.code, s.state, o.code as order_code, s.cooperative_id, c.short_name as cooperative_name, s.total, \
         s.respond_by, s.deliver_from, s.deliver_to, s.carrier, s.tracking_no, s.close_reason, o.payment_method, \
         o.locale, o.phone_sealed from sub_order s join buyer_order o on o.id = s.order_id \
         join cooperative c on c.id = s.cooperative_id where s.id in ({these})"
    );
    let rows: Vec<Row> = sql::all(core.db.read(), &text, values()).await?;
    let text = format!(
        "select l.sub_order_id, l.title, l.variant_name, l.unit, l.quantity, l.catch_weight, v.step from order_line l \
         join variant v on v.id = l.variant_id where l.sub_order_id in ({these}) order by l.position, l.id"
    );
    let lines: Vec<Line> = sql::all(core.db.read(), &text, values()).await?;
    let mut found: HashMap<SubOrderId, SubOrder> = rows
        .into_iter()
        .map(|row| (row.id.into(), of(row)))
        .collect();
    for line in lines {
        if let Some(one) = found.get_mut(&line.sub_order_id.into()) {
            one.lines.push(line);
        }
    }
    Ok(found)
}

fn of(row: Row) -> SubOrder {
    SubOrder {
        code: row.code,
        state: row.state,
        order_code: row.order_code,
        cooperative: row.cooperative_id,
        cooperative_name: row.cooperative_name,
        total: row.total,
        respond_by: row.respond_by,
        buyer_locale: row.locale.parse().unwrap_or(Locale::Vi),
        buyer_phone_sealed: row.phone_sealed,
        deliver: (Millis(row.deliver_from), Millis(row.deliver_to)),
        carrier: row.carrier,
        tracking_no: row.tracking_no,
        close_reason: row.close_reason,
        cod: row.payment_method == "cod",
        lines: Vec::new(),
    }
}

#[derive(Debug, FromQueryResult)]
struct AfterRow {
    name: String,
    deliver_from: i64,
    deliver_to: i64,
}

/// What became of a part that was declined or not answered.
#[derive(Debug)]
pub(super) struct After {
    /// Who takes over: `HTX Đồng Mỏ`, each once.
    pub by: Vec<String>,
    /// The days on which it should arrive now, if that is later than what was said before.
    pub later: Option<(Millis, Millis)>,
    /// The buyer has to choose what happens to what nobody sends, until then.
    pub choose_until: Option<Millis>,
}

/// Who took over of a part, and what is still open.
pub(super) async fn after(core: &Core, id: SubOrderId) -> Result<After> {
    let db = core.db.read();
    let rows: Vec<AfterRow> = sql::all(
        db,
        "select c.short_name as name, s.deliver_from, s.deliver_to from sub_order s \
         join cooperative c on c.id = s.cooperative_id where s.replaces = $1 order by s.number",
        [id.uuid().into()],
    )
    .await?;
    let before = load(core, id).await?;
    let open = sql::row(
        db,
        "select until from buyer_choice where sub_order_id = $1 and settled_at is null",
        [id.uuid().into()],
    )
    .await?;
    let mut by: Vec<String> = Vec::new();
    for row in &rows {
        if !by.contains(&row.name) {
            by.push(row.name.clone());
        }
    }
    let last = rows.iter().max_by_key(|row| row.deliver_to);
    Ok(After {
        by,
        later: last
            .filter(|row| row.deliver_to > before.deliver.1.0)
            .map(|row| (Millis(row.deliver_from), Millis(row.deliver_to))),
        choose_until: open
            .map(|row| row.try_get("", "until"))
            .transpose()?
            .map(Millis),
    })
}

/// `thứ Bảy 15/8 – Chủ Nhật 16/8`.
pub(super) fn days((from, to): (Millis, Millis), l: Locale) -> String {
    let (from, to) = (from.vn_date(), to.vn_date());
    if from == to {
        return from.with_weekday(l);
    }
    format!("{} – {}", from.with_weekday(l), to.with_weekday(l))
}

impl SubOrder {
    /// `2 thùng Na Chi Lăng (Thùng 3 kg), 1 hũ Mơ ngâm đường (Hũ 1 kg)`, `Gà đồi: 2 con, khoảng 3,4 kg`.
    pub(super) fn goods(&self, l: Locale) -> String {
        let line = |line: &Line| {
            let quantity = match line.unit.parse::<Unit>() {
                Ok(unit) if line.catch_weight => {
                    let animals = animals(line.quantity, line.step, unit, l);
                    return format!("{}: {animals}", animal(&line.title, &line.variant_name));
                }
                Ok(unit) => Quantity::of(line.quantity, unit).words(l),
                Err(_) => line.quantity.to_string(),
            };
            format!("{quantity} {} ({})", line.title, line.variant_name)
        };
        self.lines.iter().map(line).collect::<Vec<_>>().join(", ")
    }

    /// The days on which the parcel should arrive.
    pub(super) fn window(&self, l: Locale) -> String {
        days(self.deliver, l)
    }

    /// `, Viettel Post, mã vận đơn 123`, or nothing.
    pub(super) fn tracking(&self, l: Locale) -> String {
        let carrier = self
            .carrier
            .as_deref()
            .map_or(String::new(), |c| format!(", {c}"));
        let number = self.tracking_no.as_deref().map_or(String::new(), |n| {
            format!(", {} {n}", l.say("mã vận đơn", "tracking number"))
        });
        format!("{carrier}{number}")
    }

    /// `: hết hàng`, or nothing.
    pub(super) fn reason(&self) -> String {
        self.close_reason
            .as_deref()
            .map_or(String::new(), |reason| format!(": {reason}"))
    }

    /// What becomes of the money of a parcel that does not come.
    pub(super) fn not_charged(&self, l: Locale) -> &'static str {
        if self.cod {
            l.say(
                " Bạn không phải trả tiền kiện này.",
                " You do not pay for it.",
            )
        } else {
            ""
        }
    }
}
