//! Everything that a partner may send, and what reads it.

use super::{convert, wire};

/// Answers and pushes as the profile writes them.
pub const CORPUS: &[&str] = &[
    r#"{"items":[{"id":"12","parent_id":null,"name":"Chè","is_leaf":true,"attributes":[{"id":"vat_rate","name":"Thuế","required":true,"type":"integer","options":["5","8"]}]}],"version":"3","next_cursor":"x"}"#,
    r#"{"task_id":"t1","status":"live","remote_id":"9","url":"https://san.vn/9","reason":"","variants":[{"sku":"HTX-1","remote_id":"91"}]}"#,
    r#"{"status":"failed","result":null,"errors":[{"path":"variants[0].price_vnd","code":"too_low","message":"x"}]}"#,
    r#"{"order_no":"VS1","status":"to_confirm","version":3,"placed_at":"2026-11-28T09:15:00+07:00","updated_at":"2026-11-28T09:16:00+07:00","confirm_deadline":"2026-11-29T09:15:00+07:00","ship_deadline":null,"payment":{"method":"cod","paid":false,"cod_vnd":810000},"buyer":{"name":"A","phone":"0912***678","masked":true},"ship_to":{"line":"Số 1","ward":"Mộc Sơn","district":null,"province":"Sơn La","address_model":"2-level"},"amounts":{"items_vnd":780000,"discount_platform_vnd":0,"discount_seller_vnd":0,"shipping_vnd":30000,"total_vnd":810000},"lines":[{"line_id":"1","sku":"HTX-1","remote_id":"9","name":"Chè","quantity":2,"unit_price_vnd":390000,"discount_vnd":0,"coop_code":"c"}],"shipments":[{"shipment_no":"S1","waybill_no":"V1","carrier":"VTP"}],"note":"gọi trước"}"#,
    r#"{"return_no":"R1","order_no":"VS1","status":"requested","reason":"vỡ","refund_vnd":390000,"goods_back":true,"answer_deadline":"2026-11-30T09:15:00+07:00","updated_at":"2026-11-28T09:16:00+07:00","lines":[{"line_id":"1","quantity":1}]}"#,
    r#"{"event_id":"01JA2Z5W9Q8M4N6P7R8S9T0V1X","type":"order.updated","occurred_at":"2025-10-09T15:53:20+07:00","order":{"order_no":"VS25100900012","status":"confirmed","version":3}}"#,
    r#"{"event_id":"E2","type":"return.updated","return":{"return_no":"R1"}}"#,
    r#"{"error":{"code":"validation","message":"x","details":[{"path":"title","message":"y"}],"retryable":false},"request_id":"q"}"#,
];

/// Reads it as everything it could be.
pub fn parse_all(bytes: &[u8]) {
    let _ = convert::event(bytes);
    if let Ok(many) = serde_json::from_slice::<wire::Many<wire::Category>>(bytes) {
        let mut all: Vec<_> = many.items.into_iter().map(convert::category).collect();
        convert::with_paths(&mut all);
    }
    if let Ok(put) = serde_json::from_slice::<wire::Put>(bytes) {
        let _ = convert::submitted("HTX", put);
    }
    if let Ok(task) = serde_json::from_slice::<wire::Task>(bytes) {
        let _ = convert::task("HTX", "1", task);
    }
    if let Ok(order) = serde_json::from_slice::<wire::Order>(bytes)
        && let Ok(order) = convert::order(order)
    {
        let _ = order.plausible();
    }
    if let Ok(one) = serde_json::from_slice::<wire::Return>(bytes) {
        let _ = convert::returned(one);
    }
}

#[test]
fn the_corpus_is_understood() {
    let read = |n: usize| CORPUS[n].as_bytes();
    assert!(serde_json::from_slice::<wire::Many<wire::Category>>(read(0)).is_ok());
    assert!(serde_json::from_slice::<wire::Put>(read(1)).is_ok());
    assert!(serde_json::from_slice::<wire::Task>(read(2)).is_ok());
    let order = serde_json::from_slice::<wire::Order>(read(3)).expect("an order");
    assert_eq!(
        convert::order(order).expect("understood").plausible(),
        Ok(())
    );
    let one = serde_json::from_slice::<wire::Return>(read(4)).expect("a return");
    assert!(convert::returned(one).is_ok());
    assert!(convert::event(read(5)).is_ok());
    assert!(convert::event(read(6)).is_ok());
}
