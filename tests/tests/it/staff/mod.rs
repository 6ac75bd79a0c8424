//! Officers and operators at work, through their pages.

mod alliance;
mod operator;

use tests::{Answer, TestApp, Visitor};

async fn version(test: &TestApp, slug: &str) -> String {
    test.number(
        "select version as n from cooperative where slug = $1",
        [slug.into()],
    )
    .await
    .to_string()
}

/// A field of a form as it stands on the page.
fn field(page: &Answer, action: &str, name: &str) -> String {
    let fields = page.form(action).fields;
    fields
        .into_iter()
        .find(|(known, _)| known == name)
        .map(|(_, value)| value)
        .unwrap_or_default()
}

async fn audited(test: &TestApp, action: &str) -> i64 {
    test.number(
        "select count(*) as n from audit where action = $1",
        [action.into()],
    )
    .await
}

async fn decide(
    test: &TestApp,
    officer: &mut Visitor,
    slug: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let version = version(test, slug).await;
    let mut all = vec![("version", version.as_str())];
    all.extend(fields);
    officer
        .post_form(&format!("/lien-minh/htx/{slug}"), &all)
        .await
}
