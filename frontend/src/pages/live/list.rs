//! Choosing goods for a livestream, the last ones, and what sellers may show.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::live::{LiveChoice, LiveList, home};

use super::told;
use crate::components::{Choice, Icon, hidden, icon, pick, tick_box};

/// The goods to choose from and the last livestreams; for a cooperative also what sellers ask for.
#[must_use]
pub fn live_list_page(of: &LiveList, l: Locale) -> AnyView {
    let base = home(of.seller);
    let boxes: Vec<_> = of
        .goods
        .iter()
        .map(|one| {
            tick_box(
                "offer",
                &one.value,
                format!("{} · {}", one.words, one.detail),
                false,
            )
        })
        .collect();
    let past: Vec<_> = of
        .past
        .iter()
        .map(|one| {
            let href = l.path(&format!("{base}/{}", one.value));
            view! { <li><a href=href><span class="grow"><b>{one.words.clone()}</b></span><span class="m">{one.detail.clone()}</span>{icon(Icon::Next)}</a></li> }
        })
        .collect();
    let earlier = (!past.is_empty()).then(|| {
        view! { <h2>{l.say("Các phiên trước", "Earlier livestreams")}</h2><section class="box"><ul role="list" class="list">{past}</ul></section> }
    });
    let form = match boxes.is_empty() {
        true => view! { <p class="m">{l.say(
            "Chưa có món nào để bán trực tiếp. Hợp tác xã phải trả hoa hồng cho bạn và cho người giới thiệu bán trực tiếp.",
            "There is nothing to show yet. A cooperative has to pay you a commission and let sellers go live.",
        )}</p> }
        .into_any(),
        false => view! {
            <p>{l.say(
                "Chạm vào tối đa 20 món. Chợ tự đặt mã A1, A2 theo thứ tự.",
                "Tap up to 20 goods. They get the codes A1, A2 in this order.",
            )}</p>
            <form class="stack" method="post" action=l.path(base)>
                {boxes}
                <p class="s m">{l.say(
                    "Mở phiên là bạn nhận: chỉ nói điều có giấy tờ, không bán dưới giá sàn, gỡ ngay khi sai. Thẻ nhắc có đủ cho từng món.",
                    "By opening it you promise: say only what papers prove, sell nothing below the floor, take down at once what is wrong. Cue cards have it for each good.",
                )}</p>
                <button class="b big w" type="submit">{l.say("Mở phiên", "Open the livestream")}</button>
            </form>
        }
        .into_any(),
    };
    view! {
        <div class="w pt pb stack">
            <h1 class="mid">{l.say("Bán trực tiếp", "Livestream")}</h1>
            {of.error.as_deref().map(told)}
            {asked(&of.asked, l)}
            {form}
            {earlier}
            {of.rule.as_deref().map(|rule| rule_form(rule, l))}
        </div>
    }
    .into_any()
}

/// What sellers want to show of the cooperative's goods.
fn asked(of: &[LiveChoice], l: Locale) -> Option<AnyView> {
    if of.is_empty() {
        return None;
    }
    let rows: Vec<_> = of
        .iter()
        .map(|one| {
            let (yes, no) = (l.say("Đồng ý", "Yes"), l.say("Không", "No"));
            let words = one.words.clone();
            view! {
                <li class="line">
                    <form class="row between" method="post" action=l.path("/htx/live-nguoi-ban")>
                        {hidden("item", one.value.clone())}
                        <span class="grow"><b>{one.words.clone()}</b><br/><span class="s m">{one.detail.clone()}</span></span>
                        <button class="b" type="submit" name="viec" value="co" aria-label=format!("{yes}: {words}")>{yes}</button>
                        <button class="b o" type="submit" name="viec" value="khong" aria-label=format!("{no}: {words}")>{no}</button>
                    </form>
                </li>
            }
        })
        .collect();
    Some(
        view! {
            <h2>{l.say("Người giới thiệu xin bán trực tiếp hàng của bạn", "Sellers ask to show your goods")}</h2>
            <ul role="list" class="box lines">{rows}</ul>
        }
        .into_any(),
    )
}

/// How sellers may show the cooperative's goods.
fn rule_form(now: &str, l: Locale) -> AnyView {
    let choice = |value: &str, label: &str, detail: &str| {
        let choice = Choice {
            value: value.to_owned(),
            label: label.to_owned(),
            detail: detail.to_owned(),
            checked: value == now,
            ..Choice::default()
        };
        pick("rule", &choice, false, None)
    };
    view! {
        <form class="box stack" method="post" action=l.path("/htx/live-nguoi-ban/luat")>
            <fieldset class="stack">
                <legend>{l.say("Người giới thiệu bán trực tiếp hàng của hợp tác xã", "Livestreams of sellers with your goods")}</legend>
                {choice("auto", l.say("Tự đồng ý", "Yes, by itself"), l.say("Ai được trả hoa hồng thì bán được ngay", "Whoever you pay a commission may show them"))}
                {choice("ask", l.say("Hỏi trước", "Ask first"), l.say("Khách chỉ thấy món sau khi bạn đồng ý", "Viewers see a good once you said yes"))}
                {choice("off", l.say("Không", "No"), l.say("Chỉ hợp tác xã tự bán trực tiếp", "Only the cooperative goes live"))}
            </fieldset>
            <button class="b o big w" type="submit">{l.say("Lưu", "Keep")}</button>
        </form>
    }
    .into_any()
}
