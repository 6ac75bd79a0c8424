//! Pages of a livestream: for those who run it, and for those who watch.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::live::{LiveChoice, LiveGood, LiveLine, LiveTalk, LiveView};
use shared::view::parts::NoticeKind;

use crate::components::{Field, Icon, field, hidden, notice_of, tick_box};
use crate::islands::{LiveBooth, LiveOrder};

fn told(words: &str) -> AnyView {
    notice_of(NoticeKind::Plain, Icon::Info, words.to_owned().into_any())
}

/// Choosing goods for a livestream, and the last ones. `error` says why the last choice was refused.
#[must_use]
pub fn live_list_page(
    goods: &[LiveChoice],
    past: &[LiveChoice],
    error: Option<&str>,
    l: Locale,
) -> AnyView {
    let boxes: Vec<_> = goods
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
    let past: Vec<_> = past
        .iter()
        .map(|one| {
            let href = l.path(&format!("/htx/live/{}", one.value));
            view! { <li><a href=href>{one.words.clone()}</a>" · "{one.detail.clone()}</li> }
        })
        .collect();
    view! {
        <div class="w pt pb stack">
            <h1 class="mid">{l.say("Bán trực tiếp", "Livestream")}</h1>
            {error.map(told)}
            <p>{l.say(
                "Chạm vào tối đa 20 món. Chợ tự đặt mã A1, A2 theo thứ tự.",
                "Tap up to 20 goods. They get the codes A1, A2 in this order.",
            )}</p>
            <form class="stack" method="post" action=l.path("/htx/live")>
                {boxes}
                <button class="b big w" type="submit">{l.say("Mở phiên", "Open the livestream")}</button>
            </form>
            <ul class="stack tight">{past}</ul>
        </div>
    }
    .into_any()
}

fn pin(good: &LiveGood, slug: &str, l: Locale) -> AnyView {
    let free = good
        .free
        .clone()
        .unwrap_or_else(|| l.say("Hết hàng", "Sold out").to_owned());
    let counts = match l {
        Locale::Vi => format!(
            "{free} · {} khách giữ · {} khách chờ · ghim {} lần",
            good.holding, good.waiting, good.times_pinned
        ),
        Locale::En => format!(
            "{free} · {} hold · {} wait · pinned {}",
            good.holding, good.waiting, good.times_pinned
        ),
    };
    let class = if good.pinned { "b y" } else { "b o" };
    view! {
        <form class="row" method="post" action=l.path(&format!("/htx/live/{slug}/ghim"))>
            {hidden("code", good.code.clone())}
            <button class=class type="submit">{l.say("Ghim ", "Pin ")}{good.code.clone()}</button>
            <p class="grow"><b>{good.name.clone()}</b><br/><span class="s m">{good.price.clone()}" · "{counts}</span></p>
        </form>
    }
    .into_any()
}

fn talk(of: &LiveTalk, (base, slug): (&str, &str), l: Locale) -> AnyView {
    let url = format!(
        "{base}{}",
        l.path(&format!("/live/{slug}/gio/{}", of.token))
    );
    let reply = match l {
        Locale::Vi => format!("{} ơi, giỏ của bạn: {url}", of.name),
        Locale::En => format!("{}, your basket: {url}", of.name),
    };
    let again = (!of.repeated.is_empty()).then(|| {
        let words = match l {
            Locale::Vi => format!("{}: thêm 1 nữa?", of.repeated),
            Locale::En => format!("{}: one more?", of.repeated),
        };
        view! { <p><b>{words}</b></p> }
    });
    let unclear = (!of.unclear.is_empty()).then(|| {
        let words = match l {
            Locale::Vi => format!("{}: hỏi lại số lượng hoặc loại", of.unclear),
            Locale::En => format!("{}: ask how much or which size", of.unclear),
        };
        view! { <p><b>{words}</b></p> }
    });
    view! {
        <div class="box">
            <p><b>{of.name.clone()}</b>" "{of.text.clone()}</p>
            {again}
            {unclear}
            <p class="s m">{reply}</p>
        </div>
    }
    .into_any()
}

/// The console of a livestream. `base` is the site's address; `error` says what was wrong with the pasted comments, which stand
/// in `pasted`.
#[must_use]
pub fn live_console_page(
    of: &LiveView,
    talks: &[LiveTalk],
    base: &str,
    (error, pasted): (Option<&str>, &str),
    l: Locale,
) -> AnyView {
    let slug = of.slug.as_str();
    let goods: Vec<_> = of.goods.iter().map(|good| pin(good, slug, l)).collect();
    let talks: Vec<_> = talks.iter().map(|one| talk(one, (base, slug), l)).collect();
    let open = (!of.ended).then(|| {
        let help = l.say(
            "Mỗi dòng một bình luận: tên, dấu hai chấm, lời bình luận",
            "One comment a line: name, colon, comment",
        );
        view! {
            <form class="stack" method="post" action=l.path(&format!("/htx/live/{slug}/doc")) novalidate>
                {field(Field {
                    label: l.say("Dán bình luận", "Paste comments"), name: "text", value: pasted, kind: "textarea", error,
                    help: Some(help), placeholder: l.say("Hoa: chốt A1 x2", "Hoa: A1 x2"), autocomplete: "off", ..Field::default()
                })}
                <button class="b big w" type="submit">{l.say("Đọc bình luận", "Read the comments")}</button>
            </form>
            <form method="post" action=l.path(&format!("/htx/live/{slug}/xong"))>
                <button class="b o" type="submit">{l.say("Kết thúc phiên", "End the livestream")}</button>
            </form>
        }
    });
    let events = format!("/live/{slug}/su-kien?tu={}", of.version);
    let words = l
        .say("Có gì mới. Bấm để xem", "Something is new. Tap to see")
        .to_owned();
    view! {
        <div class="w pt pb stack">
            <p><a href=l.path(&format!("/live/{slug}"))>{format!("{base}{}", l.path(&format!("/live/{slug}")))}</a></p>
            {of.ended.then(|| told(l.say("Phiên đã kết thúc", "The livestream is over")))}
            {goods}
            {open}
            {talks}
            <LiveBooth url=events words=words/>
        </div>
    }
    .into_any()
}

fn take(good: &LiveGood, slug: &str, l: Locale) -> AnyView {
    let (words, class) = match &good.free {
        Some(_) => (
            format!("{} {} · {}", l.say("Chốt", "Take"), good.code, good.price),
            "b y big w",
        ),
        None => (
            format!(
                "{} {}",
                l.say("Hết hàng. Chờ", "Sold out. Wait for"),
                good.code
            ),
            "b o big w",
        ),
    };
    view! {
        <form method="post" action=l.path(&format!("/live/{slug}"))>
            {hidden("code", good.code.clone())}
            <button class=class type="submit">{words}</button>
        </form>
    }
    .into_any()
}

fn good(of: &LiveGood, live: &LiveView, l: Locale) -> AnyView {
    let left = of.free.clone().map(|free| match l {
        Locale::Vi => format!("Còn {free} · {} khách đang giữ", of.holding),
        Locale::En => format!("{free} left · {} hold some", of.holding),
    });
    let spoken = of
        .pinned
        .then(|| view! { <p class="m">{l.say("Đang nói về", "On now")}</p> });
    view! {
        <section class="box stack tight">
            {spoken}
            <h2>{of.code.clone()}" · "<a href=l.path(&format!("/p/{}", of.slug))>{of.name.clone()}</a></h2>
            <p class="s m">{of.cooperative.clone()}</p>
            {left.map(|left| view! { <p>{left}</p> })}
            {(!live.ended).then(|| take(of, &live.slug, l))}
        </section>
    }
    .into_any()
}

/// What viewers see: the good on show first, then the others.
#[must_use]
pub fn live_page(of: &LiveView, l: Locale) -> AnyView {
    let mut goods: Vec<&LiveGood> = of.goods.iter().collect();
    goods.sort_by_key(|good| !good.pinned);
    let goods: Vec<_> = goods.into_iter().map(|one| good(one, of, l)).collect();
    let events = format!("/live/{}/su-kien?tu={}", of.slug, of.version);
    let words = l
        .say("Có gì mới. Bấm để xem", "Something is new. Tap to see")
        .to_owned();
    view! {
        <div class="w pt pb stack">
            <h1>{of.host.clone()}" · "{l.say("Trực tiếp", "Live")}</h1>
            {of.ended.then(|| told(l.say("Phiên đã kết thúc", "The livestream is over")))}
            <p class="s m">{l.say("Chốt xong, hàng được giữ 10 phút cho bạn.", "What you take is kept for you for 10 minutes.")}</p>
            {goods}
            <LiveOrder url=events words=words/>
        </div>
    }
    .into_any()
}

/// A viewer's basket; what is kept goes to the checkout with one button.
#[must_use]
pub fn live_basket_page(
    lines: &[LiveLine],
    (slug, token): (&str, &str),
    can_order: bool,
    l: Locale,
) -> AnyView {
    let lines: Vec<_> = lines
        .iter()
        .map(|line| {
            view! {
                <li><b>{line.code.clone()}" · "{line.name.clone()}</b>" · "{line.amount.clone()}<br/>
                    <span class="m">{line.state.clone()}</span></li>
            }
        })
        .collect();
    let empty = lines.is_empty().then(|| {
        told(l.say(
            "Giỏ trống, hoặc đã quá giờ giữ. Quay lại phiên để chốt lại",
            "Empty, or kept too long. Go back to the livestream and take it again",
        ))
    });
    let order = can_order.then(|| {
        view! {
            <form method="post" action=l.path(&format!("/live/{slug}/gio/{token}"))>
                <button class="b y big w" type="submit">{l.say("Đặt hàng", "Order")}</button>
            </form>
        }
    });
    view! {
        <div class="w pt pb stack">
            <h1>{l.say("Giỏ của bạn", "Your basket")}</h1>
            {empty}
            <ul class="stack">{lines}</ul>
            {order}
            <p><a class="b o" href=l.path(&format!("/live/{slug}"))>{l.say("Về phiên", "Back to the livestream")}</a></p>
        </div>
    }
    .into_any()
}
