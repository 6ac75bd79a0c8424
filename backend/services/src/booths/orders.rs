//! The booth's orders, grouped by what is to be done with them now.

use super::rows::{LineRow, SELECT, SubOrderRow, lines};
use super::words::{leaves, remaining};
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::{FromQueryResult, Value};
use shared::id::CooperativeId;
use shared::money::Vnd;
use shared::page::Cursor;
use shared::say::Locale;
use shared::state::SubOrderState as S;
use shared::time::Millis;
use shared::view::booth::{OrderGroup, OrderListView, OrderRow};
use shared::view::parts::Pager;
use std::collections::HashMap;
use store::sql;
use uuid::Uuid;

/// Rows of a group on the page of all groups, and on a page of its own.
const SHORT: u64 = 10;
const LONG: u64 = 30;

/// A group of sub-orders that wait for the same deed.
#[derive(Clone, Copy, Debug)]
struct Group {
    slug: &'static str,
    vi: &'static str,
    en: &'static str,
    states: &'static [S],
    /// Work comes oldest first; what is done, newest first.
    done: bool,
    /// Labels are needed.
    labels: bool,
}

const fn work(
    slug: &'static str,
    vi: &'static str,
    en: &'static str,
    states: &'static [S],
) -> Group {
    Group {
        slug,
        vi,
        en,
        states,
        done: false,
        labels: false,
    }
}

const GROUPS: [Group; 8] = [
    work("cho-nhan", "Chờ nhận", "To accept", &[S::ToConfirm]),
    work(
        "khach-xin-huy",
        "Khách xin huỷ",
        "The buyer asks to cancel",
        &[S::CancelRequested],
    ),
    Group {
        labels: true,
        ..work("cho-goi", "Chờ gói", "To pack", &[S::Confirmed])
    },
    Group {
        labels: true,
        ..work("cho-giao-xe", "Chờ giao xe", "To hand over", &[S::Packed])
    },
    work(
        "co-chuyen",
        "Có chuyện",
        "In trouble",
        &[S::DeliveryFailed, S::Returning, S::Unknown],
    ),
    work("dat-truoc", "Đặt trước", "Ordered ahead", &[S::Preordered]),
    work("dang-di", "Đang đi", "On the way", &[S::InTransit]),
    Group {
        done: true,
        ..work(
            "xong",
            "Xong",
            "Done",
            &[
                S::Delivered,
                S::Completed,
                S::Declined,
                S::TimedOut,
                S::Cancelled,
                S::Returned,
            ],
        )
    },
];

/// Which part of the list is asked for.
#[derive(Clone, Debug, Default)]
pub struct ListOrders {
    /// One group by its slug; all when empty or unknown.
    pub group: String,
    /// Where the group goes on.
    pub after: Option<Cursor>,
}

/// The orders of a cooperative for one of its members.
pub async fn load_order_list(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    input: &ListOrders,
) -> Result<OrderListView> {
    actor.member(cooperative, Right::Read)?;
    let l = actor.locale;
    let prints = |group: &Group| group.labels && actor.member(cooperative, Right::Sell).is_ok();
    let counts = count_by_state(core, cooperative).await?;
    let one = GROUPS.iter().find(|group| group.slug == input.group);
    let mut view = OrderListView {
        only_one: one.is_some(),
        ..OrderListView::default()
    };
    for group in GROUPS
        .iter()
        .filter(|group| one.is_none_or(|one| one.slug == group.slug))
    {
        let count = group
            .states
            .iter()
            .filter_map(|state| counts.get(state.code()))
            .sum();
        if count == 0 && one.is_none() {
            continue;
        }
        let limit = if one.is_some() { LONG } else { SHORT };
        let mut rows = page(core, cooperative, group, input.after.as_ref(), limit + 1).await?;
        let more = rows.len() as u64 > limit;
        rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let address = l.path(&format!("/htx/don?nhom={}", group.slug));
        if more && one.is_some() {
            view.pager.next = rows
                .last()
                .map(|last| format!("{address}&sau={}", cursor_of(last, group.done)));
        }
        if one.is_some() && input.after.is_some() {
            view.pager = Pager {
                previous: Some(address.clone()),
                ..view.pager
            };
        }
        view.groups.push(OrderGroup {
            slug: group.slug.to_owned(),
            title: l.say(group.vi, group.en).to_owned(),
            count,
            rows: describe(core, &rows, group, l).await?,
            more: (more && one.is_none()).then_some(address),
            labels: prints(group).then(|| l.path(&format!("/htx/don/in-nhan?nhom={}", group.slug))),
            slips: prints(group).then(|| l.path(&format!("/htx/don/in-phieu?nhom={}", group.slug))),
        });
    }
    Ok(view)
}

/// The public codes of a group that needs labels, oldest first, at most as many as one prints at once.
pub(super) async fn codes_to_print(
    core: &Core,
    cooperative: CooperativeId,
    slug: &str,
) -> Result<Vec<String>> {
    let group = GROUPS
        .iter()
        .find(|group| group.labels && group.slug == slug);
    let group = group.ok_or(Error::NotFound {
        what: "order_group",
    })?;
    let rows = page(core, cooperative, group, None, 100).await?;
    Ok(rows.into_iter().map(|row| row.code).collect())
}

#[derive(FromQueryResult)]
struct Count {
    state: String,
    n: i64,
}

/// How many sub-orders a cooperative has in each state.
pub(super) async fn count_by_state(
    core: &Core,
    cooperative: CooperativeId,
) -> Result<HashMap<String, u64>> {
    let text =
        "select state, count(*) as n from sub_order where cooperative_id = $1 group by state";
    let counts: Vec<Count> = sql::all(core.db.read(), text, [cooperative.uuid().into()]).await?;
    Ok(counts
        .into_iter()
        .map(|c| (c.state, u64::try_from(c.n).unwrap_or(0)))
        .collect())
}

async fn page(
    core: &Core,
    cooperative: CooperativeId,
    group: &Group,
    after: Option<&Cursor>,
    limit: u64,
) -> Result<Vec<SubOrderRow>> {
    let (column, order, compare) = if group.done {
        ("s.updated_at", "desc", "<")
    } else {
        ("s.created_at", "asc", ">")
    };
    let states = sql::placeholders(2, group.states.len());
    let mut values: Vec<Value> = vec![cooperative.uuid().into()];
    values.extend(group.states.iter().map(|state| Value::from(state.code())));
    let next = values.len() + 1;
    let from = match after.and_then(read_cursor) {
        Some((at, id)) => {
            values.extend([at.into(), id.into()]);
            format!("and ({column}, s.id) {compare} (${next}, ${})", next + 1)
        }
        None => String::new(),
    };
    values.push(limit.into());
    let text = format!(
        "{SELECT} where s.cooperative_id = $1 and s.state in ({states}) {from} \
         order by {column} {order}, s.id {order} limit ${}",
        values.len()
    );
    Ok(sql::all(core.db.read(), &text, values).await?)
}

fn cursor_of(row: &SubOrderRow, done: bool) -> Cursor {
    let at = if done { row.updated_at } else { row.created_at };
    Cursor::new(format!("{at}.{}", row.id))
}

fn read_cursor(cursor: &Cursor) -> Option<(i64, Uuid)> {
    let (at, id) = cursor.inner().split_once('.')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}

async fn describe(
    core: &Core,
    rows: &[SubOrderRow],
    group: &Group,
    l: Locale,
) -> Result<Vec<OrderRow>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let lines = lines(core, &ids).await?;
    let now = core.clock.now();
    let describe = |row: &SubOrderRow| {
        let (until, hot) = deadline(row, now, l);
        OrderRow {
            code: row.code.clone(),
            goods: goods_words(lines.get(&row.id).map_or(&[], Vec::as_slice), l),
            place: row.place(),
            receive: Vnd(row.receive()).to_string(),
            until,
            hot,
            state: (group.states.len() > 1).then(|| row.words(l).to_owned()),
        }
    };
    Ok(rows.iter().map(describe).collect())
}

/// Until when the cooperative has to do something, in words, and whether that is a hard deadline.
pub(super) fn deadline(row: &SubOrderRow, now: Millis, l: Locale) -> (Option<String>, bool) {
    let leaves = leaves(Millis(row.ship_on), now, l);
    match row.state() {
        S::ToConfirm => (
            row.respond_by
                .map(|by| remaining(Millis(by), now, false, l)),
            true,
        ),
        S::Confirmed | S::Packed => {
            let late = Millis(row.ship_on).vn_date() < now.vn_date();
            let words = match (late, l) {
                (true, _) => l.say("đã quá ngày gửi", "past its day").to_owned(),
                (false, Locale::Vi) => format!("lên xe {leaves}"),
                (false, Locale::En) => format!("leaves {leaves}"),
            };
            (Some(words), late)
        }
        S::CancelRequested => (
            Some(l.say("trả lời khách", "answer the buyer").to_owned()),
            true,
        ),
        _ => (None, false),
    }
}

/// `Na Chi Lăng, thùng 3 kg × 4 thùng, và 1 món nữa`.
pub(super) fn goods_words(lines: &[LineRow], l: Locale) -> String {
    let Some(first) = lines.first() else {
        return String::new();
    };
    let (good, much) = (first.name(), first.ordered(l));
    match (lines.len() - 1, l) {
        (0, _) => format!("{much} · {good}"),
        (n, Locale::Vi) => format!("{much} · {good}, và {n}\u{a0}món nữa"),
        (n, Locale::En) => format!("{much} · {good}, and {n} more"),
    }
}
