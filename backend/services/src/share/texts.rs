//! Texts to send with a link, ready to copy. Each one passes the same guard as titles: what it claims needs a certificate
//! that is valid today.

use super::basket::basket;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::listings::{About, check_text};
use sea_orm::FromQueryResult;
use shared::input::cart::CartItem;
use shared::money::Vnd;
use shared::say::Locale;
use shared::time::Millis;
use shared::view::pack::pack_label_in;
use store::sql;
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Good {
    title: String,
    title_en: String,
    price: i64,
    unit_label: String,
    harvested_on: Option<i64>,
    short_name: String,
    origin_ward_code: String,
    product_id: Uuid,
    cooperative_id: Uuid,
}

/// Said with every text of a seller who earns by it.
fn disclosure(pays: bool, l: Locale) -> &'static str {
    match pays {
        true => l.say(
            " (Mình được hưởng hoa hồng khi bạn mua qua link.)",
            " (I earn a commission when you buy through this link.)",
        ),
        false => "",
    }
}

/// Texts about a good. Those that claim what no certificate of today proves are left out.
pub(super) async fn of_product(
    core: &Core,
    listing: Uuid,
    url: &str,
    pays: bool,
    l: Locale,
) -> Result<Vec<String>> {
    let db = core.db.read();
    let good: Option<Good> = sql::one(
        db,
        "select l.title, l.title_en, l.price, l.unit_label, l.harvested_on, c.short_name, p.origin_ward_code, l.product_id, \
         l.cooperative_id from listing l join product p on p.id = l.product_id join cooperative c on c.id = l.cooperative_id \
         where l.id = $1",
        [listing.into()],
    )
    .await?;
    let good = good.ok_or(Error::NotFound { what: "listing" })?;
    let about = About::Product(good.cooperative_id.into(), good.product_id.into());
    let today = core.clock.now().vn_date();
    let mut texts = Vec::new();
    for text in drafts(&good, l) {
        let checked = check_text(db, about, &[("text", &text)], (today, l)).await;
        match checked {
            Ok(()) => texts.push(format!("{text}{}\n{url}", disclosure(pays, l))),
            Err(Error::Invalid { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(texts)
}

fn drafts(good: &Good, l: Locale) -> Vec<String> {
    let name = match l {
        Locale::En if !good.title_en.is_empty() => &good.title_en,
        _ => &good.title,
    };
    let price = format!(
        "{} / {}",
        Vnd(good.price),
        pack_label_in(&good.unit_label, l)
    );
    let place = crate::catalogue::product::place(&good.origin_ward_code);
    let seller = &good.short_name;
    let picked = good.harvested_on.map(|at| Millis(at).vn_date().short());
    match l {
        Locale::Vi => {
            let fresh = picked.map(|day| format!(" Hái {day}.")).unwrap_or_default();
            vec![
                format!("{name}, {price}. {seller} ở {place} gửi thẳng, trả tiền khi nhận.{fresh}"),
                format!(
                    "Nhà mình đang có {name}, {price}.{fresh} Bấm vào đặt, không cần tải ứng dụng:"
                ),
                format!(
                    "{name} của {seller}, {place}. Giá {price}, chưa gồm phí giao. Xem ngày hái và giấy tờ trước khi mua:"
                ),
            ]
        }
        Locale::En => {
            let fresh = picked
                .map(|day| format!(" Picked {day}."))
                .unwrap_or_default();
            vec![
                format!(
                    "{name}, {price}. Sent straight by {seller}, {place}; paid on delivery.{fresh}"
                ),
                format!(
                    "{name} from {seller}: {price}, delivery not included. See the papers before you buy:"
                ),
            ]
        }
    }
}

/// Texts about a basket: the names of its goods were read by the guard when they were listed, and are read again here.
pub(super) async fn of_basket(
    core: &Core,
    items: &[CartItem],
    url: &str,
    pays: bool,
    l: Locale,
) -> Result<Vec<String>> {
    let basket = basket(core, items, l).await?;
    let names: Vec<&str> = basket.goods.iter().map(|(name, _)| name.as_str()).collect();
    let names = names.join(", ");
    let text = match l {
        Locale::Vi => format!(
            "{}: {names}. Tổng {} chưa gồm phí giao. Bấm là có sẵn trong giỏ:",
            basket.title, basket.total
        ),
        Locale::En => format!(
            "{}: {names}. {} without delivery. One tap fills the cart:",
            basket.title, basket.total
        ),
    };
    Ok(vec![format!("{text}{}\n{url}", disclosure(pays, l))])
}

/// A text about a booth.
pub(super) fn of_booth(name: &str, url: &str, pays: bool, l: Locale) -> Vec<String> {
    let text = match l {
        Locale::Vi => format!(
            "Gian của {name} trên Chợ Phiên: xem hôm nay có gì, ai trồng người ấy gửi, trả tiền khi nhận:"
        ),
        Locale::En => {
            format!("The booth of {name} on Chợ Phiên: see what there is today, paid on delivery:")
        }
    };
    vec![format!("{text}{}\n{url}", disclosure(pays, l))]
}
