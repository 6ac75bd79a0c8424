//! An order of a channel, its returns and its money, in our words.

use serde::{Deserialize, Serialize};

use crate::money::Vnd;
use crate::time::Millis;

/// How an order stands on the channel; what it means for our own parts is decided in `state`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state", content = "raw")]
pub enum MarketState {
    /// The buyer has not paid yet. Stock is kept.
    AwaitingPayment,
    /// The channel checks it. Stock is kept.
    OnHold,
    /// The seller has to confirm it.
    ToConfirm,
    /// It may be packed and handed over.
    ReadyToShip,
    /// Hand-over is arranged, the waybill exists.
    Arranged,
    /// Under way.
    InTransit,
    /// With the buyer.
    Delivered,
    /// Over; a return may still come.
    Completed,
    /// The buyer asks to cancel and the seller has to answer.
    CancelRequested,
    /// Cancelled.
    Cancelled,
    /// It could not be delivered.
    DeliveryFailed,
    /// On the way back.
    Returning,
    /// Back at the seller.
    Returned,
    /// The channel's word, which this adapter does not know.
    Unknown(String),
}

/// Who bought, as far as the channel says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Buyer {
    /// Name.
    pub name: String,
    /// Phone.
    pub phone: String,
    /// True when the channel hides parts of it: never to be used for shipping or to overwrite clear data.
    pub masked: bool,
}

/// Where it goes, as the channel writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// House and street, or the whole address where it comes in one piece.
    pub street: String,
    /// Commune or ward.
    pub ward: String,
    /// District, in addresses of before July 2025.
    pub district: Option<String>,
    /// Province.
    pub province: String,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The channel's key of the line, unique in the order.
    pub key: String,
    /// The seller's SKU.
    pub sku: String,
    /// The channel's item.
    pub item: String,
    /// The channel's variant; empty where there is none.
    pub variant: String,
    /// Name as bought.
    pub name: String,
    /// Units bought and not cancelled since; 0 for a line that was cancelled whole.
    pub quantity: i64,
    /// What one unit costs the buyer before discounts of the whole order.
    pub unit_price: Vnd,
    /// Discount on this line that the seller bears.
    pub discount: Vnd,
}

/// The sums as the channel gives them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amounts {
    /// Goods before discounts.
    pub goods: Vnd,
    /// Discounts the channel bears.
    pub discount_platform: Vnd,
    /// Discounts the seller bears.
    pub discount_seller: Vnd,
    /// Shipping paid by the buyer.
    pub shipping: Vnd,
    /// What the buyer pays.
    pub total: Vnd,
}

/// A parcel of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcel {
    /// The channel's number of the parcel.
    pub number: String,
    /// Waybill number, once there is one.
    pub tracking: Option<String>,
    /// Carrier.
    pub carrier: Option<String>,
}

/// An order of a channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarketOrder {
    /// The channel's number: the key of the upsert.
    pub key: String,
    /// How it stands.
    pub state: MarketState,
    /// The channel's own word for it.
    pub raw_state: String,
    /// When it was placed.
    pub placed_at: Millis,
    /// When it last changed there: an older one never overwrites a newer one.
    pub updated_at: Millis,
    /// Until when it must be handed over.
    pub ship_by: Option<Millis>,
    /// Until when the seller must confirm.
    pub confirm_by: Option<Millis>,
    /// Cash on delivery.
    pub cod: bool,
    /// Whether the buyer has paid.
    pub paid: bool,
    /// Who bought.
    pub buyer: Buyer,
    /// Where it goes.
    pub address: Address,
    /// What was bought.
    pub lines: Vec<Line>,
    /// The sums.
    pub amounts: Amounts,
    /// Its parcels.
    pub parcels: Vec<Parcel>,
    /// What the buyer wrote.
    pub note: Option<String>,
}

/// The most that any amount of an order can be: a hundred thousand million đồng.
const MOST: i64 = 100_000_000_000;
/// The most units of one line.
const MOST_UNITS: i64 = 1_000_000;

impl MarketOrder {
    /// Whether its numbers can be: nothing below zero, nothing beyond all measure, every line once.
    ///
    /// # Errors
    /// In words, what cannot be.
    pub fn plausible(&self) -> Result<(), String> {
        let money = |what: &str, amount: Vnd| {
            let fits = (0..=MOST).contains(&amount.0);
            fits.then_some(())
                .ok_or_else(|| format!("{what} of {} đồng", amount.0))
        };
        let sums = &self.amounts;
        money("goods", sums.goods)?;
        money("a discount", sums.discount_platform)?;
        money("a discount", sums.discount_seller)?;
        money("shipping", sums.shipping)?;
        money("a total", sums.total)?;
        for (n, line) in self.lines.iter().enumerate() {
            if !(0..=MOST_UNITS).contains(&line.quantity) {
                return Err(format!("a quantity of {}", line.quantity));
            }
            money("a price", line.unit_price)?;
            money("a discount", line.discount)?;
            let gross = line.unit_price.0.saturating_mul(line.quantity);
            if gross > MOST || line.discount.0 > gross {
                return Err(format!(
                    "{} of which {} is taken off",
                    gross, line.discount.0
                ));
            }
            if self.lines.iter().take(n).any(|other| other.key == line.key) {
                return Err(format!("two lines with the key {}", line.key));
            }
        }
        Ok(())
    }
}

/// What is asked of a channel about an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do")]
pub enum Action {
    /// The seller confirms.
    Confirm,
    /// Hand-over is arranged; with the waybill where the parcel is the seller's own.
    Ship {
        /// The channel's number of the parcel, for an order of several.
        parcel: Option<String>,
        /// Carrier and waybill of the seller's own parcel.
        own: Option<(String, String)>,
    },
    /// The seller cancels, for want of stock or at the buyer's wish.
    Cancel {
        /// For want of stock; otherwise at the buyer's wish.
        out_of_stock: bool,
        /// Keys of the lines concerned with the units cancelled of each, counted from the order as it was fetched; empty for
        /// the whole order.
        lines: Vec<(String, i64)>,
    },
    /// The seller answers a buyer who asks to cancel.
    AnswerCancel {
        /// Whether the order is cancelled.
        accept: bool,
    },
    /// The seller answers a return.
    AnswerReturn {
        /// The channel's number of the return.
        key: String,
        /// Whether the goods come back or the money goes back.
        accept: bool,
        /// What is offered instead of all of it.
        refund: Option<Vnd>,
    },
}

/// How a return stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state", content = "raw")]
pub enum ReturnState {
    /// The seller has to answer.
    Requested,
    /// Accepted; goods or money are on the way.
    Accepted,
    /// The channel decides.
    Disputed,
    /// Over: refunded.
    Refunded,
    /// Over: withdrawn or refused.
    Closed,
    /// The channel's word, which this adapter does not know.
    Unknown(String),
}

/// A return.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    /// The channel's number of the return.
    pub key: String,
    /// The order it belongs to.
    pub order: String,
    /// How it stands.
    pub state: ReturnState,
    /// Why, in the buyer's words.
    pub reason: String,
    /// What goes back to the buyer.
    pub refund: Vnd,
    /// Whether goods come back.
    pub goods_back: bool,
    /// Until when the seller must answer.
    pub answer_by: Option<Millis>,
    /// Line key and units.
    pub lines: Vec<(String, i64)>,
    /// When it last changed there.
    pub updated_at: Millis,
}

/// One line of what the channel paid out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettledLine {
    /// The order.
    pub order: String,
    /// Goods sold.
    pub goods: Vnd,
    /// Commission, below zero when it was given back.
    pub commission: Vnd,
    /// Payment and service fee.
    pub service: Vnd,
    /// Vouchers the seller bears.
    pub vouchers: Vnd,
    /// Shipping borne by the seller.
    pub shipping: Vnd,
    /// Refunded to the buyer.
    pub refunded: Vnd,
    /// What reached the seller.
    pub paid_out: Vnd,
    /// When.
    pub at: Millis,
}

impl SettledLine {
    /// The same with every amount inside what can be, and whether all were.
    #[must_use]
    pub fn bounded(&self) -> (Self, bool) {
        let within = |amount: Vnd| Vnd(amount.0.clamp(-MOST, MOST));
        let bounded = Self {
            order: self.order.clone(),
            goods: within(self.goods),
            commission: within(self.commission),
            service: within(self.service),
            vouchers: within(self.vouchers),
            shipping: within(self.shipping),
            refunded: within(self.refunded),
            paid_out: within(self.paid_out),
            at: self.at,
        };
        let possible = bounded == *self;
        (bounded, possible)
    }
}
