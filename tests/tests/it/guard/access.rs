//! Every route, called as everybody: who is declared passes, the others do not.

use super::callers::{Caller, words};
use super::rows::Rows;
use super::sample::{Sample, sample};
use super::samples::{MULTIPART, SAMPLES};
use axum::Router;
use axum::body::Body;
use backend::http::access::{Access, Route};
use backend::http::routes;
use http::{Method, Request, StatusCode, header};
use tests::{TestApp, on_both};
use tower::ServiceExt;

/// Status and, of a redirect, where it leads. The body is dropped unread: some never end.
async fn call(
    router: &Router,
    method: &Method,
    address: &str,
    form: &str,
    session: Option<&str>,
) -> (StatusCode, String) {
    let mut request = Request::builder()
        .method(method)
        .uri(address)
        .header(header::HOST, "127.0.0.1:3000")
        .header("sec-fetch-site", "same-origin");
    let (kind, body) = match form {
        MULTIPART => ("multipart/form-data; boundary=x", "--x--\r\n"),
        plain => ("application/x-www-form-urlencoded", plain),
    };
    if *method == Method::POST {
        request = request.header(header::CONTENT_TYPE, kind);
    }
    if let Some(session) = session {
        request = request.header(header::COOKIE, format!("phien={session}"));
    }
    let request = request
        .body(Body::from(body.to_owned()))
        .expect("a request");
    let answer = match router.clone().oneshot(request).await {
        Ok(answer) => answer,
        Err(never) => match never {},
    };
    let to = answer
        .headers()
        .get(header::LOCATION)
        .and_then(|v| v.to_str().ok())
        .unwrap_or("")
        .to_owned();
    (answer.status(), to)
}

/// What is wrong with an answer, if anything.
fn verdict(
    route: &Route,
    caller: Caller,
    own: bool,
    status: StatusCode,
    to: &str,
) -> Option<String> {
    let to_sign_in = to.starts_with("/dang-nhap?tiep=") || to.starts_with("/en/dang-nhap?tiep=");
    let open = matches!(route.access, Access::Anyone | Access::Signed);
    if status.is_server_error() {
        return Some("a fault of the server".to_owned());
    }
    if !caller.may(route.access) {
        let refused = match caller {
            Caller::Guest => {
                status == StatusCode::UNAUTHORIZED || (route.method == Method::GET && to_sign_in)
            }
            _ => status == StatusCode::FORBIDDEN || status == StatusCode::NOT_FOUND,
        };
        return (!refused).then(|| "let in".to_owned());
    }
    if open {
        return to_sign_in.then(|| "sent to sign in".to_owned());
    }
    if !own {
        return (status != StatusCode::NOT_FOUND).then(|| "a row of somebody else".to_owned());
    }
    let closed = [
        StatusCode::UNAUTHORIZED,
        StatusCode::FORBIDDEN,
        StatusCode::NOT_FOUND,
    ];
    (closed.contains(&status) || to_sign_in).then(|| "kept out".to_owned())
}

#[test]
fn every_route_opens_to_those_it_names_and_to_nobody_else() {
    on_both(async |test: &mut TestApp| {
        let rows = Rows::make(test).await;
        let (router, table) = routes::build(&test.app);
        let mut wrong = Vec::new();
        for route in &table {
            let Some(Sample {
                address,
                form,
                owned,
            }) = sample(&rows, &route.method, &route.path)
            else {
                wrong.push(format!(
                    "{} {} has no sample: add it to SAMPLES",
                    route.method, route.path
                ));
                continue;
            };
            for caller in Caller::ALL {
                rows.renew(test).await;
                let session = rows.session(test, caller).await;
                let (status, to) =
                    call(&router, &route.method, &address, &form, session.as_deref()).await;
                let own = caller.owns(route.access) || !owned;
                if let Some(why) = verdict(route, caller, own, status, &to) {
                    let who = words(route.access);
                    wrong.push(format!(
                        "{} {address} for {who}: {caller:?} got {status} {to}: {why}",
                        route.method
                    ));
                }
            }
        }
        assert!(
            wrong.is_empty(),
            "{} answers are wrong:\n{}",
            wrong.len(),
            wrong.join("\n")
        );
    });
}

#[test]
fn samples_name_routes_that_exist() {
    on_both(async |test: &mut TestApp| {
        for (path, _, _) in SAMPLES {
            assert!(
                test.routes.iter().any(|route| route.path == *path),
                "{path} is no route any more"
            );
        }
    });
}
