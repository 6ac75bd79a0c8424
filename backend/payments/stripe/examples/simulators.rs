//! Runs every simulator of a way to pay for the server whose address is given, and prints the settings that server needs.
//!
//! `cargo run -p payments-stripe --features simulator --example simulators -- http://127.0.0.1:3000`

use std::time::{SystemTime, UNIX_EPOCH};

fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| {
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    })
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let server = std::env::args().nth(1);
    let server = server.unwrap_or_else(|| "http://127.0.0.1:3000".to_owned());
    let mut stands = payments::simulator::open_all(&server, now_ms).await?;
    stands.push(payments_stripe::simulator::open(&server, now_ms).await?);
    for stand in &stands {
        println!("\n# {} (mô phỏng): {}", stand.name, stand.page);
        for (name, value) in &stand.settings {
            println!("{name}={value}");
        }
    }
    tokio::signal::ctrl_c().await
}
