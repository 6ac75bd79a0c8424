//! Goods from the photo to the shelf.

mod import;
mod mend;
mod papers;
mod publish;
mod review;
mod shelf;
mod waiting;

use crate::support::World;
use services::actor::{Actor, MemberRole, StaffRole};
use services::drafts;
use services::pictures::StoredPicture;
use shared::id::CooperativeId;
use shared::input::goods::ListGoods;

/// The categories that goods are guessed into.
pub async fn given_categories(world: &World) {
    world.given_category().await;
    for (position, slug) in (2_i32..).zip(["mat-ong", "che-tra", "thit-trung", "do-kho"]) {
        world
            .insert(store::entity::category::Model {
                slug: slug.to_owned(),
                name_vi: slug.to_owned(),
                name_en: slug.to_owned(),
                ocop_group: None,
                position,
            })
            .await;
    }
}

/// A photo that is in the store.
pub fn photo(id: &str) -> StoredPicture {
    StoredPicture {
        id: format!("{id:0>32}"),
        width: 1600,
        height: 1200,
        widths: vec![320, 640, 1200],
        bytes: 280_000,
    }
}

/// A cooperative with its director; `trusted` ones need no officer.
pub async fn given_seller(world: &World, trusted: bool, phone: &str) -> (CooperativeId, Actor) {
    let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
    if trusted {
        let text = "update cooperative set trusted = $1 where id = $2";
        world
            .execute(text, [true.into(), cooperative.uuid().into()])
            .await;
    }
    let actor = world
        .given_member(cooperative, MemberRole::Director, phone)
        .await;
    (cooperative, actor)
}

/// An officer of a province.
pub async fn given_officer(world: &World, province: &str, phone: &str) -> Actor {
    let id = world.given_person("Cán bộ", phone).await;
    crate::support::signed_in(
        id,
        Vec::new(),
        vec![StaffRole::Officer {
            province_code: Some(province.to_owned()),
        }],
    )
}

/// A filled form whose draft has its photo.
pub async fn given_form(
    world: &World,
    (cooperative, actor): (CooperativeId, &Actor),
    (name, price, quantity): (&str, &str, &str),
) -> ListGoods {
    let key = drafts::new_key();
    let form = ListGoods {
        draft: key.to_string(),
        name: name.to_owned(),
        price: price.to_owned(),
        quantity: quantity.to_owned(),
        ..ListGoods::default()
    };
    let picture = photo(&key.simple().to_string());
    drafts::save(&world.core, actor, cooperative, &form, Some(&picture))
        .await
        .expect("saved");
    form
}
