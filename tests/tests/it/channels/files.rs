//! A portal's workbook: what is not fit for it stays out and is told, and what a category asks for is asked once.

use super::*;
use services::channels::Connected;
use services::seed::demo;

struct Portal {
    app: App,
    director: Visitor,
    base: String,
    /// Two listings on the channel, of one category of ours, with their titles.
    listings: Vec<(Uuid, String)>,
}

/// A shop at the portal of files with two goods, of which nothing is known there yet.
async fn portal(test: &TestApp) -> Portal {
    let app = test.app.clone();
    let (actor, cooperative) = demo::director(&app.core, "dong-mo")
        .await
        .expect("reads")
        .expect("there");
    let spec = channels::find("postmart").expect("known").spec();
    let given = Connected {
        shop: cooperative.to_string(),
        name: "Postmart".to_owned(),
        secrets: BTreeMap::new(),
        refresh_at: None,
        ends_at: None,
    };
    let account = shop::connect(&app.core, &actor, cooperative, spec, given)
        .await
        .expect("connects");
    let base = format!("/htx/kenh/{account}");
    let mut director = test.another_as(Who::Director).await;
    let page = director.get(&base).await.expect(StatusCode::OK);
    let offered = page.text();
    let ids: Vec<String> = offered
        .split("name=\"hang\" value=\"")
        .skip(1)
        .filter_map(|part| Some(part.split('"').next()?.to_owned()))
        .collect();
    assert!(ids.len() >= 2, "two goods");
    let put: Vec<(&str, &str)> = ids.iter().take(2).map(|id| ("hang", id.as_str())).collect();
    let path = format!("{base}/viec/dang");
    let put = director.post_form(&path, &put).await;
    put.expect(StatusCode::SEE_OTHER);
    run_until_idle(&app).await.expect("works");
    let rows = sql::rows(
        app.core.db.read(),
        "select c.id, l.title from channel_listing c join listing l on l.id = c.listing_id order by c.created_at, c.id",
        [],
    )
    .await
    .expect("runs");
    let of = |row: &sea_orm::QueryResult| {
        let id = row.try_get("", "id").expect("an id");
        (id, row.try_get("", "title").expect("a title"))
    };
    Portal {
        listings: rows.iter().map(of).collect(),
        app,
        director,
        base,
    }
}

#[test]
fn what_is_not_fit_stays_out_of_the_workbook_and_is_told() {
    on_both(async |test| {
        let mut portal = portal(test).await;
        let (base, file) = (portal.base.clone(), format!("{}/tap-tin", portal.base));
        let none = portal.director.get(&file).await;
        let none = none.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(none.text().contains("Chưa món nào vào được tệp"));
        // A category without the facts it asks for: the page comes back once, with them.
        let (mended, _) = portal.listings[0];
        let path = format!("{base}/nganh/{mended}");
        let page = portal.director.get(&path).await.expect(StatusCode::OK);
        let category = page
            .text()
            .split("name=\"category\" value=\"")
            .nth(1)
            .and_then(|part| Some(part.split('"').next()?.to_owned()))
            .expect("a category");
        let chosen = [("category", category.as_str())];
        let back = portal.director.post_form(&path, &chosen).await;
        let back = back.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(back.field("category"), category, "the choice is kept");
        assert!(
            back.text().contains("id=\"f-a-vat_rate-err\""),
            "{}",
            back.text()
        );
        let all = [("category", category.as_str()), ("a-vat_rate", "KCT")];
        let saved = portal.director.post_form(&path, &all).await;
        saved.expect(StatusCode::SEE_OTHER);
        // The other one has a name that no portal takes.
        let (long, _) = portal.listings[1];
        test.execute(
            "update channel_listing set title = $1 where id = $2",
            ["Na rất dài ".repeat(60).into(), long.into()],
        )
        .await;
        run_until_idle(&portal.app).await.expect("works");
        let made = portal.director.get(&file).await.expect(StatusCode::OK);
        assert!(made.body.starts_with(b"PK"), "a workbook");
        let rows = "select cast(rows as bigint) as n from channel_file";
        assert_eq!(number(&portal.app, rows).await, 1);
        let text = "select state as v from channel_listing where id = $1";
        for ((id, _), state) in portal.listings.iter().zip(["in_review", "needs_answer"]) {
            assert_eq!(word(&portal.app, text, [(*id).into()]).await, state);
        }
        let page = portal
            .director
            .get(&base)
            .await
            .expect(StatusCode::OK)
            .text();
        let told = page
            .split("chưa vào tệp")
            .nth(1)
            .expect("it says what stays out");
        assert!(told.contains("Na rất dài Na rất dài"), "with its name");
        assert!(
            !told
                .split("</ul>")
                .next()
                .unwrap_or_default()
                .contains(&portal.listings[0].1)
        );
    });
}
