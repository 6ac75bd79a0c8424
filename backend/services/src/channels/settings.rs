//! How a shop, or one listing of it, sells: price rule, fees, words.

use super::account::Account;
use super::{job, offers, rows};
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use shared::channel::ChannelSpec;
use shared::money::Vnd;
use shared::problem::FieldError;
use shared::rules::you_receive::PriceRule;
use shared::say::Locale;
use shared::view::channel::{ListingFormView, UnitForm};
use store::{channel_jobs, sql};
use uuid::Uuid;

/// The rules of a price as a form offers them: value, words, chosen. `own` adds "as the shop" for a listing.
pub(super) fn rules(of: Option<PriceRule>, own: bool, l: Locale) -> Vec<(String, String, bool)> {
    let rule = |value: &str, vi, en, chosen| (value.to_owned(), l.say(vi, en).to_owned(), chosen);
    let mut all = Vec::with_capacity(4);
    if own {
        all.push(rule(
            "",
            "Như cả gian hàng",
            "As the whole shop",
            of.is_none(),
        ));
    }
    all.push(rule(
        "same",
        "Bằng giá ở chợ",
        "The same as here",
        of == Some(PriceRule::Same),
    ));
    all.push(rule(
        "markup",
        "Cao hơn giá ở chợ theo phần trăm",
        "Dearer than here by a percentage",
        matches!(of, Some(PriceRule::Markup(_))),
    ));
    all.push(rule(
        "same_net",
        "Thực nhận bằng bán ở chợ",
        "You receive the same as here",
        of == Some(PriceRule::SameNet),
    ));
    all
}

/// Reads a rule as `rules` names it; the percentage, in hundredths of a percent, counts for a markup only.
pub fn rule_of(value: &str, markup: u32) -> Option<PriceRule> {
    match value {
        "same" => Some(PriceRule::Same),
        "markup" => Some(PriceRule::Markup(markup)),
        "same_net" => Some(PriceRule::SameNet),
        _ => None,
    }
}

pub(super) fn percent(rate: u32) -> String {
    format!("{},{:02}", rate / 100, rate % 100)
}

pub(super) fn settings(account: &Account, l: Locale) -> Vec<(String, String, String)> {
    let terms = account.settings.terms;
    let markup = match account.settings.price {
        PriceRule::Markup(rate) => rate,
        _ => 0,
    };
    let field = |name: &str, vi, en, value| (name.to_owned(), l.say(vi, en).to_owned(), value);
    vec![
        field(
            "platform",
            "Phí sàn (%)",
            "Commission (%)",
            percent(terms.platform),
        ),
        field(
            "service",
            "Phí thanh toán, dịch vụ (%)",
            "Payment and service fee (%)",
            percent(terms.service),
        ),
        field(
            "voucher",
            "Phần giảm giá mình chịu (%)",
            "Your share of vouchers (%)",
            percent(terms.voucher),
        ),
        field(
            "freight",
            "Cước mình chịu mỗi món (đồng)",
            "Freight borne for each unit (đồng)",
            terms.freight.0.to_string(),
        ),
        field(
            "returns",
            "Hàng bị trả về (%)",
            "Units that come back (%)",
            percent(terms.returns),
        ),
        field(
            "markup",
            "Giá cao hơn giá ở chợ (%)",
            "Dearer than here by (%)",
            percent(markup),
        ),
        field(
            "buffer",
            "Giữ lại không bán trên sàn (món)",
            "Units kept back",
            account.settings.allowance.buffer.to_string(),
        ),
    ]
}

/// One listing of a shop: its words there, its price rule, and what is really received for each unit.
pub async fn listing_page(
    core: &Core,
    actor: &Actor,
    account: &Account,
    (spec, listing): (&ChannelSpec, Uuid),
) -> Result<ListingFormView> {
    actor.member(account.row.cooperative_id.into(), Right::Sell)?;
    let l = actor.locale;
    let row = rows::listing(core.db.read(), account.row.id, listing).await?;
    let ours = sql::row(
        core.db.read(),
        "select l.title, p.description_vi as words from listing l join product p on p.id = l.product_id where l.id = $1",
        [row.listing_id.into()],
    )
    .await?
    .ok_or(Error::NotFound { what: "listing" })?;
    let rule = own_rule(row.price_rule.as_deref())?;
    let lines = offers::lines(core, account, rows::variants(core.db.read(), row.id).await?).await?;
    let unit = |line: &super::OfferLine| {
        let cuts = line.proposed.net.cuts.iter().filter(|cut| cut.amount.0 > 0);
        UnitForm {
            id: line.row.id.to_string(),
            sku: line.row.sku.clone(),
            own: line.own.to_string(),
            set: line
                .row
                .price
                .map(|price| price.to_string())
                .unwrap_or_default(),
            price: line.price.to_string(),
            net: line.proposed.net.net.to_string(),
            cuts: cuts
                .map(|cut| (cut.rule.words(l).to_owned(), cut.amount.to_string()))
                .collect(),
            raised: line.proposed.raised,
            loses: line.proposed.loses,
        }
    };
    let markup = match rule {
        Some(PriceRule::Markup(rate)) => percent(rate),
        _ => String::new(),
    };
    Ok(ListingFormView {
        action: format!("/htx/kenh/{}/hang/{}", account.row.id, row.id),
        title: row.title.unwrap_or_default(),
        own_title: ours.try_get("", "title")?,
        title_most: spec.can.limits.title.1,
        description: row.description.unwrap_or_default(),
        own_description: ours.try_get("", "words")?,
        description_most: spec.can.limits.description.1,
        rules: rules(rule, true, l),
        markup,
        units: lines.iter().map(unit).collect(),
        may_manage: actor
            .member(account.row.cooperative_id.into(), Right::Manage)
            .is_ok(),
        errors: Vec::new(),
    })
}

/// The rule of a listing as it is kept; none follows the shop's.
pub(super) fn own_rule(text: Option<&str>) -> Result<Option<PriceRule>> {
    Ok(text.map(serde_json::from_str).transpose()?)
}

/// How one listing is priced on its channel: a rule of its own, and prices set for single units; both may be left to what
/// is above them. Stock and price are told anew. A price below one đồng is `Invalid` (`not_a_price`).
pub async fn save_prices(
    core: &Core,
    actor: &Actor,
    account: &Account,
    listing: Uuid,
    (rule, prices): (Option<PriceRule>, &[(Uuid, Option<Vnd>)]),
) -> Result<()> {
    actor.member(account.row.cooperative_id.into(), Right::Manage)?;
    let row = rows::listing(core.db.read(), account.row.id, listing).await?;
    let wrong = prices
        .iter()
        .filter(|(_, price)| price.is_some_and(|price| price.0 < 1))
        .map(|(unit, _)| {
            let message = actor.locale.say("Ghi giá lớn hơn 0", "A price above 0");
            FieldError::new(format!("gia-{unit}"), "not_a_price", message)
        });
    let wrong: Vec<FieldError> = wrong.collect();
    if !wrong.is_empty() {
        return Err(Error::Invalid { fields: wrong });
    }
    let now = core.clock.now().0;
    let kept = rule.map(|rule| serde_json::to_string(&rule)).transpose()?;
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "update channel_listing set price_rule = $1, updated_at = $2 where id = $3",
        [kept.into(), now.into(), row.id.into()],
    )
    .await?;
    for (unit, price) in prices {
        sql::execute(
            &*txn,
            "update channel_variant set price = $1 where id = $2 and channel_listing_id = $3",
            [
                price.map(|price| price.0).into(),
                (*unit).into(),
                row.id.into(),
            ],
        )
        .await?;
    }
    for unit in rows::variants(&*txn, row.id).await? {
        channel_jobs::ask(&txn, account.row.id, job::OFFER, &unit.sku, now).await?;
    }
    Ok(txn.commit().await?)
}
