//! Reading JSON field by field, so that every mistake is named with its place.

use serde_json::{Map, Value};

use crate::money::Vnd;
use crate::problem::FieldError;
use crate::quantity::{Quantity, QuantityError, Unit};
use crate::say::Locale;
use crate::time::VnDate;

/// The mistakes found so far.
#[derive(Default)]
pub(super) struct Mistakes(pub Vec<FieldError>);

impl Mistakes {
    pub fn add(&mut self, path: impl Into<String>, code: &str, message: impl Into<String>) {
        self.0.push(FieldError::new(path, code, message));
    }
}

/// An object and where it stands.
pub(super) struct Fields<'v> {
    path: String,
    map: &'v Map<String, Value>,
}

impl<'v> Fields<'v> {
    /// The object at `path`; a mistake when it is none or has a field that is not `known`.
    pub fn of(
        value: &'v Value,
        path: &str,
        known: &[&str],
        mistakes: &mut Mistakes,
    ) -> Option<Self> {
        let Value::Object(map) = value else {
            mistakes.add(path, "not_an_object", "Chỗ này phải là { … }");
            return None;
        };
        let fields = Self {
            path: path.to_owned(),
            map,
        };
        for name in map.keys().filter(|name| !known.contains(&name.as_str())) {
            let message = format!("Không có trường “{name}”. Các trường: {}", known.join(", "));
            mistakes.add(fields.at(name), "unknown_field", message);
        }
        for (name, _) in map.iter().filter(|(_, value)| value.is_null()) {
            let message = format!("Chưa có giá trị thì bỏ hẳn “{name}”, đừng viết null");
            mistakes.add(fields.at(name), "null", message);
        }
        Some(fields)
    }

    /// Where a field of it stands.
    pub fn at(&self, name: &str) -> String {
        if self.path.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.path)
        }
    }

    pub fn get(&self, name: &str) -> Option<&'v Value> {
        self.map.get(name).filter(|value| !value.is_null())
    }

    fn read<T>(
        &self,
        name: &str,
        mistakes: &mut Mistakes,
        wanted: &str,
        read: impl FnOnce(&'v Value) -> Option<T>,
    ) -> Option<T> {
        let value = self.get(name)?;
        let read = read(value);
        if read.is_none() {
            mistakes.add(self.at(name), "malformed", format!("Ở đây cần {wanted}"));
        }
        read
    }

    pub fn text(&self, name: &str, mistakes: &mut Mistakes) -> Option<String> {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        self.read(name, mistakes, "chữ trong dấu nháy", text)
    }

    /// A text that must be there and not be empty.
    pub fn required(&self, name: &str, mistakes: &mut Mistakes) -> Option<String> {
        self.needs(name, mistakes);
        let text = self.text(name, mistakes)?;
        if text.is_empty() {
            let message = format!("“{name}” không được để trống");
            mistakes.add(self.at(name), "required", message);
            return None;
        }
        Some(text)
    }

    /// The field must be there.
    pub fn needs(&self, name: &str, mistakes: &mut Mistakes) {
        if !self.map.contains_key(name) {
            mistakes.add(self.at(name), "required", format!("Thiếu “{name}”"));
        }
    }

    pub fn flag(&self, name: &str, default: bool, mistakes: &mut Mistakes) -> bool {
        let flag = self.read(name, mistakes, "true hoặc false", Value::as_bool);
        flag.unwrap_or(default)
    }

    pub fn number<T: TryFrom<i64>>(&self, name: &str, mistakes: &mut Mistakes) -> Option<T> {
        let number = |value: &Value| whole(value).and_then(|n| T::try_from(n).ok());
        self.read(name, mistakes, "một số nguyên vừa phải", number)
    }

    /// A whole number from zero on.
    pub fn not_negative(&self, name: &str, mistakes: &mut Mistakes) -> Option<i64> {
        let number = self.number(name, mistakes)?;
        if number < 0 {
            let message = format!("“{name}” không được âm");
            mistakes.add(self.at(name), "negative", message);
            return None;
        }
        Some(number)
    }

    pub fn money(&self, name: &str, mistakes: &mut Mistakes) -> Option<Vnd> {
        self.read(
            name,
            mistakes,
            "số đồng, không có phần lẻ",
            |value| whole(value).map(Vnd),
        )
    }

    pub fn degrees(&self, name: &str, mistakes: &mut Mistakes) -> Option<f64> {
        self.read(
            name,
            mistakes,
            "độ dạng số thập phân, như 21.03",
            |value| {
                let number = value.as_f64().filter(|n| n.abs() <= 360.0)?;
                // Six decimals are a tenth of a metre; more would not survive being written and read.
                Some((number * 1e6).round() / 1e6)
            },
        )
    }

    pub fn day(&self, name: &str, mistakes: &mut Mistakes) -> Option<VnDate> {
        self.read(name, mistakes, "ngày như 2026-08-15", day)
    }

    /// A list, each entry with its place.
    pub fn list(&self, name: &str, mistakes: &mut Mistakes) -> Vec<(String, &'v Value)> {
        let list = self.read(name, mistakes, "danh sách [ … ]", |value| {
            value.as_array()
        });
        let path = self.at(name);
        let entries = list.into_iter().flatten().enumerate();
        entries
            .map(|(at, value)| (format!("{path}[{at}]"), value))
            .collect()
    }

    /// As [`Fields::quantity`], above zero.
    pub fn some_quantity(&self, name: &str, unit: Unit, mistakes: &mut Mistakes) -> Option<i64> {
        match self.quantity(name, unit, false, mistakes)? {
            0 => {
                self.bad_quantity(name, QuantityError::Zero, mistakes);
                None
            }
            steps => Some(steps),
        }
    }

    /// A decimal number of units, as text or number; above or equal to zero unless `signed`.
    pub fn quantity(
        &self,
        name: &str,
        unit: Unit,
        signed: bool,
        mistakes: &mut Mistakes,
    ) -> Option<i64> {
        let value = self.get(name)?;
        let text = match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let (negative, digits) = match text.strip_prefix('-').filter(|_| signed) {
            Some(rest) => (true, rest),
            None => (false, text.as_str()),
        };
        let plain = |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | ',' | '-');
        let parsed = match digits.chars().all(plain) {
            true => Quantity::parse_stock(digits, unit),
            false => Err(QuantityError::NotANumber),
        };
        match parsed {
            Ok(quantity) if negative => Some(-quantity.steps),
            Ok(quantity) => Some(quantity.steps),
            Err(why) => {
                self.bad_quantity(name, why, mistakes);
                None
            }
        }
    }

    fn bad_quantity(&self, name: &str, why: QuantityError, mistakes: &mut Mistakes) {
        mistakes.add(self.at(name), why.code(), why.say(Locale::Vi));
    }
}

/// A number without a fraction: `75000`, and `75000.0` too.
fn whole(value: &Value) -> Option<i64> {
    let number = value.as_number()?.to_string();
    number.strip_suffix(".0").unwrap_or(&number).parse().ok()
}

/// A day as text.
pub(super) fn day(value: &Value) -> Option<VnDate> {
    let text = value.as_str()?;
    VnDate::parse(text).ok().filter(|day| day.iso() == text)
}
