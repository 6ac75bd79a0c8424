//! What remains between the market and a cooperative after a week: what is free of claims, less the cash it already has. Where
//! the market owes, it pays out; where the cooperative has the buyers' money, it pays the market's fee.

mod payouts;
mod sellers;

pub use payouts::{Payout, payout_file, payouts};
pub use sellers::note_seller;
pub(crate) use sellers::{of_seller, withdraw};

use crate::actor::Actor;
use crate::audit;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::ledger::{Of, Place, book, post};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel};
use serde_json::json;
use shared::id::CooperativeId;
use shared::money::Vnd;
use shared::rules::ledger::{self as rules, Account};
use shared::say::Locale;
use shared::time::{Millis, VnDate};
use shared::view::booth::SettlementRow;
use shared::view::staff::SettlementTask;
use store::entity::settlement;
use store::{WriteTxn, sql};
use uuid::Uuid;

/// Periods shown.
const SHOWN: i64 = 12;

/// The week that ended last: its first moment and the first after it. Weeks begin on Monday.
fn last_week(today: VnDate) -> (Millis, Millis) {
    let this = today.plus_days(1 - i64::from(today.weekday()));
    (this.plus_days(-7).start(), this.start())
}

#[derive(FromQueryResult)]
struct Due {
    cooperative_id: Uuid,
}

/// Settles the week that ended last for every cooperative that something was freed for, and for every seller. Gives how many.
pub async fn close(core: &Core) -> Result<u64> {
    let now = core.clock.now();
    let (from, to) = last_week(now.vn_date());
    let due: Vec<Due> = sql::all(
        core.db.read(),
        "select distinct p.cooperative_id from posting p where p.cooperative_id is not null and p.account = 'payable' \
         and p.at < $1 and not exists (select 1 from cooperative c where c.id = p.cooperative_id and c.state = 'practice') \
         and not exists (select 1 from settlement s where s.cooperative_id = p.cooperative_id and s.period_from = $2)",
        [to.0.into(), from.0.into()],
    )
    .await?;
    let mut done = 0;
    for one in due {
        done += u64::from(settle(core, one.cooperative_id, (from, to), now).await?);
    }
    Ok(done + sellers::close(core).await?)
}

#[derive(FromQueryResult)]
struct Sum {
    n: i64,
}

/// The cash a cooperative has of completed parts, and what was set off of it before.
async fn held<C: ConnectionTrait>(db: &C, cooperative: Uuid, to: Millis) -> Result<i64> {
    let sum: Option<Sum> = sql::one(
        db,
        "select cast(coalesce(sum(p.amount), 0) as bigint) as n from posting p left join sub_order s on s.id = p.sub_order_id \
         where p.cooperative_id = $1 and p.account = 'held' and p.at < $2 \
         and (s.state = 'completed' or (p.sub_order_id is null and p.item = 'transfer'))",
        [cooperative.into(), to.0.into()],
    )
    .await?;
    Ok(sum.map_or(0, |sum| sum.n))
}

async fn settle(
    core: &Core,
    cooperative: Uuid,
    (from, to): (Millis, Millis),
    now: Millis,
) -> Result<bool> {
    let txn = core.db.begin().await?;
    let all = book(&*txn, Of::Cooperative(cooperative, 0, to.0)).await?;
    let week = book(&*txn, Of::Cooperative(cooperative, from.0, to.0)).await?;
    let held = held(&*txn, cooperative, to).await?;
    let net = -(all.of(Account::Payable).0 + held);
    let row = settlement::Model {
        id: Uuid::now_v7(),
        cooperative_id: cooperative,
        period_from: from.0,
        period_to: to.0,
        receive: rules::statement(&week).receive.0,
        held,
        net,
        state: match net {
            0 => "even",
            net if net > 0 => "to_pay",
            _ => "to_receive",
        }
        .to_owned(),
        bank_ref: None,
        created_at: now.0,
        paid_at: None,
    };
    let id = row.id.to_string();
    let written = settlement::Entity::insert(row.into_active_model())
        .exec_without_returning(&*txn)
        .await;
    match written {
        Err(error) if store::is_unique_violation(&error) => {
            txn.rollback().await?;
            return Ok(false);
        }
        other => other?,
    };
    let place = Place {
        cooperative: Some(cooperative),
        ..Place::default()
    };
    // Dated into the week, so that the next one begins where this ends.
    let entry = rules::settled(Vnd(held));
    post(&txn, ("settled", &id), to.0 - 1, vec![(place, entry)]).await?;
    txn.commit().await?;
    Ok(true)
}

#[derive(FromQueryResult)]
struct Open {
    id: Uuid,
    short_name: String,
    net: i64,
    state: String,
    verified_at: Option<i64>,
}

/// The weeks that money has to be moved for.
pub(crate) async fn open(core: &Core, l: Locale) -> Result<Vec<SettlementTask>> {
    let rows: Vec<Open> = sql::all(
        core.db.read(),
        "select t.id, c.short_name, t.net, t.state, a.verified_at from settlement t \
         join cooperative c on c.id = t.cooperative_id left join bank_account a on a.cooperative_id = t.cooperative_id \
         where t.state in ('to_pay', 'returned', 'to_receive', 'paid') order by t.created_at desc, t.id limit 100",
        [],
    )
    .await?;
    let task = |row: Open| {
        let amount = Vnd(row.net.abs());
        let unchecked = row.verified_at.is_none();
        let pays = matches!(row.state.as_str(), "to_pay" | "returned") && !unchecked;
        let qr = pays.then(|| format!("/quan-tri/tien/chi-tra/{}", row.id));
        let (text, deeds) = match (row.state.as_str(), l) {
            ("to_receive", Locale::Vi) => (
                format!("Nợ phí chợ {amount}"),
                vec![word("da-thu", "Đã thu")],
            ),
            ("to_receive", Locale::En) => (
                format!("Owes a fee of {amount}"),
                vec![word("da-thu", "Received")],
            ),
            ("paid", Locale::Vi) => (
                format!("Đã chi {amount}"),
                vec![word("bi-tra", "Ngân hàng trả lại")],
            ),
            ("paid", Locale::En) => (format!("Paid {amount}"), vec![word("bi-tra", "Sent back")]),
            (_, Locale::Vi) if unchecked => (
                format!("Phải chi {amount}, tài khoản chưa đối chiếu"),
                Vec::new(),
            ),
            (_, Locale::En) if unchecked => (
                format!("To pay {amount}, the account is not checked"),
                Vec::new(),
            ),
            (_, Locale::Vi) => (format!("Phải chi {amount}"), vec![word("da-chi", "Đã chi")]),
            (_, Locale::En) => (format!("To pay {amount}"), vec![word("da-chi", "Paid")]),
        };
        SettlementTask {
            id: row.id.to_string(),
            cooperative: row.short_name,
            text,
            deeds,
            qr,
            seller: false,
        }
    };
    let sellers = sellers::open(core, l).await?;
    Ok(rows.into_iter().map(task).chain(sellers).collect())
}

/// A deed of a form and its button.
fn word(text: &str, say: &str) -> (String, String) {
    (text.to_owned(), say.to_owned())
}

/// What happens to a settlement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// The bank made the payout.
    Paid,
    /// The bank gave it back.
    Returned,
    /// The cooperative paid what it owed.
    Received,
}

impl Deed {
    /// Reads the form's word.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "da-chi" => Some(Self::Paid),
            "bi-tra" => Some(Self::Returned),
            "da-thu" => Some(Self::Received),
            _ => None,
        }
    }
}

/// An operator notes what the bank says. Noting it twice is `Conflict` (`settled`).
pub async fn note(core: &Core, actor: &Actor, id: &str, deed: Deed, bank_ref: &str) -> Result<()> {
    actor.operator()?;
    let now = core.clock.now().0;
    let id: Uuid = id
        .parse()
        .map_err(|_| Error::NotFound { what: "settlement" })?;
    let (from, to) = match deed {
        Deed::Paid => ("'to_pay', 'returned'", "paid"),
        Deed::Returned => ("'paid'", "returned"),
        Deed::Received => ("'to_receive'", "received"),
    };
    let txn = core.db.begin().await?;
    let text = format!(
        "update settlement set state = $1, bank_ref = $2, paid_at = $3 where id = $4 and state in ({from}) returning *"
    );
    let bank_ref: String = bank_ref.trim().chars().take(64).collect();
    let row: Option<settlement::Model> = sql::one(
        &*txn,
        &text,
        [to.into(), bank_ref.into(), now.into(), id.into()],
    )
    .await?;
    let Some(row) = row else {
        let message = actor
            .locale
            .say("Kỳ này đã ghi rồi", "This was noted already");
        return Err(Error::Conflict {
            code: "settled",
            message: message.to_owned(),
            fields: Vec::new(),
        });
    };
    book_deed(&txn, &row, deed, now).await?;
    let entry = audit::Entry {
        cooperative: Some(row.cooperative_id.into()),
        action: "note_settlement",
        entity: "settlement",
        entity_id: row.id.to_string(),
        before: json!({}),
        after: json!({ "state": to, "net": row.net }),
    };
    audit::record(core, &txn, actor, entry).await?;
    txn.commit().await?;
    Ok(())
}

async fn book_deed(txn: &WriteTxn, row: &settlement::Model, deed: Deed, now: i64) -> Result<()> {
    let place = Place {
        cooperative: Some(row.cooperative_id),
        ..Place::default()
    };
    let amount = Vnd(row.net.abs());
    let (kind, entry) = match deed {
        Deed::Paid => {
            let book = book(&**txn, Of::Cooperative(row.cooperative_id, 0, i64::MAX)).await?;
            let mut entry = rules::payout(&book, amount).map_err(|_| Error::Conflict {
                code: "too_much",
                message: "Kỳ này đã đổi vì có khoản hoàn. Chờ kỳ sau".to_owned(),
                fields: Vec::new(),
            })?;
            entry.extend(rules::payout_confirmed(amount, Vnd::ZERO));
            ("payout", entry)
        }
        Deed::Returned => ("payout_returned", rules::payout_returned(amount, true)),
        Deed::Received => ("fee_received", rules::fee_received(amount)),
    };
    // A payout may be made again after it came back; the state of the row keeps each from being noted twice.
    let source = format!("{}:{}", row.id, Uuid::now_v7());
    post(txn, (kind, &source), now, vec![(place, entry)]).await?;
    Ok(())
}

/// The periods of a cooperative, newest first, in words.
pub(crate) async fn rows(
    core: &Core,
    cooperative: CooperativeId,
    l: Locale,
) -> Result<Vec<SettlementRow>> {
    let rows: Vec<settlement::Model> = sql::all(
        core.db.read(),
        "select * from settlement where cooperative_id = $1 order by period_from desc limit $2",
        [cooperative.uuid().into(), SHOWN.into()],
    )
    .await?;
    Ok(rows.iter().map(|row| said(row, l)).collect())
}

fn said(row: &settlement::Model, l: Locale) -> SettlementRow {
    let (first, last) = (Millis(row.period_from), Millis(row.period_to - 1));
    let amount = Vnd(row.net.abs());
    SettlementRow {
        period: format!("{} – {}", first.vn_date().short(), last.vn_date().short()),
        net: match (row.net.signum(), l) {
            (1, Locale::Vi) => format!("Chợ trả bạn {amount}"),
            (1, Locale::En) => format!("The market pays you {amount}"),
            (-1, Locale::Vi) => format!("Bạn chuyển phí chợ {amount}"),
            (-1, Locale::En) => format!("You pay the market's fee of {amount}"),
            (_, Locale::Vi) => "Không ai nợ ai".to_owned(),
            (_, Locale::En) => "Nothing remains".to_owned(),
        },
        state: match row.state.as_str() {
            "paid" => l.say("Đã chuyển", "Transferred"),
            "returned" => l.say(
                "Ngân hàng trả lại, xem số tài khoản",
                "Sent back by the bank, check the account",
            ),
            "received" => l.say("Chợ đã nhận", "Received by the market"),
            "even" => "",
            "to_pay" => l.say("Chờ chợ chuyển", "Waits for the market"),
            _ => l.say("Chờ bạn chuyển", "Waits for you"),
        }
        .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_begin_on_monday() {
        let day = |text: &str| VnDate::parse(text).expect("a day");
        for today in ["2026-11-23", "2026-11-28", "2026-11-29"] {
            let (from, to) = last_week(day(today));
            assert_eq!(
                (from.vn_date().iso(), to.vn_date().iso()),
                ("2026-11-16".to_owned(), "2026-11-23".to_owned())
            );
        }
    }
}
