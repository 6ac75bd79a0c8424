//! The form of a lot that comes in.

use super::receive::Intake;
use super::rows::Sold;
use crate::core::Core;
use crate::error::{Error, Result};
use shared::input::goods::ReceiveLot;
use shared::problem::FieldError;
use shared::quantity::{Quantity, Unit};
use shared::say::Locale;
use shared::text::nfc_clean;
use shared::time::VnDate;
use uuid::Uuid;

/// The most letters of a plot or a household.
const MAX_TEXT: usize = 120;
/// No goods of a cooperative keep longer than this, in days.
const LONGEST_DAYS: i64 = 5 * 366;

/// What was typed, or the messages by field.
pub(super) fn read(core: &Core, sold: &Sold, form: &ReceiveLot, l: Locale) -> Result<Intake> {
    let mut fields = Vec::new();
    let unit = if sold.catch_weight {
        Unit::Con
    } else {
        sold.unit()?
    };
    let piece = if sold.catch_weight { sold.step } else { 1 };
    let quantity = Quantity::parse(&form.quantity, unit)
        .map_err(|why| fields.push(FieldError::new("quantity", why.code(), why.say(l))))
        .ok()
        .and_then(|quantity| quantity.steps.checked_mul(piece))
        .unwrap_or_default();
    let harvested_on = day("harvested_on", &form.harvested_on, &mut fields, l);
    let mut expires_on = day("expires_on", &form.expires_on, &mut fields, l);
    let today = core.clock.now().vn_date();
    if harvested_on.is_some_and(|day| day > today) {
        let message = l.say("Ngày hái không thể sau hôm nay", "Not after today");
        fields.push(FieldError::new("harvested_on", "later", message));
    }
    if let (Some(from), Some(to)) = (harvested_on, expires_on)
        && to < from
    {
        let message = l.say(
            "Hạn dùng phải sau ngày hái",
            "The last day must be after the harvest",
        );
        fields.push(FieldError::new("expires_on", "earlier", message));
    }
    let told = !form.expires_on.trim().is_empty();
    if !told {
        expires_on = harvested_on.and_then(|day| proposed(sold, day));
    }
    fields.extend(expires_on.and_then(|day| bad_end(day, today, told, l)));
    let plot = private("plot", &form.plot, &mut fields, l);
    let household = private("household", &form.household, &mut fields, l);
    let certificate = form.certificate.parse().ok();
    if !fields.is_empty() {
        return Err(Error::Invalid { fields });
    }
    let id = form
        .key
        .parse::<Uuid>()
        .map_err(|_| Error::NotFound { what: "key" })?;
    Ok(Intake {
        id: id.into(),
        quantity,
        harvested_on,
        expires_on,
        plot,
        household,
        certificate,
        forecast: form.forecast.parse().ok(),
    })
}

/// What is wrong with a last day: goods that are not good any more are not sold, and a year of four digits is easily mistyped.
fn bad_end(day: VnDate, today: VnDate, told: bool, l: Locale) -> Option<FieldError> {
    let (path, full) = (if told { "expires_on" } else { "harvested_on" }, day.full());
    if day < today {
        let message = match (told, l) {
            (true, Locale::Vi) => {
                format!("Ngày cuối còn bán {full} đã qua. Hàng quá hạn không nhập để bán")
            }
            (true, Locale::En) => format!("The last day {full} is over. Such goods are not sold"),
            (false, Locale::Vi) => format!(
                "Hái ngày này thì hàng chỉ để được đến {full}. Xem lại ngày hái, hoặc ghi ngày cuối còn bán"
            ),
            (false, Locale::En) => format!(
                "Picked on this day, the goods kept until {full}. Check the day, or give a last day"
            ),
        };
        return Some(FieldError::new(path, "over", message));
    }
    (day > today.plus_days(LONGEST_DAYS)).then(|| {
        let message = l.say(
            "Ngày cuối còn bán xa quá 5 năm. Xem lại năm",
            "The last day is more than 5 years ahead. Check the year",
        );
        FieldError::new(path, "too_late", message)
    })
}

/// The last day, by the shelf life of the product.
pub(super) fn proposed(sold: &Sold, harvested: VnDate) -> Option<VnDate> {
    (sold.shelf_life_days > 0).then(|| harvested.plus_days(i64::from(sold.shelf_life_days)))
}

fn day(path: &str, typed: &str, fields: &mut Vec<FieldError>, l: Locale) -> Option<VnDate> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let day = VnDate::parse(typed).ok();
    if day.is_none() {
        let message = l.say(
            "Chọn ngày trên lịch, thí dụ 15/8/2026",
            "Choose a day, as 15/8/2026",
        );
        fields.push(FieldError::new(path, "date", message));
    }
    day
}

fn private(path: &str, typed: &str, fields: &mut Vec<FieldError>, l: Locale) -> Option<String> {
    let text = nfc_clean(typed);
    if text.chars().count() > MAX_TEXT {
        let message = l.say("Dài quá 120 chữ, viết gọn lại", "At most 120 letters");
        fields.push(FieldError::new(path, "too_long", message));
    }
    (!text.is_empty()).then_some(text)
}
