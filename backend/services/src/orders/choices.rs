//! What the buyer's page offers for parts that nobody sends.

use super::read::{Part, Whole};
use crate::checkout::{self, Wanted};
use crate::core::Core;
use crate::error::Result;
use crate::moving::{OfferView, offer_view};
use crate::preorders;
use sea_orm::FromQueryResult;
use shared::id::VariantId;
use shared::places::places;
use shared::say::Locale;
use shared::state::SubOrderState;
use shared::view::order::{ChoiceOption, PartChoice};
use std::collections::HashMap;
use store::sql;
use uuid::Uuid;

/// Similar goods shown.
const SHOWN: usize = 4;
/// Similar goods looked at.
const LOOKED_AT: i64 = 16;

/// The choices, by the part they are about.
pub(super) async fn choices(
    core: &Core,
    whole: &Whole,
    l: Locale,
) -> Result<HashMap<Uuid, PartChoice>> {
    let mut choices = replaced(core, whole, l).await?;
    if !whole.parts.iter().any(|part| part.asked) {
        return Ok(choices);
    }
    choices.extend(preorders::choices(core, whole.order.id, l).await?);
    let offers = offer_view(core, whole.order.id, l).await?;
    for part in &whole.parts {
        let Some(offer) = offers.get(&part.id) else {
            continue;
        };
        let goods: Vec<Uuid> = whole.lines_of(part).map(|line| line.listing_id).collect();
        let choice = PartChoice {
            text: text(offer, l),
            options: options(offer, l),
            similar: similar(core, &goods, &whole.order.ward_code, l).await?,
        };
        choices.insert(part.id, choice);
    }
    Ok(choices)
}

/// What there is instead of parts for which the buyer chose something else.
async fn replaced(core: &Core, whole: &Whole, l: Locale) -> Result<HashMap<Uuid, PartChoice>> {
    let mut choices = HashMap::new();
    let gone = |part: &&Part| part.replace && part.state() == SubOrderState::Cancelled;
    for part in whole.parts.iter().filter(gone) {
        let goods: Vec<Uuid> = whole.lines_of(part).map(|line| line.listing_id).collect();
        let similar = similar(core, &goods, &whole.order.ward_code, l).await?;
        let text = match similar.is_empty() {
            true => l.say(
                "Phần này đã huỷ. Hiện chưa có món tương tự gửi được tới bạn.",
                "This part is cancelled. Nothing similar can reach you now.",
            ),
            false => l.say(
                "Phần này đã huỷ. Chọn món khác để đặt đơn mới.",
                "This part is cancelled. Choose something for a new order.",
            ),
        };
        let choice = PartChoice {
            text: text.to_owned(),
            options: Vec::new(),
            similar,
        };
        choices.insert(part.id, choice);
    }
    Ok(choices)
}

fn text(offer: &OfferView, l: Locale) -> String {
    let until = &offer.until;
    match (offer.waiting, l) {
        (false, Locale::Vi) => format!(
            "Chưa có nơi nào khác gửi được phần này. Mời bạn chọn trước {until}; sau đó phần này tự huỷ. Bạn không mất tiền."
        ),
        (false, Locale::En) => format!(
            "Nobody else can send this part yet. Choose before {until}; after that it is cancelled. It costs you nothing."
        ),
        (true, Locale::Vi) => format!(
            "Bạn đang chờ. Có hàng là chợ giao cho nơi khác gửi và báo bạn; đến {until} chưa có thì phần này tự huỷ."
        ),
        (true, Locale::En) => format!(
            "You are waiting. As soon as there are goods, somebody sends them and you are told; it is cancelled at {until}."
        ),
    }
}

fn options(offer: &OfferView, l: Locale) -> Vec<ChoiceOption> {
    let option = |value: &str, words: &str, meaning: String| ChoiceOption {
        value: value.to_owned(),
        words: words.to_owned(),
        meaning,
    };
    let mut options = Vec::with_capacity(4);
    if offer.elsewhere {
        options.push(option(
            "elsewhere",
            l.say("Nơi khác gửi cũng được", "Let another one send it"),
            l.say(
                "Hợp tác xã khác bán cùng món này, giá như đã hứa.",
                "Another cooperative has the same goods, at the promised price.",
            )
            .to_owned(),
        ));
    }
    if !offer.waiting {
        let day = &offer.wait_until;
        options.push(option(
            "wait",
            l.say("Chờ có hàng", "Wait for goods"),
            match l {
                Locale::Vi => format!("Chờ tới {day}, chưa có thì tự huỷ."),
                Locale::En => format!("Until {day}; cancelled if there are none by then."),
            },
        ));
    }
    options.push(option(
        "replace",
        l.say("Đổi món khác", "Something else instead"),
        l.say(
            "Phần này huỷ, bạn chọn món tương tự.",
            "This part is cancelled, and you choose something similar.",
        )
        .to_owned(),
    ));
    options.push(option(
        "refund",
        l.say("Huỷ phần này", "Cancel this part"),
        l.say(
            "Bạn chưa trả tiền nên không phải hoàn.",
            "You have paid nothing yet.",
        )
        .to_owned(),
    ));
    options
}

#[derive(FromQueryResult)]
struct Near {
    slug: String,
    variant_id: Uuid,
}

/// Goods of the same category that can be sent to this commune now.
async fn similar(
    core: &Core,
    listings: &[Uuid],
    ward: &str,
    l: Locale,
) -> Result<Vec<(String, String, String)>> {
    let Some(first) = listings.first() else {
        return Ok(Vec::new());
    };
    let rows: Vec<Near> = sql::all(
        core.db.read(),
        &format!(
            "select g.slug, (select x.variant_id from offer x where x.listing_id = g.id order by x.price, x.id limit 1) \
             as variant_id from listing g where g.visible and g.id <> $1 and g.category_slug = \
             (select category_slug from listing where id = $1) and exists (select 1 from offer o \
             where o.listing_id = g.id and not o.paused and o.on_hand > o.held + o.allocated + o.blocked) \
             order by g.published_at desc, g.id limit {LOOKED_AT}"
        ),
        [(*first).into()],
    )
    .await?;
    let variants: Vec<VariantId> = rows.iter().map(|row| row.variant_id.into()).collect();
    let goods = checkout::load(core, &variants).await?;
    let to = places().ward(ward);
    let now = core.clock.now();
    let mut shown = Vec::new();
    for row in rows {
        let Some(one) = goods.get(&VariantId::from(row.variant_id)) else {
            continue;
        };
        let wanted = [Wanted {
            variant: one.variant,
            steps: one.step,
            unit_price: None,
            cooperative: None,
            lines: Vec::new(),
        }];
        let plan = checkout::plan(&goods, &wanted, &HashMap::new(), to, now, l);
        if plan.parcels.is_empty() || shown.len() >= SHOWN {
            continue;
        }
        let price = format!("{}/{}", one.price, one.unit.word(l));
        let href = l.path(&format!("/p/{}", row.slug));
        shown.push((one.title(l).to_owned(), price, href));
    }
    Ok(shown)
}
