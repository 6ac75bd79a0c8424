//! Who asks: sessions from cookies, the language from the path, the cooperative on screen.

use crate::app::App;
use crate::http::access::Access;
use crate::http::{cookies, problem};
use axum::extract::{FromRequestParts, OptionalFromRequestParts, Request};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use http::request::Parts;
use http::{HeaderMap, Method, Uri};
use services::Error;
use services::actor::{Actor, Kind, MemberRole};
use services::identity;
use shared::id::CooperativeId;
use shared::say::Locale;
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

/// The language of a path: `/en…` is English.
pub fn locale_of(path: &str) -> Locale {
    if path == "/en" || path.starts_with("/en/") {
        Locale::En
    } else {
        Locale::Vi
    }
}

/// The language of the request: of the path; for `/api` of Accept-Language, Vietnamese unless it
/// starts with English.
#[derive(Clone, Copy, Debug)]
pub struct Language(pub Locale);

impl<S: Sync> FromRequestParts<S> for Language {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(language(&parts.uri, &parts.headers)))
    }
}

/// See [`Language`].
pub fn language(uri: &Uri, headers: &HeaderMap) -> Locale {
    if !uri.path().starts_with("/api/") {
        return locale_of(uri.path());
    }
    let wanted = headers
        .get(http::header::ACCEPT_LANGUAGE)
        .and_then(|v| v.to_str().ok())
        .unwrap_or("");
    if wanted.trim_start().to_ascii_lowercase().starts_with("en") {
        Locale::En
    } else {
        Locale::Vi
    }
}

/// The peer's address; X-Forwarded-For counts only from a configured proxy.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

impl FromRequestParts<App> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let direct = parts
            .extensions
            .get::<axum::extract::ConnectInfo<SocketAddr>>()
            .map_or(IpAddr::from([127, 0, 0, 1]), |info| info.0.ip());
        Ok(Self(peer(app, direct, &parts.headers)))
    }
}

/// See [`Peer`].
pub fn peer(app: &App, direct: IpAddr, headers: &HeaderMap) -> IpAddr {
    if !app.config.trusted_proxies.contains(&direct) {
        return direct;
    }
    headers
        .get("x-forwarded-for")
        .and_then(|v| v.to_str().ok())
        .and_then(|list| list.rsplit(',').next())
        .and_then(|last| last.trim().parse().ok())
        .unwrap_or(direct)
}

/// Whoever it is: a guest, or the signed-in person when the session cookie is good. For routes that
/// anyone may call and that show something of one's own.
#[derive(Clone, Debug)]
pub struct Visitor(pub Actor);

impl FromRequestParts<App> for Visitor {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let locale = language(&parts.uri, &parts.headers);
        let actor = load(app, &parts.headers, locale)
            .await
            .map_err(|e| problem::respond(e, &parts.uri, locale))?;
        Ok(Self(actor))
    }
}

/// What [`authorise`] found out, for the extractors below.
#[derive(Clone, Debug)]
struct Authorised {
    actor: Actor,
    cooperative: Option<(CooperativeId, MemberRole)>,
}

/// The person behind a route that is not for anyone.
#[derive(Clone, Debug)]
pub struct Caller(pub Actor);

/// The member and the cooperative on screen, behind a `Member` route.
#[derive(Clone, Debug)]
pub struct Member {
    /// The member.
    pub actor: Actor,
    /// The cooperative on screen.
    pub cooperative: CooperativeId,
    /// The member's strongest role in it.
    pub role: MemberRole,
}

impl FromRequestParts<App> for Caller {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Response> {
        match parts.extensions.get::<Authorised>() {
            Some(found) => Ok(Self(found.actor.clone())),
            None => Err(problem::respond(
                Error::SignIn,
                &parts.uri,
                language(&parts.uri, &parts.headers),
            )),
        }
    }
}

impl FromRequestParts<App> for Member {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Response> {
        match parts.extensions.get::<Authorised>() {
            Some(Authorised {
                actor,
                cooperative: Some((cooperative, role)),
            }) => Ok(Self {
                actor: actor.clone(),
                cooperative: *cooperative,
                role: *role,
            }),
            _ => Err(problem::respond(
                Error::SignIn,
                &parts.uri,
                language(&parts.uri, &parts.headers),
            )),
        }
    }
}

impl OptionalFromRequestParts<App> for Member {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Option<Self>, Infallible> {
        Ok(
            <Self as FromRequestParts<App>>::from_request_parts(parts, app)
                .await
                .ok(),
        )
    }
}

async fn load(app: &App, headers: &HeaderMap, locale: Locale) -> services::Result<Actor> {
    let jar = CookieJar::from_headers(headers);
    let Some(token) = cookies::value(&app.config, &jar, cookies::SESSION) else {
        return Ok(Actor::guest(locale));
    };
    Ok(match identity::load_person(&app.core, token).await? {
        Some(person) => Actor {
            locale,
            kind: Kind::Person(Box::new(person)),
        },
        None => Actor::guest(locale),
    })
}

/// Signs in, checks the route's access, and leaves the actor for the handler. A page that needs a
/// sign-in leads to the sign-in page; everything else gets 401, 403 or 404.
pub async fn authorise(
    app: &App,
    access: Access,
    request: &mut Request,
) -> Result<(), Box<Response>> {
    let locale = language(request.uri(), request.headers());
    let outcome = match load(app, request.headers(), locale).await {
        Ok(actor) => check(app, access, actor, request.headers()),
        Err(error) => Err(error),
    };
    match outcome {
        Ok(found) => {
            request.extensions_mut().insert(found);
            Ok(())
        }
        Err(Error::SignIn) if is_page(request) => {
            let next = request.uri().path_and_query().map_or("/", |p| p.as_str());
            let next: String = url_encode(next);
            let page = format!("{}?tiep={next}", locale.path("/dang-nhap"));
            Err(Box::new(Redirect::to(&page).into_response()))
        }
        Err(error) => Err(Box::new(problem::respond(error, request.uri(), locale))),
    }
}

/// Holds the actor against the route's access, and finds the cooperative on screen: the chosen one, or
/// the first of one's own.
fn check(
    app: &App,
    access: Access,
    actor: Actor,
    headers: &HeaderMap,
) -> services::Result<Authorised> {
    let cooperative = actor.person().and_then(|person| {
        let jar = CookieJar::from_headers(headers);
        let chosen = cookies::value(&app.config, &jar, cookies::COOPERATIVE)
            .and_then(|v| v.parse::<CooperativeId>().ok());
        let mine = &person.memberships;
        let id = chosen
            .filter(|id| mine.iter().any(|(m, _)| m == id))
            .or_else(|| mine.first().map(|m| m.0))?;
        mine.iter()
            .filter(|(m, _)| *m == id)
            .map(|(m, role)| (*m, *role))
            .min_by_key(|(_, role)| *role)
    });
    match access {
        Access::Anyone | Access::Signed => {}
        Access::SignedIn => {
            actor.signed_in()?;
        }
        Access::Officer => {
            actor.officer()?;
        }
        Access::Operator => {
            actor.operator()?;
        }
        Access::Member(right) => match cooperative {
            Some((id, _)) => {
                actor.member(id, right)?;
            }
            None => {
                actor.signed_in()?;
                return Err(Error::Forbidden);
            }
        },
    }
    Ok(Authorised { actor, cooperative })
}

fn is_page(request: &Request) -> bool {
    request.method() == Method::GET && !request.uri().path().starts_with("/api/")
}

/// Percent-encodes everything but unreserved characters and `/`.
pub fn url_encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(byte as char)
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// A path on this site to go on to: begins with one slash, no host, no backslash. Anything else is
/// replaced by `fallback`, so that no link of ours leads elsewhere.
pub fn safe_next<'a>(next: Option<&'a str>, fallback: &'a str) -> &'a str {
    match next {
        Some(path)
            if path.starts_with('/')
                && !path.starts_with("//")
                && !path.contains(['\\', '\r', '\n', '\t', '\0'])
                && !path.contains("/\\") =>
        {
            path
        }
        _ => fallback,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_followed() {
        for good in ["/", "/htx/don?x=1", "/en/gio-hang"] {
            assert_eq!(safe_next(Some(good), "/x"), good);
        }
        for bad in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "\\\\evil",
            "",
            "/a\nb",
            "javascript:1",
        ] {
            assert_eq!(safe_next(Some(bad), "/x"), "/x", "{bad}");
        }
        assert_eq!(safe_next(None, "/x"), "/x");
    }

    #[test]
    fn the_language_is_in_the_path() {
        assert_eq!(locale_of("/en"), Locale::En);
        assert_eq!(locale_of("/en/p/na"), Locale::En);
        assert_eq!(locale_of("/enough"), Locale::Vi);
        assert_eq!(locale_of("/"), Locale::Vi);
    }
}
