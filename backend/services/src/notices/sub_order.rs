//! Messages about sub-orders, to the cooperative and to the buyer.

use super::facts::{self, SubOrder};
use super::words::{self, Text};
use super::{Address, Draft, once, sellers, sellers_of, write, write_all, written};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::links;
use sea_orm::FromQueryResult;
use shared::id::{CooperativeId, SubOrderId};
use shared::state::{SubOrderAction, SubOrderState};
use store::sql;
use uuid::Uuid;

/// Tells everybody who answers orders at the cooperatives of these sub-orders, each with a link that accepts in one tap.
/// `base` is the site's address without a slash at the end; the cause beside each makes a repeated job harmless.
pub async fn sub_orders_placed(
    core: &Core,
    placed: &[(Uuid, SubOrderId)],
    base: &str,
) -> Result<()> {
    ask(core, placed, base, false).await
}

/// Asks them again when half of the time to answer is over, with a link like the first.
pub async fn sub_order_remind(core: &Core, cause: Uuid, id: SubOrderId, base: &str) -> Result<()> {
    ask(core, &[(cause, id)], base, true).await
}

async fn ask(core: &Core, asked: &[(Uuid, SubOrderId)], base: &str, again: bool) -> Result<()> {
    let ids: Vec<SubOrderId> = asked.iter().map(|(_, id)| *id).collect();
    let all = facts::load_all(core, &ids).await?;
    let of: Vec<Uuid> = all.values().map(|one| one.cooperative).collect();
    let people = sellers_of(core, &of).await?;
    let kind = if again {
        "sub_order.remind"
    } else {
        "sub_order.placed"
    };
    let mut open = Vec::new();
    for (cause, id) in asked {
        let one = all.get(id).ok_or(Error::NotFound { what: "sub_order" })?;
        // Answered or cancelled meanwhile: there is nothing to ask for.
        if one.state != SubOrderState::ToConfirm.code() {
            continue;
        }
        for person in people.get(&one.cooperative).into_iter().flatten() {
            let notice = once(&format!("{cause}/placed"), &person.id.to_string());
            open.push((notice, About { id: *id, one, kind }, person));
        }
    }
    let notices: Vec<Uuid> = open.iter().map(|(notice, ..)| *notice).collect();
    let known = written(core, &notices).await?;
    open.retain(|(notice, ..)| !known.contains(notice));
    if open.is_empty() {
        return Ok(());
    }
    let txn = core.db.begin().await?;
    let about: Vec<SubOrderId> = open.iter().map(|(_, about, _)| about.id).collect();
    let tokens = links::issue(core, &txn, &about).await?;
    let drafts = open
        .iter()
        .zip(tokens)
        .map(|((notice, about, person), token)| {
            let l = person.locale();
            let link = format!("{base}{}", l.path(&format!("/l/{token}")));
            let text = words::placed(about.one, &link, again, l);
            (*notice, about.draft(Some(person.id), person.to(), text))
        });
    write_all(core, &txn, drafts.collect()).await?;
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
    let last = last_event(core, id, state).await?;
    let by_buyer = last
        .as_ref()
        .is_some_and(|event| event.actor_kind == "buyer");
    let moved = last.is_some_and(|event| event.action == SubOrderAction::MoveAway.code());
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
        true => words::ended(&one, &facts::after(core, id).await?, moved, &link, l),
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
    if by_buyer || moved {
        for person in sellers(core, CooperativeId::from(one.cooperative)).await? {
            let l = person.locale();
            let link = format!("{base}{}", l.path(&format!("/htx/don/{}", one.code)));
            let said = match moved {
                true => Some(words::moved_away(&one, &link, l)),
                false => words::to_cooperative(&one, state, &link, l),
            };
            if let Some(text) = said {
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
            cooperative: self.one.cooperative,
            sub_order: Some(self.id.uuid()),
            to,
            subject: text.subject,
            body: text.body,
        }
    }
}

#[derive(FromQueryResult)]
struct Event {
    action: String,
    actor_kind: String,
}

/// What brought the sub-order into this state last.
async fn last_event(core: &Core, id: SubOrderId, state: SubOrderState) -> Result<Option<Event>> {
    let event = sql::one(
        core.db.read(),
        "select action, actor_kind from sub_order_event where sub_order_id = $1 and state = $2 order by at desc, id desc limit 1",
        [id.uuid().into(), state.code().into()],
    )
    .await?;
    Ok(event)
}
