//! What the buyer of a part that waits for a harvest may choose: wait, take what is there, or cancel.

use super::convert::{confirm, ships};
use super::rows::{Part, told};
use super::{OVERDUE_MS, place};
use crate::actor::Actor;
use crate::core::{Changed, Core};
use crate::error::{Error, Result};
use crate::moving::Choice;
use crate::sub_orders;
use sea_orm::FromQueryResult;
use serde_json::json;
use shared::id::{CooperativeId, OrderId};
use shared::input::forecast::HarvestDays;
use shared::money::Vnd;
use shared::quantity::{Quantity, Unit, line_total};
use shared::rules::floor::platform_fee;
use shared::say::Locale;
use shared::state::SubOrderAction;
use shared::time::Millis;
use shared::view::order::{ChoiceOption, PartChoice};
use std::collections::HashMap;
use store::entity::{order_line, sub_order};
use store::{WriteTxn, outbox, sql};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Asked {
    sub_order_id: Uuid,
    until: i64,
    choice: Option<String>,
    secured: i64,
    quantity: i64,
    moved: bool,
    overdue: bool,
    harvest_from: i64,
    harvest_to: i64,
    ship_by: i64,
    unit: String,
}

const ASKED: &str = "
select c.sub_order_id, c.until, c.choice, p.secured, p.quantity, f.moves <> '' as moved,
  f.overdue_at is not null as overdue, f.harvest_from, f.harvest_to, f.ship_by,
  (select l.unit from order_line l where l.sub_order_id = s.id order by l.position limit 1) as unit
from buyer_choice c join sub_order s on s.id = c.sub_order_id join preorder p on p.sub_order_id = s.id
join forecast f on f.id = p.forecast_id
where s.order_id = $1 and s.state = 'preordered' and c.settled_at is null";

/// The open choices of an order's parts that wait for a harvest.
pub(crate) async fn choices(
    core: &Core,
    order: Uuid,
    l: Locale,
) -> Result<HashMap<Uuid, PartChoice>> {
    let rows: Vec<Asked> = sql::all(core.db.read(), ASKED, [order.into()]).await?;
    Ok(rows
        .iter()
        .map(|row| (row.sub_order_id, row.view(l)))
        .collect())
}

impl Asked {
    fn days(&self) -> HarvestDays {
        let day = |ms: i64| Millis(ms).vn_date();
        HarvestDays {
            from: day(self.harvest_from),
            to: day(self.harvest_to),
            ship_by: day(self.ship_by),
        }
    }

    fn words(&self, steps: i64, l: Locale) -> String {
        match self.unit.parse::<Unit>() {
            Ok(unit) => Quantity::of(steps, unit).words(l),
            Err(_) => steps.to_string(),
        }
    }

    fn text(&self, l: Locale) -> String {
        let (days, until) = (self.days().words(l), Millis(self.until).vn_date().short());
        let (has, asked) = (self.words(self.secured, l), self.words(self.quantity, l));
        match (self.overdue, self.secured > 0, self.moved, l) {
            (true, _, _, Locale::Vi) => format!(
                "Đã quá ngày hẹn mà chưa thu hoạch. Bạn chờ tiếp hay huỷ? Đến {until} chưa có hàng thì tự huỷ, bạn không mất tiền."
            ),
            (true, _, _, Locale::En) => format!(
                "The promised day has passed without a harvest. Wait or cancel? It is cancelled on {until}, and you pay nothing."
            ),
            (_, true, _, Locale::Vi) => {
                format!("Đã có {has} trong {asked} bạn đặt. Bạn chờ đủ, lấy phần đã có, hay huỷ?")
            }
            (_, true, _, Locale::En) => {
                format!("{has} of your {asked} are there. Wait for all, take these, or cancel?")
            }
            (_, _, true, Locale::Vi) => {
                format!("Ngày thu hoạch đã dời: {days}. Không chọn gì là bạn chờ.")
            }
            (_, _, true, Locale::En) => {
                format!("The harvest has moved: {days}. Choosing nothing means that you wait.")
            }
            (.., Locale::Vi) => {
                format!("Lô vừa rồi chưa đủ cho đơn của bạn: {days}. Không chọn gì là bạn chờ.")
            }
            (.., Locale::En) => format!(
                "The last lot was not enough for your order: {days}. Choosing nothing means that you wait."
            ),
        }
    }

    fn view(&self, l: Locale) -> PartChoice {
        let option = |value: &str, words: String, meaning: &str| ChoiceOption {
            value: value.to_owned(),
            words,
            meaning: meaning.to_owned(),
        };
        let mut options = Vec::with_capacity(3);
        if self.choice.is_none() {
            let words = l.say("Tôi chờ", "I wait").to_owned();
            let meaning = l.say(
                "Có hàng là gửi ngay và báo bạn.",
                "It is sent as soon as it is there.",
            );
            options.push(option("wait", words, meaning));
        }
        if self.secured > 0 {
            let has = self.words(self.secured, l);
            let words = match l {
                Locale::Vi => format!("Lấy {has} đã có"),
                Locale::En => format!("Take the {has}"),
            };
            let meaning = l.say(
                "Gửi ngay phần đã có, bạn chỉ trả phần đó.",
                "What is there is sent now, and you pay for that only.",
            );
            options.push(option("take", words, meaning));
        }
        let words = l.say("Huỷ phần này", "Cancel this part").to_owned();
        let meaning = l.say(
            "Bạn chưa trả tiền nên không phải hoàn.",
            "You have paid nothing yet.",
        );
        options.push(option("refund", words, meaning));
        PartChoice {
            text: match (self.choice.is_some(), l) {
                (true, Locale::Vi) => format!("Bạn đang chờ: {}.", self.days().words(l)),
                (true, Locale::En) => format!("You are waiting: {}.", self.days().words(l)),
                (false, _) => self.text(l),
            },
            options,
            similar: Vec::new(),
        }
    }
}

/// A part in this state is one of ours to choose for.
pub(crate) fn is_choosing(part: &sub_order::Model) -> bool {
    part.state == "preordered"
}

/// Does what the buyer chose for a part that waits for a harvest. The caller has made sure that it is the buyer.
pub(crate) async fn choose(
    core: &Core,
    actor: &Actor,
    part: &sub_order::Model,
    choice: Choice,
) -> Result<()> {
    let order = OrderId::from(part.order_id);
    match choice {
        Choice::Wait => wait(core, part).await?,
        Choice::Take => take(core, actor, part).await?,
        Choice::Refund => {
            let cancel = SubOrderAction::Cancel;
            sub_orders::cancel_as_buyer(core, actor, order, part.number, cancel).await?;
            return Ok(());
        }
        Choice::Replace | Choice::Elsewhere => return Err(Error::NotFound { what: "choice" }),
    }
    core.announce(Changed::SubOrder {
        order,
        cooperative: CooperativeId::from(part.cooperative_id),
    });
    Ok(())
}

/// Notes that the buyer waits; after a promised day that passed, for a week more.
async fn wait(core: &Core, part: &sub_order::Model) -> Result<()> {
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "update buyer_choice set choice = 'wait', chosen_at = $1, until = case when exists (select 1 from preorder p \
         join forecast f on f.id = p.forecast_id where p.sub_order_id = $2 and f.overdue_at is not null) \
         then $3 else until end where sub_order_id = $2 and settled_at is null and choice is null",
        [now.into(), part.id.into(), (now + OVERDUE_MS).into()],
    )
    .await?;
    touch(&txn, part.id, now).await?;
    txn.commit().await?;
    Ok(())
}

/// Open pages look at the version.
async fn touch(txn: &WriteTxn, part: Uuid, now: i64) -> Result<()> {
    sql::execute(
        &**txn,
        "update sub_order set version = version + 1, updated_at = $1 where id = $2",
        [now.into(), part.into()],
    )
    .await?;
    Ok(())
}

/// Makes the part smaller: what is there is sent, the rest of the promise is given back.
async fn take(core: &Core, actor: &Actor, part: &sub_order::Model) -> Result<()> {
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    place::lock(&txn, part.id).await?;
    touch(&txn, part.id, now).await?;
    let waiting: Option<Part> = sql::one(
        &*txn,
        "select p.sub_order_id, p.forecast_id, p.quantity, p.secured, p.paid_at, s.code, s.order_id, s.ship_on, \
         s.deliver_from, s.deliver_to from preorder p join sub_order s on s.id = p.sub_order_id \
         where s.id = $1 and s.state = 'preordered' and p.secured > 0",
        [part.id.into()],
    )
    .await?;
    let Some(waiting) = waiting else {
        return Err(nothing_there(actor.locale));
    };
    shrink(&txn, part, &waiting, now).await?;
    let line = line_of(&txn, part.id).await?;
    let day = ships(core, &txn, line.offer_id.into()).await?;
    confirm(core, &txn, &Actor::system(), &waiting, day).await?;
    let messages = vec![
        told(part.id, "shared"),
        super::rows::pages(&txn, line.offer_id).await?,
    ];
    outbox::enqueue_all(&txn, messages, now).await?;
    let entry = crate::audit::Entry {
        cooperative: Some(part.cooperative_id.into()),
        action: "take_part",
        entity: "sub_order",
        entity_id: part.code.clone(),
        before: json!({ "quantity": waiting.quantity }),
        after: json!({ "quantity": waiting.secured }),
    };
    crate::audit::record(core, &txn, actor, entry).await?;
    txn.commit().await?;
    Ok(())
}

async fn line_of(txn: &WriteTxn, part: Uuid) -> Result<order_line::Model> {
    let text = "select * from order_line where sub_order_id = $1 order by position limit 1";
    let line = sql::one(&**txn, text, [part.into()]).await?;
    line.ok_or(Error::NotFound { what: "line" })
}

async fn shrink(txn: &WriteTxn, part: &sub_order::Model, waiting: &Part, now: i64) -> Result<()> {
    let line = line_of(txn, part.id).await?;
    let unit: Unit = line
        .unit
        .parse()
        .map_err(|_| Error::internal("a line has an unknown unit"))?;
    let total = line_total(Vnd(line.unit_price), Quantity::of(waiting.secured, unit))
        .ok_or_else(|| Error::internal("a line's price overflows"))?;
    let less = line.total - total.0;
    let statements: [(&str, Vec<sea_orm::Value>); 5] = [
        (
            "update order_line set quantity = $1, total = $2 where id = $3",
            vec![waiting.secured.into(), total.0.into(), line.id.into()],
        ),
        (
            "update sub_order set goods_total = goods_total - $1, total = total - $1, platform_fee = $2 where id = $3",
            vec![
                less.into(),
                platform_fee(Vnd(part.goods_total - less)).0.into(),
                part.id.into(),
            ],
        ),
        (
            "update buyer_order set goods_total = goods_total - $1, total = total - $1 where id = $2",
            vec![less.into(), part.order_id.into()],
        ),
        (
            "update forecast set promised = promised - $1, version = version + 1, updated_at = $2 where id = $3",
            vec![
                (waiting.quantity - waiting.secured).into(),
                now.into(),
                waiting.forecast_id.into(),
            ],
        ),
        (
            "update preorder set quantity = secured, served_at = $1 where sub_order_id = $2",
            vec![now.into(), part.id.into()],
        ),
    ];
    for (text, values) in statements {
        sql::execute(&**txn, text, values).await?;
    }
    Ok(())
}

fn nothing_there(l: Locale) -> Error {
    Error::Conflict {
        code: "settled",
        message: l
            .say(
                "Chưa có phần nào của đơn này, hoặc đơn vừa đủ hàng. Tải lại trang để xem",
                "Nothing of this is there, or all of it is by now. Load the page again",
            )
            .to_owned(),
        fields: Vec::new(),
    }
}
