//! Channels: where a cooperative sells besides this market.

mod after;
mod files;
mod listing;
mod members;
mod shop;

pub use after::{returns_page, settled_page};
pub use listing::listing_page;
pub use members::members_page;
pub use shop::shop_page;

use leptos::prelude::*;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::view::channel::{ChannelsOverview, ChannelsView, OfferedChannel, ShopLine};

use crate::components::{
    Choice, Field, error_for, error_line, error_summary, field, hidden, pick, toast,
};
use crate::pages::booth::look_only;

fn button(action: String, pairs: &[(&str, &str)], label: String, class: &'static str) -> AnyView {
    let fields: Vec<_> = pairs
        .iter()
        .map(|(name, value)| hidden(name, (*value).to_owned()))
        .collect();
    view! {
        <form method="post" action=action>
            {fields}
            <button class=class type="submit">{label}</button>
        </form>
    }
    .into_any()
}

fn shop_line(of: &ShopLine, l: Locale) -> AnyView {
    let tone = if of.bad { "chip r nb" } else { "chip g nb" };
    let note = of
        .note
        .clone()
        .map(|note| view! { <p class="err">{note}</p> });
    view! {
        <li class="box stack">
            <a class="link" href=l.path(&format!("/htx/kenh/{}", of.id))><b>{of.name.clone()}</b></a>
            <p><span class=tone>{of.state.clone()}</span></p>
            {note}
            <p class="s m">{of.detail.clone()}</p>
        </li>
    }
    .into_any()
}

fn offered(of: &OfferedChannel, errors: &[FieldError], l: Locale) -> AnyView {
    let tried = error_for(errors, &of.code).is_some();
    let wrong = error_for(errors, &of.code).map(|text| error_line(text.to_owned()));
    let fields: Vec<_> = of
        .fields
        .iter()
        .map(|(key, label, secret)| {
            field(Field {
                label,
                name: key,
                kind: if *secret { "password" } else { "text" },
                autocomplete: "off",
                maxlength: Some(400),
                ..Field::default()
            })
        })
        .collect();
    let assumed = (!of.assumed.is_empty()).then(|| {
        let lines: Vec<_> = of
            .assumed
            .iter()
            .map(|one| view! { <li>{one.clone()}</li> })
            .collect();
        view! {
            <div>
                <p class="s"><b>{l.say("Điều chúng tôi phỏng đoán", "What we take for granted")}</b></p>
                <ul class="s m">{lines}</ul>
            </div>
        }
    });
    let go = if of.consent {
        l.say(
            "Sang trang của sàn để cho phép",
            "Give consent on the channel’s page",
        )
    } else {
        l.say("Kết nối", "Connect")
    };
    view! {
        <li class="box">
            <details open=tried>
                <summary>{of.name.clone()}</summary>
                <div class="stack">
                    {wrong}
                    <p>{of.summary.clone()}</p>
                    {assumed}
                    <form class="stack" method="post" action=l.path(&format!("/htx/kenh/noi/{}", of.code))>
                        {fields}
                        <button class="b w" type="submit">{go}</button>
                    </form>
                </div>
            </details>
        </li>
    }
    .into_any()
}

fn section(title: &'static str, body: Vec<AnyView>) -> Option<AnyView> {
    (!body.is_empty()).then(|| {
        view! {
            <section class="box stack"><h2>{title}</h2><ul role="list" class="stack">{body}</ul></section>
        }
        .into_any()
    })
}

/// The shops of a cooperative and what can be connected.
#[must_use]
pub fn channels_page(of: &ChannelsView, l: Locale) -> AnyView {
    let shops: Vec<_> = of.shops.iter().map(|one| shop_line(one, l)).collect();
    let wrong: Vec<_> = of
        .errors
        .iter()
        .filter(|one| !of.offered.iter().any(|channel| channel.code == one.path))
        .map(|one| error_line(one.message.clone()))
        .collect();
    let everywhere = (of.may_sell && !of.shops.is_empty()).then(|| {
        let (value, label) = if of.selling {
            ("1", l.say("Tạm dừng mọi nơi", "Pause everywhere"))
        } else {
            ("0", l.say("Bán lại mọi nơi", "Sell again everywhere"))
        };
        button(
            l.path("/htx/kenh/dung"),
            &[("dung", value)],
            label.to_owned(),
            "b d w",
        )
    });
    let connect = if of.may_manage {
        let all: Vec<_> = of
            .offered
            .iter()
            .map(|one| offered(one, &of.errors, l))
            .collect();
        view! {
            <section class="stack">
                <h2>{l.say("Kết nối thêm", "Connect another")}</h2>
                <ul role="list" class="stack">{all}</ul>
            </section>
        }
        .into_any()
    } else {
        look_only(l.say(
            "Chỉ giám đốc kết nối được kênh bán",
            "Only directors connect channels",
        ))
    };
    let none = of.shops.is_empty().then(|| {
        view! { <p>{l.say(
            "Chưa bán ở đâu khác. Kết nối một sàn: hàng, giá và số lượng tự sang đó, đơn tự về đây.",
            "Nothing is sold elsewhere yet. Connect a channel: goods, prices and stock go there, orders come here.",
        )}</p> }
    });
    view! {
        <div class="w stack pt pb">
            <h1 class="vh">{l.say("Kênh bán", "Channels")}</h1>
            {of.done.clone().map(|text| toast(text, None))}
            {wrong}
            {none}
            {section(
                l.say("Bán chung với liên hiệp", "Selling with a union"),
                of.invitations.iter().map(|one| members::invitation(one, of.may_manage, l)).collect(),
            )}
            <ul role="list" class="stack">{shops}</ul>
            {everywhere}
            {connect}
        </div>
    }
    .into_any()
}

/// The operator's look at all channels.
#[must_use]
pub fn channels_overview_page(of: &ChannelsOverview, l: Locale) -> AnyView {
    let facts: Vec<_> = of
        .facts
        .iter()
        .map(|(label, value)| view! { <li class="row between"><span>{label.clone()}</span><b>{value.clone()}</b></li> })
        .collect();
    let held = of
        .held
        .iter()
        .map(|(words, account, key)| {
            let pairs = [("account", account.as_str()), ("key", key.as_str())];
            let again = button(
                l.path("/quan-tri/kenh/lai"),
                &pairs,
                l.say("Thử lại ngay", "Try again now").to_owned(),
                "b o",
            );
            view! { <li class="stack"><p>{words.clone()}</p>{again}</li> }.into_any()
        })
        .collect();
    let pair = |(name, words): &(String, String)| {
        view! { <li><b>{name.clone()}</b> " " {words.clone()}</li> }.into_any()
    };
    let unmapped = of.unmapped.iter().map(|(account, shop, one)| {
        let due = one.due.clone().unwrap_or_default();
        let id = format!("f-{}-{}", one.order, one.code);
        view! {
            <li class="stack">
                <p>{format!("{shop} · {} · {} ({}) {due}", one.order, one.name, one.code)}</p>
                <form class="stack" method="post" action=l.path("/quan-tri/kenh/khop")>
                    {hidden("account", account.clone())}
                    {hidden("code", one.code.clone())}
                    <label for=id.clone()>{l.say("Mã hàng của hợp tác xã", "The cooperative’s own code")}</label>
                    <input class="in" id=id.clone() name="ours" maxlength="80" autocomplete="off"/>
                    <button class="b w" type="submit">{l.say("Là món này", "It is this")}</button>
                </form>
            </li>
        }
        .into_any()
    });
    view! {
        <div class="w pt pb stack">
            <h1>{l.say("Kênh bán", "Channels")}</h1>
            {error_summary(&of.errors, l)}
            <section class="box"><ul role="list" class="stack tight">{facts}</ul></section>
            {section(l.say("Mã hàng lạ trong đơn sàn", "Unknown codes in orders"), unmapped.collect())}
            {section(l.say("Đơn đang giữ lại, đồng hồ vẫn chạy", "Orders held, the clock is running"), held)}
            {section(l.say("Việc dừng lại chờ người xem", "Parked, waiting for a person"), of.parked.iter().map(pair).collect())}
            {section(l.say("Sàn không báo tin nữa, tin cuối lúc", "Channels that push no more, the last push"), of.silent.iter().map(pair).collect())}
            {section(l.say("Tài khoản sắp hết hạn", "Accounts about to end"), of.ending.iter().map(pair).collect())}
        </div>
    }
    .into_any()
}

/// The choice of a channel's category for goods of one of ours.
#[must_use]
pub fn category_page(of: &shared::view::channel::CategoryView, l: Locale) -> AnyView {
    let found: Vec<_> = of
        .found
        .iter()
        .map(|(id, path, chosen)| {
            let choice = Choice {
                value: id.clone(),
                label: path.clone(),
                checked: *chosen,
                ..Choice::default()
            };
            view! { <li>{pick("category", &choice, false, None)}</li> }
        })
        .collect();
    let empty = of.found.is_empty();
    let none = empty.then(|| {
        let words = if of.q.is_empty() {
            l.say(
                "Đang lấy danh sách ngành hàng của sàn. Mở lại trang này sau một phút.",
                "The channel’s categories are being fetched. Open this page again in a minute.",
            )
        } else {
            l.say(
                "Không có ngành nào như vậy. Thử một từ ngắn hơn.",
                "There is no such category. Try a shorter word.",
            )
        };
        view! { <p>{words}</p> }
    });
    let attributes: Vec<_> = of
        .attributes
        .iter()
        .map(|(name, label, value)| {
            field(Field {
                label,
                name,
                value,
                error: error_for(&of.errors, name),
                maxlength: Some(200),
                ..Field::default()
            })
        })
        .collect();
    view! {
        <div class="w stack pt pb">
            <h1 class="vh">{l.say("Ngành hàng trên sàn", "Category on the channel")}</h1>
            {error_summary(&of.errors, l)}
            <form class="box stack" method="get" action=l.path(&of.action)>
                {field(Field {
                    label: l.say("Tìm ngành hàng", "Find a category"),
                    name: "q",
                    value: &of.q,
                    maxlength: Some(80),
                    ..Field::default()
                })}
                <button class="b o w" type="submit">{l.say("Tìm", "Find")}</button>
            </form>
            <form class="box stack" method="post" action=l.path(&of.action)>
                {none}
                <ul role="list" class="stack">{found}</ul>
                {attributes}
                {(!empty).then(|| view! { <button class="b w" type="submit">{l.say("Dùng ngành này", "Use this category")}</button> })}
            </form>
        </div>
    }
    .into_any()
}
