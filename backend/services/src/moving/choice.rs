//! What the buyer chooses for a part that nobody sends.

use super::offer::open;
use super::{WAIT_MS, again};
use crate::actor::Actor;
use crate::core::{Changed, Core};
use crate::error::{Error, Result};
use crate::preorders;
use crate::sub_orders::{self, Outcome};
use crate::tasks;
use sea_orm::FromQueryResult;
use shared::id::{OrderId, SubOrderId};
use shared::say::Locale;
use shared::state::SubOrderAction;
use std::str::FromStr;
use store::entity::sub_order;
use store::sql;
use uuid::Uuid;

/// What a buyer can choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Until goods are there again, for a week at the most.
    Wait,
    /// Something else instead: this part is cancelled.
    Replace,
    /// Nothing: this part is cancelled.
    Refund,
    /// Any cooperative may send what had been ordered from one.
    Elsewhere,
    /// Of a harvest that was not enough: what is there.
    Take,
}

impl Choice {
    /// The stable name, in the database and in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Wait => "wait",
            Self::Replace => "replace",
            Self::Refund => "refund",
            Self::Elsewhere => "elsewhere",
            Self::Take => "take",
        }
    }
}

impl FromStr for Choice {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        [
            Self::Wait,
            Self::Replace,
            Self::Refund,
            Self::Elsewhere,
            Self::Take,
        ]
        .into_iter()
        .find(|choice| choice.code() == text)
        .ok_or(Error::NotFound { what: "choice" })
    }
}

/// Does what the buyer chose for a part of his order. The caller has made sure that it is the buyer. Choosing again what
/// was chosen is harmless; a part that has somebody by now is `Conflict` (`settled`).
pub async fn choose(
    core: &Core,
    actor: &Actor,
    order: OrderId,
    number: i32,
    choice: Choice,
) -> Result<()> {
    let row: sub_order::Model = sql::one(
        core.db.read(),
        "select * from sub_order where order_id = $1 and number = $2",
        [order.uuid().into(), number.into()],
    )
    .await?
    .ok_or(Error::NotFound { what: "sub_order" })?;
    if preorders::is_choosing(&row) {
        return preorders::choose(core, actor, &row, choice).await;
    }
    let Some(offer) = open(core, row.id).await? else {
        let done = row.state == "cancelled" && matches!(choice, Choice::Replace | Choice::Refund);
        return if done {
            Ok(())
        } else {
            Err(settled(actor.locale))
        };
    };
    match choice {
        Choice::Replace | Choice::Refund => {
            note(core, &row, choice, None).await?;
            let cancel = SubOrderAction::Cancel;
            match sub_orders::cancel_as_buyer(core, actor, order, number, cancel).await? {
                Outcome::Done(_) | Outcome::AlreadyDone(_) => Ok(()),
            }
        }
        _ if offer.choice.as_deref() == Some(choice.code()) => Ok(()),
        Choice::Take => Err(settled(actor.locale)),
        Choice::Wait | Choice::Elsewhere => {
            let until = core.clock.now().plus_ms(WAIT_MS).0;
            if !note(core, &row, choice, Some(until)).await? {
                return Err(settled(actor.locale));
            }
            core.announce(Changed::SubOrder {
                order,
                cooperative: row.cooperative_id.into(),
            });
            let freely = choice == Choice::Elsewhere;
            again::retry(core, &Actor::system(), SubOrderId::from(row.id), freely).await?;
            Ok(())
        }
    }
}

fn settled(l: Locale) -> Error {
    Error::Conflict {
        code: "settled",
        message: l
            .say(
                "Phần này vừa có nơi khác gửi. Tải lại trang để xem",
                "This part has just found a sender. Load the page again",
            )
            .to_owned(),
        fields: Vec::new(),
    }
}

/// Writes what was chosen; a new last moment for it, and for the operators' task. False when nothing was open any more.
async fn note(
    core: &Core,
    row: &sub_order::Model,
    choice: Choice,
    until: Option<i64>,
) -> Result<bool> {
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    // Open pages look at the version.
    sql::execute(
        &*txn,
        "update sub_order set version = version + 1, updated_at = $1 where id = $2",
        [now.into(), row.id.into()],
    )
    .await?;
    let touched = sql::execute(
        &*txn,
        "update buyer_choice set choice = $1, chosen_at = $2, until = coalesce($3, until) \
         where sub_order_id = $4 and settled_at is null",
        [
            choice.code().into(),
            now.into(),
            until.into(),
            row.id.into(),
        ],
    )
    .await?;
    if let Some(until) = until {
        tasks::postpone(&txn, tasks::NO_SUPPLIER, &row.code, until).await?;
    }
    txn.commit().await?;
    Ok(touched == 1)
}

#[derive(FromQueryResult)]
struct Found {
    sub_order_id: Uuid,
}

/// Whether the buyer still has to choose, or waits, for this part.
pub async fn is_waiting(core: &Core, part: SubOrderId) -> Result<bool> {
    let text =
        "select sub_order_id from buyer_choice where sub_order_id = $1 and settled_at is null";
    let found: Option<Found> = sql::one(core.db.read(), text, [part.uuid().into()]).await?;
    Ok(found.is_some_and(|row| row.sub_order_id == part.uuid()))
}
