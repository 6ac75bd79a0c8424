//! Messages about harvests that were sold ahead.

use super::{Address, Draft, facts, once, sellers, write};
use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use shared::id::{CooperativeId, ForecastId, SubOrderId};
use shared::input::forecast::HarvestDays;
use shared::quantity::Unit;
use shared::rules::preorder::Given;
use shared::say::Locale;
use shared::time::Millis;
use store::sql;
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Row {
    state: String,
    share: Option<String>,
    unit: String,
    harvest_from: i64,
    harvest_to: i64,
    ship_by: i64,
}

impl Row {
    fn days(&self, l: Locale) -> String {
        let day = |ms: i64| Millis(ms).vn_date();
        let days = HarvestDays {
            from: day(self.harvest_from),
            to: day(self.harvest_to),
            ship_by: day(self.ship_by),
        };
        days.words(l)
    }

    fn why(&self, l: Locale) -> String {
        let share: Option<Given> = self
            .share
            .as_deref()
            .and_then(|text| serde_json::from_str(text).ok());
        let unit: Option<Unit> = self.unit.parse().ok();
        share
            .zip(unit)
            .map(|(share, unit)| share.say(unit, l))
            .unwrap_or_default()
    }
}

/// Tells the buyer of a part that waits, or waited, for a harvest what happened: `shared`, `moved` or `overdue`.
pub async fn preorder_changed(
    core: &Core,
    cause: Uuid,
    id: SubOrderId,
    what: &str,
    base: &str,
) -> Result<()> {
    let row: Option<Row> = sql::one(
        core.db.read(),
        "select s.state, p.share, f.harvest_from, f.harvest_to, f.ship_by, (select l.unit from order_line l \
         where l.sub_order_id = s.id order by l.position limit 1) as unit from preorder p \
         join sub_order s on s.id = p.sub_order_id join forecast f on f.id = p.forecast_id where p.sub_order_id = $1",
        [id.uuid().into()],
    )
    .await?;
    let Some(row) = row else {
        return Ok(());
    };
    let waits = row.state == "preordered";
    if !waits && (what != "shared" || row.state == "cancelled") {
        // Served or cancelled meanwhile: that is told by itself.
        return Ok(());
    }
    let one = facts::load(core, id).await?;
    let l = one.buyer_locale;
    let link = format!("{base}{}", l.path(&format!("/don/{}", one.order_code)));
    let about = (
        one.code.as_str(),
        one.cooperative_name.as_str(),
        one.window(l),
    );
    let (subject, said) = match what {
        "moved" => moved(about, &row.days(l), l),
        "overdue" => overdue(about, l),
        _ => shared(about, &row.why(l), waits, l),
    };
    let see = l.say("Xem đơn", "Your order");
    let draft = Draft {
        kind: "preorder.changed",
        person: None,
        cooperative: one.cooperative,
        sub_order: Some(id.uuid()),
        to: Address {
            via: "sms",
            sealed: one.buyer_phone_sealed.clone(),
        },
        subject,
        body: format!("{said} {see}: {link}"),
    };
    let txn = core.db.begin().await?;
    write(
        core,
        &txn,
        once(&format!("{cause}/preorder"), "buyer"),
        draft,
    )
    .await?;
    Ok(txn.commit().await?)
}

type About<'a> = (&'a str, &'a str, String);

fn shared((code, who, window): About<'_>, why: &str, waits: bool, l: Locale) -> (String, String) {
    match (waits, l) {
        (false, Locale::Vi) => (
            format!("Đơn đặt trước {code} đã có hàng"),
            format!("{who}: {why} Đơn {code} đang được gói, dự kiến giao {window}."),
        ),
        (false, Locale::En) => (
            format!("Order {code}: the harvest is in"),
            format!("{who}: {why} Order {code} is being packed; it should arrive {window}."),
        ),
        (true, Locale::Vi) => (
            format!("Đơn đặt trước {code} chưa đủ hàng"),
            format!("{who}: {why} Bạn chờ, lấy phần đã có hay huỷ đều được."),
        ),
        (true, Locale::En) => (
            format!("Order {code}: not enough yet"),
            format!("{who}: {why} You may wait, take what is there, or cancel."),
        ),
    }
}

fn moved((code, who, _): About<'_>, days: &str, l: Locale) -> (String, String) {
    match l {
        Locale::Vi => (
            format!("Đơn đặt trước {code} dời ngày"),
            format!(
                "{who} dời ngày đơn {code}: {days}. Bạn chờ hay huỷ? Không trả lời là bạn chờ."
            ),
        ),
        Locale::En => (
            format!("Order {code} has new days"),
            format!(
                "{who} moved order {code}: {days}. Wait or cancel? No answer means that you wait."
            ),
        ),
    }
}

fn overdue((code, who, _): About<'_>, l: Locale) -> (String, String) {
    match l {
        Locale::Vi => (
            format!("Đơn đặt trước {code} quá ngày hẹn"),
            format!(
                "{who} chưa thu hoạch được cho đơn {code}. Bạn chờ hay huỷ? Sau 7 ngày không trả lời thì đơn tự huỷ, bạn không mất tiền."
            ),
        ),
        Locale::En => (
            format!("Order {code} is overdue"),
            format!(
                "{who} has no harvest for order {code} yet. Wait or cancel? Without an answer in 7 days it is cancelled, and you pay nothing."
            ),
        ),
    }
}

#[derive(FromQueryResult)]
struct Due {
    cooperative_id: Uuid,
    title: String,
    orders: i64,
}

/// Reminds the cooperative of a harvest whose days are over while buyers wait.
pub async fn forecast_due(core: &Core, cause: Uuid, id: ForecastId, base: &str) -> Result<()> {
    let due: Option<Due> = sql::one(
        core.db.read(),
        "select f.cooperative_id, g.title, (select count(*) from preorder p join sub_order s on s.id = p.sub_order_id \
         where p.forecast_id = f.id and s.state = 'preordered') as orders from forecast f \
         join offer o on o.id = f.offer_id join listing g on g.id = o.listing_id where f.id = $1",
        [id.uuid().into()],
    )
    .await?;
    let Some(due) = due.filter(|due| due.orders > 0) else {
        return Ok(());
    };
    let txn = core.db.begin().await?;
    for person in sellers(core, CooperativeId::from(due.cooperative_id)).await? {
        let l = person.locale();
        let link = format!("{base}{}", l.path("/htx/mua-vu"));
        let (title, n) = (&due.title, due.orders);
        let (subject, body) = match l {
            Locale::Vi => (
                format!("{title}: đã hết ngày thu hoạch"),
                format!("{title}: {n} đơn đặt trước đang chờ. Nhập lô, hoặc dời ngày: {link}"),
            ),
            Locale::En => (
                format!("{title}: the days of the harvest are over"),
                format!("{title}: {n} orders wait. Add the lot, or move the days: {link}"),
            ),
        };
        let draft = Draft {
            kind: "forecast.due",
            person: Some(person.id),
            cooperative: due.cooperative_id,
            sub_order: None,
            to: person.to(),
            subject,
            body,
        };
        write(
            core,
            &txn,
            once(&format!("{cause}/due"), &person.id.to_string()),
            draft,
        )
        .await?;
    }
    Ok(txn.commit().await?)
}
