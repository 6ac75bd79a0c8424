//! Services' errors as answers: problem+json for programs, a page for people.

use crate::http::render::Told;
use axum::Json;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, Uri, header};
use services::Error;
use shared::problem::Problem;
use shared::say::Locale;

/// The status that belongs to an error.
pub fn status(error: &Error) -> StatusCode {
    match error {
        Error::Invalid { .. } => StatusCode::UNPROCESSABLE_ENTITY,
        Error::SignIn => StatusCode::UNAUTHORIZED,
        Error::Forbidden => StatusCode::FORBIDDEN,
        Error::NotFound { .. } => StatusCode::NOT_FOUND,
        Error::Conflict { .. } | Error::Refused { .. } => StatusCode::CONFLICT,
        Error::Busy { .. } => StatusCode::TOO_MANY_REQUESTS,
        Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The problem document of an error. An inner fault is logged here, once, and its text kept back.
pub fn problem(error: Error, l: Locale) -> Problem {
    let code = status(&error).as_u16();
    match error {
        Error::Invalid { fields } => Problem::new(
            code,
            "invalid",
            l.say("Có ô chưa đúng", "Some fields are not right"),
        )
        .with_fields(fields),
        Error::SignIn => Problem::new(code, "sign_in", l.say("Cần đăng nhập", "Sign in first")),
        Error::Forbidden => Problem::new(
            code,
            "forbidden",
            l.say(
                "Bạn không có quyền làm việc này",
                "You are not allowed to do this",
            ),
        ),
        Error::NotFound { .. } => {
            Problem::new(code, "not_found", l.say("Không tìm thấy", "Not found"))
        }
        Error::Conflict {
            code: name,
            message,
            fields,
        } => Problem::new(code, name, message).with_fields(fields),
        Error::Refused {
            code: name,
            message,
        } => Problem::new(code, name, message),
        Error::Busy { message, .. } => Problem::new(code, "busy", message),
        Error::Internal(source) => {
            log_chain(source.as_ref());
            Problem::new(
                code,
                "internal",
                l.say(
                    "Chưa làm được. Bấm lại sau 1 phút, chữ bạn gõ vẫn còn",
                    "That did not work. Try again in a minute; what you typed is kept",
                ),
            )
        }
    }
}

fn log_chain(error: &(dyn std::error::Error + 'static)) {
    let mut chain = error.to_string();
    let mut next = error.source();
    while let Some(source) = next {
        chain.push_str(": ");
        chain.push_str(&source.to_string());
        next = source.source();
    }
    tracing::error!(error = %chain, "request failed");
}

/// The problem of an answer that has only a status: unknown path, wrong method, too large, too slow.
pub fn of_status(status: StatusCode, l: Locale) -> Problem {
    let code = status.as_u16();
    match status {
        StatusCode::NOT_FOUND => Problem::new(
            code,
            "not_found",
            l.say("Không tìm thấy trang này", "There is no such page"),
        ),
        StatusCode::METHOD_NOT_ALLOWED => Problem::new(
            code,
            "method_not_allowed",
            l.say("Không làm được việc này ở đây", "This cannot be done here"),
        ),
        StatusCode::PAYLOAD_TOO_LARGE => Problem::new(
            code,
            "too_large",
            l.say(
                "Gửi lên nhiều quá. Ảnh tối đa 20 MB",
                "Too much at once. A picture may have 20 MB",
            ),
        ),
        StatusCode::REQUEST_TIMEOUT => Problem::new(
            code,
            "too_slow",
            l.say(
                "Mạng chậm quá. Bấm gửi lại",
                "The network was too slow. Send it again",
            ),
        ),
        StatusCode::FORBIDDEN => Problem::new(
            code,
            "forbidden",
            l.say(
                "Yêu cầu này đến từ một trang khác nên không được nhận",
                "This request came from another site",
            ),
        ),
        s if s.is_client_error() => Problem::new(
            code,
            "bad_request",
            l.say(
                "Yêu cầu này chưa đúng cách",
                "This request is not well formed",
            ),
        ),
        _ => Problem::new(
            code,
            "internal",
            l.say(
                "Chưa làm được. Bấm lại sau 1 phút",
                "That did not work. Try again in a minute",
            ),
        ),
    }
}

/// Answers with problem+json.
pub fn json(error: Error, locale: Locale) -> Response {
    let retry = retry_after(&error);
    let status = status(&error);
    let mut response = json_of(status, &problem(error, locale));
    if let Some(value) = retry {
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    response
}

/// How many seconds to wait before the next try, for those errors that pass.
fn retry_after(error: &Error) -> Option<HeaderValue> {
    match error {
        Error::Busy { retry_after_s, .. } => Some(HeaderValue::from(*retry_after_s)),
        _ => None,
    }
}

/// Answers with a problem document that is made already.
pub fn json_of(status: StatusCode, problem: &Problem) -> Response {
    let mut response = (status, Json(problem)).into_response();
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    response
}

/// Answers for the kind of route: problem+json under `/api/` and `/hooks/`, a page elsewhere.
pub fn respond(error: Error, uri: &Uri, locale: Locale) -> Response {
    if uri.path().starts_with("/api/") || uri.path().starts_with("/hooks/") {
        return json(error, locale);
    }
    PageError(error, locale).into_response()
}

/// An error on its way out of an API handler.
pub struct ApiError(pub Error, pub Locale);

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        json(self.0, self.1)
    }
}

/// An error on its way out of a page or form handler.
pub struct PageError(pub Error, pub Locale);

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let status = status(&self.0);
        let retry = retry_after(&self.0);
        let told = Told(problem(self.0, self.1), self.1);
        let mut response = (status, axum::Extension(told)).into_response();
        if let Some(seconds) = retry {
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        response
    }
}

/// Gives a service's result the language in which its error will be told.
pub trait Tell<T> {
    /// For API handlers.
    fn api(self, locale: Locale) -> Result<T, ApiError>;
    /// For pages and forms.
    fn page(self, locale: Locale) -> Result<T, PageError>;
}

impl<T> Tell<T> for services::Result<T> {
    fn api(self, locale: Locale) -> Result<T, ApiError> {
        self.map_err(|e| ApiError(e, locale))
    }

    fn page(self, locale: Locale) -> Result<T, PageError> {
        self.map_err(|e| PageError(e, locale))
    }
}
