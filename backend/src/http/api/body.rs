//! JSON bodies, with refusals as problem documents.

use crate::app::App;
use crate::http::actor::language;
use crate::http::problem;
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, Request};
use axum::response::Response;
use serde::de::DeserializeOwned;
use shared::problem::{FieldError, Problem};

/// A JSON body of the type `T`.
#[derive(Clone, Debug)]
pub struct Body<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Body<T> {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        let l = language(request.uri(), request.headers());
        match Json::<T>::from_request(request, app).await {
            Ok(Json(body)) => Ok(Self(body)),
            Err(rejection) => {
                let status = rejection.status();
                let told = match &rejection {
                    JsonRejection::JsonDataError(error) => {
                        let title = l.say("Có ô chưa đúng", "Some fields are not right");
                        let text = error.body_text();
                        let field = FieldError::new(missing(&text), "shape", text.clone());
                        Problem::new(status.as_u16(), "invalid", title).with_fields(vec![field])
                    }
                    _ => problem::of_status(status, l).with_detail(rejection.body_text()),
                };
                Err(problem::json_of(status, &told))
            }
        }
    }
}

/// The field that the parser missed, if it says so.
fn missing(text: &str) -> &str {
    text.split_once("missing field `")
        .and_then(|(_, rest)| rest.split('`').next())
        .unwrap_or("")
}
