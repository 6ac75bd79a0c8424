//! A few orders in different states, placed and answered the way people do it.

use super::data::{Buyer, Files};
use crate::actor::{Actor, Kind, MemberRole, Person};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::lots::Packing;
use crate::orders::{PlaceContext, place};
use crate::sub_orders::{self, SubOrderRef};
use sea_orm::FromQueryResult;
use shared::id::{CooperativeId, PersonId, SessionId, VariantId};
use shared::input::order::{Address, Contact, OrderLine, PlaceOrder};
use shared::say::Locale;
use store::sql;
use uuid::Uuid;

/// What the cooperatives do with an order.
#[derive(Clone, Copy)]
enum Deed {
    Accept,
    Decline,
    Pack,
    HandOver,
    Deliver,
}

use Deed::{Accept, Decline, Deliver, HandOver, Pack};

/// Which buyer wants what (SKU and quantity), and what every cooperative concerned does then.
type Wish = (
    usize,
    &'static [(&'static str, &'static str)],
    &'static [Deed],
);

const WISHES: [Wish; 10] = [
    (
        0,
        &[("SN-TR-10", "2"), ("HA-TBI-100", "1")],
        &[Accept, Pack, HandOver, Deliver],
    ),
    (1, &[("TT-XS-100", "4")], &[Accept, Pack, HandOver]),
    (
        0,
        &[("BM-HOI-200", "2"), ("CX-CF-H250", "1")],
        &[Accept, Pack],
    ),
    (1, &[("HP-MD-500", "3"), ("HA-HONG-50", "1")], &[Accept]),
    (1, &[("BMI-LN-250", "1")], &[Decline]),
    (0, &[("DM-NA2-5", "1")], &[Accept]),
    (0, &[("BT-CF-B250", "2"), ("TT-XS-250", "1")], &[]),
    (0, &[("DM-NA1-3", "2"), ("CX-MO-1K", "1")], &[]),
    (1, &[("CHUNG-LN-500", "2")], &[Accept]),
    (0, &[("CHUNG-LN-500", "1")], &[]),
];

/// Places the orders. Goods that cannot be sent just now (out of season, too late in the day) are left out.
pub(super) async fn place_all(core: &Core, files: &Files) -> Result<()> {
    for (n, (buyer, goods, deeds)) in WISHES.iter().enumerate() {
        let Some(buyer) = files.people.buyers.get(*buyer) else {
            continue;
        };
        let order = order(core, buyer, goods).await?;
        let key = format!("demonstration-order-{n}");
        let context = PlaceContext {
            key: Some(&key),
            ..PlaceContext::default()
        };
        match place(core, &Actor::guest(Locale::Vi), &order, context).await {
            Ok(placed) => {
                for part in placed.sub_orders {
                    answer(core, &part.code, deeds).await?;
                }
            }
            Err(Error::Conflict { code, .. }) => {
                tracing::info!(code, n, "a demonstration order was left out")
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

async fn order(core: &Core, buyer: &Buyer, goods: &[(&str, &str)]) -> Result<PlaceOrder> {
    let mut lines = Vec::new();
    for (sku, quantity) in goods {
        let variant: Option<Id> = sql::one(
            core.db.read(),
            "select id from variant where sku = $1",
            [(*sku).into()],
        )
        .await?;
        let variant = variant
            .ok_or_else(|| Error::internal(format!("the demonstration data has no SKU {sku}")))?;
        lines.push(OrderLine {
            variant_id: VariantId::from(variant.id),
            quantity: (*quantity).to_owned(),
            unit_price: None,
            cooperative_id: None,
        });
    }
    Ok(PlaceOrder {
        lines,
        contact: Contact {
            name: buyer.name.clone(),
            phone: buyer.phone.clone(),
        },
        address: Address {
            ward_code: buyer.ward_code.clone(),
            street: buyer.street.clone(),
        },
        payment_method: "cod".to_owned(),
        share_code: None,
        voucher: None,
    })
}

#[derive(FromQueryResult)]
struct Director {
    person_id: Uuid,
    cooperative_id: Uuid,
    name: String,
}

/// The director of the cooperative that has the sub-order.
async fn director(core: &Core, code: &str) -> Result<Actor> {
    let found: Option<Director> = sql::one(
        core.db.read(),
        "select m.person_id, m.cooperative_id, p.name from sub_order s \
         join membership m on m.cooperative_id = s.cooperative_id and m.role = 'director' \
         join person p on p.id = m.person_id where s.code = $1 limit 1",
        [code.into()],
    )
    .await?;
    let one = found.ok_or(Error::NotFound { what: "director" })?;
    let person = Person {
        id: PersonId::from(one.person_id),
        session: SessionId::new(),
        name: one.name,
        memberships: vec![(
            CooperativeId::from(one.cooperative_id),
            MemberRole::Director,
        )],
        staff: Vec::new(),
    };
    Ok(Actor {
        locale: Locale::Vi,
        kind: Kind::Person(Box::new(person)),
    })
}

async fn answer(core: &Core, code: &str, deeds: &[Deed]) -> Result<()> {
    let which = SubOrderRef::from(code);
    for deed in deeds {
        let actor = director(core, code).await?;
        match deed {
            Accept => sub_orders::accept(core, &actor, &which).await?,
            Decline => sub_orders::decline(core, &actor, &which, "Vừa bán hết mẻ này").await?,
            Pack => sub_orders::pack(core, &actor, &which, Packing::default()).await?,
            HandOver => {
                sub_orders::hand_over(core, &actor, &which, "Viettel Post", "DEMO000001").await?
            }
            Deliver => sub_orders::deliver(core, &actor, &which).await?,
        };
    }
    Ok(())
}
