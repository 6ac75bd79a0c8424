//! Pooled listings: in the booth and in the alliance.

use super::booth::{Dark, frame, inside};
use super::staff::alliance_page;
use crate::app::App;
use crate::http::actor::{Caller, Member};
use crate::http::problem::{PageError, Tell};
use crate::http::render;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use frontend::pages::pools::{decisions_page, new_pool_page, pool_page, pools_page, shares_page};
use leptos::prelude::AnyView;
use serde::Deserialize;
use services::pools::{self, Returned, Seat};
use shared::input::pool::Fields;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::view::parts::{BoothTab, Notice, NoticeKind};

type Shown = Result<Html<String>, PageError>;

/// Who looks, and from where.
pub enum Reader {
    /// A member, in the booth.
    Booth(Member, Dark),
    /// An officer or the operator.
    Alliance(Caller),
}

impl Reader {
    /// The seat.
    pub fn seat(&self) -> Seat {
        match self {
            Self::Booth(member, _) => Seat::Booth(member.cooperative),
            Self::Alliance(_) => Seat::Alliance,
        }
    }

    /// The actor.
    pub fn actor(&self) -> &services::actor::Actor {
        match self {
            Self::Booth(member, _) => &member.actor,
            Self::Alliance(Caller(actor)) => actor,
        }
    }

    /// The language.
    pub fn locale(&self) -> Locale {
        self.actor().locale
    }

    /// Where the list is.
    pub fn base(&self) -> &'static str {
        match self {
            Self::Booth(..) => "/htx/chung",
            Self::Alliance(_) => "/lien-minh/chung",
        }
    }

    async fn page(
        &self,
        app: &App,
        (path, back): (&str, &str),
        title: &str,
        body: impl FnOnce() -> AnyView,
    ) -> Shown {
        let l = self.locale();
        match self {
            Self::Alliance(_) => Ok(alliance_page(app, l, path, title, body)),
            Self::Booth(member, Dark(dark)) => {
                let frame = frame(app, member).await?;
                let head = render::private_head(l, path, title.to_owned());
                let under = frame.cooperative.clone();
                let tab = Some(BoothTab::Goods);
                let chrome = inside(&frame, *dark, tab, title, &under, &l.path(back));
                Ok(render::page(app, head, chrome, body))
            }
        }
    }
}

/// What was just done, or which month.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Which {
    xong: String,
    thang: String,
}

fn done(what: &str, l: Locale) -> Vec<Notice> {
    let title = match what {
        "tao" => l.say(
            "Đã lưu nháp. Giờ mời hợp tác xã",
            "Saved as a draft. Invite cooperatives now",
        ),
        "moi" => l.say("Đã gửi lời mời", "Invited"),
        "chia" => l.say(
            "Đã đổi phần, tính từ bây giờ",
            "The share is changed from now on",
        ),
        "bo" => l.say("Đã đưa ra khỏi nhóm", "It is taken out"),
        "gia" => l.say("Đã đổi giá", "The price is changed"),
        "dieu-kien" => l.say("Đã lưu điều kiện", "The conditions are saved"),
        "loai" => l.say("Đã thêm loại", "The pack is added"),
        "tham-gia" => l.say(
            "Đã lưu. Ghi số hàng để bắt đầu bán",
            "Saved. Put stock in to sell",
        ),
        "tu-choi" => l.say("Đã từ chối lời mời", "Declined"),
        "tam-ngung" => l.say("Đã tạm ngưng", "Paused"),
        "ban-lai" => l.say("Bán lại rồi", "On sale again"),
        "roi" => l.say("Đã rời món này", "You left"),
        _ => return Vec::new(),
    };
    vec![Notice {
        kind: NoticeKind::Good,
        title: title.to_owned(),
        ..Notice::default()
    }]
}

async fn list(app: &App, reader: Reader, which: &Which) -> Shown {
    let l = reader.locale();
    let notices = done(&which.xong, l);
    let view = pools::list(&app.core, reader.actor(), reader.seat(), notices)
        .await
        .page(l)?;
    let title = l.say("Bán chung", "Pooled listings");
    reader
        .page(app, (reader.base(), "/htx/hang"), title, || {
            pools_page(&view, l)
        })
        .await
}

/// The form that opens one, empty or as it was sent.
pub async fn show_new(app: &App, reader: Reader, typed: Fields, errors: Vec<FieldError>) -> Shown {
    let l = reader.locale();
    let view = pools::new_page(&app.core, reader.actor(), reader.seat(), typed, errors)
        .await
        .page(l)?;
    let title = l.say("Mở món bán chung", "Open a pooled listing");
    let path = format!("{}/moi", reader.base());
    reader
        .page(app, (&path, reader.base()), title, || {
            new_pool_page(&view, l)
        })
        .await
}

/// The page of one.
pub async fn show_one(app: &App, reader: Reader, slug: &str, returned: Returned) -> Shown {
    let l = reader.locale();
    let view = pools::one(&app.core, reader.actor(), reader.seat(), slug, returned)
        .await
        .page(l)?;
    let path = format!("{}/{slug}", reader.base());
    reader
        .page(app, (&path, reader.base()), &view.name, || {
            pool_page(&view, l)
        })
        .await
}

async fn one(app: &App, reader: Reader, slug: &str, which: &Which) -> Shown {
    let returned = Returned {
        notices: done(&which.xong, reader.locale()),
        ..Returned::default()
    };
    show_one(app, reader, slug, returned).await
}

async fn shares(app: &App, reader: Reader, slug: &str, which: &Which) -> Shown {
    let l = reader.locale();
    let view = pools::shares_page(&app.core, reader.actor(), reader.seat(), slug, &which.thang)
        .await
        .page(l)?;
    let title = match &reader {
        Reader::Booth(..) => l.say("Phần của mình", "Your share"),
        Reader::Alliance(_) => l.say("Phần của mỗi nơi", "Fair share"),
    };
    let back = format!("{}/{slug}", reader.base());
    let path = format!("{back}/phan");
    reader
        .page(app, (&path, &back), title, || shares_page(&view, l))
        .await
}

macro_rules! both {
    ($(#[$doc:meta])* $booth:ident, $alliance:ident, $inner:ident) => {
        $(#[$doc])*
        pub async fn $booth(
            State(app): State<App>,
            dark: Dark,
            member: Member,
            Path(slug): Path<String>,
            Query(which): Query<Which>,
        ) -> Shown {
            $inner(&app, Reader::Booth(member, dark), &slug, &which).await
        }

        $(#[$doc])*
        pub async fn $alliance(
            State(app): State<App>,
            caller: Caller,
            Path(slug): Path<String>,
            Query(which): Query<Which>,
        ) -> Shown {
            $inner(&app, Reader::Alliance(caller), &slug, &which).await
        }
    };
}

both!(
    /// `GET /htx/chung/{slug}`, `GET /lien-minh/chung/{slug}`.
    booth_one, alliance_one, one
);
both!(
    /// `GET /htx/chung/{slug}/phan`, `GET /lien-minh/chung/{slug}/phan`.
    booth_shares, alliance_shares, shares
);

/// `GET /htx/chung`.
pub async fn booth_list(
    State(app): State<App>,
    dark: Dark,
    member: Member,
    Query(which): Query<Which>,
) -> Shown {
    list(&app, Reader::Booth(member, dark), &which).await
}

/// `GET /lien-minh/chung`.
pub async fn alliance_list(
    State(app): State<App>,
    caller: Caller,
    Query(which): Query<Which>,
) -> Shown {
    list(&app, Reader::Alliance(caller), &which).await
}

/// `GET /htx/chung/moi`.
pub async fn booth_new(State(app): State<App>, dark: Dark, member: Member) -> Shown {
    show_new(&app, Reader::Booth(member, dark), Fields::new(), Vec::new()).await
}

/// `GET /lien-minh/chung/moi`.
pub async fn alliance_new(State(app): State<App>, caller: Caller) -> Shown {
    show_new(&app, Reader::Alliance(caller), Fields::new(), Vec::new()).await
}

/// `GET /htx/phan-don`: which orders of pooled goods came here, and why.
pub async fn decisions(State(app): State<App>, dark: Dark, member: Member) -> Shown {
    let l = member.actor.locale;
    let view = pools::decisions(&app.core, &member.actor, member.cooperative)
        .await
        .page(l)?;
    let title = l.say("Đơn nào về đây", "Which orders came here");
    Reader::Booth(member, dark)
        .page(&app, ("/htx/phan-don", "/htx/chung"), title, || {
            decisions_page(&view, l)
        })
        .await
}
