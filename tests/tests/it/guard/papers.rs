//! Papers that only officers may look at are not pictures for everybody.

use super::callers::Caller;
use super::rows::Rows;
use axum::body::Body;
use backend::http::routes;
use http::{Request, StatusCode, header};
use tests::{TestApp, on_both};
use tower::ServiceExt;

#[test]
fn a_licence_is_shown_to_officers_only_and_kept_by_nobody() {
    on_both(async |test: &mut TestApp| {
        let rows = Rows::make(test).await;
        let (router, _) = routes::build(&test.app);
        let name = format!(
            "{}0123456789abcdef0123456789abcdef-320.jpg",
            backend::http::pictures::PRIVATE
        );
        test.app
            .blobs
            .put(&name, bytes::Bytes::from_static(b"a photo"))
            .await
            .expect("kept");
        for caller in Caller::ALL {
            let mut request =
                Request::get(format!("/anh/{name}")).header(header::HOST, "127.0.0.1:3000");
            if let Some(session) = rows.session(test, caller).await {
                request = request.header(header::COOKIE, format!("phien={session}"));
            }
            let request = request.body(Body::empty()).expect("a request");
            let answer = match router.clone().oneshot(request).await {
                Ok(answer) => answer,
                Err(never) => match never {},
            };
            let may = matches!(
                caller,
                Caller::Officer | Caller::OfficerElsewhere | Caller::Operator
            );
            let wanted = if may {
                StatusCode::OK
            } else {
                StatusCode::NOT_FOUND
            };
            assert_eq!(answer.status(), wanted, "{caller:?}");
            let kept = answer
                .headers()
                .get(header::CACHE_CONTROL)
                .and_then(|v| v.to_str().ok())
                .unwrap_or("");
            assert!(!kept.contains("public") || !may, "{caller:?}: {kept}");
        }
    });
}
