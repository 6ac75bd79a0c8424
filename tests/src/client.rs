//! A browser without scripts: sends requests into the router, keeps cookies, reads answers.

use axum::Router;
use axum::body::Body;
use bytes::Bytes;
use http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::Value;
use std::collections::BTreeMap;
use tower::ServiceExt;

/// One browser with its cookies.
#[derive(Clone, Debug)]
pub struct Visitor {
    router: Router,
    jar: BTreeMap<String, String>,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// When it is not JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("not JSON ({error}): {}", self.text()))
    }

    /// Where a redirect leads; empty when it is none.
    pub fn location(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .and_then(|v| v.to_str().ok())
            .unwrap_or("")
    }

    /// Fails unless the status is this one, and shows the body when it is not.
    #[track_caller]
    pub fn expect(self, status: StatusCode) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    /// The value of the first field of that name that would be sent; empty when there is none.
    pub fn field(&self, name: &str) -> String {
        let all = fields(&self.text());
        let found = all.into_iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value).unwrap_or_default()
    }

    /// The form whose action is this path, with the values it would send as it stands.
    ///
    /// # Panics
    /// When the page has no such form.
    #[track_caller]
    pub fn form(&self, action: &str) -> Form {
        let html = self.text();
        let mark = format!("action=\"{action}\"");
        let found = html.split("<form").skip(1).find(|part| {
            part.split('>')
                .next()
                .is_some_and(|tag| tag.contains(&mark))
        });
        let Some(found) = found else {
            panic!("no form to {action} in {html}")
        };
        let inside = found.split("</form>").next().unwrap_or("");
        Form {
            action: action.to_owned(),
            fields: fields(inside),
        }
    }

    /// The targets of all links that begin with `start`.
    pub fn links(&self, start: &str) -> Vec<String> {
        let html = self.text();
        let targets = html
            .split("href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next());
        targets
            .filter(|target| target.starts_with(start))
            .map(|target| target.replace("&amp;", "&"))
            .collect()
    }
}

/// A form as it stands on a page.
#[derive(Clone, Debug)]
pub struct Form {
    /// Where it goes.
    pub action: String,
    /// Names and values.
    pub fields: Vec<(String, String)>,
}

impl Form {
    /// Types into a field, or presses a button of that name and value.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(known, _)| known != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let value = tag
        .split(&format!(" {name}=\""))
        .nth(1)?
        .split('"')
        .next()?;
    Some(
        value
            .replace("&quot;", "\"")
            .replace("&#x27;", "'")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&"),
    )
}

/// What the fields of a form would send: texts, hidden values, chosen boxes; no buttons.
fn fields(html: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for part in html.split('<').skip(1) {
        let (tag, rest) = part.split_once('>').unwrap_or((part, ""));
        let Some(name) = attribute(tag, "name") else {
            continue;
        };
        let kind = attribute(tag, "type").unwrap_or_default();
        let chosen = tag.split(' ').any(|word| word == "checked");
        if tag.starts_with("input") && (!matches!(kind.as_str(), "radio" | "checkbox") || chosen) {
            fields.push((name, attribute(tag, "value").unwrap_or_default()));
        } else if tag.starts_with("textarea") {
            fields.push((name, rest.to_owned()));
        }
    }
    fields
}

impl Visitor {
    /// A browser without cookies.
    pub fn new(router: Router) -> Self {
        Self {
            router,
            jar: BTreeMap::new(),
        }
    }

    /// A cookie's value.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.jar.get(name).map(String::as_str)
    }

    /// All cookies, for a second server on the same database.
    pub fn cookies(&self) -> Vec<(String, String)> {
        self.jar
            .iter()
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    }

    /// Sets a cookie.
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.jar.insert(name.to_owned(), value.to_owned());
    }

    /// Forgets all cookies.
    pub fn clear(&mut self) {
        self.jar.clear();
    }

    /// GET.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], Body::empty()).await
    }

    /// GET with headers.
    pub async fn get_with(&mut self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(Method::GET, path, headers, Body::empty()).await
    }

    /// POST of a form, as a page of ours sends it.
    pub async fn post_form(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = fields
            .iter()
            .map(|(k, v)| format!("{}={}", encode(k), encode(v)))
            .collect::<Vec<_>>()
            .join("&");
        let headers = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("sec-fetch-site", "same-origin"),
        ];
        self.send(Method::POST, path, &headers, Body::from(body))
            .await
    }

    /// Sends a form of a page.
    pub async fn submit(&mut self, form: &Form) -> Answer {
        let fields: Vec<(&str, &str)> = form
            .fields
            .iter()
            .map(|(k, v)| (k.as_str(), v.as_str()))
            .collect();
        self.post_form(&form.action, &fields).await
    }

    /// Sends a form of a page and goes on to where the answer leads.
    pub async fn follow(&mut self, form: &Form) -> Answer {
        let answer = self.submit(form).await.expect(StatusCode::SEE_OTHER);
        self.get(answer.location()).await
    }

    /// POST of JSON, with more headers.
    pub async fn post_json(
        &mut self,
        path: &str,
        body: &Value,
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut all = vec![("content-type", "application/json")];
        all.extend(headers);
        self.send(Method::POST, path, &all, Body::from(body.to_string()))
            .await
    }

    /// Any request.
    ///
    /// # Panics
    /// When the request cannot be built or the router gives up on the body.
    pub async fn send(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Body,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "127.0.0.1:3000");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if !self.jar.is_empty() {
            let pairs: Vec<String> = self.jar.iter().map(|(k, v)| format!("{k}={v}")).collect();
            request = request.header(header::COOKIE, pairs.join("; "));
        }
        let request = request.body(body).expect("a request");
        let response = match self.router.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            self.keep(cookie.to_str().expect("a cookie of letters"));
        }
        let body = body.collect().await.expect("a whole body").to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    fn keep(&mut self, cookie: &str) {
        let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
        let Some((name, value)) = pair.split_once('=') else {
            return;
        };
        if value.is_empty() || attributes.to_ascii_lowercase().contains("max-age=0") {
            self.jar.remove(name);
        } else {
            self.jar.insert(name.to_owned(), value.to_owned());
        }
    }
}

/// Percent-encodes a field for a form or a query.
pub fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
