//! What an operator looks at first.

use super::queue::{depth, lag_words};
use crate::actor::Actor;
use crate::audit::{self, Wanted};
use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use shared::state::SubOrderState;
use shared::view::staff::{Fact, OperatorHomeView, Waiting};
use store::sql;

/// Entries of the log shown.
const RECENT: usize = 8;

#[derive(FromQueryResult)]
struct StateRow {
    state: String,
    n: i64,
}

/// Numbers of the market and what needs a look.
pub async fn load_home_view(core: &Core, actor: &Actor) -> Result<OperatorHomeView> {
    let l = actor.locale;
    actor.operator()?;
    let depth = depth(core).await?;
    let today = core.clock.now().vn_date().start().0;
    let states: Vec<StateRow> = sql::all(
        core.db.read(),
        "select state, count(*) as n from sub_order where created_at >= $1 group by state order by state",
        [core.clock.now().plus_days(-30).0.into()],
    )
    .await?;
    let orders = number(
        core,
        "select count(*) as n from buyer_order where created_at >= $1",
        today,
    )
    .await?;
    let papers = number(
        core,
        "select count(*) as n from cooperative where state = 'documents' and created_at <= $1",
        core.clock.now().0,
    )
    .await?;
    let tasks = number(
        core,
        "select count(*) as n from task where done_at is null and created_at <= $1",
        core.clock.now().0,
    )
    .await?;
    let waits = |count, words: &str, path: &str, hot| Waiting {
        count,
        words: words.to_owned(),
        href: l.path(path),
        hot,
    };
    let mut facts = vec![
        Fact {
            label: l.say("Đơn hôm nay", "Orders today").to_owned(),
            value: orders.to_string(),
        },
        Fact {
            label: l.say("Hàng đợi chậm nhất", "Queue lag").to_owned(),
            value: lag_words(depth.lag_ms, l),
        },
    ];
    facts.extend(states.iter().map(|row| Fact {
        label: match row.state.parse::<SubOrderState>() {
            Ok(state) => format!(
                "{}: {}",
                l.say("30 ngày", "30 days"),
                state.cooperative_words(l)
            ),
            Err(_) => row.state.clone(),
        },
        value: row.n.to_string(),
    }));
    let wanted = Wanted {
        limit: RECENT,
        link_people: true,
        ..Wanted::default()
    };
    let (recent, _) = audit::entries(core, &wanted, l).await?;
    Ok(OperatorHomeView {
        waiting: vec![
            waits(
                tasks,
                l.say("việc cần làm", "tasks to do"),
                "/quan-tri/viec",
                tasks > 0,
            ),
            waits(
                depth.parked,
                l.say("tin bị bỏ lại trong hàng đợi", "messages given up"),
                "/quan-tri/hang-doi",
                depth.parked > 0,
            ),
            waits(
                papers,
                l.say(
                    "hợp tác xã chờ xem giấy tờ",
                    "cooperatives whose papers wait",
                ),
                "/lien-minh/htx?tt=documents",
                false,
            ),
        ],
        facts,
        recent,
    })
}

async fn number(core: &Core, text: &str, at: i64) -> Result<i64> {
    let row = sql::row(core.db.read(), text, [at.into()]).await?;
    Ok(row
        .map(|row| row.try_get("", "n"))
        .transpose()?
        .unwrap_or(0))
}
