//! What stands there before something is measured, and how much of the machine it takes.

use backend::app::App;
use channels::_kit::partner::simulator::{KEY_ID, SECRETS, WEBHOOK_SECRET};
use services::actor::{Actor, Kind, MemberRole, Person};
use services::channels::{self as shop, Account, Connected};
use services::seed::scale::{self, Size};
use shared::channel::ChannelSpec;
use shared::id::{CooperativeId, SessionId};
use shared::say::Locale;
use std::collections::BTreeMap;
use store::sql;
use tests::TestApp;
use uuid::Uuid;

/// The name of the simulator's thread.
pub const SIMULATOR: &str = "simulator";

pub fn say(what: &str, measured: String) {
    println!("{what} | {measured}");
}

/// Processor time of this process without the simulator's thread, in milliseconds.
pub fn cpu_ms() -> f64 {
    let mut ticks = 0_u64;
    for task in std::fs::read_dir("/proc/self/task")
        .into_iter()
        .flatten()
        .flatten()
    {
        let stat = std::fs::read_to_string(task.path().join("stat")).unwrap_or_default();
        let Some((head, rest)) = stat.rsplit_once(')') else {
            continue;
        };
        if head.contains(SIMULATOR) {
            continue;
        }
        let fields: Vec<&str> = rest.split_whitespace().collect();
        let of = |n: usize| {
            fields
                .get(n)
                .and_then(|text| text.parse::<u64>().ok())
                .unwrap_or(0)
        };
        ticks += of(11) + of(12);
    }
    ticks as f64 * 10.0
}

/// Resident memory now, and its peak since the last call of [`forget_peak`], in mebibytes.
pub fn memory() -> (f64, f64) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let of = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let number = line.and_then(|rest| rest.split_whitespace().next()?.parse::<f64>().ok());
        number.unwrap_or(0.0) / 1024.0
    };
    (of("VmRSS:"), of("VmHWM:"))
}

pub fn forget_peak() {
    // Where the kernel does not allow it, the peak is that of the whole run.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

pub async fn filled(test: &TestApp, cooperatives: u64, products: u64) {
    let size = Size {
        cooperatives,
        products,
        orders: 0,
        seed: 1,
    };
    scale::run(&test.app.core, size, &|_, _, _| {})
        .await
        .expect("filled");
}

pub async fn execute(app: &App, text: &str, values: Vec<sea_orm::Value>) {
    let txn = app.core.db.begin().await.expect("begins");
    sql::execute(&*txn, text, values).await.expect("runs");
    txn.commit().await.expect("commits");
}

pub async fn ids(app: &App, text: &str) -> Vec<Uuid> {
    let rows = sql::rows(app.core.db.read(), text, []).await.expect("runs");
    rows.iter()
        .map(|row| row.try_get("", "id").expect("an id"))
        .collect()
}

pub async fn director(app: &App, cooperative: Uuid) -> Actor {
    let row = sql::row(
        app.core.db.read(),
        "select person_id as id from membership where cooperative_id = $1 order by id limit 1",
        [cooperative.into()],
    )
    .await;
    let person: Uuid = row
        .expect("runs")
        .expect("there")
        .try_get("", "id")
        .expect("an id");
    Actor {
        locale: Locale::Vi,
        kind: Kind::Person(Box::new(Person {
            id: person.into(),
            session: SessionId::new(),
            name: String::new(),
            memberships: vec![(cooperative.into(), MemberRole::Director)],
            staff: Vec::new(),
        })),
    }
}

pub fn secrets() -> BTreeMap<String, String> {
    let pairs = [
        ("key_id", KEY_ID),
        ("secret", SECRETS[0]),
        ("webhook_secret", WEBHOOK_SECRET),
    ];
    pairs
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into()
}

pub async fn connected(app: &App, actor: &Actor, cooperative: Uuid, spec: &ChannelSpec) -> Account {
    let given = Connected {
        shop: format!("{}-{cooperative}", spec.code),
        name: spec.name.to_owned(),
        secrets: secrets(),
        refresh_at: None,
        ends_at: None,
    };
    let of = CooperativeId::from(cooperative);
    let id = shop::connect(&app.core, actor, of, spec, given)
        .await
        .expect("connects");
    shop::load(&app.core, id).await.expect("loads")
}
