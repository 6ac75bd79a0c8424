//! What the pages of all simulators share: plain HTML for a phone, no script.

use axum::response::{Html, Redirect};

/// How a simulated marketplace looks.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Its name, as people know it.
    pub name: &'static str,
    /// Colour behind the white name; dark enough to read it.
    pub colour: &'static str,
}

/// Text as HTML shows it.
#[must_use]
pub fn safe(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Whole đồng, as people write them.
#[must_use]
pub fn dong(amount: i64) -> String {
    let digits = amount.to_string();
    let mut text = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    format!("{text}\u{a0}₫")
}

/// A form of one button.
#[must_use]
pub fn button(action: &str, label: &str) -> String {
    format!("<form method=post action=\"{action}\"><button>{label}</button></form>")
}

/// The rows, or a sentence in their place.
#[must_use]
pub fn or(rows: String, nothing: &str) -> String {
    if rows.is_empty() {
        format!("<p>{nothing}</p>")
    } else {
        rows
    }
}

/// What was done, above everything else.
#[must_use]
pub fn status(said: &str) -> String {
    if said.is_empty() {
        return String::new();
    }
    format!("<p role=status><b>{}</b></p>", safe(said))
}

/// Back to a page, with a sentence.
pub fn back(path: &str, said: &str) -> Redirect {
    let query: String = reqwest::Url::parse_with_params("http://x/", [("said", said)])
        .ok()
        .and_then(|url| url.query().map(str::to_owned))
        .unwrap_or_default();
    Redirect::to(&format!("{path}?{query}"))
}

/// A whole page; `title` and `body` are HTML.
pub fn page(look: Look, title: &str, body: &str) -> Html<String> {
    let Look { name, colour } = look;
    Html(format!(
        "<!doctype html><html lang=vi><meta charset=utf-8>\
<meta name=viewport content=\"width=device-width,initial-scale=1\"><link rel=icon href=\"data:,\"><title>{title} · {name} (mô phỏng)</title><style>\
*{{box-sizing:border-box}}body{{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:auto;padding:1rem;\
background:#fff;color:#222;overflow-wrap:anywhere}}\
header{{background:{colour};color:#fff;padding:.75rem 1rem;margin:-1rem -1rem 1rem}}\
header a{{color:#fff;font-weight:700;display:inline-block;padding:.5rem 0}}\
section{{border:1px solid #ccc;border-radius:.5rem;padding:1rem;margin:1rem 0}}h1,h2,h3{{line-height:1.25;margin:.5rem 0}}\
main a{{display:inline-block;padding:.5rem 0}}\
img{{width:8rem;height:8rem;object-fit:cover}}form{{margin:.5rem 0}}label{{display:block;margin:.5rem 0}}\
input,select{{display:block;width:100%;max-width:24rem}}input,select,button{{font:inherit;padding:.5rem .75rem;min-height:3rem}}\
button{{max-width:100%;text-align:left}}@media(min-width:40rem){{form{{display:inline-block;margin-right:.5rem;vertical-align:top}}}}\
</style><header><a href=/>{name} (mô phỏng)</a><br>Tiền và đơn ở đây không có thật</header>\
<main><h1>{title}</h1>{body}</main></html>"
    ))
}
