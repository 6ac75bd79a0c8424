//! A seller's home: links with what they brought, and commission by day and by good.

use super::account;
use super::lines::{Row, Whose, rows, sums};
use super::link::{Of, list};
use super::sellers;
use crate::actor::Actor;
use crate::core::Core;
use crate::error::Result;
use crate::settlements;
use shared::money::Vnd;
use shared::say::Locale;
use shared::time::{DAY_MS, Millis};
use shared::view::parts::{Notice, NoticeKind};
use shared::view::share::SellerHome;
use std::collections::BTreeMap;

/// Lines shown, and reckoned by day and by good.
const SHOWN: usize = 50;
const RECKONED: i64 = 5_000;
/// Days shown.
const DAYS: i64 = 30;
/// Goods shown.
const GOODS: usize = 20;

/// The home of the seller behind the actor. A person who is no seller: [`crate::Error::NotFound`].
pub async fn home_page(core: &Core, actor: &Actor) -> Result<SellerHome> {
    let seller = sellers::mine(core.db.read(), actor).await?;
    let l = actor.locale;
    let whose = Whose::Seller(seller.id);
    let rows = rows(core, whose, RECKONED).await?;
    let stopped = (seller.state != "active").then(|| Notice {
        kind: NoticeKind::Bad,
        title: l.say("Đang tạm ngừng.", "Stopped.").to_owned(),
        text: l
            .say(
                "Các link của bạn không mở được. Gọi Chợ Phiên để biết vì sao.",
                "Your links do not open. Call Chợ Phiên to learn why.",
            )
            .to_owned(),
        link: None,
    });
    let (mut sums, (money, payouts)) = (
        sums(core, whose, l).await?,
        settlements::of_seller(core, seller.id, l).await?,
    );
    for sum in &mut sums {
        sum.total = false;
    }
    sums.extend(money);
    Ok(SellerHome {
        name: seller.shown_name,
        notice: stopped,
        sums,
        payouts,
        account: account::view(core, seller.id).await?,
        errors: Vec::new(),
        links: list(core, Of::Seller(seller.id), l).await?,
        days: by_day(&rows, core.clock.now(), l),
        goods: by_good(&rows, l),
        lines: rows
            .iter()
            .take(SHOWN)
            .map(|row| row.view(whose, l))
            .collect(),
    })
}

/// Orders and what is due.
#[derive(Default)]
struct Tally {
    orders: std::collections::BTreeSet<uuid::Uuid>,
    due: i64,
}

impl Tally {
    fn add(&mut self, row: &Row) {
        self.orders.insert(row.order_id);
        self.due += row.due();
    }

    fn words(&self, l: Locale) -> String {
        let n = self.orders.len();
        match l {
            Locale::Vi => format!("{n}\u{a0}đơn · {}", Vnd(self.due)),
            Locale::En => format!("{n} orders · {}", Vnd(self.due)),
        }
    }
}

fn by_day(rows: &[Row], now: Millis, l: Locale) -> Vec<(String, String)> {
    let mut days: BTreeMap<_, Tally> = BTreeMap::new();
    let recent = rows
        .iter()
        .filter(|row| row.frozen_at > now.0 - DAYS * DAY_MS);
    for row in recent.filter(|row| row.amount > 0) {
        days.entry(Millis(row.frozen_at).vn_date())
            .or_default()
            .add(row);
    }
    days.iter()
        .rev()
        .map(|(day, tally)| (day.with_weekday(l), tally.words(l)))
        .collect()
}

fn by_good(rows: &[Row], l: Locale) -> Vec<(String, String)> {
    let mut goods: BTreeMap<&str, Tally> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.amount > 0) {
        goods.entry(&row.title).or_default().add(row);
    }
    let mut goods: Vec<_> = goods.into_iter().collect();
    goods.sort_by_key(|(_, tally)| -tally.due);
    goods
        .iter()
        .take(GOODS)
        .map(|(good, tally)| ((*good).to_owned(), tally.words(l)))
        .collect()
}
