//! One shop of a cooperative on a channel.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::channel::{ConflictLine, MatchLine, ShopListing, ShopView, StepLine};

use super::files::files;
use super::listing::choices;
use super::{button, section, shop_line};
use crate::components::{
    Choice, Field, error_for, error_summary, field, hidden, select_field, tick_box, toast,
};

fn step(of: &StepLine, (base, sells): (&str, bool), l: Locale) -> AnyView {
    let due = of.due.clone().map(|due| {
        let tone = if of.late { "chip r nb" } else { "chip y nb" };
        view! { <span class=tone>{format!("{} {due}", l.say("trước", "before"))}</span> }
    });
    let done = sells.then(|| {
        let label = l.say("Đã làm xong", "Done").to_owned();
        button(format!("{base}/viec/xong"), &[("id", &of.id)], label, "b o")
    });
    view! {
        <li class="stack">
            <p>{of.say.clone()} " " {due}</p>
            {done}
        </li>
    }
    .into_any()
}

fn conflict(of: &ConflictLine, (base, sells): (&str, bool), l: Locale) -> AnyView {
    let action = format!("{base}/viec/chon");
    let ours = format!("{}: {}", l.say("Giữ của mình", "Keep ours"), of.ours);
    let theirs = (sells && of.takeable).then(|| {
        let label = format!("{}: {}", l.say("Lấy của sàn", "Take theirs"), of.theirs);
        button(
            action.clone(),
            &[("id", &of.id), ("chon", "theirs")],
            label,
            "b o",
        )
    });
    view! {
        <li class="stack">
            <b>{of.title.clone()}</b>
            <p class="s m">{of.why.clone()}</p>
            <p class="s">{format!("{}: {}", l.say("Trên sàn", "On the channel"), of.theirs)}</p>
            {sells.then(|| button(action.clone(), &[("id", &of.id), ("chon", "ours")], ours, "b"))}
            {theirs}
        </li>
    }
    .into_any()
}

fn matching(of: &MatchLine) -> AnyView {
    view! {
        <li>
            <label class="tickbox">
                <input type="checkbox" name="khop" value=of.key.clone() checked=of.sure/>
                <span class="grow">
                    <b>{of.theirs.clone()}</b>
                    <span class="s m">{format!(" = {} · {}", of.ours, of.because)}</span>
                </span>
            </label>
            {hidden("tat-ca", of.key.clone())}
        </li>
    }
    .into_any()
}

fn listing(of: &ShopListing, (base, sells): (&str, bool), l: Locale) -> AnyView {
    let tone = if of.bad { "chip r nb" } else { "chip nb" };
    let findings: Vec<_> = of
        .findings
        .iter()
        .map(|(words, href)| {
            view! { <li>{words.clone()} " " {sells.then(|| view! { <a class="b o" href=href.clone()>{l.say("Sửa ở đây", "Mend it here")}</a> })}</li> }
        })
        .collect();
    let units: Vec<_> = of
        .units
        .iter()
        .map(|one| view! { <li class="s">{one.clone()}</li> })
        .collect();
    let (deed, label) = if of.hidden {
        ("hien", l.say("Bán lại ở đây", "Sell it here again"))
    } else {
        ("an", l.say("Ngừng bán ở đây", "Stop selling it here"))
    };
    let note = of
        .note
        .clone()
        .map(|note| view! { <p class="err">{note}</p> });
    let link = of.url.clone().map(|url| {
        view! { <a href=url rel="noopener">{l.say("Xem trên sàn", "See it there")}</a> }
    });
    view! {
        <li class="box stack">
            <p><b>{of.title.clone()}</b> " " <span class=tone>{of.state.clone()}</span></p>
            {note}
            <ul class="stack">{findings}</ul>
            <ul class="stack tight">{units}</ul>
            {link}
            {sells.then(|| view! { <a class="b o" href=l.path(&of.edit)>{l.say("Chữ và giá ở đây", "Words and prices here")}</a> })}
            {sells.then(|| button(format!("{base}/viec/{deed}"), &[("id", &of.id)], label.to_owned(), "b o"))}
        </li>
    }
    .into_any()
}

/// Codes in orders that nobody knows: the goods are chosen, and the orders go on at once.
fn unmapped(of: &ShopView, base: &str, l: Locale) -> Option<AnyView> {
    let lines = of.unmapped.iter().map(|one| {
        let due = one.due.clone().map(|due| {
            view! { <span class="chip y nb">{format!("{} {due}", l.say("giao trước", "due before"))}</span> }
        });
        let form = of.may_sell.then(|| {
            let choices: Vec<Choice> = of
                .units
                .iter()
                .map(|(value, label)| Choice {
                    value: value.clone(),
                    label: label.clone(),
                    ..Choice::default()
                })
                .collect();
            let pick = Field {
                label: l.say("Là món nào của mình?", "Which of your goods is it?"),
                name: "ours",
                error: error_for(&of.errors, "ours"),
                ..Field::default()
            };
            view! {
                <form class="stack" method="post" action=format!("{base}/viec/ma")>
                    {hidden("code", one.code.clone())}
                    {select_field(pick, &choices)}
                    <button class="b w" type="submit">{l.say("Đúng món này", "It is this one")}</button>
                </form>
            }
        });
        view! {
            <li class="stack">
                <p><b>{one.name.clone()}</b> {format!(" · {} · {} {}", one.code, l.say("đơn", "order"), one.order)} " " {due}</p>
                {form}
            </li>
        }
        .into_any()
    });
    section(
        l.say(
            "Mã hàng lạ trong đơn, đơn đang chờ",
            "Unknown codes, orders wait",
        ),
        lines.collect(),
    )
}

fn hook(of: &ShopView, l: Locale) -> Option<AnyView> {
    let url = of.hook.clone()?;
    let view = view! {
        <section class="box stack">
            <h2>{l.say("Địa chỉ nhận tin của gian hàng này", "Push address of this shop")}</h2>
            <p class="s">{l.say(
                "Dán địa chỉ này ở trang của sàn, mục báo tin. Mỗi gian hàng có địa chỉ riêng, đừng dùng chung:",
                "Paste this address at the channel where pushes are set. Every shop has its own:",
            )}</p>
            <p><code>{url}</code></p>
        </section>
    };
    Some(view.into_any())
}

fn add(of: &ShopView, base: &str, l: Locale) -> Option<AnyView> {
    if of.addable.is_empty() || of.closing || !of.may_sell {
        return None;
    }
    let all: Vec<_> = of
        .addable
        .iter()
        .map(|(id, title)| view! { <li>{tick_box("hang", id, title.clone(), false)}</li> })
        .collect();
    let form = view! {
        <form class="box stack" method="post" action=format!("{base}/viec/dang")>
            <h2>{l.say("Đưa thêm hàng lên đây", "Put more goods here")}</h2>
            <ul role="list" class="stack">{all}</ul>
            <button class="b w" type="submit">{l.say("Đưa lên", "Put them here")}</button>
        </form>
    };
    Some(form.into_any())
}

fn settings(of: &ShopView, base: &str, l: Locale) -> AnyView {
    let fields: Vec<_> = of
        .settings
        .iter()
        .map(|(name, label, value)| {
            field(Field {
                label,
                name,
                value,
                error: error_for(&of.errors, name),
                inputmode: "decimal",
                maxlength: Some(12),
                ..Field::default()
            })
        })
        .collect();
    let wrong = of
        .settings
        .iter()
        .any(|(name, _, _)| error_for(&of.errors, name).is_some());
    view! {
        <section class="box">
            <details open=wrong>
                <summary>{l.say("Giá và phí ở đây", "Price and fees here")}</summary>
                <form class="stack" method="post" action=format!("{base}/viec/cai-dat")>
                    <p class="s m">{l.say(
                        "Từ các số này tính ra “bạn thực nhận” cho từng loại, và giá không bao giờ dưới giá sàn của hợp tác xã.",
                        "From these follows what you receive for each pack, and no price is ever below the cooperative’s floor.",
                    )}</p>
                    {error_summary(&of.errors, l)}
                    {select_field(
                        Field { label: l.say("Giá ở đây", "The price here"), name: "rule", ..Field::default() },
                        &choices(&of.rules),
                    )}
                    {fields}
                    <button class="b w" type="submit">{l.say("Lưu", "Save")}</button>
                </form>
            </details>
        </section>
    }
    .into_any()
}

/// Pages that this channel has something for.
fn more(of: &ShopView, base: &str, l: Locale) -> AnyView {
    let pages = [
        (
            of.union,
            "thanh-vien",
            l.say("Thành viên bán chung", "Members who sell here"),
        ),
        (of.returns, "tra-hang", l.say("Trả hàng", "Returns")),
        (of.payouts, "doi-soat", l.say("Đối soát tiền", "Payouts")),
    ];
    pages
        .into_iter()
        .filter(|(there, _, _)| *there)
        .map(|(_, page, words)| view! { <p><a class="b o w" href=format!("{base}/{page}")>{words}</a></p> })
        .collect_view()
        .into_any()
}

fn matches(of: &ShopView, base: &str, l: Locale) -> Option<AnyView> {
    if of.matches.is_empty() || !of.may_sell {
        return None;
    }
    let all: Vec<_> = of.matches.iter().map(matching).collect();
    let form = view! {
        <form class="box stack" method="post" action=format!("{base}/viec/khop")>
            <h2>{l.say("Trên sàn có sẵn, có phải hàng này?", "There already: are these the same?")}</h2>
            <ul role="list" class="stack">{all}</ul>
            <button class="b w" type="submit">{l.say("Nhận các dòng đã đánh dấu", "Accept what is ticked")}</button>
        </form>
    };
    Some(form.into_any())
}

/// One shop.
#[must_use]
pub fn shop_page(of: &ShopView, l: Locale) -> AnyView {
    let base = l.path(&format!("/htx/kenh/{}", of.shop.id));
    let steps = of
        .steps
        .iter()
        .map(|one| step(one, (&base, of.may_sell), l))
        .collect();
    let conflicts = of
        .conflicts
        .iter()
        .map(|one| conflict(one, (&base, of.may_sell), l))
        .collect();
    let failures = of
        .failures
        .iter()
        .map(|one| view! { <li class="err">{one.clone()}</li> }.into_any())
        .collect();
    let listings: Vec<_> = of
        .listings
        .iter()
        .map(|one| listing(one, (&base, of.may_sell), l))
        .collect();
    let none = listings.is_empty().then(|| {
        view! { <p>{l.say(
            "Chưa có món nào. Đánh dấu hàng ở dưới rồi bấm Đưa lên.",
            "Nothing yet. Tick goods below and put them here.",
        )}</p> }
    });
    let (deed, label) = if of.paused {
        ("ban-lai", l.say("Bán lại", "Sell again"))
    } else {
        ("dung", l.say("Tạm dừng bán ở đây", "Pause selling here"))
    };
    let manage = (of.may_manage && !of.closing).then(|| {
        view! {
            {settings(of, &base, l)}
            <section class="box stack">
                <p class="s m">{l.say(
                    "Ngắt kết nối: hàng bị ẩn trên sàn, đơn đang mở vẫn được theo tới cùng rồi mới đóng.",
                    "Disconnecting hides the goods there; open orders are followed to their end before it closes.",
                )}</p>
                {button(format!("{base}/viec/ngat"), &[], l.say("Ngắt kết nối", "Disconnect").to_owned(), "b d w")}
            </section>
        }
    });
    let feed = of.feed.clone().map(|url| {
        view! {
            <section class="box stack">
                <h2>{l.say("Địa chỉ nguồn hàng", "Address of the feed")}</h2>
                <p class="s">{l.say("Dán địa chỉ này vào trang của kênh:", "Paste this address at the channel:")}</p>
                <p><code>{url}</code></p>
            </section>
        }
    });
    view! {
        <div class="w stack pt pb">
            <h1 class="vh">{of.shop.name.clone()}</h1>
            {of.done.clone().map(|text| toast(text, None))}
            <ul role="list">{shop_line(&of.shop, l)}</ul>
            {section(l.say("Việc phải làm trên cổng", "To do on the portal"), steps)}
            {unmapped(of, &base, l)}
            {section(l.say("Hai nơi khác nhau, chọn một", "Two values, choose one"), conflicts)}
            {section(l.say("Chưa gửi được", "Not sent yet"), failures)}
            {matches(of, &base, l)}
            <section class="stack">
                <h2>{l.say("Hàng ở đây", "Goods here")}</h2>
                {none}
                <ul role="list" class="stack">{listings}</ul>
            </section>
            {add(of, &base, l)}
            {files(of, &base, l)}
            {feed}
            {hook(of, l)}
            {more(of, &base, l)}
            {of.may_sell.then(|| button(format!("{base}/viec/{deed}"), &[], label.to_owned(), "b o w"))}
            {manage}
        </div>
    }
    .into_any()
}
