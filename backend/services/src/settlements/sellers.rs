//! What the market pays people who sell by sharing: once a week, what is payable to them by the ledger, less the income tax
//! that is withheld of persons. A payout that comes back is payable again and goes into the next one.

use super::{Deed, last_week, word};
use crate::actor::Actor;
use crate::audit;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::ledger::{Place, post};
use sea_orm::FromQueryResult;
use serde_json::json;
use shared::money::Vnd;
use shared::rules::ledger as rules;
use shared::rules::withholding::{Seller, of_payment};
use shared::say::Locale;
use shared::time::Millis;
use shared::view::booth::SettlementRow;
use shared::view::parts::SumRow;
use shared::view::staff::SettlementTask;
use std::collections::BTreeMap;
use store::entity::seller_payout;
use store::{WriteTxn, sql};
use uuid::Uuid;

/// Smaller sums wait for the next week (*assumed*).
const LEAST: i64 = 50_000;
/// Payouts shown to a seller.
const SHOWN: i64 = 20;

#[derive(FromQueryResult)]
struct Balance {
    party: String,
    amount: i64,
}

/// What is payable to sellers by now, of what became payable before `to`.
async fn balances(core: &Core, to: Millis) -> Result<BTreeMap<Uuid, i64>> {
    let rows: Vec<Balance> = sql::all(
        core.db.read(),
        "select party, cast(-sum(amount) as bigint) as amount from posting where account = 'commission_payable' \
         and (at < $1 or amount > 0) group by party",
        [to.0.into()],
    )
    .await?;
    let row = |row: Balance| Some((row.party.parse().ok()?, row.amount));
    Ok(rows.into_iter().filter_map(row).collect())
}

#[derive(FromQueryResult)]
struct Open {
    seller_id: Uuid,
}

/// Proposes the payouts of the week that ended last. One that was not made yet is brought to what is payable now; a seller who was
/// stopped gets no new one. Gives how many changed.
pub(super) async fn close(core: &Core) -> Result<u64> {
    let now = core.clock.now();
    let (_, to) = last_week(now.vn_date());
    let mut due = balances(core, to).await?;
    let open: Vec<Open> = sql::all(
        core.db.read(),
        "select seller_id from seller_payout where state = 'to_pay'",
        [],
    )
    .await?;
    for one in open {
        due.entry(one.seller_id).or_insert(0);
    }
    let mut done = 0;
    for (seller, amount) in due {
        done += propose(core, seller, amount, now).await?;
    }
    Ok(done)
}

async fn propose(core: &Core, seller: Uuid, amount: i64, now: Millis) -> Result<u64> {
    let txn = core.db.begin().await?;
    let touched = if amount >= LEAST {
        let tax = of_payment(Seller::Person, Vnd(amount), now.vn_date());
        sql::execute(
            &*txn,
            "insert into seller_payout (id, seller_id, gross, tax, state, created_at) select $1, s.id, $3, $4, 'to_pay', $5 \
             from seller s where s.id = $2 and s.state = 'active' on conflict (seller_id) where state = 'to_pay' \
             do update set gross = $3, tax = $4 where seller_payout.gross <> $3 or seller_payout.tax <> $4",
            [
                Uuid::now_v7().into(),
                seller.into(),
                amount.into(),
                tax.0.into(),
                now.0.into(),
            ],
        )
        .await?
    } else {
        withdraw(&txn, seller).await?
    };
    txn.commit().await?;
    Ok(touched)
}

/// Withdraws what was proposed to be paid to a seller. Gives how many payouts that were: none or one.
pub(crate) async fn withdraw(txn: &WriteTxn, seller: Uuid) -> Result<u64> {
    let text = "update seller_payout set state = 'void' where seller_id = $1 and state = 'to_pay'";
    Ok(sql::execute(&**txn, text, [seller.into()]).await?)
}

#[derive(FromQueryResult)]
struct Task {
    id: Uuid,
    shown_name: String,
    gross: i64,
    tax: i64,
    state: String,
    verified_at: Option<i64>,
}

/// The payouts that an operator has to make, or that the bank may still give back.
pub(super) async fn open(core: &Core, l: Locale) -> Result<Vec<SettlementTask>> {
    let rows: Vec<Task> = sql::all(
        core.db.read(),
        "select t.id, s.shown_name, t.gross, t.tax, t.state, a.verified_at from seller_payout t \
         join seller s on s.id = t.seller_id left join seller_account a on a.seller_id = t.seller_id \
         where t.state in ('to_pay', 'paid') order by t.created_at desc, t.id limit 100",
        [],
    )
    .await?;
    let task = |row: Task| {
        let net = Vnd(row.gross - row.tax);
        let checked = row.verified_at.is_some();
        let (text, deeds) = match (row.state.as_str(), l) {
            ("paid", Locale::Vi) => (
                format!("Đã chi hoa hồng {net}"),
                vec![word("bi-tra", "Ngân hàng trả lại")],
            ),
            ("paid", Locale::En) => (
                format!("Paid a commission of {net}"),
                vec![word("bi-tra", "Sent back")],
            ),
            (_, Locale::Vi) if !checked => (
                format!("Phải chi hoa hồng {net}, tài khoản chưa có hoặc chưa đối chiếu"),
                Vec::new(),
            ),
            (_, Locale::En) if !checked => (
                format!("To pay a commission of {net}, the account is missing or not checked"),
                Vec::new(),
            ),
            (_, Locale::Vi) => (
                format!("Phải chi hoa hồng {net}{}", tax_words(row.tax, l)),
                vec![word("da-chi", "Đã chi")],
            ),
            (_, Locale::En) => (
                format!("To pay a commission of {net}{}", tax_words(row.tax, l)),
                vec![word("da-chi", "Paid")],
            ),
        };
        let pays = row.state == "to_pay" && checked;
        SettlementTask {
            qr: pays.then(|| format!("/quan-tri/tien/chi-tra/{}", row.id)),
            id: row.id.to_string(),
            cooperative: row.shown_name,
            text,
            deeds,
            seller: true,
        }
    };
    Ok(rows.into_iter().map(task).collect())
}

fn tax_words(tax: i64, l: Locale) -> String {
    match (tax, l) {
        (0, _) => String::new(),
        (tax, Locale::Vi) => format!(" (đã trừ thuế {})", Vnd(tax)),
        (tax, Locale::En) => format!(" (less a tax of {})", Vnd(tax)),
    }
}

/// An operator notes what the bank says of a seller's payout. Noting it twice is `Conflict` (`settled`); paying more than is
/// payable by now `Conflict` (`too_much`).
pub async fn note_seller(
    core: &Core,
    actor: &Actor,
    id: &str,
    deed: Deed,
    bank_ref: &str,
) -> Result<()> {
    actor.operator()?;
    let (now, l) = (core.clock.now().0, actor.locale);
    let missing = || Error::NotFound {
        what: "seller_payout",
    };
    let id: Uuid = id.parse().map_err(|_| missing())?;
    let (from, to) = match deed {
        Deed::Paid => ("to_pay", "paid"),
        Deed::Returned => ("paid", "returned"),
        Deed::Received => return Err(missing()),
    };
    let txn = core.db.begin().await?;
    let bank_ref: String = bank_ref.trim().chars().take(64).collect();
    let row: Option<seller_payout::Model> = sql::one(
        &*txn,
        "update seller_payout set state = $1, bank_ref = $2, paid_at = $3 where id = $4 and state = $5 returning *",
        [
            to.into(),
            bank_ref.into(),
            now.into(),
            id.into(),
            from.into(),
        ],
    )
    .await?;
    let conflict = |code, vi: &str, en: &str| Error::Conflict {
        code,
        message: if l == Locale::Vi { vi } else { en }.to_owned(),
        fields: Vec::new(),
    };
    let Some(row) = row else {
        return Err(conflict(
            "settled",
            "Khoản này đã ghi rồi hoặc đã rút lại",
            "This was noted already, or withdrawn",
        ));
    };
    let seller = row.seller_id.to_string();
    let (gross, tax) = (Vnd(row.gross), Vnd(row.tax));
    let (kind, entry) = match deed {
        Deed::Paid if payable(&txn, &seller).await? < row.gross => {
            return Err(conflict(
                "too_much",
                "Hoa hồng đã đổi vì có khoản hoàn. Chờ chợ tính lại trong một giờ",
                "The commission changed because goods came back. It is counted anew within the hour",
            ));
        }
        Deed::Paid => ("seller_payout", rules::seller_paid(&seller, gross, tax)),
        _ => (
            "seller_payout_returned",
            rules::seller_returned(&seller, gross, tax),
        ),
    };
    let place = Place::default();
    post(&txn, (kind, &id.to_string()), now, vec![(place, entry)]).await?;
    let entry = audit::Entry {
        cooperative: None,
        action: "note_seller_payout",
        entity: "seller_payout",
        entity_id: id.to_string(),
        before: json!({}),
        after: json!({ "state": to, "gross": row.gross, "tax": row.tax }),
    };
    audit::record(core, &txn, actor, entry).await?;
    txn.commit().await?;
    Ok(())
}

async fn payable(txn: &WriteTxn, seller: &str) -> Result<i64> {
    let text = "select party, cast(-sum(amount) as bigint) as amount from posting where account = 'commission_payable' \
                and party = $1 group by party";
    let row: Option<Balance> = sql::one(&**txn, text, [seller.into()]).await?;
    Ok(row.map_or(0, |row| row.amount))
}

#[derive(FromQueryResult)]
struct Paid {
    amount: i64,
}

/// What a seller has been paid and what is still to be paid, before tax; and the payouts, newest first, in words.
pub(crate) async fn of_seller(
    core: &Core,
    seller: Uuid,
    l: Locale,
) -> Result<(Vec<SumRow>, Vec<SettlementRow>)> {
    let db = core.db.read();
    let text = "select cast(coalesce(sum(gross), 0) as bigint) as amount from seller_payout \
                where seller_id = $1 and state = 'paid'";
    let paid: Option<Paid> = sql::one(db, text, [seller.into()]).await?;
    let text = "select cast(coalesce(-sum(amount), 0) as bigint) as amount from posting \
                where account = 'commission_payable' and party = $1";
    let left: Option<Paid> = sql::one(db, text, [seller.to_string().into()]).await?;
    let row = |label: &str, of: Option<Paid>, total: bool| SumRow {
        label: label.to_owned(),
        amount: Vnd(of.map_or(0, |of| of.amount)).to_string(),
        total,
        quiet: false,
    };
    let sums = vec![
        row(
            l.say("Đã chuyển cho bạn", "Transferred to you"),
            paid,
            false,
        ),
        row(l.say("Còn được nhận", "To be transferred"), left, true),
    ];
    let rows: Vec<seller_payout::Model> = sql::all(
        db,
        "select * from seller_payout where seller_id = $1 and state <> 'void' order by created_at desc, id desc limit $2",
        [seller.into(), SHOWN.into()],
    )
    .await?;
    Ok((sums, rows.iter().map(|row| said(row, l)).collect()))
}

fn said(row: &seller_payout::Model, l: Locale) -> SettlementRow {
    let at = Millis(row.paid_at.unwrap_or(row.created_at));
    let net = Vnd(row.gross - row.tax);
    SettlementRow {
        period: at.vn_date().full(),
        net: format!("{net}{}", tax_words(row.tax, l)),
        state: match row.state.as_str() {
            "paid" => l.say("Đã chuyển", "Transferred"),
            "returned" => l.say(
                "Ngân hàng trả lại. Xem số tài khoản, chợ chuyển lại kỳ sau",
                "Sent back by the bank. Check the account; it goes out with the next payout",
            ),
            _ => l.say("Chờ chợ chuyển", "Waits for the market"),
        }
        .to_owned(),
    }
}
