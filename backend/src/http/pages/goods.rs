//! A cooperative's goods: the shelf, the new one, one good, its papers.

use crate::app::App;
use crate::http::actor::Member;
use crate::http::pages::booth::{Dark, frame, inside, place};
use crate::http::problem::{PageError, Tell};
use crate::http::render;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use frontend::pages::booth::{edit_goods_page, new_goods_page, papers_page, shelf_page};
use serde::Deserialize;
use services::drafts;
use services::goods::{self, PriceQuestion, Returned};
use shared::input::goods::{HandInCertificate, ListGoods};
use shared::problem::FieldError;
use shared::say::Locale;
use shared::view::booth::BoothFrame;
use shared::view::goods::Proposed;
use shared::view::parts::{BoothTab, Notice, NoticeKind};

/// Which part of the shelf, and what was just done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Which {
    /// Words searched for.
    pub q: String,
    /// Page, from 1.
    pub trang: Option<i64>,
    /// What was just done.
    pub xong: String,
}

impl Which {
    /// The shelf as a hidden field of a form names it.
    pub fn from_query(query: &str) -> Self {
        let uri: http::Uri = format!("/?{query}").parse().unwrap_or_default();
        Query::try_from_uri(&uri)
            .map(|Query(which)| which)
            .unwrap_or_default()
    }
}

/// What was just done, in words.
pub fn done(what: &str, l: Locale) -> Vec<Notice> {
    let (title, text) = match what {
        "len-ke" => (
            l.say(
                "Đã lên kệ. Khách mua được rồi",
                "It is on the shelf; buyers can order",
            ),
            l.say(
                "Giá và số còn sửa ở trang Hàng.",
                "Price and stock are changed under Goods.",
            ),
        ),
        "cho-duyet" => (
            l.say(
                "Đã gửi, chờ cán bộ liên minh duyệt",
                "Sent; an officer looks at it first",
            ),
            "",
        ),
        "luu" => (l.say("Đã lưu", "Saved"), ""),
        "cho" => (
            l.say(
                "Đã gửi phần sửa cho cán bộ xem",
                "The change goes to an officer first",
            ),
            l.say(
                "Khách thấy bản cũ cho tới lúc duyệt.",
                "Buyers see the old one until then.",
            ),
        ),
        "nghi" => (
            l.say("Đã tạm nghỉ bán", "Paused"),
            l.say("Khách không thấy món này nữa.", "Buyers no longer see it."),
        ),
        "ban-lai" => (l.say("Bán lại rồi", "On sale again"), ""),
        "go" => (l.say("Đã gỡ món", "Taken away"), ""),
        "nhap" => (l.say("Đã lưu nháp", "Draft kept"), ""),
        "bo-nhap" => (l.say("Đã bỏ bản nháp", "Draft discarded"), ""),
        "giay" => (
            l.say("Đã nộp giấy", "Handed in"),
            l.say(
                "Cán bộ liên minh đối chiếu rồi sao mới hiện cho khách.",
                "Stars show once an officer has checked it.",
            ),
        ),
        "nhap-bang" => (l.say("Đã nhập xong bảng", "The file was taken over"), ""),
        _ => return Vec::new(),
    };
    vec![Notice {
        kind: NoticeKind::Good,
        title: title.to_owned(),
        text: text.to_owned(),
        link: None,
    }]
}

/// A notice of something that did not work.
pub fn failed(message: &str) -> Vec<Notice> {
    vec![Notice {
        kind: NoticeKind::Bad,
        title: message.to_owned(),
        ..Notice::default()
    }]
}

/// `GET /htx/hang`: the shelf.
pub async fn shelf(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Query(which): Query<Which>,
) -> Result<Html<String>, PageError> {
    let notices = done(&which.xong, member.actor.locale);
    show_shelf(&app, &member, dark, &which, notices).await
}

/// The shelf with notices on top.
pub async fn show_shelf(
    app: &App,
    member: &Member,
    dark: bool,
    which: &Which,
    notices: Vec<Notice>,
) -> Result<Html<String>, PageError> {
    let l = member.actor.locale;
    let wanted = (which.q.trim(), which.trang.unwrap_or(1));
    let view = goods::shelf(
        &app.core,
        &member.actor,
        member.cooperative,
        wanted,
        notices,
    )
    .await
    .page(l)?;
    let frame = frame(app, member).await?;
    let title = l.say("Hàng đang bán", "Goods on sale");
    let over = BoothFrame {
        cooperative: title.to_owned(),
        today: view.under.clone(),
        ..frame
    };
    let head = render::private_head(l, "/htx/hang", title.to_owned());
    Ok(render::page(
        app,
        head,
        place(&over, dark, BoothTab::Goods, None),
        || shelf_page(&view, l),
    ))
}

/// `GET /htx/hang/moi`: an empty form with the key of its draft.
pub async fn new(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
) -> Result<Html<String>, PageError> {
    let form = ListGoods {
        draft: drafts::new_key().to_string(),
        ..ListGoods::default()
    };
    show_new(&app, &member, dark, form, Vec::new(), None).await
}

/// `GET /htx/hang/nhap/{id}`: a draft goes on.
pub async fn draft(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path(id): Path<String>,
) -> Result<Html<String>, PageError> {
    let l = member.actor.locale;
    let id = drafts::key(&id).page(l)?;
    let draft = drafts::open(&app.core, &member.actor, member.cooperative, id)
        .await
        .page(l)?;
    show_new(&app, &member, dark, draft.form, Vec::new(), None).await
}

/// The form of a new good, with what was wrong.
pub async fn show_new(
    app: &App,
    member: &Member,
    dark: bool,
    form: ListGoods,
    errors: Vec<FieldError>,
    question: Option<PriceQuestion>,
) -> Result<Html<String>, PageError> {
    let l = member.actor.locale;
    let view = goods::new_view(
        &app.core,
        &member.actor,
        member.cooperative,
        form,
        errors,
        question,
    )
    .await
    .page(l)?;
    let frame = frame(app, member).await?;
    let title = l.say("Đăng món mới", "List a good");
    let under = view.saved.clone().unwrap_or_else(|| {
        l.say("Một ảnh, ba ô chữ", "One photo, three fields")
            .to_owned()
    });
    let chrome = inside(&frame, dark, None, title, &under, &l.path("/htx/hang"));
    let head = render::private_head(l, "/htx/hang/moi", title.to_owned());
    Ok(render::page(app, head, chrome, || new_goods_page(&view, l)))
}

/// `GET /htx/hang/doan?name=`: what a name suggests, while somebody types.
pub async fn guess(
    State(app): State<App>,
    member: Member,
    Query(form): Query<ListGoods>,
) -> Result<Json<Proposed>, PageError> {
    let proposed = goods::proposed(&app.core, &member.actor, member.cooperative, &form).await;
    proposed.page(member.actor.locale).map(Json)
}

/// `GET /htx/hang/{slug}`: one good.
pub async fn one(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path(slug): Path<String>,
    Query(which): Query<Which>,
) -> Result<Html<String>, PageError> {
    let returned = Returned {
        notices: done(&which.xong, member.actor.locale),
        just_listed: matches!(which.xong.as_str(), "len-ke" | "cho-duyet"),
        ..Returned::default()
    };
    show_one(&app, &member, dark, &slug, returned).await
}

/// One good, with what was sent and could not be taken.
pub async fn show_one(
    app: &App,
    member: &Member,
    dark: bool,
    slug: &str,
    returned: Returned,
) -> Result<Html<String>, PageError> {
    let l = member.actor.locale;
    let view = goods::one(&app.core, &member.actor, member.cooperative, slug, returned)
        .await
        .page(l)?;
    let frame = frame(app, member).await?;
    let chrome = inside(
        &frame,
        dark,
        Some(BoothTab::Goods),
        &view.name,
        &frame.cooperative,
        &l.path("/htx/hang"),
    );
    let head = render::private_head(l, &format!("/htx/hang/{slug}"), view.name.clone());
    Ok(render::page(app, head, chrome, || {
        edit_goods_page(&view, l)
    }))
}

/// `GET /htx/giay`: certificates.
pub async fn papers(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Query(which): Query<Which>,
) -> Result<Html<String>, PageError> {
    let notices = done(&which.xong, member.actor.locale);
    show_papers(
        &app,
        &member,
        dark,
        HandInCertificate::default(),
        (Vec::new(), notices),
    )
    .await
}

/// The page of certificates with its form as it stands.
pub async fn show_papers(
    app: &App,
    member: &Member,
    dark: bool,
    form: HandInCertificate,
    told: (Vec<FieldError>, Vec<Notice>),
) -> Result<Html<String>, PageError> {
    let l = member.actor.locale;
    let view = goods::papers(&app.core, &member.actor, member.cooperative, form, told)
        .await
        .page(l)?;
    let frame = frame(app, member).await?;
    let title = l.say("Giấy chứng nhận", "Certificates");
    let chrome = inside(
        &frame,
        dark,
        Some(BoothTab::Goods),
        title,
        &frame.cooperative,
        &l.path("/htx/hang"),
    );
    let head = render::private_head(l, "/htx/giay", title.to_owned());
    Ok(render::page(app, head, chrome, || papers_page(&view, l)))
}
