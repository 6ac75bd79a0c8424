//! What went wrong, and one way on.

use leptos::prelude::*;
use shared::problem::Problem;
use shared::say::Locale;

/// The page of a problem.
#[must_use]
pub fn problem_page(problem: &Problem, l: Locale) -> AnyView {
    let details: Vec<_> = problem
        .fields
        .iter()
        .map(|field| view! { <li>{field.message.clone()}</li> })
        .collect();
    let (button, href) = if problem.code == "sign_in" {
        (l.say("Đăng nhập", "Sign in"), l.path("/dang-nhap"))
    } else {
        (l.say("Về chợ", "Back to the market"), l.path("/"))
    };
    let unknown = l.say(
        "Đường dẫn gõ nhầm, hoặc trang đã gỡ.",
        "The address may be mistyped, or the page is gone.",
    );
    let detail = problem
        .detail
        .clone()
        .or_else(|| (problem.code == "not_found").then(|| unknown.to_owned()));
    view! {
        <div class="w read pt pb">
            <div class="empty">
                <div class="hem"></div>
                <h1>{problem.title.clone()}</h1>
                {detail.map(|text| view! { <p>{text}</p> })}
                {(!details.is_empty()).then(|| view! { <ul class="stack">{details}</ul> })}
                <a class="b" href=href>{button}</a>
            </div>
        </div>
    }
    .into_any()
}
