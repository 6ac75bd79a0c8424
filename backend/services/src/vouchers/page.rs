//! The list of vouchers, for a booth and for operators.

use super::using::terms;
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use shared::id::CooperativeId;
use shared::input::share::percent_words;
use shared::money::Vnd;
use shared::rules::voucher::Off;
use shared::say::Locale;
use shared::time::Millis;
use shared::view::voucher::{VoucherLine, VouchersView};
use std::collections::HashMap;
use store::entity::voucher;
use store::sql;
use uuid::Uuid;

/// Vouchers shown.
const SHOWN: i64 = 100;

/// Whose vouchers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Those of a cooperative, and those it shares.
    Cooperative(CooperativeId),
    /// All of them, for operators.
    Market,
}

#[derive(FromQueryResult)]
struct Named {
    id: Uuid,
    slug: String,
    short_name: String,
}

/// The page.
pub async fn page(core: &Core, actor: &Actor, whose: Whose) -> Result<VouchersView> {
    let l = actor.locale;
    let (text, value, may_give) = match whose {
        Whose::Cooperative(of) => {
            actor.member(of, Right::Read)?;
            let may = actor.member(of, Right::Manage).is_ok();
            ("where cooperative_id = $2", Some(of.uuid()), may)
        }
        Whose::Market => {
            actor.operator()?;
            ("where $2 is null or cooperative_id = $2", None, true)
        }
    };
    let text = format!("select * from voucher {text} order by created_at desc, id limit $1");
    let rows: Vec<voucher::Model> =
        sql::all(core.db.read(), &text, [SHOWN.into(), value.into()]).await?;
    let named: Vec<Named> = match whose {
        Whose::Cooperative(_) => Vec::new(),
        Whose::Market => {
            let text = "select id, slug, short_name from cooperative order by short_name";
            sql::all(core.db.read(), text, []).await?
        }
    };
    let names: HashMap<Uuid, &str> = named
        .iter()
        .map(|one| (one.id, one.short_name.as_str()))
        .collect();
    let market = whose == Whose::Market;
    let now = core.clock.now();
    let line = |row: &voucher::Model| {
        let name = row.cooperative_id.and_then(|id| names.get(&id).copied());
        line(row, name, (market, may_give), now, l)
    };
    Ok(VouchersView {
        lines: rows.iter().map(line).collect(),
        may_give,
        market,
        cooperatives: named
            .into_iter()
            .map(|one| (one.slug, one.short_name))
            .collect(),
        ..VouchersView::default()
    })
}

fn line(
    row: &voucher::Model,
    name: Option<&str>,
    (market, may): (bool, bool),
    now: Millis,
    l: Locale,
) -> VoucherLine {
    let last = Millis(row.valid_to - 1).vn_date().full();
    let full = row.uses_limit.is_some_and(|most| row.used >= most);
    let open = row.ended_at.is_none() && row.valid_to > now.0;
    let agreed = row.agreed_at.is_some();
    let most = row
        .uses_limit
        .map_or_else(String::new, |most| format!("/{most}"));
    VoucherLine {
        code: row.code.clone(),
        terms: words(row, l),
        payer: payer(row, name, l),
        used: match l {
            Locale::Vi => format!("Đã dùng {}{most} · đến {last}", row.used),
            Locale::En => format!("Used {}{most} · until {last}", row.used),
        },
        live: open && agreed && !full,
        state: match (row.ended_at.is_some(), row.valid_to > now.0, agreed, full) {
            (true, ..) => l.say("Đã dừng", "Ended"),
            (_, false, ..) => l.say("Đã hết hạn", "Over"),
            (_, _, false, _) => l.say("Chờ hợp tác xã đồng ý", "Waits for the cooperative"),
            (_, _, _, true) => l.say("Hết lượt", "Used up"),
            _ => l.say("Đang dùng được", "In use"),
        }
        .to_owned(),
        can_end: open && may,
        can_agree: open && may && !agreed && !market,
    }
}

fn words(row: &voucher::Model, l: Locale) -> String {
    let mut text = match (terms(row).off, l) {
        (Off::Amount(amount), Locale::Vi) => format!("Giảm {amount}"),
        (Off::Amount(amount), Locale::En) => format!("{amount} off"),
        (Off::Percent100(percent, most), _) => {
            let percent = percent_words(percent);
            match (most, l) {
                (None, Locale::Vi) => format!("Giảm {percent}"),
                (None, Locale::En) => format!("{percent} off"),
                (Some(most), Locale::Vi) => format!("Giảm {percent}, nhiều nhất {most}"),
                (Some(most), Locale::En) => format!("{percent} off, at most {most}"),
            }
        }
    };
    if row.least_goods > 0 {
        let least = Vnd(row.least_goods);
        text.push_str(&match l {
            Locale::Vi => format!(" · tiền hàng từ {least}"),
            Locale::En => format!(" · goods from {least}"),
        });
    }
    text
}

fn payer(row: &voucher::Model, name: Option<&str>, l: Locale) -> String {
    let own = u32::try_from(row.own_percent100).unwrap_or_default();
    let who = name.unwrap_or(l.say("hợp tác xã", "the cooperative"));
    match (own, l) {
        (0, Locale::Vi) => "Chợ chịu".to_owned(),
        (0, Locale::En) => "The market pays".to_owned(),
        (10_000, Locale::Vi) => format!("{who} chịu"),
        (10_000, Locale::En) => format!("Paid by {who}"),
        (own, Locale::Vi) => format!("{who} chịu {}, chợ chịu phần còn lại", percent_words(own)),
        (own, Locale::En) => format!("{who} pays {}, the market the rest", percent_words(own)),
    }
}
