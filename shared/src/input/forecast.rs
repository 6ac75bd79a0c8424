//! Expected harvests: opening one, changing it, moving its days.

use serde::{Deserialize, Serialize};

use crate::problem::FieldError;
use crate::quantity::{Quantity, Unit};
use crate::say::Locale;
use crate::time::VnDate;

/// How far ahead a harvest may be sold, in days. *Assumed*: one season and a bit.
pub const MAX_DAYS_AHEAD: i64 = 200;
/// The longest window of a harvest, in days.
pub const MAX_WINDOW_DAYS: i64 = 31;
/// The most days between the end of the harvest and the last day of sending.
pub const MAX_SHIP_DAYS: i64 = 14;

/// The form that opens a forecast or changes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct ForecastForm {
    /// The offer it is for.
    pub offer: String,
    /// First day of the harvest: `2026-08-10`.
    pub from: String,
    /// Its last day.
    pub to: String,
    /// The last day of sending; empty is two days after the harvest.
    pub ship_by: String,
    /// How much is expected, in the unit that is sold.
    pub quantity: String,
    /// How sure that is, in percent; empty is 80.
    pub confidence: String,
    /// The most that is sold ahead; empty without.
    pub cap: String,
    /// The most that one buyer may order ahead; empty without.
    pub buyer_cap: String,
}

/// The days of a harvest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HarvestDays {
    /// First day.
    pub from: VnDate,
    /// Last day.
    pub to: VnDate,
    /// The last day of sending.
    pub ship_by: VnDate,
}

impl HarvestDays {
    /// `10–16/8`, `28/7–3/8`, `10/8`.
    #[must_use]
    pub fn harvest_words(&self) -> String {
        match (self.from == self.to, self.from.m == self.to.m) {
            (true, _) => self.from.short(),
            (_, true) => format!("{}–{}", self.from.d, self.to.short()),
            _ => format!("{}–{}", self.from.short(), self.to.short()),
        }
    }

    /// `thu hoạch 10–16/8, gửi trước 18/8`.
    #[must_use]
    pub fn words(&self, l: Locale) -> String {
        let (harvest, ship) = (self.harvest_words(), self.ship_by.short());
        match l {
            Locale::Vi => format!("thu hoạch {harvest}, gửi trước {ship}"),
            Locale::En => format!("harvest {harvest}, sent by {ship}"),
        }
    }
}

/// A forecast ready to be stored. Quantities in smallest steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewForecast {
    /// When.
    pub days: HarvestDays,
    /// How much is expected.
    pub quantity: i64,
    /// How sure that is, in percent.
    pub confidence: i32,
    /// The most that is sold ahead.
    pub cap: Option<i64>,
    /// The most that one buyer may order ahead.
    pub buyer_cap: Option<i64>,
}

impl ForecastForm {
    /// The days, checked against `today`.
    ///
    /// # Errors
    /// One for each field that is wrong.
    pub fn days(&self, today: VnDate, l: Locale) -> Result<HarvestDays, Vec<FieldError>> {
        let mut errors = Vec::new();
        let from = day("from", &self.from, &mut errors, l);
        let to = match self.to.trim() {
            "" => from,
            text => day("to", text, &mut errors, l),
        };
        let ship_by = match self.ship_by.trim() {
            "" => to.map(|to| to.plus_days(2)),
            text => day("ship_by", text, &mut errors, l),
        };
        let (Some(from), Some(to), Some(ship_by)) = (from, to, ship_by) else {
            return Err(errors);
        };
        let mut wrong = |path: &str, code: &str, message: &str| {
            errors.push(FieldError::new(path, code, message));
        };
        if to < today || from > today.plus_days(MAX_DAYS_AHEAD) {
            let message = l.say(
                "Chọn ngày từ hôm nay tới 200 ngày nữa",
                "Choose a day within the next 200 days",
            );
            wrong("from", "out_of_range", message);
        }
        if to < from || to > from.plus_days(MAX_WINDOW_DAYS) {
            let message = l.say(
                "Ngày cuối sau ngày đầu, nhiều nhất 31 ngày",
                "The last day follows the first, 31 days at the most",
            );
            wrong("to", "out_of_range", message);
        }
        if ship_by < to || ship_by > to.plus_days(MAX_SHIP_DAYS) {
            let message = l.say(
                "Từ ngày hái cuối tới 14 ngày sau đó",
                "From the last day of the harvest to 14 days after it",
            );
            wrong("ship_by", "out_of_range", message);
        }
        if errors.is_empty() {
            Ok(HarvestDays { from, to, ship_by })
        } else {
            Err(errors)
        }
    }

    /// The forecast, its days checked against `today`. What is counted in pieces of `piece` steps (birds of about 1.5 kg)
    /// comes with its unit and piece; for all else the piece is 1.
    ///
    /// # Errors
    /// One for each field that is wrong.
    pub fn parse(
        &self,
        (unit, piece): (Unit, i64),
        today: VnDate,
        l: Locale,
    ) -> Result<NewForecast, Vec<FieldError>> {
        let (days, mut errors) = match self.days(today, l) {
            Ok(days) => (Some(days), Vec::new()),
            Err(errors) => (None, errors),
        };
        let mut amount = |path: &str, text: &str| {
            Quantity::parse(text, unit)
                .map_err(|why| errors.push(FieldError::new(path, why.code(), why.say(l))))
                .ok()
                .and_then(|quantity| quantity.steps.checked_mul(piece))
        };
        let quantity = amount("quantity", &self.quantity);
        let mut optional = |path: &str, text: &str| match text.trim() {
            "" => None,
            text => amount(path, text),
        };
        let cap = optional("cap", &self.cap);
        let buyer_cap = optional("buyer_cap", &self.buyer_cap);
        let confidence = match self.confidence.trim().trim_end_matches('%').trim() {
            "" => Some(80),
            text => text.parse::<i32>().ok().filter(|n| (1..=100).contains(n)),
        };
        if confidence.is_none() {
            let message = l.say("Số từ 1 đến 100", "A number from 1 to 100");
            errors.push(FieldError::new("confidence", "out_of_range", message));
        }
        match (days, quantity, confidence) {
            (Some(days), Some(quantity), Some(confidence)) if errors.is_empty() => {
                Ok(NewForecast {
                    days,
                    quantity,
                    confidence,
                    cap,
                    buyer_cap,
                })
            }
            _ => Err(errors),
        }
    }
}

fn day(path: &str, typed: &str, errors: &mut Vec<FieldError>, l: Locale) -> Option<VnDate> {
    let day = VnDate::parse(typed.trim()).ok();
    if day.is_none() {
        let message = l.say(
            "Chọn một ngày, như 20/8/2026",
            "Choose a day, like 20/8/2026",
        );
        errors.push(FieldError::new(path, "date", message));
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> ForecastForm {
        ForecastForm {
            from: "2026-08-10".to_owned(),
            to: "2026-08-16".to_owned(),
            quantity: "120".to_owned(),
            ..ForecastForm::default()
        }
    }

    fn today() -> VnDate {
        VnDate::new(2026, 8, 1).expect("a day")
    }

    #[test]
    fn few_fields_are_enough() {
        let new = form()
            .parse((Unit::Thung, 1), today(), Locale::Vi)
            .expect("right");
        assert_eq!((new.quantity, new.confidence), (120, 80));
        assert_eq!((new.cap, new.buyer_cap), (None, None));
        assert_eq!(
            new.days.words(Locale::Vi),
            "thu hoạch 10–16/8, gửi trước 18/8"
        );
        assert_eq!(new.days.words(Locale::En), "harvest 10–16/8, sent by 18/8");
    }

    #[test]
    fn each_slip_is_told_at_its_field() {
        let wrong = ForecastForm {
            from: "2026-07-01".to_owned(),
            to: "2026-07-20".to_owned(),
            ship_by: "2026-06-01".to_owned(),
            quantity: "0".to_owned(),
            confidence: "120".to_owned(),
            buyer_cap: "x".to_owned(),
            ..ForecastForm::default()
        };
        let errors = wrong
            .parse((Unit::Thung, 1), today(), Locale::Vi)
            .expect_err("wrong");
        let mut paths: Vec<_> = errors.iter().map(|error| error.path.as_str()).collect();
        paths.sort_unstable();
        assert_eq!(
            paths,
            ["buyer_cap", "confidence", "from", "quantity", "ship_by"]
        );
    }
}
