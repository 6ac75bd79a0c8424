//! Orders that are over, with lines, histories and the stock they took.

use super::{Contact, Cooperative, Maker, Offer, cooperatives::person_name};
use crate::error::Result;
use crate::seed::bulk::insert;
use crate::seed::words::{self, GOODS};
use crate::stock::Kind;
use shared::code::{OrderCode, sub_order_code};
use shared::places::places;
use shared::say::Locale;
use shared::time::DAY_MS;
use store::entity::{buyer_order, order_line, stock_movement, sub_order, sub_order_event};
use store::sql;
use uuid::Uuid;

/// Orders of one transaction.
const CHUNK: usize = 2_000;
const CONTACTS: usize = 2_000;
const FEE: i64 = 35_000;
/// Half of all codes there are: neighbours are left free, because a code without a check sign moves on by one.
const HALF_OF_CODES: u64 = 30_u64.pow(7) / 2;
/// Prime, so that the codes of consecutive orders are all different and look drawn.
const STRIDE: u64 = 7_654_321_981;

/// Makes the orders, oldest first.
pub(super) async fn orders(
    maker: &mut Maker<'_>,
    cooperatives: &[Cooperative],
    offers: &[Offer],
) -> Result<()> {
    if offers.is_empty() || maker.size.orders == 0 {
        return Ok(());
    }
    make_contacts(maker)?;
    let mut rows = Rows::default();
    let span = 600 * DAY_MS;
    for n in 0..maker.size.orders {
        let at = maker.now.0 - 10 * DAY_MS - span + span / maker.size.orders as i64 * n as i64;
        rows.push(maker, cooperatives, offers, n, at);
        if rows.orders.len() >= CHUNK {
            rows.write(maker).await?;
            (maker.progress)("orders", n + 1, maker.size.orders);
        }
    }
    rows.write(maker).await?;
    settle_stock(maker).await?;
    (maker.progress)("orders", maker.size.orders, maker.size.orders);
    Ok(())
}

fn make_contacts(maker: &mut Maker<'_>) -> Result<()> {
    let keys = maker.core.keys.clone();
    for n in 0..CONTACTS.min(maker.size.orders as usize) {
        let Some(ward) = maker.dice.pick(places().wards()) else {
            continue;
        };
        let phone = format!("+8498{n:07}");
        let street = format!(
            "{} {}",
            n % 300 + 1,
            maker.dice.pick(words::STREETS).copied().unwrap_or("")
        );
        let contact = Contact {
            name: keys.seal(&person_name(&mut maker.dice))?,
            phone_lookup: keys.lookup(&phone),
            phone: keys.seal(&phone)?,
            address: keys.seal(&format!("{street}, {}", places().address(ward)))?,
            street: keys.seal(&street)?,
            ward: ward.code,
        };
        maker.sealed.contacts.push(contact);
    }
    Ok(())
}

/// The running quantities follow from the movements, once, at the end.
async fn settle_stock(maker: &Maker<'_>) -> Result<()> {
    let txn = maker.core.db.begin().await?;
    sql::execute(
        &*txn,
        "update offer set on_hand = m.total from (\
           select offer_id, sum(on_hand) as total from stock_movement \
           where offer_id in (select offer_id from stock_movement where source = 'seed') group by offer_id) as m \
         where m.offer_id = offer.id and offer.on_hand <> m.total",
        [],
    )
    .await?;
    Ok(txn.commit().await?)
}

#[derive(Default)]
struct Rows {
    orders: Vec<buyer_order::Model>,
    parts: Vec<sub_order::Model>,
    lines: Vec<order_line::Model>,
    events: Vec<sub_order_event::Model>,
    movements: Vec<stock_movement::Model>,
}

impl Rows {
    fn push(
        &mut self,
        maker: &mut Maker<'_>,
        cooperatives: &[Cooperative],
        offers: &[Offer],
        n: u64,
        at: i64,
    ) {
        let code = OrderCode::from_random(
            ((n + maker.size.seed * 97) % HALF_OF_CODES * STRIDE % HALF_OF_CODES) * 2,
        );
        let order = maker.dice.id(at);
        let mut chosen: Vec<&Offer> = Vec::new();
        for _ in 0..=maker.dice.below(2) {
            let offer = maker.dice.pick(offers);
            chosen.extend(offer.filter(|o| chosen.iter().all(|c| c.cooperative != o.cooperative)));
        }
        let mut goods_total = 0;
        for (number, offer) in (1..).zip(&chosen) {
            let Some(cooperative) = cooperatives.get(offer.cooperative) else {
                continue;
            };
            let part = Part {
                order,
                code: &code,
                number,
                at,
                cooperative: cooperative.id,
            };
            goods_total += self.push_part(maker, &part, offer);
        }
        let shipping_total = FEE * chosen.len() as i64;
        let Some(contact) = maker.dice.pick(&maker.sealed.contacts) else {
            return;
        };
        self.orders.push(buyer_order::Model {
            id: order,
            code: code.to_string(),
            channel: "storefront".to_owned(),
            locale: "vi".to_owned(),
            contact_name_sealed: contact.name.clone(),
            phone_sealed: contact.phone.clone(),
            phone_lookup: contact.phone_lookup.clone(),
            street_sealed: contact.street.clone(),
            ward_code: contact.ward.to_owned(),
            address_shown_sealed: contact.address.clone(),
            payment_method: "cod".to_owned(),
            currency: "VND".to_owned(),
            goods_total,
            shipping_total,
            total: goods_total + shipping_total,
            share_code: None,
            voucher_code: None,
            voucher_total: 0,
            created_at: at,
        });
    }

    fn push_part(&mut self, maker: &mut Maker<'_>, part: &Part<'_>, offer: &Offer) -> i64 {
        let Some(good) = GOODS.get(offer.good) else {
            return 0;
        };
        let units = 1 + maker.dice.below(3) as i64;
        let total = offer.price * units;
        let id = maker.dice.id(part.at);
        let quantity = units * good.unit.steps_per_unit();
        self.parts
            .push(part.row(id, total, good.net_g * 11 / 10 * units));
        self.lines.push(order_line::Model {
            catch_weight: false,
            weighed: None,
            chosen: false,
            id: maker.dice.id(part.at),
            sub_order_id: id,
            order_id: part.order,
            listing_id: offer.listing,
            variant_id: offer.variant,
            offer_id: offer.id,
            title: offer.title.clone(),
            variant_name: good.unit.word(Locale::Vi).to_owned(),
            unit: good.unit.code().to_owned(),
            unit_label: good.unit.word(Locale::Vi).to_owned(),
            picture: None,
            quantity,
            unit_price: offer.price,
            total,
            position: 0,
        });
        self.movements.push(stock_movement::Model {
            blocked: 0,
            lot_id: None,
            id: maker.dice.id(part.at),
            offer_id: offer.id,
            kind: Kind::Ship.code().to_owned(),
            on_hand: -quantity,
            held: 0,
            allocated: 0,
            reason: None,
            actor_id: None,
            source: "order".to_owned(),
            source_id: Some(id),
            idempotency_key: None,
            at: part.at,
        });
        for (state, action, hours) in [("to_confirm", "place", 0), ("completed", "complete", 120)] {
            self.events.push(sub_order_event::Model {
                id: maker.dice.id(part.at),
                sub_order_id: id,
                state: state.to_owned(),
                action: action.to_owned(),
                actor_kind: "system".to_owned(),
                actor_id: None,
                note: None,
                at: part.at + hours * 3_600_000,
            });
        }
        total
    }

    async fn write(&mut self, maker: &Maker<'_>) -> Result<()> {
        let rows = std::mem::take(self);
        let txn = maker.core.db.begin().await?;
        insert::<buyer_order::Entity>(&txn, rows.orders).await?;
        insert::<sub_order::Entity>(&txn, rows.parts).await?;
        insert::<order_line::Entity>(&txn, rows.lines).await?;
        insert::<sub_order_event::Entity>(&txn, rows.events).await?;
        insert::<stock_movement::Entity>(&txn, rows.movements).await?;
        Ok(txn.commit().await?)
    }
}

/// What the rows of one sub-order have in common.
struct Part<'a> {
    order: Uuid,
    code: &'a OrderCode,
    number: u32,
    at: i64,
    cooperative: Uuid,
}

impl Part<'_> {
    fn row(&self, id: Uuid, goods_total: i64, weight_g: i64) -> sub_order::Model {
        sub_order::Model {
            decision_id: None,
            replaces: None,
            remind_at: None,
            reminded_at: None,
            fee_borne: 0,
            voucher_own: 0,
            voucher_market: 0,
            id,
            order_id: self.order,
            number: self.number as i32,
            code: sub_order_code(self.code, self.number),
            cooperative_id: self.cooperative,
            state: "completed".to_owned(),
            goods_total,
            shipping_fee: FEE,
            total: goods_total + FEE,
            platform_fee: 0,
            parcel_weight_g: weight_g,
            respond_by: None,
            ship_on: self.at + DAY_MS,
            deliver_from: self.at + 2 * DAY_MS,
            deliver_to: self.at + 4 * DAY_MS,
            carrier: None,
            tracking_no: None,
            close_reason: None,
            packed_picture: None,
            version: 1,
            created_at: self.at,
            updated_at: self.at + 5 * DAY_MS,
        }
    }
}
