//! Pooled listings: creating one, inviting cooperatives, joining with one's own price and season, what each is to have.

mod deed;
#[cfg(test)]
mod tests;

pub use deed::PoolDeed;

use serde::{Deserialize, Serialize};

use super::goods::{ListGoods, MAX_NAME, goods_name, price_field};
use crate::goods::Season;
use crate::money::Vnd;
use crate::problem::FieldError;
use crate::rules::badge::CertificateKind;
use crate::rules::routing::Claim;
use crate::say::Locale;
use crate::text::nfc_clean;
use crate::time::VnDate;

/// The largest share: shares are relative, whole numbers.
pub const MAX_SHARE: i32 = 1_000;
/// The largest month's cap.
const MAX_CAP: Vnd = Vnd(100_000_000_000);

/// The fields of a form as they came; a name may come several times.
pub type Fields = Vec<(String, String)>;

fn one<'a>(fields: &'a Fields, name: &str) -> &'a str {
    let found = fields.iter().find(|(field, _)| field == name);
    found.map_or("", |(_, value)| value.trim())
}

fn months(fields: &Fields, name: &str) -> Vec<u8> {
    let all = fields.iter().filter(|(field, _)| field == name);
    all.filter_map(|(_, value)| value.parse().ok())
        .filter(|month| (1..=12).contains(month))
        .collect()
}

/// How the selling price follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PriceRule {
    /// One price for all, set by whoever runs the listing.
    #[default]
    Fixed,
    /// That of the cheapest cooperative that can supply it now.
    Lowest,
}

impl PriceRule {
    /// The name in the database and in forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Lowest => "lowest",
        }
    }

    /// The rule of a name; the fixed one for any other.
    #[must_use]
    pub fn of_code(code: &str) -> Self {
        match code {
            "lowest" => Self::Lowest,
            _ => Self::Fixed,
        }
    }
}

/// The certificates that a form can demand of every supplier, apart from OCOP and a protected name.
pub const DEMANDED: [CertificateKind; 6] = [
    CertificateKind::Vietgap,
    CertificateKind::Globalgap,
    CertificateKind::Organic,
    CertificateKind::Haccp,
    CertificateKind::Iso22000,
    CertificateKind::FoodSafety,
];

/// The claims that a form demands.
///
/// # Errors
/// A number of stars that does not exist, a protected name that is too long.
pub fn claims(fields: &Fields, l: Locale) -> Result<Vec<Claim>, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut claims = Vec::new();
    let stars = one(fields, "ocop");
    if !stars.is_empty() {
        match stars.parse::<u8>().ok().filter(|s| (3..=5).contains(s)) {
            Some(stars) => claims.push(Claim {
                kind: CertificateKind::Ocop,
                stars: Some(stars),
                mark: None,
            }),
            None => errors.push(FieldError::new(
                "ocop",
                "unknown",
                l.say("Số sao là 3, 4 hoặc 5", "Stars are 3, 4 or 5"),
            )),
        }
    }
    for kind in DEMANDED {
        if fields
            .iter()
            .any(|(name, value)| name == "kind" && value == kind.code())
        {
            claims.push(Claim {
                kind,
                stars: None,
                mark: None,
            });
        }
    }
    let mark = nfc_clean(one(fields, "mark"));
    if mark.chars().count() > MAX_NAME || mark.contains([',', ':']) {
        let message = l.say(
            "Tên được bảo hộ: viết gọn, không có dấu phẩy hay hai chấm",
            "A protected name is short, without comma or colon",
        );
        errors.push(FieldError::new("mark", "bad_name", message));
    } else if !mark.is_empty() {
        claims.push(Claim {
            kind: CertificateKind::Mark,
            stars: None,
            mark: Some(mark),
        });
    }
    if errors.is_empty() {
        Ok(claims)
    } else {
        Err(errors)
    }
}

/// The form that creates a pooled listing. What is left empty of the goods is guessed from their name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewPool {
    /// The collective brand's name.
    pub brand: String,
    /// `Loại 1`.
    pub grade: String,
    /// How the price follows.
    pub rule: PriceRule,
    /// What every supplier has to prove.
    pub claims: Vec<Claim>,
    /// Name, pack and price as for any good.
    pub goods: ListGoods,
    /// What is said of it.
    pub description: String,
}

impl NewPool {
    /// Reads what needs no knowledge of the market, with the messages by field. The goods are read later, with the guess.
    pub fn read(fields: &Fields, l: Locale) -> (Self, Vec<FieldError>) {
        let mut errors = Vec::new();
        let text = |name: &str| nfc_clean(one(fields, name));
        let rule = PriceRule::of_code(one(fields, "rule"));
        let claims = claims(fields, l).unwrap_or_else(|wrong| {
            errors.extend(wrong);
            Vec::new()
        });
        let brand = text("brand");
        if let Err(mut error) = goods_name("brand", &brand, l) {
            if error.code == "required" {
                let message = l.say(
                    "Cho biết nhãn chung, như “Na Chi Lăng”",
                    "Name the brand, like “Na Chi Lăng”",
                );
                error = FieldError::new("brand", "required", message);
            }
            errors.push(error);
        }
        let grade = text("grade");
        if grade.chars().count() > MAX_NAME {
            let message = l.say("Phẩm cấp dài quá 80 chữ", "At most 80 letters");
            errors.push(FieldError::new("grade", "too_long", message));
        }
        let description = one(fields, "description").to_owned();
        if description.chars().count() > super::goods::MAX_TEXT {
            let message = l.say("Mô tả dài quá 4.000 chữ", "At most 4,000 letters");
            errors.push(FieldError::new("description", "too_long", message));
        }
        let goods = ListGoods {
            name: one(fields, "name").to_owned(),
            price: one(fields, "price").to_owned(),
            quantity: "1".to_owned(),
            unit: one(fields, "unit").to_owned(),
            pack: one(fields, "pack").to_owned(),
            category: one(fields, "category").to_owned(),
            class: one(fields, "class").to_owned(),
            // The cooperatives bring their own prices.
            price_ok: match rule {
                PriceRule::Lowest => "1".to_owned(),
                PriceRule::Fixed => String::new(),
            },
            ..ListGoods::default()
        };
        let form = Self {
            brand,
            grade,
            rule,
            claims,
            goods,
            description,
        };
        (form, errors)
    }
}

/// What a cooperative is to have of a pooled listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// Relative to the others'.
    pub share: i32,
    /// The most it may sell in a month.
    pub month_cap: Option<Vnd>,
}

impl Agreed {
    /// Reads `share` and `cap`.
    ///
    /// # Errors
    /// The messages by field.
    pub fn read(fields: &Fields, l: Locale) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let share = one(fields, "share")
            .parse::<i32>()
            .ok()
            .filter(|share| (1..=MAX_SHARE).contains(share));
        if share.is_none() {
            let message = l.say(
                "Phần là số nguyên từ 1 đến 1000, như 2",
                "A share is a whole number from 1 to 1000, like 2",
            );
            errors.push(FieldError::new("share", "not_a_number", message));
        }
        let month_cap = match one(fields, "cap") {
            "" => None,
            text => Vnd::parse_spoken(text)
                .ok()
                .filter(|cap| cap.0 > 0 && *cap <= MAX_CAP)
                .or_else(|| {
                    let message = l.say(
                        "Mức cao nhất một tháng viết như 20 triệu, hoặc bỏ trống",
                        "The most a month, like 20 triệu, or nothing",
                    );
                    errors.push(FieldError::new("cap", "not_a_price", message));
                    None
                }),
        };
        match share {
            Some(share) if errors.is_empty() => Ok(Self { share, month_cap }),
            _ => Err(errors),
        }
    }
}

/// A cooperative's own terms in a pooled listing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Price of each pack by its variant's id, as far as one was typed.
    pub prices: Vec<(String, Vnd)>,
    /// Its own season; none takes that of the product.
    pub season: Option<Season>,
    /// The day of its harvest.
    pub harvested_on: Option<VnDate>,
}

impl Terms {
    /// Reads `price.<variant>`, `main`, `minor`, `harvested`. With a fixed price for all (`fixed`) no prices are read.
    ///
    /// # Errors
    /// The messages by field.
    pub fn read(
        fields: &Fields,
        fixed: bool,
        today: VnDate,
        l: Locale,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut prices = Vec::new();
        if !fixed {
            for (name, text) in fields {
                let Some(variant) = name.strip_prefix("price.") else {
                    continue;
                };
                match price_field(name, text, l) {
                    Ok(price) => prices.push((variant.to_owned(), price)),
                    Err(error) => errors.push(error),
                }
            }
        }
        let (main, minor) = (months(fields, "main"), months(fields, "minor"));
        let season =
            (!main.is_empty() || !minor.is_empty()).then(|| Season::of_months(&main, &minor));
        let harvested_on = match one(fields, "harvested") {
            "" => None,
            text => {
                let day = VnDate::parse(text).ok();
                let near = |day: &VnDate| (-730..=60).contains(&(day.days() - today.days()));
                let day = day.filter(near);
                if day.is_none() {
                    let message = l.say(
                        "Chọn ngày thu hoạch, như 15/8/2026; xa nhất 60 ngày tới",
                        "Choose the day of harvest, at most 60 days ahead",
                    );
                    errors.push(FieldError::new("harvested", "not_a_day", message));
                }
                day
            }
        };
        if errors.is_empty() {
            Ok(Self {
                prices,
                season,
                harvested_on,
            })
        } else {
            Err(errors)
        }
    }
}

/// The month of a share, `2026-08`, as it is stored: `202608`.
#[must_use]
pub fn month_of(text: &str) -> Option<i32> {
    let (year, month) = text.split_once('-')?;
    let (year, month) = (year.parse::<i32>().ok()?, month.parse::<i32>().ok()?);
    ((2000..3000).contains(&year) && (1..=12).contains(&month)).then_some(year * 100 + month)
}
