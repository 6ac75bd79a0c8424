//! Orders at the booth: the list, one of them, the question why, labels and slips.

use super::{Dark, frame, inside, place};
use crate::app::App;
use crate::http::actor::Member;
use crate::http::problem::{PageError, Tell};
use crate::http::render;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use axum_extra::extract::Query as ManyQuery;
use fast_qr::ECL;
use fast_qr::qr::QRBuilder;
use frontend::pages::booth::{
    labels_page, order_list_page, reason_page, slips_page, sub_order_page,
};
use frontend::shell::{Area, Chrome, Top};
use leptos::prelude::AnyView;
use serde::Deserialize;
use services::Error;
use services::booths::{self, JustDone, ListOrders, Printed};
use shared::page::Cursor;
use shared::say::Locale;
use shared::view::booth::{QrCode, ReasonView, SubOrderView};
use shared::view::parts::BoothTab;

/// Which part of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Part {
    nhom: String,
    sau: String,
}

/// `GET /htx/don`.
pub async fn list(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Query(part): Query<Part>,
) -> Result<Html<String>, PageError> {
    let l = member.actor.locale;
    let after = part.sau.parse::<Cursor>().ok();
    let input = ListOrders {
        group: part.nhom,
        after,
    };
    let view = booths::load_order_list(&app.core, &member.actor, member.cooperative, &input)
        .await
        .page(l)?;
    let frame = frame(&app, &member).await?;
    let head = render::private_head(l, "/htx/don", l.say("Đơn", "Orders").to_owned());
    let chrome = place(&frame, dark, BoothTab::Orders, None);
    Ok(render::page(&app, head, chrome, || {
        order_list_page(&view, l)
    }))
}

/// What was just done, as the address says after a form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Told {
    xong: String,
    roi: String,
}

impl Told {
    /// The deeds that the address names.
    pub fn just(&self) -> JustDone {
        JustDone {
            done: self.xong.parse().ok(),
            already: self.roi.parse().ok(),
        }
    }
}

/// The part of an address that says what was just done.
pub fn told(just: &JustDone) -> String {
    match (just.already, just.done) {
        (Some(action), _) => format!("?roi={}", action.code()),
        (None, Some(action)) => format!("?xong={}", action.code()),
        (None, None) => String::new(),
    }
}

/// `GET /htx/don/{code}`.
pub async fn show(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path(code): Path<String>,
    Query(told): Query<Told>,
) -> Result<Html<String>, PageError> {
    let view = load(&app, &member, &code, &told.just()).await?;
    show_sub_order(&app, &member, &view, dark).await
}

/// The view of a sub-order for the member.
pub async fn load(
    app: &App,
    member: &Member,
    code: &str,
    just: &JustDone,
) -> Result<SubOrderView, PageError> {
    let l = member.actor.locale;
    let view =
        booths::load_sub_order_view(&app.core, &member.actor, member.cooperative, code, just)
            .await
            .page(l)?;
    Ok(sourced(app, view, l))
}

/// The view with the channel's name and number among its facts, where it came from one.
pub fn sourced(app: &App, mut view: SubOrderView, l: Locale) -> SubOrderView {
    if let Some(from) = &mut view.source {
        let adapter = app.channels.find(&from.channel);
        from.waybill &= adapter.is_some_and(|one| one.spec().can.own_waybill);
        let name = adapter.map_or(from.channel.as_str(), |one| one.spec().name);
        let words = format!("{name} · {} · {}", from.shop, from.key);
        view.facts
            .insert(0, (l.say("Đơn từ", "From").to_owned(), words));
    }
    view
}

/// The page of a sub-order's view. While there is something to do, its button takes the place of the bar of four.
pub async fn show_sub_order(
    app: &App,
    member: &Member,
    view: &SubOrderView,
    dark: bool,
) -> Result<Html<String>, PageError> {
    let l = member.actor.locale;
    let frame = frame(app, member).await?;
    let head = render::private_head(
        l,
        &format!("/htx/don/{}", view.code),
        format!("{} {}", view.title, view.code),
    );
    let tab = view.deeds.is_empty().then_some(BoothTab::Orders);
    let chrome = inside(&frame, dark, tab, &view.title, &view.code, &view.back);
    Ok(render::page(app, head, chrome, || sub_order_page(view, l)))
}

/// `GET /htx/don/{code}/ly-do/{deed}`: why.
pub async fn reason(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path((code, deed)): Path<(String, String)>,
) -> Result<Html<String>, PageError> {
    let view = load_reason(&app, &member, &code, &deed).await?;
    show_reason(&app, &member, &view, dark).await
}

/// The question of a deed.
pub async fn load_reason(
    app: &App,
    member: &Member,
    code: &str,
    deed: &str,
) -> Result<ReasonView, PageError> {
    booths::load_reason_view(&app.core, &member.actor, member.cooperative, code, deed)
        .await
        .page(member.actor.locale)
}

/// The page of a question.
pub async fn show_reason(
    app: &App,
    member: &Member,
    view: &ReasonView,
    dark: bool,
) -> Result<Html<String>, PageError> {
    let l = member.actor.locale;
    let frame = frame(app, member).await?;
    let path = format!("/htx/don/{}/ly-do/{}", view.code, view.deed);
    let head = render::private_head(l, &path, view.title.clone());
    let chrome = inside(
        &frame,
        dark,
        None,
        l.say("Một câu hỏi", "One question"),
        &view.code,
        &view.base,
    );
    Ok(render::page(app, head, chrome, || reason_page(view, l)))
}

/// Which sheets: single sub-orders, or a group of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sheets {
    ma: Vec<String>,
    nhom: String,
}

/// `GET /htx/don/{code}/nhan`: one label.
pub async fn label(
    State(app): State<App>,
    member: Member,
    Path(code): Path<String>,
) -> Result<Html<String>, PageError> {
    let back = member.actor.locale.path(&format!("/htx/don/{code}"));
    print_labels(
        &app,
        &member,
        Printed {
            codes: vec![code],
            ..Printed::default()
        },
        &back,
    )
    .await
}

/// `GET /htx/don/in-nhan`: several labels at once.
pub async fn labels(
    State(app): State<App>,
    member: Member,
    ManyQuery(sheets): ManyQuery<Sheets>,
) -> Result<Html<String>, PageError> {
    let back = member.actor.locale.path("/htx/don");
    print_labels(
        &app,
        &member,
        Printed {
            codes: sheets.ma,
            group: sheets.nhom,
        },
        &back,
    )
    .await
}

async fn print_labels(
    app: &App,
    member: &Member,
    what: Printed,
    back: &str,
) -> Result<Html<String>, PageError> {
    let l = member.actor.locale;
    let mut views = booths::load_labels(&app.core, &member.actor, member.cooperative, &what)
        .await
        .page(l)?;
    for view in &mut views {
        view.qr = square_code(&app.absolute(&view.qr_text)).page(l)?;
    }
    let title = match views.as_slice() {
        [one] => format!("{} {}", l.say("Nhãn", "Label"), one.code),
        _ => l.say("Nhãn", "Labels").to_owned(),
    };
    Ok(sheet(app, l, title, || labels_page(&views, back, l)))
}

/// `GET /htx/don/{code}/phieu`: one slip.
pub async fn slip(
    State(app): State<App>,
    member: Member,
    Path(code): Path<String>,
) -> Result<Html<String>, PageError> {
    let back = member.actor.locale.path(&format!("/htx/don/{code}"));
    print_slips(
        &app,
        &member,
        Printed {
            codes: vec![code],
            ..Printed::default()
        },
        &back,
    )
    .await
}

/// `GET /htx/don/in-phieu`: several slips at once.
pub async fn slips(
    State(app): State<App>,
    member: Member,
    ManyQuery(sheets): ManyQuery<Sheets>,
) -> Result<Html<String>, PageError> {
    let back = member.actor.locale.path("/htx/don");
    print_slips(
        &app,
        &member,
        Printed {
            codes: sheets.ma,
            group: sheets.nhom,
        },
        &back,
    )
    .await
}

async fn print_slips(
    app: &App,
    member: &Member,
    what: Printed,
    back: &str,
) -> Result<Html<String>, PageError> {
    let l = member.actor.locale;
    let views = booths::load_slips(&app.core, &member.actor, member.cooperative, &what)
        .await
        .page(l)?;
    let title = l.say("Phiếu giao hàng", "Packing slips").to_owned();
    Ok(sheet(app, l, title, || slips_page(&views, back, l)))
}

/// A sheet for paper.
pub fn sheet(app: &App, l: Locale, title: String, body: impl FnOnce() -> AnyView) -> Html<String> {
    let chrome = Chrome {
        area: Area::Booth,
        top: Top::Bare,
        ..Chrome::default()
    };
    render::page(
        app,
        render::private_head(l, "/htx/don", title),
        chrome,
        body,
    )
}

/// A square code of medium redundancy as a path of whole modules.
pub fn square_code(text: &str) -> services::Result<QrCode> {
    let code = QRBuilder::new(text)
        .ecl(ECL::M)
        .build()
        .map_err(|error| Error::internal(error.to_string()))?;
    let mut path = String::new();
    for y in 0..code.size {
        let mut x = 0;
        while x < code.size {
            let run = (x..code.size).take_while(|at| code[y][*at].value()).count();
            if run > 0 {
                path.push_str(&format!("M{x} {y}h{run}v1h-{run}z"));
            }
            x += run.max(1);
        }
    }
    Ok(QrCode {
        size: code.size,
        path,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_code_has_its_three_corners() {
        let code = square_code("https://chophien.example/don/7Q2MWK4H").expect("short enough");
        assert!(code.size >= 21);
        assert!(code.path.starts_with("M0 0h7v1h-7z"));
        let right = code.size - 7;
        assert!(code.path.contains(&format!("M{right} 0h7v1h-7z")));
        assert!(code.path.contains(&format!("M0 {right}h7v1h-7z")));
    }
}
