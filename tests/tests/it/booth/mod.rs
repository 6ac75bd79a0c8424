//! The booth over HTTP: signing in, one-tap links, deeds, labels, opening a booth, settings.

mod lots;
mod opening;
mod orders;
mod sign_in;

use http::StatusCode;
use store::sql;
use tests::{Answer, TestApp, Visitor};

/// The text of the newest message of a kind.
pub async fn newest(test: &TestApp, kind: &str) -> String {
    let text =
        "select body_sealed from notice where kind = $1 order by created_at desc, id desc limit 1";
    let row = sql::row(test.app.core.db.read(), text, [kind.into()]).await;
    let row = row.expect("runs").expect("a message");
    let sealed: String = row.try_get("", "body_sealed").expect("a body");
    test.app.core.keys.open(&sealed).expect("opens")
}

/// Signs a phone in by the code that is sent to it.
pub async fn by_code(test: &TestApp, browser: &mut Visitor, phone: &str, next: &str) -> Answer {
    let fields = [("phone", phone), ("tiep", next)];
    let sent = browser
        .post_form("/dang-nhap/gui-ma", &fields)
        .await
        .expect(StatusCode::SEE_OTHER);
    let page = browser.get(sent.location()).await.expect(StatusCode::OK);
    assert!(
        !page.text().contains(phone),
        "the page shows the phone masked"
    );
    let code: String = newest(test, "sign_in_code")
        .await
        .chars()
        .filter(char::is_ascii_digit)
        .take(6)
        .collect();
    let form = page.form("/dang-nhap/ma").with("code", &code);
    browser.submit(&form).await.expect(StatusCode::SEE_OTHER)
}
