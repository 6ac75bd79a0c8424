//! Items as RSS 2.0 and as tab-separated text.

use bytes::Bytes;
use shared::time::Millis;

use super::convert::{FIELDS, Item, Value};
use crate::_kit::xml;
use crate::Document;

/// RSS 2.0 with the namespace of base.google.com.
pub fn rss(items: &[Item], name: &str, now: Millis) -> Document {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:g=\"http://base.google.com/ns/1.0\">\n<channel>\n",
    );
    text.push_str(&format!(
        "<title>{}</title>\n<description>{}</description>\n",
        xml(name),
        xml(&format!(
            "Nông sản từ các hợp tác xã, lập lúc {}",
            now.rfc3339()
        )),
    ));
    for item in items {
        text.push_str("<item>\n");
        for (name, value) in item {
            match value {
                Value::Text(said) => {
                    text.push_str(&format!("<g:{name}>{}</g:{name}>\n", xml(said)))
                }
                Value::Parts(parts) => {
                    let parts: String = parts
                        .iter()
                        .map(|(part, said)| format!("<g:{part}>{}</g:{part}>", xml(said)))
                        .collect();
                    text.push_str(&format!("<g:{name}>{parts}</g:{name}>\n"));
                }
            }
        }
        text.push_str("</item>\n");
    }
    text.push_str("</channel>\n</rss>\n");
    Document {
        name: if name.ends_with(".xml") {
            name.to_owned()
        } else {
            format!("{name}.xml")
        },
        content_type: "application/xml; charset=utf-8",
        bytes: Bytes::from(text),
    }
}

/// One line an item; what comes several times is parted by commas, parts of one value by colons.
pub fn tsv(items: &[Item], name: &str) -> Document {
    let mut text = FIELDS.join("\t");
    text.push('\n');
    for item in items {
        for (at, field) in FIELDS.iter().enumerate() {
            if at > 0 {
                text.push('\t');
            }
            let values: Vec<String> = item
                .iter()
                .filter(|(name, _)| name == field)
                .map(|(name, value)| cell(name, value))
                .collect();
            text.push_str(&values.join(","));
        }
        text.push('\n');
    }
    Document {
        name: name.to_owned(),
        content_type: "text/tab-separated-values; charset=utf-8",
        bytes: Bytes::from(text),
    }
}

/// Fields that may come again are parted by commas, so a comma within one is put between quotes.
fn cell(name: &str, value: &Value) -> String {
    let plain = |text: &str| text.replace(['\t', '\n', '\r'], " ");
    match value {
        Value::Text(text) if name == "product_highlight" => quoted(&plain(text)),
        Value::Text(text) => plain(text),
        Value::Parts(parts) => {
            let parts: Vec<String> = parts.iter().map(|(_, text)| quoted(&plain(text))).collect();
            parts.join(":")
        }
    }
}

fn quoted(text: &str) -> String {
    if text.contains([',', ':', '"']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
