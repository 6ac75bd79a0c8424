//! Buying: how many orders a second, and that nothing is ever sold twice.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::Length;
use super::goods::{self, Goods, Variant, quantity};
use super::http::{Answer, Client, post};
use super::load::{self, Until};
use super::process::Usage;
use super::report::Report;
use crate::run;
use crate::server::Server;

const CONNECTIONS: u64 = 16;
const BUYERS: u64 = 200;
const UNITS: i64 = 50;
/// Candidates that are tried before the race is given up.
const TRIES: usize = 40;

/// Orders of two lines from two cooperatives, cash on delivery.
pub fn place(server: &Server, goods: &Goods, length: &Length, report: &mut Report) -> Result<()> {
    let mut client = Client::new(server.port);
    let buyer = Buyer::new(&mut client)?;
    let mut pairs = goods.pairs();
    let mut refused = None;
    // What cannot go to this ward, or is held back for another reason, is not part of the measurement.
    pairs.retain(|pair| match client.send(&buyer.order(0, &lines(pair))) {
        Ok(answer) if answer.status == 201 => true,
        Ok(answer) => {
            refused.get_or_insert(String::from_utf8_lossy(&answer.body).into_owned());
            false
        }
        Err(_) => false,
    });
    if pairs.is_empty() {
        bail!("no order over two cooperatives is accepted: {refused:?}");
    }
    let left: Vec<AtomicI64> = pairs
        .iter()
        .map(|pair| AtomicI64::new(rounds(pair) - 1))
        .collect();
    let first = AtomicU64::new(0);
    // The next pair that still has stock, so that a sold-out pair does not count as slow or as failed.
    let request = |index: u64| {
        let found = (0..pairs.len()).find_map(|_| {
            let next =
                usize::try_from(first.fetch_add(1, Ordering::Relaxed)).unwrap_or(0) % pairs.len();
            (left[next].fetch_sub(1, Ordering::Relaxed) > 0).then_some(&pairs[next])
        });
        buyer.order(index, &lines(found.unwrap_or(&pairs[0])))
    };
    let placed = |_: u64, answer: &Answer| answer.status == 201;
    let stock: i64 = pairs.iter().map(rounds).sum();
    let until = Until::Time(length.run);
    let run = load::run(server.port, server.pid, CONNECTIONS, until, request, placed);
    report.row(
        "order over 2 cooperatives, cash on delivery",
        &run,
        &format!("{:.0} MiB", Usage::of(server.pid).rss_mib),
    );
    if run.bad > 0 {
        eprintln!(
            "! {} of {} orders were refused (stock for {stock}), for instance {:?}",
            run.bad,
            run.good + run.bad,
            run.example
        );
    }
    Ok(())
}

/// Two hundred buyers at once for the last fifty units.
pub fn race(server: &Server, goods: &Goods, report: &mut Report) -> Result<()> {
    let mut client = Client::new(server.port);
    let buyer = Buyer::new(&mut client)?;
    let wanted = find_with_units(&mut client, goods, &buyer)?;
    let line = [json!({ "variant_id": wanted.id, "quantity": quantity(wanted.step) })];
    let (sold, short) = (AtomicU64::new(0), AtomicU64::new(0));
    let count = |_: u64, answer: &Answer| {
        match answer.status {
            201 => sold.fetch_add(1, Ordering::Relaxed),
            409 => short.fetch_add(1, Ordering::Relaxed),
            _ => return false,
        };
        true
    };
    let request = |index: u64| buyer.order(index, &line);
    let run = load::run(
        server.port,
        server.pid,
        BUYERS,
        Until::Count(BUYERS),
        request,
        count,
    );
    let (sold, short) = (sold.into_inner(), short.into_inner());
    let left = current(&mut client, &wanted)?.available / wanted.step;
    let said = format!(
        "{sold} sold, {short} told that stock is short, {left} left, {:.0} ms",
        run.elapsed.as_secs_f64() * 1000.0
    );
    report.fact(&format!("{BUYERS} buyers for {UNITS} units"), said.clone());
    if sold != UNITS.unsigned_abs() || sold + short != BUYERS || left != 0 {
        bail!(
            "{BUYERS} buyers for {UNITS} units: {said}; {:?}",
            run.example
        );
    }
    Ok(())
}

/// Buys one variant down to exactly the units of the race.
fn find_with_units(client: &mut Client, goods: &Goods, buyer: &Buyer) -> Result<Variant> {
    let mut refused = String::new();
    let plenty = goods
        .variants
        .iter()
        .filter(|variant| variant.available >= (UNITS + 1) * variant.step);
    for known in plenty.take(TRIES) {
        let variant = current(client, known)?;
        if variant.available % variant.step != 0 {
            continue;
        }
        match buy_down(client, &variant, buyer)? {
            None if current(client, &variant)?.available == UNITS * variant.step => {
                return Ok(variant);
            }
            None => {}
            Some(answer) => refused = answer,
        }
    }
    bail!("no variant could be bought down to {UNITS} units: {refused}")
}

/// Buys what is more than the race needs, in smaller parts where one order may not take it all;
/// returns the answer that ended it early.
fn buy_down(client: &mut Client, variant: &Variant, buyer: &Buyer) -> Result<Option<String>> {
    let mut surplus = variant.available / variant.step - UNITS;
    let mut part = surplus;
    while surplus > 0 {
        part = part.min(surplus);
        let line = json!({ "variant_id": variant.id, "quantity": quantity(part * variant.step) });
        let answer = client.send(&buyer.order(surplus.unsigned_abs(), &[line]))?;
        if answer.status == 201 {
            surplus -= part;
        } else if part > 1 {
            part /= 2;
        } else {
            return Ok(Some(String::from_utf8_lossy(&answer.body).into_owned()));
        }
    }
    Ok(None)
}

fn current(client: &mut Client, variant: &Variant) -> Result<Variant> {
    let mut all = goods::variants_of(client, &variant.product)?.into_iter();
    all.find(|other| other.id == variant.id)
        .with_context(|| format!("{} lost a variant", variant.product))
}

/// How often a pair can be ordered.
fn rounds(pair: &[Variant; 2]) -> i64 {
    pair.iter()
        .map(|variant| variant.available / variant.step)
        .min()
        .unwrap_or(0)
}

fn lines(pair: &[Variant; 2]) -> [Value; 2] {
    pair.each_ref()
        .map(|variant| json!({ "variant_id": variant.id, "quantity": quantity(variant.step) }))
}

/// Somebody with an address in Hà Nội, and a new key for every order.
struct Buyer {
    ward: String,
    key: String,
    next: AtomicU64,
}

impl Buyer {
    fn new(client: &mut Client) -> Result<Self> {
        Ok(Self {
            ward: goods::ward(client)?,
            key: run::random_name()?,
            next: AtomicU64::new(0),
        })
    }

    fn order(&self, index: u64, lines: &[Value]) -> Vec<u8> {
        let body = json!({
            "lines": lines,
            "contact": { "name": "Người Mua Thử", "phone": format!("09{:08}", index % 100_000_000) },
            "address": { "ward_code": self.ward, "street": "12 phố Chợ Phiên" },
            "payment_method": "cod",
        });
        let key = format!("{}-{}", self.key, self.next.fetch_add(1, Ordering::Relaxed));
        post(
            "/api/v1/orders",
            &format!("idempotency-key: {key}\r\n"),
            &body,
        )
    }
}
