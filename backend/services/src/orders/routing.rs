//! Why a cooperative got a part of an order, and how its fee was worked out: the facts, kept beside the result.

use crate::checkout::Parcel;
use serde::{Deserialize, Serialize};
use shared::id::{OfferId, VariantId};
use shared::rules::shipping::FEE_TABLE;
use shared::say::Locale;

/// One line's decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoutingLine {
    /// The good.
    pub variant: VariantId,
    /// The offer that was chosen.
    pub offer: OfferId,
    /// How many offers could have been chosen.
    pub candidates: u32,
    /// What was free at that moment, in smallest steps.
    pub free: i64,
}

/// The record of a sub-order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Routing {
    /// `own_listing`: the good is sold by this cooperative alone, under its own name.
    pub rule: String,
    /// Each line.
    pub lines: Vec<RoutingLine>,
    /// The table the fee is from.
    pub fee_table: String,
    /// How far the parcel goes.
    pub band: String,
    /// Kilometres by road, estimated.
    pub road_km: u32,
    /// Weight charged for, in grams.
    pub weight_g: i64,
    /// The class that decided.
    pub class: String,
}

impl Routing {
    pub(super) fn of(parcel: &Parcel<'_>) -> Self {
        let line = |line: &crate::checkout::ParcelLine<'_>| RoutingLine {
            variant: line.goods.variant,
            offer: line.goods.offer,
            candidates: 1,
            free: line.goods.free,
        };
        Self {
            rule: "own_listing".to_owned(),
            lines: parcel.lines.iter().map(line).collect(),
            fee_table: FEE_TABLE.to_owned(),
            band: parcel.band.code().to_owned(),
            road_km: parcel.road_km,
            weight_g: parcel.weight_g,
            class: parcel.class.code().to_owned(),
        }
    }

    /// Why this cooperative, for the buyer.
    pub fn why(&self, cooperative: &str, l: Locale) -> String {
        let km = self.road_km;
        match l {
            Locale::Vi => format!(
                "Bạn chọn hàng ở gian của {cooperative}, nên chính hợp tác xã này gửi. Đường tới bạn khoảng {km}\u{a0}km."
            ),
            Locale::En => format!(
                "You chose goods from the booth of {cooperative}, so it sends them itself. It is about {km}\u{a0}km to you."
            ),
        }
    }
}
