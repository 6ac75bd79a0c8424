//! What there is to do at a booth: orders by their deadline, what marketplaces wait for, listings sent back, certificates
//! that end.

use super::harvests::harvest_cards;
use super::home::gather;
use super::lots::lot_cards;
use super::market_tasks::market_cards;
use super::orders::{count_by_state, goods_words};
use super::rows::{LineRow, SELECT, SubOrderRow, lines};
use super::words::{capital, leaves, remaining};
use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use shared::id::CooperativeId;
use shared::money::Vnd;
use shared::say::Locale;
use shared::state::{ListingState, SubOrderState as S};
use shared::time::{DAY_MS, Millis};
use shared::view::parts::TaskCard;
use std::collections::HashMap;
use store::sql;
use uuid::Uuid;

/// Certificates that end within so many days are named.
const CERTIFICATE_DAYS: i64 = 60;

/// A task with the moment by which it is sorted.
struct Task {
    at: i64,
    card: TaskCard,
}

/// Every task, most urgent first.
pub(super) async fn tasks(
    core: &Core,
    cooperative: CooperativeId,
    l: Locale,
) -> Result<Vec<TaskCard>> {
    let mut tasks = order_tasks(core, cooperative, l).await?;
    tasks.extend(listing_tasks(core, cooperative, l).await?);
    tasks.extend(certificate_tasks(core, cooperative, l).await?);
    let invited = crate::pools::invitations(core, cooperative, l).await?;
    tasks.extend(invited.into_iter().map(|(at, card)| Task { at, card }));
    let lots = lot_cards(core, cooperative, l).await?;
    tasks.extend(lots.into_iter().map(|(at, card)| Task { at, card }));
    let harvests = harvest_cards(core, cooperative, l).await?;
    tasks.extend(harvests.into_iter().map(|(at, card)| Task { at, card }));
    let markets = market_cards(core, cooperative, l).await?;
    tasks.extend(markets.into_iter().map(|(at, card)| Task { at, card }));
    tasks.sort_by_key(|task| (!task.card.hot, task.at));
    let mut tasks: Vec<TaskCard> = tasks.into_iter().map(|task| task.card).collect();
    // Only the first card has a button; the rest open as a whole.
    for card in tasks.iter_mut().skip(1) {
        card.button = None;
    }
    Ok(tasks)
}

async fn order_tasks(core: &Core, cooperative: CooperativeId, l: Locale) -> Result<Vec<Task>> {
    let counts = count_by_state(core, cooperative).await?;
    let mut tasks = Vec::new();
    for state in [
        S::ToConfirm,
        S::CancelRequested,
        S::Confirmed,
        S::Packed,
        S::DeliveryFailed,
        S::Returning,
    ] {
        let count = counts.get(state.code()).copied().unwrap_or(0);
        if count > 0 {
            let rows = first_of(core, cooperative, state).await?;
            let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
            let lines = lines(core, &ids).await?;
            tasks.extend(order_task(core.clock.now(), state, count, &rows, &lines, l));
        }
    }
    Ok(tasks)
}

/// The sub-orders of a state that are due first; enough to sum up a small booth's work.
async fn first_of(core: &Core, cooperative: CooperativeId, state: S) -> Result<Vec<SubOrderRow>> {
    let due = if state == S::ToConfirm {
        "s.respond_by"
    } else {
        "s.ship_on"
    };
    let text = format!(
        "{SELECT} where s.cooperative_id = $1 and s.state = $2 order by {due}, s.id limit 50"
    );
    Ok(sql::all(
        core.db.read(),
        &text,
        [cooperative.uuid().into(), state.code().into()],
    )
    .await?)
}

fn order_task(
    now: Millis,
    state: S,
    count: u64,
    rows: &[SubOrderRow],
    lines: &HashMap<Uuid, Vec<LineRow>>,
    l: Locale,
) -> Option<Task> {
    let first = rows.first()?;
    let leaves = leaves(Millis(first.ship_on), now, l);
    let late = Millis(first.ship_on).vn_date() < now.vn_date();
    let soon = if late {
        l.say("đã quá ngày", "overdue").to_owned()
    } else {
        leaves
    };
    let (slug, title, button) = task_words(state, count, &soon, l);
    let detail = match state {
        S::ToConfirm => {
            let all: Vec<LineRow> = rows
                .iter()
                .filter_map(|row| lines.get(&row.id))
                .flatten()
                .cloned()
                .collect();
            let value: i64 = rows.iter().map(|row| row.goods_total).sum();
            format!("{} · {}", goods_words(&gather(&all), l), Vnd(value))
        }
        S::Confirmed => match l {
            Locale::Vi => format!("In {count}\u{a0}nhãn, gói, dán nhãn"),
            Locale::En => format!("Print {count} labels, pack, stick them on"),
        },
        _ => goods_words(lines.get(&first.id).map_or(&[][..], Vec::as_slice), l),
    };
    let href = if count == 1 {
        format!("/htx/don/{}", first.code)
    } else {
        format!("/htx/don?nhom={slug}")
    };
    let until = (state == S::ToConfirm)
        .then(|| {
            first
                .respond_by
                .map(|by| remaining(Millis(by), now, false, l))
        })
        .flatten();
    let hot = matches!(state, S::ToConfirm | S::CancelRequested) || (late && state != S::Returning);
    Some(Task {
        at: if state == S::ToConfirm {
            first.respond_by.unwrap_or(first.created_at)
        } else {
            first.ship_on
        },
        card: TaskCard {
            title,
            detail,
            until,
            hot,
            href: l.path(&href),
            button: Some(button.to_owned()),
        },
    })
}

fn task_words(state: S, count: u64, soon: &str, l: Locale) -> (&'static str, String, &'static str) {
    match (state, l) {
        (S::ToConfirm, Locale::Vi) => (
            "cho-nhan",
            format!("{count}\u{a0}đơn chờ nhận"),
            "Xem và nhận",
        ),
        (S::ToConfirm, Locale::En) => ("cho-nhan", format!("To accept: {count}"), "See and accept"),
        (S::CancelRequested, Locale::Vi) => (
            "khach-xin-huy",
            format!("Khách xin huỷ {count}\u{a0}đơn"),
            "Xem và trả lời",
        ),
        (S::CancelRequested, Locale::En) => (
            "khach-xin-huy",
            format!("Asked to cancel: {count}"),
            "See and answer",
        ),
        (S::Confirmed, Locale::Vi) => (
            "cho-goi",
            format!("Gói {count}\u{a0}kiện, lên xe {soon}"),
            "Xem và gói",
        ),
        (S::Confirmed, Locale::En) => (
            "cho-goi",
            format!("Pack {count}, leaving {soon}"),
            "See and pack",
        ),
        (S::Packed, Locale::Vi) => (
            "cho-giao-xe",
            format!("Giao xe {count}\u{a0}kiện {soon}"),
            "Xem và giao xe",
        ),
        (S::Packed, Locale::En) => (
            "cho-giao-xe",
            format!("Hand over {count} {soon}"),
            "See and hand over",
        ),
        (S::DeliveryFailed, Locale::Vi) => (
            "co-chuyen",
            format!("{count}\u{a0}kiện giao chưa được"),
            "Xem",
        ),
        (S::DeliveryFailed, Locale::En) => ("co-chuyen", format!("Not delivered: {count}"), "See"),
        (_, Locale::Vi) => (
            "co-chuyen",
            format!("{count}\u{a0}kiện đang quay về"),
            "Xem",
        ),
        (_, Locale::En) => ("co-chuyen", format!("Coming back: {count}"), "See"),
    }
}

#[derive(FromQueryResult)]
struct SentBack {
    slug: String,
    title: String,
    updated_at: i64,
}

async fn listing_tasks(core: &Core, cooperative: CooperativeId, l: Locale) -> Result<Vec<Task>> {
    let text = "select slug, title, updated_at from listing where cooperative_id = $1 and state = $2 \
         and state_note is not null order by updated_at, id limit 20";
    let values = [cooperative.uuid().into(), ListingState::Draft.code().into()];
    let rows: Vec<SentBack> = sql::all(core.db.read(), text, values).await?;
    let Some(first) = rows.first() else {
        return first_good(core, cooperative, l).await;
    };
    let count = rows.len();
    let title = match l {
        Locale::Vi => format!("Sửa {count}\u{a0}món được gửi lại"),
        Locale::En => format!("Correct what was sent back: {count}"),
    };
    let href = match rows.as_slice() {
        [only] => l.path(&format!("/htx/hang/{}", only.slug)),
        _ => l.path("/htx/hang"),
    };
    let card = TaskCard {
        title,
        detail: first.title.clone(),
        until: None,
        hot: false,
        href,
        button: Some(l.say("Xem và sửa", "See and correct").to_owned()),
    };
    Ok(vec![Task {
        at: first.updated_at,
        card,
    }])
}

/// A booth without any goods begins by listing one.
async fn first_good(core: &Core, cooperative: CooperativeId, l: Locale) -> Result<Vec<Task>> {
    let text = "select 1 as one from listing where cooperative_id = $1 limit 1";
    let any = sql::row(core.db.read(), text, [cooperative.uuid().into()]).await?;
    if any.is_some() {
        return Ok(Vec::new());
    }
    let card = TaskCard {
        title: l.say("Đăng món đầu tiên", "List the first good").to_owned(),
        detail: l
            .say(
                "Một ảnh, tên, giá, số lượng",
                "One photo, a name, a price, a quantity",
            )
            .to_owned(),
        until: None,
        hot: false,
        href: l.path("/htx/hang/moi"),
        button: Some(l.say("Chụp ảnh và đăng", "Take a photo").to_owned()),
    };
    Ok(vec![Task {
        at: core.clock.now().0,
        card,
    }])
}

#[derive(FromQueryResult)]
struct Expiring {
    kind: String,
    scope_text: String,
    valid_to: i64,
}

async fn certificate_tasks(
    core: &Core,
    cooperative: CooperativeId,
    l: Locale,
) -> Result<Vec<Task>> {
    let now = core.clock.now();
    let text = "select kind, scope_text, valid_to from certificate where cooperative_id = $1 and revoked_at is null \
         and verified_at is not null and valid_to >= $2 and valid_to < $3 order by valid_to limit 5";
    let values = [
        cooperative.uuid().into(),
        now.vn_date().start().0.into(),
        now.plus_ms(CERTIFICATE_DAYS * DAY_MS).0.into(),
    ];
    let rows: Vec<Expiring> = sql::all(core.db.read(), text, values).await?;
    let task = |row: &Expiring| {
        let until = Millis(row.valid_to).vn_date();
        let days = until.days() - now.vn_date().days();
        let name = certificate_name(&row.kind);
        Task {
            at: row.valid_to,
            card: TaskCard {
                title: match l {
                    Locale::Vi => format!("{name} hết hạn sau {days}\u{a0}ngày"),
                    Locale::En => format!("{name} ends in {days} days"),
                },
                detail: match l {
                    Locale::Vi => format!(
                        "{}. Làm hồ sơ đánh giá lại trước {}",
                        row.scope_text,
                        until.full()
                    ),
                    Locale::En => format!("{}. Renew it before {}", row.scope_text, until.full()),
                },
                until: None,
                hot: days <= 7,
                href: l.path("/htx/giay"),
                button: Some(l.say("Xem giấy", "See the papers").to_owned()),
            },
        }
    };
    Ok(rows.iter().map(task).collect())
}

fn certificate_name(kind: &str) -> String {
    match kind {
        "ocop" => "OCOP".to_owned(),
        "vietgap" => "VietGAP".to_owned(),
        "globalgap" => "GlobalGAP".to_owned(),
        other => capital(&other.replace('_', " ")),
    }
}
