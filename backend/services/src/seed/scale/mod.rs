//! A large made-up market, the same every time for the same number: for measuring how cost grows.

mod cooperatives;
mod goods;
mod orders;

use super::bulk::Dice;
use crate::core::Core;
use crate::error::{Error, Result};
use shared::time::Millis;
use store::sql;
use uuid::Uuid;

/// How much to make.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Cooperatives, each with a booth and a director who cannot sign in.
    pub cooperatives: u64,
    /// Products, each with one variant, one live listing and one offer.
    pub products: u64,
    /// Orders that are over, of one or two cooperatives each.
    pub orders: u64,
    /// The number from which everything follows.
    pub seed: u64,
}

/// A made-up cooperative, as far as the next steps need it.
struct Cooperative {
    id: Uuid,
    name: String,
    province: &'static str,
    ward: &'static str,
    place: &'static str,
}

/// A made-up offer, as far as orders need it.
struct Offer {
    id: Uuid,
    listing: Uuid,
    variant: Uuid,
    cooperative: usize,
    good: usize,
    price: i64,
    title: String,
}

/// Rows of a chunk: one transaction each, so that a reader is never kept out for long.
const CHUNK: usize = 5_000;

/// Makes the market. `progress` is told what is being made and how much of it is done.
///
/// # Errors
/// Refused when a market of the same number is there already.
pub async fn run(
    core: &Core,
    size: Size,
    progress: &(dyn Fn(&str, u64, u64) + Sync),
) -> Result<()> {
    let taken = sql::row(
        core.db.read(),
        "select 1 as one from cooperative where slug = $1",
        [cooperatives::cooperative_slug(size.seed, 0).into()],
    )
    .await?;
    if taken.is_some() {
        return Err(Error::Refused {
            code: "seeded",
            message: format!(
                "Dữ liệu lớn số {} đã có rồi. Chọn số khác bằng --seed. / Data number {} is there already; choose another --seed.",
                size.seed, size.seed
            ),
        });
    }
    let mut maker = Maker {
        core,
        dice: Dice::new(size.seed),
        size,
        now: core.clock.now(),
        progress,
        sealed: Sealed::default(),
    };
    let cooperatives = cooperatives::cooperatives(&mut maker).await?;
    let offers = goods::products(&mut maker, &cooperatives).await?;
    let txn = core.db.begin().await?;
    store::fts::tidy(&txn).await?;
    txn.commit().await?;
    orders::orders(&mut maker, &cooperatives, &offers).await
}

/// What every step needs.
struct Maker<'a> {
    core: &'a Core,
    dice: Dice,
    size: Size,
    now: Millis,
    progress: &'a (dyn Fn(&str, u64, u64) + Sync),
    sealed: Sealed,
}

/// Some sealed contacts that are used again and again: sealing each anew would take most of the time.
#[derive(Default)]
struct Sealed {
    contacts: Vec<Contact>,
}

struct Contact {
    name: String,
    phone: String,
    phone_lookup: String,
    street: String,
    address: String,
    ward: &'static str,
}
