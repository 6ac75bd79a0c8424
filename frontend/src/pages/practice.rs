//! Classes: the trainer's list and board, the learner's way in and page.

use leptos::prelude::*;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::view::parts::{Empty, NoticeKind};
use shared::view::practice::{
    BoardView, ClassLine, ClassesView, LearnerLine, PlayOrder, PracticeView, StepMark,
};

use crate::components::{
    Field, Icon, empty, error_for, error_line, field, hidden, notice_of, toast,
};

fn class(of: &ClassLine, l: Locale) -> AnyView {
    let tone = if of.open { "chip g nb" } else { "chip nb" };
    let word = if of.open {
        l.say("Đang mở", "Open")
    } else {
        l.say("Đã kết thúc", "Ended")
    };
    view! {
        <li class="box stack">
            <p><a href=l.path(&format!("/lien-minh/lop/{}", of.code))><b>{of.name.clone()}</b></a> " " <span class=tone>{word}</span></p>
            <p class="s m">{of.detail.clone()}</p>
            <p>{l.say("Mã lớp: ", "Class code: ")}<b>{of.code.clone()}</b></p>
        </li>
    }
    .into_any()
}

/// The trainer's classes.
#[must_use]
pub fn classes_page(of: &ClassesView, l: Locale) -> AnyView {
    let all: Vec<_> = of.classes.iter().map(|one| class(one, l)).collect();
    let none = of.classes.is_empty().then(|| {
        empty(&Empty {
            title: l.say("Chưa có lớp nào", "No class yet").to_owned(),
            text: l
                .say(
                    "Mở một lớp, đọc mã cho người học: mỗi người có một gian hàng tập riêng.",
                    "Open a class and read out its code: each learner gets a booth to practise in.",
                )
                .to_owned(),
            ..Empty::default()
        })
    });
    view! {
        <div class="w stack pt pb">
            <h1>{l.say("Lớp học", "Classes")}</h1>
            <form class="box stack" method="post" action=l.path("/lien-minh/lop")>
                <h2>{l.say("Mở lớp mới", "Open a class")}</h2>
                {field(Field {
                    label: l.say("Tên lớp", "Name of the class"),
                    name: "name",
                    value: &of.name,
                    error: error_for(&of.errors, "name"),
                    maxlength: Some(80),
                    ..Field::default()
                })}
                {field(Field {
                    label: l.say("Kéo dài mấy ngày (1 đến 30)", "For how many days (1 to 30)"),
                    name: "days",
                    value: "1",
                    error: error_for(&of.errors, "days"),
                    inputmode: "numeric",
                    maxlength: Some(2),
                    ..Field::default()
                })}
                <button class="b w" type="submit">{l.say("Mở lớp", "Open it")}</button>
            </form>
            {none}
            <ul role="list" class="stack">{all}</ul>
        </div>
    }
    .into_any()
}

fn steps(of: &[StepMark], l: Locale) -> AnyView {
    let all: Vec<_> = of
        .iter()
        .map(|one| {
            let (tone, word) = if one.done {
                ("chip g nb", l.say("xong", "done"))
            } else {
                ("chip nb", l.say("chưa", "not yet"))
            };
            view! { <li class="row between"><span class="grow">{one.text.clone()}</span><span class=tone>{word}</span></li> }
        })
        .collect();
    view! { <ol role="list" class="stack tight">{all}</ol> }.into_any()
}

fn learner(of: &LearnerLine, l: Locale) -> AnyView {
    let done = of.steps.iter().filter(|step| step.done).count();
    let all = of.steps.len();
    view! {
        <li class="box stack">
            <details>
                <summary><b>{of.name.clone()}</b> {format!(" {done}/{all}")}</summary>
                {steps(&of.steps, l)}
            </details>
        </li>
    }
    .into_any()
}

/// How many have done each step, and who.
fn totals(of: &BoardView, l: Locale) -> AnyView {
    let Some(first) = of.learners.first() else {
        return empty(&Empty {
            title: l.say("Chưa ai vào lớp", "Nobody came in yet").to_owned(),
            text: l
                .say(
                    "Người học đăng nhập, mở trang /tap và gõ mã lớp.",
                    "Learners sign in, open the page /tap and type the code.",
                )
                .to_owned(),
            ..Empty::default()
        });
    };
    let all: Vec<_> = first
        .steps
        .iter()
        .enumerate()
        .map(|(n, step)| {
            let done = of
                .learners
                .iter()
                .filter(|one| one.steps.get(n).is_some_and(|step| step.done))
                .count();
            view! { <li class="row between"><span>{step.text.clone()}</span><b>{format!("{done}/{}", of.learners.len())}</b></li> }
        })
        .collect();
    view! { <section class="box stack"><h2>{l.say("Cả lớp", "The whole class")}</h2><ol role="list" class="stack tight">{all}</ol></section> }
        .into_any()
}

/// The trainer's board.
#[must_use]
pub fn board_page(of: &BoardView, l: Locale) -> AnyView {
    let all: Vec<_> = of.learners.iter().map(|one| learner(one, l)).collect();
    let end = of.class.open.then(|| {
        view! {
            <form class="box stack" method="post" action=l.path(&format!("/lien-minh/lop/{}/het", of.class.code))>
                <p class="s m">{l.say(
                    "Kết thúc lớp: người học ra khỏi gian hàng tập, sau 7 ngày dữ liệu tập được xóa.",
                    "Ending the class takes learners out of their practice booths; what they did is erased 7 days later.",
                )}</p>
                <button class="b d w" type="submit">{l.say("Kết thúc lớp", "End the class")}</button>
            </form>
        }
    });
    view! {
        <div class="w stack pt pb">
            <ul role="list">{class(&of.class, l)}</ul>
            {totals(of, l)}
            <ul role="list" class="stack">{all}</ul>
            {end}
        </div>
    }
    .into_any()
}

/// The way into a class.
#[must_use]
pub fn enter_page(code: &str, errors: &[FieldError], l: Locale) -> AnyView {
    view! {
        <div class="w stack pt pb">
            <form class="box stack" method="post" action=l.path("/tap")>
                <p>{l.say(
                    "Gõ mã lớp người dạy đọc. Bạn có một gian hàng tập riêng: không ai ngoài lớp thấy, đơn và tiền đều là giả.",
                    "Type the code the trainer reads out. You get a booth to practise in: nobody outside the class sees it; orders and money are play.",
                )}</p>
                {field(Field {
                    label: l.say("Mã lớp", "Class code"),
                    name: "code",
                    value: code,
                    error: error_for(errors, "code"),
                    autocomplete: "off",
                    maxlength: Some(16),
                    ..Field::default()
                })}
                <button class="b w" type="submit">{l.say("Vào lớp", "Come in")}</button>
            </form>
        </div>
    }
    .into_any()
}

fn deed(what: &str, pairs: &[(&str, &str)], label: &'static str, l: Locale) -> AnyView {
    let fields: Vec<_> = pairs
        .iter()
        .map(|(name, value)| hidden(name, (*value).to_owned()))
        .collect();
    view! {
        <form method="post" action=l.path(&format!("/htx/tap/{what}"))>
            {fields}
            <button class="b o w" type="submit">{label}</button>
        </form>
    }
    .into_any()
}

fn order(of: &PlayOrder, l: Locale) -> AnyView {
    let words = if of.gone {
        Some(l.say(
            "Sàn mô phỏng đã mở lại từ đầu nên không còn đơn này. Nhờ một khách mua thử đơn mới",
            "The simulated channel began anew and has this order no more. Let somebody buy again",
        ))
    } else if of.waits {
        Some(l.say(
            "Mở mục Đơn: nhận đơn rồi gói, sau đó bưu tá mới đến lấy",
            "Open the orders: accept and pack it, then the carrier comes",
        ))
    } else {
        None
    };
    let step = of.next.as_deref().filter(|_| !of.gone).map(|next| {
        let label = match next {
            "pick" => l.say("Bưu tá đến lấy hàng", "The carrier picks it up"),
            "deliver" => l.say("Bưu tá giao xong", "The carrier delivers it"),
            _ => l.say("Người mua hài lòng, hoàn tất", "The buyer is content"),
        };
        deed(
            "buoc",
            &[("order", of.key.as_str()), ("step", next)],
            label,
            l,
        )
    });
    view! {
        <li class="box stack">
            <p><b>{of.key.clone()}</b> " " {of.state.clone()}</p>
            {words.map(|words| view! { <p class="s m">{words}</p> })}
            {step}
        </li>
    }
    .into_any()
}

/// The learner's page.
#[must_use]
pub fn practice_page(of: &PracticeView, l: Locale) -> AnyView {
    let wrong: Vec<_> = of
        .errors
        .iter()
        .map(|one| error_line(one.message.clone()))
        .collect();
    let connect = of.connect.then(|| {
        deed(
            "noi",
            &[],
            l.say("Nối sàn mô phỏng", "Connect the simulated channel"),
            l,
        )
    });
    let goods: Vec<_> = of
        .goods
        .iter()
        .map(|(sku, title)| {
            let buy = l.say("Nhờ một khách mua thử", "Let somebody buy one");
            view! { <li class="box stack"><b>{title.clone()}</b>{deed("mua", &[("sku", sku)], buy, l)}</li> }
        })
        .collect();
    let hint = (!of.connect && goods.is_empty()).then(|| {
        view! { <p>{l.say(
            "Trên sàn chưa có hàng. Đăng một món ở tab Hàng, rồi mở Kênh bán và đưa lên sàn.",
            "Nothing is on the channel. List a good, then put it there from the page of channels.",
        )}</p> }
    });
    let orders: Vec<_> = of.orders.iter().map(|one| order(one, l)).collect();
    let statement = (!of.statement).then(|| {
        view! {
            <section class="box stack">
                <p><a href=l.path("/htx/tien")>{l.say("Xem sổ tiền", "Read the statement")}</a></p>
                {deed("tien", &[], l.say("Tôi đã xem sổ tiền", "I have read it"), l)}
            </section>
        }
    });
    let banner = view! { {l.say(
        "Gian hàng tập: hàng, đơn và tiền ở đây không có thật, không ai ngoài lớp thấy.",
        "Practice booth: goods, orders and money are not real; nobody outside the class sees them.",
    )} }
    .into_any();
    view! {
        <div class="w stack pt pb">
            {of.done.clone().map(|text| toast(text, None))}
            {wrong}
            {notice_of(NoticeKind::Plain, Icon::Info, banner)}
            <section class="box stack"><h2>{of.class.clone()}</h2>{steps(&of.steps, l)}</section>
            <p><a class="b w" href=l.path("/htx/kenh")>{l.say("Mở Kênh bán", "Open the channels")}</a></p>
            {connect}
            {hint}
            <ul role="list" class="stack">{goods}</ul>
            <ul role="list" class="stack">{orders}</ul>
            {statement}
        </div>
    }
    .into_any()
}
