//! A router that knows, for each route, who may call it. Nothing can be added without saying so.

use crate::app::App;
use crate::http::actor;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::handler::Handler;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::{MethodRouter, get, post};
use http::Method;
use services::actor::Right;

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody; the route does not look who it is.
    Anyone,
    /// Everybody who signed in.
    SignedIn,
    /// A member of the current cooperative who has the right.
    Member(Right),
    /// An officer of the alliance, or an operator.
    Officer,
    /// An operator.
    Operator,
    /// Whoever holds a signed link; the handler checks the signature.
    Signed,
}

/// One line of the route table.
#[derive(Clone, Debug)]
pub struct Route {
    /// GET or POST.
    pub method: Method,
    /// The path as axum spells it.
    pub path: String,
    /// Who may call it.
    pub access: Access,
}

/// The router under construction, and the table of what is in it.
pub struct Routes {
    router: Router<App>,
    table: Vec<Route>,
    app: App,
}

impl Routes {
    /// An empty router.
    pub fn new(app: App) -> Self {
        Self {
            router: Router::new(),
            table: Vec::new(),
            app,
        }
    }

    /// A GET route.
    pub fn get<H, T>(self, path: &str, access: Access, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::GET, path, access, get(handler))
    }

    /// A POST route.
    pub fn post<H, T>(self, path: &str, access: Access, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::POST, path, access, post(handler))
    }

    /// A GET page in both languages: `path` and `/en` + `path`.
    pub fn page<H, T>(self, path: &str, access: Access, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        let english = if path == "/" {
            "/en".to_owned()
        } else {
            format!("/en{path}")
        };
        self.add(Method::GET, path, access, get(handler.clone()))
            .add(Method::GET, &english, access, get(handler))
    }

    /// A POST form in both languages.
    pub fn form<H, T>(self, path: &str, access: Access, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::POST, path, access, post(handler.clone()))
            .add(Method::POST, &format!("/en{path}"), access, post(handler))
    }

    /// A POST form in both languages that carries a file of at most `limit` bytes.
    pub fn upload<H, T>(self, path: &str, access: Access, limit: usize, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        let route = |handler: H| post(handler).layer(DefaultBodyLimit::max(limit));
        self.add(Method::POST, path, access, route(handler.clone()))
            .add(Method::POST, &format!("/en{path}"), access, route(handler))
    }

    fn add(mut self, method: Method, path: &str, access: Access, route: MethodRouter<App>) -> Self {
        let route = match access {
            Access::Anyone | Access::Signed => route,
            _ => route.route_layer(from_fn_with_state((self.app.clone(), access), check)),
        };
        self.table.push(Route {
            method,
            path: path.to_owned(),
            access,
        });
        self.router = self.router.route(path, route);
        self
    }

    /// The finished router and its table.
    pub fn finish(self) -> (Router<App>, Vec<Route>) {
        (self.router, self.table)
    }
}

async fn check(
    State((app, access)): State<(App, Access)>,
    mut request: Request,
    next: Next,
) -> Response {
    match actor::authorise(&app, access, &mut request).await {
        Ok(()) => next.run(request).await,
        Err(refusal) => *refusal,
    }
}
