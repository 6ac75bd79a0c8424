//! The learner's side: coming in, the page of the class, the simulated shop.

use super::board::{class_line, progress};
use super::{MOST, is_practice};
use crate::actor::{Actor, MemberRole, Right};
use crate::channels::{self, Account};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::members;
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
use shared::id::CooperativeId;
use shared::places::places;
use shared::say::Locale;
use shared::state::{CooperativeState, SubOrderState};
use shared::view::practice::{PlayOrder, PracticeView};
use store::entity::{booth, cooperative, practice_class, practice_seat};
use store::{WriteTxn, sql};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

/// A signed-in person comes into a class and gets a booth to practise in; coming again gives the same one.
///
/// # Errors
/// `Invalid` at `code`: no such class, over, or full with [`MOST`] learners.
pub async fn enter(core: &Core, actor: &Actor, code: &str) -> Result<CooperativeId> {
    let l = actor.locale;
    let person = actor.signed_in()?;
    let code = code.trim().to_uppercase().replace([' ', '-'], "");
    let txn = core.db.begin().await?;
    let class: Option<practice_class::Model> = sql::one(
        &*txn,
        "select * from practice_class where code = $1",
        [code.as_str().into()],
    )
    .await?;
    let now = core.clock.now().0;
    let refused = |code: &str, vi: &'static str, en: &'static str| {
        Error::invalid("code", code, l.say(vi, en))
    };
    let Some(class) = class.filter(|class| class.ended_at.is_none() && class.ends_at > now) else {
        return Err(refused(
            "no_such_class",
            "Không có lớp nào đang mở với mã này. Hỏi lại người dạy",
            "No open class has this code. Ask the trainer again",
        ));
    };
    let known: Option<Id> = sql::one(
        &*txn,
        "select cooperative_id as id from practice_seat where class_id = $1 and person_id = $2",
        [class.id.into(), person.id.uuid().into()],
    )
    .await?;
    if let Some(known) = known {
        return Ok(known.id.into());
    }
    let taken = sql::execute(
        &*txn,
        "update practice_class set learners = learners + 1 where id = $1 and learners < $2 and ended_at is null",
        [class.id.into(), MOST.into()],
    )
    .await?;
    if taken == 0 {
        return Err(refused(
            "class_full",
            "Lớp đã đủ 60 người. Hỏi người dạy mở thêm lớp",
            "The class has its 60 learners. Ask the trainer for another",
        ));
    }
    let id = open_booth(&txn, &person.name, class.province_code.as_deref(), now).await?;
    let seat = practice_seat::Model {
        class_id: class.id,
        person_id: person.id.uuid(),
        cooperative_id: id.uuid(),
        joined_at: now,
        statement_at: None,
        purged_at: None,
    };
    practice_seat::Entity::insert(seat.into_active_model())
        .exec_without_returning(&*txn)
        .await?;
    members::join(core, &txn, person.id, id, MemberRole::Director).await?;
    txn.commit().await?;
    Ok(id)
}

async fn open_booth(
    txn: &WriteTxn,
    learner: &str,
    province: Option<&str>,
    now: i64,
) -> Result<CooperativeId> {
    let id = CooperativeId::new();
    let wards = places().wards();
    let ward = wards
        .iter()
        .find(|ward| province.is_none_or(|code| ward.province_code == code))
        .or(wards.first())
        .ok_or_else(|| Error::internal("there are no places"))?;
    let slug = format!("tap-{}", id.uuid().simple());
    let row = cooperative::Model {
        id: id.uuid(),
        slug: slug.clone(),
        name: format!("HTX tập của {learner}"),
        short_name: format!("HTX tập {learner}"),
        kind: "cooperative".to_owned(),
        tax_code: None,
        province_code: ward.province_code.to_owned(),
        ward_code: ward.code.to_owned(),
        phone_sealed: None,
        state: CooperativeState::Practice.code().to_owned(),
        trusted: false,
        licence_picture: None,
        state_note: None,
        verified_at: None,
        verified_by: None,
        paused_at: None,
        holiday_from: None,
        holiday_until: None,
        version: 1,
        created_at: now,
        pack_days: 127,
        pack_capacity: None,
        live_rule: "auto".to_owned(),
    };
    cooperative::Entity::insert(row.into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    let row = booth::Model {
        id: Uuid::now_v7(),
        cooperative_id: id.uuid(),
        title: slug.clone(),
        slug,
        story_vi: String::new(),
        story_en: String::new(),
        cover_picture: None,
        opened_at: None,
        created_at: now,
    };
    booth::Entity::insert(row.into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    Ok(id)
}

/// The simulated shop of a practice booth, if it is connected. Any other cooperative is `NotFound`.
pub async fn shop_of(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
) -> Result<Option<Account>> {
    actor.member(cooperative, Right::Read)?;
    if !is_practice(core.db.read(), cooperative).await? {
        return Err(Error::NotFound {
            what: "practice_seat",
        });
    }
    let row: Option<Id> = sql::one(
        core.db.read(),
        "select id from channel_account where cooperative_id = $1 and closed_at is null order by created_at limit 1",
        [cooperative.uuid().into()],
    )
    .await?;
    match row {
        Some(row) => Ok(Some(channels::load(core, row.id).await?)),
        None => Ok(None),
    }
}

fn state_words(state: Option<&str>, l: Locale) -> String {
    let words = match state {
        Some(code) => code
            .parse()
            .unwrap_or(SubOrderState::Unknown)
            .cooperative_words(l),
        None => l.say("Đang chờ", "Waiting"),
    };
    words.to_owned()
}

/// What carrier or buyer does next with an order in this state of ours.
fn next(state: Option<&str>) -> Option<&'static str> {
    match state? {
        "packed" => Some("pick"),
        "in_transit" => Some("deliver"),
        "delivered" => Some("complete"),
        _ => None,
    }
}

#[derive(FromQueryResult)]
struct Good {
    sku: String,
    title: String,
}

#[derive(FromQueryResult)]
struct Order {
    key: String,
    state: Option<String>,
}

/// The page of the class in the learner's booth.
pub async fn practice_page(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
) -> Result<PracticeView> {
    let account = shop_of(core, actor, cooperative).await?;
    let class: Option<practice_class::Model> = sql::one(
        core.db.read(),
        "select c.* from practice_class c join practice_seat s on s.class_id = c.id where s.cooperative_id = $1",
        [cooperative.uuid().into()],
    )
    .await?;
    let class = class.ok_or(Error::NotFound {
        what: "practice_seat",
    })?;
    let line = class_line(&class, core.clock.now().0, actor.locale);
    let steps = progress(core, cooperative.uuid())
        .await?
        .steps(actor.locale);
    let mut view = PracticeView {
        class: format!("{}: {}", line.name, line.detail),
        statement: steps.last().is_some_and(|step| step.done),
        steps,
        connect: account.is_none(),
        ..PracticeView::default()
    };
    let Some(account) = account else {
        return Ok(view);
    };
    let goods: Vec<Good> = sql::all(
        core.db.read(),
        "select v.sku, l.title from channel_variant v join channel_listing c on c.id = v.channel_listing_id \
         join listing l on l.id = c.listing_id where v.account_id = $1 and v.remote_item is not null order by l.title, v.sku limit 50",
        [account.row.id.into()],
    )
    .await?;
    view.goods = goods.into_iter().map(|one| (one.sku, one.title)).collect();
    let orders: Vec<Order> = sql::all(
        core.db.read(),
        "select c.key, s.state from channel_order c left join sub_order s on s.order_id = c.order_id \
         where c.account_id = $1 order by c.created_at desc, c.key desc limit 20",
        [account.row.id.into()],
    )
    .await?;
    view.orders = orders
        .into_iter()
        .map(|one| PlayOrder {
            state: state_words(one.state.as_deref(), actor.locale),
            next: next(one.state.as_deref()).map(str::to_owned),
            waits: matches!(
                one.state.as_deref(),
                None | Some("to_confirm" | "confirmed")
            ),
            key: one.key,
            gone: false,
        })
        .collect();
    Ok(view)
}

/// The learner says that the statement was read.
pub async fn read_statement(core: &Core, actor: &Actor, cooperative: CooperativeId) -> Result<()> {
    actor.member(cooperative, Right::Read)?;
    let txn = core.db.begin().await?;
    let done = sql::execute(
        &*txn,
        "update practice_seat set statement_at = coalesce(statement_at, $1) where cooperative_id = $2",
        [core.clock.now().0.into(), cooperative.uuid().into()],
    )
    .await?;
    if done == 0 {
        return Err(Error::NotFound {
            what: "practice_seat",
        });
    }
    Ok(txn.commit().await?)
}
