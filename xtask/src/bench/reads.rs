//! Pages and searches: how many a second, how fast, at what cost, and whether memory stays flat.

use anyhow::{Result, bail};

use super::Length;
use super::goods::Goods;
use super::http::get;
use super::load::{self, Run, Until};
use super::process::Usage;
use super::report::Report;
use crate::server::Server;

const CONNECTIONS: u64 = 16;
/// Memory may rise by this much between the first tenth and the end, while caches fill.
const FLAT: f64 = 1.25;

/// Measures every kind of public page.
pub fn measure(server: &Server, goods: &Goods, length: &Length, report: &mut Report) -> Result<()> {
    let products = format!("product page, {} slugs", goods.products.len());
    let queries = |marks: &str| format!("search {marks} marks, {} queries", goods.marked.len());
    let api: Vec<String> = goods
        .marked
        .iter()
        .map(|path| path.replace("/tim?", "/api/v1/search?"))
        .collect();
    for (what, paths) in [
        ("category page of 24", &goods.categories),
        (products.as_str(), &goods.products),
        (&queries("with"), &goods.marked),
        (&queries("without"), &goods.unmarked),
        ("search over the API, with marks", &api),
    ] {
        ask(server, paths, Until::Time(length.warm_up));
        let run = ask(server, paths, Until::Time(length.run));
        let rss = Usage::of(server.pid).rss_mib;
        report.row(what, &run, &format!("{rss:.0} MiB"));
        if run.bad > 0 {
            bail!(
                "{what}: {} bad answers, for instance {:?}",
                run.bad,
                run.example
            );
        }
    }
    Ok(())
}

/// Renders many pages and compares the memory at the first tenth with the memory at the end.
pub fn memory(server: &Server, goods: &Goods, length: &Length, report: &mut Report) -> Result<()> {
    // A search nobody asked before each time, so that no cache of whole pages answers.
    let count = goods.marked.len() as u64;
    let request = |index: u64| {
        let (one, two) = (
            pick(&goods.marked, index),
            pick(&goods.marked, index / count + index),
        );
        let more = two.rsplit('=').next().unwrap_or_default();
        get(&format!("{one}%20{more}"), "")
    };
    let good = |_: u64, answer: &super::http::Answer| answer.status == 200;
    let tenth = length.renders / 10;
    load::run(
        server.port,
        server.pid,
        CONNECTIONS,
        Until::Count(tenth),
        request,
        good,
    );
    let before = Usage::of(server.pid).rss_mib;
    let run = load::run(
        server.port,
        server.pid,
        CONNECTIONS,
        Until::Count(length.renders - tenth),
        |index| request(index + tenth),
        good,
    );
    let after = Usage::of(server.pid).rss_mib;
    report.row(
        "searches never asked before, rendered anew",
        &run,
        &format!("{after:.0} MiB"),
    );
    report.fact(
        &format!("memory after {tenth} and after {} pages", length.renders),
        format!("{before:.0} and {after:.0} MiB"),
    );
    if after > before * FLAT {
        eprintln!(
            "! memory grew from {before:.0} to {after:.0} MiB over {} pages",
            length.renders
        );
    }
    Ok(())
}

fn ask(server: &Server, paths: &[String], until: Until) -> Run {
    let requests: Vec<Vec<u8>> = paths.iter().map(|path| get(path, "")).collect();
    let request = |index: u64| pick(&requests, index).clone();
    load::run(
        server.port,
        server.pid,
        CONNECTIONS,
        until,
        request,
        |_, answer| answer.status == 200,
    )
}

/// Goes through a list in an order that looks random and is the same every time.
fn pick<T>(list: &[T], index: u64) -> &T {
    let mixed = index.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 24;
    &list[usize::try_from(mixed).unwrap_or(0) % list.len()]
}
