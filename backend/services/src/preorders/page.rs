//! The booth's page of harvests: the calendar, the forecasts with what is promised, and the forms.

use super::calendar::by_week;
use super::harvest::{Forecast, days};
use super::{DONE, OPEN};
use crate::actor::{Actor, Right};
use crate::booths::words::good;
use crate::core::Core;
use crate::error::Result;
use crate::lots::Sold;
use sea_orm::FromQueryResult;
use shared::id::CooperativeId;
use shared::input::forecast::ForecastForm;
use shared::problem::FieldError;
use shared::quantity::Unit;
use shared::rules::preorder::Given;
use shared::say::Locale;
use shared::time::Millis;
use shared::view::forecast::{ForecastLine, ForecastsView, QueueLine};
use shared::view::goods::Pickable;
use shared::view::parts::{Empty, Notice};
use store::entity::forecast;
use store::sql;
use uuid::Uuid;

/// Forecasts that are over are shown for so many.
const MOST: i64 = 40;
/// Orders shown of a forecast.
const QUEUE: usize = 50;

/// What was typed and could not be taken, and what was done.
#[derive(Clone, Debug, Default)]
pub struct Filled {
    /// The forecast whose form is open, and which (`sua`, `doi`).
    pub of: Option<(String, String)>,
    /// The form that opens a forecast is open.
    pub opening: bool,
    /// The form as it was sent.
    pub form: Option<ForecastForm>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// What was done, or could not be.
    pub notices: Vec<Notice>,
}

#[derive(FromQueryResult)]
struct OfferRow {
    id: Uuid,
    title: String,
    variant_name: String,
}

#[derive(FromQueryResult)]
struct QueueRow {
    forecast_id: Uuid,
    quantity: i64,
    paid_at: i64,
    share: Option<String>,
    code: String,
    state: String,
}

/// The page.
pub async fn load_forecasts(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    filled: Filled,
) -> Result<ForecastsView> {
    actor.member(cooperative, Right::Read)?;
    let l = actor.locale;
    let db = core.db.read();
    let offers: Vec<OfferRow> = sql::all(
        db,
        "select o.id, g.title, v.name as variant_name from offer o join listing g on g.id = o.listing_id \
         join variant v on v.id = o.variant_id where o.cooperative_id = $1 and not g.pooled and g.state <> 'withdrawn' \
         order by g.sort_key, v.position, o.id",
        [cooperative.uuid().into()],
    )
    .await?;
    let rows: Vec<forecast::Model> = sql::all(
        db,
        &format!(
            "select * from forecast where cooperative_id = $1 order by case when state = '{DONE}' then 1 else 0 end, \
             harvest_from, id limit {MOST}"
        ),
        [cooperative.uuid().into()],
    )
    .await?;
    let queue: Vec<QueueRow> = sql::all(
        db,
        "select p.forecast_id, p.quantity, p.paid_at, p.share, s.code, s.state from preorder p \
         join sub_order s on s.id = p.sub_order_id join forecast f on f.id = p.forecast_id \
         where f.cooperative_id = $1 and s.state <> 'cancelled' order by p.paid_at, p.sub_order_id",
        [cooperative.uuid().into()],
    )
    .await?;
    let can_sell = actor.member(cooperative, Right::Sell).is_ok();
    let (mut forecasts, mut weeks) = (Vec::with_capacity(rows.len()), Vec::new());
    for row in &rows {
        let sold = Sold::find(db, cooperative, row.offer_id.into()).await?;
        let line = line(core, &sold, row, &queue, (can_sell, &filled), l)?;
        if row.state != DONE {
            let left: Vec<String> = line.sums.iter().map(|(a, b)| format!("{a} {b}")).collect();
            let at = format!("#d-{}", line.id);
            weeks.push((days(row).from, (line.name.clone(), left.join(" · "), at)));
        }
        forecasts.push(line);
    }
    let opening = filled.of.is_none() && (filled.opening || rows.is_empty()) && can_sell;
    let form = opening.then(|| filled.form.clone().unwrap_or_default());
    let chosen = form.as_ref().map_or("", |form| form.offer.as_str());
    Ok(ForecastsView {
        can_sell,
        offers: offers
            .iter()
            .map(|row| Pickable {
                value: row.id.to_string(),
                label: good(&row.title, &row.variant_name),
                chosen: row.id.to_string() == chosen,
            })
            .collect(),
        errors: if opening { filled.errors } else { Vec::new() },
        form,
        notices: filled.notices,
        weeks: by_week(weeks, l),
        empty: rows.is_empty().then(|| Empty {
            title: l
                .say("Chưa có đợt thu hoạch nào", "No harvests yet")
                .to_owned(),
            text: l
                .say(
                    "Mở một đợt, khách đặt trước từ hôm nay.",
                    "Open one, and buyers can order ahead.",
                )
                .to_owned(),
            link: None,
        }),
        forecasts,
    })
}

fn line(
    core: &Core,
    sold: &Sold,
    row: &forecast::Model,
    queue: &[QueueRow],
    (can_sell, filled): (bool, &Filled),
    l: Locale,
) -> Result<ForecastLine> {
    let words = |steps: i64| sold.words(steps, l);
    let of = Forecast::from(row);
    let left = if row.state == OPEN {
        of.sellable(sold.step)
    } else {
        0
    };
    let sum = |vi, en, steps| Ok::<_, crate::Error>((l.say(vi, en).to_owned(), words(steps)?));
    let mut sums = vec![
        (
            l.say("dự kiến", "expected").to_owned(),
            format!("{}, {}\u{a0}%", words(row.quantity)?, row.confidence),
        ),
        sum("đã nhận đặt", "ordered", row.promised + row.served)?,
        sum("còn nhận", "left", left)?,
    ];
    if row.harvested > 0 {
        sums.push(sum("đã thu về", "came in", row.harvested)?);
    }
    let mine = queue.iter().filter(|one| one.forecast_id == row.id);
    let lines: Result<Vec<QueueLine>> = mine
        .take(QUEUE)
        .map(|one| queue_line(sold, one, l))
        .collect();
    let id = row.id.to_string();
    let can_change = can_sell && row.state != DONE;
    let which = filled.of.as_ref().filter(|(of, _)| *of == id && can_change);
    let form = match (which, &filled.form) {
        (Some((_, which)), Some(form)) => Some((which.clone(), form.clone())),
        (Some((_, which)), None) => Some((which.clone(), typed(sold, row)?)),
        (None, _) => None,
    };
    Ok(ForecastLine {
        id,
        name: good(&sold.title, &sold.variant_name),
        days: crate::catalogue::words::capital(&of.days.words(l)),
        state: state(row, l).to_owned(),
        open: row.state == OPEN,
        sums,
        warning: warning(core, row, l),
        queue: lines?,
        lots: l.path(&format!("/htx/hang/kho/{}/lo?vu={}", row.offer_id, row.id)),
        can_change,
        errors: form
            .as_ref()
            .map_or_else(Vec::new, |_| filled.errors.clone()),
        form,
    })
}

/// The form with what is stored.
fn typed(sold: &Sold, row: &forecast::Model) -> Result<ForecastForm> {
    let (unit, piece) = super::write::counted(sold)?;
    let number = |steps: i64| shared::quantity::Quantity::of(steps / piece.max(1), unit).decimal();
    let of = days(row);
    Ok(ForecastForm {
        offer: row.offer_id.to_string(),
        from: of.from.iso(),
        to: of.to.iso(),
        ship_by: of.ship_by.iso(),
        quantity: number(row.quantity),
        confidence: row.confidence.to_string(),
        cap: row.cap.map(number).unwrap_or_default(),
        buyer_cap: row.buyer_cap.map(number).unwrap_or_default(),
    })
}

fn state(row: &forecast::Model, l: Locale) -> &'static str {
    match row.state.as_str() {
        OPEN => l.say("Đang nhận đặt trước", "Takes orders"),
        DONE => l.say("Đã xong", "Done"),
        _ => l.say("Ngừng nhận, còn phải giao", "Takes no further orders"),
    }
}

fn warning(core: &Core, row: &forecast::Model, l: Locale) -> Option<String> {
    let today = core.clock.now().vn_date().start().0;
    if row.promised == 0 || row.state == DONE {
        return None;
    }
    let text = if row.ship_by < today {
        l.say(
            "Đã quá ngày hẹn gửi. Nhập lô, hoặc dời ngày; khách đang được hỏi chờ hay huỷ",
            "The promised day has passed. Add the lot or move the days; the buyers are being asked",
        )
    } else if row.harvest_to < today {
        l.say(
            "Đã hết ngày thu hoạch. Nhập lô, hoặc dời ngày",
            "The days of the harvest are over. Add the lot, or move the days",
        )
    } else {
        return None;
    };
    Some(text.to_owned())
}

fn queue_line(sold: &Sold, row: &QueueRow, l: Locale) -> Result<QueueLine> {
    let at = Millis(row.paid_at);
    let unit: Unit = sold.unit()?;
    let share: Option<Given> = row
        .share
        .as_deref()
        .and_then(|text| serde_json::from_str(text).ok());
    let state: Option<shared::state::SubOrderState> = row.state.parse().ok();
    let words = state.map_or("", |state| state.cooperative_words(l));
    Ok(QueueLine {
        code: row.code.clone(),
        href: l.path(&format!("/htx/don/{}", row.code)),
        detail: format!(
            "{} · {} {}, {} · {words}",
            sold.words(row.quantity, l)?,
            l.say("đặt", "ordered"),
            at.vn_date().short(),
            at.vn_clock()
        ),
        why: share.map(|share| share.say(unit, l)).unwrap_or_default(),
    })
}
