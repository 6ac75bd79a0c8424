//! The pure part: wanted goods and a place become parcels with fees and days, or reasons.

use super::goods::{Goods, Wanted};
use shared::goods::ShippingClass;
use shared::id::{CooperativeId, OfferId, VariantId};
use shared::money::Vnd;
use shared::places::{Ward, places};
use shared::quantity::line_total;
use shared::rules::shipping::{
    Area, Band, Lane, LaneRequest, Window, chargeable_weight, fee, lane, transit, window,
};
use shared::say::Locale;
use shared::time::Millis;
use std::collections::HashMap;

/// A cooperative that rests longer than this takes no orders.
const LONGEST_WAIT_DAYS: i64 = 10;

/// A line that can be sent.
#[derive(Clone, Debug)]
pub struct ParcelLine<'a> {
    /// The good.
    pub goods: &'a Goods,
    /// What was asked for.
    pub wanted: &'a Wanted,
    /// Its price.
    pub total: Vnd,
}

/// One cooperative's parcel.
#[derive(Clone, Debug)]
pub struct Parcel<'a> {
    /// Who sends it.
    pub cooperative: CooperativeId,
    /// What is in it, in the order of the request.
    pub lines: Vec<ParcelLine<'a>>,
    /// Price of the goods.
    pub goods_total: Vnd,
    /// Weight charged for, in grams.
    pub weight_g: i64,
    /// The most perishable class in it, which decides fee and days.
    pub class: ShippingClass,
    /// How far it goes.
    pub band: Band,
    /// Kilometres by road, estimated.
    pub road_km: u32,
    /// Its fee.
    pub fee: Vnd,
    /// Its days.
    pub window: Window,
    /// Fetched, or brought within the province.
    pub pickup: bool,
}

impl Parcel<'_> {
    /// The good by which the cooperative is known here.
    pub fn first(&self) -> Option<&Goods> {
        self.lines.first().map(|line| line.goods)
    }

    /// Goods and fee.
    pub fn total(&self) -> Vnd {
        Vnd(self.goods_total.0 + self.fee.0)
    }
}

/// A line that cannot be sent, and why.
#[derive(Clone, Debug)]
pub struct Refused<'a> {
    /// The good.
    pub goods: &'a Goods,
    /// What was asked for.
    pub wanted: &'a Wanted,
    /// A stable name.
    pub code: &'static str,
    /// A sentence.
    pub message: String,
    /// What is left, in smallest steps, when that is the reason.
    pub left: Option<i64>,
}

/// What can go and what cannot.
#[derive(Clone, Debug, Default)]
pub struct Plan<'a> {
    /// One for each cooperative, in the order of the request.
    pub parcels: Vec<Parcel<'a>>,
    /// The rest.
    pub refused: Vec<Refused<'a>>,
}

impl Plan<'_> {
    /// Price of all goods that can go.
    pub fn goods_total(&self) -> Vnd {
        Vnd(self.parcels.iter().map(|parcel| parcel.goods_total.0).sum())
    }

    /// All fees.
    pub fn shipping_total(&self) -> Vnd {
        Vnd(self.parcels.iter().map(|parcel| parcel.fee.0).sum())
    }

    /// What the buyer pays.
    pub fn total(&self) -> Vnd {
        Vnd(self.goods_total().0 + self.shipping_total().0)
    }
}

/// Plans an order to `to` at `now`. `kept` is what this buyer's own checkout holds of each offer, in smallest steps.
/// Without a place (`None`) everything is planned as if it stayed in its own commune; the fees then mean nothing.
pub fn plan<'a>(
    goods: &'a HashMap<VariantId, Goods>,
    wanted: &'a [Wanted],
    kept: &HashMap<OfferId, i64>,
    to: Option<&Ward>,
    now: Millis,
    l: Locale,
) -> Plan<'a> {
    let mut plan = Plan::default();
    let mut sorted: Vec<(CooperativeId, Vec<ParcelLine<'a>>)> = Vec::new();
    for want in wanted {
        let Some(good) = goods.get(&want.variant) else {
            continue;
        };
        let own = kept.get(&good.offer).copied().unwrap_or(0);
        match line(good, want, own, to, now, l) {
            Ok(line) => match sorted.iter_mut().find(|(id, _)| *id == good.cooperative) {
                Some((_, lines)) => lines.push(line),
                None => sorted.push((good.cooperative, vec![line])),
            },
            Err(refused) => plan.refused.push(*refused),
        }
    }
    for (cooperative, lines) in sorted {
        plan.parcels.push(parcel(cooperative, lines, to, now));
    }
    plan
}

fn line<'a>(
    goods: &'a Goods,
    wanted: &'a Wanted,
    own: i64,
    to: Option<&Ward>,
    now: Millis,
    l: Locale,
) -> Result<ParcelLine<'a>, Box<Refused<'a>>> {
    let refuse = |code, message: String, left| {
        Err(Box::new(Refused {
            goods,
            wanted,
            code,
            message,
            left,
        }))
    };
    if !goods.for_sale {
        let message = l.say(
            "Món này không còn bán. Bỏ ra để đặt tiếp",
            "This is no longer sold. Take it out to go on",
        );
        return refuse("not_for_sale", message.to_owned(), None);
    }
    if goods.paused {
        let message = l.say(
            "Hợp tác xã đang tạm ngừng bán món này",
            "The cooperative has paused this for now",
        );
        return refuse("paused", message.to_owned(), None);
    }
    if let Some(message) = resting(goods, now, l) {
        return refuse("resting", message, None);
    }
    let left = (goods.free + own).max(0);
    if left < wanted.steps {
        let left = left - left % goods.step;
        return refuse("insufficient_stock", left_words(goods, left, l), Some(left));
    }
    if let Some((code, message)) = too_far(goods, to, l) {
        return refuse(code, message, None);
    }
    match line_total(goods.price, goods.quantity(wanted.steps)) {
        Some(total) => Ok(ParcelLine {
            goods,
            wanted,
            total,
        }),
        None => refuse(
            "too_many",
            l.say("Số lượng lớn quá", "Too much").to_owned(),
            None,
        ),
    }
}

/// `Còn 2 thùng`, `Hết hàng`.
fn left_words(goods: &Goods, left: i64, l: Locale) -> String {
    if left == 0 {
        return l.say("Hết hàng", "Sold out").to_owned();
    }
    let left = goods.quantity(left).words(l);
    match l {
        Locale::Vi => format!("Còn {left}"),
        Locale::En => format!("{left} left"),
    }
}

fn resting(goods: &Goods, now: Millis, l: Locale) -> Option<String> {
    let (from, until) = goods.holiday?;
    let today = now.vn_date();
    let back = until.vn_date().plus_days(1);
    let rests = from.vn_date() <= today && today < back;
    if !rests || back.days() - today.days() <= LONGEST_WAIT_DAYS {
        return None;
    }
    Some(match l {
        Locale::Vi => format!("{} nghỉ đến {}", goods.cooperative_short, back.short()),
        Locale::En => format!("{} rests until {}", goods.cooperative_short, back.short()),
    })
}

struct Way {
    band: Band,
    road_km: u32,
    area: Area,
}

fn way(goods: &Goods, to: Option<&Ward>) -> Way {
    let Some(to) = to else {
        return Way {
            band: Band::SameProvince,
            road_km: 0,
            area: Area::North,
        };
    };
    let road_km = places()
        .road_km(&goods.ward_code, to.code)
        .unwrap_or_default();
    Way {
        band: Band::of(goods.province_code == to.province_code, road_km),
        road_km,
        area: Area::of(to.point.lat),
    }
}

fn too_far(goods: &Goods, to: Option<&Ward>, l: Locale) -> Option<(&'static str, String)> {
    let way = way(goods, to);
    let request = LaneRequest {
        class: goods.class,
        shelf_life_days: goods.shelf_life_days,
        band: way.band,
        to: way.area,
    };
    match lane(request) {
        Lane::Refused(why) => Some((why.code(), why.say(l, goods.title(l)))),
        Lane::Allowed { .. } => None,
    }
}

fn parcel<'a>(
    cooperative: CooperativeId,
    lines: Vec<ParcelLine<'a>>,
    to: Option<&Ward>,
    now: Millis,
) -> Parcel<'a> {
    let live = |line: &&ParcelLine<'_>| line.goods.class == ShippingClass::P0;
    let pickup = lines.iter().all(|line| live(&line));
    // Live animals travel on their own; the rest of the parcel is as perishable as its most perishable good.
    let carried = || lines.iter().filter(|line| pickup || !live(line));
    let class = carried()
        .map(|line| line.goods.class)
        .min()
        .unwrap_or(ShippingClass::P4);
    let weight: i64 = carried()
        .map(|line| line.goods.weight_g(line.wanted.steps))
        .sum();
    let weight_g = chargeable_weight(weight.max(1), None);
    let way = lines.first().map_or_else(
        || Way {
            band: Band::SameProvince,
            road_km: 0,
            area: Area::North,
        },
        |line| way(line.goods, to),
    );
    let today = now.vn_date();
    let ready = lines
        .iter()
        .flat_map(|line| {
            let rests = line
                .goods
                .holiday
                .filter(|(from, _)| from.vn_date() <= today);
            [
                line.goods.harvested_on,
                rests.map(|(_, until)| until.vn_date().plus_days(1)),
            ]
        })
        .flatten()
        .max();
    Parcel {
        cooperative,
        goods_total: Vnd(lines.iter().map(|line| line.total.0).sum()),
        weight_g,
        class,
        band: way.band,
        road_km: way.road_km,
        fee: fee(way.band, weight_g, class).unwrap_or(Vnd::ZERO),
        window: window(now, ready, class, transit(way.band, class)),
        pickup,
        lines,
    }
}
