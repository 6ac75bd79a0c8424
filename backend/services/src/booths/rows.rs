//! Sub-orders and their lines as the booth's pages read them, always within one cooperative.

use super::history::moved_away;
use super::words::{animal, good, quantity};
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::{FromQueryResult, Value};
use shared::id::CooperativeId;
use shared::phone::Phone;
use shared::places::places;
use shared::quantity::{Quantity, Unit};
use shared::rules::catch_weight::animals;
use shared::say::Locale;
use shared::state::SubOrderState;
use std::collections::HashMap;
use store::sql;
use uuid::Uuid;

/// A sub-order with what the booth needs of its order.
#[derive(Clone, Debug, FromQueryResult)]
pub struct SubOrderRow {
    pub id: Uuid,
    pub code: String,
    pub state: String,
    pub goods_total: i64,
    pub shipping_fee: i64,
    pub total: i64,
    pub platform_fee: i64,
    pub voucher_own: i64,
    pub respond_by: Option<i64>,
    pub ship_on: i64,
    pub carrier: Option<String>,
    pub tracking_no: Option<String>,
    pub created_at: i64,
    pub updated_at: i64,
    pub order_code: String,
    pub ward_code: String,
    pub payment_method: String,
    pub channel: String,
    pub contact_name_sealed: String,
    pub phone_sealed: String,
    pub street_sealed: String,
    pub address_shown_sealed: String,
    /// It is declined because an operator took it from the cooperative.
    pub moved_away: bool,
}

/// The columns of [`SubOrderRow`], from sub-orders `s` and their orders `o`.
pub const SELECT: &str = "select s.id, s.code, s.state, s.goods_total, s.shipping_fee, s.total, s.platform_fee, s.voucher_own, \
    s.respond_by, s.ship_on, s.carrier, s.tracking_no, s.created_at, s.updated_at, o.code as order_code, \
    o.ward_code, o.payment_method, o.channel, o.contact_name_sealed, o.phone_sealed, o.street_sealed, o.address_shown_sealed, \
    s.state = 'declined' and exists(select 1 from sub_order_event e where e.sub_order_id = s.id and e.action = 'move_away') as moved_away \
    from sub_order s join buyer_order o on o.id = s.order_id";

/// A line of a sub-order, with what lies in the store of its offer.
#[derive(Clone, Debug, FromQueryResult)]
pub struct LineRow {
    pub id: Uuid,
    pub sub_order_id: Uuid,
    pub title: String,
    pub variant_name: String,
    pub unit: String,
    pub picture: Option<String>,
    pub quantity: i64,
    pub unit_price: i64,
    pub total: i64,
    pub on_hand: i64,
    /// How much one sale is, in smallest steps.
    pub step: i64,
    pub shipping_class: String,
    pub harvested_on: Option<i64>,
    pub catch_weight: bool,
    pub weighed: Option<i64>,
}

impl SubOrderRow {
    /// The state; one we do not know reads as [`SubOrderState::Unknown`].
    pub fn state(&self) -> SubOrderState {
        self.state.parse().unwrap_or(SubOrderState::Unknown)
    }

    /// What the cooperative reads of the state.
    pub fn words(&self, l: Locale) -> &'static str {
        match self.moved_away {
            true => moved_away(l),
            false => self.state().cooperative_words(l),
        }
    }

    /// What the cooperative receives for the goods: their price less its own voucher and the market's fee.
    pub fn receive(&self) -> i64 {
        self.goods_total - self.voucher_own - self.platform_fee
    }

    /// `phường Cầu Giấy, Hà Nội`.
    pub fn place(&self) -> String {
        place_of(&self.ward_code)
    }

    /// Paid in cash to the carrier.
    pub fn is_cash(&self) -> bool {
        self.payment_method == "cod"
    }

    /// The receiver's phone.
    pub fn phone(&self, core: &Core) -> Result<Option<Phone>> {
        Ok(Phone::parse_contact(&core.keys.open(&self.phone_sealed)?).ok())
    }
}

impl LineRow {
    /// `3 thùng`; of what goes by the scale `2 con, khoảng 3,4 kg`.
    pub fn ordered(&self, l: Locale) -> String {
        match self.unit.parse() {
            Ok(unit) if self.catch_weight => animals(self.quantity, self.step, unit, l),
            _ => quantity(self.quantity, &self.unit, l),
        }
    }

    /// What is in the box: `2 con, cân được 3,65 kg` once it was weighed.
    pub fn packed(&self, l: Locale) -> String {
        let Some(weighed) = self.weighed else {
            return self.ordered(l);
        };
        let got = quantity(weighed, &self.unit, l);
        if self.step <= 0 || self.quantity % self.step != 0 {
            return got;
        }
        let number = Quantity::of(self.quantity / self.step, Unit::Con).words(l);
        format!("{number}, {} {got}", l.say("cân được", "weighing"))
    }

    /// `Na loại 1, thùng 3 kg`.
    pub fn name(&self) -> String {
        match self.catch_weight {
            true => animal(&self.title, &self.variant_name),
            false => good(&self.title, &self.variant_name),
        }
    }
}

/// `phường Cầu Giấy, Hà Nội`; the code itself when it is none of ours.
pub fn place_of(ward_code: &str) -> String {
    let all = places();
    all.ward(ward_code)
        .map_or_else(|| ward_code.to_owned(), |ward| all.address(ward))
}

/// The sub-order of a public code, when it belongs to the cooperative.
pub async fn by_code(core: &Core, cooperative: CooperativeId, code: &str) -> Result<SubOrderRow> {
    let text = format!("{SELECT} where s.code = $1 and s.cooperative_id = $2");
    let code = code.trim().to_uppercase();
    let row: Option<SubOrderRow> = sql::one(
        core.db.read(),
        &text,
        [code.into(), cooperative.uuid().into()],
    )
    .await?;
    row.ok_or(Error::NotFound { what: "sub_order" })
}

/// Sub-orders of these public codes, in the order asked for, leaving out what is not the cooperative's.
pub async fn by_codes(
    core: &Core,
    cooperative: CooperativeId,
    codes: &[String],
) -> Result<Vec<SubOrderRow>> {
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    let text = format!(
        "{SELECT} where s.cooperative_id = $1 and s.code in ({})",
        sql::placeholders(2, codes.len())
    );
    let codes: Vec<String> = codes
        .iter()
        .map(|code| code.trim().to_uppercase())
        .collect();
    let values = std::iter::once(cooperative.uuid().into())
        .chain(codes.iter().map(|code| code.as_str().into()));
    let mut rows: Vec<SubOrderRow> = sql::all(core.db.read(), &text, values).await?;
    rows.sort_by_key(|row| codes.iter().position(|code| *code == row.code));
    Ok(rows)
}

/// The lines of these sub-orders, each sub-order's in their order.
pub async fn lines(core: &Core, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<LineRow>>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let text = format!(
        "select l.id, l.sub_order_id, l.title, l.variant_name, l.unit, l.picture, l.quantity, l.unit_price, l.total, \
         o.on_hand, v.step, p.shipping_class, p.harvested_on, l.catch_weight, l.weighed \
         from order_line l join offer o on o.id = l.offer_id join variant v on v.id = l.variant_id \
         join product p on p.id = v.product_id \
         where l.sub_order_id in ({}) order by l.sub_order_id, l.position",
        sql::placeholders(1, ids.len())
    );
    let values: Vec<Value> = ids.iter().map(|id| (*id).into()).collect();
    let rows: Vec<LineRow> = sql::all(core.db.read(), &text, values).await?;
    let mut by_id: HashMap<Uuid, Vec<LineRow>> = HashMap::new();
    for row in rows {
        by_id.entry(row.sub_order_id).or_default().push(row);
    }
    Ok(by_id)
}
