//! What the booth sold and receives, in one screen.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::booth::{ClaimRow, MoneyRow, MoneyTodo, MoneyView, MonthLine, RemittanceView};
use shared::view::parts::NoticeKind;

use crate::components::{Icon, hidden, icon, notice_of, settlement_list, sum_row, toast};

fn row(of: &MoneyRow, l: Locale) -> AnyView {
    view! {
        <li>
            <a href=l.path(&format!("/htx/don/{}", of.code))>
                <span class="grow">{of.code.clone()}<br/><span class="s m">{of.day.clone()}" · "{of.state.clone()}<br/>{of.made_of.clone()}</span></span>
                <b class="r">{of.receive.clone()}</b>
                {icon(Icon::Next)}
            </a>
        </li>
    }
    .into_any()
}

fn month(of: &MonthLine, current: bool, l: Locale) -> AnyView {
    let here = current.then_some("page");
    view! {
        <li>
            <a href=l.path(&format!("/htx/tien?thang={}", of.month)) aria-current=here>
                <span class="grow">{of.title.clone()}<br/><span class="s m">{of.orders.clone()}</span></span>
                <b class="r">{of.receive.clone()}</b>
                {icon(Icon::Next)}
            </a>
        </li>
    }
    .into_any()
}

/// A claim that is answered with one tap, or a refund to be transferred.
fn claim(of: &ClaimRow, l: Locale) -> AnyView {
    let photo = of.picture.clone().map(|src| {
        view! { <p><img src=src width="320" height="240" alt=l.say("Ảnh khách chụp", "The buyer's photo")/></p> }
    });
    let href = l.path(&format!("/htx/don/{}", of.code));
    let deeds = if of.asked {
        let half = format!("{} {}", l.say("Hoàn một nửa,", "Give half back,"), of.half);
        let carrier = of.carrier.then(|| {
            view! { <button class="b o w" type="submit" name="viec" value="carrier">{l.say("Hoàn, chia đôi với nhà xe", "Give back, half from the carrier")}</button> }
        });
        view! {
            <form class="stack" method="post" action=l.path("/htx/tien/bao-hong")>
                {hidden("ma", of.reference.clone())}
                <button class="b big w" type="submit" name="viec" value="all">{l.say("Hoàn cả món", "Give it all back")}</button>
                <button class="b o w" type="submit" name="viec" value="half">{half}</button>
                {carrier}
                <button class="b d w" type="submit" name="viec" value="refuse">{l.say("Không nhận", "Refuse")}</button>
            </form>
        }
        .into_any()
    } else {
        view! {
            <p class="s m">{l.say("Chuyển trả khách, nội dung ", "Transfer it to the buyer, with the text ")}<b>{of.reference.clone()}</b></p>
            <form method="post" action=l.path(&format!("/htx/tien/da-hoan/{}", of.reference))>
                <button class="b o big w" type="submit">{l.say("Đã chuyển trả khách", "Transferred")}</button>
            </form>
        }
        .into_any()
    };
    view! {
        <section class="box stack">
            <h2>{of.amount.clone()}" · "<a href=href>{of.code.clone()}</a></h2>
            <p>{of.cause.clone()}<br/>{of.good.clone()}</p>
            <p>{of.note.clone()}</p>
            {photo}
            {deeds}
        </section>
    }
    .into_any()
}

/// Money to hand on, to receive or to collect.
fn todo(of: &MoneyTodo, may_book: bool, l: Locale) -> AnyView {
    let deeds: Vec<_> = of
        .deeds
        .iter()
        .map(|(word, say)| view! { <button class="b o w" type="submit" name="viec" value=word.clone()>{say.clone()}</button> })
        .collect();
    let form = (may_book && !deeds.is_empty()).then(|| {
        view! {
            <form class="stack" method="post" action=l.path("/htx/tien/viec")>
                {hidden("ma", of.code.clone())}
                {deeds}
            </form>
        }
    });
    view! {
        <section class="box stack">
            <h2><a href=l.path(&format!("/htx/don/{}", of.code))>{of.code.clone()}</a></h2>
            <p>{of.text.clone()}</p>
            {form}
        </section>
    }
    .into_any()
}

/// Cash with carriers: a button for each parcel, and their statement as a file.
fn cash(of: &MoneyView, l: Locale) -> Option<AnyView> {
    if of.cash.is_empty() || !of.may_book {
        return None;
    }
    let rows: Vec<_> = of
        .cash
        .iter()
        .map(|(code, amount)| {
            view! {
                <li>
                    <form class="row" method="post" action=l.path("/htx/tien/da-nhan")>
                        {hidden("ma", code.clone())}
                        <span class="grow">{code.clone()}<br/><b>{amount.clone()}</b></span>
                        <button class="b o" type="submit">{l.say("Đã nhận tiền", "Received")}</button>
                    </form>
                </li>
            }
        })
        .collect();
    Some(view! {
        <h2>{l.say("Tiền thu hộ nhà xe đang giữ", "Cash with carriers")}</h2>
        <section class="box"><ul role="list" class="list">{rows}</ul></section>
        <form class="box stack" method="post" enctype="multipart/form-data" action=l.path("/htx/tien/doi-soat")>
            <label class="stack" for="f-file">{l.say("Tệp đối soát của nhà xe (CSV)", "The carrier's statement (CSV)")}
                <input id="f-file" type="file" name="file" accept=".csv,text/csv" required/></label>
            <button class="b o big w" type="submit">{l.say("Đối soát từng dòng", "Compare line by line")}</button>
        </form>
    }
    .into_any())
}

fn settlements(of: &MoneyView, l: Locale) -> Option<AnyView> {
    if of.settlements.is_empty() {
        return None;
    }
    Some(
        view! {
            <h2>{l.say("Đối soát từng tuần", "Week by week")}</h2>
            {settlement_list(&of.settlements)}
        }
        .into_any(),
    )
}

/// What a carrier's statement came to.
#[must_use]
pub fn remittance_page(of: &RemittanceView, l: Locale) -> AnyView {
    let rows: Vec<_> = of
        .differences
        .iter()
        .map(|row| {
            let expected = (!row.expected.is_empty())
                .then(|| format!(" · {} {}", l.say("phải là", "expected"), row.expected));
            view! { <li class="line"><b>{row.code.clone()}</b>" "{row.told.clone()}{expected}<br/><span class="s m">{row.why.clone()}</span></li> }
        })
        .collect();
    let head = match l {
        Locale::Vi => format!("{} dòng, khớp {}", of.lines, of.matched),
        Locale::En => format!("{} lines, {} as expected", of.lines, of.matched),
    };
    let differences = (!rows.is_empty()).then(|| {
        view! { <section class="box"><ul role="list" class="lines">{rows}</ul></section> }
    });
    view! {
        <div class="w stack pt pb">
            <h1 class="mid">{head}</h1>
            <p>{l.say("Đã thu ", "Collected ")}<b>{of.gross.clone()}</b>{l.say(", chuyển về ", ", handed on ")}<b>{of.net.clone()}</b></p>
            {differences}
            <a class="b o big w" href=l.path("/htx/tien")>{l.say("Xem sổ tiền", "To the money book")}</a>
        </div>
    }
    .into_any()
}

/// The statement of a month, its orders, and the other months.
#[must_use]
pub fn money_page(of: &MoneyView, l: Locale) -> AnyView {
    let sums: Vec<_> = of
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
    let under_way: Vec<_> = of.under_way.iter().map(sum_row).collect();
    let rows: Vec<_> = of.rows.iter().map(|one| row(one, l)).collect();
    let orders = (!rows.is_empty()).then(|| {
        view! {
            <h2>{l.say("Bạn nhận về từng đơn", "What you receive of each order")}</h2>
            <section class="box"><ul role="list" class="list">{rows}</ul></section>
        }
    });
    let months: Vec<_> = of
        .months
        .iter()
        .map(|one| month(one, one.month == of.month, l))
        .collect();
    let months = (!months.is_empty()).then(|| {
        view! {
            <h2>{l.say("Bạn nhận về từng tháng", "What you receive by month")}</h2>
            <section class="box"><ul role="list" class="list">{months}</ul></section>
        }
    });
    let todos: Vec<_> = of
        .todos
        .iter()
        .map(|one| todo(one, of.may_book, l))
        .collect();
    let claims: Vec<_> = of.claims.iter().map(|one| claim(one, l)).collect();
    view! {
        <div class="w stack pt pb">
            {of.done.clone().map(|text| toast(text, None))}
            {of.failed.clone().map(|text| notice_of(NoticeKind::Bad, Icon::Warning, text.into_any()))}
            {claims}
            {todos}
            <h1 class="mid">{of.title.clone()}</h1>
            <section class="box stack tight">{sums}</section>
            <section class="box stack tight">{under_way}</section>
            <a class="b o big w" href=l.path(&format!("/htx/tien.csv?thang={}", of.month)) download="">
                {icon(Icon::Download)}{l.say("Tải tệp CSV", "Download CSV")}
            </a>
            <a class="b o w" href=l.path(&format!("/htx/tien/in?thang={}", of.month))>{l.say("In bảng kê", "Print the statement")}</a>
            {of.may_book.then(|| view! {
                <a class="b o w" href=l.path(&format!("/htx/tien/hoa-don.csv?thang={}", of.month)) download="">
                    {l.say("Tải dòng hoá đơn (CSV)", "Download invoice lines (CSV)")}</a>
            })}
            <a class="b o w" href=l.path("/htx/khuyen-mai")>{l.say("Mã giảm giá", "Vouchers")}</a>
            {cash(of, l)}
            {settlements(of, l)}
            {orders}
            {of.hidden.clone().map(|text| view! { <p class="s m">{text}</p> })}
            {months}
            <p class="s m">{l.say(
                "Chợ Phiên không giữ tiền. Khách trả cho nhà xe hoặc chuyển thẳng cho hợp tác xã; đây là sổ để bạn đối chiếu.",
                "Chợ Phiên holds no money. Buyers pay the carrier or the cooperative; this is a book to compare with.",
            )}</p>
        </div>
    }
    .into_any()
}
