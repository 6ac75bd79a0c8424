//! The page of a good's price floors.

use crate::app::App;
use crate::http::actor::Member;
use crate::http::pages::booth::{Dark, frame, inside};
use crate::http::problem::{PageError, Tell};
use crate::http::render;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use frontend::pages::booth::floors_page;
use serde::Deserialize;
use services::floors::{self, Open, Returned};
use shared::input::floor::{AllowLess, SetFloor};
use shared::say::Locale;
use shared::view::parts::{BoothTab, Notice, NoticeKind};

/// Which form is open, and what was just done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Which {
    /// The offer whose floor is set.
    pub dat: String,
    /// The floor below which more is allowed.
    pub cho: String,
    /// What was just done.
    pub xong: String,
}

impl Which {
    fn open(self) -> Open {
        match self.cho.parse() {
            Ok(floor) => Open::Allow(floor, AllowLess::default()),
            Err(_) if !self.dat.is_empty() => Open::Set(SetFloor {
                offer: self.dat,
                ..SetFloor::default()
            }),
            Err(_) => Open::Nothing,
        }
    }
}

fn done(what: &str, l: Locale) -> Vec<Notice> {
    let title = match what {
        "dat" => l.say("Đã đặt giá sàn", "The floor is set"),
        "dung" => l.say("Đã dừng giá sàn", "The floor is ended"),
        "cho" => l.say("Đã cho bán dưới giá sàn", "Less is allowed now"),
        "thoi" => l.say("Đã rút lại phép", "The permission is taken back"),
        _ => return Vec::new(),
    };
    vec![Notice {
        kind: NoticeKind::Good,
        title: title.to_owned(),
        ..Notice::default()
    }]
}

/// `GET /htx/hang/{slug}/gia-san`: the floors of a good.
pub async fn floors(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path(slug): Path<String>,
    Query(which): Query<Which>,
) -> Result<Html<String>, PageError> {
    let returned = Returned {
        notices: done(&which.xong, member.actor.locale),
        open: which.open(),
        ..Returned::default()
    };
    show_floors(&app, &member, dark, &slug, returned).await
}

/// The floors of a good, with what was sent and could not be taken.
pub async fn show_floors(
    app: &App,
    member: &Member,
    dark: bool,
    slug: &str,
    returned: Returned,
) -> Result<Html<String>, PageError> {
    let l = member.actor.locale;
    let view = floors::page(&app.core, &member.actor, member.cooperative, slug, returned)
        .await
        .page(l)?;
    let frame = frame(app, member).await?;
    let back = match view.can_sell {
        true => l.path(&format!("/htx/hang/{slug}")),
        false => l.path("/htx/hang"),
    };
    let title = l.say("Giá sàn", "Price floor");
    let chrome = inside(
        &frame,
        dark,
        Some(BoothTab::Goods),
        title,
        &view.name,
        &back,
    );
    let words = format!("{title}: {}", view.name);
    let head = render::private_head(l, &format!("/htx/hang/{slug}/gia-san"), words);
    Ok(render::page(app, head, chrome, || floors_page(&view, l)))
}
