//! The shares against the orders: what each cooperative was given in a month is recomputed from the lines of orders.

use crate::checkout::month;
use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use shared::id::{CooperativeId, ListingId};
use shared::money::Vnd;
use shared::quantity::{Quantity, Unit, line_total};
use shared::say::Locale;
use shared::time::Millis;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use store::sql;
use uuid::Uuid;

/// A month's value that the orders do not explain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which pooled listing.
    pub listing: ListingId,
    /// Whose share.
    pub cooperative: CooperativeId,
    /// `202608`.
    pub month: i32,
    /// What the book says.
    pub booked: Vnd,
    /// What the orders add up to.
    pub explained: Vnd,
    /// The parts of orders that were counted.
    pub orders: Vec<String>,
}

impl Difference {
    /// One sentence with the numbers.
    pub(super) fn say(&self, names: &HashMap<CooperativeId, String>, l: Locale) -> String {
        let name = names.get(&self.cooperative).map_or("?", String::as_str);
        let (month, booked, explained) = (
            super::words::month(self.month, l),
            self.booked,
            self.explained,
        );
        let orders = if self.orders.is_empty() {
            l.say("không có đơn nào", "no order").to_owned()
        } else {
            self.orders.join(", ")
        };
        match l {
            Locale::Vi => {
                format!("{name}, {month}: sổ ghi {booked}, các đơn cộng lại {explained} ({orders})")
            }
            Locale::En => format!(
                "{name}, {month}: the book says {booked}, the orders add up to {explained} ({orders})"
            ),
        }
    }
}

#[derive(FromQueryResult)]
struct Line {
    listing_id: Uuid,
    cooperative_id: Uuid,
    created_at: i64,
    code: String,
    unit: String,
    unit_price: i64,
    quantity: i64,
}

#[derive(FromQueryResult)]
struct Booked {
    listing_id: Uuid,
    cooperative_id: Uuid,
    month: i32,
    value: i64,
}

type Key = (Uuid, i32, Uuid);

/// Every difference between the book of shares and the orders. Parts that were declined, not answered or cancelled do not
/// count; a part counts in the month its order was placed, with what was ordered.
pub async fn check(core: &Core) -> Result<Vec<Difference>> {
    of(core, None).await
}

/// The same for one listing.
pub(super) async fn of(core: &Core, listing: Option<ListingId>) -> Result<Vec<Difference>> {
    let db = core.db.read();
    let only = listing.map(ListingId::uuid);
    let narrow = |column: &str| match only {
        Some(_) => format!(" where {column} = $1"),
        None => String::new(),
    };
    let values = || only.map(sea_orm::Value::from);
    let text = format!(
        "select n.listing_id, s.cooperative_id, b.created_at, s.code, n.unit, n.unit_price, n.quantity from order_line n \
         join sub_order s on s.id = n.sub_order_id and s.state not in ('declined', 'timed_out', 'cancelled') \
         join buyer_order b on b.id = n.order_id join pool w on w.listing_id = n.listing_id{} order by s.code",
        narrow("n.listing_id")
    );
    let lines: Vec<Line> = sql::all(db, &text, values()).await?;
    let text = format!(
        "select listing_id, cooperative_id, month, value from pool_share{}",
        narrow("listing_id")
    );
    let booked: Vec<Booked> = sql::all(db, &text, values()).await?;
    let mut sums: BTreeMap<Key, (i64, BTreeSet<String>)> = BTreeMap::new();
    for line in &lines {
        let key = (
            line.listing_id,
            month(Millis(line.created_at).vn_date()),
            line.cooperative_id,
        );
        let (sum, orders) = sums.entry(key).or_default();
        *sum += line.value();
        orders.insert(line.code.clone());
    }
    let mut books: BTreeMap<Key, i64> = sums.keys().map(|key| (*key, 0)).collect();
    for row in &booked {
        books.insert((row.listing_id, row.month, row.cooperative_id), row.value);
    }
    let difference = |(key, booked): (Key, i64)| {
        let (explained, orders) = sums.get(&key).cloned().unwrap_or_default();
        (booked != explained).then(|| Difference {
            listing: key.0.into(),
            month: key.1,
            cooperative: key.2.into(),
            booked: Vnd(booked),
            explained: Vnd(explained),
            orders: orders.into_iter().collect(),
        })
    };
    Ok(books.into_iter().filter_map(difference).collect())
}

impl Line {
    /// The price of what was ordered.
    fn value(&self) -> i64 {
        let unit: Unit = self.unit.parse().unwrap_or(Unit::Goi);
        line_total(Vnd(self.unit_price), Quantity::of(self.quantity, unit)).map_or(0, Vnd::dong)
    }
}
