//! What the market pays out, as a list and as the bank's file.

use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::payments;
use sea_orm::FromQueryResult;
use shared::id::CooperativeId;
use shared::money::Vnd;
use store::sql;
use uuid::Uuid;

/// A payout for the bank's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payout {
    /// The settlement, or the payout of a seller.
    pub id: String,
    /// The cooperative or the seller.
    pub payee: String,
    /// The bank's number at Napas.
    pub bin: String,
    /// The account.
    pub number: String,
    /// Its holder.
    pub holder: String,
    /// How much.
    pub amount: Vnd,
    /// What the transfer says.
    pub content: String,
}

#[derive(FromQueryResult)]
struct Owed {
    id: Uuid,
    cooperative_id: Uuid,
    short_name: String,
    net: i64,
}

/// What the market owes and has an account for, with what each transfer has to say. Operators only.
pub async fn payouts(core: &Core, actor: &Actor) -> Result<Vec<Payout>> {
    actor.operator()?;
    let rows: Vec<Owed> = sql::all(
        core.db.read(),
        "select t.id, t.cooperative_id, c.short_name, t.net from settlement t join cooperative c on c.id = t.cooperative_id \
         join bank_account a on a.cooperative_id = t.cooperative_id and a.verified_at is not null \
         where t.state in ('to_pay', 'returned') order by t.created_at, t.id",
        [],
    )
    .await?;
    let ids: Vec<CooperativeId> = rows.iter().map(|row| row.cooperative_id.into()).collect();
    let accounts = payments::accounts_of(core, &ids).await?;
    let line = |row: Owed| {
        let account = accounts.get(&CooperativeId::from(row.cooperative_id))?;
        Some(Payout {
            content: content(row.id),
            id: row.id.to_string(),
            payee: row.short_name,
            bin: account.bin.clone(),
            number: account.number.clone(),
            holder: account.holder.clone(),
            amount: Vnd(row.net),
        })
    };
    let mut all: Vec<Payout> = rows.into_iter().filter_map(line).collect();
    all.extend(of_sellers(core).await?);
    Ok(all)
}

fn content(id: Uuid) -> String {
    format!("CHO PHIEN {}", &id.simple().to_string()[24..]).to_uppercase()
}

#[derive(FromQueryResult)]
struct OwedSeller {
    id: Uuid,
    shown_name: String,
    net: i64,
    bin: String,
    number_sealed: String,
    holder: String,
}

/// The commissions that are to be paid out.
async fn of_sellers(core: &Core) -> Result<Vec<Payout>> {
    let rows: Vec<OwedSeller> = sql::all(
        core.db.read(),
        "select t.id, s.shown_name, t.gross - t.tax as net, a.bin, a.number_sealed, a.holder from seller_payout t \
         join seller s on s.id = t.seller_id join seller_account a on a.seller_id = t.seller_id and a.verified_at is not null \
         where t.state = 'to_pay' order by t.created_at, t.id",
        [],
    )
    .await?;
    let line = |row: OwedSeller| {
        Ok(Payout {
            content: content(row.id),
            id: row.id.to_string(),
            payee: row.shown_name,
            bin: row.bin,
            number: core.keys.open(&row.number_sealed)?,
            holder: row.holder,
            amount: Vnd(row.net),
        })
    };
    rows.into_iter().map(line).collect()
}

/// The bank's file of [`payouts`]: name and content.
pub async fn payout_file(core: &Core, actor: &Actor) -> Result<(String, Vec<u8>)> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let head = [
        "line_no",
        "beneficiary_name",
        "account_no",
        "bank_bin",
        "amount_vnd",
        "content",
        "reference",
    ];
    writer.write_record(head).map_err(Error::internal)?;
    for (number, one) in (1_u32..).zip(payouts(core, actor).await?) {
        let cells = [
            number.to_string(),
            one.holder,
            one.number,
            one.bin,
            one.amount.0.to_string(),
            one.content,
            one.id,
        ];
        writer.write_record(cells).map_err(Error::internal)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| Error::internal(error.to_string()))?;
    let day = core.clock.now().vn_date().iso();
    Ok((format!("chi-tra-{day}.csv"), bytes))
}
