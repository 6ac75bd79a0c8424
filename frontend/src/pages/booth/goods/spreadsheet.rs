//! All goods as a spreadsheet: out, and in again.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::goods::{RowError, SpreadsheetView};

use super::super::look_only;
use crate::components::{hidden, notice};

fn errors(of: &SpreadsheetView, l: Locale) -> Option<AnyView> {
    if of.errors.is_empty() {
        return None;
    }
    let line = |error: &RowError| {
        view! {
            <tr>
                <td class="r">{error.row.to_string()}</td>
                <td>{error.column.clone()}</td>
                <td>{error.found.clone()}</td>
                <td>{error.message.clone()}</td>
            </tr>
        }
    };
    let lines: Vec<_> = of.errors.iter().map(line).collect();
    let more = (of.more_errors > 0).then(|| match l {
        Locale::Vi => format!("và {} chỗ nữa", of.more_errors),
        Locale::En => format!("and {} more", of.more_errors),
    });
    Some(
        view! {
            <section>
                <h2>{l.say("Sửa những ô này rồi gửi lại", "Mend these cells and send it again")}</h2>
                <p class="s m">{l.say("Chưa món nào bị đổi.", "Nothing has been changed.")}</p>
                <div class="tbl-wrap mt8" tabindex="0">
                    <table class="tbl">
                        <thead><tr>
                            <th class="r">{l.say("Dòng", "Row")}</th>
                            <th>{l.say("Cột", "Column")}</th>
                            <th>{l.say("Đang ghi", "Found")}</th>
                            <th>{l.say("Sửa thế nào", "What to do")}</th>
                        </tr></thead>
                        <tbody>{lines}</tbody>
                    </table>
                </div>
                <p class="help">{more}</p>
            </section>
        }
        .into_any(),
    )
}

fn ready(of: &SpreadsheetView, l: Locale) -> Option<AnyView> {
    let key = of.ready.clone()?;
    let lines: Vec<_> = of
        .summary
        .iter()
        .map(|line| view! { <li>{line.clone()}</li> })
        .collect();
    Some(
        view! {
            <form class="box stack" method="post" action=l.path("/htx/hang/tap-tin/nhap")>
                <h2>{l.say("Bảng đọc được hết", "The whole file can be read")}</h2>
                <ul role="list" class="list">{lines}</ul>
                {hidden("key", key)}
                <button class="b huge w" type="submit">{l.say("Nhập vào gian hàng", "Take it over")}</button>
            </form>
        }
        .into_any(),
    )
}

fn send(l: Locale) -> AnyView {
    view! {
        <form class="box stack" method="post" enctype="multipart/form-data" action=l.path("/htx/hang/tap-tin")>
            <h2>{l.say("Gửi bảng lên", "Send a file")}</h2>
            <p>{l.say("Sửa trên bảng vừa tải rồi gửi lại. Máy cho xem trước, bạn đồng ý mới đổi.", "Change the downloaded file and send it. You see what will change first.")}</p>
            <div class="fld">
                <label for="f-file">{l.say("Tệp .xlsx hoặc .csv", "A .xlsx or .csv file")}</label>
                <input class="in" id="f-file" name="file" type="file"
                    accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>
            </div>
            <button class="b big w" type="submit">{l.say("Xem trước", "Preview")}</button>
        </form>
    }
    .into_any()
}

/// The page of the spreadsheet.
#[must_use]
pub fn spreadsheet_page(of: &SpreadsheetView, l: Locale) -> AnyView {
    let notices: Vec<_> = of.notices.iter().map(notice).collect();
    let send = if of.can_sell {
        send(l)
    } else {
        look_only(l.say(
            "Chỉ giám đốc và người bán gửi được bảng lên",
            "Only directors and sellers send a file",
        ))
    };
    view! {
        <div class="w pt pb stack">
            {notices}
            {errors(of, l)}
            {ready(of, l)}
            <section class="box stack">
                <h2>{l.say("Tải về", "Download")}</h2>
                <p>{l.say("Mọi món, giá và số còn, mở được bằng Excel.", "All goods, prices and stock, for Excel.")}</p>
                <a class="b o big w" href=l.path("/htx/hang/tap-tin/hang.xlsx") download="hang.xlsx">{l.say("Tải bảng Excel", "Excel file")}</a>
                <a class="b o big w" href=l.path("/htx/hang/tap-tin/hang.csv") download="hang.csv">{l.say("Tải tệp CSV", "CSV file")}</a>
            </section>
            {send}
        </div>
    }
    .into_any()
}
