//! A view and its page become an HTML document.

use axum::response::Html;
use shared::problem::Problem;
use shared::say::Locale;

/// The page that says what went wrong, with one way on.
pub fn error_page(problem: &Problem, locale: Locale) -> Html<String> {
    Html(format!("<!doctype html><html lang=\"{}\"><title>{}</title>", locale.code(), problem.title))
}
