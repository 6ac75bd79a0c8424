//! A voucher at the checkout: what it takes off a plan, and its use being counted.

use crate::checkout::Plan;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::floors::{Sale, guard};
use sea_orm::FromQueryResult;
use shared::money::Vnd;
use shared::rules::floor::{Reduction, Rule};
use shared::rules::voucher::{Off, Refused, Share, Terms, apply as rule};
use shared::say::Locale;
use store::entity::voucher;
use store::{WriteTxn, sql};
use uuid::Uuid;

/// The field of every message here.
const FIELD: &str = "voucher";

/// A voucher that fits an order.
#[derive(Clone, Debug)]
pub(crate) struct Applied {
    id: Uuid,
    /// Its code.
    pub code: String,
    /// What it takes off each parcel of the plan.
    pub shares: Vec<Share>,
}

impl Applied {
    /// What the buyer saves.
    pub fn total(&self) -> Vnd {
        Vnd(self.shares.iter().map(|share| share.total().0).sum())
    }
}

fn refuse(code: &'static str, l: Locale, vi: &'static str, en: &'static str) -> Error {
    Error::invalid(FIELD, code, l.say(vi, en))
}

pub(super) fn terms(row: &voucher::Model) -> Terms {
    let off = match (row.percent100, row.amount) {
        (Some(percent), _) => Off::Percent100(
            u32::try_from(percent).unwrap_or_default(),
            row.most.map(Vnd),
        ),
        (None, amount) => Off::Amount(Vnd(amount.unwrap_or_default())),
    };
    Terms {
        off,
        least_goods: Vnd(row.least_goods),
        cooperative: row.cooperative_id.map(Into::into),
        own_percent100: u32::try_from(row.own_percent100).unwrap_or_default(),
    }
}

/// What the typed code takes off the parcels of `plan`; nothing when none was typed. `phone` is the buyer's fingerprint, if
/// it is known already. What stands in the way is `Invalid` at `voucher`, below a price floor with what takes how much.
pub(crate) async fn apply(
    core: &Core,
    plan: &Plan<'_>,
    typed: &str,
    phone: Option<&str>,
    l: Locale,
) -> Result<Option<Applied>> {
    let code: String = typed.trim().to_uppercase();
    if code.is_empty() {
        return Ok(None);
    }
    let text = "select * from voucher where code = $1";
    let row: Option<voucher::Model> =
        sql::one(core.db.read(), text, [code.as_str().into()]).await?;
    let unknown = || {
        let (vi, en) = (
            "Không có mã này. Xem lại từng chữ, hoặc để trống",
            "There is no such code. Look at each letter, or leave it empty",
        );
        refuse("unknown", l, vi, en)
    };
    let row = row.ok_or_else(unknown)?;
    usable(core, &row, l)?;
    if let Some(phone) = phone {
        not_used(core, &row, phone, l).await?;
    }
    let parts: Vec<_> = plan
        .parcels
        .iter()
        .map(|parcel| (parcel.cooperative, parcel.goods_total))
        .collect();
    let shares = rule(&terms(&row), &parts).map_err(|why| match why {
        Refused::NotThese => refuse(
            "not_these",
            l,
            "Mã này không dùng cho món nào trong giỏ. Để trống, hoặc dùng mã khác",
            "This code is for none of these goods. Leave it empty, or use another",
        ),
        Refused::TooLittle { missing } => Error::invalid(
            FIELD,
            "too_little",
            match l {
                Locale::Vi => format!("Mua thêm {missing} tiền hàng thì dùng được mã này"),
                Locale::En => format!("Buy goods for {missing} more to use this code"),
            },
        ),
    })?;
    above_floors(core, plan, &shares, l).await?;
    Ok(Some(Applied {
        id: row.id,
        code,
        shares,
    }))
}

fn usable(core: &Core, row: &voucher::Model, l: Locale) -> Result<()> {
    let now = core.clock.now().0;
    if row.ended_at.is_some() || row.valid_to <= now || row.agreed_at.is_none() {
        let (vi, en) = (
            "Mã này đã hết hạn. Để trống, hoặc dùng mã khác",
            "This code has ended. Leave it empty, or use another",
        );
        return Err(refuse("ended", l, vi, en));
    }
    if row.uses_limit.is_some_and(|most| row.used >= most) {
        return Err(used_up(l));
    }
    Ok(())
}

fn used_up(l: Locale) -> Error {
    let (vi, en) = (
        "Mã này đã hết lượt. Để trống, hoặc dùng mã khác",
        "This code was used up. Leave it empty, or use another",
    );
    refuse("used_up", l, vi, en)
}

fn used_before(l: Locale) -> Error {
    let (vi, en) = (
        "Số điện thoại này đã dùng mã. Mỗi số dùng một lần",
        "This phone has used the code. Each phone uses it once",
    );
    refuse("used_before", l, vi, en)
}

async fn not_used(core: &Core, row: &voucher::Model, phone: &str, l: Locale) -> Result<()> {
    let text = "select 1 as one from voucher_use where voucher_id = $1 and phone_lookup = $2";
    let known = sql::row(core.db.read(), text, [row.id.into(), phone.into()]).await?;
    if known.is_some() {
        return Err(used_before(l));
    }
    Ok(())
}

async fn above_floors(core: &Core, plan: &Plan<'_>, shares: &[Share], l: Locale) -> Result<()> {
    let mut sales = Vec::new();
    for (parcel, share) in plan.parcels.iter().zip(shares) {
        let Some(cut) = share.reduction(parcel.goods_total) else {
            continue;
        };
        sales.extend(parcel.lines.iter().map(|line| Sale {
            offer: line.supply.offer,
            price: line.goods.price,
            reductions: vec![cut, Reduction::platform()],
        }));
    }
    let refused = guard(core.db.read(), &sales, core.clock.now().vn_date()).await?;
    match refused.first() {
        Some((_, below)) => Err(Error::invalid(FIELD, crate::floors::BELOW, below.say(l))),
        None => Ok(()),
    }
}

/// Counts a use, in the transaction of the order: the last use goes to one buyer, and each phone has one.
pub(crate) async fn take(
    txn: &WriteTxn,
    of: &Applied,
    (order, phone): (Uuid, &str),
    now: i64,
    l: Locale,
) -> Result<()> {
    let touched = sql::execute(
        &**txn,
        "update voucher set used = used + 1 where id = $1 and ended_at is null and valid_to > $2 \
         and (uses_limit is null or used < uses_limit)",
        [of.id.into(), now.into()],
    )
    .await?;
    if touched == 0 {
        return Err(used_up(l));
    }
    let touched = sql::execute(
        &**txn,
        "insert into voucher_use (voucher_id, phone_lookup, order_id, amount, at) values ($1, $2, $3, $4, $5) \
         on conflict (voucher_id, phone_lookup) do nothing",
        [
            of.id.into(),
            phone.into(),
            order.into(),
            of.total().0.into(),
            now.into(),
        ],
    )
    .await?;
    match touched {
        0 => Err(used_before(l)),
        _ => Ok(()),
    }
}

#[derive(FromQueryResult)]
struct Used {
    voucher_id: Uuid,
}

/// A part of the order was cancelled: when nothing of the order is left, its voucher may be used again.
pub(crate) async fn release(txn: &WriteTxn, order: Uuid) -> Result<()> {
    let freed: Option<Used> = sql::one(
        &**txn,
        "delete from voucher_use where order_id = $1 and not exists (select 1 from sub_order s where s.order_id = $1 \
         and s.state not in ('cancelled', 'declined', 'timed_out')) returning voucher_id",
        [order.into()],
    )
    .await?;
    if let Some(freed) = freed {
        let text = "update voucher set used = used - 1 where id = $1";
        sql::execute(&**txn, text, [freed.voucher_id.into()]).await?;
    }
    Ok(())
}

/// The word of who pays, for price floors.
pub(super) const fn rule_of(own_percent100: u32) -> Rule {
    if own_percent100 < 10_000 {
        Rule::CoFunded
    } else {
        Rule::Voucher
    }
}
