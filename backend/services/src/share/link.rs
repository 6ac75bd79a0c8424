//! Links in lists, and one link with everything that is needed to send it.

use super::{links, sellers, texts};
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::{FromQueryResult, Value};
use shared::id::CooperativeId;
use shared::money::Vnd;
use shared::say::Locale;
use shared::time::Millis;
use shared::view::share::{LinkLine, LinkPage};
use store::sql;
use uuid::Uuid;

/// Links in a list.
const SHOWN: i64 = 100;

/// Whose links.
#[derive(Clone, Copy, Debug)]
pub(super) enum Of {
    Seller(Uuid),
    Cooperative(Uuid),
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    code: String,
    kind: String,
    campaign: String,
    created_at: i64,
    revoked_at: Option<i64>,
    listing_id: Option<Uuid>,
    title: Option<String>,
    booth: Option<String>,
    live_slug: Option<String>,
    goods: i64,
    clicks: i64,
    orders: i64,
    earned: i64,
}

async fn rows(core: &Core, of: Of, code: Option<&str>) -> Result<Vec<Row>> {
    let (column, owner) = match of {
        Of::Seller(id) => ("seller_id", id),
        Of::Cooperative(id) => ("cooperative_id", id),
    };
    let mut values: Vec<Value> = vec![owner.into(), SHOWN.into()];
    let one = match code {
        Some(code) => {
            values.push(code.into());
            " and s.code = $3"
        }
        None => "",
    };
    let text = format!(
        "select s.id, s.code, s.kind, s.campaign, s.created_at, s.revoked_at, s.listing_id, l.title, \
         c.short_name as booth, s.live_slug, \
         (select count(*) from share_link_item i where i.link_id = s.id) as goods, \
         (select count(*) from share_click k where k.link_id = s.id) as clicks, \
         (select count(*) from buyer_order o where o.share_code = s.code) as orders, \
         (select cast(coalesce(sum(m.amount - m.reversed), 0) as bigint) from commission_line m where m.link_id = s.id) as earned \
         from share_link s left join listing l on l.id = s.listing_id left join cooperative c on c.id = s.booth_id \
         where s.{column} = $1{one} order by s.revoked_at is not null, s.created_at desc, s.id desc limit $2"
    );
    Ok(sql::all(core.db.read(), &text, values).await?)
}

impl Row {
    fn line(&self, pays: bool, l: Locale) -> LinkLine {
        let title = match (&self.title, &self.booth, &self.live_slug, l) {
            (Some(title), ..) => title.clone(),
            (_, Some(booth), ..) => booth.clone(),
            (_, _, Some(live), _) => live.clone(),
            (None, None, None, Locale::Vi) => format!("Giỏ {}\u{a0}món", self.goods),
            (None, None, None, Locale::En) => format!("Basket of {}", self.goods),
        };
        let kind = match self.kind.as_str() {
            "product" => l.say("Món", "Good"),
            "booth" => l.say("Gian hàng", "Booth"),
            "live" => l.say("Bán trực tiếp", "Live"),
            _ => l.say("Giỏ", "Basket"),
        };
        let day = Millis(self.created_at).vn_date().short();
        let campaign = match self.campaign.as_str() {
            "" => String::new(),
            text => format!(" · {text}"),
        };
        LinkLine {
            code: self.code.clone(),
            title,
            detail: format!("{kind} · {} · {day}{campaign}", self.code),
            numbers: numbers(self.clicks, self.orders, l),
            commission: if pays {
                Vnd(self.earned).to_string()
            } else {
                String::new()
            },
            ended: self.revoked_at.is_some(),
        }
    }
}

/// `12 lượt bấm · 3 đơn · 25 %`.
fn numbers(clicks: i64, orders: i64, l: Locale) -> String {
    let share = match clicks {
        0 => String::new(),
        _ => format!(" · {}\u{a0}%", orders * 100 / clicks),
    };
    match l {
        Locale::Vi => format!("{clicks}\u{a0}lượt bấm · {orders}\u{a0}đơn{share}"),
        Locale::En => format!("{clicks} clicks · {orders} orders{share}"),
    }
}

/// The links, those that have ended last.
pub(super) async fn list(core: &Core, of: Of, l: Locale) -> Result<Vec<LinkLine>> {
    let pays = matches!(of, Of::Seller(_));
    Ok(rows(core, of, None)
        .await?
        .iter()
        .map(|row| row.line(pays, l))
        .collect())
}

/// A link of the cooperative. `url` is the address of links without the code.
pub async fn booth_link(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    code: &str,
    url: &str,
) -> Result<LinkPage> {
    actor.member(cooperative, Right::Read)?;
    let may = actor.member(cooperative, Right::Sell).is_ok();
    page(
        core,
        actor.locale,
        Of::Cooperative(cooperative.uuid()),
        code,
        (url, "/htx/chia-se", may),
    )
    .await
}

/// A link of the seller. `url` is the address of links without the code.
pub async fn seller_link(core: &Core, actor: &Actor, code: &str, url: &str) -> Result<LinkPage> {
    let seller = sellers::mine(core.db.read(), actor).await?;
    page(
        core,
        actor.locale,
        Of::Seller(seller.id),
        code,
        (url, "/nguoi-ban", true),
    )
    .await
}

async fn page(
    core: &Core,
    l: Locale,
    of: Of,
    code: &str,
    (url, back, may): (&str, &str, bool),
) -> Result<LinkPage> {
    let rows = rows(core, of, Some(code)).await?;
    let row = rows.first().ok_or(Error::NotFound { what: "share_link" })?;
    let url = format!("{url}{code}");
    let pays = matches!(of, Of::Seller(_));
    let texts = match (row.listing_id, row.kind.as_str()) {
        (Some(listing), _) => texts::of_product(core, listing, &url, pays, l).await?,
        (None, "basket") => {
            let items = links::items(core.db.read(), row.id).await?;
            texts::of_basket(core, &items, &url, pays, l).await?
        }
        (None, _) => texts::of_booth(row.booth.as_deref().unwrap_or_default(), &url, pays, l),
    };
    let end =
        (may && row.revoked_at.is_none()).then(|| l.path(&format!("{back}/link/{code}/dung")));
    Ok(LinkPage {
        line: row.line(pays, l),
        url,
        cards: None,
        texts,
        end,
        back: l.path(back),
    })
}
