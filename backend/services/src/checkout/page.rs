//! The pages `/gio-hang` and `/dat-hang`.

use super::goods::{Goods, Wanted, load};
use super::plan::{ParcelLine, Plan, Refused, plan};
use super::refusal::{is_partly, tell_partly};
use super::ward_field::WardField;
use super::words::{line, parcel, parcels_lead, parcels_title, sums};
use crate::booths::pictures;
use crate::catalogue::Reading;
use crate::catalogue::delivery::Destination;
use crate::catalogue::home::home;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::holds;
use crate::live;
use crate::payments;
use crate::vouchers;
use shared::id::{OfferId, VariantId};
use shared::input::cart::Cart;
use shared::input::checkout::{CheckoutForm, Seen, SeenLine};
use shared::money::Vnd;
use shared::phone::Phone;
use shared::places::{Ward, places};
use shared::problem::FieldError;
use shared::say::Locale;
use shared::view::cart::{CartLine, CartPage, CartParcel, CheckoutPage};
use shared::view::parts::{Empty, Notice, NoticeKind, Picture};
use std::collections::HashMap;

/// Goods proposed to an empty cart.
const PROPOSALS: usize = 6;

/// A cart with all that is known of its goods.
struct Basket {
    goods: HashMap<VariantId, Goods>,
    wanted: Vec<Wanted>,
    gone: usize,
    pictures: HashMap<String, Picture>,
    holds: holds::Holds,
}

async fn basket(core: &Core, cart: &Cart, checkout: Option<&str>, l: Locale) -> Result<Basket> {
    let variants: Vec<VariantId> = cart.lines.iter().map(|item| item.variant).collect();
    let mut goods = load(core, &variants).await?;
    let known = cart
        .lines
        .iter()
        .filter(|item| goods.contains_key(&item.variant));
    let wanted: Vec<Wanted> = known
        .enumerate()
        .map(|(at, item)| Wanted {
            variant: item.variant,
            steps: item.steps,
            unit_price: None,
            cooperative: item.cooperative,
            lines: vec![at],
        })
        .collect();
    if let Some(checkout) = checkout {
        live::lower_prices(core, checkout, &wanted, &mut goods).await?;
    }
    let keys = goods.values().filter_map(|goods| goods.picture.as_deref());
    let pictures = pictures::load(core.db.read(), keys, l).await?;
    let holds = match checkout {
        Some(checkout) => holds::of(core, checkout).await?,
        None => holds::Holds::default(),
    };
    Ok(Basket {
        gone: cart.lines.len() - wanted.len(),
        goods,
        wanted,
        pictures,
        holds,
    })
}

impl Basket {
    fn plan<'a>(
        &'a self,
        core: &Core,
        wanted: &'a [Wanted],
        to: Option<&Ward>,
        l: Locale,
    ) -> Plan<'a> {
        plan(
            &self.goods,
            wanted,
            &self.holds.by_offer,
            to,
            core.clock.now(),
            l,
        )
    }

    fn parcels(&self, plan: &Plan<'_>, with_days: bool, l: Locale) -> Vec<CartParcel> {
        let numbered = (1..).zip(&plan.parcels);
        numbered
            .map(|(number, of)| parcel(of, number, with_days, &self.pictures, l))
            .collect()
    }

    /// What cannot go at all; what can go in part stands in its parcel.
    fn refused(&self, refused: &[Refused<'_>], l: Locale) -> Vec<CartLine> {
        let told = |of: &Refused<'_>| CartLine {
            problem: Some(of.message.clone()),
            ..line(of.goods, of.wanted.steps, &self.pictures, l)
        };
        refused
            .iter()
            .filter(|of| !is_partly(of))
            .map(told)
            .collect()
    }
}

/// What a browser knows beside its cart.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    /// Code of the commune the goods go to.
    pub ward: Option<&'a str>,
    /// The key of the holds of this browser.
    pub checkout: Option<&'a str>,
    /// Code of a voucher as it was typed; may be empty.
    pub voucher: &'a str,
}

/// The cart. A voucher that cannot be used is said at its field and takes nothing off.
pub async fn cart_page(core: &Core, cart: &Cart, known: Known<'_>, l: Locale) -> Result<CartPage> {
    let basket = basket(core, cart, known.checkout, l).await?;
    if basket.wanted.is_empty() {
        let to = known.ward.and_then(Destination::ward);
        let market = home(core, Reading { locale: l, to }).await?;
        let cards = market.season.cards.into_iter().chain(market.all_year.cards);
        return Ok(CartPage {
            empty: Some(empty(l)),
            proposals: cards.filter(|card| !card.muted).take(PROPOSALS).collect(),
            ..CartPage::default()
        });
    }
    let to = known.ward.and_then(|code| places().ward(code));
    let first = basket.plan(core, &basket.wanted, to, l);
    let possible = possible(&basket.wanted, &first.refused);
    let mut plan = basket.plan(core, &possible, to, l);
    let going = plan.parcels.len();
    let mut voucher_error = None;
    if going > 0
        && let Err(fields) = take_off(core, &mut plan, (known.voucher, None), l).await?
    {
        voucher_error = fields.into_iter().next().map(|field| field.message);
    }
    let mut parcels = basket.parcels(&plan, to.is_some(), l);
    tell_partly(&mut parcels, &first.refused, l);
    Ok(CartPage {
        referral: None,
        title: parcels_title(&plan, l),
        lead: parcels_lead(&plan, l).to_owned(),
        parcels,
        refused: basket.refused(&first.refused, l),
        notice: gone(basket.gone, l),
        voucher: known.voucher.to_owned(),
        voucher_error,
        sums: sums(&plan, to.is_some(), l),
        button: (going > 0).then(|| {
            let fees = if to.is_some() {
                Vnd::ZERO
            } else {
                plan.shipping_total()
            };
            let total = Vnd(plan.total().0 - fees.0);
            format!("{}\u{a0}· {total}", l.say("Đặt hàng", "Check out"))
        }),
        empty: None,
        proposals: Vec::new(),
    })
}

fn empty(l: Locale) -> Empty {
    Empty {
        title: l.say("Giỏ còn trống", "Your cart is empty").to_owned(),
        text: l
            .say(
                "Hàng đang mùa được hợp tác xã gửi thẳng từ vườn, từ bản.",
                "Goods in season are sent straight from the gardens and villages.",
            )
            .to_owned(),
        link: Some((
            l.say("Xem hàng đang mùa", "See what is in season")
                .to_owned(),
            l.path("/"),
        )),
    }
}

fn gone(n: usize, l: Locale) -> Option<Notice> {
    (n > 0).then(|| Notice {
        kind: NoticeKind::Warn,
        title: match l {
            Locale::Vi => format!("{n}\u{a0}món không còn bán."),
            Locale::En => format!("{n}\u{a0}good(s) are no longer sold."),
        },
        text: l
            .say("Đã bỏ khỏi giỏ.", "They were taken out of the cart.")
            .to_owned(),
        link: None,
    })
}

/// What the checkout is shown with besides the cart.
pub struct Shown<'a> {
    /// The form as it was sent, or as it starts.
    pub form: &'a CheckoutForm,
    /// The commune as it was read.
    pub ward: WardField,
    /// The key of the holds of this browser.
    pub checkout: Option<&'a str>,
    /// What is wrong, by the fields of the form.
    pub errors: Vec<FieldError>,
    /// What changed.
    pub notice: Option<Notice>,
}

/// The checkout. Goods of which not enough is left are shown with what is left; what cannot be sent is told apart. The
/// main button orders what is shown.
pub async fn checkout_page(
    core: &Core,
    cart: &Cart,
    shown: Shown<'_>,
    l: Locale,
) -> Result<CheckoutPage> {
    let basket = basket(core, cart, shown.checkout, l).await?;
    let to = shown.ward.ward;
    let first = basket.plan(core, &basket.wanted, to, l);
    let possible: Vec<Wanted> = possible(&basket.wanted, &first.refused);
    let mut plan = basket.plan(core, &possible, to, l);
    let going = !plan.parcels.is_empty();
    let mut errors = shown.errors;
    let typed = (shown.form.voucher.as_str(), Some(shown.form.phone.as_str()));
    if going && let Err(more) = take_off(core, &mut plan, typed, l).await? {
        errors.extend(more);
    }
    let mut parcels = basket.parcels(&plan, to.is_some(), l);
    tell_partly(&mut parcels, &first.refused, l);
    let partial = !first.refused.is_empty();
    let seen = Seen {
        ward_code: to.map(|ward| ward.code.to_owned()).unwrap_or_default(),
        lines: plan
            .parcels
            .iter()
            .flat_map(|parcel| &parcel.lines)
            .map(seen_line)
            .collect(),
        total: to.map(|_| plan.total()),
    };
    let senders: Vec<_> = plan
        .parcels
        .iter()
        .map(|parcel| parcel.cooperative)
        .collect();
    let ahead = plan.parcels.iter().any(|parcel| parcel.ahead.is_some());
    let method = &shown.form.payment_method;
    let (ways, no_transfer) = match going {
        true => payments::choices(core, (&senders, plan.total(), ahead), method, l).await?,
        false => Default::default(),
    };
    let now = core.clock.now();
    let open = basket.holds.is_open(now);
    let until = basket.holds.until.filter(|_| open);
    Ok(CheckoutPage {
        title: match going {
            true => parcels_title(&plan, l),
            false => l
                .say("Chưa gửi được món nào", "Nothing can be sent")
                .to_owned(),
        },
        lead: match going {
            true => parcels_lead(&plan, l),
            false => l.say(
                "Đổi nơi nhận ở dưới, hoặc chọn món khác.",
                "Change the place below, or choose other goods.",
            ),
        }
        .to_owned(),
        parcels,
        refused: basket.refused(&first.refused, l),
        notice: shown.notice.or_else(|| gone(basket.gone, l)),
        held: until.map(|until| match l {
            Locale::Vi => format!("Giữ hàng cho bạn đến {}", until.vn_clock()),
            Locale::En => format!("Kept for you until {}", until.vn_clock()),
        }),
        can_extend: open && !basket.holds.extended,
        name: shown.form.name.clone(),
        phone: shown.form.phone.clone(),
        ward: shown.ward.text,
        ward_code: seen.ward_code.clone(),
        ward_choices: shown.ward.choices,
        street: shown.form.street.clone(),
        errors,
        voucher: shown.form.voucher.clone(),
        ways,
        no_transfer,
        sums: sums(&plan, to.is_some(), l),
        button: button(&plan, to.is_some(), partial, l),
        partial,
        key: shown.form.key.clone(),
        seen: seen.write(),
    })
}

/// Takes the typed voucher off the plan, or gives what stands in its way. The buyer's phone is known once it was typed.
async fn take_off(
    core: &Core,
    plan: &mut Plan<'_>,
    (voucher, phone): (&str, Option<&str>),
    l: Locale,
) -> Result<std::result::Result<(), Vec<FieldError>>> {
    let phone = phone.and_then(|phone| Phone::parse(phone).ok());
    let phone = phone.map(|phone| core.keys.lookup(phone.e164()));
    match vouchers::apply(core, plan, voucher, phone.as_deref(), l).await {
        Ok(Some(voucher)) => plan.take_off(&voucher.shares),
        Ok(None) => {}
        Err(Error::Invalid { fields }) => return Ok(Err(fields)),
        Err(error) => return Err(error),
    }
    Ok(Ok(()))
}

fn button(plan: &Plan<'_>, placed: bool, partial: bool, l: Locale) -> String {
    let words = if partial {
        l.say("Đặt phần còn lại", "Order what is left")
    } else {
        l.say("Đặt hàng", "Place the order")
    };
    if placed {
        format!("{words}\u{a0}· {}", plan.total())
    } else {
        words.to_owned()
    }
}

/// The goods that can go: with what is left where that is less, without what cannot go at all.
fn possible(wanted: &[Wanted], refused: &[Refused<'_>]) -> Vec<Wanted> {
    let fit = |want: &Wanted| {
        let Some(no) = refused.iter().find(|no| no.wanted == want) else {
            return Some(want.clone());
        };
        let left = no.left.filter(|left| *left > 0)?;
        Some(Wanted {
            steps: left,
            ..want.clone()
        })
    };
    wanted.iter().filter_map(fit).collect()
}

fn seen_line(line: &ParcelLine<'_>) -> SeenLine {
    SeenLine {
        variant: line.goods.variant,
        steps: line.steps,
        price: line.goods.price,
        cooperative: line.chosen.then_some(line.supply.cooperative),
    }
}

/// The stock that can be held now for a cart that goes to `ward`, if that is known: every good with what is left of it
/// at most.
pub async fn to_hold(
    core: &Core,
    cart: &Cart,
    ward: Option<&str>,
    checkout: Option<&str>,
    l: Locale,
) -> Result<Vec<(OfferId, i64)>> {
    let basket = basket(core, cart, checkout, l).await?;
    let to = ward.and_then(|code| places().ward(code));
    let first = basket.plan(core, &basket.wanted, to, l);
    let possible = possible(&basket.wanted, &first.refused);
    let plan = basket.plan(core, &possible, to, l);
    // What is ordered ahead is not there to be held.
    let there = plan.parcels.iter().filter(|parcel| parcel.ahead.is_none());
    let lines = there.flat_map(|parcel| &parcel.lines);
    Ok(lines.map(|line| (line.supply.offer, line.steps)).collect())
}
