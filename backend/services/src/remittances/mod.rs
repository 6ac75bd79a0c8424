//! Cash that carriers hand on: a carrier's statement against what was delivered against cash, line by line; or one parcel
//! at a time. What the carrier handed on is the moment of cash.

mod read;

use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::keys::digest;
use crate::ledger::{Place, post_all};
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
use shared::id::CooperativeId;
use shared::money::Vnd;
use shared::rules::ledger::{self as rules, Account, Book, Item, Parcel, Posting, Purse};
use shared::rules::reconcile::{Expected, Fee, Line, Outcome, reconcile};
use shared::say::Locale;
use shared::view::booth::{RemittanceRow, RemittanceView};
use store::entity::{remittance, remittance_line};
use store::{WriteTxn, sql};
use uuid::Uuid;

/// Lines written in one statement.
const AT_ONCE: usize = 2_000;
/// Differences shown.
const SHOWN: usize = 100;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    order_id: Uuid,
    code: String,
    state: String,
    carrier: Option<String>,
    tracking_no: Option<String>,
    account: String,
    party: String,
    item: String,
    amount: i64,
}

/// A part whose cash its carrier has.
struct Waiting {
    place: Place,
    id: Uuid,
    completed: bool,
    carrier: String,
    codes: Vec<String>,
    book: Book,
}

impl Waiting {
    fn due(&self) -> Vnd {
        self.book.of(Account::CodReceivable)
    }
}

/// The parts of a cooperative whose cash is still with carriers, the oldest first.
async fn waiting(
    txn: &WriteTxn,
    cooperative: CooperativeId,
    only: Option<&str>,
) -> Result<Vec<Waiting>> {
    let text = "select s.id, s.order_id, s.code, s.state, s.carrier, s.tracking_no, p.account, p.party, p.item, \
         cast(sum(p.amount) as bigint) as amount from sub_order s join posting p on p.sub_order_id = s.id \
         where s.cooperative_id = $1 and ($2 is null or s.code = $2) and s.state in ('delivered', 'completed') \
         and s.id in (select r.sub_order_id from posting r where r.cooperative_id = $1 and r.account = 'cod_receivable' \
         group by r.sub_order_id having sum(r.amount) > 0) \
         group by s.id, s.order_id, s.code, s.state, s.carrier, s.tracking_no, p.account, p.party, p.item order by s.id";
    let values = [
        cooperative.uuid().into(),
        only.map(ToOwned::to_owned).into(),
    ];
    let mut found: Vec<Waiting> = Vec::new();
    let mut strange = false;
    sql::each(&**txn, text, values, |row: Row| {
        let (Some(account), Some(item)) = (Account::parse(&row.account), Item::parse(&row.item))
        else {
            strange = true;
            return;
        };
        let line = Posting {
            account,
            party: row.party,
            item,
            amount: Vnd(row.amount),
        };
        match found.last_mut().filter(|last| last.id == row.id) {
            Some(last) => last.book.post(&[line]),
            None => found.push(Waiting {
                place: Place {
                    order: Some(row.order_id),
                    sub_order: Some(row.id),
                    cooperative: Some(cooperative.uuid()),
                },
                id: row.id,
                completed: row.state == "completed",
                carrier: row.carrier.unwrap_or_default(),
                codes: [Some(row.code), row.tracking_no]
                    .into_iter()
                    .flatten()
                    .collect(),
                book: Book::from_iter(&[line]),
            }),
        }
    })
    .await?;
    if strange {
        return Err(Error::internal("a posting has an unknown account or item"));
    }
    Ok(found)
}

/// What a line posts: the cash that came, and, for a completed part, that its earnings are free.
fn entries(part: &Waiting, parcel: &Parcel) -> (rules::Entry, rules::Entry) {
    let due = part.due();
    let taken = Parcel {
        cod: Vnd(parcel.cod.0.min(due.0)),
        ..*parcel
    };
    let mut entry = rules::cod_remitted(&part.book, &part.carrier, &taken);
    if parcel.cod > due {
        entry.extend(rules::unapplied(
            Purse::Cooperative,
            Vnd(parcel.cod.0 - due.0),
        ));
    }
    let mut after = part.book.clone();
    after.post(&entry);
    let free = part.completed && after.of(Account::CodReceivable).0 == 0;
    let released = if free {
        rules::released(&after)
    } else {
        Vec::new()
    };
    (entry, released)
}

type Batch = Vec<(String, Place, rules::Entry)>;

/// Imports a carrier's statement: a CSV file with a code or parcel number, the cash collected, freight and fee. The same
/// file again is `Conflict` (`known`); one whose columns cannot be told is `Invalid` at `file`.
pub async fn import(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    name: &str,
    bytes: &[u8],
) -> Result<RemittanceView> {
    let person = actor.member(cooperative, Right::Money)?.id;
    let (l, now) = (actor.locale, core.clock.now().0);
    let lines = read::read(bytes, l)?;
    let txn = core.db.begin().await?;
    let parts = waiting(&txn, cooperative, None).await?;
    let expected: Vec<Expected> = parts
        .iter()
        .map(|part| Expected {
            codes: part.codes.clone(),
            amount: part.due(),
        })
        .collect();
    let outcomes = reconcile(&lines, &expected);
    let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    let matched = outcomes
        .iter()
        .filter(|one| matches!(one, Outcome::Matched(_)))
        .count();
    let head = remittance::Model {
        id: Uuid::now_v7(),
        cooperative_id: cooperative.uuid(),
        source: "cod".to_owned(),
        name: name.chars().take(120).collect(),
        file_hash: digest(bytes),
        lines: count(lines.len()),
        matched: count(matched),
        gross: lines.iter().map(|line| line.gross.0).sum(),
        net: lines.iter().map(|line| line.net().0).sum(),
        imported_by: Some(person.uuid()),
        created_at: now,
    };
    let id = head.id;
    // The file is known before anything is posted of it.
    keep(&txn, head, &lines, &outcomes, (&parts, l)).await?;
    for some in pairs(&lines, &outcomes).chunks(AT_ONCE) {
        let (mut remitted, mut released): (Batch, Batch) = (Vec::new(), Vec::new());
        for (line, outcome) in some {
            let Some(part) = outcome.counts().and_then(|at| parts.get(at)) else {
                continue;
            };
            let (entry, free) = entries(part, &parcel(line));
            // A part whose carrier pays in two statements has two entries.
            let source = format!("{}:{id}", part.id);
            remitted.push((source.clone(), part.place, entry));
            released.push((source, part.place, free));
        }
        post_all(&txn, "cod_remitted", now, remitted).await?;
        post_all(&txn, "released", now, released).await?;
    }
    txn.commit().await?;
    Ok(report(&lines, &outcomes, &expected, l))
}

fn pairs<'a>(lines: &'a [Line], outcomes: &[Outcome]) -> Vec<(&'a Line, Outcome)> {
    lines.iter().zip(outcomes.iter().copied()).collect()
}

fn parcel(line: &Line) -> Parcel {
    Parcel {
        cod: line.gross,
        freight: line.fee(Fee::Freight),
        cod_fee: line.fee(Fee::Collecting),
    }
}

async fn keep(
    txn: &WriteTxn,
    head: remittance::Model,
    lines: &[Line],
    outcomes: &[Outcome],
    (parts, l): (&[Waiting], Locale),
) -> Result<()> {
    let id = head.id;
    let written = remittance::Entity::insert(head.into_active_model())
        .exec_without_returning(&**txn)
        .await;
    if let Err(error) = written {
        if store::is_unique_violation(&error) {
            return Err(Error::Conflict {
                code: "known",
                message: l
                    .say("Tệp này đã nhập rồi", "This file was imported before")
                    .to_owned(),
                fields: Vec::new(),
            });
        }
        return Err(error.into());
    }
    let mut rows = (1..).zip(pairs(lines, outcomes));
    loop {
        let some: Vec<_> = rows
            .by_ref()
            .take(AT_ONCE)
            .map(|(position, (line, outcome))| {
                let part = outcome.counts().and_then(|at| parts.get(at));
                remittance_line::Model {
                    remittance_id: id,
                    position,
                    code: line.code.chars().take(64).collect(),
                    gross: line.gross.0,
                    fees: line.gross.0 - line.net().0,
                    sub_order_id: part.map(|part| part.id),
                    outcome: outcome.code().to_owned(),
                    expected: part.map_or(0, |part| part.due().0),
                }
                .into_active_model()
            })
            .collect();
        if some.is_empty() {
            return Ok(());
        }
        remittance_line::Entity::insert_many(some)
            .exec_without_returning(&**txn)
            .await?;
    }
}

fn report(
    lines: &[Line],
    outcomes: &[Outcome],
    expected: &[Expected],
    l: Locale,
) -> RemittanceView {
    let mut view = RemittanceView {
        lines: lines.len(),
        matched: outcomes
            .iter()
            .filter(|one| matches!(one, Outcome::Matched(_)))
            .count(),
        gross: Vnd(lines.iter().map(|line| line.gross.0).sum()).to_string(),
        net: Vnd(lines.iter().map(|line| line.net().0).sum()).to_string(),
        differences: Vec::new(),
    };
    for (line, outcome) in lines.iter().zip(outcomes) {
        if matches!(outcome, Outcome::Matched(_)) || view.differences.len() == SHOWN {
            continue;
        }
        let due = outcome
            .counts()
            .and_then(|at| expected.get(at))
            .map(|one| one.amount);
        view.differences.push(RemittanceRow {
            code: line.code.clone(),
            told: line.gross.to_string(),
            expected: due.map(|due| due.to_string()).unwrap_or_default(),
            why: match outcome {
                Outcome::Short(_) => l.say("Trả thiếu, hỏi nhà xe", "Too little, ask the carrier"),
                Outcome::Over(_) => l.say("Trả thừa, hỏi nhà xe", "Too much, ask the carrier"),
                Outcome::Twice(_) => l.say("Ghi hai lần, chỉ tính một", "Twice, counted once"),
                _ => l.say(
                    "Không phải kiện của bạn, hoặc đã trả rồi",
                    "Not your parcel, or handed on before",
                ),
            }
            .to_owned(),
        });
    }
    view
}

/// The member has the cash of one parcel: handed on by its carrier, or taken by the cooperative itself.
pub async fn received(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    code: &str,
) -> Result<()> {
    actor.member(cooperative, Right::Money)?;
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    let parts = waiting(&txn, cooperative, Some(code)).await?;
    let Some(part) = parts.first() else {
        let message = actor.locale.say(
            "Nhà xe không giữ tiền của kiện này nữa",
            "No carrier has cash of this parcel any more",
        );
        return Err(Error::Conflict {
            code: "nothing_there",
            message: message.to_owned(),
            fields: Vec::new(),
        });
    };
    let parcel = Parcel {
        cod: part.due(),
        ..Parcel::default()
    };
    let (entry, free) = entries(part, &parcel);
    let source = format!("{}:{now}", part.id);
    post_all(
        &txn,
        "cod_remitted",
        now,
        vec![(source.clone(), part.place, entry)],
    )
    .await?;
    post_all(&txn, "released", now, vec![(source, part.place, free)]).await?;
    txn.commit().await?;
    Ok(())
}

/// The cash of a cooperative's parcels that carriers have, by part: its code and how much.
pub(crate) async fn with_carriers(
    core: &Core,
    cooperative: CooperativeId,
) -> Result<Vec<(String, Vnd)>> {
    #[derive(FromQueryResult)]
    struct Cash {
        code: String,
        amount: i64,
    }
    let rows: Vec<Cash> = sql::all(
        core.db.read(),
        "select s.code, c.amount from (select p.sub_order_id, cast(sum(p.amount) as bigint) as amount from posting p \
         where p.cooperative_id = $1 and p.account = 'cod_receivable' group by p.sub_order_id having sum(p.amount) > 0 \
         order by p.sub_order_id limit 50) c join sub_order s on s.id = c.sub_order_id order by s.id",
        [cooperative.uuid().into()],
    )
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.code, Vnd(row.amount)))
        .collect())
}
