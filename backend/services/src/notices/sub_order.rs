//! Messages about sub-orders, to the cooperative and to the buyer.

use super::facts::{self, SubOrder};
use super::words::{self, Text};
use super::{Address, Draft, is_written, once, sellers, write};
use crate::core::Core;
use crate::error::Result;
use crate::links;
use sea_orm::FromQueryResult;
use shared::id::{CooperativeId, SubOrderId};
use shared::state::SubOrderState;
use store::sql;
use uuid::Uuid;

/// Tells everybody who answers orders at the cooperative, each with a link that accepts in one tap.
/// `base` is the site's address without a slash at the end; `cause` makes a repeated job harmless.
pub async fn sub_order_placed(core: &Core, cause: Uuid, id: SubOrderId, base: &str) -> Result<()> {
    ask(core, cause, id, base, false).await
}

/// Asks them again when half of the time to answer is over, with a link like the first.
pub async fn sub_order_remind(core: &Core, cause: Uuid, id: SubOrderId, base: &str) -> Result<()> {
    ask(core, cause, id, base, true).await
}

async fn ask(core: &Core, cause: Uuid, id: SubOrderId, base: &str, again: bool) -> Result<()> {
    let one = facts::load(core, id).await?;
    if one.state != SubOrderState::ToConfirm.code() {
        // Answered or cancelled meanwhile: there is nothing to ask for.
        return Ok(());
    }
    let about = About {
        id,
        one: &one,
        kind: if again {
            "sub_order.remind"
        } else {
            "sub_order.placed"
        },
    };
    let cause = format!("{cause}/placed");
    let mut left = Vec::new();
    for person in sellers(core, CooperativeId::from(one.cooperative)).await? {
        let notice = once(&cause, &person.id.to_string());
        if !is_written(core, notice).await? {
            left.push((notice, person));
        }
    }
    if left.is_empty() {
        return Ok(());
    }
    let txn = core.db.begin().await?;
    for (notice, person) in left {
        let l = person.locale();
        let token = links::issue(core, &txn, id).await?;
        let link = format!("{base}{}", l.path(&format!("/l/{token}")));
        let text = words::placed(&one, &link, again, l);
        let draft = about.draft(Some(person.id), person.to(), text);
        write(core, &txn, notice, draft).await?;
    }
    Ok(txn.commit().await?)
}

/// Tells the buyer of a new state, and the cooperative of what the buyer did.
pub async fn sub_order_changed(
    core: &Core,
    cause: Uuid,
    id: SubOrderId,
    state: SubOrderState,
    base: &str,
) -> Result<()> {
    let one = facts::load(core, id).await?;
    let by_buyer = last_actor(core, id, state).await?.as_deref() == Some("buyer");
    let kind = format!("sub_order.{}", state.code());
    let about = About {
        id,
        one: &one,
        kind: &kind,
    };
    let cause = format!("{cause}/{kind}");
    let txn = core.db.begin().await?;
    let l = one.buyer_locale;
    let link = format!("{base}{}", l.path(&format!("/don/{}", one.order_code)));
    let ended = matches!(state, SubOrderState::Declined | SubOrderState::TimedOut);
    let said = match ended {
        true => words::ended(&one, &facts::after(core, id).await?, &link, l),
        false => words::to_buyer(&one, state, &link, l),
    };
    if let Some(text) = said.filter(|_| !by_buyer) {
        let to = Address {
            via: "sms",
            sealed: one.buyer_phone_sealed.clone(),
        };
        write(
            core,
            &txn,
            once(&cause, "buyer"),
            about.draft(None, to, text),
        )
        .await?;
    }
    if by_buyer {
        for person in sellers(core, CooperativeId::from(one.cooperative)).await? {
            let l = person.locale();
            let link = format!("{base}{}", l.path(&format!("/htx/don/{}", one.code)));
            if let Some(text) = words::to_cooperative(&one, state, &link, l) {
                let notice = once(&cause, &person.id.to_string());
                write(
                    core,
                    &txn,
                    notice,
                    about.draft(Some(person.id), person.to(), text),
                )
                .await?;
            }
        }
    }
    Ok(txn.commit().await?)
}

/// A message about a sub-order, in the making.
struct About<'a> {
    id: SubOrderId,
    one: &'a SubOrder,
    kind: &'a str,
}

impl About<'_> {
    fn draft(&self, person: Option<Uuid>, to: Address, text: Text) -> Draft<'_> {
        Draft {
            kind: self.kind,
            person,
            cooperative: Some(self.one.cooperative),
            sub_order: Some(self.id.uuid()),
            to,
            subject: text.subject,
            body: text.body,
        }
    }
}

#[derive(FromQueryResult)]
struct Event {
    actor_kind: String,
}

/// Who brought the sub-order into this state last.
async fn last_actor(core: &Core, id: SubOrderId, state: SubOrderState) -> Result<Option<String>> {
    let event: Option<Event> = sql::one(
        core.db.read(),
        "select actor_kind from sub_order_event where sub_order_id = $1 and state = $2 order by at desc, id desc limit 1",
        [id.uuid().into(), state.code().into()],
    )
    .await?;
    Ok(event.map(|event| event.actor_kind))
}
