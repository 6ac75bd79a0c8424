//! How an order is paid, and the payments that are waited for.

use super::accounts::{Account, load};
use crate::core::Core;
use crate::error::{Error, Result};
use shared::id::CooperativeId;
use shared::money::Vnd;
use shared::problem::FieldError;
use shared::rules::cash::{COUNTS_DAYS, Cash, cash, why_prepay};
use shared::rules::memo::Memo;
use shared::say::Locale;
use shared::time::{DAY_MS, Millis};
use shared::view::cart::PayChoice;
use shared::view::order::{PlacedPayment, PlacedTransfer};
use std::collections::BTreeMap;
use store::entity::{buyer_order, payment, sub_order};
use store::sql;
use uuid::Uuid;

/// The code of payments by transfer to the cooperative's account.
pub const TRANSFER: &str = "vietqr";
/// How long an unpaid order is kept, with its stock, in minutes.
pub const MINUTES: i64 = 30;

/// How an order is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// To the carrier; after so many refused parcels only once somebody called.
    Cash { call_after: Option<i64> },
    /// To each cooperative's account.
    Transfer(BTreeMap<CooperativeId, Account>),
    /// Through a provider, by its code.
    Provider(String),
}

fn not_available(message: String) -> Error {
    Error::Invalid {
        fields: vec![FieldError::new("payment_method", "not_available", message)],
    }
}

/// Whether every one of the cooperatives can be paid by transfer; else the names of those that cannot.
async fn available(
    core: &Core,
    cooperatives: &[CooperativeId],
) -> Result<std::result::Result<BTreeMap<CooperativeId, Account>, Vec<String>>> {
    let accounts = load(core, cooperatives).await?;
    let missing: Vec<Uuid> = cooperatives
        .iter()
        .filter(|id| !accounts.contains_key(id))
        .map(|id| id.uuid())
        .collect();
    if missing.is_empty() {
        return Ok(Ok(accounts));
    }
    let text = format!(
        "select short_name from cooperative where id in ({}) order by short_name",
        sql::placeholders(1, missing.len())
    );
    let rows = sql::rows(core.db.read(), &text, missing.into_iter().map(Into::into)).await?;
    let names = rows.iter().map(|row| row.try_get("", "short_name"));
    Ok(Err(names.collect::<std::result::Result<_, _>>()?))
}

/// What is sold before its harvest is paid in cash: nobody's money waits for a harvest that may fail.
///
/// `Invalid` at `payment_method` for any other way.
pub(crate) fn cash_for_harvests(method: &str, ahead: bool, l: Locale) -> Result<()> {
    if !ahead || method == "cod" {
        return Ok(());
    }
    Err(not_available(cash_only(l).to_owned()))
}

fn cash_only(l: Locale) -> &'static str {
    l.say(
        "Đơn có hàng đặt trước nên trả khi nhận hàng. Chọn trả khi nhận hàng",
        "An order with goods ordered ahead is paid on delivery. Choose cash on delivery",
    )
}

/// Reads the way to pay. One that cannot be used for this order is `Invalid` at `payment_method`; cash for a phone that
/// refused parcels too often is `Conflict` (`prepay_only`).
pub(crate) async fn way(
    core: &Core,
    method: &str,
    cooperatives: impl Iterator<Item = CooperativeId>,
    (phone_lookup, total): (&str, Vnd),
    l: Locale,
) -> Result<Way> {
    let cooperatives: Vec<CooperativeId> = cooperatives.collect();
    match method {
        "cod" => {
            let since = core.clock.now().0 - COUNTS_DAYS * DAY_MS;
            let refused = refusals(core, phone_lookup, since).await?;
            match cash(refused) {
                Cash::Prepay => Err(Error::Conflict {
                    code: "prepay_only",
                    message: why_prepay(refused, l),
                    fields: Vec::new(),
                }),
                Cash::Call => Ok(Way::Cash {
                    call_after: Some(refused),
                }),
                Cash::Free => Ok(Way::Cash { call_after: None }),
            }
        }
        TRANSFER => match available(core, &cooperatives).await? {
            Ok(accounts) => Ok(Way::Transfer(accounts)),
            Err(names) => {
                let names = names.join(", ");
                Err(not_available(match l {
                    Locale::Vi => format!("{names} chưa nhận chuyển khoản. Chọn trả khi nhận hàng"),
                    Locale::En => {
                        format!("{names} take no transfers yet. Choose cash on delivery")
                    }
                }))
            }
        },
        other if takes(core, other, total) => Ok(Way::Provider(other.to_owned())),
        _ => Err(not_available(
            l.say(
                "Cách trả tiền này chưa dùng được. Chọn cách khác",
                "This way to pay is not offered. Choose another",
            )
            .to_owned(),
        )),
    }
}

/// Whether a provider that is set up takes so much.
fn takes(core: &Core, code: &str, total: Vnd) -> bool {
    let mut ways = core.ways.iter();
    ways.any(|way| way.code == code && way.takes(total))
}

/// How many parcels for this phone came back undelivered within the time that counts.
async fn refusals(core: &Core, phone_lookup: &str, since: i64) -> Result<i64> {
    let row = sql::row(
        core.db.read(),
        "select count(*) as n from sub_order s join buyer_order o on o.id = s.order_id where o.phone_lookup = $1 \
         and o.payment_method = 'cod' and s.state in ('returning', 'returned') and s.updated_at >= $2 \
         and not exists (select 1 from sub_order_event e where e.sub_order_id = s.id and e.state = 'delivered')",
        [phone_lookup.into(), since.into()],
    )
    .await?;
    Ok(row
        .map(|row| row.try_get("", "n"))
        .transpose()?
        .unwrap_or(0))
}

/// The payments a new order waits for, and what its buyer is told of them.
pub(crate) fn rows(
    core: &Core,
    way: &Way,
    order: &buyer_order::Model,
    parts: &[sub_order::Model],
) -> Result<(Vec<payment::Model>, Option<PlacedPayment>)> {
    let expires_at = Millis(order.created_at).plus_minutes(MINUTES);
    let mut told = PlacedPayment {
        method: order.payment_method.clone(),
        expires_at: expires_at.rfc3339(),
        transfers: Vec::new(),
        next_url: None,
    };
    let row = |part: Option<&sub_order::Model>, provider: &str, amount: i64| payment::Model {
        id: Uuid::now_v7(),
        order_id: order.id,
        sub_order_id: part.map(|part| part.id),
        cooperative_id: part.map(|part| part.cooperative_id),
        provider: provider.to_owned(),
        reference: Memo::from_random(rand::random()).to_string(),
        provider_ref: String::new(),
        provider_txn: None,
        amount,
        received: 0,
        state: "created".to_owned(),
        next_sealed: None,
        client_ip_sealed: None,
        expires_at: expires_at.0,
        asked: 0,
        ask_at: None,
        created_at: order.created_at,
        updated_at: order.created_at,
    };
    match way {
        Way::Cash { .. } => Ok((Vec::new(), None)),
        Way::Provider(code) => Ok((vec![row(None, code, order.total)], Some(told))),
        Way::Transfer(accounts) => {
            let mut payments = Vec::with_capacity(parts.len());
            for part in parts {
                let mut payment = row(Some(part), TRANSFER, part.total);
                let Some(account) = accounts.get(&CooperativeId::from(part.cooperative_id)) else {
                    return Err(Error::internal("a part has no account to be paid to"));
                };
                payment.next_sealed = Some(core.keys.seal(&serde_json::to_string(&account.0)?)?);
                payment.state = "pending".to_owned();
                told.transfers.push(PlacedTransfer {
                    sub_order: part.code.clone(),
                    amount: Vnd(part.total),
                    content: payment.reference.clone(),
                    bank_bin: account.0.bin.clone(),
                    account_number: account.0.number.clone(),
                    account_holder: account.0.holder.clone(),
                    qr: String::new(),
                });
                payments.push(payment);
            }
            Ok((payments, Some(told)))
        }
    }
}

/// What the checkout offers for parcels of these cooperatives, and why not a transfer, if it cannot be.
pub(crate) async fn choices(
    core: &Core,
    (cooperatives, total, ahead): (&[CooperativeId], Vnd, bool),
    chosen: &str,
    l: Locale,
) -> Result<(Vec<PayChoice>, String)> {
    let choice = |code: &str, name: &str, detail: &str| PayChoice {
        code: code.to_owned(),
        name: name.to_owned(),
        detail: detail.to_owned(),
        chosen: code == chosen,
    };
    let mut ways = vec![choice(
        "cod",
        l.say("Trả khi nhận hàng", "Cash on delivery"),
        l.say(
            "Được mở kiện xem trước",
            "You may open the parcel and look first",
        ),
    )];
    if ahead {
        if let Some(cash) = ways.first_mut() {
            cash.chosen = true;
        }
        return Ok((ways, cash_only(l).to_owned()));
    }
    let mut why = String::new();
    match available(core, cooperatives).await? {
        Ok(_) => ways.push(choice(
            TRANSFER,
            l.say("Chuyển khoản quét mã VietQR", "Bank transfer by VietQR"),
            l.say(
                "Tiền vào thẳng hợp tác xã",
                "The money goes straight to the cooperative",
            ),
        )),
        Err(names) => {
            let names = names.join(", ");
            why = match l {
                Locale::Vi => format!("{names} chưa nhận chuyển khoản nên đơn này trả khi nhận."),
                Locale::En => {
                    format!("{names} take no transfers yet, so this order is paid on delivery.")
                }
            };
        }
    }
    let offered = core.ways.iter().filter(|way| way.takes(total));
    let pages = offered.map(|way| {
        let detail = l.say(
            "Trả trên trang của bên thanh toán",
            "Paid on the provider's page",
        );
        choice(&way.code, l.say(way.name_vi, way.name_en), detail)
    });
    ways.extend(pages);
    if !ways.iter().any(|way| way.chosen)
        && let Some(first) = ways.first_mut()
    {
        first.chosen = true;
    }
    Ok((ways, why))
}
