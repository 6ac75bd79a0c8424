//! The booth's first page.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::booth::BoothHomeView;

use super::live;
use crate::components::{Icon, icon, notice, task_card};

/// What to do now, and what was sold today.
#[must_use]
pub fn booth_home_page(of: &BoothHomeView, l: Locale) -> AnyView {
    let tasks = of.tasks.iter().map(task_card).collect_view();
    let done = of.all_done.clone().map(|text| {
        view! { <div class="task calm"><p class="row t">{icon(Icon::Check)}<b>{text}</b></p></div> }
    });
    let sell = of.may_sell.then(|| {
        view! {
            <div class="two">
                <a class="b y tall" href=l.path("/htx/hang")>{icon(Icon::Leaf)}{l.say("Hái hôm nay", "Picked today")}</a>
                <a class="b o tall" href=l.path("/htx/hang/moi")>{icon(Icon::Camera)}{l.say("Đăng món", "List a good")}</a>
            </div>
            <a class="b o w" href=l.path("/htx/live")>{l.say("Bán trực tiếp", "Livestream")}</a>
            <a class="b o w" href=l.path("/htx/chia-se")>{icon(Icon::Share)}{l.say("Chia sẻ cho khách", "Share with buyers")}</a>
        }
    });
    view! {
        <div class="w stack pt pb">
            {of.standing.as_ref().map(notice)}
            <h1 class="mid">{l.say("Cần làm ngay", "To do now")}</h1>
            {tasks}
            {done}
            {sell}
            <section class="box">
                <p class="m">{of.today.words.clone()}</p>
                <p class="num">{of.today.sold.clone()}</p>
                <p>{l.say("Bạn nhận tiền hàng ", "You receive for the goods ")}<b>{of.today.receive.clone()}</b></p>
            </section>
            {live(l)}
        </div>
    }
    .into_any()
}
