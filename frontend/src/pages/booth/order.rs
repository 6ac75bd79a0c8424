//! One sub-order: what, where to, how much one receives, and what can be done now.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::booth::{
    BuyerContact, DeedButton, DeedKind, OrderLineView, ReasonView, SubOrderView, WeighView,
};
use shared::view::parts::{Empty, Notice, NoticeKind};

use super::look_only;
use crate::components::{
    Choice, Field, Icon, below, described, empty, error_for, error_line, field, hidden, icon,
    notice, pick, sum_row, thumb, tick_box, timeline,
};

/// From which lots a line comes or is taken, and what the scale is asked for.
fn from_store(of: &OrderLineView, view: &SubOrderView, l: Locale) -> AnyView {
    let take = of.take.clone().map(|text| view! { <p>{text}</p> });
    let weighed = of
        .weighed
        .clone()
        .map(|text| view! { <p class="s m">{text}</p> });
    let lots = (!of.lots.is_empty()).then(|| {
        let id = format!("lo-{}", of.id);
        let options: Vec<_> = of
            .lots
            .iter()
            .map(|one| view! { <option value=one.value.clone() selected=one.chosen>{one.label.clone()}</option> })
            .collect();
        view! {
            <details>
                <summary>{l.say("Lấy lô khác", "Take another lot")}</summary>
                <div class="fld">
                    <label for=id.clone()>{l.say("Lấy từ lô nào trước", "Take from this lot first")}</label>
                    <select class="in" id=id.clone() name="lo">{options}</select>
                </div>
            </details>
        }
    });
    let scale = of.weigh.as_ref().map(|one| weigh(one, view, l));
    view! { <div class="stack tight">{take}{weighed}{lots}{scale}</div> }.into_any()
}

fn weigh(of: &WeighView, view: &SubOrderView, l: Locale) -> AnyView {
    let path = format!("can-{}", of.line);
    let id = format!("f-{path}");
    let error = error_for(&view.errors, &path);
    let invalid = error.map(|_| "true");
    let label = match l {
        Locale::Vi => format!("Cân được bao nhiêu {}?", of.unit),
        Locale::En => format!("How much does it weigh ({})?", of.unit),
    };
    let help = match l {
        Locale::Vi => format!("Từ {} tới {}, khách trả theo số cân", of.least, of.most),
        Locale::En => format!("From {} to {}; charged by weight", of.least, of.most),
    };
    view! {
        <div class="fld">
            <label for=id.clone()>{label}</label>
            {hidden("can_mon", of.line.clone())}
            <input class="in" id=id.clone() name="can" inputmode="decimal" autocomplete="off" maxlength="12" value=of.value.clone()
                aria-describedby=described(&id, error, Some(&help)) aria-invalid=invalid/>
            {below(&id, error, Some(&help))}
        </div>
    }
    .into_any()
}

fn line(of: &OrderLineView, view: &SubOrderView, l: Locale) -> AnyView {
    let store = from_store(of, view, l);
    view! { <div class="stack tight">{good(of, view.checklist)}{store}</div> }.into_any()
}

fn good(of: &OrderLineView, checklist: bool) -> AnyView {
    let stock = of
        .stock
        .clone()
        .map(|text| view! { <p class="s m">{text}</p> });
    if checklist {
        let choice = Choice {
            value: of.id.clone(),
            label: of.quantity.clone(),
            detail: of.title.clone(),
            amount: of.amount.clone(),
            ..Choice::default()
        };
        return pick("goi", &choice, true, None);
    }
    view! {
        <div class="row t">
            {thumb(of.picture.as_ref(), "lg")}
            <div class="grow">
                <p class="num">{of.quantity.clone()}</p>
                <p class="sub"><b>{of.title.clone()}</b></p>
                {stock}
            </div>
        </div>
    }
    .into_any()
}

fn contact(of: &BuyerContact, l: Locale) -> AnyView {
    let call = if of.phone_href.is_empty() {
        let words = l.say(
            "Sàn giấu số điện thoại. Nhắn khách trong ứng dụng của sàn",
            "The channel hides the number. Write to the buyer in its app",
        );
        view! { <p class="s m">{words}</p> }.into_any()
    } else {
        view! { <a class="b o big w mt12" href=of.phone_href.clone()>{icon(Icon::Phone)}{of.phone.clone()}</a> }.into_any()
    };
    view! {
        <section class="box">
            <p class="s m">{l.say("Người nhận", "Receiver")}</p>
            <p class="sub"><b>{of.name.clone()}</b></p>
            <p>{of.address.clone()}</p>
            {call}
        </section>
    }
    .into_any()
}

fn button(of: &DeedButton, base: &str) -> AnyView {
    let words = of.words.clone();
    let why = format!("{base}/ly-do/{}", of.deed);
    let tick = matches!(
        of.deed.as_str(),
        "accept" | "pack" | "hand_over" | "deliver"
    )
    .then(|| icon(Icon::Check));
    match (of.kind, of.asks) {
        (DeedKind::Quiet, _) => view! { <a class="b q w" href=why>{words}</a> }.into_any(),
        (DeedKind::Main, true) => view! { <a class="b huge w" href=why>{words}</a> }.into_any(),
        (DeedKind::Second, true) => view! { <a class="b o big w" href=why>{words}</a> }.into_any(),
        (DeedKind::Main, false) => view! {
            <button class="b huge w" type="submit" name="viec" value=of.deed.clone()>{tick}{words}</button>
        }
        .into_any(),
        (DeedKind::Second, false) => view! {
            <button class="b o big w" type="submit" name="viec" value=of.deed.clone()>{words}</button>
        }
        .into_any(),
    }
}

fn hand_over(of: &SubOrderView, l: Locale) -> AnyView {
    let carrier = field(Field {
        label: l.say("Gửi bằng gì", "Who carries it"),
        name: "carrier",
        value: &of.carrier,
        error: error_for(&of.errors, "carrier"),
        placeholder: l.say("Xe khách Hải Vân, bưu điện…", "Post, bus company…"),
        maxlength: Some(80),
        ..Field::default()
    });
    let number = field(Field {
        label: l.say("Mã vận đơn, nếu có", "Tracking number, if any"),
        name: "tracking_no",
        value: &of.tracking_no,
        error: error_for(&of.errors, "tracking_no"),
        help: Some(l.say(
            "Khách dùng mã này để hỏi nhà xe",
            "The buyer can ask the carrier with it",
        )),
        maxlength: Some(40),
        ..Field::default()
    });
    view! { <section class="box stack">{carrier}{number}</section> }.into_any()
}

/// What is wrong further down the page, with the way to it.
fn to_mend(of: &SubOrderView, l: Locale) -> Option<AnyView> {
    let wrong = of
        .errors
        .iter()
        .find(|error| matches!(error.path.as_str(), "carrier" | "tracking_no"))?;
    let link = Some((
        l.say("Sửa chỗ này", "Go there").to_owned(),
        format!("#f-{}", wrong.path),
    ));
    Some(notice(&Notice {
        kind: NoticeKind::Bad,
        title: wrong.message.clone(),
        text: String::new(),
        link,
    }))
}

fn print_links(of: &SubOrderView, l: Locale) -> AnyView {
    let channel = of.source.as_ref().filter(|from| from.waybill).map(|_| {
        view! { <a class="b big w" href=format!("{}/van-don", of.base) target="_blank">{icon(Icon::Printer)}{l.say("In vận đơn của sàn", "The channel’s waybill")}</a> }
    });
    view! {
        {channel}
        <div class="two">
            <a class="b o big" href=format!("{}/nhan", of.base) target="_blank">{icon(Icon::Printer)}{l.say("In nhãn", "Label")}</a>
            <a class="b o big" href=format!("{}/phieu", of.base) target="_blank">{l.say("In phiếu", "Slip")}</a>
        </div>
    }
    .into_any()
}

fn facts(of: &SubOrderView) -> AnyView {
    of.facts
        .iter()
        .map(|(label, value)| {
            view! { <p class="sum"><span>{label.clone()}</span><b>{value.clone()}</b></p> }
        })
        .collect_view()
        .into_any()
}

fn sums(of: &SubOrderView) -> AnyView {
    let rows: Vec<_> = of
        .sums
        .iter()
        .map(|row| match row.total {
            true => view! {
                <p class="sum t x"><span>{row.label.clone()}</span><span>{row.amount.clone()}</span></p>
            }
            .into_any(),
            false => sum_row(row),
        })
        .collect();
    view! { <section class="box stack tight">{rows}</section> }.into_any()
}

fn deadline(of: &SubOrderView, l: Locale) -> Option<AnyView> {
    of.answer_by.clone().map(|by| {
        let words = view! {
            <span>{l.say("Trả lời trước ", "Answer by ")}<b>{by}</b>", "{of.time_left.clone()}</span>
        };
        view! { <p class="chip r l">{icon(Icon::Clock)}{words}</p> }.into_any()
    })
}

/// The sub-order with its buttons at the bottom; the same page opens from a message's link.
#[must_use]
pub fn sub_order_page(of: &SubOrderView, l: Locale) -> AnyView {
    let lines: Vec<_> = of.lines.iter().map(|one| line(one, of, l)).collect();
    let unticked = error_for(&of.errors, "goi").map(error_line);
    let list_words = of.checklist.then(|| {
        let words = l.say(
            "Bỏ vào thùng rồi đánh dấu",
            "Put it in the box, then tick it",
        );
        view! { <h2>{words}</h2> }
    });
    let restock = of.restock.then(|| {
        tick_box(
            "restock",
            "1",
            l.say(
                "Hàng còn tốt, bán lại được",
                "Still good, can be sold again",
            ),
            false,
        )
    });
    let steps = (of.steps.len() > 1).then(|| {
        view! {
            <section class="box">
                <h2 class="sub">{l.say("Đã làm", "So far")}</h2>
                <div class="mt12">{timeline(&of.steps, l)}</div>
            </section>
        }
    });
    let why = (!of.why.is_empty()).then(|| {
        let lines: Vec<_> = of.why.iter().map(|text| view! { <p class="mt8">{text.clone()}</p> }).collect();
        view! {
            <section class="box" id="vi-sao">
                <h2 class="sub">{l.say("Vì sao đơn này về đây", "Why this order came here")}</h2>
                {lines}
                <p class="mt8"><a class="link" href=l.path("/htx/phan-don")>{l.say("Các đơn hàng chung gần đây", "Recent orders of pooled goods")}</a></p>
            </section>
        }
    });
    let buttons: Vec<_> = of.deeds.iter().map(|one| button(one, &of.base)).collect();
    let bar = (!buttons.is_empty()).then(|| view! { <div class="bar stack">{buttons}</div> });
    let who = of.look_only.then(|| {
        look_only(l.say(
            "Chỉ giám đốc và người bán nhận, gói và giao được đơn này",
            "Only directors and sellers accept, pack and hand over this order",
        ))
    });
    let content = view! {
            <div class="w pt pb stack">
                <h1 class="vh">{of.title.clone()}</h1>
                {of.notice.as_ref().map(notice)}
                {who}
                {to_mend(of, l)}
                {deadline(of, l)}
                {list_words}
                {lines}
                {unticked}
                {of.hand_over.then(|| hand_over(of, l))}
                <hr class="seam"/>
                {facts(of)}
                {sums(of)}
                {of.printable.then(|| print_links(of, l))}
                {restock}
                {of.contact.as_ref().map(|who| contact(who, l))}
                {why}
                {steps}
            </div>
            {bar}
    };
    if of.deeds.is_empty() {
        return view! { <div class="page">{content}</div> }.into_any();
    }
    view! { <form class="page" method="post" action=of.base.clone()>{content}</form> }.into_any()
}

/// One question: why.
#[must_use]
pub fn reason_page(of: &ReasonView, l: Locale) -> AnyView {
    let reasons: Vec<_> = of
        .reasons
        .iter()
        .map(|(code, words)| {
            let choice = Choice {
                value: code.clone(),
                label: words.clone(),
                checked: *code == of.chosen,
                ..Choice::default()
            };
            pick("reason", &choice, false, None)
        })
        .collect();
    let other = field(Field {
        label: l.say("Lý do khác, viết ngắn", "Another reason, in a few words"),
        name: "other",
        value: &of.other,
        error: error_for(&of.errors, "other"),
        maxlength: Some(200),
        ..Field::default()
    });
    view! {
        <form class="page" method="post" action=of.base.clone()>
            {hidden("viec", of.deed.clone())}
            <div class="w pt pb stack">
                <h1 class="mid">{of.title.clone()}</h1>
                <p class="m">{of.consequence.clone()}</p>
                <fieldset class="stack">
                    <legend class="vh">{of.title.clone()}</legend>
                    {reasons}
                </fieldset>
                {error_for(&of.errors, "reason").map(error_line)}
                {other}
            </div>
            <div class="bar stack">
                <button class="b huge w" type="submit">{of.button.clone()}</button>
                <a class="b q w" href=of.base.clone()>{of.keep.clone()}</a>
            </div>
        </form>
    }
    .into_any()
}

/// A link that opens nothing (any more): what happened, and the way on.
#[must_use]
pub fn closed_link_page(of: &Empty) -> AnyView {
    view! { <div class="w pt pb"><h1 class="vh">{of.title.clone()}</h1>{empty(of)}</div> }
        .into_any()
}
