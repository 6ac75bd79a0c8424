//! What an officer compares: the words, prices and pictures of a listing before and after a change.

use crate::error::{Error, Result};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::{Deserialize, Serialize};
use shared::id::ListingId;
use shared::money::Vnd;
use shared::say::Locale;
use shared::view::pack::pack_label_in;
use store::sql;
use uuid::Uuid;

/// The reviewed content of a listing. Missing parts of stored content read as empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Content {
    /// Vietnamese name.
    pub name: String,
    /// English name.
    pub name_en: Option<String>,
    /// Vietnamese description.
    pub description_vi: String,
    /// English description.
    pub description_en: String,
    /// Slug of the category.
    pub category: String,
    /// Code of the shipping class.
    pub shipping_class: String,
    /// Price of the leading pack in đồng.
    pub price: Option<i64>,
    /// The packs with their prices.
    pub packs: Vec<Pack>,
    /// Ids of the pictures, in order.
    pub pictures: Vec<String>,
}

/// A pack and what it costs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pack {
    /// The offer behind it; of a pooled listing the variant, whose one price it is.
    pub offer: Uuid,
    /// `thùng 3 kg`, in Vietnamese.
    pub label: String,
    /// Price of one unit in đồng.
    pub price: i64,
}

/// One field that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its name for people, in the reader's language.
    pub field: &'static str,
    /// What stands there now; empty for something new.
    pub before: String,
    /// What it shall become.
    pub after: String,
}

#[derive(FromQueryResult)]
struct Words {
    name: String,
    name_en: Option<String>,
    description_vi: String,
    description_en: String,
    category_slug: String,
    shipping_class: String,
    product_id: Uuid,
}

#[derive(FromQueryResult)]
struct PackRow {
    id: Uuid,
    name: String,
    price: i64,
}

impl Content {
    /// The content as it is shown today.
    pub(crate) async fn load<C: ConnectionTrait>(db: &C, listing: ListingId) -> Result<Self> {
        let words: Option<Words> = sql::one(
            db,
            "select p.name, p.name_en, p.description_vi, p.description_en, p.category_slug, p.shipping_class, \
             p.id as product_id from listing l join product p on p.id = l.product_id where l.id = $1",
            [listing.uuid().into()],
        )
        .await?;
        let words = words.ok_or(Error::NotFound { what: "listing" })?;
        let packs: Vec<PackRow> = sql::all(
            db,
            "select o.id, v.name, o.price, v.position from offer o join variant v on v.id = o.variant_id \
             join listing l on l.id = o.listing_id where o.listing_id = $1 and not o.paused and not l.pooled \
             union all select v.id, v.name, x.price, v.position from pool_price x join variant v on v.id = x.variant_id \
             where x.listing_id = $1 order by position, id",
            [listing.uuid().into()],
        )
        .await?;
        let pictures = crate::pictures::of_product(db, words.product_id.into()).await?;
        Ok(Self {
            name: words.name,
            name_en: words.name_en,
            description_vi: words.description_vi,
            description_en: words.description_en,
            category: words.category_slug,
            shipping_class: words.shipping_class,
            price: packs.first().map(|pack| pack.price),
            packs: packs
                .into_iter()
                .map(|p| Pack {
                    offer: p.id,
                    label: p.name,
                    price: p.price,
                })
                .collect(),
            pictures: pictures.into_iter().map(|p| p.id).collect(),
        })
    }

    /// Gives a pack this price and, unless it is empty, this label; one that is not in the content yet joins it.
    pub(crate) fn set_pack(&mut self, pack: Pack) {
        match self
            .packs
            .iter_mut()
            .find(|known| known.offer == pack.offer)
        {
            Some(known) if pack.label.is_empty() => known.price = pack.price,
            Some(known) => *known = pack,
            None => self.packs.push(pack),
        }
        self.price = self.packs.first().map(|pack| pack.price);
    }

    /// The content without a pack.
    pub(crate) fn without_pack(mut self, offer: Uuid) -> Self {
        self.packs.retain(|pack| pack.offer != offer);
        self.price = self.packs.first().map(|pack| pack.price);
        self
    }

    /// All words that may claim something.
    pub fn words(&self) -> [&str; 4] {
        [
            &self.name,
            self.name_en.as_deref().unwrap_or(""),
            &self.description_vi,
            &self.description_en,
        ]
    }

    fn prices(&self, l: Locale) -> String {
        if self.packs.is_empty() {
            return self
                .price
                .map(|price| Vnd(price).to_string())
                .unwrap_or_default();
        }
        let line = |pack: &Pack| format!("{}: {}", pack_label_in(&pack.label, l), Vnd(pack.price));
        self.packs.iter().map(line).collect::<Vec<_>>().join(" · ")
    }
}

/// The fields in which two contents differ, for the reader of `l`.
pub fn difference(before: &Content, after: &Content, l: Locale) -> Vec<Difference> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let pairs = [
        (
            l.say("Tên món", "Name"),
            before.name.clone(),
            after.name.clone(),
        ),
        (
            l.say("Tên tiếng Anh", "English name"),
            text(&before.name_en),
            text(&after.name_en),
        ),
        (
            l.say("Mô tả", "Description"),
            before.description_vi.clone(),
            after.description_vi.clone(),
        ),
        (
            l.say("Mô tả tiếng Anh", "English description"),
            before.description_en.clone(),
            after.description_en.clone(),
        ),
        (
            l.say("Nhóm hàng", "Category"),
            before.category.clone(),
            after.category.clone(),
        ),
        (
            l.say("Cách gửi", "Shipping"),
            before.shipping_class.clone(),
            after.shipping_class.clone(),
        ),
        (l.say("Giá", "Price"), before.prices(l), after.prices(l)),
    ];
    pairs
        .into_iter()
        .filter(|(_, before, after)| before != after)
        .map(|(field, before, after)| Difference {
            field,
            before,
            after,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_shown() {
        let before = Content {
            name: "Na".into(),
            price: Some(60_000),
            ..Content::default()
        };
        let after = Content {
            name: "Na dai".into(),
            price: Some(65_000),
            ..Content::default()
        };
        let found = difference(&before, &after, Locale::Vi);
        assert_eq!(found.len(), 2);
        assert_eq!(
            (found[0].field, found[0].after.as_str()),
            ("Tên món", "Na dai")
        );
        assert_eq!(found[1].before.replace('\u{a0}', " "), "60.000 ₫");
        assert!(difference(&after, &after, Locale::En).is_empty());
    }

    #[test]
    fn older_content_is_read() {
        let content: Content =
            serde_json::from_str(r#"{"name":"Na","price":60000,"shipping_class":"P1"}"#)
                .expect("reads");
        assert_eq!((content.name.as_str(), content.price), ("Na", Some(60_000)));
        assert_eq!(
            serde_json::from_str::<Content>("{}").expect("reads"),
            Content::default()
        );
    }
}
