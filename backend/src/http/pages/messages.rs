//! The demonstration's messages.

use crate::app::App;
use crate::http::actor::Language;
use crate::http::problem::{PageError, Tell};
use crate::http::render;
use axum::extract::State;
use axum::response::Html;
use frontend::pages::booth::messages_page;
use frontend::shell::{Area, Chrome, Top};
use services::notices;

/// `GET /htx/tin-nhan`, in a demonstration only.
pub async fn messages(
    State(app): State<App>,
    Language(l): Language,
) -> Result<Html<String>, PageError> {
    let view = notices::messages(&app.core, l).await.page(l)?;
    let title = l.say("Tin của chợ trình diễn", "Messages of the demonstration");
    let top = Top::Back {
        title: title.to_owned(),
        under: String::new(),
        back: l.path("/"),
    };
    let chrome = Chrome {
        area: Area::Plain,
        top,
        ..Chrome::default()
    };
    let head = render::private_head(l, "/htx/tin-nhan", title.to_owned());
    Ok(render::page(&app, head, chrome, || messages_page(&view, l)))
}
