//! The operator's side: who sells by sharing, what of it should be looked at, and stopping a seller.

use crate::actor::Actor;
use crate::audit;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::settlements;
use sea_orm::FromQueryResult;
use serde_json::json;
use shared::money::Vnd;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::text::nfc_clean;
use shared::time::Millis;
use shared::view::share::{SellerLine, SellersView};
use store::sql;
use uuid::Uuid;

/// Sellers shown.
const SHOWN: i64 = 200;
/// A reason has so many letters.
const REASON: std::ops::RangeInclusive<usize> = 5..=300;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    shown_name: String,
    state: String,
    terms: String,
    created_at: i64,
    links: i64,
    orders: i64,
    due: i64,
    flagged: i64,
}

/// Every seller, those with something to look at first. For operators.
pub async fn list_sellers(core: &Core, actor: &Actor) -> Result<SellersView> {
    actor.operator()?;
    let l = actor.locale;
    let text = "select e.id, e.shown_name, e.state, e.terms, e.created_at, \
        (select count(*) from share_link s where s.seller_id = e.id and s.revoked_at is null) as links, \
        (select count(distinct m.order_id) from commission_line m where m.seller_id = e.id and m.amount > 0) as orders, \
        (select cast(coalesce(sum(m.amount - m.reversed), 0) as bigint) from commission_line m where m.seller_id = e.id) as due, \
        (select count(*) from commission_line m where m.seller_id = e.id and m.outcome in ('own_purchase', 'stuffed')) as flagged \
        from seller e order by flagged desc, e.created_at desc, e.id limit $1";
    let rows: Vec<Row> = sql::all(core.db.read(), text, [SHOWN.into()]).await?;
    Ok(SellersView {
        sellers: rows.iter().map(|row| row.line(l)).collect(),
        ..SellersView::default()
    })
}

impl Row {
    fn line(&self, l: Locale) -> SellerLine {
        let (links, orders, due) = (self.links, self.orders, Vnd(self.due));
        let since = Millis(self.created_at).vn_date().full();
        SellerLine {
            id: self.id.to_string(),
            name: self.shown_name.clone(),
            detail: match l {
                Locale::Vi => format!("từ {since} · quy định bản {}", self.terms),
                Locale::En => format!("since {since} · terms {}", self.terms),
            },
            numbers: match l {
                Locale::Vi => format!("{links}\u{a0}link · {orders}\u{a0}đơn · {due}"),
                Locale::En => format!("{links} links · {orders} orders · {due}"),
            },
            flags: self.flagged,
            stopped: self.state != "active",
        }
    }
}

/// Stops a seller, whose links then open for nobody from the same moment and whose proposed payout is withdrawn, or lets them go on. Both need a reason, which is
/// kept in the log. For operators. `Invalid` at `reason`; a seller who is so already is left as he is.
pub async fn set_seller(
    core: &Core,
    actor: &Actor,
    id: Uuid,
    (stop, reason): (bool, &str),
) -> Result<()> {
    actor.operator()?;
    let reason = nfc_clean(reason);
    if !REASON.contains(&reason.chars().count()) {
        let words = actor.locale.say(
            "Ghi lý do, từ 5 đến 300 chữ cái",
            "Give a reason of 5 to 300 letters",
        );
        let field = FieldError::new("reason", "required", words);
        return Err(Error::Invalid {
            fields: vec![field],
        });
    }
    let (from, to) = match stop {
        true => ("active", "stopped"),
        false => ("stopped", "active"),
    };
    let txn = core.db.begin().await?;
    let text = "update seller set state = $1, updated_at = $2 where id = $3 and state = $4";
    let values = [to.into(), core.clock.now().0.into(), id.into(), from.into()];
    if sql::execute(&*txn, text, values).await? == 0 {
        let known = sql::row(
            &*txn,
            "select 1 as one from seller where id = $1",
            [id.into()],
        );
        return match known.await? {
            Some(_) => Ok(()),
            None => Err(Error::NotFound { what: "seller" }),
        };
    }
    if stop {
        // What was proposed to be paid waits until somebody has looked; once they go on, the next closing proposes it anew.
        settlements::withdraw(&txn, id).await?;
    }
    let entry = audit::Entry {
        cooperative: None,
        action: if stop { "stop_seller" } else { "resume_seller" },
        entity: "seller",
        entity_id: id.to_string(),
        before: json!({ "state": from }),
        after: json!({ "state": to, "reason": reason }),
    };
    audit::record(core, &txn, actor, entry).await?;
    txn.commit().await?;
    Ok(())
}
