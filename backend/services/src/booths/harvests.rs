//! Cards of harvests whose days are over while buyers wait.

use super::words::good;
use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use shared::id::CooperativeId;
use shared::say::Locale;
use shared::view::parts::TaskCard;
use store::sql;

#[derive(FromQueryResult)]
struct Row {
    harvest_to: i64,
    title: String,
    variant_name: String,
    orders: i64,
}

/// A card for each, with the moment it is due.
pub(super) async fn harvest_cards(
    core: &Core,
    cooperative: CooperativeId,
    l: Locale,
) -> Result<Vec<(i64, TaskCard)>> {
    let today = core.clock.now().vn_date().start().0;
    let rows: Vec<Row> = sql::all(
        core.db.read(),
        "select f.harvest_to, g.title, v.name as variant_name, (select count(*) from preorder p \
         join sub_order s on s.id = p.sub_order_id where p.forecast_id = f.id and s.state = 'preordered') as orders \
         from forecast f join offer o on o.id = f.offer_id join variant v on v.id = o.variant_id \
         join listing g on g.id = o.listing_id where f.cooperative_id = $1 and f.state in ('open', 'closed') \
         and f.promised > 0 and f.harvest_to < $2 order by f.harvest_to limit 5",
        [cooperative.uuid().into(), today.into()],
    )
    .await?;
    let card = |row: &Row| {
        let n = row.orders;
        let card = TaskCard {
            title: match l {
                Locale::Vi => format!("{n}\u{a0}đơn đặt trước đã hết ngày thu hoạch"),
                Locale::En => format!("The harvest of {n} orders is due"),
            },
            detail: good(&row.title, &row.variant_name),
            until: None,
            hot: true,
            href: l.path("/htx/mua-vu"),
            button: Some(
                l.say("Nhập lô hoặc dời ngày", "Add the lot or move it")
                    .to_owned(),
            ),
        };
        (row.harvest_to, card)
    };
    Ok(rows.iter().map(card).collect())
}
