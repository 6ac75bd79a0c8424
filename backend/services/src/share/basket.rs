//! What is in a basket link, in words.

use crate::checkout;
use crate::core::Core;
use crate::error::Result;
use shared::id::VariantId;
use shared::input::cart::CartItem;
use shared::money::Vnd;
use shared::quantity::line_total;
use shared::say::Locale;

/// A basket as its preview and its card say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basket {
    /// `Giỏ 3 món từ 2 hợp tác xã`.
    pub title: String,
    /// The goods' names and pages.
    pub goods: Vec<(String, String)>,
    /// Short names of the cooperatives.
    pub sellers: Vec<String>,
    /// Price of all goods, without delivery.
    pub total: Vnd,
    /// Id of a picture of one of the goods.
    pub picture: Option<String>,
}

/// The goods of a basket link that are for sale now.
pub async fn basket(core: &Core, items: &[CartItem], l: Locale) -> Result<Basket> {
    let variants: Vec<VariantId> = items.iter().map(|item| item.variant).collect();
    let goods = checkout::load(core, &variants).await?;
    let mut basket = Basket::default();
    for item in items {
        let Some(good) = goods.get(&item.variant).filter(|good| good.for_sale) else {
            continue;
        };
        basket.goods.push((
            good.title(l).to_owned(),
            l.path(&format!("/p/{}", good.slug)),
        ));
        let sum = line_total(good.price, good.quantity(item.steps)).unwrap_or(Vnd::ZERO);
        basket.total = Vnd(basket.total.0 + sum.0);
        basket.picture = basket.picture.or(good.picture.clone());
        for supply in &good.supplies {
            let name = checkout::seller(supply).name;
            if !basket.sellers.contains(&name) {
                basket.sellers.push(name);
            }
        }
    }
    let (n, sellers) = (basket.goods.len(), basket.sellers.len());
    basket.title = match l {
        Locale::Vi => format!("Giỏ {n}\u{a0}món từ {sellers}\u{a0}hợp tác xã"),
        Locale::En => format!("A basket of {n} goods from {sellers} cooperatives"),
    };
    Ok(basket)
}
