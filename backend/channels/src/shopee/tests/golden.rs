//! Wire to canonical and back, held beside files. `CHOPHIEN_GOLDEN=write` writes what is expected anew.

use serde::Serialize;
use serde_json::{Value, json};

use super::super::{convert, hooks, wire};
use super::world::ShopeeWorld;
use crate::contract::World;

macro_rules! fixtures {
    ($($name:literal),* $(,)?) => {
        /// Answers as Shopee writes them, names made up.
        pub const FIXTURES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../fixtures/", $name, ".json")))),*];
    };
}

fixtures![
    "order.bundle.response",
    "order.cod_masked.response",
    "return.requested.response",
    "escrow.response",
    "item.response",
    "models.old_tiers.response",
    "categories.response",
    "attributes.response",
    "pushes",
];

fn fixture(name: &str) -> &'static str {
    FIXTURES
        .iter()
        .find(|(known, _)| *known == name)
        .expect("fixture")
        .1
}

fn same(name: &str, value: &impl Serialize) {
    let made = serde_json::to_value(value).expect("json");
    let path = format!(
        "{}/src/shopee/fixtures/{name}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    if std::env::var("CHOPHIEN_GOLDEN").is_ok_and(|word| word == "write") {
        let text = serde_json::to_string_pretty(&made).expect("json");
        std::fs::write(&path, text + "\n").expect("write");
    }
    let expected: Value =
        serde_json::from_str(&std::fs::read_to_string(&path).expect("golden")).expect("json");
    assert_eq!(made, expected, "{name}");
}

#[test]
fn orders() {
    for case in ["order.bundle", "order.cod_masked"] {
        let order = convert::order(fixture(&format!("{case}.response"))).expect("order");
        same(&format!("{case}.canonical"), &order);
    }
}

#[test]
fn amounts_are_whole_or_refused() {
    let half = fixture("order.cod_masked.response").replacen("85000.0", "85000.5", 1);
    assert!(convert::order(&half).is_err());
    let foreign = fixture("order.cod_masked.response").replacen("\"VND\"", "\"SGD\"", 1);
    assert!(convert::order(&foreign).is_err());
}

#[test]
fn returns_and_money() {
    let detail = serde_json::from_str(fixture("return.requested.response")).expect("wire");
    let order = convert::order(fixture("order.bundle.response")).expect("order");
    same(
        "return.requested.canonical",
        &convert::return_of(&detail, Some(&order)),
    );
    let row: wire::EscrowRow = serde_json::from_value(json!({
        "order_sn": "2611201ABCDEF1", "payout_amount": 201_600.0, "escrow_release_time": 1_795_000_000}))
    .expect("row");
    let details: Vec<wire::EscrowDetailRow> =
        serde_json::from_str(fixture("escrow.response")).expect("wire");
    same(
        "escrow.canonical",
        &convert::settled(&row, &details[0].escrow_detail),
    );
}

#[test]
fn items() {
    let info: wire::BaseInfo = serde_json::from_str(fixture("item.response")).expect("wire");
    let models: wire::Models =
        serde_json::from_str(fixture("models.old_tiers.response")).expect("wire");
    same(
        "item.canonical",
        &convert::remote_item("700123456", &info, Some(&models)),
    );
}

#[test]
fn categories_and_attributes() {
    let list: wire::CategoryList =
        serde_json::from_str(fixture("categories.response")).expect("wire");
    same(
        "categories.canonical",
        &convert::categories(&list.category_list),
    );
    let trees: wire::AttributeTrees =
        serde_json::from_str(fixture("attributes.response")).expect("wire");
    let mut found = Vec::new();
    convert::attributes(&trees.list[0].attribute_tree, None, &mut found);
    same("attributes.canonical", &found);
}

#[test]
fn pushes() {
    let all: Vec<Value> = serde_json::from_str(fixture("pushes")).expect("json");
    let told: Vec<Value> = all
        .iter()
        .map(|push| {
            let events = hooks::parse(push.to_string().as_bytes()).expect("understood");
            json!({"code": push["code"], "events": events.iter().map(|e| json!({"kind": e.kind, "shop": e.shop, "at": e.at})).collect::<Vec<_>>()})
        })
        .collect();
    same("pushes.canonical", &told);
}

#[tokio::test]
async fn listings() {
    let world = ShopeeWorld::start().await;
    let mut listing = world.listing(1);
    listing.pictures[0].remote_id = Some("vn-1".to_owned());
    listing.handling_days = 7;
    let limit: wire::ItemLimit = serde_json::from_value(json!({
        "dts_limit": {"days_to_ship_limit": {"min_limit": 5, "max_limit": 15}, "non_pre_order_days_to_ship": 2}}))
    .expect("limit");
    let channels: wire::ChannelList = serde_json::from_value(json!({"logistics_channel_list": [
        {"logistics_channel_id": 50021, "enabled": true, "fee_type": "SIZE_INPUT", "mask_channel_id": 0},
        {"logistics_channel_id": 50022, "enabled": true, "fee_type": "SIZE_INPUT", "mask_channel_id": 0,
         "weight_limit": {"item_max_weight": 0.5, "item_min_weight": 0.0}},
        {"logistics_channel_id": 50018, "enabled": true, "fee_type": "SIZE_INPUT", "mask_channel_id": 50021}]}))
    .expect("channels");
    let logistics =
        convert::channels_for(&listing, &channels.logistics_channel_list).expect("channels");
    same(
        "item.request",
        &convert::item_body(&listing, logistics, &limit).expect("body"),
    );
    same(
        "tiers.request",
        &convert::init_body(&listing, 3_000_142_341),
    );
}
