//! Whose order it is: phone and code together, or a signed pass that was given to the browser after ordering.

use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use shared::code::OrderCode;
use shared::id::OrderId;
use shared::phone::Phone;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::time::Millis;
use store::sql;
use uuid::Uuid;

/// How long a pass is good, in milliseconds.
pub const PASS_MS: i64 = 24 * 3_600_000;
/// Passes a browser keeps; the oldest goes first.
const MAX_PASSES: usize = 5;
const PURPOSE: &str = "order-pass";

/// The proof that somebody may see an order and change it as its buyer. Made only here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderAccess {
    order: OrderId,
    code: OrderCode,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
}

impl OrderAccess {
    /// The order.
    pub fn order(&self) -> OrderId {
        self.order
    }

    /// Its public code.
    pub fn code(&self) -> &OrderCode {
        &self.code
    }

    /// A pass for the browser: the passes it has and this one, without those that are over.
    pub fn pass(&self, core: &Core, passes: &str) -> String {
        let now = core.clock.now();
        let until = now.plus_ms(PASS_MS).0;
        let mine = format!(
            "{}.{until}.{}",
            self.code,
            signature(core, &self.code, until)
        );
        let others = passes
            .split('~')
            .filter(|pass| read(core, pass, now).is_some_and(|code| code != self.code));
        let mut kept: Vec<&str> = others.collect();
        let first = (kept.len() + 1).saturating_sub(MAX_PASSES);
        kept.drain(..first);
        kept.push(&mine);
        kept.join("~")
    }
}

fn signature(core: &Core, code: &OrderCode, until: i64) -> String {
    core.keys.sign(PURPOSE, &format!("{code}.{until}"))
}

/// The code of a pass that is genuine and not over.
fn read(core: &Core, pass: &str, now: Millis) -> Option<OrderCode> {
    use subtle::ConstantTimeEq;
    let mut parts = pass.splitn(3, '.');
    let code: OrderCode = parts.next()?.parse().ok()?;
    let until: i64 = parts.next()?.parse().ok()?;
    let given = parts.next()?;
    let genuine: bool = given
        .as_bytes()
        .ct_eq(signature(core, &code, until).as_bytes())
        .into();
    (genuine && now.0 < until).then_some(code)
}

/// Opens an order with what was typed: badly written is `Invalid` at `code` and `phone`; everything else that does not
/// fit is the same `NotFound`.
pub async fn open(core: &Core, code: &str, phone: &str, l: Locale) -> Result<OrderAccess> {
    let code =
        OrderCode::parse(code).map_err(|why| FieldError::new("code", "not_a_code", why.say(l)));
    let phone = Phone::parse(phone).map_err(|why| FieldError::new("phone", why.code(), why.say(l)));
    let (code, phone) = match (code, phone) {
        (Ok(code), Ok(phone)) => (code, phone),
        (code, phone) => {
            let fields = code.err().into_iter().chain(phone.err()).collect();
            return Err(Error::Invalid { fields });
        }
    };
    let found: Option<Row> = sql::one(
        core.db.read(),
        "select id from buyer_order where code = $1 and phone_lookup = $2",
        [code.as_str().into(), core.keys.lookup(phone.e164()).into()],
    )
    .await?;
    let row = found.ok_or(Error::NotFound { what: "order" })?;
    Ok(OrderAccess {
        order: row.id.into(),
        code,
    })
}

/// Opens an order with the passes of the browser. Without a good one for this order: `NotFound`.
pub async fn open_with_pass(core: &Core, code: &str, passes: &str) -> Result<OrderAccess> {
    let missing = || Error::NotFound { what: "order" };
    let code = OrderCode::parse(code).map_err(|_| missing())?;
    let now = core.clock.now();
    let allowed = passes
        .split('~')
        .any(|pass| read(core, pass, now).as_ref() == Some(&code));
    if !allowed {
        return Err(missing());
    }
    by_code(core, code).await
}

/// The access of the one who has just placed the order.
pub async fn just_placed(core: &Core, code: &str) -> Result<OrderAccess> {
    let code = OrderCode::parse(code).map_err(|_| Error::NotFound { what: "order" })?;
    by_code(core, code).await
}

async fn by_code(core: &Core, code: OrderCode) -> Result<OrderAccess> {
    let found: Option<Row> = sql::one(
        core.db.read(),
        "select id from buyer_order where code = $1",
        [code.as_str().into()],
    )
    .await?;
    let row = found.ok_or(Error::NotFound { what: "order" })?;
    Ok(OrderAccess {
        order: row.id.into(),
        code,
    })
}
