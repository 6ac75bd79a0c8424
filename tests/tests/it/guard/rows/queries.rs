//! What the rows of the guards are read and written with.

use super::*;

pub(super) fn lookup(test: &TestApp, phone: &str) -> String {
    let phone = shared::phone::Phone::parse(phone).expect("a phone");
    test.app.core.keys.lookup(phone.e164())
}

pub(super) async fn person(test: &TestApp, phone: &str) -> PersonId {
    let phone = shared::phone::Phone::parse(phone).expect("a phone");
    let txn = test.app.core.db.begin().await.expect("begins");
    let new = services::identity::NewPerson {
        phone: &phone,
        name: "Người thử",
        locale: "vi",
    };
    let id = services::identity::find_or_add(&test.app.core, &txn, new)
        .await
        .expect("added");
    txn.commit().await.expect("commits");
    id
}

/// One value `v` of a query, a UUID.
pub async fn text<const N: usize>(test: &TestApp, query: &str, values: [Value; N]) -> Uuid {
    let row = sql::row(test.app.core.db.read(), query, values)
        .await
        .expect("runs")
        .expect("a row");
    row.try_get("", "v").expect("an id named v")
}

/// One value `v` of a query, a word.
pub(super) async fn word<const N: usize>(
    test: &TestApp,
    query: &str,
    values: [Value; N],
) -> String {
    let row = sql::row(test.app.core.db.read(), query, values)
        .await
        .expect("runs")
        .expect("a row");
    row.try_get("", "v").expect("a word named v")
}

/// Runs one statement.
pub async fn execute<const N: usize>(test: &TestApp, statement: &str, values: [Value; N]) {
    let txn = test.app.core.db.begin().await.expect("begins");
    sql::execute(&*txn, statement, values).await.expect("runs");
    txn.commit().await.expect("commits");
}

/// Places an order of goods of the sample's cooperative; gives its code.
pub(super) async fn place_order(test: &mut TestApp) -> String {
    let rows = sql::all::<Pack, _>(
        test.app.core.db.read(),
        "select o.variant_id from offer o join cooperative c on c.id = o.cooperative_id \
         join listing l on l.id = o.listing_id where c.slug = $1 and l.visible and o.on_hand > 0 order by l.slug",
        [OURS.into()],
    )
    .await
    .expect("runs");
    for row in rows {
        let body = json!({
            "lines": [{ "variant_id": row.variant_id, "quantity": "1" }],
            "contact": { "name": "Người thử", "phone": "0912 345 678" },
            "address": { "ward_code": "00166", "street": "Số 1" },
            "payment_method": "cod",
        });
        let key = Uuid::now_v7().to_string();
        let answer = test
            .another()
            .post_json("/api/v1/orders", &body, &[("idempotency-key", &key)])
            .await;
        if answer.status == StatusCode::CREATED {
            return answer.json()["code"].as_str().expect("a code").to_owned();
        }
    }
    panic!("no goods of {OURS} can be ordered to Hà Nội")
}

#[derive(sea_orm::FromQueryResult)]
pub(super) struct Pack {
    variant_id: Uuid,
}
