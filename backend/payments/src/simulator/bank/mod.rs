//! A bank: somebody types what a transfer says and how much it is, or pastes the text of a VietQR code, and the line goes out
//! in the shape of SePay or of Casso. Reads VietQR a second time from its document.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Form, Query, State};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;

use super::page::{escaped, page};
use super::{Kept, Outgoing, Shop, Simulator, send};
use crate::{casso, sepay};

/// A line of a statement.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Its number.
    pub id: u64,
    /// The account.
    pub account: String,
    /// What it says.
    pub content: String,
    /// More than nothing came in.
    pub amount: i64,
    /// The bank's reference.
    pub bank_ref: String,
    /// When it was booked, epoch milliseconds.
    pub booked_ms: i64,
}

/// The bank. Keys: `sepay_secret`, `casso_key`, `casso_token`, and `sepay_url`, `casso_url` where lines go.
pub struct Bank;

impl Simulator for Bank {
    fn name(&self) -> &'static str {
        "Ngân hàng"
    }

    fn router(&self, shop: Arc<Shop>) -> Router {
        Router::new()
            .route("/", get(show))
            .route("/chuyen", post(transfer))
            .with_state(shop)
    }

    fn notice(&self, _shop: &Shop, _kept: &Kept) -> Option<Outgoing> {
        None
    }
}

/// What a code says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// The bank's number.
    pub bin: String,
    /// The account or card.
    pub account: String,
    /// The amount; nothing when the payer types it.
    pub amount: Option<i64>,
    /// What the transfer will say.
    pub content: String,
}

/// Reads the text of a code, whatever other schemes are in it. `None` when its checksum is wrong or it is no VietQR.
#[must_use]
pub fn read(text: &str) -> Option<Read> {
    let (said, sum) = text.split_at_checked(text.len().checked_sub(4)?)?;
    if !said.ends_with("6304") || u16::from_str_radix(sum, 16).ok()? != checksum(said.as_bytes()) {
        return None;
    }
    let all = parts(text)?;
    let napas = parts(part(&all, "38")?)?;
    let receiver = parts(part(&napas, "01")?)?;
    if part(&napas, "00") != Some("A000000727") {
        return None;
    }
    let more = part(&all, "62").and_then(parts).unwrap_or_default();
    Some(Read {
        bin: part(&receiver, "00")?.to_owned(),
        account: part(&receiver, "01")?.to_owned(),
        amount: part(&all, "54").and_then(|amount| amount.parse().ok()),
        content: part(&more, "08").unwrap_or_default().to_owned(),
    })
}

fn parts(mut text: &str) -> Option<Vec<(&str, &str)>> {
    let mut found = Vec::new();
    while !text.is_empty() {
        let (id, rest) = text.split_at_checked(2)?;
        let (length, rest) = rest.split_at_checked(2)?;
        let (value, rest) = rest.split_at_checked(length.parse().ok()?)?;
        found.push((id, value));
        text = rest;
    }
    Some(found)
}

fn part<'a>(parts: &[(&str, &'a str)], id: &str) -> Option<&'a str> {
    parts
        .iter()
        .find(|(name, _)| *name == id)
        .map(|(_, value)| *value)
}

fn checksum(bytes: &[u8]) -> u16 {
    let mut sum = 0xFFFF_u16;
    for byte in bytes {
        for bit in (0..8).rev() {
            let one = (byte >> bit) & 1 == 1;
            let top = sum & 0x8000 != 0;
            sum <<= 1;
            if one != top {
                sum ^= 0x1021;
            }
        }
    }
    sum
}

/// A code for an account of the simulated bank.
#[must_use]
pub fn code(account: &str, amount: i64, content: &str) -> String {
    let piece = |id: &str, value: &str| format!("{id}{:02}{value}", value.len());
    let receiver = piece("00", "970422") + &piece("01", account);
    let napas = piece("00", "A000000727") + &piece("01", &receiver) + &piece("02", "QRIBFTTA");
    let text = [
        piece("00", "01"),
        piece("01", "12"),
        piece("38", &napas),
        piece("53", "704"),
        piece("54", &amount.to_string()),
        piece("58", "VN"),
        piece("62", &piece("08", content)),
        "6304".to_owned(),
    ]
    .concat();
    format!("{text}{:04X}", checksum(text.as_bytes()))
}

/// What the form begins with: a link from an order fills it in.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Filled {
    account: String,
    content: String,
    amount: String,
}

impl Filled {
    fn form(&self) -> String {
        let [account, content, amount] =
            [&self.account, &self.content, &self.amount].map(|text| escaped(text));
        FORM.replace(
            "name=\"account\"",
            &format!("name=\"account\" value=\"{account}\""),
        )
        .replace(
            "name=\"content\"",
            &format!("name=\"content\" value=\"{content}\""),
        )
        .replace(
            "name=\"amount\"",
            &format!("name=\"amount\" value=\"{amount}\""),
        )
    }
}

const FORM: &str = r#"<form method="post" action="/chuyen">
<p><label>Nội dung mã VietQR (dán vào thì khỏi gõ ba ô dưới)<br><input name="code" size="60"></label></p>
<p><label>Số tài khoản nhận<br><input name="account"></label></p>
<p><label>Nội dung chuyển khoản<br><input name="content"></label></p>
<p><label>Số tiền (₫)<br><input name="amount" inputmode="numeric"></label></p>
<p><label>Báo qua <select name="shape"><option value="sepay">SePay</option><option value="casso2">Casso v2</option><option value="casso1">Casso v1</option></select></label></p>
<p><button>Trả tiền</button> <button name="times" value="2">Trả hai lần</button> <button name="again" value="1">Báo lặp lại</button></p></form>"#;

async fn show(Query(filled): Query<Filled>) -> Html<String> {
    page("Ngân hàng", &filled.form())
}

#[derive(Deserialize)]
struct Transfer {
    #[serde(default)]
    code: String,
    #[serde(default)]
    account: String,
    #[serde(default)]
    content: String,
    #[serde(default)]
    amount: String,
    shape: String,
    /// Two transfers.
    #[serde(default)]
    times: String,
    /// One transfer, told twice.
    #[serde(default)]
    again: String,
}

async fn transfer(State(shop): State<Arc<Shop>>, Form(form): Form<Transfer>) -> Response {
    let said = read(form.code.trim()).unwrap_or_default();
    let or = |typed: &str, read: String| {
        if typed.trim().is_empty() {
            read
        } else {
            typed.trim().to_owned()
        }
    };
    let amount = or(&form.amount, said.amount.unwrap_or_default().to_string());
    let Ok(amount) = amount.replace('.', "").parse::<i64>() else {
        return page("Ngân hàng", &format!("<p>Số tiền là số nguyên.</p>{FORM}")).into_response();
    };
    let mut notices = Vec::new();
    for _ in 0..if form.times == "2" { 2 } else { 1 } {
        let line = Line {
            id: shop.next_number(),
            account: or(&form.account, said.account.clone()),
            content: or(&form.content, said.content.clone()),
            amount,
            bank_ref: format!("FT{}", shop.next_number()),
            booked_ms: shop.now_ms(),
        };
        notices.push(notice(&shop, &form.shape, &line));
    }
    if form.again == "1" {
        notices.extend_from_within(..);
    }
    let url = shop.key(if form.shape == "sepay" {
        "sepay_url"
    } else {
        "casso_url"
    });
    let answers = send::send(url, &notices).await;
    let told: String = answers
        .iter()
        .map(|answer| format!("<li>{}</li>", escaped(answer)))
        .collect();
    page(
        "Ngân hàng",
        &format!("<h2>Đã báo</h2><ol>{told}</ol>{FORM}"),
    )
    .into_response()
}

/// The line in the shape of a feed: `sepay`, `casso1` or `casso2`.
#[must_use]
pub fn notice(shop: &Shop, shape: &str, line: &Line) -> Outgoing {
    match shape {
        "casso1" => casso::simulator::first(std::slice::from_ref(line), shop.key("casso_token")),
        "casso2" => casso::simulator::second(line, shop.key("casso_key"), shop.now_ms()),
        _ => sepay::simulator::notice(line, shop.key("sepay_secret"), "", shop.now_ms()),
    }
}

#[cfg(test)]
mod tests;
