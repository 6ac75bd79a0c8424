//! When goods would arrive at a place, or why they cannot be sent there.

use super::rows::Row;
use shared::goods::ShippingClass;
use shared::places::{Ward, places};
use shared::rules::shipping::{
    Area, Band, Handover, Lane, LaneRefusal, LaneRequest, Window, lane, window,
};
use shared::say::Locale;
use shared::time::{Millis, VnDate};

/// A commune in the middle of Hà Nội: the place of pages that are the same for everybody.
const HA_NOI: &str = "Hoàn Kiếm, Hà Nội";

/// A commune in the middle of each part's largest city.
const CITIES_OF_THE_PARTS: [&str; 3] = [HA_NOI, "Hải Châu, Đà Nẵng", "Bến Thành, Hồ Chí Minh"];

/// For whom a page is made: the language, and where goods go once the reader chose that. A language alone is a reader who
/// chose no place.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// The language.
    pub locale: Locale,
    /// The chosen place.
    pub to: Option<Destination>,
}

impl From<Locale> for Reading {
    fn from(locale: Locale) -> Self {
        Self { locale, to: None }
    }
}

/// Where goods would be sent.
#[derive(Clone, Copy, Debug)]
pub struct Destination {
    ward: &'static Ward,
    whole_province: bool,
}

/// The answer for one good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// It leaves and arrives in these days.
    Sent(Window),
    /// It is fetched, or brought within its province.
    Fetched,
    /// It cannot be sent there.
    Refused(LaneRefusal),
}

impl Destination {
    /// Hà Nội, without a commune. `None` only if the data of places lack it.
    pub fn ha_noi() -> Option<Self> {
        use std::sync::LazyLock;
        static CODE: LazyLock<Option<String>> = LazyLock::new(|| {
            places()
                .search(HA_NOI, 1)
                .into_iter()
                .next()
                .map(|hit| hit.code)
        });
        let ward = places().ward(CODE.as_deref()?)?;
        Some(Self {
            ward,
            whole_province: true,
        })
    }

    /// The largest city of the north, the centre and the south, for pages that are the same for everybody.
    pub(crate) fn parts_of_the_country() -> &'static [Self] {
        use std::sync::LazyLock;
        static CITIES: LazyLock<Vec<Destination>> = LazyLock::new(|| {
            let found = CITIES_OF_THE_PARTS.iter().filter_map(|text| {
                let hit = places().search(text, 1).into_iter().next()?;
                let ward = places().ward(&hit.code)?;
                Some(Destination {
                    ward,
                    whole_province: true,
                })
            });
            found.collect()
        });
        &CITIES
    }

    /// A commune by its code.
    pub fn ward(code: &str) -> Option<Self> {
        Some(Self {
            ward: places().ward(code)?,
            whole_province: false,
        })
    }

    /// Code of the commune.
    pub fn code(&self) -> &'static str {
        self.ward.code
    }

    /// `Phường Cầu Giấy, Hà Nội`.
    pub fn label(&self) -> String {
        places().label(self.ward)
    }

    /// `Hà Nội`, `Cầu Giấy`.
    pub fn name(&self) -> String {
        let province = places()
            .province_of(self.ward)
            .map_or("", |province| province.name);
        let name = if self.whole_province {
            province
        } else {
            self.ward.name
        };
        name.replace(' ', "\u{a0}")
    }
}

/// What is known of the goods.
pub(crate) struct Goods<'a> {
    pub class: ShippingClass,
    pub shelf_life_days: i32,
    pub from_ward: &'a str,
    pub ready: Option<VnDate>,
}

impl<'a> From<&'a Row> for Goods<'a> {
    fn from(row: &'a Row) -> Self {
        Self {
            class: row.class(),
            shelf_life_days: row.shelf_life_days,
            from_ward: &row.cooperative_ward,
            ready: row.harvested(),
        }
    }
}

/// Decides by the market's lanes and windows. `None` when the commune of the goods is unknown.
pub(crate) fn arrival(goods: &Goods<'_>, to: &Destination, now: Millis) -> Option<Arrival> {
    let from = places().ward(goods.from_ward)?;
    let km = places().road_km(from.code, to.ward.code)?;
    let request = LaneRequest {
        class: goods.class,
        shelf_life_days: u16::try_from(goods.shelf_life_days)
            .ok()
            .filter(|days| *days > 0),
        band: Band::of(from.province_code == to.ward.province_code, km),
        to: Area::towards(from.point.lat, to.ward.point.lat),
    };
    Some(match lane(request) {
        Lane::Refused(why) => Arrival::Refused(why),
        Lane::Allowed {
            handover: Handover::Pickup,
            ..
        } => Arrival::Fetched,
        Lane::Allowed {
            handover: Handover::Parcel,
            transit,
        } => Arrival::Sent(window(now, goods.ready, goods.class, transit)),
    })
}

/// The same of goods that several may send from these communes: the earliest of all, and refused only when all are.
pub(crate) fn first_arrival<'a>(
    goods: &Goods<'_>,
    wards: impl Iterator<Item = &'a str>,
    to: &Destination,
    now: Millis,
) -> Option<Arrival> {
    let from = |from_ward| {
        arrival(
            &Goods {
                from_ward,
                ..*goods
            },
            to,
            now,
        )
    };
    wards.filter_map(from).min_by_key(|arrival| match arrival {
        Arrival::Sent(window) => (0, Some(window.latest)),
        Arrival::Fetched => (1, None),
        Arrival::Refused(_) => (2, None),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fresh_goods_of_lang_son_reach_ha_noi_and_not_the_south() {
        let from = &places().search("Chi Lăng, Lạng Sơn", 1)[0].code;
        let south = &places().search("Bến Thành, Hồ Chí Minh", 1)[0].code;
        let goods = Goods {
            class: ShippingClass::P1,
            shelf_life_days: 4,
            from_ward: from,
            ready: None,
        };
        let now = VnDate::new(2026, 8, 17)
            .expect("a day")
            .start()
            .plus_minutes(9 * 60);
        assert_eq!(Destination::parts_of_the_country().len(), 3);
        let near = Destination::ha_noi().expect("Hà Nội");
        assert_eq!(near.name(), "Hà\u{a0}Nội");
        assert!(
            matches!(arrival(&goods, &near, now), Some(Arrival::Sent(w)) if w.latest.short() == "18/8")
        );
        let far = Destination::ward(south).expect("a commune");
        assert!(matches!(
            arrival(&goods, &far, now),
            Some(Arrival::Refused(_))
        ));
        let live = Goods {
            class: ShippingClass::P0,
            ..goods
        };
        let home = Destination::ward(from).expect("a commune");
        assert_eq!(arrival(&live, &home, now), Some(Arrival::Fetched));
    }
}
