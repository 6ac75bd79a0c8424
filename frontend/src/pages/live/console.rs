//! The console of those who run a livestream.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::live::{LiveConsole, LiveGood, LivePreview, LiveTalk};

use super::super::share::copy;
use super::told;
use crate::components::{
    Choice, Field, Icon, error_for, error_line, error_summary, field, hidden, icon, select_field,
};
use crate::islands::LiveBooth;

/// The console of a livestream.
#[must_use]
pub fn live_console_page(of: &LiveConsole, l: Locale) -> AnyView {
    let live = &of.live;
    let (slug, home) = (live.slug.as_str(), of.home());
    let goods: Vec<_> = live.goods.iter().map(|good| one(good, of, l)).collect();
    let talks: Vec<_> = of.talks.iter().map(|talk| said(talk, of, l)).collect();
    let open = (!live.ended).then(|| {
        view! {
            {comments(of, l)}
            {feed(of, l)}
            <form method="post" action=l.path(&format!("{home}/{slug}/xong"))>
                <button class="b d w" type="submit">{l.say("Kết thúc phiên", "End the livestream")}</button>
            </form>
        }
    });
    let heard = (!talks.is_empty()).then(|| {
        view! { <h2>{l.say("Bình luận đã đọc", "Comments read")}</h2>{talks} }
    });
    let events = format!("/live/{slug}/su-kien?tu={}", live.version);
    let words = l
        .say("Có gì mới. Bấm để xem", "Something is new. Tap to see")
        .to_owned();
    view! {
        <div class="w pt pb stack">
            <h1 class="vh">{l.say("Bàn điều khiển phiên", "Console of the livestream")}</h1>
            {live.ended.then(|| told(l.say("Phiên đã kết thúc", "The livestream is over")))}
            {error_summary(&of.errors, l)}
            {links(of, l)}
            {goods}
            {open}
            {heard}
            <LiveBooth url=events words=words/>
        </div>
    }
    .into_any()
}

/// The one address to send, the sheet, the cue cards, what it came to.
fn links(of: &LiveConsole, l: Locale) -> AnyView {
    let (slug, home) = (of.live.slug.as_str(), of.home());
    let path = match &of.link {
        Some(code) => format!("/s/{code}"),
        None => l.path(&format!("/live/{slug}")),
    };
    let sheet = of.link.clone().map(|code| {
        view! { <a class="b o" href=l.path(&format!("/s/{code}/in"))>{icon(Icon::Printer)}{l.say("Tờ QR", "QR sheet")}</a> }
    });
    view! {
        <section class="box stack">
            <label class="lab" for="dia-chi">{l.say("Đường dẫn gửi cho khách", "Address to send")}</label>
            <input class="in" id="dia-chi" readonly value=format!("{}{path}", of.base)/>
            {copy("dia-chi".to_owned(), l)}
            <p class="row wrap">
                {sheet}
                <a class="b o" href=l.path(&format!("{home}/{slug}/the"))>{icon(Icon::Seal)}{l.say("Thẻ nhắc", "Cue cards")}</a>
                <a class="b o" href=l.path(&format!("{home}/{slug}/ket-qua"))>{l.say("Kết quả", "Results")}</a>
                <a class="b o" href=l.path(&format!("/live/{slug}"))>{icon(Icon::Eye)}{l.say("Khách thấy gì", "What viewers see")}</a>
            </p>
        </section>
    }
    .into_any()
}

fn one(good: &LiveGood, of: &LiveConsole, l: Locale) -> AnyView {
    let (slug, home) = (of.live.slug.as_str(), of.home());
    let free = good
        .free
        .clone()
        .unwrap_or_else(|| l.say("Hết hàng", "Sold out").to_owned());
    let sold = good.sold.clone().unwrap_or_else(|| "0".to_owned());
    let counts = match l {
        Locale::Vi => format!(
            "{} khách giữ · {} khách chờ · đã bán {sold} · ghim {} lần",
            good.holding, good.waiting, good.times_pinned
        ),
        Locale::En => format!(
            "{} hold · {} wait · {sold} sold · pinned {}",
            good.holding, good.waiting, good.times_pinned
        ),
    };
    let before = good
        .sign
        .before
        .clone()
        .map(|price| view! { " "<s>{price}</s> });
    let flash = good
        .flash
        .clone()
        .map(|words| view! { <br/><b>{words}</b> });
    let pin = (!of.live.ended && !good.waits).then(|| {
        let class = if good.pinned { "b y" } else { "b o" };
        let current = good.pinned.then_some("true");
        view! {
            <form method="post" action=l.path(&format!("{home}/{slug}/ghim"))>
                {hidden("code", good.code.clone())}
                <button class=class type="submit" aria-pressed=current>{l.say("Ghim ", "Pin ")}{good.code.clone()}</button>
            </form>
        }
    });
    view! {
        <section class="box stack tight">
            {good.waits.then(|| view! { <p><span class="chip y">{l.say("Chờ hợp tác xã đồng ý, khách chưa thấy", "Waits for the cooperative; viewers do not see it")}</span></p> })}
            <div class="row t">
                {pin}
                <p class="grow"><b>{good.code.clone()}" · "{good.name.clone()}</b><br/>
                    <b>{free}</b>" · "{good.sign.price.clone()}" / "{good.sign.unit.clone()}{before}{flash}<br/>
                    <span class="s m">{counts}</span></p>
            </div>
            {(!of.live.ended && !of.seller).then(|| flash_form(good, of, l))}
        </section>
    }
    .into_any()
}

/// A price for a short time.
fn flash_form(good: &LiveGood, of: &LiveConsole, l: Locale) -> AnyView {
    let typed = of.flash.code == good.code;
    let error = |name: &str| {
        error_for(&of.errors, name)
            .filter(|_| typed)
            .map(str::to_owned)
    };
    let (at_price, at_minutes) = (error("price"), error("minutes"));
    let minutes = if typed { &*of.flash.minutes } else { "10" };
    let price = if typed { &*of.flash.price } else { "" };
    let action = l.path(&format!("{}/{}/chop", of.home(), of.live.slug));
    let end = good.flash.as_ref().map(|_| {
        view! {
            <form method="post" action=action.clone()>
                {hidden("code", good.code.clone())}
                <button class="b o w" type="submit">{l.say("Dừng giá chớp", "End the flash price")}</button>
            </form>
        }
    });
    view! {
        <details open=typed && !of.errors.is_empty()>
            <summary>{l.say("Giá chớp", "Flash price")}</summary>
            <form class="stack" method="post" action=action novalidate>
                {hidden("code", good.code.clone())}
                {short_field((&good.code, "price"), l.say("Giá trong lúc này, ví dụ 180k", "Price for now, like 180k"), price, at_price)}
                {short_field((&good.code, "minutes"), l.say("Trong bao nhiêu phút", "For how many minutes"), minutes, at_minutes)}
                <button class="b w" type="submit">{l.say("Đặt giá chớp", "Set it")}</button>
            </form>
            {end}
        </details>
    }
    .into_any()
}

/// A field of one of many forms on the page: its id carries the good's code.
fn short_field(
    (code, name): (&str, &'static str),
    label: &'static str,
    value: &str,
    error: Option<String>,
) -> AnyView {
    let id = format!("f-{name}-{code}");
    let told = format!("{id}-loi");
    let invalid = error.as_ref().map(|_| "true");
    let described = error.as_ref().map(|_| told.clone());
    let error = error.map(
        |words| view! { <p class="err" id=told>{icon(Icon::Warning)}<span>{words}</span></p> },
    );
    view! {
        <div class="fld">
            <label for=id.clone()>{label}</label>
            <input class="in" id=id name=name value=value.to_owned() inputmode="decimal" maxlength="16" autocomplete="off"
                aria-invalid=invalid aria-describedby=described/>
            {error}
        </div>
    }
    .into_any()
}

/// The paste box, the file, and how they would be read.
fn comments(of: &LiveConsole, l: Locale) -> AnyView {
    let (slug, home) = (of.live.slug.as_str(), of.home());
    let help = l.say(
        "Mỗi dòng một bình luận: tên, dấu hai chấm, lời bình luận",
        "One comment a line: name, colon, comment",
    );
    let preview = (!of.preview.is_empty()).then(|| previews(&of.preview, l));
    let count = (!of.preview.is_empty()).then(|| {
        let n = of.preview.len();
        let words = match l {
            Locale::Vi => format!("Tính {n}\u{a0}bình luận"),
            Locale::En => format!("Count {n} comments"),
        };
        view! { <button class="b big w" type="submit" name="op" value="tinh">{words}</button> }
    });
    let look = if of.preview.is_empty() {
        "b big w"
    } else {
        "b o w"
    };
    view! {
        <form class="box stack" method="post" action=l.path(&format!("{home}/{slug}/doc")) novalidate>
            {field(Field {
                label: l.say("Dán bình luận", "Paste comments"), name: "text", value: &of.pasted, kind: "textarea",
                error: error_for(&of.errors, "text"),
                help: Some(help), placeholder: l.say("Hoa: chốt A1 x2", "Hoa: A1 x2"), autocomplete: "off", ..Field::default()
            })}
            {preview}
            {count}
            <button class=look type="submit" name="op" value="xem">{l.say("Xem trước", "Look first")}</button>
        </form>
        <form class="box stack" method="post" action=l.path(&format!("{home}/{slug}/tep")) enctype="multipart/form-data">
            <div class="fld">
                <label for="f-tep">{l.say("Hoặc tệp CSV: cột tên, cột bình luận", "Or a CSV file: name and comment")}</label>
                <input class="in" id="f-tep" type="file" name="tep" accept=".csv,text/csv"/>
                {error_for(&of.errors, "tep").map(error_line)}
            </div>
            <button class="b o w" type="submit">{l.say("Xem trước tệp", "Look at the file")}</button>
        </form>
    }
    .into_any()
}

fn previews(all: &[LivePreview], l: Locale) -> AnyView {
    let rows: Vec<_> = all
        .iter()
        .map(|one| {
            let read = match one.read.is_empty() {
                true => l.say("không chốt gì", "claims nothing").to_owned(),
                false => one.read.join(", "),
            };
            let unclear = (!one.unclear.is_empty()).then(|| {
                view! { " · "<b>{l.say("hỏi lại ", "ask about ")}{one.unclear.clone()}</b> }
            });
            view! { <li><span class="grow"><b>{one.name.clone()}</b>" "{one.text.clone()}<br/><span class="s m">{read}{unclear}</span></span></li> }
        })
        .collect();
    view! { <div><p class="lab">{l.say("Chưa tính. Sẽ đọc là:", "Not counted yet. It would read:")}</p><ul role="list" class="stack tight">{rows}</ul></div> }
        .into_any()
}

/// Comments that come by themselves.
fn feed(of: &LiveConsole, l: Locale) -> AnyView {
    let (kind, which, wrong) = &of.feed;
    if of.feeds.is_empty() && kind.is_empty() {
        return ().into_any();
    }
    let mut choices = vec![Choice {
        label: l.say("Không nối, tôi dán tay", "None, I paste").to_owned(),
        checked: kind.is_empty(),
        ..Choice::default()
    }];
    choices.extend(of.feeds.iter().map(|(value, name)| Choice {
        value: value.clone(),
        label: name.clone(),
        checked: kind == value,
        ..Choice::default()
    }));
    let wrong = (!wrong.is_empty()).then(|| {
        view! { <p class="err">{icon(Icon::Warning)}<span>{l.say("Chưa đọc được bình luận: ", "Comments cannot be read: ")}{wrong.clone()}</span></p> }
    });
    let open = !kind.is_empty() || error_for(&of.errors, "feed_of").is_some();
    view! {
        <details class="box" open=open>
            <summary>{l.say("Nối với bình luận của buổi phát", "Follow the broadcast's comments")}</summary>
            {wrong}
            <form class="stack" method="post" action=l.path(&format!("{}/{}/nguon", of.home(), of.live.slug)) novalidate>
                {select_field(Field { label: l.say("Phát ở đâu", "Where it runs"), name: "feed", ..Field::default() }, &choices)}
                {field(Field {
                    label: l.say("Mã buổi trực tiếp", "Number of the broadcast"), name: "feed_of", value: which,
                    error: error_for(&of.errors, "feed_of"), autocomplete: "off", maxlength: Some(64), ..Field::default()
                })}
                <button class="b w" type="submit">{l.say("Lưu", "Keep")}</button>
            </form>
        </details>
    }
    .into_any()
}

fn said(talk: &LiveTalk, of: &LiveConsole, l: Locale) -> AnyView {
    let (slug, home) = (of.live.slug.as_str(), of.home());
    let url = format!(
        "{}{}",
        of.base,
        l.path(&format!("/live/{slug}/gio/{}", talk.token))
    );
    let reply = reply(talk, &url, l);
    let again = (!talk.repeated.is_empty()).then(
        || view! { <p><b>{talk.repeated.clone()}{l.say(": thêm 1 nữa?", ": one more?")}</b></p> },
    );
    let unclear = (!talk.unclear.is_empty()).then(|| {
        view! { <p><b>{talk.unclear.clone()}{l.say(": hỏi lại số lượng hoặc loại", ": ask how much or which size")}</b></p> }
    });
    let id = format!("tra-loi-{}", talk.id);
    let send = (talk.can_reply && !of.live.ended).then(|| {
        view! {
            <form method="post" action=l.path(&format!("{home}/{slug}/tra-loi"))>
                {hidden("comment", talk.id.clone())}
                {hidden("text", reply.clone())}
                <button class="b o w" type="submit">{l.say("Gửi trả lời", "Send the reply")}</button>
            </form>
        }
    });
    view! {
        <div class="box stack tight">
            <p><b>{talk.name.clone()}</b>" "{talk.text.clone()}</p>
            {again}
            {unclear}
            <div class="fld">
                <label class="s m" for=id.clone()>{l.say("Trả lời để chép", "Reply to copy")}</label>
                <textarea class="in" id=id.clone() readonly rows="2">{reply.clone()}</textarea>
                {copy(id, l)}
            </div>
            {send}
        </div>
    }
    .into_any()
}

/// What to answer: the basket, and what is still to be asked.
fn reply(talk: &LiveTalk, url: &str, l: Locale) -> String {
    let mut text = match l {
        Locale::Vi => format!("{} ơi, giỏ của bạn: {url}", talk.name),
        Locale::En => format!("{}, your basket: {url}", talk.name),
    };
    if !talk.repeated.is_empty() {
        text.push_str(&match l {
            Locale::Vi => format!(" Bạn lấy thêm 1 {} nữa không?", talk.repeated),
            Locale::En => format!(" Would you like one more {}?", talk.repeated),
        });
    }
    if !talk.unclear.is_empty() {
        text.push_str(&match l {
            Locale::Vi => format!(" {} bạn lấy mấy, loại nào?", talk.unclear),
            Locale::En => format!(" How many {} and which size?", talk.unclear),
        });
    }
    text
}
