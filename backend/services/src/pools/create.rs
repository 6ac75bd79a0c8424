//! A new pooled listing. It begins as a draft of the brand's owner and goes the way of every listing from there.

use super::find::Seat;
use crate::actor::{Actor, Right};
use crate::audit::{self, Entry};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::goods::{
    self, Owner, Place, categories, insert_listing, insert_product, insert_variant,
};
use crate::listings;
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};
use serde_json::{Value as Json, json};
use shared::id::{CooperativeId, ListingId, ProductId};
use shared::input::goods::{NewGoods, PackFacts};
use shared::input::pool::{DEMANDED, Fields, NewPool, PriceRule};
use shared::problem::FieldError;
use shared::rules::gate::gate;
use shared::rules::guess::guess;
use shared::say::Locale;
use shared::view::goods::Pickable;
use shared::view::pool::NewPoolView;
use store::{WriteTxn, entity, sql};
use uuid::Uuid;

/// The page of the form, empty or as it was sent.
pub async fn new_page(
    core: &Core,
    actor: &Actor,
    seat: Seat,
    typed: Fields,
    errors: Vec<FieldError>,
) -> Result<NewPoolView> {
    may_create(actor, seat)?;
    let l = actor.locale;
    let value = |name: &str| {
        let found = typed.iter().find(|(field, _)| field == name);
        found.map_or(String::new(), |(_, value)| value.clone())
    };
    let guessed = || l.say("Theo tên món", "By the name").to_owned();
    let first = Pickable {
        value: String::new(),
        label: guessed(),
        chosen: value("category").is_empty(),
    };
    let all = categories(core.db.read(), &value("category"), l).await?;
    Ok(NewPoolView {
        action: format!("{}/moi", seat.base(l)),
        asks_owner: seat == Seat::Alliance,
        categories: std::iter::once(first).chain(all).collect(),
        classes: goods::classes(&value("class"), Some(guessed()), l),
        units: goods::units(&value("unit"), Some(guessed()), l),
        kinds: kinds(
            |code| typed.iter().any(|(n, v)| n == "kind" && v == code),
            l,
        ),
        typed,
        errors,
    })
}

/// The certificates that may be demanded.
pub(super) fn kinds(chosen: impl Fn(&str) -> bool, l: Locale) -> Vec<Pickable> {
    let pick = |kind: shared::rules::badge::CertificateKind| Pickable {
        value: kind.code().to_owned(),
        label: kind.words(l).to_owned(),
        chosen: chosen(kind.code()),
    };
    DEMANDED.into_iter().map(pick).collect()
}

fn may_create(actor: &Actor, seat: Seat) -> Result<()> {
    match seat {
        Seat::Alliance => actor.officer().map(|_| ()),
        Seat::Booth(cooperative) => actor.member(cooperative, Right::Manage).map(|_| ()),
    }
}

/// Creates it as a draft and gives its address. Bad input is `Error::Invalid` at its field.
pub async fn create(core: &Core, actor: &Actor, seat: Seat, fields: &Fields) -> Result<String> {
    may_create(actor, seat)?;
    let l = actor.locale;
    let mut errors = Vec::new();
    let owner = owner(core, actor, seat, fields)
        .await
        .or_else(|error| keep(&mut errors, error))?;
    let (form, wrong) = NewPool::read(fields, l);
    errors.extend(wrong);
    let Some(owner) = owner else {
        return Err(Error::Invalid { fields: errors });
    };
    let txn = core.db.begin().await?;
    let goods = check(&txn, owner, &form, l)
        .await
        .map(Some)
        .or_else(|error| keep(&mut errors, error))?;
    let Some(goods) = goods.filter(|_| errors.is_empty()) else {
        return Err(Error::Invalid { fields: errors });
    };
    let place = Place {
        cooperative: owner,
        product: ProductId::new(),
        listing: ListingId::new(),
        now: core.clock.now().0,
    };
    let slug = write(core, &txn, (actor, seat), &place, (&form, &goods)).await?;
    txn.commit().await?;
    Ok(slug)
}

fn keep<T>(errors: &mut Vec<FieldError>, error: Error) -> Result<Option<T>> {
    match error {
        Error::Invalid { fields } => {
            errors.extend(fields);
            Ok(None)
        }
        other => Err(other),
    }
}

/// The cooperative that owns the brand: that of the booth, or the one an officer names.
async fn owner(
    core: &Core,
    actor: &Actor,
    seat: Seat,
    fields: &Fields,
) -> Result<Option<CooperativeId>> {
    if let Seat::Booth(cooperative) = seat {
        return Ok(Some(cooperative));
    }
    let (_, province) = actor.officer()?;
    let typed = fields.iter().find(|(name, _)| name == "owner");
    let typed = typed.map_or("", |(_, value)| value.as_str());
    named(core.db.read(), typed, province, ("owner", actor.locale))
        .await
        .map(Some)
}

/// The verified cooperative of a name, an address or a tax code; the officer of one province finds those of it.
pub(super) async fn named<C: ConnectionTrait>(
    db: &C,
    typed: &str,
    province: Option<&str>,
    (path, l): (&str, Locale),
) -> Result<CooperativeId> {
    let typed = shared::text::nfc_clean(typed);
    let found = sql::row(
        db,
        "select id from cooperative where (slug = $1 or name = $1 or short_name = $1 or tax_code = $1) \
         and state = 'verified' and ($2 = '' or province_code = $2) order by id limit 1",
        [typed.as_str().into(), province.unwrap_or_default().into()],
    )
    .await?;
    let found: Option<Uuid> = found.map(|row| row.try_get("", "id")).transpose()?;
    found.map(CooperativeId::from).ok_or_else(|| {
        let message = l.say(
            "Không thấy hợp tác xã đã xác minh có tên này. Ghi đúng tên, như HTX Bảo Minh, hoặc mã số thuế",
            "There is no verified cooperative of this name. Write it in full, like HTX Bảo Minh, or its tax code",
        );
        Error::invalid(path, "unknown_cooperative", message)
    })
}

/// Reads the goods with the guess, and holds the words against what the listing demands of its suppliers.
async fn check(
    txn: &WriteTxn,
    owner: CooperativeId,
    form: &NewPool,
    l: Locale,
) -> Result<NewGoods> {
    let guess = guess(&form.goods.name, &goods::load_history(&**txn, owner).await?);
    let mut errors = Vec::new();
    let goods = form
        .goods
        .parse(&guess.facts, l)
        .map_err(|wrong| errors.extend(wrong))
        .ok();
    if let Some(gate) = gate(&form.goods.name) {
        errors.push(FieldError::new("name", "not_sold_here", gate.say(l)));
    }
    let known = match &goods {
        Some(goods) => {
            let text = "select 1 as one from category where slug = $1";
            let row = sql::row(&**txn, text, [goods.facts.category.as_str().into()]).await?;
            row.is_some()
        }
        None => true,
    };
    if !known {
        let message = l.say("Chọn nhóm hàng", "Choose a category");
        errors.push(FieldError::new("category", "unknown", message));
    }
    let proofs = super::row::demanded(&form.claims);
    let words = [
        ("name", form.goods.name.as_str()),
        ("brand", form.brand.as_str()),
        ("grade", form.grade.as_str()),
        ("description", form.description.as_str()),
    ];
    // What an officer has to look at is found again when the listing is sent in.
    listings::check(&words, &proofs, l)
        .map(|_| Some(()))
        .or_else(|error| keep(&mut errors, error))?;
    match goods {
        Some(goods) if errors.is_empty() => Ok(goods),
        _ => Err(Error::Invalid { fields: errors }),
    }
}

async fn write(
    core: &Core,
    txn: &WriteTxn,
    (actor, seat): (&Actor, Seat),
    place: &Place,
    (form, goods): (&NewPool, &NewGoods),
) -> Result<String> {
    let owner = Owner::load(&**txn, place.cooperative).await?;
    let named = (goods.name.as_str(), &goods.facts);
    insert_product(txn, place, &owner, named).await?;
    let slug = insert_listing(txn, place, &owner, named).await?;
    let text = "update listing set pooled = true where id = $1";
    sql::execute(&**txn, text, [place.listing.uuid().into()]).await?;
    let text = "update product set description_vi = $1 where id = $2";
    let values = [
        form.description.as_str().into(),
        place.product.uuid().into(),
    ];
    sql::execute(&**txn, text, values).await?;
    let row = entity::pool::Model {
        listing_id: place.listing.uuid(),
        brand: form.brand.clone(),
        grade: form.grade.clone(),
        price_rule: form.rule.code().to_owned(),
        claims: super::row::written(&form.claims),
        created_at: place.now,
        updated_at: place.now,
    };
    let after = json!({
        "name": goods.name, "brand": row.brand, "grade": row.grade, "rule": row.price_rule, "claims": row.claims,
        "by": if seat == Seat::Alliance { "alliance" } else { "owner" },
    });
    entity::pool::Entity::insert(row.into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    let pack = PackFacts {
        name: String::new(),
        unit: goods.facts.unit,
        net_weight_g: goods.facts.net_weight_g,
        net_volume_ml: goods.facts.net_volume_ml,
        gross_weight_g: goods.facts.gross_weight_g,
        price: goods.price,
    };
    add_variant(txn, place, &owner, (&pack, 0, form.rule)).await?;
    let entry = Entry {
        cooperative: Some(place.cooperative),
        action: "create_pool",
        entity: "pool",
        entity_id: place.listing.to_string(),
        before: Json::Null,
        after,
    };
    audit::record(core, txn, actor, entry).await?;
    listings::refresh(core, txn, place.listing).await?;
    Ok(slug)
}

/// Adds a pack, with its price where one price counts for all.
pub(super) async fn add_variant(
    txn: &WriteTxn,
    place: &Place,
    owner: &Owner,
    (pack, position, rule): (&PackFacts, i32, PriceRule),
) -> Result<()> {
    let variant = insert_variant(txn, place, owner, (pack, position, None)).await?;
    if rule == PriceRule::Fixed {
        let row = entity::pool_price::Model {
            variant_id: variant.uuid(),
            listing_id: place.listing.uuid(),
            price: pack.price.dong(),
            updated_at: place.now,
        };
        entity::pool_price::Entity::insert(row.into_active_model())
            .exec_without_returning(&**txn)
            .await?;
    }
    Ok(())
}
