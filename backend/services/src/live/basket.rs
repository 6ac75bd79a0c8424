//! A viewer's basket.

use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use shared::id::VariantId;
use shared::input::cart::Cart;
use shared::quantity::Quantity;
use shared::say::Locale;
use shared::time::Millis;
use shared::view::live::LiveLine;
use store::sql;
use uuid::Uuid;

/// How a viewer's claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimState {
    /// Kept until then.
    Held(Millis),
    /// In line, with so many before.
    Waiting(i64),
}

/// A viewer's basket.
#[derive(Clone, Debug)]
pub struct Basket {
    /// The goods by code, name and amount.
    pub lines: Vec<(String, String, String, ClaimState)>,
    /// What is kept, as a cart for the checkout.
    pub cart: Cart,
}

#[derive(FromQueryResult)]
struct Line {
    code: String,
    title: String,
    unit: String,
    variant_id: Uuid,
    steps: i64,
    expires_at: Option<i64>,
    before: i64,
}

/// The basket with this token in this livestream.
pub async fn basket(core: &Core, slug: &str, token: &str, l: Locale) -> Result<Basket> {
    let text = "select v.id from live_viewer v join live_session s on s.id = v.session_id where v.token = $1 and s.slug = $2";
    let row = sql::row(core.db.read(), text, [token.into(), slug.into()]).await?;
    let viewer: Uuid = row
        .ok_or(Error::NotFound { what: "basket" })?
        .try_get("", "id")?;
    let text = "select i.code, l.title, v.unit, v.id as variant_id, c.steps, h.expires_at, \
        (select count(*) from live_claim b where b.item_id = c.item_id and b.state = 'waiting' and b.place < c.place) as before \
        from live_claim c join live_item i on i.id = c.item_id join offer o on o.id = i.offer_id \
        join variant v on v.id = o.variant_id join listing l on l.id = o.listing_id left join hold h on h.id = c.hold_id \
        where c.viewer_id = $1 and (c.state = 'waiting' or (c.state = 'held' and h.state = 'active')) order by i.position";
    let rows: Vec<Line> = sql::all(core.db.read(), text, [viewer.into()]).await?;
    let mut basket = Basket {
        lines: Vec::new(),
        cart: Cart::default(),
    };
    for row in rows {
        let amount = row
            .unit
            .parse()
            .map_or(String::new(), |unit| Quantity::of(row.steps, unit).words(l));
        let state = match row.expires_at {
            Some(until) => {
                basket.cart.set(VariantId::from(row.variant_id), row.steps);
                ClaimState::Held(Millis(until))
            }
            None => ClaimState::Waiting(row.before),
        };
        basket.lines.push((row.code, row.title, amount, state));
    }
    Ok(basket)
}

impl Basket {
    /// Its lines in words.
    pub fn view(&self, l: Locale) -> Vec<LiveLine> {
        let line = |(code, name, amount, state): &(String, String, String, ClaimState)| LiveLine {
            code: code.clone(),
            name: name.clone(),
            amount: amount.clone(),
            state: match (state, l) {
                (ClaimState::Held(until), Locale::Vi) => {
                    format!("Giữ cho bạn đến {}", until.vn_clock())
                }
                (ClaimState::Held(until), Locale::En) => {
                    format!("Kept for you until {}", until.vn_clock())
                }
                (ClaimState::Waiting(before), Locale::Vi) => {
                    format!("Đang chờ, trước bạn còn {before} người")
                }
                (ClaimState::Waiting(before), Locale::En) => {
                    format!("In line, {before} before you")
                }
            },
        };
        self.lines.iter().map(line).collect()
    }
}
