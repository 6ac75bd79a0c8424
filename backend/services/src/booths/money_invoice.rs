//! What an accountant types into electronic invoices, line by line (Decree 254/2026).

use super::money::month_of;
use super::money_csv::{day, written};
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use shared::id::CooperativeId;
use shared::money::Vnd;
use shared::quantity::Quantity;
use shared::rules::vat;
use shared::rules::voucher::{Share, per_line};
use shared::say::Locale;
use shared::time::Millis;
use store::sql;

#[derive(FromQueryResult)]
struct Sold {
    code: String,
    at: i64,
    name_sealed: String,
    address_sealed: String,
    method: String,
    voucher_own: i64,
    voucher_market: i64,
    title: String,
    variant_name: String,
    unit: String,
    unit_label: String,
    quantity: i64,
    unit_price: i64,
    total: i64,
    ocop_group: Option<String>,
    own: bool,
}

const HEAD: [&str; 15] = [
    "Mã đơn",
    "Ngày giao",
    "Người mua",
    "Địa chỉ",
    "Tên hàng",
    "Đơn vị tính",
    "Số lượng",
    "Đơn giá",
    "Thành tiền",
    "Giảm giá",
    "Sau giảm giá",
    "Trong đó chợ trả thay khách",
    "Thuế suất",
    "Căn cứ thuế suất",
    "Hình thức thanh toán",
];

async fn delivered(
    core: &Core,
    cooperative: CooperativeId,
    (from, to): (Millis, Millis),
) -> Result<Vec<Sold>> {
    Ok(sql::all(
        core.db.read(),
        "select s.code, e.at, o.contact_name_sealed as name_sealed, o.address_shown_sealed as address_sealed, \
         o.payment_method as method, s.voucher_own, s.voucher_market, l.title, l.variant_name, l.unit, l.unit_label, \
         coalesce(l.weighed, l.quantity) as quantity, l.unit_price, l.total, c.ocop_group, \
         p.cooperative_id = s.cooperative_id as own from sub_order s join buyer_order o on o.id = s.order_id \
         join sub_order_event e on e.sub_order_id = s.id and e.state = 'delivered' join order_line l on l.sub_order_id = s.id \
         join variant v on v.id = l.variant_id join product p on p.id = v.product_id join category c on c.slug = p.category_slug \
         where s.cooperative_id = $1 and s.state in ('delivered', 'completed') and e.at >= $2 and e.at < $3 \
         order by e.at, s.code, l.position",
        [cooperative.uuid().into(), from.0.into(), to.0.into()],
    )
    .await?)
}

/// What was delivered in a month, line by line, with what an electronic invoice asks for: the cooperative issues the invoice. The
/// rate of tax is what the dated rules say; where they do not say, whoever keeps the books fills it in. Only who books money
/// may have it: it names buyers.
pub async fn invoice_csv(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    month: &str,
) -> Result<(String, Vec<u8>)> {
    actor.member(cooperative, Right::Money)?;
    let month = month_of(core, month);
    let found = delivered(core, cooperative, month.range()).await?;
    let mut rows = Vec::with_capacity(found.len());
    for part in found.chunk_by(|a, b| a.code == b.code) {
        let totals: Vec<Vnd> = part.iter().map(|line| Vnd(line.total)).collect();
        let off = Share {
            own: Vnd(part[0].voucher_own),
            market: Vnd(part[0].voucher_market),
        };
        for (line, off) in part.iter().zip(per_line(off, &totals)) {
            rows.push(row(core, line, off, actor.locale)?);
        }
    }
    written("hoa-don", month, &HEAD, rows.into_iter())
}

fn row(core: &Core, of: &Sold, off: Share, l: Locale) -> Result<Vec<String>> {
    let quantity = match of.unit.parse() {
        Ok(unit) => Quantity {
            steps: of.quantity,
            unit,
        }
        .decimal(),
        Err(_) => of.quantity.to_string(),
    };
    let group = of.ocop_group.as_deref().unwrap_or_default();
    let (rate, why) = vat::written(group, of.own, Millis(of.at).vn_date(), l);
    let cash = if of.method == "cod" { "TM" } else { "CK" };
    let name = format!("{} {}", of.title, of.variant_name);
    Ok(vec![
        of.code.clone(),
        day(of.at),
        core.keys.open(&of.name_sealed)?,
        core.keys.open(&of.address_sealed)?,
        name.trim().to_owned(),
        of.unit_label.clone(),
        quantity,
        of.unit_price.to_string(),
        of.total.to_string(),
        off.own.0.to_string(),
        vat::invoiced(Vnd(of.total), off).0.to_string(),
        off.market.0.to_string(),
        rate.to_owned(),
        why.to_owned(),
        cash.to_owned(),
    ])
}
