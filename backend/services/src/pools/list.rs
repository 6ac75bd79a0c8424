//! All pooled listings that concern somebody.

use super::find::{INVITED, JOINED, LEFT, Seat};
use super::words::{listing_mark, member_mark};
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use shared::id::CooperativeId;
use shared::say::Locale;
use shared::state::ListingState;
use shared::view::parts::{Notice, TaskCard};
use shared::view::pool::{PoolLine, PoolList};
use store::sql;

/// As many as are shown.
const MOST: i64 = 200;

#[derive(FromQueryResult)]
struct Row {
    slug: String,
    title: String,
    state: String,
    brand: String,
    owner: String,
    joined: i64,
    mine: Option<String>,
}

const SELECT: &str = "select l.slug, p.name as title, l.state, w.brand, c.short_name as owner, \
    (select count(*) from pool_member n where n.listing_id = l.id and n.state = 'joined') as joined, \
    m.state as mine from pool w join listing l on l.id = w.listing_id join product p on p.id = l.product_id \
    join cooperative c on c.id = l.cooperative_id";

/// The listings of a booth (invited, taking part, owned), or all of an officer's province.
pub async fn list(
    core: &Core,
    actor: &Actor,
    seat: Seat,
    notices: Vec<Notice>,
) -> Result<PoolList> {
    let l = actor.locale;
    let base = seat.base(l);
    let (rows, create): (Vec<Row>, bool) = match seat {
        Seat::Booth(cooperative) => {
            actor.member(cooperative, Right::Read)?;
            let text = format!(
                "{SELECT} left join pool_member m on m.listing_id = l.id and m.cooperative_id = $1 \
                 where l.cooperative_id = $1 or m.state in ('{INVITED}', '{JOINED}') \
                 order by case when m.state = '{INVITED}' then 0 else 1 end, p.name, l.id limit $2"
            );
            let values = [cooperative.uuid().into(), MOST.into()];
            let rows = sql::all(core.db.read(), &text, values).await?;
            (rows, actor.member(cooperative, Right::Manage).is_ok())
        }
        Seat::Alliance => {
            let (_, province) = actor.officer()?;
            let text = format!(
                "{SELECT} left join pool_member m on 1 = 0 where ($1 = '' or c.province_code = $1) \
                 order by p.name, l.id limit $2"
            );
            let values = [province.unwrap_or_default().into(), MOST.into()];
            (sql::all(core.db.read(), &text, values).await?, true)
        }
    };
    Ok(PoolList {
        notices,
        lines: rows.iter().map(|row| line(row, &base, l)).collect(),
        create: create.then(|| format!("{base}/moi")),
        decisions: matches!(seat, Seat::Booth(_)).then(|| l.path("/htx/phan-don")),
    })
}

fn line(row: &Row, base: &str, l: Locale) -> PoolLine {
    let n = row.joined;
    let detail = match l {
        Locale::Vi => format!(
            "{} · {} đứng tên · {n}\u{a0}hợp tác xã",
            row.brand, row.owner
        ),
        Locale::En => format!("{} · owned by {} · {n} taking part", row.brand, row.owner),
    };
    let of_listing = || {
        let state: Option<ListingState> = row.state.parse().ok();
        state.map(|state| listing_mark(state, l))
    };
    PoolLine {
        title: row.title.clone(),
        detail,
        href: format!("{base}/{}", row.slug),
        mark: match row.mine.as_deref() {
            Some(state) if state != LEFT => Some(member_mark(state, false, l)),
            _ => of_listing(),
        },
    }
}

#[derive(FromQueryResult)]
struct Invitation {
    slug: String,
    title: String,
    brand: String,
    share: i32,
    updated_at: i64,
}

/// Invitations that wait for an answer, as cards of the booth's first page; each with the moment it came.
pub(crate) async fn invitations(
    core: &Core,
    cooperative: CooperativeId,
    l: Locale,
) -> Result<Vec<(i64, TaskCard)>> {
    let rows: Vec<Invitation> = sql::all(
        core.db.read(),
        "select l.slug, p.name as title, w.brand, m.share, m.updated_at from pool_member m \
         join pool w on w.listing_id = m.listing_id join listing l on l.id = m.listing_id \
         join product p on p.id = l.product_id where m.cooperative_id = $1 and m.state = $2 \
         and l.state <> 'withdrawn' order by m.updated_at, l.slug limit 5",
        [cooperative.uuid().into(), INVITED.into()],
    )
    .await?;
    let card = |row: Invitation| {
        let card = TaskCard {
            title: match l {
                Locale::Vi => format!("Mời bán chung: {}", row.title),
                Locale::En => format!("Invited to sell together: {}", row.title),
            },
            detail: match l {
                Locale::Vi => format!(
                    "{}, phần {}. Xem điều kiện rồi trả lời",
                    row.brand, row.share
                ),
                Locale::En => format!(
                    "{}, share {}. Look at the terms and answer",
                    row.brand, row.share
                ),
            },
            href: l.path(&format!("/htx/chung/{}", row.slug)),
            button: Some(l.say("Xem lời mời", "See the invitation").to_owned()),
            ..TaskCard::default()
        };
        (row.updated_at, card)
    };
    Ok(rows.into_iter().map(card).collect())
}
