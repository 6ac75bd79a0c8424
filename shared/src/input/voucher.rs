//! Vouchers: what a cooperative or an operator types to give one.

use serde::Deserialize;

use super::goods::price_field;
use crate::money::Vnd;
use crate::problem::FieldError;
use crate::rules::voucher::Off;
use crate::say::Locale;
use crate::time::VnDate;

/// The fewest letters of a code.
const LEAST_CODE: usize = 4;
/// The most letters of a code.
const MOST_CODE: usize = 16;
/// The most days a voucher is good for.
const MOST_DAYS: i64 = 366;
/// The most that a voucher takes off, in hundredths of a percent.
const MOST_PERCENT: u32 = 5_000;

/// The form of `/htx/khuyen-mai` and `/quan-tri/khuyen-mai`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct NewVoucher {
    /// What buyers type.
    pub code: String,
    /// `20.000`, `20k` or `10%`.
    pub off: String,
    /// The most a percentage takes off; may be empty.
    pub most: String,
    /// The goods cost at least so much; may be empty.
    pub least_goods: String,
    /// How many orders may use it; may be empty.
    pub uses: String,
    /// Its last day.
    pub until: String,
    /// Operators: the cooperative's name in addresses; empty for all.
    pub cooperative: String,
    /// Operators: what the cooperative pays of it, in percent; empty is nothing.
    pub own: String,
}

/// A voucher ready to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voucher {
    /// Capital letters and digits.
    pub code: String,
    /// How much.
    pub off: Off,
    /// The goods cost at least so much.
    pub least_goods: Vnd,
    /// How many orders may use it.
    pub uses: Option<i64>,
    /// Its last day.
    pub until: VnDate,
    /// What the cooperative pays of it, in hundredths of a percent.
    pub own_percent100: u32,
}

impl NewVoucher {
    /// The voucher, its days checked against `today`. `own` is what the cooperative pays when the form does not ask.
    ///
    /// # Errors
    /// One for each field that is wrong.
    pub fn parse(
        &self,
        today: VnDate,
        own: Option<u32>,
        l: Locale,
    ) -> Result<Voucher, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut keep = |error: FieldError| errors.push(error);
        let code = self.code(l).map_err(&mut keep).ok();
        let off = self.off(l).map_err(&mut keep).ok();
        let least = optional("least_goods", &self.least_goods, l);
        let least_goods = least.map_err(&mut keep).ok();
        let uses = self.uses(l).map_err(&mut keep).ok();
        let until = self.until(today, l).map_err(&mut keep).ok();
        let own = match own {
            Some(own) => Some(own),
            None => self.own(l).map_err(&mut keep).ok(),
        };
        match (code, off, least_goods, uses, until, own) {
            (Some(code), Some(off), Some(least), Some(uses), Some(until), Some(own)) => {
                Ok(Voucher {
                    code,
                    off,
                    least_goods: least.unwrap_or(Vnd::ZERO),
                    uses,
                    until,
                    own_percent100: own,
                })
            }
            _ => Err(errors),
        }
    }

    fn code(&self, l: Locale) -> Result<String, FieldError> {
        let code = self.code.trim().to_uppercase();
        let plain = code.chars().all(|c| c.is_ascii_alphanumeric());
        if plain && (LEAST_CODE..=MOST_CODE).contains(&code.len()) {
            return Ok(code);
        }
        let message = l.say(
            "Mã có 4 đến 16 chữ không dấu hoặc số, viết liền, như NAMUA10",
            "4 to 16 plain letters or digits, like NAMUA10",
        );
        Err(FieldError::new("code", "bad_code", message))
    }

    fn off(&self, l: Locale) -> Result<Off, FieldError> {
        let Some(percent) = self.off.trim().strip_suffix('%') else {
            return price_field("off", &self.off, l).map(Off::Amount);
        };
        let percent = percent100("off", percent, (1, MOST_PERCENT), l)?;
        let most = optional("most", &self.most, l)?;
        Ok(Off::Percent100(percent, most))
    }

    fn uses(&self, l: Locale) -> Result<Option<i64>, FieldError> {
        let text = self.uses.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let number = text.parse().ok().filter(|n| (1..=1_000_000).contains(n));
        number.map(Some).ok_or_else(|| {
            let message = l.say("Ghi số lượt, từ 1", "A whole number from 1");
            FieldError::new("uses", "not_a_number", message)
        })
    }

    fn until(&self, today: VnDate, l: Locale) -> Result<VnDate, FieldError> {
        let day = VnDate::parse(&self.until).map_err(|_| {
            let message = l.say(
                "Ghi ngày cuối, như 31/12/2026",
                "The last day, like 31/12/2026",
            );
            FieldError::new("until", "not_a_day", message)
        })?;
        let ahead = day.days() - today.days();
        if (0..=MOST_DAYS).contains(&ahead) {
            return Ok(day);
        }
        let message = l.say(
            "Ngày cuối từ hôm nay, không quá một năm",
            "From today, within a year",
        );
        Err(FieldError::new("until", "out_of_range", message))
    }

    fn own(&self, l: Locale) -> Result<u32, FieldError> {
        let text = self.own.trim().trim_end_matches('%');
        let own = match text {
            "" => 0,
            text => percent100("own", text, (0, 10_000), l)?,
        };
        if own > 0 && self.cooperative.trim().is_empty() {
            let message = l.say(
                "Chọn hợp tác xã cùng chịu",
                "Choose the cooperative that shares it",
            );
            return Err(FieldError::new("cooperative", "required", message));
        }
        Ok(own)
    }
}

fn optional(field: &str, text: &str, l: Locale) -> Result<Option<Vnd>, FieldError> {
    match text.trim() {
        "" => Ok(None),
        text => price_field(field, text, l).map(Some),
    }
}

fn percent100(
    field: &str,
    text: &str,
    (least, most): (u32, u32),
    l: Locale,
) -> Result<u32, FieldError> {
    let text = text.trim().replace(',', ".");
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let digits = format!("{rest:0<2}");
    let value = (digits.len() == 2)
        .then(|| format!("{whole}{digits}").parse::<u32>().ok())
        .flatten();
    value
        .filter(|value| (least..=most).contains(value))
        .ok_or_else(|| {
            let message = match l {
                Locale::Vi => format!("Ghi phần trăm, nhiều nhất {}", most / 100),
                Locale::En => format!("A percentage, at most {}", most / 100),
            };
            FieldError::new(field, "not_a_percentage", message)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> NewVoucher {
        NewVoucher {
            code: " namua10 ".into(),
            off: "10%".into(),
            most: "30k".into(),
            least_goods: "200.000".into(),
            uses: "50".into(),
            until: "31/12/2026".into(),
            ..NewVoucher::default()
        }
    }

    #[test]
    fn it_is_read_as_people_write() {
        let today = VnDate::parse("2026-11-28").expect("a day");
        let read = form().parse(today, Some(10_000), Locale::Vi).expect("read");
        assert_eq!(read.code, "NAMUA10");
        assert_eq!(read.off, Off::Percent100(1_000, Some(Vnd(30_000))));
        assert_eq!((read.least_goods, read.uses), (Vnd(200_000), Some(50)));
        let wrong = NewVoucher {
            code: "mã".into(),
            off: "60%".into(),
            uses: "0".into(),
            until: "1/1/2020".into(),
            own: "50".into(),
            ..form()
        };
        let errors = wrong.parse(today, None, Locale::Vi).expect_err("wrong");
        let fields: Vec<&str> = errors.iter().map(|error| error.path.as_str()).collect();
        assert_eq!(fields, ["code", "off", "uses", "until", "cooperative"]);
        let nothing = NewVoucher {
            off: "0%".into(),
            ..form()
        };
        assert!(nothing.parse(today, None, Locale::Vi).is_err());
    }
}
