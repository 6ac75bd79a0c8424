//! Channels: where a cooperative sells besides this market.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::channel::{
    ChannelsOverview, ChannelsView, ConflictLine, MatchLine, OfferedChannel, ShopLine, ShopListing,
    ShopView, StepLine,
};

use crate::components::{Field, error_for, error_summary, field, hidden, toast};
use crate::pages::booth::look_only;

fn button(action: String, pairs: &[(&str, &str)], label: String, class: &'static str) -> AnyView {
    let fields: Vec<_> = pairs
        .iter()
        .map(|(name, value)| hidden(*name, (*value).to_owned()))
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
            <a href=l.path(&format!("/htx/kenh/{}", of.id))><b>{of.name.clone()}</b></a>
            <p><span class=tone>{of.state.clone()}</span></p>
            {note}
            <p class="s m">{of.detail.clone()}</p>
        </li>
    }
    .into_any()
}

fn offered(of: &OfferedChannel, l: Locale) -> AnyView {
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
        <li class="box stack">
            <h3>{of.name.clone()}</h3>
            <p>{of.summary.clone()}</p>
            {assumed}
            <form class="stack" method="post" action=l.path(&format!("/htx/kenh/noi/{}", of.code))>
                {fields}
                <button class="b w" type="submit">{go}</button>
            </form>
        </li>
    }
    .into_any()
}

/// The shops of a cooperative and what can be connected.
#[must_use]
pub fn channels_page(of: &ChannelsView, l: Locale) -> AnyView {
    let shops: Vec<_> = of.shops.iter().map(|one| shop_line(one, l)).collect();
    let everywhere = (!of.shops.is_empty()).then(|| {
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
        let all: Vec<_> = of.offered.iter().map(|one| offered(one, l)).collect();
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
            {error_summary(&of.errors, l)}
            {none}
            <ul role="list" class="stack">{shops}</ul>
            {everywhere}
            {connect}
        </div>
    }
    .into_any()
}

fn step(of: &StepLine, base: &str, l: Locale) -> AnyView {
    let due = of.due.clone().map(|due| {
        let tone = if of.late { "chip r nb" } else { "chip y nb" };
        view! { <span class=tone>{format!("{} {due}", l.say("trước", "before"))}</span> }
    });
    view! {
        <li class="stack">
            <p>{of.say.clone()} " " {due}</p>
            {button(format!("{base}/viec/xong"), &[("id", &of.id)], l.say("Đã làm xong", "Done").to_owned(), "b o")}
        </li>
    }
    .into_any()
}

fn conflict(of: &ConflictLine, base: &str, l: Locale) -> AnyView {
    let action = format!("{base}/viec/chon");
    let ours = format!("{}: {}", l.say("Giữ của mình", "Keep ours"), of.ours);
    let theirs = of.takeable.then(|| {
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
            {button(action.clone(), &[("id", &of.id), ("chon", "ours")], ours, "b")}
            {theirs}
        </li>
    }
    .into_any()
}

fn matching(of: &MatchLine) -> AnyView {
    view! {
        <li>
            <label class="row">
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

fn listing(of: &ShopListing, base: &str, l: Locale) -> AnyView {
    let tone = if of.bad { "chip r nb" } else { "chip nb" };
    let findings: Vec<_> = of
        .findings
        .iter()
        .map(|(words, href)| {
            view! { <li>{words.clone()} " " <a class="b o" href=href.clone()>{l.say("Sửa ở đây", "Mend it here")}</a></li> }
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
            {button(format!("{base}/viec/{deed}"), &[("id", &of.id)], label.to_owned(), "b o")}
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

fn add(of: &ShopView, base: &str, l: Locale) -> Option<AnyView> {
    if of.addable.is_empty() || of.closing {
        return None;
    }
    let all: Vec<_> = of
        .addable
        .iter()
        .map(|(id, title)| {
            view! {
                <li><label class="row"><input type="checkbox" name="hang" value=id.clone()/>
                    <span class="grow">{title.clone()}</span></label></li>
            }
        })
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
    view! {
        <form class="box stack" method="post" action=format!("{base}/viec/cai-dat")>
            <h2>{l.say("Giá và phí ở đây", "Price and fees here")}</h2>
            <p class="s m">{l.say(
                "Từ các số này tính ra “bạn thực nhận” cho từng loại, và giá không bao giờ dưới giá sàn của hợp tác xã.",
                "From these follows what you receive for each pack, and no price is ever below the cooperative’s floor.",
            )}</p>
            {error_summary(&of.errors, l)}
            {fields}
            <button class="b w" type="submit">{l.say("Lưu", "Save")}</button>
        </form>
    }
    .into_any()
}

fn files(of: &ShopView, base: &str, l: Locale) -> Option<AnyView> {
    if !of.files {
        return None;
    }
    let form = view! {
        <section class="box stack">
            <h2>{l.say("Tệp Excel", "Spreadsheets")}</h2>
            <p><a class="b w" href=format!("{base}/tap-tin")>{l.say("Tải tệp hàng để đưa lên cổng", "Download the file of goods for the portal")}</a></p>
            <form class="stack" method="post" enctype="multipart/form-data" action=format!("{base}/tap-tin")>
                {field(Field {
                    label: l.say("Tệp đơn hàng hoặc kết quả của cổng", "The portal’s file of orders or results"),
                    name: "file",
                    kind: "file",
                    accept: ".xlsx",
                    error: error_for(&of.errors, "file"),
                    ..Field::default()
                })}
                <button class="b o w" type="submit">{l.say("Đưa tệp vào", "Send the file")}</button>
            </form>
        </section>
    };
    Some(form.into_any())
}

fn matches(of: &ShopView, base: &str, l: Locale) -> Option<AnyView> {
    if of.matches.is_empty() {
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
    let steps = of.steps.iter().map(|one| step(one, &base, l)).collect();
    let conflicts = of
        .conflicts
        .iter()
        .map(|one| conflict(one, &base, l))
        .collect();
    let failures = of
        .failures
        .iter()
        .map(|one| view! { <li class="err">{one.clone()}</li> }.into_any())
        .collect();
    let listings: Vec<_> = of
        .listings
        .iter()
        .map(|one| listing(one, &base, l))
        .collect();
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
            {section(l.say("Hai nơi khác nhau, chọn một", "Two values, choose one"), conflicts)}
            {section(l.say("Chưa gửi được", "Not sent yet"), failures)}
            {matches(of, &base, l)}
            <section class="stack">
                <h2>{l.say("Hàng ở đây", "Goods here")}</h2>
                <ul role="list" class="stack">{listings}</ul>
            </section>
            {add(of, &base, l)}
            {files(of, &base, l)}
            {feed}
            {button(format!("{base}/viec/{deed}"), &[], label.to_owned(), "b o w")}
            {manage}
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
    view! {
        <div class="stack">
            <section class="box"><ul role="list" class="stack tight">{facts}</ul></section>
            {section(l.say("Đơn đang giữ lại, đồng hồ vẫn chạy", "Orders held, the clock is running"), held)}
            {section(l.say("Việc dừng lại chờ người xem", "Parked, waiting for a person"), of.parked.iter().map(pair).collect())}
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
            view! {
                <li><label class="row"><input type="radio" name="category" value=id.clone() checked=*chosen/>
                    <span class="grow">{path.clone()}</span></label></li>
            }
        })
        .collect();
    let attributes: Vec<_> = of
        .attributes
        .iter()
        .map(|(id, label, value)| {
            let name = format!("a-{id}");
            field(Field {
                label,
                name: &name,
                value,
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
                <ul role="list" class="stack">{found}</ul>
                {attributes}
                <button class="b w" type="submit">{l.say("Dùng ngành này", "Use this category")}</button>
            </form>
        </div>
    }
    .into_any()
}
