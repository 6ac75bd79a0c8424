//! What money costs: `cargo bench -p services --bench money`. Fills a SQLite file of its own and prints one line for each figure.

use services::actor::{Actor, Kind, MemberRole, Person};
use services::clock::Clock;
use services::keys::Keys;
use services::seed::scale::{self, Size};
use services::{Core, booths, payments, remittances};
use shared::id::{CooperativeId, PersonId, SessionId};
use shared::money::Vnd;
use shared::payment::{BankCredit, News, NotifyEvent};
use shared::say::Locale;
use shared::time::VnDate;
use std::fmt::Write as _;
use std::time::{Duration, Instant};
use store::{Db, sql};
use uuid::Uuid;

/// Parcels whose cash is with a carrier; the postings of the first month are a hundred thousand.
const PARCELS: i64 = 50_000;
const FIRST_MONTH: i64 = 33_334;
/// Bank credits that are booked one after the other.
const CREDITS: u32 = 1_000;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// A line of this process's own account at the kernel, in KiB or clock ticks.
fn proc_number(file: &str, find: impl Fn(&str) -> Option<u64>) -> u64 {
    let text = std::fs::read_to_string(format!("/proc/self/{file}")).unwrap_or_default();
    find(&text).unwrap_or_default()
}

/// CPU time used so far, in milliseconds: the kernel counts a hundred ticks a second.
fn cpu_ms() -> u64 {
    let ticks = |text: &str| {
        let fields: Vec<&str> = text.rsplit(')').next()?.split_whitespace().collect();
        Some(fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?)
    };
    proc_number("stat", ticks) * 10
}

/// The most memory it has had, in MiB.
fn peak_mib() -> u64 {
    let line = |text: &str| {
        let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
        line.split_whitespace().nth(1)?.parse().ok()
    };
    proc_number("status", line) / 1024
}

/// Lets the peak begin anew; where the kernel does not allow it, it is that of the whole run.
fn forget_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

fn director(cooperative: CooperativeId) -> Actor {
    Actor {
        locale: Locale::Vi,
        kind: Kind::Person(Box::new(Person {
            id: PersonId::new(),
            session: SessionId::new(),
            name: "Người đo".to_owned(),
            memberships: vec![(cooperative, MemberRole::Director)],
            staff: Vec::new(),
        })),
    }
}

/// Parcels that were delivered against cash, each with three postings.
async fn fill(core: &Core, cooperative: Uuid, months: [i64; 2]) -> Result<()> {
    let number = "with recursive n(i) as (select 1 union all select i + 1 from n where i < $1)";
    let id = "cast(printf('%016d', i) as blob)";
    let at = "case when i <= $2 then $3 else $4 end";
    let orders = format!(
        "{number} insert into buyer_order (id, code, channel, locale, contact_name_sealed, phone_sealed, phone_lookup, \
         street_sealed, ward_code, address_shown_sealed, payment_method, currency, goods_total, shipping_total, total, created_at) \
         select {id}, printf('B%06d', i), 'storefront', 'vi', '', '', '', '', '00166', '', 'cod', 'VND', 390000, 35000, 425000, \
         {at} from n"
    );
    let parts = format!(
        "{number} insert into sub_order (id, order_id, number, code, cooperative_id, state, goods_total, shipping_fee, total, \
         platform_fee, parcel_weight_g, ship_on, deliver_from, deliver_to, carrier, tracking_no, version, created_at, updated_at) \
         select {id}, {id}, 1, printf('B%06d-1', i), $5, 'delivered', 390000, 35000, 425000, 0, 3000, 0, 0, 0, 'GHN', \
         printf('GHN%06d', i), 1, {at}, 0 from n"
    );
    let entries = format!(
        "{number} insert into ledger_entry (id, kind, source, at) select {id}, 'placed', i, {at} from n"
    );
    let months: Vec<sea_orm::Value> = vec![
        PARCELS.into(),
        FIRST_MONTH.into(),
        months[0].into(),
        months[1].into(),
    ];
    let with_owner: Vec<sea_orm::Value> =
        months.iter().cloned().chain([cooperative.into()]).collect();
    let txn = core.db.begin().await?;
    sql::execute(&*txn, &orders, months.clone()).await?;
    sql::execute(&*txn, &parts, with_owner.clone()).await?;
    sql::execute(&*txn, &entries, months).await?;
    for (position, account, item, amount) in [
        (1, "pending", "sale", -390_000),
        (2, "freight", "freight_in", -35_000),
        (3, "cod_receivable", "payment", 425_000),
    ] {
        let party = if account == "cod_receivable" {
            "GHN"
        } else {
            ""
        };
        let postings = format!(
            "{number} insert into posting (entry_id, position, account, party, item, amount, order_id, sub_order_id, \
             cooperative_id, at) select {id}, {position}, '{account}', '{party}', '{item}', {amount}, {id}, {id}, $5, {at} from n"
        );
        sql::execute(&*txn, &postings, with_owner.clone()).await?;
    }
    txn.commit().await?;
    Ok(())
}

fn file() -> String {
    let mut text = "\u{feff}Mã đơn;Mã vận đơn;Tiền thu hộ;Cước;Phí thu hộ\n".to_owned();
    for n in 1..=PARCELS {
        // Every tenth line is not what was expected.
        let told = if n % 10 == 0 { 400_000 } else { 425_000 };
        let _ = writeln!(text, "B{n:06}-1;GHN{n:06};{told};20.000;2.500");
    }
    text
}

fn credit(n: u32) -> NotifyEvent {
    NotifyEvent {
        key: format!("line-{n}"),
        stated_at: None,
        news: News::Credit(BankCredit {
            source_id: n.to_string(),
            bank_ref: format!("FT{n}"),
            account: "0011223344".to_owned(),
            virtual_account: String::new(),
            reference: None,
            amount: Vnd(100_000),
            booked_at: None,
            content: "chuyen tien".to_owned(),
            counter_account: "0099".to_owned(),
            counter_name: "NGUYEN VAN A".to_owned(),
            balance: None,
        }),
    }
}

async fn measure(core: &Core) -> Result<()> {
    let size = Size {
        cooperatives: 1,
        products: 1,
        orders: 0,
        seed: 7,
    };
    scale::run(core, size, &|_, _, _| {}).await?;
    let row = sql::row(core.db.read(), "select id from cooperative limit 1", []).await?;
    let id: Uuid = row.ok_or("no cooperative")?.try_get("", "id")?;
    let cooperative = CooperativeId::from(id);
    let by = director(cooperative);
    let person = by.person_id().ok_or("nobody")?.uuid();
    let text = "insert into person (id, name, phone_lookup, phone_sealed, locale, created_at) values ($1, '', '', '', 'vi', 0)";
    let txn = core.db.begin().await?;
    sql::execute(&*txn, text, [person.into()]).await?;
    txn.commit().await?;
    let month = |text: &str| {
        VnDate::parse(text)
            .map(|day| day.start().0)
            .map_err(|_| "no day")
    };
    fill(core, id, [month("2026-08-10")?, month("2026-09-10")?]).await?;

    let mut took = Vec::new();
    for _ in 0..5 {
        let begun = Instant::now();
        booths::load_money_view(core, &by, cooperative, "2026-08").await?;
        took.push(begun.elapsed());
    }
    took.sort_unstable();
    let lines = FIRST_MONTH * 3;
    println!("statement of {lines} postings | {} ms", ms(took[2]));

    let bytes = file();
    forget_peak();
    let before = peak_mib();
    let begun = Instant::now();
    let view = remittances::import(core, &by, cooperative, "t.csv", bytes.as_bytes()).await?;
    let (took, differences) = (begun.elapsed(), view.lines - view.matched);
    println!(
        "carrier's file of {} lines, {differences} of them off | {} ms, peak memory {} MiB ({before} MiB before)",
        view.lines,
        ms(took),
        peak_mib()
    );

    let begun = cpu_ms();
    for n in 0..CREDITS {
        payments::record(core, "sepay", &credit(n), "{}").await?;
    }
    let spent = cpu_ms() - begun;
    println!(
        "bank credit kept, matched and posted | {:.2} ms CPU",
        spent as f64 / f64::from(CREDITS)
    );
    Ok(())
}

fn ms(of: Duration) -> u128 {
    of.as_millis()
}

fn main() -> Result<()> {
    let folder = std::env::temp_dir().join(format!("chophien-bench-{}", Uuid::now_v7()));
    std::fs::create_dir_all(&folder)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let done = runtime.block_on(async {
        let db = Db::open(&format!("sqlite://{}", folder.join("b.db").display())).await?;
        db.migrate().await?;
        let keys = Keys::derive(b"a secret that only measurements use").ok_or("too short")?;
        let now = VnDate::parse("2026-09-20").map_err(|_| "no day")?.start();
        let core = Core::new(db, Clock::fixed(now), keys, true);
        measure(&core).await?;
        core.db.close().await?;
        Ok(())
    });
    std::fs::remove_dir_all(&folder)?;
    done
}
