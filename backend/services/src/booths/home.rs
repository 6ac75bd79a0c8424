//! The booth's first page: what to do now, by deadline, and what was sold today.

use super::rows::{LineRow, SELECT, SubOrderRow, lines};
use super::standing::standing;
use super::tasks::tasks;
use super::words::quantity;
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::Result;
use crate::stock::FREE;
use sea_orm::FromQueryResult;
use shared::id::CooperativeId;
use shared::money::Vnd;
use shared::say::Locale;
use shared::state::SubOrderState as S;
use shared::view::booth::{BoothHomeView, TodayView};
use store::sql;
use uuid::Uuid;

/// The first page of a cooperative's booth for one of its members.
pub async fn load_home_view(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
) -> Result<BoothHomeView> {
    let person = actor.member(cooperative, Right::Read)?;
    let may = |right| {
        person
            .memberships
            .iter()
            .any(|(id, role)| *id == cooperative && role.has(right))
    };
    let l = actor.locale;
    let standing = standing(core, cooperative, l).await?;
    let tasks = tasks(core, cooperative, l).await?;
    let all_done = if tasks.is_empty() {
        Some(all_done(core, cooperative, l).await?)
    } else {
        None
    };
    Ok(BoothHomeView {
        standing,
        tasks,
        all_done,
        today: today(core, cooperative, l).await?,
        may_sell: may(Right::Sell),
        may_manage: may(Right::Manage),
    })
}

/// Lines of the same good added up, the largest value first.
pub(super) fn gather(lines: &[LineRow]) -> Vec<LineRow> {
    let mut sums: Vec<LineRow> = Vec::new();
    for line in lines {
        let same = |sum: &&mut LineRow| {
            sum.title == line.title
                && sum.variant_name == line.variant_name
                && sum.unit == line.unit
        };
        match sums.iter_mut().find(same) {
            Some(sum) => {
                sum.quantity += line.quantity;
                sum.total += line.total;
            }
            None => sums.push(line.clone()),
        }
    }
    sums.sort_by_key(|line| -line.total);
    sums
}

#[derive(FromQueryResult)]
struct Most {
    title: String,
    unit: String,
    free: i64,
}

/// `Xong hết việc. Hôm nay còn 18 thùng na.`
async fn all_done(core: &Core, cooperative: CooperativeId, l: Locale) -> Result<String> {
    let text = format!(
        "select l.title, v.unit, {FREE} as free from offer o \
         join listing l on l.id = o.listing_id join variant v on v.id = o.variant_id \
         where o.cooperative_id = $1 and l.visible and not o.paused \
         order by l.harvested_on desc, free desc, o.id limit 1"
    );
    let most: Option<Most> = sql::one(core.db.read(), &text, [cooperative.uuid().into()]).await?;
    let done = l.say("Xong hết việc.", "All done.");
    Ok(match most.filter(|most| most.free > 0) {
        Some(most) => {
            let left = quantity(most.free, &most.unit, l);
            match l {
                Locale::Vi => format!("{done} Hôm nay còn {left} {}.", most.title),
                Locale::En => format!("{done} Left today: {left} {}.", most.title),
            }
        }
        None => done.to_owned(),
    })
}

async fn today(core: &Core, cooperative: CooperativeId, l: Locale) -> Result<TodayView> {
    let now = core.clock.now();
    let text = format!(
        "{SELECT} where s.cooperative_id = $1 and s.created_at >= $2 order by s.created_at limit 500"
    );
    let values = [cooperative.uuid().into(), now.vn_date().start().0.into()];
    let mut rows: Vec<SubOrderRow> = sql::all(core.db.read(), &text, values).await?;
    rows.retain(|row| {
        !matches!(
            row.state(),
            S::AwaitingPayment
                | S::Preordered
                | S::ToConfirm
                | S::Declined
                | S::TimedOut
                | S::Cancelled
                | S::Returning
                | S::Returned
        )
    });
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let all: Vec<LineRow> = lines(core, &ids).await?.into_values().flatten().collect();
    let words = match (gather(&all).as_slice(), rows.len(), l) {
        ([], _, Locale::Vi) => "Hôm nay chưa bán đơn nào".to_owned(),
        ([], _, Locale::En) => "Nothing sold yet today".to_owned(),
        ([only], _, Locale::Vi) => {
            format!("Hôm nay bán được {} {}", only.ordered(l), only.title)
        }
        ([only], _, Locale::En) => format!("Sold today: {} {}", only.ordered(l), only.title),
        (_, n, Locale::Vi) => format!("Hôm nay bán được {n}\u{a0}đơn"),
        (_, n, Locale::En) => format!("Orders sold today: {n}"),
    };
    Ok(TodayView {
        words,
        sold: Vnd(rows.iter().map(|row| row.goods_total).sum()).to_string(),
        receive: Vnd(rows.iter().map(SubOrderRow::receive).sum()).to_string(),
    })
}
