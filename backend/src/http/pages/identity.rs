//! The pages of signing in and of one's own account.

use crate::app::App;
use crate::http::actor::{Caller, Language, Visitor, safe_next};
use crate::http::cookies;
use crate::http::problem::{PageError, Tell};
use crate::http::render;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use frontend::pages::booth::{account_page, code_page, sign_in_page};
use frontend::shell::{Area, Chrome, Top};
use serde::Deserialize;
use services::actor::{Actor, Person};
use services::identity;
use shared::phone::Phone;
use shared::say::Locale;
use shared::view::sign_in::{AccountView, CodeView, SignInView};

/// Where to go on afterwards, as the query says.
#[derive(Debug, Default, Deserialize)]
pub struct Next {
    /// A path of this site.
    #[serde(default)]
    pub tiep: String,
}

/// What an account page just did, as the query says.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    /// Name of the deed.
    #[serde(default)]
    pub xong: String,
}

/// Where a person lands who asked for nothing else.
pub fn home_of(person: &Person, l: Locale) -> String {
    if !person.memberships.is_empty() {
        return l.path("/htx");
    }
    match person.staff.first() {
        Some(services::actor::StaffRole::Operator) => l.path("/quan-tri"),
        Some(services::actor::StaffRole::Officer { .. }) => l.path("/lien-minh"),
        None => l.path("/htx/mo-gian"),
    }
}

/// `GET /dang-nhap`. Whoever is signed in goes on at once.
pub async fn sign_in(
    State(app): State<App>,
    Visitor(actor): Visitor,
    Query(next): Query<Next>,
) -> Response {
    let l = actor.locale;
    if let Some(person) = actor.person() {
        let home = home_of(person, l);
        return Redirect::to(safe_next(Some(&next.tiep), &home)).into_response();
    }
    let view = SignInView {
        next: next.tiep,
        ..SignInView::default()
    };
    show_sign_in(&app, view, l).into_response()
}

/// The sign-in page of a view; in the demonstration it names the sign-ins.
pub fn show_sign_in(app: &App, mut view: SignInView, l: Locale) -> Html<String> {
    if app.core.demo {
        view.demo = identity::demo_sign_ins(l);
    }
    let title = l.say("Đăng nhập", "Sign in");
    let head = render::private_head(l, "/dang-nhap", title.to_owned());
    render::page(app, head, plain(title, &l.path("/")), || {
        sign_in_page(&view, l)
    })
}

/// The phone a code was sent to, from the sealed cookie.
pub fn code_phone(app: &App, jar: &CookieJar) -> Option<Phone> {
    let sealed = cookies::value(&app.config, jar, cookies::CODE_PHONE)?;
    app.core
        .keys
        .open(sealed)
        .ok()
        .and_then(|text| Phone::parse(&text).ok())
}

/// `GET /dang-nhap/ma`. Without a phone that asked for a code, back to the beginning.
pub async fn code(
    State(app): State<App>,
    Language(l): Language,
    jar: CookieJar,
    Query(next): Query<Next>,
) -> Response {
    match code_phone(&app, &jar) {
        Some(phone) => {
            let view = CodeView {
                next: next.tiep,
                ..CodeView::default()
            };
            show_code(&app, view, &phone, l).into_response()
        }
        None => Redirect::to(&l.path("/dang-nhap")).into_response(),
    }
}

/// The code page of a view.
pub fn show_code(app: &App, mut view: CodeView, phone: &Phone, l: Locale) -> Html<String> {
    view.phone_masked = phone.masked();
    view.messages = app.core.demo.then(|| l.path("/htx/tin-nhan"));
    let title = l.say("Gõ mã", "Enter the code");
    let head = render::private_head(l, "/dang-nhap/ma", title.to_owned());
    render::page(app, head, plain(title, &l.path("/dang-nhap")), || {
        code_page(&view, l)
    })
}

/// `GET /tai-khoan`.
pub async fn account(
    State(app): State<App>,
    Caller(actor): Caller,
    Query(done): Query<Done>,
) -> Result<Html<String>, PageError> {
    let l = actor.locale;
    let mut view = load_account(&app, &actor).await?;
    view.done = match done.xong.as_str() {
        "ten" => Some(l.say("Đã lưu tên", "Name kept").to_owned()),
        "mat-khau" => Some(l.say("Đã đổi mật khẩu", "Password changed").to_owned()),
        "phien" => Some(
            l.say("Máy đó đã đăng xuất", "That device is signed out")
                .to_owned(),
        ),
        _ => None,
    };
    Ok(show_account(&app, &view, l))
}

/// The account view of the caller.
pub async fn load_account(app: &App, actor: &Actor) -> Result<AccountView, PageError> {
    identity::load_account_view(&app.core, actor)
        .await
        .page(actor.locale)
}

/// The account page of a view.
pub fn show_account(app: &App, view: &AccountView, l: Locale) -> Html<String> {
    let title = l.say("Tài khoản của bạn", "Your account");
    let head = render::private_head(l, "/tai-khoan", title.to_owned());
    render::page(app, head, plain(title, &view.back), || {
        account_page(view, l)
    })
}

fn plain(title: &str, back: &str) -> Chrome {
    let top = Top::Back {
        title: title.to_owned(),
        under: String::new(),
        back: back.to_owned(),
    };
    Chrome {
        area: Area::Plain,
        top,
        ..Chrome::default()
    }
}
