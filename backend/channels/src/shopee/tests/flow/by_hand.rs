//! What a person does on the simulator's own page.

use super::*;

#[tokio::test]
async fn a_person_buys_and_makes_trouble_on_the_page() {
    let world = ShopeeWorld::start().await;
    let (item, _) = put(&world, 1).await;
    let model = world.item("HTX-MOCCHAU-001-1KG").1.to_string();
    let http = reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("client");
    let shop = format!("{}/shop/{}", world.sim.base_url(), world.shop);
    let form = [
        ("item", item.as_str()),
        ("model", &model),
        ("quantity", "2"),
        ("name", "Lò Thị <b>Mai"),
        ("phone", "0912345678"),
        ("address", "Bản Áng, Mộc Châu"),
        ("pay", "cod"),
    ];
    // The client follows the redirection to the shop's page.
    let page = http
        .post(format!("{shop}/buy"))
        .form(&form)
        .send()
        .await
        .expect("buy");
    let page = page.text().await.expect("text");
    assert!(
        page.contains("Đã đặt đơn MP") && page.contains("460.000"),
        "{page}"
    );
    assert!(page.contains("Lò Thị &lt;b&gt;Mai"), "{page}");
    let now = world.outbound().now;
    let recent = Window {
        from: now.plus_minutes(-5),
        until: now,
    };
    let keys = Shopee
        .changed_orders(&world.outbound(), recent, None)
        .await
        .expect("changed")
        .items;
    let placed = order(&world, &keys[0]).await;
    assert!(placed.cod && !placed.paid);
    assert_eq!(placed.lines[0].sku, "HTX-MOCCHAU-001-1KG");
    http.post(format!("{shop}/fault/busy"))
        .send()
        .await
        .expect("fault");
    let busy = Shopee.items(&world.outbound(), None).await;
    assert!(
        matches!(busy, Err(ChannelError::RateLimited { until: Some(_) })),
        "{busy:?}"
    );
    let page = http
        .post(format!("{shop}/order/{}/cancel", keys[0]))
        .send()
        .await
        .expect("cancel");
    assert!(page.text().await.expect("text").contains("Đã hủy"));
}
