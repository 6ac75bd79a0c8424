//! What a first visit to a product page costs a phone: bytes by kind, as they go over the wire.

use std::collections::BTreeSet;

use anyhow::{Context, Result};

use super::goods::Goods;
use super::http::{Client, get};
use super::report::Report;
use crate::client::{BUNDLES, Manifest, site_dir};

/// Asks for a product page, and what it links to, as a browser does.
pub fn measure(client: &mut Client, goods: &Goods, report: &mut Report) -> Result<()> {
    let path = goods.products.first().context("no product")?;
    let page = client.page(path)?;
    let html = packed(client, path)?;
    let linked = links(&page);
    let mut sum = |ends: &[&str]| -> Result<u64> {
        let mut bytes = 0;
        for link in linked
            .iter()
            .filter(|link| ends.iter().any(|end| link.ends_with(end)))
        {
            bytes += packed(client, link)?;
        }
        Ok(bytes)
    };
    let css = sum(&[".css"])?;
    let pictures = sum(&[".jpg", ".jpeg", ".webp", ".png", ".svg"])?;
    report.fact(
        "first visit of a product page: HTML",
        format!("{html} bytes"),
    );
    report.fact("first visit of a product page: CSS", format!("{css} bytes"));
    if let Ok(manifest) = Manifest::load(&site_dir()) {
        for bundle in &BUNDLES {
            let [js, wasm] = ["js", "wasm"].map(|kind| manifest.packed(bundle, kind));
            report.fact(
                &format!("{} bundle: JS and WASM", bundle.name),
                format!("{js} and {wasm} bytes"),
            );
            if bundle.name == "shop" {
                report.fact(
                    "first visit of a product page without photos",
                    format!("{} bytes", html + css + js + wasm),
                );
            }
        }
    }
    report.fact(
        "photos and drawings of that page, every size offered",
        format!("{pictures} bytes"),
    );
    Ok(())
}

/// Bytes of the body as sent to a browser that takes brotli.
fn packed(client: &mut Client, path: &str) -> Result<u64> {
    let answer = client.send(&get(path, "accept-encoding: br, gzip\r\n"))?;
    Ok(answer.body.len() as u64)
}

/// Own addresses a page names as source, style or script.
fn links(page: &str) -> BTreeSet<String> {
    let parts = ["href=\"", "src=\"", "srcset=\""]
        .into_iter()
        .flat_map(|mark| page.split(mark).skip(1));
    let values = parts.filter_map(|rest| rest.split('"').next());
    let single = values
        .flat_map(|value| value.split(','))
        .filter_map(|value| value.split_whitespace().next());
    single
        .filter(|link| link.starts_with('/'))
        .map(str::to_owned)
        .collect()
}
