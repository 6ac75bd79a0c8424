//! The booth: one-tap links, deeds on sub-orders, members, opening, settings, money.

mod links;
mod people;
mod work;

use crate::support::World;
use shared::id::{CooperativeId, SubOrderId};
use shared::input::booth::SubOrderDeed;
use shared::state::SubOrderAction as A;
use store::entity::{buyer_order, order_line, sub_order, sub_order_event};
use store::sql;
use uuid::Uuid;

/// Milliseconds of an hour.
pub const HOUR: i64 = 3_600_000;

/// An order of two cartons that waits for its cooperative, with its stock allocated.
pub struct Placed {
    pub id: SubOrderId,
    pub code: String,
    pub cooperative: CooperativeId,
}

pub async fn given_order(world: &World, cooperative: CooperativeId) -> Placed {
    let goods = world
        .given_goods(cooperative, "Na Chi Lăng", 195_000, 20)
        .await;
    let number = world
        .number("select count(*) as n from buyer_order", [])
        .await;
    let order_code = shared::code::OrderCode::from_random(
        40_000_000 + u64::try_from(number).expect("few").pow(3) * 977,
    );
    let code = shared::code::sub_order_code(&order_code, 1);
    let (order, id) = (Uuid::now_v7(), SubOrderId::new());
    let keys = &world.core.keys;
    let seal = |text: &str| keys.seal(text).expect("seals");
    world
        .insert(buyer_order::Model {
            id: order,
            code: order_code.to_string(),
            channel: "storefront".to_owned(),
            locale: "vi".to_owned(),
            contact_name_sealed: seal("Nguyễn Thị Thuý Hạnh"),
            phone_sealed: seal("+84912345678"),
            phone_lookup: keys.lookup("+84912345678"),
            street_sealed: seal("Số 12 ngõ 68"),
            ward_code: "00166".to_owned(),
            address_shown_sealed: seal("Số 12 ngõ 68, phường Cầu Giấy, Hà Nội"),
            payment_method: "cod".to_owned(),
            currency: "VND".to_owned(),
            goods_total: 390_000,
            shipping_total: 35_000,
            total: 425_000,
            share_code: None,
            voucher_code: None,
            voucher_total: 0,
            created_at: world.now(),
        })
        .await;
    world
        .insert(sub_order::Model {
            decision_id: None,
            replaces: None,
            remind_at: None,
            reminded_at: None,
            fee_borne: 0,
            voucher_own: 0,
            voucher_market: 0,
            id: id.uuid(),
            order_id: order,
            number: 1,
            code: code.clone(),
            cooperative_id: cooperative.uuid(),
            state: "to_confirm".to_owned(),
            goods_total: 390_000,
            shipping_fee: 35_000,
            total: 425_000,
            platform_fee: 11_700,
            parcel_weight_g: 6_400,
            respond_by: Some(world.now() + 4 * HOUR),
            ship_on: world.core.clock.now().vn_date().start().0,
            deliver_from: world.now() + 24 * HOUR,
            deliver_to: world.now() + 48 * HOUR,
            carrier: None,
            tracking_no: None,
            close_reason: None,
            packed_picture: None,
            version: 1,
            created_at: world.now(),
            updated_at: world.now(),
        })
        .await;
    world
        .insert(order_line::Model {
            catch_weight: false,
            weighed: None,
            chosen: false,
            id: Uuid::now_v7(),
            sub_order_id: id.uuid(),
            order_id: order,
            listing_id: goods.listing.uuid(),
            variant_id: goods.variant.uuid(),
            offer_id: goods.offer.uuid(),
            title: "Na Chi Lăng".to_owned(),
            variant_name: "Thùng 3 kg".to_owned(),
            unit: "thung".to_owned(),
            unit_label: "thùng 3 kg".to_owned(),
            picture: None,
            quantity: 2,
            unit_price: 195_000,
            total: 390_000,
            position: 1,
        })
        .await;
    world
        .insert(sub_order_event::Model {
            id: Uuid::now_v7(),
            sub_order_id: id.uuid(),
            state: "to_confirm".to_owned(),
            action: "place".to_owned(),
            actor_kind: "buyer".to_owned(),
            actor_id: None,
            note: None,
            at: world.now(),
        })
        .await;
    world
        .execute(
            "update offer set allocated = 2 where id = $1",
            [goods.offer.uuid().into()],
        )
        .await;
    Placed {
        id,
        code,
        cooperative,
    }
}

pub async fn state(world: &World, placed: &Placed) -> String {
    let text = "select state from sub_order where id = $1";
    let row = sql::row(world.core.db.read(), text, [placed.id.uuid().into()])
        .await
        .expect("runs")
        .expect("a row");
    row.try_get("", "state").expect("a state")
}

pub fn deed(action: A) -> SubOrderDeed {
    SubOrderDeed {
        viec: action.code().to_owned(),
        ..SubOrderDeed::default()
    }
}

pub fn declined(reason: &str) -> SubOrderDeed {
    SubOrderDeed {
        reason: reason.to_owned(),
        ..deed(A::Decline)
    }
}
