//! What surrounds every route: headers, cookies, forgery, limits, redirects.

use super::callers::Caller;
use super::rows::Rows;
use super::sample::{Sample, sample};
use axum::Router;
use axum::body::Body;
use backend::app::App;
use backend::http::limits::Limits;
use backend::http::routes;
use http::{Method, Request, Response, StatusCode, header};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tests::{PASSWORD, TestApp, Who, on_both, on_both_empty};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tower::ServiceExt;

const CSP: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
    connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; \
    worker-src 'self'; manifest-src 'self'";
const FORM: &str = "application/x-www-form-urlencoded";

async fn send(router: &Router, request: Request<Body>) -> Response<Body> {
    match router.clone().oneshot(request).await {
        Ok(answer) => answer,
        Err(never) => match never {},
    }
}

fn post(path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Request<Body> {
    let mut request = Request::post(path).header(header::HOST, "127.0.0.1:3000");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(body.into()).expect("a request")
}

fn get(path: &str) -> Request<Body> {
    Request::get(path)
        .header(header::HOST, "127.0.0.1:3000")
        .body(Body::empty())
        .expect("a request")
}

fn value<'a>(answer: &'a Response<Body>, name: &str) -> &'a str {
    answer
        .headers()
        .get(name)
        .and_then(|v| v.to_str().ok())
        .unwrap_or("")
}

/// The same server under other settings.
fn under(app: &App, change: impl FnOnce(&mut App, &mut backend::config::Config)) -> Router {
    let mut app = app.clone();
    let mut config = (*app.config).clone();
    change(&mut app, &mut config);
    app.config = Arc::new(config);
    routes::build(&app).0
}

#[test]
fn every_answer_carries_the_security_headers() {
    on_both_empty(async |test: &mut TestApp| {
        let (router, _) = routes::build(&test.app);
        for path in [
            "/livez",
            "/dang-nhap",
            "/khong-co-trang-nay",
            "/api/v1/khong-co",
            "/assets/khong-co.js",
            "/lien-minh",
        ] {
            let answer = send(&router, get(path)).await;
            assert_eq!(value(&answer, "content-security-policy"), CSP, "{path}");
            assert_eq!(
                value(&answer, "x-content-type-options"),
                "nosniff",
                "{path}"
            );
            assert_eq!(value(&answer, "x-frame-options"), "DENY", "{path}");
            assert_eq!(
                value(&answer, "referrer-policy"),
                "strict-origin-when-cross-origin",
                "{path}"
            );
            assert!(
                answer.headers().get("strict-transport-security").is_none(),
                "{path} over plain http"
            );
        }
        let safe = under(&test.app, |_, config| {
            config.public_url = "https://cho.example".to_owned()
        });
        let answer = send(&safe, get("/dang-nhap")).await;
        assert!(value(&answer, "strict-transport-security").contains("max-age=31536000"));
        assert_eq!(
            value(&answer, "cache-control"),
            "no-store",
            "nobody keeps a sign-in page"
        );
    });
}

#[test]
fn session_cookies_are_closed_to_scripts_and_bound_to_the_host() {
    on_both(async |test: &mut TestApp| {
        let (plain, _) = routes::build(&test.app);
        let safe = under(&test.app, |_, config| {
            config.public_url = "https://cho.example".to_owned()
        });
        for (router, name) in [(plain, "phien="), (safe, "__Host-phien=")] {
            let body = format!("phone={}&password={PASSWORD}", Who::Operator.phone());
            let answer = send(&router, post("/dang-nhap", &[("content-type", FORM)], body)).await;
            assert_eq!(answer.status(), StatusCode::SEE_OTHER);
            let cookies = answer.headers().get_all(header::SET_COOKIE);
            let cookie = cookies
                .iter()
                .filter_map(|v| v.to_str().ok())
                .find(|v| v.starts_with(name));
            let cookie = cookie
                .unwrap_or_else(|| panic!("no {name} cookie"))
                .to_ascii_lowercase();
            for part in ["httponly", "samesite=lax", "path=/"] {
                assert!(cookie.contains(part), "{cookie} lacks {part}");
            }
            assert_eq!(
                cookie.contains("secure"),
                name.starts_with("__Host-"),
                "{cookie}"
            );
            assert!(!cookie.contains("domain="), "{cookie}");
        }
    });
}

#[test]
fn posts_from_other_sites_are_refused() {
    on_both(async |test: &mut TestApp| {
        let (router, _) = routes::build(&test.app);
        let body = || format!("phone={}&password={PASSWORD}", Who::Operator.phone());
        let forged: [&[(&str, &str)]; 3] = [
            &[("content-type", FORM), ("sec-fetch-site", "cross-site")],
            &[("content-type", FORM), ("sec-fetch-site", "same-site")],
            &[("content-type", FORM), ("origin", "https://evil.example")],
        ];
        for headers in forged {
            let answer = send(&router, post("/dang-nhap", headers, body())).await;
            assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{headers:?}");
            assert!(answer.headers().get(header::SET_COOKIE).is_none());
        }
        let own: [&[(&str, &str)]; 2] = [
            &[("content-type", FORM), ("sec-fetch-site", "same-origin")],
            &[("content-type", FORM), ("origin", "http://127.0.0.1:3000")],
        ];
        for headers in own {
            let answer = send(&router, post("/dang-nhap", headers, body())).await;
            assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{headers:?}");
        }
    });
}

#[test]
fn large_bodies_are_refused() {
    on_both_empty(async |test: &mut TestApp| {
        let (router, _) = routes::build(&test.app);
        let form = format!("phone={}", "9".repeat(300 * 1024));
        let answer = send(&router, post("/dang-nhap", &[("content-type", FORM)], form)).await;
        assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
        let json = format!("{{\"x\":\"{}\"}}", "9".repeat(300 * 1024));
        let headers = [
            ("content-type", "application/json"),
            ("idempotency-key", "k"),
        ];
        let answer = send(&router, post("/api/v1/orders", &headers, json)).await;
        assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(value(&answer, "content-type"), "application/problem+json");
    });
}

#[test]
fn no_redirect_leads_to_another_site() {
    on_both(async |test: &mut TestApp| {
        let rows = Rows::make(test).await;
        let (router, table) = routes::build(&test.app);
        let mut followed = Vec::new();
        for evil in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/%09/evil.example",
        ] {
            let query: String = ["tiep", "ve", "next"]
                .iter()
                .map(|name| format!("{name}={evil}&"))
                .collect();
            for route in &table {
                let Some(Sample { address, form, .. }) = sample(&rows, &route.method, &route.path)
                else {
                    continue;
                };
                for caller in [Caller::Guest, Caller::Plain, Caller::Director] {
                    let mut request = match route.method {
                        Method::POST => post(
                            &address,
                            &[("content-type", FORM)],
                            format!("{query}{form}"),
                        ),
                        _ => get(&format!("{address}?{query}")),
                    };
                    if let Some(session) = rows.session(test, caller).await {
                        let cookie = format!("phien={session}").parse().expect("a cookie");
                        request.headers_mut().insert(header::COOKIE, cookie);
                    }
                    let answer = send(&router, request).await;
                    let to = value(&answer, "location").to_owned();
                    let inside = to.is_empty()
                        || (to.starts_with('/')
                            && !to.starts_with("//")
                            && !to.contains(['\\', '\t']));
                    if !inside {
                        followed.push(format!("{} {address}: {to}", route.method));
                    }
                }
            }
        }
        assert!(followed.is_empty(), "led away:\n{}", followed.join("\n"));
        let form = format!(
            "phone={}&password={PASSWORD}&tiep=//evil.example",
            Who::Operator.phone()
        );
        let answer = send(&router, post("/dang-nhap", &[("content-type", FORM)], form)).await;
        assert_eq!(
            value(&answer, "location"),
            "/quan-tri",
            "signed in, and home"
        );
    });
}

#[test]
fn limits_say_when_to_come_again() {
    on_both(async |test: &mut TestApp| {
        let router = under(&test.app, |app, _| app.limits = Arc::new(Limits::new(true)));
        let mut refused = None;
        for _ in 0..400 {
            let answer = send(&router, get("/livez")).await;
            if answer.status() == StatusCode::TOO_MANY_REQUESTS {
                refused = Some(answer);
                break;
            }
        }
        let refused = refused.expect("a peer is refused in the end");
        assert!(
            value(&refused, "retry-after")
                .parse::<u64>()
                .is_ok_and(|seconds| seconds >= 1)
        );
        let router = under(&test.app, |app, _| app.limits = Arc::new(Limits::new(true)));
        let mut last = StatusCode::OK;
        for _ in 0..20 {
            let form = [("content-type", FORM)];
            last = send(
                &router,
                post("/dang-nhap", &form, "phone=0900000099&password=khong-dung"),
            )
            .await
            .status();
            if last == StatusCode::TOO_MANY_REQUESTS {
                break;
            }
        }
        assert_eq!(
            last,
            StatusCode::TOO_MANY_REQUESTS,
            "guessing passwords is slowed down"
        );
    });
}

#[test]
fn unfinished_headers_are_cut_off() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let test = TestApp::on_sqlite(false).await;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port");
        let address = listener.local_addr().expect("an address");
        let stop = tokio_util::sync::CancellationToken::new();
        let server = tokio::spawn(backend::serve::web(
            test.app.clone(),
            listener,
            stop.clone(),
        ));
        let mut stream = tokio::net::TcpStream::connect(address)
            .await
            .expect("connects");
        stream
            .write_all(b"GET /livez HTTP/1.1\r\nhost: 127.0.0.1\r\nx-slow: ")
            .await
            .expect("writes");
        let begun = Instant::now();
        let mut rest = Vec::new();
        let closed =
            tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut rest)).await;
        assert!(
            closed.is_ok(),
            "the connection stays open after {:?}",
            begun.elapsed()
        );
        assert!(
            begun.elapsed() >= Duration::from_secs(5),
            "patience with slow networks: {:?}",
            begun.elapsed()
        );
        stop.cancel();
        server.await.expect("ends").expect("ends well");
        test.end().await;
    });
}

#[test]
fn uploads_are_judged_by_their_content_not_by_their_name() {
    on_both(async |test: &mut TestApp| {
        let rows = Rows::make(test).await;
        let session = rows
            .session(test, Caller::Director)
            .await
            .expect("a session");
        let (router, _) = routes::build(&test.app);
        let path = format!("/htx/hang/{}/anh", rows.value("product"));
        let pictures = "select count(*) as n from picture";
        let before = test.number(pictures, []).await;
        for content in [
            "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
            "<html></html>",
            "GIF89a",
            "",
        ] {
            let body = format!(
                "--x\r\ncontent-disposition: form-data; name=\"picture\"; filename=\"a.jpg\"\r\n\
                 content-type: image/jpeg\r\n\r\n{content}\r\n--x--\r\n"
            );
            let cookie = format!("phien={session}");
            let headers = [
                ("content-type", "multipart/form-data; boundary=x"),
                ("cookie", cookie.as_str()),
            ];
            let answer = send(&router, post(&path, &headers, body)).await;
            assert_eq!(
                answer.status(),
                StatusCode::UNPROCESSABLE_ENTITY,
                "{content}"
            );
        }
        assert_eq!(test.number(pictures, []).await, before, "nothing was kept");
    });
}
