//! Harvests week by week: for the buyers' calendar and for the booth's.

use super::OPEN;
use super::harvest::Forecast;
use crate::booths::words::good;
use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use shared::quantity::{Quantity, Unit};
use shared::say::Locale;
use shared::time::VnDate;
use shared::view::forecast::HarvestWeek;
use std::collections::BTreeMap;
use store::entity::forecast;
use store::sql;
use uuid::Uuid;

/// Harvests named on the page.
const MOST: i64 = 60;

#[derive(FromQueryResult)]
struct Named {
    id: Uuid,
    slug: String,
    title: String,
    title_en: String,
    variant_name: String,
    unit: String,
    step: i64,
    short_name: String,
}

/// The Monday of a day's week.
fn monday(day: VnDate) -> VnDate {
    day.plus_days(1 - i64::from(day.weekday()))
}

/// Lines by week, in the order they came, with the weeks' days as titles.
pub(super) fn by_week(
    lines: Vec<(VnDate, (String, String, String))>,
    l: Locale,
) -> Vec<HarvestWeek> {
    let mut weeks: BTreeMap<VnDate, Vec<(String, String, String)>> = BTreeMap::new();
    for (day, line) in lines {
        weeks.entry(monday(day)).or_default().push(line);
    }
    let week = |(from, lines): (VnDate, Vec<_>)| {
        let days = shared::input::forecast::HarvestDays {
            from,
            to: from.plus_days(6),
            ship_by: from,
        };
        HarvestWeek {
            title: format!("{} {}", l.say("Tuần", "Week of"), days.harvest_words()),
            lines,
        }
    };
    weeks.into_iter().map(week).collect()
}

/// What can be ordered ahead now, week by week. What lies in the store is sold first, so it is not named here.
pub(crate) async fn open_weeks(core: &Core, l: Locale) -> Result<Vec<HarvestWeek>> {
    let today = core.clock.now().vn_date();
    let rows: Vec<forecast::Model> = sql::all(
        core.db.read(),
        &format!(
            "select f.* from forecast f join offer o on o.id = f.offer_id join listing g on g.id = o.listing_id \
             join cooperative c on c.id = f.cooperative_id where f.state = '{OPEN}' and f.harvest_to >= $1 and g.visible \
             and not o.paused and not g.pooled and c.state = 'verified' and c.paused_at is null \
             and o.on_hand <= o.held + o.allocated + o.blocked order by f.harvest_from, f.id limit {MOST}"
        ),
        [today.start().0.into()],
    )
    .await?;
    let names: Vec<Named> = sql::all(
        core.db.read(),
        &format!(
            "select f.id, g.slug, g.title, g.title_en, v.name as variant_name, v.unit, v.step, c.short_name from forecast f \
             join offer o on o.id = f.offer_id join listing g on g.id = o.listing_id join variant v on v.id = o.variant_id \
             join cooperative c on c.id = f.cooperative_id where f.state = '{OPEN}' and f.harvest_to >= $1"
        ),
        [today.start().0.into()],
    )
    .await?;
    let lines = rows.iter().filter_map(|row| {
        let name = names.iter().find(|name| name.id == row.id)?;
        let of = Forecast::from(row);
        let left = of.sellable(name.step);
        let unit: Unit = name.unit.parse().ok()?;
        let title = match l {
            Locale::En if !name.title_en.is_empty() => &name.title_en,
            _ => &name.title,
        };
        let left = Quantity::of(left, unit).words(l);
        let detail = match l {
            Locale::Vi => format!(
                "{} · {} · còn nhận {left}",
                name.short_name,
                of.days.words(l)
            ),
            Locale::En => format!("{} · {} · {left} left", name.short_name, of.days.words(l)),
        };
        let href = l.path(&format!("/p/{}", name.slug));
        (of.sellable(name.step) > 0).then(|| {
            (
                of.days.from.max(today),
                (good(title, &name.variant_name), detail, href),
            )
        })
    });
    Ok(by_week(lines.collect(), l))
}
