//! Goods of a booth: listing one from a photo, mending it, its packs and its papers.

mod fields;
mod lots;

use serde::{Deserialize, Serialize};

pub use lots::{LotDeed, ReceiveLot};

use fields::content_missing;
pub use fields::{class_field, goods_name, needs_content, pack_field, price_field, weight_field};

use crate::money::Vnd;
use crate::problem::FieldError;
use crate::quantity::{Quantity, Unit};
use crate::rules::guess::{Facts, packed_weight};
use crate::say::Locale;
use crate::text::nfc_clean;

/// The most letters of a good's name.
pub const MAX_NAME: usize = 80;
/// The most letters of a description.
pub const MAX_TEXT: usize = 4_000;
/// The heaviest parcel of one unit, in grams.
pub const MAX_GROSS_G: i64 = 200_000;

/// The form that lists a good. What is left empty is guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListGoods {
    /// Key of the draft; the good gets it, so that sending twice lists once.
    pub draft: String,
    /// Name as typed.
    pub name: String,
    /// Price as typed: `180k`.
    pub price: String,
    /// How many, as typed.
    pub quantity: String,
    /// Code of the unit; empty takes the guess.
    pub unit: String,
    /// What is in one unit: `500 g`, `1,5 lít`; empty takes the guess.
    pub pack: String,
    /// What one unit weighs as a parcel: `700 g`; empty takes the guess.
    pub gross: String,
    /// Slug of the category; empty takes the guess.
    pub category: String,
    /// Code of the shipping class; empty takes the guess.
    pub class: String,
    /// The price in đồng that was chosen when asked; empty when nobody asked.
    pub price_ok: String,
}

/// A good ready to be listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewGoods {
    /// Its name.
    pub name: String,
    /// Price of one unit.
    pub price: Vnd,
    /// The price was chosen when asked.
    pub price_sure: bool,
    /// How much there is.
    pub quantity: Quantity,
    /// Everything else.
    pub facts: Facts,
}

impl ListGoods {
    /// Guess and corrections together. Fields that cannot be read keep the guess and leave an error.
    fn facts(&self, guess: &Facts, l: Locale, errors: &mut Vec<FieldError>) -> Facts {
        let unit = self.unit.parse().unwrap_or(guess.unit);
        let same_unit = unit == guess.unit;
        let (net_weight_g, net_volume_ml) = if self.pack.trim().is_empty() {
            if same_unit {
                (guess.net_weight_g, guess.net_volume_ml)
            } else {
                (None, None)
            }
        } else {
            pack_field("pack", &self.pack, l).unwrap_or_else(|error| {
                errors.push(error);
                (guess.net_weight_g, guess.net_volume_ml)
            })
        };
        if needs_content(unit) && net_weight_g.is_none() && net_volume_ml.is_none() {
            errors.push(content_missing(unit, l));
        }
        let same_pack =
            same_unit && (net_weight_g, net_volume_ml) == (guess.net_weight_g, guess.net_volume_ml);
        let gross_weight_g = if self.gross.trim().is_empty() {
            if same_pack {
                guess.gross_weight_g
            } else {
                packed_weight(unit, net_weight_g, net_volume_ml)
            }
        } else {
            weight_field("gross", &self.gross, l).unwrap_or_else(|error| {
                errors.push(error);
                guess.gross_weight_g
            })
        };
        let category = if self.category.is_empty() {
            guess.category.clone()
        } else {
            self.category.clone()
        };
        Facts {
            category,
            unit,
            net_weight_g,
            net_volume_ml,
            gross_weight_g,
            shipping_class: self.class.parse().unwrap_or(guess.shipping_class),
            ..guess.clone()
        }
    }

    /// What the guess becomes with the corrections made so far, for showing.
    #[must_use]
    pub fn corrected(&self, guess: &Facts) -> Facts {
        self.facts(guess, Locale::Vi, &mut Vec::new())
    }

    /// The good, with what was left empty taken from the guess.
    ///
    /// # Errors
    /// The messages by field.
    pub fn parse(&self, guess: &Facts, l: Locale) -> Result<NewGoods, Vec<FieldError>> {
        let mut errors = Vec::new();
        let name = take(goods_name("name", &self.name, l), &mut errors);
        let chosen = self
            .price_ok
            .trim()
            .parse::<i64>()
            .ok()
            .filter(|p| (1..=Vnd::MAX_PRICE.0).contains(p));
        let price = match chosen {
            Some(price) => Some(Vnd(price)),
            None => take(price_field("price", &self.price, l), &mut errors),
        };
        let facts = self.facts(guess, l, &mut errors);
        let quantity = Quantity::parse(&self.quantity, facts.unit)
            .map_err(|why| FieldError::new("quantity", why.code(), why.say(l)));
        let quantity = take(quantity, &mut errors);
        match (name, price, quantity) {
            (Some(name), Some(price), Some(quantity)) if errors.is_empty() => Ok(NewGoods {
                name,
                price,
                price_sure: chosen.is_some(),
                quantity,
                facts,
            }),
            _ => Err(errors),
        }
    }
}

/// The form that mends what is told of a good.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditGoods {
    /// Vietnamese name.
    pub name: String,
    /// English name; empty repeats the Vietnamese one.
    pub name_en: String,
    /// What it is, in Vietnamese.
    pub description_vi: String,
    /// The same in English.
    pub description_en: String,
    /// Slug of the category.
    pub category: String,
    /// Code of the shipping class.
    pub class: String,
    /// Days it keeps.
    pub shelf_life: String,
    /// Where it grows, as typed.
    pub origin: String,
    /// Code of the commune that was chosen among several.
    pub origin_code: String,
    /// Day of harvest, `2026-08-15`; empty for none.
    pub harvested: String,
    /// Months of the main crop, 1 to 12.
    pub main: Vec<u8>,
    /// Months of a small crop.
    pub minor: Vec<u8>,
}

/// The form of one pack.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditPack {
    /// Name of the pack; empty makes one of unit and content.
    pub pack_name: String,
    /// Code of the unit.
    pub unit: String,
    /// What is in one unit.
    pub pack: String,
    /// What one unit weighs as a parcel.
    pub gross: String,
    /// Price as typed.
    pub price: String,
    /// The price in đồng that was chosen when asked.
    pub price_ok: String,
}

/// A pack ready to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackFacts {
    /// Its name; empty when unit and content say enough.
    pub name: String,
    /// Unit it is sold in.
    pub unit: Unit,
    /// Net weight of one unit, in grams.
    pub net_weight_g: Option<i64>,
    /// Net volume of one unit, in millilitres.
    pub net_volume_ml: Option<i64>,
    /// Weight of one unit as a parcel, in grams.
    pub gross_weight_g: i64,
    /// Price of one unit.
    pub price: Vnd,
}

impl EditPack {
    /// The pack.
    ///
    /// # Errors
    /// The messages by field.
    pub fn parse(&self, l: Locale) -> Result<PackFacts, Vec<FieldError>> {
        let mut errors = Vec::new();
        let unit = self.unit.parse::<Unit>().map_err(|_| {
            FieldError::new(
                "unit",
                "unknown_unit",
                l.say(
                    "Chọn đơn vị bán: kg, túi, hộp…",
                    "Choose a unit: kg, bag, box…",
                ),
            )
        });
        let unit = take(unit, &mut errors);
        let content = if self.pack.trim().is_empty() {
            Some((None, None))
        } else {
            take(pack_field("pack", &self.pack, l), &mut errors)
        };
        let chosen = self
            .price_ok
            .trim()
            .parse::<i64>()
            .ok()
            .filter(|p| (1..=Vnd::MAX_PRICE.0).contains(p));
        let price = match chosen {
            Some(price) => Some(Vnd(price)),
            None => take(price_field("price", &self.price, l), &mut errors),
        };
        let (Some(unit), Some((net_weight_g, net_volume_ml)), Some(price)) = (unit, content, price)
        else {
            return Err(errors);
        };
        if needs_content(unit) && net_weight_g.is_none() && net_volume_ml.is_none() {
            errors.push(content_missing(unit, l));
        }
        let gross = if self.gross.trim().is_empty() {
            Some(packed_weight(unit, net_weight_g, net_volume_ml))
        } else {
            take(weight_field("gross", &self.gross, l), &mut errors)
        };
        let name = nfc_clean(&self.pack_name);
        if name.chars().count() > MAX_NAME {
            errors.push(FieldError::new(
                "pack_name",
                "too_long",
                l.say("Tên dài quá 80 chữ", "At most 80 letters"),
            ));
        }
        match gross {
            Some(gross_weight_g) if errors.is_empty() => Ok(PackFacts {
                name,
                unit,
                net_weight_g,
                net_volume_ml,
                gross_weight_g,
                price,
            }),
            _ => Err(errors),
        }
    }
}

/// A tap on the shelf.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangeStock {
    /// `plus`, `minus`, `pick` (picked today), else the number is set.
    pub op: String,
    /// How many pieces a plus or minus stands for; one when empty.
    pub by: String,
    /// What can be sold now, as typed.
    pub so: String,
    /// What was picked today, as typed.
    pub picked: String,
    /// Key of this change: the same one counts once.
    pub key: String,
    /// Query string of the shelf, for the way back.
    pub here: String,
}

/// The form that hands in a certificate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HandInCertificate {
    /// Code of the kind.
    pub kind: String,
    /// Id of the product it names; empty when it is for everything of the cooperative.
    pub product: String,
    /// Stars, for OCOP.
    pub stars: String,
    /// The protected name it allows.
    pub mark: String,
    /// Number of the decision.
    pub number: String,
    /// Who issued it.
    pub issuer: String,
    /// What it covers, in its own words.
    pub scope: String,
    /// First day, `2024-07-01`.
    pub valid_from: String,
    /// Last day.
    pub valid_to: String,
}

fn take<T>(read: Result<T, FieldError>, errors: &mut Vec<FieldError>) -> Option<T> {
    read.map_err(|error| errors.push(error)).ok()
}

#[cfg(test)]
mod tests;
