//! What viewers see.

use leptos::prelude::*;
use shared::money::Vnd;
use shared::say::Locale;
use shared::view::live::{LiveGood, LiveLine, LiveView};
use shared::view::parts::Tag;

use super::super::share::referral;
use super::told;
use crate::components::{Icon, Stepper, gallery, hidden, icon, price_sign, stepper, thumb};
use crate::islands::LiveOrder;

/// Id of the form that takes the good shown large.
const FORM: &str = "chot";

/// What a viewer looks at: the code of a good of his own choice (or empty), and how many.
#[derive(Clone, Copy, Debug, Default)]
pub struct Looked<'a> {
    /// `A2`; empty follows the livestream.
    pub code: &'a str,
    /// How many times the least amount.
    pub count: i64,
    /// Code of the link that led here; empty without one.
    pub link: &'a str,
}

/// What viewers see: the good on show large with the button that takes it, then the others. `watching` is how many watch.
#[must_use]
pub fn live_page(of: &LiveView, looked: Looked<'_>, watching: usize, l: Locale) -> AnyView {
    let main = of.main(looked.code);
    let words = l
        .say("Có gì mới. Bấm để xem", "Something is new. Tap to see")
        .to_owned();
    let events = format!("/live/{}/su-kien?tu={}", of.slug, of.version);
    view! {
        <div class="product">
            {main.map(|good| shown(of, good, watching, l))}
            {main.map(|good| spoken(of, good, looked, l))}
            <div class="part more-part">{others(of, main, looked, l)}</div>
            {main.filter(|_| !of.ended).map(|good| bar(of, good, looked, l))}
            <LiveOrder url=events words=words/>
        </div>
    }
    .into_any()
}

fn shown(of: &LiveView, good: &LiveGood, watching: usize, l: Locale) -> AnyView {
    let eyes = match l {
        Locale::Vi => format!("Trực tiếp · {watching} người xem"),
        Locale::En => format!("Live · {watching} watching"),
    };
    let tag = Tag {
        text: match (of.ended, watching) {
            (true, _) => l.say("Đã kết thúc", "Over").to_owned(),
            (false, 0) => l.say("Trực tiếp", "Live").to_owned(),
            (false, _) => eyes,
        },
        fresh: !of.ended,
    };
    let pictures: Vec<_> = good.picture.iter().cloned().collect();
    gallery(&pictures, &good.sign, Some(&tag), l)
}

fn spoken(of: &LiveView, good: &LiveGood, looked: Looked<'_>, l: Locale) -> AnyView {
    let lead = match (good.pinned, good.code == looked.code) {
        (true, _) => l.say("Đang nói về · mã ", "On now · code "),
        (false, _) => l.say("Mã ", "Code "),
    };
    let per_unit = good
        .per_unit
        .clone()
        .map(|words| view! { <p class="s m">{words}</p> });
    let flash = good
        .flash
        .clone()
        .map(|words| view! { <p class="row">{icon(Icon::Clock)}<b>{words}</b></p> });
    let over = of
        .ended
        .then(|| told(l.say("Phiên đã kết thúc", "The livestream is over")));
    let kept = l.say(
        "Chốt xong, hàng được giữ 10 phút cho bạn.",
        "What you take is kept for you for 10 minutes.",
    );
    view! {
        <div class="headline">
            <p class="m">{lead}<b>{good.code.clone()}</b></p>
            <h1>{good.name.clone()}</h1>
            <p class="mt8">{good.cooperative.clone()}" · "{good.place.clone()}</p>
            {per_unit}
            {flash}
            <p class="s mt8"><a href=l.path(&format!("/p/{}", good.slug))>{l.say("Xem giấy tờ, cách giao của món này", "Papers and delivery of these goods")}</a></p>
        </div>
        <div class="part note-part">
            {over}
            {left(of, good, looked, l)}
            <p class="m mt12">{kept}</p>
            {of.referral.as_deref().map(|name| referral(name, l))}
        </div>
    }
    .into_any()
}

/// What is left, and how many are wanted.
fn left(of: &LiveView, good: &LiveGood, looked: Looked<'_>, l: Locale) -> AnyView {
    let title = match (&good.free, l) {
        (Some(free), Locale::Vi) => format!("Còn {free}"),
        (Some(free), Locale::En) => format!("{free} left"),
        (None, _) => l.say("Hết hàng", "Sold out").to_owned(),
    };
    let mut details = Vec::new();
    if good.holding > 0 {
        details.push(match l {
            Locale::Vi => format!("{} khách đang giữ", good.holding),
            Locale::En => format!("{} hold some", good.holding),
        });
    }
    if good.waiting > 0 {
        details.push(match l {
            Locale::Vi => format!("{} khách đang chờ", good.waiting),
            Locale::En => format!("{} wait", good.waiting),
        });
    }
    if let Some(sold) = &good.sold {
        details.push(match l {
            Locale::Vi => format!("đã bán {sold}"),
            Locale::En => format!("{sold} sold"),
        });
    }
    let here = l.path(&format!("/live/{}#{FORM}", of.slug));
    let count = (!of.ended && good.most > 1).then(|| {
        stepper(
            Stepper {
                label: l.say("Số lượng", "Number"),
                name: "count",
                value: looked.count.clamp(1, good.most),
                min: 1,
                max: Some(good.most),
                form: Some(FORM),
                get: Some(&here),
                large: false,
            },
            l,
        )
    });
    view! {
        <div class="note row between">
            <p class="grow"><b>{title}</b><br/><span class="s">{details.join(" · ")}</span></p>
            {count}
        </div>
    }
    .into_any()
}

fn bar(of: &LiveView, good: &LiveGood, looked: Looked<'_>, l: Locale) -> AnyView {
    let count = looked.count.clamp(1, good.most.max(1));
    let words = match (&good.free, l) {
        (Some(_), _) => format!(
            "{}\u{a0}· {}",
            l.say("Chốt", "Take"),
            Vnd(good.each.saturating_mul(count))
        ),
        (None, Locale::Vi) => format!("Vào danh sách chờ (số\u{a0}{})", good.waiting + 1),
        (None, Locale::En) => format!("Join the line (number\u{a0}{})", good.waiting + 1),
    };
    let list = match l {
        Locale::Vi => format!("{}\u{a0}món", of.goods.len()),
        Locale::En => format!("{}\u{a0}goods", of.goods.len()),
    };
    // The number is the stepper's; without one there is one.
    view! {
        <div class="bar row">
            <a class="b o" href="#mon">{list}</a>
            <form class="grow" id=FORM method="post" action=l.path(&format!("/live/{}", of.slug))>
                {hidden("code", good.code.clone())}
                {hidden("ma", looked.code.to_owned())}
                {hidden("gt", looked.link.to_owned())}
                <button class="b y w slim" type="submit" name="op" value="add">{words}</button>
            </form>
        </div>
    }
    .into_any()
}

fn others(of: &LiveView, main: Option<&LiveGood>, looked: Looked<'_>, l: Locale) -> AnyView {
    let rows: Vec<_> = of
        .goods
        .iter()
        .map(|good| {
            let mut href = l.path(&format!("/live/{}?ma={}", of.slug, good.code));
            if !looked.link.is_empty() {
                href.push_str("&gt=");
                href.push_str(looked.link);
            }
            let current = main
                .is_some_and(|main| main.code == good.code)
                .then_some("true");
            let free = match (&good.free, l) {
                (Some(free), Locale::Vi) => format!("Còn {free}"),
                (Some(free), Locale::En) => format!("{free} left"),
                (None, _) => l.say("Hết hàng", "Sold out").to_owned(),
            };
            view! {
                <li>
                    <a href=href aria-current=current>
                        {thumb(good.picture.as_ref(), "sm")}
                        <span class="grow"><b>{good.code.clone()}" · "{good.name.clone()}</b><br/>
                            <span class="s m">{good.cooperative.clone()}" · "{free}</span></span>
                        {price_sign(&good.sign, l)}
                    </a>
                </li>
            }
        })
        .collect();
    let title = match l {
        Locale::Vi => format!("{} món trong phiên", of.goods.len()),
        Locale::En => format!("{} goods in this livestream", of.goods.len()),
    };
    view! {
        <hr class="seam"/>
        <h2 id="mon">{title}</h2>
        <p class="s m mt8">{of.host.clone()}</p>
        <ul role="list" class="list mt12">{rows}</ul>
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
            <ul role="list" class="box stack">{lines}</ul>
            {order}
            <p><a class="b o" href=l.path(&format!("/live/{slug}"))>{l.say("Về phiên", "Back to the livestream")}</a></p>
        </div>
    }
    .into_any()
}
